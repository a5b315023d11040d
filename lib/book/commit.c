/*
 * Changing the book: everything is decided under the exclusive lock, then written in one group.
 *
 * Order: lock, look again at what was read, look at whose each file is, write all temporaries,
 * rename .pial/written, then the data, the last file of the caller last. A kill between the
 * renames leaves files that are all ours: the register knows the digest before and after.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "book/book.h"
#include "book/path.h"
#include "book/written.h"
#include "io/atomic.h"
#include "io/digest.h"
#include "base/banned.h"

/* What is known of one file to change. */
struct target {
	bool same;	/* the new content is the present one */
	bool adopt;	/* and becomes ours: a person wrote just that, and --force accepts it */
	bool keep;	/* keep the present content as FILE~ */
};

static bool was_read(const struct pial_book *book, const char *path)
{
	for (size_t i = 0; i < book->seen_count; i++)
		if (strcmp(book->seen[i].path, path) == 0)
			return true;
	return false;
}

/* Decides whether one file may be replaced, and how. */
static bool look(struct pial_book *book, const struct pial_book_change *change,
		 const struct pial_written *written, unsigned flags, struct target *target,
		 struct pial_diags *diags)
{
	const char *shown = pial_book_shown(book, change->path);
	char digest[PIAL_DIGEST_TEXT];
	struct pial_source source;
	enum pial_origin origin;
	bool ok = true, grows;

	pial_source_init(&source);
	if (!pial_source_read(&source, book->dir, change->path, shown, PIAL_SOURCE_TABLE, true,
			      diags)) {
		pial_source_release(&source);
		return false;
	}
	target->same = source.exists && source.len == change->len &&
		       memcmp(source.text, change->bytes, source.len) == 0;
	grows = !source.exists || (source.len <= change->len &&
				   memcmp(source.text, change->bytes, source.len) == 0);
	pial_digest(source.exists ? source.text : "", source.len, digest);
	origin = source.exists ? pial_written_origin(written, change->path, digest)
			       : PIAL_ORIGIN_OURS;
	if (origin == PIAL_ORIGIN_UNKNOWN &&
	    (change->append_only || (change->merges && was_read(book, change->path))))
		origin = PIAL_ORIGIN_OURS;
	if (change->append_only && !grows)
		origin = PIAL_ORIGIN_EDITED;
	target->adopt = target->same && origin != PIAL_ORIGIN_OURS && (flags & PIAL_COMMIT_FORCE);
	target->keep = !target->same && origin != PIAL_ORIGIN_OURS;
	if (target->keep && !(flags & PIAL_COMMIT_FORCE))
		ok = pial_diag_add(diags, NULL, PIAL_E_BOOK_EDITED, shown);
	pial_source_release(&source);
	return ok;
}

/* Writes the register and every file that changes, in one group. */
static bool write_all(struct pial_book *book, const struct pial_book_change *change,
		      const struct target *target, size_t count, struct pial_written *written,
		      struct pial_diags *diags)
{
	struct pial_atomic_file *file = pial_calloc(count + 1, sizeof(*file));
	struct pial_strbuf text;
	size_t files = 1;
	bool ok = true, adopted = false;

	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	for (size_t i = 0; i < count; i++) {
		char digest[PIAL_DIGEST_TEXT];

		if (target[i].same && !target[i].adopt)
			continue;
		pial_digest(change[i].bytes, change[i].len, digest);
		pial_written_put(written, book, change[i].path, digest);
		adopted |= target[i].adopt;
		if (target[i].same)
			continue;
		file[files++] = (struct pial_atomic_file){ change[i].path, change[i].bytes,
							   change[i].len, target[i].keep };
	}
	if (files > 1 || adopted) {
		pial_written_format(&text, written);
		file[0] = (struct pial_atomic_file){ PIAL_WRITTEN_PATH, text.text, text.len,
						     false };
		ok = pial_atomic_write_all(book->dir, file, files, diags);
	}
	pial_strbuf_release(&text);
	free(file);
	return ok;
}

/* Takes away what a run killed in the middle of a commit left in the folders of these files. */
static void sweep(struct pial_book *book, const struct pial_book_change *change, size_t count)
{
	pial_atomic_sweep(book->dir, ".pial");
	for (size_t i = 0; i < count; i++) {
		const char *slash = strrchr(change[i].path, '/');
		size_t len = slash ? (size_t)(slash - change[i].path) : 0;

		pial_atomic_sweep(book->dir, slash ? pial_arena_strndup(&book->model.arena,
									change[i].path, len)
						   : ".");
	}
}

bool pial_book_commit(struct pial_book *book, const struct pial_book_change *change, size_t count,
		      unsigned flags, bool *changed, struct pial_diags *diags)
{
	struct target *target = pial_calloc(count + 1, sizeof(*target));
	bool dry = (flags & PIAL_COMMIT_DRY_RUN) != 0;
	struct pial_written written = { 0 };
	bool ok;

	ok = pial_book_lock(book, !dry, diags) && pial_book_unchanged(book, diags) &&
	     pial_written_read(&written, book, diags);
	for (size_t i = 0; ok && i < count; i++)
		ok = look(book, &change[i], &written, flags, &target[i], diags);
	if (ok && !dry) {
		sweep(book, change, count);
		ok = write_all(book, change, target, count, &written, diags);
	}
	for (size_t i = 0; changed && i < count; i++)
		changed[i] = ok && !target[i].same;
	pial_book_unlock(book);
	pial_written_release(&written);
	free(target);
	return ok;
}
