/*
 * What the files of the merge share: rows that are judged together, and the ids of a table.
 *
 * Internal to the room. A group is one row of the file that came back, which is one row of its
 * table, or, with days across, one row a day: they were sent with one version, so that they are
 * taken, kept or refused together.
 */
#ifndef PIAL_SHEET_MERGE_PRIV_H
#define PIAL_SHEET_MERGE_PRIV_H

#include "sheet/merge.h"

/* What is to be done with what came back. */
enum pial_verdict {
	PIAL_VERDICT_TAKE,	/* the book has not changed since, or nobody knows what was sent */
	PIAL_VERDICT_KEEP,	/* the person touched nothing, the book moved on */
	PIAL_VERDICT_BOTH,	/* both changed */
};

/* Rows of a sheet that were one row of its file. */
struct pial_merge_group {
	struct pial_merge *merge;	/* of which table */
	struct pial_sheet *sheet;	/* which sheet */
	struct pial_diags *diags;	/* what is said */
	const ptrdiff_t *extra;		/* unknown column of the book to that of the sheet, or -1 */
	bool across;			/* days across */
	size_t from, to;		/* rows of the sheet's table, to left out */
	const char *id, *version;	/* what the file says of them; "" for nothing */
	size_t book, proposal;		/* first row there with that id, or PIAL_MERGE_NEW */
	const struct pial_merge_ids *own;	/* the sheet's rows; NULL until they are complete */
	bool *seen;			/* proposed rows that came back; owned */
	bool known;			/* proposed, and the proposal is the one that was sent */
	enum pial_verdict verdict;		/* what is to be done */
};

/* Collects the ids of a table. */
PIAL_NONNULL_ALL
void pial_merge_ids_init(struct pial_merge_ids *ids, const struct pial_table *table,
			 const struct pial_model *model);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_merge_ids_release(struct pial_merge_ids *ids);

/* Adds a row's id, as in sheets; without its day when across. */
PIAL_NONNULL_ALL
void pial_merge_row_id(struct pial_strbuf *out, const struct pial_schema *schema,
		       const struct pial_model *model, const void *row, bool across);

/* The first row with an id, or PIAL_MERGE_NEW. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_merge_ids_find(const struct pial_merge_ids *ids, const char *id, size_t len,
			   bool across);

/*
 * Fills known and verdict of a group whose rows are complete: it is taken when nobody knows what
 * was sent, when the book has not changed since, or when it was proposed and the book still has
 * nothing; else it is kept as the book has it when the person touched nothing, and both have
 * changed when not.
 */
PIAL_NONNULL_ALL void pial_merge_judge(struct pial_merge_group *group);

/* True when the rows of a group still make the version that they were sent with. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_merge_untouched(const struct pial_merge_group *group);

#endif
