/*
 * Everything from scratch at every step: slow, and nothing to keep up to date.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "engine/margin.h"
#include "oracle.h"
#include "season_plain.h"

#define NONE (-1)

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

void plain_roll(struct plain *s, struct dice *d)
{
	memset(s, 0, sizeof(*s));
	s->producers = 1 + dice_roll(d, S_PRODUCERS);
	s->kitchens = 1 + dice_roll(d, S_KITCHENS);
	s->products = 1 + dice_roll(d, S_PRODUCTS);
	for (int p = 0; p < s->producers; p++)
		s->producer[p] = (struct s_producer){
			250 * dice_roll(d, 6), 1 + (unsigned)dice_roll(d, 127),
			dice_once(d, 5) ? dice_roll(d, 7 * S_WEEKS) : NONE,
			dice_once(d, 5) ? dice_roll(d, 7 * S_WEEKS) : NONE,
			dice_once(d, 3) ? NONE : 500 + 500 * dice_roll(d, 40) };
	for (int k = 0; k < s->kitchens; k++)
		s->kitchen[k] = (struct s_kitchen){ 1 + (unsigned)dice_roll(d, 127),
			dice_once(d, 5) ? dice_roll(d, 7 * S_WEEKS) : NONE, dice_once(d, 12) };
	for (int v = 0; v < s->products; v++)
		s->pack[v] = 1000 * (1 + dice_roll(d, 6));
	for (int k = 0; k < s->kitchens; k++)
		for (int v = 0; v < s->products; v++) {
			int from = dice_roll(d, S_WEEKS), until = from + dice_roll(d, S_WEEKS);
			int64_t need = 500 * dice_roll(d, 80);

			for (int w = from; w <= until && w < S_WEEKS; w++)
				s->need[k][v][w] = need;
		}
	for (int p = 0; p < s->producers; p++)
		for (int k = 0; k < s->kitchens; k++) {
			s->apart[p][k] = dice_once(d, 9);
			s->metres[p][k] = dice_once(d, 9) ? NONE : 100 * dice_roll(d, 90);
		}
	for (int p = 0; p < s->producers; p++)
		for (int v = 0; v < s->products; v++) {
			int from = dice_roll(d, 4), until = from + dice_roll(d, S_WEEKS - from);

			if (dice_once(d, 5) || s->bids == S_BIDS)
				continue;
			s->bid[s->bids++] = (struct s_bid){ p, v, from, until,
				dice_once(d, 3) ? NONE : 500 * dice_roll(d, 70),
				dice_once(d, 2) ? NONE : 500 * dice_roll(d, 70),
				dice_once(d, 3) ? 300 + 300 * dice_roll(d, 30) : NONE,
				500 + 500 * dice_roll(d, 8), 10000 * dice_roll(d, 30),
				dice_once(d, 9) ? NONE : dice_roll(d, 60),
				dice_once(d, 3) ? NONE : 1 + dice_roll(d, 4),
				10000 * dice_roll(d, 9) };
		}
}

static bool on(unsigned days, int joined, int left, int day)
{
	return (days >> day % 7 & 1) && (joined < 0 || day >= joined) && (left < 0 || day <= left);
}

static bool receives(const struct plain *s, int kitchen, int week)
{
	const struct s_kitchen *k = &s->kitchen[kitchen];
	bool any = false;

	for (int d = 7 * week; d < 7 * week + 7; d++)
		any |= on(k->days, k->joined, NONE, d);
	return any;
}

bool plain_meet(const struct plain *s, int producer, int kitchen, int week)
{
	const struct s_producer *p = &s->producer[producer];
	const struct s_kitchen *k = &s->kitchen[kitchen];
	bool any = false;

	for (int d = 7 * week; d < 7 * week + 7; d++)
		any |= on(p->days, p->joined, p->left, d) && on(k->days, k->joined, NONE, d);
	return any && !k->partners_only && !s->apart[producer][kitchen];
}

int64_t plain_need(const struct plain *s, int product, int week)
{
	int64_t sum = 0;

	for (int k = 0; k < s->kitchens; k++)
		sum += receives(s, k, week) ? s->need[k][product][week] : 0;
	return sum;
}

int64_t plain_area(const struct plain *s, int bid, int64_t packs)
{
	const struct s_bid *b = &s->bid[bid];
	/* One unit is one kilogram: grams, then m2 = g / (g a m2 x what is kept). */
	int64_t grams = packs * s->pack[b->product];
	__extension__ __int128 up = (__int128)grams * 100 * 1000000;
	int64_t down = b->yield * (1000000 - b->loss);

	return (int64_t)((up + down - 1) / down);
}

/* True when a week of the plan can be a week of harvest of a bid: the product is wanted then. */
static bool harvests(const struct plain *s, int bid, int week)
{
	const struct s_bid *b = &s->bid[bid];

	return b->from <= week && week <= b->until && plain_need(s, b->product, week) > 0;
}

/* First and last week of harvest of the sowing that a week of a bid belongs to. */
static void sowing_of(const struct plain *s, int bid, int week, int *first, int *last)
{
	const struct s_bid *b = &s->bid[bid];
	int from = b->from, until = b->until;

	if (b->every > 0) {
		from = b->from + (week - b->from) / b->every * b->every;
		until = (int)least(until, from + b->every - 1);
	}
	*first = until + 1;
	*last = from - 1;
	for (int w = from; w <= until; w++)
		if (harvests(s, bid, w)) {
			*first = w < *first ? w : *first;
			*last = w;
		}
}

/* Weeks (in the plain year) in which a harvest's land is taken. */
static bool stands(const struct plain *s, int bid, int harvest, int week)
{
	int first, last, lead = s->bid[bid].days > 0 ? (s->bid[bid].days + 6) / 7 : 0;

	sowing_of(s, bid, harvest, &first, &last);
	return first - lead <= week && week <= last;
}

int64_t plain_used(const struct plain *s, const struct plain_plan *plan, int producer, int bid,
		   int week)
{
	int64_t sum = 0;

	for (int b = 0; b < s->bids; b++)
		for (int w = 0; w < S_WEEKS; w++)
			if ((bid == NONE ? s->bid[b].producer == producer : b == bid) &&
			    harvests(s, b, w) && stands(s, b, w, week))
				sum += plain_area(s, b, plan->need[b][w]) +
				       plain_area(s, b, plan->margin[b][w]);
	return sum;
}

/* --- one crop --- */

struct crop {
	const struct plain *s;			/* whose */
	int product, week;			/* which */
	int bid[S_BIDS], bids;			/* who may grow it, in order */
	int64_t part[S_KITCHENS];		/* packs of each kitchen */
	bool wanted;				/* weights are what is wanted */
};

/* Parts a whole by weights: largest remainder, the first among equals. */
static void part(int64_t whole, const int64_t *weight, int count, int64_t *out)
{
	int64_t sum = 0, left = whole, rest[S_KITCHENS];

	for (int i = 0; i < count; i++)
		sum += weight[i];
	for (int i = 0; i < count; i++) {
		out[i] = sum ? whole * weight[i] / sum : 0;
		rest[i] = sum ? whole * weight[i] % sum : 0;
		left -= out[i];
	}
	for (; sum && left > 0; left--) {
		int best = 0;

		for (int i = 1; i < count; i++)
			if (rest[i] > rest[best])
				best = i;
		out[best]++;
		rest[best] = -1;
	}
}

static void crop_make(const struct plain *s, int product, int week, struct crop *c)
{
	int64_t weight[S_KITCHENS], need = plain_need(s, product, week);

	*c = (struct crop){ .s = s, .product = product, .week = week, .wanted = true };
	for (int b = 0; b < s->bids; b++)
		if (s->bid[b].product == product && harvests(s, b, week)) {
			c->bid[c->bids++] = b;
			c->wanted = c->wanted && s->bid[b].wanted >= 0;
		}
	for (int k = 0; k < s->kitchens; k++)
		weight[k] = receives(s, k, week) ? s->need[k][product][week] : 0;
	part((need + s->pack[product] - 1) / s->pack[product], weight, s->kitchens, c->part);
}

/* Mean distance of a bid's producer to the kitchens it may serve; d 1, n -1 when not known. */
static struct exact nearness(const struct crop *c, int bid)
{
	const struct plain *s = c->s;
	int64_t way = 0, need = 0;

	for (int k = 0; k < s->kitchens; k++) {
		int p = s->bid[bid].producer;

		if (!receives(s, k, c->week) || !plain_meet(s, p, k, c->week) ||
		    s->metres[p][k] < 0)
			continue;
		way += s->metres[p][k] * s->need[k][c->product][c->week];
		need += s->need[k][c->product][c->week];
	}
	return need ? exact(way, need) : exact_whole(-1);
}

/* How many bids of the crop are nearer, or as near and before in order. */
static int rank_of(const struct crop *c, int i)
{
	struct exact mine = nearness(c, c->bid[i]);
	int rank = 0;

	for (int j = 0; j < c->bids; j++) {
		struct exact its = nearness(c, c->bid[j]);
		int order = (its.n < 0) - (mine.n < 0);

		if (!order)
			order = exact_cmp(its, mine);
		rank += j != i && (order < 0 || (!order && j < i));
	}
	return rank;
}

static int64_t weight_of(const struct crop *c, int i)
{
	const struct s_bid *b = &c->s->bid[c->bid[i]];

	return c->wanted ? b->wanted : c->s->producer[b->producer].share;
}

/* The fair split of a crop's parts: from what each has, up to what each may have. */
static void split(const struct crop *c, const int64_t *parts, const int64_t *have,
		  const int64_t *most, int64_t *out)
{
	const struct plain *s = c->s;
	struct side side;

	side_init(&side, c->bids);
	for (unsigned set = 1; set < 1u << c->bids; set++)
		for (int k = 0; k < s->kitchens; k++) {
			bool near = false;

			for (int i = 0; i < c->bids; i++)
				near |= (set >> i & 1) &&
					plain_meet(s, s->bid[c->bid[i]].producer, k, c->week);
			side.rank[set] += near ? parts[k] : 0;
		}
	for (int i = 0; i < c->bids; i++) {
		side.have[i] = exact_whole(have[i]);
		side.goal[i] = most[i];
		side.id[i] = rank_of(c, i);
		side.class[i] = 1;
		side.a[i] = exact_whole(0);
	}
	for (int turn = 0; turn < 2; turn++) {
		for (int i = 0; i < c->bids; i++) {
			int64_t w = weight_of(c, i);

			side.rising[i] = (w > 0) == (turn == 0);
			side.w[i] = exact_whole(w > 0 ? w : 1);
			side.tie[i] = side.w[i];
		}
		side_fill(&side, PIAL_RULE_LEXIMIN);
	}
	side_round(&side);
	for (int i = 0; i < c->bids; i++)
		out[i] = side.value[i];
	side_release(&side);
}

/* --- the plan --- */

/* A pass: the need, or the margin. */
struct pass {
	const struct plain *s;			/* the season */
	struct plain_plan *plan;		/* so far */
	bool margin;				/* which */
	int64_t reserve[S_PRODUCTS][S_WEEKS];	/* packs of margin wanted */
	int64_t wish[S_BIDS];			/* what bids are measured by, packs */
};

static int64_t *cell(struct pass *p, int bid, int week)
{
	return p->margin ? &p->plan->margin[bid][week] : &p->plan->need[bid][week];
}

static int64_t limit(struct pass *p, int bid, int week)
{
	const struct s_bid *b = &p->s->bid[bid];
	int64_t most = b->most < 0 ? 1000000 : b->most / p->s->pack[b->product];

	return p->margin ? most - p->plan->need[bid][week] : most;
}

static bool land_fits(struct pass *p, int producer)
{
	for (int w = -40; w < S_WEEKS; w++) {
		int64_t land = p->s->producer[producer].land;

		if (land >= 0 && plain_used(p->s, p->plan, producer, NONE, w) > land)
			return false;
		for (int b = 0; b < p->s->bids; b++)
			if (p->s->bid[b].producer == producer && p->s->bid[b].area >= 0 &&
			    plain_used(p->s, p->plan, producer, b, w) > p->s->bid[b].area)
				return false;
	}
	return true;
}

/* Splits a crop; with land, from what there is and as far as land goes. */
static void share(struct pass *p, int product, int week, bool land)
{
	int64_t have[S_BIDS], most[S_BIDS], out[S_BIDS], parts[S_KITCHENS], total = 0, held = 0;
	bool room = false;
	struct crop c;

	crop_make(p->s, product, week, &c);
	memcpy(parts, c.part, sizeof(parts));
	if (p->margin)
		part(p->reserve[product][week], c.part, p->s->kitchens, parts);
	for (int k = 0; k < p->s->kitchens; k++)
		total += parts[k];
	for (int i = 0; i < c.bids; i++) {
		int64_t *mine = cell(p, c.bid[i], week), keep = *mine;

		have[i] = land ? keep : 0;
		held += have[i];
		most[i] = least(limit(p, c.bid[i], week), total);
		if (most[i] < have[i])
			most[i] = have[i];
		for (*mine = have[i]; land && *mine < most[i] &&
				      (++*mine, land_fits(p, p->s->bid[c.bid[i]].producer));)
			keep = *mine;
		if (land)
			most[i] = keep > have[i] ? keep : have[i];
		*mine = have[i];
		room |= most[i] > have[i];
	}
	if (held >= total || !room || !c.bids)
		return;
	split(&c, parts, have, most, out);
	for (int i = 0; i < c.bids; i++)
		*cell(p, c.bid[i], week) = out[i];
}

static int64_t given(const struct pass *p, int bid)
{
	int64_t sum = 0;

	for (int w = 0; w < S_WEEKS; w++)
		sum += p->plan->need[bid][w] + p->plan->margin[bid][w];
	return sum;
}

/* The week in which a bid that stands in some week gives up a pack; -1: none. */
static int loses(struct pass *p, int bid, int week)
{
	int best = NONE;

	for (int w = 0; w < S_WEEKS; w++)
		if (harvests(p->s, bid, w) && stands(p->s, bid, w, week) &&
		    *cell(p, bid, w) > 0 && (best < 0 || *cell(p, bid, w) >= *cell(p, bid, best)))
			best = w;
	return best;
}

static void repair(struct pass *p, int producer, int bid, int64_t land)
{
	for (int w = -40; land >= 0 && w < S_WEEKS; w++)
		while (plain_used(p->s, p->plan, producer, bid, w) > land) {
			int chosen = NONE;

			for (int b = 0; b < p->s->bids; b++) {
				if ((bid == NONE ? p->s->bid[b].producer != producer : b != bid) ||
				    loses(p, b, w) < 0)
					continue;
				if (chosen < 0 ||
				    exact_cmp(exact(given(p, b), p->wish[b]),
					      exact(given(p, chosen), p->wish[chosen])) >= 0)
					chosen = b;
			}
			if (chosen < 0)
				break;
			--*cell(p, chosen, loses(p, chosen, w));
			p->plan->gave_up++;
		}
}

static void measure(struct pass *p)
{
	for (int b = 0; b < p->s->bids; b++) {
		const struct s_bid *bid = &p->s->bid[b];
		int64_t pack = p->s->pack[bid->product], weeks = 0, wish;

		for (int w = 0; w < S_WEEKS; w++)
			weeks += harvests(p->s, b, w);
		wish = bid->wanted >= 0 ? bid->wanted * weeks / pack
		       : bid->most >= 0 ? bid->most / pack * weeks
					: given(p, b);
		p->wish[b] = wish < 1 ? 1 : wish;
	}
}

/* --- exchanges --- */

#define HANDS 2

/* Who was asked in vain in a round, by hands left; who takes part in the chain at work. */
struct chain {
	struct pass *p;					/* the pass */
	bool took[HANDS + 1][S_BIDS][S_WEEKS], gave[HANDS][S_BIDS][S_WEEKS];
	bool busy[S_BIDS][S_WEEKS];
};

/* A bid's harvest of a week. */
struct spot {
	int bid, week;
};

static void parts_of(struct pass *p, int product, int week, struct crop *c, int64_t *parts)
{
	crop_make(p->s, product, week, c);
	memcpy(parts, c->part, sizeof(c->part));
	if (p->margin)
		part(p->reserve[product][week], c->part, p->s->kitchens, parts);
}

/* True when what bids have of a crop can be had by kitchens: no set of bids has too much. */
static bool kitchens_can(struct pass *p, int product, int week)
{
	int64_t parts[S_KITCHENS];
	struct crop c;

	parts_of(p, product, week, &c, parts);
	for (unsigned set = 1; set < 1u << c.bids; set++) {
		int64_t have = 0, can = 0;

		for (int i = 0; i < c.bids; i++)
			have += set >> i & 1 ? *cell(p, c.bid[i], week) : 0;
		for (int k = 0; k < p->s->kitchens; k++) {
			bool near = false;

			for (int i = 0; i < c.bids; i++)
				near |= (set >> i & 1) &&
					plain_meet(p->s, p->s->bid[c.bid[i]].producer, k, week);
			can += near ? parts[k] : 0;
		}
		if (have > can)
			return false;
	}
	return true;
}

/* The first week in which a spot stands where a limit is passed; own: that of its bid. */
static bool overfull(struct pass *p, struct spot at, int *week, bool *own)
{
	const struct s_bid *b = &p->s->bid[at.bid];
	int64_t land = p->s->producer[b->producer].land;

	for (*week = -40; *week < S_WEEKS; ++*week) {
		if (!stands(p->s, at.bid, at.week, *week))
			continue;
		*own = b->area >= 0 &&
		       plain_used(p->s, p->plan, b->producer, at.bid, *week) > b->area;
		if (*own || (land >= 0 &&
			     plain_used(p->s, p->plan, b->producer, NONE, *week) > land))
			return true;
	}
	return false;
}

/* True when one pack more has its land as things stand. */
static bool has_land(struct pass *p, struct spot at)
{
	int week;
	bool own, full;

	++*cell(p, at.bid, at.week);
	full = overfull(p, at, &week, &own);
	--*cell(p, at.bid, at.week);
	return !full;
}

static int level(const struct pass *p, int a, int b)
{
	return exact_cmp(exact(given(p, a), p->wish[a]), exact(given(p, b), p->wish[b]));
}

static bool hand_on(struct chain *h, struct spot at, int hands);

/* True when a spot is asked before another to hand on. */
static bool gives_before(struct chain *h, struct spot a, struct spot b)
{
	int order = level(h->p, b.bid, a.bid);
	int64_t x = *cell(h->p, a.bid, a.week), y = *cell(h->p, b.bid, b.week);

	if (order || x != y)
		return order ? order < 0 : x > y;
	if (a.week != b.week)
		return a.week > b.week;
	return h->p->s->bid[a.bid].product > h->p->s->bid[b.bid].product;
}

static bool may_give(struct chain *h, struct spot from, struct spot at, int week, bool own,
		     int hands)
{
	const struct plain *s = h->p->s;

	return (own ? from.bid == at.bid
		    : s->bid[from.bid].producer == s->bid[at.bid].producer) &&
	       harvests(s, from.bid, from.week) && stands(s, from.bid, from.week, week) &&
	       *cell(h->p, from.bid, from.week) > 0 && !h->busy[from.bid][from.week] &&
	       !h->gave[hands][from.bid][from.week];
}

/* Asks who stands where a spot lacks land, one after the other, to hand on a pack. */
static bool relieve(struct chain *h, struct spot at, int week, bool own, int hands)
{
	for (;;) {
		struct spot best = { NONE, 0 };

		for (int b = 0; b < h->p->s->bids; b++)
			for (int w = 0; w < S_WEEKS; w++)
				if (may_give(h, (struct spot){ b, w }, at, week, own, hands) &&
				    (best.bid < 0 || gives_before(h, (struct spot){ b, w }, best)))
					best = (struct spot){ b, w };
		if (best.bid < 0)
			return false;
		if (hand_on(h, best, hands))
			return true;
	}
}

/* One pack more, if others make room for it; in vain, all is as before. */
static bool take_on(struct chain *h, struct spot at, int hands)
{
	struct plain_plan before = *h->p->plan;
	bool fits = true, own;
	int week;

	++*cell(h->p, at.bid, at.week);
	if (!kitchens_can(h->p, h->p->s->bid[at.bid].product, at.week)) {
		*h->p->plan = before;
		return false;
	}
	h->busy[at.bid][at.week] = true;
	while (fits && overfull(h->p, at, &week, &own))
		fits = hands > 0 && relieve(h, at, week, own, hands - 1);
	h->busy[at.bid][at.week] = false;
	if (!fits) {
		*h->p->plan = before;
		h->took[hands][at.bid][at.week] = true;
	}
	return fits;
}

/* Asks the bids of a crop, the lowest level first, to take on a pack; done: those asked. */
static bool find_taker(struct chain *h, int product, int week, int hands)
{
	bool asked[S_BIDS] = { false };
	struct crop c;

	crop_make(h->p->s, product, week, &c);
	/* Who has no land is asked only while a hand is left; that is settled before any is. */
	for (int i = 0; i < c.bids; i++) {
		struct spot at = { c.bid[i], week };

		asked[i] = h->busy[at.bid][week] || h->took[hands][at.bid][week] ||
			   *cell(h->p, at.bid, week) >= limit(h->p, at.bid, week) ||
			   (!hands && !has_land(h->p, at));
	}
	for (;;) {
		int best = NONE;

		for (int i = 0; i < c.bids; i++) {
			int order = best < 0 ? -1 : level(h->p, c.bid[i], c.bid[best]);

			if (!asked[i] &&
			    (order < 0 || (!order && rank_of(&c, i) < rank_of(&c, best))))
				best = i;
		}
		if (best < 0)
			return false;
		asked[best] = true;
		if (take_on(h, (struct spot){ c.bid[best], week }, hands))
			return true;
	}
}

static bool hand_on(struct chain *h, struct spot at, int hands)
{
	struct plain_plan before = *h->p->plan;
	bool done;

	h->busy[at.bid][at.week] = true;
	--*cell(h->p, at.bid, at.week);
	done = find_taker(h, h->p->s->bid[at.bid].product, at.week, hands);
	h->busy[at.bid][at.week] = false;
	if (!done) {
		*h->p->plan = before;
		h->gave[hands][at.bid][at.week] = true;
	}
	return done;
}

static bool is_short(struct pass *p, int product, int week)
{
	int64_t parts[S_KITCHENS], open = 0;
	struct crop c;

	parts_of(p, product, week, &c, parts);
	for (int k = 0; k < p->s->kitchens; k++)
		open += parts[k];
	for (int i = 0; i < c.bids; i++)
		open -= *cell(p, c.bid[i], week);
	return open > 0;
}

static void exchange(struct pass *p)
{
	for (int hands = 1; hands <= HANDS; hands++) {
		bool gained = true;

		while (gained) {
			struct chain h = { .p = p };

			gained = false;
			for (int w = 0; w < S_WEEKS; w++)
				for (int v = 0; v < p->s->products; v++)
					while (is_short(p, v, w) && find_taker(&h, v, w, hands)) {
						gained = true;
						p->plan->exchanges++;
					}
		}
	}
}

static void pass(struct pass *p)
{
	for (int w = 0; w < S_WEEKS; w++)
		for (int v = 0; v < p->s->products; v++)
			share(p, v, w, false);
	if (!p->margin)
		measure(p);
	for (int b = 0; b < p->s->bids; b++)
		repair(p, p->s->bid[b].producer, b, p->s->bid[b].area);
	for (int i = 0; i < p->s->producers; i++)
		repair(p, i, NONE, p->s->producer[i].land);
	for (int w = 0; w < S_WEEKS; w++)
		for (int v = 0; v < p->s->products; v++)
			share(p, v, w, true);
	exchange(p);
}

/* Packs of margin that a crop wants: need times factor, to the nearest pack, less the need's. */
static int64_t reserve_of(struct pass *p, const struct pial_policy *policy, int product, int week)
{
	struct pial_margin_grower grower[S_BIDS];
	struct pial_arena arena = PIAL_ARENA_INIT;
	struct pial_rate factor = { 1000000 };
	const struct pial_margin_pool *pool;
	int64_t pack = p->s->pack[product], need = plain_need(p->s, product, week), planted;
	size_t growers = 0;

	for (int b = 0; b < p->s->bids; b++)
		if (p->s->bid[b].product == product && p->plan->need[b][week])
			grower[growers++] = (struct pial_margin_grower){
				p->plan->need[b][week], { p->s->bid[b].failure },
				PIAL_RATE_NONE };
	pool = pial_margin_pool(policy, grower, growers, &arena);
	if (!pool || pial_margin_find(pool, policy->fill_rate, &factor) != PIAL_MARGIN_FOUND ||
	    factor.e6 < 1000000)
		factor.e6 = 1000000;
	pial_arena_release(&arena);
	planted = (2 * need * factor.e6 + 1000000) / 2000000;
	planted = (planted + pack / 2) / pack - (need + pack - 1) / pack;
	return planted > 0 ? planted : 0;
}

void plain_solve(const struct plain *s, const struct pial_policy *policy, struct plain_plan *plan)
{
	struct pass p = { .s = s, .plan = plan };

	memset(plan, 0, sizeof(*plan));
	pass(&p);
	for (int w = 0; w < S_WEEKS; w++)
		for (int v = 0; v < s->products; v++)
			p.reserve[v][w] = reserve_of(&p, policy, v, w);
	p.margin = true;
	pass(&p);
}
