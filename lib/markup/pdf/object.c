/*
 * The object's one symbol.
 */
#include "markup/pdf/object.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "markup/pdf/page.h"
#include "markup/pdf/pen.h"
#include "markup/pdf/seal.h"

#include "base/banned.h"

static void *open_session(char *reason, pial_oom_handler oom)
{
	struct pial_pdf_pen *pen;

	pial_oom_set_handler(oom);
	pen = pial_malloc(sizeof(*pen));
	if (pial_pdf_pen_open(pen, reason))
		return pen;
	free(pen);
	return NULL;
}

/* Hands over what was made, or nothing. */
static bool hand_over(bool ok, struct pial_strbuf *out, char **bytes, size_t *len)
{
	*len = out->len;
	*bytes = NULL;
	if (ok)
		*bytes = pial_strbuf_detach(out);
	pial_strbuf_release(out);
	return ok;
}

static bool make(void *session, const struct pial_pdf_job *job, char **bytes, size_t *len,
		 char *reason)
{
	struct pial_strbuf pages, out;
	bool ok;

	pial_strbuf_init(&pages, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	ok = pial_pdf_pages(session, job->paper, &pages, reason) &&
	     pial_pdf_seal(&pages, job, &out, reason);
	pial_strbuf_release(&pages);
	return hand_over(ok, &out, bytes, len);
}

static bool plain(const char *bytes, size_t len, char **made, size_t *lens, char *reason)
{
	struct pial_strbuf out;

	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	return hand_over(pial_pdf_unseal(bytes, len, &out, reason), &out, made, lens);
}

static void close_session(void *session)
{
	pial_pdf_pen_close(session);
	free(session);
}

/* What pial_pdf_open looks for. */
extern const struct pial_pdf_entry pial_pdf_entry_table;

const struct pial_pdf_entry pial_pdf_entry_table = {
	.interface = PIAL_PDF_INTERFACE,
	.version = PIAL_VERSION,
	.open = open_session,
	.make = make,
	.plain = plain,
	.close = close_session,
};
