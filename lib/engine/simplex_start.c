/*
 * A first tree that is nearly right.
 *
 * What nodes give first goes to nodes that neither give nor take (a producer's offers), then each
 * node that takes, those that lose most by not having their cheapest arc first (Vogel's regret),
 * takes from the cheapest arcs with something left. Each such step uses up one of its two ends, so
 * the arcs that carry something form a forest, and at most one node of a tree of it has anything
 * left over. That node is hung on the root by an artificial arc, which carries what is left over;
 * all other arcs with a flow lead away from the root or towards it with room both ways, so that the
 * tree is strongly feasible.
 *
 * Sorting all arcs by cost was rejected: it costs more than the steps that it saves.
 */
#include "engine/simplex_priv.h"

#include <stdlib.h>

#include "base/banned.h"

#define NONE PIAL_NONE

/* Loose arcs into one node, side by side. */
struct run {
	uint32_t begin, end;	/* places in loose */
	int64_t regret;		/* second cheapest less cheapest */
};

struct start {
	struct pial_simplex *s;	/* the network */
	int64_t *rest;		/* what a node still gives (above 0) or takes */
	uint32_t *half;		/* arcs of the forest, by end: next in the list of the node */
	uint32_t *first;	/* node to its first half arc, 2 x tree arc or that + 1; NONE */
	uint32_t *tree;		/* arcs of the forest */
	uint32_t trees;		/* how many */
};

/* Carries as much as can be along an arc; it joins the forest unless it is full. */
static void carry(struct start *start, uint32_t arc)
{
	struct pial_simplex *s = start->s;
	uint32_t from = s->from[arc], to = s->to[arc];
	int64_t amount = start->rest[from];

	if (s->supply[to] < 0 && -start->rest[to] < amount)
		amount = -start->rest[to];
	if (s->cap[arc] <= amount)
		amount = s->cap[arc];
	if (amount <= 0)
		return;
	s->flow[arc] = amount;
	start->rest[from] -= amount;
	start->rest[to] += amount;
	if (amount == s->cap[arc]) {
		s->state[arc] = PIAL_ARC_FULL;
		return;
	}
	s->state[arc] = PIAL_ARC_TREE;
	start->half[2 * start->trees] = start->first[from];
	start->first[from] = 2 * start->trees;
	start->half[2 * start->trees + 1] = start->first[to];
	start->first[to] = 2 * start->trees + 1;
	start->tree[start->trees++] = arc;
}

/* Lets those who give pass on to nodes that neither give nor take, one giver each. */
static void feed(struct start *start)
{
	const struct pial_simplex *s = start->s;

	for (uint32_t i = 0; i < s->looses; i++) {
		const struct pial_loose *loose = &s->loose[i];

		if (s->supply[loose->from] > 0 && !s->supply[loose->to] &&
		    !start->rest[loose->to])
			carry(start, loose->arc);
	}
}

static int by_regret(const void *left, const void *right)
{
	const struct run *a = left, *b = right;

	if (a->regret != b->regret)
		return a->regret > b->regret ? -1 : 1;
	return (a->begin > b->begin) - (a->begin < b->begin);
}

/* Lists the runs of arcs into nodes that take, the greatest regret first. */
static uint32_t list_runs(const struct start *start, struct run *run)
{
	const struct pial_simplex *s = start->s;
	uint32_t runs = 0;

	for (uint32_t begin = 0, end; begin < s->looses; begin = end) {
		uint32_t to = s->loose[begin].to;
		int64_t best = INT64_MAX, second = INT64_MAX;

		for (end = begin; end < s->looses && s->loose[end].to == to; end++) {
			int64_t cost = s->loose[end].cost;

			if (cost < best) {
				second = best;
				best = cost;
			} else if (cost < second) {
				second = cost;
			}
		}
		if (s->supply[to] < 0)
			run[runs++] = (struct run){
				begin, end, second == INT64_MAX ? INT64_MAX : second - best };
	}
	qsort(run, runs, sizeof(*run), by_regret);
	return runs;
}

/* Serves a node from its cheapest arcs with something left. */
static void serve(struct start *start, const struct run *run)
{
	const struct pial_simplex *s = start->s;
	uint32_t to = s->loose[run->begin].to;

	while (start->rest[to] < 0) {
		const struct pial_loose *best = NULL;

		for (uint32_t i = run->begin; i < run->end; i++) {
			const struct pial_loose *loose = &s->loose[i];

			if ((!best || loose->cost < best->cost) && start->rest[loose->from] > 0 &&
			    s->state[loose->arc] == PIAL_ARC_EMPTY)
				best = loose;
		}
		if (!best)
			return;
		carry(start, best->arc);
		if (s->state[best->arc] == PIAL_ARC_EMPTY)
			return;
	}
}

/* Hangs a tree of the forest on the root, by the node given. */
static void hang_tree(struct start *start, uint32_t top, bool *seen, uint32_t *queue)
{
	struct pial_simplex *s = start->s;
	uint32_t root = s->nodes, a = s->arcs + top, head = 0, tail = 0;
	bool up = start->rest[top] >= 0;

	s->from[a] = up ? top : root;
	s->to[a] = up ? root : top;
	s->flow[a] = up ? start->rest[top] : -start->rest[top];
	pial_tree_hang(s, top, root, a);
	seen[top] = true;
	queue[tail++] = top;
	while (head < tail) {
		uint32_t v = queue[head++];

		for (uint32_t h = start->first[v]; h != NONE; h = start->half[h]) {
			uint32_t arc = start->tree[h >> 1];
			uint32_t w = h & 1 ? s->from[arc] : s->to[arc];

			if (seen[w])
				continue;
			seen[w] = true;
			pial_tree_hang(s, w, v, arc);
			queue[tail++] = w;
		}
	}
}

/* Hangs all trees: those with something left over by that node. True when none has. */
static bool hang_all(struct start *start)
{
	struct pial_simplex *s = start->s;
	bool *seen = pial_arena_zalloc(s->arena, s->nodes + (size_t)1, sizeof(*seen));
	uint32_t *queue = pial_arena_alloc(s->arena, (s->nodes + (size_t)1) * sizeof(*queue));
	bool whole = true;

	for (uint32_t v = 0; v <= s->nodes; v++)
		s->child[v] = NONE;
	for (uint32_t v = 0; v < s->nodes; v++) {
		s->cap[s->arcs + v] = PIAL_FLOW_FREE;
		s->state[s->arcs + v] = PIAL_ARC_TREE;
		s->from[s->arcs + v] = v;
		s->to[s->arcs + v] = s->nodes;
		if (!start->rest[v])
			continue;
		whole = false;
		hang_tree(start, v, seen, queue);
	}
	for (uint32_t v = 0; v < s->nodes; v++)
		if (!seen[v])
			hang_tree(start, v, seen, queue);
	return whole;
}

bool pial_simplex_start(struct pial_simplex *simplex)
{
	size_t nodes = simplex->nodes;
	struct pial_arena *arena = simplex->arena;
	struct start start = { .s = simplex };
	struct run *run = pial_arena_alloc(arena, (simplex->looses + (size_t)1) * sizeof(*run));
	uint32_t runs;

	start.rest = pial_arena_alloc(arena, (nodes + 1) * sizeof(*start.rest));
	start.half = pial_arena_alloc(arena, 2 * (nodes + 1) * sizeof(*start.half));
	start.first = pial_arena_alloc(arena, (nodes + 1) * sizeof(*start.first));
	start.tree = pial_arena_alloc(arena, (nodes + 1) * sizeof(*start.tree));
	for (size_t v = 0; v < nodes; v++) {
		start.rest[v] = simplex->supply[v];
		start.first[v] = NONE;
	}
	feed(&start);
	runs = list_runs(&start, run);
	for (uint32_t r = 0; r < runs; r++)
		serve(&start, &run[r]);
	return hang_all(&start);
}
