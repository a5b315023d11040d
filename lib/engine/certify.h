/*
 * The certificate of a solved week: its proof objects as lines of a table.
 *
 * Lines name orders and offers by their keys, so that a certificate outlives the run that made it
 * and can be checked by a program that has never seen the engine's numbers.
 */
#ifndef PIAL_ENGINE_CERTIFY_H
#define PIAL_ENGINE_CERTIFY_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/prove.h"
#include "model/model.h"
#include "model/proof.h"

/*
 * Writes the lines of a certificate, in no order that may be shown; they live in the arena, their
 * numbers as texts in the pool of the model, which must be the proof's own. Returns how many.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_certify(const struct pial_proof *proof, struct pial_model *model,
		    struct pial_arena *arena, struct pial_proof_line **line);

#endif
