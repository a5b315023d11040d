/*
 * What a campaign is made of: the same sums as its record, parted by day, meal, stream, component.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "num/round.h"
#include "waste/measure.h"
#include "waste/parts_priv.h"

#include "base/banned.h"

#define MILLION 1000000

/* Rows of one kitchen, or of all, being made. */
struct making {
	const struct pial_waste_input *input;	/* of what */
	struct pial_table *out;			/* where to */
	struct pial_kitchen_id kitchen;		/* none: all together */
	struct pial_rate inedible;		/* share taken of what was not sorted */
	int64_t edible;				/* of the whole, for shares */
	struct pial_date until;			/* reference data are of that day */
};

/* A row of a part: masses and grams per meal; what is peculiar to it is set already. */
static void put(struct making *m, struct pial_waste_row *row, struct pial_waste_part part,
		int64_t meals)
{
	int64_t total = pial_waste_total(part), edible = pial_waste_edible(part, m->inedible);
	int64_t e6;

	row->campaign.n = m->input->campaign->campaign;
	row->kitchen = m->kitchen;
	row->meals = meals > INT32_MAX ? INT32_MAX : (int32_t)meals;
	row->edible.g = edible;
	row->inedible.g = total - edible;
	row->total.g = total;
	row->edible_g = pial_waste_per_meal(edible, meals);
	row->all_g = pial_waste_per_meal(total, meals);
	row->share = PIAL_RATE_NONE;
	if (m->edible > 0 &&
	    pial_muldiv(edible, MILLION, m->edible, PIAL_ROUND_HALF_AWAY, &e6) && e6 <= INT32_MAX)
		row->share.e6 = (int32_t)e6;
	pial_table_add(m->out, row);
}

/* An empty row of a kind: what only some kinds have is none. */
static struct pial_waste_row row_by(enum pial_waste_by by)
{
	return (struct pial_waste_row){
		.by = (uint8_t)by, .edible_low = PIAL_QTY_NONE, .edible_high = PIAL_QTY_NONE,
		.benchmark = PIAL_QTY_NONE,
	};
}

static void put_days(struct making *m)
{
	const struct pial_waste_campaign *campaign = m->input->campaign;
	struct pial_waste_day *day = pial_calloc(campaign->days + 1, sizeof(*day));
	bool *outlying = pial_calloc(campaign->days + 1, sizeof(*outlying));
	size_t days = pial_waste_days(m->input, m->kitchen, PIAL_STREAM_NONE, day);

	(void)pial_waste_outlying(day, days, outlying);
	for (size_t i = 0; i < days; i++) {
		struct pial_waste_filter filter = { .kitchen = m->kitchen, .day = day[i].day };
		struct pial_waste_row row = row_by(PIAL_WASTE_BY_DAY);
		struct pial_waste_sum sum;

		pial_waste_add(campaign, &filter, &sum);
		row.day = day[i].day;
		if (days >= PIAL_WASTE_OUTLYING_DAYS)
			row.outlying = outlying[i] ? PIAL_YES : PIAL_NO;
		put(m, &row, sum.stream[PIAL_STREAM_NONE], sum.served);
	}
	free(day);
	free(outlying);
}

/* Meals of the day; rows that say none are left out unless they are all there is. */
static void put_meals(struct making *m)
{
	for (uint8_t meal = 1; meal < PIAL_MEAL_END; meal++) {
		struct pial_waste_filter filter = { .kitchen = m->kitchen, .meal = meal };
		struct pial_waste_row row = row_by(PIAL_WASTE_BY_MEAL);
		struct pial_waste_sum sum;

		pial_waste_add(m->input->campaign, &filter, &sum);
		row.meal = meal;
		if (sum.stream[PIAL_STREAM_NONE].rows || sum.served)
			put(m, &row, sum.stream[PIAL_STREAM_NONE], sum.served);
	}
}

static void put_streams(struct making *m)
{
	struct pial_waste_filter filter = { .kitchen = m->kitchen };
	struct pial_waste_sum sum;

	pial_waste_add(m->input->campaign, &filter, &sum);
	for (uint8_t stream = 1; stream < PIAL_STREAM_END; stream++) {
		const struct pial_benchmark *benchmark = pial_waste_benchmark(
			m->input->reference, m->kitchen, (enum pial_stream)stream, m->until);
		struct pial_waste_row row = row_by(PIAL_WASTE_BY_STREAM);
		struct pial_waste_estimate estimate;

		if (!sum.stream[stream].rows)
			continue;
		pial_waste_estimate_of(m->input, m->kitchen, (enum pial_stream)stream, &estimate);
		row.stream = stream;
		row.edible_low = estimate.low;
		row.edible_high = estimate.high;
		row.benchmark = benchmark ? benchmark->grams : PIAL_QTY_NONE;
		put(m, &row, sum.stream[stream], sum.served);
	}
}

static void put_components(struct making *m)
{
	const struct pial_waste_campaign *campaign = m->input->campaign;
	struct pial_text *component = pial_calloc(campaign->weighings->count + 1,
						  sizeof(*component));
	size_t components = pial_waste_components(campaign, component);

	for (size_t i = 0; i < components; i++) {
		struct pial_waste_filter filter = { .kitchen = m->kitchen, .of_component = true,
						    .component = component[i] };
		struct pial_waste_row row = row_by(PIAL_WASTE_BY_COMPONENT);
		struct pial_waste_sum sum;

		pial_waste_add(campaign, &filter, &sum);
		row.component = component[i];
		if (sum.stream[PIAL_STREAM_NONE].rows)
			put(m, &row, sum.stream[PIAL_STREAM_NONE], sum.served);
	}
	free(component);
}

static void put_kitchen(struct making *m, enum pial_waste_by by)
{
	struct pial_waste_filter filter = { .kitchen = m->kitchen };
	struct pial_date from;
	struct pial_waste_sum sum;

	pial_waste_add(m->input->campaign, &filter, &sum);
	pial_waste_period(m->input->campaign, m->kitchen, &from, &m->until);
	m->edible = pial_waste_edible(sum.stream[PIAL_STREAM_NONE], m->inedible);
	switch (by) {
	case PIAL_WASTE_BY_DAY:
		put_days(m);
		break;
	case PIAL_WASTE_BY_MEAL:
		put_meals(m);
		break;
	case PIAL_WASTE_BY_STREAM:
		put_streams(m);
		break;
	case PIAL_WASTE_BY_COMPONENT:
		put_components(m);
		break;
	case PIAL_WASTE_BY_NONE:
		break;
	}
}

void pial_waste_parts(const struct pial_waste_input *input, enum pial_waste_by by,
		      struct pial_table *out)
{
	const struct pial_waste_campaign *campaign = input->campaign;
	struct making m = { .input = input, .out = out,
			    .inedible = pial_waste_inedible(input) };

	if (campaign->kitchens > 1)
		put_kitchen(&m, by);
	for (size_t i = 0; i < campaign->kitchens; i++) {
		m.kitchen = campaign->kitchen[i];
		put_kitchen(&m, by);
	}
}
