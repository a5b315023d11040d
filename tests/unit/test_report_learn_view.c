/*
 * The table of what was learned: columns in order, tenths of a per cent, empty where nothing is
 * known, English names and French labels.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "market.h"
#include "report/learn_view.h"

static void add(struct market *m, struct pial_learn_promise *row, const char *producer,
		uint16_t week, int64_t delivered)
{
	*row = (struct pial_learn_promise){
		{ pial_intern_add(&m->model.pool, producer, strlen(producer)) },
		{ pial_intern_add(&m->model.pool, "carotte", 7) }, { week }, { 10000 },
		{ delivered } };
}

/* Parts 1.0, 0.8, 1.2, 1.0 as in test_engine_learn.c, and a failure. */
static void test_columns(void **state)
{
	struct market m;
	struct pial_learn_promise row[5];
	struct pial_learned *learned;
	struct pial_arena arena = PIAL_ARENA_INIT;
	struct pial_table view;
	struct pial_strbuf out;
	size_t many;

	(void)state;
	market_init(&m, "");
	add(&m, &row[0], "P-sud", 2890, 8000);
	add(&m, &row[1], "P-est", 2890, 10000);
	add(&m, &row[2], "P-est", 2891, 12000);
	add(&m, &row[3], "P-sud", 2891, 10000);
	add(&m, &row[4], "P-sud", 2892, 0);
	pial_learn(&m.model, row, 5, &arena, &learned, &many);
	pial_table_init(&view, &pial_schema_view_learned);
	pial_learn_view_make(&view, learned, many);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_table_write(&out, &view, &m.model);
	assert_string_equal(out.text,
		"producer,product,promises,failures,weeks,brought,failure_rate,failure_seen,"
		"failure_low,failure_high,yield_cv,cv_seen,cv_low,cv_high,shared_weather,"
		"weather_seen,weather_low,weather_high\n"
		",,5,1,3,100,8,20,3.6,62.4,28.7,17.3,12.2,22.4,21.2,33.3,,\n"
		",carotte,5,1,3,100,10.4,20,3.6,62.4,27.5,17.3,12.2,22.4,22.3,33.3,,\n"
		"P-est,carotte,2,0,2,110,9.5,0,0,65.8,26.9,12.9,,,22.3,,,\n"
		"P-sud,carotte,3,1,3,90,13.4,33.3,6.1,79.2,27,15.7,,,22.3,,,\n");
	pial_strbuf_clear(&out);
	pial_table_write_sheet(&out, &view, &m.model, PIAL_FR);
	assert_non_null(strstr(out.text, ";Risque d'échec (%);"));
	assert_non_null(strstr(out.text, ";\"28,7\";\"17,3\";"));
	pial_strbuf_release(&out);
	pial_table_release(&view);
	pial_arena_release(&arena);
	market_release(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns),
	};

	return cmocka_run_group_tests_name("report_learn_view", tests, NULL, NULL);
}
