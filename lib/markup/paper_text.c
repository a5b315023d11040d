/*
 * A paper on a terminal or a line printer.
 *
 * Tables are those of markup/text.h; a section's title goes across. Boxes are written by the same
 * functions into a buffer of their own, then laid side by side line by line, which needs no second
 * layout. Where that would make them too narrow to read they come under each other.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "markup/chart.h"
#include "markup/paper_matrix.h"
#include "markup/paper_priv.h"
#include "markup/text.h"
#include "markup/words.h"

#include "base/banned.h"

/* Between boxes, and the narrowest that one of several may be. */
#define GAP 3
#define LEAST_BOX 26
/* Totals do not run across a whole page: the eye would lose the line. */
#define SUM_WIDTH 48
/* A bar in the table of a chart. */
#define LEAST_BAR 6
#define MOST_BAR 32
/* Room for a pen in a table. */
#define FILL_WIDTH 11

static void put_flow(struct pial_strbuf *out, const struct pial_paper_flow *flow,
		     enum pial_lang lang, size_t width);

/* A text whose line feeds begin new lines, each wrapped. */
static void put_lines(struct pial_strbuf *out, const char *text, size_t indent, size_t width)
{
	struct pial_strbuf line;

	pial_strbuf_init(&line, PIAL_STRBUF_OUTPUT);
	for (;;) {
		size_t len = strcspn(text, "\n");

		pial_strbuf_clear(&line);
		pial_strbuf_add(&line, text, len);
		pial_words_wrap(out, line.text, indent, width);
		if (!text[len])
			break;
		text += len + 1;
	}
	pial_strbuf_release(&line);
}

/* A title and a line under it, as wide as its widest line. */
static void put_title(struct pial_strbuf *out, const struct pial_paper_block *block, size_t width)
{
	struct pial_strbuf title;
	size_t from = out->len, widest = 0;

	pial_strbuf_init(&title, PIAL_STRBUF_OUTPUT);
	pial_strbuf_addstr(&title, block->text);
	if (*block->under)
		pial_strbuf_addf(&title, "%s%s", *block->text ? " " : "", block->under);
	put_lines(out, title.text, 0, width);
	pial_strbuf_release(&title);
	while (from < out->len) {
		size_t len = strcspn(out->text + from, "\n");
		size_t own = pial_utf8_width(out->text + from, len);

		widest = own > widest ? own : widest;
		from += len + 1;
	}
	for (size_t i = 0; i < widest; i++)
		pial_strbuf_addstr(out, block->kind == PIAL_PAPER_BLOCK_TITLE ? "═" : "─");
	pial_strbuf_addch(out, '\n');
}

/* « Label : first line », further lines under it. */
static void put_fact(struct pial_strbuf *out, const struct pial_paper_fact *fact,
		     enum pial_lang lang, size_t width)
{
	struct pial_strbuf line;

	pial_strbuf_init(&line, PIAL_STRBUF_OUTPUT);
	if (*fact->label)
		pial_strbuf_addf(&line, "%s%s: ", fact->label, lang == PIAL_EN ? "" : PIAL_NBSP);
	pial_strbuf_addstr(&line, fact->value);
	put_lines(out, line.text, 2, width);
	pial_strbuf_release(&line);
}

/* Label to the left, value to the right; the marked one under a line. */
static void put_sum(struct pial_strbuf *out, const struct pial_paper_fact *fact, size_t width)
{
	size_t label = pial_words_width(fact->label), value = pial_words_width(fact->value);

	if (fact->flags & PIAL_PAPER_MARKED) {
		for (size_t i = 0; i < width; i++)
			pial_strbuf_addstr(out, "─");
		pial_strbuf_addch(out, '\n');
	}
	if (label + value + 2 > width) {
		put_lines(out, fact->label, 2, width);
		label = 0;
	} else {
		pial_strbuf_addstr(out, fact->label);
	}
	pial_strbuf_addchars(out, ' ', width > label + value ? width - label - value : 0);
	pial_strbuf_addf(out, "%s\n", fact->value);
}

static void put_facts(struct pial_strbuf *out, const struct pial_paper_block *block,
		      enum pial_lang lang, size_t width)
{
	for (size_t i = 0; i < block->facts; i++)
		if (block->layout == PIAL_PAPER_FACTS_SUM)
			put_sum(out, &block->fact[i], width < SUM_WIDTH ? width : SUM_WIDTH);
		else
			put_fact(out, &block->fact[i], lang, width);
}

/* ---- Tables ---- */

/* A column of bars in the table of a chart. */
struct bars {
	const struct pial_chart *chart;	/* whose rows are those of the table */
	size_t column;			/* of the chart: the values they show */
	int64_t whole;			/* what the longest stands for */
	size_t width;			/* of that one */
};

static void put_bar(struct pial_strbuf *cell, const struct bars *bars, size_t row)
{
	const struct pial_chart *chart = bars->chart;

	if (row < chart->rows && !chart->row[row].total)
		pial_words_bar(cell, chart->row[row].cell[bars->column].value, bars->whole,
			       bars->width);
}

/* Dots to write on, and the unit after them. */
static void put_fill(struct pial_strbuf *cell, const char *text)
{
	for (;;) {
		size_t len = strcspn(text, "\n"), unit = pial_utf8_width(text, len);

		unit += unit ? 1 : 0;
		pial_strbuf_addchars(cell, '.', unit < FILL_WIDTH ? FILL_WIDTH - unit : 1);
		if (len)
			pial_strbuf_addch(cell, ' ');
		pial_strbuf_add(cell, text, len);
		if (!text[len])
			return;
		pial_strbuf_addch(cell, '\n');
		text += len + 1;
	}
}

/* The column of a span that takes its label: the first that gives way, else the last. */
static size_t label_at(const struct pial_paper_block *table, size_t from, size_t span)
{
	for (size_t c = from; c < from + span; c++)
		if (table->column[c].weight)
			return c;
	return from + span - 1;
}

/* Adds the cells of a row; after the values that bars shows, when it is not NULL, a bar. */
static void put_row(struct pial_text_table *text, const struct pial_paper_block *table,
		    const struct pial_paper_row *row, const struct bars *bars)
{
	const char **cell = pial_calloc(table->columns, sizeof(*cell));
	struct pial_strbuf fill;

	pial_strbuf_init(&fill, PIAL_STRBUF_OUTPUT);
	for (size_t c = 0; c < table->columns;) {
		size_t span = pial_paper_span(table, row, c);

		cell[span > 1 ? label_at(table, c, span) : c] = row->cell[c];
		c += span;
	}
	if (pial_paper_runs_on(table, (size_t)(row - table->row)))
		cell[0] = "";
	for (size_t c = 0; c < table->columns; c++) {
		if (row->kind == PIAL_PAPER_BODY && table->column[c].flags & PIAL_PAPER_FILL) {
			put_fill(&fill, cell[c]);
			pial_text_table_take(text, &fill);
		} else {
			pial_text_table_cell(text, cell[c] ? cell[c] : "");
		}
		if (bars && c == bars->column + 1) {
			put_bar(&fill, bars, (size_t)(row - table->row));
			pial_text_table_take(text, &fill);
		}
	}
	pial_strbuf_release(&fill);
	free(cell);
}

/*
 * True where a line parts a row from the one above: everywhere, or in dense tables around sums, and
 * where a value that is shown once changes.
 */
static bool is_parted(const struct pial_paper_block *table, size_t row)
{
	if (table->column[0].flags & PIAL_PAPER_RUN)
		return !pial_paper_runs_on(table, row);
	if (table->bare)
		return false;
	return !table->dense || table->row[row].kind != PIAL_PAPER_BODY ||
	       table->row[row - 1].kind == PIAL_PAPER_TOTAL;
}

static void put_rows(struct pial_text_table *text, const struct pial_paper_block *table,
		     const struct bars *bars)
{
	bool ruled = true;

	for (size_t r = 0; r < table->rows; r++) {
		const struct pial_paper_row *row = &table->row[r];

		if (!ruled && is_parted(table, r))
			pial_text_table_rule(text);
		if (row->kind == PIAL_PAPER_SECTION)
			pial_text_table_across(text, row->cell[0]);
		else
			put_row(text, table, row, bars);
		ruled = row->kind == PIAL_PAPER_SECTION;
	}
}

/* With all, every column of texts gives way, as where a page is narrow. */
static void fill_table(struct pial_text_table *text, const struct pial_paper_block *table,
		       const struct bars *bars, bool all)
{
	pial_text_table_init(text);
	text->lines = !table->bare;
	for (size_t c = 0; c < table->columns; c++) {
		const struct pial_paper_column *column = &table->column[c];
		unsigned flags = column->flags & PIAL_PAPER_RIGHT ? (unsigned)PIAL_TEXT_RIGHT : 0;

		if (column->weight || (all && !(column->flags & PIAL_PAPER_RIGHT)))
			flags |= (unsigned)PIAL_TEXT_SHRINK;
		if (column->weight && table->dense)
			flags |= (unsigned)PIAL_TEXT_WORDS;
		if (all)
			flags |= (unsigned)PIAL_TEXT_WORDS | (unsigned)PIAL_TEXT_HYPHENS;
		pial_text_table_column(text, column->head, column->group, flags);
		if (bars && c == bars->column + 1)
			pial_text_table_column(text, "", "", 0);
	}
	put_rows(text, table, bars);
}

static bool band_fits(const struct pial_paper_block *band, size_t width)
{
	struct pial_text_table text;
	bool fits;

	fill_table(&text, band, NULL, false);
	fits = pial_text_table_natural(&text) <= width;
	pial_text_table_release(&text);
	return fits;
}

static void put_matrix(struct pial_strbuf *out, const struct pial_paper_block *matrix,
		       size_t width)
{
	struct pial_paper_block band;

	for (size_t from = 1; pial_paper_band(matrix, &from, band_fits, width, &band);) {
		struct pial_text_table text;

		fill_table(&text, &band, NULL, false);
		pial_text_table_write(out, &text, width);
		pial_text_table_release(&text);
		pial_paper_band_release(&band);
		if (from < matrix->columns)
			pial_strbuf_addch(out, '\n');
	}
}

/* A row as a block: a line for each of its values, under the section it is in. */
static void put_card(struct pial_strbuf *out, const struct pial_paper_block *table,
		     const struct pial_paper_row *row, enum pial_lang lang, size_t width)
{
	struct pial_strbuf label, value;

	pial_strbuf_init(&label, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&value, PIAL_STRBUF_OUTPUT);
	for (size_t c = 0; c < table->columns; c++) {
		const struct pial_paper_column *column = &table->column[c];
		bool fill = row->kind == PIAL_PAPER_BODY && column->flags & PIAL_PAPER_FILL;

		pial_strbuf_clear(&label);
		pial_strbuf_clear(&value);
		if (fill)
			put_fill(&value, row->cell[c]);
		else
			pial_strbuf_addstr(&value, row->cell[c] ? row->cell[c] : "");
		if (!value.len)
			continue;
		pial_strbuf_addf(&label, "%s%s%s", column->group,
				 *column->group && *column->head ? ", " : "", column->head);
		put_fact(out, &(struct pial_paper_fact){ label.text, value.text, NULL, 0 }, lang,
			 width);
	}
	pial_strbuf_release(&value);
	pial_strbuf_release(&label);
}

/* A table that has no room: its rows one under another, as on a telephone. */
static void put_cards(struct pial_strbuf *out, const struct pial_paper_block *table,
		      enum pial_lang lang, size_t width)
{
	for (size_t r = 0; r < table->rows; r++) {
		const struct pial_paper_row *row = &table->row[r];

		if (r)
			pial_strbuf_addch(out, '\n');
		if (row->kind == PIAL_PAPER_SECTION)
			put_lines(out, row->cell[0], 0, width);
		else
			put_card(out, table, row, lang, width);
	}
}

/* Within the width: texts give way, then all of them do, then rows become blocks. */
static void put_table(struct pial_strbuf *out, const struct pial_paper_block *table,
		      enum pial_lang lang, size_t width)
{
	struct pial_text_table text;
	bool fits;

	fill_table(&text, table, NULL, false);
	fits = pial_text_table_least(&text) <= width;
	if (!fits) {
		pial_text_table_release(&text);
		fill_table(&text, table, NULL, true);
		fits = pial_text_table_least(&text) <= width;
	}
	if (fits)
		pial_text_table_write(out, &text, width);
	else
		put_cards(out, table, lang, width);
	pial_text_table_release(&text);
}

/* ---- Charts ---- */

/* The first column that is drawn as bars; false when less than two have anything to compare. */
static bool find_bars(const struct pial_chart *chart, struct bars *bars)
{
	size_t found = 0;

	bars->chart = chart;
	while (bars->column < chart->columns &&
	       chart->column[bars->column].look != PIAL_CHART_FULL)
		bars->column++;
	for (size_t r = 0; bars->column < chart->columns && r < chart->rows; r++) {
		int64_t value = chart->row[r].cell[bars->column].value;

		if (chart->row[r].total || value <= 0)
			continue;
		bars->whole = value > bars->whole ? value : bars->whole;
		found++;
	}
	return found > 1;
}

/* The table of a chart, with bars in it if they find room. */
static void put_barred(struct pial_strbuf *out, const struct pial_chart *chart,
		       enum pial_lang lang, size_t width)
{
	struct bars bars = { 0 };
	struct pial_text_table text;
	size_t natural;

	fill_table(&text, chart->table.first, NULL, false);
	natural = pial_text_table_natural(&text) + 3;
	pial_text_table_release(&text);
	if (!find_bars(chart, &bars) || natural + LEAST_BAR > width) {
		put_table(out, chart->table.first, lang, width);
		return;
	}
	bars.width = width - natural < MOST_BAR ? width - natural : MOST_BAR;
	fill_table(&text, chart->table.first, &bars, false);
	pial_text_table_write(out, &text, width);
	pial_text_table_release(&text);
}

/* Groups over the first step of each, as far as they have room. */
static void put_groups(struct pial_strbuf *out, const struct pial_chart *chart, size_t indent)
{
	size_t at = 0;

	pial_strbuf_addchars(out, ' ', indent);
	for (size_t c = 0; c < chart->columns; c++) {
		const char *group = chart->column[c].group;

		if (c < at || (c && !strcmp(group, chart->column[c - 1].group)) || !*group)
			continue;
		pial_strbuf_addchars(out, ' ', c - at);
		at = c + pial_words_fit(out, group, strlen(group), chart->columns - c);
	}
	pial_strbuf_addch(out, '\n');
}

/*
 * A heat map in one line a row: a character a step, as high as the eighth of the largest value that
 * it reaches; a marked step is an exclamation mark, as in the tables. Nothing when it does not fit:
 * the tables have it all.
 */
static void put_strips(struct pial_strbuf *out, const struct pial_chart *chart, size_t width)
{
	static const char *const eighth[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	size_t name = 0;
	int64_t most = 1;

	for (size_t r = 0; r < chart->rows; r++) {
		size_t own = pial_words_width(chart->row[r].name);

		name = own > name ? own : name;
		for (size_t c = 0; c < chart->columns; c++)
			if (!chart->row[r].total && chart->row[r].cell[c].value > most)
				most = chart->row[r].cell[c].value;
	}
	if (name + 2 + chart->columns > width)
		return;
	put_groups(out, chart, name + 2);
	for (size_t r = 0; r < chart->rows; r++) {
		const struct pial_chart_row *row = &chart->row[r];

		if (row->total)
			continue;
		pial_strbuf_addstr(out, row->name);
		pial_strbuf_addchars(out, ' ', name + 2 - pial_words_width(row->name));
		for (size_t c = 0; c < chart->columns; c++) {
			int64_t value = row->cell[c].value > 0 ? row->cell[c].value : 0;
			const char *block = eighth[(pial_i128)value * 7 / most];

			pial_strbuf_addstr(out, !row->cell[c].given ? "·" :
						row->cell[c].marked ? "!" : block);
		}
		pial_strbuf_addch(out, '\n');
	}
	pial_strbuf_addch(out, '\n');
}

/* The title, what there is to see, and the tables. */
static void put_chart(struct pial_strbuf *out, const struct pial_paper_block *block,
		      enum pial_lang lang, size_t width)
{
	put_title(out, block, width);
	if (*block->chart->note) {
		put_lines(out, block->chart->note, 0, width);
		pial_strbuf_addch(out, '\n');
	}
	if (block->chart->kind == PIAL_CHART_HEAT)
		put_strips(out, block->chart, width);
	if (block->chart->kind == PIAL_CHART_BARS || block->chart->kind == PIAL_CHART_STACK)
		put_barred(out, block->chart, lang, width);
	else
		put_flow(out, &block->chart->table, lang, width);
}

/* ---- Boxes ---- */

static void put_box(struct pial_strbuf *out, const struct pial_paper_box *box,
		    enum pial_lang lang, size_t width)
{
	if (*box->head)
		put_lines(out, box->head, 0, width);
	put_flow(out, &box->flow, lang, width);
}

static size_t count_lines(const char *text)
{
	size_t lines = 0;

	for (; *text; text++)
		lines += *text == '\n';
	return lines;
}

/* Dots to write on; boxes side by side have them at the same height. */
static void put_rooms(struct pial_strbuf *text, const struct pial_paper_block *block,
		      const size_t *width)
{
	size_t deepest = 0;

	for (size_t i = 0; i < block->boxes; i++) {
		size_t lines = count_lines(text[i].text);

		deepest = lines > deepest ? lines : deepest;
	}
	for (size_t i = 0; i < block->boxes; i++) {
		if (!block->box[i].room)
			continue;
		pial_strbuf_addchars(&text[i], '\n', deepest + 1 - count_lines(text[i].text));
		pial_strbuf_addchars(&text[i], '.', width[i]);
		pial_strbuf_addch(&text[i], '\n');
	}
}

/* Widths of boxes side by side; false when one would be too narrow. */
static bool share_width(const struct pial_paper_block *block, size_t width, size_t *own)
{
	size_t weights = 0, gaps = GAP * (block->boxes - 1), left;

	for (size_t i = 0; i < block->boxes; i++)
		weights += block->box[i].weight;
	if (width < gaps + block->boxes * LEAST_BOX)
		return block->boxes < 2;
	left = width - gaps;
	for (size_t i = 0; i < block->boxes; i++) {
		own[i] = (width - gaps) * block->box[i].weight / weights;
		if (i + 1 == block->boxes)
			own[i] = left;
		left -= own[i] < left ? own[i] : left;
		if (own[i] < LEAST_BOX)
			return false;
	}
	return true;
}

/* The next line of each box, side by side, without blanks at the end. False when all are out. */
static bool put_beside(struct pial_strbuf *out, const char **text, const size_t *width,
		       size_t boxes)
{
	size_t blanks = 0;
	bool any = false;

	for (size_t i = 0; i < boxes; i++)
		any = any || *text[i];
	for (size_t i = 0; any && i < boxes; i++) {
		size_t len = strcspn(text[i], "\n"), own = pial_utf8_width(text[i], len);

		if (len) {
			pial_strbuf_addchars(out, ' ', blanks);
			pial_strbuf_add(out, text[i], len);
			blanks = 0;
		}
		blanks += GAP + (width[i] > own ? width[i] - own : 0);
		text[i] += len + (text[i][len] == '\n');
	}
	if (any)
		pial_strbuf_addch(out, '\n');
	return any;
}

static void put_boxes(struct pial_strbuf *out, const struct pial_paper_block *block,
		      enum pial_lang lang, size_t width)
{
	struct pial_strbuf *text = pial_calloc(block->boxes, sizeof(*text));
	const char **left = pial_calloc(block->boxes, sizeof(*left));
	size_t *own = pial_calloc(block->boxes, sizeof(*own));
	bool beside = share_width(block, width, own);

	for (size_t i = 0; i < block->boxes; i++) {
		pial_strbuf_init(&text[i], PIAL_STRBUF_OUTPUT);
		own[i] = beside ? own[i] : width;
		put_box(&text[i], &block->box[i], lang, own[i]);
	}
	put_rooms(text, block, own);
	for (size_t i = 0; i < block->boxes; i++)
		left[i] = text[i].text;
	while (beside && put_beside(out, left, own, block->boxes))
		;
	for (size_t i = 0; i < block->boxes; i++) {
		if (!beside)
			pial_strbuf_addf(out, "%s%s", i && text[i].len ? "\n" : "", text[i].text);
		pial_strbuf_release(&text[i]);
	}
	free(own);
	free(left);
	free(text);
}

/* ---- All ---- */

static bool is_text(const struct pial_paper_block *block)
{
	return block->kind == PIAL_PAPER_BLOCK_TEXT || block->kind == PIAL_PAPER_BLOCK_FACTS;
}

static bool is_small(const struct pial_paper_block *block)
{
	return block->kind == PIAL_PAPER_BLOCK_TEXT && block->style == PIAL_PAPER_SMALL;
}

/* Blocks that begin with a title of their own, underlined as the document's is. */
static bool has_title(const struct pial_paper_block *block)
{
	return block->kind == PIAL_PAPER_BLOCK_HEADING || block->kind == PIAL_PAPER_BLOCK_CHART;
}

/*
 * True where a blank line parts two blocks: lines of a text stay together, the rest stands apart.
 */
static bool apart(const struct pial_paper_block *before, const struct pial_paper_block *after)
{
	if (before->kind == PIAL_PAPER_BLOCK_TITLE && has_title(after))
		return true;
	if (before->kind == PIAL_PAPER_BLOCK_TITLE || before->kind == PIAL_PAPER_BLOCK_HEADING)
		return after->kind == PIAL_PAPER_BLOCK_BOXES;
	return !is_text(before) || !is_text(after) || is_small(before) != is_small(after);
}

static void put_block(struct pial_strbuf *out, const struct pial_paper_block *block,
		      enum pial_lang lang, size_t width)
{
	switch (block->kind) {
	case PIAL_PAPER_BLOCK_TITLE:
	case PIAL_PAPER_BLOCK_HEADING:
		put_title(out, block, width);
		break;
	case PIAL_PAPER_BLOCK_TEXT:
		put_lines(out, block->text, 0, width);
		break;
	case PIAL_PAPER_BLOCK_FACTS:
		put_facts(out, block, lang, width);
		break;
	case PIAL_PAPER_BLOCK_BOXES:
		put_boxes(out, block, lang, width);
		break;
	case PIAL_PAPER_BLOCK_TABLE:
		if (block->matrix)
			put_matrix(out, block, width);
		else
			put_table(out, block, lang, width);
		break;
	case PIAL_PAPER_BLOCK_CHART:
		put_chart(out, block, lang, width);
		break;
	}
}

static void put_flow(struct pial_strbuf *out, const struct pial_paper_flow *flow,
		     enum pial_lang lang, size_t width)
{
	const struct pial_paper_block *before = NULL;

	for (const struct pial_paper_block *block = flow->first; block; block = block->next) {
		if (block->kind == PIAL_PAPER_BLOCK_FACTS && !block->facts)
			continue;
		if (before && apart(before, block))
			pial_strbuf_addch(out, '\n');
		put_block(out, block, lang, width);
		before = block;
	}
}

void pial_paper_text_write(struct pial_strbuf *out, const struct pial_paper *paper, size_t width)
{
	for (size_t i = 0; i < paper->sheets; i++) {
		if (i)
			pial_strbuf_addstr(out, "\n\n");
		put_flow(out, &paper->sheet[i].flow, paper->lang, width);
	}
}
