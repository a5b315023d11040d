/*
 * What is said of a season's plan: one line a fact, grouped by product and weeks, figures last.
 */
#include "cmd/cli_contracts.h"
#include "cmd/plan_season.h"
#include "engine/partner.h"
#include "num/round.h"
#include "report/season_text.h"

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
	else if (gap->source == PIAL_PARTNER_PRICE_NONE)
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

/* Percent in thousandths, as the argument of a message. */
static int64_t percent(struct pial_rate rate)
{
	return rate.e6 / 10;
}

static bool no_margin(const struct pial_season_crop *crop)
{
	return crop->outlook.found == PIAL_SEASON_MARGIN_FAIL ||
	       crop->outlook.found == PIAL_SEASON_MARGIN_HUGE;
}

/* Says of which products, in which weeks, no margin serves the wanted fill rate. */
static void say_margins(const struct pial_season_work *work)
{
	const struct pial_season_result *result = &work->result;

	for (size_t i = 0, end; i < result->crops; i = end) {
		const struct pial_season_crop *crop = &result->crop[i];
		struct pial_rate lost = crop->outlook.lost;

		end = i + 1;
		if (!no_margin(crop))
			continue;
		for (; end < result->crops && no_margin(&result->crop[end]) &&
		       result->crop[end].product.n == crop->product.n &&
		       result->crop[end].week.n == result->crop[end - 1].week.n + 1; end++)
			if (result->crop[end].outlook.lost.e6 > lost.e6)
				lost = result->crop[end].outlook.lost;
		pial_diag_add(&work->cli->diags, NULL, PIAL_A_SEASON_MARGIN,
			      text(work, crop->product.n), (int64_t)crop->week.n,
			      (int64_t)result->crop[end - 1].week.n,
			      percent(work->cli->book.model.policy.fill_rate), percent(lost));
	}
}

static void say_advances(const struct pial_season_work *work)
{
	for (size_t i = 0; i < work->advances; i++) {
		const struct pial_advance *advance = &work->advance[i];

		if (advance->left.cents)
			pial_diag_add(&work->cli->diags, NULL, PIAL_N_SEASON_ADVANCE_LEFT,
				      text(work, advance->producer.n), advance->amount.cents,
				      advance->startup.cents, advance->left.cents);
		else
			pial_diag_add(&work->cli->diags, NULL, PIAL_N_SEASON_ADVANCE,
				      text(work, advance->producer.n), advance->amount.cents,
				      advance->startup.cents);
	}
}

static void say_changes(const struct pial_season_work *work)
{
	for (size_t i = 0; i < work->result.changes; i++) {
		const struct pial_season_change *change = &work->result.change[i];

		pial_diag_add(&work->cli->diags, NULL, PIAL_N_SEASON_CHANGE,
			      text(work, change->producer.n), text(work, change->product.n),
			      change->before.milli, change->after.milli);
	}
}

/* Grams of a product, to the gram. */
static int64_t grams(const struct pial_season_work *work, struct pial_product_id id, int64_t milli)
{
	const struct pial_product *product = pial_model_product(&work->cli->book.model, id);
	struct pial_mass mass = { 0 };
	bool assumed;

	if (!pial_mass_of((struct pial_qty){ milli }, pial_product_unit_mass(product, &assumed),
			  PIAL_ROUND_HALF_UP, &mass))
		return 0;
	return mass.g;
}

/* What changed hands: kilograms handed on, and those grown more by it. */
static void say_trades(const struct pial_season_work *work)
{
	const struct pial_season_result *result = &work->result;
	int64_t passed = 0, more = 0;

	for (size_t i = 0; i < result->trades; i++) {
		int64_t milli = result->trade[i].quantity.milli;
		int64_t mass = grams(work, result->trade[i].product, milli < 0 ? -milli : milli);

		passed += milli < 0 ? mass : 0;
		more += milli < 0 ? -mass : mass;
	}
	if (passed)
		pial_diag_add(&work->cli->diags, NULL, PIAL_N_SEASON_EXCHANGE, passed, more);
}

/* The season in figures: kilograms of all products, and land. */
static void say_figures(const struct pial_season_work *work)
{
	const struct pial_season_result *result = &work->result;
	int64_t need = 0, promised = 0, margin = 0, missing = 0, surplus = 0;

	for (size_t i = 0; i < result->crops;) {
		struct pial_season_sum sum;

		i = pial_season_sum(result, i, &sum);
		need += grams(work, sum.product, sum.need.milli);
		promised += grams(work, sum.product, sum.promised.milli);
		margin += grams(work, sum.product, sum.margin.milli);
		missing += grams(work, sum.product, sum.shortage.milli);
		surplus += grams(work, sum.product, sum.surplus.milli);
	}
	pial_diag_add(&work->cli->diags, NULL, PIAL_N_SEASON_KILOGRAMS, need, promised, margin,
		      missing, surplus);
	if (result->most_land.dm2)
		pial_diag_add(&work->cli->diags, NULL, PIAL_N_SEASON_GROUND,
			      result->most_land.dm2 * 10, (int64_t)result->most_week.n);
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
	say_trades(work);
	for (size_t i = 0; i < result->gaps; i++)
		say_gap(work, &result->gap[i]);
	say_margins(work);
	pial_cli_contracts_say(work->cli, &work->contract, (struct pial_date){ 0 },
			       (struct pial_kitchen_id){ 0 });
	say_advances(work);
	if (result->closed)
		pial_diag_add(&work->cli->diags, NULL, PIAL_N_SEASON_CLOSED,
			      (int64_t)result->closed);
	say_figures(work);
	say_changes(work);
	say_version(work);
}
