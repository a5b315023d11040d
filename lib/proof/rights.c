/*
 * What contracts owe, and what a row or a producer weighs: spec of allocation, "Instance", levels 4
 * and 5.
 *
 * A kitchen's rows of one product this week are a claim: they share the kitchen's weight and
 * account in proportion to their packs, and those under one contract its firm quantity. Days are
 * counted one by one, as people count them on a calendar.
 */
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "num/round.h"
#include "proof/week.h"

static int by_address(const void *a, const void *b)
{
	return ((uintptr_t)a > (uintptr_t)b) - ((uintptr_t)a < (uintptr_t)b);
}

static int by_claim(const void *left, const void *right)
{
	const struct pial_check_member *a = left, *b = right;
	int order = by_address(a->row->kitchen, b->row->kitchen);

	if (!order)
		order = by_address(a->row->product, b->row->product);
	if (!order)
		order = by_address(a->row->contract, b->row->contract);
	return order ? order : (a->place > b->place) - (a->place < b->place);
}

static void list_members(struct pial_check_week *week)
{
	struct pial_check_member *member = pial_arena_zalloc(week->arena, (size_t)week->rows + 1,
						  sizeof(*member));

	for (uint32_t r = 0; r < week->rows; r++)
		member[r] = (struct pial_check_member){ &week->row[r], r };
	if (week->rows)
		qsort(member, week->rows, sizeof(*member), by_claim);
	week->member = member;
}

/* How many members from one on have the same kitchen, product and, when asked, contract. */
static uint32_t run_of(const struct pial_check_member *member, uint32_t left, bool contract)
{
	uint32_t count = 1;

	while (count < left && member[count].row->kitchen == member->row->kitchen &&
	       member[count].row->product == member->row->product &&
	       (!contract || member[count].row->contract == member->row->contract))
		count++;
	return count;
}

/* ---- What contracts owe ---- */

static const struct pial_contract_line *line_of(const struct pial_check_row *row)
{
	if (!row->contract)
		return NULL;
	return pial_contract_line_on(row->contract, row->order->product, row->order->day);
}

/* The firm quantity of the week that the rows of one contract have; below 0: none is said. */
static int64_t firm_of(const struct pial_check_week *week, const struct pial_check_member *member,
		       uint32_t count)
{
	uint32_t n = week->input->week.n;

	for (uint32_t i = 0; i < count; i++) {
		const struct pial_contract_line *line = line_of(member[i].row);

		for (uint32_t f = 0; line && f < line->firm_count; f++) {
			const struct pial_firm *firm = &line->firm[f];
			bool begun = pial_week_is_none(firm->from_week) || firm->from_week.n <= n;
			bool over = !pial_week_is_none(firm->until_week) && firm->until_week.n < n;

			if (!begun || over)
				continue;
			if (!pial_qty_is_none(firm->quantity))
				return firm->quantity.milli;
			break;
		}
	}
	return -1;
}

/* First and last day; first 0: nowhere. */
struct span {
	struct pial_date first, last;	/* both included */
};

/* The same day in another year; 29 February becomes 1 March. */
static struct pial_date same_day(struct pial_date date, int year)
{
	struct pial_date out = { 0 };
	int y, month, day;

	pial_date_parts(date, &y, &month, &day);
	if (!pial_date_make(year, month, day, &out))
		(void)!pial_date_make(year, 3, 1, &out);
	return out;
}

static struct span meet(struct span a, struct pial_date first, struct pial_date last)
{
	if (first.n > a.first.n)
		a.first = first;
	if (last.n < a.last.n)
		a.last = last;
	return a;
}

/* The period in which a line counts its minimum and maximum, around a row's day. */
static struct span period_of(const struct pial_check_row *row,
			     const struct pial_contract_line *line)
{
	struct span span = { line->from, line->until };
	struct pial_date begin = { 0 }, end = { 0 };
	int year, month, day;

	if (pial_date_is_none(span.first))
		span.first = row->contract->from;
	if (pial_date_is_none(span.last))
		span.last = row->contract->until;
	if (line->per != PIAL_PER_YEAR && line->per != PIAL_PER_ANNIVERSARY)
		return span;
	pial_date_parts(row->order->day, &year, &month, &day);
	if (line->per == PIAL_PER_ANNIVERSARY && !pial_date_is_none(span.first)) {
		if (same_day(span.first, year).n > row->order->day.n)
			year--;
		begin = same_day(span.first, year);
		end = pial_date_add(same_day(span.first, year + 1), -1);
	} else {
		(void)!pial_date_make(year, 1, 1, &begin);
		(void)!pial_date_make(year, 12, 31, &end);
	}
	if (pial_date_is_none(span.last))
		span.last = end;
	return meet(span, begin, end);
}

static int64_t open_days(const struct pial_check_week *week, const struct pial_kitchen *kitchen,
			 struct span span)
{
	int64_t open = 0;

	if (pial_date_is_none(span.first) || pial_date_is_none(span.last))
		return 0;
	for (uint32_t n = span.first.n; n <= span.last.n; n++)
		open += pial_kitchen_receives(week->input->model, kitchen,
					      (struct pial_date){ (uint16_t)n });
	return open;
}

/* What is left of a row's minimum for each delivery day to come, in packs. */
static int64_t minimum_of(const struct pial_check_week *week, const struct pial_check_row *row,
			  const struct pial_contract_line *line)
{
	const struct pial_kitchen *kitchen =
		pial_model_kitchen(week->input->model, row->contract->kitchen);
	struct span span = period_of(row, line);
	int64_t left = line->min.milli, days, pack = row->product->pack.milli;

	if (pial_qty_is_none(line->min) || !kitchen)
		return 0;
	for (size_t i = 0; i < week->input->delivereds && left > 0; i++) {
		const struct pial_contract_delivered *d = &week->input->delivered[i];

		if (d->contract.n == row->contract->id.n && d->product.n == line->product.n &&
		    d->day.n >= span.first.n && d->day.n <= span.last.n)
			left -= d->quantity.milli;
	}
	days = open_days(week, kitchen,
			 meet(span, pial_week_monday(week->input->week), span.last));
	if (left <= 0 || !days)
		return 0;
	left = left / days + (left % days != 0);
	return left / pack + (left % pack != 0);
}

/* Splits a firm quantity between the rows of a contract. */
static void split_firm(struct pial_check_week *week, const struct pial_check_member *member,
		       uint32_t count, int64_t firm)
{
	int64_t *packs = pial_arena_zalloc(week->arena, 2 * (size_t)count + 1, sizeof(*packs));
	int64_t pack = member->row->product->pack.milli, owed = firm / pack + (firm % pack != 0);
	int64_t ordered = 0;

	for (uint32_t i = 0; i < count; i++) {
		packs[i] = member[i].row->packs;
		ordered += packs[i];
	}
	if (!pial_split(owed < ordered ? owed : ordered, packs, count, packs + count))
		return;
	for (uint32_t i = 0; i < count; i++)
		week->row[member[i].place].owed = packs[count + i];
}

void pial_check_owed(struct pial_check_week *week)
{
	const struct pial_check_member *member;

	list_members(week);
	member = week->member;
	for (uint32_t at = 0, count; at < week->rows; at += count) {
		int64_t firm;

		count = run_of(member + at, week->rows - at, true);
		if (!member[at].row->contract)
			continue;
		firm = firm_of(week, member + at, count);
		if (firm >= 0) {
			split_firm(week, member + at, count, firm);
			continue;
		}
		for (uint32_t i = at; i < at + count; i++) {
			const struct pial_contract_line *line = line_of(member[i].row);
			struct pial_check_row *row = &week->row[member[i].place];
			int64_t owed = line ? minimum_of(week, row, line) : 0;

			row->owed = owed < row->packs ? owed : row->packs;
		}
	}
}

/* ---- Weights and accounts ---- */

/* Where weights of rows come from, best first. */
enum source {
	FROM_NEEDS,
	FROM_FIRM,
	FROM_CONTRACT,
	FROM_ORDERS,
};

/* A kitchen's rows of one product. */
struct claim {
	const struct pial_check_member *member;	/* by contract, then key */
	uint32_t count;			/* how many */
	int64_t packs;			/* all together */
};

static int by_amount(const void *left, const void *right)
{
	const struct pial_check_amount *a = left, *b = right;

	if (a->product.n != b->product.n)
		return a->product.n < b->product.n ? -1 : 1;
	return (a->party > b->party) - (a->party < b->party);
}

/* A sorted copy of amounts. */
static struct pial_check_amounts sorted(struct pial_arena *arena,
					const struct pial_check_amount *amount, size_t count)
{
	struct pial_check_amount *copy = pial_arena_zalloc(arena, count + 1, sizeof(*copy));

	if (count) {
		memcpy(copy, amount, count * sizeof(*copy));
		qsort(copy, count, sizeof(*copy), by_amount);
	}
	return (struct pial_check_amounts){ copy, count };
}

/* The first amount of a product that is not before a party. */
static size_t first_amount(const struct pial_check_amounts *amounts, uint32_t party,
			   struct pial_product_id product)
{
	const struct pial_check_amount key = { .party = party, .product = product };
	size_t low = 0, high = amounts->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_amount(&amounts->amount[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Adds up the amounts of a party and a product; false when there is none. */
static bool amount_of(const struct pial_check_amounts *amounts, uint32_t party,
		      struct pial_product_id product, pial_i128 *sum)
{
	bool found = false;

	*sum = 0;
	for (size_t i = first_amount(amounts, party, product); i < amounts->count; i++) {
		const struct pial_check_amount *amount = &amounts->amount[i];

		if (amount->party != party || amount->product.n != product.n)
			break;
		*sum += amount->milli;
		found = true;
	}
	return found;
}

/* Firm quantities of a claim's contracts; false when none says any. */
static bool firm_sum(const struct pial_check_week *week, const struct claim *claim,
		     struct pial_exact *sum)
{
	bool found = false;

	*sum = pial_exact_whole(0);
	for (uint32_t i = 0, count; i < claim->count; i += count) {
		int64_t firm;

		count = run_of(claim->member + i, claim->count - i, true);
		firm = claim->member[i].row->contract
			       ? firm_of(week, claim->member + i, count) : -1;
		if (firm < 0)
			continue;
		sum->n += firm;
		found = true;
	}
	return found;
}

/* The week's part of the maximum, else minimum, of the line of a row; false: it has none. */
static bool week_part(const struct pial_check_week *week, const struct pial_check_row *row,
		      struct pial_exact *part)
{
	const struct pial_contract_line *line = line_of(row);
	const struct pial_kitchen *kitchen;
	struct pial_date monday = pial_week_monday(week->input->week);
	struct pial_qty whole;
	struct span span;
	int64_t days;

	if (!line)
		return false;
	whole = pial_qty_is_none(line->max) ? line->min : line->max;
	kitchen = pial_model_kitchen(week->input->model, row->contract->kitchen);
	if (pial_qty_is_none(whole) || !kitchen)
		return false;
	span = period_of(row, line);
	days = open_days(week, kitchen, span);
	if (!days)
		return false;
	*part = pial_exact_of((pial_i128)whole.milli *
			      open_days(week, kitchen, meet(span, monday,
							    pial_date_add(monday, 6))), days);
	return true;
}

/* Parts of the week of a claim's contracts; false when none says any. */
static bool contract_sum(const struct pial_check_week *week, const struct claim *claim,
			 struct pial_exact *sum)
{
	bool found = false;

	*sum = pial_exact_whole(0);
	for (uint32_t i = 0, count; i < claim->count; i += count) {
		struct pial_exact part;

		count = run_of(claim->member + i, claim->count - i, true);
		for (uint32_t j = 0; j < count; j++)
			if (week_part(week, claim->member[i + j].row, &part)) {
				found = pial_exact_add(*sum, part, sum) || found;
				break;
			}
	}
	return found;
}

static bool source_says(const struct pial_check_week *week, const struct claim *claim,
			enum source source, struct pial_exact *says)
{
	const struct pial_check_row *row = claim->member->row;

	*says = pial_exact_whole(0);
	switch (source) {
	case FROM_NEEDS:
		return amount_of(&week->weight, row->kitchen->id.n, row->product->id, &says->n);
	case FROM_FIRM:
		return firm_sum(week, claim, says);
	case FROM_CONTRACT:
		return contract_sum(week, claim, says);
	case FROM_ORDERS:
		break;
	}
	*says = pial_exact_whole((pial_i128)claim->packs * row->product->pack.milli);
	return true;
}

/* The claim that a row belongs to. */
static struct claim claim_of(const struct pial_check_week *week,
			     const struct pial_check_member *member,
			     const struct pial_check_row *row)
{
	struct claim claim = { .count = 0 };
	uint32_t low = 0, high = week->rows;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = by_address(member[middle].row->kitchen, row->kitchen);

		if (!order)
			order = by_address(member[middle].row->product, row->product);
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	claim.member = member + low;
	claim.count = run_of(claim.member, week->rows - low, false);
	for (uint32_t i = 0; i < claim.count; i++)
		claim.packs += claim.member[i].row->packs;
	return claim;
}

/* Fractions in the same proportions as whole numbers without a common factor. */
static bool whole_weights(const struct pial_exact *weight, size_t count, pial_i128 *whole)
{
	pial_i128 scale = 1, common = 0;

	for (size_t i = 0; i < count; i++)
		if (!pial_wide_times(scale, weight[i].d / pial_wide_gcd(scale, weight[i].d),
				     &scale))
			return false;
	for (size_t i = 0; i < count; i++) {
		if (!pial_wide_times(weight[i].n, scale / weight[i].d, &whole[i]))
			return false;
		if (whole[i] < 0)
			whole[i] = 0;
		common = pial_wide_gcd(common, whole[i]);
	}
	for (size_t i = 0; common && i < count; i++)
		whole[i] /= common;
	return true;
}

static bool weigh_rows(struct pial_check_week *week, const struct pial_check_part *part)
{
	const struct pial_check_member *member = week->member;
	struct claim *claim = pial_arena_zalloc(week->arena, (size_t)part->rows + 1,
						sizeof(*claim));
	struct pial_exact *weight = pial_arena_zalloc(week->arena, (size_t)part->rows + 1,
						      sizeof(*weight)), says;
	pial_i128 *whole = pial_arena_zalloc(week->arena, (size_t)part->rows + 1, sizeof(*whole));
	enum source best = FROM_ORDERS;

	for (uint32_t i = 0; i < part->rows; i++) {
		claim[i] = claim_of(week, member, &week->row[part->row[i]]);
		for (enum source source = FROM_NEEDS; source < best; source++)
			if (source_says(week, &claim[i], source, &says))
				best = source;
	}
	for (uint32_t i = 0; i < part->rows; i++) {
		struct pial_check_row *row = &week->row[part->row[i]];
		struct pial_exact owed = pial_exact_whole(0);

		if (!source_says(week, &claim[i], best, &says))
			(void)source_says(week, &claim[i], FROM_ORDERS, &says);
		(void)amount_of(&week->account, row->kitchen->id.n, row->product->id, &owed.n);
		if (!pial_exact_times(says, row->kitchen->weight.milli, 1, &says) ||
		    !pial_exact_times(says, row->packs, claim[i].packs, &weight[i]) ||
		    !pial_exact_times(owed, row->packs,
				      (pial_i128)claim[i].packs * row->product->pack.milli,
				      &row->account))
			return false;
	}
	if (!whole_weights(weight, part->rows, whole))
		return false;
	for (uint32_t i = 0; i < part->rows; i++)
		week->row[part->row[i]].weight = whole[i];
	return true;
}

/* True when the plan has a row of a product, whoever grows it. */
static bool is_planned(const struct pial_check_week *week, struct pial_product_id product)
{
	const struct pial_check_amounts *weight = &week->weight;

	for (size_t i = first_amount(weight, 0, product); i < weight->count; i++) {
		if (weight->amount[i].product.n != product.n)
			break;
		if (pial_model_producer(week->input->model,
					(struct pial_producer_id){ weight->amount[i].party }))
			return true;
	}
	return false;
}

/* True when a seller offers a product in the component, before the offer of a place. */
static bool sells(const struct pial_check_week *week, const struct pial_check_part *part,
		  const struct pial_check_seller *seller, const struct pial_product *product,
		  uint32_t before)
{
	for (uint32_t i = seller->first; i < seller->first + seller->count && i < before; i++)
		if (week->offer[part->offer[i]].product == product)
			return true;
	return false;
}

/* Adds to the sellers' weights their shares of one row of a contract; true when it has any. */
static bool add_shares(const struct pial_check_week *week, const struct pial_check_part *part,
		       const struct pial_check_row *row, struct pial_exact *weight, bool *fits)
{
	pial_i128 all = 0;

	for (uint32_t i = 0; row->contract && i < row->contract->producer_count; i++) {
		const struct pial_contract_producer *member = &row->contract->producer[i];

		if (pial_day_within(row->order->day, member->from, member->until))
			all += member->share.milli;
	}
	for (uint32_t i = 0; all > 0 && i < row->contract->producer_count; i++) {
		const struct pial_contract_producer *member = &row->contract->producer[i];
		struct pial_exact share = pial_exact_whole((pial_i128)row->packs *
							   row->product->pack.milli);

		if (!pial_day_within(row->order->day, member->from, member->until))
			continue;
		for (uint32_t s = 0; s < part->sellers; s++)
			if (part->seller[s].producer->id.n == member->producer.n &&
			    sells(week, part, &part->seller[s], row->product, PIAL_NOWHERE))
				*fits = *fits &&
					pial_exact_times(share, member->share.milli, all, &share) &&
					pial_exact_add(weight[s], share, &weight[s]);
	}
	return all > 0;
}

/* Adds up what was promised and what is owed for each product that sellers offer. */
static bool add_products(const struct pial_check_week *week, struct pial_check_part *part,
			 struct pial_exact *weight, bool *plan)
{
	bool fits = true;

	for (uint32_t i = 0; i < part->offers; i++) {
		const struct pial_check_offer *offer = &week->offer[part->offer[i]];
		struct pial_check_seller *seller = &part->seller[part->seller_of[i]];
		struct pial_exact promised = pial_exact_whole(0), owed;
		pial_i128 milli;

		if (sells(week, part, seller, offer->product, i))
			continue;
		*plan |= is_planned(week, offer->product->id);
		(void)amount_of(&week->weight, offer->producer->id.n, offer->product->id,
				&promised.n);
		(void)amount_of(&week->account, offer->producer->id.n, offer->product->id,
				&milli);
		owed = pial_exact_of(milli, offer->product->pack.milli);
		fits = fits && pial_exact_add(weight[part->seller_of[i]], promised,
					      &weight[part->seller_of[i]]) &&
		       pial_exact_add(seller->account, owed, &seller->account);
	}
	return fits;
}

static bool weigh_sellers(struct pial_check_week *week, struct pial_check_part *part)
{
	size_t room = (size_t)part->sellers + 1;
	struct pial_exact *weight = pial_arena_zalloc(week->arena, room, sizeof(*weight));
	struct pial_exact *kept = pial_arena_zalloc(week->arena, room, sizeof(*kept));
	pial_i128 *whole = pial_arena_zalloc(week->arena, room, sizeof(*whole));
	bool plan = false, contract = false, fits;
	uint32_t count = 0;

	for (uint32_t s = 0; s < part->sellers; s++)
		weight[s] = part->seller[s].account = pial_exact_whole(0);
	fits = add_products(week, part, weight, &plan);
	for (uint32_t i = 0; !plan && i < part->rows; i++)
		contract |= add_shares(week, part, &week->row[part->row[i]], weight, &fits);
	for (uint32_t s = 0; !plan && !contract && s < part->sellers; s++)
		weight[s] = pial_exact_whole(part->seller[s].producer->share.milli);
	for (uint32_t s = 0; s < part->sellers; s++)
		if (part->seller[s].producer->tier == 1)
			kept[count++] = weight[s];
	if (!fits || !whole_weights(kept, count, whole))
		return false;
	count = 0;
	for (uint32_t s = 0; s < part->sellers; s++)
		if (part->seller[s].producer->tier == 1)
			part->seller[s].weight = whole[count++];
	return true;
}

bool pial_check_weigh(struct pial_check_week *week, struct pial_check_part *part)
{
	if (week->input->model->policy.rule == PIAL_RULE_LEXIMIN && !weigh_rows(week, part))
		return false;
	return weigh_sellers(week, part);
}

void pial_check_amounts_sort(struct pial_check_week *week)
{
	const struct pial_check_input *input = week->input;

	week->account = sorted(week->arena, input->account, input->accounts);
	week->weight = sorted(week->arena, input->weight, input->weights);
}
