/*
 * The reference tables that are shipped: the files of load/data/, inside the library, so that they
 * are there wherever a command runs.
 */
#ifndef PIAL_LOAD_BUILTIN_H
#define PIAL_LOAD_BUILTIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "load/field.h"

/*
 * The bytes of the file shipped for a table (CSV, UTF-8), which live for ever. False when none is
 * shipped: quotations and indices are a group's own.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_builtin(const struct pial_schema *schema, const char **bytes, size_t *len);

#endif
