/*
 * The view `price`: what each crop must be sold at, part by part, beside what is paid for it.
 */
#ifndef PIAL_REPORT_PRICE_VIEW_H
#define PIAL_REPORT_PRICE_VIEW_H

#include <stddef.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "engine/price.h"
#include "load/table.h"
#include "model/model.h"

/*
 * Columns: product producer unit labour inputs equipment cost margin service levy transport price
 * floor contract contract_price market market_day last_year. Rows are struct pial_price_line.
 */
extern const struct pial_schema pial_schema_view_price;

/* Fills a table of pial_schema_view_price, sorted by product and producer. */
PIAL_NONNULL_ALL
void pial_price_view_make(struct pial_table *out, const struct pial_model *model,
			  const struct pial_price_line *line, size_t lines);

/*
 * Lays the rows out within width columns, in the language of the document: the parts of the price,
 * then the prices to compare it with; a contract under the floor is marked. year and day are those
 * of the title.
 */
PIAL_NONNULL_ALL
void pial_price_view_text(struct pial_strbuf *out, const struct pial_table *rows,
			  const struct pial_model *model, int year, struct pial_date day,
			  enum pial_lang lang, size_t width);

#endif
