/*
 * Finding a document by its number.
 *
 * A number is read on a sheet of paper and typed, so a slip is met with the nearest one there is;
 * nothing is done with what was not typed.
 */
#include "cmd/invoice_document.h"

#include "base/banned.h"

const struct pial_register_entry *pial_invoice_document(struct pial_cli *cli,
							const struct pial_register *reg,
							const char *number, const char *seller)
{
	const struct pial_model *model = &cli->book.model;
	const struct pial_register_entry *entry;
	const char *near;
	bool several;

	entry = pial_register_find(reg, model, number, seller, &several);
	if (entry && !several)
		return entry;
	near = entry ? NULL : pial_register_near(reg, model, number, seller);
	if (near)
		pial_diag_add(&cli->diags, NULL, PIAL_E_DOCUMENT_NEAR, number, near);
	else
		pial_diag_add(&cli->diags, NULL, entry ? PIAL_E_DOCUMENT_SELLER
						       : PIAL_E_DOCUMENT_UNKNOWN, number);
	return NULL;
}
