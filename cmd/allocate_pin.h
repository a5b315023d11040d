/*
 * What the two ways to fix rows by hand have in common: a few words, or a table that came back.
 */
#ifndef PIAL_CMD_ALLOCATE_PIN_H
#define PIAL_CMD_ALLOCATE_PIN_H

#include <stdbool.h>

#include "base/attr.h"
#include "cmd/allocate_input.h"
#include "cmd/cli.h"
#include "io/source.h"
#include "load/table.h"

/* Values of the options of pial-allocate pin. */
struct pial_pin_own {
	/* columns of the row; NULL: unsaid */
	const char *day, *contract, *batch, *ordered, *note;
	bool off;	/* take the pin off */
	bool diff;	/* put out what changes */
};

/* Rows being fixed. */
struct pial_pinning {
	struct pial_cli *cli;			/* the run */
	struct pial_allocate_week week;		/* its pins: the table to start from */
	struct pial_table stands;		/* the table there is, in key order */
};

/*
 * Fixes, or with --off takes off, the one row that the words after WEEK mean: PRODUCER KITCHEN
 * PRODUCT QUANTITY. What is not said (day, contract, batch) must follow from the week's orders and
 * offers: several that fit are refused with their list (E-PIN-WHICH, E-SET-BATCH). False when
 * refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_pin_words(struct pial_pinning *pinning);

/*
 * Fixes what a person changed in a table or sheet that comes back: a quantity that differs, a row
 * that was added, `yes` in the column pin; `no` there takes a pin off. A row that is gone is
 * refused with the advice to write 0, and so is one that has changed in the book too since it was
 * sent. False when refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_pin_table(struct pial_pinning *pinning, const struct pial_source *source);

#endif
