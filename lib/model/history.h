/*
 * What earlier weeks say to this one: pairs that met, quantities delivered under contracts.
 *
 * The book collects them (book/history.h), the allocation uses them (engine/allocate.h).
 */
#ifndef PIAL_MODEL_HISTORY_H
#define PIAL_MODEL_HISTORY_H

#include "model/ids.h"
#include "num/date.h"
#include "num/units.h"

/* When a pair last met, for level 8. */
struct pial_meeting {
	struct pial_producer_id producer;	/* who */
	struct pial_kitchen_id kitchen;	/* with whom */
	struct pial_week last;		/* latest week before this one */
};

/* What was delivered under a contract line in earlier weeks. */
struct pial_contract_delivered {
	struct pial_contract_id contract;	/* under which contract */
	struct pial_product_id product;		/* ordered product */
	struct pial_qty quantity;		/* thousandths of the unit */
	struct pial_date day;			/* of delivery */
};

#endif
