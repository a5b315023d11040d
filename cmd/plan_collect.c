/*
 * pial-plan collect: sheets that came back go into the book.
 *
 * Every sheet is compared with the book as it stands when the command begins, and everything is
 * written in one commit at the end, or nothing. What changes is said before it is written. Taken in
 * twice, a sheet changes nothing the second time, so that cron may collect the same folder over
 * and over while answers come in.
 *
 * The allocation that the person on duty edited is a sheet like the others, whose changed rows are
 * pins (cmd/plan_collect_pins.c).
 *
 * Who has not answered is an alert: with --exit-code cron knows that somebody must be called.
 */
#include "cmd/plan_collect.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/cli_priv.h"
#include "cmd/cli_rejects.h"
#include "cmd/plan.h"
#include "cmd/plan_week.h"

#include "base/banned.h"

static const struct pial_option collect_options[] = {
	{ 0, "week", PIAL_OPTION_WEEK, offsetof(struct pial_collect_own, week), PIAL_N_("WEEK"),
	  PIAL_N_("the week that is collected; sheets of another are refused") },
	{ 0, "partial", PIAL_OPTION_FLAG, offsetof(struct pial_collect_own, partial), NULL,
	  PIAL_N_("take the good rows, and put the others into a file") },
	{ 0, "rejects", PIAL_OPTION_TEXT, offsetof(struct pial_collect_own, rejects),
	  PIAL_N_("FILE"), PIAL_N_("that file; rejects.csv when not said") },
	{ 0 }
};

/* ---- Tables ---- */

/* Reads what a merge starts from. */
static bool read_table(struct pial_collect *collect, struct pial_collect_table *table)
{
	struct pial_cli *cli = collect->cli;
	const struct pial_campaigns *campaigns;
	struct pial_week_status status;

	table->book.model = &cli->book.model;
	table->proposal.model = &cli->book.model;
	if (table->campaign) {
		campaigns = pial_collect_campaigns(collect);
		return campaigns && pial_book_weighed_table(&cli->book, campaigns, table->campaign,
							    &table->book, &cli->diags);
	}
	return pial_cli_week_before(cli, table->week, PIAL_WEEK_CLOSED, &status) &&
	       pial_book_week(&cli->book, table->week, &table->book, NULL, &cli->diags) &&
	       pial_plan_propose(cli, table->week, &table->proposal);
}

struct pial_collect_table *pial_collect_table(struct pial_collect *collect,
					      const struct pial_schema *schema,
					      struct pial_week week, uint32_t campaign,
					      struct pial_diags *diags)
{
	struct pial_collect_table *table;

	(void)diags;
	for (size_t i = 0; i < collect->tables; i++)
		if (collect->table[i]->schema == schema && collect->table[i]->week.n == week.n &&
		    collect->table[i]->campaign == campaign)
			return collect->table[i]->ok ? collect->table[i] : NULL;
	table = pial_calloc(1, sizeof(*table));
	table->schema = schema;
	table->week = week;
	table->campaign = campaign;
	pial_table_init(&table->book, schema);
	pial_table_init(&table->proposal, schema);
	pial_table_init(&table->result, schema);
	table->ok = read_table(collect, table);
	pial_merge_init(&table->merge, &collect->cli->book.model, week, &table->book,
			&table->proposal);
	collect->table = pial_grow(collect->table, collect->tables, &collect->table_cap,
				   sizeof(*collect->table));
	collect->table[collect->tables++] = table;
	return table->ok ? table : NULL;
}

static void release(struct pial_collect *collect)
{
	for (size_t i = 0; i < collect->files; i++) {
		pial_source_release(&collect->file[i].source);
		free(collect->file[i].name);
	}
	for (size_t i = 0; i < collect->allocations; i++) {
		pial_sheet_release(collect->allocation[i]);
		free(collect->allocation[i]);
	}
	free(collect->allocation);
	pial_campaigns_release(&collect->campaigns);
	for (size_t i = 0; i < collect->tables; i++) {
		pial_merge_release(&collect->table[i]->merge);
		pial_table_release(&collect->table[i]->book);
		pial_table_release(&collect->table[i]->proposal);
		pial_table_release(&collect->table[i]->result);
		free(collect->table[i]);
	}
	pial_collect_pins_release(collect);
	free(collect->file);
	free(collect->table);
	pial_strbuf_release(&collect->rejects);
}

/* ---- Who has not answered ---- */

static void add_name(struct pial_strbuf *list, const struct pial_model *model, uint32_t id)
{
	pial_strbuf_addstr(list, list->len ? ", " : "");
	pial_strbuf_addstr(list, pial_model_text(model, id));
}

/* Marks the parties that have a row of their own. */
static bool *answered(const struct pial_table *table, const struct pial_model *model)
{
	bool *has = pial_calloc(model->indexed + 1, sizeof(*has));

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_offer *offer = pial_table_row(table, i);
		const struct pial_order *order = pial_table_row(table, i);

		if (table->schema == &pial_schema_offers && offer->source != PIAL_OFFER_PLAN)
			has[offer->producer.n] = true;
		if (table->schema == &pial_schema_orders && order->source != PIAL_ORDER_FIRM &&
		    order->source != PIAL_ORDER_PLAN)
			has[order->kitchen.n] = true;
	}
	return has;
}

/* Says who is asked in a week and has no row of its own in the table. */
static void say_silent(struct pial_cli *cli, const struct pial_table *table, struct pial_week week)
{
	const struct pial_model *model = &cli->book.model;
	bool offers = table->schema == &pial_schema_offers, *has = answered(table, model);
	struct pial_strbuf list;

	pial_strbuf_init(&list, PIAL_STRBUF_TEXT);
	for (size_t i = 0; offers && i < model->producers; i++)
		if (!has[model->producer[i].id.n] &&
		    pial_plan_asks_producer(&model->producer[i], week))
			add_name(&list, model, model->producer[i].id.n);
	for (size_t i = 0; !offers && i < model->kitchens; i++)
		if (!has[model->kitchen[i].id.n] &&
		    pial_kitchen_receives_in(model, &model->kitchen[i], week))
			add_name(&list, model, model->kitchen[i].id.n);
	if (list.len)
		pial_diag_add(&cli->diags, NULL, PIAL_A_COLLECT_SILENT, (int64_t)week.n,
			      offers ? PIAL_N_("producers") : PIAL_N_("kitchens"), list.text);
	pial_strbuf_release(&list);
	free(has);
}

/* ---- The end ---- */

static const char *name_of(const struct pial_schema *schema)
{
	if (schema == &pial_schema_offers)
		return PIAL_N_("offers");
	if (schema == &pial_schema_weighings)
		return PIAL_N_("weighings");
	if (schema == &pial_schema_meals)
		return PIAL_N_("meals");
	return schema == &pial_schema_orders ? PIAL_N_("orders") : PIAL_N_("receipts");
}

static void say_sum(struct pial_cli *cli, const struct pial_collect_table *table)
{
	const struct pial_merge *merge = &table->merge;

	if (table->campaign) {
		pial_diag_add(&cli->diags, NULL, PIAL_N_COLLECT_CAMPAIGN,
			      pial_model_text(&cli->book.model, table->campaign),
			      name_of(table->schema), (int64_t)merge->added,
			      (int64_t)merge->changed);
		return;
	}
	pial_diag_add(&cli->diags, NULL, PIAL_N_COLLECT_SUM, (int64_t)table->week.n,
		      name_of(table->schema), (int64_t)merge->added, (int64_t)merge->changed,
		      (int64_t)merge->removed, (int64_t)merge->confirmed);
}

/* Everything is said before anything is written. */
static enum pial_exit commit(struct pial_collect *collect)
{
	struct pial_cli *cli = collect->cli;
	struct pial_book_change *change =
		pial_calloc(collect->tables + 2 * collect->pinned + 1, sizeof(*change));
	size_t changes = 0;
	enum pial_exit code = PIAL_EXIT_DONE;

	for (size_t i = 0; i < collect->tables; i++) {
		const struct pial_collect_table *table = collect->table[i];

		if (table->merge.sheets)
			say_sum(cli, table);
		if (!table->differs)
			continue;
		change[changes].path =
			table->campaign ? pial_book_weighed_path(&cli->book, table->campaign,
								 table->schema)
					: pial_book_week_path(&cli->book, table->week,
							      table->schema);
		change[changes].merges = true;
		change[changes].bytes = pial_cli_bytes(cli, &table->result, &change[changes].len);
		changes++;
	}
	changes = pial_collect_pins_put(collect, change, changes);
	if (cli->diags.errors)
		code = pial_cli_result(cli, false);
	pial_cli_say(cli);
	if (changes && code == PIAL_EXIT_DONE)
		code = pial_cli_commit(cli, change, changes);
	for (size_t i = 0; i < changes; i++)
		free((char *)change[i].bytes);
	free(change);
	return code;
}

static enum pial_exit finish(struct pial_collect *collect)
{
	struct pial_cli *cli = collect->cli;
	const struct pial_collect_own *own = cli->own;
	size_t alerts = cli->diags.alerts;
	enum pial_exit code = commit(collect);

	if (code == PIAL_EXIT_DONE)
		code = pial_cli_put_rejects(cli, &collect->rejects, own->rejects);
	for (size_t i = 0; code == PIAL_EXIT_DONE && i < collect->tables; i++)
		if (collect->table[i]->schema == &pial_schema_offers ||
		    collect->table[i]->schema == &pial_schema_orders)
			say_silent(cli, &collect->table[i]->result, collect->table[i]->week);
	if (code == PIAL_EXIT_DONE)
		code = pial_cli_result(cli, false);
	if (code == PIAL_EXIT_DONE && cli->exit_code && alerts)
		code = PIAL_EXIT_PERSON;
	return code;
}

/* Takes in every sheet; the allocations last, which follow from the others. */
static bool take_all(struct pial_collect *collect)
{
	struct pial_cli *cli = collect->cli;
	bool ok = true;

	for (size_t i = 0; i < collect->files; i++)
		ok &= collect->file[i].read && pial_collect_file(collect, &collect->file[i]);
	for (size_t i = 0; i < collect->tables; i++)
		ok &= pial_merge_agree(&collect->table[i]->merge, &cli->diags);
	if (!ok || cli->diags.errors)
		return false;
	for (size_t i = 0; i < collect->tables; i++)
		collect->table[i]->differs = pial_merge_apply(&collect->table[i]->merge,
							      &collect->table[i]->result);
	return pial_collect_served(collect) && pial_collect_pins(collect);
}

static enum pial_exit collect_all(struct pial_collect *collect)
{
	bool ok;

	pial_names_init(&collect->names, &collect->cli->book.model);
	ok = take_all(collect);
	pial_names_release(&collect->names);
	return ok ? finish(collect) : pial_cli_result(collect->cli, false);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct pial_collect_own *own = cli->own;
	struct pial_collect collect = { .cli = cli };
	enum pial_exit code;

	if (!own->rejects)
		own->rejects = PIAL_REJECTS;
	if (!cli->operands)
		return pial_cli_usage(cli,
				      PIAL_N_("collect what? name the files that came back, or "
					      "their folder"));
	pial_campaigns_init(&collect.campaigns);
	pial_strbuf_init(&collect.rejects, PIAL_STRBUF_OUTPUT);
	if (pial_collect_list(&collect)) {
		pial_collect_read(&collect);
		code = pial_cli_book(cli) ? collect_all(&collect) : pial_cli_result(cli, false);
	} else {
		code = pial_cli_result(cli, false);
	}
	release(&collect);
	return code;
}

const struct pial_verb pial_verb_plan_collect = {
	.name = "collect",
	.operands = PIAL_N_("FILE|FOLDER…"),
	.help = PIAL_N_("put sheets that came back (offers, orders, receipts, the allocation, "
			"weighings) into the book"),
	.option = collect_options,
	.own_size = sizeof(struct pial_collect_own),
	.writes = true,
	.run = run,
};
