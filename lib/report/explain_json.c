/*
 * The explanation for programs: ids, exact numbers, and the proof object of each sentence.
 *
 * Exact ratios are texts "n/d": JSON has no other number that would keep them.
 */
#include "base/strbuf.h"
#include "markup/json.h"
#include "markup/words.h"
#include "report/explain_priv.h"

#include "base/banned.h"

struct writer {
	struct pial_json json;			/* the output */
	const struct pial_explanation *e;	/* of what */
	enum pial_lang lang;			/* of the sentences */
};

static const char *const kinds[] = {
	[PIAL_FACT_PIN] = "pin", [PIAL_FACT_LATE] = "late", [PIAL_FACT_SHORT] = "shortage",
	[PIAL_FACT_NOBODY] = "nobody", [PIAL_FACT_BARRED] = "barred", [PIAL_FACT_CLASS] = "class",
	[PIAL_FACT_OWED] = "owed", [PIAL_FACT_SHARE] = "share", [PIAL_FACT_ODD] = "odd-pack",
	[PIAL_FACT_HELD] = "held", [PIAL_FACT_ACCOUNT] = "account",
	[PIAL_FACT_SUBSTITUTE] = "substitute",
	[PIAL_FACT_PARTNER] = "partner", [PIAL_FACT_FAR] = "distance", [PIAL_FACT_SALES] = "sales",
	[PIAL_FACT_MOVED] = "moved", [PIAL_FACT_BAND] = "band",
	[PIAL_FACT_UNUSED] = "unused", [PIAL_FACT_UNWANTED] = "unwanted",
	[PIAL_FACT_DROP] = "drop",
};

static const char *id(const struct writer *w, uint32_t number)
{
	return pial_model_text(w->e->instance->input->model, number);
}

static void put_quantity(struct writer *w, const char *key, const struct pial_product *product,
			 int64_t packs)
{
	pial_json_number_of(&w->json, key, packs * product->pack.milli, 3);
}

/* Adds a 128-bit integer in decimal. */
static void add_big(struct pial_strbuf *out, pial_i128 value)
{
	char digit[48];
	size_t at = sizeof(digit);
	pial_i128 rest = value < 0 ? -value : value;

	do {
		digit[--at] = (char)('0' + (int)(rest % 10));
		rest /= 10;
	} while (rest);
	if (value < 0)
		pial_strbuf_addch(out, '-');
	pial_strbuf_add(out, digit + at, sizeof(digit) - at);
}

static void put_ratio(struct writer *w, const char *key, struct pial_ratio ratio)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	add_big(&text, ratio.n);
	pial_strbuf_addch(&text, '/');
	add_big(&text, ratio.d);
	pial_json_text_of(&w->json, key, text.text);
	pial_strbuf_release(&text);
}

static void put_day(struct writer *w, struct pial_date day)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_date_format(&text, day);
	pial_json_text_of(&w->json, "day", text.text);
	pial_strbuf_release(&text);
}

/* Members that name an order row. */
static void put_order(struct writer *w, uint32_t d)
{
	const struct pial_instance *in = w->e->instance;
	const struct pial_demand *demand = &in->demand[d];
	const struct pial_order *order = pial_demand_order(in, demand);
	const struct pial_product *product = pial_demand_product(in, demand);

	put_day(w, demand->day);
	pial_json_text_of(&w->json, "kitchen", id(w, order->kitchen.n));
	pial_json_text_of(&w->json, "product", id(w, order->product.n));
	if (demand->contract)
		pial_json_text_of(&w->json, "contract", id(w, order->contract.n));
	put_quantity(w, "ordered", product, demand->packs);
	put_quantity(w, "served", product, demand->served);
}

/* Members that name an offer. */
static void put_offer(struct writer *w, uint32_t s)
{
	const struct pial_supply *supply = &w->e->instance->supply[s];

	pial_json_text_of(&w->json, "producer", id(w, supply->producer->id.n));
	pial_json_text_of(&w->json, "product", id(w, supply->product->id.n));
	if (*supply->batch)
		pial_json_text_of(&w->json, "batch", supply->batch);
	put_quantity(w, "offered", supply->product, supply->packs);
}

static void put_orders(struct writer *w, const char *key, const uint32_t *demand, size_t demands)
{
	pial_json_key(&w->json, key);
	pial_json_open(&w->json, '[');
	for (size_t i = 0; i < demands; i++) {
		pial_json_open(&w->json, '{');
		put_order(w, demand[i]);
		pial_json_close(&w->json, '}');
	}
	pial_json_close(&w->json, ']');
}

static void put_offers(struct writer *w, const uint32_t *supply, size_t supplies)
{
	pial_json_key(&w->json, "offers");
	pial_json_open(&w->json, '[');
	for (size_t i = 0; i < supplies; i++) {
		pial_json_open(&w->json, '{');
		put_offer(w, supply[i]);
		pial_json_close(&w->json, '}');
	}
	pial_json_close(&w->json, ']');
}

/* Members of a cut. */
static void put_cut(struct writer *w, const struct pial_fact *fact)
{
	const struct pial_instance *in = w->e->instance;
	const struct pial_product *product = pial_demand_product(in, &in->demand[fact->demand]);

	put_quantity(w, "missing", product, fact->packs);
	put_quantity(w, "wanted", product, fact->cut.ordered);
	put_quantity(w, "available", product, fact->cut.offered);
	put_orders(w, "orders", fact->cut.demand, fact->cut.demands);
	put_offers(w, fact->cut.supply, fact->cut.supplies);
}

/* Members of an exchange. */
static void put_swap(struct writer *w, const struct pial_fact *fact)
{
	struct pial_strbuf text;

	pial_json_text_of(&w->json, "nearer",
			  id(w, w->e->instance->supply[fact->supply].producer->id.n));
	pial_json_key(&w->json, "exchange");
	pial_json_open(&w->json, '[');
	for (size_t i = 0; i < fact->swap.steps; i++) {
		const struct pial_why_step *step = &fact->swap.step[i];

		pial_json_open(&w->json, '{');
		put_order(w, step->demand);
		pial_json_text_of(&w->json, "loses",
				  id(w, w->e->instance->supply[step->loses].producer->id.n));
		pial_json_text_of(&w->json, "gains",
				  id(w, w->e->instance->supply[step->gains].producer->id.n));
		pial_json_close(&w->json, '}');
	}
	pial_json_close(&w->json, ']');
	if (!fact->swap.steps)
		return;
	pial_json_number_of(&w->json, "substituted", fact->swap.substituted, 0);
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	add_big(&text, fact->swap.metre_grams);
	pial_json_text_of(&w->json, "metre_grams", text.text);
	pial_strbuf_release(&text);
}

/* Members of a share: its level, weight and account, and who shares it. */
static void put_share(struct writer *w, const struct pial_fact *fact)
{
	const struct pial_proof_share *share = fact->producer
		? &w->e->proof->producer[fact->entry].share : &w->e->proof->row[fact->entry].share;
	uint32_t supplies = (uint32_t)w->e->instance->supplies;

	put_ratio(w, "level", share->at.level);
	put_ratio(w, "weight", (struct pial_ratio){ share->w, 1 });
	put_ratio(w, "account", share->account);
	put_ratio(w, "exact", share->exact);
	pial_json_number_of(&w->json, "packs", share->packs, 0);
	if (fact->kind == PIAL_FACT_ODD) {
		pial_json_key(&w->json, "accepted");
		pial_json_bool(&w->json, share->accepted);
	}
	if (!fact->producer) {
		put_orders(w, "with", fact->list, fact->listed);
		return;
	}
	pial_json_key(&w->json, "with");
	pial_json_open(&w->json, '[');
	for (size_t i = 0; i < fact->listed; i++)
		pial_json_text(&w->json, id(w, w->e->instance->supply[fact->list[i] % supplies]
						       .producer->id.n));
	pial_json_close(&w->json, ']');
}

/* Members of a stop: what is carried. */
static void put_stop(struct writer *w, const struct pial_fact *fact)
{
	const struct pial_instance *in = w->e->instance;

	put_day(w, in->demand[fact->demand].day);
	pial_json_text_of(&w->json, "kitchen",
			  id(w, pial_demand_kitchen(in, &in->demand[fact->demand])->id.n));
	pial_json_key(&w->json, "goods");
	pial_json_open(&w->json, '[');
	for (size_t i = 0; i < fact->listed; i++) {
		const struct pial_link *link = &in->link[fact->list[i]];
		const struct pial_product *product = in->supply[link->supply].product;

		pial_json_open(&w->json, '{');
		pial_json_text_of(&w->json, "product", id(w, product->id.n));
		put_quantity(w, "quantity", product, w->e->packs[fact->list[i]]);
		pial_json_close(&w->json, '}');
	}
	pial_json_close(&w->json, ']');
}

/* Members of a row that moved: who brings it in the ideal plan. */
static void put_ideal(struct writer *w, uint32_t d)
{
	const struct pial_instance *in = w->e->instance;

	pial_json_key(&w->json, "ideal");
	pial_json_open(&w->json, '[');
	for (uint32_t l = in->link_at[d]; l < in->link_at[d + 1]; l++) {
		if (!in->link[l].packs)
			continue;
		pial_json_open(&w->json, '{');
		put_offer(w, in->link[l].supply);
		put_quantity(w, "quantity", in->supply[in->link[l].supply].product,
			     in->link[l].packs);
		pial_json_close(&w->json, '}');
	}
	pial_json_close(&w->json, ']');
}

static void put_proof(struct writer *w, const struct pial_fact *fact)
{
	const struct pial_instance *in = w->e->instance;

	switch (fact->kind) {
	case PIAL_FACT_SHORT:
		put_cut(w, fact);
		break;
	case PIAL_FACT_FAR:
		put_swap(w, fact);
		break;
	case PIAL_FACT_SHARE:
	case PIAL_FACT_HELD:
	case PIAL_FACT_SALES:
	case PIAL_FACT_ODD:
	case PIAL_FACT_ACCOUNT:
		put_share(w, fact);
		break;
	case PIAL_FACT_DROP:
		put_stop(w, fact);
		break;
	case PIAL_FACT_CLASS:
		put_orders(w, "before", fact->list, fact->listed);
		break;
	case PIAL_FACT_UNUSED:
	case PIAL_FACT_UNWANTED:
		put_offer(w, fact->supply);
		put_quantity(w, "left", in->supply[fact->supply].product, fact->packs);
		put_orders(w, "orders", fact->list, fact->listed);
		break;
	case PIAL_FACT_OWED:
		put_quantity(w, "owed", pial_demand_product(in, &in->demand[fact->demand]),
			     fact->packs);
		break;
	case PIAL_FACT_MOVED:
		put_ideal(w, fact->demand);
		break;
	case PIAL_FACT_BAND:
		pial_json_number_of(&w->json, "kg", fact->packs, 3);
		pial_json_number_of(&w->json, "ideal_kg", fact->ideal, 3);
		break;
	case PIAL_FACT_LATE:
	case PIAL_FACT_NOBODY:
		break;
	default:
		put_offer(w, fact->supply);
		put_quantity(w, "quantity", in->supply[fact->supply].product, fact->packs);
		break;
	}
}

static void put_fact(struct writer *w, const struct pial_fact *fact)
{
	struct pial_strbuf text;

	pial_json_open(&w->json, '{');
	pial_json_text_of(&w->json, "kind", kinds[fact->kind]);
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_explain_say(&text, w->e, fact, w->lang);
	pial_json_text_of(&w->json, "text", text.text);
	pial_strbuf_release(&text);
	put_proof(w, fact);
	pial_json_close(&w->json, '}');
}

static void put_row(struct writer *w, uint32_t d)
{
	pial_json_open(&w->json, '{');
	put_order(w, d);
	pial_json_key(&w->json, "facts");
	pial_json_open(&w->json, '[');
	for (size_t i = 0; i < w->e->row_facts; i++)
		if (w->e->fact[i].demand == d)
			put_fact(w, &w->e->fact[i]);
	pial_json_close(&w->json, ']');
	pial_json_close(&w->json, '}');
}

static void put_producer(struct writer *w, const struct pial_producer *producer)
{
	pial_json_open(&w->json, '{');
	pial_json_text_of(&w->json, "producer", id(w, producer->id.n));
	pial_json_key(&w->json, "facts");
	pial_json_open(&w->json, '[');
	for (size_t i = w->e->row_facts; i < w->e->facts; i++)
		if (w->e->instance->supply[w->e->fact[i].supply].producer == producer)
			put_fact(w, &w->e->fact[i]);
	pial_json_close(&w->json, ']');
	pial_json_close(&w->json, '}');
}

void pial_explain_json(struct pial_strbuf *out, const struct pial_explanation *explanation,
		       uint32_t only, enum pial_lang lang)
{
	struct writer w = { .e = explanation, .lang = lang };
	const struct pial_instance *in = explanation->instance;
	const struct pial_model *model = in->input->model;
	struct pial_strbuf week;

	pial_json_init(&w.json, out);
	pial_json_open(&w.json, '{');
	pial_strbuf_init(&week, PIAL_STRBUF_TEXT);
	pial_week_format(&week, in->input->week);
	pial_json_text_of(&w.json, "week", week.text);
	pial_strbuf_release(&week);
	pial_json_key(&w.json, "orders");
	pial_json_open(&w.json, '[');
	for (size_t d = 0; d < in->demands; d++)
		if (!only || pial_demand_kitchen(in, &in->demand[d])->id.n == only)
			put_row(&w, (uint32_t)d);
	pial_json_close(&w.json, ']');
	pial_json_key(&w.json, "producers");
	pial_json_open(&w.json, '[');
	for (size_t p = 0; p < model->producers; p++)
		if (!only || model->producer[p].id.n == only)
			put_producer(&w, &model->producer[p]);
	pial_json_close(&w.json, ']');
	pial_json_close(&w.json, '}');
	pial_json_end(&w.json);
}
