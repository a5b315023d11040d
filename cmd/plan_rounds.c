/*
 * pial-plan rounds: the pairs of producers and kitchens to use for a season.
 *
 * Weeks come from the season's needs and plan: each week, what kitchens need, on any of the days
 * they receive, and what producers promised for it, rounded up to whole packs (who promised 7 kg in
 * packs of 5 brings 5 one week and 10 the next). Where there is no plan, the weeks of the season
 * before speak, as they were ordered and offered. Rounds that are saved already are not looked at:
 * they are what is being made.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "book/path.h"
#include "cmd/plan.h"
#include "engine/orders.h"
#include "engine/rounds.h"

#include "base/banned.h"

#define DAYS 7

struct rounds {
	struct pial_cli *cli;		/* the run */
	int year;			/* the season */
	struct pial_week first, last;	/* its weeks */
	struct pial_table needs, plan;	/* as read */
	struct pial_table read;		/* rounds.csv as read */
	struct pial_arena arena;	/* holds orders and offers of the plan's weeks */
	/* of past weeks: tables and completed orders; owned */
	struct pial_table *past_orders, *past_offers;
	struct pial_orders_result *completed;
	size_t pasts;			/* how many */
	struct pial_rounds_week *week;	/* what the engine is given; owned */
	size_t weeks;			/* how many */
};

static void rounds_init(struct rounds *rounds, struct pial_cli *cli)
{
	memset(rounds, 0, sizeof(*rounds));
	rounds->cli = cli;
	pial_table_init(&rounds->needs, &pial_schema_needs);
	pial_table_init(&rounds->plan, &pial_schema_plan);
	pial_table_init(&rounds->read, &pial_schema_rounds);
	pial_arena_init(&rounds->arena);
}

static void rounds_release(struct rounds *rounds)
{
	pial_table_release(&rounds->needs);
	pial_table_release(&rounds->plan);
	pial_table_release(&rounds->read);
	pial_arena_release(&rounds->arena);
	for (size_t i = 0; i < rounds->pasts; i++) {
		pial_table_release(&rounds->past_orders[i]);
		pial_table_release(&rounds->past_offers[i]);
		pial_orders_result_release(&rounds->completed[i]);
	}
	free(rounds->past_orders);
	free(rounds->past_offers);
	free(rounds->completed);
	free(rounds->week);
}

/* ---- Weeks from the plan ---- */

static bool holds(const struct pial_need *need, struct pial_week week)
{
	return need->from_week.n <= week.n &&
	       (pial_week_is_none(need->until_week) || need->until_week.n >= week.n);
}

/* Adds the need of a kitchen on each day of the week on which it receives; returns how many. */
static size_t add_orders(const struct rounds *rounds, const struct pial_need *need,
			 struct pial_week week, struct pial_order *order)
{
	const struct pial_model *model = &rounds->cli->book.model;
	const struct pial_kitchen *kitchen = pial_model_kitchen(model, need->kitchen);
	size_t count = 0;

	for (int d = PIAL_MONDAY; d <= PIAL_SUNDAY; d++) {
		struct pial_date day = pial_week_day(week, (enum pial_weekday)d);

		if (pial_date_is_none(day) || !pial_kitchen_receives(model, kitchen, day))
			continue;
		order[count++] = (struct pial_order){
			.kitchen = need->kitchen, .product = need->product, .week = week,
			.day = day, .quantity = need->quantity, .minimum = PIAL_QTY_NONE,
			.price = PIAL_PRICE_NONE,
			.contract = pial_model_contract_for(model, need->kitchen, need->product,
							    day) };
	}
	return count;
}

/* What a line of the plan brings, in whole packs. */
static struct pial_offer make_offer(const struct pial_model *model, const struct pial_plan *plan)
{
	int64_t pack = pial_model_product(model, plan->product)->pack.milli;
	int64_t packs = (plan->quantity.milli + pack - 1) / pack;

	return (struct pial_offer){ .producer = plan->producer, .product = plan->product,
				    .week = plan->week, .quantity = { packs * pack },
				    .price = PIAL_PRICE_NONE };
}

static int32_t latest(const struct pial_table *plan)
{
	int32_t version = 0;

	for (size_t i = 0; i < plan->count; i++) {
		const struct pial_plan *row = pial_table_row(plan, i);

		version = row->version > version ? row->version : version;
	}
	return version;
}

static void plan_week(struct rounds *rounds, struct pial_week week, int32_t version)
{
	struct pial_order *order = pial_arena_zalloc(&rounds->arena, rounds->needs.count * DAYS + 1,
						     sizeof(*order));
	struct pial_offer *offer = pial_arena_zalloc(&rounds->arena, rounds->plan.count + 1,
						     sizeof(*offer));
	struct pial_rounds_week *own = &rounds->week[rounds->weeks++];

	*own = (struct pial_rounds_week){ .week = week, .order = order, .offer = offer,
					  .orders_file = rounds->needs.file,
					  .offers_file = rounds->plan.file };
	for (size_t i = 0; i < rounds->needs.count; i++) {
		const struct pial_need *need = pial_table_row(&rounds->needs, i);

		if (need->quantity.milli > 0 && holds(need, week))
			own->orders += add_orders(rounds, need, week, order + own->orders);
	}
	for (size_t i = 0; i < rounds->plan.count; i++) {
		const struct pial_plan *row = pial_table_row(&rounds->plan, i);

		if (row->version == version && row->week.n == week.n &&
		    row->purpose != PIAL_PLAN_MARGIN && row->quantity.milli > 0)
			offer[own->offers++] = make_offer(&rounds->cli->book.model, row);
	}
}

static void plan_weeks(struct rounds *rounds)
{
	int32_t version = latest(&rounds->plan);
	size_t weeks = (size_t)(rounds->last.n - rounds->first.n) + 1;

	rounds->week = pial_calloc(weeks + 1, sizeof(*rounds->week));
	for (size_t w = 0; w < weeks; w++)
		plan_week(rounds, pial_week_add(rounds->first, (int)w), version);
}

/* ---- Weeks of the season before ---- */

static bool past_week(struct rounds *rounds, struct pial_week week)
{
	struct pial_cli *cli = rounds->cli;
	struct pial_table *orders = &rounds->past_orders[rounds->pasts];
	struct pial_table *offers = &rounds->past_offers[rounds->pasts];
	struct pial_orders_result *completed = &rounds->completed[rounds->pasts++];

	pial_table_init(orders, &pial_schema_orders);
	pial_table_init(offers, &pial_schema_offers);
	pial_orders_result_init(completed);
	if (!pial_book_week(&cli->book, week, orders, NULL, &cli->diags) ||
	    !pial_book_week(&cli->book, week, offers, NULL, &cli->diags))
		return false;
	pial_orders_complete(&cli->book.model, week, (const void *)orders->row, orders->count,
			     completed);
	if (completed->rows && offers->count)
		rounds->week[rounds->weeks++] = (struct pial_rounds_week){
			.week = week, .order = completed->row, .orders = completed->rows,
			.orders_file = orders->file, .offer = (const void *)offers->row,
			.offers = offers->count, .offers_file = offers->file };
	return true;
}

static bool past_weeks(struct rounds *rounds)
{
	int32_t starts = rounds->cli->book.model.policy.season_starts;
	size_t count;
	struct pial_week *week = pial_book_weeks(&rounds->cli->book, &count);
	bool ok = true;

	rounds->week = pial_calloc(count + 1, sizeof(*rounds->week));
	rounds->past_orders = pial_calloc(count + 1, sizeof(*rounds->past_orders));
	rounds->past_offers = pial_calloc(count + 1, sizeof(*rounds->past_offers));
	rounds->completed = pial_calloc(count + 1, sizeof(*rounds->completed));
	for (size_t i = 0; i < count; i++)
		if (pial_season_of(week[i], starts) == rounds->year - 1)
			ok = past_week(rounds, week[i]) && ok;
	free(week);
	return ok;
}

/* ---- The answer ---- */

static void say(struct rounds *rounds, const struct pial_rounds_result *result)
{
	struct pial_diags *diags = &rounds->cli->diags;

	pial_diag_add(diags, NULL, PIAL_N_ROUNDS_PAIRS, (int64_t)result->pairs,
		      (int64_t)result->possible, (int64_t)rounds->weeks,
		      (int64_t)result->chosen_for);
	if (!result->proved)
		pial_diag_add(diags, NULL, PIAL_N_ROUNDS_GAP, (int64_t)result->pairs,
			      result->least);
	if (result->served < result->wanted)
		pial_diag_add(diags, NULL, PIAL_N_ROUNDS_SHORT, result->wanted - result->served,
			      result->wanted);
}

static enum pial_exit save(struct rounds *rounds, const struct pial_table *made)
{
	struct pial_cli *cli = rounds->cli;
	struct pial_book_change change = {
		.path = pial_arena_printf(&cli->book.model.arena, "season/%d/rounds.csv",
					  rounds->year),
	};
	char *bytes = pial_cli_bytes(cli, made, &change.len);
	enum pial_exit code;

	change.bytes = bytes;
	code = pial_cli_commit(cli, &change, 1);
	free(bytes);
	return code;
}

static enum pial_exit put(struct rounds *rounds, const struct pial_rounds_result *result)
{
	struct pial_cli *cli = rounds->cli;
	enum pial_exit code = PIAL_EXIT_DONE;
	struct pial_table made;

	pial_table_init(&made, &pial_schema_rounds);
	for (size_t i = 0; i < result->pairs; i++) {
		struct pial_season_round row = { .producer = result->pair[i].producer,
						 .kitchen = result->pair[i].kitchen };

		pial_table_add(&made, &row);
	}
	pial_table_sort(&made, &cli->book.model);
	say(rounds, result);
	if (cli->save)
		code = save(rounds, &made);
	if (code == PIAL_EXIT_DONE) {
		pial_cli_table(cli, &made);
		code = pial_cli_result(cli, false);
	}
	pial_table_release(&made);
	return code;
}

static bool read_season(struct rounds *rounds)
{
	struct pial_book *book = &rounds->cli->book;
	struct pial_diags *diags = &rounds->cli->diags;
	bool ok = pial_book_season(book, rounds->year, &rounds->needs, diags);

	ok = pial_book_season(book, rounds->year, &rounds->plan, diags) && ok;
	/* Read so that a commit sees whether it has changed meanwhile. */
	return pial_book_season(book, rounds->year, &rounds->read, diags) && ok;
}

static enum pial_exit choose(struct rounds *rounds)
{
	struct pial_cli *cli = rounds->cli;
	struct pial_rounds_result result;
	struct pial_rounds_input input = { .model = &cli->book.model };
	enum pial_exit code = PIAL_EXIT_DATA;

	if (!read_season(rounds))
		return pial_cli_result(cli, false);
	cli->book.model.rounds = cli->book.model.round_spans = 0;
	input.any_day = rounds->needs.count && rounds->plan.count;
	if (input.any_day)
		plan_weeks(rounds);
	else if (!past_weeks(rounds))
		return pial_cli_result(cli, false);
	if (!rounds->weeks) {
		pial_diag_add(&cli->diags, NULL, PIAL_E_ROUNDS_NOTHING, (int64_t)rounds->year);
		return pial_cli_result(cli, false);
	}
	input.week = rounds->week;
	input.weeks = rounds->weeks;
	pial_rounds_result_init(&result);
	if (pial_rounds_choose(&input, &result, &cli->diags))
		code = put(rounds, &result);
	else
		code = pial_cli_result(cli, false);
	pial_rounds_result_release(&result);
	return code;
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct rounds rounds;
	enum pial_exit code = PIAL_EXIT_USAGE;
	int year;

	if (cli->operands > 1)
		return pial_cli_usage(cli, PIAL_N_("one operand too many: “%s”"), cli->operand[1]);
	if (!pial_plan_year(cli, &year))
		return PIAL_EXIT_USAGE;
	if (!pial_cli_book(cli))
		return pial_cli_result(cli, false);
	rounds_init(&rounds, cli);
	rounds.year = year;
	if (pial_plan_season_weeks(cli, year, &rounds.first, &rounds.last))
		code = choose(&rounds);
	rounds_release(&rounds);
	return code;
}

const struct pial_verb pial_verb_plan_rounds = {
	.name = "rounds",
	.operands = PIAL_N_("YEAR"),
	.help = PIAL_N_("the pairs of producers and kitchens to use for a season: few, and near"),
	.saves = true,
	.run = run,
};
