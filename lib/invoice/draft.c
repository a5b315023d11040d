/*
 * Deliveries to lines: goods first, then the fees of each kitchen's month, then order and numbers.
 *
 * Lines carry, while they are made, the rank that puts fees after the goods; what is summed for a
 * fee is the finished lines, so that a fee and its invoice cannot disagree. Summing the deliveries
 * a second time was rejected for that reason.
 */
#include "invoice/draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "invoice/again.h"
#include "invoice/fee.h"
#include "invoice/tax.h"
#include "model/revision.h"
#include "num/round.h"

#include "base/banned.h"

/* A line being made. */
struct making {
	const struct pial_model *model;	/* for texts, when sorting */
	struct pial_invoice_line line;	/* its columns */
	int32_t rank;			/* on the delivery note; after all of them for a fee */
};

struct drafting {
	const struct pial_draft_input *input;	/* what is drafted */
	struct pial_diags *diags;		/* what is said */
	struct making *made;			/* lines so far; owned */
	size_t count, cap;			/* how many, and room */
	bool *said;				/* a seller or buyer had its alert; owned */
	/* contract lines that had their alert; owned */
	const struct pial_contract_line **revised;
	size_t reviseds, revised_cap;		/* how many, and room */
	uint32_t self;				/* number of "self" */
	uint32_t *charged;			/* notes invoiced before, sorted; owned */
	size_t chargeds;			/* how many */
	struct pial_again again;		/* what stands of fees */
};

#define FEE_RANK INT32_MAX

void pial_draft_result_init(struct pial_draft_result *result)
{
	pial_arena_init(&result->arena);
	result->row = NULL;
	result->rows = 0;
}

void pial_draft_result_release(struct pial_draft_result *result)
{
	pial_arena_release(&result->arena);
	pial_draft_result_init(result);
}

static const char *text_of(const struct drafting *d, uint32_t n)
{
	return pial_model_text(d->input->model, n);
}

static struct pial_text intern(const struct drafting *d, const char *text)
{
	return (struct pial_text){ pial_intern_add(&d->input->model->pool, text, strlen(text)) };
}

static struct pial_pos pos_of(const struct drafting *d, const struct pial_delivery *delivery)
{
	return (struct pial_pos){ d->input->delivery_file, delivery->line, 0, PIAL_COLUMN_LETTER };
}

static void add_line(struct drafting *d, const struct pial_invoice_line *line, int32_t rank)
{
	d->made = pial_grow(d->made, d->count, &d->cap, sizeof(*d->made));
	d->made[d->count++] = (struct making){ d->input->model, *line, rank };
}

static struct pial_text seller_of(const struct drafting *d, const struct pial_delivery *delivery)
{
	if (d->input->model->policy.billing == PIAL_BILLING_RESALE)
		return (struct pial_text){ d->self };
	return (struct pial_text){ delivery->producer.n };
}

/* What the kitchen pays: a partner's higher price too, when the policy puts it on kitchens. */
static struct pial_price price_of(const struct drafting *d, const struct pial_delivery *delivery)
{
	if (d->input->model->policy.shortfall == PIAL_SHORTFALL_KITCHEN &&
	    !pial_price_is_none(delivery->buy_price) &&
	    delivery->buy_price.e4 > delivery->price.e4)
		return delivery->buy_price;
	return delivery->price;
}

/* The contract's engagement number, else the only one of the buyer. */
static struct pial_text engagement_of(const struct drafting *d,
				      const struct pial_delivery *delivery)
{
	const struct pial_contract *contract =
		pial_model_contract(d->input->model, delivery->contract);
	const struct pial_party *party = pial_model_party(d->input->model, delivery->kitchen.n);

	if (contract && contract->engagement.n)
		return contract->engagement;
	if (party && party->engagements.n && !strchr(text_of(d, party->engagements.n), ' '))
		return party->engagements;
	return (struct pial_text){ 0 };
}

static void set_vat(struct pial_invoice_line *line, const struct drafting *d,
		    const struct pial_vat *vat)
{
	/* A fee has no day: the last of its month, when the invoice is made. */
	struct pial_date day = line->day.n ? line->day : pial_month_last(line->period);
	const struct pial_mention *mention =
		pial_legal_mention(d->input->legal, vat->mention, day);

	line->vat_category = (uint8_t)vat->category;
	line->vat_rate = vat->rate;
	line->exemption = mention ? mention->text : (struct pial_text){ 0 };
}

/* Tax of a line of goods; an unknown regime is said once for each seller. */
static bool tax_goods(struct drafting *d, const struct pial_delivery *delivery,
		      const struct pial_product *product, struct pial_invoice_line *line)
{
	struct pial_pos pos = pos_of(d, delivery);
	enum pial_vat_regime regime = pial_vat_regime_of(d->input->model, line->seller);
	struct pial_vat vat;

	if (!pial_vat_of_goods(regime, product, &vat))
		return pial_diag_add(d->diags, &pos, PIAL_E_VAT_RATE,
				     text_of(d, line->product.n), text_of(d, line->seller.n));
	if (regime == PIAL_VAT_REGIME_NONE && !d->said[line->seller.n]) {
		d->said[line->seller.n] = true;
		pial_diag_add(d->diags, NULL, PIAL_A_VAT_REGIME, text_of(d, line->seller.n));
	}
	set_vat(line, d, &vat);
	return true;
}

static void check_engagement(struct drafting *d, const struct pial_delivery *delivery,
			     const struct pial_invoice_line *line)
{
	const struct pial_party *party = pial_model_party(d->input->model, line->buyer.n);
	struct pial_pos pos = pos_of(d, delivery);

	if (!party || party->engagement_required != PIAL_YES || line->engagement.n ||
	    d->said[line->buyer.n])
		return;
	d->said[line->buyer.n] = true;
	pial_diag_add(d->diags, &pos, PIAL_A_ENGAGEMENT, text_of(d, line->buyer.n),
		      text_of(d, line->note.n));
}

static struct pial_invoice_line goods_line(const struct drafting *d,
					   const struct pial_delivery *delivery,
					   const struct pial_product *product)
{
	return (struct pial_invoice_line){
		.seller = seller_of(d, delivery), .buyer = { delivery->kitchen.n },
		.period = pial_month_of(delivery->day), .note = delivery->note,
		.note_line = delivery->number, .day = delivery->day, .contract = delivery->contract,
		.engagement = engagement_of(d, delivery), .product = delivery->product,
		.label = product->name, .producer = delivery->producer,
		.batch = delivery->batch, .organic = delivery->organic,
		.certifier = delivery->certifier, .quantity = delivery->invoiced,
		.unit = delivery->priced_unit, .price = price_of(d, delivery),
		.vat_rounding = PIAL_MONEY_NONE,
		.kind = PIAL_LINE_GOODS, .to = PIAL_TO_PRODUCER,
	};
}

/* Left out: said, unless it is only that nothing was delivered. */
static bool left_out(struct drafting *d, const struct pial_delivery *delivery)
{
	struct pial_pos pos = pos_of(d, delivery);

	if (d->input->period.n && pial_month_of(delivery->day).n != d->input->period.n)
		return true;
	if (delivery->status == PIAL_DELIVERY_WAITING ||
	    delivery->status == PIAL_DELIVERY_DISPUTED) {
		pial_diag_add(d->diags, &pos, PIAL_N_LINE_WAITING, text_of(d, delivery->note.n),
			      text_of(d, delivery->product.n),
			      delivery->status == PIAL_DELIVERY_WAITING ? PIAL_N_("waiting") :
									  PIAL_N_("disputed"));
		return true;
	}
	return delivery->invoiced.milli == 0;
}

static bool said_revised(const struct drafting *d, const struct pial_contract_line *line)
{
	for (size_t i = 0; i < d->reviseds; i++)
		if (d->revised[i] == line)
			return true;
	return false;
}

/*
 * Says once where the contract's price of the day is not what is drafted: because an index has no
 * value yet, or because its value was typed after the price was agreed.
 */
static void check_revision(struct drafting *d, const struct pial_delivery *delivery,
			   struct pial_price price)
{
	const struct pial_contract *contract =
		pial_model_contract(d->input->model, delivery->contract);
	struct pial_product_id ordered =
		delivery->ordered.n ? delivery->ordered : delivery->product;
	const struct pial_contract_line *line =
		contract ? pial_contract_line_on(contract, ordered, delivery->day) : NULL;
	struct pial_revised revised;
	bool missing;

	if (!line || said_revised(d, line))
		return;
	pial_price_revise(d->input->model, contract, line, delivery->day, &revised);
	missing = revised.state == PIAL_REVISED_UNKNOWN || revised.state == PIAL_REVISED_RANGE;
	if (!missing && (revised.state == PIAL_REVISED_FIRM || line->price.e4 != price.e4 ||
			 revised.price.e4 == price.e4))
		return;
	d->revised = pial_grow(d->revised, d->reviseds, &d->revised_cap, sizeof(*d->revised));
	d->revised[d->reviseds++] = line;
	if (missing)
		pial_diag_add(d->diags, &line->pos, PIAL_A_NOT_REVISED, text_of(d, contract->id.n),
			      text_of(d, ordered.n), text_of(d, revised.missing.n),
			      (int64_t)revised.since.n);
	else
		pial_diag_add(d->diags, &line->pos, PIAL_A_REVISED_SINCE,
			      text_of(d, contract->id.n), text_of(d, ordered.n),
			      (int64_t)revised.since.n, (int64_t)revised.price.e4,
			      (int64_t)price.e4);
}

static void draft_goods(struct drafting *d, const struct pial_delivery *delivery)
{
	const struct pial_product *product =
		pial_model_product(d->input->model, delivery->product);
	struct pial_pos pos = pos_of(d, delivery);
	struct pial_invoice_line line;

	if (left_out(d, delivery))
		return;
	if (!product) {
		pial_diag_add(d->diags, &pos, PIAL_E_REF_PRODUCT, text_of(d, delivery->product.n));
		return;
	}
	line = goods_line(d, delivery, product);
	if (pial_price_is_none(line.price)) {
		pial_diag_add(d->diags, &pos, PIAL_E_PRICE_MISSING, text_of(d, line.product.n),
			      text_of(d, line.buyer.n), (int64_t)line.day.n);
		return;
	}
	if (!pial_money_of(line.quantity, line.price, PIAL_ROUND_HALF_AWAY, &line.net)) {
		pial_diag_add(d->diags, &pos, PIAL_E_AMOUNT);
		return;
	}
	if (!tax_goods(d, delivery, product, &line))
		return;
	check_engagement(d, delivery, &line);
	check_revision(d, delivery, line.price);
	add_line(d, &line, delivery->number);
}

/* By buyer and month, then seller and note: so that notes and invoices are runs to be counted. */
static int compare_for_fees(const void *left, const void *right)
{
	const struct making *a = left, *b = right;
	int order = pial_intern_compare(&a->model->pool, a->line.buyer.n, b->line.buyer.n);

	if (!order)
		order = (a->line.period.n > b->line.period.n) -
			(a->line.period.n < b->line.period.n);
	if (!order)
		order = pial_intern_compare(&a->model->pool, a->line.seller.n, b->line.seller.n);
	if (!order)
		order = pial_intern_compare(&a->model->pool, a->line.note.n, b->line.note.n);
	return order ? order : (a->rank > b->rank) - (a->rank < b->rank);
}

static int compare_for_table(const void *left, const void *right)
{
	const struct making *a = left, *b = right;
	int order = pial_intern_compare(&a->model->pool, a->line.seller.n, b->line.seller.n);

	if (!order)
		order = pial_intern_compare(&a->model->pool, a->line.buyer.n, b->line.buyer.n);
	if (!order)
		order = (a->line.period.n > b->line.period.n) -
			(a->line.period.n < b->line.period.n);
	if (!order)
		order = (a->rank == FEE_RANK) - (b->rank == FEE_RANK);
	if (!order)
		order = pial_intern_compare(&a->model->pool, a->line.note.n, b->line.note.n);
	if (!order)
		order = (a->rank > b->rank) - (a->rank < b->rank);
	if (!order)
		order = (a->line.number > b->line.number) - (a->line.number < b->line.number);
	return order;
}

static int compare_notes(const void *left, const void *right)
{
	const uint32_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* The notes of which something invoiced to a kitchen still counts, to be searched. */
static void find_charged(struct drafting *d)
{
	d->charged = pial_calloc(d->input->lefts + 1, sizeof(*d->charged));
	for (size_t i = 0; i < d->input->lefts; i++)
		if (d->input->left[i].line->note.n &&
		    d->input->left[i].entry->buyer.n != d->self &&
		    pial_left_lives(&d->input->left[i]))
			d->charged[d->chargeds++] = d->input->left[i].line->note.n;
	if (d->chargeds)
		qsort(d->charged, d->chargeds, sizeof(*d->charged), compare_notes);
}

static bool was_charged(const struct drafting *d, uint32_t note)
{
	return bsearch(&note, d->charged, d->chargeds, sizeof(*d->charged), compare_notes) != NULL;
}

/* A buyer's month of lines, of which a fee is counted. */
struct charging {
	const struct pial_fee *fee;		/* the fee */
	const struct making *from;		/* its lines */
	size_t count;				/* how many */
	struct pial_again_before *before;	/* what stands of each; owned */
	struct pial_fee_due all, due;		/* with what stands, and without */
	struct pial_text stands;		/* a document of what stands; 0: nothing does */
};

/* True when what stands of a line is left aside: that of months up to one. */
static bool aside(const struct charging *c, size_t i, struct pial_month until)
{
	return c->before[i].period.n && c->before[i].period.n <= until.n;
}

/* True when a line of the same note, or else of the same seller, is left aside. */
static bool shares(const struct charging *c, size_t i, bool note, struct pial_month until)
{
	const struct pial_invoice_line *line = &c->from[i].line;

	for (; i < c->count; i++) {
		const struct pial_invoice_line *other = &c->from[i].line;

		if (note ? other->note.n != line->note.n : other->seller.n != line->seller.n)
			return false;
		if (aside(c, i, until))
			return true;
	}
	return false;
}

/*
 * Sums the lines of one buyer's month that a fee applies to, above what they came to before where
 * a fee of it stands on invoices of months up to one; false on overflow.
 */
static bool sum_base(const struct drafting *d, const struct charging *c, struct pial_month until,
		     struct pial_fee_base_sum *sum)
{
	bool each = d->input->model->policy.billing_per == PIAL_BILLING_DELIVERY;
	uint32_t note = 0, seller = 0;

	memset(sum, 0, sizeof(*sum));
	for (size_t i = 0; i < c->count; i++) {
		const struct pial_invoice_line *line = &c->from[i].line;
		bool other = line->note.n != note;

		if (!pial_fee_applies(c->fee, line->day))
			continue;
		if (!pial_fee_base_add(sum, d->input->model, line))
			return false;
		if (aside(c, i, until)) {
			sum->cents -= c->before[i].cents;
			sum->grams -= c->before[i].grams;
		}
		if (other)
			sum->notes += !was_charged(d, line->note.n) && !shares(c, i, true, until);
		if (line->seller.n != seller || (each && other))
			sum->invoices += !shares(c, i, each, until);
		note = line->note.n;
		seller = line->seller.n;
	}
	sum->cents = sum->cents > 0 ? sum->cents : 0;
	sum->grams = sum->grams > 0 ? sum->grams : 0;
	return true;
}

/* The first month after one on whose invoices something stands; none: no other. */
static struct pial_month month_after(const struct charging *c, struct pial_month until)
{
	struct pial_month next = { 0 };

	for (size_t i = 0; i < c->count; i++) {
		struct pial_month period = c->before[i].period;

		if (period.n > until.n && (!next.n || period.n < next.n))
			next = period;
	}
	return next;
}

/* What a fee comes to, less what is charged already and stands. */
static bool charge(struct drafting *d, struct charging *c)
{
	struct pial_text buyer = { c->from->line.buyer.n };
	struct pial_month until = { 0 };
	struct pial_fee_base_sum sum;
	int64_t taken = 0;

	for (size_t i = 0; i < c->count; i++)
		if (!pial_again_find(&d->again, c->fee, &c->from[i].line, &c->before[i]))
			return false;
	if (!sum_base(d, c, until, &sum) || !pial_fee_due(c->fee, &sum, &c->all))
		return false;
	c->due = c->all;
	while ((until = month_after(c, until)).n) {
		int64_t before = c->due.amount.cents, cents;
		struct pial_text number;

		if (!sum_base(d, c, until, &sum) || !pial_fee_due(c->fee, &sum, &c->due) ||
		    !pial_again_take(&d->again, c->fee, buyer, until,
				     before - c->due.amount.cents, &cents, &number))
			return false;
		c->stands = cents ? number : c->stands;
		taken += cents;
	}
	if (c->all.amount.cents - taken == c->due.amount.cents)
		return true;
	c->due = c->all;
	return pial_fee_lower(c->fee, taken, &c->due);
}

/* rank in fees keeps the policy's order; a buyer's month has at most one line a fee. */
static void draft_fee(struct drafting *d, const struct pial_fee *fee, int32_t rank, size_t from,
		      size_t end)
{
	const struct pial_invoice_line first = d->made[from].line;
	const struct pial_text self = { d->self };
	struct pial_vat vat = pial_vat_of_fee(pial_vat_regime_of(d->input->model, self), fee);
	struct charging c = { .fee = fee, .from = &d->made[from], .count = end - from,
			      .before = pial_calloc(end - from, sizeof(*c.before)) };
	bool ok = charge(d, &c);
	struct pial_invoice_line line;

	free(c.before);
	if (!ok) {
		pial_diag_add(d->diags, &fee->pos, PIAL_E_AMOUNT);
		return;
	}
	if (c.stands.n)
		pial_diag_add(d->diags, NULL, PIAL_N_FEE_STANDS, text_of(d, fee->name.n),
			      text_of(d, first.buyer.n), text_of(d, c.stands.n));
	if (!c.due.amount.cents)
		return;
	line = (struct pial_invoice_line){
		.number = rank, .seller = { d->self }, .buyer = first.buyer, .note_line = INT32_MIN,
		.period = first.period, .contract = first.contract,
		.engagement = first.engagement, .label = fee->name, .quantity = c.due.quantity,
		.unit = (uint8_t)c.due.unit, .price = c.due.price, .net = c.due.amount,
		.vat_rounding = PIAL_MONEY_NONE,
		.kind = fee->to == PIAL_TO_TRANSPORT ? PIAL_LINE_TRANSPORT : PIAL_LINE_SERVICE,
		.to = fee->to,
	};
	set_vat(&line, d, &vat);
	add_line(d, &line, FEE_RANK);
}

static void draft_fees(struct drafting *d)
{
	const struct pial_policy *policy = &d->input->model->policy;
	size_t goods = d->count;

	if (!goods)
		return;
	qsort(d->made, goods, sizeof(*d->made), compare_for_fees);
	for (size_t from = 0, end; from < goods; from = end) {
		for (end = from + 1; end < goods; end++)
			if (d->made[end].line.buyer.n != d->made[from].line.buyer.n ||
			    d->made[end].line.period.n != d->made[from].line.period.n)
				break;
		for (uint32_t i = 0; i < policy->fee_count; i++)
			if (pial_fee_is_line(&policy->fee[i]))
				draft_fee(d, &policy->fee[i], (int32_t)i, from, end);
	}
}

static void finish(struct drafting *d, struct pial_draft_result *result)
{
	int32_t number = 0;

	if (d->count)
		qsort(d->made, d->count, sizeof(*d->made), compare_for_table);
	result->row = pial_arena_zalloc(&result->arena, d->count + 1, sizeof(*result->row));
	result->rows = d->count;
	for (size_t i = 0; i < d->count; i++) {
		struct pial_invoice_line *row = &result->row[i];

		*row = d->made[i].line;
		if (i && row->seller.n != row[-1].seller.n)
			number = 0;
		row->number = ++number;
	}
}

/* True when one invoice a delivery is wanted, and some month's invoice has goods of two notes. */
static bool joins_notes(const struct pial_model *model, const struct pial_draft_result *result)
{
	if (model->policy.billing_per != PIAL_BILLING_DELIVERY)
		return false;
	for (size_t i = 1; i < result->rows; i++) {
		const struct pial_invoice_line *a = &result->row[i - 1], *b = &result->row[i];

		if (a->kind == PIAL_LINE_GOODS && b->kind == PIAL_LINE_GOODS &&
		    a->seller.n == b->seller.n && a->buyer.n == b->buyer.n &&
		    a->period.n == b->period.n && a->note.n != b->note.n)
			return true;
	}
	return false;
}

static int compare_note_lines(const void *left, const void *right)
{
	const struct pial_delivery *a = *(const struct pial_delivery *const *)left;
	const struct pial_delivery *b = *(const struct pial_delivery *const *)right;

	if (a->note.n != b->note.n)
		return a->note.n < b->note.n ? -1 : 1;
	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	return (a > b) - (a < b);
}

bool pial_draft_once(const struct pial_model *model, const struct pial_delivery *delivery,
		     size_t deliveries, const char *file, struct pial_diags *diags)
{
	const struct pial_delivery **sorted =
		pial_calloc(deliveries + 1, sizeof(struct pial_delivery *));
	const struct pial_delivery **before =
		pial_calloc(deliveries + 1, sizeof(struct pial_delivery *));
	size_t mark = diags->errors;

	for (size_t i = 0; i < deliveries; i++)
		sorted[i] = &delivery[i];
	if (deliveries)
		qsort(sorted, deliveries, sizeof(*sorted), compare_note_lines);
	for (size_t i = 1; i < deliveries; i++)
		if (sorted[i]->note.n == sorted[i - 1]->note.n &&
		    sorted[i]->number == sorted[i - 1]->number)
			before[sorted[i] - delivery] = sorted[i - 1];
	for (size_t i = 0; i < deliveries; i++) {
		const struct pial_delivery *row = &delivery[i];
		struct pial_pos pos = { file, row->line, 0, PIAL_COLUMN_LETTER };

		if (before[i])
			pial_diag_add(diags, &pos, PIAL_E_DELIVERY_TWICE,
				      pial_model_text(model, row->note.n), (int64_t)row->number,
				      (int64_t)before[i]->day.n, (int64_t)row->day.n);
	}
	free(sorted);
	free(before);
	return !pial_diags_since(diags, mark);
}

bool pial_draft(const struct pial_draft_input *input, struct pial_draft_result *result,
		struct pial_diags *diags)
{
	struct drafting d = { .input = input, .diags = diags };
	size_t mark = diags->errors;
	bool done;

	d.self = intern(&d, "self").n;
	d.said = pial_calloc(input->model->pool.count + 1, sizeof(*d.said));
	if (pial_draft_once(input->model, input->delivery, input->deliveries,
			    input->delivery_file, diags))
		for (size_t i = 0; i < input->deliveries; i++)
			draft_goods(&d, &input->delivery[i]);
	find_charged(&d);
	pial_again_init(&d.again, input->model, input->left, input->lefts, d.self);
	draft_fees(&d);
	done = !pial_diags_since(diags, mark);
	if (done)
		finish(&d, result);
	if (done && joins_notes(input->model, result))
		pial_diag_add(diags, NULL, PIAL_N_NOT_APPLIED, "billing: per",
			      PIAL_N_("the draft has one invoice a month, not one a delivery"));
	free(d.made);
	free(d.said);
	free(d.revised);
	pial_again_release(&d.again);
	free(d.charged);
	return done;
}
