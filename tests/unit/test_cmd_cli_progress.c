/*
 * The line of progress, on a terminal of the test's own: when it comes, what it says, that it fits.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <pty.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "cmd/cli.h"

/* Standard error of the test on a terminal; what is written there is read back. */
struct tty {
	int master, saved;	/* our end; where standard error was */
	char read[1024];	/* what came */
};

static void tty_open(struct tty *tty, unsigned short columns)
{
	struct winsize size = { .ws_row = 24, .ws_col = columns };
	int slave;

	assert_int_equal(openpty(&tty->master, &slave, NULL, NULL, &size), 0);
	assert_int_equal(fcntl(tty->master, F_SETFL, O_NONBLOCK), 0);
	tty->saved = dup(STDERR_FILENO);
	assert_int_equal(dup2(slave, STDERR_FILENO), STDERR_FILENO);
	close(slave);
}

static const char *tty_read(struct tty *tty)
{
	ssize_t len = read(tty->master, tty->read, sizeof(tty->read) - 1);

	tty->read[len > 0 ? len : 0] = '\0';
	return tty->read;
}

static void tty_close(struct tty *tty)
{
	assert_int_equal(dup2(tty->saved, STDERR_FILENO), STDERR_FILENO);
	close(tty->saved);
	close(tty->master);
}

static void surround(const char *term, const char *after)
{
	unsetenv("NO_PROGRESS");
	assert_int_equal(setenv("TERM", term, 1), 0);
	assert_int_equal(setenv("PIAL_PROGRESS", after, 1), 0);
}

static void test_counts(void **state)
{
	struct pial_cli cli = { .lang = PIAL_EN };
	struct tty tty;

	(void)state;
	surround("xterm", "0");
	tty_open(&tty, 80);
	pial_progress_init(&cli.progress);
	pial_progress_of(&cli, "documents made", 20000);
	pial_progress_at(&cli, 8500);
	assert_string_equal(tty_read(&tty), "\rdocuments made  ████████▌            "
					    " 42%  8,500 / 20,000\033[K");
	/* Not again at once. */
	pial_progress_at(&cli, 8501);
	assert_string_equal(tty_read(&tty), "");
	/* Gone, and gone once only. */
	pial_progress_clear(&cli);
	pial_progress_clear(&cli);
	assert_string_equal(tty_read(&tty), "\r\033[K");
	tty_close(&tty);
}

static void test_fits(void **state)
{
	struct pial_cli cli = { .lang = PIAL_EN };
	struct tty tty;

	(void)state;
	surround("xterm", "0");
	tty_open(&tty, 20);
	pial_progress_init(&cli.progress);
	pial_progress_of(&cli, "documents made", 0);
	pial_progress_at(&cli, 1234567);
	/* 19 columns: the last one would wrap. */
	assert_string_equal(tty_read(&tty), "\rdocuments made  1,…\033[K");
	tty_close(&tty);
}

static void test_silent(void **state)
{
	static const struct {
		const char *term, *after;
	} none[] = { { "dumb", "0" }, { "", "0" }, { "xterm", "3600000" }, { "xterm", "soon" } };
	struct pial_cli cli = { .lang = PIAL_FR };
	struct tty tty;

	(void)state;
	tty_open(&tty, 80);
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		surround(none[i].term, none[i].after);
		pial_progress_init(&cli.progress);
		pial_progress_of(&cli, "documents made", 2);
		pial_progress_at(&cli, 1);
		pial_progress_week(&cli, (struct pial_week){ 1000 });
		assert_string_equal(tty_read(&tty), "");
	}
	surround("xterm", "0");
	assert_int_equal(setenv("NO_PROGRESS", "", 1), 0);
	pial_progress_init(&cli.progress);
	pial_progress_of(&cli, "documents made", 2);
	pial_progress_at(&cli, 1);
	assert_string_equal(tty_read(&tty), "");
	tty_close(&tty);
	/* A file is no terminal. */
	surround("xterm", "0");
	tty.saved = dup(STDERR_FILENO);
	assert_int_equal(dup2(open("/dev/null", O_WRONLY), STDERR_FILENO), STDERR_FILENO);
	pial_progress_init(&cli.progress);
	assert_false(cli.progress.able);
	assert_int_equal(dup2(tty.saved, STDERR_FILENO), STDERR_FILENO);
	close(tty.saved);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_fits),
		cmocka_unit_test(test_silent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
