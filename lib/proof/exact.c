/*
 * Fractions, reduced after every step; comparison by whole parts and remainders, which needs no
 * more room than the numbers compared.
 */
#include "proof/exact.h"

#include "base/banned.h"

#define ROOM ((pial_i128)1 << 125)

static bool fits(pial_i128 a)
{
	return a <= ROOM && a >= -ROOM;
}

static pial_i128 size_of(pial_i128 a)
{
	return a < 0 ? -a : a;
}

bool pial_wide_times(pial_i128 a, pial_i128 b, pial_i128 *out)
{
	if (!fits(a) || !fits(b) || (a && size_of(b) > ROOM / size_of(a)))
		return false;
	*out = a * b;
	return true;
}

pial_i128 pial_wide_gcd(pial_i128 a, pial_i128 b)
{
	while (b) {
		pial_i128 rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

struct pial_exact pial_exact_of(pial_i128 n, pial_i128 d)
{
	pial_i128 common = pial_wide_gcd(size_of(n), d);

	return (struct pial_exact){ n / common, d / common };
}

pial_i128 pial_exact_floor(struct pial_exact a)
{
	pial_i128 whole = a.n / a.d;

	return a.n % a.d < 0 ? whole - 1 : whole;
}

int pial_exact_compare(struct pial_exact a, struct pial_exact b)
{
	int sign = 1;

	for (;;) {
		pial_i128 x = pial_exact_floor(a), y = pial_exact_floor(b);
		struct pial_exact swap;

		if (x != y)
			return x < y ? -sign : sign;
		a.n -= x * a.d;
		b.n -= y * b.d;
		if (!a.n || !b.n)
			return a.n ? sign : b.n ? -sign : 0;
		/* both below 1: compare the inverses the other way round */
		swap = (struct pial_exact){ a.d, a.n };
		a = (struct pial_exact){ b.d, b.n };
		b = swap;
	}
}

bool pial_exact_add(struct pial_exact a, struct pial_exact b, struct pial_exact *out)
{
	pial_i128 common = pial_wide_gcd(a.d, b.d), x, y, d;

	if (!pial_wide_times(a.n, b.d / common, &x) || !pial_wide_times(b.n, a.d / common, &y) ||
	    !pial_wide_times(a.d, b.d / common, &d) || !fits(x + y))
		return false;
	*out = pial_exact_of(x + y, d);
	return true;
}

bool pial_exact_less(struct pial_exact a, struct pial_exact b, struct pial_exact *out)
{
	b.n = -b.n;
	return pial_exact_add(a, b, out);
}

bool pial_exact_times(struct pial_exact a, pial_i128 n, pial_i128 d, struct pial_exact *out)
{
	struct pial_exact by = pial_exact_of(n, d);
	pial_i128 up = pial_wide_gcd(size_of(a.n), by.d), down = pial_wide_gcd(size_of(by.n), a.d);

	if (!pial_wide_times(a.n / up, by.n / down, &n) ||
	    !pial_wide_times(a.d / down, by.d / up, &d))
		return false;
	*out = pial_exact_of(n, d);
	return true;
}

/* Reads digits; moves *text behind them. */
static bool read_digits(const char **text, pial_i128 *out)
{
	const char *at = *text;

	*out = 0;
	for (; *at >= '0' && *at <= '9'; at++) {
		if (*out > (ROOM - 9) / 10)
			return false;
		*out = *out * 10 + (*at - '0');
	}
	if (at == *text)
		return false;
	*text = at;
	return true;
}

bool pial_exact_read(const char *text, struct pial_exact *out)
{
	bool negative = *text == '-';
	pial_i128 n = 0, d = 1;

	*out = pial_exact_whole(0);
	if (!*text)
		return true;
	text += negative;
	if (!read_digits(&text, &n))
		return false;
	if (*text == '/') {
		text++;
		if (!read_digits(&text, &d) || !d)
			return false;
	}
	if (*text)
		return false;
	*out = pial_exact_of(negative ? -n : n, d);
	return true;
}
