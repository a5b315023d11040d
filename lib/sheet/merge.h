/*
 * What came back, the book, and what was sent: the three-way merge of returned sheets.
 *
 * Rows are matched by id, else by key. What was sent is known by its version alone: a row of the
 * book that still makes it has not changed since, a row that came back and still makes it was not
 * touched. So
 *
 *   - a cell that came back blank, or a row that did not come back, changes nothing; 0 means none;
 *   - a row that changed on one side takes that side's value;
 *   - a row that changed on both is refused with both values, unless they are the same: then the
 *     sheet was taken in before, and nothing happens;
 *   - a row of a form that was only proposed (version `p`) and came back is an answer, as it is or
 *     as it was changed; its blank cells are what was proposed.
 *
 * A table that never was a sheet has no versions: its cells that are filled take the book's place.
 *
 * Every sheet is compared with the book as it stands, never with what another sheet has just made
 * of it, so that the order of sheets does not matter; two sheets that want different things of one
 * row are both refused (pial_merge_apply).
 */
#ifndef PIAL_SHEET_MERGE_H
#define PIAL_SHEET_MERGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/strbuf.h"
#include "base/strmap.h"
#include "diag/diag.h"
#include "load/table.h"
#include "model/model.h"
#include "sheet/returned.h"

#define PIAL_MERGE_NEW SIZE_MAX	/* a row that the book does not have */

/* A table whose rows are found by their ids. */
struct pial_merge_ids {
	const struct pial_table *table;	/* in key order */
	struct pial_strbuf names;	/* ids, one after the other; those without day behind */
	size_t *at;			/* where each begins, rows x 2 + 1; owned */
	struct pial_strmap full;	/* id to row */
	struct pial_strmap across;	/* id without day to first row */
	size_t *next;			/* of a row: the next with the same id without day; owned */
};

/* What a sheet makes of one row. */
struct pial_merge_op {
	void *row;		/* the row as it will be; in the arena */
	struct pial_text *extra;	/* its unknown columns, as many as the book's table has */
	size_t base;		/* row of the book, or PIAL_MERGE_NEW */
	size_t sheet;		/* which sheet, from 0, in the order given */
	size_t *counted;	/* which count of the merge it is in */
	struct pial_pos pos;	/* its quantity in the sheet; file in the arena */
};

/* One table of one week being merged. */
struct pial_merge {
	struct pial_model *model;	/* of the book */
	struct pial_week week;		/* of every row */
	struct pial_merge_ids book;	/* as it stands */
	struct pial_merge_ids proposal;	/* what forms were filled with beyond the book */
	struct pial_arena arena;	/* holds rows and names */
	struct pial_merge_op *op;	/* what sheets make of rows; owned */
	size_t ops, op_cap;		/* how many, and room */
	size_t sheets;			/* given so far */
	/* rows by what came of them, over all sheets */
	size_t added, changed, removed, confirmed, same;
};

/*
 * Begins with a table of the book and the rows that were only proposed, both of one schema and in
 * key order; they must live as long as the merge.
 */
PIAL_NONNULL_ALL
void pial_merge_init(struct pial_merge *merge, struct pial_model *model, struct pial_week week,
		     const struct pial_table *book, const struct pial_table *proposal);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_merge_release(struct pial_merge *merge);

/*
 * Takes one sheet in, whose rows were checked against the model. Blank key cells of its rows are
 * filled from their ids. Says what is added (N-SHEET-ADDED), changed (N-SHEET-CHANGED, a cell),
 * taken away (N-SHEET-REMOVED: 0 where there was something), proposed and not sent back
 * (N-SHEET-ABSENT); refuses a row that changed on both sides (E-SHEET-BOTH), one whose id and names
 * do not go together (E-SHEET-KEY), one that is no longer in the book (E-SHEET-GONE), one that
 * comes twice (E-KEY-TWICE), one of somebody else than the form's owner (E-SHEET-OWNER). False when
 * a row was refused: then nothing of the sheet is taken. All at places in the file.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_merge_sheet(struct pial_merge *merge, struct pial_sheet *sheet, struct pial_diags *diags);

/* Forgets what was taken in since the merge was as in before. */
PIAL_NONNULL_ALL
void pial_merge_undo(struct pial_merge *merge, const struct pial_merge *before);

/*
 * Finds rows of which two sheets want different things (E-SHEET-TWICE, at the later one, naming the
 * other). False when there are some.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_merge_agree(struct pial_merge *merge, struct pial_diags *diags);

/*
 * Fills an empty table with what the book becomes: its rows, unknown columns included, with what
 * the sheets make of them, in key order. True when anything differs from the book.
 */
PIAL_NONNULL_ALL bool pial_merge_apply(const struct pial_merge *merge, struct pial_table *table);

#endif
