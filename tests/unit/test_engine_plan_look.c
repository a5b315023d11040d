/*
 * A saved plan looked at: which rows count, which stand together, and figures worked out by hand.
 * That a plan just saved looks as pial-plan season said is compared in tests/prop/prop_views.sh.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/plan_look.h"

enum { A, B, PRODUCERS };
enum { LEEK, CHARD, PRODUCTS };

struct fixture {
	struct pial_model model;
	struct pial_producer producer[PRODUCERS];
	struct pial_product product[PRODUCTS];
	struct pial_bid bid[2];
	struct pial_arena arena;
};

static struct pial_week week(int number)
{
	struct pial_week week = { 0 };

	if (number)
		assert_true(pial_week_make(2025, number, &week));
	return week;
}

/* Two growers, two products in kg by 5 kg. Of a plot of A one in four gives nothing. */
static void start(struct fixture *f)
{
	static const char *const producer[PRODUCERS] = { "A", "B" };
	static const char *const product[PRODUCTS] = { "leek", "chard" };

	memset(f, 0, sizeof(*f));
	pial_model_init(&f->model);
	for (size_t i = 0; i < PRODUCERS; i++)
		f->producer[i].id.n = pial_intern_add(&f->model.pool, producer[i], 1);
	for (size_t i = 0; i < PRODUCTS; i++) {
		f->product[i].id.n = pial_intern_add(&f->model.pool, product[i],
						     strlen(product[i]));
		f->product[i].unit = PIAL_UNIT_KG;
		f->product[i].pack.milli = 5000;
	}
	f->model.producer = f->producer;
	f->model.producers = PRODUCERS;
	f->model.product = f->product;
	f->model.products = PRODUCTS;
	pial_model_index(&f->model);
	/* Two bids, the later one first. */
	f->bid[0] = (struct pial_bid){
		.producer = f->producer[A].id, .product = f->product[LEEK].id,
		.from_week = week(30), .until_week = week(0), .failure = { 500000 },
		.yield_cv = { 0 }, .succession_weeks = INT32_MIN,
	};
	f->bid[1] = f->bid[0];
	f->bid[1].from_week = week(14);
	f->bid[1].until_week = week(29);
	f->bid[1].failure.e6 = 250000;
	f->bid[1].succession_weeks = 3;
}

static void stop(struct fixture *f)
{
	pial_arena_release(&f->arena);
	f->model.producers = f->model.products = 0;
	pial_model_release(&f->model);
}

static struct pial_plan row(const struct fixture *f, int producer, int product, int harvest,
			    int sowing, int32_t area)
{
	return (struct pial_plan){
		.version = 2, .producer = f->producer[producer].id,
		.product = f->product[product].id, .quantity = { 100000 }, .area = { area },
		.week = week(harvest), .sow_week = week(sowing),
	};
}

static struct pial_plan_look_input input(const struct fixture *f, const struct pial_plan *plan,
					 size_t plans)
{
	return (struct pial_plan_look_input){
		.model = &f->model, .first = week(14), .last = week(20), .plan = plan,
		.plans = plans, .bid = f->bid, .bids = PIAL_COUNT(f->bid),
	};
}

static void is_land(const struct pial_area *got, size_t line, const int32_t want[7])
{
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(got[line * 7 + i].dm2, want[i]);
}

static void lands(void **state)
{
	struct fixture f;
	struct pial_plan plan[12];
	struct pial_plan_look_input look;
	struct pial_plan_land land;

	(void)state;
	start(&f);
	/* One sowing of week 15, out of order. */
	plan[0] = row(&f, A, LEEK, 18, 15, 500);
	plan[1] = row(&f, A, LEEK, 17, 15, 1000);
	/* Of no week of sowing: the bid's second and third succession. */
	plan[2] = row(&f, A, LEEK, 20, 0, 200);
	plan[3] = row(&f, A, LEEK, 18, 0, 100);
	/* Nor is there a bid: one sowing, which stands between its harvests. */
	plan[4] = row(&f, B, LEEK, 19, 0, 40);
	plan[5] = row(&f, B, LEEK, 16, 0, 30);
	/* Begun before the weeks looked at. */
	plan[6] = row(&f, B, CHARD, 12, 10, 7);
	plan[7] = row(&f, B, CHARD, 15, 10, 5);
	/* Without an area, after the weeks, of an old version, and of nobody. */
	plan[8] = row(&f, B, CHARD, 18, 17, 0);
	plan[8].area = PIAL_AREA_NONE;
	plan[9] = row(&f, A, CHARD, 25, 21, 9999);
	plan[10] = row(&f, A, CHARD, 16, 14, 9999);
	plan[10].version = 1;
	plan[11] = row(&f, A, CHARD, 16, 14, 9999);
	plan[11].producer.n = pial_intern_add(&f.model.pool, "gone", 4);
	look = input(&f, plan, PIAL_COUNT(plan));
	pial_plan_lands(&look, &f.arena, &land);
	assert_int_equal(land.weeks, 7);
	is_land(land.product, LEEK, (int32_t[]){ 0, 1500, 1570, 1570, 1670, 70, 200 });
	is_land(land.product, CHARD, (int32_t[]){ 12, 12, 0, 0, 0, 0, 0 });
	is_land(land.producer, A, (int32_t[]){ 0, 1500, 1500, 1500, 1600, 0, 200 });
	is_land(land.producer, B, (int32_t[]){ 12, 12, 70, 70, 70, 70, 0 });
	stop(&f);
}

/* Need, promise and margin of leek, in kg. */
static struct pial_cover cover(const struct fixture *f, int number, int need, int promised,
			       int margin)
{
	return (struct pial_cover){
		.product = f->product[LEEK].id, .week = week(number), .need = { need * 1000 },
		.promised = { promised * 1000 }, .margin = { margin * 1000 },
	};
}

static void is_risk(const struct pial_plan_risk *risk, int64_t shortage, int64_t surplus)
{
	assert_int_equal(risk->shortage.milli, shortage);
	assert_int_equal(risk->surplus.milli, surplus);
}

static void risks(void **state)
{
	struct fixture f;
	struct pial_plan plan[6];
	struct pial_cover cell[6];
	struct pial_plan_look_input look;
	const struct pial_plan_risk *risk;

	(void)state;
	start(&f);
	plan[0] = row(&f, A, LEEK, 15, 0, 0);
	/* Need and margin of a grower are one plot, which fails as one. */
	plan[1] = row(&f, A, LEEK, 16, 0, 0);
	plan[2] = row(&f, A, LEEK, 16, 0, 0);
	plan[2].purpose = PIAL_PLAN_MARGIN;
	/* An older version would have given more; the other bid is riskier. */
	plan[3] = row(&f, A, LEEK, 15, 0, 0);
	plan[3].version = 1;
	plan[3].quantity.milli = 900000;
	plan[4] = row(&f, A, LEEK, 31, 0, 0);
	plan[5] = row(&f, B, CHARD, 15, 0, 0);
	cell[0] = cover(&f, 14, 100, 0, 0);
	cell[1] = cover(&f, 15, 100, 100, 0);
	cell[2] = cover(&f, 16, 100, 100, 100);
	cell[3] = cover(&f, 17, 0, 0, 0);
	cell[4] = cover(&f, 31, 100, 100, 0);
	cell[5] = cover(&f, 32, 100, 0, 0);
	look = input(&f, plan, PIAL_COUNT(plan));
	look.cover = cell;
	look.covers = PIAL_COUNT(cell);
	risk = pial_plan_risks(&look, &f.arena);
	/* Nobody grows: all is missing. */
	is_risk(&risk[0], 100000, 0);
	/* One in four gives nothing. */
	is_risk(&risk[1], 25000, 0);
	/* 200 kg or nothing: 100 kg too many three times in four. */
	is_risk(&risk[2], 25000, 75000);
	is_risk(&risk[3], 0, 0);
	is_risk(&risk[4], 50000, 0);
	is_risk(&risk[5], 100000, 0);
	stop(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lands),
		cmocka_unit_test(risks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
