/*
 * Each row's list of offers is hashed and looked up among the first rows of the sets found so far.
 *
 * A mask of 64 offers was rejected: components have more where there is no radius. The hash only
 * chooses where to look; equal lists are compared offer by offer.
 */
#include "engine/alike.h"

#include <string.h>

#include "engine/sides.h"

#include "base/banned.h"

/* 2^64 over the golden ratio: spreads neighbouring numbers over all bits. */
#define SPREAD UINT64_C(0x9e3779b97f4a7c15)

/* Where sets are looked up: 1 + set, or 0; a power of two of places, never more than half full. */
struct lookup {
	uint32_t *place;	/* by hash */
	uint32_t mask;		/* places - 1 */
};

static bool same_offers(const struct pial_open *open, const struct pial_alike *alike, uint32_t set,
			uint32_t first, uint32_t end)
{
	uint32_t other = alike->first[set];

	if (alike->end[set] - other != end - first)
		return false;
	for (; first < end; first++, other++)
		if (open[first].offer != open[other].offer)
			return false;
	return true;
}

/* The set of a row whose pairs go from first to end; a new one when no row before had it. */
static uint32_t set_of(struct pial_alike *alike, const struct lookup *lookup,
		       const struct pial_open *open, uint32_t first, uint32_t end)
{
	uint64_t hash = end - first;
	uint32_t at;

	for (uint32_t i = first; i < end; i++)
		hash = (hash ^ open[i].offer) * SPREAD;
	at = (uint32_t)(hash >> 32) & lookup->mask;
	for (; lookup->place[at]; at = (at + 1) & lookup->mask)
		if (same_offers(open, alike, lookup->place[at] - 1, first, end))
			return lookup->place[at] - 1;
	alike->first[alike->sets] = first;
	alike->end[alike->sets] = end;
	alike->pairs += end - first;
	lookup->place[at] = ++alike->sets;
	return alike->sets - 1;
}

void pial_alike_find(struct pial_alike *alike, const struct pial_open *open, size_t opens,
		     uint32_t rows, bool apart, struct pial_arena *arena)
{
	struct lookup lookup = { .mask = 7 };
	uint32_t end = 0;

	while (lookup.mask / 2 < rows)
		lookup.mask = 2 * lookup.mask + 1;
	lookup.place = pial_arena_zalloc(arena, lookup.mask + (size_t)1, sizeof(*lookup.place));
	*alike = (struct pial_alike){ .sets = 0 };
	alike->of = pial_arena_alloc(arena, (rows + (size_t)1) * sizeof(*alike->of));
	alike->first = pial_arena_alloc(arena, (rows + (size_t)1) * sizeof(*alike->first));
	alike->end = pial_arena_alloc(arena, (rows + (size_t)1) * sizeof(*alike->end));
	for (uint32_t row = 0; row < rows; row++) {
		uint32_t first = end;

		while (end < opens && open[end].row == row)
			end++;
		if (!apart) {
			alike->of[row] = set_of(alike, &lookup, open, first, end);
			continue;
		}
		alike->of[row] = alike->sets;
		alike->first[alike->sets] = first;
		alike->end[alike->sets++] = end;
		alike->pairs += end - first;
	}
}
