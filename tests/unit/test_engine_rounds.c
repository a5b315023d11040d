/*
 * Rounds against their definition: for seasons of a few weeks, three producers and three kitchens,
 * every set of pairs is tried, each week by a flow of its own.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/rounds.h"
#include "engine_case.h"

#define MAKERS 3
#define KITCHENS 3
#define PRODUCTS 3
#define WEEKS 3
#define PAIRS (MAKERS * KITCHENS)
#define SEASONS 300

static const char *const maker[] = { "A", "B", "C" };
static const char *const kitchen[] = { "K1", "K2", "K3" };
static const char *const product[] = { "carrot", "leek", "onion" };

/* A season in numbers. */
struct season {
	int weeks;
	int need[WEEKS][PRODUCTS][KITCHENS], offer[WEEKS][PRODUCTS][MAKERS];
	bool apart[MAKERS][KITCHENS];
};

static uint64_t seed;

static int roll(int sides)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (unsigned)sides);
}

static void season_roll(struct season *s)
{
	memset(s, 0, sizeof(*s));
	s->weeks = 1 + roll(WEEKS);
	for (int m = 0; m < MAKERS; m++)
		for (int k = 0; k < KITCHENS; k++)
			s->apart[m][k] = !roll(6);
	for (int w = 0; w < s->weeks; w++)
		for (int p = 0; p < PRODUCTS; p++) {
			for (int k = 0; k < KITCHENS; k++)
				s->need[w][p][k] = roll(3) ? roll(6) : 0;
			for (int m = 0; m < MAKERS; m++)
				s->offer[w][p][m] = roll(3) ? roll(10) : 0;
		}
}

/* ---- The definition ---- */

/* One more pack for a kitchen, by moving others; by every maker at most once. */
static bool augment(int give[MAKERS][KITCHENS], int left[MAKERS], const bool open[PAIRS], int k,
		    bool tried[MAKERS])
{
	for (int m = 0; m < MAKERS; m++) {
		if (tried[m] || !open[m * KITCHENS + k])
			continue;
		tried[m] = true;
		if (left[m]) {
			left[m]--;
			give[m][k]++;
			return true;
		}
		for (int other = 0; other < KITCHENS; other++) {
			if (other == k || !give[m][other])
				continue;
			if (!augment(give, left, open, other, tried))
				continue;
			give[m][other]--;
			give[m][k]++;
			return true;
		}
	}
	return false;
}

/* Packs of a product of a week that go through some pairs. */
static int served(const struct season *s, int w, int p, const bool open[PAIRS])
{
	int give[MAKERS][KITCHENS] = { { 0 } }, left[MAKERS], sum = 0;

	memcpy(left, s->offer[w][p], sizeof(left));
	for (int k = 0; k < KITCHENS; k++)
		for (int n = 0; n < s->need[w][p][k]; n++) {
			bool tried[MAKERS] = { false };

			sum += augment(give, left, open, k, tried);
		}
	return sum;
}

static bool allows(const struct season *s, int pair)
{
	return !s->apart[pair / KITCHENS][pair % KITCHENS];
}

/* True when some pairs serve as much as all of them. */
static bool suffices(const struct season *s, const bool open[PAIRS])
{
	bool all[PAIRS];

	for (int i = 0; i < PAIRS; i++)
		all[i] = allows(s, i);
	for (int w = 0; w < s->weeks; w++)
		for (int p = 0; p < PRODUCTS; p++)
			if (served(s, w, p, open) < served(s, w, p, all))
				return false;
	return true;
}

/* True when somebody goes without: who is then open, and with it the fewest pairs. */
static bool is_short(const struct season *s)
{
	bool all[PAIRS];

	for (int i = 0; i < PAIRS; i++)
		all[i] = allows(s, i);
	for (int w = 0; w < s->weeks; w++)
		for (int p = 0; p < PRODUCTS; p++) {
			int need = 0;

			for (int k = 0; k < KITCHENS; k++)
				need += s->need[w][p][k];
			if (served(s, w, p, all) < need)
				return true;
		}
	return false;
}

static int fewest(const struct season *s)
{
	int least = PAIRS;

	for (int set = 0; set < 1 << PAIRS; set++) {
		bool open[PAIRS];
		int pairs = 0;

		for (int i = 0; i < PAIRS; i++) {
			open[i] = (set >> i & 1) && allows(s, i);
			pairs += set >> i & 1;
		}
		if (pairs < least && suffices(s, open))
			least = pairs;
	}
	return least;
}

/* ---- The engine ---- */

struct world {
	struct engine_case c;
	struct pial_rounds_week week[WEEKS];
	struct pial_order order[WEEKS][PRODUCTS * KITCHENS];
	struct pial_offer offer[WEEKS][PRODUCTS * MAKERS];
	struct pial_exclusion exclude[PAIRS];
	struct pial_rounds_input input;
	struct pial_rounds_result result;
};

static void world_init(struct world *x)
{
	memset(x, 0, sizeof(*x));
	engine_case_init(&x->c);
	for (int i = 0; i < 3; i++) {
		engine_producer(&x->c, maker[i]);
		engine_kitchen(&x->c, kitchen[i]);
		engine_product(&x->c, product[i]);
	}
	for (int m = 0; m < MAKERS; m++)
		for (int k = 0; k < KITCHENS; k++)
			engine_road(&x->c, maker[m], kitchen[k], 1000 * (m + 1) + 100 * k);
	x->input = (struct pial_rounds_input){ .model = &x->c.model, .week = x->week };
	pial_rounds_result_init(&x->result);
}

static void world_release(struct world *x)
{
	pial_rounds_result_release(&x->result);
	engine_case_release(&x->c);
}

/* Rows of the builder, moved to a week's own tables. */
static void take_week(struct world *x, const struct season *s, int w)
{
	struct pial_rounds_week *week = &x->week[w];

	x->c.input.orders = x->c.input.offers = 0;
	for (int p = 0; p < PRODUCTS; p++)
		for (int i = 0; i < 3; i++) {
			if (s->need[w][p][i])
				engine_order(&x->c, 0, kitchen[i], product[p], s->need[w][p][i]);
			if (s->offer[w][p][i])
				engine_offer(&x->c, maker[i], product[p], s->offer[w][p][i]);
		}
	*week = (struct pial_rounds_week){
		.week = x->c.input.week, .order = x->order[w], .orders = x->c.input.orders,
		.orders_file = "orders", .offer = x->offer[w], .offers = x->c.input.offers,
		.offers_file = "offers" };
	memcpy(x->order[w], x->c.order, week->orders * sizeof(*x->c.order));
	memcpy(x->offer[w], x->c.offer, week->offers * sizeof(*x->c.offer));
}

static void choose(struct world *x, const struct season *s)
{
	uint32_t apart = 0;

	for (int i = 0; i < PAIRS; i++)
		if (!allows(s, i))
			x->exclude[apart++] = (struct pial_exclusion){
				.producer = { engine_id(&x->c, maker[i / KITCHENS]) },
				.kitchen = { engine_id(&x->c, kitchen[i % KITCHENS]) } };
	x->c.model.policy.exclude = x->exclude;
	x->c.model.policy.exclude_count = apart;
	for (int w = 0; w < s->weeks; w++)
		take_week(x, s, w);
	x->input.weeks = (size_t)s->weeks;
	pial_model_index(&x->c.model);
	assert_true(pial_rounds_choose(&x->input, &x->result, &x->c.diags));
}

static void pairs_of(struct world *x, bool open[PAIRS])
{
	memset(open, 0, PAIRS * sizeof(*open));
	for (size_t i = 0; i < x->result.pairs; i++)
		for (int pair = 0; pair < PAIRS; pair++)
			if (x->result.pair[i].producer.n ==
				    engine_id(&x->c, maker[pair / KITCHENS]) &&
			    x->result.pair[i].kitchen.n ==
				    engine_id(&x->c, kitchen[pair % KITCHENS]))
				open[pair] = true;
}

static void test_against_all_sets(void **state)
{
	int exact = 0;

	(void)state;
	seed = 20250414;
	for (int i = 0; i < SEASONS; i++) {
		static struct world x;
		struct season s;
		bool open[PAIRS];
		int least;

		season_roll(&s);
		world_init(&x);
		choose(&x, &s);
		pairs_of(&x, open);
		least = fewest(&s);
		for (int pair = 0; pair < PAIRS; pair++)
			assert_true(!open[pair] || allows(&s, pair));
		assert_true(suffices(&s, open));
		assert_true((int)x.result.pairs >= least);
		if (!is_short(&s)) {
			assert_true(x.result.proved);
			assert_int_equal(x.result.pairs, least);
			assert_int_equal(x.result.least, least);
			exact++;
		}
		world_release(&x);
	}
	assert_true(exact > SEASONS / 10);
}

/* Among as few pairs, the nearest; a need on any day meets a producer who comes on one of them. */
static void test_near_and_days(void **state)
{
	static struct world x;
	struct season s = { .weeks = 1 };
	bool open[PAIRS];

	(void)state;
	s.need[0][0][0] = 4;
	s.offer[0][0][0] = s.offer[0][0][1] = s.offer[0][0][2] = 4;
	world_init(&x);
	choose(&x, &s);
	pairs_of(&x, open);
	assert_int_equal(x.result.pairs, 1);
	assert_true(open[0]);
	assert_true(x.result.proved);
	pial_rounds_result_release(&x.result);
	/* A only comes on Thursdays, B on Mondays, and the kitchen receives on both. */
	pial_rounds_result_init(&x.result);
	x.c.model.producer[0].days.bits = 1 << (PIAL_THURSDAY - 1);
	assert_true(pial_rounds_choose(&x.input, &x.result, &x.c.diags));
	pairs_of(&x, open);
	assert_true(open[KITCHENS]);
	pial_rounds_result_release(&x.result);
	pial_rounds_result_init(&x.result);
	x.order[0][1] = x.order[0][0];
	x.order[0][1].day = pial_date_add(x.order[0][0].day, 3);
	x.week[0].orders = 2;
	x.input.any_day = true;
	assert_true(pial_rounds_choose(&x.input, &x.result, &x.c.diags));
	pairs_of(&x, open);
	assert_int_equal(x.result.pairs, 1);
	assert_true(open[0]);
	assert_int_equal(x.result.wanted, 4);
	world_release(&x);
}

/* A partner never takes a grower's place to save a pair. */
static void test_partners(void **state)
{
	static struct world x;
	struct season s = { .weeks = 1 };
	bool open[PAIRS];

	(void)state;
	/* C, a partner, could serve both kitchens alone; A and B have one product each. */
	s.need[0][0][0] = s.need[0][1][0] = 3;
	s.offer[0][0][0] = 3;
	s.offer[0][1][1] = 2;
	s.offer[0][0][2] = s.offer[0][1][2] = 9;
	world_init(&x);
	x.c.model.producer[2].tier = 2;
	choose(&x, &s);
	pairs_of(&x, open);
	assert_int_equal(x.result.pairs, 3);
	assert_true(open[0] && open[KITCHENS] && open[2 * KITCHENS]);
	assert_int_equal(x.result.served, 6);
	world_release(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_all_sets),
		cmocka_unit_test(test_near_and_days),
		cmocka_unit_test(test_partners),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
