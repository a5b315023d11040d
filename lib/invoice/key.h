/*
 * The key of a document: seller, buyer, kind and set of lines, as one digest.
 *
 * Two runs that would invoice the same things make the same key, whatever the day, the prices or
 * the order of rows; the register holds each key once (book/register.h).
 */
#ifndef PIAL_INVOICE_KEY_H
#define PIAL_INVOICE_KEY_H

#include <stddef.h>

#include "base/attr.h"
#include "io/digest.h"
#include "model/invoice.h"
#include "model/model.h"

/*
 * Makes the key of all[index], one of count invoices that are to be issued together.
 *
 * Goods are known by delivery note, line, product and batch. A fee stands for the goods it was
 * counted from: those of the same buyer in the same run, whoever sells them. again tells apart
 * documents that are the same on purpose, the invoice made anew after a credit note of the whole;
 * 0 for the first one. Of a credit note the key is what was asked (the verb credit): the lines it
 * takes back are other ones when it is asked twice.
 */
PIAL_NONNULL_ALL
void pial_invoice_key(const struct pial_model *model, const struct pial_invoice *all, size_t count,
		      size_t index, unsigned again, char key[PIAL_DIGEST_TEXT]);

#endif
