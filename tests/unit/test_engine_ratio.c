/*
 * Ratios of 128 bits: exact, in lowest terms, and refused beyond their room.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/ratio.h"

static void test_products(void **state)
{
	pial_i128 r = 7, large = PIAL_I128_MAX;

	(void)state;
	assert_true(pial_i128_mul(-3, 5, &r) && r == -15);
	assert_false(pial_i128_mul(INT64_MIN, INT64_MIN, &r));
	assert_true(pial_i128_mul(large, 1, &r) && r == large);
	assert_true(pial_i128_mul(0, large, &r) && r == 0);
	r = 7;
	assert_false(pial_i128_mul(large, 2, &r));
	assert_false(pial_i128_mul(-large, -2, &r));
	assert_false(pial_i128_add(large, 1, &r));
	assert_false(pial_i128_add(-large, -1, &r));
	assert_true(r == 7);
	assert_true(pial_i128_add(large, -large, &r) && r == 0);
}

static void test_divisors(void **state)
{
	pial_i128 r;

	(void)state;
	assert_true(pial_i128_gcd(-12, 18) == 6);
	assert_true(pial_i128_gcd(0, -5) == 5);
	assert_true(pial_i128_gcd(0, 0) == 0);
	assert_true(pial_i128_lcm(4, 6, &r) && r == 12);
	assert_false(pial_i128_lcm(PIAL_I128_MAX - 1, PIAL_I128_MAX, &r));
	assert_true(pial_i128_floor(-7, 2) == -4);
	assert_true(pial_i128_floor(7, 2) == 3);
	assert_true(pial_i128_floor(-8, 2) == -4);
}

static void test_sums(void **state)
{
	struct pial_ratio third = pial_ratio_make(2, 6), r;

	(void)state;
	assert_true(third.n == 1 && third.d == 3);
	assert_true(pial_ratio_add(third, pial_ratio_make(1, 6), &r) && r.n == 1 && r.d == 2);
	assert_true(pial_ratio_scale(third, 6, 4, &r) && r.n == 1 && r.d == 2);
	assert_true(pial_ratio_scale(third, 0, 4, &r) && r.n == 0 && r.d == 1);
	assert_true(pial_ratio_scale(third, -9, 1, &r) && r.n == -3 && r.d == 1);
	assert_false(pial_ratio_scale(third, PIAL_I128_MAX - 1, PIAL_I128_MAX, &r));
}

/*
 * Where products do not fit, the continued fractions decide: consecutive Fibonacci numbers are
 * the hardest.
 */
static void test_compare(void **state)
{
	pial_i128 a = 1, b = 1;
	struct pial_ratio x = { 1, 3 }, y = { -1, 3 };

	(void)state;
	assert_true(pial_ratio_compare(x, y) > 0);
	assert_true(pial_ratio_compare(y, x) < 0);
	assert_true(pial_ratio_compare(x, x) == 0);
	for (int i = 2; i < 175; i++) {
		struct pial_ratio left = { b, a }, right = { a + b, b };
		int wanted = i % 2 ? 1 : -1;	/* they swing around the golden ratio */

		if (i > 2) {
			assert_int_equal(pial_ratio_compare(left, right), wanted);
			assert_int_equal(pial_ratio_compare(right, left), -wanted);
			assert_int_equal(pial_ratio_compare(left, left), 0);
			left.n = -left.n;
			right.n = -right.n;
			assert_int_equal(pial_ratio_compare(left, right), -wanted);
		}
		b += a;
		a = b - a;
	}
}

/* The short ways answer as the long ones, on both sides of where they end. */
static void test_short(void **state)
{
	static const int64_t near[] = { 0, 1, 2, 3, 97, INT32_MAX, ((int64_t)1 << 62) - 1,
					(int64_t)1 << 62, ((int64_t)1 << 62) + 1, INT64_MAX };
	size_t count = sizeof(near) / sizeof(*near);

	(void)state;
	for (size_t i = 0; i < count * count; i++)
		for (int sign = 0; sign < 4; sign++) {
			pial_i128 a = near[i / count], b = near[i % count], x = 0, y = 0;
			struct pial_ratio p, q;

			a = sign & 1 ? -a : a;
			b = sign & 2 ? -b : b;
			assert_int_equal(pial_i128_mul(a, b, &x), pial_i128_mul_long(a, b, &y));
			assert_true(x == y);
			for (size_t k = 1; k < count; k++) {
				p = (struct pial_ratio){ a, near[k] };
				q = (struct pial_ratio){ b, near[count - k] };
				assert_int_equal(pial_ratio_compare(p, q),
						 pial_ratio_compare_long(p, q));
			}
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_products),
		cmocka_unit_test(test_divisors),
		cmocka_unit_test(test_sums),
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_short),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
