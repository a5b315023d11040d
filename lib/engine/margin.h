/*
 * Margins for risk: how much more than the need has to be planted, so that hail, slugs and a bad
 * year leave kitchens served.
 *
 * Each grower of a product and week is asked for a part w of what is planted. With probability f
 * its plot fails whole; else it yields its part times a factor of mean 1 and variation c
 * (standard deviation over mean). Failures are independent; two factors correlate by rho, the
 * weather they share. Planting m times the need, what is missing in the mean is E[(1 - mX)+] of
 * the need, X being what one unit of planting brings. The *fill rate* is 1 minus that: the
 * kilograms served over the kilograms needed, which is not the share of weeks served in full.
 *
 * X is a mixture over the sets S of plots that survive. Given S it is log-normal, with mean
 * the sum of w over S and variance
 *
 *     rho (sum of w c)^2 + (1 - rho) sum of w^2 c^2
 *
 * which is c^2 (rho + (1-rho) sum w^2 / (sum w)^2) relative to the mean when all c are equal (spec
 * of the plan, "Season"). Growers alike in w, f and c are counted instead of told apart: n of
 * them are n + 1 cases. When there are more than PIAL_MARGIN_CASES cases, the smallest growers, as
 * many as need be, enter every case together, with the mean and variance of what they bring,
 * their failures included: their total has the tail of a log-normal, too.
 *
 * The spec of the plan has a closed form for 1 / sum w^2 >= 5: X is normal with mean sum w (1 - f),
 * and missing is sigma G(k), G being the normal loss function. With a = w (1 - f) over its sum and
 * kappa^2 = (c^2 + f) / (1 - f),
 *
 *     CV^2 = sum a^2 kappa^2 + rho ((sum a c)^2 - sum a^2 c^2)
 *
 * which is kappa^2 sum w^2 + rho c^2 (1 - sum w^2) when growers are alike but for w. It does
 * not decide here, and is in the tests only, to compare with: without a long tail, shared weather
 * misleads it. At f = 5 %, c = 40 %, rho = 0.2 it asks five growers for 1.57 times the need where
 * 1.44 serve 98 % of it; fourteen unlike growers were asked for 0.10 too much, where the cases are
 * within 0.02 of simulation; and a fifth grower would raise the margin of four (1.50).
 *
 * Sources: A. Federgruen and N. Yang, "Optimal supply diversification under general supply risks",
 * Operations Research 57(6), 2009 (service and cost versions); R. Anupindi and R. Akella,
 * "Diversification under supply uncertainty", Management Science 39(8), 1993. That a sum of
 * log-normals is taken as log-normal is the approximation of L. Fenton, IRE Trans. 8(1), 1960.
 *
 * Same bytes everywhere. Sums run in one order (growers are sorted), the compiler may not fuse
 * operations (C11 mode), and exp, log, erfc of two libraries differ in the 16th digit; answers are
 * multiples of 10^-4 (factors) or 10^-6 (what follows), and whatever a comparison decides is met
 * when it is met within 10^-9, so that exact ties, the only likely place to differ, do not.
 */
#ifndef PIAL_ENGINE_MARGIN_H
#define PIAL_ENGINE_MARGIN_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "model/policy.h"
#include "num/units.h"

/* Cases listed one by one: eight growers of which no two are alike, or 255 that are. */
#define PIAL_MARGIN_CASES 256

/* The largest factor ever answered: who has to plant ten times the need has another problem. */
#define PIAL_MARGIN_MAX ((struct pial_rate){ 10000000 })

/* One grower of a product in a week. */
struct pial_margin_grower {
	int64_t weight;			/* part of the planting, in any unit; 0 to PIAL_QTY_MAX */
	struct pial_rate failure;	/* chance that nothing comes, 0 to 1; none: the policy's */
	struct pial_rate yield_cv;	/* variation of what comes, 0 to 10; none: the policy's */
};

enum pial_margin_found {
	PIAL_MARGIN_FOUND,
	PIAL_MARGIN_NOBODY,	/* no grower, or all weights 0, or all fail always */
	PIAL_MARGIN_FAIL,	/* all fail at once as often as the loss allowed */
	PIAL_MARGIN_HUGE,	/* more than PIAL_MARGIN_MAX times the need would do, or nothing */
};

/* How the figures of a pool are found. */
enum pial_margin_way {
	PIAL_MARGIN_LISTED,	/* all cases of who fails */
	PIAL_MARGIN_FOLDED,	/* cases of the largest, the others together */
};

/* What comes of a factor, each in millionths, nearest, halves up. */
struct pial_margin_outlook {
	struct pial_rate missing;	/* expected shortage, part of the need */
	struct pial_rate surplus;	/* expected harvest beyond the need, part of the need */
	struct pial_rate weeks;		/* share of weeks in which the whole need is there */
};

struct pial_margin_pool;

/*
 * Takes growers together; the pool lives in the arena and needs them no more. Their order does
 * not matter. failure, yield_cv of the policy stand in where a grower says none; shared_weather is
 * the policy's. NULL when there is nobody (PIAL_MARGIN_NOBODY).
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 4)
struct pial_margin_pool *pial_margin_pool(const struct pial_policy *policy,
					  const struct pial_margin_grower *grower, size_t count,
					  struct pial_arena *arena);

/* How a pool's figures are found. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_margin_way pial_margin_way(const struct pial_margin_pool *pool);

/*
 * The chance that all fail, in millionths, rounded up: the part of the need that is missing
 * however much is planted; what to say with PIAL_MARGIN_FAIL.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_rate pial_margin_lost(const struct pial_margin_pool *pool);

/*
 * The smallest factor, in ten-thousandths (rounded up), whose expected fill rate reaches a target
 * between 0 and 1. *factor stays as it is when none does.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_margin_found pial_margin_find(const struct pial_margin_pool *pool,
					struct pial_rate fill, struct pial_rate *factor);

/* What comes of planting factor (0 to PIAL_MARGIN_MAX) times the need. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_margin_outlook pial_margin_outlook(const struct pial_margin_pool *pool,
					       struct pial_rate factor);

/*
 * The factor that costs least when a kilogram missing costs cost_missing and one too many
 * cost_surplus (policy `risk:`): the smallest, in ten-thousandths, at which
 *
 *     E[X; mX < 1] / E[X] <= cost_surplus / (cost_missing + cost_surplus)
 *
 * where cost_missing E[missing] + cost_surplus E[surplus], convex in m, stops falling. 0 when
 * missing costs nothing; none when surplus costs nothing, or when it lies beyond PIAL_MARGIN_MAX.
 * Neither price may be none or negative.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_rate pial_margin_cheapest(const struct pial_margin_pool *pool,
				      struct pial_price cost_missing,
				      struct pial_price cost_surplus);

#endif
