/*
 * From `pial plan` to pial-plan: the program beside this one, else the one in PATH.
 *
 * Beside: the folder of the real file, links followed, so that a link in ~/bin to an unpacked
 * folder is enough. A program that was found through PATH has its brothers there too in general,
 * but not when it is such a link.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "cmd/pial.h"

#include "base/banned.h"

const char *const pial_commands[] = { "plan", "allocate", "weigh", "invoice", "report", NULL };

bool pial_is_command(const char *name)
{
	for (size_t i = 0; pial_commands[i]; i++)
		if (!strcmp(name, pial_commands[i]))
			return true;
	return false;
}

/* Where PATH leads for a name without slash; into path. */
static bool search_path(const char *name, struct pial_strbuf *path)
{
	const char *at = getenv("PATH");

	while (at && *at) {
		size_t len = strcspn(at, ":");

		pial_strbuf_clear(path);
		pial_strbuf_add(path, at, len);
		pial_strbuf_addf(path, "%s%s", len ? "/" : "", name);
		if (access(path->text, X_OK) == 0)
			return true;
		at += len + (at[len] == ':');
	}
	return false;
}

/* The folder of this program with its last slash; into folder. */
static bool own_folder(const char *self, struct pial_strbuf *folder)
{
	char *real;

	if (strchr(self, '/'))
		pial_strbuf_addstr(folder, self);
	else if (!search_path(self, folder))
		return false;
	real = realpath(folder->text, NULL);
	pial_strbuf_clear(folder);
	if (real)
		pial_strbuf_add(folder, real, (size_t)(strrchr(real, '/') - real) + 1);
	free(real);
	return folder->len > 0;
}

void pial_become(const char *self, const char *name, char **words)
{
	struct pial_strbuf program, folder;
	char **argv;
	size_t count = 0;

	while (words[count])
		count++;
	argv = pial_calloc(count + 2, sizeof(*argv));
	if (count)
		memcpy(argv + 1, words, count * sizeof(*argv));
	pial_strbuf_init(&program, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&folder, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&program, "pial-%s", name);
	argv[0] = program.text;
	if (own_folder(self, &folder)) {
		pial_strbuf_addstr(&folder, program.text);
		execv(folder.text, argv);
	}
	execvp(program.text, argv);
	count = (size_t)errno;
	pial_strbuf_release(&program);
	pial_strbuf_release(&folder);
	free(argv);
	errno = (int)count;
}
