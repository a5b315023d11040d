/*
 * Packs that change hands, so that land which is short in one place serves more in all.
 *
 * After the split, the repair of land and the second split (season.h) a crop may be short though a
 * bid for it has room: its farm has no land left, for it grows something that another farm, with
 * land to spare, could grow as well. Then packs change hands, one at a time:
 *
 *   - a bid of the short crop takes on a pack; for the land that it lacks, crops that stand there
 *     in the same weeks are handed on, pack by pack, each to another bid of the same product and
 *     week; that one may hand on something of its own in turn, up to PIAL_HANDS times in a row;
 *   - when all of it fits, it is done; else nothing of it is.
 *
 * *What is kept.* Every crop keeps all its packs: no kitchen loses anything, and one gains. So do
 * max_quantity, max_area, land in every week, weeks of bids, and who may serve whom. In the pass of
 * the need only packs of the need change hands, in that of the margin only those of the margin: no
 * promise moves for the sake of a margin. What stands in the ground does not move.
 *
 * *What is traded.* The fair split among the bids of the crops concerned (season_split.h), which is
 * how things stood before, and the same amount of land for more kilograms. Evenness is looked after
 * in whom is asked first: a pack is taken on by the bid whose committed / wanted (land.h) is the
 * lowest, among equals by the nearest, then in order; it is handed on by the bid of the farm whose
 * committed / wanted is the highest, among equals where it has the most, then in the later week or
 * product.
 *
 * *Order.* Short chains first: one hand, then up to PIAL_HANDS; the crops of each length by week
 * and product, a crop as long as it gains, and all again until none does. In one round who was
 * asked in vain, with so many hands left, is not asked again, so that a round asks each harvest
 * once and a departement of 300 farms takes no longer than before; a round that gains is followed
 * by another, which asks anew.
 *
 * Rejected: that a crop loses for another to gain more, since kilograms do not say what a kitchen
 * can do without; a linear program over all farms, whose answer is parts of packs, and nobody could
 * say around a table why he grows what he grows; chains of three, which gain another 0.01 %.
 *
 * Measured on the 100 random seasons of tests/prop/prop_season_gap.c: of 142,542 kg of need that
 * the cheapest plan serves, 142,439 are promised, 140,887 without exchanges; the gap to the least
 * cost is 4.3 % instead of 6.5 %. Of it 1.4 are packs, which the program leaves divided at will.
 */
#ifndef PIAL_ENGINE_EXCHANGE_H
#define PIAL_ENGINE_EXCHANGE_H

#include <stdbool.h>

#include "base/attr.h"
#include "engine/fair.h"
#include "engine/season_case.h"

/* Packs handed on in a row, at most. */
#define PIAL_HANDS 2

/*
 * Lets packs of the need (or of the margin) change hands; `traded` of the harvests counts them,
 * and what a harvest gave up for want of land and gets back is given up no more.
 * PIAL_STEP_FAULT when what harvests have does not fit their kitchens.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_step pial_exchange(struct pial_season_case *c, bool margin);

#endif
