/*
 * pial check, the deliveries: saved ones that their receipts contradict.
 *
 * Each table was read and checked already, and what is wrong with it said; here is only what two of
 * them say together, of a book without errors.
 */
#include <stdlib.h>

#include "cmd/cli_corrected.h"
#include "cmd/pial.h"

#include "base/banned.h"

/* False when the week's tables are refused after all. */
static bool check_week(struct pial_cli *cli, struct pial_week week, struct pial_diags *quiet)
{
	struct pial_table deliveries;
	bool exists, ok;

	pial_table_init(&deliveries, &pial_schema_deliveries);
	ok = pial_book_week(&cli->book, week, &deliveries, &exists, quiet) &&
	     (!exists ||
	      pial_week_corrected(&cli->book, week, cli->today, &deliveries, &cli->diags));
	pial_table_release(&deliveries);
	return ok;
}

void pial_check_deliveries(struct pial_cli *cli)
{
	size_t count;
	struct pial_week *week = pial_book_weeks(&cli->book, &count);
	struct pial_diags quiet;
	bool ok = !cli->diags.errors;

	pial_diags_init(&quiet);
	for (size_t i = 0; i < count && ok; i++)
		ok = check_week(cli, week[i], &quiet);
	pial_diags_release(&quiet);
	free(week);
}
