/*
 * Any bytes as an archived document: no crash, and what is read can be written as text.
 */
#include <stdint.h>

#include "markup/paper.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pial_paper paper;
	struct pial_strbuf out;

	pial_paper_init(&paper, PIAL_FR);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	if (pial_paper_html_read(&paper, size ? (const char *)data : "", size))
		pial_paper_text_write(&out, &paper, 72);
	pial_strbuf_release(&out);
	pial_paper_release(&paper);
	return 0;
}
