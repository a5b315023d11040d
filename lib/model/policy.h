/*
 * The policies of pial.yaml: what the group has decided. Every block is optional;
 * the defaults are those of pial_policy_init.
 */
#ifndef PIAL_MODEL_POLICY_H
#define PIAL_MODEL_POLICY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/lang.h"
#include "diag/diag.h"
#include "model/ids.h"
#include "num/date.h"
#include "num/units.h"

/* Version of the book's format that this library writes and the newest it reads. */
#define PIAL_BOOK_FORMAT 1


enum pial_pack_rounding {	/* allocation: round — orders that are not whole packs */
	PIAL_PACK_NEAREST, PIAL_PACK_UP, PIAL_PACK_DOWN, PIAL_PACK_REFUSE,
};

enum pial_rule {		/* allocation: rule — how too little is shared between kitchens */
	PIAL_RULE_LEXIMIN, PIAL_RULE_PROPORTIONAL, PIAL_RULE_EQUAL, PIAL_RULE_LOSSES,
		PIAL_RULE_TALMUD,
};

enum pial_silent { PIAL_SILENT_PLAN, PIAL_SILENT_FIRM, PIAL_SILENT_NONE };
enum pial_too_much { PIAL_TOO_MUCH_ACCEPT, PIAL_TOO_MUCH_ASK };
enum pial_billing { PIAL_BILLING_DIRECT, PIAL_BILLING_RESALE, PIAL_BILLING_MANDATE };
enum pial_billing_per { PIAL_BILLING_MONTH, PIAL_BILLING_DELIVERY };
enum pial_shortfall { PIAL_SHORTFALL_FUND, PIAL_SHORTFALL_PRODUCERS, PIAL_SHORTFALL_KITCHEN };
enum pial_fee_base { PIAL_FEE_SALE, PIAL_FEE_MASS, PIAL_FEE_PER_DELIVERY, PIAL_FEE_PER_INVOICE };
enum pial_payer { PIAL_PAYER_KITCHEN, PIAL_PAYER_PRODUCER };

/* A pair that must not meet. */
struct pial_exclusion {
	struct pial_pos pos;		/* where it is written */
	struct pial_producer_id producer;	/* who must not deliver */
	struct pial_kitchen_id kitchen;	/* to whom */
};

/* One fee of the list `fees:`. */
struct pial_fee {
	struct pial_pos pos;		/* where it is written */
	struct pial_text name;		/* "service", "levy" … */
	struct pial_date from, until;	/* first and last day; none: always */
	struct pial_rate rate;		/* of the base; none: another form */
	struct pial_price per_kg;	/* per kilogram delivered; none: another form */
	struct pial_money per_delivery, per_invoice;	/* fixed amounts; none: another form */
	struct pial_rate vat_rate;	/* of the service; none: settlement without VAT */
	uint8_t base;			/* enum pial_fee_base */
	uint8_t paid_by;		/* enum pial_payer */
	uint8_t to;			/* enum pial_line_to: service, fund, transport */
	uint8_t in_price;		/* enum pial_yesno: already inside the price */
};

/* Budget of the practical plan, `allocation: drops:`. */
struct pial_drops {
	bool on;			/* the block is there */
	struct pial_rate km, producer;	/* slack on kilometres, band around each producer's week */
	struct pial_money min_drop;	/* least value of a drop */
	int32_t max_producers;		/* per kitchen and day */
	int32_t seconds;		/* longest search */
};

/* A place where all drops meet, `allocation: hub:`. */
struct pial_hub {
	struct pial_text name;		/* 0: no hub */
	struct pial_angle lat, lon;	/* place */
};

struct pial_policy {
	int32_t format;			/* version of the book's format */
	struct pial_text name;		/* of the group; required */
	uint8_t language;		/* enum pial_lang */
	struct pial_text timezone;	/* "Europe/Paris" */
	int32_t season_starts;		/* ISO week number, 1 to 53 */
	/* allocation: */
	uint8_t round;			/* enum pial_pack_rounding */
	uint8_t rule;			/* enum pial_rule */
	struct pial_distance radius;	/* none: no limit */
	const struct pial_exclusion *exclude;	/* pairs that must not meet */
	uint32_t exclude_count;		/* how many */
	int32_t account_cap_weeks;	/* accounts hold at most this many weeks' shares */
	struct pial_rate hazard_credit;	/* part of a confirmed loss that is credited */
	struct pial_hub hub;		/* optional */
	struct pial_drops drops;	/* optional */
	/* silent: */
	uint8_t silent_producer, silent_kitchen;	/* enum pial_silent */
	/* risk: */
	/* shared_weather is a number 0 to 1 */
	struct pial_rate fill_rate, failure, yield_cv, shared_weather;
	struct pial_price cost_missing, cost_surplus;	/* per kg */
	/* receipts: */
	int32_t receipt_delay_days;	/* after which no receipt means received as sent */
	struct pial_rate receipt_tolerance;	/* difference accepted without asking */
	uint8_t too_much;		/* enum pial_too_much */
	/* billing: */
	uint8_t billing;		/* enum pial_billing */
	uint8_t billing_per;		/* enum pial_billing_per */
	struct pial_text billing_prefix;	/* of invoice numbers */
	struct pial_date billing_from;	/* first day that is invoiced here; none: every day */
	uint8_t shortfall;		/* enum pial_shortfall */
	const struct pial_fee *fee;	/* in the file's order */
	uint32_t fee_count;		/* how many */
	/* advances: */
	struct pial_rate advance_rate, advance_repay;	/* of start-up costs; of each statement */
	struct pial_money advance_floor;	/* left to the producer */
	/* rota: */
	uint8_t rota_breeders, rota_partners;	/* enum pial_yesno: they take turns too */
	uint8_t rota_by_share;		/* enum pial_yesno: half a share is half the turns */
	int32_t rota_publish_weeks;	/* turns of so many weeks after this one do not move */
	/* publish: */
	/* names of columns that may be published */
	struct pial_id_list publish_producers, publish_kitchens;
	struct pial_id_list publish_pages;	/* names of pial_public_pages, as listed */
};

/*
 * Views of pial-report that the site may hold, by their verbs, closed by NULL: those that speak of
 * the group, of kitchens and of products. None tells what a person earned, owes or is owed.
 */
extern const char *const pial_public_pages[];

/* Sets every policy to its default (spec of the book, block by block); name stays empty. */
PIAL_NONNULL_ALL void pial_policy_init(struct pial_policy *policy);

#endif
