/*
 * Tables in memory: rows of one schema, with the file's columns and whatever unknown columns came
 * along.
 *
 * Reading: the header is resolved once (English names or labels of either language, case, accents,
 * order and separator aside), then each cell goes through load/value.h. Values repeated from the
 * row above are copied, not read again: a national week has 1.6 million rows in which week and day
 * hardly change. Nothing is half imported: a table with one error is refused whole.
 *
 * In a sheet for people, a quantity that needs three decimals is not written `12,345`, which a
 * spreadsheet elsewhere reads 12345, but as whole thousandths in a column of its own,
 * `quantity_grams` (`grams` is read too; label “Quantité (grammes)”), the ordinary cell staying
 * empty.
 */
#ifndef PIAL_LOAD_TABLE_H
#define PIAL_LOAD_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "diag/diag.h"
#include "io/csv.h"
#include "io/source.h"
#include "load/field.h"
#include "load/value.h"

#define PIAL_TABLE_FIELDS 56	/* most fields of a schema */

struct pial_table {
	const struct pial_schema *schema;	/* what it is */
	const struct pial_model *model;	/* whose pool holds its texts; NULL until read */
	const char *file;		/* name shown to people; in the model's arena */
	/* rows of schema->row_size bytes, in key order once read; owned */
	char *row;
	size_t count;			/* rows */
	size_t cap;			/* room */
	bool borrowed;			/* row belongs to somebody else */
	/* threads that may read, sort and check it; 0 counts as 1; set after init */
	unsigned workers;
	uint8_t column[PIAL_TABLE_FIELDS];	/* field to column of the file, from 1; 0: none */
	bool labels;	/* the file names its columns by their labels */
	/* unknown columns, in the file's order; in the model's arena */
	const char **extra_name;
	uint8_t *extra_column;		/* their columns in the file, from 1; in the arena */
	size_t extras;			/* how many */
	struct pial_text *extra;	/* count x extras values, row by row; owned */
	size_t extra_cap;		/* room in extra, in values */
};

/* Makes an empty table of a schema. */
PIAL_NONNULL_ALL void pial_table_init(struct pial_table *table, const struct pial_schema *schema);

/* Gives the rows back. */
PIAL_NONNULL_ALL void pial_table_release(struct pial_table *table);

/* The row of an index. */
static inline void *pial_table_row(const struct pial_table *table, size_t index)
{
	return table->row + index * table->schema->row_size;
}

/*
 * Adds a row (copied, from outside the table), with empty unknown columns, and returns it; it may
 * move at the next addition.
 */
PIAL_NONNULL_ALL void *pial_table_add(struct pial_table *table, const void *row);

/*
 * Gives an empty table rows that lie elsewhere, with empty unknown columns, without copying them:
 * they must live as long as the table, which may sort them where they lie. Adding a row copies
 * them first. row may be NULL when count is 0.
 */
PIAL_NONNULL(1)
void pial_table_borrow(struct pial_table *table, void *row, size_t count);

/*
 * A column as the file of a table names it: its label in a language, or its English name; for an
 * argument of type l of a diagnostic.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_table_name(const struct pial_table *table, size_t field, enum pial_lang lang);

/* Says, at its cell, that a field of a row is empty and must not be (E-REQUIRED). False. */
PIAL_NONNULL_ALL
bool pial_table_say_empty(const struct pial_table *table, const void *row, const char *field,
			  struct pial_diags *diags);

/*
 * The place of a field's cell in a row that was read from a file: the row's line, the column of the
 * file; column 0 when the file has no such column.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_pos pial_table_pos(const struct pial_table *table, const void *row, const char *field);

/*
 * Reads a CSV table or sheet into an empty table: header (unknown columns kept, near misses of an
 * absent column refused, missing required columns refused with the list of what there is), values,
 * checks of each row, repeated keys (both lines named), sorted by key. The sheet columns `id` and
 * `version` are known and skipped. Syntax faults stop the file; value faults are collected. Returns
 * false when the file is refused; rows read so far are then of no use. The source's text is used
 * up (pial_csv_use_up), its name stays. Several workers (table->workers) read the same rows and say
 * the same; it helps where most texts are known already, as in the tables of a week.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_table_read(struct pial_table *table, struct pial_model *model,
		     struct pial_source *source, struct pial_diags *diags);

/* What a returned sheet says of a row besides its values. */
struct pial_returned {
	struct pial_text id;		/* column `id`; 0: a row that a person added */
	struct pial_text version;	/* column `version` */
	uint64_t filled;		/* bit i: the cell of field i is not blank */
};

/*
 * Reads a sheet that came back: as pial_table_read, but rows stay in the file's order, repeated
 * keys are left to the caller, a row with an id may have blank cells where values are required
 * (blank means unchanged), and rows are not checked across columns. *returned is one entry a row,
 * owned by the caller (free); NULL when the table has no row. False when the file is refused;
 * *returned is then NULL.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_table_read_returned(struct pial_table *table, struct pial_model *model,
			      const struct pial_source *source, struct pial_returned **returned,
			      struct pial_diags *diags);

/*
 * Sorts rows by key, in the order of key fields; stable. Returns the index of the first row whose
 * key equals the one before, or 0. Linear in the number of rows: keys become ranks, sorted digit
 * by digit.
 */
PIAL_NONNULL_ALL size_t pial_table_sort(struct pial_table *table, const struct pial_model *model);

/* Compares two rows by their keys: below, at or above 0. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int pial_table_compare(const struct pial_table *table, const struct pial_model *model,
		       const void *a,
		       const void *b);

/* Finds the row with the same key as row in a sorted table, or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
void *pial_table_find(const struct pial_table *table, const struct pial_model *model,
		      const void *row);

/*
 * Adds the table as CSV in the canonical form: English header, every column of the schema in order,
 * then kept unknown columns, rows as they stand (sort first). Same rows, same bytes.
 */
PIAL_NONNULL_ALL
void pial_table_write(struct pial_strbuf *out, const struct pial_table *table,
		      const struct pial_model *model);

/*
 * Adds the table as a sheet for people: labels of lang, `;`, decimal comma in French, byte-order
 * mark, day names after dates, columns `id` and `version` first (`version` unless the table has a
 * column of that name); columns empty in every row are left out unless required.
 */
PIAL_NONNULL_ALL
void pial_table_write_sheet(struct pial_strbuf *out, const struct pial_table *table,
			    const struct pial_model *model, enum pial_lang lang);

/* Adds a row's id in sheets: the values of its key joined with `_`. */
PIAL_NONNULL_ALL
void pial_table_row_id(struct pial_strbuf *out, const struct pial_table *table,
		       const struct pial_model *model, const void *row);

/* Bytes of a row's version, the final NUL included. */
#define PIAL_TABLE_VERSION 10

/*
 * A row's version in sheets: `v` and eight letters a to p, the first 32 bits of the SHA-256 of the
 * row as pial_table_write writes it (without its line feed). Letters only: no spreadsheet changes
 * them.
 */
PIAL_NONNULL_ALL
void pial_table_row_version(char version[PIAL_TABLE_VERSION], const struct pial_table *table,
			    const struct pial_model *model, const void *row);

/*
 * Which of several schemas a header belongs to: the one whose required columns are all there and
 * most of whose columns are known; NULL when none or when two are equally good (doubt is an error:
 * E-TABLE-KIND is added, naming the candidates) or when the file cannot be read (said too).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_schema *pial_table_recognise(const struct pial_source *source,
					       const struct pial_schema *const *candidate,
						size_t count,
					       struct pial_diags *diags);

#endif
