/*
 * What the scripts of this folder need of the library: tables to workbooks and back, no book.
 *
 *   sheet write TABLE FILE.csv OUT.ods|OUT.fods fr|en    a table as a workbook
 *   sheet table TABLE FILE                               any file as a table, in canonical form
 *   sheet text FILE                                      the sheet of a file, cell by cell
 *   sheet probe OUT.ods|OUT.fods fr|en                   a workbook of values that get changed
 *   sheet form OUT.ods|OUT.fods fr|en                    a page to fill in: lists, locks, headers
 *
 * What is wrong goes to standard error as file:line:column: code, status 2.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/ods.h"
#include "io/source.h"
#include "load/load.h"
#include "load/table_workbook.h"

static int say(const struct pial_diags *diags)
{
	for (size_t i = 0; i < diags->count; i++) {
		const struct pial_pos *pos = &diags->entry[i].pos;

		fprintf(stderr, "%s:%u:%u: %s\n", pos->file ? pos->file : "-",
			(unsigned)pos->line, (unsigned)pos->column,
			pial_code_info(diags->entry[i].code)->name);
	}
	return diags->errors ? 2 : 0;
}

static const struct pial_schema *schema_of(const char *name)
{
	for (size_t i = 0; pial_schemas[i]; i++)
		if (!strcmp(pial_schemas[i]->name, name))
			return pial_schemas[i];
	fprintf(stderr, "sheet: no table %s\n", name);
	exit(3);
}

/* Writes bytes to a file, or to standard output for NULL. */
static int put(const char *path, const struct pial_strbuf *out)
{
	FILE *file = path ? fopen(path, "wb") : stdout;

	if (!file)
		return 4;
	fwrite(out->text, 1, out->len, file);
	return ferror(file) || (path ? fclose(file) : fflush(file)) ? 4 : 0;
}

static bool ends(const char *text, const char *tail)
{
	size_t len = strlen(text), n = strlen(tail);

	return len > n && !strcmp(text + len - n, tail);
}

static int put_book(const char *path, const struct pial_workbook *book)
{
	struct pial_diags diags;
	struct pial_strbuf out;
	int code;

	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_diags_init(&diags);
	code = ends(path, ".fods") ? !pial_ods_write_flat(&out, book, &diags)
				   : !pial_ods_write(&out, book, &diags);
	if (!code)
		code = put(path, &out);
	pial_diags_release(&diags);
	pial_strbuf_release(&out);
	return code;
}

static enum pial_lang lang_of(const char *text)
{
	return strcmp(text, "en") ? PIAL_FR : PIAL_EN;
}

/* Reads a file as a table, and writes it: as a workbook, or in canonical form (out NULL). */
static int table(const char *name, const char *path, const char *out, const char *lang)
{
	struct pial_source source;
	struct pial_workbook book;
	struct pial_strbuf text;
	struct pial_model model;
	struct pial_diags diags;
	struct pial_table rows;
	int code = 0;

	pial_model_init(&model);
	pial_diags_init(&diags);
	pial_source_init(&source);
	pial_table_init(&rows, schema_of(name));
	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	if (!pial_source_read_any(&source, path, path, PIAL_SOURCE_TABLE, &diags) ||
	    !pial_table_read(&rows, &model, &source, &diags)) {
		code = 2;
	} else if (out) {
		pial_workbook_init(&book, lang_of(lang));
		pial_table_add_sheet(&book, &rows, &model);
		code = put_book(out, &book);
		pial_workbook_release(&book);
	} else {
		pial_table_write(&text, &rows, &model);
		code = put(NULL, &text);
	}
	say(&diags);
	pial_strbuf_release(&text);
	pial_table_release(&rows);
	pial_source_release(&source);
	pial_diags_release(&diags);
	pial_model_release(&model);
	return code;
}

static int text(const char *path)
{
	struct pial_source source;
	struct pial_diags diags;
	struct pial_strbuf out;
	int code;

	pial_diags_init(&diags);
	pial_source_init(&source);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	code = pial_source_read_any(&source, path, path, PIAL_SOURCE_TABLE, &diags) ? 0 : 2;
	if (!code) {
		pial_strbuf_add(&out, source.text, source.len);
		code = put(NULL, &out);
	}
	say(&diags);
	pial_strbuf_release(&out);
	pial_source_release(&source);
	pial_diags_release(&diags);
	return code;
}

/* ---- Values that get changed ---- */

/* Texts: what a spreadsheet makes of each where it is not known to be a text. */
static const char *const texts[] = {
	"00012345600017", "07200", "0556000000", "007", "00", "12345678901234567", "+33556000000",
	"+1", "-0", "12,50", "1 234,50", "12.50", "0.10", "1.2", "12.345", "12,345", "1.234",
	"3E4", "12E3", "2E1", "1e5", "17/03/2025", "17/03/25", "17/03", "1/2", "3/4", "1-2-3",
	"1.2.3", "mai 5", "mars 2025", "12:30", "3 1/2", "2025-03-17", "2025-03", "2025-W12",
	"2025-03-17 08:00", "5,5 %", "12,50 €", "(12)", "faux", "true", "VRAI", "=1+1",
	"=SUM(A1)", "'=1+1", "''=1+1", "+A1", "-A1", "@SUM(A1)", " =1+1", "'t Hof", "'abc",
	"#N/A", "#REF!", "Err:508", "NaN", "NULL", "no", "oui", "a;b", "a,b", "il dit \"oui\"",
	"12\" x 3", " avant", "apres ", "deux  espaces", "l1\nl2", "\ndebut", "fin\n", "a\n\nb",
	"<b>&amp;</b>", "]]>", "Élodie", "cœur", "L’ail", "e\xcc\x81te\xcc\x81", "🥕",
	"12\xc2\xa0kg", "1\xe2\x80\xaf""234,5", "\xe2\x88\x92""1", "_x000D_", "_x0041_", "a_b_",
	"carotte « Nantaise »", "-", "_", ".", "?", "''", "\"", "\"\"",
};

/* Numbers, as digits and decimals. */
static const struct {
	int64_t value;
	unsigned scale, decimals;
} numbers[] = {
	{ 0, 0, 0 }, { 125, 1, PIAL_WORKBOOK_GENERAL }, { 12345, 3, PIAL_WORKBOOK_GENERAL },
	{ 12345, 3, 2 }, { -1, 3, PIAL_WORKBOOK_GENERAL }, { 1, 6, PIAL_WORKBOOK_GENERAL },
	{ 1000000, 0, 2 }, { 123456789012345, 0, PIAL_WORKBOOK_GENERAL },
	{ 123456789012345, 4, PIAL_WORKBOOK_GENERAL }, { 87, 1, 4 }, { 1, 1, 0 }, { 2, 1, 6 },
	{ 333333, 6, PIAL_WORKBOOK_GENERAL }, { -99999999, 2, 2 },
};

/* A row: a name, the value's cell, and something behind it that must not move. */
static void begin(struct pial_wsheet *sheet, const char *name, size_t i)
{
	char label[32];

	snprintf(label, sizeof(label), "%s-%zu", name, i);
	pial_wsheet_row(sheet);
	pial_wsheet_text(sheet, PIAL_WSTYLE_LOCKED, label, strlen(label));
}

static void end(struct pial_wsheet *sheet)
{
	pial_wsheet_text(sheet, PIAL_WSTYLE_LOCKED, "x", 1);
}

static void fill(struct pial_wsheet *sheet)
{
	static const char *const head[] = { "id", "val", "fin" };
	struct pial_date date;

	pial_wsheet_row(sheet);
	for (size_t i = 0; i < PIAL_COUNT(head); i++)
		pial_wsheet_text(sheet, PIAL_WSTYLE_HEADER, head[i], strlen(head[i]));
	for (size_t i = 0; i < PIAL_COUNT(texts); i++) {
		begin(sheet, "text", i);
		pial_wsheet_text(sheet, PIAL_WSTYLE_INPUT, texts[i], strlen(texts[i]));
		end(sheet);
	}
	for (size_t i = 0; i < PIAL_COUNT(numbers); i++) {
		begin(sheet, "number", i);
		pial_wsheet_number(sheet, PIAL_WSTYLE_INPUT, numbers[i].value, numbers[i].scale,
				   numbers[i].decimals);
		end(sheet);
		begin(sheet, "percent", i);
		pial_wsheet_percent(sheet, PIAL_WSTYLE_INPUT, numbers[i].value % 1000000,
				    numbers[i].scale);
		end(sheet);
	}
	date.n = 1;
	for (size_t i = 0; date.n; i++, date = pial_date_add(date, 997)) {
		begin(sheet, "date", i);
		pial_wsheet_date(sheet, PIAL_WSTYLE_INPUT, date)->day_name = i % 2;
		end(sheet);
	}
}

static int probe(const char *path, const char *lang)
{
	struct pial_workbook book;
	int code;

	pial_workbook_init(&book, lang_of(lang));
	fill(pial_workbook_sheet(&book, "probes"));
	code = put_book(path, &book);
	pial_workbook_release(&book);
	return code;
}

/* A locked page: two rows to fill in under a header that stays, one list of each length. */
static void fill_form(struct pial_wsheet *sheet)
{
	static const char *const unit[] = { "kg", "pièce", "botte" };
	static const char *const head[] = { "id", "Produit", "Unité", "Quantité" };
	char name[60][24];
	const char *product[60];

	for (size_t i = 0; i < PIAL_COUNT(product); i++) {
		snprintf(name[i], sizeof(name[i]), "produit-%02zu", i);
		product[i] = name[i];
	}
	pial_wsheet_row(sheet);
	pial_wsheet_text(sheet, PIAL_WSTYLE_TITLE, "Disponibilités", strlen("Disponibilités"));
	pial_wsheet_merge(sheet, 4, 1);
	pial_wsheet_row(sheet);
	for (size_t i = 0; i < PIAL_COUNT(head); i++)
		pial_wsheet_text(sheet, PIAL_WSTYLE_HEADER, head[i], strlen(head[i]));
	for (int i = 0; i < 2; i++) {
		pial_wsheet_row(sheet);
		pial_wsheet_text(sheet, PIAL_WSTYLE_LOCKED, "a", 1);
		pial_wsheet_text(sheet, PIAL_WSTYLE_INPUT, "produit-01", 10);
		pial_wsheet_text(sheet, PIAL_WSTYLE_INPUT, "kg", 2);
		pial_wsheet_number(sheet, PIAL_WSTYLE_INPUT, 125, 1, PIAL_WORKBOOK_GENERAL);
	}
	pial_wsheet_choices(sheet, 1, 2, 3, product, PIAL_COUNT(product), "Produit", "Un produit",
			    "Pas un produit");
	pial_wsheet_choices(sheet, 2, 2, 3, unit, PIAL_COUNT(unit), "Unité", "", "Pas une unité");
	pial_wsheet_numbers(sheet, 3, 2, 3, "Quantité", "", "Un nombre, 0 ou plus");
	pial_wsheet_column(sheet, 0, 0, true);
	sheet->locked = true;
	sheet->frozen_rows = 2;
	sheet->page.header_from = 1;
	sheet->page.header_rows = 1;
	sheet->page.one_page = true;
}

static int form(const char *path, const char *lang)
{
	struct pial_workbook book;
	int code;

	pial_workbook_init(&book, lang_of(lang));
	fill_form(pial_workbook_sheet(&book, "Disponibilités"));
	code = put_book(path, &book);
	pial_workbook_release(&book);
	return code;
}

int main(int argc, char **argv)
{
	if (argc == 6 && !strcmp(argv[1], "write"))
		return table(argv[2], argv[3], argv[4], argv[5]);
	if (argc == 4 && !strcmp(argv[1], "table"))
		return table(argv[2], argv[3], NULL, "");
	if (argc == 3 && !strcmp(argv[1], "text"))
		return text(argv[2]);
	if (argc == 4 && !strcmp(argv[1], "probe"))
		return probe(argv[2], argv[3]);
	if (argc == 4 && !strcmp(argv[1], "form"))
		return form(argv[2], argv[3]);
	fputs("usage: sheet write | table | text | probe | form\n", stderr);
	return 3;
}
