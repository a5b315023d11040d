/*
 * The rota of a season as a question to the engine.
 *
 * What weeks weigh comes from one source for the whole season: the plan, if it has a line (how many
 * harvests each week brings to the table), else the same weeks of the year before (how many drops
 * were made; a week without a record is an average one). Mixing them would make a week light
 * because it was planned and heavy because it was not.
 *
 * A turn is fixed when people have been told (published, swapped) or when its week is over. A week
 * that is over and was never written down was nobody's, as far as this table knows, and then does
 * not count in what anybody is measured by.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "book/history.h"
#include "cmd/plan_rota.h"

#include "base/banned.h"

/* Weeks of a year: the same week of the year before. */
#define YEAR_WEEKS 52

void pial_plan_rota_init(struct pial_plan_rota *rota, struct pial_cli *cli)
{
	memset(rota, 0, sizeof(*rota));
	rota->cli = cli;
	pial_table_init(&rota->turns, &pial_schema_rota);
	pial_table_init(&rota->absences, &pial_schema_absences);
}

void pial_plan_rota_release(struct pial_plan_rota *rota)
{
	pial_table_release(&rota->turns);
	pial_table_release(&rota->absences);
	free(rota->person);
	free(rota->deliveries);
	free(rota->due);
	free(rota->load);
	free(rota->fixed);
	free(rota->since);
	free(rota->can);
	memset(rota, 0, sizeof(*rota));
}

bool pial_plan_rota_read(struct pial_plan_rota *rota, int year)
{
	struct pial_cli *cli = rota->cli;
	bool ok;

	rota->year = year;
	if (!pial_season_weeks(year, cli->book.model.policy.season_starts, &rota->first,
			       &rota->last)) {
		pial_cli_usage(cli, PIAL_N_("there is no season “%s”"), cli->operand[0]);
		return false;
	}
	ok = pial_book_season(&cli->book, year, &rota->turns, &cli->diags);
	return pial_book_season(&cli->book, year, &rota->absences, &cli->diags) && ok;
}

bool pial_plan_rota_belongs(const struct pial_producer *producer, struct pial_week week)
{
	return pial_day_within(pial_week_monday(week), producer->joined, producer->left) &&
	       pial_day_within(pial_week_day(week, PIAL_SUNDAY), producer->joined,
			       producer->left);
}

const struct pial_absence *pial_plan_rota_away(const struct pial_plan_rota *rota,
					       struct pial_producer_id producer,
					       struct pial_week week)
{
	for (size_t i = 0; i < rota->absences.count; i++) {
		const struct pial_absence *row = pial_table_row(&rota->absences, i);

		if (row->producer.n == producer.n && row->from_week.n <= week.n &&
		    (pial_week_is_none(row->until_week) || row->until_week.n >= week.n))
			return row;
	}
	return NULL;
}

struct pial_turn *pial_plan_rota_turn(const struct pial_plan_rota *rota, struct pial_week week)
{
	for (size_t i = 0; i < rota->turns.count; i++) {
		struct pial_turn *row = pial_table_row(&rota->turns, i);

		if (row->week.n == week.n)
			return row;
	}
	return NULL;
}

/* ---- What weeks weigh ---- */

/* Counts the plan's lines of each week; false when it has none for the season. */
static bool count_plan(struct pial_plan_rota *rota, const struct pial_table *plan)
{
	int32_t version = 0;
	bool any = false;

	for (size_t i = 0; i < plan->count; i++) {
		const struct pial_plan *row = pial_table_row(plan, i);

		version = row->version > version ? row->version : version;
	}
	for (size_t i = 0; i < plan->count; i++) {
		const struct pial_plan *row = pial_table_row(plan, i);

		if (row->version != version || row->purpose == PIAL_PLAN_MARGIN ||
		    row->quantity.milli <= 0)
			continue;
		rota->deliveries[row->week.n - rota->first.n]++;
		any = true;
	}
	return any;
}

static int by_drop(const void *left, const void *right)
{
	const struct pial_allocation *a = *(const struct pial_allocation *const *)left;
	const struct pial_allocation *b = *(const struct pial_allocation *const *)right;

	if (a->day.n != b->day.n)
		return a->day.n < b->day.n ? -1 : 1;
	if (a->kitchen.n != b->kitchen.n)
		return a->kitchen.n < b->kitchen.n ? -1 : 1;
	return (a->producer.n > b->producer.n) - (a->producer.n < b->producer.n);
}

/* Drops of an allocation: a producer at a kitchen on a day. */
static int64_t count_drops(const struct pial_table *allocation)
{
	const struct pial_allocation **row = pial_calloc(allocation->count + 1, sizeof(*row));
	size_t rows = 0;
	int64_t drops = 0;

	for (size_t i = 0; i < allocation->count; i++) {
		row[rows] = pial_table_row(allocation, i);
		rows += row[rows]->producer.n && row[rows]->quantity.milli > 0;
	}
	if (rows)
		qsort(row, rows, sizeof(*row), by_drop);
	for (size_t i = 0; i < rows; i++)
		drops += !i || by_drop(&row[i - 1], &row[i]) != 0;
	free(row);
	return drops;
}

/* Drops of one week; below 0 when it has no allocation, or only rows fixed by hand. */
static bool count_week(struct pial_plan_rota *rota, struct pial_week week, int64_t *drops)
{
	struct pial_book *book = &rota->cli->book;
	struct pial_table table;
	bool ok, exists, only = true;

	*drops = -1;
	pial_table_init(&table, &pial_schema_allocation);
	ok = pial_book_week(book, week, &table, &exists, &rota->cli->diags) &&
	     (!exists || pial_book_only_pins(book, week, &table, &only, &rota->cli->diags));
	if (ok && !only)
		*drops = count_drops(&table);
	pial_table_release(&table);
	return ok;
}

static bool count_past(struct pial_plan_rota *rota)
{
	bool ok = true;

	for (size_t w = 0; w < rota->input.weeks && ok; w++) {
		struct pial_week week = pial_week_add(rota->first, (int)w - YEAR_WEEKS);

		rota->deliveries[w] = -1;
		if (!pial_week_is_none(week))
			ok = count_week(rota, week, &rota->deliveries[w]);
	}
	return ok;
}

static bool weigh_weeks(struct pial_plan_rota *rota)
{
	struct pial_table plan;
	bool ok;

	pial_table_init(&plan, &pial_schema_plan);
	ok = pial_book_season(&rota->cli->book, rota->year, &plan, &rota->cli->diags);
	if (ok && !count_plan(rota, &plan))
		ok = count_past(rota);
	pial_table_release(&plan);
	pial_rota_loads(rota->deliveries, rota->input.weeks, rota->load);
	return ok;
}

/* ---- Who takes turns ---- */

static bool takes_turns(const struct pial_plan_rota *rota, const struct pial_producer *producer)
{
	const struct pial_policy *policy = &rota->cli->book.model.policy;

	if (policy->rota_by_share == PIAL_YES && producer->share.milli <= 0)
		return false;
	if (producer->kind == PIAL_PRODUCER_PARTNER || producer->tier > 1)
		return policy->rota_partners == PIAL_YES;
	return producer->kind != PIAL_PRODUCER_BREEDER || policy->rota_breeders == PIAL_YES;
}

static bool has_turn(const struct pial_plan_rota *rota, struct pial_producer_id producer)
{
	for (size_t i = 0; i < rota->turns.count; i++) {
		const struct pial_turn *row = pial_table_row(&rota->turns, i);

		if (row->producer.n == producer.n)
			return true;
	}
	return false;
}

static void gather_people(struct pial_plan_rota *rota)
{
	const struct pial_model *model = &rota->cli->book.model;

	rota->person = pial_calloc(model->producers + 1, sizeof(*rota->person));
	for (size_t i = 0; i < model->producers; i++) {
		const struct pial_producer *producer = &model->producer[i];

		if (takes_turns(rota, producer) || has_turn(rota, producer->id))
			rota->person[rota->people++] = producer;
	}
}

static int32_t index_of(const struct pial_plan_rota *rota, struct pial_producer_id producer)
{
	for (size_t p = 0; p < rota->people; p++)
		if (rota->person[p]->id.n == producer.n)
			return (int32_t)p;
	return PIAL_ROTA_NOBODY;
}

static bool is_fixed(const struct pial_turn *turn, struct pial_week now)
{
	return turn->week.n < now.n ||
	       (turn->producer.n && (turn->status == PIAL_TURN_PUBLISHED ||
				     turn->status == PIAL_TURN_SWAPPED));
}

static void fix_turns(struct pial_plan_rota *rota)
{
	struct pial_week now = pial_week_of(rota->cli->today);

	for (size_t w = 0; w < rota->input.weeks; w++) {
		struct pial_week week = pial_week_add(rota->first, (int)w);
		const struct pial_turn *turn = pial_plan_rota_turn(rota, week);

		rota->fixed[w] = week.n < now.n ? PIAL_ROTA_NOBODY : PIAL_ROTA_OPEN;
		if (turn && is_fixed(turn, now))
			rota->fixed[w] = index_of(rota, turn->producer);
	}
}

/* Who may take which week, and what each is measured by. */
static void gather_weeks(struct pial_plan_rota *rota)
{
	bool by_share = rota->cli->book.model.policy.rota_by_share == PIAL_YES;

	for (size_t p = 0; p < rota->people; p++) {
		const struct pial_producer *producer = rota->person[p];
		bool takes = takes_turns(rota, producer);

		for (size_t w = 0; w < rota->input.weeks; w++) {
			struct pial_week week = pial_week_add(rota->first, (int)w);
			bool belongs = pial_plan_rota_belongs(producer, week);

			rota->can[w * rota->people + p] =
				takes && belongs && !pial_plan_rota_away(rota, producer->id, week);
			if (belongs && rota->fixed[w] != PIAL_ROTA_NOBODY)
				rota->due[p] += rota->load[w];
		}
		if (by_share && takes)
			rota->due[p] *= producer->share.milli;
		if (!rota->due[p])
			rota->due[p] = 1;
	}
}

/* Whose turns were last in the season before. */
static bool look_before(struct pial_plan_rota *rota)
{
	struct pial_table turns;
	bool ok;

	for (size_t p = 0; p < rota->people; p++)
		rota->since[p] = INT32_MAX;
	rota->input.before = PIAL_ROTA_NOBODY;
	pial_table_init(&turns, &pial_schema_rota);
	ok = pial_book_season(&rota->cli->book, rota->year - 1, &turns, &rota->cli->diags);
	for (size_t i = 0; ok && i < turns.count; i++) {
		const struct pial_turn *row = pial_table_row(&turns, i);
		int32_t who = index_of(rota, row->producer), since;

		since = rota->first.n - row->week.n;
		if (who >= 0 && since < rota->since[who])
			rota->since[who] = since;
		if (since == 1)
			rota->input.before = who;
	}
	pial_table_release(&turns);
	return ok;
}

bool pial_plan_rota_ask(struct pial_plan_rota *rota)
{
	size_t weeks = (size_t)(rota->last.n - rota->first.n) + 1;

	gather_people(rota);
	rota->deliveries = pial_calloc(weeks + 1, sizeof(*rota->deliveries));
	rota->load = pial_calloc(weeks + 1, sizeof(*rota->load));
	rota->fixed = pial_calloc(weeks + 1, sizeof(*rota->fixed));
	rota->due = pial_calloc(rota->people + 1, sizeof(*rota->due));
	rota->since = pial_calloc(rota->people + 1, sizeof(*rota->since));
	rota->can = pial_calloc(weeks * rota->people + 1, sizeof(*rota->can));
	rota->input = (struct pial_rota_input){
		.weeks = weeks, .people = rota->people, .load = rota->load, .can = rota->can,
		.due = rota->due, .fixed = rota->fixed, .since = rota->since,
	};
	if (!weigh_weeks(rota) || !look_before(rota))
		return false;
	fix_turns(rota);
	gather_weeks(rota);
	return true;
}
