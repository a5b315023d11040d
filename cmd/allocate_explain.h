/*
 * pial-allocate --explain: the answer in words.
 */
#ifndef PIAL_CMD_ALLOCATE_EXPLAIN_H
#define PIAL_CMD_ALLOCATE_EXPLAIN_H

#include <stdint.h>

#include "base/attr.h"
#include "cmd/allocate_input.h"

/*
 * Adds to the output why the answer of a week is what it is: text, or JSON with --format=json. The
 * week must have been solved with its proof. only, when not 0, keeps that kitchen or producer.
 */
PIAL_NONNULL_ALL
void pial_allocate_explain(const struct pial_allocate_week *week, uint32_t only);

#endif
