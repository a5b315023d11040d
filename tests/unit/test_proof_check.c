/*
 * The checker on weeks small enough to work out by hand: what is right is proved, what is not is
 * named by its level, with what it costs. The working is beside each.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "proof_case.h"

/* The row of a producer and a kitchen in the allocation; NULL for the producer: what is missing. */
static struct pial_allocation *row_of(struct proof_case *p, const char *producer,
				      const char *kitchen)
{
	struct engine_case *c = p->c;

	for (size_t i = 0; i < p->rows; i++)
		if (p->row[i].kitchen.n == engine_id(c, kitchen) &&
		    p->row[i].producer.n == (producer ? engine_id(c, producer) : 0))
			return &p->row[i];
	p->row[p->rows] = p->row[0];
	p->row[p->rows].kitchen.n = engine_id(c, kitchen);
	p->row[p->rows].producer.n = producer ? engine_id(c, producer) : 0;
	p->row[p->rows].quantity.milli = 0;
	p->row[p->rows].line = (uint32_t)p->rows + 2;
	return &p->row[p->rows++];
}

/* Gives packs more, and says what is missing accordingly. */
static void give(struct proof_case *p, const char *producer, const char *kitchen, int64_t packs)
{
	row_of(p, producer, kitchen)->quantity.milli += 1000 * packs;
	row_of(p, NULL, kitchen)->quantity.milli -= 1000 * packs;
}

static void expect_right(struct proof_case *p)
{
	assert_true(proof_check(p));
	assert_int_equal(p->figures.departures, 0);
	assert_int_equal(proof_said(p), PIAL_CODE_COUNT);
}

/* Expects one departure, and the number of one of its arguments. */
static void expect(struct proof_case *p, enum pial_code code, size_t arg, int64_t number)
{
	assert_true(proof_check(p));
	assert_int_equal(p->figures.departures, 1);
	assert_int_equal(proof_said(p), code);
	assert_int_equal(p->diags.entry[0].arg[arg].number, number);
}

/* Expects the same with a text. */
static void expect_level(struct proof_case *p, enum pial_code code, const char *level)
{
	assert_true(proof_check(p));
	assert_int_equal(p->figures.departures, 1);
	assert_int_equal(proof_said(p), code);
	assert_string_equal(p->diags.entry[0].arg[0].text, level);
}

/* 10 packs of A for three kitchens by weights 1, 2, 3: 1 2/3, 3 1/3, 5, so 2, 3, 5. */
static void shares(struct engine_case *c, struct proof_case *p)
{
	engine_estate(c, PIAL_RULE_LEXIMIN, 10);
	engine_weight(c, "K1", "leek", 1);
	engine_weight(c, "K2", "leek", 2);
	engine_weight(c, "K3", "leek", 3);
	proof_case_init(p, c);
}

static void done(struct engine_case *c, struct proof_case *p)
{
	proof_case_release(p);
	engine_case_release(c);
}

static void test_right(void **state)
{
	struct engine_case c;
	struct proof_case p;

	(void)state;
	shares(&c, &p);
	expect_right(&p);
	assert_int_equal(p.figures.parts, 1);
	assert_int_equal(p.figures.served, 10);
	assert_int_equal(p.figures.ordered, 600);
	assert_int_equal(p.figures.shared, 3);
	assert_int_equal(p.figures.odd, 1);
	done(&c, &p);
}

/* 1, 4, 5 are roundings of the exact shares, but the odd pack was K1's; 0, 4, 6 are none. */
static void test_shares(void **state)
{
	struct engine_case c;
	struct proof_case p;

	(void)state;
	shares(&c, &p);
	give(&p, "A", "K1", -1);
	give(&p, "A", "K2", 1);
	expect_level(&p, PIAL_A_CHECK_SHARE, "level 6, whole packs between kitchens");
	assert_string_equal(p.diags.entry[0].arg[1].text, "K1");
	assert_string_equal(p.diags.entry[0].arg[5].text, "K2");
	give(&p, "A", "K1", -1);
	give(&p, "A", "K3", 1);
	expect_level(&p, PIAL_A_CHECK_SHARE, "level 4, fair between kitchens");
	assert_int_equal(p.diags.entry[0].arg[3].number, 0);
	assert_int_equal(p.diags.entry[0].arg[4].number, 2000);
	done(&c, &p);
}

/* A pack that nobody gets; a pack too many; more than K1 ordered. */
static void test_limits(void **state)
{
	struct engine_case c;
	struct proof_case p;

	(void)state;
	shares(&c, &p);
	give(&p, "A", "K2", -1);
	expect(&p, PIAL_A_CHECK_CLASS, 5, 1000);
	give(&p, "A", "K2", 3);
	expect(&p, PIAL_A_CHECK_SUPPLY, 2, 12000);
	done(&c, &p);
	engine_estate(&c, PIAL_RULE_LEXIMIN, 700);
	proof_case_init(&p, &c);
	row_of(&p, "A", "K1")->quantity.milli += 1000;
	expect(&p, PIAL_A_CHECK_DEMAND, 3, 101000);
	done(&c, &p);
}

/* Rows of no order, of no offer, of half a pack, and a wrong word on what is missing. */
static void test_rows(void **state)
{
	struct engine_case c;
	struct proof_case p;

	(void)state;
	shares(&c, &p);
	row_of(&p, "A", "K1")->day = pial_date_add(p.row[0].day, 1);
	assert_true(proof_check(&p));
	assert_int_equal(proof_said(&p), PIAL_A_CHECK_ORDER);
	done(&c, &p);
	shares(&c, &p);
	row_of(&p, "A", "K1")->batch.n = engine_id(&c, "lot");
	assert_true(proof_check(&p));
	assert_int_equal(proof_said(&p), PIAL_A_CHECK_OFFER);
	done(&c, &p);
	shares(&c, &p);
	row_of(&p, "A", "K1")->quantity.milli += 500;
	expect(&p, PIAL_A_CHECK_PACK, 0, 2500);
	done(&c, &p);
	shares(&c, &p);
	row_of(&p, NULL, "K1")->quantity.milli += 1000;
	expect(&p, PIAL_A_CHECK_MISSING, 4, 98000);
	done(&c, &p);
}

/* A may not serve K1: each of its packs there is one too many. */
static void test_barrier(void **state)
{
	struct engine_case c;
	struct proof_case p;
	struct pial_exclusion apart;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 10);
	apart = (struct pial_exclusion){ .producer = { engine_id(&c, "A") },
					 .kitchen = { engine_id(&c, "K1") } };
	c.model.policy.exclude = &apart;
	c.model.policy.exclude_count = 1;
	proof_case_init(&p, &c);
	expect_right(&p);
	give(&p, "A", "K1", 1);
	give(&p, "A", "K3", -1);
	assert_true(proof_check(&p));
	assert_int_equal(proof_said(&p), PIAL_A_CHECK_BARRIER);
	assert_string_equal(p.diags.entry[0].arg[2].text, "the policy excludes this pair");
	done(&c, &p);
}

/* K1's 1 pack is fixed by hand: the rest, 9, goes by 2 and 3: 3 3/5 and 5 2/5, so 4 and 5. */
static void test_pin(void **state)
{
	struct engine_case c;
	struct proof_case p;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 10);
	engine_weight(&c, "K1", "leek", 1);
	engine_weight(&c, "K2", "leek", 2);
	engine_weight(&c, "K3", "leek", 3);
	engine_pin(&c, "K1", "leek", "A", 1);
	proof_case_init(&p, &c);
	expect_right(&p);
	assert_int_equal(p.figures.pins, 1);
	assert_int_equal(row_of(&p, "A", "K2")->quantity.milli, 4000);
	give(&p, "A", "K1", 1);
	give(&p, "A", "K2", -1);
	expect(&p, PIAL_A_CHECK_PIN, 3, 1000);
	done(&c, &p);
}

/* K1 is owed 4 of 10 packs; less is the fault of whoever took them. */
static void test_minimum(void **state)
{
	struct engine_case c;
	struct proof_case p;
	struct pial_contract *contract;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 10);
	contract = engine_contract(&c, "m1", "K1", "leek");
	engine_firm(&c, contract, 4);
	c.order[0].contract = contract->id;
	engine_weight(&c, "K1", "leek", 1);
	engine_weight(&c, "K2", "leek", 1);
	engine_weight(&c, "K3", "leek", 1);
	proof_case_init(&p, &c);
	expect_right(&p);
	assert_int_equal(p.figures.owed, 4);
	give(&p, "A", "K1", -1);
	give(&p, "A", "K3", 1);
	expect(&p, PIAL_A_CHECK_MINIMUM, 5, 1000);
	assert_int_equal(p.diags.entry[0].arg[3].number, 3000);
	done(&c, &p);
}

/* Kitchens of priority 2 wait: a pack of K1's for K2 is one less of what its class can get. */
static void test_class(void **state)
{
	struct engine_case c;
	struct proof_case p;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 110);
	c.model.kitchen[1].priority = 2;
	c.model.kitchen[2].priority = 3;
	proof_case_init(&p, &c);
	expect_right(&p);
	give(&p, "A", "K1", -1);
	give(&p, "A", "K2", 1);
	expect(&p, PIAL_A_CHECK_CLASS, 4, 100000);
	done(&c, &p);
}

/* The valley sells before partners; growers sell alike. */
static void test_sales(void **state)
{
	struct engine_case c;
	struct proof_case p;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 400);
	engine_producer(&c, "B");
	engine_producer(&c, "W")->tier = 2;
	engine_offer(&c, "B", "leek", 400);
	engine_offer(&c, "W", "leek", 400);
	proof_case_init(&p, &c);
	expect_right(&p);
	assert_int_equal(row_of(&p, "W", "K3")->quantity.milli, 0);
	give(&p, "B", "K3", -1);
	give(&p, "W", "K3", 1);
	expect(&p, PIAL_A_CHECK_TIER, 1, 1000);
	give(&p, "W", "K3", -1);
	give(&p, "B", "K3", 1);
	give(&p, "B", "K1", 2);
	give(&p, "A", "K1", -2);
	expect_level(&p, PIAL_A_CHECK_SALE, "level 5, fair between producers");
	assert_string_equal(p.diags.entry[0].arg[1].text, "A");
	assert_string_equal(p.diags.entry[0].arg[5].text, "B");
	done(&c, &p);
}

/* A pack a pair across: 2 x (9 - 1) km x 1 kg more. At equal distances ids decide. */
static void test_ways(void **state)
{
	struct engine_case c;
	struct proof_case p;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 300);
	c.order[2].quantity.milli = 0;
	c.order[1].quantity.milli = 100000;
	engine_producer(&c, "B");
	c.offer[0].quantity.milli = 100000;
	engine_offer(&c, "B", "leek", 100);
	engine_road(&c, "A", "K1", 1000);
	engine_road(&c, "A", "K2", 9000);
	engine_road(&c, "B", "K1", 9000);
	engine_road(&c, "B", "K2", 1000);
	proof_case_init(&p, &c);
	expect_right(&p);
	give(&p, "A", "K1", -1);
	give(&p, "B", "K1", 1);
	give(&p, "A", "K2", 1);
	give(&p, "B", "K2", -1);
	expect(&p, PIAL_A_CHECK_COST, 1, 216000);
	assert_int_equal(p.diags.entry[0].arg[2].number, 200000);
	proof_case_release(&p);
	for (int i = 0; i < 4; i++)
		c.model.road[i].distance.m = 1000;
	proof_case_init(&p, &c);
	expect_right(&p);
	give(&p, "A", "K1", -1);
	give(&p, "B", "K1", 1);
	give(&p, "A", "K2", 1);
	give(&p, "B", "K2", -1);
	expect(&p, PIAL_A_CHECK_TIE, 3, 100000);
	done(&c, &p);
}

/* Two partners as near and as dear: the first id. */
static void test_partners(void **state)
{
	struct engine_case c;
	struct proof_case p;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 0);
	engine_producer(&c, "V")->tier = 2;
	engine_producer(&c, "W")->tier = 2;
	engine_offer(&c, "V", "leek", 600)->price.e4 = 200;
	engine_offer(&c, "W", "leek", 600)->price.e4 = 200;
	proof_case_init(&p, &c);
	expect_right(&p);
	give(&p, "V", "K1", -1);
	give(&p, "W", "K1", 1);
	expect(&p, PIAL_A_CHECK_PARTNER, 1, 599000);
	proof_case_release(&p);
	/* a hundredth of a cent dearer: one pack of V instead of W */
	c.offer[2].price.e4 = 199;
	proof_case_init(&p, &c);
	expect_right(&p);
	give(&p, "W", "K1", -1);
	give(&p, "V", "K1", 1);
	expect_level(&p, PIAL_A_CHECK_COST, "level 7, cheaper partners (euros)");
	done(&c, &p);
}

static void expect_refused(struct proof_case *p, enum pial_code code, uint32_t line)
{
	assert_false(proof_check(p));
	assert_int_equal(proof_said(p), code);
	assert_int_equal(p->diags.entry[0].pos.line, line);
	assert_string_equal(p->diags.entry[0].pos.file, "certificate.csv");
}

/* Certificates that are no numbers, of another week, twice, not whole, or not so. */
static void test_certificates(void **state)
{
	struct engine_case c;
	struct proof_case p;
	struct pial_proof_line kept;

	(void)state;
	shares(&c, &p);
	kept = p.line[1];
	p.line[1].level.n = engine_id(&c, "5/0");
	expect_refused(&p, PIAL_E_PROOF_NUMBER, 3);
	p.line[1] = kept;
	p.line[1].packs.n = engine_id(&c, "1/2");
	expect_refused(&p, PIAL_E_PROOF_NUMBER, 3);
	p.line[1] = kept;
	p.line[1].kitchen.n = engine_id(&c, "A");
	expect_refused(&p, PIAL_E_PROOF_PLACE, 3);
	p.line[1] = p.line[0];
	p.line[1].line = 3;
	expect_refused(&p, PIAL_E_PROOF_PLACE, 3);
	p.line[1] = kept;
	p.line[1].level.n = engine_id(&c, "3/2");
	expect_refused(&p, PIAL_E_PROOF_CLAIM, 3);
	p.line[1] = kept;
	/* an order that has less since: what was made for more proves nothing */
	c.order[0].quantity.milli = 1000;
	expect_refused(&p, PIAL_E_PROOF_CLAIM, 7);
	c.order[0].quantity.milli = 100000;
	expect_right(&p);
	p.lines--;
	assert_false(proof_check(&p));
	done(&c, &p);
}

/* Writes what is given on the line of a row, of its pair, or (no kitchen) of the offer. */
static void claim(struct proof_case *p, const char *kitchen, bool pair, const char *level,
		  const char *exact, const char *packs)
{
	struct engine_case *c = p->c;

	for (size_t i = 0; i < p->lines; i++) {
		struct pial_proof_line *line = &p->line[i];
		enum pial_proof_kind kind = !kitchen ? PIAL_PROOF_OFFER
						     : pair ? PIAL_PROOF_PAIR : PIAL_PROOF_ORDER;

		if (line->kind != kind || (kitchen && line->kitchen.n != engine_id(c, kitchen)))
			continue;
		line->exact.n = exact ? engine_id(c, exact) : 0;
		line->packs.n = packs ? engine_id(c, packs) : 0;
		if (level)
			line->level.n = engine_id(c, level);
	}
}

/*
 * Each row at its own level, the offer at the highest: 1, 4 and 5 packs would stand, were it not
 * that packs can pass from K2 at level 2 to K1 at level 1.
 */
static void test_levels_apart(void **state)
{
	struct engine_case c;
	struct proof_case p;

	(void)state;
	shares(&c, &p);
	claim(&p, "K1", false, "1", "1", "1");
	claim(&p, "K1", true, NULL, "1", "1");
	claim(&p, "K2", false, "2", "4", "4");
	claim(&p, "K2", true, NULL, "4", "4");
	claim(&p, "K3", false, "5/3", "5", "5");
	claim(&p, "K3", true, NULL, "5", "5");
	claim(&p, NULL, false, "2", NULL, NULL);
	expect_refused(&p, PIAL_E_PROOF_CLAIM, 2);
	done(&c, &p);
}

/* All at one level, lower than it need be: a partner's tenth pack is left. */
static void test_left_over(void **state)
{
	struct engine_case c;
	struct proof_case p;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 10);
	c.model.producer[0].tier = 2;
	engine_weight(&c, "K1", "leek", 1);
	engine_weight(&c, "K2", "leek", 2);
	engine_weight(&c, "K3", "leek", 3);
	proof_case_init(&p, &c);
	expect_right(&p);
	claim(&p, "K1", false, "3/2", "3/2", "2");
	claim(&p, "K1", true, NULL, "3/2", "2");
	claim(&p, "K2", false, "3/2", "3", "3");
	claim(&p, "K2", true, NULL, "3", "3");
	claim(&p, "K3", false, "3/2", "9/2", "4");
	claim(&p, "K3", true, NULL, "9/2", "4");
	claim(&p, NULL, false, "3/2", NULL, NULL);
	expect_refused(&p, PIAL_E_PROOF_CLAIM, 5);
	done(&c, &p);
}

/* A met K1 last week, and B met K2: crossed, both start again. */
static void test_met(void **state)
{
	struct engine_case c;
	struct proof_case p;
	struct pial_week last;

	(void)state;
	engine_estate(&c, PIAL_RULE_LEXIMIN, 100);
	c.order[2].quantity.milli = 0;
	c.order[1].quantity.milli = 100000;
	engine_producer(&c, "B");
	engine_offer(&c, "B", "leek", 100);
	last = pial_week_add(c.input.week, -1);
	c.meeting[0] = (struct pial_meeting){ { engine_id(&c, "A") }, { engine_id(&c, "K2") },
					      last };
	c.input.meetings = 1;
	proof_case_init(&p, &c);
	expect_right(&p);
	give(&p, "A", "K2", -1);
	give(&p, "B", "K2", 1);
	give(&p, "A", "K1", 1);
	give(&p, "B", "K1", -1);
	expect_level(&p, PIAL_A_CHECK_COST, "level 8, not with those met last week");
	c.meeting[0].last = pial_week_add(last, -5);
	proof_case_release(&p);
	proof_case_init(&p, &c);
	expect_right(&p);
	give(&p, "B", "K2", -1);
	give(&p, "A", "K2", 1);
	give(&p, "B", "K1", 1);
	give(&p, "A", "K1", -1);
	expect_level(&p, PIAL_A_CHECK_COST,
		     "level 8, weeks since the pairs last met, times packs");
	done(&c, &p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_right),
		cmocka_unit_test(test_shares),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_barrier),
		cmocka_unit_test(test_pin),
		cmocka_unit_test(test_minimum),
		cmocka_unit_test(test_class),
		cmocka_unit_test(test_sales),
		cmocka_unit_test(test_ways),
		cmocka_unit_test(test_partners),
		cmocka_unit_test(test_certificates),
		cmocka_unit_test(test_levels_apart),
		cmocka_unit_test(test_left_over),
		cmocka_unit_test(test_met),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
