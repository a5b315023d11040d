/*
 * Thousands of small weeks from fixed seeds: the engine's answer is accepted with its certificate,
 * and every allocation one pack away from it is caught, as is every certificate one number away.
 *
 * One pack away: a pack more or less on any pair, moved between any two pairs of an order or of an
 * offer. One number away: each number of each line of the certificate, one more or one less; such a
 * certificate is refused, or still proves the same answer. Sound certificates of other weeks, and
 * forged ones that move a pack in all their lines, are refused likewise.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "proof_case.h"

/* Weeks tried; PIAL_ROUNDS in the environment asks for more (tests/prop/prop_proof.sh). */
#define ROUNDS 200

static int rounds(void)
{
	const char *text = getenv("PIAL_ROUNDS");

	return text ? (int)strtol(text, NULL, 10) : ROUNDS;
}

static uint64_t seed;

static int roll(int sides)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (unsigned)sides);
}

static const char *const producers[] = { "A", "B", "C", "D" };
static const char *const kitchens[] = { "K1", "K2", "K3", "K4" };
static const char *const products[] = { "leek", "spinach" };

static void roll_people(struct engine_case *c)
{
	for (size_t i = 0; i < PIAL_COUNT(producers); i++) {
		struct pial_producer *p = engine_producer(c, producers[i]);

		p->tier = roll(3) ? 1 : 2;
		p->share.milli = 500 * roll(4);
	}
	for (size_t i = 0; i < PIAL_COUNT(kitchens); i++) {
		struct pial_kitchen *k = engine_kitchen(c, kitchens[i]);

		k->priority = roll(3) ? 1 : 2;
		k->weight.milli = roll(6) ? 1000 * (1 + roll(2)) : 0;
		k->substitutes = roll(2) ? PIAL_YES : PIAL_NO;
		k->cutoff = -2;
		k->accepts.bits = roll(6) ? 0 : 1;
	}
	for (size_t p = 0; p < PIAL_COUNT(producers); p++)
		for (size_t k = 0; k < PIAL_COUNT(kitchens); k++) {
			engine_road(c, producers[p], kitchens[k], 100 * roll(4));
			if (roll(3) == 0)
				c->meeting[c->input.meetings++] = (struct pial_meeting){
					{ engine_id(c, producers[p]) },
					{ engine_id(c, kitchens[k]) },
					pial_week_add(c->input.week, -1 - roll(3)) };
		}
}

/* Sometimes the season says who goes to whom. */
static void roll_rounds(struct engine_case *c)
{
	struct pial_season_round round[PIAL_COUNT(producers) * PIAL_COUNT(kitchens)];
	size_t rounds = 0;

	if (roll(5))
		return;
	for (size_t p = 0; p < PIAL_COUNT(producers); p++)
		for (size_t k = 0; k < PIAL_COUNT(kitchens); k++)
			if (roll(3))
				round[rounds++] = (struct pial_season_round){
					.producer = { engine_id(c, producers[p]) },
					.kitchen = { engine_id(c, kitchens[k]) },
					.days.bits = roll(2) ? 0 : 1 };
	pial_model_add_rounds(&c->model, 2025, round, rounds);
}

static void roll_goods(struct engine_case *c, struct pial_exclusion *apart, uint32_t *chard)
{
	int64_t pack = roll(2) ? 1000 : 2500;

	engine_product(c, "chard")->pack.milli = pack;
	engine_product(c, "leek")->pack.milli = pack;
	engine_product(c, "spinach")->pack.milli = pack;
	*chard = engine_id(c, "chard");
	c->model.product[2].substitutes = (struct pial_id_list){ chard, 1 };
	c->model.policy.round = PIAL_PACK_NEAREST;
	c->model.policy.rule = roll(2) ? PIAL_RULE_LEXIMIN : (uint8_t)roll(5);
	*apart = (struct pial_exclusion){ .producer = { engine_id(c, producers[roll(4)]) },
					  .kitchen = { engine_id(c, kitchens[roll(4)]) } };
	c->model.policy.exclude = apart;
	c->model.policy.exclude_count = (uint32_t)roll(2);
	for (int i = 0; i < 4; i++) {
		const char *product = products[roll(2)];

		if (roll(3) == 0)
			engine_account(c, kitchens[i], product, 1000 * (roll(9) - 4));
		if (roll(3) == 0)
			engine_account(c, producers[i], product, 700 * (roll(9) - 4));
		if (roll(4) == 0)
			engine_weight(c, kitchens[i], product, roll(5));
		if (roll(5) == 0)
			engine_weight(c, producers[i], product, roll(5));
	}
}

static void roll_contracts(struct engine_case *c)
{
	static const char *const name[] = { "c1", "c2", "c3", "c4" };

	for (int i = 0; i < 4; i++) {
		struct pial_contract *contract;
		struct pial_contract_line *line;

		if (roll(3))
			continue;
		contract = engine_contract(c, name[i], kitchens[i], products[roll(2)]);
		if (roll(2))
			engine_firm(c, contract, roll(6));
		line = pial_arena_zalloc(&c->model.arena, 1, sizeof(*line));
		*line = contract->line[0];
		line->min.milli = roll(2) ? 400000 : INT64_MIN;
		line->max.milli = roll(2) ? 900000 : INT64_MIN;
		line->per = (uint8_t)roll(4);
		contract->line = line;
		for (int p = 0; roll(2) && p < 4; p++)
			engine_member(c, contract, producers[p], 1 + roll(3));
	}
}

/* An order and an offer are single by key: one try each. */
static void roll_rows(struct engine_case *c)
{
	int64_t pack = c->model.product[0].pack.milli;

	c->input.published = roll(4) == 0;
	for (int k = 0; k < 4; k++)
		for (int day = 0; day < 2; day++)
			for (int product = 0; product < 2; product++) {
				struct pial_order *o;

				if (roll(3))
					continue;
				o = engine_order(c, day, kitchens[k], products[product], 0);
				o->quantity.milli = pack * (1 + roll(5)) + (roll(4) ? 0 : 300);
				if (roll(5) == 0)
					o->price.e4 = 10000 * (1 + roll(3));
				if (roll(3) == 0)
					o->received_on = pial_date_add(o->day, -roll(4));
				for (size_t m = 0; m < c->model.contracts; m++)
					if (c->model.contract[m].kitchen.n == o->kitchen.n &&
					    roll(4))
						o->contract = c->model.contract[m].id;
			}
	for (int p = 0; p < 4; p++)
		for (int which = 0; which < 3; which++) {
			static const char *const what[] = { "leek", "spinach", "chard" };
			struct pial_offer *o;

			if (roll(2))
				continue;
			o = engine_offer(c, producers[p], what[which], 0);
			o->quantity.milli = pack * (1 + roll(6));
			if (roll(4) == 0)
				o->from_day = pial_date_add(pial_week_monday(c->input.week), 1);
			if (roll(2))
				o->price.e4 = 5000 * (1 + roll(3));
		}
}

/* Pins on pairs that the engine gives something, so that they are allowed. */
static void roll_pins(struct engine_case *c)
{
	if (roll(3) || !engine_run(c))
		return;
	for (size_t i = 0; i < c->result.rows && c->input.pins < 3; i++) {
		struct pial_allocation *pin = &c->pin[c->input.pins];
		int64_t pack = c->model.product[0].pack.milli;

		if (!c->result.row[i].producer.n || roll(3))
			continue;
		*pin = c->result.row[i];
		pin->pin = PIAL_YES;
		pin->line = (uint32_t)c->input.pins + 2;
		pin->quantity.milli -= pack * roll((int)(pin->quantity.milli / pack) + 1);
		c->input.pins++;
	}
}

static void roll_week(struct engine_case *c, struct pial_exclusion *apart, uint32_t *chard)
{
	engine_case_init(c);
	roll_people(c);
	roll_rounds(c);
	roll_goods(c, apart, chard);
	roll_contracts(c);
	roll_rows(c);
	roll_pins(c);
}

/* The line of a pair in the allocation, added when it has none. */
static struct pial_allocation *line_of(struct proof_case *p, const struct pial_order *order,
				       const struct pial_offer *offer)
{
	struct pial_allocation *row;

	for (size_t i = 0; i < p->rows; i++) {
		row = &p->row[i];
		if (row->day.n == order->day.n && row->kitchen.n == order->kitchen.n &&
		    row->ordered.n == order->product.n && row->contract.n == order->contract.n &&
		    row->producer.n == (offer ? offer->producer.n : 0) &&
		    (!offer || (row->product.n == offer->product.n &&
				row->batch.n == offer->batch.n)))
			return row;
	}
	row = &p->row[p->rows++];
	*row = (struct pial_allocation){ .line = (uint32_t)p->rows + 1, .week = order->week,
					 .day = order->day, .kitchen = order->kitchen,
					 .ordered = order->product, .contract = order->contract,
					 .product = offer ? offer->product : order->product,
					 .computed = PIAL_QTY_NONE };
	if (offer) {
		row->producer = offer->producer;
		row->batch = offer->batch;
	}
	return row;
}

/* Gives packs more on a pair, and says what is missing accordingly. */
static void give(struct proof_case *p, const struct pial_order *order,
		 const struct pial_offer *offer, int packs)
{
	int64_t milli = packs * p->c->model.product[0].pack.milli;

	line_of(p, order, offer)->quantity.milli += milli;
	line_of(p, order, NULL)->quantity.milli -= milli;
}

/* Fails when the allocation is not caught. */
static void expect_caught(struct proof_case *p, int round)
{
	enum pial_code said;

	if (!proof_check(p)) {
		said = proof_said(p);
		print_error("round %d: refused: %s %s\n", round, pial_code_info(said)->name,
			    p->diags.entry[0].arg[0].text);
		fail();
	}
	if (!p->figures.departures) {
		print_error("round %d: a changed allocation is accepted\n", round);
		fail();
	}
}

static int64_t packs_of(struct proof_case *p, const struct pial_order *order,
			const struct pial_offer *offer)
{
	return line_of(p, order, offer)->quantity.milli / p->c->model.product[0].pack.milli;
}

/* Every allocation one pack away; returns how many there were. */
static size_t change_packs(struct proof_case *p, int round)
{
	const struct pial_allocate_input *in = &p->c->input;
	size_t rows = p->rows, tried = 0;
	struct pial_allocation copy[ENGINE_CASE_MAX];

	memcpy(copy, p->row, rows * sizeof(*copy));
	for (size_t a = 0; a < in->orders * in->offers; a++)
		for (size_t b = 0; b <= in->orders * in->offers; b++) {
			const struct pial_order *from = &in->order[a / in->offers];
			const struct pial_offer *out = &in->offer[a % in->offers];
			const struct pial_order *to = &in->order[b / in->offers % in->orders];
			const struct pial_offer *by = &in->offer[b % in->offers];
			bool alone = b == in->orders * in->offers;

			p->rows = rows;
			memcpy(p->row, copy, rows * sizeof(*copy));
			if (a == b || (!alone && from != to && out != by))
				continue;
			if (alone) {
				give(p, from, out, 1);
				expect_caught(p, round);
				tried++;
				p->rows = rows;
				memcpy(p->row, copy, rows * sizeof(*copy));
			}
			if (!packs_of(p, from, out))
				continue;
			give(p, from, out, -1);
			if (!alone)
				give(p, to, by, 1);
			expect_caught(p, round);
			tried++;
		}
	p->rows = rows;
	memcpy(p->row, copy, rows * sizeof(*copy));
	return tried;
}

/* A number text one more or one less; NULL when it is no plain number. */
static uint32_t nudge(struct proof_case *p, struct pial_text text, int by)
{
	char out[64];
	const char *old = pial_model_text(&p->c->model, text.n);
	long long n, d = 1;
	int used = 0;

	if (!*old)
		old = "0";
	if (sscanf(old, "%lld/%lld%n", &n, &d, &used) != 2 &&
	    sscanf(old, "%lld%n", &n, &used) != 1)
		fail();
	if (d == 1)
		(void)snprintf(out, sizeof(out), "%lld", n + by);
	else
		(void)snprintf(out, sizeof(out), "%lld/%lld", n + by, d);
	return pial_intern_add(&p->c->model.pool, out, strlen(out));
}

/*
 * True when the certificate itself is believed. That the right allocation does better than what it
 * proves is found out too, but too late: another allocation would have been called right.
 */
static bool believed(struct proof_case *p)
{
	static const char better[] =
		"the allocation does better than what is proved best: a fault of this program";

	if (proof_check(p))
		return true;
	for (size_t i = 0; i < p->diags.count; i++)
		if (p->diags.entry[i].code == PIAL_E_PROOF_CLAIM &&
		    !strcmp(p->diags.entry[i].arg[0].text, better)) {
			p->figures.departures++;
			return true;
		}
	return false;
}

/* Each number of a certificate changed: refused, or the right answer is still accepted. */
static void change_numbers(struct proof_case *p, int round, size_t *refused, size_t *kept)
{
	for (size_t i = 0; i < p->lines; i++) {
		struct pial_proof_line *line = &p->line[i];
		struct pial_text *text[] = { &line->level, &line->exact, &line->sale_level,
					     &line->sale_exact, &line->packs,
					     &line->potential[0], &line->potential[1],
					     &line->potential[2], &line->potential[3],
					     &line->potential[4] };

		for (size_t t = 0; t < 2 * PIAL_COUNT(text); t++) {
			struct pial_text old = *text[t / 2];

			text[t / 2]->n = nudge(p, old, t % 2 ? 1 : -1);
			if (!believed(p)) {
				++*refused;
			} else if (p->figures.departures) {
				print_error("round %d: a changed certificate is believed\n", round);
				fail();
			} else {
				++*kept;
			}
			*text[t / 2] = old;
		}
	}
}

static void expect_right(struct proof_case *p, int round)
{
	if (!proof_check(p) || p->figures.departures) {
		const struct pial_diag *d = &p->diags.entry[0];

		print_error("round %d: %s at line %u: %s\n", round, pial_code_info(d->code)->name,
			    d->pos.line, d->arg[0].text);
		fail();
	}
}

/* The engine is right, and nothing near it is. */
static void test_one_pack_away(void **state)
{
	size_t tried = 0, pins = 0, short_rows = 0, odd = 0;

	(void)state;
	for (int round = 0; round < rounds(); round++) {
		struct engine_case c;
		struct proof_case p;
		struct pial_exclusion apart;
		uint32_t chard;

		seed = (uint64_t)round + 1;
		roll_week(&c, &apart, &chard);
		proof_case_init(&p, &c);
		expect_right(&p, round);
		pins += p.figures.pins;
		short_rows += p.figures.shared;
		odd += p.figures.odd;
		tried += change_packs(&p, round);
		expect_right(&p, round);
		proof_case_release(&p);
		engine_case_release(&c);
	}
	print_message("%zu allocations one pack away, %zu pins, %zu short rows, %zu odd packs\n",
		      tried, pins, short_rows, odd);
	assert_true(pins > 10 && short_rows > 100 && odd > 10);
}

/* No number of a certificate may be changed and prove another answer. */
static void test_one_number_away(void **state)
{
	size_t refused = 0, kept = 0;

	(void)state;
	for (int round = 0; round < rounds() / 10; round++) {
		struct engine_case c;
		struct proof_case p;
		struct pial_exclusion apart;
		uint32_t chard;

		seed = (uint64_t)round + 7000001;
		roll_week(&c, &apart, &chard);
		proof_case_init(&p, &c);
		expect_right(&p, round);
		change_numbers(&p, round, &refused, &kept);
		proof_case_release(&p);
		engine_case_release(&c);
	}
	print_message("%zu certificates refused, %zu still prove the same\n", refused, kept);
	assert_true(refused > 1000 && kept > 1000);
}

/* Something about a week that another answer would follow from; false: nothing to change. */
static bool perturb(struct engine_case *c, int what)
{
	struct pial_model *m = &c->model;
	size_t i = (size_t)roll(4);

	switch (what) {
	case 0:
		m->kitchen[i].weight.milli += 1000;
		return true;
	case 1:
		m->kitchen[i].priority = m->kitchen[i].priority == 1 ? 2 : 1;
		return true;
	case 2:
		m->policy.rule = (uint8_t)((m->policy.rule + 1) % 5);
		return true;
	case 3:
		if (c->input.accounts)
			c->account[i % c->input.accounts].owed.milli += 1500;
		return c->input.accounts > 0;
	case 4:
		if (c->input.weights)
			c->weight[i % c->input.weights].quantity.milli += 2000;
		return c->input.weights > 0;
	case 5:
		m->road[i].distance.m += 100;
		return true;
	case 6:
		if (c->input.meetings)
			c->meeting[i % c->input.meetings].last.n--;
		return c->input.meetings > 0;
	case 7:
		m->producer[i].share.milli += 500;
		return true;
	case 8:
		m->producer[i].tier = m->producer[i].tier == 1 ? 2 : 1;
		return true;
	case 9:
		if (c->input.offers)
			c->offer[i % c->input.offers].price.e4 = 100 * roll(5);
		return c->input.offers > 0;
	case 10:
		if (m->contracts)
			engine_firm(c, &m->contract[i % m->contracts], roll(6));
		return m->contracts > 0;
	default:
		m->kitchen[i].substitutes = m->kitchen[i].substitutes == PIAL_YES ? PIAL_NO
										  : PIAL_YES;
		return true;
	}
}

#define PERTURBED 12

/* The certificate of another week, in the texts of this one. */
static void borrow(struct proof_case *p, const struct proof_case *other)
{
	const struct pial_model *from = &other->c->model;
	struct pial_intern *to = &p->c->model.pool;

	p->line = pial_arena_zalloc(&p->arena, other->lines + 1, sizeof(*p->line));
	p->lines = other->lines;
	for (size_t i = 0; i < other->lines; i++) {
		struct pial_proof_line *line = &p->line[i];
		struct pial_text *text[] = { &line->level, &line->exact, &line->sale_level,
					     &line->sale_exact, &line->packs,
					     &line->potential[0], &line->potential[1],
					     &line->potential[2], &line->potential[3],
					     &line->potential[4] };

		*line = other->line[i];
		for (size_t t = 0; t < PIAL_COUNT(text); t++) {
			const char *old = pial_model_text(from, text[t]->n);

			text[t]->n = pial_intern_add(to, old, strlen(old));
		}
	}
}

/*
 * A certificate that is sound, but of another week (other weights, accounts, distances, tiers …),
 * is refused for this one, unless the answer is the same.
 */
static void test_other_week(void **state)
{
	size_t refused = 0, same = 0;

	(void)state;
	for (int round = 0; round < 4 * rounds(); round++) {
		struct engine_case c, d;
		struct proof_case p, q;
		struct pial_exclusion apart, apart_too;
		uint32_t chard, chard_too;

		seed = (uint64_t)round + 90001;
		roll_week(&c, &apart, &chard);
		seed = (uint64_t)round + 90001;
		roll_week(&d, &apart_too, &chard_too);
		proof_case_init(&p, &c);
		if (perturb(&d, round % PERTURBED) && (d.input.prove = true, engine_run(&d))) {
			proof_case_init(&q, &d);
			borrow(&p, &q);
			if (!believed(&p)) {
				refused++;
			} else if (p.figures.departures) {
				print_error("round %d: another week's certificate is believed\n",
					    round);
				fail();
			} else {
				same++;
			}
			proof_case_release(&q);
		}
		proof_case_release(&p);
		engine_case_release(&c);
		engine_case_release(&d);
	}
	print_message("%zu certificates of other weeks refused, %zu prove the same\n", refused,
		      same);
	assert_true(refused > (size_t)rounds() / 2);
}

/* Claims packs more of a pair, its order and its producer; false: there is no such pair. */
static bool forge(struct proof_case *p, const struct pial_order *order,
		  const struct pial_offer *offer, int by)
{
	struct pial_proof_line *pair = NULL, *row = NULL;

	for (size_t i = 0; i < p->lines; i++) {
		struct pial_proof_line *line = &p->line[i];
		bool same_order = line->day.n == order->day.n &&
				  line->kitchen.n == order->kitchen.n &&
				  line->ordered.n == order->product.n &&
				  line->contract.n == order->contract.n;
		bool same_offer = line->producer.n == offer->producer.n &&
				  line->product.n == offer->product.n;

		if (line->kind == PIAL_PROOF_ORDER && same_order)
			row = line;
		if (line->kind == PIAL_PROOF_PAIR && same_order && same_offer)
			pair = line;
		if (line->kind == PIAL_PROOF_PRODUCER && line->packs.n &&
		    line->producer.n == offer->producer.n)
			line->packs.n = nudge(p, line->packs, by);
	}
	if (!row || (!pair && by < 0) || p->lines == p->room)
		return false;
	if (!pair) {
		pair = &p->line[p->lines++];
		*pair = (struct pial_proof_line){
			.line = (uint32_t)p->lines + 1, .week = order->week,
			.kind = PIAL_PROOF_PAIR, .late = row->late, .day = order->day,
			.kitchen = order->kitchen, .ordered = order->product,
			.contract = order->contract, .producer = offer->producer,
			.product = offer->product, .batch = offer->batch };
	}
	row->packs.n = nudge(p, row->packs, by);
	pair->packs.n = nudge(p, pair->packs, by);
	return true;
}

/* One pack moved along a row or an offer, or two crossed. */
static bool forge_move(struct proof_case *p, size_t a, size_t b)
{
	const struct pial_allocate_input *in = &p->c->input;
	const struct pial_order *from = &in->order[a / in->offers];
	const struct pial_order *to = &in->order[b / in->offers];
	const struct pial_offer *out = &in->offer[a % in->offers];
	const struct pial_offer *by = &in->offer[b % in->offers];

	if (a == b)
		return false;
	if (from == to || out == by)
		return forge(p, from, out, -1) && forge(p, to, by, 1);
	return forge(p, from, out, -1) && forge(p, to, by, -1) && forge(p, from, by, 1) &&
	       forge(p, to, out, 1);
}

/* A certificate that says consistently of packs that they went elsewhere is refused. */
static void test_forged(void **state)
{
	size_t tried = 0;

	(void)state;
	for (int round = 0; round < rounds(); round++) {
		struct engine_case c;
		struct proof_case p;
		struct pial_exclusion apart;
		struct pial_proof_line kept[512];
		uint32_t chard;
		size_t pairs, lines;

		seed = (uint64_t)round + 50001;
		roll_week(&c, &apart, &chard);
		proof_case_init(&p, &c);
		lines = p.lines;
		pairs = c.input.orders * c.input.offers;
		assert_true(lines <= PIAL_COUNT(kept));
		memcpy(kept, p.line, lines * sizeof(*kept));
		for (size_t a = 0; a < pairs * pairs; a++) {
			if (forge_move(&p, a / pairs, a % pairs)) {
				if (believed(&p)) {
					print_error("round %d: a forgery is believed\n", round);
					fail();
				}
				tried++;
			}
			p.lines = lines;
			memcpy(p.line, kept, lines * sizeof(*kept));
		}
		proof_case_release(&p);
		engine_case_release(&c);
	}
	print_message("%zu forged certificates refused\n", tried);
	assert_true(tried > (size_t)rounds());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_pack_away),
		cmocka_unit_test(test_one_number_away),
		cmocka_unit_test(test_other_week),
		cmocka_unit_test(test_forged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
