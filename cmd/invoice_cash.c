/*
 * Rows from words, and several ledgers in one commit.
 */
#include "cmd/invoice_cash.h"

#include <string.h>

#include "io/csv.h"
#include "load/load.h"

#include "base/banned.h"

/* Name of the made-up table; its places are not shown. */
#define TYPED "(typed)"
#define MOST_LEDGERS 4

void pial_typed_init(struct pial_typed_row *typed, const struct pial_schema *schema)
{
	pial_strbuf_init(&typed->header, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&typed->row, PIAL_STRBUF_TEXT);
	pial_table_init(&typed->table, schema);
}

void pial_typed_release(struct pial_typed_row *typed)
{
	pial_strbuf_release(&typed->header);
	pial_strbuf_release(&typed->row);
	pial_table_release(&typed->table);
}

void pial_typed_put(struct pial_typed_row *typed, const char *column, const char *text)
{
	bool first = !typed->header.len;

	if (!text)
		return;
	pial_csv_put(&typed->header, &pial_csv_table, first, false, column, strlen(column));
	pial_csv_put(&typed->row, &pial_csv_table, first, true, text, strlen(text));
}

void pial_typed_date(struct pial_typed_row *typed, const char *column, struct pial_date date)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_date_format(&text, date);
	pial_typed_put(typed, column, text.text);
	pial_strbuf_release(&text);
}

void *pial_typed_read(struct pial_typed_row *typed, struct pial_cli *cli)
{
	struct pial_diags *diags = &cli->diags;
	struct pial_source source;
	bool ok;

	pial_csv_end(&typed->header);
	pial_csv_end(&typed->row);
	pial_strbuf_add(&typed->header, typed->row.text, typed->row.len);
	pial_source_init(&source);
	ok = pial_source_from(&source, TYPED, typed->header.text, typed->header.len, diags) &&
	     pial_table_read(&typed->table, &cli->book.model, &source, diags) &&
	     pial_check_references(&typed->table, &cli->book.model, diags);
	pial_source_release(&source);
	for (size_t i = 0; i < diags->count; i++)
		if (diags->entry[i].pos.file && !strcmp(diags->entry[i].pos.file, TYPED))
			diags->entry[i].pos = PIAL_POS_NONE;
	return ok && typed->table.count == 1 ? pial_table_row(&typed->table, 0) : NULL;
}

enum pial_exit pial_cash_commit(struct pial_cli *cli, const struct pial_cash *const *cash,
				size_t count)
{
	struct pial_book_change change[MOST_LEDGERS];
	size_t changes = 0;

	for (size_t i = 0; i < count && changes < MOST_LEDGERS; i++)
		if (cash[i]->added)
			change[changes++] = pial_cash_change(cash[i]);
	return changes ? pial_cli_commit(cli, change, changes) : PIAL_EXIT_DONE;
}
