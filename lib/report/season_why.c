/*
 * Derived from the plan's rows and the bids alone, by the words of the rule (engine/season.h): who
 * reads it can check it with the two tables beside him.
 */
#include "report/season_why.h"

#include "markup/words.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

/* The page, and the bids behind it. */
struct why {
	struct pial_strbuf *out;		/* the output */
	const struct pial_season_page *page;	/* the plan */
	const struct pial_bid *bid;		/* all bids */
	size_t bids;				/* how many */
};

/* True when a producer's bid for a product holds in a week. */
static bool holds(const struct pial_bid *bid, const struct pial_season_crop *crop)
{
	return bid->product.n == crop->product.n && bid->from_week.n <= crop->week.n &&
	       (pial_week_is_none(bid->until_week) || crop->week.n <= bid->until_week.n);
}

static bool is_grower(const struct why *why, const struct pial_bid *bid)
{
	return pial_model_producer(why->page->model, bid->producer)->tier == 1;
}

/* True when somebody bids for a crop. */
static bool any_bid(const struct why *why, const struct pial_season_crop *crop)
{
	for (size_t i = 0; i < why->bids; i++)
		if (holds(&why->bid[i], crop) && is_grower(why, &why->bid[i]))
			return true;
	return false;
}

/* What a producer is measured by, and all others of the crop with it. */
static bool by_wanted(const struct why *why, const struct pial_season_crop *crop)
{
	bool all = true;

	for (size_t i = 0; i < why->bids; i++)
		if (holds(&why->bid[i], crop) && is_grower(why, &why->bid[i]))
			all &= !pial_qty_is_none(why->bid[i].wanted);
	return all;
}

/* What a bid is given in a week for the need or the margin, thousandths of the unit. */
static int64_t given(const struct why *why, const struct pial_bid *bid, struct pial_week week,
		     enum pial_plan_for purpose)
{
	const struct pial_season_result *plan = why->page->plan;
	size_t low = 0, high = plan->rows;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (plan->row[middle].week.n < week.n)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = low; i < plan->rows && plan->row[i].week.n == week.n; i++)
		if (plan->row[i].purpose == purpose &&
		    plan->row[i].producer.n == bid->producer.n &&
		    plan->row[i].product.n == bid->product.n)
			return plan->row[i].quantity.milli;
	return 0;
}

/* What a bid took on in exchanges in a week, below 0 what it handed on. */
static int64_t traded(const struct why *why, const struct pial_bid *bid, struct pial_week week)
{
	const struct pial_season_result *plan = why->page->plan;

	for (size_t i = 0; i < plan->trades; i++)
		if (plan->trade[i].week.n == week.n &&
		    plan->trade[i].producer.n == bid->producer.n &&
		    plan->trade[i].product.n == bid->product.n)
			return plan->trade[i].quantity.milli;
	return 0;
}

/* True when two weeks of a product are told alike. */
static bool alike(const struct why *why, const struct pial_season_crop *a,
		  const struct pial_season_crop *b)
{
	if (a->product.n != b->product.n || b->week.n != a->week.n + 1 ||
	    a->need.milli != b->need.milli || a->missing.milli != b->missing.milli ||
	    a->outlook.found != b->outlook.found ||
	    a->outlook.factor.e6 != b->outlook.factor.e6)
		return false;
	for (size_t i = 0; i < why->bids; i++) {
		const struct pial_bid *bid = &why->bid[i];

		if (holds(bid, a) != holds(bid, b))
			return false;
		if (!holds(bid, a))
			continue;
		if (given(why, bid, a->week, PIAL_PLAN_NEED) !=
			    given(why, bid, b->week, PIAL_PLAN_NEED) ||
		    given(why, bid, a->week, PIAL_PLAN_MARGIN) !=
			    given(why, bid, b->week, PIAL_PLAN_MARGIN) ||
		    traded(why, bid, a->week) != traded(why, bid, b->week))
			return false;
	}
	return true;
}

/* Adds a phrase of up to three texts, and a line feed. */
static void say(const struct why *why, const char *message, const struct pial_strbuf *text,
		size_t count)
{
	const char *word[3];

	for (size_t i = 0; i < count; i++)
		word[i] = text[i].text;
	pial_say_phrase(why->out, why->page->lang, message, word, count);
	pial_strbuf_addch(why->out, '\n');
}

static void init(struct pial_strbuf text[3])
{
	for (size_t i = 0; i < 3; i++)
		pial_strbuf_init(&text[i], PIAL_STRBUF_TEXT);
}

static void release(struct pial_strbuf text[3])
{
	for (size_t i = 0; i < 3; i++)
		pial_strbuf_release(&text[i]);
}

static void put_head(const struct why *why, const struct pial_season_crop *first,
		     const struct pial_season_crop *last, const struct pial_product *product)
{
	enum pial_lang lang = why->page->lang;
	struct pial_qty planned = { first->promised.milli + first->missing.milli };
	struct pial_strbuf text[3];

	init(text);
	pial_season_say_weeks(&text[0], why->page, first->week, last->week);
	pial_say_quantity(&text[1], first->need, product->unit, lang);
	pial_say_packs(&text[2], planned, product, lang);
	say(why,
	    !any_bid(why, first)
		    ? PIAL_N_("%1: %2 needed a week, in packs %3; nobody bids for it")
	    : by_wanted(why, first)
		    ? PIAL_N_("%1: %2 needed a week, in packs %3, shared by what each wants")
		    : PIAL_N_("%1: %2 needed a week, in packs %3, shared by the producers' shares"),
	    text, 3);
	release(text);
}

/* ` (10 kg more by exchange)` */
static void add_trade(struct pial_strbuf *out, int64_t milli, const struct pial_product *product,
		      enum pial_lang lang)
{
	struct pial_strbuf text;
	const char *word;

	if (!milli)
		return;
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_say_quantity(&text, (struct pial_qty){ milli < 0 ? -milli : milli }, product->unit,
			  lang);
	word = text.text;
	pial_say_phrase(out, lang,
			milli < 0 ? PIAL_N_(" (%1 handed on to others, who have the land)")
				  : PIAL_N_(" (%1 taken on by exchange)"),
			&word, 1);
	pial_strbuf_release(&text);
}

/* One producer: its measure, what it promises, its margin, its limit. */
static void put_bid(const struct why *why, const struct pial_bid *bid,
		    const struct pial_season_crop *crop, const struct pial_product *product)
{
	const struct pial_producer *producer =
		pial_model_producer(why->page->model, bid->producer);
	enum pial_lang lang = why->page->lang;
	struct pial_qty need = { given(why, bid, crop->week, PIAL_PLAN_NEED) };
	struct pial_qty margin = { given(why, bid, crop->week, PIAL_PLAN_MARGIN) };
	bool wanted = by_wanted(why, crop);
	struct pial_strbuf text[3];

	init(text);
	pial_say_producer(&text[0], why->page->model, bid->producer);
	pial_words_number(&text[1], wanted ? bid->wanted.milli : producer->share.milli, 3, 0, lang);
	pial_say_quantity(&text[2], need, product->unit, lang);
	if (margin.milli) {
		pial_strbuf_addstr(&text[2], " + ");
		pial_say_quantity(&text[2], margin, product->unit, lang);
	}
	if (!pial_qty_is_none(bid->max_quantity) &&
	    need.milli + margin.milli + product->pack.milli > bid->max_quantity.milli)
		pial_strbuf_addf(&text[2], " (%s)", pial_tr(lang, PIAL_N_("at its maximum")));
	add_trade(&text[2], traded(why, bid, crop->week), product, lang);
	pial_strbuf_addstr(why->out, "  - ");
	say(why, PIAL_N_("%1, measure %2: %3"), text, 3);
	release(text);
}

static void add_factor(struct pial_strbuf *out, struct pial_rate factor, enum pial_lang lang)
{
	pial_strbuf_addstr(out, "×" PIAL_NBSP);
	pial_words_number(out, (factor.e6 + 5000) / 10000, 2, 2, lang);
}

static void put_rest(const struct why *why, const struct pial_season_crop *crop,
		     const struct pial_product *product)
{
	enum pial_lang lang = why->page->lang;
	struct pial_strbuf text[3];

	init(text);
	if (crop->outlook.found == PIAL_SEASON_MARGIN_FOUND) {
		add_factor(&text[0], crop->outlook.factor, lang);
		pial_words_number(&text[1], why->page->model->policy.fill_rate.e6, 4, 0, lang);
		if (!pial_rate_is_none(crop->outlook.cheapest))
			add_factor(&text[2], crop->outlook.cheapest, lang);
		pial_strbuf_addstr(why->out, "  - ");
		say(why, PIAL_N_("margin: %1 the need serves %2% of the kilograms; the least cost "
				 "is at %3"), text, 3);
	} else if (crop->outlook.found != PIAL_SEASON_MARGIN_NONE) {
		pial_words_number(&text[0], crop->outlook.lost.e6, 4, 0, lang);
		pial_strbuf_addstr(why->out, "  - ");
		say(why, PIAL_N_("no margin would do: all fail at once %1% of the time"), text, 1);
	}
	if (crop->missing.milli) {
		pial_strbuf_clear(&text[0]);
		pial_say_quantity(&text[0], crop->missing, product->unit, lang);
		pial_strbuf_addstr(why->out, "  - ");
		say(why, PIAL_N_("missing: %1; no bid has room for it, in quantity, kitchens and "
				 "land"), text, 1);
	}
	release(text);
}

void pial_season_why(struct pial_strbuf *out, const struct pial_season_page *page,
		     const struct pial_bid *bid, size_t bids)
{
	struct why why = { out, page, bid, bids };
	const struct pial_season_result *plan = page->plan;

	for (size_t i = 0, end; i < plan->crops; i = end) {
		const struct pial_season_crop *crop = &plan->crop[i];
		const struct pial_product *product = pial_model_product(page->model, crop->product);

		for (end = i + 1; end < plan->crops &&
				  alike(&why, &plan->crop[end - 1], &plan->crop[end]);)
			end++;
		if (!i || plan->crop[i - 1].product.n != crop->product.n) {
			pial_strbuf_addstr(out, i ? "\n" : "");
			pial_say_product(out, page->model, crop->product, page->lang);
			pial_strbuf_addch(out, '\n');
		}
		put_head(&why, crop, &plan->crop[end - 1], product);
		for (size_t k = 0; k < bids; k++)
			if (holds(&bid[k], crop) && is_grower(&why, &bid[k]))
				put_bid(&why, &bid[k], crop, product);
		put_rest(&why, crop, product);
	}
}
