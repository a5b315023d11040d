/*
 * Statistics against published tables, a textbook's figures, and a resampling that takes no chance.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "waste/stats.h"

/* Days of one gram figure and so many meals each, by date. */
static size_t days_of(struct pial_waste_day *day, const double *grams, const int64_t *meals,
		      size_t count)
{
	for (size_t i = 0; i < count; i++)
		day[i] = (struct pial_waste_day){ { (uint16_t)(20000 + i) }, grams[i],
						  meals ? meals[i] : 1 };
	return count;
}

/* Any table of Student's distribution. */
static void student(void **state)
{
	static const struct {
		double p, freedom, t;
	} known[] = {
		{ 0.975, 1, 12.7062047 }, { 0.975, 2, 4.3026527 }, { 0.975, 3, 3.1824463 },
		{ 0.975, 4, 2.7764451 }, { 0.975, 5, 2.5705818 }, { 0.975, 6, 2.4469119 },
		{ 0.975, 10, 2.2281389 }, { 0.975, 30, 2.0422725 }, { 0.95, 5, 2.0150484 },
		{ 0.995, 9, 3.2498355 }, { 0.975, 1e6, 1.9599664 }, { 0.025, 4, -2.7764451 },
		{ 0.5, 7, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		assert_true(fabs(pial_student_quantile(known[i].p, known[i].freedom) -
				 known[i].t) < 2e-6);
}

/* n = 3, R = 60 000 g / 500 = 120; d = -2000, 8000, -6000; v = 3/2 x 104e6 / 500^2 = 624. */
static void ratio_by_hand(void **state)
{
	const double grams[] = { 10000, 20000, 30000 };
	const int64_t meals[] = { 100, 100, 300 };
	struct pial_waste_day day[3];
	struct pial_waste_estimate estimate;

	(void)state;
	pial_waste_estimate(day, days_of(day, grams, meals, 3), &estimate);
	assert_int_equal(estimate.ratio.milli, 120000);
	assert_true(fabs(estimate.variance - 624) < 1e-6);
	/* 120 +- 4.3026527 x 24.9799920 */
	assert_int_equal(estimate.low.milli, 12520);
	assert_int_equal(estimate.high.milli, 227480);
}

/* Student's own data of 1908 (extra hours of sleep): paired, mean 1.58, from 0.7001 to 2.4599. */
static void mean_of_a_textbook(void **state)
{
	const double grams[] = { 1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4 };
	struct pial_waste_day day[10];
	struct pial_waste_estimate estimate;

	(void)state;
	pial_waste_estimate(day, days_of(day, grams, NULL, 10), &estimate);
	assert_int_equal(estimate.ratio.milli, 1580);
	assert_int_equal(estimate.low.milli, 700);
	assert_int_equal(estimate.high.milli, 2460);
}

/*
 * The same data as two groups, unpaired (5 added to each, as waste is never below 0): Welch gives
 * t = 1.8608 on 17.776 degrees, and from -0.2055 to 3.3655.
 */
static void welch_of_a_textbook(void **state)
{
	const double one[] = { 5.7, 3.4, 4.8, 3.8, 4.9, 8.4, 8.7, 5.8, 5.0, 7.0 };
	const double two[] = { 6.9, 5.8, 6.1, 5.1, 4.9, 9.4, 10.5, 6.6, 9.6, 8.4 };
	struct pial_waste_day day[10];
	struct pial_waste_estimate before, after;
	struct pial_waste_change change;

	(void)state;
	pial_waste_estimate(day, days_of(day, one, NULL, 10), &before);
	pial_waste_estimate(day, days_of(day, two, NULL, 10), &after);
	pial_waste_compare(&before, &after, &change);
	assert_int_equal(before.ratio.milli, 5750);
	assert_int_equal(after.ratio.milli, 7330);
	assert_int_equal(change.change.milli, 1580);
	assert_true(fabs(change.freedom - 17.776) < 0.001);
	assert_int_equal(change.low.milli, -205);
	assert_int_equal(change.high.milli, 3365);
	assert_int_equal(change.verdict, PIAL_WASTE_UNSURE);
	/* 1.58 / 5.75 */
	assert_int_equal(change.part.e6, 274783);
}

static void verdicts(void **state)
{
	const double high[] = { 100, 102, 98, 101, 99 }, low[] = { 60, 61, 59, 62, 58 };
	struct pial_waste_day day[5];
	struct pial_waste_estimate before, after, one, none;
	struct pial_waste_change change;

	(void)state;
	pial_waste_estimate(day, days_of(day, high, NULL, 5), &before);
	pial_waste_estimate(day, days_of(day, low, NULL, 1), &one);
	pial_waste_estimate(day, 0, &none);
	pial_waste_estimate(day, days_of(day, low, NULL, 5), &after);
	pial_waste_compare(&before, &after, &change);
	assert_int_equal(change.verdict, PIAL_WASTE_LESS);
	assert_int_equal(change.change.milli, -40000);
	assert_int_equal(change.part.e6, -400000);
	pial_waste_compare(&after, &before, &change);
	assert_int_equal(change.verdict, PIAL_WASTE_MORE);
	pial_waste_compare(&before, &one, &change);
	assert_int_equal(change.verdict, PIAL_WASTE_TOO_FEW);
	assert_int_equal(change.change.milli, -40000);
	assert_true(pial_qty_is_none(change.low) && pial_qty_is_none(one.low));
	pial_waste_compare(&none, &after, &change);
	assert_true(pial_qty_is_none(change.change) && pial_qty_is_none(none.ratio));
	assert_int_equal(change.verdict, PIAL_WASTE_TOO_FEW);
}

/* The part of all 4^4 resamples whose ratio is below a bound, and at most as high. */
static void count_resamples(const struct pial_waste_day *day, double bound, double *below,
			    double *within)
{
	*below = *within = 0;
	for (unsigned code = 0; code < 256; code++) {
		double grams = 0, meals = 0;

		for (unsigned k = 0; k < 4; k++) {
			const struct pial_waste_day *one = &day[code >> 2 * k & 3];

			grams += one->grams;
			meals += (double)one->meals;
		}
		*below += grams / meals < bound - 0.0006;
		*within += grams / meals < bound + 0.0006;
	}
	*below /= 256;
	*within /= 256;
}

/* Each bound is a 2.5 % quantile of all resamples there are, give or take one in a hundred. */
static void resampling(void **state)
{
	const double grams[] = { 8000, 21000, 9000, 30000 };
	const int64_t meals[] = { 110, 190, 90, 210 };
	struct pial_waste_day day[4];
	struct pial_waste_estimate estimate, again;
	double below, within;

	(void)state;
	pial_waste_estimate(day, days_of(day, grams, meals, 4), &estimate);
	pial_waste_estimate(day, 4, &again);
	assert_int_equal(estimate.boot_low.milli, again.boot_low.milli);
	assert_int_equal(estimate.boot_high.milli, again.boot_high.milli);
	count_resamples(day, (double)estimate.boot_low.milli / 1000, &below, &within);
	assert_true(below <= 0.035 && within >= 0.015);
	count_resamples(day, (double)estimate.boot_high.milli / 1000, &below, &within);
	assert_true(below <= 0.985 && within >= 0.965);
	assert_true(estimate.boot_low.milli > 72000 && estimate.boot_high.milli < 143000);
}

/* Median 95, distances 5 3 0 2 85, their median 3: 0.6745 x 85 / 3 is 19, above 3.5. */
static void outlying(void **state)
{
	const double grams[] = { 90, 92, 95, 97, 180 }, even[] = { 95, 95, 95, 95, 180 };
	struct pial_waste_day day[5];
	bool apart[5];

	(void)state;
	assert_int_equal(pial_waste_outlying(day, days_of(day, grams, NULL, 5), apart), 1);
	assert_true(!apart[0] && !apart[1] && !apart[2] && !apart[3] && apart[4]);
	assert_int_equal(pial_waste_outlying(day + 1, 4, apart), 0);
	assert_int_equal(pial_waste_outlying(day, days_of(day, even, NULL, 5), apart), 0);
	assert_int_equal(pial_waste_outlying(day, 0, apart), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(student),
		cmocka_unit_test(ratio_by_hand),
		cmocka_unit_test(mean_of_a_textbook),
		cmocka_unit_test(welch_of_a_textbook),
		cmocka_unit_test(verdicts),
		cmocka_unit_test(resampling),
		cmocka_unit_test(outlying),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
