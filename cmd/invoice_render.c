/*
 * The files of a document: what each is made from, and in which order.
 */
#include "cmd/invoice_issued.h"
#include "report/invoice_cii.h"

#include "base/banned.h"

/* The lines as a table: what later runs, and people with a spreadsheet, read. */
static void render_lines(struct pial_issuing *g, const struct pial_invoice *invoice,
			 struct pial_strbuf *out)
{
	struct pial_table table;

	pial_table_init(&table, &pial_schema_lines);
	pial_table_borrow(&table, invoice->line, invoice->lines);
	pial_table_write(out, &table, &g->cli->book.model);
	pial_table_release(&table);
}

bool pial_issuing_render(struct pial_issuing *g, const struct pial_invoice *invoice,
			 struct pial_strbuf file[PIAL_DOCUMENTS], struct pial_diags *diags)
{
	render_lines(g, invoice, &file[PIAL_DOCUMENT_LINES]);
	return pial_invoice_cii(&file[PIAL_DOCUMENT_XML], &g->cli->book.model, invoice, diags);
}
