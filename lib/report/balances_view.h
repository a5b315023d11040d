/*
 * Accounts as people read them: in the product's unit, in kilograms and in euros.
 */
#ifndef PIAL_REPORT_BALANCES_VIEW_H
#define PIAL_REPORT_BALANCES_VIEW_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "load/table.h"
#include "model/ledger.h"
#include "model/model.h"

/* A party and a product. */
struct pial_balance_line {
	uint32_t line;			/* unused: the view stands in no file */
	uint32_t id;			/* number of a producer or kitchen */
	struct pial_product_id product;	/* what */
	struct pial_qty entitled, given, account;	/* thousandths of the unit */
	struct pial_qty mass;		/* the account in grams; none: mass of a unit unknown */
	struct pial_money value;	/* the account at its price; none: no price */
	struct pial_qty cap;		/* bound of the account */
	struct pial_week week;		/* the week that says it */
	struct pial_date last_met;	/* last day it gave or got any */
	uint8_t side;			/* enum pial_side */
	uint8_t unit;			/* enum pial_unit */
};

extern const struct pial_schema pial_schema_view_balances;
/* The same rows of one side with the columns that fit a page. */
extern const struct pial_schema pial_schema_view_owed;

/*
 * Fills a table of pial_schema_view_balances from rows of the ledger, sorted by side, party and
 * product. A kitchen's account is worth what it pays in the row's week: the price of its contract,
 * else the reference price; a producer's the reference price, else that of the first contract (by
 * id) that has the product and lets it deliver. Goods paid by weight are worth their mean weight.
 * Cents are rounded half away from zero.
 */
PIAL_NONNULL(1, 2)
void pial_balances_view_make(struct pial_table *out, const struct pial_model *model,
			     const struct pial_balance *row, size_t rows);

#endif
