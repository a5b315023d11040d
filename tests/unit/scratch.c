/*
 * Folders that a test made and takes away, whatever happened in them.
 */
#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/scratch.h"

void scratch_remove(int parent, const char *name)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY);
	DIR *entries = fdopendir(fd);
	struct dirent *entry;

	while (entries && (entry = readdir(entries))) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		if (unlinkat(fd, entry->d_name, 0))
			scratch_remove(fd, entry->d_name);
	}
	if (entries)
		closedir(entries);
	unlinkat(parent, name, AT_REMOVEDIR);
}
