/*
 * What a header cell means: a column of the schema, its grams, or one of the two sheet columns.
 *
 * For the readers of tables and of forms (sheet/). Codes from 0 are fields; others are below.
 */
#ifndef PIAL_LOAD_TABLE_HEADER_H
#define PIAL_LOAD_TABLE_HEADER_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/strbuf.h"
#include "base/strmap.h"
#include "load/table.h"

enum pial_header_code {
	PIAL_HEADER_GRAMS = 64,		/* and above: thousandths of the field code - 64 */
	PIAL_HEADER_ID = 128,		/* sheet column `id` */
	PIAL_HEADER_VERSION,		/* sheet column `version` */
	PIAL_HEADER_UNKNOWN,		/* any other name */
	PIAL_HEADER_BLANK,		/* no name at all */
};

/* The names that a schema's header may hold, folded. */
struct pial_header {
	const struct pial_schema *schema;	/* whose */
	struct pial_arena arena;	/* holds folded names */
	struct pial_strmap map;		/* folded name to code */
	struct pial_strbuf folded;	/* for looking up */
};

/* Collects the names and labels of a schema. */
PIAL_NONNULL_ALL
void pial_header_init(struct pial_header *header, const struct pial_schema *schema);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_header_release(struct pial_header *header);

/* What a cell of a header means: a field's index or an enum pial_header_code. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
unsigned pial_header_code(struct pial_header *header, const char *text, size_t len);

/* True when a field has a column of grams in sheets: quantities and masses. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_header_has_grams(const struct pial_field *field);

/* Adds the header text of a field's column of grams: its label and “(grammes)” or “(grams)”. */
PIAL_NONNULL_ALL
void pial_header_grams(struct pial_strbuf *out, const struct pial_field *field,
		       enum pial_lang lang);

/* The column of the spreadsheet, from 1, as letters: A, … Z, AA. Needs room for 8 bytes. */
PIAL_NONNULL_ALL void pial_header_letters(char out[8], size_t column);

/*
 * Fills table->column and the unknown columns from the codes of a header's cells, and says what is
 * wrong: a column twice, one missing, one that is nearly an absent one. False when an error was
 * added.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_header_resolve(struct pial_table *table, struct pial_arena *arena,
			 const struct pial_cell *cell, const unsigned *code, size_t count,
			 const struct pial_pos *pos, struct pial_diags *diags);

#endif
