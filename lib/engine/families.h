/*
 * Families of products: those that may stand for each other, directly or through others.
 *
 * Rows and offers of two families never meet, so that families are looked at side by side.
 */
#ifndef PIAL_ENGINE_FAMILIES_H
#define PIAL_ENGINE_FAMILIES_H

#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"

/* Families of products; numbers are indices in the model's table. */
struct pial_families {
	uint32_t *of;		/* product to its family */
	uint32_t *rank;		/* product to its place in its family */
	uint32_t *first;	/* family to its first product in member; one more at the end */
	uint32_t *member;	/* products, family by family */
	uint32_t count;		/* families */
	uint32_t largest;	/* products of the largest */
};

/* Finds the families of a model, in the order of their first products. */
PIAL_NONNULL_ALL
void pial_families_find(struct pial_families *families, const struct pial_model *model,
			struct pial_arena *arena);

#endif
