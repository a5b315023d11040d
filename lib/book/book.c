/*
 * Finding a book, reading its files, holding its lock.
 *
 * The folder is opened once and every file is reached from its descriptor, so a book that is
 * moved or a command that changes folder cannot mix two books. Names shown to people start from
 * where they stand ("../weeks/…"), so that an editor can follow them.
 */
#include "book/book.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "book/path.h"
#include "io/reason.h"
#include "base/banned.h"

#define LOCK_FOLDER ".pial"
#define LOCK_PATH ".pial/lock"
/* A smaller file is read sooner than a thread is started. */
#define AHEAD_LEAST ((off_t)1 << 20)
/* Parents looked at before giving up: deeper than any path the system accepts. */
#define SEARCH_DEPTH 128

static const struct pial_schema *const standing_schema[PIAL_STANDING_COUNT] = {
	[PIAL_STANDING_PRODUCERS] = &pial_schema_producers,
	[PIAL_STANDING_KITCHENS] = &pial_schema_kitchens,
	[PIAL_STANDING_PRODUCTS] = &pial_schema_products,
	[PIAL_STANDING_CERTIFICATES] = &pial_schema_certificates,
	[PIAL_STANDING_DISTANCES] = &pial_schema_distances,
	[PIAL_STANDING_HAZARDS] = &pial_schema_hazards,
};

void pial_book_init(struct pial_book *book)
{
	memset(book, 0, sizeof(*book));
	pial_model_init(&book->model);
	for (size_t i = 0; i < PIAL_STANDING_COUNT; i++)
		pial_table_init(&book->standing[i], standing_schema[i]);
	book->dir = -1;
	book->lock = -1;
	pial_source_init(&book->ahead.source);
}

void pial_book_release(struct pial_book *book)
{
	pial_book_unlock(book);
	if (book->dir >= 0)
		close(book->dir);
	for (size_t i = 0; i < PIAL_STANDING_COUNT; i++)
		pial_table_release(&book->standing[i]);
	free(book->seen);
	free(book->path);
	pial_source_release(&book->ahead.source);
	pial_model_release(&book->model);
	book->dir = -1;
	book->seen = NULL;
	book->path = NULL;
}

/* Joins two parts of a path; the result is owned by the caller. */
static char *join(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b);
	char *path = pial_malloc(n + m + 2);

	memcpy(path, a, n);
	path[n] = '/';
	memcpy(path + n + 1, b, m + 1);
	return path;
}

static bool same_folder(int a, int b)
{
	struct stat x, y;

	return fstat(a, &x) == 0 && fstat(b, &y) == 0 && x.st_dev == y.st_dev &&
	       x.st_ino == y.st_ino;
}

static int open_folder(int at, const char *path)
{
	return openat(at, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* Goes up from book->dir; path follows ("." becomes "..", then "../.."). */
static bool go_up(struct pial_book *book)
{
	int up = open_folder(book->dir, "..");
	char *path;

	if (up < 0)
		return false;
	if (same_folder(up, book->dir)) {
		close(up);
		return false;
	}
	path = strcmp(book->path, ".") == 0 ? join("..", "") : join(book->path, "..");
	if (path[strlen(path) - 1] == '/')
		path[strlen(path) - 1] = '\0';
	free(book->path);
	book->path = path;
	close(book->dir);
	book->dir = up;
	return true;
}

bool pial_book_open(struct pial_book *book, const char *dir, bool search, struct pial_diags *diags)
{
	size_t len = strlen(dir);

	while (len > 1 && dir[len - 1] == '/')
		len--;
	book->path = pial_malloc(len + 1);
	memcpy(book->path, dir, len);
	book->path[len] = '\0';
	book->dir = open_folder(AT_FDCWD, book->path);
	for (int depth = 0; book->dir >= 0 && depth < SEARCH_DEPTH; depth++) {
		if (faccessat(book->dir, "pial.yaml", F_OK, 0) == 0)
			return true;
		if (!search || !go_up(book))
			break;
	}
	return pial_diag_add(diags, NULL, search ? PIAL_E_BOOK_NONE : PIAL_E_BOOK_NOT, dir);
}

const char *pial_book_shown(struct pial_book *book, const char *path)
{
	if (strcmp(book->path, ".") == 0)
		return path;
	return pial_arena_printf(&book->model.arena, "%s%s%s", book->path,
				 strcmp(book->path, "/") == 0 ? "" : "/", path);
}

static void stamp(int dir, struct pial_book_seen *seen)
{
	struct stat st;

	seen->exists = fstatat(dir, seen->path, &st, AT_SYMLINK_NOFOLLOW) == 0;
	if (!seen->exists)
		return;
	seen->inode = st.st_ino;
	seen->size = st.st_size;
	seen->modified = st.st_mtim;
	seen->changed = st.st_ctim;
}

bool pial_book_has_ahead(struct pial_book *book)
{
	struct pial_book_ahead *ahead = &book->ahead;

	if (!ahead->path)
		return false;
	ahead->shown = pial_book_shown(book, ahead->path);
	ahead->seen.path = ahead->path;
	stamp(book->dir, &ahead->seen);
	return ahead->seen.exists && ahead->seen.size >= AHEAD_LEAST;
}

bool pial_book_fetch_ahead(struct pial_book *book)
{
	struct pial_book_ahead *ahead = &book->ahead;
	struct pial_diags said;
	bool good;

	pial_diags_init(&said);
	good = pial_source_read(&ahead->source, book->dir, ahead->path, ahead->shown,
				PIAL_SOURCE_TABLE, true, &said) &&
	       ahead->source.exists && !said.count;
	if (!good)
		pial_source_release(&ahead->source);
	pial_diags_release(&said);
	return good;
}

bool pial_book_read(struct pial_book *book, const char *path, size_t max, bool optional,
		    struct pial_source *source, struct pial_diags *diags)
{
	struct pial_book_seen seen = { .path = pial_arena_strdup(&book->model.arena, path) };

	bool ahead = book->ahead.good && !strcmp(book->ahead.path, path);

	if (ahead)
		seen = book->ahead.seen;
	else
		stamp(book->dir, &seen);
	book->seen = pial_grow(book->seen, book->seen_count, &book->seen_cap, sizeof(seen));
	book->seen[book->seen_count++] = seen;
	if (ahead) {
		*source = book->ahead.source;
		pial_source_init(&book->ahead.source);
		book->ahead.good = false;
		return true;
	}
	return pial_source_read(source, book->dir, path, pial_book_shown(book, path), max, optional,
				diags);
}

static bool same_time(struct timespec a, struct timespec b)
{
	return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

bool pial_book_unchanged(struct pial_book *book, struct pial_diags *diags)
{
	for (size_t i = 0; i < book->seen_count; i++) {
		const struct pial_book_seen *was = &book->seen[i];
		struct pial_book_seen is = { .path = was->path };

		stamp(book->dir, &is);
		if (is.exists == was->exists && is.inode == was->inode && is.size == was->size &&
		    same_time(is.modified, was->modified) && same_time(is.changed, was->changed))
			continue;
		return pial_diag_add(diags, NULL, PIAL_E_BOOK_CHANGED,
				     pial_book_shown(book, was->path));
	}
	return true;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool has_suffix(const char *name, const char *suffix)
{
	size_t n = strlen(name), m = strlen(suffix);

	return name[0] != '.' && n > m && strcmp(name + n - m, suffix) == 0;
}

const char **pial_book_list(struct pial_book *book, const char *folder, const char *suffix,
			    size_t *count)
{
	struct pial_arena *arena = &book->model.arena;
	const char **name = NULL, **kept;
	size_t cap = 0;
	int fd = open_folder(book->dir, folder);
	DIR *stream = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;

	*count = 0;
	if (fd >= 0 && !stream)
		close(fd);
	while (stream && (entry = readdir(stream)) != NULL) {
		if (!has_suffix(entry->d_name, suffix))
			continue;
		name = pial_grow(name, *count, &cap, sizeof(*name));
		name[(*count)++] = pial_arena_strdup(arena, entry->d_name);
	}
	if (stream)
		closedir(stream);
	kept = pial_arena_alloc(arena, (*count + 1) * sizeof(*kept));
	if (*count > 0) {
		qsort(name, *count, sizeof(*name), by_name);
		memcpy(kept, name, *count * sizeof(*kept));
	}
	free(name);
	return kept;
}

/* The lock's descriptor; -1 with errno set when it cannot be had. */
static int open_lock(struct pial_book *book, bool exclusive)
{
	int fd = openat(book->dir, LOCK_PATH, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);

	if (fd < 0 && errno == ENOENT && mkdirat(book->dir, LOCK_FOLDER, 0777) == 0)
		fd = openat(book->dir, LOCK_PATH, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd < 0 && !exclusive)
		fd = openat(book->dir, LOCK_PATH, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	return fd;
}

const char *pial_book_lock_path(struct pial_book *book)
{
	int fd = open_lock(book, false);

	if (fd < 0)
		return NULL;
	close(fd);
	return LOCK_PATH;
}

bool pial_book_lock(struct pial_book *book, bool exclusive, struct pial_diags *diags)
{
	int fd;

	pial_book_unlock(book);
	fd = open_lock(book, exclusive);
	/*
	 * Where we cannot write, a missing lock means that nobody ever committed: reading needs
	 * none.
	 */
	if (fd < 0 && !exclusive && (errno == ENOENT || errno == EROFS || errno == EACCES))
		return true;
	if (fd < 0)
		return pial_diag_add(diags, NULL, PIAL_E_BOOK_LOCK, pial_reason(errno));
	while (flock(fd, exclusive ? LOCK_EX : LOCK_SH) != 0) {
		int reason = errno;

		if (reason == EINTR)
			continue;
		close(fd);
		return pial_diag_add(diags, NULL, PIAL_E_BOOK_LOCK, pial_reason(reason));
	}
	book->lock = fd;
	return true;
}

void pial_book_unlock(struct pial_book *book)
{
	if (book->lock >= 0)
		close(book->lock);
	book->lock = -1;
}
