/*
 * pial-invoice show: an issued document as it was archived.
 *
 * Its bytes come from invoices/, once their digest is that of the register: nothing is made anew
 * from the book, which may say something else today. Text, which is not archived, is drawn from
 * the archived HTML, block by block (markup/paper.h): the words and figures that were issued.
 *
 * --plain gives the PDF without the XML that it carries, for the deposit page of Chorus Pro. There
 * "le PDF/A3 (Factur-X) est un format mixte qui relève du même processus de dépôt que le format
 * XML" (communaute.chorus-pro.gouv.fr, "Déposer une facture unitaire ou par lot"), and one that
 * does not meet its rules to the letter is refused afterwards, with the advice to convert it to an
 * ordinary PDF. Its pages are those of the archived one: a second PDF in the archive would be one
 * more original, and could differ.
 */
#include "cmd/cli_paper.h"
#include "cmd/invoice.h"
#include "cmd/invoice_document.h"

#include "base/banned.h"

struct own {
	const char *seller;	/* --seller; NULL: whoever has the number */
	bool plain;		/* --plain */
};

static const struct pial_option show_options[] = {
	{ 0, "seller", PIAL_OPTION_TEXT, offsetof(struct own, seller), PIAL_N_("ID"),
	  PIAL_N_("whose document it is, where several sellers have the number") },
	{ 0, "plain", PIAL_OPTION_FLAG, offsetof(struct own, plain), NULL,
	  PIAL_N_("with --format=pdf: without the XML inside, for the public portal’s deposit "
		  "page") },
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* The document that a format is read from. */
static enum pial_document document_of(enum pial_format format)
{
	switch (format) {
	case PIAL_FORMAT_XML:
		return PIAL_DOCUMENT_XML;
	case PIAL_FORMAT_PDF:
		return PIAL_DOCUMENT_PDF;
	case PIAL_FORMAT_DEFAULT:
	case PIAL_FORMAT_TEXT:
	case PIAL_FORMAT_MD:
	case PIAL_FORMAT_HTML:
		return PIAL_DOCUMENT_HTML;
	default:
		return PIAL_DOCUMENT_LINES;
	}
}

static void put_text(struct pial_cli *cli, const struct pial_source *html)
{
	struct pial_paper paper;

	pial_paper_init(&paper, PIAL_FR);
	if (pial_paper_html_read(&paper, html->text, html->len))
		pial_cli_paper(cli, &paper, cli->today, pial_cli_width(cli));
	else
		pial_diag_add(&cli->diags, NULL, PIAL_E_DOCUMENT_TEXT, cli->operand[0]);
	pial_paper_release(&paper);
}

static void put_plain(struct pial_cli *cli, const struct pial_source *hybrid)
{
	struct pial_pdf pdf;

	if (!pial_cli_pdf(cli, &pdf))
		return;
	(void)!pial_pdf_plain(&pdf, &cli->out, hybrid->text, hybrid->len, &cli->diags);
	pial_pdf_close(&pdf);
}

/* The lines in another format than theirs. */
static void put_lines(struct pial_cli *cli, const struct pial_register_entry *entry)
{
	struct pial_table table;

	pial_table_init(&table, &pial_schema_lines);
	if (pial_register_lines(&cli->book, entry, &table, &cli->diags))
		pial_cli_table(cli, &table);
	pial_table_release(&table);
}

static void put_bytes(struct pial_cli *cli, const struct pial_register_entry *entry,
		      enum pial_document document)
{
	const struct own *own = cli->own;
	struct pial_source bytes;

	pial_source_init(&bytes);
	if (pial_register_bytes(&cli->book, entry, document, &bytes, &cli->diags)) {
		if (document == PIAL_DOCUMENT_HTML && cli->format != PIAL_FORMAT_HTML)
			put_text(cli, &bytes);
		else if (own->plain)
			put_plain(cli, &bytes);
		else
			pial_strbuf_add(&cli->out, bytes.text, bytes.len);
	}
	pial_source_release(&bytes);
}

static void show(struct pial_cli *cli, const struct pial_register *reg)
{
	static const char *const name[] = { "CSV", "XML", "HTML", "PDF" };
	const struct own *own = cli->own;
	enum pial_document document = document_of(cli->format);
	const struct pial_register_entry *entry;

	entry = pial_invoice_document(cli, reg, cli->operand[0], own->seller);
	if (!entry)
		return;
	if (!pial_register_digest(entry, document).n)
		pial_diag_add(&cli->diags, NULL, PIAL_E_DOCUMENT_NONE, cli->operand[0],
			      name[document]);
	else if (document == PIAL_DOCUMENT_LINES && cli->format != PIAL_FORMAT_CSV)
		put_lines(cli, entry);
	else
		put_bytes(cli, entry, document);
}

static enum pial_exit run(struct pial_cli *cli)
{
	const struct own *own = cli->own;
	struct pial_register reg;

	if (!cli->operands)
		return pial_cli_usage(cli, PIAL_N_("which document? Its number comes first"));
	if (cli->operands > 1)
		return pial_cli_usage(cli, PIAL_N_("one operand too many: “%s”"), cli->operand[1]);
	if (own->plain && cli->format != PIAL_FORMAT_PDF)
		return pial_cli_usage(cli, PIAL_N_("--plain goes with --format=pdf"));
	pial_register_init(&reg);
	if (pial_cli_book(cli) && pial_register_load(&reg, &cli->book, &cli->diags))
		show(cli, &reg);
	pial_book_unlock(&cli->book);
	pial_register_release(&reg);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_invoice_show = {
	.name = "show",
	.operands = PIAL_N_("NUMBER"),
	.help = PIAL_N_("print an issued document, as it was archived"),
	.option = show_options,
	.own_size = sizeof(struct own),
	.run = run,
	.paper = true,
	.xml = true,
};
