/*
 * A plain line of CSV cut into cells: the commonest line of a table, and the only one that is read
 * without libcsv.
 *
 * Internal to io/. A plain line holds nothing that needs judging: no quote, no control character
 * but its line feed (and tabs where they separate), no byte outside ASCII, no more cells than a
 * table may have, and it is not too long. In it a separator can only separate, so there is one
 * way to read it; every other line is refused here, and read by libcsv. A test reads random texts
 * both ways.
 */
#ifndef PIAL_IO_CSV_CUT_H
#define PIAL_IO_CSV_CUT_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "io/csv.h"

/* Room for a copy of a plain line, whatever its length: it is copied in steps of eight bytes. */
#define PIAL_CSV_CUT_ROOM (PIAL_CSV_FIELD + 2 * sizeof(uint64_t))

/*
 * Cuts the line that begins at text, before end. Returns its bytes, the line feed included, or 0
 * when it is not plain, or within eight bytes of end. copy, of PIAL_CSV_CUT_ROOM bytes, receives
 * the line, with a NUL after each cell; cell, of PIAL_CSV_COLUMNS, receives the cells, in copy,
 * and *count how many: 1 for an empty line. Neither means anything when the answer is 0.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_csv_cut(const char *text, const char *end, char separator, char *copy,
		    struct pial_cell *cell, size_t *count);

#endif
