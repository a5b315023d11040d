/*
 * Proof objects on weeks small enough to work out by hand; the working is beside each.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/prove.h"
#include "engine_case.h"

static const struct pial_proof *prove(struct engine_case *c)
{
	c->input.prove = true;
	assert_true(engine_run(c));
	assert_non_null(c->result.proof);
	return c->result.proof;
}

static void expect_ratio(struct pial_ratio ratio, int64_t n, int64_t d)
{
	assert_int_equal((int64_t)ratio.n, n);
	assert_int_equal((int64_t)ratio.d, d);
}

/* Nothing is kept when nobody asks. */
static void test_unasked(void **state)
{
	struct engine_case c;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 10);
	assert_true(engine_run(&c));
	assert_null(c.result.proof);
	engine_case_release(&c);
}

/*
 * 10 packs by weights 1, 2, 3: 5/3 a weight; 1 2/3, 3 1/3 and 5. The larger rest comes first and
 * gets the odd pack. The grower sells all and stands above all levels.
 */
static void test_level(void **state)
{
	static const int64_t exact[3][2] = { { 5, 3 }, { 10, 3 }, { 5, 1 } };
	struct engine_case c;
	const struct pial_proof *proof;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 10);
	engine_weight(&c, "K1", "leek", 1);
	engine_weight(&c, "K2", "leek", 2);
	engine_weight(&c, "K3", "leek", 3);
	proof = prove(&c);
	for (int i = 0; i < 3; i++) {
		const struct pial_proof_share *share = &proof->row[i].share;

		assert_true(proof->row[i].proved);
		assert_int_equal(share->at.turn, PIAL_TURN_DEMAND);
		assert_int_equal(share->at.class, 1);
		assert_int_equal(share->at.block, proof->row[0].share.at.block);
		expect_ratio(share->at.level, 5, 3);
		expect_ratio(share->exact, exact[i][0], exact[i][1]);
		expect_ratio(proof->pair[i].share, exact[i][0], exact[i][1]);
		assert_true(share->w == i + 1);
		assert_int_equal(share->place, i == 2 ? 0 : i + 1);
		assert_int_equal(share->accepted, i == 0);
	}
	assert_int_equal(pial_proof_offer(proof, 0, false)->share.turn, PIAL_TURN_DEMAND);
	assert_int_equal(pial_proof_producer(proof, 0, false)->share.at.turn, PIAL_TURN_NONE);
	assert_int_equal(pial_proof_producer(proof, 0, false)->share.packs, 10);
	assert_false(pial_proof_offer(proof, 0, true)->proved);
	engine_case_release(&c);
}

/*
 * 700 for 600: kitchens are full, and what they do not use stands above all. The grower sells 600
 * of 700 for a weight of 1.
 */
static void test_plenty(void **state)
{
	struct engine_case c;
	const struct pial_proof *proof;
	const struct pial_proof_share *share;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 700);
	proof = prove(&c);
	assert_int_equal(proof->row[1].share.at.turn, PIAL_TURN_NONE);
	assert_int_equal(proof->row[1].share.at.block, 0);
	expect_ratio(proof->row[1].share.exact, 200, 1);
	assert_int_equal(pial_proof_offer(proof, 0, false)->share.turn, PIAL_TURN_NONE);
	share = &pial_proof_producer(proof, 0, false)->share;
	assert_int_equal(share->at.turn, PIAL_TURN_PROMISED);
	expect_ratio(share->at.level, 600, 1);
	assert_int_equal(share->most, 700);
	assert_int_equal(share->packs, 600);
	engine_case_release(&c);
}

/*
 * The Talmud's rule: of 200, awards of 75 at most half a claim; of 400, each loses 75 of its
 * claim, the first half of it at most.
 */
static void test_talmud(void **state)
{
	struct engine_case c;
	const struct pial_proof *proof;

	(void)state;
	engine_estate(&c, PIAL_RULE_TALMUD, 200);
	proof = prove(&c);
	assert_int_equal(proof->row[2].share.at.turn, PIAL_TURN_DEMAND);
	expect_ratio(proof->row[2].share.at.level, 75, 1);
	c.offer[0].quantity.milli = 400000;
	proof = prove(&c);
	assert_int_equal(proof->row[2].share.at.turn, PIAL_TURN_DEMAND_LOSS);
	expect_ratio(proof->row[2].share.at.level, -75, 1);
	engine_case_release(&c);
}

/*
 * A is at K1's door, and so is B at K2's, but K1 can only be served by B's packs when A's are
 * needed at K2: no potential may find anything cheaper than what was given, nor a used way dear.
 */
static void test_potentials(void **state)
{
	struct engine_case c;
	const struct pial_proof *proof;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 300);
	engine_producer(&c, "B");
	engine_producer(&c, "C");
	engine_offer(&c, "B", "leek", 200);
	engine_offer(&c, "C", "leek", 200);
	engine_road(&c, "A", "K1", 1000);
	engine_road(&c, "A", "K2", 2000);
	engine_road(&c, "A", "K3", 3000);
	engine_road(&c, "B", "K1", 1000);
	engine_road(&c, "B", "K2", 9000);
	engine_road(&c, "B", "K3", 4000);
	proof = prove(&c);
	for (size_t l = 0; l < proof->instance.links; l++) {
		const struct pial_link *link = &proof->instance.link[l];
		int64_t reduced = (int64_t)link->metres * 1000 +
				  pial_proof_offer(proof, link->supply, false)
					  ->potential.of[PIAL_COST_DISTANCE] -
				  proof->row[link->demand].potential.of[PIAL_COST_DISTANCE];

		assert_true(link->packs ? reduced == 0 : reduced >= 0);
	}
	engine_case_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_unasked),
		cmocka_unit_test(test_level),
		cmocka_unit_test(test_plenty),
		cmocka_unit_test(test_talmud),
		cmocka_unit_test(test_potentials),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
