/*
 * Lines fixed by hand: kept, solved around, or refused naming both sides.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine_case.h"

/*
 * Pins keep their quantity, 0 included; the rest is solved around them, and computed says what
 * would have been.
 */
static void test_pins(void **state)
{
	struct engine_case c;
	const struct pial_allocation *row;

	(void)state;
	engine_estate(&c, PIAL_RULE_EQUAL, 90);
	engine_pin(&c, "K1", "leek", "A", 70)->note.n = engine_id(&c, "promised");
	engine_expect(&c, 70, 10, 10);
	row = &c.result.row[1];
	assert_int_equal(row->pin, PIAL_YES);
	assert_int_equal(row->computed.milli, 30000);
	assert_int_equal(row->note.n, engine_id(&c, "promised"));
	assert_int_equal(engine_missing(&c, "K1"), 30);
	c.pin[0].quantity.milli = 0;
	engine_expect(&c, 0, 45, 45);
	assert_int_equal(c.result.rows, 6);
	assert_int_equal(c.result.row[1].pin, PIAL_YES);
	assert_int_equal(c.result.row[1].quantity.milli, 0);
	c.pin[0].pin = PIAL_NO;
	engine_expect(&c, 30, 30, 30);
	engine_case_release(&c);
}

/* Refused pins name the pin, the offer and the order. */
static void test_pins_refused(void **state)
{
	struct engine_case c;

	(void)state;
	engine_estate(&c, PIAL_RULE_EQUAL, 90);
	engine_pin(&c, "K1", "leek", "A", 101);
	assert_false(engine_run(&c));
	assert_int_equal(c.result.rows, 0);
	assert_int_equal(engine_said(&c, PIAL_E_PIN_SUPPLY), 1);
	assert_int_equal(c.diags.entry[0].pos.line, 2);
	assert_string_equal(c.diags.entry[0].pos.file, "allocation.csv");
	assert_string_equal(c.diags.entry[0].arg[2].pos.file, "offers.csv");
	c.offer[0].quantity.milli = 200000;
	assert_false(engine_run(&c));
	assert_int_equal(engine_said(&c, PIAL_E_PIN_DEMAND), 1);
	c.pin[0].quantity.milli = 1500;
	assert_false(engine_run(&c));
	assert_int_equal(engine_said(&c, PIAL_E_PIN_PACK), 1);
	c.pin[0].quantity.milli = 1000;
	c.model.producer[0].left = pial_date_add(c.order[0].day, -1);
	assert_false(engine_run(&c));
	assert_int_equal(engine_said(&c, PIAL_E_PIN_BARRIER), 1);
	c.model.producer[0].left.n = 0;
	engine_pin(&c, "K1", "leek", "A", 1);
	assert_false(engine_run(&c));
	assert_int_equal(engine_said(&c, PIAL_E_PIN_TWICE), 1);
	c.pin[1].producer.n = engine_id(&c, "nobody");
	assert_false(engine_run(&c));
	assert_int_equal(engine_said(&c, PIAL_E_PIN_OFFER), 1);
	c.pin[1].day = pial_date_add(c.pin[1].day, 1);
	assert_false(engine_run(&c));
	assert_int_equal(engine_said(&c, PIAL_E_PIN_ORDER), 1);
	c.input.pins = 1;
	assert_true(engine_run(&c));
	engine_case_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pins),
		cmocka_unit_test(test_pins_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
