/*
 * pial set in two files: words and rows, and the ledger of hazards.
 */
#ifndef PIAL_CMD_PIAL_SET_H
#define PIAL_CMD_PIAL_SET_H

#include "base/attr.h"
#include "cmd/cli.h"
#include "load/table.h"

/* Copies to a row what the one row of a typed table says: the columns it has that are not empty. */
PIAL_NONNULL_ALL
void pial_set_said(const struct pial_table *typed, void *to, const void *from);

/*
 * Adds the hazard that was typed (one row, dated today) to ledger/hazards.csv. What it does not say
 * is taken from the latest line of the same producer, product and first week. Nothing changes when
 * that line says the same already; a line of today that says something else is E-SET-HAZARD.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_exit pial_set_hazard(struct pial_cli *cli, const struct pial_table *typed);

#endif
