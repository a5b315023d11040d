/*
 * What pial-invoice check looks at besides a file.
 */
#ifndef PIAL_CMD_INVOICE_CHECK_H
#define PIAL_CMD_INVOICE_CHECK_H

#include "base/attr.h"
#include "cmd/cli.h"

/*
 * Checks every register of the book and every document: chain, numbers, dates, digests, files
 * that are missing or too many, amounts recomputed from the lines, credit notes within what they
 * correct, nothing invoiced twice. One line a fault, and exit code 1; 0 without a word when there
 * is none.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL enum pial_exit pial_invoice_check_registers(struct pial_cli *cli);

#endif
