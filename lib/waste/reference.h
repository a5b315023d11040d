/*
 * What reference data say of a kitchen on a day: its benchmark, emissions of food, settings.
 *
 * The line that says most wins: one of the kitchen's sector before one of its kind before one of
 * any kitchen; of equals, the one that begins last. So a group adds a line for its own school, and
 * leaves the others as they were.
 */
#ifndef PIAL_WASTE_REFERENCE_H
#define PIAL_WASTE_REFERENCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "model/model.h"
#include "model/waste.h"

/* The reference tables that a weigh-in asks, as they were read; any order of rows. */
struct pial_waste_reference {
	const struct pial_model *model;		/* of the book: words of the tables */
	const struct pial_benchmark *benchmark;	/* data/benchmarks.csv; NULL: none */
	size_t benchmarks;			/* how many */
	const struct pial_emission *emission;	/* data/emissions.csv; NULL: none */
	size_t emissions;			/* how many */
	const struct pial_waste_value *waste;	/* data/waste.csv; NULL: none */
	size_t wastes;				/* how many */
	const struct pial_waste_value *compost;	/* data/compost.csv; NULL: none */
	size_t composts;			/* how many */
};

/*
 * The benchmark of a kitchen for a stream (PIAL_STREAM_NONE: all together) on a day: a line of the
 * first of its sectors that has one, else of its kind, else of any kitchen. NULL when there is
 * none; a kitchen that the model does not know, or none, has those of any kitchen only. A benchmark
 * of a stream is of the same table as that of all together, or it is not given: parts of another
 * sector would not add up to it.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_benchmark *pial_waste_benchmark(const struct pial_waste_reference *reference,
						  struct pial_kitchen_id kitchen,
						  enum pial_stream stream, struct pial_date day);

/*
 * Grams of CO2 equivalent per kilogram of a component (0: not said) on a day; -1 when no line says
 * it.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int32_t pial_waste_emission(const struct pial_waste_reference *reference,
			    struct pial_text component, struct pial_date day);

/* The line that pial_waste_emission takes its figure from, for its source; NULL: none. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_emission *pial_waste_emission_line(const struct pial_waste_reference *reference,
						     struct pial_text component,
						     struct pial_date day);

/*
 * A setting of weigh-ins on a day, of something (a word such as "satellite"; "" for nothing in
 * particular), else of all others; none when no line says it.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_qty pial_waste_setting(const struct pial_waste_reference *reference,
				   enum pial_waste_setting setting, const char *of,
				   struct pial_date day);

/* The same of composting. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_qty pial_compost_setting(const struct pial_waste_reference *reference,
				     enum pial_compost_setting setting, const char *of,
				     struct pial_date day);

/*
 * The line that pial_waste_setting, or pial_compost_setting, takes its value from, for its source;
 * NULL when there is none.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_waste_value *pial_waste_line_of(const struct pial_waste_reference *reference,
						  enum pial_waste_setting setting, const char *of,
						  struct pial_date day);
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_waste_value *pial_compost_line_of(const struct pial_waste_reference *reference,
						    enum pial_compost_setting setting,
						    const char *of, struct pial_date day);

#endif
