/*
 * Two heaps of rows, sorted together by what they are of; each group leaves its difference.
 *
 * Remembering which documents a statement has covered was rejected: a month that was settled from
 * its deliveries has none, and two memories of one thing can differ.
 */
#include "invoice/correct.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "invoice/kept.h"
#include "num/round.h"

#include "base/banned.h"

/* A row of either heap, as it is compared. */
struct matter {
	const struct pial_model *model;	/* for texts */
	struct pial_statement_row row;	/* its kind is that of its part */
	bool saved;			/* it was settled: it is taken off */
};

struct correcting {
	const struct pial_correct_input *input;	/* what is compared */
	struct matter *matter;			/* both heaps; owned */
	size_t matters;				/* how many */
	struct pial_statement_row *row;		/* the differences */
	size_t rows;				/* how many */
	bool resale;				/* VAT follows what the group keeps */
};

bool pial_correct_is_of(const struct pial_statement_row *row, struct pial_month corrects)
{
	if (row->kind == PIAL_STATEMENT_CARRIED || row->kind == PIAL_STATEMENT_ADVANCE)
		return false;
	return row->corrects.n ? row->corrects.n == corrects.n : row->period.n == corrects.n;
}

static int by_number(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_text(const struct matter *a, uint32_t left, uint32_t right)
{
	return pial_intern_compare(&a->model->pool, left, right);
}

/* What a matter is of, but for its name and its document. */
static int compare_cause(const struct matter *a, const struct matter *b)
{
	const struct pial_statement_row *x = &a->row, *y = &b->row;
	int order = by_text(a, x->producer.n, y->producer.n);

	if (!order)
		order = by_number(x->kind, y->kind);
	if (!order)
		order = by_number(x->day.n, y->day.n);
	if (!order)
		order = by_text(a, x->buyer.n, y->buyer.n);
	if (!order)
		order = by_text(a, x->note.n, y->note.n);
	if (!order)
		order = by_number(x->unit, y->unit);
	if (!order)
		order = by_number(x->price.e4, y->price.e4);
	return order ? order : by_number(x->rate.e6, y->rate.e6);
}

static int compare_group(const struct matter *a, const struct matter *b)
{
	int order = compare_cause(a, b);

	return order ? order : by_text(a, a->row.label.n, b->row.label.n);
}

static int compare_matters(const void *left, const void *right)
{
	const struct matter *a = left, *b = right;
	int order = compare_group(a, b);

	if (!order)
		order = by_text(a, a->row.invoice.n, b->row.invoice.n);
	if (!order)
		order = by_number(a->saved, b->saved);
	if (!order)
		order = by_number(a->row.quantity.milli, b->row.quantity.milli);
	return order ? order : by_number(a->row.amount.cents, b->row.amount.cents);
}

static void gather(struct correcting *c, const struct pial_statement_row *row, size_t rows,
		   bool saved)
{
	for (size_t i = 0; i < rows; i++) {
		struct matter *matter = &c->matter[c->matters];

		if (!pial_correct_is_of(&row[i], c->input->corrects))
			continue;
		*matter = (struct matter){ c->input->model, row[i], saved };
		matter->row.kind = (uint8_t)pial_statement_part(&row[i]);
		/* The group's own invoice of what was kept says nothing of what is to be kept. */
		if (!c->resale && pial_kept_is(&row[i]))
			matter->row.invoice.n = 0;
		c->matters++;
	}
}

/* Adds the difference of some matters as one row, named after the last of them; false: overflow. */
static bool add_difference(struct correcting *c, const struct matter *matter, size_t count)
{
	const struct pial_statement_row *last = &matter[count - 1].row;
	struct pial_statement_row row = *last;
	int64_t cents = 0, milli = 0;

	for (size_t i = 0; i < count; i++) {
		const struct pial_statement_row *one = &matter[i].row;
		int64_t sign = matter[i].saved ? -1 : 1;

		if (!pial_add(cents, sign * one->amount.cents, &cents) ||
		    (!pial_qty_is_none(one->quantity) &&
		     !pial_add(milli, sign * one->quantity.milli, &milli)))
			return false;
	}
	if (!cents && !milli)
		return true;
	row.line = 0;
	row.period = c->input->period;
	row.corrects = c->input->corrects;
	row.part = last->kind;
	row.kind = PIAL_STATEMENT_CORRECTION;
	row.amount.cents = cents;
	if (!pial_qty_is_none(row.quantity))
		row.quantity.milli = milli;
	c->row[c->rows++] = row;
	return true;
}

/* True when something was settled before it had a document, and has one now. */
static bool was_drafted(const struct matter *matter, size_t count)
{
	bool drafted = false, issued = false;

	for (size_t i = 0; i < count; i++) {
		drafted = drafted || (matter[i].saved && !matter[i].row.invoice.n);
		issued = issued || (!matter[i].saved && matter[i].row.invoice.n);
	}
	return drafted && issued;
}

/* One group: document by document, or together. */
static bool compare_documents(struct correcting *c, const struct matter *matter, size_t count)
{
	if (was_drafted(matter, count))
		return add_difference(c, matter, count);
	for (size_t from = 0, end; from < count; from = end) {
		for (end = from + 1; end < count; end++)
			if (matter[end].row.invoice.n != matter[from].row.invoice.n)
				break;
		if (!add_difference(c, matter + from, end - from))
			return false;
	}
	return true;
}

/*
 * Takes back rows that are only another name of the same goods: without a document a line is
 * called what products.csv calls it today.
 */
static void drop_renamed(struct correcting *c, size_t mark)
{
	int64_t cents = 0, milli = 0;

	for (size_t i = mark; i < c->rows; i++) {
		if (c->row[i].invoice.n || !c->row[i].note.n ||
		    !pial_add(cents, c->row[i].amount.cents, &cents) ||
		    !pial_add(milli, c->row[i].quantity.milli, &milli))
			return;
	}
	if (!cents && !milli)
		c->rows = mark;
}

static size_t end_of(const struct correcting *c, size_t from,
		     int (*compare)(const struct matter *, const struct matter *))
{
	size_t end = from + 1;

	while (end < c->matters && !compare(&c->matter[from], &c->matter[end]))
		end++;
	return end;
}

static bool compare_all(struct correcting *c)
{
	for (size_t from = 0, end; from < c->matters; from = end) {
		size_t mark = c->rows;

		end = end_of(c, from, compare_cause);
		for (size_t at = from, next; at < end; at = next) {
			next = end_of(c, at, compare_group);
			if (!compare_documents(c, c->matter + at, next - at))
				return false;
		}
		drop_renamed(c, mark);
	}
	return true;
}

/* True when the sales of a producer have changed; 0: anybody's. */
static bool sales_changed(const struct correcting *c, uint32_t producer)
{
	for (size_t i = 0; i < c->rows; i++)
		if (c->row[i].part == PIAL_STATEMENT_SALE &&
		    (!producer || c->row[i].producer.n == producer))
			return true;
	return false;
}

/* Leaves out what has no sale behind it; rows are kept in place. */
static bool has_cause(const struct correcting *c, const struct pial_statement_row *row)
{
	switch ((enum pial_statement_kind)row->part) {
	case PIAL_STATEMENT_SERVICE:
	case PIAL_STATEMENT_TRANSPORT:
	case PIAL_STATEMENT_LEVY:
		return sales_changed(c, row->producer.n);
	case PIAL_STATEMENT_SHORTFALL:
		return sales_changed(c, 0);
	case PIAL_STATEMENT_VAT:
		return !c->resale || sales_changed(c, row->producer.n);
	case PIAL_STATEMENT_NONE:
	case PIAL_STATEMENT_CARRIED:
	case PIAL_STATEMENT_SALE:
	case PIAL_STATEMENT_CORRECTION:
	case PIAL_STATEMENT_ADVANCE:
		break;
	}
	return true;
}

/* Sales are never left out, so that a row is judged by the same ones whenever it is looked at. */
static void keep_caused(struct correcting *c)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->rows; i++)
		if (has_cause(c, &c->row[i]))
			c->row[kept++] = c->row[i];
	c->rows = kept;
}

bool pial_correct(const struct pial_correct_input *input, struct pial_arena *arena,
		  struct pial_statement_row **row, size_t *rows)
{
	struct correcting c = {
		.input = input,
		.resale = input->model->policy.billing == PIAL_BILLING_RESALE };
	bool ok;

	c.matter = pial_calloc(input->nows + input->saveds + 1, sizeof(*c.matter));
	gather(&c, input->now, input->nows, false);
	gather(&c, input->saved, input->saveds, true);
	if (c.matters)
		qsort(c.matter, c.matters, sizeof(*c.matter), compare_matters);
	c.row = pial_arena_zalloc(arena, c.matters + 1, sizeof(*c.row));
	ok = compare_all(&c);
	if (ok)
		keep_caused(&c);
	free(c.matter);
	*row = c.row;
	*rows = ok ? c.rows : 0;
	return ok;
}
