/*
 * calendar.yaml: named sets of closed periods.
 */
#include "test_load_help.h"

static bool load(struct world *w, const char *text)
{
	return world_yaml(w, pial_load_calendar, "calendar.yaml", text);
}

static void closures(void **state)
{
	struct world *w = *state;
	const struct pial_closure *c;

	assert_true(load(w, "closures:\n  school-holidays-C:\n"
			    "    - {name: Vacances d'hiver, from: 2025-02-15, until: 2025-03-02}\n"
			    "    - {name: Vacances d'été, from: 2025-07-05, until: 2025-08-31}\n"
			    "  public-holidays:\n"
			    "    - {name: Lundi de Pâques, from: 2025-04-21, until: 2025-04-21}\n"
			    "  empty: []\n"));
	assert_int_equal(w->model.closures, 3);
	c = w->model.closure;
	assert_string_equal(world_text(w, c[0].id.n), "school-holidays-C");
	assert_int_equal(c[0].count, 2);
	assert_string_equal(world_text(w, c[0].period[1].name.n), "Vacances d'été");
	assert_int_equal(c[0].period[1].from.n, day(2025, 7, 5).n);
	assert_int_equal(c[0].period[1].pos.line, 4);
	assert_int_equal(c[1].period[0].until.n, day(2025, 4, 21).n);
	assert_int_equal(c[2].count, 0);
	assert_true(load(w, ""));
	assert_true(load(w, "closures:\n"));
	assert_int_equal(w->model.closures, 3);
}

static void refusals(void **state)
{
	static const struct world_bad bad[] = {
		{ "closure:\n  a: []\n", PIAL_E_YAML_KEY_NEAR, 1, 1 },
		{ "vacances:\n  a: []\n", PIAL_E_YAML_KEY, 1, 1 },
		{ "closures: []\n", PIAL_E_YAML_KIND, 1, 11 },
		{ "closures:\n  a: {name: x}\n", PIAL_E_YAML_KIND, 2, 6 },
		{ "closures:\n  a:\n    - {name: x, from: 2025-01-01}\n", PIAL_E_YAML_MISSING, 3,
		 7 },
		{ "closures:\n  a:\n    - {name: x, from: 2025-01-02, until: 2025-01-01}\n",
		  PIAL_E_DATES_ORDER, 3, 7 },
		{ "closures:\n  a:\n    - {name: x, from: 2025-02-30, until: 2025-03-01}\n",
		  PIAL_E_DATE_IMPOSSIBLE, 3, 23 },
		{ "closures:\n  mes vacances: []\n", PIAL_E_ID, 2, 3 },
	};
	struct world *w = *state;
	size_t i;

	for (i = 0; i < PIAL_COUNT(bad); i++) {
		world_refuses(w, load, &bad[i]);
		assert_int_equal(w->model.closures, 0);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = { TEST(closures), TEST(refusals) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
