/*
 * Matrices cut into bands that fit where they are written.
 *
 * Twenty kitchens do not fit beside each other, on a terminal or on A4. Each rendering says how
 * much room it has and gets the matrix back as tables that it writes one under the other: the
 * column of names, and as many others as fit, cut between two groups where that can be, so that a
 * day stays whole; rows that have nothing in a band are left out of it.
 */
#ifndef PIAL_MARKUP_PAPER_MATRIX_H
#define PIAL_MARKUP_PAPER_MATRIX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "markup/paper.h"

/* Columns of letters that a page has for the bands of a matrix, upright and across. */
#define PIAL_PAPER_BAND_TALL 84
#define PIAL_PAPER_BAND_WIDE 150

/*
 * Makes the band that begins at column *from (the first begins at 1) and moves *from behind it:
 * the widest that fits says fits in room, one column at least. The band is a table whose texts are
 * the matrix's; give it back with pial_paper_band_release. False, and nothing to give back, when
 * there are no columns left.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_paper_band(const struct pial_paper_block *matrix, size_t *from,
		     bool (*fits)(const struct pial_paper_block *band, size_t room), size_t room,
		     struct pial_paper_block *band);

/* Gives a band back. */
PIAL_NONNULL_ALL void pial_paper_band_release(struct pial_paper_block *band);

/*
 * True when a table is no wider than room, in columns of letters of one width, with one between
 * columns and the names cut to some twenty: what renderings on pages ask.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_paper_band_fits(const struct pial_paper_block *band, size_t room);

#endif
