/*
 * The allocation of a week laid out as people read it: products down, days and kitchens across.
 *
 * A row is what one producer gives of one product (one harvest of it), a column one kitchen on one
 * day. Only cells for which something was ordered are open; an edited one comes back as a pin
 * (`pial-plan collect`). Above the rows of a product stands what was ordered, below them, where a
 * spreadsheet computes, what is still missing. Producers who offer the product and give nothing yet
 * have their row too: a person who moves a crate looks for them.
 *
 * What was sent is told cell by cell: the hidden column `version` lists `vabcdefgh/DAY/KITCHEN`,
 * the version of each cell that held something, since the cells of a row move apart from each other
 * when the week is computed again. One version a row, as forms of orders have, would refuse the
 * same sheet the second time. A contract is only written where a kitchen has ordered a product
 * twice for one day.
 */
#ifndef PIAL_SHEET_FORM_ACROSS_H
#define PIAL_SHEET_FORM_ACROSS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/lang.h"
#include "io/workbook.h"
#include "load/table.h"
#include "model/model.h"
#include "sheet/form_page.h"
#include "sheet/names.h"

/* Owner of a form of everybody, in marks. */
#define PIAL_FORM_ALL "all"

/* What such a form is made of. */
struct pial_form_across {
	struct pial_week week;		/* of which week */
	uint32_t owner;			/* the one producer or kitchen shown; 0: all */
	struct pial_model *model;	/* of the book */
	struct pial_names *names;	/* of its products and producers */
	/* of the week, in key order */
	const struct pial_table *allocation, *orders, *offers;
	const char *title, *subtitle;	/* what it is, and whose */
	const char *note[PIAL_FORM_NOTES];	/* what a person has to know; NULL: no more */
	enum pial_lang lang;		/* of labels and marks */
	bool computed;	/* with what a spreadsheet computes: sums, what is missing */
};

/*
 * Lays the form out as the first sheet of an empty workbook. False, and nothing laid out, when it
 * has more columns than a table may have (PIAL_WORKBOOK_COLUMNS).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_form_lay_across(struct pial_workbook *book, const struct pial_form_across *page);

#endif
