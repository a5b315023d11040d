/*
 * The primal network simplex with strongly feasible trees.
 *
 * Each node hangs in a tree by one arc; an arc with a reduced cost of the wrong sign enters,
 * flow goes round the cycle, the last blocking arc on the way round from the top leaves
 * (Cunningham 1976), so that degenerate steps cannot cycle. Entering arcs are sought in blocks
 * of the square root of their number. Neighbours in the tree are kept in plain lists: a step
 * touches the subtree that moves, some hundred nodes at most in a component.
 *
 * Successive shortest paths were rejected (one search a unit moved), as were costs packed in
 * one large number (they leave 64 bits with five costs); freezing gives the same flows.
 */
#include "engine/simplex.h"

#include <string.h>

#include "base/banned.h"

#define NONE UINT32_MAX

enum {
	UPPER = -1,	/* full, out of the tree */
	TREE = 0,	/* in the tree */
	LOWER = 1,	/* empty, out of the tree */
	FROZEN = 2,	/* keeps its flow */
};

void pial_simplex_init(struct pial_simplex *simplex, uint32_t nodes, uint32_t arcs_cap,
		       struct pial_arena *arena)
{
	size_t a = (size_t)arcs_cap + nodes, v = (size_t)nodes + 1;

	*simplex = (struct pial_simplex){ .arena = arena, .nodes = nodes };
	simplex->from = pial_arena_zalloc(arena, a, sizeof(*simplex->from));
	simplex->to = pial_arena_zalloc(arena, a, sizeof(*simplex->to));
	simplex->cap = pial_arena_zalloc(arena, a, sizeof(*simplex->cap));
	simplex->flow = pial_arena_zalloc(arena, a, sizeof(*simplex->flow));
	simplex->cost = pial_arena_zalloc(arena, a, sizeof(*simplex->cost));
	simplex->state = pial_arena_zalloc(arena, a, sizeof(*simplex->state));
	simplex->order = pial_arena_zalloc(arena, a, sizeof(*simplex->order));
	simplex->parent = pial_arena_zalloc(arena, v, sizeof(*simplex->parent));
	simplex->pred = pial_arena_zalloc(arena, v, sizeof(*simplex->pred));
	simplex->depth = pial_arena_zalloc(arena, v, sizeof(*simplex->depth));
	simplex->child = pial_arena_zalloc(arena, v, sizeof(*simplex->child));
	simplex->after = pial_arena_zalloc(arena, v, sizeof(*simplex->after));
	simplex->before = pial_arena_zalloc(arena, v, sizeof(*simplex->before));
	simplex->pi = pial_arena_zalloc(arena, v, sizeof(*simplex->pi));
}

uint32_t pial_simplex_arc(struct pial_simplex *simplex, uint32_t from, uint32_t to, int64_t cap)
{
	simplex->from[simplex->arcs] = from;
	simplex->to[simplex->arcs] = to;
	simplex->cap[simplex->arcs] = cap;
	return simplex->arcs++;
}

/* Puts a node first below another. */
static void hang(struct pial_simplex *s, uint32_t v, uint32_t parent, uint32_t arc)
{
	s->parent[v] = parent;
	s->pred[v] = arc;
	s->before[v] = NONE;
	s->after[v] = s->child[parent];
	if (s->child[parent] != NONE)
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

void pial_simplex_ready(struct pial_simplex *simplex, const int64_t *supply)
{
	uint32_t root = simplex->nodes;

	for (uint32_t v = 0; v <= root; v++)
		simplex->child[v] = NONE;
	for (uint32_t a = 0; a < simplex->arcs; a++) {
		simplex->state[a] = LOWER;
		simplex->order[a] = a;
	}
	simplex->open = simplex->arcs;
	for (uint32_t v = 0; v < root; v++) {
		uint32_t a = simplex->arcs + v;
		bool up = supply[v] >= 0;

		simplex->from[a] = up ? v : root;
		simplex->to[a] = up ? root : v;
		simplex->cap[a] = PIAL_FLOW_FREE;
		simplex->flow[a] = up ? supply[v] : -supply[v];
		simplex->state[a] = TREE;
		hang(simplex, v, root, a);
	}
}

/* Sets depth and potential of a node from its parent's. */
static void place(struct pial_simplex *s, uint32_t v)
{
	uint32_t a = s->pred[v], parent = s->parent[v];

	s->depth[v] = s->depth[parent] + 1;
	s->pi[v] = s->from[a] == v ? s->pi[parent] - s->cost[a] : s->pi[parent] + s->cost[a];
}

/* Sets depth and potential of all below a node, and its own unless it is the root. */
static void place_all(struct pial_simplex *s, uint32_t top)
{
	uint32_t v = top;

	if (top != s->nodes)
		place(s, top);
	for (;;) {
		if (s->child[v] != NONE) {
			v = s->child[v];
		} else {
			while (v != top && s->after[v] == NONE)
				v = s->parent[v];
			if (v == top)
				return;
			v = s->after[v];
		}
		place(s, v);
	}
}

static int64_t reduced(const struct pial_simplex *s, uint32_t a)
{
	return s->cost[a] + s->pi[s->from[a]] - s->pi[s->to[a]];
}

/* Finds an arc to enter, or NONE: the worst of a block. */
static uint32_t entering(struct pial_simplex *s)
{
	uint32_t block = 10, best = NONE, seen = 0;
	int64_t worst = 0;

	while ((uint64_t)block * block < s->open)
		block *= 2;
	for (uint32_t i = 0; i < s->open; i++) {
		uint32_t a;
		int64_t excess;

		if (s->next >= s->open)
			s->next = 0;
		a = s->order[s->next++];
		excess = s->state[a] * reduced(s, a);
		if (excess < worst) {
			worst = excess;
			best = a;
		}
		if (++seen == block) {
			if (best != NONE)
				return best;
			seen = 0;
		}
	}
	return best;
}

/* The node at which the ways up from two nodes meet. */
static uint32_t meeting(const struct pial_simplex *s, uint32_t u, uint32_t v)
{
	while (u != v) {
		if (s->depth[u] >= s->depth[v])
			u = s->parent[u];
		else
			v = s->parent[v];
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

/* Hangs the subtree that held `in` under `above` by an arc; `cut` is its former top. */
static void move_subtree(struct pial_simplex *s, uint32_t in, uint32_t above, uint32_t cut,
			 uint32_t arc)
{
	uint32_t v = in;

	for (;;) {
		uint32_t parent = s->parent[v], pred = s->pred[v];

		unhang(s, v);
		hang(s, v, above, arc);
		if (v == cut)
			break;
		above = v;
		arc = pred;
		v = parent;
	}
	place_all(s, in);
}

/* One step: lets an arc enter. False when nothing bounds the flow. */
static bool pivot(struct pial_simplex *s, uint32_t enter)
{
	bool low = s->state[enter] == LOWER, second = false;
	uint32_t u = low ? s->from[enter] : s->to[enter], v = low ? s->to[enter] : s->from[enter];
	uint32_t top = meeting(s, u, v), cut = NONE, leave;
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
		s->state[enter] = low ? UPPER : LOWER;
		return true;
	}
	leave = s->pred[cut];
	s->state[leave] = s->flow[leave] ? UPPER : LOWER;
	s->state[enter] = TREE;
	move_subtree(s, second ? v : u, second ? u : v, cut, enter);
	return true;
}

/* Sets the costs of a stage; those of artificial arcs outweigh any way through real ones. */
static bool set_costs(struct pial_simplex *s, const int64_t *cost)
{
	int64_t most = 0;

	for (uint32_t a = 0; a < s->arcs; a++) {
		int64_t size = cost[a] < 0 ? -cost[a] : cost[a];

		if (size > most)
			most = size;
		s->cost[a] = cost[a];
	}
	if (most > (INT64_MAX >> 4) / ((int64_t)s->nodes + 2))
		return false;
	for (uint32_t v = 0; v < s->nodes; v++)
		s->cost[s->arcs + v] = most * ((int64_t)s->nodes + 1) + 1;
	return true;
}

enum pial_step pial_simplex_minimise(struct pial_simplex *simplex, const int64_t *cost)
{
	uint32_t kept = 0;

	if (!set_costs(simplex, cost))
		return PIAL_STEP_RANGE;
	place_all(simplex, simplex->nodes);
	for (uint32_t a = entering(simplex); a != NONE; a = entering(simplex))
		if (!pivot(simplex, a))
			return PIAL_STEP_FAULT;
	for (uint32_t v = 0; v < simplex->nodes; v++)
		if (simplex->flow[simplex->arcs + v])
			return PIAL_STEP_FAULT;
	for (uint32_t i = 0; i < simplex->open; i++) {
		uint32_t a = simplex->order[i];

		if (simplex->state[a] != TREE && reduced(simplex, a))
			simplex->state[a] = FROZEN;
		else
			simplex->order[kept++] = a;
	}
	simplex->open = kept;
	return PIAL_STEP_DONE;
}

/* Arcs that are not frozen, by node. */
struct loose {
	uint32_t *first;	/* node to its first place in half */
	uint32_t *half;		/* 2a: arc a leaves here; 2a + 1: it arrives here */
	uint32_t *queue;	/* nodes of a search */
	uint32_t *via;		/* half arc by which a node was reached; NONE: not */
};

static void list_loose(const struct pial_simplex *s, struct loose *loose)
{
	uint32_t *at = pial_arena_zalloc(s->arena, s->nodes, sizeof(*at));

	loose->first = pial_arena_zalloc(s->arena, (size_t)s->nodes + 1, sizeof(*loose->first));
	loose->half = pial_arena_zalloc(s->arena, 2 * (size_t)s->open + 1, sizeof(*loose->half));
	loose->queue = pial_arena_zalloc(s->arena, s->nodes, sizeof(*loose->queue));
	loose->via = pial_arena_zalloc(s->arena, s->nodes, sizeof(*loose->via));
	for (uint32_t i = 0; i < s->open; i++) {
		loose->first[s->from[s->order[i]] + 1]++;
		loose->first[s->to[s->order[i]] + 1]++;
	}
	for (uint32_t v = 0; v < s->nodes; v++) {
		loose->first[v + 1] += loose->first[v];
		at[v] = loose->first[v];
		loose->via[v] = NONE;
	}
	for (uint32_t i = 0; i < s->open; i++) {
		uint32_t a = s->order[i];

		loose->half[at[s->from[a]]++] = 2 * a;
		loose->half[at[s->to[a]]++] = 2 * a + 1;
	}
}

/* What a half arc still carries; nothing on a frozen arc. */
static int64_t residual(const struct pial_simplex *s, uint32_t half)
{
	uint32_t a = half >> 1;

	if (s->state[a] == FROZEN)
		return 0;
	return half & 1 ? s->flow[a] : s->cap[a] - s->flow[a];
}

/* Searches a way from one node to another; leaves it in via. */
static bool find_way(const struct pial_simplex *s, struct loose *loose, uint32_t from, uint32_t to)
{
	uint32_t head = 0, tail = 0;
	bool found = false;

	loose->queue[tail++] = from;
	while (head < tail && !found) {
		uint32_t v = loose->queue[head++];

		for (uint32_t h = loose->first[v]; h < loose->first[v + 1] && !found; h++) {
			uint32_t half = loose->half[h];
			uint32_t w = half & 1 ? s->from[half >> 1] : s->to[half >> 1];

			if (w == from || loose->via[w] != NONE || residual(s, half) <= 0)
				continue;
			loose->via[w] = half;
			loose->queue[tail++] = w;
			found = w == to;
		}
	}
	if (found)
		return true;
	while (tail > 0)
		loose->via[loose->queue[--tail]] = NONE;
	return false;
}

/*
 * Sends as much as fits along via, from one node to another, and on along an arc back; forgets
 * via.
 */
static void send(struct pial_simplex *s, struct loose *loose, uint32_t from, uint32_t arc)
{
	uint32_t to = s->from[arc];
	int64_t amount = s->cap[arc] - s->flow[arc];

	for (uint32_t v = to; v != from;) {
		uint32_t half = loose->via[v];

		if (residual(s, half) < amount)
			amount = residual(s, half);
		v = half & 1 ? s->to[half >> 1] : s->from[half >> 1];
	}
	for (uint32_t v = to; v != from;) {
		uint32_t half = loose->via[v];

		s->flow[half >> 1] += half & 1 ? -amount : amount;
		v = half & 1 ? s->to[half >> 1] : s->from[half >> 1];
	}
	s->flow[arc] += amount;
	for (uint32_t v = 0; v < s->nodes; v++)
		loose->via[v] = NONE;
}

void pial_simplex_greatest(struct pial_simplex *simplex, const uint32_t *arc, uint32_t arcs)
{
	struct loose loose;

	list_loose(simplex, &loose);
	for (uint32_t i = 0; i < arcs; i++) {
		uint32_t a = arc[i];
		int8_t state = simplex->state[a];

		if (state == FROZEN)
			continue;
		simplex->state[a] = FROZEN;
		while (simplex->flow[a] < simplex->cap[a] &&
		       find_way(simplex, &loose, simplex->to[a], simplex->from[a]))
			send(simplex, &loose, simplex->to[a], a);
	}
}
