/*
 * Every order and offer of a component has its line, and so has each of its producers; of pairs
 * only those on which something flows. Pinned pairs are what a person said, not what was proved.
 */
#include "engine/certify.h"

#include <string.h>

#include "base/banned.h"

/* Digits of the largest number, its sign, a bar and as many digits again. */
#define TEXT_MAX 96

/* A certificate being written. */
struct work {
	const struct pial_proof *proof;	/* what is proved */
	struct pial_model *model;	/* whose pool takes the numbers */
	struct pial_proof_line *line;	/* lines */
	size_t lines;			/* how many */
};

/* Writes a number before `end`; returns where it begins. */
static char *digits(char *end, pial_i128 number)
{
	bool negative = number < 0;

	do {
		int digit = (int)(number % 10);

		*--end = (char)('0' + (digit < 0 ? -digit : digit));
		number /= 10;
	} while (number);
	if (negative)
		*--end = '-';
	return end;
}

/* The text of a ratio; 0 is the empty text. */
static struct pial_text ratio_text(struct work *work, struct pial_ratio ratio)
{
	char text[TEXT_MAX], *end = text + sizeof(text), *from = end;

	if (!ratio.n)
		return (struct pial_text){ 0 };
	if (ratio.d != 1) {
		from = digits(from, ratio.d);
		*--from = '/';
	}
	from = digits(from, ratio.n);
	return (struct pial_text){ pial_intern_add(&work->model->pool, from,
						   (size_t)(end - from)) };
}

static struct pial_text whole_text(struct work *work, pial_i128 number)
{
	return ratio_text(work, (struct pial_ratio){ number, 1 });
}

/* A new line. */
static struct pial_proof_line *add(struct work *work, enum pial_proof_kind kind, bool late)
{
	struct pial_proof_line *line = &work->line[work->lines++];

	*line = (struct pial_proof_line){ .week = work->proof->input.week, .kind = (uint8_t)kind,
					  .late = late ? PIAL_YES : PIAL_UNSAID };
	return line;
}

static void name_order(struct pial_proof_line *line, const struct pial_order *order)
{
	line->day = order->day;
	line->kitchen = order->kitchen;
	line->ordered = order->product;
	line->contract = order->contract;
}

static void name_offer(struct pial_proof_line *line, const struct pial_offer *offer)
{
	line->producer = offer->producer;
	line->product = offer->product;
	line->batch = offer->batch;
}

static void put_share(struct work *work, struct pial_proof_line *line,
		      const struct pial_proof_place *at)
{
	line->turn = at->turn;
	line->class = at->turn ? at->class : 0;
	line->level = ratio_text(work, at->level);
}

static void put_sale(struct work *work, struct pial_proof_line *line,
		     const struct pial_proof_place *at)
{
	line->sale_turn = at->turn;
	line->sale_level = ratio_text(work, at->level);
}

static void put_potential(struct work *work, struct pial_proof_line *line,
			  const struct pial_potential *potential)
{
	for (int cost = 0; cost < PIAL_COSTS; cost++)
		line->potential[cost] = whole_text(work, potential->of[cost]);
}

static void put_row(struct work *work, size_t d)
{
	const struct pial_proof_row *row = &work->proof->row[d];
	const struct pial_demand *demand = &work->proof->instance.demand[d];
	struct pial_proof_line *line = add(work, PIAL_PROOF_ORDER, demand->late);

	name_order(line, pial_demand_order(&work->proof->instance, demand));
	put_share(work, line, &row->share.at);
	line->exact = ratio_text(work, row->share.exact);
	put_sale(work, line, &row->sale);
	line->packs = whole_text(work, row->share.packs);
	put_potential(work, line, &row->potential);
}

static void put_offer(struct work *work, size_t s, bool late)
{
	const struct pial_proof_offer *offer = pial_proof_offer(work->proof, s, late);
	const struct pial_supply *supply = &work->proof->instance.supply[s];
	struct pial_proof_line *line = add(work, PIAL_PROOF_OFFER, late);

	name_offer(line, supply->offer);
	put_share(work, line, &offer->share);
	put_sale(work, line, &offer->sale);
	put_potential(work, line, &offer->potential);
	if (offer->producer != s)
		return;
	line = add(work, PIAL_PROOF_PRODUCER, late);
	name_offer(line, supply->offer);
	put_potential(work, line, &pial_proof_producer(work->proof, s, late)->potential);
	if (supply->producer->tier == 1) {
		const struct pial_proof_share *share =
			&pial_proof_producer(work->proof, s, late)->share;

		put_sale(work, line, &share->at);
		line->sale_exact = ratio_text(work, share->exact);
		line->packs = whole_text(work, share->packs);
	}
}

static void put_pair(struct work *work, size_t l)
{
	const struct pial_proof_pair *pair = &work->proof->pair[l];
	const struct pial_link *link = &work->proof->instance.link[l];
	const struct pial_demand *demand = &work->proof->instance.demand[link->demand];
	struct pial_proof_line *line;

	if (link->pinned || (!link->packs && !pair->share.n && !pair->sale.n))
		return;
	line = add(work, PIAL_PROOF_PAIR, demand->late);
	name_order(line, pial_demand_order(&work->proof->instance, demand));
	name_offer(line, work->proof->instance.supply[link->supply].offer);
	line->exact = ratio_text(work, pair->share);
	line->sale_exact = ratio_text(work, pair->sale);
	line->packs = whole_text(work, link->packs);
}

size_t pial_certify(const struct pial_proof *proof, struct pial_model *model,
		    struct pial_arena *arena, struct pial_proof_line **line)
{
	const struct pial_instance *instance = &proof->instance;
	struct work work = { .proof = proof, .model = model };

	work.line = pial_arena_zalloc(arena, instance->demands + 4 * instance->supplies +
					     instance->links + 1, sizeof(*work.line));
	for (size_t d = 0; d < instance->demands; d++)
		if (proof->row[d].proved)
			put_row(&work, d);
	for (size_t s = 0; s < instance->supplies; s++)
		for (int late = 0; late < 2; late++)
			if (pial_proof_offer(proof, s, late)->proved)
				put_offer(&work, s, late);
	for (size_t l = 0; l < instance->links; l++)
		put_pair(&work, l);
	*line = work.line;
	return work.lines;
}
