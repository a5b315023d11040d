/*
 * One line, written over: carriage return, text, erase to the end of the line.
 *
 * It is one column narrower than the terminal, so that it never wraps; two columns stay free of a
 * bar that would say nothing. The clock is read for each step, which costs some tens of nanoseconds
 * where a step is a file or a document.
 */
#include "cmd/cli_progress.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "cmd/cli.h"
#include "cmd/cli_priv.h"
#include "io/atomic.h"
#include "markup/words.h"
#include "po/po.h"

#include "base/banned.h"

/* Milliseconds before the first line, and between two. */
#define FIRST 1000
#define BETWEEN 100
#define BAR 20
#define WIDTH_ELSE 80

int64_t pial_progress_clock(void)
{
	struct timespec time;

	if (clock_gettime(CLOCK_MONOTONIC, &time))
		return 0;
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

bool pial_progress_terminal(int fd)
{
	const char *term = getenv("TERM");

	return isatty(fd) == 1 && term && *term && strcmp(term, "dumb") != 0;
}

/* A number of at most seven digits; fallback for anything else. */
static int64_t number_of(const char *text, int64_t fallback)
{
	int64_t value = 0;

	if (!text || !*text || strlen(text) > 7)
		return fallback;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return fallback;
		value = value * 10 + (*text - '0');
	}
	return value;
}

void pial_progress_init(struct pial_progress *progress)
{
	*progress = (struct pial_progress){ .able = !getenv("NO_PROGRESS") &&
						    pial_progress_terminal(STDERR_FILENO) };
	if (progress->able)
		progress->next = pial_progress_clock() + number_of(getenv("PIAL_PROGRESS"), FIRST);
}

/* True when it is time for a line. */
static bool is_time(struct pial_progress *progress)
{
	int64_t time;

	if (!progress->able)
		return false;
	time = pial_progress_clock();
	if (time < progress->next)
		return false;
	progress->next = time + BETWEEN;
	return true;
}

static void show(struct pial_progress *progress, const struct pial_strbuf *text)
{
	struct pial_strbuf line;
	struct winsize size;
	size_t width = WIDTH_ELSE;

	if (!ioctl(STDERR_FILENO, TIOCGWINSZ, &size) && size.ws_col > 1)
		width = size.ws_col;
	pial_strbuf_init(&line, PIAL_STRBUF_TEXT);
	pial_strbuf_addch(&line, '\r');
	pial_words_fit(&line, text->text, text->len, width - 1);
	pial_strbuf_addstr(&line, "\033[K");
	(void)!pial_write_full(STDERR_FILENO, line.text, line.len);
	pial_strbuf_release(&line);
	progress->shown = true;
}

void pial_progress_of(struct pial_cli *cli, const char *what, size_t total)
{
	cli->progress.what = what;
	cli->progress.total = total;
}

/* « factures  ████████▌            42 %  8 412 / 20 000 » */
static void put_count(struct pial_strbuf *text, const struct pial_cli *cli, size_t done)
{
	const struct pial_progress *progress = &cli->progress;
	size_t total = progress->total, from, percent;

	pial_strbuf_addf(text, "%s  ", pial_tr(cli->lang, progress->what));
	if (total) {
		done = done < total ? done : total;
		from = text->len;
		pial_words_bar(text, (int64_t)done, (int64_t)total, BAR);
		pial_strbuf_addchars(text, ' ',
				     BAR - pial_utf8_width(text->text + from, text->len - from));
		percent = done * 100 / total;
		pial_strbuf_addchars(text, ' ', percent < 10 ? 3 : percent < 100 ? 2 : 1);
		pial_words_percent(text, (int64_t)percent, 0, 0, cli->lang);
		pial_strbuf_addstr(text, "  ");
	}
	pial_words_number(text, (int64_t)done, 0, 0, cli->lang);
	if (total) {
		pial_strbuf_addstr(text, " / ");
		pial_words_number(text, (int64_t)total, 0, 0, cli->lang);
	}
}

void pial_progress_at(struct pial_cli *cli, size_t done)
{
	struct pial_strbuf text;

	if (!is_time(&cli->progress) || !cli->progress.what)
		return;
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	put_count(&text, cli, done);
	show(&cli->progress, &text);
	pial_strbuf_release(&text);
}

void pial_progress_week(void *data, struct pial_week week)
{
	struct pial_cli *cli = data;
	struct pial_strbuf text;

	if (!is_time(&cli->progress))
		return;
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&text, "%s ", pial_tr(cli->lang, PIAL_N_("reading the week")));
	pial_week_format(&text, week);
	show(&cli->progress, &text);
	pial_strbuf_release(&text);
}

void pial_progress_clear(struct pial_cli *cli)
{
	static const char erase[] = "\r\033[K";

	if (cli->progress.shown)
		(void)!pial_write_full(STDERR_FILENO, erase, sizeof(erase) - 1);
	cli->progress.shown = false;
}
