/*
 * One file that came back: read, checked, merged.
 *
 * With --partial a file is tried again and again without the rows that were refused, each of them
 * blanked in the text so that all others keep their lines, until what is left is good. Rows that
 * hang together (a key that comes twice) are refused together, as both are named.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/cli_priv.h"
#include "cmd/plan_collect.h"
#include "io/csv.h"
#include "load/load.h"
#include "sheet/returned.h"

#include "base/banned.h"

/* What is looked for in a header. */
static const struct pial_schema *const candidates[] = {
	&pial_schema_offers, &pial_schema_orders, &pial_schema_receipts, &pial_schema_allocation,
	&pial_schema_weighings, &pial_schema_meals,
};

/* ---- The week ---- */

static struct pial_week week_of(const struct pial_sheet *sheet, size_t i)
{
	const struct pial_order *order = pial_table_row(&sheet->table, i);
	const struct pial_offer *offer = pial_table_row(&sheet->table, i);
	const struct pial_receipt *receipt = pial_table_row(&sheet->table, i);
	const struct pial_allocation *given = pial_table_row(&sheet->table, i);
	struct pial_week none = { 0 };

	if (sheet->form != PIAL_FORM_NONE)
		return sheet->week;
	if (sheet->table.schema == &pial_schema_orders)
		return order->week;
	if (sheet->table.schema == &pial_schema_offers)
		return offer->week;
	if (sheet->table.schema == &pial_schema_allocation)
		return given->week;
	return pial_date_is_none(receipt->day) ? none : pial_week_of(receipt->day);
}

/* The one week of a sheet; a blank cell follows the others. False when there are two, or none. */
static bool find_week(const struct pial_sheet *sheet, struct pial_week *week,
		      struct pial_diags *diags)
{
	struct pial_pos pos = { sheet->table.file, 0, 0, PIAL_COLUMN_LETTER };

	*week = sheet->week;
	for (size_t i = 0; i < sheet->table.count; i++) {
		struct pial_week this = week_of(sheet, i);

		if (pial_week_is_none(this) || this.n == week->n)
			continue;
		if (!pial_week_is_none(*week)) {
			pos = pial_sheet_pos(sheet, pial_table_row(&sheet->table, i), "week");
			return pial_diag_add(diags, &pos, PIAL_E_WEEKS, (int64_t)this.n,
					     (int64_t)week->n);
		}
		*week = this;
	}
	return !pial_week_is_none(*week) || pial_diag_add(diags, &pos, PIAL_E_SHEET_EMPTY);
}

/* A sheet of another week than the one asked for, or of one that is over, was sent by mistake. */
static bool check_week(const struct pial_collect *collect, const struct pial_sheet *sheet,
		       struct pial_week week, struct pial_diags *diags)
{
	const struct pial_collect_own *own = collect->cli->own;
	struct pial_pos pos = { sheet->table.file, 0, 0, PIAL_COLUMN_LETTER };

	if (!pial_week_is_none(own->week) && own->week.n != week.n)
		return pial_diag_add(diags, &pos, PIAL_E_SHEET_WEEK, (int64_t)week.n,
				     (int64_t)own->week.n);
	if (pial_week_is_none(own->week) && sheet->table.schema != &pial_schema_receipts &&
	    pial_week_day(week, PIAL_SUNDAY).n < collect->cli->today.n)
		return pial_diag_add(diags, &pos, PIAL_E_SHEET_OVER, (int64_t)week.n);
	return true;
}

/* ---- One attempt ---- */

/* Rows with blank cells of the week are of the sheet's week. */
static void set_week(struct pial_sheet *sheet, struct pial_week week)
{
	int f = pial_field_find(sheet->table.schema, "week");

	for (size_t i = 0; f >= 0 && i < sheet->table.count; i++)
		memcpy((char *)pial_table_row(&sheet->table, i) +
			       sheet->table.schema->field[f].offset,
		       &week, sizeof(week));
}

bool pial_collect_week(const struct pial_collect *collect, struct pial_sheet *sheet,
		       struct pial_week *week, struct pial_diags *diags)
{
	if (!find_week(sheet, week, diags) || !check_week(collect, sheet, *week, diags))
		return false;
	set_week(sheet, *week);
	return true;
}

static bool check_rows(struct pial_collect *collect, struct pial_sheet *sheet,
		       struct pial_week week, struct pial_diags *diags)
{
	size_t from = diags->count;
	bool ok;

	ok = pial_check_moving(&sheet->table, &collect->cli->book.model, week, diags);
	pial_sheet_replace(sheet, diags, from);
	return ok;
}

static bool merge(struct pial_collect *collect, struct pial_sheet *sheet,
		  struct pial_collect_table **into, struct pial_diags *diags)
{
	const struct pial_schema *schema = sheet->table.schema;
	struct pial_week week;

	if (schema == &pial_schema_weighings || schema == &pial_schema_meals)
		return pial_collect_weighed(collect, sheet, into, diags);

	/* It waits until orders and offers are what they will be. */
	if (schema == &pial_schema_allocation)
		return true;
	if (!pial_collect_week(collect, sheet, &week, diags) ||
	    !check_rows(collect, sheet, week, diags))
		return false;
	*into = pial_collect_table(collect, schema, week, 0, diags);
	if (!*into)
		return false;
	(*into)->before = (*into)->merge;
	return pial_merge_sheet(&(*into)->merge, sheet, diags);
}

/* Reads and merges; *into stays NULL where the sheet is an allocation. */
static bool attempt(struct pial_collect *collect, const struct pial_source *source,
		    struct pial_sheet *sheet, struct pial_collect_table **into,
		    struct pial_diags *diags)
{
	*into = NULL;
	pial_sheet_init(sheet);
	return pial_sheet_read(sheet, &collect->cli->book.model, &collect->names, source,
			       candidates, PIAL_COUNT(candidates), diags) &&
	       merge(collect, sheet, into, diags);
}

/* ---- The good rows alone ---- */

/* The bytes of a line of the text, and of what a quote carries on to the next lines. */
static char *find_line(const struct pial_source *source, uint32_t line, size_t *len)
{
	char *at = source->text, *end = source->text + source->len;
	bool quoted = false;

	for (uint32_t n = source->skipped + 1; n < line && at < end; at++) {
		/* Rows of a sheet are one line each, however many lines their cells have. */
		quoted ^= source->sheet && *at == '"';
		n += !quoted && (*at == '\n' || (*at == '\r' && at[1] != '\n'));
	}
	for (*len = 0; at + *len < end; ++*len) {
		char byte = at[*len];

		quoted ^= byte == '"';
		if (!quoted && (byte == '\n' || byte == '\r'))
			break;
	}
	return at;
}

static void put_reject(struct pial_collect *collect, const struct pial_diag *diag, const char *row,
		       size_t len)
{
	struct pial_cli *cli = collect->cli;
	struct pial_strbuf *out = &collect->rejects, text;

	if (!out->len)
		pial_strbuf_addstr(out, "file,line,reason,row\n");
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_csv_put(out, &pial_csv_table, true, true, diag->pos.file, strlen(diag->pos.file));
	pial_strbuf_addint(&text, diag->pos.line);
	pial_csv_put(out, &pial_csv_table, false, false, text.text, text.len);
	pial_strbuf_clear(&text);
	pial_cli_text(&text, cli->command->name, cli->lang, diag);
	pial_csv_put(out, &pial_csv_table, false, true, text.text, text.len ? text.len - 1 : 0);
	pial_csv_put(out, &pial_csv_table, false, true, row, len);
	pial_csv_end(out);
	pial_strbuf_release(&text);
}

/*
 * Puts the refused rows among the rejects and blanks them. Returns how many; a row that is blank
 * already does not count.
 */
static size_t reject(struct pial_collect *collect, struct pial_source *source,
		     const struct pial_diags *diags)
{
	size_t rows = 0;

	for (size_t i = 0; i < diags->count; i++) {
		const struct pial_diag *diag = &diags->entry[i];
		size_t len;
		char *row;

		if (pial_code_info(diag->code)->severity != PIAL_ERROR)
			continue;
		row = find_line(source, diag->pos.line, &len);
		if (!len || strspn(row, " ") >= len)
			continue;
		put_reject(collect, diag, row, len);
		for (size_t b = 0; b < len; b++)
			if (row[b] != '\n' && row[b] != '\r')
				row[b] = ' ';
		rows++;
	}
	return rows;
}

/* True when every error is one of a row. */
static bool of_rows(const struct pial_diags *diags)
{
	for (size_t i = 0; i < diags->count; i++)
		if (pial_code_info(diags->entry[i].code)->severity == PIAL_ERROR &&
		    (!diags->entry[i].pos.file || !diags->entry[i].pos.line))
			return false;
	return diags->errors > 0;
}

/*
 * Takes the refused rows out of the text, until what is left is good. A file that cannot be helped
 * (its header is wrong, it is of another week) is left as it was.
 */
static bool take_good(struct pial_collect *collect, struct pial_source *source, size_t *rows)
{
	char *text = pial_malloc(source->len + 1);
	size_t rejects = collect->rejects.len, more = 1;
	struct pial_collect_table *into;
	struct pial_sheet sheet;
	struct pial_diags diags;
	bool ok = false;

	memcpy(text, source->text, source->len + 1);
	pial_diags_init(&diags);
	for (*rows = 0; !ok && more; *rows += more) {
		pial_diags_clear(&diags);
		more = 0;
		ok = attempt(collect, source, &sheet, &into, &diags);
		pial_sheet_release(&sheet);
		if (ok && into)
			pial_merge_undo(&into->merge, &into->before);
		else if (!ok && of_rows(&diags))
			more = reject(collect, source, &diags);
	}
	if (!ok) {
		memcpy(source->text, text, source->len + 1);
		pial_strbuf_setlen(&collect->rejects, rejects);
	}
	pial_diags_release(&diags);
	free(text);
	return ok;
}

/* One form of a file, or all of it. */
static bool take_part(struct pial_collect *collect, struct pial_source *part)
{
	const struct pial_collect_own *own = collect->cli->own;
	struct pial_pos pos = { part->name, 0, 0, PIAL_COLUMN_LETTER };
	struct pial_collect_table *into;
	struct pial_sheet *sheet;
	size_t rows = 0;
	bool ok;

	if (own->partial && take_good(collect, part, &rows) && rows)
		pial_diag_add(&collect->cli->diags, &pos, PIAL_A_COLLECT_REJECTED, (int64_t)rows,
			      own->rejects ? own->rejects : "rejects.csv");
	sheet = pial_calloc(1, sizeof(*sheet));
	ok = attempt(collect, part, sheet, &into, &collect->cli->diags);
	if (ok && !into) {
		collect->allocation = pial_grow(collect->allocation, collect->allocations,
						&collect->allocation_cap,
						sizeof(*collect->allocation));
		collect->allocation[collect->allocations++] = sheet;
		return true;
	}
	pial_sheet_release(sheet);
	free(sheet);
	return ok;
}

bool pial_collect_file(struct pial_collect *collect, struct pial_collect_file *file)
{
	struct pial_source rest = file->source, part;
	bool ok = true;

	while (pial_sheet_next(&rest, &part))
		ok = take_part(collect, &part) && ok;
	return ok;
}
