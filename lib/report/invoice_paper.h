/*
 * An invoice to read: the document of which the XML is the other half.
 */
#ifndef PIAL_REPORT_INVOICE_PAPER_H
#define PIAL_REPORT_INVOICE_PAPER_H

#include "base/attr.h"
#include "markup/paper.h"
#include "model/invoice.h"
#include "model/model.h"

/* Columns of an invoice as text: what a page of A4 takes in the type of a terminal. */
#define PIAL_INVOICE_WIDTH 100

/*
 * Adds a sheet for an invoice, a credit note, a prepayment or a self-billed one, numbered or not.
 * It shows every datum of its XML (report/invoice_cii.h), as the Factur-X note on legibility asks:
 * the parties with all their numbers, references, each line under its delivery note with its batch
 * and organic certifier, tax by rate with the reason where there is none, totals, how and when to
 * pay, the mentions of the law. Codes are said in words where there are words for them. Nothing is
 * computed: every figure is the invoice's. A credit note says « Avoir » and what is to be deducted;
 * a self-billed one says so in its title. The language is that of the paper; mentions are in their
 * own, French.
 */
PIAL_NONNULL_ALL
void pial_invoice_paper(struct pial_paper *paper, const struct pial_model *model,
			const struct pial_invoice *invoice);

#endif
