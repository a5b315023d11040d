/*
 * Certificates from anywhere: no crash, and none that is accepted proves another answer than the
 * right one.
 *
 * The week is always the same, small, with a shortage and a partner; its right allocation is
 * the engine's. The data are the file of a certificate.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/allocate.h"
#include "load/load.h"
#include "proof/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PEOPLE 3

/* The week, and its right allocation. */
struct case_ {
	struct pial_model model;
	struct pial_order order[PEOPLE];
	struct pial_offer offer[PEOPLE];
	struct pial_allocate_result result;
	struct pial_week week;
};

static uint32_t id(struct pial_model *model, const char *text)
{
	return pial_intern_add(&model->pool, text, strlen(text));
}

static void make_people(struct pial_model *m)
{
	static const char *const producer[PEOPLE] = { "P-a", "P-b", "P-w" };
	static const char *const kitchen[PEOPLE] = { "K-a", "K-b", "K-c" };

	m->producer = pial_arena_zalloc(&m->arena, PEOPLE, sizeof(*m->producer));
	m->kitchen = pial_arena_zalloc(&m->arena, PEOPLE, sizeof(*m->kitchen));
	m->product = pial_arena_zalloc(&m->arena, 1, sizeof(*m->product));
	for (int i = 0; i < PEOPLE; i++) {
		m->producer[m->producers++] = (struct pial_producer){
			.id = { id(m, producer[i]) }, .tier = i < 2 ? 1 : 2, .share = { 1000 },
			.lat = { 42800000 + 1000 * i }, .lon = { 600000 },
			.min_drop = PIAL_MONEY_NONE };
		m->kitchen[m->kitchens++] = (struct pial_kitchen){
			.id = { id(m, kitchen[i]) }, .priority = 1, .weight = { 1000 },
			.lat = { 42790000 - 2000 * i }, .lon = { 590000 }, .cutoff = INT32_MIN };
	}
	m->product[m->products++] = (struct pial_product){
		.id = { id(m, "leek") }, .unit = PIAL_UNIT_KG, .pack = { 1000 },
		.unit_mass = PIAL_MASS_NONE, .reference_price = PIAL_PRICE_NONE };
	pial_model_index(m);
}

static struct pial_allocate_input input_of(const struct case_ *c)
{
	return (struct pial_allocate_input){
		.model = &c->model, .week = c->week, .order = c->order, .orders = PEOPLE,
		.orders_file = "orders.csv", .offer = c->offer, .offers = PEOPLE,
		.offers_file = "offers.csv", .pins_file = "allocation.csv" };
}

static void make_case(struct case_ *c)
{
	struct pial_allocate_input input;
	struct pial_diags diags;

	pial_model_init(&c->model);
	make_people(&c->model);
	if (!pial_week_make(2025, 12, &c->week))
		abort();
	for (int i = 0; i < PEOPLE; i++) {
		c->order[i] = (struct pial_order){
			.kitchen = c->model.kitchen[i].id, .product = c->model.product[0].id,
			.quantity = { 1000 * (3 + i) }, .minimum = PIAL_QTY_NONE,
			.price = PIAL_PRICE_NONE, .week = c->week,
			.day = pial_week_monday(c->week) };
		c->offer[i] = (struct pial_offer){
			.producer = c->model.producer[i].id, .product = c->model.product[0].id,
			.quantity = { 1000 * (4 - i) }, .price = PIAL_PRICE_NONE,
			.week = c->week };
	}
	pial_allocate_result_init(&c->result);
	pial_diags_init(&diags);
	input = input_of(c);
	if (!pial_allocate(&input, &c->result, &diags))
		abort();
	pial_diags_release(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct case_ c = { .week = { 0 } };
	struct pial_check_figures figures;
	struct pial_check_input input;
	struct pial_source source;
	struct pial_table table;
	struct pial_diags diags;

	make_case(&c);
	pial_diags_init(&diags);
	pial_source_init(&source);
	pial_table_init(&table, &pial_schema_proof);
	if (pial_source_from(&source, "fuzz.csv", (const char *)data, size, &diags) &&
	    pial_table_read(&table, &c.model, &source, &diags)) {
		input = (struct pial_check_input){
			.model = &c.model, .week = c.week, .order = c.order, .orders = PEOPLE,
			.orders_file = "orders.csv", .offer = c.offer, .offers = PEOPLE,
			.offers_file = "offers.csv", .pins_file = "allocation.csv",
			.proof = (const void *)table.row, .proofs = table.count,
			.proof_file = "fuzz.csv", .row = c.result.row, .rows = c.result.rows,
			.row_file = "allocation.csv" };
		if (pial_check_allocation(&input, &figures, &diags) && figures.departures)
			abort();
	}
	pial_table_release(&table);
	pial_source_release(&source);
	pial_diags_release(&diags);
	pial_allocate_result_release(&c.result);
	pial_model_release(&c.model);
	return 0;
}
