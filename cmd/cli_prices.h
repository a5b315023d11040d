/*
 * What commands say of prices that must cover their cost.
 */
#ifndef PIAL_CMD_CLI_PRICES_H
#define PIAL_CMD_CLI_PRICES_H

#include "base/attr.h"
#include "cmd/cli.h"
#include "engine/price.h"
#include "load/table.h"

/*
 * Says why no price could be built (E-PRICE-LOSS, E-PRICE-FEES, E-AMOUNT), at the line of the costs
 * they were built from.
 */
PIAL_NONNULL_ALL
void pial_cli_price_fault(struct pial_cli *cli, const struct pial_table *costs,
			  const struct pial_price_result *result);

#endif
