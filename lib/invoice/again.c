/*
 * What stands of a fee is looked for among all lines: it happens for a few goods a month.
 */
#include "invoice/again.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "num/round.h"

#include "base/banned.h"

static int by_note(const struct pial_invoice_line *a, const struct pial_invoice_line *b)
{
	if (a->note.n != b->note.n)
		return a->note.n < b->note.n ? -1 : 1;
	if (a->note_line != b->note_line)
		return a->note_line < b->note_line ? -1 : 1;
	return (a->product.n > b->product.n) - (a->product.n < b->product.n);
}

static int compare(const void *left, const void *right)
{
	const struct pial_left *const *a = left, *const *b = right;

	return by_note((*a)->line, (*b)->line);
}

/* True for a line that a kitchen was sold: what the group buys is another matter. */
static bool is_sale(const struct pial_again *again, const struct pial_left *left)
{
	return left->line->note.n && left->entry->buyer.n != again->self &&
	       left->line->kind == PIAL_LINE_GOODS;
}

void pial_again_init(struct pial_again *again, const struct pial_model *model,
		     const struct pial_left *left, size_t lefts, uint32_t self)
{
	memset(again, 0, sizeof(*again));
	again->model = model;
	again->left = left;
	again->lefts = lefts;
	again->self = self;
	again->dead = pial_calloc(lefts + 1, sizeof(*again->dead));
	for (size_t i = 0; i < lefts; i++)
		if (is_sale(again, &left[i]) && !pial_left_lives(&left[i]))
			again->dead[again->deads++] = &left[i];
	if (again->deads)
		qsort(again->dead, again->deads, sizeof(*again->dead), compare);
}

void pial_again_release(struct pial_again *again)
{
	free(again->dead);
	free(again->taken);
	memset(again, 0, sizeof(*again));
}

/* What was charged of a fee, and what is left of it. */
struct standing {
	int64_t charged, left;	/* cents */
	struct pial_text number;	/* of the last document with something left */
};

/* Looks at a month's fees of a name: two of one name, one after the other, are one to a kitchen. */
static bool sum_standing(const struct pial_again *again, const struct pial_fee *fee,
			 uint32_t buyer, struct pial_month period, struct standing *sum)
{
	memset(sum, 0, sizeof(*sum));
	for (size_t i = 0; i < again->lefts; i++) {
		const struct pial_left *left = &again->left[i];
		const struct pial_register_entry *entry = left->entry;

		if (left->line->note.n || left->line->label.n != fee->name.n ||
		    entry->seller.n != again->self || entry->buyer.n != buyer ||
		    entry->period.n != period.n || entry->kind == PIAL_INVOICE_PREPAYMENT)
			continue;
		if (!pial_add(sum->charged, left->line->net.cents, &sum->charged) ||
		    !pial_add(sum->left, left->net.cents, &sum->left))
			return false;
		if (pial_left_lives(left) &&
		    (!sum->number.n || pial_intern_compare(&again->model->pool, sum->number.n,
							   entry->number.n) < 0))
			sum->number = entry->number;
	}
	return true;
}

/* First of the dead of the same note, line and product. */
static size_t first_dead(const struct pial_again *again, const struct pial_invoice_line *line)
{
	size_t from = 0, end = again->deads;

	while (from < end) {
		size_t middle = from + (end - from) / 2;

		if (by_note(again->dead[middle]->line, line) < 0)
			from = middle + 1;
		else
			end = middle;
	}
	return from;
}

bool pial_again_find(const struct pial_again *again, const struct pial_fee *fee,
		     const struct pial_invoice_line *line, struct pial_again_before *before)
{
	memset(before, 0, sizeof(*before));
	for (size_t i = first_dead(again, line);
	     i < again->deads && !by_note(again->dead[i]->line, line); i++) {
		const struct pial_left *dead = again->dead[i];
		struct standing standing;
		struct pial_mass mass;

		if (!pial_fee_applies(fee, dead->line->day) ||
		    dead->entry->buyer.n != line->buyer.n)
			continue;
		if (!sum_standing(again, fee, line->buyer.n, dead->entry->period, &standing) ||
		    !pial_invoice_line_mass(again->model, dead->line, &mass))
			return false;
		if (standing.left <= 0)
			continue;
		if (dead->entry->period.n > before->period.n)
			before->period = dead->entry->period;
		if (dead->line->net.cents > before->cents)
			before->cents = dead->line->net.cents;
		if (mass.g > before->grams)
			before->grams = mass.g;
	}
	return true;
}

/* Adds a line to what a fee is counted on; line[0] to line[count - 1] were added before. */
static bool add_live(const struct pial_again *again, const struct pial_left **live, size_t count,
		     const struct pial_left *left, struct pial_fee_base_sum *sum)
{
	bool note = true, invoice = true;

	for (size_t i = 0; i < count; i++) {
		note = note && live[i]->line->note.n != left->line->note.n;
		invoice = invoice && live[i]->entry != left->entry;
	}
	live[count] = left;
	sum->notes += note;
	sum->invoices += invoice;
	return pial_fee_base_add(sum, again->model, left->line);
}

/* What a fee comes to on the goods of a buyer and month that still count, as invoiced. */
static bool due_of_live(const struct pial_again *again, const struct pial_fee *fee, uint32_t buyer,
			struct pial_month period, int64_t *cents)
{
	const struct pial_left **live = pial_calloc(again->lefts + 1, sizeof(*live));
	struct pial_fee_base_sum sum;
	struct pial_fee_due due;
	size_t count = 0;
	bool ok = true;

	memset(&sum, 0, sizeof(sum));
	for (size_t i = 0; i < again->lefts && ok; i++) {
		const struct pial_left *left = &again->left[i];

		if (is_sale(again, left) && pial_left_lives(left) &&
		    left->entry->buyer.n == buyer && left->entry->period.n == period.n &&
		    pial_fee_applies(fee, left->line->day))
			ok = add_live(again, live, count++, left, &sum);
	}
	free(live);
	ok = ok && pial_fee_due(fee, &sum, &due);
	return ok && pial_add(*cents, due.amount.cents, cents);
}

/* The same of all fees of a name. */
static bool due_of_name(const struct pial_again *again, const struct pial_fee *fee, uint32_t buyer,
			struct pial_month period, int64_t *cents)
{
	const struct pial_policy *policy = &again->model->policy;
	bool ok = true;

	*cents = 0;
	for (uint32_t i = 0; i < policy->fee_count && ok; i++)
		if (policy->fee[i].name.n == fee->name.n && pial_fee_is_line(&policy->fee[i]))
			ok = due_of_live(again, &policy->fee[i], buyer, period, cents);
	return ok;
}

static struct pial_again_taken *taken_of(struct pial_again *again, const struct pial_fee *fee,
					 uint32_t buyer, struct pial_month period)
{
	for (size_t i = 0; i < again->takens; i++) {
		struct pial_again_taken *taken = &again->taken[i];

		if (taken->fee == fee->name.n && taken->buyer == buyer &&
		    taken->period.n == period.n)
			return taken;
	}
	again->taken = pial_grow(again->taken, again->takens, &again->taken_cap,
				 sizeof(*again->taken));
	again->taken[again->takens] = (struct pial_again_taken){ fee->name.n, buyer, period, 0 };
	return &again->taken[again->takens++];
}

bool pial_again_take(struct pial_again *again, const struct pial_fee *fee, struct pial_text buyer,
		     struct pial_month period, int64_t want, int64_t *cents,
		     struct pial_text *number)
{
	struct pial_again_taken *before = taken_of(again, fee, buyer.n, period);
	struct standing standing;
	int64_t live, over;

	*cents = want > 0 ? want : 0;
	if (!sum_standing(again, fee, buyer.n, period, &standing))
		return false;
	*number = standing.number;
	if (standing.left == standing.charged)
		return true;
	if (!due_of_name(again, fee, buyer.n, period, &live) ||
	    !pial_add(standing.left, -live, &over) || !pial_add(over, -before->cents, &over))
		return false;
	if (*cents > over)
		*cents = over > 0 ? over : 0;
	before->cents += *cents;
	return true;
}
