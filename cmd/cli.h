/*
 * What every command shares: options, verbs, language, diagnostics, input, output, exit codes.
 *
 * A command is a table of verbs, a verb a table of options with their help (git's parse-options is
 * the model): -h is generated from them and equals the manual's synopsis. No option changes
 * meaning between commands.
 *
 * To add a verb: one file cmd/<short>_<verb>.c with its option table, its run function and
 * `const struct pial_verb pial_verb_<short>_<verb>`; its declaration in cmd/<short>.h; one line in
 * the verb table of cmd/pial-<short>.c and its name in cmd/pial_help.c; its section of the page;
 * its French texts in lib/po/fr.po; a case in tests/cmd.
 */
#ifndef PIAL_CMD_CLI_H
#define PIAL_CMD_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "book/book.h"
#include "cmd/cli_progress.h"
#include "cmd/cli_source.h"
#include "diag/diag.h"
#include "io/source.h"
#include "io/workbook.h"
#include "load/table.h"
#include "po/po.h"

/* Exit codes, the same for all commands. */
enum pial_exit {
	PIAL_EXIT_DONE = 0,	/* done; an ordinary shortage is a notice, not a failure */
	PIAL_EXIT_PERSON = 1,	/* something needs a person: check verbs, or --exit-code */
	PIAL_EXIT_DATA = 2,	/* the data were refused */
	PIAL_EXIT_USAGE = 3,	/* the command line was wrong */
	PIAL_EXIT_SYSTEM = 4,	/* disk, memory, closed output */
};

enum pial_option_type {
	PIAL_OPTION_FLAG,	/* no value: bool member */
	PIAL_OPTION_TEXT,	/* a text: const char * member */
	PIAL_OPTION_OUTPUT,	/* the same, a file that the verb writes */
	PIAL_OPTION_DATE,	/* struct pial_date member */
	PIAL_OPTION_WEEK,	/* struct pial_week member */
	PIAL_OPTION_MONTH,	/* struct pial_month member; also `last-month`, `this-month` */
	/* struct pial_cli_days member: a month, a year, `last-year`, `this-year` */
	PIAL_OPTION_DAYS,
};

/* Days from the first to the last, both included. */
struct pial_cli_days {
	struct pial_date first, last;	/* none: open */
};

/* One option; tables are closed by an entry without name. */
struct pial_option {
	char letter;		/* short form; 0: none */
	const char *name;	/* long form, never abbreviated */
	enum pial_option_type type;	/* of its value */
	size_t offset;		/* of the member in struct pial_cli, or in the verb's own struct */
	const char *value;	/* placeholder, "DATE", marked with PIAL_N_; NULL for a flag */
	const char *help;	/* what it does, English, marked with PIAL_N_ */
};

struct pial_cli;

struct pial_verb {
	const char *name;	/* as typed; "" for a command without verbs or its default */
	const char *operands;	/* as shown: "[WEEK | FILE | -]", with PIAL_N_; "" for none */
	const char *help;	/* one line, marked with PIAL_N_ */
	const struct pial_option *option;	/* its own options; NULL: only the common ones */
	size_t own_size;	/* bytes of the verb's own option values, zeroed before parsing */
	enum pial_exit (*run)(struct pial_cli *cli);	/* does the work; options in cli->own */
	bool saves;	/* --save puts its table into the book */
	bool writes;	/* it writes more than its output, or runs programs; else it is confined */
	bool any_operand;	/* a word that begins with - and a digit is an operand (pial set) */
	bool json;	/* --format=json: it has something to say in JSON */
	bool paper;	/* --format=html, md and pdf: it makes a document (cmd/cli_paper.h) */
	bool xml;	/* --format=xml: it has a document in XML */
	bool view;	/* it shows a view (cmd/cli_view.h): all of json and paper */
	const char *own_format;	/* a further --format of this verb alone; or NULL */
};

struct pial_command {
	const char *name;	/* "pial-allocate" */
	const char *help;	/* one line, marked with PIAL_N_ */
	const struct pial_verb *const *verb;	/* pointers to each file's verb, closed by NULL */
	/* other words that may stand where a verb does, closed by NULL; NULL: none */
	const char *const *other;
};

enum pial_format {
	PIAL_FORMAT_DEFAULT, PIAL_FORMAT_CSV, PIAL_FORMAT_TEXT, PIAL_FORMAT_SHEET,
	PIAL_FORMAT_JSON, PIAL_FORMAT_ODS, PIAL_FORMAT_FODS, PIAL_FORMAT_HTML, PIAL_FORMAT_PDF,
	PIAL_FORMAT_MD,
	PIAL_FORMAT_OWN,	/* the verb's own_format */
	PIAL_FORMAT_XML,
};

struct pial_typed;
struct pial_view;

/* A run: what was asked, and what the verb needs to answer. */
struct pial_cli {
	const struct pial_command *command;	/* which command */
	const struct pial_verb *verb;	/* which verb */
	char **operand;		/* what is left after options */
	int operands;		/* how many */
	void *own;		/* the verb's own option values */
	/* as typed, until the date is known (cli_options.c) */
	struct pial_typed *typed;	/* options with a value; owned */
	size_t typeds;		/* how many */
	const char *fault;	/* message of the first fault of the command line; NULL: none */
	const char *fault_text;	/* the word it speaks of */
	const char *fault_near;	/* what it proposes in its place; NULL: nothing */
	/* common options */
	const char *book_dir;	/* -C */
	const char *output;	/* -o */
	const char *format_name;	/* --format */
	const char *lang_name;	/* --lang */
	struct pial_date today;	/* --today, PIAL_TODAY, else the clock in the book's time zone */
	bool save, dry_run, exit_code, force, help, version;	/* flags */
	/* worked out */
	enum pial_format format;	/* of --format */
	enum pial_lang lang;	/* of messages */
	bool lang_said;		/* by --lang or PIAL_LANG: the book does not change it */
	bool terminal;		/* stdout is a terminal */
	bool colour;		/* what is said may be coloured */
	struct pial_progress progress;	/* shown while it works long */
	bool misused;		/* pial_cli_usage said so: the run ends with that */
	struct pial_book book;	/* open after pial_cli_book */
	struct pial_diags diags;	/* everything said */
	struct pial_strbuf out;	/* the whole output; written once, at the end, by pial_cli_main */
	struct pial_workbook workbook;	/* the sheets put out, as ods or fods */
	struct pial_table last;	/* what follows it, still as rows; schema NULL: nothing */
	struct pial_arena last_rows;	/* what last borrows */
	struct pial_cli_source source;	/* what comes last of all, not yet made */
	/* takes a view in the place of the output (pial_cli_view); NULL: it is put out */
	void (*shown)(struct pial_cli *cli, const struct pial_view *view, void *data);
	void *shown_data;		/* handed to it */
};

/*
 * Runs a command: parses, runs the verb, prints diagnostics to stderr, writes cli->out. Returns the
 * exit code.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int pial_cli_main(const struct pial_command *command, int argc, char **argv);

/*
 * Finds and loads the book (-C, else PIAL_BOOK, else the nearest parent); the language becomes the
 * book's unless said. A book that the run has already stays as it is. False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_cli_book(struct pial_cli *cli);

/* The same with another way to load: pial_book_check reads every week too. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_book_by(struct pial_cli *cli,
		      bool (*load)(struct pial_book *book, struct pial_diags *diags));

/*
 * Says what was wrong with the command line, translated, and returns PIAL_EXIT_USAGE:
 * `return pial_cli_usage(cli, PIAL_N_("unknown week “%s”"), text)`. One line, then "try -h".
 */
PIAL_NONNULL_ALL PIAL_PRINTF(2, 3)
enum pial_exit pial_cli_usage(struct pial_cli *cli, const char *format, ...);

/* Reads a WEEK: 2025-W12, this, next, last (relative to today). False when the text is no week. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_week(struct pial_cli *cli, const char *text, struct pial_week *week);

/* What a verb was given to work on. */
enum pial_given {
	PIAL_GIVEN_WRONG,	/* refused: said already */
	PIAL_GIVEN_WEEK,	/* an operand WEEK: read the book */
	PIAL_GIVEN_TABLE,	/* a FILE, - or stdin: read into a source */
};

/*
 * Decides between WEEK, FILE, - and stdin (rule "What is read"): a week sets *week; else the input
 * is read whole into source, before any lock. A terminal as stdin is PIAL_EXIT_USAGE with a hint;
 * *code receives the exit code when the answer is PIAL_GIVEN_WRONG.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_given pial_cli_given(struct pial_cli *cli, struct pial_week *week,
			       struct pial_source *source, enum pial_exit *code);

/* The same for one word of a verb that takes several; NULL: standard input. */
PIAL_MUST_CHECK PIAL_NONNULL(1, 3, 4, 5)
enum pial_given pial_cli_take(struct pial_cli *cli, const char *operand, struct pial_week *week,
			      struct pial_source *source, enum pial_exit *code);

/*
 * Reads a moving table from what pial_cli_take found, once the book is loaded: see pial_cli_moving.
 * False when refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_moving_from(struct pial_cli *cli, enum pial_given given,
			  struct pial_source *source, struct pial_table *table,
			  struct pial_week *week, bool *exists);

/*
 * Reads the moving table a verb works on: what was given (as pial_cli_given), once the book is
 * loaded. table must be initialised; it comes back checked against the model and sorted. *week is
 * the operand's, or that of the rows, which must all have the same (E-WEEKS); none when there is no
 * row. *exists is false when the book has no such table for the week. False when refused; *code
 * then is the exit code. Standard input is read before the book: no lock is held meanwhile.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_moving(struct pial_cli *cli, struct pial_table *table, struct pial_week *week,
		     bool *exists, enum pial_exit *code);

/*
 * Reads the one operand of a verb that must be a WEEK. False, said already, when it is missing or
 * wrong.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_week_operand(struct pial_cli *cli, struct pial_week *week);

/*
 * Looks whether a week may still be changed: its state must come before limit, else E-WEEK-STATE.
 * The book must be loaded. *status receives the latest line of status.csv.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_week_before(struct pial_cli *cli, struct pial_week week, enum pial_week_state limit,
			  struct pial_week_status *status);

/*
 * Puts a table into its place in the book, as pial_cli_commit. merges says that it holds every row
 * of the table that was read from there: then a file that a person made is not overwritten.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_exit pial_cli_save(struct pial_cli *cli, struct pial_week week,
			     const struct pial_table *table, bool merges);

/*
 * Replaces a file that an option names, as -o does: whole or not at all, devices written to. False,
 * said already, when it cannot be written.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_file(struct pial_cli *cli, const char *path, const struct pial_strbuf *bytes);

/*
 * Adds a table to the output in the asked format (CSV when default); as ods or fods, as one more
 * sheet of the workbook that leaves in the end.
 */
PIAL_NONNULL_ALL void pial_cli_table(struct pial_cli *cli, const struct pial_table *table);

/*
 * The same for a table that the verb has finished with, after everything else it put out: takes it
 * over, and the arena that holds its rows when it has borrowed them (NULL: it has not), and leaves
 * both empty. As CSV it is turned into text only while it is written, so that a national table is
 * never in memory twice.
 */
PIAL_NONNULL(1, 2)
void pial_cli_table_last(struct pial_cli *cli, struct pial_table *table, struct pial_arena *rows);

/*
 * The same for a table as CSV whose rows are made while it is written: takes over the source's
 * context.
 */
PIAL_NONNULL_ALL
void pial_cli_source_last(struct pial_cli *cli, const struct pial_cli_source *source);

/* The canonical bytes of a table, for a commit; owned by the caller (free). */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
char *pial_cli_bytes(struct pial_cli *cli, const struct pial_table *table, size_t *len);

/*
 * Commits changes to the book with the flags of the command line (--force, --dry-run; says what
 * would change). Returns PIAL_EXIT_DONE or the exit code of the failure.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_exit pial_cli_commit(struct pial_cli *cli, const struct pial_book_change *change,
			       size_t count);

/*
 * Says which unknown columns of a table that was read will not be in the output
 * (N-CSV-COLUMN-DROPPED). For verbs that write another table than they read.
 */
PIAL_NONNULL_ALL void pial_cli_dropped(struct pial_cli *cli, const struct pial_table *table);

/*
 * Gives an empty table of the same schema the file, the columns and the unknown columns of another:
 * the answer of a verb, made from that one, is written with them.
 */
PIAL_NONNULL_ALL
void pial_cli_like(struct pial_table *table, const struct pial_table *model);

/* Copies the unknown cells of a row to a row of a table that pial_cli_like made like source. */
PIAL_NONNULL_ALL
void pial_cli_extras(struct pial_table *table, size_t to, const struct pial_table *source,
		     size_t from);

/*
 * Fills an empty table with the rows of one that was read, in the order of the file's lines,
 * unknown cells included: a ledger, which reading has sorted, goes on at its end. Every row of a
 * table that is read begins with its line.
 */
PIAL_NONNULL_ALL
void pial_cli_as_written(struct pial_table *table, const struct pial_table *read);

/*
 * The same for every row that has its key in source, which is sorted. False when some cell that is
 * not empty found no row: it is lost, and pial_cli_cells_dropped should say so.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_extras_by_key(struct pial_table *table, const struct pial_table *source,
			    const struct pial_model *model);

/* Says that rows which are gone took values of unknown columns along (N-CSV-CELL-DROPPED). */
PIAL_NONNULL_ALL
void pial_cli_cells_dropped(struct pial_cli *cli, const struct pial_table *table);

/*
 * Says that a week's table is not there (E-WEEK-NO-TABLE, at its place), and which command makes
 * it. Returns false.
 */
PIAL_NONNULL_ALL
bool pial_cli_no_table(struct pial_cli *cli, const struct pial_schema *schema,
		       struct pial_week week);

/*
 * The number of the producer or kitchen that an option --for names; 0 for a text of NULL. False,
 * said already, when the book has no such party. The book must be loaded.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 3)
bool pial_cli_party(struct pial_cli *cli, const char *text, uint32_t *party);

/* The same for a product and an option --product. */
PIAL_MUST_CHECK PIAL_NONNULL(1, 3)
bool pial_cli_product(struct pial_cli *cli, const char *text, struct pial_product_id *product);

/*
 * Columns of a page for people: COLUMNS, else those of the terminal, when the output goes to one,
 * from 40 to 1000; else 100.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL size_t pial_cli_width(const struct pial_cli *cli);

/* The language of sheets and documents: --lang, else the book's, else that of messages. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL enum pial_lang pial_cli_document_lang(const struct pial_cli *cli);

/*
 * Exit code of a verb that is finished: 4 when the disk or the lock failed, 2 when another error
 * was said, 1 with --exit-code (or check) and an alert, else 0.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL enum pial_exit pial_cli_result(struct pial_cli *cli, bool check);

#endif
