/*
 * What a campaign establishes: the record of each kitchen, and what it is made of.
 *
 * Two indicators under two names, never mixed: edible waste per meal served (the protocol of
 * 2025-2026: what could have been eaten) and all food waste per meal served (the screens of the
 * State's canteen platform, which divide the whole mass). A week is all kilograms over all meals.
 *
 * Cost and greenhouse gas are of the edible waste: what could not be eaten was not bought for
 * nothing. Each figure comes from one place here; tables, pages and documents only write it.
 */
#ifndef PIAL_WASTE_MEASURE_H
#define PIAL_WASTE_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "diag/diag.h"
#include "load/table.h"
#include "model/waste.h"
#include "waste/reference.h"
#include "waste/stats.h"
#include "waste/sum.h"

/* What food was delivered to a kitchen, and for how much. */
struct pial_waste_delivered {
	struct pial_money value;	/* without VAT */
	struct pial_mass mass;		/* of the same lines */
};

struct pial_waste_input {
	struct pial_waste_campaign *campaign;	/* begun (pial_waste_begin) */
	const struct pial_waste_reference *reference;	/* benchmarks, emissions, settings */
	enum pial_waste_basis basis;	/* of the cost; NONE: a meal's, else a mean's */
	/* of each kitchen of the campaign, in its order; NULL unless the basis is DELIVERED */
	const struct pial_waste_delivered *delivered;
};

/*
 * The days of a kitchen (none: of all), in order, that have meals: edible waste of a stream
 * (PIAL_STREAM_NONE: all) and meals. day has room for campaign->days. Returns how many.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_waste_days(const struct pial_waste_input *input, struct pial_kitchen_id kitchen,
		       enum pial_stream stream, struct pial_waste_day *day);

/* The estimate of edible waste per meal over those days. */
PIAL_NONNULL_ALL
void pial_waste_estimate_of(const struct pial_waste_input *input, struct pial_kitchen_id kitchen,
			    enum pial_stream stream, struct pial_waste_estimate *estimate);

/*
 * Fills a table of pial_schema_view_waste: a record for each kitchen of the campaign and, where
 * there are several, one of all together without kitchen, first. Masses of the State's fields are
 * rounded to 10 grams, two decimals of a kilogram, so that streams add up to the total and parts to
 * their stream (largest remainders). A year's figures are those of a meal times meals_per_year of
 * kitchens.csv, the platform's own computation; of several kitchens only when all have it.
 *
 * Says what is doubtful, at the campaign's file: all food waste per meal outside what the State
 * keeps (A-WASTE-RANGE), fewer days than the protocol asks for (N-WASTE-DAYS), meals of a nursing
 * home that were not weighed (N-WASTE-MEALS).
 */
PIAL_NONNULL_ALL
void pial_waste_records(const struct pial_waste_input *input, struct pial_table *out,
			struct pial_diags *diags);

/*
 * Holds one campaign against another: fills against, change and verdict of the records of the later
 * one (by its first day) in a table that has the records of both, kitchen by kitchen, and of all
 * together where both have the same kitchens. Kitchens that only one has stay as they are.
 */
PIAL_NONNULL_ALL
void pial_waste_changes(const struct pial_waste_input *one, const struct pial_waste_input *other,
			struct pial_table *records);

/*
 * Fills a table of pial_schema_view_waste_parts with the rows of one way to part each kitchen's
 * campaign (or, of several kitchens, the whole first). Edible masses add up to the record's, but
 * for the rounding of each to the gram. By day: whether it stands apart (pial_waste_outlying); by
 * stream: the interval and the benchmark; by component: meals are those of the campaign.
 */
PIAL_NONNULL_ALL
void pial_waste_parts(const struct pial_waste_input *input, enum pial_waste_by by,
		      struct pial_table *out);

#endif
