/*
 * Ratios of indices to prices, in integers.
 *
 * A ratio is rounded as the contract says, the sum of the parts is exact, the price is rounded
 * once. A chained price is worked out again from the first period on each time: at most a few
 * hundred steps, and nothing to store that could disagree.
 */
#include "model/revision.h"

#include <stdlib.h>
#include <string.h>

#include "model/data.h"
#include "num/round.h"

#include "base/banned.h"

#define RATE_ONE 1000000
/* Decimals of a ratio where the contract does not say: those of the general conditions (CCAG). */
#define RATIO_DECIMALS 3
#define PRICE_DECIMALS 4
#define E9 1000000000

static int64_t power_of_ten(int32_t n)
{
	int64_t power = 1;

	while (n-- > 0)
		power *= 10;
	return power;
}

static struct pial_date first_of_period(uint8_t every, struct pial_date day)
{
	struct pial_month month = pial_month_of(day);
	int year, number;

	if (every == PIAL_EVERY_WEEK)
		return pial_week_monday(pial_week_of(day));
	pial_month_parts(month, &year, &number);
	if (every == PIAL_EVERY_QUARTER)
		month = pial_month_add(month, -((number - 1) % 3));
	else if (every == PIAL_EVERY_YEAR)
		month = pial_month_add(month, -(number - 1));
	return pial_month_first(month);
}

struct pial_date pial_revision_since(const struct pial_contract *contract,
				     const struct pial_revision *revision, struct pial_date day)
{
	struct pial_date first = first_of_period(revision->every, day);

	if (!pial_date_is_none(contract->from) && first.n < contract->from.n)
		return contract->from;
	return first;
}

/* First day of the period after the one that begins there; none at the end of time. */
static struct pial_date next_period(const struct pial_revision *revision, struct pial_date since)
{
	struct pial_month month = pial_month_of(since);
	int year, number;

	if (revision->every == PIAL_EVERY_WEEK)
		return pial_date_add(pial_week_monday(pial_week_of(since)), 7);
	pial_month_parts(month, &year, &number);
	if (revision->every == PIAL_EVERY_QUARTER)
		return pial_month_first(pial_month_add(month, 3 - (number - 1) % 3));
	if (revision->every == PIAL_EVERY_YEAR)
		return pial_month_first(pial_month_add(month, 13 - number));
	return pial_month_first(pial_month_add(month, 1));
}

static int compare_values(const void *left, const void *right)
{
	const struct pial_index_value *a = left, *b = right;

	if (a->index.n != b->index.n)
		return a->index.n < b->index.n ? -1 : 1;
	if (a->month.n != b->month.n)
		return a->month.n < b->month.n ? -1 : 1;
	return (a->read_on.n > b->read_on.n) - (a->read_on.n < b->read_on.n);
}

void pial_model_add_indices(struct pial_model *model, const struct pial_index_value *value,
			    size_t values)
{
	struct pial_index_value *copy =
		pial_arena_zalloc(&model->arena, values + 1, sizeof(*copy));

	if (values) {
		memcpy(copy, value, values * sizeof(*copy));
		qsort(copy, values, sizeof(*copy), compare_values);
	}
	model->index = copy;
	model->indexes = values;
}

/* First value of an index or of one after it. */
static size_t first_value(const struct pial_model *model, struct pial_text index)
{
	size_t low = 0, high = model->indexes;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (model->index[middle].index.n < index.n)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct pial_index_value *pial_model_index_value(const struct pial_model *model,
						      struct pial_text index,
						      struct pial_month month,
						      struct pial_date read_by)
{
	const struct pial_index_value *found = NULL;

	/* In order of month and day of reading: the last one that fits is the one. */
	for (size_t i = first_value(model, index);
	     i < model->indexes && model->index[i].index.n == index.n; i++)
		if (model->index[i].read_on.n <= read_by.n &&
		    (!month.n || model->index[i].month.n == month.n))
			found = &model->index[i];
	return found;
}

/* The value at base: read by a day, else its first reading, since the contract is built on it. */
static const struct pial_index_value *base_value(const struct pial_model *model,
						 const struct pial_revision_part *part,
						 struct pial_date read_by)
{
	const struct pial_index_value *found =
		pial_model_index_value(model, part->index, part->base_month, read_by);

	for (size_t i = first_value(model, part->index);
	     !found && i < model->indexes && model->index[i].index.n == part->index.n; i++)
		if (model->index[i].month.n == part->base_month.n)
			found = &model->index[i];
	return found;
}

static enum pial_round rounding_of(const struct pial_revision *revision)
{
	if (revision->rounding == PIAL_REVISION_UP)
		return PIAL_ROUND_UP;
	if (revision->rounding == PIAL_REVISION_DOWN)
		return PIAL_ROUND_DOWN;
	return PIAL_ROUND_HALF_AWAY;
}

static int32_t decimals_or(int32_t said, int32_t otherwise)
{
	return said == INT32_MIN ? otherwise : said;
}

bool pial_revision_part_on(const struct pial_model *model, const struct pial_revision *revision,
			   const struct pial_revision_part *part, struct pial_date before,
			   struct pial_date since, struct pial_revised_part *out)
{
	static const struct pial_month newest = { 0 };
	const struct pial_index_value *base, *now;

	*out = (struct pial_revised_part){ .base = PIAL_QTY_NONE, .now = PIAL_QTY_NONE };
	out->decimals = decimals_or(revision->ratio_decimals, RATIO_DECIMALS);
	out->ratio = power_of_ten(out->decimals);
	if (!part->index.n)
		return true;
	base = base_value(model, part, since);
	if (!base)
		return false;
	now = pial_model_index_value(model, part->index, newest, since);
	if (!now || now->month.n < base->month.n)
		now = base;
	if (!pial_date_is_none(before)) {
		const struct pial_index_value *last =
			pial_model_index_value(model, part->index, newest, before);

		if (last && last->month.n >= base->month.n)
			base = last;
	}
	out->base_month = base->month;
	out->month = now->month;
	out->base = base->value;
	out->now = now->value;
	return pial_muldiv(now->value.milli, out->ratio, base->value.milli, rounding_of(revision),
			   &out->ratio);
}

/* Sum of share x ratio, exact, in units of 10^-(6 + decimals of a ratio). */
static bool coefficient(const struct pial_model *model, const struct pial_revision *revision,
			struct pial_date before, struct pial_date since, struct pial_revised *out,
			pial_i128 *sum)
{
	*sum = 0;
	for (uint32_t i = 0; i < revision->part_count; i++) {
		struct pial_revised_part part;

		if (!pial_revision_part_on(model, revision, &revision->part[i], before, since,
					   &part)) {
			out->missing = revision->part[i].index;
			return false;
		}
		*sum += (pial_i128)revision->part[i].share.e6 * part.ratio;
	}
	return true;
}

static int64_t bounded(int64_t e4, struct pial_price from, struct pial_rate change, bool floor)
{
	int64_t bound;

	/* A floor rounds up and a cap down, so that neither is passed by the rounding. */
	if (pial_rate_is_none(change) ||
	    !pial_muldiv(from.e4, (int64_t)RATE_ONE + change.e6, RATE_ONE,
			 floor ? PIAL_ROUND_UP : PIAL_ROUND_DOWN, &bound))
		return e4;
	return (floor ? e4 < bound : e4 > bound) ? bound : e4;
}

/* One revision of out->price, for the period that begins on since. */
static bool revise_once(const struct pial_model *model, const struct pial_revision *revision,
			struct pial_date before, struct pial_date since, struct pial_revised *out)
{
	int32_t decimals = decimals_or(revision->ratio_decimals, RATIO_DECIMALS);
	int64_t unit = power_of_ten(4 - decimals_or(revision->price_decimals, PRICE_DECIMALS));
	int64_t one = RATE_ONE * power_of_ten(decimals), price, floored, capped;
	pial_i128 sum;

	out->state = PIAL_REVISED_UNKNOWN;
	if (!coefficient(model, revision, before, since, out, &sum))
		return false;
	out->state = PIAL_REVISED_RANGE;
	if (sum > INT64_MAX || !pial_muldiv(out->price.e4, (int64_t)sum, one * unit,
					    PIAL_ROUND_HALF_AWAY, &price) ||
	    !pial_muldiv(E9, (int64_t)sum, one, PIAL_ROUND_HALF_AWAY, &out->coefficient_e9) ||
	    price > INT32_MAX / unit)
		return false;
	price *= unit;
	floored = bounded(price, out->price, revision->floor, true);
	capped = bounded(floored, out->price, revision->cap, false);
	if (capped < 0 || capped > INT32_MAX)
		return false;
	out->written = out->price;
	out->floored = floored != price;
	out->capped = capped != floored;
	out->price.e4 = (int32_t)capped;
	out->state = PIAL_REVISED_DONE;
	return true;
}

/* Every period after that of the first day, one on top of the other. */
static bool revise_chained(const struct pial_model *model, const struct pial_contract *contract,
			   const struct pial_revision *revision, struct pial_date first,
			   struct pial_date since, struct pial_revised *out)
{
	struct pial_date before = pial_revision_since(contract, revision, first);

	if (!revise_once(model, revision, (struct pial_date){ 0 }, before, out))
		return false;
	while (before.n < since.n) {
		struct pial_date next = next_period(revision, before);

		if (pial_date_is_none(next))
			return false;
		if (!revise_once(model, revision, before, next, out))
			return false;
		before = next;
	}
	return true;
}

void pial_price_revise(const struct pial_model *model, const struct pial_contract *contract,
		       const struct pial_contract_line *line, struct pial_date day,
		       struct pial_revised *out)
{
	const struct pial_revision *revision = line->formula;
	struct pial_date first = line->from.n ? line->from : contract->from;
	bool done;

	*out = (struct pial_revised){ .price = line->price, .written = line->price,
				      .coefficient_e9 = E9, .state = PIAL_REVISED_FIRM };
	if (!line->formula_count || pial_price_is_none(line->price))
		return;
	out->since = pial_revision_since(contract, revision, day);
	if (!revision->part_count) {
		/* A name and no formula: a person revises it, by new lines of the contract. */
		out->state = PIAL_REVISED_UNKNOWN;
		out->missing = line->revision;
		return;
	}
	if (revision->chained == PIAL_YES)
		done = revise_chained(model, contract, revision, first.n ? first : day, out->since,
				      out);
	else
		done = revise_once(model, revision, (struct pial_date){ 0 }, out->since, out);
	if (!done) {
		out->price = out->written = line->price;
		out->floored = out->capped = false;
		out->coefficient_e9 = E9;
	}
}
