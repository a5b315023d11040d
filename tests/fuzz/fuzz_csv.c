/*
 * Any bytes as a table: no crash, and what is read keeps the reader's promises. A table that is
 * accepted is written again and must be read as the same rows. Whatever it is, the reader hands
 * over and says the same with every line given to libcsv.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "io/csv.h"
#include "io/csv_priv.h"
#include "io/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seen {
	struct pial_strbuf out;	/* the table, written again */
	size_t width;		/* columns of the header; 0: no header yet */
	uint32_t line;		/* of the last record */
	uint64_t lines;		/* of all records, mixed */
};

static void insist(bool promise)
{
	if (!promise)
		abort();
}

static void see_cells(struct seen *seen, const struct pial_cell *cell, size_t count,
		      const struct pial_pos *pos)
{
	insist(count > 0 && count <= PIAL_CSV_COLUMNS);
	insist(pos->line > seen->line);
	seen->line = pos->line;
	seen->lines = seen->lines * 31 + pos->line;
	for (size_t i = 0; i < count; i++) {
		size_t at = 0;

		insist(cell[i].len <= PIAL_CSV_FIELD && strlen(cell[i].text) == cell[i].len);
		insist(pial_utf8_invalid(cell[i].text, cell[i].len) == cell[i].len);
		while (at < cell[i].len) {
			int32_t code = pial_utf8_next(cell[i].text, cell[i].len, &at);

			insist(code == '\n' || !pial_utf8_forbidden(code));
		}
		pial_csv_put(&seen->out, &pial_csv_table, i == 0, true, cell[i].text,
			     cell[i].len);
	}
	pial_csv_end(&seen->out);
}

/* Everything is known: a table written with commas has the most cells with commas. */
static size_t known(void *data, const struct pial_cell *cell, size_t count)
{
	(void)data;
	(void)cell;
	return count;
}

static bool header(void *data, const struct pial_cell *cell, size_t count, char separator,
		   const struct pial_pos *pos)
{
	struct seen *seen = data;

	insist(seen->width == 0);
	insist(separator == ',' || separator == ';' || separator == '\t');
	seen->width = count;
	see_cells(seen, cell, count, pos);
	return true;
}

static bool row(void *data, const struct pial_cell *cell, size_t count,
		const struct pial_pos *pos)
{
	struct seen *seen = data;

	insist(seen->width == count);
	see_cells(seen, cell, count, pos);
	return true;
}

static bool read_table(struct seen *seen, const char *bytes, size_t len, bool only_libcsv,
		       struct pial_strbuf *said)
{
	static const struct pial_csv_ops ops = { known, header, row };
	struct pial_source source;
	struct pial_diags diags;
	bool ok;

	pial_strbuf_init(&seen->out, PIAL_STRBUF_OUTPUT);
	seen->width = 0;
	seen->line = 0;
	seen->lines = 0;
	pial_diags_init(&diags);
	pial_source_init(&source);
	ok = pial_source_from(&source, "fuzz", bytes, len, &diags) &&
	     pial_csv_read_by(&source, &ops, seen, only_libcsv ? PIAL_CSV_LIBCSV
							     : PIAL_CSV_ORDINARY, &diags);
	insist(ok == !diags.errors);
	insist(!ok || seen->width > 0);
	for (size_t i = 0; i < diags.count; i++)
		pial_strbuf_addf(said, "%d@%u:%u ", (int)diags.entry[i].code,
				 (unsigned)diags.entry[i].pos.line,
				 (unsigned)diags.entry[i].pos.column);
	pial_source_release(&source);
	pial_diags_release(&diags);
	return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pial_strbuf said, libcsv_said;
	struct seen first, second;
	const char *bytes = size ? (const char *)data : "";
	bool ok;

	pial_strbuf_init(&said, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&libcsv_said, PIAL_STRBUF_OUTPUT);
	ok = read_table(&first, bytes, size, false, &said);
	insist(read_table(&second, bytes, size, true, &libcsv_said) == ok);
	insist(first.out.len == second.out.len && said.len == libcsv_said.len);
	insist(!memcmp(first.out.text, second.out.text, first.out.len));
	insist(!memcmp(said.text, libcsv_said.text, said.len));
	insist(first.lines == second.lines);
	pial_strbuf_release(&second.out);
	if (ok) {
		/* A lone `sep=` as header would be taken for Excel's line: not ours to write. */
		if (strncmp(first.out.text, "sep=", 4) && strncmp(first.out.text, "\"sep=", 5) &&
		    first.width > 1) {
			insist(read_table(&second, first.out.text, first.out.len, false,
					  &said));
			insist(first.out.len == second.out.len);
			insist(!memcmp(first.out.text, second.out.text, first.out.len));
			pial_strbuf_release(&second.out);
		}
	}
	pial_strbuf_release(&first.out);
	pial_strbuf_release(&said);
	pial_strbuf_release(&libcsv_said);
	return 0;
}
