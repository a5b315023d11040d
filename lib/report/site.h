/*
 * The pages of a site that are no view: the entrance, the weeks, who grows and who cooks.
 *
 * They hold no figure of their own. Who brings what to whom comes from deliveries of weeks that are
 * public, and figures on the entrance are rows of the view `impact`. Every page is a paper, as
 * views are (report/view.h); what makes it a page of the site is here too: the navigation, and
 * links from names that stand alone to the pages of those that have one, so that no view has to
 * know where it is shown.
 *
 * Paths are relative, so that the folder works wherever it lies: « weeks/2025-W12.html »,
 * « producers/les-jardins-du-ravin.html », one folder deep. They are English and made of names
 * that are public; nobody's id is in them.
 */
#ifndef PIAL_REPORT_SITE_H
#define PIAL_REPORT_SITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/strmap.h"
#include "load/table.h"
#include "markup/paper.h"
#include "report/public.h"

/* Things in the order of their public names, accents and case aside; equal ones as in the model. */
struct pial_site_order {
	uint32_t *at;		/* by rank: index in the model */
	uint32_t *rank;		/* by index: rank */
	size_t count;		/* how many */
};

/* Whose page it is. */
enum pial_site_side {
	PIAL_SITE_PRODUCER,	/* who delivers */
	PIAL_SITE_KITCHEN,	/* who receives */
};

/* A producer brings a kitchen a product in a week: ranks of struct pial_site. */
struct pial_site_met {
	uint32_t party[2];	/* by enum pial_site_side */
	uint32_t product;	/* what is delivered */
	struct pial_week week;	/* when */
};

/* A public week. */
struct pial_site_week {
	struct pial_week week;		/* which */
	size_t parties[2];		/* how many deliver and receive, by enum pial_site_side */
	size_t products;		/* how many products */
};

/* A page that a view makes. */
struct pial_site_page {
	const char *path;	/* in the folder of the site */
	const char *label;	/* in the navigation; marked for translation */
	const char *tells;	/* what is found there, for the entrance; marked too */
};

struct pial_site {
	const struct pial_public *public;	/* what may be shown */
	struct pial_date day;			/* the site is made on */
	struct pial_date first, last;		/* days that its figures count; first none: open */
	struct pial_site_order order[2], products;	/* by enum pial_site_side; of products */
	/* who met, once settled by each side, then by product, then by the other; owned */
	struct pial_site_met *met[2];
	size_t mets, met_cap;			/* how many, and room in the first */
	struct pial_site_week *week;		/* public weeks, the latest first; owned */
	size_t weeks, week_cap;			/* how many, and room */
	bool week_pages;			/* each has a page */
	const struct pial_site_page *page;	/* of views, in the order of the navigation */
	size_t pages;				/* how many */
	const struct pial_table *impact;	/* of pial_schema_view_impact; NULL: not public */
	struct pial_arena arena;		/* paths */
	struct pial_strmap path;		/* public names to index in paths */
	const char **paths;			/* of those that have a page; in the arena */
	size_t known;				/* how many */
};

/* Makes a site without weeks and pages. */
PIAL_NONNULL_ALL
void pial_site_init(struct pial_site *site, const struct pial_public *public,
		    struct pial_date day);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_site_release(struct pial_site *site);

/*
 * Adds a public week, which is later than those before it, with its deliveries: a table of
 * pial_schema_deliveries.
 */
PIAL_NONNULL_ALL
void pial_site_add_week(struct pial_site *site, struct pial_week week,
			const struct pial_table *deliveries);

/* To be called after the last week: puts the latest first, and who met in order. */
PIAL_NONNULL_ALL void pial_site_settle(struct pial_site *site);

/*
 * What a member delivers or receives, by its rank: those of site->met[side] from *first on; how
 * many.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_site_mets_of(const struct pial_site *site, enum pial_site_side side, uint32_t rank,
			 size_t *first);

/* Adds where a week's page is: « weeks/2025-W12.html ». */
PIAL_NONNULL_ALL void pial_site_week_path(struct pial_strbuf *out, struct pial_week week);

/* Adds where the page of a member is, by its index in the model; nothing when it has none. */
PIAL_NONNULL_ALL
void pial_site_member_path(struct pial_strbuf *out, const struct pial_site *site,
			   enum pial_site_side side, size_t at);

/*
 * Makes a paper the page at a path: the group's name, the navigation, and links from names that
 * stand alone in a cell, a fact or a title. To be called once all is written.
 */
PIAL_NONNULL_ALL
void pial_site_finish(struct pial_paper *paper, const struct pial_site *site, const char *path);

/* Writes the entrance, « index.html ». */
PIAL_NONNULL_ALL void pial_site_put_index(struct pial_paper *paper, const struct pial_site *site);

/* Writes the list of weeks, « weeks/index.html ». */
PIAL_NONNULL_ALL void pial_site_put_weeks(struct pial_paper *paper, const struct pial_site *site);

/* Adds to a week's page, the at-th of site->week, where the weeks beside it are. */
PIAL_NONNULL_ALL
void pial_site_put_beside(struct pial_paper *paper, const struct pial_site *site, size_t at);

/* Writes the list of producers, or kitchens. */
PIAL_NONNULL_ALL
void pial_site_put_members(struct pial_paper *paper, const struct pial_site *site,
			   enum pial_site_side side);

/* Writes the page of a member that has one, by its index in the model. */
PIAL_NONNULL_ALL
void pial_site_put_member(struct pial_paper *paper, const struct pial_site *site,
			  enum pial_site_side side, size_t at);

#endif
