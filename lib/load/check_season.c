/*
 * The tables of a season against the book: names, weeks of that season, needs and bids said twice.
 *
 * A line outside its season would weigh nothing, without a word; two needs of one week would be
 * added up, where a person most likely corrected the one by the other; two bids of one week would
 * promise a grower's land twice. All are refused.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "load/load.h"
#include "model/season.h"

#include "base/banned.h"

/* What is checked against. */
struct season {
	int year;			/* its name */
	struct pial_week first, last;	/* its weeks */
};

static bool check_week(const struct pial_table *table, const void *row, const char *column,
		       struct pial_week week, const struct season *season,
		       struct pial_diags *diags)
{
	struct pial_pos pos;

	if (pial_week_is_none(week) || (week.n >= season->first.n && week.n <= season->last.n))
		return true;
	pos = pial_table_pos(table, row, column);
	return pial_diag_add(diags, &pos, PIAL_E_SEASON_WEEK, (int64_t)week.n,
			     (int64_t)season->year, (int64_t)season->first.n,
			     (int64_t)season->last.n);
}

/* A line that holds for one party and product over some weeks: a need, or a bid. */
struct stretch {
	uint32_t line;			/* line in the file */
	uint32_t party, product;	/* numbers in the pool */
	struct pial_week from, until;	/* none: the season's */
	const void *row;		/* the row it is */
};

static int by_who(const void *left, const void *right)
{
	const struct stretch *a = left, *b = right;

	if (a->party != b->party)
		return a->party < b->party ? -1 : 1;
	if (a->product != b->product)
		return a->product < b->product ? -1 : 1;
	if (a->from.n != b->from.n)
		return a->from.n < b->from.n ? -1 : 1;
	return (a->line > b->line) - (a->line < b->line);
}

/* True while a line holds when another begins; a blank end is the season's. */
static bool reaches(const struct stretch *a, const struct stretch *b)
{
	return pial_week_is_none(a->until) || pial_week_is_none(b->from) ||
	       a->until.n >= b->from.n;
}

static struct stretch stretch_of(const struct pial_table *table, size_t i)
{
	const void *row = pial_table_row(table, i);

	if (table->schema == &pial_schema_needs) {
		const struct pial_need *need = row;

		return (struct stretch){ need->line, need->kitchen.n, need->product.n,
					 need->from_week, need->until_week, row };
	}
	const struct pial_bid *bid = row;

	return (struct stretch){ bid->line, bid->producer.n, bid->product.n, bid->from_week,
				 bid->until_week, row };
}

static bool check_overlaps(const struct pial_table *table, const struct pial_model *model,
			   enum pial_code code, struct pial_diags *diags)
{
	struct stretch *row = pial_calloc(table->count + 1, sizeof(*row)), *longest = row;
	bool ok = true;

	for (size_t i = 0; i < table->count; i++)
		row[i] = stretch_of(table, i);
	if (table->count)
		qsort(row, table->count, sizeof(*row), by_who);
	for (size_t i = 1; i < table->count; i++) {
		bool same = row[i].party == longest->party && row[i].product == longest->product;
		struct pial_pos pos, other;

		if (same && reaches(longest, &row[i])) {
			pos = pial_table_pos(table, row[i].row, "from_week");
			other = pial_table_pos(table, longest->row, "from_week");
			ok = pial_diag_add(diags, &pos, code, pial_model_text(model, row[i].party),
					   pial_model_text(model, row[i].product), &other);
		}
		if (!same || (!pial_week_is_none(longest->until) &&
			      (pial_week_is_none(row[i].until) ||
			       row[i].until.n > longest->until.n)))
			longest = &row[i];
	}
	free(row);
	return ok;
}

/* A round in weeks of its season, on a pair that the policy does not keep apart. */
static bool check_round(const struct pial_table *table, const struct pial_model *model,
			const struct pial_season_round *row, const struct season *season,
			struct pial_diags *diags)
{
	const struct pial_policy *policy = &model->policy;
	bool ok = check_week(table, row, "from_week", row->from_week, season, diags);

	ok &= check_week(table, row, "until_week", row->until_week, season, diags);
	for (uint32_t i = 0; i < policy->exclude_count; i++) {
		struct pial_pos pos;

		if (policy->exclude[i].producer.n != row->producer.n ||
		    policy->exclude[i].kitchen.n != row->kitchen.n)
			continue;
		pos = pial_table_pos(table, row, "producer");
		ok = pial_diag_add(diags, &pos, PIAL_E_ROUND_EXCLUDED,
				   pial_model_text(model, row->producer.n),
				   pial_model_text(model, row->kitchen.n),
				   &policy->exclude[i].pos);
	}
	return ok;
}

bool pial_check_season(const struct pial_table *table, const struct pial_model *model, int year,
		       struct pial_diags *diags)
{
	bool ok = pial_check_references(table, model, diags);
	struct season season = { .year = year };

	if (!pial_season_weeks(year, model->policy.season_starts, &season.first, &season.last))
		return ok;
	for (size_t i = 0; i < table->count; i++) {
		const void *row = pial_table_row(table, i);

		if (table->schema == &pial_schema_plan) {
			const struct pial_plan *plan = row;

			ok &= check_week(table, row, "week", plan->week, &season, diags);
		} else if (table->schema == &pial_schema_rounds) {
			ok &= check_round(table, model, row, &season, diags);
		} else if (table->schema == &pial_schema_bids) {
			const struct pial_bid *bid = row;

			ok &= check_week(table, row, "from_week", bid->from_week, &season, diags);
			ok &= check_week(table, row, "until_week", bid->until_week, &season, diags);
		} else if (table->schema == &pial_schema_absences) {
			const struct pial_absence *absence = row;

			ok &= check_week(table, row, "from_week", absence->from_week, &season,
					 diags);
			ok &= check_week(table, row, "until_week", absence->until_week, &season,
					 diags);
		} else if (table->schema == &pial_schema_rota) {
			const struct pial_turn *turn = row;

			ok &= check_week(table, row, "week", turn->week, &season, diags);
			ok &= check_week(table, row, "with_week", turn->with_week, &season, diags);
		} else if (table->schema == &pial_schema_needs) {
			const struct pial_need *need = row;

			ok &= check_week(table, row, "from_week", need->from_week, &season, diags);
			ok &= check_week(table, row, "until_week", need->until_week, &season,
					 diags);
		}
	}
	if (table->schema == &pial_schema_needs)
		ok &= check_overlaps(table, model, PIAL_E_OVERLAP_NEED, diags);
	if (table->schema == &pial_schema_bids)
		ok &= check_overlaps(table, model, PIAL_E_OVERLAP_BID, diags);
	return ok;
}
