/*
 * How far a producer is from a kitchen.
 *
 * A measured road wins; else the great circle times 1.35, what mountain roads add on average
 * (spec of allocation, level 7). Floating point lives only here, and its result is rounded to
 * 100 m before anything is decided with it, so that the last bits of sin() on another machine
 * cannot change a plan except for a distance within a hair of a rounding limit.
 */
#include "model/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define EARTH_KM 6371.0		/* mean radius */
#define DETOUR 1.35		/* road over great circle */
#define STEP_M 100		/* distances are known to 100 m */
#define RADIANS_PER_E6 (3.14159265358979323846 / 180.0 / 1e6)

/* Metres to the nearest 100, half up. */
static struct pial_distance to_step(int64_t metres)
{
	return (struct pial_distance){ (int32_t)((metres + STEP_M / 2) / STEP_M * STEP_M) };
}

/* Row of distances.csv from one place to another, or NULL: the table is sorted by both texts. */
static const struct pial_road *find_road(const struct pial_model *model, uint32_t from, uint32_t to)
{
	size_t low = 0, high = model->roads;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct pial_road *road = &model->road[middle];
		int order = pial_intern_compare(&model->pool, road->from.n, from);

		if (order == 0)
			order = pial_intern_compare(&model->pool, road->to.n, to);
		if (order == 0)
			return road;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/*
 * Haversine formula on a sphere (R. W. Sinnott, "Virtues of the haversine", Sky and Telescope,
 * 1984).
 */
static int64_t circle_metres(const struct pial_producer *a, const struct pial_kitchen *b)
{
	double lat_a = a->lat.e6 * RADIANS_PER_E6, lat_b = b->lat.e6 * RADIANS_PER_E6;
	double half_lat = sin((lat_b - lat_a) / 2);
	double half_lon = sin((b->lon.e6 - a->lon.e6) * RADIANS_PER_E6 / 2);
	double h = half_lat * half_lat + cos(lat_a) * cos(lat_b) * half_lon * half_lon;

	return (int64_t)floor(2 * EARTH_KM * asin(sqrt(h)) * DETOUR * 1000 + 0.5);
}

struct pial_distance pial_model_distance(const struct pial_model *model,
					 const struct pial_producer *producer,
					 const struct pial_kitchen *kitchen,
					 enum pial_distance_source *source)
{
	const struct pial_road *road = find_road(model, producer->id.n, kitchen->id.n);

	if (!road)
		road = find_road(model, kitchen->id.n, producer->id.n);
	*source = PIAL_DISTANCE_ROAD;
	if (road && !pial_distance_is_none(road->distance))
		return to_step(road->distance.m);
	*source = PIAL_DISTANCE_UNKNOWN;
	if (pial_angle_is_none(producer->lat) || pial_angle_is_none(producer->lon) ||
	    pial_angle_is_none(kitchen->lat) || pial_angle_is_none(kitchen->lon))
		return (struct pial_distance){ 0 };
	*source = PIAL_DISTANCE_CIRCLE;
	return to_step(circle_metres(producer, kitchen));
}
