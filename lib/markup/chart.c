/*
 * Charts being filled.
 *
 * As in paper.c, what is added goes to the chart begun last. What a chart holds is kept whatever
 * order or number it comes in: a value past the last column, a stop that is no point, a range
 * without a value are left out rather than trusted, since views fill charts from tables. Texts pass
 * pial_paper_copy; the tables are made by chart_table.c.
 */
#include "markup/chart.h"

#include <string.h>

#include "markup/paper_priv.h"
#include "num/round.h"

#include "base/banned.h"

#define MOST_DAY (INT64_MAX / 4)

static struct pial_chart *chart_of(const struct pial_paper *paper)
{
	return paper->block->chart;
}

void pial_chart(struct pial_paper *paper, enum pial_chart_kind kind, const char *title,
		const char *head)
{
	struct pial_paper_block *block = pial_paper_block(paper, PIAL_PAPER_BLOCK_CHART);
	struct pial_chart *chart = pial_arena_zalloc(&paper->arena, 1, sizeof(*chart));

	chart->kind = kind;
	chart->title = block->text = pial_paper_copy(paper, title);
	chart->head = pial_paper_copy(paper, head);
	chart->note = chart->unit = "";
	block->chart = chart;
}

void pial_chart_note(struct pial_paper *paper, const char *text)
{
	chart_of(paper)->note = pial_paper_copy(paper, text);
}

void pial_chart_unit(struct pial_paper *paper, const char *unit, unsigned scale, unsigned decimals)
{
	struct pial_chart *chart = chart_of(paper);

	chart->unit = pial_paper_copy(paper, unit);
	chart->scale = scale;
	chart->decimals = decimals;
}

/* ---- Rows and columns ---- */

void pial_chart_column(struct pial_paper *paper, const char *name, enum pial_chart_look look)
{
	struct pial_chart *chart = chart_of(paper);

	chart->column = pial_paper_grown(paper, chart->column, chart->columns, &chart->column_cap,
					 sizeof(*chart->column));
	chart->column[chart->columns++] = (struct pial_chart_column){
		.name = pial_paper_copy(paper, name),
		.group = "",
		.look = look,
	};
}

void pial_chart_group(struct pial_paper *paper, const char *group)
{
	struct pial_chart *chart = chart_of(paper);

	if (chart->columns)
		chart->column[chart->columns - 1].group = pial_paper_copy(paper, group);
}

void pial_chart_row(struct pial_paper *paper, const char *name)
{
	struct pial_chart *chart = chart_of(paper);
	struct pial_chart_row row = { .name = pial_paper_copy(paper, name) };

	row.at = (int64_t)chart->rows;
	row.cell = pial_arena_zalloc(&paper->arena, chart->columns, sizeof(*row.cell));
	for (size_t c = 0; c < chart->columns; c++)
		row.cell[c].text = row.cell[c].range = "";
	chart->row = pial_paper_grown(paper, chart->row, chart->rows, &chart->row_cap,
				      sizeof(*chart->row));
	chart->row[chart->rows++] = row;
	chart->cells = 0;
}

static struct pial_chart_row *last_row(struct pial_chart *chart)
{
	return chart->rows ? &chart->row[chart->rows - 1] : NULL;
}

void pial_chart_at(struct pial_paper *paper, int64_t day)
{
	struct pial_chart_row *row = last_row(chart_of(paper));

	/* Far enough from the ends of 64 bits that days can be subtracted. */
	if (row && day > -MOST_DAY && day < MOST_DAY)
		row->at = day;
}

void pial_chart_now(struct pial_paper *paper)
{
	struct pial_chart_row *row = last_row(chart_of(paper));

	if (row)
		row->now = true;
}

void pial_chart_total(struct pial_paper *paper, const char *name)
{
	pial_chart_row(paper, name);
	last_row(chart_of(paper))->total = true;
}

/* The cell to fill next; NULL: there is none. */
static struct pial_chart_cell *next_cell(struct pial_chart *chart)
{
	struct pial_chart_row *row = last_row(chart);

	return row && chart->cells < chart->columns ? &row->cell[chart->cells++] : NULL;
}

/* The cell filled last; NULL: none has been. */
static struct pial_chart_cell *last_cell(struct pial_chart *chart)
{
	struct pial_chart_row *row = last_row(chart);

	return row && chart->cells ? &row->cell[chart->cells - 1] : NULL;
}

void pial_chart_value(struct pial_paper *paper, int64_t value, const char *text)
{
	struct pial_chart_cell *cell = next_cell(chart_of(paper));

	if (!cell)
		return;
	cell->given = true;
	cell->value = value;
	cell->text = pial_paper_copy(paper, text);
}

void pial_chart_none(struct pial_paper *paper)
{
	(void)next_cell(chart_of(paper));
}

void pial_chart_range(struct pial_paper *paper, int64_t low, int64_t high, const char *text)
{
	struct pial_chart *chart = chart_of(paper);
	bool band = chart->cells < chart->columns &&
		    chart->column[chart->cells].look == PIAL_CHART_BAND;
	struct pial_chart_cell *cell = band ? next_cell(chart) : last_cell(chart);

	if (!cell || low > high)
		return;
	cell->given = true;
	cell->ranged = true;
	cell->low = low;
	cell->high = high;
	if (band)
		cell->value = high;
	cell->range = pial_paper_copy(paper, text);
}

void pial_chart_mark(struct pial_paper *paper)
{
	struct pial_chart_cell *cell = last_cell(chart_of(paper));

	if (cell)
		cell->marked = true;
}

void pial_chart_limit(struct pial_paper *paper, const char *name, int64_t value, const char *text)
{
	struct pial_chart *chart = chart_of(paper);

	chart->limit = pial_paper_grown(paper, chart->limit, chart->limits, &chart->limit_cap,
					sizeof(*chart->limit));
	chart->limit[chart->limits++] = (struct pial_chart_limit){
		.name = pial_paper_copy(paper, name),
		.text = pial_paper_copy(paper, text),
		.value = value,
	};
}

/* ---- Flows ---- */

static size_t node_of(struct pial_paper *paper, const char *name, bool right)
{
	struct pial_chart *chart = chart_of(paper);

	name = pial_paper_copy(paper, name);
	for (size_t i = 0; i < chart->nodes; i++)
		if (chart->node[i].right == right && !strcmp(chart->node[i].name, name))
			return i;
	chart->node = pial_paper_grown(paper, chart->node, chart->nodes, &chart->node_cap,
				       sizeof(*chart->node));
	chart->node[chart->nodes] = (struct pial_chart_node){
		.name = name,
		.text = "",
		.right = right,
	};
	return chart->nodes++;
}

void pial_chart_link(struct pial_paper *paper, const char *from, const char *to, int64_t value,
		     const char *text)
{
	struct pial_chart *chart = chart_of(paper);
	struct pial_chart_link link = { .value = value };
	int64_t left, right;

	if (value <= 0)
		return;
	link.from = node_of(paper, from, false);
	link.to = node_of(paper, to, true);
	/* Nobody moves 2^63 grams: a sum so large is a fault, and its link is left out. */
	if (!pial_add(chart->node[link.from].total, value, &left) ||
	    !pial_add(chart->node[link.to].total, value, &right))
		return;
	chart->node[link.from].total = left;
	chart->node[link.to].total = right;
	link.text = pial_paper_copy(paper, text);
	chart->link = pial_paper_grown(paper, chart->link, chart->links, &chart->link_cap,
				       sizeof(*chart->link));
	chart->link[chart->links++] = link;
}

/* ---- Maps ---- */

size_t pial_chart_point(struct pial_paper *paper, const char *name, const char *kind,
			enum pial_chart_shape shape, int32_t lat, int32_t lon)
{
	struct pial_chart *chart = chart_of(paper);

	chart->point = pial_paper_grown(paper, chart->point, chart->points, &chart->point_cap,
					sizeof(*chart->point));
	chart->point[chart->points] = (struct pial_chart_point){
		.name = pial_paper_copy(paper, name),
		.kind = pial_paper_copy(paper, kind),
		.shape = shape,
		.lat = lat,
		.lon = lon,
	};
	return chart->points++;
}

void pial_chart_route(struct pial_paper *paper, const char *name, const char *text)
{
	struct pial_chart *chart = chart_of(paper);

	chart->route = pial_paper_grown(paper, chart->route, chart->routes, &chart->route_cap,
					sizeof(*chart->route));
	chart->route[chart->routes++] = (struct pial_chart_route){
		.name = pial_paper_copy(paper, name),
		.text = pial_paper_copy(paper, text),
	};
}

void pial_chart_stop(struct pial_paper *paper, size_t point)
{
	struct pial_chart *chart = chart_of(paper);
	struct pial_chart_route *route;

	if (!chart->routes || point >= chart->points)
		return;
	route = &chart->route[chart->routes - 1];
	route->stop = pial_paper_grown(paper, route->stop, route->stops, &route->stop_cap,
				       sizeof(*route->stop));
	route->stop[route->stops++] = point;
}
