/*
 * Facts of levels: who shares with whom, whose pack was begun, what earlier weeks owe.
 *
 * A share stands in a block (engine/prove.h): all entries of one component at one place. Those who
 * have all they can use have no level to explain.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/ratio.h"
#include "markup/words.h"
#include "num/round.h"
#include "po/po.h"
#include "report/explain_priv.h"
#include "report/say.h"

#include "base/banned.h"

/* The share of a fact's entry. */
static const struct pial_proof_share *share_of(const struct pial_explanation *e, bool producer,
					       uint32_t entry)
{
	return producer ? &e->proof->producer[entry].share : &e->proof->row[entry].share;
}

static bool proved(const struct pial_explanation *e, bool producer, uint32_t entry)
{
	if (producer)
		return e->proof->producer[entry].proved && !e->proof->producer[entry].partner;
	return e->proof->row[entry].proved;
}

static uint32_t part_of(const struct pial_explanation *e, bool producer, uint32_t entry)
{
	return producer ? e->proof->producer[entry].part : e->proof->row[entry].part;
}

/* Late rows are solved apart, on the second half of the offers and producers. */
static bool same_block(const struct pial_explanation *e, bool producer, uint32_t a, uint32_t b)
{
	const struct pial_proof_place *x = &share_of(e, producer, a)->at;
	const struct pial_proof_place *y = &share_of(e, producer, b)->at;

	return proved(e, producer, b) && part_of(e, producer, a) == part_of(e, producer, b) &&
	       x->block == y->block && x->turn == y->turn && y->turn != PIAL_TURN_NONE;
}

/* How many entries a side has. */
static size_t entries_of(const struct pial_explanation *e, bool producer)
{
	return producer ? 2 * e->instance->supplies : e->instance->demands;
}

/* What an entry has before its turn: pins, and what its contract owes it. */
static int64_t lower(const struct pial_explanation *e, bool producer, uint32_t entry)
{
	const struct pial_proof_share *share = share_of(e, producer, entry);
	int64_t owed = producer ? 0 : pial_demand_owed(e->instance, &e->instance->demand[entry]);

	if (share->at.turn < PIAL_TURN_DEMAND)
		return share->base;
	return owed > share->base ? owed : share->base;
}

/* True when an entry stands at its block's level, neither held at its start nor full. */
static bool is_level(const struct pial_explanation *e, bool producer, uint32_t entry)
{
	const struct pial_proof_share *share = share_of(e, producer, entry);

	return share->exact.n < (pial_i128)share->most * share->exact.d &&
	       share->exact.n > (pial_i128)lower(e, producer, entry) * share->exact.d;
}

static bool is_full(const struct pial_explanation *e, bool producer, uint32_t entry)
{
	const struct pial_proof_share *share = share_of(e, producer, entry);

	return share->exact.n >= (pial_i128)share->most * share->exact.d;
}

/* Lists the other entries of an entry's block. */
static size_t list_block(struct pial_explanation *e, bool producer, uint32_t entry,
			 const uint32_t **list)
{
	size_t entries = entries_of(e, producer), count = 0;
	uint32_t *found = pial_arena_alloc(&e->arena, (entries + 1) * sizeof(*found));

	for (size_t i = 0; i < entries; i++)
		if (i != entry && same_block(e, producer, entry, (uint32_t)i))
			found[count++] = (uint32_t)i;
	*list = found;
	return count;
}

/*
 * The entry whose pack decided: for one that got its pack, the first of those that did not; for
 * one that did not, the last of those that did. SIZE_MAX: nobody.
 */
static size_t rival(const struct pial_explanation *e, bool producer, uint32_t entry,
		    const uint32_t *list, size_t listed)
{
	const struct pial_proof_share *mine = share_of(e, producer, entry);
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < listed; i++) {
		const struct pial_proof_share *other = share_of(e, producer, list[i]);
		const struct pial_proof_share *last;

		if (!other->candidate || other->accepted == mine->accepted)
			continue;
		last = best == SIZE_MAX ? NULL : share_of(e, producer, list[best]);
		if (!last || (mine->accepted ? other->place < last->place
					     : other->place > last->place))
			best = i;
	}
	return best;
}

static struct pial_fact *add(struct pial_explanation *e, enum pial_fact_kind kind, bool producer,
			     uint32_t entry)
{
	struct pial_fact *fact = pial_explain_add(e, kind);

	fact->entry = entry;
	fact->producer = producer;
	if (producer)
		fact->supply = entry % (uint32_t)e->instance->supplies;
	else
		fact->demand = entry;
	return fact;
}

/* Keeps of a list those that stand at the level. */
static size_t keep_level(struct pial_explanation *e, bool producer, const uint32_t *list,
			 size_t listed, const uint32_t **kept)
{
	uint32_t *copy = pial_arena_alloc(&e->arena, (listed + 1) * sizeof(*copy));
	size_t count = 0;

	for (size_t i = 0; i < listed; i++)
		if (is_level(e, producer, list[i]))
			copy[count++] = list[i];
	*kept = copy;
	return count;
}

/* Who got the pack that this entry was begun for, or lost it to this one. */
static void add_odd(struct pial_explanation *e, bool producer, uint32_t entry,
		    const uint32_t *list, size_t listed)
{
	size_t other = rival(e, producer, entry, list, listed);
	struct pial_fact *fact = add(e, PIAL_FACT_ODD, producer, entry);

	if (other == SIZE_MAX)
		return;
	fact->list = list + other;
	fact->listed = 1;
}

/* True when one of a list of rows is of the same class: others are no comparison. */
static bool has_peer(const struct pial_explanation *e, uint32_t entry, const uint32_t *list,
		     size_t listed)
{
	const struct pial_instance *in = e->instance;
	uint8_t class = pial_demand_kitchen(in, &in->demand[entry])->priority;

	for (size_t i = 0; i < listed; i++)
		if (pial_demand_kitchen(in, &in->demand[list[i]])->priority == class)
			return true;
	return false;
}

/* The share, and its odd pack, of an entry that is not full. */
static void add_share(struct pial_explanation *e, bool producer, uint32_t entry)
{
	const struct pial_proof_share *share = share_of(e, producer, entry);
	const uint32_t *list, *level;
	size_t listed, levels;

	if (share->at.turn == PIAL_TURN_NONE || is_full(e, producer, entry))
		return;
	listed = list_block(e, producer, entry, &list);
	levels = keep_level(e, producer, list, listed, &level);
	if (levels) {
		struct pial_fact *fact = add(e, is_level(e, producer, entry)
			? producer ? PIAL_FACT_SALES : PIAL_FACT_SHARE : PIAL_FACT_HELD, producer,
			entry);

		fact->list = level;
		fact->listed = levels;
	} else if (!producer && has_peer(e, entry, list, listed)) {
		(void)add(e, PIAL_FACT_HELD, producer, entry);
	}
	if (share->account.n)
		(void)add(e, PIAL_FACT_ACCOUNT, producer, entry);
	if (share->candidate)
		add_odd(e, producer, entry, list, listed);
}

/* A row whose contract is served before any order. */
static void add_owed(struct pial_explanation *e, uint32_t demand)
{
	const struct pial_demand *row = &e->instance->demand[demand];

	int64_t owed = pial_demand_owed(e->instance, row);

	if (owed && row->served < row->packs)
		add(e, PIAL_FACT_OWED, false, demand)->packs = owed;
}

void pial_explain_share_of_row(struct pial_explanation *e, uint32_t demand)
{
	if (!e->proof->row[demand].proved)
		return;
	add_owed(e, demand);
	add_share(e, false, demand);
}

void pial_explain_share_of_producers(struct pial_explanation *e)
{
	for (size_t i = 0; i < entries_of(e, true); i++)
		if (proved(e, true, (uint32_t)i))
			add_share(e, true, (uint32_t)i);
}

/* ---- Sentences ---- */

/* What a fact's entry is a share of. */
static const struct pial_product *product_of(const struct pial_explanation *e,
					     const struct pial_fact *fact)
{
	const struct pial_instance *in = e->instance;

	return fact->producer ? in->supply[fact->supply].product
			      : pial_demand_product(in, &in->demand[fact->demand]);
}

/* Adds packs that need not be whole, as a quantity to two decimals, half up. */
static void put_exact(struct pial_strbuf *out, const struct pial_product *product,
		      struct pial_ratio packs, enum pial_lang lang)
{
	pial_i128 milli;

	if (!pial_i128_mul(packs.n < 0 ? -packs.n : packs.n, product->pack.milli, &milli))
		return;
	milli = (milli * 2 + packs.d * 10) / (packs.d * 20) * 10;
	pial_say_quantity(out, (struct pial_qty){ (int64_t)milli }, (enum pial_unit)product->unit,
			  lang);
}

/* The part of a pack that was begun. */
static struct pial_ratio begun(const struct pial_proof_share *share)
{
	return (struct pial_ratio){ share->exact.n - share->floor * share->exact.d,
				    share->exact.d };
}

/* Adds the part of a pack that was begun, to two decimals. */
static void put_begun(struct pial_strbuf *out, const struct pial_proof_share *share,
		      enum pial_lang lang)
{
	struct pial_ratio rest = begun(share);

	pial_words_number(out, (int64_t)((rest.n * 200 + rest.d) / (2 * rest.d)), 2, 2, lang);
}

static const char *name_of(const struct pial_explanation *e, bool producer, uint32_t entry)
{
	if (producer)
		return pial_explain_producer(e, entry % (uint32_t)e->instance->supplies);
	return pial_explain_kitchen(e, entry);
}

/* « EHPAD (17,14 kg sur 20 kg) et École du Larboust (4,29 kg sur 5 kg) ». */
static void put_level(struct pial_strbuf *out, const struct pial_explanation *e,
		      const struct pial_fact *fact, enum pial_lang lang)
{
	const struct pial_product *product = product_of(e, fact);
	struct pial_explain_names names = { NULL, 0, 0 };
	struct pial_strbuf text, part[2];

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&part[0], PIAL_STRBUF_TEXT);
	pial_strbuf_init(&part[1], PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < fact->listed; i++) {
		const struct pial_proof_share *share = share_of(e, fact->producer, fact->list[i]);
		const char *name = name_of(e, fact->producer, fact->list[i]);

		for (size_t j = 0; j < 2; j++)
			pial_strbuf_clear(&part[j]);
		pial_strbuf_clear(&text);
		put_exact(&part[0], product, share->exact, lang);
		pial_explain_packs(&part[1], product, share->most, lang);
		pial_say_phrase(&text, lang, PIAL_N_("%1 (%2 of %3)"),
				(const char *const[]){ name, part[0].text, part[1].text }, 3);
		pial_explain_name(&names, pial_arena_strdup(e->why.arena, text.text));
	}
	pial_explain_list(out, &names, lang);
	pial_strbuf_release(&text);
	pial_strbuf_release(&part[0]);
	pial_strbuf_release(&part[1]);
}

static const char *say_share(const struct pial_explanation *e)
{
	static const char *const message[] = {
		[PIAL_RULE_LEXIMIN] = PIAL_N_("its fair share is %1, by need, at the same level "
					      "as %2: more here would be less for one of them"),
		[PIAL_RULE_PROPORTIONAL] =
			PIAL_N_("its fair share is %1, the same part of its order as %2: more "
				"here would be less for one of them"),
		[PIAL_RULE_EQUAL] = PIAL_N_("its fair share is %1, as much as %2: more here would "
					    "be less for one of them"),
		[PIAL_RULE_LOSSES] = PIAL_N_("its fair share is %1, lacking as much as %2: more "
					     "here would be less for one of them"),
		[PIAL_RULE_TALMUD] = PIAL_N_("its fair share is %1, by the Talmud's rule with %2: "
					     "more here would be less for one of them"),
	};

	return message[e->instance->input->model->policy.rule];
}

static const char *say_sales(const struct pial_explanation *e, const struct pial_fact *fact)
{
	uint8_t turn = share_of(e, true, fact->entry)->at.turn;

	if (turn == PIAL_TURN_PROMISED)
		return PIAL_N_("%4: fair sale %1 of %3 offered, by what was promised, at the same "
			       "level as %2");
	if (turn == PIAL_TURN_SHARE)
		return PIAL_N_("%4: fair sale %1 of %3 offered, by share, at the same level as %2");
	return PIAL_N_("%4: fair sale %1 of %3 offered, by what is offered, at the same level as "
		       "%2");
}

/* Equal parts of a pack: the larger share for its packs, then the order of names. */
static const char *say_tie(const struct pial_proof_share *mine,
			   const struct pial_proof_share *other)
{
	int order = pial_ratio_compare((struct pial_ratio){ mine->w, 2 * mine->floor + 1 },
				       (struct pial_ratio){ other->w, 2 * other->floor + 1 });

	if (order == 0)
		return mine->accepted
			? PIAL_N_("%1 of a pack is due, as to %2: the order of names brings the "
				  "pack here")
			: PIAL_N_("%1 of a pack is due, as to %2, who comes first in the order of "
				  "names");
	if (mine->accepted ? order > 0 : order < 0)
		return mine->accepted
			? PIAL_N_("%1 of a pack is due, as to %2: the pack comes here, where it "
				  "is less for the share")
			: PIAL_N_("%1 of a pack is due, as to %2, where the pack is less for the "
				  "share");
	return mine->accepted
		? PIAL_N_("%1 of a pack is due, as to %2, where no pack can go")
		: PIAL_N_("%1 of a pack is due, as to %2, and no pack can come here");
}

static const char *say_odd(const struct pial_explanation *e, const struct pial_fact *fact)
{
	const struct pial_proof_share *mine = share_of(e, fact->producer, fact->entry), *other;
	int order;

	if (!fact->listed)
		return mine->accepted ? PIAL_N_("%1 of a pack is due: a whole one is given")
				      : PIAL_N_("%1 of a pack is due, and no whole one is left");
	other = share_of(e, fact->producer, fact->list[0]);
	order = pial_ratio_compare(begun(mine), begun(other));
	if (mine->accepted ? order > 0 : order < 0)
		return mine->accepted
			? PIAL_N_("%1 of a pack is due: the pack comes here before %2 (%3 due)")
			: PIAL_N_("%1 of a pack is due: the pack goes to %2 (%3 due)");
	if (order)
		return mine->accepted
			? PIAL_N_("%1 of a pack is due: the pack comes here, as none can go to "
				  "%2 (%3 due)")
			: PIAL_N_("%1 of a pack is due, but the pack can only go to %2 (%3 due)");
	return say_tie(mine, other);
}

/* Of one that has no more than before its turn. */
static const char *say_held(const struct pial_fact *fact, const struct pial_proof_share *share)
{
	if (!fact->listed)
		return PIAL_N_("no more than that: nobody here has more for the same need, but "
			       "what is owed or fixed by hand");
	return share->exact.n
		? PIAL_N_("no more than that for now: %2 would have less for the same need")
		: PIAL_N_("nothing here: %2 would have less for the same need");
}

/* Message of a fact, its texts filled. */
static const char *fill(struct pial_strbuf *text, const struct pial_explanation *e,
			const struct pial_fact *fact, enum pial_lang lang)
{
	const struct pial_proof_share *share = share_of(e, fact->producer, fact->entry);
	const struct pial_product *product = product_of(e, fact);

	pial_say_name(&text[3], pial_model_text(e->instance->input->model, product->name.n));
	if (fact->kind == PIAL_FACT_ODD) {
		if (fact->listed)
			pial_strbuf_addstr(&text[1], name_of(e, fact->producer, fact->list[0]));
		put_begun(&text[0], share, lang);
		if (fact->listed)
			put_begun(&text[2], share_of(e, fact->producer, fact->list[0]), lang);
		return say_odd(e, fact);
	}
	if (fact->kind == PIAL_FACT_ACCOUNT) {
		put_exact(&text[0], product, share->account, lang);
		return share->account.n > 0
			? PIAL_N_("earlier weeks owe it %1: that is counted")
			: PIAL_N_("it had %1 more than its share in earlier weeks: that is "
				  "counted");
	}
	if (fact->kind == PIAL_FACT_OWED) {
		pial_explain_packs(&text[0], product, fact->packs, lang);
		return PIAL_N_("its contract owes it %1, served before any other order");
	}
	put_level(&text[1], e, fact, lang);
	put_exact(&text[0], product, share->exact, lang);
	pial_explain_packs(&text[2], product, share->most, lang);
	if (fact->kind == PIAL_FACT_HELD)
		return say_held(fact, share);
	return fact->producer ? say_sales(e, fact) : say_share(e);
}

void pial_explain_say_share(struct pial_strbuf *out, const struct pial_explanation *e,
			    const struct pial_fact *fact, enum pial_lang lang)
{
	struct pial_strbuf buffer[4];
	const char *text[4], *message;

	for (size_t i = 0; i < 4; i++)
		pial_strbuf_init(&buffer[i], PIAL_STRBUF_TEXT);
	message = fill(buffer, e, fact, lang);
	for (size_t i = 0; i < 4; i++)
		text[i] = buffer[i].text;
	/* Under a producer's name the product must be said; sales say it themselves. */
	if (fact->producer && fact->kind != PIAL_FACT_SALES)
		pial_say_phrase(out, lang, PIAL_N_("%1: "), &text[3], 1);
	pial_say_phrase(out, lang, message, text, 4);
	for (size_t i = 0; i < 4; i++)
		pial_strbuf_release(&buffer[i]);
}
