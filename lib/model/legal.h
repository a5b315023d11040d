/*
 * What the law makes an invoice say, as dated data: mentions, rates, terms of payment.
 *
 * Shipped with the toolkit and replaced by a file of the same name in the book's data/ (as
 * model/data.h). Nothing here is a rule of the code: since 1 September 2026 the articles on VAT
 * have moved to another code of law, and invoices may cite the old ones until the end of 2027
 * (ordonnance 2025-1247), so every wording has a first and a last day and its source.
 *
 * Of the rows of one kind whose days hold a day, the one that begins last counts.
 */
#ifndef PIAL_MODEL_LEGAL_H
#define PIAL_MODEL_LEGAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "model/ids.h"
#include "num/date.h"
#include "num/units.h"

struct pial_model;
struct pial_product;

enum pial_mention_kind {	/* what a mention is for */
	PIAL_MENTION_NONE,
	PIAL_MENTION_FLAT_RATE,		/* no VAT: farmer under the flat-rate refund */
	PIAL_MENTION_FRANCHISE,		/* no VAT: base franchise */
	PIAL_MENTION_OUTSIDE,		/* no VAT: the seller is no taxable person */
	PIAL_MENTION_SETTLEMENT,	/* no VAT: what is settled is no supply */
	PIAL_MENTION_SELF_BILLED,	/* the buyer draws the invoice up */
	PIAL_MENTION_MANDATE,		/* a third party draws it up, in the seller's name */
	PIAL_MENTION_RECOVERY,		/* lump sum for the costs of recovery */
	PIAL_MENTION_LATE,		/* late interest, its rate known */
	PIAL_MENTION_LATE_FORMULA,	/* late interest, the rate of the half-year not known */
	PIAL_MENTION_DISCOUNT,		/* discount for early payment, or none */
	PIAL_MENTION_CREDIT,		/* a credit note is to be deducted */
	PIAL_MENTION_PREPAYMENT,	/* a prepayment, to be deducted later */
	PIAL_MENTION_SET_OFF,		/* settled by a producer's statement: nothing is paid */
};

/* data/mentions.csv; key mention, from */
struct pial_mention {
	uint32_t line;			/* line in the file, from 1 */
	/*
	 * As printed; {rate} {points} {amount} {buyer} {seller} {issuer} {reference} {date} are
	 * replaced by what the invoice has for them.
	 */
	struct pial_text text;
	struct pial_text vatex;		/* code of the VATEX list, BT-121; 0: none */
	struct pial_text code;		/* subject code of the note, BT-21; 0: not a note */
	struct pial_text article;	/* article of law that it cites */
	struct pial_text source;	/* where that was read */
	struct pial_date from, until;	/* first and last day; until none: still in force */
	uint8_t mention;		/* enum pial_mention_kind */
};

enum pial_legal_rate_kind {	/* what a rate is */
	PIAL_LEGAL_RATE_NONE,
	PIAL_LEGAL_VAT,		/* a rate of VAT that may be charged; several hold at once */
	PIAL_LEGAL_ECB,		/* main refinancing rate of the half-year */
	PIAL_LEGAL_RECOVERY,	/* lump sum for the costs of recovery, in euros */
	PIAL_LEGAL_REFUND,	/* the State's flat-rate refund to farmers, by kind of food */
};

/* data/rates.csv; key rate, from, value, food */
struct pial_legal_rate {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_rate value;		/* in percent; none when it is an amount */
	struct pial_money amount;	/* in euros; none when it is a rate */
	struct pial_text food;		/* of a refund: product or family; 0: any other */
	struct pial_text source;	/* who publishes it */
	struct pial_date from, until;	/* first and last day; until none: still in force */
	uint8_t rate;			/* enum pial_legal_rate_kind */
};

enum pial_buyer_class {		/* whose terms of payment */
	PIAL_BUYER_NONE,	/* not said: follows from the kind of kitchen */
	PIAL_BUYER_PUBLIC,	/* commune, department, school, autonomous public nursing home */
	PIAL_BUYER_HEALTH,	/* public hospital, and what is attached to one */
	PIAL_BUYER_PRIVATE,	/* everybody else, the group that buys from growers included */
};

enum pial_term_after {		/* from what the days of a term are counted */
	PIAL_TERM_AFTER_NONE,
	PIAL_TERM_AFTER_INVOICE,	/* the date of the invoice */
	PIAL_TERM_AFTER_DECADE,	/* the last day of the ten days of the delivery */
};

/* data/terms.csv; key buyer, from */
struct pial_term {
	uint32_t line;			/* line in the file, from 1 */
	int32_t days;			/* allowed at most */
	struct pial_rate points;	/* late interest: so much above the ECB's rate */
	struct pial_text source;	/* the text that sets it */
	struct pial_date from, until;	/* first and last day; until none: still in force */
	uint8_t buyer;			/* enum pial_buyer_class */
	uint8_t after;			/* enum pial_term_after */
};

/* All of it, as loaded; the rows belong to whoever loaded them. */
struct pial_legal {
	const struct pial_mention *mention;	/* data/mentions.csv, any order */
	size_t mentions;			/* how many */
	const struct pial_legal_rate *rate;	/* data/rates.csv, any order */
	size_t rates;				/* how many */
	const struct pial_term *term;		/* data/terms.csv, any order */
	size_t terms;				/* how many */
};

/* The mention of a kind on a day, or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_mention *pial_legal_mention(const struct pial_legal *legal,
					      enum pial_mention_kind mention,
					      struct pial_date day);

/* The rate of a kind on a day, or NULL. Of the rates of VAT, which are several, ask below. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_legal_rate *pial_legal_rate(const struct pial_legal *legal,
					      enum pial_legal_rate_kind rate,
					      struct pial_date day);

/*
 * The flat-rate refund that a farmer without VAT has from the State for a product that it sold on a
 * day (CGI, art. 298 quater): the row that names the product, by id or name, or its family, in any
 * case and with or without accents; else the row for all others. product NULL: not known. NULL when
 * there is none.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 2)
const struct pial_legal_rate *pial_legal_refund(const struct pial_model *model,
						const struct pial_legal *legal,
						const struct pial_product *product,
						struct pial_date day);

/* True when a rate of VAT may be charged that day (BR-FR-16 is wider: it holds past rates too). */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_legal_vat(const struct pial_legal *legal, struct pial_rate rate, struct pial_date day);

/*
 * The class of a buyer, a kitchen or self: what its party says, else public for a school, a nursing
 * home or a nursery, else private.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_buyer_class pial_buyer_class_of(const struct pial_model *model, uint32_t buyer);

/* The terms of a class of buyers on a day, or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_term *pial_legal_term(const struct pial_legal *legal,
					enum pial_buyer_class buyer, struct pial_date day);

#endif
