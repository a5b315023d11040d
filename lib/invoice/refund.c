/*
 * Statements, split over their payments and their goods.
 *
 * Cumulative parts are rounded and their differences taken, so that instalments can neither lose
 * nor make a cent; a split of each instalment by itself was rejected for that reason.
 */
#include "invoice/refund.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "invoice/statement.h"
#include "invoice/tax.h"
#include "num/round.h"

#include "base/banned.h"

/* One kind of goods of a statement. */
struct good {
	struct pial_text label;		/* as printed */
	int64_t cents;			/* its value, net of commissions */
	int64_t paid;			/* of it, so far */
};

struct refunding {
	const struct pial_refund_input *input;	/* what is asked */
	struct pial_refund_row *row;		/* so far; owned until handed over */
	size_t rows, cap;			/* how many, and room */
	struct good *good;			/* of the statement; owned */
	size_t goods;				/* how many */
	int64_t *weight, *share;		/* to split commissions; owned */
	const struct pial_payment **payment;	/* of the statement, in order; owned */
};

static void add_good(struct refunding *r, struct pial_text label, int64_t cents)
{
	size_t i = 0;

	while (i < r->goods && r->good[i].label.n != label.n)
		i++;
	if (i == r->goods)
		r->good[r->goods++] = (struct good){ label, 0, 0 };
	/* Parts of a statement that adds up. */
	r->good[i].cents += cents;
}

/* Goods of a statement, less what the group keeps of them as its commission. */
static void find_goods(struct refunding *r, const struct pial_statement_row *row, size_t rows)
{
	int64_t kept = 0;

	r->goods = 0;
	for (size_t i = 0; i < rows; i++) {
		enum pial_statement_kind part = pial_statement_part(&row[i]);

		if (part == PIAL_STATEMENT_SALE)
			add_good(r, row[i].label, row[i].amount.cents);
		else if (part == PIAL_STATEMENT_SERVICE || part == PIAL_STATEMENT_TRANSPORT)
			kept += row[i].amount.cents;
	}
	for (size_t i = 0; i < r->goods; i++)
		r->weight[i] = r->good[i].cents > 0 ? r->good[i].cents : 0;
	if (pial_split(kept, r->weight, r->goods, r->share))
		for (size_t i = 0; i < r->goods; i++)
			r->good[i].cents += r->share[i];
}

static const struct pial_product *product_of(const struct refunding *r, struct pial_text label)
{
	const struct pial_model *model = r->input->model;

	for (size_t i = 0; i < model->products; i++)
		if (model->product[i].name.n == label.n)
			return &model->product[i];
	return NULL;
}

/* A payment that has paid so much of so much: each kind of goods in proportion. */
static bool add_payment(struct refunding *r, const struct pial_refund_row *like, int64_t paid,
			int64_t of)
{
	for (size_t i = 0; i < r->goods; i++) {
		const struct pial_legal_rate *rate = pial_legal_refund(
			r->input->model, r->input->legal, product_of(r, r->good[i].label),
			like->date);
		struct pial_refund_row row = *like;
		int64_t now;

		if (!pial_muldiv(r->good[i].cents, paid, of, PIAL_ROUND_HALF_AWAY, &now))
			return false;
		row.value.cents = now - r->good[i].paid;
		row.label = r->good[i].label;
		row.rate = rate ? rate->value : PIAL_RATE_NONE;
		r->good[i].paid = now;
		if (!row.value.cents || !pial_day_within(row.date, r->input->first, r->input->last))
			continue;
		r->row = pial_grow(r->row, r->rows, &r->cap, sizeof(*r->row));
		r->row[r->rows++] = row;
	}
	return true;
}

static int by_day(const void *left, const void *right)
{
	const struct pial_payment *const *a = left, *const *b = right;

	if ((*a)->date.n != (*b)->date.n)
		return (*a)->date.n < (*b)->date.n ? -1 : 1;
	/* The ledger is only ever added to. */
	return ((*a)->line > (*b)->line) - ((*a)->line < (*b)->line);
}

/* The payments of one producer's statement. */
static size_t find_payments(struct refunding *r, const struct pial_statement_row *row)
{
	size_t count = 0;

	for (size_t i = 0; i < r->input->payments; i++) {
		const struct pial_payment *payment = &r->input->payment[i];

		if (payment->kind == PIAL_PAYMENT_STATEMENT &&
		    payment->party.n == row->producer.n && payment->period.n == row->period.n)
			r->payment[count++] = payment;
	}
	if (count)
		qsort(r->payment, count, sizeof(*r->payment), by_day);
	return count;
}

static bool add_statement(struct refunding *r, const struct pial_statement_row *row, size_t rows)
{
	struct pial_refund_row like = { .producer = row->producer, .period = row->period,
					.date = pial_month_last(row->period) };
	const struct pial_text seller = { row->producer.n };
	struct pial_statement_sum sum;
	size_t payments;
	int64_t paid = 0;

	if (pial_vat_regime_of(r->input->model, seller) != PIAL_VAT_FLAT_RATE)
		return true;
	if (!pial_statement_add_up(row, rows, &sum))
		return false;
	find_goods(r, row, rows);
	if (sum.net.cents <= 0)
		return add_payment(r, &like, 1, 1);
	payments = find_payments(r, row);
	for (size_t i = 0; i < payments; i++) {
		like.date = r->payment[i]->date;
		like.reference = r->payment[i]->reference;
		if (!pial_add(paid, r->payment[i]->amount.cents, &paid) ||
		    !add_payment(r, &like, paid, sum.net.cents))
			return false;
	}
	return true;
}

/* A row, and the pool to sort it by. */
struct sorting {
	const struct pial_model *model;	/* for texts */
	struct pial_refund_row row;	/* as it will be */
};

static int compare_rows(const void *left, const void *right)
{
	const struct sorting *a = left, *b = right;
	const struct pial_intern *pool = &a->model->pool;
	int order = pial_intern_compare(pool, a->row.producer.n, b->row.producer.n);

	if (!order)
		order = (a->row.date.n > b->row.date.n) - (a->row.date.n < b->row.date.n);
	if (!order)
		order = (a->row.period.n > b->row.period.n) - (a->row.period.n < b->row.period.n);
	if (!order)
		order = pial_intern_compare(pool, a->row.reference.n, b->row.reference.n);
	return order ? order : pial_intern_compare(pool, a->row.label.n, b->row.label.n);
}

static void finish(struct refunding *r, struct pial_arena *arena, struct pial_refund_row **row)
{
	struct sorting *sort = pial_calloc(r->rows + 1, sizeof(*sort));

	for (size_t i = 0; i < r->rows; i++)
		sort[i] = (struct sorting){ r->input->model, r->row[i] };
	if (r->rows)
		qsort(sort, r->rows, sizeof(*sort), compare_rows);
	*row = pial_arena_zalloc(arena, r->rows + 1, sizeof(**row));
	for (size_t i = 0; i < r->rows; i++)
		(*row)[i] = sort[i].row;
	free(sort);
}

bool pial_refund(const struct pial_refund_input *input, struct pial_arena *arena,
		 struct pial_refund_row **row, size_t *rows)
{
	struct refunding r = { .input = input };
	bool ok = true;

	r.good = pial_calloc(input->rows + 1, sizeof(*r.good));
	r.weight = pial_calloc(input->rows + 1, sizeof(*r.weight));
	r.share = pial_calloc(input->rows + 1, sizeof(*r.share));
	r.payment = pial_calloc(input->payments + 1, sizeof(*r.payment));
	for (size_t from = 0, end; ok && from < input->rows; from = end) {
		for (end = from + 1; end < input->rows; end++)
			if (input->row[end].producer.n != input->row[from].producer.n ||
			    input->row[end].period.n != input->row[from].period.n)
				break;
		ok = add_statement(&r, &input->row[from], end - from);
	}
	*rows = ok ? r.rows : 0;
	finish(&r, arena, row);
	free(r.payment);
	free(r.share);
	free(r.weight);
	free(r.good);
	free(r.row);
	return ok;
}

bool pial_refund_add_up(const struct pial_refund_row *row, size_t rows,
			struct pial_refund_sum *sum, size_t *sums)
{
	*sums = 0;
	for (size_t i = 0; i < rows; i++) {
		size_t at = 0;

		while (at < *sums && sum[at].rate.e6 < row[i].rate.e6)
			at++;
		if (at == *sums || sum[at].rate.e6 != row[i].rate.e6) {
			memmove(&sum[at + 1], &sum[at], (*sums - at) * sizeof(*sum));
			sum[at] = (struct pial_refund_sum){ row[i].rate, { 0 }, { 0 } };
			++*sums;
		}
		if (!pial_add(sum[at].value.cents, row[i].value.cents, &sum[at].value.cents))
			return false;
	}
	for (size_t i = 0; i < *sums; i++)
		if (!pial_rate_is_none(sum[i].rate) &&
		    !pial_money_rate(sum[i].value, sum[i].rate, PIAL_ROUND_HALF_AWAY,
				     &sum[i].refund))
			return false;
	return true;
}
