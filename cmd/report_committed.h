/*
 * What kitchens committed to and what it will come to, for the views that say so: worked out once,
 * so that the page of contracts and the page of decisions cannot differ.
 */
#ifndef PIAL_CMD_REPORT_COMMITTED_H
#define PIAL_CMD_REPORT_COMMITTED_H

#include <stdbool.h>

#include "base/attr.h"
#include "cmd/cli_contracts.h"
#include "engine/contract_check.h"
#include "load/table.h"

struct pial_committed {
	struct pial_cli *cli;				/* the run */
	struct pial_cli_days days;			/* asked for; open: today */
	struct pial_kitchen_id only;			/* of this kitchen; none: of all */
	struct pial_date ended;		/* of contracts that ended before nothing is said */
	struct pial_date overlap;	/* those that ended before are not looked at */
	int year;					/* of the season that foretells */
	struct pial_had had;				/* what contracts had */
	struct pial_table needs, thresholds;		/* of that season, of the law */
	struct pial_contract_result all, given;		/* of all, of what is delivered */
	struct pial_table lines, progress;		/* the view's tables */
};

/* Makes it empty. */
PIAL_NONNULL_ALL void pial_committed_init(struct pial_committed *work, struct pial_cli *cli);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_committed_release(struct pial_committed *work);

/*
 * Reads what the book has of contracts and fills the tables; days and only are set before, and the
 * book is loaded. False when refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_committed_load(struct pial_committed *work);

#endif
