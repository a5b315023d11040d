/*
 * Tables from anywhere: no crash, and what was accepted is written, read back and written the same.
 *
 * The first byte chooses the table, so that one corpus serves all; the rest is the file.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "load/load.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct pial_schema *const schema[] = {
	&pial_schema_orders, &pial_schema_offers, &pial_schema_allocation, &pial_schema_receipts,
	&pial_schema_deliveries, &pial_schema_lines, &pial_schema_status, &pial_schema_producers,
	&pial_schema_kitchens, &pial_schema_products, &pial_schema_certificates,
	&pial_schema_distances, &pial_schema_hazards, &pial_schema_needs, &pial_schema_bids,
	&pial_schema_costs, &pial_schema_plan,
	&pial_schema_rounds, &pial_schema_balances,
	&pial_schema_proof, &pial_schema_thresholds, &pial_schema_portions,
	&pial_schema_quotations, &pial_schema_dishes, &pial_schema_menus,
	&pial_schema_absences, &pial_schema_rota,
	&pial_schema_benchmarks, &pial_schema_emissions, &pial_schema_waste, &pial_schema_compost,
	&pial_schema_campaigns, &pial_schema_weighings, &pial_schema_meals,
	&pial_schema_purchases, &pial_schema_labels, &pial_schema_families, &pial_schema_goals,
	&pial_schema_roads,
};

/* Reads a text; when accepted, adds its canonical form (or its sheet) to out. */
static bool pass(const struct pial_schema *kind, const char *text, size_t len, bool sheet,
		 struct pial_strbuf *out)
{
	struct pial_source source;
	struct pial_model model;
	struct pial_diags diags;
	struct pial_table table;
	bool ok;

	pial_model_init(&model);
	pial_diags_init(&diags);
	pial_source_init(&source);
	pial_table_init(&table, kind);
	ok = pial_source_from(&source, "fuzz.csv", text, len, &diags) &&
	     pial_table_read(&table, &model, &source, &diags);
	if (ok && sheet)
		pial_table_write_sheet(out, &table, &model, PIAL_FR);
	else if (ok)
		pial_table_write(out, &table, &model);
	pial_table_release(&table);
	pial_source_release(&source);
	pial_diags_release(&diags);
	pial_model_release(&model);
	return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct pial_schema *kind;
	struct pial_strbuf first, again;

	if (size < 1)
		return 0;
	kind = schema[data[0] % PIAL_COUNT(schema)];
	pial_strbuf_init(&first, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&again, PIAL_STRBUF_OUTPUT);
	if (pass(kind, (const char *)data + 1, size - 1, false, &first)) {
		if (!pass(kind, first.text, first.len, false, &again) ||
		    strcmp(first.text, again.text) != 0)
			abort();
	}
	pial_strbuf_clear(&again);
	(void)!pass(kind, (const char *)data + 1, size - 1, true, &again);
	pial_strbuf_release(&first);
	pial_strbuf_release(&again);
	return 0;
}
