/*
 * How far a producer is from a kitchen.
 *
 * A measured road wins; else the great circle times 1.35, what mountain roads add on average
 * (spec of allocation, level 7). Floating point lives only here, and its result is rounded to
 * 100 m before anything is decided with it, so that the last bits of sin() on another machine
 * cannot change a plan except for a distance within a hair of a rounding limit.
 */
#include "model/place.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/model.h"

#include "base/banned.h"

#define EARTH_KM 6371.0		/* mean radius */
#define DETOUR 1.35		/* road over great circle */
#define STEP_M 100		/* distances are known to 100 m */
#define METRES (1000 * DETOUR * EARTH_KM)	/* by road, of a great circle of a radian */
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

struct pial_place pial_place_make(struct pial_angle lat, struct pial_angle lon)
{
	struct pial_place place = { .known = !pial_angle_is_none(lat) && !pial_angle_is_none(lon) };

	if (!place.known)
		return place;
	place.lat_e6 = lat.e6;
	place.lon_e6 = lon.e6;
	place.lat = lat.e6 * RADIANS_PER_E6;
	place.cosine = cos(place.lat);
	return place;
}

/* Angle of a great circle, in radians, beyond which a distance is surely above the limit. */
static double widest(struct pial_distance limit)
{
	return (limit.m + STEP_M) / METRES;
}

struct pial_window pial_place_window(const struct pial_place *place, struct pial_distance limit)
{
	const int32_t globe = 180 * 1000 * 1000;
	double angle, lon;

	if (pial_distance_is_none(limit))
		return (struct pial_window){ globe, globe };
	angle = widest(limit);
	/* Next to a pole every meridian is near. */
	if (fabs(place->lat) + angle > 1.5)
		return (struct pial_window){ globe, globe };
	lon = asin(sin(angle) / cos(fabs(place->lat) + angle));
	return (struct pial_window){ (int32_t)(angle / RADIANS_PER_E6) + 2,
				     (int32_t)(lon / RADIANS_PER_E6) + 2 };
}

/* Hundreds of metres by road, and a half to be cut off, for half the angle of a great circle. */
static double steps_of(double half_angle)
{
	return 2 * EARTH_KM * half_angle * DETOUR * (1000 / STEP_M) + 0.5;
}

/* Hundreds of metres between two places that are so far apart, rounded. */
static int32_t long_steps(double lat, double lon, double cosines)
{
	double half_lat = sin(lat / 2), half_lon = sin(lon / 2);
	double h = half_lat * half_lat + cosines * half_lon * half_lon;

	/* Rounded once: by way of whole metres, 19,249.8 m would be 19,300. */
	return (int32_t)floor(steps_of(asin(sqrt(h))));
}

/*
 * The same for angles below a fiftieth of a radian, 127 km, by the first terms of the series of
 * sine and arc sine: good to 1e-8 of a step. False when the result lies so near a rounding limit
 * that the functions of the C library have to say on which side.
 */
static bool short_steps(double lat, double lon, double cosines, int32_t *steps)
{
	double y = lat / 2, x = lon / 2, yy = y * y, xx = x * x, h, s, found, whole;

	y *= 1 - yy / 6 * (1 - yy / 20);
	x *= 1 - xx / 6 * (1 - xx / 20);
	h = y * y + cosines * x * x;
	s = sqrt(h);
	found = steps_of(s * (1 + h / 6 * (1 + h * 9 / 20)));
	whole = (double)(int32_t)found;
	*steps = (int32_t)found;
	return found - whole > 1e-6 && found - whole < 1 - 1e-6;
}

/*
 * Haversine formula on a sphere (R. W. Sinnott, "Virtues of the haversine", Sky and Telescope,
 * 1984). For an angle x below a fifth of a radian sin(x / 2) is above 0.998 x / 2, which settles
 * most pairs that are too far without a sine.
 */
bool pial_place_distance(const struct pial_place *from, const struct pial_place *to,
			 struct pial_distance limit, struct pial_distance *distance)
{
	bool bounded = !pial_distance_is_none(limit);
	double lat = to->lat - from->lat, lon = (to->lon_e6 - from->lon_e6) * RADIANS_PER_E6;
	double cosines = from->cosine * to->cosine;
	struct pial_distance found;
	int32_t steps;

	if (bounded && fabs(lat) < 0.2 && fabs(lon) < 0.2) {
		double most = limit.m + STEP_M;

		if (0.996 * METRES * METRES * (lat * lat + cosines * lon * lon) > most * most)
			return false;
	}
	if (fabs(lat) >= 0.02 || fabs(lon) >= 0.02 || !short_steps(lat, lon, cosines, &steps))
		steps = long_steps(lat, lon, cosines);
	found = (struct pial_distance){ steps * STEP_M };
	if (bounded && found.m > limit.m)
		return false;
	*distance = found;
	return true;
}

struct pial_distance pial_model_way(const struct pial_model *model, const struct pial_spot *start,
				    const struct pial_spot *goal,
				    enum pial_distance_source *source)
{
	const struct pial_road *road = find_road(model, start->id, goal->id);
	struct pial_place from, to;
	struct pial_distance distance;

	if (!road)
		road = find_road(model, goal->id, start->id);
	*source = PIAL_DISTANCE_ROAD;
	if (road && !pial_distance_is_none(road->distance))
		return to_step(road->distance.m);
	*source = PIAL_DISTANCE_UNKNOWN;
	from = pial_place_make(start->lat, start->lon);
	to = pial_place_make(goal->lat, goal->lon);
	if (!from.known || !to.known ||
	    !pial_place_distance(&from, &to, (struct pial_distance){ INT32_MIN }, &distance))
		return (struct pial_distance){ 0 };
	*source = PIAL_DISTANCE_CIRCLE;
	return distance;
}

struct pial_distance pial_model_distance(const struct pial_model *model,
					 const struct pial_producer *producer,
					 const struct pial_kitchen *kitchen,
					 enum pial_distance_source *source)
{
	const struct pial_spot from = { producer->id.n, producer->lat, producer->lon };
	const struct pial_spot to = { kitchen->id.n, kitchen->lat, kitchen->lon };

	return pial_model_way(model, &from, &to, source);
}
