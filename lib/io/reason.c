/*
 * A table of the errors that files, disks and pipes give to ordinary people.
 *
 * One table for all diagnostics rather than one for each call: the sentence before it ("cannot
 * open …", "cannot write …") says what was tried. What is not in the table is rare enough to be
 * shown as the C library words it.
 */
#include "io/reason.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "base/banned.h"

static const struct {
	int error;		/* errno value */
	const char *text;	/* msgid of the catalogue */
} reasons[] = {
	{ ENOENT, PIAL_N_("there is no such file or folder") },
	{ EACCES, PIAL_N_("this user has no right to it") },
	{ EPERM, PIAL_N_("the system does not allow it") },
	{ ENOSPC, PIAL_N_("the disk is full") },
	{ EDQUOT, PIAL_N_("this user's share of the disk is full") },
	{ EFBIG, PIAL_N_("the file would be too large") },
	{ EROFS, PIAL_N_("the disk is read-only") },
	{ EIO, PIAL_N_("the disk answers with an error") },
	{ EISDIR, PIAL_N_("it is a folder") },
	{ ENOTDIR, PIAL_N_("a part of the path is not a folder") },
	{ ENAMETOOLONG, PIAL_N_("the name is too long") },
	{ ELOOP, PIAL_N_("it is a symbolic link") },
	{ EMFILE, PIAL_N_("too many files are open") },
	{ ENFILE, PIAL_N_("too many files are open") },
	{ EEXIST, PIAL_N_("the name is taken already") },
	{ EINVAL, PIAL_N_("the path is not allowed here") },
	{ EPIPE, PIAL_N_("nobody reads the other end") },
	{ EBADF, PIAL_N_("it is closed") },
	{ EWOULDBLOCK, PIAL_N_("another command is using it") },
};

const char *pial_reason(int error)
{
	for (size_t i = 0; i < PIAL_COUNT(reasons); i++)
		if (reasons[i].error == error)
			return reasons[i].text;
	return strerror(error);
}
