/*
 * An invoice, whole: everything a document says, each figure computed once.
 *
 * Made by invoice/bill.h from lines, numbered by the register (book/), rendered by report/ as
 * CII, HTML and PDF, which add nothing up: taxes and totals are here. Terms are those of EN 16931
 * ("BT", "BG"), rules those of that standard ("BR-") and of the French XP Z12-012 ("BR-FR-").
 *
 * Texts are plain, in UTF-8, never NULL: "" is "not there". They live in the arena of whoever made
 * the invoice. Amounts are positive on every document: a credit note is a credit note by its kind,
 * not by a sign (XPath, in the official rules, rounds a negative half the other way).
 */
#ifndef PIAL_MODEL_INVOICE_H
#define PIAL_MODEL_INVOICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "model/ids.h"
#include "model/moving.h"
#include "num/date.h"
#include "num/units.h"

enum pial_invoice_kind {	/* BT-3, a code of UNTDID 1001: pial_invoice_code */
	PIAL_INVOICE_NONE,
	PIAL_INVOICE_PLAIN,		/* 380, invoice */
	PIAL_INVOICE_CREDIT,		/* 381, credit note */
	PIAL_INVOICE_PREPAYMENT,	/* 386, prepayment invoice */
	PIAL_INVOICE_SELF,		/* 389, self-billed: the buyer draws it up */
	PIAL_INVOICE_SELF_CREDIT,	/* 261, credit note of a self-billed invoice */
};

enum pial_invoice_profile {	/* BT-24 */
	PIAL_PROFILE_EN16931,	/* the European core */
	PIAL_PROFILE_EXTENDED,	/* EXTENDED-CTC-FR: two identifiers of the buyer fit only there */
};

/* Lines of an address before postcode and city (BT-35, BT-36, BT-162). */
#define PIAL_INVOICE_STREETS 3

/* Who sells, who buys, where it was delivered. */
struct pial_invoice_party {
	const char *id;		/* in the book: a producer, a kitchen, "self" */
	const char *name;	/* as registered (BT-27, BT-44) */
	const char *registration;	/* legal form, capital, register (BT-33); or "" */
	const char *siret;	/* 14 digits; scheme 0009 */
	const char *siren;	/* its first nine; scheme 0002 */
	const char *vat;	/* VAT number (BT-31, BT-48); "" when not charging VAT */
	const char *fiscal;	/* BT-32, scheme FC, of an exempt seller: its SIREN; else "" */
	const char *street[PIAL_INVOICE_STREETS];	/* first lines of the address */
	const char *postcode, *city;	/* BT-37 and 38, BT-52 and 53 */
	const char *country;	/* two letters of ISO 3166 */
	const char *service_code;	/* of a public buyer; scheme 0224, and BT-10 */
	const char *endpoint;	/* electronic address, scheme 0225: SIREN[_SIRET[_SERVICE]] */
	const char *email, *phone;	/* BG-6, BG-9 */
	const char *iban;	/* BT-84, where to pay; "" when not said */
	uint8_t regime;		/* enum pial_vat_regime of a seller */
};

/* A text that the law asks for (BG-1). */
struct pial_invoice_note {
	const char *code;	/* subject, BT-21: PMT, PMD, AAB, AAI …; "" without one */
	const char *text;	/* BT-22 */
};

/* Another invoice: corrected by this credit note, or a prepayment deducted from this one (BG-3). */
struct pial_invoice_ref {
	const char *number;		/* BT-25 */
	struct pial_date date;		/* BT-26 */
	struct pial_money amount;	/* deducted, VAT included; none in a credit note */
};

/* A delivery note that the invoice covers. */
struct pial_invoice_delivery {
	const char *note;	/* its number */
	struct pial_date day;	/* of delivery */
};

/* Tax of one category and rate (BG-23). */
struct pial_invoice_tax {
	struct pial_money basis;	/* sum of the lines less the allowances (BT-116) */
	struct pial_money amount;	/* round half away (basis x rate) (BT-117) */
	struct pial_rate rate;		/* BT-119; 0 unless S */
	const char *exemption;		/* why none (BT-120); "" in S */
	const char *vatex;		/* code of it (BT-121); "" when the list has none */
	uint8_t category;		/* enum pial_vat_category (BT-118) */
};

struct pial_invoice {
	uint8_t kind;			/* enum pial_invoice_kind (BT-3) */
	uint8_t profile;		/* enum pial_invoice_profile (BT-24) */
	const char *number;		/* BT-1; "" until the register gives it */
	struct pial_date date;		/* of issue (BT-2) */
	struct pial_date due;		/* of payment (BT-9); an estimate for a public buyer */
	struct pial_month period;	/* month invoiced */
	struct pial_date first, last;	/* first and last day delivered (BT-73, BT-74); or none */
	const char *frame;		/* what is invoiced (BT-23): B1, S1, M1, B4 … */
	struct pial_invoice_party seller, buyer;	/* BG-4, BG-7 */
	struct pial_invoice_party place;	/* of delivery (BG-13): name, address; or id "" */
	const char *issuer;		/* who draws it up, if not the seller: legal name; or "" */
	const char *contract;		/* the buyer's reference of the contract (BT-12) */
	const char *engagement;		/* the buyer's engagement number (BT-13) */
	struct pial_invoice_ref *preceding;	/* corrected, or deducted (BG-3) */
	size_t precedings;		/* how many; exactly 1 of a credit note */
	struct pial_invoice_delivery *delivery;	/* notes covered, by day and number */
	size_t deliveries;		/* how many */
	struct pial_invoice_note *note;	/* mentions, in the order to be shown */
	size_t notes;			/* how many */
	struct pial_invoice_line *line;	/* numbered from 1, in the order to be shown (BG-25) */
	size_t lines;			/* how many */
	size_t allowances;		/* how many of kind ALLOWANCE follow the lines (BG-20) */
	struct pial_invoice_tax *tax;	/* by category, then rate (BG-23) */
	size_t taxes;			/* how many */
	struct pial_money gross;	/* sum of the lines (BT-106) */
	struct pial_money allowed;	/* sum of the allowances (BT-107) */
	struct pial_money net;		/* gross - allowed (BT-109) */
	struct pial_money vat;		/* sum of the taxes (BT-110) */
	struct pial_money total;	/* net + vat (BT-112) */
	struct pial_money prepaid;	/* sum of what is deducted (BT-113); 0 without */
	struct pial_money rounding;	/* of what is paid, either sign (BT-114); 0 without */
	struct pial_money payable;	/* total - prepaid + rounding (BT-115) */
	const char *set_off;		/* how it is settled, if not by a payment (BT-20); or "" */
};

/*
 * ledger/register-<seller>-<year>.csv, only ever added to: one row an issued document; key
 * seller and number.
 */
struct pial_register_entry {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_text seller;	/* id of a producer, or "self": the same in all of a file */
	struct pial_text number;	/* of the document, in the seller's series */
	struct pial_date date;		/* of issue; never before that of the row above */
	struct pial_date due;		/* of payment */
	struct pial_month period;	/* month invoiced */
	struct pial_text buyer;		/* id of a kitchen or producer, or "self" */
	struct pial_money net, vat, total;	/* without VAT, VAT, with it */
	struct pial_money payable;	/* total less what was paid before, and rounded */
	struct pial_text credits;	/* number of the invoice that a credit note corrects */
	struct pial_text key;		/* who, what, which lines: a re-run finds it by that */
	struct pial_text lines, xml, html, pdf;	/* SHA-256 of the documents; 0: not made */
	struct pial_text previous;	/* hash of the row before, across years; 0: the first */
	struct pial_text hash;		/* SHA-256 of the row's text before this column */
	uint8_t kind;			/* enum pial_invoice_kind */
};

/* Longest number of an invoice, in bytes (the public portal's limit until it accepts 35). */
#define PIAL_INVOICE_NUMBER_MAX 20

/*
 * True for a number that every platform takes: 1 to 20 characters of A-Z a-z 0-9 + - _ /
 * (BR-FR-01 and 02; the portal's own limit of 20).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_invoice_number_ok(const char *number);

/* The code of a kind in UNTDID 1001: 380 …; 0 for none. */
PIAL_MUST_CHECK int pial_invoice_code(enum pial_invoice_kind kind);

/* The kind of a code, or NONE. */
PIAL_MUST_CHECK enum pial_invoice_kind pial_invoice_of_code(int64_t code);

/* True for the two kinds (enum pial_invoice_kind) of credit note: what they say is deducted. */
PIAL_MUST_CHECK bool pial_invoice_is_credit(uint8_t kind);

/* True for the two kinds that the buyer draws up: what the group buys of a producer. */
PIAL_MUST_CHECK bool pial_invoice_is_self(uint8_t kind);

/* What a line adds to its document, in cents: an allowance is taken off. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int64_t pial_invoice_line_adds(const struct pial_invoice_line *line);

/* True for the line of what was paid ahead, or of a credit note of it: it is of no goods. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_invoice_line_is_ahead(const struct pial_invoice_line *line);

/*
 * What the VAT of the line's document has at its rate beside base x rate, in cents, on this line: 0
 * on all but credit notes, which take back the VAT of their invoice and no more (invoice/bill.h).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int64_t pial_invoice_line_rounding(const struct pial_invoice_line *line);

/*
 * What a line counts for among documents, in cents: a credit note takes off what an invoice adds,
 * and gives back what it takes off. It is known by the invoice that the line corrects.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int64_t pial_invoice_line_counts(const struct pial_invoice_line *line);

#endif
