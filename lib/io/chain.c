/*
 * Cells are found from the end of the row: a hash holds neither comma nor quote.
 */
#include "io/chain.h"

#include <string.h>

#include "base/banned.h"

/* Last comma before end, or NULL. */
static const char *comma_before(const char *row, const char *end)
{
	while (end > row && end[-1] != ',')
		end--;
	return end > row ? end - 1 : NULL;
}

static bool is_text(const char *from, const char *end, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(end - from) == len && memcmp(from, text, len) == 0;
}

enum pial_chain_fault pial_chain_check(const char *row, const char *end,
				       char last[PIAL_DIGEST_TEXT])
{
	const char *hash = comma_before(row, end);
	const char *previous = hash ? comma_before(row, hash) : NULL;
	char digest[PIAL_DIGEST_TEXT];

	if (!previous)
		return PIAL_CHAIN_HASH;
	pial_digest(row, (size_t)(hash - row), digest);
	if (!is_text(hash + 1, end, digest))
		return PIAL_CHAIN_HASH;
	if (!is_text(previous + 1, hash, last))
		return PIAL_CHAIN_PREVIOUS;
	memcpy(last, digest, sizeof(digest));
	return PIAL_CHAIN_OK;
}

void pial_chain_close(struct pial_strbuf *out, size_t from, char last[PIAL_DIGEST_TEXT])
{
	/* The row ends in two empty cells: ",,\n". */
	pial_strbuf_setlen(out, out->len - strlen(",\n"));
	pial_strbuf_addstr(out, last);
	pial_digest(out->text + from, out->len - from, last);
	pial_strbuf_addf(out, ",%s\n", last);
}
