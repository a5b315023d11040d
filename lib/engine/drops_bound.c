/*
 * Prices are kept for the whole of a limit, so that the same step suits an offer of two crates and
 * a thousand kilometres; the price of a pack is rounded towards the side that keeps the bound
 * below.
 *
 * A visit of few producers tries all their sets. In a larger one each drop's cost is shared
 * between its pairs, and each pack pays its part: the linear relaxation's bound, found by shifting
 * the shares to the pairs that are used.
 *
 * Floating point was rejected, and a linear program too: prices need not be exact, sums must be.
 */
#include "engine/drops_bound.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define UNIT PIAL_DROPS_UNIT
#define NONE UINT32_MAX
/* No plan: more than any cost. */
#define NEVER ((pial_i128)1 << 100)
/* How far a limit is passed is counted in parts of its whole. */
#define PARTS ((int64_t)1 << 20)
/* A price for the whole of a limit stays below this. */
#define PRICE_MAX ((int64_t)1 << 52)

int64_t pial_drops_whole(pial_i128 units)
{
	return units <= 0 ? 0 : (int64_t)((units + UNIT - 1) / UNIT);
}

void pial_drops_prices_init(struct pial_drops_prices *prices, const struct pial_drops_case *drops,
			    struct pial_arena *arena)
{
	prices->offer = pial_arena_zalloc(arena, drops->offers + 1, sizeof(int64_t));
	prices->band = pial_arena_zalloc(arena, drops->makers + 1, sizeof(int64_t));
	prices->way = 0;
}

void pial_drops_prices_copy(struct pial_drops_prices *to, const struct pial_drops_prices *from,
			    const struct pial_drops_case *drops)
{
	memcpy(to->offer, from->offer, drops->offers * sizeof(int64_t));
	memcpy(to->band, from->band, drops->makers * sizeof(int64_t));
	to->way = from->way;
}

/* Lists rows by visit. */
static void list_rows(struct pial_drops_bound *bound, struct pial_arena *arena)
{
	const struct pial_drops_case *drops = bound->drops;
	uint32_t at = 0;

	bound->row_of = pial_arena_zalloc(arena, drops->rows + 1, sizeof(uint32_t));
	bound->row_from = pial_arena_zalloc(arena, (size_t)drops->visits + 1, sizeof(uint32_t));
	/* Rows come in order of day, then kitchen, as visits do, also when the hub joins them. */
	for (uint32_t v = 0; v < drops->visits; v++) {
		bound->row_from[v] = at;
		while (at < drops->rows &&
		       drops->drop[drops->arc[drops->row[at].first].drop].visit == v) {
			bound->row_of[at] = at;
			at++;
		}
	}
	bound->row_from[drops->visits] = at;
}

/* Shares the cost of each drop equally between its pairs. */
static void share(struct pial_drops_bound *bound)
{
	for (uint32_t t = 0; t < bound->drops->drops; t++) {
		const struct pial_drops_drop *drop = &bound->drops->drop[t];

		for (uint32_t i = drop->first; i < drop->first + drop->count; i++)
			bound->split[bound->drops->by_drop[i]] = UNIT / drop->count;
	}
}

void pial_drops_bound_init(struct pial_drops_bound *bound, const struct pial_drops_case *drops,
			   int64_t over, int64_t small, struct pial_arena *arena)
{
	*bound = (struct pial_drops_bound){ .drops = drops, .over = over, .small = small };
	pial_drops_prices_init(&bound->prices, drops, arena);
	bound->split = pial_arena_zalloc(arena, drops->arcs + 1, sizeof(int64_t));
	bound->cost = pial_arena_zalloc(arena, drops->arcs + 1, sizeof(int64_t));
	bound->packs = pial_arena_zalloc(arena, drops->arcs + 1, sizeof(int64_t));
	bound->sorted = pial_arena_zalloc(arena, drops->arcs + 1, sizeof(uint32_t));
	bound->with = pial_arena_zalloc(arena, drops->drops + 1, sizeof(pial_i128));
	bound->without = pial_arena_zalloc(arena, drops->drops + 1, sizeof(pial_i128));
	bound->chosen = pial_arena_zalloc(arena, drops->drops + 1, 1);
	for (uint32_t a = 0; a < drops->arcs; a++)
		bound->sorted[a] = a;
	list_rows(bound, arena);
	share(bound);
}

/* a * b / c, c above 0, rounded down. */
static pial_i128 down(int64_t a, int64_t b, pial_i128 c)
{
	pial_i128 n = (pial_i128)a * b, q = n / c;

	return q - (n % c < 0);
}

static bool is_large(const struct pial_drops_bound *bound, uint32_t visit)
{
	return bound->drops->visit[visit].count > PIAL_DROPS_SETS;
}

/* True when a drop is there whatever is chosen. */
static bool is_forced(const struct pial_drops_bound *bound, uint32_t drop)
{
	return bound->drops->drop[drop].pinned || bound->state[drop] == PIAL_DROPS_OPEN ||
	       bound->state[drop] == PIAL_DROPS_SMALL;
}

/*
 * What a pack costs on each arc. For every plan within its limits the packs' prices add up to no
 * more than what the limits are worth: offers are exact, the others rounded down.
 */
static void price_arcs(struct pial_drops_bound *bound)
{
	const struct pial_drops_case *drops = bound->drops;

	for (uint32_t a = 0; a < drops->arcs; a++) {
		const struct pial_drops_arc *arc = &drops->arc[a];
		const struct pial_drops_drop *drop = &drops->drop[arc->drop];
		const struct pial_drops_maker *maker = &drops->maker[drop->maker];
		int64_t band = bound->prices.band[drop->maker];
		pial_i128 cost = 0;

		if (drops->offer[arc->offer].packs > 0)
			cost = bound->prices.offer[arc->offer] / drops->offer[arc->offer].packs;
		if (band > 0)
			cost += down(band, arc->mass, maker->most);
		else if (band < 0 && maker->least > 0)
			cost += down(band, arc->mass, maker->least);
		if (drops->way_most > 0)
			cost += down(bound->prices.way, arc->way, drops->way_most);
		if (is_large(bound, drop->visit) && arc->room > 0 && !is_forced(bound, arc->drop))
			cost += bound->split[a] / arc->room;
		bound->cost[a] = (int64_t)cost;
	}
}

/* What the limits are worth at the prices. */
static pial_i128 worth(const struct pial_drops_bound *bound)
{
	const struct pial_drops_case *drops = bound->drops;
	pial_i128 sum = drops->way_most > 0 ? bound->prices.way : 0;

	for (uint32_t o = 0; o < drops->offers; o++) {
		int64_t packs = drops->offer[o].packs;

		if (packs > 0)
			sum += (pial_i128)(bound->prices.offer[o] / packs) * packs;
	}
	for (uint32_t m = 0; m < drops->makers; m++)
		if (bound->prices.band[m] > 0 || drops->maker[m].least > 0)
			sum += bound->prices.band[m];
	return sum;
}

/* Sorts a row's arcs by cost; insertion, for they hardly move from one round to the next. */
static void sort_row(struct pial_drops_bound *bound, const struct pial_drops_row *row)
{
	uint32_t *arc = &bound->sorted[row->first];

	for (uint32_t i = 1; i < row->count; i++) {
		uint32_t a = arc[i], k = i;

		for (; k > 0 && (bound->cost[arc[k - 1]] > bound->cost[a] ||
				 (bound->cost[arc[k - 1]] == bound->cost[a] &&
				  arc[k - 1] > a)); k--)
			arc[k] = arc[k - 1];
		arc[k] = a;
	}
}

/*
 * Cheapest cost of a row with the drops of a set (bits by place in the visit); NEVER: not served.
 */
static pial_i128 serve(struct pial_drops_bound *bound, const struct pial_drops_row *row,
		       uint32_t first_drop, uint64_t set, bool note)
{
	int64_t need = row->need;
	pial_i128 cost = 0;

	for (uint32_t i = row->first; i < row->first + row->count; i++) {
		uint32_t a = bound->sorted[i];
		const struct pial_drops_arc *arc = &bound->drops->arc[a];
		int64_t packs = need < arc->room ? need : arc->room;

		if (set != UINT64_MAX && !(set >> (arc->drop - first_drop) & 1))
			packs = 0;
		if (set == UINT64_MAX && bound->state[arc->drop] == PIAL_DROPS_CLOSED)
			packs = 0;
		cost += (pial_i128)packs * bound->cost[a];
		need -= packs;
		if (note)
			bound->packs[a] = packs;
		else if (!need)
			break;
	}
	bound->steps += row->count;
	return need ? NEVER : cost;
}

/* Rows of a visit with a set of drops. */
static pial_i128 serve_all(struct pial_drops_bound *bound, uint32_t visit, uint64_t set, bool note)
{
	pial_i128 cost = 0;

	for (uint32_t i = bound->row_from[visit]; i < bound->row_from[visit + 1]; i++) {
		pial_i128 part = serve(bound, &bound->drops->row[bound->row_of[i]],
				       bound->drops->visit[visit].first, set, note);

		if (part >= NEVER)
			return NEVER;
		cost += part;
	}
	return cost;
}

/* Most that a drop can be worth. */
static bool stays_small(const struct pial_drops_bound *bound, uint32_t t)
{
	const struct pial_drops_drop *drop = &bound->drops->drop[t];
	pial_i128 value = drop->value;

	if (bound->state[t] == PIAL_DROPS_SMALL)
		return true;
	for (uint32_t i = drop->first; i < drop->first + drop->count; i++) {
		const struct pial_drops_arc *arc = &bound->drops->arc[bound->drops->by_drop[i]];

		value += (pial_i128)arc->room * arc->value;
	}
	return value < drop->least;
}

/* Sets of a visit: what its drops cost, those that must and those that may be there. */
struct sets {
	pial_i128 fixed[PIAL_DROPS_SETS];	/* of a drop */
	uint64_t must, may;			/* bits */
	uint32_t first, count;			/* drops */
	int32_t most;				/* producers */
};

static struct sets list_sets(const struct pial_drops_bound *bound, uint32_t visit)
{
	const struct pial_drops_visit *v = &bound->drops->visit[visit];
	struct sets sets = { .first = v->first, .count = v->count, .most = v->most };

	for (uint32_t i = 0; i < v->count; i++) {
		uint32_t t = v->first + i;

		sets.fixed[i] = (pial_i128)UNIT;
		if (bound->small && stays_small(bound, t))
			sets.fixed[i] += (pial_i128)bound->small * UNIT;
		if (bound->state[t] != PIAL_DROPS_CLOSED || is_forced(bound, t))
			sets.may |= (uint64_t)1 << i;
		if (is_forced(bound, t))
			sets.must |= (uint64_t)1 << i;
	}
	return sets;
}

static pial_i128 fixed_cost(const struct pial_drops_bound *bound, const struct sets *sets,
			    uint64_t set)
{
	pial_i128 cost = 0;
	int64_t count = 0;

	for (uint32_t i = 0; i < sets->count; i++)
		if (set >> i & 1) {
			cost += sets->fixed[i];
			count++;
		}
	if (bound->over && count > sets->most)
		cost += (pial_i128)bound->over * UNIT * (count - sets->most);
	return cost;
}

/* The next larger number with as many bits set (R. W. Gosper, HAKMEM, item 175, 1972). */
static uint64_t next_set(uint64_t set)
{
	uint64_t low = set & -set, ripple = set + low;

	return ripple | (((ripple ^ set) >> 2) / low);
}

/* The search through the sets of a visit. */
struct trial {
	pial_i128 best, base;	/* least cost so far; what rows cost when every drop may serve */
	uint64_t set;		/* the best one */
};

/* Sets that cost this much more than the best need not be told apart. */
#define FAR (1 * (pial_i128)UNIT)

static void try_set(struct pial_drops_bound *bound, uint32_t visit, const struct sets *sets,
		    uint64_t set, struct trial *trial)
{
	pial_i128 fixed, cost;

	if ((set & sets->must) != sets->must || (set & ~sets->may))
		return;
	fixed = fixed_cost(bound, sets, set);
	if (fixed + trial->base >= trial->best + FAR)
		return;
	cost = serve_all(bound, visit, set, false);
	if (cost >= NEVER)
		return;
	cost += fixed;
	if (cost < trial->best) {
		trial->best = cost;
		trial->set = set;
	}
	for (uint32_t i = 0; i < sets->count; i++) {
		pial_i128 *least = set >> i & 1 ? &bound->with[sets->first + i]
						: &bound->without[sets->first + i];

		if (cost < *least)
			*least = cost;
	}
}

/*
 * The cheapest set of a small visit, sets of few drops first; fills with and without, where nothing
 * is known beyond FAR.
 */
static pial_i128 try_sets(struct pial_drops_bound *bound, uint32_t visit)
{
	struct sets sets = list_sets(bound, visit);
	struct trial trial = { NEVER, serve_all(bound, visit, sets.may, false), 0 };

	if (trial.base >= NEVER)
		return NEVER;
	for (uint32_t i = 0; i < sets.count; i++)
		bound->with[sets.first + i] = bound->without[sets.first + i] = NEVER;
	try_set(bound, visit, &sets, 0, &trial);
	for (uint32_t k = 1; k <= sets.count; k++) {
		if ((pial_i128)UNIT * k + trial.base >= trial.best + FAR)
			break;
		for (uint64_t set = ((uint64_t)1 << k) - 1; set < (uint64_t)1 << sets.count;
		     set = next_set(set))
			try_set(bound, visit, &sets, set, &trial);
	}
	for (uint32_t i = 0; i < sets.count; i++) {
		uint32_t t = sets.first + i;
		bool may = sets.may >> i & 1, must = sets.must >> i & 1;

		if (may && bound->with[t] > trial.best + FAR)
			bound->with[t] = trial.best + FAR;
		if (!must && bound->without[t] > trial.best + FAR)
			bound->without[t] = trial.best + FAR;
		bound->chosen[t] = trial.set >> i & 1;
	}
	if (serve_all(bound, visit, trial.set, true) >= NEVER)
		return NEVER;
	return trial.best;
}

/* A large visit: forced drops in full, the others by their shares. */
static pial_i128 try_shares(struct pial_drops_bound *bound, uint32_t visit)
{
	const struct pial_drops_visit *v = &bound->drops->visit[visit];
	pial_i128 cost = serve_all(bound, visit, UINT64_MAX, true);

	for (uint32_t t = v->first; t < v->first + v->count; t++) {
		bound->with[t] = bound->without[t] = -NEVER;
		bound->chosen[t] = 2;
		if (is_forced(bound, t) && cost < NEVER)
			cost += UNIT;
	}
	return cost;
}

bool pial_drops_bound_value(struct pial_drops_bound *bound, const uint8_t *state)
{
	pial_i128 value = 0;

	bound->state = state;
	price_arcs(bound);
	for (uint32_t r = 0; r < bound->drops->rows; r++)
		sort_row(bound, &bound->drops->row[r]);
	for (uint32_t v = 0; v < bound->drops->visits; v++) {
		pial_i128 cost = is_large(bound, v) ? try_shares(bound, v) : try_sets(bound, v);

		if (cost >= NEVER)
			return false;
		value += cost;
	}
	bound->value = value - worth(bound);
	return true;
}

/* How far the last answer passes each limit, in parts of its whole. */
struct excess {
	pial_i128 norm;		/* sum of squares */
	int64_t way;		/* metres x grams */
	int64_t *offer, *band;	/* packs; grams, above 0 too many, below 0 too few */
};

/* (got - limit) / limit in parts, within bounds. */
static int64_t parts(pial_i128 got, pial_i128 limit)
{
	pial_i128 rest = (got - limit) * PARTS / (limit > 0 ? limit : 1);

	return (int64_t)(rest > 4 * PARTS ? 4 * PARTS : rest);
}

static void count_offers(const struct pial_drops_bound *bound, struct excess *excess)
{
	const struct pial_drops_case *drops = bound->drops;

	for (uint32_t o = 0; o < drops->offers; o++) {
		const struct pial_drops_offer *offer = &drops->offer[o];
		pial_i128 packs = 0;

		for (uint32_t i = offer->first; i < offer->first + offer->count; i++)
			packs += bound->packs[drops->by_offer[i]];
		excess->offer[o] = offer->packs ? parts(packs, offer->packs) : 0;
		if (excess->offer[o] < 0 && !bound->prices.offer[o])
			excess->offer[o] = 0;
		excess->norm += (pial_i128)excess->offer[o] * excess->offer[o];
	}
}

static void count_bands(const struct pial_drops_bound *bound, struct excess *excess)
{
	const struct pial_drops_case *drops = bound->drops;
	pial_i128 way = 0;

	for (uint32_t m = 0; m < drops->makers; m++) {
		const struct pial_drops_maker *maker = &drops->maker[m];
		int64_t price = bound->prices.band[m];
		pial_i128 grams = 0;

		for (uint32_t k = maker->first; k < maker->first + maker->count; k++) {
			const struct pial_drops_drop *drop = &drops->drop[drops->by_maker[k]];

			for (uint32_t i = drop->first; i < drop->first + drop->count; i++) {
				uint32_t a = drops->by_drop[i];

				grams += (pial_i128)bound->packs[a] * drops->arc[a].mass;
				way += (pial_i128)bound->packs[a] * drops->arc[a].way;
			}
		}
		excess->band[m] = 0;
		if (price > 0 || (!price && grams > maker->most))
			excess->band[m] = parts(grams, maker->most);
		else if (price < 0 || grams < maker->least)
			excess->band[m] = maker->least ? parts(grams, maker->least) : 0;
		excess->norm += (pial_i128)excess->band[m] * excess->band[m];
	}
	excess->way = drops->way_most > 0 ? parts(way, drops->way_most) : 0;
	if (excess->way < 0 && !bound->prices.way)
		excess->way = 0;
	excess->norm += (pial_i128)excess->way * excess->way;
}

static int64_t moved(int64_t price, int64_t excess, pial_i128 gap, pial_i128 norm, bool both)
{
	pial_i128 next = price + gap * PARTS * excess / norm;

	if (next > PRICE_MAX)
		next = PRICE_MAX;
	if (next < (both ? -(pial_i128)PRICE_MAX : 0))
		next = both ? -(pial_i128)PRICE_MAX : 0;
	/* From one side of a band to the other only by way of no price. */
	if (both && ((price > 0 && next < 0) || (price < 0 && next > 0)))
		next = 0;
	return (int64_t)next;
}

/* Moves the shares of large visits' drops to the pairs that are used. */
static void move_shares(struct pial_drops_bound *bound)
{
	const struct pial_drops_case *drops = bound->drops;

	for (uint32_t t = 0; t < drops->drops; t++) {
		const struct pial_drops_drop *drop = &drops->drop[t];
		pial_i128 sum = 0;

		if (!is_large(bound, drop->visit))
			continue;
		for (uint32_t i = drop->first; i < drop->first + drop->count; i++) {
			uint32_t a = drops->by_drop[i];
			int64_t room = drops->arc[a].room;

			bound->split[a] += UNIT / 256;
			if (room)
				bound->split[a] += (int64_t)((pial_i128)bound->split[a] *
							     bound->packs[a] / room / 4);
			sum += bound->split[a];
		}
		for (uint32_t i = drop->first; i < drop->first + drop->count; i++) {
			uint32_t a = drops->by_drop[i];

			bound->split[a] = (int64_t)((pial_i128)bound->split[a] * UNIT / sum);
		}
	}
}

/* One step of the prices along the excess; scale is the step's length, in parts of 64. */
static bool step(struct pial_drops_bound *bound, struct excess *excess, pial_i128 target, int scale)
{
	const struct pial_drops_case *drops = bound->drops;
	pial_i128 gap = (target - bound->value) * scale / 64;

	excess->norm = 0;
	count_offers(bound, excess);
	count_bands(bound, excess);
	move_shares(bound);
	if (!excess->norm || gap <= 0)
		return false;
	for (uint32_t o = 0; o < drops->offers; o++)
		bound->prices.offer[o] = moved(bound->prices.offer[o], excess->offer[o], gap,
					       excess->norm, false);
	for (uint32_t m = 0; m < drops->makers; m++)
		bound->prices.band[m] = moved(bound->prices.band[m], excess->band[m], gap,
					      excess->norm, true);
	bound->prices.way = moved(bound->prices.way, excess->way, gap, excess->norm, false);
	return true;
}

static bool is_stopped(struct pial_drops_bound *bound)
{
	if (!bound->cut && bound->control && bound->control->stop)
		bound->cut = bound->control->stop(bound->control->context);
	return bound->cut || (bound->most && bound->steps >= bound->most);
}

bool pial_drops_bound_raise(struct pial_drops_bound *bound, const uint8_t *state, int64_t target,
			    int rounds, struct pial_drops_prices *best)
{
	struct pial_arena arena;
	struct excess excess;
	pial_i128 goal = (pial_i128)target * UNIT, most = -NEVER;
	int scale = rounds > 100 ? 64 : 16, idle = 0;
	bool can = true;

	pial_arena_init(&arena);
	excess.offer = pial_arena_zalloc(&arena, bound->drops->offers + 1, sizeof(int64_t));
	excess.band = pial_arena_zalloc(&arena, bound->drops->makers + 1, sizeof(int64_t));
	for (int i = 0; i < rounds && !(i && is_stopped(bound)); i++) {
		can = pial_drops_bound_value(bound, state);
		if (!can)
			break;
		if (bound->value > most) {
			most = bound->value;
			pial_drops_prices_copy(best, &bound->prices, bound->drops);
			idle = 0;
		} else if (++idle == (rounds > 100 ? 20 : 5)) {
			scale = scale > 2 ? scale / 2 : 1;
			idle = 0;
			pial_drops_prices_copy(&bound->prices, best, bound->drops);
		}
		if (most > goal - UNIT || !step(bound, &excess, goal, scale))
			break;
	}
	pial_drops_prices_copy(&bound->prices, best, bound->drops);
	bound->value = most;
	pial_arena_release(&arena);
	return can;
}
