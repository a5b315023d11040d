/*
 * One row of a form is one row of its table, or, with days across, one row a day: rows that came
 * from one row of the file are judged together, since they were sent with one version.
 *
 * Every row is first completed (blank key cells from its id, contract and note as `pial set` finds
 * them), then judged, then laid over the row of the book. What people are told is told here, cell
 * by cell, while the place in the file is known.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "load/value.h"
#include "model/note.h"
#include "sheet/merge_priv.h"
#include "sheet/version.h"

#include "base/banned.h"

static const struct pial_schema *schema_of(const struct pial_merge_group *g)
{
	return g->sheet->table.schema;
}

static bool is_filled(const struct pial_merge_group *g, size_t i, size_t field)
{
	return g->sheet->returned[i].filled >> field & 1;
}

static void copy_field(const struct pial_field *field, void *to, const void *from)
{
	memcpy((char *)to + field->offset, (const char *)from + field->offset,
	       pial_value_size(field->type));
}

static bool same_field(const struct pial_merge_group *g, const struct pial_field *field,
		       const void *a, const void *b)
{
	return pial_value_compare(g->merge->model, field, a, b) == 0;
}

/* ---- Completing rows ---- */

/* The row that a group's id stands for, in the book or else among what was proposed. */
static const void *base_of(const struct pial_merge_group *g)
{
	if (g->book != PIAL_MERGE_NEW)
		return pial_table_row(g->merge->book.table, g->book);
	if (g->proposal != PIAL_MERGE_NEW)
		return pial_table_row(g->merge->proposal.table, g->proposal);
	return NULL;
}

static void fill_keys(const struct pial_merge_group *g)
{
	const struct pial_schema *schema = schema_of(g);
	const void *base = base_of(g);

	for (size_t i = g->from; base && i < g->to; i++)
		for (size_t f = 0; f < schema->fields; f++)
			if (schema->field[f].flags & PIAL_F_KEY && !is_filled(g, i, f) &&
			    !(g->across && schema->field[f].type == PIAL_T_DATE))
				copy_field(&schema->field[f], pial_table_row(&g->sheet->table, i),
					   base);
}

/* What a person does not spell: the contract of an order, the number of a delivery note. */
static void fill_unsaid(const struct pial_merge_group *g)
{
	for (size_t i = g->from; i < g->to; i++) {
		struct pial_receipt *receipt = pial_table_row(&g->sheet->table, i);
		struct pial_order *order = pial_table_row(&g->sheet->table, i);

		if (schema_of(g) == &pial_schema_receipts) {
			if (!receipt->note.n)
				receipt->note = pial_note_number(g->merge->model, receipt->producer,
								 receipt->kitchen, receipt->day);
		} else if (schema_of(g) == &pial_schema_orders && !*g->id && !order->contract.n) {
			order->contract = pial_model_contract_for(g->merge->model, order->kitchen,
								  order->product, order->day);
		}
	}
}

/* ---- Ids ---- */

static bool refuse_key(const struct pial_merge_group *g, size_t i, const char *field,
		       const char *now)
{
	struct pial_pos pos = pial_sheet_pos(g->sheet, pial_table_row(&g->sheet->table, i), field);

	return pial_diag_add(g->diags, &pos, PIAL_E_SHEET_KEY, now, g->id);
}

/*
 * A row that was sent under one id must still be of it. A key cell that was empty may have been
 * filled: a harvest gets its batch when it is dug.
 */
static bool check_names(const struct pial_merge_group *g, const void *base)
{
	const struct pial_schema *schema = schema_of(g);
	const void *row = pial_table_row(&g->sheet->table, g->from);

	for (size_t f = 0; f < schema->fields; f++) {
		const struct pial_field *field = &schema->field[f];
		struct pial_strbuf text;

		if (!(field->flags & PIAL_F_KEY) || (g->across && field->type == PIAL_T_DATE) ||
		    same_field(g, field, row, base) ||
		    (!g->across && pial_value_is_none(field, base)))
			continue;
		pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
		pial_value_write(&text, g->merge->model, field, row, &pial_value_table);
		refuse_key(g, g->from, field->name, text.text);
		pial_strbuf_release(&text);
		return false;
	}
	return true;
}

/* A form holds the rows of one week and one owner; ids pasted from another one are not its own. */
static bool check_owner(const struct pial_merge_group *g)
{
	struct pial_strbuf prefix;
	struct pial_pos pos;
	bool ok = true;

	if (!*g->id || (g->sheet->form != PIAL_FORM_OFFERS && g->sheet->form != PIAL_FORM_ORDERS))
		return true;
	pial_strbuf_init(&prefix, PIAL_STRBUF_TEXT);
	pial_week_format(&prefix, g->sheet->week);
	pial_strbuf_addf(&prefix, "_%s_", pial_model_text(g->merge->model, g->sheet->owner));
	if (strncmp(g->id, prefix.text, prefix.len) != 0) {
		pos = pial_sheet_pos(g->sheet, pial_table_row(&g->sheet->table, g->from),
				     "product");
		ok = pial_diag_add(g->diags, &pos, PIAL_E_SHEET_OWNER, g->id,
				   pial_model_text(g->merge->model, g->sheet->owner),
				   (int64_t)g->sheet->week.n);
	}
	pial_strbuf_release(&prefix);
	return ok;
}

/*
 * What a group's id stands for once the sheet is in the book: when nothing has it yet, the row of
 * the sheet that it names. A row pasted under the id of another is refused before either is taken,
 * as it would be afterwards.
 */
static const void *base_or_own(const struct pial_merge_group *g)
{
	const void *base = base_of(g);
	size_t own;

	if (base)
		return base;
	own = pial_merge_ids_find(g->own, g->id, strlen(g->id), g->across);
	return own == PIAL_MERGE_NEW ? NULL : pial_table_row(&g->sheet->table, own);
}

static bool check_id(const struct pial_merge_group *g)
{
	const void *base = base_or_own(g);

	if (!*g->id)
		return true;
	return check_owner(g) && (!base || check_names(g, base));
}

/* ---- One row ---- */

/* A row being laid over the book's. */
struct taking {
	const struct pial_merge_group *g;		/* of which rows */
	size_t i;			/* row of the sheet */
	size_t base;			/* row of the book, or PIAL_MERGE_NEW */
	const char *old;		/* the same; NULL: none */
	void *row;			/* what it becomes; in the arena */
	struct pial_text *extra;	/* its unknown columns; in the arena */
	size_t changes;			/* cells that differ from the book */
};

static struct pial_pos pos_of(const struct taking *t, const char *field)
{
	return pial_sheet_pos(t->g->sheet, pial_table_row(&t->g->sheet->table, t->i), field);
}

/* A value in words, or the name of a column, in each language; "nothing" is an empty text. */
struct words {
	const char *fr, *en;	/* in the merge's arena, or static */
};

static struct words value_words(const struct taking *t, const struct pial_field *field,
				const void *row)
{
	struct pial_arena *arena = &t->g->merge->arena;
	struct pial_strbuf fr, en;
	struct words words;

	pial_strbuf_init(&fr, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&en, PIAL_STRBUF_TEXT);
	pial_value_say(&fr, &en, t->g->merge->model, field, row);
	words.fr = pial_arena_strndup(arena, fr.text, fr.len);
	words.en = pial_arena_strndup(arena, en.text, en.len);
	pial_strbuf_release(&fr);
	pial_strbuf_release(&en);
	return words;
}

/* A column as the sheet names it. */
static struct words column_words(const struct taking *t, size_t field)
{
	const struct pial_table *table = &t->g->sheet->table;

	return (struct words){ pial_table_name(table, field, PIAL_FR),
			       pial_table_name(table, field, PIAL_EN) };
}

/* What has no translation. */
static struct words same_words(const char *text)
{
	return (struct words){ text, text };
}

/* The row in a few words: its id, without what is empty at its end. */
static void say_row(const struct taking *t, struct pial_strbuf *out)
{
	size_t len;

	pial_merge_row_id(out, schema_of(t->g), t->g->merge->model, t->row, false);
	for (len = out->len; len > 0 && out->text[len - 1] == '_';)
		len--;
	pial_strbuf_setlen(out, len);
}

static const struct pial_field *quantity_of(const struct pial_schema *schema)
{
	const char *name = "quantity";
	int f;

	if (schema == &pial_schema_receipts)
		name = "received";
	else if (schema == &pial_schema_weighings)
		name = "gross_kg";
	else if (schema == &pial_schema_meals)
		name = "served";
	f = pial_field_find(schema, name);
	return &schema->field[f];
}

static void say_change(const struct taking *t, const char *field, struct words name,
		       struct words old, struct words now)
{
	struct pial_pos pos = pos_of(t, field);
	struct pial_strbuf row;

	pial_strbuf_init(&row, PIAL_STRBUF_TEXT);
	say_row(t, &row);
	if (t->g->verdict == PIAL_VERDICT_BOTH)
		pial_diag_add(t->g->diags, &pos, PIAL_E_SHEET_BOTH, now.fr, now.en, old.fr, old.en,
			      row.text, name.fr, name.en);
	else
		pial_diag_add(t->g->diags, &pos, PIAL_N_SHEET_CHANGED, row.text, name.fr, name.en,
			      old.fr, old.en, now.fr, now.en);
	pial_strbuf_release(&row);
}

/* A quantity of 0 where there was something: the row is taken away, as people see it. */
static bool is_removal(const struct taking *t, const struct pial_field *field)
{
	int64_t now, old;

	if (field->type != PIAL_T_QTY || field != quantity_of(schema_of(t->g)) ||
	    t->g->verdict == PIAL_VERDICT_BOTH)
		return false;
	memcpy(&now, (const char *)t->row + field->offset, sizeof(now));
	memcpy(&old, t->old + field->offset, sizeof(old));
	return now == 0 && old > 0;
}

/* Says of a row that it came or went, with the value of a field that it has, or had. */
static void say_whole(const struct taking *t, const struct pial_field *field, const void *of,
		      enum pial_code code)
{
	struct words value = value_words(t, field, of);
	struct pial_pos pos = pos_of(t, field->name);
	struct pial_strbuf row;

	pial_strbuf_init(&row, PIAL_STRBUF_TEXT);
	say_row(t, &row);
	pial_diag_add(t->g->diags, &pos, code, row.text, value.fr, value.en);
	pial_strbuf_release(&row);
}

/* Says the cells in which the row differs from the book's. */
static void say_changes(const struct taking *t)
{
	const struct pial_schema *schema = schema_of(t->g);

	for (size_t f = 0; f < schema->fields; f++) {
		const struct pial_field *field = &schema->field[f];

		if (!is_filled(t->g, t->i, f) || same_field(t->g, field, t->row, t->old))
			continue;
		if (is_removal(t, field)) {
			say_whole(t, field, t->old, PIAL_N_SHEET_REMOVED);
			t->g->merge->removed++;
			continue;
		}
		say_change(t, field->name, column_words(t, f), value_words(t, field, t->old),
			   value_words(t, field, t->row));
	}
}

/* Lays filled cells over the row; counts those that differ from the book's. */
static void lay_over(struct taking *t)
{
	const struct pial_schema *schema = schema_of(t->g);
	const void *sent = pial_table_row(&t->g->sheet->table, t->i);

	for (size_t f = 0; f < schema->fields; f++) {
		const struct pial_field *field = &schema->field[f];

		if (!is_filled(t->g, t->i, f) && (t->old || !(field->flags & PIAL_F_KEY)))
			continue;
		/* How a row is known is ours to say; the unit, checked before, is a reminder. */
		if (t->old && (!strcmp(field->name, "source") || !strcmp(field->name, "unit")))
			continue;
		t->changes += t->old && !same_field(t->g, field, sent, t->old);
		copy_field(field, t->row, sent);
	}
}

/* The same for unknown columns that the book's table has too. */
static void lay_extras(struct taking *t)
{
	const struct pial_table *book = t->g->merge->book.table, *sent = &t->g->sheet->table;

	for (size_t e = 0; e < book->extras; e++) {
		const struct pial_text *was = &t->extra[e];
		struct pial_text now;

		if (t->g->extra[e] < 0)
			continue;
		now = sent->extra[t->i * sent->extras + (size_t)t->g->extra[e]];
		if (!now.n || now.n == was->n)
			continue;
		if (t->old && t->g->verdict != PIAL_VERDICT_KEEP)
			say_change(t, book->extra_name[e], same_words(book->extra_name[e]),
				   same_words(pial_model_text(t->g->merge->model, was->n)),
				   same_words(pial_model_text(t->g->merge->model, now.n)));
		t->extra[e] = now;
		t->changes++;
	}
}

/* ---- Where a quantity comes from ---- */

static uint8_t *source_of(const struct pial_merge_group *g, void *row)
{
	int f = pial_field_find(schema_of(g), "source");

	return f < 0 ? NULL : (uint8_t *)row + schema_of(g)->field[f].offset;
}

static bool stands_in(const struct pial_merge_group *g, uint8_t source)
{
	if (schema_of(g) == &pial_schema_offers)
		return source == PIAL_OFFER_PLAN;
	return source == PIAL_ORDER_FIRM || source == PIAL_ORDER_PLAN;
}

/* It came on a sheet, unless the sheet says otherwise of a row that was added. */
static void set_source(const struct taking *t)
{
	uint8_t *source = source_of(t->g, t->row);
	int f = pial_field_find(schema_of(t->g), "source");

	if (!source || (!t->old && is_filled(t->g, t->i, (size_t)f)))
		return;
	*source = schema_of(t->g) == &pial_schema_offers ? PIAL_OFFER_ANSWER : PIAL_ORDER_SHEET;
}

static void set_unit(const struct taking *t)
{
	const struct pial_schema *schema = schema_of(t->g);
	int unit = pial_field_find(schema, "unit"), product = pial_field_find(schema, "product");
	const struct pial_product *found;
	struct pial_product_id id;
	uint8_t *member;

	if (unit < 0 || product < 0)
		return;
	member = (uint8_t *)t->row + schema->field[unit].offset;
	memcpy(&id, (const char *)t->row + schema->field[product].offset, sizeof(id));
	found = pial_model_product(t->g->merge->model, id);
	if (!*member && found)
		*member = found->unit;
}

/* ---- What comes of a row ---- */

static bool check_row(const struct taking *t)
{
	const struct pial_table *sent = &t->g->sheet->table;
	const void *row = pial_table_row(sent, t->i);
	size_t before = t->g->diags->errors, from = t->g->diags->count;

	memcpy(t->row, row, sizeof(uint32_t));
	if (schema_of(t->g)->check)
		schema_of(t->g)->check(sent, t->row, t->g->diags);
	pial_sheet_replace(t->g->sheet, t->g->diags, from);
	return !pial_diags_since(t->g->diags, before);
}

static void add_op(struct pial_merge *merge, const struct taking *t, size_t *counted,
		   struct pial_pos pos)
{
	++*counted;
	merge->op = pial_grow(merge->op, merge->ops, &merge->op_cap, sizeof(*merge->op));
	merge->op[merge->ops++] = (struct pial_merge_op){
		.row = t->row, .extra = t->extra, .base = t->base, .sheet = merge->sheets,
		.counted = counted, .pos = pos,
	};
}

/* A remark of 1/2 that comes back as a day is not what was typed; one that was there stays. */
static bool check_texts(const struct taking *t)
{
	const struct pial_schema *schema = schema_of(t->g);
	bool ok = true;

	for (size_t f = 0; f < schema->fields; f++) {
		const struct pial_field *field = &schema->field[f];
		struct pial_text text;
		struct pial_pos pos;
		const char *bytes;

		if (field->type != PIAL_T_TEXT || !is_filled(t->g, t->i, f) ||
		    (t->old && same_field(t->g, field, t->row, t->old)))
			continue;
		memcpy(&text, (const char *)t->row + field->offset, sizeof(text));
		bytes = pial_model_text(t->g->merge->model, text.n);
		if (!pial_value_made_date(bytes, strlen(bytes)))
			continue;
		pos = pos_of(t, field->name);
		ok = pial_diag_add(t->g->diags, &pos, PIAL_E_SHEET_TEXT_DATE, bytes);
	}
	return ok;
}

static bool keep(const struct taking *t, size_t *counted)
{
	bool texts = check_texts(t);

	if (!check_row(t) || !texts)
		return false;
	add_op(t->g->merge, t, counted, pos_of(t, quantity_of(schema_of(t->g))->name));
	return true;
}

static bool take_known(struct taking *t)
{
	uint8_t *source = source_of(t->g, t->row);
	struct pial_merge *merge = t->g->merge;

	lay_over(t);
	lay_extras(t);
	if (!t->changes && t->g->verdict == PIAL_VERDICT_TAKE &&
	    t->g->sheet->form != PIAL_FORM_NONE && source && stands_in(t->g, *source)) {
		set_source(t);
		return keep(t, &merge->confirmed);
	}
	if (!t->changes || t->g->verdict == PIAL_VERDICT_KEEP) {
		merge->same++;
		return true;
	}
	say_changes(t);
	if (t->g->verdict == PIAL_VERDICT_BOTH)
		return false;
	set_source(t);
	return keep(t, &merge->changed);
}

/* A blank cell of what was proposed is what was proposed, when that is still known. */
static bool fill_proposed(struct taking *t, bool *nothing)
{
	const struct pial_merge_group *g = t->g;
	const void *sent = pial_table_row(&g->sheet->table, t->i);
	const void *proposed = pial_table_find(g->merge->proposal.table, g->merge->model, sent);
	struct pial_pos pos;

	if (!proposed && !g->across && g->proposal != PIAL_MERGE_NEW)
		proposed = pial_table_row(g->merge->proposal.table, g->proposal);
	*nothing = !proposed || *g->version != 'p' || g->verdict != PIAL_VERDICT_TAKE;
	if (*nothing)
		return true;
	if (g->known) {
		memcpy(t->row, proposed, schema_of(g)->row_size);
		return true;
	}
	*nothing = pial_merge_untouched(g);
	if (*nothing)
		return true;
	pos = pos_of(t, quantity_of(schema_of(g))->name);
	return pial_diag_add(g->diags, &pos, PIAL_E_SHEET_BLANK);
}

static bool refuse_gone(const struct taking *t)
{
	struct pial_pos pos = pos_of(t, quantity_of(schema_of(t->g))->name);
	struct pial_strbuf row;

	pial_strbuf_init(&row, PIAL_STRBUF_TEXT);
	say_row(t, &row);
	pial_diag_add(t->g->diags, &pos, PIAL_E_SHEET_GONE, row.text);
	pial_strbuf_release(&row);
	return false;
}

/*
 * A row whose quantity is blank says what was proposed, or nothing. Rows of a campaign that say
 * nothing were left out by the reader; a weight may stand in the columns of its parts alone.
 */
static bool is_blank_row(const struct taking *t, const struct pial_field *quantity,
			 const void *sent)
{
	const struct pial_schema *schema = schema_of(t->g);

	return schema != &pial_schema_weighings && schema != &pial_schema_meals &&
	       pial_value_is_none(quantity, sent);
}

static bool take_new(struct taking *t)
{
	const struct pial_merge_group *g = t->g;
	const struct pial_schema *schema = schema_of(g);
	const struct pial_field *quantity = quantity_of(schema);
	const void *sent = pial_table_row(&g->sheet->table, t->i);
	bool nothing = false;

	if (is_blank_row(t, quantity, sent) && !fill_proposed(t, &nothing))
		return false;
	if (schema == &pial_schema_meals && pial_value_is_none(quantity, sent)) {
		struct pial_pos pos = pos_of(t, quantity->name);
		size_t f = (size_t)(quantity - schema->field);

		return pial_diag_add(g->diags, &pos, PIAL_E_REQUIRED,
				     pial_table_name(&g->sheet->table, f, PIAL_FR),
				     pial_table_name(&g->sheet->table, f, PIAL_EN));
	}
	if (nothing || g->verdict == PIAL_VERDICT_KEEP) {
		g->merge->same++;
		return true;
	}
	lay_over(t);
	if (g->verdict == PIAL_VERDICT_BOTH)
		return refuse_gone(t);
	lay_extras(t);
	set_source(t);
	set_unit(t);
	say_whole(t, quantity_of(schema_of(t->g)), t->row, PIAL_N_SHEET_ADDED);
	return keep(t, &g->merge->added);
}

/* The row of the book that a row of the sheet speaks of. */
static size_t find_base(const struct pial_merge_group *g, size_t i)
{
	const struct pial_table *book = g->merge->book.table;
	const void *row = pial_table_row(&g->sheet->table, i);
	const char *found = pial_table_find(book, g->merge->model, row);

	if (!found && schema_of(g) == &pial_schema_orders && !*g->id) {
		/* An order that came before its contract was known. */
		struct pial_order bare = *(const struct pial_order *)row;

		bare.contract.n = 0;
		found = pial_table_find(book, g->merge->model, &bare);
	}
	if (found)
		return (size_t)(found - book->row) / book->schema->row_size;
	return g->across ? PIAL_MERGE_NEW : g->book;
}

static bool take_row(const struct pial_merge_group *g, size_t i)
{
	const struct pial_table *book = g->merge->book.table;
	struct pial_arena *arena = &g->merge->arena;
	const struct pial_schema *schema = schema_of(g);
	struct taking t = { .g = g, .i = i, .base = find_base(g, i) };

	t.row = pial_arena_zalloc(arena, 1, schema->row_size);
	t.extra = pial_arena_zalloc(arena, book->extras + 1, sizeof(*t.extra));
	if (t.base == PIAL_MERGE_NEW) {
		for (size_t f = 0; f < schema->fields; f++)
			pial_value_clear(g->merge->model, &schema->field[f], t.row);
		return take_new(&t);
	}
	t.old = pial_table_row(book, t.base);
	memcpy(t.row, t.old, schema->row_size);
	if (book->extras)
		memcpy(t.extra, book->extra + t.base * book->extras,
		       book->extras * sizeof(*t.extra));
	return take_known(&t);
}

/* Notes that what was proposed came back, as it was or changed. */
static void see(const struct pial_merge_group *g, size_t i)
{
	const struct pial_table *table = g->merge->proposal.table;
	const char *row = pial_table_find(table, g->merge->model,
					  pial_table_row(&g->sheet->table, i));

	if (row)
		g->seen[(size_t)(row - table->row) / table->schema->row_size] = true;
	if (!g->across && g->proposal != PIAL_MERGE_NEW)
		g->seen[g->proposal] = true;
}

static bool take_group(struct pial_merge_group *g)
{
	bool ok = true;

	if (!check_id(g))
		return false;
	pial_merge_judge(g);
	for (size_t i = g->from; i < g->to; i++) {
		see(g, i);
		ok &= take_row(g, i);
	}
	return ok;
}

static uint32_t owner_of(const struct pial_merge_group *g, const void *row)
{
	int f = pial_field_find(schema_of(g), pial_form_owner(g->sheet->form));
	uint32_t n = 0;

	if (f >= 0)
		memcpy(&n, (const char *)row + schema_of(g)->field[f].offset, sizeof(n));
	return n;
}

/* A row that was proposed and did not come back with its form stands as it was proposed. */
static void take_absent(struct pial_merge_group *g)
{
	const struct pial_table *proposal = g->merge->proposal.table;
	struct pial_pos pos = { g->sheet->table.file, 0, 0, PIAL_COLUMN_LETTER };

	for (size_t i = 0; g->sheet->form != PIAL_FORM_NONE && i < proposal->count; i++) {
		const char *row = pial_table_row(proposal, i);
		struct taking t = { .g = g, .base = PIAL_MERGE_NEW };
		struct pial_strbuf text;

		if (g->seen[i] || owner_of(g, row) != g->sheet->owner ||
		    pial_table_find(g->merge->book.table, g->merge->model, row))
			continue;
		t.row = pial_arena_zalloc(&g->merge->arena, 1, proposal->schema->row_size);
		t.extra = pial_arena_zalloc(&g->merge->arena, g->merge->book.table->extras + 1,
					    sizeof(*t.extra));
		memcpy(t.row, row, proposal->schema->row_size);
		*source_of(g, t.row) = schema_of(g) == &pial_schema_offers ? PIAL_OFFER_ANSWER
									   : PIAL_ORDER_SHEET;
		pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
		say_row(&t, &text);
		pial_diag_add(g->diags, &pos, PIAL_N_SHEET_ABSENT, text.text);
		pial_strbuf_release(&text);
		add_op(g->merge, &t, &g->merge->added, pos);
	}
}

/* ---- A sheet ---- */

/* Goes to the group that begins at a row. */
static void next_group(struct pial_merge_group *g, size_t from)
{
	const struct pial_sheet *sheet = g->sheet;
	const struct pial_model *model = g->merge->model;
	uint32_t line = pial_sheet_pos(sheet, pial_table_row(&sheet->table, from), "").line;

	g->from = from;
	g->to = from + 1;
	while (g->across && g->to < sheet->table.count &&
	       pial_sheet_pos(sheet, pial_table_row(&sheet->table, g->to), "").line == line)
		g->to++;
	g->id = pial_model_text(model, sheet->returned[from].id.n);
	g->version = pial_model_text(model, sheet->returned[from].version.n);
	g->book = pial_merge_ids_find(&g->merge->book, g->id, strlen(g->id), g->across);
	g->proposal = pial_merge_ids_find(&g->merge->proposal, g->id, strlen(g->id), g->across);
}

/* Rows of one key, which would count once or twice as the order of lines has it. */
static bool check_twice(struct pial_merge_group *g)
{
	const struct pial_table *table = &g->sheet->table;
	size_t *at = pial_calloc(table->count + 1, sizeof(*at));
	struct pial_strmap seen = PIAL_STRMAP_INIT;
	struct pial_strbuf names;
	bool ok = true;

	pial_strbuf_init(&names, PIAL_STRBUF_OUTPUT);
	for (size_t i = 0; i < table->count; i++) {
		at[i] = names.len;
		pial_merge_row_id(&names, table->schema, g->merge->model, pial_table_row(table, i),
				  false);
	}
	at[table->count] = names.len;
	for (size_t i = 0; i < table->count; i++) {
		const char *name = names.text + at[i];
		size_t len = at[i + 1] - at[i];
		struct pial_pos here, first;
		uint32_t other;

		if (pial_strmap_put(&seen, name, len, (uint32_t)i))
			continue;
		if (!pial_strmap_get(&seen, name, len, &other))
			continue;
		here = pial_sheet_pos(g->sheet, pial_table_row(table, i), "product");
		first = pial_sheet_pos(g->sheet, pial_table_row(table, other), "product");
		name = pial_arena_strndup(&g->merge->arena, name, len);
		ok = pial_diag_add(g->diags, &here, PIAL_E_KEY_TWICE, name, &first);
	}
	pial_strmap_release(&seen);
	pial_strbuf_release(&names);
	free(at);
	return ok;
}

/* Unknown columns of the book found in the sheet; those of the sheet alone are not taken. */
static ptrdiff_t *match_extras(struct pial_merge_group *g)
{
	const struct pial_table *book = g->merge->book.table, *sent = &g->sheet->table;
	ptrdiff_t *extra = pial_calloc(book->extras + 1, sizeof(*extra));
	struct pial_pos pos = { sent->file, 0, 0, PIAL_COLUMN_LETTER };
	struct pial_strbuf left;

	pial_strbuf_init(&left, PIAL_STRBUF_TEXT);
	for (size_t e = 0; e < book->extras; e++)
		extra[e] = -1;
	for (size_t s = 0; s < sent->extras; s++) {
		size_t e = 0;

		while (e < book->extras && strcmp(book->extra_name[e], sent->extra_name[s]) != 0)
			e++;
		if (e < book->extras) {
			extra[e] = (ptrdiff_t)s;
			continue;
		}
		pial_strbuf_addstr(&left, left.len ? ", " : "");
		pial_strbuf_addstr(&left, sent->extra_name[s]);
	}
	if (left.len)
		pial_diag_add(g->diags, &pos, PIAL_N_CSV_COLUMN_DROPPED, left.text);
	pial_strbuf_release(&left);
	return extra;
}

static bool take_all(struct pial_merge_group *g)
{
	size_t rows = g->sheet->table.count;
	struct pial_merge_ids own;
	bool ok = true;

	for (size_t from = 0; from < rows; from = g->to) {
		next_group(g, from);
		fill_keys(g);
		fill_unsaid(g);
	}
	if (!check_twice(g))
		return false;
	pial_merge_ids_init(&own, &g->sheet->table, g->merge->model);
	g->own = &own;
	for (size_t from = 0; from < rows; from = g->to) {
		next_group(g, from);
		ok &= take_group(g);
	}
	g->own = NULL;
	pial_merge_ids_release(&own);
	if (ok)
		take_absent(g);
	return ok;
}

bool pial_merge_sheet(struct pial_merge *merge, struct pial_sheet *sheet, struct pial_diags *diags)
{
	struct pial_merge_group g = { .merge = merge, .sheet = sheet, .diags = diags,
			   .across = sheet->form == PIAL_FORM_ORDERS };
	struct pial_merge before = *merge;
	ptrdiff_t *extra = match_extras(&g);
	bool ok;

	g.extra = extra;
	g.seen = pial_calloc(merge->proposal.table->count + 1, sizeof(*g.seen));
	ok = take_all(&g);
	if (!ok)
		pial_merge_undo(merge, &before);
	merge->sheets++;
	free(extra);
	free(g.seen);
	return ok;
}
