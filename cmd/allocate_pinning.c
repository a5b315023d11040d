/*
 * A week being fixed by hand: read, laid over, computed again.
 *
 * The rows that stand keep their place in the book's file, those that are wanted theirs in the
 * files that came back. One table cannot say that; so its rows are numbered, and what the engine
 * says of row 7 is moved to the place of row 7 before anybody sees it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/allocate_again.h"
#include "cmd/allocate_pin.h"
#include "load/value.h"

#include "base/banned.h"

/* Name of the table of numbered rows; no place in it is ever shown. */
#define NUMBERED "(pins)"

void pial_pinning_init(struct pial_pinning *pinning, struct pial_cli *cli, struct pial_week week)
{
	*pinning = (struct pial_pinning){ .cli = cli };
	pial_allocate_week_init(&pinning->week, cli);
	pinning->week.week = week;
	pial_table_init(&pinning->stands, &pial_schema_allocation);
	pial_table_init(&pinning->wanted, &pial_schema_allocation);
}

void pial_pinning_release(struct pial_pinning *pinning)
{
	pial_table_release(&pinning->stands);
	pial_table_release(&pinning->wanted);
	free(pinning->place);
	free(pinning->origin);
	pial_allocate_week_release(&pinning->week);
}

bool pial_pinning_read(struct pial_pinning *pinning)
{
	struct pial_allocate_week *week = &pinning->week;
	struct pial_cli *cli = pinning->cli;
	bool exists;

	return pial_allocate_again_read(week) &&
	       pial_book_week(&cli->book, week->week, &pinning->stands, &exists, &cli->diags) &&
	       pial_week_allocated(&cli->book, week->week, &pinning->stands, exists,
				   &pinning->state, &cli->diags) &&
	       (week->status.state < PIAL_WEEK_PUBLISHED ||
		pial_cli_allocated(cli, week->week, pinning->state));
}

/* ---- Several sheets ---- */

static bool same_wish(const struct pial_allocation *a, const struct pial_allocation *b)
{
	return a->quantity.milli == b->quantity.milli && a->pin == b->pin && a->note.n == b->note.n;
}

/* The wanted row with the key of a later one, or its own index. */
static size_t find_first(const struct pial_pinning *pinning, size_t i)
{
	const struct pial_table *wanted = &pinning->wanted;
	size_t first = 0;

	while (first < i && pial_table_compare(wanted, &pinning->cli->book.model,
					       pial_table_row(wanted, first),
					       pial_table_row(wanted, i)) != 0)
		first++;
	return first;
}

static bool refuse(const struct pial_pinning *pinning, size_t i, size_t first)
{
	struct pial_strbuf row;

	pial_strbuf_init(&row, PIAL_STRBUF_TEXT);
	pial_table_row_id(&row, &pinning->wanted, &pinning->cli->book.model,
			  pial_table_row(&pinning->wanted, i));
	pial_diag_add(&pinning->cli->diags, &pinning->place[i], PIAL_E_SHEET_TWICE, row.text,
		      &pinning->place[first]);
	pial_strbuf_release(&row);
	return false;
}

/* Takes out what two sheets say alike. Wanted rows are those that people touched: few. */
static bool unite(struct pial_pinning *pinning)
{
	struct pial_table *wanted = &pinning->wanted, once;
	size_t kept = 0;
	bool ok = true;

	pial_table_init(&once, &pial_schema_allocation);
	for (size_t i = 0; i < wanted->count; i++) {
		size_t first = find_first(pinning, i);

		if (first == i)
			pial_table_add(&once, pial_table_row(wanted, i));
		else if (!same_wish(pial_table_row(wanted, i), pial_table_row(wanted, first)))
			ok = refuse(pinning, i, first);
	}
	for (size_t i = 0; ok && i < wanted->count; i++)
		if (find_first(pinning, i) == i)
			pinning->place[kept++] = pinning->place[i];
	if (!ok) {
		pial_table_release(&once);
		return false;
	}
	pial_table_release(wanted);
	*wanted = once;
	return true;
}

/* Numbers the rows to start from, and remembers where each stands. */
static void number(struct pial_pinning *pinning)
{
	struct pial_table *pins = &pinning->week.pins;

	pinning->origin = pial_calloc(pins->count + 1, sizeof(*pinning->origin));
	for (size_t i = 0; i < pins->count; i++) {
		struct pial_allocation *row = pial_table_row(pins, i);

		if (row->line > pinning->stands.count)
			pinning->origin[i] = pinning->place[row->line - pinning->stands.count - 1];
		else
			pinning->origin[i] = pial_table_pos(
				&pinning->stands,
				pial_table_row(&pinning->stands, row->line - 1), "quantity");
		row->line = (uint32_t)i + 1;
	}
	pins->file = NUMBERED;
}

bool pial_pin_agree(struct pial_pinning *pinning)
{
	const struct pial_model *model = &pinning->cli->book.model;
	const struct pial_table *stands = &pinning->stands;
	struct pial_table *pins = &pinning->week.pins;

	if (!unite(pinning))
		return false;
	pial_table_release(pins);
	pial_table_init(pins, &pial_schema_allocation);
	/* Until they are numbered: which row of stands, and behind these which of wanted. */
	for (size_t i = 0; i < stands->count; i++) {
		struct pial_allocation *row = pial_table_add(pins, pial_table_row(stands, i));

		row->line = (uint32_t)i + 1;
	}
	pial_table_sort(pins, model);
	for (size_t i = 0; i < pinning->wanted.count; i++) {
		const struct pial_allocation *row = pial_table_row(&pinning->wanted, i);
		struct pial_allocation *old = pial_table_find(pins, model, row);

		if (!old) {
			old = pial_table_add(pins, row);
			old->line = (uint32_t)(stands->count + i) + 1;
			pial_table_sort(pins, model);
			continue;
		}
		*old = *row;
		old->line = (uint32_t)(stands->count + i) + 1;
	}
	number(pinning);
	return true;
}

/* ---- What is said ---- */

/* The value of a row in each language; nothing of no row. */
struct said {
	struct pial_strbuf fr, en;	/* owned */
};

static void say_value(const struct pial_pinning *pinning, struct said *said, int field,
		      const struct pial_allocation *row)
{
	pial_strbuf_init(&said->fr, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&said->en, PIAL_STRBUF_TEXT);
	if (row)
		pial_value_say(&said->fr, &said->en, &pinning->cli->book.model,
			       &pial_schema_allocation.field[field], row);
}

/* Which field of a row differs from what stands: one is said, the first that a person looks for. */
static const char *changed_field(const struct pial_allocation *row,
				 const struct pial_allocation *old)
{
	if (!old || row->quantity.milli != old->quantity.milli)
		return "quantity";
	return (row->pin == PIAL_YES) != (old->pin == PIAL_YES) ? "pin" : "note";
}

static void say_change(const struct pial_pinning *pinning, size_t i, const char *id,
		       const struct pial_allocation *old, struct pial_pin_count *count)
{
	struct pial_allocation row = *(struct pial_allocation *)pial_table_row(&pinning->wanted, i);
	int field = pial_field_find(&pial_schema_allocation, changed_field(&row, old));
	struct pial_diags *diags = &pinning->cli->diags;
	const struct pial_pos *pos = &pinning->place[i];
	struct said was, now;

	if (row.pin != PIAL_YES)
		row.pin = PIAL_NO;
	say_value(pinning, &was, field, old);
	say_value(pinning, &now, field, &row);
	if (!old) {
		count->added++;
		pial_diag_add(diags, pos, PIAL_N_SHEET_ADDED, id, now.fr.text, now.en.text);
	} else if (row.quantity.milli == 0 && old->quantity.milli > 0) {
		count->removed++;
		pial_diag_add(diags, pos, PIAL_N_SHEET_REMOVED, id, was.fr.text, was.en.text);
	} else {
		count->changed++;
		pial_diag_add(diags, pos, PIAL_N_SHEET_CHANGED, id,
			      pial_schema_allocation.field[field].fr,
			      pial_schema_allocation.field[field].en, was.fr.text, was.en.text,
			      now.fr.text, now.en.text);
	}
	pial_strbuf_release(&was.fr);
	pial_strbuf_release(&was.en);
	pial_strbuf_release(&now.fr);
	pial_strbuf_release(&now.en);
}

void pial_pin_say(const struct pial_pinning *pinning, struct pial_pin_count *count)
{
	const struct pial_model *model = &pinning->cli->book.model;
	struct pial_strbuf id;

	*count = (struct pial_pin_count){ 0 };
	pial_strbuf_init(&id, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < pinning->wanted.count; i++) {
		const struct pial_allocation *row = pial_table_row(&pinning->wanted, i);
		size_t len;

		pial_strbuf_clear(&id);
		pial_table_row_id(&id, &pinning->wanted, model, row);
		for (len = id.len; len > 0 && id.text[len - 1] == '_';)
			len--;
		pial_strbuf_setlen(&id, len);
		say_change(pinning, i, id.text, pial_table_find(&pinning->stands, model, row),
			   count);
	}
	pial_strbuf_release(&id);
}

/* Moves what was said of numbered rows to where these stand. */
static void place(const struct pial_pinning *pinning, struct pial_pos *pos)
{
	struct pial_arena *arena = &pinning->cli->diags.arena;

	if (!pinning->origin || !pos->file || strcmp(pos->file, NUMBERED) != 0 || !pos->line ||
	    pos->line > pinning->week.pins.count)
		return;
	*pos = pinning->origin[pos->line - 1];
	if (pos->file)
		pos->file = pial_arena_strndup(arena, pos->file, strlen(pos->file));
}

static void place_all(const struct pial_pinning *pinning, size_t from)
{
	struct pial_diags *diags = &pinning->cli->diags;

	for (size_t i = from; i < diags->count; i++) {
		struct pial_diag *diag = &diags->entry[i];
		const char *args = pial_code_info(diag->code)->args;

		place(pinning, &diag->pos);
		for (size_t a = 0; args[a]; a++)
			if (args[a] == 'p')
				place(pinning, &diag->arg[a].pos);
	}
}

/* ---- Computed again ---- */

static bool is_possible(struct pial_allocate_week *week)
{
	struct pial_allocate_input input = pial_allocate_week_input(week);

	return pial_allocate(&input, &week->result, &week->cli->diags);
}

/* Pins alone, with what people wrote beside them. */
static void make_wishes(const struct pial_pinning *pinning, struct pial_table *table)
{
	const struct pial_table *pins = &pinning->week.pins;

	pial_cli_like(table, &pinning->stands);
	for (size_t i = 0; i < pins->count; i++) {
		const struct pial_allocation *row = pial_table_row(pins, i);

		if (row->pin == PIAL_YES)
			pial_table_add(table, row);
	}
	pial_table_sort(table, &pinning->cli->book.model);
	if (!pial_cli_extras_by_key(table, &pinning->stands, &pinning->cli->book.model))
		pial_cli_cells_dropped(pinning->cli, &pinning->stands);
}

static bool same_rows(const struct pial_table *a, const struct pial_table *b)
{
	for (size_t i = 0; a->count == b->count && i < a->count; i++) {
		struct pial_allocation left = *(struct pial_allocation *)pial_table_row(a, i);
		struct pial_allocation right = *(struct pial_allocation *)pial_table_row(b, i);

		left.line = right.line = 0;
		if (!same_wish(&left, &right) ||
		    pial_table_compare(a, a->model ? a->model : b->model, &left, &right))
			return false;
	}
	return a->count == b->count;
}

bool pial_pin_compute(struct pial_pinning *pinning, struct pial_table *table, bool *same)
{
	struct pial_allocate_week *week = &pinning->week;
	size_t from = pinning->cli->diags.count;
	bool ok;

	if (pinning->state == PIAL_ALLOCATED_WHOLE) {
		ok = pial_allocate_again_compute(week, &pinning->stands, table, same);
	} else {
		ok = is_possible(week);
		if (ok)
			make_wishes(pinning, table);
		*same = ok && same_rows(table, &pinning->stands);
	}
	place_all(pinning, from);
	return ok;
}
