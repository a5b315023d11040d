/*
 * A dense table of products and weeks: a season has 54 weeks at most, and a book few products.
 */
#include "engine/cover.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "engine/allowed.h"
#include "engine/partner.h"
#include "num/round.h"

#include "base/banned.h"

struct work {
	const struct pial_cover_input *input;	/* what is known */
	const struct pial_model *model;		/* its products, kitchens, producers */
	struct pial_cover *cell;		/* product by product, weeks in order; owned */
	size_t weeks;				/* in the season */
};

static void add(struct pial_qty *sum, struct pial_qty quantity)
{
	if (!pial_add(sum->milli, quantity.milli, &sum->milli))
		sum->milli = INT64_MAX;
}

/* The cells of a product, or NULL. */
static struct pial_cover *cells_of(const struct work *work, struct pial_product_id id)
{
	const struct pial_product *product = pial_model_product(work->model, id);

	return product ? work->cell + (size_t)(product - work->model->product) * work->weeks
		       : NULL;
}

static bool holds(const struct pial_need *need, struct pial_week week)
{
	return need->from_week.n <= week.n &&
	       (pial_week_is_none(need->until_week) || week.n <= need->until_week.n);
}

static void add_needs(struct work *work)
{
	for (size_t i = 0; i < work->input->needs; i++) {
		const struct pial_need *need = &work->input->need[i];
		const struct pial_kitchen *kitchen =
			pial_model_kitchen(work->model, need->kitchen);
		struct pial_cover *cell = cells_of(work, need->product);

		for (size_t w = 0; cell && kitchen && w < work->weeks; w++)
			if (holds(need, cell[w].week) &&
			    pial_kitchen_receives_in(work->model, kitchen, cell[w].week))
				add(&cell[w].need, need->quantity);
	}
}

static int32_t add_plan(struct work *work)
{
	const struct pial_cover_input *input = work->input;
	int32_t version = 0;

	for (size_t i = 0; i < input->plans; i++)
		if (input->plan[i].version > version)
			version = input->plan[i].version;
	for (size_t i = 0; i < input->plans; i++) {
		const struct pial_plan *row = &input->plan[i];
		struct pial_cover *cell = cells_of(work, row->product);

		if (!cell || row->version != version || row->week.n < input->first.n ||
		    row->week.n > input->last.n)
			continue;
		cell += row->week.n - input->first.n;
		add(row->purpose == PIAL_PLAN_MARGIN ? &cell->margin : &cell->promised,
		    row->quantity);
	}
	return version;
}

/* ---- Partners ---- */

static bool kept_apart(const struct pial_model *model, const struct pial_producer *partner,
		       const struct pial_kitchen *kitchen)
{
	int32_t metres;
	bool unknown;

	for (uint32_t i = 0; i < model->policy.exclude_count; i++)
		if (model->policy.exclude[i].producer.n == partner->id.n &&
		    model->policy.exclude[i].kitchen.n == kitchen->id.n)
			return true;
	return pial_barrier_distance(model, partner, kitchen, &metres, &unknown) !=
	       PIAL_BARRIER_NONE;
}

static bool serves(const struct work *work, const struct pial_producer *partner,
		   const struct pial_kitchen *kitchen, const struct pial_cover *cell)
{
	const struct pial_offer offer = { .producer = partner->id, .product = cell->product };

	if (kept_apart(work->model, partner, kitchen))
		return false;
	for (int d = PIAL_MONDAY; d <= PIAL_SUNDAY; d++) {
		struct pial_date day = pial_week_day(cell->week, (enum pial_weekday)d);
		struct pial_contract_id id = pial_model_contract_for(work->model, kitchen->id,
								     cell->product, day);
		struct pial_door door = pial_door_make(work->model, kitchen,
						       pial_model_contract(work->model, id), day);

		door.rounds = false;
		if (pial_door_barrier(&door, &offer, partner) == PIAL_BARRIER_NONE)
			return true;
	}
	return false;
}

/* True when a partner may serve some kitchen that needs the product that week. */
static bool reaches(const struct work *work, const struct pial_producer *partner,
		    const struct pial_cover *cell)
{
	for (size_t i = 0; i < work->input->needs; i++) {
		const struct pial_need *need = &work->input->need[i];
		const struct pial_kitchen *kitchen =
			pial_model_kitchen(work->model, need->kitchen);

		if (need->product.n == cell->product.n && need->quantity.milli > 0 &&
		    holds(need, cell->week) && kitchen && serves(work, partner, kitchen, cell))
			return true;
	}
	return false;
}

/* Producers come in the order of their ids: of equals the first stays. */
static void complete(const struct work *work, struct pial_cover *cell)
{
	const struct pial_partner_said said = { work->input->bid, work->input->bids,
						work->input->offer, work->input->offers };
	const struct pial_product *product = pial_model_product(work->model, cell->product);
	enum pial_partner_price best = PIAL_PARTNER_PRICE_NONE;

	for (size_t p = 0; p < work->model->producers; p++) {
		const struct pial_producer *partner = &work->model->producer[p];
		struct pial_price price;
		enum pial_partner_price source;

		if (partner->tier != 2 || !reaches(work, partner, cell))
			continue;
		source = pial_partner_price(&said, partner, product, cell->week, &price);
		if (cell->partner.n && (source > best || (source == best &&
							  price.e4 >= cell->price.e4)))
			continue;
		best = source;
		cell->partner = partner->id;
		cell->price = price;
	}
}

/* ---- All ---- */

static void make_cells(struct work *work)
{
	const struct pial_model *model = work->model;

	work->weeks = (size_t)(work->input->last.n - work->input->first.n + 1);
	work->cell = pial_calloc(model->products * work->weeks + 1, sizeof(*work->cell));
	for (size_t p = 0; p < model->products; p++)
		for (size_t w = 0; w < work->weeks; w++)
			work->cell[p * work->weeks + w] = (struct pial_cover){
				.product = model->product[p].id,
				.week = pial_week_add(work->input->first, (int)w),
				.price = PIAL_PRICE_NONE, .unit = model->product[p].unit,
			};
}

void pial_cover_find(const struct pial_cover_input *input, struct pial_cover_result *result)
{
	struct work work = { .input = input, .model = input->model };
	size_t cells;

	*result = (struct pial_cover_result){ .rows = 0 };
	pial_arena_init(&result->arena);
	make_cells(&work);
	add_needs(&work);
	result->version = add_plan(&work);
	cells = input->model->products * work.weeks;
	result->row = pial_arena_zalloc(&result->arena, cells + 1, sizeof(*result->row));
	for (size_t i = 0; i < cells; i++) {
		struct pial_cover *cell = &work.cell[i];

		if (!cell->need.milli && !cell->promised.milli && !cell->margin.milli)
			continue;
		if (cell->need.milli > cell->promised.milli) {
			cell->left.milli = cell->need.milli - cell->promised.milli;
			result->left++;
			complete(&work, cell);
		}
		result->row[result->rows++] = *cell;
	}
	free(work.cell);
}

void pial_cover_result_release(struct pial_cover_result *result)
{
	pial_arena_release(&result->arena);
	*result = (struct pial_cover_result){ .rows = 0 };
	pial_arena_init(&result->arena);
}
