/*
 * Fees of goods that come back: what was charged once, and stands, is not charged again.
 *
 * Goods whose invoice was credited in full are invoiced again, as an issued invoice is never
 * edited. The fees that kitchens pay beside the price are on documents of their own, or lines of
 * their own, which may stand all the same: they were counted from goods that are still delivered.
 * Then only what comes to more than before is charged. Once the fee was credited too, it is
 * charged anew.
 *
 * A document of fees does not say which goods it was counted from, so what stands is known by the
 * kitchen, the month of the invoice and the name of the fee. As long as nothing of it was credited
 * it stands for all goods that come back; when a part was, for what the goods that still count
 * leave over of it. Noting the goods on the fee's line was rejected: registers that exist would
 * not have it.
 */
#ifndef PIAL_INVOICE_AGAIN_H
#define PIAL_INVOICE_AGAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "invoice/fee.h"
#include "invoice/left.h"
#include "model/model.h"

/* What is taken of a fee that stands, so that it is not taken twice. */
struct pial_again_taken {
	uint32_t fee;			/* its name, in the pool */
	uint32_t buyer;			/* whose */
	struct pial_month period;	/* of the invoices it stands on */
	int64_t cents;			/* how much */
};

struct pial_again {
	const struct pial_model *model;		/* indexed */
	const struct pial_left *left;		/* what was invoiced; NULL: nothing */
	size_t lefts;				/* how many */
	uint32_t self;				/* number of "self" in the pool */
	const struct pial_left **dead;		/* sold, credited in full; by note; owned */
	size_t deads;				/* how many */
	struct pial_again_taken *taken;		/* owned */
	size_t takens, taken_cap;		/* how many, and room */
};

/* What a line of goods came to before, where a fee of it stands. */
struct pial_again_before {
	struct pial_month period;	/* of that invoice; none: these goods were not charged */
	int64_t cents;			/* the most that they were invoiced at, without VAT */
	int64_t grams;			/* the most that they weighed */
};

/* Finds the goods that were credited in full. left may be NULL when lefts is 0. */
PIAL_NONNULL(1, 2)
void pial_again_init(struct pial_again *again, const struct pial_model *model,
		     const struct pial_left *left, size_t lefts, uint32_t self);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_again_release(struct pial_again *again);

/*
 * What a line of goods came to when it was invoiced before: the line of the same note, number and
 * product that was credited in full, in the last month where something of the fee stands. Largest
 * of several. False when a mass does not fit.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_again_find(const struct pial_again *again, const struct pial_fee *fee,
		     const struct pial_invoice_line *line, struct pial_again_before *before);

/*
 * How much of want is charged already and stands, for goods of a buyer that were on invoices of a
 * month: 0 to want, in cents. What is taken once is not there the next time. *number is that of the
 * last document that it stands on. False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_again_take(struct pial_again *again, const struct pial_fee *fee, struct pial_text buyer,
		     struct pial_month period, int64_t want, int64_t *cents,
		     struct pial_text *number);

#endif
