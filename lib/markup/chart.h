/*
 * Charts, as blocks of a paper: what is drawn and the table beneath it come from the same values.
 *
 * A chart is filled as a table is: pial_chart begins it, columns, rows and values follow,
 * pial_chart_end closes it and makes its table. Each value is an integer, which is drawn, with its
 * text, which is read: both renderings take it from here, so that a drawing cannot show a figure
 * that its table does not. Only sums of a flow and marks of an axis are written by this file, in
 * the unit and with the decimals that pial_chart_unit says.
 *
 * HTML draws it twice, for a page and for a telephone (markup/draw.h), with its table beneath; text
 * adds bars of block characters where a bar says more; Markdown and PDF have the table. Six kinds
 * make the seven charts of the reports: bars show fairness and waste.
 *
 * Rejected: charts drawn by scripts (nothing runs in our pages), and pictures without figures,
 * which neither a screen reader nor a printer without ink can read.
 */
#ifndef PIAL_MARKUP_CHART_H
#define PIAL_MARKUP_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "markup/paper.h"

enum pial_chart_kind {
	PIAL_CHART_HEAT,	/* rows by columns in time, shaded: a season's calendar */
	PIAL_CHART_LINES,	/* rows are moments, columns are lines: progress against time */
	PIAL_CHART_BARS,	/* a row has bars, an account, intervals: fairness, waste */
	PIAL_CHART_STACK,	/* rows are the parts of one bar: of each 100 € */
	PIAL_CHART_FLOW,	/* links from left to right, as wide as they carry */
	PIAL_CHART_MAP,		/* points and routes, without a background */
};

/* How a column is drawn; all stand in the table, in the order given. */
enum pial_chart_look {
	PIAL_CHART_FULL,	/* heat: a step; lines: a full line; bars, stack: a bar */
	PIAL_CHART_DASHED,	/* lines: a broken line, as for a forecast */
	PIAL_CHART_BEHIND,	/* lines: a dotted one; bars: an outline behind, as of a promise */
	PIAL_CHART_BAND,	/* lines: the area between the two ends of each range */
	PIAL_CHART_ACCOUNT,	/* bars: to both sides of 0, on a scale of its own */
	PIAL_CHART_BESIDE,	/* not drawn: in the table only */
};

/* Shapes of points of a map, so that colour does not stand alone. */
enum pial_chart_shape {
	PIAL_CHART_SQUARE,	/* where all goes through: a hub */
	PIAL_CHART_CIRCLE,	/* where things come from: a farm */
	PIAL_CHART_TRIANGLE,	/* where they go: a kitchen */
	PIAL_CHART_DIAMOND,	/* where they also come from: a partner */
	PIAL_CHART_DOT,		/* to find one's way: a village */
};

/* A value in a row and a column. */
struct pial_chart_cell {
	bool given;		/* false: none, nothing is drawn */
	bool marked;		/* the reader should look at it */
	bool ranged;		/* low, high and range mean something */
	int64_t value;		/* in units of 10^-scale of the chart's unit */
	int64_t low, high;	/* ends of an interval around it, or of a band; same unit */
	const char *text;	/* the value as people read it; "" for none */
	const char *range;	/* the interval as people read it */
};

struct pial_chart_column {
	const char *name;		/* what it is; heat: the step, short: « 12 » */
	const char *group;		/* heat: what steps share, a month; "" for none */
	enum pial_chart_look look;	/* how it is drawn */
};

struct pial_chart_row {
	const char *name;		/* what it is */
	const char *link;		/* where its name leads; NULL: nowhere */
	int64_t at;			/* lines: its day; its number if not given */
	bool total;			/* in the table only: the sum */
	bool now;			/* lines: today */
	struct pial_chart_cell *cell;	/* one for each column */
};

/* A value that others are held against: a benchmark, a minimum, a maximum. */
struct pial_chart_limit {
	const char *name;	/* what it is */
	const char *text;	/* the value as people read it */
	int64_t value;		/* same unit as the cells */
};

/* One of the two ends of links, with what goes through it. */
struct pial_chart_node {
	const char *name;	/* what it is; one of the same side and name is the same */
	const char *text;	/* its sum as people read it; made by pial_chart_end */
	int64_t total;		/* the sum of its links */
	bool right;		/* where links end */
};

struct pial_chart_link {
	size_t from, to;	/* nodes, by their number */
	int64_t value;		/* what it carries, above 0 */
	const char *text;	/* the value as people read it */
};

struct pial_chart_point {
	const char *name;		/* what it is */
	const char *kind;		/* what kind of thing, for the table and the key */
	enum pial_chart_shape shape;	/* drawn as */
	int32_t lat, lon;		/* latitude north, longitude east, in 10^-5 degrees */
};

/* A way from point to point. */
struct pial_chart_route {
	const char *name;		/* what it is: a day, who drives */
	const char *text;		/* how long it is, as people read it; "" for none */
	size_t *stop;			/* points by their number, in order */
	size_t stops, stop_cap;		/* how many, and room */
};

struct pial_chart {
	enum pial_chart_kind kind;		/* which members below mean something */
	const char *title;			/* what it shows, over it */
	const char *head;			/* what its rows are, over them in the table */
	const char *note;			/* a sentence under the title; "" for none */
	const char *unit;			/* of all values: « kg »; "" for none */
	unsigned scale;				/* values are in 10^-scale of the unit */
	unsigned decimals;			/* written at least where the text is made here */
	struct pial_chart_column *column;	/* heat, lines, bars, stack */
	size_t columns, column_cap;		/* how many, and room */
	struct pial_chart_row *row;		/* the same */
	size_t rows, row_cap;			/* how many, and room */
	size_t cells;				/* filled in the last row */
	struct pial_chart_limit *limit;		/* lines, bars */
	size_t limits, limit_cap;		/* how many, and room */
	struct pial_chart_node *node;		/* flow */
	size_t nodes, node_cap;			/* how many, and room */
	struct pial_chart_link *link;		/* flow */
	size_t links, link_cap;			/* how many, and room */
	struct pial_chart_point *point;		/* map */
	size_t points, point_cap;		/* how many, and room */
	struct pial_chart_route *route;		/* map */
	size_t routes, route_cap;		/* how many, and room */
	struct pial_paper_flow table;		/* the same values as tables; after the end */
};

/*
 * Begins a chart as the next block of a paper. title says what it shows, head what its rows (or the
 * left ends of its links, or its points) are: « Produit ». Values are plain numbers without a unit
 * until pial_chart_unit.
 */
PIAL_NONNULL_ALL
void pial_chart(struct pial_paper *paper, enum pial_chart_kind kind, const char *title,
		const char *head);

/* Adds a sentence under the title: what there is to see, for those who cannot see it too. */
PIAL_NONNULL_ALL void pial_chart_note(struct pial_paper *paper, const char *text);

/*
 * Says what values are: integers of 10^-scale units (grams: « kg », 3; cents: « € », 2). Axes are
 * marked in it, and sums of a flow written with decimals decimals at least.
 */
PIAL_NONNULL_ALL
void pial_chart_unit(struct pial_paper *paper, const char *unit, unsigned scale,
		     unsigned decimals);

/* Adds a column, before the first row. */
PIAL_NONNULL_ALL
void pial_chart_column(struct pial_paper *paper, const char *name, enum pial_chart_look look);

/* Says what the column added last shares with its neighbours: its month. */
PIAL_NONNULL_ALL void pial_chart_group(struct pial_paper *paper, const char *group);

/* Begins a row; values not given are none. In a stack, rows are the parts in their order. */
PIAL_NONNULL_ALL void pial_chart_row(struct pial_paper *paper, const char *name);

/* Says where the row begun last stands in time, in days from any day; rows are given in order. */
PIAL_NONNULL_ALL void pial_chart_at(struct pial_paper *paper, int64_t day);

/* Says that the row begun last is today, or the week that it is. */
PIAL_NONNULL_ALL void pial_chart_now(struct pial_paper *paper);

/* Begins a row that is the sum of the others, or their average: in the table only. */
PIAL_NONNULL_ALL void pial_chart_total(struct pial_paper *paper, const char *name);

/* Adds the next value of the row, with its text. */
PIAL_NONNULL_ALL
void pial_chart_value(struct pial_paper *paper, int64_t value, const char *text);

/* Leaves the next value of the row out: nothing is known, or nothing was to be. */
PIAL_NONNULL_ALL void pial_chart_none(struct pial_paper *paper);

/*
 * Gives the value added last an interval, or the next value of a band its two ends: in a column
 * that is a band this alone adds the value. low is at most high.
 */
PIAL_NONNULL_ALL
void pial_chart_range(struct pial_paper *paper, int64_t low, int64_t high, const char *text);

/* Marks the value added last as one to look at: with a sign, not by its colour alone. */
PIAL_NONNULL_ALL void pial_chart_mark(struct pial_paper *paper);

/* Adds a value that others are held against; drawn across all rows, and last in the table. */
PIAL_NONNULL_ALL
void pial_chart_limit(struct pial_paper *paper, const char *name, int64_t value,
		      const char *text);

/*
 * Adds a link of a flow. Ends stand in the order in which they first appear; what carries nothing
 * (0 or less) is left out.
 */
PIAL_NONNULL_ALL
void pial_chart_link(struct pial_paper *paper, const char *from, const char *to, int64_t value,
		     const char *text);

/* Adds a point of a map, and returns its number, counted from 0. */
PIAL_NONNULL_ALL
size_t pial_chart_point(struct pial_paper *paper, const char *name, const char *kind,
			enum pial_chart_shape shape, int32_t lat, int32_t lon);

/* Begins a route of a map, with its length as people read it; "" for none. */
PIAL_NONNULL_ALL
void pial_chart_route(struct pial_paper *paper, const char *name, const char *text);

/* Adds the next stop of the route begun last; a number that is no point is left out. */
PIAL_NONNULL_ALL void pial_chart_stop(struct pial_paper *paper, size_t point);

/*
 * Ends the chart and makes its tables; blocks go under it again. Tables: one of rows and columns;
 * of a heat map one for each 13 steps, a quarter, that has a value; of a flow its links in sections
 * with the sums of both sides; of a map its points and its routes.
 */
PIAL_NONNULL_ALL void pial_chart_end(struct pial_paper *paper);

#endif
