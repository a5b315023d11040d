/*
 * What the verbs of pial-plan know of a week beside its tables: who is asked, and what is proposed.
 */
#ifndef PIAL_CMD_PLAN_WEEK_H
#define PIAL_CMD_PLAN_WEEK_H

#include <stdbool.h>

#include "base/attr.h"
#include "cmd/cli.h"
#include "load/table.h"

/*
 * Fills an empty table of offers, orders or receipts with what its forms are filled with where the
 * book says nothing: what producers promised to grow in the week; the firm quantities of contracts,
 * when the policy lets them stand for silence; nothing for receipts. In key order. The book must
 * be loaded. False when a table is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_plan_propose(struct pial_cli *cli, struct pial_week week, struct pial_table *table);

/* Reads the plan of the season that a week belongs to. False when it is refused. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_plan_season(struct pial_cli *cli, struct pial_week week, struct pial_table *plan);

/* True when a producer is asked for its offer of a week: it is in the group then. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_plan_asks_producer(const struct pial_producer *producer, struct pial_week week);

#endif
