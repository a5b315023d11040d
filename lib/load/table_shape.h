/*
 * Which columns a sheet for people has.
 *
 * Internal to load/. Columns that are empty in every row are left out, unless required; a quantity
 * that needs three decimals has a column of grams beside its own. Text sheets and workbooks have
 * the same shape.
 */
#ifndef PIAL_LOAD_TABLE_SHAPE_H
#define PIAL_LOAD_TABLE_SHAPE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "load/table.h"

/* What a sheet shows of a table: bit i for field i. */
struct pial_shape {
	uint64_t shown;		/* has a column */
	uint64_t grams;		/* has a column of grams too */
	bool version;		/* has the column version */
};

/* Looks at every row. */
PIAL_NONNULL_ALL
void pial_shape_find(const struct pial_table *table, struct pial_shape *shape);

/* True when a value needs three decimals, and stands in the column of grams: in *units. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_shape_in_grams(const struct pial_field *field, const void *row, int64_t *units);

#endif
