/*
 * The ledger of accounts: what each party was entitled to, what it gave or got, what it is owed.
 */
#ifndef PIAL_MODEL_LEDGER_H
#define PIAL_MODEL_LEDGER_H

#include <stdint.h>

#include "model/ids.h"
#include "num/date.h"
#include "num/units.h"

enum pial_side {
	PIAL_SIDE_NONE,
	PIAL_SIDE_PRODUCER,	/* of tier 1: what it sells */
	PIAL_SIDE_KITCHEN,	/* what it is served */
};

/*
 * ledger/balances.csv; append-only; key week, side, id, product, entry. Entries of a week count
 * its closings and reversals: odd ones close it, even ones take the one before back.
 */
struct pial_balance {
	uint32_t line;			/* line in the file, from 1 */
	int32_t entry;			/* 1: closed, 2: reopened, 3: closed again … */
	uint32_t id;			/* number of a producer or kitchen */
	struct pial_product_id product;	/* what; of a kitchen: what it ordered */
	struct pial_qty entitled;	/* exact answer without memory, hazards credited */
	struct pial_qty credit;		/* of that, for hazards; not in the ledger: 0 as read */
	struct pial_qty given;		/* kept where a receipt says so, else allocated */
	struct pial_qty account;	/* owed after the week: below 0 when ahead */
	struct pial_qty cap;		/* the account stays within this on either side of 0 */
	struct pial_week week;		/* week */
	struct pial_date last_met;	/* last day it gave or got any so far; none: never */
	uint8_t side;			/* enum pial_side */
};

#endif
