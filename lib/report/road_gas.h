/*
 * Greenhouse gas of kilometres driven: each trip by what its vehicle emits, as data/roads.csv says.
 *
 * The reference is of the vehicle and not of the goods in it, so that nothing is shared out: a van
 * that carries little emits no less. Without a line for a vehicle, the line of any vehicle counts;
 * without that one nothing is said, rather than less than there was.
 */
#ifndef PIAL_REPORT_ROAD_GAS_H
#define PIAL_REPORT_ROAD_GAS_H

#include <stdbool.h>

#include "base/attr.h"
#include "load/table.h"
#include "model/data.h"
#include "model/model.h"
#include "model/service.h"

struct pial_road_gas_input {
	const struct pial_model *model;		/* texts */
	const struct pial_table *trips;		/* of pial_schema_trips */
	const struct pial_table *roads;		/* of pial_schema_roads */
	struct pial_date first, last;		/* days that count; first none: open */
};

/*
 * The line for a vehicle on a day: of its name, case and accents aside, else of any; of several the
 * one that begins last. NULL when there is none.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_road_gas *pial_road_gas_of(const struct pial_road_gas_input *input,
					     struct pial_text vehicle, struct pial_date day);

/*
 * What the trips of some purposes emitted, to the gram: bit n of purposes is enum
 * pial_trip_purpose n. None when a trip has no line, or a sum leaves 64 bits.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_mass pial_road_gas_sum(const struct pial_road_gas_input *input, unsigned purposes);

#endif
