/*
 * The model's tables sorted and indexed, and the lookups.
 *
 * An index is an array from a text's number in the pool to 1 + the row: ids are dense small
 * numbers, so a lookup is one load. The arrays live in the model's arena; indexing again makes
 * new ones.
 */
#include "model/model.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

void pial_model_init(struct pial_model *model)
{
	memset(model, 0, sizeof(*model));
	pial_arena_init(&model->arena);
	pial_intern_init(&model->pool);
	pial_policy_init(&model->policy);
}

void pial_model_release(struct pial_model *model)
{
	pial_intern_release(&model->pool);
	pial_arena_release(&model->arena);
	memset(model, 0, sizeof(*model));
}

/*
 * Rows by one id, in byte order. qsort takes no context, so the rows are moved by an index
 * sorted through the ranks of the pool's texts.
 */
struct keyed {
	const char *id, *second;	/* texts of the key */
	uint32_t third;			/* a date, or 0 */
	size_t row;			/* where it stands now; breaks ties */
};

static int by_key(const void *pa, const void *pb)
{
	const struct keyed *a = pa, *b = pb;
	int order = strcmp(a->id, b->id);

	if (order == 0)
		order = strcmp(a->second, b->second);
	if (order == 0)
		order = a->third < b->third ? -1 : a->third > b->third;
	return order ? order : a->row < b->row ? -1 : 1;
}

/* Puts count rows of size bytes in the order of their keys. */
static void sort_rows(struct pial_arena *scratch, void *rows, size_t count, size_t size,
		      struct keyed *key)
{
	char *copy;

	if (count < 2)
		return;
	qsort(key, count, sizeof(*key), by_key);
	copy = pial_arena_alloc(scratch, count * size);
	memcpy(copy, rows, count * size);
	for (size_t i = 0; i < count; i++)
		memcpy((char *)rows + i * size, copy + key[i].row * size, size);
}

/* Sorts model->rows by the texts first and second and the number third of each row r. */
#define SORT(model, scratch, rows, count, first, other, number) do { \
		struct keyed *key_ = pial_arena_zalloc(scratch, (count) + 1, sizeof(*key_)); \
		for (size_t i_ = 0; i_ < (count); i_++) { \
			const __typeof__(*(rows)) *r = &(rows)[i_]; \
			key_[i_] = (struct keyed){ pial_model_text(model, first), \
						   pial_model_text(model, other), (number), i_ }; \
		} \
		sort_rows(scratch, rows, count, sizeof(*(rows)), key_); \
	} while (0)

/* Fills index, from number to 1 + row, for rows whose id is the text first. */
#define INDEX(model, index, rows, count, first) do { \
		(index) = pial_arena_zalloc(&(model)->arena, (model)->indexed + 1, sizeof(uint32_t)); \
		for (size_t i_ = 0; i_ < (count); i_++) { \
			const __typeof__(*(rows)) *r = &(rows)[i_]; \
			(index)[first] = (uint32_t)i_ + 1; \
		} \
	} while (0)

void pial_model_index(struct pial_model *model)
{
	struct pial_arena scratch;

	pial_arena_init(&scratch);
	SORT(model, &scratch, model->producer, model->producers, r->id.n, 0, 0);
	SORT(model, &scratch, model->kitchen, model->kitchens, r->id.n, 0, 0);
	SORT(model, &scratch, model->product, model->products, r->id.n, 0, 0);
	SORT(model, &scratch, model->certificate, model->certificates, r->producer.n, 0, r->from.n);
	SORT(model, &scratch, model->road, model->roads, r->from.n, r->to.n, 0);
	SORT(model, &scratch, model->contract, model->contracts, r->id.n, 0, 0);
	SORT(model, &scratch, model->closure, model->closures, r->id.n, 0, 0);
	SORT(model, &scratch, model->party, model->parties, r->id.n, 0, 0);
	pial_arena_release(&scratch);
	model->indexed = model->pool.count;
	INDEX(model, model->producer_at, model->producer, model->producers, r->id.n);
	INDEX(model, model->kitchen_at, model->kitchen, model->kitchens, r->id.n);
	INDEX(model, model->product_at, model->product, model->products, r->id.n);
	INDEX(model, model->contract_at, model->contract, model->contracts, r->id.n);
	INDEX(model, model->closure_at, model->closure, model->closures, r->id.n);
	INDEX(model, model->party_at, model->party, model->parties, r->id.n);
}

/* 1 + row of a number, or 0: numbers given after indexing name nothing. */
static size_t at(const struct pial_model *model, const uint32_t *index, uint32_t number)
{
	return index && number < model->indexed ? index[number] : 0;
}

const struct pial_producer *pial_model_producer(const struct pial_model *model,
						struct pial_producer_id id)
{
	size_t i = at(model, model->producer_at, id.n);

	return i ? &model->producer[i - 1] : NULL;
}

const struct pial_kitchen *pial_model_kitchen(const struct pial_model *model,
					      struct pial_kitchen_id id)
{
	size_t i = at(model, model->kitchen_at, id.n);

	return i ? &model->kitchen[i - 1] : NULL;
}

const struct pial_product *pial_model_product(const struct pial_model *model,
					      struct pial_product_id id)
{
	size_t i = at(model, model->product_at, id.n);

	return i ? &model->product[i - 1] : NULL;
}

const struct pial_contract *pial_model_contract(const struct pial_model *model,
						struct pial_contract_id id)
{
	size_t i = at(model, model->contract_at, id.n);

	return i ? &model->contract[i - 1] : NULL;
}

const struct pial_party *pial_model_party(const struct pial_model *model, uint32_t id)
{
	size_t i = at(model, model->party_at, id);

	return i ? &model->party[i - 1] : NULL;
}

const struct pial_closure *pial_model_closure(const struct pial_model *model, uint32_t id)
{
	size_t i = at(model, model->closure_at, id);

	return i ? &model->closure[i - 1] : NULL;
}
