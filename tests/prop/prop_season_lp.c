/*
 * The scenario program of random seasons, as glpsol reads and solves it.
 *
 * Held for each season: glpsol reads the file; the harvests that it finds, handed to the evaluator
 * of plans, which knows nothing of the program, cost what glpsol says and keep all limits; no
 * other plan tried costs less: none at all, and one that a person would make (the need and a
 * fifth, in equal parts, cut down to the land).
 *
 * PROP_SEASONS=N does N seasons instead of 100; PROP_SEASON=I does season I alone, and prints it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/scenario.h"
#include "lp_solve.h"
#include "report/season_lp.h"
#include "roll.h"

#define SEASONS 100
#define GROWERS 8
#define KINDS 4
#define SPAN 16
#define BIDS (GROWERS * KINDS)
#define SOWINGS (BIDS * SPAN)
#define CROPS (KINDS * SPAN)
#define HARVESTS (BIDS * SPAN)
#define FIRST 2890	/* 2025-W20 or so */

struct rolled {
	struct pial_scenario_grower grower[GROWERS];
	struct pial_scenario_product product[KINDS];
	struct pial_scenario_bid bid[BIDS];
	struct pial_scenario_sowing sowing[SOWINGS];
	struct pial_scenario_crop crop[CROPS];
	struct pial_scenario_harvest harvest[HARVESTS];
	struct pial_scenario_season season;
	size_t crops_of[KINDS][SPAN];	/* index + 1 of the crop of a week; 0: none */
};

static const char *const growers[GROWERS] = { "P-pique", "P_pique", "P-ravin", "P-estive", "e5",
					      "P-aubépine", "P-castelet", "9" };
static const char *const products[KINDS] = { "carotte", "laitue", "chou-rouge", "e1" };

/* A sowing with the weeks it is harvested in, from one to another. */
static void roll_sowing(struct rolled *s, struct dice *d, uint32_t bid, int from, int until)
{
	struct pial_scenario_season *season = &s->season;
	uint32_t product = s->bid[bid].product;
	uint16_t lead = (uint16_t)dice_roll(d, 12);

	s->sowing[season->sowings] = (struct pial_scenario_sowing){ .bid = bid,
		.sow = { lead ? (uint16_t)(FIRST + from - lead) : 0 },
		.first = { (uint16_t)(FIRST + from) }, .last = { (uint16_t)(FIRST + until) } };
	for (int w = from; w <= until; w++)
		if (s->crops_of[product][w])
			s->harvest[season->harvests++] = (struct pial_scenario_harvest){
				.sowing = (uint32_t)season->sowings,
				.crop = (uint32_t)s->crops_of[product][w] - 1,
				.most = dice_once(d, 3) ? PIAL_QTY_NONE :
					(struct pial_qty){ 500 * dice_roll(d, 80) } };
	season->sowings++;
}

static void roll_bid(struct rolled *s, struct dice *d, uint32_t grower, uint32_t product)
{
	uint32_t bid = (uint32_t)s->season.bids++;
	int from = dice_roll(d, SPAN), until = from + dice_roll(d, SPAN - from);
	int every = 1 + dice_roll(d, 6);

	s->bid[bid] = (struct pial_scenario_bid){ grower, product,
		{ dice_once(d, 2) ? INT64_MIN : 100 * (1 + dice_roll(d, 60)) },
		{ dice_once(d, 6) ? INT64_MIN : 500 + 100 * dice_roll(d, 40) },
		{ dice_once(d, 2) ? INT32_MIN : 10000 * dice_roll(d, 40) },
		{ 10000 * dice_roll(d, 15) }, { 10000 * dice_roll(d, 60) } };
	for (int w = from; w <= until; w += every)
		roll_sowing(s, d, bid, w, w + every - 1 < until ? w + every - 1 : until);
}

static void roll_crops(struct rolled *s, struct dice *d, uint32_t product, int weeks)
{
	struct pial_price missing = { 500 * dice_roll(d, 60) };
	struct pial_price surplus = { 500 * dice_roll(d, 20) };

	for (int w = 0; w < weeks; w++) {
		struct pial_scenario_crop *crop = &s->crop[s->season.crops];

		if (dice_once(d, 5))
			continue;
		*crop = (struct pial_scenario_crop){ product, { (uint16_t)(FIRST + w) },
			{ 250 * dice_roll(d, 400) }, PIAL_QTY_NONE, missing, surplus };
		if (dice_once(d, 2))
			crop->reserve.milli = crop->need.milli * (10 + dice_roll(d, 5)) / 10;
		s->crops_of[product][w] = ++s->season.crops;
	}
}

static void roll_season(struct rolled *s, uint64_t number)
{
	struct dice d = dice_of(number);
	int count = 1 + dice_roll(&d, GROWERS), kinds = 1 + dice_roll(&d, KINDS);
	int weeks = 1 + dice_roll(&d, SPAN);

	memset(s, 0, sizeof(*s));
	s->season = (struct pial_scenario_season){ s->grower, (size_t)count, s->product,
		(size_t)kinds, s->bid, 0, s->sowing, 0, s->crop, 0, s->harvest, 0,
		{ 100000 * dice_roll(&d, 11) }, number, 1 + (uint32_t)dice_roll(&d, 20) };
	for (int g = 0; g < count; g++)
		s->grower[g] = (struct pial_scenario_grower){ growers[g],
			{ dice_once(&d, 4) ? INT64_MIN : 100 * dice_roll(&d, 120) } };
	for (int p = 0; p < kinds; p++) {
		s->product[p] = (struct pial_scenario_product){ products[p],
			{ dice_once(&d, 3) ? 1 + dice_roll(&d, 900) : 1000 } };
		roll_crops(s, &d, (uint32_t)p, weeks);
	}
	for (int g = 0; g < count; g++)
		for (int p = 0; p < kinds; p++)
			if (!dice_once(&d, 3))
				roll_bid(s, &d, (uint32_t)g, (uint32_t)p);
}

/* The need and a fifth, in equal parts; then all of a farm or bid shrinks until it fits. */
static void plain_plan(const struct rolled *s, int64_t *planned)
{
	const struct pial_scenario_season *season = &s->season;
	size_t which, parts[CROPS] = { 0 };
	enum pial_scenario_limit limit;

	for (size_t h = 0; h < season->harvests; h++)
		parts[s->harvest[h].crop]++;
	for (size_t h = 0; h < season->harvests; h++) {
		planned[h] = s->crop[s->harvest[h].crop].need.milli * 6 / 5 /
			     (int64_t)parts[s->harvest[h].crop];
		if (!pial_qty_is_none(s->harvest[h].most) &&
		    planned[h] > s->harvest[h].most.milli)
			planned[h] = s->harvest[h].most.milli;
	}
	while ((limit = pial_scenario_fits(season, planned, &which)) != PIAL_SCENARIO_FITS) {
		assert_int_not_equal(limit, PIAL_SCENARIO_MOST);
		for (size_t h = 0; h < season->harvests; h++) {
			size_t bid = s->sowing[s->harvest[h].sowing].bid;

			if (which == (limit == PIAL_SCENARIO_AREA ? bid : s->bid[bid].grower))
				planned[h] = planned[h] * 9 / 10;
		}
	}
}

/* The harvests of the answer, in thousandths, towards 0 so that limits are kept. */
static void planned_of(const struct rolled *s, const struct lp_answer *answer, int64_t *planned)
{
	for (size_t h = 0; h < s->season.harvests; h++) {
		const struct pial_scenario_bid *bid = &s->bid[s->sowing[s->harvest[h].sowing].bid];
		static const char *const grower[] = { "P_pique", "P_pique~2", "P_ravin", "P_estive",
						      "e5", "P_aub__pine", "P_castelet", "9" };
		static const char *const product[] = { "carotte", "laitue", "chou_rouge", "e1" };
		char name[128];
		int year, week;

		pial_week_parts(s->crop[s->harvest[h].crop].week, &year, &week);
		snprintf(name, sizeof(name), "take.%s.%s.%04d_W%02d", grower[bid->grower],
			 product[bid->product], year, week);
		planned[h] = (int64_t)floor(1000 * lp_value(answer, name) + 1e-6);
	}
}

static double cost_of(const struct rolled *s, const struct pial_scenario_draws *draws,
		      const int64_t *planned)
{
	struct pial_scenario_cost cost;

	assert_true(pial_scenario_cost(&s->season, draws, planned, &cost));
	return (double)cost.total_e4 / 1e4;
}

/* How much more the plain plan costs than the least, in parts of the least; -1: not told. */
static double hold_season(const char *folder, int number, bool print)
{
	static struct rolled s;
	struct pial_arena arena = PIAL_ARENA_INIT;
	struct pial_scenario_draws draws;
	struct lp_answer answer;
	struct pial_strbuf text;
	int64_t planned[HARVESTS] = { 0 };
	double least, ours, none, found, within;
	size_t which;

	roll_season(&s, (uint64_t)number << 32);
	pial_scenario_draw(&s.season, &arena, &draws);
	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	pial_season_lp(&text, &s.season, &draws, number % 2 ? PIAL_FR : PIAL_EN);
	if (print)
		print_message("%s", text.text);
	lp_solve(folder, text.text, &answer);
	least = answer.cost / draws.scenarios;
	none = cost_of(&s, &draws, planned);
	planned_of(&s, &answer, planned);
	assert_int_equal(pial_scenario_fits(&s.season, planned, &which), PIAL_SCENARIO_FITS);
	found = cost_of(&s, &draws, planned);
	/* A thousandth of each harvest, at most at 4 euros a unit and scenario. */
	within = 0.00005 + 1e-8 * least + 0.004 * (double)s.season.harvests;
	plain_plan(&s, planned);
	ours = cost_of(&s, &draws, planned);
	if (fabs(found - least) > within || none < least - 0.0001 || ours < least - 0.0001)
		fail_msg("season %d: least %.4f, as evaluated %.4f; nothing %.4f, plain %.4f",
			 number, least, found, none, ours);
	lp_answer_release(&answer);
	pial_strbuf_release(&text);
	pial_arena_release(&arena);
	return least > 0 ? ours / least - 1 : -1;
}

static void test_seasons(void **state)
{
	const char *one = getenv("PROP_SEASON"), *many = getenv("PROP_SEASONS");
	int last = many ? (int)strtol(many, NULL, 10) : SEASONS, told = 0;
	char folder[] = "/tmp/pial-season-XXXXXX";
	double worst = 0, sum = 0;

	(void)state;
	assert_non_null(mkdtemp(folder));
	for (int i = 1; i <= last; i++) {
		double gap;

		if (one && i != strtol(one, NULL, 10))
			continue;
		gap = hold_season(folder, i, one != NULL);
		if (gap < 0)
			continue;
		told++;
		sum += gap;
		worst = gap > worst ? gap : worst;
	}
	rmdir(folder);
	assert_true(told > 0);
	print_message("# %d seasons: the plain plan costs %.0f %% more than the least in the mean, "
		      "%.0f %% at most\n", told, 100 * sum / told, 100 * worst);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_seasons),
	};

	return cmocka_run_group_tests_name("season_lp", tests, NULL, NULL);
}
