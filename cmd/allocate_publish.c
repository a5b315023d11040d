/*
 * pial-allocate publish: freezes a week.
 *
 * A line is appended to the week's status.csv; from then on the allocation is not computed over.
 * Publishing what is published already changes nothing and says so: cron may run it twice.
 *
 * What is published goes on paper, so it is looked at first: a table that a person edited since it
 * was computed is published only with --force, and one that gives away more than was offered, or
 * more than was ordered, never: `pial set` corrects an offer or an order that is wrong.
 */
#include <stdlib.h>

#include "book/path.h"
#include "book/written.h"
#include "cmd/allocate.h"
#include "cmd/cli_deliveries.h"
#include "engine/sound.h"
#include "io/digest.h"

#include "base/banned.h"

/* True when a person edited the file since the toolkit wrote it; an unknown file is not edited. */
static bool is_edited(struct pial_cli *cli, const char *path, bool *edited)
{
	struct pial_written written = { 0 };
	char digest[PIAL_DIGEST_TEXT];
	struct pial_source source;
	bool ok;

	pial_source_init(&source);
	ok = pial_book_read(&cli->book, path, PIAL_SOURCE_TABLE, false, &source, &cli->diags) &&
	     pial_written_read(&written, &cli->book, &cli->diags);
	if (ok) {
		pial_digest(source.text, source.len, digest);
		*edited = pial_written_origin(&written, path, digest) == PIAL_ORIGIN_EDITED;
	}
	pial_written_release(&written);
	pial_source_release(&source);
	return ok;
}

/* What a person changed since it was computed is published only when that is said. */
static bool check_edited(struct pial_cli *cli, struct pial_week week)
{
	const char *path = pial_book_week_path(&cli->book, week, &pial_schema_allocation);
	struct pial_pos pos = { .file = pial_book_shown(&cli->book, path) };
	bool edited;

	if (cli->force)
		return true;
	if (!is_edited(cli, path, &edited))
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

static bool check_rows(struct pial_cli *cli, struct pial_week week,
		       const struct pial_table *allocation)
{
	struct pial_table orders, offers;
	bool ok;

	pial_table_init(&orders, &pial_schema_orders);
	pial_table_init(&offers, &pial_schema_offers);
	ok = pial_book_week(&cli->book, week, &orders, NULL, &cli->diags) &&
	     pial_book_week(&cli->book, week, &offers, NULL, &cli->diags);
	if (ok) {
		struct pial_sound_input input = {
			.model = &cli->book.model,
			.order = (const void *)orders.row, .orders = orders.count,
			.offer = (const void *)offers.row, .offers = offers.count,
			.row = (const void *)allocation->row, .rows = allocation->count,
		};

		ok = check_limits(cli, &input, allocation) && check_edited(cli, week) &&
		     check_forgotten(cli, &input, &orders);
	}
	pial_table_release(&orders);
	pial_table_release(&offers);
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
