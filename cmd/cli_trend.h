/*
 * Campaigns of weighing one after another: for pial-report waste, and for the waste avoided that
 * pial-report impact tells.
 */
#ifndef PIAL_CMD_CLI_TREND_H
#define PIAL_CMD_CLI_TREND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "cmd/cli.h"
#include "load/table.h"

/*
 * Fills a table of pial_schema_view_waste with the records of campaigns by their names, as typed;
 * with none (count 0), of those that have weighings in the book. A campaign is held against each
 * earlier one in turn, so that of each kitchen the latest of them stays. What is doubtful in a
 * campaign is said to doubts. The book must be loaded. False when refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 4, 5)
bool pial_cli_trend(struct pial_cli *cli, char *const *name, size_t count,
		    struct pial_table *records, struct pial_diags *doubts);

/*
 * The same, and fills a table of pial_schema_view_waste_parts with each campaign parted by stream,
 * in the order of their first days.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 4, 5, 6)
bool pial_cli_trend_streams(struct pial_cli *cli, char *const *name, size_t count,
			    struct pial_table *records, struct pial_table *streams,
			    struct pial_diags *doubts);

#endif
