/*
 * "Instance" of the definition, sentence by sentence.
 */
#include "problem.h"

#include <math.h>
#include <string.h>

static bool within(int day, int from, int until)
{
	return (from < 0 || day >= from) && (until < 0 || day <= until);
}

static bool in(unsigned set, int i)
{
	return !set || (set >> i & 1);
}

/* A certificate of status organic, valid that day for that product. */
static bool organic(const struct week_producer *p, int product, int day)
{
	return p->organic == 1 && within(day, p->organic_from, p->organic_until) &&
	       in(p->organic_products, product);
}

static bool kitchen_open(const struct week_kitchen *k, int day)
{
	bool closed = k->closed_from >= 0 && within(day, k->closed_from, k->closed_until);

	return in(k->days, (day % 7 + 7) % 7) && !closed && within(day, k->joined, k->left);
}

/*
 * Metres between a producer and a kitchen, to 100 m, half up: by road, else the great circle of a
 * sphere of 6371 km (by the haversine of the angle) times 1.35; -1 when a place is missing.
 */
static int64_t metres_of(const struct week *w, int producer, int kitchen)
{
	const struct week_producer *p = &w->producer[producer];
	const struct week_kitchen *k = &w->kitchen[kitchen];
	const double degree = acos(-1) / 180e6;
	double across, along, hav;

	if (w->metres[producer][kitchen] >= 0)
		return (w->metres[producer][kitchen] + 50) / 100 * 100;
	if (p->lat == INT32_MIN || p->lon == INT32_MIN || k->lat == INT32_MIN ||
	    k->lon == INT32_MIN)
		return -1;
	across = sin(((double)k->lat - p->lat) * degree / 2);
	along = sin(((double)k->lon - p->lon) * degree / 2);
	hav = across * across + cos(p->lat * degree) * cos(k->lat * degree) * along * along;
	return (int64_t)floor(2 * 6371000 * asin(sqrt(fmin(1, hav))) * 1.35 / 100 + 0.5) * 100;
}

static bool allowed(const struct week *w, const struct week_offer *o, const struct week_row *r)
{
	const struct week_producer *p = &w->producer[o->producer];
	const struct week_kitchen *k = &w->kitchen[r->kitchen];
	bool fits = o->product == r->product ||
		    ((w->product[r->product].substitutes >> o->product & 1) && k->substitutes);

	if (r->contract >= 0 && w->contract[r->contract].members)
		fits = fits && (w->contract[r->contract].members >> o->producer & 1);
	if (w->radius >= 0)
		fits = fits && metres_of(w, o->producer, r->kitchen) >= 0 &&
		       metres_of(w, o->producer, r->kitchen) <= w->radius;
	return fits && within(r->day, o->from, o->until) && in(p->days, r->day) &&
	       within(r->day, p->joined, p->left) && kitchen_open(k, r->day) &&
	       in(k->accepts, p->tier - 1) &&
	       (!k->organic_only || organic(p, o->product, r->day)) &&
	       !w->apart[o->producer][r->kitchen];
}

/* Whole packs of an order, by the policy: half up, up, or down. */
static int64_t packs_of(const struct week *w, const struct week_row *r)
{
	int64_t pack = w->product[r->product].pack, milli = r->packs * pack + r->extra;

	switch (w->round) {
	case PIAL_PACK_UP:
		return (milli + pack - 1) / pack;
	case PIAL_PACK_DOWN:
		return milli / pack;
	case PIAL_PACK_NEAREST:
	case PIAL_PACK_REFUSE:
		break;
	}
	return (2 * milli + pack) / (2 * pack);
}

/* What a kitchen orders of a product in the week, all its rows. */
static int64_t ordered(const struct week *w, int kitchen, int product)
{
	int64_t sum = 0;

	for (int r = 0; r < w->rows; r++)
		if (w->row[r].kitchen == kitchen && w->row[r].product == product)
			sum += packs_of(w, &w->row[r]);
	return sum;
}

/* Open days of a kitchen from day to day. */
static int64_t open_days(const struct week *w, int kitchen, int from, int until)
{
	int64_t count = 0;

	for (int day = from; day <= until; day++)
		count += kitchen_open(&w->kitchen[kitchen], day);
	return count;
}

static int last_day(const struct week_contract *c)
{
	return c->until ? c->until : WEEK_CONTRACT_UNTIL;
}

/*
 * What a contract owes a delivery, in thousandths, rounded up to packs by the caller. Of a minimum
 * and of the open days what remains is counted when the week begins, whatever the row's day.
 */
static int64_t owed_of(const struct week *w, const struct week_contract *c)
{
	int64_t days = open_days(w, c->kitchen, 0, last_day(c));
	int64_t left = c->min - c->delivered;

	if (c->firm >= 0)
		return c->firm;
	return left > 0 && days ? (left + days - 1) / days : 0;
}

/* A contract's maximum, else minimum, a delivery, times the deliveries of the week. */
static struct exact usual(const struct week *w, const struct week_contract *c)
{
	int64_t all = open_days(w, c->kitchen, -WEEK_CONTRACT_FROM, last_day(c));
	int last = last_day(c) < 6 ? last_day(c) : 6;
	int64_t pack = w->product[c->product].pack;

	if (!all)
		return exact_whole(0);
	return exact_mul(exact(c->max ? c->max : c->min, pack),
			 exact(open_days(w, c->kitchen, 0, last), all));
}

/* What a kitchen needs of a product, in packs, by source. */
static void make_reference(const struct week *w, struct problem *p, int r)
{
	int kitchen = w->row[r].kitchen, product = w->row[r].product;
	int64_t pack = w->product[product].pack, need = w->kitchen[kitchen].need[product];
	bool seen[ROWS] = { false };

	p->has[r][0] = need >= 0;
	p->ref[r][0] = exact(need < 0 ? 0 : need, pack);
	p->ref[r][1] = p->ref[r][2] = exact_whole(0);
	for (int q = 0; q < w->rows; q++) {
		int c = w->row[q].contract;

		if (w->row[q].kitchen != kitchen || w->row[q].product != product || c < 0 ||
		    seen[c])
			continue;
		seen[c] = true;
		if (w->contract[c].firm >= 0) {
			p->has[r][1] = true;
			p->ref[r][1] = exact_add(p->ref[r][1], exact(w->contract[c].firm, pack));
		}
		if (w->contract[c].max || w->contract[c].min) {
			p->has[r][2] = true;
			p->ref[r][2] = exact_add(p->ref[r][2], usual(w, &w->contract[c]));
		}
	}
	p->has[r][3] = true;
	p->ref[r][3] = exact_whole(ordered(w, kitchen, product));
}

static void make_row(const struct week *w, struct problem *p, int r)
{
	const struct week_row *row = &w->row[r];
	const struct week_kitchen *k = &w->kitchen[row->kitchen];
	int64_t pack = w->product[row->product].pack;
	int64_t all = ordered(w, row->kitchen, row->product);
	struct exact part;

	p->demand[r] = packs_of(w, row);
	p->late[r] = row->late;
	p->class[r] = k->class;
	p->ordered[r] = row->product;
	p->day[r] = row->day;
	p->rank[r] = row->kitchen * ROWS + r;
	make_reference(w, p, r);
	p->factor[r] = p->a[r] = exact_whole(0);
	if (all) {
		part = exact(p->demand[r], all);
		p->factor[r] = exact_mul(exact(k->weight, 1000), part);
		p->a[r] = exact_mul(exact(k->owed[row->product], pack), part);
	}
	p->owed[r] = 0;
	if (row->contract >= 0)
		p->owed[r] = (owed_of(w, &w->contract[row->contract]) + pack - 1) / pack;
	if (p->owed[r] > p->demand[r])
		p->owed[r] = p->demand[r];
}

static void make_offer(const struct week *w, struct problem *p, int o)
{
	const struct week_offer *offer = &w->offer[o];
	int64_t pack = w->product[offer->product].pack;

	p->supply[o] = (offer->packs * pack + offer->extra) / pack;
	p->producer[o] = offer->producer;
	p->product[o] = offer->product;
	p->tier[o] = w->producer[offer->producer].tier;
	p->price[o] = offer->price;
	for (int r = 0; r < w->rows; r++) {
		int k = w->row[r].kitchen;
		int64_t metres = metres_of(w, offer->producer, k);
		int64_t grams = w->product[offer->product].grams;
		int met = w->met[offer->producer][k];

		/* Nothing offered is no offer, nothing ordered no order. */
		p->may[o][r] = allowed(w, offer, &w->row[r]);
		p->allowed[o][r] = p->may[o][r] && p->supply[o] && p->demand[r];
		p->substitute[o][r] = offer->product != w->row[r].product;
		/* Thousandths of a unit by grams of a unit; a pack is a whole number of grams. */
		p->cost[o][r] = (metres < 0 ? 0 : metres) * (grams ? pack * grams / 1000 : pack);
		p->met[o][r] = met ? met : 53;
		p->pin[o][r] = w->pin[o][r];
	}
}

/* Splits a row's order by the shares of its contract. */
static void make_promises(const struct week *w, struct problem *p, int r)
{
	const struct week_contract *c = w->contract;
	int64_t all = 0;

	if (w->row[r].contract < 0)
		return;
	c += w->row[r].contract;
	for (int i = 0; i < w->producers; i++)
		all += c->members >> i & 1 ? c->share[i] : 0;
	p->listed[r] = all > 0;
	for (int i = 0; all && i < w->producers; i++)
		p->promised[i][r] = exact(c->members >> i & 1 ? p->demand[r] * c->share[i] : 0,
					  all);
}

static void make_producer(const struct week *w, struct problem *p, int i)
{
	const struct week_producer *from = &w->producer[i];

	p->share[i] = exact(from->share, 1000);
	for (int v = 0; v < w->products; v++) {
		int64_t pack = w->product[v].pack;

		p->planned[v] |= from->plan[v] >= 0;
		p->plan[i][v] = exact(from->plan[v] < 0 ? 0 : from->plan[v], pack);
		p->account[i][v] = exact(from->owed[v], pack);
	}
}

void problem_make(const struct week *w, struct problem *p)
{
	memset(p, 0, sizeof(*p));
	p->offers = w->offers;
	p->rows = w->rows;
	p->rule = w->rule;
	for (int r = 0; r < w->rows; r++)
		make_row(w, p, r);
	for (int r = 0; r < w->rows; r++)
		make_promises(w, p, r);
	for (int o = 0; o < w->offers; o++)
		make_offer(w, p, o);
	for (int i = 0; i < w->producers; i++)
		make_producer(w, p, i);
}
