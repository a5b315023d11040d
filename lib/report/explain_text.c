/*
 * The explanation to read aloud: product by product, as people talk about a week, then producer by
 * producer.
 *
 * A shortage that several orders share is said once, at the first of them; the others refer to it.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/explain_priv.h"
#include "report/say.h"

#include "base/banned.h"

struct layout {
	struct pial_strbuf *out;		/* the output */
	const struct pial_explanation *e;	/* of what */
	enum pial_lang lang;			/* of the reader */
	size_t width;				/* of the page */
	uint32_t only;				/* kitchen or producer, or 0 */
};

/* Adds a line that begins with a mark, wrapped under itself. */
static void put_line(const struct layout *l, const char *mark, const struct pial_strbuf *text)
{
	struct pial_strbuf line;

	pial_strbuf_init(&line, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&line, "%s%s", mark, text->text);
	pial_words_wrap(l->out, line.text, pial_words_width(mark), l->width);
	pial_strbuf_release(&line);
}

/* Who brings what to a row: « Ravin 10 kg, Castelet 5 kg ». */
static void put_bringers(const struct layout *l, struct pial_strbuf *out, uint32_t d)
{
	const struct pial_instance *in = l->e->instance;
	const struct pial_demand *demand = &in->demand[d];
	uint32_t end = pial_demand_end(l->e->instance, demand), next;
	bool any = false;

	for (uint32_t i = pial_demand_first(l->e->instance, demand); i < end; i = next) {
		const struct pial_supply *supply = &in->supply[in->link[i].supply];
		int64_t packs = 0;

		next = pial_explain_run(l->e, i, end);
		for (uint32_t j = i; j < next; j++)
			packs += l->e->packs[j];
		if (!packs)
			continue;
		pial_strbuf_addf(out, any ? ", %s" PIAL_NBSP : " (%s" PIAL_NBSP,
				 pial_explain_producer(l->e, in->link[i].supply));
		pial_explain_packs(out, supply->product, packs, l->lang);
		any = true;
	}
	if (any)
		pial_strbuf_addch(out, ')');
}

/* « EHPAD, mardi 18 mars ». */
static void put_row_name(const struct layout *l, struct pial_strbuf *out, uint32_t d)
{
	pial_strbuf_addf(out, "%s, ", pial_explain_kitchen(l->e, d));
	pial_say_day(out, l->e->instance->demand[d].day, false, l->lang);
}

static bool same_list(const uint32_t *a, size_t as, const uint32_t *b, size_t bs)
{
	bool same = as == bs;

	for (size_t i = 0; same && i < as; i++) {
		bool found = false;

		for (size_t j = 0; !found && j < bs; j++)
			found = a[i] == b[j];
		same = found;
	}
	return same;
}

/* The first row before this fact that is short for the same reason, or UINT32_MAX. */
static uint32_t same_reason(const struct layout *l, const struct pial_fact *fact)
{
	const struct pial_instance *in = l->e->instance;
	uint32_t best = UINT32_MAX;

	for (size_t i = 0; i < l->e->row_facts; i++) {
		const struct pial_fact *other = &l->e->fact[i];

		if (other->kind == PIAL_FACT_SHORT && other->demand < fact->demand &&
		    other->demand < best && (!l->only ||
		    pial_demand_kitchen(in, &in->demand[other->demand])->id.n == l->only) &&
		    in->demand[other->demand].product == in->demand[fact->demand].product &&
		    same_list(other->cut.demand, other->cut.demands, fact->cut.demand,
			      fact->cut.demands) &&
		    same_list(other->cut.supply, other->cut.supplies, fact->cut.supply,
			      fact->cut.supplies))
			best = other->demand;
	}
	return best;
}

/* Adds a sentence; a shortage that was explained is referred to. */
static void put_sentence(const struct layout *l, struct pial_strbuf *out,
			 const struct pial_fact *fact)
{
	uint32_t first = fact->kind == PIAL_FACT_SHORT ? same_reason(l, fact) : UINT32_MAX;
	struct pial_strbuf text[2];
	const char *texts[2];

	if (first == UINT32_MAX) {
		pial_explain_say(out, l->e, fact, l->lang);
		return;
	}
	for (size_t i = 0; i < 2; i++)
		pial_strbuf_init(&text[i], PIAL_STRBUF_TEXT);
	pial_explain_packs(&text[0],
			   pial_demand_product(l->e->instance,
					       &l->e->instance->demand[fact->demand]),
			   fact->packs,
			   l->lang);
	put_row_name(l, &text[1], first);
	texts[0] = text[0].text;
	texts[1] = text[1].text;
	pial_say_phrase(out, l->lang, PIAL_N_("missing: %1, for the same reason as %2"), texts, 2);
	for (size_t i = 0; i < 2; i++)
		pial_strbuf_release(&text[i]);
}

static void put_fact(const struct layout *l, const struct pial_fact *fact)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	put_sentence(l, &text, fact);
	put_line(l, "    · ", &text);
	pial_strbuf_release(&text);
}

static void put_row(const struct layout *l, uint32_t d)
{
	const struct pial_demand *demand = &l->e->instance->demand[d];
	const struct pial_product *product = pial_demand_product(l->e->instance, demand);
	struct pial_strbuf name, ordered, served, text;

	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&ordered, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&served, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	put_row_name(l, &name, d);
	pial_explain_packs(&ordered, product, demand->packs, l->lang);
	pial_explain_packs(&served, product, demand->served, l->lang);
	put_bringers(l, &served, d);
	pial_say_phrase(&text, l->lang, PIAL_N_("%1: orders %2, gets %3"),
			(const char *const[]){ name.text, ordered.text, served.text }, 3);
	put_line(l, "  - ", &text);
	for (size_t i = 0; i < l->e->row_facts; i++)
		if (l->e->fact[i].demand == d)
			put_fact(l, &l->e->fact[i]);
	pial_strbuf_release(&name);
	pial_strbuf_release(&ordered);
	pial_strbuf_release(&served);
	pial_strbuf_release(&text);
}

static bool wanted(const struct layout *l, uint32_t d)
{
	const struct pial_demand *demand = &l->e->instance->demand[d];

	return demand->packs &&
	       (!l->only || pial_demand_kitchen(l->e->instance, demand)->id.n == l->only);
}

/* The rows of one product, the product's name above them. */
static void put_product(const struct layout *l, const struct pial_product *product)
{
	const struct pial_instance *in = l->e->instance;
	bool any = false;

	for (size_t d = 0; d < in->demands; d++) {
		if (pial_demand_product(in, &in->demand[d]) != product || !wanted(l, (uint32_t)d))
			continue;
		if (!any) {
			pial_strbuf_addch(l->out, '\n');
			pial_say_product(l->out, in->input->model, product->id, l->lang);
			pial_strbuf_addch(l->out, '\n');
		}
		any = true;
		put_row(l, (uint32_t)d);
	}
}

/* What is to be said of one producer, his name above it. */
static void put_producer(const struct layout *l, const struct pial_producer *producer)
{
	bool any = false;

	for (size_t i = l->e->row_facts; i < l->e->facts; i++) {
		const struct pial_fact *fact = &l->e->fact[i];

		if (l->e->instance->supply[fact->supply].producer != producer)
			continue;
		if (!any) {
			pial_strbuf_addch(l->out, '\n');
			pial_say_producer(l->out, l->e->instance->input->model, producer->id);
			pial_strbuf_addch(l->out, '\n');
		}
		any = true;
		put_fact(l, fact);
	}
}

void pial_explain_text(struct pial_strbuf *out, const struct pial_explanation *explanation,
		       uint32_t only, enum pial_lang lang, size_t width)
{
	struct layout l = { out, explanation, lang, width, only };
	const struct pial_model *model = explanation->instance->input->model;
	struct pial_strbuf title;

	pial_strbuf_init(&title, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&title, "%s – ", pial_tr(lang, PIAL_N_("Why")));
	pial_say_week(&title, explanation->instance->input->week, lang);
	pial_say_title(out, title.text, "=", width);
	pial_strbuf_release(&title);
	for (size_t p = 0; p < model->products; p++)
		put_product(&l, &model->product[p]);
	for (size_t p = 0; p < model->producers; p++)
		if (!only || model->producer[p].id.n == only)
			put_producer(&l, &model->producer[p]);
}
