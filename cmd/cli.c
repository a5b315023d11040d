/*
 * The life of a command: first act, command line, verb, what is said, what is written, exit code.
 *
 * Everything a verb prints gathers in memory and leaves in one go, after the diagnostics, and only
 * when the verb succeeded: a failed command writes nothing, and the next one in the pipe refuses
 * an empty input. A stream of rows was rejected: the reader would act on half a table.
 */
#include "cmd/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cmd/cli_priv.h"
#include "io/atomic.h"

#include "base/banned.h"

/* The command's name, for the one message that can come from anywhere. */
static const char *running = "pial";

static void no_memory(size_t bytes)
{
	static const char text[] = ": plus de mémoire / out of memory\n";

	(void)bytes;
	(void)!write(STDERR_FILENO, running, strlen(running));
	(void)!write(STDERR_FILENO, text, sizeof(text) - 1);
	_exit(PIAL_EXIT_SYSTEM);
}

/*
 * A closed descriptor would be given to the next file opened, and a message written into it. The
 * place is taken by /dev/null opened the wrong way round: what we would read or write there fails.
 */
static void occupy(int fd)
{
	int mode = fd == STDIN_FILENO ? O_WRONLY : O_RDONLY;

	if (fcntl(fd, F_GETFD) == -1 && errno == EBADF && open("/dev/null", mode) != fd)
		_exit(PIAL_EXIT_SYSTEM);
}

static void first_act(const char *name)
{
	running = name;
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		occupy(fd);
	umask(077);
	pial_oom_set_handler(no_memory);
}

/* NO_COLOR, set to anything but nothing, forbids it (no-color.org). */
static bool is_coloured(void)
{
	const char *none = getenv("NO_COLOR");

	return (!none || !*none) && pial_progress_terminal(STDERR_FILENO);
}

static void init(struct pial_cli *cli, const struct pial_command *command)
{
	memset(cli, 0, sizeof(*cli));
	cli->command = command;
	cli->terminal = isatty(STDOUT_FILENO) == 1;
	cli->colour = is_coloured();
	pial_progress_init(&cli->progress);
	pial_book_init(&cli->book);
	cli->book.reading = pial_progress_week;
	cli->book.reading_data = cli;
	pial_diags_init(&cli->diags);
	pial_strbuf_init(&cli->out, PIAL_STRBUF_OUTPUT);
	pial_arena_init(&cli->last_rows);
	pial_workbook_init(&cli->workbook, PIAL_LANG_NONE);
}

static void release(struct pial_cli *cli)
{
	free(cli->operand);
	free(cli->typed);
	free(cli->own);
	pial_strbuf_release(&cli->out);
	pial_workbook_release(&cli->workbook);
	pial_table_release(&cli->last);
	pial_arena_release(&cli->last_rows);
	if (cli->source.free)
		cli->source.free(cli->source.context);
	pial_diags_release(&cli->diags);
	pial_book_release(&cli->book);
}

static enum pial_exit run(struct pial_cli *cli, int argc, char **argv)
{
	bool parsed = pial_cli_parse(cli, argc, argv), settled;

	if (parsed && !cli->help && !cli->version)
		pial_cli_confine(cli);
	settled = pial_cli_settle(cli);
	if (parsed && cli->help) {
		pial_cli_help(cli);
		return PIAL_EXIT_DONE;
	}
	if (parsed && cli->version) {
		pial_strbuf_addf(&cli->out, "%s (PIAL) %s\n", cli->command->name, PIAL_VERSION);
		return PIAL_EXIT_DONE;
	}
	if (!parsed || !settled || !pial_cli_convert(cli))
		return pial_cli_usage(cli, cli->fault, cli->fault_text,
				      cli->fault_near ? cli->fault_near : "");
	if (cli->save && !cli->verb->saves)
		pial_diag_add(&cli->diags, NULL, PIAL_N_SAVE_NOTHING);
	return cli->verb->run(cli);
}

int pial_cli_main(const struct pial_command *command, int argc, char **argv)
{
	struct pial_cli cli;
	enum pial_exit code;

	first_act(command->name);
	init(&cli, command);
	code = run(&cli, argc, argv);
	if (code == PIAL_EXIT_DONE && cli.diags.errors)
		code = pial_cli_result(&cli, false);
	/* Whoever reads us may be slow, and others may want to commit. */
	pial_book_unlock(&cli.book);
	pial_progress_clear(&cli);
	pial_cli_say(&cli);
	code = pial_cli_deliver(&cli, code);
	release(&cli);
	return (int)code;
}

bool pial_cli_book(struct pial_cli *cli)
{
	return cli->book.dir >= 0 || pial_cli_book_by(cli, pial_book_load);
}

bool pial_cli_book_by(struct pial_cli *cli,
		      bool (*load)(struct pial_book *book, struct pial_diags *diags))
{
	bool search;
	const char *where = pial_cli_where(cli, &search);

	if (!pial_book_open(&cli->book, where, search, &cli->diags) ||
	    !load(&cli->book, &cli->diags))
		return false;
	if (!cli->lang_said && cli->book.model.policy.language)
		cli->lang = (enum pial_lang)cli->book.model.policy.language;
	if (!pial_date_is_none(cli->today))
		return true;
	return pial_diag_add(&cli->diags, NULL, PIAL_E_TIMEZONE,
			     pial_model_text(&cli->book.model, cli->book.model.policy.timezone.n));
}

/* True for the errors that are no fault of the data: disk, lock, missing library. */
static bool is_system(enum pial_code code)
{
	return code == PIAL_E_BOOK_WRITE || code == PIAL_E_BOOK_LOCK || code == PIAL_E_FILE_READ ||
	       code == PIAL_E_LIBRARY || code == PIAL_E_PDF;
}

enum pial_exit pial_cli_result(struct pial_cli *cli, bool check)
{
	if (cli->misused)
		return PIAL_EXIT_USAGE;
	for (size_t i = 0; i < cli->diags.count; i++)
		if (is_system(cli->diags.entry[i].code))
			return PIAL_EXIT_SYSTEM;
	if (cli->diags.errors)
		return PIAL_EXIT_DATA;
	if (cli->diags.alerts && (check || cli->exit_code))
		return PIAL_EXIT_PERSON;
	return PIAL_EXIT_DONE;
}
