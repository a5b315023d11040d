/*
 * Records: sums over rows (waste/sum.h), each divided and rounded once.
 *
 * The cost of a kilogram is kept as a price to a hundredth of a cent, and costs are computed from
 * masses and amounts in one division, never from that rounded price.
 */
#include "waste/measure.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "num/round.h"
#include "waste/parts_priv.h"

#include "base/banned.h"

#define MILLION 1000000
#define PER_PERCENT 10	/* millionths in a thousandth of a percent */

/* A kitchen's campaign being measured. */
struct measure {
	const struct pial_waste_input *input;	/* of what */
	const struct pial_kitchen *kitchen;	/* NULL: all together */
	size_t at;				/* its place in the campaign */
	struct pial_waste_sum sum;		/* of it */
	struct pial_rate inedible;		/* share taken of what was not sorted */
	struct pial_date until;			/* last day: reference data are of that day */
	struct pial_waste_record *record;	/* filled */
};

/* ---- Days ---- */

/* The share taken as inedible of what was not sorted, on the last day of the campaign. */
struct pial_rate pial_waste_inedible(const struct pial_waste_input *input)
{
	const struct pial_waste_campaign *campaign = input->campaign;
	struct pial_qty percent = pial_waste_setting(input->reference, PIAL_WASTE_INEDIBLE, "",
						     campaign->day[campaign->days - 1]);
	struct pial_rate none = { 0 };

	if (pial_qty_is_none(percent) || percent.milli > 100000)
		return none;
	return (struct pial_rate){ (int32_t)percent.milli * PER_PERCENT };
}

size_t pial_waste_days(const struct pial_waste_input *input, struct pial_kitchen_id kitchen,
		       enum pial_stream stream, struct pial_waste_day *day)
{
	const struct pial_waste_campaign *campaign = input->campaign;
	double eaten = 1 - (double)pial_waste_inedible(input).e6 / MILLION;
	size_t days = 0;

	for (size_t i = 0; i < campaign->days; i++) {
		struct pial_waste_filter filter = { .kitchen = kitchen, .day = campaign->day[i] };
		struct pial_waste_sum sum;

		pial_waste_add(campaign, &filter, &sum);
		if (!sum.stream[PIAL_STREAM_NONE].rows || sum.served <= 0)
			continue;
		day[days++] = (struct pial_waste_day){
			.day = campaign->day[i], .meals = sum.served,
			.grams = (double)sum.stream[stream].edible +
				 eaten * (double)sum.stream[stream].unsorted,
		};
	}
	return days;
}

void pial_waste_estimate_of(const struct pial_waste_input *input, struct pial_kitchen_id kitchen,
			    enum pial_stream stream, struct pial_waste_estimate *estimate)
{
	struct pial_waste_day *day = pial_calloc(input->campaign->days + 1, sizeof(*day));

	pial_waste_estimate(day, pial_waste_days(input, kitchen, stream, day), estimate);
	free(day);
}

/* ---- Masses of the State's record ---- */

/* A mass rounded to 10 grams, in hundredths of a kilogram. */
static int64_t hundredths(int64_t grams)
{
	return (grams + 5) / 10;
}

/* Parts of a whole in hundredths of a kilogram, adding up to it; back in grams. */
static void split(int64_t whole, const int64_t *grams, size_t count, struct pial_mass **mass)
{
	int64_t part[PIAL_STREAM_END] = { 0 };

	if (!pial_split(whole, grams, count, part))
		memset(part, 0, sizeof(part));
	for (size_t i = 0; i < count; i++)
		mass[i]->g = part[i] * 10;
}

static void put_stream(struct measure *m, size_t s)
{
	const struct pial_waste_part *part = &m->sum.stream[s + 1];
	struct pial_mass *parts[2] = { &m->record->stream[s].edible,
				       &m->record->stream[s].inedible };
	const int64_t grams[2] = { part->edible, part->inedible };

	if (part->unsorted) {
		m->record->stream[s].sorted = PIAL_NO;
		return;
	}
	m->record->stream[s].sorted = PIAL_YES;
	split(m->record->stream[s].total.g / 10, grams, 2, parts);
}

static void put_masses(struct measure *m)
{
	int64_t grams[PIAL_STREAM_END - 1];
	struct pial_mass *total[PIAL_STREAM_END - 1];

	for (size_t s = 0; s < PIAL_STREAM_END - 1; s++) {
		grams[s] = pial_waste_total(m->sum.stream[s + 1]);
		total[s] = &m->record->stream[s].total;
	}
	m->record->total.g = hundredths(pial_waste_total(m->sum.stream[PIAL_STREAM_NONE])) * 10;
	split(m->record->total.g / 10, grams, PIAL_STREAM_END - 1, total);
	for (size_t s = 0; s < PIAL_STREAM_END - 1; s++) {
		m->record->stream[s].edible = m->record->stream[s].inedible = PIAL_MASS_NONE;
		if (m->sum.stream[s + 1].rows)
			put_stream(m, s);
		else
			m->record->stream[s].total = PIAL_MASS_NONE;
	}
	m->record->by_source = PIAL_YES;
}

/* ---- Meals ---- */

static int32_t small(int64_t n)
{
	return n > INT32_MAX ? INT32_MAX : (int32_t)n;
}

/* part / whole as a rate; none when whole is 0 or the rate does not fit. */
static struct pial_rate rate_of(int64_t part, int64_t whole)
{
	int64_t e6;

	if (whole <= 0 || !pial_muldiv(part, MILLION, whole, PIAL_ROUND_HALF_AWAY, &e6) ||
	    e6 > INT32_MAX || e6 < -INT32_MAX)
		return PIAL_RATE_NONE;
	return (struct pial_rate){ (int32_t)e6 };
}

static struct pial_rate gap_of(const struct pial_waste_given *given)
{
	return given->rows ? rate_of(given->sum - given->served, given->served) : PIAL_RATE_NONE;
}

static void put_meals(struct measure *m)
{
	const struct pial_waste_sum *sum = &m->sum;

	m->record->meals = small(sum->served);
	m->record->expected = sum->expected.rows && sum->expected.rows == sum->counts ?
				      small(sum->expected.sum) : INT32_MIN;
	m->record->prepared = sum->prepared.rows && sum->prepared.rows == sum->counts ?
				      small(sum->prepared.sum) : INT32_MIN;
	m->record->gap_expected = gap_of(&sum->expected);
	m->record->gap_prepared = gap_of(&sum->prepared);
	m->record->food = PIAL_MASS_NONE;
	if (sum->food.rows && sum->food.rows == sum->counts)
		m->record->food.g = sum->food.sum;
}

/* ---- Food, cost, greenhouse gas ---- */

/* Grams of food prepared for a number of meals: as weighed, else as published. */
static bool food_of(const struct measure *m, int64_t *grams, int64_t *meals)
{
	const struct pial_kitchen *kitchen = m->kitchen;
	const char *of = "";
	struct pial_qty published;

	if (m->sum.food.rows && m->sum.food.sum > 0 && m->sum.food.served > 0) {
		*grams = m->sum.food.sum;
		*meals = m->sum.food.served;
		return true;
	}
	if (kitchen && kitchen->age_class.n)
		of = pial_model_text(m->input->campaign->model, kitchen->age_class.n);
	else if (kitchen && kitchen->central.n)
		of = "satellite";
	published = pial_waste_setting(m->input->reference, PIAL_WASTE_FOOD, of, m->until);
	*grams = published.milli;
	*meals = 1000;
	return !pial_qty_is_none(published) && published.milli > 0;
}

/* What some food cost: so many cents for so many grams. */
struct rate {
	int64_t cents, grams;	/* both above 0 once found */
};

static bool by_meal(const struct measure *m, struct rate *rate)
{
	int64_t grams, meals;

	if (!m->kitchen || pial_money_is_none(m->kitchen->meal_cost) ||
	    m->kitchen->meal_cost.cents <= 0 || !food_of(m, &grams, &meals) ||
	    !pial_muldiv(m->kitchen->meal_cost.cents, meals, 1, PIAL_ROUND_NEVER, &rate->cents))
		return false;
	rate->grams = grams;
	return true;
}

static bool by_kg(const struct measure *m, struct rate *rate)
{
	struct pial_qty euros = pial_waste_setting(m->input->reference, PIAL_WASTE_COST, "",
						   m->until);

	if (pial_qty_is_none(euros) || euros.milli <= 0)
		return false;
	*rate = (struct rate){ euros.milli, 10000 };
	return true;
}

static bool by_delivered(const struct measure *m, struct rate *rate)
{
	const struct pial_waste_delivered *delivered;

	if (!m->kitchen || !m->input->delivered)
		return false;
	delivered = &m->input->delivered[m->at];
	*rate = (struct rate){ delivered->value.cents, delivered->mass.g };
	return rate->cents > 0 && rate->grams > 0;
}

/* What a gram of food is taken to cost; NONE when nothing says it. */
static enum pial_waste_basis basis_of(const struct measure *m, struct rate *rate)
{
	enum pial_waste_basis asked = m->input->basis;

	if (asked == PIAL_WASTE_BASIS_DELIVERED)
		return by_delivered(m, rate) ? asked : PIAL_WASTE_BASIS_NONE;
	if (asked != PIAL_WASTE_BASIS_KG && by_meal(m, rate))
		return PIAL_WASTE_BASIS_MEAL;
	if (asked != PIAL_WASTE_BASIS_MEAL && by_kg(m, rate))
		return PIAL_WASTE_BASIS_KG;
	return PIAL_WASTE_BASIS_NONE;
}

/* cents of grams, as a price per something in ten-thousandths of a euro. */
static struct pial_price price_of(int64_t cents, int64_t many, int64_t unit)
{
	int64_t e4;

	if (many <= 0 || !pial_muldiv(cents * 100, unit, many, PIAL_ROUND_HALF_AWAY, &e4) ||
	    e4 > INT32_MAX)
		return PIAL_PRICE_NONE;
	return (struct pial_price){ (int32_t)e4 };
}

static void put_cost(struct measure *m)
{
	struct pial_waste_record *record = m->record;
	struct rate rate = { 0, 0 };

	record->basis = (uint8_t)basis_of(m, &rate);
	record->cost = PIAL_MONEY_NONE;
	record->cost_kg = record->cost_meal = PIAL_PRICE_NONE;
	if (!record->basis || !pial_muldiv(record->edible.g, rate.cents, rate.grams,
					   PIAL_ROUND_HALF_AWAY, &record->cost.cents))
		return;
	record->cost_kg = price_of(rate.cents, rate.grams, 1000);
	record->cost_meal = price_of(record->cost.cents, m->sum.served, 1);
}

/* The components that a campaign names, 0 when some rows name none; room for all its rows. */
size_t pial_waste_components(const struct pial_waste_campaign *campaign, struct pial_text *found)
{
	size_t count = 0;

	for (size_t i = 0; i < campaign->weighings->count; i++) {
		const struct pial_weighing *row = pial_table_row(campaign->weighings, i);
		const char *name = pial_model_text(campaign->model, row->component.n);
		size_t at = count;

		for (size_t k = 0; k < count; k++)
			if (found[k].n == row->component.n)
				at = SIZE_MAX;
		if (at == SIZE_MAX || !campaign->weighed[i])
			continue;
		for (; at && strcmp(pial_model_text(campaign->model, found[at - 1].n), name) > 0;
		     at--)
			found[at] = found[at - 1];
		found[at] = row->component;
		count++;
	}
	return count;
}

/* Greenhouse gas of the edible waste, component by component, rounded once. */
static void put_gas(struct measure *m)
{
	const struct pial_waste_campaign *campaign = m->input->campaign;
	struct pial_text *component = pial_calloc(campaign->weighings->count + 1,
						  sizeof(*component));
	size_t components = pial_waste_components(campaign, component);
	pial_i128 sum = 0;
	bool known = true;

	for (size_t i = 0; i < components; i++) {
		struct pial_waste_filter filter = {
			.kitchen = m->record->kitchen, .of_component = true,
			.component = component[i],
		};
		int32_t factor = pial_waste_emission(m->input->reference, component[i], m->until);
		struct pial_waste_sum part;

		pial_waste_add(campaign, &filter, &part);
		known &= factor >= 0;
		sum += (pial_i128)pial_waste_edible(part.stream[PIAL_STREAM_NONE], m->inedible) *
		       factor;
	}
	m->record->co2e = PIAL_MASS_NONE;
	if (known && sum >= 0 && sum / 1000 <= PIAL_MASS_MAX)
		m->record->co2e.g = (int64_t)((sum + 500) / 1000);
	free(component);
}

/* ---- A year ---- */

/* Meals that a year has; -1 when a kitchen does not say. */
static int64_t yearly_meals(const struct measure *m)
{
	const struct pial_waste_campaign *campaign = m->input->campaign;
	int64_t meals = 0;

	for (size_t i = 0; i < campaign->kitchens; i++) {
		const struct pial_kitchen *kitchen = pial_model_kitchen(campaign->model,
									campaign->kitchen[i]);
		struct pial_waste_filter filter = { .kitchen = campaign->kitchen[i] };
		struct pial_waste_sum sum;

		if (m->kitchen && m->kitchen != kitchen)
			continue;
		pial_waste_add(campaign, &filter, &sum);
		if (!m->kitchen && !sum.served)
			continue;
		if (!kitchen || kitchen->meals_per_year == INT32_MIN)
			return -1;
		meals += kitchen->meals_per_year;
	}
	return meals;
}

static int64_t scaled(int64_t value, int64_t meals, int64_t served)
{
	int64_t result = INT64_MIN;

	if (value == INT64_MIN || meals < 0 || served <= 0 ||
	    !pial_muldiv(value, meals, served, PIAL_ROUND_HALF_AWAY, &result))
		return INT64_MIN;
	return result;
}

static void put_year(struct measure *m)
{
	struct pial_waste_record *record = m->record;
	int64_t meals = yearly_meals(m), served = m->sum.served;

	record->yearly.g = scaled(pial_waste_total(m->sum.stream[PIAL_STREAM_NONE]), meals,
				  served);
	if (record->yearly.g != INT64_MIN)
		record->yearly.g = hundredths(record->yearly.g) * 10;
	record->yearly_edible.g = scaled(record->edible.g, meals, served);
	record->yearly_cost.cents = scaled(record->cost.cents, meals, served);
	record->yearly_co2e.g = scaled(record->co2e.g, meals, served);
}

/* ---- A record ---- */

static void put_indicators(struct measure *m)
{
	struct pial_waste_record *record = m->record;
	const struct pial_benchmark *benchmark = pial_waste_benchmark(
		m->input->reference, record->kitchen, PIAL_STREAM_NONE, m->until);
	struct pial_waste_estimate estimate;
	int64_t grams, meals, food;

	record->edible.g = 0;
	for (size_t s = 1; s < PIAL_STREAM_END; s++)
		record->edible.g += pial_waste_edible(m->sum.stream[s], m->inedible);
	record->edible_g = pial_waste_per_meal(record->edible.g, m->sum.served);
	record->all_g = pial_waste_per_meal(pial_waste_total(m->sum.stream[PIAL_STREAM_NONE]),
					    m->sum.served);
	pial_waste_estimate_of(m->input, record->kitchen, PIAL_STREAM_NONE, &estimate);
	record->days = (int32_t)estimate.days;
	record->edible_low = estimate.low;
	record->edible_high = estimate.high;
	record->boot_low = estimate.boot_low;
	record->boot_high = estimate.boot_high;
	record->benchmark = benchmark ? benchmark->grams : PIAL_QTY_NONE;
	record->food_share = PIAL_RATE_NONE;
	/* Of the food weighed; a published weight of a meal would make a share of a guess. */
	if (m->sum.food.rows && food_of(m, &grams, &meals) &&
	    pial_muldiv(m->sum.served, grams, meals, PIAL_ROUND_HALF_AWAY, &food))
		record->food_share = rate_of(record->edible.g, food);
}

static void measure(const struct pial_waste_input *input, struct pial_kitchen_id kitchen,
		    size_t at, struct pial_waste_record *record)
{
	struct pial_waste_filter filter = { .kitchen = kitchen };
	struct measure m = {
		.input = input, .at = at, .record = record, .inedible = pial_waste_inedible(input),
		.kitchen = kitchen.n ? pial_model_kitchen(input->campaign->model, kitchen) : NULL,
	};

	memset(record, 0, sizeof(*record));
	record->change = record->change_low = record->change_high = PIAL_QTY_NONE;
	record->change_part = PIAL_RATE_NONE;
	record->campaign.n = input->campaign->campaign;
	record->kitchen = kitchen;
	pial_waste_period(input->campaign, kitchen, &record->from, &record->until);
	record->days_in_period = pial_date_diff(record->from, record->until) + 1;
	m.until = record->until;
	pial_waste_add(input->campaign, &filter, &m.sum);
	put_masses(&m);
	put_meals(&m);
	put_indicators(&m);
	put_cost(&m);
	put_gas(&m);
	put_year(&m);
}

/* ---- All kitchens together ---- */

/*
 * The cost of all together is that of its kitchens, each by its own food: known when all of them
 * are that wasted anything.
 */
static void add_costs(const struct pial_table *out, struct pial_waste_record *all)
{
	int64_t cents = 0;
	int64_t year = 0;

	all->basis = PIAL_WASTE_BASIS_NONE;
	for (size_t i = 1; i < out->count; i++) {
		const struct pial_waste_record *one = pial_table_row(out, i);

		if (!one->edible.g)
			continue;
		all->basis = cents && all->basis != one->basis ? PIAL_WASTE_BASIS_NONE : one->basis;
		if (pial_money_is_none(one->cost) || !pial_add(cents, one->cost.cents, &cents))
			cents = INT64_MIN / 2;
		if (pial_money_is_none(one->yearly_cost) ||
		    !pial_add(year, one->yearly_cost.cents, &year))
			year = INT64_MIN / 2;
	}
	all->cost.cents = cents < 0 ? INT64_MIN : cents;
	all->yearly_cost.cents = year < 0 ? INT64_MIN : year;
	all->cost_kg = all->cost_meal = PIAL_PRICE_NONE;
	if (cents < 0)
		return;
	all->cost_kg = price_of(cents, all->edible.g, 1000);
	all->cost_meal = price_of(cents, all->meals, 1);
}

/* ---- What is doubtful ---- */

/* True when another kitchen of the campaign has a part of its waste or of its meals. */
static bool shares(const struct pial_waste_campaign *campaign, const struct pial_kitchen *kitchen)
{
	for (size_t i = 0; i < campaign->kitchens; i++) {
		const struct pial_kitchen *other = pial_model_kitchen(campaign->model,
								      campaign->kitchen[i]);

		if (other && other != kitchen && (other->central.n == kitchen->id.n ||
						  kitchen->central.n == other->id.n))
			return true;
	}
	return false;
}

static void say_range(const struct pial_waste_input *input, const char *who,
		      const struct pial_waste_record *record, struct pial_diags *diags)
{
	struct pial_pos pos = { input->campaign->weighings->file, 0, 0, PIAL_COLUMN_LETTER };
	struct pial_qty least = pial_waste_setting(input->reference, PIAL_WASTE_LEAST, "",
						   record->until);
	struct pial_qty most = pial_waste_setting(input->reference, PIAL_WASTE_MOST, "",
						  record->until);

	if (pial_qty_is_none(record->all_g) || pial_qty_is_none(least) || pial_qty_is_none(most))
		return;
	if (record->all_g.milli < least.milli || record->all_g.milli > most.milli)
		pial_diag_add(diags, &pos, PIAL_A_WASTE_RANGE, who, record->all_g.milli,
			      least.milli, most.milli);
}

/* Meals of the day that a kitchen counts; the last when some rows say none. */
static int64_t meals_of(const struct pial_waste_campaign *campaign, struct pial_kitchen_id kitchen)
{
	unsigned seen = 0;
	int64_t meals = 0;

	for (size_t i = 0; i < campaign->meals->count; i++) {
		const struct pial_meal_count *row = pial_table_row(campaign->meals, i);

		if (!campaign->counted[i] || row->kitchen.n != kitchen.n)
			continue;
		if (!row->meal)
			return PIAL_MEAL_END - 1;
		seen |= 1U << row->meal;
	}
	for (unsigned meal = 1; meal < PIAL_MEAL_END; meal++)
		meals += seen >> meal & 1;
	return meals;
}

/* What the protocol asks for and the campaign does not have. */
static void say_protocol(const struct pial_waste_input *input, const struct pial_kitchen *kitchen,
			 const struct pial_waste_record *record, struct pial_diags *diags)
{
	struct pial_pos pos = { input->campaign->weighings->file, 0, 0, PIAL_COLUMN_LETTER };
	const struct pial_choice *kind = pial_choice_of(pial_choice_kitchen_kind, kitchen->kind);
	struct pial_qty days = pial_waste_setting(input->reference, PIAL_WASTE_DAYS,
						  kind ? kind->name : "", record->until);
	const char *name = pial_model_text(input->campaign->model, kitchen->id.n);
	int64_t meals = meals_of(input->campaign, kitchen->id);

	if (!pial_qty_is_none(days) && record->days < days.milli / 1000)
		pial_diag_add(diags, &pos, PIAL_N_WASTE_DAYS, name, (int64_t)record->days,
			      days.milli / 1000);
	if (kitchen->kind == PIAL_KITCHEN_NURSING_HOME && meals && meals < PIAL_MEAL_END - 1)
		pial_diag_add(diags, &pos, PIAL_N_WASTE_MEALS, name, meals,
			      (int64_t)PIAL_MEAL_END - 1);
}

static void say_doubts(const struct pial_waste_input *input, const struct pial_table *out,
		       struct pial_diags *diags)
{
	const struct pial_model *model = input->campaign->model;
	const struct pial_waste_record *all = NULL;
	bool shared = false;

	for (size_t i = 0; i < out->count; i++) {
		const struct pial_waste_record *record = pial_table_row(out, i);
		const struct pial_kitchen *kitchen = record->kitchen.n ?
			pial_model_kitchen(model, record->kitchen) : NULL;

		if (!record->kitchen.n)
			all = record;
		if (!kitchen)
			continue;
		say_protocol(input, kitchen, record, diags);
		if (shares(input->campaign, kitchen))
			shared = true;
		else
			say_range(input, pial_model_text(model, kitchen->id.n), record, diags);
	}
	if (shared && all)
		say_range(input, pial_model_text(model, input->campaign->campaign), all, diags);
}

void pial_waste_records(const struct pial_waste_input *input, struct pial_table *out,
			struct pial_diags *diags)
{
	const struct pial_waste_campaign *campaign = input->campaign;
	struct pial_waste_record record;
	bool several = campaign->kitchens > 1;

	if (several) {
		measure(input, (struct pial_kitchen_id){ 0 }, 0, &record);
		pial_table_add(out, &record);
	}
	for (size_t i = 0; i < campaign->kitchens; i++) {
		measure(input, campaign->kitchen[i], i, &record);
		pial_table_add(out, &record);
	}
	if (several)
		add_costs(out, pial_table_row(out, 0));
	say_doubts(input, out, diags);
}
