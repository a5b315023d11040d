/*
 * Budgets of the service, read from the book by days: for pial-report activities, and for what
 * covers the service's cost in pial-report value.
 */
#ifndef PIAL_CMD_CLI_BUDGET_H
#define PIAL_CMD_CLI_BUDGET_H

#include <stdbool.h>

#include "base/attr.h"
#include "cmd/cli.h"
#include "load/table.h"

/*
 * Adds to a table of pial_schema_view_activities the rows of the budgets of the civil years that
 * days touch, year by year; an open side takes today's year. The book must be loaded. False when
 * refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_budgets(struct pial_cli *cli, const struct pial_cli_days *days,
		      struct pial_table *out);

#endif
