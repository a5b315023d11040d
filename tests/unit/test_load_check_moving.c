/*
 * A week's tables against the book: names, week, units, contracts.
 */
#include "test_load_help.h"

static void stand(struct world *w)
{
	world_stand(w, &pial_schema_producers, "producer,name\nP-ravin,R\n");
	world_stand(w, &pial_schema_kitchens, "kitchen,name\nK-ehpad,E\nK-ecoles,S\n");
	world_stand(w, &pial_schema_products,
		    "product,name,family,unit,priced_per,unit_mass_kg\n"
		    "carotte,C,l,kg,,\nagneau,A,v,piece,kg,7.5\n");
	assert_true(world_yaml(w, pial_load_contract, "c.yaml",
			       "id: C-ehpad\nkitchen: K-ehpad\nfrom: 2025-01-01\n"
			       "until: 2025-12-31\n"));
	pial_model_index(&w->model);
}

/* Reads a table that must be well formed, then checks it against the book. */
static bool check(struct world *w, const struct pial_schema *schema, struct pial_week of,
		  const char *text)
{
	struct pial_table table;
	bool ok;

	pial_diags_clear(&w->diags);
	if (!world_read(w, &table, schema, text)) {
		world_show(w);
		fail();
	}
	ok = pial_check_moving(&table, &w->model, of, &w->diags);
	assert_int_equal(ok, w->diags.count == 0);
	pial_table_release(&table);
	return ok;
}

static void sound_tables(void **state)
{
	struct world *w = *state;

	stand(w);
	assert_true(check(w, &pial_schema_orders, week(2025, 12),
			  "week,day,kitchen,product,contract,quantity,unit\n"
			  "2025-W12,2025-03-17,K-ehpad,carotte,C-ehpad,5,kg\n"
			  "2025-W12,2025-03-17,K-ecoles,agneau,,1,piece\n"));
	assert_true(check(w, &pial_schema_allocation, (struct pial_week){ 0 },
			  "week,day,kitchen,ordered_product,product,producer,quantity,unit\n"
			  "2025-W12,2025-03-17,K-ehpad,carotte,,,5,kg\n"));
	assert_true(check(w, &pial_schema_deliveries, week(2025, 12),
			  "day,kitchen,product,producer,invoiced,unit,priced_unit,price,contract\n"
			  "2025-03-17,K-ehpad,agneau,P-ravin,7.4,piece,kg,14.8,C-ehpad\n"));
	assert_true(check(w, &pial_schema_lines, (struct pial_week){ 0 },
			  "seller,line,buyer,product,contract,quantity,unit,price,net,vat_rate\n"
			  "P-ravin,1,K-ehpad,agneau,C-ehpad,7.4,kg,14.8,109.52,5.5\n"
			  "P-ravin,2,self,agneau,C-ehpad,7.4,kg,14.8,109.52,5.5\n"));
}

static void faults(void **state)
{
	static const struct {
		const struct pial_schema *schema;
		const char *head, *row;
		enum pial_code code;
		uint32_t column;
	} bad[] = {
		{ &pial_schema_orders, "week,day,kitchen,product,contract,quantity,unit\n",
		  "2025-W13,2025-03-24,K-ehpad,carotte,,5,kg\n", PIAL_E_WEEK_FILE, 1 },
		{ &pial_schema_orders, "week,day,kitchen,product,contract,quantity,unit\n",
		  "2025-W12,2025-03-17,K-ehpad,carotte,,5,piece\n", PIAL_E_UNIT, 7 },
		{ &pial_schema_orders, "week,day,kitchen,product,contract,quantity,unit\n",
		  "2025-W12,2025-03-17,K-ecoles,carotte,C-ehpad,5,kg\n", PIAL_E_CONTRACT_KITCHEN,
		  5 },
		{ &pial_schema_orders, "week,day,kitchen,product,contract,quantity,unit\n",
		  "2025-W12,2025-03-17,K-ehpad,carotte,C-ehpas,5,kg\n",
		  PIAL_E_REF_CONTRACT_NEAR, 5 },
		{ &pial_schema_orders, "week,day,kitchen,product,contract,quantity,unit\n",
		  "2025-W12,2025-03-17,K-ehpad,carotte,autre-chose,5,kg\n",
		  PIAL_E_REF_CONTRACT, 5 },
		{ &pial_schema_orders, "week,day,kitchen,product,quantity\n",
		  "2025-W12,2025-03-17,K-ehpd,carotte,5\n", PIAL_E_REF_KITCHEN_NEAR, 3 },
		{ &pial_schema_offers, "week,producer,product,quantity\n",
		  "2025-W12,P-ravin,carrotte,5\n", PIAL_E_REF_PRODUCT_NEAR, 3 },
		{ &pial_schema_receipts, "day,kitchen,product,producer,received\n",
		  "2025-03-24,K-ehpad,carotte,P-ravin,5\n", PIAL_E_DAY_WEEK, 1 },
		{ &pial_schema_allocation,
		  "week,day,kitchen,ordered_product,product,producer,quantity,unit\n",
		  "2025-W12,2025-03-17,K-ehpad,agneau,,,5,kg\n", PIAL_E_UNIT, 8 },
		{ &pial_schema_deliveries,
		  "day,kitchen,product,producer,invoiced,unit,priced_unit,price\n",
		  "2025-03-17,K-ehpad,agneau,P-ravin,1,piece,piece,14.8\n", PIAL_E_UNIT, 7 },
		{ &pial_schema_lines,
		  "seller,buyer,product,quantity,unit,price,net,vat_rate\n",
		  "inconnu,K-ehpad,carotte,1,kg,1,1,5.5\n", PIAL_E_REF_PARTY, 1 },
	};
	struct world *w = *state;
	char text[256];
	size_t i;

	stand(w);
	for (i = 0; i < PIAL_COUNT(bad); i++) {
		snprintf(text, sizeof(text), "%s%s", bad[i].head, bad[i].row);
		assert_false(check(w, bad[i].schema, week(2025, 12), text));
		world_only(w, bad[i].code, 2, bad[i].column);
	}
}

static void words_of_a_unit_fault(void **state)
{
	struct world *w = *state;

	stand(w);
	assert_false(check(w, &pial_schema_offers, week(2025, 12),
			   "week,producer,product,quantity,unit\n2025-W12,P-ravin,carotte,5,"
			   "botte\n"));
	assert_string_equal(w->diags.entry[0].arg[0].text, "bunch");
	assert_string_equal(w->diags.entry[0].arg[1].text, "carotte");
	assert_string_equal(w->diags.entry[0].arg[2].text, "kg");
	assert_false(check(w, &pial_schema_orders, week(2025, 12),
			   "week,day,kitchen,product,contract,quantity\n"
			   "2025-W12,2025-03-17,K-ecoles,carotte,C-ehpad,5\n"));
	assert_string_equal(w->diags.entry[0].arg[0].text, "C-ehpad");
	assert_string_equal(w->diags.entry[0].arg[1].text, "K-ehpad");
	assert_string_equal(w->diags.entry[0].arg[2].text, "K-ecoles");
}

/* A wrong name in every row of a long file does not cost a search in each. */
static void many_faults(void **state)
{
	struct world *w = *state;
	struct pial_strbuf text;
	struct pial_table table;
	int i;

	stand(w);
	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	pial_strbuf_addstr(&text, "week,producer,product,quantity\n");
	for (i = 0; i < 5000; i++)
		pial_strbuf_addf(&text, "2025-W12,P-ravin,inconnu-%d,1\n", i);
	assert_true(world_read(w, &table, &pial_schema_offers, text.text));
	pial_strbuf_release(&text);
	assert_false(pial_check_references(&table, &w->model, &w->diags));
	assert_in_range(w->diags.count, PIAL_DIAG_PER_FILE, PIAL_DIAG_PER_FILE + 1);
	pial_table_release(&table);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sound_tables), TEST(faults), TEST(words_of_a_unit_fault), TEST(many_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
