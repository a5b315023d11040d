/*
 * What is shown on a terminal while a command works long: what it does, and how far it is.
 *
 * A line on standard error, only where that is a terminal that can erase it, only after a second,
 * at most ten times a second, and gone before anything else is said: whoever reads a log, a pipe or
 * a mail of cron sees none of it, and no output depends on it. The library knows no clock; it calls
 * back where it works long (book/book.h, `reading`), and commands say their own steps here.
 *
 * Not with NO_PROGRESS set to anything, nor with TERM=dumb or none. PIAL_PROGRESS=MILLISECONDS
 * replaces the second.
 *
 * Rejected: a timer and a signal. It would interrupt system calls everywhere, for a line that says
 * that time passes.
 */
#ifndef PIAL_CMD_CLI_PROGRESS_H
#define PIAL_CMD_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "num/date.h"

struct pial_cli;

struct pial_progress {
	bool able;		/* standard error is a terminal that may be written on */
	bool shown;		/* a line stands there */
	int64_t next;		/* not before, on pial_progress_clock */
	const char *what;	/* what is counted, marked with PIAL_N_; NULL: nothing yet */
	size_t total;		/* how many there are; 0: not known */
};

/* Milliseconds of a clock that only goes forward, from some moment on. */
PIAL_MUST_CHECK int64_t pial_progress_clock(void);

/* Looks at the terminal and the environment. To be called once, as the command begins. */
PIAL_NONNULL_ALL void pial_progress_init(struct pial_progress *progress);

/*
 * True for a terminal on which a line can be erased and colour be shown: descriptor fd is one, and
 * TERM names it and is not `dumb`.
 */
PIAL_MUST_CHECK bool pial_progress_terminal(int fd);

/*
 * Says what is counted from now on, as a plural marked with PIAL_N_ (« factures »), and of how
 * many; 0 when that is not known.
 */
PIAL_NONNULL_ALL void pial_progress_of(struct pial_cli *cli, const char *what, size_t total);

/* So many are done. Shown when it is time. */
PIAL_NONNULL_ALL void pial_progress_at(struct pial_cli *cli, size_t done);

/* A week of the book is read; shown when it is time. For book/book.h, `reading`. */
PIAL_NONNULL_ALL void pial_progress_week(void *cli, struct pial_week week);

/* Erases the line. Before anything else is written to the terminal, and at the end. */
PIAL_NONNULL_ALL void pial_progress_clear(struct pial_cli *cli);

#endif
