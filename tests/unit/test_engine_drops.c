/*
 * The practical plan on weeks small enough to see its answer.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine_case.h"

static const struct pial_drops_control patient = { NULL, NULL, false };

/*
 * Two growers share both products fairly: four drops. One product each is as fair by weight, and
 * two drops.
 */
static void swap(struct engine_case *c)
{
	engine_case_init(c);
	engine_producer(c, "A");
	engine_producer(c, "B");
	engine_kitchen(c, "K1");
	engine_kitchen(c, "K2");
	engine_product(c, "kale");
	engine_product(c, "leek");
	engine_order(c, 0, "K1", "leek", 10);
	engine_order(c, 0, "K2", "kale", 10);
	engine_offer(c, "A", "leek", 10);
	engine_offer(c, "A", "kale", 10);
	engine_offer(c, "B", "leek", 10);
	engine_offer(c, "B", "kale", 10);
	c->input.drops = &patient;
}

static void test_swap(void **state)
{
	struct engine_case c;
	const struct pial_drops_figures *f = &c.result.summary.practical;

	(void)state;
	swap(&c);
	c.input.drops = NULL;
	assert_true(engine_run(&c));
	assert_int_equal(c.result.summary.drops, 4);
	assert_false(f->asked);
	c.input.drops = &patient;
	assert_true(engine_run(&c));
	assert_int_equal(c.result.summary.drops, 2);
	assert_true(f->asked && f->proved && !f->same && !f->cut);
	assert_int_equal(f->drops, 2);
	assert_int_equal(f->ideal_drops, 4);
	assert_int_equal(f->least, 2);
	assert_int_equal(f->lowest, 1000000);
	assert_int_equal(f->highest, 1000000);
	assert_int_equal(c.result.summary.served_packs, 20);
	engine_case_release(&c);
}

/* B is a kilometre from K1 and A from K2, the others ten: of the two plans, the shorter. */
static void test_shorter(void **state)
{
	struct engine_case c;

	(void)state;
	swap(&c);
	engine_road(&c, "A", "K1", 10000);
	engine_road(&c, "A", "K2", 1000);
	engine_road(&c, "B", "K1", 1000);
	engine_road(&c, "B", "K2", 10000);
	assert_true(engine_run(&c));
	assert_int_equal(c.result.summary.drops, 2);
	assert_int_equal(engine_given(&c, "B", "K1"), 10);
	assert_int_equal(engine_given(&c, "A", "K2"), 10);
	engine_case_release(&c);
}

/* A pin on half a row keeps its drop, and what it weighs counts in its producer's week. */
static void test_pinned(void **state)
{
	struct engine_case c;

	(void)state;
	swap(&c);
	engine_pin(&c, "K1", "leek", "A", 4);
	assert_true(engine_run(&c));
	assert_int_equal(engine_given(&c, "A", "K1"), 4);
	assert_int_equal(engine_given(&c, "B", "K1"), 6);
	assert_int_equal(engine_given(&c, "A", "K2") + engine_given(&c, "B", "K2"), 10);
	assert_true(c.result.summary.practical.proved);
	engine_case_release(&c);
}

/* At a hub both growers come anyhow: nothing to gain. */
static void test_hub(void **state)
{
	struct engine_case c;

	(void)state;
	swap(&c);
	c.model.policy.hub = (struct pial_hub){ { engine_id(&c, "garage") },
						{ 42790000 }, { 590000 } };
	assert_true(engine_run(&c));
	assert_int_equal(c.result.summary.drops, 2);
	assert_int_equal(c.result.summary.practical.ideal_drops, 2);
	assert_true(c.result.summary.practical.same && c.result.summary.practical.proved);
	engine_case_release(&c);
}

static bool at_once(void *context)
{
	(void)context;
	return true;
}

/* Stopped before it begins: the ideal plan, nothing proved (N-DROPS-SAME-GAP, N-DROPS-CUT). */
static void test_stopped(void **state)
{
	static const struct pial_drops_control hasty = { at_once, NULL, false };
	struct engine_case c;
	const struct pial_drops_figures *f = &c.result.summary.practical;

	(void)state;
	swap(&c);
	c.input.drops = &hasty;
	assert_true(engine_run(&c));
	assert_int_equal(c.result.summary.drops, 4);
	assert_true(f->same && f->cut && !f->proved);
	assert_in_range(f->least, 0, 2);
	engine_case_release(&c);
}

/* Only the figures: the rows stay the ideal's. */
static void test_figures(void **state)
{
	static const struct pial_drops_control figures = { NULL, NULL, true };
	struct engine_case c;

	(void)state;
	swap(&c);
	c.input.drops = &figures;
	assert_true(engine_run(&c));
	assert_int_equal(c.result.summary.drops, 4);
	assert_int_equal(c.result.summary.practical.drops, 2);
	engine_case_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_swap),
		cmocka_unit_test(test_shorter),
		cmocka_unit_test(test_pinned),
		cmocka_unit_test(test_hub),
		cmocka_unit_test(test_stopped),
		cmocka_unit_test(test_figures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
