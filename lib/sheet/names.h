/*
 * What people read in a form instead of ids, and back: products and producers by name.
 *
 * A grower reads “Pomme de terre”, not `pomme-de-terre`. A name that two of a kind share, or that
 * is the id of another one, would not come back as what it was: the id is shown in its place. On
 * the way back an id is taken as it is, a name by what it folds to, case, accents, hyphens and
 * blanks aside, since that is all a spreadsheet or a hurried hand changes.
 */
#ifndef PIAL_SHEET_NAMES_H
#define PIAL_SHEET_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/strbuf.h"
#include "base/strmap.h"
#include "model/model.h"

struct pial_names {
	const struct pial_model *model;	/* whose; indexed */
	struct pial_arena arena;	/* holds folded names */
	struct pial_strmap product;	/* folded name to number in the pool; 0: several have it */
	struct pial_strmap producer;	/* the same for producers */
	struct pial_strbuf folded;	/* for looking up */
};

/* Collects the names of an indexed model, which must live as long. */
PIAL_NONNULL_ALL void pial_names_init(struct pial_names *names, const struct pial_model *model);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_names_release(struct pial_names *names);

/* What a form shows for a product: its name, or its id where the name would not come back. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_names_product(struct pial_names *names, const struct pial_product *product);

/* The same for a producer. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_names_producer(struct pial_names *names, const struct pial_producer *producer);

/* Number of the product that a text names, by id or by name; 0 when it names none or several. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
uint32_t pial_names_find_product(struct pial_names *names, const char *text, size_t len);

/* The same for a producer. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
uint32_t pial_names_find_producer(struct pial_names *names, const char *text, size_t len);

/* The product's name that is nearest to a text, near enough to be a slip; NULL when none is. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const char *pial_names_near_product(struct pial_names *names, const char *text);

#endif
