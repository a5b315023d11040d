/*
 * Rounds of the valley have two to ten stops: the exact answer costs nothing, and a driver who
 * knows the roads finds no better one. Long rounds of large books get a good answer.
 *
 * Sums are plain: ways are below 2^31 metres, stops fit memory.
 */
#include "engine/tour.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/alloc.h"

#include "base/banned.h"

/* Ways between places. */
struct tour {
	const int64_t *metres;	/* row by row */
	size_t stops;		/* beside home */
};

static int64_t way(const struct tour *tour, uint32_t from, uint32_t to)
{
	return tour->metres[from * (tour->stops + 1) + to];
}

/* ---- Exactly ---- */

/*
 * left[set * stops + last]: the shortest way from stop last + 1, past all stops that are not in the
 * set, home. Worked out from the full set down, so that the order is read forwards.
 */
static void fill(const struct tour *tour, int64_t *left)
{
	size_t n = tour->stops, full = ((size_t)1 << n) - 1;

	for (size_t set = full; set; set--) {
		for (uint32_t last = 0; last < n; last++) {
			int64_t *best = &left[set * n + last];

			if (!(set >> last & 1))
				continue;
			*best = set == full ? way(tour, last + 1, 0) : INT64_MAX;
			for (uint32_t next = 0; next < n; next++) {
				int64_t own;

				if (set >> next & 1)
					continue;
				own = way(tour, last + 1, next + 1) +
				      left[(set | (size_t)1 << next) * n + next];
				*best = own < *best ? own : *best;
			}
		}
	}
}

static void order_exactly(const struct tour *tour, uint32_t *order)
{
	size_t n = tour->stops, set = 0;
	int64_t *left = pial_calloc(((size_t)1 << n) * n, sizeof(*left));
	uint32_t at = 0;

	fill(tour, left);
	for (size_t i = 0; i < n; i++) {
		int64_t best = INT64_MAX;

		for (uint32_t next = 0; next < n; next++) {
			int64_t own;

			if (set >> next & 1)
				continue;
			own = way(tour, at, next + 1) + left[(set | (size_t)1 << next) * n + next];
			if (own >= best)
				continue;
			best = own;
			order[i] = next + 1;
		}
		at = order[i];
		set |= (size_t)1 << (at - 1);
	}
	free(left);
}

/* ---- Roughly ---- */

static void take_nearest(const struct tour *tour, uint32_t *order)
{
	bool *passed = pial_calloc(tour->stops + 1, sizeof(*passed));
	uint32_t at = 0;

	for (size_t i = 0; i < tour->stops; i++) {
		uint32_t nearest = 0;

		for (uint32_t next = 1; next <= tour->stops; next++)
			if (!passed[next] &&
			    (!nearest || way(tour, at, next) < way(tour, at, nearest)))
				nearest = next;
		order[i] = at = nearest;
		passed[at] = true;
	}
	free(passed);
}

static int64_t length(const struct tour *tour, const uint32_t *order)
{
	int64_t sum = way(tour, order[tour->stops - 1], 0);
	uint32_t at = 0;

	for (size_t i = 0; i < tour->stops; i++) {
		sum += way(tour, at, order[i]);
		at = order[i];
	}
	return sum;
}

static void turn(uint32_t *order, size_t first, size_t last)
{
	for (; first < last; first++, last--) {
		uint32_t stop = order[first];

		order[first] = order[last];
		order[last] = stop;
	}
}

/* Turns the first part whose turning shortens the round; false when there is none. */
static bool shorten(const struct tour *tour, uint32_t *order, int64_t *best)
{
	for (size_t first = 0; first + 1 < tour->stops; first++) {
		for (size_t last = first + 1; last < tour->stops; last++) {
			int64_t own;

			turn(order, first, last);
			own = length(tour, order);
			if (own < *best) {
				*best = own;
				return true;
			}
			turn(order, first, last);
		}
	}
	return false;
}

void pial_tour_order(const int64_t *metres, size_t stops, uint32_t *order)
{
	const struct tour tour = { metres, stops };
	int64_t best;

	if (!stops)
		return;
	if (stops <= PIAL_TOUR_EXACT) {
		order_exactly(&tour, order);
		return;
	}
	take_nearest(&tour, order);
	best = length(&tour, order);
	while (shorten(&tour, order, &best))
		;
}
