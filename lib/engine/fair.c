/*
 * Decomposition by minimal cuts, levels as exact ratios.
 *
 * A stage first serves every entry to its upper bound as far as a maximum flow goes. What the
 * smallest minimal cut leaves out is full. Inside the cut all supply is used; there a level is
 * found at which the targets add up to that supply, the flow is scaled by the level's
 * denominator so that it is in integers, and the block is split by the next cut until each
 * block's flow carries its targets. An arc that crosses a cut is full for good: it becomes a
 * fixed entry on one side and a way out on the other, so blocks share nothing.
 *
 * Bisection on levels was rejected (no exact end), as was the parametric push-relabel of Gallo,
 * Grigoriadis and Tarjan: one run instead of some four flows, but it cannot do targets that are
 * not linear.
 */
#include "engine/fair.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "engine/ratio.h"
#include "engine/whole.h"

/* Where a piece begins or ends to rise. */
struct bend {
	struct pial_ratio level;	/* at which it bends; not in lowest terms */
	const struct pial_piece *piece;	/* which */
	bool begins;			/* to rise */
};

/* A block being worked on: places in fair->node. */
struct block {
	uint32_t begin, end;	/* its nodes */
};

void pial_fair_init(struct pial_fair *fair, struct pial_net *net, struct pial_entry *entry,
		    size_t entries, struct pial_arena *arena)
{
	*fair = (struct pial_fair){ .net = net, .entry = entry, .entries = entries, .scale = 1,
				    .arena = arena, .live = net->nodes };
	fair->entry_at = pial_arena_zalloc(arena, net->nodes, sizeof(*fair->entry_at));
	fair->entry_before = pial_arena_alloc(arena, entries * sizeof(*fair->entry_before));
	fair->node = pial_arena_zalloc(arena, net->nodes, sizeof(*fair->node));
	fair->spare = pial_arena_zalloc(arena, net->nodes, sizeof(*fair->spare));
	for (uint32_t v = 0; v < net->nodes; v++)
		fair->node[v] = v;
	for (size_t i = 0; i < entries; i++) {
		fair->entry_before[i] = fair->entry_at[entry[i].node];
		fair->entry_at[entry[i].node] = (uint32_t)i + 1;
	}
}

/* The last entry of a node, or NULL. */
static struct pial_entry *last_on(const struct pial_fair *fair, uint32_t node)
{
	return fair->entry_at[node] ? &fair->entry[fair->entry_at[node] - 1] : NULL;
}

/* The entry before another on the same node, or NULL. */
static struct pial_entry *before(const struct pial_fair *fair, const struct pial_entry *entry)
{
	uint32_t at = fair->entry_before[entry - fair->entry];

	return at ? &fair->entry[at - 1] : NULL;
}

/* How many entries a block has. */
static size_t count_entries(const struct pial_fair *fair, struct block block)
{
	size_t count = 0;

	for (uint32_t i = block.begin; i < block.end; i++)
		for (const struct pial_entry *e = last_on(fair, fair->node[i]); e;
		     e = before(fair, e))
			count++;
	return count;
}

static int by_level(const void *left, const void *right)
{
	const struct bend *a = left, *b = right;

	return pial_ratio_compare(a->level, b->level);
}

/* Lists the bends of the pieces of an entry; their lower bounds are added to *sum. */
static bool add_bends(const struct pial_entry *entry, struct bend *bend, size_t *bends,
		      pial_i128 *sum)
{
	for (size_t p = 0; p < 2; p++) {
		const struct pial_piece *piece = &entry->piece[p];

		if (!pial_i128_add(*sum, piece->lo, sum))
			return false;
		if (piece->lo == piece->up)
			continue;
		bend[(*bends)++] = (struct bend){
			{ piece->lo - piece->a, piece->w }, piece, true };
		bend[(*bends)++] = (struct bend){
			{ piece->up - piece->a, piece->w }, piece, false };
	}
	return true;
}

/* Lists the bends of the pieces of a block; their lower bounds add up in *sum. */
static bool list_bends(const struct pial_fair *fair, struct block block, struct bend *bend,
		       size_t *bends, pial_i128 *sum)
{
	*bends = 0;
	*sum = 0;
	for (uint32_t i = block.begin; i < block.end; i++)
		for (const struct pial_entry *e = last_on(fair, fair->node[i]); e;
		     e = before(fair, e))
			if (!add_bends(e, bend, bends, sum))
				return false;
	return true;
}

/* What the targets of a block must add up to, in parts of a pack. */
static bool wanted(const struct pial_fair *fair, struct block block, pial_i128 *sum)
{
	pial_i128 packs = 0;

	for (uint32_t i = block.begin; i < block.end; i++) {
		uint32_t v = fair->node[i];

		packs += (pial_i128)fair->net->out[v] - fair->net->fix[v];
		for (const struct pial_entry *e = last_on(fair, v); e; e = before(fair, e))
			packs += e->base;
	}
	return pial_i128_mul(packs, fair->scale, sum);
}

/* The lowest level at which the targets of a block add up to what leaves it. */
static enum pial_step find_level(const struct pial_fair *fair, struct block block,
				 struct pial_ratio *level)
{
	size_t room = 4 * count_entries(fair, block), bends;
	struct bend *bend = pial_arena_alloc(fair->arena, (room + 1) * sizeof(*bend));
	pial_i128 sum, flat, slope = 0, owed = 0;
	bool found = false;

	*level = (struct pial_ratio){ 0, 1 };
	if (!list_bends(fair, block, bend, &bends, &flat) || !wanted(fair, block, &sum))
		return PIAL_STEP_RANGE;
	if (bends)
		qsort(bend, bends, sizeof(*bend), by_level);
	for (size_t i = 0; i < bends && !found; i++) {
		const struct pial_piece *piece = bend[i].piece;
		struct pial_ratio need = { sum - flat - owed, slope };

		*level = bend[i].level;
		found = slope ? pial_ratio_compare(*level, need) >= 0 : need.n <= 0;
		if (found && slope)
			*level = need;
		slope += bend[i].begins ? piece->w : -piece->w;
		owed += bend[i].begins ? piece->a : -piece->a;
		flat += bend[i].begins ? -piece->lo : piece->up;
	}
	*level = pial_ratio_make(level->n, level->d);
	return found || sum == flat ? PIAL_STEP_DONE : PIAL_STEP_FAULT;
}

/* d times a piece's value at level n / d. */
static bool piece_at(const struct pial_piece *piece, struct pial_ratio level, pial_i128 *value)
{
	pial_i128 rise, owed, lo, up;

	if (!pial_i128_mul(level.d, piece->lo, &lo) || !pial_i128_mul(level.d, piece->up, &up))
		return false;
	*value = lo;
	if (piece->lo == piece->up)
		return true;
	if (!pial_i128_mul(level.n, piece->w, &rise) || !pial_i128_mul(level.d, piece->a, &owed) ||
	    !pial_i128_add(rise, owed, &rise))
		return false;
	*value = rise < lo ? lo : rise > up ? up : rise;
	return true;
}

/* Sets num of the entries of a node to their targets at a level, over d; *common divides them. */
static bool set_targets_on(const struct pial_fair *fair, uint32_t node, struct pial_ratio level,
			   pial_i128 *common)
{
	for (struct pial_entry *e = last_on(fair, node); e; e = before(fair, e)) {
		pial_i128 first, second;

		if (!piece_at(&e->piece[0], level, &first) ||
		    !piece_at(&e->piece[1], level, &second) ||
		    !pial_i128_add(first, second, &e->num))
			return false;
		if (*common != 1)
			*common = pial_i128_gcd(e->num, *common);
	}
	return true;
}

/*
 * Sets num / den of the entries of a block to their targets at a level, den the same for all
 * and small.
 */
static bool set_targets(struct pial_fair *fair, struct block block, struct pial_ratio level,
			pial_i128 *den)
{
	pial_i128 common;

	if (!pial_i128_mul(level.d, fair->scale, den))
		return false;
	common = *den;
	for (uint32_t i = block.begin; i < block.end; i++)
		if (!set_targets_on(fair, fair->node[i], level, &common))
			return false;
	*den /= common;
	for (uint32_t i = block.begin; i < block.end; i++)
		for (struct pial_entry *e = last_on(fair, fair->node[i]); e; e = before(fair, e)) {
			if (common != 1)
				e->num = pial_i128_floor(e->num, common);
			e->den = *den;
		}
	return true;
}

/* Makes the flow of a block ready: num / den of its entries enter, scaled by den. */
static bool enter(struct pial_fair *fair, struct block block, pial_i128 den)
{
	struct pial_net *net = fair->net;
	const uint32_t *node = fair->node + block.begin;
	uint32_t count = block.end - block.begin;

	for (uint32_t i = 0; i < count; i++) {
		pial_i128 packs = net->fix[node[i]], *src = &net->src[node[i]];

		*src = 0;
		for (const struct pial_entry *e = last_on(fair, node[i]); e; e = before(fair, e)) {
			packs -= e->base;
			if (!pial_i128_add(*src, e->num, src))
				return false;
		}
		if (!pial_i128_mul(packs, den, &packs) || !pial_i128_add(packs, *src, src))
			return false;
	}
	return pial_net_start(net, node, count, den);
}

/*
 * Cuts the reached nodes of a block from the others: they come last in the block and get a new
 * label. Arcs from them to the others are full, arcs to them empty, in every flow from now on.
 */
static struct block cut(struct pial_fair *fair, struct block block)
{
	struct pial_net *net = fair->net;
	struct block reached = { block.end, block.end };
	uint32_t kept = block.begin, taken = 0, label = ++fair->labels;

	for (uint32_t i = block.begin; i < block.end; i++) {
		uint32_t v = fair->node[i];

		if (net->level[v] == UINT32_MAX) {
			fair->node[kept++] = v;
			continue;
		}
		fair->spare[taken++] = v;
		for (uint32_t h = net->first[v]; h < net->first[v + 1]; h++) {
			const struct pial_half *half = &net->half[h];
			uint32_t w = half->end;
			int64_t cap = net->cap[half->arc];

			if (half->back || net->level[w] != UINT32_MAX ||
			    net->label[w] != net->label[v] || cap == PIAL_ARC_FREE)
				continue;
			net->out[v] += cap;
			net->fix[w] += cap;
		}
	}
	for (uint32_t i = 0; i < taken; i++)
		net->label[fair->spare[i]] = label;
	memcpy(fair->node + kept, fair->spare, taken * sizeof(*fair->node));
	reached.begin = kept;
	return reached;
}

/* Settles a block whose flow carries its targets: whole packs. */
static enum pial_step settle(struct pial_fair *fair, struct block block, struct pial_ratio level)
{
	uint32_t *entry = pial_arena_alloc(fair->arena,
					   (count_entries(fair, block) + 1) * sizeof(*entry));
	size_t entries = 0;

	fair->mark.level = level;
	for (uint32_t i = block.begin; i < block.end; i++)
		for (struct pial_entry *e = last_on(fair, fair->node[i]); e; e = before(fair, e)) {
			entry[entries++] = (uint32_t)(e - fair->entry);
			e->mark = fair->mark;
		}
	return pial_whole_round(fair, fair->node + block.begin, block.end - block.begin, entry,
				entries);
}

/* Finds the levels of a block in which all supply is used. */
static enum pial_step split(struct pial_fair *fair, struct block whole)
{
	struct block *stack = pial_arena_alloc(fair->arena,
					       (whole.end - whole.begin + 1) * sizeof(*stack));
	size_t height = 0;

	stack[height++] = whole;
	while (height) {
		struct block block = stack[--height], low;
		enum pial_step step;
		struct pial_ratio level;
		pial_i128 den;

		step = find_level(fair, block, &level);
		if (step != PIAL_STEP_DONE)
			return step;
		if (!set_targets(fair, block, level, &den) || !enter(fair, block, den))
			return PIAL_STEP_RANGE;
		fair->flows++;
		if (pial_net_max(fair->net, fair->node + block.begin, block.end - block.begin)) {
			step = settle(fair, block, level);
			if (step != PIAL_STEP_DONE)
				return step;
			continue;
		}
		pial_net_reach(fair->net, fair->node + block.begin, block.end - block.begin);
		low = cut(fair, block);
		if (low.begin == block.begin || low.begin == block.end)
			return PIAL_STEP_FAULT;
		stack[height++] = (struct block){ block.begin, low.begin };
		stack[height++] = low;
	}
	return PIAL_STEP_DONE;
}

enum pial_step pial_fair_stage(struct pial_fair *fair)
{
	struct block live = { 0, fair->live }, low;

	for (uint32_t i = 0; i < fair->live; i++)
		for (struct pial_entry *e = last_on(fair, fair->node[i]); e; e = before(fair, e)) {
			e->num = e->piece[0].up + e->piece[1].up;
			if (fair->scale != 1)
				e->num /= fair->scale;
			e->den = 1;
			e->value = (int64_t)e->num;
		}
	if (!enter(fair, live, 1))
		return PIAL_STEP_RANGE;
	fair->flows++;
	if (pial_net_max(fair->net, fair->node, fair->live))
		return PIAL_STEP_DONE;
	pial_net_reach(fair->net, fair->node, fair->live);
	low = cut(fair, live);
	fair->live = low.begin;
	return split(fair, low);
}
