/*
 * Everything that is owed is worked out from what the book holds; nothing here is stored.
 */
#include "cmd/invoice_due.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "book/path.h"
#include "num/round.h"

#include "base/banned.h"

void pial_owing_init(struct pial_owing *o, struct pial_cli *cli)
{
	*o = (struct pial_owing){ .cli = cli };
	pial_register_init(&o->reg);
	pial_book_legal_init(&o->legal);
	pial_cash_init(&o->payments, &pial_schema_payments);
}

void pial_owing_release(struct pial_owing *o)
{
	pial_register_release(&o->reg);
	pial_book_legal_release(&o->legal);
	pial_cash_release(&o->payments);
	free(o->entry);
}

bool pial_owing_load(struct pial_owing *o)
{
	struct pial_cli *cli = o->cli;

	if (!pial_cli_book(cli) || !pial_book_legal(&cli->book, &o->legal, &cli->diags) ||
	    !pial_register_load(&o->reg, &cli->book, &cli->diags) ||
	    !pial_cash_read(&o->payments, &cli->book, &cli->diags))
		return false;
	for (size_t i = 0; i < o->reg.files; i++)
		o->entries += o->reg.file[i].rows;
	o->entry = pial_calloc(o->entries + 1, sizeof(*o->entry));
	o->entries = 0;
	for (size_t i = 0; i < o->reg.files; i++)
		for (size_t k = 0; k < o->reg.file[i].rows; k++)
			o->entry[o->entries++] = &o->reg.file[i].row[k];
	return true;
}

bool pial_owing_of(struct pial_owing *o, const struct pial_register_entry *entry,
		   struct pial_date day, struct pial_due *due)
{
	static const struct pial_date last = { UINT16_MAX };

	return pial_due_on(&o->cli->book.model, &o->legal.law, entry, o->entry, o->entries,
			   (const void *)o->payments.table.row, o->payments.table.count, due,
			   pial_date_is_none(day) ? last : day) ||
	       pial_diag_add(&o->cli->diags, NULL, PIAL_E_AMOUNT);
}

struct pial_money pial_owing_paid(const struct pial_owing *o, struct pial_producer_id producer,
				  struct pial_month period)
{
	struct pial_money sum = { 0 };

	for (size_t i = 0; i < o->payments.table.count; i++) {
		const struct pial_payment *row = pial_table_row(&o->payments.table, i);

		/* Sums of what was recorded: each was checked against what was owed. */
		if (row->kind == PIAL_PAYMENT_STATEMENT && row->party.n == producer.n &&
		    row->period.n == period.n &&
		    !pial_add(sum.cents, row->amount.cents, &sum.cents))
			break;
	}
	return sum;
}

bool pial_owing_statements(struct pial_owing *o, struct pial_month period,
			   struct pial_table *table, bool *exists)
{
	return pial_book_statements(&o->cli->book, period, table, exists, &o->cli->diags);
}
