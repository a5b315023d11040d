/*
 * The rota against its definition: every way to give the weeks of small seasons is listed, and the
 * best by engine/rota.h is picked by comparing answers, nothing else.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine/rota.h"

#define WEEKS 7
#define PEOPLE 4
#define ROUNDS 3000

struct season {
	struct pial_rota_input input;		/* points into the rest */
	int32_t load[WEEKS], fixed[WEEKS], since[PEOPLE];
	bool can[WEEKS * PEOPLE];
	int64_t due[PEOPLE];
};

/* An answer and how it is judged. */
struct answer {
	int32_t turn[WEEKS];
	int running;
	double sorted[PEOPLE];		/* levels, greatest first: exact, numbers are tiny */
};

static uint64_t seed;

static int roll(int sides)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (unsigned)sides);
}

static void season_init(struct season *s, size_t weeks, size_t people)
{
	memset(s, 0, sizeof(*s));
	s->input = (struct pial_rota_input){
		.weeks = weeks, .people = people, .load = s->load, .can = s->can, .due = s->due,
		.fixed = s->fixed, .since = s->since, .before = PIAL_ROTA_NOBODY,
	};
	for (size_t w = 0; w < weeks; w++) {
		s->load[w] = PIAL_ROTA_WEEK;
		s->fixed[w] = PIAL_ROTA_OPEN;
	}
	for (size_t p = 0; p < people; p++) {
		s->due[p] = 1;
		s->since[p] = INT32_MAX;
	}
	memset(s->can, true, sizeof(s->can));
}

static void season_roll(struct season *s)
{
	int away = roll(6), heavy = roll(3);

	season_init(s, 1 + (size_t)roll(WEEKS), 1 + (size_t)roll(PEOPLE));
	for (size_t w = 0; w < s->input.weeks; w++) {
		if (heavy)
			s->load[w] = 1 + roll(heavy == 1 ? 3 : 8);
		if (!roll(6))
			s->fixed[w] = roll(4) ? roll((int)s->input.people) : PIAL_ROTA_NOBODY;
	}
	for (size_t i = 0; i < s->input.weeks * s->input.people; i++)
		s->can[i] = !away || roll(away);
	for (size_t p = 0; p < s->input.people; p++) {
		s->due[p] = roll(3) ? 4 : 1 + roll(4);
		s->since[p] = roll(3) ? 2 + roll(5) : INT32_MAX;
	}
	if (!roll(2)) {
		s->input.before = roll((int)s->input.people);
		s->since[s->input.before] = 1;
	}
}

static void judge(const struct season *s, struct answer *a)
{
	size_t people = s->input.people;
	int32_t last = s->input.before;
	int64_t load[PEOPLE] = { 0 };

	a->running = 0;
	for (size_t w = 0; w < s->input.weeks; w++) {
		a->running += a->turn[w] >= 0 && a->turn[w] == last;
		last = a->turn[w];
		if (last >= 0)
			load[last] += s->load[w];
	}
	for (size_t p = 0; p < people; p++)
		a->sorted[p] = (double)load[p] / (double)s->due[p];
	for (size_t p = 0; p < people; p++)
		for (size_t q = p + 1; q < people; q++)
			if (a->sorted[q] > a->sorted[p]) {
				double t = a->sorted[p];

				a->sorted[p] = a->sorted[q];
				a->sorted[q] = t;
			}
}

/* Which of two answers comes first by rotation: below 0 for a. */
static int by_rotation(const struct season *s, const struct answer *a, const struct answer *b)
{
	int64_t met[PEOPLE];
	double level[PEOPLE] = { 0 };

	for (size_t p = 0; p < s->input.people; p++)
		met[p] = s->since[p] == INT32_MAX ? INT64_MIN : -(int64_t)s->since[p];
	for (size_t w = 0; w < s->input.weeks; w++) {
		int32_t x = a->turn[w], y = b->turn[w];

		if (x != y && (level[x] < level[y] || level[x] > level[y]))
			return level[x] < level[y] ? -1 : 1;
		if (x != y)
			return met[x] != met[y] ? (met[x] < met[y] ? -1 : 1) : x - y;
		if (x < 0)
			continue;
		met[x] = (int64_t)w;
		level[x] += (double)s->load[w] / (double)s->due[x];
	}
	return 0;
}

static int compare(const struct season *s, const struct answer *a, const struct answer *b)
{
	if (a->running != b->running)
		return a->running - b->running;
	for (size_t p = 0; p < s->input.people; p++)
		if (a->sorted[p] < b->sorted[p] || a->sorted[p] > b->sorted[p])
			return a->sorted[p] < b->sorted[p] ? -1 : 1;
	return by_rotation(s, a, b);
}

/* Lists every answer from a week on. */
static void list(const struct season *s, struct answer *a, size_t week, struct answer *best,
		 bool *any)
{
	bool somebody = false;

	if (week == s->input.weeks) {
		judge(s, a);
		if (!*any || compare(s, a, best) < 0)
			*best = *a;
		*any = true;
		return;
	}
	a->turn[week] = s->fixed[week];
	if (s->fixed[week] != PIAL_ROTA_OPEN) {
		list(s, a, week + 1, best, any);
		return;
	}
	for (size_t p = 0; p < s->input.people; p++) {
		if (!s->can[week * s->input.people + p])
			continue;
		somebody = true;
		a->turn[week] = (int32_t)p;
		list(s, a, week + 1, best, any);
	}
	a->turn[week] = PIAL_ROTA_NOBODY;
	if (!somebody)
		list(s, a, week + 1, best, any);
}

static void check(const struct season *s)
{
	struct pial_rota_result result;
	struct answer a, best;
	bool any = false;

	list(s, &a, 0, &best, &any);
	assert_true(any);
	pial_rota_share(&s->input, &result);
	assert_true(result.proved);
	assert_int_equal(result.running, best.running);
	assert_memory_equal(result.turn, best.turn, s->input.weeks * sizeof(*best.turn));
	pial_rota_result_release(&result);
}

static void test_against_all_answers(void **state)
{
	(void)state;
	seed = 20250331;
	for (int i = 0; i < ROUNDS; i++) {
		struct season s;

		season_roll(&s);
		check(&s);
	}
}

/* A whole year: nobody twice running, loads within a quarter of a week, proved. */
static void test_a_year(void **state)
{
	enum { YEAR = 52, GROUP = 7 };
	int32_t load[YEAR], fixed[YEAR], since[GROUP];
	static bool can[YEAR * GROUP];
	int64_t due[GROUP], least = INT64_MAX, most = 0;
	struct pial_rota_input input = {
		.weeks = YEAR, .people = GROUP, .load = load, .can = can, .due = due,
		.fixed = fixed, .since = since, .before = PIAL_ROTA_NOBODY,
	};

	(void)state;
	seed = 12;
	for (int round = 0; round < 20; round++) {
		struct pial_rota_result result;

		for (int w = 0; w < YEAR; w++) {
			load[w] = 1 + roll(8);
			fixed[w] = PIAL_ROTA_OPEN;
		}
		for (int i = 0; i < YEAR * GROUP; i++)
			can[i] = roll(8) != 0;
		for (int p = 0; p < GROUP; p++) {
			due[p] = 100;
			since[p] = INT32_MAX;
		}
		pial_rota_share(&input, &result);
		assert_true(result.proved);
		assert_int_equal(result.running, 0);
		least = INT64_MAX;
		most = 0;
		for (int p = 0; p < GROUP; p++) {
			least = result.load[p] < least ? result.load[p] : least;
			most = result.load[p] > most ? result.load[p] : most;
		}
		assert_true(most - least <= 1);
		pial_rota_result_release(&result);
	}
}

/* With few steps there is an answer all the same, which says that it is not proved. */
static void test_few_steps(void **state)
{
	struct pial_rota_result result;
	struct season s;

	(void)state;
	season_init(&s, WEEKS, 2);
	/* 4 + 3 against 2 x 3 + ... : no even answer, so that the first search has no end. */
	for (size_t w = 0; w < WEEKS; w++)
		s.load[w] = w % 2 ? 5 : 3;
	s.input.steps = 3;
	pial_rota_share(&s.input, &result);
	assert_false(result.proved);
	assert_int_equal(result.running, 0);
	pial_rota_result_release(&result);
}

static void test_loads(void **state)
{
	const int64_t deliveries[] = { 10, 0, 20, 30, 1, -1 };
	const int64_t none[] = { 0, 0 };
	const int32_t expected[] = { 3, 1, 5, 8, 1, 4 };
	int32_t load[6];

	(void)state;
	/* The average is 61 / 4 = 15.25: 2.62, 0, 5.25, 7.87 and 0.26 quarters; one unknown. */
	pial_rota_loads(deliveries, 6, load);
	assert_memory_equal(load, expected, sizeof(expected));
	pial_rota_loads(none, 2, load);
	assert_int_equal(load[0], PIAL_ROTA_WEEK);
	assert_int_equal(load[1], PIAL_ROTA_WEEK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_all_answers),
		cmocka_unit_test(test_a_year),
		cmocka_unit_test(test_few_steps),
		cmocka_unit_test(test_loads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
