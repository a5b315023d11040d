/*
 * What the verbs that issue share: the documents there are, and how new ones are made and shown.
 */
#ifndef PIAL_CMD_INVOICE_ISSUED_H
#define PIAL_CMD_INVOICE_ISSUED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "book/legal.h"
#include "book/register.h"
#include "cmd/cli.h"
#include "invoice/bill.h"
#include "invoice/left.h"
#include "markup/pdf.h"

/* The documents of the book, and what is to become one. */
struct pial_issuing {
	struct pial_cli *cli;			/* the run */
	struct pial_register reg;		/* the registers */
	struct pial_book_legal legal;		/* mentions, rates, terms */
	struct pial_table lines;		/* the lines of every document */
	struct pial_issued *issued;		/* the documents; owned */
	size_t issueds;				/* how many */
	struct pial_left *left;			/* what is left of each line; owned */
	size_t lefts;				/* how many */
	struct pial_bill_result bill;		/* the new documents */
	struct pial_register_item *item;	/* the same for the register; owned */
	bool no_pdf;				/* --no-pdf, or none can be made here */
	struct pial_pdf pdf;			/* what makes them, once loaded */
};

/* Makes it empty. */
PIAL_NONNULL_ALL void pial_issuing_init(struct pial_issuing *g, struct pial_cli *cli);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_issuing_release(struct pial_issuing *g);

/*
 * Finds and loads the book, under the exclusive lock unless nothing will be written, its registers
 * and every issued line. False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_issuing_load(struct pial_issuing *g);

/* Reads the lines of every document of the registers. False when one is refused. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_issuing_lines(struct pial_issuing *g);

/* Takes the credit notes off them. False, said, when one takes too much. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_issuing_left(struct pial_issuing *g);

/* The document of a register that has this key, or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_register_entry *pial_issuing_with_key(const struct pial_issuing *g,
							const char *key);

/*
 * Makes register items of the invoices of g->bill. Their keys are those asked, one for each, or
 * when that is NULL the set of their lines (invoice/key.h); an invoice that is the same as one of
 * which nothing is left, or no goods, gets a key of its own, and so do the fees of such goods.
 */
PIAL_NONNULL(1) void pial_issuing_items(struct pial_issuing *g, const char *const *asked);

/* The lines of an invoice and of its credit notes so far; owned by the caller (free). */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_invoice_line *pial_issuing_originals(const struct pial_issuing *g,
						 const struct pial_register_entry *entry,
						 size_t *count);

/* Numbers the items and finds what would refuse them; nothing is written. False when refused. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_issuing_try(struct pial_issuing *g);

/* Issues the items, or with --dry-run only numbers them. False when refused. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_issuing_commit(struct pial_issuing *g);

/* Rows of registers that are put out, in the order of sellers. */
struct pial_issuing_rows {
	struct pial_register_entry *row;	/* owned */
	size_t count, cap;			/* how many, and room */
};

/* Adds a row. */
PIAL_NONNULL_ALL
void pial_issuing_row(struct pial_issuing_rows *rows, const struct pial_register_entry *entry);

/* Puts them out as a table, and gives them back. */
PIAL_NONNULL_ALL
void pial_issuing_put(struct pial_issuing *g, struct pial_issuing_rows *rows);

/*
 * Loads what makes PDF, unless --no-pdf. A machine without it issues all the same, with an alert
 * (A-ISSUE-NO-PDF): an invoice is its XML, and must not wait for a package. (invoice_render.c)
 */
PIAL_NONNULL_ALL void pial_issuing_pdf(struct pial_issuing *g);

/*
 * Makes the files of a document that has its number: its lines, XML, HTML, and a PDF/A-3b that
 * carries the XML (Factur-X). False, said, when one cannot be made: nothing is issued then.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_issuing_render(struct pial_issuing *g, const struct pial_invoice *invoice,
			 struct pial_strbuf file[PIAL_DOCUMENTS], struct pial_diags *diags);

#endif
