/*
 * Meals that deliveries went into, as far as the book says it: of each kitchen its meals_per_day
 * (kitchens.csv) on each day on which it received something.
 *
 * The book does not know who ate what: a kitchen that is delivered twice a week cooks from it on
 * other days too. So it is a count of the meals of days of delivery and is called that wherever it
 * is shown; over all its meals a kitchen pays less per meal than these figures say.
 */
#ifndef PIAL_REPORT_MEALS_H
#define PIAL_REPORT_MEALS_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "model/model.h"

struct pial_meals {
	const struct pial_model *model;	/* whose kitchens */
	uint64_t *visit;		/* kitchen and day of each line; owned */
	size_t visits, cap;		/* how many, and room */
};

/* Makes an empty count. */
PIAL_NONNULL_ALL void pial_meals_init(struct pial_meals *meals, const struct pial_model *model);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_meals_release(struct pial_meals *meals);

/*
 * Adds a line: nothing unless it is of goods (PIAL_LINE_GOODS), to a kitchen of the model, on a
 * day. Lines of a kitchen on one day count once.
 */
PIAL_NONNULL_ALL
void pial_meals_add(struct pial_meals *meals, const struct pial_invoice_line *line);

/* The meals of the lines added; kitchens that do not say how many they serve have none. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL int64_t pial_meals_count(struct pial_meals *meals);

#endif
