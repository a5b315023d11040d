/*
 * A table that comes back, edited by a person.
 *
 * Rows are known by their key; a sheet's `id` fills key cells that came back blank. What a person
 * left as it was says nothing; a blank cell too. Rows without producer say what was missing, which
 * follows from the others, so that nobody has to keep them right.
 *
 * What a person left as it was is told in a sheet by the version of each row as it was sent: a row
 * that still makes that version is untouched, and one that was touched while it changed in the book
 * is refused with both values. A plain table has no versions. There a quantity is the person's when
 * it is neither the book's nor what the person started from, which is the computation with the pins
 * of the table alone: the book may have moved on because the same table was taken in before. For
 * the same reason a row is gone only when the person had it.
 *
 * Which rows a person had, no sheet says. While the book has all its versions, those of the book;
 * else those of the computation above, provided that it gives what the sheet shows untouched. When
 * neither is so (offers have changed), a row that is not in the sheet is a new one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/strmap.h"
#include "cmd/allocate_drops.h"
#include "cmd/allocate_pin.h"
#include "load/load.h"
#include "load/value.h"
#include "sheet/form_across.h"
#include "sheet/version.h"

#include "base/banned.h"

/* A table being taken in. */
struct returning {
	struct pial_pinning *pinning;		/* for which week */
	struct pial_sheet *sheet;		/* what came back */
	struct pial_returned *returned;		/* what it says of each row; the sheet's */
	bool *seen;				/* rows of stands that came back; owned */
	struct pial_table start;		/* what the person started from, in key order */
	bool versions;				/* the sheet says what was sent */
};

static bool is_filled(const struct returning *r, size_t i, const char *field)
{
	int index = pial_field_find(&pial_schema_allocation, field);

	return index >= 0 && (r->returned[i].filled >> index & 1);
}

/* Ids of the rows there are, as sheets write them; texts in *names, one after the other. */
static void map_ids(const struct returning *r, struct pial_strmap *map, struct pial_strbuf *names,
		    size_t *at)
{
	const struct pial_table *stands = &r->pinning->stands;

	for (size_t i = 0; i < stands->count; i++) {
		at[i] = names->len;
		pial_table_row_id(names, stands, &r->pinning->cli->book.model,
				  pial_table_row(stands, i));
	}
	at[stands->count] = names->len;
	for (size_t i = 0; i < stands->count; i++)
		pial_strmap_put(map, names->text + at[i], at[i + 1] - at[i], (uint32_t)i);
}

/* Copies cells of the key that came back blank from the row with that id. */
static void fill_key(const struct returning *r, size_t i, const void *from)
{
	char *row = pial_table_row(&r->sheet->table, i);

	for (size_t f = 0; f < pial_schema_allocation.fields; f++) {
		const struct pial_field *field = &pial_schema_allocation.field[f];

		if (field->flags & PIAL_F_KEY && !(r->returned[i].filled >> f & 1))
			memcpy(row + field->offset, (const char *)from + field->offset,
			       pial_value_size(field->type));
	}
}

static void fill_keys(const struct returning *r)
{
	const struct pial_table *stands = &r->pinning->stands;
	const struct pial_model *model = &r->pinning->cli->book.model;
	size_t *at = pial_calloc(stands->count + 1, sizeof(*at));
	struct pial_strmap map = PIAL_STRMAP_INIT;
	struct pial_strbuf names;

	pial_strbuf_init(&names, PIAL_STRBUF_OUTPUT);
	map_ids(r, &map, &names, at);
	for (size_t i = 0; i < r->sheet->table.count; i++) {
		const char *id = pial_model_text(model, r->returned[i].id.n);
		uint32_t place;

		if (*id && pial_strmap_get(&map, id, strlen(id), &place))
			fill_key(r, i, pial_table_row(stands, place));
	}
	pial_strmap_release(&map);
	pial_strbuf_release(&names);
	free(at);
}

/* ---- A form, which has no contracts but where it needs them ---- */

/* True when a row of the form may be one of the table there is, contract aside. */
static bool fits(const struct pial_allocation *old, const struct pial_allocation *row)
{
	return old->day.n == row->day.n && old->kitchen.n == row->kitchen.n &&
	       old->ordered.n == row->ordered.n && old->product.n == row->product.n &&
	       old->producer.n == row->producer.n && old->batch.n == row->batch.n;
}

/* The one row there is that a row of the form may be; true when it is found. */
static bool find_given(const struct returning *r, struct pial_allocation *row)
{
	const struct pial_table *stands = &r->pinning->stands;
	const struct pial_allocation *found = NULL;
	size_t count = 0;

	if (pial_table_find(stands, &r->pinning->cli->book.model, row))
		return true;
	for (size_t i = 0; i < stands->count; i++)
		if (fits(pial_table_row(stands, i), row)) {
			found = pial_table_row(stands, i);
			count++;
		}
	if (count == 1)
		row->contract = found->contract;
	return count == 1;
}

/*
 * The contract of the row there is, else of the one order that fits; of several, of the one that
 * has none, or it is asked for.
 */
static bool find_contract(const struct returning *r, struct pial_allocation *row)
{
	const struct pial_table *orders = &r->pinning->week.orders;
	const struct pial_model *model = &r->pinning->cli->book.model;
	struct pial_pos pos = pial_sheet_pos(r->sheet, row, "quantity");
	const struct pial_order *found = NULL;
	struct pial_strbuf names;
	bool without = false;
	size_t count = 0;

	if (find_given(r, row))
		return true;
	pial_strbuf_init(&names, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < orders->count; i++) {
		const struct pial_order *order = pial_table_row(orders, i);

		if (order->day.n != row->day.n || order->kitchen.n != row->kitchen.n ||
		    order->product.n != row->ordered.n || order->quantity.milli <= 0)
			continue;
		pial_strbuf_addf(&names, "%s%s", count++ ? ", " : "",
				 pial_model_text(model, order->contract.n));
		without |= !order->contract.n;
		found = order;
	}
	if (count == 1)
		row->contract = found->contract;
	else if (count && !without)
		pial_diag_add(&r->pinning->cli->diags, &pos, PIAL_E_PIN_WHICH,
			      pial_model_text(model, row->kitchen.n),
			      pial_model_text(model, row->ordered.n), names.text);
	pial_strbuf_release(&names);
	return count <= 1 || without;
}

/* Completes the keys of a form's rows. */
static bool complete(const struct returning *r)
{
	bool ok = true;

	for (size_t i = 0; r->sheet->form != PIAL_FORM_NONE && i < r->sheet->table.count; i++) {
		struct pial_allocation *row = pial_table_row(&r->sheet->table, i);

		if (!row->product.n)
			row->product = row->ordered;
		if (!row->contract.n)
			ok = find_contract(r, row) && ok;
	}
	return ok;
}

/* True when a form shows the rows of that producer and that kitchen. */
static bool shows(const struct returning *r, const struct pial_allocation *row)
{
	const char *owner = pial_model_text(&r->pinning->cli->book.model, r->sheet->owner);

	return r->sheet->form == PIAL_FORM_NONE || !strcmp(owner, PIAL_FORM_ALL) ||
	       r->sheet->owner == row->producer.n || r->sheet->owner == row->kitchen.n;
}

/* ---- What a person did ---- */

/* True when a row still makes the version that the sheet says it was sent with. */
static bool has_version(const struct returning *r, size_t i, const struct pial_table *table,
			const void *row)
{
	const struct pial_model *model = &r->pinning->cli->book.model;
	char version[PIAL_TABLE_VERSION];

	if (r->sheet->form == PIAL_FORM_NONE)
		pial_table_row_version(version, table, model, row);
	else
		pial_sheet_version(version, 'v', table->schema, model,
				   pial_form_fields(r->sheet->form), &row, 1);
	return !strcmp(pial_model_text(model, r->returned[i].version.n), version);
}

/* True when a row is as the person got it. */
static bool is_untouched(const struct returning *r, size_t i)
{
	const struct pial_model *model = &r->pinning->cli->book.model;
	const struct pial_allocation *row = pial_table_row(&r->sheet->table, i), *start;

	if (r->versions)
		return has_version(r, i, &r->sheet->table, row);
	start = pial_table_find(&r->start, model, row);
	return start && start->quantity.milli == row->quantity.milli;
}

/* True when a person changed the quantity of a row that is there. */
static bool is_changed(const struct returning *r, size_t i, const struct pial_allocation *old)
{
	const struct pial_allocation *row = pial_table_row(&r->sheet->table, i);

	return is_filled(r, i, "quantity") && row->quantity.milli != old->quantity.milli &&
	       !is_untouched(r, i);
}

/* What a row that came back makes of the one there is. */
static bool merge(struct returning *r, size_t i, const struct pial_allocation *old,
		  struct pial_allocation *merged)
{
	struct pial_diags *diags = &r->pinning->cli->diags;
	const struct pial_allocation *row = pial_table_row(&r->sheet->table, i);
	bool changed = is_changed(r, i, old);
	struct pial_pos here = pial_sheet_pos(r->sheet, row, "quantity");
	struct pial_pos there = pial_table_pos(&r->pinning->stands, old, "quantity");

	*merged = *old;
	merged->line = row->line;
	if (!old->producer.n)
		return true;
	if (changed && r->returned[i].version.n &&
	    !has_version(r, i, &r->pinning->stands, old))
		return pial_diag_add(diags, &here, PIAL_E_PIN_BOTH, row->quantity.milli,
				     old->quantity.milli, &there);
	if (changed)
		merged->quantity = row->quantity;
	if (is_filled(r, i, "note"))
		merged->note = row->note;
	if (row->pin == PIAL_NO && old->pin == PIAL_YES)
		merged->pin = PIAL_UNSAID;
	else if (changed || row->pin == PIAL_YES)
		merged->pin = PIAL_YES;
	return true;
}

/*
 * Takes one row in. A row that the book does not have is a pin, unless the person left it as it
 * was: then the book has moved on.
 */
static bool take(struct returning *r, size_t i, struct pial_table *out)
{
	const struct pial_model *model = &r->pinning->cli->book.model;
	struct pial_allocation row = *(struct pial_allocation *)pial_table_row(&r->sheet->table, i);
	const struct pial_table *stands = &r->pinning->stands;
	const char *old = pial_table_find(stands, model, &row);

	if (old) {
		r->seen[(size_t)(old - stands->row) / stands->schema->row_size] = true;
		if (!merge(r, i, (const void *)old, &row))
			return false;
	} else if (!row.producer.n || !is_filled(r, i, "quantity") ||
		   (row.pin != PIAL_YES && is_untouched(r, i))) {
		return true;
	} else {
		const struct pial_product *product = pial_model_product(model, row.product);

		row.pin = PIAL_YES;
		row.computed = PIAL_QTY_NONE;
		row.unit = product ? product->unit : PIAL_UNIT_NONE;
	}
	pial_table_add(out, &row);
	return true;
}

/* True when the book still has every row as the sheet says it was sent. */
static bool is_unmoved(const struct returning *r)
{
	const struct pial_table *stands = &r->pinning->stands;

	for (size_t i = 0; i < r->sheet->table.count; i++) {
		const void *old = pial_table_find(stands, &r->pinning->cli->book.model,
						  pial_table_row(&r->sheet->table, i));

		if (r->returned[i].version.n && (!old || !has_version(r, i, stands, old)))
			return false;
	}
	return true;
}

/* True when the computation gives what the sheet shows untouched. */
static bool is_start(const struct returning *r)
{
	for (size_t i = 0; i < r->sheet->table.count; i++) {
		const struct pial_allocation *row = pial_table_row(&r->sheet->table, i), *start;

		if (!r->returned[i].version.n || !row->producer.n || !is_untouched(r, i))
			continue;
		start = pial_table_find(&r->start, &r->pinning->cli->book.model, row);
		if (!start || start->quantity.milli != row->quantity.milli)
			return false;
	}
	return true;
}

/* Rows that somebody delivers, and that the person had, must all come back. */
static bool check_gone(const struct returning *r)
{
	const struct pial_table *had = &r->start;
	const struct pial_model *model = &r->pinning->cli->book.model;
	struct pial_pos pos = { .file = r->sheet->table.file };
	bool ok = true;

	if (r->versions && is_unmoved(r))
		had = &r->pinning->stands;
	else if (r->versions && !is_start(r))
		return true;
	for (size_t i = 0; i < r->pinning->stands.count; i++) {
		const struct pial_allocation *row = pial_table_row(&r->pinning->stands, i);

		if (r->seen[i] || !row->producer.n || !shows(r, row) ||
		    !pial_table_find(had, model, row))
			continue;
		ok = pial_diag_add(&r->pinning->cli->diags, &pos, PIAL_E_PIN_DELETED,
				   pial_model_text(model, row->kitchen.n),
				   pial_model_text(model, row->product.n), (int64_t)row->day.n,
				   pial_model_text(model, row->producer.n));
	}
	return ok;
}

static bool check_twice(const struct returning *r, struct pial_table *table)
{
	struct pial_cli *cli = r->pinning->cli;
	size_t twice = pial_table_sort(table, &cli->book.model);
	struct pial_pos first, second;
	struct pial_strbuf key;

	if (!twice)
		return true;
	first = pial_sheet_pos(r->sheet, pial_table_row(table, twice - 1), "week");
	second = pial_sheet_pos(r->sheet, pial_table_row(table, twice), "week");
	pial_strbuf_init(&key, PIAL_STRBUF_TEXT);
	pial_table_row_id(&key, table, &cli->book.model, pial_table_row(table, twice));
	pial_diag_add(&cli->diags, &second, PIAL_E_KEY_TWICE, key.text, &first);
	pial_strbuf_release(&key);
	return false;
}

/*
 * What the person started from: the computation with the pins of the table alone. What is wrong
 * with these is said when the week is computed.
 */
static void find_start(struct returning *r)
{
	struct pial_allocate_input input = pial_allocate_week_input(&r->pinning->week);
	struct pial_allocate_result result;
	struct pial_allocate_drops drops;
	struct pial_diags unsaid;

	input.drops = pial_allocate_drops_start(&drops, r->pinning->cli, false);
	input.pin = (const void *)r->sheet->table.row;
	input.pins = r->sheet->table.count;
	pial_diags_init(&unsaid);
	pial_allocate_result_init(&result);
	if (pial_allocate(&input, &result, &unsaid))
		for (size_t i = 0; i < result.rows; i++)
			pial_table_add(&r->start, &result.row[i]);
	pial_table_sort(&r->start, &r->pinning->cli->book.model);
	pial_allocate_result_release(&result);
	pial_diags_release(&unsaid);
}

static bool check_rows(const struct returning *r)
{
	struct pial_cli *cli = r->pinning->cli;
	size_t from = cli->diags.count;
	bool ok = pial_check_moving(&r->sheet->table, &cli->book.model, r->pinning->week.week,
				    &cli->diags);

	pial_sheet_replace(r->sheet, &cli->diags, from);
	return ok;
}

/* True when a row is wanted otherwise than it stands. A remark counts where it is kept. */
static bool differs(const struct pial_allocation *row, const struct pial_allocation *old)
{
	bool pin = row->pin == PIAL_YES;

	return !old || row->quantity.milli != old->quantity.milli ||
	       pin != (old->pin == PIAL_YES) || (pin && row->note.n != old->note.n);
}

/* Adds the rows that differ from those that stand to what is wanted. */
static void want(const struct returning *r, const struct pial_table *taken)
{
	struct pial_pinning *pinning = r->pinning;
	struct pial_table *wanted = &pinning->wanted;

	for (size_t i = 0; i < taken->count; i++) {
		const struct pial_allocation *row = pial_table_row(taken, i);
		struct pial_pos *place;

		if (!differs(row, pial_table_find(&pinning->stands, &pinning->cli->book.model,
						  row)))
			continue;
		pinning->place = pial_grow(pinning->place, wanted->count, &pinning->place_cap,
					   sizeof(*pinning->place));
		place = &pinning->place[wanted->count];
		*place = pial_sheet_pos(r->sheet, row, "quantity");
		place->file = pial_arena_strndup(&pinning->week.arena, place->file,
						 strlen(place->file));
		pial_table_add(wanted, row);
	}
}

static bool take_all(struct returning *r)
{
	struct pial_table taken;
	bool ok;

	r->seen = pial_calloc(r->pinning->stands.count + 1, sizeof(*r->seen));
	fill_keys(r);
	if (!complete(r)) {
		free(r->seen);
		return false;
	}
	pial_table_init(&taken, &pial_schema_allocation);
	pial_cli_like(&taken, &r->sheet->table);
	ok = check_rows(r);
	for (size_t i = 0; i < r->sheet->table.count; i++)
		r->versions |= r->returned[i].version.n != 0;
	if (ok)
		find_start(r);
	for (size_t i = 0; ok && i < r->sheet->table.count; i++)
		ok = take(r, i, &taken);
	if (ok && check_twice(r, &taken) && check_gone(r))
		want(r, &taken);
	else
		ok = false;
	pial_table_release(&taken);
	free(r->seen);
	return ok;
}

bool pial_pin_sheet(struct pial_pinning *pinning, struct pial_sheet *sheet)
{
	struct returning r = { .pinning = pinning, .sheet = sheet, .returned = sheet->returned };
	bool ok;

	pial_table_init(&r.start, &pial_schema_allocation);
	ok = take_all(&r);
	pial_table_release(&r.start);
	return ok;
}
