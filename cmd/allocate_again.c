/*
 * Compute, compare, commit, tell.
 *
 * A new version goes into the book as two files in one commit, status.csv before allocation.csv: a
 * machine that stops between the two leaves version 2 with the table of version 1, and the next run
 * makes it version 3. The other way round two different tables would have borne the number 1.
 *
 * The differences are told as notices as long as a person reads them; --diff puts out all of them.
 */
#include "cmd/allocate_again.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/allocate_changes.h"
#include "cmd/allocate_drops.h"
#include "report/changes_view.h"

#include "base/banned.h"

/* Changes told one by one, before people stop reading. */
#define TOLD 20

bool pial_allocate_again_read(struct pial_allocate_week *week)
{
	struct pial_cli *cli = week->cli;
	bool exists;

	if (!pial_book_week(&cli->book, week->week, &week->orders, &exists, &cli->diags))
		return false;
	if (!exists)
		return pial_cli_no_table(cli, &pial_schema_orders, week->week);
	return pial_allocate_week_read(week);
}

bool pial_allocate_again_may(struct pial_allocate_week *week)
{
	struct pial_cli *cli = week->cli;
	bool edited = false;

	if (!pial_cli_week_before(cli, week->week, PIAL_WEEK_DELIVERED, &week->status))
		return false;
	if (week->status.state < PIAL_WEEK_PUBLISHED || cli->force)
		return true;
	if (!pial_allocate_week_edited(cli, week->week, &edited))
		return false;
	return !edited || pial_diag_add(&cli->diags, NULL, PIAL_E_BOOK_EDITED,
					pial_book_week_path(&cli->book, week->week,
							    &pial_schema_allocation));
}

/* What people wrote beside a published line that stays goes on; pins have theirs already. */
static void keep_notes(const struct pial_allocate_week *week, const struct pial_table *stands,
		       struct pial_table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		struct pial_allocation *row = pial_table_row(table, i);
		const struct pial_allocation *old;

		old = pial_table_find(stands, &week->cli->book.model, row);
		if (old && row->pin != PIAL_YES)
			row->note = old->note;
	}
}

static bool same_bytes(struct pial_cli *cli, const struct pial_table *a, const struct pial_table *b)
{
	size_t a_len, b_len;
	char *a_bytes = pial_cli_bytes(cli, a, &a_len), *b_bytes = pial_cli_bytes(cli, b, &b_len);
	bool same = a_len == b_len && !memcmp(a_bytes, b_bytes, a_len);

	free(a_bytes);
	free(b_bytes);
	return same;
}

bool pial_allocate_again_compute(struct pial_allocate_week *week, const struct pial_table *stands,
				 struct pial_table *table, bool *same)
{
	struct pial_cli *cli = week->cli;
	struct pial_allocate_input input = pial_allocate_week_input(week);
	struct pial_allocate_drops drops;

	input.replace = input.published;
	input.done_before = cli->today;
	if (!input.replace)
		input.drops = pial_allocate_drops_start(&drops, cli, false);
	if (!pial_allocate(&input, &week->result, &cli->diags))
		return false;
	pial_cli_like(table, stands);
	for (size_t i = 0; i < week->result.rows; i++)
		pial_table_add(table, &week->result.row[i]);
	pial_table_sort(table, &cli->book.model);
	if (input.replace)
		keep_notes(week, stands, table);
	if (!pial_cli_extras_by_key(table, stands, &cli->book.model))
		pial_cli_cells_dropped(cli, stands);
	*same = same_bytes(cli, stands, table);
	return true;
}

/* The next version: its line of status.csv, then its table. */
static size_t version_changes(struct pial_allocate_week *week, struct pial_book_change *change)
{
	struct pial_cli *cli = week->cli;
	struct pial_week_status row = {
		.version = week->status.version + 1, .on = cli->today,
		.state = PIAL_WEEK_PUBLISHED,
	};
	struct pial_table status;
	bool ok;

	pial_table_init(&status, &pial_schema_status);
	ok = pial_book_week(&cli->book, week->week, &status, NULL, &cli->diags);
	if (ok) {
		pial_table_add(&status, &row);
		change[0].append_only = true;
		change[0].path = pial_book_week_path(&cli->book, week->week, &pial_schema_status);
		change[0].bytes = pial_cli_bytes(cli, &status, &change[0].len);
	}
	pial_table_release(&status);
	return ok;
}

size_t pial_allocate_again_changes(struct pial_allocate_week *week, const struct pial_table *stands,
				   const struct pial_table *table,
				   struct pial_book_change change[2])
{
	struct pial_cli *cli = week->cli;
	size_t count = 0;

	memset(change, 0, 2 * sizeof(*change));
	if (week->status.state >= PIAL_WEEK_PUBLISHED) {
		count = version_changes(week, change);
		if (!count)
			return 0;
	} else {
		change[0].merges = pial_allocate_week_keeps(week, stands, table);
	}
	change[count].path = pial_book_week_path(&cli->book, week->week, &pial_schema_allocation);
	change[count].bytes = pial_cli_bytes(cli, table, &change[count].len);
	return count + 1;
}

static int64_t packs_of(const struct pial_model *model, struct pial_product_id id, int64_t milli)
{
	const struct pial_product *product = pial_model_product(model, id);

	return product && product->pack.milli > 0 ? milli / product->pack.milli : 0;
}

/* How many of the packs that stood stay where they were, and how many are placed anew. */
static void tell_version(const struct pial_allocate_week *week, const struct pial_table *stands,
			 const struct pial_table *changes)
{
	const struct pial_model *model = &week->cli->book.model;
	int64_t all = 0, lost = 0, new = 0;

	for (size_t i = 0; i < stands->count; i++) {
		const struct pial_allocation *row = pial_table_row(stands, i);

		if (row->producer.n)
			all += packs_of(model, row->product, row->quantity.milli);
	}
	for (size_t i = 0; i < changes->count; i++) {
		const struct pial_change *row = pial_table_row(changes, i);
		int64_t packs = packs_of(model, row->product, row->difference.milli);

		if (!row->producer.n)
			continue;
		lost -= packs < 0 ? packs : 0;
		new += packs > 0 ? packs : 0;
	}
	pial_diag_add(&week->cli->diags, NULL, PIAL_N_REPLACED, (int64_t)week->week.n,
		      (int64_t)week->status.version + 1, all, all - lost, new);
}

/* One notice a line that somebody delivers; what is missing is said by the shortages. */
static void tell_changes(struct pial_cli *cli, const struct pial_table *changes)
{
	const struct pial_model *model = &cli->book.model;
	int64_t told = 0, more = 0;

	for (size_t i = 0; i < changes->count; i++) {
		const struct pial_change *row = pial_table_row(changes, i);

		if (!row->producer.n)
			continue;
		if (told == TOLD) {
			more++;
			continue;
		}
		told++;
		pial_diag_add(&cli->diags, NULL, PIAL_N_CHANGE,
			      pial_model_text(model, row->kitchen.n),
			      pial_model_text(model, row->product.n), (int64_t)row->day.n,
			      pial_model_text(model, row->producer.n), row->before.milli,
			      row->after.milli);
	}
	if (more)
		pial_diag_add(&cli->diags, NULL, PIAL_N_CHANGES_MORE, more);
}

void pial_allocate_again_tell(const struct pial_allocate_week *week,
			      const struct pial_table *stands, const struct pial_table *table,
			      bool lines)
{
	struct pial_table changes;

	pial_table_init(&changes, &pial_schema_view_changes);
	pial_changes_view_make(&changes, &week->cli->book.model, stands, table);
	if (week->status.state >= PIAL_WEEK_PUBLISHED)
		tell_version(week, stands, &changes);
	if (lines)
		tell_changes(week->cli, &changes);
	pial_table_release(&changes);
}

static enum pial_exit commit(struct pial_allocate_week *week, const struct pial_table *stands,
			     const struct pial_table *table)
{
	struct pial_book_change change[2];
	size_t count = pial_allocate_again_changes(week, stands, table, change);
	enum pial_exit code = count ? pial_cli_commit(week->cli, change, count)
				    : pial_cli_result(week->cli, false);

	for (size_t i = 0; i < count; i++)
		free((char *)change[i].bytes);
	return code;
}

enum pial_exit pial_allocate_again_put(struct pial_allocate_week *week,
				       const struct pial_table *stands,
				       const struct pial_table *table, bool same, bool diff)
{
	struct pial_cli *cli = week->cli;
	enum pial_exit code = PIAL_EXIT_DONE;

	if (!same)
		code = commit(week, stands, table);
	else if (week->status.state >= PIAL_WEEK_PUBLISHED)
		pial_diag_add(&cli->diags, NULL, PIAL_N_REPLACE_NOTHING, (int64_t)week->week.n,
			      (int64_t)week->status.version);
	else
		pial_diag_add(&cli->diags, NULL, PIAL_N_PIN_NOTHING, (int64_t)week->week.n);
	if (code != PIAL_EXIT_DONE)
		return code;
	if (!same)
		pial_allocate_again_tell(week, stands, table, !diff);
	if (diff)
		pial_allocate_changes(cli, stands, table);
	else
		pial_cli_table(cli, table);
	code = pial_cli_result(cli, false);
	return code == PIAL_EXIT_DONE && !same && cli->exit_code ? PIAL_EXIT_PERSON : code;
}

enum pial_exit pial_allocate_again(struct pial_allocate_week *week,
				   const struct pial_table *stands, bool diff)
{
	struct pial_table table;
	enum pial_exit code;
	bool same;

	pial_table_init(&table, &pial_schema_allocation);
	if (pial_allocate_again_compute(week, stands, &table, &same))
		code = pial_allocate_again_put(week, stands, &table, same, diff);
	else
		code = pial_cli_result(week->cli, false);
	pial_table_release(&table);
	return code;
}
