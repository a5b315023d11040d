/*
 * The price at which the group buys, by rate of VAT.
 */
#include "invoice/bought.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "invoice/tax.h"
#include "num/round.h"

#include "base/banned.h"

bool pial_bought_keeps(const struct pial_fee *fee)
{
	return fee->in_price == PIAL_YES && fee->to != PIAL_TO_FUND;
}

int pial_bought_compare(const struct pial_invoice_line *a, const struct pial_invoice_line *b)
{
	const uint32_t ka[] = { a->producer.n, a->note.n, a->product.n, (uint32_t)a->note_line,
				a->batch.n };
	const uint32_t kb[] = { b->producer.n, b->note.n, b->product.n, (uint32_t)b->note_line,
				b->batch.n };

	for (size_t i = 0; i < PIAL_COUNT(ka); i++)
		if (ka[i] != kb[i])
			return ka[i] < kb[i] ? -1 : 1;
	return 0;
}

void pial_bought_tax(const struct pial_model *model, struct pial_invoice_line *line)
{
	const struct pial_text seller = { line->producer.n };
	const struct pial_product *product = pial_model_product(model, line->product);
	struct pial_vat vat;

	line->exemption.n = 0;
	if (!product || !pial_vat_of_goods(pial_vat_regime_of(model, seller), product, &vat))
		return;
	line->vat_category = (uint8_t)vat.category;
	line->vat_rate = vat.rate;
}

/* The part of a line's category and rate; new ones keep the order. */
static struct pial_bought *part_of(struct pial_bought *part, size_t *parts,
				   const struct pial_invoice_line *line)
{
	size_t at = 0;

	while (at < *parts && (part[at].category < line->vat_category ||
			       (part[at].category == line->vat_category &&
				part[at].rate.e6 < line->vat_rate.e6)))
		at++;
	if (at < *parts && part[at].category == line->vat_category &&
	    part[at].rate.e6 == line->vat_rate.e6)
		return &part[at];
	memmove(&part[at + 1], &part[at], (*parts - at) * sizeof(*part));
	part[at] = (struct pial_bought){ line->vat_rate, line->vat_category, 0, 0 };
	++*parts;
	return &part[at];
}

bool pial_bought_sum(const struct pial_sold *sold, size_t count, struct pial_bought *part,
		     size_t *parts)
{
	*parts = 0;
	for (size_t i = 0; i < count; i++) {
		struct pial_bought *at = part_of(part, parts, &sold[i].line);
		struct pial_money due = sold[i].bought ? sold[i].paid : sold[i].line.net;

		if (!pial_add(at->goods, due.cents, &at->goods))
			return false;
	}
	return true;
}

bool pial_bought_keep(struct pial_bought *part, size_t parts, int64_t cents, int64_t *share)
{
	int64_t *weight = pial_calloc(parts + 1, sizeof(*weight));
	bool ok = true;

	for (size_t i = 0; i < parts; i++)
		weight[i] = part[i].goods > 0 ? part[i].goods : 0;
	if (!pial_split(cents, weight, parts, share))
		memset(share, 0, parts * sizeof(*share));
	for (size_t i = 0; i < parts && ok; i++)
		ok = pial_add(part[i].kept, share[i], &part[i].kept);
	free(weight);
	return ok;
}
