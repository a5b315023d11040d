/*
 * What a confined process can still do, tried in a child: its rights never come back.
 *
 * Where the kernel has no Landlock, the tests of what is given up are skipped; that nothing else
 * changes is tested everywhere.
 */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <cmocka.h>

#include "io/confine.h"

/* What the child found: an errno value, 0 for done, or SKIPPED. */
#define SKIPPED 77

struct ground {
	char path[64];	/* a folder with in/ and out/, a file `old` in each, and `lock` */
	int dir;	/* the same, open */
};

static void put(int dir, const char *path, const char *text)
{
	int fd = openat(dir, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	assert_int_equal(close(fd), 0);
}

static int setup(void **state)
{
	static struct ground ground;

	snprintf(ground.path, sizeof(ground.path), "/tmp/pial-confine-XXXXXX");
	if (!mkdtemp(ground.path))
		return -1;
	ground.dir = open(ground.path, O_RDONLY | O_DIRECTORY);
	assert_int_equal(mkdirat(ground.dir, "in", 0700), 0);
	assert_int_equal(mkdirat(ground.dir, "out", 0700), 0);
	put(ground.dir, "in/old", "old");
	put(ground.dir, "out/old", "old");
	put(ground.dir, "lock", "");
	*state = &ground;
	return 0;
}

static int teardown(void **state)
{
	static const char *const file[] = { "in/old", "in/new", "out/old", "out/new", "lock" };
	struct ground *ground = *state;

	for (size_t i = 0; i < sizeof(file) / sizeof(*file); i++)
		unlinkat(ground->dir, file[i], 0);
	unlinkat(ground->dir, "in", AT_REMOVEDIR);
	unlinkat(ground->dir, "out", AT_REMOVEDIR);
	close(ground->dir);
	return rmdir(ground->path);
}

/* Runs act in a child confined to in/ and lock; returns what act returned. */
static int confined(const struct ground *ground, int (*act)(int dir))
{
	const struct pial_confine_place place[] = {
		{ ground->dir, "in" }, { ground->dir, "lock" }, { ground->dir, "missing" },
	};
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0)
		_exit(pial_confine(place, 3) ? act(ground->dir) : SKIPPED);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int opened(int fd)
{
	return fd < 0 ? errno : close(fd);
}

static int create_outside(int dir)
{
	return opened(openat(dir, "out/new", O_WRONLY | O_CREAT | O_EXCL, 0600));
}

static int write_outside(int dir)
{
	return opened(openat(dir, "out/old", O_WRONLY));
}

static int remove_outside(int dir)
{
	return unlinkat(dir, "out/old", 0) ? errno : 0;
}

static int rename_outside(int dir)
{
	return renameat(dir, "out/old", dir, "out/new") ? errno : 0;
}

static int carry_out(int dir)
{
	return renameat(dir, "in/old", dir, "out/new") ? errno : 0;
}

static int run_program(int dir)
{
	(void)dir;
	execl("/bin/true", "true", (char *)NULL);
	return errno;
}

static int read_outside(int dir)
{
	return opened(openat(dir, "out/old", O_RDONLY));
}

static int open_lock(int dir)
{
	return opened(openat(dir, "lock", O_RDWR | O_CREAT, 0600));
}

static int replace_inside(int dir)
{
	int fd = openat(dir, "in/new", O_WRONLY | O_CREAT | O_EXCL, 0600);

	if (fd < 0 || write(fd, "new", 3) != 3 || close(fd))
		return errno;
	return renameat(dir, "in/new", dir, "in/old") ? errno : 0;
}

static void expect(void **state, int (*act)(int dir), int expected)
{
	int found = confined(*state, act);

	if (found == SKIPPED)
		skip();
	assert_int_equal(found, expected);
}

static void test_outside(void **state)
{
	expect(state, create_outside, EACCES);
	expect(state, write_outside, EACCES);
	expect(state, remove_outside, EACCES);
	expect(state, rename_outside, EACCES);
	expect(state, carry_out, EACCES);
}

static void test_programs(void **state)
{
	expect(state, run_program, EACCES);
}

static void test_reading(void **state)
{
	expect(state, read_outside, 0);
}

static void test_inside(void **state)
{
	char text[4] = "";
	struct ground *ground = *state;
	int fd;

	expect(state, open_lock, 0);
	expect(state, replace_inside, 0);
	fd = openat(ground->dir, "in/old", O_RDONLY);
	assert_int_equal(read(fd, text, 3), 3);
	close(fd);
	assert_string_equal(text, "new");
}

static int pipe_end[2];

static int write_open(int dir)
{
	(void)dir;
	return write(pipe_end[1], "x", 1) == 1 ? 0 : errno;
}

/* What was open before stays usable: standard output, files handed over. */
static void test_open_before(void **state)
{
	assert_int_equal(pipe(pipe_end), 0);
	expect(state, write_open, 0);
	close(pipe_end[0]);
	close(pipe_end[1]);
}

/* The parent, who gave up nothing, can still do everything: tells a kernel without from a slip. */
static void test_not_confined(void **state)
{
	struct ground *ground = *state;

	assert_int_equal(write_outside(ground->dir), 0);
	assert_int_equal(create_outside(ground->dir), 0);
	assert_int_equal(remove_outside(ground->dir), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_outside, setup, teardown),
		cmocka_unit_test_setup_teardown(test_programs, setup, teardown),
		cmocka_unit_test_setup_teardown(test_reading, setup, teardown),
		cmocka_unit_test_setup_teardown(test_inside, setup, teardown),
		cmocka_unit_test_setup_teardown(test_open_before, setup, teardown),
		cmocka_unit_test_setup_teardown(test_not_confined, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
