/*
 * Replacing files: all of it or nothing, and nothing lost.
 *
 * One helper, used for every file that the toolkit writes: a temporary file in the same directory
 * (O_EXCL, O_NOFOLLOW, 0600), a full-write loop, fsync, close checked, renameat, fsync of the
 * directory; on any failure the temporary files are removed. Several files are committed in
 * order, all written under temporary names before the first rename.
 *
 * A process that is killed may leave a temporary file, named `.pial-<process>-<number>.tmp`; it
 * is never read, and never stands in the way of the next one.
 */
#ifndef PIAL_IO_ATOMIC_H
#define PIAL_IO_ATOMIC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "diag/diag.h"

/*
 * Replaces (or creates) path below dirfd by len bytes. With AT_FDCWD, path is any path of the
 * user's; else it is relative and has no `..`. Missing folders are made (0777 & ~umask). A new
 * file has mode 0600, a replaced one keeps its permission bits. A symbolic link at path is
 * replaced, not followed. When keep is true and a file is there, its present content is kept as
 * `path~` (a former `path~` is lost), before it is replaced.
 *
 * Failure adds E-BOOK-WRITE with the system's reason and returns false. The old file is then
 * whole, except when only the last step failed, the fsync of the directory: the new one is then
 * in place but may not outlive a power cut, so that a caller must be able to run again.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_atomic_write(int dirfd, const char *path, const void *bytes, size_t len, bool keep,
		       struct pial_diags *diags);

/*
 * Where a content comes from that is made while it is written: returns the next piece and its
 * bytes, which live until the next call, or NULL after the last one.
 */
typedef const void *(*pial_atomic_next)(void *data, size_t *len);

/* The same as pial_atomic_write, with the pieces that next gives; data is handed to it. */
PIAL_MUST_CHECK PIAL_NONNULL(2, 3, 6)
bool pial_atomic_write_pieces(int dirfd, const char *path, pial_atomic_next next, void *data,
			      bool keep, struct pial_diags *diags);

/* One file of a group. */
struct pial_atomic_file {
	const char *path;	/* as for pial_atomic_write */
	const void *bytes;	/* its new content */
	size_t len;		/* bytes */
	bool keep;		/* keep the present content as path~ */
};

/*
 * Replaces count files: all temporaries (and all `path~`) are written and synced first, then
 * renamed in order, each rename made durable before the next, so the last one is the commit: put
 * the file that counts last. On failure before the first rename nothing has changed; later, the
 * files before the failing one are new and the others old, and E-BOOK-WRITE names the failing
 * one. Each path comes once.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_atomic_write_all(int dirfd, const struct pial_atomic_file *file, size_t count,
			   struct pial_diags *diags);

/*
 * The same for files that are for everybody, as the pages of a site: a new one has mode 0644,
 * whatever the umask.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_atomic_write_shown(int dirfd, const struct pial_atomic_file *file, size_t count,
			     struct pial_diags *diags);

/*
 * Removes from a folder below dirfd the temporary files that a killed process left: those whose
 * process is gone. Faults are no matter: the files harm nobody, and the next run tries again.
 */
PIAL_NONNULL_ALL void pial_atomic_sweep(int dirfd, const char *folder);

/*
 * Writes len bytes to a descriptor, through interruptions, short writes and descriptors that
 * somebody made non-blocking. Returns 0, or the errno value of the write that failed.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL int pial_write_full(int fd, const void *bytes, size_t len);

#endif
