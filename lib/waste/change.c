/*
 * Two campaigns side by side: the estimates of each kitchen, compared (waste/stats.h).
 *
 * The later one is held against the earlier, whichever was named first: « le menu a changé » is a
 * sentence about what came after.
 */
#include "waste/measure.h"

#include "base/banned.h"

/* The record of a kitchen of a campaign; NULL when there is none. */
static struct pial_waste_record *record_of(const struct pial_table *records, uint32_t campaign,
					   struct pial_kitchen_id kitchen)
{
	for (size_t i = 0; i < records->count; i++) {
		struct pial_waste_record *record = pial_table_row(records, i);

		if (record->campaign.n == campaign && record->kitchen.n == kitchen.n)
			return record;
	}
	return NULL;
}

/* True when both campaigns are of the same kitchens; theirs stand by name. */
static bool are_alike(const struct pial_waste_campaign *one,
		      const struct pial_waste_campaign *other)
{
	if (one->kitchens != other->kitchens)
		return false;
	for (size_t i = 0; i < one->kitchens; i++)
		if (one->kitchen[i].n != other->kitchen[i].n)
			return false;
	return true;
}

static void compare(const struct pial_waste_input *before, const struct pial_waste_input *after,
		    struct pial_kitchen_id kitchen, struct pial_table *records)
{
	struct pial_waste_record *record = record_of(records, after->campaign->campaign, kitchen);
	struct pial_waste_estimate was, is;
	struct pial_waste_change change;

	if (!record || !record_of(records, before->campaign->campaign, kitchen))
		return;
	pial_waste_estimate_of(before, kitchen, PIAL_STREAM_NONE, &was);
	pial_waste_estimate_of(after, kitchen, PIAL_STREAM_NONE, &is);
	pial_waste_compare(&was, &is, &change);
	record->against.n = before->campaign->campaign;
	record->change = change.change;
	record->change_low = change.low;
	record->change_high = change.high;
	record->change_part = change.part;
	record->verdict = (uint8_t)change.verdict;
}

void pial_waste_changes(const struct pial_waste_input *one, const struct pial_waste_input *other,
			struct pial_table *records)
{
	const struct pial_waste_input *before = one, *after = other;
	const struct pial_kitchen_id all = { 0 };

	if (other->campaign->day[0].n < one->campaign->day[0].n) {
		before = other;
		after = one;
	}
	if (are_alike(before->campaign, after->campaign) && after->campaign->kitchens > 1)
		compare(before, after, all, records);
	for (size_t i = 0; i < after->campaign->kitchens; i++)
		compare(before, after, after->campaign->kitchen[i], records);
}
