/*
 * Documents: text to read and print, HTML for a browser, Markdown for a mail, PDF to send.
 *
 * What makes PDF is found by the place of the program itself, as the system tells it: a command
 * that is not installed, is called through a link or by cron, finds the object that was built with
 * it.
 */
#define _XOPEN_SOURCE 700 /* readlink */
#include "cmd/cli_paper.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/banned.h"

#define PDF_OBJECT "/../lib/pial/pdf.so"

bool pial_cli_is_paper(const struct pial_cli *cli)
{
	switch (cli->format) {
	case PIAL_FORMAT_DEFAULT:
	case PIAL_FORMAT_TEXT:
	case PIAL_FORMAT_HTML:
	case PIAL_FORMAT_PDF:
	case PIAL_FORMAT_MD:
		return true;
	default:
		return false;
	}
}

bool pial_cli_pdf(struct pial_cli *cli, struct pial_pdf *pdf)
{
	char path[PATH_MAX + sizeof(PDF_OBJECT)];
	ssize_t len = readlink("/proc/self/exe", path, PATH_MAX);
	char *slash;

	path[len > 0 ? len : 0] = '\0';
	slash = strrchr(path, '/');
	memcpy(slash ? slash : path, PDF_OBJECT, sizeof(PDF_OBJECT));
	return pial_pdf_open(pdf, path, &cli->diags);
}

static void put_pdf(struct pial_cli *cli, const struct pial_paper *paper, struct pial_date date)
{
	struct pial_pdf_job job = {
		.paper = paper,
		.date = date,
		.author = pial_model_text(&cli->book.model, cli->book.model.policy.name.n),
	};
	struct pial_pdf pdf;

	if (!pial_cli_pdf(cli, &pdf))
		return;
	if (!pial_pdf_write(&pdf, &cli->out, &job, &cli->diags))
		pial_strbuf_clear(&cli->out);
	pial_pdf_close(&pdf);
}

void pial_cli_paper(struct pial_cli *cli, const struct pial_paper *paper, struct pial_date date,
		    size_t width)
{
	if (cli->format == PIAL_FORMAT_PDF)
		put_pdf(cli, paper, date);
	else if (cli->format == PIAL_FORMAT_HTML)
		pial_paper_html_write(&cli->out, paper);
	else if (cli->format == PIAL_FORMAT_MD)
		pial_paper_md_write(&cli->out, paper);
	else
		pial_paper_text_write(&cli->out, paper, width);
}
