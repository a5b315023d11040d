/*
 * A file that came back: which table it is, its rows, and where each value stands in it.
 *
 * Two shapes are read. A plain table or sheet goes through the reader of tables as it is. A form
 * (sheet/form.h) is first turned into such a table: what stands above it is left out, its mark
 * gives week and owner to every row, days across become rows, names become ids; then the same
 * reader reads it, so that a value is refused in the same words wherever it stands. Places are
 * those of the file as the person has it: each row of the table remembers its line there, and, of
 * days across, its column.
 *
 * Rejected: a second reader for forms, with checks of its own, which would drift from the first.
 */
#ifndef PIAL_SHEET_RETURNED_H
#define PIAL_SHEET_RETURNED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "diag/diag.h"
#include "io/csv.h"
#include "io/source.h"
#include "load/table.h"
#include "sheet/form.h"
#include "sheet/names.h"

/* Where a row of a form stands in its file. */
struct pial_sheet_place {
	uint32_t line;		/* of the file, from 1 */
	uint8_t quantity;	/* column of its quantity, from 1; 0: as all rows */
};

struct pial_sheet {
	enum pial_form_kind form;	/* NONE: a plain table or sheet */
	struct pial_week week;		/* of a form; none: of a campaign */
	uint32_t campaign;		/* of a form of a campaign: number in the pool; 0: none */
	uint32_t owner;			/* of a form: number in the pool */
	struct pial_table table;	/* rows in the file's order, not checked against the book */
	struct pial_returned *returned;	/* what the sheet says of each row; owned */
	/* of a form: line of the table to place, from 1; owned */
	struct pial_sheet_place *place;
	size_t places, place_cap;	/* how many, and room */
	/* of a form: column of the table to that of the file */
	uint8_t column[PIAL_CSV_COLUMNS + 8];
	uint8_t quantity;		/* of a form: column of the table that holds quantities */
};

/* Makes an empty sheet. */
PIAL_NONNULL_ALL void pial_sheet_init(struct pial_sheet *sheet);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_sheet_release(struct pial_sheet *sheet);

/*
 * Takes the next form off a file that may hold several, one below the other, each under its mark:
 * *part receives what stands up to the next mark, *rest goes on there, with the lines before it
 * counted as skipped. A file with one mark, or without any, is one part. False when nothing is
 * left. The texts are those of the file, not copied.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_sheet_next(struct pial_source *rest, struct pial_source *part);

/*
 * Reads a file that came back into an empty sheet: a form by its mark, else one of the candidate
 * tables by its header; of one candidate it is that one. A form of none of them is refused
 * (E-TABLE-KIND). References are not looked up, nor rows compared with the book. False when
 * something was refused, said at its place in the file.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_sheet_read(struct pial_sheet *sheet, struct pial_model *model, struct pial_names *names,
		     const struct pial_source *source, const struct pial_schema *const *candidate,
		     size_t candidates, struct pial_diags *diags);

/* The place of a row's cell in the file; column 0 when the file has no such column. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_pos pial_sheet_pos(const struct pial_sheet *sheet, const void *row, const char *field);

/*
 * Moves diagnostics, from an index on, from places in the table that a form was turned into to
 * those in the file. Whoever checks sheet->table calls it once afterwards.
 */
PIAL_NONNULL_ALL
void pial_sheet_replace(const struct pial_sheet *sheet, struct pial_diags *diags, size_t from);

/*
 * Inside the room: turns a form into the text of a table, with its map of places in sheet; source
 * is the whole file, mark what it says. Rows that are refused are said, at their places, and left
 * out. False when there is no table to read.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_form_flatten(struct pial_sheet *sheet, struct pial_model *model, struct pial_names *names,
		       const struct pial_source *source, const struct pial_form_mark *mark,
		       struct pial_strbuf *out, struct pial_diags *diags);

#endif
