/*
 * Revised prices: worked by hand from the formula of the State's guide, period by period.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "io/source.h"
#include "load/load.h"
#include "market.h"
#include "model/data.h"
#include "model/revision.h"

struct revising {
	struct market m;
	struct pial_table values;
};

static const char values[] =
	"index,month,value,read_on\n"
	"ippap,2024-11,104.2,2025-01-10\n"
	"ippap,2025-01,110.0,2025-02-28\n"
	"ippap,2025-02,96.5,2025-03-31\n"
	"ippap,2025-02,99.5,2025-04-30\n"
	"ippap,2025-05,150,2025-06-30\n"
	"energie,2024-11,120,2025-01-10\n"
	"energie,2025-02,126,2025-03-31\n";

/* A market whose contract C-r revises the price of garlic, 10 €, by a formula. */
static const struct pial_contract *revising_init(struct revising *r, const char *formula)
{
	struct pial_source source;
	struct pial_strbuf yaml;

	market_init(&r->m, "");
	market_read(&r->m, &r->values, &pial_schema_indices, values);
	pial_strbuf_init(&yaml, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&yaml, "id: C-r\nkitchen: K-ecole\nfrom: 2025-01-06\nuntil: 2026-12-31\n"
			 "lines:\n  - {product: ail, price: 10, revision: %s}\n", formula);
	pial_source_init(&source);
	assert_true(pial_source_from(&source, "r.yaml", yaml.text, strlen(yaml.text),
				     &r->m.diags));
	assert_true(pial_load_contract(&r->m.model, &source, &r->m.diags));
	pial_source_release(&source);
	pial_strbuf_release(&yaml);
	pial_model_index(&r->m.model);
	pial_model_add_indices(&r->m.model, (const void *)r->values.row, r->values.count);
	return pial_model_contract(&r->m.model,
				   (struct pial_contract_id){ market_id(&r->m, "C-r") });
}

static void revising_release(struct revising *r)
{
	pial_table_release(&r->values);
	market_release(&r->m);
}

static struct pial_revised on(struct revising *r, const struct pial_contract *contract,
			      const char *day)
{
	struct pial_revised revised;

	pial_price_revise(&r->m.model, contract, &contract->line[0], market_day(day), &revised);
	return revised;
}

static void check_price(const char *formula, const char *day, int32_t e4)
{
	struct revising r;
	const struct pial_contract *contract = revising_init(&r, formula);
	struct pial_revised revised = on(&r, contract, day);
	enum pial_price_source source;

	assert_int_equal(revised.state, PIAL_REVISED_DONE);
	assert_int_equal(revised.price.e4, e4);
	/* The one function that everybody asks says the same. */
	assert_int_equal(pial_model_price(&r.m.model, contract->id, contract->line[0].product,
					  market_day(day), &source).e4, e4);
	assert_int_equal(source, PIAL_PRICE_CONTRACT);
	revising_release(&r);
}

#define IPPAP "{share: 100%, index: ippap, base_month: 2024-11}"
#define PARTS "parts: [{share: 60%, index: ippap, base_month: 2024-11}, " \
	      "{share: 15%, index: energie, base_month: 2024-11}, {share: 25%}]"

static void one_index(void **state)
{
	(void)state;
	/* Until 28 February only the base has been read. */
	check_price("{parts: [" IPPAP "]}", "2025-02-27", 100000);
	/* A month's price follows what had been read on its first day: 110 / 104.2 = 1.056. */
	check_price("{parts: [" IPPAP "]}", "2025-03-01", 105600);
	check_price("{parts: [" IPPAP "]}", "2025-03-31", 105600);
	/* 96.5 / 104.2 = 0.926 (0.92610); on the first of May the corrected 99.5: 0.955. */
	check_price("{parts: [" IPPAP "]}", "2025-04-02", 92600);
	check_price("{parts: [" IPPAP "]}", "2025-05-31", 95500);
	/* By quarter: on 1 January nothing had been read, so no quarter but April's counts. */
	check_price("{every: quarter, parts: [" IPPAP "]}", "2025-06-30", 92600);
	/* By week: Monday 3 March. */
	check_price("{every: week, parts: [" IPPAP "]}", "2025-03-05", 105600);
}

static void roundings(void **state)
{
	(void)state;
	/* 110 / 104.2 = 1.05566219... */
	check_price("{ratio_decimals: 2, parts: [" IPPAP "]}", "2025-03-01", 106000);
	check_price("{ratio_decimals: 2, rounding: down, parts: [" IPPAP "]}", "2025-03-01",
		    105000);
	check_price("{ratio_decimals: 3, rounding: down, parts: [" IPPAP "]}", "2025-03-01",
		    105500);
	check_price("{ratio_decimals: 5, rounding: up, parts: [" IPPAP "]}", "2025-03-01", 105567);
	check_price("{ratio_decimals: 5, parts: [" IPPAP "]}", "2025-03-01", 105566);
	check_price("{ratio_decimals: 5, price_decimals: 2, parts: [" IPPAP "]}", "2025-03-01",
		    105600);
	/* 96.5 / 104.2 = 0.92610..., up to the thousandth as the general conditions want. */
	check_price("{rounding: up, parts: [" IPPAP "]}", "2025-04-01", 92700);
}

static void several_parts(void **state)
{
	(void)state;
	/* 0.6 x 0.926 + 0.15 x 1.05 + 0.25 = 0.9631 */
	check_price("{" PARTS "}", "2025-04-10", 96310);
	/* In March energy has no newer value: 0.6 x 1.056 + 0.15 + 0.25 = 1.0336 */
	check_price("{" PARTS "}", "2025-03-10", 103360);
}

static void bounds(void **state)
{
	(void)state;
	check_price("{floor: -5%, cap: 3%, parts: [" IPPAP "]}", "2025-03-01", 103000);
	check_price("{floor: -5%, cap: 3%, parts: [" IPPAP "]}", "2025-04-01", 95000);
	check_price("{floor: -5%, cap: 3%, parts: [" IPPAP "]}", "2025-05-01", 95500);
}

static void chained(void **state)
{
	(void)state;
	/* March 1.056; April 96.5 / 110 = 0.877: 9.26112, to 4 decimals 9.2611. */
	check_price("{chained: yes, parts: [" IPPAP "]}", "2025-03-01", 105600);
	check_price("{chained: yes, parts: [" IPPAP "]}", "2025-04-01", 92611);
	/* Each revision is capped: March 10.30, April 0.877 floored to 0.95 = 9.785. */
	check_price("{chained: yes, floor: -5%, cap: 3%, parts: [" IPPAP "]}", "2025-04-01",
		    97850);
}

static void nothing_to_go_by(void **state)
{
	static const char *const formula[] = {
		"{parts: [{share: 100%, index: autre, base_month: 2024-11}]}",
		"{parts: [{share: 100%, index: ippap, base_month: 2024-10}]}", "RNM-ail",
	};
	static const char *const missing[] = { "autre", "ippap", "RNM-ail" };

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(formula); i++) {
		struct revising r;
		const struct pial_contract *contract = revising_init(&r, formula[i]);
		struct pial_revised revised = on(&r, contract, "2025-05-15");

		assert_int_equal(revised.state, PIAL_REVISED_UNKNOWN);
		assert_int_equal(revised.price.e4, 100000);
		assert_string_equal(pial_model_text(&r.m.model, revised.missing.n), missing[i]);
		revising_release(&r);
	}
}

static void too_much(void **state)
{
	struct revising r;
	const struct pial_contract *contract = revising_init(&r, "{parts: [" IPPAP "]}");
	struct pial_index_value huge = r.m.model.index[r.m.model.indexes - 1];
	struct pial_revised revised;

	(void)state;
	huge.value.milli = INT64_MAX;
	huge.index.n = market_id(&r.m, "ippap");
	huge.month = pial_month_of(market_day("2025-09-01"));
	huge.read_on = market_day("2025-10-01");
	pial_model_add_indices(&r.m.model, &huge, 1);
	/* The base month has no value any more. */
	revised = on(&r, contract, "2025-11-01");
	assert_int_equal(revised.state, PIAL_REVISED_UNKNOWN);
	((struct pial_index_value *)(uintptr_t)&r.m.model.index[0])->month =
		contract->line[0].formula->part[0].base_month;
	revised = on(&r, contract, "2025-11-01");
	/* Base and newest are the same reading: a ratio of one, however large. */
	assert_int_equal(revised.state, PIAL_REVISED_DONE);
	assert_int_equal(revised.price.e4, 100000);
	revising_release(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_index), cmocka_unit_test(roundings),
		cmocka_unit_test(several_parts), cmocka_unit_test(bounds),
		cmocka_unit_test(chained), cmocka_unit_test(nothing_to_go_by),
		cmocka_unit_test(too_much),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
