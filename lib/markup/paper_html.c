/*
 * A paper in a browser.
 *
 * One file: the style is inside, nothing is fetched, nothing runs, and a content policy says so
 * to the browser. Every text passes pial_html_part, the only function that writes one; what
 * stands between is constant. Tables keep their roles where narrow screens turn rows into cards,
 * since `display: block` takes them away from screen readers (hence the role attributes). On A4
 * each document begins a page; its name and the page's number stand at the foot of each, which
 * only page margin boxes can do, so the document's own last line is left out there.
 */
#include <string.h>

#include "base/utf8.h"
#include "markup/chart.h"
#include "markup/draw.h"
#include "markup/html_priv.h"
#include "markup/paper_matrix.h"
#include "markup/paper_priv.h"
#include "po/po.h"

#include "base/banned.h"

/* Columns that a page holds as it is. */
#define MANY_COLUMNS 8

/* Columns of a figure with its unit. */
#define LONGEST_FIGURE 32

/* Columns of a word that stays whole: eight of them beside each other fit a page. */
#define LONGEST_WORD 12

/* Bytes of a text that is read as a paragraph, not as a value. */
#define PARAGRAPH 70

/* Columns that a telephone has for a table: 328 pixels, of 7 each. */
#define SLIM 44

/* A page being written. */
struct page {
	struct pial_strbuf *out;	/* where it goes */
	enum pial_lang lang;		/* of the words it adds */
	unsigned charts;		/* so far: each needs names of its own */
	bool headed;			/* a heading stands in the document */
	bool wide;			/* the document is printed across */
	const char *title;		/* the last one, or the document's */
};

void pial_html_part(struct pial_strbuf *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		switch (text[i]) {
		case '&': pial_strbuf_addstr(out, "&amp;"); break;
		case '<': pial_strbuf_addstr(out, "&lt;"); break;
		case '>': pial_strbuf_addstr(out, "&gt;"); break;
		case '"': pial_strbuf_addstr(out, "&quot;"); break;
		case '\'': pial_strbuf_addstr(out, "&#39;"); break;
		default: pial_strbuf_addch(out, text[i]); break;
		}
	}
}

void pial_html_text(struct pial_strbuf *out, const char *text)
{
	pial_html_part(out, text, strlen(text));
}

/* len bytes of text, as a link if there is one: its target was made safe by pial_paper_link. */
static void put_linked(struct pial_strbuf *out, const char *text, size_t len, const char *link)
{
	if (link) {
		pial_strbuf_addstr(out, "<a href=\"");
		pial_html_text(out, link);
		pial_strbuf_addstr(out, "\">");
	}
	pial_html_part(out, text, len);
	if (link)
		pial_strbuf_addstr(out, "</a>");
}

/* A text with its line feeds kept as line breaks; the first line is the link. */
static void put_lines(struct pial_strbuf *out, const char *text, const char *link)
{
	for (;; link = NULL) {
		size_t len = strcspn(text, "\n");

		put_linked(out, text, len, link);
		if (!text[len])
			return;
		pial_strbuf_addstr(out, "<br>");
		text += len + 1;
	}
}

/* A text as a string of CSS: all but letters, digits and blanks by their number. */
static void put_css(struct pial_strbuf *out, const char *text)
{
	size_t len = strlen(text);

	for (size_t at = 0; at < len;) {
		int32_t code = pial_utf8_next(text, len, &at);
		bool plain = (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
			     (code >= '0' && code <= '9') || code == ' ';

		if (plain)
			pial_strbuf_addch(out, (char)code);
		else
			pial_strbuf_addf(out, "\\%x ", (unsigned)code);
	}
}

/* ---- Blocks ---- */

static void put_title(struct pial_strbuf *out, const struct pial_paper_block *block)
{
	pial_strbuf_addstr(out, "<h1>");
	pial_html_text(out, block->text);
	if (*block->under) {
		pial_strbuf_addstr(out, *block->text ? " <small>" : "<small>");
		pial_html_text(out, block->under);
		pial_strbuf_addstr(out, "</small>");
	}
	pial_strbuf_addstr(out, "</h1>\n");
}

static void put_paragraph(struct pial_strbuf *out, const struct pial_paper_block *block)
{
	static const char *const name[] = {
		[PIAL_PAPER_PLAIN] = "", [PIAL_PAPER_STRONG] = " class=\"strong\"",
		[PIAL_PAPER_DETAIL] = " class=\"detail\"", [PIAL_PAPER_SMALL] = " class=\"small\"",
	};

	pial_strbuf_addf(out, "<p%s>", name[block->style]);
	put_lines(out, block->text, block->link);
	pial_strbuf_addstr(out, "</p>\n");
}

static void put_facts(struct pial_strbuf *out, const struct pial_paper_block *block)
{
	static const char *const name[] = {
		[PIAL_PAPER_FACTS_LIST] = "list", [PIAL_PAPER_FACTS_SUM] = "sum",
		[PIAL_PAPER_FACTS_GRID] = "grid",
	};

	if (!block->facts)
		return;
	pial_strbuf_addf(out, "<dl class=\"%s\">\n", name[block->layout]);
	for (size_t i = 0; i < block->facts; i++) {
		const struct pial_paper_fact *fact = &block->fact[i];
		bool marked = fact->flags & PIAL_PAPER_MARKED;

		pial_strbuf_addf(out, "<div%s><dt>", marked ? " class=\"marked\"" : "");
		pial_html_text(out, fact->label);
		pial_strbuf_addstr(out, "</dt><dd>");
		put_lines(out, fact->value, fact->link);
		pial_strbuf_addstr(out, "</dd></div>\n");
	}
	pial_strbuf_addstr(out, "</dl>\n");
}

/* ---- Tables ---- */

/* The first line as it is, what follows in smaller print. */
static void put_cell(struct pial_strbuf *out, const struct pial_paper_row *row, size_t c)
{
	const char *text = row->cell[c];
	size_t len = strcspn(text, "\n");

	put_linked(out, text, len, row->link ? row->link[c] : NULL);
	while (text[len]) {
		text += len + 1;
		len = strcspn(text, "\n");
		pial_strbuf_addstr(out, "<span class=\"d\">");
		pial_html_part(out, text, len);
		pial_strbuf_addstr(out, "</span>");
	}
}

/* Lines to write on, each with its unit. */
static void put_fill(struct pial_strbuf *out, const char *text)
{
	for (size_t len;; text += len + 1) {
		len = strcspn(text, "\n");
		pial_strbuf_addstr(out, "<span>");
		pial_html_part(out, text, len);
		pial_strbuf_addstr(out, "</span>");
		if (!text[len])
			return;
	}
}

/* The column that names a row on a narrow screen: the first that may be wide. */
static size_t naming_column(const struct pial_paper_block *table)
{
	for (size_t c = 0; c < table->columns; c++)
		if (table->column[c].weight)
			return c;
	return 0;
}

/*
 * The class of a cell: figures stay on their line and words whole, so that a table is as wide as
 * they are; what is longer than any of these may be cut.
 */
static const char *class_of(const struct pial_paper_column *column, const char *text)
{
	if (column->flags & PIAL_PAPER_RIGHT)
		return pial_paper_longest(text, "\n") > LONGEST_FIGURE ? "n long" : "n";
	if (pial_paper_longest(text, " \n") > LONGEST_WORD)
		return "t long";
	/* « 2025-W26 » is not to be read over two lines. */
	return strchr(text, '-') && !strpbrk(text, " \n") ? "t one" : "t";
}

/* What heads a column, with the title that it shares, for where heads are not shown. */
static void put_name(struct pial_strbuf *out, const struct pial_paper_column *column)
{
	pial_html_text(out, column->head);
	if (*column->group) {
		pial_strbuf_addstr(out, ", ");
		pial_html_text(out, column->group);
	}
}

/* Lines of a name and a figure; those that begin with ! are set off. */
static void put_pairs(struct pial_strbuf *out, const char *text)
{
	pial_strbuf_addstr(out, "<div>");
	for (size_t len; *text; text += len + (text[len] == '\n')) {
		size_t name = strcspn(text, "\t\n");

		len = strcspn(text, "\n");
		pial_strbuf_addf(out, "<p%s><span>", *text == '!' ? " class=\"off\"" : "");
		pial_html_part(out, text, name);
		pial_strbuf_addstr(out, "</span> ");
		if (name < len) {
			pial_strbuf_addstr(out, "<span>");
			pial_html_part(out, text + name + 1, len - name - 1);
			pial_strbuf_addstr(out, "</span>");
		}
		pial_strbuf_addstr(out, "</p>");
	}
	pial_strbuf_addstr(out, "</div>");
}

/* A row of a matrix; what begins a group of columns has a line before it. */
static void put_crossed(struct pial_strbuf *out, const struct pial_paper_block *table,
			const struct pial_paper_row *row)
{
	pial_strbuf_addstr(out, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\" "
				"class=\"first\">");
	pial_html_text(out, row->cell[0]);
	pial_strbuf_addstr(out, "</th>");
	for (size_t c = 1; c < table->columns; c++) {
		bool begins = strcmp(table->column[c - 1].group, table->column[c].group) != 0;

		pial_strbuf_addf(out, "<td role=\"cell\" class=\"m%s%s\" data-h=\"",
				 begins ? " b" : "", *row->cell[c] ? "" : " empty");
		put_name(out, &table->column[c]);
		pial_strbuf_addstr(out, "\">");
		if (*row->cell[c])
			put_pairs(out, row->cell[c]);
		pial_strbuf_addstr(out, "</td>");
	}
	pial_strbuf_addstr(out, "</tr>\n");
}

static void put_body_cell(struct pial_strbuf *out, const struct pial_paper_block *table,
			  const struct pial_paper_row *row, size_t c)
{
	const struct pial_paper_column *column = &table->column[c];
	const char *text = row->cell[c];
	bool fill = column->flags & PIAL_PAPER_FILL;

	pial_strbuf_addf(out, "<td role=\"cell\" class=\"%s%s%s%s%s\" data-h=\"",
			 fill ? "fill" : class_of(column, text),
			 strcspn(text, "\n") > PARAGRAPH ? " para" : "",
			 c == naming_column(table) ? " first" : "",
			 !*text && !fill ? " empty" : "",
			 table->column[0].flags & PIAL_PAPER_RUN && !column->weight ? " k" : "");
	pial_html_text(out, column->head);
	pial_strbuf_addstr(out, "\">");
	if (fill)
		put_fill(out, text);
	else
		put_cell(out, row, c);
	pial_strbuf_addstr(out, "</td>");
}

/* A row that is not of the body: its first cell heads it, and goes across. */
static void put_other_row(struct pial_strbuf *out, const struct pial_paper_block *table,
			  const struct pial_paper_row *row)
{
	for (size_t c = 0, span; c < table->columns; c += span) {
		span = pial_paper_span(table, row, c);
		if (!c) {
			bool cut = pial_paper_longest(row->cell[c], " \n") > LONGEST_WORD;

			pial_strbuf_addf(out, "<th scope=\"%s\" role=\"rowheader\"%s "
					      "colspan=\"%zu\">",
					 row->kind == PIAL_PAPER_SECTION ? "rowgroup" : "row",
					 cut ? " class=\"long\"" : "", span);
			put_cell(out, row, c);
			pial_strbuf_addstr(out, "</th>");
			continue;
		}
		pial_strbuf_addf(out, "<td role=\"cell\" class=\"%s\" colspan=\"%zu\" data-h=\"",
				 class_of(&table->column[c], row->cell[c]), span);
		pial_html_text(out, table->column[c].head);
		pial_strbuf_addstr(out, "\">");
		put_cell(out, row, c);
		pial_strbuf_addstr(out, "</td>");
	}
}

/* A value that goes on for rows heads them all. */
static void put_run(struct pial_strbuf *out, const struct pial_paper_block *table, size_t first)
{
	size_t end = first + 1;

	while (end < table->rows && pial_paper_runs_on(table, end))
		end++;
	pial_strbuf_addf(out, "<th scope=\"rowgroup\" role=\"rowheader\" class=\"run\" "
			      "rowspan=\"%zu\">", end - first);
	pial_html_text(out, table->row[first].cell[0]);
	pial_strbuf_addstr(out, "</th>");
}

static void put_row(struct pial_strbuf *out, const struct pial_paper_block *table,
		    const struct pial_paper_row *row)
{
	bool run = table->column[0].flags & PIAL_PAPER_RUN;
	size_t at = (size_t)(row - table->row);
	static const char *const name[] = {
		[PIAL_PAPER_BODY] = "", [PIAL_PAPER_SECTION] = " class=\"section\"",
		[PIAL_PAPER_SUBTOTAL] = " class=\"subtotal\"",
		[PIAL_PAPER_TOTAL] = " class=\"total\"",
	};

	pial_strbuf_addf(out, "<tr role=\"row\"%s>", name[row->kind]);
	if (run && !pial_paper_runs_on(table, at))
		put_run(out, table, at);
	if (row->kind == PIAL_PAPER_BODY || run)
		for (size_t c = run; c < table->columns; c++)
			put_body_cell(out, table, row, c);
	else
		put_other_row(out, table, row);
	pial_strbuf_addstr(out, "</tr>\n");
}

static void put_column_head(struct pial_strbuf *out, const struct pial_paper_block *table,
			    size_t c, bool grouped)
{
	const struct pial_paper_column *column = &table->column[c];
	bool right = column->flags & PIAL_PAPER_RIGHT && !(column->flags & PIAL_PAPER_FILL);
	bool cut = pial_paper_longest(column->head, " ") > LONGEST_WORD;
	bool begins = grouped && c && strcmp(table->column[c - 1].group, column->group) != 0;

	pial_strbuf_addf(out, "<th role=\"columnheader\" scope=\"col\" class=\"%s%s%s\"%s>",
			 right ? "n" : "t", cut ? " long" : "", begins ? " b" : "",
			 grouped && !c ? " rowspan=\"2\"" : "");
	pial_html_text(out, column->head);
	pial_strbuf_addstr(out, "</th>");
}

/* The titles that columns share, beside the head of the first, which goes down to the others. */
static void put_groups(struct pial_strbuf *out, const struct pial_paper_block *table)
{
	put_column_head(out, table, 0, true);
	for (size_t c = 1, end; c < table->columns; c = end) {
		const char *group = table->column[c].group;

		for (end = c + 1; end < table->columns; end++)
			if (strcmp(group, table->column[end].group) != 0)
				break;
		pial_strbuf_addf(out, "<th role=\"columnheader\" scope=\"colgroup\" class=\"t b\" "
				      "colspan=\"%zu\">", end - c);
		pial_html_text(out, group);
		pial_strbuf_addstr(out, "</th>");
	}
	pial_strbuf_addstr(out, "</tr>\n<tr role=\"row\">");
}

static void put_heads(struct pial_strbuf *out, const struct pial_paper_block *table)
{
	bool grouped = false;

	for (size_t c = 1; c < table->columns; c++)
		grouped |= *table->column[c].group != '\0';
	pial_strbuf_addstr(out, "<thead role=\"rowgroup\">\n<tr role=\"row\">");
	if (grouped)
		put_groups(out, table);
	for (size_t c = grouped; c < table->columns; c++)
		put_column_head(out, table, c, grouped);
	pial_strbuf_addstr(out, "</tr>\n</thead>\n");
}

/* The least that a column can be: its longest figure or word, or what words are cut to. */
static size_t least_width(const struct pial_paper_block *table, size_t c)
{
	const struct pial_paper_column *column = &table->column[c];
	bool right = column->flags & PIAL_PAPER_RIGHT;
	size_t most = pial_paper_longest(column->head, " ");

	for (size_t r = 0; r < table->rows; r++) {
		const struct pial_paper_row *row = &table->row[r];
		bool whole = right && row->kind == PIAL_PAPER_BODY;
		size_t own = pial_paper_longest(row->cell[c], whole ? "\n" : " \n");

		most = own > most ? own : most;
	}
	return most;
}

/* True for a table that stays one on a telephone, instead of becoming a card for each row. */
static bool is_slim(const struct pial_paper_block *table)
{
	size_t width = 0;

	for (size_t c = 0; c < table->columns; c++) {
		if (table->column[c].flags & PIAL_PAPER_FILL)
			return false;
		width += least_width(table, c) + 1;
	}
	return width <= SLIM;
}

/*
 * A table of many columns may be wider than its page: it scrolls in a region of its own, which the
 * keyboard reaches.
 */
static bool put_region(struct pial_strbuf *out, const struct pial_paper_block *table,
		       const char *name)
{
	if (table->columns <= MANY_COLUMNS && !table->matrix)
		return false;
	pial_strbuf_addstr(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
				"aria-label=\"");
	pial_html_text(out, *name ? name : table->column[0].head);
	pial_strbuf_addstr(out, "\">\n");
	return true;
}

/* A table that has no caption is named as the title over it. */
static void put_table(struct page *page, const struct pial_paper_block *table)
{
	struct pial_strbuf *out = page->out;
	const char *name = *table->text ? table->text : page->title;
	bool region = put_region(out, table, name);

	pial_strbuf_addf(out, "<table role=\"table\"%s>\n",
			 table->matrix ? " class=\"cards matrix\"" :
			 table->columns && table->column[0].flags & PIAL_PAPER_RUN ?
					" class=\"cards runs\"" :
			 table->bare ? " class=\"cards bare\"" :
			 region ? " class=\"cards dense\"" :
			 is_slim(table) ? "" : " class=\"cards\"");
	if (*name) {
		pial_strbuf_addstr(out, "<caption>");
		pial_html_text(out, name);
		pial_strbuf_addstr(out, "</caption>\n");
	}
	put_heads(out, table);
	pial_strbuf_addstr(out, "<tbody role=\"rowgroup\">\n");
	for (size_t r = 0; r < table->rows; r++) {
		bool begins = table->column[0].flags & PIAL_PAPER_RUN ?
				      !pial_paper_runs_on(table, r) :
				      table->row[r].kind == PIAL_PAPER_SECTION;

		if (r && begins)
			pial_strbuf_addstr(out, "</tbody>\n<tbody role=\"rowgroup\">\n");
		if (table->matrix)
			put_crossed(out, table, &table->row[r]);
		else
			put_row(out, table, &table->row[r]);
	}
	pial_strbuf_addf(out, "</tbody>\n</table>\n%s", region ? "</div>\n" : "");
}

static void put_matrix(struct page *page, const struct pial_paper_block *matrix)
{
	size_t room = page->wide ? PIAL_PAPER_BAND_WIDE : PIAL_PAPER_BAND_TALL;
	struct pial_paper_block band;

	for (size_t from = 1; pial_paper_band(matrix, &from, pial_paper_band_fits, room, &band);) {
		put_table(page, &band);
		pial_paper_band_release(&band);
	}
}

/* ---- Flows ---- */

static void put_flow(struct page *page, const struct pial_paper_flow *flow);

/* A title at the level that follows the one before. */
static void put_head(struct page *page, const char *kind, const char *text)
{
	int level = page->headed ? 3 : 2;

	pial_strbuf_addf(page->out, "<h%d%s>", level, kind);
	pial_html_text(page->out, text);
	pial_strbuf_addf(page->out, "</h%d>\n", level);
}

/* Its title, both drawings, of which the style shows one, and its tables, which fold. */
static void put_chart(struct page *page, const struct pial_chart *chart)
{
	struct pial_strbuf *out = page->out;

	pial_strbuf_addstr(out, "<figure>\n<figcaption>");
	put_head(page, "", chart->title);
	if (*chart->note) {
		pial_strbuf_addstr(out, "<p>");
		put_lines(out, chart->note, NULL);
		pial_strbuf_addstr(out, "</p>\n");
	}
	pial_strbuf_addstr(out, "</figcaption>\n");
	page->charts++;
	pial_draw(out, chart, page->lang, page->charts, false);
	pial_draw(out, chart, page->lang, page->charts, true);
	pial_strbuf_addf(out, "<details open%s><summary>",
			 chart->table.first != chart->table.last ? " class=\"many\"" : "");
	pial_html_text(out, pial_tr(page->lang, PIAL_N_("The figures")));
	pial_strbuf_addstr(out, "</summary>\n");
	put_flow(page, &chart->table);
	pial_strbuf_addstr(out, "</details>\n</figure>\n");
}

static void put_boxes(struct page *page, const struct pial_paper_block *block)
{
	struct pial_strbuf *out = page->out;

	pial_strbuf_addstr(out, "<div class=\"boxes\">\n");
	for (size_t i = 0; i < block->boxes; i++) {
		const struct pial_paper_box *box = &block->box[i];

		pial_strbuf_addf(out, "<section class=\"box%s%s%s\" style=\"flex-grow:%u\">\n",
				 box->flags & PIAL_PAPER_RIGHT ? " right" : "",
				 box->flags & PIAL_PAPER_FRAME ? " frame" : "",
				 box->flags & PIAL_PAPER_MARKED ? " marked" : "", box->weight);
		if (*box->head)
			put_head(page, " class=\"head\"", box->head);
		put_flow(page, &box->flow);
		if (box->room)
			pial_strbuf_addf(out, "<div style=\"height:%uem\"></div>\n",
					 box->room + box->room / 2);
		pial_strbuf_addstr(out, "</section>\n");
	}
	pial_strbuf_addstr(out, "</div>\n");
}

static void put_flow(struct page *page, const struct pial_paper_flow *flow)
{
	struct pial_strbuf *out = page->out;

	for (const struct pial_paper_block *block = flow->first; block; block = block->next) {
		switch (block->kind) {
		case PIAL_PAPER_BLOCK_TITLE:
			put_title(out, block);
			page->title = block->text;
			break;
		case PIAL_PAPER_BLOCK_HEADING:
			pial_strbuf_addstr(out, "<h2>");
			put_linked(out, block->text, strlen(block->text), block->link);
			pial_strbuf_addstr(out, "</h2>\n");
			page->headed = true;
			page->title = block->text;
			break;
		case PIAL_PAPER_BLOCK_TEXT:
			put_paragraph(out, block);
			break;
		case PIAL_PAPER_BLOCK_FACTS:
			put_facts(out, block);
			break;
		case PIAL_PAPER_BLOCK_BOXES:
			put_boxes(page, block);
			break;
		case PIAL_PAPER_BLOCK_TABLE:
			if (block->matrix)
				put_matrix(page, block);
			else
				put_table(page, block);
			break;
		case PIAL_PAPER_BLOCK_CHART:
			put_chart(page, block->chart);
			break;
		}
	}
}

/* ---- The file ---- */

static void put_foot(struct pial_strbuf *out, const struct pial_paper_sheet *sheet,
		     void (*put)(struct pial_strbuf *, const char *))
{
	put(out, sheet->name);
	if (*sheet->foot) {
		put(out, " — ");
		put(out, sheet->foot);
	}
}

/* What stands at the foot of printed pages: a kind of page for each document. */
static void put_page_style(struct pial_strbuf *out, const struct pial_paper *paper)
{
	pial_strbuf_addstr(out, "@media print{\n");
	for (size_t i = 0; i < paper->sheets; i++) {
		pial_strbuf_addf(out, "#s%zu{page:s%zu}\n@page s%zu{%s@bottom-left{content:\"",
				 i + 1, i + 1, i + 1,
				 paper->sheet[i].wide ? "size:A4 landscape;" : "");
		put_foot(out, &paper->sheet[i], put_css);
		pial_strbuf_addstr(out, "\";width:80%;font:8pt 'Liberation Sans',Arial,sans-serif;"
					"color:#55615b}");
		if (paper->sheets == 1)
			pial_strbuf_addstr(out, "@bottom-right{content:\"page \" counter(page) "
						"\"/\" counter(pages);font:8pt 'Liberation "
						"Sans',Arial,sans-serif;color:#55615b}");
		pial_strbuf_addstr(out, "}\n");
	}
	pial_strbuf_addstr(out, "}\n");
}

static void put_file_head(struct pial_strbuf *out, const struct pial_paper *paper)
{
	pial_strbuf_addf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
			      "<meta charset=\"utf-8\">\n"
			      "<meta name=\"viewport\" content=\"width=device-width, "
			      "initial-scale=1\">\n"
			      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
			      "'none'; style-src 'unsafe-inline'\">\n<title>",
			 paper->lang == PIAL_EN ? "en" : "fr");
	for (size_t i = 0; i < paper->sheets && i < 2; i++) {
		pial_strbuf_addstr(out, i ? " …" : "");
		pial_html_text(out, i ? "" : paper->sheet[i].name);
	}
	if (*paper->site) {
		pial_strbuf_addstr(out, paper->sheets ? " – " : "");
		pial_html_text(out, paper->site);
	}
	pial_strbuf_addstr(out, "</title>\n<style>\n");
	for (size_t i = 0; pial_html_style[i]; i++)
		pial_strbuf_addstr(out, pial_html_style[i]);
	put_page_style(out, paper);
	pial_strbuf_addstr(out, "</style>\n</head>\n<body>\n");
}

/* Whose pages these are, and where else one can go; a way past it all for the keyboard. */
static void put_site(struct pial_strbuf *out, const struct pial_paper *paper)
{
	if (!paper->entries)
		return;
	pial_strbuf_addstr(out, "<a class=\"skip\" href=\"#main\">");
	pial_html_text(out, pial_tr(paper->lang, PIAL_N_("Skip to the content")));
	pial_strbuf_addstr(out, "</a>\n<header class=\"site\">\n");
	if (*paper->site) {
		pial_strbuf_addstr(out, "<p>");
		pial_html_text(out, paper->site);
		pial_strbuf_addstr(out, "</p>\n");
	}
	pial_strbuf_addstr(out, "<nav aria-label=\"");
	pial_html_text(out, pial_tr(paper->lang, PIAL_N_("Pages")));
	pial_strbuf_addstr(out, "\"><ul>\n");
	for (size_t i = 0; i < paper->entries; i++) {
		const struct pial_paper_entry *entry = &paper->entry[i];

		pial_strbuf_addstr(out, "<li><a href=\"");
		pial_html_text(out, entry->target);
		pial_strbuf_addf(out, "\"%s>", entry->here ? " aria-current=\"page\"" : "");
		pial_html_text(out, entry->label);
		pial_strbuf_addstr(out, "</a></li>\n");
	}
	pial_strbuf_addstr(out, "</ul></nav>\n</header>\n");
}

void pial_paper_html_write(struct pial_strbuf *out, const struct pial_paper *paper)
{
	struct page page = { .out = out, .lang = paper->lang };

	put_file_head(out, paper);
	put_site(out, paper);
	pial_strbuf_addf(out, "<main%s>\n", paper->entries ? " id=\"main\"" : "");
	for (size_t i = 0; i < paper->sheets; i++) {
		const struct pial_paper_sheet *sheet = &paper->sheet[i];

		pial_strbuf_addf(out, "<article id=\"s%zu\"%s aria-label=\"", i + 1,
				 sheet->wide ? " class=\"wide\"" : "");
		pial_html_text(out, sheet->name);
		pial_strbuf_addstr(out, "\">\n");
		page.headed = false;
		page.wide = sheet->wide;
		page.title = "";
		put_flow(&page, &sheet->flow);
		pial_strbuf_addstr(out, "<footer>");
		put_foot(out, sheet, pial_html_text);
		pial_strbuf_addstr(out, "</footer>\n</article>\n");
	}
	pial_strbuf_addstr(out, "</main>\n</body>\n</html>\n");
}
