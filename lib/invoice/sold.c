/*
 * Lines as they count: signs, partners, months.
 *
 * Numbers of the pool order what is only grouped; who shows an order sorts by texts.
 */
#include "invoice/sold.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "model/invoice.h"
#include "num/round.h"

#include "base/banned.h"

bool pial_sold_is_goods(const struct pial_invoice_line *line)
{
	return line->to == PIAL_TO_PRODUCER || line->to == PIAL_TO_NONE;
}

bool pial_sold_is_partner(const struct pial_model *model, const struct pial_invoice_line *line)
{
	const struct pial_producer *producer = pial_model_producer(model, line->producer);

	return producer && (producer->tier == 2 || producer->kind == PIAL_PRODUCER_PARTNER);
}

/* A line as it counts: a credit takes back. */
static struct pial_invoice_line counted(const struct pial_invoice_line *line)
{
	struct pial_invoice_line copy = *line;

	if (copy.kind != PIAL_LINE_CREDIT)
		return copy;
	if (copy.net.cents > 0)
		copy.net.cents = -copy.net.cents;
	if (copy.quantity.milli > 0)
		copy.quantity.milli = -copy.quantity.milli;
	copy.vat_rounding.cents = -pial_invoice_line_rounding(line);
	return copy;
}

static int compare_numbers(const uint32_t *a, const uint32_t *b, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	return 0;
}

static int compare_months(const void *left, const void *right)
{
	const struct pial_sold *x = left, *y = right;
	const struct pial_invoice_line *a = &x->line, *b = &y->line;
	const uint32_t ka[] = { !pial_sold_is_goods(a), a->producer.n, a->period.n, x->bought };
	const uint32_t kb[] = { !pial_sold_is_goods(b), b->producer.n, b->period.n, y->bought };

	return compare_numbers(ka, kb, PIAL_COUNT(ka));
}

static int compare_notes(const void *left, const void *right)
{
	const struct pial_invoice_line *a = &((const struct pial_sold *)left)->line;
	const struct pial_invoice_line *b = &((const struct pial_sold *)right)->line;
	const uint32_t ka[] = { a->buyer.n, a->note.n }, kb[] = { b->buyer.n, b->note.n };
	int order = compare_months(left, right);

	return order ? order : compare_numbers(ka, kb, PIAL_COUNT(ka));
}

static int compare_purchases(const void *left, const void *right)
{
	const struct pial_purchase *a = left, *b = right;
	const uint32_t ka[] = { a->note.n, a->product.n, a->producer.n, a->batch.n };
	const uint32_t kb[] = { b->note.n, b->product.n, b->producer.n, b->batch.n };

	return compare_numbers(ka, kb, PIAL_COUNT(ka));
}

/* A harvest may have been given its batch at reception only: then the purchase has none. */
static const struct pial_purchase *find_purchase(const struct pial_purchase *purchase,
						 size_t purchases,
						 const struct pial_invoice_line *line)
{
	struct pial_purchase want = { line->note, line->product, line->producer, line->batch,
				      { 0 } };
	const struct pial_purchase *found =
		bsearch(&want, purchase, purchases, sizeof(want), compare_purchases);

	if (found || !line->batch.n)
		return found;
	want.batch.n = 0;
	return bsearch(&want, purchase, purchases, sizeof(want), compare_purchases);
}

/* Copies the lines; purchase is sorted. */
static bool take(const struct pial_sold_input *input, const struct pial_purchase *purchase,
		 struct pial_sold *sold)
{
	for (size_t i = 0; i < input->lines; i++) {
		struct pial_sold *line = &sold[i];
		const struct pial_purchase *found;

		*line = (struct pial_sold){ .line = counted(&input->line[i]),
					    .price = PIAL_PRICE_NONE };
		if (!input->purchases || !pial_sold_is_goods(&line->line) ||
		    !pial_sold_is_partner(input->model, &line->line))
			continue;
		found = find_purchase(purchase, input->purchases, &line->line);
		line->bought = found && !pial_price_is_none(found->price);
		if (line->bought)
			line->price = found->price;
		if (line->bought && !pial_money_of(line->line.quantity, found->price,
						   PIAL_ROUND_HALF_AWAY, &line->paid))
			return false;
	}
	return true;
}

bool pial_sold_take(const struct pial_sold_input *input, struct pial_sold *sold)
{
	struct pial_purchase *sorted = pial_calloc(input->purchases + 1, sizeof(*sorted));
	bool ok;

	if (input->purchases) {
		memcpy(sorted, input->purchase, input->purchases * sizeof(*sorted));
		qsort(sorted, input->purchases, sizeof(*sorted), compare_purchases);
	}
	ok = take(input, sorted, sold);
	free(sorted);
	return ok;
}

bool pial_sold_dearer(const struct pial_sold *sold, int64_t *cents)
{
	bool credit = sold->line.kind == PIAL_LINE_CREDIT;

	*cents = 0;
	if (!sold->bought)
		return true;
	if (!pial_add(sold->paid.cents, -sold->line.net.cents, cents))
		return false;
	if (credit ? *cents > 0 : *cents < 0)
		*cents = 0;
	return true;
}

void pial_sold_sort(struct pial_sold *sold, size_t count)
{
	if (count)
		qsort(sold, count, sizeof(*sold), compare_notes);
}

size_t pial_sold_month_end(const struct pial_sold *sold, size_t count, size_t from)
{
	size_t end = from + 1;

	while (end < count && !compare_months(&sold[from], &sold[end]))
		end++;
	return end;
}

static int compare_documents(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* What a line is invoiced on: its invoice, or while it has none what it will be one of. */
static uint32_t document_of(const struct pial_model *model, const struct pial_invoice_line *line)
{
	if (!line->invoice.n && model->policy.billing_per == PIAL_BILLING_DELIVERY)
		return line->note.n;
	return line->invoice.n;
}

/* The documents of a run that a fee applies to: each invoice of each buyer, no credit note. */
static int64_t count_documents(const struct pial_model *model, const struct pial_fee *fee,
			       const struct pial_sold *sold, size_t count)
{
	uint64_t *document = pial_calloc(count + 1, sizeof(*document));
	size_t documents = 0;
	int64_t distinct = 0;

	for (size_t i = 0; i < count; i++) {
		const struct pial_invoice_line *line = &sold[i].line;

		if (line->kind != PIAL_LINE_CREDIT && pial_fee_applies(fee, line->day))
			document[documents++] = (uint64_t)line->buyer.n << 32 |
						document_of(model, line);
	}
	if (documents)
		qsort(document, documents, sizeof(*document), compare_documents);
	for (size_t i = 0; i < documents; i++)
		distinct += !i || document[i] != document[i - 1];
	free(document);
	return distinct;
}

bool pial_sold_fee(const struct pial_model *model, const struct pial_fee *fee,
		   const struct pial_sold *sold, size_t count, struct pial_fee_due *due)
{
	struct pial_fee_base_sum sum = { 0, 0, 0, 0 };
	uint32_t note = 0;

	for (size_t i = 0; i < count; i++) {
		const struct pial_invoice_line *line = &sold[i].line;

		if (!pial_fee_applies(fee, line->day))
			continue;
		if (!pial_fee_base_add(&sum, model, line))
			return false;
		/* What was credited was delivered all the same, and is no delivery more. */
		if (line->kind == PIAL_LINE_CREDIT)
			continue;
		sum.notes += line->note.n != note;
		note = line->note.n;
	}
	if (!pial_money_is_none(fee->per_invoice))
		sum.invoices = count_documents(model, fee, sold, count);
	return pial_fee_due(fee, &sum, due);
}

static int compare_tax(const void *left, const void *right)
{
	const struct pial_invoice_line *a = &((const struct pial_sold *)left)->line;
	const struct pial_invoice_line *b = &((const struct pial_sold *)right)->line;
	const uint32_t ka[] = { a->seller.n, a->buyer.n, a->invoice.n, a->period.n,
				a->vat_category, (uint32_t)a->vat_rate.e6 };
	const uint32_t kb[] = { b->seller.n, b->buyer.n, b->invoice.n, b->period.n,
				b->vat_category, (uint32_t)b->vat_rate.e6 };

	return compare_numbers(ka, kb, PIAL_COUNT(ka));
}

void pial_sold_sort_by_tax(struct pial_sold *sold, size_t count)
{
	if (count)
		qsort(sold, count, sizeof(*sold), compare_tax);
}

size_t pial_sold_tax_end(const struct pial_sold *sold, size_t count, size_t from)
{
	size_t end = from + 1;

	while (end < count && !compare_tax(&sold[from], &sold[end]))
		end++;
	return end;
}

bool pial_sold_tax(const struct pial_sold *sold, size_t count, struct pial_money *vat)
{
	struct pial_money base = { 0 };
	int64_t rounding = 0;

	for (size_t i = 0; i < count; i++)
		if (!pial_add(base.cents, sold[i].line.net.cents, &base.cents) ||
		    !pial_add(rounding, pial_invoice_line_rounding(&sold[i].line), &rounding))
			return false;
	return pial_money_rate(base, sold[0].line.vat_rate, PIAL_ROUND_HALF_AWAY, vat) &&
	       pial_add(vat->cents, rounding, &vat->cents);
}
