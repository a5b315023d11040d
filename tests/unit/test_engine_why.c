/*
 * Cuts and exchanges on weeks small enough to see them, and cuts against all subsets on random
 * ones.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/prove.h"
#include "engine/why.h"
#include "engine_case.h"

/* Solves with everything kept. */
static void solve(struct engine_case *c, struct pial_why *why, struct pial_arena *arena)
{
	c->input.prove = true;
	assert_true(engine_run(c));
	pial_arena_init(arena);
	pial_why_init(why, &c->result.proof->instance, arena);
}

/* A row by its kitchen, which must have only one. */
static uint32_t row_of(struct engine_case *c, const char *kitchen)
{
	const struct pial_instance *in = &c->result.proof->instance;

	for (size_t d = 0; d < in->demands; d++)
		if (in->input->model->kitchen[in->demand[d].kitchen].id.n == engine_id(c, kitchen))
			return (uint32_t)d;
	fail_msg("%s orders nothing", kitchen);
	return 0;
}

static void expect_producer(struct engine_case *c, uint32_t supply, const char *producer)
{
	const struct pial_instance *in = &c->result.proof->instance;

	assert_int_equal(in->supply[supply].producer->id.n, engine_id(c, producer));
}

/*
 * K1 and K2 share A's 10 packs for 16 ordered; K3 has B to itself. The cut of K1 names A, K1 and
 * K2 and nobody else.
 */
static void test_smallest_cut(void **state)
{
	struct engine_case c;
	struct pial_why why;
	struct pial_why_cut cut;
	struct pial_arena arena;
	struct pial_exclusion apart[3];

	(void)state;
	engine_case_init(&c);
	engine_producer(&c, "A");
	engine_producer(&c, "B");
	engine_kitchen(&c, "K1");
	engine_kitchen(&c, "K2");
	engine_kitchen(&c, "K3");
	engine_product(&c, "leek");
	apart[0] = (struct pial_exclusion){ .producer = { engine_id(&c, "B") },
					    .kitchen = { engine_id(&c, "K1") } };
	apart[1] = (struct pial_exclusion){ .producer = { engine_id(&c, "B") },
					    .kitchen = { engine_id(&c, "K2") } };
	c.model.policy.exclude = apart;
	c.model.policy.exclude_count = 2;
	engine_order(&c, 0, "K1", "leek", 8);
	engine_order(&c, 0, "K2", "leek", 8);
	engine_order(&c, 0, "K3", "leek", 5);
	engine_offer(&c, "A", "leek", 10);
	engine_offer(&c, "B", "leek", 9);
	solve(&c, &why, &arena);
	pial_why_short(&why, row_of(&c, "K1"), &cut);
	assert_int_equal(cut.demands, 2);
	assert_int_equal(cut.demand[0], row_of(&c, "K1"));
	assert_int_equal(cut.demand[1], row_of(&c, "K2"));
	assert_int_equal(cut.supplies, 1);
	expect_producer(&c, cut.supply[0], "A");
	assert_int_equal(cut.ordered, 16);
	assert_int_equal(cut.offered, 10);
	assert_int_equal(cut.elsewhere, 0);
	pial_arena_release(&arena);
	engine_case_release(&c);
}

/* 4 of A's 10 packs are pinned on K2: 6 are free for K1 and what K2 still wants. */
static void test_pins_are_elsewhere(void **state)
{
	struct engine_case c;
	struct pial_why why;
	struct pial_why_cut cut;
	struct pial_arena arena;

	(void)state;
	engine_case_init(&c);
	engine_producer(&c, "A");
	engine_kitchen(&c, "K1");
	engine_kitchen(&c, "K2");
	engine_product(&c, "leek");
	engine_order(&c, 0, "K1", "leek", 8);
	engine_order(&c, 0, "K2", "leek", 8);
	engine_offer(&c, "A", "leek", 10);
	engine_pin(&c, "K2", "leek", "A", 4);
	solve(&c, &why, &arena);
	pial_why_short(&why, row_of(&c, "K1"), &cut);
	assert_int_equal(cut.demands, 1);
	assert_int_equal(cut.ordered, 8);
	assert_int_equal(cut.offered, 6);
	assert_int_equal(cut.elsewhere, 4);
	pial_arena_release(&arena);
	engine_case_release(&c);
}

/*
 * A is at K1's door (1 km) and 2 km from K2; B is 9 km from K1 and 20 km from K2. A serves K2: to
 * bring A to K1, B must go to K2: -8 and +18 km, so 10 km more a pack of 1 kg.
 */
static void test_exchange(void **state)
{
	struct engine_case c;
	struct pial_why why;
	struct pial_why_swap swap;
	struct pial_arena arena;

	(void)state;
	engine_case_init(&c);
	engine_producer(&c, "A");
	engine_producer(&c, "B");
	engine_kitchen(&c, "K1");
	engine_kitchen(&c, "K2");
	engine_product(&c, "leek");
	engine_road(&c, "A", "K1", 1000);
	engine_road(&c, "A", "K2", 2000);
	engine_road(&c, "B", "K1", 9000);
	engine_road(&c, "B", "K2", 20000);
	engine_order(&c, 0, "K1", "leek", 5);
	engine_order(&c, 0, "K2", "leek", 5);
	engine_offer(&c, "A", "leek", 5);
	engine_offer(&c, "B", "leek", 5);
	solve(&c, &why, &arena);
	assert_true(pial_why_far(&why, row_of(&c, "K1"), &swap));
	expect_producer(&c, swap.nearer, "A");
	assert_int_equal(swap.steps, 2);
	assert_int_equal(swap.step[0].demand, row_of(&c, "K1"));
	expect_producer(&c, swap.step[0].loses, "B");
	expect_producer(&c, swap.step[0].gains, "A");
	assert_int_equal(swap.step[1].demand, row_of(&c, "K2"));
	expect_producer(&c, swap.step[1].loses, "A");
	expect_producer(&c, swap.step[1].gains, "B");
	assert_int_equal(swap.substituted, 0);
	assert_true(swap.metre_grams == (pial_i128)10000 * 1000);
	assert_false(pial_why_far(&why, row_of(&c, "K2"), &swap));
	pial_arena_release(&arena);
	engine_case_release(&c);
}

/* Numbers with a fixed seed (Knuth's constants), so that a failure can be looked at again. */
static uint32_t draw(uint64_t *seed, uint32_t below)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*seed >> 33) % below;
}

static const char *const kitchens[] = { "K1", "K2", "K3", "K4" };
static const char *const growers[] = { "A", "B", "C" };

static void random_week(struct engine_case *c, struct pial_exclusion *apart, uint64_t *seed)
{
	engine_case_init(c);
	engine_product(c, "leek");
	for (size_t k = 0; k < 4; k++) {
		engine_kitchen(c, kitchens[k])->priority = (uint8_t)(1 + draw(seed, 2));
		engine_order(c, 0, kitchens[k], "leek", draw(seed, 9));
	}
	for (size_t g = 0; g < 3; g++) {
		engine_producer(c, growers[g]);
		engine_offer(c, growers[g], "leek", draw(seed, 8));
		for (size_t k = 0; k < 4; k++) {
			engine_road(c, growers[g], kitchens[k], (int32_t)draw(seed, 50) * 100);
			if (draw(seed, 3) == 0)
				apart[c->model.policy.exclude_count++] = (struct pial_exclusion){
					.producer = { engine_id(c, growers[g]) },
					.kitchen = { engine_id(c, kitchens[k]) } };
		}
	}
	c->model.policy.exclude = apart;
}

/* Bit s: supply s may serve one of the rows of a set. */
static unsigned neighbours(const struct pial_instance *in, unsigned rows)
{
	unsigned offers = 0;

	for (size_t l = 0; l < in->links; l++)
		if (rows >> in->link[l].demand & 1)
			offers |= 1U << in->link[l].supply;
	return offers;
}

/*
 * By Hall's theorem a set of rows proves a shortage when what it orders, less what all its offers
 * hold, is what it lacks. The cut is such a set with the row in it, and no smaller one is.
 */
static void check_cut(const struct pial_instance *in, uint32_t d, const struct pial_why_cut *cut)
{
	unsigned mine = 0;

	for (size_t i = 0; i < cut->demands; i++)
		mine |= 1U << cut->demand[i];
	for (unsigned set = 1; set < 1U << in->demands; set++) {
		int64_t lack = 0, ordered = 0, offered = 0;

		if (!(set >> d & 1))
			continue;
		for (size_t i = 0; i < in->demands; i++)
			if (set >> i & 1) {
				ordered += in->demand[i].packs;
				lack += in->demand[i].packs - in->demand[i].served;
			}
		for (size_t s = 0; s < in->supplies; s++)
			if (neighbours(in, set) >> s & 1)
				offered += in->supply[s].packs;
		if (set == mine)
			assert_int_equal(ordered - offered, lack);
		else if (__builtin_popcount(set) < __builtin_popcount(mine))
			assert_true(ordered - offered < lack);
	}
}

static void test_cuts_are_smallest(void **state)
{
	uint64_t seed = 20250317;
	size_t cuts = 0;

	(void)state;
	for (int week = 0; week < 1500; week++) {
		struct pial_exclusion apart[12];
		struct engine_case c;
		struct pial_why why;
		struct pial_arena arena;
		const struct pial_instance *in;

		random_week(&c, apart, &seed);
		solve(&c, &why, &arena);
		in = &c.result.proof->instance;
		for (uint32_t d = 0; d < in->demands; d++) {
			struct pial_why_cut cut;

			if (in->demand[d].served >= in->demand[d].packs)
				continue;
			pial_why_short(&why, d, &cut);
			check_cut(in, d, &cut);
			cuts++;
		}
		pial_arena_release(&arena);
		engine_case_release(&c);
	}
	assert_true(cuts > 1000);
}

/* An exchange is carried out: rows and growers keep their packs, the cost is the one said. */
static void check_swap(const struct pial_instance *in, const struct pial_why_swap *swap)
{
	pial_i128 cost = 0;
	int64_t grower[3] = { 0, 0, 0 };

	for (size_t i = 0; i < swap->steps; i++) {
		const struct pial_why_step *step = &swap->step[i];

		grower[step->gains]++;
		grower[step->loses]--;
		for (size_t l = 0; l < in->links; l++) {
			if (in->link[l].demand != step->demand)
				continue;
			if (in->link[l].supply == step->loses) {
				assert_true(in->link[l].packs > 0);
				cost -= (pial_i128)in->link[l].metres * 1000;
			}
			if (in->link[l].supply == step->gains)
				cost += (pial_i128)in->link[l].metres * 1000;
		}
	}
	for (size_t g = 0; g < 3; g++)
		assert_int_equal(grower[g], 0);
	assert_true(cost == swap->metre_grams);
	assert_true(cost >= 0);
}

static void test_exchanges_add_up(void **state)
{
	uint64_t seed = 20250318;
	size_t swaps = 0;

	(void)state;
	for (int week = 0; week < 1500; week++) {
		struct pial_exclusion apart[12];
		struct engine_case c;
		struct pial_why why;
		struct pial_arena arena;
		const struct pial_instance *in;

		random_week(&c, apart, &seed);
		solve(&c, &why, &arena);
		in = &c.result.proof->instance;
		for (uint32_t d = 0; d < in->demands; d++) {
			struct pial_why_swap swap;

			if (!pial_why_far(&why, d, &swap) || !swap.steps)
				continue;
			check_swap(in, &swap);
			swaps++;
		}
		pial_arena_release(&arena);
		engine_case_release(&c);
	}
	assert_true(swaps > 300);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_smallest_cut),
		cmocka_unit_test(test_pins_are_elsewhere),
		cmocka_unit_test(test_exchange),
		cmocka_unit_test(test_cuts_are_smallest),
		cmocka_unit_test(test_exchanges_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
