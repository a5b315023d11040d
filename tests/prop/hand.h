/*
 * One against many: a single grower whom many kitchens ask, or a single kitchen that many
 * growers could serve. One product; a pack is its unit.
 */
#ifndef PROP_HAND_H
#define PROP_HAND_H

#include "engine/allocate.h"

struct hand {
	struct pial_model model;
	struct pial_allocate_input input;
	struct pial_allocate_result result;
	struct pial_diags diags;
	struct pial_order *order;
	struct pial_offer *offer;
	struct pial_account *account;
	struct pial_weight *weight;
	int parties;		/* the many */
	bool growers;		/* they are growers, not kitchens */
};

/*
 * The many claim (order or offer), and there is an estate of so many packs. Weights are needs or
 * plan, in thousandths; NULL: none.
 */
void hand_deal(struct hand *h, enum pial_rule rule, int parties, const int64_t *claim,
	       const int64_t *weight, int64_t estate, bool growers);
/* One of the many is owed from before, thousandths. */
void hand_owe(struct hand *h, int party, int64_t milli);
/* Runs the engine; false when refused. */
bool hand_run(struct hand *h);
/* Runs the engine, which must accept; what each of the many got. */
void hand_play(struct hand *h, int64_t *got);
/* What each of the many got, after a run. */
void hand_read(struct hand *h, int64_t *got);
/* Gives everything back. */
void hand_fold(struct hand *h);

#endif
