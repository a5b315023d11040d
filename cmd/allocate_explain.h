/*
 * pial-allocate --explain: the answer in words.
 */
#ifndef PIAL_CMD_ALLOCATE_EXPLAIN_H
#define PIAL_CMD_ALLOCATE_EXPLAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "cmd/allocate_input.h"

/*
 * Adds to the output why the answer of a week is what it is: text, or JSON with --format=json. The
 * week must be solved and its rows still be there. only, when not 0, keeps that kitchen or
 * producer. False when the proof leaves the room there is for numbers.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_allocate_explain(const struct pial_allocate_week *week, uint32_t only);

#endif
