/*
 * Rows to text at the speed of copying.
 *
 * A cell is either a word, a text of the pool by its number, or a value. Words are copied; whether
 * one must be quoted is decided once a word, not once a cell. A column of values remembers some of
 * what it wrote: in key order week, day and unit hardly ever change, a price is most often the one
 * above, and quantities are whole packs. Anything unusual, a long text, a quote, a list, goes
 * through pial_csv_put and pial_value_write, which stay the only judges of what a cell looks like;
 * a test compares both ways on random tables. A formatter of each type of our own was rejected: it
 * would be a second opinion on every value, for a tenth of the time.
 *
 * Short cells are copied eight bytes at a time, up to seven more than they have: the pool pads its
 * texts and each row is given that much room, so nothing outside is read or written.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/intern.h"
#include "load/table_writer.h"

#include "base/banned.h"

/* Longest cell that is copied straight into the row. */
#define SHORT ((size_t)64)
/* Longest value that a column remembers; longer ones are lists. */
#define REMEMBERED ((size_t)32)
/* Bytes of a copying step. */
#define STEP sizeof(uint64_t)
/* Values that a column remembers, each at a place of its bytes. */
#define MEMO_BITS 7
/* Rows of a piece. */
#define PIECE ((size_t)4096)

/* What is known of a word of the pool. */
enum quoting {
	QUOTING_UNKNOWN,	/* not asked yet */
	QUOTING_PLAIN,		/* written as it is, and short */
	QUOTING_OTHER,		/* long, or in quotes */
};

/* A value that was written. */
struct memo {
	uint64_t member;		/* its bytes in the row */
	uint8_t len;			/* bytes of its text */
	bool known;			/* there is one */
	char text[REMEMBERED];		/* what was written */
};

/* One column of the output. */
struct pial_write_column {
	const struct pial_field *field;	/* NULL: an unknown column */
	size_t offset;			/* of the member in the row, of the cell among extras */
	size_t size;			/* bytes of the member; 0: a word */
	struct memo memo[1 << MEMO_BITS];	/* values written */
};

void pial_table_writer_init(struct pial_table_writer *writer, const struct pial_table *table,
			    const struct pial_model *model)
{
	const struct pial_schema *schema = table->schema;

	memset(writer, 0, sizeof(*writer));
	writer->table = table;
	writer->model = model;
	writer->columns = schema->fields + table->extras;
	writer->column = pial_calloc(writer->columns, sizeof(*writer->column));
	for (size_t i = 0; i < writer->columns; i++) {
		struct pial_write_column *column = &writer->column[i];
		const struct pial_field *field = i < schema->fields ? &schema->field[i] : NULL;

		column->field = field;
		column->offset = field ? field->offset
				       : (i - schema->fields) * sizeof(struct pial_text);
		if (field && field->type != PIAL_T_ID &&
		    (field->type != PIAL_T_TEXT || field->choice))
			column->size = pial_value_size(field->type);
	}
	/* Each cell, the separator or line feed after it, and what the last copy overshoots. */
	writer->room = writer->columns * (SHORT + 1) + STEP;
	writer->quoting = pial_calloc(model->pool.count, sizeof(*writer->quoting));
	pial_strbuf_init(&writer->cell, (size_t)PIAL_CSV_FIELD * 8);
}

void pial_table_writer_release(struct pial_table_writer *writer)
{
	free(writer->column);
	free(writer->quoting);
	pial_strbuf_release(&writer->cell);
	memset(writer, 0, sizeof(*writer));
}

/* Copies a short text in whole steps; returns where it ends. */
static char *copy(char *to, const char *text, size_t len)
{
	for (size_t at = 0; at < len; at += STEP)
		memcpy(to + at, text + at, STEP);
	return to + len;
}

/* A cell by the ordinary way; at is the end of the row so far. Returns its new end, or NULL. */
static char *put_other(struct pial_table_writer *writer, struct pial_strbuf *out, char *at,
		       const char *text, size_t len)
{
	pial_strbuf_setlen(out, (size_t)(at - out->text));
	/* Separators are written here: to pial_csv_put each cell is the first of its row. */
	pial_csv_put(out, &pial_csv_table, true, false, text, len);
	return pial_strbuf_room(out, writer->room);
}

static enum quoting judge(const char *text, size_t len)
{
	return len <= SHORT && !pial_csv_quoted(text, len) ? QUOTING_PLAIN : QUOTING_OTHER;
}

static char *put_word(struct pial_table_writer *writer, struct pial_strbuf *out, char *at,
		      uint32_t n)
{
	const char *text = writer->model->pool.text[n];
	size_t len = writer->model->pool.len[n];

	if (writer->quoting[n] == QUOTING_UNKNOWN)
		writer->quoting[n] = (uint8_t)judge(text, len);
	return writer->quoting[n] == QUOTING_PLAIN ? copy(at, text, len)
						   : put_other(writer, out, at, text, len);
}

/* The bytes of a member of up to eight bytes; those of a longer one do not matter. */
static uint64_t member_of(const void *row, const struct pial_write_column *column)
{
	const char *from = (const char *)row + column->offset;
	uint64_t member = 0;
	uint32_t half = 0;
	uint16_t quarter = 0;

	switch (column->size) {
	case 8:
		memcpy(&member, from, 8);
		return member;
	case 4:
		memcpy(&half, from, 4);
		return half;
	case 2:
		memcpy(&quarter, from, 2);
		return quarter;
	default:
		return (uint8_t)*from;
	}
}

/* A value that is not remembered: written by its type, and remembered when short. */
static char *put_value(struct pial_table_writer *writer, struct pial_strbuf *out,
		       const struct pial_write_column *column, struct memo *memo, const void *row,
		       char *at)
{
	const struct pial_strbuf *cell = &writer->cell;

	pial_strbuf_clear(&writer->cell);
	pial_value_write(&writer->cell, writer->model, column->field, row, &pial_value_table);
	if (cell->len > REMEMBERED || column->size > sizeof(memo->member) ||
	    pial_csv_quoted(cell->text, cell->len))
		return put_other(writer, out, at, cell->text, cell->len);
	memo->known = true;
	memo->member = member_of(row, column);
	memo->len = (uint8_t)cell->len;
	memcpy(memo->text, cell->text, cell->len);
	return copy(at, memo->text, cell->len);
}

/* Writes a value of a row. */
static char *put_member(struct pial_table_writer *writer, struct pial_strbuf *out,
			struct pial_write_column *column, const void *row, char *at)
{
	uint64_t member = member_of(row, column);
	struct memo *memo = &column->memo[member * UINT64_C(0x9E3779B97F4A7C15) >>
					  (64 - MEMO_BITS)];

	if (memo->known && memo->member == member)
		return copy(at, memo->text, memo->len);
	return put_value(writer, out, column, memo, row, at);
}

/* Writes one row and its unknown columns; false when out is full. */
static bool put_row(struct pial_table_writer *writer, struct pial_strbuf *out, const char *row,
		    const char *extra)
{
	char *at = pial_strbuf_room(out, writer->room);

	for (size_t i = 0; at && i < writer->columns; i++) {
		struct pial_write_column *column = &writer->column[i];
		uint32_t n;

		if (i)
			*at++ = pial_csv_table.separator;
		if (!column->size) {
			memcpy(&n, (column->field ? row : extra) + column->offset, sizeof(n));
			if (n)
				at = put_word(writer, out, at, n);
		} else {
			at = put_member(writer, out, column, row, at);
		}
	}
	if (!at)
		return false;
	pial_strbuf_setlen(out, (size_t)(at - out->text));
	pial_csv_end(out);
	return true;
}

/* Writes a row of the table; false when out is full. */
static bool put_next(struct pial_table_writer *writer, struct pial_strbuf *out)
{
	const struct pial_table *table = writer->table;
	size_t index = writer->next;
	const char *row = pial_table_row(table, index);

	/* Without unknown columns there is no array of them to point into. */
	return put_row(writer, out, row,
		       table->extras ? (const char *)(table->extra + index * table->extras) : row);
}

static void put_header(const struct pial_table_writer *writer, struct pial_strbuf *out)
{
	const struct pial_table *table = writer->table;

	for (size_t i = 0; i < writer->columns; i++) {
		const char *name = i < table->schema->fields
					   ? table->schema->field[i].name
					   : table->extra_name[i - table->schema->fields];

		pial_csv_put(out, &pial_csv_table, i == 0, true, name, strlen(name));
	}
	pial_csv_end(out);
}

bool pial_table_writer_next(struct pial_table_writer *writer, struct pial_strbuf *out)
{
	size_t end = writer->next + PIECE;

	if (out->overflow || (writer->begun && writer->next == writer->table->count))
		return false;
	if (!writer->begun)
		put_header(writer, out);
	writer->begun = true;
	if (end > writer->table->count)
		end = writer->table->count;
	while (writer->next < end && put_next(writer, out))
		writer->next++;
	return true;
}

bool pial_table_writer_header(struct pial_table_writer *writer, struct pial_strbuf *out)
{
	put_header(writer, out);
	return !out->overflow;
}

bool pial_table_writer_rows(struct pial_table_writer *writer, const void *rows, size_t count,
			    struct pial_strbuf *out)
{
	size_t size = writer->table->schema->row_size;

	for (size_t i = 0; i < count; i++) {
		const char *row = (const char *)rows + i * size;

		if (!put_row(writer, out, row, row))
			return false;
	}
	return !out->overflow;
}

void pial_table_write(struct pial_strbuf *out, const struct pial_table *table,
		      const struct pial_model *model)
{
	struct pial_table_writer writer;

	pial_table_writer_init(&writer, table, model);
	while (pial_table_writer_next(&writer, out))
		;
	pial_table_writer_release(&writer);
}
