/*
 * Statistics of a weigh-in: intervals over days, before and after, days that stand apart.
 *
 * A week's figure is a ratio of two sums (all grams over all meals), not a mean of days; its
 * uncertainty is that of a ratio estimator over days (W. G. Cochran, Sampling Techniques, 3rd ed.,
 * Wiley 1977, section 2.11 and chapter 6): with R = sum y / sum x over n days and d = y - R x,
 *
 *     v(R) = n / (n - 1) x sum d^2 / (sum x)^2
 *
 * and R +- t(n - 1) sqrt v(R), t of Student. No correction for a finite population: the days stand
 * for others than those weighed. When all days have the same meals this is the textbook interval of
 * a mean.
 *
 * Doubles are allowed here (and nowhere near money or shares); what leaves this file is rounded to
 * the milligram per meal, and every sentence is decided on the rounded figures. Days go in by date,
 * so that the same days give the same bits.
 *
 * Rejected: a library of statistics (GSL) for one quantile, of which the incomplete beta function
 * by its continued fraction is forty lines; a test with a p-value, of which people remember the
 * star and not the interval.
 */
#ifndef PIAL_WASTE_STATS_H
#define PIAL_WASTE_STATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "model/ids.h"
#include "model/waste.h"
#include "num/date.h"
#include "num/units.h"

/* A day weighed. */
struct pial_waste_day {
	struct pial_date day;	/* which */
	double grams;		/* waste, y */
	int64_t meals;		/* served, x; above 0 */
};

/* What days say of grams per meal, in thousandths of a gram; bounds none below two days. */
struct pial_waste_estimate {
	struct pial_qty ratio;			/* all grams over all meals; none: no day */
	struct pial_qty low, high;		/* 95 % interval, Student */
	struct pial_qty boot_low, boot_high;	/* 95 % interval, resampling days */
	double variance;			/* of the ratio, (g per meal)^2; 0 below two days */
	size_t days;				/* how many */
};

/* The second campaign less the first. */
struct pial_waste_change {
	/* thousandths of a gram per meal, signed; none: a side has no day */
	struct pial_qty change;
	struct pial_qty low, high;	/* 95 % interval (Welch); none below two days on a side */
	struct pial_rate part;		/* the change, of the first; none: the first is 0 */
	double freedom;			/* degrees, of Welch and Satterthwaite */
	enum pial_waste_verdict verdict;	/* what one may say */
};

/*
 * The quantile p of Student's distribution: the t below which a part p of it lies. 0 < p < 1,
 * freedom (degrees, need not be whole) above 0.
 */
PIAL_MUST_CHECK double pial_student_quantile(double p, double freedom);

/*
 * The estimate over days. boot_low and boot_high are the 2.5 and 97.5 % quantiles of the ratio over
 * resamples of the days (Efron's percentile method), 9 999 of them, drawn from a fixed seed: the
 * same days give the same figures everywhere. They need no bell curve, and with five days they are
 * too narrow (a resample never sees a day worse than the worst weighed), which is why Student's are
 * said first.
 */
PIAL_NONNULL(3)
void pial_waste_estimate(const struct pial_waste_day *day, size_t days,
			 struct pial_waste_estimate *estimate);

/*
 * Compares two campaigns by their estimates: difference of ratios, variance the sum of both,
 * degrees of freedom by Welch (1947) and Satterthwaite (1946), as for two means with different
 * variances.
 */
PIAL_NONNULL_ALL
void pial_waste_compare(const struct pial_waste_estimate *before,
			const struct pial_waste_estimate *after,
			struct pial_waste_change *change);

/* Fewest days among which one can stand apart. */
#define PIAL_WASTE_OUTLYING_DAYS 5

/*
 * Marks the days whose grams per meal stand apart from the others': 0.6745 |g - median| / MAD above
 * 3.5, MAD being the median of |g - median| (B. Iglewicz and D. C. Hoaglin, How to Detect and
 * Handle Outliers, ASQC 1993). With fewer than PIAL_WASTE_OUTLYING_DAYS days, or a MAD of 0, none.
 * outlying has room for days. Returns how many.
 * They are named, never left out: a bad day is a fact.
 */
PIAL_NONNULL(3)
size_t pial_waste_outlying(const struct pial_waste_day *day, size_t days, bool *outlying);

#endif
