/*
 * What the log says of risk: how often a plot gives nothing, how much the others vary, and how
 * much of that is weather that all share, from what was promised and what came of it.
 *
 * A promise is what one producer was to bring of one product in one week; what came of it is
 * what it could bring. A delivery that was cut because nobody wanted more is not a yield: such rows
 * are for the caller to leave out (or to count with what was offered). Estimators, each without
 * any assumption on the shape of yields:
 *
 * *Failure.* The share of promises of which nothing or next to nothing (PIAL_LEARN_NOTHING of the
 * promise) came. Its interval is Wilson's (E. B. Wilson, JASA 22, 1927) with the number of promises
 * divided by the design effect of what one producer brings of one product (Kish, Survey
 * Sampling, 1965): a plot lost to hail fails every week until the next sowing, and counts for less
 * than as many plots.
 *
 * *Variation and shared weather.* Of the promises that did not fail, x = delivered / promised over
 * its mean for the product (a product of which always a tenth less comes does not vary for that;
 * `brought` says the mean). The classical analysis of variance, one way, weeks within products,
 * unequal numbers (S. R. Searle, G. Casella and C. E. McCulloch, Variance Components, Wiley 1992,
 * chapter 3): with N promises, G product-weeks and P products, MSE = within / (N - G),
 *
 *     shared variance A = (between - (G - P) MSE) / (N - sum over products of sum n_g^2 / N_p)
 *     c^2 = MSE + A,   rho = A / c^2
 *
 * which are the c and rho of margin.h. With one producer a week rho cannot be known, and c^2 is
 * the variance of x. Their standard errors are the jackknife's, a week left out at a time with
 * all its products, as weather does not stop at a product (B. Efron and C. Stein, Annals of
 * Statistics 9, 1981); the intervals are 1.96 of them to either side.
 *
 * *Few data.* What is to be used is drawn towards what was believed before, as if that had been
 * seen PIAL_LEARN_PRIOR times (K):
 *
 *     f = (failures + K f0) / (promises + K), promises after the design effect
 *     c^2 = (d c^2 + K c0^2) / (d + K), d = N - P
 *     rho = (v rho + K rho0) / (v + K), v the product-weeks with two producers or more
 *
 * (The first two are the conjugate priors of a share and of a variance: A. Gelman et al., Bayesian
 * Data Analysis, 2.4 and 2.6; the third follows them.) All data together are drawn to the policy,
 * a product to all together, a producer's product to the product. So one bad week of one grower
 * moves its figure by a twentieth, and three seasons speak for themselves.
 */
#ifndef PIAL_ENGINE_LEARN_H
#define PIAL_ENGINE_LEARN_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "model/model.h"

/* Of which no more came failed: a tenth. */
#define PIAL_LEARN_NOTHING ((struct pial_rate){ 100000 })

/* How many promises what was believed before counts for. */
#define PIAL_LEARN_PRIOR 20

/* A promise and what came of it. */
struct pial_learn_promise {
	struct pial_producer_id producer;	/* who */
	struct pial_product_id product;		/* what */
	struct pial_week week;			/* when */
	struct pial_qty promised;		/* 0 or none: no promise, left out */
	struct pial_qty delivered;		/* none: nothing */
};

/* A figure. Rates in millionths, nearest; a rate that cannot be known is none. */
struct pial_learned_figure {
	struct pial_rate use;		/* drawn towards what was believed before */
	struct pial_rate seen;		/* as the data say */
	struct pial_rate error;		/* standard error of seen */
	struct pial_rate low, high;	/* 95 times in 100 the truth lies between */
	uint32_t count;			/* promises, those not failed, product-weeks */
};

/* What is known of all, of a product, or of a producer's product. */
struct pial_learned {
	struct pial_producer_id producer;	/* none: of all */
	struct pial_product_id product;		/* none: of all */
	uint32_t promises, failures, weeks;	/* how many there were */
	struct pial_rate brought;		/* delivered / promised, where it did not fail */
	struct pial_learned_figure failure;	/* f */
	struct pial_learned_figure yield_cv;	/* c */
	/* rho; of a producer's product: use only, the product's */
	struct pial_learned_figure shared_weather;
};

/*
 * Learns from promises in any order (each producer, product and week once; several add nothing
 * wrong but count twice). *learned holds first all together, then each product, then each
 * producer's product, by their ids' texts; it lives in the arena. There is always the first, which
 * without data says the policy. What was believed before are failure, yield_cv and
 * shared_weather of the model's policy.
 */
PIAL_NONNULL(1, 4, 5, 6)
void pial_learn(const struct pial_model *model,
		const struct pial_learn_promise *promise, size_t count,
		struct pial_arena *arena, struct pial_learned **learned, size_t *many);

#endif
