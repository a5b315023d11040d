/*
 * The practical plan at the command line: the clock that may stop its search, and what is said of
 * it.
 */
#ifndef PIAL_CMD_ALLOCATE_DROPS_H
#define PIAL_CMD_ALLOCATE_DROPS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "cmd/cli.h"
#include "engine/allocate.h"

/* A search and its clock. */
struct pial_allocate_drops {
	struct pial_drops_control control;	/* for the engine's input */
	struct pial_cli *cli;			/* to whom progress is shown */
	int64_t from, until;			/* of pial_progress_clock */
	uint32_t asked;				/* times that it was asked */
	bool late;				/* the clock said stop */
};

/*
 * Prepares the search that the policy asks for; it lasts `seconds` at most from now on. Returns
 * the control for the engine's input, NULL when the policy has no `drops:`. With ideal the rows
 * stay those of the ideal plan.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_drops_control *pial_allocate_drops_start(struct pial_allocate_drops *drops,
							   struct pial_cli *cli, bool ideal);

/* Says the figures of the practical plan beside the ideal's, when it was asked for. */
PIAL_NONNULL_ALL
void pial_allocate_drops_say(struct pial_cli *cli, const struct pial_allocate_summary *summary,
			     bool ideal);

#endif
