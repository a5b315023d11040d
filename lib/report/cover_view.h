/*
 * The view `cover`: is the season covered, product by week, and where it is not, by whom it could.
 */
#ifndef PIAL_REPORT_COVER_VIEW_H
#define PIAL_REPORT_COVER_VIEW_H

#include <stddef.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "engine/cover.h"
#include "load/table.h"
#include "model/model.h"

/*
 * Columns: product week unit need promised margin left partner price. Rows are struct pial_cover.
 */
extern const struct pial_schema pial_schema_view_cover;

/* Fills a table of pial_schema_view_cover, sorted by product and week. */
PIAL_NONNULL_ALL
void pial_cover_view_make(struct pial_table *out, const struct pial_model *model,
			  const struct pial_cover *row, size_t rows);

/* What the title says. */
struct pial_cover_title {
	int year;			/* of the season */
	struct pial_week first, last;	/* its weeks */
	int32_t version;		/* of the plan; 0: there is none */
};

/*
 * Lays the rows out within width columns, in the language of the document: a line a product with
 * its sums over the season and a strip of one mark a week (or for several weeks together, where the
 * page is narrow), totals by unit, then what is left to find, weeks that follow each other with one
 * partner and price told together.
 */
PIAL_NONNULL_ALL
void pial_cover_view_text(struct pial_strbuf *out, const struct pial_table *rows,
			  const struct pial_model *model, const struct pial_cover_title *title,
			  enum pial_lang lang, size_t width);

#endif
