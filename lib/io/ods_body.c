/*
 * The content of a workbook in OpenDocument: rules, sheets, rows, cells.
 *
 * Neighbours that are equal and empty are written once and counted (part 3, 9.1.4), as programs do.
 * Beside a value stands the text it is shown as, for readers that compute and format nothing.
 *
 * A list of allowed texts that would not fit Excel's 255 characters stands in a sheet of its own,
 * hidden, and the rule names its cells: longer lists in a rule make files that Excel repairs.
 */
#include "io/ods_priv.h"

#include <string.h>

#include "base/banned.h"

/* Longest list written into a rule, in bytes with its quotes and separators. */
#define LIST_MAX 250

/* ---- Texts ---- */

/* One line: runs of blanks, and blanks at its ends, are elements. */
static void write_line(struct pial_ods *ods, const char *text, size_t len)
{
	size_t from = 0;

	for (size_t at = 0; at < len;) {
		size_t run = 0;

		if (text[at] == '\t') {
			pial_xml_text(&ods->xml, text + from, at - from);
			pial_xml_element(&ods->xml, "text:tab", NULL);
			from = ++at;
			continue;
		}
		while (at + run < len && text[at + run] == ' ')
			run++;
		if (!run) {
			at++;
			continue;
		}
		/* A single blank between words is itself; else all but the first are counted. */
		if (run > 1 || at == 0 || at + run == len) {
			bool first_too = at == 0 || at + run == len;
			size_t kept = first_too ? 0 : 1;

			pial_xml_text(&ods->xml, text + from, at + kept - from);
			pial_xml_open(&ods->xml, "text:s");
			pial_xml_attr_int(&ods->xml, "text:c", (int64_t)(run - kept));
			pial_xml_close(&ods->xml);
			from = at + run;
		}
		at += run;
	}
	pial_xml_text(&ods->xml, text + from, len - from);
}

void pial_ods_paragraphs(struct pial_ods *ods, const char *text, size_t len)
{
	for (;;) {
		const char *lf = memchr(text, '\n', len);
		size_t line = lf ? (size_t)(lf - text) : len;

		pial_xml_open(&ods->xml, "text:p");
		write_line(ods, text, line);
		pial_xml_close(&ods->xml);
		if (!lf)
			return;
		text += line + 1;
		len -= line + 1;
	}
}

/* Adds the name of a sheet as an address has it: 'Name', apostrophes doubled. */
static void sheet_name(struct pial_strbuf *out, const char *name)
{
	pial_strbuf_addch(out, '\'');
	for (; *name; name++) {
		if (*name == '\'')
			pial_strbuf_addch(out, '\'');
		pial_strbuf_addch(out, *name);
	}
	pial_strbuf_addch(out, '\'');
}

/* Adds 'Name'.C4. */
static void address(struct pial_strbuf *out, const char *name, uint32_t column, uint32_t row)
{
	sheet_name(out, name);
	pial_strbuf_addch(out, '.');
	pial_workbook_letters(out, column);
	pial_strbuf_addint(out, (int64_t)row + 1);
}

/* ---- Rules ---- */

static const char *lists_name(const struct pial_ods *ods)
{
	return ods->book->lang == PIAL_EN ? "Lists" : "Listes";
}

/* True for a list that needs cells of its own. */
static bool is_long(const struct pial_wrule *rule)
{
	size_t bytes = 0;

	for (size_t i = 0; i < rule->choices; i++)
		bytes += strlen(rule->choice[i]) + 3;
	return bytes > LIST_MAX;
}

/* Adds a text of a formula, quotes doubled. */
static void quoted(struct pial_strbuf *out, const char *text)
{
	pial_strbuf_addch(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			pial_strbuf_addch(out, '"');
		pial_strbuf_addch(out, *text);
	}
	pial_strbuf_addch(out, '"');
}

/* Adds the condition of a rule; a long list is the next column of the sheet of lists. */
static void condition(struct pial_ods *ods, const struct pial_wrule *rule, uint32_t list)
{
	struct pial_strbuf *out = &ods->scratch;

	pial_strbuf_clear(out);
	if (!rule->choice) {
		pial_strbuf_addstr(out, "of:cell-content-is-decimal-number() and "
					"cell-content()>=0");
		return;
	}
	pial_strbuf_addstr(out, "of:cell-content-is-in-list(");
	if (is_long(rule)) {
		pial_strbuf_addf(out, "[$%s.$", lists_name(ods));
		pial_workbook_letters(out, list);
		pial_strbuf_addstr(out, "$1:.$");
		pial_workbook_letters(out, list);
		pial_strbuf_addf(out, "$%zu]", rule->choices);
	}
	for (size_t i = 0; i < rule->choices && !is_long(rule); i++) {
		if (i)
			pial_strbuf_addch(out, ';');
		quoted(out, rule->choice[i]);
	}
	pial_strbuf_addch(out, ')');
}

static void message(struct pial_ods *ods, const char *element, const char *title, const char *text)
{
	pial_xml_open(&ods->xml, element);
	pial_xml_attr(&ods->xml, "table:title", title);
	pial_xml_attr(&ods->xml, "table:display", "true");
	if (!strcmp(element, "table:error-message"))
		pial_xml_attr(&ods->xml, "table:message-type", "stop");
	pial_ods_paragraphs(ods, text, strlen(text));
	pial_xml_close(&ods->xml);
}

static void write_rule(struct pial_ods *ods, const struct pial_wsheet *sheet,
		       const struct pial_wrule *rule, size_t n, uint32_t list)
{
	pial_xml_open(&ods->xml, "table:content-validation");
	pial_strbuf_clear(&ods->scratch);
	pial_strbuf_addf(&ods->scratch, "val%zu", n);
	pial_xml_attr(&ods->xml, "table:name", ods->scratch.text);
	condition(ods, rule, list);
	pial_xml_attr(&ods->xml, "table:condition", ods->scratch.text);
	pial_xml_attr(&ods->xml, "table:allow-empty-cell", "true");
	if (rule->choice)
		pial_xml_attr(&ods->xml, "table:display-list", "unsorted");
	pial_strbuf_clear(&ods->scratch);
	address(&ods->scratch, sheet->name, rule->column, rule->from);
	pial_xml_attr(&ods->xml, "table:base-cell-address", ods->scratch.text);
	if (rule->title[0] || rule->help[0])
		message(ods, "table:help-message", rule->title, rule->help);
	message(ods, "table:error-message", rule->title, rule->fault);
	pial_xml_close(&ods->xml);
}

/* All rules, numbered through the document; returns how many lists need cells of their own. */
static uint32_t write_rules(struct pial_ods *ods)
{
	uint32_t lists = 0;
	size_t n = 0;

	for (size_t s = 0; s < ods->book->sheets; s++) {
		const struct pial_wsheet *sheet = ods->book->sheet[s];

		for (size_t i = 0; i < sheet->rules; i++) {
			if (!n)
				pial_xml_open(&ods->xml, "table:content-validations");
			write_rule(ods, sheet, &sheet->rule[i], ++n, lists);
			lists += sheet->rule[i].choice && is_long(&sheet->rule[i]);
		}
	}
	if (n)
		pial_xml_close(&ods->xml);
	return lists;
}

/* The number of the rule of a cell, before those of the sheet are numbered; 0: none. */
static size_t rule_of(const struct pial_wsheet *sheet, uint32_t column, uint32_t row)
{
	for (size_t i = 0; i < sheet->rules; i++)
		if (sheet->rule[i].column == column && row >= sheet->rule[i].from &&
		    row <= sheet->rule[i].to)
			return i + 1;
	return 0;
}

/* The sheet of long lists: a column each. Returns how many columns are written. */
static void write_lists(struct pial_ods *ods, uint32_t lists)
{
	const struct pial_wrule *list[PIAL_WORKBOOK_COLUMNS];
	size_t count = 0, rows = 0;

	for (size_t s = 0; s < ods->book->sheets; s++)
		for (size_t i = 0; i < ods->book->sheet[s]->rules; i++) {
			const struct pial_wrule *rule = &ods->book->sheet[s]->rule[i];

			if (count < lists && count < PIAL_WORKBOOK_COLUMNS && rule->choice &&
			    is_long(rule)) {
				list[count++] = rule;
				rows = rule->choices > rows ? rule->choices : rows;
			}
		}
	pial_xml_open(&ods->xml, "table:table");
	pial_xml_attr(&ods->xml, "table:name", lists_name(ods));
	pial_xml_attr(&ods->xml, "table:style-name", "ta0");
	pial_xml_attr(&ods->xml, "table:print", "false");
	pial_xml_open(&ods->xml, "table:table-column");
	pial_xml_attr_int(&ods->xml, "table:number-columns-repeated", (int64_t)count);
	pial_xml_close(&ods->xml);
	for (size_t r = 0; r < rows; r++) {
		pial_xml_open(&ods->xml, "table:table-row");
		for (size_t i = 0; i < count; i++) {
			pial_xml_open(&ods->xml, "table:table-cell");
			if (r < list[i]->choices) {
				pial_xml_attr(&ods->xml, "office:value-type", "string");
				pial_ods_paragraphs(ods, list[i]->choice[r],
						    strlen(list[i]->choice[r]));
			}
			pial_xml_close(&ods->xml);
		}
		pial_xml_close(&ods->xml);
	}
	pial_xml_close(&ods->xml);
}

/* ---- Cells ---- */

/* Adds a number as it is shown: the document's mark, and at least so many decimals. */
static void shown_number(struct pial_ods *ods, const struct pial_wcell *cell)
{
	const char *point = strchr(cell->text, '.');
	size_t decimals = point ? strlen(point + 1) : 0;
	char mark = ods->book->lang == PIAL_EN ? '.' : ',';

	for (const char *c = cell->text; *c; c++)
		pial_strbuf_addch(&ods->scratch, *c == '.' ? mark : *c);
	if (cell->kind != PIAL_WKIND_NUMBER || cell->decimals == PIAL_WORKBOOK_GENERAL ||
	    decimals >= cell->decimals)
		return;
	if (!decimals)
		pial_strbuf_addch(&ods->scratch, mark);
	pial_strbuf_addchars(&ods->scratch, '0', cell->decimals - decimals);
}

/* Adds a date as its format shows it. */
static void shown_date(struct pial_ods *ods, const struct pial_wcell *cell)
{
	static const char day[2][7][5] = {
		{ "lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim." },
		{ "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" },
	};
	bool english = ods->book->lang == PIAL_EN;
	struct pial_date date;
	int y, m, d;

	if (pial_date_parse(cell->text, cell->len, &date) != PIAL_DATE_OK) {
		pial_strbuf_add(&ods->scratch, cell->text, cell->len);
		return;
	}
	pial_date_parts(date, &y, &m, &d);
	if (cell->day_name)
		pial_strbuf_addf(&ods->scratch, "%s ", day[english][pial_date_weekday(date) - 1]);
	if (english)
		pial_strbuf_addf(&ods->scratch, "%04d-%02d-%02d", y, m, d);
	else
		pial_strbuf_addf(&ods->scratch, "%02d/%02d/%04d", d, m, y);
}

/*
 * The percentage as a share: two places to the left, digit by digit. "8.5" is 0.085.
 */
static void share(struct pial_strbuf *out, const char *text)
{
	const char *digits = *text == '-' ? text + 1 : text;
	size_t whole = strcspn(digits, ".");

	if (digits != text)
		pial_strbuf_addch(out, '-');
	if (whole > 2)
		pial_strbuf_add(out, digits, whole - 2);
	else
		pial_strbuf_addch(out, '0');
	pial_strbuf_addch(out, '.');
	pial_strbuf_addchars(out, '0', whole < 2 ? 2 - whole : 0);
	pial_strbuf_add(out, digits + (whole > 2 ? whole - 2 : 0), whole > 2 ? 2 : whole);
	if (digits[whole])
		pial_strbuf_addstr(out, digits + whole + 1);
}

/* The attributes of a value. */
static void write_value(struct pial_ods *ods, const struct pial_wcell *cell)
{
	pial_strbuf_clear(&ods->scratch);
	switch ((enum pial_wkind)cell->kind) {
	case PIAL_WKIND_NUMBER:
		pial_xml_attr(&ods->xml, "office:value-type", "float");
		pial_xml_attr(&ods->xml, "office:value", cell->text);
		return;
	case PIAL_WKIND_PERCENT:
		pial_xml_attr(&ods->xml, "office:value-type", "percentage");
		share(&ods->scratch, cell->text);
		pial_xml_attr(&ods->xml, "office:value", ods->scratch.text);
		return;
	case PIAL_WKIND_DATE:
		pial_xml_attr(&ods->xml, "office:value-type", "date");
		pial_xml_attr(&ods->xml, "office:date-value", cell->text);
		return;
	case PIAL_WKIND_BOOLEAN:
		pial_xml_attr(&ods->xml, "office:value-type", "boolean");
		pial_xml_attr(&ods->xml, "office:boolean-value",
			      strcmp(cell->text, "VRAI") ? "false" : "true");
		return;
	case PIAL_WKIND_TEXT:
	case PIAL_WKIND_ERROR:
		pial_xml_attr(&ods->xml, "office:value-type", "string");
		return;
	case PIAL_WKIND_EMPTY:
		return;
	}
}

/* The text that a value is shown as. */
static void write_shown(struct pial_ods *ods, const struct pial_wcell *cell)
{
	struct pial_strbuf *out = &ods->scratch;

	pial_strbuf_clear(out);
	if (cell->kind == PIAL_WKIND_DATE)
		shown_date(ods, cell);
	else if (cell->kind == PIAL_WKIND_NUMBER || cell->kind == PIAL_WKIND_PERCENT)
		shown_number(ods, cell);
	if (cell->kind == PIAL_WKIND_PERCENT)
		pial_strbuf_addstr(out, ods->book->lang == PIAL_EN ? "%" : "\xc2\xa0%");
	if (out->len)
		pial_ods_paragraphs(ods, out->text, out->len);
	else if (cell->kind != PIAL_WKIND_EMPTY)
		pial_ods_paragraphs(ods, cell->text, cell->len);
}

/* What a cell is called: covered by a merged one above or on its left, or not. */
enum cover { BARE, COVERED };

static void write_cell(struct pial_ods *ods, const struct pial_wcell *cell, enum cover cover,
		       size_t rule, size_t times)
{
	pial_xml_open(&ods->xml, cover == COVERED ? "table:covered-table-cell" :
						    "table:table-cell");
	pial_strbuf_clear(&ods->scratch);
	pial_strbuf_addf(&ods->scratch, "ce%u",
			 ods->look[cell->style][pial_ods_format_of(cell)]);
	pial_xml_attr(&ods->xml, "table:style-name", ods->scratch.text);
	if (rule) {
		pial_strbuf_clear(&ods->scratch);
		pial_strbuf_addf(&ods->scratch, "val%zu", rule);
		pial_xml_attr(&ods->xml, "table:content-validation-name", ods->scratch.text);
	}
	if (times > 1)
		pial_xml_attr_int(&ods->xml, "table:number-columns-repeated", (int64_t)times);
	if (cell->across > 1 || cell->down > 1) {
		pial_xml_attr_int(&ods->xml, "table:number-columns-spanned",
				  cell->across ? cell->across : 1);
		pial_xml_attr_int(&ods->xml, "table:number-rows-spanned",
				  cell->down ? cell->down : 1);
	}
	if (cell->formula) {
		pial_strbuf_clear(&ods->scratch);
		pial_strbuf_addf(&ods->scratch, "of:%s", cell->formula);
		pial_xml_attr(&ods->xml, "table:formula", ods->scratch.text);
	}
	write_value(ods, cell);
	if (cover == BARE)
		write_shown(ods, cell);
	pial_xml_close(&ods->xml);
}

/* Rows that each column stays covered by a merged cell above; with the columns of that cell. */
struct covers {
	uint32_t until[PIAL_WORKBOOK_COLUMNS];	/* first row that is not covered */
};

static bool equal_empty(const struct pial_wcell *a, const struct pial_wcell *b)
{
	return a->kind == PIAL_WKIND_EMPTY && b->kind == PIAL_WKIND_EMPTY && !b->formula &&
	       !a->formula && a->style == b->style && a->across <= 1 && b->across <= 1 &&
	       a->down <= 1 && b->down <= 1 &&
	       pial_ods_format_of(a) == pial_ods_format_of(b);
}

static void note_cover(struct covers *covers, const struct pial_wcell *cell, uint32_t row,
		       uint32_t column)
{
	for (uint32_t i = 0; i < cell->across || i < 1; i++)
		if (column + i < PIAL_WORKBOOK_COLUMNS)
			covers->until[column + i] = row + (cell->down > 1 ? cell->down : 1);
}

static void write_row(struct pial_ods *ods, const struct pial_wsheet *sheet, uint32_t row,
		      size_t rules_before, struct covers *covers)
{
	const struct pial_wcell *cell;
	uint32_t count = pial_wsheet_cells(sheet, row, &cell), across = 0;

	pial_xml_open(&ods->xml, "table:table-row");
	pial_xml_attr(&ods->xml, "table:style-name", "ro1");
	if (!count)
		pial_xml_element(&ods->xml, "table:table-cell", NULL);
	for (uint32_t i = 0; i < count;) {
		bool covered = across > 0 || covers->until[i] > row;
		size_t rule = rule_of(sheet, i, row);
		uint32_t times = 1;

		if (cell[i].across > 1 || cell[i].down > 1) {
			note_cover(covers, &cell[i], row, i);
			across = cell[i].across > 1 ? cell[i].across - 1u : 0;
			covered = false;
		} else if (across) {
			across--;
		}
		while (!covered && !rule && i + times < count &&
		       equal_empty(&cell[i], &cell[i + times]) &&
		       covers->until[i + times] <= row && !rule_of(sheet, i + times, row))
			times++;
		write_cell(ods, &cell[i], covered ? COVERED : BARE,
			   rule ? rules_before + rule : 0, times);
		i += times;
	}
	pial_xml_close(&ods->xml);
}

/* ---- Sheets ---- */

static void write_columns(struct pial_ods *ods, const struct pial_wsheet *sheet)
{
	for (uint32_t i = 0; i < sheet->columns || i < 1; i++) {
		pial_xml_open(&ods->xml, "table:table-column");
		if (i < sheet->columns) {
			pial_strbuf_clear(&ods->scratch);
			pial_strbuf_addf(&ods->scratch, "co%u",
					 pial_ods_width(ods, sheet->column[i].width));
			pial_xml_attr(&ods->xml, "table:style-name", ods->scratch.text);
		}
		if (sheet->column[i].hidden)
			pial_xml_attr(&ods->xml, "table:visibility", "collapse");
		pial_xml_attr(&ods->xml, "table:default-cell-style-name", "Default");
		pial_xml_close(&ods->xml);
	}
}

/* The attributes of a sheet. What is printed is what it holds. */
static void sheet_attributes(struct pial_ods *ods, const struct pial_wsheet *sheet, size_t n)
{
	pial_xml_attr(&ods->xml, "table:name", sheet->name);
	pial_strbuf_clear(&ods->scratch);
	pial_strbuf_addf(&ods->scratch, "ta%zu", n);
	pial_xml_attr(&ods->xml, "table:style-name", ods->scratch.text);
	if (sheet->locked)
		pial_xml_attr(&ods->xml, "table:protected", "true");
	if (!sheet->rows || !sheet->columns)
		return;
	pial_strbuf_clear(&ods->scratch);
	address(&ods->scratch, sheet->name, 0, 0);
	pial_strbuf_addch(&ods->scratch, ':');
	address(&ods->scratch, sheet->name, sheet->columns - 1, sheet->rows - 1);
	pial_xml_attr(&ods->xml, "table:print-ranges", ods->scratch.text);
}

/* Rows from this one on that hold nothing, up to the next of those that repeat on each page. */
static uint32_t blank_rows(const struct pial_wsheet *sheet, uint32_t row)
{
	const struct pial_wpage *page = &sheet->page;
	const struct pial_wcell *cell;
	uint32_t from = row;

	if (page->header_rows && row >= page->header_from &&
	    row - page->header_from < page->header_rows)
		return 0;
	while (row < sheet->rows && !pial_wsheet_cells(sheet, row, &cell) &&
	       !(page->header_rows && row == page->header_from))
		row++;
	return row - from;
}

static void write_blank(struct pial_ods *ods, uint32_t times)
{
	pial_xml_open(&ods->xml, "table:table-row");
	pial_xml_attr(&ods->xml, "table:style-name", "ro1");
	if (times > 1)
		pial_xml_attr_int(&ods->xml, "table:number-rows-repeated", times);
	pial_xml_element(&ods->xml, "table:table-cell", NULL);
	pial_xml_close(&ods->xml);
}

static void write_rows(struct pial_ods *ods, const struct pial_wsheet *sheet, size_t rules_before)
{
	const struct pial_wpage *page = &sheet->page;
	struct covers covers = { { 0 } };

	for (uint32_t row = 0; row < sheet->rows; row++) {
		uint32_t blank = blank_rows(sheet, row);

		if (blank) {
			write_blank(ods, blank);
			row += blank - 1;
			continue;
		}
		if (page->header_rows && row == page->header_from)
			pial_xml_open(&ods->xml, "table:table-header-rows");
		write_row(ods, sheet, row, rules_before, &covers);
		if (page->header_rows && (row + 1 == page->header_from + page->header_rows ||
					  (row + 1 == sheet->rows && row >= page->header_from &&
					   row < page->header_from + page->header_rows)))
			pial_xml_close(&ods->xml);
	}
	if (!sheet->rows) {
		pial_xml_open(&ods->xml, "table:table-row");
		pial_xml_element(&ods->xml, "table:table-cell", NULL);
		pial_xml_close(&ods->xml);
	}
}

void pial_ods_body(struct pial_ods *ods)
{
	size_t rules = 0;
	uint32_t lists;

	pial_xml_open(&ods->xml, "office:body");
	pial_xml_open(&ods->xml, "office:spreadsheet");
	lists = write_rules(ods);
	for (size_t s = 0; s < ods->book->sheets; s++) {
		const struct pial_wsheet *sheet = ods->book->sheet[s];

		pial_xml_open(&ods->xml, "table:table");
		sheet_attributes(ods, sheet, s + 1);
		write_columns(ods, sheet);
		write_rows(ods, sheet, rules);
		pial_xml_close(&ods->xml);
		rules += sheet->rules;
	}
	if (lists)
		write_lists(ods, lists);
	pial_xml_close(&ods->xml);
	pial_xml_close(&ods->xml);
}
