/*
 * What a crop must be sold at: what it costs, a margin, and the fees that the price carries, beside
 * what contracts pay, what a market quotes and what was paid the year before.
 *
 * All prices are per unit that the product is priced in, without VAT, in ten-thousandths of a euro.
 * Costs are written per kilogram harvested; what is not delivered (loss of the bids) is borne by
 * what is. A fee counts when it is inside the price (`in_price`) or paid by the producer, on the
 * day asked for: a rate of the sale, or so much a kilogram. Fees by delivery or invoice are in no
 * price, and are counted.
 */
#ifndef PIAL_ENGINE_PRICE_H
#define PIAL_ENGINE_PRICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "model/data.h"
#include "model/model.h"
#include "model/moving.h"

/* The build-up of the price of one line of costs. */
struct pial_price_line {
	uint32_t line;			/* of the costs, in their file */
	struct pial_product_id product;	/* what */
	struct pial_producer_id producer;	/* whose costs; none: of all without their own */
	struct pial_price labour, inputs, equipment;	/* what it costs, loss borne */
	struct pial_price cost;		/* their sum */
	struct pial_price margin;	/* what is left of the price after all else */
	struct pial_price service, levy, transport;	/* fees inside, by whom they are for */
	struct pial_price price;	/* proposed: the sum of cost, margin and fees */
	struct pial_price floor;	/* the same without any margin */
	struct pial_price contract;	/* lowest of contracts that day; none: no contract */
	struct pial_contract_id contract_id;	/* which; the first by id of equals */
	struct pial_price market;	/* mean of the latest quotations; none: no quotation */
	struct pial_price before;	/* mean of what was paid the year before; none: nothing */
	struct pial_date market_day;	/* of these quotations */
	uint8_t unit;			/* enum pial_unit of the prices */
};

/* A line of a contract that pays less than a floor. */
struct pial_price_under {
	const struct pial_contract *contract;		/* which contract */
	const struct pial_contract_line *line;		/* which of its lines */
	size_t cost;					/* index of the line of costs */
};

struct pial_price_input {
	const struct pial_model *model;		/* products, contracts, fees */
	const struct pial_cost *cost;		/* costs of the season, sorted */
	size_t costs;				/* how many */
	const struct pial_bid *bid;		/* bids of the season: loss */
	size_t bids;				/* how many */
	const struct pial_quotation *quotation;	/* of markets, any order */
	size_t quotations;			/* how many */
	const struct pial_delivery *delivery;	/* of the season before, any order */
	size_t deliveries;			/* how many */
	struct pial_date day;			/* whose fees and contracts count */
	struct pial_rate margin;		/* of the cost */
};

enum pial_price_fault {
	PIAL_PRICE_DONE,
	PIAL_PRICE_LOSS,	/* of all that is harvested nothing is delivered */
	PIAL_PRICE_FEES,	/* the fees inside the price take all of it */
	PIAL_PRICE_LARGE,	/* a price beyond its type */
};

struct pial_price_result {
	struct pial_arena arena;	/* holds what follows */
	struct pial_price_line *line;	/* one a line of costs, in their order */
	size_t lines;			/* how many */
	struct pial_price_under *under;	/* contracts under their cost, by contract and line */
	size_t unders;			/* how many */
	bool assumed;			/* the mass of a unit was not known: a kilogram */
	size_t assumed_at;		/* first such line */
	enum pial_price_fault fault;	/* why there is nothing */
	size_t fault_at;		/* the line of costs where it was found */
};

/*
 * Builds prices. Rounded to ten-thousandths:
 *
 *	each cost	x kg a unit / (1 - loss), half up; loss: the largest of the bids that the
 *			line of costs is for
 *	price		(cost + margin x cost + fees per kg) / (1 - rates), up: it covers all
 *	floor		the same without margin, up
 *	fees		rate x price + fee per kg, down
 *	margin		what is left of the price, so that the parts add up
 *
 * A contract is compared when one of its lines is in force that day and it lets the producer
 * deliver; it is under the cost when it pays less than the floor. Quotations of the latest day not
 * after the day asked for count, turned into the priced unit by the mass of a unit, half up, their
 * mean half up. What was paid the year before is the sum of quantity x price over the sum of
 * quantities, half up. False, with fault, when a price cannot be built. The result must be fresh.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_prices_build(const struct pial_price_input *input, struct pial_price_result *result);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_price_result_release(struct pial_price_result *result);

/* True for a fee on that day that a price should carry, but which is counted by something else. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_fee_is_beside(const struct pial_fee *fee, struct pial_date day);

#endif
