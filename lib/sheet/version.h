/*
 * What a form says of a row besides its values: the version of what was sent.
 *
 * A plain sheet has the version of a row of its table (load/table.h). A form shows less than its
 * table has, and a row of days across is several rows of it, so that its version is that of what
 * the form shows: the fields that are filled in by hand (pial_form_fields), of all rows together.
 * The first letter is `v` for what the book had, `p` for what was only proposed (the plan, a
 * contract's firm quantity) and stands in no table yet.
 */
#ifndef PIAL_SHEET_VERSION_H
#define PIAL_SHEET_VERSION_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "load/table.h"
#include "model/model.h"

/*
 * The version of rows of a schema that make one row of a form, in the order of their keys: letter
 * and eight letters a to p, from the SHA-256 of the given fields. A row whose quantity is none
 * counts for nothing. No rows have a version too.
 */
PIAL_NONNULL(1, 3, 4)
void pial_sheet_version(char version[PIAL_TABLE_VERSION], char letter,
			const struct pial_schema *schema, const struct pial_model *model,
			uint64_t fields, const void *const *row, size_t rows);

#endif
