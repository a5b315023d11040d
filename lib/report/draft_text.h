/*
 * Draft invoices to read: the same lines as the table, an invoice at a time, with its totals.
 *
 * A draft has no number and is no invoice; its title says so, and nothing printed from here can be
 * taken for a document of account. Nothing is computed here that an invoice would compute
 * otherwise: nets are those of the lines, and only totals and VAT are added up.
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
 * away (base x rate), never summed from lines (EN 16931, BR-CO-17), with the mention where there is
 * none, and the total to pay. Names are those of the model, or ids where it has none; lang is the
 * language of the document. Amounts are in euros, without and with VAT as the labels say. Without
 * lines it says that there is nothing. False when a total does not fit: out then holds what could
 * be laid out, and must not be shown.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_draft_text(struct pial_strbuf *out, const struct pial_model *model,
		     const struct pial_invoice_line *line, size_t lines, enum pial_lang lang);

#endif
