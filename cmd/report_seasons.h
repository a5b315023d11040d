/*
 * Seasons as the book has them, for the views that show them: read once and the same for all.
 */
#ifndef PIAL_CMD_REPORT_SEASONS_H
#define PIAL_CMD_REPORT_SEASONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "cmd/cli.h"
#include "report/season_view.h"

struct pial_seasons {
	struct pial_cli *cli;				/* the run */
	struct pial_week first, last;			/* asked for; set before loading */
	struct pial_season_view_tables tables;		/* the view's */
	struct pial_season_view_title *season;		/* in order; owned */
	size_t seasons, season_cap;			/* how many, and room */
	struct pial_offer *offer;			/* with a price, of all weeks; owned */
	size_t offers, offer_cap;			/* how many, and room */
	struct pial_season_moved *moved;		/* of the weeks asked for; owned */
	size_t moves, move_cap;				/* how many, and room */
	bool needed;					/* some season has needs */
};

/* Makes it empty. */
PIAL_NONNULL_ALL void pial_seasons_init(struct pial_seasons *work, struct pial_cli *cli);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_seasons_release(struct pial_seasons *work);

/*
 * Fills the weeks asked for with those of the season of a year, or, when year is 0, of the season
 * of today; where that one has no needs, before a group's first season, of the next one. The book
 * is loaded. False when refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_seasons_of(struct pial_seasons *work, int year);

/*
 * Reads needs, plan and bids of every season that the weeks touch, offers and deliveries of these
 * weeks, and fills the tables. Seasons without needs, plan, offers or deliveries are left out. Says
 * what is not there: needs, a plan (N-COVER-NO-NEEDS, N-COVER-NO-PLAN). False when refused, said
 * already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_seasons_load(struct pial_seasons *work);

#endif
