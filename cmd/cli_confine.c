/*
 * Commands that only read give up the right to write before they open the first file.
 *
 * What is left to them: the folder of -o FILE, where the new file is made beside the old one, that
 * of the rows refused under --partial, and the book's lock. Which verbs write elsewhere is said in
 * their own tables, so that a new one is confined until somebody says otherwise.
 */
#define _XOPEN_SOURCE 700 /* realpath */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli_priv.h"
#include "cmd/cli_rejects.h"
#include "io/confine.h"

#include "base/banned.h"

/* Places: the lock; of each file written, its folder and itself. */
#define PLACES 16

struct places {
	struct pial_confine_place place[PLACES];	/* those found */
	char *owned[PLACES];	/* the path of each; NULL: not ours */
	size_t count;		/* how many */
};

static void add(struct places *places, int dir, const char *path, char *owned)
{
	places->place[places->count] = (struct pial_confine_place){ dir, path };
	places->owned[places->count++] = owned;
}

/* The folder that holds a file, "." when none is named; owned by the caller. */
static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return strdup(".");
	return strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

/* The lock of the book that will be read; NULL when there is none. The book stays open. */
static const char *find_lock(struct pial_cli *cli, struct pial_book *book)
{
	struct pial_diags quiet;
	bool search;
	const char *where = pial_cli_where(cli, &search), *lock = NULL;

	pial_diags_init(&quiet);
	if (pial_book_open(book, where, search, &quiet))
		lock = pial_book_lock_path(book);
	pial_diags_release(&quiet);
	return lock;
}

/*
 * Adds the folder of a file that will be replaced, and the file itself: a device is written to. A
 * link stays a link, and the file it names is replaced.
 */
static void add_output(struct places *places, const char *path)
{
	char *target, *folder;

	if (!path || places->count + 2 > PLACES)
		return;
	target = realpath(path, NULL);
	folder = folder_of(target ? target : path);
	add(places, AT_FDCWD, folder, folder);
	add(places, AT_FDCWD, target ? target : path, target);
}

void pial_cli_confine(struct pial_cli *cli)
{
	const struct pial_option *option = cli->verb ? cli->verb->option : NULL;
	struct places places = { .count = 0 };
	struct pial_book book;
	const char *lock;

	if (!cli->verb || cli->verb->writes || cli->save)
		return;
	pial_book_init(&book);
	lock = find_lock(cli, &book);
	if (lock)
		add(&places, book.dir, lock, NULL);
	add_output(&places, cli->output);
	for (; option && option->name; option++) {
		const char *value = (const char *)cli->own + option->offset;

		if (option->type == PIAL_OPTION_OUTPUT)
			add_output(&places, *(const char *const *)(const void *)value);
		else if (option->type == PIAL_OPTION_FLAG && !strcmp(option->name, "partial") &&
			 *(const bool *)(const void *)value)
			add_output(&places, PIAL_REJECTS);
	}
#ifndef PIAL_NO_CONFINE
	(void)pial_confine(places.place, places.count);
#endif
	while (places.count > 0)
		free(places.owned[--places.count]);
	pial_book_release(&book);
}
