/*
 * A fault has one wording, whichever command meets it.
 */
#include "cmd/cli_prices.h"

#include "model/season.h"

#include "base/banned.h"

void pial_cli_price_fault(struct pial_cli *cli, const struct pial_table *costs,
			  const struct pial_price_result *result)
{
	const struct pial_cost *cost = pial_table_row(costs, result->fault_at);
	struct pial_pos pos = pial_table_pos(costs, cost, "product");

	switch (result->fault) {
	case PIAL_PRICE_LOSS:
		pial_diag_add(&cli->diags, &pos, PIAL_E_PRICE_LOSS,
			      pial_model_text(&cli->book.model, cost->product.n));
		break;
	case PIAL_PRICE_FEES:
		pial_diag_add(&cli->diags, NULL, PIAL_E_PRICE_FEES);
		break;
	default:
		pial_diag_add(&cli->diags, &pos, PIAL_E_AMOUNT);
		break;
	}
}
