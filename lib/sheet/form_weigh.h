/*
 * The form of a weigh-in, for one kitchen: meals counted above, what is weighed below.
 *
 * One page of A4 to hang beside the scales and to fill in by hand or in a spreadsheet: a row a day
 * and meal for the counts, then a row a day, meal and stream (and component, where the campaign
 * weighs them apart) for gross weight and tare. Two tables in one file, each under its own mark,
 * since one person fills in both; the reader takes a file apart at its marks
 * (pial_sheet_next). A kitchen that gets its meals from another has no stream of preparation.
 *
 * Rejected: days across, as in the official workbooks of 2025 (one cell a weight): gross weight and
 * tare would be rows, and a forgotten tare would not be seen.
 */
#ifndef PIAL_SHEET_FORM_WEIGH_H
#define PIAL_SHEET_FORM_WEIGH_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/lang.h"
#include "io/workbook.h"
#include "load/table.h"
#include "model/model.h"
#include "model/weighing.h"
#include "sheet/form_page.h"

/* What such a form is made of. */
struct pial_form_weigh {
	const struct pial_campaign *campaign;	/* when, where, what */
	struct pial_model *model;		/* of the book */
	/* of the campaign, in key order: what the book has already */
	const struct pial_table *weighings, *meals;
	const char *title, *subtitle;		/* what it is, and whose */
	const char *note[PIAL_FORM_NOTES];	/* what a person has to know; NULL: no more */
	enum pial_lang lang;			/* of labels */
	bool computed;				/* with net weights, which a spreadsheet computes */
};

/* Lays the form out as the first sheet of an empty workbook. */
PIAL_NONNULL_ALL
void pial_form_lay_weigh(struct pial_workbook *book, const struct pial_form_weigh *page);

#endif
