/*
 * Delivery notes to print, before departure.
 */
#ifndef PIAL_REPORT_NOTES_TEXT_H
#define PIAL_REPORT_NOTES_TEXT_H

#include <stddef.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "deliver/deliver.h"
#include "model/model.h"

/*
 * Lays out one note after another, 88 columns wide (a page of A4): seller, kitchen, day and
 * number; each line with its batch, organic mention and certifier's code (facts on invoicing,
 * 1.10), quantity and packs, and room for what was received; room for two signatures. rows are
 * those of pial_deliver_notes, sorted by note and line. Produce in conversion says so, and is
 * never organic.
 */
PIAL_NONNULL_ALL
void pial_notes_text(struct pial_strbuf *out, const struct pial_model *model,
		     const struct pial_delivery *row, size_t rows, enum pial_lang lang);

#endif
