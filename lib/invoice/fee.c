/*
 * The four forms of a fee: a rate of sales, so much a kilogram, a delivery, an invoice.
 *
 * A fee is written with exactly one of the four members; the rate comes first if a book should have
 * two. Rounding each delivery's part was rejected: twenty lines of 1,13 € at 8 % would give 1,80 €
 * where everyone with a calculator finds 1,81 €.
 */
#include "invoice/fee.h"

#include "num/round.h"

#include "base/banned.h"

#define MILLI 1000

bool pial_invoice_line_mass(const struct pial_model *model, const struct pial_invoice_line *line,
			    struct pial_mass *mass)
{
	const struct pial_product *product = pial_model_product(model, line->product);
	bool assumed;

	mass->g = 0;
	if (line->unit == PIAL_UNIT_KG) {
		mass->g = line->quantity.milli;
		return true;
	}
	if (!product)
		return true;
	return pial_mass_of(line->quantity, pial_product_unit_mass(product, &assumed),
			    PIAL_ROUND_HALF_AWAY, mass);
}

bool pial_fee_base_add(struct pial_fee_base_sum *sum, const struct pial_model *model,
		       const struct pial_invoice_line *line)
{
	struct pial_mass mass;

	return pial_add(sum->cents, line->net.cents, &sum->cents) &&
	       pial_invoice_line_mass(model, line, &mass) &&
	       pial_add(sum->grams, mass.g, &sum->grams);
}

bool pial_fee_applies(const struct pial_fee *fee, struct pial_date day)
{
	return pial_day_within(day, fee->from, fee->until);
}

bool pial_fee_is_line(const struct pial_fee *fee)
{
	return fee->paid_by == PIAL_PAYER_KITCHEN && fee->in_price != PIAL_YES;
}

static bool count_due(int64_t count, struct pial_money each, struct pial_fee_due *due)
{
	int64_t milli, e4;

	if (!pial_muldiv(count, MILLI, 1, PIAL_ROUND_NEVER, &milli) ||
	    !pial_muldiv(each.cents, 100, 1, PIAL_ROUND_NEVER, &e4) || e4 > INT32_MAX || e4 < 0)
		return false;
	due->quantity.milli = milli;
	due->price.e4 = (int32_t)e4;
	return pial_money_of(due->quantity, due->price, PIAL_ROUND_HALF_AWAY, &due->amount);
}

/* A lump of 1 at the amount; credits above sales make it -1, since a price has no sign. */
static bool rate_due(struct pial_money base, struct pial_rate rate, struct pial_fee_due *due)
{
	struct pial_money amount;
	int64_t count = 1;

	if (!pial_money_rate(base, rate, PIAL_ROUND_HALF_AWAY, &amount))
		return false;
	if (amount.cents < 0) {
		amount.cents = -amount.cents;
		count = -1;
	}
	return count_due(count, amount, due);
}

bool pial_fee_due(const struct pial_fee *fee, const struct pial_fee_base_sum *sum,
		  struct pial_fee_due *due)
{
	due->unit = PIAL_UNIT_NONE;
	if (!pial_rate_is_none(fee->rate))
		return rate_due((struct pial_money){ sum->cents }, fee->rate, due);
	if (!pial_price_is_none(fee->per_kg)) {
		due->unit = PIAL_UNIT_KG;
		due->quantity.milli = sum->grams;
		due->price = fee->per_kg;
		return pial_money_of(due->quantity, due->price, PIAL_ROUND_HALF_AWAY, &due->amount);
	}
	if (!pial_money_is_none(fee->per_delivery))
		return count_due(sum->notes, fee->per_delivery, due);
	if (!pial_money_is_none(fee->per_invoice))
		return count_due(sum->invoices, fee->per_invoice, due);
	*due = (struct pial_fee_due){ { 0 }, { 0 }, PIAL_UNIT_NONE, { 0 } };
	return true;
}

bool pial_fee_lower(const struct pial_fee *fee, int64_t cents, struct pial_fee_due *due)
{
	int64_t milli, grain = due->unit == PIAL_UNIT_KG ? 1 : MILLI;

	if (!pial_rate_is_none(fee->rate))
		return count_due(1, (struct pial_money){ due->amount.cents - cents }, due);
	if (due->price.e4 <= 0)
		return true;
	if (!pial_muldiv(cents, 100 * (MILLI / grain), due->price.e4, PIAL_ROUND_DOWN, &milli))
		return false;
	milli *= grain;
	due->quantity.milli -= milli;
	return pial_money_of(due->quantity, due->price, PIAL_ROUND_HALF_AWAY, &due->amount);
}
