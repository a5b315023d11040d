/*
 * Temporary file, fsync, rename, fsync of the directory.
 *
 * The order is the one that eleven databases and version control systems got wrong somewhere
 * (Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014): content on the disk
 * before its name, one name on the disk before the next. Hence the two phases: everything that
 * can fail for lack of room or of rights happens under temporary names, then only renames remain.
 *
 * All files of a group are replaced through open directories, so that a folder renamed meanwhile
 * cannot split a group. Temporary names are made from the process number and a counter with
 * O_EXCL, not by a fixed name, which a link could have been planted at; mkstemp() was rejected as
 * it works on paths. `path~` is a hard link, which costs nothing, or a copy on file systems
 * without links.
 */
#include "io/atomic.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "io/atomic_priv.h"
#include "io/reason.h"

#include "base/banned.h"

/* Tries to find a free temporary name: leftovers of killed processes of the same number. */
#define TEMP_TRIES 1000
#define COPY_BLOCK ((size_t)64 << 10)

/* Permission bits of a file that is for everybody. */
#define SHOWN 0644

/* More content than a file's bytes, made while it is written; and how new files are made. */
struct pieces {
	pial_atomic_next next;	/* gives them; NULL: there are none */
	void *data;		/* handed to it */
	bool shown;		/* new files are for everybody */
};

/* One file on its way. */
struct job {
	int dir;		/* its folder, open; -1: not yet */
	bool shared;		/* dir is the one of the job before */
	char *base;		/* its name there; owned */
	char temp[PIAL_TEMP_NAME];	/* where the new content waits; "" when there is none */
	char kept[PIAL_TEMP_NAME];	/* where the old one waits to become base~; "" when none */
};

int pial_write_full(int fd, const void *bytes, size_t len)
{
	const char *from = bytes;

	while (len) {
		ssize_t n = write(fd, from, len);

		if (n > 0) {
			from += n;
			len -= (size_t)n;
		} else if (n == 0) {
			return EIO;
		} else if (errno == EAGAIN) {
			struct pollfd wait = { fd, POLLOUT, 0 };

			if (poll(&wait, 1, -1) < 0 && errno != EINTR)
				return errno;
		} else if (errno != EINTR) {
			return errno;
		}
	}
	return 0;
}

int pial_close_after(int fd, int error)
{
	/* EINTR means closed on Linux; a second close could hit a descriptor of somebody else. */
	if (close(fd) && errno != EINTR && !error)
		error = errno;
	return error;
}

int pial_sync_folder(int dir)
{
	return fsync(dir) && errno != EINVAL ? errno : 0;
}

int pial_enter_folder(int dir, const char *name, int *error)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
	int next = openat(dir, name, flags);

	if (next < 0 && errno == ENOENT) {
		*error = mkdirat(dir, name, 0777) && errno != EEXIST ? errno
								     : pial_sync_folder(dir);
		next = *error ? -1 : openat(dir, name, flags);
	}
	if (next < 0 && !*error)
		*error = errno;
	close(dir);
	return next;
}

/* A path in the book must stay below it; the user's own paths go where they say. */
static bool path_allowed(int dirfd, const char *path)
{
	if (dirfd == AT_FDCWD)
		return true;
	if (*path == '/')
		return false;
	for (const char *part = path; part; part = strchr(part, '/')) {
		part += *part == '/';
		if (!strncmp(part, "..", 2) && (part[2] == '/' || !part[2]))
			return false;
	}
	return true;
}

static char *copy_text(const char *text, size_t len)
{
	char *copy = pial_malloc(len + 1);

	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

/* Bytes of the folder part of a path, its last slash included. */
static size_t folder_len(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? (size_t)(slash - path) + 1 : 0;
}

/*
 * Finds the folder of path, that of the job before when it is the same (a month's invoices must
 * not use up the descriptors of a process), else by opening it. Returns 0 or an errno value.
 */
static int job_open(struct job *job, const struct job *before, const char *path_before, int dirfd,
		    const char *path)
{
	const char *part = path, *slash;
	size_t len = folder_len(path);
	int error = 0;

	if (!path_allowed(dirfd, path))
		return EINVAL;
	if (before && folder_len(path_before) == len && !strncmp(path_before, path, len)) {
		job->dir = before->dir;
		job->shared = true;
		part = path + len;
	} else {
		job->dir = openat(dirfd, *path == '/' ? "/" : ".",
				  O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	}
	if (job->dir < 0)
		return errno;
	while ((slash = strchr(part, '/'))) {
		char *name = copy_text(part, (size_t)(slash - part));

		if (*name)
			job->dir = pial_enter_folder(job->dir, name, &error);
		free(name);
		if (error)
			return error;
		part = slash + 1;
	}
	if (!*part || !strcmp(part, ".") || !strcmp(part, ".."))
		return EISDIR;
	job->base = copy_text(part, strlen(part));
	return 0;
}

static void temp_name(char name[PIAL_TEMP_NAME], unsigned number)
{
	snprintf(name, PIAL_TEMP_NAME, ".pial-%" PRIdMAX "-%u.tmp", (intmax_t)getpid(), number);
}

int pial_temp_create(int dir, char name[PIAL_TEMP_NAME], unsigned *from)
{
	int fd = -1;

	for (unsigned i = 0; i < TEMP_TRIES; i++) {
		temp_name(name, (*from)++);
		fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd >= 0 || (errno != EEXIST && errno != EINTR))
			break;
	}
	if (fd < 0)
		name[0] = '\0';
	return fd;
}

/* Writes the new content under a temporary name, down to the disk. */
static int write_temp(struct job *job, const struct pial_atomic_file *file,
		      const struct pieces *pieces, const struct stat *old)
{
	unsigned from = 0;
	int fd = pial_temp_create(job->dir, job->temp, &from);
	const void *piece;
	size_t len;
	int error;

	if (fd < 0)
		return errno;
	error = pial_write_full(fd, file->bytes, file->len);
	while (!error && pieces->next && (piece = pieces->next(pieces->data, &len)))
		error = pial_write_full(fd, piece, len);
	/* A shared book must not become private by a commit. FAT and the like have no modes. */
	if (!error && (old || pieces->shown) &&
	    fchmod(fd, old ? old->st_mode & 0777 : SHOWN) && errno != EPERM)
		error = errno;
	if (!error && fsync(fd))
		error = errno;
	return pial_close_after(fd, error);
}

static int copy_content(int from, int to)
{
	char *block = pial_malloc(COPY_BLOCK);
	int error = 0;

	while (!error) {
		ssize_t n = read(from, block, COPY_BLOCK);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			error = errno;
		if (n <= 0)
			break;
		error = pial_write_full(to, block, (size_t)n);
	}
	free(block);
	if (!error && fsync(to))
		error = errno;
	return error;
}

/* Copies the present file to a temporary name, where links are not to be had. */
static int keep_copy(struct job *job)
{
	int from = openat(job->dir, job->base, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	unsigned number = 0;
	int to, error;

	if (from < 0)
		return errno;
	to = pial_temp_create(job->dir, job->kept, &number);
	error = to < 0 ? errno : pial_close_after(to, copy_content(from, to));
	return pial_close_after(from, error);
}

/* Gives the present content a second, temporary name. */
static int keep_present(struct job *job)
{
	for (unsigned i = 0; i < TEMP_TRIES; i++) {
		temp_name(job->kept, i);
		if (!linkat(job->dir, job->base, job->dir, job->kept, 0))
			return 0;
		if (errno != EEXIST && errno != EINTR)
			break;
	}
	job->kept[0] = '\0';
	return keep_copy(job);
}

/* Everything that can fail before a name changes; the job's folder is open. */
static int job_prepare(struct job *job, const struct pial_atomic_file *file,
		       const struct pieces *pieces)
{
	struct stat st;
	bool there;
	int error;

	there = !fstatat(job->dir, job->base, &st, AT_SYMLINK_NOFOLLOW);
	if (!there && errno != ENOENT)
		return errno;
	if (there && S_ISDIR(st.st_mode))
		return EISDIR;
	there = there && S_ISREG(st.st_mode);
	error = write_temp(job, file, pieces, there ? &st : NULL);
	if (!error && there && file->keep)
		error = keep_present(job);
	return error;
}

/* Changes the names; the last thing that can fail is the sync of the folder. */
static int job_commit(struct job *job)
{
	if (job->kept[0]) {
		char *name = pial_malloc(strlen(job->base) + 2);
		int failed;

		memcpy(name, job->base, strlen(job->base));
		memcpy(name + strlen(job->base), "~", 2);
		failed = renameat(job->dir, job->kept, job->dir, name);
		free(name);
		if (failed)
			return errno;
		/* When base~ was the same file already, rename() has left both names. */
		unlinkat(job->dir, job->kept, 0);
		job->kept[0] = '\0';
	}
	if (renameat(job->dir, job->temp, job->dir, job->base))
		return errno;
	job->temp[0] = '\0';
	return pial_sync_folder(job->dir);
}

static void job_release(struct job *job)
{
	if (job->temp[0])
		unlinkat(job->dir, job->temp, 0);
	if (job->kept[0])
		unlinkat(job->dir, job->kept, 0);
	if (job->dir >= 0 && !job->shared)
		close(job->dir);
	free(job->base);
}

/* The whole group; pieces follow the bytes of each file. */
static bool write_group(int dirfd, const struct pial_atomic_file *file, size_t count,
			const struct pieces *pieces, struct pial_diags *diags)
{
	struct job *job = pial_calloc(count, sizeof(*job));
	int error = 0;
	size_t at;

	for (size_t i = 0; i < count; i++)
		job[i].dir = -1;
	for (at = 0; at < count; at++) {
		error = job_open(&job[at], at ? &job[at - 1] : NULL, at ? file[at - 1].path : "",
				 dirfd, file[at].path);
		if (!error)
			error = job_prepare(&job[at], &file[at], pieces);
		if (error)
			break;
	}
	for (size_t i = 0; i < count && !error; i++) {
		at = i;
		error = job_commit(&job[i]);
	}
	if (error)
		pial_diag_add(diags, NULL, PIAL_E_BOOK_WRITE, file[at].path, pial_reason(error));
	/* Backwards: a job that shares a folder comes after the one that closes it. */
	while (count--)
		job_release(&job[count]);
	free(job);
	return !error;
}

bool pial_atomic_write_all(int dirfd, const struct pial_atomic_file *file, size_t count,
			   struct pial_diags *diags)
{
	const struct pieces none = { NULL, NULL, false };

	return write_group(dirfd, file, count, &none, diags);
}

bool pial_atomic_write_shown(int dirfd, const struct pial_atomic_file *file, size_t count,
			     struct pial_diags *diags)
{
	const struct pieces none = { NULL, NULL, true };

	return write_group(dirfd, file, count, &none, diags);
}

bool pial_atomic_write_pieces(int dirfd, const char *path, pial_atomic_next next, void *data,
			      bool keep, struct pial_diags *diags)
{
	const struct pial_atomic_file file = { path, "", 0, keep };
	const struct pieces pieces = { next, data, false };

	return write_group(dirfd, &file, 1, &pieces, diags);
}

bool pial_atomic_write(int dirfd, const char *path, const void *bytes, size_t len, bool keep,
		       struct pial_diags *diags)
{
	const struct pial_atomic_file file = { path, bytes, len, keep };

	return pial_atomic_write_all(dirfd, &file, 1, diags);
}

/* The process that made a temporary file, read from its name; 0 when it is none of ours. */
static pid_t temp_owner(const char *name)
{
	static const char head[] = ".pial-", tail[] = ".tmp";
	size_t len = strlen(name);
	intmax_t pid = 0;

	if (strncmp(name, head, strlen(head)) || len < strlen(head) + strlen(tail) ||
	    strcmp(name + len - strlen(tail), tail))
		return 0;
	for (name += strlen(head); *name >= '0' && *name <= '9' && pid < INT32_MAX / 10; name++)
		pid = pid * 10 + (*name - '0');
	return *name == '-' ? (pid_t)pid : 0;
}

void pial_atomic_sweep(int dirfd, const char *folder)
{
	int fd = openat(dirfd, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;

	if (fd >= 0 && !stream)
		close(fd);
	while (stream && (entry = readdir(stream)) != NULL) {
		pid_t owner = temp_owner(entry->d_name);

		if (owner > 0 && kill(owner, 0) && errno == ESRCH)
			unlinkat(fd, entry->d_name, 0);
	}
	if (stream)
		closedir(stream);
}
