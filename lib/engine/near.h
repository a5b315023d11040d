/*
 * Levels 7 and 8: of all plans that give each row and each producer its packs, the nearest, and
 * only one.
 *
 * Costs, each among the plans best for those before: substituted packs; metres x grams; what
 * partners ask; partners in order of their ids; packs on pairs that met last week; weeks since
 * pairs last met; then the pairs' packs lexicographically greatest in key order.
 */
#ifndef PIAL_ENGINE_NEAR_H
#define PIAL_ENGINE_NEAR_H

#include "base/attr.h"
#include "engine/sides.h"
#include "model/proof.h"

/*
 * Finds who serves whom and puts it in the instance: packs of links, what is left of offers,
 * what rows are served. The component's row and sold must be set. PIAL_STEP_FAULT when no plan
 * gives both sides what they were promised.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_component_join(struct pial_component *component);

/*
 * What a pack on a pair costs, for those who prove the answer (prove.h). False when out of range.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_near_cost(const struct pial_component *component, enum pial_proof_cost cost,
		    const struct pial_link *link, int64_t *value);

#endif
