/*
 * Seasons: which one a week belongs to, and its first and last week.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/season.h"

static struct pial_week week(int year, int number)
{
	struct pial_week week = { 0 };

	assert_true(pial_week_make(year, number, &week));
	return week;
}

static void test_season_of(void **state)
{
	(void)state;
	assert_int_equal(pial_season_of(week(2025, 14), 14), 2025);
	assert_int_equal(pial_season_of(week(2025, 13), 14), 2024);
	assert_int_equal(pial_season_of(week(2026, 1), 14), 2025);
	assert_int_equal(pial_season_of(week(2020, 53), 14), 2020);
	assert_int_equal(pial_season_of(week(2025, 1), 1), 2025);
	/* 2025 has 52 weeks: a season from week 53 begins with 2026-W01. */
	assert_int_equal(pial_season_of(week(2026, 1), 53), 2025);
	assert_int_equal(pial_season_of(week(2025, 52), 53), 2024);
	assert_int_equal(pial_season_of(week(2020, 53), 53), 2020);
}

static void test_weeks(void **state)
{
	struct pial_week first, last;

	(void)state;
	assert_true(pial_season_weeks(2025, 14, &first, &last));
	assert_int_equal(first.n, week(2025, 14).n);
	assert_int_equal(last.n, week(2026, 13).n);
	assert_true(pial_season_weeks(2025, 53, &first, &last));
	assert_int_equal(first.n, week(2026, 1).n);
	assert_int_equal(last.n, week(2026, 52).n);
	assert_false(pial_season_weeks(2149, 14, &first, &last));
	assert_false(pial_season_weeks(1960, 14, &first, &last));
}

/* Every week is of one season, between its first week and its last. */
static void test_every_week(void **state)
{
	struct pial_week first, last;

	(void)state;
	for (int32_t starts = 1; starts <= 53; starts++)
		for (uint16_t n = week(1972, 1).n; n < week(2148, 1).n; n++) {
			int year = pial_season_of((struct pial_week){ n }, starts);

			assert_true(pial_season_weeks(year, starts, &first, &last));
			assert_in_range(n, first.n, last.n);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_season_of),
		cmocka_unit_test(test_weeks),
		cmocka_unit_test(test_every_week),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
