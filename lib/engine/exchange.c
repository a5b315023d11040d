/*
 * A search in depth that takes back what did not fit.
 *
 * Each move is written down and undone in reverse, so that land, sums and networks need no copies.
 * The network of a crop is made when a pack of it is first moved: most crops are never touched.
 */
#include "engine/exchange.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "engine/land.h"
#include "engine/ratio.h"
#include "engine/season_net.h"

#include "base/banned.h"

/* A pack that a harvest got or gave. */
struct move {
	uint32_t harvest;	/* whose */
	bool in;		/* it got it */
};

/* Exchanges at work. Places are those of harvests in the case. */
struct work {
	struct pial_season_case *c;	/* the season */
	bool margin;			/* the pass */
	enum pial_step step;		/* a fault met */
	struct pial_arena keep, scratch;	/* of all the work; of one network */
	struct pial_net **net;		/* by crop; NULL: not made yet */
	uint32_t *node;			/* 0, 1, 2 and so on: the nodes of any network */
	uint32_t round;			/* which; from 1 */
	uint32_t *took[PIAL_HANDS + 1];	/* round in which a harvest, with so many hands left, */
	uint32_t *gave[PIAL_HANDS];	/* was asked in vain to take on, to hand on */
	bool *busy;			/* it takes part in the chain at work */
	struct move *move;		/* those of the chain, in their order */
	size_t moves, move_cap;		/* how many */
	uint32_t *list;			/* stack of lists of candidates */
	size_t top;			/* its first free place */
};

static int64_t share_of(const struct work *work, uint32_t place)
{
	const struct pial_harvest *harvest = &work->c->harvest[place];

	return work->margin ? harvest->margin : harvest->need;
}

/* --- moves --- */

static struct pial_net *net_of(struct work *work, uint32_t crop)
{
	if (!work->net[crop]) {
		work->net[crop] = pial_season_flow(work->c, &work->c->crop[crop], work->margin,
						   &work->keep, &work->scratch);
		pial_arena_clear(&work->scratch);
		if (!work->net[crop])
			work->step = PIAL_STEP_FAULT;
	}
	return work->net[crop];
}

static void count(struct work *work, uint32_t place, int by)
{
	const struct pial_harvest *harvest = &work->c->harvest[place];

	pial_land_set(work->c, place, harvest->need + (work->margin ? 0 : by),
		      harvest->margin + (work->margin ? by : 0));
}

/* Gives a harvest a pack, unless no kitchen could have it. */
static bool enter(struct work *work, uint32_t place)
{
	uint32_t crop = work->c->harvest[place].crop;
	struct pial_net *net = net_of(work, crop);

	if (!net)
		return false;
	if (!pial_net_one(net, place - work->c->crop[crop].harvest)) {
		pial_net_forget(net, work->node, net->nodes);
		return false;
	}
	count(work, place, 1);
	return true;
}

static bool leave(struct work *work, uint32_t place)
{
	uint32_t crop = work->c->harvest[place].crop;
	struct pial_net *net = net_of(work, crop);

	if (!net || !pial_net_back(net, place - work->c->crop[crop].harvest))
		return false;
	count(work, place, -1);
	return true;
}

static bool make_move(struct work *work, uint32_t place, bool in)
{
	if (!(in ? enter(work, place) : leave(work, place)))
		return false;
	work->move = pial_grow(work->move, work->moves, &work->move_cap, sizeof(*work->move));
	work->move[work->moves++] = (struct move){ place, in };
	return true;
}

/* Takes the last moves back; each state on the way is one that there was. */
static void undo(struct work *work, size_t to)
{
	while (work->moves > to) {
		struct move move = work->move[--work->moves];

		if (!(move.in ? leave(work, move.harvest) : enter(work, move.harvest)))
			work->step = PIAL_STEP_FAULT;
	}
}

/* --- whom to ask first --- */

static int compare_levels(const struct work *work, uint32_t a, uint32_t b)
{
	const struct pial_season_case *c = work->c;
	const struct pial_bidder *x = &c->bidder[c->harvest[a].bidder];
	const struct pial_bidder *y = &c->bidder[c->harvest[b].bidder];

	return pial_ratio_compare((struct pial_ratio){ x->given, x->wish },
				  (struct pial_ratio){ y->given, y->wish });
}

/* Lowest committed / wanted first, then the nearest. */
static bool takes_before(const struct work *work, uint32_t a, uint32_t b)
{
	int order = compare_levels(work, a, b);

	return order ? order < 0 : work->c->harvest[a].rank < work->c->harvest[b].rank;
}

/* Highest committed / wanted first, then where there is most, then the later. */
static bool gives_before(const struct work *work, uint32_t a, uint32_t b)
{
	int order = compare_levels(work, a, b);
	int64_t x = share_of(work, a), y = share_of(work, b);

	return order ? order > 0 : x != y ? x > y : a > b;
}

/* Puts a candidate into the list that begins at a place of the stack. */
static void put(struct work *work, size_t first, uint32_t place,
		bool (*before)(const struct work *, uint32_t, uint32_t))
{
	size_t at = work->top++;

	for (; at > first && before(work, place, work->list[at - 1]); at--)
		work->list[at] = work->list[at - 1];
	work->list[at] = place;
}

/* --- the search --- */

/* True when a bid has room for one pack more of a harvest, land aside. */
static bool has_room(const struct work *work, uint32_t place)
{
	const struct pial_harvest *harvest = &work->c->harvest[place];

	return !(work->margin && harvest->fixed) &&
	       harvest->need + harvest->margin < harvest->most;
}

/* The first week in which a harvest stands where land, or its bid's part (own), is too full. */
static bool find_overfull(const struct work *work, uint32_t place, size_t *week, bool *own)
{
	const struct pial_season_case *c = work->c;
	const struct pial_bidder *bidder = &c->bidder[c->harvest[place].bidder];
	struct pial_stay stay = pial_land_stay(c, place);

	if (c->harvest[place].fixed)
		return false;
	for (*week = stay.first; *week < stay.end; ++*week) {
		*own = bidder->own && bidder->own->used[*week] > bidder->own->limit;
		if (*own || bidder->land->used[*week] > bidder->land->limit)
			return true;
	}
	return false;
}

/* Lists what a bid could hand on of what stands in a week. */
static void list_standing(struct work *work, size_t first, const struct pial_bidder *bidder,
			  size_t week, unsigned hands)
{
	const struct pial_season_case *c = work->c;

	for (uint32_t i = 0; bidder->footprint.num && i < bidder->harvests; i++) {
		uint32_t place = c->by_bidder[bidder->first_harvest + i];
		struct pial_stay stay = pial_land_stay(c, place);

		if (week >= stay.first && week < stay.end && share_of(work, place) &&
		    !c->harvest[place].fixed && !work->busy[place] &&
		    work->gave[hands][place] != work->round)
			put(work, first, place, gives_before);
	}
}

static bool hand_on(struct work *work, uint32_t place, unsigned hands);

/* Frees some land of a harvest's farm, or of its bid, in a week. */
static bool relieve(struct work *work, uint32_t place, size_t week, bool own, unsigned hands)
{
	const struct pial_season_case *c = work->c;
	size_t me = c->harvest[place].bidder, from = me, end = me + 1, first = work->top;
	const struct pial_producer *producer = c->bidder[me].producer;
	bool done = false;

	for (; !own && from && c->bidder[from - 1].producer == producer;)
		from--;
	for (; !own && end < c->bidders && c->bidder[end].producer == producer;)
		end++;
	for (; from < end; from++)
		list_standing(work, first, &c->bidder[from], week, hands);
	for (size_t i = first, last = work->top; !done && i < last; i++)
		done = hand_on(work, work->list[i], hands);
	work->top = first;
	return done;
}

/* Gives a harvest one pack more, on land that others make free with so many hands at most. */
static bool take_on(struct work *work, uint32_t place, unsigned hands)
{
	size_t before = work->moves, week;
	bool fits = true, own;

	if (!make_move(work, place, true))
		return false;
	work->busy[place] = true;
	while (fits && find_overfull(work, place, &week, &own))
		fits = hands && relieve(work, place, week, own, hands - 1);
	work->busy[place] = false;
	if (!fits) {
		undo(work, before);
		work->took[hands][place] = work->round;
	}
	return fits;
}

/* True when one pack more of a harvest has its land without anybody's help. */
static bool has_land(const struct work *work, uint32_t place)
{
	size_t week;
	bool own;

	return pial_land_most(work->c, place, work->margin) > share_of(work, place) &&
	       !find_overfull(work, place, &week, &own);
}

/* Lists who could take on a pack of a crop; without a hand left, who has the land. */
static void list_takers(struct work *work, size_t first, const struct pial_crop *crop,
			unsigned hands)
{
	for (uint32_t i = 0; i < crop->harvests; i++) {
		uint32_t place = crop->harvest + i;

		if (!work->busy[place] && has_room(work, place) &&
		    work->took[hands][place] != work->round && (hands || has_land(work, place)))
			put(work, first, place, takes_before);
	}
}

/* Passes one pack of a harvest to another of its crop. */
static bool hand_on(struct work *work, uint32_t place, unsigned hands)
{
	const struct pial_crop *crop = &work->c->crop[work->c->harvest[place].crop];
	size_t before = work->moves, first = work->top;
	bool done = false;

	work->busy[place] = true;
	list_takers(work, first, crop, hands);
	if (work->top > first && make_move(work, place, false))
		for (size_t i = first, last = work->top; !done && i < last; i++)
			done = take_on(work, work->list[i], hands);
	work->busy[place] = false;
	work->top = first;
	if (!done) {
		undo(work, before);
		work->gave[hands][place] = work->round;
	}
	return done;
}

/* --- crops --- */

static bool is_short(const struct work *work, const struct pial_crop *crop)
{
	int64_t open = work->margin ? crop->reserve : crop->packs;

	for (uint32_t i = 0; i < crop->harvests; i++)
		open -= share_of(work, crop->harvest + i);
	return open > 0;
}

/* One pack more of a crop; what moved for it is counted. */
static bool gain(struct work *work, const struct pial_crop *crop, unsigned hands)
{
	bool done = false;

	work->top = 0;
	list_takers(work, 0, crop, hands);
	for (size_t i = 0, last = work->top; !done && i < last; i++)
		done = take_on(work, work->list[i], hands);
	while (work->moves) {
		struct move move = work->move[--work->moves];
		struct pial_harvest *harvest = &work->c->harvest[move.harvest];

		harvest->traded += move.in ? 1 : -1;
		harvest->gave_up -= move.in && harvest->gave_up;
	}
	return done && work->step == PIAL_STEP_DONE;
}

/* Goes through all crops with chains of so many hands until none gains. */
static void go_through(struct work *work, unsigned hands)
{
	bool gained = true;

	while (gained) {
		gained = false;
		work->round++;
		for (size_t i = 0; i < work->c->crops; i++)
			while (is_short(work, &work->c->crop[i]) &&
			       gain(work, &work->c->crop[i], hands))
				gained = true;
	}
}

/* Room for the longest list of each step of a chain. */
static size_t list_room(const struct pial_season_case *c)
{
	size_t most = 0, farm = 0;

	for (size_t i = 0; i < c->crops; i++)
		most = c->crop[i].harvests > most ? c->crop[i].harvests : most;
	for (size_t b = 0; b < c->bidders; b++) {
		farm = b && c->bidder[b - 1].producer == c->bidder[b].producer ? farm : 0;
		farm += c->bidder[b].harvests;
		most = farm > most ? farm : most;
	}
	return most * (2 * PIAL_HANDS + 1) + 1;
}

static void init(struct work *work)
{
	const struct pial_season_case *c = work->c;
	size_t nodes = c->wishes + c->harvests;

	pial_arena_init(&work->keep);
	pial_arena_init(&work->scratch);
	work->net = pial_arena_zalloc(&work->keep, c->crops + 1, sizeof(struct pial_net *));
	work->node = pial_arena_alloc(&work->keep, (nodes + 1) * sizeof(*work->node));
	for (uint32_t v = 0; v < nodes; v++)
		work->node[v] = v;
	for (unsigned h = 0; h <= PIAL_HANDS; h++)
		work->took[h] = pial_arena_zalloc(&work->keep, c->harvests + 1, sizeof(uint32_t));
	for (unsigned h = 0; h < PIAL_HANDS; h++)
		work->gave[h] = pial_arena_zalloc(&work->keep, c->harvests + 1, sizeof(uint32_t));
	work->busy = pial_arena_zalloc(&work->keep, c->harvests + 1, sizeof(*work->busy));
	work->list = pial_arena_alloc(&work->keep, list_room(c) * sizeof(*work->list));
}

enum pial_step pial_exchange(struct pial_season_case *c, bool margin)
{
	struct work work = { .c = c, .margin = margin, .step = PIAL_STEP_DONE };

	init(&work);
	for (unsigned hands = 1; hands <= PIAL_HANDS; hands++)
		go_through(&work, hands);
	free(work.move);
	pial_arena_release(&work.keep);
	pial_arena_release(&work.scratch);
	return work.step;
}
