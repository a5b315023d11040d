/*
 * Rows by kitchen, then each kitchen's few rows sorted by product and contract; a run of one
 * product is a claim, each run within it a contract.
 *
 * A claim is worked out again whenever it is asked for: it mostly has one row, and a national week
 * has more than a million.
 */
#include "engine/claims.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/crew.h"
#include "base/sort.h"
#include "engine/owed.h"
#include "num/round.h"

#include "base/banned.h"

/* Kitchens that a worker takes at once. */
#define BATCH ((size_t)256)

/* A row while sorting. */
struct place {
	uint32_t product, contract;	/* places in the model's tables */
	uint32_t row;			/* which */
};

static int compare(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int by_claim(const void *left, const void *right)
{
	const struct place *a = left, *b = right;
	int order = compare(a->product, b->product);

	if (!order)
		order = compare(a->contract, b->contract);
	return order ? order : compare(a->row, b->row);
}

PIAL_SORT_DEFINE(sort_places, struct place, by_claim)

/* The firm quantity that the rows of one contract share; -1 when none is said. */
static int64_t firm_of(const struct pial_instance *instance, const uint32_t *row, uint32_t rows)
{
	const struct pial_contract *contract =
		pial_demand_contract(instance, &instance->demand[row[0]]);

	for (uint32_t i = 0; contract && i < rows; i++) {
		const struct pial_demand *demand = &instance->demand[row[i]];
		const struct pial_contract_line *line = pial_contract_line_on(
			contract, pial_demand_order(instance, demand)->product, demand->day);
		struct pial_qty firm = PIAL_QTY_NONE;

		if (line)
			firm = pial_firm_quantity(line, instance->input->week);
		if (!pial_qty_is_none(firm))
			return firm.milli;
	}
	return -1;
}

/* Says what is owed to a row; most weeks owe nothing to any. */
static void owe_packs(struct pial_instance *instance, uint32_t row, int64_t packs)
{
	if (!packs)
		return;
	if (!instance->owed)
		instance->owed = pial_arena_zalloc(instance->arena, instance->demands + 1,
						   sizeof(*instance->owed));
	instance->owed[row] = packs;
}

/* Splits a firm quantity between the rows of its contract. */
static void owe_firm(struct pial_instance *instance, const uint32_t *row, uint32_t rows,
		     int64_t firm)
{
	int64_t *weight = pial_calloc(2 * (size_t)rows, sizeof(*weight)), *part = weight + rows;
	const struct pial_demand *first = &instance->demand[row[0]];
	int64_t pack = pial_demand_product(instance, first)->pack.milli, all = 0;
	int64_t packs = firm / pack + (firm % pack != 0);

	for (uint32_t i = 0; i < rows; i++) {
		weight[i] = instance->demand[row[i]].packs;
		all += weight[i];
	}
	if (packs > all)
		packs = all;
	if (pial_split(packs, weight, rows, part))
		for (uint32_t i = 0; i < rows; i++)
			owe_packs(instance, row[i], part[i]);
	free(weight);
}

/* Spreads what is left of a minimum over the days to come. */
static void owe_minimum(struct pial_instance *instance, uint32_t row)
{
	const struct pial_demand *demand = &instance->demand[row];
	const struct pial_contract *contract = pial_demand_contract(instance, demand);
	const struct pial_product *product = pial_demand_product(instance, demand);
	const struct pial_contract_line *line =
		pial_contract_line_on(contract, product->id, demand->day);
	int64_t pack = product->pack.milli, owed;

	if (!line)
		return;
	owed = pial_minimum_per_day(instance->input, contract, line, demand->day);
	owed = owed / pack + (owed % pack != 0);
	owe_packs(instance, row, owed < demand->packs ? owed : demand->packs);
}

/* Finds what is owed to the rows of one contract. */
static void owe(struct pial_instance *instance, const uint32_t *row, uint32_t rows)
{
	int64_t firm = firm_of(instance, row, rows);

	if (firm >= 0) {
		owe_firm(instance, row, rows, firm);
		return;
	}
	for (uint32_t i = 0; instance->demand[row[0]].contract && i < rows; i++)
		owe_minimum(instance, row[i]);
}

/* Past the last of the rows of one contract that begin at a place of a claim. */
static uint32_t run_end(const struct pial_instance *instance, const struct pial_claim *claim,
			uint32_t begin)
{
	uint32_t end = begin + 1;

	while (end < claim->rows && instance->demand[claim->row[end]].contract ==
				    instance->demand[claim->row[begin]].contract)
		end++;
	return end;
}

struct pial_claim pial_claim_of(const struct pial_instance *instance,
				const struct pial_demand *demand)
{
	struct pial_claim claim = { .kitchen = pial_demand_kitchen(instance, demand),
				    .product = pial_demand_product(instance, demand),
				    .packs = demand->packs, .rows = 1,
				    .row = instance->claim_row + demand->claim };

	if (demand->alone)
		return claim;
	claim.packs = claim.rows = 0;
	for (size_t i = demand->claim; i < instance->demands; i++) {
		const struct pial_demand *other = &instance->demand[instance->claim_row[i]];

		if (other->claim != demand->claim)
			break;
		claim.packs += other->packs;
		claim.rows++;
	}
	return claim;
}

int64_t pial_claim_firm(const struct pial_instance *instance, const struct pial_claim *claim)
{
	int64_t sum = -1;

	for (uint32_t begin = 0, end; begin < claim->rows; begin = end) {
		int64_t firm;

		end = run_end(instance, claim, begin);
		firm = firm_of(instance, claim->row + begin, end - begin);
		if (firm >= 0 && __builtin_add_overflow(sum < 0 ? 0 : sum, firm, &sum))
			sum = INT64_MAX;
	}
	return sum;
}

/* What the workers share. */
struct sorting {
	struct pial_instance *instance;	/* whose rows */
	struct place **place;		/* of a worker: the rows of one kitchen */
	size_t *room;			/* of a worker: for how many */
	bool *contracts;		/* of a batch: some rows are under contracts */
};

/* The rows of one kitchen as they are sorted. */
static struct place *list_places(struct sorting *sorting, unsigned worker, const uint32_t *row,
				 uint32_t count)
{
	const struct pial_instance *instance = sorting->instance;
	struct place *place;

	if (sorting->room[worker] < count) {
		sorting->room[worker] = 2 * (size_t)count;
		sorting->place[worker] = pial_realloc(sorting->place[worker],
						      sorting->room[worker], sizeof(*place));
	}
	place = sorting->place[worker];
	for (uint32_t i = 0; i < count; i++) {
		const struct pial_demand *demand = &instance->demand[row[i]];

		place[i] = (struct place){ demand->product, demand->contract, row[i] };
	}
	return place;
}

/*
 * Sorts the rows of one kitchen into claims, from a place of claim_row on. True when some of them
 * are under contracts.
 */
static bool sort_rows(struct sorting *sorting, unsigned worker, uint32_t first, uint32_t count)
{
	struct pial_instance *instance = sorting->instance;
	uint32_t *row = instance->claim_row + first, claim = first;
	struct place *place = list_places(sorting, worker, row, count);
	bool contracts = false;

	sort_places(place, count);
	for (uint32_t i = 0; i < count; i++) {
		struct pial_demand *demand = &instance->demand[place[i].row];

		row[i] = place[i].row;
		if (i && place[i].product != place[i - 1].product)
			claim = first + i;
		demand->claim = claim;
		demand->alone = claim == first + i &&
				(i + 1 == count || place[i].product != place[i + 1].product);
		contracts |= place[i].contract != 0;
	}
	return contracts;
}

static void sort_batch(void *context, unsigned worker, size_t batch)
{
	struct sorting *sorting = context;
	const uint32_t *first = sorting->instance->claim_first;
	size_t kitchens = sorting->instance->input->model->kitchens;
	size_t end = (batch + 1) * BATCH < kitchens ? (batch + 1) * BATCH : kitchens;

	for (size_t k = batch * BATCH; k < end; k++) {
		/*
		 * The rows of the next kitchen are asked from memory before it is its turn; those
		 * of the next batch are another worker's.
		 */
		for (uint32_t i = first[k + 1]; k + 1 < end && i < first[k + 2]; i++)
			PIAL_PREFETCH(&sorting->instance->demand[
				sorting->instance->claim_row[i]]);
		sorting->contracts[batch] |= sort_rows(sorting, worker, first[k],
						       first[k + 1] - first[k]);
	}
}

/* Finds what is owed to the rows of claims between two places of claim_row. */
static void owe_rows(struct pial_instance *instance, size_t first, size_t last)
{
	for (size_t i = first; i < last;) {
		struct pial_claim claim =
			pial_claim_of(instance, &instance->demand[instance->claim_row[i]]);

		for (uint32_t begin = 0, end; begin < claim.rows; begin = end) {
			end = run_end(instance, &claim, begin);
			owe(instance, claim.row + begin, end - begin);
		}
		i += claim.rows;
	}
}

/* Rows by kitchen: fills claim_row and claim_first. */
static void list_rows(struct pial_instance *instance)
{
	size_t kitchens = instance->input->model->kitchens;
	uint32_t *first;

	instance->claim_row = pial_arena_zalloc(instance->arena, instance->demands + 1,
						sizeof(*instance->claim_row));
	first = pial_arena_zalloc(instance->arena, kitchens + 2, sizeof(*first));
	instance->claim_first = first;
	for (size_t d = 0; d < instance->demands; d++)
		first[instance->demand[d].kitchen + 2]++;
	for (size_t k = 2; k < kitchens + 2; k++)
		first[k] += first[k - 1];
	for (size_t d = 0; d < instance->demands; d++)
		instance->claim_row[first[instance->demand[d].kitchen + 1]++] = (uint32_t)d;
}

void pial_claims_find(struct pial_instance *instance)
{
	size_t kitchens = instance->input->model->kitchens;
	size_t batches = (kitchens + BATCH - 1) / BATCH;
	struct sorting sorting = { .instance = instance };

	list_rows(instance);
	sorting.place = pial_calloc(instance->workers, sizeof(*sorting.place));
	sorting.room = pial_calloc(instance->workers, sizeof(*sorting.room));
	sorting.contracts = pial_calloc(batches + 1, sizeof(*sorting.contracts));
	pial_crew_run(instance->workers, batches, sort_batch, &sorting);
	for (size_t b = 0; b < batches; b++) {
		size_t end = (b + 1) * BATCH < kitchens ? (b + 1) * BATCH : kitchens;

		if (sorting.contracts[b])
			owe_rows(instance, instance->claim_first[b * BATCH],
				 instance->claim_first[end]);
	}
	for (unsigned w = 0; w < instance->workers; w++)
		free(sorting.place[w]);
	free(sorting.place);
	free(sorting.room);
	free(sorting.contracts);
}
