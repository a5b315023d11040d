/*
 * Bands of latitude, in each the producers by longitude.
 *
 * A kitchen looks at three bands as high as its window, and in each at the producers within the
 * window's width, so that the work follows the number of neighbours. Without a radius everybody is
 * a candidate. A tree over both coordinates was rejected: bands are a sort and a binary search.
 *
 * Roads of distances.csv may bring near what is far as the crow flies, and the other way round: the
 * pairs that they name are candidates of their own, and only for these is the table searched.
 */
#include "engine/reach.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/crew.h"
#include "base/sort.h"
#include "engine/allowed.h"
#include "model/place.h"

#include "base/banned.h"

/* Kitchens that a worker takes at once. */
#define BATCH 64
/* The whole circle, in millionths of a degree. */
#define TURN (360 * 1000 * 1000)

/* A kitchen and a producer, by index. */
struct couple {
	uint32_t kitchen, producer;	/* in the model's tables */
};

/* A producer on the map. */
struct spot {
	int32_t band;		/* of latitude */
	int32_t lon_e6;		/* longitude */
	uint32_t producer;	/* index in the model's table */
};

/* What the workers share. */
struct search {
	struct pial_reach *reach;	/* what is made */
	const struct pial_model *model;	/* places, roads, exclusions, radius */
	const bool *wants;		/* kitchens that are asked for */
	struct pial_arena *keep;	/* one for each worker */
	struct pial_place *place;	/* of producers */
	struct spot *spot;		/* producers on the map, by band and longitude */
	size_t spots;			/* how many */
	uint32_t *lost;			/* producers without a place */
	size_t losts;			/* how many */
	struct couple *road;		/* couples that roads name, sorted */
	size_t roads;			/* how many */
	struct couple *apart;		/* couples excluded, sorted */
	size_t aparts;			/* how many */
	int32_t height;			/* of a band */
};

static int by_couple(const void *left, const void *right)
{
	const struct couple *a = left, *b = right;

	if (a->kitchen != b->kitchen)
		return a->kitchen < b->kitchen ? -1 : 1;
	return (a->producer > b->producer) - (a->producer < b->producer);
}

static int by_spot(const void *left, const void *right)
{
	const struct spot *a = left, *b = right;

	if (a->band != b->band)
		return a->band < b->band ? -1 : 1;
	if (a->lon_e6 != b->lon_e6)
		return a->lon_e6 < b->lon_e6 ? -1 : 1;
	return (a->producer > b->producer) - (a->producer < b->producer);
}

static int by_producer(const void *left, const void *right)
{
	const struct pial_neighbour *a = left, *b = right;

	return (a->producer > b->producer) - (a->producer < b->producer);
}

PIAL_SORT_DEFINE(sort_neighbours, struct pial_neighbour, by_producer)

static void add_couple(const struct pial_model *model, struct couple *couple, size_t *count,
		       uint32_t kitchen, uint32_t producer)
{
	const struct pial_kitchen *k =
		pial_model_kitchen(model, (struct pial_kitchen_id){ kitchen });
	const struct pial_producer *p =
		pial_model_producer(model, (struct pial_producer_id){ producer });

	if (k && p)
		couple[(*count)++] = (struct couple){ (uint32_t)(k - model->kitchen),
						      (uint32_t)(p - model->producer) };
}

/* Sorts couples and keeps each once; returns how many are left. */
static size_t sort_couples(struct couple *couple, size_t count)
{
	size_t kept = 0;

	qsort(couple, count, sizeof(*couple), by_couple);
	for (size_t i = 0; i < count; i++)
		if (!kept || by_couple(&couple[kept - 1], &couple[i]))
			couple[kept++] = couple[i];
	return kept;
}

/* Lists the couples that roads or exclusions name, sorted. */
static void list_couples(struct search *search)
{
	const struct pial_model *model = search->model;
	const struct pial_policy *policy = &model->policy;

	search->road = pial_calloc(2 * model->roads + 1, sizeof(*search->road));
	for (size_t i = 0; i < model->roads; i++) {
		const struct pial_road *road = &model->road[i];

		add_couple(model, search->road, &search->roads, road->to.n, road->from.n);
		add_couple(model, search->road, &search->roads, road->from.n, road->to.n);
	}
	search->apart = pial_calloc((size_t)policy->exclude_count + 1, sizeof(*search->apart));
	for (uint32_t i = 0; i < policy->exclude_count; i++)
		add_couple(model, search->apart, &search->aparts, policy->exclude[i].kitchen.n,
			   policy->exclude[i].producer.n);
	search->roads = sort_couples(search->road, search->roads);
	search->aparts = sort_couples(search->apart, search->aparts);
}

/* The first couple of a sorted list that is not before a key. */
static size_t find_couple(const struct couple *couple, size_t count, struct couple key)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_couple(&couple[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool has_couple(const struct couple *couple, size_t count, struct couple key)
{
	size_t at = find_couple(couple, count, key);

	return at < count && !by_couple(&couple[at], &key);
}

/* Puts the producers that give on the map. */
static void draw_map(struct search *search, const bool *gives)
{
	const struct pial_model *model = search->model;
	size_t room = model->producers + 1;
	const struct pial_place equator = { .known = true };

	search->height = pial_place_window(&equator, model->policy.radius).lat_e6;
	search->place = pial_calloc(room, sizeof(*search->place));
	search->spot = pial_calloc(room, sizeof(*search->spot));
	search->lost = pial_calloc(room, sizeof(*search->lost));
	for (size_t i = 0; i < model->producers; i++) {
		struct pial_place place =
			pial_place_make(model->producer[i].lat, model->producer[i].lon);

		search->place[i] = place;
		if (!gives[i])
			continue;
		if (place.known)
			search->spot[search->spots++] = (struct spot){
				(place.lat_e6 + TURN) / search->height, place.lon_e6, (uint32_t)i };
		else
			search->lost[search->losts++] = (uint32_t)i;
	}
	qsort(search->spot, search->spots, sizeof(*search->spot), by_spot);
}

/* The neighbours of one kitchen while they are found. */
struct finding {
	const struct search *search;		/* on which map */
	uint32_t kitchen;			/* index */
	struct pial_place place;		/* of the kitchen */
	size_t road, roads;			/* its couples in search->road: first, end */
	struct pial_neighbour *list;		/* owned */
	size_t count, cap;			/* found, room */
};

static void add_neighbour(struct finding *finding, uint32_t producer, int32_t metres)
{
	const struct search *search = finding->search;
	struct couple couple = { finding->kitchen, producer };

	if (search->aparts && has_couple(search->apart, search->aparts, couple))
		return;
	finding->list = pial_grow(finding->list, finding->count, &finding->cap,
				  sizeof(*finding->list));
	finding->list[finding->count++] = (struct pial_neighbour){ producer, metres };
}

/* True when a road names the producer and this kitchen. */
static bool is_on_road(const struct finding *finding, uint32_t producer)
{
	return finding->road < finding->roads &&
	       has_couple(finding->search->road + finding->road, finding->roads - finding->road,
			  (struct couple){ finding->kitchen, producer });
}

/* Adds the producers of a band between two longitudes, both included, that are near enough. */
static void look_at_band(struct finding *finding, int32_t band, int64_t west, int64_t east)
{
	const struct search *search = finding->search;
	size_t low = 0, high = search->spots;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct spot *spot = &search->spot[middle];

		if (spot->band < band || (spot->band == band && spot->lon_e6 < west))
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < search->spots; low++) {
		const struct spot *spot = &search->spot[low];
		struct pial_distance distance;

		if (spot->band != band || spot->lon_e6 > east)
			return;
		if (is_on_road(finding, spot->producer) ||
		    !pial_place_distance(&search->place[spot->producer], &finding->place,
					 search->model->policy.radius, &distance))
			continue;
		add_neighbour(finding, spot->producer, distance.m);
	}
}

/* Adds what lies within the kitchen's window; beyond the 180th meridian the map goes on. */
static void look_around(struct finding *finding)
{
	struct pial_distance radius = finding->search->model->policy.radius;
	struct pial_window window = pial_place_window(&finding->place, radius);
	int32_t band = (finding->place.lat_e6 + TURN) / finding->search->height;
	int64_t west = (int64_t)finding->place.lon_e6 - window.lon_e6;
	int64_t east = (int64_t)finding->place.lon_e6 + window.lon_e6;

	if (2 * (int64_t)window.lon_e6 >= TURN) {
		west = -TURN;
		east = TURN;
	}
	for (int32_t b = band - 1; b <= band + 1; b++) {
		look_at_band(finding, b, west, east);
		if (west > -TURN && west < -TURN / 2)
			look_at_band(finding, b, west + TURN, TURN);
		if (east < TURN && east > TURN / 2)
			look_at_band(finding, b, -TURN, east - TURN);
	}
}

/* Adds the producers that roads name. */
static void look_at_roads(struct finding *finding)
{
	const struct pial_model *model = finding->search->model;

	for (size_t i = finding->road; i < finding->roads; i++) {
		uint32_t producer = finding->search->road[i].producer;
		int32_t metres;
		bool unknown;
		enum pial_barrier barrier = pial_barrier_distance(
			model, &model->producer[producer], &model->kitchen[finding->kitchen],
			&metres, &unknown);

		if (barrier == PIAL_BARRIER_NONE || unknown)
			add_neighbour(finding, producer, unknown ? PIAL_METRES_UNKNOWN : metres);
	}
}

static void find_neighbours(struct finding *finding, const bool *gives)
{
	const struct search *search = finding->search;

	finding->road = find_couple(search->road, search->roads,
				    (struct couple){ finding->kitchen, 0 });
	finding->roads = find_couple(search->road, search->roads,
				     (struct couple){ finding->kitchen + 1, 0 });
	if (finding->place.known)
		look_around(finding);
	for (size_t i = 0; finding->place.known && i < search->losts; i++)
		if (!is_on_road(finding, search->lost[i]))
			add_neighbour(finding, search->lost[i], PIAL_METRES_UNKNOWN);
	for (size_t p = 0; !finding->place.known && p < search->model->producers; p++)
		if (gives[p] && !is_on_road(finding, (uint32_t)p))
			add_neighbour(finding, (uint32_t)p, PIAL_METRES_UNKNOWN);
	look_at_roads(finding);
}

/* What a batch of kitchens needs beside the search. */
struct batches {
	const struct search *search;	/* the map */
	const bool *gives;		/* producers that count */
};

static void find_batch(void *context, unsigned worker, size_t task)
{
	const struct batches *batches = context;
	const struct search *search = batches->search;
	const struct pial_model *model = search->model;
	size_t end = (task + 1) * BATCH < model->kitchens ? (task + 1) * BATCH : model->kitchens;
	struct finding finding = { .search = search };

	for (size_t k = task * BATCH; k < end; k++) {
		struct pial_neighbour *kept;

		if (!search->wants[k])
			continue;
		finding.kitchen = (uint32_t)k;
		finding.count = 0;
		finding.place = pial_place_make(model->kitchen[k].lat, model->kitchen[k].lon);
		find_neighbours(&finding, batches->gives);
		if (!finding.count)
			continue;
		sort_neighbours(finding.list, finding.count);
		kept = pial_arena_alloc(&search->keep[worker],
					finding.count * sizeof(*finding.list));
		memcpy(kept, finding.list, finding.count * sizeof(*finding.list));
		search->reach->of[k] = (struct pial_neighbours){ kept, finding.count };
	}
	free(finding.list);
}

void pial_reach_find(struct pial_reach *reach, const struct pial_model *model, const bool *wants,
		     const bool *gives, struct pial_arena *keep, unsigned workers)
{
	struct search search = { .reach = reach, .model = model, .wants = wants, .keep = keep };
	struct batches batches = { &search, gives };

	reach->of = pial_arena_zalloc(keep, model->kitchens + 1, sizeof(*reach->of));
	list_couples(&search);
	draw_map(&search, gives);
	pial_crew_run(workers, (model->kitchens + BATCH - 1) / BATCH, find_batch, &batches);
	free(search.place);
	free(search.spot);
	free(search.lost);
	free(search.road);
	free(search.apart);
}

const struct pial_neighbour *pial_reach_to(const struct pial_reach *reach, size_t kitchen,
					   uint32_t producer)
{
	struct pial_neighbour key = { .producer = producer };
	const struct pial_neighbours *of = &reach->of[kitchen];

	if (!of->count)
		return NULL;
	return bsearch(&key, of->list, of->count, sizeof(key), by_producer);
}
