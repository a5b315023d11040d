/*
 * Any invoice, checked: every amount recomputed, every rule that a platform would refuse it for.
 *
 * The official rules (schematrons of EN 16931 and XP Z12-012) prove the form and not the sums: they
 * take a line that is not quantity x price, and a VAT amount that is wrong by up to a euro. So this
 * is stricter. It shares nothing with what makes invoices (invoice/bill.h): it reads a file back.
 */
#ifndef PIAL_INVOICE_VERIFY_H
#define PIAL_INVOICE_VERIFY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "diag/diag.h"

/*
 * Checks a CII file from memory; file is its name for people. Each fault is an error at its line
 * that names the datum, its term (BT, BG) and the rule (BR):
 *
 * E-CII-XML, E-CII-ROOT (no invoice at all), E-CII-EMPTY (an element with nothing in it),
 * E-CII-MISSING, E-CII-MANY (a datum that must be there, once), E-CII-VALUE (a code, a date, an
 * identifier that is not allowed), E-CII-NUMBER (no number, or more decimals than the format
 * carries), E-CII-KEY (SIREN, SIRET, VAT number, IBAN), E-CII-AMOUNT (a figure that is not what the
 * others give, to the cent), E-CII-DISAGREE (two data that do not go together).
 *
 * All faults are looked for, so that one run says them all. False when there is one.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_invoice_verify(const char *file, const char *bytes, size_t len,
			 struct pial_diags *diags);

#endif
