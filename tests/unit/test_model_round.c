/*
 * Rounds: weeks that are not said are the season's, days count, weeks without rounds are free.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/model.h"

static uint32_t id(struct pial_model *m, const char *text)
{
	return pial_intern_add(&m->pool, text, strlen(text));
}

static struct pial_week week(int year, int number)
{
	struct pial_week w = { 0 };

	assert_true(pial_week_make(year, number, &w));
	return w;
}

static bool meets(struct pial_model *m, const char *who, struct pial_week w, int day)
{
	return pial_model_in_rounds(m, (struct pial_producer_id){ id(m, who) },
				    (struct pial_kitchen_id){ id(m, "K") },
				    pial_week_day(w, (enum pial_weekday)day));
}

static void test_rounds(void **state)
{
	struct pial_model m;
	struct pial_season_round row[3];

	(void)state;
	pial_model_init(&m);
	m.policy.season_starts = 14;
	memset(row, 0, sizeof(row));
	for (size_t i = 0; i < 3; i++)
		row[i].kitchen.n = id(&m, "K");
	/* A all season on Tuesdays, B in two stretches. */
	row[0].producer.n = id(&m, "A");
	row[0].days.bits = 1 << 1;
	row[1].producer.n = row[2].producer.n = id(&m, "B");
	row[1].from_week = week(2025, 40);
	row[2].until_week = week(2025, 20);
	assert_false(pial_model_has_rounds(&m, pial_week_monday(week(2025, 20))));
	pial_model_add_rounds(&m, 2025, row + 1, 2);
	/* From W14 to W20 and from W40 of 2025 to W13 of 2026. */
	assert_false(pial_model_has_rounds(&m, pial_week_day(week(2025, 13), PIAL_SUNDAY)));
	assert_true(pial_model_has_rounds(&m, pial_week_monday(week(2025, 14))));
	assert_true(pial_model_has_rounds(&m, pial_week_day(week(2025, 20), PIAL_SUNDAY)));
	assert_false(pial_model_has_rounds(&m, pial_week_monday(week(2025, 21))));
	assert_true(pial_model_has_rounds(&m, pial_week_monday(week(2026, 13))));
	assert_false(pial_model_has_rounds(&m, pial_week_monday(week(2026, 14))));
	assert_true(meets(&m, "B", week(2025, 20), PIAL_FRIDAY));
	assert_false(meets(&m, "B", week(2025, 21), PIAL_FRIDAY));
	assert_true(meets(&m, "B", week(2025, 40), PIAL_MONDAY));
	assert_false(meets(&m, "A", week(2025, 40), PIAL_TUESDAY));
	/* Another file adds: the gap closes. */
	pial_model_add_rounds(&m, 2025, row, 1);
	assert_true(pial_model_has_rounds(&m, pial_week_monday(week(2025, 21))));
	assert_true(meets(&m, "A", week(2025, 21), PIAL_TUESDAY));
	assert_false(meets(&m, "A", week(2025, 21), PIAL_FRIDAY));
	assert_true(meets(&m, "B", week(2025, 20), PIAL_FRIDAY));
	pial_model_release(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
