/*
 * Any bytes as an invoice in CII: no crash, and what is refused is said, what is said is refused.
 */
#include <stdint.h>
#include <stdlib.h>

#include "invoice/verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pial_diags diags;
	bool ok;

	pial_diags_init(&diags);
	ok = pial_invoice_verify("fuzz", size ? (const char *)data : "", size, &diags);
	if (ok != !diags.errors)
		abort();
	pial_diags_release(&diags);
	return 0;
}
