/*
 * pial-invoice: the table of its verbs.
 */
#include "cmd/invoice.h"

#include "base/banned.h"

static const struct pial_verb *const verbs[] = {
	&pial_verb_invoice_draft,
	&pial_verb_invoice_issue,
	&pial_verb_invoice_show,
	&pial_verb_invoice_credit,
	&pial_verb_invoice_statement,
	&pial_verb_invoice_advance,
	&pial_verb_invoice_fund,
	&pial_verb_invoice_paid,
	&pial_verb_invoice_unpaid,
	&pial_verb_invoice_purchases,
	&pial_verb_invoice_export,
	&pial_verb_invoice_check,
	NULL,
};

static const struct pial_command command = { "pial-invoice", PIAL_HELP_INVOICE, verbs,
					       NULL };

int main(int argc, char **argv)
{
	return pial_cli_main(&command, argc, argv);
}
