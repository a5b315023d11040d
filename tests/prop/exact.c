/*
 * Schoolbook fractions. Intermediate products are 128 bits wide; a result that leaves 64 bits
 * ends the test, since an oracle that wraps would accuse the innocent.
 */
#include "exact.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/attr.h"

static int64_t narrow(pial_i128 x)
{
	if (x > INT64_MAX || x < -INT64_MAX) {
		fputs("# oracle: a fraction leaves 64 bits\n", stderr);
		abort();
	}
	return (int64_t)x;
}

static struct exact reduce(pial_i128 n, pial_i128 d)
{
	pial_i128 a = n < 0 ? -n : n, b = d < 0 ? -d : d;

	if (d < 0)
		n = -n, d = -d;
	while (b) {
		pial_i128 t = a <= INT64_MAX && b <= INT64_MAX ? (int64_t)a % (int64_t)b : a % b;

		a = b;
		b = t;
	}
	return (struct exact){ narrow(n / a), narrow(d / a) };
}

struct exact exact(int64_t n, int64_t d)
{
	return reduce(n, d);
}

struct exact exact_whole(int64_t n)
{
	return (struct exact){ n, 1 };
}

struct exact exact_add(struct exact a, struct exact b)
{
	if (a.d == b.d && a.d == 1)
		return (struct exact){ narrow((pial_i128)a.n + b.n), 1 };
	return reduce((pial_i128)a.n * b.d + (pial_i128)b.n * a.d, (pial_i128)a.d * b.d);
}

struct exact exact_sub(struct exact a, struct exact b)
{
	return exact_add(a, (struct exact){ -b.n, b.d });
}

struct exact exact_mul(struct exact a, struct exact b)
{
	return reduce((pial_i128)a.n * b.n, (pial_i128)a.d * b.d);
}

struct exact exact_div(struct exact a, struct exact b)
{
	return reduce((pial_i128)a.n * b.d, (pial_i128)a.d * b.n);
}

int exact_cmp(struct exact a, struct exact b)
{
	pial_i128 x = (pial_i128)a.n * b.d, y = (pial_i128)b.n * a.d;

	return (x > y) - (x < y);
}

int64_t exact_floor(struct exact a)
{
	int64_t q = a.n / a.d;

	return a.n % a.d < 0 ? q - 1 : q;
}

struct exact exact_max(struct exact a, struct exact b)
{
	return exact_cmp(a, b) < 0 ? b : a;
}

struct exact exact_min(struct exact a, struct exact b)
{
	return exact_cmp(a, b) > 0 ? b : a;
}
