/*
 * The producers' side of a week (sides.c) without its other side: a season asks how much, not
 * who delivers to whom.
 *
 * Three turns: what stands in the ground and was promised; what has a weight; what has none. After
 * each, who is short has left the network with all the need in his reach, and who is full holds.
 */
#include "engine/season_split.h"

#include "engine/season_net.h"

#include "base/banned.h"

enum { TURN_SOWN, TURN_WEIGHED, TURN_WEIGHTLESS, TURNS };

/* A split at work. */
struct work {
	const struct pial_season_split *split;	/* what was asked */
	struct pial_fair fair;			/* network and entries */
	int64_t *have;				/* packs so far */
	int64_t total;				/* packs to be split */
};

static const struct pial_harvest *harvest_of(const struct work *work, size_t i)
{
	return &work->split->c->harvest[work->split->crop->harvest + i];
}

static int64_t weight_of(const struct work *work, size_t i)
{
	const struct pial_bidder *bidder = &work->split->c->bidder[harvest_of(work, i)->bidder];

	return work->split->crop->by_share ? bidder->producer->share.milli : bidder->wanted;
}

static int64_t lesser(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Where a harvest gets to in a turn, at least what it has. */
static int64_t goal_of(const struct work *work, size_t i, unsigned turn)
{
	const struct pial_season_split *split = work->split;
	int64_t goal = lesser(split->most[i], work->total);

	if (turn == TURN_SOWN)
		goal = split->first ? lesser(goal, split->first[i]) : 0;
	else if ((turn == TURN_WEIGHED) != (weight_of(work, i) > 0))
		goal = 0;
	return goal > work->have[i] ? goal : work->have[i];
}

static enum pial_step run_turn(struct work *work, unsigned turn)
{
	struct pial_fair *fair = &work->fair;
	bool any = false;
	enum pial_step step;

	for (size_t i = 0; i < fair->entries; i++) {
		struct pial_entry *entry = &fair->entry[i];
		int64_t goal = goal_of(work, i, turn), w = weight_of(work, i);

		if (w <= 0)
			w = 1;
		entry->weight = w;
		entry->piece[0] = (struct pial_piece){ goal > work->have[i] ? w : 0, 0,
						       work->have[i], goal };
		entry->piece[1] = (struct pial_piece){ 0, 0, 0, 0 };
		any |= pial_fair_live(fair, i) && goal > work->have[i];
	}
	if (!any)
		return PIAL_STEP_DONE;
	step = pial_fair_stage(fair);
	for (size_t i = 0; i < fair->entries; i++)
		work->have[i] = pial_fair_live(fair, i) ? goal_of(work, i, turn)
							: fair->entry[i].value;
	return step;
}

enum pial_step pial_season_split(const struct pial_season_split *split, struct pial_arena *arena)
{
	const struct pial_crop *crop = split->crop;
	struct pial_entry *entry = pial_arena_zalloc(arena, crop->harvests + 1, sizeof(*entry));
	struct work work = { .split = split };
	enum pial_step step = PIAL_STEP_DONE;

	work.have = split->packs;
	for (uint32_t k = 0; k < crop->wishes; k++) {
		const struct pial_season_wish *wish = &split->c->wish[crop->wish + k];

		work.total += split->reserve ? wish->reserve : wish->packs;
	}
	for (uint32_t i = 0; i < crop->harvests; i++) {
		work.have[i] = split->least ? split->least[i] : 0;
		entry[i] = (struct pial_entry){ .node = i, .value = work.have[i], .weight = 1,
						.rank = harvest_of(&work, i)->rank };
	}
	if (!work.total || !crop->harvests)
		return PIAL_STEP_DONE;
	pial_fair_init(&work.fair, pial_season_net(split->c, crop, split->reserve, arena, arena),
		       entry, crop->harvests, arena);
	for (unsigned turn = 0; step == PIAL_STEP_DONE && turn < TURNS; turn++)
		step = run_turn(&work, turn);
	return step;
}
