/*
 * Rows are looked at again for each sum: a campaign has some hundred rows and a page some dozen
 * sums, and a sum of its own index would be one more thing to keep right.
 */
#include "waste/sum.h"

#include <string.h>

#include "num/round.h"

#include "base/banned.h"

#define MILLION 1000000

/* What decides whether a row of either table counts. */
struct where {
	struct pial_kitchen_id kitchen;	/* where */
	struct pial_date day;		/* when */
	uint8_t meal;			/* enum pial_meal */
};

static struct where where_of(const struct pial_table *table, size_t i)
{
	const struct pial_weighing *weighing = pial_table_row(table, i);
	const struct pial_meal_count *count = pial_table_row(table, i);

	if (table->schema == &pial_schema_weighings)
		return (struct where){ weighing->kitchen, weighing->day, weighing->meal };
	return (struct where){ count->kitchen, count->day, count->meal };
}

/* The kitchen that a satellite gets its meals from; none for others. */
static struct pial_kitchen_id central_of(const struct pial_waste_campaign *campaign,
					 struct pial_kitchen_id id)
{
	const struct pial_kitchen *kitchen = pial_model_kitchen(campaign->model, id);

	return kitchen ? kitchen->central : (struct pial_kitchen_id){ 0 };
}

/* True when one is the central kitchen of the other, or they are one. */
static bool are_family(const struct pial_waste_campaign *campaign, struct pial_kitchen_id a,
		       struct pial_kitchen_id b)
{
	return a.n == b.n || central_of(campaign, a).n == b.n || central_of(campaign, b).n == a.n;
}

/* True when a table has any row of a kitchen. */
static bool has_kitchen(const struct pial_table *table, struct pial_kitchen_id kitchen)
{
	for (size_t i = 0; i < table->count; i++)
		if (where_of(table, i).kitchen.n == kitchen.n)
			return true;
	return false;
}

/* True when the other side of a row is known: its own kitchen's, else of one that stands for it. */
static bool is_met(const struct pial_waste_campaign *campaign, struct where row,
		   const struct pial_table *other)
{
	bool own = has_kitchen(other, row.kitchen);

	for (size_t i = 0; i < other->count; i++) {
		struct where there = where_of(other, i);

		if (there.day.n == row.day.n &&
		    (!row.meal || !there.meal || row.meal == there.meal) &&
		    (own ? there.kitchen.n == row.kitchen.n
			 : are_family(campaign, there.kitchen, row.kitchen)))
			return true;
	}
	return false;
}

/* True when rows i and j are of one kitchen and day. */
static bool are_beside(const struct pial_table *table, size_t i, size_t j)
{
	return where_of(table, i).kitchen.n == where_of(table, j).kitchen.n &&
	       where_of(table, i).day.n == where_of(table, j).day.n;
}

/* Says what is left out of a kitchen and day, once, at its first row. */
static void say_left_out(const struct pial_waste_campaign *campaign, const struct pial_table *table,
			 const bool *counts, size_t first, struct pial_diags *diags)
{
	bool weighed = table->schema == &pial_schema_weighings;
	struct where row = where_of(table, first);
	const char *kitchen = pial_model_text(campaign->model, row.kitchen.n);
	struct pial_pos pos = pial_table_pos(table, pial_table_row(table, first),
					     weighed ? "stream" : "served");
	int64_t sum = 0;

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_meal_count *count = pial_table_row(table, i);

		if (counts[i] || !are_beside(table, i, first))
			continue;
		if (i < first)
			return;
		sum += weighed ? pial_weighing_net(pial_table_row(table, i)) : count->served;
	}
	if (weighed)
		pial_diag_add(diags, &pos, PIAL_A_WASTE_COUNT, kitchen, (int64_t)row.day.n, sum);
	else if (sum)
		pial_diag_add(diags, &pos, PIAL_N_WASTE_WEIGHED, kitchen, (int64_t)row.day.n, sum);
}

/* Marks the rows of a table that count; the others are said. */
static bool *find_rows(const struct pial_waste_campaign *campaign, const struct pial_table *table,
		       const struct pial_table *other, struct pial_arena *arena,
		       struct pial_diags *diags)
{
	bool *counts = pial_arena_alloc(arena, (table->count + 1) * sizeof(*counts));

	for (size_t i = 0; i < table->count; i++)
		counts[i] = is_met(campaign, where_of(table, i), other);
	for (size_t i = 0; i < table->count; i++)
		if (!counts[i])
			say_left_out(campaign, table, counts, i, diags);
	return counts;
}

/* Puts a kitchen in its place by name, unless it is there. */
static void put_kitchen(struct pial_waste_campaign *campaign, struct pial_kitchen_id id)
{
	const char *name = pial_model_text(campaign->model, id.n);
	size_t at = campaign->kitchens;

	for (size_t i = 0; i < campaign->kitchens; i++)
		if (campaign->kitchen[i].n == id.n)
			return;
	while (at && strcmp(pial_model_text(campaign->model, campaign->kitchen[at - 1].n),
			    name) > 0) {
		campaign->kitchen[at] = campaign->kitchen[at - 1];
		at--;
	}
	campaign->kitchen[at] = id;
	campaign->kitchens++;
}

static void put_day(struct pial_waste_campaign *campaign, struct pial_date day)
{
	size_t at = campaign->days;

	while (at && campaign->day[at - 1].n > day.n)
		at--;
	if (at && campaign->day[at - 1].n == day.n)
		return;
	memmove(&campaign->day[at + 1], &campaign->day[at],
		(campaign->days - at) * sizeof(*campaign->day));
	campaign->day[at] = day;
	campaign->days++;
}

static void find_kitchens_and_days(struct pial_waste_campaign *campaign)
{
	for (size_t i = 0; i < campaign->weighings->count; i++) {
		struct where row = where_of(campaign->weighings, i);

		if (!campaign->weighed[i])
			continue;
		put_kitchen(campaign, row.kitchen);
		put_day(campaign, row.day);
	}
	for (size_t i = 0; i < campaign->meals->count; i++)
		if (campaign->counted[i])
			put_kitchen(campaign, where_of(campaign->meals, i).kitchen);
}

/* Days of a kitchen on which a stream was weighed; NONE: any. */
static int64_t days_of(const struct pial_waste_campaign *campaign, struct pial_kitchen_id kitchen,
		       uint8_t stream)
{
	int64_t days = 0;

	for (size_t d = 0; d < campaign->days; d++)
		for (size_t i = 0; i < campaign->weighings->count; i++) {
			const struct pial_weighing *row = pial_table_row(campaign->weighings, i);

			if (!campaign->weighed[i] || row->kitchen.n != kitchen.n ||
			    row->day.n != campaign->day[d].n || (stream && row->stream != stream))
				continue;
			days++;
			break;
		}
	return days;
}

static void say_streams(const struct pial_waste_campaign *campaign, struct pial_diags *diags)
{
	struct pial_pos pos = { campaign->weighings->file, 0, 0, PIAL_COLUMN_LETTER };

	for (size_t k = 0; k < campaign->kitchens; k++) {
		int64_t all = days_of(campaign, campaign->kitchen[k], PIAL_STREAM_NONE);

		for (uint8_t s = 1; s < PIAL_STREAM_END; s++) {
			const struct pial_choice *choice = pial_choice_of(pial_choice_stream, s);
			int64_t days = days_of(campaign, campaign->kitchen[k], s);

			if (choice && days && days < all)
				pial_diag_add(diags, &pos, PIAL_N_WASTE_STREAM,
					      pial_model_text(campaign->model,
							      campaign->kitchen[k].n),
					      choice->fr, choice->en, days, all);
		}
	}
}

bool pial_waste_begin(struct pial_waste_campaign *campaign, struct pial_arena *arena,
		      struct pial_diags *diags)
{
	size_t most = campaign->weighings->count + campaign->meals->count + 1;
	struct pial_pos pos = { campaign->weighings->file, 0, 0, PIAL_COLUMN_LETTER };

	campaign->kitchens = campaign->days = 0;
	campaign->kitchen = pial_arena_alloc(arena, most * sizeof(*campaign->kitchen));
	campaign->day = pial_arena_alloc(arena, (most + 1) * sizeof(*campaign->day));
	campaign->weighed = find_rows(campaign, campaign->weighings, campaign->meals, arena,
				      diags);
	campaign->counted = find_rows(campaign, campaign->meals, campaign->weighings, arena,
				      diags);
	find_kitchens_and_days(campaign);
	if (!campaign->days)
		return pial_diag_add(diags, &pos, PIAL_E_WASTE_NONE,
				     pial_model_text(campaign->model, campaign->campaign));
	say_streams(campaign, diags);
	return true;
}

/* ---- Sums ---- */

static bool passes(const struct pial_waste_filter *filter, struct where row)
{
	return (!filter->kitchen.n || filter->kitchen.n == row.kitchen.n) &&
	       (!filter->day.n || filter->day.n == row.day.n) &&
	       (!filter->meal || filter->meal == row.meal);
}

/*
 * Adds a weighing. Where the whole and one part were weighed, the other part is the rest; where
 * both parts make less than the whole, the rest was not sorted.
 */
static void add_weighing(struct pial_waste_part *part, const struct pial_weighing *row)
{
	bool edible = !pial_mass_is_none(row->edible), inedible = !pial_mass_is_none(row->inedible);
	int64_t rest = pial_weighing_net(row) - (edible ? row->edible.g : 0) -
		       (inedible ? row->inedible.g : 0);

	part->rows++;
	part->edible += edible ? row->edible.g : 0;
	part->inedible += inedible ? row->inedible.g : 0;
	if (edible && !inedible)
		part->inedible += rest;
	else if (inedible && !edible)
		part->edible += rest;
	else
		part->unsorted += rest;
}

static void add_given(struct pial_waste_given *given, bool is, int64_t value, int64_t served)
{
	if (!is)
		return;
	given->sum += value;
	given->served += served;
	given->rows++;
}

static void add_count(struct pial_waste_sum *sum, const struct pial_meal_count *row)
{
	sum->served += row->served;
	sum->counts++;
	add_given(&sum->expected, row->expected != INT32_MIN, row->expected, row->served);
	add_given(&sum->prepared, row->prepared != INT32_MIN, row->prepared, row->served);
	add_given(&sum->food, !pial_mass_is_none(row->prepared_mass), row->prepared_mass.g,
		  row->served);
}

/* True when a row of meals is a kitchen's own, or stands for those that it does not count. */
static bool is_of(const struct pial_waste_campaign *campaign, struct pial_kitchen_id kitchen,
		  bool own, struct pial_kitchen_id row)
{
	return row.n == kitchen.n || (!own && central_of(campaign, row).n == kitchen.n);
}

void pial_waste_add(const struct pial_waste_campaign *campaign,
		    const struct pial_waste_filter *filter, struct pial_waste_sum *sum)
{
	struct pial_waste_filter any = *filter;
	bool own = has_kitchen(campaign->meals, filter->kitchen);

	any.kitchen.n = 0;
	memset(sum, 0, sizeof(*sum));
	for (size_t i = 0; i < campaign->weighings->count; i++) {
		const struct pial_weighing *row = pial_table_row(campaign->weighings, i);

		if (!campaign->weighed[i] || !passes(filter, where_of(campaign->weighings, i)) ||
		    (filter->of_component && row->component.n != filter->component.n))
			continue;
		add_weighing(&sum->stream[row->stream], row);
		add_weighing(&sum->stream[PIAL_STREAM_NONE], row);
	}
	for (size_t i = 0; i < campaign->meals->count; i++)
		if (campaign->counted[i] && passes(&any, where_of(campaign->meals, i)) &&
		    (!filter->kitchen.n ||
		     is_of(campaign, filter->kitchen, own,
			   where_of(campaign->meals, i).kitchen)))
			add_count(sum, pial_table_row(campaign->meals, i));
}

/* ---- Campaign ---- */

const struct pial_campaign *pial_waste_line(const struct pial_waste_campaign *campaign,
					    struct pial_kitchen_id kitchen)
{
	for (size_t i = 0; i < campaign->declared->count; i++) {
		const struct pial_campaign *row = pial_table_row(campaign->declared, i);

		if (row->id.n == campaign->campaign && row->kitchen.n == kitchen.n)
			return row;
	}
	return NULL;
}

static void widen(struct pial_date *from, struct pial_date *until, struct pial_date first,
		  struct pial_date last)
{
	if (!from->n || first.n < from->n)
		*from = first;
	if (last.n > until->n)
		*until = last;
}

void pial_waste_period(const struct pial_waste_campaign *campaign, struct pial_kitchen_id kitchen,
		       struct pial_date *from, struct pial_date *until)
{
	from->n = until->n = 0;
	for (size_t k = 0; k < campaign->kitchens; k++) {
		const struct pial_campaign *line;

		if (kitchen.n && kitchen.n != campaign->kitchen[k].n)
			continue;
		line = pial_waste_line(campaign, campaign->kitchen[k]);
		if (line) {
			widen(from, until, line->from, pial_campaign_last(line));
			continue;
		}
		for (size_t i = 0; i < campaign->weighings->count; i++) {
			struct where row = where_of(campaign->weighings, i);

			if (campaign->weighed[i] && row.kitchen.n == campaign->kitchen[k].n)
				widen(from, until, row.day, row.day);
		}
	}
}

int64_t pial_waste_edible(struct pial_waste_part part, struct pial_rate inedible)
{
	int64_t kept = 0;

	if (!pial_muldiv(part.unsorted, MILLION - inedible.e6, MILLION, PIAL_ROUND_HALF_UP, &kept))
		kept = part.unsorted;
	return part.edible + kept;
}

struct pial_qty pial_waste_per_meal(int64_t value, int64_t meals)
{
	struct pial_qty result = PIAL_QTY_NONE;

	if (meals <= 0 || !pial_muldiv(value, 1000, meals, PIAL_ROUND_HALF_AWAY, &result.milli))
		return PIAL_QTY_NONE;
	return result;
}
