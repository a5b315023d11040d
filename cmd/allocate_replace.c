/*
 * pial-allocate replace: the next version of a published week.
 *
 * What happened is in the tables: an offer that hail made smaller, an order that was cancelled,
 * grew or came late. As few published packs as possible move (lib/engine/replace.h says which);
 * what is written is the new table and the number of its version. Without anything new nothing
 * changes.
 */
#include "cmd/allocate.h"
#include "cmd/allocate_again.h"
#include "cmd/cli_deliveries.h"

#include "base/banned.h"

/* Values of the options. */
struct own {
	bool diff;	/* put out what changes */
};

static const struct pial_option replace_options[] = {
	{ 0, "diff", PIAL_OPTION_FLAG, offsetof(struct own, diff), NULL,
	  PIAL_N_("write what changes, not the whole allocation") },
	{ 0 }
};

/* Something was published, and is there. */
static bool stands(struct pial_allocate_week *week)
{
	struct pial_cli *cli = week->cli;
	enum pial_allocated state;

	if (week->status.state < PIAL_WEEK_PUBLISHED)
		return pial_diag_add(&cli->diags, NULL, PIAL_E_REPLACE_DRAFT,
				     (int64_t)week->week.n);
	return pial_week_allocated(&cli->book, week->week, &week->pins,
				   week->pins.count > 0, &state, &cli->diags) &&
	       pial_cli_allocated(cli, week->week, state);
}

static enum pial_exit run(struct pial_cli *cli)
{
	const struct own *own = cli->own;
	struct pial_allocate_week week;
	enum pial_exit code = PIAL_EXIT_USAGE;

	pial_allocate_week_init(&week, cli);
	if (pial_cli_week_operand(cli, &week.week)) {
		if (pial_cli_book(cli) && pial_allocate_again_may(&week) &&
		    pial_allocate_again_read(&week) && stands(&week))
			code = pial_allocate_again(&week, &week.pins, own->diff);
		else
			code = pial_cli_result(cli, false);
	}
	pial_allocate_week_release(&week);
	return code;
}

const struct pial_verb pial_verb_allocate_replace = {
	.name = "replace",
	.operands = PIAL_N_("WEEK"),
	.help = PIAL_N_("make the next version of a published week, moving as little as can be"),
	.option = replace_options,
	.own_size = sizeof(struct own),
	.writes = true,
	.run = run,
};
