/*
 * pial check, the accounts: every closed week counted again and compared with its lines in the
 * ledger.
 *
 * What was given, and that an account follows from the one before, must hold whatever happened
 * since: the week's tables are frozen, and a line carries its own bound. What a party was entitled
 * to rests on tables that live on (weights, shares, contracts, the plan); when it comes out
 * otherwise today, a person should know, and may count the week anew.
 */
#include <stdlib.h>

#include "book/path.h"
#include "cmd/cli_before.h"
#include "cmd/pial.h"

#include "base/banned.h"

/* A closed week being compared. */
struct audit {
	struct pial_cli *cli;			/* the run */
	struct pial_before *before;		/* the weeks before it */
	const struct pial_before_week *one;	/* the week */
	const struct pial_balance *first;	/* first line that comes out otherwise, or NULL */
	const struct pial_balance *counted;	/* the same, counted again */
	int64_t others;				/* how many more there are */
};

static struct pial_pos at(const struct audit *audit, const struct pial_balance *line,
			  const char *column)
{
	return pial_table_pos(&audit->before->ledger, line, column);
}

/* An account follows from the one before, with the line's own amounts and bound. */
static void check_sum(const struct audit *audit, const struct pial_balance *line)
{
	const struct pial_balance *before = pial_accounts_find(&audit->before->accounts, line);
	int64_t owed = before ? before->account.milli : 0, sum;
	struct pial_pos pos;

	sum = owed + line->entitled.milli - line->given.milli;
	if (sum > line->cap.milli)
		sum = line->cap.milli;
	if (sum < -line->cap.milli)
		sum = -line->cap.milli;
	if (sum == line->account.milli)
		return;
	pos = at(audit, line, "account");
	pial_diag_add(&audit->cli->diags, &pos, PIAL_E_BALANCE_SUM, line->account.milli, owed,
		      line->entitled.milli, line->given.milli, sum);
}

static void check_line(struct audit *audit, const struct pial_balance *line,
		       const struct pial_balance *counted)
{
	struct pial_pos pos;

	check_sum(audit, line);
	if (line->given.milli != counted->given.milli) {
		pos = at(audit, line, "given");
		pial_diag_add(&audit->cli->diags, &pos, PIAL_E_BALANCE_GIVEN, line->given.milli,
			      counted->given.milli);
	}
	if (line->entitled.milli == counted->entitled.milli &&
	    line->cap.milli == counted->cap.milli)
		return;
	if (audit->first) {
		audit->others++;
		return;
	}
	audit->first = line;
	audit->counted = counted;
}

/* A line of a party and product that had no part in the week. */
static void say_extra(const struct audit *audit, const struct pial_balance *line)
{
	struct pial_pos pos = at(audit, line, "id");

	pial_diag_add(&audit->cli->diags, &pos, PIAL_E_BALANCE_EXTRA,
		      (int64_t)audit->one->week.n);
}

/* The ledger as a whole. */
static struct pial_pos at_ledger(const struct audit *audit)
{
	return (struct pial_pos){ .kind = PIAL_COLUMN_LETTER,
		.file = pial_book_shown(&audit->cli->book, pial_schema_balances.path) };
}

static void say_missing(const struct audit *audit, const struct pial_balance *counted)
{
	const struct pial_model *model = &audit->cli->book.model;
	struct pial_pos pos = at_ledger(audit);

	pial_diag_add(&audit->cli->diags, &pos, PIAL_E_BALANCE_MISSING,
		      pial_model_text(model, counted->id),
		      pial_model_text(model, counted->product.n), (int64_t)audit->one->week.n);
}

/* Walks the lines and what was counted again, both in the order of numbers. */
static void compare(struct audit *audit)
{
	const struct pial_before_week *one = audit->one;
	size_t i = 0, k = 0;

	while (i < one->entries || k < one->rows) {
		int order = i == one->entries ? 1 : k == one->rows ? -1 :
			    pial_balance_compare(&one->entered[i], &one->row[k]);

		if (order < 0)
			say_extra(audit, &one->entered[i++]);
		else if (order > 0)
			say_missing(audit, &one->row[k++]);
		else
			check_line(audit, &one->entered[i++], &one->row[k++]);
	}
	if (audit->first) {
		struct pial_pos pos = at(audit, audit->first, "entitled");

		pial_diag_add(&audit->cli->diags, &pos, PIAL_A_BALANCE_AGAIN,
			      audit->first->entitled.milli, audit->first->cap.milli,
			      audit->counted->entitled.milli, audit->counted->cap.milli,
			      audit->others);
	}
}

static bool check_week(struct pial_cli *cli, struct pial_before *before,
		       struct pial_before_week *one)
{
	bool closed = one->status.state == PIAL_WEEK_CLOSED;
	struct audit audit = { .cli = cli, .before = before, .one = one };

	if (!closed && one->entries)
		pial_diag_add(&cli->diags, NULL, PIAL_N_BALANCE_PENDING, (int64_t)one->week.n);
	/* A week without an allocation has nothing to be compared with. */
	if (!closed || !one->past.computed)
		return pial_before_take(before, one, &cli->diags);
	if (!pial_before_count(before, one, &cli->diags))
		return false;
	if (one->entries || !one->rows) {
		compare(&audit);
	} else {
		struct pial_pos pos = at_ledger(&audit);

		pial_diag_add(&cli->diags, &pos, PIAL_E_BALANCE_NONE, (int64_t)one->week.n);
	}
	return pial_before_take(before, one, &cli->diags);
}

void pial_check_balances(struct pial_cli *cli)
{
	struct pial_before before;
	size_t count;
	struct pial_week *week = pial_book_weeks(&cli->book, &count);
	bool ok;

	pial_before_init(&before, &cli->book);
	ok = pial_before_start(&before, &cli->diags);
	for (size_t i = 0; ok && i < count; i++) {
		struct pial_before_week one;

		pial_before_week_init(&one, week[i]);
		ok = pial_before_read(&before, &one, &cli->diags) &&
		     check_week(cli, &before, &one);
		pial_before_week_release(&one);
	}
	free(week);
	pial_before_release(&before);
}
