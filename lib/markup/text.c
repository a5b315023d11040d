/*
 * Measure, make room, draw.
 *
 * A cell is kept as the text it was given; it is cut into lines twice, to measure its height and to
 * draw, which is cheaper to read than keeping the lines. Blanks are held back until something
 * follows them, so that no line ends with any (a diff of two printed tables then shows what
 * changed, and nothing else).
 */
#include "markup/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "markup/words.h"

#include "base/banned.h"

#define LEAST_WIDTH 6
#define HEAD_LINES 3
/* A head this short is not wrapped to save a column or two. */
#define HEAD_WHOLE 10

/* A text that is consumed line by line within a width. */
struct lines {
	const char *text;	/* what is left */
	size_t len;		/* its bytes */
	bool more;		/* there is a line to take, maybe an empty one */
};

/* One line, cut at a tab into what goes left and what goes right. */
struct piece {
	const char *left, *right;	/* right is NULL when there is no tab */
	size_t left_len, right_len;	/* bytes */
};

/* Where a line is being drawn. */
struct pen {
	struct pial_strbuf *out;	/* the output */
	size_t blanks;			/* held back */
};

void pial_text_table_init(struct pial_text_table *table)
{
	memset(table, 0, sizeof(*table));
	pial_arena_init(&table->arena);
}

void pial_text_table_release(struct pial_text_table *table)
{
	pial_arena_release(&table->arena);
	free(table->column);
	free(table->cell);
	pial_text_table_init(table);
}

void pial_text_table_column(struct pial_text_table *table, const char *head, const char *group,
			    unsigned flags)
{
	table->column = pial_grow(table->column, table->columns, &table->column_cap,
				  sizeof(*table->column));
	table->column[table->columns++] = (struct pial_text_column){
		.head = pial_arena_strdup(&table->arena, head),
		.group = pial_arena_strdup(&table->arena, group),
		.flags = flags,
	};
}

static void add_cell(struct pial_text_table *table, const char *text)
{
	table->cell = pial_grow(table->cell, table->cells, &table->cell_cap, sizeof(*table->cell));
	table->cell[table->cells++] = text;
}

void pial_text_table_cell(struct pial_text_table *table, const char *text)
{
	add_cell(table, pial_arena_strdup(&table->arena, text));
}

void pial_text_table_take(struct pial_text_table *table, struct pial_strbuf *text)
{
	pial_text_table_cell(table, text->text);
	pial_strbuf_clear(text);
}

void pial_text_table_rule(struct pial_text_table *table)
{
	for (size_t i = 0; i < table->columns; i++)
		add_cell(table, NULL);
}

void pial_text_table_across(struct pial_text_table *table, const char *text)
{
	if (table->columns > 1)
		add_cell(table, NULL);
	pial_text_table_cell(table, text);
	for (size_t i = 2; i < table->columns; i++)
		add_cell(table, NULL);
}

/* A cell that counts for the width of its column: NULL in a rule and in what goes across. */
static const char *cell_at(const struct pial_text_table *table, size_t i)
{
	return table->cell[i - i % table->columns] ? table->cell[i] : NULL;
}

static struct lines lines_of(const char *text)
{
	return (struct lines){ text, strlen(text), true };
}

/* Takes the next line of a cell: up to a line feed, and, without a tab, what fits by words. */
static bool take_line(struct lines *lines, size_t width, struct piece *piece)
{
	const char *feed, *tab;
	size_t len, next;

	memset(piece, 0, sizeof(*piece));
	if (!lines->more)
		return false;
	feed = memchr(lines->text, '\n', lines->len);
	len = feed ? (size_t)(feed - lines->text) : lines->len;
	piece->left = lines->text;
	tab = memchr(lines->text, '\t', len);
	if (tab) {
		piece->left_len = (size_t)(tab - lines->text);
		piece->right = tab + 1;
		piece->right_len = len - piece->left_len - 1;
		next = len;
	} else {
		piece->left_len = pial_words_line(lines->text, len, width ? width : 1, &next);
	}
	lines->text += next;
	lines->len -= next;
	lines->more = lines->len > 0;
	if (next == len && feed) {
		lines->text++;
		lines->len--;
		lines->more = true;
	}
	return true;
}

/* Width of the widest line of a cell when nothing is cut. */
static size_t cell_width(const char *text)
{
	struct lines lines = lines_of(text);
	struct piece piece;
	size_t widest = 0;

	while (take_line(&lines, SIZE_MAX, &piece)) {
		size_t width = pial_utf8_width(piece.left, piece.left_len);

		if (piece.right)
			width += 1 + pial_utf8_width(piece.right, piece.right_len);
		widest = width > widest ? width : widest;
	}
	return widest;
}

static size_t cell_height(const char *text, size_t width)
{
	struct lines lines = lines_of(text);
	struct piece piece;
	size_t height = 0;

	while (take_line(&lines, width, &piece))
		height++;
	return height;
}

/* A head wraps by words: it asks for its longest word, and for no more than three lines. */
static size_t head_width(const char *head)
{
	size_t whole = pial_words_width(head);
	size_t longest = (whole + HEAD_LINES - 1) / HEAD_LINES;

	if (whole <= HEAD_WHOLE)
		return whole;
	for (size_t word; *head; head += word + (head[word] == ' ')) {
		size_t width;

		word = strcspn(head, " ");
		width = pial_utf8_width(head, word);
		longest = width > longest ? width : longest;
	}
	return longest;
}

/* Width of the longest word; blanks and line feeds part words, and so do hyphens when asked. */
static size_t longest_word(const char *text, bool hyphens)
{
	const char *ends = hyphens ? " \n\t-" : " \n\t";

	size_t longest = 0;

	for (size_t word; *text; text += word + strspn(text + word, " \n\t")) {
		size_t width;

		word = strcspn(text, ends);
		word += hyphens && text[word] == '-';
		width = pial_utf8_width(text, word);
		longest = width > longest ? width : longest;
	}
	return longest;
}

static size_t separator(const struct pial_text_table *table)
{
	return table->lines ? 3 : 2;
}

static size_t total_width(const struct pial_text_table *table)
{
	size_t total = table->columns ? (table->columns - 1) * separator(table) : 0;

	for (size_t i = 0; i < table->columns; i++)
		total += table->column[i].width;
	return total;
}

/* Where the columns that share a title with column from end, and how wide they are together. */
static size_t group_end(const struct pial_text_table *table, size_t from, size_t *width)
{
	const char *group = table->column[from].group;
	size_t end = from + 1;

	*width = table->column[from].width;
	for (; end < table->columns && group[0] && !strcmp(group, table->column[end].group); end++)
		*width += separator(table) + table->column[end].width;
	return end;
}

/* A title wider than its columns widens the last of them. */
static void widen_groups(struct pial_text_table *table)
{
	for (size_t c = 0, end, width; c < table->columns; c = end) {
		size_t title = pial_words_width(table->column[c].group);

		end = group_end(table, c, &width);
		if (title > width)
			table->column[end - 1].width += title - width;
	}
}

/* How narrow a column that is measured may become. */
static size_t least_width(const struct pial_text_table *table, size_t c)
{
	const struct pial_text_column *column = &table->column[c];
	bool hyphens = column->flags & PIAL_TEXT_HYPHENS;
	size_t least = LEAST_WIDTH;

	if (!(column->flags & PIAL_TEXT_SHRINK))
		return column->width;
	if (!(column->flags & PIAL_TEXT_WORDS))
		return least;
	for (size_t i = c; i < table->cells; i += table->columns) {
		const char *cell = cell_at(table, i);
		size_t word = cell ? longest_word(cell, hyphens) : 0;

		least = word > least ? word : least;
	}
	if (longest_word(column->head, hyphens) > least)
		least = longest_word(column->head, hyphens);
	return least < column->width ? least : column->width;
}

static void measure(struct pial_text_table *table)
{
	for (size_t c = 0; c < table->columns; c++) {
		struct pial_text_column *column = &table->column[c];

		column->width = head_width(column->head);
		for (size_t i = c; i < table->cells; i += table->columns) {
			const char *cell = cell_at(table, i);
			size_t width = cell ? cell_width(cell) : 0;

			if (width > column->width)
				column->width = width;
		}
		column->least = least_width(table, c);
	}
	widen_groups(table);
}

size_t pial_text_table_natural(struct pial_text_table *table)
{
	measure(table);
	return total_width(table);
}

size_t pial_text_table_least(struct pial_text_table *table)
{
	size_t total = pial_text_table_natural(table);

	for (size_t i = 0; i < table->columns; i++)
		if (table->column[i].least < table->column[i].width)
			total -= table->column[i].width - table->column[i].least;
	return total;
}

/* Takes columns away from the widest, one by one: they end up as equal as they can be. */
static void make_room(struct pial_text_table *table, size_t width)
{
	size_t total = total_width(table);

	for (; total > width; total--) {
		struct pial_text_column *widest = NULL;

		for (size_t c = 0; c < table->columns; c++) {
			struct pial_text_column *column = &table->column[c];

			if (column->width > column->least &&
			    (!widest || column->width > widest->width))
				widest = column;
		}
		if (!widest)
			return;
		widest->width--;
	}
}

static void put(struct pen *pen, const char *text, size_t len)
{
	if (!len)
		return;
	pial_strbuf_addchars(pen->out, ' ', pen->blanks);
	pen->blanks = 0;
	pial_strbuf_add(pen->out, text, len);
}

static void end_line(struct pen *pen)
{
	pen->blanks = 0;
	pial_strbuf_addch(pen->out, '\n');
}

/* Draws a text cut to width, then the blanks that fill it. */
static void put_cut(struct pen *pen, const char *text, size_t len, size_t width, bool right)
{
	struct pial_strbuf cut;
	size_t taken;

	pial_strbuf_init(&cut, PIAL_STRBUF_TEXT);
	taken = pial_words_fit(&cut, text, len, width);
	if (right)
		pen->blanks += width - taken;
	put(pen, cut.text, cut.len);
	if (!right)
		pen->blanks += width - taken;
	pial_strbuf_release(&cut);
}

static void put_piece(struct pen *pen, const struct piece *piece,
		      const struct pial_text_column *column)
{
	size_t right;

	if (!piece->right) {
		put_cut(pen, piece->left, piece->left_len, column->width,
			column->flags & PIAL_TEXT_RIGHT);
		return;
	}
	right = pial_utf8_width(piece->right, piece->right_len);
	if (right + 1 < column->width)
		put_cut(pen, piece->left, piece->left_len, column->width - right - 1, false);
	else
		right = column->width - 1;
	pen->blanks++;
	put_cut(pen, piece->right, piece->right_len, right, true);
}

static void put_separator(struct pen *pen, const struct pial_text_table *table)
{
	pen->blanks += table->lines ? 1 : separator(table);
	if (!table->lines)
		return;
	put(pen, "│", strlen("│"));
	pen->blanks++;
}

static void put_cells(struct pen *pen, const struct pial_text_table *table,
		      const char *const *cell)
{
	struct lines *lines = pial_calloc(table->columns, sizeof(*lines));
	size_t height = 1;

	for (size_t c = 0; c < table->columns; c++) {
		size_t own = cell_height(cell[c], table->column[c].width);

		lines[c] = lines_of(cell[c]);
		height = own > height ? own : height;
	}
	for (size_t i = 0; i < height; i++) {
		for (size_t c = 0; c < table->columns; c++) {
			const struct pial_text_column *column = &table->column[c];
			struct piece piece;

			if (c)
				put_separator(pen, table);
			if (take_line(&lines[c], column->width, &piece))
				put_piece(pen, &piece, column);
			else
				pen->blanks += column->width;
		}
		end_line(pen);
	}
	free(lines);
}

/* The line under the heads is full, those between rows are lighter. */
static void put_rule(struct pen *pen, const struct pial_text_table *table, bool full)
{
	const char *dash = full || !table->lines ? "─" : "┄";
	const char *cross = full ? "─┼─" : "┄┼┄";

	for (size_t c = 0; c < table->columns; c++) {
		if (c)
			put(pen, table->lines ? cross : "──", strlen(table->lines ? cross : "──"));
		for (size_t i = 0; i < table->column[c].width; i++)
			put(pen, dash, strlen(dash));
	}
	end_line(pen);
}

/* A text over the whole width, wrapped by words. */
static void put_across(struct pen *pen, const char *text, size_t width)
{
	struct lines lines = lines_of(text);
	struct piece piece;

	while (take_line(&lines, width, &piece)) {
		put(pen, piece.left, piece.left_len);
		end_line(pen);
	}
}

/* Titles over neighbouring columns, if there are any. */
static void put_groups(struct pen *pen, const struct pial_text_table *table)
{
	bool any = false;

	for (size_t c = 0; c < table->columns; c++)
		any = any || table->column[c].group[0];
	if (!any)
		return;
	for (size_t c = 0, end; c < table->columns; c = end) {
		const char *group = table->column[c].group;
		size_t width;

		end = group_end(table, c, &width);
		if (c)
			put_separator(pen, table);
		put_cut(pen, group, strlen(group), width, false);
	}
	end_line(pen);
}

static void put_heads(struct pen *pen, const struct pial_text_table *table)
{
	const char **head = pial_calloc(table->columns + 1, sizeof(*head));
	bool any = false;

	for (size_t c = 0; c < table->columns; c++) {
		head[c] = table->column[c].head;
		any = any || head[c][0];
	}
	put_groups(pen, table);
	if (any) {
		put_cells(pen, table, head);
		put_rule(pen, table, true);
	}
	free(head);
}

void pial_text_table_write(struct pial_strbuf *out, struct pial_text_table *table, size_t width)
{
	struct pen pen = { out, 0 };
	size_t total;

	measure(table);
	make_room(table, width);
	total = total_width(table);
	put_heads(&pen, table);
	for (size_t i = 0; i + table->columns <= table->cells && table->columns;
	     i += table->columns) {
		if (table->cell[i])
			put_cells(&pen, table, &table->cell[i]);
		else if (table->columns > 1 && table->cell[i + 1])
			put_across(&pen, table->cell[i + 1],
				   total > width ? total : width);
		else
			put_rule(&pen, table, false);
	}
}
