/*
 * Accounts: what each party is owed of each product, week after week (spec of allocation,
 * "Accounts").
 *
 * A <- A + entitled - given, held within account_cap_weeks x w on either side of 0. Being served
 * less than the exact answer makes the next answer more, in whole packs as in scales that said
 * less; what exceeds the bound lapses. With it the odd packs of a season stay within one of exact
 * wherever the pairs allow it (the largest deficit first, which never favours the small or the
 * large).
 */
#ifndef PIAL_ENGINE_BALANCE_H
#define PIAL_ENGINE_BALANCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "engine/allocate.h"
#include "model/ledger.h"
#include "model/match.h"

/* What is owed after some weeks: the latest row of each party and product. */
struct pial_accounts {
	struct pial_balance *row;	/* sorted by pial_balance_compare; owned */
	size_t rows, cap;		/* how many, and room */
};

/* Makes empty accounts: nobody is owed anything. */
PIAL_NONNULL_ALL void pial_accounts_init(struct pial_accounts *accounts);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_accounts_release(struct pial_accounts *accounts);

/* Order of side, number of the party, number of the product: below, at or above 0. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int pial_balance_compare(const struct pial_balance *a, const struct pial_balance *b);

/*
 * Takes over the rows of a week, sorted by pial_balance_compare, each key once: they stand for what
 * was known of those parties and products.
 */
PIAL_NONNULL(1)
void pial_accounts_put(struct pial_accounts *accounts, const struct pial_balance *row,
		       size_t rows);

/* The row of a key, or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_balance *pial_accounts_find(const struct pial_accounts *accounts,
					      const struct pial_balance *key);

/* What is owed, as the engine takes it (pial_allocate_input); *list lives in the arena. */
PIAL_NONNULL_ALL
void pial_accounts_list(const struct pial_accounts *accounts, struct pial_arena *arena,
			struct pial_account **list, size_t *count);

struct pial_balance_input {
	/* the week; its accounts are left out */
	struct pial_allocate_input week;
	const struct pial_matched *line;	/* what was delivered, allocated or not */
	size_t lines;				/* how many */
	const struct pial_accounts *before;	/* after the weeks before */
};

/*
 * Computes the rows of a week, sorted by pial_balance_compare, entry 1: one for each kitchen and
 * product of which something was ordered and somebody offered any, and for each producer of tier 1
 * and product likewise; for what was given beside that, and for a confirmed loss. Under a rule
 * without accounts only producers have rows. A week in which nothing weighs a party (it gave what
 * nobody had ordered) keeps its bound of before. *row lives in the arena. False, with located
 * errors, when the week is refused or the numbers leave their limits.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_balance_week(const struct pial_balance_input *input, struct pial_arena *arena,
		       struct pial_balance **row, size_t *rows, struct pial_diags *diags);

#endif
