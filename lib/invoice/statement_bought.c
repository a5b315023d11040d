/*
 * Statements of a group that resells: what it buys of each producer.
 *
 * What a self-billed invoice says is owed, to the cent, and nothing else is; so its goods, what it
 * takes off and its VAT are rows as they stand on it, known by buyer "self" and its number, and
 * the books leave them to the invoice (entries_settle.c). A sale that is on no such invoice,
 * because the month is not issued yet or the producer invoices for itself, is stated by the same
 * sums (invoice/bought.h). A kitchen's credit note moves nothing of what is invoiced already: that
 * takes a credit note of the self-billed invoice, which the group does not draw up unasked.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "invoice/bought.h"
#include "invoice/statement_priv.h"
#include "model/invoice.h"
#include "num/round.h"

#include "base/banned.h"

/* Lines to be found by what was delivered; owned. */
struct index {
	const struct pial_invoice_line **line;	/* sorted */
	size_t count;				/* how many */
};

static int by_delivery(const void *left, const void *right)
{
	return pial_bought_compare(*(const struct pial_invoice_line *const *)left,
				   *(const struct pial_invoice_line *const *)right);
}

/* Goods that the group bought, or that it sold. */
static struct index index_of(const struct pial_stating *s, bool bought)
{
	const struct pial_statement_input *in = s->input;
	struct index index = { pial_calloc(in->lines + 1, sizeof(*index.line)), 0 };

	for (size_t i = 0; i < in->lines; i++) {
		const struct pial_invoice_line *line = &in->line[i];

		if (pial_sold_is_goods(line) && pial_bought_is(s->self, line) == bought &&
		    (bought || line->kind != PIAL_LINE_CREDIT))
			index.line[index.count++] = line;
	}
	if (index.count)
		qsort(index.line, index.count, sizeof(*index.line), by_delivery);
	return index;
}

static const struct pial_invoice_line *find(const struct index *index,
					    const struct pial_invoice_line *line)
{
	const struct pial_invoice_line **found =
		bsearch(&line, index->line, index->count, sizeof(*index->line), by_delivery);

	return found ? *found : NULL;
}

/*
 * A line of a document: fees are counted on the sale behind it, as if it were not bought; of a
 * partner the difference to what the kitchen pays is what partners cost too much.
 */
static bool document(struct pial_sold *sold, const struct pial_invoice_line *line,
		     const struct pial_invoice_line *sale)
{
	struct pial_money net = sold->line.net;

	sold->document = line;
	if (sale)
		sold->line.buyer = sale->buyer;
	if (!sold->bought)
		return true;
	sold->paid = net;
	return !sale || pial_money_of(sold->line.quantity, sale->price, PIAL_ROUND_HALF_AWAY,
				      &sold->line.net);
}

bool pial_stating_keep_bought(struct pial_stating *s)
{
	const struct pial_statement_input *in = s->input;
	struct index bought = index_of(s, true), sales = index_of(s, false);
	size_t kept = 0;
	bool ok = true;

	for (size_t i = 0; ok && i < in->lines; i++) {
		const struct pial_invoice_line *line = &in->line[i];
		struct pial_sold *sold = &s->sold[i];

		if (line->period.n != in->period.n || !pial_sold_is_goods(line) ||
		    !line->producer.n)
			continue;
		if (pial_bought_is(s->self, line))
			ok = document(sold, line, find(&sales, line));
		else if (find(&bought, line))
			continue;
		else
			pial_bought_tax(in->model, &sold->line);
		s->sold[kept++] = *sold;
	}
	s->solds = kept;
	free(bought.line);
	free(sales.line);
	return ok;
}

size_t pial_stating_open(const struct pial_sold *sold, size_t count, struct pial_sold *out)
{
	size_t open = 0;

	for (size_t i = 0; i < count; i++)
		if (!sold[i].document)
			out[open++] = sold[i];
	return open;
}

/* ---- What documents say ---- */

static int compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

/* Of one producer and document, by what is summed: goods and allowances by rate. */
static int by_rate(const void *left, const void *right)
{
	const struct pial_invoice_line *a = *(const struct pial_invoice_line *const *)left;
	const struct pial_invoice_line *b = *(const struct pial_invoice_line *const *)right;
	int order = compare_numbers(a->seller.n, b->seller.n);

	if (!order)
		order = compare_numbers(a->invoice.n, b->invoice.n);
	if (!order)
		order = compare_numbers(a->vat_category, b->vat_category);
	return order ? order :
		       (a->vat_rate.e6 > b->vat_rate.e6) - (a->vat_rate.e6 < b->vat_rate.e6);
}

/* Allowances of one document by their name, which is that of a fee. */
static int by_name(const void *left, const void *right)
{
	const struct pial_invoice_line *a = *(const struct pial_invoice_line *const *)left;
	const struct pial_invoice_line *b = *(const struct pial_invoice_line *const *)right;
	int order = compare_numbers(a->seller.n, b->seller.n);

	if (!order)
		order = compare_numbers(a->invoice.n, b->invoice.n);
	if (!order)
		order = compare_numbers(a->to, b->to);
	return order ? order : compare_numbers(a->label.n, b->label.n);
}

/* A row of a document, whose seller is the producer. */
static struct pial_statement_row row_of(const struct pial_stating *s,
					const struct pial_invoice_line *line,
					enum pial_statement_kind kind, int64_t cents)
{
	const struct pial_producer_id producer = { line->seller.n };
	struct pial_statement_row row =
		pial_stating_blank(s, producer, kind, (struct pial_money){ cents });

	row.buyer.n = s->self;
	row.invoice = line->invoice;
	return row;
}

/* The rate of the only fee of a name; none when there are several, of different dates say. */
static struct pial_rate rate_of(const struct pial_stating *s, const struct pial_invoice_line *line)
{
	const struct pial_policy *policy = &s->input->model->policy;
	const struct pial_fee *found = NULL;

	for (uint32_t i = 0; i < policy->fee_count; i++) {
		const struct pial_fee *fee = &policy->fee[i];

		if (fee->name.n != line->label.n || fee->to != line->to)
			continue;
		if (found)
			return PIAL_RATE_NONE;
		found = fee;
	}
	return found ? found->rate : PIAL_RATE_NONE;
}

/* What the lines of a run count for; false on overflow. */
static bool sum_run(const struct pial_invoice_line *const *line, size_t count, int64_t *cents)
{
	*cents = 0;
	for (size_t i = 0; i < count; i++)
		if (!pial_add(*cents, pial_invoice_line_counts(line[i]), cents))
			return false;
	return true;
}

static bool add_vat(struct pial_stating *s, const struct pial_invoice_line *const *line,
		    size_t count)
{
	struct pial_money base, vat;
	struct pial_statement_row row;

	if (!sum_run(line, count, &base.cents) ||
	    !pial_money_rate(base, line[0]->vat_rate, PIAL_ROUND_HALF_AWAY, &vat))
		return false;
	/* Only a credit note has one; a cent at most at each rate. */
	for (size_t i = 0; i < count; i++)
		vat.cents -= pial_invoice_line_rounding(line[i]);
	row = row_of(s, line[0], PIAL_STATEMENT_VAT, vat.cents);
	row.rate = line[0]->vat_rate;
	if (vat.cents)
		pial_stating_add(s, &row);
	return true;
}

static bool add_kept(struct pial_stating *s, const struct pial_invoice_line *const *line,
		     size_t count)
{
	struct pial_statement_row row;
	int64_t cents;

	if (!sum_run(line, count, &cents))
		return false;
	row = row_of(s, line[0],
		     line[0]->to == PIAL_TO_TRANSPORT ? PIAL_STATEMENT_TRANSPORT :
							PIAL_STATEMENT_SERVICE, cents);
	row.label = line[0]->label;
	row.rate = rate_of(s, line[0]);
	if (cents)
		pial_stating_add(s, &row);
	return true;
}

/* Sorts lines, and hands each run of equal ones on. */
static bool each_run(struct pial_stating *s, const struct pial_invoice_line **line, size_t count,
		     int (*compare)(const void *, const void *),
		     bool (*add)(struct pial_stating *, const struct pial_invoice_line *const *,
				 size_t))
{
	bool ok = true;

	if (count)
		qsort(line, count, sizeof(*line), compare);
	for (size_t from = 0, end; ok && from < count; from = end) {
		for (end = from + 1; end < count; end++)
			if (compare(&line[from], &line[end]))
				break;
		ok = add(s, line + from, end - from);
	}
	return ok;
}

/* Rows of the documents of the month: what they take off, and their VAT. */
static bool add_documents(struct pial_stating *s)
{
	const struct pial_statement_input *in = s->input;
	const struct pial_invoice_line **all = pial_calloc(in->lines + 1, sizeof(*all));
	const struct pial_invoice_line **off = pial_calloc(in->lines + 1, sizeof(*off));
	size_t count = 0, offs = 0;
	bool ok;

	for (size_t i = 0; i < in->lines; i++) {
		const struct pial_invoice_line *line = &in->line[i];

		if (!pial_bought_is(s->self, line) || line->period.n != in->period.n)
			continue;
		all[count++] = line;
		if (line->kind == PIAL_LINE_ALLOWANCE)
			off[offs++] = line;
	}
	ok = each_run(s, all, count, by_rate, add_vat) && each_run(s, off, offs, by_name, add_kept);
	free(all);
	free(off);
	return ok;
}

/* ---- What is still to be invoiced ---- */

/* What the group keeps of a producer's sales, by rate; partners bear no fee. */
static bool keep(const struct pial_stating *s, const struct pial_sold *sold, size_t count,
		 struct pial_bought *part, size_t parts, int64_t *share)
{
	const struct pial_policy *policy = &s->input->model->policy;
	struct pial_fee_due due;
	size_t own = 0;

	/* Sorted by pial_sold_sort: what is bought comes last. */
	while (own < count && !sold[own].bought)
		own++;
	for (uint32_t i = 0; i < policy->fee_count && own; i++)
		if (pial_bought_keeps(&policy->fee[i]) &&
		    (!pial_sold_fee(s->input->model, &policy->fee[i], sold, own, &due) ||
		     !pial_bought_keep(part, parts, due.amount.cents, share)))
			return false;
	return true;
}

static bool add_open(struct pial_stating *s, const struct pial_sold *sold, size_t count,
		     struct pial_bought *part, int64_t *share)
{
	size_t parts;

	if (!pial_bought_sum(sold, count, part, &parts) ||
	    !keep(s, sold, count, part, parts, share))
		return false;
	for (size_t i = 0; i < parts; i++) {
		struct pial_statement_row row;
		struct pial_money base, vat;

		if (!pial_add(part[i].goods, -part[i].kept, &base.cents) ||
		    !pial_money_rate(base, part[i].rate, PIAL_ROUND_HALF_AWAY, &vat))
			return false;
		row = pial_stating_blank(s, sold[0].line.producer, PIAL_STATEMENT_VAT, vat);
		row.buyer.n = s->self;
		row.rate = part[i].rate;
		if (vat.cents)
			pial_stating_add(s, &row);
	}
	return true;
}

/* End of a producer's lines, bought or not. */
static size_t producer_end(const struct pial_sold *sold, size_t count, size_t from)
{
	size_t end = from + 1;

	while (end < count && sold[end].line.producer.n == sold[from].line.producer.n)
		end++;
	return end;
}

bool pial_stating_bought(struct pial_stating *s)
{
	struct pial_sold *open = pial_calloc(s->solds + 1, sizeof(*open));
	struct pial_bought *part = pial_calloc(s->solds + 1, sizeof(*part));
	int64_t *share = pial_calloc(s->solds + 1, sizeof(*share));
	size_t count;
	bool ok = add_documents(s);

	pial_sold_sort(s->sold, s->solds);
	count = pial_stating_open(s->sold, s->solds, open);
	for (size_t from = 0, end; ok && from < count; from = end) {
		end = producer_end(open, count, from);
		ok = add_open(s, &open[from], end - from, part, share);
	}
	free(share);
	free(part);
	free(open);
	return ok;
}
