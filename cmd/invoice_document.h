/*
 * The document that a number on the command line names.
 */
#ifndef PIAL_CMD_INVOICE_DOCUMENT_H
#define PIAL_CMD_INVOICE_DOCUMENT_H

#include "base/attr.h"
#include "book/register.h"
#include "cmd/cli.h"

/*
 * The entry of a number, of one seller or, when seller is NULL, of whoever has it. NULL, said, when
 * there is none (E-DOCUMENT-UNKNOWN, or -NEAR with the nearest number that there is) or several
 * sellers have it (E-DOCUMENT-SELLER).
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 2, 3)
const struct pial_register_entry *pial_invoice_document(struct pial_cli *cli,
							const struct pial_register *reg,
							const char *number, const char *seller);

#endif
