/*
 * Giving up the right to write, to run programs and to open connections.
 *
 * A command that only reads is fed files from many hands: sheets that came by mail, invoices of
 * others, XML and ZIP read by large libraries. Should one of them ever take such a command over, it
 * must not be able to touch the book. Linux offers this to any process since 5.13 (Landlock,
 * Documentation/userspace-api/landlock.rst of the kernel): rights given up are never had again, not
 * by what the process starts either. What is open already stays open.
 *
 * Reading is not confined: a book may lie anywhere, and libraries look for fonts, time zones and
 * parts of themselves in places that we do not know.
 *
 * Where the kernel has no Landlock, or an older one, less is given up, down to nothing, in silence:
 * this is a second wall, and no command needs it to be right.
 */
#ifndef PIAL_IO_CONFINE_H
#define PIAL_IO_CONFINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"

/* A place where a confined process may go on writing. */
struct pial_confine_place {
	int dir;		/* folder that path is looked up from, or AT_FDCWD */
	const char *path;	/* a folder (all below it), or a file (its content only) */
};

/*
 * Gives up, for this process and all that it starts: creating, changing, renaming and removing
 * files, except below the places given; running programs; TCP connections; signals to processes
 * outside. A place that does not exist is passed over. Call it before any thread is started:
 * threads that run already keep their rights. Returns true when the kernel took it.
 */
PIAL_NONNULL_ALL
bool pial_confine(const struct pial_confine_place *place, size_t places);

#endif
