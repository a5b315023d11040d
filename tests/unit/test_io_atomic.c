/*
 * Replacing files: the new content or the old one, never a part, nothing left over.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "io/atomic.h"
#include "tests/unit/scratch.h"

static char folder[64];
static int dir = -1;

static int setup(void **state)
{
	(void)state;
	snprintf(folder, sizeof(folder), "/tmp/test_io_atomic.XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	dir = open(folder, O_RDONLY | O_DIRECTORY);
	return dir < 0;
}

static int teardown(void **state)
{
	(void)state;
	close(dir);
	scratch_remove(AT_FDCWD, folder);
	return 0;
}

static void put(const char *name, const char *text)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

static void assert_content(const char *name, const char *text)
{
	char found[64] = "";
	int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW);
	ssize_t n = fd < 0 ? -1 : read(fd, found, sizeof(found) - 1);

	assert_true(n >= 0);
	found[n] = '\0';
	assert_string_equal(found, text);
	close(fd);
}

static bool there(const char *name)
{
	struct stat st;

	return !fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW);
}

/* Entries of a folder, `.` and `..` not counted: nothing temporary may remain. */
static size_t entries(const char *name)
{
	DIR *all = fdopendir(openat(dir, name, O_RDONLY | O_DIRECTORY));
	size_t count = 0;

	assert_non_null(all);
	while (readdir(all))
		count++;
	closedir(all);
	return count - 2;
}

/* Writes text; reason is NULL when it must succeed. */
static void replace(const char *path, const char *text, bool keep, const char *reason)
{
	struct pial_diags diags;
	bool ok;

	pial_diags_init(&diags);
	ok = pial_atomic_write(dir, path, text, strlen(text), keep, &diags);
	assert_int_equal(ok, reason == NULL);
	assert_int_equal(diags.count, reason != NULL);
	if (reason) {
		assert_int_equal(diags.entry[0].code, PIAL_E_BOOK_WRITE);
		assert_string_equal(diags.entry[0].arg[0].text, path);
		assert_string_equal(diags.entry[0].arg[1].text, reason);
	}
	pial_diags_release(&diags);
}

static void test_replace(void **state)
{
	(void)state;
	replace("a.csv", "one\n", false, NULL);
	assert_content("a.csv", "one\n");
	replace("a.csv", "two\n", false, NULL);
	assert_content("a.csv", "two\n");
	replace("a.csv", "", false, NULL);
	assert_content("a.csv", "");
	assert_int_equal(entries("."), 1);
}

static void test_keep(void **state)
{
	(void)state;
	replace("a.csv", "one\n", true, NULL);
	assert_false(there("a.csv~"));
	replace("a.csv", "two\n", true, NULL);
	assert_content("a.csv", "two\n");
	assert_content("a.csv~", "one\n");
	replace("a.csv", "three\n", true, NULL);
	assert_content("a.csv~", "two\n");
	/* Not asked for: the older one stays. */
	replace("a.csv", "four\n", false, NULL);
	assert_content("a.csv~", "two\n");
	assert_int_equal(entries("."), 2);

	/* a~ is the same file already, as after a kill between the two renames. */
	assert_int_equal(unlinkat(dir, "a.csv~", 0), 0);
	assert_int_equal(linkat(dir, "a.csv", dir, "a.csv~", 0), 0);
	replace("a.csv", "five\n", true, NULL);
	assert_content("a.csv", "five\n");
	assert_content("a.csv~", "four\n");
	assert_int_equal(entries("."), 2);
}

/* Gives "1\n", "2\n" … up to *data, then nothing. */
static const void *next_number(void *data, size_t *len)
{
	static char piece[16];
	int *left = data;

	if (!*left)
		return NULL;
	*len = (size_t)snprintf(piece, sizeof(piece), "%d\n", (*left)--);
	return piece;
}

static void test_pieces(void **state)
{
	struct pial_diags diags;
	int left = 3;

	(void)state;
	pial_diags_init(&diags);
	replace("a.csv", "old\n", false, NULL);
	assert_true(pial_atomic_write_pieces(dir, "a.csv", next_number, &left, true, &diags));
	assert_content("a.csv", "3\n2\n1\n");
	assert_content("a.csv~", "old\n");
	/* No piece at all is an empty file. */
	assert_true(pial_atomic_write_pieces(dir, "a.csv", next_number, &left, false, &diags));
	assert_content("a.csv", "");
	left = 2;
	assert_false(pial_atomic_write_pieces(dir, "../a.csv", next_number, &left, false, &diags));
	assert_int_equal(left, 2);
	assert_int_equal(entries("."), 2);
	pial_diags_release(&diags);
}

static void test_folders(void **state)
{
	mode_t mask = umask(077);
	struct stat st;

	(void)state;
	replace("weeks/2025-W12/orders.csv", "x\n", false, NULL);
	assert_content("weeks/2025-W12/orders.csv", "x\n");
	assert_int_equal(fstatat(dir, "weeks/2025-W12", &st, 0), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	replace("weeks//./2025-W12/offers.csv", "y\n", false, NULL);
	assert_content("weeks/2025-W12/offers.csv", "y\n");
	assert_int_equal(entries("weeks/2025-W12"), 2);
	umask(mask);
}

static void test_modes(void **state)
{
	struct stat st;

	(void)state;
	replace("a.csv", "one\n", false, NULL);
	assert_int_equal(fstatat(dir, "a.csv", &st, 0), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(fchmodat(dir, "a.csv", 0664, 0), 0);
	replace("a.csv", "two\n", true, NULL);
	assert_int_equal(fstatat(dir, "a.csv", &st, 0), 0);
	assert_int_equal(st.st_mode & 0777, 0664);
}

static void test_links(void **state)
{
	struct stat st;

	(void)state;
	put("target", "kept\n");
	assert_int_equal(symlinkat("target", dir, "a.csv"), 0);
	/* The link is replaced, what it points to is left alone, and it is no content to keep. */
	replace("a.csv", "new\n", true, NULL);
	assert_int_equal(fstatat(dir, "a.csv", &st, AT_SYMLINK_NOFOLLOW), 0);
	assert_true(S_ISREG(st.st_mode));
	assert_content("a.csv", "new\n");
	assert_content("target", "kept\n");
	assert_false(there("a.csv~"));
}

static void test_refused_paths(void **state)
{
	(void)state;
	put("file", "old\n");
	assert_int_equal(mkdirat(dir, "sub", 0700), 0);
	replace("../evil", "x", false, "the path is not allowed here");
	replace("sub/../../evil", "x", false, "the path is not allowed here");
	replace("/evil", "x", false, "the path is not allowed here");
	replace("sub/..", "x", false, "the path is not allowed here");
	replace("..file", "x", false, NULL);
	replace("sub", "x", false, "it is a folder");
	replace("sub/", "x", false, "it is a folder");
	replace("", "x", false, "it is a folder");
	replace("file/x", "x", false, "a part of the path is not a folder");
	assert_content("file", "old\n");
	assert_int_equal(entries("sub"), 0);
	assert_int_equal(entries("."), 3);
}

/* A path of the user's own may be absolute. */
static void test_own_path(void **state)
{
	struct pial_diags diags;
	char path[128];

	(void)state;
	pial_diags_init(&diags);
	snprintf(path, sizeof(path), "%s/new/../new/out.csv", folder);
	assert_true(pial_atomic_write(AT_FDCWD, path, "x", 1, false, &diags));
	assert_content("new/out.csv", "x");
	assert_int_equal(diags.count, 0);
	pial_diags_release(&diags);
}

static void test_leftovers(void **state)
{
	char name[64];

	(void)state;
	put("a.csv", "old\n");
	put("target", "kept\n");
	/* What a killed process of our number left, and a link planted at the next name. */
	snprintf(name, sizeof(name), ".pial-%ld-0.tmp", (long)getpid());
	put(name, "left\n");
	snprintf(name, sizeof(name), ".pial-%ld-1.tmp", (long)getpid());
	assert_int_equal(symlinkat("target", dir, name), 0);
	replace("a.csv", "new\n", true, NULL);
	assert_content("a.csv", "new\n");
	assert_content("a.csv~", "old\n");
	assert_content("target", "kept\n");
	assert_int_equal(entries("."), 5);
}

/*
 * A writer that may not write more than a few bytes to a file (EFBIG stands for a full disk), then
 * one without rights. Root has all rights, so the second one gives them up.
 */
static void test_failures(void **state)
{
	int status;

	(void)state;
	put("a.csv", "old\n");
	put("b.csv", "old\n");
	if (fork() == 0) {
		const struct rlimit few = { 10, 10 };
		const struct pial_atomic_file file[] = {
			{ "b.csv", "short\n", 6, true },
			{ "a.csv", "much too long\n", 14, true },
		};
		struct pial_diags diags;
		bool ok;

		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &few);
		pial_diags_init(&diags);
		ok = !pial_atomic_write_all(dir, file, 2, &diags) && diags.count == 1 &&
		     !strcmp(diags.entry[0].arg[0].text, "a.csv") &&
		     !strcmp(diags.entry[0].arg[1].text, "the file would be too large");
		pial_diags_release(&diags);
		_exit(ok ? 0 : 1);
	}
	assert_true(wait(&status) > 0);
	assert_int_equal(status, 0);
	/* The first file was ready, and is old all the same. */
	assert_content("a.csv", "old\n");
	assert_content("b.csv", "old\n");
	assert_int_equal(entries("."), 2);

	assert_int_equal(fchmod(dir, 0500), 0);
	if (fork() == 0) {
		struct pial_diags diags;
		bool ok;

		pial_diags_init(&diags);
		if (geteuid() == 0 && (fchown(dir, 65534, 65534) || setuid(65534)))
			_exit(2);
		ok = !pial_atomic_write(dir, "a.csv", "new\n", 4, true, &diags) &&
		     !strcmp(diags.entry[0].arg[1].text, "this user has no right to it");
		pial_diags_release(&diags);
		_exit(ok ? 0 : 1);
	}
	assert_true(wait(&status) > 0);
	assert_int_equal(status, 0);
	assert_int_equal(fchmod(dir, 0700), 0);
	assert_content("a.csv", "old\n");
	assert_int_equal(entries("."), 2);
}

static void test_group(void **state)
{
	const struct pial_atomic_file file[] = {
		{ "weeks/2025-W12/orders.csv", "orders\n", 7, false },
		{ "weeks/2025-W12/offers.csv", "offers\n", 7, true },
		{ "ledger/balances.csv", "balances\n", 9, true },
		{ "top.csv", "top\n", 4, false },
		{ ".pial/written", "written\n", 8, false },
	};
	struct pial_diags diags;

	(void)state;
	pial_diags_init(&diags);
	assert_true(pial_atomic_write_all(dir, file, 5, &diags));
	assert_true(pial_atomic_write_all(dir, file, 5, &diags));
	assert_true(pial_atomic_write_all(dir, file, 0, &diags));
	assert_int_equal(diags.count, 0);
	for (size_t i = 0; i < 5; i++)
		assert_content(file[i].path, file[i].bytes);
	assert_content("weeks/2025-W12/offers.csv~", "offers\n");
	assert_content("ledger/balances.csv~", "balances\n");
	assert_int_equal(entries("weeks/2025-W12"), 3);
	assert_int_equal(entries("ledger"), 2);
	assert_int_equal(entries("."), 4);
	pial_diags_release(&diags);
}

/* The second file cannot be written: the first is as it was. */
static void test_group_fails(void **state)
{
	const struct pial_atomic_file file[] = {
		{ "a.csv", "new\n", 4, true },
		{ "sub", "new\n", 4, true },
		{ "c.csv", "new\n", 4, true },
	};
	struct pial_diags diags;

	(void)state;
	put("a.csv", "old\n");
	assert_int_equal(mkdirat(dir, "sub", 0700), 0);
	pial_diags_init(&diags);
	assert_false(pial_atomic_write_all(dir, file, 3, &diags));
	assert_int_equal(diags.count, 1);
	assert_string_equal(diags.entry[0].arg[0].text, "sub");
	assert_content("a.csv", "old\n");
	assert_int_equal(entries("."), 2);
	pial_diags_release(&diags);
}

/* A group larger than the number of descriptors, in one folder. */
static void test_many_files(void **state)
{
	enum { COUNT = 300 };
	static char name[COUNT][32];
	struct pial_atomic_file file[COUNT];
	struct rlimit limit, low;
	struct pial_diags diags;

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		snprintf(name[i], sizeof(name[i]), "invoices/%03zu.csv", i);
		file[i] = (struct pial_atomic_file){ name[i], name[i], 4, false };
	}
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
	low = limit;
	low.rlim_cur = 64;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &low), 0);
	pial_diags_init(&diags);
	assert_true(pial_atomic_write_all(dir, file, COUNT, &diags));
	pial_diags_release(&diags);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
	assert_int_equal(entries("invoices"), COUNT);
	assert_content("invoices/299.csv", "invo");
}

/* A pipe of 64 KiB, non-blocking, with a slow reader: short writes and EAGAIN. */
static void test_write_full(void **state)
{
	struct pial_strbuf sb;
	int ends[2], status;

	(void)state;
	pial_strbuf_init(&sb, PIAL_STRBUF_OUTPUT);
	for (int i = 0; i < 100000; i++)
		pial_strbuf_addf(&sb, "%d\n", i);
	assert_int_equal(pipe(ends), 0);
	if (fork() == 0) {
		struct pial_strbuf got;
		char block[1000];
		ssize_t n;

		close(ends[1]);
		pial_strbuf_init(&got, PIAL_STRBUF_OUTPUT);
		while ((n = read(ends[0], block, sizeof(block))) > 0)
			pial_strbuf_add(&got, block, (size_t)n);
		status = got.len != sb.len || memcmp(got.text, sb.text, sb.len);
		pial_strbuf_release(&got);
		_exit(status);
	}
	close(ends[0]);
	assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
	assert_int_equal(pial_write_full(ends[1], sb.text, sb.len), 0);
	assert_int_equal(pial_write_full(ends[1], "", 0), 0);
	close(ends[1]);
	assert_true(wait(&status) > 0);
	assert_int_equal(status, 0);
	pial_strbuf_release(&sb);
}

static void test_write_full_fails(void **state)
{
	int full = open("/dev/full", O_WRONLY), ends[2];

	(void)state;
	assert_true(full >= 0);
	assert_int_equal(pial_write_full(full, "x", 1), ENOSPC);
	close(full);
	assert_int_equal(pial_write_full(full, "x", 1), EBADF);
	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	assert_int_equal(pial_write_full(ends[1], "x", 1), EPIPE);
	close(ends[1]);
	signal(SIGPIPE, SIG_DFL);
}

/* A process that is gone leaves a file that goes; ours, and other people's hidden files, stay. */
static void test_sweep(void **state)
{
	char dead[64], alive[64];
	int status;
	pid_t child = fork();

	(void)state;
	if (child == 0)
		_exit(0);
	assert_int_equal(waitpid(child, &status, 0), child);
	snprintf(dead, sizeof(dead), ".pial-%ld-0.tmp", (long)child);
	snprintf(alive, sizeof(alive), ".pial-%ld-0.tmp", (long)getpid());
	put(dead, "x");
	put(alive, "x");
	put(".pial-notes.tmp", "x");
	pial_atomic_sweep(dir, ".");
	assert_int_equal(faccessat(dir, dead, F_OK, 0), -1);
	assert_int_equal(faccessat(dir, alive, F_OK, 0), 0);
	assert_int_equal(faccessat(dir, ".pial-notes.tmp", F_OK, 0), 0);
	pial_atomic_sweep(dir, "nowhere");
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(test_replace),
		IN_FOLDER(test_keep),
		IN_FOLDER(test_pieces),
		IN_FOLDER(test_folders),
		IN_FOLDER(test_modes),
		IN_FOLDER(test_links),
		IN_FOLDER(test_refused_paths),
		IN_FOLDER(test_own_path),
		IN_FOLDER(test_leftovers),
		IN_FOLDER(test_failures),
		IN_FOLDER(test_group),
		IN_FOLDER(test_group_fails),
		IN_FOLDER(test_many_files),
		IN_FOLDER(test_sweep),
		cmocka_unit_test(test_write_full),
		cmocka_unit_test(test_write_full_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
