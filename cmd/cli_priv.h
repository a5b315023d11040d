/*
 * What the cli_*.c files share and no verb needs.
 */
#ifndef PIAL_CMD_CLI_PRIV_H
#define PIAL_CMD_CLI_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "cmd/cli.h"

/* ---- cli_options.c ---- */

/* The options that every command has. Their offsets are in struct pial_cli. */
extern const struct pial_option pial_cli_common_options[];

/*
 * Reads the command line into cli: the verb, its options in cli->own, the operands. Options are
 * looked for everywhere before `--`. False when something is wrong; cli->fault then says what, and
 * is shown once the language is known.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_parse(struct pial_cli *cli, int argc, char **argv);

/* Reads the values that need today's date: weeks and months. False: see cli->fault. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_cli_convert(struct pial_cli *cli);

/*
 * What --format takes beside csv, sheet, ods, fods and text, for the verb that was named: « , html,
 * md, pdf », each with its comma; "" for nothing.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_cli_formats(struct pial_cli *cli);

/* Notes the first fault of the command line; text replaces the %s of the message. Returns false. */
PIAL_NONNULL_ALL
bool pial_cli_fault(struct pial_cli *cli, const char *message, const char *text);

/* The verb of a command, or another word that may stand there, that a word nearly is; or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const char *pial_cli_near_verb(const struct pial_command *command, const char *word);

/* ---- cli_confine.c ---- */

/*
 * Gives up the right to write (io/confine.h) for a verb that only reads, but for its output and the
 * lock of the book. Comes after the command line is parsed and before any file is opened.
 */
PIAL_NONNULL_ALL void pial_cli_confine(struct pial_cli *cli);

/* ---- cli_help.c ---- */

/* Adds what -h prints to cli->out: of the verb when one was typed, else of the command. */
PIAL_NONNULL_ALL void pial_cli_help(struct pial_cli *cli);

/* ---- cli_lang.c, cli_today.c ---- */

/*
 * Decides language and date as far as they do not depend on a loaded book: options, environment,
 * then pial.yaml when it can be read without a fault. Returns false on a wrong value: see
 * cli->fault.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_cli_settle(struct pial_cli *cli);

/* The language of the environment: LC_ALL, LC_MESSAGES, LANG; French when none says one. */
PIAL_MUST_CHECK enum pial_lang pial_cli_env_lang(void);

/* True when this machine knows the time zone. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_cli_is_zone(const char *zone);

/*
 * The civil date in a time zone ("Europe/Paris"). None when the zone is not a name that the system
 * knows.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL struct pial_date pial_cli_clock(const char *zone);

/* The folder where a book is looked for, and whether its parents count. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_cli_where(const struct pial_cli *cli, bool *search);

/* ---- cli_text.c ---- */

/* Adds one diagnostic as a line of text for people. */
PIAL_NONNULL_ALL
void pial_cli_text(struct pial_strbuf *out, const char *command, enum pial_lang lang,
		   const struct pial_diag *diag);

/* Prints the diagnostics to standard error, by place, and forgets them. */
PIAL_NONNULL_ALL void pial_cli_say(struct pial_cli *cli);

/* Adds text with everything escaped that could move a cursor or turn a line around. */
PIAL_NONNULL_ALL
void pial_cli_escape(struct pial_strbuf *out, const char *text, size_t len, size_t most);

/* ---- cli_textable.c ---- */

/*
 * Adds a table as aligned text to read, within width columns: labels of lang, columns that are
 * empty in every row left out, numbers to the right; no word is broken. Too wide for that: what is
 * the same in all rows once over them; still too wide: one block a row, a line "label: value" a
 * value, an empty line between.
 */
PIAL_NONNULL_ALL
void pial_cli_textable(struct pial_strbuf *out, const struct pial_table *table,
		       const struct pial_model *model, enum pial_lang lang, size_t width);

/* ---- cli_output.c ---- */

/* Writes cli->out to -o or to standard output; says so when that fails. Returns the exit code. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_exit pial_cli_deliver(struct pial_cli *cli, enum pial_exit code);

#endif
