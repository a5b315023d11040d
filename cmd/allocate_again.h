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
 * Reads a week for pin and replace, once the book is loaded: its orders and all else
 * (pial_allocate_week_read). A week that is delivered or closed is refused, and so is a published
 * table that a person edited, without --force. False when refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_allocate_again_read(struct pial_allocate_week *week);

/*
 * Computes the week, whose pins are the table to start from, and puts the answer into the book when
 * it differs from stands, the table there is: the allocation of a draft; of a published week the
 * next version (lib/engine/replace.h), with its line in status.csv. Says on standard error what
 * changes, or that nothing does, and puts out the new allocation, or the changes when diff. Gives
 * the exit code; with --exit-code 1 when something differs.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_exit pial_allocate_again(struct pial_allocate_week *week,
				   const struct pial_table *stands, bool diff);

#endif
