/*
 * libcsv inside, positions and limits around it.
 *
 * libcsv is strict and fast but says nothing of places, so it is fed one physical line a call: we
 * count the lines, and a record ends with the call in which libcsv reports its row. All of a
 * record's cells are gathered in one buffer, grown before each call (cells and their NULs never
 * take more than the bytes fed), and handed over together. csv_fini() is never called: each line
 * fed has its end, so what is open when no line is left is an unclosed quote.
 *
 * A line without any quote, outside a record already begun, is cut at its separators without
 * libcsv, which would have nothing to decide there but would call back for each cell. Most lines
 * are plain, as csv_cut.h defines it, and are cut in one pass; those with accents, or with CRLF at
 * their end, are cut here.
 *
 * The checks that a cell needs, forbidden characters and embedded CR, cost more than the parsing
 * when done by code point. One pass of eight bytes a step over each line says whether it has any
 * byte outside 0x20 to 0x7E; where it has none, its cells are not looked at.
 *
 * The separator is not guessed from frequencies: libcsv reads the header once for each candidate
 * and the caller says how many names it knows. A parser of our own was measured twice as fast; it
 * lives on as the oracle of this file's test, where two opinions are worth more than speed.
 */
#include "io/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <csv.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "io/csv_cut.h"
#include "io/csv_priv.h"

#include "base/banned.h"

/* Most bytes given to libcsv at once: it cannot be stopped, so a limit is noticed only after. */
#define PIECE ((size_t)64 << 10)
/* Bytes read after which their memory is given back. */
#define FORGET ((size_t)4 << 20)
/* Room that libcsv may take: a field at its limit, its last quote, and the step of growth. */
#define LIBCSV_STEP ((size_t)4 << 10)
#define LIBCSV_ROOM (PIAL_CSV_FIELD + 2 * LIBCSV_STEP)

/* How an attempt at the next record ended. */
enum outcome {
	RECORD_ROW,	/* its cells are there */
	RECORD_NONE,	/* the text is at its end */
	BAD_QUOTE,	/* E-CSV-QUOTE */
	BAD_FIELD,	/* E-CSV-FIELD */
	BAD_WIDTH,	/* E-CSV-WIDTH */
};

struct reader {
	const struct pial_csv_ops *ops;	/* the caller's functions */
	void *data;			/* and what they work on */
	struct pial_diags *diags;	/* where faults go */
	size_t errors;			/* errors there before this file */
	enum pial_csv_how how;		/* which ways may be taken */
	const struct pial_source *source;	/* the text */
	size_t forgotten;		/* bytes of it given back */

	struct csv_parser parser;	/* libcsv's state */
	char separator;			/* the one tried, then the one chosen */
	const char *at, *end;		/* text not yet read */
	const char *lf;			/* first line feed from at on, or end; NULL: not known */
	bool has_cr;			/* there is a CR somewhere in the text */
	uint32_t line;			/* number of the line at at */

	struct pial_cell cell[PIAL_CSV_COLUMNS];	/* cells of the record */
	size_t count;			/* how many */
	char *buf;			/* their texts; owned */
	size_t cap;			/* bytes of buf */
	size_t fill;			/* bytes of buf in use */
	size_t fed;			/* bytes of the record given to libcsv */
	bool ended;			/* libcsv has reported the row */
	bool wide, large;		/* a limit was passed */
	bool special;			/* the record has bytes outside 0x20 to 0x7E */
	struct pial_pos pos;		/* where the record began */
	size_t raw_width;		/* fields of the header's record */
	size_t width;			/* columns handed over */
};

/* libcsv asks before it calls: no blank is one. */
static int no_space(unsigned char byte)
{
	(void)byte;
	return 0;
}

/* libcsv's only allocation; refusing it is how a field without end is stopped. */
static void *limited_realloc(void *p, size_t size)
{
	return size > LIBCSV_ROOM ? NULL : pial_realloc(p, size, 1);
}

static void on_field(void *bytes, size_t len, void *data)
{
	struct reader *r = data;
	struct pial_cell *cell;

	if (r->count == PIAL_CSV_COLUMNS || len > PIAL_CSV_FIELD) {
		r->wide = r->wide || r->count == PIAL_CSV_COLUMNS;
		r->large = r->large || len > PIAL_CSV_FIELD;
		return;
	}
	cell = &r->cell[r->count++];
	cell->text = r->buf + r->fill;
	cell->len = (uint32_t)len;
	if (len)
		memcpy(r->buf + r->fill, bytes, len);
	r->buf[r->fill + len] = '\0';
	r->fill += len + 1;
}

static void on_row(int last, void *data)
{
	struct reader *r = data;

	(void)last;
	r->ended = true;
}

/* Makes room for what the next bytes of the record can become; cells follow when buf moves. */
static void make_room(struct reader *r, size_t bytes)
{
	size_t need = r->fed + bytes + 1;
	char *buf;

	if (need <= r->cap)
		return;
	buf = pial_malloc(2 * need);
	if (r->fill)
		memcpy(buf, r->buf, r->fill);
	for (size_t i = 0; i < r->count; i++)
		r->cell[i].text = buf + (r->cell[i].text - r->buf);
	free(r->buf);
	r->buf = buf;
	r->cap = 2 * need;
}

/* True when a text has a control character or a byte of a longer UTF-8 sequence. */
static bool is_special(const char *text, size_t len)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	const uint64_t tops = 0x80 * ones;
	uint64_t found = 0;
	size_t at = 0;

	for (; at + sizeof(uint64_t) <= len; at += sizeof(uint64_t)) {
		uint64_t bytes, del;

		memcpy(&bytes, text + at, sizeof(bytes));
		del = bytes ^ (0x7F * ones);
		/* A borrow reaches only past a byte that is itself found: no false alarm. */
		found |= bytes | ((bytes - 0x20 * ones) & ~bytes) | ((del - ones) & ~del);
	}
	if (found & tops)
		return true;
	for (; at < len; at++)
		if ((unsigned char)text[at] < 0x20 || (unsigned char)text[at] >= 0x7F)
			return true;
	return false;
}

/*
 * Takes the next physical line: returns its text, *len with its end, *bare without. The next line
 * feed is remembered, or a file with lone CR would be searched to its end again for each line.
 */
static const char *next_line(struct reader *r, size_t *len, size_t *bare)
{
	const char *text = r->at, *cr = NULL;

	if (!r->lf || r->lf < text) {
		r->lf = memchr(text, '\n', (size_t)(r->end - text));
		if (!r->lf)
			r->lf = r->end;
	}
	if (r->has_cr)
		cr = memchr(text, '\r', (size_t)(r->lf - text));
	*bare = (size_t)((cr ? cr : r->lf) - text);
	/* A CR is an end of its own unless the line feed follows. */
	r->at = (cr && cr + 1 != r->lf ? cr : r->lf) + 1;
	if (r->at > r->end)
		r->at = r->end;
	*len = (size_t)(r->at - text);
	r->line++;
	return text;
}

/* Gives a line to libcsv; false when it, or a limit, refused. */
static bool feed(struct reader *r, const char *text, size_t len)
{
	while (len) {
		size_t piece = len < PIECE ? len : PIECE;

		make_room(r, piece);
		r->fed += piece;
		if (csv_parse(&r->parser, text, piece, on_field, on_row, r) != piece ||
		    r->wide || r->large)
			return false;
		text += piece;
		len -= piece;
	}
	return true;
}

/* Cuts a line without quotes, not longer than a field may be; false: too many cells. */
static bool split(struct reader *r, const char *text, size_t len)
{
	char *cell, *next;

	make_room(r, len);
	memcpy(r->buf, text, len);
	r->buf[len] = '\0';
	for (cell = r->buf; cell; cell = next) {
		char *end = memchr(cell, r->separator, (size_t)(r->buf + len - cell));

		next = end ? end + 1 : NULL;
		if (!end)
			end = r->buf + len;
		*end = '\0';
		if (r->count == PIAL_CSV_COLUMNS)
			return false;
		r->cell[r->count].text = cell;
		r->cell[r->count++].len = (uint32_t)(end - cell);
	}
	return true;
}

/* Takes the next line if it is plain, and blank lines before it. */
static bool take_plain(struct reader *r)
{
	size_t len;

	r->fed = 0;
	make_room(r, PIAL_CSV_CUT_ROOM);
	do {
		len = pial_csv_cut(r->at, r->end, r->separator, r->buf, r->cell, &r->count);
		r->pos.line = r->line;
		r->at += len;
		r->line += len > 0;
	} while (len == 1);
	return len > 0;
}

/* Reads up to the end of the next record; blank lines before it are no records. */
static enum outcome next_record(struct reader *r)
{
	bool over_lines = false;

	r->special = false;
	if (r->how != PIAL_CSV_LIBCSV && take_plain(r))
		return RECORD_ROW;
	r->count = 0;
	r->fill = 0;
	r->fed = 0;
	r->ended = false;
	while (r->at < r->end) {
		size_t len, bare;
		const char *text;

		if (!over_lines)
			r->pos.line = r->line;
		text = next_line(r, &len, &bare);
		if (!bare && !over_lines)
			continue;
		r->special = r->special || is_special(text, bare);
		if (!over_lines && r->how != PIAL_CSV_LIBCSV && bare <= PIAL_CSV_FIELD &&
		    !memchr(text, '"', bare))
			return split(r, text, bare) ? RECORD_ROW : BAD_WIDTH;
		if (!feed(r, text, len)) {
			if (r->wide)
				return BAD_WIDTH;
			if (r->large || csv_error(&r->parser) == CSV_ENOMEM)
				/* What grew over several lines is a quote that nobody closed. */
				return over_lines ? BAD_QUOTE : BAD_FIELD;
			return BAD_QUOTE;
		}
		if (r->ended)
			return RECORD_ROW;
		/* The line's end is in a cell: a CR, perhaps. Rows of a sheet are one line each. */
		over_lines = true;
		r->line -= r->source->sheet;
		r->special = r->special || r->has_cr;
	}
	return over_lines ? BAD_QUOTE : RECORD_NONE;
}

static bool report(struct reader *r, enum outcome outcome)
{
	struct pial_pos pos = r->pos;

	pos.column = (uint32_t)r->count + 1;
	switch (outcome) {
	case BAD_FIELD:
		return pial_diag_add(r->diags, &pos, PIAL_E_CSV_FIELD, (int64_t)PIAL_CSV_FIELD);
	case BAD_WIDTH:
		return pial_diag_add(r->diags, &r->pos, PIAL_E_CSV_WIDTH,
				     (int64_t)PIAL_CSV_COLUMNS);
	case RECORD_NONE:
		r->pos.line = 0;
		return pial_diag_add(r->diags, &r->pos, PIAL_E_TRUNCATED);
	case BAD_QUOTE:
	case RECORD_ROW:
		break;
	}
	return pial_diag_add(r->diags, &pos, PIAL_E_CSV_QUOTE);
}

/* The first forbidden character of a cell, or -1. A line feed may stand in a cell. */
static int32_t cell_forbidden(const struct pial_cell *cell)
{
	for (size_t at = 0; at < cell->len;) {
		unsigned char byte = (unsigned char)cell->text[at];
		int32_t code;

		if (byte >= 0x20 && byte < 0x7F) {
			at++;
			continue;
		}
		code = pial_utf8_next(cell->text, cell->len, &at);
		if (code != '\n' && pial_utf8_forbidden(code))
			return code;
	}
	return -1;
}

/* Makes each CR and CRLF of a cell a line feed, in place. */
static void unify_line_ends(struct pial_cell *cell, char *text)
{
	size_t to = 0;

	for (size_t from = 0; from < cell->len; from++) {
		if (text[from] == '\r' && text[from + 1] == '\n')
			continue;
		text[to++] = text[from] == '\r' ? '\n' : text[from];
	}
	text[to] = '\0';
	cell->len = (uint32_t)to;
}

/* The checks of a record with special bytes. */
static bool check_cells(struct reader *r)
{
	bool ok = true;

	for (size_t i = 0; i < r->count; i++) {
		struct pial_cell *cell = &r->cell[i];
		struct pial_pos pos = r->pos;
		char name[16];
		int32_t code;

		if (memchr(cell->text, '\r', cell->len))
			unify_line_ends(cell, r->buf + (cell->text - r->buf));
		code = cell_forbidden(cell);
		if (code < 0)
			continue;
		pos.column = (uint32_t)i + 1;
		snprintf(name, sizeof(name), "U+%04X", (unsigned)code);
		ok = pial_diag_add(r->diags, &pos, PIAL_E_CONTROL, name);
	}
	return ok;
}

/* Nothing, or nothing but spaces: U+0020, U+00A0, U+202F. */
static bool cell_blank(const struct pial_cell *cell)
{
	for (size_t at = 0; at < cell->len;) {
		if (cell->text[at] == ' ')
			at++;
		else if (!strncmp(cell->text + at, "\xC2\xA0", 2))
			at += 2;
		else if (!strncmp(cell->text + at, "\xE2\x80\xAF", 3))
			at += 3;
		else
			return false;
	}
	return true;
}

/* Cells up to the last one that is not blank. */
static size_t filled(const struct reader *r)
{
	size_t count = r->count;

	while (count && cell_blank(&r->cell[count - 1]))
		count--;
	return count;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Goes (back) to a place in the text, to read from there with this separator. */
static void start(struct reader *r, const char *at, uint32_t line, char separator)
{
	csv_free(&r->parser);
	csv_init(&r->parser, CSV_STRICT);
	r->separator = separator;
	csv_set_delim(&r->parser, (unsigned char)separator);
	csv_set_space_func(&r->parser, no_space);
	csv_set_realloc_func(&r->parser, limited_realloc);
	csv_set_blk_size(&r->parser, LIBCSV_STEP);
	r->wide = false;
	r->large = false;
	r->at = at;
	r->lf = NULL;
	r->line = line;
}

/* The next record that is not blank. */
static enum outcome next_filled(struct reader *r)
{
	enum outcome outcome;

	do
		outcome = next_record(r);
	while (outcome == RECORD_ROW && !filled(r));
	return outcome;
}

/* Skips Excel's `sep=;` as first line, also as LibreOffice saves it: quoted, with more cells. */
static void skip_sep_line(struct reader *r)
{
	const char *at = r->at, *line = r->at;
	size_t len, bare, i;

	line = next_line(r, &len, &bare);
	i = bare && line[0] == '"';
	if (bare - i >= 4 && !strncmp(line + i, "sep=", 4)) {
		i += 4;
		while (i < bare && memchr("\",;\t|", line[i], 5))
			i++;
		if (i == bare)
			return;
	}
	r->at = at;
	r->line--;
}

/* Reads the header, with each separator once, then with the best; hands it over. */
static bool read_header(struct reader *r)
{
	const char *separators = r->source->sheet ? ";" : ",;\t";
	const char *at = r->at;
	uint32_t line = r->line;
	size_t best = 0, best_known = 0, best_count = 0;
	enum outcome outcome;

	for (size_t i = 0; separators[i]; i++) {
		size_t known;

		start(r, at, line, separators[i]);
		outcome = next_filled(r);
		if (outcome != RECORD_ROW && outcome != BAD_WIDTH)
			continue;
		known = r->ops->known(r->data, r->cell, filled(r));
		if (known > best_known || (known == best_known && r->count > best_count)) {
			best = i;
			best_known = known;
			best_count = r->count;
		}
	}
	start(r, at, line, separators[best]);
	outcome = next_filled(r);
	if (outcome != RECORD_ROW)
		return report(r, outcome);
	r->raw_width = r->count;
	r->width = filled(r);
	if (r->special && !check_cells(r))
		return false;
	return r->ops->header(r->data, r->cell, r->width, separators[best], &r->pos);
}

/* True for a cell of digits alone, after a minus sign when one may stand there. */
static bool cell_digits(const struct pial_cell *cell, bool minus)
{
	size_t at = minus && cell->len > 1 && cell->text[0] == '-';

	for (size_t i = at; i < cell->len; i++)
		if (!is_digit(cell->text[i]))
			return false;
	return cell->len > 0;
}

/*
 * Refuses a row of the wrong width. Where each field too many can be the second half of a number
 * such as 12,5, that is said, at the first of them when no other two cells can be meant.
 */
static void refuse_width(struct reader *r, size_t fields)
{
	size_t more = r->count == r->raw_width ? fields - r->width : r->count - r->raw_width;
	struct pial_pos pos = r->pos;
	size_t pairs = 0, apart = 0, first = 0, next = r->count;

	for (size_t i = r->count - 1; i > 0 && r->count >= r->raw_width; i--) {
		if (!cell_digits(&r->cell[i - 1], true) || !cell_digits(&r->cell[i], false))
			continue;
		pairs++;
		first = i;
		if (i < next) {
			apart++;
			next = i - 1;
		}
	}
	if (r->separator == ',' && fields > r->width && apart >= more) {
		/* "3,1," may only have a separator too many at its end. */
		if (pairs == more && filled(r) > r->width)
			pos.column = (uint32_t)first;
		pial_diag_add(r->diags, &pos, PIAL_E_CSV_DECIMAL_COMMA, (int64_t)fields,
			      (int64_t)r->width);
		return;
	}
	pial_diag_add(r->diags, &pos, PIAL_E_CSV_COLUMNS, (int64_t)fields, (int64_t)r->width);
}

/* True for the usual row, seen without looking for blanks: as wide as the header, not blank. */
static bool row_usual(const struct reader *r)
{
	unsigned char first = (unsigned char)r->cell[0].text[0];

	return r->count == r->width && r->count == r->raw_width && first > ' ' && first < 0x80;
}

/* A record after the header: handed over, dropped, or refused. False stops reading. */
static bool read_row(struct reader *r)
{
	if (!row_usual(r)) {
		size_t last = filled(r), fields = r->count;

		if (!last)
			return true;
		if (fields == r->raw_width)
			fields = last > r->width ? last : r->width;
		if (fields != r->width || r->count != r->raw_width) {
			refuse_width(r, fields);
			return true;
		}
	}
	if (r->special && !check_cells(r))
		return true;
	return r->ops->row(r->data, r->cell, r->width, &r->pos);
}

/* Gives back the memory of what is read, now and then. */
static void forget(struct reader *r)
{
	size_t bytes = (size_t)(r->at - r->source->text);

	if (bytes - r->forgotten < FORGET)
		return;
	pial_source_forget(r->source, bytes);
	r->forgotten = bytes;
}

static bool read_rows(struct reader *r)
{
	enum outcome outcome;

	while ((outcome = next_record(r)) == RECORD_ROW) {
		if (!read_row(r))
			return false;
		if (r->how == PIAL_CSV_USE_UP)
			forget(r);
		if (r->diags->errors - r->errors > PIAL_DIAG_PER_FILE)
			return false;
	}
	return outcome == RECORD_NONE || report(r, outcome);
}

/* A reader of a source's text from a place on. */
static struct reader reader_of(const struct pial_csv_shape *shape, const struct pial_csv_ops *ops,
			       void *data, struct pial_diags *diags)
{
	struct reader r = { .ops = ops, .data = data, .diags = diags, .errors = shape->errors,
			    .how = shape->how, .source = shape->source, .end = shape->end,
			    .has_cr = shape->has_cr, .raw_width = shape->raw_width,
			    .width = shape->width };

	r.pos = (struct pial_pos){ shape->source->name, shape->line, 0, PIAL_COLUMN_LETTER };
	csv_init(&r.parser, 0);
	start(&r, shape->at, shape->line, shape->separator);
	return r;
}

static void reader_release(struct reader *r)
{
	csv_free(&r->parser);
	free(r->buf);
}

bool pial_csv_head(struct pial_csv_shape *shape, const struct pial_source *source,
		   enum pial_csv_how how, const struct pial_csv_ops *ops, void *data,
		   struct pial_diags *diags)
{
	char last = source->len ? source->text[source->len - 1] : '\0';
	struct reader r;
	bool ok;

	*shape = (struct pial_csv_shape){ .source = source, .how = how, .separator = ',',
					  .at = source->text, .line = source->skipped + 1,
					  .errors = diags->errors };
	if (last != '\n' && last != '\r') {
		struct pial_pos pos = { source->name, 0, 0, PIAL_COLUMN_LETTER };

		return pial_diag_add(diags, &pos, PIAL_E_TRUNCATED);
	}
	r = reader_of(shape, ops, data, diags);
	r.end = shape->end = source->text + source->len;
	r.has_cr = shape->has_cr = memchr(source->text, '\r', source->len) != NULL;
	skip_sep_line(&r);
	ok = read_header(&r);
	shape->separator = r.separator;
	shape->raw_width = r.raw_width;
	shape->width = r.width;
	shape->at = r.at;
	shape->line = r.line;
	reader_release(&r);
	return ok;
}

bool pial_csv_rows(const struct pial_csv_shape *shape, const struct pial_csv_ops *ops, void *data,
		   struct pial_diags *diags)
{
	struct reader r = reader_of(shape, ops, data, diags);
	bool ok = read_rows(&r);

	reader_release(&r);
	return ok;
}

bool pial_csv_read_by(const struct pial_source *source, const struct pial_csv_ops *ops, void *data,
		      enum pial_csv_how how, struct pial_diags *diags)
{
	struct pial_csv_shape shape;
	bool ok = pial_csv_head(&shape, source, how, ops, data, diags) &&
		  pial_csv_rows(&shape, ops, data, diags);

	return ok && !pial_diags_since(diags, shape.errors);
}

bool pial_csv_read(const struct pial_source *source, const struct pial_csv_ops *ops, void *data,
		   struct pial_diags *diags)
{
	return pial_csv_read_by(source, ops, data, PIAL_CSV_ORDINARY, diags);
}

bool pial_csv_use_up(struct pial_source *source, const struct pial_csv_ops *ops, void *data,
		     struct pial_diags *diags)
{
	bool ok = pial_csv_read_by(source, ops, data, PIAL_CSV_USE_UP, diags);

	pial_source_drop(source);
	return ok;
}
