/*
 * Cells in one array, rows as offsets into it.
 *
 * A sheet is built from top to bottom and from left to right, by those who lay one out as by the
 * reader of a file, so no row ever grows after the next was begun. A row of nothing costs one
 * offset: sheets with a note in row 900,000 are real.
 */
#include "io/workbook.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "num/decimal.h"

#include "base/banned.h"

/* Longest name of a sheet in Excel, in characters. */
#define NAME_MAX_CHARS 31
/* Room for a decimal number. */
#define NUMBER_MAX 64

void pial_workbook_init(struct pial_workbook *book, enum pial_lang lang)
{
	memset(book, 0, sizeof(*book));
	pial_arena_init(&book->arena);
	book->lang = lang == PIAL_LANG_NONE ? PIAL_FR : lang;
	book->title = "";
}

void pial_workbook_release(struct pial_workbook *book)
{
	for (size_t i = 0; i < book->sheets; i++) {
		free(book->sheet[i]->start);
		free(book->sheet[i]->cell);
		free(book->sheet[i]->rule);
	}
	free(book->sheet);
	pial_arena_release(&book->arena);
	memset(book, 0, sizeof(*book));
}

/* A name that every program takes. */
static const char *tab_name(struct pial_arena *arena, const char *name)
{
	size_t len = strlen(name), at = 0, chars;
	char *tab;

	for (chars = 0; chars < NAME_MAX_CHARS && at < len; chars++)
		pial_utf8_next(name, len, &at);
	tab = pial_arena_strndup(arena, name, at);
	for (char *c = tab; *c; c++)
		if (strchr("[]*?:/\\", *c) || (unsigned char)*c < 0x20 ||
		    (*c == '\'' && (c == tab || !c[1])))
			*c = '_';
	return tab;
}

struct pial_wsheet *pial_workbook_sheet(struct pial_workbook *book, const char *name)
{
	struct pial_wsheet *sheet = pial_arena_zalloc(&book->arena, 1, sizeof(*sheet));

	sheet->arena = &book->arena;
	sheet->name = tab_name(&book->arena, name);
	sheet->page.head = sheet->page.foot = "";
	book->sheet = pial_grow(book->sheet, book->sheets, &book->sheet_cap, sizeof(*book->sheet));
	book->sheet[book->sheets++] = sheet;
	return sheet;
}

void pial_wsheet_row(struct pial_wsheet *sheet)
{
	size_t cap = sheet->row_cap;

	sheet->start = pial_grow(sheet->start, sheet->rows, &cap, sizeof(*sheet->start));
	sheet->row_cap = (uint32_t)cap;
	sheet->start[sheet->rows++] = sheet->cells;
}

static struct pial_wcell *add(struct pial_wsheet *sheet, enum pial_wkind kind,
			      enum pial_wstyle style, const char *text, size_t len)
{
	struct pial_wcell *cell;
	uint32_t column;

	sheet->cell = pial_grow(sheet->cell, sheet->cells, &sheet->cell_cap, sizeof(*sheet->cell));
	cell = &sheet->cell[sheet->cells++];
	memset(cell, 0, sizeof(*cell));
	cell->kind = (uint8_t)kind;
	cell->style = (uint8_t)style;
	cell->decimals = PIAL_WORKBOOK_GENERAL;
	cell->text = len ? pial_arena_strndup(sheet->arena, text, len) : "";
	cell->len = (uint32_t)len;
	column = (uint32_t)(sheet->cells - sheet->start[sheet->rows - 1]);
	if (column > sheet->columns)
		sheet->columns = column;
	return cell;
}

struct pial_wcell *pial_wsheet_empty(struct pial_wsheet *sheet, enum pial_wstyle style)
{
	return add(sheet, PIAL_WKIND_EMPTY, style, "", 0);
}

struct pial_wcell *pial_wsheet_text(struct pial_wsheet *sheet, enum pial_wstyle style,
				    const char *text, size_t len)
{
	return add(sheet, len ? PIAL_WKIND_TEXT : PIAL_WKIND_EMPTY, style, text, len);
}

static struct pial_wcell *add_decimal(struct pial_wsheet *sheet, enum pial_wkind kind,
				      enum pial_wstyle style, int64_t value, unsigned scale)
{
	struct pial_wcell *cell;
	struct pial_strbuf text;

	pial_strbuf_init(&text, NUMBER_MAX);
	pial_decimal_format(&text, value, scale, 0, '.');
	cell = add(sheet, kind, style, text.text, text.len);
	pial_strbuf_release(&text);
	return cell;
}

struct pial_wcell *pial_wsheet_number(struct pial_wsheet *sheet, enum pial_wstyle style,
				      int64_t value, unsigned scale, unsigned decimals)
{
	struct pial_wcell *cell = add_decimal(sheet, PIAL_WKIND_NUMBER, style, value, scale);

	cell->decimals = (uint8_t)decimals;
	return cell;
}

struct pial_wcell *pial_wsheet_percent(struct pial_wsheet *sheet, enum pial_wstyle style,
				       int64_t value, unsigned scale)
{
	return add_decimal(sheet, PIAL_WKIND_PERCENT, style, value, scale);
}

struct pial_wcell *pial_wsheet_date(struct pial_wsheet *sheet, enum pial_wstyle style,
				    struct pial_date date)
{
	struct pial_wcell *cell;
	struct pial_strbuf text;

	pial_strbuf_init(&text, NUMBER_MAX);
	pial_date_format(&text, date);
	cell = add(sheet, text.len ? PIAL_WKIND_DATE : PIAL_WKIND_EMPTY, style, text.text,
		   text.len);
	pial_strbuf_release(&text);
	return cell;
}

struct pial_wcell *pial_wsheet_formula(struct pial_wsheet *sheet, enum pial_wstyle style,
				       const char *formula, enum pial_wkind kind,
				       const char *result)
{
	struct pial_wcell *cell = add(sheet, kind, style, result, strlen(result));

	cell->formula = pial_arena_strdup(sheet->arena, formula);
	return cell;
}

void pial_wsheet_merge(struct pial_wsheet *sheet, unsigned across, unsigned down)
{
	struct pial_wcell *cell = &sheet->cell[sheet->cells - 1];
	enum pial_wstyle style = cell->style;

	cell->across = (uint8_t)across;
	cell->down = (uint16_t)down;
	for (unsigned i = 1; i < across; i++)
		pial_wsheet_empty(sheet, style);
}

void pial_wsheet_column(struct pial_wsheet *sheet, unsigned column, unsigned width, bool hidden)
{
	sheet->column[column].width = (uint16_t)width;
	sheet->column[column].hidden = hidden;
	if (column >= sheet->columns)
		sheet->columns = column + 1;
}

static struct pial_wrule *add_rule(struct pial_wsheet *sheet, unsigned column, uint32_t from,
				   uint32_t to)
{
	struct pial_wrule *rule;

	sheet->rule = pial_grow(sheet->rule, sheet->rules, &sheet->rule_cap, sizeof(*sheet->rule));
	rule = &sheet->rule[sheet->rules++];
	memset(rule, 0, sizeof(*rule));
	rule->column = column;
	rule->from = from;
	rule->to = to;
	return rule;
}

static void say_rule(struct pial_wsheet *sheet, struct pial_wrule *rule, const char *title,
		     const char *help, const char *fault)
{
	rule->title = pial_arena_strdup(sheet->arena, title);
	rule->help = pial_arena_strdup(sheet->arena, help);
	rule->fault = pial_arena_strdup(sheet->arena, fault);
}

void pial_wsheet_choices(struct pial_wsheet *sheet, unsigned column, uint32_t from, uint32_t to,
			 const char *const *choice, size_t choices, const char *title,
			 const char *help, const char *fault)
{
	struct pial_wrule *rule = add_rule(sheet, column, from, to);
	const char **copy = pial_arena_zalloc(sheet->arena, choices + 1, sizeof(*copy));

	for (size_t i = 0; i < choices; i++)
		copy[i] = pial_arena_strdup(sheet->arena, choice[i]);
	rule->choice = copy;
	rule->choices = choices;
	say_rule(sheet, rule, title, help, fault);
}

void pial_wsheet_numbers(struct pial_wsheet *sheet, unsigned column, uint32_t from, uint32_t to,
			 const char *title, const char *help, const char *fault)
{
	say_rule(sheet, add_rule(sheet, column, from, to), title, help, fault);
}

uint32_t pial_wsheet_cells(const struct pial_wsheet *sheet, uint32_t row,
			   const struct pial_wcell **cell)
{
	size_t end = row + 1 < sheet->rows ? sheet->start[row + 1] : sheet->cells;
	size_t count = row < sheet->rows ? end - sheet->start[row] : 0;

	*cell = count ? &sheet->cell[sheet->start[row]] : NULL;
	return (uint32_t)count;
}

const struct pial_wcell *pial_wsheet_at(const struct pial_wsheet *sheet, uint32_t row,
					uint32_t column)
{
	static const struct pial_wcell none = { .text = "" };
	const struct pial_wcell *cell;

	return column < pial_wsheet_cells(sheet, row, &cell) ? cell + column : &none;
}

void pial_workbook_letters(struct pial_strbuf *out, uint32_t column)
{
	char reversed[8];
	size_t n = 0;

	for (column++; column && n < sizeof(reversed); column = (column - 1) / 26)
		reversed[n++] = (char)('A' + (column - 1) % 26);
	while (n)
		pial_strbuf_addch(out, reversed[--n]);
}
