/*
 * Rows fixed by hand: what `pial-allocate pin` and `pial-plan collect` have in common.
 *
 * A pinning is one week: the allocation there is, the rows that people want otherwise, and the week
 * computed again around them. Rows come from a few words, or from tables and sheets that came back,
 * several of them if need be: each is compared with the book as it stands, so that their order does
 * not matter, and two that want different things of one row are refused. Nothing here writes into
 * the book.
 */
#ifndef PIAL_CMD_ALLOCATE_PIN_H
#define PIAL_CMD_ALLOCATE_PIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "cmd/allocate_input.h"
#include "cmd/cli.h"
#include "cmd/cli_deliveries.h"
#include "load/table.h"
#include "sheet/returned.h"

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
	enum pial_allocated state;		/* what that table is */
	/* rows that sheets want otherwise than they stand, in the order given */
	struct pial_table wanted;
	struct pial_pos *place;			/* of each, its quantity in its file; owned */
	size_t place_cap;			/* room */
	struct pial_pos *origin;		/* of each row of week.pins; NULL: see its file */
};

/* Makes a pinning of a week of a run. */
PIAL_NONNULL_ALL
void pial_pinning_init(struct pial_pinning *pinning, struct pial_cli *cli, struct pial_week week);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_pinning_release(struct pial_pinning *pinning);

/*
 * Reads the week, once the book is loaded: its orders and all else, its allocation, which may be
 * missing. Whether it may be changed, pial_allocate_again_may says. False when refused, said
 * already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_pinning_read(struct pial_pinning *pinning);

/*
 * Fixes, or with --off takes off, the one row that the words after WEEK mean: PRODUCER KITCHEN
 * PRODUCT QUANTITY. What is not said (day, contract, batch) must follow from the week's orders and
 * offers: several that fit are refused with their list (E-PIN-WHICH, E-SET-BATCH). False when
 * refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_pin_words(struct pial_pinning *pinning);

/*
 * Adds to `wanted` what a person changed in a table or sheet that came back, whose rows are not
 * checked yet: a quantity that differs, a row that was added, `yes` in the column pin; `no` there
 * takes a pin off. A row that is gone is refused with the advice to write 0, and so is one that has
 * changed in the book too since it was sent. False when refused, said already; then nothing of the
 * sheet is wanted.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_pin_sheet(struct pial_pinning *pinning, struct pial_sheet *sheet);

/*
 * Lays the wanted rows over those that stand, as the table to start from. Rows of which two sheets
 * want different things are refused (E-SHEET-TWICE, at the later one): then false.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_pin_agree(struct pial_pinning *pinning);

/* How many rows sheets add, change, and set to 0. */
struct pial_pin_count {
	int64_t added, changed, removed;	/* rows, each in one of them */
};

/* Says each wanted row, at its place, as other sheets do (N-SHEET-ADDED …), and counts them. */
PIAL_NONNULL_ALL
void pial_pin_say(const struct pial_pinning *pinning, struct pial_pin_count *count);

/*
 * Computes the week with the table to start from into an empty table: the new allocation, or, of a
 * week that was not computed yet, its pins alone, as wishes, once they are known to be possible.
 * *same tells whether it is what stands. False when refused, said already, at the places that the
 * rows have in their files.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_pin_compute(struct pial_pinning *pinning, struct pial_table *table, bool *same);

#endif
