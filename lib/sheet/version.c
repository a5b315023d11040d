/*
 * A digest of the canonical text of some fields, cut to letters as load/table_write.c cuts its own.
 */
#include "sheet/version.h"

#include "io/digest.h"
#include "load/value.h"

#include "base/banned.h"

/* The field that says whether a row holds anything. */
static bool is_empty(const struct pial_schema *schema, uint64_t fields, const void *row)
{
	for (size_t f = 0; f < schema->fields; f++)
		if (fields >> f & 1 && schema->field[f].type == PIAL_T_QTY)
			return pial_value_is_none(&schema->field[f], row);
	return false;
}

void pial_sheet_version(char version[PIAL_TABLE_VERSION], char letter,
			const struct pial_schema *schema, const struct pial_model *model,
			uint64_t fields, const void *const *row, size_t rows)
{
	char digest[PIAL_DIGEST_TEXT];
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	for (size_t i = 0; i < rows; i++) {
		if (is_empty(schema, fields, row[i]))
			continue;
		for (size_t f = 0; f < schema->fields; f++) {
			if (!(fields >> f & 1))
				continue;
			pial_value_write(&text, model, &schema->field[f], row[i],
					 &pial_value_table);
			/* A byte that no text of a table holds. */
			pial_strbuf_addch(&text, '\x1f');
		}
		pial_strbuf_addch(&text, '\n');
	}
	pial_digest(text.text, text.len, digest);
	version[0] = letter;
	for (size_t i = 0; i < PIAL_TABLE_VERSION - 2; i++)
		version[1 + i] = (char)('a' + (digest[i] <= '9' ? digest[i] - '0'
							       : digest[i] - 'a' + 10));
	version[PIAL_TABLE_VERSION - 1] = '\0';
	pial_strbuf_release(&text);
}
