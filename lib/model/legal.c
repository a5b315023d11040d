/*
 * Dated rows: the one that holds a day and begins last.
 *
 * The tables have a few dozen rows and are asked a few times an invoice: they are walked.
 */
#include "model/legal.h"

#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "model/model.h"

#include "base/banned.h"

/* True when a row of these days is better than the best so far. */
static bool better(struct pial_date from, struct pial_date until, struct pial_date day,
		   const struct pial_date *best)
{
	return pial_day_within(day, from, until) && (!best || from.n > best->n);
}

const struct pial_mention *pial_legal_mention(const struct pial_legal *legal,
					      enum pial_mention_kind mention,
					      struct pial_date day)
{
	const struct pial_mention *best = NULL;

	for (size_t i = 0; i < legal->mentions; i++) {
		const struct pial_mention *row = &legal->mention[i];

		if (row->mention == mention &&
		    better(row->from, row->until, day, best ? &best->from : NULL))
			best = row;
	}
	return best;
}

const struct pial_legal_rate *pial_legal_rate(const struct pial_legal *legal,
					      enum pial_legal_rate_kind rate,
					      struct pial_date day)
{
	const struct pial_legal_rate *best = NULL;

	for (size_t i = 0; i < legal->rates; i++) {
		const struct pial_legal_rate *row = &legal->rate[i];

		if (row->rate == rate &&
		    better(row->from, row->until, day, best ? &best->from : NULL))
			best = row;
	}
	return best;
}

static bool is_food(const struct pial_model *model, struct pial_text food, uint32_t n)
{
	const char *left = pial_model_text(model, food.n), *right = pial_model_text(model, n);
	struct pial_strbuf a, b;
	bool same;

	pial_strbuf_init(&a, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&b, PIAL_STRBUF_TEXT);
	pial_utf8_fold(&a, left, strlen(left));
	pial_utf8_fold(&b, right, strlen(right));
	same = a.len && strcmp(a.text, b.text) == 0;
	pial_strbuf_release(&b);
	pial_strbuf_release(&a);
	return same;
}

const struct pial_legal_rate *pial_legal_refund(const struct pial_model *model,
						const struct pial_legal *legal,
						const struct pial_product *product,
						struct pial_date day)
{
	const struct pial_legal_rate *best = NULL, *other = NULL;

	for (size_t i = 0; i < legal->rates; i++) {
		const struct pial_legal_rate *row = &legal->rate[i];
		bool named = row->rate == PIAL_LEGAL_REFUND && row->food.n && product &&
			     (is_food(model, row->food, product->id.n) ||
			      is_food(model, row->food, product->name.n) ||
			      is_food(model, row->food, product->family.n));
		const struct pial_legal_rate **to = named ? &best : &other;

		if (row->rate == PIAL_LEGAL_REFUND && (named || !row->food.n) &&
		    better(row->from, row->until, day, *to ? &(*to)->from : NULL))
			*to = row;
	}
	return best ? best : other;
}

bool pial_legal_vat(const struct pial_legal *legal, struct pial_rate rate, struct pial_date day)
{
	for (size_t i = 0; i < legal->rates; i++) {
		const struct pial_legal_rate *row = &legal->rate[i];

		if (row->rate == PIAL_LEGAL_VAT && row->value.e6 == rate.e6 &&
		    pial_day_within(day, row->from, row->until))
			return true;
	}
	return false;
}

const struct pial_term *pial_legal_term(const struct pial_legal *legal,
					enum pial_buyer_class buyer, struct pial_date day)
{
	const struct pial_term *best = NULL;

	for (size_t i = 0; i < legal->terms; i++) {
		const struct pial_term *row = &legal->term[i];

		if (row->buyer == buyer &&
		    better(row->from, row->until, day, best ? &best->from : NULL))
			best = row;
	}
	return best;
}

enum pial_buyer_class pial_buyer_class_of(const struct pial_model *model, uint32_t buyer)
{
	const struct pial_party *party = pial_model_party(model, buyer);
	const struct pial_kitchen *kitchen =
		pial_model_kitchen(model, (struct pial_kitchen_id){ buyer });

	if (party && party->buyer_class != PIAL_BUYER_NONE)
		return (enum pial_buyer_class)party->buyer_class;
	if (kitchen && (kitchen->kind == PIAL_KITCHEN_SCHOOL ||
			kitchen->kind == PIAL_KITCHEN_NURSING_HOME ||
			kitchen->kind == PIAL_KITCHEN_NURSERY))
		return PIAL_BUYER_PUBLIC;
	return PIAL_BUYER_PRIVATE;
}
