/*
 * Papers being filled.
 *
 * A cursor instead of handles: what is written next goes to the box, the list or the table begun
 * last, as it is read later. Lists grow by doubling inside the arena: what they leave behind is
 * less than what they keep, and a paper lives for the time it takes to render it.
 */
#include "markup/paper_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "markup/chart.h"

#include "base/banned.h"

/* Put in the place of what no document may hold. */
#define REPLACEMENT 0xfffd

void pial_paper_init(struct pial_paper *paper, enum pial_lang lang)
{
	memset(paper, 0, sizeof(*paper));
	pial_arena_init(&paper->arena);
	paper->lang = lang;
	paper->site = "";
}

void pial_paper_release(struct pial_paper *paper)
{
	free(paper->sheet);
	pial_arena_release(&paper->arena);
	memset(paper, 0, sizeof(*paper));
}

/* ---- Texts ---- */

/* Adds valid UTF-8 without what is forbidden; line feeds stay, tabs become tab. */
static void add_clean(struct pial_strbuf *clean, const char *text, size_t len, int32_t tab)
{
	for (size_t at = 0; at < len;) {
		int32_t code = pial_utf8_next(text, len, &at);

		if (code == '\t')
			code = tab;
		else if (code != '\n' && pial_utf8_forbidden(code))
			code = REPLACEMENT;
		pial_utf8_put(clean, code);
	}
}

static const char *copy_clean(struct pial_paper *paper, const char *text, int32_t tab)
{
	struct pial_strbuf clean;
	size_t len = strlen(text);
	const char *copy;

	pial_strbuf_init(&clean, PIAL_STRBUF_OUTPUT);
	for (size_t at = 0; at < len;) {
		size_t good = pial_utf8_invalid(text + at, len - at);

		add_clean(&clean, text + at, good, tab);
		at += good;
		if (at < len) {
			pial_utf8_put(&clean, REPLACEMENT);
			at++;
		}
	}
	copy = pial_arena_strndup(&paper->arena, clean.text, clean.len);
	pial_strbuf_release(&clean);
	return copy;
}

const char *pial_paper_copy(struct pial_paper *paper, const char *text)
{
	return copy_clean(paper, text, ' ');
}

/* ---- Lists ---- */

void *pial_paper_grown(struct pial_paper *paper, void *list, size_t count, size_t *cap,
		       size_t size)
{
	void *more;

	if (count < *cap)
		return list;
	*cap = *cap ? 2 * *cap : 4;
	more = pial_arena_zalloc(&paper->arena, *cap, size);
	if (count)
		memcpy(more, list, count * size);
	return more;
}

/* Where blocks go now. */
static struct pial_paper_flow *flow_of(struct pial_paper *paper)
{
	if (paper->within)
		return paper->within;
	if (paper->boxes)
		return &paper->boxes->box[paper->boxes->boxes - 1].flow;
	return &paper->sheet[paper->sheets - 1].flow;
}

struct pial_paper_block *pial_paper_block(struct pial_paper *paper,
					  enum pial_paper_block_kind kind)
{
	struct pial_paper_block *block = pial_arena_zalloc(&paper->arena, 1, sizeof(*block));
	struct pial_paper_flow *flow = flow_of(paper);

	block->kind = kind;
	block->text = block->under = "";
	if (flow->last)
		flow->last->next = block;
	else
		flow->first = block;
	flow->last = block;
	paper->block = block;
	return block;
}

/* ---- Documents, titles, paragraphs ---- */

void pial_paper_sheet(struct pial_paper *paper, const char *name, const char *foot)
{
	paper->sheet = pial_grow(paper->sheet, paper->sheets, &paper->sheet_cap,
				 sizeof(*paper->sheet));
	paper->sheet[paper->sheets++] = (struct pial_paper_sheet){
		.name = pial_paper_copy(paper, name),
		.foot = pial_paper_copy(paper, foot),
	};
	paper->boxes = paper->block = NULL;
}

void pial_paper_wide(struct pial_paper *paper)
{
	paper->sheet[paper->sheets - 1].wide = true;
}

void pial_paper_title(struct pial_paper *paper, const char *title, const char *under)
{
	struct pial_paper_block *block = pial_paper_block(paper, PIAL_PAPER_BLOCK_TITLE);

	block->text = pial_paper_copy(paper, title);
	block->under = pial_paper_copy(paper, under);
}

void pial_paper_heading(struct pial_paper *paper, const char *text)
{
	pial_paper_block(paper, PIAL_PAPER_BLOCK_HEADING)->text = pial_paper_copy(paper, text);
}

void pial_paper_text(struct pial_paper *paper, enum pial_paper_style style, const char *text)
{
	struct pial_paper_block *block;

	if (!*text)
		return;
	block = pial_paper_block(paper, PIAL_PAPER_BLOCK_TEXT);
	block->text = pial_paper_copy(paper, text);
	block->style = style;
}

/* ---- Facts ---- */

void pial_paper_facts(struct pial_paper *paper, enum pial_paper_facts_kind layout)
{
	pial_paper_block(paper, PIAL_PAPER_BLOCK_FACTS)->layout = layout;
}

void pial_paper_fact_as(struct pial_paper *paper, const char *label, const char *value,
			unsigned flags)
{
	struct pial_paper_block *block = paper->block;

	if (!*value)
		return;
	block->fact = pial_paper_grown(paper, block->fact, block->facts, &block->fact_cap,
				       sizeof(*block->fact));
	block->fact[block->facts++] = (struct pial_paper_fact){
		.label = pial_paper_copy(paper, label),
		.value = pial_paper_copy(paper, value),
		.flags = flags,
	};
}

void pial_paper_fact(struct pial_paper *paper, const char *label, const char *value)
{
	pial_paper_fact_as(paper, label, value, 0);
}

/* ---- Boxes ---- */

void pial_paper_box(struct pial_paper *paper, const char *head, unsigned weight, unsigned flags)
{
	struct pial_paper_block *boxes = paper->boxes;

	if (!boxes)
		boxes = pial_paper_block(paper, PIAL_PAPER_BLOCK_BOXES);
	boxes->box = pial_paper_grown(paper, boxes->box, boxes->boxes, &boxes->box_cap,
				      sizeof(*boxes->box));
	boxes->box[boxes->boxes++] = (struct pial_paper_box){
		.head = pial_paper_copy(paper, head),
		.weight = weight ? weight : 1,
		.flags = flags,
	};
	paper->boxes = boxes;
	paper->block = NULL;
}

void pial_paper_room(struct pial_paper *paper, unsigned lines)
{
	paper->boxes->box[paper->boxes->boxes - 1].room = lines;
}

void pial_paper_boxes_end(struct pial_paper *paper)
{
	paper->boxes = paper->block = NULL;
}

/* ---- Tables ---- */

void pial_paper_table(struct pial_paper *paper, const char *caption)
{
	pial_paper_block(paper, PIAL_PAPER_BLOCK_TABLE)->text = pial_paper_copy(paper, caption);
}

void pial_paper_column(struct pial_paper *paper, const char *head, unsigned weight,
		       unsigned flags)
{
	struct pial_paper_block *table = paper->block;

	table->column = pial_paper_grown(paper, table->column, table->columns, &table->column_cap,
					 sizeof(*table->column));
	table->column[table->columns++] = (struct pial_paper_column){
		.head = pial_paper_copy(paper, head),
		.group = "",
		.weight = weight,
		.flags = flags,
	};
}

void pial_paper_group(struct pial_paper *paper, const char *group)
{
	struct pial_paper_block *table = paper->block;

	table->column[table->columns - 1].group = pial_paper_copy(paper, group);
}

void pial_paper_dense(struct pial_paper *paper)
{
	paper->block->dense = true;
}

void pial_paper_bare(struct pial_paper *paper)
{
	paper->block->dense = paper->block->bare = true;
}

void pial_paper_matrix(struct pial_paper *paper)
{
	paper->block->matrix = true;
}

void pial_paper_row(struct pial_paper *paper, enum pial_paper_row_kind kind)
{
	struct pial_paper_block *table = paper->block;
	struct pial_paper_row row = { kind, NULL, NULL };

	row.cell = pial_arena_zalloc(&paper->arena, table->columns, sizeof(*row.cell));
	for (size_t i = 0; i < table->columns; i++)
		row.cell[i] = "";
	table->row = pial_paper_grown(paper, table->row, table->rows, &table->row_cap,
				      sizeof(*table->row));
	table->row[table->rows++] = row;
	table->cells = 0;
}

void pial_paper_cell(struct pial_paper *paper, const char *text)
{
	struct pial_paper_block *table = paper->block;

	table->row[table->rows - 1].cell[table->cells++] =
		copy_clean(paper, text, table->matrix ? '\t' : ' ');
}

void pial_paper_take(struct pial_paper *paper, struct pial_strbuf *text)
{
	pial_paper_cell(paper, text->text);
	pial_strbuf_clear(text);
}

/* ---- Links ---- */

/* A target as it may stand in an attribute; NULL for one that is not relative. */
static const char *safe_target(struct pial_paper *paper, const char *target)
{
	struct pial_strbuf safe;
	const char *copy;

	if (!*target || *target == '/')
		return NULL;
	pial_strbuf_init(&safe, PIAL_STRBUF_OUTPUT);
	for (; *target; target++) {
		unsigned char byte = (unsigned char)*target;
		bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
			     (byte >= '0' && byte <= '9') || strchr("-._~/#", byte);

		if (plain)
			pial_strbuf_addch(&safe, (char)byte);
		else
			pial_strbuf_addf(&safe, "%%%02X", byte);
	}
	copy = pial_arena_strndup(&paper->arena, safe.text, safe.len);
	pial_strbuf_release(&safe);
	return copy;
}

static void link_cell(struct pial_paper *paper, struct pial_paper_block *table, const char *link)
{
	struct pial_paper_row *row = table->rows ? &table->row[table->rows - 1] : NULL;

	if (!row || !table->cells)
		return;
	if (!row->link)
		row->link = pial_arena_zalloc(&paper->arena, table->columns, sizeof(*row->link));
	row->link[table->cells - 1] = link;
}

void pial_paper_link(struct pial_paper *paper, const char *target)
{
	struct pial_paper_block *block = paper->block;
	const char *link = safe_target(paper, target);

	if (!link || !block)
		return;
	switch (block->kind) {
	case PIAL_PAPER_BLOCK_HEADING:
	case PIAL_PAPER_BLOCK_TEXT:
		block->link = link;
		break;
	case PIAL_PAPER_BLOCK_FACTS:
		if (block->facts)
			block->fact[block->facts - 1].link = link;
		break;
	case PIAL_PAPER_BLOCK_TABLE:
		link_cell(paper, block, link);
		break;
	case PIAL_PAPER_BLOCK_CHART:
		if (block->chart->rows)
			block->chart->row[block->chart->rows - 1].link = link;
		break;
	case PIAL_PAPER_BLOCK_TITLE:
	case PIAL_PAPER_BLOCK_BOXES:
		break;
	}
}

void pial_paper_site(struct pial_paper *paper, const char *name)
{
	paper->site = pial_paper_copy(paper, name);
}

void pial_paper_nav(struct pial_paper *paper, const char *label, const char *target, bool here)
{
	const char *safe = safe_target(paper, target);

	if (!safe)
		return;
	paper->entry = pial_paper_grown(paper, paper->entry, paper->entries, &paper->entry_cap,
					sizeof(*paper->entry));
	paper->entry[paper->entries++] = (struct pial_paper_entry){
		.label = pial_paper_copy(paper, label),
		.target = safe,
		.here = here,
	};
}

static bool is_empty_column(const struct pial_paper_block *table, size_t column)
{
	for (size_t r = 0; r < table->rows; r++)
		if (*table->row[r].cell[column])
			return false;
	return true;
}

static void drop_column(struct pial_paper_block *table, size_t column)
{
	size_t after = --table->columns - column;

	memmove(&table->column[column], &table->column[column + 1],
		after * sizeof(*table->column));
	for (size_t r = 0; r < table->rows; r++) {
		struct pial_paper_row *row = &table->row[r];

		memmove(&row->cell[column], &row->cell[column + 1], after * sizeof(*row->cell));
		if (row->link)
			memmove(&row->link[column], &row->link[column + 1],
				after * sizeof(*row->link));
	}
}

void pial_paper_drop_empty(struct pial_paper *paper)
{
	struct pial_paper_block *table = paper->block;

	for (size_t i = table->columns; i-- > 1;)
		if (is_empty_column(table, i))
			drop_column(table, i);
}

size_t pial_paper_span(const struct pial_paper_block *table, const struct pial_paper_row *row,
		       size_t at)
{
	size_t end = at + 1;

	if (row->kind != PIAL_PAPER_BODY && !at)
		while (end < table->columns && !*row->cell[end])
			end++;
	return end - at;
}

size_t pial_paper_longest(const char *text, const char *signs)
{
	size_t most = 0;

	for (size_t len; *text; text += len + (text[len] != '\0')) {
		size_t width;

		len = strcspn(text, signs);
		width = pial_utf8_width(text, len);
		most = width > most ? width : most;
	}
	return most;
}

bool pial_paper_runs_on(const struct pial_paper_block *table, size_t row)
{
	return row && table->column[0].flags & PIAL_PAPER_RUN &&
	       !strcmp(table->row[row - 1].cell[0], table->row[row].cell[0]);
}
