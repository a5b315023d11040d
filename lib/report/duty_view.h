/*
 * The view `rota`: who runs the table, week by week, as season/Y/rota.csv says, and how many weeks
 * each has.
 *
 * The rota is made by pial-plan rota; this shows what stands, for the wall and the telephone.
 */
#ifndef PIAL_REPORT_DUTY_VIEW_H
#define PIAL_REPORT_DUTY_VIEW_H

#include <stdint.h>

#include "base/attr.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"
#include "model/season.h"

/* A turn. */
struct pial_duty {
	uint32_t line;			/* unused */
	struct pial_week week;		/* which */
	struct pial_date from, until;	/* its Monday and Sunday */
	struct pial_producer_id producer;	/* whose turn; none: nobody could take it */
	struct pial_producer_id instead_of;	/* whose it was; none: no swap */
	struct pial_week with_week;	/* given in exchange; none: nothing was */
	struct pial_text note;		/* free text */
	uint8_t status;			/* enum pial_turn_status */
};

/* Somebody's part. */
struct pial_duty_part {
	uint32_t line;			/* unused */
	struct pial_producer_id producer;	/* who; none: weeks of nobody */
	int32_t weeks, taken;		/* turns in all, of these taken over from others */
	struct pial_week next;		/* the first from the day on; none: none */
};

/* Columns: week from until producer status instead_of with_week note. */
extern const struct pial_schema pial_schema_view_duty;

/* Columns: producer weeks taken next. */
extern const struct pial_schema pial_schema_view_parts;

/*
 * Fills a table of pial_schema_view_duty with the turns of the weeks from first to last (any order
 * of turns), sorted; only keeps those of one person, none: all.
 */
PIAL_NONNULL_ALL
void pial_duty_make(struct pial_table *out, const struct pial_model *model,
		    const struct pial_table *turns, struct pial_week first, struct pial_week last,
		    struct pial_producer_id only);

/* Fills a table of pial_schema_view_parts from those turns, sorted; today tells the next one. */
PIAL_NONNULL_ALL
void pial_duty_parts(struct pial_table *out, const struct pial_model *model,
		     const struct pial_table *duty, struct pial_week today);

/* What the paper of the view says. */
struct pial_duty_paper {
	const struct pial_model *model;		/* names */
	const struct pial_table *duty;		/* of pial_schema_view_duty */
	const struct pial_table *parts;		/* of pial_schema_view_parts */
};

/* Writes the view as a paper (report/view.h): the weeks, then each person's part. */
PIAL_NONNULL_ALL void pial_duty_view_write(struct pial_paper *paper, const void *data);

#endif
