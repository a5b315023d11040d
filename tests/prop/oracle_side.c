/*
 * Fair vectors and whole packs on one side, from ranks of sets.
 */
#include "oracle.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

void side_init(struct side *s, int count)
{
	memset(s, 0, sizeof(*s));
	assert_true(count <= SIDE);
	s->count = count;
	s->rank = calloc((size_t)1 << count, sizeof(*s->rank));
	assert_non_null(s->rank);
}

void side_release(struct side *s)
{
	free(s->rank);
}

/*
 * ---- Targets
 * ------------------------------------------------------------------------------------
 */

/*
 * The level at which an entry has z, between where it starts and its goal: of its next part, or
 * of its last one. They differ only for Talmud at half the claim, where awards have ended and
 * losses have not begun.
 */
static struct exact level_of(const struct side *s, enum pial_rule rule, int i, struct exact z,
			     bool next)
{
	struct exact claim = exact_whole(s->goal[i]), half = exact(s->goal[i], 2);
	int side = exact_cmp(z, half);

	switch (rule) {
	case PIAL_RULE_LEXIMIN:
		return exact_div(exact_sub(z, s->a[i]), s->w[i]);
	case PIAL_RULE_PROPORTIONAL:
		return exact_div(z, claim);
	case PIAL_RULE_LOSSES:
		return exact_sub(z, claim);
	case PIAL_RULE_TALMUD:
		if (side > 0 || (side == 0 && next))
			return exact_sub(exact_add(exact_whole(s->top), z), claim);
		return z;
	case PIAL_RULE_EQUAL:
		break;
	}
	return z;
}

/* What an entry has at a level: the rule's h, between where it starts and its goal. */
static struct exact target(const struct side *s, enum pial_rule rule, int i, struct exact level)
{
	struct exact claim = exact_whole(s->goal[i]), half = exact(s->goal[i], 2);
	struct exact top = exact_whole(s->top), loss, x = level;

	switch (rule) {
	case PIAL_RULE_LEXIMIN:
		x = exact_add(exact_mul(level, s->w[i]), s->a[i]);
		break;
	case PIAL_RULE_PROPORTIONAL:
		x = exact_mul(level, claim);
		break;
	case PIAL_RULE_LOSSES:
		x = exact_max(exact_add(claim, level), exact_whole(0));
		break;
	case PIAL_RULE_TALMUD:
		x = exact_min(level, half);
		loss = exact_sub(top, level);
		x = exact_add(x, exact_max(exact_sub(half, loss), exact_whole(0)));
		break;
	case PIAL_RULE_EQUAL:
		break;
	}
	return exact_min(exact_max(x, s->from[i]), claim);
}

/*
 * ---- Sets
 * ---------------------------------------------------------------------------------------
 */

/* What every set would take of its rank if the entries had these values. */
static void take(const struct side *s, const struct exact *value, struct exact *sum)
{
	sum[0] = exact_whole(0);
	for (unsigned set = 1; set < 1u << s->count; set++) {
		int i = __builtin_ctz(set);

		sum[set] = exact_add(sum[set & (set - 1)],
				     exact_sub(value[i], exact_whole(s->base[i])));
	}
}

static void values_at(const struct side *s, enum pial_rule rule, struct exact level,
		      struct exact *value)
{
	for (int i = 0; i < s->count; i++)
		value[i] = s->rising[i] ? target(s, rule, i, level) : s->have[i];
}

/* Levels where a target may bend, in order. */
static int bends(const struct side *s, enum pial_rule rule, struct exact *out)
{
	int n = 0;

	for (int i = 0; i < s->count; i++) {
		struct exact half = exact(s->goal[i], 2);
		struct exact mid = exact_min(exact_max(half, s->from[i]),
					     exact_whole(s->goal[i]));

		if (!s->rising[i])
			continue;
		out[n++] = level_of(s, rule, i, s->from[i], true);
		out[n++] = level_of(s, rule, i, s->from[i], false);
		out[n++] = level_of(s, rule, i, mid, true);
		out[n++] = level_of(s, rule, i, mid, false);
		out[n++] = level_of(s, rule, i, exact_whole(s->goal[i]), false);
	}
	for (int i = 1; i < n; i++)
		for (int j = i; j > 0 && exact_cmp(out[j - 1], out[j]) > 0; j--) {
			struct exact t = out[j];

			out[j] = out[j - 1];
			out[j - 1] = t;
		}
	return n;
}

/* True when no set takes more than its rank. */
static bool fits(const struct side *s, const struct exact *sum)
{
	for (unsigned set = 1; set < 1u << s->count; set++)
		if (exact_cmp(sum[set], exact_whole(s->rank[set])) > 0)
			return false;
	return true;
}

/* What sets take, at two levels; 1 << count each. */
struct sums {
	struct exact *low, *high;
};

/*
 * The highest level at which every set still has what it takes, and the union of the sets that
 * have nothing left above it; 0 when everything reaches its goal.
 */
static unsigned first_stop(const struct side *s, enum pial_rule rule, struct sums *u,
			   struct exact *stop)
{
	struct exact at[5 * SIDE], value[SIDE], level;
	int n = bends(s, rule, at), good = 0, bad = n;
	unsigned all = 0;

	/* Targets rise, so that fitting ends once. */
	while (good + 1 < bad) {
		int mid = (good + bad) / 2;

		values_at(s, rule, at[mid], value);
		take(s, value, u->low);
		if (fits(s, u->low))
			good = mid;
		else
			bad = mid;
	}
	if (bad == n)
		return 0;
	values_at(s, rule, at[good], value);
	take(s, value, u->low);
	assert_true(fits(s, u->low));
	values_at(s, rule, at[bad], value);
	take(s, value, u->high);
	for (unsigned set = 1; set < 1u << s->count; set++) {
		struct exact most = exact_whole(s->rank[set]), part;

		if (exact_cmp(u->high[set], most) <= 0)
			continue;
		part = exact_div(exact_sub(most, u->low[set]),
				 exact_sub(u->high[set], u->low[set]));
		level = exact_add(at[good], exact_mul(part, exact_sub(at[bad], at[good])));
		if (all && exact_cmp(level, *stop) > 0)
			continue;
		if (!all || exact_cmp(level, *stop) < 0)
			all = 0;
		*stop = level;
		all |= set;
	}
	return all;
}

/*
 * ---- The words of the definition
 * ----------------------------------------------------------------
 */

/* For each entry, those that could give to it: the smallest set around it with nothing left. */
static void givers(const struct side *s, const struct exact *sum, unsigned *from)
{
	for (int i = 0; i < s->count; i++)
		from[i] = (1u << s->count) - 1;
	for (unsigned set = 1; set < 1u << s->count; set++) {
		if (exact_cmp(sum[set], exact_whole(s->rank[set])) != 0)
			continue;
		for (int i = 0; i < s->count; i++)
			if (set >> i & 1)
				from[i] &= set;
	}
}

/* True when some set around an entry has used its rank. */
static bool blocked(const struct side *s, const struct exact *sum, int i)
{
	for (unsigned set = 1; set < 1u << s->count; set++)
		if ((set >> i & 1) && !exact_cmp(sum[set], exact_whole(s->rank[set])))
			return true;
	return false;
}

/*
 * Nothing more can be given to who wants it, and nothing can pass from giver to taker while
 * the taker's next part comes at a lower level than the giver's last.
 */
static void judge(const struct side *s, enum pial_rule rule, const bool *stage, struct sums *u)
{
	struct side t = *s;
	unsigned from[SIDE];

	memcpy(t.rising, stage, sizeof(t.rising));
	take(&t, t.have, u->low);
	assert_true(fits(&t, u->low));
	givers(&t, u->low, from);
	for (int r = 0; r < t.count; r++) {
		if (!stage[r] || exact_cmp(t.have[r], exact_whole(t.goal[r])) >= 0)
			continue;
		assert_true(blocked(&t, u->low, r));
		for (int g = 0; g < t.count; g++) {
			if (g == r || !stage[g] || !(from[r] >> g & 1) ||
			    exact_cmp(t.have[g], t.from[g]) <= 0)
				continue;
			assert_true(exact_cmp(level_of(&t, rule, r, t.have[r], true),
					      level_of(&t, rule, g, t.have[g], false)) >= 0);
		}
	}
}

void side_fill(struct side *s, enum pial_rule rule)
{
	struct sums sums, *u = &sums;
	bool stage[SIDE], any = false;

	sums.low = calloc((size_t)2 << s->count, sizeof(*sums.low));
	assert_non_null(sums.low);
	sums.high = sums.low + (1 << s->count);
	s->top = 0;
	for (int i = 0; i < s->count; i++) {
		s->rising[i] = s->rising[i] && exact_cmp(s->have[i], exact_whole(s->goal[i])) < 0;
		stage[i] = s->rising[i];
		if (stage[i] && s->goal[i] > s->top)
			s->top = s->goal[i];
		s->rising[i] = s->rising[i] && !s->stuck[i];
		s->from[i] = s->have[i];
		any |= s->rising[i];
	}
	while (any) {
		struct exact stop = exact_whole(0);
		unsigned all = first_stop(s, rule, u, &stop);
		struct exact value[SIDE];

		any = false;
		values_at(s, rule, stop, value);
		for (int i = 0; i < s->count; i++) {
			if (s->rising[i] && all && !(all >> i & 1)) {
				any = true;
				continue;
			}
			if (s->rising[i])
				s->have[i] = all ? value[i] : exact_whole(s->goal[i]);
			s->stuck[i] |= all >> i & 1;
		}
		for (int i = 0; i < s->count; i++)
			if (!all || (all >> i & 1))
				s->rising[i] = false;
		if (all)
			s->block[s->blocks++] = all;
	}
	judge(s, rule, stage, u);
	free(sums.low);
}

/*
 * ---- Whole packs
 * --------------------------------------------------------------------------------
 */

static struct exact rest_of(const struct side *s, int i)
{
	return exact_sub(s->have[i], exact_whole(exact_floor(s->have[i])));
}

/* True when i is a candidate before j. */
static bool before(const struct side *s, int i, int j)
{
	int64_t fi = exact_floor(s->have[i]), fj = exact_floor(s->have[j]);
	int order;

	if (s->class[i] != s->class[j])
		return s->class[i] < s->class[j];
	order = exact_cmp(rest_of(s, i), rest_of(s, j));
	if (!order)
		order = exact_cmp(exact_div(s->tie[i], exact_whole(2 * fi + 1)),
				  exact_div(s->tie[j], exact_whole(2 * fj + 1)));
	return order ? order > 0 : s->id[i] < s->id[j];
}

/* True when the floors, with these entries one higher, are in reach and keep every block. */
static bool whole_fits(const struct side *s, unsigned up, int64_t *sum)
{
	int64_t all = 0;
	struct exact exact_all = exact_whole(0);

	sum[0] = 0;
	for (unsigned set = 1; set < 1u << s->count; set++) {
		int i = __builtin_ctz(set);

		sum[set] = sum[set & (set - 1)] + exact_floor(s->have[i]) + (up >> i & 1) -
			   s->base[i];
		if (sum[set] > s->rank[set])
			return false;
	}
	for (int b = 0; b < s->blocks; b++)
		if (sum[s->block[b]] != s->rank[s->block[b]])
			return false;
	for (int i = 0; i < s->count; i++) {
		exact_all = exact_add(exact_all, s->have[i]);
		all += exact_floor(s->have[i]) + (up >> i & 1);
	}
	return exact_cmp(exact_all, exact_whole(all)) == 0;
}

/* The sets of entries that may be rounded up together; returns how many. */
static size_t whole_sets(const struct side *s, unsigned broken, unsigned *sets, int64_t *sum)
{
	size_t n = 0;

	for (unsigned up = broken;; up = (up - 1) & broken) {
		if (whole_fits(s, up, sum))
			sets[n++] = up;
		if (!up)
			break;
	}
	return n;
}

void side_round(struct side *s)
{
	unsigned *sets = calloc((size_t)1 << s->count, sizeof(*sets)), broken = 0;
	int64_t *sum = calloc((size_t)1 << s->count, sizeof(*sum));
	int order[SIDE], n = 0;
	size_t count;

	assert_non_null(sets);
	assert_non_null(sum);
	for (int i = 0; i < s->count; i++) {
		int at = n;

		if (s->have[i].d == 1)
			continue;
		broken |= 1u << i;
		for (; at > 0 && before(s, i, order[at - 1]); at--)
			order[at] = order[at - 1];
		order[at] = i;
		n++;
	}
	count = whole_sets(s, broken, sets, sum);
	assert_true(count > 0);
	for (int c = 0; c < n; c++) {
		size_t kept = 0;

		for (size_t k = 0; k < count; k++)
			if (sets[k] >> order[c] & 1)
				sets[kept++] = sets[k];
		if (kept)
			count = kept;
	}
	assert_int_equal(count, 1);
	for (int i = 0; i < s->count; i++)
		s->value[i] = exact_floor(s->have[i]) + (sets[0] >> i & 1);
	free(sum);
	free(sets);
}
