/*
 * .pial/written: the digest of what the toolkit last wrote to each file.
 *
 * One line a file, `digest path`, sorted by path. A file may have two lines, the new digest
 * first and the one before it: the register is renamed before the data, so a run killed between
 * the two leaves the old content, which is still ours.
 */
#ifndef PIAL_BOOK_WRITTEN_H
#define PIAL_BOOK_WRITTEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "book/book.h"
#include "io/digest.h"

/* Where it is, relative to the book. */
#define PIAL_WRITTEN_PATH ".pial/written"

struct pial_written_line {
	const char *path;			/* in the model's arena */
	char digest[PIAL_DIGEST_TEXT];		/* of the bytes */
};

struct pial_written {
	struct pial_written_line *line;	/* in the file's order; owned */
	size_t count;			/* how many */
	size_t cap;			/* room */
};

/*
 * Reads the register; a missing one is empty. A line that is not `digest path` is left out: the
 * file counts as unknown.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool
pial_written_read(struct pial_written *written, struct pial_book *book, struct pial_diags *diags);

/* Gives it back. */
PIAL_NONNULL_ALL void pial_written_release(struct pial_written *written);

enum pial_origin {
	PIAL_ORIGIN_UNKNOWN,	/* the register does not name the file */
	PIAL_ORIGIN_OURS,	/* the content is what the toolkit wrote */
	PIAL_ORIGIN_EDITED,	/* it is not */
};

/* Whose content this is. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_origin pial_written_origin(const struct pial_written *written, const char *path,
				     const char *digest);

/* Puts a new digest for a file before the latest one, and forgets older ones. */
PIAL_NONNULL_ALL
void pial_written_put(struct pial_written *written, struct pial_book *book, const char *path,
		      const char *digest);

/* Adds the register's text, sorted by path, newest first within one. */
PIAL_NONNULL_ALL void pial_written_format(struct pial_strbuf *out, struct pial_written *written);

#endif
