/*
 * The form of a weigh-in on paper: to hang beside the scales and fill in by hand.
 *
 * The same rows as the sheet that a spreadsheet opens (sheet/form_weigh.h), laid out for a pen: a
 * line to write on in each cell, a title over each day. It is always empty, even when the book has
 * some weighings already: what was written by hand is typed into the sheet, which comes back.
 */
#ifndef PIAL_REPORT_WEIGH_FORM_PAPER_H
#define PIAL_REPORT_WEIGH_FORM_PAPER_H

#include <stddef.h>

#include "base/attr.h"
#include "markup/paper.h"
#include "model/model.h"
#include "model/weighing.h"

/* What the form of one kitchen is made of. */
struct pial_weigh_form_paper {
	const struct pial_model *model;		/* names */
	const struct pial_campaign *campaign;	/* when, where, what */
	const char *title;			/* what it is, and when */
	const char *const *note;		/* what a person has to know, closed by NULL */
};

/* Adds the sheet of one kitchen to a paper. */
PIAL_NONNULL_ALL
void pial_weigh_form_paper_write(struct pial_paper *paper,
				 const struct pial_weigh_form_paper *form);

#endif
