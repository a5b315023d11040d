/*
 * What a partner asks for a product: what it said last, where it said it best.
 *
 * A bid for the week is a promise of a price; an offer of a week gone by is what it last asked; the
 * product's reference price stands where it never said any. A season that lists what nobody grows
 * and one that shows what is covered both ask here, so that they name the same partner's price.
 */
#ifndef PIAL_ENGINE_PARTNER_H
#define PIAL_ENGINE_PARTNER_H

#include <stddef.h>

#include "base/attr.h"
#include "model/model.h"
#include "model/moving.h"
#include "model/season.h"

/* Where a partner's price comes from, the best first. */
enum pial_partner_price {
	PIAL_PARTNER_PRICE_BID,		/* its bid for the week */
	PIAL_PARTNER_PRICE_OFFER,	/* its last offer */
	PIAL_PARTNER_PRICE_REFERENCE,	/* the product's reference price */
	PIAL_PARTNER_PRICE_NONE,	/* nothing says */
};

/* What producers said so far, in any order of rows; those of others are passed over. */
struct pial_partner_said {
	const struct pial_bid *bid;	/* of the season */
	size_t bids;			/* how many */
	const struct pial_offer *offer;	/* of the weeks so far */
	size_t offers;			/* how many */
};

/*
 * The price per unit of a partner for a product in a week, and where it comes from: the lowest of
 * its bids that cover the week and say one, else the lowest of the last week in which it offered
 * the product with a price, else the reference price. *price is none when nothing says.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_partner_price pial_partner_price(const struct pial_partner_said *said,
					   const struct pial_producer *partner,
					   const struct pial_product *product,
					   struct pial_week week, struct pial_price *price);

#endif
