/*
 * Pack by pack, since the next to give way may be another after each: the packs of a farm are a few
 * thousand, and only those beyond its land are counted.
 */
#include "engine/land.h"

#include "engine/ratio.h"

#include "base/banned.h"

struct pial_stay pial_land_stay(const struct pial_season_case *c, size_t harvest)
{
	const struct pial_sowing *sowing = &c->sowing[c->harvest[harvest].sowing];
	struct pial_week from = pial_week_is_none(sowing->sow) ? sowing->first : sowing->sow;

	if (!pial_week_is_none(c->input->from) && from.n < c->start.n)
		from = c->start;
	if (from.n < c->origin.n)
		from = c->origin;
	return (struct pial_stay){ (size_t)(from.n - c->origin.n),
				   (size_t)(sowing->last.n - c->origin.n) + 1 };
}

static void occupy(const struct pial_season_case *c, size_t place, int64_t area)
{
	const struct pial_bidder *bidder = &c->bidder[c->harvest[place].bidder];
	struct pial_stay stay = pial_land_stay(c, place);

	for (size_t w = stay.first; w < stay.end; w++) {
		if (bidder->land)
			bidder->land->used[w] += area;
		if (bidder->own)
			bidder->own->used[w] += area;
	}
}

void pial_land_start(struct pial_season_case *c)
{
	for (size_t i = 0; i < c->harvests; i++) {
		struct pial_harvest *harvest = &c->harvest[i];

		if (!harvest->fixed)
			continue;
		harvest->area = pial_footprint_area(c->bidder[harvest->bidder].footprint,
						    harvest->most);
		occupy(c, i, harvest->area);
	}
}

void pial_land_set(struct pial_season_case *c, size_t place, int64_t need, int64_t margin)
{
	struct pial_harvest *harvest = &c->harvest[place];
	struct pial_bidder *bidder = &c->bidder[harvest->bidder];
	int64_t area;

	bidder->given += need + margin - harvest->need - harvest->margin;
	harvest->need = need;
	harvest->margin = margin;
	if (harvest->fixed)
		return;
	area = pial_footprint_area(bidder->footprint, need) +
	       pial_footprint_area(bidder->footprint, margin);
	occupy(c, place, area - harvest->area);
	harvest->area = area;
}

static int64_t least_free(const struct pial_ground *ground, struct pial_stay stay, int64_t so_far)
{
	if (!ground || ground->limit == INT64_MAX)
		return so_far;
	for (size_t w = stay.first; w < stay.end; w++)
		if (ground->limit - ground->used[w] < so_far)
			so_far = ground->limit - ground->used[w];
	return so_far;
}

int64_t pial_land_most(const struct pial_season_case *c, size_t place, bool margin)
{
	const struct pial_harvest *harvest = &c->harvest[place];
	const struct pial_bidder *bidder = &c->bidder[harvest->bidder];
	struct pial_stay stay = pial_land_stay(c, place);
	int64_t packs = margin ? harvest->margin : harvest->need, free, most;

	if (harvest->fixed)
		return INT64_MAX;
	free = least_free(bidder->own, stay, least_free(bidder->land, stay, INT64_MAX));
	if (free == INT64_MAX)
		return INT64_MAX;
	if (free < 0)
		free = 0;
	most = pial_footprint_packs(bidder->footprint,
				    pial_footprint_area(bidder->footprint, packs) + free);
	return most > packs ? most : packs;
}

void pial_land_measure(struct pial_season_case *c)
{
	for (size_t i = 0; i < c->bidders; i++) {
		struct pial_bidder *bidder = &c->bidder[i];
		pial_i128 wish = bidder->given;

		if (bidder->wanted != INT64_MIN)
			wish = (pial_i128)bidder->wanted * bidder->harvests /
			       bidder->product->pack.milli;
		else if (bidder->most != INT64_MAX)
			wish = (pial_i128)bidder->most * bidder->harvests;
		bidder->wish = wish < 1 ? 1 : wish > INT64_MAX ? INT64_MAX : (int64_t)wish;
	}
}

/* Packs that a harvest may be asked to give up. */
static int64_t loose(const struct pial_harvest *harvest, bool margin)
{
	return harvest->fixed ? 0 : margin ? harvest->margin : harvest->need;
}

/* The harvest of a bidder that loses next in a week of land: its place plus 1; 0 when none does. */
static size_t loses(const struct pial_season_case *c, const struct pial_bidder *bidder, size_t week,
		    bool margin)
{
	size_t found = 0;
	int64_t most = 0;

	if (!bidder->footprint.num)
		return 0;
	for (uint32_t i = 0; i < bidder->harvests; i++) {
		size_t place = c->by_bidder[bidder->first_harvest + i];
		const struct pial_harvest *harvest = &c->harvest[place];
		struct pial_stay stay = pial_land_stay(c, place);

		if (week < stay.first || week >= stay.end || !loose(harvest, margin) ||
		    loose(harvest, margin) < most)
			continue;
		most = loose(harvest, margin);
		found = place + 1;
	}
	return found;
}

/* Takes one pack from who has the most of what it wanted, among bidders first to end. */
static bool give_way(struct pial_season_case *c, size_t first, size_t end, size_t week, bool margin)
{
	struct pial_ratio highest = { -1, 1 };
	size_t chosen = 0;
	struct pial_harvest *harvest;

	for (size_t b = first; b < end; b++) {
		struct pial_ratio level = { c->bidder[b].given, c->bidder[b].wish };
		size_t place;

		if (pial_ratio_compare(level, highest) < 0)
			continue;
		place = loses(c, &c->bidder[b], week, margin);
		if (!place)
			continue;
		chosen = place;
		highest = level;
	}
	if (!chosen)
		return false;
	harvest = &c->harvest[chosen - 1];
	harvest->gave_up++;
	pial_land_set(c, chosen - 1, harvest->need - !margin, harvest->margin - margin);
	return true;
}

static void repair(struct pial_season_case *c, const struct pial_ground *ground, size_t first,
		   size_t end, bool margin)
{
	size_t week = pial_week_is_none(c->input->from) ? 0 : (size_t)(c->start.n - c->origin.n);

	if (!ground || ground->limit == INT64_MAX)
		return;
	for (; week < c->span; week++)
		while (ground->used[week] > ground->limit &&
		       give_way(c, first, end, week, margin))
			;
}

void pial_land_repair(struct pial_season_case *c, bool margin)
{
	for (size_t b = 0; b < c->bidders; b++)
		repair(c, c->bidder[b].own, b, b + 1, margin);
	for (size_t first = 0, end; first < c->bidders; first = end) {
		for (end = first; end < c->bidders &&
				  c->bidder[end].producer == c->bidder[first].producer;)
			end++;
		repair(c, c->bidder[first].land, first, end, margin);
	}
}
