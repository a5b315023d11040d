/*
 * Bands are tables like any other, made for the moment: they borrow the texts of their matrix and
 * own nothing but lists of them, so that every rendering writes them with what it has for tables.
 */
#include "markup/paper_matrix.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "markup/paper_priv.h"

#include "base/banned.h"

/* Names of rows may wrap beyond this. */
#define NAMES 20

static bool has_something(const struct pial_paper_row *row, size_t from, size_t end)
{
	for (size_t c = from; c < end; c++)
		if (*row->cell[c])
			return true;
	return false;
}

/* The band of the columns from from up to end. */
static void make(const struct pial_paper_block *matrix, size_t from, size_t end,
		 struct pial_paper_block *band)
{
	*band = *matrix;
	band->columns = 1 + end - from;
	band->column = pial_calloc(band->columns, sizeof(*band->column));
	band->column[0] = matrix->column[0];
	memcpy(band->column + 1, matrix->column + from, (end - from) * sizeof(*band->column));
	band->row = pial_calloc(matrix->rows + 1, sizeof(*band->row));
	band->rows = 0;
	for (size_t r = 0; r < matrix->rows; r++) {
		const struct pial_paper_row *row = &matrix->row[r];
		const char **cell;

		if (!has_something(row, from, end))
			continue;
		cell = pial_calloc(band->columns, sizeof(*cell));
		cell[0] = row->cell[0];
		memcpy(cell + 1, row->cell + from, (end - from) * sizeof(*cell));
		band->row[band->rows++] = (struct pial_paper_row){ row->kind, cell, NULL };
	}
}

void pial_paper_band_release(struct pial_paper_block *band)
{
	for (size_t r = 0; r < band->rows; r++)
		free(band->row[r].cell);
	free(band->row);
	free(band->column);
}

bool pial_paper_band(const struct pial_paper_block *matrix, size_t *from,
		     bool (*fits)(const struct pial_paper_block *band, size_t room), size_t room,
		     struct pial_paper_block *band)
{
	size_t end = *from + 1;

	if (*from >= matrix->columns)
		return false;
	for (; end < matrix->columns; end++) {
		bool fit;

		make(matrix, *from, end + 1, band);
		fit = fits(band, room);
		pial_paper_band_release(band);
		if (!fit)
			break;
	}
	for (size_t cut = end; cut > *from && cut < matrix->columns; cut--) {
		if (!strcmp(matrix->column[cut - 1].group, matrix->column[cut].group))
			continue;
		end = cut;
		break;
	}
	make(matrix, *from, end, band);
	*from = end;
	return true;
}

bool pial_paper_band_fits(const struct pial_paper_block *band, size_t room)
{
	size_t width = 0;

	for (size_t c = 0; c < band->columns; c++) {
		size_t most = pial_paper_longest(band->column[c].head, " ");

		for (size_t r = 0; r < band->rows; r++) {
			size_t own = pial_paper_longest(band->row[r].cell[c], "\n");

			most = own > most ? own : most;
		}
		width += (!c && most > NAMES ? NAMES : most) + 1;
	}
	return width <= room;
}
