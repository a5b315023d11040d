/*
 * Thousands of tiny weeks, from fixed seeds, against the definition (engine_oracle.h): every
 * pair's packs must be the same. Then as many published weeks to which something happened.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "engine_case.h"
#include "engine_oracle.h"

#define ROUNDS 3000

static uint64_t seed;

static int roll(int sides)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (unsigned)sides);
}

static void roll_parties(struct week *w)
{
	w->planned = roll(2);
	w->contracts = roll(2);
	w->needed = w->contracts || roll(2);
	w->rule = roll(2) ? PIAL_RULE_LEXIMIN : (enum pial_rule)roll(5);
	for (int i = 0; i < OFFERS; i++) {
		w->tier[i] = roll(4) ? 1 : 2;
		w->other[i] = roll(5) == 0;
		w->share[i] = roll(3);
		w->plan[i] = roll(4);
		w->price[i] = roll(2);
		w->owed_to[i] = roll(2) ? 0 : roll(9) - 4;
		for (int k = 0; k < ROWS; k++) {
			w->metres[i][k] = 100 * roll(3);
			w->met[i][k] = roll(4);
			w->apart[i][k] = roll(5) == 0;
		}
	}
	for (int i = 0; i < ROWS; i++) {
		w->class[i] = roll(3) ? 1 : 2;
		w->takes[i] = roll(2);
		w->weight[i] = roll(5) ? 1 : roll(3);
		w->need[i] = roll(6);
		w->owes[i] = roll(2) ? 0 : roll(9) - 4;
	}
}

static bool may(const struct week *w, int o, int r)
{
	int p = w->producer[o], k = w->kitchen[r];

	return !w->apart[p][k] && (w->only[o] < 0 || w->only[o] == w->day[r]) &&
	       (!w->other[p] || w->takes[k]);
}

static void roll_pins(struct week *w)
{
	int64_t left[OFFERS], open[ROWS];

	memcpy(left, w->packs, sizeof(left));
	memcpy(open, w->ordered, sizeof(open));
	for (int o = 0; o < w->offers; o++)
		for (int r = 0; r < w->rows; r++) {
			w->allowed[o][r] = may(w, o, r);
			w->pin[o][r] = -1;
			if (!w->allowed[o][r] || roll(9))
				continue;
			w->pin[o][r] = roll(3);
			if (w->pin[o][r] > left[o] || w->pin[o][r] > open[r])
				w->pin[o][r] = 0;
			left[o] -= w->pin[o][r];
			open[r] -= w->pin[o][r];
		}
}

/* Rows and offers come in key order: (day, kitchen), (producer, day, batch). */
static void roll_week(struct week *w)
{
	memset(w, 0, sizeof(*w));
	w->offers = 1 + roll(OFFERS);
	w->rows = 1 + roll(roll(3) ? 3 : ROWS);
	roll_parties(w);
	for (int o = 0; o < w->offers; o++) {
		w->packs[o] = 1 + roll(4);
		w->producer[o] = o && roll(4) == 0 ? w->producer[o - 1] : o;
		w->only[o] = roll(3) - 1;
		if (o && w->producer[o] == w->producer[o - 1] && w->only[o] < w->only[o - 1])
			w->only[o] = w->only[o - 1];
	}
	for (int r = 0; r < w->rows; r++) {
		w->ordered[r] = 1 + roll(4);
		w->kitchen[r] = r;
		w->day[r] = r && roll(3) == 0 ? 1 : r ? w->day[r - 1] : 0;
		if (r && w->day[r] > w->day[r - 1] && roll(2))
			w->kitchen[r] = roll(r);
		w->owed[r] = w->contracts ? roll(4) : 0;
		if (w->owed[r] > w->ordered[r])
			w->owed[r] = w->ordered[r];
		w->late[r] = roll(8) == 0;
	}
	for (int r = 1; r < w->rows; r++)	/* same kitchen, same day: another kitchen */
		for (int q = 0; q < r; q++)
			if (w->kitchen[q] == w->kitchen[r] && w->day[q] == w->day[r])
				w->kitchen[r] = r;
	roll_pins(w);
}

/*
 * ---- Against the engine
 * -------------------------------------------------------------------------
 */

static const char *const producer_name[OFFERS] = { "A", "B", "C" };
static const char *const kitchen_name[ROWS] = { "K1", "K2", "K3", "K4", "K5" };
static const char *const batch_name[OFFERS] = { "l1", "l2", "l3" };
static const char *const contract_name[ROWS] = { "m1", "m2", "m3", "m4", "m5" };

static const char *product_of(const struct week *w, int producer)
{
	return w->other[producer] ? "chard" : "spinach";
}

static void write_parties(const struct week *w, struct engine_case *c, struct pial_exclusion *apart,
			  uint32_t *chard)
{
	engine_product(c, "chard");
	*chard = engine_id(c, "chard");
	engine_product(c, "spinach")->substitutes = (struct pial_id_list){ chard, 1 };
	c->model.policy.rule = (uint8_t)w->rule;
	c->model.policy.exclude = apart;
	for (int i = 0; i < OFFERS; i++) {
		struct pial_producer *p = engine_producer(c, producer_name[i]);

		p->tier = (uint8_t)w->tier[i];
		p->share.milli = w->share[i] * 1000;
		if (w->planned)
			engine_weight(c, producer_name[i], product_of(w, i), w->plan[i]);
		engine_account(c, producer_name[i], product_of(w, i), 500 * w->owed_to[i]);
	}
	for (int i = 0; i < ROWS; i++) {
		struct pial_kitchen *k = engine_kitchen(c, kitchen_name[i]);

		k->priority = (uint8_t)w->class[i];
		k->weight.milli = w->weight[i] * 1000;
		k->substitutes = w->takes[i] ? PIAL_YES : PIAL_NO;
		k->cutoff = 3;
		if (w->needed)
			engine_weight(c, kitchen_name[i], "spinach", w->need[i]);
		engine_account(c, kitchen_name[i], "spinach", 500 * w->owes[i]);
	}
	for (int i = 0; i < OFFERS; i++)
		for (int k = 0; k < ROWS; k++) {
			engine_road(c, producer_name[i], kitchen_name[k], w->metres[i][k]);
			if (w->met[i][k])
				c->meeting[c->input.meetings++] = (struct pial_meeting){
					{ engine_id(c, producer_name[i]) },
					{ engine_id(c, kitchen_name[k]) },
					pial_week_add(c->input.week, -w->met[i][k]) };
			if (w->apart[i][k])
				apart[c->model.policy.exclude_count++] = (struct pial_exclusion){
					.producer = { engine_id(c, producer_name[i]) },
					.kitchen = { engine_id(c, kitchen_name[k]) } };
		}
}

static void write_pins(const struct week *w, struct engine_case *c)
{
	for (int r = 0; r < w->rows; r++)
		for (int o = 0; o < w->offers; o++) {
			struct pial_allocation *pin;

			if (w->pin[o][r] < 0)
				continue;
			pin = engine_pin(c, kitchen_name[w->kitchen[r]], "spinach",
					 producer_name[w->producer[o]], w->pin[o][r]);
			pin->product.n = engine_id(c, product_of(w, w->producer[o]));
			pin->day = pial_date_add(pin->day, w->day[r]);
			pin->batch.n = engine_id(c, batch_name[o]);
			if (w->contracts)
				pin->contract.n = engine_id(c, contract_name[r]);
		}
}

static void write_rows(const struct week *w, struct engine_case *c)
{
	for (int o = 0; o < w->offers; o++) {
		int p = w->producer[o];
		struct pial_offer *offer = engine_offer(c, producer_name[p], product_of(w, p),
							w->packs[o]);

		offer->batch.n = engine_id(c, batch_name[o]);
		if (w->tier[p] == 2)
			offer->price.e4 = (int32_t)w->price[p];
		if (w->only[o] >= 0)
			offer->from_day = offer->until_day = pial_date_add(
				pial_week_monday(c->input.week), w->only[o]);
	}
	for (int r = 0; r < w->rows; r++) {
		struct pial_order *order = engine_order(c, w->day[r], kitchen_name[w->kitchen[r]],
							"spinach", w->ordered[r]);

		order->received_on = pial_date_add(order->day, w->late[r] ? -2 : -3);
		if (w->contracts) {
			struct pial_contract *k = engine_contract(
				c, contract_name[r], kitchen_name[w->kitchen[r]], "spinach");

			engine_firm(c, k, w->owed[r]);
			order->contract = k->id;
		}
	}
	write_pins(w, c);
	c->input.published = true;
}

/* Packs, or computed packs, of a pair in the engine's rows. */
static int64_t engine_pair(struct engine_case *c, const struct week *w, int o, int r, bool computed)
{
	struct pial_date day = pial_date_add(pial_week_monday(c->input.week), w->day[r]);

	for (size_t i = 0; i < c->result.rows; i++) {
		const struct pial_allocation *row = &c->result.row[i];

		if (row->day.n == day.n && row->batch.n == engine_id(c, batch_name[o]) &&
		    row->kitchen.n == engine_id(c, kitchen_name[w->kitchen[r]]))
			return (computed ? row->computed : row->quantity).milli / 1000;
	}
	return 0;
}

static void swap_rows(struct engine_case *c)
{
	for (size_t i = 0; i < c->input.orders; i++) {
		size_t j = (size_t)roll((int)c->input.orders);
		struct pial_order t = c->order[i];

		c->order[i] = c->order[j];
		c->order[j] = t;
	}
	for (size_t i = 0; i < c->input.offers; i++) {
		size_t j = (size_t)roll((int)c->input.offers);
		struct pial_offer t = c->offer[i];

		c->offer[i] = c->offer[j];
		c->offer[j] = t;
	}
}

static void compare(struct engine_case *c, const struct week *w, uint64_t round)
{
	struct plan with, without;

	oracle_solve(w, true, &with);
	oracle_solve(w, false, &without);
	for (int o = 0; o < w->offers; o++)
		for (int r = 0; r < w->rows; r++) {
			int64_t got = engine_pair(c, w, o, r, false);

			if (got != with.x[o][r])
				fail_msg("week %u: offer %d to row %d: %d, not %d",
					 (unsigned)round, o,
					 r, (int)got, (int)with.x[o][r]);
			if (w->pin[o][r] < 0)
				continue;
			got = engine_pair(c, w, o, r, true);
			if (got != without.x[o][r])
				fail_msg("week %u: offer %d to row %d computed: %d, not %d",
					 (unsigned)round, o, r, (int)got, (int)without.x[o][r]);
		}
}

static void test_against_definition(void **state)
{
	(void)state;
	for (uint64_t round = 1; round <= ROUNDS; round++) {
		struct week w;
		struct engine_case c;
		struct pial_exclusion apart[OFFERS * ROWS];
		uint32_t chard;

		seed = round * 7919;
		roll_week(&w);
		engine_case_init(&c);
		write_parties(&w, &c, apart, &chard);
		write_rows(&w, &c);
		if (round % 2)
			swap_rows(&c);
		if (!engine_run(&c))
			fail_msg("week %u refused: %s", (unsigned)round,
				 pial_code_info(c.diags.entry[0].code)->name);
		compare(&c, &w, round);
		engine_case_release(&c);
	}
}

/*
 * ---- A published week
 * ---------------------------------------------------------------------------
 */

/* Gives the engine the packs published on pairs that are not pinned, beside the pins. */
static void write_published(const struct week *w, struct engine_case *c)
{
	for (int o = 0; o < w->offers; o++)
		for (int r = 0; r < w->rows; r++) {
			struct pial_allocation *row;

			if (!w->published[o][r])
				continue;
			row = engine_pin(c, kitchen_name[w->kitchen[r]], "spinach",
					 producer_name[w->producer[o]], w->published[o][r]);
			row->pin = PIAL_NO;
			row->product.n = engine_id(c, product_of(w, w->producer[o]));
			row->day = pial_date_add(row->day, w->day[r]);
			row->batch.n = engine_id(c, batch_name[o]);
			if (w->contracts)
				row->contract.n = engine_id(c, contract_name[r]);
		}
	c->input.replace = true;
}

/* Packs published before something happened: on pairs that are gone too, and more than there is. */
static void roll_published(struct week *w)
{
	w->replace = true;
	for (int o = 0; o < w->offers; o++)
		for (int r = 0; r < w->rows; r++)
			if (w->pin[o][r] < 0 && roll(3))
				w->published[o][r] = roll(4);
}

/*
 * The most published packs that can stay: the smallest of all cuts between what offers have left
 * and what orders have room for.
 */
static int64_t most_kept(const struct week *w)
{
	int64_t least = INT64_MAX;

	for (int cut = 0; cut < 1 << (w->offers + w->rows); cut++) {
		int64_t sum = 0;

		for (int o = 0; o < w->offers; o++)
			for (int r = 0; r < w->rows; r++) {
				int64_t pin = w->pin[o][r] > 0 ? w->pin[o][r] : 0;
				bool near = cut >> o & 1, far = cut >> (w->offers + r) & 1;

				sum -= near ? pin : 0;
				sum -= far ? pin : 0;
				if (!near && !far && w->allowed[o][r])
					sum += w->published[o][r];
			}
		for (int o = 0; o < w->offers; o++)
			sum += cut >> o & 1 ? w->packs[o] : 0;
		for (int r = 0; r < w->rows; r++)
			sum += cut >> (w->offers + r) & 1 ? w->ordered[r] : 0;
		if (sum < least)
			least = sum;
	}
	return least;
}

/* As few published packs move as any plan can, whatever the levels say. */
static void check_kept(struct engine_case *c, const struct week *w, uint64_t round)
{
	int64_t kept = 0;

	for (int o = 0; o < w->offers; o++)
		for (int r = 0; r < w->rows; r++) {
			int64_t given = engine_pair(c, w, o, r, false);

			kept += given < w->published[o][r] ? given : w->published[o][r];
		}
	if (kept != most_kept(w))
		fail_msg("week %u keeps %d published packs, could keep %d", (unsigned)round,
			 (int)kept, (int)most_kept(w));
}

/* The answer, published in its turn, is the answer. */
static void check_again(struct engine_case *c, const struct week *w, uint64_t round)
{
	struct week again = *w;

	c->input.pins = 0;
	write_pins(w, c);
	for (int o = 0; o < w->offers; o++)
		for (int r = 0; r < w->rows; r++)
			again.published[o][r] =
				w->pin[o][r] < 0 ? engine_pair(c, w, o, r, false) : 0;
	write_published(&again, c);
	assert_true(engine_run(c));
	for (int o = 0; o < w->offers; o++)
		for (int r = 0; r < w->rows; r++)
			if (w->pin[o][r] < 0 &&
			    engine_pair(c, w, o, r, false) != again.published[o][r])
				fail_msg("week %u: a second run moves offer %d to row %d",
					 (unsigned)round, o, r);
}

static void test_replace_against_definition(void **state)
{
	(void)state;
	for (uint64_t round = 1; round <= ROUNDS; round++) {
		struct week w;
		struct engine_case c;
		struct pial_exclusion apart[OFFERS * ROWS];
		uint32_t chard;

		seed = round * 104729;
		roll_week(&w);
		roll_published(&w);
		engine_case_init(&c);
		write_parties(&w, &c, apart, &chard);
		write_rows(&w, &c);
		write_published(&w, &c);
		if (round % 2)
			swap_rows(&c);
		if (!engine_run(&c))
			fail_msg("week %u refused: %s", (unsigned)round,
				 pial_code_info(c.diags.entry[0].code)->name);
		compare(&c, &w, round);
		check_kept(&c, &w, round);
		check_again(&c, &w, round);
		engine_case_release(&c);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_definition),
		cmocka_unit_test(test_replace_against_definition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
