/*
 * The cover of a season against its definition (engine/cover.h), cell by cell: what kitchens that
 * receive need, what the latest version of the plan promises and grows beside it, what is left,
 * and which partner could complete it at what price. And the same whatever the order of rows.
 *
 * PROP_CASES=N does N cases instead of 3,000.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/cover.h"
#include "roll.h"

#define CASES 3000
#define SORTS 3
#define PLACES 3
#define PARTNERS 3
#define WEEKS 6
#define LIST 60

struct book {
	struct pial_model model;
	struct pial_exclusion apart[PLACES * PARTNERS];
	struct pial_need need[LIST];
	struct pial_plan plan[LIST];
	struct pial_bid bid[LIST];
	struct pial_cover_input input;
	struct pial_cover_result result;
};

static uint64_t cells, left, completed, priced, closed;

static uint32_t id(struct book *b, const char *prefix, int number)
{
	char text[32];
	int len = snprintf(text, sizeof(text), "%s%d", prefix, number);

	return pial_intern_add(&b->model.pool, text, (size_t)len);
}

static struct pial_week week(const struct book *b, int number)
{
	return pial_week_add(b->input.first, number);
}

static void roll_parties(struct book *b, struct dice *d)
{
	struct pial_model *m = &b->model;

	for (int s = 0; s < SORTS; s++)
		m->product[m->products++] = (struct pial_product){ .id = { id(b, "v", s) },
			.unit = PIAL_UNIT_KG, .pack = { 1000 }, .unit_mass = PIAL_MASS_NONE,
			.reference_price = { dice_once(d, 2) ? INT32_MIN
							     : 10000 + 10000 * dice_roll(d, 3) } };
	/* One grower, then partners. */
	for (int p = 0; p <= PARTNERS; p++)
		m->producer[m->producers++] = (struct pial_producer){ .id = { id(b, "P-", p) },
			.tier = (uint8_t)(p ? 2 : 1), .kind = PIAL_PRODUCER_GROWER,
			.min_drop = PIAL_MONEY_NONE, .share = { 1000 }, .lat = PIAL_ANGLE_NONE,
			.lon = PIAL_ANGLE_NONE, .land = PIAL_AREA_NONE,
			.days = { (uint8_t)(1 + dice_roll(d, 127)) } };
	for (int k = 0; k < PLACES; k++)
		m->kitchen[m->kitchens++] = (struct pial_kitchen){ .id = { id(b, "K-", k) },
			.priority = 1, .weight = { 1000 }, .cutoff = 3, .lat = PIAL_ANGLE_NONE,
			.lon = PIAL_ANGLE_NONE,
			.delivery_days = { (uint8_t)(1 + dice_roll(d, 127)) },
			.joined = dice_once(d, 3)
					  ? pial_week_day(week(b, dice_roll(d, WEEKS)), PIAL_FRIDAY)
					  : (struct pial_date){ 0 },
			.accepts = { (uint8_t)(dice_once(d, 4) ? 1 : 0) },
			.organic_only = PIAL_NO, .substitutes = PIAL_NO };
	m->policy.exclude = b->apart;
	for (int k = 0; k < PLACES; k++)
		for (int p = 1; p <= PARTNERS; p++)
			if (dice_once(d, 4))
				b->apart[m->policy.exclude_count++] = (struct pial_exclusion){
					.producer = { id(b, "P-", p) },
					.kitchen = { id(b, "K-", k) } };
}

static void roll_rows(struct book *b, struct dice *d)
{
	for (int i = 0; i < 8; i++) {
		int from = dice_roll(d, WEEKS);

		b->need[b->input.needs++] = (struct pial_need){
			.kitchen = b->model.kitchen[dice_roll(d, PLACES)].id,
			.product = b->model.product[dice_roll(d, SORTS)].id,
			.quantity = { 500 * (1 + dice_roll(d, 40)) }, .from_week = week(b, from),
			.until_week = dice_once(d, 3) ? (struct pial_week){ 0 }
						      : week(b, from + dice_roll(d, WEEKS)) };
	}
	for (int i = 0; i < 20; i++)
		b->plan[b->input.plans++] = (struct pial_plan){
			.version = 1 + dice_roll(d, 2), .producer = b->model.producer[0].id,
			.product = b->model.product[dice_roll(d, SORTS)].id,
			.week = week(b, dice_roll(d, WEEKS + 2) - 1),
			.quantity = { 1000 * (1 + dice_roll(d, 12)) },
			.purpose = dice_once(d, 3) ? PIAL_PLAN_MARGIN : PIAL_PLAN_NEED };
	for (int p = 1; p <= PARTNERS; p++)
		for (int s = 0; s < SORTS; s++)
			if (dice_once(d, 2))
				b->bid[b->input.bids++] = (struct pial_bid){
					.producer = { id(b, "P-", p) },
					.product = b->model.product[s].id,
					.from_week = week(b, dice_roll(d, 3)),
					.until_week = week(b, 3 + dice_roll(d, 3)),
					.price = { 10000 + 5000 * dice_roll(d, 4) } };
}

static void roll_book(struct book *b, uint64_t number)
{
	struct dice d = dice_of(number + 88001);
	struct pial_model *m = &b->model;

	memset(b, 0, sizeof(*b));
	pial_model_init(m);
	m->product = pial_arena_zalloc(&m->arena, SORTS, sizeof(*m->product));
	m->kitchen = pial_arena_zalloc(&m->arena, PLACES, sizeof(*m->kitchen));
	m->producer = pial_arena_zalloc(&m->arena, PARTNERS + 1, sizeof(*m->producer));
	b->input = (struct pial_cover_input){ .model = m, .need = b->need, .plan = b->plan,
					      .bid = b->bid };
	assert_true(pial_week_make(2025, 20, &b->input.first));
	b->input.last = week(b, WEEKS - 1);
	roll_parties(b, &d);
	pial_model_index(m);
	roll_rows(b, &d);
}

/* --- the definition --- */

static bool wanted(const struct book *b, size_t i, struct pial_product_id product,
		   struct pial_week on)
{
	const struct pial_need *need = &b->need[i];

	return need->product.n == product.n && need->from_week.n <= on.n &&
	       (!need->until_week.n || on.n <= need->until_week.n);
}

/* True when a kitchen receives on a day of the week; with a partner, that it delivers on, too. */
static bool meets(const struct book *b, struct pial_kitchen_id where, struct pial_week on,
		  const struct pial_producer *partner)
{
	const struct pial_kitchen *k = pial_model_kitchen(&b->model, where);

	if (partner && (k->accepts.bits & 2) == 0 && k->accepts.bits)
		return false;
	for (uint32_t i = 0; partner && i < b->model.policy.exclude_count; i++)
		if (b->apart[i].producer.n == partner->id.n && b->apart[i].kitchen.n == where.n)
			return false;
	for (int d = 0; d < 7; d++) {
		struct pial_date day = pial_date_add(pial_week_monday(on), d);

		if ((k->delivery_days.bits >> d & 1) && (!k->joined.n || day.n >= k->joined.n) &&
		    (!partner || (partner->days.bits >> d & 1)))
			return true;
	}
	return false;
}

/* Price of a partner: said in a bid that week (1), else the reference (3); 4: none. */
static int price_of(const struct book *b, const struct pial_producer *partner,
		    const struct pial_product *product, struct pial_week on, int32_t *e4)
{
	for (size_t i = 0; i < b->input.bids; i++)
		if (b->bid[i].producer.n == partner->id.n &&
		    b->bid[i].product.n == product->id.n && b->bid[i].from_week.n <= on.n &&
		    on.n <= b->bid[i].until_week.n) {
			*e4 = b->bid[i].price.e4;
			return 1;
		}
	*e4 = product->reference_price.e4;
	return *e4 == INT32_MIN ? 4 : 3;
}

static void hold_partner(const struct book *b, const struct pial_product *product,
			 struct pial_week on, const struct pial_cover *row)
{
	const struct pial_producer *best = NULL;
	int best_source = 0;
	int32_t best_e4 = INT32_MIN;

	for (size_t p = 1; p < b->model.producers && row->left.milli; p++) {
		const struct pial_producer *partner = &b->model.producer[p];
		bool reaches = false;
		int32_t e4;
		int source = price_of(b, partner, product, on, &e4);

		for (size_t i = 0; i < b->input.needs; i++)
			reaches |= wanted(b, i, product->id, on) &&
				   meets(b, b->need[i].kitchen, on, partner);
		if (!reaches || (best && (source > best_source ||
					  (source == best_source && e4 >= best_e4))))
			continue;
		best = partner;
		best_source = source;
		best_e4 = e4;
	}
	assert_int_equal(row->partner.n, best ? best->id.n : 0);
	assert_int_equal(row->price.e4, best_e4);
	completed += best != NULL;
	priced += best && best_source == 1;
}

static size_t hold_cell(const struct book *b, const struct pial_product *product,
			struct pial_week on, size_t at)
{
	const struct pial_cover *row = &b->result.row[at];
	int64_t need = 0, sum[2] = { 0, 0 };
	int32_t version = 0;

	for (size_t i = 0; i < b->input.needs; i++) {
		bool open = meets(b, b->need[i].kitchen, on, NULL);

		need += wanted(b, i, product->id, on) && open ? b->need[i].quantity.milli : 0;
		closed += wanted(b, i, product->id, on) && !open;
	}
	for (size_t i = 0; i < b->input.plans; i++)
		version = b->plan[i].version > version ? b->plan[i].version : version;
	for (size_t i = 0; i < b->input.plans; i++)
		if (b->plan[i].version == version && b->plan[i].week.n == on.n &&
		    b->plan[i].product.n == product->id.n)
			sum[b->plan[i].purpose == PIAL_PLAN_MARGIN] += b->plan[i].quantity.milli;
	assert_int_equal(b->result.version, version);
	if (!need && !sum[0] && !sum[1])
		return at;
	assert_true(at < b->result.rows);
	assert_int_equal(row->product.n, product->id.n);
	assert_int_equal(row->week.n, on.n);
	assert_int_equal(row->need.milli, need);
	assert_int_equal(row->promised.milli, sum[0]);
	assert_int_equal(row->margin.milli, sum[1]);
	assert_int_equal(row->left.milli, need > sum[0] ? need - sum[0] : 0);
	hold_partner(b, product, on, row);
	cells++;
	left += row->left.milli > 0;
	return at + 1;
}

/* Turns a list round. */
#define TURN(list, count) \
	for (size_t i = 0; i < (count) / 2; i++) { \
		__typeof__((list)[0]) kept = (list)[i]; \
		(list)[i] = (list)[(count) - 1 - i]; \
		(list)[(count) - 1 - i] = kept; \
	}

static void hold(uint64_t number)
{
	static struct book b;
	size_t with_left = 0;

	roll_book(&b, number);
	for (int turn = 0; turn < 2; turn++) {
		size_t at = 0;

		pial_cover_find(&b.input, &b.result);
		for (size_t s = 0; s < b.model.products; s++)
			for (int w = 0; w < WEEKS; w++)
				at = hold_cell(&b, &b.model.product[s], week(&b, w), at);
		assert_int_equal(at, b.result.rows);
		with_left = 0;
		for (size_t i = 0; i < b.result.rows; i++)
			with_left += b.result.row[i].left.milli > 0;
		assert_int_equal(with_left, b.result.left);
		pial_cover_result_release(&b.result);
		TURN(b.need, b.input.needs);
		TURN(b.plan, b.input.plans);
	}
	pial_model_release(&b.model);
}

static void test_cover(void **state)
{
	const char *many = getenv("PROP_CASES");
	uint64_t cases = many ? strtoull(many, NULL, 10) : CASES;

	(void)state;
	for (uint64_t i = 0; i < cases; i++)
		hold(i);
	print_message("# cells %llu, with something left %llu, completed %llu, at a bid's price "
		      "%llu; needs of closed weeks %llu\n", (unsigned long long)cells,
		      (unsigned long long)left, (unsigned long long)completed,
		      (unsigned long long)priced, (unsigned long long)closed);
	assert_true(cells && left && completed && priced && closed && completed < left);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_cover) };

	return cmocka_run_group_tests_name("cover", tests, NULL, NULL);
}
