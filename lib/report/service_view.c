/*
 * Activities, hours, trips, budgets: sums by kind.
 *
 * All four are summed by one loop over a small grid, kind by month: a table says how many kinds it
 * has, and one function a table reads a line into a row. Sums of a part are the sums of its kinds,
 * each line rounded to cents once, so that the parts of a page add up.
 */
#include "report/service_view.h"

#include <stdlib.h>

#include "load/row.h"
#include "markup/words.h"
#include "num/round.h"
#include "po/po.h"
#include "report/say.h"
#include "report/view.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define ROW struct pial_service_row

static const struct pial_choice part_choice[] = {
	{ PIAL_SERVICE_ACTIVITY, "activities", "activités", "activities" },
	{ PIAL_SERVICE_HOURS, "hours", "heures", "hours" },
	{ PIAL_SERVICE_TRIP, "trips", "trajets", "trips" },
	{ PIAL_SERVICE_BUDGET, "budget", "budget", "budget" },
	{ 0, NULL, NULL, NULL },
};

/* The kinds of all parts as one enumeration: those of a part follow its base. */
enum { ACTIVITY_BASE = 0, TASK_BASE = 20, TRIP_BASE = 40, BUDGET_BASE = 60 };

static const struct pial_choice kind_choice[] = {
	{ ACTIVITY_BASE + PIAL_ACTIVITY_VISIT, "visit", "visites", "visits" },
	{ ACTIVITY_BASE + PIAL_ACTIVITY_WORKSHOP, "workshop", "ateliers", "workshops" },
	{ ACTIVITY_BASE + PIAL_ACTIVITY_TRAINING, "training", "formations", "training" },
	{ ACTIVITY_BASE + PIAL_ACTIVITY_MEETING, "meeting", "réunions", "meetings" },
	{ ACTIVITY_BASE + PIAL_ACTIVITY_OTHER, "other-activity", "autres activités",
	  "other activities" },
	{ TASK_BASE + PIAL_TASK_DUTY, "duty", "permanence", "duty" },
	{ TASK_BASE + PIAL_TASK_COORDINATION, "coordination", "coordination", "coordination" },
	{ TASK_BASE + PIAL_TASK_DELIVERY, "delivery", "livraison", "delivery" },
	{ TASK_BASE + PIAL_TASK_ACCOUNTS, "accounts", "comptabilité", "accounts" },
	{ TASK_BASE + PIAL_TASK_ACTIVITY, "activity", "animation", "activities run" },
	{ TASK_BASE + PIAL_TASK_WEIGHING, "weighing", "pesées", "weigh-ins" },
	{ TASK_BASE + PIAL_TASK_OTHER, "other-task", "autres tâches", "other tasks" },
	{ TRIP_BASE + PIAL_TRIP_ROUND, "round", "tournées", "rounds" },
	{ TRIP_BASE + PIAL_TRIP_COLLECTION, "collection", "ramassages", "collections" },
	{ TRIP_BASE + PIAL_TRIP_ACTIVITY, "to-activity", "vers une activité", "to an activity" },
	{ TRIP_BASE + PIAL_TRIP_OTHER, "other-trip", "autres trajets", "other trips" },
	{ BUDGET_BASE + PIAL_BUDGET_COST, "cost", "dépenses", "costs" },
	{ BUDGET_BASE + PIAL_BUDGET_GRANT, "grant", "subventions", "grants" },
	{ BUDGET_BASE + PIAL_BUDGET_INCOME, "income", "autres recettes", "other income" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field view_field[] = {
	{ FIELD("part", "Partie", "Part", ENUM, KEY | REQ, part), .choice = part_choice },
	{ FIELD("kind", "Genre", "Kind", ENUM, KEY, kind), .choice = kind_choice,
	  HELP("Vide : toute la partie.", "Empty: the whole part.") },
	{ FIELD("month", "Mois", "Month", MONTH, KEY, month),
	  HELP("Vide : tous les jours de la vue.", "Empty: all days of the view.") },
	{ FIELD("year", "Année", "Year", INT, KEY, year), .min = 0, .max = 9999,
	  HELP("Année d'un budget.", "Year of a budget.") },
	{ FIELD("count", "Nombre", "Number", INT, REQ, count), .min = 0, .max = INT32_MAX },
	{ FIELD("people", "Personnes", "People", INT, 0, people), .min = 0, .max = INT32_MAX,
	  HELP("Là où on les a comptées.", "Where they were counted.") },
	{ FIELD("hours", "Heures", "Hours", QTY, 0, hours) },
	{ FIELD("given", "Dont données", "Of which given", QTY, 0, given),
	  HELP("Sans coût de l'heure.", "Without a cost of an hour.") },
	{ FIELD("km", "Kilomètres", "Kilometres", KM, 0, distance) },
	{ FIELD("cost", "Coût (€)", "Cost (€)", MONEY, 0, cost),
	  HELP("Chaque ligne arrondie au centime.", "Each line rounded to cents.") },
	{ FIELD("foreseen", "Prévu (€)", "Foreseen (€)", MONEY, 0, foreseen) },
	{ FIELD("actual", "Réalisé (€)", "Actual (€)", MONEY, 0, actual),
	  HELP("Ce qui en est connu.", "What is known of it.") },
};

const struct pial_schema pial_schema_view_activities = {
	"activities", NULL, "pial-report activities",
	"Ce que le service fait, et ce que cela prend.",
	"What the service does, and what that takes.",
	FIELDS(view_field, struct pial_service_row), NULL,
};

/* ---- Sums ---- */

static struct pial_service_row empty(enum pial_service_part part, unsigned kind)
{
	return (struct pial_service_row){
		.hours = PIAL_QTY_NONE, .given = PIAL_QTY_NONE, .distance = PIAL_DISTANCE_NONE,
		.cost = PIAL_MONEY_NONE, .foreseen = PIAL_MONEY_NONE, .actual = PIAL_MONEY_NONE,
		.people = INT32_MIN, .year = INT32_MIN, .part = (uint8_t)part,
		.kind = (uint8_t)kind,
	};
}

/* Adds what is there: none and a number is the number. */
static bool add64(int64_t *sum, int64_t more)
{
	if (more == INT64_MIN)
		return true;
	if (*sum == INT64_MIN)
		*sum = 0;
	return pial_add(*sum, more, sum);
}

static bool add32(int32_t *sum, int32_t more)
{
	int64_t wide = *sum == INT32_MIN ? 0 : *sum;

	if (more == INT32_MIN)
		return true;
	wide += more;
	*sum = (int32_t)wide;
	return wide <= INT32_MAX;
}

static bool add(struct pial_service_row *sum, const struct pial_service_row *more)
{
	return add64(&sum->hours.milli, more->hours.milli) &&
	       add64(&sum->given.milli, more->given.milli) &&
	       add32(&sum->distance.m, more->distance.m) &&
	       add64(&sum->cost.cents, more->cost.cents) &&
	       add64(&sum->foreseen.cents, more->foreseen.cents) &&
	       add64(&sum->actual.cents, more->actual.cents) &&
	       add32(&sum->people, more->people) && add32(&sum->count, more->count);
}

/* Reads a line of one of the tables; *day is its day. False on overflow. */
typedef bool (*read_line)(const void *data, struct pial_service_row *row, struct pial_date *day);

static bool read_activity(const void *data, struct pial_service_row *row, struct pial_date *day)
{
	const struct pial_activity *line = data;

	*row = empty(PIAL_SERVICE_ACTIVITY, ACTIVITY_BASE + line->kind);
	*day = line->date;
	row->people = line->people == INT32_MIN ? 0 : line->people;
	row->cost.cents = pial_money_is_none(line->cost) ? 0 : line->cost.cents;
	return true;
}

static bool read_hours(const void *data, struct pial_service_row *row, struct pial_date *day)
{
	const struct pial_hours *line = data;
	bool given = pial_price_is_none(line->rate);

	*row = empty(PIAL_SERVICE_HOURS, TASK_BASE + line->task);
	*day = line->date;
	row->hours = line->hours;
	row->given.milli = given ? line->hours.milli : 0;
	row->cost.cents = 0;
	return given ||
	       pial_money_of(line->hours, line->rate, PIAL_ROUND_HALF_AWAY, &row->cost);
}

static bool read_trip(const void *data, struct pial_service_row *row, struct pial_date *day)
{
	const struct pial_trip *line = data;

	*row = empty(PIAL_SERVICE_TRIP, TRIP_BASE + line->purpose);
	*day = line->date;
	row->distance = line->distance;
	row->cost.cents = 0;
	/* metres x ten-thousandths of a euro a kilometre: 100,000 make a cent */
	return pial_price_is_none(line->rate) ||
	       pial_muldiv(line->distance.m, line->rate.e4, 100000, PIAL_ROUND_HALF_AWAY,
			   &row->cost.cents);
}

static bool read_budget(const void *data, struct pial_service_row *row, struct pial_date *day)
{
	const struct pial_budget *line = data;

	*row = empty(PIAL_SERVICE_BUDGET, BUDGET_BASE + line->kind);
	day->n = 0;
	row->foreseen = line->amount;
	row->actual = line->actual;
	return true;
}

/* The row of a kind in a month, made when it is not there yet. */
static struct pial_service_row *row_of(struct pial_table *out, size_t from,
				       const struct pial_service_row *like, struct pial_month month)
{
	struct pial_service_row row = empty((enum pial_service_part)like->part, like->kind);

	for (size_t i = from; i < out->count; i++) {
		struct pial_service_row *there = pial_table_row(out, i);

		if (there->kind == like->kind && there->month.n == month.n)
			return there;
	}
	row.month = month;
	row.year = like->year;
	pial_table_add(out, &row);
	return pial_table_row(out, out->count - 1);
}

static bool counts(const struct pial_service_input *input, struct pial_date day)
{
	return (!input->first.n || day.n >= input->first.n) &&
	       (!input->last.n || day.n <= input->last.n);
}

static int by_key(const void *a, const void *b)
{
	const struct pial_service_row *x = a, *y = b;

	/* The sum of a part has kind 0 and stands after its kinds. */
	if (x->kind != y->kind)
		return !x->kind || (y->kind && x->kind > y->kind) ? 1 : -1;
	return (x->month.n > y->month.n) - (x->month.n < y->month.n);
}

/* Adds a line to its kind, to the sum of its part, and to both of its month. */
static bool add_line(struct pial_table *out, size_t from, const struct pial_service_row *line,
		     struct pial_month month)
{
	struct pial_service_row all = *line;

	all.kind = 0;
	for (int k = 0; k < (month.n ? 2 : 1); k++) {
		struct pial_month of = k ? month : (struct pial_month){ 0 };

		if (!add(row_of(out, from, line, of), line) ||
		    !add(row_of(out, from, &all, of), line))
			return false;
	}
	return true;
}

static bool add_part(struct pial_table *out, const struct pial_service_input *input,
		     const struct pial_table *table, read_line read)
{
	size_t from = out->count;

	for (size_t i = 0; table && i < table->count; i++) {
		struct pial_service_row line;
		struct pial_date day;
		struct pial_month month = { 0 };

		if (!read(pial_table_row(table, i), &line, &day))
			return false;
		if (!counts(input, day))
			continue;
		line.count = 1;
		if (input->by_month)
			month = pial_month_of(day);
		if (!add_line(out, from, &line, month))
			return false;
	}
	if (out->count > from)
		qsort(pial_table_row(out, from), out->count - from,
		      sizeof(struct pial_service_row), by_key);
	return true;
}

bool pial_service_view_make(struct pial_table *out, const struct pial_service_input *input)
{
	return add_part(out, input, input->activities, read_activity) &&
	       add_part(out, input, input->hours, read_hours) &&
	       add_part(out, input, input->trips, read_trip);
}

bool pial_service_view_budget(struct pial_table *out, const struct pial_table *budget, int year)
{
	size_t from = out->count, kept = from;

	for (size_t i = 0; i < budget->count; i++) {
		struct pial_service_row line;
		struct pial_date day;

		(void)read_budget(pial_table_row(budget, i), &line, &day);
		line.count = 1;
		line.year = year;
		if (!add(row_of(out, from, &line, (struct pial_month){ 0 }), &line))
			return false;
	}
	kept = out->count - from;
	if (kept)
		qsort(pial_table_row(out, from), kept, sizeof(struct pial_service_row), by_key);
	return true;
}

bool pial_service_view_is(const struct pial_service_row *row, enum pial_service_part part,
			  unsigned kind)
{
	static const unsigned base[] = {
		[PIAL_SERVICE_ACTIVITY] = ACTIVITY_BASE, [PIAL_SERVICE_HOURS] = TASK_BASE,
		[PIAL_SERVICE_TRIP] = TRIP_BASE, [PIAL_SERVICE_BUDGET] = BUDGET_BASE,
	};

	return row->part == part && row->kind == (kind ? base[part] + kind : 0);
}

const struct pial_service_row *pial_service_view_row(const struct pial_table *table,
						     enum pial_service_part part, unsigned kind)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct pial_service_row *row = pial_table_row(table, i);

		if (!row->month.n && pial_service_view_is(row, part, kind))
			return row;
	}
	return NULL;
}

bool pial_service_cost(const struct pial_service_input *input, struct pial_money *cost)
{
	struct pial_service_input all = *input;
	struct pial_table table;
	bool ok;

	all.by_month = false;
	pial_table_init(&table, &pial_schema_view_activities);
	ok = pial_service_view_make(&table, &all);
	cost->cents = 0;
	for (size_t i = 0; ok && i < table.count; i++) {
		const struct pial_service_row *row = pial_table_row(&table, i);

		if (!row->kind)
			ok = add64(&cost->cents, row->cost.cents);
	}
	pial_table_release(&table);
	return ok;
}

/* ---- The paper ---- */

/* What a part shows, and under which title. */
struct shown {
	enum pial_service_part part;	/* which */
	const char *title;		/* marked for translation */
	const char *column[8];		/* of the view, closed by NULL */
};

static const struct shown shown[] = {
	{ PIAL_SERVICE_ACTIVITY, PIAL_N_("Visits, workshops, meetings"),
	  { "kind", "month", "count", "people", "cost", NULL } },
	{ PIAL_SERVICE_HOURS, PIAL_N_("Hours"),
	  { "kind", "month", "hours", "given", "cost", NULL } },
	{ PIAL_SERVICE_TRIP, PIAL_N_("Kilometres"),
	  { "kind", "month", "count", "km", "cost", NULL } },
	{ PIAL_SERVICE_BUDGET, PIAL_N_("Budget"),
	  { "kind", "foreseen", "actual", NULL } },
};

static enum pial_paper_row_kind row_kind(const void *data)
{
	const struct pial_service_row *row = data;

	return row->kind ? PIAL_PAPER_BODY : PIAL_PAPER_TOTAL;
}

/* A title, with the year of a budget. */
static void put_heading(struct pial_paper *paper, const char *title, int32_t year)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_strbuf_addstr(&text, pial_tr(paper->lang, title));
	if (year != INT32_MIN)
		pial_strbuf_addf(&text, " %d", (int)year);
	pial_paper_heading(paper, text.text);
	pial_strbuf_release(&text);
}

static void put_parts(struct pial_paper *paper, const struct pial_service_paper *service)
{
	const struct pial_table *table = service->table;
	size_t first = 0;

	while (first < table->count) {
		const struct pial_service_row *row = pial_table_row(table, first);
		size_t end = pial_view_run(table, service->model, "part", first);
		const struct shown *part = &shown[row->part - 1];
		const struct pial_view_layout layout = {
			.model = service->model, .column = part->column, .kind = row_kind,
			.total = pial_tr(paper->lang, PIAL_N_("together")),
		};

		if (row->part == PIAL_SERVICE_BUDGET)
			end = pial_view_run(table, service->model, "year", first);
		put_heading(paper, part->title, row->year);
		pial_view_put(paper, &layout, "", table, first, end);
		first = end;
	}
}

/* The share that grants pay of what a year is foreseen to cost; nothing without a budget. */
static void put_grants(struct pial_paper *paper, const struct pial_table *table)
{
	struct pial_strbuf text;
	int64_t cost = 0, share;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < table->count; i++) {
		const struct pial_service_row *row = pial_table_row(table, i);

		if (row->kind == BUDGET_BASE + PIAL_BUDGET_COST)
			cost = row->foreseen.cents;
		if (row->kind != BUDGET_BASE + PIAL_BUDGET_GRANT || cost <= 0 ||
		    !pial_muldiv(row->foreseen.cents, 1000, cost, PIAL_ROUND_HALF_AWAY, &share))
			continue;
		pial_strbuf_clear(&text);
		pial_strbuf_addf(&text, pial_tr(paper->lang, PIAL_N_("In %d, grants cover ")),
				 (int)row->year);
		pial_words_number(&text, share, 1, 0, paper->lang);
		pial_strbuf_addstr(&text, pial_tr(paper->lang, PIAL_N_("% of what is foreseen "
								       "to be spent.")));
		pial_paper_text(paper, PIAL_PAPER_PLAIN, text.text);
	}
	pial_strbuf_release(&text);
}

static bool is_shown(const struct pial_service_paper *service, const struct pial_activity *row)
{
	const struct pial_service_input days = { .first = service->first, .last = service->last };

	return counts(&days, row->date);
}

/* The activities, one by one. */
static void put_list(struct pial_paper *paper, const struct pial_service_paper *service)
{
	static const char *const column[] = { "date", "kind", "title", "producer", "kitchen",
					      "people", NULL };
	const struct pial_view_layout layout = { .model = service->model, .column = column };
	const struct pial_table *table = service->activities;
	size_t first = 0, end;

	/* In key order, so by day. */
	while (first < table->count && !is_shown(service, pial_table_row(table, first)))
		first++;
	for (end = first; end < table->count && is_shown(service, pial_table_row(table, end));)
		end++;
	if (first == end)
		return;
	pial_paper_heading(paper, pial_tr(paper->lang, PIAL_N_("One by one")));
	pial_view_put(paper, &layout, "", table, first, end);
}

void pial_service_view_write(struct pial_paper *paper, const void *data)
{
	const struct pial_service_paper *service = data;
	const char *title = pial_tr(paper->lang, PIAL_N_("What the service does"));
	struct pial_strbuf days;

	pial_strbuf_init(&days, PIAL_STRBUF_TEXT);
	pial_say_days(&days, service->first, service->last, paper->lang);
	pial_paper_sheet(paper, title,
			 pial_model_text(service->model, service->model->policy.name.n));
	pial_paper_title(paper, title, days.text);
	pial_strbuf_release(&days);
	if (!service->table->count)
		pial_paper_text(paper, PIAL_PAPER_PLAIN,
				pial_tr(paper->lang,
					PIAL_N_("Nothing of these days is in activities.csv, "
						"hours.csv, trips.csv or a budget.csv.")));
	put_parts(paper, service);
	put_grants(paper, service->table);
	put_list(paper, service);
}
