/*
 * Folders that a test made and takes away, whatever happened in them.
 */
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/unit/scratch.h"

struct scratch {
	char path[64];	/* of the folder */
	int home;	/* the folder to go back to */
};

void scratch_enter(void **state)
{
	static const char name[] = "/tmp/pial-test-XXXXXX";
	struct scratch *scratch = calloc(1, sizeof(*scratch));

	assert_non_null(scratch);
	memcpy(scratch->path, name, sizeof(name));
	assert_non_null(mkdtemp(scratch->path));
	scratch->home = open(".", O_RDONLY | O_DIRECTORY);
	assert_int_equal(chdir(scratch->path), 0);
	*state = scratch;
}

int scratch_leave(void **state)
{
	struct scratch *scratch = *state;

	assert_int_equal(fchdir(scratch->home), 0);
	close(scratch->home);
	scratch_remove(AT_FDCWD, scratch->path);
	free(scratch);
	return 0;
}

void scratch_put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
}

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
