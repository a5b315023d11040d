/*
 * The season's weights of a week: what kitchens need, what producers promised.
 */
#ifndef PIAL_CMD_CLI_SEASON_H
#define PIAL_CMD_CLI_SEASON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "book/book.h"
#include "engine/allocate.h"
#include "load/table.h"

/* The tables of one season, kept from one week to the next. */
struct pial_season {
	int year;				/* which season; 0: none read yet */
	bool ok;				/* its tables were accepted */
	struct pial_table needs, plan;		/* as read */
	struct pial_weight *weight;		/* of the week last asked for; owned */
	size_t weights, cap;			/* how many, and room */
};

/* Makes an empty season. */
PIAL_NONNULL_ALL void pial_season_init(struct pial_season *season);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_season_release(struct pial_season *season);

/*
 * Fills season->weight for a week: the needs that hold in it, and the rows of the plan's highest
 * version for it that are grown for the need. Reads season/Y/needs.csv and plan.csv when the week
 * is of another season than the last one asked for. Valid until the next call. False when a table
 * is refused, said the first time.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_season_weigh(struct pial_season *season, struct pial_book *book, struct pial_week week,
		       struct pial_diags *diags);

#endif
