/*
 * .pial/registers: what this machine knows of the registers, and how far a run has come.
 *
 * One line a register, `state hash path`, sorted by path, replaced whole. It is the one file whose
 * rename issues documents (book/register.h says why one), so it is as short as can be: a line for
 * each seller and year. A line that is not of this form is refused, never skipped: it could be the
 * one that says "next".
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "book/path.h"
#include "book/register_priv.h"
#include "io/atomic.h"
#include "io/reason.h"
#include "io/source.h"

#include "base/banned.h"

#define JOURNAL ".pial/registers"

static const char *const state_name[] = { "at", "begun", "next" };

/* Reads one line of len bytes into known; false when it is none. */
static bool read_line(struct pial_register *reg, const char *line, size_t len,
		      struct pial_register_known *known)
{
	const char *hash = memchr(line, ' ', len), *path;
	size_t at = 0;

	hash = hash ? hash + 1 : NULL;
	path = hash ? memchr(hash, ' ', len - (size_t)(hash - line)) : NULL;
	if (!path || (size_t)(path - hash) >= sizeof(known->hash))
		return false;
	while (at < PIAL_COUNT(state_name) &&
	       (strncmp(line, state_name[at], strlen(state_name[at])) != 0 ||
		line + strlen(state_name[at]) + 1 != hash))
		at++;
	known->state = (uint8_t)at;
	memcpy(known->hash, hash, (size_t)(path - hash));
	known->hash[path - hash] = '\0';
	known->path = pial_arena_strndup(&reg->arena, path + 1, len - (size_t)(path + 1 - line));
	return at < PIAL_COUNT(state_name) && strncmp(known->path, "ledger/register-", 16) == 0;
}

bool pial_register_journal_read(struct pial_register *reg, struct pial_book *book,
				struct pial_diags *diags)
{
	const char *shown = pial_book_shown(book, JOURNAL);
	struct pial_pos pos = { shown, 0, 0, PIAL_COLUMN_NUMBER };
	struct pial_source source;
	bool ok;

	pial_source_init(&source);
	ok = pial_source_read(&source, book->dir, JOURNAL, shown, PIAL_SOURCE_YAML, true, diags);
	for (const char *at = source.text; ok && at && *at; ) {
		struct pial_register_known known;
		const char *end = strchr(at, '\n');

		pos.line++;
		if (!end || !read_line(reg, at, (size_t)(end - at), &known)) {
			ok = pial_diag_add(diags, &pos, PIAL_E_REGISTER_JOURNAL);
			break;
		}
		pial_register_know(reg, known.path, (enum pial_register_state)known.state,
				   known.hash);
		at = end + 1;
	}
	pial_source_release(&source);
	return ok;
}

struct pial_register_known *pial_register_known_of(const struct pial_register *reg,
						   const char *path)
{
	size_t from = 0, end = reg->knowns;

	while (from < end) {
		size_t middle = from + (end - from) / 2;
		int order = strcmp(reg->known[middle].path, path);

		if (!order)
			return &reg->known[middle];
		if (order < 0)
			from = middle + 1;
		else
			end = middle;
	}
	return NULL;
}

void pial_register_know(struct pial_register *reg, const char *path,
			enum pial_register_state state, const char *hash)
{
	struct pial_register_known *known = pial_register_known_of(reg, path);
	size_t at = reg->knowns;

	if (!known) {
		reg->known = pial_grow(reg->known, reg->knowns, &reg->known_cap, sizeof(*known));
		while (at > 0 && strcmp(reg->known[at - 1].path, path) > 0)
			at--;
		known = &reg->known[at];
		memmove(known + 1, known, (reg->knowns - at) * sizeof(*known));
		reg->knowns++;
		known->path = pial_arena_strdup(&reg->arena, path);
	}
	known->state = (uint8_t)state;
	snprintf(known->hash, sizeof(known->hash), "%s", *hash ? hash : "-");
}

bool pial_register_journal_write(struct pial_register *reg, struct pial_book *book,
				 struct pial_diags *diags)
{
	struct pial_strbuf text;
	bool ok;

	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	for (size_t i = 0; i < reg->knowns; i++)
		pial_strbuf_addf(&text, "%s %s %s\n", state_name[reg->known[i].state],
				 reg->known[i].hash, reg->known[i].path);
	ok = pial_atomic_write(book->dir, JOURNAL, text.text, text.len, false, diags);
	pial_strbuf_release(&text);
	return ok;
}

const char *pial_register_next(struct pial_arena *arena, const char *path)
{
	const char *name = strrchr(path, '/');

	return pial_arena_printf(arena, "ledger/.%s.next", name ? name + 1 : path);
}

/* Renames one successor, unless that is done already. */
static int rename_next(struct pial_register *reg, struct pial_book *book, const char *path)
{
	const char *next = pial_register_next(&reg->arena, path);

	return renameat(book->dir, next, book->dir, path) && errno != ENOENT ? errno : 0;
}

bool pial_register_settle(struct pial_register *reg, struct pial_book *book,
			  struct pial_diags *diags)
{
	const char *path = "ledger";
	int error = 0, folder;
	bool any = false;

	for (size_t i = 0; i < reg->knowns && !error; i++) {
		if (reg->known[i].state != PIAL_REGISTER_NEXT)
			continue;
		path = reg->known[i].path;
		error = rename_next(reg, book, path);
		any = true;
	}
	if (!any)
		return true;
	folder = error ? -1 : openat(book->dir, "ledger", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (!error && (folder < 0 || (fsync(folder) && errno != EINVAL)))
		error = errno;
	if (folder >= 0)
		close(folder);
	if (error)
		return pial_diag_add(diags, NULL, PIAL_E_BOOK_WRITE, path, pial_reason(error));
	for (size_t i = 0; i < reg->knowns; i++)
		if (reg->known[i].state == PIAL_REGISTER_NEXT)
			reg->known[i].state = PIAL_REGISTER_AT;
	return pial_register_journal_write(reg, book, diags);
}

/* Documents of one seller that no row names, and the successor that does not count. */
static bool take_back_one(struct pial_register *reg, struct pial_book *book,
			  const struct pial_register_known *known)
{
	const char *name = strrchr(known->path, '/') + 1, *seller, *folder, **stray;
	size_t len, count;
	int year;

	if (!pial_register_named(name, &len, &year))
		return true;
	seller = pial_arena_strndup(&reg->arena, name + strlen("register-"), len);
	folder = pial_register_folder(&reg->arena, seller);
	pial_atomic_sweep(book->dir, folder);
	stray = pial_register_strays(reg, book, seller, &count);
	for (size_t i = 0; i < count; i++) {
		const char *path = pial_arena_printf(&reg->arena, "%s/%s", folder, stray[i]);

		if (unlinkat(book->dir, path, 0) && errno != ENOENT)
			return false;
	}
	return !unlinkat(book->dir, pial_register_next(&reg->arena, known->path), 0) ||
	       errno == ENOENT;
}

bool pial_register_take_back(struct pial_register *reg, struct pial_book *book,
			     struct pial_diags *diags)
{
	bool any = false;

	for (size_t i = 0; i < reg->knowns; i++) {
		if (reg->known[i].state != PIAL_REGISTER_BEGUN)
			continue;
		if (!take_back_one(reg, book, &reg->known[i]))
			return pial_diag_add(diags, NULL, PIAL_E_BOOK_WRITE, reg->known[i].path,
					     pial_reason(errno));
		any = true;
	}
	if (!any)
		return true;
	for (size_t i = 0; i < reg->knowns; i++)
		if (reg->known[i].state == PIAL_REGISTER_BEGUN)
			reg->known[i].state = PIAL_REGISTER_AT;
	return pial_register_journal_write(reg, book, diags);
}
