/*
 * Distances: roads both ways, else 1.35 times the great circle, to 100 m half up.
 *
 * Expected circles were worked out with the vector form of the angle between two places, not with
 * the haversine formula.
 */
#include "test_load_help.h"

static struct pial_producer producer;
static struct pial_kitchen kitchen;

static void place(struct world *w, int32_t lat, int32_t lon, int32_t kitchen_lat,
		  int32_t kitchen_lon)
{
	memset(&producer, 0, sizeof(producer));
	memset(&kitchen, 0, sizeof(kitchen));
	producer.id.n = world_id(w, "P-a");
	kitchen.id.n = world_id(w, "K-a");
	producer.lat.e6 = lat;
	producer.lon.e6 = lon;
	kitchen.lat.e6 = kitchen_lat;
	kitchen.lon.e6 = kitchen_lon;
}

static void circles(void **state)
{
	static const struct {
		int32_t place[4], metres;
	} known[] = {
		/* Antignac to the schools of Luchon: 4848.85 m */
		{ { 42825000, 591000, 42793000, 597000 }, 4800 },
		/* a degree along the equator: 111194.93 m, times 1.35 */
		{ { 0, 0, 0, 1000000 }, 150100 },
		/* the valley to Paris */
		{ { 42831000, 603000, 48856600, 2352200 }, 922800 },
		{ { 42825000, 591000, 42825000, 591000 }, 0 },
		/* 19,249.8 m: below the half */
		{ { 43335910, 1217560, 43442610, 1315440 }, 19200 },
	};
	struct world *w = *state;
	size_t i;

	pial_model_index(&w->model);
	for (i = 0; i < PIAL_COUNT(known); i++) {
		enum pial_distance_source source = PIAL_DISTANCE_UNKNOWN;

		place(w, known[i].place[0], known[i].place[1], known[i].place[2],
		      known[i].place[3]);
		assert_int_equal(pial_model_distance(&w->model, &producer, &kitchen, &source).m,
				 known[i].metres);
		assert_int_equal(source, PIAL_DISTANCE_CIRCLE);
	}
}

static void place_missing(void **state)
{
	struct world *w = *state;
	enum pial_distance_source source = PIAL_DISTANCE_ROAD;

	pial_model_index(&w->model);
	place(w, 42825000, PIAL_ANGLE_NONE.e6, 42793000, 597000);
	assert_int_equal(pial_model_distance(&w->model, &producer, &kitchen, &source).m, 0);
	assert_int_equal(source, PIAL_DISTANCE_UNKNOWN);
	place(w, 42825000, 591000, PIAL_ANGLE_NONE.e6, 597000);
	assert_int_equal(pial_model_distance(&w->model, &producer, &kitchen, &source).m, 0);
	assert_int_equal(source, PIAL_DISTANCE_UNKNOWN);
}

/* The road of a table, read from the producer to the kitchen. */
static void check_road(struct world *w, const char *text, int32_t metres)
{
	enum pial_distance_source source = PIAL_DISTANCE_UNKNOWN;

	w->tables = 0;
	world_stand(w, &pial_schema_distances, text);
	pial_model_index(&w->model);
	place(w, 42825000, 591000, 42793000, 597000);
	assert_int_equal(pial_model_distance(&w->model, &producer, &kitchen, &source).m, metres);
	assert_int_equal(source, PIAL_DISTANCE_ROAD);
	pial_table_release(&w->table[0]);
	w->tables = 0;
}

static void roads(void **state)
{
	struct world *w = *state;

	check_road(w, "from,to,km\nP-a,K-a,5.2\n", 5200);
	check_road(w, "from,to,km\nK-a,P-a,5.2\n", 5200);
	check_road(w, "from,to,km\nA-z,K-a,1\nK-a,P-a,7\nP-a,K-a,6\nP-b,K-a,2\n", 6000);
	/* half up to 100 m */
	check_road(w, "from,to,km\nP-a,K-a,5.249\n", 5200);
	check_road(w, "from,to,km\nP-a,K-a,5.25\n", 5300);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(circles, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(place_missing, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(roads, world_setup, world_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
