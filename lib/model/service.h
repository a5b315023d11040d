/*
 * What the intermediation service does and costs: farm visits and workshops, hours, trips, and the
 * budget of a year with its grants.
 *
 * Four small tables that people write, one fact a line. Nothing here is a condition of a delivery;
 * they say what the service's part of the price has to cover, and what else comes of it (growers
 * met, children fed and taught), which is what partners and funders ask.
 */
#ifndef PIAL_MODEL_SERVICE_H
#define PIAL_MODEL_SERVICE_H

#include <stdint.h>

#include "model/ids.h"
#include "num/date.h"
#include "num/units.h"

/* A name of a line or of somebody at work: of no other table. */
struct pial_name_id { uint32_t n; };	/* number in the pool; 0: none */

enum pial_activity_kind {
	PIAL_ACTIVITY_NONE,
	PIAL_ACTIVITY_VISIT,	/* people come to a farm, or growers to a kitchen */
	PIAL_ACTIVITY_WORKSHOP,	/* cooking, tasting, sorting waste */
	PIAL_ACTIVITY_TRAINING,	/* of growers, of cooks */
	PIAL_ACTIVITY_MEETING,	/* of the group, with kitchens, with the public */
	PIAL_ACTIVITY_OTHER,
	PIAL_ACTIVITY_END	/* one above the last */
};

/* activities.csv; key date, kind, title */
struct pial_activity {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_text title;		/* what it was */
	struct pial_producer_id producer;	/* where, or by whom; none: nobody of the book */
	struct pial_kitchen_id kitchen;	/* for whose eaters; none: not one of ours */
	struct pial_money cost;		/* spent on it beside hours and trips; none: nothing */
	int32_t people;			/* how many came; INT32_MIN: not counted */
	struct pial_text note;		/* free */
	struct pial_date date;		/* the day, or the first one */
	uint8_t kind;			/* enum pial_activity_kind */
};

enum pial_task {
	PIAL_TASK_NONE,
	PIAL_TASK_DUTY,		/* running the week's table */
	PIAL_TASK_COORDINATION,	/* kitchens, growers, partners */
	PIAL_TASK_DELIVERY,	/* loading, driving, unloading */
	PIAL_TASK_ACCOUNTS,	/* invoices, payments, books */
	PIAL_TASK_ACTIVITY,	/* an activity of the table above */
	PIAL_TASK_WEIGHING,	/* weigh-ins and compost */
	PIAL_TASK_OTHER,
	PIAL_TASK_END		/* one above the last */
};

/* hours.csv; key date, who, task */
struct pial_hours {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_name_id who;	/* a producer, or a short name of one's own */
	struct pial_qty hours;		/* thousandths of an hour, above 0 */
	struct pial_price rate;		/* an hour costs; none: nobody pays it */
	struct pial_text note;		/* free */
	struct pial_date date;		/* the day, or the last one that is counted */
	uint8_t task;			/* enum pial_task */
};

enum pial_trip_purpose {
	PIAL_TRIP_NONE,
	PIAL_TRIP_ROUND,	/* goods to kitchens */
	PIAL_TRIP_COLLECTION,	/* goods from farms to the hub */
	PIAL_TRIP_ACTIVITY,	/* to an activity */
	PIAL_TRIP_OTHER,
	PIAL_TRIP_END		/* one above the last */
};

/* trips.csv; key date, who, purpose */
struct pial_trip {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_name_id who;	/* who drove: a producer, or a short name of one's own */
	struct pial_distance distance;	/* driven, there and back */
	struct pial_price rate;		/* a kilometre costs; none: nobody pays it */
	struct pial_text vehicle;	/* free: van, own car, bicycle */
	struct pial_text note;		/* free */
	struct pial_date date;		/* the day */
	uint8_t purpose;		/* enum pial_trip_purpose */
};

enum pial_budget_kind {
	PIAL_BUDGET_NONE,
	PIAL_BUDGET_COST,	/* what the service will spend */
	PIAL_BUDGET_GRANT,	/* public money, or a foundation's */
	PIAL_BUDGET_INCOME,	/* fees, members' dues, sales of services */
	PIAL_BUDGET_END		/* one above the last */
};

/* season/Y/budget.csv; key line: the budget of the civil year Y */
struct pial_budget {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_name_id name;	/* its short name */
	struct pial_text label;		/* what it is; empty: the short name says it */
	struct pial_money amount;	/* foreseen for the year */
	struct pial_money actual;	/* spent or received so far; none: not known */
	struct pial_text note;		/* free */
	uint8_t kind;			/* enum pial_budget_kind */
};

#endif
