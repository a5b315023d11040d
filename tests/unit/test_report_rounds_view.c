/*
 * Rounds of a week: the order of stops, what is left at each, kilometres by road and without one,
 * and a hub from which one round carries on.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "market.h"
#include "report/lists_view.h"
#include "report/rounds_view.h"

static const char producers[] = "producer,name,kind,lat,lon\n"
				"P-a,Ferme A,grower,42.80,0.60\n"
				"P-b,Ferme B,grower,42.90,0.60\n"
				"P-x,Ferme X,grower,,\n";
/* On one meridian north of A: 0.01, 0.02 and 0.03 degrees. */
static const char kitchens[] = "kitchen,name,kind,lat,lon\n"
			       "K-1,Un,school,42.83,0.60\n"
			       "K-2,Deux,school,42.81,0.60\n"
			       "K-3,Trois,school,42.82,0.60\n";
static const char products[] = "product,name,family,unit,pack,unit_mass_kg\n"
			       "carotte,Carotte,legumes,kg,5,\n"
			       "laitue,Laitue,legumes,piece,12,0.35\n"
			       "ail,Ail,legumes,kg,1,\n";
static const char certificates[] = "producer,from,until,status,certifier\n"
				   "P-a,2024-01-01,2026-12-31,organic,FR-BIO-01\n";
static const char parties[] = "K-1: {legal_name: Un}\n";
static const char contract[] = "id: C-1\nkitchen: K-1\ntitle: L\nfrom: 2025-01-01\n"
			       "until: 2025-12-31\nlines:\n  - {product: carotte, price: 1.85}\n";
static const char rows[] =
	"week,day,kitchen,ordered_product,contract,product,producer,batch,quantity\n"
	"2025-W12,2025-03-17,K-1,carotte,,carotte,P-a,,10\n"
	"2025-W12,2025-03-17,K-1,laitue,,laitue,P-a,,24\n"
	"2025-W12,2025-03-17,K-2,ail,,ail,P-a,,1.5\n"
	"2025-W12,2025-03-17,K-3,carotte,,carotte,P-a,,5\n"
	"2025-W12,2025-03-17,K-3,carotte,,carotte,P-b,,5\n"
	"2025-W12,2025-03-18,K-2,carotte,,carotte,P-x,,5\n";

/* The rounds as a table, compared with a text. */
static void expect(const char *policy, const char *want)
{
	const struct market_texts texts = { .policy = policy, .producers = producers,
					    .kitchens = kitchens, .products = products,
					    .certificates = certificates, .parties = parties,
					    .contract = contract };
	struct pial_table allocation, lists, rounds;
	struct pial_strbuf out;
	struct market m;

	market_init_from(&m, &texts);
	market_read(&m, &allocation, &pial_schema_allocation, rows);
	pial_table_init(&lists, &pial_schema_view_lists);
	pial_table_init(&rounds, &pial_schema_view_rounds);
	pial_lists_view_make(&lists, &m.model, &allocation, 0);
	pial_rounds_view_make(&rounds, &m.model, &lists);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_table_write(&out, &rounds, &m.model);
	assert_string_equal(out.text, want);
	pial_strbuf_release(&out);
	pial_table_release(&rounds);
	pial_table_release(&lists);
	pial_table_release(&allocation);
	market_release(&m);
}

#define HEAD "week,day,driver,stop,to,kitchen,packs,mass_kg,km\n"

/*
 * A hundredth of a degree is 1.1119 km on the sphere, 1.5 km by road; there and back in either
 * order of the stops is as long, so the ids of the kitchens decide. Garlic moves by the unit and is
 * no pack. Without a place there is no way.
 */
static void test_farms(void **state)
{
	(void)state;
	expect("", HEAD "2025-W12,2025-03-17,P-a,1,kitchen,K-1,4,18.4,4.5\n"
			"2025-W12,2025-03-17,P-a,2,kitchen,K-3,1,5,1.5\n"
			"2025-W12,2025-03-17,P-a,3,kitchen,K-2,0,1.5,1.5\n"
			"2025-W12,2025-03-17,P-a,4,home,,,,1.5\n"
			"2025-W12,2025-03-17,P-b,1,kitchen,K-3,1,5,12\n"
			"2025-W12,2025-03-17,P-b,2,home,,,,12\n"
			"2025-W12,2025-03-18,P-x,1,kitchen,K-2,1,5,\n"
			"2025-W12,2025-03-18,P-x,2,home,,,,\n");
}

static void test_hub(void **state)
{
	(void)state;
	expect("allocation:\n  hub: {name: Garage, lat: 42.81, lon: 0.60}\n",
	       HEAD "2025-W12,2025-03-17,,1,kitchen,K-1,4,18.4,3\n"
		    "2025-W12,2025-03-17,,2,kitchen,K-3,2,10,1.5\n"
		    "2025-W12,2025-03-17,,3,kitchen,K-2,0,1.5,1.5\n"
		    "2025-W12,2025-03-17,,4,home,,,,0\n"
		    "2025-W12,2025-03-17,P-a,1,hub,,5,24.9,1.5\n"
		    "2025-W12,2025-03-17,P-a,2,home,,,,1.5\n"
		    "2025-W12,2025-03-17,P-b,1,hub,,1,5,13.5\n"
		    "2025-W12,2025-03-17,P-b,2,home,,,,13.5\n"
		    "2025-W12,2025-03-18,,1,kitchen,K-2,1,5,0\n"
		    "2025-W12,2025-03-18,,2,home,,,,0\n"
		    "2025-W12,2025-03-18,P-x,1,hub,,1,5,\n"
		    "2025-W12,2025-03-18,P-x,2,home,,,,\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_farms),
		cmocka_unit_test(test_hub),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
