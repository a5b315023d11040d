/*
 * Whole weeks and whole hundredths of a square metre, always on the side of the grower: sown in
 * time, on land that is enough.
 */
#include "engine/sowing.h"

#include "engine/ratio.h"

#include "base/banned.h"

#define WEEK 7
/* Thousandths of a unit x grams of a unit / grams of yield, to hundredths of a square metre. */
#define SCALE 100000
#define WHOLE 1000000

int pial_sow_lead(int32_t days_to_harvest)
{
	return days_to_harvest > 0 ? (days_to_harvest + WEEK - 1) / WEEK : 0;
}

struct pial_week pial_sow_week(struct pial_week harvest, int32_t days_to_harvest)
{
	if (days_to_harvest < 0)
		return (struct pial_week){ 0 };
	return pial_week_add(harvest, -pial_sow_lead(days_to_harvest));
}

uint32_t pial_succession(struct pial_week first, struct pial_week week, int32_t succession_weeks)
{
	if (succession_weeks <= 0 || week.n < first.n)
		return 0;
	return (uint32_t)(week.n - first.n) / (uint32_t)succession_weeks;
}

bool pial_footprint_make(const struct pial_bid *bid, const struct pial_product *product,
			 struct pial_footprint *footprint)
{
	int32_t loss = pial_rate_is_none(bid->loss) ? 0 : bid->loss.e6;
	bool assumed;
	pial_i128 grams = (pial_i128)product->pack.milli *
			  pial_product_unit_mass(product, &assumed).g;

	*footprint = (struct pial_footprint){ 0, 1 };
	if (pial_mass_is_none(bid->yield) || bid->yield.g <= 0)
		return true;
	if (loss >= WHOLE)
		return false;
	*footprint = (struct pial_footprint){ grams * SCALE,
					      (pial_i128)bid->yield.g * (WHOLE - loss) };
	return true;
}

int64_t pial_footprint_area(struct pial_footprint footprint, int64_t packs)
{
	pial_i128 area;

	if (!pial_i128_mul(footprint.num, packs, &area))
		return PIAL_AREA_MAX;
	area = -pial_i128_floor(-area, footprint.den);
	return area > PIAL_AREA_MAX ? PIAL_AREA_MAX : (int64_t)area;
}

int64_t pial_footprint_packs(struct pial_footprint footprint, int64_t area)
{
	pial_i128 packs;

	if (!footprint.num || !pial_i128_mul(footprint.den, area, &packs))
		return INT64_MAX;
	packs = pial_i128_floor(packs, footprint.num);
	return packs > INT64_MAX ? INT64_MAX : (int64_t)packs;
}
