/*
 * Prices by hand: loss, units, fees of every kind, contracts under the floor, quotations.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/price.h"

struct fixture {
	struct pial_model model;
	struct pial_product product[1];
	struct pial_producer_id who, other;
	struct pial_contract contract[1];
	struct pial_contract_line line[1];
	struct pial_fee fee[4];
	struct pial_cost cost[2];
	struct pial_bid bid[2];
	struct pial_quotation quotation[3];
	struct pial_delivery delivery[2];
	struct pial_price_input input;
	struct pial_price_result result;
};

static uint32_t id(struct fixture *f, const char *text)
{
	return pial_intern_add(&f->model.pool, text, strlen(text));
}

static struct pial_date day(int month, int d)
{
	struct pial_date date = { 0 };

	assert_true(pial_date_make(2025, month, d, &date));
	return date;
}

static struct pial_fee fee(int32_t rate, int32_t per_kg, uint8_t in_price, uint8_t paid_by,
			   uint8_t to)
{
	return (struct pial_fee){ .rate = { rate }, .per_kg = { per_kg },
				  .per_delivery = PIAL_MONEY_NONE, .per_invoice = PIAL_MONEY_NONE,
				  .in_price = in_price, .paid_by = paid_by, .to = to };
}

/* A crop at 1 € a kilogram: 0.05 h x 12 €, 0.30 €, 0.10 €; no fee, no margin. */
static void start(struct fixture *f)
{
	memset(f, 0, sizeof(*f));
	pial_model_init(&f->model);
	f->product[0] = (struct pial_product){ .id = { id(f, "leek") }, .unit = PIAL_UNIT_KG,
					       .unit_mass = PIAL_MASS_NONE };
	f->who.n = id(f, "P");
	f->other.n = id(f, "Q");
	f->line[0] = (struct pial_contract_line){ .product = f->product[0].id, .price = { 9999 } };
	f->contract[0] = (struct pial_contract){ .id = { id(f, "C") }, .from = day(1, 1),
						 .until = day(12, 31), .line = f->line,
						 .line_count = 1 };
	f->cost[0] = (struct pial_cost){ .product = f->product[0].id, .labour_hours = { 50 },
					 .rate = { 120000 }, .inputs = { 3000 },
					 .equipment = { 1000 }, .startup = PIAL_MONEY_NONE };
	f->model.product = f->product;
	f->model.products = 1;
	f->model.contract = f->contract;
	f->model.contracts = 1;
	pial_model_index(&f->model);
	f->model.policy.fee = f->fee;
	f->input = (struct pial_price_input){ .model = &f->model, .cost = f->cost, .costs = 1,
					      .bid = f->bid, .quotation = f->quotation,
					      .delivery = f->delivery, .day = day(6, 2) };
}

static void stop(struct fixture *f)
{
	pial_price_result_release(&f->result);
	f->model.products = f->model.contracts = 0;
	f->model.policy.fee_count = 0;
	pial_model_release(&f->model);
}

static const struct pial_price_line *build(struct fixture *f)
{
	pial_price_result_release(&f->result);
	assert_true(pial_prices_build(&f->input, &f->result));
	return &f->result.line[0];
}

/* The parts add up to the price, whatever is rounded. */
static void adds_up(const struct pial_price_line *line)
{
	assert_int_equal(line->labour.e4 + line->inputs.e4 + line->equipment.e4, line->cost.e4);
	assert_int_equal(line->cost.e4 + line->margin.e4 + line->service.e4 + line->levy.e4 +
			 line->transport.e4, line->price.e4);
	assert_true(line->margin.e4 >= 0);
}

static void test_cost(void **state)
{
	const struct pial_price_line *line;
	struct fixture f;

	(void)state;
	start(&f);
	line = build(&f);
	assert_int_equal(line->cost.e4, 10000);
	assert_int_equal(line->price.e4, 10000);
	assert_int_equal(line->floor.e4, 10000);
	/* The contract pays a ten-thousandth too little. */
	assert_int_equal(line->contract.e4, 9999);
	assert_int_equal(f.result.unders, 1);
	f.line[0].price.e4 = 10000;
	build(&f);
	assert_int_equal(f.result.unders, 0);
	/* A fifth is lost: 1.25 € for what is delivered. The largest loss of two bids. */
	f.bid[0] = (struct pial_bid){ .producer = f.who, .product = f.product[0].id,
				      .loss = { 100000 } };
	f.bid[1] = f.bid[0];
	f.bid[1].loss.e6 = 200000;
	f.input.bids = 2;
	line = build(&f);
	assert_int_equal(line->labour.e4, 7500);
	assert_int_equal(line->cost.e4, 12500);
	adds_up(line);
	f.bid[1].loss.e6 = 1000000;
	pial_price_result_release(&f.result);
	assert_false(pial_prices_build(&f.input, &f.result));
	assert_int_equal(f.result.fault, PIAL_PRICE_LOSS);
	stop(&f);
}

static void test_fees(void **state)
{
	const struct pial_price_line *line;
	struct fixture f;

	(void)state;
	start(&f);
	f.input.margin.e6 = 200000;
	/* Inside: 8 % for the service, 1 % and 0.05 €/kg that producers pay. Beside: 5 %. */
	f.fee[0] = fee(80000, INT32_MIN, PIAL_YES, PIAL_PAYER_KITCHEN, PIAL_TO_SERVICE);
	f.fee[1] = fee(10000, INT32_MIN, PIAL_UNSAID, PIAL_PAYER_PRODUCER, PIAL_TO_FUND);
	f.fee[2] = fee(INT32_MIN, 500, PIAL_UNSAID, PIAL_PAYER_PRODUCER, PIAL_TO_TRANSPORT);
	f.fee[3] = fee(50000, INT32_MIN, PIAL_NO, PIAL_PAYER_KITCHEN, PIAL_TO_SERVICE);
	f.model.policy.fee_count = 4;
	line = build(&f);
	/* (1.00 + 0.20 + 0.05) / 0.91 = 1.373626…, (1.00 + 0.05) / 0.91 = 1.153846… */
	assert_int_equal(line->price.e4, 13737);
	assert_int_equal(line->floor.e4, 11539);
	assert_int_equal(line->service.e4, 1098);
	assert_int_equal(line->levy.e4, 137);
	assert_int_equal(line->transport.e4, 500);
	assert_int_equal(line->margin.e4, 2002);
	adds_up(line);
	/* A fee that has ended is in no price; one by delivery neither, and it is known for it. */
	f.fee[0].until = day(6, 1);
	f.fee[1].rate.e6 = INT32_MIN;
	f.fee[1].per_delivery.cents = 500;
	line = build(&f);
	assert_int_equal(line->price.e4, 12500);
	assert_true(pial_fee_is_beside(&f.fee[1], day(6, 2)));
	assert_false(pial_fee_is_beside(&f.fee[2], day(6, 2)));
	assert_false(pial_fee_is_beside(&f.fee[3], day(6, 2)));
	f.fee[3].in_price = PIAL_YES;
	f.fee[3].rate.e6 = 1000000;
	pial_price_result_release(&f.result);
	assert_false(pial_prices_build(&f.input, &f.result));
	assert_int_equal(f.result.fault, PIAL_PRICE_FEES);
	stop(&f);
}

/* Lettuces of 300 g, by the piece: costs and fees of a kilogram become those of a piece. */
static void test_units(void **state)
{
	const struct pial_price_line *line;
	struct fixture f;

	(void)state;
	start(&f);
	f.product[0].unit = PIAL_UNIT_PIECE;
	f.product[0].unit_mass.g = 300;
	f.fee[0] = fee(INT32_MIN, 1000, PIAL_YES, PIAL_PAYER_KITCHEN, PIAL_TO_SERVICE);
	f.model.policy.fee_count = 1;
	f.quotation[0] = (struct pial_quotation){ .product = f.product[0].id, .price = { 20000 },
						  .day = day(5, 2), .unit = PIAL_UNIT_KG };
	f.quotation[1] = f.quotation[0];
	f.quotation[1].unit = PIAL_UNIT_PIECE;
	f.quotation[1].price.e4 = 9001;
	f.quotation[2] = f.quotation[0];
	f.quotation[2].day = day(6, 3);
	f.input.quotations = 3;
	line = build(&f);
	assert_int_equal(line->unit, PIAL_UNIT_PIECE);
	assert_int_equal(line->cost.e4, 3000);
	assert_int_equal(line->price.e4, 3300);
	/* 0.60 and 0.9001: their mean is 0.75005; the one of the day after is not seen yet. */
	assert_int_equal(line->market.e4, 7501);
	assert_int_equal(line->market_day.n, day(5, 2).n);
	/* Counted by the piece, paid by weight. */
	f.product[0].priced_per = PIAL_PRICED_KG;
	line = build(&f);
	assert_int_equal(line->unit, PIAL_UNIT_KG);
	assert_int_equal(line->price.e4, 11000);
	assert_int_equal(line->market.e4, (20000 + 30003) / 2 + 1);
	assert_false(f.result.assumed);
	f.product[0].unit_mass = PIAL_MASS_NONE;
	build(&f);
	assert_true(f.result.assumed);
	stop(&f);
}

/* A line of one producer takes its bids, deliveries and contracts away from that of all. */
static void test_own(void **state)
{
	struct pial_contract_producer allowed;
	struct fixture f;

	(void)state;
	start(&f);
	f.cost[1] = f.cost[0];
	f.cost[1].producer = f.who;
	f.input.costs = 2;
	f.delivery[0] = (struct pial_delivery){ .product = f.product[0].id, .producer = f.who,
						.invoiced = { 3000 }, .priced_unit = PIAL_UNIT_KG,
						.price = { 20000 } };
	f.delivery[1] = f.delivery[0];
	f.delivery[1].producer = f.other;
	f.delivery[1].price.e4 = 10001;
	f.input.deliveries = 2;
	f.bid[0] = (struct pial_bid){ .producer = f.who, .product = f.product[0].id,
				      .loss = { 500000 } };
	f.input.bids = 1;
	allowed = (struct pial_contract_producer){ .producer = f.other };
	f.contract[0].producer = &allowed;
	f.contract[0].producer_count = 1;
	build(&f);
	assert_int_equal(f.result.line[0].before.e4, 10001);
	assert_int_equal(f.result.line[1].before.e4, 20000);
	assert_int_equal(f.result.line[0].cost.e4, 10000);
	assert_int_equal(f.result.line[1].cost.e4, 20000);
	assert_int_equal(f.result.line[0].contract.e4, 9999);
	assert_true(pial_price_is_none(f.result.line[1].contract));
	assert_int_equal(f.result.unders, 1);
	stop(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cost),
		cmocka_unit_test(test_fees),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
