/*
 * A small week with its certificate, for the tests of the checker.
 */
#ifndef PROOF_CASE_H
#define PROOF_CASE_H

#include "engine_case.h"
#include "proof/check.h"

struct proof_case {
	struct engine_case *c;		/* the week, solved */
	struct pial_arena arena;	/* holds line */
	struct pial_proof_line *line;	/* the certificate */
	size_t lines, room;		/* how many; room for */
	struct pial_allocation *row;	/* the allocation checked: at first the engine's */
	size_t rows;			/* how many; room for ROOM more */
	struct pial_check_figures figures;	/* of the last check */
	struct pial_diags diags;	/* of the last check */
};

/* Rows that a test may add. */
#define PROOF_ROOM 16

/* Solves a week and certifies it; fails the test when refused. */
void proof_case_init(struct proof_case *p, struct engine_case *c);
/* Gives back what proof_case_init took; the week is left alone. */
void proof_case_release(struct proof_case *p);

/* Checks p->row against p->line; false when the certificate is refused. */
bool proof_check(struct proof_case *p);
/* The code of the first alert of the last check, or of its first error; PIAL_CODE_COUNT: none. */
enum pial_code proof_said(const struct proof_case *p);

#endif
