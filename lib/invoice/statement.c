/*
 * From lines to rows: sales as they stand, then what is taken, one producer at a time.
 *
 * Every figure comes from what value sharing uses (invoice/sold.h), so that statements and sharing
 * add up to each other; only the advances are worked out here, because they depend on all the rest.
 */
#include "invoice/statement.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "invoice/bought.h"
#include "invoice/statement_priv.h"
#include "num/round.h"

#include "base/banned.h"

void pial_statement_result_init(struct pial_statement_result *result)
{
	pial_arena_init(&result->arena);
	result->row = NULL;
	result->rows = 0;
}

void pial_statement_result_release(struct pial_statement_result *result)
{
	pial_arena_release(&result->arena);
	pial_statement_result_init(result);
}

struct pial_statement_row pial_stating_blank(const struct pial_stating *s,
					     struct pial_producer_id producer,
					     enum pial_statement_kind kind,
					     struct pial_money amount)
{
	return (struct pial_statement_row){
		.producer = producer, .period = s->input->period, .kind = (uint8_t)kind,
		.amount = amount, .quantity = PIAL_QTY_NONE, .price = PIAL_PRICE_NONE,
		.rate = PIAL_RATE_NONE,
	};
}

void pial_stating_add(struct pial_stating *s, const struct pial_statement_row *row)
{
	s->row = pial_grow(s->row, s->rows, &s->row_cap, sizeof(*s->row));
	s->row[s->rows] = (struct pial_stating_row){ s->input->model, *row, (uint32_t)s->rows };
	s->rows++;
}

/* The amount of a line to who delivered it, before fees. */
static struct pial_money due_for(const struct pial_sold *sold)
{
	return sold->bought ? sold->paid : sold->line.net;
}

static void add_sale(struct pial_stating *s, const struct pial_sold *sold)
{
	const struct pial_invoice_line *line = &sold->line;
	bool credit = line->kind == PIAL_LINE_CREDIT;
	struct pial_statement_row row =
		pial_stating_blank(s, line->producer,
		      credit ? PIAL_STATEMENT_CORRECTION : PIAL_STATEMENT_SALE, due_for(sold));

	row.label = line->label;
	row.note = line->note;
	row.buyer = line->buyer;
	row.invoice = line->invoice;
	row.day = line->day;
	row.quantity = line->quantity;
	row.unit = line->unit;
	row.price = sold->bought ? sold->price : line->price;
	if (sold->document) {
		row.buyer = sold->document->buyer;
		row.price = sold->document->price;
	}
	pial_stating_add(s, &row);
}

static enum pial_statement_kind kind_of_fee(const struct pial_fee *fee)
{
	switch ((enum pial_line_to)fee->to) {
	case PIAL_TO_FUND:
		return PIAL_STATEMENT_LEVY;
	case PIAL_TO_TRANSPORT:
		return PIAL_STATEMENT_TRANSPORT;
	case PIAL_TO_NONE:
	case PIAL_TO_PRODUCER:
	case PIAL_TO_SERVICE:
		break;
	}
	return PIAL_STATEMENT_SERVICE;
}

static bool add_fee(struct pial_stating *s, const struct pial_fee *fee,
		    const struct pial_sold *sold, size_t count)
{
	struct pial_statement_row row;
	struct pial_fee_due due;

	if (!count)
		return true;
	if (!pial_sold_fee(s->input->model, fee, sold, count, &due))
		return false;
	row = pial_stating_blank(s, sold[0].line.producer, kind_of_fee(fee),
				 (struct pial_money){ -due.amount.cents });
	row.label = fee->name;
	row.rate = fee->rate;
	if (due.amount.cents)
		pial_stating_add(s, &row);
	return true;
}

/*
 * The fees of one run: one producer's month, not bought. What a self-billed invoice keeps of the
 * price is not counted again.
 */
static bool add_fees(struct pial_stating *s, const struct pial_sold *sold, size_t count)
{
	const struct pial_policy *policy = &s->input->model->policy;
	bool resale = policy->billing == PIAL_BILLING_RESALE;
	struct pial_sold *open = pial_calloc(count + 1, sizeof(*open));
	size_t opens = pial_stating_open(sold, count, open);
	bool ok = true;

	for (uint32_t i = 0; i < policy->fee_count && ok; i++) {
		const struct pial_fee *fee = &policy->fee[i];

		if (pial_fee_is_line(fee))
			continue;
		ok = resale && pial_bought_keeps(fee) ? add_fee(s, fee, open, opens) :
							add_fee(s, fee, sold, count);
	}
	free(open);
	return ok;
}

static bool add_goods(struct pial_stating *s)
{
	pial_sold_sort(s->sold, s->solds);
	for (size_t from = 0, end; from < s->solds; from = end) {
		end = pial_sold_month_end(s->sold, s->solds, from);
		for (size_t i = from; i < end; i++)
			add_sale(s, &s->sold[i]);
		if (!s->sold[from].bought && !add_fees(s, &s->sold[from], end - from))
			return false;
	}
	return true;
}

/* VAT of the invoices in a producer's own name: each invoice's, as it is on the invoice. */
static bool add_own_vat(struct pial_stating *s)
{
	pial_sold_sort_by_tax(s->sold, s->solds);
	for (size_t from = 0, end; from < s->solds; from = end) {
		const struct pial_invoice_line *line = &s->sold[from].line;
		struct pial_statement_row row;
		struct pial_money vat;

		end = pial_sold_tax_end(s->sold, s->solds, from);
		if (line->seller.n != line->producer.n || line->vat_category != PIAL_VAT_S)
			continue;
		if (!pial_sold_tax(&s->sold[from], end - from, &vat))
			return false;
		row = pial_stating_blank(s, line->producer, PIAL_STATEMENT_VAT, vat);
		row.buyer = line->buyer;
		row.invoice = line->invoice;
		row.rate = line->vat_rate;
		if (vat.cents)
			pial_stating_add(s, &row);
	}
	return true;
}

static bool add_carried(struct pial_stating *s)
{
	for (size_t i = 0; i < s->input->carrieds; i++) {
		const struct pial_carried *carried = &s->input->carried[i];
		struct pial_statement_row row =
			pial_stating_blank(s, carried->producer, PIAL_STATEMENT_CARRIED,
					   carried->amount);

		if (carried->amount.cents)
			pial_stating_add(s, &row);
	}
	return true;
}

static void add_corrections(struct pial_stating *s)
{
	for (size_t i = 0; i < s->input->corrections; i++)
		pial_stating_add(s, &s->input->correction[i]);
}

/* Sum of what partners cost above what kitchens pay, less what credits give back. */
static bool shortfall_of(const struct pial_stating *s, int64_t *cents)
{
	*cents = 0;
	for (size_t i = 0; i < s->solds; i++) {
		int64_t dearer;

		if (!pial_sold_dearer(&s->sold[i], &dearer) || !pial_add(*cents, dearer, cents))
			return false;
	}
	return true;
}

/* What each producer that is no partner sold; several rows of one stand together. */
struct seller_sum {
	const struct pial_model *model;		/* for texts */
	struct pial_producer_id producer;	/* who */
	int64_t cents;				/* sales less corrections */
};

static int compare_sellers(const void *left, const void *right)
{
	const struct seller_sum *a = left, *b = right;

	return pial_intern_compare(&a->model->pool, a->producer.n, b->producer.n);
}

/* Sales of the month by producer, sorted by id; sum has room for all lines. */
static bool sum_sellers(const struct pial_stating *s, struct seller_sum *sum, size_t *count)
{
	size_t kept = 0;

	*count = 0;
	for (size_t i = 0; i < s->solds; i++) {
		const struct pial_invoice_line *line = &s->sold[i].line;

		if (!pial_sold_is_partner(s->input->model, line))
			sum[(*count)++] = (struct seller_sum){
				s->input->model, line->producer, line->net.cents };
	}
	if (*count)
		qsort(sum, *count, sizeof(*sum), compare_sellers);
	for (size_t i = 0; i < *count; i++)
		if (kept && sum[kept - 1].producer.n == sum[i].producer.n) {
			if (!pial_add(sum[kept - 1].cents, sum[i].cents, &sum[kept - 1].cents))
				return false;
		} else {
			sum[kept++] = sum[i];
		}
	*count = kept;
	return true;
}

static bool split_shortfall(struct pial_stating *s, int64_t cents, struct seller_sum *sum,
			    int64_t *weight, int64_t *part)
{
	size_t count;

	if (!sum_sellers(s, sum, &count))
		return false;
	for (size_t i = 0; i < count; i++)
		weight[i] = sum[i].cents > 0 ? sum[i].cents : 0;
	/* Nobody sold anything: the fund bears it. */
	if (!pial_split(cents, weight, count, part))
		return true;
	for (size_t i = 0; i < count; i++) {
		struct pial_statement_row row =
			pial_stating_blank(s, sum[i].producer, PIAL_STATEMENT_SHORTFALL,
			      (struct pial_money){ -part[i] });

		if (part[i])
			pial_stating_add(s, &row);
	}
	return true;
}

static bool add_shortfall(struct pial_stating *s)
{
	struct seller_sum *sum;
	int64_t *weight, *part, cents;
	bool ok;

	if (s->input->model->policy.shortfall != PIAL_SHORTFALL_PRODUCERS)
		return true;
	if (!shortfall_of(s, &cents))
		return false;
	if (!cents)
		return true;
	sum = pial_calloc(s->solds + 1, sizeof(*sum));
	weight = pial_calloc(s->solds + 1, sizeof(*weight));
	part = pial_calloc(s->solds + 1, sizeof(*part));
	ok = split_shortfall(s, cents, sum, weight, part);
	free(part);
	free(weight);
	free(sum);
	return ok;
}

static int compare_rows(const void *left, const void *right)
{
	const struct pial_stating_row *x = left, *y = right;
	const struct pial_statement_row *a = &x->row, *b = &y->row;
	const struct pial_intern *pool = &x->model->pool;
	int order = pial_intern_compare(pool, a->producer.n, b->producer.n);

	if (!order)
		order = (a->kind > b->kind) - (a->kind < b->kind);
	if (!order)
		order = (a->corrects.n > b->corrects.n) - (a->corrects.n < b->corrects.n);
	if (!order)
		order = (a->part > b->part) - (a->part < b->part);
	if (!order)
		order = (a->day.n > b->day.n) - (a->day.n < b->day.n);
	if (!order)
		order = pial_intern_compare(pool, a->buyer.n, b->buyer.n);
	if (!order)
		order = pial_intern_compare(pool, a->note.n, b->note.n);
	/* Fees stand in the policy's order; they have neither day nor note. */
	if (!order && (a->kind == PIAL_STATEMENT_SALE || a->kind == PIAL_STATEMENT_CORRECTION ||
		       a->kind == PIAL_STATEMENT_VAT))
		order = pial_intern_compare(pool, a->label.n, b->label.n);
	if (!order)
		order = pial_intern_compare(pool, a->invoice.n, b->invoice.n);
	if (!order && a->kind == PIAL_STATEMENT_VAT)
		order = (a->rate.e6 > b->rate.e6) - (a->rate.e6 < b->rate.e6);
	if (!order && !pial_qty_is_none(a->quantity))
		order = (a->quantity.milli > b->quantity.milli) -
			(a->quantity.milli < b->quantity.milli);
	if (!order)
		order = (a->price.e4 > b->price.e4) - (a->price.e4 < b->price.e4);
	return order ? order : (x->place > y->place) - (x->place < y->place);
}

bool pial_statement_add_up(const struct pial_statement_row *row, size_t rows,
			   struct pial_statement_sum *sum)
{
	struct pial_money *const to[] = {
		[PIAL_STATEMENT_NONE] = &sum->net,
		[PIAL_STATEMENT_CARRIED] = &sum->carried,
		[PIAL_STATEMENT_SALE] = &sum->sold,
		[PIAL_STATEMENT_CORRECTION] = &sum->sold,
		[PIAL_STATEMENT_SERVICE] = &sum->service,
		[PIAL_STATEMENT_TRANSPORT] = &sum->transport,
		[PIAL_STATEMENT_LEVY] = &sum->levy,
		[PIAL_STATEMENT_SHORTFALL] = &sum->shortfall,
		[PIAL_STATEMENT_VAT] = &sum->vat,
		[PIAL_STATEMENT_ADVANCE] = &sum->advance,
	};

	memset(sum, 0, sizeof(*sum));
	for (size_t i = 0; i < rows; i++) {
		enum pial_statement_kind of = pial_statement_part(&row[i]);
		bool late = row[i].corrects.n && of != PIAL_STATEMENT_VAT;
		struct pial_money *part = late ? &sum->corrected : to[of];

		if (late && of == PIAL_STATEMENT_SALE &&
		    !pial_add(sum->corrected_sold.cents, row[i].amount.cents,
			      &sum->corrected_sold.cents))
			return false;
		if (!pial_add(part->cents, row[i].amount.cents, &part->cents))
			return false;
		if (part != &sum->net &&
		    !pial_add(sum->net.cents, row[i].amount.cents, &sum->net.cents))
			return false;
	}
	return true;
}

/* What a kitchen bought of a producer in the month: what it can deduct from. */
static bool sold_to(const struct pial_stating *s, struct pial_producer_id producer,
		    struct pial_kitchen_id kitchen, int64_t *cents)
{
	*cents = 0;
	for (size_t i = 0; i < s->solds; i++) {
		const struct pial_invoice_line *line = &s->sold[i].line;

		if (line->producer.n == producer.n && line->buyer.n == kitchen.n &&
		    !pial_add(*cents, line->net.cents, cents))
			return false;
	}
	return true;
}

/* What an advance takes of a month: its rate or sum, its balance, what the floor leaves. */
static bool repayment(const struct pial_advance_open *advance, struct pial_rate usual,
		      const struct pial_statement_sum *sum, int64_t room, int64_t *cents)
{
	struct pial_money due = advance->monthly, sold;

	*cents = 0;
	if (advance->paused)
		return true;
	if (pial_money_is_none(due)) {
		struct pial_rate rate =
			pial_rate_is_none(advance->repay) ? usual : advance->repay;

		if (!pial_add(sum->sold.cents, sum->corrected_sold.cents, &sold.cents))
			return false;
		if (sold.cents <= 0)
			return true;
		if (!pial_money_rate(sold, rate, PIAL_ROUND_HALF_AWAY, &due))
			return false;
	}
	*cents = due.cents;
	if (*cents > advance->balance.cents)
		*cents = advance->balance.cents;
	if (*cents > room)
		*cents = room;
	if (*cents < 0)
		*cents = 0;
	return true;
}

/* Paybacks of one producer, whose rows so far are from to end. */
static bool add_paybacks(struct pial_stating *s, size_t from, size_t end)
{
	const struct pial_statement_input *input = s->input;
	struct pial_producer_id producer = s->row[from].row.producer;
	struct pial_statement_row *rows = pial_calloc(end - from, sizeof(*rows));
	struct pial_statement_sum sum;
	int64_t room = 0;
	bool ok;

	for (size_t i = from; i < end; i++)
		rows[i - from] = s->row[i].row;
	ok = pial_statement_add_up(rows, end - from, &sum) &&
	     pial_add(sum.net.cents, -sum.vat.cents, &room) &&
	     pial_add(room, -input->model->policy.advance_floor.cents, &room);
	free(rows);
	for (size_t i = 0; ok && i < input->advances; i++) {
		const struct pial_advance_open *advance = &input->advance[i];
		struct pial_statement_row row;
		int64_t cents, most = room;

		if (advance->producer.n != producer.n || advance->first.n > input->period.n)
			continue;
		ok = !advance->lender.n || sold_to(s, producer, advance->lender, &most);
		if (most > room)
			most = room;
		ok = ok && repayment(advance, input->model->policy.advance_repay, &sum, most,
				     &cents);
		if (!ok || !cents)
			continue;
		room -= cents;
		row = pial_stating_blank(s, producer, PIAL_STATEMENT_ADVANCE,
					 (struct pial_money){ -cents });
		row.invoice = advance->advance;
		row.rate = pial_money_is_none(advance->monthly) ?
				   (pial_rate_is_none(advance->repay) ?
					    input->model->policy.advance_repay : advance->repay) :
				   PIAL_RATE_NONE;
		pial_stating_add(s, &row);
	}
	return ok;
}

static bool add_advances(struct pial_stating *s)
{
	size_t rows = s->rows;

	if (rows)
		qsort(s->row, rows, sizeof(*s->row), compare_rows);
	for (size_t from = 0, end; from < rows; from = end) {
		for (end = from + 1; end < rows; end++)
			if (s->row[end].row.producer.n != s->row[from].row.producer.n)
				break;
		if (!add_paybacks(s, from, end))
			return false;
	}
	return true;
}

/* Copies the lines of goods of the month. */
static bool take_month(struct pial_stating *s)
{
	const struct pial_statement_input *input = s->input;
	const struct pial_sold_input all = { input->model, input->line, input->lines,
					     input->purchase, input->purchases };
	size_t kept = 0;

	if (!pial_sold_take(&all, s->sold))
		return false;
	if (input->model->policy.billing == PIAL_BILLING_RESALE)
		return pial_stating_keep_bought(s);
	for (size_t i = 0; i < input->lines; i++) {
		const struct pial_invoice_line *line = &s->sold[i].line;

		if (line->period.n == input->period.n && pial_sold_is_goods(line) &&
		    line->producer.n)
			s->sold[kept++] = s->sold[i];
	}
	s->solds = kept;
	return true;
}

static void finish(struct pial_stating *s, struct pial_statement_result *result)
{
	int32_t number = 0;

	if (s->rows)
		qsort(s->row, s->rows, sizeof(*s->row), compare_rows);
	result->row = pial_arena_zalloc(&result->arena, s->rows + 1, sizeof(*result->row));
	result->rows = s->rows;
	for (size_t i = 0; i < s->rows; i++) {
		result->row[i] = s->row[i].row;
		if (i && result->row[i].producer.n != result->row[i - 1].producer.n)
			number = 0;
		result->row[i].number = ++number;
	}
}

bool pial_statement(const struct pial_statement_input *input,
		    struct pial_statement_result *result, struct pial_diags *diags)
{
	struct pial_stating s = {
		.input = input,
		.self = pial_intern_find(&input->model->pool, "self", strlen("self")) };
	bool ok;

	s.sold = pial_calloc(input->lines + 1, sizeof(*s.sold));
	ok = take_month(&s) && add_carried(&s) && add_goods(&s) && add_shortfall(&s) &&
	     (input->model->policy.billing == PIAL_BILLING_RESALE ? pial_stating_bought(&s) :
								     add_own_vat(&s));
	add_corrections(&s);
	ok = ok && add_advances(&s);
	if (ok)
		finish(&s, result);
	free(s.row);
	free(s.sold);
	return ok || pial_diag_add(diags, NULL, PIAL_E_AMOUNT);
}
