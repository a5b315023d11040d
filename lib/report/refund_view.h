/*
 * Purchase notes and yearly attestations for farmers under the flat-rate refund of VAT.
 *
 * The rows are those of invoice/refund.h; each paper is one function that lays them out. Their
 * words follow what the tax administration asks of either (CGI, annex II, art. 265 and 266): date,
 * nature and value of a purchase; of a year, the payments by rate. What the State refunds is shown,
 * since that is what the farmer looks for, and said to be the State's to pay.
 */
#ifndef PIAL_REPORT_REFUND_VIEW_H
#define PIAL_REPORT_REFUND_VIEW_H

#include <stddef.h>

#include "base/attr.h"
#include "invoice/refund.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"

/* Columns: producer date period reference label value rate. */
extern const struct pial_schema pial_schema_view_refund;

/* What the papers say. */
struct pial_refund_paper {
	const struct pial_model *model;		/* who is who */
	const struct pial_refund_row *row;	/* in the order of pial_refund */
	size_t rows;				/* how many */
	int year;				/* of an attestation */
};

/* Adds a purchase note for each payment: what it pays, and what opens the right to a refund. */
PIAL_NONNULL_ALL void pial_refund_notes_write(struct pial_paper *paper, const void *data);

/* Adds a page for each farmer: the payments of a year by rate, to be signed. */
PIAL_NONNULL_ALL void pial_refund_attestations_write(struct pial_paper *paper, const void *data);

#endif
