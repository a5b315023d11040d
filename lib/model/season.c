/*
 * Seasons: a year that begins in a week of the group's choice.
 *
 * A calendar year would cut the winter crops in two: who plans leeks from October to March plans
 * them once.
 */
#include "model/season.h"

#include "base/banned.h"

/* The week in which the season of a year begins; none out of range. */
static struct pial_week first_week(int year, int32_t starts)
{
	struct pial_week week;

	if (pial_week_make(year, starts, &week))
		return week;
	/* Week 53 of a year that has 52. */
	if (starts != 53 || !pial_week_make(year, 52, &week))
		return (struct pial_week){ 0 };
	return pial_week_add(week, 1);
}

int pial_season_of(struct pial_week week, int32_t starts)
{
	int year, number;

	pial_week_parts(week, &year, &number);
	return week.n < first_week(year, starts).n ? year - 1 : year;
}

bool pial_season_weeks(int year, int32_t starts, struct pial_week *first, struct pial_week *last)
{
	*first = first_week(year, starts);
	*last = pial_week_add(first_week(year + 1, starts), -1);
	return !pial_week_is_none(*first) && !pial_week_is_none(*last);
}
