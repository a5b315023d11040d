/*
 * Each source lists the cells it says something of; the list is sorted, and of a cell the first
 * entry counts. A table of all cells was rejected: of a country's kitchens and products most cells
 * are empty.
 */
#include "engine/needs.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "engine/owed.h"
#include "num/round.h"

#include "base/banned.h"

/* What one source says of a cell. */
struct said {
	uint32_t kitchen, product;	/* indexes in the model */
	struct pial_week week;		/* which */
	uint8_t source;			/* enum pial_need_source; NONE: people, who come first */
	struct pial_date day;		/* of contracts: of two lines in a week the earlier one */
	int64_t milli;			/* how much */
};

struct work {
	const struct pial_needs_input *input;	/* what is known */
	struct pial_needs_result *result;	/* what comes out */
	struct said *said;			/* owned */
	size_t count, cap;			/* how many, and room */
	size_t row_cap;				/* room in row below */
	struct pial_need *row;			/* owned until the end */
};

struct pial_week pial_needs_year_before(struct pial_week week)
{
	struct pial_week before = { 0 };
	int year, number;

	if (pial_week_is_none(week))
		return before;
	pial_week_parts(week, &year, &number);
	if (!pial_week_make(year - 1, number, &before) &&
	    (number != 53 || !pial_week_make(year - 1, 52, &before)))
		before.n = 0;
	return before;
}

static void say(struct work *work, size_t kitchen, size_t product, struct pial_week week,
		enum pial_need_source source, int64_t milli)
{
	work->said = pial_grow(work->said, work->count, &work->cap, sizeof(*work->said));
	work->said[work->count++] = (struct said){ (uint32_t)kitchen, (uint32_t)product, week,
						   (uint8_t)source, { 0 }, milli };
}

static void say_people(struct work *work)
{
	const struct pial_needs_input *input = work->input;
	const struct pial_model *model = input->model;

	for (size_t i = 0; i < input->saids; i++) {
		const struct pial_need *row = &input->said[i];
		const struct pial_kitchen *kitchen = pial_model_kitchen(model, row->kitchen);
		const struct pial_product *product = pial_model_product(model, row->product);
		uint32_t week = row->from_week.n, until = row->until_week.n;

		if (!kitchen || !product)
			continue;
		if (week < input->first.n)
			week = input->first.n;
		if (!until || until > input->last.n)
			until = input->last.n;
		for (; week <= until; week++)
			say(work, (size_t)(kitchen - model->kitchen),
			    (size_t)(product - model->product),
			    (struct pial_week){ (uint16_t)week }, PIAL_NEED_SOURCE_NONE, 0);
	}
}

/* ---- Contracts ---- */

static bool in_season(const struct pial_needs_input *input,
		      const struct pial_contract_line *line, struct pial_date day)
{
	const struct pial_product *product = pial_model_product(input->model, line->product);
	int year, month, d;

	if (!product || !product->months.bits)
		return true;
	pial_date_parts(day, &year, &month, &d);
	return product->months.bits >> (month - 1) & 1;
}

/* Firm quantities of a span, and weeks that share the rest. */
static void look_at(const struct pial_needs_input *input, const struct pial_contract *contract,
		    const struct pial_contract_line *line, struct pial_span span, int64_t *firm,
		    int64_t *weeks)
{
	struct pial_week week = pial_week_of(span.first), last = pial_week_of(span.last);

	*firm = *weeks = 0;
	for (; week.n && week.n <= last.n; week = pial_week_add(week, 1)) {
		struct pial_date day = pial_line_first_day(input->model, contract, line, week);
		struct pial_qty quantity = pial_firm_quantity(line, week);

		if (pial_date_is_none(day) || day.n < span.first.n || day.n > span.last.n)
			continue;
		if (!pial_qty_is_none(quantity)) {
			if (!pial_add(*firm, quantity.milli, firm))
				*firm = INT64_MAX;
		} else if (in_season(input, line, day)) {
			++*weeks;
		}
	}
}

bool pial_needs_spread(const struct pial_needs_input *input, const struct pial_contract *contract,
		       const struct pial_contract_line *line, struct pial_date day,
		       struct pial_qty *quantity)
{
	struct pial_span span = pial_line_period(contract, line, day);
	int64_t low = pial_qty_is_none(line->min) ? 0 : line->min.milli;
	int64_t high = pial_qty_is_none(line->max) ? low : line->max.milli;
	int64_t firm, weeks, above;

	quantity->milli = 0;
	if ((pial_qty_is_none(line->min) && pial_qty_is_none(line->max)) ||
	    pial_date_is_none(span.first) || pial_date_is_none(span.last))
		return false;
	look_at(input, contract, line, span, &firm, &weeks);
	if (!pial_muldiv(high - low, input->between.e6, 1000000, PIAL_ROUND_HALF_UP, &above))
		above = 0;
	if (weeks && low + above > firm &&
	    !pial_muldiv(low + above - firm, 1, weeks, PIAL_ROUND_HALF_UP, &quantity->milli))
		quantity->milli = 0;
	return true;
}

static void say_line(struct work *work, const struct pial_contract *contract,
		     const struct pial_contract_line *line)
{
	const struct pial_needs_input *input = work->input;
	const struct pial_model *model = input->model;
	const struct pial_kitchen *kitchen = pial_model_kitchen(model, contract->kitchen);
	const struct pial_product *product = pial_model_product(model, line->product);
	struct pial_span known = { { 1 }, { 0 } };	/* whose spread is known: none yet */
	struct pial_qty spread = { 0 };
	bool some = false;

	for (struct pial_week week = input->first; kitchen && product && week.n <= input->last.n;
	     week = pial_week_add(week, 1)) {
		struct pial_date day = pial_line_first_day(model, contract, line, week);
		struct pial_qty firm = pial_firm_quantity(line, week);

		if (pial_date_is_none(day))
			continue;
		if (pial_qty_is_none(firm) && (day.n < known.first.n || day.n > known.last.n)) {
			known = pial_line_period(contract, line, day);
			some = pial_needs_spread(input, contract, line, day, &spread);
		}
		if (pial_qty_is_none(firm) && (!some || !in_season(input, line, day)))
			continue;
		say(work, (size_t)(kitchen - model->kitchen), (size_t)(product - model->product),
		    week, pial_qty_is_none(firm) ? PIAL_NEED_CONTRACT : PIAL_NEED_FIRM,
		    pial_qty_is_none(firm) ? spread.milli : firm.milli);
		work->said[work->count - 1].day = day;
	}
}

/* ---- Choosing ---- */

static int by_cell(const struct said *a, const struct said *b)
{
	if (a->kitchen != b->kitchen)
		return a->kitchen < b->kitchen ? -1 : 1;
	if (a->product != b->product)
		return a->product < b->product ? -1 : 1;
	return (a->week.n > b->week.n) - (a->week.n < b->week.n);
}

static int by_precision(const void *left, const void *right)
{
	const struct said *a = left, *b = right;
	int order = by_cell(a, b);

	if (!order)
		order = (a->source > b->source) - (a->source < b->source);
	if (!order)
		order = (a->day.n > b->day.n) - (a->day.n < b->day.n);
	return order ? order : (a->milli > b->milli) - (a->milli < b->milli);
}

/* Adds up the entries of the source that a cell begins with; of contracts the first one counts. */
static int64_t add_up(const struct work *work, const struct said *cell, size_t count)
{
	int64_t sum = cell->milli;
	bool adds = cell->source == PIAL_NEED_MENUS || cell->source == PIAL_NEED_DELIVERIES;

	for (size_t i = 1; adds && i < count && cell[i].source == cell->source; i++)
		if (!pial_add(sum, cell[i].milli, &sum))
			sum = PIAL_QTY_MAX;
	if (cell->source == PIAL_NEED_DELIVERIES &&
	    !pial_muldiv(sum, work->input->factor.e6, 1000000, PIAL_ROUND_HALF_UP, &sum))
		sum = PIAL_QTY_MAX;
	return sum < PIAL_QTY_MAX ? sum : PIAL_QTY_MAX;
}

/* Adds a cell to the rows, to the last one when it goes on. */
static void put(struct work *work, const struct said *cell, int64_t milli)
{
	const struct pial_model *model = work->input->model;
	struct pial_need row = {
		.kitchen = model->kitchen[cell->kitchen].id,
		.product = model->product[cell->product].id, .quantity = { milli },
		.from_week = cell->week, .until_week = cell->week, .computed = cell->source,
	};
	struct pial_need *last = work->result->rows ? &work->row[work->result->rows - 1] : NULL;

	if (last && last->kitchen.n == row.kitchen.n && last->product.n == row.product.n &&
	    last->computed == row.computed && last->quantity.milli == milli &&
	    last->until_week.n + 1 == row.from_week.n) {
		last->until_week = row.until_week;
		return;
	}
	work->row = pial_grow(work->row, work->result->rows, &work->row_cap, sizeof(row));
	work->row[work->result->rows++] = row;
}

static void choose(struct work *work)
{
	const struct pial_model *model = work->input->model;

	if (work->count)
		qsort(work->said, work->count, sizeof(*work->said), by_precision);
	for (size_t i = 0, end; i < work->count; i = end) {
		const struct said *cell = &work->said[i];
		int64_t milli;

		for (end = i + 1; end < work->count && !by_cell(cell, &work->said[end]);)
			end++;
		if (cell->source == PIAL_NEED_SOURCE_NONE)
			continue;
		if (!pial_kitchen_receives_in(model, &model->kitchen[cell->kitchen], cell->week)) {
			work->result->closed++;
			continue;
		}
		milli = add_up(work, cell, end - i);
		if (milli > 0)
			put(work, cell, milli);
	}
}

static void say_wanted(struct work *work, const struct pial_wanted *wanted, size_t count,
		       enum pial_need_source source)
{
	for (size_t i = 0; i < count; i++)
		say(work, wanted[i].kitchen, wanted[i].product, wanted[i].week, source,
		    wanted[i].quantity.milli);
}

void pial_needs_find(const struct pial_needs_input *input, struct pial_needs_result *result)
{
	struct work work = { .input = input, .result = result };
	const struct pial_model *model = input->model;

	*result = (struct pial_needs_result){ .rows = 0 };
	pial_arena_init(&result->arena);
	say_people(&work);
	say_wanted(&work, input->menus, input->menu_count, PIAL_NEED_MENUS);
	for (size_t c = 0; c < model->contracts; c++)
		for (uint32_t i = 0; i < model->contract[c].line_count; i++)
			say_line(&work, &model->contract[c], &model->contract[c].line[i]);
	say_wanted(&work, input->delivered, input->delivereds, PIAL_NEED_DELIVERIES);
	choose(&work);
	result->row = pial_arena_zalloc(&result->arena, result->rows + 1, sizeof(*result->row));
	for (size_t i = 0; i < result->rows; i++)
		result->row[i] = work.row[i];
	free(work.row);
	free(work.said);
}

void pial_needs_result_release(struct pial_needs_result *result)
{
	pial_arena_release(&result->arena);
	*result = (struct pial_needs_result){ .rows = 0 };
	pial_arena_init(&result->arena);
}
