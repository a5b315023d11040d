/*
 * Days, weeks, quantities and names as people read them, in both languages.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "market.h"
#include "markup/words.h"
#include "report/say.h"

static struct pial_strbuf out;

static void expect(const char *want)
{
	assert_string_equal(out.text, want);
	pial_strbuf_clear(&out);
}

static int start(void **state)
{
	(void)state;
	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	pial_strbuf_release(&out);
	return 0;
}

static void test_days(void **state)
{
	(void)state;
	pial_say_day(&out, market_day("2025-03-17"), true, PIAL_FR);
	expect("lundi 17 mars 2025");
	pial_say_day(&out, market_day("2025-03-17"), true, PIAL_EN);
	expect("Monday 17 March 2025");
	pial_say_day(&out, market_day("2025-08-01"), false, PIAL_FR);
	expect("vendredi 1er août");
	pial_say_day(&out, market_day("2025-08-01"), false, PIAL_EN);
	expect("Friday 1 August");
	pial_say_day(&out, (struct pial_date){ 0 }, true, PIAL_FR);
	expect("");
	pial_say_day_short(&out, market_day("2025-03-20"), PIAL_FR);
	expect("jeu 20");
	pial_say_month(&out, pial_month_of(market_day("2025-02-28")), PIAL_FR);
	expect("février 2025");
	pial_say_month(&out, (struct pial_month){ 0 }, PIAL_FR);
	expect("");
}

static void test_weeks(void **state)
{
	static const struct {
		const char *day, *fr, *en;
	} weeks[] = {
		{ "2025-03-17", "semaine 12, du 17 au 23 mars 2025",
		  "week 12, from 17 to 23 March 2025" },
		{ "2025-04-01", "semaine 14, du 31 mars au 6 avril 2025",
		  "week 14, from 31 March to 6 April 2025" },
		{ "2024-12-31", "semaine 1, du 30 décembre 2024 au 5 janvier 2025",
		  "week 1, from 30 December 2024 to 5 January 2025" },
		{ "2025-09-01", "semaine 36, du 1er au 7 septembre 2025",
		  "week 36, from 1 to 7 September 2025" },
	};

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(weeks); i++) {
		struct pial_week week = pial_week_of(market_day(weeks[i].day));

		pial_say_week(&out, week, PIAL_FR);
		expect(weeks[i].fr);
		pial_say_week(&out, week, PIAL_EN);
		expect(weeks[i].en);
	}
}

static void test_days_without_names(void **state)
{
	static const struct {
		const char *first, *last, *fr, *en;
	} spans[] = {
		{ "2025-03-03", "2025-03-28", "du 3 au 28 mars 2025", "from 3 to 28 March 2025" },
		{ "2025-02-28", "2025-03-01", "du 28 février au 1er mars 2025",
		  "from 28 February to 1 March 2025" },
		{ "2024-12-31", "2025-12-01", "du 31 décembre 2024 au 1er décembre 2025",
		  "from 31 December 2024 to 1 December 2025" },
		{ "2024-12-01", "2025-12-02", "du 1er décembre 2024 au 2 décembre 2025",
		  "from 1 December 2024 to 2 December 2025" },
	};

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(spans); i++) {
		struct pial_date first = market_day(spans[i].first);
		struct pial_date last = market_day(spans[i].last);

		pial_say_days(&out, first, last, PIAL_FR);
		expect(spans[i].fr);
		pial_say_days(&out, first, last, PIAL_EN);
		expect(spans[i].en);
	}
	pial_say_days(&out, (struct pial_date){ 0 }, market_day("2025-03-28"), PIAL_FR);
	expect("");
	pial_say_date(&out, market_day("2025-03-01"), PIAL_FR);
	expect("1er mars 2025");
	pial_say_date(&out, market_day("2025-03-01"), PIAL_EN);
	expect("1 March 2025");
}

static void test_units_alone(void **state)
{
	(void)state;
	pial_say_unit(&out, (struct pial_qty){ 1500 }, PIAL_UNIT_BUNCH, PIAL_FR);
	expect("botte");
	pial_say_unit(&out, (struct pial_qty){ 1500 }, PIAL_UNIT_BUNCH, PIAL_EN);
	expect("bunches");
	pial_say_unit(&out, (struct pial_qty){ 2000 }, PIAL_UNIT_NONE, PIAL_FR);
	expect("");
}

static void test_quantities(void **state)
{
	(void)state;
	pial_say_quantity(&out, (struct pial_qty){ 12500 }, PIAL_UNIT_KG, PIAL_FR);
	expect("12,5" PIAL_NBSP "kg");
	pial_say_quantity(&out, (struct pial_qty){ 1000 }, PIAL_UNIT_PIECE, PIAL_FR);
	expect("1" PIAL_NBSP "pièce");
	/* One and a half is singular in French, plural in English; so is none. */
	pial_say_quantity(&out, (struct pial_qty){ 1500 }, PIAL_UNIT_BUNCH, PIAL_FR);
	expect("1,5" PIAL_NBSP "botte");
	pial_say_quantity(&out, (struct pial_qty){ 1500 }, PIAL_UNIT_BUNCH, PIAL_EN);
	expect("1.5" PIAL_NBSP "bunches");
	pial_say_quantity(&out, (struct pial_qty){ 0 }, PIAL_UNIT_PIECE, PIAL_FR);
	expect("0" PIAL_NBSP "pièce");
	pial_say_quantity(&out, (struct pial_qty){ 24000 }, PIAL_UNIT_PIECE, PIAL_FR);
	expect("24" PIAL_NBSP "pièces");
	pial_say_quantity(&out, PIAL_QTY_NONE, PIAL_UNIT_PIECE, PIAL_FR);
	expect("");
}

static void test_packs(void **state)
{
	struct pial_product crate = { .pack = { 5000 }, .unit = PIAL_UNIT_KG };

	(void)state;
	pial_say_packs(&out, (struct pial_qty){ 15000 }, &crate, PIAL_FR);
	expect("3 × 5" PIAL_NBSP "kg");
	pial_say_packs(&out, (struct pial_qty){ 8000 }, &crate, PIAL_FR);
	expect("1,6 × 5" PIAL_NBSP "kg");
	crate.pack.milli = 1000;
	pial_say_packs(&out, (struct pial_qty){ 8000 }, &crate, PIAL_FR);
	expect("–");
	crate.pack.milli = 3000;
	assert_int_equal(pial_packs_of((struct pial_qty){ 5000 }, &crate).milli, 1667);
	assert_true(pial_qty_is_none(pial_packs_of(PIAL_QTY_NONE, &crate)));
}

static void test_names(void **state)
{
	struct market m;

	(void)state;
	pial_say_name(&out, "Rôti de bœuf (pièce)");
	expect("Rôti de bœuf");
	pial_say_name(&out, "(sans nom)");
	expect("(sans nom)");
	pial_say_name(&out, "Ferme (du haut) des Chênes");
	expect("Ferme (du haut) des Chênes");
	assert_string_equal(pial_say_short("P-ravin"), "ravin");
	assert_string_equal(pial_say_short("ravin"), "ravin");
	assert_string_equal(pial_say_short("P-"), "P-");
	assert_true(pial_say_alike("École (Oô)", "École (Cier)"));
	assert_true(pial_say_alike("École (Oô)", "École"));
	assert_false(pial_say_alike("École (Oô)", "École du Bourg (Oô)"));
	market_init(&m, "");
	pial_say_product(&out, &m.model, (struct pial_product_id){ market_id(&m, "roti") },
			 PIAL_FR);
	expect("Rôti (pièce)");
	pial_say_product(&out, &m.model, (struct pial_product_id){ market_id(&m, "kiwi") },
			 PIAL_FR);
	expect("kiwi");
	pial_say_producer(&out, &m.model, (struct pial_producer_id){ market_id(&m, "P-gros") });
	expect("Gros Bio (grossiste)");
	pial_say_kitchen(&out, &m.model, (struct pial_kitchen_id){ market_id(&m, "K-ecole") });
	expect("École du Bourg (maternelle)");
	market_release(&m);
}

static void test_title(void **state)
{
	(void)state;
	pial_say_title(&out, "Été", "═", 80);
	expect("Été\n═══\n");
	pial_say_title(&out, "Du lundi au vendredi", "─", 10);
	expect("Du lundi\nau\nvendredi\n────────\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days),  cmocka_unit_test(test_weeks),
		cmocka_unit_test(test_days_without_names), cmocka_unit_test(test_units_alone),
		cmocka_unit_test(test_quantities), cmocka_unit_test(test_packs),
		cmocka_unit_test(test_names), cmocka_unit_test(test_title),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
