/*
 * Student's quantile from the incomplete beta function, by Lentz's continued fraction and
 * bisection: a hundred halvings cost nothing here, and cannot miss.
 */
#include "waste/stats.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"

#include "base/banned.h"

#define TERMS 300		/* of the continued fraction; a dozen are enough in practice */
#define HALVINGS 200
#define TINY 1e-300
#define RESAMPLES 9999
#define SEED UINT64_C(0x9e3779b97f4a7c15)
#define CONFIDENCE 0.975	/* each tail of a 95 % interval begins here */

/* ---- Student ---- */

/* The continued fraction of the incomplete beta function (Abramowitz and Stegun, 26.5.8). */
static double beta_fraction(double a, double b, double x)
{
	double c = 1, d = 1 - (a + b) * x / (a + 1), result;

	d = 1 / (fabs(d) < TINY ? TINY : d);
	result = d;
	for (int m = 1; m <= TERMS; m++) {
		double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		double before = result;

		d = 1 + even * d;
		c = 1 + even / c;
		d = 1 / (fabs(d) < TINY ? TINY : d);
		result *= d * (fabs(c) < TINY ? TINY : c);
		d = 1 + odd * d;
		c = 1 + odd / c;
		d = 1 / (fabs(d) < TINY ? TINY : d);
		result *= d * (fabs(c) < TINY ? TINY : c);
		if (fabs(result - before) <= 1e-16 * fabs(result))
			break;
	}
	return result;
}

/* The regularised incomplete beta function. */
static double beta(double a, double b, double x)
{
	double front;

	if (x <= 0)
		return 0;
	if (x >= 1)
		return 1;
	front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x));
	if (x < (a + 1) / (a + b + 2))
		return front * beta_fraction(a, b, x) / a;
	return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

/* The part of Student's distribution above t, t not below 0. */
static double tail(double t, double freedom)
{
	return beta(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2;
}

double pial_student_quantile(double p, double freedom)
{
	double above = p < 0.5 ? p : 1 - p, low = 0, high = 1;

	while (tail(high, freedom) > above && high < 1e150)
		high *= 2;
	for (int i = 0; i < HALVINGS; i++) {
		double middle = (low + high) / 2;

		if (tail(middle, freedom) > above)
			low = middle;
		else
			high = middle;
	}
	return p < 0.5 ? -(low + high) / 2 : (low + high) / 2;
}

/* ---- One campaign ---- */

/* Grams per meal in thousandths; waste is never below 0, and neither is a bound of it. */
static struct pial_qty milligrams(double grams)
{
	return (struct pial_qty){ grams > 0 ? (int64_t)llround(grams * 1000) : 0 };
}

static int by_value(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

/* The next of a series of 64 random bits (splitmix64, Steele, Lea and Flood 2014). */
static uint64_t next_bits(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static void resample(const struct pial_waste_day *day, size_t days,
		     struct pial_waste_estimate *estimate)
{
	double *ratio = pial_calloc(RESAMPLES, sizeof(*ratio));
	uint64_t state = SEED;

	for (size_t r = 0; r < RESAMPLES; r++) {
		double grams = 0, meals = 0;

		for (size_t i = 0; i < days; i++) {
			size_t at = (size_t)((next_bits(&state) >> 32) * days >> 32);

			grams += day[at].grams;
			meals += (double)day[at].meals;
		}
		ratio[r] = grams / meals;
	}
	qsort(ratio, RESAMPLES, sizeof(*ratio), by_value);
	/* Of 9 999 values the 250th and the 9 750th: 2.5 % of 10 000 on either side. */
	estimate->boot_low = milligrams(ratio[249]);
	estimate->boot_high = milligrams(ratio[9749]);
	free(ratio);
}

void pial_waste_estimate(const struct pial_waste_day *day, size_t days,
			 struct pial_waste_estimate *estimate)
{
	double grams = 0, meals = 0, squares = 0, ratio, half;

	*estimate = (struct pial_waste_estimate){
		.ratio = PIAL_QTY_NONE, .low = PIAL_QTY_NONE, .high = PIAL_QTY_NONE,
		.boot_low = PIAL_QTY_NONE, .boot_high = PIAL_QTY_NONE, .days = days,
	};
	for (size_t i = 0; i < days; i++) {
		grams += day[i].grams;
		meals += (double)day[i].meals;
	}
	if (meals <= 0)
		return;
	ratio = grams / meals;
	estimate->ratio = milligrams(ratio);
	if (days < 2)
		return;
	for (size_t i = 0; i < days; i++) {
		double off = day[i].grams - ratio * (double)day[i].meals;

		squares += off * off;
	}
	estimate->variance = (double)days / (double)(days - 1) * squares / (meals * meals);
	half = pial_student_quantile(CONFIDENCE, (double)(days - 1)) * sqrt(estimate->variance);
	estimate->low = milligrams(ratio - half);
	estimate->high = milligrams(ratio + half);
	resample(day, days, estimate);
}

/* ---- Two campaigns ---- */

/* Degrees of freedom of a difference of two; large when neither varies. */
static double welch(const struct pial_waste_estimate *a, const struct pial_waste_estimate *b)
{
	double both = a->variance + b->variance;
	double parts = a->variance * a->variance / (double)(a->days - 1) +
		       b->variance * b->variance / (double)(b->days - 1);

	return parts > 0 ? both * both / parts : (double)(a->days + b->days - 2);
}

static enum pial_waste_verdict verdict_of(const struct pial_waste_change *change)
{
	if (change->high.milli < 0)
		return PIAL_WASTE_LESS;
	return change->low.milli > 0 ? PIAL_WASTE_MORE : PIAL_WASTE_UNSURE;
}

void pial_waste_compare(const struct pial_waste_estimate *before,
			const struct pial_waste_estimate *after,
			struct pial_waste_change *change)
{
	double half;

	*change = (struct pial_waste_change){
		.change = PIAL_QTY_NONE, .low = PIAL_QTY_NONE, .high = PIAL_QTY_NONE,
		.part = PIAL_RATE_NONE, .verdict = PIAL_WASTE_TOO_FEW,
	};
	if (pial_qty_is_none(before->ratio) || pial_qty_is_none(after->ratio))
		return;
	change->change.milli = after->ratio.milli - before->ratio.milli;
	if (before->ratio.milli > 0) {
		double part = (double)change->change.milli / (double)before->ratio.milli * 1e6;

		if (part < INT32_MAX)
			change->part.e6 = (int32_t)lround(part);
	}
	if (before->days < 2 || after->days < 2)
		return;
	change->freedom = welch(before, after);
	half = pial_student_quantile(CONFIDENCE, change->freedom) *
	       sqrt(before->variance + after->variance) * 1000;
	change->low.milli = change->change.milli - (int64_t)llround(half);
	change->high.milli = change->change.milli + (int64_t)llround(half);
	change->verdict = verdict_of(change);
}

/* ---- Days that stand apart ---- */

static double median(double *value, size_t count)
{
	qsort(value, count, sizeof(*value), by_value);
	return count % 2 ? value[count / 2] : (value[count / 2 - 1] + value[count / 2]) / 2;
}

size_t pial_waste_outlying(const struct pial_waste_day *day, size_t days, bool *outlying)
{
	double *value = pial_calloc(days + 1, sizeof(*value)), middle, spread;
	size_t count = 0;

	for (size_t i = 0; i < days; i++)
		value[i] = day[i].grams / (double)day[i].meals;
	middle = days ? median(value, days) : 0;
	for (size_t i = 0; i < days; i++)
		value[i] = fabs(day[i].grams / (double)day[i].meals - middle);
	spread = days ? median(value, days) : 0;
	for (size_t i = 0; i < days; i++) {
		double off = fabs(day[i].grams / (double)day[i].meals - middle);

		outlying[i] = days >= PIAL_WASTE_OUTLYING_DAYS && spread > 0 &&
			      0.6745 * off / spread > 3.5;
		count += outlying[i];
	}
	free(value);
	return count;
}
