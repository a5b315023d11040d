/*
 * Regimes, categories, and which mention stands for a tax not charged; its words are data.
 */
#include "invoice/tax.h"

#include "base/banned.h"

static const enum pial_vat_category categories[] = {
	[PIAL_VAT_REGIME_NONE] = PIAL_VAT_E, [PIAL_VAT_LIABLE] = PIAL_VAT_S,
	[PIAL_VAT_FLAT_RATE] = PIAL_VAT_E, [PIAL_VAT_FRANCHISE] = PIAL_VAT_E,
	[PIAL_VAT_OUTSIDE] = PIAL_VAT_O,
};

enum pial_vat_regime pial_vat_regime_of(const struct pial_model *model, struct pial_text seller)
{
	const struct pial_producer *producer =
		pial_model_producer(model, (struct pial_producer_id){ seller.n });
	const struct pial_party *party;

	if (producer)
		return (enum pial_vat_regime)producer->vat_regime;
	party = pial_model_party(model, seller.n);
	if (party && party->vat_regime != PIAL_VAT_REGIME_NONE)
		return (enum pial_vat_regime)party->vat_regime;
	return party && party->vat.n ? PIAL_VAT_LIABLE : PIAL_VAT_REGIME_NONE;
}

bool pial_vat_of_goods(enum pial_vat_regime regime, const struct pial_product *product,
		       struct pial_vat *vat)
{
	vat->category = categories[regime];
	vat->mention = pial_vat_mention(regime, vat->category);
	vat->rate.e6 = 0;
	if (vat->category != PIAL_VAT_S)
		return true;
	if (pial_rate_is_none(product->vat_rate))
		return false;
	vat->rate = product->vat_rate;
	return true;
}

struct pial_vat pial_vat_of_fee(enum pial_vat_regime regime, const struct pial_fee *fee)
{
	bool exempt = regime == PIAL_VAT_FLAT_RATE || regime == PIAL_VAT_FRANCHISE ||
		      regime == PIAL_VAT_OUTSIDE;

	if (exempt && fee->to != PIAL_TO_FUND)
		return (struct pial_vat){ categories[regime], { 0 },
					  pial_vat_mention(regime, categories[regime]) };
	if (pial_rate_is_none(fee->vat_rate) || fee->vat_rate.e6 == 0)
		return (struct pial_vat){ PIAL_VAT_O, { 0 }, PIAL_MENTION_SETTLEMENT };
	return (struct pial_vat){ PIAL_VAT_S, fee->vat_rate, PIAL_MENTION_NONE };
}

enum pial_mention_kind pial_vat_mention(enum pial_vat_regime regime,
					enum pial_vat_category category)
{
	if (category == PIAL_VAT_O)
		return regime == PIAL_VAT_OUTSIDE ? PIAL_MENTION_OUTSIDE : PIAL_MENTION_SETTLEMENT;
	if (category != PIAL_VAT_E)
		return PIAL_MENTION_NONE;
	if (regime == PIAL_VAT_FLAT_RATE)
		return PIAL_MENTION_FLAT_RATE;
	return regime == PIAL_VAT_FRANCHISE ? PIAL_MENTION_FRANCHISE : PIAL_MENTION_NONE;
}
