/*
 * Dinic's algorithm on arrays, in 64 bits where numbers fit and in 128 where not.
 *
 * Components have at most some hundred nodes a side, and their networks two or three layers, so
 * ways are short and Dinic needs few rounds; push-relabel was rejected as it wins only on large
 * networks, and its cuts need a second pass. Levels are exact ratios: a flow is scaled by the
 * level's denominator, so that all its numbers are integers. They nearly always fit 64 bits, which
 * halves the memory that a search walks over; the same text is compiled for both widths.
 */
#include "engine/flow.h"

#include "engine/ratio.h"

#include "base/banned.h"

#define NOT_REACHED UINT32_MAX

/* Sums of what enters, leaves and may pass stay below this in 64 bits, with room for an arc. */
#define NARROW_MAX ((pial_i128)1 << 60)
/* What an arc without limit carries. */
#define NARROW_FREE ((int64_t)1 << 62)

#define NUMBER int64_t
#define RES res64
#define SRC src64
#define SNK snk64
#define NAME(x) x##_narrow
#include "engine/flow_kernel.inc"
#undef NUMBER
#undef RES
#undef SRC
#undef SNK
#undef NAME

#define NUMBER pial_i128
#define RES res128
#define SRC src128
#define SNK snk128
#define NAME(x) x##_wide
#include "engine/flow_kernel.inc"

void pial_net_init(struct pial_net *net, uint32_t nodes, uint32_t arcs_cap,
		   struct pial_arena *arena)
{
	size_t a = arcs_cap, v = nodes;

	*net = (struct pial_net){ .arena = arena, .nodes = nodes };
	net->from = pial_arena_alloc(arena, a * sizeof(*net->from));
	net->to = pial_arena_alloc(arena, a * sizeof(*net->to));
	net->cap = pial_arena_alloc(arena, a * sizeof(*net->cap));
	net->half = pial_arena_alloc(arena, 2 * a * sizeof(*net->half));
	net->res64 = pial_arena_alloc(arena, 2 * a * sizeof(*net->res64));
	net->first = pial_arena_zalloc(arena, v + 1, sizeof(*net->first));
	net->fix = pial_arena_zalloc(arena, v, sizeof(*net->fix));
	net->out = pial_arena_zalloc(arena, v, sizeof(*net->out));
	net->label = pial_arena_zalloc(arena, v, sizeof(*net->label));
	net->src = pial_arena_zalloc(arena, v, sizeof(*net->src));
	net->src64 = pial_arena_alloc(arena, v * sizeof(*net->src64));
	net->snk64 = pial_arena_alloc(arena, v * sizeof(*net->snk64));
	net->level = pial_arena_alloc(arena, v * sizeof(*net->level));
	net->at = pial_arena_alloc(arena, v * sizeof(*net->at));
	net->queue = pial_arena_alloc(arena, v * sizeof(*net->queue));
	net->path = pial_arena_alloc(arena, v * sizeof(*net->path));
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
		uint32_t from = net->from[a], to = net->to[a];
		uint32_t here = net->at[from]++, there = net->at[to]++;

		net->half[here] = (struct pial_half){ to, there, a, false };
		net->half[there] = (struct pial_half){ from, here, a, true };
	}
}

/* True when all numbers of a flow fit 64 bits; *good is false when they do not fit 128. */
static bool is_narrow(const struct pial_net *net, const uint32_t *node, uint32_t count,
		      pial_i128 scale, bool *good)
{
	pial_i128 enters = 0, leaves = 0, most = 0, largest;

	*good = true;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t v = node[i];

		*good = *good && pial_i128_add(enters, net->src[v], &enters);
		leaves += net->out[v];
		for (uint32_t h = net->first[v]; h < net->first[v + 1]; h++)
			if (!net->half[h].back && net->cap[net->half[h].arc] > most)
				most = net->cap[net->half[h].arc];
	}
	if (leaves > most)
		most = leaves;
	*good = *good && pial_i128_mul(most, scale, &largest);
	return *good && enters <= NARROW_MAX && largest <= NARROW_MAX;
}

static void fill_narrow(struct pial_net *net, const uint32_t *node, uint32_t count, int64_t scale)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t v = node[i];

		net->src64[v] = (int64_t)net->src[v];
		net->snk64[v] = net->out[v] * scale;
		for (uint32_t h = net->first[v]; h < net->first[v + 1]; h++) {
			int64_t cap = net->half[h].back ? 0 : net->cap[net->half[h].arc];

			net->res64[h] = cap == PIAL_ARC_FREE ? NARROW_FREE : cap * scale;
		}
	}
}

static void fill_wide(struct pial_net *net, const uint32_t *node, uint32_t count, pial_i128 scale)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t v = node[i];

		net->src128[v] = net->src[v];
		net->snk128[v] = net->out[v] * scale;
		for (uint32_t h = net->first[v]; h < net->first[v + 1]; h++) {
			int64_t cap = net->half[h].back ? 0 : net->cap[net->half[h].arc];

			net->res128[h] = cap == PIAL_ARC_FREE ? PIAL_I128_MAX : cap * scale;
		}
	}
}

/* Makes the arrays of 128 bits. */
static void widen(struct pial_net *net)
{
	if (net->res128)
		return;
	net->res128 = pial_arena_zalloc(net->arena, 2 * (size_t)net->arcs + 1,
					sizeof(*net->res128));
	net->src128 = pial_arena_zalloc(net->arena, net->nodes, sizeof(*net->src128));
	net->snk128 = pial_arena_zalloc(net->arena, net->nodes, sizeof(*net->snk128));
}

bool pial_net_start(struct pial_net *net, const uint32_t *node, uint32_t count, pial_i128 scale)
{
	bool good;

	net->wide = !is_narrow(net, node, count, scale, &good);
	if (!good)
		return false;
	if (net->wide) {
		widen(net);
		fill_wide(net, node, count, scale);
	} else {
		fill_narrow(net, node, count, (int64_t)scale);
	}
	return true;
}

bool pial_net_max(struct pial_net *net, const uint32_t *node, uint32_t count)
{
	return net->wide ? max_wide(net, node, count) : max_narrow(net, node, count);
}

bool pial_net_suffices(struct pial_net *net)
{
	uint32_t *node = pial_arena_alloc(net->arena, net->nodes * sizeof(*node));

	for (uint32_t v = 0; v < net->nodes; v++)
		node[v] = v;
	return pial_net_start(net, node, net->nodes, 1) && pial_net_max(net, node, net->nodes);
}

void pial_net_reach(struct pial_net *net, const uint32_t *node, uint32_t count)
{
	if (net->wide)
		(void)spread_wide(net, node, count, true);
	else
		(void)spread_narrow(net, node, count, true);
}

void pial_net_forget(struct pial_net *net, const uint32_t *node, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		net->level[node[i]] = NOT_REACHED;
}

bool pial_net_one(struct pial_net *net, uint32_t node)
{
	if (net->level[node] != NOT_REACHED)
		return false;
	return net->wide ? one_wide(net, node) : one_narrow(net, node);
}

bool pial_net_back(struct pial_net *net, uint32_t node)
{
	return net->wide ? back_wide(net, node) : back_narrow(net, node);
}

pial_i128 pial_net_carried(const struct pial_net *net, uint32_t place)
{
	uint32_t back = net->half[place].back ? place : net->half[place].twin;

	return net->wide ? net->res128[back] : net->res64[back];
}

bool pial_net_open(const struct pial_net *net, uint32_t node)
{
	return net->wide ? net->snk128[node] > 0 : net->snk64[node] > 0;
}
