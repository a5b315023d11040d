/*
 * Each dimension is switched on for some weeks only: a week where everything is rare and odd at
 * once has no allowed pair left.
 *
 * Kept out on purpose, because the definition leaves it open: a firm quantity that one contract
 * owes for several days of the week.
 */
#include "roll.h"

#include <stdlib.h>
#include <string.h>

struct dice dice_of(uint64_t number)
{
	return (struct dice){ number * 0x9E3779B97F4A7C15u + 0x632BE59BD9B4E019u };
}

/* splitmix64 (Steele, Lea and Flood 2014). */
int dice_roll(struct dice *d, int sides)
{
	uint64_t z = d->state += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return (int)((z ^ z >> 31) % (unsigned)sides);
}

bool dice_once(struct dice *d, int times)
{
	return dice_roll(d, times) == 0;
}

/* What a week has. */
struct taste {
	bool days, substitutes, classes, partners, weights, accounts, needs, contracts, lists, plan,
		pins, late, fractions, organic, membership, closures, apart, radius, accepts,
		shares, batches, ties, places, usual;
	int sparse;	/* one pair in so many is excluded */
	int nothing;	/* once in so many, nothing is offered or ordered */
};

static struct taste roll_taste(struct dice *d)
{
	struct taste t = {
		.days = dice_once(d, 3), .substitutes = dice_once(d, 3),
		.classes = dice_once(d, 2), .partners = dice_once(d, 2),
		.weights = dice_once(d, 2), .accounts = dice_once(d, 2),
		.needs = dice_once(d, 2), .contracts = dice_once(d, 2), .lists = dice_once(d, 4),
		.plan = dice_once(d, 3), .pins = dice_once(d, 3), .late = dice_once(d, 5),
		.fractions = dice_once(d, 4), .organic = dice_once(d, 8),
		.membership = dice_once(d, 8), .closures = dice_once(d, 8),
		.apart = dice_once(d, 2), .radius = dice_once(d, 8), .accepts = dice_once(d, 6),
		.shares = dice_once(d, 2), .batches = dice_once(d, 3), .ties = dice_once(d, 2),
		.places = dice_once(d, 4), .usual = dice_once(d, 3),
	};

	t.sparse = 2 + dice_roll(d, 6);
	t.nothing = 3 + dice_roll(d, 20);
	return t;
}

/* 1 to most, more often much. */
static int roll_count(struct dice *d, int most)
{
	int a = dice_roll(d, most), b = dice_roll(d, most);

	return 1 + (a > b ? a : b);
}

static int roll_packs(struct dice *d, const struct taste *t, struct roll_size size)
{
	return dice_once(d, t->nothing) ? 0 : 1 + dice_roll(d, size.packs);
}

static void roll_products(struct week *w, struct dice *d, const struct taste *t)
{
	static const int64_t pack[] = { 1000, 5000, 250, 12500, 1000 };
	int64_t grams = dice_once(d, 3) ? 1 + dice_roll(d, 900) : 0;

	w->products = t->substitutes ? 2 + dice_roll(d, 2) : 1;
	w->product[0].pack = pack[dice_roll(d, 5)];
	if (grams && w->product[0].pack % 1000)
		w->product[0].pack = 1000;
	for (int v = 0; v < w->products; v++) {
		w->product[v].pack = w->product[0].pack;
		w->product[v].grams = grams && dice_once(d, 2) ? 1 + dice_roll(d, 900) : grams;
		w->product[v].substitutes = 0;
		for (int u = v + 1; u < w->products; u++)
			if (!dice_once(d, 4))
				w->product[v].substitutes |= 1u << u;
	}
}

static int64_t roll_account(struct dice *d, const struct taste *t, int64_t pack)
{
	return t->accounts && dice_once(d, 2) ? (dice_roll(d, 17) - 8) * pack / 4 : 0;
}

static void roll_dates(struct dice *d, int *from, int *until)
{
	*from = dice_once(d, 2) ? -1 : dice_roll(d, 3);
	*until = dice_once(d, 2) ? -1 : *from + dice_roll(d, 3) + (*from < 0);
}

static void roll_producer(struct week *w, struct dice *d, const struct taste *t)
{
	struct week_producer *p = &w->producer[week_producer(w)];

	p->tier = t->partners && dice_once(d, 3) ? 2 : 1;
	if (t->shares)
		p->share = dice_once(d, 8) ? 500 : 1000 * (1 + dice_roll(d, 3));
	if (t->days && dice_once(d, 3))
		p->days = 1u + (unsigned)dice_roll(d, 7);
	if (t->membership && dice_once(d, 2))
		roll_dates(d, &p->joined, &p->left);
	if (t->organic && !dice_once(d, 4)) {
		p->organic = dice_once(d, 5) ? 2 : 1;
		roll_dates(d, &p->organic_from, &p->organic_until);
		if (p->organic_from < 0)
			p->organic_from = 0;
		if (p->organic_until < p->organic_from)
			p->organic_until = 6;
		p->organic_products = dice_once(d, 2) ? 0 : 1u + (unsigned)dice_roll(d, 3);
	}
	for (int v = 0; v < w->products; v++) {
		int64_t pack = w->product[v].pack;

		p->owed[v] = roll_account(d, t, pack);
		if (t->plan && !dice_once(d, 4))
			p->plan[v] = dice_roll(d, 5) * pack + (dice_once(d, 4) ? pack / 2 : 0);
	}
}

static void roll_kitchen(struct week *w, struct dice *d, const struct taste *t)
{
	struct week_kitchen *k = &w->kitchen[week_kitchen(w)];

	k->class = t->classes ? 1 + dice_roll(d, dice_once(d, 3) ? 3 : 2) : 1;
	if (t->weights)
		k->weight = dice_once(d, 6) ? 0 : dice_once(d, 6) ? 1500 : 1000 *
								   (1 + dice_roll(d, 3));
	k->substitutes = t->substitutes && !dice_once(d, 3);
	k->organic_only = t->organic && dice_once(d, 2);
	if (t->accepts && dice_once(d, 2))
		k->accepts = 1u + (unsigned)dice_roll(d, 3);
	if (t->days && dice_once(d, 4))
		k->days = 1u + (unsigned)dice_roll(d, 7);
	if (t->membership && dice_once(d, 3))
		roll_dates(d, &k->joined, &k->left);
	if (t->closures && dice_once(d, 3)) {
		k->closed_from = dice_roll(d, 3);
		k->closed_until = k->closed_from + dice_roll(d, 2);
	}
	for (int v = 0; v < w->products; v++) {
		int64_t pack = w->product[v].pack;

		k->owed[v] = roll_account(d, t, pack);
		if (t->needs && !dice_once(d, 4))
			k->need[v] = dice_roll(d, 6) * pack + (dice_once(d, 4) ? pack / 5 : 0);
	}
}

static void roll_offers(struct week *w, struct dice *d, const struct taste *t,
			struct roll_size size)
{
	int most = roll_count(d, size.offers);

	for (int i = 0; w->offers < most && i < PRODUCERS; i++) {
		int first = w->offers, batches = t->batches && dice_once(d, 2) ? 2 : 1;
		int from = -1;

		roll_producer(w, d, t);
		for (int b = 0; b < batches && w->offers < most; b++) {
			struct week_offer *o = &w->offer[week_offer(
				w, i, dice_roll(d, w->products), roll_packs(d, t, size))];
			int until;

			if (t->days) {
				roll_dates(d, &o->from, &until);
				o->from = o->from < from ? from : o->from;
				o->until = until < o->from ? -1 : until;
				from = o->from;
			}
			if (t->fractions)
				o->extra = dice_roll(d, (int)w->product[o->product].pack);
			o->price = dice_roll(d, 3) * 100;
			/* One product for both batches, or two products. */
			if (b && dice_once(d, 2))
				o->product = w->offer[first].product;
		}
	}
}

/* True when the week has such a row already. */
static bool twice(const struct week *w, int day, int kitchen, int product)
{
	for (int r = 0; r < w->rows; r++)
		if (w->row[r].day == day && w->row[r].kitchen == kitchen &&
		    w->row[r].product == product)
			return true;
	return false;
}

static void roll_rows(struct week *w, struct dice *d, const struct taste *t, struct roll_size size)
{
	int most = roll_count(d, size.rows), kitchens = roll_count(d, most);

	for (int k = 0; k < kitchens; k++)
		roll_kitchen(w, d, t);
	for (int day = 0; day < 3 && w->rows < most; day++)
		for (int k = 0; k < kitchens && w->rows < most; k++)
			for (int v = 0; v < w->products && w->rows < most; v++) {
				struct week_row *r;

				if ((day > 0 && !t->days && kitchens > 1) || dice_once(d, 6) ||
				    (v && dice_once(d, 2)) || twice(w, day, k, v))
					continue;
				r = &w->row[week_row(w, day, k, v, roll_packs(d, t, size))];
				r->late = t->late && dice_once(d, 3);
				if (t->fractions)
					r->extra = dice_roll(d, (int)w->product[v].pack) -
						   (r->packs ? (int)w->product[v].pack / 2 : 0);
			}
}

/* A minimum or a maximum over the contract instead of a firm quantity; it ends soon, or not. */
static void roll_usual(struct dice *d, struct week_contract *c, int64_t pack, int day)
{
	if (!dice_once(d, 3))
		c->min = (1 + dice_roll(d, 40)) * pack;
	if (!c->min || dice_once(d, 3))
		c->max = c->min + dice_roll(d, 40) * pack + pack / 2;
	if (c->min && dice_once(d, 2))
		c->delivered = dice_roll(d, 30) * pack / 2;
	if (!dice_once(d, 3))
		c->until = day + 1 + dice_roll(d, 30);
}

/* A contract for each row that has one. */
static void roll_contracts(struct week *w, struct dice *d, const struct taste *t)
{
	if (!t->contracts)
		return;
	for (int r = 0; r < w->rows; r++) {
		struct week_contract *c = &w->contract[w->contracts];
		int64_t pack = w->product[w->row[r].product].pack;

		if (dice_once(d, 4))
			continue;
		*c = (struct week_contract){ .kitchen = w->row[r].kitchen,
					     .product = w->row[r].product, .firm = -1 };
		if (t->usual && dice_once(d, 2))
			roll_usual(d, c, pack, w->row[r].day);
		else if (!dice_once(d, 4))
			c->firm = (1 + dice_roll(d, 4)) * pack - (dice_once(d, 4) ? pack / 3 : 0);
		for (int p = 0; t->lists && p < w->producers; p++)
			if (!dice_once(d, 3)) {
				c->members |= 1u << p;
				c->share[p] = 1000 * (1 + dice_roll(d, 3));
			}
		w->row[r].contract = w->contracts++;
	}
}

static void roll_pairs(struct week *w, struct dice *d, const struct taste *t)
{
	int places = t->ties ? 2 : 40;

	for (int p = 0; p < w->producers; p++)
		for (int k = 0; k < w->kitchens; k++) {
			w->metres[p][k] = 100 * dice_roll(d, places);
			if (!t->radius && dice_once(d, 3))
				w->metres[p][k] += dice_roll(d, 100);
			w->met[p][k] = dice_once(d, 2) ? 0 : 1 + dice_roll(d, 3);
			w->apart[p][k] = t->apart && dice_once(d, t->sparse);
		}
	w->radius = t->radius ? 100 * (places - 1 - dice_roll(d, 2)) : -1;
}

/* A place in the valley, on its border, or unknown; in some weeks anywhere on earth. */
static void roll_place(struct dice *d, bool anywhere, int32_t *lat, int32_t *lon)
{
	if (dice_once(d, 8))
		return;
	*lat = 42790000 + dice_roll(d, 400000) - 200000;
	*lon = 590000 + dice_roll(d, 600000) - 300000;
	if (!anywhere)
		return;
	*lat = dice_once(d, 3) ? 89900000 + dice_roll(d, 100001)
	       : dice_once(d, 2) ? dice_roll(d, 200000) - 100000
				 : dice_roll(d, 180000001) - 90000000;
	*lon = dice_once(d, 2) ? (dice_once(d, 2) ? 1 : -1) * (180000000 - dice_roll(d, 200000))
			       : dice_roll(d, 360000001) - 180000000;
}

/* Farms and kitchens with places; roads between some; what the radius lets through. */
static void roll_places(struct week *w, struct dice *d)
{
	bool anywhere = dice_once(d, 3);

	for (int p = 0; p < w->producers; p++)
		roll_place(d, anywhere, &w->producer[p].lat, &w->producer[p].lon);
	for (int k = 0; k < w->kitchens; k++)
		roll_place(d, anywhere, &w->kitchen[k].lat, &w->kitchen[k].lon);
	for (int p = 0; p < w->producers; p++)
		for (int k = 0; k < w->kitchens; k++)
			w->metres[p][k] = dice_once(d, 4) ? 100 * dice_roll(d, 700) : -1;
	w->radius = dice_once(d, 2) ? -1 : 100 * dice_roll(d, 800);
}

/* Pins on allowed pairs within what is offered and ordered: `allowed` is the caller's to see. */
static void roll_pins(struct week *w, struct dice *d)
{
	for (int o = 0; o < w->offers; o++)
		for (int r = 0; r < w->rows; r++)
			if (dice_once(d, 5))
				w->pin[o][r] = dice_once(d, 3) ? 0 : 1 + dice_roll(d, 3);
}

void roll_week(struct week *w, struct dice *d, struct roll_size size)
{
	struct taste t = roll_taste(d);

	week_init(w);
	w->rule = dice_once(d, 2) ? PIAL_RULE_LEXIMIN : (enum pial_rule)dice_roll(d, 5);
	w->round = dice_once(d, 2) ? PIAL_PACK_NEAREST
		   : dice_once(d, 2) ? PIAL_PACK_UP : PIAL_PACK_DOWN;
	roll_products(w, d, &t);
	roll_offers(w, d, &t, size);
	roll_rows(w, d, &t, size);
	roll_contracts(w, d, &t);
	roll_pairs(w, d, &t);
	if (t.places)
		roll_places(w, d);
	if (t.pins)
		roll_pins(w, d);
}
