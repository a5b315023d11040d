/*
 * A paper read back from the file that pial_paper_html_write made of it.
 *
 * A document that is archived as HTML can so be shown as text years later, with the figures and
 * words that were issued: making it anew from the book of today could say something else. This is
 * no browser: it knows the tags that our own writer uses, and stops at any other one.
 *
 * A flat machine, tag by tag, with what each tag does in a table. What must be known of a block
 * before its parts come is kept until then: a box's title, a table's caption. HTML does not say
 * which columns of a table may be wide, only the first of them, so all others come back narrow.
 *
 * Rejected: archiving the text as well. It would be one more file with a digest for what can be
 * had from the one that is there.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "markup/paper.h"
#include "num/decimal.h"

#include "base/banned.h"

/* Deepest nesting of `div` that the writer makes: a table that scrolls, in a row of boxes. */
#define DEEPEST 3

/* What a `div` is. */
enum division { DIVISION_FACT, DIVISION_BOXES, DIVISION_ROOM, DIVISION_SCROLL };

/* A tag as it stands in the file. */
struct tag {
	const char *name;	/* in the file, without its slash */
	size_t len;		/* bytes of the name */
	const char *attr;	/* what follows the name */
	size_t attrs;		/* bytes of it, before the closing bracket */
	bool closes;		/* it begins with a slash */
};

struct reading {
	struct pial_paper *paper;	/* the output */
	const char *at, *end;		/* what is left of the file */
	struct pial_strbuf text;	/* of the innermost element, so far */
	struct pial_strbuf kept;	/* a label, or a title, while what follows is read */
	enum pial_paper_style style;	/* of the paragraph */
	enum division division[DEEPEST];	/* open ones */
	size_t divisions;		/* how many */
	unsigned flags;			/* of the fact, column or box */
	unsigned weight;		/* of the box */
	size_t span, spans;		/* columns of the cell, parts of it so far */
	bool small;			/* a title's second part was there */
	bool box;			/* one is open, whose title may come */
	bool head;			/* the heading is the title of a box */
	bool table;			/* one is open, whose caption may come */
	bool heads;			/* among a table's heads */
	bool fill;			/* the cell is room to write */
};

/* ---- Bytes ---- */

/* Adds len bytes of text with the five entities that the writer uses, as what they mean. */
static void add_text(struct pial_strbuf *out, const char *text, size_t len)
{
	static const struct {
		const char *name;
		char means;
	} entity[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' },
		       { "&#39;", '\'' } };

	for (size_t at = 0; at < len; at++) {
		char byte = text[at];

		for (size_t e = 0; text[at] == '&' && e < PIAL_COUNT(entity); e++) {
			size_t own = strlen(entity[e].name);

			if (len - at < own || memcmp(text + at, entity[e].name, own) != 0)
				continue;
			byte = entity[e].means;
			at += own - 1;
			break;
		}
		pial_strbuf_addch(out, byte);
	}
}

/* The value of an attribute; *len 0 when there is none. */
static const char *attribute(const struct tag *tag, const char *name, size_t *len)
{
	const char *end = tag->attr + tag->attrs;
	size_t own = strlen(name);

	for (const char *at = tag->attr; at < end; at++) {
		const char *close;

		if (*at != ' ' || (size_t)(end - at) < own + 3 || memcmp(at + 1, name, own) != 0 ||
		    memcmp(at + 1 + own, "=\"", 2) != 0)
			continue;
		at += own + 3;
		close = memchr(at, '"', (size_t)(end - at));
		*len = close ? (size_t)(close - at) : 0;
		return at;
	}
	*len = 0;
	return end;
}

/* True when the tag has a class. */
static bool has_class(const struct tag *tag, const char *name)
{
	size_t len, own = strlen(name);
	const char *at = attribute(tag, "class", &len), *end = at + len;

	while (at < end) {
		const char *stop = memchr(at, ' ', (size_t)(end - at));

		stop = stop ? stop : end;
		if ((size_t)(stop - at) == own && memcmp(at, name, own) == 0)
			return true;
		at = stop + 1;
	}
	return false;
}

/* The number in a text after a prefix; 0 when it is none. */
static unsigned number_after(const char *text, size_t len, const char *prefix)
{
	size_t skip = strlen(prefix), digits = 0;
	int64_t value;

	if (len < skip || memcmp(text, prefix, skip) != 0)
		return 0;
	while (skip + digits < len && digits < 4 && text[skip + digits] >= '0' &&
	       text[skip + digits] <= '9')
		digits++;
	if (pial_decimal_parse(text + skip, digits, 0, PIAL_DECIMAL_POINT, &value) !=
	    PIAL_DECIMAL_OK)
		return 0;
	return (unsigned)value;
}

/* Where the next such text begins in what is left; NULL: nowhere. */
static const char *find(const struct reading *r, const char *text)
{
	size_t len = strlen(text);

	for (const char *at = r->at; (size_t)(r->end - at) >= len; at++) {
		at = memchr(at, *text, (size_t)(r->end - at) - len + 1);
		if (!at)
			return NULL;
		if (memcmp(at, text, len) == 0)
			return at;
	}
	return NULL;
}

/* ---- Documents ---- */

/* A sheet; its foot, which the file says last, is looked up at once. */
static bool begin_article(struct reading *r, const struct tag *tag)
{
	const char *open = find(r, "<footer>"), *close = find(r, "</footer>"), *foot;
	size_t len;
	const char *name = attribute(tag, "aria-label", &len);

	if (!open || !close || close < open || r->paper->boxes)
		return false;
	pial_strbuf_clear(&r->text);
	pial_strbuf_clear(&r->kept);
	add_text(&r->text, name, len);
	add_text(&r->kept, open + strlen("<footer>"), (size_t)(close - open) - strlen("<footer>"));
	foot = r->kept.text + (r->kept.len < r->text.len ? r->kept.len : r->text.len);
	pial_paper_sheet(r->paper, r->text.text,
			 strncmp(foot, " — ", strlen(" — ")) == 0 ? foot + strlen(" — ") : "");
	return true;
}

static bool begin_text(struct reading *r, const struct tag *tag)
{
	(void)tag;
	pial_strbuf_clear(&r->text);
	return true;
}

static bool begin_title(struct reading *r, const struct tag *tag)
{
	r->small = false;
	pial_strbuf_clear(&r->kept);
	return begin_text(r, tag);
}

static void keep_text(struct reading *r)
{
	pial_strbuf_clear(&r->kept);
	pial_strbuf_add(&r->kept, r->text.text, r->text.len);
	pial_strbuf_clear(&r->text);
}

static bool begin_under(struct reading *r, const struct tag *tag)
{
	(void)tag;
	if (r->text.len && r->text.text[r->text.len - 1] == ' ')
		pial_strbuf_setlen(&r->text, r->text.len - 1);
	keep_text(r);
	r->small = true;
	return true;
}

static bool end_title(struct reading *r, const struct tag *tag)
{
	(void)tag;
	pial_paper_title(r->paper, r->small ? r->kept.text : r->text.text,
			 r->small ? r->text.text : "");
	return true;
}

/* The box comes with its title, or without one as soon as anything else comes. */
static void put_box(struct reading *r, const char *head)
{
	if (r->box)
		pial_paper_box(r->paper, head, r->weight, r->flags);
	r->box = false;
}

static bool begin_heading(struct reading *r, const struct tag *tag)
{
	r->head = has_class(tag, "head");
	if (!r->head)
		put_box(r, "");
	return begin_text(r, tag);
}

static bool end_heading(struct reading *r, const struct tag *tag)
{
	(void)tag;
	if (r->head)
		put_box(r, r->text.text);
	else
		pial_paper_heading(r->paper, r->text.text);
	return true;
}

static bool begin_paragraph(struct reading *r, const struct tag *tag)
{
	r->style = has_class(tag, "strong") ? PIAL_PAPER_STRONG
		   : has_class(tag, "detail") ? PIAL_PAPER_DETAIL
		   : has_class(tag, "small") ? PIAL_PAPER_SMALL : PIAL_PAPER_PLAIN;
	return begin_text(r, tag);
}

static bool end_paragraph(struct reading *r, const struct tag *tag)
{
	(void)tag;
	pial_paper_text(r->paper, r->style, r->text.text);
	return true;
}

static bool break_line(struct reading *r, const struct tag *tag)
{
	(void)tag;
	pial_strbuf_addch(&r->text, '\n');
	return true;
}

/* ---- Facts and boxes ---- */

static bool begin_facts(struct reading *r, const struct tag *tag)
{
	pial_paper_facts(r->paper, has_class(tag, "sum") ? PIAL_PAPER_FACTS_SUM
				   : has_class(tag, "grid") ? PIAL_PAPER_FACTS_GRID
							    : PIAL_PAPER_FACTS_LIST);
	return true;
}

static bool end_label(struct reading *r, const struct tag *tag)
{
	(void)tag;
	keep_text(r);
	return true;
}

static bool end_value(struct reading *r, const struct tag *tag)
{
	(void)tag;
	if (!r->paper->block || r->paper->block->kind != PIAL_PAPER_BLOCK_FACTS)
		return false;
	pial_paper_fact_as(r->paper, r->kept.text, r->text.text, r->flags);
	return true;
}

static bool begin_division(struct reading *r, const struct tag *tag)
{
	enum division division = DIVISION_FACT;
	size_t len;
	const char *style = attribute(tag, "style", &len);
	unsigned height = number_after(style, len, "height:");

	if (has_class(tag, "boxes"))
		division = DIVISION_BOXES;
	else if (has_class(tag, "scroll"))
		division = DIVISION_SCROLL;
	else if (height)
		division = DIVISION_ROOM;
	if (r->divisions == DEEPEST || (division == DIVISION_BOXES && r->paper->boxes))
		return false;
	r->division[r->divisions++] = division;
	r->flags = has_class(tag, "marked") ? (unsigned)PIAL_PAPER_MARKED : 0;
	/* Lines are one and a half high, rounded down. */
	if (division == DIVISION_ROOM && !r->paper->boxes)
		return false;
	if (division == DIVISION_ROOM)
		pial_paper_room(r->paper, (2 * height + 2) / 3);
	return true;
}

static bool end_division(struct reading *r, const struct tag *tag)
{
	(void)tag;
	if (!r->divisions)
		return false;
	if (r->division[--r->divisions] == DIVISION_BOXES)
		pial_paper_boxes_end(r->paper);
	return true;
}

static bool begin_box(struct reading *r, const struct tag *tag)
{
	size_t len;
	const char *style = attribute(tag, "style", &len);

	if (!r->divisions || r->division[r->divisions - 1] != DIVISION_BOXES)
		return false;
	r->box = true;
	r->weight = number_after(style, len, "flex-grow:");
	r->flags = (has_class(tag, "right") ? (unsigned)PIAL_PAPER_RIGHT : 0) |
		   (has_class(tag, "frame") ? (unsigned)PIAL_PAPER_FRAME : 0) |
		   (has_class(tag, "marked") ? (unsigned)PIAL_PAPER_MARKED : 0);
	return true;
}

/* ---- Tables ---- */

static bool begin_table(struct reading *r, const struct tag *tag)
{
	(void)tag;
	r->table = true;
	return true;
}

static void put_table(struct reading *r, const char *caption)
{
	if (r->table)
		pial_paper_table(r->paper, caption);
	r->table = false;
}

static bool end_caption(struct reading *r, const struct tag *tag)
{
	(void)tag;
	put_table(r, r->text.text);
	return true;
}

/* The table whose parts are read; NULL: none is. */
static struct pial_paper_block *table_of(struct reading *r)
{
	struct pial_paper_block *block = r->paper->block;

	return block && block->kind == PIAL_PAPER_BLOCK_TABLE ? block : NULL;
}

static bool begin_heads(struct reading *r, const struct tag *tag)
{
	(void)tag;
	r->heads = true;
	return table_of(r) && !table_of(r)->rows;
}

static bool end_heads(struct reading *r, const struct tag *tag)
{
	(void)tag;
	r->heads = false;
	return true;
}

static bool begin_row(struct reading *r, const struct tag *tag)
{
	struct pial_paper_block *table = table_of(r);

	if (r->heads)
		return true;
	if (!table || !table->columns)
		return false;
	pial_paper_row(r->paper, has_class(tag, "section") ? PIAL_PAPER_SECTION
				 : has_class(tag, "subtotal") ? PIAL_PAPER_SUBTOTAL
				 : has_class(tag, "total") ? PIAL_PAPER_TOTAL : PIAL_PAPER_BODY);
	return true;
}

static bool begin_cell(struct reading *r, const struct tag *tag)
{
	struct pial_paper_block *table = table_of(r);
	size_t len;
	const char *span = attribute(tag, "colspan", &len);
	size_t at = table ? table->cells : 0;

	r->flags = has_class(tag, "n") ? (unsigned)PIAL_PAPER_RIGHT : 0;
	r->span = number_after(span, len, "");
	r->span += !r->span;
	r->spans = 0;
	r->fill = has_class(tag, "fill");
	pial_strbuf_clear(&r->text);
	/* A value that heads several rows: those would come back without it. */
	(void)attribute(tag, "rowspan", &len);
	if (len)
		return false;
	if (!table || r->heads)
		return table != NULL;
	if (!table->rows || r->span > table->columns - at)
		return false;
	if (has_class(tag, "first"))
		table->column[at].weight = 1;
	if (r->fill)
		table->column[at].flags |= PIAL_PAPER_FILL;
	return true;
}

/* A line of the cell after the first one; in room to write each line is one. */
static bool begin_part(struct reading *r, const struct tag *tag)
{
	(void)tag;
	if (r->spans++ || !r->fill)
		pial_strbuf_addch(&r->text, '\n');
	return true;
}

static bool end_cell(struct reading *r, const struct tag *tag)
{
	struct pial_paper_block *table = table_of(r);

	(void)tag;
	if (!table || !r->span)
		return false;
	if (r->heads) {
		pial_paper_column(r->paper, r->text.text, 0, r->flags);
		return true;
	}
	if (!table->rows || r->span > table->columns - table->cells)
		return false;
	pial_paper_take(r->paper, &r->text);
	while (--r->span)
		pial_paper_cell(r->paper, "");
	return true;
}

/* ---- Tags ---- */

static const struct {
	const char *name;	/* of the element */
	bool (*begin)(struct reading *r, const struct tag *tag);	/* NULL: nothing to do */
	bool (*end)(struct reading *r, const struct tag *tag);		/* the same */
} element[] = {
	{ "article", begin_article, NULL }, { "h1", begin_title, end_title },
	{ "small", begin_under, NULL }, { "h2", begin_heading, end_heading },
	{ "p", begin_paragraph, end_paragraph }, { "br", break_line, NULL },
	{ "dl", begin_facts, NULL }, { "dt", begin_text, end_label },
	{ "dd", begin_text, end_value }, { "div", begin_division, end_division },
	{ "section", begin_box, NULL }, { "h3", begin_heading, end_heading },
	{ "table", begin_table, NULL }, { "caption", begin_text, end_caption },
	{ "thead", begin_heads, end_heads }, { "tbody", NULL, NULL },
	{ "tr", begin_row, NULL }, { "th", begin_cell, end_cell },
	{ "td", begin_cell, end_cell }, { "span", begin_part, NULL },
	{ "footer", NULL, NULL }, { "a", NULL, NULL },
};

static bool read_tag(struct reading *r, const struct tag *tag)
{
	for (size_t i = 0; i < PIAL_COUNT(element); i++) {
		const char *name = element[i].name;
		bool (*act)(struct reading *, const struct tag *);

		if (strlen(name) != tag->len || memcmp(name, tag->name, tag->len) != 0)
			continue;
		if (!r->paper->sheets && strcmp(name, "article") != 0)
			return false;
		act = tag->closes ? element[i].end : element[i].begin;
		if (*name != 'h')
			put_box(r, "");
		if (strcmp(name, "caption") != 0 && strcmp(name, "table") != 0)
			put_table(r, "");
		return !act || act(r, tag);
	}
	return false;
}

/* Cuts the next tag; what stands before it goes to the text. */
static bool next_tag(struct reading *r, struct tag *tag)
{
	const char *open = memchr(r->at, '<', (size_t)(r->end - r->at)), *close;

	if (!open)
		return false;
	add_text(&r->text, r->at, (size_t)(open - r->at));
	close = memchr(open, '>', (size_t)(r->end - open));
	if (!close)
		return false;
	r->at = close + 1;
	tag->closes = open[1] == '/';
	tag->name = open + 1 + tag->closes;
	for (tag->len = 0; tag->name + tag->len < close && tag->name[tag->len] != ' ';)
		tag->len++;
	tag->attr = tag->name + tag->len;
	tag->attrs = (size_t)(close - tag->attr);
	return true;
}

bool pial_paper_html_read(struct pial_paper *paper, const char *bytes, size_t len)
{
	struct reading r = { .paper = paper, .at = bytes, .end = bytes + len };
	const char *main = find(&r, "<main>\n"), *english = find(&r, "<html lang=\"en\">");
	struct tag tag;
	bool ok = main != NULL;

	if (!ok)
		return false;
	paper->lang = english && english < main ? PIAL_EN : PIAL_FR;
	r.at = main + strlen("<main>\n");
	pial_strbuf_init(&r.text, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&r.kept, PIAL_STRBUF_OUTPUT);
	while ((ok = next_tag(&r, &tag))) {
		if (tag.closes && tag.len == 4 && memcmp(tag.name, "main", 4) == 0)
			break;
		ok = read_tag(&r, &tag);
		if (!ok)
			break;
	}
	pial_strbuf_release(&r.kept);
	pial_strbuf_release(&r.text);
	return ok && paper->sheets && !r.divisions && !r.box && !r.table;
}
