/*
 * Rows are written one after the other as the format has them; nothing is kept but the names.
 *
 * Each crop's rows are written scenario by scenario rather than each scenario's crop by crop: a
 * reader looks for a week of carrots, and a solver does not care.
 */
#include "report/season_lp.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/banned.h"
#include "num/decimal.h"
#include "num/date.h"
#include "po/po.h"

#define TERMS 4		/* on a line */

/* The file being written. */
struct lp {
	struct pial_strbuf *out;
	const struct pial_scenario_season *season;
	const struct pial_scenario_draws *draws;
	struct pial_arena arena;
	struct pial_scenario_groups by_crop, by_sowing, by_bid, by_grower;
	const char **grower, **product;	/* names as the format has them */
	int terms;			/* of the row at hand */
};

/* ---- Names --- */

static bool allowed(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* A name with signs the format lacks, and the dots that part names, turned into _ . */
static char *plain(struct lp *lp, const char *name)
{
	char *copy = pial_arena_strdup(&lp->arena, name);

	for (char *c = copy; *c; c++)
		if (!allowed(*c))
			*c = '_';
	return copy;
}

/* Makes a name of the format from each; equal ones are numbered. */
static const char *numbered(struct lp *lp, const char **done, size_t count, const char *name)
{
	const char *free_name = name;
	int n = 1;

	for (size_t i = 0; i < count; i++)
		if (!strcmp(done[i], free_name)) {
			free_name = pial_arena_printf(&lp->arena, "%s~%d", name, ++n);
			i = (size_t)-1;
		}
	return free_name;
}

static void name_week(struct pial_strbuf *out, struct pial_week week)
{
	int year, number;

	pial_week_parts(week, &year, &number);
	pial_strbuf_addf(out, "%04d_W%02d", year, number);
}

/* area or take: of a grower's product in a week. */
static void name_of(const struct lp *lp, const char *what, size_t sowing, struct pial_week week)
{
	const struct pial_scenario_bid *bid = &lp->season->bid[lp->season->sowing[sowing].bid];

	pial_strbuf_addf(lp->out, "%s.%s.%s.", what, lp->grower[bid->grower],
			 lp->product[bid->product]);
	name_week(lp->out, week);
}

static void name_area(const struct lp *lp, size_t sowing)
{
	name_of(lp, "area", sowing, lp->season->sowing[sowing].first);
}

static void name_take(const struct lp *lp, size_t harvest)
{
	const struct pial_scenario_harvest *h = &lp->season->harvest[harvest];

	name_of(lp, "take", h->sowing, lp->season->crop[h->crop].week);
}

static void name_crop(const struct lp *lp, const char *what, size_t crop)
{
	pial_strbuf_addf(lp->out, "%s.%s.", what, lp->product[lp->season->crop[crop].product]);
	name_week(lp->out, lp->season->crop[crop].week);
}

/* ---- Terms and rows --- */

/* Begins a term: sign, factor / 10^scale unless it is 1, blank; then its variable follows. */
static void term(struct lp *lp, int64_t factor, unsigned scale)
{
	int64_t one = 1;

	for (unsigned i = 0; i < scale; i++)
		one *= 10;
	if (lp->terms && lp->terms % TERMS == 0)
		pial_strbuf_addstr(lp->out, "\n   ");
	lp->terms++;
	pial_strbuf_addstr(lp->out, factor < 0 ? " - " : " + ");
	factor = factor < 0 ? -factor : factor;
	if (factor != one) {
		pial_decimal_format(lp->out, factor, scale, 0, '.');
		pial_strbuf_addch(lp->out, ' ');
	}
}

static void end_row(struct lp *lp, const char *is, int64_t value, unsigned scale)
{
	pial_strbuf_addf(lp->out, " %s ", is);
	pial_decimal_format(lp->out, value, scale, 0, '.');
	pial_strbuf_addch(lp->out, '\n');
	lp->terms = 0;
}

static bool has_reserve(const struct pial_scenario_crop *crop)
{
	return !pial_qty_is_none(crop->reserve);
}

/* True when a sowing takes land that is counted. */
static bool has_area(const struct lp *lp, size_t sowing)
{
	const struct pial_scenario_bid *bid = &lp->season->bid[lp->season->sowing[sowing].bid];

	return !pial_mass_is_none(bid->yield) &&
	       lp->by_sowing.first[sowing] < lp->by_sowing.first[sowing + 1];
}

/* ---- The parts of the file --- */

static void objective(struct lp *lp)
{
	pial_strbuf_addstr(lp->out, "Minimize\n cost:");
	for (size_t c = 0; c < lp->season->crops; c++) {
		const struct pial_scenario_crop *crop = &lp->season->crop[c];
		int64_t both = (int64_t)crop->missing.e4 + crop->surplus.e4;

		for (uint32_t q = 0; q < lp->draws->scenarios; q++) {
			term(lp, crop->missing.e4, 4);
			name_crop(lp, "short", c);
			pial_strbuf_addf(lp->out, ".q%u", (unsigned)q + 1);
			term(lp, crop->surplus.e4, 4);
			name_crop(lp, "extra", c);
			pial_strbuf_addf(lp->out, ".q%u", (unsigned)q + 1);
		}
		if (has_reserve(crop)) {
			term(lp, both * lp->draws->scenarios, 4);
			name_crop(lp, "lack", c);
		}
	}
	if (!lp->season->crops)
		pial_strbuf_addstr(lp->out, " no.need");
	pial_strbuf_addch(lp->out, '\n');
	lp->terms = 0;
}

static void crop_rows(struct lp *lp, size_t c)
{
	const struct pial_scenario_crop *crop = &lp->season->crop[c];
	const size_t *item = lp->by_crop.item;
	size_t from = lp->by_crop.first[c], until = lp->by_crop.first[c + 1];

	for (uint32_t q = 0; q < lp->draws->scenarios; q++) {
		pial_strbuf_addch(lp->out, ' ');
		name_crop(lp, "need", c);
		pial_strbuf_addf(lp->out, ".q%u:", (unsigned)q + 1);
		for (size_t i = from; i < until; i++) {
			size_t bid = lp->season->sowing[lp->season->harvest[item[i]].sowing].bid;
			int32_t factor = lp->draws->factor[bid * lp->draws->scenarios + q];

			if (!factor)
				continue;
			term(lp, factor, 6);
			name_take(lp, item[i]);
		}
		term(lp, 1, 0);
		name_crop(lp, "short", c);
		pial_strbuf_addf(lp->out, ".q%u", (unsigned)q + 1);
		term(lp, -1, 0);
		name_crop(lp, "extra", c);
		pial_strbuf_addf(lp->out, ".q%u", (unsigned)q + 1);
		end_row(lp, "=", crop->need.milli, 3);
	}
	if (!has_reserve(crop))
		return;
	pial_strbuf_addch(lp->out, ' ');
	name_crop(lp, "reserve", c);
	pial_strbuf_addch(lp->out, ':');
	for (size_t i = from; i < until; i++) {
		term(lp, 1, 0);
		name_take(lp, item[i]);
	}
	term(lp, 1, 0);
	name_crop(lp, "lack", c);
	end_row(lp, ">=", crop->reserve.milli, 3);
}

/* Grams of a sowing's harvests are what its area gives and does not lose. */
static void area_row(struct lp *lp, size_t s)
{
	const struct pial_scenario_bid *bid = &lp->season->bid[lp->season->sowing[s].bid];
	int64_t kept = 1000000 - (pial_rate_is_none(bid->loss) ? 0 : bid->loss.e6);

	pial_strbuf_addch(lp->out, ' ');
	name_of(lp, "grams", s, lp->season->sowing[s].first);
	pial_strbuf_addch(lp->out, ':');
	term(lp, bid->yield.g * kept, 6);
	name_area(lp, s);
	for (size_t i = lp->by_sowing.first[s]; i < lp->by_sowing.first[s + 1]; i++) {
		term(lp, -lp->season->product[bid->product].unit.g, 0);
		name_take(lp, lp->by_sowing.item[i]);
	}
	end_row(lp, "=", 0, 0);
}

/* Ground of an owner in a week: all its sowings that stand then. False when none takes any. */
static bool ground_terms(struct lp *lp, const struct pial_scenario_groups *by, size_t owner,
			 struct pial_week week, bool write)
{
	bool any = false;

	for (size_t i = by->first[owner]; i < by->first[owner + 1]; i++) {
		size_t s = by->item[i];
		const struct pial_scenario_sowing *sowing = &lp->season->sowing[s];

		if (!has_area(lp, s) || pial_scenario_start(sowing).n > week.n ||
		    week.n > sowing->last.n)
			continue;
		any = true;
		if (write) {
			term(lp, 1, 0);
			name_area(lp, s);
		}
	}
	return any;
}

/* True when an earlier sowing of the owner begins in the same week: the row is there. */
static bool told(const struct lp *lp, const struct pial_scenario_groups *by, size_t owner,
		 size_t at)
{
	struct pial_week week = pial_scenario_start(&lp->season->sowing[by->item[at]]);

	for (size_t i = by->first[owner]; i < at; i++)
		if (pial_scenario_start(&lp->season->sowing[by->item[i]]).n == week.n)
			return true;
	return false;
}

/* The rows of what an owner may use. */
static void ground_rows(struct lp *lp, const struct pial_scenario_groups *by, size_t owner,
			bool grower)
{
	const struct pial_scenario_bid *bid = grower ? NULL : &lp->season->bid[owner];
	struct pial_area limit = bid ? bid->max_area : lp->season->grower[owner].land;

	for (size_t i = by->first[owner]; i < by->first[owner + 1]; i++) {
		struct pial_week week = pial_scenario_start(&lp->season->sowing[by->item[i]]);

		if (pial_area_is_none(limit) || told(lp, by, owner, i) ||
		    !ground_terms(lp, by, owner, week, false))
			continue;
		if (bid)
			pial_strbuf_addf(lp->out, " most.%s.%s.b%zu.", lp->grower[bid->grower],
					 lp->product[bid->product], owner + 1);
		else
			pial_strbuf_addf(lp->out, " land.%s.", lp->grower[owner]);
		name_week(lp->out, week);
		pial_strbuf_addch(lp->out, ':');
		(void)ground_terms(lp, by, owner, week, true);
		end_row(lp, "<=", limit.dm2, 2);
	}
}

static void bounds(struct lp *lp)
{
	pial_strbuf_addstr(lp->out, "Bounds\n");
	for (size_t h = 0; h < lp->season->harvests; h++) {
		if (pial_qty_is_none(lp->season->harvest[h].most))
			continue;
		pial_strbuf_addch(lp->out, ' ');
		name_take(lp, h);
		end_row(lp, lp->season->harvest[h].standing ? "=" : "<=",
			lp->season->harvest[h].most.milli, 3);
	}
}

/* What a person reads first. */
static void head(struct lp *lp, enum pial_lang lang)
{
	static const char *const line[] = {
		PIAL_N_("A season as a linear program over scenarios (CPLEX LP format)."),
		PIAL_N_("Try it: glpsol --lp FILE -o solution.txt"),
		PIAL_N_("area: square metres of a sowing, named by its first week of harvest;"),
		PIAL_N_("take: harvested in a week of a normal year, in the product's unit;"),
		PIAL_N_("short, extra: missing, too much in scenario q; lack: of the reserve."),
		PIAL_N_("The cost is the sum over all scenarios: divide it by their number."),
	};

	for (size_t i = 0; i < PIAL_COUNT(line); i++)
		pial_strbuf_addf(lp->out, "\\ %s\n", pial_tr(lang, line[i]));
	pial_strbuf_addf(lp->out, "\\ %s %u\n\n", pial_tr(lang, PIAL_N_("Scenarios:")),
			 (unsigned)lp->draws->scenarios);
}

static void prepare(struct lp *lp)
{
	const struct pial_scenario_season *season = lp->season;

	lp->grower = pial_arena_zalloc(&lp->arena, season->growers + 1, sizeof(*lp->grower));
	lp->product = pial_arena_zalloc(&lp->arena, season->products + 1, sizeof(*lp->product));
	for (size_t i = 0; i < season->growers; i++)
		lp->grower[i] = numbered(lp, lp->grower, i, plain(lp, season->grower[i].name));
	for (size_t i = 0; i < season->products; i++)
		lp->product[i] = numbered(lp, lp->product, i, plain(lp, season->product[i].name));
	pial_scenario_group(season, PIAL_SCENARIO_CROP, &lp->arena, &lp->by_crop);
	pial_scenario_group(season, PIAL_SCENARIO_SOWING, &lp->arena, &lp->by_sowing);
	pial_scenario_group(season, PIAL_SCENARIO_BID, &lp->arena, &lp->by_bid);
	pial_scenario_group(season, PIAL_SCENARIO_GROWER, &lp->arena, &lp->by_grower);
}

void pial_season_lp(struct pial_strbuf *out, const struct pial_scenario_season *season,
		    const struct pial_scenario_draws *draws, enum pial_lang lang)
{
	struct lp lp = { .out = out, .season = season, .draws = draws, .arena = PIAL_ARENA_INIT };

	prepare(&lp);
	head(&lp, lang);
	objective(&lp);
	pial_strbuf_addstr(out, "Subject To\n");
	if (!season->crops)	/* the format has no empty section of rows */
		pial_strbuf_addstr(out, " none: no.need = 0\n");
	for (size_t c = 0; c < season->crops; c++)
		crop_rows(&lp, c);
	for (size_t s = 0; s < season->sowings; s++)
		if (has_area(&lp, s))
			area_row(&lp, s);
	for (size_t b = 0; b < season->bids; b++)
		ground_rows(&lp, &lp.by_bid, b, false);
	for (size_t g = 0; g < season->growers; g++)
		ground_rows(&lp, &lp.by_grower, g, true);
	bounds(&lp);
	pial_strbuf_addstr(out, "End\n");
	pial_arena_release(&lp.arena);
}
