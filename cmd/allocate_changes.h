/*
 * What an allocation changes, as the verbs of pial-allocate show it.
 */
#ifndef PIAL_CMD_ALLOCATE_CHANGES_H
#define PIAL_CMD_ALLOCATE_CHANGES_H

#include <stdbool.h>

#include "base/attr.h"
#include "cmd/cli.h"
#include "load/table.h"

/*
 * Adds the changes from one allocation to another to the output, in the asked format: a table (CSV
 * when nothing is asked, or a sheet), or text with the totals of the week. Both must be in key
 * order. True when something differs.
 */
PIAL_NONNULL_ALL
bool pial_allocate_changes(struct pial_cli *cli, const struct pial_table *before,
			   const struct pial_table *after);

#endif
