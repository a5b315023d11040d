/*
 * What is left of each line that was invoiced, once its credit notes are taken off.
 *
 * A line of which nothing is left is free: what it invoiced may be invoiced again. This is the one
 * place that knows which line of an invoice a line of a credit note takes back: that of the same
 * seller and invoice with the same delivery note, line of it, product, batch and label (a fee has
 * its label, and the credit of one names the line of the invoice in the place of that of the note).
 */
#ifndef PIAL_INVOICE_LEFT_H
#define PIAL_INVOICE_LEFT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "model/invoice.h"
#include "model/model.h"

/* An issued document: its row of the register, and its lines. */
struct pial_issued {
	const struct pial_register_entry *entry;	/* its row */
	const struct pial_invoice_line *line;	/* in the order of the document */
	size_t lines;				/* how many */
};

/* A line of an invoice. */
struct pial_left {
	const struct pial_register_entry *entry;	/* the invoice */
	const struct pial_invoice_line *line;	/* its line */
	struct pial_qty quantity;		/* what is left of the quantity */
	struct pial_money net;			/* what is left of the amount */
	struct pial_text credit;		/* last credit note that took some; 0: none */
};

/* True when something of the line still counts. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_left_lives(const struct pial_left *left);

/*
 * Takes credit notes off invoices. documents in any order; left receives one entry for each line
 * of each document that is no credit note, sorted by seller, invoice and line (by their numbers
 * in the pool: an order to search in, not to show), owned by the caller (free). E-REGISTER-CREDIT
 * for a credit that takes back what is not there, or more than there is; all of them are said.
 * False then; *left is valid all the same.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 4, 5, 6)
bool pial_left_make(const struct pial_model *model, const struct pial_issued *document,
		    size_t documents, struct pial_left **left, size_t *count,
		    struct pial_diags *diags);

/*
 * The command that credits a line, or part thousandths of its unit (0: what is left of it), as a
 * person types it; in the arena.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_left_command(const struct pial_model *model, struct pial_arena *arena,
			      const struct pial_left *left, int64_t part);

/* The entries of one invoice: *count of them from the pointer on; NULL when there is none. */
PIAL_MUST_CHECK PIAL_NONNULL(3, 4)
struct pial_left *pial_left_of(struct pial_left *left, size_t count,
			       const struct pial_register_entry *entry, size_t *lines);

#endif
