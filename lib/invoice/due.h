/*
 * What is still due on a document, and what lateness costs.
 */
#ifndef PIAL_INVOICE_DUE_H
#define PIAL_INVOICE_DUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "model/cash.h"
#include "model/invoice.h"
#include "model/legal.h"
#include "model/model.h"

/* Where the payment of one issued document stands on a day. */
struct pial_due {
	struct pial_money payable;	/* of the document */
	struct pial_money credited;	/* by credit notes; 0 on a credit note */
	struct pial_money paid;		/* received less paid back; of a credit note paid back */
	struct pial_money left;		/* payable - credited - paid; below 0: too much was paid */
	int32_t late;			/* days after the due date; 0: not late */
	struct pial_rate rate;		/* of late interest, a year; none: not late, or not known */
	struct pial_money interest;	/* on what is left, to the day */
	struct pial_money recovery;	/* lump sum for recovery costs, once an invoice is late */
};

/*
 * Where an invoice or a credit note of the register stands. entry are all rows of the registers,
 * payment all payments; only those up to the day count. What was paid back of a credit note is not
 * paid of its invoice any more, and of a credit note there is only left what its invoice was paid
 * too much: until then it lowers what is due. Interest = what is left x rate x days /
 * 365, to the cent, half away from zero, at the ECB's rate of the half-year in which lateness began
 * plus the points of the buyer's class (CCP R. 2192-31; code de commerce L. 441-10); the lump sum
 * is that of data/rates.csv. Nothing is due late on a credit note. False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 2, 3, 8)
bool pial_due_on(const struct pial_model *model, const struct pial_legal *legal,
		 const struct pial_register_entry *document,
		 const struct pial_register_entry *const *entry, size_t entries,
		 const struct pial_payment *payment, size_t payments, struct pial_due *due,
		 struct pial_date day);

#endif
