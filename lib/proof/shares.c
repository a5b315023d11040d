/*
 * Places and ways.
 *
 * The line of parts of a row: what contracts owe first, then what is ordered; within each, levels
 * rise with packs. The place of the last part it has must not come after the row's claimed place,
 * that of its next part not before. Ways go from a row to any offer it may draw on, and from an
 * offer to the rows that draw on it; for producers from a producer to its offers that are not sold
 * out, on to any row, and back where something flows.
 */
#include "proof/shares.h"

#include "base/banned.h"
#include "proof/claims.h"
#include "proof/odd.h"
#include "proof/parts.h"

/* Why a certificate is refused, in words: messages of the catalogue. */
static const char *const too_large = PIAL_N_("its numbers are too large to be added exactly");
static const char *const last_part =
	PIAL_N_("what it has comes after the place where it is said to stand");
static const char *const next_part =
	PIAL_N_("what it lacks comes before the place where it is said to stand");
static const char *const passes = PIAL_N_("packs could pass to where they are more due");
static const char *const closed = PIAL_N_("something flows where nothing may");
static const char *const over_offer = PIAL_N_("more flows from the offer than it has");
static const char *const over_order = PIAL_N_("more flows to the order than it asks for");
static const char *const other_sum =
	PIAL_N_("what flows does not add up to what it is said to have");
static const char *const idle =
	PIAL_N_("something is left there, and it does not stand above all the others");
static const char *const outside =
	PIAL_N_("its exact share is less than what is fixed by hand, or more than it can use");


/* (t - a) / w */
static bool level_of(struct pial_exact t, struct pial_exact a, pial_i128 w, struct pial_exact *out)
{
	return pial_exact_less(t, a, out) && pial_exact_times(*out, 1, w, out);
}

/* The place of the part of a row that ends (above: begins) at t packs. */
static bool row_part(const struct pial_check_week *week, const struct pial_check_row *row,
		     struct pial_exact t, bool above, struct pial_rung *place)
{
	int64_t minimum = row->owed > row->pinned ? row->owed : row->pinned;
	int order = pial_exact_compare(t, pial_exact_whole(minimum));
	bool demand = above ? order >= 0 : order > 0;
	pial_i128 claim = demand ? row->packs : minimum;
	struct pial_exact half = pial_exact_of(claim, 2);
	int halves = pial_exact_compare(t, half);

	place->turn = demand ? PIAL_TURN_DEMAND : PIAL_TURN_MINIMUM;
	place->class = row->kitchen->priority;
	switch ((enum pial_rule)week->input->model->policy.rule) {
	case PIAL_RULE_LEXIMIN:
		if (row->weight)
			return level_of(t, row->account, row->weight, &place->level);
		place->turn = demand ? PIAL_TURN_DEMAND_ORDER : PIAL_TURN_MINIMUM_ORDER;
		return level_of(t, row->account, row->packs, &place->level);
	case PIAL_RULE_PROPORTIONAL:
		return pial_exact_times(t, 1, claim, &place->level);
	case PIAL_RULE_EQUAL:
		place->level = t;
		return true;
	case PIAL_RULE_LOSSES:
		return pial_exact_less(t, pial_exact_whole(claim), &place->level);
	case PIAL_RULE_TALMUD:
		place->level = t;
		if (above ? halves < 0 : halves <= 0)
			return true;
		place->turn++;
		return pial_exact_less(t, pial_exact_whole(claim), &place->level);
	}
	return false;
}

/* The same for a producer: in its one turn. */
static bool seller_part(const struct pial_check_seller *seller, struct pial_exact t,
			struct pial_rung *place)
{
	pial_i128 weight = seller->weight;

	place->class = 0;
	place->turn = PIAL_TURN_PROMISED;
	if (!weight) {
		weight = seller->producer->share.milli;
		place->turn = PIAL_TURN_SHARE;
	}
	if (weight <= 0) {
		weight = seller->most;
		place->turn = PIAL_TURN_OFFER;
	}
	return level_of(t, seller->account, weight, &place->level);
}

/* An exact share and what bounds it, for both sides. */
struct held {
	struct pial_exact exact;	/* the share */
	int64_t base, most;		/* fixed, and usable */
	struct pial_rung place;	/* claimed */
	uint32_t line;			/* of the certificate */
};

/* Checks the place of an entry between those of its last and next parts. */
static bool check_parts(const struct pial_check_week *week, const struct held *held,
			const struct pial_check_row *row, const struct pial_check_seller *seller)
{
	bool some = pial_exact_compare(held->exact, pial_exact_whole(held->base)) > 0;
	bool full = pial_exact_compare(held->exact, pial_exact_whole(held->most)) >= 0;
	struct pial_rung part;

	if (pial_exact_compare(held->exact, pial_exact_whole(held->base)) < 0 ||
	    pial_exact_compare(held->exact, pial_exact_whole(held->most)) > 0)
		return pial_check_refuse(week, held->line, outside);
	if (some) {
		if (!(row ? row_part(week, row, held->exact, false, &part)
			  : seller_part(seller, held->exact, &part)))
			return pial_check_refuse(week, held->line, too_large);
		if (pial_rung_compare(&part, &held->place) > 0)
			return pial_check_refuse(week, held->line, last_part);
	}
	if (full)
		return true;
	if (!(row ? row_part(week, row, held->exact, true, &part)
		  : seller_part(seller, held->exact, &part)))
		return pial_check_refuse(week, held->line, too_large);
	return pial_rung_compare(&held->place, &part) <= 0 ||
	       pial_check_refuse(week, held->line, next_part);
}

/* Checks a way between two places that packs could go, and back where something flows. */
static bool check_way(const struct pial_check_week *week, const struct pial_rung *from,
		      const struct pial_rung *to, bool open, bool flows, uint32_t line)
{
	int order = pial_rung_compare(to, from);

	if ((open && order > 0) || (flows && order < 0))
		return pial_check_refuse(week, line, passes);
	return true;
}

/* What flows from an offer, on one side: sums over its pairs. */
static bool sum_offer(const struct pial_check_week *week, const struct pial_check_part *part,
		      uint32_t i, bool sale, struct pial_exact *sum)
{
	const struct pial_check_offer *offer = &week->offer[part->offer[i]];
	uint32_t line = offer->claim[part->late].line;

	*sum = pial_exact_whole(0);
	for (uint32_t at = part->first[i]; at < part->first[i + 1]; at++) {
		const struct pial_check_pair *pair = &week->pair[part->pair[at]];

		if (!pial_exact_add(*sum, sale ? pair->sale : pair->share, sum))
			return pial_check_refuse(week, line, too_large);
	}
	return pial_exact_compare(*sum, pial_exact_whole(pial_check_left(week, part,
									 part->offer[i]))) <= 0 ||
	       pial_check_refuse(week, line, over_offer);
}

/* What flows to a row, on one side; pairs on which nothing may flow have nothing. */
static bool sum_row(const struct pial_check_week *week, const struct pial_check_part *part,
		    const struct pial_check_row *row, bool sale, struct pial_exact *sum)
{
	*sum = pial_exact_whole(0);
	for (uint32_t p = row->first; p < row->first + row->count; p++) {
		const struct pial_check_pair *pair = &week->pair[p];
		struct pial_exact flow = sale ? pair->sale : pair->share;
		bool partner = sale && week->offer[pair->offer].producer->tier != 1;

		if (flow.n < 0 || (flow.n && (partner || !pial_check_open(week, part, p))))
			return pial_check_refuse(week, pair->line, closed);
		if (!pial_exact_add(*sum, flow, sum))
			return pial_check_refuse(week, row->claim.line, too_large);
	}
	return true;
}

/* The kitchens' side: flow, parts, ways. */
static bool check_rows(const struct pial_check_week *week, const struct pial_check_part *part)
{
	for (uint32_t i = 0; i < part->rows; i++) {
		const struct pial_check_row *row = &week->row[part->row[i]];
		struct held held = { row->claim.exact, row->pinned, row->packs, row->claim.share,
				     row->claim.line };
		struct pial_exact sum;

		if (!sum_row(week, part, row, false, &sum) || !check_parts(week, &held, row, NULL))
			return false;
		if (!pial_exact_add(sum, pial_exact_whole(row->pinned), &sum) ||
		    pial_exact_compare(sum, row->claim.exact))
			return pial_check_refuse(week, row->claim.line, other_sum);
		for (uint32_t p = row->first; p < row->first + row->count; p++) {
			const struct pial_check_pair *pair = &week->pair[p];

			if (pial_check_open(week, part, p) &&
			    !check_way(week, &row->claim.share,
				       &week->offer[pair->offer].claim[part->late].share, true,
				       pair->share.n > 0, row->claim.line))
				return false;
		}
	}
	for (uint32_t i = 0; i < part->offers; i++) {
		const struct pial_check_offer *offer = &week->offer[part->offer[i]];
		const struct pial_claimed *claim = &offer->claim[part->late];
		int64_t left = pial_check_left(week, part, part->offer[i]);
		struct pial_exact sum;

		if (!sum_offer(week, part, i, false, &sum))
			return false;
		if (pial_exact_compare(sum, pial_exact_whole(left)) < 0 && claim->share.turn)
			return pial_check_refuse(week, claim->line, idle);
	}
	return true;
}

/* Ways between a producer and one of its offers; adds what it sells. */
static bool check_feed(const struct pial_check_week *week, const struct pial_check_part *part,
		       const struct pial_check_seller *seller, uint32_t i, struct pial_exact *sold)
{
	const struct pial_claimed *claim = &week->offer[part->offer[i]].claim[part->late];
	int64_t left = pial_check_left(week, part, part->offer[i]);
	struct pial_exact sum;

	if (!sum_offer(week, part, i, true, &sum))
		return false;
	if (!pial_exact_add(*sold, sum, sold))
		return pial_check_refuse(week, claim->line, too_large);
	return check_way(week, &seller->claim.sale, &claim->sale,
			 pial_exact_compare(sum, pial_exact_whole(left)) < 0, sum.n > 0,
			 claim->line);
}

static bool check_seller(const struct pial_check_week *week, const struct pial_check_part *part,
			 const struct pial_check_seller *seller)
{
	struct held held = { seller->claim.exact, seller->base, seller->most, seller->claim.sale,
			     seller->claim.line };
	struct pial_exact sold = pial_exact_whole(seller->base);

	if (seller->producer->tier != 1)
		return true;
	for (uint32_t i = seller->first; i < seller->first + seller->count; i++)
		if (!check_feed(week, part, seller, i, &sold))
			return false;
	if (pial_exact_compare(sold, seller->claim.exact))
		return pial_check_refuse(week, seller->claim.line, other_sum);
	return check_parts(week, &held, NULL, seller);
}

/* The producers' side. */
static bool check_sellers(const struct pial_check_week *week, const struct pial_check_part *part)
{
	for (uint32_t s = 0; s < part->sellers; s++)
		if (!check_seller(week, part, &part->seller[s]))
			return false;
	for (uint32_t i = 0; i < part->rows; i++) {
		const struct pial_check_row *row = &week->row[part->row[i]];
		struct pial_exact sum, room = pial_exact_whole(row->packs - row->pinned);

		if (!sum_row(week, part, row, true, &sum))
			return false;
		if (pial_exact_compare(sum, room) > 0)
			return pial_check_refuse(week, row->claim.line, over_order);
		if (pial_exact_compare(sum, room) < 0 && row->claim.sale.turn)
			return pial_check_refuse(week, row->claim.line, idle);
		for (uint32_t p = row->first; p < row->first + row->count; p++) {
			const struct pial_check_pair *pair = &week->pair[p];
			const struct pial_check_offer *offer = &week->offer[pair->offer];

			if (offer->producer->tier == 1 && pial_check_open(week, part, p) &&
			    !check_way(week, &offer->claim[part->late].sale, &row->claim.sale,
				       true, pair->sale.n > 0, row->claim.line))
				return false;
		}
	}
	return true;
}

bool pial_check_shares(struct pial_check_week *week, const struct pial_check_part *part,
		       size_t *odd)
{
	return check_rows(week, part) && check_sellers(week, part) &&
	       pial_check_odd(week, part, odd);
}

/* Adds up a row's pairs; offers and producers get theirs too. */
static bool add_row(struct pial_check_week *week, struct pial_check_part *part,
		    struct pial_check_row *row)
{
	row->right = row->pinned;
	for (uint32_t p = row->first; p < row->first + row->count; p++) {
		const struct pial_check_pair *pair = &week->pair[p];
		struct pial_check_offer *offer = &week->offer[pair->offer];
		struct pial_check_seller *seller =
			&part->seller[part->seller_of[offer->local[part->late]]];

		if (pair->pinned)
			continue;
		if (pair->right < 0 || (pair->right && !pial_check_open(week, part, p)))
			return pial_check_refuse(week, pair->line, closed);
		if (pair->right > row->packs - row->right)
			return pial_check_refuse(week, pair->line, over_order);
		row->right += pair->right;
		offer->right[part->late] += pair->right;
		seller->right += pair->right;
	}
	return row->right == row->claim.packs ||
	       pial_check_refuse(week, row->claim.line, other_sum);
}

bool pial_check_packs(struct pial_check_week *week, struct pial_check_part *part)
{
	for (uint32_t s = 0; s < part->sellers; s++)
		part->seller[s].right = part->seller[s].base;
	for (uint32_t i = 0; i < part->rows; i++)
		if (!add_row(week, part, &week->row[part->row[i]]))
			return false;
	for (uint32_t i = 0; i < part->offers; i++) {
		const struct pial_check_offer *offer = &week->offer[part->offer[i]];

		if (offer->right[part->late] > pial_check_left(week, part, part->offer[i]))
			return pial_check_refuse(week, offer->claim[part->late].line, over_offer);
	}
	for (uint32_t s = 0; s < part->sellers; s++) {
		const struct pial_check_seller *seller = &part->seller[s];

		if (seller->producer->tier == 1 && seller->right != seller->claim.packs)
			return pial_check_refuse(week, seller->claim.line, other_sum);
	}
	return true;
}
