/*
 * Figures to plan with stand beside those seen and their bounds, so that nobody takes a guess for
 * knowledge; counts stand before them.
 */
#include "report/learn_view.h"

#include <stddef.h>

#include "load/row.h"
#include "num/round.h"

#include "base/banned.h"

#define ROW struct pial_learned_line
#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define TENTH 1000	/* of a per cent, in millionths */

static const struct pial_field view_field[] = {
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("product", "Produit", "Product", ID, KEY, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("promises", "Promesses", "Promises", INT, REQ, promises), .max = INT32_MAX },
	{ FIELD("failures", "Échecs", "Failures", INT, REQ, failures), .max = INT32_MAX },
	{ FIELD("weeks", "Semaines", "Weeks", INT, REQ, weeks), .max = INT32_MAX },
	{ FIELD("brought", "Livré sur promis (%)", "Delivered of promised (%)", RATE, 0, brought) },
	{ FIELD("failure_rate", "Risque d'échec (%)", "Failure rate (%)", RATE, REQ, failure) },
	{ FIELD("failure_seen", "Échec constaté (%)", "Failure seen (%)", RATE, 0, failure_seen) },
	{ FIELD("failure_low", "Échec, au moins (%)", "Failure, at least (%)", RATE, 0,
		failure_low) },
	{ FIELD("failure_high", "Échec, au plus (%)", "Failure, at most (%)", RATE, 0,
		failure_high) },
	{ FIELD("yield_cv", "Variation du rendement (%)", "Yield variation (%)", RATE, REQ,
		yield_cv) },
	{ FIELD("cv_seen", "Variation constatée (%)", "Variation seen (%)", RATE, 0, cv_seen) },
	{ FIELD("cv_low", "Variation, au moins (%)", "Variation, at least (%)", RATE, 0, cv_low) },
	{ FIELD("cv_high", "Variation, au plus (%)", "Variation, at most (%)", RATE, 0, cv_high) },
	{ FIELD("shared_weather", "Météo commune (%)", "Shared weather (%)", RATE, REQ, weather) },
	{ FIELD("weather_seen", "Météo constatée (%)", "Weather seen (%)", RATE, 0,
		weather_seen) },
	{ FIELD("weather_low", "Météo, au moins (%)", "Weather, at least (%)", RATE, 0,
		weather_low) },
	{ FIELD("weather_high", "Météo, au plus (%)", "Weather, at most (%)", RATE, 0,
		weather_high) },
};

const struct pial_schema pial_schema_view_learned = {
	"learned-view", NULL, "pial-plan season --learn",
	"Ce que les livraisons passées disent des risques.",
	"What past deliveries say of risks.", FIELDS(view_field, struct pial_learned_line), NULL,
};

/* To the nearest tenth of a per cent, halves up; none stays none. */
static struct pial_rate tenth(struct pial_rate rate)
{
	int64_t steps;

	if (pial_rate_is_none(rate) ||
	    !pial_muldiv(rate.e6, 1, TENTH, PIAL_ROUND_HALF_UP, &steps) ||
	    steps > INT32_MAX / TENTH)
		return PIAL_RATE_NONE;
	return (struct pial_rate){ (int32_t)steps * TENTH };
}

void pial_learn_view_make(struct pial_table *out, const struct pial_learned *learned, size_t many)
{
	for (size_t i = 0; i < many; i++) {
		const struct pial_learned *from = &learned[i];
		const struct pial_learned_line row = {
			.producer = from->producer, .product = from->product,
			.promises = (int32_t)from->promises, .failures = (int32_t)from->failures,
			.weeks = (int32_t)from->weeks, .brought = tenth(from->brought),
			.failure = tenth(from->failure.use),
			.failure_seen = tenth(from->failure.seen),
			.failure_low = tenth(from->failure.low),
			.failure_high = tenth(from->failure.high),
			.yield_cv = tenth(from->yield_cv.use),
			.cv_seen = tenth(from->yield_cv.seen), .cv_low = tenth(from->yield_cv.low),
			.cv_high = tenth(from->yield_cv.high),
			.weather = tenth(from->shared_weather.use),
			.weather_seen = tenth(from->shared_weather.seen),
			.weather_low = tenth(from->shared_weather.low),
			.weather_high = tenth(from->shared_weather.high),
		};

		pial_table_add(out, &row);
	}
}
