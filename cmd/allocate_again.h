/*
 * A week computed again around what stands: what `pin` and `replace` have in common.
 */
#ifndef PIAL_CMD_ALLOCATE_AGAIN_H
#define PIAL_CMD_ALLOCATE_AGAIN_H

#include <stdbool.h>

#include "base/attr.h"
#include "cmd/allocate_input.h"
#include "cmd/cli.h"
#include "load/table.h"

/*
 * Looks whether a week may be computed again, once the book is loaded: one that is delivered or
 * closed is refused, and so is a published table that a person edited, without --force. False when
 * refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_allocate_again_may(struct pial_allocate_week *week);

/*
 * Reads a week for pin and replace, once the book is loaded: its orders, which must be there, and
 * all else (pial_allocate_week_read). False when refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_allocate_again_read(struct pial_allocate_week *week);

/*
 * Computes the week, whose pins are the table to start from, into an empty table: the allocation of
 * a draft; of a published week the next version (lib/engine/replace.h). *same tells whether it is
 * stands, the table there is. False when refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_allocate_again_compute(struct pial_allocate_week *week, const struct pial_table *stands,
				 struct pial_table *table, bool *same);

/*
 * What must be written for the book to have a table that was computed again: the table, and before
 * it, of a published week, its version in status.csv. Returns how many changes, whose bytes are the
 * caller's (free); 0 when status.csv is refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_allocate_again_changes(struct pial_allocate_week *week, const struct pial_table *stands,
				   const struct pial_table *table,
				   struct pial_book_change change[2]);

/* Says what a table that was computed again changes: its version, and, with lines, each line. */
PIAL_NONNULL_ALL
void pial_allocate_again_tell(const struct pial_allocate_week *week,
			      const struct pial_table *stands, const struct pial_table *table,
			      bool lines);

/*
 * Puts a table that was computed again into the book, unless it is what stands; says on standard
 * error what changes, or that nothing does, and puts out the table, or the changes when diff. Gives
 * the exit code; with --exit-code 1 when something differs.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_exit pial_allocate_again_put(struct pial_allocate_week *week,
				       const struct pial_table *stands,
				       const struct pial_table *table, bool same, bool diff);

/* Computes the week again and puts it, as the two above. Gives the exit code. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_exit pial_allocate_again(struct pial_allocate_week *week,
				   const struct pial_table *stands, bool diff);

#endif
