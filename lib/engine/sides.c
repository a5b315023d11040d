/*
 * Stages: who has his turn gets a rising target, all others a fixed one.
 *
 * Rows: a network of rows and offers. Producers: one of producers, offers and rows, so that a
 * producer's offers on several days or lots count together. Between stages nothing is solved
 * again: who is short has left block 0 with all the supply in reach, who is full holds a fixed
 * quantity.
 */
#include "engine/sides.h"

#include <stdlib.h>

#include "base/banned.h"
#include "engine/prove.h"
#include "engine/ratio.h"

/* Asks memory for rows of a component that come soon, and for their kitchens' neighbours. */
static void foresee(const struct pial_component *component, size_t d)
{
	const struct pial_instance *instance = component->instance;
	const struct pial_part *part = component->part;
	const struct pial_neighbours *near;

	if (d + 12 < part->demands)
		PIAL_PREFETCH(&instance->demand[part->demand[d + 12]]);
	if (d + 4 >= part->demands)
		return;
	near = &instance->reach.of[instance->demand[part->demand[d + 4]].kitchen];
	for (size_t n = 0; n < near->count; n += 8)
		PIAL_PREFETCH(&near->list[n]);
}

/* Lists the pairs that are not pinned and whose row and offer have something left. */
static void find_open(struct pial_component *component, struct pial_stocks *stocks,
		      const int64_t *left)
{
	const struct pial_instance *instance = component->instance;
	const struct pial_part *part = component->part;

	component->open = pial_arena_alloc(component->arena,
					   (part->pairs + 1) * sizeof(*component->open));
	pial_stocks_fill(stocks, part->family, part->supply, part->supplies);
	for (size_t d = 0; d < part->demands; d++) {
		uint32_t row = part->demand[d];
		const struct pial_demand *demand = &instance->demand[row];
		size_t count = 0;

		foresee(component, d);
		if (pial_demand_fixed(instance, demand) < demand->packs)
			count = pial_stocks_pairs(stocks, demand);
		for (size_t i = 0; i < count; i++) {
			const struct pial_pair *pair = &stocks->pair[i];
			uint32_t link = instance->link ? instance->link_at[row] + (uint32_t)i : 0;

			if (left[pair->place] <= 0 || pial_link_limit(instance, link) <= 0 ||
			    (instance->pinned && pial_instance_pin(instance, row, pair->supply)))
				continue;
			component->swaps |= pair->substitute;
			component->open[component->opens++] = (struct pial_open){
				(uint32_t)d, pair->place, link, pair->metres,
				pair->substitute };
		}
	}
}

void pial_component_init(struct pial_component *component, struct pial_stocks *stocks)
{
	struct pial_instance *instance = component->instance;
	const struct pial_part *part = component->part;
	struct pial_arena *arena = component->arena;
	size_t n = part->supplies, m = part->demands;
	int64_t *left = pial_arena_alloc(arena, (n + 1) * sizeof(*left));

	component->producer = pial_arena_zalloc(arena, n + 1, sizeof(*component->producer));
	component->owner = pial_arena_zalloc(arena, n + 1, sizeof(*component->owner));
	component->row = pial_arena_zalloc(arena, m + 1, sizeof(*component->row));
	component->sold = pial_arena_zalloc(arena, n + 1, sizeof(*component->sold));
	component->producer_base = pial_arena_zalloc(arena, n + 1,
						     sizeof(*component->producer_base));
	for (size_t s = 0; s < n; s++) {
		struct pial_supply *supply = &instance->supply[part->supply[s]];
		size_t p = component->producers;

		supply->local = (uint32_t)s;
		left[s] = supply->left;
		if (supply->producer->tier != 1)
			continue;
		if (!p || component->producer[p - 1] != supply->producer)
			component->producer[component->producers++] = supply->producer;
		component->owner[s] = (uint32_t)component->producers;
		component->producer_base[component->producers - 1] += supply->packs - supply->left;
	}
	find_open(component, stocks, left);
	pial_alike_find(&component->alike, component->open, component->opens, (uint32_t)m,
			instance->limit || instance->proof, arena);
}

/* Most packs of an arc that stands for a pair. */
static int64_t arc_limit(const struct pial_component *c, size_t i)
{
	int64_t limit = pial_link_limit(c->instance, c->open[i].link);

	return limit == PIAL_LINK_FREE ? PIAL_ARC_FREE : limit;
}

static int64_t at_least(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* A target that does not move. */
static bool hold(struct pial_entry *entry, int64_t packs, pial_i128 scale)
{
	pial_i128 fixed;

	if (!pial_i128_mul(packs, scale, &fixed))
		return false;
	entry->piece[0] = (struct pial_piece){ 0, 0, fixed, fixed };
	entry->piece[1] = (struct pial_piece){ 0, 0, 0, 0 };
	return true;
}

/* Equal awards on half the claim up to level top, then equal losses on the rest; in half packs. */
static void talmud(struct pial_entry *entry, int64_t from, int64_t claim, int64_t top)
{
	pial_i128 low = 2 * (pial_i128)from, half = claim;

	entry->piece[0] = (struct pial_piece){ 1, 0, low < half ? low : half, half };
	entry->piece[1] = (struct pial_piece){ 1, half - 2 * (pial_i128)top,
					       low < half ? 0 : low - half, half };
}

/*
 * The target of a row by the policy's rule, from what it has to its claim; top is the largest
 * claim of all.
 */
static bool rise(struct pial_entry *entry, enum pial_rule rule, int64_t from, int64_t claim,
		 int64_t top, pial_i128 w, pial_i128 a, pial_i128 scale)
{
	pial_i128 lo, up;

	if (!pial_i128_mul(from, scale, &lo) || !pial_i128_mul(claim, scale, &up))
		return false;
	entry->weight = rule == PIAL_RULE_LEXIMIN ? w : 1;
	entry->piece[1] = (struct pial_piece){ 0, 0, 0, 0 };
	switch (rule) {
	case PIAL_RULE_LEXIMIN:
		entry->piece[0] = (struct pial_piece){ w, a, lo, up };
		break;
	case PIAL_RULE_PROPORTIONAL:
		entry->piece[0] = (struct pial_piece){ claim, 0, lo, up };
		break;
	case PIAL_RULE_EQUAL:
		entry->piece[0] = (struct pial_piece){ 1, 0, lo, up };
		break;
	case PIAL_RULE_LOSSES:
		entry->piece[0] = (struct pial_piece){ 1, up, lo, up };
		break;
	case PIAL_RULE_TALMUD:
		talmud(entry, from, claim, top);
		break;
	}
	return true;
}

/* The rows' side at work. */
struct rows {
	struct pial_component *component;	/* whose rows */
	struct pial_fair fair;			/* their network */
	struct pial_shares shares;		/* their weights */
	enum pial_rule rule;			/* of the policy */
	int64_t *have;				/* lower bound so far */
};

static const struct pial_demand *demand_of(const struct rows *rows, size_t i)
{
	return &rows->component->instance->demand[rows->component->part->demand[i]];
}

static int by_rank(const void *left, const void *right)
{
	const struct pial_demand *const *a = left, *const *b = right;

	if ((*a)->kitchen != (*b)->kitchen)
		return (*a)->kitchen < (*b)->kitchen ? -1 : 1;
	return *a < *b ? -1 : *a > *b;
}

/* Ranks rows by kitchen, then key: the last tie rule of level 6. */
static void rank_rows(struct rows *rows, struct pial_entry *entry)
{
	const struct pial_part *part = rows->component->part;
	const struct pial_demand **order = pial_arena_zalloc(rows->component->arena,
							     part->demands + 1, sizeof(*order));

	for (size_t i = 0; i < part->demands; i++)
		order[i] = demand_of(rows, i);
	qsort(order, part->demands, sizeof(*order), by_rank);
	for (size_t i = 0; i < part->demands; i++)
		entry[order[i]->local].rank = (uint32_t)i;
}

/* Network of sets of rows (first) and offers. */
static struct pial_net *build_rows(const struct pial_component *c)
{
	uint32_t sets = c->alike.sets, n = (uint32_t)c->part->supplies;
	struct pial_net *net = pial_arena_zalloc(c->arena, 1, sizeof(*net));

	pial_net_init(net, sets + n, (uint32_t)c->alike.pairs, c->arena);
	for (uint32_t set = 0; set < sets; set++)
		for (uint32_t i = c->alike.first[set]; i < c->alike.end[set]; i++)
			pial_net_arc(net, set, sets + c->open[i].offer, arc_limit(c, i));
	pial_net_ready(net);
	for (uint32_t s = 0; s < n; s++)
		net->out[sets + s] = c->instance->supply[c->part->supply[s]].left;
	return net;
}

/* The rows as entries of their network. */
static void enter_rows(struct rows *rows, struct pial_net *net)
{
	struct pial_component *c = rows->component;
	uint32_t m = (uint32_t)c->part->demands;
	struct pial_entry *entry = pial_arena_zalloc(c->arena, m + 1, sizeof(*entry));

	rows->have = pial_arena_zalloc(c->arena, m + 1, sizeof(*rows->have));
	for (uint32_t i = 0; i < m; i++) {
		rows->have[i] = pial_demand_fixed(c->instance, demand_of(rows, i));
		entry[i] = (struct pial_entry){ .base = rows->have[i], .node = c->alike.of[i],
						.value = rows->have[i], .weight = 1 };
	}
	rank_rows(rows, entry);
	pial_fair_init(&rows->fair, net, entry, m, c->arena);
}

/* Who has his turn in a stage. */
struct turn {
	bool last;	/* those that come after all others (replace.h) */
	bool minima;	/* owed minima, not whole orders */
	bool again;	/* those with w = 0 */
	uint8_t class;	/* priority */
};

/* Where a row of the stage wants to get. */
static int64_t goal_of(const struct rows *rows, size_t i, struct turn turn)
{
	const struct pial_instance *instance = rows->component->instance;
	const struct pial_demand *demand = demand_of(rows, i);
	bool weightless = rows->rule == PIAL_RULE_LEXIMIN && rows->shares.w[i] == 0;

	if (demand->last != turn.last || weightless != turn.again ||
	    pial_demand_kitchen(instance, demand)->priority != turn.class)
		return rows->have[i];
	return at_least(rows->have[i],
			turn.minima ? pial_demand_owed(instance, demand) : demand->packs);
}

/* The name of a turn for those who prove it. */
static uint8_t turn_mark(struct turn turn)
{
	if (turn.minima)
		return turn.again ? PIAL_TURN_MINIMUM_ORDER : PIAL_TURN_MINIMUM;
	return turn.again ? PIAL_TURN_DEMAND_ORDER : PIAL_TURN_DEMAND;
}

/* One stage of rows. */
static enum pial_step rows_stage(struct rows *rows, struct turn turn)
{
	struct pial_fair *fair = &rows->fair;
	int64_t top = 0;
	enum pial_step step;

	for (size_t i = 0; i < fair->entries; i++)
		if (pial_fair_live(fair, i) && goal_of(rows, i, turn) > rows->have[i])
			top = at_least(top, goal_of(rows, i, turn));
	if (!top)
		return PIAL_STEP_DONE;
	for (size_t i = 0; i < fair->entries; i++) {
		int64_t goal = goal_of(rows, i, turn);
		pial_i128 w = turn.again ? rows->shares.again[i] : rows->shares.w[i];
		bool fits;

		if (goal == rows->have[i])
			fits = hold(&fair->entry[i], goal, fair->scale);
		else
			fits = rise(&fair->entry[i], rows->rule, rows->have[i], goal, top, w,
				    rows->shares.a[i], fair->scale);
		if (!fits)
			return PIAL_STEP_RANGE;
	}
	fair->mark = (struct pial_mark){ .turn = turn_mark(turn), .class = turn.class,
					 .top = rows->rule == PIAL_RULE_TALMUD ? top : 0 };
	step = pial_fair_stage(fair);
	for (size_t i = 0; i < fair->entries; i++)
		if (pial_fair_live(fair, i))
			rows->have[i] = goal_of(rows, i, turn);
	return step;
}

/* Owed minima class by class, then whole orders class by class, of one half of the rows. */
static enum pial_step rows_half(struct rows *rows, bool half, unsigned last)
{
	for (unsigned minima = 1; minima <= 1; minima--)
		for (unsigned class = 0; class <= last; class++)
			for (unsigned again = 0; again < 2; again++) {
				enum pial_step step = rows_stage(rows, (struct turn){
					half, minima, again, (uint8_t)class });

				if (step != PIAL_STEP_DONE)
					return step;
			}
	return PIAL_STEP_DONE;
}

static enum pial_step rows_stages(struct rows *rows)
{
	unsigned last = 0;
	bool halves = false;
	enum pial_step step;

	for (size_t i = 0; i < rows->fair.entries; i++) {
		const struct pial_demand *demand = demand_of(rows, i);
		uint8_t class = pial_demand_kitchen(rows->component->instance, demand)->priority;

		if (class > last)
			last = class;
		halves |= demand->last;
	}
	step = rows_half(rows, false, last);
	return halves && step == PIAL_STEP_DONE ? rows_half(rows, true, last) : step;
}

/* True, and they get it, when all rows can have what they order: weights then decide nothing. */
static bool serve_all(struct pial_component *c, struct pial_net *net)
{
	int64_t wanted = 0, left = 0;

	for (size_t i = 0; i < c->part->demands; i++) {
		const struct pial_demand *demand = &c->instance->demand[c->part->demand[i]];

		c->row[i] = demand->packs;
		net->src[c->alike.of[i]] += demand->packs - pial_demand_fixed(c->instance, demand);
		wanted += demand->packs - pial_demand_fixed(c->instance, demand);
	}
	for (uint32_t v = c->alike.sets; v < net->nodes; v++)
		left += net->out[v];
	return wanted <= left && pial_net_suffices(net);
}

/* Forgets who had no weight, where nobody needed one. */
static void forget_weights(const struct pial_component *c)
{
	for (size_t i = 0; i < c->part->demands; i++)
		c->instance->demand[c->part->demand[i]].unweighed = false;
}

enum pial_step pial_component_rows(struct pial_component *component)
{
	struct rows rows = { .component = component };
	enum pial_step step;
	struct pial_net *net = build_rows(component);
	bool all = serve_all(component, net);

	component->flows++;
	if (all && !component->instance->proof) {
		forget_weights(component);
		return PIAL_STEP_DONE;
	}
	enter_rows(&rows, net);
	rows.rule = component->instance->input->model->policy.rule;
	pial_shares_init(&rows.shares, component->part->demands, component->arena);
	if (rows.rule == PIAL_RULE_LEXIMIN) {
		step = pial_weigh_rows(component->memory, component->instance, component->part,
				       component->arena, &rows.shares);
		if (step != PIAL_STEP_DONE)
			return step;
	}
	rows.fair.scale = rows.rule == PIAL_RULE_TALMUD ? 2 : rows.shares.scale;
	step = rows_stages(&rows);
	for (size_t i = 0; i < component->part->demands; i++)
		component->row[i] = pial_fair_live(&rows.fair, i) ? rows.have[i]
								  : rows.fair.entry[i].value;
	component->flows += rows.fair.flows;
	if (all)
		forget_weights(component);
	if (step == PIAL_STEP_DONE && component->instance->proof)
		step = pial_prove_rows(component, &rows.fair, &rows.shares);
	return step;
}

/* Network of sets of rows, offers of tier 1 and producers, in this order. */
static struct pial_net *build_producers(const struct pial_component *c)
{
	uint32_t sets = c->alike.sets, n = (uint32_t)c->part->supplies;
	struct pial_net *net = pial_arena_zalloc(c->arena, 1, sizeof(*net));

	pial_net_init(net, sets + n + (uint32_t)c->producers, (uint32_t)c->alike.pairs + n,
		      c->arena);
	for (uint32_t s = 0; s < n; s++)
		if (c->owner[s])
			pial_net_arc(net, sets + n + c->owner[s] - 1, sets + s,
				     c->instance->supply[c->part->supply[s]].left);
	for (uint32_t set = 0; set < sets; set++)
		for (uint32_t i = c->alike.first[set]; i < c->alike.end[set]; i++)
			if (c->owner[c->open[i].offer])
				pial_net_arc(net, sets + c->open[i].offer, set, arc_limit(c, i));
	pial_net_ready(net);
	for (uint32_t d = 0; d < c->part->demands; d++) {
		const struct pial_demand *demand = &c->instance->demand[c->part->demand[d]];

		net->out[c->alike.of[d]] += demand->packs - pial_demand_fixed(c->instance, demand);
	}
	return net;
}

/* The producers as entries of their network. */
static struct pial_entry *enter_producers(const struct pial_component *c)
{
	struct pial_entry *entry = pial_arena_zalloc(c->arena, c->producers + 1, sizeof(*entry));
	uint32_t first = c->alike.sets + (uint32_t)c->part->supplies;

	for (uint32_t p = 0; p < c->producers; p++)
		entry[p] = (struct pial_entry){ .base = c->producer_base[p], .node = first + p,
						.value = c->producer_base[p], .weight = 1,
						.rank = p };
	return entry;
}

/* In which of three turns a producer comes: promised, by share, by what is offered. */
static unsigned turn_of(const struct pial_shares *shares, size_t p)
{
	return shares->w[p] > 0 ? 0 : shares->again[p] > 0 ? 1 : 2;
}

static enum pial_step producers_stage(struct pial_fair *fair, const struct pial_shares *shares,
				      const int64_t *most, unsigned turn)
{
	bool any = false;

	for (size_t p = 0; p < fair->entries; p++) {
		struct pial_entry *entry = &fair->entry[p];
		unsigned its = turn_of(shares, p);
		pial_i128 w = its == 0 ? shares->w[p] : its == 1 ? shares->again[p] : most[p];

		if (its != turn || most[p] == entry->base) {
			if (!hold(entry, its < turn ? most[p] : entry->base, fair->scale))
				return PIAL_STEP_RANGE;
			continue;
		}
		any = true;
		if (!rise(entry, PIAL_RULE_LEXIMIN, entry->base, most[p], 0, w, shares->a[p],
			  fair->scale))
			return PIAL_STEP_RANGE;
	}
	fair->mark = (struct pial_mark){ .turn = (uint8_t)(PIAL_TURN_PROMISED + turn) };
	return any ? pial_fair_stage(fair) : PIAL_STEP_DONE;
}

/* True, and they sell it, when the producers can sell all they offer. */
static bool sell_all(struct pial_component *c, struct pial_net *net, const int64_t *most)
{
	uint32_t first = c->alike.sets + (uint32_t)c->part->supplies;
	int64_t offered = 0, wanted = 0;

	for (uint32_t p = 0; p < c->producers; p++) {
		c->sold[p] = most[p];
		net->src[first + p] = most[p] - c->producer_base[p];
		offered += most[p] - c->producer_base[p];
	}
	for (uint32_t set = 0; set < c->alike.sets; set++)
		wanted += net->out[set];
	return offered <= wanted && pial_net_suffices(net);
}

/* Shares out between the producers what they cannot all sell. */
static enum pial_step share_sales(struct pial_component *c, struct pial_net *net,
				  const int64_t *most)
{
	struct pial_fair fair;
	struct pial_shares shares;
	enum pial_step step = pial_weigh_producers(c->memory, c->instance, c->part, c->producer,
						   c->producers, c->arena, &shares);

	if (step != PIAL_STEP_DONE)
		return step;
	pial_fair_init(&fair, net, enter_producers(c), c->producers, c->arena);
	fair.scale = shares.scale;
	for (unsigned turn = 0; step == PIAL_STEP_DONE && turn < 3; turn++)
		step = producers_stage(&fair, &shares, most, turn);
	for (size_t p = 0; p < c->producers; p++)
		c->sold[p] = fair.entry[p].value;
	c->flows += fair.flows;
	if (step == PIAL_STEP_DONE && c->instance->proof)
		step = pial_prove_producers(c, &fair, &shares);
	return step;
}

enum pial_step pial_component_producers(struct pial_component *component)
{
	struct pial_component *c = component;
	int64_t *most = pial_arena_zalloc(c->arena, c->producers + 1, sizeof(*most));
	struct pial_net *net = build_producers(c);

	for (size_t p = 0; p < c->producers; p++)
		most[p] = c->producer_base[p];
	for (size_t s = 0; s < c->part->supplies; s++)
		if (c->owner[s])
			most[c->owner[s] - 1] += c->instance->supply[c->part->supply[s]].left;
	c->flows++;
	if (sell_all(c, net, most) && !c->instance->proof)
		return PIAL_STEP_DONE;
	return share_sales(c, net, most);
}
