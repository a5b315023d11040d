/*
 * One arc for each open pair, one from each producer to each of its offers. An arc is loose while
 * its reduced cost is 0 for all costs so far: only loose arcs may still change.
 */
#include "proof/costs.h"

#include <stdlib.h>

#include "base/banned.h"
#include "num/round.h"
#include "proof/claims.h"
#include "proof/parts.h"

/* Weeks after which a pair counts as never met. */
#define NEVER 53

static const char *const cheaper = PIAL_N_("its potentials leave a plan that costs less");
static const char *const apart = PIAL_N_("partners do not share one potential");
static const char *const too_large = PIAL_N_("a cost is too large to be compared exactly");
static const char *const other_partner =
	PIAL_N_("a partner whose id comes first could give more in its place");
static const char *const not_first =
	PIAL_N_("another plan costs the same and comes first in the order of keys");

/* ---- Costs ---- */

static bool cost_distance(const struct pial_check_week *week, const struct pial_check_pair *pair,
			  int64_t *value)
{
	const struct pial_product *product = week->offer[pair->offer].product;
	struct pial_mass mass;
	bool assumed;

	return pial_mass_of(product->pack, pial_product_unit_mass(product, &assumed),
			    PIAL_ROUND_HALF_UP, &mass) &&
	       !__builtin_mul_overflow(mass.g, (int64_t)pair->metres, value);
}

/* What a partner is paid: its price, else what the kitchen pays. */
static int64_t cost_price(const struct pial_check_week *week, const struct pial_check_pair *pair)
{
	const struct pial_check_offer *offer = &week->offer[pair->offer];
	const struct pial_order *order = week->row[pair->row].order;
	struct pial_price price = offer->offer->price;
	enum pial_price_source source;

	if (offer->producer->tier == 1)
		return 0;
	if (pial_price_is_none(price))
		price = order->price;
	if (pial_price_is_none(price))
		price = pial_model_price(week->input->model, order->contract, offer->product->id,
					 order->day, &source);
	return pial_price_is_none(price) ? 0 : price.e4;
}

/* Weeks since a pair last met. */
static int64_t weeks_since(const struct pial_check_week *week, const struct pial_check_pair *pair)
{
	const struct pial_check_input *input = week->input;
	const struct pial_meeting key = { .producer = week->offer[pair->offer].producer->id,
					  .kitchen = week->row[pair->row].kitchen->id };
	const struct pial_meeting *found = NULL;

	if (input->meetings)
		found = bsearch(&key, week->meeting, input->meetings, sizeof(key),
				pial_check_by_pair);
	if (!found || found->last.n >= input->week.n || input->week.n - found->last.n > NEVER)
		return NEVER;
	return input->week.n - found->last.n;
}

bool pial_check_cost(const struct pial_check_week *week, const struct pial_check_pair *pair,
		     enum pial_proof_cost cost, int64_t *value)
{
	*value = 0;
	switch (cost) {
	case PIAL_COST_SUBSTITUTE:
		*value = pair->substitute;
		return true;
	case PIAL_COST_DISTANCE:
		return cost_distance(week, pair, value);
	case PIAL_COST_PRICE:
		*value = cost_price(week, pair);
		return true;
	case PIAL_COST_MET:
		*value = weeks_since(week, pair) == 1 ? -1 : 0;
		return true;
	case PIAL_COST_ROTA:
		*value = -weeks_since(week, pair);
		return true;
	case PIAL_COSTS:
		break;
	}
	return false;
}

bool pial_check_priced(const struct pial_check_week *week, const struct pial_check_part *part)
{
	uint32_t offers = 0;

	for (uint32_t i = 0; i < part->offers; i++)
		offers += week->offer[part->offer[i]].producer->tier != 1;
	return offers > 1;
}

/* ---- Arcs ---- */

/* A way on which packs go. */
struct arc {
	uint32_t from, to;	/* nodes: rows, offers, sellers */
	int64_t packs;		/* that go on it */
	int64_t room;		/* that could go on it too */
	uint32_t pair;		/* which pair; NOWHERE: from a producer to its offer */
	uint32_t offer;		/* local place of its offer */
	bool loose;		/* may still change */
};

/* A component's plan. */
struct plan {
	const struct pial_check_week *week;	/* the week */
	const struct pial_check_part *part;	/* the component */
	struct arc *arc;			/* open pairs in key order, then producers' arcs */
	size_t arcs, pairs;			/* how many; of these on pairs */
	uint32_t nodes;				/* rows, offers, sellers */
	size_t *first, *half;			/* node to its loose half arcs: 2 arc, + 1: back */
	uint32_t *queue;			/* of a search */
	bool *seen;				/* of a node */
};

static void list_arcs(struct plan *plan)
{
	const struct pial_check_week *week = plan->week;
	const struct pial_check_part *part = plan->part;

	for (uint32_t i = 0; i < part->rows; i++) {
		const struct pial_check_row *row = &week->row[part->row[i]];

		if (row->right == row->pinned)
			continue;
		for (uint32_t p = row->first; p < row->first + row->count; p++) {
			uint32_t offer = week->offer[week->pair[p].offer].local[part->late];

			if (pial_check_open(week, part, p))
				plan->arc[plan->arcs++] = (struct arc){
					part->rows + offer, i, week->pair[p].right, INT64_MAX, p,
					offer, true };
		}
	}
	plan->pairs = plan->arcs;
	for (uint32_t i = 0; i < part->offers; i++) {
		int64_t packs = week->offer[part->offer[i]].right[part->late];

		plan->arc[plan->arcs++] = (struct arc){
			part->rows + part->offers + part->seller_of[i], part->rows + i, packs,
			pial_check_left(week, part, part->offer[i]) - packs, PIAL_NOWHERE, i,
			true };
	}
}

static const struct pial_claimed *claim_of(const struct plan *plan, uint32_t node)
{
	const struct pial_check_part *part = plan->part;

	if (node < part->rows)
		return &plan->week->row[part->row[node]].claim;
	if (node < part->rows + part->offers)
		return &plan->week->offer[part->offer[node - part->rows]].claim[part->late];
	return &part->seller[node - part->rows - part->offers].claim;
}

/* Until their order has been settled, partners are one: their potentials must say the same. */
static bool check_together(const struct plan *plan, enum pial_proof_cost cost)
{
	const struct pial_check_seller *first = NULL;

	for (uint32_t s = 0; cost <= PIAL_COST_PRICE && s < plan->part->sellers; s++) {
		const struct pial_check_seller *seller = &plan->part->seller[s];

		if (seller->producer->tier == 1)
			continue;
		if (first && first->claim.potential[cost] != seller->claim.potential[cost])
			return pial_check_refuse(plan->week, seller->claim.line, apart);
		first = seller;
	}
	return true;
}

/* One cost: no reduced cost may promise anything. */
static bool check_potentials(struct plan *plan, enum pial_proof_cost cost, bool counts)
{
	if (!check_together(plan, cost))
		return false;
	for (size_t a = 0; a < plan->arcs; a++) {
		struct arc *arc = &plan->arc[a];
		const struct pial_claimed *from = claim_of(plan, arc->from);
		const struct pial_claimed *to = claim_of(plan, arc->to);
		int64_t value = 0;
		pial_i128 reduced;

		if (!arc->loose)
			continue;
		if (arc->pair != PIAL_NOWHERE && counts &&
		    !pial_check_cost(plan->week, &plan->week->pair[arc->pair], cost, &value))
			return pial_check_refuse(plan->week, to->line, too_large);
		reduced = (pial_i128)value + from->potential[cost] - to->potential[cost];
		if ((reduced < 0 && arc->room > 0) || (reduced > 0 && arc->packs > 0))
			return pial_check_refuse(plan->week, to->line, cheaper);
		arc->loose = !reduced;
	}
	return true;
}

/* ---- What is still open ---- */

/* Lists the loose arcs by node. */
static void list_loose(struct plan *plan)
{
	struct pial_arena *arena = plan->week->arena;
	size_t *at = pial_arena_zalloc(arena, (size_t)plan->nodes + 1, sizeof(*at));

	plan->first = pial_arena_zalloc(arena, (size_t)plan->nodes + 2, sizeof(*plan->first));
	plan->half = pial_arena_zalloc(arena, 2 * plan->arcs + 1, sizeof(*plan->half));
	plan->queue = pial_arena_zalloc(arena, (size_t)plan->nodes + 1, sizeof(*plan->queue));
	plan->seen = pial_arena_zalloc(arena, (size_t)plan->nodes + 1, sizeof(*plan->seen));
	for (size_t a = 0; a < plan->arcs; a++)
		if (plan->arc[a].loose) {
			plan->first[plan->arc[a].from + 1]++;
			plan->first[plan->arc[a].to + 1]++;
		}
	for (uint32_t v = 0; v < plan->nodes; v++) {
		plan->first[v + 1] += plan->first[v];
		at[v] = plan->first[v];
	}
	for (size_t a = 0; a < plan->arcs; a++)
		if (plan->arc[a].loose) {
			plan->half[at[plan->arc[a].from]++] = 2 * a;
			plan->half[at[plan->arc[a].to]++] = 2 * a + 1;
		}
}

/* Forgets a search. */
static void forget(struct plan *plan, uint32_t tail)
{
	while (tail > 0)
		plan->seen[plan->queue[--tail]] = false;
}

/*
 * Searches from a node along loose arcs on which a pack can move; calls stop for each node found.
 * Returns the node at which stop said true, or NOWHERE.
 */
static uint32_t search(struct plan *plan, uint32_t from,
		       bool (*stop)(const struct plan *plan, uint32_t node, uint32_t goal),
		       uint32_t goal)
{
	uint32_t head = 0, tail = 0, found = PIAL_NOWHERE;

	plan->seen[from] = true;
	plan->queue[tail++] = from;
	while (head < tail && found == PIAL_NOWHERE) {
		uint32_t v = plan->queue[head++];

		for (size_t h = plan->first[v]; h < plan->first[v + 1]; h++) {
			const struct arc *arc = &plan->arc[plan->half[h] >> 1];
			bool back = plan->half[h] & 1;
			uint32_t w = back ? arc->from : arc->to;

			if (!arc->loose || plan->seen[w] || (back ? arc->packs : arc->room) <= 0)
				continue;
			plan->seen[w] = true;
			plan->queue[tail++] = w;
			if (stop(plan, w, goal)) {
				found = w;
				break;
			}
		}
	}
	forget(plan, tail);
	return found;
}

/* A partner that comes after one of a place. */
static bool is_later(const struct plan *plan, uint32_t node, uint32_t goal)
{
	uint32_t sellers = plan->part->rows + plan->part->offers;

	return node > goal && node >= sellers &&
	       plan->part->seller[node - sellers].producer->tier != 1;
}

static bool is_goal(const struct plan *plan, uint32_t node, uint32_t goal)
{
	(void)plan;
	return node == goal;
}

/* Partners in the order of their ids: none may give more in the place of a later one. */
static bool check_partners(struct plan *plan)
{
	uint32_t sellers = plan->part->rows + plan->part->offers;

	list_loose(plan);
	for (uint32_t s = 0; s < plan->part->sellers; s++) {
		uint32_t found;

		if (plan->part->seller[s].producer->tier == 1)
			continue;
		found = search(plan, sellers + s, is_later, sellers + s);
		if (found != PIAL_NOWHERE)
			return pial_check_refuse(plan->week, claim_of(plan, found)->line,
						 other_partner);
	}
	return true;
}

static uint32_t root_of(uint32_t *up, uint32_t v)
{
	while (up[v] != v) {
		up[v] = up[up[v]];
		v = up[v];
	}
	return v;
}

/* True when loose arcs close no circle, so that nothing can move. */
static bool is_forest(const struct plan *plan)
{
	uint32_t *up = pial_arena_zalloc(plan->week->arena, (size_t)plan->nodes + 1, sizeof(*up));

	for (uint32_t v = 0; v < plan->nodes; v++)
		up[v] = v;
	for (size_t a = 0; a < plan->arcs; a++) {
		uint32_t x, y;

		if (!plan->arc[a].loose)
			continue;
		x = root_of(up, plan->arc[a].from);
		y = root_of(up, plan->arc[a].to);
		if (x == y)
			return false;
		up[x] = y;
	}
	return true;
}

/* The last rule: no pair in key order can have more while those before keep theirs. */
static bool check_first(struct plan *plan)
{
	if (is_forest(plan))
		return true;
	list_loose(plan);
	for (size_t a = 0; a < plan->pairs; a++) {
		struct arc *arc = &plan->arc[a];

		if (!arc->loose)
			continue;
		arc->loose = false;
		if (search(plan, arc->to, is_goal, arc->from) != PIAL_NOWHERE)
			return pial_check_refuse(plan->week, claim_of(plan, arc->to)->line,
						 not_first);
	}
	return true;
}

bool pial_check_costs(const struct pial_check_week *week, const struct pial_check_part *part)
{
	struct plan plan = { .week = week, .part = part,
			     .nodes = part->rows + part->offers + part->sellers };
	bool priced = pial_check_priced(week, part);
	size_t room = (size_t)part->offers + 1;

	for (uint32_t i = 0; i < part->rows; i++)
		room += week->row[part->row[i]].count;
	plan.arc = pial_arena_zalloc(week->arena, room, sizeof(*plan.arc));
	list_arcs(&plan);
	for (int cost = 0; cost < PIAL_COSTS; cost++) {
		if (!check_potentials(&plan, (enum pial_proof_cost)cost,
				      cost != PIAL_COST_PRICE || priced))
			return false;
		if (cost == PIAL_COST_PRICE && !check_partners(&plan))
			return false;
	}
	return check_first(&plan);
}
