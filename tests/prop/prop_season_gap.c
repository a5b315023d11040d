/*
 * What the plan of a season costs beside the least that any plan costs, over the same scenarios:
 * 100 random seasons, the scenario program solved by glpsol.
 *
 * Two programs a season. With reserves, what counts is what the plan aims at: the need and the
 * margin that serves the fill rate, wherever land and bids allow it. Without, a kilogram missing
 * costs what the policy says and nothing else counts: the price of aiming at a fill rate.
 *
 * The program knows its scenarios and the plan does not: the program's own plan is therefore also
 * laid beside ours over 1000 others, drawn from another seed.
 *
 * Each season is then planned again from a week on, after hazards, and laid beside the program of
 * the weeks from then on, in which what stands in the ground brings what is left of it.
 *
 * Held: the plan keeps every limit of the program, so that its cost is never below the least; all
 * its rows are found in the program; and the gap to the least with reserves, over all seasons
 * together, stays under GAP, and that over other scenarios under OTHERS_GAP.
 *
 * PROP_SEASONS=N does N seasons instead of 100; PROP_SEASON=I does season I alone.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/scenario_fill.h"
#include "lp_solve.h"
#include "report/season_lp.h"
#include "roll.h"

#define SEASONS 100
#define SCENARIOS 40
#define OTHERS 1000
#define GROWERS 9
#define SORTS 5
#define PLACES 4
#define LIST 256
#define GAP 0.05	/* of the least cost, all seasons together */
#define OTHERS_GAP 0.03	/* the same over scenarios that the program does not know */

struct book {
	struct pial_model model;
	struct pial_need need[LIST];
	struct pial_bid bid[LIST];
	struct pial_season_input input;
	struct pial_season_result result;
	struct pial_diags diags;
	struct pial_week first, last;	/* of the season */
};

static uint32_t id(struct book *b, const char *prefix, int number)
{
	char text[32];
	int len = snprintf(text, sizeof(text), "%s%d", prefix, number);

	return pial_intern_add(&b->model.pool, text, (size_t)len);
}

static void roll_parties(struct book *b, struct dice *d, int growers, int sorts, int places)
{
	struct pial_model *m = &b->model;

	for (int g = 0; g < growers; g++)
		m->producer[m->producers++] = (struct pial_producer){ .id = { id(b, "P-", g) },
			.tier = 1, .kind = PIAL_PRODUCER_GROWER, .min_drop = PIAL_MONEY_NONE,
			.share = { 500 * (1 + dice_roll(d, 4)) },
			.lat = { 42790000 + 1000 * dice_roll(d, 90) },
			.lon = { 590000 + 1000 * dice_roll(d, 90) },
			.land = { dice_once(d, 4) ? INT64_MIN : 10000 * (2 + dice_roll(d, 30)) } };
	for (int s = 0; s < sorts; s++) {
		bool piece = dice_once(d, 3);

		m->product[m->products++] = (struct pial_product){ .id = { id(b, "v", s) },
			.unit = piece ? PIAL_UNIT_PIECE : PIAL_UNIT_KG,
			.pack = { piece ? 12000 : 5000 }, .reference_price = PIAL_PRICE_NONE,
			.unit_mass = piece ? (struct pial_mass){ 350 } : PIAL_MASS_NONE };
	}
	for (int k = 0; k < places; k++)
		m->kitchen[m->kitchens++] = (struct pial_kitchen){ .id = { id(b, "K-", k) },
			.priority = 1, .weight = { 1000 }, .cutoff = 3,
			.lat = { 42790000 + 1000 * dice_roll(d, 90) },
			.lon = { 590000 + 1000 * dice_roll(d, 90) },
			.organic_only = PIAL_NO, .substitutes = PIAL_NO };
}

/* What is wanted: some weeks of some products, by some kitchens. */
static void roll_needs(struct book *b, struct dice *d)
{
	for (size_t s = 0; s < b->model.products; s++)
		for (size_t k = 0; k < b->model.kitchens; k++) {
			uint16_t from = (uint16_t)(b->first.n + dice_roll(d, 20));

			if (dice_once(d, 3))
				continue;
			b->need[b->input.needs++] = (struct pial_need){
				.kitchen = b->model.kitchen[k].id,
				.product = b->model.product[s].id,
				.quantity = { 1000 * (20 + dice_roll(d, 100)) },
				.from_week = { from },
				.until_week = { (uint16_t)(from + 1 + dice_roll(d, 8)) } };
		}
}

static void roll_bids(struct book *b, struct dice *d)
{
	for (size_t g = 0; g < b->model.producers; g++)
		for (size_t s = 0; s < b->model.products; s++) {
			uint16_t from = (uint16_t)(b->first.n + dice_roll(d, 12));

			if (dice_once(d, 4))
				continue;
			b->bid[b->input.bids++] = (struct pial_bid){
				.producer = b->model.producer[g].id,
				.product = b->model.product[s].id, .from_week = { from },
				.until_week = { (uint16_t)(from + 6 + dice_roll(d, 20)) },
				.max_quantity = { dice_once(d, 2) ? INT64_MIN :
						  5000 * (4 + dice_roll(d, 20)) },
				.max_area = { dice_once(d, 3) ? INT64_MIN :
					      10000 * (1 + dice_roll(d, 10)) },
				.wanted = PIAL_QTY_NONE, .price = PIAL_PRICE_NONE,
				.yield = { 1000 + 250 * dice_roll(d, 12) },
				.failure = { dice_once(d, 3) ? INT32_MIN :
					     10000 * dice_roll(d, 12) },
				.yield_cv = { dice_once(d, 3) ? INT32_MIN :
					      100000 + 10000 * dice_roll(d, 40) },
				.loss = { dice_once(d, 2) ? INT32_MIN : 10000 * dice_roll(d, 25) },
				.days_to_harvest = 30 + dice_roll(d, 90),
				.succession_weeks = 1 + dice_roll(d, 5) };
		}
}

static void roll_book(struct book *b, int number)
{
	struct dice d = dice_of((uint64_t)number << 32);
	struct pial_model *m = &b->model;

	memset(b, 0, sizeof(*b));
	pial_model_init(m);
	pial_diags_init(&b->diags);
	pial_season_result_init(&b->result);
	m->producer = pial_arena_zalloc(&m->arena, GROWERS, sizeof(*m->producer));
	m->product = pial_arena_zalloc(&m->arena, SORTS, sizeof(*m->product));
	m->kitchen = pial_arena_zalloc(&m->arena, PLACES, sizeof(*m->kitchen));
	m->policy.season_starts = 14;
	assert_true(pial_season_weeks(2025, 14, &b->first, &b->last));
	roll_parties(b, &d, 2 + dice_roll(&d, GROWERS - 1), 1 + dice_roll(&d, SORTS),
		     1 + dice_roll(&d, PLACES));
	pial_model_index(m);
	b->input = (struct pial_season_input){ .model = m, .year = 2025, .need = b->need,
					       .bid = b->bid, .bids_file = "bids.csv" };
	roll_needs(b, &d);
	roll_bids(b, &d);
}

/* The least cost of a program and that of the plan, euros in the mean; both over others. */
struct costs {
	double least, ours, theirs_others, ours_others;
};

/* The harvests that the program found, in thousandths. */
static void found(const struct pial_scenario_season *season, const struct lp_answer *answer,
		  int64_t *planned)
{
	for (size_t h = 0; h < season->harvests; h++) {
		const struct pial_scenario_harvest *harvest = &season->harvest[h];
		const struct pial_scenario_bid *bid =
			&season->bid[season->sowing[harvest->sowing].bid];
		char name[128];
		int year, week;

		pial_week_parts(season->crop[harvest->crop].week, &year, &week);
		snprintf(name, sizeof(name), "take.P_%s.%s.%04d_W%02d",
			 season->grower[bid->grower].name + 2, season->product[bid->product].name,
			 year, week);
		planned[h] = (int64_t)(1000 * lp_value(answer, name) + 0.5);
	}
}

static double cost_of(const struct pial_scenario_season *season,
		      const struct pial_scenario_draws *draws, const int64_t *planned)
{
	struct pial_scenario_cost cost;

	assert_true(pial_scenario_cost(season, draws, planned, &cost));
	return (double)cost.total_e4 / 1e4;
}

/* Both plans over scenarios that neither knows. */
static void compare_others(const struct pial_scenario_filled *filled,
			   const struct lp_answer *answer, struct costs *costs)
{
	struct pial_scenario_season others = filled->season;
	struct pial_arena arena = PIAL_ARENA_INIT;
	struct pial_scenario_draws draws;
	int64_t *planned = pial_arena_zalloc(&arena, others.harvests + 1, sizeof(*planned));

	others.seed += 1000000;
	others.scenarios = OTHERS;
	pial_scenario_draw(&others, &arena, &draws);
	found(&others, answer, planned);
	costs->theirs_others = cost_of(&others, &draws, planned);
	costs->ours_others = cost_of(&others, &draws, filled->planned);
	pial_arena_release(&arena);
}

static struct costs compare(const char *folder, const struct pial_scenario_filled *filled)
{
	const struct pial_scenario_season *season = &filled->season;
	struct pial_arena arena = PIAL_ARENA_INIT;
	struct pial_scenario_draws draws;
	struct lp_answer answer;
	struct pial_strbuf text;
	struct costs costs;
	size_t which;

	pial_scenario_draw(season, &arena, &draws);
	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	pial_season_lp(&text, season, &draws, PIAL_EN);
	lp_solve(folder, text.text, &answer);
	costs.least = answer.cost / draws.scenarios;
	assert_int_equal(pial_scenario_fits(season, filled->planned, &which), PIAL_SCENARIO_FITS);
	costs.ours = cost_of(season, &draws, filled->planned);
	compare_others(filled, &answer, &costs);
	lp_answer_release(&answer);
	pial_strbuf_release(&text);
	pial_arena_release(&arena);
	return costs;
}

/* Sums over the seasons, those of their gaps, and the largest gap of one. */
struct gap {
	double least, ours, gaps, seasons, worst, theirs_others, ours_others;
	int worst_season;
};

static void add(struct gap *gap, struct costs costs, int season)
{
	/* A season of which nothing is wanted has no gap. */
	double one = costs.least > 1 ? costs.ours / costs.least - 1 : 0;

	if (costs.ours < costs.least - 0.001 - 1e-7 * costs.least)
		fail_msg("season %d: %.4f where the least is %.4f", season, costs.ours,
			 costs.least);
	gap->least += costs.least;
	gap->ours += costs.ours;
	gap->theirs_others += costs.theirs_others;
	gap->ours_others += costs.ours_others;
	gap->gaps += one;
	gap->seasons += costs.least > 1;
	if (one > gap->worst) {
		gap->worst = one;
		gap->worst_season = season;
	}
}

/* Every third grower loses half of what it promised of every second product in some weeks. */
static void roll_hazards(struct book *b, struct pial_hazard *hazard, struct pial_week from)
{
	for (size_t i = 0; i < b->result.rows; i++) {
		const struct pial_plan *row = &b->result.row[i];

		if (row->week.n < from.n || row->purpose == PIAL_PLAN_MARGIN ||
		    row->producer.n % 3 || row->product.n % 2)
			continue;
		hazard[b->model.hazards++] = (struct pial_hazard){
			.producer = row->producer, .product = row->product, .from_week = row->week,
			.until_week = row->week, .lost = { row->quantity.milli / 2 } };
	}
	b->model.hazard = hazard;
}

/* Plans again from a week on and lays the plan beside the program of the rest. */
static void hold_again(const char *folder, struct book *b, int number, struct gap *again)
{
	struct pial_arena arena = PIAL_ARENA_INIT;
	struct pial_season_result result;
	struct pial_scenario_filled filled;

	b->input.before = b->result.row;
	b->input.befores = b->result.rows;
	b->input.from = pial_week_add(b->first, 8 + number % 12);
	roll_hazards(b, pial_arena_zalloc(&arena, b->result.rows + 1, sizeof(struct pial_hazard)),
		     b->input.from);
	pial_season_result_init(&result);
	assert_true(pial_season_make(&b->input, &result, &b->diags));
	assert_true(pial_scenario_fill(&b->input, &result, (uint64_t)number, SCENARIOS, &arena,
				       &filled, &b->diags));
	assert_int_equal(filled.unplaced, 0);
	for (size_t c = 0; c < filled.season.crops; c++)
		assert_true(filled.season.crop[c].week.n >= b->input.from.n);
	add(again, compare(folder, &filled), number);
	pial_season_result_release(&result);
	b->model.hazards = 0;
	pial_arena_release(&arena);
}

static void hold_season(const char *folder, int number, struct gap *with, struct gap *without,
			struct gap *again)
{
	static struct book b;
	struct pial_arena arena = PIAL_ARENA_INIT;
	struct pial_scenario_filled filled;
	struct pial_scenario_crop *crop;

	roll_book(&b, number);
	assert_true(pial_season_make(&b.input, &b.result, &b.diags));
	assert_true(pial_scenario_fill(&b.input, &b.result, (uint64_t)number, SCENARIOS, &arena,
				       &filled, &b.diags));
	assert_int_equal(filled.unplaced, 0);
	add(with, compare(folder, &filled), number);
	crop = pial_arena_zalloc(&arena, filled.season.crops + 1, sizeof(*crop));
	for (size_t c = 0; c < filled.season.crops; c++) {
		crop[c] = filled.season.crop[c];
		crop[c].reserve = PIAL_QTY_NONE;
	}
	filled.season.crop = crop;
	add(without, compare(folder, &filled), number);
	hold_again(folder, &b, number, again);
	pial_arena_release(&arena);
	pial_season_result_release(&b.result);
	pial_diags_release(&b.diags);
	pial_model_release(&b.model);
}

static void tell(const char *what, const struct gap *gap)
{
	print_message("# %s: least %.0f, plan %.0f, gap %.1f %%; of a season %.1f %% in the mean, "
		      "%.0f %% at most (season %d)\n", what, gap->least, gap->ours,
		      100 * (gap->ours / gap->least - 1), 100 * gap->gaps / gap->seasons,
		      100 * gap->worst, gap->worst_season);
	print_message("# %s, over other scenarios: the program's plan %.0f, ours %.0f, %+.1f %%\n",
		      what, gap->theirs_others, gap->ours_others,
		      100 * (gap->ours_others / gap->theirs_others - 1));
}

static void test_gap(void **state)
{
	const char *one = getenv("PROP_SEASON"), *many = getenv("PROP_SEASONS");
	int last = many ? (int)strtol(many, NULL, 10) : SEASONS;
	char folder[] = "/tmp/pial-gap-XXXXXX";
	struct gap with = { .worst = 0 }, without = { .worst = 0 }, again = { .worst = 0 };

	(void)state;
	assert_non_null(mkdtemp(folder));
	for (int i = 1; i <= last; i++)
		if (!one || i == strtol(one, NULL, 10))
			hold_season(folder, i, &with, &without, &again);
	rmdir(folder);
	tell("with reserves", &with);
	tell("without reserves", &without);
	tell("planned again", &again);
	assert_true(with.ours <= (1 + GAP) * with.least || one);
	assert_true(with.ours_others <= (1 + OTHERS_GAP) * with.theirs_others || one);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gap),
	};

	return cmocka_run_group_tests_name("season_gap", tests, NULL, NULL);
}
