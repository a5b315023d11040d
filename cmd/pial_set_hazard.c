/*
 * pial set hazard: a line more in ledger/hazards.csv.
 *
 * A loss that was declared, then confirmed by somebody else, is worth credit, so what was declared
 * first must stay readable: a correction or a confirmation is a whole line of its own date, and the
 * latest line of a producer, product and first week counts. Lines are kept in the order in which
 * they came, not in key order: a ledger only grows at its end.
 */
#include <stdlib.h>

#include "cmd/pial_set.h"
#include "load/value.h"

#include "base/banned.h"

/* The line that counts today; NULL: nothing was declared. */
static const struct pial_hazard *latest(const struct pial_table *ledger,
					const struct pial_hazard *said)
{
	const struct pial_hazard *found = NULL;

	for (size_t i = 0; i < ledger->count; i++) {
		const struct pial_hazard *row = pial_table_row(ledger, i);

		if (row->producer.n == said->producer.n && row->product.n == said->product.n &&
		    row->from_week.n == said->from_week.n && row->date.n <= said->date.n &&
		    (!found || row->date.n > found->date.n))
			found = row;
	}
	return found;
}

/* True when two lines say the same, their dates aside. */
static bool same(const struct pial_cli *cli, const struct pial_hazard *a,
		 const struct pial_hazard *b)
{
	const struct pial_schema *schema = &pial_schema_hazards;
	int date = pial_field_find(schema, "date");

	for (size_t i = 0; i < schema->fields; i++)
		if ((int)i != date &&
		    pial_value_compare(&cli->book.model, &schema->field[i], a, b))
			return false;
	return true;
}

static enum pial_exit append(struct pial_cli *cli, const struct pial_hazard *row)
{
	struct pial_book_change change = { .path = pial_schema_hazards.path,
					   .append_only = true };
	struct pial_table table;
	enum pial_exit code;
	char *bytes;

	pial_table_init(&table, &pial_schema_hazards);
	pial_cli_as_written(&table, &cli->book.standing[PIAL_STANDING_HAZARDS]);
	pial_table_add(&table, row);
	change.bytes = bytes = pial_cli_bytes(cli, &table, &change.len);
	code = pial_cli_commit(cli, &change, 1);
	free(bytes);
	pial_table_release(&table);
	return code;
}

enum pial_exit pial_set_hazard(struct pial_cli *cli, const struct pial_table *typed)
{
	const struct pial_table *ledger = &cli->book.standing[PIAL_STANDING_HAZARDS];
	const struct pial_hazard *said = pial_table_row(typed, 0);
	const struct pial_hazard *before = latest(ledger, said);
	struct pial_hazard row = before ? *before : *said;
	struct pial_pos pos;

	pial_set_said(typed, &row, said);
	if (!before)
		return append(cli, &row);
	if (same(cli, &row, before))
		return pial_cli_result(cli, false);
	if (before->date.n != said->date.n)
		return append(cli, &row);
	pos = pial_table_pos(ledger, before, "date");
	pial_diag_add(&cli->diags, NULL, PIAL_E_SET_HAZARD,
		      pial_model_text(&cli->book.model, said->producer.n),
		      pial_model_text(&cli->book.model, said->product.n), &pos);
	return pial_cli_result(cli, false);
}
