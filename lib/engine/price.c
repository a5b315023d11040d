/*
 * Rates of the sale are rates of a price that is not known yet, so the price is what remains to be
 * divided: P (1 - rates) = cost + margin + fees per kilogram.
 */
#include "engine/price.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "num/round.h"

#include "base/banned.h"

#define WHOLE 1000000	/* millionths in a whole */

struct work {
	const struct pial_price_input *input;	/* what is known */
	struct pial_price_result *result;	/* what comes out */
	struct pial_price_under *under;		/* owned until the end */
	size_t under_cap;			/* room */
};

/* Fees inside a price, by whom they are for. */
struct inside {
	int64_t rate[PIAL_TO_TRANSPORT + 1];	/* millionths of the sale */
	pial_i128 fixed[PIAL_TO_TRANSPORT + 1];	/* of a unit, in 1/1000 of ten-thousandths */
	int64_t rates;				/* all of them */
	pial_i128 fixeds;			/* all of them */
};

static bool is_inside(const struct pial_fee *fee, struct pial_date day)
{
	return pial_day_within(day, fee->from, fee->until) &&
	       (fee->in_price == PIAL_YES || fee->paid_by == PIAL_PAYER_PRODUCER);
}

bool pial_fee_is_beside(const struct pial_fee *fee, struct pial_date day)
{
	return is_inside(fee, day) && pial_rate_is_none(fee->rate) &&
	       pial_price_is_none(fee->per_kg);
}

static struct inside fees_inside(const struct pial_price_input *input, int64_t grams)
{
	const struct pial_policy *policy = &input->model->policy;
	struct inside inside = { .rates = 0 };

	for (uint32_t i = 0; i < policy->fee_count; i++) {
		const struct pial_fee *fee = &policy->fee[i];
		uint8_t to = fee->to <= PIAL_TO_TRANSPORT ? fee->to : PIAL_TO_SERVICE;

		if (!is_inside(fee, input->day))
			continue;
		if (!pial_rate_is_none(fee->rate)) {
			inside.rate[to] += fee->rate.e6;
			inside.rates += fee->rate.e6;
		} else if (!pial_price_is_none(fee->per_kg)) {
			inside.fixed[to] += (pial_i128)fee->per_kg.e4 * grams;
			inside.fixeds += (pial_i128)fee->per_kg.e4 * grams;
		}
	}
	return inside;
}

/* Sets a price; false when it does not fit. */
static bool set(struct pial_price *price, pial_i128 e4)
{
	if (e4 < 0 || e4 > INT32_MAX)
		return false;
	price->e4 = (int32_t)e4;
	return true;
}

static pial_i128 half_up(pial_i128 n, pial_i128 d)
{
	return (2 * n + d) / (2 * d);
}

static pial_i128 up(pial_i128 n, pial_i128 d)
{
	return (n + d - 1) / d;
}

/* ---- What a line of costs is for ---- */

static bool has_own(const struct pial_price_input *input, struct pial_product_id product,
		    struct pial_producer_id producer)
{
	for (size_t i = 0; i < input->costs; i++)
		if (input->cost[i].product.n == product.n &&
		    input->cost[i].producer.n == producer.n)
			return true;
	return false;
}

/* True when a line of costs is for a producer: its own, or that of all who have none. */
static bool is_for(const struct pial_price_input *input, const struct pial_cost *cost,
		   struct pial_producer_id producer)
{
	if (cost->producer.n)
		return cost->producer.n == producer.n;
	return !has_own(input, cost->product, producer);
}

/* The largest loss of the bids that a line of costs is for. */
static int64_t loss_of(const struct pial_price_input *input, const struct pial_cost *cost)
{
	int64_t loss = 0;

	for (size_t i = 0; i < input->bids; i++) {
		const struct pial_bid *bid = &input->bid[i];

		if (bid->product.n == cost->product.n && !pial_rate_is_none(bid->loss) &&
		    bid->loss.e6 > loss && is_for(input, cost, bid->producer))
			loss = bid->loss.e6;
	}
	return loss;
}

/* ---- The price ---- */

/* A cost of so many ten-thousandths a kilogram, over by, for a unit of so many grams. */
static bool cost_of(struct pial_price *price, pial_i128 e4, int64_t by, int64_t grams,
		    int64_t loss)
{
	return set(price, half_up(e4 * grams * WHOLE, (pial_i128)1000 * by * (WHOLE - loss)));
}

static pial_i128 or_zero(struct pial_price price)
{
	return pial_price_is_none(price) ? 0 : price.e4;
}

static bool add_costs(const struct pial_cost *cost, int64_t grams, int64_t loss,
		      struct pial_price_line *line)
{
	pial_i128 hours = pial_qty_is_none(cost->labour_hours) ? 0 : cost->labour_hours.milli;

	return cost_of(&line->labour, hours * or_zero(cost->rate), 1000, grams, loss) &&
	       cost_of(&line->inputs, or_zero(cost->inputs), 1, grams, loss) &&
	       cost_of(&line->equipment, or_zero(cost->equipment), 1, grams, loss) &&
	       set(&line->cost, (pial_i128)line->labour.e4 + line->inputs.e4 +
				line->equipment.e4);
}

static bool add_fees(const struct inside *inside, struct pial_price_line *line)
{
	struct pial_price *fee[PIAL_TO_TRANSPORT + 1] = {
		[PIAL_TO_SERVICE] = &line->service, [PIAL_TO_FUND] = &line->levy,
		[PIAL_TO_TRANSPORT] = &line->transport,
	};
	pial_i128 left = (pial_i128)line->price.e4 - line->cost.e4;

	for (size_t to = 0; to <= PIAL_TO_TRANSPORT; to++) {
		pial_i128 amount = ((pial_i128)line->price.e4 * inside->rate[to] * 1000 +
				    inside->fixed[to] * WHOLE) / ((pial_i128)1000 * WHOLE);

		if (fee[to] && !set(fee[to], amount))
			return false;
		left -= amount;
	}
	return set(&line->margin, left);
}

static enum pial_price_fault build(const struct pial_price_input *input,
				   const struct pial_cost *cost, int64_t grams,
				   struct pial_price_line *line)
{
	struct inside inside = fees_inside(input, grams);
	int64_t loss = loss_of(input, cost), rest = WHOLE - inside.rates;
	pial_i128 with, without;

	if (loss >= WHOLE)
		return PIAL_PRICE_LOSS;
	if (rest <= 0)
		return PIAL_PRICE_FEES;
	if (!add_costs(cost, grams, loss, line))
		return PIAL_PRICE_LARGE;
	without = (pial_i128)line->cost.e4 * 1000 * WHOLE + inside.fixeds * WHOLE;
	with = without + (pial_i128)line->cost.e4 * 1000 * input->margin.e6;
	if (!set(&line->price, up(with, (pial_i128)1000 * rest)) ||
	    !set(&line->floor, up(without, (pial_i128)1000 * rest)) ||
	    !add_fees(&inside, line))
		return PIAL_PRICE_LARGE;
	return PIAL_PRICE_DONE;
}

/* ---- What stands beside it ---- */

static void compare_contracts(struct work *work, size_t at)
{
	const struct pial_price_input *input = work->input;
	const struct pial_cost *cost = &input->cost[at];
	struct pial_price_line *line = &work->result->line[at];

	for (size_t c = 0; c < input->model->contracts; c++) {
		const struct pial_contract *contract = &input->model->contract[c];
		const struct pial_contract_line *paid =
			pial_contract_line_on(contract, cost->product, input->day);

		if (!paid || (cost->producer.n &&
			      !pial_contract_allows(contract, cost->producer, input->day)))
			continue;
		if (pial_price_is_none(line->contract) || paid->price.e4 < line->contract.e4) {
			line->contract = paid->price;
			line->contract_id = contract->id;
		}
		if (paid->price.e4 >= line->floor.e4)
			continue;
		work->under = pial_grow(work->under, work->result->unders, &work->under_cap,
					sizeof(*work->under));
		work->under[work->result->unders++] = (struct pial_price_under){ contract, paid,
										 at };
	}
}

/* A quotation per unit that the product is priced in. */
static pial_i128 quoted(const struct pial_quotation *row, enum pial_unit priced, int64_t grams)
{
	if (row->unit == PIAL_UNIT_NONE || row->unit == priced)
		return row->price.e4;
	return row->unit == PIAL_UNIT_KG ? half_up((pial_i128)row->price.e4 * grams, 1000)
					 : half_up((pial_i128)row->price.e4 * 1000, grams);
}

static void compare_market(const struct pial_price_input *input, int64_t grams,
			   struct pial_price_line *line)
{
	pial_i128 sum = 0;
	int64_t count = 0;

	for (size_t i = 0; i < input->quotations; i++) {
		const struct pial_quotation *row = &input->quotation[i];

		if (row->product.n != line->product.n || row->day.n > input->day.n ||
		    row->day.n < line->market_day.n)
			continue;
		if (row->day.n > line->market_day.n)
			sum = count = 0;
		line->market_day = row->day;
		sum += quoted(row, (enum pial_unit)line->unit, grams);
		count++;
	}
	if (!count || !set(&line->market, half_up(sum, count)))
		line->market = PIAL_PRICE_NONE;
}

static void compare_year(const struct pial_price_input *input, const struct pial_cost *cost,
			 struct pial_price_line *line)
{
	pial_i128 paid = 0, quantity = 0;

	for (size_t i = 0; i < input->deliveries; i++) {
		const struct pial_delivery *row = &input->delivery[i];

		if (row->product.n != cost->product.n || row->priced_unit != line->unit ||
		    pial_qty_is_none(row->invoiced) || row->invoiced.milli <= 0 ||
		    pial_price_is_none(row->price) || !is_for(input, cost, row->producer))
			continue;
		paid += (pial_i128)row->invoiced.milli * row->price.e4;
		quantity += row->invoiced.milli;
	}
	if (!quantity || !set(&line->before, half_up(paid, quantity)))
		line->before = PIAL_PRICE_NONE;
}

/* ---- All lines ---- */

static bool build_line(struct work *work, size_t at)
{
	const struct pial_price_input *input = work->input;
	const struct pial_cost *cost = &input->cost[at];
	const struct pial_product *product = pial_model_product(input->model, cost->product);
	struct pial_price_line *line = &work->result->line[at];
	int64_t mass = 1000, grams;
	bool assumed = false;

	*line = (struct pial_price_line){
		.line = cost->line, .product = cost->product, .producer = cost->producer,
		.contract = PIAL_PRICE_NONE, .unit = PIAL_UNIT_KG,
	};
	if (product) {
		line->unit = (uint8_t)pial_product_priced_unit(product);
		mass = pial_product_unit_mass(product, &assumed).g;
	}
	/* Of what is priced: goods counted in pieces may be paid by weight. */
	grams = line->unit == PIAL_UNIT_KG ? 1000 : mass;
	if (assumed && !work->result->assumed) {
		work->result->assumed = true;
		work->result->assumed_at = at;
	}
	work->result->fault = build(input, cost, grams, line);
	work->result->fault_at = at;
	if (work->result->fault != PIAL_PRICE_DONE)
		return false;
	compare_contracts(work, at);
	compare_market(input, mass, line);
	compare_year(input, cost, line);
	return true;
}

/* The order of contracts and their lines, then of costs. */
static int by_contract(const void *left, const void *right)
{
	const struct pial_price_under *a = left, *b = right;

	if (a->contract != b->contract)
		return a->contract < b->contract ? -1 : 1;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return (a->cost > b->cost) - (a->cost < b->cost);
}

bool pial_prices_build(const struct pial_price_input *input, struct pial_price_result *result)
{
	struct work work = { .input = input, .result = result };
	bool ok = true;

	*result = (struct pial_price_result){ .lines = 0 };
	pial_arena_init(&result->arena);
	result->line = pial_arena_zalloc(&result->arena, input->costs + 1, sizeof(*result->line));
	for (size_t i = 0; ok && i < input->costs; i++) {
		ok = build_line(&work, i);
		result->lines += ok;
	}
	if (result->unders)
		qsort(work.under, result->unders, sizeof(*work.under), by_contract);
	result->under = pial_arena_zalloc(&result->arena, result->unders + 1,
					  sizeof(*result->under));
	for (size_t i = 0; i < result->unders; i++)
		result->under[i] = work.under[i];
	free(work.under);
	return ok;
}

void pial_price_result_release(struct pial_price_result *result)
{
	pial_arena_release(&result->arena);
	*result = (struct pial_price_result){ .lines = 0 };
	pial_arena_init(&result->arena);
}
