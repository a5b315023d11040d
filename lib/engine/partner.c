/*
 * One pass over bids, one over offers: a book has a few hundred of each, and only what is missing
 * is asked for.
 */
#include "engine/partner.h"

#include <stdbool.h>

#include "base/banned.h"

static bool covers(const struct pial_bid *bid, struct pial_week week)
{
	return bid->from_week.n <= week.n &&
	       (pial_week_is_none(bid->until_week) || week.n <= bid->until_week.n);
}

static struct pial_price bid_price(const struct pial_partner_said *said,
				   const struct pial_producer *partner,
				   const struct pial_product *product, struct pial_week week)
{
	struct pial_price price = PIAL_PRICE_NONE;

	for (size_t i = 0; i < said->bids; i++) {
		const struct pial_bid *bid = &said->bid[i];

		if (bid->producer.n == partner->id.n && bid->product.n == product->id.n &&
		    !pial_price_is_none(bid->price) && covers(bid, week) &&
		    (pial_price_is_none(price) || bid->price.e4 < price.e4))
			price = bid->price;
	}
	return price;
}

static struct pial_price offer_price(const struct pial_partner_said *said,
				     const struct pial_producer *partner,
				     const struct pial_product *product)
{
	struct pial_price price = PIAL_PRICE_NONE;
	struct pial_week last = { 0 };

	for (size_t i = 0; i < said->offers; i++) {
		const struct pial_offer *offer = &said->offer[i];

		if (offer->producer.n != partner->id.n || offer->product.n != product->id.n ||
		    pial_price_is_none(offer->price) || offer->week.n < last.n ||
		    (offer->week.n == last.n && offer->price.e4 >= price.e4))
			continue;
		last = offer->week;
		price = offer->price;
	}
	return price;
}

enum pial_partner_price pial_partner_price(const struct pial_partner_said *said,
					   const struct pial_producer *partner,
					   const struct pial_product *product,
					   struct pial_week week, struct pial_price *price)
{
	*price = bid_price(said, partner, product, week);
	if (!pial_price_is_none(*price))
		return PIAL_PARTNER_PRICE_BID;
	*price = offer_price(said, partner, product);
	if (!pial_price_is_none(*price))
		return PIAL_PARTNER_PRICE_OFFER;
	*price = product->reference_price;
	return pial_price_is_none(*price) ? PIAL_PARTNER_PRICE_NONE : PIAL_PARTNER_PRICE_REFERENCE;
}
