/*
 * What holds on a day: certificates, closures, delivery days, contract lines, prices.
 */
#include "test_load_help.h"

static struct pial_product_id product(struct world *w, const char *text)
{
	return (struct pial_product_id){ world_id(w, text) };
}

static struct pial_producer_id producer(struct world *w, const char *text)
{
	return (struct pial_producer_id){ world_id(w, text) };
}

static struct pial_kitchen_id kitchen(struct world *w, const char *text)
{
	return (struct pial_kitchen_id){ world_id(w, text) };
}

static void bounds_of_days(void **state)
{
	const struct pial_date none = { 0 }, first = day(2025, 1, 1), last = day(2025, 1, 31);

	(void)state;
	assert_true(pial_day_within(first, first, last));
	assert_true(pial_day_within(last, first, last));
	assert_false(pial_day_within(day(2024, 12, 31), first, last));
	assert_false(pial_day_within(day(2025, 2, 1), first, last));
	assert_true(pial_day_within(day(1980, 1, 1), none, last));
	assert_true(pial_day_within(day(2080, 1, 1), first, none));
	assert_true(pial_day_within(first, none, none));
}

static void certificates(void **state)
{
	struct world *w = *state;
	const struct pial_certificate *found;

	world_stand(w, &pial_schema_producers, "producer,name\nP-a,A\nP-b,B\nP-c,C\n");
	world_stand(w, &pial_schema_certificates,
		    "producer,from,until,status,certifier,products\n"
		    "P-b,2025-01-01,2025-03-20,organic,FR-BIO-01,\n"
		    "P-b,2025-04-01,2025-12-31,organic,FR-BIO-10,carotte\n"
		    "P-b,2025-02-01,2025-12-31,conversion,FR-BIO-01,carotte ail\n");
	pial_model_index(&w->model);
	assert_true(pial_model_is_organic(&w->model, producer(w, "P-b"), product(w, "ail"),
					  day(2025, 3, 20)));
	/* organic wins over conversion while both are valid */
	found = pial_model_certificate(&w->model, producer(w, "P-b"), product(w, "carotte"),
				       day(2025, 3, 1));
	assert_int_equal(found->status, PIAL_CERTIFICATE_ORGANIC);
	/* the day after it ended, only the conversion is left */
	found = pial_model_certificate(&w->model, producer(w, "P-b"), product(w, "ail"),
				       day(2025, 3, 21));
	assert_int_equal(found->status, PIAL_CERTIFICATE_CONVERSION);
	assert_false(pial_model_is_organic(&w->model, producer(w, "P-b"), product(w, "ail"),
					   day(2025, 3, 21)));
	found = pial_model_certificate(&w->model, producer(w, "P-b"), product(w, "carotte"),
				       day(2025, 5, 1));
	assert_string_equal(world_text(w, found->certifier.n), "FR-BIO-10");
	assert_null(pial_model_certificate(&w->model, producer(w, "P-b"), product(w, "navet"),
					   day(2025, 5, 1)));
	assert_null(pial_model_certificate(&w->model, producer(w, "P-a"), product(w, "ail"),
					   day(2025, 3, 1)));
	assert_null(pial_model_certificate(&w->model, producer(w, "P-c"), product(w, "ail"),
					   day(2025, 3, 1)));
}

static void closed_and_open_kitchens(void **state)
{
	struct world *w = *state;
	const struct pial_kitchen *ecoles, *ehpad;
	const struct pial_closed *closed;

	world_stand(w, &pial_schema_kitchens,
		    "kitchen,name,delivery_days,closures,joined,left\n"
		    "K-ecoles,S,mon thu,feries vacances,2024-09-01,2026-07-03\n"
		    "K-ehpad,E,,,,\n");
	assert_true(world_yaml(w, pial_load_calendar, "calendar.yaml",
			       "closures:\n  vacances:\n"
			       "    - {name: Hiver, from: 2025-02-15, until: 2025-03-02}\n"
			       "  feries:\n"
			       "    - {name: Lundi de Pâques, from: 2025-04-21,"
			       " until: 2025-04-21}\n"));
	pial_model_index(&w->model);
	ecoles = pial_model_kitchen(&w->model, kitchen(w, "K-ecoles"));
	ehpad = pial_model_kitchen(&w->model, kitchen(w, "K-ehpad"));
	closed = pial_model_closed(&w->model, ecoles, day(2025, 3, 2));
	assert_non_null(closed);
	assert_string_equal(world_text(w, closed->name.n), "Hiver");
	assert_null(pial_model_closed(&w->model, ecoles, day(2025, 3, 3)));
	assert_null(pial_model_closed(&w->model, ehpad, day(2025, 3, 2)));
	/* a Monday after the holidays; a Tuesday; Easter Monday; before joining; after leaving */
	assert_true(pial_kitchen_receives(&w->model, ecoles, day(2025, 3, 3)));
	assert_false(pial_kitchen_receives(&w->model, ecoles, day(2025, 3, 4)));
	assert_false(pial_kitchen_receives(&w->model, ecoles, day(2025, 4, 21)));
	assert_false(pial_kitchen_receives(&w->model, ecoles, day(2024, 8, 29)));
	assert_false(pial_kitchen_receives(&w->model, ecoles, day(2026, 7, 6)));
	assert_true(pial_kitchen_receives(&w->model, ehpad, day(2025, 3, 2)));
}

static void days_of_producers(void **state)
{
	struct world *w = *state;
	const struct pial_producer *p;

	world_stand(w, &pial_schema_producers,
		    "producer,name,days,joined,left\nP-a,A,mon sun,2025-03-10,2025-03-24\nP-b,B,,"
		    ",\n");
	pial_model_index(&w->model);
	p = pial_model_producer(&w->model, producer(w, "P-a"));
	assert_true(pial_producer_delivers(p, day(2025, 3, 10)));
	assert_true(pial_producer_delivers(p, day(2025, 3, 16)));
	assert_false(pial_producer_delivers(p, day(2025, 3, 18)));
	assert_true(pial_producer_delivers(p, day(2025, 3, 24)));
	assert_false(pial_producer_delivers(p, day(2025, 3, 31)));
	assert_false(pial_producer_delivers(p, day(2025, 3, 3)));
	p = pial_model_producer(&w->model, producer(w, "P-b"));
	assert_true(pial_producer_delivers(p, day(1999, 1, 1)));
}

static void stand_contracts(struct world *w)
{
	world_stand(w, &pial_schema_kitchens, "kitchen,name\nK-a,A\nK-b,B\n");
	world_stand(w, &pial_schema_products,
		    "product,name,family,unit,reference_price\n"
		    "ail,A,l,kg,9.5\ncarotte,C,l,kg,2\npanais,P,l,kg,\n");
	assert_true(world_yaml(w, pial_load_contract, "2.yaml",
			       "id: C-2\nkitchen: K-a\nfrom: 2025-01-01\nuntil: 2027-12-31\n"
			       "lines:\n"
			       "  - {product: carotte, price: 1.85, until: 2025-12-31}\n"
			       "  - {product: carotte, price: 1.92, from: 2026-01-01}\n"
			       "producers:\n  - {producer: P-a, until: 2025-06-30}\n"
			       "  - {producer: P-b}\n"));
	assert_true(world_yaml(w, pial_load_contract, "1.yaml",
			       "id: C-1\nkitchen: K-a\nfrom: 2025-01-01\nuntil: 2025-12-31\n"
			       "lines:\n"
			       "  - {product: ail, price: 9}\n"));
	pial_model_index(&w->model);
}

static void prices(void **state)
{
	static const struct {
		const char *contract, *product;
		int year;
		int32_t e4;
		enum pial_price_source source;
	} known[] = {
		{ "C-2", "carotte", 2025, 18500, PIAL_PRICE_CONTRACT },
		{ "C-2", "carotte", 2026, 19200, PIAL_PRICE_CONTRACT },
		{ "C-2", "carotte", 2028, 20000, PIAL_PRICE_REFERENCE },
		{ "C-2", "ail", 2025, 95000, PIAL_PRICE_REFERENCE },
		{ "C-1", "ail", 2025, 90000, PIAL_PRICE_CONTRACT },
		{ "C-1", "ail", 2026, 95000, PIAL_PRICE_REFERENCE },
		{ "", "carotte", 2025, 20000, PIAL_PRICE_REFERENCE },
		{ "C-9", "carotte", 2025, 20000, PIAL_PRICE_REFERENCE },
		{ "", "panais", 2025, INT32_MIN, PIAL_PRICE_MISSING },
		{ "", "rien", 2025, INT32_MIN, PIAL_PRICE_MISSING },
	};
	struct world *w = *state;
	size_t i;

	stand_contracts(w);
	for (i = 0; i < PIAL_COUNT(known); i++) {
		struct pial_contract_id id = { world_id(w, known[i].contract) };
		enum pial_price_source source = (enum pial_price_source)-1;
		struct pial_price price =
			pial_model_price(&w->model, id, product(w, known[i].product),
					 day(known[i].year, 6, 15), &source);

		assert_int_equal(price.e4, known[i].e4);
		assert_int_equal(source, known[i].source);
	}
}

static void contracts_of_a_kitchen(void **state)
{
	struct world *w = *state;
	struct pial_contract_id id;

	stand_contracts(w);
	id = pial_model_contract_for(&w->model, kitchen(w, "K-a"), product(w, "carotte"),
				     day(2026, 6, 1));
	assert_string_equal(world_text(w, id.n), "C-2");
	id = pial_model_contract_for(&w->model, kitchen(w, "K-a"), product(w, "ail"),
				     day(2025, 6, 1));
	assert_string_equal(world_text(w, id.n), "C-1");
	assert_int_equal(pial_model_contract_for(&w->model, kitchen(w, "K-a"), product(w, "ail"),
						 day(2026, 6, 1)).n, 0);
	assert_int_equal(pial_model_contract_for(&w->model, kitchen(w, "K-b"), product(w, "ail"),
						 day(2025, 6, 1)).n, 0);
}

static void producers_of_a_contract(void **state)
{
	struct world *w = *state;
	const struct pial_contract *c;

	stand_contracts(w);
	c = pial_model_contract(&w->model, (struct pial_contract_id){ world_id(w, "C-2") });
	assert_true(pial_contract_allows(c, producer(w, "P-a"), day(2025, 6, 30)));
	assert_false(pial_contract_allows(c, producer(w, "P-a"), day(2025, 7, 1)));
	assert_true(pial_contract_allows(c, producer(w, "P-b"), day(2027, 7, 1)));
	assert_false(pial_contract_allows(c, producer(w, "P-c"), day(2025, 6, 1)));
	c = pial_model_contract(&w->model, (struct pial_contract_id){ world_id(w, "C-1") });
	assert_true(pial_contract_allows(c, producer(w, "P-c"), day(2025, 6, 1)));
}

static void masses_and_units(void **state)
{
	struct pial_product goods = { 0 };
	bool assumed;

	(void)state;
	goods.unit = PIAL_UNIT_KG;
	goods.unit_mass = PIAL_MASS_NONE;
	assert_int_equal(pial_product_unit_mass(&goods, &assumed).g, 1000);
	assert_false(assumed);
	assert_int_equal(pial_product_priced_unit(&goods), PIAL_UNIT_KG);
	goods.unit = PIAL_UNIT_BUNCH;
	assert_int_equal(pial_product_unit_mass(&goods, &assumed).g, 1000);
	assert_true(assumed);
	assert_int_equal(pial_product_priced_unit(&goods), PIAL_UNIT_BUNCH);
	goods.unit_mass.g = 350;
	assert_int_equal(pial_product_unit_mass(&goods, &assumed).g, 350);
	assert_false(assumed);
	goods.priced_per = PIAL_PRICED_KG;
	assert_int_equal(pial_product_priced_unit(&goods), PIAL_UNIT_KG);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(bounds_of_days), TEST(certificates), TEST(closed_and_open_kitchens),
		TEST(days_of_producers), TEST(prices), TEST(contracts_of_a_kitchen),
		TEST(producers_of_a_contract), TEST(masses_and_units),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
