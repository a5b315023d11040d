/*
 * The flow is the engine's network simplex, started afresh each time: networks here have some
 * hundred arcs.
 *
 * A drop that must reach a value is no part of the network; when a plan in whole packs leaves it
 * below, one of its pairs gets more than that, or never more: the second half ends where the
 * bounds alone leave it below.
 */
#include "engine/drops_fit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "engine/simplex.h"

#include "base/banned.h"

#define NONE UINT32_MAX
/* Halvings before giving up. */
#define DEPTH 400

void pial_drops_fit_init(struct pial_drops_fit *fit, const struct pial_drops_case *drops,
			 struct pial_arena *arena)
{
	*fit = (struct pial_drops_fit){ .drops = drops };
	pial_arena_init(&fit->scratch);
	fit->low = pial_arena_zalloc(arena, drops->arcs + 1, sizeof(int64_t));
	fit->high = pial_arena_zalloc(arena, drops->arcs + 1, sizeof(int64_t));
	fit->grams = pial_arena_zalloc(arena, drops->arcs + 1, sizeof(int64_t));
	fit->packs = pial_arena_zalloc(arena, drops->arcs + 1, sizeof(int64_t));
}

void pial_drops_fit_release(struct pial_drops_fit *fit)
{
	pial_arena_release(&fit->scratch);
}

/*
 * A drop that must be worth something needs of each pair what the others cannot bring. False when
 * all together cannot.
 */
static bool raise_low(struct pial_drops_fit *fit, uint32_t t)
{
	const struct pial_drops_drop *drop = &fit->drops->drop[t];
	pial_i128 most = drop->value;

	for (uint32_t i = drop->first; i < drop->first + drop->count; i++) {
		uint32_t a = fit->drops->by_drop[i];

		most += (pial_i128)fit->high[a] * fit->drops->arc[a].value;
	}
	if (most < drop->least)
		return false;
	for (uint32_t i = drop->first; i < drop->first + drop->count; i++) {
		uint32_t a = fit->drops->by_drop[i];
		int64_t value = fit->drops->arc[a].value;
		pial_i128 others = most - (pial_i128)fit->high[a] * value;

		if (value > 0 && others + (pial_i128)fit->low[a] * value < drop->least)
			fit->low[a] = (int64_t)((drop->least - others + value - 1) / value);
	}
	return true;
}

/* Raises the lower bounds of all drops that must be worth something; false when one cannot be. */
static bool raise_lows(struct pial_drops_fit *fit)
{
	for (uint32_t t = 0; t < fit->drops->drops; t++)
		if (fit->state[t] == PIAL_DROPS_OPEN && !raise_low(fit, t))
			return false;
	return true;
}

/* Bounds of every arc under the states of drops. */
static void set_bounds(struct pial_drops_fit *fit)
{
	for (uint32_t a = 0; a < fit->drops->arcs; a++) {
		const struct pial_drops_arc *arc = &fit->drops->arc[a];

		fit->low[a] = 0;
		fit->high[a] = fit->state[arc->drop] == PIAL_DROPS_CLOSED ? 0 : arc->room;
	}
}

/* The network of a flow: the source, then producers, offers and rows. */
struct net {
	struct pial_simplex simplex;	/* solves it */
	int64_t *supply;		/* of a node */
	int64_t *cost;			/* of an arc */
	uint32_t *arc;			/* arc of the case to arc of the network, or NONE */
};

/* Adds the arcs from the source to producers and on to offers. */
static void add_sources(const struct pial_drops_case *drops, struct net *net)
{
	for (uint32_t m = 0; m < drops->makers; m++) {
		const struct pial_drops_maker *maker = &drops->maker[m];

		(void)pial_simplex_arc(&net->simplex, 0, 1 + m, maker->most - maker->least);
		net->supply[0] -= maker->least;
		net->supply[1 + m] += maker->least;
	}
	for (uint32_t o = 0; o < drops->offers; o++) {
		const struct pial_drops_offer *offer = &drops->offer[o];
		int64_t mass = drops->arc[drops->by_offer[offer->first]].mass;
		/*
		 * No offer gives more than the week: more than that need not be counted in grams.
		 */
		int64_t most = offer->packs > drops->grams / mass ? drops->grams
								  : offer->packs * mass;

		(void)pial_simplex_arc(&net->simplex, 1 + offer->maker, 1 + drops->makers + o,
				       most);
	}
}

/* Adds the arcs from offers to rows, where a drop may carry something. */
static void add_arcs(const struct pial_drops_fit *fit, struct net *net)
{
	const struct pial_drops_case *drops = fit->drops;
	uint32_t first_offer = 1 + drops->makers, first_row = first_offer + drops->offers;

	for (uint32_t a = 0; a < drops->arcs; a++) {
		const struct pial_drops_arc *arc = &drops->arc[a];
		uint32_t from = first_offer + arc->offer, to = first_row + arc->row;

		net->arc[a] = NONE;
		net->supply[from] -= fit->low[a] * arc->mass;
		net->supply[to] += fit->low[a] * arc->mass;
		if (fit->high[a] <= fit->low[a])
			continue;
		net->arc[a] = pial_simplex_arc(&net->simplex, from, to,
					       (fit->high[a] - fit->low[a]) * arc->mass);
		net->cost[net->arc[a]] = arc->way / arc->mass;
	}
	for (uint32_t r = 0; r < drops->rows; r++) {
		int64_t grams = drops->row[r].need * drops->arc[drops->row[r].first].mass;

		net->supply[first_row + r] -= grams;
		net->supply[0] += grams;
	}
}

/* Solves the flow under the bounds; false when there is none. */
static bool flow(struct pial_drops_fit *fit)
{
	const struct pial_drops_case *drops = fit->drops;
	uint32_t nodes = 1 + drops->makers + drops->offers + drops->rows;
	uint32_t arcs = drops->makers + drops->offers + drops->arcs;
	struct net net;

	fit->steps++;
	pial_arena_clear(&fit->scratch);
	pial_simplex_init(&net.simplex, nodes, arcs, &fit->scratch);
	net.supply = pial_arena_zalloc(&fit->scratch, nodes, sizeof(int64_t));
	net.cost = pial_arena_zalloc(&fit->scratch, arcs + 1, sizeof(int64_t));
	net.arc = pial_arena_zalloc(&fit->scratch, drops->arcs + 1, sizeof(uint32_t));
	add_sources(drops, &net);
	add_arcs(fit, &net);
	pial_simplex_ready(&net.simplex, net.supply);
	if (pial_simplex_minimise(&net.simplex, net.cost) != PIAL_STEP_DONE)
		return false;
	fit->way = 0;
	for (uint32_t a = 0; a < drops->arcs; a++) {
		const struct pial_drops_arc *arc = &drops->arc[a];

		fit->grams[a] = fit->low[a] * arc->mass;
		if (net.arc[a] != NONE)
			fit->grams[a] += net.simplex.flow[net.arc[a]];
		fit->way += (pial_i128)fit->grams[a] * (arc->way / arc->mass);
	}
	return true;
}

/* The arc that carries the most of part of a pack, or NONE. */
static uint32_t broken(const struct pial_drops_fit *fit)
{
	uint32_t best = NONE;
	pial_i128 most = 0;

	for (uint32_t a = 0; a < fit->drops->arcs; a++) {
		int64_t mass = fit->drops->arc[a].mass, rest = fit->grams[a] % mass;
		/* Distance to the nearest whole pack, in parts of 2^40. */
		int64_t off = rest < mass - rest ? rest : mass - rest;
		pial_i128 part = ((pial_i128)off << 40) / mass;

		if (rest && (best == NONE || part > most)) {
			best = a;
			most = part;
		}
	}
	return best;
}

/* Packs of an arc, above what it carries, that add a value, as far as its bound lets it. */
static int64_t enough(const struct pial_drops_fit *fit, uint32_t a, int64_t value)
{
	const struct pial_drops_arc *arc = &fit->drops->arc[a];
	int64_t now = fit->grams[a] / arc->mass, room = fit->high[a] - now;
	int64_t more = arc->value ? (value + arc->value - 1) / arc->value : 1;

	return now + (more < room ? more : room);
}

/*
 * A pair of a drop that must be worth more and can, or NONE; *hopeless when no pair can, *packs is
 * what the pair alone would need, as far as it goes.
 */
static uint32_t lacking(const struct pial_drops_fit *fit, bool *hopeless, int64_t *packs)
{
	const struct pial_drops_case *drops = fit->drops;

	*hopeless = false;
	for (uint32_t t = 0; t < drops->drops; t++) {
		const struct pial_drops_drop *drop = &drops->drop[t];
		pial_i128 value = drop->value, most = drop->value;
		uint32_t found = NONE;

		if (fit->state[t] == PIAL_DROPS_CLOSED || fit->state[t] == PIAL_DROPS_SMALL)
			continue;
		for (uint32_t i = drop->first; i < drop->first + drop->count; i++) {
			uint32_t a = drops->by_drop[i];
			const struct pial_drops_arc *arc = &drops->arc[a];

			value += (pial_i128)(fit->grams[a] / arc->mass) * arc->value;
			most += (pial_i128)fit->high[a] * arc->value;
			if (found == NONE && fit->grams[a] / arc->mass < fit->high[a])
				found = a;
		}
		/* Nothing carried: the drop is not there, and owes nothing. */
		if (value >= drop->least || (value == 0 && !drop->pinned &&
					     fit->state[t] == PIAL_DROPS_FREE))
			continue;
		*hopeless = most < drop->least;
		if (found != NONE)
			*packs = enough(fit, found, (int64_t)(drop->least - value));
		return found;
	}
	return NONE;
}

static void take(struct pial_drops_fit *fit)
{
	for (uint32_t a = 0; a < fit->drops->arcs; a++)
		fit->packs[a] = fit->grams[a] / fit->drops->arc[a].mass;
	fit->found = true;
}

enum pial_drops_answer pial_drops_fit_relax(struct pial_drops_fit *fit, const uint8_t *state,
					    pial_i128 limit)
{
	fit->state = state;
	fit->found = false;
	set_bounds(fit);
	if (!raise_lows(fit) || !flow(fit) || fit->way > limit)
		return PIAL_DROPS_NO;
	if (broken(fit) != NONE)
		return PIAL_DROPS_UNKNOWN;
	take(fit);
	return PIAL_DROPS_YES;
}

static bool look(struct pial_drops_fit *fit, int depth);

/* The flow within the bounds: a plan, nothing, or two halves to look at. */
static bool narrow(struct pial_drops_fit *fit, int depth)
{
	uint32_t arc;
	int64_t low, high, packs = 0;
	bool hopeless, done;

	if (!flow(fit) || fit->way > fit->limit)
		return true;
	arc = broken(fit);
	if (arc != NONE) {
		packs = fit->grams[arc] / fit->drops->arc[arc].mass + 1;
	} else {
		arc = lacking(fit, &hopeless, &packs);
		if (hopeless)
			return true;
		if (arc == NONE) {
			take(fit);
			fit->limit = fit->way - 1;
			return true;
		}
	}
	low = fit->low[arc];
	high = fit->high[arc];
	fit->low[arc] = packs;
	done = look(fit, depth + 1);
	fit->low[arc] = low;
	fit->high[arc] = packs - 1;
	if (!fit->found || !fit->first)
		done &= look(fit, depth + 1);
	fit->high[arc] = high;
	return done;
}

/*
 * Looks at all plans within the bounds, and keeps the best in fit; false when steps are used up.
 * The depth is bounded: each step narrows one pair.
 */
static bool look(struct pial_drops_fit *fit, int depth)
{
	size_t size = fit->drops->arcs * sizeof(int64_t);
	int64_t *kept;
	bool done;

	if (fit->steps >= fit->most || depth > DEPTH)
		return false;
	kept = pial_malloc(size + 1);
	memcpy(kept, fit->low, size);
	done = !raise_lows(fit) || narrow(fit, depth);
	memcpy(fit->low, kept, size);
	free(kept);
	return done;
}

enum pial_drops_answer pial_drops_fit_find(struct pial_drops_fit *fit, const uint8_t *state,
					   pial_i128 limit, bool first, uint64_t most)
{
	bool done;

	fit->state = state;
	fit->found = false;
	fit->first = first;
	fit->limit = limit;
	fit->most = fit->steps + most;
	set_bounds(fit);
	done = look(fit, 0);
	if (fit->found && (first || done))
		return PIAL_DROPS_YES;
	return done ? PIAL_DROPS_NO : PIAL_DROPS_UNKNOWN;
}
