/*
 * The sentences, one function a kind of fact.
 *
 * They are read aloud, so they are short, name people, and give quantities in the unit that is
 * weighed; nothing in them agrees in gender with a name nobody knows the gender of.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "markup/words.h"
#include "num/round.h"
#include "po/po.h"
#include "report/explain_priv.h"
#include "report/say.h"

#include "base/banned.h"

/* Places in the texts of a sentence. */
#define TEXTS 6

/* A sentence being filled. */
struct phrase {
	struct pial_strbuf text[TEXTS];	/* what replaces %1 … */
	const struct pial_explanation *e;	/* of what */
	const struct pial_fact *fact;	/* which fact */
	enum pial_lang lang;		/* of the reader */
};

void pial_explain_packs(struct pial_strbuf *out, const struct pial_product *product, int64_t packs,
			enum pial_lang lang)
{
	struct pial_qty quantity = { packs * product->pack.milli };

	pial_say_quantity(out, quantity, (enum pial_unit)product->unit, lang);
}

void pial_explain_name(struct pial_explain_names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (!strcmp(names->name[i], name))
			return;
	names->name = pial_grow(names->name, names->count, &names->cap, sizeof(*names->name));
	names->name[names->count++] = name;
}

void pial_explain_list(struct pial_strbuf *out, struct pial_explain_names *names,
		       enum pial_lang lang)
{
	if (names->count)
		pial_say_list(out, lang, names->name, names->count);
	free(names->name);
	*names = (struct pial_explain_names){ NULL, 0, 0 };
}

/* A name without its parentheses; in the explanation's arena. */
static const char *shorten(const struct pial_explanation *e, const char *name)
{
	struct pial_strbuf text;
	const char *copy;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_say_name(&text, name);
	copy = pial_arena_strdup(e->why.arena, text.text);
	pial_strbuf_release(&text);
	return copy;
}

const char *pial_explain_kitchen(const struct pial_explanation *e, uint32_t demand)
{
	const struct pial_model *model = e->instance->input->model;
	const struct pial_kitchen *kitchen =
		pial_demand_kitchen(e->instance, &e->instance->demand[demand]);
	const char *name = pial_model_text(model, kitchen->name.n);

	for (size_t i = 0; i < model->kitchens; i++)
		if (&model->kitchen[i] != kitchen &&
		    pial_say_alike(name, pial_model_text(model, model->kitchen[i].name.n)))
			return name;
	return shorten(e, name);
}

const char *pial_explain_producer(const struct pial_explanation *e, uint32_t supply)
{
	const struct pial_model *model = e->instance->input->model;
	const struct pial_producer *producer = e->instance->supply[supply].producer;
	const char *name = pial_model_text(model, producer->name.n);

	for (size_t i = 0; i < model->producers; i++)
		if (&model->producer[i] != producer &&
		    pial_say_alike(name, pial_model_text(model, model->producer[i].name.n)))
			return name;
	return shorten(e, name);
}

static const struct pial_demand *row_of(const struct phrase *p)
{
	return &p->e->instance->demand[p->fact->demand];
}

static const struct pial_product *product_of(const struct phrase *p)
{
	return pial_demand_product(p->e->instance, row_of(p));
}

static const struct pial_supply *offer_of(const struct phrase *p)
{
	return &p->e->instance->supply[p->fact->supply];
}

static void put_kitchens(struct phrase *p, size_t at, const uint32_t *demand, size_t demands)
{
	struct pial_explain_names names = { NULL, 0, 0 };

	for (size_t i = 0; i < demands; i++)
		pial_explain_name(&names, pial_explain_kitchen(p->e, demand[i]));
	pial_explain_list(&p->text[at], &names, p->lang);
}

static void put_producers(struct phrase *p, size_t at, const uint32_t *supply, size_t supplies)
{
	struct pial_explain_names names = { NULL, 0, 0 };

	for (size_t i = 0; i < supplies; i++)
		pial_explain_name(&names, pial_explain_producer(p->e, supply[i]));
	pial_explain_list(&p->text[at], &names, p->lang);
}

static void put_product(struct phrase *p, size_t at, const struct pial_product *product)
{
	pial_say_name(&p->text[at], pial_model_text(p->e->instance->input->model,
						    product->name.n));
}

static const char *say_pin(struct phrase *p)
{
	const struct pial_pin *pin = &p->e->instance->pin[p->fact->entry];

	put_producers(p, 0, &p->fact->supply, 1);
	pial_explain_packs(&p->text[1], offer_of(p)->product, p->fact->packs, p->lang);
	pial_explain_packs(&p->text[2], offer_of(p)->product, pin->computed, p->lang);
	if (pin->computed == p->fact->packs)
		return PIAL_N_("fixed by hand: %2 from %1, as the computation has it too");
	return PIAL_N_("fixed by hand: %2 from %1; the computation alone has %3");
}

static const char *say_late(struct phrase *p)
{
	pial_say_day(&p->text[0], pial_demand_order(p->e->instance, row_of(p))->received_on, false,
		     p->lang);
	return PIAL_N_("this order came on %1, after its limit: it is served from what was left");
}

static const char *say_short(struct phrase *p)
{
	const struct pial_why_cut *cut = &p->fact->cut;
	const struct pial_product *product = product_of(p);

	pial_explain_packs(&p->text[0], product, p->fact->packs, p->lang);
	put_kitchens(p, 1, cut->demand, cut->demands);
	put_producers(p, 2, cut->supply, cut->supplies);
	pial_explain_packs(&p->text[3], product, cut->offered, p->lang);
	pial_explain_packs(&p->text[4], product, cut->ordered, p->lang);
	pial_explain_packs(&p->text[5], product, cut->elsewhere, p->lang);
	if (cut->elsewhere)
		return PIAL_N_("missing: %1. To serve %2 there is only %3: %4 for %5 ordered "
			       "(%6 of their offers are fixed by hand or were given before)");
	return PIAL_N_("missing: %1. To serve %2 there is only %3: %4 for %5 ordered");
}

static const char *say_nobody(struct phrase *p)
{
	(void)p;
	return PIAL_N_("nobody offers any this week");
}

static const char *say_barred(struct phrase *p)
{
	put_producers(p, 0, &p->fact->supply, 1);
	pial_explain_packs(&p->text[1], offer_of(p)->product, offer_of(p)->packs, p->lang);
	put_product(p, 2, offer_of(p)->product);
	pial_strbuf_addstr(&p->text[3], pial_tr(p->lang, pial_barrier_text(p->fact->barrier)));
	if (offer_of(p)->product != product_of(p))
		return PIAL_N_("%1 offers %2 of another product (%3), but %4");
	return PIAL_N_("%1 offers %2, but %4");
}

static const char *say_class(struct phrase *p)
{
	put_kitchens(p, 0, p->fact->list, p->fact->listed);
	pial_strbuf_addint(&p->text[1], pial_demand_kitchen(p->e->instance, row_of(p))->priority);
	return PIAL_N_("priority goes first to %1 (this kitchen is of class %2)");
}

static const char *say_substitute(struct phrase *p)
{
	pial_explain_packs(&p->text[0], offer_of(p)->product, p->fact->packs, p->lang);
	put_product(p, 1, offer_of(p)->product);
	put_product(p, 2, product_of(p));
	put_producers(p, 3, &p->fact->supply, 1);
	return PIAL_N_("as a substitute the kitchen accepts: %2, %1 from %4");
}

static const char *say_partner(struct phrase *p)
{
	const struct pial_instance *in = p->e->instance;
	bool farms = false;

	put_producers(p, 0, &p->fact->supply, 1);
	pial_explain_packs(&p->text[1], offer_of(p)->product, p->fact->packs, p->lang);
	for (uint32_t l = pial_demand_first(in, row_of(p)); l < pial_demand_end(in, row_of(p)); l++)
		farms |= in->supply[in->link[l].supply].producer->tier == 1;
	if (!farms)
		return PIAL_N_("none of the valley's farms can bring any here; %1 brings %2");
	return PIAL_N_("the valley's farms give all they can here; %1 completes with %2");
}

/* Kilometres x packs of an exchange, as kilometres for one pack: the nearest hundred metres. */
static void put_detour(struct phrase *p, size_t at)
{
	const struct pial_product *product = offer_of(p)->product;
	struct pial_mass mass = { 1 };
	bool assumed;
	struct pial_distance more;

	if (!pial_mass_of(product->pack, pial_product_unit_mass(product, &assumed),
			  PIAL_ROUND_HALF_UP, &mass) || mass.g <= 0)
		mass.g = 1;
	more.m = (int32_t)((p->fact->swap.metre_grams / mass.g + 50) / 100 * 100);
	pial_say_distance(&p->text[at], more, p->lang);
}

/* « EHPAD prendrait chez Ravin au lieu de Castelet »: what must change elsewhere. */
static void put_steps(struct phrase *p, size_t at)
{
	for (size_t i = 1; i < p->fact->swap.steps; i++) {
		const struct pial_why_step *step = &p->fact->swap.step[i];
		const char *text[3] = { pial_explain_kitchen(p->e, step->demand),
					pial_explain_producer(p->e, step->gains),
					pial_explain_producer(p->e, step->loses) };

		if (i > 1)
			pial_strbuf_addstr(&p->text[at], ", ");
		pial_say_phrase(&p->text[at], p->lang,
				PIAL_N_("%1 would be served by %2 instead of %3"), text, 3);
	}
}

static void put_distance(struct phrase *p, size_t at, uint32_t supply)
{
	const struct pial_instance *in = p->e->instance;
	const struct pial_demand *demand = row_of(p);

	for (uint32_t l = pial_demand_first(in, demand); l < pial_demand_end(in, demand); l++)
		if (in->link[l].supply == supply) {
			struct pial_distance distance = { in->link[l].metres };

			pial_say_distance(&p->text[at], distance, p->lang);
			return;
		}
}

/* Where the packs of an offer's producer go, among the rows of a fact's component. */
static bool put_elsewhere(struct phrase *p, size_t at)
{
	const struct pial_instance *in = p->e->instance;
	struct pial_explain_names names = { NULL, 0, 0 };
	bool any = false;

	for (size_t s = 0; s < in->supplies; s++)
		for (uint32_t i = p->e->why.first[s]; i < p->e->why.first[s + 1]; i++) {
			const struct pial_link *link = &in->link[p->e->why.by_supply[i]];

			if (link->packs && in->supply[s].producer == offer_of(p)->producer &&
			    in->supply[s].product == offer_of(p)->product &&
			    link->demand != p->fact->demand) {
				pial_explain_name(&names,
						  pial_explain_kitchen(p->e, link->demand));
				any = true;
			}
		}
	pial_explain_list(&p->text[at], &names, p->lang);
	return any;
}

static const char *say_far(struct phrase *p)
{
	const struct pial_why_swap *swap = &p->fact->swap;
	bool busy;

	put_producers(p, 0, &p->fact->supply, 1);
	put_distance(p, 1, p->fact->supply);
	busy = put_elsewhere(p, 2);
	put_detour(p, 3);
	put_steps(p, 4);
	if (!busy)
		return PIAL_N_("%1 is nearer (%2), and has sold all of his fair share here");
	if (!swap->steps)
		return PIAL_N_("%1 is nearer (%2) and serves %3: no exchange leaves everyone his "
			       "share");
	if (swap->substituted > 0)
		return PIAL_N_("%1 is nearer (%2) and serves %3; to bring more here, %5: one "
			       "more pack would be a substitute");
	if (swap->metre_grams == 0)
		return PIAL_N_("%1 is nearer (%2) and serves %3; to bring more here, %5: as far "
			       "in all, so habit, turn and names decide");
	return PIAL_N_("%1 is nearer (%2) and serves %3; to bring more here, %5: %4 more in all "
		       "for each pack");
}

/* « EHPAD : la cuisine est tout bio », for who orders an offer's product and may not have it. */
static bool put_refusals(struct phrase *p, size_t at)
{
	const struct pial_instance *in = p->e->instance;
	size_t said = 0;

	for (size_t d = 0; d < in->demands && said < PIAL_SAY_LISTED; d++) {
		const char *text[2];
		enum pial_barrier barrier;

		if (pial_demand_product(in, &in->demand[d]) != offer_of(p)->product ||
		    !in->demand[d].packs)
			continue;
		barrier = pial_why_barrier(in, p->fact->supply, (uint32_t)d);
		text[0] = pial_explain_kitchen(p->e, (uint32_t)d);
		text[1] = pial_tr(p->lang, pial_barrier_text(barrier));
		if (said++)
			pial_strbuf_addstr(&p->text[at], " ; ");
		pial_say_phrase(&p->text[at], p->lang, PIAL_N_("%1: %2"), text, 2);
	}
	return said > 0;
}

static const char *say_unused(struct phrase *p)
{
	put_product(p, 0, offer_of(p)->product);
	pial_explain_packs(&p->text[1], offer_of(p)->product, p->fact->packs, p->lang);
	pial_explain_packs(&p->text[2], offer_of(p)->product, offer_of(p)->packs, p->lang);
	put_kitchens(p, 3, p->fact->list, p->fact->listed);
	if (p->fact->kind == PIAL_FACT_UNWANTED)
		return put_refusals(p, 3)
			? PIAL_N_("%1: %2 left of %3 offered; no order may take any (%4)")
			: PIAL_N_("%1: %2 left of %3 offered; nobody orders any");
	return PIAL_N_("%1: %2 left of %3 offered; those who may take some (%4) have all they "
		       "ordered");
}

/* « carotte 15 kg, poireau 5 kg ». */
static void put_load(struct phrase *p, size_t at)
{
	const struct pial_instance *in = p->e->instance;

	for (size_t i = 0; i < p->fact->listed; i++) {
		const struct pial_link *link = &in->link[p->fact->list[i]];
		const struct pial_product *product = in->supply[link->supply].product;

		if (i)
			pial_strbuf_addstr(&p->text[at], ", ");
		put_product(p, at, product);
		pial_strbuf_addstr(&p->text[at], PIAL_NBSP);
		pial_explain_packs(&p->text[at], product, p->e->packs[p->fact->list[i]], p->lang);
	}
}

/* « Ravin 10 kg et Castelet 5 kg »: who brings a row in the ideal plan. */
static const char *say_moved(struct phrase *p)
{
	const struct pial_instance *in = p->e->instance;
	const struct pial_demand *demand = row_of(p);
	uint32_t end = pial_demand_end(in, demand), next;
	struct pial_explain_names names = { NULL, 0, 0 };

	for (uint32_t l = pial_demand_first(in, demand); l < end; l = next) {
		struct pial_strbuf text;
		int64_t packs = 0;

		next = pial_explain_run(p->e, l, end);
		for (uint32_t i = l; i < next; i++)
			packs += in->link[i].packs;
		if (!packs)
			continue;
		pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
		pial_strbuf_addf(&text, "%s" PIAL_NBSP,
				 pial_explain_producer(p->e, in->link[l].supply));
		pial_explain_packs(&text, in->supply[in->link[l].supply].product, packs, p->lang);
		pial_explain_name(&names, pial_arena_strdup(p->e->why.arena, text.text));
		pial_strbuf_release(&text);
	}
	pial_explain_list(&p->text[0], &names, p->lang);
	return PIAL_N_("to spare drops; the ideal plan would have %1");
}

static const char *say_band(struct phrase *p)
{
	int64_t more = p->fact->packs - p->fact->ideal;

	pial_say_quantity(&p->text[0], (struct pial_qty){ more < 0 ? -more : more }, PIAL_UNIT_KG,
			  p->lang);
	pial_say_quantity(&p->text[1], (struct pial_qty){ p->fact->packs }, PIAL_UNIT_KG, p->lang);
	pial_say_quantity(&p->text[2], (struct pial_qty){ p->fact->ideal }, PIAL_UNIT_KG, p->lang);
	return more > 0
		? PIAL_N_("to spare drops, %1 more than the fair share this week (%2 for %3): the "
			  "account takes it back next week")
		: PIAL_N_("to spare drops, %1 less than the fair share this week (%2 for %3): the "
			  "account gives it back next week");
}

static const char *say_drop(struct phrase *p)
{
	pial_say_day(&p->text[0], row_of(p)->day, false, p->lang);
	put_kitchens(p, 1, &p->fact->demand, 1);
	put_load(p, 2);
	return PIAL_N_("%1, %2: %3");
}

static const char *say(struct phrase *p)
{
	switch (p->fact->kind) {
	case PIAL_FACT_PIN:
		return say_pin(p);
	case PIAL_FACT_LATE:
		return say_late(p);
	case PIAL_FACT_SHORT:
		return say_short(p);
	case PIAL_FACT_NOBODY:
		return say_nobody(p);
	case PIAL_FACT_BARRED:
		return say_barred(p);
	case PIAL_FACT_CLASS:
		return say_class(p);
	case PIAL_FACT_SUBSTITUTE:
		return say_substitute(p);
	case PIAL_FACT_PARTNER:
		return say_partner(p);
	case PIAL_FACT_FAR:
		return say_far(p);
	case PIAL_FACT_MOVED:
		return say_moved(p);
	case PIAL_FACT_BAND:
		return say_band(p);
	case PIAL_FACT_UNUSED:
	case PIAL_FACT_UNWANTED:
		return say_unused(p);
	case PIAL_FACT_DROP:
		return say_drop(p);
	default:
		return NULL;
	}
}

void pial_explain_say(struct pial_strbuf *out, const struct pial_explanation *explanation,
		      const struct pial_fact *fact, enum pial_lang lang)
{
	struct phrase phrase = { .e = explanation, .fact = fact, .lang = lang };
	const char *text[TEXTS], *message;

	for (size_t i = 0; i < TEXTS; i++)
		pial_strbuf_init(&phrase.text[i], PIAL_STRBUF_TEXT);
	message = say(&phrase);
	for (size_t i = 0; i < TEXTS; i++)
		text[i] = phrase.text[i].text;
	if (message)
		pial_say_phrase(out, lang, message, text, TEXTS);
	else
		pial_explain_say_share(out, explanation, fact, lang);
	for (size_t i = 0; i < TEXTS; i++)
		pial_strbuf_release(&phrase.text[i]);
}
