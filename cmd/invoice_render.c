/*
 * The files of a document: what each is made from, and in which order.
 *
 * The paper once, for HTML and PDF, so that they say the same; the XML twice, since the one that
 * the PDF carries may call its profile by another name (report/invoice_cii.h). The date of the
 * PDF's metadata is that of the document: made again, it is the same bytes.
 */
#include "cmd/cli_paper.h"
#include "cmd/invoice_issued.h"
#include "report/invoice_cii.h"
#include "report/invoice_paper.h"

#include "base/banned.h"

void pial_issuing_pdf(struct pial_issuing *g)
{
	struct pial_diags said = g->cli->diags;
	const char *reason;

	if (g->no_pdf)
		return;
	/* What is an error where a PDF was asked for is only worth knowing here. */
	pial_diags_init(&g->cli->diags);
	g->no_pdf = !pial_cli_pdf(g->cli, &g->pdf);
	reason = g->cli->diags.count ? g->cli->diags.entry[0].arg[0].text : "";
	if (g->no_pdf)
		pial_diag_add(&said, NULL, PIAL_A_ISSUE_NO_PDF, reason);
	pial_diags_release(&g->cli->diags);
	g->cli->diags = said;
}

/* The lines as a table: what later runs, and people with a spreadsheet, read. */
static void render_lines(struct pial_issuing *g, const struct pial_invoice *invoice,
			 struct pial_strbuf *out)
{
	struct pial_table table;

	pial_table_init(&table, &pial_schema_lines);
	pial_table_borrow(&table, invoice->line, invoice->lines + invoice->allowances);
	pial_table_write(out, &table, &g->cli->book.model);
	pial_table_release(&table);
}

static bool render_pdf(struct pial_issuing *g, const struct pial_invoice *invoice,
		       const struct pial_paper *paper, struct pial_strbuf *out,
		       struct pial_diags *diags)
{
	struct pial_pdf_file xml = { .name = "factur-x.xml", .type = "text/xml",
				     .about = "Factur-X" };
	const struct pial_pdf_job job = {
		.paper = paper, .date = invoice->date, .author = invoice->seller.name,
		.file = &xml, .profile = pial_invoice_level(invoice),
	};
	struct pial_strbuf inside;
	bool ok;

	if (g->no_pdf)
		return true;
	pial_strbuf_init(&inside, PIAL_STRBUF_OUTPUT);
	ok = pial_invoice_cii(&inside, &g->cli->book.model, invoice, PIAL_CII_HYBRID, diags);
	xml.bytes = inside.text;
	xml.len = inside.len;
	ok = ok && pial_pdf_write(&g->pdf, out, &job, diags);
	pial_strbuf_release(&inside);
	return ok;
}

bool pial_issuing_render(struct pial_issuing *g, const struct pial_invoice *invoice,
			 struct pial_strbuf file[PIAL_DOCUMENTS], struct pial_diags *diags)
{
	const struct pial_model *model = &g->cli->book.model;
	struct pial_paper paper;
	bool ok;

	render_lines(g, invoice, &file[PIAL_DOCUMENT_LINES]);
	if (!pial_invoice_cii(&file[PIAL_DOCUMENT_XML], model, invoice, PIAL_CII_ALONE, diags))
		return false;
	/* Who types the command, in which language, changes no document. */
	pial_paper_init(&paper, model->policy.language ? (enum pial_lang)model->policy.language
						       : PIAL_FR);
	pial_invoice_paper(&paper, model, invoice);
	pial_paper_html_write(&file[PIAL_DOCUMENT_HTML], &paper);
	ok = render_pdf(g, invoice, &paper, &file[PIAL_DOCUMENT_PDF], diags);
	pial_paper_release(&paper);
	return ok;
}
