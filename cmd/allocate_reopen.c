/*
 * pial-allocate reopen: undoes a closing.
 *
 * The ledger is only added to, so what was entered is taken back by lines of its own; the week is
 * published again, as the next version, and delivered if it was. Then a receipt can be corrected
 * and the week closed once more. Refused while a later week is closed, which counted on this one.
 * Reopening what is open changes nothing and says so.
 */
#include "cmd/allocate.h"
#include "cmd/allocate_closing.h"

#include "base/banned.h"

static bool check_later(struct pial_closing *closing)
{
	struct pial_week later;

	if (!pial_closing_later(closing, &later))
		return false;
	return pial_week_is_none(later) ||
	       pial_diag_add(&closing->cli->diags, NULL, PIAL_E_REOPEN_LATER,
			     (int64_t)closing->one.week.n, (int64_t)later.n);
}

/* True when the week's state says of this version that it was delivered. */
static bool was_delivered(const struct pial_closing *closing)
{
	for (size_t i = 0; i < closing->state.count; i++) {
		const struct pial_week_status *row = pial_table_row(&closing->state, i);

		if (row->version == closing->one.status.version &&
		    row->state == PIAL_WEEK_DELIVERED)
			return true;
	}
	return false;
}

static enum pial_exit reopen(struct pial_closing *closing)
{
	int32_t version = closing->one.status.version + 1;
	bool delivered = was_delivered(closing);

	pial_closing_state(closing, version, PIAL_WEEK_PUBLISHED);
	if (delivered)
		pial_closing_state(closing, version, PIAL_WEEK_DELIVERED);
	pial_closing_take_back(closing);
	closing->state_first = true;
	return pial_closing_commit(closing);
}

static enum pial_exit work(struct pial_closing *closing)
{
	struct pial_cli *cli = closing->cli;

	if (closing->one.status.state == PIAL_WEEK_CLOSED)
		return check_later(closing) ? reopen(closing) : PIAL_EXIT_DONE;
	/* A run was killed between the two files. */
	if (closing->one.entries) {
		pial_closing_take_back(closing);
		return pial_closing_commit(closing);
	}
	pial_diag_add(&cli->diags, NULL, PIAL_N_OPEN, (int64_t)closing->one.week.n);
	return PIAL_EXIT_DONE;
}

static enum pial_exit run(struct pial_cli *cli)
{
	return pial_closing_run(cli, work);
}

const struct pial_verb pial_verb_allocate_reopen = {
	.name = "reopen",
	.operands = PIAL_N_("WEEK"),
	.help = PIAL_N_("take back the closing of a week"),
	.writes = true,
	.run = run,
};
