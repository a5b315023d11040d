/*
 * Producer by producer in the model's order; months from the first sale on.
 */
#include "engine/advance.h"

#include "num/round.h"

#include "base/banned.h"

/* A season's rows end at most a year after they begin; a row of the table may be of any week. */
#define MONTHS 14

static const struct pial_cost *cost_of(const struct pial_advance_input *input,
				       struct pial_producer_id producer,
				       struct pial_product_id product)
{
	const struct pial_cost *found = NULL;

	for (size_t i = 0; i < input->costs; i++) {
		const struct pial_cost *cost = &input->cost[i];

		if (cost->product.n != product.n)
			continue;
		if (cost->producer.n == producer.n)
			return cost;
		if (!cost->producer.n)
			found = cost;
	}
	return found;
}

/* True when an earlier row is of the same producer and product. */
static bool told(const struct pial_advance_input *input, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (input->row[i].producer.n == input->row[at].producer.n &&
		    input->row[i].product.n == input->row[at].product.n)
			return true;
	return false;
}

static struct pial_price price_of(const struct pial_advance_input *input,
				  const struct pial_plan *row)
{
	for (size_t i = 0; i < input->bids; i++) {
		const struct pial_bid *bid = &input->bid[i];

		if (bid->producer.n == row->producer.n && bid->product.n == row->product.n &&
		    bid->from_week.n <= row->week.n &&
		    (pial_week_is_none(bid->until_week) || row->week.n <= bid->until_week.n) &&
		    !pial_price_is_none(bid->price))
			return bid->price;
	}
	return PIAL_PRICE_NONE;
}

/* What a row of the plan sells for; 0 where nothing says a price. */
static bool sale_of(const struct pial_advance_input *input, const struct pial_plan *row,
		    struct pial_money *sale)
{
	const struct pial_product *product = pial_model_product(input->model, row->product);
	struct pial_price price = price_of(input, row);
	struct pial_qty priced = row->quantity;
	bool assumed;

	sale->cents = 0;
	if (pial_price_is_none(price)) {
		price = product->reference_price;
		if (pial_product_priced_unit(product) != product->unit &&
		    !pial_muldiv(row->quantity.milli, pial_product_unit_mass(product, &assumed).g,
				 1000, PIAL_ROUND_HALF_UP, &priced.milli))
			return false;
	}
	return pial_price_is_none(price) ||
	       pial_money_of(priced, price, PIAL_ROUND_HALF_AWAY, sale);
}

/* Adds a sale to the month it falls in; months are in order, those without sales are there too. */
static bool add_sale(struct pial_advance_month *month, size_t *months, struct pial_month when,
		     struct pial_money sale)
{
	for (size_t i = 0; i < *months; i++)
		if (month[i].month.n == when.n)
			return pial_add(month[i].sales.cents, sale.cents, &month[i].sales.cents);
	if (*months == MONTHS)
		return true;
	month[(*months)++] = (struct pial_advance_month){ .month = when, .sales = sale };
	for (size_t i = *months - 1; i > 0 && month[i].month.n < month[i - 1].month.n; i--) {
		struct pial_advance_month other = month[i];

		month[i] = month[i - 1];
		month[i - 1] = other;
	}
	return true;
}

/* Pays back month by month; months after the last payment are dropped. */
static bool repay(const struct pial_policy *policy, struct pial_advance *advance,
		  struct pial_advance_month *month, size_t months)
{
	advance->left = advance->amount;
	for (size_t i = 0; i < months && advance->left.cents > 0; i++) {
		int64_t keep = month[i].sales.cents - policy->advance_floor.cents;

		if (!pial_money_rate(month[i].sales, policy->advance_repay, PIAL_ROUND_HALF_AWAY,
				     &month[i].repaid))
			return false;
		if (month[i].repaid.cents > keep)
			month[i].repaid.cents = keep > 0 ? keep : 0;
		if (month[i].repaid.cents > advance->left.cents)
			month[i].repaid.cents = advance->left.cents;
		advance->left.cents -= month[i].repaid.cents;
		advance->months = i + 1;
	}
	advance->month = month;
	return true;
}

static bool propose(const struct pial_advance_input *input, const struct pial_producer *producer,
		    struct pial_arena *arena, struct pial_advance *advance)
{
	struct pial_advance_month *month = pial_arena_zalloc(arena, MONTHS, sizeof(*month));
	size_t months = 0;

	*advance = (struct pial_advance){ .producer = producer->id };
	for (size_t i = 0; i < input->rows; i++) {
		const struct pial_plan *row = &input->row[i];
		const struct pial_cost *cost;
		struct pial_money sale;

		if (row->producer.n != producer->id.n)
			continue;
		cost = told(input, i) ? NULL : cost_of(input, row->producer, row->product);
		if (cost && !pial_money_is_none(cost->startup) &&
		    !pial_add(advance->startup.cents, cost->startup.cents,
			      &advance->startup.cents))
			return false;
		if (row->purpose == PIAL_PLAN_MARGIN)
			continue;
		if (!sale_of(input, row, &sale) ||
		    !add_sale(month, &months,
			      pial_month_of(pial_week_day(row->week, PIAL_THURSDAY)), sale))
			return false;
	}
	return pial_money_rate(advance->startup, input->model->policy.advance_rate,
			       PIAL_ROUND_HALF_AWAY, &advance->amount) &&
	       repay(&input->model->policy, advance, month, months);
}

bool pial_advance_propose(const struct pial_advance_input *input, struct pial_arena *arena,
			  struct pial_advance **advance, size_t *count)
{
	*advance = pial_arena_zalloc(arena, input->model->producers + 1, sizeof(**advance));
	*count = 0;
	for (size_t p = 0; p < input->model->producers; p++) {
		struct pial_advance *next = &(*advance)[*count];

		if (!propose(input, &input->model->producer[p], arena, next))
			return false;
		if (next->amount.cents > 0)
			++*count;
	}
	return true;
}
