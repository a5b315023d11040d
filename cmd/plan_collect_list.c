/*
 * Which files came back. A folder of answers holds other things too: copies that editors leave,
 * locks of spreadsheet programs, messages. Only what is named as a sheet is looked at, the rest is
 * named, so that an answer in a strange format is not overlooked.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "cmd/plan_collect.h"
#include "io/reason.h"

#include "base/banned.h"

/* What a sheet's name ends with. */
static bool is_sheet(const char *name)
{
	static const char *const ends[] = { ".csv", ".txt", ".tsv", ".ods", ".fods", ".xlsx" };
	size_t len = strlen(name);

	for (size_t i = 0; i < PIAL_COUNT(ends); i++) {
		size_t n = strlen(ends[i]), same = 0;

		/* Mail programs of another age write .CSV. */
		while (len > n && same < n &&
		       (name[len - n + same] | 0x20) == (ends[i][same] | 0x20))
			same++;
		if (len > n && same == n)
			return true;
	}
	return false;
}

static bool is_hidden(const char *name)
{
	size_t len = strlen(name);

	return name[0] == '.' || (len && name[len - 1] == '~') || !strcmp(name, "rejects.csv");
}

static void add_file(struct pial_collect *collect, const char *folder, const char *name)
{
	size_t room = strlen(folder) + strlen(name) + 2;
	struct pial_collect_file *file;
	struct pial_strbuf path;

	pial_strbuf_init(&path, room + 1);
	pial_strbuf_addstr(&path, folder);
	if (*folder && folder[strlen(folder) - 1] != '/')
		pial_strbuf_addch(&path, '/');
	pial_strbuf_addstr(&path, name);
	collect->file = pial_grow(collect->file, collect->files, &collect->file_cap,
				  sizeof(*collect->file));
	file = &collect->file[collect->files++];
	*file = (struct pial_collect_file){ .name = pial_strbuf_detach(&path) };
	pial_source_init(&file->source);
}

static bool list_folder(struct pial_collect *collect, const char *folder)
{
	struct pial_diags *diags = &collect->cli->diags;
	size_t before = collect->files;
	DIR *stream = opendir(folder);
	const struct dirent *entry;

	if (!stream)
		return pial_diag_add(diags, NULL, PIAL_E_FILE_OPEN, folder, pial_reason(errno));
	while ((entry = readdir(stream))) {
		if (is_hidden(entry->d_name))
			continue;
		if (is_sheet(entry->d_name))
			add_file(collect, folder, entry->d_name);
		else
			pial_diag_add(diags, NULL, PIAL_N_COLLECT_SKIPPED, entry->d_name);
	}
	closedir(stream);
	if (collect->files == before)
		pial_diag_add(diags, NULL, PIAL_N_COLLECT_NONE, folder);
	return true;
}

static int by_name(const void *left, const void *right)
{
	const struct pial_collect_file *a = left, *b = right;

	return strcmp(a->name, b->name);
}

bool pial_collect_list(struct pial_collect *collect)
{
	struct pial_cli *cli = collect->cli;
	size_t kept = 0;
	bool ok = true;

	for (int i = 0; i < cli->operands; i++) {
		struct stat st;

		if (stat(cli->operand[i], &st) == 0 && S_ISDIR(st.st_mode))
			ok &= list_folder(collect, cli->operand[i]);
		else
			add_file(collect, "", cli->operand[i]);
	}
	if (collect->files)
		qsort(collect->file, collect->files, sizeof(*collect->file), by_name);
	for (size_t i = 0; i < collect->files; i++) {
		if (kept && !strcmp(collect->file[kept - 1].name, collect->file[i].name)) {
			free(collect->file[i].name);
			continue;
		}
		collect->file[kept++] = collect->file[i];
	}
	collect->files = kept;
	return ok;
}

void pial_collect_read(struct pial_collect *collect)
{
	struct pial_cli *cli = collect->cli;

	for (size_t i = 0; i < collect->files; i++) {
		struct pial_collect_file *file = &collect->file[i];

		file->read = pial_source_read_any(&file->source, file->name, file->name,
						  PIAL_SOURCE_YAML, &cli->diags);
	}
}
