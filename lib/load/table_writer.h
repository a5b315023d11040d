/*
 * A table as CSV in its canonical form, some rows at a time.
 *
 * A national allocation is 120 MB of text made from 110 MB of rows: held as one text besides its
 * rows it would be the largest thing in memory. A command that can no longer fail asks for the
 * table piece by piece and writes each one. pial_table_write (load/table.h) is the same writer,
 * asked until there is no more.
 */
#ifndef PIAL_LOAD_TABLE_WRITER_H
#define PIAL_LOAD_TABLE_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "load/table.h"

struct pial_write_column;

struct pial_table_writer {
	const struct pial_table *table;		/* what is written */
	const struct pial_model *model;		/* whose texts */
	struct pial_write_column *column;	/* one a column of the output; owned */
	size_t columns;				/* how many */
	size_t room;				/* bytes that a row of short cells can take */
	uint8_t *quoting;			/* number of the pool to enum quoting; owned */
	struct pial_strbuf cell;		/* one value */
	size_t next;				/* row to be written next */
	bool begun;				/* the header is written */
};

/*
 * Begins with a table and the model that has its texts; both must stay as they are until release.
 * The form is that of pial_table_write.
 */
PIAL_NONNULL_ALL
void pial_table_writer_init(struct pial_table_writer *writer, const struct pial_table *table,
			    const struct pial_model *model);

/*
 * Adds the header, the first time, and some of the rows, a few hundred kilobytes. Returns false,
 * and adds nothing, when everything is written or when out is full (out->overflow).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_table_writer_next(struct pial_table_writer *writer, struct pial_strbuf *out);

/*
 * Adds the header alone, or rows of the table's schema that lie elsewhere: for who makes the rows
 * of a table without unknown columns some at a time, and writes them with several writers side by
 * side. Not to be mixed with pial_table_writer_next. False when out is full (out->overflow).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_table_writer_header(struct pial_table_writer *writer, struct pial_strbuf *out);
PIAL_MUST_CHECK PIAL_NONNULL(1, 4)
bool pial_table_writer_rows(struct pial_table_writer *writer, const void *rows, size_t count,
			    struct pial_strbuf *out);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_table_writer_release(struct pial_table_writer *writer);

#endif
