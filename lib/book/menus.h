/*
 * Menus: the files of season/Y/menus/ and those given by hand, in one list.
 */
#ifndef PIAL_BOOK_MENUS_H
#define PIAL_BOOK_MENUS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "book/book.h"
#include "io/source.h"
#include "load/table.h"
#include "model/menu.h"

/* What is done with a file before it is read: its text may be changed. */
typedef void pial_menus_fn(void *context, struct pial_source *source);

struct pial_menus {
	pial_menus_fn *before;	/* called with each file; NULL: none */
	void *context;		/* given to it */
	struct pial_table *file;	/* as read, one a file; owned */
	size_t files, cap;		/* how many, and room */
	struct pial_table all;		/* rows of all files, sorted */
};

/* Makes an empty list. */
PIAL_NONNULL_ALL void pial_menus_init(struct pial_menus *menus);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_menus_release(struct pial_menus *menus);

/*
 * Reads a file of menus, after menus->before, checked against the model (pial_check_menus), and
 * adds it. The source is used up. False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_menus_add(struct pial_menus *menus, struct pial_model *model,
		    struct pial_source *source, struct pial_diags *diags);

/* Reads and adds every file season/Y/menus/NAME.csv of a year, in order of their names. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_menus(struct pial_book *book, int year, struct pial_menus *menus,
		     struct pial_diags *diags);

/*
 * Brings the rows of all files together in menus->all; a dish that two files have is E-KEY-TWICE.
 * False then.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_menus_join(struct pial_menus *menus, const struct pial_model *model,
		     struct pial_diags *diags);

/* The place of a cell of a row of menus->all. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_pos pial_menus_pos(const struct pial_menus *menus, const struct pial_menu *row,
			       const char *column);

#endif
