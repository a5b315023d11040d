/*
 * Extremes: nothing, one, a thousand million packs, weights from one to a million times as
 * large, ten thousand rows, all equal; and numbers beyond what can be shared exactly, which are
 * refused (E-ALLOCATE-RANGE) and never shared wrongly.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/attr.h"
#include "hand.h"
#include "roll.h"

#define MANY 10000
#define BILLION INT64_C(1000000000)

/*
 * Largest remainders in 128 bits, for claims that nobody reaches: floors, then the larger rest,
 * then the first. The rests of equal weights tie, and so do their floors.
 */
static void share(const int64_t *weight, int parties, int64_t estate, int64_t *got)
{
	pial_i128 all = 0;
	int64_t left = estate;
	bool *up = calloc((size_t)parties, sizeof(*up));

	assert_non_null(up);
	for (int i = 0; i < parties; i++)
		all += weight[i];
	for (int i = 0; i < parties; i++) {
		got[i] = (int64_t)((pial_i128)weight[i] * estate / all);
		left -= got[i];
	}
	for (; left > 0; left--) {
		int best = -1;

		for (int i = 0; i < parties; i++)
			if (!up[i] && (best < 0 || (pial_i128)weight[i] * estate % all >
							   (pial_i128)weight[best] * estate % all))
				best = i;
		up[best] = true;
		got[best]++;
	}
	free(up);
}

/* True when the engine answers; the answer is then the right one. */
static bool answers(const int64_t *claim, const int64_t *weight, int parties, int64_t estate,
		    bool growers)
{
	struct hand h;
	int64_t *got = calloc((size_t)parties, sizeof(*got));
	int64_t *wanted = calloc((size_t)parties, sizeof(*wanted));
	bool answered;

	assert_non_null(got);
	assert_non_null(wanted);
	hand_deal(&h, PIAL_RULE_LEXIMIN, parties, claim, weight, estate, growers);
	answered = hand_run(&h);
	if (answered) {
		hand_read(&h, got);
		share(weight, parties, estate, wanted);
		for (int i = 0; i < parties; i++)
			if (got[i] != wanted[i])
				fail_msg("%d of %d, weight %lld: %lld, not %lld", i, parties,
					 (long long)weight[i], (long long)got[i],
					 (long long)wanted[i]);
	} else {
		assert_int_equal(h.diags.entry[0].code, PIAL_E_ALLOCATE_RANGE);
		assert_int_equal(h.result.rows, 0);
	}
	hand_fold(&h);
	free(wanted);
	free(got);
	return answered;
}

/* Nobody, nothing, one. */
static void test_nothing_and_one(void **state)
{
	static const int64_t none[2] = { 0, 0 }, one[2] = { 1, 1 };
	int64_t got[2];
	struct hand h;

	(void)state;
	for (int growers = 0; growers < 2; growers++) {
		hand_deal(&h, PIAL_RULE_LEXIMIN, 0, none, NULL, 5, growers);
		assert_true(hand_run(&h));
		assert_int_equal(h.result.rows, growers);
		hand_fold(&h);
		hand_deal(&h, PIAL_RULE_LEXIMIN, 2, none, NULL, 5, growers);
		hand_play(&h, got);
		assert_int_equal(got[0] + got[1], 0);
		hand_fold(&h);
		hand_deal(&h, PIAL_RULE_LEXIMIN, 2, one, NULL, 0, growers);
		hand_play(&h, got);
		assert_int_equal(got[0] + got[1], 0);
		hand_fold(&h);
		hand_deal(&h, PIAL_RULE_LEXIMIN, 1, one, NULL, 1, growers);
		hand_play(&h, got);
		assert_int_equal(got[0], 1);
		hand_fold(&h);
		/* One pack for two: the first id. */
		hand_deal(&h, PIAL_RULE_LEXIMIN, 2, one, NULL, 1, growers);
		hand_play(&h, got);
		assert_int_equal(got[0], 1);
		assert_int_equal(got[1], 0);
		hand_fold(&h);
	}
}

/* A thousand million packs, which is the most a cell may hold, on both sides. */
static void test_billion(void **state)
{
	static const int64_t claim[3] = { BILLION, BILLION, BILLION };
	static const int64_t weight[][3] = {
		{ 1000, 1000000000, 1000000 }, { 1, 1000000, 1000 },
		{ 999983000, 1000003000, 1000 },
		{ 1000, 1000, 1000 }, { 1, 1, 1000000000000 }, { 7000, 11000, 13000 },
	};

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(weight); i++)
		for (int growers = 0; growers < 2; growers++) {
			/* Within the limits of the tables all of these are answered. */
			assert_true(answers(claim, weight[i], 3, BILLION, growers));
			assert_true(answers(claim, weight[i], 3, BILLION - 1, growers));
			assert_true(answers(claim, weight[i], 3, 1, growers));
		}
}

/* Weights of 1 to 10^6 kg, by chance, and as many packs as there may be. */
static void test_weights(void **state)
{
	struct dice d = dice_of(6);

	(void)state;
	for (int round = 0; round < 400; round++) {
		int parties = 2 + dice_roll(&d, 11);
		int64_t claim[12], weight[12];

		for (int i = 0; i < parties; i++) {
			int64_t scale = 1;

			for (int n = dice_roll(&d, 7); n > 0; n--)
				scale *= 10;
			weight[i] = 1000 * (1 + dice_roll(&d, (int)scale));
			claim[i] = BILLION;
		}
		assert_true(answers(claim, weight, parties, 1 + dice_roll(&d, (int)BILLION),
				    round % 2));
	}
}

/* Weights up to the limit of a cell with three decimals: right, or refused. */
static void test_right_or_refused(void **state)
{
	struct dice d = dice_of(7);
	int answered = 0, refused = 0;

	(void)state;
	for (int round = 0; round < 400; round++) {
		int parties = 2 + dice_roll(&d, 11);
		int64_t claim[12], weight[12];

		for (int i = 0; i < parties; i++) {
			weight[i] = 1 + dice_roll(&d, 1000000) * INT64_C(1000000) +
				    dice_roll(&d, 1000000);
			claim[i] = BILLION;
		}
		if (answers(claim, weight, parties, BILLION - dice_roll(&d, 1000), round % 2))
			answered++;
		else
			refused++;
	}
	printf("# %d answered, %d refused\n", answered, refused);
	assert_true(answered > 0);
}

/*
 * Quantities that a program may hold and no table: beyond every bound. Refused with the code,
 * nothing else.
 */
static void test_beyond(void **state)
{
	static const int64_t claim[3] = { INT64_MAX / 1000, INT64_MAX / 1000, INT64_MAX / 1000 };
	static const int64_t weight[3] = { INT64_MAX, INT64_MAX - 58, INT64_MAX - 2 };

	(void)state;
	for (int growers = 0; growers < 2; growers++) {
		assert_false(answers(claim, weight, 3, INT64_MAX / 1000, growers));
		assert_false(answers(claim, weight, 3, 1000, growers));
	}
}

/* Ten thousand equal rows: two and a half each, the first half gets the odd packs. */
static void test_many_equal(void **state)
{
	int64_t *claim = calloc(MANY, sizeof(*claim)), *got = calloc(MANY, sizeof(*got));

	(void)state;
	assert_non_null(claim);
	assert_non_null(got);
	for (int i = 0; i < MANY; i++)
		claim[i] = 4;
	for (int growers = 0; growers < 2; growers++) {
		struct hand h;

		hand_deal(&h, PIAL_RULE_LEXIMIN, MANY, claim, NULL, MANY / 2 * 5, growers);
		hand_play(&h, got);
		for (int i = 0; i < MANY; i++)
			assert_int_equal(got[i], i < MANY / 2 ? 3 : 2);
		hand_fold(&h);
	}
	free(got);
	free(claim);
}

/*
 * All equal: four growers of 3 and three kitchens of 4 at one distance that never met. Everyone
 * is full; ids decide who meets whom: the first kitchen takes all of the first grower, and so
 * on in order.
 */
static void test_all_equal(void **state)
{
	static const int64_t wanted[4][3] = { { 3, 0, 0 }, { 1, 2, 0 }, { 0, 2, 1 }, { 0, 0, 3 } };
	struct week w;
	struct built b;
	struct given g;

	(void)state;
	week_init(&w);
	for (int p = 0; p < 4; p++)
		week_offer(&w, week_producer(&w), 0, 3);
	for (int k = 0; k < 3; k++)
		week_row(&w, 0, week_kitchen(&w), 0, 4);
	built_init(&b);
	built_add(&b, &w, "", 1);
	assert_true(built_run(&b));
	built_read(&b, &w, "", 1, &g);
	for (int p = 0; p < 4; p++)
		for (int k = 0; k < 3; k++)
			assert_int_equal(g.x[p][k], wanted[p][k]);
	built_release(&b);
}

/*
 * The longest way with the heaviest pack: 2,000 km and a pack of 10^9 kg. One pack is 2 x 10^18
 * metre grams; what several make together leaves 64 bits, so the answer is right or refused.
 */
static void test_far_and_heavy(void **state)
{
	struct week w;
	struct built b;
	struct given g;

	(void)state;
	for (int64_t packs = 1; packs < 1000; packs *= 3) {
		week_init(&w);
		w.product[0].pack = PIAL_QTY_MAX;
		week_offer(&w, week_producer(&w), 0, packs);
		week_offer(&w, week_producer(&w), 0, packs);
		week_row(&w, 0, week_kitchen(&w), 0, packs);
		week_row(&w, 0, week_kitchen(&w), 0, packs);
		w.metres[0][0] = w.metres[1][1] = 2000000;
		w.metres[0][1] = w.metres[1][0] = 1999900;
		built_init(&b);
		built_add(&b, &w, "", 1);
		if (built_run(&b)) {
			built_read(&b, &w, "", 1, &g);
			assert_int_equal(g.x[0][1], packs);
			assert_int_equal(g.x[1][0], packs);
			assert_true(b.result.summary.metre_grams ==
				    (pial_i128)2 * packs * 1999900 * PIAL_QTY_MAX);
		} else {
			assert_int_equal(b.diags.entry[0].code, PIAL_E_ALLOCATE_RANGE);
		}
		built_release(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_and_one),
		cmocka_unit_test(test_billion),
		cmocka_unit_test(test_weights),
		cmocka_unit_test(test_right_or_refused),
		cmocka_unit_test(test_beyond),
		cmocka_unit_test(test_many_equal),
		cmocka_unit_test(test_all_equal),
		cmocka_unit_test(test_far_and_heavy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
