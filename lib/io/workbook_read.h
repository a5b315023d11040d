/*
 * Reading spreadsheet files as they come back: .ods, .fods, .xlsx.
 *
 * What a file is, its first bytes say, never its name. A sheet becomes the text of a table, in the
 * very form that CSV readers take: rows stay rows and columns stay columns, so that every message
 * about it (`offres.ods:7:D`) names the cell that people see. Typed cells become texts that cannot
 * be misread: a number has a point, a date is `2025-03-17`, a percentage has its sign; a truth is
 * VRAI or FAUX and an error keeps its name, which readers of values refuse by name.
 *
 * The files come by mail, from anybody: see io/unpack_priv.h and io/xml_read.h for what is
 * refused before it can harm.
 */
#ifndef PIAL_IO_WORKBOOK_READ_H
#define PIAL_IO_WORKBOOK_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "diag/diag.h"
#include "io/workbook.h"

/* What the first bytes of a file say it is. */
enum pial_office {
	PIAL_OFFICE_NONE,	/* no spreadsheet file: a text, perhaps */
	PIAL_OFFICE_ZIP,	/* an archive: .ods, .xlsx, or something else */
	PIAL_OFFICE_XML,	/* XML: .fods, or something else */
	PIAL_OFFICE_OLD,	/* Microsoft's container of 1997: .xls, or a file with a password */
};

/* Largest archive, in bytes as it lies on disk; flat XML may be as large as what one unpacks to. */
#define PIAL_OFFICE_MAX ((size_t)64 << 20)

/* What the first bytes of a file say it is. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_office pial_office_kind(const char *bytes, size_t len);

/*
 * Reads a spreadsheet file into a workbook just made. name is what people call it. False when it is
 * refused, and said: damaged or cut short (E-OFFICE-DAMAGED), no spreadsheet (E-OFFICE-KIND), an
 * old Excel file (E-OFFICE-OLD), protected by a password (E-OFFICE-PASSWORD), not well-formed XML
 * (E-OFFICE-XML), XML with a document type (E-OFFICE-TYPE), larger than any sheet of ours
 * (E-OFFICE-SIZE). Cells keep their values, merged cells and hidden sheets are noted; looks and
 * formulas are not.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_workbook_read(struct pial_workbook *book, const char *name, const char *bytes, size_t len,
			struct pial_diags *diags);

/*
 * The sheet that is meant: the first one that is shown and holds anything. What that leaves out is
 * said: other shown sheets that hold something (N-OFFICE-SHEETS); rows of this one that are not
 * shown, and are read all the same (N-OFFICE-HIDDEN). NULL, and E-OFFICE-EMPTY, when there is none.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_wsheet *pial_workbook_meant(const struct pial_workbook *book, const char *name,
					      struct pial_diags *diags);

/*
 * Adds a sheet as the text of a table: `;`, a line a row. Rows that are no rows of a table become
 * empty lines, which readers pass over: blank ones; titles, which are the rows of one single filled
 * cell before the first row that has more; and notes, whose single filled cell is merged over
 * several columns. A cell may hold line feeds: the text must be read with `sheet` set in its
 * source (io/source.h), so that lines are rows.
 *
 * A typed number of three decimals such as 12.345, which a person might have meant as twelve
 * thousand where it is a text, is written 012.345: no reader doubts a number that begins so
 * (num/decimal.h).
 */
PIAL_NONNULL_ALL
void pial_wsheet_text_of(struct pial_strbuf *out, const struct pial_wsheet *sheet);

#endif
