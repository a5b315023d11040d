/*
 * What the files of verify share: where they look, and how they say what they find. Internal to
 * invoice/.
 *
 * verify.c looks at the document, verify_party.c at who, verify_sum.c at how much. Names of data
 * are for people, in the catalogue; terms and rules are codes.
 */
#ifndef PIAL_INVOICE_VERIFY_PRIV_H
#define PIAL_INVOICE_VERIFY_PRIV_H

#include <stdbool.h>
#include <stdint.h>

#include "invoice/cii_tree.h"

/* Paths from the root, or from the trade transaction, that many rules start at. */
#define PIAL_CII_AGREEMENT "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement"
#define PIAL_CII_SETTLEMENT "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement"
#define PIAL_CII_DELIVERY "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeDelivery"

struct pial_verifying {
	const char *file;		/* for people */
	const struct pial_cii *root;	/* the invoice */
	struct pial_arena *arena;	/* for texts of its own */
	struct pial_diags *diags;	/* what is said */
};

/* A datum of the norm. */
struct pial_cii_term {
	const char *name;	/* for people, marked with PIAL_N_ */
	const char *term;	/* BT-1 */
	const char *rule;	/* that wants it: BR-02 */
};

/* Says that a datum is missing, at the line of the element it should be in (NULL: the file). */
PIAL_NONNULL(1, 3)
void pial_verify_missing(struct pial_verifying *v, const struct pial_cii *in,
			 const struct pial_cii_term *term);

/* Says that the value of an element is not allowed. */
PIAL_NONNULL_ALL
void pial_verify_value(struct pial_verifying *v, const struct pial_cii *node,
		       const struct pial_cii_term *term);

/* Says that an element comes a second time. */
PIAL_NONNULL_ALL
void pial_verify_many(struct pial_verifying *v, const struct pial_cii *node,
		      const struct pial_cii_term *term);

/* Says that an element does not go with something, named for people. */
PIAL_NONNULL_ALL
void pial_verify_disagree(struct pial_verifying *v, const struct pial_cii *node,
			  const struct pial_cii_term *term, const char *with);

/*
 * Reads the number of an element, scaled by 10^scale, which is also how many decimals it may have;
 * says what is wrong with it. False when it is none; node NULL is none, and not said.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 3, 5)
bool pial_verify_number(struct pial_verifying *v, const struct pial_cii *node,
			const struct pial_cii_term *term, unsigned scale, int64_t *value);

/* True when a text is one of some words, with blanks between. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_verify_among(const char *text, const char *words);

/* True for a credit note that cites its invoice. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_verify_is_credit(const struct pial_verifying *v);

/* The parties: names, addresses, keys, electronic addresses, accounts. */
PIAL_NONNULL_ALL void pial_verify_parties(struct pial_verifying *v);

/* Every amount, from the lines to what is to be paid. */
PIAL_NONNULL_ALL void pial_verify_sums(struct pial_verifying *v);

#endif
