/*
 * A form turned into the text of a table.
 *
 * The header of the form is the first row in which two names of its columns are found (where days
 * stand across, the product's alone). Of each row the cells of known columns, and of unknown ones,
 * go to a line of the table as they are; what is only there to be read is left out. A row of days
 * across becomes one line a day: every day of a row that was sent (a blank cell says that nothing
 * changed), only the days that hold something of a row that was added.
 *
 * A header that has a digit in it and is no date of the week is refused: it was a day once, and its
 * quantities would be lost. In an allocation each cell of days and kitchens is a line of its own,
 * with the version that it was sent with; a cell that was sent empty and is still empty is none.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "load/refer.h"
#include "load/table_header.h"
#include "load/value.h"
#include "sheet/returned.h"

#include "base/banned.h"

/* Lines in which the header is looked for. */
#define HEADER_LINES 60
/* Names that make a row the header. */
#define HEADER_NAMES 2

enum column_kind {
	COLUMN_KEPT,		/* goes to the table as it is */
	COLUMN_LEFT,		/* only there to be read */
	COLUMN_ID,		/* id of the row */
	COLUMN_VERSION,		/* of an allocation: versions of its cells */
	COLUMN_PRODUCT,		/* a product, by name or id */
	COLUMN_PRODUCER,	/* a producer, by name or id */
	COLUMN_DAY,		/* quantities of a day */
};

struct column {
	enum column_kind kind;	/* what it is */
	struct pial_date day;	/* which day */
	uint32_t kitchen;	/* of an allocation: number in the pool */
	unsigned code;		/* index of its field, or enum pial_header_code */
};

struct flattening {
	struct pial_sheet *sheet;	/* receives places */
	struct pial_model *model;	/* of the book */
	struct pial_names *names;	/* its names */
	const struct pial_form_mark *mark;	/* week and owner */
	struct pial_strbuf *out;	/* the table's text */
	struct pial_diags *diags;	/* what is wrong */
	char *owner;			/* id, NUL-terminated; owned */
	struct pial_strbuf week;	/* as text */
	struct column *column;		/* of the form; owned */
	size_t columns;			/* how many */
	struct pial_header header;	/* names of the table's columns */
	const char *info[2 * PIAL_FORM_INFOS];	/* folded names of what is only read */
	size_t known;			/* names known in the last header looked at */
	bool product_named;		/* that of the product is one of them */
	struct pial_strbuf names_here;	/* what the header says, for a message */
	size_t product;			/* index of the column it must have; columns: none */
	size_t id;			/* index of the id's column; columns: none */
	size_t days;			/* columns of days */
	bool given;			/* an allocation says what is given for what was ordered */
};

static const struct pial_csv_style flat_style = { ';', ',', false, false };

/* ---- The header ---- */

/* What a cell of a header is: a code of load/table_header.h, or one of CODE_INFO. */
#define CODE_INFO 1000u

static unsigned code_of(struct flattening *f, const struct pial_cell *cell)
{
	unsigned code = pial_header_code(&f->header, cell->text, cell->len);

	if (code != PIAL_HEADER_UNKNOWN)
		return code;
	for (size_t i = 0; i < PIAL_COUNT(f->info); i++)
		if (!strcmp(f->header.folded.text, f->info[i]))
			return CODE_INFO;
	return code;
}

/* Folds the names of what is only there to be read, in both languages. */
static void learn_infos(struct flattening *f)
{
	for (size_t i = 0; i < PIAL_COUNT(f->info); i++) {
		const struct pial_form_info *info = &pial_form_info[i / 2];
		const char *name = i % 2 ? info->en : info->fr;

		pial_utf8_fold(&f->header.folded, name, strlen(name));
		f->info[i] = pial_arena_strndup(&f->header.arena, f->header.folded.text,
						f->header.folded.len);
	}
}

/* Reads a cell as a date; false when it is none, said in diags. */
static bool read_day(struct flattening *f, const struct pial_cell *cell,
		     const struct pial_pos *pos, struct pial_date *day, struct pial_diags *diags)
{
	static const struct pial_field field = { .name = "day", .fr = "", .en = "",
						 .type = PIAL_T_DATE };

	return pial_value_read(f->model, &field, day, cell->text, cell->len, &pial_value_sheet, pos,
			       diags);
}

static bool has_digit(const struct pial_cell *cell)
{
	for (size_t i = 0; i < cell->len; i++)
		if (cell->text[i] >= '0' && cell->text[i] <= '9')
			return true;
	return false;
}

static size_t known(void *data, const struct pial_cell *cell, size_t count)
{
	struct flattening *f = data;
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		unsigned code = code_of(f, &cell[i]);

		n += code != PIAL_HEADER_UNKNOWN && code != PIAL_HEADER_BLANK;
	}
	return n;
}

/* True for the forms that have days across. */
static bool is_across(const struct flattening *f)
{
	return f->mark->kind == PIAL_FORM_ORDERS || f->mark->kind == PIAL_FORM_ALLOCATION;
}

/* The kitchen before the day, in the header of an allocation; *cell moves behind it. */
static bool resolve_kitchen(struct flattening *f, struct pial_cell *cell, struct column *column,
			    const struct pial_pos *pos)
{
	size_t len = strcspn(cell->text, " \n");

	column->kitchen = pial_intern_add(&f->model->pool, cell->text, len);
	while (cell->text[len] == ' ' || cell->text[len] == '\n')
		len++;
	cell->text += len;
	cell->len -= (uint32_t)len;
	return pial_refer_check(f->model, PIAL_REF_KITCHEN, column->kitchen, pos, f->diags);
}

/* A column of a form of days that has no other name: it is a day, or its name has no digit. */
static bool resolve_day(struct flattening *f, const struct pial_cell *cell, struct column *column,
			const struct pial_pos *pos)
{
	struct pial_cell day = *cell;

	if (!is_across(f) || !has_digit(cell))
		return true;
	if (f->mark->kind == PIAL_FORM_ALLOCATION && !resolve_kitchen(f, &day, column, pos))
		return false;
	if (!read_day(f, &day, pos, &column->day, f->diags))
		return false;
	if (pial_week_of(column->day).n != f->mark->week.n)
		return pial_diag_add(f->diags, pos, PIAL_E_DAY_WEEK, (int64_t)column->day.n,
				     (int64_t)f->mark->week.n);
	column->kind = COLUMN_DAY;
	f->days++;
	return true;
}

/* The column that a form cannot do without. */
static const char *must_have(const struct flattening *f)
{
	switch (f->mark->kind) {
	case PIAL_FORM_ALLOCATION:
		return "ordered_product";
	case PIAL_FORM_WEIGHINGS:
		return "stream";
	case PIAL_FORM_MEALS:
		return "served";
	default:
		return "product";
	}
}

static bool resolve(struct flattening *f, const struct pial_cell *cell, size_t i,
		    const struct pial_pos *pos)
{
	const struct pial_schema *schema = f->sheet->table.schema;
	bool allocation = f->mark->kind == PIAL_FORM_ALLOCATION;
	struct column *column = &f->column[i];
	unsigned code = code_of(f, cell);
	const char *name = code < PIAL_HEADER_GRAMS ? schema->field[code].name : "";

	column->kind = COLUMN_KEPT;
	column->code = code;
	if (!strcmp(name, must_have(f)))
		f->product = i;
	if (code == PIAL_HEADER_ID) {
		column->kind = COLUMN_ID;
		f->id = i;
	} else if (code == PIAL_HEADER_VERSION && allocation) {
		column->kind = COLUMN_VERSION;
	} else if (!strcmp(name, "product") || !strcmp(name, "ordered_product")) {
		column->kind = COLUMN_PRODUCT;
		f->given |= !strcmp(name, "product");
	} else if (!strcmp(name, "producer")) {
		column->kind = COLUMN_PRODUCER;
	} else if (code == CODE_INFO) {
		column->kind = COLUMN_LEFT;
	} else if (code == PIAL_HEADER_UNKNOWN) {
		return resolve_day(f, cell, column, pos);
	}
	return true;
}

/* A line of the table is written: says where it stands in the form. */
static void place(struct flattening *f, uint32_t line, size_t quantity)
{
	struct pial_sheet *sheet = f->sheet;

	sheet->place = pial_grow(sheet->place, sheet->places, &sheet->place_cap,
				 sizeof(*sheet->place));
	sheet->place[sheet->places++] = (struct pial_sheet_place){ line, (uint8_t)quantity };
}

static void put(struct flattening *f, size_t *cells, const char *text, size_t len)
{
	pial_csv_put(f->out, &flat_style, *cells == 0, false, text, len);
	++*cells;
}

static void put_header(struct flattening *f, const struct pial_cell *cell, uint32_t line)
{
	size_t cells = 0;

	for (size_t i = 0; i < f->columns; i++) {
		if (f->column[i].kind == COLUMN_LEFT || f->column[i].kind == COLUMN_DAY)
			continue;
		put(f, &cells, cell[i].text, cell[i].len);
		f->sheet->column[cells] = (uint8_t)(i + 1);
	}
	if (pial_field_find(f->sheet->table.schema, "week") >= 0)
		put(f, &cells, "week", 4);
	if (f->mark->campaign)
		put(f, &cells, "campaign", 8);
	if (f->mark->kind == PIAL_FORM_ALLOCATION) {
		put(f, &cells, "kitchen", 7);
		/* Without substitutes the form leaves it out. */
		if (!f->given)
			put(f, &cells, "product", 7);
	} else {
		put(f, &cells, pial_form_owner(f->mark->kind),
		    strlen(pial_form_owner(f->mark->kind)));
	}
	if (is_across(f)) {
		put(f, &cells, "day", 3);
		put(f, &cells, "quantity", 8);
		f->sheet->quantity = (uint8_t)cells;
	}
	pial_csv_end(f->out);
	place(f, line, 0);
}

static bool two_days(const struct flattening *f, const struct pial_cell *cell,
		     const struct pial_pos *pos)
{
	for (size_t b = 1; b < f->columns; b++)
		for (size_t a = 0; a < b; a++) {
			struct pial_pos at = *pos;
			char letter[2] = { (char)('A' + a % 26), '\0' };

			if (f->column[a].kind != COLUMN_DAY || f->column[b].kind != COLUMN_DAY ||
			    f->column[a].day.n != f->column[b].day.n ||
			    f->column[a].kitchen != f->column[b].kitchen)
				continue;
			at.column = (uint32_t)b + 1;
			return pial_diag_add(f->diags, &at, PIAL_E_CSV_HEADER_TWICE, cell[b].text,
					     letter);
		}
	return true;
}

static bool header(void *data, const struct pial_cell *cell, size_t count, char separator,
		   const struct pial_pos *pos)
{
	struct flattening *f = data;
	struct pial_pos at = *pos;
	bool ok = true;

	(void)separator;
	f->column = pial_calloc(count, sizeof(*f->column));
	f->columns = f->product = f->id = count;
	for (size_t i = 0; i < count; i++) {
		at.column = (uint32_t)i + 1;
		pial_strbuf_addstr(&f->names_here, i ? ", " : "");
		pial_strbuf_addstr(&f->names_here, cell[i].text);
		ok &= resolve(f, &cell[i], i, &at);
	}
	if (!ok || !two_days(f, cell, pos))
		return false;
	put_header(f, cell, pos->line);
	return true;
}

/* ---- Rows ---- */

static bool is_blank(const struct pial_cell *cell)
{
	for (uint32_t i = 0; i < cell->len; i++)
		if (cell->text[i] != ' ')
			return false;
	return true;
}

static bool blank_at(const struct flattening *f, const struct pial_cell *cell, size_t i)
{
	return i == f->columns || is_blank(&cell[i]);
}

/* Of a campaign every row is there from the start: one without a number says nothing yet. */
static bool is_unfilled(const struct flattening *f, const struct pial_cell *cell)
{
	uint64_t filled = pial_form_fields(f->mark->kind);

	for (size_t i = 0; i < f->columns; i++)
		if (f->column[i].code < PIAL_HEADER_GRAMS && filled >> f->column[i].code & 1 &&
		    !is_blank(&cell[i]))
			return false;
	return true;
}

/* A row of which every cell that is read is blank, or that only adds up. */
static bool says_nothing(const struct flattening *f, const struct pial_cell *cell)
{
	if (f->mark->campaign && is_unfilled(f, cell))
		return true;
	if (f->id < f->columns && !strcmp(cell[f->id].text, PIAL_FORM_TOTAL_ROW))
		return true;
	for (size_t i = 0; i < f->columns; i++)
		if (f->column[i].kind != COLUMN_LEFT && !is_blank(&cell[i]))
			return false;
	return true;
}

/* The id of what a cell names; the cell itself when it is an id of its own, known or not. */
static bool put_named(struct flattening *f, size_t *cells, const struct pial_cell *cell,
		      const struct pial_pos *pos, bool product)
{
	size_t len = cell->len;
	const char *text = pial_csv_unguard(cell->text, &len);
	uint32_t n;

	if (is_blank(cell)) {
		put(f, cells, "", 0);
		return true;
	}
	n = product ? pial_names_find_product(f->names, text, len)
		    : pial_names_find_producer(f->names, text, len);
	if (n) {
		const char *id = pial_model_text(f->model, n);

		put(f, cells, id, strlen(id));
		return true;
	}
	if (product) {
		const char *near = pial_names_near_product(f->names, text);

		return near ? pial_diag_add(f->diags, pos, PIAL_E_REF_PRODUCT_NEAR, text, near)
			    : pial_diag_add(f->diags, pos, PIAL_E_REF_PRODUCT, text);
	}
	return pial_diag_add(f->diags, pos, PIAL_E_REF_PRODUCER, text);
}

/*
 * The version of a cell among those of its row: `vabcdefgh/2025-03-17/K-ecoles`, separated by
 * blanks. NULL when it was sent empty.
 */
static const char *version_of(const struct flattening *f, const struct pial_cell *versions,
			      const struct column *column)
{
	const char *kitchen = pial_model_text(f->model, column->kitchen), *found = NULL;
	const char *at = versions->text;
	struct pial_strbuf key;

	pial_strbuf_init(&key, PIAL_STRBUF_TEXT);
	pial_strbuf_addch(&key, '/');
	pial_date_format(&key, column->day);
	pial_strbuf_addf(&key, "/%s", kitchen);
	while (!found && *at) {
		size_t len = strcspn(at, " ");

		if (len == PIAL_TABLE_VERSION - 1 + key.len &&
		    !strncmp(at + PIAL_TABLE_VERSION - 1, key.text, key.len))
			found = at;
		at += len + strspn(at + len, " ");
	}
	pial_strbuf_release(&key);
	return found;
}

/* The versions of a row of an allocation; NULL: the form has no such column. */
static const struct pial_cell *versions_of(const struct flattening *f,
					   const struct pial_cell *cell)
{
	for (size_t i = 0; i < f->columns; i++)
		if (f->column[i].kind == COLUMN_VERSION)
			return &cell[i];
	return NULL;
}

static void put_version(struct flattening *f, size_t *cells, const struct pial_cell *versions,
			size_t day)
{
	const char *version = day < f->columns ? version_of(f, versions, &f->column[day]) : NULL;

	put(f, cells, version ? version : "", version ? PIAL_TABLE_VERSION - 1 : 0);
}

static void put_owner(struct flattening *f, size_t *cells, size_t day)
{
	const char *owner = f->owner;

	if (f->mark->kind == PIAL_FORM_ALLOCATION)
		owner = day < f->columns ? pial_model_text(f->model, f->column[day].kitchen) : "";
	put(f, cells, owner, strlen(owner));
	if (f->mark->kind == PIAL_FORM_ALLOCATION && !f->given)
		put(f, cells, "", 0);
}

/* One line of the table; day: the column of its quantity, or columns. */
static bool put_line(struct flattening *f, const struct pial_cell *cell, const struct pial_pos *pos,
		     size_t day)
{
	size_t cells = 0, before = f->out->len;
	bool ok = true;

	for (size_t i = 0; i < f->columns; i++) {
		struct pial_pos at = *pos;

		at.column = (uint32_t)i + 1;
		switch (f->column[i].kind) {
		case COLUMN_LEFT:
		case COLUMN_DAY:
			break;
		case COLUMN_VERSION:
			put_version(f, &cells, &cell[i], day);
			break;
		case COLUMN_PRODUCT:
		case COLUMN_PRODUCER:
			ok &= put_named(f, &cells, &cell[i], &at,
					f->column[i].kind == COLUMN_PRODUCT);
			break;
		default:
			put(f, &cells, cell[i].text, cell[i].len);
			break;
		}
	}
	if (pial_field_find(f->sheet->table.schema, "week") >= 0)
		put(f, &cells, f->week.text, f->week.len);
	if (f->mark->campaign)
		put(f, &cells, f->mark->campaign, f->mark->campaign_len);
	put_owner(f, &cells, day);
	if (day < f->columns) {
		struct pial_strbuf text;

		pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
		pial_date_format(&text, f->column[day].day);
		put(f, &cells, text.text, text.len);
		pial_strbuf_release(&text);
		put(f, &cells, cell[day].text, cell[day].len);
	}
	pial_csv_end(f->out);
	if (ok)
		place(f, pos->line, day < f->columns ? day + 1 : 0);
	else
		pial_strbuf_setlen(f->out, before);
	return ok;
}

/* The first day's column, which stands for the row when all its days are blank. */
static size_t first_day(const struct flattening *f)
{
	size_t i = 0;

	while (i < f->columns && f->column[i].kind != COLUMN_DAY)
		i++;
	return i;
}

/* A row of days across. A product without any quantity is refused by the reader, at its place. */
static bool put_days(struct flattening *f, const struct pial_cell *cell, const struct pial_pos *pos)
{
	const struct pial_cell *versions = versions_of(f, cell);
	bool sent = !blank_at(f, cell, f->id), any = false;

	for (size_t i = 0; i < f->columns; i++) {
		bool there = versions ? version_of(f, versions, &f->column[i]) != NULL : sent;

		if (f->column[i].kind != COLUMN_DAY || (!there && is_blank(&cell[i])))
			continue;
		if (!put_line(f, cell, pos, i))
			return false;
		any = true;
	}
	return any || (versions && sent) || put_line(f, cell, pos, first_day(f));
}

static bool row(void *data, const struct pial_cell *cell, size_t count, const struct pial_pos *pos)
{
	struct flattening *f = data;

	(void)count;
	if (says_nothing(f, cell))
		return true;
	/* What is wrong is said; the rows below are looked at all the same. */
	if (is_across(f))
		(void)!put_days(f, cell, pos);
	else
		(void)!put_line(f, cell, pos, f->columns);
	return true;
}

/* ---- Where the table begins ---- */

static bool look(void *data, const struct pial_cell *cell, size_t count, char separator,
		 const struct pial_pos *pos)
{
	struct flattening *f = data;

	(void)separator;
	(void)pos;
	f->known = known(f, cell, count);
	f->product_named = false;
	for (size_t i = 0; i < count; i++) {
		unsigned code = code_of(f, &cell[i]);

		f->product_named |= code < PIAL_HEADER_GRAMS &&
				    !strcmp(f->header.schema->field[code].name, "product");
	}
	return false;
}

/* Moves the source to its next line. False when there is none. */
static bool next_line(struct pial_source *source)
{
	bool quoted = false;
	size_t len = 0;

	/* Rows of a sheet are one line each, as positions count them. */
	for (; len < source->len; len++) {
		quoted ^= source->sheet && source->text[len] == '"';
		if (!quoted && (source->text[len] == '\n' || source->text[len] == '\r'))
			break;
	}
	if (len < source->len && source->text[len] == '\r')
		len += source->text[len + 1] == '\n';
	if (len >= source->len)
		return false;
	source->text += len + 1;
	source->len -= len + 1;
	source->skipped++;
	return source->len > 0;
}

/* Moves the source to the header of its table. False when there is none. */
static bool find_header(struct flattening *f, struct pial_source *source)
{
	static const struct pial_csv_ops ops = { known, look, row };
	struct pial_diags unsaid;
	bool found = false;

	pial_diags_init(&unsaid);
	for (int i = 0; !found && i < HEADER_LINES; i++) {
		f->known = 0;
		f->product_named = false;
		(void)!pial_csv_read(source, &ops, f, &unsaid);
		pial_diags_clear(&unsaid);
		/* Beside the product a kitchen's form may have nothing but days. */
		found = f->known >= HEADER_NAMES ||
			(f->product_named && f->mark->kind == PIAL_FORM_ORDERS);
		if (!found && !next_line(source))
			break;
	}
	pial_diags_release(&unsaid);
	return found;
}

/* Forms name their columns by labels. */
static bool say_missing(const struct flattening *f, const struct pial_pos *pos, const char *name)
{
	const struct pial_schema *schema = f->sheet->table.schema;
	const struct pial_field *field = &schema->field[pial_field_find(schema, name)];

	return pial_diag_add(f->diags, pos, PIAL_E_CSV_HEADER, field->fr, field->en,
			     f->names_here.text);
}

/* Names the columns that a form cannot do without. */
static bool has_columns(const struct flattening *f, const struct pial_source *table)
{
	struct pial_pos pos = { table->name, table->skipped + 1, 0, PIAL_COLUMN_LETTER };

	if (f->product == f->columns)
		return say_missing(f, &pos, must_have(f));
	if (is_across(f) && !f->days)
		return say_missing(f, &pos, "day");
	return true;
}

static bool flatten(struct flattening *f, const struct pial_source *source)
{
	static const struct pial_csv_ops ops = { known, header, row };
	struct pial_pos pos = { source->name, 0, 0, PIAL_COLUMN_LETTER };
	struct pial_source table = *source;

	if (!find_header(f, &table))
		return pial_diag_add(f->diags, &pos, PIAL_E_FORM_HEADER);
	/* Rows that were refused are left out; the others are read, so that all faults are said. */
	(void)!pial_csv_read(&table, &ops, f, f->diags);
	return f->sheet->places && has_columns(f, &table);
}

bool pial_form_flatten(struct pial_sheet *sheet, struct pial_model *model, struct pial_names *names,
		       const struct pial_source *source, const struct pial_form_mark *mark,
		       struct pial_strbuf *out, struct pial_diags *diags)
{
	struct flattening f = { .sheet = sheet, .model = model, .names = names, .mark = mark,
				.out = out, .diags = diags };
	bool ok;

	sheet->form = mark->kind;
	sheet->week = mark->week;
	if (mark->campaign)
		sheet->campaign = pial_intern_add(&model->pool, mark->campaign, mark->campaign_len);
	sheet->owner = pial_intern_add(&model->pool, mark->owner, mark->owner_len);
	f.owner = pial_malloc(mark->owner_len + 1);
	memcpy(f.owner, mark->owner, mark->owner_len);
	f.owner[mark->owner_len] = '\0';
	pial_header_init(&f.header, sheet->table.schema);
	learn_infos(&f);
	pial_strbuf_init(&f.week, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&f.names_here, PIAL_STRBUF_TEXT);
	pial_week_format(&f.week, mark->week);
	ok = flatten(&f, source);
	pial_header_release(&f.header);
	pial_strbuf_release(&f.week);
	pial_strbuf_release(&f.names_here);
	free(f.column);
	free(f.owner);
	return ok;
}
