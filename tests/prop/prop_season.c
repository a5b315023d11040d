/*
 * Plans of small random seasons against the definition (season_plain.h), and whatever must hold of
 * any plan: limits, land in every week, sowings that cover their weeks, sums, nothing left open
 * that somebody has room for, the same rows whatever the order of the tables.
 *
 * Each is then planned again from a week on, when nothing happened, and after hazards, with a bid
 * more:
 * what stands in the ground, packs lost rounded up, keeps its promises as far as it goes, and not a
 * pack more; what is sown anew is sown from that week on; limits hold; rows in another order give
 * the same rows.
 *
 * PROP_WEEKS=N does N seasons instead of 3,000; PROP_WEEK=I does season I alone and prints it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/season.h"
#include "season_plain.h"

#define SEASONS 3000
#define NEEDS (S_KITCHENS * S_PRODUCTS * S_WEEKS)

struct book {
	struct pial_model model;
	struct pial_need need[NEEDS];
	struct pial_bid bid[S_BIDS];
	struct pial_season_input input;
	struct pial_season_result result;
	struct pial_diags diags;
	struct pial_week first;		/* week 0 of the plain season */
};

static uint64_t packs, margins, cuts, gaps, plots, exchanges, stood;

static uint32_t id(struct book *b, const char *prefix, int number)
{
	char text[32];
	int len = snprintf(text, sizeof(text), "%s%d", prefix, number);

	return pial_intern_add(&b->model.pool, text, (size_t)len);
}

static struct pial_date day(const struct book *b, int number)
{
	return number < 0 ? (struct pial_date){ 0 }
			  : pial_date_add(pial_week_monday(b->first), number);
}

static void add_parties(struct book *b, const struct plain *s)
{
	struct pial_model *m = &b->model;

	for (int p = 0; p < s->producers; p++)
		m->producer[m->producers++] = (struct pial_producer){ .id = { id(b, "P-", p) },
			.tier = 1, .kind = PIAL_PRODUCER_GROWER, .min_drop = PIAL_MONEY_NONE,
			.share = { s->producer[p].share }, .lat = PIAL_ANGLE_NONE,
			.lon = PIAL_ANGLE_NONE, .days = { (uint8_t)s->producer[p].days },
			.joined = day(b, s->producer[p].joined),
			.left = day(b, s->producer[p].left),
			.land = { s->producer[p].land < 0 ? INT64_MIN : s->producer[p].land } };
	for (int v = 0; v < s->products; v++)
		m->product[m->products++] = (struct pial_product){ .id = { id(b, "v", v) },
			.unit = PIAL_UNIT_KG, .pack = { s->pack[v] },
			.reference_price = PIAL_PRICE_NONE, .unit_mass = PIAL_MASS_NONE };
	for (int k = 0; k < s->kitchens; k++)
		m->kitchen[m->kitchens++] = (struct pial_kitchen){ .id = { id(b, "K-", k) },
			.priority = 1, .weight = { 1000 }, .cutoff = 3, .lat = PIAL_ANGLE_NONE,
			.lon = PIAL_ANGLE_NONE, .delivery_days = { (uint8_t)s->kitchen[k].days },
			.joined = day(b, s->kitchen[k].joined),
			.accepts = { s->kitchen[k].partners_only ? 2 : 0 },
			.organic_only = PIAL_NO, .substitutes = PIAL_NO };
}

static void add_pairs(struct book *b, const struct plain *s)
{
	struct pial_model *m = &b->model;
	struct pial_exclusion *apart =
		pial_arena_zalloc(&m->arena, S_PRODUCERS * S_KITCHENS, sizeof(*apart));

	m->policy.exclude = apart;
	for (int p = 0; p < s->producers; p++)
		for (int k = 0; k < s->kitchens; k++) {
			if (s->apart[p][k])
				apart[m->policy.exclude_count++] = (struct pial_exclusion){
					.producer = { id(b, "P-", p) },
					.kitchen = { id(b, "K-", k) } };
			if (s->metres[p][k] >= 0)
				m->road[m->roads++] = (struct pial_road){
					.from = { id(b, "P-", p) }, .to = { id(b, "K-", k) },
					.distance = { s->metres[p][k] },
					.duration = { INT32_MIN } };
		}
}

static struct pial_week week(const struct book *b, int number)
{
	return pial_week_add(b->first, number);
}

static void add_tables(struct book *b, const struct plain *s)
{
	for (int k = 0; k < s->kitchens; k++)
		for (int v = 0; v < s->products; v++)
			for (int w = 0; w < S_WEEKS; w++)
				if (s->need[k][v][w])
					b->need[b->input.needs++] = (struct pial_need){
						.kitchen = { id(b, "K-", k) },
						.product = { id(b, "v", v) },
						.quantity = { s->need[k][v][w] },
						.from_week = week(b, w),
						.until_week = week(b, w) };
	for (int i = 0; i < s->bids; i++) {
		const struct s_bid *bid = &s->bid[i];

		b->bid[b->input.bids++] = (struct pial_bid){
			.producer = { id(b, "P-", bid->producer) },
			.product = { id(b, "v", bid->product) }, .from_week = week(b, bid->from),
			.until_week = week(b, bid->until),
			.max_quantity = { bid->most < 0 ? INT64_MIN : bid->most },
			.max_area = { bid->area < 0 ? INT64_MIN : bid->area },
			.wanted = { bid->wanted < 0 ? INT64_MIN : bid->wanted },
			.price = PIAL_PRICE_NONE, .yield = { bid->yield },
			.failure = { bid->failure }, .yield_cv = PIAL_RATE_NONE,
			.loss = { bid->loss },
			.days_to_harvest = bid->days < 0 ? INT32_MIN : bid->days,
			.succession_weeks = bid->every < 0 ? INT32_MIN : bid->every };
	}
}

static void book_make(struct book *b, const struct plain *s, struct dice *d)
{
	struct pial_model *m = &b->model;
	struct pial_week first, last;

	memset(b, 0, sizeof(*b));
	pial_model_init(m);
	pial_diags_init(&b->diags);
	pial_season_result_init(&b->result);
	m->producer = pial_arena_zalloc(&m->arena, S_PRODUCERS, sizeof(*m->producer));
	m->product = pial_arena_zalloc(&m->arena, S_PRODUCTS, sizeof(*m->product));
	m->kitchen = pial_arena_zalloc(&m->arena, S_KITCHENS, sizeof(*m->kitchen));
	m->road = pial_arena_zalloc(&m->arena, S_PRODUCERS * S_KITCHENS, sizeof(*m->road));
	m->policy.season_starts = 14;
	m->policy.fill_rate.e6 = 900000 + 10000 * dice_roll(d, 10);
	assert_true(pial_season_weeks(2025, 14, &first, &last));
	b->first = pial_week_add(first, SEASON_BASE);
	b->input = (struct pial_season_input){ .model = m, .year = 2025, .need = b->need,
					       .bid = b->bid, .bids_file = "bids.csv" };
	add_parties(b, s);
	add_pairs(b, s);
	add_tables(b, s);
	pial_model_index(m);
}

static void book_release(struct book *b)
{
	pial_season_result_release(&b->result);
	pial_diags_release(&b->diags);
	pial_model_release(&b->model);
}

/* The bid that a row of the plan belongs to. */
static int bid_of(const struct book *b, const struct plain *s, const struct pial_plan *row)
{
	for (int i = 0; i < s->bids; i++)
		if (b->bid[i].producer.n == row->producer.n &&
		    b->bid[i].product.n == row->product.n &&
		    b->bid[i].from_week.n <= row->week.n && row->week.n <= b->bid[i].until_week.n)
			return i;
	return -1;
}

/* Reads the rows into packs by bid and week; false when one belongs nowhere. */
static bool read_rows(const struct book *b, const struct plain *s, struct plain_plan *plan)
{
	memset(plan, 0, sizeof(*plan));
	for (size_t i = 0; i < b->result.rows; i++) {
		const struct pial_plan *row = &b->result.row[i];
		int bid = bid_of(b, s, row), w = row->week.n - b->first.n;
		int64_t pack;

		if (bid < 0 || w < 0 || w >= S_WEEKS)
			return false;
		pack = s->pack[s->bid[bid].product];
		if (row->quantity.milli <= 0 || row->quantity.milli % pack)
			return false;
		*(row->purpose == PIAL_PLAN_MARGIN ? &plan->margin[bid][w] : &plan->need[bid][w]) =
			row->quantity.milli / pack;
		if (row->area.dm2 != plain_area(s, bid, row->quantity.milli / pack))
			return false;
	}
	return true;
}

static int64_t promised(const struct plain *s, const struct plain_plan *plan, int product, int w)
{
	int64_t sum = 0;

	for (int i = 0; i < s->bids; i++)
		if (s->bid[i].product == product)
			sum += plan->need[i][w];
	return sum;
}

/* Limits of bids, of land, and the dates of sowing. */
static bool keeps_limits(const struct book *b, const struct plain *s, const struct plain_plan *plan)
{
	for (int i = 0; i < s->bids; i++)
		for (int w = 0; w < S_WEEKS; w++)
			if (s->bid[i].most >= 0 &&
			    (plan->need[i][w] + plan->margin[i][w]) *
					    s->pack[s->bid[i].product] > s->bid[i].most)
				return false;
	for (int w = -40; w < S_WEEKS; w++) {
		for (int p = 0; p < s->producers; p++)
			if (s->producer[p].land >= 0 &&
			    plain_used(s, plan, p, -1, w) > s->producer[p].land)
				return false;
		for (int i = 0; i < s->bids; i++)
			if (s->bid[i].area >= 0 && plain_used(s, plan, 0, i, w) > s->bid[i].area)
				return false;
	}
	/* A row is sown so long before it that it grows, and at most a succession earlier. */
	for (size_t i = 0; i < b->result.rows; i++) {
		const struct pial_plan *row = &b->result.row[i];
		const struct s_bid *bid = &s->bid[bid_of(b, s, row)];
		int weeks = row->week.n - row->sow_week.n;

		if (bid->days < 0 ? row->sow_week.n != 0
				  : 7 * weeks < bid->days ||
					    (bid->every > 0 &&
					     7 * (weeks - bid->every) >= bid->days + 6))
			return false;
	}
	return true;
}

/* Needs are promised, or said to be missing, or not packed: no more, no less. */
static bool adds_up(const struct book *b, const struct plain *s, const struct plain_plan *plan)
{
	int64_t open[S_PRODUCTS] = { 0 };

	for (size_t i = 0; i < b->result.crops; i++) {
		const struct pial_season_crop *crop = &b->result.crop[i];
		int w = crop->week.n - b->first.n, v = 0;
		int64_t pack, need;

		while (b->model.product[v].id.n != crop->product.n)
			v++;
		pack = s->pack[v];
		need = plain_need(s, v, w);
		if (crop->need.milli != need ||
		    crop->promised.milli != promised(s, plan, v, w) * pack ||
		    crop->promised.milli + crop->missing.milli != (need + pack - 1) / pack * pack)
			return false;
		open[v] += crop->missing.milli;
	}
	for (size_t i = 0; i < b->result.gaps; i++)
		for (int v = 0; v < s->products; v++)
			if (b->model.product[v].id.n == b->result.gap[i].product.n)
				open[v] -= b->result.gap[i].missing.milli;
	for (int v = 0; v < s->products; v++)
		if (open[v])
			return false;
	return true;
}

static bool same_plan(const struct plain *s, const struct plain_plan *a, const struct plain_plan *b)
{
	for (int i = 0; i < s->bids; i++)
		if (memcmp(a->need[i], b->need[i], sizeof(a->need[i])) != 0 ||
		    memcmp(a->margin[i], b->margin[i], sizeof(a->margin[i])) != 0)
			return false;
	return true;
}

/* Two rows of a plan say the same; the bytes between their members say nothing. */
static bool same_row(const struct pial_plan *a, const struct pial_plan *b)
{
	return a->line == b->line && a->version == b->version &&
	       a->producer.n == b->producer.n && a->product.n == b->product.n &&
	       a->quantity.milli == b->quantity.milli && a->area.dm2 == b->area.dm2 &&
	       a->week.n == b->week.n && a->sow_week.n == b->sow_week.n &&
	       a->purpose == b->purpose;
}

/* The same tables in another order give the same rows. */
static bool same_shuffled(struct book *b, struct dice *d)
{
	struct pial_season_result again;
	bool same;

	for (size_t i = b->input.bids; i > 1; i--) {
		size_t other = (size_t)dice_roll(d, (int)i);
		struct pial_bid bid = b->bid[i - 1];

		b->bid[i - 1] = b->bid[other];
		b->bid[other] = bid;
	}
	for (size_t i = b->input.needs; i > 1; i--) {
		size_t other = (size_t)dice_roll(d, (int)i);
		struct pial_need need = b->need[i - 1];

		b->need[i - 1] = b->need[other];
		b->need[other] = need;
	}
	pial_season_result_init(&again);
	same = pial_season_make(&b->input, &again, &b->diags) && again.rows == b->result.rows;
	for (size_t i = 0; same && i < again.rows; i++)
		same = same_row(&again.row[i], &b->result.row[i]);
	pial_season_result_release(&again);
	return same;
}

/*
 * Planned again from a week on when nothing happened: weeks before it stay as they were, and
 * every promise of what stands in the ground is kept. (An odd pack of the rest may move.)
 */
static bool keeps_promises(struct book *b, struct dice *d)
{
	struct pial_season_input input = b->input;
	struct pial_season_result again;
	bool good;

	input.before = b->result.row;
	input.befores = b->result.rows;
	input.from = week(b, dice_roll(d, S_WEEKS));
	pial_season_result_init(&again);
	good = pial_season_make(&input, &again, &b->diags);
	for (size_t i = 0; good && i < b->result.rows; i++) {
		const struct pial_plan *row = &b->result.row[i], *found = NULL;
		bool kept = row->week.n < input.from.n ||
			    (row->sow_week.n && row->sow_week.n < input.from.n &&
			     row->purpose == PIAL_PLAN_NEED);

		for (size_t k = 0; k < again.rows; k++)
			if (again.row[k].week.n == row->week.n &&
			    again.row[k].producer.n == row->producer.n &&
			    again.row[k].product.n == row->product.n &&
			    again.row[k].purpose == row->purpose)
				found = &again.row[k];
		good = !kept || (found && found->quantity.milli >= row->quantity.milli &&
				 found->sow_week.n == row->sow_week.n);
	}
	pial_season_result_release(&again);
	return good;
}

/* Loses some of what was planned of some rows; what: thousandths by row of the plan before. */
static void roll_hazards(struct book *b, struct dice *d, struct pial_hazard *hazard, int64_t *what)
{
	b->model.hazard = hazard;
	for (size_t i = 0; i < b->result.rows; i++) {
		const struct pial_plan *row = &b->result.row[i];

		if (row->purpose == PIAL_PLAN_MARGIN || !dice_once(d, 4))
			continue;
		what[i] = 1 + dice_roll(d, (int)(2 * row->quantity.milli));
		hazard[b->model.hazards++] = (struct pial_hazard){ .producer = row->producer,
			.product = row->product, .from_week = row->week, .until_week = row->week,
			.lost = { what[i] } };
	}
}

/* Packs of a producer's product in a week for a purpose, in the rows of a plan. */
static int64_t packs_of(const struct plain *s, const struct pial_plan *row, size_t rows,
			const struct pial_plan *like, int product, enum pial_plan_for purpose,
			struct pial_week *sow)
{
	for (size_t i = 0; i < rows; i++)
		if (row[i].week.n == like->week.n && row[i].producer.n == like->producer.n &&
		    row[i].product.n == like->product.n && row[i].purpose == purpose) {
			*sow = row[i].sow_week;
			return row[i].quantity.milli / s->pack[product];
		}
	return 0;
}

static int product_of(const struct book *b, const struct pial_plan *row)
{
	int v = 0;

	while (b->model.product[v].id.n != row->product.n)
		v++;
	return v;
}

/* One row of need of the plan before against the plan made again. */
static bool holds_row(const struct book *b, const struct plain *s, size_t at, int64_t lost,
		      struct pial_week from, const struct pial_season_result *again)
{
	const struct pial_plan *row = &b->result.row[at];
	int v = product_of(b, row);
	struct pial_week was = { 0 }, is = { 0 };
	int64_t before[2], after[2], stands;

	for (int k = 0; k < 2; k++) {
		enum pial_plan_for purpose = k ? PIAL_PLAN_MARGIN : PIAL_PLAN_NEED;

		before[k] = packs_of(s, b->result.row, b->result.rows, row, v, purpose, &was);
		after[k] = packs_of(s, again->row, again->rows, row, v, purpose, &is);
	}
	if (row->week.n < from.n)
		return before[0] == after[0] && before[1] == after[1];
	if (!row->sow_week.n || row->sow_week.n >= from.n)
		return !(after[0] + after[1]) || !is.n || is.n >= from.n;
	stands = before[0] + before[1] - (lost + s->pack[v] - 1) / s->pack[v];
	/* All of it is lost: it may be sown anew where there is time. */
	if (stands <= 0)
		return !(after[0] + after[1]) || is.n >= from.n;
	stood++;
	return is.n == row->sow_week.n && after[0] + after[1] == stands &&
	       after[0] >= (before[0] < stands ? before[0] : stands);
}

/* Of every bid the limits in quantity, what stands in the ground aside. */
static bool keeps_most(const struct book *b, const struct plain *s, struct pial_week from,
		       const struct pial_season_result *again)
{
	for (size_t i = 0; i < again->rows; i++) {
		const struct pial_plan *row = &again->row[i];
		int bid = bid_of(b, s, row);
		struct pial_week sow;
		int64_t sum;

		if (bid < 0)
			return false;
		if (row->week.n < from.n || row->sow_week.n < from.n || s->bid[bid].most < 0)
			continue;
		sum = packs_of(s, again->row, again->rows, row, s->bid[bid].product,
			       PIAL_PLAN_NEED, &sow) +
		      packs_of(s, again->row, again->rows, row, s->bid[bid].product,
			       PIAL_PLAN_MARGIN, &sow);
		if (sum * s->pack[s->bid[bid].product] > s->bid[bid].most)
			return false;
	}
	return true;
}

/* Planned again after hazards, from whatever plan there was before. */
static bool holds_again(struct book *b, const struct plain *s, struct dice *d)
{
	struct pial_season_input input = b->input;
	struct pial_season_result again, turned;
	struct pial_arena arena = PIAL_ARENA_INIT;
	int64_t *lost = pial_arena_zalloc(&arena, b->result.rows + 1, sizeof(*lost));
	struct pial_plan *row = pial_arena_zalloc(&arena, b->result.rows + 1, sizeof(*row));
	bool good;

	roll_hazards(b, d, pial_arena_zalloc(&arena, b->result.rows + 1,
					     sizeof(struct pial_hazard)), lost);
	input.before = b->result.row;
	input.befores = b->result.rows;
	input.from = week(b, dice_roll(d, S_WEEKS));
	pial_season_result_init(&again);
	pial_season_result_init(&turned);
	good = pial_season_make(&input, &again, &b->diags);
	for (size_t i = 0; good && i < b->result.rows; i++)
		good = b->result.row[i].purpose == PIAL_PLAN_MARGIN ||
		       holds_row(b, s, i, lost[i], input.from, &again);
	good = good && keeps_most(b, s, input.from, &again);
	for (size_t i = 0; i < b->result.rows; i++)
		row[i] = b->result.row[b->result.rows - 1 - i];
	for (size_t i = 0; i < b->model.hazards / 2; i++) {
		struct pial_hazard kept = b->model.hazard[i];

		b->model.hazard[i] = b->model.hazard[b->model.hazards - 1 - i];
		b->model.hazard[b->model.hazards - 1 - i] = kept;
	}
	input.before = row;
	good = good && pial_season_make(&input, &turned, &b->diags) && turned.rows == again.rows;
	for (size_t i = 0; good && i < again.rows; i++)
		good = same_row(&again.row[i], &turned.row[i]);
	pial_season_result_release(&turned);
	pial_season_result_release(&again);
	b->model.hazards = 0;
	b->model.hazard = NULL;
	pial_arena_release(&arena);
	return good;
}

/* Plans without the last bid, then again with it. */
static bool holds_newcomer(struct book *b, const struct plain *s, struct dice *d)
{
	struct book less = *b;
	bool good;

	pial_season_result_init(&less.result);
	less.input.model = &less.model;
	less.input.bids--;
	good = pial_season_make(&less.input, &less.result, &less.diags);
	less.input.bids++;
	good = good && holds_again(&less, s, d);
	pial_season_result_release(&less.result);
	b->diags = less.diags;
	return good;
}

static void print_plan(const struct plain *s, const char *what, const struct plain_plan *plan)
{
	printf("%s\n", what);
	for (int i = 0; i < s->bids; i++) {
		printf("  bid %d (P%d v%d):", i, s->bid[i].producer, s->bid[i].product);
		for (int w = 0; w < S_WEEKS; w++)
			printf(" %lld+%lld", (long long)plan->need[i][w],
			       (long long)plan->margin[i][w]);
		printf("\n");
	}
}

static void fail_season(const struct plain *s, uint64_t number, const char *why,
			const struct plain_plan *engine, const struct plain_plan *plain)
{
	print_plan(s, "the engine", engine);
	print_plan(s, "the definition", plain);
	fail_msg("season %llu: %s (PROP_WEEK=%llu)", (unsigned long long)number, why,
		 (unsigned long long)number);
}

static void count(const struct book *b, const struct plain *s, const struct plain_plan *plan)
{
	for (int i = 0; i < s->bids; i++)
		for (int w = 0; w < S_WEEKS; w++) {
			packs += (uint64_t)plan->need[i][w];
			margins += (uint64_t)plan->margin[i][w];
			plots += plan->need[i][w] > 0;
		}
	cuts += (uint64_t)plan->gave_up;
	exchanges += (uint64_t)plan->exchanges;
	gaps += b->result.gaps;
}

static void hold(uint64_t number)
{
	struct dice d = dice_of(number + 77001);
	static struct plain s;
	static struct plain_plan engine, plain;
	static struct book b;

	plain_roll(&s, &d);
	book_make(&b, &s, &d);
	plain_solve(&s, &b.model.policy, &plain);
	if (!pial_season_make(&b.input, &b.result, &b.diags))
		fail_msg("season %llu is refused", (unsigned long long)number);
	if (!read_rows(&b, &s, &engine))
		fail_season(&s, number, "a row that belongs nowhere", &engine, &plain);
	if (!same_plan(&s, &engine, &plain))
		fail_season(&s, number, "another plan", &engine, &plain);
	if (!keeps_limits(&b, &s, &engine))
		fail_season(&s, number, "a limit is passed", &engine, &plain);
	if (!adds_up(&b, &s, &engine))
		fail_season(&s, number, "sums differ", &engine, &plain);
	if (b.result.rows && !keeps_promises(&b, &d))
		fail_season(&s, number, "planned again, a promise is broken", &engine, &plain);
	if (b.result.rows && (!holds_again(&b, &s, &d) || !holds_newcomer(&b, &s, &d)))
		fail_season(&s, number, "planned again after hazards, something is off", &engine,
			    &plain);
	if (!same_shuffled(&b, &d))
		fail_season(&s, number, "another order, another plan", &engine, &plain);
	count(&b, &s, &plain);
	book_release(&b);
}

static void test_seasons(void **state)
{
	const char *one = getenv("PROP_WEEK"), *many = getenv("PROP_WEEKS");
	uint64_t seasons = many ? strtoull(many, NULL, 10) : SEASONS;

	(void)state;
	if (one) {
		hold(strtoull(one, NULL, 10));
		return;
	}
	for (uint64_t i = 0; i < seasons; i++)
		hold(i);
	printf("# seasons %llu: packs %llu in %llu plots, margin %llu, given up %llu, gained by "
	       "exchange %llu, gaps %llu, standing harvests planned again %llu\n",
	       (unsigned long long)seasons, (unsigned long long)packs, (unsigned long long)plots,
	       (unsigned long long)margins, (unsigned long long)cuts,
	       (unsigned long long)exchanges, (unsigned long long)gaps,
	       (unsigned long long)stood);
	/* The seasons are worth looking at. */
	assert_true(packs > seasons && margins && cuts && exchanges && gaps && stood);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_seasons) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
