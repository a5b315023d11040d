/*
 * Places on the globe, ready for many distances.
 *
 * A national week asks for millions of distances between the same few thousand places, most of them
 * too far: what depends on one place is worked out once, and a limit is tested before the costly
 * functions are called. The distance is that of pial_model_distance without roads.
 */
#ifndef PIAL_MODEL_PLACE_H
#define PIAL_MODEL_PLACE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "num/units.h"

struct pial_place {
	int32_t lat_e6, lon_e6;	/* millionths of a degree */
	double lat, cosine;	/* latitude in radians, and its cosine */
	bool known;		/* both are said */
};

/* A rectangle around a place, in millionths of a degree on each side. */
struct pial_window {
	int32_t lat_e6, lon_e6;	/* half its height, half its width */
};

/* The place of a latitude and a longitude; not known when one of them is none. */
PIAL_MUST_CHECK struct pial_place pial_place_make(struct pial_angle lat, struct pial_angle lon);

/*
 * A window that holds every place whose distance from this one is at most limit; the whole globe
 * (180 degrees each way) when the limit is none, or near a pole. The place must be known.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_window pial_place_window(const struct pial_place *place, struct pial_distance limit);

/*
 * Distance of two known places, great circle (R 6371 km) x 1.35, to 100 m, half up. False,
 * *distance unchanged, when it is above the limit; none is no limit.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_place_distance(const struct pial_place *from, const struct pial_place *to,
			 struct pial_distance limit, struct pial_distance *distance);

#endif
