/*
 * Any bytes as a spreadsheet file: no crash, no memory without measure, and what is read keeps the
 * reader's promises. The seeds are flat documents and archives whose parts are stored as they are,
 * so that a search finds its way into their XML: it is read before the archive's check sum is.
 *
 * A workbook that was read is written again, and must be read as the same text.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "io/csv.h"
#include "io/ods.h"
#include "io/workbook_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void insist(bool promise)
{
	if (!promise)
		abort();
}

/* Texts are UTF-8, numbers are numbers; true when the writer can say all of it. */
static bool look_at(const struct pial_workbook *book)
{
	bool plain = true;

	for (size_t s = 0; s < book->sheets; s++) {
		const struct pial_wsheet *sheet = book->sheet[s];

		insist(sheet->columns <= PIAL_WORKBOOK_COLUMNS);
		insist(sheet->rows <= PIAL_WORKBOOK_ROWS);
		for (size_t i = 0; i < sheet->cells; i++) {
			const struct pial_wcell *cell = &sheet->cell[i];

			insist(strlen(cell->text) == cell->len);
			insist(cell->len <= PIAL_CSV_FIELD);
			insist(pial_utf8_invalid(cell->text, cell->len) == cell->len);
			insist((cell->kind == PIAL_WKIND_EMPTY) == (cell->len == 0));
			if (cell->kind == PIAL_WKIND_NUMBER || cell->kind == PIAL_WKIND_PERCENT)
				insist(strspn(cell->text, "-0123456789.E+") == cell->len);
			plain = plain && cell->across <= 1 && cell->down <= 1 &&
				!(cell->kind == PIAL_WKIND_PERCENT && strchr(cell->text, 'E'));
			for (size_t at = 0; at < cell->len;) {
				int32_t code = pial_utf8_next(cell->text, cell->len, &at);

				plain = plain && (code == '\n' || !pial_utf8_forbidden(code));
			}
		}
	}
	return plain;
}

/* Reads a workbook; its text, when it has one. */
static bool read_text(struct pial_workbook *book, const char *bytes, size_t size,
		      struct pial_strbuf *text)
{
	const struct pial_wsheet *sheet = NULL;
	struct pial_diags diags;
	bool ok;

	pial_strbuf_init(text, PIAL_STRBUF_OUTPUT);
	pial_diags_init(&diags);
	pial_workbook_init(book, PIAL_LANG_NONE);
	ok = pial_workbook_read(book, "fuzz", bytes, size, &diags);
	insist(ok == !diags.errors);
	if (ok)
		sheet = pial_workbook_meant(book, "fuzz", &diags);
	insist(!ok || (sheet == NULL) == (diags.errors > 0));
	if (sheet)
		pial_wsheet_text_of(text, sheet);
	pial_diags_release(&diags);
	return sheet != NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pial_strbuf text, again, bytes;
	struct pial_workbook book, back;
	struct pial_diags diags;
	bool ok = read_text(&book, size ? (const char *)data : "", size, &text);

	if (ok && look_at(&book)) {
		pial_strbuf_init(&bytes, PIAL_STRBUF_OUTPUT);
		pial_diags_init(&diags);
		insist(size % 2 ? pial_ods_write(&bytes, &book, &diags)
				: pial_ods_write_flat(&bytes, &book, &diags));
		pial_diags_release(&diags);
		insist(read_text(&back, bytes.text, bytes.len, &again));
		insist(again.len == text.len && !memcmp(again.text, text.text, text.len));
		pial_workbook_release(&back);
		pial_strbuf_release(&again);
		pial_strbuf_release(&bytes);
	}
	pial_workbook_release(&book);
	pial_strbuf_release(&text);
	return 0;
}
