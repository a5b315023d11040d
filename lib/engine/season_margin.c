/*
 * A crop is most often split as it was the week before: the answer is then kept, since a pool of
 * ten unlike growers has a thousand cases.
 */
#include "engine/season_margin.h"

#include <string.h>

#include "engine/land.h"
#include "engine/margin.h"
#include "num/round.h"

#include "base/banned.h"

#define ONE 1000000

/* The pool of the last crop of a product that had one. */
struct kept {
	const struct pial_crop *crop;		/* whose; NULL: none yet */
	struct pial_margin_grower *grower;	/* its growers */
	size_t growers;				/* how many */
	struct pial_rate planted;		/* what the outlook is of */
};

static struct pial_rate at_most(struct pial_rate rate, int32_t most)
{
	return rate.e6 > most ? (struct pial_rate){ most } : rate;
}

struct pial_margin_grower pial_season_grower(int64_t packs, const struct pial_bid *bid)
{
	return (struct pial_margin_grower){
		packs < PIAL_QTY_MAX ? packs : PIAL_QTY_MAX,
		bid ? at_most(bid->failure, ONE) : PIAL_RATE_NONE,
		bid ? at_most(bid->yield_cv, PIAL_MARGIN_MAX.e6) : PIAL_RATE_NONE };
}

/* Growers of a crop by what they were given. */
static size_t list_growers(const struct pial_season_case *c, const struct pial_crop *crop,
			   bool margin, struct pial_margin_grower *grower)
{
	size_t count = 0;

	for (uint32_t i = 0; i < crop->harvests; i++) {
		const struct pial_harvest *harvest = &c->harvest[crop->harvest + i];
		int64_t weight = harvest->need + (margin ? harvest->margin : 0);

		if (weight)
			grower[count++] =
				pial_season_grower(weight, c->bidder[harvest->bidder].bid);
	}
	return count;
}

static bool alike(const struct kept *kept, const struct pial_margin_grower *grower, size_t count)
{
	if (!kept->crop || kept->growers != count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (kept->grower[i].weight != grower[i].weight ||
		    kept->grower[i].failure.e6 != grower[i].failure.e6 ||
		    kept->grower[i].yield_cv.e6 != grower[i].yield_cv.e6)
			return false;
	return true;
}

static void keep(struct kept *kept, const struct pial_crop *crop,
		 const struct pial_margin_grower *grower, size_t count, struct pial_arena *arena)
{
	kept->crop = crop;
	kept->growers = count;
	kept->grower = pial_arena_alloc(arena, (count + 1) * sizeof(*grower));
	memcpy(kept->grower, grower, count * sizeof(*grower));
}

static void find(const struct pial_policy *policy, const struct pial_margin_grower *grower,
		 size_t count, struct pial_season_outlook *outlook)
{
	struct pial_arena arena;
	struct pial_margin_pool *pool;

	*outlook = (struct pial_season_outlook){ .factor = { ONE }, .cheapest = PIAL_RATE_NONE };
	pial_arena_init(&arena);
	pool = pial_margin_pool(policy, grower, count, &arena);
	if (pool) {
		static const uint8_t found[] = {
			[PIAL_MARGIN_FOUND] = PIAL_SEASON_MARGIN_FOUND,
			[PIAL_MARGIN_NOBODY] = PIAL_SEASON_MARGIN_NONE,
			[PIAL_MARGIN_FAIL] = PIAL_SEASON_MARGIN_FAIL,
			[PIAL_MARGIN_HUGE] = PIAL_SEASON_MARGIN_HUGE,
		};

		outlook->found = found[pial_margin_find(pool, policy->fill_rate,
							&outlook->factor)];
		outlook->lost = pial_margin_lost(pool);
		outlook->cheapest = pial_margin_cheapest(pool, policy->cost_missing,
							 policy->cost_surplus);
	}
	if (outlook->found != PIAL_SEASON_MARGIN_FOUND || outlook->factor.e6 < ONE)
		outlook->factor.e6 = ONE;
	pial_arena_release(&arena);
}

/* Packs to grow beside those of the need, in all. */
static bool reserve_of(const struct pial_crop *crop, int64_t *reserve)
{
	int64_t planted;

	if (!pial_muldiv(crop->needed, crop->outlook.factor.e6,
			 (int64_t)ONE, PIAL_ROUND_HALF_UP, &planted))
		return false;
	planted = (planted + crop->product->pack.milli / 2) / crop->product->pack.milli;
	*reserve = planted > crop->packs ? planted - crop->packs : 0;
	return true;
}

/* What stands in the ground and is not promised is margin, whatever the factor says. */
static void take_standing(struct pial_season_case *c, const struct pial_crop *crop)
{
	for (uint32_t i = 0; i < crop->harvests; i++) {
		size_t place = crop->harvest + i;
		const struct pial_harvest *harvest = &c->harvest[place];

		if (harvest->fixed)
			pial_land_set(c, place, harvest->need, harvest->most - harvest->need);
	}
}

/* Parts the reserve of a crop between its kitchens, by their packs. */
static bool part(struct pial_season_case *c, const struct pial_crop *crop,
		 struct pial_arena *scratch)
{
	int64_t *weight, *packs;
	bool fits;

	if (!crop->reserve)
		return true;
	weight = pial_arena_zalloc(scratch, crop->wishes + 1, sizeof(*weight));
	packs = pial_arena_zalloc(scratch, crop->wishes + 1, sizeof(*packs));
	for (uint32_t k = 0; k < crop->wishes; k++)
		weight[k] = c->wish[crop->wish + k].packs;
	fits = pial_split(crop->reserve, weight, crop->wishes, packs);
	for (uint32_t k = 0; fits && k < crop->wishes; k++)
		c->wish[crop->wish + k].reserve = packs[k];
	return fits;
}

enum pial_step pial_season_margin(struct pial_season_case *c, struct pial_arena *scratch)
{
	struct kept *kept = pial_arena_zalloc(c->arena, c->model->products + 1, sizeof(*kept));

	for (size_t i = 0; i < c->crops; i++) {
		struct pial_crop *crop = &c->crop[i];
		struct kept *last = &kept[crop->product - c->model->product];
		struct pial_margin_grower *grower =
			pial_arena_zalloc(scratch, crop->harvests + 1, sizeof(*grower));
		size_t count = list_growers(c, crop, false, grower);

		take_standing(c, crop);
		if (alike(last, grower, count)) {
			crop->outlook = last->crop->outlook;
		} else {
			find(&c->model->policy, grower, count, &crop->outlook);
			keep(last, crop, grower, count, c->arena);
		}
		if (!reserve_of(crop, &crop->reserve))
			return PIAL_STEP_RANGE;
		if (!part(c, crop, scratch))
			return PIAL_STEP_RANGE;
		pial_arena_clear(scratch);
	}
	return PIAL_STEP_DONE;
}

struct pial_rate pial_season_planted(pial_i128 planted, int64_t needed)
{
	pial_i128 factor;

	if (!needed)
		return (struct pial_rate){ 0 };
	factor = planted * ONE / needed;
	return factor > PIAL_MARGIN_MAX.e6 ? PIAL_MARGIN_MAX
					   : (struct pial_rate){ (int32_t)factor };
}

static struct pial_rate planted_of(const struct pial_season_case *c, const struct pial_crop *crop)
{
	pial_i128 packs = 0;

	for (uint32_t i = 0; i < crop->harvests; i++)
		packs += c->harvest[crop->harvest + i].need + c->harvest[crop->harvest + i].margin;
	return pial_season_planted(packs * crop->product->pack.milli, crop->needed);
}

void pial_season_risk(const struct pial_policy *policy, const struct pial_margin_grower *grower,
		      size_t count, struct pial_rate planted, struct pial_season_outlook *outlook)
{
	struct pial_margin_outlook found = { { ONE }, { 0 }, { 0 } };
	struct pial_arena arena;
	struct pial_margin_pool *pool;

	pial_arena_init(&arena);
	pool = pial_margin_pool(policy, grower, count, &arena);
	if (pool)
		found = pial_margin_outlook(pool, planted);
	outlook->missing = found.missing;
	outlook->surplus = found.surplus;
	pial_arena_release(&arena);
}

void pial_season_look(struct pial_season_case *c, struct pial_arena *scratch)
{
	struct kept *kept = pial_arena_zalloc(c->arena, c->model->products + 1, sizeof(*kept));

	for (size_t i = 0; i < c->crops; i++) {
		struct pial_crop *crop = &c->crop[i];
		struct kept *last = &kept[crop->product - c->model->product];
		struct pial_margin_grower *grower =
			pial_arena_zalloc(scratch, crop->harvests + 1, sizeof(*grower));
		size_t count = list_growers(c, crop, true, grower);
		struct pial_rate planted = planted_of(c, crop);

		if (alike(last, grower, count) && last->planted.e6 == planted.e6) {
			crop->outlook.missing = last->crop->outlook.missing;
			crop->outlook.surplus = last->crop->outlook.surplus;
		} else {
			pial_season_risk(&c->model->policy, grower, count, planted,
					 &crop->outlook);
			keep(last, crop, grower, count, c->arena);
			last->planted = planted;
		}
		pial_arena_clear(scratch);
	}
}
