/*
 * Proof objects, read off a finished component.
 *
 * Nothing of the solving is recorded on the way but the turn and level at which a block settled.
 * The flows that carry the exact vectors are found again block by block, and potentials are
 * shortest ways in what the answer leaves free, cost after cost, on arcs whose reduced cost is 0
 * so far (complementary slackness: any best potentials leave the same plans). Copying the numbers
 * of the simplex was rejected: they carry the large costs of its artificial arcs, and its tree is
 * nobody else's business.
 */
#include "engine/prove.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/banned.h"
#include "engine/near.h"

struct pial_proof *pial_proof_new(const struct pial_allocate_input *input)
{
	struct pial_proof *proof = pial_calloc(1, sizeof(*proof));

	pial_arena_init(&proof->arena);
	proof->input = *input;
	return proof;
}

void pial_proof_start(struct pial_proof *proof)
{
	size_t demands = proof->instance.demands, supplies = 2 * proof->instance.supplies;
	struct pial_arena *arena = &proof->arena;

	pial_instance_link_all(&proof->instance);
	proof->row = pial_arena_zalloc(arena, demands + 1, sizeof(*proof->row));
	proof->offer = pial_arena_zalloc(arena, supplies + 1, sizeof(*proof->offer));
	proof->producer = pial_arena_zalloc(arena, supplies + 1, sizeof(*proof->producer));
	proof->pair = pial_arena_zalloc(arena, proof->instance.links + 1, sizeof(*proof->pair));
	for (size_t l = 0; l < proof->instance.links; l++)
		proof->pair[l].share.d = proof->pair[l].sale.d = 1;
	proof->instance.proof = proof;
}

void pial_proof_free(struct pial_proof *proof)
{
	if (!proof)
		return;
	pial_instance_release(&proof->instance);
	pial_arena_release(&proof->arena);
	free(proof);
}

/* A component whose proof is written. */
struct work {
	const struct pial_component *c;	/* the component */
	struct pial_proof *proof;	/* where to */
	struct pial_arena *arena;	/* room for the work */
	uint32_t part;			/* number of the component */
	bool late;			/* of late rows */
};

static struct work work_on(const struct pial_component *c)
{
	return (struct work){ c, c->instance->proof, c->arena, c->part->demand[0],
			      c->instance->demand[c->part->demand[0]].late };
}

static struct pial_proof_row *row_of(const struct work *work, size_t d)
{
	return &work->proof->row[work->c->part->demand[d]];
}

static struct pial_proof_offer *offer_of(const struct work *work, size_t s)
{
	return pial_proof_offer(work->proof, work->c->part->supply[s], work->late);
}

/* ---- Flows of the exact vectors, blocks and levels ---- */

/* A side whose stages are over. */
struct side {
	struct pial_fair *fair;			/* its network */
	const struct pial_shares *shares;	/* its weights */
	struct pial_arena *arena;		/* room for the work */
	uint32_t *node;				/* nodes, sorted by label */
	uint32_t *from;				/* label to its first place in node */
	uint32_t labels;			/* how many labels, 0 included */
	struct pial_ratio *flow;		/* of an arc, in packs */
	bool *full;				/* of an arc: it cannot carry more */
	struct pial_proof_place *standing;		/* of a node */
};

/* Lists the nodes label by label. */
static void list_blocks(struct side *side)
{
	const struct pial_net *net = side->fair->net;
	uint32_t *at;

	side->labels = side->fair->labels + 1;
	side->node = pial_arena_zalloc(side->arena, net->nodes + 1, sizeof(*side->node));
	side->from = pial_arena_zalloc(side->arena, side->labels + 1, sizeof(*side->from));
	at = pial_arena_zalloc(side->arena, side->labels + 1, sizeof(*at));
	for (uint32_t v = 0; v < net->nodes; v++)
		side->from[net->label[v] + 1]++;
	for (uint32_t l = 0; l < side->labels; l++)
		at[l + 1] = side->from[l + 1] += side->from[l];
	for (uint32_t v = 0; v < net->nodes; v++)
		side->node[at[net->label[v]]++] = v;
}

static struct pial_entry *entry_at(const struct side *side, uint32_t node)
{
	uint32_t at = side->fair->entry_at[node];

	return at ? &side->fair->entry[at - 1] : NULL;
}

/* Carries the exact values of a block again. */
static enum pial_step carry_block(const struct side *side, uint32_t label)
{
	struct pial_net *net = side->fair->net;
	const uint32_t *node = side->node + side->from[label];
	uint32_t count = side->from[label + 1] - side->from[label];
	pial_i128 den = 1;

	for (uint32_t i = 0; i < count; i++)
		if (entry_at(side, node[i]))
			den = entry_at(side, node[i])->den;
	for (uint32_t i = 0; i < count; i++) {
		const struct pial_entry *e = entry_at(side, node[i]);
		pial_i128 fixed;

		if (!pial_i128_mul((pial_i128)net->fix[node[i]] - (e ? e->base : 0), den, &fixed))
			return PIAL_STEP_RANGE;
		net->src[node[i]] = fixed + (e ? e->num : 0);
	}
	if (!pial_net_start(net, node, count, den))
		return PIAL_STEP_RANGE;
	if (!pial_net_max(net, node, count))
		return PIAL_STEP_FAULT;
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t h = net->first[node[i]]; h < net->first[node[i] + 1]; h++) {
			uint32_t arc = net->half[h].arc;

			if (net->half[h].back || net->label[net->to[arc]] != label)
				continue;
			side->flow[arc] = pial_ratio_make(pial_net_carried(net, h), den);
			side->full[arc] = net->cap[arc] != PIAL_ARC_FREE &&
					  pial_net_carried(net, h) == net->cap[arc] * den;
		}
	return PIAL_STEP_DONE;
}

/* Highest first: demand before minima, last class, last turn, highest level. */
static int by_standing(const void *left, const void *right)
{
	const struct pial_proof_place *a = left, *b = right;
	bool demand_a = a->turn >= PIAL_TURN_DEMAND, demand_b = b->turn >= PIAL_TURN_DEMAND;

	if (demand_a != demand_b)
		return demand_a ? -1 : 1;
	if (a->class != b->class)
		return a->class > b->class ? -1 : 1;
	if (a->turn != b->turn)
		return a->turn > b->turn ? -1 : 1;
	return pial_ratio_compare(b->level, a->level);
}

/* Gives a standing to all nodes without one that can pass something on to those in the queue. */
static void spread(struct side *side, struct pial_proof_place standing, uint32_t *queue,
		   uint32_t tail, bool *seen)
{
	const struct pial_net *net = side->fair->net;

	for (uint32_t head = 0; head < tail; head++)
		for (uint32_t v = queue[head], h = net->first[v]; h < net->first[v + 1]; h++) {
			const struct pial_half *half = &net->half[h];
			uint32_t w = half->end;
			bool open = half->back ? !side->full[half->arc]
					       : side->flow[half->arc].n > 0;

			if (seen[w] || !open)
				continue;
			seen[w] = true;
			side->standing[w] = standing;
			queue[tail++] = w;
		}
}

/* Where each block stands, one a label; those without an entry are left out. */
static size_t list_standings(const struct side *side, struct pial_proof_place *standing)
{
	size_t count = 0;

	for (uint32_t label = 1; label < side->labels; label++)
		for (uint32_t i = side->from[label]; i < side->from[label + 1]; i++) {
			const struct pial_entry *e = entry_at(side, side->node[i]);

			if (!e)
				continue;
			standing[count++] = (struct pial_proof_place){ e->mark.turn, e->mark.class,
								    label, e->mark.level };
			break;
		}
	return count;
}

/* Level in packs; second half of the Talmud's rule when it lies above all first halves. */
static bool settle_level(const struct side *side, struct pial_proof_place *standing, int64_t top)
{
	pial_i128 den;

	if (top && pial_ratio_compare(standing->level, (struct pial_ratio){ top, 1 }) > 0) {
		pial_i128 shift;

		standing->turn++;
		if (!pial_i128_mul(2 * (pial_i128)top, standing->level.d, &shift) ||
		    !pial_i128_add(standing->level.n, -shift, &standing->level.n))
			return false;
	}
	if (!pial_i128_mul(standing->level.d, side->fair->scale, &den))
		return false;
	standing->level = pial_ratio_make(standing->level.n, den);
	return true;
}

/* Finds where each node stands: highest first, so that each gets the highest in its reach. */
static bool place_nodes(struct side *side)
{
	const struct pial_net *net = side->fair->net;
	struct pial_proof_place *block = pial_arena_zalloc(side->arena, side->labels + 1,
							sizeof(*block));
	size_t blocks = list_standings(side, block);
	uint32_t *queue = pial_arena_zalloc(side->arena, net->nodes + 1, sizeof(*queue)), tail = 0;
	bool *seen = pial_arena_zalloc(side->arena, net->nodes + 1, sizeof(*seen));
	const struct pial_proof_place none = { .level = { 0, 1 } };

	for (uint32_t v = 0; v < net->nodes; v++)
		side->standing[v] = none;
	for (uint32_t i = 0; i < side->from[1]; i++) {
		seen[side->node[i]] = true;
		queue[tail++] = side->node[i];
	}
	spread(side, none, queue, tail, seen);
	for (size_t b = 0; b < blocks; b++) {
		uint32_t label = block[b].block, i = side->from[label];

		while (!entry_at(side, side->node[i]))
			i++;
		if (!settle_level(side, &block[b], entry_at(side, side->node[i])->mark.top))
			return false;
	}
	if (blocks)
		qsort(block, blocks, sizeof(*block), by_standing);
	for (size_t b = 0; b < blocks; b++) {
		uint32_t label = block[b].block;

		tail = 0;
		for (uint32_t i = side->from[label]; i < side->from[label + 1]; i++) {
			uint32_t v = side->node[i];

			if (seen[v] || !entry_at(side, v))
				continue;
			seen[v] = true;
			side->standing[v] = block[b];
			queue[tail++] = v;
		}
		spread(side, block[b], queue, tail, seen);
	}
	/* who has no outlet at all (an offer whose pairs are all pinned) stands lowest */
	for (uint32_t v = 0; blocks && v < net->nodes; v++)
		if (!seen[v])
			side->standing[v] = block[blocks - 1];
	return true;
}

/* An entry while its block's candidates are put in order. */
struct candidate {
	const struct pial_entry *entry;	/* whose pack */
	struct pial_proof_share *share;	/* where its place goes */
	struct pial_ratio rest;		/* exact - floor */
};

static int by_claim(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;
	int order = pial_ratio_compare(b->rest, a->rest);

	if (!order)
		order = pial_ratio_compare(
			(struct pial_ratio){ b->entry->weight, 2 * (pial_i128)b->share->floor + 1 },
			(struct pial_ratio){ a->entry->weight,
					     2 * (pial_i128)a->share->floor + 1 });
	if (order)
		return order;
	return a->entry->rank < b->entry->rank ? -1 : a->entry->rank > b->entry->rank;
}

/* Puts the candidates of each block in the order in which they were asked. */
static void place_candidates(const struct side *side, struct pial_proof_share *const *share)
{
	struct candidate *candidate = pial_arena_zalloc(side->arena, side->fair->entries + 1,
							sizeof(*candidate));

	for (uint32_t label = 1; label < side->labels; label++) {
		size_t found = 0;

		for (uint32_t i = side->from[label]; i < side->from[label + 1]; i++) {
			const struct pial_entry *e = entry_at(side, side->node[i]);
			struct pial_proof_share *s;

			if (!e || !share[e - side->fair->entry]->candidate)
				continue;
			s = share[e - side->fair->entry];
			candidate[found++] = (struct candidate){
				e, s, { s->exact.n - s->floor * s->exact.d, s->exact.d } };
		}
		if (found)
			qsort(candidate, found, sizeof(*candidate), by_claim);
		for (size_t i = 0; i < found; i++)
			candidate[i].share->place = (uint32_t)i + 1;
	}
}

/* Writes what each entry got and why. */
static void write_shares(const struct side *side, bool weighed,
			 struct pial_proof_share *const *share)
{
	for (size_t i = 0; i < side->fair->entries; i++) {
		const struct pial_entry *e = &side->fair->entry[i];
		struct pial_proof_share *s = share[i];

		s->at = side->standing[e->node];
		s->w = side->shares->w[i] ? side->shares->w[i] : side->shares->again[i];
		if (!weighed)
			s->w = 1;
		s->account = pial_ratio_make(side->shares->a[i], side->shares->scale);
		s->exact = pial_ratio_make(e->num, e->den);
		s->base = e->base;
		s->packs = e->value;
		s->floor = (int64_t)pial_i128_floor(e->num, e->den);
		s->candidate = s->exact.d != 1;
		s->accepted = s->candidate && s->packs > s->floor;
	}
	place_candidates(side, share);
}

/* All that both sides have in common; what is full counts with its whole packs. */
static enum pial_step prove_side(struct side *side)
{
	struct pial_fair *fair = side->fair;
	enum pial_step step = PIAL_STEP_DONE;

	side->flow = pial_arena_zalloc(side->arena, fair->net->arcs + 1, sizeof(*side->flow));
	side->full = pial_arena_zalloc(side->arena, fair->net->arcs + 1, sizeof(*side->full));
	side->standing = pial_arena_zalloc(side->arena, fair->net->nodes + 1,
					   sizeof(*side->standing));
	for (size_t i = 0; i < fair->entries; i++)
		if (pial_fair_live(fair, i)) {
			fair->entry[i].num = fair->entry[i].value;
			fair->entry[i].den = 1;
		}
	for (uint32_t a = 0; a < fair->net->arcs; a++)
		side->flow[a].d = 1;
	list_blocks(side);
	for (uint32_t label = 0; step == PIAL_STEP_DONE && label < side->labels; label++)
		step = carry_block(side, label);
	return step;
}

enum pial_step pial_prove_rows(const struct pial_component *component, struct pial_fair *fair,
			       const struct pial_shares *shares)
{
	struct work work = work_on(component);
	struct side side = { .fair = fair, .shares = shares, .arena = component->arena };
	const struct pial_instance *instance = component->instance;
	uint32_t m = (uint32_t)component->part->demands, last = 0;
	struct pial_proof_share **share = pial_arena_zalloc(work.arena, m + 1, sizeof(*share));
	enum pial_step step;

	for (uint32_t d = 0; d < m; d++) {
		const struct pial_demand *demand = &instance->demand[component->part->demand[d]];

		*row_of(&work, d) = (struct pial_proof_row){ .proved = true, .part = work.part };
		share[d] = &row_of(&work, d)->share;
		share[d]->most = demand->packs;
		fair->entry[d].value = component->row[d];
	}
	step = prove_side(&side);
	if (step != PIAL_STEP_DONE)
		return step;
	if (!place_nodes(&side))
		return PIAL_STEP_RANGE;
	write_shares(&side, instance->input->model->policy.rule == PIAL_RULE_LEXIMIN, share);
	for (uint32_t s = 0; s < component->part->supplies; s++) {
		const struct pial_supply *supply = &instance->supply[component->part->supply[s]];

		if (!s || instance->supply[component->part->supply[last]].producer !=
				  supply->producer)
			last = s;
		*offer_of(&work, s) = (struct pial_proof_offer){
			.proved = true, .part = work.part, .left = supply->left,
			.producer = component->part->supply[last], .share = side.standing[m + s],
			.sale = { .level = { 0, 1 } } };
	}
	for (size_t l = 0; l < component->opens; l++)
		work.proof->pair[component->open[l].link].share = side.flow[l];
	return PIAL_STEP_DONE;
}

/* Flows from producers to offers: what the pairs of the offer carry. */
static enum pial_step sum_feeds(const struct side *side, uint32_t m, uint32_t n)
{
	const struct pial_net *net = side->fair->net;
	struct pial_ratio *sum = pial_arena_zalloc(side->arena, net->nodes + 1, sizeof(*sum));

	for (uint32_t v = 0; v < net->nodes; v++)
		sum[v].d = 1;
	for (uint32_t a = 0; a < net->arcs; a++)
		if (net->from[a] < m + n && !pial_ratio_add(sum[net->from[a]], side->flow[a],
							      &sum[net->from[a]]))
			return PIAL_STEP_RANGE;
	for (uint32_t a = 0; a < net->arcs; a++)
		if (net->from[a] >= m + n) {
			side->flow[a] = sum[net->to[a]];
			side->full[a] = pial_ratio_compare(
				sum[net->to[a]], (struct pial_ratio){ net->cap[a], 1 }) >= 0;
		}
	return PIAL_STEP_DONE;
}

enum pial_step pial_prove_producers(const struct pial_component *component,
				    struct pial_fair *fair, const struct pial_shares *shares)
{
	struct work work = work_on(component);
	struct side side = { .fair = fair, .shares = shares, .arena = component->arena };
	uint32_t m = (uint32_t)component->part->demands, n = (uint32_t)component->part->supplies;
	struct pial_proof_share **share = pial_arena_zalloc(work.arena, component->producers + 1,
							    sizeof(*share));
	enum pial_step step;
	uint32_t arc = 0;

	for (uint32_t s = 0; s < n; s++) {
		struct pial_proof_producer *producer = pial_proof_producer(
			work.proof, component->part->supply[s], work.late);

		producer->proved = true;
		producer->part = work.part;
		producer->partner = !component->owner[s];
		if (producer->partner)
			continue;
		share[component->owner[s] - 1] = &producer->share;
		if (offer_of(&work, s)->producer == component->part->supply[s])
			producer->share.most = component->producer_base[component->owner[s] - 1];
		producer->share.most += offer_of(&work, s)->left;
	}
	step = prove_side(&side);
	if (step == PIAL_STEP_DONE)
		step = sum_feeds(&side, m, n);
	if (step != PIAL_STEP_DONE)
		return step;
	if (!place_nodes(&side))
		return PIAL_STEP_RANGE;
	write_shares(&side, true, share);
	for (uint32_t d = 0; d < m; d++)
		row_of(&work, d)->sale = side.standing[d];
	for (uint32_t s = 0; s < n; s++)
		if (component->owner[s])
			offer_of(&work, s)->sale = side.standing[m + s];
	while (arc < fair->net->arcs && fair->net->from[arc] >= m + n)
		arc++;
	for (size_t l = 0; l < component->opens; l++) {
		uint32_t supply = component->instance->link[component->open[l].link].supply;

		if (component->owner[component->instance->supply[supply].local])
			work.proof->pair[component->open[l].link].sale = side.flow[arc++];
	}
	return PIAL_STEP_DONE;
}

/* ---- Potentials ---- */

/* An arc that levels 7 and 8 may use. */
struct arc {
	uint32_t from, to;	/* nodes */
	int64_t cap;		/* most packs; INT64_MAX: no limit */
	int64_t flow;		/* packs */
	int64_t cost;		/* at the cost at work */
	uint32_t link;		/* index of the pair, or PIAL_NOWHERE */
	bool loose;			/* reduced cost 0 so far */
};

/* The network of a component's answer: rows, offers, producers. */
struct plan {
	struct work work;	/* the component */
	uint32_t rows, offers;	/* nodes: rows, offers, then producers and partners */
	uint32_t nodes;		/* how many in all */
	struct arc *arc;	/* pairs, then ways from producers to offers */
	size_t arcs;		/* how many */
	uint32_t *owner;	/* of an offer: its producer's node */
	uint32_t pool;		/* node of the first partner; UINT32_MAX: none */
	uint32_t pooled;	/* offers of partners */
	int64_t *distance;	/* of a node: its potential */
};

static void add_pairs(struct plan *plan)
{
	const struct pial_component *c = plan->work.c;

	for (size_t l = 0; l < c->opens; l++) {
		const struct pial_link *link = &c->instance->link[c->open[l].link];
		const struct pial_demand *demand = &c->instance->demand[link->demand];

		if (demand->served > pial_demand_fixed(c->instance, demand))
			plan->arc[plan->arcs++] = (struct arc){
				.from = plan->rows + c->instance->supply[link->supply].local,
				.to = demand->local, .cap = INT64_MAX, .flow = link->packs,
				.link = c->open[l].link, .loose = true };
	}
}

static void add_feeds(struct plan *plan)
{
	const struct pial_component *c = plan->work.c;

	for (uint32_t s = 0; s < plan->offers; s++) {
		const struct pial_proof_offer *offer = offer_of(&plan->work, s);
		bool first = offer->producer == c->part->supply[s];

		plan->owner[s] = first ? plan->nodes++ : plan->owner[s - 1];
		if (!c->owner[s] && plan->pool == UINT32_MAX)
			plan->pool = plan->owner[s];
		plan->pooled += !c->owner[s];
		plan->arc[plan->arcs++] = (struct arc){
			.from = plan->owner[s], .to = plan->rows + s, .cap = offer->left,
			.flow = offer->left - c->instance->supply[c->part->supply[s]].left,
			.link = PIAL_NOWHERE, .loose = true };
	}
}

/* The node an arc leaves: partners are one until their order has been settled. */
static uint32_t start_of(const struct plan *plan, const struct arc *arc, bool together)
{
	const struct pial_component *c = plan->work.c;

	if (together && arc->link == PIAL_NOWHERE && !c->owner[arc->to - plan->rows])
		return plan->pool;
	return arc->from;
}

/* Lowers what can be lowered along one arc; false when out of range. */
static bool relax(struct plan *plan, const struct arc *arc, uint32_t from, bool *moved)
{
	int64_t forth, back;

	if (!arc->loose)
		return true;
	if (__builtin_add_overflow(plan->distance[from], arc->cost, &forth) ||
	    __builtin_sub_overflow(plan->distance[arc->to], arc->cost, &back))
		return false;
	if (arc->flow < arc->cap && forth < plan->distance[arc->to]) {
		plan->distance[arc->to] = forth;
		*moved = true;
	}
	if (arc->flow > 0 && back < plan->distance[from]) {
		plan->distance[from] = back;
		*moved = true;
	}
	return true;
}

/* Potentials of one cost, and which arcs stay loose. */
static enum pial_step find_potentials(struct plan *plan, bool together)
{
	bool moved = true;

	for (uint32_t v = 0; v < plan->nodes; v++)
		plan->distance[v] = 0;
	for (uint32_t round = 0; moved; round++) {
		moved = false;
		if (round > plan->nodes)
			return PIAL_STEP_FAULT;
		for (size_t a = 0; a < plan->arcs; a++)
			if (!relax(plan, &plan->arc[a], start_of(plan, &plan->arc[a], together),
				   &moved))
				return PIAL_STEP_RANGE;
	}
	for (size_t a = 0; a < plan->arcs; a++) {
		struct arc *arc = &plan->arc[a];

		if (arc->loose)
			arc->loose = plan->distance[start_of(plan, arc, together)] + arc->cost ==
				     plan->distance[arc->to];
	}
	return PIAL_STEP_DONE;
}

/* Writes the potentials of one cost. */
static void keep_potentials(const struct plan *plan, enum pial_proof_cost cost, bool together)
{
	const struct pial_component *c = plan->work.c;

	for (uint32_t d = 0; d < plan->rows; d++)
		row_of(&plan->work, d)->potential.of[cost] = plan->distance[d];
	for (uint32_t s = 0; s < plan->offers; s++) {
		uint32_t owner = together && !c->owner[s] ? plan->pool : plan->owner[s];

		offer_of(&plan->work, s)->potential.of[cost] = plan->distance[plan->rows + s];
		pial_proof_producer(plan->work.proof, c->part->supply[s],
				    plan->work.late)->potential.of[cost] = plan->distance[owner];
	}
}

enum pial_step pial_prove_near(const struct pial_component *component)
{
	struct plan plan = { .work = work_on(component), .pool = UINT32_MAX };
	struct pial_arena *arena = component->arena;
	enum pial_step step = PIAL_STEP_DONE;

	plan.rows = (uint32_t)component->part->demands;
	plan.offers = (uint32_t)component->part->supplies;
	plan.nodes = plan.rows + plan.offers;
	plan.arc = pial_arena_zalloc(arena, component->opens + plan.offers + 1, sizeof(*plan.arc));
	plan.owner = pial_arena_zalloc(arena, plan.offers + 1, sizeof(*plan.owner));
	add_pairs(&plan);
	add_feeds(&plan);
	plan.distance = pial_arena_zalloc(arena, plan.nodes + 1, sizeof(*plan.distance));
	for (int cost = 0; step == PIAL_STEP_DONE && cost < PIAL_COSTS; cost++) {
		bool together = cost <= PIAL_COST_PRICE;

		for (size_t a = 0; a < plan.arcs; a++) {
			uint32_t link = plan.arc[a].link;

			plan.arc[a].cost = 0;
			if (link != PIAL_NOWHERE &&
			    (cost != PIAL_COST_PRICE || plan.pooled > 1) &&
			    !pial_near_cost(component, (enum pial_proof_cost)cost,
					    &component->instance->link[link], &plan.arc[a].cost))
				return PIAL_STEP_RANGE;
		}
		step = find_potentials(&plan, together);
		keep_potentials(&plan, (enum pial_proof_cost)cost, together);
	}
	return step;
}
