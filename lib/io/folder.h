/*
 * A folder of files for the world, written again and again: a site.
 *
 * The program knows its own by a list that it keeps there. A file that it made and makes no more is
 * removed; one that somebody else put there is never touched, nor written over. A folder that holds
 * things and has no list is somebody else's as a whole, and refused: a slip in a path must not
 * scatter pages over a home directory. Files that say the same already are left alone, so that
 * copying the folder to a server copies what is new.
 *
 * Everything that can fail for lack of room happens under temporary names (io/atomic.h): on a full
 * disk the former site stays whole. Files come into place in the order given: put the one that
 * leads to the others last. The list names a file before it is there and until it is gone, so that
 * a run cut anywhere leaves nothing that the next one would not know as its own.
 */
#ifndef PIAL_IO_FOLDER_H
#define PIAL_IO_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "diag/diag.h"

/* A file of the folder. */
struct pial_folder_file {
	/* "index.html", "weeks/2025-W12.html": one folder; a-z A-Z 0-9 . _ -, no dot first */
	const char *path;
	const void *bytes;	/* its whole content */
	size_t len;		/* bytes */
};

/* What a run did. */
struct pial_folder_done {
	size_t written;		/* files that are new or changed */
	size_t same;		/* files that said the same already */
	size_t removed;		/* files that were made before and are no more */
};

/*
 * Makes the folder at a path of the user's hold these files, each path once, and the list, whose
 * name begins with a dot: names in byte order, one a line. The folder is made when it is missing
 * and its own folder is there. Modes are those of things for everybody (0755, 0644) whatever the
 * umask; a file that is replaced keeps its own. With dry_run everything is looked at and nothing
 * changed.
 *
 * A folder without a list may hold names that begin with a dot only (E-SITE-FOREIGN); a path that
 * is taken by what is not in the list, or is no plain file, is refused (E-SITE-TAKEN), and so is a
 * list that this function cannot have written (E-SITE-LIST). False when refused or failed, said;
 * then nothing has changed, or E-BOOK-WRITE names the file at which a run must be done again.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_folder_write(const char *folder, const char *list, const struct pial_folder_file *file,
		       size_t count, bool dry_run, struct pial_folder_done *done,
		       struct pial_diags *diags);

#endif
