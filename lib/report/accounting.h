/*
 * Entries as accountants' programs read them: the French FEC, a hledger journal.
 */
#ifndef PIAL_REPORT_ACCOUNTING_H
#define PIAL_REPORT_ACCOUNTING_H

#include <stddef.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "invoice/entries.h"
#include "model/model.h"

/*
 * Adds the fichier des écritures comptables of entries: the 18 columns of article A47 A-1, VII of
 * the livre des procédures fiscales, in its order, by tabs; days as YYYYMMDD, decimal commas, a
 * row for each posting, debit and credit both there. Names are French whatever the reader's
 * language: the file is for the French tax administration.
 */
PIAL_NONNULL(1, 2)
void pial_accounting_fec(struct pial_strbuf *out, const struct pial_model *model,
			 const struct pial_booked *entry, size_t entries);

/*
 * Adds the name that the administration wants of the file, without it being made: the SIREN, FEC,
 * the last day of the exercise, ".txt" (A47 A-1, IX; BOI-CF-IOR-60-40-20).
 */
PIAL_NONNULL_ALL
void pial_accounting_fec_name(struct pial_strbuf *out, const char *siren, struct pial_date last);

/*
 * Adds a journal that `hledger check --strict` accepts: the commodity, every account used with its
 * type, then the entries. Amounts have a decimal point and two decimals.
 */
PIAL_NONNULL(1, 2)
void pial_accounting_hledger(struct pial_strbuf *out, const struct pial_model *model,
			     const struct pial_booked *entry, size_t entries, enum pial_lang lang);

#endif
