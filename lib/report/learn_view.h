/*
 * What the log says of risk, as a table: all together, each product, each producer's product.
 */
#ifndef PIAL_REPORT_LEARN_VIEW_H
#define PIAL_REPORT_LEARN_VIEW_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "engine/learn.h"
#include "load/table.h"

/* A line of the view. Rates are rounded to tenths of a per cent: more would be noise. */
struct pial_learned_line {
	uint32_t line;			/* unused: the view stands in no file */
	struct pial_producer_id producer;	/* none: of all producers */
	struct pial_product_id product;	/* none: of all products */
	int32_t promises, failures, weeks;	/* how many there were */
	struct pial_rate brought;	/* delivered / promised, where it did not fail */
	/* to plan with, as seen, and between what it lies 95 times in 100 */
	struct pial_rate failure, failure_seen, failure_low, failure_high;
	struct pial_rate yield_cv, cv_seen, cv_low, cv_high;	/* the same */
	struct pial_rate weather, weather_seen, weather_low, weather_high;	/* the same */
};

extern const struct pial_schema pial_schema_view_learned;

/*
 * Fills a table of pial_schema_view_learned, in the order of learned. The columns failure_rate
 * and yield_cv of a producer's product are those of bids.csv; those of the first line belong in
 * `risk:` of pial.yaml, as does shared_weather.
 */
PIAL_NONNULL_ALL
void pial_learn_view_make(struct pial_table *out, const struct pial_learned *learned,
			  size_t many);

#endif
