/*
 * The view `waste`: campaigns of weighing one after another, kitchen by kitchen.
 *
 * One weighing says where a kitchen stands, several say whether what it changed is seen. Rows are
 * the records that pial-weigh waste shows (model/waste.h), each held against the campaign before it
 * of the same kitchen; here they are put in order and drawn.
 */
#ifndef PIAL_REPORT_WASTE_TREND_H
#define PIAL_REPORT_WASTE_TREND_H

#include "base/attr.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"

/* Sorts rows of pial_schema_view_waste by kitchen (all together first), first day, campaign. */
PIAL_NONNULL_ALL
void pial_waste_trend_sort(struct pial_table *records, const struct pial_model *model);

/*
 * Sorts rows of pial_schema_view_waste_parts by stream in the order of these records, which are
 * sorted: campaign by campaign of a kitchen, then by stream.
 */
PIAL_NONNULL_ALL
void pial_waste_trend_sort_streams(struct pial_table *streams, const struct pial_table *records);

/* What the paper of the view says. */
struct pial_waste_trend_paper {
	const struct pial_model *model;	/* names */
	const struct pial_table *records;	/* of pial_schema_view_waste, so sorted */
	/* of pial_schema_view_waste_parts, by stream, so sorted; NULL: not shown */
	const struct pial_table *streams;
};

/*
 * Writes the view as a paper (report/view.h): of each kitchen bars of edible waste per meal with
 * intervals and benchmark, together and stream by stream, and what the campaigns rest on and cost.
 * data is a struct pial_waste_trend_paper.
 */
PIAL_NONNULL_ALL void pial_waste_trend_write(struct pial_paper *paper, const void *data);

#endif
