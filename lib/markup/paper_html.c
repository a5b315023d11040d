/*
 * A paper in a browser.
 *
 * One file: the style is inside, nothing is fetched, nothing runs, and a content policy says so to
 * the browser. Every text passes put_text, the only function that writes one; what stands between
 * is constant. Tables keep their roles where narrow screens turn rows into cards, since `display:
 * block` takes them away from screen readers (hence the role attributes). On A4 each document
 * begins a page; its name and the page's number stand at the foot of each, which only page margin
 * boxes can do, so the document's own last line is left out there.
 */
#include <string.h>

#include "base/utf8.h"
#include "markup/chart.h"
#include "markup/paper.h"
#include "po/po.h"

#include "base/banned.h"

/* In two: no compiler has to take a longer text. */
static const char style[] =
	":root{--ink:#1b2420;--soft:#55615b;--line:#c8d1cc;--accent:#1d5b3f;--wash:#f1f5f2;"
	"--paper:#fff;--desk:#e4e9e6;color-scheme:light dark}\n"
	"@media screen and (prefers-color-scheme:dark){:root{--ink:#e6ece8;--soft:#a9b5ae;"
	"--line:#414c46;--accent:#8fd0ab;--wash:#1f2823;--paper:#161b18;--desk:#0c0f0d}}\n"
	"*{box-sizing:border-box}\n"
	"body{margin:0;background:var(--desk);color:var(--ink);"
	"font:0.9375rem/1.45 'Liberation Sans',Arial,Helvetica,sans-serif;"
	"font-variant-numeric:tabular-nums lining-nums;overflow-wrap:anywhere}\n"
	"article{background:var(--paper);max-width:210mm;margin:1.5rem auto;padding:14mm 15mm;"
	"box-shadow:0 1px 4px #0003}\n"
	"h1,h2,h3,p,dl,dd,table{margin:0}\n"
	"h1{font-size:1.6rem;line-height:1.2;color:var(--accent);display:flex;flex-wrap:wrap;"
	"justify-content:space-between;align-items:baseline;gap:0 1.5rem}\n"
	"h1 small{font-size:1.1rem;color:var(--ink)}\n"
	"h2{font-size:1.05rem;color:var(--accent)}\n"
	"h3{font-size:.75rem;color:var(--accent);letter-spacing:.04em;text-transform:uppercase;"
	"margin-bottom:.2rem}\n"
	"article>*+*,.box>*+*{margin-top:.9rem}\n"
	".box>p+p,.box>p+dl,article>p+p{margin-top:0}\n"
	".box>h3+*,.box>p.strong+*,article>h2+*{margin-top:.15rem}\n"
	".strong{font-weight:700}\n"
	".detail,.d{color:var(--soft)}\n"
	".d{display:block;font-size:.85em;font-weight:400}\n"
	".small{color:var(--soft);font-size:.8rem;line-height:1.4}\n"
	".boxes{display:flex;flex-wrap:wrap;gap:1rem 1.5rem}\n"
	".box{flex:1 1 11rem;min-width:0}\n"
	".box.right{text-align:right}\n"
	".box.frame{border:1px solid var(--line);border-radius:4px;padding:.7rem .9rem}\n"
	".box.marked{background:var(--wash);border-color:var(--accent)}\n"
	"dl.list{display:grid;grid-template-columns:minmax(0,max-content) minmax(0,1fr);"
	"gap:.1rem 1rem}\n"
	"dl.list>div{display:contents}\n"
	"dt{color:var(--soft)}\n"
	"dl.sum>div{display:flex;justify-content:space-between;gap:1.5rem;padding:.15rem 0}\n"
	"dl.sum dd{text-align:right;white-space:nowrap}\n"
	"dl.sum .marked{border-top:1.5px solid var(--accent);font-size:1.15em;padding-top:.4rem;"
	"margin-top:.2rem}\n"
	".marked>dt,.marked>dd{color:var(--ink);font-weight:700}\n"
	".grid .marked>dt{color:var(--soft);font-weight:400}\n"
	"dl.grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));"
	"gap:.6rem 1.5rem}\n"
	"dl.grid dt{font-size:.8rem}\n"
	"table{border-collapse:collapse;width:100%}\n"
	"caption,.hidden{position:absolute;width:1px;height:1px;overflow:hidden;"
	"clip-path:inset(50%)}\n"
	"th,td{padding:.4rem .5rem;text-align:left;vertical-align:top}\n"
	"thead th{font-size:.8rem;color:var(--soft);border-bottom:1.5px solid var(--accent);"
	"vertical-align:bottom}\n"
	"tbody td,tbody th{border-bottom:1px solid var(--line)}\n"
	"th.n,td.n{text-align:right}\n"
	"td.n{white-space:nowrap}\n"
	".section th{background:var(--wash);font-weight:700}\n"
	".subtotal th,.subtotal td{font-weight:700}\n"
	".total th,.total td{font-weight:700;border-top:1.5px solid var(--accent);"
	"border-bottom:0}\n"
	"td.fill{min-width:4.2rem}\n"
	"td.fill span{display:block;border-bottom:1px dotted var(--soft);min-height:1.7em;"
	"text-align:right;color:var(--soft);font-size:.85em}\n"
	"footer{color:var(--soft);font-size:.8rem;border-top:1px solid var(--line);"
	"padding-top:.5rem}\n";

static const char style_elsewhere[] =
	"@media screen and (max-width:44rem){\n"
	"article{margin:0;padding:1.1rem 1rem;box-shadow:none;border-bottom:.5rem solid "
	"var(--desk)}\n"
	".box.right{text-align:left}\n"
	"thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\n"
	"table,tbody,tr,td,tbody th{display:block}\n"
	"tr{padding:.5rem 0;border-bottom:1px solid var(--line)}\n"
	"tbody td,tbody th,.total th,.total td{border:0;padding:.1rem 0;min-width:0}\n"
	"tr.section{padding:0}\n"
	".section th{padding:.4rem .5rem}\n"
	"td[data-h]{display:flex;justify-content:space-between;gap:1rem;text-align:right}\n"
	"td[data-h]::before{content:attr(data-h);color:var(--soft);font-weight:400;"
	"text-align:left;flex:none;max-width:50%}\n"
	"td.first[data-h]{display:block;text-align:left;font-weight:700}\n"
	"td.first[data-h]::before,td.empty{content:none;display:none}\n"
	"td.n{white-space:normal}\n"
	"td.fill span{flex:0 1 55%}\n"
	"}\n"
	"@media print{\n"
	"@page{size:A4;margin:15mm 15mm 18mm}\n"
	"body{background:none;font-size:9.5pt;line-height:1.35}\n"
	"article{margin:0;padding:0;max-width:none;box-shadow:none;break-before:page}\n"
	"article:first-of-type{break-before:auto}\n"
	"footer{display:none}\n"
	"thead{display:table-header-group}\n"
	"tr,.boxes,dl.sum{break-inside:avoid}\n"
	".section,h2{break-after:avoid}\n"
	".section th,.box.marked{print-color-adjust:exact;-webkit-print-color-adjust:exact}\n"
	".boxes{flex-wrap:nowrap}\n"
	".box{flex-basis:0}\n"
	"}\n";

/* Adds len bytes of text as text or as the value of an attribute between double quotes. */
static void put_part(struct pial_strbuf *out, const char *text, size_t len)
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

static void put_text(struct pial_strbuf *out, const char *text)
{
	put_part(out, text, strlen(text));
}

/* A text with its line feeds kept as line breaks. */
static void put_lines(struct pial_strbuf *out, const char *text)
{
	for (;;) {
		size_t len = strcspn(text, "\n");

		put_part(out, text, len);
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
	put_text(out, block->text);
	if (*block->under) {
		pial_strbuf_addstr(out, *block->text ? " <small>" : "<small>");
		put_text(out, block->under);
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
	put_lines(out, block->text);
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
		put_text(out, fact->label);
		pial_strbuf_addstr(out, "</dt><dd>");
		put_lines(out, fact->value);
		pial_strbuf_addstr(out, "</dd></div>\n");
	}
	pial_strbuf_addstr(out, "</dl>\n");
}

/* ---- Tables ---- */

/* The first line as it is, what follows in smaller print. */
static void put_cell(struct pial_strbuf *out, const char *text)
{
	size_t len = strcspn(text, "\n");

	put_part(out, text, len);
	while (text[len]) {
		text += len + 1;
		len = strcspn(text, "\n");
		pial_strbuf_addstr(out, "<span class=\"d\">");
		put_part(out, text, len);
		pial_strbuf_addstr(out, "</span>");
	}
}

/* Lines to write on, each with its unit. */
static void put_fill(struct pial_strbuf *out, const char *text)
{
	for (size_t len;; text += len + 1) {
		len = strcspn(text, "\n");
		pial_strbuf_addstr(out, "<span>");
		put_part(out, text, len);
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

static void put_body_cell(struct pial_strbuf *out, const struct pial_paper_block *table,
			  const struct pial_paper_row *row, size_t c)
{
	const struct pial_paper_column *column = &table->column[c];
	const char *text = row->cell[c];
	bool fill = column->flags & PIAL_PAPER_FILL;

	pial_strbuf_addf(out, "<td role=\"cell\" class=\"%s%s%s\" data-h=\"",
			 fill ? "fill" : column->flags & PIAL_PAPER_RIGHT ? "n" : "t",
			 c == naming_column(table) ? " first" : "",
			 !*text && !fill ? " empty" : "");
	put_text(out, column->head);
	pial_strbuf_addstr(out, "\">");
	if (fill)
		put_fill(out, text);
	else
		put_cell(out, text);
	pial_strbuf_addstr(out, "</td>");
}

/* A row that is not of the body: its first cell heads it, and goes across. */
static void put_other_row(struct pial_strbuf *out, const struct pial_paper_block *table,
			  const struct pial_paper_row *row)
{
	for (size_t c = 0, span; c < table->columns; c += span) {
		bool right = table->column[c].flags & PIAL_PAPER_RIGHT;

		span = pial_paper_span(table, row, c);
		if (!c) {
			pial_strbuf_addf(out, "<th scope=\"%s\" role=\"rowheader\" "
					      "colspan=\"%zu\">",
					 row->kind == PIAL_PAPER_SECTION ? "rowgroup" : "row",
					 span);
			put_cell(out, row->cell[c]);
			pial_strbuf_addstr(out, "</th>");
			continue;
		}
		pial_strbuf_addf(out, "<td role=\"cell\" class=\"%s\" colspan=\"%zu\" data-h=\"",
				 right ? "n" : "t", span);
		put_text(out, table->column[c].head);
		pial_strbuf_addstr(out, "\">");
		put_cell(out, row->cell[c]);
		pial_strbuf_addstr(out, "</td>");
	}
}

static void put_row(struct pial_strbuf *out, const struct pial_paper_block *table,
		    const struct pial_paper_row *row)
{
	static const char *const name[] = {
		[PIAL_PAPER_BODY] = "", [PIAL_PAPER_SECTION] = " class=\"section\"",
		[PIAL_PAPER_SUBTOTAL] = " class=\"subtotal\"",
		[PIAL_PAPER_TOTAL] = " class=\"total\"",
	};

	pial_strbuf_addf(out, "<tr role=\"row\"%s>", name[row->kind]);
	if (row->kind == PIAL_PAPER_BODY)
		for (size_t c = 0; c < table->columns; c++)
			put_body_cell(out, table, row, c);
	else
		put_other_row(out, table, row);
	pial_strbuf_addstr(out, "</tr>\n");
}

static void put_heads(struct pial_strbuf *out, const struct pial_paper_block *table)
{
	pial_strbuf_addstr(out, "<thead role=\"rowgroup\">\n<tr role=\"row\">");
	for (size_t c = 0; c < table->columns; c++) {
		const struct pial_paper_column *column = &table->column[c];
		bool right = column->flags & PIAL_PAPER_RIGHT && !(column->flags & PIAL_PAPER_FILL);

		pial_strbuf_addf(out, "<th role=\"columnheader\" scope=\"col\"%s>",
				 right ? " class=\"n\"" : "");
		put_text(out, column->head);
		pial_strbuf_addstr(out, "</th>");
	}
	pial_strbuf_addstr(out, "</tr>\n</thead>\n");
}

static void put_table(struct pial_strbuf *out, const struct pial_paper_block *table)
{
	pial_strbuf_addstr(out, "<table role=\"table\">\n");
	if (*table->text) {
		pial_strbuf_addstr(out, "<caption>");
		put_text(out, table->text);
		pial_strbuf_addstr(out, "</caption>\n");
	}
	put_heads(out, table);
	pial_strbuf_addstr(out, "<tbody role=\"rowgroup\">\n");
	for (size_t r = 0; r < table->rows; r++) {
		if (r && table->row[r].kind == PIAL_PAPER_SECTION)
			pial_strbuf_addstr(out, "</tbody>\n<tbody role=\"rowgroup\">\n");
		put_row(out, table, &table->row[r]);
	}
	pial_strbuf_addstr(out, "</tbody>\n</table>\n");
}

/* ---- Flows ---- */

static void put_flow(struct pial_strbuf *out, const struct pial_paper_flow *flow);

static void put_chart(struct pial_strbuf *out, const struct pial_paper_block *block)
{
	pial_strbuf_addstr(out, "<figure>\n<figcaption>");
	put_text(out, block->text);
	pial_strbuf_addstr(out, "</figcaption>\n");
	put_flow(out, &block->chart->table);
	pial_strbuf_addstr(out, "</figure>\n");
}

static void put_boxes(struct pial_strbuf *out, const struct pial_paper_block *block)
{
	pial_strbuf_addstr(out, "<div class=\"boxes\">\n");
	for (size_t i = 0; i < block->boxes; i++) {
		const struct pial_paper_box *box = &block->box[i];

		pial_strbuf_addf(out, "<section class=\"box%s%s%s\" style=\"flex-grow:%u\">\n",
				 box->flags & PIAL_PAPER_RIGHT ? " right" : "",
				 box->flags & PIAL_PAPER_FRAME ? " frame" : "",
				 box->flags & PIAL_PAPER_MARKED ? " marked" : "", box->weight);
		if (*box->head) {
			pial_strbuf_addstr(out, "<h3>");
			put_text(out, box->head);
			pial_strbuf_addstr(out, "</h3>\n");
		}
		put_flow(out, &box->flow);
		if (box->room)
			pial_strbuf_addf(out, "<div style=\"height:%uem\"></div>\n",
					 box->room + box->room / 2);
		pial_strbuf_addstr(out, "</section>\n");
	}
	pial_strbuf_addstr(out, "</div>\n");
}

static void put_flow(struct pial_strbuf *out, const struct pial_paper_flow *flow)
{
	for (const struct pial_paper_block *block = flow->first; block; block = block->next) {
		switch (block->kind) {
		case PIAL_PAPER_BLOCK_TITLE:
			put_title(out, block);
			break;
		case PIAL_PAPER_BLOCK_HEADING:
			pial_strbuf_addstr(out, "<h2>");
			put_text(out, block->text);
			pial_strbuf_addstr(out, "</h2>\n");
			break;
		case PIAL_PAPER_BLOCK_TEXT:
			put_paragraph(out, block);
			break;
		case PIAL_PAPER_BLOCK_FACTS:
			put_facts(out, block);
			break;
		case PIAL_PAPER_BLOCK_BOXES:
			put_boxes(out, block);
			break;
		case PIAL_PAPER_BLOCK_TABLE:
			put_table(out, block);
			break;
		case PIAL_PAPER_BLOCK_CHART:
			put_chart(out, block);
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
		pial_strbuf_addf(out, "#s%zu{page:s%zu}\n@page s%zu{@bottom-left{content:\"",
				 i + 1, i + 1, i + 1);
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

void pial_paper_html_write(struct pial_strbuf *out, const struct pial_paper *paper)
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
		put_text(out, i ? "" : paper->sheet[i].name);
	}
	pial_strbuf_addf(out, "</title>\n<style>\n%s%s", style, style_elsewhere);
	put_page_style(out, paper);
	pial_strbuf_addstr(out, "</style>\n</head>\n<body>\n<main>\n");
	for (size_t i = 0; i < paper->sheets; i++) {
		const struct pial_paper_sheet *sheet = &paper->sheet[i];

		pial_strbuf_addf(out, "<article id=\"s%zu\" aria-label=\"", i + 1);
		put_text(out, sheet->name);
		pial_strbuf_addstr(out, "\">\n");
		put_flow(out, &sheet->flow);
		pial_strbuf_addstr(out, "<footer>");
		put_foot(out, sheet, put_text);
		pial_strbuf_addstr(out, "</footer>\n</article>\n");
	}
	pial_strbuf_addstr(out, "</main>\n</body>\n</html>\n");
}
