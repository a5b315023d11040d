/*
 * Inputs: what may be opened, how large, and which encoding it turns out to have.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "io/source.h"

static char folder[] = "/tmp/test_io_source.XXXXXX";
static int dir = -1;

static int setup(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	dir = open(folder, O_RDONLY | O_DIRECTORY);
	return dir < 0;
}

static int teardown(void **state)
{
	static const char *const names[] = { "a.csv", "link", "fifo", "empty", "big" };

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(names); i++)
		unlinkat(dir, names[i], 0);
	unlinkat(dir, "sub", AT_REMOVEDIR);
	close(dir);
	return rmdir(folder);
}

static void put(const char *name, const char *bytes, size_t len)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, len), len);
	assert_int_equal(close(fd), 0);
}

/* The diagnostics as "CODE@line ". */
static void say(const struct pial_diags *diags, char *out, size_t room)
{
	size_t at = 0;

	out[0] = '\0';
	for (size_t i = 0; i < diags->count; i++)
		at += (size_t)snprintf(out + at, room - at, "%s@%u ",
				       pial_code_info(diags->entry[i].code)->name,
				       (unsigned)diags->entry[i].pos.line);
}

/* Decodes bytes; text is NULL when they must be refused. */
static void assert_decoded(const char *bytes, size_t len, const char *text, const char *faults)
{
	struct pial_source source;
	struct pial_diags diags;
	char said[256];
	bool ok;

	pial_diags_init(&diags);
	pial_source_init(&source);
	ok = pial_source_from(&source, "nom.csv", bytes, len, &diags);
	say(&diags, said, sizeof(said));
	assert_string_equal(said, faults);
	assert_int_equal(ok, text != NULL);
	assert_string_equal(source.name, "nom.csv");
	for (size_t i = 0; i < diags.count; i++)
		assert_string_equal(diags.entry[i].pos.file, "nom.csv");
	if (text) {
		assert_true(source.exists);
		assert_int_equal(source.len, strlen(text));
		assert_string_equal(source.text, text);
	}
	pial_source_release(&source);
	assert_null(source.text);
	pial_diags_release(&diags);
}

#define ASSERT_DECODED(bytes, text, faults) \
	assert_decoded(bytes, sizeof(bytes) - 1, text, faults)

static void test_utf8(void **state)
{
	(void)state;
	ASSERT_DECODED("", "", "");
	ASSERT_DECODED("abc", "abc", "");
	ASSERT_DECODED("été à Luchon\n", "été à Luchon\n", "");
	ASSERT_DECODED("\xEF\xBB\xBF" "a", "a", "");
	ASSERT_DECODED("\xEF\xBB\xBF", "", "");
	ASSERT_DECODED("\xF0\x9F\xA5\x95", "\xF0\x9F\xA5\x95", "");
}

static void test_windows_1252(void **state)
{
	(void)state;
	ASSERT_DECODED("ab\ncaf\xE9\n", "ab\ncafé\n", "N-CP1252@2 ");
	ASSERT_DECODED("\xC9lodie \x9Cuf 3 \x80 l\x92\xE9t\xE9",
		       "Élodie œuf 3 € l’été", "N-CP1252@1 ");
	ASSERT_DECODED("\xAB\xA0oui\xA0\xBB", "«\xC2\xA0oui\xC2\xA0»", "N-CP1252@1 ");
	/* A rare letter among many usual ones. */
	ASSERT_DECODED("\x8Akoda \xE9\xE8\xE0", "Škoda éèà", "N-CP1252@1 ");
}

static void test_refused_encodings(void **state)
{
	(void)state;
	ASSERT_DECODED("\xFF\xFEi\0d\0", NULL, "E-ENCODING@1 ");
	ASSERT_DECODED("\xFE\xFF\0i\0d", NULL, "E-ENCODING@1 ");
	ASSERT_DECODED("\xFF\xFE\xE9\xE9", NULL, "E-ENCODING@1 ");
	ASSERT_DECODED("a\nb\0c\n", NULL, "E-ENCODING@2 ");
	/* "é è à ç" in Mac Roman, then in CP850. */
	ASSERT_DECODED("\n\x8E \x8F \x88 \x8D", NULL, "E-ENCODING-OLD@2 ");
	ASSERT_DECODED("r\x82" "colt\x82 \x8A \x85 \x87", NULL, "E-ENCODING-OLD@1 ");
	/* Two files pasted together; a mark that lies. */
	ASSERT_DECODED("été\r\n\xE9t\xE9\n", NULL, "E-ENCODING-MIXED@2 ");
	ASSERT_DECODED("\xEF\xBB\xBF" "a\rb\xE9\r", NULL, "E-ENCODING-MIXED@2 ");
}

/* Every accented letter of French, alone, in four encodings: read, or refused as old. */
static void test_each_letter(void **state)
{
	static const struct {
		const char *utf8;
		const char *cp1252, *mac, *cp850;
	} letters[] = {
		{ "é", "\xE9", "\x8E", "\x82" }, { "è", "\xE8", "\x8F", "\x8A" },
		{ "ê", "\xEA", "\x90", "\x88" }, { "à", "\xE0", "\x88", NULL },
		{ "ç", "\xE7", "\x8D", "\x87" }, { "ë", "\xEB", NULL, "\x89" },
		{ "â", "\xE2", "\x89", "\x83" }, { "û", "\xFB", "\x9E", NULL },
		{ "ô", "\xF4", "\x99", NULL }, { "ù", "\xF9", "\x9D", NULL },
		{ "É", "\xC9", "\x83", "\x90" }, { "ü", "\xFC", NULL, "\x81" },
	};

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(letters); i++) {
		assert_decoded(letters[i].utf8, 2, letters[i].utf8, "");
		assert_decoded(letters[i].cp1252, 1, letters[i].utf8, "N-CP1252@1 ");
		if (letters[i].mac)
			assert_decoded(letters[i].mac, 1, NULL, "E-ENCODING-OLD@1 ");
		if (letters[i].cp850)
			assert_decoded(letters[i].cp850, 1, NULL, "E-ENCODING-OLD@1 ");
	}
}

static void assert_file(int from, const char *path, size_t max, bool optional, const char *text,
			const char *faults)
{
	struct pial_source source;
	struct pial_diags diags;
	char said[256];
	bool ok;

	pial_diags_init(&diags);
	pial_source_init(&source);
	ok = pial_source_read(&source, from, path, "shown", max, optional, &diags);
	say(&diags, said, sizeof(said));
	assert_string_equal(said, faults);
	assert_int_equal(ok, text != NULL);
	if (text)
		assert_string_equal(source.text, text);
	if (ok)
		assert_int_equal(source.exists, faccessat(from, path, F_OK, 0) == 0 ||
				 !strcmp(path, "-"));
	pial_source_release(&source);
	pial_diags_release(&diags);
}

static void test_files(void **state)
{
	(void)state;
	put("a.csv", "id\nx\n", 5);
	put("empty", "", 0);
	assert_int_equal(mkdirat(dir, "sub", 0700), 0);
	assert_int_equal(symlinkat("a.csv", dir, "link"), 0);

	assert_file(dir, "a.csv", 100, false, "id\nx\n", "");
	assert_file(dir, "sub/../a.csv", 100, true, "id\nx\n", "");
	assert_file(dir, "empty", 100, false, "", "");
	assert_file(dir, "none", 100, false, NULL, "E-FILE-OPEN@0 ");
	assert_file(dir, "none", 100, true, "", "");
	assert_file(dir, "none/none", 100, true, "", "");
	assert_file(dir, "a.csv/none", 100, true, "", "");
	assert_file(dir, "sub", 100, true, NULL, "E-FILE-KIND@0 ");
	assert_file(dir, "link", 100, false, NULL, "E-FILE-KIND@0 ");
}

static void test_limits(void **state)
{
	(void)state;
	put("a.csv", "12345", 5);
	assert_file(dir, "a.csv", 5, false, "12345", "");
	assert_file(dir, "a.csv", 4, false, NULL, "E-FILE-SIZE@0 ");
	assert_file(dir, "a.csv", 0, false, NULL, "E-FILE-SIZE@0 ");
}

static void test_fifo(void **state)
{
	char path[64];
	int writer;

	(void)state;
	snprintf(path, sizeof(path), "%s/fifo", folder);
	assert_int_equal(mkfifo(path, 0600), 0);
	/* In the book: refused, and without waiting for somebody to write. */
	assert_file(dir, "fifo", 100, false, NULL, "E-FILE-KIND@0 ");

	/* As an operand: read like a file. Its writer is there already. */
	writer = open(path, O_RDWR);
	assert_true(writer >= 0);
	assert_int_equal(write(writer, "id\n", 3), 3);
	if (fork() == 0) {
		/* The end of the fifo comes when its last writer, here, is gone. */
		struct timespec pause = { 0, 50000000 };

		nanosleep(&pause, NULL);
		_exit(0);
	}
	close(writer);
	assert_file(AT_FDCWD, path, 100, false, "id\n", "");
	assert_true(wait(NULL) > 0);
}

static void test_operands(void **state)
{
	char path[64];

	(void)state;
	put("a.csv", "id\n", 3);
	snprintf(path, sizeof(path), "%s/link", folder);
	/* The user's own link is followed. */
	assert_file(AT_FDCWD, path, 100, false, "id\n", "");
	assert_file(AT_FDCWD, folder, 100, false, NULL, "E-FILE-KIND@0 ");
	assert_file(AT_FDCWD, "/dev/zero", 100, false, NULL, "E-FILE-KIND@0 ");
}

/* Standard input from a pipe: of no known size, in several pieces. */
static void test_stdin(void **state)
{
	struct pial_strbuf sb;
	int saved = dup(STDIN_FILENO), ends[2];

	(void)state;
	pial_strbuf_init(&sb, PIAL_STRBUF_OUTPUT);
	for (int i = 0; i < 40000; i++)
		pial_strbuf_addstr(&sb, "été;12\n");
	for (size_t max = sb.len - 1; max <= sb.len; max++) {
		assert_int_equal(pipe(ends), 0);
		if (fork() == 0) {
			close(ends[0]);
			for (size_t at = 0; at < sb.len;) {
				size_t piece = sb.len - at < 777 ? sb.len - at : 777;
				ssize_t n = write(ends[1], sb.text + at, piece);

				if (n < 0)
					break;
				at += (size_t)n;
			}
			_exit(0);
		}
		close(ends[1]);
		assert_true(dup2(ends[0], STDIN_FILENO) == STDIN_FILENO);
		close(ends[0]);
		assert_file(AT_FDCWD, "-", max, false, max < sb.len ? NULL : sb.text,
			    max < sb.len ? "E-FILE-SIZE@0 " : "");
		/* Closes the pipe, so that a writer still at work ends. */
		dup2(saved, STDIN_FILENO);
		assert_true(wait(NULL) > 0);
	}
	close(saved);
	pial_strbuf_release(&sb);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_utf8),
		cmocka_unit_test(test_windows_1252),
		cmocka_unit_test(test_refused_encodings),
		cmocka_unit_test(test_each_letter),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_fifo),
		cmocka_unit_test(test_operands),
		cmocka_unit_test(test_stdin),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
