/*
 * Words of a proof: when an entry of an allocation has its turn, and what a plan costs.
 *
 * The engine writes them, the certificate carries them, the checker and the explanations read
 * them (spec of allocation, "Proof and explanation").
 */
#ifndef PIAL_MODEL_PROOF_H
#define PIAL_MODEL_PROOF_H

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

#endif
