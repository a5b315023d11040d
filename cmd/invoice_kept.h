/*
 * Invoices of the service that statements keep: made when a month is settled.
 *
 * A coordinator settles a month once its sales are invoiced; what the group keeps is then certain,
 * and its invoices go out with the statements. So `statement --save` issues them, right after its
 * own commit and through the register, as every document: they follow from saved statements alone
 * (invoice/kept.h) and have keys, so a run that is killed anywhere leaves a month that is settled,
 * whose invoices the same command makes, once. `issue` was rejected: a month is invoiced before it
 * is settled, more than once at times, and the service would be known only of what is settled.
 * One commit for both was rejected, too: the register's protocol knows no file but its own.
 *
 * The numbers are written into the saved statements at last, so that these cite their invoices.
 */
#ifndef PIAL_CMD_INVOICE_KEPT_H
#define PIAL_CMD_INVOICE_KEPT_H

#include <stdbool.h>

#include "base/attr.h"
#include "cmd/invoice_issued.h"
#include "cmd/invoice_statement.h"

/*
 * Before a month is settled: makes the documents of its statements and numbers them, and writes
 * nothing. False, said, when one could not be issued: the month is then not settled either.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_keeping_try(struct pial_settling *s);

/*
 * Once a month is settled, by this run or another: issues what is not issued of it, and writes the
 * numbers into its statements. The book is loaded anew, under the exclusive lock; s holds the
 * saved statements afterwards. Nothing but under a mandate. False when refused or failed.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_keeping_issue(struct pial_settling *s, bool no_pdf);

/*
 * Compares all saved statements with the documents of the registers: what is not issued
 * (A-KEPT-MISSING, one for each month), what was given back of nothing (A-KEPT-LACK), amounts that
 * differ (E-KEPT-AMOUNT). g must have its lines. False when a statement is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_keeping_check(struct pial_issuing *g);

#endif
