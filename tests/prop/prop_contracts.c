/*
 * Contracts over their whole duration against the definition (engine/contract_check.h), day by day:
 * what the book has, what is foretold, minimum and maximum of every line and period, value, and
 * the dated ceiling of a direct award with the buyer's other lots.
 *
 * The plain way keeps a table of every day of six years and adds it up; the engine's only part in
 * it is the calendar. PROP_CASES=N does N cases instead of 4,000.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/contract_check.h"
#include "roll.h"

#define CASES 4000
#define SORTS 2
#define PLACES 2
#define CONTRACTS 3
#define LINES 3
#define DAYS 2300	/* of the table, from FIRST_DAY on */
#define LIST 40

struct book {
	struct pial_model model;
	struct pial_contract_line line[CONTRACTS][LINES];
	struct pial_need need[LIST];
	struct pial_contract_delivered done[LIST];
	struct pial_week known[LIST];
	struct pial_threshold threshold[3];
	struct pial_contract_input input;
	struct pial_contract_result result;
	struct pial_week first, last;	/* of the season */
	struct pial_date zero;		/* day 0 of the table: a Monday */
};

static uint64_t lines, values, shorts, passes, above, foretold;

static uint32_t id(struct book *b, const char *prefix, int number)
{
	char text[32];
	int len = snprintf(text, sizeof(text), "%s%d", prefix, number);

	return pial_intern_add(&b->model.pool, text, (size_t)len);
}

static struct pial_date day(const struct book *b, int number)
{
	return pial_date_add(b->zero, number);
}

static void roll_parties(struct book *b, struct dice *d)
{
	struct pial_model *m = &b->model;

	for (int s = 0; s < SORTS; s++)
		m->product[m->products++] = (struct pial_product){ .id = { id(b, "v", s) },
			.unit = PIAL_UNIT_KG, .pack = { 1000 }, .unit_mass = PIAL_MASS_NONE,
			.reference_price = PIAL_PRICE_NONE };
	for (int k = 0; k < PLACES; k++)
		m->kitchen[m->kitchens++] = (struct pial_kitchen){ .id = { id(b, "K-", k) },
			.kind = dice_once(d, 3) ? PIAL_KITCHEN_RESTAURANT : PIAL_KITCHEN_SCHOOL,
			.priority = 1, .weight = { 1000 }, .cutoff = 3,
			.lat = PIAL_ANGLE_NONE, .lon = PIAL_ANGLE_NONE,
			.delivery_days = { (uint8_t)(1 + dice_roll(d, 127)) },
			.joined = dice_once(d, 4) ? day(b, dice_roll(d, DAYS))
						  : (struct pial_date){ 0 },
			.organic_only = PIAL_NO, .substitutes = PIAL_NO };
}

/* Lines of a contract: a product may have two, one after the other. */
static void roll_lines(struct book *b, struct dice *d, int at, int from, int until)
{
	struct pial_contract *contract = &b->model.contract[at];
	bool cut = dice_once(d, 3) && until > from + 9;

	contract->line = b->line[at];
	for (int i = 0; i < 1 + cut + dice_once(d, 2); i++) {
		struct pial_contract_line *line = &b->line[at][contract->line_count++];
		static const uint8_t per[] = { PIAL_PER_NONE, PIAL_PER_CONTRACT, PIAL_PER_YEAR };
		int turn = from + (until - from) / 2;

		*line = (struct pial_contract_line){
			.product = b->model.product[i == 1 + cut ? 1 : 0].id,
			.price = { dice_once(d, 6) ? INT32_MIN : 1 + dice_roll(d, 60000) },
			.min = { dice_once(d, 3) ? INT64_MIN : 1000 * dice_roll(d, 4000) },
			.max = { dice_once(d, 3) ? INT64_MIN : 1000 * dice_roll(d, 6000) },
			.per = per[dice_roll(d, 3)] };
		if (cut && i == 0)
			line->until = day(b, turn);
		if (cut && i == 1)
			line->from = day(b, turn + 1);
	}
}

static void roll_contracts(struct book *b, struct dice *d)
{
	struct pial_model *m = &b->model;

	for (int c = 0; c < 1 + dice_roll(d, CONTRACTS); c++) {
		int from = dice_roll(d, DAYS - 900), until = from + 30 + dice_roll(d, 800);

		m->contract[m->contracts++] = (struct pial_contract){ .id = { id(b, "C-", c) },
			.kitchen = m->kitchen[dice_roll(d, PLACES)].id, .from = day(b, from),
			.until = day(b, until),
			.min_value = { dice_once(d, 2) ? INT64_MIN : dice_roll(d, 900000) },
			.max_value = { dice_once(d, 2) ? INT64_MIN
						       : 500000 * (1 + dice_roll(d, 4)) } };
		roll_lines(b, d, c, from, until);
	}
}

/* Needs of the season, what was delivered before it is planned, and ceilings. */
static void roll_facts(struct book *b, struct dice *d)
{
	int weeks = b->last.n - b->first.n + 1, now = dice_roll(d, weeks);

	for (int i = 0; i < 6; i++) {
		int from = dice_roll(d, weeks);

		b->need[b->input.needs++] = (struct pial_need){
			.kitchen = b->model.kitchen[dice_roll(d, PLACES)].id,
			.product = b->model.product[dice_roll(d, SORTS)].id,
			.quantity = { 500 * (1 + dice_roll(d, 60)) },
			.from_week = { (uint16_t)(b->first.n + from) },
			.until_week = pial_week_add(b->first,
						    from + dice_roll(d, weeks - from)) };
	}
	if (!dice_once(d, 3))
		b->input.from = pial_week_add(b->first, now);
	for (int w = 0; w < 8; w++) {
		struct pial_week week = pial_week_add(b->first, now - 16 + 2 * w);
		int rows = dice_roll(d, 3);

		b->known[b->input.knowns++] = week;
		for (int i = 0; i < rows; i++)
			b->done[b->input.dones++] = (struct pial_contract_delivered){
				b->model.contract[dice_roll(d, (int)b->model.contracts)].id,
				b->model.product[dice_roll(d, SORTS)].id,
				{ 250 * (1 + dice_roll(d, 900)) },
				pial_week_day(week, (enum pial_weekday)dice_roll(d, 7)) };
	}
	for (int i = 0; i < 3; i++)
		b->threshold[i] = (struct pial_threshold){
			.value = { 500000 * (1 + dice_roll(d, 8)) },
			.from = day(b, 700 * i), .until = day(b, 700 * i + 699 + 300 * (i == 1)),
			.rule = PIAL_THRESHOLD_DIRECT_AWARD };
}

static void roll_book(struct book *b, uint64_t number)
{
	struct dice d = dice_of(number + 55001);
	struct pial_model *m = &b->model;

	memset(b, 0, sizeof(*b));
	pial_model_init(m);
	pial_contract_result_init(&b->result);
	m->product = pial_arena_zalloc(&m->arena, SORTS, sizeof(*m->product));
	m->kitchen = pial_arena_zalloc(&m->arena, PLACES, sizeof(*m->kitchen));
	m->contract = pial_arena_zalloc(&m->arena, CONTRACTS, sizeof(*m->contract));
	m->policy.season_starts = 14;
	assert_true(pial_season_weeks(2025, 14, &b->first, &b->last));
	b->zero = pial_week_monday(pial_week_add(b->first, -150));
	roll_parties(b, &d);
	roll_contracts(b, &d);
	b->input = (struct pial_contract_input){ .model = m, .year = 2025, .need = b->need,
		.done = b->done, .known = b->known, .threshold = b->threshold, .thresholds = 3 };
	roll_facts(b, &d);
	pial_model_index(m);
}

/* --- the definition --- */

/* What a contract has of each product on each day, thousandths. */
struct table {
	int64_t done[SORTS][DAYS], come[SORTS][DAYS];
	int64_t done_cents, come_cents;	/* the same in value */
};

/* The line of a product on a day; NULL: none. */
static const struct pial_contract_line *line_on(const struct pial_contract *c, uint32_t product,
						struct pial_date on)
{
	for (uint32_t i = 0; i < c->line_count; i++)
		if (c->line[i].product.n == product && on.n >= c->from.n && on.n <= c->until.n &&
		    (!c->line[i].from.n || on.n >= c->line[i].from.n) &&
		    (!c->line[i].until.n || on.n <= c->line[i].until.n))
			return &c->line[i];
	return NULL;
}

static int64_t cents(const struct pial_contract_line *line, int64_t milli)
{
	return !line || line->price.e4 == INT32_MIN
		       ? 0
		       : (milli * line->price.e4 + 50000) / 100000;
}

static bool known(const struct book *b, struct pial_week week)
{
	for (size_t i = 0; i < b->input.knowns; i++)
		if (b->known[i].n == week.n)
			return true;
	return false;
}

/* The week of the season with the same ISO number; that of 2025 has 52 of them. */
static struct pial_week same_number(const struct book *b, struct pial_week week)
{
	int year, number, its;

	if (week.n >= b->first.n && week.n <= b->last.n)
		return week;
	pial_week_parts(week, &year, &number);
	for (struct pial_week w = b->first; w.n <= b->last.n; w.n++) {
		pial_week_parts(w, &year, &its);
		if (its == (number == 53 ? 52 : number))
			return w;
	}
	fail_msg("no week %d", number);
	return week;
}

static void put(const struct book *b, const struct pial_contract *c, uint32_t product,
		struct pial_date on, int64_t milli, bool done, struct table *t)
{
	int at = on.n - b->zero.n, s = b->model.product[0].id.n == product ? 0 : 1;

	assert_in_range(at, 0, DAYS - 1);
	(done ? t->done : t->come)[s][at] += milli;
	*(done ? &t->done_cents : &t->come_cents) += cents(line_on(c, product, on), milli);
}

static void foretell(const struct book *b, const struct pial_contract *c, struct pial_week week,
		     struct table *t)
{
	struct pial_week like = same_number(b, week);

	for (size_t i = 0; i < b->input.needs; i++) {
		const struct pial_need *need = &b->need[i];

		if (need->kitchen.n != c->kitchen.n || like.n < need->from_week.n ||
		    like.n > need->until_week.n)
			continue;
		for (int d = PIAL_MONDAY; d <= PIAL_SUNDAY; d++) {
			struct pial_date on = pial_week_day(week, (enum pial_weekday)d);

			if (!pial_kitchen_receives(&b->model,
						   pial_model_kitchen(&b->model, c->kitchen), on) ||
			    !line_on(c, need->product.n, on))
				continue;
			put(b, c, need->product.n, on, need->quantity.milli, false, t);
			foretold++;
			break;
		}
	}
}

static void fill(const struct book *b, const struct pial_contract *c, struct table *t)
{
	struct pial_week from = b->input.from.n ? b->input.from : b->first;

	memset(t, 0, sizeof(*t));
	for (size_t i = 0; i < b->input.dones; i++)
		if (b->done[i].contract.n == c->id.n)
			put(b, c, b->done[i].product.n, b->done[i].day, b->done[i].quantity.milli,
			    true, t);
	for (struct pial_week w = pial_week_of(c->from); w.n <= pial_week_of(c->until).n; w.n++)
		if (w.n >= from.n && !known(b, w))
			foretell(b, c, w, t);
}

/* One period of a line, from its days. */
static void hold_period(const struct book *b, const struct pial_contract *c, const struct table *t,
			const struct pial_contract_line *line,
			const struct pial_contract_outlook *out)
{
	int64_t done = 0, come = 0;
	struct pial_week passed = { 0 };

	for (int i = 0; i < DAYS; i++) {
		struct pial_date on = day(b, i);
		int s = line->product.n == b->model.product[0].id.n ? 0 : 1;

		if (on.n < out->first.n || on.n > out->last.n ||
		    line_on(c, line->product.n, on) != line)
			continue;
		done += t->done[s][i];
		come += t->come[s][i];
		if (line->max.milli != INT64_MIN && done + come > line->max.milli && !passed.n)
			passed = pial_week_of(on);
	}
	assert_int_equal(out->done.milli, done);
	assert_int_equal(out->expected.milli, come);
	assert_int_equal(out->passed.n, passed.n);
	assert_int_equal(out->short_of,
			 line->min.milli != INT64_MIN && done + come < line->min.milli);
	lines++;
	shorts += out->short_of;
	passes += passed.n > 0;
}

/* The last day of the period that a day of a line belongs to. */
static struct pial_date period_end(const struct pial_contract_line *line, struct pial_date on,
				   struct pial_date until)
{
	int year, next, m, d;

	pial_date_parts(on, &year, &m, &d);
	for (; line->per == PIAL_PER_YEAR && on.n < until.n; on.n++) {
		pial_date_parts(pial_date_add(on, 1), &next, &m, &d);
		if (next != year)
			return on;
	}
	return until;
}

/* All periods of a contract's lines, in their order; those over before the season are left out. */
static size_t hold_lines(const struct book *b, const struct pial_contract *c,
			 const struct table *t, size_t at)
{
	for (uint32_t i = 0; i < c->line_count; i++) {
		const struct pial_contract_line *line = &c->line[i];
		struct pial_date on = line->from.n ? line->from : c->from, last;
		struct pial_date until = line->until.n ? line->until : c->until;

		if (line->min.milli == INT64_MIN && line->max.milli == INT64_MIN)
			continue;
		for (; on.n <= until.n; on = pial_date_add(last, 1)) {
			const struct pial_contract_outlook *out = &b->result.line[at];

			last = period_end(line, on, until);
			if (last.n < pial_week_monday(b->first).n)
				continue;
			assert_true(at++ < b->result.lines);
			assert_int_equal(out->contract.n, c->id.n);
			assert_int_equal(out->product.n, line->product.n);
			assert_int_equal(out->first.n, on.n);
			assert_int_equal(out->last.n, last.n);
			hold_period(b, c, t, line, out);
		}
	}
	return at;
}

static int64_t ceiling_on(const struct book *b, struct pial_date on)
{
	int64_t found = INT64_MIN;

	/* They begin one after the other: the last one that holds the day counts. */
	for (int i = 0; i < 3; i++)
		if (on.n >= b->threshold[i].from.n && on.n <= b->threshold[i].until.n)
			found = b->threshold[i].value.cents;
	return found;
}

/* Most that a contract may come to, from the value that the engine says, held before. */
static int64_t most_of(const struct pial_contract_value *v)
{
	int64_t sum = v->done.cents + v->expected.cents;

	return v->max.cents != INT64_MIN && v->max.cents > sum ? v->max.cents : sum;
}

static void hold_ceiling(const struct book *b, size_t at)
{
	const struct pial_contract_value *v = &b->result.value[at];
	const struct pial_contract *c = pial_model_contract(&b->model, v->contract);
	int64_t lots = 0, ceiling = INT64_MIN;

	for (size_t i = 0; i < b->result.values; i++) {
		const struct pial_contract *o =
			pial_model_contract(&b->model, b->result.value[i].contract);

		if (i == at || (o->kitchen.n == c->kitchen.n && o->from.n <= c->until.n &&
				c->from.n <= o->until.n))
			lots += most_of(&b->result.value[i]);
	}
	if (pial_model_kitchen(&b->model, c->kitchen)->kind == PIAL_KITCHEN_SCHOOL)
		ceiling = ceiling_on(b, c->from);
	assert_int_equal(v->lots.cents, lots);
	assert_int_equal(v->ceiling.cents, ceiling);
	assert_int_equal(v->above, ceiling != INT64_MIN && lots >= ceiling);
	above += v->above;
}

static void hold(uint64_t number)
{
	static struct book b;
	static struct table t;
	size_t at = 0, seen = 0;

	roll_book(&b, number);
	assert_true(pial_contract_check(&b.input, &b.result));
	for (size_t i = 0; i < b.model.contracts; i++) {
		const struct pial_contract *c = &b.model.contract[i];
		const struct pial_contract_value *v = &b.result.value[seen];
		int64_t sum;

		if (pial_week_of(c->until).n < b.first.n)
			continue;
		assert_true(seen++ < b.result.values);
		fill(&b, c, &t);
		sum = t.done_cents + t.come_cents;
		assert_int_equal(v->contract.n, c->id.n);
		assert_int_equal(v->done.cents, t.done_cents);
		assert_int_equal(v->expected.cents, t.come_cents);
		assert_int_equal(v->short_of, c->min_value.cents != INT64_MIN &&
						      sum < c->min_value.cents);
		assert_int_equal(v->passed, c->max_value.cents != INT64_MIN &&
						    sum > c->max_value.cents);
		at = hold_lines(&b, c, &t, at);
		values++;
	}
	assert_int_equal(seen, b.result.values);
	assert_int_equal(at, b.result.lines);
	for (size_t i = 0; i < b.result.values; i++)
		hold_ceiling(&b, i);
	pial_contract_result_release(&b.result);
	pial_model_release(&b.model);
}

static void test_contracts(void **state)
{
	const char *many = getenv("PROP_CASES");
	uint64_t cases = many ? strtoull(many, NULL, 10) : CASES;

	(void)state;
	for (uint64_t i = 0; i < cases; i++)
		hold(i);
	print_message("# contracts %llu, periods %llu: minimum missed %llu, maximum passed %llu, "
		      "above the ceiling %llu; needs foretold %llu\n", (unsigned long long)values,
		      (unsigned long long)lines, (unsigned long long)shorts,
		      (unsigned long long)passes, (unsigned long long)above,
		      (unsigned long long)foretold);
	assert_true(values > cases / 2 && lines && shorts && passes && above && foretold);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_contracts) };

	return cmocka_run_group_tests_name("contracts", tests, NULL, NULL);
}
