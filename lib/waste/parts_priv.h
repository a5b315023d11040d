/*
 * What the files of this room share: the share taken as inedible, the components of a campaign.
 *
 * Not for others: a page that asked for the share itself could apply it twice.
 */
#ifndef PIAL_WASTE_PARTS_PRIV_H
#define PIAL_WASTE_PARTS_PRIV_H

#include <stddef.h>

#include "base/attr.h"
#include "waste/measure.h"

/*
 * The share taken as inedible of what was not sorted: the setting of the campaign's last day; 0
 * when there is none.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_rate pial_waste_inedible(const struct pial_waste_input *input);

/*
 * The components that a campaign names, by name; 0, first, when some rows name none. found has room
 * for all its weighings. Returns how many.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_waste_components(const struct pial_waste_campaign *campaign, struct pial_text *found);

#endif
