/*
 * A view: rows of a tidy long table, and a paper that shows them.
 *
 * Every view is first a table of a schema of its own, one fact a row: what programs read
 * (--format=csv, json), what a spreadsheet opens (sheet, ods, fods). Its paper is a layout of those
 * same rows, for people: text, html, md and pdf are renderings of it, and so is a page of the site.
 * A paper computes nothing; a figure that it shows stands in the rows, or comes from the function
 * that documents take it from.
 *
 * A new view is therefore: a row struct, a schema and a function that fills the table (report/, or
 * the room whose subject it is), one function that writes the paper, and a verb that reads what is
 * needed and hands both to pial_cli_view (cmd/cli_view.h). Most papers are a title, a few facts and
 * pial_view_put: a table of some columns, with the schema's labels and every value as people write
 * it.
 */
#ifndef PIAL_REPORT_VIEW_H
#define PIAL_REPORT_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"

/* A view, ready to be shown. */
struct pial_view {
	const struct pial_table *table;	/* its rows, in their order */
	/* adds its sheets to a paper, in the paper's language; data is the member below */
	void (*write)(struct pial_paper *paper, const void *data);
	const void *data;		/* handed to write */
	struct pial_date day;		/* day of the document, for its metadata; none: not said */
};

/* Most columns of a table on a paper. */
#define PIAL_VIEW_COLUMNS 24

/* A table on a paper, made of rows of a view. */
struct pial_view_layout {
	const struct pial_model *model;	/* names of the ids in the rows */
	const char *const *column;	/* names of fields, closed by NULL, at most 24 */
	/* field whose changes begin a section, and which needs no column; NULL: no sections */
	const char *section;
	/* what a row is in the table: a sum, say; NULL: all are body */
	enum pial_paper_row_kind (*kind)(const void *row);
	/* what stands in the first column of a sum that has nothing there; NULL: nothing */
	const char *total;
};

/*
 * Adds a value as people read it: names for ids, labels for choices, numbers and days as the
 * language writes them; a quantity carries its unit when the row has a column `unit`. Money has two
 * decimals and no sign of the currency, which the label has. Nothing when it is none.
 */
PIAL_NONNULL_ALL
void pial_view_value(struct pial_strbuf *out, const struct pial_model *model,
		     const struct pial_schema *schema, size_t field, const void *row,
		     enum pial_lang lang);

/*
 * Begins a paper that shows how things stand on a day: a sheet of that title, which the group signs
 * at the foot, and the day under the title.
 */
PIAL_NONNULL_ALL
void pial_view_begin_on(struct pial_paper *paper, const struct pial_model *model,
			const char *title, struct pial_date day);

/*
 * Adds a table with a row for each of the view's from first up to end: the labels of the schema as
 * heads; texts and names give way where it is narrow, numbers stand to the right. Columns that are
 * empty in all these rows are left out. Where the product is a column and a row has its unit, the
 * unit stands after the product's name and quantities are plain numbers. Nothing without rows.
 */
PIAL_NONNULL_ALL
void pial_view_put(struct pial_paper *paper, const struct pial_view_layout *layout,
		   const char *caption, const struct pial_table *table, size_t first, size_t end);

/* The end of the run of rows that begins at first and has one value in a field. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_view_run(const struct pial_table *table, const struct pial_model *model,
		     const char *field, size_t first);

/*
 * Adds a table as JSON: an object with the view's name as `view` and its rows, in order, as `rows`;
 * each row has every column, by its English name. Numbers are exact decimals, yes and no true and
 * false, everything else a text as in CSV; an empty cell is null.
 */
PIAL_NONNULL_ALL
void pial_view_json(struct pial_strbuf *out, const struct pial_table *table,
		    const struct pial_model *model);

#endif
