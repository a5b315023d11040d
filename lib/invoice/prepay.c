/*
 * From the ledger of advances and the registers, added up each time it is asked.
 *
 * A register says of each document what it deducted: total less payable. Which advance it was does
 * not matter to the kitchen, so it is not kept; the oldest prepayment invoice is used up first.
 */
#include "invoice/prepay.h"

#include <string.h>

#include "invoice/tax.h"
#include "num/round.h"

#include "base/banned.h"

#define WHOLE 1000000	/* a rate of 100 % */

bool pial_prepaid_is_due(const struct pial_model *model, const struct pial_advance_entry *advance)
{
	return model->policy.billing != PIAL_BILLING_DIRECT &&
	       advance->kind == PIAL_ADVANCE_GRANTED &&
	       pial_model_kitchen(model, (struct pial_kitchen_id){ advance->lender.n });
}

struct pial_text pial_prepaid_seller(const struct pial_prepay_input *input,
				     const struct pial_advance_entry *advance)
{
	if (input->model->policy.billing == PIAL_BILLING_RESALE)
		return input->self;
	return (struct pial_text){ advance->producer.n };
}

/* The entry of a seller and a kitchen; made when it is new. */
static struct pial_prepaid *pair_of(struct pial_prepaid *list, size_t *count,
				    struct pial_text seller, struct pial_text buyer)
{
	for (size_t i = 0; i < *count; i++)
		if (list[i].seller.n == seller.n && list[i].buyer.n == buyer.n)
			return &list[i];
	list[*count] = (struct pial_prepaid){ .seller = seller, .buyer = buyer };
	return &list[(*count)++];
}

/* True for the credit note of a prepayment invoice. */
static bool gives_back(const struct pial_prepay_input *input,
		       const struct pial_register_entry *entry)
{
	if (!pial_invoice_is_credit(entry->kind))
		return false;
	for (size_t i = 0; i < input->documents; i++) {
		const struct pial_register_entry *of = input->document[i];

		if (of->seller.n == entry->seller.n && of->number.n == entry->credits.n)
			return of->kind == PIAL_INVOICE_PREPAYMENT;
	}
	return false;
}

static bool is_plain(const struct pial_register_entry *entry)
{
	return !pial_invoice_is_credit(entry->kind) && entry->kind != PIAL_INVOICE_PREPAYMENT;
}

/* What documents of a pair have deducted, and given back. */
static bool add_documents(const struct pial_prepay_input *input, struct pial_prepaid *pair)
{
	for (size_t i = 0; i < input->documents; i++) {
		const struct pial_register_entry *entry = input->document[i];

		if (entry->seller.n != pair->seller.n || entry->buyer.n != pair->buyer.n)
			continue;
		if (is_plain(entry) && !pial_add(pair->deducted.cents,
						 entry->total.cents - entry->payable.cents,
						 &pair->deducted.cents))
			return false;
		if (gives_back(input, entry) &&
		    !pial_add(pair->credited.cents, entry->total.cents, &pair->credited.cents))
			return false;
	}
	return true;
}

bool pial_prepaid_list(const struct pial_prepay_input *input, struct pial_arena *arena,
		       struct pial_prepaid **list, size_t *count)
{
	*list = pial_arena_zalloc(arena, input->advances + 1, sizeof(**list));
	*count = 0;
	if (input->model->policy.billing == PIAL_BILLING_DIRECT)
		return true;
	for (size_t i = 0; i < input->advances; i++) {
		const struct pial_advance_entry *row = &input->advance[i];
		struct pial_prepaid *pair;

		if (!pial_model_kitchen(input->model, (struct pial_kitchen_id){ row->lender.n }))
			continue;
		pair = pair_of(*list, count, pial_prepaid_seller(input, row), row->lender);
		/* What was paid back by hand, the kitchen has had already. */
		if (row->kind == PIAL_ADVANCE_REPAID && row->period.n &&
		    !pial_add(pair->kept.cents, row->amount.cents, &pair->kept.cents))
			return false;
	}
	for (size_t k = 0; k < *count; k++)
		if (!add_documents(input, &(*list)[k]))
			return false;
	return true;
}

/* What is left of a prepayment invoice after its credit notes. */
static int64_t standing(const struct pial_prepay_input *input,
			const struct pial_register_entry *prepayment)
{
	int64_t cents = prepayment->total.cents;

	for (size_t i = 0; i < input->documents; i++) {
		const struct pial_register_entry *entry = input->document[i];

		if (entry->seller.n == prepayment->seller.n &&
		    entry->credits.n == prepayment->number.n)
			cents -= entry->total.cents;
	}
	return cents;
}

/* The prepayment invoices of one pair: past what was deducted, up to what is to be. */
static void find_refs(const struct pial_prepay_input *input, const struct pial_prepaid *pair,
		      struct pial_arena *arena, struct pial_bill_prepaid *prepaid)
{
	int64_t used = pair->deducted.cents;
	int64_t left = pair->kept.cents - used - pair->credited.cents;
	struct pial_invoice_ref *ref =
		pial_arena_zalloc(arena, input->documents + 1, sizeof(*ref));

	prepaid->ref = ref;
	for (size_t i = 0; i < input->documents && left > 0; i++) {
		const struct pial_register_entry *entry = input->document[i];
		int64_t part;

		if (entry->kind != PIAL_INVOICE_PREPAYMENT || entry->seller.n != pair->seller.n ||
		    entry->buyer.n != pair->buyer.n)
			continue;
		part = standing(input, entry);
		if (part <= used) {
			used -= part;
			continue;
		}
		part -= used;
		used = 0;
		if (part > left)
			part = left;
		left -= part;
		ref[prepaid->refs++] = (struct pial_invoice_ref){
			pial_model_text(input->model, entry->number.n), entry->date, { part } };
	}
}

bool pial_prepaid_deduct(const struct pial_prepay_input *input, struct pial_arena *arena,
			 struct pial_bill_prepaid **list, size_t *count)
{
	struct pial_prepaid *pair;
	size_t pairs;

	*count = 0;
	if (!pial_prepaid_list(input, arena, &pair, &pairs))
		return false;
	*list = pial_arena_zalloc(arena, pairs + 1, sizeof(**list));
	for (size_t i = 0; i < pairs; i++) {
		struct pial_bill_prepaid *prepaid = &(*list)[*count];

		*prepaid = (struct pial_bill_prepaid){ .seller = pair[i].seller,
						       .buyer = pair[i].buyer };
		find_refs(input, &pair[i], arena, prepaid);
		*count += prepaid->refs > 0;
	}
	return true;
}

bool pial_prepaid_free(const struct pial_prepay_input *input, struct pial_text seller,
		       struct pial_text buyer, struct pial_money *cents)
{
	struct pial_prepaid pair = { .seller = seller, .buyer = buyer };

	cents->cents = 0;
	for (size_t i = 0; i < input->documents; i++) {
		const struct pial_register_entry *entry = input->document[i];

		if (entry->kind == PIAL_INVOICE_PREPAYMENT && entry->seller.n == seller.n &&
		    entry->buyer.n == buyer.n &&
		    !pial_add(cents->cents, entry->total.cents, &cents->cents))
			return false;
	}
	return add_documents(input, &pair) &&
	       pial_add(cents->cents, -pair.deducted.cents, &cents->cents) &&
	       pial_add(cents->cents, -pair.credited.cents, &cents->cents);
}

struct pial_rate pial_prepaid_rate(const struct pial_model *model, struct pial_text seller)
{
	struct pial_rate rate = { 0 };

	if (pial_vat_regime_of(model, seller) != PIAL_VAT_LIABLE)
		return rate;
	for (size_t i = 0; i < model->products; i++) {
		struct pial_rate one = model->product[i].vat_rate;

		if (!pial_rate_is_none(one) && one.e6 > 0 && (!rate.e6 || one.e6 < rate.e6))
			rate = one;
	}
	return rate;
}

bool pial_prepaid_net(struct pial_money amount, struct pial_rate rate, struct pial_money *net)
{
	struct pial_money vat;

	if (!pial_muldiv(amount.cents, WHOLE, WHOLE + (int64_t)rate.e6, PIAL_ROUND_HALF_AWAY,
			 &net->cents))
		return false;
	/* The total grows by 1 or 2 cents with each cent of net: one of two is it, or none. */
	for (net->cents++;; net->cents--) {
		if (!pial_money_rate(*net, rate, PIAL_ROUND_HALF_AWAY, &vat))
			return false;
		if (net->cents + vat.cents <= amount.cents)
			return net->cents + vat.cents == amount.cents;
	}
}

bool pial_prepaid_line(const struct pial_prepay_input *input,
		       const struct pial_advance_entry *advance, struct pial_text label,
		       struct pial_invoice_line *line)
{
	struct pial_text seller = pial_prepaid_seller(input, advance);
	const struct pial_product product = { .vat_rate = pial_prepaid_rate(input->model, seller) };
	const struct pial_party *party = pial_model_party(input->model, advance->lender.n);
	struct pial_money net;
	struct pial_vat vat;

	if (!pial_prepaid_net(advance->amount, product.vat_rate, &net) ||
	    net.cents > INT32_MAX / 100 ||
	    !pial_vat_of_goods(pial_vat_regime_of(input->model, seller), &product, &vat))
		return false;
	*line = (struct pial_invoice_line){
		.seller = seller, .buyer = advance->lender,
		.period = pial_month_of(advance->date), .note_line = INT32_MIN,
		.day = advance->date, .label = label,
		.quantity = { 1000 }, .price = { (int32_t)(net.cents * 100) }, .net = net,
		.vat_category = (uint8_t)vat.category, .vat_rate = vat.rate,
		.vat_rounding = PIAL_MONEY_NONE,
		.kind = PIAL_LINE_PREPAYMENT,
	};
	/* A buyer with one engagement number has it on everything. */
	if (party && party->engagements.n &&
	    !strchr(pial_model_text(input->model, party->engagements.n), ' '))
		line->engagement = party->engagements;
	return true;
}
