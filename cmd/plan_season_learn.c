/*
 * pial-plan season --learn: what the season's log says of failure, variation and shared weather.
 *
 * A promise is what the plan that counts has of a producer's product in a week that is over, need
 * and margin: it stood on the land, whoever it was for. What came of it is what the producer
 * offered, less what it then delivered short: an offer that nobody took is a yield, too. A
 * producer that answered that week and offered none of a product brought none; one that sent no
 * answer says nothing, and the week is left out for it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "book/history.h"
#include "cmd/plan_season.h"
#include "engine/learn.h"
#include "report/learn_view.h"

#include "base/banned.h"

/* Promises of the season. */
struct log {
	struct pial_season_work *work;	/* the run */
	struct pial_learn_promise *promise;	/* owned */
	size_t promises, cap;		/* how many, and room */
};

/* The plan's version that counts. */
static int32_t latest(const struct pial_table *plan)
{
	int32_t version = 0;

	for (size_t i = 0; i < plan->count; i++) {
		const struct pial_plan *row = pial_table_row(plan, i);

		if (row->version > version)
			version = row->version;
	}
	return version;
}

/* True when a producer sent an answer of its own that week. */
static bool answered(const struct pial_table *offers, struct pial_producer_id producer)
{
	for (size_t i = 0; i < offers->count; i++) {
		const struct pial_offer *row = pial_table_row(offers, i);

		if (row->producer.n == producer.n && row->source != PIAL_OFFER_PLAN)
			return true;
	}
	return false;
}

/* What a producer could bring of a product in a week: offered, less what fell short of it. */
static int64_t brought(const struct pial_table *offers, const struct pial_past *past,
		       const struct pial_learn_promise *promise)
{
	int64_t sum = 0;

	for (size_t i = 0; i < offers->count; i++) {
		const struct pial_offer *row = pial_table_row(offers, i);

		if (row->producer.n == promise->producer.n &&
		    row->product.n == promise->product.n && row->source != PIAL_OFFER_PLAN)
			sum += row->quantity.milli;
	}
	for (size_t i = 0; i < past->match.lines; i++) {
		const struct pial_matched *line = &past->match.line[i];

		if (line->producer.n != promise->producer.n ||
		    line->product.n != promise->product.n)
			continue;
		sum += pial_matched_kept(line).milli;
		sum -= line->row ? line->row->quantity.milli : 0;
	}
	return sum > 0 ? sum : 0;
}

/* The promise of a producer's product in the week at work, or a new one. */
static struct pial_learn_promise *promise_of(struct log *log, size_t first,
					     const struct pial_plan *row)
{
	for (size_t i = first; i < log->promises; i++)
		if (log->promise[i].producer.n == row->producer.n &&
		    log->promise[i].product.n == row->product.n)
			return &log->promise[i];
	log->promise = pial_grow(log->promise, log->promises, &log->cap, sizeof(*log->promise));
	log->promise[log->promises] = (struct pial_learn_promise){
		.producer = row->producer, .product = row->product, .week = row->week };
	return &log->promise[log->promises++];
}

static bool add_week(struct log *log, struct pial_week week)
{
	struct pial_cli *cli = log->work->cli;
	const struct pial_table *plan = &log->work->plan;
	int32_t version = latest(plan);
	size_t first = log->promises;
	struct pial_table offers;
	struct pial_past past;
	bool ok;

	pial_past_init(&past);
	pial_table_init(&offers, &pial_schema_offers);
	ok = pial_book_week(&cli->book, week, &offers, NULL, &cli->diags);
	ok = pial_past_read(&past, &cli->book, week, &cli->diags) && ok;
	for (size_t i = 0; ok && i < plan->count; i++) {
		const struct pial_plan *row = pial_table_row(plan, i);

		if (row->version == version && row->week.n == week.n &&
		    answered(&offers, row->producer))
			promise_of(log, first, row)->promised.milli += row->quantity.milli;
	}
	for (size_t i = first; i < log->promises; i++)
		log->promise[i].delivered.milli = brought(&offers, &past, &log->promise[i]);
	pial_table_release(&offers);
	pial_past_release(&past);
	return ok;
}

static void put(struct pial_cli *cli, const struct log *log)
{
	struct pial_arena arena = PIAL_ARENA_INIT;
	struct pial_learned *learned;
	struct pial_table view;
	size_t many;

	pial_learn(&cli->book.model, log->promise, log->promises, &arena, &learned, &many);
	pial_table_init(&view, &pial_schema_view_learned);
	pial_learn_view_make(&view, learned, many);
	pial_cli_table(cli, &view);
	pial_table_release(&view);
	pial_arena_release(&arena);
}

bool pial_season_learn(struct pial_season_work *work)
{
	struct pial_cli *cli = work->cli;
	struct log log = { .work = work };
	struct pial_week first, last, now = pial_week_of(cli->today);
	size_t weeks;
	struct pial_week *week = pial_book_weeks(&cli->book, &weeks);
	bool ok = pial_season_weeks(work->year, cli->book.model.policy.season_starts, &first,
				    &last);

	for (size_t i = 0; ok && i < weeks; i++)
		if (week[i].n >= first.n && week[i].n <= last.n && week[i].n < now.n)
			ok = add_week(&log, week[i]);
	if (ok)
		put(cli, &log);
	free(week);
	free(log.promise);
	return ok;
}
