/*
 * The builder behind hand.h. Ids are numbered with five digits, so that they sort as numbers do.
 */
#include "hand.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static uint32_t name(struct hand *h, char kind, int i)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%c%05d", kind, i);

	return pial_intern_add(&h->model.pool, text, (size_t)len);
}

static void *room(struct hand *h, size_t size)
{
	return pial_arena_zalloc(&h->model.arena, (size_t)h->parties + 1, size);
}

static void add_kitchen(struct hand *h, int i, int64_t packs)
{
	h->model.kitchen[i] = (struct pial_kitchen){
		.id = { name(h, 'K', i) }, .priority = 1, .weight = { 1000 },
		.lat = PIAL_ANGLE_NONE, .lon = PIAL_ANGLE_NONE, .cutoff = INT32_MIN };
	h->order[i] = (struct pial_order){
		.line = (uint32_t)i + 2, .kitchen = { name(h, 'K', i) },
		.product = { name(h, 'v', 0) }, .quantity = { packs * 1000 },
		.minimum = PIAL_QTY_NONE, .price = PIAL_PRICE_NONE, .week = h->input.week,
		.day = pial_week_monday(h->input.week) };
	h->input.orders = h->model.kitchens = (size_t)i + 1;
}

static void add_grower(struct hand *h, int i, int64_t packs)
{
	h->model.producer[i] = (struct pial_producer){
		.id = { name(h, 'P', i) }, .tier = 1, .share = { 1000 }, .lat = PIAL_ANGLE_NONE,
		.lon = PIAL_ANGLE_NONE, .min_drop = PIAL_MONEY_NONE };
	h->offer[i] = (struct pial_offer){
		.line = (uint32_t)i + 2, .producer = { name(h, 'P', i) },
		.product = { name(h, 'v', 0) }, .quantity = { packs * 1000 },
		.price = PIAL_PRICE_NONE, .week = h->input.week };
	h->input.offers = h->model.producers = (size_t)i + 1;
}

static void make_room(struct hand *h, int parties)
{
	struct pial_model *m = &h->model;

	pial_model_init(m);
	pial_diags_init(&h->diags);
	pial_allocate_result_init(&h->result);
	h->parties = parties;
	m->producer = room(h, sizeof(*m->producer));
	m->kitchen = room(h, sizeof(*m->kitchen));
	m->product = room(h, sizeof(*m->product));
	h->order = room(h, sizeof(*h->order));
	h->offer = room(h, sizeof(*h->offer));
	h->account = room(h, sizeof(*h->account));
	h->weight = room(h, sizeof(*h->weight));
	h->input = (struct pial_allocate_input){
		.model = m, .order = h->order, .orders_file = "orders.csv", .offer = h->offer,
		.offers_file = "offers.csv", .account = h->account, .weight = h->weight,
	};
	assert_true(pial_week_make(2025, 12, &h->input.week));
}

void hand_deal(struct hand *h, enum pial_rule rule, int parties, const int64_t *claim,
	       const int64_t *weight, int64_t estate, bool growers)
{
	memset(h, 0, sizeof(*h));
	make_room(h, parties);
	h->growers = growers;
	h->model.policy.rule = (uint8_t)rule;
	h->model.product[h->model.products++] = (struct pial_product){
		.id = { name(h, 'v', 0) }, .unit = PIAL_UNIT_KG, .pack = { 1000 },
		.unit_mass = PIAL_MASS_NONE, .reference_price = PIAL_PRICE_NONE };
	if (growers)
		add_kitchen(h, 0, estate);
	else
		add_grower(h, 0, estate);
	for (int i = 0; i < parties; i++) {
		if (growers)
			add_grower(h, i, claim[i]);
		else
			add_kitchen(h, i, claim[i]);
		if (weight)
			h->weight[h->input.weights++] = (struct pial_weight){
				name(h, growers ? 'P' : 'K', i), { name(h, 'v', 0) },
				{ weight[i] } };
	}
}

void hand_owe(struct hand *h, int party, int64_t milli)
{
	h->account[h->input.accounts++] = (struct pial_account){
		name(h, h->growers ? 'P' : 'K', party), { name(h, 'v', 0) }, { milli } };
}

bool hand_run(struct hand *h)
{
	pial_allocate_result_release(&h->result);
	pial_allocate_result_init(&h->result);
	pial_diags_clear(&h->diags);
	pial_model_index(&h->model);
	return pial_allocate(&h->input, &h->result, &h->diags);
}

void hand_read(struct hand *h, int64_t *got)
{
	uint32_t first = name(h, h->growers ? 'P' : 'K', 0);
	int i = 0;

	/* Rows come in the order of ids: what is missing has no producer. */
	memset(got, 0, (size_t)h->parties * sizeof(*got));
	for (size_t n = 0; n < h->result.rows; n++) {
		const struct pial_allocation *row = &h->result.row[n];
		uint32_t party = h->growers ? row->producer.n : row->kitchen.n;

		if (!row->producer.n)
			continue;
		if (party == first)
			i = 0;
		while (i < h->parties && party != name(h, h->growers ? 'P' : 'K', i))
			i++;
		assert_true(i < h->parties);
		got[i] += row->quantity.milli / 1000;
	}
}

void hand_play(struct hand *h, int64_t *got)
{
	assert_true(hand_run(h));
	hand_read(h, got);
}

void hand_fold(struct hand *h)
{
	pial_allocate_result_release(&h->result);
	pial_diags_release(&h->diags);
	pial_model_release(&h->model);
}
