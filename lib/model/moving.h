/*
 * The moving tables: one struct a row of each table that crosses a pipe.
 *
 * Compact on purpose: a national week has millions of order rows. Every row begins with its
 * line; units are checked against the product's when read, so they are not kept.
 */
#ifndef PIAL_MODEL_MOVING_H
#define PIAL_MODEL_MOVING_H

#include <assert.h>
#include <stdint.h>

#include "model/ids.h"
#include "num/date.h"
#include "num/units.h"

enum pial_order_source {
	PIAL_ORDER_SOURCE_NONE,	/* not said: an order */
	PIAL_ORDER_ORDER,	/* sent by the kitchen */
	PIAL_ORDER_PHONE,	/* came by telephone */
	PIAL_ORDER_SHEET,	/* a returned sheet */
	PIAL_ORDER_FIRM,	/* the contract's firm quantity: the kitchen said nothing */
	PIAL_ORDER_PLAN,	/* the season plan: the kitchen said nothing */
};

enum pial_offer_source {
	PIAL_OFFER_SOURCE_NONE,	/* not said: an answer */
	PIAL_OFFER_ANSWER,	/* the producer answered */
	PIAL_OFFER_PHONE,	/* came by telephone */
	PIAL_OFFER_PLAN,	/* the plan: the producer said nothing, so not confirmed */
};

/* weeks/W/orders.csv; key week, day, kitchen, product, contract */
struct pial_order {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_kitchen_id kitchen;	/* who orders */
	struct pial_product_id product;	/* what */
	struct pial_contract_id contract;	/* under which contract; 0: none */
	struct pial_qty quantity;	/* ordered */
	struct pial_qty minimum;	/* least that is useful; none: not said */
	struct pial_text note;		/* free */
	struct pial_price price;	/* agreed for this order; none: contract or reference */
	struct pial_week week;		/* week of the day */
	struct pial_date day;		/* day of delivery */
	struct pial_date received_on;	/* day the order came; none: in time */
	uint8_t source;			/* enum pial_order_source */
	/* enum pial_unit as written; PIAL_UNIT_NONE: the product's */
	uint8_t unit;
};
static_assert(sizeof(struct pial_order) <= 48, "an order row is at most 48 bytes");

/* weeks/W/offers.csv; key week, producer, product, batch */
struct pial_offer {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_producer_id producer;	/* who offers */
	struct pial_product_id product;	/* what */
	struct pial_text batch;		/* harvest; 0: not said */
	struct pial_qty quantity;	/* offered over the days below */
	struct pial_text note;		/* free */
	struct pial_price price;	/* what a partner asks; none: the contract's */
	struct pial_week week;		/* week */
	struct pial_date from_day, until_day;	/* can deliver from, until; none: the whole week */
	uint8_t source;			/* enum pial_offer_source */
	uint8_t unit;			/* enum pial_unit as written */
};

/*
 * weeks/W/allocation.csv; key week, day, kitchen, ordered product, contract, product, producer,
 * batch
 */
struct pial_allocation {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_kitchen_id kitchen;	/* who receives */
	struct pial_product_id ordered;	/* what was ordered */
	struct pial_contract_id contract;	/* under which contract */
	struct pial_product_id product;	/* what is delivered: ordered, or a substitute */
	struct pial_producer_id producer;	/* who delivers; 0: could not be served */
	struct pial_text batch;		/* harvest */
	struct pial_text note;		/* free; placed here it costs no gap */
	struct pial_qty quantity;	/* delivered; for producer 0 what is missing */
	/* what the engine says without pins; none: not a pinned row */
	struct pial_qty computed;
	struct pial_price price;	/* what the kitchen pays, without VAT */
	struct pial_price buy_price;	/* what a partner is paid; none: not a partner */
	struct pial_week week;		/* week of the day */
	struct pial_date day;		/* day of delivery */
	uint8_t pin;			/* enum pial_yesno: fixed by hand */
	uint8_t unit;			/* enum pial_unit as written */
};
static_assert(sizeof(struct pial_allocation) <= 64, "an allocation row is at most 64 bytes");

enum pial_receipt_status {
	PIAL_RECEIPT_STATUS_NONE,	/* not said: agreed */
	PIAL_RECEIPT_AGREED,
	PIAL_RECEIPT_DISPUTED,
};

/* weeks/W/receipts.csv; key note, kitchen, product, producer, batch */
struct pial_receipt {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_text note;		/* number of the delivery note */
	struct pial_kitchen_id kitchen;	/* who received */
	struct pial_product_id product;	/* what */
	struct pial_producer_id producer;	/* from whom */
	struct pial_text batch;		/* harvest */
	struct pial_qty sent;		/* left the farm; none: as allocated */
	struct pial_qty received;	/* weighed or counted at the kitchen */
	struct pial_mass weight;	/* real weight, for goods priced per kg */
	struct pial_qty refused;	/* of received, sent back; none: nothing */
	struct pial_text reason, by;	/* why; who wrote it */
	struct pial_qty agreed;		/* what both settle on; none: not yet, or no dispute */
	struct pial_date day;		/* of delivery */
	uint8_t status;			/* enum pial_receipt_status */
	uint8_t unit;			/* enum pial_unit as written */
};

enum pial_delivery_status {
	PIAL_DELIVERY_STATUS_NONE,
	PIAL_DELIVERY_AGREED,	/* may be invoiced */
	PIAL_DELIVERY_DISPUTED,	/* waits for an agreement */
	PIAL_DELIVERY_WAITING,	/* waits for a receipt, or is over the tolerance */
};

/* weeks/W/deliveries.csv; key note, line */
struct pial_delivery {
	uint32_t line;			/* line in the file, from 1 */
	int32_t number;			/* line number on the note, from 1 (column `line`) */
	struct pial_text note;		/* number of the delivery note */
	struct pial_kitchen_id kitchen;	/* who received */
	struct pial_product_id ordered;	/* what was ordered */
	struct pial_product_id product;	/* what was delivered */
	struct pial_producer_id producer;	/* who delivered */
	struct pial_text batch;		/* harvest */
	/* in the product's unit */
	struct pial_qty ordered_quantity, allocated, sent, received, refused;
	struct pial_mass weight;	/* real weight; none: not weighed */
	struct pial_qty invoiced;	/* in the priced unit */
	struct pial_price price, buy_price;	/* without VAT, per priced unit */
	struct pial_contract_id contract;	/* under which contract */
	struct pial_text certifier, origin, labels, reason;	/* as printed */
	struct pial_date day;		/* of delivery */
	uint8_t unit;			/* enum pial_unit of the product */
	uint8_t priced_unit;		/* enum pial_unit of the price */
	uint8_t organic;		/* enum pial_yesno: certificate valid that day */
	uint8_t status;			/* enum pial_delivery_status */
};

enum pial_vat_category {	/* UNCL 5305, as EN 16931 uses it */
	PIAL_VAT_CATEGORY_NONE,
	PIAL_VAT_S,	/* standard or reduced rate */
	PIAL_VAT_E,	/* exempt */
	PIAL_VAT_O,	/* outside the scope */
};

enum pial_line_kind {
	PIAL_LINE_NONE, PIAL_LINE_GOODS, PIAL_LINE_SERVICE, PIAL_LINE_TRANSPORT, PIAL_LINE_CREDIT,
	/* Taken off the whole document, at one rate of VAT (EN 16931, BG-20): no line of it. */
	PIAL_LINE_ALLOWANCE,
	PIAL_LINE_PREPAYMENT,	/* paid on its day, on account of goods to come: an invoice 386 */
};

enum pial_line_to {		/* whose income a line is */
	PIAL_TO_NONE, PIAL_TO_PRODUCER, PIAL_TO_SERVICE, PIAL_TO_FUND, PIAL_TO_TRANSPORT,
};

/* Invoice lines; key seller, invoice, line */
struct pial_invoice_line {
	uint32_t line;			/* line in the file, from 1 */
	int32_t number;			/* line number on the invoice, from 1 (column `line`) */
	struct pial_text seller;	/* id of a producer, or "self" */
	struct pial_text invoice;	/* number; 0 in a draft */
	struct pial_month period;	/* month invoiced */
	struct pial_text buyer;		/* id of a kitchen, or "self" */
	struct pial_text note;		/* delivery note */
	int32_t note_line;		/* line number on the note; INT32_MIN: a fee, or not said */
	struct pial_contract_id contract;	/* under which contract */
	struct pial_text engagement;	/* the buyer's engagement number */
	struct pial_product_id product;	/* what; 0 for a fee */
	struct pial_text label;		/* as printed */
	struct pial_producer_id producer;	/* who delivered */
	struct pial_text batch, certifier, exemption;	/* as printed */
	struct pial_qty quantity;	/* in unit */
	struct pial_price price;	/* without VAT, per unit */
	struct pial_money net;		/* round half away (quantity x price) */
	struct pial_money vat_rounding;	/* of its document's VAT at its rate; none: 0 */
	struct pial_rate vat_rate;	/* of the line */
	struct pial_text credits;	/* invoice corrected by a credit line */
	struct pial_date date, day;	/* of the invoice (none in a draft), of delivery */
	uint8_t unit;			/* enum pial_unit of the price; NONE for a fee */
	uint8_t organic;		/* enum pial_yesno */
	uint8_t vat_category;		/* enum pial_vat_category */
	uint8_t kind;			/* enum pial_line_kind */
	uint8_t to;			/* enum pial_line_to */
};

enum pial_week_state {		/* life of a week, in order */
	PIAL_WEEK_NONE,
	PIAL_WEEK_DRAFT,
	PIAL_WEEK_PUBLISHED,
	PIAL_WEEK_DELIVERED,
	PIAL_WEEK_CLOSED,
};

/* weeks/W/status.csv; append-only; key version, state */
struct pial_week_status {
	uint32_t line;			/* line in the file, from 1 */
	int32_t version;		/* of the published table, from 1 */
	struct pial_date on;		/* day of the change */
	uint8_t state;			/* enum pial_week_state */
};

#endif
