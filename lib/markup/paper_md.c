/*
 * A paper as Markdown: to paste into a mail, a wiki or an issue.
 *
 * GitHub's dialect, which most read: its tables, and nothing else that CommonMark has not. Every
 * text passes put_text, which puts a backslash before each character that begins something in it
 * (CommonMark 0.31, 2.4: any ASCII punctuation may have one), always, and not only where it would:
 * a name is never more than a name. Only in the middle of a line are signs of lists left alone, so
 * that figures stay readable in the source. Boxes come under each other; charts are their tables.
 *
 * Rejected: HTML inside, but for <br> in cells, which tables have no other way to say.
 */
#include <string.h>

#include "markup/chart.h"
#include "markup/paper_matrix.h"
#include "markup/words.h"

#include "base/banned.h"

/* ---- Texts ---- */

/* Signs that begin something at the beginning of a line: lists, titles, rules, numbers. */
static bool begins(const char *text, size_t len, size_t at)
{
	if (!at)
		return strchr("+-=", text[0]) != NULL;
	if (text[at] != '.' && text[at] != ')')
		return false;
	for (size_t i = 0; i < at; i++)
		if (text[i] < '0' || text[i] > '9')
			return false;
	return at < len;
}

/* Addresses that some readers make links of by themselves: ://, and www before its point. */
static bool address(const char *text, size_t len, size_t at)
{
	if (text[at] == ':')
		return len - at > 2 && text[at + 1] == '/' && text[at + 2] == '/';
	return text[at] == '.' && at >= 3 && (text[at - 1] | 32) == 'w' &&
	       (text[at - 2] | 32) == 'w' && (text[at - 3] | 32) == 'w';
}

/* One line of a text, without blanks at its ends, which would mean something. */
static void put_text(struct pial_strbuf *out, const char *text, size_t len)
{
	while (len && text[0] == ' ') {
		text++;
		len--;
	}
	while (len && text[len - 1] == ' ')
		len--;
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\t') {
			pial_strbuf_addstr(out, i ? PIAL_NBSP : "");
			continue;
		}
		if (strchr("\\`*_[]<>|~&$#!", text[i]) || begins(text, len, i) ||
		    address(text, len, i))
			pial_strbuf_addch(out, '\\');
		pial_strbuf_addch(out, text[i]);
	}
}

static bool is_blank(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] != ' ')
			return false;
	return true;
}

/*
 * The lines of a text with between between; mark before and after each. The first is a link if
 * there is one. Empty lines are left out: they would end the paragraph.
 */
static void put_lines(struct pial_strbuf *out, const char *text, const char *between,
		      const char *mark, const char *link)
{
	bool any = false;

	for (size_t len;; text += len + 1) {
		len = strcspn(text, "\n");
		if (!is_blank(text, len)) {
			pial_strbuf_addf(out, "%s%s%s", any ? between : "", mark, link ? "[" : "");
			put_text(out, text, len);
			if (link)
				pial_strbuf_addf(out, "](%s)", link);
			pial_strbuf_addstr(out, mark);
			any = true;
		}
		link = NULL;
		if (!text[len])
			return;
	}
}

/* ---- Blocks ---- */

static void put_title(struct pial_strbuf *out, const char *mark, const char *text,
		      const char *under, const char *link)
{
	if (!*text && !*under)
		return;
	pial_strbuf_addf(out, "%s ", mark);
	put_lines(out, text, " ", "", link);
	if (*text && *under)
		pial_strbuf_addch(out, ' ');
	put_lines(out, under, " ", "", NULL);
	pial_strbuf_addstr(out, "\n\n");
}

static void put_paragraph(struct pial_strbuf *out, const struct pial_paper_block *block)
{
	put_lines(out, block->text, "\\\n", block->style == PIAL_PAPER_STRONG ? "**" : "",
		  block->link);
	pial_strbuf_addstr(out, "\n\n");
}

static void put_facts(struct pial_strbuf *out, const struct pial_paper_block *block,
		      enum pial_lang lang)
{
	for (size_t i = 0; i < block->facts; i++) {
		const struct pial_paper_fact *fact = &block->fact[i];

		pial_strbuf_addstr(out, "- ");
		put_lines(out, fact->label, " ", "", NULL);
		if (*fact->label)
			pial_strbuf_addstr(out, lang == PIAL_EN ? ": " : PIAL_NBSP ": ");
		put_lines(out, fact->value, "\\\n  ", fact->flags & PIAL_PAPER_MARKED ? "**" : "",
			  fact->link);
		pial_strbuf_addch(out, '\n');
	}
	if (block->facts)
		pial_strbuf_addch(out, '\n');
}

/* ---- Tables ---- */

/* Room to write on, before each unit. */
static void put_fill(struct pial_strbuf *out, const char *text)
{
	for (size_t len;; text += len + 1) {
		len = strcspn(text, "\n");
		pial_strbuf_addstr(out, "……… ");
		put_text(out, text, len);
		if (!text[len])
			return;
		pial_strbuf_addstr(out, "<br>");
	}
}

static void put_row(struct pial_strbuf *out, const struct pial_paper_block *table,
		    const struct pial_paper_row *row)
{
	const char *mark = row->kind == PIAL_PAPER_BODY ? "" : "**";

	for (size_t c = 0; c < table->columns; c++) {
		pial_strbuf_addstr(out, "| ");
		if (row->kind == PIAL_PAPER_BODY && table->column[c].flags & PIAL_PAPER_FILL)
			put_fill(out, row->cell[c]);
		else
			put_lines(out, row->cell[c], "<br>", mark, row->link ? row->link[c] : NULL);
		pial_strbuf_addch(out, ' ');
	}
	pial_strbuf_addstr(out, "|\n");
}

static void put_table(struct pial_strbuf *out, const struct pial_paper_block *table)
{
	for (size_t c = 0; c < table->columns; c++) {
		pial_strbuf_addstr(out, "| ");
		if (*table->column[c].group) {
			put_lines(out, table->column[c].group, " ", "", NULL);
			pial_strbuf_addstr(out, "<br>");
		}
		put_lines(out, table->column[c].head, " ", "", NULL);
		pial_strbuf_addch(out, ' ');
	}
	pial_strbuf_addstr(out, "|\n");
	for (size_t c = 0; c < table->columns; c++)
		pial_strbuf_addstr(out, table->column[c].flags & PIAL_PAPER_RIGHT ? "|---:" :
											"|:---");
	pial_strbuf_addstr(out, "|\n");
	for (size_t r = 0; r < table->rows; r++)
		put_row(out, table, &table->row[r]);
	pial_strbuf_addch(out, '\n');
}

/* A matrix is one table, with the rows that have something. */
static bool all_fits(const struct pial_paper_block *band, size_t room)
{
	return band->columns <= room;
}

static void put_matrix(struct pial_strbuf *out, const struct pial_paper_block *matrix)
{
	struct pial_paper_block band;

	for (size_t at = 1; pial_paper_band(matrix, &at, all_fits, matrix->columns, &band);) {
		put_table(out, &band);
		pial_paper_band_release(&band);
	}
}

/* ---- Flows ---- */

static void put_flow(struct pial_strbuf *out, const struct pial_paper_flow *flow,
		     enum pial_lang lang);

static void put_boxes(struct pial_strbuf *out, const struct pial_paper_block *block,
		      enum pial_lang lang)
{
	for (size_t i = 0; i < block->boxes; i++) {
		put_title(out, "###", block->box[i].head, "", NULL);
		put_flow(out, &block->box[i].flow, lang);
	}
}

/* Several tables need their captions to be told apart. */
static void put_chart(struct pial_strbuf *out, const struct pial_chart *chart)
{
	put_title(out, "##", chart->title, "", NULL);
	if (*chart->note) {
		put_lines(out, chart->note, "\\\n", "", NULL);
		pial_strbuf_addstr(out, "\n\n");
	}
	for (const struct pial_paper_block *table = chart->table.first; table;
	     table = table->next) {
		if (chart->table.first != chart->table.last && *table->text) {
			put_lines(out, table->text, " ", "**", NULL);
			pial_strbuf_addstr(out, "\n\n");
		}
		put_table(out, table);
	}
}

static void put_flow(struct pial_strbuf *out, const struct pial_paper_flow *flow,
		     enum pial_lang lang)
{
	for (const struct pial_paper_block *block = flow->first; block; block = block->next) {
		switch (block->kind) {
		case PIAL_PAPER_BLOCK_TITLE:
			put_title(out, "#", block->text, block->under, NULL);
			break;
		case PIAL_PAPER_BLOCK_HEADING:
			put_title(out, "##", block->text, "", block->link);
			break;
		case PIAL_PAPER_BLOCK_TEXT:
			put_paragraph(out, block);
			break;
		case PIAL_PAPER_BLOCK_FACTS:
			put_facts(out, block, lang);
			break;
		case PIAL_PAPER_BLOCK_BOXES:
			put_boxes(out, block, lang);
			break;
		case PIAL_PAPER_BLOCK_TABLE:
			if (block->matrix)
				put_matrix(out, block);
			else
				put_table(out, block);
			break;
		case PIAL_PAPER_BLOCK_CHART:
			put_chart(out, block->chart);
			break;
		}
	}
}

void pial_paper_md_write(struct pial_strbuf *out, const struct pial_paper *paper)
{
	size_t from = out->len;

	for (size_t i = 0; i < paper->sheets; i++) {
		if (i)
			pial_strbuf_addstr(out, "---\n\n");
		put_flow(out, &paper->sheet[i].flow, paper->lang);
	}
	/* Blocks end with an empty line; a file does not. */
	if (out->len > from + 1 && !strcmp(out->text + out->len - 2, "\n\n"))
		pial_strbuf_setlen(out, out->len - 1);
}
