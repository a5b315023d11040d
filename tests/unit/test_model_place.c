/*
 * Distances found by short series are those of the haversine formula, by the C library's functions.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "model/model.h"
#include "model/place.h"

#define PAIRS 400000

static uint64_t seed = 3;

static int32_t roll(int32_t low, int32_t high)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return low + (int32_t)((seed >> 33) % (uint32_t)(high - low + 1));
}

static double radians(int32_t e6)
{
	return e6 / 1e6 * acos(-1.0) / 180;
}

/* Great circle on a sphere of 6371 km, times 1.35, to 100 m, half up: the spec's words. */
static int32_t by_formula(const struct pial_place *a, const struct pial_place *b)
{
	double lat = sin((radians(b->lat_e6) - radians(a->lat_e6)) / 2);
	double lon = sin((radians(b->lon_e6) - radians(a->lon_e6)) / 2);
	double h = lat * lat + cos(radians(a->lat_e6)) * cos(radians(b->lat_e6)) * lon * lon;

	return (int32_t)floor(2 * 6371 * asin(sqrt(h)) * 1.35 * 10 + 0.5) * 100;
}

static struct pial_place place_of(int32_t lat, int32_t lon)
{
	return pial_place_make((struct pial_angle){ lat }, (struct pial_angle){ lon });
}

/* Places as far apart as a few metres, a valley, a country, the globe. */
static void test_formula(void **state)
{
	static const int32_t width[] = { 100, 30000, 400000, 1146000, 9000000 };

	(void)state;
	for (int i = 0; i < PAIRS; i++) {
		int32_t lat = roll(-60000000, 60000000), lon = roll(-150000000, 150000000);
		int32_t far = width[i % 5];
		struct pial_place a = place_of(lat, lon);
		struct pial_place b = place_of(lat + roll(-far, far), lon + roll(-far, far));
		int32_t metres = by_formula(&a, &b);
		struct pial_distance distance = { -1 }, limit = { roll(0, 2 * metres + 100) };

		assert_true(pial_place_distance(&a, &b, PIAL_DISTANCE_NONE, &distance));
		assert_int_equal(distance.m, metres);
		distance.m = -1;
		assert_int_equal(pial_place_distance(&a, &b, limit, &distance),
				 metres <= limit.m);
		assert_int_equal(distance.m, metres <= limit.m ? metres : -1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_formula),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
