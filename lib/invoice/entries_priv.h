/*
 * Entries being made: what the files of invoice/entries share.
 */
#ifndef PIAL_INVOICE_ENTRIES_PRIV_H
#define PIAL_INVOICE_ENTRIES_PRIV_H

#include "invoice/entries.h"
#include "invoice/kept.h"

/* Books being made; the entry that is open collects its postings. */
struct pial_booking {
	const struct pial_entries_input *input;	/* what is booked */
	struct pial_entries *out;		/* entries so far */
	struct pial_diags *diags;		/* where faults go */
	size_t cap;				/* room for entries */
	struct pial_booked open;			/* the one being made */
	struct pial_posting *posting;		/* its postings; owned */
	size_t postings, posting_cap;		/* how many, and room */
	struct pial_kept kept;			/* documents of the service of statements */
	struct pial_text self;			/* the group's id; 0: it has no entry */
	bool liable;				/* the group charges VAT */
	bool resale;				/* it buys and sells */
	bool overflow;				/* an amount left 64 bits */
};

/* Opens an entry; piece lives in the arena of the entries. */
PIAL_NONNULL_ALL
void pial_booking_open(struct pial_booking *b, enum pial_entry_kind kind,
		       enum pial_journal journal, struct pial_date date, const char *piece);

/* Adds cents to an account, debit above 0; what has one account and party is one posting. */
PIAL_NONNULL_ALL
void pial_booking_post(struct pial_booking *b, enum pial_account_code account,
		       struct pial_text party, int64_t cents);

/* Closes the entry; one without amounts is not kept. An entry that is not 0 is a fault of ours. */
PIAL_NONNULL_ALL void pial_booking_close(struct pial_booking *b);

/* Books what saved statements settle. False when refused, said. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_booking_statements(struct pial_booking *b);

/* Books the ledgers of payments, advances and the fund. */
PIAL_NONNULL_ALL void pial_booking_cash(struct pial_booking *b);

/* True for a prepayment invoice, or the credit note of one, of a seller. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_booking_is_ahead(const struct pial_booking *b, struct pial_text seller,
			   struct pial_text number);

/* What producers are owed on: 401 when the group buys, else 467. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_account_code pial_booking_producers(const struct pial_booking *b);

/* How a document is cited: number of the group's own, "P-ravin/LU-2025-0001" of others. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_booking_document(struct pial_booking *b, struct pial_text seller,
				  struct pial_text number);

/* How a statement is cited: "2025-03/P-ravin"; the month alone without a producer. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_booking_month(struct pial_booking *b, struct pial_month period,
			       struct pial_text producer);

#endif
