/*
 * The object that makes PDF: found, checked, asked.
 *
 * It is never unloaded: the libraries behind it keep state that only the end of the process frees.
 */
#include "markup/pdf.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "markup/pdf/object.h"

#include "base/banned.h"

bool pial_pdf_open(struct pial_pdf *pdf, const char *object, struct pial_diags *diags)
{
	char reason[PIAL_PDF_REASON] = "";

	memset(pdf, 0, sizeof(*pdf));
	pdf->object = dlopen(object, RTLD_NOW | RTLD_LOCAL);
	if (!pdf->object)
		return pial_diag_add(diags, NULL, PIAL_E_PDF, dlerror());
	pdf->entry = dlsym(pdf->object, PIAL_PDF_SYMBOL);
	if (!pdf->entry || pdf->entry->interface != PIAL_PDF_INTERFACE ||
	    strcmp(pdf->entry->version, PIAL_VERSION) != 0) {
		pdf->entry = NULL;
		return pial_diag_add(diags, NULL, PIAL_E_PDF, object);
	}
	pdf->session = pdf->entry->open(reason, pial_oom);
	return pdf->session || pial_diag_add(diags, NULL, PIAL_E_PDF, reason);
}

bool pial_pdf_write(struct pial_pdf *pdf, struct pial_strbuf *out, const struct pial_pdf_job *job,
		    struct pial_diags *diags)
{
	char reason[PIAL_PDF_REASON] = "";
	char *bytes;
	size_t len;

	if (!pdf->entry->make(pdf->session, job, &bytes, &len, reason))
		return pial_diag_add(diags, NULL, PIAL_E_PDF, reason);
	pial_strbuf_add(out, bytes, len);
	free(bytes);
	return true;
}

bool pial_pdf_plain(struct pial_pdf *pdf, struct pial_strbuf *out, const char *bytes, size_t len,
		    struct pial_diags *diags)
{
	char reason[PIAL_PDF_REASON] = "";
	char *made;
	size_t lens;

	if (!pdf->entry->plain(bytes, len, &made, &lens, reason))
		return pial_diag_add(diags, NULL, PIAL_E_PDF, reason);
	pial_strbuf_add(out, made, lens);
	free(made);
	return true;
}

void pial_pdf_close(struct pial_pdf *pdf)
{
	if (pdf->session)
		pdf->entry->close(pdf->session);
	pdf->session = NULL;
}
