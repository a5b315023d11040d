/*
 * Entitlements and deliveries of a week brought together by side, party and product, on what was
 * owed before.
 *
 * What a kitchen received counts for what it had ordered, what a producer gave for what it is: a
 * substitute closes the kitchen's account of spinach and the producer's of chard.
 */
#include "engine/balance.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "engine/entitle.h"
#include "engine/ratio.h"
#include "num/round.h"

#include "base/banned.h"

void pial_accounts_init(struct pial_accounts *accounts)
{
	memset(accounts, 0, sizeof(*accounts));
}

void pial_accounts_release(struct pial_accounts *accounts)
{
	free(accounts->row);
	pial_accounts_init(accounts);
}

static int compare(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

int pial_balance_compare(const struct pial_balance *a, const struct pial_balance *b)
{
	int order = compare(a->side, b->side);

	if (!order)
		order = compare(a->id, b->id);
	return order ? order : compare(a->product.n, b->product.n);
}

static int by_key(const void *left, const void *right)
{
	return pial_balance_compare(left, right);
}

void pial_accounts_put(struct pial_accounts *accounts, const struct pial_balance *row, size_t rows)
{
	size_t all = accounts->rows + rows, at = 0, kept = 0;
	struct pial_balance *merged;

	if (!rows)
		return;
	merged = pial_calloc(all, sizeof(*merged));
	for (size_t i = 0; i < rows; i++) {
		int order = 1;

		while (at < accounts->rows &&
		       (order = pial_balance_compare(&accounts->row[at], &row[i])) < 0)
			merged[kept++] = accounts->row[at++];
		if (!order)
			at++;
		merged[kept++] = row[i];
	}
	while (at < accounts->rows)
		merged[kept++] = accounts->row[at++];
	free(accounts->row);
	accounts->row = merged;
	accounts->rows = kept;
	accounts->cap = all;
}

const struct pial_balance *pial_accounts_find(const struct pial_accounts *accounts,
					      const struct pial_balance *key)
{
	if (!accounts->rows)
		return NULL;
	return bsearch(key, accounts->row, accounts->rows, sizeof(*key), by_key);
}

void pial_accounts_list(const struct pial_accounts *accounts, struct pial_arena *arena,
			struct pial_account **list, size_t *count)
{
	*list = pial_arena_zalloc(arena, accounts->rows + 1, sizeof(**list));
	*count = 0;
	for (size_t i = 0; i < accounts->rows; i++) {
		const struct pial_balance *row = &accounts->row[i];

		if (row->account.milli)
			(*list)[(*count)++] = (struct pial_account){ row->id, row->product,
								     row->account };
	}
}

/* ---- What was given ---- */

static const struct pial_producer *grower_of(const struct pial_model *model,
					     struct pial_producer_id id)
{
	const struct pial_producer *producer = pial_model_producer(model, id);

	return producer && producer->tier == 1 ? producer : NULL;
}

static bool fold_given(struct pial_balance *list, size_t *count)
{
	size_t kept = 0;

	if (*count)
		qsort(list, *count, sizeof(*list), by_key);
	for (size_t i = 0; i < *count; i++) {
		struct pial_balance *last = kept ? &list[kept - 1] : NULL;

		if (!last || pial_balance_compare(last, &list[i])) {
			list[kept++] = list[i];
			continue;
		}
		if (!pial_add(last->given.milli, list[i].given.milli, &last->given.milli))
			return false;
		if (list[i].last_met.n > last->last_met.n)
			last->last_met = list[i].last_met;
	}
	*count = kept;
	return true;
}

/* One row for each side of a line, with what was kept; folded by key. */
static bool list_given(const struct pial_balance_input *input, struct pial_arena *arena,
		       struct pial_balance **list, size_t *count)
{
	*list = pial_arena_zalloc(arena, 2 * input->lines + 1, sizeof(**list));
	*count = 0;
	for (size_t i = 0; i < input->lines; i++) {
		const struct pial_matched *line = &input->line[i];
		struct pial_balance row = { .given = pial_matched_kept(line) };

		if (pial_qty_is_none(row.given))
			continue;
		if (row.given.milli > 0)
			row.last_met = line->day;
		row.side = PIAL_SIDE_KITCHEN;
		row.id = line->kitchen.n;
		row.product = line->row ? line->row->ordered : line->product;
		if (input->week.model->policy.rule == PIAL_RULE_LEXIMIN)
			(*list)[(*count)++] = row;
		row.side = PIAL_SIDE_PRODUCER;
		row.id = line->producer.n;
		row.product = line->product;
		if (grower_of(input->week.model, line->producer))
			(*list)[(*count)++] = row;
	}
	return fold_given(*list, count);
}

/* The producers' part of what was given, for splitting what they are entitled to. */
static struct pial_gave *list_gave(const struct pial_balance *given, size_t count,
				   struct pial_arena *arena, size_t *gaves)
{
	struct pial_gave *gave = pial_arena_zalloc(arena, count + 1, sizeof(*gave));

	*gaves = 0;
	for (size_t i = 0; i < count; i++)
		if (given[i].side == PIAL_SIDE_PRODUCER)
			gave[(*gaves)++] = (struct pial_gave){ given[i].id, given[i].product,
							       given[i].given };
	return gave;
}

/* ---- Rows ---- */

/* A row of one side that is entitled to something, or that played a part. */
static size_t add_entitled(const struct pial_entitled *list, size_t count, enum pial_side side,
			   struct pial_balance *row)
{
	size_t rows = 0;

	for (size_t i = 0; i < count; i++)
		if (list[i].weighed || list[i].quantity.milli)
			row[rows++] = (struct pial_balance){
				.side = (uint8_t)side, .id = list[i].party,
				.product = list[i].product, .entitled = list[i].quantity,
				.credit = list[i].credit,
				.last_met = { 0 }, .cap = PIAL_QTY_NONE };
	return rows;
}

/* The bound of an account: account_cap_weeks x w, halves to even, at most what a file holds. */
static bool bound(const struct pial_model *model, const struct pial_entitled *entitled,
		  struct pial_qty *cap)
{
	struct pial_ratio whole;

	if (!pial_ratio_scale(entitled->w, model->policy.account_cap_weeks, 1, &whole) ||
	    !pial_ratio_round(whole, &cap->milli))
		return false;
	if (cap->milli > PIAL_QTY_MAX)
		cap->milli = PIAL_QTY_MAX;
	return true;
}

static bool add_bounds(const struct pial_model *model, const struct pial_entitled *list,
		       size_t count, struct pial_balance *row)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].weighed || list[i].quantity.milli) {
			if (list[i].weighed && !bound(model, &list[i], &row->cap))
				return false;
			row++;
		}
	return true;
}

/* Adds what was given to the rows that are there, and rows for the rest. */
static size_t add_given(struct pial_balance *row, size_t rows, const struct pial_balance *given,
			size_t count)
{
	size_t all = rows;

	for (size_t i = 0; i < count; i++) {
		struct pial_balance *found = NULL;

		if (rows)
			found = bsearch(&given[i], row, rows, sizeof(*row), by_key);
		if (found) {
			found->given = given[i].given;
			found->last_met = given[i].last_met;
		} else if (given[i].given.milli) {
			row[all] = given[i];
			row[all++].cap = PIAL_QTY_NONE;
		}
	}
	if (all > rows)
		qsort(row, all, sizeof(*row), by_key);
	return all;
}

static bool is_small(int64_t milli)
{
	return milli >= -PIAL_QTY_MAX && milli <= PIAL_QTY_MAX;
}

/* A <- A + entitled - given, within the bound. False beyond what a file may hold. */
static bool settle(struct pial_balance *row, const struct pial_balance *before)
{
	int64_t account = before ? before->account.milli : 0;

	if (pial_qty_is_none(row->cap))
		row->cap.milli = before ? before->cap.milli : 0;
	if (!row->last_met.n && before)
		row->last_met = before->last_met;
	/* Neither sum can leave 64 bits: each term is within the limit of a file. */
	if (!is_small(row->entitled.milli) || !is_small(row->given.milli))
		return false;
	account += row->entitled.milli - row->given.milli;
	if (account > row->cap.milli)
		account = row->cap.milli;
	if (account < -row->cap.milli)
		account = -row->cap.milli;
	row->account.milli = account;
	return true;
}

static bool settle_all(const struct pial_balance_input *input, struct pial_balance *row,
		       size_t rows)
{
	for (size_t i = 0; i < rows; i++) {
		row[i].week = input->week.week;
		row[i].entry = 1;
		if (!settle(&row[i], pial_accounts_find(input->before, &row[i])))
			return false;
	}
	return true;
}

bool pial_balance_week(const struct pial_balance_input *input, struct pial_arena *arena,
		       struct pial_balance **row, size_t *rows, struct pial_diags *diags)
{
	const struct pial_model *model = input->week.model;
	struct pial_entitlement all;
	struct pial_balance *given;
	struct pial_gave *gave;
	size_t count, gaves, producers;

	*rows = 0;
	if (!list_given(input, arena, &given, &count))
		return pial_diag_add(diags, NULL, PIAL_E_ALLOCATE_RANGE);
	gave = list_gave(given, count, arena, &gaves);
	if (!pial_entitle(&input->week, gave, gaves, arena, &all, diags))
		return false;
	*row = pial_arena_zalloc(arena, all.kitchens + all.producers + count + 1, sizeof(**row));
	producers = add_entitled(all.producer, all.producers, PIAL_SIDE_PRODUCER, *row);
	*rows = producers + add_entitled(all.kitchen, all.kitchens, PIAL_SIDE_KITCHEN,
					 *row + producers);
	if (!add_bounds(model, all.producer, all.producers, *row) ||
	    !add_bounds(model, all.kitchen, all.kitchens, *row + producers))
		return pial_diag_add(diags, NULL, PIAL_E_ALLOCATE_RANGE);
	*rows = add_given(*row, *rows, given, count);
	return settle_all(input, *row, *rows) ||
	       pial_diag_add(diags, NULL, PIAL_E_ALLOCATE_RANGE);
}
