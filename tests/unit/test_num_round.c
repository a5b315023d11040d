/*
 * Each way of rounding against its definition, in inequalities between 128-bit products, and
 * splits against Hamilton's method as one would do it by hand.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "num/round.h"

#define PARTS 12

static uint64_t seed;

static uint64_t draw(void)
{
	uint64_t z = seed += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* Any size from 1 to 62 bits, so that small numbers and ties are not rare. */
static int64_t draw_signed(void)
{
	int64_t value = (int64_t)(draw() >> (2 + draw() % 61));

	return draw() % 2 ? -value : value;
}

static pial_i128 magnitude(pial_i128 n)
{
	return n < 0 ? -n : n;
}

/* True when q is what rounding p / c (c > 0) as said must give. */
static bool is_rounded(pial_i128 p, pial_i128 c, pial_i128 q, enum pial_round how)
{
	pial_i128 excess = 2 * (p - q * c);	/* twice what q leaves, so that halves are whole */

	switch (how) {
	case PIAL_ROUND_DOWN:
		return excess >= 0 && excess < 2 * c;
	case PIAL_ROUND_UP:
		return excess <= 0 && excess > -2 * c;
	case PIAL_ROUND_HALF_UP:
		return excess >= -c && excess < c;
	case PIAL_ROUND_HALF_AWAY:
		return magnitude(excess) < c ||
		       (magnitude(excess) == c && magnitude(q * c) > magnitude(p));
	case PIAL_ROUND_HALF_EVEN:
		return magnitude(excess) < c || (magnitude(excess) == c && q % 2 == 0);
	case PIAL_ROUND_NEVER:
		return excess == 0;
	}
	return false;
}

static void check_muldiv(int64_t a, int64_t b, int64_t c)
{
	for (int how = PIAL_ROUND_DOWN; how <= PIAL_ROUND_NEVER; how++) {
		pial_i128 p = (pial_i128)a * b, floor = p / c - 2, q;
		int64_t result = 77;
		bool ok = pial_muldiv(a, b, c, (enum pial_round)how, &result), fits;

		/* The rounded quotient is one of the five around p / c, or there is none. */
		for (q = floor; q <= floor + 4; q++) {
			if (is_rounded(p, c, q, (enum pial_round)how))
				break;
		}
		fits = q <= floor + 4 && q >= INT64_MIN && q <= INT64_MAX;
		if (ok != fits || result != (fits ? (int64_t)q : 77))
			fail_msg("%lld * %lld / %lld, how %d: %d %lld", (long long)a,
				 (long long)b, (long long)c, how, ok, (long long)result);
	}
}

static void test_muldiv_small(void **state)
{
	(void)state;
	for (int64_t a = -30; a <= 30; a++) {
		for (int64_t b = -5; b <= 5; b++) {
			for (int64_t c = 1; c <= 12; c++)
				check_muldiv(a, b, c);
		}
	}
}

static void test_muldiv_random(void **state)
{
	(void)state;
	seed = 4;
	for (int round = 0; round < 50000; round++) {
		int64_t c = draw_signed();

		check_muldiv(draw_signed(), draw_signed(), c > 0 ? c : 1 - c);
	}
}

static void test_muldiv_limits(void **state)
{
	int64_t result = 5;

	(void)state;
	assert_true(pial_muldiv(INT64_MAX, INT64_MAX, INT64_MAX, PIAL_ROUND_NEVER, &result));
	assert_int_equal(result, INT64_MAX);
	assert_true(pial_muldiv(INT64_MIN, INT64_MAX, INT64_MAX, PIAL_ROUND_NEVER, &result));
	assert_int_equal(result, INT64_MIN);
	result = 5;
	assert_false(pial_muldiv(INT64_MIN, -1, 1, PIAL_ROUND_DOWN, &result));
	assert_false(pial_muldiv(INT64_MIN, INT64_MIN, 1, PIAL_ROUND_DOWN, &result));
	assert_false(pial_muldiv(INT64_MAX, 2, 1, PIAL_ROUND_DOWN, &result));
	/* INT64_MAX + 1/2 goes down to fit, or up and does not: (2^64 - 1) / 2, 2^64 - 1 = 3 k. */
	assert_false(pial_muldiv(INT64_C(6148914691236517205), 3, 2, PIAL_ROUND_UP, &result));
	assert_false(pial_muldiv(INT64_C(6148914691236517205), 3, 2, PIAL_ROUND_HALF_AWAY,
				 &result));
	assert_int_equal(result, 5);
	assert_true(pial_muldiv(INT64_C(6148914691236517205), 3, 2, PIAL_ROUND_DOWN, &result));
	assert_int_equal(result, INT64_MAX);
	result = 5;
	assert_false(pial_muldiv(1, 1, 2, PIAL_ROUND_NEVER, &result));
	assert_int_equal(result, 5);
}

static void test_money(void **state)
{
	struct pial_money amount = { 5 };
	struct pial_mass mass = { 5 };

	(void)state;
	/* 12.5 kg at 1.95 is 24.375: away from zero, to even, down. */
	assert_true(pial_money_of((struct pial_qty){ 12500 }, (struct pial_price){ 19500 },
				  PIAL_ROUND_HALF_AWAY, &amount));
	assert_int_equal(amount.cents, 2438);
	assert_true(pial_money_of((struct pial_qty){ -12500 }, (struct pial_price){ 19500 },
				  PIAL_ROUND_HALF_AWAY, &amount));
	assert_int_equal(amount.cents, -2438);
	assert_true(pial_money_of((struct pial_qty){ -12500 }, (struct pial_price){ 19500 },
				  PIAL_ROUND_HALF_UP, &amount));
	assert_int_equal(amount.cents, -2437);
	assert_true(pial_money_of((struct pial_qty){ 12500 }, (struct pial_price){ 19500 },
				  PIAL_ROUND_DOWN, &amount));
	assert_int_equal(amount.cents, 2437);
	/* VAT of 5.5 % on 10.00 and on 0.09 (0.00495). */
	assert_true(pial_money_rate((struct pial_money){ 1000 }, (struct pial_rate){ 55000 },
				    PIAL_ROUND_HALF_AWAY, &amount));
	assert_int_equal(amount.cents, 55);
	assert_true(pial_money_rate((struct pial_money){ 9 }, (struct pial_rate){ 55000 },
				    PIAL_ROUND_HALF_AWAY, &amount));
	assert_int_equal(amount.cents, 0);
	/* 3 lettuces of 350 g. */
	assert_true(pial_mass_of((struct pial_qty){ 3000 }, (struct pial_mass){ 350 },
				 PIAL_ROUND_NEVER, &mass));
	assert_int_equal(mass.g, 1050);
}

static void test_none_never_counts(void **state)
{
	struct pial_money amount = { 5 };
	struct pial_mass mass = { 5 };
	const enum pial_round how = PIAL_ROUND_HALF_AWAY;

	(void)state;
	assert_false(pial_money_of(PIAL_QTY_NONE, (struct pial_price){ 1 }, how, &amount));
	assert_false(pial_money_of((struct pial_qty){ 1 }, PIAL_PRICE_NONE, how, &amount));
	assert_false(pial_money_rate(PIAL_MONEY_NONE, (struct pial_rate){ 1 }, how, &amount));
	assert_false(pial_money_rate((struct pial_money){ 1 }, PIAL_RATE_NONE, how, &amount));
	assert_false(pial_mass_of(PIAL_QTY_NONE, (struct pial_mass){ 1 }, how, &mass));
	assert_false(pial_mass_of((struct pial_qty){ 1 }, PIAL_MASS_NONE, how, &mass));
	/* Too large, and the one result that would look like none. */
	assert_false(pial_money_of((struct pial_qty){ INT64_MAX },
				   (struct pial_price){ INT32_MAX }, how, &amount));
	assert_false(pial_mass_of((struct pial_qty){ -4000 },
				  (struct pial_mass){ INT64_C(1) << 61 }, how, &mass));
	assert_int_equal(amount.cents, 5);
	assert_int_equal(mass.g, 5);
}

/* By hand: the floors, then again and again one more to whoever lost most. */
static void naive_split(int64_t whole, const int64_t *weight, size_t count, int64_t *part)
{
	pial_i128 total = 0, given = 0;
	pial_i128 lost[PARTS];

	for (size_t i = 0; i < count; i++)
		total += weight[i];
	for (size_t i = 0; i < count; i++) {
		pial_i128 share = (pial_i128)whole * weight[i];

		part[i] = (int64_t)(share / total);
		lost[i] = share - part[i] * total;
		given += part[i];
	}
	for (; given < whole; given++) {
		size_t most = 0;

		for (size_t i = 1; i < count; i++) {
			if (lost[i] > lost[most])
				most = i;
		}
		part[most]++;
		lost[most] = -1;
	}
}

static void check_split(int64_t whole, const int64_t *weight, size_t count)
{
	int64_t part[PARTS], expected[PARTS], mirror[PARTS];
	pial_i128 sum = 0;

	assert_true(pial_split(whole, weight, count, part));
	assert_true(pial_split(-whole, weight, count, mirror));
	naive_split(whole, weight, count, expected);
	for (size_t i = 0; i < count; i++) {
		sum += part[i];
		assert_int_equal(part[i], expected[i]);
		assert_int_equal(mirror[i], -part[i]);
		if (!weight[i])
			assert_int_equal(part[i], 0);
	}
	assert_true(sum == whole);
}

static void test_split_random(void **state)
{
	int64_t weight[PARTS];

	(void)state;
	seed = 5;
	for (int round = 0; round < 20000; round++) {
		size_t count = 1 + draw() % PARTS;
		/* Few different weights make ties; large ones need 128 bits. */
		uint64_t most = draw() % 2 ? 4 : UINT64_C(1) << (draw() % 59);
		int64_t whole = (int64_t)(draw() >> (1 + draw() % 63)), any = 0;

		for (size_t i = 0; i < count; i++)
			any |= weight[i] = (int64_t)(draw() % most);
		if (!any)
			weight[draw() % count] = 1;
		check_split(whole, weight, count);
	}
}

static void test_split_examples(void **state)
{
	int64_t part[4] = { 7, 7, 7, 7 };

	(void)state;
	/* 100 by thirds: the first of equals gets the odd one. */
	assert_true(pial_split(100, (const int64_t[]){ 1, 1, 1 }, 3, part));
	assert_memory_equal(part, ((const int64_t[]){ 34, 33, 33 }), 3 * sizeof(*part));
	assert_true(pial_split(-100, (const int64_t[]){ 1, 1, 1 }, 3, part));
	assert_memory_equal(part, ((const int64_t[]){ -34, -33, -33 }), 3 * sizeof(*part));
	/* 10 by 2:3:0:2 is 2.86, 4.29, 0, 2.86. */
	assert_true(pial_split(10, (const int64_t[]){ 2, 3, 0, 2 }, 4, part));
	assert_memory_equal(part, ((const int64_t[]){ 3, 4, 0, 3 }), sizeof(part));
	assert_true(pial_split(0, (const int64_t[]){ 2, 3, 0, 2 }, 4, part));
	assert_memory_equal(part, ((const int64_t[]){ 0, 0, 0, 0 }), sizeof(part));
	assert_true(pial_split(INT64_MIN, (const int64_t[]){ 0, 9 }, 2, part));
	assert_int_equal(part[1], INT64_MIN);
	assert_true(pial_split(INT64_MAX, (const int64_t[]){ INT64_MAX }, 1, part));
	assert_int_equal(part[0], INT64_MAX);
}

static void test_split_refused(void **state)
{
	int64_t part[3] = { 7, 7, 7 };

	(void)state;
	assert_false(pial_split(100, (const int64_t[]){ 0, 0, 0 }, 3, part));
	assert_false(pial_split(100, (const int64_t[]){ 1, -1, 1 }, 3, part));
	assert_false(pial_split(100, (const int64_t[]){ INT64_MAX, 1, 0 }, 3, part));
	assert_false(pial_split(100, (const int64_t[]){ 1 }, 0, part));
	assert_memory_equal(part, ((const int64_t[]){ 7, 7, 7 }), sizeof(part));
}

static void test_add(void **state)
{
	int64_t sum = 5;

	(void)state;
	assert_false(pial_add(INT64_MAX, 1, &sum));
	assert_false(pial_add(INT64_MIN, -1, &sum));
	assert_int_equal(sum, 5);
	assert_true(pial_add(INT64_MAX, INT64_MIN, &sum));
	assert_int_equal(sum, -1);
	assert_true(pial_add(INT64_MAX - 1, 1, &sum));
	assert_int_equal(sum, INT64_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_muldiv_small),
		cmocka_unit_test(test_muldiv_random),
		cmocka_unit_test(test_muldiv_limits),
		cmocka_unit_test(test_money),
		cmocka_unit_test(test_none_never_counts),
		cmocka_unit_test(test_split_random),
		cmocka_unit_test(test_split_examples),
		cmocka_unit_test(test_split_refused),
		cmocka_unit_test(test_add),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
