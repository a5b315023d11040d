/*
 * Statements being made: what the files of invoice/statement share.
 */
#ifndef PIAL_INVOICE_STATEMENT_PRIV_H
#define PIAL_INVOICE_STATEMENT_PRIV_H

#include "invoice/statement.h"

/* A row, and the pool to sort it by. */
struct pial_stating_row {
	const struct pial_model *model;	/* for texts */
	struct pial_statement_row row;	/* as it will be */
	uint32_t place;			/* of several of a kind that nothing else tells apart */
};

struct pial_stating {
	const struct pial_statement_input *input;	/* what is stated */
	struct pial_sold *sold;				/* lines of the month; owned */
	size_t solds;					/* how many */
	struct pial_stating_row *row;			/* so far; owned */
	size_t rows, row_cap;				/* how many, and room */
	uint32_t self;					/* number of "self"; 0: not in the pool */
};

/* A row of a producer's month with an amount and nothing else. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_statement_row pial_stating_blank(const struct pial_stating *s,
					     struct pial_producer_id producer,
					     enum pial_statement_kind kind,
					     struct pial_money amount);

/* Adds a row. */
PIAL_NONNULL_ALL
void pial_stating_add(struct pial_stating *s, const struct pial_statement_row *row);

/*
 * When the group resells: of the lines taken, one for each line of the input, keeps the goods of
 * the month that self-billed invoices and their credit notes say, and the sales that none of them
 * is about. What the documents say is what is stated; sales still to be invoiced to the group are
 * stated as they would be. False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_stating_keep_bought(struct pial_stating *s);

/*
 * Copies the sales of a run that no document is about, in order; out has room for all. Returns how
 * many: only of these are the fees inside the price worked out.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_stating_open(const struct pial_sold *sold, size_t count, struct pial_sold *out);

/*
 * Rows of what the group keeps and of VAT when it buys: those of the documents, then those of the
 * sales still to be invoiced. False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_stating_bought(struct pial_stating *s);

#endif
