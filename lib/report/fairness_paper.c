/*
 * The paper of the view `fairness`: one picture a side, then product by product how an account came
 * about.
 */
#include <stddef.h>

#include "markup/chart.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/fairness_view.h"
#include "report/say.h"
#include "report/view.h"

#include "base/banned.h"

/* A paper being written. */
struct writing {
	struct pial_paper *paper;		/* the output */
	const struct pial_fairness_paper *view;	/* what it says */
	struct pial_strbuf text;		/* being put together */
};

static const char *tr(const struct writing *w, const char *text)
{
	return pial_tr(w->paper->lang, text);
}

static const struct pial_fair_row *row_of(const struct writing *w, size_t at)
{
	return pial_table_row(w->view->table, at);
}

static void put_mass(struct writing *w, struct pial_mass mass)
{
	pial_strbuf_clear(&w->text);
	if (pial_mass_is_none(mass)) {
		pial_chart_none(w->paper);
		return;
	}
	pial_words_number(&w->text, mass.g, 3, 0, w->paper->lang);
	pial_strbuf_addstr(&w->text, PIAL_NBSP "kg");
	pial_chart_value(w->paper, mass.g, w->text.text);
}

/* One bar a party: what was promised behind what was given, and the account beside. */
static void put_bars(struct writing *w, enum pial_side side, const char *title, size_t first,
		     size_t end)
{
	bool producer = side == PIAL_SIDE_PRODUCER;

	pial_chart(w->paper, PIAL_CHART_BARS, title,
		   producer ? tr(w, PIAL_N_("Producer")) : tr(w, PIAL_N_("Kitchen")));
	pial_chart_unit(w->paper, "kg", 3, 0);
	pial_chart_column(w->paper, producer ? tr(w, PIAL_N_("promised")) :
					       tr(w, PIAL_N_("ordered")), PIAL_CHART_BEHIND);
	pial_chart_column(w->paper, producer ? tr(w, PIAL_N_("sold of it")) :
					       tr(w, PIAL_N_("received of it")), PIAL_CHART_FULL);
	pial_chart_column(w->paper, tr(w, PIAL_N_("all given")), PIAL_CHART_BESIDE);
	pial_chart_column(w->paper, tr(w, PIAL_N_("account")), PIAL_CHART_ACCOUNT);
	for (size_t i = first; i < end; i++) {
		const struct pial_fair_row *row = row_of(w, i);

		if (row->product.n)
			continue;
		pial_strbuf_clear(&w->text);
		if (producer)
			pial_say_producer(&w->text, w->view->model,
					  (struct pial_producer_id){ row->id });
		else
			pial_say_kitchen(&w->text, w->view->model,
					 (struct pial_kitchen_id){ row->id });
		pial_chart_row(w->paper, w->text.text);
		put_mass(w, row->promised_mass);
		put_mass(w, row->kept_mass);
		put_mass(w, row->given_mass);
		put_mass(w, row->account_mass);
	}
	pial_chart_end(w->paper);
}

static enum pial_paper_row_kind kind_of(const void *row)
{
	return ((const struct pial_fair_row *)row)->product.n ? PIAL_PAPER_BODY :
								PIAL_PAPER_SUBTOTAL;
}

/* True when somebody was owed some before the weeks. */
static bool has_before(const struct writing *w)
{
	for (size_t i = 0; i < w->view->table->count; i++)
		if (row_of(w, i)->product.n && row_of(w, i)->before.milli)
			return true;
	return false;
}

static void put_side(struct writing *w, enum pial_side side, const char *title)
{
	static const char *const from_0[] = { "product", "promised", "kept", "entitled", "credit",
					      "given", "lapsed", "account", "account_eur",
					      "cause", NULL };
	static const char *const column[] = { "product", "promised", "kept", "before", "entitled",
					      "credit", "given", "lapsed", "account",
					      "account_eur", "cause", NULL };
	const struct pial_view_layout layout = { w->view->model,
						 has_before(w) ? column : from_0, "id", kind_of,
						 tr(w, PIAL_N_("in all")) };
	const struct pial_table *table = w->view->table;
	size_t first = 0, end;

	while (first < table->count && row_of(w, first)->side != side)
		first++;
	if (first == table->count)
		return;
	end = pial_view_run(table, w->view->model, "side", first);
	put_bars(w, side, title, first, end);
	pial_view_put(w->paper, &layout, title, table, first, end);
}

static void put_title(struct writing *w)
{
	const char *title = tr(w, PIAL_N_("Fairness"));
	struct pial_date first = pial_week_monday(w->view->first);

	pial_paper_sheet(w->paper, title,
			 pial_model_text(w->view->model, w->view->model->policy.name.n));
	pial_strbuf_clear(&w->text);
	pial_say_days(&w->text, first, pial_week_day(w->view->last, PIAL_SUNDAY),
		      w->paper->lang);
	pial_paper_title(w->paper, title, w->text.text);
}

void pial_fairness_view_write(struct pial_paper *paper, const void *data)
{
	struct writing w = { .paper = paper, .view = data };

	pial_strbuf_init(&w.text, PIAL_STRBUF_TEXT);
	put_title(&w);
	if (!w.view->table->count)
		pial_paper_text(paper, PIAL_PAPER_PLAIN,
				tr(&w, PIAL_N_("No week has an allocation.")));
	put_side(&w, PIAL_SIDE_PRODUCER, tr(&w, PIAL_N_("Producers")));
	put_side(&w, PIAL_SIDE_KITCHEN, tr(&w, PIAL_N_("Kitchens")));
	pial_paper_text(paper, PIAL_PAPER_SMALL,
			tr(&w, PIAL_N_("The account is what it was before, plus the exact part, "
				       "less what was given and what went beyond the bound. Above "
				       "0 a producer is owed sales, a kitchen deliveries; below 0 "
				       "they are ahead. The exact part is what the week owed each, "
				       "before whole packs; credit is the part of it that "
				       "confirmed hazards gave.")));
	pial_strbuf_release(&w.text);
}
