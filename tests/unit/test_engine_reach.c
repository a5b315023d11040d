/*
 * Neighbours found on the map are those that the distance of each pair gives, one by one.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "engine/allowed.h"
#include "engine/reach.h"
#include "engine_case.h"

#define PARTIES 40
#define ROUNDS 60

static uint64_t seed;

static uint32_t roll(uint32_t sides)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((seed >> 33) % sides);
}

/* A place near one of four spots: the valley, the equator at the 180th meridian, a pole, all. */
static void put(struct pial_angle *lat, struct pial_angle *lon, uint32_t spot)
{
	static const int32_t at[][2] = { { 42800000, 600000 }, { 0, 179900000 },
					 { 89900000, 0 }, { -60000000, -179950000 } };

	lat->e6 = at[spot][0] + (int32_t)roll(1000000) - 500000;
	lon->e6 = at[spot][1] + (int32_t)roll(2000000) - 1000000;
	if (lat->e6 > 90000000)
		lat->e6 = 180000000 - lat->e6;
	if (lon->e6 > 180000000)
		lon->e6 -= 360000000;
	if (lon->e6 < -180000000)
		lon->e6 += 360000000;
	if (!roll(12))
		*lat = PIAL_ANGLE_NONE;
}

static void make_parties(struct engine_case *c, struct pial_exclusion *apart, uint32_t spot)
{
	char id[2][8];

	for (unsigned i = 0; i < PARTIES; i++) {
		struct pial_producer *producer;
		struct pial_kitchen *kitchen;

		(void)snprintf(id[0], sizeof(id[0]), "P%02u", i);
		(void)snprintf(id[1], sizeof(id[1]), "K%02u", i);
		producer = engine_producer(c, id[0]);
		kitchen = engine_kitchen(c, id[1]);
		put(&producer->lat, &producer->lon, spot);
		put(&kitchen->lat, &kitchen->lon, spot);
	}
	for (unsigned i = 0; i < PARTIES / 2; i++) {
		(void)snprintf(id[0], sizeof(id[0]), "P%02u", roll(PARTIES));
		(void)snprintf(id[1], sizeof(id[1]), "K%02u", roll(PARTIES));
		engine_road(c, id[i % 2], id[1 - i % 2], (int32_t)roll(90000));
		(void)snprintf(id[0], sizeof(id[0]), "P%02u", roll(PARTIES));
		(void)snprintf(id[1], sizeof(id[1]), "K%02u", roll(PARTIES));
		apart[i] = (struct pial_exclusion){ .producer = { engine_id(c, id[0]) },
						    .kitchen = { engine_id(c, id[1]) } };
	}
	c->model.policy.exclude = apart;
	c->model.policy.exclude_count = PARTIES / 2;
}

static bool is_apart(const struct pial_model *model, size_t kitchen, size_t producer)
{
	for (uint32_t i = 0; i < model->policy.exclude_count; i++)
		if (model->policy.exclude[i].kitchen.n == model->kitchen[kitchen].id.n &&
		    model->policy.exclude[i].producer.n == model->producer[producer].id.n)
			return true;
	return false;
}

/* Compares all pairs of a kitchen; returns how many are neighbours. */
static size_t check_kitchen(const struct pial_model *model, const struct pial_reach *reach,
			    size_t kitchen)
{
	size_t count = 0;

	for (uint32_t p = 0; p < model->producers; p++) {
		const struct pial_neighbour *found = pial_reach_to(reach, kitchen, p);
		int32_t metres;
		bool unknown;
		enum pial_barrier barrier =
			pial_barrier_distance(model, &model->producer[p], &model->kitchen[kitchen],
					      &metres, &unknown);

		if ((barrier != PIAL_BARRIER_NONE && !unknown) || is_apart(model, kitchen, p)) {
			assert_null(found);
			continue;
		}
		assert_non_null(found);
		assert_int_equal(found->metres, unknown ? PIAL_METRES_UNKNOWN : metres);
		count++;
	}
	assert_int_equal(reach->of[kitchen].count, count);
	return count;
}

static void test_against_pairs(void **state)
{
	size_t neighbours = 0;

	(void)state;
	for (unsigned round = 0; round < ROUNDS; round++) {
		struct engine_case c;
		struct pial_exclusion apart[PARTIES / 2];
		struct pial_arena keep[2] = { PIAL_ARENA_INIT, PIAL_ARENA_INIT };
		struct pial_reach reach;
		bool all[PARTIES];

		seed = round;
		memset(all, true, sizeof(all));
		engine_case_init(&c);
		make_parties(&c, apart, round % 4);
		if (round % 5)
			c.model.policy.radius.m = (int32_t)roll(120000);
		pial_model_index(&c.model);
		pial_reach_find(&reach, &c.model, all, all, keep, 2);
		for (size_t k = 0; k < c.model.kitchens; k++)
			neighbours += check_kitchen(&c.model, &reach, k);
		pial_arena_release(&keep[0]);
		pial_arena_release(&keep[1]);
		engine_case_release(&c);
	}
	/* Some are near, most are not. */
	assert_in_range(neighbours, ROUNDS * PARTIES * PARTIES / 10,
			ROUNDS * PARTIES * PARTIES * 8 / 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_against_pairs) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
