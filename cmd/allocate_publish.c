/*
 * pial-allocate publish: freezes a week.
 *
 * A line is appended to the week's status.csv; from then on the allocation is not computed over.
 * Publishing what is published already changes nothing and says so: cron may run it twice. When
 * something has happened since, it says that `replace` is the way to a new version.
 *
 * What is published goes on paper, so it is looked at first: a table that a person edited since it
 * was computed is published only with --force, and one that gives away more than was offered, or
 * more than was ordered, never: `pial set` corrects an offer or an order that is wrong.
 */
#include <stdlib.h>

#include "book/path.h"
#include "cmd/allocate.h"
#include "cmd/allocate_input.h"
#include "cmd/cli_deliveries.h"
#include "engine/sound.h"

#include "base/banned.h"

/* What a person changed since it was computed is published only when that is said. */
static bool check_edited(struct pial_cli *cli, struct pial_week week)
{
	const char *path = pial_book_week_path(&cli->book, week, &pial_schema_allocation);
	struct pial_pos pos = { .file = pial_book_shown(&cli->book, path) };
	bool edited;

	if (cli->force)
		return true;
	if (!pial_allocate_week_edited(cli, week, &edited))
		return false;
	return !edited || pial_diag_add(&cli->diags, &pos, PIAL_E_PUBLISH_EDITED);
}

/* An order that came, or grew, after the allocation was computed would be lost without a word. */
static bool check_forgotten(struct pial_cli *cli, const struct pial_sound_input *input,
			    const struct pial_table *orders)
{
	const struct pial_model *model = &cli->book.model;
	const struct pial_order *row;
	struct pial_qty held;
	struct pial_pos pos;
	size_t order;

	if (cli->force || !pial_sound_forgotten(input, &order, &held))
		return true;
	row = &input->order[order];
	pos = pial_table_pos(orders, row, "quantity");
	return pial_diag_add(&cli->diags, &pos, PIAL_E_PUBLISH_STALE,
			     pial_model_text(model, row->kitchen.n),
			     pial_model_text(model, row->product.n), row->quantity.milli,
			     held.milli, (int64_t)row->week.n);
}

/* Says every row that gives more than was offered or ordered. */
static bool check_limits(struct pial_cli *cli, const struct pial_sound_input *input,
			 const struct pial_table *allocation)
{
	const struct pial_model *model = &cli->book.model;
	size_t count;
	struct pial_excess *excess = pial_sound_find(input, &count);

	for (size_t i = 0; i < count; i++) {
		const struct pial_allocation *row = &input->row[excess[i].row];
		struct pial_pos pos = pial_table_pos(allocation, row, "quantity");
		bool ordered = excess[i].ordered;

		pial_diag_add(&cli->diags, &pos, PIAL_E_PUBLISH_OVER,
			      pial_model_text(model, ordered ? row->kitchen.n : row->producer.n),
			      pial_model_text(model, ordered ? row->ordered.n : row->product.n),
			      excess[i].allocated.milli, excess[i].limit.milli,
			      ordered ? PIAL_N_("ordered") : PIAL_N_("offered"));
	}
	free(excess);
	return count == 0;
}

/* What an allocation is looked at with; the tables are to be released in any case. */
struct looked {
	struct pial_table orders, offers;	/* the week's */
	struct pial_sound_input input;		/* points into them */
};

static bool look(struct pial_cli *cli, struct pial_week week, const struct pial_table *allocation,
		 struct looked *looked)
{
	pial_table_init(&looked->orders, &pial_schema_orders);
	pial_table_init(&looked->offers, &pial_schema_offers);
	if (!pial_book_week(&cli->book, week, &looked->orders, NULL, &cli->diags) ||
	    !pial_book_week(&cli->book, week, &looked->offers, NULL, &cli->diags))
		return false;
	looked->input = (struct pial_sound_input){
		.model = &cli->book.model,
		.order = (const void *)looked->orders.row, .orders = looked->orders.count,
		.offer = (const void *)looked->offers.row, .offers = looked->offers.count,
		.row = (const void *)allocation->row, .rows = allocation->count,
	};
	return true;
}

static void looked_release(struct looked *looked)
{
	pial_table_release(&looked->orders);
	pial_table_release(&looked->offers);
}

static bool check_rows(struct pial_cli *cli, struct pial_week week,
		       const struct pial_table *allocation)
{
	struct looked looked;
	bool ok = look(cli, week, allocation, &looked) &&
		  check_limits(cli, &looked.input, allocation) && check_edited(cli, week) &&
		  check_forgotten(cli, &looked.input, &looked.orders);

	looked_release(&looked);
	return ok;
}

/* The week's allocation must be there, and be sound. */
static bool is_sound(struct pial_cli *cli, struct pial_week week)
{
	enum pial_allocated state;
	struct pial_table table;
	bool exists, ok;

	pial_table_init(&table, &pial_schema_allocation);
	ok = pial_book_week(&cli->book, week, &table, &exists, &cli->diags) &&
	     pial_week_allocated(&cli->book, week, &table, exists, &state, &cli->diags) &&
	     pial_cli_allocated(cli, week, state) && check_rows(cli, week, &table);
	pial_table_release(&table);
	return ok;
}

/* What happened since it was published: a table that was edited is refused, the rest an alert. */
static bool check_published(struct pial_cli *cli, const struct pial_week_status *status,
			    struct pial_week week, const struct pial_table *allocation)
{
	struct pial_pos pos = { .file = allocation->file };
	struct pial_excess *excess;
	struct looked looked;
	struct pial_qty held;
	size_t count, order;
	bool edited, ok;

	if (!pial_allocate_week_edited(cli, week, &edited))
		return false;
	if (edited)
		return pial_diag_add(&cli->diags, &pos, PIAL_E_PUBLISH_AGAIN, (int64_t)week.n,
				     (int64_t)status->version);
	ok = look(cli, week, allocation, &looked);
	if (ok) {
		excess = pial_sound_find(&looked.input, &count);
		free(excess);
		if (count || pial_sound_forgotten(&looked.input, &order, &held))
			pial_diag_add(&cli->diags, NULL, PIAL_A_PUBLISH_OLD, (int64_t)week.n,
				      (int64_t)status->version);
	}
	looked_release(&looked);
	return ok;
}

/* Published already: nothing is done, and what should be done instead is said. */
static void again(struct pial_cli *cli, struct pial_week week,
		  const struct pial_week_status *status)
{
	struct pial_table table;
	bool exists;

	pial_table_init(&table, &pial_schema_allocation);
	if (pial_book_week(&cli->book, week, &table, &exists, &cli->diags) &&
	    (!exists || check_published(cli, status, week, &table)))
		pial_diag_add(&cli->diags, NULL, PIAL_N_PUBLISHED, (int64_t)week.n,
			      (int64_t)status->version);
	pial_table_release(&table);
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
	if (!pial_cli_book(cli) ||
	    !pial_cli_week_before(cli, week, PIAL_WEEK_DELIVERED, &status))
		return pial_cli_result(cli, false);
	if (status.state < PIAL_WEEK_PUBLISHED) {
		if (!is_sound(cli, week))
			return pial_cli_result(cli, false);
		return append(cli, week, status.version ? status.version : 1);
	}
	again(cli, week, &status);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_allocate_publish = {
	.name = "publish",
	.operands = PIAL_N_("WEEK"),
	.help = PIAL_N_("freeze the week's allocation"),
	.writes = true,
	.run = run,
};
