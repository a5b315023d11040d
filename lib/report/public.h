/*
 * A book as the world may see it: what `publish:` of pial.yaml does not allow is not in it.
 *
 * Views write papers from a model and rows that hold numbers of its texts. Here is a second model
 * for the same rows, in which a text is there only when it is on a list of what may be shown, and
 * empty otherwise. So a page cannot tell by accident what a group keeps to itself: a remark, a
 * batch, a telephone number, a name in law are not on the list, whatever a view does with them, and
 * a new column of a table is unknown to the world until somebody adds it here.
 *
 * On the list are: the group's name; names and ids of products; of producers and kitchens the
 * columns that the policy names; ids, titles and references of contracts of kitchens that are
 * named. Who is not named is « Producteur 3 », the same on every page of a run. Numbers follow a
 * digest of what the book knows of them, so that no order of names or ids shows through, and rows
 * that name them must be sorted by this model (pial_table_sort). Nobody is named who has left the
 * group, or has not joined it yet.
 *
 * Rejected: to leave columns out of each view for the site, which has to be right in every view,
 * again with each change; and a copy of the book that is loaded anew, since ids decide ties, and
 * figures must be those of the book.
 */
#ifndef PIAL_REPORT_PUBLIC_H
#define PIAL_REPORT_PUBLIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/lang.h"
#include "base/strmap.h"
#include "load/table.h"
#include "model/model.h"

/* The producers, or the kitchens, of a public model, in the order of what stands for their ids. */
struct pial_public_side {
	const struct pial_schema *schema;	/* of their table */
	const struct pial_id_list *columns;	/* numbers of the columns that may be shown */
	struct pial_table rows;			/* of the public model; owned */
	/* name of the page of each, without folder and ending; NULL: it is not named */
	const char **page;
	bool *member;				/* it is in the group on the day */
	size_t named;				/* how many have one */
};

struct pial_public {
	struct pial_model model;		/* to be shown; texts as said above */
	struct pial_arena arena;		/* lists, names of pages */
	const char **text;			/* of its pool; owned */
	uint32_t *len;				/* the same */
	size_t cap;				/* room in both */
	struct pial_strmap brief;		/* words that stand for somebody in narrow cells */
	struct pial_public_side producer, kitchen;	/* who is in it */
};

/*
 * Makes the public model of an indexed one, on a day, in a language for those that are not named
 * (their texts are added to the model's pool). The model must live as long, and not be indexed
 * again.
 */
PIAL_NONNULL_ALL
void pial_public_make(struct pial_public *public, struct pial_model *model, struct pial_date day,
		      enum pial_lang lang);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_public_release(struct pial_public *public);

/* To be called when the model has read more since: what is new is not on the list. */
PIAL_NONNULL_ALL
void pial_public_follow(struct pial_public *public, const struct pial_model *model);

/* Puts a text of the model on the list. */
PIAL_NONNULL_ALL
void pial_public_allow(struct pial_public *public, const struct pial_model *model, uint32_t number);

/* True when a view may be published. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_public_has_page(const struct pial_model *model, const char *view);

/* True for a kitchen that is named, and for none. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_public_names(const struct pial_public *public, struct pial_kitchen_id kitchen);

/* Takes the rows of kitchens that are not named out of a table that has a column `kitchen`. */
PIAL_NONNULL_ALL
void pial_public_keep_named(const struct pial_public *public, struct pial_table *table);

#endif
