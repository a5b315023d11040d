/*
 * A weigh-in as the State's canteen platform takes it: the body of a request to its API.
 *
 * POST canteens/<id>/wasteMeasurements/ takes one measurement of one canteen, in JSON with names
 * like periodStartDate (data/models/wastemeasurement.py of the platform). No import of files
 * exists; this is to be sent by whoever has the right to, or copied field by field to its screen.
 */
#ifndef PIAL_REPORT_WASTE_MACANTINE_H
#define PIAL_REPORT_WASTE_MACANTINE_H

#include "base/attr.h"
#include "base/strbuf.h"
#include "load/table.h"
#include "model/model.h"
#include "model/waste.h"

/*
 * Adds the measurement of a record. Masses in kilograms with two decimals at most; what was not
 * weighed, or not sorted, is null. The platform computes days and the year itself: left out.
 */
PIAL_NONNULL_ALL
void pial_waste_macantine(struct pial_strbuf *out, const struct pial_waste_record *record);

/*
 * Adds the measurements of all records (a table of pial_schema_view_waste) as a list: of each the
 * campaign, the kitchen, its SIRET (null when parties.yaml has none), by which the platform's
 * number of the canteen is found, and under `measurement` the body to send to it.
 */
PIAL_NONNULL_ALL
void pial_waste_macantine_list(struct pial_strbuf *out, const struct pial_model *model,
			       const struct pial_table *records);

#endif
