/*
 * Harvest and delivery lists: orders added up, blocks by producer and by kitchen.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "market.h"
#include "markup/words.h"
#include "report/lists_view.h"

static const char rows[] =
	"week,day,kitchen,ordered_product,contract,product,producer,batch,quantity\n"
	"2025-W12,2025-03-17,K-ecole,carotte,,carotte,P-sud,,5\n"
	"2025-W12,2025-03-17,K-ecole,carotte,C-ecole,carotte,P-sud,,10\n"
	"2025-W12,2025-03-17,K-ecole,laitue,,laitue,,,12\n"
	"2025-W12,2025-03-17,K-ehpad,carotte,,carotte,P-sud,,5\n"
	"2025-W12,2025-03-18,K-ehpad,ail,,ail,P-est,A1,1.5\n"
	"2025-W12,2025-03-18,K-ehpad,laitue,,laitue,P-sud,L1,24\n";

struct run {
	struct market m;
	struct pial_table allocation, view;
	struct pial_strbuf out;
};

static void run(struct run *r, const char *only)
{
	market_init(&r->m, "");
	market_read(&r->m, &r->allocation, &pial_schema_allocation, rows);
	pial_table_init(&r->view, &pial_schema_view_lists);
	pial_lists_view_make(&r->view, &r->m.model, &r->allocation,
			     only ? market_id(&r->m, only) : 0);
	pial_strbuf_init(&r->out, PIAL_STRBUF_OUTPUT);
}

static void release(struct run *r)
{
	pial_strbuf_release(&r->out);
	pial_table_release(&r->allocation);
	pial_table_release(&r->view);
	market_release(&r->m);
}

#define HEAD "week,producer,day,kitchen,product,batch,quantity,unit,packs\n"

static void expect_csv(const char *only, const char *want)
{
	struct run r;

	run(&r, only);
	pial_table_write(&r.out, &r.view, &r.m.model);
	assert_string_equal(r.out.text, want);
	release(&r);
}

static void test_facts(void **state)
{
	(void)state;
	expect_csv(NULL, HEAD "2025-W12,P-est,2025-03-18,K-ehpad,ail,A1,1.5,kg,1.5\n"
			      "2025-W12,P-sud,2025-03-17,K-ecole,carotte,,15,kg,3\n"
			      "2025-W12,P-sud,2025-03-17,K-ehpad,carotte,,5,kg,1\n"
			      "2025-W12,P-sud,2025-03-18,K-ehpad,laitue,L1,24,piece,2\n");
	expect_csv("P-est", HEAD "2025-W12,P-est,2025-03-18,K-ehpad,ail,A1,1.5,kg,1.5\n");
	expect_csv("K-ecole", HEAD "2025-W12,P-sud,2025-03-17,K-ecole,carotte,,15,kg,3\n");
}

#define N PIAL_NBSP

static void test_harvest(void **state)
{
	struct run r;

	(void)state;
	run(&r, "P-sud");
	pial_lists_view_text(&r.out, &r.view, &r.m.model, PIAL_LISTS_HARVEST, PIAL_FR, 100);
	assert_string_equal(r.out.text,
		"Liste de récolte – Ferme du Sud, Juzet-de-Luchon\n"
		"────────────────────────────────────────────────\n"
		"semaine 12, du 17 au 23 mars 2025\n"
		"\n"
		"Jour    │ Produit │  Quantité │ Colis         │ Pour              │ Lot\n"
		"────────┼─────────┼───────────┼───────────────┼───────────────────┼────\n"
		"lun 17  │ Carotte │     20"N"kg │ 4 × 5"N"kg      │ ecole"N"15, ehpad"N"5 │\n"
		"┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┼┄┄┄┄\n"
		"mar 18  │ Laitue  │ 24"N"pièces │ 2 × 12"N"pièces │ ehpad"N"24          │ L1\n"
		"┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┼┄┄┄┄\n"
		"semaine │ Carotte │     20"N"kg │ 4 × 5"N"kg      │                   │\n"
		"        │ Laitue  │ 24"N"pièces │ 2 × 12"N"pièces │                   │\n"
		"\n");
	release(&r);
}

static void test_delivery(void **state)
{
	struct run r;

	(void)state;
	run(&r, "K-ecole");
	pial_lists_view_text(&r.out, &r.view, &r.m.model, PIAL_LISTS_DELIVERY, PIAL_EN, 100);
	assert_string_equal(r.out.text,
		"Delivery list – École du Bourg (maternelle), Oô\n"
		"───────────────────────────────────────────────\n"
		"week 12, from 17 to 23 March 2025\n"
		"\n"
		"Day    │ Product │ Quantity │ Packs    │ From\n"
		"───────┼─────────┼──────────┼──────────┼─────────────\n"
		"Mon 17 │ Carotte │    15"N"kg │ 3 × 5"N"kg │ Ferme du Sud\n"
		"\n");
	release(&r);
}

static void test_nothing(void **state)
{
	struct run r;

	(void)state;
	run(&r, "P-lac");
	pial_lists_view_text(&r.out, &r.view, &r.m.model,
			     PIAL_LISTS_HARVEST | PIAL_LISTS_DELIVERY, PIAL_FR, 100);
	assert_string_equal(r.out.text, "Rien.\n");
	release(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_facts),
		cmocka_unit_test(test_harvest),
		cmocka_unit_test(test_delivery),
		cmocka_unit_test(test_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
