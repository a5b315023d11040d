/*
 * One list of quantities by day for each contract, known and foretold alike; every bound is a sum
 * over it.
 */
#include "engine/contract_check.h"

#include <stdlib.h>
#include <string.h>

#include "engine/owed.h"
#include "num/round.h"

#include "base/banned.h"

/* A quantity of a contract on a day. */
struct entry {
	struct pial_product_id product;	/* what */
	struct pial_date day;		/* when */
	int64_t milli;			/* thousandths of the unit */
	bool done;			/* had so far; else to come */
};

/* A contract being looked at. */
/* What a contract had: a list in the order of done, since all of them have that of all. */
struct chain {
	uint32_t first;		/* of done, from 1; 0: nothing */
	uint32_t count;		/* how many */
};

struct look {
	const struct pial_contract_input *input;	/* what was asked */
	const struct pial_contract *contract;		/* which */
	const struct pial_kitchen *kitchen;		/* whose */
	struct pial_week first, last;			/* of the season */
	struct chain *chain;				/* what each contract had */
	uint32_t *next;					/* of each of done: the one after it */
	struct pial_arena *arena;			/* holds entry */
	struct entry *entry;				/* by day */
	size_t entries;					/* how many */
};

void pial_contract_result_init(struct pial_contract_result *result)
{
	*result = (struct pial_contract_result){ .line = NULL };
	pial_arena_init(&result->arena);
}

void pial_contract_result_release(struct pial_contract_result *result)
{
	pial_arena_release(&result->arena);
	*result = (struct pial_contract_result){ .line = NULL };
}

static bool is_known(const struct pial_contract_input *input, struct pial_week week)
{
	size_t low = 0, high = input->knowns;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (input->known[middle].n < week.n)
			low = middle + 1;
		else
			high = middle;
	}
	return low < input->knowns && input->known[low].n == week.n;
}

/* The week of the planned season with the ISO number of another; its week 52 stands for 53. */
static struct pial_week like(const struct look *look, struct pial_week week)
{
	int year, number;

	if (week.n >= look->first.n && week.n <= look->last.n)
		return week;
	pial_week_parts(week, &year, &number);
	for (struct pial_week w = look->first; w.n <= look->last.n; w.n++) {
		int its;

		pial_week_parts(w, &year, &its);
		if (its == number)
			return w;
	}
	return pial_week_add(week, -1).n >= look->first.n && number == 53
		       ? like(look, pial_week_add(week, -1))
		       : (struct pial_week){ 0 };
}

/* The first day of a week on which the kitchen receives and a line has the product; none: never. */
static struct pial_date day_in(const struct look *look, struct pial_product_id product,
			       struct pial_week week)
{
	for (int d = PIAL_MONDAY; d <= PIAL_SUNDAY; d++) {
		struct pial_date day = pial_week_day(week, (enum pial_weekday)d);

		if (pial_kitchen_receives(look->input->model, look->kitchen, day) &&
		    pial_contract_line_on(look->contract, product, day))
			return day;
	}
	return (struct pial_date){ 0 };
}

static int by_day(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	if (a->day.n != b->day.n)
		return a->day.n < b->day.n ? -1 : 1;
	if (a->product.n != b->product.n)
		return a->product.n < b->product.n ? -1 : 1;
	return (a->milli > b->milli) - (a->milli < b->milli);
}

/* Adds what the kitchen's needs of one week come to under the contract. */
static void foretell(struct look *look, struct pial_week week)
{
	struct pial_week model = like(look, week);

	for (size_t i = 0; i < look->input->needs && !pial_week_is_none(model); i++) {
		const struct pial_need *need = &look->input->need[i];
		bool late = pial_week_is_none(need->until_week) || model.n <= need->until_week.n;
		struct pial_date day;

		if (need->kitchen.n != look->kitchen->id.n || need->from_week.n > model.n ||
		    !late || need->quantity.milli <= 0)
			continue;
		day = day_in(look, need->product, week);
		if (!pial_date_is_none(day))
			look->entry[look->entries++] = (struct entry){ need->product, day,
								       need->quantity.milli, false };
	}
}

/* First day of a contract; that of the season when it has none. */
static struct pial_week begins(const struct look *look)
{
	return pial_date_is_none(look->contract->from) ? look->first
						       : pial_week_of(look->contract->from);
}

/* Last week that is looked at: of the contract, else of the season. */
static struct pial_week ends(const struct look *look)
{
	return pial_date_is_none(look->contract->until) ? look->last
							: pial_week_of(look->contract->until);
}

/* Sorts what was had by contract, so that each finds its own without looking at all. */
static void make_chains(struct look *look, struct pial_arena *arena)
{
	const struct pial_contract_input *input = look->input;
	const struct pial_model *model = input->model;

	look->chain = pial_arena_zalloc(arena, model->contracts + 1, sizeof(*look->chain));
	look->next = pial_arena_zalloc(arena, input->dones + 1, sizeof(*look->next));
	for (size_t i = input->dones; i-- > 0;) {
		const struct pial_contract *contract =
			pial_model_contract(model, input->done[i].contract);
		struct chain *chain = contract ? &look->chain[contract - model->contract] : NULL;

		if (!chain)
			continue;
		look->next[i] = chain->first;
		chain->first = (uint32_t)i + 1;
		chain->count++;
	}
}

static void list_entries(struct look *look)
{
	const struct pial_contract_input *input = look->input;
	struct pial_week from = pial_week_is_none(input->from) ? look->first : input->from;
	struct pial_week week = begins(look), last = ends(look);
	size_t weeks = last.n >= week.n ? (size_t)(last.n - week.n) + 1 : 0;
	const struct chain *chain = &look->chain[look->contract - input->model->contract];

	look->entry = pial_arena_alloc(look->arena, (chain->count + input->needs * weeks + 1) *
							    sizeof(*look->entry));
	for (uint32_t i = chain->first; i; i = look->next[i - 1])
		look->entry[look->entries++] =
			(struct entry){ input->done[i - 1].product, input->done[i - 1].day,
					input->done[i - 1].quantity.milli, true };
	for (week.n = week.n > from.n ? week.n : from.n; week.n <= last.n; week.n++)
		if (!is_known(input, week))
			foretell(look, week);
	if (look->entries)
		qsort(look->entry, look->entries, sizeof(*look->entry), by_day);
}

/* What a quantity is worth under the contract that day; 0 where no line prices it. */
static bool worth(const struct look *look, const struct entry *entry, struct pial_money *value)
{
	const struct pial_product *product =
		pial_model_product(look->input->model, entry->product);
	const struct pial_contract_line *line =
		pial_contract_line_on(look->contract, entry->product, entry->day);
	struct pial_qty priced = { entry->milli };
	bool assumed;

	value->cents = 0;
	if (!line || pial_price_is_none(line->price))
		return true;
	if (product && pial_product_priced_unit(product) != product->unit &&
	    !pial_muldiv(entry->milli, pial_product_unit_mass(product, &assumed).g, 1000,
			 PIAL_ROUND_HALF_UP, &priced.milli))
		return false;
	return pial_money_of(priced, line->price, PIAL_ROUND_HALF_AWAY, value);
}

/* Sums a line's quantities over one of its periods; false beyond 64 bits. */
static bool sum_period(const struct look *look, const struct pial_contract_line *line,
		       struct pial_contract_outlook *out)
{
	int64_t sum = 0;

	for (size_t i = 0; i < look->entries; i++) {
		const struct entry *entry = &look->entry[i];
		int64_t *part = entry->done ? &out->done.milli : &out->expected.milli;
		int64_t *cents = entry->done ? &out->done_value.cents : &out->expected_value.cents;
		struct pial_money value;

		if (entry->product.n != line->product.n ||
		    !pial_day_within(entry->day, out->first, out->last) ||
		    pial_contract_line_on(look->contract, entry->product, entry->day) != line)
			continue;
		if (!pial_add(*part, entry->milli, part) || !pial_add(sum, entry->milli, &sum) ||
		    !worth(look, entry, &value) || !pial_add(*cents, value.cents, cents))
			return false;
		if (!pial_qty_is_none(line->max) && sum > line->max.milli &&
		    pial_week_is_none(out->passed))
			out->passed = pial_week_of(entry->day);
	}
	out->short_of = !pial_qty_is_none(line->min) && sum < line->min.milli;
	return true;
}

/* Looks at the periods of a line that are not over when the season begins. */
static bool check_line(const struct look *look, const struct pial_contract_line *line,
		       struct pial_contract_result *result)
{
	struct pial_date monday = pial_week_monday(look->first), day = line->from;

	if (!look->input->every && pial_qty_is_none(line->min) && pial_qty_is_none(line->max))
		return true;
	if (pial_date_is_none(day))
		day = pial_date_is_none(look->contract->from) ? monday : look->contract->from;
	while (!pial_date_is_none(day)) {
		struct pial_span span = pial_line_period(look->contract, line, day);
		struct pial_contract_outlook *out = &result->line[result->lines];

		*out = (struct pial_contract_outlook){
			.contract = look->contract->id, .product = line->product,
			.first = span.first, .last = span.last, .min = line->min,
			.max = line->max };
		day = pial_date_is_none(span.last) ? span.last : pial_date_add(span.last, 1);
		if (!pial_day_within(day, (struct pial_date){ 0 },
				     pial_date_is_none(line->until) ? look->contract->until
								    : line->until))
			day.n = 0;
		if (!look->input->every && !pial_date_is_none(span.last) &&
		    span.last.n < monday.n)
			continue;
		if (!sum_period(look, line, out))
			return false;
		result->lines++;
		if (pial_date_is_none(look->contract->until) && pial_date_is_none(line->until))
			break;
	}
	return true;
}

/* Adds a value to the month of an entry; entries come by day, so it is the last one or new. */
static bool add_month(const struct look *look, const struct entry *entry, struct pial_money value,
		      struct pial_contract_result *result)
{
	struct pial_month month = pial_month_of(entry->day);
	struct pial_contract_month *last = NULL;
	int64_t *part;

	if (result->months)
		last = &result->month[result->months - 1];
	if (!last || last->contract.n != look->contract->id.n ||
	    last->month.n != month.n) {
		last = &result->month[result->months++];
		*last = (struct pial_contract_month){ look->contract->id, month, { 0 }, { 0 } };
	}
	part = entry->done ? &last->done.cents : &last->expected.cents;
	return pial_add(*part, value.cents, part);
}

/* Makes room for the months of a contract's entries. */
static void make_room(const struct look *look, struct pial_contract_result *result)
{
	size_t most = result->months;
	struct pial_contract_month *more;
	uint16_t last = 0;

	for (size_t i = 0; i < look->entries; i++) {
		most += pial_month_of(look->entry[i].day).n != last;
		last = pial_month_of(look->entry[i].day).n;
	}
	if (most <= result->month_cap)
		return;
	result->month_cap = 2 * most + 12;
	more = pial_arena_zalloc(&result->arena, result->month_cap, sizeof(*more));
	if (result->months)
		memcpy(more, result->month, result->months * sizeof(*more));
	result->month = more;
}

static bool check_value(const struct look *look, struct pial_contract_result *result)
{
	struct pial_contract_value *out = &result->value[result->values++];
	int64_t sum = 0;

	*out = (struct pial_contract_value){ .contract = look->contract->id,
					     .min = look->contract->min_value,
					     .max = look->contract->max_value,
					     .ceiling = PIAL_MONEY_NONE };
	make_room(look, result);
	for (size_t i = 0; i < look->entries; i++) {
		struct pial_money value;
		int64_t *part = look->entry[i].done ? &out->done.cents : &out->expected.cents;

		if (!worth(look, &look->entry[i], &value) ||
		    !pial_add(*part, value.cents, part) ||
		    !add_month(look, &look->entry[i], value, result))
			return false;
	}
	if (!pial_add(out->done.cents, out->expected.cents, &sum))
		return false;
	out->short_of = !pial_money_is_none(out->min) && sum < out->min.cents;
	out->passed = !pial_money_is_none(out->max) && sum > out->max.cents;
	out->lots.cents = sum;
	if (!pial_money_is_none(out->max) && out->max.cents > sum)
		out->lots.cents = out->max.cents;
	return true;
}

/* True when two contracts have a day in common; none is open. */
static bool overlap(const struct pial_contract *a, const struct pial_contract *b)
{
	return (pial_date_is_none(a->until) || b->from.n <= a->until.n) &&
	       (pial_date_is_none(b->until) || a->from.n <= b->until.n);
}

/* Public kitchens buy under the procurement code. */
static bool is_public(const struct pial_kitchen *kitchen)
{
	return kitchen->kind == PIAL_KITCHEN_SCHOOL || kitchen->kind == PIAL_KITCHEN_NURSING_HOME ||
	       kitchen->kind == PIAL_KITCHEN_NURSERY;
}

/* Adds the buyer's lots up and holds them against the ceiling of the day each contract began. */
static bool check_ceilings(const struct pial_contract_input *input,
			   struct pial_contract_result *result, struct pial_arena *arena)
{
	int64_t *own = pial_arena_zalloc(arena, result->values + 1, sizeof(*own));

	for (size_t i = 0; i < result->values; i++)
		own[i] = result->value[i].lots.cents;
	for (size_t i = 0; i < result->values; i++) {
		struct pial_contract_value *value = &result->value[i];
		const struct pial_contract *contract =
			pial_model_contract(input->model, value->contract);

		for (size_t k = 0; k < result->values; k++) {
			const struct pial_contract *other =
				pial_model_contract(input->model, result->value[k].contract);

			if (k != i && other->kitchen.n == contract->kitchen.n &&
			    overlap(contract, other) &&
			    !pial_add(value->lots.cents, own[k], &value->lots.cents))
				return false;
		}
		if (pial_date_is_none(contract->from) ||
		    !is_public(pial_model_kitchen(input->model, contract->kitchen)))
			continue;
		value->ceiling = pial_threshold_on(input->threshold, input->thresholds,
						   PIAL_THRESHOLD_DIRECT_AWARD, contract->from);
		value->above = !pial_money_is_none(value->ceiling) &&
			       value->lots.cents >= value->ceiling.cents;
	}
	return true;
}

/* Most periods that the lines of all contracts have: a year each, for what they last. */
static size_t count_periods(const struct pial_model *model)
{
	size_t count = 0;

	for (size_t i = 0; i < model->contracts; i++) {
		const struct pial_contract *contract = &model->contract[i];
		size_t years = pial_date_is_none(contract->until) ||
					       contract->until.n < contract->from.n
				       ? 200
				       : (size_t)(contract->until.n - contract->from.n) / 365;

		count += contract->line_count * (years + 3);
	}
	return count;
}

/* True for a contract that is over, so that nobody asks for it. */
static bool is_over(const struct look *look)
{
	struct pial_date ended = look->input->ended, until = look->contract->until;

	if (!look->input->every)
		return ends(look).n < look->first.n;
	return !pial_date_is_none(until) && until.n < ended.n;
}

bool pial_contract_check(const struct pial_contract_input *input,
			 struct pial_contract_result *result)
{
	struct look look = { .input = input };
	struct pial_arena arena, chains;
	bool fits = true;

	if (!pial_season_weeks(input->year, input->model->policy.season_starts, &look.first,
			       &look.last))
		return false;
	result->line = pial_arena_zalloc(&result->arena, count_periods(input->model) + 1,
					 sizeof(*result->line));
	result->value = pial_arena_zalloc(&result->arena, input->model->contracts + 1,
					  sizeof(*result->value));
	pial_arena_init(&arena);
	look.arena = &arena;
	pial_arena_init(&chains);
	make_chains(&look, &chains);
	for (size_t i = 0; fits && i < input->model->contracts; i++) {
		look.contract = &input->model->contract[i];
		look.kitchen = pial_model_kitchen(input->model, look.contract->kitchen);
		look.entries = 0;
		if (is_over(&look))
			continue;
		list_entries(&look);
		fits = check_value(&look, result);
		for (uint32_t k = 0; fits && k < look.contract->line_count; k++)
			fits = check_line(&look, &look.contract->line[k], result);
		pial_arena_clear(&arena);
	}
	fits = fits && check_ceilings(input, result, &arena);
	pial_arena_release(&arena);
	pial_arena_release(&chains);
	return fits;
}
