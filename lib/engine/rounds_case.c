/*
 * Rows and offers are numbered week after week, arcs by row; drops are the pairs that some arc
 * names, by kitchen and then producer, as the search wants them.
 */
#include "engine/rounds_case.h"

#include <string.h>

#include "base/banned.h"

/* Grams of all weeks, and metres x grams of a pack, stay below these (engine/drops_case.c). */
#define GRAMS_MAX ((int64_t)1 << 52)
#define WAY_MAX ((int64_t)1 << 54)

struct making {
	struct pial_drops_case *drops;	/* being made */
	const struct pial_model *model;	/* of the book */
	size_t *pair_of;		/* arc to its place in producers x kitchens */
	int64_t *packs;			/* of an arc, through all pairs */
	pial_i128 grams;		/* to be carried */
};

static void make_room(struct making *making, const struct pial_rounds_net *const *net, size_t nets,
		      struct pial_arena *arena)
{
	struct pial_drops_case *drops = making->drops;
	size_t rows = 1, offers = 1, arcs = 1;

	for (size_t i = 0; i < nets; i++) {
		rows += net[i]->rows;
		offers += net[i]->offers;
		arcs += net[i]->arcs;
	}
	drops->row = pial_arena_zalloc(arena, rows, sizeof(*drops->row));
	drops->offer = pial_arena_zalloc(arena, offers, sizeof(*drops->offer));
	drops->arc = pial_arena_zalloc(arena, arcs, sizeof(*drops->arc));
	drops->by_offer = pial_arena_zalloc(arena, arcs, sizeof(uint32_t));
	drops->by_drop = pial_arena_zalloc(arena, arcs, sizeof(uint32_t));
	making->pair_of = pial_arena_zalloc(arena, arcs, sizeof(size_t));
	making->packs = pial_arena_zalloc(arena, arcs, sizeof(int64_t));
}

/* Adds the rows and arcs of a week whose offers begin at a number. */
static enum pial_step take_rows(struct making *making, const struct pial_rounds_net *net)
{
	struct pial_drops_case *drops = making->drops;
	uint32_t offers = drops->offers;

	for (uint32_t r = 0; r < net->rows; r++) {
		const struct pial_rounds_row *row = &net->row[r];

		if (!row->need)
			continue;
		drops->row[drops->rows] = (struct pial_drops_row){ drops->arcs, row->count,
								   row->need };
		for (uint32_t a = row->first; a < row->first + row->count; a++) {
			const struct pial_rounds_arc *arc = &net->arc[a];
			const struct pial_rounds_offer *offer = &net->offer[arc->offer];
			pial_i128 way = (pial_i128)arc->metres * arc->mass;

			if (way > WAY_MAX)
				return PIAL_STEP_RANGE;
			drops->arc[drops->arcs] = (struct pial_drops_arc){
				.link = a, .row = drops->rows, .offer = offers + arc->offer,
				.room = row->need < offer->packs ? row->need : offer->packs,
				.mass = arc->mass, .way = (int64_t)way };
			making->packs[drops->arcs] = arc->packs;
			making->pair_of[drops->arcs++] =
				offer->producer * making->model->kitchens + row->kitchen;
			making->grams += (pial_i128)arc->mass * arc->packs;
		}
		drops->rows++;
	}
	return making->grams > GRAMS_MAX ? PIAL_STEP_RANGE : PIAL_STEP_DONE;
}

static void take_offers(struct making *making, const struct pial_rounds_net *net,
			const uint32_t *maker_of)
{
	struct pial_drops_case *drops = making->drops;

	for (uint32_t o = 0; o < net->offers; o++)
		drops->offer[drops->offers++] = (struct pial_drops_offer){
			.supply = o, .maker = maker_of[net->offer[o].producer],
			.packs = net->offer[o].packs };
}

/* All producers of the model are makers; what they carry is limited by all there is, at the end. */
static uint32_t *number_makers(struct making *making, struct pial_arena *arena)
{
	size_t producers = making->model->producers;
	uint32_t *maker_of = pial_arena_zalloc(arena, producers + 1, sizeof(*maker_of));
	struct pial_drops_case *drops = making->drops;

	drops->maker = pial_arena_zalloc(arena, producers + 1, sizeof(*drops->maker));
	for (size_t p = 0; p < producers; p++) {
		maker_of[p] = drops->makers;
		drops->maker[drops->makers++] = (struct pial_drops_maker){
			.producer = &making->model->producer[p] };
	}
	return maker_of;
}

/* Lists arcs by their offer, or by their drop. */
static void list_arcs(const struct pial_drops_case *drops, uint32_t *list, bool by_offer)
{
	uint32_t at = 0;

	for (uint32_t o = 0; by_offer && o < drops->offers; o++) {
		drops->offer[o].first = at;
		at += drops->offer[o].count;
		drops->offer[o].count = 0;
	}
	for (uint32_t t = 0; !by_offer && t < drops->drops; t++) {
		drops->drop[t].first = at;
		at += drops->drop[t].count;
		drops->drop[t].count = 0;
	}
	for (uint32_t a = 0; a < drops->arcs; a++) {
		struct pial_drops_offer *offer = &drops->offer[drops->arc[a].offer];
		struct pial_drops_drop *drop = &drops->drop[drops->arc[a].drop];

		list[by_offer ? offer->first + offer->count++ : drop->first + drop->count++] = a;
	}
}

/* Numbers the pairs that some arc names, kitchen by kitchen, and tells the arcs. */
static const size_t *number_drops(struct making *making, struct pial_arena *arena)
{
	size_t producers = making->model->producers, kitchens = making->model->kitchens;
	uint32_t *drop_of = pial_arena_zalloc(arena, producers * kitchens + 1, sizeof(*drop_of));
	size_t *pair = pial_arena_zalloc(arena, producers * kitchens + 1, sizeof(*pair));
	struct pial_drops_case *drops = making->drops;

	drops->drop = pial_arena_zalloc(arena, producers * kitchens + 1, sizeof(*drops->drop));
	drops->visit = pial_arena_zalloc(arena, kitchens + 1, sizeof(*drops->visit));
	for (uint32_t a = 0; a < drops->arcs; a++)
		drop_of[making->pair_of[a]] = 1;
	for (size_t k = 0; k < kitchens; k++) {
		struct pial_drops_visit visit = { .first = drops->drops, .most = INT32_MAX };

		for (size_t p = 0; p < producers; p++) {
			if (!drop_of[p * kitchens + k])
				continue;
			pair[drops->drops] = p * kitchens + k;
			drops->drop[drops->drops] = (struct pial_drops_drop){
				.visit = drops->visits, .maker = (uint32_t)p };
			drop_of[p * kitchens + k] = drops->drops++;
			visit.count++;
		}
		if (visit.count)
			drops->visit[drops->visits++] = visit;
	}
	for (uint32_t a = 0; a < drops->arcs; a++) {
		drops->arc[a].drop = drop_of[making->pair_of[a]];
		drops->drop[drops->arc[a].drop].count++;
		drops->offer[drops->arc[a].offer].count++;
	}
	return pair;
}

static void list_drops(struct pial_drops_case *drops, struct pial_arena *arena)
{
	uint32_t at = 0;

	drops->by_maker = pial_arena_zalloc(arena, drops->drops + 1, sizeof(uint32_t));
	for (uint32_t m = 0; m < drops->makers; m++) {
		drops->maker[m].first = at;
		for (uint32_t t = 0; t < drops->drops; t++)
			if (drops->drop[t].maker == m)
				drops->by_maker[at++] = t;
		drops->maker[m].count = at - drops->maker[m].first;
	}
}

/* What all needs cost by their farthest arcs: no plan passes it. */
static pial_i128 longest_way(const struct pial_drops_case *drops)
{
	pial_i128 sum = 0;

	for (uint32_t r = 0; r < drops->rows; r++) {
		const struct pial_drops_row *row = &drops->row[r];
		int64_t longest = 0;

		for (uint32_t a = row->first; a < row->first + row->count; a++)
			if (drops->arc[a].way > longest)
				longest = drops->arc[a].way;
		sum += (pial_i128)longest * row->need;
	}
	return sum;
}

enum pial_step pial_rounds_case_init(struct pial_drops_case *drops, const struct pial_model *model,
				     const struct pial_rounds_net *const *net, size_t nets,
				     const size_t **pair, const int64_t **packs,
				     struct pial_arena *arena)
{
	struct making making = { .drops = drops, .model = model };
	enum pial_step step = PIAL_STEP_DONE;
	uint32_t *maker_of;

	*drops = (struct pial_drops_case){ .arena = arena };
	make_room(&making, net, nets, arena);
	maker_of = number_makers(&making, arena);
	for (size_t i = 0; i < nets && step == PIAL_STEP_DONE; i++) {
		step = take_rows(&making, net[i]);
		take_offers(&making, net[i], maker_of);
	}
	*pair = number_drops(&making, arena);
	*packs = making.packs;
	list_arcs(drops, drops->by_offer, true);
	list_arcs(drops, drops->by_drop, false);
	list_drops(drops, arena);
	drops->way_most = longest_way(drops);
	drops->grams = (int64_t)making.grams;
	for (uint32_t m = 0; m < drops->makers; m++)
		drops->maker[m].most = drops->grams;
	return step;
}
