/*
 * The table is written in the instance's order of rows, then sorted within a row by product,
 * producer and batch, which is the key's order.
 *
 * A substitute is priced as what is delivered, unless the order itself names a price.
 */
#include "engine/outcome.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "engine/ratio.h"
#include "num/round.h"

#include "base/banned.h"

/* Names in a list before it is cut. */
#define LISTED 6

/* A row of the table with what sorts it. */
struct line {
	const struct pial_demand *demand;	/* order row */
	const struct pial_product *product;	/* delivered */
	const struct pial_producer *producer;	/* who, or NULL */
	const char *batch;			/* harvest */
	const struct pial_supply *supply;	/* offer, or NULL */
	const struct pial_pin *pin;		/* pin, or NULL */
	int64_t packs;				/* delivered or missing */
};

static int by_place(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)a, y = (uintptr_t)b;

	return (x > y) - (x < y);
}

static int by_key(const void *left, const void *right)
{
	const struct line *a = left, *b = right;
	int order = by_place(a->demand, b->demand);

	if (!order)
		order = by_place(a->product, b->product);
	if (!order)
		order = by_place(a->producer, b->producer);
	return order ? order : strcmp(a->batch, b->batch);
}

/* The pin on a link in force, or NULL. */
static const struct pial_pin *pin_of(const struct pial_instance *instance, uint32_t link)
{
	for (size_t i = 0; i < instance->pins; i++)
		if (instance->pin[i].link == link)
			return &instance->pin[i];
	return NULL;
}

static void add_link(const struct pial_instance *instance, uint32_t place, struct line *line)
{
	const struct pial_link *link = &instance->link[place];
	const struct pial_supply *supply = &instance->supply[link->supply];

	*line = (struct line){ &instance->demand[link->demand], supply->product, supply->producer,
			       supply->batch, supply, NULL, link->packs };
	if (link->pinned)
		line->pin = pin_of(instance, place);
}

/* Pins of nothing on an offer or order of no whole pack, which has no link. */
static size_t add_idle(const struct pial_instance *instance, struct line *line)
{
	const struct pial_model *model = instance->input->model;
	size_t lines = 0;

	for (size_t i = 0; i < instance->pins; i++) {
		const struct pial_allocation *row = instance->pin[i].row;

		if (instance->pin[i].link != PIAL_LINK_NONE)
			continue;
		for (size_t d = 0; d < instance->demands; d++) {
			const struct pial_order *order = instance->demand[d].order;

			if (order->day.n != row->day.n || order->kitchen.n != row->kitchen.n ||
			    order->product.n != row->ordered.n ||
			    order->contract.n != row->contract.n)
				continue;
			line[lines++] = (struct line){
				&instance->demand[d], pial_model_product(model, row->product),
				pial_model_producer(model, row->producer),
				pial_model_text(model, row->batch.n), NULL, &instance->pin[i], 0 };
			break;
		}
	}
	return lines;
}

static size_t list_lines(const struct pial_instance *instance, struct line *line)
{
	size_t lines = add_idle(instance, line);

	for (size_t l = 0; l < instance->links; l++)
		if (instance->link[l].packs || instance->link[l].pinned)
			add_link(instance, (uint32_t)l, &line[lines++]);
	for (size_t d = 0; d < instance->demands; d++) {
		const struct pial_demand *demand = &instance->demand[d];

		if (demand->served < demand->packs)
			line[lines++] = (struct line){ demand, demand->product, NULL, "", NULL,
						       NULL, demand->packs - demand->served };
	}
	return lines;
}

/* What the kitchen pays for a line. */
static struct pial_price price_of(const struct pial_instance *instance, const struct line *line)
{
	const struct pial_order *order = line->demand->order;
	enum pial_price_source source;

	if (!pial_price_is_none(order->price))
		return order->price;
	return pial_model_price(instance->input->model, order->contract, line->product->id,
				order->day, &source);
}

static void write_line(const struct pial_instance *instance, const struct line *line,
		       struct pial_allocation *row)
{
	const struct pial_order *order = line->demand->order;
	int64_t pack = line->product->pack.milli;

	*row = (struct pial_allocation){
		.week = instance->input->week, .day = order->day, .kitchen = order->kitchen,
		.ordered = order->product, .contract = order->contract,
		.product = line->product->id, .quantity = { line->packs * pack },
		.computed = PIAL_QTY_NONE, .price = price_of(instance, line),
		.buy_price = PIAL_PRICE_NONE, .unit = line->product->unit,
	};
	if (line->producer)
		row->producer = line->producer->id;
	if (line->supply) {
		row->batch = line->supply->offer->batch;
		if (line->producer->tier != 1)
			row->buy_price = line->supply->offer->price;
	}
	if (line->pin) {
		row->line = line->pin->row->line;
		row->batch = line->pin->row->batch;
		row->note = line->pin->row->note;
		row->pin = PIAL_YES;
		row->computed.milli = line->pin->computed * pack;
	}
}

void pial_outcome_rows(const struct pial_instance *instance, struct pial_allocate_result *result)
{
	size_t room = instance->demands + instance->pins, lines;
	struct line *line;

	for (size_t l = 0; l < instance->links; l++)
		room += instance->link[l].packs || instance->link[l].pinned;
	line = pial_arena_zalloc(instance->arena, room + 1, sizeof(*line));
	lines = list_lines(instance, line);
	if (lines)
		qsort(line, lines, sizeof(*line), by_key);
	result->row = pial_arena_zalloc(&result->arena, lines + 1, sizeof(*result->row));
	result->rows = lines;
	for (size_t i = 0; i < lines; i++)
		write_line(instance, &line[i], &result->row[i]);
}

/* A producer at a kitchen on a day. */
struct drop {
	uintptr_t producer, kitchen;	/* places in the model's tables */
	uint16_t day;			/* date */
};

static int by_drop(const void *left, const void *right)
{
	const struct drop *a = left, *b = right;

	if (a->producer != b->producer)
		return a->producer < b->producer ? -1 : 1;
	if (a->kitchen != b->kitchen)
		return a->kitchen < b->kitchen ? -1 : 1;
	return (a->day > b->day) - (a->day < b->day);
}

static size_t count_drops(const struct pial_instance *instance)
{
	size_t drops = 0, used = 0;
	struct drop *drop;

	for (size_t l = 0; l < instance->links; l++)
		used += instance->link[l].packs > 0;
	drop = pial_arena_zalloc(instance->arena, used + 1, sizeof(*drop));
	used = 0;
	for (size_t l = 0; l < instance->links; l++) {
		const struct pial_link *link = &instance->link[l];
		const struct pial_demand *demand = &instance->demand[link->demand];

		if (link->packs)
			drop[used++] = (struct drop){
				(uintptr_t)instance->supply[link->supply].producer,
				(uintptr_t)demand->kitchen, demand->order->day.n };
	}
	if (used)
		qsort(drop, used, sizeof(*drop), by_drop);
	for (size_t i = 0; i < used; i++)
		drops += !i || by_drop(&drop[i - 1], &drop[i]) != 0;
	return drops;
}

/* Metres x grams of a link; false beyond 128 bits. */
static bool add_distance(const struct pial_instance *instance, const struct pial_link *link,
			 pial_i128 *sum)
{
	const struct pial_product *product = instance->supply[link->supply].product;
	struct pial_mass mass;
	bool assumed;
	pial_i128 part;

	return pial_mass_of(product->pack, pial_product_unit_mass(product, &assumed),
			    PIAL_ROUND_HALF_UP, &mass) &&
	       pial_i128_mul((pial_i128)link->packs * link->metres, mass.g, &part) &&
	       pial_i128_add(*sum, part, sum);
}

bool pial_outcome_figures(const struct pial_instance *instance,
			  struct pial_allocate_summary *summary)
{
	for (size_t s = 0; s < instance->supplies; s++)
		if (instance->supply[s].reached)
			summary->offered_packs += instance->supply[s].packs;
	for (size_t d = 0; d < instance->demands; d++) {
		const struct pial_demand *demand = &instance->demand[d];

		summary->ordered_packs += demand->packs;
		summary->served_packs += demand->served;
		summary->short_rows += demand->served < demand->packs;
	}
	for (size_t l = 0; l < instance->links; l++) {
		const struct pial_link *link = &instance->link[l];

		if (link->substitute)
			summary->substituted_packs += link->packs;
		if (link->packs && !add_distance(instance, link, &summary->metre_grams))
			return false;
	}
	summary->drops = count_drops(instance);
	return true;
}

static const char *text(const struct pial_instance *instance, uint32_t number)
{
	return pial_model_text(instance->input->model, number);
}

/* Products delivered, or that could be, whose unit mass nobody knows. */
static void notice_masses(const struct pial_instance *instance, struct pial_diags *diags)
{
	const struct pial_model *model = instance->input->model;
	bool *offered = pial_arena_zalloc(instance->arena, model->products + 1, sizeof(*offered));

	for (size_t s = 0; s < instance->supplies; s++)
		if (instance->supply[s].reached)
			offered[instance->supply[s].product - model->product] = true;
	for (size_t p = 0; p < model->products; p++) {
		bool assumed = false;
		struct pial_mass mass = pial_product_unit_mass(&model->product[p], &assumed);

		if (offered[p] && assumed && !pial_mass_is_none(mass))
			(void)pial_diag_add(diags, NULL, PIAL_N_UNIT_MASS,
					    text(instance, model->product[p].id.n));
	}
}

/* Adds a name to a list for people; the list is cut at LISTED, where people stop reading. */
static void list_name(struct pial_strbuf *list, size_t rank, const char *name, const char *other)
{
	if (rank > LISTED)
		return;
	if (rank)
		pial_strbuf_addstr(list, ", ");
	pial_strbuf_addstr(list, rank == LISTED ? "…" : name);
	if (rank < LISTED && other)
		pial_strbuf_addf(list, " – %s", other);
}

/* True when an order of the product is not fully served: only then do weights decide anything. */
static bool is_short(const struct pial_instance *instance, const struct pial_product *product)
{
	for (size_t d = 0; d < instance->demands; d++)
		if (instance->demand[d].product == product &&
		    instance->demand[d].served < instance->demand[d].packs)
			return true;
	return false;
}

static bool is_unweighed(const struct pial_instance *instance, const struct pial_claim *claim)
{
	for (uint32_t i = 0; i < claim->rows; i++)
		if (instance->demand[claim->row[i]].unweighed)
			return true;
	return false;
}

/* One notice a product, naming the kitchens whose order had to be their weight. */
static void notice_weights(const struct pial_instance *instance, struct pial_diags *diags)
{
	const struct pial_model *model = instance->input->model;
	struct pial_strbuf list;

	pial_strbuf_init(&list, PIAL_STRBUF_TEXT);
	for (size_t p = 0; p < model->products; p++) {
		const struct pial_product *product = &model->product[p];
		size_t rank = 0;

		pial_strbuf_clear(&list);
		for (size_t c = 0; c < instance->claims; c++)
			if (instance->claim[c].product == product &&
			    is_unweighed(instance, &instance->claim[c]))
				list_name(&list, rank++,
					  text(instance, instance->claim[c].kitchen->id.n), NULL);
		if (rank && is_short(instance, product))
			(void)pial_diag_add(diags, NULL, PIAL_N_WEIGHT_ORDER,
					    text(instance, product->id.n), list.text);
	}
	pial_strbuf_release(&list);
}

/*
 * One notice for all pairs whose distance nobody knows, and that a radius does (or does not)
 * part.
 */
static void notice_strangers(const struct pial_instance *instance, bool refused,
			     enum pial_code code, struct pial_diags *diags)
{
	struct pial_strbuf list;
	size_t rank = 0;

	pial_strbuf_init(&list, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < instance->strangers; i++)
		if (instance->stranger[i].refused == refused)
			list_name(&list, rank++,
				  text(instance, instance->stranger[i].producer->id.n),
				  text(instance, instance->stranger[i].kitchen->id.n));
	if (rank)
		(void)pial_diag_add(diags, NULL, code, (int64_t)rank, list.text);
	pial_strbuf_release(&list);
}

void pial_outcome_notices(const struct pial_instance *instance, struct pial_diags *diags)
{
	notice_strangers(instance, false, PIAL_N_DISTANCE_ZERO, diags);
	notice_strangers(instance, true, PIAL_N_DISTANCE_RADIUS, diags);
	notice_masses(instance, diags);
	notice_weights(instance, diags);
	for (size_t d = 0; d < instance->demands; d++) {
		const struct pial_demand *demand = &instance->demand[d];
		struct pial_pos pos = pial_demand_pos(instance, demand);
		int64_t pack = demand->product->pack.milli;

		if (demand->served < demand->packs)
			(void)pial_diag_add(diags, &pos, PIAL_N_SHORTAGE,
					    text(instance, demand->kitchen->id.n),
					    text(instance, demand->product->id.n),
					    (int64_t)demand->order->day.n,
					    (demand->packs - demand->served) * pack,
					    demand->packs * pack);
	}
}
