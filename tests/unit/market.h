/*
 * A small market for the tests of deliveries, invoices and reports, written as people write it:
 * CSV and YAML, through the loaders.
 *
 * Producers: P-est (flat-rate, organic until 2025-03-20), P-sud (liable, organic), P-lac
 * (franchise, no certificate), P-mut (regime not said, in conversion), P-gros (partner,
 * liable). Kitchens: K-ecole (needs an engagement number), K-ehpad. Products: carotte (kg,
 * crates of 5, 1.90 €), laitue (piece, crates of 12, 0.35 kg, 1.10 €), roti (piece, priced per
 * kg, 18.90 €), ail (kg, no price, no VAT rate). Contract C-ecole: carrots at 1.85 €,
 * engagement EJ-1.
 */
#ifndef TESTS_MARKET_H
#define TESTS_MARKET_H

#include "diag/diag.h"
#include "load/table.h"
#include "model/legal.h"
#include "model/model.h"

struct market {
	struct pial_model model;	/* loaded and indexed */
	struct pial_diags diags;	/* what was said */
	struct pial_table standing[4];	/* keep the rows alive */
	struct pial_table legal[3];	/* mentions, rates, terms, as shipped */
	struct pial_legal law;		/* the same */
	size_t tables;			/* how many of them */
	char text[4096];		/* of the last market_cell */
};

/*
 * Loads the market; policy is YAML added to pial.yaml ("" for none). Fails the test when
 * refused.
 */
void market_init(struct market *m, const char *policy);

/* The files of a market, as texts. */
struct market_texts {
	const char *policy;	/* added to pial.yaml */
	const char *producers, *kitchens, *products, *certificates;	/* CSV */
	const char *parties, *contract;	/* YAML */
};

/* Loads another market. Fails the test when refused. */
void market_init_from(struct market *m, const struct market_texts *texts);
/* Gives everything back. */
void market_release(struct market *m);

/* Reads a table from its CSV text, sorted; the caller releases it. Fails the test when refused. */
void market_read(struct market *m, struct pial_table *table, const struct pial_schema *schema,
		 const char *csv);
/* The number of a text that the market knows, or is told now. */
uint32_t market_id(struct market *m, const char *text);
/* A date written 2025-03-17. */
struct pial_date market_day(const char *text);
/* The text of a column of a row, as a table writes it; lives until the next call. */
const char *market_cell(struct market *m, const struct pial_schema *schema, const void *row,
			const char *column);
/* How many diagnostics of a code there are. */
size_t market_said(const struct market *m, enum pial_code code);

#endif
