/*
 * The view `lists`: what each producer harvests, what each kitchen is brought.
 *
 * Both lists are the same facts (pial_schema_view_lists), sorted and laid out in two ways; rounds
 * are made of them (report/rounds_view.h).
 */
#ifndef PIAL_REPORT_LISTS_VIEW_H
#define PIAL_REPORT_LISTS_VIEW_H

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"

/* A producer brings a product to a kitchen on a day. */
struct pial_listed {
	uint32_t line;			/* unused */
	struct pial_producer_id producer;	/* who harvests */
	struct pial_kitchen_id kitchen;	/* who receives */
	struct pial_product_id product;	/* what is delivered */
	struct pial_text batch;		/* harvest */
	struct pial_qty quantity;	/* in unit, all orders and contracts together */
	struct pial_qty packs;		/* the same in packs, thousandths */
	struct pial_week week;		/* week */
	struct pial_date day;		/* of delivery */
	uint8_t unit;			/* enum pial_unit of the product */
};

/* Columns: week producer day kitchen product batch quantity unit packs. */
extern const struct pial_schema pial_schema_view_lists;

/* Which of the lists are wanted. */
enum pial_lists {
	PIAL_LISTS_HARVEST = 1 << 0,	/* per producer */
	PIAL_LISTS_DELIVERY = 1 << 1,	/* per kitchen and day */
	PIAL_LISTS_ROUNDS = 1 << 2,	/* per driver: report/rounds_view.h */
};

/*
 * Fills a table of pial_schema_view_lists from allocation rows, sorted: rows that differ only by
 * order or contract become one. only, when not 0, keeps what concerns that producer or kitchen.
 */
PIAL_NONNULL_ALL
void pial_lists_view_make(struct pial_table *out, const struct pial_model *model,
			  const struct pial_table *allocation, uint32_t only);

/* What the paper of the view says. */
struct pial_lists_paper {
	const struct pial_model *model;		/* names */
	const struct pial_table *rows;		/* of pial_schema_view_lists, sorted */
	const struct pial_table *rounds;	/* of pial_schema_view_rounds, sorted */
	unsigned which;				/* set of enum pial_lists */
};

/*
 * Writes the view as a paper (report/view.h), a sheet for each producer, kitchen and driver, so
 * that each gets a page of its own.
 */
PIAL_NONNULL_ALL void pial_lists_view_write(struct pial_paper *paper, const void *data);

/*
 * Writes the deliveries as an iCalendar: an event for each kitchen and day, of the whole day, since
 * the book knows no hours, with what it is brought and by whom. only, as given to
 * pial_lists_view_make, is part of the UID, so that the calendar of a grower and that of the group
 * can lie in one program. A week that is not published is tentative and stamped today; once it is,
 * its version is the event's SEQUENCE and the day of the version its stamp: the same week gives the
 * same bytes whenever it is written.
 */
PIAL_NONNULL_ALL
void pial_lists_calendar(struct pial_strbuf *out, const struct pial_table *rows,
			 const struct pial_model *model, const struct pial_week_status *status,
			 struct pial_date today, uint32_t only, enum pial_lang lang);

/*
 * Lays the lists out in width columns: for each producer, day by day, what to harvest, in
 * packs, and for whom, then the week's totals; for each kitchen, day by day, what it is brought
 * and by whom. which is a set of enum pial_lists; the rounds are another text, that of their paper.
 */
PIAL_NONNULL_ALL
void pial_lists_view_text(struct pial_strbuf *out, const struct pial_table *rows,
			  const struct pial_model *model, unsigned which, enum pial_lang lang,
			  size_t width);

#endif
