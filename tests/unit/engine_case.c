/*
 * The builder behind engine_case.h: rows in fixed arrays of the model's arena, indexed at each
 * run.
 */
#include "engine_case.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

static void *room(struct engine_case *c, size_t size)
{
	return pial_arena_zalloc(&c->model.arena, ENGINE_CASE_MAX, size);
}

void engine_case_init(struct engine_case *c)
{
	struct pial_model *m = &c->model;

	memset(c, 0, sizeof(*c));
	pial_model_init(m);
	pial_diags_init(&c->diags);
	pial_allocate_result_init(&c->result);
	m->producer = room(c, sizeof(*m->producer));
	m->kitchen = room(c, sizeof(*m->kitchen));
	m->product = room(c, sizeof(*m->product));
	m->road = room(c, sizeof(*m->road));
	m->contract = room(c, sizeof(*m->contract));
	m->certificate = room(c, sizeof(*m->certificate));
	c->input.model = m;
	if (!pial_week_make(2025, 12, &c->input.week))
		return;
	c->input.orders_file = "orders.csv";
	c->input.offers_file = "offers.csv";
	c->input.pins_file = "allocation.csv";
	c->input.order = c->order;
	c->input.offer = c->offer;
	c->input.pin = c->pin;
	c->input.account = c->account;
	c->input.weight = c->weight;
	c->input.meeting = c->meeting;
}

void engine_case_release(struct engine_case *c)
{
	pial_allocate_result_release(&c->result);
	pial_diags_release(&c->diags);
	pial_model_release(&c->model);
}

uint32_t engine_id(struct engine_case *c, const char *text)
{
	return pial_intern_add(&c->model.pool, text, strlen(text));
}

struct pial_producer *engine_producer(struct engine_case *c, const char *id)
{
	struct pial_producer *p = &c->model.producer[c->model.producers++];

	*p = (struct pial_producer){ .id = { engine_id(c, id) }, .tier = 1, .share = { 1000 },
				     .lat = PIAL_ANGLE_NONE, .lon = PIAL_ANGLE_NONE,
				     .min_drop = PIAL_MONEY_NONE };
	return p;
}

struct pial_kitchen *engine_kitchen(struct engine_case *c, const char *id)
{
	struct pial_kitchen *k = &c->model.kitchen[c->model.kitchens++];

	*k = (struct pial_kitchen){ .id = { engine_id(c, id) }, .priority = 1, .weight = { 1000 },
				    .lat = PIAL_ANGLE_NONE, .lon = PIAL_ANGLE_NONE,
				    .cutoff = INT32_MIN };
	return k;
}

struct pial_product *engine_product(struct engine_case *c, const char *id)
{
	struct pial_product *p = &c->model.product[c->model.products++];

	*p = (struct pial_product){ .id = { engine_id(c, id) }, .unit = PIAL_UNIT_KG,
				    .pack = { 1000 }, .unit_mass = PIAL_MASS_NONE,
				    .reference_price = PIAL_PRICE_NONE };
	return p;
}

void engine_road(struct engine_case *c, const char *from, const char *to, int32_t metres)
{
	c->model.road[c->model.roads++] = (struct pial_road){
		.from = { engine_id(c, from) }, .to = { engine_id(c, to) },
		.distance = { metres } };
}

struct pial_order *engine_order(struct engine_case *c, int days, const char *kitchen,
				const char *product, int64_t packs)
{
	struct pial_order *o = &c->order[c->input.orders++];

	*o = (struct pial_order){ .line = (uint32_t)c->input.orders + 1,
				  .kitchen = { engine_id(c, kitchen) },
				  .product = { engine_id(c, product) },
				  .quantity = { packs * 1000 }, .minimum = PIAL_QTY_NONE,
				  .price = PIAL_PRICE_NONE, .week = c->input.week };
	o->day = pial_date_add(pial_week_monday(c->input.week), days);
	return o;
}

struct pial_offer *engine_offer(struct engine_case *c, const char *producer, const char *product,
				int64_t packs)
{
	struct pial_offer *o = &c->offer[c->input.offers++];

	*o = (struct pial_offer){ .line = (uint32_t)c->input.offers + 1,
				  .producer = { engine_id(c, producer) },
				  .product = { engine_id(c, product) },
				  .quantity = { packs * 1000 }, .price = PIAL_PRICE_NONE,
				  .week = c->input.week };
	return o;
}

struct pial_allocation *engine_pin(struct engine_case *c, const char *kitchen,
				   const char *product, const char *producer, int64_t packs)
{
	struct pial_allocation *p = &c->pin[c->input.pins++];

	*p = (struct pial_allocation){ .line = (uint32_t)c->input.pins + 1,
				       .kitchen = { engine_id(c, kitchen) },
				       .ordered = { engine_id(c, product) },
				       .product = { engine_id(c, product) },
				       .producer = { engine_id(c, producer) },
				       .quantity = { packs * 1000 }, .computed = PIAL_QTY_NONE,
				       .week = c->input.week, .pin = PIAL_YES };
	p->day = pial_week_monday(c->input.week);
	return p;
}

void engine_account(struct engine_case *c, const char *party, const char *product, int64_t milli)
{
	c->account[c->input.accounts++] = (struct pial_account){
		engine_id(c, party), { engine_id(c, product) }, { milli } };
}

void engine_weight(struct engine_case *c, const char *party, const char *product, int64_t packs)
{
	c->weight[c->input.weights++] = (struct pial_weight){
		engine_id(c, party), { engine_id(c, product) }, { packs * 1000 } };
}

struct pial_contract *engine_contract(struct engine_case *c, const char *id, const char *kitchen,
				      const char *product)
{
	struct pial_contract *k = &c->model.contract[c->model.contracts++];
	struct pial_contract_line *line = room(c, sizeof(*line));

	*k = (struct pial_contract){ .id = { engine_id(c, id) },
				     .kitchen = { engine_id(c, kitchen) } };
	if (!pial_date_make(2025, 1, 1, &k->from) || !pial_date_make(2025, 12, 31, &k->until))
		return k;
	*line = (struct pial_contract_line){ .product = { engine_id(c, product) },
					     .price = { 20000 }, .min = PIAL_QTY_NONE,
					     .max = PIAL_QTY_NONE };
	k->line = line;
	k->line_count = 1;
	k->producer = room(c, sizeof(*k->producer));
	return k;
}

void engine_firm(struct engine_case *c, struct pial_contract *contract, int64_t packs)
{
	struct pial_firm *firm = room(c, sizeof(*firm));
	struct pial_contract_line *line = room(c, sizeof(*line));

	*firm = (struct pial_firm){ .from_week = c->input.week, .until_week = c->input.week,
				    .quantity = { packs * 1000 } };
	*line = contract->line[0];
	line->firm = firm;
	line->firm_count = 1;
	contract->line = line;
}

void engine_member(struct engine_case *c, struct pial_contract *contract, const char *producer,
		   int64_t share)
{
	struct pial_contract_producer *list = room(c, sizeof(*list));

	memcpy(list, contract->producer, contract->producer_count * sizeof(*list));
	list[contract->producer_count++] = (struct pial_contract_producer){
		.producer = { engine_id(c, producer) }, .share = { share * 1000 } };
	contract->producer = list;
}

bool engine_run(struct engine_case *c)
{
	pial_allocate_result_release(&c->result);
	pial_allocate_result_init(&c->result);
	pial_diags_clear(&c->diags);
	pial_model_index(&c->model);
	return pial_allocate(&c->input, &c->result, &c->diags);
}

int64_t engine_given(struct engine_case *c, const char *producer, const char *kitchen)
{
	int64_t sum = 0;

	for (size_t i = 0; i < c->result.rows; i++) {
		const struct pial_allocation *row = &c->result.row[i];

		if (row->producer.n && (!producer || row->producer.n == engine_id(c, producer)) &&
		    (!kitchen || row->kitchen.n == engine_id(c, kitchen)))
			sum += row->quantity.milli / 1000;
	}
	return sum;
}

int64_t engine_missing(struct engine_case *c, const char *kitchen)
{
	int64_t sum = 0;

	for (size_t i = 0; i < c->result.rows; i++)
		if (!c->result.row[i].producer.n &&
		    c->result.row[i].kitchen.n == engine_id(c, kitchen))
			sum += c->result.row[i].quantity.milli / 1000;
	return sum;
}

size_t engine_said(const struct engine_case *c, enum pial_code code)
{
	size_t said = 0;

	for (size_t i = 0; i < c->diags.count; i++)
		said += c->diags.entry[i].code == code;
	return said;
}

void engine_estate(struct engine_case *c, enum pial_rule rule, int64_t packs)
{
	engine_case_init(c);
	c->model.policy.rule = (uint8_t)rule;
	engine_producer(c, "A");
	engine_product(c, "leek");
	engine_kitchen(c, "K1");
	engine_kitchen(c, "K2");
	engine_kitchen(c, "K3");
	engine_order(c, 0, "K1", "leek", 100);
	engine_order(c, 0, "K2", "leek", 200);
	engine_order(c, 0, "K3", "leek", 300);
	engine_offer(c, "A", "leek", packs);
}

void engine_expect(struct engine_case *c, int64_t first, int64_t second, int64_t third)
{
	assert_true(engine_run(c));
	assert_int_equal(engine_given(c, NULL, "K1"), first);
	assert_int_equal(engine_given(c, NULL, "K2"), second);
	assert_int_equal(engine_given(c, NULL, "K3"), third);
}
