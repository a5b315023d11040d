/*
 * A form laid out: from the rows that it is made of to a page for a spreadsheet.
 *
 * One page, in landscape on A4: the mark and the title, two or three sentences, then a product a
 * row. What is to be filled in is framed and open; what is only there to be read (the pack, the
 * plan's figure, totals) is locked; ids and versions are in hidden columns. Free rows at the end
 * take what was not foreseen, chosen from a list. The same page becomes a workbook for .ods and
 * .fods, or the text of a sheet, without what a spreadsheet computes.
 *
 * Rows come from three places, in this order: the book (version `v`), what is proposed where the
 * book says nothing (version `p`), and what was there the week before or is in a contract, as empty
 * rows (version `p` of nothing).
 */
#ifndef PIAL_SHEET_FORM_PAGE_H
#define PIAL_SHEET_FORM_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "io/workbook.h"
#include "load/table.h"
#include "model/model.h"
#include "sheet/form.h"
#include "sheet/names.h"

/* Most sentences above the table. */
#define PIAL_FORM_NOTES 4

/* What a form is made of. */
struct pial_form_page {
	enum pial_form_kind kind;	/* which form */
	struct pial_week week;		/* of which week */
	uint32_t owner;			/* who fills it in: number in the pool */
	struct pial_model *model;	/* of the book */
	struct pial_names *names;	/* of its products and producers */
	/* of the form's table, of everybody, in key order: the book, what is proposed, last week */
	const struct pial_table *book, *proposal, *last;
	const struct pial_table *allocation;	/* receipts: what was to be delivered */
	const char *title, *subtitle;	/* what it is, and whose */
	const char *note[PIAL_FORM_NOTES];	/* what a person has to know; NULL: no more */
	enum pial_lang lang;		/* of labels and marks */
	bool computed;			/* with what a spreadsheet computes: totals, kilograms */
};

/* Lays a form out as the first sheet of an empty workbook. Returns how many rows were filled in. */
PIAL_NONNULL_ALL
size_t pial_form_lay(struct pial_workbook *book, const struct pial_form_page *page);

/*
 * Adds the first sheet of a workbook as CSV for people: `;`, byte-order mark, the decimal mark of
 * its language, texts guarded against formulas; every row as wide as the widest.
 */
PIAL_NONNULL_ALL
void pial_form_put_csv(struct pial_strbuf *out, const struct pial_workbook *book);

#endif
