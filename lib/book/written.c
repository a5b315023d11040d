/*
 * The register of what the toolkit wrote. See the header for why a file may have two lines.
 */
#include "book/written.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "book/path.h"
#include "io/source.h"
#include "base/banned.h"

/* Lines kept for one file: the latest digest and the one before it. */
#define KEPT 2

static void add_line(struct pial_written *written, size_t at, const char *path, const char *digest)
{
	struct pial_written_line *line;

	written->line = pial_grow(written->line, written->count, &written->cap, sizeof(*line));
	line = &written->line[at];
	memmove(line + 1, line, (written->count - at) * sizeof(*line));
	line->path = path;
	memcpy(line->digest, digest, PIAL_DIGEST_TEXT - 1);
	line->digest[PIAL_DIGEST_TEXT - 1] = '\0';
	written->count++;
}

static bool is_digest(const char *text, size_t len)
{
	return len > PIAL_DIGEST_TEXT && text[PIAL_DIGEST_TEXT - 1] == ' ' &&
	       strspn(text, "0123456789abcdef") == PIAL_DIGEST_TEXT - 1;
}

bool pial_written_read(struct pial_written *written, struct pial_book *book,
		       struct pial_diags *diags)
{
	struct pial_source source;
	bool ok;

	memset(written, 0, sizeof(*written));
	pial_source_init(&source);
	ok = pial_source_read(&source, book->dir, PIAL_WRITTEN_PATH,
			      pial_book_shown(book, PIAL_WRITTEN_PATH), PIAL_SOURCE_YAML, true,
			      diags);
	for (const char *at = source.text; ok && at && *at; ) {
		const char *end = strchr(at, '\n');
		size_t len = end ? (size_t)(end - at) : strlen(at);

		if (is_digest(at, len))
			add_line(written, written->count,
				 pial_arena_strndup(&book->model.arena, at + PIAL_DIGEST_TEXT,
						    len - PIAL_DIGEST_TEXT), at);
		at += end ? len + 1 : len;
	}
	pial_source_release(&source);
	return ok;
}

void pial_written_release(struct pial_written *written)
{
	free(written->line);
	memset(written, 0, sizeof(*written));
}

enum pial_origin pial_written_origin(const struct pial_written *written, const char *path,
				     const char *digest)
{
	enum pial_origin origin = PIAL_ORIGIN_UNKNOWN;

	for (size_t i = 0; i < written->count; i++) {
		if (strcmp(written->line[i].path, path) != 0)
			continue;
		if (strcmp(written->line[i].digest, digest) == 0)
			return PIAL_ORIGIN_OURS;
		origin = PIAL_ORIGIN_EDITED;
	}
	return origin;
}

void pial_written_put(struct pial_written *written, struct pial_book *book, const char *path,
		      const char *digest)
{
	size_t first = written->count, kept = 1, to;

	for (size_t i = written->count; i-- > 0; )
		if (strcmp(written->line[i].path, path) == 0)
			first = i;
	add_line(written, first, pial_arena_strdup(&book->model.arena, path), digest);
	to = first + 1;
	for (size_t i = first + 1; i < written->count; i++) {
		if (strcmp(written->line[i].path, path) == 0 && ++kept > KEPT)
			continue;
		written->line[to++] = written->line[i];
	}
	written->count = to;
}

/*
 * Insertion sort: the register is short, and nearly sorted already; stable, so the newest stays
 * first.
 */
static void sort_lines(struct pial_written *written)
{
	for (size_t i = 1; i < written->count; i++) {
		struct pial_written_line line = written->line[i];
		size_t at = i;

		for (; at > 0 && strcmp(written->line[at - 1].path, line.path) > 0; at--)
			written->line[at] = written->line[at - 1];
		written->line[at] = line;
	}
}

void pial_written_format(struct pial_strbuf *out, struct pial_written *written)
{
	sort_lines(written);
	for (size_t i = 0; i < written->count; i++)
		pial_strbuf_addf(out, "%s %s\n", written->line[i].digest, written->line[i].path);
}
