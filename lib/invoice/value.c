/*
 * Shares by addition and subtraction only: each cent starts in one line and is moved, never made.
 *
 * A line's net goes whole to one share; fees and purchases then move parts of it to another. So the
 * shares add up by construction, whatever is rounded. Percentages of the total were rejected: they
 * add up to 99,99 sooner or later.
 */
#include "invoice/value.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "invoice/fee.h"
#include "num/round.h"

#include "base/banned.h"

/* A line, and what was paid for its goods when that is known. */
struct shared_line {
	struct pial_invoice_line line;	/* as it counts: a credit is negative */
	bool bought;			/* a partner's, paid at its own price */
	struct pial_money paid;		/* that amount; 0 when not bought */
};

struct sharing {
	const struct pial_value_input *input;	/* lines and purchases */
	struct shared_line *line;		/* sorted as each step needs; owned */
	struct pial_purchase *purchase;		/* sorted copy; owned */
	struct pial_value *value;		/* being filled */
};

/* Moves cents from one share to another; from NULL: they come in. */
static bool move(struct pial_money *from, struct pial_money *to, int64_t cents)
{
	int64_t less = 0, more;

	if (from == to)
		return true;
	if ((from && !pial_add(from->cents, -cents, &less)) ||
	    !pial_add(to->cents, cents, &more))
		return false;
	if (from)
		from->cents = less;
	to->cents = more;
	return true;
}

static struct pial_money *share_to(struct pial_value *value, uint8_t to)
{
	switch ((enum pial_line_to)to) {
	case PIAL_TO_SERVICE:
		return &value->service;
	case PIAL_TO_FUND:
		return &value->fund;
	case PIAL_TO_TRANSPORT:
		return &value->transport;
	case PIAL_TO_NONE:
	case PIAL_TO_PRODUCER:
		break;
	}
	return &value->producers;
}

static bool is_partner(const struct sharing *s, const struct pial_invoice_line *line)
{
	const struct pial_producer *producer =
		pial_model_producer(s->input->model, line->producer);

	return producer && (producer->tier == 2 || producer->kind == PIAL_PRODUCER_PARTNER);
}

static bool is_goods(const struct pial_invoice_line *line)
{
	return line->to == PIAL_TO_PRODUCER || line->to == PIAL_TO_NONE;
}

/* Who pays the fees of a line of goods: who delivered it, or the fund when it was bought. */
static struct pial_money *payer_of(const struct sharing *s, const struct shared_line *line)
{
	if (line->bought)
		return &s->value->fund;
	return is_partner(s, &line->line) ? &s->value->partners : &s->value->producers;
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
	return copy;
}

static int compare_numbers(const uint32_t *a, const uint32_t *b, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	return 0;
}

/* Groups only, no order that is shown: numbers of the pool will do. */
static int compare_vat(const void *left, const void *right)
{
	const struct pial_invoice_line *a = &((const struct shared_line *)left)->line;
	const struct pial_invoice_line *b = &((const struct shared_line *)right)->line;
	const uint32_t ka[] = { a->seller.n, a->buyer.n, a->invoice.n, a->period.n,
				a->vat_category, (uint32_t)a->vat_rate.e6 };
	const uint32_t kb[] = { b->seller.n, b->buyer.n, b->invoice.n, b->period.n,
				b->vat_category, (uint32_t)b->vat_rate.e6 };

	return compare_numbers(ka, kb, PIAL_COUNT(ka));
}

static int compare_months(const void *left, const void *right)
{
	const struct shared_line *x = left, *y = right;
	const struct pial_invoice_line *a = &x->line, *b = &y->line;
	const uint32_t ka[] = { !is_goods(a), a->producer.n, a->period.n, x->bought };
	const uint32_t kb[] = { !is_goods(b), b->producer.n, b->period.n, y->bought };

	return compare_numbers(ka, kb, PIAL_COUNT(ka));
}

static int compare_notes(const void *left, const void *right)
{
	const struct pial_invoice_line *a = &((const struct shared_line *)left)->line;
	const struct pial_invoice_line *b = &((const struct shared_line *)right)->line;
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

static bool add_vat(struct sharing *s)
{
	const struct shared_line *line = s->line;
	size_t count = s->input->lines;

	for (size_t from = 0, end; from < count; from = end) {
		struct pial_money base = { 0 }, vat;

		for (end = from; end < count && !compare_vat(&line[from], &line[end]); end++)
			if (!pial_add(base.cents, line[end].line.net.cents, &base.cents))
				return false;
		if (!pial_money_rate(base, line[from].line.vat_rate, PIAL_ROUND_HALF_AWAY,
				     &vat) ||
		    !move(NULL, &s->value->vat, vat.cents))
			return false;
	}
	return true;
}

/* A partner's goods: its price to the partner, and what is left of the line to the fund. */
static bool add_bought(struct sharing *s, const struct shared_line *line)
{
	struct pial_value *value = s->value;
	int64_t dearer;

	if (!pial_add(line->paid.cents, -line->line.net.cents, &dearer) ||
	    !move(NULL, &value->partners, line->paid.cents) ||
	    !move(NULL, &value->fund, -dearer))
		return false;
	if (dearer <= 0)
		return true;
	return pial_add(value->shortfall.cents, dearer, &value->shortfall.cents) &&
	       (s->input->model->policy.shortfall != PIAL_SHORTFALL_PRODUCERS ||
		move(&value->producers, &value->fund, dearer));
}

static bool add_nets(struct sharing *s)
{
	for (size_t i = 0; i < s->input->lines; i++) {
		const struct shared_line *line = &s->line[i];
		struct pial_mass mass;

		if (!is_goods(&line->line)) {
			if (!move(NULL, share_to(s->value, line->line.to), line->line.net.cents))
				return false;
			continue;
		}
		if (line->bought ? !add_bought(s, line) :
				   !move(NULL, payer_of(s, line), line->line.net.cents))
			return false;
		if (!pial_invoice_line_mass(s->input->model, &line->line, &mass) ||
		    !pial_add(s->value->mass.g, mass.g, &s->value->mass.g))
			return false;
	}
	return true;
}

/* One fee of one producer's month, lines from to end. */
static bool take_fee(struct sharing *s, const struct pial_fee *fee, size_t from, size_t end)
{
	struct pial_fee_base_sum sum = { 0, 0, 0, 0 };
	uint32_t note = 0, buyer = 0;
	struct pial_fee_due due;

	for (size_t i = from; i < end; i++) {
		const struct pial_invoice_line *line = &s->line[i].line;

		if (!pial_fee_applies(fee, line->day))
			continue;
		if (!pial_fee_base_add(&sum, s->input->model, line))
			return false;
		sum.notes += line->note.n != note;
		sum.invoices += line->buyer.n != buyer;
		note = line->note.n;
		buyer = line->buyer.n;
	}
	return pial_fee_due(fee, &sum, &due) &&
	       move(payer_of(s, &s->line[from]), share_to(s->value, fee->to), due.amount.cents);
}

static bool take_fees(struct sharing *s)
{
	const struct pial_policy *policy = &s->input->model->policy;
	const struct shared_line *line = s->line;
	size_t count = s->input->lines;

	for (size_t from = 0, end; from < count && is_goods(&line[from].line); from = end) {
		for (end = from + 1; end < count; end++)
			if (compare_months(&line[from], &line[end]))
				break;
		for (uint32_t i = 0; i < policy->fee_count; i++)
			if (!pial_fee_is_line(&policy->fee[i]) &&
			    !take_fee(s, &policy->fee[i], from, end))
				return false;
	}
	return true;
}

/* A harvest may have been given its batch at reception only: then the purchase has none. */
static const struct pial_purchase *find_purchase(const struct sharing *s,
						 const struct pial_invoice_line *line)
{
	struct pial_purchase want = { line->note, line->product, line->producer, line->batch,
				      { 0 } };
	const struct pial_purchase *found =
		bsearch(&want, s->purchase, s->input->purchases, sizeof(want), compare_purchases);

	if (found || !line->batch.n)
		return found;
	want.batch.n = 0;
	return bsearch(&want, s->purchase, s->input->purchases, sizeof(want), compare_purchases);
}

/* Copies the lines as they count, with what was paid for a partner's. */
static bool take_lines(struct sharing *s)
{
	for (size_t i = 0; i < s->input->lines; i++) {
		struct shared_line *line = &s->line[i];
		const struct pial_purchase *found;

		line->line = counted(&s->input->line[i]);
		if (!s->input->purchases || !is_goods(&line->line) || !is_partner(s, &line->line))
			continue;
		found = find_purchase(s, &line->line);
		line->bought = found && !pial_price_is_none(found->price);
		if (line->bought && !pial_money_of(line->line.quantity, found->price,
						   PIAL_ROUND_HALF_AWAY, &line->paid))
			return false;
	}
	return true;
}

static bool add_total(struct pial_value *value)
{
	const struct pial_money part[] = { value->producers, value->partners, value->service,
					   value->fund, value->transport, value->vat };

	for (size_t i = 0; i < PIAL_COUNT(part); i++)
		if (!move(NULL, &value->total, part[i].cents))
			return false;
	return true;
}

static bool share_all(struct sharing *s)
{
	size_t count = s->input->lines;

	if (!take_lines(s))
		return false;
	if (count)
		qsort(s->line, count, sizeof(*s->line), compare_vat);
	if (!add_vat(s) || !add_nets(s))
		return false;
	if (count)
		qsort(s->line, count, sizeof(*s->line), compare_notes);
	return take_fees(s) && add_total(s->value);
}

bool pial_value_share(const struct pial_value_input *input, struct pial_value *value,
		      struct pial_diags *diags)
{
	struct pial_pos pos = { input->file, 0, 0, PIAL_COLUMN_LETTER };
	struct sharing s = { .input = input, .value = value };
	bool done;

	memset(value, 0, sizeof(*value));
	s.line = pial_calloc(input->lines + 1, sizeof(*s.line));
	s.purchase = pial_calloc(input->purchases + 1, sizeof(*s.purchase));
	if (input->purchases) {
		memcpy(s.purchase, input->purchase, input->purchases * sizeof(*s.purchase));
		qsort(s.purchase, input->purchases, sizeof(*s.purchase), compare_purchases);
	}
	done = share_all(&s);
	free(s.line);
	free(s.purchase);
	return done || pial_diag_add(diags, &pos, PIAL_E_AMOUNT);
}
