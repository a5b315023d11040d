/*
 * Fractions by the schoolbook, reduced before they grow.
 *
 * Comparison multiplies across when that fits, else walks the two continued fractions, which
 * never needs more room than the numbers themselves. The compilers' checked product of 128 bits
 * was rejected: one of them calls a function for it that the other's library lacks.
 */
#include "engine/ratio.h"

#include "base/banned.h"

bool pial_i128_mul_long(pial_i128 a, pial_i128 b, pial_i128 *out)
{
	pial_i128 x = a < 0 ? -a : a, y = b < 0 ? -b : b;

	if (x && y > PIAL_I128_MAX / x)
		return false;
	*out = a * b;
	return true;
}

/* a / b towards 0, b above 0. A division of 64 bits is many times quicker than one of 128. */
static pial_i128 quotient(pial_i128 a, pial_i128 b)
{
	if (pial_i128_is_short(a) && pial_i128_is_short(b))
		return (int64_t)a / (int64_t)b;
	return a / b;
}

pial_i128 pial_i128_gcd(pial_i128 a, pial_i128 b)
{
	if (a < 0)
		a = -a;
	if (b < 0)
		b = -b;
	while (b) {
		pial_i128 rest;

		if (a <= INT64_MAX && b <= INT64_MAX)
			rest = (int64_t)a % (int64_t)b;
		else
			rest = a % b;
		a = b;
		b = rest;
	}
	return a;
}

bool pial_i128_lcm(pial_i128 a, pial_i128 b, pial_i128 *out)
{
	if (b == 1) {
		*out = a;
		return true;
	}
	return pial_i128_mul(quotient(a, pial_i128_gcd(a, b)), b, out);
}

pial_i128 pial_i128_floor(pial_i128 n, pial_i128 d)
{
	pial_i128 q = quotient(n, d);

	return n - q * d < 0 ? q - 1 : q;
}

struct pial_ratio pial_ratio_make(pial_i128 n, pial_i128 d)
{
	pial_i128 g = d == 1 ? 1 : pial_i128_gcd(n, d);

	if (g == 1)
		return (struct pial_ratio){ n, d };
	return (struct pial_ratio){ quotient(n, g), quotient(d, g) };
}

static int sign(pial_i128 a)
{
	return (a > 0) - (a < 0);
}

int pial_ratio_compare_long(struct pial_ratio a, struct pial_ratio b)
{
	pial_i128 left, right;
	int turn = 1;

	if (pial_i128_mul(a.n, b.d, &left) && pial_i128_mul(b.n, a.d, &right))
		return (left > right) - (left < right);
	for (;;) {
		pial_i128 p = pial_i128_floor(a.n, a.d), q = pial_i128_floor(b.n, b.d);
		struct pial_ratio rest;

		if (p != q)
			return turn * sign(p > q ? 1 : -1);
		a.n -= p * a.d;
		b.n -= q * b.d;
		if (!a.n || !b.n)
			return turn * (sign(a.n) - sign(b.n));
		rest = (struct pial_ratio){ a.d, a.n };
		a = (struct pial_ratio){ b.d, b.n };
		b = rest;
	}
}

bool pial_ratio_scale(struct pial_ratio a, pial_i128 n, pial_i128 d, struct pial_ratio *out)
{
	pial_i128 first, second, common;
	struct pial_ratio result;

	if (!a.n || !n) {
		*out = (struct pial_ratio){ 0, 1 };
		return true;
	}
	common = n == d ? n : pial_i128_gcd(n, d);
	n = quotient(n, common);
	d = quotient(d, common);
	first = d == 1 ? 1 : pial_i128_gcd(a.n, d);
	second = a.d == 1 ? 1 : pial_i128_gcd(n, a.d);
	if (!pial_i128_mul(quotient(a.n, first), quotient(n, second), &result.n) ||
	    !pial_i128_mul(quotient(a.d, second), quotient(d, first), &result.d))
		return false;
	*out = result;
	return true;
}

bool pial_ratio_add(struct pial_ratio a, struct pial_ratio b, struct pial_ratio *out)
{
	pial_i128 common, left, right;

	if (!pial_i128_lcm(a.d, b.d, &common) || !pial_i128_mul(a.n, common / a.d, &left) ||
	    !pial_i128_mul(b.n, common / b.d, &right) || !pial_i128_add(left, right, &left))
		return false;
	*out = pial_ratio_make(left, common);
	return true;
}

bool pial_ratio_round(struct pial_ratio a, int64_t *out)
{
	pial_i128 whole = pial_i128_floor(a.n, a.d), rest = a.n - whole * a.d;

	if (rest > a.d - rest || (rest == a.d - rest && (whole & 1)))
		whole++;
	if (whole < -(pial_i128)INT64_MAX || whole > INT64_MAX)
		return false;
	*out = (int64_t)whole;
	return true;
}
