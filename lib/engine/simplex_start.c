/*
 * A first tree that is nearly right.
 *
 * What nodes give first goes to nodes that neither give nor take (a producer's offers). Then nodes
 * that take are served by their cheapest arcs with something left, always the one that would lose
 * most by getting only its second cheapest (W. R. Vogel's approximation, Reinfeld and Vogel 1958,
 * for one side). Each step uses up one of its two ends, so the arcs that carry something form a
 * forest, and at most one node of a tree of it has anything left over. That node is hung on the
 * root by an artificial arc, which carries what is left over; all other arcs with a flow have room
 * both ways, so that the tree is strongly feasible.
 *
 * Serving in any order was rejected: it leaves three times as many steps to the simplex.
 */
#include "engine/simplex_priv.h"

#include <string.h>

#include "base/banned.h"

#define NONE PIAL_NONE

/* Arcs into one node that takes: a run of loose arcs. */
struct run {
	uint32_t to;		/* the node */
	uint32_t begin, end;	/* places in loose */
	uint32_t best, second;	/* cheapest with something left, and the next; or NONE */
	int64_t regret;		/* what the second costs more */
	uint32_t place;		/* in the heap */
};

struct start {
	struct pial_simplex *s;	/* the network */
	int64_t *rest;		/* what a node still gives (above 0) or takes */
	uint32_t *half;		/* arcs of the forest, by end: next in the list of the node */
	uint32_t *first;	/* node to its first half arc, 2 x tree arc or that + 1; NONE */
	uint32_t *tree;		/* arcs of the forest */
	uint32_t trees;		/* how many */
	struct run *run;	/* runs of arcs, by node */
	uint32_t runs;		/* how many */
	uint32_t *heap;		/* runs to be served, the greatest regret first */
	uint32_t left;		/* how many */
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

/* The node where an arc at a place begins. */
static uint32_t giver(const struct pial_simplex *s, uint32_t place)
{
	return s->loose[place].from;
}

/* Finds the two cheapest arcs of a run with something left. */
static void price(struct start *start, struct run *run)
{
	const struct pial_simplex *s = start->s;
	int64_t best = INT64_MAX, second = INT64_MAX;

	run->best = run->second = NONE;
	for (uint32_t i = run->begin; i < run->end; i++) {
		int64_t cost = s->loose[i].cost;

		if (cost >= second || start->rest[s->loose[i].from] <= 0 ||
		    s->state[s->loose[i].arc] != PIAL_ARC_EMPTY || !s->cap[s->loose[i].arc])
			continue;
		if (cost < best) {
			second = best;
			run->second = run->best;
			best = cost;
			run->best = i;
		} else {
			second = cost;
			run->second = i;
		}
	}
	run->regret = run->second == NONE ? INT64_MAX : second - best;
}

/* True when a run is to be served before another. */
static bool before(const struct start *start, uint32_t a, uint32_t b)
{
	const struct run *x = &start->run[a], *y = &start->run[b];

	return x->regret != y->regret ? x->regret > y->regret : a < b;
}

static void set_heap(struct start *start, uint32_t place, uint32_t run)
{
	start->heap[place] = run;
	start->run[run].place = place;
}

/* Moves a run to its place in the heap, up or down. */
static void sift(struct start *start, uint32_t place)
{
	uint32_t run = start->heap[place];

	while (place && before(start, run, start->heap[(place - 1) / 2])) {
		set_heap(start, place, start->heap[(place - 1) / 2]);
		place = (place - 1) / 2;
	}
	for (uint32_t child; (child = 2 * place + 1) < start->left; place = child) {
		if (child + 1 < start->left &&
		    before(start, start->heap[child + 1], start->heap[child]))
			child++;
		if (before(start, run, start->heap[child]))
			break;
		set_heap(start, place, start->heap[child]);
	}
	set_heap(start, place, run);
}

/* Adds a run, unless its node takes nothing. */
static void add_run(struct start *start, uint32_t to, uint32_t begin, uint32_t end)
{
	struct run *run = &start->run[start->runs];

	if (start->s->supply[to] >= 0)
		return;
	*run = (struct run){ .to = to, .begin = begin, .end = end };
	price(start, run);
	set_heap(start, start->left++, start->runs++);
}

/* Lists the runs of arcs into nodes that take, as a heap. */
static void list_runs(struct start *start)
{
	const struct pial_simplex *s = start->s;

	for (uint32_t begin = 0, end; begin < s->looses; begin = end) {
		for (end = begin; end < s->looses && s->loose[end].to == s->loose[begin].to;)
			end++;
		add_run(start, s->loose[begin].to, begin, end);
	}
	for (uint32_t place = start->left / 2; place-- > 0;)
		sift(start, place);
}

/* Prices again the runs that counted on a node which has nothing left. */
static void forget(struct start *start, uint32_t node)
{
	const struct pial_simplex *s = start->s;

	for (uint32_t r = 0; r < start->runs; r++) {
		struct run *run = &start->run[r];

		bool counts = (run->best != NONE && giver(s, run->best) == node) ||
			      (run->second != NONE && giver(s, run->second) == node);

		if (run->place == NONE || !counts)
			continue;
		price(start, run);
		sift(start, run->place);
	}
}

/* Takes the first run out of the heap. */
static void drop_first(struct start *start)
{
	uint32_t last = start->heap[--start->left];

	start->run[start->heap[0]].place = NONE;
	if (!start->left)
		return;
	set_heap(start, 0, last);
	sift(start, 0);
}

/* Serves the run that would lose most, as far as one arc goes. */
static void serve(struct start *start)
{
	struct pial_simplex *s = start->s;
	struct run *run = &start->run[start->heap[0]];
	uint32_t to = run->to, arc, from;

	if (run->best == NONE) {
		drop_first(start);
		return;
	}
	arc = s->loose[run->best].arc;
	from = s->from[arc];
	carry(start, arc);
	if (!start->rest[to]) {
		drop_first(start);
	} else if (start->rest[from]) {
		price(start, run);
		sift(start, 0);
	}
	if (!start->rest[from])
		forget(start, from);
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
	size_t nodes = simplex->nodes, runs = simplex->looses;
	struct pial_arena *arena = simplex->arena;
	struct start start = { .s = simplex };

	memset(simplex->flow, 0, simplex->arcs * sizeof(*simplex->flow));
	start.run = pial_arena_alloc(arena, (runs + 1) * sizeof(*start.run));
	start.heap = pial_arena_alloc(arena, (runs + 1) * sizeof(*start.heap));
	start.rest = pial_arena_alloc(arena, (nodes + 1) * sizeof(*start.rest));
	start.half = pial_arena_alloc(arena, 2 * (nodes + 1) * sizeof(*start.half));
	start.first = pial_arena_alloc(arena, (nodes + 1) * sizeof(*start.first));
	start.tree = pial_arena_alloc(arena, (nodes + 1) * sizeof(*start.tree));
	for (size_t v = 0; v < nodes; v++) {
		start.rest[v] = simplex->supply[v];
		start.first[v] = NONE;
	}
	feed(&start);
	list_runs(&start);
	while (start.left)
		serve(&start);
	return hang_all(&start);
}
