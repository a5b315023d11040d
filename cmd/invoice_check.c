/*
 * pial-invoice check: the registers of the book and their documents, or invoices as files, ours or
 * anybody's, recomputed to the cent.
 *
 * Silent and 0 when nothing is wrong, as every check: it stands in scripts. Files are read without
 * a book, so that an invoice that came by mail can be looked at anywhere.
 */
#include <fcntl.h>

#include "cmd/invoice.h"
#include "cmd/invoice_check.h"
#include "invoice/verify.h"

#include "base/banned.h"

static void check_file(struct pial_cli *cli, const char *path)
{
	struct pial_source source;

	pial_source_init(&source);
	if (pial_source_read(&source, AT_FDCWD, path, path, PIAL_SOURCE_YAML, false, &cli->diags))
		(void)!pial_invoice_verify(source.name, source.text, source.len, &cli->diags);
	pial_source_release(&source);
}

static enum pial_exit run(struct pial_cli *cli)
{
	if (!cli->operands)
		return pial_invoice_check_registers(cli);
	for (int i = 0; i < cli->operands; i++)
		check_file(cli, cli->operand[i]);
	return pial_cli_result(cli, true);
}

const struct pial_verb pial_verb_invoice_check = {
	.name = "check",
	.operands = PIAL_N_("[FILE.xml ...]"),
	.help = PIAL_N_("recompute the registers, or invoices in CII, and say all that is wrong"),
	.run = run,
};
