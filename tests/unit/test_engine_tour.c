/*
 * Rounds: no order of the stops is shorter, by trying them all; long rounds pass every stop once
 * and cannot be shortened by turning a part round.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/tour.h"

#define MOST 40

static uint64_t seed;

static int64_t draw(int64_t end)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int64_t)(seed >> 33) % end;
}

static int64_t length(const int64_t *metres, size_t stops, const uint32_t *order)
{
	int64_t sum = 0;
	uint32_t at = 0;

	for (size_t i = 0; i <= stops; i++) {
		uint32_t next = i < stops ? order[i] : 0;

		sum += metres[at * (stops + 1) + next];
		at = next;
	}
	return sum;
}

/* Tries what is left behind the first fixed stops, in the order of numbers. */
static void try_all(const int64_t *metres, size_t stops, uint32_t *order, size_t fixed,
		    int64_t *best, uint32_t *kept)
{
	if (fixed == stops) {
		int64_t own = length(metres, stops, order);

		for (size_t i = 0; own < *best && i < stops; i++)
			kept[i] = order[i];
		*best = own < *best ? own : *best;
		return;
	}
	for (uint32_t next = 1; next <= stops; next++) {
		bool passed = false;

		for (size_t i = 0; i < fixed; i++)
			passed |= order[i] == next;
		if (passed)
			continue;
		order[fixed] = next;
		try_all(metres, stops, order, fixed + 1, best, kept);
	}
}

static void make(int64_t *metres, size_t stops, int64_t end, bool same_back)
{
	size_t places = stops + 1;

	for (size_t i = 0; i < places; i++)
		for (size_t k = 0; k < places; k++)
			metres[i * places + k] = same_back && k < i ? metres[k * places + i] :
								      draw(end);
}

static void test_shortest(void **state)
{
	int64_t metres[64];
	uint32_t order[8], tried[8], kept[8];

	(void)state;
	seed = 20250317;
	for (int round = 0; round < 400; round++) {
		size_t stops = (size_t)draw(7);
		int64_t best = INT64_MAX;

		/* Few lengths make many orders of one length. */
		make(metres, stops, round % 2 ? 4 : 10000, round % 3 != 0);
		pial_tour_order(metres, stops, order);
		try_all(metres, stops, tried, 0, &best, kept);
		assert_int_equal(length(metres, stops, order), best);
		for (size_t i = 0; i < stops; i++)
			assert_int_equal(order[i], kept[i]);
	}
}

static void test_long(void **state)
{
	static int64_t metres[(MOST + 1) * (MOST + 1)];
	uint32_t order[MOST];
	bool passed[MOST + 1] = { false };
	int64_t best;

	(void)state;
	seed = 1958;
	make(metres, MOST, 20000, true);
	pial_tour_order(metres, MOST, order);
	for (size_t i = 0; i < MOST; i++) {
		assert_in_range(order[i], 1, MOST);
		assert_false(passed[order[i]]);
		passed[order[i]] = true;
	}
	best = length(metres, MOST, order);
	for (size_t first = 0; first < MOST; first++) {
		for (size_t last = first + 1; last < MOST; last++) {
			uint32_t turned[MOST];

			for (size_t i = 0; i < MOST; i++)
				turned[i] = i < first || i > last ? order[i] :
								    order[first + last - i];
			assert_true(length(metres, MOST, turned) >= best);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shortest),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
