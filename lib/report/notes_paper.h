/*
 * Delivery notes to print, before departure.
 *
 * The paper goes on the van with the crates, is signed at the kitchen's door and comes back with
 * what was received written on it by hand; pial set receipt takes it from there.
 */
#ifndef PIAL_REPORT_NOTES_PAPER_H
#define PIAL_REPORT_NOTES_PAPER_H

#include <stddef.h>

#include "base/attr.h"
#include "base/lang.h"
#include "deliver/deliver.h"
#include "markup/paper.h"
#include "model/model.h"

/* Columns of notes as text: what a page of A4 takes in the type of a terminal. */
#define PIAL_NOTES_WIDTH 88

/*
 * Adds one sheet for each note: seller, kitchen, day and number; each line with its batch, organic
 * mention and certifier's code (facts on invoicing, 1.10), quantity and packs, and room for what
 * was received and refused; room for remarks and two signatures. rows are those of
 * pial_deliver_notes, sorted by note and line. Produce in conversion says so, and is never organic.
 * Goods paid by weight have room for it. Parties are printed with what parties.yaml says of them,
 * since a note is between two parties; when the group resells, it is the seller, and each line says
 * who grew it. The language is that of the paper.
 */
PIAL_NONNULL_ALL
void pial_notes_paper(struct pial_paper *paper, const struct pial_model *model,
		      const struct pial_delivery *row, size_t rows);

#endif
