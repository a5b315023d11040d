/*
 * The model's life, its order and its lookups.
 *
 * Rows are sorted by the text of their ids, since numbers of the pool follow the order of
 * files. A lookup is an array indexed by number, as large as the pool: four bytes a text and no
 * hashing in the engine's loops. Certificates and contracts are asked for by producer and by
 * kitchen, so each of these has its first index beside it (the rows of one are neighbours).
 */
#include "model/model.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#include "base/banned.h"

void pial_model_default_policy(struct pial_model *model)
{
	struct pial_policy *policy = &model->policy;
	uint32_t *name = pial_arena_zalloc(&model->arena, 1, sizeof(*name)), *pages, count = 0;

	pial_policy_init(policy);
	policy->timezone.n = pial_intern_add(&model->pool, "Europe/Paris", 12);
	/* A farm is somebody's name and home: nothing of it until the group says so. */
	*name = pial_intern_add(&model->pool, "name", 4);
	policy->publish_kitchens = (struct pial_id_list){ name, 1 };
	while (pial_public_pages[count])
		count++;
	pages = pial_arena_zalloc(&model->arena, count, sizeof(*pages));
	for (uint32_t i = 0; i < count; i++)
		pages[i] = pial_intern_add(&model->pool, pial_public_pages[i],
					   strlen(pial_public_pages[i]));
	policy->publish_pages = (struct pial_id_list){ pages, count };
}

void pial_model_init(struct pial_model *model)
{
	memset(model, 0, sizeof(*model));
	pial_arena_init(&model->arena);
	pial_intern_init(&model->pool);
	pial_model_default_policy(model);
}

static void release_index(struct pial_model *model)
{
	free(model->producer_at);
	free(model->kitchen_at);
	free(model->product_at);
	free(model->contract_at);
	free(model->closure_at);
	free(model->party_at);
	free(model->certificate_from);
	free(model->contract_from);
	free(model->contract_by_kitchen);
	model->producer_at = model->kitchen_at = model->product_at = NULL;
	model->contract_at = model->closure_at = model->party_at = NULL;
	model->certificate_from = model->contract_from = model->contract_by_kitchen = NULL;
	model->indexed = 0;
}

void pial_model_release(struct pial_model *model)
{
	release_index(model);
	pial_intern_release(&model->pool);
	pial_arena_release(&model->arena);
	memset(model, 0, sizeof(*model));
}

/* ---- Sorting ---- */

/*
 * What comes before in each table. Ids are compared as texts; equal keys, which the checks
 * refuse, keep the file's order by their line.
 */
struct order {
	const struct pial_intern *pool;	/* texts */
	int (*compare)(const struct order *order, const void *a, const void *b);
	size_t size;			/* bytes of a row */
};

/* The id at an offset of both rows, in byte order. */
static int by_text(const struct order *order, const void *a, const void *b, size_t offset)
{
	uint32_t x, y;

	memcpy(&x, (const char *)a + offset, sizeof(x));
	memcpy(&y, (const char *)b + offset, sizeof(y));
	return x == y ? 0 : pial_intern_compare(order->pool, x, y);
}

static int compare_producers(const struct order *order, const void *a, const void *b)
{
	return by_text(order, a, b, offsetof(struct pial_producer, id));
}

static int compare_kitchens(const struct order *order, const void *a, const void *b)
{
	return by_text(order, a, b, offsetof(struct pial_kitchen, id));
}

static int compare_products(const struct order *order, const void *a, const void *b)
{
	return by_text(order, a, b, offsetof(struct pial_product, id));
}

static int compare_contracts(const struct order *order, const void *a, const void *b)
{
	return by_text(order, a, b, offsetof(struct pial_contract, id));
}

static int compare_closures(const struct order *order, const void *a, const void *b)
{
	return by_text(order, a, b, offsetof(struct pial_closure, id));
}

static int compare_parties(const struct order *order, const void *a, const void *b)
{
	return by_text(order, a, b, offsetof(struct pial_party, id));
}

static int compare_certificates(const struct order *order, const void *a, const void *b)
{
	const struct pial_certificate *x = a, *y = b;
	int who = by_text(order, a, b, offsetof(struct pial_certificate, producer));

	return who ? who : (x->from.n > y->from.n) - (x->from.n < y->from.n);
}

static int compare_roads(const struct order *order, const void *a, const void *b)
{
	int from = by_text(order, a, b, offsetof(struct pial_road, from));

	return from ? from : by_text(order, a, b, offsetof(struct pial_road, to));
}

/* Merges two sorted runs of rows into to, the left one first among equals. */
static void merge(const struct order *order, const char *left, size_t lefts, const char *right,
		  size_t rights, char *to)
{
	while (lefts || rights) {
		bool take = lefts && (!rights || order->compare(order, left, right) <= 0);

		memcpy(to, take ? left : right, order->size);
		to += order->size;
		if (take) {
			left += order->size;
			lefts--;
		} else {
			right += order->size;
			rights--;
		}
	}
}

/* A stable merge sort: qsort takes no context and is not stable. Sorted rows cost one look. */
static void sort(const struct order *order, void *rows, size_t count)
{
	size_t size = order->size, run, at;
	char *from = rows, *spare;

	for (at = 1; at < count; at++)
		if (order->compare(order, from + (at - 1) * size, from + at * size) > 0)
			break;
	if (at >= count)
		return;
	spare = pial_calloc(count, size);
	for (run = 1; run < count; run *= 2) {
		for (at = 0; at < count; at += 2 * run) {
			size_t left = count - at < run ? count - at : run;
			size_t right = count - at - left < run ? count - at - left : run;

			merge(order, from + at * size, left, from + (at + left) * size, right,
			      spare + at * size);
		}
		memcpy(from, spare, count * size);
	}
	free(spare);
}

static void sort_all(struct pial_model *model)
{
	const struct pial_intern *pool = &model->pool;
	const struct {
		struct order order;
		void *rows;
		size_t count;
	} table[] = {
		{ { pool, compare_producers, sizeof(*model->producer) },
		  model->producer, model->producers },
		{ { pool, compare_kitchens, sizeof(*model->kitchen) },
		  model->kitchen, model->kitchens },
		{ { pool, compare_products, sizeof(*model->product) },
		  model->product, model->products },
		{ { pool, compare_certificates, sizeof(*model->certificate) },
		  model->certificate, model->certificates },
		{ { pool, compare_roads, sizeof(*model->road) }, model->road, model->roads },
		{ { pool, compare_contracts, sizeof(*model->contract) },
		  model->contract, model->contracts },
		{ { pool, compare_closures, sizeof(*model->closure) },
		  model->closure, model->closures },
		{ { pool, compare_parties, sizeof(*model->party) }, model->party, model->parties },
	};
	size_t i;

	for (i = 0; i < PIAL_COUNT(table); i++)
		if (table[i].count)
			sort(&table[i].order, table[i].rows, table[i].count);
}

/* ---- Lookups ---- */

/* Number of the pool to 1 + index of the row whose id, at an offset, it is. */
static uint32_t *index_rows(const struct pial_model *model, const void *rows, size_t count,
			    size_t size, size_t offset)
{
	uint32_t *at = pial_calloc(model->indexed, sizeof(*at)), n;
	size_t i;

	for (i = 0; i < count; i++) {
		memcpy(&n, (const char *)rows + i * size + offset, sizeof(n));
		if (n < model->indexed)
			at[n] = (uint32_t)i + 1;
	}
	return at;
}

static void index_all(struct pial_model *model)
{
	model->indexed = model->pool.count;
	model->producer_at =
		index_rows(model, model->producer, model->producers, sizeof(*model->producer),
			   offsetof(struct pial_producer, id));
	model->kitchen_at = index_rows(model, model->kitchen, model->kitchens,
				       sizeof(*model->kitchen), offsetof(struct pial_kitchen, id));
	model->product_at = index_rows(model, model->product, model->products,
				       sizeof(*model->product), offsetof(struct pial_product, id));
	model->contract_at =
		index_rows(model, model->contract, model->contracts, sizeof(*model->contract),
			   offsetof(struct pial_contract, id));
	model->closure_at = index_rows(model, model->closure, model->closures,
				       sizeof(*model->closure), offsetof(struct pial_closure, id));
	model->party_at = index_rows(model, model->party, model->parties, sizeof(*model->party),
				     offsetof(struct pial_party, id));
}

/* First certificate of each producer; certificates of one are neighbours. */
static void index_certificates(struct pial_model *model)
{
	size_t i;

	model->certificate_from = pial_calloc(model->producers + 1, sizeof(uint32_t));
	for (i = model->certificates; i-- > 0;) {
		const struct pial_producer *producer =
			pial_model_producer(model, model->certificate[i].producer);

		if (producer)
			model->certificate_from[producer - model->producer] = (uint32_t)i + 1;
	}
}

/* Contracts in the order of kitchens, and the first place of each kitchen among them. */
static void index_contracts(struct pial_model *model)
{
	uint32_t *from = pial_calloc(model->kitchens + 2, sizeof(*from));
	size_t i;

	model->contract_by_kitchen = pial_calloc(model->contracts, sizeof(uint32_t));
	for (i = 0; i < model->contracts; i++) {
		const struct pial_kitchen *kitchen =
			pial_model_kitchen(model, model->contract[i].kitchen);

		if (kitchen)
			from[kitchen - model->kitchen + 2]++;
	}
	for (i = 2; i < model->kitchens + 2; i++)
		from[i] += from[i - 1];
	/* from[k + 1] is where kitchen k begins; filling moves it to where the next one begins. */
	for (i = 0; i < model->contracts; i++) {
		const struct pial_kitchen *kitchen =
			pial_model_kitchen(model, model->contract[i].kitchen);

		if (kitchen)
			model->contract_by_kitchen[from[kitchen - model->kitchen + 1]++] =
				(uint32_t)i;
	}
	model->contract_from = from;
}

void pial_model_index(struct pial_model *model)
{
	size_t i;

	release_index(model);
	for (i = 0; i < model->producers; i++)
		if (!model->producer[i].tier)
			model->producer[i].tier =
				model->producer[i].kind == PIAL_PRODUCER_PARTNER ? 2 : 1;
	sort_all(model);
	index_all(model);
	index_certificates(model);
	index_contracts(model);
}

/* 1 + index of a number of the pool; 0: it is no such thing. */
static uint32_t lookup(const struct pial_model *model, const uint32_t *at, uint32_t n)
{
	return n && n < model->indexed ? at[n] : 0;
}

const struct pial_producer *pial_model_producer(const struct pial_model *model,
						struct pial_producer_id id)
{
	uint32_t at = lookup(model, model->producer_at, id.n);

	return at ? &model->producer[at - 1] : NULL;
}

const struct pial_kitchen *pial_model_kitchen(const struct pial_model *model,
					      struct pial_kitchen_id id)
{
	uint32_t at = lookup(model, model->kitchen_at, id.n);

	return at ? &model->kitchen[at - 1] : NULL;
}

const struct pial_product *pial_model_product(const struct pial_model *model,
					      struct pial_product_id id)
{
	uint32_t at = lookup(model, model->product_at, id.n);

	return at ? &model->product[at - 1] : NULL;
}

const struct pial_contract *pial_model_contract(const struct pial_model *model,
						struct pial_contract_id id)
{
	uint32_t at = lookup(model, model->contract_at, id.n);

	return at ? &model->contract[at - 1] : NULL;
}

const struct pial_party *pial_model_party(const struct pial_model *model, uint32_t id)
{
	uint32_t at = lookup(model, model->party_at, id);

	return at ? &model->party[at - 1] : NULL;
}

const struct pial_closure *pial_model_closure(const struct pial_model *model, uint32_t id)
{
	uint32_t at = lookup(model, model->closure_at, id);

	return at ? &model->closure[at - 1] : NULL;
}
