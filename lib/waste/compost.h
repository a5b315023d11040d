/*
 * What composting on site takes and gives, from the kilograms weighed.
 *
 * All food waste goes to the bin, edible or not. Dry matter is added until the mix has the carbon
 * to nitrogen ratio asked for: with masses Q as they are, moisture M, nitrogen N of dry matter and
 * carbon to nitrogen R of each material, and R of the mix
 *
 *     Q2 / Q1 = N1 (R - R1) (1 - M1) / (N2 (R2 - R) (1 - M2))
 *
 * (Cornell Waste Management Institute, “Getting the right mix”, after NRAES-54, On-Farm Composting
 * Handbook, 1992). The volume of bins is what comes in a week, times the weeks it stays, times what
 * is left of its volume meanwhile, while a bin fills and while it ripens. All figures are settings
 * with their source (data/compost.csv); several are orders of magnitude, and say so. Those of
 * NRAES-54, table A.1, were held against what Cornell publishes of it (cwmi.css.cornell.edu,
 * AppendixATable1OFCH.pdf) as others quote it, and against the same table in the National
 * Engineering Handbook of the USDA (part 637, table 2A-1); the nitrogen of food waste stands in
 * neither quotation.
 */
#ifndef PIAL_WASTE_COMPOST_H
#define PIAL_WASTE_COMPOST_H

#include <stdbool.h>

#include "base/attr.h"
#include "diag/diag.h"
#include "load/table.h"
#include "model/waste.h"
#include "waste/reference.h"

/* Biowaste and what is added to it. */
struct pial_compost_input {
	const struct pial_waste_record *record;	/* of the campaign: masses, year */
	const struct pial_waste_reference *reference;	/* settings */
	const char *dry;			/* material that is added: "chips" */
	const char *file;			/* of the weighings, for diagnostics */
};

/*
 * True when data/compost.csv says all of a material on the day of a record, and its carbon to
 * nitrogen ratio is above that of the mix: only such a material can bring the mix there.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_compost_takes(const struct pial_compost_input *input);

/*
 * A week of service, in grams: what was weighed, of a campaign of several weeks per seven days;
 * where some of its days were not weighed, as if they had been like the others.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL int64_t pial_compost_week(const struct pial_waste_record *record);

/*
 * Fills a table of pial_schema_view_compost. pial_compost_takes must be true. Figures of a year are
 * left out when the year is unknown, those whose settings are missing too. Says when a week is
 * above what local composting may take without approval (A-COMPOST-WEEK; order of 9 April 2018),
 * and when bins hold more than local health rules leave free (N-COMPOST-VOLUME).
 */
PIAL_NONNULL_ALL
void pial_compost_figures(const struct pial_compost_input *input, struct pial_table *out,
			  struct pial_diags *diags);

#endif
