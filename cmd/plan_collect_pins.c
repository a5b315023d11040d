/*
 * The allocation that the grower on duty edited comes back: its changed rows are pins.
 *
 * Everything else that was collected is laid over first, so that a pin is judged by the orders and
 * offers that the book will have, and all of it leaves in one commit: an edited allocation that is
 * not possible refuses the whole run, as any sheet does. The logic of pins is that of
 * `pial-allocate pin` (cmd/allocate_pin.h). Rejected: running that command once per file after the
 * commit, which would leave half of a refused run in the book, and could not see that two sheets
 * contradict each other; taking plain tables, which do not say what was sent: when the same folder
 * is collected again, what merely moved around the pins would look like a person's wish.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "cmd/allocate_again.h"
#include "cmd/plan_collect.h"

#include "base/banned.h"

/* Orders or offers of a week as they will be; what the book has where nothing came back. */
static void lay_over(struct pial_collect *collect, struct pial_week week, struct pial_table *table)
{
	for (size_t i = 0; i < collect->tables; i++) {
		const struct pial_collect_table *from = collect->table[i];

		if (from->schema != table->schema || from->week.n != week.n || !from->differs)
			continue;
		pial_table_release(table);
		pial_table_init(table, from->schema);
		pial_cli_like(table, &from->result);
		for (size_t r = 0; r < from->result.count; r++)
			pial_table_add(table, pial_table_row(&from->result, r));
	}
}

/* The week of an edited allocation, read the first time. NULL when refused, said already. */
static struct pial_collect_pins *find(struct pial_collect *collect, struct pial_week week)
{
	struct pial_collect_pins *pins;

	for (size_t i = 0; i < collect->pinned; i++)
		if (collect->pins[i]->pinning.week.week.n == week.n)
			return collect->pins[i]->ok ? collect->pins[i] : NULL;
	pins = pial_calloc(1, sizeof(*pins));
	pial_pinning_init(&pins->pinning, collect->cli, week);
	pial_table_init(&pins->table, &pial_schema_allocation);
	collect->pins = pial_grow(collect->pins, collect->pinned, &collect->pin_cap,
				  sizeof(*collect->pins));
	collect->pins[collect->pinned++] = pins;
	pins->ok = pial_pinning_read(&pins->pinning);
	return pins->ok ? pins : NULL;
}

static bool take(struct pial_collect *collect, struct pial_sheet *sheet)
{
	struct pial_pos pos = { sheet->table.file, 0, 0, PIAL_COLUMN_LETTER };
	struct pial_collect_pins *pins;
	struct pial_week week;
	bool versions = false;

	if (!pial_collect_week(collect, sheet, &week, &collect->cli->diags))
		return false;
	for (size_t i = 0; i < sheet->table.count; i++)
		versions |= sheet->returned[i].version.n != 0;
	if (!versions)
		return pial_diag_add(&collect->cli->diags, &pos, PIAL_E_SHEET_PINS);
	pins = find(collect, week);
	return pins && pial_pin_sheet(&pins->pinning, sheet);
}

/* A week that is over may still be in the folder, as long as nobody wants it otherwise. */
static bool may(struct pial_collect_pins *pins)
{
	return !pins->pinning.wanted.count || pial_allocate_again_may(&pins->pinning.week);
}

/* Computed again with the orders and offers that the book will have. */
static bool compute(struct pial_collect *collect, struct pial_collect_pins *pins)
{
	struct pial_allocate_week *week = &pins->pinning.week;

	pial_pin_say(&pins->pinning, &pins->count);
	pins->same = !pins->pinning.wanted.count;
	if (pins->same)
		return true;
	lay_over(collect, week->week, &week->orders);
	lay_over(collect, week->week, &week->offers);
	return pial_pin_compute(&pins->pinning, &pins->table, &pins->same);
}

bool pial_collect_pins(struct pial_collect *collect)
{
	bool ok = true;

	for (size_t i = 0; i < collect->allocations; i++)
		ok = take(collect, collect->allocation[i]) && ok;
	for (size_t i = 0; ok && i < collect->pinned; i++)
		ok = pial_pin_agree(&collect->pins[i]->pinning) && may(collect->pins[i]);
	for (size_t i = 0; ok && i < collect->pinned; i++)
		ok = compute(collect, collect->pins[i]);
	return ok;
}

/* What a week that is not computed yet, or a draft, or a published one writes. */
static size_t put(struct pial_collect_pins *pins, struct pial_book_change *change)
{
	struct pial_pinning *pinning = &pins->pinning;
	struct pial_cli *cli = pinning->cli;

	if (pinning->state == PIAL_ALLOCATED_WHOLE) {
		pial_allocate_again_tell(&pinning->week, &pinning->stands, &pins->table, true);
		return pial_allocate_again_changes(&pinning->week, &pinning->stands, &pins->table,
						   change);
	}
	change->path = pial_book_week_path(&cli->book, pinning->week.week,
					   &pial_schema_allocation);
	change->merges = true;
	change->bytes = pial_cli_bytes(cli, &pins->table, &change->len);
	return 1;
}

size_t pial_collect_pins_put(struct pial_collect *collect, struct pial_book_change *change,
			     size_t changes)
{
	for (size_t i = 0; i < collect->pinned; i++) {
		struct pial_collect_pins *pins = collect->pins[i];
		const struct pial_pin_count *count = &pins->count;

		pial_diag_add(&collect->cli->diags, NULL, PIAL_N_COLLECT_SUM,
			      (int64_t)pins->pinning.week.week.n, PIAL_N_("pins"), count->added,
			      count->changed, count->removed, INT64_C(0));
		if (!pins->same)
			changes += put(pins, &change[changes]);
	}
	return changes;
}

void pial_collect_pins_release(struct pial_collect *collect)
{
	for (size_t i = 0; i < collect->pinned; i++) {
		pial_pinning_release(&collect->pins[i]->pinning);
		pial_table_release(&collect->pins[i]->table);
		free(collect->pins[i]);
	}
	free(collect->pins);
}
