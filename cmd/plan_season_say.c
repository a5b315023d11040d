/*
 * What is said of a season's plan: one line a fact, grouped by product and weeks, figures last.
 */
#include "cmd/plan_season.h"

#include "base/banned.h"

static const char *text(const struct pial_season_work *work, uint32_t number)
{
	return pial_model_text(&work->cli->book.model, number);
}

static void say_gap(const struct pial_season_work *work, const struct pial_season_gap *gap)
{
	struct pial_diags *diags = &work->cli->diags;
	const char *product = text(work, gap->product.n);
	int64_t first = gap->first.n, last = gap->last.n, milli = gap->missing.milli;

	if (!gap->partner.n)
		pial_diag_add(diags, NULL, PIAL_N_SEASON_GAP, product, first, last, milli);
	else if (gap->source == PIAL_SEASON_PRICE_NONE)
		pial_diag_add(diags, NULL, PIAL_N_SEASON_GAP_PARTNER, product, first, last, milli,
			      text(work, gap->partner.n));
	else
		pial_diag_add(diags, NULL, PIAL_N_SEASON_GAP_PRICE, product, first, last, milli,
			      text(work, gap->partner.n), (int64_t)gap->price.e4);
}

static void say_cut(const struct pial_season_work *work, const struct pial_season_cut *cut)
{
	pial_diag_add(&work->cli->diags, NULL, PIAL_N_SEASON_LAND, text(work, cut->producer.n),
		      text(work, cut->product.n), cut->quantity.milli, (int64_t)cut->first.n,
		      (int64_t)cut->last.n);
}

static void say_version(const struct pial_season_work *work)
{
	const struct pial_season_result *result = &work->result;
	struct pial_diags *diags = &work->cli->diags;

	if (result->same)
		pial_diag_add(diags, NULL, PIAL_N_SEASON_SAME, (int64_t)work->year,
			      (int64_t)result->version);
	else
		pial_diag_add(diags, NULL, PIAL_N_SEASON, (int64_t)work->year,
			      (int64_t)result->version, (int64_t)result->sowings);
}

void pial_season_say(struct pial_season_work *work)
{
	const struct pial_season_result *result = &work->result;

	for (size_t i = 0; i < result->cuts; i++)
		say_cut(work, &result->cut[i]);
	for (size_t i = 0; i < result->gaps; i++)
		say_gap(work, &result->gap[i]);
	say_version(work);
}
