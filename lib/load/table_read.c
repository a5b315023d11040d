/*
 * From the CSV reader's rows to structs.
 *
 * A row starts as a copy of the "nothing said" row (every field none or at its default), so only
 * cells that hold something cost anything. Each column remembers some texts it has read and the
 * bytes they became: a long table has few days, units and quantities, in whatever order its rows
 * come, and none of them is parsed twice. There are too many ids for that; an id whose text is the
 * one of an id seen before is known to be one, and is only looked up. Rows with a fault are not
 * kept, so that one slip does not raise a second message.
 *
 * Several workers read blocks of rows side by side, straight to their places in the table
 * (io/csv_crew.c). They look texts up without adding any: a block with an unknown text, a list or
 * anything to say is left to be read in its turn. Pools of their own, to be merged afterwards, were
 * rejected: a week's table names what the book knows, and the others are small.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/intern.h"
#include "load/row.h"
#include "load/table.h"
#include "load/table_header.h"

#include "base/banned.h"

/* Longest text and widest member that a column remembers, and how many. */
#define MEMO_TEXT 31
#define MEMO_MEMBER 16
#define MEMO_BITS 8

/* Numbers after the one of the id above at which the next one is looked for. */
#define NEAR 8

/* A text that was read, and what it became. */
struct memo {
	char text[MEMO_TEXT];		/* of an earlier row */
	uint8_t len;			/* its bytes; 0: none yet */
	char member[MEMO_MEMBER];	/* what it became */
};

/* One column of the file. */
struct column {
	unsigned code;			/* what it is: a field or enum pial_header_code */
	const struct pial_field *field;	/* the field, also of a column of grams; NULL: none */
	size_t extra;			/* index among unknown columns */
	size_t size;			/* bytes of the member */
	uint32_t last, near;		/* number of the last id; how many after it are tried */
	struct memo memo[1 << MEMO_BITS];	/* texts read, each at a place of its bytes */
};

/* A table being read. */
struct reader {
	struct pial_table *table;	/* receives rows */
	struct pial_model *model;	/* pool and arena */
	struct pial_diags *diags;	/* what is wrong */
	struct pial_header header;	/* names known */
	struct column *column;		/* the file's columns */
	size_t columns;			/* how many */
	struct pial_value_style style;	/* marks as the separator says */
	bool sheet;			/* texts may be guarded by an apostrophe */
	char *none;			/* a row that says nothing */
	char *row;			/* the row being read */
	struct pial_text *extra;	/* its unknown columns */
	uint64_t required;		/* bit i: field i must have a value */
	bool grams, derives;		/* some column is of grams; some field is derived */
	uint8_t *is_id;			/* number of the pool to 1: read as an id before; owned */
	size_t id_cap;			/* room in is_id */
	/* a returned sheet: where its entries go; NULL: not one */
	struct pial_returned **returned;
	size_t returned_cap;		/* room in *returned */
	struct pial_returned now;	/* entry of the row being read */
	char *place;			/* of a worker: where its rows go; NULL: to the table */
	size_t placed;			/* how many are there */
	struct aside *aside;		/* the workers, when there are several */
	size_t first;			/* place in the table of the first line of a round */
};

/* A worker that reads beside others. */
struct aside {
	struct reader reader;		/* its own columns and row; shares header and table */
	struct pial_model model;	/* the pool only looks, the arena is its own */
	struct pial_diags diags;	/* what there is to say, which nobody is told */
	bool missed;			/* a text was not known */
};

static size_t known(void *data, const struct pial_cell *cell, size_t count)
{
	struct reader *reader = data;
	size_t i, n = 0;

	for (i = 0; i < count; i++) {
		unsigned code = pial_header_code(&reader->header, cell[i].text, cell[i].len);

		n += code != PIAL_HEADER_UNKNOWN && code != PIAL_HEADER_BLANK;
	}
	return n;
}

static bool header(void *data, const struct pial_cell *cell, size_t count, char separator,
		   const struct pial_pos *pos)
{
	struct reader *reader = data;
	struct pial_table *table = reader->table;
	unsigned *code = pial_calloc(count, sizeof(*code));
	size_t i, extra = 0;
	bool ok;

	reader->column = pial_calloc(count, sizeof(*reader->column));
	reader->columns = count;
	reader->sheet = separator != ',';
	for (i = 0; i < count; i++) {
		struct column *column = &reader->column[i];

		code[i] = pial_header_code(&reader->header, cell[i].text, cell[i].len);
		column->code = code[i];
		if (code[i] < PIAL_HEADER_ID) {
			column->field = &table->schema->field[code[i] % PIAL_HEADER_GRAMS];
			column->size = pial_value_size(column->field->type);
			reader->grams = reader->grams || code[i] >= PIAL_HEADER_GRAMS;
		} else if (code[i] == PIAL_HEADER_UNKNOWN) {
			column->extra = extra++;
		} else if (code[i] == PIAL_HEADER_ID) {
			reader->sheet = true;
		}
	}
	reader->style = pial_value_table;
	reader->style.sheet = reader->sheet;
	reader->style.marks = separator == ',' ? PIAL_DECIMAL_POINT : PIAL_DECIMAL_EITHER;
	ok = pial_header_resolve(table, &reader->model->arena, cell, code, count, pos,
				 reader->diags);
	reader->style.labels = table->labels;
	reader->extra = pial_calloc(table->extras, sizeof(*reader->extra));
	free(code);
	return ok;
}

/* True when the cell holds nothing but blanks. */
static bool is_blank(const struct pial_cell *cell)
{
	uint32_t i;

	for (i = 0; i < cell->len; i++)
		if (cell->text[i] != ' ')
			return false;
	return true;
}

static uint32_t intern(struct reader *reader, const char *text, size_t len)
{
	if (reader->sheet)
		text = pial_csv_unguard(text, &len);
	return pial_intern_add(&reader->model->pool, text, len);
}

/* Reads a cell of a field by its type. */
static bool read_value(struct reader *reader, const struct column *column,
		       const struct pial_cell *cell, const struct pial_pos *pos)
{
	const char *text = cell->text;
	size_t len = cell->len;

	if (reader->sheet && pial_value_is_text(column->field))
		text = pial_csv_unguard(text, &len);
	return pial_value_read(reader->model, column->field, reader->row, text, len,
			       &reader->style, pos, reader->diags);
}

/* Notes that a number of the pool is an id. */
static void note_id(struct reader *reader, uint32_t n)
{
	size_t cap = reader->id_cap;

	if (n >= cap) {
		cap = n + n / 2 + 64;
		reader->is_id = pial_realloc(reader->is_id, cap, 1);
		memset(reader->is_id + reader->id_cap, 0, cap - reader->id_cap);
		reader->id_cap = cap;
	}
	reader->is_id[n] = 1;
}

/* The number of an id in the pool, looked for near the last one, then among all; 0: none. */
static uint32_t find_near(const struct pial_intern *pool, struct column *column,
			  const struct pial_cell *cell)
{
	uint32_t last = column->last, n;

	for (uint32_t i = 1; i <= column->near; i++)
		if (pial_intern_is(pool, last + i, cell->text, cell->len))
			return last + i;
	n = pial_intern_find(pool, cell->text, cell->len);
	column->near = n - last <= NEAR ? NEAR : column->near / 2;
	return n;
}

/*
 * Reads an id. One that is known, byte by byte, is neither trimmed nor checked again: kitchens come
 * in the order of the standing table that gave them their numbers, products are few.
 */
static bool read_id(struct reader *reader, struct column *column, const struct pial_cell *cell,
		    const struct pial_pos *pos)
{
	char *member = reader->row + column->field->offset;
	uint32_t n = find_near(&reader->model->pool, column, cell);

	if (!n || n >= reader->id_cap || !reader->is_id[n]) {
		if (!read_value(reader, column, cell, pos))
			return false;
		memcpy(&n, member, sizeof(n));
		note_id(reader, n);
	}
	column->last = n;
	memcpy(member, &n, sizeof(n));
	return true;
}

/* The place where a column remembers a text. */
static struct memo *memo_of(struct column *column, const char *text, size_t len)
{
	uint32_t bytes = (unsigned char)text[len - 1] | (uint32_t)(unsigned char)text[len / 2] << 8;

	bytes |= (uint32_t)(unsigned char)text[len / 4 * 3] << 16 | (uint32_t)len << 24;
	return &column->memo[bytes * UINT32_C(0x9E3779B1) >> (32 - MEMO_BITS)];
}

/* Reads a cell of a field, or copies what the same text became in an earlier row. */
static bool read_field(struct reader *reader, struct column *column, const struct pial_cell *cell,
		       const struct pial_pos *pos)
{
	char *member = reader->row + column->field->offset;
	bool is_id = column->field->type == PIAL_T_ID;
	struct memo *memo;

	if (cell->len > MEMO_TEXT || column->size > MEMO_MEMBER)
		return is_id ? read_id(reader, column, cell, pos)
			     : read_value(reader, column, cell, pos);
	memo = memo_of(column, cell->text, cell->len);
	if (memo->len == cell->len && !memcmp(memo->text, cell->text, cell->len)) {
		memcpy(member, memo->member, column->size);
		return true;
	}
	if (!(is_id ? read_id(reader, column, cell, pos)
		    : read_value(reader, column, cell, pos)))
		return false;
	memo->len = (uint8_t)cell->len;
	memcpy(memo->text, cell->text, cell->len);
	memcpy(memo->member, member, column->size);
	return true;
}

/* A column as the file names it. */
static const char *name_of(const struct reader *reader, const struct pial_field *field,
			   enum pial_lang lang)
{
	return pial_field_label(field, reader->style.labels ? lang : PIAL_LANG_NONE);
}

/* Says that a quantity and its grams are different things. */
static void say_grams(const struct reader *reader, const struct pial_field *field,
		      const struct pial_pos *pos)
{
	bool labels = reader->style.labels;
	struct pial_strbuf fr, en;

	pial_strbuf_init(&fr, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&en, PIAL_STRBUF_TEXT);
	pial_header_grams(&fr, field, labels ? PIAL_FR : PIAL_LANG_NONE);
	pial_header_grams(&en, field, labels ? PIAL_EN : PIAL_LANG_NONE);
	pial_diag_add(reader->diags, pos, PIAL_E_GRAMS, name_of(reader, field, PIAL_FR),
		      name_of(reader, field, PIAL_EN), fr.text, en.text);
	pial_strbuf_release(&fr);
	pial_strbuf_release(&en);
}

/* Whole thousandths of the field's unit; the ordinary cell must be empty or say the same. */
static bool read_grams(struct reader *reader, const struct column *column,
		       const struct pial_cell *cell,
		       const struct pial_pos *pos)
{
	int64_t *member = (int64_t *)(void *)(reader->row + column->field->offset), units = 0;
	struct pial_field whole = *column->field;

	whole.type = PIAL_T_QTY;
	whole.offset = 0;
	whole.flags |= PIAL_F_GRAMS;
	if (!pial_value_read(reader->model, &whole, &units, cell->text, cell->len, &reader->style,
			     pos,
			     reader->diags))
		return false;
	if (units % 1000)
		return pial_diag_add(reader->diags, pos, PIAL_E_QTY_PRECISION, cell->text,
				     (int64_t)0);
	if (!pial_value_is_none(column->field, reader->row) && *member != units / 1000) {
		say_grams(reader, column->field, pos);
		return false;
	}
	*member = units / 1000;
	return true;
}

static bool read_cell(struct reader *reader, struct column *column, const struct pial_cell *cell,
		      const struct pial_pos *pos)
{
	if (column->code < PIAL_HEADER_GRAMS) {
		reader->now.filled |= UINT64_C(1) << column->code;
		return read_field(reader, column, cell, pos);
	}
	switch (column->code) {
	case PIAL_HEADER_ID:
		reader->now.id.n = intern(reader, cell->text, cell->len);
		return true;
	case PIAL_HEADER_VERSION:
		reader->now.version.n = intern(reader, cell->text, cell->len);
		return true;
	case PIAL_HEADER_UNKNOWN:
		reader->extra[column->extra].n = intern(reader, cell->text, cell->len);
		return true;
	case PIAL_HEADER_BLANK:
		return pial_diag_add(reader->diags, pos, PIAL_E_CSV_HEADER_BLANK);
	default:
		/* Grams are read after all others: they complete an empty cell. */
		return true;
	}
}

/* Second look at a row: grams, then what is required and empty. */
static bool finish_row(struct reader *reader, const struct pial_cell *cell, size_t count,
		       struct pial_pos *pos)
{
	const struct pial_schema *schema = reader->table->schema;
	bool ok = true;
	size_t i;

	for (i = 0; reader->grams && i < count; i++) {
		struct column *column = &reader->column[i];

		if (column->code < PIAL_HEADER_GRAMS || column->code >= PIAL_HEADER_ID ||
		    is_blank(&cell[i]))
			continue;
		pos->column = (uint32_t)i + 1;
		reader->now.filled |= UINT64_C(1) << (column->code - PIAL_HEADER_GRAMS);
		ok &= read_grams(reader, column, &cell[i], pos);
	}
	if (reader->returned && reader->now.id.n)
		return ok;
	if (!(reader->required & ~reader->now.filled))
		return ok;
	for (i = 0; i < schema->fields; i++) {
		if (!(reader->required >> i & 1) || reader->now.filled >> i & 1)
			continue;
		pos->column = reader->table->column[i];
		ok &= pial_diag_add(reader->diags, pos, PIAL_E_REQUIRED,
				    name_of(reader, &schema->field[i], PIAL_FR),
				    name_of(reader, &schema->field[i], PIAL_EN));
	}
	return ok;
}

static void keep_row(struct reader *reader)
{
	struct pial_table *table = reader->table;

	if (reader->place) {
		size_t size = table->schema->row_size;

		memcpy(reader->place + reader->placed++ * size, reader->row, size);
		return;
	}
	if (reader->returned) {
		*reader->returned = pial_grow(*reader->returned, table->count,
					      &reader->returned_cap, sizeof(**reader->returned));
		(*reader->returned)[table->count] = reader->now;
	}
	pial_table_add(table, reader->row);
	if (table->extras)
		memcpy(table->extra + (table->count - 1) * table->extras, reader->extra,
		       table->extras * sizeof(*reader->extra));
}

static bool row(void *data, const struct pial_cell *cell, size_t count, const struct pial_pos *pos)
{
	struct reader *reader = data;
	const struct pial_schema *schema = reader->table->schema;
	struct pial_pos at = *pos;
	bool ok = true;
	size_t i;

	memcpy(reader->row, reader->none, schema->row_size);
	memcpy(reader->row, &pos->line, sizeof(pos->line));
	if (reader->table->extras)
		memset(reader->extra, 0, reader->table->extras * sizeof(*reader->extra));
	memset(&reader->now, 0, sizeof(reader->now));
	for (i = 0; i < count; i++) {
		if (cell[i].len == 0 || (cell[i].text[0] == ' ' && is_blank(&cell[i])))
			continue;
		at.column = (uint32_t)i + 1;
		ok &= read_cell(reader, &reader->column[i], &cell[i], &at);
	}
	ok &= finish_row(reader, cell, count, &at);
	for (i = 0; reader->derives && i < schema->fields; i++)
		if (schema->field[i].derive && !(reader->now.filled >> i & 1))
			schema->field[i].derive(reader->row);
	if (ok && schema->check && !reader->returned) {
		size_t before = reader->diags->errors;

		schema->check(reader->table, reader->row, reader->diags);
		ok = !pial_diags_since(reader->diags, before);
	}
	if (ok)
		keep_row(reader);
	return true;
}

static void reader_init(struct reader *reader, struct pial_table *table, struct pial_model *model,
			struct pial_diags *diags)
{
	const struct pial_schema *schema = table->schema;
	size_t i;

	memset(reader, 0, sizeof(*reader));
	reader->table = table;
	reader->model = model;
	reader->diags = diags;
	pial_header_init(&reader->header, schema);
	reader->none = pial_calloc(1, schema->row_size);
	reader->row = pial_calloc(1, schema->row_size);
	for (i = 0; i < schema->fields; i++) {
		pial_value_clear(model, &schema->field[i], reader->none);
		if (schema->field[i].flags & PIAL_F_REQUIRED)
			reader->required |= UINT64_C(1) << i;
		reader->derives = reader->derives || schema->field[i].derive;
	}
}

static void reader_release(struct reader *reader)
{
	pial_header_release(&reader->header);
	free(reader->column);
	free(reader->none);
	free(reader->row);
	free(reader->extra);
	free(reader->is_id);
}

static const struct pial_csv_ops table_ops = { known, header, row };

/* ---- Side by side ---- */

/* Makes the workers, once the header is known. */
static void make_asides(struct reader *reader)
{
	size_t columns = reader->columns, size = reader->table->schema->row_size;

	reader->aside = pial_calloc(reader->table->workers, sizeof(*reader->aside));
	for (unsigned w = 0; w < reader->table->workers; w++) {
		struct aside *aside = &reader->aside[w];
		struct reader *own = &aside->reader;

		pial_diags_init(&aside->diags);
		*own = *reader;
		own->aside = NULL;
		own->model = &aside->model;
		own->diags = &aside->diags;
		own->column = pial_calloc(columns, sizeof(*own->column));
		memcpy(own->column, reader->column, columns * sizeof(*own->column));
		own->row = pial_calloc(1, size);
		own->is_id = NULL;
		own->id_cap = 0;
	}
}

static void free_asides(struct reader *reader)
{
	for (unsigned w = 0; reader->aside && w < reader->table->workers; w++) {
		struct aside *aside = &reader->aside[w];

		pial_diags_release(&aside->diags);
		free(aside->reader.column);
		free(aside->reader.row);
		free(aside->reader.is_id);
	}
	free(reader->aside);
	reader->aside = NULL;
}

/* Makes room for the rows of a round, and lets the workers look at the pool as it is now. */
static bool ready(void *data, size_t lines)
{
	struct reader *reader = data;
	struct pial_table *table = reader->table;

	if (table->extras)
		return false;
	if (!reader->aside)
		make_asides(reader);
	while (table->cap < table->count + lines)
		table->row = pial_grow(table->row, table->cap, &table->cap,
				       table->schema->row_size);
	reader->first = table->count;
	for (unsigned w = 0; w < table->workers; w++) {
		struct aside *aside = &reader->aside[w];

		aside->model = *reader->model;
		pial_intern_look(&aside->model.pool, &reader->model->pool, &aside->missed);
	}
	return true;
}

static size_t read_aside(void *data, unsigned worker, const struct pial_csv_block *block,
			 size_t first)
{
	const struct reader *reader = data;
	struct aside *aside = &reader->aside[worker];
	bool ok;

	aside->missed = false;
	aside->reader.placed = 0;
	aside->reader.place = pial_table_row(reader->table, reader->first + first);
	pial_arena_init(&aside->model.arena);
	ok = pial_csv_block_read(block, &table_ops, &aside->reader, &aside->diags) &&
	     !aside->missed && !aside->diags.count && !aside->diags.errors &&
	     !aside->model.arena.total;
	pial_arena_release(&aside->model.arena);
	pial_diags_clear(&aside->diags);
	return ok ? aside->reader.placed : PIAL_CSV_AGAIN;
}

static void join_rows(void *data, size_t first, size_t rows)
{
	struct reader *reader = data;
	struct pial_table *table = reader->table;
	const char *from = pial_table_row(table, reader->first + first);

	if (rows && reader->first + first != table->count)
		memmove(pial_table_row(table, table->count), from, rows * table->schema->row_size);
	table->count += rows;
}

static void begin(struct reader *reader, const struct pial_source *source)
{
	reader->table->model = reader->model;
	reader->table->file = pial_arena_strdup(&reader->model->arena, source->name);
}

/* Says every row whose key came before, from the index of the first one. */
static void say_twice(const struct pial_table *table, const struct pial_model *model, size_t from,
		      struct pial_diags *diags)
{
	size_t i, first = from - 1;

	for (i = from; i < table->count; i++) {
		const void *again = pial_table_row(table, i);
		struct pial_pos pos, first_pos;
		struct pial_strbuf key;

		if (pial_table_compare(table, model, pial_table_row(table, first), again) != 0) {
			first = i;
			continue;
		}
		pial_strbuf_init(&key, PIAL_STRBUF_TEXT);
		pial_table_row_id(&key, table, model, again);
		pos = pial_table_pos(table, again, "");
		first_pos = pial_table_pos(table, pial_table_row(table, first), "");
		pial_diag_add(diags, &pos, PIAL_E_KEY_TWICE, key.text, &first_pos);
		pial_strbuf_release(&key);
	}
}

bool pial_table_read(struct pial_table *table, struct pial_model *model,
		     struct pial_source *source, struct pial_diags *diags)
{
	const struct pial_csv_hands hands = { table->workers, ready, read_aside, join_rows };
	struct reader reader;
	size_t twice;
	bool ok;

	reader_init(&reader, table, model, diags);
	begin(&reader, source);
	ok = pial_csv_use_up_by(source, &table_ops, &reader, &hands, diags);
	free_asides(&reader);
	reader_release(&reader);
	twice = pial_table_sort(table, model);
	if (twice)
		say_twice(table, model, twice, diags);
	return ok && !twice;
}

bool pial_table_read_returned(struct pial_table *table, struct pial_model *model,
			      const struct pial_source *source, struct pial_returned **returned,
			      struct pial_diags *diags)
{
	struct reader reader;
	bool ok;

	*returned = NULL;
	reader_init(&reader, table, model, diags);
	reader.returned = returned;
	begin(&reader, source);
	ok = pial_csv_read(source, &table_ops, &reader, diags);
	reader_release(&reader);
	if (!ok) {
		free(*returned);
		*returned = NULL;
	}
	return ok;
}

/* ---- Which table is it? ---- */

/* A header looked at by several schemas. */
struct recognition {
	struct pial_header *header;	/* one a candidate */
	size_t count;			/* candidates */
	size_t best, second;		/* cells known by the best and by the next */
	ptrdiff_t found;		/* index of the best; -1: none */
	ptrdiff_t rival;		/* index of the next; -1: none */
	bool seen;			/* there was a header */
};

static size_t known_to_any(void *data, const struct pial_cell *cell, size_t count)
{
	struct recognition *r = data;
	size_t best = 0, i, c;

	for (c = 0; c < r->count; c++) {
		size_t n = 0;

		for (i = 0; i < count; i++)
			n += pial_header_code(&r->header[c], cell[i].text, cell[i].len) <
				PIAL_HEADER_UNKNOWN;
		best = n > best ? n : best;
	}
	return best;
}

/* Cells that a schema knows; 0 when one that it requires is missing. */
static size_t score(struct pial_header *header, const struct pial_cell *cell, size_t count)
{
	const struct pial_schema *schema = header->schema;
	uint64_t here = 0;
	size_t n = 0, i;

	for (i = 0; i < count; i++) {
		unsigned code = pial_header_code(header, cell[i].text, cell[i].len);

		if (code < PIAL_HEADER_ID)
			here |= UINT64_C(1) << code % PIAL_HEADER_GRAMS;
		n += code < PIAL_HEADER_UNKNOWN;
	}
	for (i = 0; i < schema->fields; i++)
		if (schema->field[i].flags & (PIAL_F_REQUIRED | PIAL_F_COLUMN) &&
		    !(here >> i & 1))
			return 0;
	return n;
}

static bool look(void *data, const struct pial_cell *cell, size_t count, char separator,
		 const struct pial_pos *pos)
{
	struct recognition *r = data;
	size_t c;

	(void)separator;
	(void)pos;
	r->seen = true;
	for (c = 0; c < r->count; c++) {
		size_t n = score(&r->header[c], cell, count);

		if (n > r->best) {
			r->second = r->best;
			r->rival = r->found;
			r->best = n;
			r->found = (ptrdiff_t)c;
		} else if (n && n >= r->second) {
			r->second = n;
			r->rival = (ptrdiff_t)c;
		}
	}
	return false;
}

static bool no_row(void *data, const struct pial_cell *cell, size_t count,
		   const struct pial_pos *pos)
{
	(void)data;
	(void)cell;
	(void)count;
	(void)pos;
	return false;
}

static const struct pial_schema *doubt(const struct pial_source *source,
				       const struct pial_schema *const *candidate,
				       const struct recognition *r, struct pial_diags *diags)
{
	struct pial_pos pos = { source->name, 1, 0, PIAL_COLUMN_LETTER };
	struct pial_strbuf list;
	size_t c;

	pial_strbuf_init(&list, PIAL_STRBUF_TEXT);
	for (c = 0; c < r->count; c++) {
		if (r->found >= 0 && (ptrdiff_t)c != r->found && (ptrdiff_t)c != r->rival)
			continue;
		pial_strbuf_addstr(&list, list.len ? ", " : "");
		pial_strbuf_addstr(&list, candidate[c]->name);
	}
	pial_diag_add(diags, &pos, PIAL_E_TABLE_KIND, list.text);
	pial_strbuf_release(&list);
	return NULL;
}

const struct pial_schema *pial_table_recognise(const struct pial_source *source,
					       const struct pial_schema *const *candidate,
						size_t count,
					       struct pial_diags *diags)
{
	static const struct pial_csv_ops ops = { known_to_any, look, no_row };
	struct recognition r = { NULL, count, 0, 0, -1, -1, false };
	const struct pial_schema *schema = NULL;
	size_t before = diags->errors, c;

	r.header = pial_calloc(count, sizeof(*r.header));
	for (c = 0; c < count; c++)
		pial_header_init(&r.header[c], candidate[c]);
	/* The look at the header always stops the reading: what is returned says nothing. */
	(void)!pial_csv_read(source, &ops, &r, diags);
	if (r.seen && r.found >= 0 && r.best > r.second)
		schema = candidate[r.found];
	else if (r.seen && !pial_diags_since(diags, before))
		schema = doubt(source, candidate, &r, diags);
	for (c = 0; c < count; c++)
		pial_header_release(&r.header[c]);
	free(r.header);
	return schema;
}
