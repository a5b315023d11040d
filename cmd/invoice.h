/*
 * The verbs of pial-invoice.
 */
#ifndef PIAL_CMD_INVOICE_H
#define PIAL_CMD_INVOICE_H

#include "cmd/cli.h"

/* What the command is for, in one line; pial help says it too. */
#define PIAL_HELP_INVOICE PIAL_N_("who owes what to whom, to the cent")

/* pial-invoice draft: what would be invoiced; writes nothing. */
extern const struct pial_verb pial_verb_invoice_draft;
/* pial-invoice check: invoices recomputed to the cent. */
extern const struct pial_verb pial_verb_invoice_check;

/* pial-invoice advance: cash advances, and where they stand. */
extern const struct pial_verb pial_verb_invoice_advance;

/* pial-invoice fund: the shared fund. */
extern const struct pial_verb pial_verb_invoice_fund;

/* pial-invoice paid: payments received and made. */
extern const struct pial_verb pial_verb_invoice_paid;

/* pial-invoice unpaid: what is still due. */
extern const struct pial_verb pial_verb_invoice_unpaid;

/* pial-invoice export: accounting. */
extern const struct pial_verb pial_verb_invoice_export;

/* pial-invoice statement: what each producer is owed for a month. */
extern const struct pial_verb pial_verb_invoice_statement;
/* pial-invoice purchases: papers for farmers who charge no VAT. */
extern const struct pial_verb pial_verb_invoice_purchases;

/* pial-invoice issue: numbers and writes the invoices of a month. */
extern const struct pial_verb pial_verb_invoice_issue;

/* pial-invoice show: an issued document, as it was archived. */
extern const struct pial_verb pial_verb_invoice_show;

/* pial-invoice credit: takes back all or a part of an issued invoice. */
extern const struct pial_verb pial_verb_invoice_credit;

#endif
