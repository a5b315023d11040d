/*
 * Draft invoices to read: the same lines as the table, an invoice at a time, with its totals.
 */
#ifndef PIAL_REPORT_DRAFT_TEXT_H
#define PIAL_REPORT_DRAFT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "model/model.h"

/*
 * Lays out invoice lines sorted by seller, buyer and period, 88 columns wide (a page of A4):
 * for each such group the lines, the total without VAT, VAT by category and rate = round half
 * away (base x rate) with the mention where there is none, and the total to pay. False when a
 * total does not fit.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_draft_text(struct pial_strbuf *out, const struct pial_model *model,
		     const struct pial_invoice_line *line, size_t lines, enum pial_lang lang);

#endif
