/*
 * What the tests of lib/waste share: a book with a school, a nursing home, a central kitchen and
 * two satellites, the reference data that are shipped, and a campaign written as the files have it.
 */
#ifndef PIAL_TEST_WASTE_CASE_H
#define PIAL_TEST_WASTE_CASE_H

#include "test_load_help.h"
#include "waste/measure.h"

#define WASTE_WEIGHINGS "campaign,kitchen,day,meal,stream,component,gross_kg,tare_kg,edible_kg," \
			"inedible_kg\n"
#define WASTE_MEALS "campaign,kitchen,day,meal,expected,prepared,served,prepared_kg\n"

/* A campaign called h, read and begun. */
struct waste_case {
	struct world *w;			/* model and diagnostics */
	struct pial_arena arena;		/* of the campaign */
	struct pial_table declared, weighings, meals;	/* its tables */
	struct pial_table shipped[4];		/* benchmarks, emissions, waste, compost */
	struct pial_waste_campaign campaign;	/* what is measured */
	struct pial_waste_reference reference;	/* of the shipped tables */
	struct pial_waste_input input;		/* all of it */
	struct pial_table out;			/* records or rows */
	bool begun;				/* what pial_waste_begin said */
};

/* Makes the case; declared "" for no line of campaigns.csv. Fails on rows that are refused. */
void waste_case_make(struct waste_case *c, struct world *w, const char *declared,
		     const char *weighings, const char *meals);

/* Gives everything back. */
void waste_case_release(struct waste_case *c);

/* The records; one by its kitchen's name, NULL: all together. Fails when there is none. */
const struct pial_waste_record *waste_case_record(struct waste_case *c, const char *kitchen);

/* The records or rows anew. */
void waste_case_records(struct waste_case *c);
void waste_case_rows(struct waste_case *c, enum pial_waste_by by);

/* How often a code was said. */
size_t waste_case_said(const struct waste_case *c, enum pial_code code);

#endif
