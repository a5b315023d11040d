/*
 * The paper of the view `contract`: for each contract who and how long, the value against its
 * bounds, the months as lines, then product by product.
 */
#include <stddef.h>

#include "markup/chart.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/contract_view.h"
#include "report/say.h"
#include "report/view.h"

#include "base/banned.h"

/* Less than this many months make no line. */
#define LEAST_MONTHS 3

/* A paper being written. */
struct writing {
	struct pial_paper *paper;		/* the output */
	const struct pial_contract_paper *view;	/* what it says */
	struct pial_strbuf text;		/* being put together */
};

static const char *tr(const struct writing *w, const char *text)
{
	return pial_tr(w->paper->lang, text);
}

/* A fact in euros; nothing when it is none. */
static void fact_euros(struct writing *w, const char *label, struct pial_money amount,
		       unsigned flags)
{
	pial_strbuf_clear(&w->text);
	if (!pial_money_is_none(amount))
		pial_words_money(&w->text, amount.cents, w->paper->lang);
	pial_paper_fact_as(w->paper, label, w->text.text, flags);
}

static void put_head(struct writing *w, const struct pial_contract_row *row)
{
	const struct pial_model *model = w->view->model;
	const struct pial_contract *contract = pial_model_contract(model, row->contract);
	const char *id = pial_model_text(model, row->contract.n);

	pial_strbuf_clear(&w->text);
	if (contract->title.n)
		pial_strbuf_addf(&w->text, "%s (%s)",
				 pial_model_text(model, contract->title.n), id);
	pial_paper_heading(w->paper, contract->title.n ? w->text.text : id);
	pial_paper_facts(w->paper, PIAL_PAPER_FACTS_GRID);
	pial_strbuf_clear(&w->text);
	pial_say_kitchen(&w->text, model, row->kitchen);
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Kitchen")), w->text.text);
	pial_strbuf_clear(&w->text);
	pial_say_days(&w->text, row->from, row->until, w->paper->lang);
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Period")), w->text.text);
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Reference")),
			pial_model_text(model, contract->reference.n));
}

static void put_value(struct writing *w, const struct pial_contract_row *row)
{
	pial_paper_facts(w->paper, PIAL_PAPER_FACTS_SUM);
	fact_euros(w, tr(w, PIAL_N_("Delivered, without VAT")), row->delivered_value, 0);
	fact_euros(w, tr(w, PIAL_N_("Ordered")), row->ordered_value, 0);
	fact_euros(w, tr(w, PIAL_N_("To come, as needs say")), row->expected_value,
		   0);
	fact_euros(w, tr(w, PIAL_N_("At the end")), row->end_value, PIAL_PAPER_MARKED);
	fact_euros(w, tr(w, PIAL_N_("Minimum committed to")), row->min_value, 0);
	fact_euros(w, tr(w, PIAL_N_("Left to the minimum")), row->to_min_value, 0);
	fact_euros(w, tr(w, PIAL_N_("Maximum")), row->max_value, 0);
	fact_euros(w, tr(w, PIAL_N_("Left to the maximum")), row->to_max_value, 0);
	if (row->alert == PIAL_CONTRACT_UNDER)
		pial_paper_text(w->paper, PIAL_PAPER_STRONG,
				tr(w, PIAL_N_("The minimum will not be reached.")));
	if (row->alert == PIAL_CONTRACT_OVER)
		pial_paper_text(w->paper, PIAL_PAPER_STRONG,
				tr(w, PIAL_N_("The maximum will be passed.")));
	if (row->alert == PIAL_CONTRACT_CEILING)
		pial_paper_text(w->paper, PIAL_PAPER_STRONG,
				tr(w, PIAL_N_("With the buyer's other lots it may come to more "
					      "than a direct award may.")));
}

static void put_amount(struct writing *w, struct pial_money amount)
{
	pial_strbuf_clear(&w->text);
	pial_words_money(&w->text, amount.cents, w->paper->lang);
	pial_chart_value(w->paper, amount.cents, w->text.text);
}

static void put_limit(struct writing *w, const char *name, struct pial_money amount)
{
	if (pial_money_is_none(amount))
		return;
	pial_strbuf_clear(&w->text);
	pial_words_money(&w->text, amount.cents, w->paper->lang);
	pial_chart_limit(w->paper, name, amount.cents, w->text.text);
}

/* A month; its sum so far is shown as long as something is known. */
static void put_month(struct writing *w, const struct pial_contract_progress *month, bool known)
{
	struct pial_strbuf name;

	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	pial_say_month(&name, month->month, w->paper->lang);
	pial_chart_row(w->paper, name.text);
	pial_chart_at(w->paper, pial_month_last(month->month).n);
	if (month->month.n == pial_month_of(w->view->day).n)
		pial_chart_now(w->paper);
	if (known)
		put_amount(w, month->so_far);
	else
		pial_chart_none(w->paper);
	put_amount(w, month->end);
	pial_strbuf_release(&name);
}

/* The last month of which anything is known; the first, without any. */
static size_t last_known(const struct pial_table *months, size_t first, size_t end)
{
	for (; end > first + 1; end--) {
		const struct pial_contract_progress *month = pial_table_row(months, end - 1);

		if (month->delivered.cents || month->ordered.cents)
			break;
	}
	return end - 1;
}

/* The months of a contract, which are rows one after another. */
static void put_months(struct writing *w, const struct pial_contract_row *row)
{
	const struct pial_table *months = w->view->months;
	size_t first = 0, end, known;

	while (first < months->count &&
	       ((const struct pial_contract_progress *)pial_table_row(months, first))->contract.n !=
		       row->contract.n)
		first++;
	end = pial_view_run(months, w->view->model, "contract", first);
	if (end < first + LEAST_MONTHS)
		return;
	known = last_known(months, first, end);
	pial_chart(w->paper, PIAL_CHART_LINES,
		   tr(w, PIAL_N_("Value month by month, added up")), tr(w, PIAL_N_("Month")));
	pial_chart_unit(w->paper, "€", 2, 2);
	pial_chart_column(w->paper, tr(w, PIAL_N_("delivered and ordered")), PIAL_CHART_FULL);
	pial_chart_column(w->paper, tr(w, PIAL_N_("with what is to come")), PIAL_CHART_DASHED);
	for (size_t i = first; i < end; i++)
		put_month(w, pial_table_row(months, i), i <= known);
	put_limit(w, tr(w, PIAL_N_("Minimum committed to")), row->min_value);
	put_limit(w, tr(w, PIAL_N_("Maximum")), row->max_value);
	pial_chart_end(w->paper);
}

void pial_contract_view_write(struct pial_paper *paper, const void *data)
{
	struct writing w = { .paper = paper, .view = data };
	static const char *const column[] = { "product", "min", "delivered", "ordered", "expected",
					      "end", "max", "delivered_value", "alert", NULL };
	const struct pial_view_layout layout = { w.view->model, column, NULL, NULL, NULL };
	const struct pial_table *lines = w.view->lines;

	pial_strbuf_init(&w.text, PIAL_STRBUF_TEXT);
	pial_view_begin_on(paper, w.view->model, tr(&w, PIAL_N_("Contracts")), w.view->day);
	if (!lines->count)
		pial_paper_text(paper, PIAL_PAPER_PLAIN, tr(&w, PIAL_N_("No contract.")));
	for (size_t i = 0, end; i < lines->count; i = end) {
		const struct pial_contract_row *row = pial_table_row(lines, i);

		end = pial_view_run(lines, w.view->model, "contract", i);
		if (!row->product.n) {
			put_head(&w, row);
			put_value(&w, row);
			put_months(&w, row);
			i++;
		}
		pial_view_put(paper, &layout, tr(&w, PIAL_N_("Line by line")), lines, i, end);
	}
	pial_paper_text(paper, PIAL_PAPER_SMALL,
			tr(&w, PIAL_N_("At the contract's price on the day, without VAT and before "
				       "any revision. What is to come: the needs of the season in "
				       "the weeks of which nothing is known yet.")));
	pial_strbuf_release(&w.text);
}
