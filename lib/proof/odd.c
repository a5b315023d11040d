/*
 * The greedy order of a matroid, verified backwards: from each candidate that was refused, first
 * to last, walk the ways that the whole packs leave open among nodes of the same place. None may
 * reach a candidate that comes later and was accepted, nor a pack that nobody has. Nodes are
 * walked once: what an earlier candidate reaches, a later one may.
 */
#include "proof/odd.h"

#include <stdlib.h>

#include "base/banned.h"
#include "proof/claims.h"
#include "proof/parts.h"

static const char *const not_rounded =
	PIAL_N_("whole packs are not the exact share, rounded down or up by less than one");
static const char *const other_count =
	PIAL_N_("the odd packs of its level do not add up to what the level has");
static const char *const out_of_turn =
	PIAL_N_("an odd pack went to somebody who comes after another who could have it");
static const char *const left_over = PIAL_N_("an odd pack is left that it could have");

/* Somebody whose exact share is not whole. */
struct candidate {
	uint32_t node;			/* row, or producer */
	struct pial_rung place;	/* claimed */
	struct pial_exact rest;		/* exact - floor */
	struct pial_exact claim;	/* w / (2 floor + 1) */
	uintptr_t id;			/* whose id, then place among its rows */
	uint32_t key;			/* place in key order */
	bool accepted;			/* it got one pack more */
	uint32_t line;			/* of the certificate */
};

/* One side being walked. Nodes: rows, offers, sellers. */
struct side {
	const struct pial_check_week *week;	/* the week */
	const struct pial_check_part *part;	/* the component */
	bool sale;				/* the producers' side */
	struct candidate *candidate;		/* in greedy order, place by place */
	size_t candidates;			/* how many */
	uint32_t *rank;				/* of a node: 1 + its place among candidates */
	bool *seen;				/* of a node */
	uint32_t *queue;			/* nodes of a walk */
	int64_t *free;				/* of a row (sale) or offer: packs not used */
};

static int by_turn(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;
	int order = pial_rung_compare(&a->place, &b->place);

	if (!order)
		order = pial_exact_compare(b->rest, a->rest);
	if (!order)
		order = pial_exact_compare(b->claim, a->claim);
	if (!order)
		order = (a->id > b->id) - (a->id < b->id);
	return order ? order : (a->key > b->key) - (a->key < b->key);
}

static uint32_t nodes_of(const struct pial_check_part *part)
{
	return part->rows + part->offers + part->sellers;
}

static const struct pial_rung *place_of(const struct side *side, uint32_t node)
{
	const struct pial_check_part *part = side->part;
	const struct pial_claimed *claim;

	if (node < part->rows)
		claim = &side->week->row[part->row[node]].claim;
	else if (node < part->rows + part->offers)
		claim = &side->week->offer[part->offer[node - part->rows]].claim[part->late];
	else
		claim = &part->seller[node - part->rows - part->offers].claim;
	return side->sale ? &claim->sale : &claim->share;
}

/* Takes one entry: checks its rounding, lists it when it is a candidate. */
static bool take(struct side *side, uint32_t node, const struct pial_claimed *claim, int64_t packs,
		 pial_i128 weight, uintptr_t id, uint32_t key)
{
	pial_i128 floor = pial_exact_floor(claim->exact);
	struct candidate *candidate = &side->candidate[side->candidates];

	if (packs < floor || packs > floor + (claim->exact.d != 1))
		return pial_check_refuse(side->week, claim->line, not_rounded);
	if (claim->exact.d == 1)
		return true;
	*candidate = (struct candidate){
		.node = node, .place = *place_of(side, node),
		.rest = { claim->exact.n - floor * claim->exact.d, claim->exact.d },
		.claim = pial_exact_of(weight, 2 * floor + 1), .id = id, .key = key,
		.accepted = packs > floor, .line = claim->line };
	side->candidates++;
	return true;
}

static bool take_rows(struct side *side)
{
	const struct pial_check_part *part = side->part;
	bool weighed = side->week->input->model->policy.rule == PIAL_RULE_LEXIMIN;

	for (uint32_t i = 0; i < part->rows; i++) {
		const struct pial_check_row *row = &side->week->row[part->row[i]];
		pial_i128 weight = !weighed ? 1 : row->weight ? row->weight : row->packs;

		if (!take(side, i, &row->claim, row->right, weight, (uintptr_t)row->kitchen, i))
			return false;
	}
	return true;
}

static bool take_sellers(struct side *side)
{
	const struct pial_check_part *part = side->part;

	for (uint32_t s = 0; s < part->sellers; s++) {
		const struct pial_check_seller *seller = &part->seller[s];
		pial_i128 weight = seller->weight;

		if (weight <= 0)
			weight = seller->producer->share.milli;
		if (weight <= 0)
			weight = seller->most;
		if (seller->producer->tier == 1 &&
		    !take(side, part->rows + part->offers + s, &seller->claim, seller->right,
			  weight, (uintptr_t)seller->producer, s))
			return false;
	}
	return true;
}

/* In each place as many odd packs as the fractions add up to. */
static bool check_counts(const struct side *side)
{
	for (size_t from = 0, end; from < side->candidates; from = end) {
		struct pial_exact sum = pial_exact_whole(0);
		int64_t accepted = 0;

		for (end = from; end < side->candidates; end++) {
			const struct candidate *candidate = &side->candidate[end];

			if (pial_rung_compare(&candidate->place, &side->candidate[from].place))
				break;
			accepted += candidate->accepted;
			if (!pial_exact_add(sum, candidate->rest, &sum))
				return pial_check_refuse(side->week, candidate->line, other_count);
		}
		if (pial_exact_compare(sum, pial_exact_whole(accepted)))
			return pial_check_refuse(side->week, side->candidate[from].line,
						 other_count);
	}
	return true;
}

/* Adds a node to a walk when it has the place of the candidate it began from. */
static void reach(struct side *side, uint32_t node, const struct pial_rung *place,
		  uint32_t *tail)
{
	if (side->seen[node] || pial_rung_compare(place_of(side, node), place))
		return;
	side->seen[node] = true;
	side->queue[(*tail)++] = node;
}

/* The nodes that can take a pack from one: kitchens' side. */
static void step_rows(struct side *side, uint32_t node, const struct pial_rung *place,
		      uint32_t *tail)
{
	const struct pial_check_week *week = side->week;
	const struct pial_check_part *part = side->part;

	if (node < part->rows) {
		const struct pial_check_row *row = &week->row[part->row[node]];

		for (uint32_t p = row->first; p < row->first + row->count; p++)
			if (pial_check_open(week, part, p))
				reach(side, part->rows + week->offer[week->pair[p].offer]
							     .local[part->late], place, tail);
		return;
	}
	node -= part->rows;
	for (uint32_t at = part->first[node]; at < part->first[node + 1]; at++) {
		const struct pial_check_pair *pair = &week->pair[part->pair[at]];

		if (!pair->pinned && pair->right > 0)
			reach(side, week->row[pair->row].local, place, tail);
	}
}

/* The same on the producers' side: packs that tier 1 sells. */
static void step_sellers(struct side *side, uint32_t node, const struct pial_rung *place,
			 uint32_t *tail)
{
	const struct pial_check_week *week = side->week;
	const struct pial_check_part *part = side->part;
	uint32_t sellers = part->rows + part->offers;

	if (node >= sellers) {
		const struct pial_check_seller *seller = &part->seller[node - sellers];

		for (uint32_t i = seller->first; i < seller->first + seller->count; i++)
			if (side->free[part->rows + i] > 0)
				reach(side, part->rows + i, place, tail);
	} else if (node >= part->rows) {
		uint32_t i = node - part->rows;

		if (week->offer[part->offer[i]].right[part->late] > 0)
			reach(side, sellers + part->seller_of[i], place, tail);
		for (uint32_t at = part->first[i]; at < part->first[i + 1]; at++)
			if (pial_check_open(week, part, part->pair[at]))
				reach(side, week->row[week->pair[part->pair[at]].row].local, place,
				      tail);
	} else {
		const struct pial_check_row *row = &week->row[part->row[node]];

		for (uint32_t p = row->first; p < row->first + row->count; p++) {
			const struct pial_check_pair *pair = &week->pair[p];
			const struct pial_check_offer *offer = &week->offer[pair->offer];

			if (!pair->pinned && pair->right > 0 && offer->producer->tier == 1)
				reach(side, part->rows + offer->local[part->late], place, tail);
		}
	}
}

/* Walks from one refused candidate. */
static bool walk(struct side *side, size_t from)
{
	const struct candidate *candidate = &side->candidate[from];
	uint32_t head = 0, tail = 0;

	reach(side, candidate->node, &candidate->place, &tail);
	while (head < tail) {
		uint32_t node = side->queue[head++], rank = side->rank[node];
		bool ends = side->sale ? node < side->part->rows : node >= side->part->rows;

		if (rank > from + 1 && side->candidate[rank - 1].accepted)
			return pial_check_refuse(side->week, side->candidate[rank - 1].line,
						 out_of_turn);
		if (ends && side->free[node] > 0)
			return pial_check_refuse(side->week, candidate->line, left_over);
		if (side->sale)
			step_sellers(side, node, &candidate->place, &tail);
		else
			step_rows(side, node, &candidate->place, &tail);
	}
	return true;
}

/* What rows (bought from tier 1) and offers have not used. */
static void find_free(struct side *side)
{
	const struct pial_check_week *week = side->week;
	const struct pial_check_part *part = side->part;

	for (uint32_t i = 0; i < part->offers; i++)
		side->free[part->rows + i] = pial_check_left(week, part, part->offer[i]) -
					     week->offer[part->offer[i]].right[part->late];
	for (uint32_t i = 0; i < part->rows; i++) {
		const struct pial_check_row *row = &week->row[part->row[i]];

		side->free[i] = row->packs - row->pinned;
		for (uint32_t p = row->first; p < row->first + row->count; p++)
			if (!week->pair[p].pinned &&
			    week->offer[week->pair[p].offer].producer->tier == 1)
				side->free[i] -= week->pair[p].right;
	}
}

static bool check_side(struct side *side, size_t *odd)
{
	uint32_t nodes = nodes_of(side->part);
	struct pial_arena *arena = side->week->arena;

	side->candidate = pial_arena_zalloc(arena, (size_t)nodes + 1, sizeof(*side->candidate));
	if (!(side->sale ? take_sellers(side) : take_rows(side)))
		return false;
	if (!side->candidates)
		return true;
	qsort(side->candidate, side->candidates, sizeof(*side->candidate), by_turn);
	if (!check_counts(side))
		return false;
	side->rank = pial_arena_zalloc(arena, (size_t)nodes + 1, sizeof(*side->rank));
	side->seen = pial_arena_zalloc(arena, (size_t)nodes + 1, sizeof(*side->seen));
	side->queue = pial_arena_zalloc(arena, (size_t)nodes + 1, sizeof(*side->queue));
	side->free = pial_arena_zalloc(arena, (size_t)nodes + 1, sizeof(*side->free));
	find_free(side);
	for (size_t i = 0; i < side->candidates; i++) {
		side->rank[side->candidate[i].node] = (uint32_t)i + 1;
		*odd += side->candidate[i].accepted;
	}
	for (size_t i = 0; i < side->candidates; i++)
		if (!side->candidate[i].accepted && !walk(side, i))
			return false;
	return true;
}

bool pial_check_odd(const struct pial_check_week *week, const struct pial_check_part *part,
		    size_t *odd)
{
	struct side rows = { .week = week, .part = part };
	struct side sellers = { .week = week, .part = part, .sale = true };

	return check_side(&rows, odd) && check_side(&sellers, odd);
}
