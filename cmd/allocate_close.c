/*
 * pial-allocate close: settles a week's accounts.
 *
 * What was delivered is known: then what each was entitled to and what it gave are entered in the
 * ledger, and the week is closed. It is refused while a line is disputed or waits for its receipt,
 * and when a later week is closed, which counted on this one. Closing what is closed changes
 * nothing and says so. An earlier week that is open is counted as it stands, and said.
 */
#include "book/path.h"
#include "cmd/allocate.h"
#include "cmd/allocate_closing.h"
#include "cmd/cli_deliveries.h"
#include "deliver/deliver.h"

#include "base/banned.h"

/* A week is closed once it is published; what is no whole allocation cannot have been. */
static bool check_state(const struct pial_closing *closing)
{
	struct pial_cli *cli = closing->cli;
	const struct pial_table *allocation = &closing->one.past.allocation;
	struct pial_week week = closing->one.week;
	struct pial_pos pos = { .kind = PIAL_COLUMN_LETTER };
	enum pial_allocated state;

	if (closing->one.status.state < PIAL_WEEK_PUBLISHED) {
		pos.file = pial_book_shown(&cli->book,
					   pial_book_week_path(&cli->book, week,
							       &pial_schema_status));
		return pial_diag_add(&cli->diags, &pos, PIAL_E_CLOSE_DRAFT, (int64_t)week.n);
	}
	return pial_week_allocated(&cli->book, week, allocation, allocation->file != NULL, &state,
				   &cli->diags) &&
	       pial_cli_allocated(cli, week, state);
}

static bool check_later(struct pial_closing *closing)
{
	struct pial_week later;

	if (!pial_closing_later(closing, &later))
		return false;
	return pial_week_is_none(later) ||
	       pial_diag_add(&closing->cli->diags, NULL, PIAL_E_CLOSE_LATER,
			     (int64_t)closing->one.week.n, (int64_t)later.n);
}

/* Counts the lines that are disputed, and those that wait. */
static bool count_unsettled(struct pial_closing *closing, struct pial_diags *diags,
			    int64_t *disputed, int64_t *waiting)
{
	const struct pial_past *past = &closing->one.past;
	struct pial_deliver_input input = {
		.model = &closing->cli->book.model, .today = closing->cli->today,
		.allocation = (const void *)past->allocation.row,
		.allocations = past->allocation.count, .allocation_file = past->allocation.file,
		.receipt = (const void *)past->receipts.row, .receipts = past->receipts.count,
		.receipt_file = past->receipts.file,
	};
	struct pial_deliver_result result;
	bool ok;

	*disputed = *waiting = 0;
	pial_deliver_result_init(&result);
	ok = pial_deliver_settle(&input, &result, diags);
	for (size_t i = 0; i < result.rows; i++) {
		*disputed += result.row[i].status == PIAL_DELIVERY_DISPUTED;
		*waiting += result.row[i].status == PIAL_DELIVERY_WAITING;
	}
	pial_deliver_result_release(&result);
	return ok;
}

/* Refuses lines that are not settled; each is said again only then. */
static bool check_settled(struct pial_closing *closing)
{
	struct pial_cli *cli = closing->cli;
	struct pial_week week = closing->one.week;
	struct pial_pos pos = { .kind = PIAL_COLUMN_LETTER };
	struct pial_diags quiet;
	int64_t disputed, waiting;
	bool ok;

	pial_diags_init(&quiet);
	ok = count_unsettled(closing, &quiet, &disputed, &waiting) && !disputed && !waiting;
	pial_diags_release(&quiet);
	if (ok || !count_unsettled(closing, &cli->diags, &disputed, &waiting))
		return ok;
	pos.file = pial_book_shown(&cli->book,
				   pial_book_week_path(&cli->book, week, &pial_schema_receipts));
	return pial_diag_add(&cli->diags, &pos, PIAL_E_CLOSE_WAITING, (int64_t)week.n, disputed,
			     waiting);
}

/* True when the ledger has just what was counted: a run was killed before it wrote the state. */
static bool is_entered(const struct pial_before_week *one)
{
	if (!one->entries || one->entries != one->rows)
		return false;
	for (size_t i = 0; i < one->rows; i++) {
		const struct pial_balance *a = &one->entered[i], *b = &one->row[i];

		if (pial_balance_compare(a, b) || a->entitled.milli != b->entitled.milli ||
		    a->given.milli != b->given.milli || a->account.milli != b->account.milli ||
		    a->cap.milli != b->cap.milli || a->last_met.n != b->last_met.n)
			return false;
	}
	return true;
}

static enum pial_exit close_week(struct pial_closing *closing)
{
	struct pial_before_week *one = &closing->one;

	pial_before_say_open(&closing->before, &closing->cli->diags);
	if (!is_entered(one)) {
		if (one->entries)
			pial_closing_take_back(closing);
		pial_closing_enter(closing);
	}
	pial_closing_state(closing, one->status.version, PIAL_WEEK_CLOSED);
	return pial_closing_commit(closing);
}

static enum pial_exit work(struct pial_closing *closing)
{
	struct pial_diags *diags = &closing->cli->diags;
	struct pial_before_week *one = &closing->one;

	if (one->status.state == PIAL_WEEK_CLOSED)
		pial_diag_add(diags, NULL, PIAL_N_CLOSED, (int64_t)one->week.n);
	else if (check_state(closing) && check_later(closing) && check_settled(closing) &&
		 pial_before_count(&closing->before, one, diags))
		return close_week(closing);
	return PIAL_EXIT_DONE;
}

static enum pial_exit run(struct pial_cli *cli)
{
	return pial_closing_run(cli, work);
}

const struct pial_verb pial_verb_allocate_close = {
	.name = "close",
	.operands = PIAL_N_("WEEK"),
	.help = PIAL_N_("settle the week's accounts and close it"),
	.writes = true,
	.run = run,
};
