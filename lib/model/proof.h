/*
 * Words of a proof: when an entry of an allocation has its turn, what a plan costs, and the
 * lines of a certificate.
 *
 * The engine writes them, the certificate carries them, the checker and the explanations read
 * them (spec of allocation, "Proof and explanation").
 */
#ifndef PIAL_MODEL_PROOF_H
#define PIAL_MODEL_PROOF_H

#include <stdint.h>

#include "model/ids.h"
#include "num/date.h"
#include "num/units.h"

/*
 * Turns of a side, in the order in which they are served; within a turn of the kitchens the
 * lower class comes first. A rule of two halves (Talmud) serves awards, then losses.
 */
enum pial_proof_turn {
	PIAL_TURN_NONE,			/* nobody in reach is short */
	/* kitchens */
	PIAL_TURN_MINIMUM,		/* what contracts owe, by weight */
	PIAL_TURN_MINIMUM_LOSS,		/* the same: second half of the Talmud's rule */
	PIAL_TURN_MINIMUM_ORDER,	/* the same for those of no weight, by order */
	PIAL_TURN_DEMAND,		/* what is ordered, by weight */
	PIAL_TURN_DEMAND_LOSS,		/* the same: second half of the Talmud's rule */
	PIAL_TURN_DEMAND_ORDER,		/* the same for those of no weight, by order */
	/* producers of tier 1 */
	PIAL_TURN_PROMISED,		/* by what was promised */
	PIAL_TURN_SHARE,		/* nothing promised: by general share */
	PIAL_TURN_OFFER,		/* no share either: by what is offered */
};

/* Costs of levels 7 and 8, each among the plans best for those before. */
enum pial_proof_cost {
	PIAL_COST_SUBSTITUTE,	/* a substituted pack: 1 */
	PIAL_COST_DISTANCE,	/* metres x grams of a pack */
	/*
	 * What a partner's pack costs, in ten-thousandths of a euro; only where partners have
	 * several offers in the component. Then the partners in the order of their ids: the first
	 * gives as much as can be, and so on.
	 */
	PIAL_COST_PRICE,
	PIAL_COST_MET,		/* -1 on a pair that met last week */
	PIAL_COST_ROTA,		/* minus the weeks since the pair last met */
	PIAL_COSTS,		/* how many */
};

/* What a line of a certificate speaks of. */
enum pial_proof_kind {
	PIAL_PROOF_NONE,
	PIAL_PROOF_ORDER,	/* an order row */
	PIAL_PROOF_OFFER,	/* an offer */
	PIAL_PROOF_PRODUCER,	/* a producer or partner, by its first offer in a component */
	PIAL_PROOF_PAIR,	/* an offer and an order row */
};

/*
 * A line of a certificate; key week, kind, late, then the key of the order and of the offer.
 * Numbers are texts: whole, or n/d, as large as 128 bits hold; an empty text is 0.
 */
struct pial_proof_line {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_kitchen_id kitchen;	/* of the order row: who orders */
	struct pial_product_id ordered;	/* of the order row: what */
	struct pial_contract_id contract;	/* of the order row: under which contract */
	struct pial_producer_id producer;	/* of the offer: who */
	struct pial_product_id product;	/* of the offer: what */
	struct pial_text batch;		/* of the offer: harvest */
	struct pial_text level;		/* between kitchens: where it stands */
	struct pial_text exact;		/* between kitchens: exact packs */
	struct pial_text sale_level;	/* between producers: where it stands */
	struct pial_text sale_exact;	/* between producers: exact packs */
	struct pial_text packs;		/* whole packs: the answer */
	struct pial_text potential[PIAL_COSTS];	/* levels 7 and 8 */
	struct pial_week week;		/* week */
	struct pial_date day;		/* of the order row: day of delivery */
	uint8_t kind;			/* enum pial_proof_kind */
	uint8_t late;			/* enum pial_yesno: of orders that came late */
	uint8_t turn;			/* enum pial_proof_turn, between kitchens */
	uint8_t class;			/* priority of the kitchens of the turn; 0: none */
	uint8_t sale_turn;		/* enum pial_proof_turn, between producers */
};

#endif
