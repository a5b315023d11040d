/*
 * Lines of a text, found as the reader of tables counts them, written down and blanked.
 *
 * A row is refused by what is said of it: the position of each error is all that is known of what
 * was read. Asking readers to tolerate bad rows was rejected: each of them, and each check behind
 * them, would have to know of it.
 */
#include "cmd/cli_rejects.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/cli_priv.h"
#include "io/csv.h"

#include "base/banned.h"

/* The bytes of a line of the text, and of what a quote carries on to the next lines. */
static char *find_line(const struct pial_source *source, uint32_t line, size_t *len)
{
	char *at = source->text, *end = source->text + source->len;
	bool quoted = false;

	for (uint32_t n = source->skipped + 1; n < line && at < end; at++) {
		/* Rows of a sheet are one line each, however many lines their cells have. */
		quoted ^= source->sheet && *at == '"';
		n += !quoted && (*at == '\n' || (*at == '\r' && at[1] != '\n'));
	}
	for (*len = 0; at + *len < end; ++*len) {
		char byte = at[*len];

		quoted ^= byte == '"';
		if (!quoted && (byte == '\n' || byte == '\r'))
			break;
	}
	return at;
}

static void put_reject(struct pial_cli *cli, struct pial_strbuf *out, const struct pial_diag *diag,
		       const char *row, size_t len)
{
	struct pial_strbuf text;

	if (!out->len)
		pial_strbuf_addstr(out, "file,line,reason,row\n");
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_csv_put(out, &pial_csv_table, true, true, diag->pos.file, strlen(diag->pos.file));
	pial_strbuf_addint(&text, diag->pos.line);
	pial_csv_put(out, &pial_csv_table, false, false, text.text, text.len);
	pial_strbuf_clear(&text);
	pial_cli_text(&text, cli->command->name, cli->lang, diag);
	pial_csv_put(out, &pial_csv_table, false, true, text.text, text.len ? text.len - 1 : 0);
	pial_csv_put(out, &pial_csv_table, false, true, row, len);
	pial_csv_end(out);
	pial_strbuf_release(&text);
}

/*
 * Puts the refused rows among the rejects and blanks them. Returns how many; a row that is blank
 * already does not count.
 */
static size_t reject(struct pial_cli *cli, struct pial_strbuf *out, struct pial_source *source,
		     const struct pial_diags *diags)
{
	size_t rows = 0;

	for (size_t i = 0; i < diags->count; i++) {
		const struct pial_diag *diag = &diags->entry[i];
		size_t len;
		char *row;

		if (pial_code_info(diag->code)->severity != PIAL_ERROR)
			continue;
		row = find_line(source, diag->pos.line, &len);
		if (!len || strspn(row, " ") >= len)
			continue;
		put_reject(cli, out, diag, row, len);
		for (size_t b = 0; b < len; b++)
			if (row[b] != '\n' && row[b] != '\r')
				row[b] = ' ';
		rows++;
	}
	return rows;
}

/* True when every error is one of a row. */
static bool of_rows(const struct pial_diags *diags)
{
	for (size_t i = 0; i < diags->count; i++)
		if (pial_code_info(diags->entry[i].code)->severity == PIAL_ERROR &&
		    (!diags->entry[i].pos.file || !diags->entry[i].pos.line))
			return false;
	return diags->errors > 0;
}

bool pial_cli_take_good(struct pial_cli *cli, struct pial_strbuf *rejects, const char *path,
			struct pial_source *source, pial_attempt_fn *attempt, void *context)
{
	struct pial_pos pos = { source->name, 0, 0, PIAL_COLUMN_LETTER };
	char *text = pial_malloc(source->len + 1);
	size_t mark = rejects->len, rows = 0, more = 1;
	struct pial_diags diags;
	bool ok = false;

	memcpy(text, source->text, source->len + 1);
	pial_diags_init(&diags);
	for (; !ok && more; rows += more) {
		pial_diags_clear(&diags);
		more = 0;
		ok = attempt(context, source, &diags);
		if (!ok && of_rows(&diags))
			more = reject(cli, rejects, source, &diags);
	}
	if (!ok) {
		memcpy(source->text, text, source->len + 1);
		pial_strbuf_setlen(rejects, mark);
	} else if (rows) {
		pial_diag_add(&cli->diags, &pos, PIAL_A_COLLECT_REJECTED, (int64_t)rows, path);
	}
	pial_diags_release(&diags);
	free(text);
	return ok;
}

enum pial_exit pial_cli_put_rejects(struct pial_cli *cli, const struct pial_strbuf *rejects,
				    const char *path)
{
	if (!rejects->len || cli->dry_run || pial_cli_file(cli, path, rejects))
		return PIAL_EXIT_DONE;
	return pial_cli_result(cli, false);
}
