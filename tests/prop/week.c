/*
 * The builder behind week.h: each number becomes the row a loader would make of it.
 */
#include "week.h"

#include <stdio.h>
#include <string.h>

void week_init(struct week *w)
{
	memset(w, 0, sizeof(*w));
	w->products = 1;
	for (int p = 0; p < PRODUCTS; p++)
		w->product[p].pack = 1000;
	for (int o = 0; o < OFFERS; o++)
		for (int r = 0; r < ROWS; r++)
			w->pin[o][r] = -1;
	w->radius = -1;
}

int week_producer(struct week *w)
{
	struct week_producer *p = &w->producer[w->producers];

	*p = (struct week_producer){ .tier = 1, .share = 1000, .joined = -1, .left = -1,
				     .lat = INT32_MIN, .lon = INT32_MIN };
	for (int i = 0; i < PRODUCTS; i++)
		p->plan[i] = -1;
	return w->producers++;
}

int week_kitchen(struct week *w)
{
	struct week_kitchen *k = &w->kitchen[w->kitchens];

	*k = (struct week_kitchen){ .class = 1, .weight = 1000, .joined = -1, .left = -1,
				    .closed_from = -1, .closed_until = -1,
				    .lat = INT32_MIN, .lon = INT32_MIN };
	for (int i = 0; i < PRODUCTS; i++)
		k->need[i] = -1;
	return w->kitchens++;
}

int week_offer(struct week *w, int producer, int product, int64_t packs)
{
	w->offer[w->offers] = (struct week_offer){ .producer = producer, .product = product,
						   .packs = packs, .from = -1, .until = -1 };
	return w->offers++;
}

int week_row(struct week *w, int day, int kitchen, int product, int64_t packs)
{
	w->row[w->rows] = (struct week_row){ .day = day, .kitchen = kitchen, .product = product,
					     .packs = packs, .contract = -1 };
	return w->rows++;
}

/*
 * ---- In words
 * -----------------------------------------------------------------------------------
 */

static void print_parties(const struct week *w)
{
	for (int i = 0; i < w->producers; i++) {
		const struct week_producer *p = &w->producer[i];

		printf("# P%d: tier %d share %d days %x joined %d left %d organic %d (%d-%d, %x)",
		       i, p->tier, (int)p->share, p->days, p->joined, p->left, p->organic,
		       p->organic_from, p->organic_until, p->organic_products);
		for (int v = 0; v < w->products; v++)
			printf(" v%d plan %d owed %d", v, (int)p->plan[v], (int)p->owed[v]);
		puts("");
	}
	for (int i = 0; i < w->kitchens; i++) {
		const struct week_kitchen *k = &w->kitchen[i];

		printf("# K%d: class %d weight %d substitutes %d organic %d accepts %x days %x"
		       " joined %d left %d closed %d-%d", i, k->class, (int)k->weight,
		       k->substitutes, k->organic_only, k->accepts, k->days, k->joined, k->left,
		       k->closed_from, k->closed_until);
		for (int v = 0; v < w->products; v++)
			printf(" v%d need %d owed %d", v, (int)k->need[v], (int)k->owed[v]);
		puts("");
	}
}

static void print_pairs(const struct week *w)
{
	for (int p = 0; p < w->producers; p++)
		for (int k = 0; k < w->kitchens; k++)
			printf("%sP%d-K%d %dm met %d%s", k ? ", " : "# ", p, k,
			       (int)w->metres[p][k], w->met[p][k],
			       k + 1 == w->kitchens ? "\n" : "");
	for (int p = 0; p < w->producers; p++)
		printf("# P%d at %d %d\n", p, (int)w->producer[p].lat, (int)w->producer[p].lon);
	for (int k = 0; k < w->kitchens; k++)
		printf("# K%d at %d %d\n", k, (int)w->kitchen[k].lat, (int)w->kitchen[k].lon);
	for (int p = 0; p < w->producers; p++)
		for (int k = 0; k < w->kitchens; k++)
			if (w->apart[p][k])
				printf("# excluded: P%d K%d\n", p, k);
	for (int o = 0; o < w->offers; o++)
		for (int r = 0; r < w->rows; r++)
			if (w->pin[o][r] >= 0)
				printf("# pin: offer %d row %d: %d\n", o, r, (int)w->pin[o][r]);
}

void week_print(const struct week *w)
{
	printf("# rule %d round %d radius %d\n", (int)w->rule, (int)w->round, (int)w->radius);
	for (int v = 0; v < w->products; v++)
		printf("# v%d: pack %d grams %d substitutes %x\n", v, (int)w->product[v].pack,
		       (int)w->product[v].grams, w->product[v].substitutes);
	print_parties(w);
	for (int i = 0; i < w->contracts; i++) {
		const struct week_contract *c = &w->contract[i];

		printf("# c%02d: K%d v%d firm %d min %d max %d delivered %d until %d members", i,
		       c->kitchen, c->product, (int)c->firm, (int)c->min, (int)c->max,
		       (int)c->delivered, c->until);
		for (int p = 0; p < w->producers; p++)
			if (c->members >> p & 1)
				printf(" P%d:%d", p, (int)c->share[p]);
		puts("");
	}
	for (int o = 0; o < w->offers; o++)
		printf("# offer %d: P%d v%d %d packs + %d, days %d-%d, price %d\n", o,
		       w->offer[o].producer, w->offer[o].product, (int)w->offer[o].packs,
		       (int)w->offer[o].extra, w->offer[o].from, w->offer[o].until,
		       (int)w->offer[o].price);
	for (int r = 0; r < w->rows; r++)
		printf("# row %d: day %d K%d v%d contract %d %d packs + %d%s\n", r, w->row[r].day,
		       w->row[r].kitchen, w->row[r].product, w->row[r].contract,
		       (int)w->row[r].packs, (int)w->row[r].extra, w->row[r].late ? " late" : "");
	print_pairs(w);
}

/*
 * ---- As the engine reads it
 * ---------------------------------------------------------------------
 */

static void *room(struct built *b, size_t count, size_t size)
{
	return pial_arena_zalloc(&b->model.arena, count, size);
}

void built_init(struct built *b)
{
	struct pial_model *m = &b->model;

	memset(b, 0, sizeof(*b));
	pial_model_init(m);
	pial_diags_init(&b->diags);
	pial_allocate_result_init(&b->result);
	m->producer = room(b, 2 * PRODUCERS, sizeof(*m->producer));
	m->kitchen = room(b, 2 * KITCHENS, sizeof(*m->kitchen));
	m->product = room(b, 2 * PRODUCTS, sizeof(*m->product));
	m->road = room(b, 2 * PRODUCERS * KITCHENS, sizeof(*m->road));
	m->contract = room(b, 2 * ROWS, sizeof(*m->contract));
	m->certificate = room(b, 2 * PRODUCERS, sizeof(*m->certificate));
	m->closure = room(b, 2 * KITCHENS, sizeof(*m->closure));
	b->input = (struct pial_allocate_input){
		.model = m, .order = b->order, .orders_file = "orders.csv", .offer = b->offer,
		.offers_file = "offers.csv", .pin = b->pin, .pins_file = "allocation.csv",
		.account = b->account, .weight = b->weight, .meeting = b->meeting,
		.delivered = b->delivered,
		.published = true,
	};
	if (!pial_week_make(2025, 12, &b->input.week))
		b->input.week.n = 0;
}

void built_release(struct built *b)
{
	pial_allocate_result_release(&b->result);
	pial_diags_release(&b->diags);
	pial_model_release(&b->model);
}

static uint32_t name(struct built *b, const char *prefix, char kind, int number)
{
	char text[32];
	int len = snprintf(text, sizeof(text), "%s%c%02d", prefix, kind, number);

	return pial_intern_add(&b->model.pool, text, (size_t)len);
}

static struct pial_date day(const struct built *b, int number)
{
	struct pial_date none = { 0 };

	return number < 0 ? none : pial_date_add(pial_week_monday(b->input.week), number);
}

/* The products of a set. */
static struct pial_id_list list(struct built *b, const char *prefix, unsigned set)
{
	uint32_t *n = room(b, PRODUCTS, sizeof(*n));
	uint32_t count = 0;

	for (int v = 0; v < PRODUCTS; v++)
		if (set >> v & 1)
			n[count++] = name(b, prefix, 'v', v);
	return (struct pial_id_list){ n, count };
}

static void add_product(struct built *b, const struct week *w, const char *prefix, int v,
			int64_t times)
{
	const struct week_product *from = &w->product[v];
	struct pial_product *p = &b->model.product[b->model.products++];

	*p = (struct pial_product){
		.id = { name(b, prefix, 'v', v) }, .unit = PIAL_UNIT_KG,
		.pack = { from->pack * times }, .unit_mass = PIAL_MASS_NONE,
		.reference_price = PIAL_PRICE_NONE,
		.substitutes = list(b, prefix, from->substitutes),
	};
	if (from->grams) {
		p->unit = PIAL_UNIT_PIECE;
		p->unit_mass.g = from->grams;
	}
}

static void add_weight(struct built *b, uint32_t party, uint32_t product, int64_t milli)
{
	if (milli >= 0)
		b->weight[b->input.weights++] = (struct pial_weight){
			party, { product }, { milli } };
}

static void add_account(struct built *b, uint32_t party, uint32_t product, int64_t milli)
{
	if (milli)
		b->account[b->input.accounts++] = (struct pial_account){
			party, { product }, { milli } };
}

static void add_producer(struct built *b, const struct week *w, const char *prefix, int i,
			 int64_t times)
{
	const struct week_producer *from = &w->producer[i];
	uint32_t id = name(b, prefix, 'P', i);

	b->model.producer[b->model.producers++] = (struct pial_producer){
		.id = { id }, .tier = (uint8_t)from->tier, .share = { from->share },
		.lat = { from->lat }, .lon = { from->lon }, .min_drop = PIAL_MONEY_NONE,
		.days = { (uint8_t)from->days }, .joined = day(b, from->joined),
		.left = day(b, from->left),
		.kind = from->tier == 2 ? PIAL_PRODUCER_PARTNER : PIAL_PRODUCER_GROWER,
	};
	if (from->organic)
		b->model.certificate[b->model.certificates++] = (struct pial_certificate){
			.producer = { id }, .from = day(b, from->organic_from),
			.until = day(b, from->organic_until),
			.products = list(b, prefix, from->organic_products),
			.status = from->organic == 1 ? PIAL_CERTIFICATE_ORGANIC
						     : PIAL_CERTIFICATE_CONVERSION };
	for (int v = 0; v < w->products; v++) {
		add_weight(b, id, name(b, prefix, 'v', v),
			   from->plan[v] < 0 ? -1 : from->plan[v] * times);
		add_account(b, id, name(b, prefix, 'v', v), from->owed[v] * times);
	}
}

/* A kitchen's own calendar of one period. */
static void add_closure(struct built *b, const char *prefix, int i, int from, int until,
			struct pial_kitchen *kitchen)
{
	struct pial_closed *period = room(b, 1, sizeof(*period));
	uint32_t *id = room(b, 1, sizeof(*id));

	*id = name(b, prefix, 'h', i);
	*period = (struct pial_closed){ .from = day(b, from), .until = day(b, until) };
	b->model.closure[b->model.closures++] = (struct pial_closure){
		.id = { *id }, .period = period, .count = 1 };
	kitchen->closures = (struct pial_id_list){ id, 1 };
}

static void add_kitchen(struct built *b, const struct week *w, const char *prefix, int i,
			int64_t times)
{
	const struct week_kitchen *from = &w->kitchen[i];
	struct pial_kitchen *k = &b->model.kitchen[b->model.kitchens++];

	*k = (struct pial_kitchen){
		.id = { name(b, prefix, 'K', i) }, .priority = (uint8_t)from->class,
		.weight = { from->weight }, .lat = { from->lat }, .lon = { from->lon },
		.cutoff = 3, .accepts = { (uint8_t)from->accepts },
		.delivery_days = { (uint8_t)from->days }, .joined = day(b, from->joined),
		.left = day(b, from->left),
		.organic_only = from->organic_only ? PIAL_YES : PIAL_NO,
		.substitutes = from->substitutes ? PIAL_YES : PIAL_NO,
	};
	if (from->closed_from >= 0)
		add_closure(b, prefix, i, from->closed_from, from->closed_until, k);
	for (int v = 0; v < w->products; v++) {
		add_weight(b, k->id.n, name(b, prefix, 'v', v),
			   from->need[v] < 0 ? -1 : from->need[v] * times);
		add_account(b, k->id.n, name(b, prefix, 'v', v), from->owed[v] * times);
	}
}

/* A quantity; 0: none. */
static struct pial_qty milli(int64_t quantity, int64_t times)
{
	return quantity ? (struct pial_qty){ quantity * times } : PIAL_QTY_NONE;
}

static void add_contract(struct built *b, const struct week *w, const char *prefix, int i,
			 int64_t times)
{
	const struct week_contract *from = &w->contract[i];
	struct pial_contract *c = &b->model.contract[b->model.contracts++];
	struct pial_contract_line *line = room(b, 1, sizeof(*line));
	struct pial_firm *firm = room(b, 1, sizeof(*firm));
	struct pial_contract_producer *member = room(b, PRODUCERS, sizeof(*member));

	*firm = (struct pial_firm){ .from_week = b->input.week, .until_week = b->input.week,
				    .quantity = { from->firm * times } };
	*line = (struct pial_contract_line){ .product = { name(b, prefix, 'v', from->product) },
					     .price = { 20000 },
					     .min = milli(from->min, times),
					     .max = milli(from->max, times), .firm = firm,
					     .firm_count = from->firm >= 0 };
	*c = (struct pial_contract){ .id = { name(b, prefix, 'c', i) },
				     .kitchen = { name(b, prefix, 'K', from->kitchen) },
				     .line = line, .line_count = 1, .producer = member };
	if (!pial_date_make(2025, 1, 1, &c->from) || !pial_date_make(2025, 12, 31, &c->until))
		c->from.n = c->until.n = 0;
	if (from->until)
		c->until = day(b, from->until);
	if (from->delivered)
		b->delivered[b->input.delivereds++] = (struct pial_contract_delivered){
			c->id, line->product, { from->delivered * times },
			pial_date_add(pial_week_monday(b->input.week), -7) };
	for (int p = 0; p < w->producers; p++)
		if (from->members >> p & 1)
			member[c->producer_count++] = (struct pial_contract_producer){
				.producer = { name(b, prefix, 'P', p) },
				.share = { from->share[p] } };
}

static void add_pairs(struct built *b, const struct week *w, const char *prefix)
{
	struct pial_policy *policy = &b->model.policy;
	struct pial_exclusion *apart = room(b, 2 * PRODUCERS * KITCHENS, sizeof(*apart));

	if (policy->exclude_count)
		memcpy(apart, policy->exclude, policy->exclude_count * sizeof(*apart));
	for (int p = 0; p < w->producers; p++)
		for (int k = 0; k < w->kitchens; k++) {
			uint32_t from = name(b, prefix, 'P', p), to = name(b, prefix, 'K', k);

			if (w->metres[p][k] >= 0)
				b->model.road[b->model.roads++] = (struct pial_road){
					.from = { (p + k) % 2 ? from : to },
					.to = { (p + k) % 2 ? to : from },
					.distance = { w->metres[p][k] },
					.duration = { INT32_MIN } };
			if (w->met[p][k])
				b->meeting[b->input.meetings++] = (struct pial_meeting){
					{ from }, { to },
					pial_week_add(b->input.week, -w->met[p][k]) };
			if (w->apart[p][k])
				apart[policy->exclude_count++] = (struct pial_exclusion){
					.producer = { from }, .kitchen = { to } };
		}
	policy->exclude = apart;
}

static void add_offers(struct built *b, const struct week *w, const char *prefix, int64_t times)
{
	for (int o = 0; o < w->offers; o++) {
		const struct week_offer *from = &w->offer[o];
		size_t at = b->input.offers++;

		b->offer[at] = (struct pial_offer){
			.line = (uint32_t)at + 2, .week = b->input.week,
			.producer = { name(b, prefix, 'P', from->producer) },
			.product = { name(b, prefix, 'v', from->product) },
			.batch = { name(b, prefix, 'b', o) },
			.quantity = { (from->packs * w->product[from->product].pack +
				       from->extra) * times },
			.price = w->producer[from->producer].tier == 2
					 ? (struct pial_price){ from->price } : PIAL_PRICE_NONE,
			.from_day = day(b, from->from), .until_day = day(b, from->until) };
	}
}

static void add_rows(struct built *b, const struct week *w, const char *prefix, int64_t times)
{
	for (int r = 0; r < w->rows; r++) {
		const struct week_row *from = &w->row[r];
		int64_t pack = w->product[from->product].pack;
		struct pial_order *order = &b->order[b->input.orders++];

		*order = (struct pial_order){
			.line = (uint32_t)(b->input.orders + 1), .week = b->input.week,
			.day = day(b, from->day),
			.kitchen = { name(b, prefix, 'K', from->kitchen) },
			.product = { name(b, prefix, 'v', from->product) },
			.quantity = { (from->packs * pack + from->extra) * times },
			.minimum = PIAL_QTY_NONE, .price = PIAL_PRICE_NONE };
		if (from->contract >= 0)
			order->contract.n = name(b, prefix, 'c', from->contract);
		order->received_on = pial_date_add(order->day, from->late ? -2 : -3);
		for (int o = 0; o < w->offers; o++) {
			int v = w->offer[o].product;
			size_t at = b->input.pins;

			if (w->pin[o][r] < 0)
				continue;
			b->input.pins++;
			b->pin[at] = (struct pial_allocation){
				.line = (uint32_t)at + 2, .week = b->input.week,
				.day = order->day, .kitchen = order->kitchen,
				.ordered = order->product, .contract = order->contract,
				.product = { name(b, prefix, 'v', v) },
				.producer = { name(b, prefix, 'P', w->offer[o].producer) },
				.batch = { name(b, prefix, 'b', o) }, .computed = PIAL_QTY_NONE,
				.quantity = { w->pin[o][r] * w->product[v].pack * times },
				.price = PIAL_PRICE_NONE, .buy_price = PIAL_PRICE_NONE,
				.pin = PIAL_YES };
		}
	}
}

void built_add(struct built *b, const struct week *w, const char *prefix, int64_t times)
{
	b->model.policy.rule = (uint8_t)w->rule;
	b->model.policy.round = (uint8_t)w->round;
	if (w->radius >= 0)
		b->model.policy.radius.m = w->radius;
	for (int v = 0; v < w->products; v++)
		add_product(b, w, prefix, v, times);
	for (int i = 0; i < w->producers; i++)
		add_producer(b, w, prefix, i, times);
	for (int i = 0; i < w->kitchens; i++)
		add_kitchen(b, w, prefix, i, times);
	for (int i = 0; i < w->contracts; i++)
		add_contract(b, w, prefix, i, times);
	add_pairs(b, w, prefix);
	add_offers(b, w, prefix, times);
	add_rows(b, w, prefix, times);
}

bool built_run(struct built *b)
{
	pial_allocate_result_release(&b->result);
	pial_allocate_result_init(&b->result);
	pial_diags_clear(&b->diags);
	pial_model_index(&b->model);
	return pial_allocate(&b->input, &b->result, &b->diags);
}

/* The row of a line, -1 when there is none. */
static int row_of(struct built *b, const struct week *w, const char *prefix,
		  const struct pial_allocation *line)
{
	for (int r = 0; r < w->rows; r++) {
		const struct week_row *row = &w->row[r];
		uint32_t contract = row->contract < 0 ? 0 : name(b, prefix, 'c', row->contract);

		if (line->day.n == day(b, row->day).n && line->contract.n == contract &&
		    line->kitchen.n == name(b, prefix, 'K', row->kitchen) &&
		    line->ordered.n == name(b, prefix, 'v', row->product))
			return r;
	}
	return -1;
}

/* The offer of a line, -1 when there is none. */
static int offer_of(struct built *b, const struct week *w, const char *prefix,
		    const struct pial_allocation *line)
{
	for (int o = 0; o < w->offers; o++)
		if (line->batch.n == name(b, prefix, 'b', o) &&
		    line->producer.n == name(b, prefix, 'P', w->offer[o].producer) &&
		    line->product.n == name(b, prefix, 'v', w->offer[o].product))
			return o;
	return -1;
}

void built_read(struct built *b, const struct week *w, const char *prefix, int64_t times,
		struct given *g)
{
	memset(g, 0, sizeof(*g));
	for (size_t i = 0; i < b->result.rows; i++) {
		const struct pial_allocation *line = &b->result.row[i];
		int r = row_of(b, w, prefix, line);
		int o = line->producer.n ? offer_of(b, w, prefix, line) : -1;
		int64_t pack;

		if (r < 0)
			continue;
		pack = w->product[w->row[r].product].pack * times;
		g->odd |= line->quantity.milli % pack != 0 || (line->producer.n && o < 0);
		if (o < 0) {
			g->missing[r] += line->quantity.milli / pack;
			continue;
		}
		g->x[o][r] += line->quantity.milli / pack;
		if (line->pin == PIAL_YES)
			g->computed[o][r] += line->computed.milli / pack;
	}
}
