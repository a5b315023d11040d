/*
 * Weighings of food waste: campaigns.csv, and the two files of each campaign in weighings/.
 */
#ifndef PIAL_BOOK_WEIGHINGS_H
#define PIAL_BOOK_WEIGHINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "book/book.h"
#include "load/table.h"

/* What the book has of campaigns. */
struct pial_campaigns {
	struct pial_table table;	/* campaigns.csv */
	bool exists;			/* there is that file: what it does not name is a slip */
};

/* What was weighed in one campaign. */
struct pial_weighed {
	struct pial_table weighings;	/* weighings/NAME.csv */
	struct pial_table meals;	/* weighings/NAME-meals.csv */
};

/* Makes campaigns empty. */
PIAL_NONNULL_ALL void pial_campaigns_init(struct pial_campaigns *campaigns);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_campaigns_release(struct pial_campaigns *campaigns);

/*
 * Reads campaigns.csv, once the book is loaded, checked (pial_check_campaigns); a missing file is
 * an empty table. False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_campaigns(struct pial_book *book, struct pial_campaigns *campaigns,
			 struct pial_diags *diags);

/* Makes an empty campaign. */
PIAL_NONNULL_ALL void pial_weighed_init(struct pial_weighed *weighed);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_weighed_release(struct pial_weighed *weighed);

/*
 * Where a campaign's table is, by its schema (weighings or meals): "weighings/printemps.csv". In
 * the model's arena.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_book_weighed_path(struct pial_book *book, uint32_t campaign,
				   const struct pial_schema *schema);

/*
 * Reads one table of a campaign, checked against what is declared (pial_check_weighed); a missing
 * file is an empty table. False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_weighed_table(struct pial_book *book, const struct pial_campaigns *campaigns,
			     uint32_t campaign, struct pial_table *table,
			     struct pial_diags *diags);

/*
 * Reads both tables of a campaign, checked together too (pial_check_served). False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_weighed(struct pial_book *book, const struct pial_campaigns *campaigns,
		       uint32_t campaign, struct pial_weighed *weighed, struct pial_diags *diags);

/*
 * Reads and checks all campaigns and every file of weighings/ (`pial check`); of campaigns that
 * nothing declares the periods are those of their rows. False when anything is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_check_weighings(struct pial_book *book, struct pial_diags *diags);

#endif
