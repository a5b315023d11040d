/*
 * What the book knows of contracts, week by week.
 */
#ifndef PIAL_CMD_CLI_CONTRACTS_H
#define PIAL_CMD_CLI_CONTRACTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "book/book.h"
#include "cmd/cli.h"
#include "engine/contract_check.h"
#include "model/history.h"

struct pial_had {
	/* of each week what was kept, else allocated, else ordered; owned */
	struct pial_contract_delivered *done;
	size_t dones, done_cap;			/* how many, and room */
	/* of it what was kept or allocated, on days up to one; owned */
	struct pial_contract_delivered *given;
	size_t givens, given_cap;		/* how many, and room */
	struct pial_week *known;		/* weeks that done speaks of, in order; owned */
	size_t knowns, known_cap;		/* how many, and room */
};

/* Makes it empty. */
PIAL_NONNULL_ALL void pial_had_init(struct pial_had *had);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_had_release(struct pial_had *had);

/*
 * The first day of the first contract that has a day on this one or later: what came before says
 * nothing to these contracts. None when one of them has no first day; when there are no such
 * contracts, a day later than any.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_date pial_cli_contracts_since(const struct pial_model *model, struct pial_date day);

/*
 * Reads every week of the book that has a day from since on (none: all). A week is told by one of
 * them, never by two: its allocation with receipts, else its saved deliveries, else its orders;
 * given are days up to `until`. False when a table is refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_had_load(struct pial_had *had, struct pial_book *book, struct pial_date since,
		   struct pial_date until, struct pial_diags *diags);

/*
 * Says what people should know of contracts: minimums that will not be reached (A-CONTRACT-MIN,
 * A-CONTRACT-VALUE-MIN), maximums that will be passed (A-CONTRACT-MAX, -VALUE-MAX), lots that may
 * come to more than a direct award may (N-CONTRACT-CEILING). Of the contracts that have a day on
 * `ended` or later, and of one kitchen only, unless these are none.
 */
PIAL_NONNULL_ALL
void pial_cli_contracts_say(struct pial_cli *cli, const struct pial_contract_result *result,
			    struct pial_date ended, struct pial_kitchen_id only);

#endif
