/*
 * Backwards from the harvest: when to sow, in how many goes, and how much land it takes.
 *
 * A bid says how many days pass from sowing to the first harvest, for how many weeks one sowing is
 * harvested before the next (successions), and what a square metre gives over the whole of one
 * sowing's harvest. From these follow, by whole weeks as growers count them:
 *
 *   week of sowing = the week that holds the Monday of the first harvest week less those days;
 *   succession of a week = (week - first week of the bid) / weeks between sowings, rounded down;
 *   area = kilograms / (yield x (1 - loss)), rounded up to the hundredth of a square metre.
 *
 * Successions are counted from the bid's first week and not from the first week in which
 * something is promised: the calendar of sowings then stays where it is when quantities change.
 */
#ifndef PIAL_ENGINE_SOWING_H
#define PIAL_ENGINE_SOWING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "model/model.h"
#include "model/season.h"

/* Packs to land: area = packs x num / den, rounded up. */
struct pial_footprint {
	pial_i128 num;	/* hundredths of a square metre; 0: the crop counts no land */
	pial_i128 den;	/* for so many packs; above 0 */
};

/* Weeks from sowing to the first harvest, rounded up; 0 when the days are not said. */
PIAL_MUST_CHECK int pial_sow_lead(int32_t days_to_harvest);

/* The week in which to sow for a first harvest; none without days, or out of range. */
PIAL_MUST_CHECK
struct pial_week pial_sow_week(struct pial_week harvest, int32_t days_to_harvest);

/* Which succession of a bid a week belongs to, from 0; 0 when there is only one sowing. */
PIAL_MUST_CHECK
uint32_t pial_succession(struct pial_week first, struct pial_week week, int32_t succession_weeks);

/*
 * The land that packs of a bid take. num is 0 when the bid says no yield. False when nothing of the
 * harvest is delivered (loss of 100 % or more), so that no land would do.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_footprint_make(const struct pial_bid *bid, const struct pial_product *product,
			 struct pial_footprint *footprint);

/* Area of packs, in hundredths of a square metre; never above PIAL_AREA_MAX, so that sums fit. */
PIAL_MUST_CHECK int64_t pial_footprint_area(struct pial_footprint footprint, int64_t packs);

/* Most packs on an area (hundredths of a square metre); INT64_MAX when land is not counted. */
PIAL_MUST_CHECK int64_t pial_footprint_packs(struct pial_footprint footprint, int64_t area);

#endif
