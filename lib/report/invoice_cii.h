/*
 * An invoice as Cross Industry Invoice: the XML that platforms read.
 */
#ifndef PIAL_REPORT_INVOICE_CII_H
#define PIAL_REPORT_INVOICE_CII_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "diag/diag.h"
#include "model/invoice.h"
#include "model/model.h"

/*
 * Where an XML is to be: a file of its own, or inside a PDF, as Factur-X. Of the core profile they
 * are the same bytes. EXTENDED-CTC-FR is a profile of CII and UBL, not of Factur-X, whose EXTENDED
 * holds it as a subset (FNFE-MPE, "Note explicative" of the schematrons V1.4.0, stage 2, and its
 * list of the three profiles of Factur-X): a hybrid that names it is taken for bare CII, and its
 * XMP level is not that of its XML (fnfempe/France_RFE, issue 66). So inside a PDF such an invoice
 * says EXTENDED of Factur-X in BT-24, and nothing else differs; what it says passes the schema and
 * the rules of both.
 */
enum pial_cii_use { PIAL_CII_ALONE, PIAL_CII_HYBRID };

/* The profile that an invoice names in BT-24, as a URN. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_invoice_guideline(const struct pial_invoice *invoice, enum pial_cii_use use);

/* The same in the metadata of a hybrid: the ConformanceLevel of Factur-X, "EN 16931". */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_invoice_level(const struct pial_invoice *invoice);

/*
 * Adds an invoice, numbered, as UN/CEFACT CII D22B in the profile it names: EN 16931, or
 * EXTENDED-CTC-FR of XP Z12-012 with both identifiers of the buyer, SIRET (scheme 0009) and service
 * code (0224), which the core has no room for. UTF-8, one element a line; the same invoice gives
 * the same bytes. No element is empty: platforms refuse those. Nothing is computed: every amount is
 * the invoice's.
 *
 * Each line says its delivery note (BT-127), day of delivery (BT-134 and 135), and, as attributes
 * of the item (BG-32), the organic certificate, the batch, and who grew it when that is not the
 * seller. Delivery notes are also listed as supporting documents (BG-24), by the name that
 * BR-FR-17 has for them.
 *
 * Texts lie in the model's pool. False, nothing added, when libxml2 is not on this machine
 * (E-LIBRARY).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_invoice_cii(struct pial_strbuf *out, const struct pial_model *model,
		      const struct pial_invoice *invoice, enum pial_cii_use use,
		      struct pial_diags *diags);

#endif
