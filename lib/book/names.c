/*
 * Names of files that were meant to be read, and are not.
 *
 * Where each file lives is what its schema says ("weeks/W/orders.csv", all of contracts/ that ends
 * in .yaml), so a table added there is known here. A name counts as a slip only when the file it
 * resembles is absent: orders-old.csv beside orders.csv was put there on purpose. The name proper
 * and what follows its last dot are compared apart, because ".csv" would make strangers of four
 * letters look alike; case and accents do not count, since some disks do not tell them apart and
 * ours do. Listing every name that may stand in a book was rejected: people keep notes and sheets
 * there.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "book/book.h"
#include "book/path.h"
#include "book/register.h"
#include "load/load.h"
#include "base/banned.h"

/* Most files and folders that the schemas place in one folder. */
#define KNOWN_MAX 32

/* A name cut at its last dot: "orders" and "csv"; none: the whole name and "". */
struct parts {
	const char *stem;	/* before the dot */
	const char *suffix;	/* after it */
};

/* What may stand in a folder, and what does. */
struct folder {
	const char *path;		/* as schemas write it: "", "weeks/W", "contracts" */
	const char *real;		/* in the book: ".", "weeks/2025-W12" */
	const char *known[KNOWN_MAX];	/* names of the schemas; "*.yaml": any with that suffix */
	size_t count;			/* how many */
	const char **name;		/* what is there, sorted */
	size_t names;			/* how many */
};

static struct parts cut(struct pial_arena *arena, const char *name)
{
	const char *dot = strrchr(name, '.');
	struct parts parts = { name, "" };

	if (dot) {
		parts.stem = pial_arena_strndup(arena, name, (size_t)(dot - name));
		parts.suffix = dot + 1;
	}
	return parts;
}

/* True when name is in the folder, exactly. */
static bool is_there(const struct folder *folder, const char *name)
{
	for (size_t i = 0; i < folder->names; i++)
		if (strcmp(folder->name[i], name) == 0)
			return true;
	return false;
}

/* The step of a schema's path below a folder, a file or a folder; NULL: it is elsewhere. */
static const char *step_below(struct pial_arena *arena, const char *path, const char *folder)
{
	size_t len = strlen(folder);

	if (len) {
		if (strncmp(path, folder, len) != 0 || path[len] != '/')
			return NULL;
		path += len + 1;
	}
	return pial_arena_strndup(arena, path, strcspn(path, "/"));
}

/* Fills in what schemas place in the folder, each name once. */
static void know(struct folder *folder, struct pial_arena *arena)
{
	for (size_t i = 0; pial_schemas[i]; i++) {
		const char *path = pial_schemas[i]->path;
		const char *step = path ? step_below(arena, path, folder->path) : NULL;
		bool again = !step || folder->count == KNOWN_MAX;

		for (size_t k = 0; !again && k < folder->count; k++)
			again = strcmp(folder->known[k], step) == 0;
		if (!again)
			folder->known[folder->count++] = step;
	}
}

/* True for the same suffix but for case, or one slip (cvs, yml); none is only like none. */
static bool suffix_near(const char *a, const char *b)
{
	return *a && *b ? pial_utf8_distance(a, b, 1) <= 1 : *a == *b;
}

/* True for what stands for the registers, one a seller and year. */
static bool known_register(const char *known)
{
	return strcmp(known, strrchr(pial_schema_register.path, '/') + 1) == 0;
}

/* The known name, absent from the folder, that this one was meant to be; NULL: none. */
static const char *meant(const struct folder *folder, const char *name, struct pial_arena *arena)
{
	struct parts given = cut(arena, name);
	const char *stem[KNOWN_MAX], *whole[KNOWN_MAX];
	size_t count = 0, len;
	ptrdiff_t near;
	int year;

	for (size_t i = 0; i < folder->count; i++) {
		const char *known = folder->known[i];
		struct parts parts = cut(arena, known);

		if (strcmp(known, name) == 0)
			return NULL;
		/* A pattern, like nothing that is there: what fits it is a register. */
		if (known_register(known)) {
			if (pial_register_named(name, &len, &year))
				return NULL;
			continue;
		}
		if (!suffix_near(given.suffix, parts.suffix))
			continue;
		if (strcmp(parts.stem, "*") == 0) {
			if (strcmp(given.suffix, parts.suffix) == 0)
				return NULL;
			parts.stem = given.stem;
			known = pial_arena_printf(arena, "%s.%s", given.stem, parts.suffix);
		}
		if (is_there(folder, known))
			continue;
		stem[count] = parts.stem;
		whole[count++] = known;
	}
	near = count ? pial_utf8_nearest(given.stem, stem, count) : -1;
	return near < 0 ? NULL : whole[near];
}

/* Refuses the slips of one folder. */
static bool check_folder(struct pial_book *book, const char *path, const char *real,
			 struct pial_diags *diags)
{
	struct pial_arena *arena = &book->model.arena;
	struct folder folder = { .path = path, .real = real };
	bool ok = true;

	folder.name = pial_book_list(book, real, "", &folder.names);
	know(&folder, arena);
	for (size_t i = 0; i < folder.names; i++) {
		const char *name = folder.name[i], *near = NULL;
		struct pial_pos pos = { NULL, 0, 0, PIAL_COLUMN_NUMBER };
		size_t len = strlen(name);

		/* FILE~ is what --force keeps. */
		if (name[len - 1] != '~' && pial_utf8_invalid(name, len) == len)
			near = meant(&folder, name, arena);
		if (!near)
			continue;
		if (*path)
			name = pial_arena_printf(arena, "%s/%s", real, name);
		pos.file = pial_book_shown(book, name);
		ok = pial_diag_add(diags, &pos, PIAL_E_FILE_NEAR, near);
	}
	return ok;
}

/* A folder of weeks/ that is no week is a slip that would hide a whole week. */
static bool check_week_names(struct pial_book *book, struct pial_diags *diags)
{
	size_t count;
	const char **name = pial_book_list(book, "weeks", "", &count);
	bool ok = true;

	for (size_t i = 0; i < count; i++) {
		const char *path = pial_arena_printf(&book->model.arena, "weeks/%s", name[i]);
		struct pial_pos pos = { pial_book_shown(book, path), 0, 0, PIAL_COLUMN_NUMBER };
		struct pial_week week;
		enum pial_date_fault fault = pial_week_parse(name[i], strlen(name[i]), &week);

		if (fault == PIAL_DATE_OK)
			ok &= check_folder(book, "weeks/W", path, diags);
		else
			ok = pial_diag_add(diags, &pos,
					   fault == PIAL_DATE_IMPOSSIBLE ? PIAL_E_WEEK_IMPOSSIBLE
									 : PIAL_E_WEEK, name[i]);
	}
	return ok;
}

int pial_book_year(const char *name)
{
	int year = 0;

	for (size_t i = 0; i < 4; i++) {
		if (name[i] < '0' || name[i] > '9')
			return 0;
		year = 10 * year + (name[i] - '0');
	}
	return name[4] ? 0 : year;
}

/* A folder of season/ that is no year would hide a whole season's needs. */
static bool check_season_names(struct pial_book *book, struct pial_diags *diags)
{
	size_t count;
	const char **name = pial_book_list(book, "season", "", &count);
	bool ok = true;

	for (size_t i = 0; i < count; i++) {
		const char *path = pial_arena_printf(&book->model.arena, "season/%s", name[i]);
		struct pial_pos pos = { pial_book_shown(book, path), 0, 0, PIAL_COLUMN_NUMBER };

		if (pial_book_year(name[i]))
			ok &= check_folder(book, "season/Y", path, diags);
		else
			ok = pial_diag_add(diags, &pos, PIAL_E_SEASON_NAME, name[i]);
	}
	return ok;
}

bool pial_book_check_names(struct pial_book *book, struct pial_diags *diags)
{
	static const char *const folder[] = { "contracts", "ledger", "data", "weighings" };
	bool ok = check_folder(book, "", ".", diags);

	for (size_t i = 0; i < PIAL_COUNT(folder); i++)
		ok &= check_folder(book, folder[i], folder[i], diags);
	ok &= check_season_names(book, diags);
	return check_week_names(book, diags) && ok;
}
