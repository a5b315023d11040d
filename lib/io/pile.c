/*
 * Files written one after the other, synced and named by the dozen.
 *
 * Of sixty-four files that were just written the first fsync() makes the file system write the
 * journal for all, so that the others wait little; syncfs(), which asks once for everything, is
 * Linux alone and would also wait for what other people write. Names are given by linkat(), which
 * fails where a file stands, instead of renameat(), which replaces it: a number used twice must
 * not be able to hide its first document. Where a file system has no links it is a look and a
 * rename.
 */
#include "io/pile.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "io/atomic.h"
#include "io/atomic_priv.h"
#include "io/reason.h"

#include "base/banned.h"

static_assert(PIAL_PILE_NAME == PIAL_TEMP_NAME, "a temporary name fits");

static char *pile_text(const char *text)
{
	size_t len = strlen(text) + 1;
	char *copy = pial_malloc(len);

	memcpy(copy, text, len);
	return copy;
}

static bool refuse(const struct pial_pile *pile, const char *name, int error,
		   struct pial_diags *diags)
{
	struct pial_arena arena = PIAL_ARENA_INIT;
	const char *path = pial_arena_printf(&arena, "%s/%s", pile->folder, name);

	pial_diag_add(diags, NULL, PIAL_E_BOOK_WRITE, path, pial_reason(error));
	pial_arena_release(&arena);
	return false;
}

bool pial_pile_begin(struct pial_pile *pile, int dirfd, const char *folder,
		     struct pial_diags *diags)
{
	char *part = pile_text(folder), *slash = strchr(part, '/');
	int error = 0;

	memset(pile, 0, sizeof(*pile));
	pile->folder = pile_text(folder);
	pile->dir = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (pile->dir < 0)
		error = errno;
	if (slash)
		*slash = '\0';
	if (!error)
		pile->dir = pial_enter_folder(pile->dir, part, &error);
	if (!error && slash)
		pile->dir = pial_enter_folder(pile->dir, slash + 1, &error);
	free(part);
	if (!error)
		return true;
	return pial_diag_add(diags, NULL, PIAL_E_BOOK_WRITE, folder, pial_reason(error));
}

/* Gives a file its name, unless something has it. */
static int give_name(int dir, const char *temp, const char *name)
{
	struct stat st;

	if (!linkat(dir, temp, dir, name, 0))
		return unlinkat(dir, temp, 0) ? errno : 0;
	if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS && errno != EMLINK)
		return errno;
	if (!fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW))
		return EEXIST;
	if (errno != ENOENT)
		return errno;
	return renameat(dir, temp, dir, name) ? errno : 0;
}

/* Down to the disk with what is open; then names. */
static bool flush(struct pial_pile *pile, struct pial_diags *diags)
{
	int error = 0;
	size_t i;

	for (i = 0; i < pile->count && !error; i++) {
		error = fsync(pile->file[i].fd) ? errno : 0;
		error = pial_close_after(pile->file[i].fd, error);
		pile->file[i].fd = -1;
	}
	for (i = error ? i : 0; i < pile->count && !error; i++) {
		error = give_name(pile->dir, pile->file[i].temp, pile->file[i].name);
		if (!error)
			pile->file[i].temp[0] = '\0';
	}
	if (error)
		return refuse(pile, pile->file[i - 1].name, error, diags);
	for (i = 0; i < pile->count; i++)
		free(pile->file[i].name);
	pile->count = 0;
	return true;
}

bool pial_pile_add(struct pial_pile *pile, const char *name, const void *bytes, size_t len,
		   struct pial_diags *diags)
{
	struct pial_pile_file *file;
	int error;

	if (pile->count == PIAL_PILE_OPEN && !flush(pile, diags))
		return false;
	file = &pile->file[pile->count++];
	file->name = pile_text(name);
	file->fd = pial_temp_create(pile->dir, file->temp, &pile->number);
	if (file->fd < 0)
		return refuse(pile, name, errno, diags);
	error = pial_write_full(file->fd, bytes, len);
	return !error || refuse(pile, name, error, diags);
}

bool pial_pile_finish(struct pial_pile *pile, struct pial_diags *diags)
{
	int error;

	if (!flush(pile, diags))
		return false;
	error = pial_sync_folder(pile->dir);
	return !error || refuse(pile, "", error, diags);
}

void pial_pile_release(struct pial_pile *pile)
{
	for (size_t i = 0; i < pile->count; i++) {
		if (pile->file[i].fd >= 0)
			close(pile->file[i].fd);
		if (pile->file[i].temp[0])
			unlinkat(pile->dir, pile->file[i].temp, 0);
		free(pile->file[i].name);
	}
	if (pile->dir >= 0)
		close(pile->dir);
	free(pile->folder);
	memset(pile, 0, sizeof(*pile));
	pile->dir = -1;
}
