/*
 * The tables of charts.
 *
 * They are ordinary tables of a paper, filled by its own functions while blocks go to the chart
 * instead of the document, so that each rendering shows them as it shows any other. A year of weeks
 * does not fit a sheet of A4: a heat map's table comes in quarters of 13 steps, and those without a
 * value are left out.
 */
#include <string.h>

#include "markup/chart.h"
#include "markup/paper_priv.h"
#include "markup/words.h"
#include "po/po.h"

#include "base/banned.h"

/* Steps of a heat map in one table. */
#define STEPS 13

/* A value, and under it its interval. */
static void put_cell(struct pial_paper *paper, const struct pial_chart_cell *cell)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	if (cell->marked)
		pial_strbuf_addstr(&text, "!" PIAL_NBSP);
	pial_strbuf_addstr(&text, cell->text);
	if (cell->ranged && *cell->range)
		pial_strbuf_addf(&text, "%s%s", *cell->text ? "\n" : "", cell->range);
	pial_paper_take(paper, &text);
	pial_strbuf_release(&text);
}

static void put_head(struct pial_paper *paper, const struct pial_chart *chart, const char *caption)
{
	pial_paper_table(paper, caption);
	pial_paper_column(paper, chart->head, 1, 0);
}

/* ---- Rows and columns ---- */

static bool row_has(const struct pial_chart_row *row, size_t from, size_t end)
{
	for (size_t c = from; c < end; c++)
		if (row->cell[c].given)
			return true;
	return false;
}

static void put_rows(struct pial_paper *paper, const struct pial_chart *chart, size_t from,
		     size_t end)
{
	for (size_t r = 0; r < chart->rows; r++) {
		const struct pial_chart_row *row = &chart->row[r];

		if (chart->kind == PIAL_CHART_HEAT && !row_has(row, from, end))
			continue;
		pial_paper_row(paper, row->total ? PIAL_PAPER_TOTAL : PIAL_PAPER_BODY);
		pial_paper_cell(paper, row->name);
		if (row->link)
			pial_paper_link(paper, row->link);
		for (size_t c = from; c < end; c++)
			put_cell(paper, &row->cell[c]);
	}
}

/* True when no cell has a second line. */
static bool is_dense(const struct pial_chart *chart)
{
	for (size_t r = 0; r < chart->rows; r++)
		for (size_t c = 0; c < chart->columns; c++)
			if (*chart->row[r].cell[c].range && *chart->row[r].cell[c].text)
				return false;
	return true;
}

static void put_limits(struct pial_paper *paper, const struct pial_chart *chart)
{
	for (size_t i = 0; i < chart->limits; i++) {
		pial_paper_row(paper, PIAL_PAPER_BODY);
		pial_paper_cell(paper, chart->limit[i].name);
		pial_paper_cell(paper, chart->limit[i].text);
	}
}

static void put_table(struct pial_paper *paper, const struct pial_chart *chart)
{
	put_head(paper, chart, chart->title);
	for (size_t c = 0; c < chart->columns; c++)
		pial_paper_column(paper, chart->column[c].name, 0, PIAL_PAPER_RIGHT);
	if (is_dense(chart))
		pial_paper_dense(paper);
	put_rows(paper, chart, 0, chart->columns);
	put_limits(paper, chart);
}

/* One table for each quarter; its caption says the steps that it holds. */
static void put_quarters(struct pial_paper *paper, const struct pial_chart *chart)
{
	struct pial_strbuf caption;

	pial_strbuf_init(&caption, PIAL_STRBUF_OUTPUT);
	for (size_t from = 0; from < chart->columns; from += STEPS) {
		size_t end = from + STEPS < chart->columns ? from + STEPS : chart->columns;
		bool any = false;

		for (size_t r = 0; r < chart->rows; r++)
			any = any || row_has(&chart->row[r], from, end);
		if (!any)
			continue;
		pial_strbuf_clear(&caption);
		pial_strbuf_addf(&caption, "%s (%s – %s)", chart->title, chart->column[from].name,
				 chart->column[end - 1].name);
		put_head(paper, chart, caption.text);
		pial_paper_dense(paper);
		for (size_t c = from; c < end; c++)
			pial_paper_column(paper, chart->column[c].name, 0, PIAL_PAPER_RIGHT);
		put_rows(paper, chart, from, end);
	}
	pial_strbuf_release(&caption);
}

/* ---- Flows ---- */

static void sum_nodes(struct pial_paper *paper, struct pial_chart *chart)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	for (size_t i = 0; i < chart->nodes; i++) {
		pial_strbuf_clear(&text);
		pial_words_number(&text, chart->node[i].total, chart->scale, chart->decimals,
				  paper->lang);
		if (*chart->unit)
			pial_strbuf_addf(&text, PIAL_NBSP "%s", chart->unit);
		chart->node[i].text = pial_paper_copy(paper, text.text);
	}
	pial_strbuf_release(&text);
}

static void put_sum(struct pial_paper *paper, const struct pial_chart_node *node)
{
	pial_paper_row(paper, PIAL_PAPER_SUBTOTAL);
	pial_paper_cell(paper, node->right ? node->name : pial_tr(paper->lang, PIAL_N_("In all")));
	pial_paper_cell(paper, node->text);
}

/* Each left end: where it goes, and its sum; then what comes to each right end. */
static void put_links(struct pial_paper *paper, const struct pial_chart *chart)
{
	put_head(paper, chart, chart->title);
	pial_paper_column(paper, pial_tr(paper->lang, PIAL_N_("Quantity")), 0, PIAL_PAPER_RIGHT);
	pial_paper_dense(paper);
	for (size_t n = 0; n < chart->nodes; n++) {
		if (chart->node[n].right)
			continue;
		pial_paper_row(paper, PIAL_PAPER_SECTION);
		pial_paper_cell(paper, chart->node[n].name);
		for (size_t i = 0; i < chart->links; i++) {
			const struct pial_chart_link *link = &chart->link[i];

			if (link->from != n)
				continue;
			pial_paper_row(paper, PIAL_PAPER_BODY);
			pial_paper_cell(paper, chart->node[link->to].name);
			pial_paper_cell(paper, link->text);
		}
		put_sum(paper, &chart->node[n]);
	}
	pial_paper_row(paper, PIAL_PAPER_SECTION);
	pial_paper_cell(paper, pial_tr(paper->lang, PIAL_N_("Received in all")));
	for (size_t n = 0; n < chart->nodes; n++)
		if (chart->node[n].right)
			put_sum(paper, &chart->node[n]);
}

/* ---- Maps ---- */

static void put_stops(struct pial_paper *paper, const struct pial_chart *chart,
		      const struct pial_chart_route *route)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	for (size_t i = 0; i < route->stops; i++)
		pial_strbuf_addf(&text, "%s%s", i ? " → " : "",
				 chart->point[route->stop[i]].name);
	pial_paper_take(paper, &text);
	pial_strbuf_release(&text);
}

static void put_routes(struct pial_paper *paper, const struct pial_chart *chart)
{
	pial_paper_table(paper, pial_tr(paper->lang, PIAL_N_("Rounds")));
	pial_paper_column(paper, pial_tr(paper->lang, PIAL_N_("Round")), 1, 0);
	pial_paper_column(paper, pial_tr(paper->lang, PIAL_N_("Stops")), 3, 0);
	pial_paper_column(paper, pial_tr(paper->lang, PIAL_N_("Length")), 0, PIAL_PAPER_RIGHT);
	for (size_t i = 0; i < chart->routes; i++) {
		pial_paper_row(paper, PIAL_PAPER_BODY);
		pial_paper_cell(paper, chart->route[i].name);
		put_stops(paper, chart, &chart->route[i]);
		pial_paper_cell(paper, chart->route[i].text);
	}
}

/* Points with the number that stands for those whose name found no room. */
static void put_points(struct pial_paper *paper, const struct pial_chart *chart)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_paper_table(paper, chart->title);
	pial_paper_column(paper, pial_tr(paper->lang, PIAL_N_("No.")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(paper, chart->head, 1, 0);
	pial_paper_column(paper, pial_tr(paper->lang, PIAL_N_("What it is")), 1, 0);
	pial_paper_dense(paper);
	for (size_t i = 0; i < chart->points; i++) {
		pial_paper_row(paper, PIAL_PAPER_BODY);
		pial_strbuf_addint(&text, (int64_t)i + 1);
		pial_paper_take(paper, &text);
		pial_paper_cell(paper, chart->point[i].name);
		pial_paper_cell(paper, chart->point[i].kind);
	}
	pial_strbuf_release(&text);
	if (chart->routes)
		put_routes(paper, chart);
}

void pial_chart_end(struct pial_paper *paper)
{
	struct pial_chart *chart = paper->block->chart;

	paper->within = &chart->table;
	switch (chart->kind) {
	case PIAL_CHART_HEAT:
		put_quarters(paper, chart);
		break;
	case PIAL_CHART_LINES:
	case PIAL_CHART_BARS:
	case PIAL_CHART_STACK:
		put_table(paper, chart);
		break;
	case PIAL_CHART_FLOW:
		sum_nodes(paper, chart);
		put_links(paper, chart);
		break;
	case PIAL_CHART_MAP:
		put_points(paper, chart);
		break;
	}
	paper->within = NULL;
	paper->block = NULL;
}
