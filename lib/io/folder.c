/*
 * What is there, what is ours, what is to be: three lists of names, then one group of files.
 *
 * A lock on the folder itself keeps two runs apart: they would each remove what the other made. A
 * marker in every page was rejected for a list: what is ours must be known without reading it, and
 * a page that somebody edited is still ours to replace.
 */
#include "io/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/strbuf.h"
#include "io/atomic.h"
#include "io/reason.h"

#include "base/banned.h"

/* Bits of a folder for everybody. */
#define SHOWN_FOLDER 0755

/* Bytes read at once. */
#define BLOCK ((size_t)64 << 10)

/* A run. */
struct work {
	const char *folder;			/* as the user wrote it */
	const char *list;			/* name of the list */
	const struct pial_folder_file *file;	/* what is to be there */
	size_t files;				/* how many */
	int dir;				/* the folder, open; -1: it is not there */
	struct pial_arena arena;		/* names */
	const char **ours;			/* names of the list, in byte order; owned */
	size_t count, cap;			/* how many, and room */
	const char **name;			/* the paths of file, in byte order; owned */
	bool *changed;				/* of each file: it must be written; owned */
	struct pial_diags *diags;		/* what is said */
};

static const char *shown(struct work *work, const char *name)
{
	size_t len = strlen(work->folder);
	bool slash = len && work->folder[len - 1] == '/';

	return pial_arena_printf(&work->arena, "%s%s%s", work->folder, slash ? "" : "/", name);
}

static bool failed(struct work *work, const char *name, int error)
{
	return pial_diag_add(work->diags, NULL, PIAL_E_BOOK_WRITE,
			     *name ? shown(work, name) : work->folder, pial_reason(error));
}

/* ---- Names ---- */

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '.' || c == '_' || c == '-';
}

/* True for a path that a list may hold: nothing outside the folder, nothing hidden in it. */
static bool is_path(const char *path, size_t len)
{
	size_t folders = 0;
	bool begins = true;

	for (size_t i = 0; i < len; i++) {
		if (begins ? path[i] == '.' || !is_plain(path[i]) :
			     !is_plain(path[i]) && path[i] != '/')
			return false;
		begins = path[i] == '/';
		folders += begins;
	}
	return len && !begins && folders <= 1;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool holds(const char *const *name, size_t count, const char *path)
{
	return count && bsearch(&path, name, count, sizeof(*name), by_name);
}

/* ---- What is there ---- */

/* True when a file of the folder holds these bytes and nothing else. */
static bool is_same(const struct work *work, const char *path, const char *bytes, size_t len)
{
	int fd = openat(work->dir, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	char *block = pial_malloc(BLOCK);
	struct stat st;
	bool same = fd >= 0 && !fstat(fd, &st) && (size_t)st.st_size == len;

	while (same && len) {
		ssize_t n = read(fd, block, BLOCK);

		if (n < 0 && errno == EINTR)
			continue;
		same = n > 0 && (size_t)n <= len && !memcmp(block, bytes, (size_t)n);
		bytes += same ? n : 0;
		len -= same ? (size_t)n : 0;
	}
	if (fd >= 0)
		close(fd);
	free(block);
	return same;
}

/* True for a folder in which everything is hidden, as git's own is. */
static bool is_free(struct work *work)
{
	int fd = openat(work->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;
	bool empty = stream != NULL;

	if (fd >= 0 && !stream)
		close(fd);
	while (empty && (entry = readdir(stream)) != NULL)
		empty = entry->d_name[0] == '.';
	if (stream)
		closedir(stream);
	return empty || pial_diag_add(work->diags, NULL, PIAL_E_SITE_FOREIGN, work->folder);
}

static void add_ours(struct work *work, const char *path, size_t len)
{
	work->ours = pial_grow(work->ours, work->count, &work->cap, sizeof(*work->ours));
	work->ours[work->count++] = pial_arena_strndup(&work->arena, path, len);
}

/* Takes the lines of the list, which must be paths that come one after another. */
static bool take_list(struct work *work, const struct pial_strbuf *text)
{
	const char *at = text->text, *end = at + text->len;

	while (at < end) {
		size_t len = strcspn(at, "\n");

		if (at[len] != '\n' || !is_path(at, len))
			break;
		add_ours(work, at, len);
		if (work->count > 1 &&
		    strcmp(work->ours[work->count - 2], work->ours[work->count - 1]) >= 0)
			break;
		at += len + 1;
	}
	return at == end || pial_diag_add(work->diags, NULL, PIAL_E_SITE_LIST,
					  shown(work, work->list));
}

/* Reads the list; without one the folder must be free. */
static bool read_list(struct work *work)
{
	int fd = openat(work->dir, work->list, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	struct pial_strbuf text;
	char block[4096];
	ssize_t n = 0;
	bool ok;

	if (fd < 0)
		return errno == ENOENT ? is_free(work) : failed(work, work->list, errno);
	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	while ((n = read(fd, block, sizeof(block))) > 0 || (n < 0 && errno == EINTR))
		if (n > 0)
			pial_strbuf_add(&text, block, (size_t)n);
	ok = n < 0 ? failed(work, work->list, errno) : take_list(work, &text);
	close(fd);
	pial_strbuf_release(&text);
	return ok;
}

/* Opens the folder, made when missing, and keeps others out. */
static bool enter(struct work *work, bool dry_run)
{
	bool made = !dry_run && mkdir(work->folder, 0777) == 0;

	work->dir = open(work->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (work->dir < 0)
		return (dry_run && errno == ENOENT) || failed(work, "", errno);
	if (made && fchmod(work->dir, SHOWN_FOLDER) && errno != EPERM)
		return failed(work, "", errno);
	while (flock(work->dir, LOCK_EX))
		if (errno != EINTR)
			/* A file system without locks: one run at a time is the user's care. */
			break;
	if (!dry_run)
		pial_atomic_sweep(work->dir, ".");
	return read_list(work);
}

/* ---- What is to be ---- */

/* The folder of a path, without the slash; "" when there is none. */
static const char *folder_of(struct work *work, const char *path)
{
	const char *slash = strchr(path, '/');

	return slash ? pial_arena_strndup(&work->arena, path, (size_t)(slash - path)) : "";
}

/* True when what is at a name, if anything is, has this kind; *there says whether it is. */
static bool is_kind(const struct work *work, const char *name, mode_t kind, bool *there)
{
	struct stat st;

	*there = work->dir >= 0 && !fstatat(work->dir, name, &st, AT_SYMLINK_NOFOLLOW);
	return !*there || (st.st_mode & S_IFMT) == kind;
}

/* True when the file before lies in the same folder: what is wrong with that was said. */
static bool said_folder(struct work *work, size_t at, const char *folder)
{
	return at && !strcmp(folder_of(work, work->file[at - 1].path), folder);
}

/* Looks at each file: is its place free or ours, and does it say the same already? */
static bool compare(struct work *work, struct pial_folder_done *done)
{
	bool ok = true;

	for (size_t i = 0; i < work->files; i++) {
		const struct pial_folder_file *file = &work->file[i];
		const char *folder = folder_of(work, file->path);
		bool there;

		if (*folder && !is_kind(work, folder, S_IFDIR, &there))
			ok = !said_folder(work, i, folder) &&
			     pial_diag_add(work->diags, NULL, PIAL_E_SITE_TAKEN,
					   shown(work, folder));
		else if (!is_kind(work, file->path, S_IFREG, &there) ||
			 (there && !holds(work->ours, work->count, file->path)))
			ok = pial_diag_add(work->diags, NULL, PIAL_E_SITE_TAKEN,
					   shown(work, file->path));
		work->changed[i] = !there || !is_same(work, file->path, file->bytes, file->len);
		if (work->changed[i])
			done->written++;
		else
			done->same++;
	}
	for (size_t i = 0; i < work->count; i++)
		done->removed += !holds(work->name, work->files, work->ours[i]) &&
				 !faccessat(work->dir, work->ours[i], F_OK, AT_SYMLINK_NOFOLLOW);
	return ok;
}

/* The list of what is to be there, and, when all is true, of what was, too. */
static void put_list(struct pial_strbuf *out, const struct work *work, bool all)
{
	size_t a = 0, b = all ? 0 : work->count;

	while (a < work->files || b < work->count) {
		int order = a == work->files ? 1 : b == work->count ? -1 :
			    strcmp(work->name[a], work->ours[b]);

		pial_strbuf_addf(out, "%s\n", order <= 0 ? work->name[a] : work->ours[b]);
		a += order <= 0;
		b += order >= 0;
	}
}

/* Makes the folders of the paths, for everybody. */
static bool make_folders(struct work *work)
{
	for (size_t i = 0; i < work->files; i++) {
		const char *name = folder_of(work, work->name[i]);

		if (!*name || (i && !strcmp(name, folder_of(work, work->name[i - 1]))))
			continue;
		if (!mkdirat(work->dir, name, 0777)) {
			if (fchmodat(work->dir, name, SHOWN_FOLDER, 0) && errno != EPERM)
				return failed(work, name, errno);
		} else if (errno != EEXIST) {
			return failed(work, name, errno);
		}
		pial_atomic_sweep(work->dir, name);
	}
	return true;
}

/* Writes the list with everything, then the files that are new or changed. */
static bool write_files(struct work *work)
{
	struct pial_atomic_file *group = pial_calloc(work->files + 1, sizeof(*group));
	struct pial_strbuf list;
	size_t count = 0;
	bool ok;

	pial_strbuf_init(&list, PIAL_STRBUF_OUTPUT);
	put_list(&list, work, true);
	if (!is_same(work, work->list, list.text, list.len))
		group[count++] = (struct pial_atomic_file){ work->list, list.text, list.len,
							    false };
	for (size_t i = 0; i < work->files; i++)
		if (work->changed[i])
			group[count++] = (struct pial_atomic_file){
				work->file[i].path, work->file[i].bytes, work->file[i].len,
				false };
	ok = !count || pial_atomic_write_shown(work->dir, group, count, work->diags);
	pial_strbuf_release(&list);
	free(group);
	return ok;
}

/* Removes what is no longer made, and folders that it leaves empty; then the list forgets it. */
static bool remove_rest(struct work *work)
{
	struct pial_strbuf list;
	bool ok = true;

	for (size_t i = 0; i < work->count; i++) {
		const char *path = work->ours[i], *folder = folder_of(work, path);

		if (holds(work->name, work->files, path))
			continue;
		if (unlinkat(work->dir, path, 0) && errno != ENOENT && errno != ENOTDIR)
			ok = failed(work, path, errno);
		if (*folder)
			(void)unlinkat(work->dir, folder, AT_REMOVEDIR);
	}
	pial_strbuf_init(&list, PIAL_STRBUF_OUTPUT);
	put_list(&list, work, false);
	if (ok && !is_same(work, work->list, list.text, list.len)) {
		const struct pial_atomic_file file = { work->list, list.text, list.len, false };

		ok = pial_atomic_write_shown(work->dir, &file, 1, work->diags);
	}
	pial_strbuf_release(&list);
	return ok;
}

bool pial_folder_write(const char *folder, const char *list, const struct pial_folder_file *file,
		       size_t count, bool dry_run, struct pial_folder_done *done,
		       struct pial_diags *diags)
{
	struct work work = { .folder = folder, .list = list, .file = file, .files = count,
			     .dir = -1, .arena = PIAL_ARENA_INIT, .diags = diags };
	bool ok;

	*done = (struct pial_folder_done){ 0 };
	work.name = pial_calloc(count + 1, sizeof(*work.name));
	work.changed = pial_calloc(count + 1, sizeof(*work.changed));
	for (size_t i = 0; i < count; i++)
		work.name[i] = file[i].path;
	qsort(work.name, count, sizeof(*work.name), by_name);
	ok = enter(&work, dry_run) && compare(&work, done);
	if (ok && !dry_run)
		ok = make_folders(&work) && write_files(&work) && remove_rest(&work);
	if (work.dir >= 0)
		close(work.dir);
	free(work.ours);
	free(work.name);
	free(work.changed);
	pial_arena_release(&work.arena);
	return ok;
}
