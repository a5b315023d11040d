/*
 * An order to the bank: credit transfers in euros as ISO 20022 pain.001.001.09.
 */
#ifndef PIAL_REPORT_PAIN001_H
#define PIAL_REPORT_PAIN001_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "diag/diag.h"
#include "num/date.h"
#include "num/units.h"

/* One transfer. */
struct pial_transfer {
	const char *id;			/* end to end: what it pays, "2025-03-P-ravin" */
	const char *name;		/* of who is paid, as registered */
	const char *iban;		/* where to, without blanks */
	const char *text;		/* what for, for the creditor's statement of account */
	struct pial_money amount;	/* above 0 */
};

struct pial_transfers {
	const char *id;			/* what the order is about, "2025-03" */
	const char *name, *iban;	/* of who pays */
	struct pial_date made, due;	/* day of the order, day of execution */
	const struct pial_transfer *transfer;	/* in the order to be written */
	size_t transfers;		/* how many, at least 1 */
};

/*
 * Adds the order: one payment block, SEPA, charges shared by level of service, one transaction
 * each, numbers and sums of the block and of the whole. Texts are put into the characters that
 * every bank takes (EPC217-08: a to z, A to Z, 0 to 9, / - ? : ( ) . , ' + and blank): accents are
 * dropped, letters become capitals.
 *
 * The message's identifier is the order's id and a digest of who is paid how much: the same
 * transfers have the same one whichever day they are written, so that a bank that is given them
 * twice can refuse the second. Identifiers have at most 35 characters, names 70; a longer
 * identifier ends with a digest of the whole.
 *
 * False when the XML writer cannot be had (E-XML-*), or when the sum leaves 64 bits (E-AMOUNT).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_pain001(struct pial_strbuf *out, const struct pial_transfers *order,
		  struct pial_diags *diags);

#endif
