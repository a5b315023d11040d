/*
 * The model's order and lookups: by text, whatever the order of files and of the pool.
 */
#include "test_load_help.h"

static void lookups(void **state)
{
	struct world *w = *state;
	uint32_t later;

	world_stand(w, &pial_schema_producers, "producer,name\nP-b,B\nP-a,A\n");
	world_stand(w, &pial_schema_kitchens, "kitchen,name\nK-a,A\n");
	world_stand(w, &pial_schema_products, "product,name,family,unit\nail,A,l,kg\n");
	assert_true(world_yaml(w, pial_load_contract, "c.yaml",
			       "id: C-a\nkitchen: K-a\nfrom: 2025-01-01\nuntil: 2025-12-31\n"));
	assert_true(world_yaml(w, pial_load_parties, "parties.yaml", "self: {legal_name: G}\n"));
	assert_true(world_yaml(w, pial_load_calendar, "calendar.yaml", "closures: {feries: []}\n"));
	pial_model_index(&w->model);
	assert_ptr_equal(pial_model_producer(&w->model,
					     (struct pial_producer_id){ world_id(w, "P-b") }),
			 &w->model.producer[1]);
	assert_ptr_equal(pial_model_kitchen(&w->model,
					    (struct pial_kitchen_id){ world_id(w, "K-a") }),
			 w->model.kitchen);
	assert_ptr_equal(pial_model_product(&w->model,
					    (struct pial_product_id){ world_id(w, "ail") }),
			 w->model.product);
	assert_ptr_equal(pial_model_contract(&w->model,
					     (struct pial_contract_id){ world_id(w, "C-a") }),
			 w->model.contract);
	assert_ptr_equal(pial_model_party(&w->model, world_id(w, "self")), w->model.party);
	assert_ptr_equal(pial_model_closure(&w->model, world_id(w, "feries")), w->model.closure);
	/* nothing, another kind, a text that came after the index */
	assert_null(pial_model_producer(&w->model, (struct pial_producer_id){ 0 }));
	assert_null(pial_model_producer(&w->model,
					(struct pial_producer_id){ world_id(w, "K-a") }));
	later = world_id(w, "P-z");
	assert_null(pial_model_producer(&w->model, (struct pial_producer_id){ later }));
	assert_null(pial_model_party(&w->model, later));
	assert_null(pial_model_closure(&w->model, later));
}

/* Rows given in any order come out by text; equal keys keep theirs. */
static void order_of_rows(void **state)
{
	static const char *const id[] = { "P-c", "P-a", "p-a", "P-b", "P-a" };
	static const uint32_t line[] = { 3, 6, 5, 2, 4 };
	struct pial_producer row[5];
	struct world *w = *state;
	size_t i;

	memset(row, 0, sizeof(row));
	for (i = 0; i < 5; i++) {
		row[i].id.n = world_id(w, id[i]);
		row[i].line = (uint32_t)(i + 2);
	}
	w->model.producer = row;
	w->model.producers = 5;
	pial_model_index(&w->model);
	assert_int_equal(row[0].line, line[0]);
	assert_int_equal(row[1].line, line[1]);
	assert_int_equal(row[2].line, line[2]);
	assert_int_equal(row[3].line, line[3]);
	assert_int_equal(row[4].line, line[4]);
}

static void certificates_by_date(void **state)
{
	struct pial_certificate row[3];
	struct world *w = *state;

	memset(row, 0, sizeof(row));
	row[0].producer.n = row[2].producer.n = world_id(w, "P-b");
	row[1].producer.n = world_id(w, "P-a");
	row[0].from = day(2025, 2, 1);
	row[1].from = day(2026, 1, 1);
	row[2].from = day(2025, 1, 1);
	w->model.certificate = row;
	w->model.certificates = 3;
	pial_model_index(&w->model);
	assert_int_equal(row[0].from.n, day(2026, 1, 1).n);
	assert_int_equal(row[1].from.n, day(2025, 1, 1).n);
	assert_int_equal(row[2].from.n, day(2025, 2, 1).n);
}

static void empty_model(void **state)
{
	struct world *w = *state;

	pial_model_index(&w->model);
	assert_null(pial_model_producer(&w->model, (struct pial_producer_id){ 1 }));
	/* once more, after adding */
	world_stand(w, &pial_schema_products, "product,name,family,unit\nail,A,l,kg\n");
	pial_model_index(&w->model);
	assert_non_null(pial_model_product(&w->model,
					   (struct pial_product_id){ world_id(w, "ail") }));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lookups), TEST(order_of_rows), TEST(certificates_by_date), TEST(empty_model),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
