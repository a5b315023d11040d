/*
 * A row that loses a producer is served by another one who has packs left, or by one who takes
 * them from a further row, which is then served in the same way: a shortest detour of at most
 * four rows in the network of what is given and left. Packs stay whole, so a plan never has to be
 * rounded.
 *
 * A producer that leaves its band comes back by giving packs of any product to another, or taking
 * some, where both are at the kitchen already.
 *
 * Rejected: a minimum-cost flow of all products after each try (a thousand times the work), and
 * longer detours (they are seldom found, and cost most of the time).
 */
#include "engine/drops_move.h"

#include "base/banned.h"

/* A gram outside a band counts as this many metres: more than any way. */
#define OUTSIDE 1000000
/* Transfers after which bringing a plan back into its bands is given up. */
#define TRANSFERS 40
/* Arcs up to which all are looked at for shorter ways. */
#define FEW_ARCS 3000

void pial_drops_mover_init(struct pial_drops_mover *mover, struct pial_drops_plan *plan,
			   struct pial_arena *arena)
{
	const struct pial_drops_case *drops = plan->drops;

	*mover = (struct pial_drops_mover){ .drops = drops, .plan = plan, .open = -1 };
	mover->row = pial_arena_zalloc(arena, (size_t)drops->rows * PIAL_DROPS_DETOUR + 1,
				       sizeof(*mover->row));
	mover->offer = pial_arena_zalloc(arena, (size_t)drops->offers * PIAL_DROPS_DETOUR + 1,
					 sizeof(*mover->offer));
	mover->rows = pial_arena_zalloc(arena, drops->rows + 1, sizeof(uint32_t));
	mover->offers = pial_arena_zalloc(arena, drops->offers + 1, sizeof(uint32_t));
}

static struct pial_drops_reach *row_at(struct pial_drops_mover *m, uint32_t passed, uint32_t row)
{
	return &m->row[(size_t)passed * m->drops->rows + row];
}

static struct pial_drops_reach *offer_at(struct pial_drops_mover *m, uint32_t passed,
					 uint32_t offer)
{
	return &m->offer[(size_t)passed * m->drops->offers + offer];
}

/* Reaches a place at a cost; true when it is reached for the first time. */
static bool reach(const struct pial_drops_mover *m, struct pial_drops_reach *place,
		  pial_i128 cost, uint32_t via)
{
	bool first = place->search != m->search;

	if (first || cost < place->cost)
		*place = (struct pial_drops_reach){ cost, via, m->search };
	return first;
}

/* Metres x grams that a producer's leaving (or coming back into) its band counts for. */
static pial_i128 band_cost(const struct pial_drops_plan *plan, uint32_t maker, int64_t grams)
{
	const struct pial_drops_maker *band = &plan->drops->maker[maker];
	int64_t before = plan->grams[maker], after = before + grams, out = 0;

	out += after > band->most ? after - band->most : 0;
	out += after < band->least ? band->least - after : 0;
	out -= before > band->most ? before - band->most : 0;
	out -= before < band->least ? band->least - before : 0;
	return (pial_i128)out * OUTSIDE;
}

/* Goes from the rows reached to offers, not through one drop. */
static uint32_t to_offers(struct pial_drops_mover *m, uint32_t passed, uint32_t rows, uint32_t ban)
{
	uint32_t offers = 0;

	for (uint32_t i = 0; i < rows; i++) {
		const struct pial_drops_row *row = &m->drops->row[m->rows[i]];
		pial_i128 here = row_at(m, passed, m->rows[i])->cost;

		m->steps += row->count;
		for (uint32_t a = row->first; a < row->first + row->count; a++) {
			const struct pial_drops_arc *arc = &m->drops->arc[a];
			pial_i128 cost = here + arc->way;

			if (arc->drop == ban)
				continue;
			if (!pial_drops_plan_has(m->plan, arc->drop)) {
				if (m->open < 0)
					continue;
				cost += m->open;
			}
			if (reach(m, offer_at(m, passed, arc->offer), cost, a))
				m->offers[offers++] = arc->offer;
		}
	}
	return offers;
}

/* Goes from the offers reached to the rows that they serve. */
static uint32_t to_rows(struct pial_drops_mover *m, uint32_t passed, uint32_t offers)
{
	uint32_t rows = 0;

	for (uint32_t i = 0; i < offers; i++) {
		const struct pial_drops_offer *offer = &m->drops->offer[m->offers[i]];
		pial_i128 here = offer_at(m, passed, m->offers[i])->cost;

		m->steps += offer->count;
		for (uint32_t k = offer->first; k < offer->first + offer->count; k++) {
			uint32_t a = m->drops->by_offer[k], row = m->drops->arc[a].row;

			if (m->plan->packs[a] > 0 &&
			    reach(m, row_at(m, passed + 1, row), here - m->drops->arc[a].way, a))
				m->rows[rows++] = row;
		}
	}
	return rows;
}

/* Where the cheapest detour ends. */
struct end {
	uint32_t passed, offer;	/* rows passed before; offer with packs left */
	pial_i128 cost;		/* of the detour */
	bool found;		/* there is one */
};

static struct end find_detour(struct pial_drops_mover *m, uint32_t from, uint32_t ban)
{
	struct end end = { .found = false };
	uint32_t rows = 1;

	m->search++;
	m->rows[0] = from;
	(void)reach(m, row_at(m, 0, from), 0, UINT32_MAX);
	for (uint32_t passed = 0; rows && passed < PIAL_DROPS_DETOUR; passed++) {
		uint32_t offers = to_offers(m, passed, rows, ban);

		for (uint32_t i = 0; i < offers; i++) {
			const struct pial_drops_offer *offer = &m->drops->offer[m->offers[i]];
			const struct pial_drops_reach *at = offer_at(m, passed, m->offers[i]);
			pial_i128 cost = at->cost + band_cost(m->plan, offer->maker,
							      m->drops->arc[at->via].mass);

			if (m->plan->left[m->offers[i]] > 0 && (!end.found || cost < end.cost))
				end = (struct end){ passed, m->offers[i], cost, true };
		}
		rows = passed + 1 < PIAL_DROPS_DETOUR ? to_rows(m, passed, offers) : 0;
	}
	return end;
}

/* Most packs that fit a detour. */
static int64_t detour_room(struct pial_drops_mover *m, const struct end *end, int64_t packs)
{
	uint32_t offer = end->offer;

	if (m->plan->left[offer] < packs)
		packs = m->plan->left[offer];
	for (uint32_t passed = end->passed; passed; passed--) {
		uint32_t row = m->drops->arc[offer_at(m, passed, offer)->via].row;
		uint32_t back = row_at(m, passed, row)->via;

		if (m->plan->packs[back] < packs)
			packs = m->plan->packs[back];
		offer = m->drops->arc[back].offer;
	}
	return packs;
}

/* Sends packs along a detour; false when it passes an arc twice and there are not enough. */
static bool send(struct pial_drops_mover *m, const struct end *end, int64_t packs)
{
	uint32_t offer = end->offer;

	for (uint32_t passed = end->passed;; passed--) {
		uint32_t a = offer_at(m, passed, offer)->via, back;

		pial_drops_plan_add(m->plan, a, packs);
		if (!passed)
			return true;
		back = row_at(m, passed, m->drops->arc[a].row)->via;
		if (m->plan->packs[back] < packs)
			return false;
		pial_drops_plan_add(m->plan, back, -packs);
		offer = m->drops->arc[back].offer;
	}
}

/* Serves packs of a row without a drop. */
static bool serve(struct pial_drops_mover *m, uint32_t row, int64_t packs, uint32_t ban)
{
	while (packs > 0) {
		struct end end = find_detour(m, row, ban);
		int64_t part;

		if (!end.found)
			return false;
		part = detour_room(m, &end, packs);
		if (!send(m, &end, part))
			return false;
		packs -= part;
	}
	return true;
}

/* A transfer of packs between two arcs of a row. */
struct transfer {
	uint32_t from, to;	/* arcs */
	int64_t packs;		/* moved */
	pial_i128 gain;		/* metres x grams saved, bands counted; 0: no transfer */
};

/* Metres x grams over the budget. */
static pial_i128 over_way(const struct pial_drops_plan *plan, pial_i128 more)
{
	pial_i128 over = plan->cost.way + more - plan->drops->way_most;

	return over > 0 ? over : 0;
}

/* Looks whether moving packs from one arc to another of the row helps, one drop kept as it is. */
static void try_transfer(struct pial_drops_mover *m, uint32_t from, uint32_t to, uint32_t ban,
			 struct transfer *best)
{
	const struct pial_drops_arc *a = &m->drops->arc[from], *b = &m->drops->arc[to];
	uint32_t loses = m->drops->drop[a->drop].maker, gains = m->drops->drop[b->drop].maker;
	int64_t most = m->plan->packs[from] < m->plan->left[b->offer] ? m->plan->packs[from]
								     : m->plan->left[b->offer];

	m->steps++;
	if (from == to || most <= 0 || b->drop == ban || a->drop == ban ||
	    !pial_drops_plan_has(m->plan, b->drop))
		return;
	for (int64_t packs = 1; packs <= most; packs = packs * 2 <= most || packs == most ?
	     packs * 2 : most) {
		pial_i128 way = (pial_i128)(b->way - a->way) * packs, gain;

		gain = over_way(m->plan, 0) - over_way(m->plan, way);
		if (loses != gains)
			gain -= band_cost(m->plan, loses, -packs * a->mass) +
				band_cost(m->plan, gains, packs * b->mass);
		if (gain > best->gain)
			*best = (struct transfer){ from, to, packs, gain };
	}
}

/* Looks at the transfers of a row that touch an arc. */
static void try_arc(struct pial_drops_mover *m, uint32_t a, uint32_t ban, struct transfer *best)
{
	const struct pial_drops_row *row = &m->drops->row[m->drops->arc[a].row];

	for (uint32_t other = row->first; other < row->first + row->count; other++) {
		try_transfer(m, a, other, ban, best);
		try_transfer(m, other, a, ban, best);
	}
}

static struct transfer find_transfer(struct pial_drops_mover *m, uint32_t ban)
{
	const struct pial_drops_case *drops = m->drops;
	struct transfer best = { .gain = 0 };
	bool all = over_way(m->plan, 0) > 0 && drops->arcs <= FEW_ARCS;

	for (uint32_t i = 0; i < drops->makers; i++) {
		const struct pial_drops_maker *maker = &drops->maker[i];

		if (!all && m->plan->grams[i] <= maker->most && m->plan->grams[i] >= maker->least)
			continue;
		for (uint32_t k = maker->first; k < maker->first + maker->count; k++) {
			const struct pial_drops_drop *drop = &drops->drop[drops->by_maker[k]];

			for (uint32_t j = drop->first; j < drop->first + drop->count; j++)
				try_arc(m, drops->by_drop[j], ban, &best);
		}
	}
	return best;
}

/* Brings bands and kilometres back by transfers that leave one drop as it is. */
static bool come_back(struct pial_drops_mover *m, uint32_t ban)
{
	for (int i = 0; i < TRANSFERS; i++) {
		struct transfer best;

		if (pial_drops_plan_fits(m->plan))
			return true;
		best = find_transfer(m, ban);
		if (best.gain <= 0)
			return false;
		pial_drops_plan_add(m->plan, best.from, -best.packs);
		pial_drops_plan_add(m->plan, best.to, best.packs);
	}
	return pial_drops_plan_fits(m->plan);
}

bool pial_drops_close(struct pial_drops_mover *mover, uint32_t drop)
{
	const struct pial_drops_drop *d = &mover->drops->drop[drop];

	for (uint32_t i = d->first; i < d->first + d->count; i++) {
		uint32_t a = mover->drops->by_drop[i];
		int64_t packs = mover->plan->packs[a];

		pial_drops_plan_add(mover->plan, a, -packs);
		if (!serve(mover, mover->drops->arc[a].row, packs, drop))
			return false;
	}
	return come_back(mover, drop);
}

bool pial_drops_fill(struct pial_drops_mover *mover, uint32_t drop)
{
	const struct pial_drops_drop *d = &mover->drops->drop[drop];

	for (uint32_t i = d->first; i < d->first + d->count; i++) {
		uint32_t to = mover->drops->by_drop[i];
		const struct pial_drops_arc *arc = &mover->drops->arc[to];
		const struct pial_drops_row *row = &mover->drops->row[arc->row];

		for (uint32_t a = row->first; a < row->first + row->count; a++)
			while (a != to && mover->plan->packs[a] > 0 &&
			       mover->plan->left[arc->offer] > 0 &&
			       pial_drops_plan_small(mover->plan, drop)) {
				pial_drops_plan_add(mover->plan, a, -1);
				pial_drops_plan_add(mover->plan, to, 1);
			}
	}
	return !pial_drops_plan_small(mover->plan, drop) && come_back(mover, drop);
}
