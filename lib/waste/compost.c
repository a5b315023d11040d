/*
 * Integers throughout: grams, litres, thousandths of settings, one rounding a figure.
 */
#include "waste/compost.h"

#include "num/round.h"

#include "base/banned.h"

#define WHOLE 100000	/* thousandths of a percent in the whole */

/* What is known of a material. */
struct material {
	int64_t dry;		/* dry matter, thousandths of a percent */
	int64_t nitrogen;	/* of dry matter, thousandths of a percent */
	int64_t ratio;		/* carbon to nitrogen, thousandths */
	int64_t density;	/* grams per m3 */
};

/* A computation under way. */
struct mix {
	const struct pial_compost_input *input;	/* of what */
	struct pial_table *out;			/* where to */
	struct material food, dry;		/* both sides */
	int64_t target;				/* C:N of the mix, thousandths */
	int64_t week, added;			/* grams a week of each */
};

static int64_t setting(const struct pial_compost_input *input, enum pial_compost_setting what,
		       const char *of)
{
	struct pial_qty value = pial_compost_setting(input->reference, what, of,
						     input->record->until);

	return pial_qty_is_none(value) ? -1 : value.milli;
}

static bool find_material(const struct pial_compost_input *input, const char *of,
			  struct material *material)
{
	int64_t moisture = setting(input, PIAL_COMPOST_MOISTURE, of);

	material->dry = WHOLE - moisture;
	material->nitrogen = setting(input, PIAL_COMPOST_NITROGEN, of);
	material->ratio = setting(input, PIAL_COMPOST_CARBON, of);
	material->density = setting(input, PIAL_COMPOST_DENSITY, of);
	return moisture >= 0 && moisture < WHOLE && material->nitrogen > 0 &&
	       material->nitrogen <= WHOLE && material->ratio > 0 &&
	       material->ratio <= PIAL_QTY_MAX / WHOLE && material->density > 0;
}

static bool find_mix(struct mix *mix)
{
	mix->target = setting(mix->input, PIAL_COMPOST_RATIO, "");
	return mix->target > 0 && find_material(mix->input, "biowaste", &mix->food) &&
	       find_material(mix->input, mix->input->dry, &mix->dry) &&
	       mix->dry.ratio > mix->target;
}

bool pial_compost_takes(const struct pial_compost_input *input)
{
	struct mix mix = { .input = input };

	return find_mix(&mix);
}

int64_t pial_compost_week(const struct pial_waste_record *record)
{
	int64_t days = record->days_in_period, week = 0;
	bool ok;

	if (days > 7)
		ok = pial_muldiv(record->total.g, 7, days, PIAL_ROUND_HALF_AWAY, &week);
	else
		ok = record->days > 0 && pial_muldiv(record->total.g, days, record->days,
						     PIAL_ROUND_HALF_AWAY, &week);
	return ok ? week : record->total.g;
}

/* Grams of dry matter that bring a week to the ratio asked for; 0 when it is there already. */
static int64_t dry_matter(const struct mix *mix)
{
	pial_i128 over = (pial_i128)mix->food.nitrogen * (mix->target - mix->food.ratio) *
			 mix->food.dry;
	pial_i128 under = (pial_i128)mix->dry.nitrogen * (mix->dry.ratio - mix->target) *
			  mix->dry.dry;

	if (over <= 0)
		return 0;
	return (int64_t)((over * mix->week * 2 + under) / (under * 2));
}

/* Adds a figure in thousandths. */
static void put(struct mix *mix, enum pial_compost_figure figure, int64_t milli)
{
	struct pial_compost_row row = { .campaign = mix->input->record->campaign,
					.figure = (uint8_t)figure, .value = { milli } };

	pial_table_add(mix->out, &row);
}

/* Volume of grams at so many grams per m3, in litres. */
static int64_t litres(int64_t grams, int64_t density)
{
	int64_t volume = 0;

	if (!pial_muldiv(grams, 1000, density, PIAL_ROUND_HALF_AWAY, &volume))
		volume = 0;
	return volume;
}

/* Litres that stand in a stage: those of a week, its weeks, what is left of them. */
static int64_t stage(const struct mix *mix, const char *of, int64_t weekly)
{
	int64_t weeks = setting(mix->input, PIAL_COMPOST_WEEKS, of);
	int64_t left = setting(mix->input, PIAL_COMPOST_LEFT, of), volume = 0;

	if (weeks < 0 || left < 0 || weeks > WHOLE || left > WHOLE ||
	    !pial_muldiv(weekly, weeks * left, (int64_t)1000 * WHOLE, PIAL_ROUND_UP, &volume))
		return -1;
	return volume;
}

/* The mix itself, as it comes out: ratio and moisture. */
static void put_mix(struct mix *mix)
{
	pial_i128 food = (pial_i128)mix->week * mix->food.nitrogen * mix->food.dry;
	pial_i128 dry = (pial_i128)mix->added * mix->dry.nitrogen * mix->dry.dry;
	pial_i128 water = (pial_i128)mix->week * (WHOLE - mix->food.dry) +
			  (pial_i128)mix->added * (WHOLE - mix->dry.dry);
	pial_i128 all = (pial_i128)mix->week + mix->added;

	if (!all)
		return;
	put(mix, PIAL_COMPOST_MIX_RATIO,
	    (int64_t)((food * mix->food.ratio + dry * mix->dry.ratio + (food + dry) / 2) /
		      (food + dry)));
	put(mix, PIAL_COMPOST_MIX_MOISTURE, (int64_t)((water + all / 2) / all));
}

static void put_volumes(struct mix *mix, struct pial_diags *diags)
{
	struct pial_pos pos = { mix->input->file, 0, 0, PIAL_COLUMN_LETTER };
	int64_t dry = litres(mix->added, mix->dry.density);
	int64_t weekly = litres(mix->week, mix->food.density) + dry;
	int64_t filling = stage(mix, "filling", weekly), ripening = stage(mix, "ripening", weekly);
	int64_t limit = setting(mix->input, PIAL_COMPOST_VOLUME, "");
	int64_t weeks = setting(mix->input, PIAL_COMPOST_WEEKS, "filling"), store;

	if (filling < 0 || ripening < 0)
		return;
	put(mix, PIAL_COMPOST_BIN_M3, filling + ripening);
	if (pial_muldiv(dry, weeks, 1000, PIAL_ROUND_UP, &store))
		put(mix, PIAL_COMPOST_STORE_M3, store);
	if (limit >= 0 && filling + ripening > limit)
		pial_diag_add(diags, &pos, PIAL_N_COMPOST_VOLUME,
			      pial_model_text(mix->input->reference->model,
					      mix->input->record->campaign.n),
			      filling + ripening, limit);
}

static void put_year(struct mix *mix)
{
	struct pial_mass yearly = mix->input->record->yearly;
	int64_t yield = setting(mix->input, PIAL_COMPOST_YIELD, ""), made;

	if (!pial_mass_is_none(yearly) && yield >= 0 &&
	    pial_muldiv(yearly.g, yield, WHOLE, PIAL_ROUND_HALF_AWAY, &made))
		put(mix, PIAL_COMPOST_MADE_KG, made);
}

static void put_limit(struct mix *mix, struct pial_diags *diags)
{
	struct pial_pos pos = { mix->input->file, 0, 0, PIAL_COLUMN_LETTER };
	int64_t limit = setting(mix->input, PIAL_COMPOST_WEEKLY, ""), share;

	if (limit <= 0 ||
	    !pial_muldiv(mix->week, WHOLE, limit, PIAL_ROUND_HALF_AWAY, &share))
		return;
	put(mix, PIAL_COMPOST_LIMIT_SHARE, share);
	if (mix->week > limit)
		pial_diag_add(diags, &pos, PIAL_A_COMPOST_WEEK,
			      pial_model_text(mix->input->reference->model,
					      mix->input->record->campaign.n),
			      mix->week, limit);
}

void pial_compost_figures(const struct pial_compost_input *input, struct pial_table *out,
			  struct pial_diags *diags)
{
	struct mix mix = { .input = input, .out = out };

	if (!find_mix(&mix))
		return;
	mix.week = pial_compost_week(input->record);
	mix.added = dry_matter(&mix);
	put(&mix, PIAL_COMPOST_WEEK_KG, mix.week);
	if (!pial_mass_is_none(input->record->yearly))
		put(&mix, PIAL_COMPOST_YEAR_KG, input->record->yearly.g);
	put(&mix, PIAL_COMPOST_DRY_KG, mix.added);
	put(&mix, PIAL_COMPOST_DRY_LITRES, litres(mix.added, mix.dry.density) * 1000);
	put_mix(&mix);
	put_volumes(&mix, diags);
	put_year(&mix);
	put_limit(&mix, diags);
}
