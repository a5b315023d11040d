/*
 * Two passes of the same four steps, the need first, then the margin: split every crop, repair the
 * land, offer what was given up, let packs change hands. A crop is short after that only where no
 * bid has room, nor could make room by handing something on.
 */
#include "engine/season.h"

#include "engine/exchange.h"
#include "engine/land.h"
#include "engine/season_case.h"
#include "engine/season_margin.h"
#include "engine/season_outcome.h"
#include "engine/season_split.h"
#include "num/round.h"

#include "base/banned.h"

/* How often a plan looks at every crop. */
#define ROUNDS 4

/* Planning at work. */
struct work {
	struct pial_season_case c;	/* the season as numbers */
	struct pial_arena scratch;	/* of one crop */
	bool margin;			/* the pass: the margin, else the need */
	const struct pial_season_input *input;	/* whom to tell how far it is */
	size_t done;			/* crops looked at, of four rounds */
};

void pial_season_result_init(struct pial_season_result *result)
{
	*result = (struct pial_season_result){ .row = NULL };
	pial_arena_init(&result->arena);
}

void pial_season_result_release(struct pial_season_result *result)
{
	pial_arena_release(&result->arena);
	*result = (struct pial_season_result){ .row = NULL };
}

static int64_t lesser(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Packs that a harvest may have in this pass, land aside. */
static int64_t limit_of(const struct work *work, const struct pial_harvest *harvest)
{
	return work->margin ? harvest->most - harvest->need : harvest->most;
}

/* True when it is margin because it stands in the ground: then all that is left of it is. */
static bool stands(const struct work *work, const struct pial_harvest *harvest)
{
	return work->margin && harvest->fixed;
}

/* Packs that a harvest has in this pass. */
static int64_t share_of(const struct work *work, const struct pial_harvest *harvest)
{
	return work->margin ? harvest->margin : harvest->need;
}

/* Arrays of a split, parallel to the harvests of its crop. */
struct lists {
	int64_t *least, *first, *most, *packs;	/* as in struct pial_season_split */
};

static struct lists make_lists(struct work *work, const struct pial_crop *crop)
{
	size_t count = crop->harvests + 1;

	return (struct lists){ pial_arena_zalloc(&work->scratch, count, sizeof(int64_t)),
			       pial_arena_zalloc(&work->scratch, count, sizeof(int64_t)),
			       pial_arena_zalloc(&work->scratch, count, sizeof(int64_t)),
			       pial_arena_zalloc(&work->scratch, count, sizeof(int64_t)) };
}

/* Gives the harvests of a crop what a split says. */
static void take(struct work *work, const struct pial_crop *crop, const int64_t *packs)
{
	for (uint32_t i = 0; i < crop->harvests; i++) {
		size_t place = crop->harvest + i;
		const struct pial_harvest *harvest = &work->c.harvest[place];

		if (packs[i] == share_of(work, harvest) || stands(work, harvest))
			continue;
		if (work->margin)
			pial_land_set(&work->c, place, harvest->need, packs[i]);
		else
			pial_land_set(&work->c, place, packs[i], harvest->margin);
	}
}

/* Splits a crop as if there were no land. */
static enum pial_step split(struct work *work, const struct pial_crop *crop)
{
	struct lists lists = make_lists(work, crop);
	struct pial_season_split asked = {
		&work->c, crop, work->margin, NULL, lists.first, lists.most, lists.packs };
	enum pial_step step;

	for (uint32_t i = 0; i < crop->harvests; i++) {
		const struct pial_harvest *harvest = &work->c.harvest[crop->harvest + i];

		lists.first[i] = stands(work, harvest) ? harvest->margin
				 : work->margin	       ? 0
						       : harvest->sown;
		lists.most[i] = limit_of(work, harvest);
	}
	step = pial_season_split(&asked, &work->scratch);
	if (step == PIAL_STEP_DONE)
		take(work, crop, lists.packs);
	return step;
}

/* Offers what is open of a crop to those who have room, land included. */
static enum pial_step offer(struct work *work, const struct pial_crop *crop)
{
	struct lists lists = make_lists(work, crop);
	struct pial_season_split asked = { &work->c, crop, work->margin, lists.least,
					   lists.first, lists.most, lists.packs };
	int64_t open = work->margin ? crop->reserve : crop->packs;
	bool room = false;
	enum pial_step step;

	for (uint32_t i = 0; i < crop->harvests; i++) {
		const struct pial_harvest *harvest = &work->c.harvest[crop->harvest + i];

		/* What stands in the ground is no promise to a kitchen: it only comes first. */
		if (stands(work, harvest)) {
			lists.first[i] = lists.most[i] = harvest->margin;
			continue;
		}
		lists.least[i] = share_of(work, harvest);
		lists.most[i] = lesser(limit_of(work, harvest),
				       pial_land_most(&work->c, crop->harvest + i, work->margin));
		if (lists.most[i] < lists.least[i])
			lists.most[i] = lists.least[i];
		open -= lists.least[i];
		room |= lists.most[i] > lists.least[i];
	}
	if (open <= 0 || !room)
		return PIAL_STEP_DONE;
	step = pial_season_split(&asked, &work->scratch);
	if (step == PIAL_STEP_DONE)
		take(work, crop, lists.packs);
	return step;
}

/* Does the same with every crop. */
static enum pial_step each(struct work *work,
			   enum pial_step (*act)(struct work *, const struct pial_crop *))
{
	enum pial_step step = PIAL_STEP_DONE;

	for (size_t i = 0; step == PIAL_STEP_DONE && i < work->c.crops; i++) {
		step = act(work, &work->c.crop[i]);
		pial_arena_clear(&work->scratch);
		work->done++;
		if (work->input->step)
			work->input->step(work->input->step_data, work->done,
					  ROUNDS * work->c.crops);
	}
	return step;
}

/* One pass: split, repair, offer, exchange. */
static enum pial_step pass(struct work *work, bool margin)
{
	enum pial_step step;

	work->margin = margin;
	step = each(work, split);
	if (step != PIAL_STEP_DONE)
		return step;
	if (!margin)
		pial_land_measure(&work->c);
	pial_land_repair(&work->c, margin);
	step = each(work, offer);
	return step == PIAL_STEP_DONE ? pial_exchange(&work->c, margin) : step;
}

static enum pial_step plan(struct work *work)
{
	enum pial_step step;

	pial_land_start(&work->c);
	step = pass(work, false);
	if (step == PIAL_STEP_DONE)
		step = pial_season_margin(&work->c, &work->scratch);
	if (step == PIAL_STEP_DONE)
		step = pass(work, true);
	if (step == PIAL_STEP_DONE)
		pial_season_look(&work->c, &work->scratch);
	return step;
}

bool pial_season_make(const struct pial_season_input *input, struct pial_season_result *result,
		      struct pial_diags *diags)
{
	struct pial_arena arena;
	struct work work = { .input = input };
	enum pial_step step;
	bool good;

	pial_arena_init(&arena);
	pial_arena_init(&work.scratch);
	good = pial_season_case_init(&work.c, input, &arena, diags);
	if (good) {
		step = plan(&work);
		good = step == PIAL_STEP_DONE ||
		       pial_diag_add(diags, NULL, step == PIAL_STEP_RANGE ? PIAL_E_ALLOCATE_RANGE
									  : PIAL_E_ALLOCATE_FAULT);
	}
	if (good) {
		pial_season_outcome(&work.c, result);
		pial_season_gaps(&work.c, result);
	}
	pial_arena_release(&work.scratch);
	pial_arena_release(&arena);
	return good;
}
