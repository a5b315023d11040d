/*
 * The page of the week: what one looks at around the table, in the order in which it is asked.
 *
 * Parts are runs of the sorted rows. The matrix needs the table's own rows, which are the same
 * facts with their batches; drawings come last, since a meeting reads figures.
 */
#include "markup/words.h"
#include "po/po.h"
#include "report/rounds_view.h"
#include "report/say.h"
#include "report/table_view.h"
#include "report/view.h"
#include "report/week_charts.h"
#include "report/week_view.h"

#include "base/banned.h"

static const struct pial_week_fact *fact_at(const struct pial_table *rows, size_t i)
{
	return pial_table_row(rows, i);
}

static void put_reason(struct pial_paper *paper, const struct pial_week_paper *view,
		       const struct pial_week_fact *fact, bool many, struct pial_strbuf *cell)
{
	const char *reason = pial_model_text(view->model, fact->reason.n);

	pial_paper_row(paper, PIAL_PAPER_BODY);
	pial_say_product(cell, view->model, fact->product, paper->lang);
	pial_paper_take(paper, cell);
	pial_say_kitchen(cell, view->model, fact->kitchen);
	pial_strbuf_addch(cell, '\n');
	pial_say_day(cell, fact->day, false, paper->lang);
	pial_paper_take(paper, cell);
	pial_words_number(cell, fact->quantity.milli, 3, 0, paper->lang);
	pial_paper_take(paper, cell);
	if (!*reason)
		reason = pial_tr(paper->lang, many ? PIAL_N_("see pial-allocate --explain") :
						     PIAL_N_("orders or offers have changed "
							     "since"));
	pial_paper_cell(paper, reason);
}

static void put_missing(struct pial_paper *paper, const struct pial_week_paper *view)
{
	const char *title = pial_tr(paper->lang, PIAL_N_("What is missing, and why"));
	struct pial_strbuf cell;
	size_t missing = 0;
	bool any = false;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_paper_heading(paper, title);
	for (size_t i = 0; i < view->rows->count; i++)
		missing += fact_at(view->rows, i)->part == PIAL_WEEK_MISSING;
	for (size_t i = 0; i < view->rows->count; i++) {
		const struct pial_week_fact *fact = fact_at(view->rows, i);

		if (fact->part != PIAL_WEEK_MISSING)
			continue;
		if (!any) {
			pial_paper_table(paper, title);
			pial_paper_column(paper, pial_tr(paper->lang, PIAL_N_("Product")), 2, 0);
			pial_paper_column(paper, pial_tr(paper->lang, PIAL_N_("For")), 2, 0);
			pial_paper_column(paper, pial_tr(paper->lang, PIAL_N_("Missing")), 0,
					  PIAL_PAPER_RIGHT);
			pial_paper_column(paper, pial_tr(paper->lang, PIAL_N_("Why")), 6, 0);
		}
		any = true;
		put_reason(paper, view, fact, missing > PIAL_WEEK_REASONS, &cell);
	}
	if (!any)
		pial_paper_text(paper, PIAL_PAPER_PLAIN,
				pial_tr(paper->lang, PIAL_N_("Every order is served.")));
	pial_strbuf_release(&cell);
}

static void put_reception(struct pial_paper *paper, const struct pial_week_paper *view)
{
	static const char *const column[] = { "day", "kitchen", "producer", "product", "planned",
					      "kept", "difference", "reason", NULL };
	const struct pial_view_layout layout = { view->model, column, NULL, NULL, NULL };
	const char *title = pial_tr(paper->lang, PIAL_N_("Different at reception"));
	struct pial_table some;

	pial_table_init(&some, &pial_schema_view_week);
	for (size_t i = 0; i < view->rows->count; i++)
		if (fact_at(view->rows, i)->part == PIAL_WEEK_RECEPTION)
			pial_table_add(&some, fact_at(view->rows, i));
	pial_paper_heading(paper, title);
	if (!some.count)
		pial_paper_text(paper, PIAL_PAPER_PLAIN,
				pial_tr(paper->lang, PIAL_N_("No difference is known.")));
	pial_view_put(paper, &layout, title, &some, 0, some.count);
	pial_table_release(&some);
}

/* What is left of the offers stands in the balance; short names are those of the matrix. */
static void put_balance(struct pial_paper *paper, const struct pial_week_paper *view)
{
	if (!view->planned->count)
		return;
	pial_paper_heading(paper, pial_tr(paper->lang, PIAL_N_("The week, and what is left to "
								"place")));
	pial_table_view_body(paper, view->planned, view->model, PIAL_TABLE_BALANCE);
}

/* Whose turn it is, where it is given: the first thing that one asks. */
static void put_duty(struct pial_paper *paper, const struct pial_week_paper *view)
{
	struct pial_strbuf label, text;
	const char *week;

	pial_strbuf_init(&label, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_paper_facts(paper, PIAL_PAPER_FACTS_LIST);
	for (size_t i = 0; i < view->rows->count; i++) {
		const struct pial_week_fact *fact = fact_at(view->rows, i);

		if (fact->part != PIAL_WEEK_DUTY)
			continue;
		pial_strbuf_clear(&label);
		pial_strbuf_clear(&text);
		pial_say_week(&text, fact->week, paper->lang);
		week = text.text;
		pial_say_phrase(&label, paper->lang, PIAL_N_("On duty, %1"), &week, 1);
		pial_strbuf_clear(&text);
		if (fact->producer.n)
			pial_say_producer(&text, view->model, fact->producer);
		else
			pial_strbuf_addstr(&text, pial_tr(paper->lang, PIAL_N_("nobody")));
		if (fact->reason.n)
			pial_strbuf_addf(&text, " (%s)",
					 pial_model_text(view->model, fact->reason.n));
		pial_paper_fact(paper, label.text, text.text);
	}
	pial_strbuf_release(&label);
	pial_strbuf_release(&text);
}

/* On a page of their own, so that figures are read without them. */
static void put_drawings(struct pial_paper *paper, const struct pial_week_paper *view)
{
	const char *title = pial_tr(paper->lang, PIAL_N_("The week, drawn"));
	struct pial_rounds_drawn drawn;
	struct pial_strbuf week;

	if (!view->drawn || !view->rounds->count)
		return;
	pial_strbuf_init(&week, PIAL_STRBUF_TEXT);
	pial_say_week(&week, view->week, paper->lang);
	pial_paper_sheet(paper, title, pial_model_text(view->model, view->model->policy.name.n));
	pial_paper_title(paper, title, week.text);
	pial_strbuf_release(&week);
	pial_rounds_drawn_make(&drawn, view->rounds);
	pial_week_put_flow(paper, view->model, view->allocation);
	pial_week_put_map(paper, view->model, view->allocation, drawn.round, drawn.rounds);
	pial_rounds_drawn_release(&drawn);
}

/* Begins the page with its title. */
static void put_title(struct pial_paper *paper, const struct pial_week_paper *view)
{
	const struct pial_table_paper table = { view->model, view->planned, view->status };
	struct pial_strbuf title;

	pial_strbuf_init(&title, PIAL_STRBUF_TEXT);
	pial_table_view_title(&title, &table, paper->lang);
	pial_paper_sheet(paper, title.text,
			 pial_model_text(view->model, view->model->policy.name.n));
	pial_paper_wide(paper);
	pial_paper_title(paper, title.text, "");
	pial_strbuf_release(&title);
}

static void put_matrix(struct pial_paper *paper, const struct pial_week_paper *view)
{
	pial_table_view_body(paper, view->planned, view->model,
			     PIAL_TABLE_MATRIX | PIAL_TABLE_LEGEND);
}

void pial_week_view_write(struct pial_paper *paper, const void *data)
{
	const struct pial_week_paper *view = data;

	put_title(paper, view);
	put_duty(paper, view);
	put_matrix(paper, view);
	put_missing(paper, view);
	put_balance(paper, view);
	put_reception(paper, view);
	put_drawings(paper, view);
}

void pial_week_view_write_outside(struct pial_paper *paper, const void *data)
{
	struct pial_week_paper view = *(const struct pial_week_paper *)data;
	struct pial_table planned;

	pial_table_init(&planned, &pial_schema_view_table);
	for (size_t i = 0; i < view.planned->count; i++)
		pial_table_add(&planned, pial_table_row(view.planned, i));
	(void)pial_table_sort(&planned, view.model);
	view.planned = &planned;
	put_title(paper, &view);
	put_matrix(paper, &view);
	put_balance(paper, &view);
	(void)!pial_week_put_flow(paper, view.model, view.allocation);
	(void)!pial_week_put_map(paper, view.model, view.allocation, NULL, 0);
	pial_table_release(&planned);
}
