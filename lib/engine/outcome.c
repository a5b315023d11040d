/*
 * The table is written in the instance's order of rows, sorted within a row by product, producer
 * and batch, which is the key's order.
 *
 * A substitute is priced as what is delivered, unless the order itself names a price.
 */
#include "engine/outcome.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/crew.h"
#include "base/sort.h"
#include "base/strbuf.h"
#include "engine/claims.h"
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

PIAL_SORT_DEFINE(sort_lines, struct line, by_key)

/* Pins of nothing on an offer or order of no whole pack, which have no pair. */
static size_t add_idle(const struct pial_instance *instance, uint32_t d, struct line *line)
{
	const struct pial_model *model = instance->input->model;
	uint32_t at = instance->pin_at ? instance->pin_at[d] : 0;
	size_t lines = 0;

	for (; at; at = instance->pin[at - 1].next) {
		const struct pial_pin *pin = &instance->pin[at - 1];

		if (pin->idle)
			line[lines++] = (struct line){
				&instance->demand[d], pial_model_product(model, pin->row->product),
				pial_model_producer(model, pin->row->producer),
				pial_model_text(model, pin->row->batch.n), NULL, pin, 0 };
	}
	return lines;
}

/* The lines of a row, sorted by key. */
static size_t list_row(const struct pial_instance *instance, uint32_t d, struct line *line)
{
	const struct pial_demand *demand = &instance->demand[d];
	size_t given, lines = add_idle(instance, d, line);
	const struct pial_award *list = pial_instance_given(instance, demand, &given);

	for (size_t i = 0; i < given; i++) {
		const struct pial_supply *supply = &instance->supply[list[i].supply];

		line[lines] = (struct line){ demand, supply->product, supply->producer,
					     supply->batch, supply, NULL, list[i].packs };
		if (instance->pinned)
			line[lines].pin = pial_instance_pin(instance, d, list[i].supply);
		lines++;
	}
	if (demand->served < demand->packs)
		line[lines++] = (struct line){ demand, pial_demand_product(instance, demand),
					       NULL, "", NULL, NULL,
					       demand->packs - demand->served };
	sort_lines(line, lines);
	return lines;
}

struct pial_price pial_outcome_price(const struct pial_instance *instance,
				     const struct pial_demand *demand,
				     const struct pial_product *product)
{
	const struct pial_order *order = pial_demand_order(instance, demand);
	enum pial_price_source source;

	if (!pial_price_is_none(order->price))
		return order->price;
	return pial_model_price(instance->input->model, order->contract, product->id, order->day,
				&source);
}

static void write_line(const struct pial_instance *instance, const struct line *line,
		       struct pial_allocation *row)
{
	const struct pial_order *order = pial_demand_order(instance, line->demand);
	int64_t pack = line->product->pack.milli;

	*row = (struct pial_allocation){
		.week = instance->input->week, .day = order->day, .kitchen = order->kitchen,
		.ordered = order->product, .contract = order->contract,
		.product = line->product->id, .quantity = { line->packs * pack },
		.computed = PIAL_QTY_NONE,
		.price = pial_outcome_price(instance, line->demand, line->product),
		.buy_price = PIAL_PRICE_NONE, .unit = line->product->unit,
	};
	if (line->producer)
		row->producer = line->producer->id;
	if (line->supply) {
		/* The offer lies far away, and most have no batch. */
		if (line->batch[0])
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

/* Lines of a row, at most. */
static size_t room_of(const struct pial_instance *instance, uint32_t d)
{
	uint32_t at = instance->pin_at ? instance->pin_at[d] : 0;
	size_t room;

	(void)!pial_instance_given(instance, &instance->demand[d], &room);
	for (; at; at = instance->pin[at - 1].next)
		room += instance->pin[at - 1].idle;
	return room + 1;
}

size_t pial_outcome_rows(const struct pial_instance *instance, size_t first, size_t end,
			 struct pial_arena *arena, struct pial_allocation **rows)
{
	size_t room = 0, most = 0, count = 0;
	struct line *line;

	for (size_t d = first; d < end; d++) {
		size_t lines = room_of(instance, (uint32_t)d);

		room += lines - (instance->demand[d].served == instance->demand[d].packs);
		if (lines > most)
			most = lines;
	}
	line = pial_calloc(most + 1, sizeof(*line));
	*rows = pial_arena_alloc(arena, (room + 1) * sizeof(**rows));
	for (size_t d = first; d < end; d++) {
		size_t lines = list_row(instance, (uint32_t)d, line);

		pial_instance_foresee(instance, d, end);
		for (size_t i = 0; i < lines; i++)
			write_line(instance, &line[i], &(*rows)[count++]);
	}
	free(line);
	return count;
}

/* Rows that a worker counts at once, about. */
#define BLOCK ((size_t)8192)

/* What counts of an offer: read for each award, so it is kept small. */
struct source {
	uint32_t producer, product;	/* indices in the model's tables */
};

/* What the workers share while they count. */
struct counting {
	const struct pial_instance *instance;	/* whose rows */
	struct source *source;			/* of each offer */
	int64_t *grams;				/* of a product's pack; -1: beyond 64 bits */
	size_t **seen;		/* of a worker: producer's index to the end of the run it was in */
	struct pial_allocate_summary *sum;	/* of each block */
	bool *good;				/* of each block: its sums fit */
};

/* True when a row goes with the one before; with a hub all drops of a day are in one place. */
static bool goes_with(const struct pial_instance *instance, size_t d)
{
	const struct pial_demand *demand = &instance->demand[d];
	bool hub = instance->input->model->policy.hub.name.n != 0;

	return demand->day.n == demand[-1].day.n && (hub || demand->kitchen == demand[-1].kitchen);
}

/* The first row of a block: rows that are delivered together are in one. */
static size_t begin_of(const struct pial_instance *instance, size_t block)
{
	size_t d = block * BLOCK;

	while (d && d < instance->demands && goes_with(instance, d))
		d++;
	return d < instance->demands ? d : instance->demands;
}

/* Grams of a product's pack; -1 beyond 64 bits. */
static int64_t grams_of(const struct pial_product *product)
{
	struct pial_mass mass;
	bool assumed;

	return pial_mass_of(product->pack, pial_product_unit_mass(product, &assumed),
			    PIAL_ROUND_HALF_UP, &mass) ? mass.g : -1;
}

/* Metres x grams of what was given; false beyond 128 bits. */
static bool add_distance(const struct pial_award *given, int64_t grams, pial_i128 *sum)
{
	pial_i128 part;

	return grams >= 0 &&
	       pial_i128_mul((pial_i128)given->packs * given->metres, grams, &part) &&
	       pial_i128_add(*sum, part, sum);
}

/* Counts a row of a run that ends at a place. */
static bool count_row(const struct counting *counting, size_t d, size_t end, size_t *seen,
		      struct pial_allocate_summary *sum)
{
	const struct pial_instance *instance = counting->instance;
	const struct pial_demand *demand = &instance->demand[d];
	size_t count;
	const struct pial_award *given = pial_instance_given(instance, demand, &count);

	sum->ordered_packs += demand->packs;
	sum->served_packs += demand->served;
	sum->short_rows += demand->served < demand->packs;
	for (size_t i = 0; i < count; i++) {
		struct source source = counting->source[given[i].supply];
		size_t *last = &seen[source.producer];

		if (!given[i].packs)
			continue;
		if (source.product != demand->product)
			sum->substituted_packs += given[i].packs;
		if (!add_distance(&given[i], counting->grams[source.product], &sum->metre_grams))
			return false;
		sum->drops += *last != end;
		*last = end;
	}
	return true;
}

static void count_block(void *context, unsigned worker, size_t block)
{
	struct counting *counting = context;
	const struct pial_instance *instance = counting->instance;
	size_t last = begin_of(instance, block + 1);
	bool good = true;

	for (size_t first = begin_of(instance, block), end; first < last; first = end) {
		for (end = first + 1; end < last && goes_with(instance, end);)
			end++;
		for (size_t d = first; good && d < end; d++) {
			pial_instance_foresee(instance, d, last);
			good = count_row(counting, d, end, counting->seen[worker],
					 &counting->sum[block]);
		}
	}
	counting->good[block] = good;
}

/* Adds the figures of all blocks up. */
static bool add_blocks(const struct counting *counting, size_t blocks,
		       struct pial_allocate_summary *summary)
{
	for (size_t b = 0; b < blocks; b++) {
		const struct pial_allocate_summary *sum = &counting->sum[b];

		summary->ordered_packs += sum->ordered_packs;
		summary->served_packs += sum->served_packs;
		summary->short_rows += sum->short_rows;
		summary->substituted_packs += sum->substituted_packs;
		summary->drops += sum->drops;
		if (!counting->good[b] ||
		    !pial_i128_add(summary->metre_grams, sum->metre_grams,
				   &summary->metre_grams))
			return false;
	}
	return true;
}

bool pial_outcome_figures(const struct pial_instance *instance,
			  struct pial_allocate_summary *summary)
{
	const struct pial_model *model = instance->input->model;
	size_t blocks = (instance->demands + BLOCK - 1) / BLOCK;
	struct counting counting = { .instance = instance };
	bool good;

	counting.source = pial_calloc(instance->supplies + 1, sizeof(*counting.source));
	for (size_t s = 0; s < instance->supplies; s++) {
		const struct pial_supply *supply = &instance->supply[s];

		counting.source[s] = (struct source){
			(uint32_t)(supply->producer - model->producer),
			(uint32_t)(supply->product - model->product) };
		if (supply->reached)
			summary->offered_packs += supply->packs;
	}
	counting.grams = pial_calloc(model->products + 1, sizeof(*counting.grams));
	for (size_t p = 0; p < model->products; p++)
		counting.grams[p] = grams_of(&model->product[p]);
	counting.sum = pial_calloc(blocks + 1, sizeof(*counting.sum));
	counting.good = pial_calloc(blocks + 1, sizeof(*counting.good));
	counting.seen = pial_calloc(instance->workers, sizeof(*counting.seen));
	for (unsigned w = 0; w < instance->workers; w++)
		counting.seen[w] = pial_calloc(model->producers + 1, sizeof(**counting.seen));
	pial_crew_run(instance->workers, blocks, count_block, &counting);
	good = add_blocks(&counting, blocks, summary);
	for (unsigned w = 0; w < instance->workers; w++)
		free(counting.seen[w]);
	free(counting.seen);
	free(counting.good);
	free(counting.sum);
	free(counting.grams);
	free(counting.source);
	return good;
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

/* The kitchens of a product whose order had to be their weight. */
struct unweighed {
	struct pial_strbuf list;	/* their names */
	size_t rank;			/* how many */
	bool is_short;			/* an order of the product is not fully served */
};

/* Adds a kitchen, rows in the order of claim_row, when a row of the claim is unweighed. */
static void add_unweighed(const struct pial_instance *instance, struct unweighed *unweighed,
			  const struct pial_claim *claim)
{
	for (uint32_t i = 0; i < claim->rows; i++)
		if (instance->demand[claim->row[i]].unweighed) {
			list_name(&unweighed->list, unweighed->rank++,
				  text(instance, claim->kitchen->id.n), NULL);
			return;
		}
}

/*
 * One notice a product, naming the kitchens whose order had to be their weight; where all orders
 * are served weights decide nothing.
 */
static void notice_weights(const struct pial_instance *instance, struct pial_diags *diags)
{
	const struct pial_model *model = instance->input->model;
	struct unweighed *list;
	bool any = false;

	for (size_t d = 0; !any && d < instance->demands; d++)
		any = instance->demand[d].unweighed;
	if (!any)
		return;
	list = pial_calloc(model->products + 1, sizeof(*list));
	for (size_t p = 0; p < model->products; p++)
		pial_strbuf_init(&list[p].list, PIAL_STRBUF_TEXT);
	for (size_t d = 0; d < instance->demands; d++)
		if (instance->demand[d].served < instance->demand[d].packs)
			list[instance->demand[d].product].is_short = true;
	for (size_t i = 0; i < instance->demands;) {
		struct pial_claim claim =
			pial_claim_of(instance, &instance->demand[instance->claim_row[i]]);

		add_unweighed(instance, &list[claim.product - model->product], &claim);
		i += claim.rows;
	}
	for (size_t p = 0; p < model->products; p++) {
		if (list[p].rank && list[p].is_short)
			(void)pial_diag_add(diags, NULL, PIAL_N_WEIGHT_ORDER,
					    text(instance, model->product[p].id.n),
					    list[p].list.text);
		pial_strbuf_release(&list[p].list);
	}
	free(list);
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

/* Says that a row is not fully served. */
static void notice_shortage(const struct pial_instance *instance, const struct pial_demand *demand,
			    struct pial_diags *diags)
{
	const struct pial_order *order = pial_demand_order(instance, demand);
	struct pial_pos pos = pial_demand_pos(instance, demand);
	int64_t pack = pial_demand_product(instance, demand)->pack.milli;

	(void)pial_diag_add(diags, &pos, PIAL_N_SHORTAGE, text(instance, order->kitchen.n),
			    text(instance, order->product.n), (int64_t)demand->day.n,
			    (demand->packs - demand->served) * pack, demand->packs * pack);
}

void pial_outcome_notices(const struct pial_instance *instance, struct pial_diags *diags)
{
	notice_strangers(instance, false, PIAL_N_DISTANCE_ZERO, diags);
	notice_strangers(instance, true, PIAL_N_DISTANCE_RADIUS, diags);
	notice_masses(instance, diags);
	notice_weights(instance, diags);
	for (size_t d = 0; d < instance->demands; d++) {
		const struct pial_demand *demand = &instance->demand[d];

		if (demand->served < demand->packs)
			notice_shortage(instance, demand, diags);
	}
}
