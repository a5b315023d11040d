/*
 * VAT of a line, from the regime of who sells.
 *
 * In France most growers charge none: they are under the flat-rate refund of farmers or in
 * franchise, and an invoice must then say by which article. So the category, the rate and the
 * mention belong together, and come from here for drafts and documents alike.
 */
#ifndef PIAL_INVOICE_TAX_H
#define PIAL_INVOICE_TAX_H

#include <stdbool.h>

#include "base/attr.h"
#include "model/legal.h"
#include "model/model.h"

/* What an invoice line says of VAT. */
struct pial_vat {
	enum pial_vat_category category;	/* S, E or O of UNCL 5305 */
	struct pial_rate rate;			/* 0 unless S */
	enum pial_mention_kind mention;		/* why none; NONE in S or unknown */
};

/*
 * Regime of a seller: a producer's own; for `self` (the group that resells) what its party says,
 * else liable when it has a VAT number, else not said.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_vat_regime pial_vat_regime_of(const struct pial_model *model, struct pial_text seller);

/*
 * VAT of goods sold under a regime. Liable: category S at the product's rate (CGI art. 278-0 bis
 * for food). Flat-rate refund and franchise: exempt, each for its own reason. Outside: category O.
 * A regime not said: exempt without a reason, which a draft may show and no invoice may carry. The
 * words of a reason are dated data (model/legal.h). False when liable and product has no rate.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_vat_of_goods(enum pial_vat_regime regime, const struct pial_product *product,
		       struct pial_vat *vat);

/*
 * The mention that says why a seller charges no VAT, by regime and category: E is the flat-rate
 * refund or the franchise, O is outside, or a settlement of a seller who else is not. NONE where
 * there is nothing to say, or the regime is not said.
 */
PIAL_MUST_CHECK
enum pial_mention_kind pial_vat_mention(enum pial_vat_regime regime,
					enum pial_vat_category category);

/*
 * VAT of a fee that the group asks for, by the group's regime. A service or transport of a group
 * that charges no VAT bears none, whatever rate pial.yaml has, and for the group's own reason: in
 * franchise it is exempt (CGI, art. 293 B). Else category S at the fee's rate, or O when it has
 * none: a settlement, as what goes to the fund is.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_vat pial_vat_of_fee(enum pial_vat_regime regime, const struct pial_fee *fee);

#endif
