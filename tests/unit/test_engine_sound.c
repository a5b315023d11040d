/*
 * More given than offered, more given than ordered.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "engine/sound.h"
#include "engine_case.h"

static struct pial_excess *look(struct engine_case *c, size_t *count)
{
	struct pial_sound_input input = {
		&c->model, c->order, c->input.orders, c->offer, c->input.offers,
		c->pin, c->input.pins,
	};

	pial_model_index(&c->model);
	return pial_sound_find(&input, count);
}

static size_t excesses(struct engine_case *c)
{
	size_t count;

	free(look(c, &count));
	return count;
}

/* K orders 10 of leek, A offers 6, B 8. */
static void week(struct engine_case *c)
{
	engine_case_init(c);
	engine_producer(c, "A");
	engine_producer(c, "B");
	engine_kitchen(c, "K");
	engine_product(c, "leek");
	engine_order(c, 0, "K", "leek", 10);
	engine_offer(c, "A", "leek", 6);
	engine_offer(c, "B", "leek", 8);
}

static void test_sound(void **state)
{
	struct engine_case c;

	(void)state;
	week(&c);
	assert_int_equal(excesses(&c), 0);
	engine_pin(&c, "K", "leek", "A", 6);
	engine_pin(&c, "K", "leek", "B", 4);
	assert_int_equal(excesses(&c), 0);
	/* What is missing is given by nobody. */
	engine_pin(&c, "K", "leek", "B", 100)->producer.n = 0;
	assert_int_equal(excesses(&c), 0);
	engine_case_release(&c);
}

static void test_over(void **state)
{
	struct engine_case c;
	struct pial_excess *excess;
	size_t count;

	(void)state;
	week(&c);
	engine_pin(&c, "K", "leek", "A", 7);
	engine_pin(&c, "K", "leek", "B", 4);
	excess = look(&c, &count);
	assert_int_equal(count, 2);
	assert_int_equal(excess[0].row, 0);
	assert_false(excess[0].ordered);
	assert_int_equal(excess[0].allocated.milli, 7000);
	assert_int_equal(excess[0].limit.milli, 6000);
	assert_int_equal(excess[1].row, 1);
	assert_true(excess[1].ordered);
	assert_int_equal(excess[1].allocated.milli, 11000);
	assert_int_equal(excess[1].limit.milli, 10000);
	free(excess);
	/* Each limit is said once. */
	engine_pin(&c, "K", "leek", "A", 1);
	assert_int_equal(excesses(&c), 2);
	engine_case_release(&c);
}

/* A batch nobody offered, a day nobody ordered for. */
static void test_unknown(void **state)
{
	struct engine_case c;

	(void)state;
	week(&c);
	engine_pin(&c, "K", "leek", "A", 1)->batch.n = engine_id(&c, "A-1");
	assert_int_equal(excesses(&c), 1);
	c.offer[0].batch = c.pin[0].batch;
	assert_int_equal(excesses(&c), 0);
	c.pin[0].day = pial_date_add(c.pin[0].day, 1);
	assert_int_equal(excesses(&c), 1);
	engine_case_release(&c);
}

/* The contract that was filled in on the way counts for the order without one, not the reverse. */
static void test_contract(void **state)
{
	struct engine_case c;
	struct pial_contract_id lot;

	(void)state;
	week(&c);
	lot.n = engine_id(&c, "lot");
	engine_pin(&c, "K", "leek", "B", 8)->contract = lot;
	assert_int_equal(excesses(&c), 0);
	engine_pin(&c, "K", "leek", "A", 3);
	assert_int_equal(excesses(&c), 1);
	c.order[0].contract = lot;
	assert_int_equal(excesses(&c), 1);
	c.input.pins = 1;
	assert_int_equal(excesses(&c), 0);
	engine_case_release(&c);
}

/* Orders are served in whole packs, as the policy rounds: 8 in packs of 5. */
static void test_packs(void **state)
{
	struct engine_case c;

	(void)state;
	week(&c);
	c.model.product[0].pack.milli = 5000;
	c.order[0].quantity.milli = 8000;
	c.offer[0].quantity.milli = 20000;
	engine_pin(&c, "K", "leek", "A", 10);
	c.model.policy.round = PIAL_PACK_NEAREST;
	assert_int_equal(excesses(&c), 0);
	c.model.policy.round = PIAL_PACK_UP;
	assert_int_equal(excesses(&c), 0);
	c.model.policy.round = PIAL_PACK_DOWN;
	assert_int_equal(excesses(&c), 1);
	engine_case_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sound), cmocka_unit_test(test_over),
		cmocka_unit_test(test_unknown), cmocka_unit_test(test_contract),
		cmocka_unit_test(test_packs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
