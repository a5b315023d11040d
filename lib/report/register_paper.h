/*
 * Rows of registers, for people: which documents a run made, seller by seller, with their sums.
 *
 * Digests and the chain are for programs and for `check`; a page of them would hide the figures.
 */
#ifndef PIAL_REPORT_REGISTER_PAPER_H
#define PIAL_REPORT_REGISTER_PAPER_H

#include "base/attr.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"

/* What the page needs. */
struct pial_register_paper {
	const struct pial_model *model;	/* who is who */
	const struct pial_table *table;	/* of pial_schema_register, rows of a seller together */
};

/*
 * Adds the page: what the documents come to (what is credited is taken off), then each with its
 * number, buyer, due date and amounts. data is a struct pial_register_paper.
 */
PIAL_NONNULL_ALL void pial_register_paper_write(struct pial_paper *paper, const void *data);

#endif
