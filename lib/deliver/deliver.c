/*
 * From settled lines to the deliveries table: price, organic status, order.
 *
 * Three steps, a file each: lines.c makes lines of allocation and receipts, settle.c applies the
 * policies, and this one adds what follows from the model alone. Everything temporary lives in one
 * arena that dies with the call.
 */
#include "deliver/deliver.h"

#include <stdlib.h>
#include <string.h>

#include "deliver/line_priv.h"

#include "base/banned.h"

void pial_deliver_result_init(struct pial_deliver_result *result)
{
	pial_arena_init(&result->arena);
	result->row = NULL;
	result->rows = 0;
}

void pial_deliver_result_release(struct pial_deliver_result *result)
{
	pial_arena_release(&result->arena);
	pial_deliver_result_init(result);
}

/* Orders found by what a delivery knows of them; numbers of the pool will do, nothing is shown. */
static int compare_orders(const void *left, const void *right)
{
	const struct pial_order *a = *(const struct pial_order *const *)left;
	const struct pial_order *b = *(const struct pial_order *const *)right;
	const uint32_t ka[] = { a->day.n, a->kitchen.n, a->product.n, a->contract.n };
	const uint32_t kb[] = { b->day.n, b->kitchen.n, b->product.n, b->contract.n };

	for (size_t i = 0; i < PIAL_COUNT(ka); i++)
		if (ka[i] != kb[i])
			return ka[i] < kb[i] ? -1 : 1;
	return 0;
}

static const struct pial_order **index_orders(const struct pial_deliver_input *input,
					      struct pial_arena *arena)
{
	const struct pial_order **order =
		pial_arena_zalloc(arena, input->orders + 1, sizeof(*order));

	for (size_t i = 0; i < input->orders; i++)
		order[i] = &input->order[i];
	if (input->orders)
		qsort(order, input->orders, sizeof(*order), compare_orders);
	return order;
}

static struct pial_qty ordered_quantity(const struct pial_deliver_input *input,
					const struct pial_order **index,
					const struct pial_allocation *row)
{
	struct pial_order want = { .day = row->day, .kitchen = row->kitchen,
				   .product = row->ordered, .contract = row->contract };
	const struct pial_order *key = &want;
	const struct pial_order *const *found;

	if (!input->orders)
		return PIAL_QTY_NONE;
	found = bsearch(&key, index, input->orders, sizeof(*index), compare_orders);
	return found ? (*found)->quantity : PIAL_QTY_NONE;
}

/* Where a line is written: its row of the allocation, else its receipt. */
static struct pial_pos pos_of(const struct pial_deliver_input *input,
			      const struct pial_matched *line)
{
	return (struct pial_pos){
		.file = line->row ? input->allocation_file : input->receipt_file,
		.line = line->row ? line->row->line : line->receipt->line,
		.kind = PIAL_COLUMN_LETTER,
	};
}

static bool set_price(const struct pial_deliver_input *input, const struct pial_matched *line,
		      struct pial_delivery *delivery, struct pial_diags *diags)
{
	struct pial_model *model = input->model;
	enum pial_price_source source;
	struct pial_pos pos = pos_of(input, line);

	delivery->price = line->row ? line->row->price : PIAL_PRICE_NONE;
	delivery->buy_price = line->row ? line->row->buy_price : PIAL_PRICE_NONE;
	if (line->row)
		delivery->contract = line->row->contract;
	else
		delivery->contract = pial_model_contract_for(model, delivery->kitchen,
							     delivery->product, delivery->day);
	if (pial_price_is_none(delivery->price))
		delivery->price = pial_model_price(model, delivery->contract, delivery->product,
						   delivery->day, &source);
	if (!pial_price_is_none(delivery->price))
		return true;
	return pial_diag_add(diags, &pos, PIAL_E_PRICE_MISSING,
			     pial_model_text(model, delivery->product.n),
			     pial_model_text(model, delivery->kitchen.n),
			     (int64_t)delivery->day.n);
}

/* True when a producer was, is or will be certified for something. */
static bool ever_certified(const struct pial_model *model, struct pial_producer_id producer)
{
	for (size_t i = 0; i < model->certificates; i++)
		if (model->certificate[i].producer.n == producer.n &&
		    model->certificate[i].status == PIAL_CERTIFICATE_ORGANIC)
			return true;
	return false;
}

static void set_organic(const struct pial_deliver_input *input, const struct pial_matched *line,
			struct pial_delivery *delivery, struct pial_diags *diags)
{
	const struct pial_model *model = input->model;
	struct pial_pos pos = pos_of(input, line);

	delivery->organic = PIAL_NO;
	if (pial_model_is_organic(model, delivery->producer, delivery->product, delivery->day)) {
		delivery->organic = PIAL_YES;
		delivery->certifier = pial_model_certificate(model, delivery->producer,
							     delivery->product,
							     delivery->day)->certifier;
	} else if (ever_certified(model, delivery->producer)) {
		pial_diag_add(diags, &pos, PIAL_N_CERTIFICATE_OUTSIDE,
			      pial_model_text(model, delivery->producer.n),
			      pial_model_text(model, delivery->product.n),
			      (int64_t)delivery->day.n);
	}
}

/* What follows from the line and the model alone, price and certificate apart. */
static void describe(const struct pial_deliver_input *input, const struct pial_order **orders,
		     const struct pial_note_line *note_line, struct pial_delivery *delivery)
{
	const struct pial_matched *line = note_line->matched;
	const struct pial_product *product = pial_model_product(input->model, line->product);

	*delivery = (struct pial_delivery){
		.number = note_line->number, .note = note_line->note, .product = line->product,
		.kitchen = line->kitchen, .day = line->day, .producer = line->producer,
		.batch = line->batch,
		.ordered_quantity = PIAL_QTY_NONE, .sent = PIAL_QTY_NONE,
		.received = PIAL_QTY_NONE, .refused = PIAL_QTY_NONE,
		.invoiced = PIAL_QTY_NONE, .weight = PIAL_MASS_NONE,
		.price = PIAL_PRICE_NONE, .buy_price = PIAL_PRICE_NONE,
		.allocated = line->row ? line->row->quantity : PIAL_QTY_NONE,
	};
	if (line->row) {
		delivery->ordered = line->row->ordered;
		delivery->ordered_quantity = ordered_quantity(input, orders, line->row);
	}
	if (product) {
		delivery->unit = product->unit;
		delivery->priced_unit = (uint8_t)pial_product_priced_unit(product);
		delivery->origin = product->origin;
		delivery->labels = product->labels;
	}
}

/* One notice for all that wait for a receipt only: said line by line it would hide the rest. */
static void say_awaited(const struct pial_deliver_result *result, size_t awaited,
			struct pial_diags *diags)
{
	struct pial_date oldest = { 0 };

	for (size_t i = 0; i < result->rows; i++)
		if (result->row[i].status == PIAL_DELIVERY_WAITING &&
		    pial_qty_is_none(result->row[i].received) &&
		    (!oldest.n || result->row[i].day.n < oldest.n))
			oldest = result->row[i].day;
	if (awaited)
		pial_diag_add(diags, NULL, PIAL_N_RECEIPTS_AWAITED, (int64_t)awaited,
			      (int64_t)oldest.n);
}

/* What is wanted of the rows. */
enum wanted {
	WHAT_LEAVES,	/* before the deliveries: no receipts, no prices */
	WHAT_IS_OWED,	/* all */
	WHAT_WAITS,	/* status and quantities: no prices, no certificates */
};

static bool run(const struct pial_deliver_input *input, enum wanted wanted,
		struct pial_deliver_result *result, struct pial_diags *diags)
{
	size_t mark = diags->errors, awaited = 0;
	struct pial_arena scratch = PIAL_ARENA_INIT;
	const struct pial_order **orders = index_orders(input, &scratch);
	struct pial_note_lines lines = { NULL, 0 };

	if (pial_note_lines_make(input, &scratch, &lines, diags))
		result->row = pial_arena_zalloc(&result->arena, lines.count + 1,
						sizeof(*result->row));
	else
		lines.count = 0;
	result->rows = lines.count;
	for (size_t i = 0; i < lines.count; i++) {
		const struct pial_note_line *line = &lines.line[i];
		struct pial_delivery *row = &result->row[i];

		describe(input, orders, line, row);
		if (wanted != WHAT_WAITS)
			set_organic(input, line->matched, row, diags);
		if (wanted == WHAT_WAITS ||
		    (wanted == WHAT_IS_OWED && set_price(input, line->matched, row, diags)))
			awaited += pial_note_line_settle(input, line->matched, row, diags);
	}
	say_awaited(result, awaited, diags);
	pial_arena_release(&scratch);
	if (!pial_diags_since(diags, mark))
		return true;
	pial_deliver_result_release(result);
	return false;
}

bool pial_deliver(const struct pial_deliver_input *input, struct pial_deliver_result *result,
		  struct pial_diags *diags)
{
	return run(input, WHAT_IS_OWED, result, diags);
}

bool pial_deliver_notes(const struct pial_deliver_input *input,
			struct pial_deliver_result *result, struct pial_diags *diags)
{
	struct pial_deliver_input before = *input;

	before.receipts = 0;
	return run(&before, WHAT_LEAVES, result, diags);
}

bool pial_deliver_settle(const struct pial_deliver_input *input,
			 struct pial_deliver_result *result, struct pial_diags *diags)
{
	return run(input, WHAT_WAITS, result, diags);
}
