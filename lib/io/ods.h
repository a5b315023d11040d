/*
 * Writing a workbook as OpenDocument: what LibreOffice and Excel both open.
 *
 * OpenDocument 1.3 (OASIS, 2021), part 3 for the content, part 2 for the package. Two forms of the
 * same document: `.fods`, one flat XML file, made to be read, compared and kept in git, and `.ods`,
 * a zip archive, which Excel opens too and which mail programs take for what it is.
 *
 * The same workbook gives the same bytes: no date of making, no name of a program with a version,
 * styles numbered in the order of their first use, times in the archive fixed at the first that zip
 * knows (1980-01-01). The archive is deflated by zlib: other versions of it might pack the same
 * content into other bytes.
 *
 * Nothing that is written depends on the reader's locale: the document says its own language, and
 * with it the decimal mark and the names of days that are shown.
 */
#ifndef PIAL_IO_ODS_H
#define PIAL_IO_ODS_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "diag/diag.h"
#include "io/workbook.h"

/*
 * Adds the workbook as one flat XML file (`.fods`, application/vnd.oasis.opendocument...-xml).
 * False, nothing added and E-LIBRARY when libxml2 is not on this machine: it is loaded here, when
 * first needed. Lack of memory goes to the handler of base/alloc.h; nothing else can fail.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_ods_write_flat(struct pial_strbuf *out, const struct pial_workbook *book,
			 struct pial_diags *diags);

/*
 * Adds the workbook as an archive (`.ods`): `mimetype` first and stored, as part 2, 3.3 asks, then
 * the manifest, meta.xml, styles.xml, settings.xml and content.xml. False as above, when libxml2 or
 * libzip is not there.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_ods_write(struct pial_strbuf *out, const struct pial_workbook *book,
		    struct pial_diags *diags);

#endif
