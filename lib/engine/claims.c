/*
 * One sort by kitchen, product and contract; each run is a claim, each run within it a
 * contract.
 */
#include "engine/claims.h"

#include <stdlib.h>

#include "base/banned.h"
#include "engine/owed.h"
#include "num/round.h"

/* A row while sorting. */
struct place {
	uintptr_t kitchen, product, contract;	/* places in the model's tables */
	uint32_t row;				/* which */
};

static int compare(uintptr_t a, uintptr_t b)
{
	return (a > b) - (a < b);
}

static int by_claim(const void *left, const void *right)
{
	const struct place *a = left, *b = right;
	int order = compare(a->kitchen, b->kitchen);

	if (!order)
		order = compare(a->product, b->product);
	if (!order)
		order = compare(a->contract, b->contract);
	return order ? order : compare(a->row, b->row);
}

/* The firm quantity that the rows of one contract share; -1 when none is said. */
static int64_t firm_of(const struct pial_instance *instance, const uint32_t *row, uint32_t rows)
{
	const struct pial_contract *contract = instance->demand[row[0]].contract;

	for (uint32_t i = 0; contract && i < rows; i++) {
		const struct pial_demand *demand = &instance->demand[row[i]];
		const struct pial_contract_line *line = pial_contract_line_on(
			contract, demand->order->product, demand->order->day);
		struct pial_qty firm = PIAL_QTY_NONE;

		if (line)
			firm = pial_firm_quantity(line, instance->input->week);
		if (!pial_qty_is_none(firm))
			return firm.milli;
	}
	return -1;
}

/* Splits a firm quantity between the rows of its contract. */
static void owe_firm(struct pial_instance *instance, const uint32_t *row, uint32_t rows,
		     int64_t firm)
{
	int64_t *weight = pial_arena_zalloc(instance->arena, rows, sizeof(*weight));
	int64_t *part = pial_arena_zalloc(instance->arena, rows, sizeof(*part));
	int64_t pack = instance->demand[row[0]].product->pack.milli, all = 0;
	int64_t packs = firm / pack + (firm % pack != 0);

	for (uint32_t i = 0; i < rows; i++) {
		weight[i] = instance->demand[row[i]].packs;
		all += weight[i];
	}
	if (packs > all)
		packs = all;
	if (!pial_split(packs, weight, rows, part))
		return;
	for (uint32_t i = 0; i < rows; i++)
		instance->demand[row[i]].owed = part[i];
}

/* Spreads what is left of a minimum over the days to come. */
static void owe_minimum(struct pial_instance *instance, struct pial_demand *demand)
{
	const struct pial_contract_line *line = pial_contract_line_on(
		demand->contract, demand->order->product, demand->order->day);
	int64_t pack = demand->product->pack.milli, owed;

	if (!line)
		return;
	owed = pial_minimum_per_day(instance->input, demand->contract, line, demand->order->day);
	owed = owed / pack + (owed % pack != 0);
	demand->owed = owed < demand->packs ? owed : demand->packs;
}

/* Finds what is owed to the rows of one contract, and adds its firm quantity to the claim. */
static void owe(struct pial_instance *instance, struct pial_claim *claim, const uint32_t *row,
		uint32_t rows)
{
	int64_t firm = firm_of(instance, row, rows);

	if (firm >= 0) {
		int64_t sum = claim->firm < 0 ? 0 : claim->firm;

		claim->firm = __builtin_add_overflow(sum, firm, &sum) ? INT64_MAX : sum;
		owe_firm(instance, row, rows, firm);
		return;
	}
	for (uint32_t i = 0; instance->demand[row[0]].contract && i < rows; i++)
		owe_minimum(instance, &instance->demand[row[i]]);
}

static void fill_claim(struct pial_instance *instance, struct pial_claim *claim)
{
	uint32_t begin = 0;

	for (uint32_t i = 0; i < claim->rows; i++)
		claim->packs += instance->demand[claim->row[i]].packs;
	for (uint32_t i = 1; i <= claim->rows; i++) {
		if (i < claim->rows && instance->demand[claim->row[i]].contract ==
				       instance->demand[claim->row[begin]].contract)
			continue;
		owe(instance, claim, claim->row + begin, i - begin);
		begin = i;
	}
}

void pial_claims_find(struct pial_instance *instance)
{
	size_t count = instance->demands;
	struct place *place = pial_arena_zalloc(instance->arena, count + 1, sizeof(*place));
	uint32_t *row = pial_arena_zalloc(instance->arena, count + 1, sizeof(*row));

	for (size_t d = 0; d < count; d++) {
		const struct pial_demand *demand = &instance->demand[d];

		place[d] = (struct place){ (uintptr_t)demand->kitchen, (uintptr_t)demand->product,
					   (uintptr_t)demand->contract, (uint32_t)d };
	}
	if (count)
		qsort(place, count, sizeof(*place), by_claim);
	instance->claim = pial_arena_zalloc(instance->arena, count + 1, sizeof(*instance->claim));
	for (size_t i = 0; i < count; i++) {
		struct pial_demand *demand = &instance->demand[place[i].row];

		if (!i || place[i].kitchen != place[i - 1].kitchen ||
		    place[i].product != place[i - 1].product)
			instance->claim[instance->claims++] = (struct pial_claim){
				.kitchen = demand->kitchen, .product = demand->product,
				.firm = -1, .row = row + i };
		row[i] = place[i].row;
		demand->claim = (uint32_t)instance->claims - 1;
		instance->claim[demand->claim].rows++;
	}
	for (size_t c = 0; c < instance->claims; c++)
		fill_claim(instance, &instance->claim[c]);
}
