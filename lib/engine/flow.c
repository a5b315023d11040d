/*
 * Dinic's algorithm on arrays, 128-bit capacities.
 *
 * Components have at most some hundred nodes a side, and their networks two or three layers, so
 * ways are short and Dinic needs few rounds; push-relabel was rejected as it wins only on large
 * networks, and its cuts need a second pass. Residuals are 128 bits wide because levels are
 * exact ratios: a flow is scaled by the level's denominator, so that all its numbers are
 * integers.
 */
#include "engine/flow.h"

#include "base/banned.h"
#include "engine/ratio.h"

#define NOT_REACHED UINT32_MAX

void pial_net_init(struct pial_net *net, uint32_t nodes, uint32_t arcs_cap,
		   struct pial_arena *arena)
{
	*net = (struct pial_net){ .nodes = nodes, .arcs_cap = arcs_cap };
	net->from = pial_arena_zalloc(arena, arcs_cap, sizeof(*net->from));
	net->to = pial_arena_zalloc(arena, arcs_cap, sizeof(*net->to));
	net->cap = pial_arena_zalloc(arena, arcs_cap, sizeof(*net->cap));
	net->half = pial_arena_zalloc(arena, 2 * (size_t)arcs_cap, sizeof(*net->half));
	net->res = pial_arena_zalloc(arena, 2 * (size_t)arcs_cap, sizeof(*net->res));
	net->first = pial_arena_zalloc(arena, (size_t)nodes + 1, sizeof(*net->first));
	net->fix = pial_arena_zalloc(arena, nodes, sizeof(*net->fix));
	net->out = pial_arena_zalloc(arena, nodes, sizeof(*net->out));
	net->label = pial_arena_zalloc(arena, nodes, sizeof(*net->label));
	net->src = pial_arena_zalloc(arena, nodes, sizeof(*net->src));
	net->snk = pial_arena_zalloc(arena, nodes, sizeof(*net->snk));
	net->level = pial_arena_zalloc(arena, nodes, sizeof(*net->level));
	net->at = pial_arena_zalloc(arena, nodes, sizeof(*net->at));
	net->queue = pial_arena_zalloc(arena, nodes, sizeof(*net->queue));
	net->path = pial_arena_zalloc(arena, nodes, sizeof(*net->path));
}

void pial_net_arc(struct pial_net *net, uint32_t from, uint32_t to, int64_t cap)
{
	net->from[net->arcs] = from;
	net->to[net->arcs] = to;
	net->cap[net->arcs++] = cap;
}

void pial_net_ready(struct pial_net *net)
{
	for (uint32_t a = 0; a < net->arcs; a++) {
		net->first[net->from[a]]++;
		net->first[net->to[a]]++;
	}
	for (uint32_t v = 0, sum = 0; v <= net->nodes; v++) {
		uint32_t count = net->first[v];

		net->first[v] = sum;
		if (v < net->nodes)
			net->at[v] = sum;
		sum += count;
	}
	for (uint32_t a = 0; a < net->arcs; a++) {
		net->half[net->at[net->from[a]]++] = 2 * a;
		net->half[net->at[net->to[a]]++] = 2 * a + 1;
	}
}

bool pial_net_start(struct pial_net *net, const uint32_t *node, uint32_t count, pial_i128 scale)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t v = node[i];

		if (!pial_i128_mul(net->out[v], scale, &net->snk[v]))
			return false;
		for (uint32_t h = net->first[v]; h < net->first[v + 1]; h++) {
			uint32_t half = net->half[h];

			net->res[half] = 0;
			if (half & 1)
				continue;
			if (net->cap[half >> 1] == PIAL_ARC_FREE)
				net->res[half] = PIAL_I128_MAX;
			else if (!pial_i128_mul(net->cap[half >> 1], scale, &net->res[half]))
				return false;
		}
	}
	return true;
}

void pial_net_forget(struct pial_net *net, const uint32_t *node, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		net->level[node[i]] = NOT_REACHED;
}

/* Walks outwards from what is left at sources; true when a way out was reached. */
static bool spread(struct pial_net *net, const uint32_t *node, uint32_t count)
{
	uint32_t head = 0, tail = 0;
	bool found = false;

	for (uint32_t i = 0; i < count; i++) {
		net->level[node[i]] = net->src[node[i]] > 0 ? 0 : NOT_REACHED;
		if (net->src[node[i]] > 0)
			net->queue[tail++] = node[i];
	}
	while (head < tail) {
		uint32_t v = net->queue[head++];

		found |= net->snk[v] > 0;
		for (uint32_t h = net->first[v]; h < net->first[v + 1]; h++) {
			uint32_t half = net->half[h], w = pial_net_end(net, half);

			if (net->level[w] != NOT_REACHED || net->label[w] != net->label[v] ||
			    net->res[half] <= 0)
				continue;
			net->level[w] = net->level[v] + 1;
			net->queue[tail++] = w;
		}
	}
	return found;
}

void pial_net_reach(struct pial_net *net, const uint32_t *node, uint32_t count)
{
	(void)spread(net, node, count);
}

/* Carries along path[0..length) from s to v as much as fits. */
static void carry(struct pial_net *net, uint32_t s, uint32_t v, uint32_t length)
{
	pial_i128 amount = net->src[s] < net->snk[v] ? net->src[s] : net->snk[v];

	for (uint32_t i = 0; i < length; i++)
		if (net->res[net->path[i]] < amount)
			amount = net->res[net->path[i]];
	for (uint32_t i = 0; i < length; i++) {
		net->res[net->path[i]] -= amount;
		net->res[net->path[i] ^ 1] += amount;
	}
	net->src[s] -= amount;
	net->snk[v] -= amount;
}

/* The next half arc of v that leads one level on, or UINT32_MAX. */
static uint32_t forward(struct pial_net *net, uint32_t v)
{
	for (; net->at[v] < net->first[v + 1]; net->at[v]++) {
		uint32_t half = net->half[net->at[v]], w = pial_net_end(net, half);

		if (net->res[half] > 0 && net->label[w] == net->label[v] &&
		    net->level[w] != NOT_REACHED && net->level[w] == net->level[v] + 1)
			return half;
	}
	return UINT32_MAX;
}

/* Carries from s along ways of the level graph until s is empty or has none left. */
static void drain(struct pial_net *net, uint32_t s)
{
	uint32_t v = s, length = 0;

	while (net->src[s] > 0) {
		uint32_t half;

		if (net->snk[v] > 0) {
			carry(net, s, v, length);
			v = s;
			length = 0;
			continue;
		}
		half = forward(net, v);
		if (half != UINT32_MAX) {
			net->path[length++] = half;
			v = pial_net_end(net, half);
		} else if (v == s) {
			return;
		} else {
			v = pial_net_end(net, net->path[--length] ^ 1);
			net->at[v]++;
		}
	}
}

bool pial_net_max(struct pial_net *net, const uint32_t *node, uint32_t count)
{
	while (spread(net, node, count)) {
		for (uint32_t i = 0; i < count; i++)
			net->at[node[i]] = net->first[node[i]];
		for (uint32_t i = 0; i < count; i++)
			drain(net, node[i]);
	}
	for (uint32_t i = 0; i < count; i++)
		if (net->src[node[i]] > 0)
			return false;
	return true;
}

bool pial_net_one(struct pial_net *net, uint32_t node)
{
	uint32_t head = 0, tail = 0;

	if (net->level[node] != NOT_REACHED)
		return false;
	net->level[node] = 0;
	net->queue[tail++] = node;
	while (head < tail) {
		uint32_t v = net->queue[head++];

		if (net->snk[v] > 0) {
			net->snk[v]--;
			for (; v != node; v = pial_net_end(net, net->path[v] ^ 1)) {
				net->res[net->path[v]]--;
				net->res[net->path[v] ^ 1]++;
			}
			while (tail > 0)
				net->level[net->queue[--tail]] = NOT_REACHED;
			return true;
		}
		for (uint32_t h = net->first[v]; h < net->first[v + 1]; h++) {
			uint32_t half = net->half[h], w = pial_net_end(net, half);

			if (net->level[w] != NOT_REACHED || net->label[w] != net->label[v] ||
			    net->res[half] <= 0)
				continue;
			net->level[w] = net->level[v] + 1;
			net->path[w] = half;
			net->queue[tail++] = w;
		}
	}
	return false;
}
