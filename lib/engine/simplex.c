/*
 * The primal network simplex with strongly feasible trees.
 *
 * Each node hangs in a tree by one arc; an arc with a reduced cost of the wrong sign enters,
 * flow goes round the cycle, the last blocking arc on the way round from the top leaves
 * (Cunningham 1976), so that degenerate steps cannot cycle. Entering arcs are sought in blocks
 * of some square root of their number. Neighbours in the tree are kept in plain lists: a step
 * touches the subtree that moves, some hundred nodes at most in a component.
 *
 * The first tree comes from serving each row by the cheapest offers left (simplex_start.c), which
 * leaves a tenth of the steps of a tree of artificial arcs. Arcs to the root are artificial: once
 * they carry nothing all of them lead up, nothing can pass through the root, and they cost nothing;
 * only while supply is left over do they cost more than any way through real arcs.
 *
 * Successive shortest paths were rejected (one search a unit moved), as were costs packed in
 * one large number (they leave 64 bits with five costs); freezing gives the same flows.
 */
#include "engine/simplex_priv.h"

#include "base/banned.h"

#define NONE PIAL_NONE

void pial_simplex_init(struct pial_simplex *simplex, uint32_t nodes, uint32_t arcs_cap,
		       struct pial_arena *arena)
{
	size_t a = (size_t)arcs_cap + nodes, v = (size_t)nodes + 1;

	*simplex = (struct pial_simplex){ .arena = arena, .nodes = nodes };
	simplex->from = pial_arena_alloc(arena, a * sizeof(*simplex->from));
	simplex->to = pial_arena_alloc(arena, a * sizeof(*simplex->to));
	simplex->cap = pial_arena_alloc(arena, a * sizeof(*simplex->cap));
	simplex->flow = pial_arena_zalloc(arena, a, sizeof(*simplex->flow));
	simplex->cost = pial_arena_alloc(arena, a * sizeof(*simplex->cost));
	simplex->state = pial_arena_alloc(arena, a * sizeof(*simplex->state));
	simplex->loose = pial_arena_alloc(arena, ((size_t)arcs_cap + 1) * sizeof(*simplex->loose));
	simplex->parent = pial_arena_alloc(arena, v * sizeof(*simplex->parent));
	simplex->pred = pial_arena_alloc(arena, v * sizeof(*simplex->pred));
	simplex->stamp = pial_arena_zalloc(arena, v, sizeof(*simplex->stamp));
	simplex->child = pial_arena_alloc(arena, v * sizeof(*simplex->child));
	simplex->after = pial_arena_alloc(arena, v * sizeof(*simplex->after));
	simplex->before = pial_arena_alloc(arena, v * sizeof(*simplex->before));
	simplex->queue = pial_arena_alloc(arena, (v + 1) * sizeof(*simplex->queue));
	simplex->pi = pial_arena_zalloc(arena, v, sizeof(*simplex->pi));
}

uint32_t pial_simplex_arc(struct pial_simplex *simplex, uint32_t from, uint32_t to, int64_t cap)
{
	uint32_t arc = simplex->arcs++;

	simplex->from[arc] = from;
	simplex->to[arc] = to;
	simplex->cap[arc] = cap;
	simplex->state[arc] = PIAL_ARC_EMPTY;
	simplex->loose[arc] = (struct pial_loose){ 0, from, to, arc };
	simplex->bounded |= cap < PIAL_FLOW_FREE;
	return arc;
}

void pial_simplex_ready(struct pial_simplex *simplex, const int64_t *supply)
{
	simplex->looses = simplex->arcs;
	simplex->supply = supply;
}

void pial_tree_hang(struct pial_simplex *s, uint32_t v, uint32_t parent, uint32_t arc)
{
	s->parent[v] = parent;
	s->pred[v] = arc;
	s->before[v] = PIAL_NONE;
	s->after[v] = s->child[parent];
	if (s->child[parent] != PIAL_NONE)
		s->before[s->child[parent]] = v;
	s->child[parent] = v;
}

/* Takes a node from below its parent. */
static void unhang(struct pial_simplex *s, uint32_t v)
{
	if (s->before[v] != NONE)
		s->after[s->before[v]] = s->after[v];
	else
		s->child[s->parent[v]] = s->after[v];
	if (s->after[v] != NONE)
		s->before[s->after[v]] = s->before[v];
}

/* Sets all potentials from the tree and the cost at work; the root's is 0. */
static void place_all(struct pial_simplex *s)
{
	uint32_t *queue = s->queue, head = 0, tail = 0;

	s->pi[s->nodes] = 0;
	queue[tail++] = s->nodes;
	while (head < tail) {
		uint32_t v = queue[head++];

		for (uint32_t w = s->child[v]; w != NONE; w = s->after[w]) {
			uint32_t a = s->pred[w];

			s->pi[w] = s->pi[v] + (s->from[a] == w ? -s->cost[a] : s->cost[a]);
			queue[tail] = w;
			tail += s->child[w] != NONE;
		}
	}
}

/*
 * Adds the same to the potentials of a node and all below it. Most nodes have nothing below: they
 * are not queued, which is done without a branch.
 */
static void shift(struct pial_simplex *s, uint32_t top, int64_t by)
{
	uint32_t *queue = s->queue, head = 0, tail = 0;

	s->pi[top] += by;
	queue[tail++] = top;
	while (head < tail)
		for (uint32_t w = s->child[queue[head++]]; w != NONE; w = s->after[w]) {
			s->pi[w] += by;
			queue[tail] = w;
			tail += s->child[w] != NONE;
		}
}

/* Reduced cost of an arc at the cost at work; 0 in the tree. */
static int64_t reduced(const struct pial_simplex *s, const struct pial_loose *loose)
{
	return loose->cost + s->pi[loose->from] - s->pi[loose->to];
}

/* The worst arc of a stretch, or NONE: no reduced cost of the wrong sign. */
static uint32_t worst_of(const struct pial_simplex *s, uint32_t begin, uint32_t end)
{
	const struct pial_loose *best = NULL, *last = s->loose + end;
	const int64_t *pi = s->pi;
	int64_t worst = 0;

	for (const struct pial_loose *loose = s->loose + begin; loose < last; loose++) {
		int64_t excess = loose->cost + pi[loose->from] - pi[loose->to];

		if (excess < worst) {
			worst = excess;
			best = loose;
		}
	}
	return best ? best->arc : NONE;
}

/* The same where arcs have limits: full ones count the other way round. */
static uint32_t worst_of_bounded(const struct pial_simplex *s, uint32_t begin, uint32_t end)
{
	uint32_t best = NONE;
	int64_t worst = 0;

	for (uint32_t i = begin; i < end; i++) {
		int64_t excess = s->state[s->loose[i].arc] * reduced(s, &s->loose[i]);

		if (excess < worst) {
			worst = excess;
			best = s->loose[i].arc;
		}
	}
	return best;
}

/* Finds an arc to enter, or NONE: the worst of a block. */
static uint32_t entering(struct pial_simplex *s)
{
	uint32_t block = 16, seen = 0;

	while ((uint64_t)block * block < 4 * (uint64_t)s->looses)
		block *= 2;
	while (seen < s->looses) {
		uint32_t begin = s->next < s->looses ? s->next : 0;
		uint32_t end = s->looses - begin < block ? s->looses : begin + block;
		uint32_t best = s->bounded ? worst_of_bounded(s, begin, end)
					   : worst_of(s, begin, end);

		s->next = end;
		if (best != NONE)
			return best;
		seen += end - begin;
	}
	return NONE;
}

/* Goes one node up; true when the other way has been there. */
static bool climb(struct pial_simplex *s, uint32_t *v)
{
	if (*v == s->nodes)
		return false;
	*v = s->parent[*v];
	if (s->stamp[*v] == s->stamps)
		return true;
	s->stamp[*v] = s->stamps;
	return false;
}

/* The node at which the ways up from two nodes meet: both go up in turn and leave stamps. */
static uint32_t meeting(struct pial_simplex *s, uint32_t u, uint32_t v)
{
	s->stamp[u] = s->stamp[v] = ++s->stamps;
	while (u != v) {
		if (climb(s, &u))
			return u;
		if (climb(s, &v))
			return v;
	}
	return u;
}

/* What the arc above v can still carry, up towards the root or down. */
static int64_t room(const struct pial_simplex *s, uint32_t v, bool up)
{
	uint32_t a = s->pred[v];

	return (s->from[a] == v) == up ? s->cap[a] - s->flow[a] : s->flow[a];
}

static void add_flow(struct pial_simplex *s, uint32_t v, bool up, int64_t amount)
{
	uint32_t a = s->pred[v];

	s->flow[a] += (s->from[a] == v) == up ? amount : -amount;
}

/*
 * Hangs the subtree that held `in` under `above` by the arc that enters; `cut` is its former top.
 */
static void move_subtree(struct pial_simplex *s, uint32_t in, uint32_t above, uint32_t cut,
			 uint32_t arc)
{
	int64_t excess = s->cost[arc] + s->pi[s->from[arc]] - s->pi[s->to[arc]];
	int64_t by = s->from[arc] == in ? -excess : excess;
	uint32_t v = in;

	for (;;) {
		uint32_t parent = s->parent[v], pred = s->pred[v];

		unhang(s, v);
		pial_tree_hang(s, v, above, arc);
		if (v == cut)
			break;
		above = v;
		arc = pred;
		v = parent;
	}
	shift(s, in, by);
}

/* One step: lets an arc enter. False when nothing bounds the flow. */
static bool pivot(struct pial_simplex *s, uint32_t enter)
{
	bool low = s->state[enter] == PIAL_ARC_EMPTY, second = false;
	uint32_t u = low ? s->from[enter] : s->to[enter], v = low ? s->to[enter] : s->from[enter];
	uint32_t top = meeting(s, u, v), cut = NONE;
	int64_t amount = s->cap[enter];

	for (uint32_t w = u; w != top; w = s->parent[w])
		if (room(s, w, false) < amount) {
			amount = room(s, w, false);
			cut = w;
		}
	for (uint32_t w = v; w != top; w = s->parent[w])
		if (room(s, w, true) <= amount) {
			amount = room(s, w, true);
			cut = w;
			second = true;
		}
	if (amount >= PIAL_FLOW_FREE)
		return false;
	s->pivots++;
	s->flow[enter] += low ? amount : -amount;
	for (uint32_t w = u; amount && w != top; w = s->parent[w])
		add_flow(s, w, false, amount);
	for (uint32_t w = v; amount && w != top; w = s->parent[w])
		add_flow(s, w, true, amount);
	if (cut == NONE) {
		s->state[enter] = low ? PIAL_ARC_FULL : PIAL_ARC_EMPTY;
		return true;
	}
	s->state[s->pred[cut]] = s->flow[s->pred[cut]] ? PIAL_ARC_FULL : PIAL_ARC_EMPTY;
	s->state[enter] = PIAL_ARC_TREE;
	move_subtree(s, second ? v : u, second ? u : v, cut, enter);
	return true;
}

/* Takes the costs of a stage; *most is the largest magnitude. False when out of range. */
static bool take_costs(struct pial_simplex *s, const int64_t *cost, int64_t *most)
{
	*most = 0;
	for (uint32_t i = 0; i < s->looses; i++) {
		uint32_t a = s->loose[i].arc;
		int64_t size = cost[a] < 0 ? -cost[a] : cost[a];

		if (size > *most)
			*most = size;
		s->loose[i].cost = s->cost[a] = cost[a];
	}
	return *most <= (INT64_MAX >> 4) / ((int64_t)s->nodes + 2);
}

/* Freezes what no best flow uses otherwise. */
static void freeze(struct pial_simplex *s)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < s->looses; i++) {
		if (reduced(s, &s->loose[i]))
			s->state[s->loose[i].arc] = PIAL_ARC_FROZEN;
		else
			s->loose[kept++] = s->loose[i];
	}
	s->looses = kept;
}

/* True when the arcs that are not frozen have no cycle, so that no flow can go round one. */
static bool is_forest(const struct pial_simplex *s)
{
	uint32_t *up;

	if (s->looses >= s->nodes)
		return false;
	up = pial_arena_alloc(s->arena, s->nodes * sizeof(*up));
	for (uint32_t v = 0; v < s->nodes; v++)
		up[v] = v;
	for (uint32_t i = 0; i < s->looses; i++) {
		uint32_t u = s->loose[i].from, v = s->loose[i].to;

		while (up[u] != u)
			u = up[u] = up[up[u]];
		while (up[v] != v)
			v = up[v] = up[up[v]];
		if (u == v)
			return false;
		up[u] = v;
	}
	return true;
}

/* Runs until no arc wants to enter. */
static enum pial_step run(struct pial_simplex *s)
{
	place_all(s);
	for (;;) {
		uint32_t a = entering(s);

		if (a == NONE)
			break;
		if (!pivot(s, a))
			return PIAL_STEP_FAULT;
	}
	return PIAL_STEP_DONE;
}

/* The first stage: finds a tree, and drives out what artificial arcs carry. */
static enum pial_step run_first(struct pial_simplex *s, int64_t most)
{
	bool whole = pial_simplex_start(s);
	enum pial_step step;

	s->started = true;
	for (uint32_t v = 0; v < s->nodes; v++)
		s->cost[s->arcs + v] = whole ? 0 : most * ((int64_t)s->nodes + 1) + 1;
	step = run(s);
	for (uint32_t v = 0; v < s->nodes; v++) {
		if (s->flow[s->arcs + v])
			return PIAL_STEP_FAULT;
		s->cost[s->arcs + v] = 0;
	}
	if (!whole && step == PIAL_STEP_DONE)
		step = run(s);
	return step;
}

enum pial_step pial_simplex_minimise(struct pial_simplex *simplex, const int64_t *cost)
{
	enum pial_step step;
	int64_t most;

	if (!take_costs(simplex, cost, &most))
		return PIAL_STEP_RANGE;
	if (simplex->settled)
		return PIAL_STEP_DONE;
	step = simplex->started ? run(simplex) : run_first(simplex, most);
	if (step != PIAL_STEP_DONE)
		return step;
	freeze(simplex);
	simplex->settled = is_forest(simplex);
	return PIAL_STEP_DONE;
}
