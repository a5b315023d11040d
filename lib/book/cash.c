/*
 * Ledgers are looked at as bytes, for the chain, then as a table, for what they say.
 */
#include "book/cash.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "book/path.h"
#include "io/chain.h"
#include "load/load.h"
#include "load/table_writer.h"

#include "base/banned.h"

void pial_cash_init(struct pial_cash *cash, const struct pial_schema *schema)
{
	pial_table_init(&cash->table, schema);
	pial_strbuf_init(&cash->text, PIAL_STRBUF_OUTPUT);
	cash->last[0] = '\0';
	cash->added = 0;
}

void pial_cash_release(struct pial_cash *cash)
{
	pial_table_release(&cash->table);
	pial_strbuf_release(&cash->text);
}

/* Adds the header that an empty ledger has. */
static void add_header(const struct pial_schema *schema, const struct pial_model *model,
		       struct pial_strbuf *out)
{
	struct pial_table empty;

	pial_table_init(&empty, schema);
	pial_table_write(out, &empty, model);
	pial_table_release(&empty);
}

/* Header and rows, byte for byte. */
static bool check_bytes(struct pial_cash *cash, const struct pial_model *model, const char *shown,
			struct pial_diags *diags)
{
	struct pial_pos pos = { shown, 1, 0, PIAL_COLUMN_LETTER };
	const char *end = cash->text.text + cash->text.len, *at, *stop;
	struct pial_strbuf header;
	bool ok;

	pial_strbuf_init(&header, PIAL_STRBUF_TEXT);
	add_header(cash->table.schema, model, &header);
	ok = cash->text.len >= header.len &&
	     memcmp(cash->text.text, header.text, header.len) == 0;
	at = cash->text.text + header.len;
	pial_strbuf_release(&header);
	if (!ok)
		return pial_diag_add(diags, &pos, PIAL_E_LEDGER_HEADER);
	for (; at < end; at = stop + 1) {
		pos.line++;
		stop = memchr(at, '\n', (size_t)(end - at));
		if (!stop || pial_chain_check(at, stop, cash->last) != PIAL_CHAIN_OK)
			return pial_diag_add(diags, &pos, PIAL_E_LEDGER_CHAIN);
	}
	return true;
}

bool pial_cash_read(struct pial_cash *cash, struct pial_book *book, struct pial_diags *diags)
{
	const char *path = cash->table.schema->path;
	struct pial_source source;
	bool ok;

	pial_source_init(&source);
	ok = pial_book_read(book, path, PIAL_SOURCE_TABLE, true, &source, diags);
	if (ok && source.exists) {
		pial_strbuf_add(&cash->text, source.text, source.len);
		ok = check_bytes(cash, &book->model, pial_book_shown(book, path), diags) &&
		     pial_table_read(&cash->table, &book->model, &source, diags) &&
		     pial_check_references(&cash->table, &book->model, diags);
	} else if (ok) {
		add_header(cash->table.schema, &book->model, &cash->text);
	}
	pial_source_release(&source);
	return ok;
}

/* A copy of a row whose last two cells, of another row perhaps, are empty. */
static void *unchained(const struct pial_schema *schema, const void *row)
{
	char *copy = pial_malloc(schema->row_size);

	memcpy(copy, row, schema->row_size);
	for (size_t i = schema->fields - 2; i < schema->fields; i++)
		memset(copy + schema->field[i].offset, 0, sizeof(struct pial_text));
	return copy;
}

bool pial_cash_add(struct pial_cash *cash, const struct pial_model *model, const void *row)
{
	void *copy = unchained(cash->table.schema, row);
	struct pial_table_writer writer;
	struct pial_table empty;
	size_t from = cash->text.len;
	bool ok;

	pial_table_init(&empty, cash->table.schema);
	pial_table_writer_init(&writer, &empty, model);
	ok = pial_table_writer_rows(&writer, copy, 1, &cash->text);
	free(copy);
	pial_table_writer_release(&writer);
	pial_table_release(&empty);
	if (ok)
		pial_chain_close(&cash->text, from, cash->last);
	cash->added++;
	return ok && !cash->text.overflow;
}

struct pial_book_change pial_cash_change(const struct pial_cash *cash)
{
	return (struct pial_book_change){ .path = cash->table.schema->path,
					  .bytes = cash->text.text, .len = cash->text.len,
					  .append_only = true };
}
