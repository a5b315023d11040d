/*
 * pial-allocate publish: freezes a week.
 *
 * A line is appended to the week's status.csv; from then on the allocation is not computed over.
 * Publishing what is published already changes nothing and says so: cron may run it twice.
 */
#include <stdlib.h>

#include "cmd/allocate.h"

#include "base/banned.h"

/* The week's allocation must be there, and be sound. */
static bool has_allocation(struct pial_cli *cli, struct pial_week week)
{
	struct pial_table table;
	bool exists, ok;

	pial_table_init(&table, &pial_schema_allocation);
	ok = pial_book_week(&cli->book, week, &table, &exists, &cli->diags);
	pial_table_release(&table);
	if (ok && !exists)
		return pial_diag_add(&cli->diags, NULL, PIAL_E_WEEK_NO_TABLE, "allocation",
				     (int64_t)week.n);
	return ok;
}

static enum pial_exit append(struct pial_cli *cli, struct pial_week week, int32_t version)
{
	struct pial_week_status row = {
		.version = version, .on = cli->today, .state = PIAL_WEEK_PUBLISHED,
	};
	struct pial_book_change change = { .append_only = true };
	enum pial_exit code = PIAL_EXIT_DATA;
	struct pial_table table;
	char *bytes;

	pial_table_init(&table, &pial_schema_status);
	if (pial_book_week(&cli->book, week, &table, NULL, &cli->diags)) {
		pial_table_add(&table, &row);
		change.path = pial_book_week_path(&cli->book, week, &pial_schema_status);
		change.bytes = bytes = pial_cli_bytes(cli, &table, &change.len);
		code = pial_cli_commit(cli, &change, 1);
		free(bytes);
	}
	pial_table_release(&table);
	return code;
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct pial_week_status status;
	struct pial_week week;

	if (!pial_cli_week_operand(cli, &week))
		return PIAL_EXIT_USAGE;
	if (!pial_cli_book(cli) || !has_allocation(cli, week) ||
	    !pial_cli_week_before(cli, week, PIAL_WEEK_DELIVERED, &status))
		return pial_cli_result(cli, false);
	if (status.state < PIAL_WEEK_PUBLISHED)
		return append(cli, week, status.version + 1);
	pial_diag_add(&cli->diags, NULL, PIAL_N_PUBLISHED, (int64_t)week.n,
		      (int64_t)status.version);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_allocate_publish = {
	.name = "publish",
	.operands = PIAL_N_("WEEK"),
	.help = PIAL_N_("freeze the week's allocation"),
	.run = run,
};
