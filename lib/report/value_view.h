/*
 * The view `value`: of each 100 € paid by kitchens, so much to each.
 *
 * What a group is asked most often, by its members and by elected officials: how much of the price
 * stays with those who grow. The parts are those of invoice/value.h, moved from one to another and
 * never made; here they only get their hundredths and their layout.
 */
#ifndef PIAL_REPORT_VALUE_VIEW_H
#define PIAL_REPORT_VALUE_VIEW_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "diag/diag.h"
#include "invoice/value.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"

enum pial_share_part {
	PIAL_SHARE_NONE,
	PIAL_SHARE_PRODUCERS,	/* growers and breeders */
	PIAL_SHARE_PARTNERS,	/* wholesalers and shops */
	PIAL_SHARE_SERVICE,	/* intermediation */
	PIAL_SHARE_TRANSPORT,	/* transport */
	PIAL_SHARE_FUND,	/* the shared fund */
	PIAL_SHARE_VAT,		/* the State */
	PIAL_SHARE_TOTAL,	/* paid by kitchens: the sum of those above */
	PIAL_SHARE_SHORTFALL,	/* inside the above: partners dearer than what kitchens pay */
	/* beside the above, of days of the book: */
	PIAL_SHARE_COST,	/* what the service spent: hours, kilometres, activities */
	PIAL_SHARE_COVERED,	/* service and transport of the above */
	PIAL_SHARE_LEFT,	/* cost less covered: for grants and others to pay; below 0: over */
	PIAL_SHARE_GRANTS,	/* foreseen in the budgets of the years of these days */
};

/* One part. */
struct pial_shared {
	uint32_t line;			/* unused */
	struct pial_money amount;	/* in all */
	/* of each 100 €; the parts add up to 100,00 exactly; none: beside them */
	struct pial_money of_100;
	struct pial_money per_kg;	/* of each kilogram delivered; none: no mass */
	struct pial_mass mass;		/* delivered; on the total only */
	struct pial_price per_meal;	/* of each meal of days of delivery; none: not known */
	int32_t meals;			/* of these days; on the total only; INT32_MIN: none */
	uint8_t part;			/* enum pial_share_part */
};

/* Columns: part amount of_100 per_kg mass_kg per_meal meals. */
extern const struct pial_schema pial_schema_view_value;

/*
 * Fills a table of pial_schema_view_value from a sharing. The hundred euros are split by largest
 * remainders (first part first among equals), so that they add up; a part below 0 stays below 0.
 * When kitchens paid nothing, all parts are 0.
 */
PIAL_NONNULL_ALL
void pial_value_view_make(struct pial_table *out, const struct pial_value *value);

/*
 * Adds to the rows what the service cost in the same days (pial_service_cost), what of the price
 * covers it, what is left, and the grants that the years' budgets foresee (none: no budget). Costs
 * are those that somebody pays: hours and kilometres that are given cost nothing. False on overflow
 * (say E-AMOUNT).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_value_view_service(struct pial_table *out, const struct pial_value *value,
			     struct pial_money cost, struct pial_money grants);

/*
 * Says of the rows what each is a meal, to the hundredth of a cent, where kitchens served meals on
 * days of delivery (report/meals.h): nothing with 0 meals. To be called last.
 */
PIAL_NONNULL_ALL void pial_value_view_meals(struct pial_table *rows, int64_t meals);

/* What the paper of the view says. */
struct pial_value_paper {
	const struct pial_model *model;	/* the group */
	const struct pial_table *table;	/* of pial_schema_view_value, as made */
	/* days of the lines; without lines those that were asked for; none: nothing says */
	struct pial_date first, last;
	bool nothing;			/* there are no lines: nothing was delivered or invoiced */
};

/*
 * Writes the view as a paper (report/view.h): the parts, the total, what was delivered, and what
 * the service cost where the rows have it. Without lines a sentence stands in place of the parts.
 */
PIAL_NONNULL_ALL void pial_value_view_write(struct pial_paper *paper, const void *data);

#endif
