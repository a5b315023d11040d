/*
 * A market whose invoices can be sent: every party has its numbers and address, every regime of VAT
 * has its producer.
 *
 * Producers: P-est (flat-rate, organic, FR-BIO-01), P-sud (liable), P-lac (franchise), P-hors
 * (outside), each with a mandate of 2024-12-09, P-sans (liable, no mandate). Kitchens: K-ecole
 * (commune: service code, engagement required), K-ehpad (public), K-hopital (health: 50 days),
 * K-bistrot (private). Products: carotte (kg), laitue (piece), radis (bunch), jus (litre, 10 %
 * to have a second rate). Contract C-ecole of K-ecole: carotte, engagement EJ-2025-7, reference
 * LOT-22. `self` is liable.
 */
#ifndef TESTS_BILL_CASE_H
#define TESTS_BILL_CASE_H

#include "invoice/bill.h"
#include "market.h"

struct bill_case {
	struct market m;		/* the market */
	struct pial_table lines;	/* what is billed, as read */
	struct pial_table original;	/* of a credit note; schema NULL: none */
	struct pial_bill_input input;	/* ready; a test may change it before bill_case_run */
	struct pial_bill_result result;	/* what came */
	bool done;			/* what pial_bill answered */
};

/* The columns of bill_case_start's lines. */
#define BILL_HEAD "seller,line,period,buyer,note,day,contract,engagement,product,label,producer," \
		  "batch,organic,certifier,quantity,unit,price,net,vat_category,vat_rate,kind,to\n"

/*
 * Loads the market with a policy (YAML), parties changed by `parties` (YAML, in place of those
 * here; NULL: these) and reads the lines. The date is 2025-03-31.
 */
void bill_case_start(struct bill_case *c, const char *policy, const char *parties,
		     const char *lines);
/* Bills. */
void bill_case_run(struct bill_case *c);
/* Gives everything back. */
void bill_case_release(struct bill_case *c);

/* The parties of the market, to be changed by a test. */
extern const char bill_case_parties[];

#endif
