/*
 * --partial: the good rows of a file are taken, the others go to a file with their reasons.
 *
 * Nothing is half imported by accident: without the option a file with one bad row is refused
 * whole. With it the file is tried again and again without the rows that were refused, each of them
 * blanked in the text so that all others keep their lines, until what is left is good. Rows that
 * hang together (a key that comes twice) are refused together, as both are named.
 */
#ifndef PIAL_CMD_CLI_REJECTS_H
#define PIAL_CMD_CLI_REJECTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "cmd/cli.h"
#include "diag/diag.h"
#include "io/source.h"

/* Where refused rows go when --rejects does not say; a confined verb may write it. */
#define PIAL_REJECTS "rejects.csv"

/* Reads a text as it stands and forgets what it read; says to diags what is wrong. */
typedef bool pial_attempt_fn(void *context, const struct pial_source *source,
			     struct pial_diags *diags);

/*
 * Takes the refused rows out of a text until attempt takes what is left; they are added to rejects,
 * a table of file, line, reason and row. A file that cannot be helped (its header is wrong) is left
 * as it was, and false returned: reading it says why. Where rows were taken out, one alert says how
 * many (A-COLLECT-REJECTED), with path, the file that they go to.
 */
PIAL_NONNULL_ALL
bool pial_cli_take_good(struct pial_cli *cli, struct pial_strbuf *rejects, const char *path,
			struct pial_source *source, pial_attempt_fn *attempt, void *context);

/* Writes the refused rows, if there are any, unless the run is dry. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_exit pial_cli_put_rejects(struct pial_cli *cli, const struct pial_strbuf *rejects,
				    const char *path);

#endif
