/*
 * Documents: text to read and print, HTML for a browser.
 */
#include "cmd/cli_paper.h"

#include "base/banned.h"

bool pial_cli_is_paper(const struct pial_cli *cli)
{
	switch (cli->format) {
	case PIAL_FORMAT_DEFAULT:
	case PIAL_FORMAT_TEXT:
	case PIAL_FORMAT_HTML:
	case PIAL_FORMAT_PDF:
		return true;
	default:
		return false;
	}
}

void pial_cli_paper(struct pial_cli *cli, const struct pial_paper *paper, size_t width)
{
	if (cli->format == PIAL_FORMAT_HTML)
		pial_paper_html_write(&cli->out, paper);
	else
		pial_paper_text_write(&cli->out, paper, width);
}
