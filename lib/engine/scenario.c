/*
 * Luck is a function, not a sequence: each number is hashed from what it is for, so that it stays
 * when rows come, go or change places. A generator that is called in some order was rejected for
 * that; so was a table of draws in the book, which nobody could check.
 */
#include "engine/scenario.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

#define MILLION 1000000
#define FACTOR_MAX (2000.0 * MILLION)
#define ROOM ((pial_i128)1 << 120)
#define FINE MILLION			/* parts of a hundredth of a square metre */

/* ---- Luck --- */

/* splitmix64 (Steele, Lea and Flood 2014): one step of it mixes a state well. */
static uint64_t mix(uint64_t z)
{
	z += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

/* FNV-1a of a name, from a state, then mixed. */
static uint64_t mix_name(uint64_t state, const char *name)
{
	for (; *name; name++)
		state = (state ^ (unsigned char)*name) * 0x100000001B3u;
	return mix(state);
}

/* The n-th number of a state, in (0, 1). */
static double uniform(uint64_t state, uint64_t n)
{
	return ((double)(mix(state ^ mix(n)) >> 11) + 0.5) / 9007199254740992.0;
}

static double gauss(uint64_t state, uint64_t n)
{
	return sqrt(-2 * log(uniform(state, n))) *
	       cos(6.2831853071795864769 * uniform(state, n + 1));
}

/* What a bid brings in one scenario, by the states of its product's weather and its own luck. */
static int32_t draw_one(const struct pial_scenario_bid *bid, double rho, uint64_t weather,
			uint64_t own, uint32_t scenario)
{
	double c2 = (double)bid->yield_cv.e6 * bid->yield_cv.e6 / 1e12;
	double square = log1p(c2), shared = log1p(rho * c2), factor;
	uint64_t n = (uint64_t)scenario * 4;

	if (uniform(own, n) < bid->failure.e6 / 1e6)
		return 0;
	factor = sqrt(shared) * gauss(weather, n) + sqrt(square - shared) * gauss(own, n + 1);
	factor = floor(exp(factor - square / 2) * MILLION + 0.5);
	return factor < FACTOR_MAX ? (int32_t)factor : (int32_t)FACTOR_MAX;
}

void pial_scenario_draw(const struct pial_scenario_season *season, struct pial_arena *arena,
			struct pial_scenario_draws *draws)
{
	double rho = season->shared_weather.e6 / 1e6;

	draws->scenarios = season->scenarios;
	draws->factor = pial_arena_zalloc(arena, season->bids * season->scenarios + 1,
					  sizeof(*draws->factor));
	for (size_t b = 0; b < season->bids; b++) {
		const struct pial_scenario_bid *bid = &season->bid[b];
		uint64_t weather = mix_name(mix(season->seed), season->product[bid->product].name);
		uint64_t own = mix_name(mix(weather), season->grower[bid->grower].name);

		for (uint32_t q = 0; q < season->scenarios; q++)
			draws->factor[b * season->scenarios + q] =
				draw_one(bid, rho, weather, own, q);
	}
}

/* ---- What belongs together --- */

static size_t owner_of(const struct pial_scenario_season *season, enum pial_scenario_by by,
		       size_t item)
{
	switch (by) {
	case PIAL_SCENARIO_CROP:
		return season->harvest[item].crop;
	case PIAL_SCENARIO_SOWING:
		return season->harvest[item].sowing;
	case PIAL_SCENARIO_BID:
		return season->sowing[item].bid;
	case PIAL_SCENARIO_GROWER:
		break;
	}
	return season->bid[season->sowing[item].bid].grower;
}

void pial_scenario_group(const struct pial_scenario_season *season, enum pial_scenario_by by,
			 struct pial_arena *arena, struct pial_scenario_groups *groups)
{
	const size_t owners[] = { season->crops, season->sowings, season->bids, season->growers };
	bool harvests = by == PIAL_SCENARIO_CROP || by == PIAL_SCENARIO_SOWING;
	size_t items = harvests ? season->harvests : season->sowings, *next;

	groups->owners = owners[by];
	groups->first = pial_arena_zalloc(arena, groups->owners + 2, sizeof(*groups->first));
	groups->item = pial_arena_zalloc(arena, items + 1, sizeof(*groups->item));
	next = pial_arena_zalloc(arena, groups->owners + 1, sizeof(*next));
	for (size_t i = 0; i < items; i++)
		groups->first[owner_of(season, by, i) + 1]++;
	for (size_t o = 0; o < groups->owners; o++) {
		next[o] = groups->first[o];
		groups->first[o + 1] += groups->first[o];
	}
	for (size_t i = 0; i < items; i++)
		groups->item[next[owner_of(season, by, i)]++] = i;
}

struct pial_week pial_scenario_start(const struct pial_scenario_sowing *sowing)
{
	return pial_week_is_none(sowing->sow) ? sowing->first : sowing->sow;
}

/* ---- Cost --- */

/* Sums over scenarios, in 10^-9 of a unit, and their costs, in 10^-13 of a euro. */
struct sums {
	pial_i128 missing, surplus, lack;
	pial_i128 missing_cost, surplus_cost, lack_cost;
};

static void add_crop(const struct pial_scenario_season *season,
		     const struct pial_scenario_draws *draws,
		     const struct pial_scenario_groups *by, const int64_t *planned, size_t c,
		     struct sums *sums)
{
	const struct pial_scenario_crop *crop = &season->crop[c];
	pial_i128 need = (pial_i128)crop->need.milli * MILLION, missing = 0, surplus = 0, lack = 0;

	for (uint32_t q = 0; q < draws->scenarios; q++) {
		pial_i128 brought = 0;

		for (size_t i = by->first[c]; i < by->first[c + 1]; i++) {
			size_t h = by->item[i];
			size_t bid = season->sowing[season->harvest[h].sowing].bid;

			brought += (pial_i128)planned[h] *
				   draws->factor[bid * draws->scenarios + q];
		}
		if (brought < need)
			missing += need - brought;
		else
			surplus += brought - need;
	}
	if (!pial_qty_is_none(crop->reserve)) {
		lack = crop->reserve.milli;
		for (size_t i = by->first[c]; i < by->first[c + 1]; i++)
			lack -= planned[by->item[i]];
		lack = lack > 0 ? lack * MILLION * draws->scenarios : 0;
	}
	sums->missing += missing;
	sums->surplus += surplus;
	sums->lack += lack;
	sums->missing_cost += missing * crop->missing.e4;
	sums->surplus_cost += surplus * crop->surplus.e4;
	sums->lack_cost += lack * (crop->missing.e4 + (pial_i128)crop->surplus.e4);
}

/* sum / by, to the nearest, halves up; 0 and *fits false beyond 64 bits. */
static int64_t mean(pial_i128 sum, pial_i128 by, bool *fits)
{
	pial_i128 half = (2 * sum + by) / (2 * by);

	if (half >= INT64_MAX) {
		*fits = false;
		return 0;
	}
	return (int64_t)half;
}

bool pial_scenario_cost(const struct pial_scenario_season *season,
			const struct pial_scenario_draws *draws, const int64_t *planned,
			struct pial_scenario_cost *cost)
{
	struct pial_arena arena = PIAL_ARENA_INIT;
	struct sums sums = { 0 };
	struct pial_scenario_groups by;
	pial_i128 q = draws->scenarios, units = MILLION * q, cents = units * 1000 * 100, all;
	bool fits = true;

	pial_scenario_group(season, PIAL_SCENARIO_CROP, &arena, &by);
	for (size_t c = 0; c < season->crops && fits; c++) {
		add_crop(season, draws, &by, planned, c, &sums);
		fits = sums.missing_cost < ROOM && sums.surplus_cost < ROOM &&
		       sums.lack_cost < ROOM;
	}
	pial_arena_release(&arena);
	if (!fits)
		return false;
	all = sums.missing_cost + sums.surplus_cost + sums.lack_cost;
	cost->missing.milli = mean(sums.missing, units, &fits);
	cost->surplus.milli = mean(sums.surplus, units, &fits);
	cost->lack.milli = mean(sums.lack, units, &fits);
	cost->missing_cost.cents = mean(sums.missing_cost, cents, &fits);
	cost->surplus_cost.cents = mean(sums.surplus_cost, cents, &fits);
	cost->lack_cost.cents = mean(sums.lack_cost, cents, &fits);
	cost->total_e4 = mean(all, units * 1000, &fits);
	return fits;
}

/* ---- Limits --- */

/* Areas of all sowings, in millionths of a hundredth of a square metre, rounded down. */
static pial_i128 *areas(const struct pial_scenario_season *season, const int64_t *planned,
			struct pial_arena *arena)
{
	pial_i128 *area = pial_arena_zalloc(arena, season->sowings + 1, sizeof(*area));

	for (size_t h = 0; h < season->harvests; h++) {
		size_t s = season->harvest[h].sowing;

		area[s] += planned[h];
	}
	for (size_t s = 0; s < season->sowings; s++) {
		const struct pial_scenario_bid *bid = &season->bid[season->sowing[s].bid];
		int64_t kept = MILLION - (pial_rate_is_none(bid->loss) ? 0 : bid->loss.e6);

		/* Thousandths of units x g over g/m2 x millionths, in 10^-2 x 10^-6 of m2. */
		area[s] = pial_mass_is_none(bid->yield) ? 0 :
			  area[s] * season->product[bid->product].unit.g * 100000 * FINE /
			  ((pial_i128)bid->yield.g * kept);
	}
	return area;
}

/* Ground in use by the sowings of an owner in a week. */
static pial_i128 in_use(const struct pial_scenario_season *season,
			const struct pial_scenario_groups *by, size_t owner, const pial_i128 *area,
			struct pial_week week)
{
	pial_i128 used = 0;

	for (size_t i = by->first[owner]; i < by->first[owner + 1]; i++) {
		const struct pial_scenario_sowing *sowing = &season->sowing[by->item[i]];

		if (pial_scenario_start(sowing).n <= week.n && week.n <= sowing->last.n)
			used += area[by->item[i]];
	}
	return used;
}

/*
 * The first owner with more ground in use than its limit, in a week in which one of its sowings
 * begins; how many there are when there is none.
 */
static size_t too_much(const struct pial_scenario_season *season, const pial_i128 *area,
		       enum pial_scenario_by what, struct pial_arena *arena)
{
	struct pial_scenario_groups by;

	pial_scenario_group(season, what, arena, &by);
	for (size_t owner = 0; owner < by.owners; owner++) {
		struct pial_area limit = what == PIAL_SCENARIO_GROWER ?
			season->grower[owner].land : season->bid[owner].max_area;

		for (size_t i = by.first[owner]; i < by.first[owner + 1]; i++) {
			struct pial_week week = pial_scenario_start(&season->sowing[by.item[i]]);

			if (!pial_area_is_none(limit) &&
			    in_use(season, &by, owner, area, week) > (pial_i128)limit.dm2 * FINE)
				return owner;
		}
	}
	return by.owners;
}

static size_t beyond_most(const struct pial_scenario_season *season, const int64_t *planned)
{
	size_t h = 0;

	for (; h < season->harvests; h++) {
		const struct pial_scenario_harvest *harvest = &season->harvest[h];

		if (!pial_qty_is_none(harvest->most) &&
		    (planned[h] > harvest->most.milli ||
		     (harvest->standing && planned[h] < harvest->most.milli)))
			break;
	}
	return h;
}

enum pial_scenario_limit pial_scenario_fits(const struct pial_scenario_season *season,
					    const int64_t *planned, size_t *which)
{
	struct pial_arena arena = PIAL_ARENA_INIT;
	enum pial_scenario_limit limit = PIAL_SCENARIO_FITS;
	pial_i128 *area = areas(season, planned, &arena);

	if ((*which = beyond_most(season, planned)) < season->harvests)
		limit = PIAL_SCENARIO_MOST;
	else if ((*which = too_much(season, area, PIAL_SCENARIO_BID, &arena)) < season->bids)
		limit = PIAL_SCENARIO_AREA;
	else if ((*which = too_much(season, area, PIAL_SCENARIO_GROWER, &arena)) < season->growers)
		limit = PIAL_SCENARIO_LAND;
	pial_arena_release(&arena);
	return limit;
}
