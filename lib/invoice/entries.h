/*
 * The group's books: what was invoiced, settled and paid, as double entry.
 *
 * Each format of accounting (report/fec.h, report/hledger.h) renders these entries and adds nothing
 * up. They are worked out from what the book keeps, registers, saved statements and the three
 * ledgers of cash, and stored nowhere: the same book gives the same entries.
 *
 * Under `billing: mode: mandate` the goods are the producers': an invoice in a producer's name is
 * owed by the kitchen and owed to the producer, and only what the group keeps as its fee is its
 * income ("les opérations traitées pour le compte de tiers en qualité de mandataire sont
 * comptabilisées dans un compte de tiers ; seule la rémunération est comptabilisée dans le
 * résultat", plan comptable général, art. 621-11). Under `resale` the group sells by its invoices
 * and buys by its self-billed ones; where a producer has given no mandate, as its statement says.
 */
#ifndef PIAL_INVOICE_ENTRIES_H
#define PIAL_INVOICE_ENTRIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "model/cash.h"
#include "model/invoice.h"
#include "model/model.h"
#include "model/statement.h"

/*
 * Accounts, a few of the list of the plan comptable général (règlement ANC 2014-03, art. 932-1) or
 * divisions of them; numbers and names are in pial_account_list.
 */
enum pial_account_code {
	PIAL_ACCOUNT_SUPPLIERS,		/* 401: producers, when the group buys */
	PIAL_ACCOUNT_CUSTOMERS,		/* 411: kitchens */
	PIAL_ACCOUNT_VAT_PAID,		/* 44566: on goods bought */
	PIAL_ACCOUNT_VAT_CHARGED,	/* 44571: on what the group itself invoices or keeps */
	PIAL_ACCOUNT_VAT_AHEAD,		/* 44587: on what kitchens paid ahead to the group */
	PIAL_ACCOUNT_PRODUCERS,		/* 467: producers, for whom the group invoices */
	PIAL_ACCOUNT_ADVANCES,		/* 467: advances to be paid back by producers */
	PIAL_ACCOUNT_LENDERS,		/* 467: kitchens that paid advances */
	PIAL_ACCOUNT_FUND,		/* 467: what is in the shared fund; balance of fund.csv */
	PIAL_ACCOUNT_FUND_WAITING,	/* 467: fees for the fund, invoiced but not settled */
	PIAL_ACCOUNT_FUND_LENT,		/* 467: the fund's money that is out as advances */
	PIAL_ACCOUNT_BANK,		/* 512 */
	PIAL_ACCOUNT_PURCHASES,		/* 607: goods bought */
	PIAL_ACCOUNT_CHARGES,		/* 658: given to the fund by a group that resells */
	PIAL_ACCOUNT_SERVICES,		/* 706: intermediation */
	PIAL_ACCOUNT_SALES,		/* 707: goods sold */
	PIAL_ACCOUNT_TRANSPORT,		/* 7085: transport */
	PIAL_ACCOUNT_INCOME,		/* 758: had from the fund by a group that resells */
	PIAL_ACCOUNTS
};

struct pial_account_info {
	const char *number;	/* six digits */
	const char *fr, *en;	/* its name */
	bool parties;		/* divided by party */
	char type;		/* asset A, liability L, cash C, revenue R, expense X */
};

/* The accounts, in order of number. */
extern const struct pial_account_info pial_account_list[PIAL_ACCOUNTS];

/* Journals, as accountants name them. */
enum pial_journal {
	PIAL_JOURNAL_PURCHASES,	/* AC: statements, when the group buys */
	PIAL_JOURNAL_BANK,	/* BQ: payments */
	PIAL_JOURNAL_OTHER,	/* OD: what statements settle, advances between others */
	PIAL_JOURNAL_SALES,	/* VE: invoices and credit notes */
	PIAL_JOURNALS
};

/* What an entry records. */
enum pial_entry_kind {
	PIAL_ENTRY_INVOICE,	/* a document of a register */
	PIAL_ENTRY_CREDIT,	/* a credit note */
	PIAL_ENTRY_BOUGHT,	/* a self-billed invoice of a producer */
	PIAL_ENTRY_BOUGHT_CREDIT,	/* its credit note */
	PIAL_ENTRY_STATEMENT,	/* a producer's statement: what is kept, or what is bought */
	PIAL_ENTRY_PARTNERS,	/* a month's margin on the goods of partners */
	PIAL_ENTRY_RECEIVED,	/* payment of an invoice */
	PIAL_ENTRY_REFUND,	/* payment of a credit note */
	PIAL_ENTRY_PAID,	/* payment of a statement */
	PIAL_ENTRY_ADVANCE,	/* an advance granted */
	PIAL_ENTRY_REPAID,	/* paid back, by hand or by a statement */
	PIAL_ENTRY_WAIVED,	/* given up */
	PIAL_ENTRY_GRANT,	/* into the fund */
	PIAL_ENTRY_EXPENSE,	/* out of the fund */
	PIAL_ENTRY_LEVY,	/* what a kitchen paid for the fund, settled */
	PIAL_ENTRY_KINDS
};

/* An amount on one account. */
struct pial_posting {
	struct pial_money amount;	/* debit above 0, credit below; never 0 */
	struct pial_text party;		/* whose, where the account is divided; else 0 */
	uint8_t account;		/* enum pial_account_code */
};

/* One entry of the books: a document, or what a month settles. */
struct pial_booked {
	struct pial_date date;		/* of the document, or the last day of a settled month */
	const char *piece;		/* the document: "P-ravin/LU-2025-0001", "2025-03" */
	const char *label;		/* further words of a person, or ""; never NULL */
	struct pial_posting *posting;	/* add up to 0 */
	size_t postings;		/* how many, 2 at least */
	size_t place;			/* rank in which it was made: the last order */
	uint32_t number;		/* in its year, from 1 */
	struct pial_text party;		/* whom it is about; 0: several */
	uint8_t kind;			/* enum pial_entry_kind */
	uint8_t journal;		/* enum pial_journal */
};

struct pial_entries_input {
	const struct pial_model *model;			/* indexed */
	const struct pial_register_entry *const *document;	/* all documents of registers */
	size_t documents;				/* how many */
	const struct pial_invoice_line *line;		/* lines of the group's own documents */
	size_t lines;					/* how many */
	const struct pial_statement_row *row;		/* saved statements, each month a run */
	size_t rows;					/* how many */
	const struct pial_payment *payment;		/* ledger/payments.csv */
	size_t payments;				/* how many */
	const struct pial_advance_entry *advance;	/* ledger/advances.csv */
	size_t advances;				/* how many */
	const struct pial_fund_entry *fund;		/* ledger/fund.csv */
	size_t funds;					/* how many */
};

struct pial_entries {
	struct pial_arena arena;	/* holds texts and postings */
	struct pial_booked *entry;	/* by date, journal, kind, piece; owned */
	size_t count;			/* how many */
};

/* Makes it empty. */
PIAL_NONNULL_ALL void pial_entries_init(struct pial_entries *entries);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_entries_release(struct pial_entries *entries);

/*
 * Makes the entries of the whole book, sorted and numbered from 1 in each year. Each adds up to 0.
 *
 * Invoices: kitchens (411) against producers (467) under a mandate, against sales, services,
 * transport, fees for the fund and VAT when the group invoices; self-billed ones, goods and VAT
 * against their producer (401). Statements: what is kept of them; of what the group buys, when it
 * resells, what is on no self-billed invoice. A fee that is kept inside a price holds the VAT of
 * its rate when the group charges VAT: what is kept is all that is had for it. Partners are owed
 * what they were paid, not what kitchens pay: the difference goes to the fund as its ledger says,
 * the rest are the fees on their goods.
 *
 * False when an amount leaves 64 bits (E-AMOUNT), when the group neither invoices nor buys
 * (E-EXPORT-DIRECT), or when a partner's statement was saved before its month was issued
 * (E-EXPORT-NOT-ISSUED).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_entries_make(const struct pial_entries_input *input, struct pial_entries *entries,
		       struct pial_diags *diags);

#endif
