/*
 * Cross-checks of the standing tables: references with the nearest name, overlaps, substitutes.
 */
#include "test_load_help.h"

#define PRODUCERS "producer,name\nP-ravin,R\nP-coume,C\n"
#define KITCHENS "kitchen,name,closures,central\nK-ehpad,E,,\nK-ecoles,S,,\n"
#define PRODUCTS "product,name,family,unit,pack,substitutes\n" \
	"carotte,C,l,kg,5,\npoireau,P,l,kg,5,carotte\nlaitue,L,l,piece,12,\n"
#define CONTRACT(id, kitchen, lines) \
	"id: " id "\nkitchen: " kitchen "\nfrom: 2025-01-01\nuntil: 2025-12-31\nlines:\n" lines

static void stand(struct world *w)
{
	world_stand(w, &pial_schema_producers, PRODUCERS);
	world_stand(w, &pial_schema_kitchens, KITCHENS);
	world_stand(w, &pial_schema_products, PRODUCTS);
}

static void add_contract(struct world *w, const char *file, const char *text)
{
	if (!world_yaml(w, pial_load_contract, file, text)) {
		world_show(w);
		fail();
	}
}

static void sound_book(void **state)
{
	struct world *w = *state;

	world_stand(w, &pial_schema_producers, PRODUCERS);
	world_stand(w, &pial_schema_kitchens,
		    "kitchen,name,closures,central\nK-ehpad,E,zone-C,\nK-ecoles,S,,K-ehpad\n");
	world_stand(w, &pial_schema_products, PRODUCTS);
	world_stand(w, &pial_schema_certificates,
		    "producer,from,until,status,products\n"
		    "P-ravin,2024-01-01,2024-12-31,organic,\n"
		    "P-ravin,2025-01-01,2025-12-31,organic,carotte\n"
		    "P-ravin,2025-03-01,2025-12-31,conversion,carotte\n"
		    "P-ravin,2025-02-01,2025-12-31,organic,poireau\n");
	world_stand(w, &pial_schema_distances,
		    "from,to,km\nP-ravin,K-ehpad,5\nhub,K-ehpad,1\n");
	assert_true(world_yaml(w, pial_load_policy, "pial.yaml",
			       "name: G\nallocation:\n"
			       "  hub: {name: Garage, lat: 42.8, lon: 0.6}\n"
			       "  exclude: [{producer: P-ravin, kitchen: K-ehpad}]\n"));
	assert_true(world_yaml(w, pial_load_calendar, "calendar.yaml",
			       "closures:\n  zone-C: []\n"));
	assert_true(world_yaml(w, pial_load_parties, "parties.yaml",
			       "self: {}\nP-ravin: {}\nK-ehpad: {}\n"));
	add_contract(w, "a.yaml", CONTRACT("C-a", "K-ehpad",
		"  - {product: carotte, price: 1, until: 2025-06-30}\n"
		"  - {product: carotte, price: 2, from: 2025-07-01}\n"));
	add_contract(w, "b.yaml", CONTRACT("C-b", "K-ecoles", "  - {product: carotte, "
	  "price: 1}\n"));
	add_contract(w, "c.yaml", CONTRACT("C-c", "K-ehpad", "  - {product: poireau, price: 1}\n"));
	if (!world_check(w) || w->diags.count) {
		world_show(w);
		fail();
	}
}

static void unknown_names_of_tables(void **state)
{
	struct world *w = *state;
	const struct pial_diag *diag;

	world_stand(w, &pial_schema_producers, PRODUCERS);
	world_stand(w, &pial_schema_kitchens,
		    "kitchen,name,closures,central\nK-ehpad,E,zone-C,\nK-ecoles,S,,K-ehpat\n");
	world_stand(w, &pial_schema_products,
		    "product,name,family,unit,substitutes\ncarotte,C,l,kg,\n"
		    "poireau,P,l,kg,carrote panais-long\n");
	world_stand(w, &pial_schema_certificates,
		    "producer,from,until,products\nP-ravim,2024-01-01,2024-12-31,carotte\n"
		    "X-nobody,2024-01-01,2024-12-31,\n");
	world_stand(w, &pial_schema_distances, "from,to,km\nP-ravin,hub,5\n");
	world_stand(w, &pial_schema_hazards,
		    "date,producer,product,from_week,lost\n2025-06-21,P-coume,poirreau,2025-W26,"
		    "2\n");
	assert_true(world_yaml(w, pial_load_calendar, "calendar.yaml",
			       "closures:\n  zone-B: []\n"));
	assert_false(world_check(w));
	assert_int_equal(w->diags.count, 8);
	diag = world_find(w, PIAL_E_REF_CLOSURE_NEAR, 2, 3);
	assert_non_null(diag);
	assert_string_equal(diag->arg[0].text, "zone-C");
	assert_string_equal(diag->arg[1].text, "zone-B");
	assert_string_equal(diag->pos.file, "kitchens.csv");
	diag = world_find(w, PIAL_E_REF_KITCHEN_NEAR, 3, 4);
	assert_string_equal(diag->arg[1].text, "K-ehpad");
	assert_string_equal(world_find(w, PIAL_E_REF_PRODUCT_NEAR, 3, 5)->arg[1].text, "carotte");
	assert_string_equal(world_find(w, PIAL_E_REF_PRODUCT, 3, 5)->arg[0].text, "panais-long");
	assert_string_equal(world_find(w, PIAL_E_REF_PRODUCER_NEAR, 2, 1)->arg[1].text, "P-ravin");
	assert_non_null(world_find(w, PIAL_E_REF_PRODUCER, 3, 1));
	assert_non_null(world_find(w, PIAL_E_REF_PLACE, 2, 2));
	assert_string_equal(world_find(w, PIAL_E_REF_PRODUCT_NEAR, 2, 3)->arg[1].text, "poireau");
}

static void unknown_names_of_yaml(void **state)
{
	struct world *w = *state;

	stand(w);
	assert_true(world_yaml(w, pial_load_policy, "pial.yaml",
			       "name: G\nallocation:\n"
			       "  exclude: [{producer: P-ravinn, kitchen: K-garage}]\n"));
	assert_true(world_yaml(w, pial_load_parties, "parties.yaml", "selff: {}\n"));
	add_contract(w, "a.yaml", CONTRACT("C-a", "K-ehpac", "  - {product: poirreau, price: 1}\n")
		     "producers:\n  - {producer: P-comue}\n");
	assert_false(world_check(w));
	assert_int_equal(w->diags.count, 6);
	assert_non_null(world_find(w, PIAL_E_REF_PRODUCER_NEAR, 3, 13));
	assert_non_null(world_find(w, PIAL_E_REF_KITCHEN, 3, 13));
	assert_string_equal(world_find(w, PIAL_E_REF_PARTY, 1, 1)->arg[0].text, "selff");
	assert_non_null(world_find(w, PIAL_E_REF_KITCHEN_NEAR, 1, 1));
	assert_string_equal(world_find(w, PIAL_E_REF_PRODUCT_NEAR, 6, 5)->pos.file, "a.yaml");
	assert_string_equal(world_find(w, PIAL_E_REF_PRODUCER_NEAR, 8, 5)->arg[1].text, "P-coume");
}

static void unknown_closure_without_neighbour(void **state)
{
	struct world *w = *state;

	world_stand(w, &pial_schema_kitchens, "kitchen,name,closures\nK-a,A,vacances\n");
	assert_false(world_check(w));
	world_only(w, PIAL_E_REF_CLOSURE, 2, 3);
}

static void substitutes(void **state)
{
	struct world *w = *state;
	const struct pial_diag *diag;

	world_stand(w, &pial_schema_products,
		    "product,name,family,unit,pack,substitutes\n"
		    "ail,A,l,kg,1,laitue\ncarotte,C,l,kg,5,poireau\nlaitue,L,l,piece,1,\n"
		    "oignon,O,l,kg,5,carotte\npoireau,P,l,kg,10,\n");
	assert_false(world_check(w));
	assert_int_equal(w->diags.count, 2);
	diag = world_find(w, PIAL_E_SUBSTITUTE, 2, 6);
	assert_string_equal(diag->arg[0].text, "laitue");
	assert_string_equal(diag->arg[1].text, "ail");
	assert_int_equal(diag->arg[2].pos.line, 4);
	assert_string_equal(diag->arg[2].pos.file, "products.csv");
	assert_string_equal(world_find(w, PIAL_E_SUBSTITUTE, 3, 6)->arg[0].text, "poireau");
}

/* Each circle is said once, naming both products; a list that meets twice below is none. */
static void substitutes_in_a_circle(void **state)
{
	struct world *w = *state;
	const struct pial_diag *diag;

	world_stand(w, &pial_schema_products,
		    "product,name,family,unit,substitutes\n"
		    "a,A,l,kg,b c\nb,B,l,kg,d\nc,C,l,kg,d\nd,D,l,kg,\n"
		    "p,P,l,kg,q\nq,Q,l,kg,p a\nx,X,l,kg,y\ny,Y,l,kg,z\nz,Z,l,kg,x\n");
	assert_false(world_check(w));
	assert_int_equal(w->diags.count, 2);
	diag = world_find(w, PIAL_E_SUBSTITUTE_CYCLE, 7, 5);
	assert_string_equal(diag->arg[0].text, "q");
	assert_string_equal(diag->arg[1].text, "p");
	assert_int_equal(diag->arg[2].pos.line, 6);
	diag = world_find(w, PIAL_E_SUBSTITUTE_CYCLE, 10, 5);
	assert_string_equal(diag->arg[0].text, "z");
	assert_string_equal(diag->arg[1].text, "x");
	assert_int_equal(diag->arg[2].pos.line, 8);
}

static void certificates_that_overlap(void **state)
{
	struct world *w = *state;
	const struct pial_diag *diag;

	stand(w);
	world_stand(w, &pial_schema_certificates,
		    "producer,from,until,status,products\n"
		    "P-ravin,2024-01-01,2024-12-31,organic,\n"
		    "P-ravin,2024-12-31,2025-12-31,organic,carotte\n"
		    "P-coume,2025-01-01,2025-12-31,organic,carotte poireau\n"
		    "P-coume,2025-02-01,2025-03-31,organic,laitue\n"
		    "P-coume,2025-03-01,2025-12-31,organic,poireau\n");
	assert_false(world_check(w));
	assert_int_equal(w->diags.count, 2);
	diag = world_find(w, PIAL_E_OVERLAP_CERTIFICATE, 3, 2);
	assert_string_equal(diag->arg[0].text, "P-ravin");
	assert_int_equal(diag->arg[1].pos.line, 2);
	assert_int_equal(world_find(w, PIAL_E_OVERLAP_CERTIFICATE, 6, 2)->arg[1].pos.line, 4);
}

static void contract_lines_that_overlap(void **state)
{
	struct world *w = *state;
	const struct pial_diag *diag;

	stand(w);
	add_contract(w, "a.yaml", CONTRACT("C-a", "K-ehpad",
		"  - {product: carotte, price: 1, until: 2025-06-30}\n"
		"  - {product: poireau, price: 1}\n"
		"  - {product: carotte, price: 2, from: 2025-06-30}\n"));
	assert_false(world_check(w));
	diag = world_only(w, PIAL_E_OVERLAP_CONTRACT, 8, 5);
	assert_string_equal(diag->arg[0].text, "carotte");
	assert_int_equal(diag->arg[1].pos.line, 6);
}

static void contracts_that_overlap(void **state)
{
	struct world *w = *state;
	const struct pial_diag *diag;

	stand(w);
	add_contract(w, "z.yaml", CONTRACT("C-b", "K-ehpad", "  - {product: laitue, price: 1}\n"
							     "  - {product: carotte, price: 1}\n"));
	add_contract(w, "o.yaml", CONTRACT("C-o", "K-ecoles", "  - {product: carotte, "
	  "price: 1}\n"));
	add_contract(w, "a.yaml", CONTRACT("C-a", "K-ehpad", "  - {product: carotte, price: 1, "
							     "from: 2025-12-31}\n"));
	assert_false(world_check(w));
	/* said once, at the later contract by id, naming the other's file */
	diag = world_only(w, PIAL_E_OVERLAP_CONTRACT, 7, 5);
	assert_string_equal(diag->pos.file, "z.yaml");
	assert_string_equal(diag->arg[1].pos.file, "a.yaml");
	assert_int_equal(diag->arg[1].pos.line, 6);
}

static void contract_id_twice(void **state)
{
	struct world *w = *state;
	const struct pial_diag *diag;

	stand(w);
	add_contract(w, "a.yaml", CONTRACT("C-a", "K-ehpad", "  - {product: carotte, price: 1}\n"));
	add_contract(w, "b.yaml", CONTRACT("C-a", "K-ehpad", "  - {product: carotte, price: 1}\n"));
	assert_false(world_check(w));
	diag = world_only(w, PIAL_E_KEY_TWICE, 1, 1);
	assert_string_equal(diag->pos.file, "b.yaml");
	assert_string_equal(diag->arg[1].pos.file, "a.yaml");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sound_book), TEST(unknown_names_of_tables), TEST(unknown_names_of_yaml),
		TEST(unknown_closure_without_neighbour), TEST(substitutes),
		TEST(substitutes_in_a_circle),
		TEST(certificates_that_overlap), TEST(contract_lines_that_overlap),
		TEST(contracts_that_overlap), TEST(contract_id_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
