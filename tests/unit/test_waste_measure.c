/*
 * A campaign by hand: both indicators, what is sorted and what is not, cost, gas, a year, central
 * kitchen and satellites, what is left out.
 */
#include "waste_case.h"

/* Two days, 630 meals; figures of the comment at each assertion. */
#define SCHOOL \
	"h,K-ecole,2025-03-10,lunch,preparation,,9.4,1.2,2.1,6.1\n" \
	"h,K-ecole,2025-03-10,lunch,unserved,,12.8,1.2,,\n" \
	"h,K-ecole,2025-03-10,lunch,leftovers,,24.5,2.4,,\n" \
	"h,K-ecole,2025-03-11,lunch,preparation,,7.9,1.2,1.4,\n" \
	"h,K-ecole,2025-03-11,lunch,unserved,,9.6,1.2,,\n" \
	"h,K-ecole,2025-03-11,lunch,leftovers,,21.7,2.4,,\n"
#define SCHOOL_MEALS \
	"h,K-ecole,2025-03-10,lunch,322,325,316,218.5\n" \
	"h,K-ecole,2025-03-11,lunch,318,320,314,211\n"

static void school(void **state)
{
	const struct pial_waste_record *record;
	struct waste_case c;

	waste_case_make(&c, *state, "h,K-ecole,2025-03-10,5,lunch,simple,no\n", SCHOOL,
			SCHOOL_MEALS);
	assert_true(c.begun);
	waste_case_records(&c);
	assert_int_equal(c.out.count, 1);
	record = waste_case_record(&c, "K-ecole");
	assert_int_equal(record->meals, 630);
	assert_int_equal(record->days_in_period, 5);
	assert_int_equal(record->days, 2);
	/* 2.1 + 1.4, 0.85 x (11.6 + 8.4), 0.85 x (22.1 + 19.3): 3.5 + 17 + 35.19 kg */
	assert_int_equal(record->edible.g, 55690);
	assert_int_equal(record->edible_g.milli, 88397);
	/* 14.9 + 20 + 41.4 kg */
	assert_int_equal(record->total.g, 76300);
	assert_int_equal(record->all_g.milli, 121111);
	assert_int_equal(record->stream[0].sorted, PIAL_YES);
	assert_int_equal(record->stream[0].total.g, 14900);
	assert_int_equal(record->stream[0].edible.g, 3500);
	assert_int_equal(record->stream[0].inedible.g, 11400);
	assert_int_equal(record->stream[2].sorted, PIAL_NO);
	assert_int_equal(record->stream[2].total.g, 41400);
	assert_true(pial_mass_is_none(record->stream[2].edible));
	/* (640 - 630) / 630, (645 - 630) / 630 */
	assert_int_equal(record->gap_expected.e6, 15873);
	assert_int_equal(record->gap_prepared.e6, 23810);
	/* 55.69 / 429.5 */
	assert_int_equal(record->food.g, 429500);
	assert_int_equal(record->food_share.e6, 129662);
	/* 2.35 EUR buy 429.5 / 630 kg of food: 55.69 kg cost 191.9652 EUR */
	assert_int_equal(record->basis, PIAL_WASTE_BASIS_MEAL);
	assert_int_equal(record->cost.cents, 19197);
	assert_int_equal(record->cost_kg.e4, 34470);
	assert_int_equal(record->cost_meal.e4, 3047);
	/* 1530 g of CO2e for each kilogram */
	assert_int_equal(record->co2e.g, 85206);
	/* x 44 800 / 630, to 10 g */
	assert_int_equal(record->yearly.g, 5425780);
	assert_int_equal(record->yearly_edible.g, 3960178);
	assert_int_equal(record->benchmark.milli, 100000);
	assert_int_equal(waste_case_said(&c, PIAL_N_WASTE_DAYS), 1);
	assert_int_equal(c.w->diags.count, 1);
	c.input.basis = PIAL_WASTE_BASIS_KG;
	waste_case_records(&c);
	/* 55.69 x 2.30 */
	assert_int_equal(waste_case_record(&c, "K-ecole")->cost.cents, 12809);
	waste_case_release(&c);
}

/* 8 400 g for 12 kg delivered: 0.70 EUR a kilogram. Without prices, no cost. */
static void cost_of_what_was_delivered(void **state)
{
	struct pial_waste_delivered delivered = { { 840 }, { 12000 } };
	struct waste_case c;

	waste_case_make(&c, *state, "", SCHOOL, SCHOOL_MEALS);
	c.input.basis = PIAL_WASTE_BASIS_DELIVERED;
	c.input.delivered = &delivered;
	waste_case_records(&c);
	assert_int_equal(waste_case_record(&c, "K-ecole")->cost.cents, 3898);
	assert_int_equal(waste_case_record(&c, "K-ecole")->cost_kg.e4, 7000);
	/* Nothing declared: the days are those of the rows. */
	assert_int_equal(waste_case_record(&c, "K-ecole")->days_in_period, 2);
	delivered.value.cents = 0;
	waste_case_records(&c);
	assert_true(pial_money_is_none(waste_case_record(&c, "K-ecole")->cost));
	assert_int_equal(waste_case_record(&c, "K-ecole")->basis, PIAL_WASTE_BASIS_NONE);
	waste_case_release(&c);
}

/* Both parts given and less than the whole: the rest was not sorted. Parts alone are the whole. */
static void partly_sorted(void **state)
{
	struct waste_case c;

	waste_case_make(&c, *state, "",
			"h,K-ecole,2025-03-10,,leftovers,,10,0,4,2\n"
			"h,K-ecole,2025-03-10,,unserved,,5,1,,1\n"
			"h,K-ecole,2025-03-10,,preparation,,,,3,\n",
			"h,K-ecole,2025-03-10,,,,100,\n");
	waste_case_records(&c);
	/* 4 + 0.85 x 4 = 7.4; 4 - 1 = 3; 3 */
	assert_int_equal(waste_case_record(&c, "K-ecole")->edible.g, 13400);
	assert_int_equal(waste_case_record(&c, "K-ecole")->total.g, 17000);
	assert_int_equal(waste_case_record(&c, "K-ecole")->stream[2].sorted, PIAL_NO);
	assert_int_equal(waste_case_record(&c, "K-ecole")->stream[1].sorted, PIAL_YES);
	waste_case_release(&c);
}

/* The central kitchen weighs preparation and serves nobody; streams are added once. */
static void central_and_satellites(void **state)
{
	const struct pial_waste_record *record;
	struct waste_case c;

	waste_case_make(&c, *state, "",
			"h,K-central,2025-03-10,,preparation,,30,0,,\n"
			"h,K-sat1,2025-03-10,,leftovers,,10,0,,\n"
			"h,K-sat2,2025-03-10,,leftovers,,20,0,,\n",
			"h,K-sat1,2025-03-10,,,,100,\nh,K-sat2,2025-03-10,,,,200,\n");
	waste_case_records(&c);
	assert_int_equal(c.out.count, 4);
	record = waste_case_record(&c, NULL);
	assert_int_equal(record->meals, 300);
	assert_int_equal(record->total.g, 60000);
	assert_int_equal(record->all_g.milli, 200000);
	assert_int_equal(record->edible_g.milli, 170000);
	/* Its own streams over the meals that it cooked for. */
	record = waste_case_record(&c, "K-central");
	assert_int_equal(record->meals, 300);
	assert_int_equal(record->all_g.milli, 100000);
	assert_true(pial_mass_is_none(record->stream[2].total));
	assert_int_equal(waste_case_record(&c, "K-sat1")->all_g.milli, 100000);
	/* 60 kg / 300 x 30 000, but the central kitchen says no meals a year: unknown. */
	assert_true(pial_mass_is_none(waste_case_record(&c, NULL)->yearly));
	assert_int_equal(waste_case_record(&c, "K-sat2")->yearly.g, 2000000);
	waste_case_release(&c);
}

/* One side of the division missing: neither counts, and that is said once a kitchen and day. */
static void left_out(void **state)
{
	struct waste_case c;

	waste_case_make(&c, *state, "",
			"h,K-ecole,2025-03-10,lunch,leftovers,,10,0,,\n"
			"h,K-ecole,2025-03-11,lunch,leftovers,,20,0,,\n"
			"h,K-ecole,2025-03-11,lunch,unserved,,7,0,,\n"
			"h,K-ecole,2025-03-12,dinner,leftovers,,9,0,,\n",
			"h,K-ecole,2025-03-10,lunch,,,100,\nh,K-ecole,2025-03-12,lunch,,,50,\n"
			"h,K-ecole,2025-03-13,,,,0,\n");
	assert_true(c.begun);
	assert_int_equal(waste_case_said(&c, PIAL_A_WASTE_COUNT), 2);
	assert_int_equal(waste_case_said(&c, PIAL_N_WASTE_WEIGHED), 1);
	assert_int_equal(world_find(c.w, PIAL_A_WASTE_COUNT, 4, 5)->arg[2].number, 27000);
	waste_case_records(&c);
	assert_int_equal(waste_case_record(&c, "K-ecole")->all_g.milli, 100000);
	assert_int_equal(waste_case_record(&c, "K-ecole")->meals, 100);
	waste_case_release(&c);
	waste_case_make(&c, *state, "", "h,K-ecole,2025-03-10,lunch,leftovers,,10,0,,\n", "");
	assert_false(c.begun);
	assert_int_equal(waste_case_said(&c, PIAL_E_WASTE_NONE), 1);
	waste_case_release(&c);
}

/* A stream that was forgotten on a day, and a figure that nobody believes. */
static void doubts(void **state)
{
	struct waste_case c;

	waste_case_make(&c, *state, "",
			"h,K-ecole,2025-03-10,,leftovers,,60,0,,\n"
			"h,K-ecole,2025-03-11,,leftovers,,50,0,,\n"
			"h,K-ecole,2025-03-11,,unserved,,0,,,\n",
			"h,K-ecole,2025-03-10,,,,100,\nh,K-ecole,2025-03-11,,,,100,\n");
	waste_case_records(&c);
	assert_int_equal(waste_case_said(&c, PIAL_N_WASTE_STREAM), 1);
	assert_int_equal(waste_case_said(&c, PIAL_A_WASTE_RANGE), 1);
	/* Weighed, and 0: that is a figure. */
	assert_int_equal(waste_case_record(&c, "K-ecole")->stream[1].total.g, 0);
	waste_case_release(&c);
	waste_case_make(&c, *state, "", "h,K-ehpad,2025-06-02,lunch,leftovers,,4.99,0,,\n",
			"h,K-ehpad,2025-06-02,lunch,,,500,\n");
	waste_case_records(&c);
	assert_int_equal(waste_case_said(&c, PIAL_A_WASTE_RANGE), 1);
	assert_int_equal(waste_case_said(&c, PIAL_N_WASTE_MEALS), 1);
	assert_int_equal(waste_case_said(&c, PIAL_N_WASTE_DAYS), 1);
	waste_case_release(&c);
	waste_case_make(&c, *state, "", "h,K-ehpad,2025-06-02,,leftovers,,5,0,,\n",
			"h,K-ehpad,2025-06-02,,,,500,\n");
	waste_case_records(&c);
	assert_int_equal(waste_case_said(&c, PIAL_A_WASTE_RANGE), 0);
	assert_int_equal(waste_case_said(&c, PIAL_N_WASTE_MEALS), 0);
	waste_case_release(&c);
}

/* 3 x 1.004 kg make 3.01, so one stream has 1.01: the State's screens want sums that agree. */
static void masses_add_up(void **state)
{
	const struct pial_waste_record *record;
	struct waste_case c;

	waste_case_make(&c, *state, "",
			"h,K-ecole,2025-03-10,,preparation,,,,0.502,0.502\n"
			"h,K-ecole,2025-03-10,,unserved,,,,0.502,0.502\n"
			"h,K-ecole,2025-03-10,,leftovers,,,,0.502,0.502\n",
			"h,K-ecole,2025-03-10,,,,100,\n");
	waste_case_records(&c);
	record = waste_case_record(&c, "K-ecole");
	assert_int_equal(record->total.g, 3010);
	assert_int_equal(record->stream[0].total.g + record->stream[1].total.g +
			 record->stream[2].total.g, 3010);
	for (size_t s = 0; s < 3; s++) {
		assert_int_equal(record->stream[s].total.g % 10, 0);
		assert_int_equal(record->stream[s].edible.g + record->stream[s].inedible.g,
				 record->stream[s].total.g);
	}
	waste_case_release(&c);
}

static const struct pial_waste_row *row_at(const struct waste_case *c, size_t i)
{
	assert_true(i < c->out.count);
	return pial_table_row(&c->out, i);
}

/* Components: each its own gas, and parts that make the whole. */
static void parts(void **state)
{
	struct waste_case c;
	int64_t share = 0;

	waste_case_make(&c, *state, "",
			"h,K-ehpad,2025-06-02,lunch,leftovers,bread,,,2,0\n"
			"h,K-ehpad,2025-06-02,lunch,leftovers,dessert,,,1,0.5\n"
			"h,K-ehpad,2025-06-02,dinner,leftovers,starter,,,1,0\n"
			"h,K-ehpad,2025-06-02,dinner,leftovers,main,,,6,0.5\n",
			"h,K-ehpad,2025-06-02,lunch,,,60,\nh,K-ehpad,2025-06-02,dinner,,,40,\n");
	waste_case_records(&c);
	/* 2 x 1.5 + 1 x 2.5 + 1 x 1.7 + 6 x 1.53 kg */
	assert_int_equal(waste_case_record(&c, "K-ehpad")->co2e.g, 16380);
	waste_case_rows(&c, PIAL_WASTE_BY_COMPONENT);
	assert_int_equal(c.out.count, 4);
	for (size_t i = 0; i < 4; i++)
		share += row_at(&c, i)->share.e6;
	assert_int_equal(share, 1000000);
	assert_int_equal(row_at(&c, 0)->edible_g.milli, 20000);
	waste_case_rows(&c, PIAL_WASTE_BY_MEAL);
	assert_int_equal(c.out.count, 2);
	assert_int_equal(row_at(&c, 0)->meal, PIAL_MEAL_LUNCH);
	assert_int_equal(row_at(&c, 0)->edible_g.milli, 50000);
	assert_int_equal(row_at(&c, 1)->edible_g.milli, 175000);
	waste_case_rows(&c, PIAL_WASTE_BY_DAY);
	assert_int_equal(c.out.count, 1);
	assert_int_equal(row_at(&c, 0)->all_g.milli, 110000);
	assert_int_equal(row_at(&c, 0)->outlying, PIAL_UNSAID);
	waste_case_rows(&c, PIAL_WASTE_BY_STREAM);
	assert_int_equal(c.out.count, 1);
	assert_int_equal(row_at(&c, 0)->stream, PIAL_STREAM_LEFTOVERS);
	assert_true(pial_qty_is_none(row_at(&c, 0)->edible_low));
	waste_case_release(&c);
}

static struct pial_date on(int year, int month, int day)
{
	struct pial_date date;

	assert_true(pial_date_make(year, month, day, &date));
	return date;
}

/* The sector of the platform, then the kind of kitchen, then any; parts of the same line only. */
static void benchmarks(void **state)
{
	const struct pial_benchmark *found;
	struct pial_kitchen_id ehpad;
	struct waste_case c;

	waste_case_make(&c, *state, "", SCHOOL, SCHOOL_MEALS);
	ehpad.n = pial_intern_find(&c.w->model.pool, "K-ehpad", 7);
	found = pial_waste_benchmark(&c.reference, ehpad, PIAL_STREAM_NONE, on(2025, 6, 2));
	assert_int_equal(found->grams.milli, 120000);
	assert_null(pial_waste_benchmark(&c.reference, ehpad, PIAL_STREAM_LEFTOVERS,
					 on(2025, 6, 2)));
	found = pial_waste_benchmark(&c.reference, ehpad, PIAL_STREAM_NONE, on(2026, 6, 2));
	assert_int_equal(found->grams.milli, 117000);
	assert_int_equal(found->low.milli, 114000);
	found = pial_waste_benchmark(&c.reference, ehpad, PIAL_STREAM_LEFTOVERS, on(2026, 6, 2));
	assert_int_equal(found->grams.milli, 62000);
	found = pial_waste_benchmark(&c.reference, ehpad, PIAL_STREAM_NONE, on(2021, 6, 2));
	assert_int_equal(found->grams.milli, 160000);
	ehpad.n = 0;
	found = pial_waste_benchmark(&c.reference, ehpad, PIAL_STREAM_LEFTOVERS, on(2025, 6, 2));
	assert_int_equal(found->grams.milli, 60000);
	assert_null(pial_waste_benchmark(&c.reference, ehpad, PIAL_STREAM_NONE, on(2015, 1, 1)));
	waste_case_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)
		TEST(school), TEST(cost_of_what_was_delivered), TEST(partly_sorted),
		TEST(central_and_satellites), TEST(left_out), TEST(doubts), TEST(masses_add_up),
		TEST(parts), TEST(benchmarks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
