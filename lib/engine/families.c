/*
 * Union-find over the lists of substitutes; a handful of products each.
 */
#include "engine/families.h"

#include "base/banned.h"

static uint32_t root_of(uint32_t *up, uint32_t v)
{
	while (up[v] != v) {
		up[v] = up[up[v]];
		v = up[v];
	}
	return v;
}

/* Joins products that may stand for each other; the root of a family is its first product. */
static void join_products(const struct pial_model *model, uint32_t *up)
{
	for (uint32_t p = 0; p < model->products; p++)
		up[p] = p;
	for (uint32_t p = 0; p < model->products; p++) {
		const struct pial_id_list *list = &model->product[p].substitutes;

		for (uint32_t i = 0; i < list->count; i++) {
			const struct pial_product *other = pial_model_product(
				model, (struct pial_product_id){ list->n[i] });
			uint32_t a, b;

			if (!other)
				continue;
			a = root_of(up, p);
			b = root_of(up, (uint32_t)(other - model->product));
			up[a < b ? b : a] = a < b ? a : b;
		}
	}
}

void pial_families_find(struct pial_families *families, const struct pial_model *model,
			struct pial_arena *arena)
{
	size_t n = model->products;
	uint32_t *up = pial_arena_zalloc(arena, n + 1, sizeof(*up));

	*families = (struct pial_families){ .count = 0 };
	families->of = pial_arena_zalloc(arena, n + 1, sizeof(*families->of));
	families->rank = pial_arena_zalloc(arena, n + 1, sizeof(*families->rank));
	families->first = pial_arena_zalloc(arena, n + 2, sizeof(*families->first));
	families->member = pial_arena_zalloc(arena, n + 1, sizeof(*families->member));
	join_products(model, up);
	for (uint32_t p = 0; p < n; p++) {
		uint32_t root = root_of(up, p);

		families->of[p] = root == p ? families->count++ : families->of[root];
		families->rank[p] = families->first[families->of[p] + 1]++;
		if (families->rank[p] >= families->largest)
			families->largest = families->rank[p] + 1;
	}
	for (uint32_t f = 0; f < families->count; f++)
		families->first[f + 1] += families->first[f];
	for (uint32_t p = 0; p < n; p++)
		families->member[families->first[families->of[p]] + families->rank[p]] = p;
}
