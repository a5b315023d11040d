/*
 * Questions to reference data: what holds on a day.
 */
#include "model/data.h"

#include "model/model.h"

#include "base/banned.h"

struct pial_money pial_threshold_on(const struct pial_threshold *row, size_t rows,
				    enum pial_threshold_rule rule, struct pial_date day)
{
	const struct pial_threshold *found = NULL;

	for (size_t i = 0; i < rows; i++)
		if (row[i].rule == rule && pial_day_within(day, row[i].from, row[i].until) &&
		    (!found || found->from.n < row[i].from.n))
			found = &row[i];
	return found ? found->value : PIAL_MONEY_NONE;
}
