/*
 * A PDF file made PDF/A-3b, with the file that it carries.
 */
#ifndef PIAL_MARKUP_PDF_SEAL_H
#define PIAL_MARKUP_PDF_SEAL_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "markup/pdf.h"

/*
 * Adds to out the pages, a whole PDF file, with what ISO 19005-3 asks for: metadata in XMP (6.6.2),
 * the colours that are meant (6.2.3), the language, an identifier that follows from the content
 * (6.1.3), line feeds before endstream (6.1.7.1), no Info dictionary to disagree with; and the
 * file of the job, associated with the document as an alternative of it (6.8). False and a reason
 * (PIAL_PDF_REASON bytes) when qpdf fails.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_pdf_seal(const struct pial_strbuf *pages, const struct pial_pdf_job *job,
		   struct pial_strbuf *out, char *reason);

/*
 * Adds to out a file that pial_pdf_seal made, without the file that it carries and without what the
 * metadata say of that: PDF/A-2b (ISO 19005-2), which no embedded file of another kind may be in
 * (6.8 there), and which asks nothing else that a 3b document of ours has not. False and a reason
 * when the bytes are no such file.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_pdf_unseal(const char *bytes, size_t len, struct pial_strbuf *out, char *reason);

/*
 * Adds a packet of pial_pdf_xmp without what it says of a Factur-X invoice, as one of PDF/A-2b.
 * False when it is none.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_pdf_xmp_plain(struct pial_strbuf *out, const char *xmp, size_t len);

/*
 * Adds the metadata of a document, an XMP packet: title, author, dates, PDF/A-3 level B, and of a
 * Factur-X invoice its four properties with the extension schema that PDF/A wants described
 * (6.6.2.3; Factur-X 1.0, chapter on XMP).
 */
PIAL_NONNULL_ALL void pial_pdf_xmp(struct pial_strbuf *out, const struct pial_pdf_job *job);

/*
 * Adds an ICC profile (ICC.1:2001-04, version 2) of a monitor with the primaries of sRGB and a
 * gamma of 2.2: what the colours of our pages mean. Own bytes: a profile that is copied has a
 * licence, and is ten times larger.
 */
PIAL_NONNULL_ALL void pial_pdf_icc(struct pial_strbuf *out);

#endif
