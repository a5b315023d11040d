/*
 * A folder of files for the world: its own are replaced and removed, others' never touched.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/folder.h"
#include "scratch.h"

#define LIST ".list"

static struct pial_folder_done done;

/* Writes files whose content is their path and a word; codes closed by 0 are what is said. */
static void write_all(const char *const *path, const char *word, bool dry_run,
		      enum pial_code said)
{
	static char text[8][64];
	struct pial_folder_file file[8];
	struct pial_diags diags;
	size_t count = 0;
	bool ok;

	for (; path[count]; count++) {
		snprintf(text[count], sizeof(text[count]), "%s %s", path[count], word);
		file[count] = (struct pial_folder_file){ path[count], text[count],
							 strlen(text[count]) };
	}
	pial_diags_init(&diags);
	ok = pial_folder_write("site", LIST, file, count, dry_run, &done, &diags);
	assert_int_equal(ok, said == PIAL_CODE_COUNT);
	assert_int_equal(diags.count, !ok);
	if (!ok)
		assert_int_equal(diags.entry[0].code, said);
	pial_diags_release(&diags);
}

#define WELL PIAL_CODE_COUNT

static void assert_content(const char *path, const char *text)
{
	char found[128] = "";
	int fd = open(path, O_RDONLY);
	ssize_t n = read(fd, found, sizeof(found) - 1);

	assert_true(n >= 0);
	found[n] = '\0';
	assert_string_equal(found, text);
	close(fd);
}

static unsigned mode(const char *path)
{
	struct stat st;

	return stat(path, &st) ? 0 : st.st_mode & 0777;
}

static int enter(void **state)
{
	scratch_enter(state);
	return 0;
}

static void made_and_made_again(void **state)
{
	static const char *const first[] = { "b.html", "w/1.html", "w/2.html", "index.html", NULL };
	static const char *const then[] = { "w/2.html", "x/3.html", "index.html", NULL };
	mode_t before = umask(077);

	(void)state;
	write_all(first, "a", true, WELL);
	assert_int_equal(done.written, 4);
	assert_int_equal(access("site", F_OK), -1);
	write_all(first, "a", false, WELL);
	assert_content("site/w/1.html", "w/1.html a");
	assert_content("site/" LIST, "b.html\nindex.html\nw/1.html\nw/2.html\n");
	/* For everybody, whatever the umask. */
	assert_int_equal(mode("site"), 0755);
	assert_int_equal(mode("site/w"), 0755);
	assert_int_equal(mode("site/w/1.html"), 0644);
	assert_int_equal(mode("site/" LIST), 0644);
	write_all(first, "a", false, WELL);
	assert_int_equal(done.written, 0);
	assert_int_equal(done.same, 4);
	scratch_put("site/mine.txt", "mine");
	scratch_put("site/w/mine.txt", "mine");
	assert_int_equal(chmod("site/index.html", 0640), 0);
	write_all(then, "b", false, WELL);
	assert_int_equal(done.written, 3);
	assert_int_equal(done.removed, 2);
	assert_content("site/index.html", "index.html b");
	assert_int_equal(mode("site/index.html"), 0640);
	assert_content("site/mine.txt", "mine");
	assert_content("site/w/mine.txt", "mine");
	assert_content("site/" LIST, "index.html\nw/2.html\nx/3.html\n");
	assert_int_equal(access("site/w/1.html", F_OK), -1);
	write_all(first, "a", false, WELL);
	assert_int_equal(access("site/x", F_OK), -1);
	umask(before);
}

/* What a run left that was cut: listed and not there, there and listed, a temporary file. */
static void what_a_cut_run_left(void **state)
{
	static const char *const path[] = { "a.html", "w/1.html", NULL };

	(void)state;
	assert_int_equal(mkdir("site", 0755), 0);
	scratch_put("site/" LIST, "a.html\nold.html\nw/1.html\n");
	scratch_put("site/a.html", "half");
	scratch_put("site/old.html", "old");
	scratch_put("site/.pial-999999999-0.tmp", "half");
	write_all(path, "new", false, WELL);
	assert_content("site/a.html", "a.html new");
	assert_content("site/" LIST, "a.html\nw/1.html\n");
	assert_int_equal(access("site/old.html", F_OK), -1);
	assert_int_equal(access("site/.pial-999999999-0.tmp", F_OK), -1);
}

static void others(void **state)
{
	static const char *const path[] = { "a.html", "w/1.html", NULL };

	(void)state;
	assert_int_equal(mkdir("site", 0755), 0);
	scratch_put("site/diary.txt", "dear");
	write_all(path, "a", false, PIAL_E_SITE_FOREIGN);
	assert_int_equal(rename("site/diary.txt", "site/.diary"), 0);
	write_all(path, "a", false, WELL);
	scratch_put("site/" LIST, "w/1.html\n");
	write_all(path, "b", false, PIAL_E_SITE_TAKEN);
	assert_content("site/a.html", "a.html a");
	assert_content("site/w/1.html", "w/1.html a");
	scratch_put("site/" LIST, "a.html\nw/1.html\n");
	assert_int_equal(unlink("site/a.html"), 0);
	assert_int_equal(symlink("../kept", "site/a.html"), 0);
	scratch_put("kept", "kept");
	write_all(path, "b", false, PIAL_E_SITE_TAKEN);
	assert_content("kept", "kept");
}

/* A list says what may be removed: one that nobody can have written here is not believed. */
static void lists_that_are_none(void **state)
{
	static const char *const path[] = { "a.html", NULL };
	static const char *const bad[] = {
		"../kept\n", "/kept\n", "w/../../kept\n", "a//b\n", "a/b/c\n", ".git\n",
		"w/.git\n", "w/\n", "a.html", "b.html\na.html\n", "a.html\na.html\n", "\n",
		"a b\n", "a\\b\n",
	};

	(void)state;
	assert_int_equal(mkdir("site", 0755), 0);
	scratch_put("kept", "kept");
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		scratch_put("site/" LIST, bad[i]);
		write_all(path, "a", false, PIAL_E_SITE_LIST);
		assert_content("site/" LIST, bad[i]);
	}
	assert_content("kept", "kept");
	assert_int_equal(access("site/a.html", F_OK), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(made_and_made_again, enter, scratch_leave),
		cmocka_unit_test_setup_teardown(what_a_cut_run_left, enter, scratch_leave),
		cmocka_unit_test_setup_teardown(others, enter, scratch_leave),
		cmocka_unit_test_setup_teardown(lists_that_are_none, enter, scratch_leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
