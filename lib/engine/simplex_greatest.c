/*
 * The lexicographically greatest of the flows that are best for all costs.
 *
 * Arc by arc: as much as can be goes round through arcs that are not frozen, then the arc is
 * frozen, too. What is not frozen after the costs is nearly a tree, so that most searches end at
 * once.
 */
#include "engine/simplex_priv.h"

#include "base/banned.h"

/* Arcs that are not frozen, by node. */
struct ways {
	uint32_t *first;	/* node to its first place in half */
	uint32_t *begin;	/* node to its first that was not frozen when looked at last */
	uint32_t *half;		/* 2a: arc a leaves here; 2a + 1: it arrives here */
	uint32_t *queue;	/* nodes of a search */
	uint32_t *via;		/* half arc by which a node was reached; PIAL_NONE: not */
};

static void list_ways(const struct pial_simplex *s, struct ways *ways)
{
	uint32_t *at = pial_arena_zalloc(s->arena, 2 * (size_t)s->nodes, sizeof(*at));

	ways->begin = at + s->nodes;
	ways->first = pial_arena_zalloc(s->arena, (size_t)s->nodes + 1, sizeof(*ways->first));
	ways->half = pial_arena_zalloc(s->arena, 2 * (size_t)s->looses + 1, sizeof(*ways->half));
	ways->queue = pial_arena_zalloc(s->arena, s->nodes, sizeof(*ways->queue));
	ways->via = pial_arena_zalloc(s->arena, s->nodes, sizeof(*ways->via));
	for (uint32_t i = 0; i < s->looses; i++) {
		ways->first[s->from[s->loose[i].arc] + 1]++;
		ways->first[s->to[s->loose[i].arc] + 1]++;
	}
	for (uint32_t v = 0; v < s->nodes; v++) {
		ways->first[v + 1] += ways->first[v];
		at[v] = ways->begin[v] = ways->first[v];
		ways->via[v] = PIAL_NONE;
	}
	for (uint32_t i = 0; i < s->looses; i++) {
		uint32_t a = s->loose[i].arc;

		ways->half[at[s->from[a]]++] = 2 * a;
		ways->half[at[s->to[a]]++] = 2 * a + 1;
	}
}

/* What a half arc still carries; nothing on a frozen arc. */
static int64_t residual(const struct pial_simplex *s, uint32_t half)
{
	uint32_t a = half >> 1;

	if (s->state[a] == PIAL_ARC_FROZEN)
		return 0;
	return half & 1 ? s->flow[a] : s->cap[a] - s->flow[a];
}

/*
 * The first place of a node in half that counts. Arcs are mostly asked for in the order of their
 * numbers, in which they stand there, and are frozen then.
 */
static uint32_t begin_of(const struct pial_simplex *s, struct ways *ways, uint32_t v)
{
	uint32_t *begin = &ways->begin[v];

	while (*begin < ways->first[v + 1] &&
	       s->state[ways->half[*begin] >> 1] == PIAL_ARC_FROZEN)
		++*begin;
	return *begin;
}

/* Searches a way from one node to another; leaves it in via. */
static bool find_way(const struct pial_simplex *s, struct ways *ways, uint32_t from, uint32_t to)
{
	uint32_t head = 0, tail = 0;
	bool found = false;

	ways->queue[tail++] = from;
	while (head < tail && !found) {
		uint32_t v = ways->queue[head++];

		for (uint32_t h = begin_of(s, ways, v); h < ways->first[v + 1] && !found;
		     h++) {
			uint32_t half = ways->half[h];
			uint32_t w = half & 1 ? s->from[half >> 1] : s->to[half >> 1];

			if (w == from || ways->via[w] != PIAL_NONE || residual(s, half) <= 0)
				continue;
			ways->via[w] = half;
			ways->queue[tail++] = w;
			found = w == to;
		}
	}
	if (found)
		return true;
	while (tail > 0)
		ways->via[ways->queue[--tail]] = PIAL_NONE;
	return false;
}

/*
 * Sends as much as fits along via, from one node to another, and on along an arc back; forgets
 * via.
 */
static void send(struct pial_simplex *s, struct ways *ways, uint32_t from, uint32_t arc)
{
	uint32_t to = s->from[arc];
	int64_t amount = s->cap[arc] - s->flow[arc];

	for (uint32_t v = to; v != from;) {
		uint32_t half = ways->via[v];

		if (residual(s, half) < amount)
			amount = residual(s, half);
		v = half & 1 ? s->to[half >> 1] : s->from[half >> 1];
	}
	for (uint32_t v = to; v != from;) {
		uint32_t half = ways->via[v];

		s->flow[half >> 1] += half & 1 ? -amount : amount;
		v = half & 1 ? s->to[half >> 1] : s->from[half >> 1];
	}
	s->flow[arc] += amount;
	for (uint32_t v = 0; v < s->nodes; v++)
		ways->via[v] = PIAL_NONE;
}

void pial_simplex_greatest(struct pial_simplex *simplex, const uint32_t *arc, uint32_t arcs)
{
	struct ways ways;

	if (simplex->settled)
		return;
	list_ways(simplex, &ways);
	for (uint32_t i = 0; i < arcs; i++) {
		uint32_t a = arc[i];
		int8_t state = simplex->state[a];

		if (state == PIAL_ARC_FROZEN)
			continue;
		simplex->state[a] = PIAL_ARC_FROZEN;
		while (simplex->flow[a] < simplex->cap[a] &&
		       find_way(simplex, &ways, simplex->to[a], simplex->from[a]))
			send(simplex, &ways, simplex->to[a], a);
	}
}
