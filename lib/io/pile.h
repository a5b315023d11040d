/*
 * A pile of files: as many as one likes, written whole, which count for nothing until some other
 * file names them.
 *
 * For documents that a register commits: their names need no order among themselves, only to be
 * on the disk before the register is. So the cost of io/atomic.h, a wait for the disk after every
 * rename, is paid once for the folder, and files are synced some dozens together, when the disk
 * has most of them already. All of a pile is in one folder.
 *
 * A process that is killed leaves temporary files, which pial_atomic_sweep removes, and whole
 * files that nobody names, which the owner of the register must remove.
 */
#ifndef PIAL_IO_PILE_H
#define PIAL_IO_PILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "diag/diag.h"

/* Files that are written and not yet synced. */
#define PIAL_PILE_OPEN 64

/* Room for a temporary name. */
#define PIAL_PILE_NAME 64

/* One of them. */
struct pial_pile_file {
	char temp[PIAL_PILE_NAME];	/* its temporary name */
	char *name;			/* its name to be; owned */
	int fd;				/* open for writing */
};

struct pial_pile {
	struct pial_pile_file file[PIAL_PILE_OPEN];	/* in the order of arrival */
	size_t count;		/* how many */
	char *folder;		/* as given, for messages; owned */
	int dir;		/* the folder; -1: not open */
	unsigned number;	/* of the next temporary name */
};

/*
 * Begins a pile in a folder below dirfd, two levels at most ("invoices/P-ravin"), made when
 * missing. Failure adds E-BOOK-WRITE and returns false; release all the same.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_pile_begin(struct pial_pile *pile, int dirfd, const char *folder,
		     struct pial_diags *diags);

/*
 * Adds a file. A name that is taken is refused (EEXIST): nothing on the disk is ever replaced.
 * False, said, when it cannot be written.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_pile_add(struct pial_pile *pile, const char *name, const void *bytes, size_t len,
		   struct pial_diags *diags);

/* Makes everything durable, content before names. False, said, when the disk refuses. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_pile_finish(struct pial_pile *pile, struct pial_diags *diags);

/* Removes what has a temporary name still, and closes the folder. */
PIAL_NONNULL_ALL void pial_pile_release(struct pial_pile *pile);

#endif
