/*
 * The view `activities`: what the intermediation service does, and what that takes.
 *
 * Farm visits and workshops with how many came, hours by task, kilometres by purpose, what they
 * cost, and the budget of the years. Hours and trips without a rate are given: they are counted,
 * and cost nothing.
 */
#ifndef PIAL_REPORT_SERVICE_VIEW_H
#define PIAL_REPORT_SERVICE_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "diag/diag.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"
#include "model/service.h"

enum pial_service_part {
	PIAL_SERVICE_NONE,
	PIAL_SERVICE_ACTIVITY,	/* of activities.csv, by kind */
	PIAL_SERVICE_HOURS,	/* of hours.csv, by task */
	PIAL_SERVICE_TRIP,	/* of trips.csv, by purpose */
	PIAL_SERVICE_BUDGET,	/* of budget.csv, by kind */
};

/* A row: the sum of one kind of one part, or, without a kind, of the part. */
struct pial_service_row {
	uint32_t line;			/* unused */
	struct pial_qty hours;		/* in all; none: another part */
	struct pial_qty given;		/* those without a rate, inside the above */
	struct pial_distance distance;	/* in all; none: another part */
	struct pial_money cost;		/* each line rounded to cents; none: the budget */
	struct pial_money foreseen;	/* budget; none: another part */
	struct pial_money actual;	/* budget: what is known; none: nothing is */
	int32_t count;			/* lines */
	int32_t people;			/* who came, where counted; INT32_MIN: another part */
	struct pial_month month;	/* of the lines; none: all days, or a budget */
	int32_t year;			/* of a budget; INT32_MIN: another part */
	uint8_t part;			/* enum pial_service_part */
	uint8_t kind;			/* value of the schema's choices; 0: all of the part */
};

/* Columns: part kind month year count people hours given km cost foreseen actual. */
extern const struct pial_schema pial_schema_view_activities;

/* What is summed. Tables are as read; those that are NULL are empty. */
struct pial_service_input {
	const struct pial_table *activities, *hours, *trips;	/* of the book */
	struct pial_date first, last;	/* days that count, both included; none: open */
	bool by_month;			/* rows for each month beside those of all days */
};

/*
 * Adds the rows of the input to a table of pial_schema_view_activities: each part with its kinds,
 * then its sum. False on overflow (say E-AMOUNT).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_service_view_make(struct pial_table *out, const struct pial_service_input *input);

/* Adds the rows of a year's budget, by kind. False on overflow. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_service_view_budget(struct pial_table *out, const struct pial_table *budget, int year);

/*
 * The row of one kind (enum pial_activity_kind, pial_task, pial_trip_purpose or pial_budget_kind;
 * 0: the sum) of a part, of all days; NULL when there is none. Lies in the table.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_service_row *pial_service_view_row(const struct pial_table *table,
						     enum pial_service_part part, unsigned kind);

/* True for a row of one kind of a part, as above. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_service_view_is(const struct pial_service_row *row, enum pial_service_part part,
			  unsigned kind);

/* What hours, trips and activities of the days cost, line by line. False on overflow. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_service_cost(const struct pial_service_input *input, struct pial_money *cost);

/* What the paper of the view says. */
struct pial_service_paper {
	const struct pial_model *model;	/* the group */
	const struct pial_table *table;	/* of pial_schema_view_activities, sorted */
	const struct pial_table *activities;	/* of the book: what they were, one by one */
	struct pial_date first, last;	/* days that count; none: open */
};

/* Writes the view as a paper (report/view.h). data is a struct pial_service_paper. */
PIAL_NONNULL_ALL void pial_service_view_write(struct pial_paper *paper, const void *data);

#endif
