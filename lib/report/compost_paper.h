/*
 * The paper of composting on site: what a school or a nursing home prepares for, on one page.
 */
#ifndef PIAL_REPORT_COMPOST_PAPER_H
#define PIAL_REPORT_COMPOST_PAPER_H

#include "base/attr.h"
#include "load/table.h"
#include "markup/paper.h"
#include "waste/compost.h"

struct pial_compost_paper {
	const struct pial_compost_input *input;	/* what the figures are of */
	const struct pial_table *figures;	/* of pial_schema_view_compost */
};

/*
 * Adds its sheet to a paper; data is a struct pial_compost_paper. The figures by their labels, what
 * the law asks for, and the source of each setting, so that an order of magnitude is seen as one.
 */
PIAL_NONNULL_ALL void pial_compost_paper_write(struct pial_paper *paper, const void *data);

#endif
