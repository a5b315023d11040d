/*
 * A season as numbers: who may harvest how much of what in which week, for whose need.
 *
 * The smallest thing that is decided is a *harvest*: what one bid brings of its product in one
 * week. The harvests of one product and week share one need and make a *crop*, which is split apart
 * from all others (season_split.h); the harvests of one sowing stand on the same land (land.h), and
 * that is all that binds crops together.
 *
 * Everything is sorted first (crops by week and product, harvests by producer, product and week of
 * the bid), so that no answer can depend on the order of input rows.
 *
 * Packs: the need of a product in a week is that of all kitchens together, in packs rounded up;
 * each kitchen's part is that by largest remainder. Rounding kitchen by kitchen was rejected:
 * four small kitchens that want 2 kg each would count for no crate, or for four.
 */
#ifndef PIAL_ENGINE_SEASON_CASE_H
#define PIAL_ENGINE_SEASON_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "engine/season.h"
#include "engine/sowing.h"

/* Land, or a bid's part of it, week by week. */
struct pial_ground {
	int64_t limit;		/* hundredths of a square metre; INT64_MAX: none */
	int64_t *used;		/* of each week from the case's origin on */
};

/* Who is ready to grow what: a bid, or what an earlier plan sowed and no bid speaks of any more. */
struct pial_bidder {
	const struct pial_bid *bid;		/* NULL: only what was sown */
	const struct pial_producer *producer;	/* who */
	const struct pial_product *product;	/* what */
	struct pial_week first, last;		/* weeks of harvest */
	struct pial_footprint footprint;	/* land of a pack */
	struct pial_ground *own;		/* the bid's max_area; NULL: no limit of its own */
	struct pial_ground *land;		/* the farm's; NULL: no limit */
	int64_t most;				/* packs a week; INT64_MAX: no limit */
	int64_t wanted;				/* to be fair by; thousandths; none: INT64_MIN */
	int64_t given;				/* packs of all its harvests, margin included */
	int64_t wish;				/* packs to measure given by; at least 1 */
	uint32_t first_sowing, sowings;		/* its sowings in the case */
	uint32_t first_harvest, harvests;	/* its harvests in by_bidder */
};

/* One sowing: harvests that stand on the same land from the same week on. */
struct pial_sowing {
	uint32_t bidder;		/* whose */
	uint32_t go;			/* which succession of the bid */
	struct pial_week sow;		/* none: not known */
	struct pial_week first, last;	/* weeks of harvest */
	bool fixed;			/* it stands in the ground already */
};

/* What one bid brings in one week, in packs. */
struct pial_harvest {
	uint32_t crop, bidder, sowing;	/* whose, of which */
	uint32_t rank;			/* among those of its crop: 0 is the nearest */
	int64_t most;			/* limit: the bid's, or what stands in the ground */
	int64_t sown;			/* promised before and in the ground */
	int64_t need, margin;		/* the answer */
	int64_t gave_up;		/* packs lost to a conflict over land, not got back */
	int64_t traded;		/* packs taken on in exchanges, less those handed on */
	int64_t area;			/* it counts with, hundredths of a square metre */
	bool fixed;			/* it stands in the ground: most is all there is */
};

/* A kitchen's part of a crop. */
struct pial_season_wish {
	uint32_t kitchen;	/* index in the model's table */
	int64_t milli;		/* needed, thousandths of the unit */
	int64_t packs, reserve;	/* its part of the crop's packs, of the margin */
};

/* A product in a week. */
struct pial_crop {
	const struct pial_product *product;	/* what */
	struct pial_week week;			/* when */
	int64_t needed;				/* thousandths of the unit */
	int64_t packs;				/* the same in packs, rounded up */
	int64_t reserve;			/* packs of margin wanted */
	uint32_t harvest, harvests;		/* its harvests in the case */
	uint32_t wish, wishes;			/* its kitchens in the case */
	bool by_share;		/* some bid for it, in time or not, says no `wanted` */
	uint8_t *allowed;	/* bit harvest x wishes + wish: they may meet that week */
	struct pial_season_outlook outlook;	/* margin and what comes of it */
};

struct pial_season_case {
	const struct pial_season_input *input;	/* what was asked */
	const struct pial_model *model;		/* whose ids */
	struct pial_arena *arena;		/* holds all below */
	struct pial_week first, last;		/* of the season */
	struct pial_week start;			/* first week that is decided */
	struct pial_week origin;		/* week of used[0] of every ground */
	size_t span;				/* weeks of a ground */
	const struct pial_plan **before;	/* rows of the latest version, by key */
	size_t befores;				/* how many */
	int32_t version;			/* of these; 0: none */
	struct pial_ground *land;		/* by producer's index; limit INT64_MAX: none */
	struct pial_bidder *bidder;		/* sorted by producer, product, first week */
	size_t bidders;				/* how many */
	struct pial_sowing *sowing;		/* bidder by bidder */
	size_t sowings;				/* how many */
	struct pial_crop *crop;			/* sorted by week, product */
	size_t crops;				/* how many */
	struct pial_harvest *harvest;		/* crop by crop, in the order of bidders */
	size_t harvests;			/* how many */
	uint32_t *by_bidder;			/* places of harvests by bidder, week */
	struct pial_season_wish *wish;			/* crop by crop, in the order of kitchens */
	size_t wishes;				/* how many */
	size_t closed;				/* weeks of needs without a day to receive */
};

/*
 * Builds the case: needs by week, bids of tier 1, what stands in the ground when only weeks from
 * input->from on are planned, who may deliver to whom. False, with located errors, when a bid
 * cannot be counted (E-BID-YIELD, E-BID-LOSS) or sums leave 64 bits (E-ALLOCATE-RANGE).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_season_case_init(struct pial_season_case *c, const struct pial_season_input *input,
			   struct pial_arena *arena, struct pial_diags *diags);

/* The row of the latest version of the plan, or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_plan *pial_season_before(const struct pial_season_case *c,
					   struct pial_producer_id producer,
					   struct pial_product_id product, struct pial_week week,
					   enum pial_plan_for purpose);

/* True when a harvest and a kitchen of its crop, both by place in it, may meet. */
static inline bool pial_crop_allows(const struct pial_crop *crop, uint32_t harvest, uint32_t wish)
{
	size_t bit = (size_t)harvest * crop->wishes + wish;

	return crop->allowed[bit / 8] >> (bit % 8) & 1;
}

#endif
