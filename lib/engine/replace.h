/*
 * After publication: as few published packs move as possible.
 *
 * What was published is on paper, crates are packed for it, and people count on it. When an offer
 * shrinks (hail), an order is cancelled, grows or comes late, the new version is found in two turns
 * (spec of allocation, "By hand"):
 *
 * - kept packs: as many published packs as the new offers, orders and barriers allow. Each pair
 *   carries at most what was published on it, and the ordinary levels choose, where there is a
 *   choice, which packs are lost: minima, classes, fair between kitchens, fair between producers,
 *   whole packs, proximity, ties. Late rows, if a version before gave them something, lose first.
 * - the rest: what is unserved and what is free goes by the ordinary levels around the kept packs,
 *   which are lower bounds on their pairs; a pair may also grow. Late rows come last.
 *
 * Days that are over are no matter of choice: their packs stay, and no more go there.
 *
 * Why "as many as possible" holds: the vectors of packs that rows can receive through pairs of
 * limited capacity form a polymatroid (fair.h), and each level only raises entries until no flow
 * serves more, so that the levels end in a maximum flow whatever their order; moved packs are the
 * published ones less that flow. Why a second run changes nothing: every pack is then published, so
 * all are kept, and what the first run could not place still has no open pair.
 *
 * Rejected: a cost on moved packs within the ordinary levels, which fairness would outbid; fixing
 * published packs as pins, which refuses where a hazard made them impossible.
 */
#ifndef PIAL_ENGINE_REPLACE_H
#define PIAL_ENGINE_REPLACE_H

#include <stdbool.h>

#include "base/attr.h"
#include "diag/diag.h"
#include "engine/instance.h"

/*
 * What was published for days before input->done_before has been delivered and stays whatever
 * comes. Puts it in use, after pial_pins_find, as far as the checks go. False, with an error at
 * each row that the new offers and orders contradict: an offer of the week holds what was delivered
 * of it already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_replace_check(struct pial_instance *instance, struct pial_diags *diags);

/*
 * Begins the first turn, after pial_instance_reset: pairs are limited to the packs published on
 * them (rows of input->pin that are not pinned; parts of a pack, pairs no longer allowed, orders
 * and offers that are gone count for nothing), and late rows are solved beside the others, after
 * them.
 */
PIAL_NONNULL_ALL void pial_replace_keep(struct pial_instance *instance);

/*
 * Ends the first turn and begins the second: the packs given are kept whatever comes, the limits
 * are lifted but for days that are over, late rows are late again.
 */
PIAL_NONNULL_ALL void pial_replace_rest(struct pial_instance *instance);

#endif
