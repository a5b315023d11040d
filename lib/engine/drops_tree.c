/*
 * Producers over, small drops and drops are one number in the tree: a small drop counts for more
 * than all drops, a producer over for more than all small drops.
 *
 * The drop to decide is the one whose opening or closing raises the bound the most; the side that
 * the bound chose is looked at first. A drop whose other side the bound rules out already is
 * decided without branching.
 */
#include "engine/drops_tree.h"

#include <string.h>

#include "engine/drops_bound.h"
#include "engine/drops_fit.h"

#include "base/banned.h"

#define NONE UINT32_MAX
/* Rounds of prices at the first node, in a case too large for the tree, and at the others. */
#define ROUNDS_FIRST 400
#define ROUNDS_LARGE 500
#define ROUNDS_NODE 12
/* Steps that a flow counts for, in arcs looked at: about what it costs. */
#define FLOW_STEPS 40
/* Flows after which whole packs through decided drops are given up. */
#define FIT_FLOWS 2000

struct tree {
	const struct pial_drops_case *drops;	/* what is searched */
	struct pial_drops_plan *plan;		/* the best so far */
	int64_t *best;				/* its packs */
	struct pial_drops_bound bound;		/* the bound */
	struct pial_drops_prices prices;	/* the best of a node */
	struct pial_drops_fit fit;		/* the flow */
	struct pial_arena *arena;		/* holds states */
	int64_t over, small;			/* weights, in drops */
	int64_t least;				/* of nodes that were given up; INT64_MAX: none */
	uint64_t steps;				/* to be used at most */
	uint64_t nodes;				/* looked at */
	bool ways;				/* plans of as few drops count when shorter */
	const struct pial_drops_control *control;	/* says when to stop */
	bool cut;				/* it did */
};

static int64_t weight(const struct tree *tree, struct pial_drops_cost cost)
{
	return cost.over * tree->over + cost.small * tree->small + cost.drops;
}

/* Steps used: arcs looked at by bounds, and what flows cost. */
static uint64_t work_of(const struct tree *tree)
{
	return tree->bound.steps +
	       tree->fit.steps * FLOW_STEPS * ((uint64_t)tree->drops->arcs + 1);
}

/* True when plans that cost known at least cannot be better than the best. */
static bool is_hopeless(const struct tree *tree, int64_t known)
{
	return known >= weight(tree, tree->plan->cost) + tree->ways;
}

static bool spent(struct tree *tree)
{
	if (!tree->cut && tree->control->stop)
		tree->cut = tree->control->stop(tree->control->context);
	return tree->cut || work_of(tree) >= tree->steps;
}

static void give_up(struct tree *tree, int64_t least)
{
	if (least < tree->least)
		tree->least = least;
}

/* Takes the plan in the fit when it is better than the best. */
static void take(struct tree *tree)
{
	struct pial_drops_cost before = tree->plan->cost;

	pial_drops_plan_set(tree->plan, tree->fit.packs);
	if (pial_drops_plan_fits(tree->plan) &&
	    pial_drops_cost_compare(tree->plan->cost, before, false) < 0)
		memcpy(tree->best, tree->fit.packs, tree->drops->arcs * sizeof(int64_t));
	else
		pial_drops_plan_set(tree->plan, tree->best);
}

/* Least cost of a plan when one drop is decided, from the bound of all. */
static int64_t decided(const struct tree *tree, uint32_t t, pial_i128 side)
{
	const struct pial_drops_bound *bound = &tree->bound;
	pial_i128 least = bound->with[t] < bound->without[t] ? bound->with[t] : bound->without[t];

	if (side >= (pial_i128)1 << 99)
		return INT64_MAX;
	return pial_drops_whole(bound->value - least + side);
}

static bool is_large(const struct tree *tree, uint32_t t)
{
	return tree->drops->visit[tree->drops->drop[t].visit].count > PIAL_DROPS_SETS;
}

/* Decides drops whose other side cannot be better than the best; false when none can. */
static bool decide(struct tree *tree, uint8_t *state)
{
	int64_t target = weight(tree, tree->plan->cost) + tree->ways;

	for (uint32_t t = 0; t < tree->drops->drops; t++) {
		if (state[t] != PIAL_DROPS_FREE || is_large(tree, t))
			continue;
		if (decided(tree, t, tree->bound.with[t]) >= target)
			state[t] = PIAL_DROPS_CLOSED;
		else if (!tree->drops->drop[t].least &&
			 decided(tree, t, tree->bound.without[t]) >= target)
			state[t] = PIAL_DROPS_OPEN;
	}
	return true;
}

/* The free drop whose deciding raises the bound the most, or NONE. */
static uint32_t choose(const struct tree *tree, const uint8_t *state)
{
	uint32_t best = NONE;
	pial_i128 most = 0;

	for (uint32_t t = 0; t < tree->drops->drops; t++) {
		pial_i128 rise;

		if (state[t] != PIAL_DROPS_FREE)
			continue;
		if (is_large(tree, t)) {
			/* Nothing is known of one side: the most used first. */
			rise = 0;
			for (uint32_t i = 0; i < tree->drops->drop[t].count; i++)
				rise += tree->bound.packs[tree->drops->by_drop[
					tree->drops->drop[t].first + i]];
		} else {
			rise = tree->bound.with[t] - tree->bound.without[t];
			rise = rise < 0 ? -rise : rise;
		}
		if (best == NONE || rise > most) {
			best = t;
			most = rise;
		}
	}
	return best;
}

/*
 * The longest ways of a plan that is better than the best: within the budget, and shorter when only
 * that can be better. A plan of fewer drops was looked for before.
 */
static pial_i128 longest(const struct tree *tree)
{
	return tree->ways ? tree->plan->cost.way - 1 : tree->drops->way_most;
}

static void look(struct tree *tree, const uint8_t *above, int64_t known, int rounds);

/* All drops are decided: whole packs go through, or not. */
static void look_leaf(struct tree *tree, const uint8_t *state, int64_t known)
{
	enum pial_drops_answer answer;

	answer = pial_drops_fit_find(&tree->fit, state, longest(tree), !tree->ways, FIT_FLOWS);
	if (tree->fit.found)
		take(tree);
	if (answer == PIAL_DROPS_UNKNOWN)
		give_up(tree, known);
}

/* Decides one drop in each way. */
static void branch(struct tree *tree, uint8_t *state, uint32_t t, int64_t known)
{
	static const uint8_t order[2][3] = {
		{ PIAL_DROPS_CLOSED, PIAL_DROPS_OPEN, PIAL_DROPS_SMALL },
		{ PIAL_DROPS_OPEN, PIAL_DROPS_CLOSED, PIAL_DROPS_SMALL },
	};
	const uint8_t *way = order[tree->bound.chosen[t] ? 1 : 0];

	for (int i = 0; i < 3; i++) {
		if (way[i] == PIAL_DROPS_SMALL && !tree->drops->drop[t].least)
			continue;
		state[t] = way[i];
		look(tree, state, known, ROUNDS_NODE);
	}
	state[t] = PIAL_DROPS_FREE;
}

/* Looks at the plans below a node, which cost known at least. */
static void look(struct tree *tree, const uint8_t *above, int64_t known, int rounds)
{
	uint32_t drops = tree->drops->drops, t;
	uint8_t *state;

	if (is_hopeless(tree, known))
		return;
	if (spent(tree)) {
		give_up(tree, known);
		return;
	}
	tree->nodes++;
	if (!pial_drops_bound_raise(&tree->bound, above,
				    weight(tree, tree->plan->cost) + tree->ways, rounds,
				    &tree->prices))
		return;
	if (pial_drops_whole(tree->bound.value) > known)
		known = pial_drops_whole(tree->bound.value);
	if (is_hopeless(tree, known))
		return;
	state = pial_arena_zalloc(tree->arena, drops + 1, 1);
	memcpy(state, above, drops);
	if (!pial_drops_bound_value(&tree->bound, state) || !decide(tree, state))
		return;
	switch (pial_drops_fit_relax(&tree->fit, state, longest(tree))) {
	case PIAL_DROPS_NO:
		return;
	case PIAL_DROPS_YES:
		take(tree);
		break;
	case PIAL_DROPS_UNKNOWN:
		break;
	}
	if (is_hopeless(tree, known))
		return;
	t = choose(tree, state);
	if (t == NONE)
		look_leaf(tree, state, known);
	else
		branch(tree, state, t, known);
}

/* Among the plans that are as good, the shortest: of what a third of the steps again can see. */
static void shorten(struct tree *tree, const uint8_t *state)
{
	int64_t least = tree->least;

	tree->ways = true;
	tree->steps = work_of(tree) + tree->steps / 3;
	look(tree, state, 0, ROUNDS_NODE);
	tree->ways = false;
	tree->least = least;
}

/* Drops that pins make are there; whether they are worth what they should is in the bound. */
static void set_pinned(const struct pial_drops_case *drops, uint8_t *state)
{
	for (uint32_t t = 0; t < drops->drops; t++)
		if (drops->drop[t].pinned && !drops->drop[t].least)
			state[t] = PIAL_DROPS_OPEN;
		else if (!drops->drop[t].count)
			state[t] = drops->drop[t].value < drops->drop[t].least
					   ? PIAL_DROPS_SMALL : PIAL_DROPS_OPEN;
}

/* The bound alone, drops only. */
static int64_t bound_only(struct tree *tree, uint8_t *state, int rounds)
{
	struct pial_drops_bound bound;
	int64_t least;

	pial_drops_bound_init(&bound, tree->drops, 0, 0, tree->arena);
	bound.control = tree->control;
	bound.most = tree->steps;
	if (!pial_drops_bound_raise(&bound, state, tree->plan->cost.drops, rounds, &tree->prices))
		return 0;
	tree->cut |= bound.cut;
	least = pial_drops_whole(bound.value);
	return least < tree->plan->cost.drops ? least : tree->plan->cost.drops;
}

void pial_drops_prove(struct pial_drops_plan *plan, uint64_t steps,
		      const struct pial_drops_control *control, struct pial_arena *arena,
		      struct pial_drops_proof *proof)
{
	const struct pial_drops_case *drops = plan->drops;
	bool small = drops->drops <= PIAL_DROPS_TREE_DROPS && drops->arcs <= PIAL_DROPS_TREE_ARCS;
	struct tree tree = { .drops = drops, .plan = plan, .arena = arena, .least = INT64_MAX,
			     .steps = steps, .control = control };
	uint8_t *state = pial_arena_zalloc(arena, drops->drops + 1, 1);
	int64_t rest;

	tree.small = (int64_t)drops->drops + 1;
	tree.over = tree.small * tree.small;
	set_pinned(drops, state);
	pial_drops_prices_init(&tree.prices, drops, arena);
	*proof = (struct pial_drops_proof){ .least = 0 };
	if (!small) {
		proof->least = bound_only(&tree, state, ROUNDS_LARGE);
		proof->cut = tree.cut;
		proof->proved = !plan->cost.over && !plan->cost.small &&
				proof->least == plan->cost.drops;
		return;
	}
	tree.best = pial_arena_zalloc(arena, drops->arcs + 1, sizeof(int64_t));
	memcpy(tree.best, plan->packs, drops->arcs * sizeof(int64_t));
	pial_drops_bound_init(&tree.bound, drops, tree.over, tree.small, arena);
	pial_drops_fit_init(&tree.fit, drops, arena);
	look(&tree, state, 0, ROUNDS_FIRST);
	if (tree.least >= weight(&tree, plan->cost))
		shorten(&tree, state);
	pial_drops_fit_release(&tree.fit);
	proof->nodes = tree.nodes;
	proof->proved = tree.least >= weight(&tree, plan->cost);
	rest = weight(&tree, plan->cost) - plan->cost.drops;
	if (proof->proved)
		proof->least = plan->cost.drops;
	else
		proof->least = tree.least > rest ? tree.least - rest
						 : bound_only(&tree, state, ROUNDS_FIRST);
	proof->cut = tree.cut;
}
