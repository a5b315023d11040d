/*
 * The build-up of an invoice line: where its price comes from, how it was revised, how the amount
 * and the VAT follow, and which fees are inside.
 *
 * For the person who is asked « why 1,94 € ? » with the contract in hand: each figure that went in
 * is named with its source, so that it can be worked out again with a pocket calculator. Nothing is
 * decided here: the price is the line's; what the model says of it is looked up beside it, and
 * where the two differ that is said too.
 */
#ifndef PIAL_REPORT_DRAFT_EXPLAIN_H
#define PIAL_REPORT_DRAFT_EXPLAIN_H

#include <stddef.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "model/model.h"

/*
 * Adds a paragraph for each line, in the order given: goods with their price, revision, amount, VAT
 * and the fees that are counted on them; fees with what they are counted on. lang is the language
 * of the text.
 */
PIAL_NONNULL_ALL
void pial_draft_explain(struct pial_strbuf *out, const struct pial_model *model,
			const struct pial_invoice_line *line, size_t lines, enum pial_lang lang);

#endif
