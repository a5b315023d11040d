/*
 * The paper of a weigh-in: what a kitchen hangs up, what a council reads.
 *
 * One sheet a kitchen; of several kitchens, one of all together first. Every figure stands in the
 * tables of lib/waste (records and parts): here they are only written, with the sentences that they
 * allow, and with what they rest on in small print. Grams per meal have one decimal: a week's
 * weighing knows no more.
 */
#ifndef PIAL_REPORT_WASTE_PAPER_H
#define PIAL_REPORT_WASTE_PAPER_H

#include "base/attr.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"
#include "model/waste.h"
#include "waste/reference.h"

struct pial_waste_paper {
	const struct pial_model *model;		/* names */
	const struct pial_waste_reference *reference;	/* sources */
	/* of pial_schema_view_waste: of the campaign, and of one that it is compared with */
	const struct pial_table *records;
	/* of pial_schema_view_waste_parts, of the campaign: index enum pial_waste_by */
	const struct pial_table *parts;
	uint32_t campaign;			/* number of its name in the pool */
	uint32_t kitchen;			/* only its sheet; 0: all */
};

/* Adds its sheets to a paper; data is a struct pial_waste_paper. Nothing without a record. */
PIAL_NONNULL_ALL void pial_waste_paper_write(struct pial_paper *paper, const void *data);

/* Adds a value of a chart in grams (scale 3), with its interval, if there is one. */
PIAL_NONNULL_ALL
void pial_waste_put_interval(struct pial_paper *paper, struct pial_qty value, struct pial_qty low,
			     struct pial_qty high);

/*
 * Adds the values of a row of a chart in grams (scale 3) with a column of what was weighed and one
 * of the benchmark behind it: a bar with its interval, if there is one, and the benchmark.
 */
PIAL_NONNULL_ALL
void pial_waste_put_bar(struct pial_paper *paper, struct pial_qty value, struct pial_qty low,
			struct pial_qty high, struct pial_qty benchmark);

#endif
