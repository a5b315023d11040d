/*
 * Sales of a month, less what is bought already, producer by producer.
 *
 * Sales and purchases are issued documents, which do not change: one stands for the other when both
 * name the same line of the same delivery note, product and batch. Nothing is matched by likeness,
 * as deliveries and their invoices are (invoice/select.h).
 */
#include "invoice/buy.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "invoice/bought.h"
#include "num/decimal.h"
#include "num/round.h"

#include "base/banned.h"

/* What a producer invoices itself. */
struct own_invoice {
	const struct pial_model *model;		/* for texts, when sorting */
	struct pial_producer_id producer;	/* who */
	int64_t net, vat;			/* cents */
};

struct buying {
	const struct pial_buy_input *input;	/* what is asked */
	struct pial_buy_result *result;		/* lines so far */
	struct pial_diags *diags;		/* what is said */
	uint32_t self;				/* number of "self" */
	struct pial_sold *sold;			/* what is to be bought; owned */
	size_t solds;				/* how many */
	struct pial_bought *part;		/* by rate; owned */
	int64_t *share;				/* of a fee, by rate; owned */
	int64_t settled;			/* sales that were settled without */
	struct own_invoice *own;		/* of producers without a mandate; owned */
	size_t owns, own_cap;			/* how many, and room */
};

void pial_buy_result_init(struct pial_buy_result *result)
{
	pial_arena_init(&result->arena);
	result->line = NULL;
	result->lines = 0;
}

void pial_buy_result_release(struct pial_buy_result *result)
{
	pial_arena_release(&result->arena);
	pial_buy_result_init(result);
}

static int by_delivery(const void *left, const void *right)
{
	const struct pial_left *const *a = left, *const *b = right;

	return pial_bought_compare((*a)->line, (*b)->line);
}

/* Live lines that the group bought, or sold, to be found by what was delivered. */
struct live {
	const struct pial_left **left;	/* sorted; owned */
	size_t count;			/* how many */
};

static struct live live_of(const struct pial_left *left, size_t lefts, uint32_t self, bool bought)
{
	struct live live = { pial_calloc(lefts + 1, sizeof(*live.left)), 0 };

	for (size_t i = 0; i < lefts; i++)
		if (pial_sold_is_goods(left[i].line) && left[i].line->producer.n &&
		    pial_bought_is(self, left[i].line) == bought && pial_left_lives(&left[i]) &&
		    (bought || left[i].line->seller.n == self))
			live.left[live.count++] = &left[i];
	if (live.count)
		qsort(live.left, live.count, sizeof(*live.left), by_delivery);
	return live;
}

static const struct pial_left *find(const struct live *live, const struct pial_invoice_line *line)
{
	const struct pial_left like = { .line = line }, *key = &like;
	const struct pial_left **found =
		bsearch(&key, live->left, live->count, sizeof(*live->left), by_delivery);

	return found ? *found : NULL;
}

/* True when the producer had given its mandate by the day on which the sale was invoiced. */
static bool mandated(const struct buying *b, const struct pial_invoice_line *line)
{
	const struct pial_party *party =
		pial_model_party(b->input->model, line->producer.n);

	return party && party->mandate.date.n && party->mandate.date.n <= line->date.n;
}

/*
 * True when a saved statement settles a sale as one that is on no self-billed invoice: by the
 * number of the invoice to the kitchen, the note, and the goods.
 */
static bool settled(const struct buying *b, const struct pial_invoice_line *line)
{
	const struct pial_buy_input *in = b->input;

	for (size_t i = 0; line->invoice.n && i < in->stateds; i++) {
		const struct pial_statement_row *row = &in->stated[i];

		if (row->producer.n == line->producer.n && row->note.n == line->note.n &&
		    row->invoice.n == line->invoice.n && row->buyer.n == line->buyer.n &&
		    row->label.n == line->label.n &&
		    pial_statement_part(row) == PIAL_STATEMENT_SALE)
			return true;
	}
	return false;
}

/* Takes a sale, unless it is bought, settled or not asked for. */
static void take_sale(struct buying *b, const struct live *bought,
		      const struct pial_invoice_line *line)
{
	const struct pial_buy_input *in = b->input;

	if (!pial_sold_is_goods(line) || !line->producer.n || line->seller.n != b->self ||
	    (in->seller.n && line->producer.n != in->seller.n) || find(bought, line))
		return;
	if (mandated(b, line) && settled(b, line)) {
		b->settled++;
		return;
	}
	b->sold[b->solds].line = *line;
	b->solds++;
}

/* The live sales of the month, and those that are issued now: of both, what is left. */
static bool take_sales(struct buying *b)
{
	const struct pial_buy_input *in = b->input;
	struct live bought = live_of(in->left, in->lefts, b->self, true);
	bool ok = true;

	for (size_t i = 0; i < in->lefts && ok; i++) {
		struct pial_invoice_line line = *in->left[i].line;

		if (in->left[i].entry->period.n != in->period.n || !in->left[i].quantity.milli ||
		    !pial_left_lives(&in->left[i]))
			continue;
		line.quantity = in->left[i].quantity;
		line.date = in->left[i].entry->date;
		ok = pial_money_of(line.quantity, line.price, PIAL_ROUND_HALF_AWAY, &line.net);
		take_sale(b, &bought, &line);
	}
	for (size_t i = 0; i < in->lines; i++) {
		struct pial_invoice_line line = in->line[i];

		line.date = in->date;
		take_sale(b, &bought, &line);
	}
	free(bought.left);
	return ok;
}

/* What partners are paid, and the tax of who delivered; sorted by producer and mandate. */
static bool price_sales(struct buying *b)
{
	const struct pial_buy_input *in = b->input;
	struct pial_invoice_line *line = pial_calloc(b->solds + 1, sizeof(*line));
	const struct pial_sold_input all = { in->model, line, b->solds, in->purchase,
					     in->purchases };
	bool ok;

	for (size_t i = 0; i < b->solds; i++) {
		line[i] = b->sold[i].line;
		line[i].period = in->period;
		pial_bought_tax(in->model, &line[i]);
	}
	ok = pial_sold_take(&all, b->sold);
	free(line);
	pial_sold_sort(b->sold, b->solds);
	return ok;
}

/* A line of the purchase: the sale's, with who sells and who buys another, and its own price. */
static void put_goods(struct buying *b, const struct pial_sold *sold)
{
	struct pial_invoice_line *line = &b->result->line[b->result->lines++];

	*line = sold->line;
	line->line = 0;
	line->seller.n = sold->line.producer.n;
	line->buyer.n = b->self;
	line->invoice.n = line->engagement.n = line->contract.n = 0;
	line->date.n = 0;
	line->kind = PIAL_LINE_GOODS;
	line->to = PIAL_TO_PRODUCER;
	if (sold->bought) {
		line->price = sold->price;
		line->net = sold->paid;
	}
}

static void put_allowance(struct buying *b, struct pial_producer_id producer,
			  const struct pial_fee *fee, const struct pial_bought *part,
			  int64_t cents)
{
	b->result->line[b->result->lines++] = (struct pial_invoice_line){
		.number = (int32_t)b->result->lines, .seller = { producer.n },
		.buyer = { b->self }, .period = b->input->period, .note_line = INT32_MIN,
		.label = fee->name, .quantity = { 1000 }, .price = { (int32_t)(cents * 100) },
		.net = { cents }, .vat_rounding = PIAL_MONEY_NONE, .vat_rate = part->rate,
		.vat_category = part->category,
		.kind = PIAL_LINE_ALLOWANCE, .to = fee->to,
	};
}

/* What the group keeps of a producer's own sales, fee by fee; with put, as lines. */
static bool keep(struct buying *b, const struct pial_sold *sold, size_t count, size_t parts,
		 bool put)
{
	const struct pial_policy *policy = &b->input->model->policy;
	struct pial_fee_due due;
	size_t own = 0;

	while (own < count && !sold[own].bought)
		own++;
	for (uint32_t i = 0; i < policy->fee_count && own; i++) {
		const struct pial_fee *fee = &policy->fee[i];

		if (!pial_bought_keeps(fee))
			continue;
		if (!pial_sold_fee(b->input->model, fee, sold, own, &due) ||
		    due.amount.cents > INT32_MAX / 100 ||
		    !pial_bought_keep(b->part, parts, due.amount.cents, b->share))
			return false;
		for (size_t k = 0; put && k < parts; k++)
			if (b->share[k] > 0)
				put_allowance(b, sold[0].line.producer, fee, &b->part[k],
					      b->share[k]);
	}
	return true;
}

/* Notes what a producer invoices itself: so much, and so much VAT. */
static bool add_own(struct buying *b, struct pial_producer_id producer, size_t parts)
{
	struct own_invoice own = { b->input->model, producer, 0, 0 };

	for (size_t i = 0; i < parts; i++) {
		struct pial_money base, tax;

		if (!pial_add(b->part[i].goods, -b->part[i].kept, &base.cents) ||
		    !pial_money_rate(base, b->part[i].rate, PIAL_ROUND_HALF_AWAY, &tax) ||
		    !pial_add(own.net, base.cents, &own.net) ||
		    !pial_add(own.vat, tax.cents, &own.vat))
			return false;
	}
	b->own = pial_grow(b->own, b->owns, &b->own_cap, sizeof(*b->own));
	b->own[b->owns++] = own;
	return true;
}

static int by_producer(const void *left, const void *right)
{
	const struct own_invoice *a = left, *b = right;

	return pial_intern_compare(&a->model->pool, a->producer.n, b->producer.n);
}

static void say_own(struct buying *b)
{
	if (b->owns)
		qsort(b->own, b->owns, sizeof(*b->own), by_producer);
	for (size_t i = 0; i < b->owns; i++)
		pial_diag_add(b->diags, NULL, PIAL_N_BUY_MANDATE,
			      pial_model_text(b->input->model, b->own[i].producer.n),
			      b->own[i].net, b->own[i].vat);
}

/* True when more is kept of the goods than they come to, at a rate: no invoice can say that. */
static bool keeps_too_much(const struct buying *b, size_t parts)
{
	for (size_t i = 0; i < parts; i++)
		if (b->part[i].kept > b->part[i].goods)
			return true;
	return false;
}

/* Leaves a producer's goods to its statement, and says so. */
static void leave_out(struct buying *b, struct pial_producer_id producer, size_t parts)
{
	int64_t goods = 0, kept = 0;

	for (size_t i = 0; i < parts; i++) {
		goods += b->part[i].goods;
		kept += b->part[i].kept;
	}
	pial_diag_add(b->diags, NULL, PIAL_A_BUY_KEPT,
		      pial_model_text(b->input->model, producer.n), kept, goods);
}

/* One producer's lines under a mandate, or without. */
static bool buy_run(struct buying *b, const struct pial_sold *sold, size_t count, bool put)
{
	size_t parts, before = b->result->lines;

	if (!count)
		return true;
	for (size_t i = 0; i < count && put; i++)
		put_goods(b, &sold[i]);
	if (!pial_bought_sum(sold, count, b->part, &parts) || !keep(b, sold, count, parts, put))
		return false;
	if (!put)
		return add_own(b, sold[0].line.producer, parts);
	if (keeps_too_much(b, parts)) {
		b->result->lines = before;
		leave_out(b, sold[0].line.producer, parts);
	}
	return true;
}

/* One producer's sales, in order: those that may be self-billed, then the others. */
static bool buy_producer(struct buying *b, const struct pial_sold *sold, size_t count,
			 struct pial_sold *apart)
{
	bool ok = true;

	for (int with = 1; with >= 0 && ok; with--) {
		size_t kept = 0;

		for (size_t i = 0; i < count; i++)
			if (mandated(b, &sold[i].line) == (with == 1))
				apart[kept++] = sold[i];
		ok = buy_run(b, apart, kept, with == 1);
	}
	return ok;
}

static bool buy_all(struct buying *b)
{
	const struct pial_policy *policy = &b->input->model->policy;
	struct pial_sold *apart = pial_calloc(b->solds + 1, sizeof(*apart));
	bool ok = price_sales(b);

	/* Each fee is at most one line for each line of goods. */
	b->result->line = pial_arena_zalloc(&b->result->arena,
					    b->solds * (policy->fee_count + 1) + 1,
					    sizeof(*b->result->line));
	for (size_t from = 0, end; ok && from < b->solds; from = end) {
		for (end = from + 1; end < b->solds; end++)
			if (b->sold[end].line.producer.n != b->sold[from].line.producer.n)
				break;
		ok = buy_producer(b, &b->sold[from], end - from, apart);
	}
	free(apart);
	return ok;
}

bool pial_buy(const struct pial_buy_input *input, struct pial_buy_result *result,
	      struct pial_diags *diags)
{
	size_t room = input->lefts + input->lines + 1;
	struct buying b = {
		.input = input, .result = result, .diags = diags,
		.self = pial_intern_add(&input->model->pool, "self", strlen("self")),
		.sold = pial_calloc(room, sizeof(*b.sold)),
		.part = pial_calloc(room, sizeof(*b.part)),
		.share = pial_calloc(room, sizeof(*b.share)),
	};
	bool ok = take_sales(&b) && buy_all(&b);

	say_own(&b);
	if (b.settled)
		pial_diag_add(diags, NULL, PIAL_A_BUY_SETTLED, b.settled);
	free(b.own);
	free(b.share);
	free(b.part);
	free(b.sold);
	pial_buy_compare(input, diags);
	return ok || pial_diag_add(diags, NULL, PIAL_E_AMOUNT);
}

/* ---- What is no longer sold as it was bought ---- */

/* Quantity of what was bought that is sold: on a live invoice, or on one that is issued now. */
static int64_t still_sold(const struct pial_buy_input *input, const struct live *sales,
			  const struct pial_invoice_line *line)
{
	const struct pial_left *sale = find(sales, line);

	if (sale)
		return sale->quantity.milli;
	for (size_t i = 0; i < input->lines; i++)
		if (pial_sold_is_goods(&input->line[i]) &&
		    !pial_bought_compare(&input->line[i], line))
			return input->line[i].quantity.milli;
	return 0;
}

static void compare_one(const struct pial_buy_input *input, struct pial_arena *arena,
			const struct pial_left *bought, int64_t is, struct pial_diags *diags)
{
	const struct pial_model *model = input->model;
	const struct pial_invoice_line *line = bought->line;
	int64_t was = bought->quantity.milli;
	const char *note = pial_model_text(model, line->note.n);
	const char *product = pial_model_text(model, line->product.n);

	if (!is)
		pial_diag_add(diags, NULL, PIAL_A_BUY_GONE, note, product,
			      pial_model_text(model, line->seller.n),
			      pial_left_command(model, arena, bought, 0));
	else if (was != is)
		pial_diag_add(diags, NULL, PIAL_A_BUY_CHANGED, note, product, was, is,
			      pial_left_command(model, arena, bought, is < was ? was - is : 0));
}

/* By seller, document and line, as texts: what people are shown. */
struct shown {
	const struct pial_model *model;	/* for texts */
	const struct pial_left *left;	/* what was bought */
};

static int by_text(const void *left, const void *right)
{
	const struct shown *a = left, *b = right;
	const struct pial_intern *pool = &a->model->pool;
	const struct pial_left *x = a->left, *y = b->left;
	int order = pial_intern_compare(pool, x->entry->seller.n, y->entry->seller.n);

	if (!order)
		order = pial_intern_compare(pool, x->entry->number.n, y->entry->number.n);
	return order ? order :
		       (x->line->number > y->line->number) - (x->line->number < y->line->number);
}

void pial_buy_compare(const struct pial_buy_input *input, struct pial_diags *diags)
{
	const struct pial_model *model = input->model;
	uint32_t self = pial_intern_find(&model->pool, "self", strlen("self"));
	struct live bought = live_of(input->left, input->lefts, self, true);
	struct live sales = live_of(input->left, input->lefts, self, false);
	struct shown *shown = pial_calloc(bought.count + 1, sizeof(*shown));
	struct pial_arena arena = PIAL_ARENA_INIT;

	for (size_t i = 0; i < bought.count; i++)
		shown[i] = (struct shown){ model, bought.left[i] };
	if (bought.count)
		qsort(shown, bought.count, sizeof(*shown), by_text);
	for (size_t i = 0; i < bought.count; i++) {
		const struct pial_left *left = shown[i].left;

		if ((!input->period.n || left->entry->period.n == input->period.n) &&
		    (!input->seller.n || left->entry->seller.n == input->seller.n))
			compare_one(input, &arena, left, still_sold(input, &sales, left->line),
				    diags);
	}
	pial_arena_release(&arena);
	free(shown);
	free(bought.left);
	free(sales.left);
}
