/*
 * pial-allocate diff: what differs between two allocations.
 *
 * Two words are what was and what is: each a week of the book, a FILE or standard input. One week
 * alone is what is saved against what would be computed now; one table alone, or a pipe, is what is
 * saved of its week against that table, so that `pial-allocate W | pial-allocate diff` tells what
 * saving would change.
 *
 * Two different weeks are compared day by day of the week: what Tuesday's kitchens get now and got
 * then. Refusing them was rejected: "what is new since last week" is a question people ask.
 */
#include <string.h>

#include "cmd/allocate.h"
#include "cmd/allocate_changes.h"
#include "cmd/allocate_drops.h"
#include "cmd/allocate_input.h"
#include "cmd/cli_deliveries.h"

#include "base/banned.h"

/* One of the two. */
struct side {
	struct pial_source source;	/* bytes of a FILE or standard input */
	enum pial_given given;		/* what it is */
	struct pial_table table;	/* the allocation */
	struct pial_week week;		/* its week; none: a table without rows */
};

static void side_init(struct side *side)
{
	*side = (struct side){ .given = PIAL_GIVEN_WRONG };
	pial_source_init(&side->source);
	pial_table_init(&side->table, &pial_schema_allocation);
}

static void side_release(struct side *side)
{
	pial_source_release(&side->source);
	pial_table_release(&side->table);
}

/* Reads the words, and standard input, before the book: no lock is held meanwhile. */
static bool take(struct pial_cli *cli, struct side *before, struct side *after,
		 enum pial_exit *code)
{
	struct side *first = cli->operands == 2 ? before : after;

	if (cli->operands > 2) {
		*code = pial_cli_usage(cli, PIAL_N_("one operand too many: “%s”"), cli->operand[2]);
		return false;
	}
	if (cli->operands == 2 && !strcmp(cli->operand[0], "-") && !strcmp(cli->operand[1], "-")) {
		*code = pial_cli_usage(cli, PIAL_N_("standard input can be only one of the two"));
		return false;
	}
	first->given = pial_cli_take(cli, cli->operands ? cli->operand[0] : NULL, &first->week,
				     &first->source, code);
	if (first->given == PIAL_GIVEN_WRONG || cli->operands < 2)
		return first->given != PIAL_GIVEN_WRONG;
	after->given = pial_cli_take(cli, cli->operand[1], &after->week, &after->source, code);
	return after->given != PIAL_GIVEN_WRONG;
}

/* Reads one side; a week of the book must hold a whole allocation. */
static bool read_side(struct pial_cli *cli, struct side *side)
{
	enum pial_allocated state;
	bool exists;

	if (!pial_cli_moving_from(cli, side->given, &side->source, &side->table, &side->week,
				  &exists))
		return false;
	return side->given != PIAL_GIVEN_WEEK ||
	       (pial_week_allocated(&cli->book, side->week, &side->table, exists, &state,
				    &cli->diags) &&
		pial_cli_allocated(cli, side->week, state));
}

/* What would be computed now, of a week of the book. */
static bool compute(struct pial_cli *cli, struct side *side)
{
	struct pial_allocate_week week;
	bool exists, ok;

	pial_allocate_week_init(&week, cli);
	week.week = side->week;
	ok = pial_book_week(&cli->book, week.week, &week.orders, &exists, &cli->diags) &&
	     (exists || pial_cli_no_table(cli, &pial_schema_orders, week.week)) &&
	     pial_allocate_week_read(&week);
	if (ok) {
		struct pial_allocate_input input = pial_allocate_week_input(&week);
		struct pial_allocate_drops drops;

		input.drops = pial_allocate_drops_start(&drops, cli, false);
		ok = pial_allocate(&input, &week.result, &cli->diags);
	}
	for (size_t i = 0; ok && i < week.result.rows; i++)
		pial_table_add(&side->table, &week.result.row[i]);
	pial_table_sort(&side->table, &cli->book.model);
	pial_allocate_week_release(&week);
	return ok;
}

static bool read_both(struct pial_cli *cli, struct side *before, struct side *after)
{
	if (cli->operands == 2)
		return read_side(cli, before) && read_side(cli, after);
	if (after->given == PIAL_GIVEN_WEEK) {
		before->given = PIAL_GIVEN_WEEK;
		before->week = after->week;
		return read_side(cli, before) && compute(cli, after);
	}
	if (!read_side(cli, after))
		return false;
	before->given = PIAL_GIVEN_WEEK;
	before->week = after->week;
	return pial_week_is_none(after->week) || read_side(cli, before);
}

/* Moves the days of what was to the week of what is. */
static void align(struct pial_cli *cli, struct side *before, const struct side *after)
{
	int days;

	if (pial_week_is_none(before->week) || pial_week_is_none(after->week))
		return;
	days = pial_date_diff(pial_week_monday(before->week), pial_week_monday(after->week));
	for (size_t i = 0; days && i < before->table.count; i++) {
		struct pial_allocation *row = pial_table_row(&before->table, i);

		row->week = after->week;
		row->day = pial_date_add(row->day, days);
	}
	if (days)
		pial_table_sort(&before->table, &cli->book.model);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct side before, after;
	enum pial_exit code;
	bool differ;

	side_init(&before);
	side_init(&after);
	if (take(cli, &before, &after, &code)) {
		bool ok = pial_cli_book(cli) && read_both(cli, &before, &after);

		if (ok) {
			align(cli, &before, &after);
			differ = pial_allocate_changes(cli, &before.table, &after.table);
		}
		code = pial_cli_result(cli, false);
		if (ok && code == PIAL_EXIT_DONE && differ && cli->exit_code)
			code = PIAL_EXIT_PERSON;
	}
	side_release(&before);
	side_release(&after);
	return code;
}

const struct pial_verb pial_verb_allocate_diff = {
	.name = "diff",
	.operands = PIAL_N_("[WEEK | FILE | -] [WEEK | FILE | -]"),
	.help = PIAL_N_("print what differs between two allocations"),
	.run = run,
};
