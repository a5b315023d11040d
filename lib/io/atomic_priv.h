/*
 * What the ways of writing files whole share (atomic.c, pile.c): temporary names, checked closing,
 * folders made durable. Internal to io/. Functions that can fail return 0 or an errno value.
 */
#ifndef PIAL_IO_ATOMIC_PRIV_H
#define PIAL_IO_ATOMIC_PRIV_H

#include "base/attr.h"

/* Room for a temporary name: two numbers of 64 bits at most. */
#define PIAL_TEMP_NAME 64

/*
 * Creates a file in an open folder under a temporary name of this process, the first free one from
 * number *from on, which becomes the one after it. Returns its descriptor, or -1 with errno; name
 * is then empty.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int pial_temp_create(int dir, char name[PIAL_TEMP_NAME], unsigned *from);

/* Closes fd in any case; returns error, or if that is 0 the reason of closing. */
PIAL_MUST_CHECK int pial_close_after(int fd, int error);

/* Makes the names of a folder durable, where the file system can: others answer EINVAL. */
PIAL_MUST_CHECK int pial_sync_folder(int dir);

/*
 * The folder name below dir, made when missing. Takes dir over; returns the new one, or -1 with
 * *error set.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL int pial_enter_folder(int dir, const char *name, int *error);

#endif
