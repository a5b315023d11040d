/*
 * Purchases of canteens, read from the book: what `egalim` and `macantine` both begin with.
 */
#ifndef PIAL_CMD_CLI_CANTEEN_H
#define PIAL_CMD_CLI_CANTEEN_H

#include <stdbool.h>

#include "base/attr.h"
#include "cmd/cli.h"
#include "load/table.h"

struct pial_cli_canteen {
	struct pial_table lines;			/* of invoices, of the days */
	struct pial_table labels, families, goals, columns;	/* reference data */
	struct pial_table purchases;			/* pial_schema_view_canteen */
	struct pial_table parts, products;		/* the same added up */
	struct pial_cli_days days;			/* that count; last is a day */
};

/* Makes it empty. */
PIAL_NONNULL_ALL void pial_cli_canteen_init(struct pial_cli_canteen *canteen);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_cli_canteen_release(struct pial_cli_canteen *canteen);

/*
 * The days asked for; without any and without an operand those of this year from its first on, as
 * the law counts in calendar years. False, said already, when the command line is wrong.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_canteen_days(struct pial_cli *cli, struct pial_cli_days *days);

/*
 * Reads the lines of the days asked for (else those of this year so far), or of the table given,
 * and makes purchases, parts and products of them; --for keeps one kitchen. False when refused;
 * *code then is the exit code.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_canteen_read(struct pial_cli *cli, struct pial_cli_canteen *canteen,
			   enum pial_exit *code);

#endif
