/*
 * Names are compared as people write them; a book has some tens of lines at most.
 */
#include "report/road_gas.h"

#include <stddef.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "num/round.h"

#include "base/banned.h"

static bool is_alike(const struct pial_model *model, struct pial_text a, struct pial_text b)
{
	const char *one = pial_model_text(model, a.n), *two = pial_model_text(model, b.n);
	struct pial_strbuf left, right;
	bool alike;

	pial_strbuf_init(&left, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&right, PIAL_STRBUF_TEXT);
	pial_utf8_fold(&left, one, strlen(one));
	pial_utf8_fold(&right, two, strlen(two));
	alike = !strcmp(left.text, right.text);
	pial_strbuf_release(&left);
	pial_strbuf_release(&right);
	return alike;
}

const struct pial_road_gas *pial_road_gas_of(const struct pial_road_gas_input *input,
					     struct pial_text vehicle, struct pial_date day)
{
	const struct pial_road_gas *found = NULL;

	for (size_t i = 0; i < input->roads->count; i++) {
		const struct pial_road_gas *row = pial_table_row(input->roads, i);
		bool own = row->vehicle.n && vehicle.n &&
			   is_alike(input->model, row->vehicle, vehicle);

		if ((row->vehicle.n && !own) || !pial_day_within(day, row->from, row->until))
			continue;
		if (!found || (own && !found->vehicle.n) ||
		    (own == (found->vehicle.n != 0) && row->from.n > found->from.n))
			found = row;
	}
	return found;
}

struct pial_mass pial_road_gas_sum(const struct pial_road_gas_input *input, unsigned purposes)
{
	struct pial_mass sum = { 0 };

	for (size_t i = 0; i < input->trips->count; i++) {
		const struct pial_trip *trip = pial_table_row(input->trips, i);
		const struct pial_road_gas *road;
		int64_t grams;

		if (!(purposes >> trip->purpose & 1) ||
		    !pial_day_within(trip->date, input->first, input->last))
			continue;
		road = pial_road_gas_of(input, trip->vehicle, trip->date);
		if (!road || !pial_muldiv(trip->distance.m, road->g_per_km, 1000,
					  PIAL_ROUND_HALF_AWAY, &grams) ||
		    !pial_add(sum.g, grams, &sum.g))
			return PIAL_MASS_NONE;
	}
	return sum;
}
