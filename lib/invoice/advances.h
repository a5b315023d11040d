/*
 * Advances that are open: what each still has to pay back, before a month.
 */
#ifndef PIAL_INVOICE_ADVANCES_H
#define PIAL_INVOICE_ADVANCES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "invoice/statement.h"
#include "model/cash.h"
#include "model/model.h"

/*
 * The advances of the ledger, in the order of their grant, with what is left of each before the
 * statements of a month: granted up to its last day, less what was paid back or waived by then;
 * what the month's own statements, or later ones, kept is not taken off, so that a statement that
 * is made again comes out the same. An advance is paused when a confirmed hazard of its producer
 * touches a week of the month. entry is sorted by key. *open lives in the arena. False on overflow.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 4, 5, 6)
bool pial_advances_open(const struct pial_model *model, const struct pial_advance_entry *entry,
			size_t entries, struct pial_arena *arena,
			struct pial_advance_open **open, size_t *count, struct pial_month period);

/* What is left of one advance after all its entries; row is its run of entries. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_advance_left(const struct pial_advance_entry *row, size_t rows, struct pial_money *left);

#endif
