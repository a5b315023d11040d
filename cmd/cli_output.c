/*
 * What leaves a command: tables, the book, standard output or -o FILE.
 *
 * The whole result is written once, at the very end, and the write is checked: a full disk or a
 * closed output is exit 4, not a half table with exit 0. A reader that went away is no fault of
 * ours: the command ends as SIGPIPE would end it, without a word, even where a parent ignores that
 * signal.
 *
 * A table that comes last is turned into text piece by piece, when nothing is left that the data
 * could be refused for: only the system can stop the writing, as it could with one long text.
 */
#define _XOPEN_SOURCE 700 /* realpath */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cmd/cli.h"
#include "cmd/cli_priv.h"
#include "io/atomic.h"
#include "io/ods.h"
#include "io/reason.h"
#include "load/table_workbook.h"
#include "load/table_writer.h"

#include "base/banned.h"

/* A page for people where no terminal says how wide it is, the narrowest one, the widest one. */
#define WIDTH_ELSE 100
#define WIDTH_LEAST 40
#define WIDTH_MOST 1000

/* COLUMNS, which POSIX lets people set, comes before what the terminal says; pipes see neither. */
size_t pial_cli_width(const struct pial_cli *cli)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	long width = 0;

	if (!cli->terminal || cli->output)
		return WIDTH_ELSE;
	if (columns && *columns)
		width = strtol(columns, NULL, 10);
	if (width <= 0 && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
		width = size.ws_col;
	if (width <= 0)
		return WIDTH_ELSE;
	return width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : (size_t)width;
}

enum pial_lang pial_cli_document_lang(const struct pial_cli *cli)
{
	uint8_t own = cli->book.model.policy.language;

	return cli->lang_name || !own ? cli->lang : (enum pial_lang)own;
}

/* True when the output is a workbook. */
static bool is_workbook(const struct pial_cli *cli)
{
	return cli->format == PIAL_FORMAT_ODS || cli->format == PIAL_FORMAT_FODS;
}

void pial_cli_table(struct pial_cli *cli, const struct pial_table *table)
{
	switch (cli->format) {
	case PIAL_FORMAT_TEXT:
		pial_cli_textable(&cli->out, table, &cli->book.model, cli->lang,
				  pial_cli_width(cli));
		break;
	case PIAL_FORMAT_SHEET:
		pial_table_write_sheet(&cli->out, table, &cli->book.model,
				       pial_cli_document_lang(cli));
		break;
	case PIAL_FORMAT_ODS:
	case PIAL_FORMAT_FODS:
		cli->workbook.lang = pial_cli_document_lang(cli);
		pial_table_add_sheet(&cli->workbook, table, &cli->book.model);
		break;
	default:
		pial_table_write(&cli->out, table, &cli->book.model);
		break;
	}
}

void pial_cli_table_last(struct pial_cli *cli, struct pial_table *table, struct pial_arena *rows)
{
	if (cli->format == PIAL_FORMAT_TEXT || cli->format == PIAL_FORMAT_SHEET ||
	    is_workbook(cli)) {
		pial_cli_table(cli, table);
		pial_table_release(table);
		if (rows)
			pial_arena_release(rows);
		return;
	}
	cli->last = *table;
	pial_table_init(table, table->schema);
	if (!rows)
		return;
	cli->last_rows = *rows;
	pial_arena_init(rows);
}

void pial_cli_source_last(struct pial_cli *cli, const struct pial_cli_source *source)
{
	cli->source = *source;
}

char *pial_cli_bytes(struct pial_cli *cli, const struct pial_table *table, size_t *len)
{
	struct pial_strbuf bytes;

	pial_strbuf_init(&bytes, PIAL_STRBUF_OUTPUT);
	pial_table_write(&bytes, table, &cli->book.model);
	*len = bytes.len;
	return pial_strbuf_detach(&bytes);
}

enum pial_exit pial_cli_commit(struct pial_cli *cli, const struct pial_book_change *change,
			       size_t count)
{
	unsigned flags = (cli->force ? (unsigned)PIAL_COMMIT_FORCE : 0) |
			 (cli->dry_run ? (unsigned)PIAL_COMMIT_DRY_RUN : 0);
	bool *changed = pial_calloc(count + 1, sizeof(*changed));
	bool ok = pial_book_commit(&cli->book, change, count, flags, changed, &cli->diags);

	for (size_t i = 0; ok && cli->dry_run && i < count; i++)
		if (changed[i])
			pial_diag_add(&cli->diags, NULL, PIAL_N_WOULD_WRITE, change[i].path);
	free(changed);
	return ok ? PIAL_EXIT_DONE : pial_cli_result(cli, false);
}

enum pial_exit pial_cli_save(struct pial_cli *cli, struct pial_week week,
			     const struct pial_table *table, bool merges)
{
	struct pial_book_change change = {
		.path = pial_book_week_path(&cli->book, week, table->schema),
		.merges = merges,
	};
	char *bytes = pial_cli_bytes(cli, table, &change.len);
	enum pial_exit code;

	change.bytes = bytes;
	code = pial_cli_commit(cli, &change, 1);
	free(bytes);
	return code;
}

/* Ends as a closed pipe ends any other command. */
static void end_by_sigpipe(void)
{
	sigset_t set;

	signal(SIGPIPE, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	raise(SIGPIPE);
}

/* The output on its way: the text, then the table that comes last. */
struct pieces {
	const struct pial_strbuf *text;		/* what was put out as text; NULL: written */
	struct pial_table_writer writer;	/* makes pieces of the table; table NULL: none */
	struct pial_strbuf piece;		/* the present one */
	struct pial_cli_stream stream;		/* of a table not yet made; source NULL: none */
};

static const void *next_piece(void *data, size_t *len)
{
	struct pieces *pieces = data;
	const struct pial_strbuf *text = pieces->text;

	pieces->text = NULL;
	pial_strbuf_clear(&pieces->piece);
	if (!text && pieces->writer.table &&
	    pial_table_writer_next(&pieces->writer, &pieces->piece))
		text = &pieces->piece;
	if (!text && pieces->stream.source)
		text = pial_cli_stream_next(&pieces->stream);
	if (!text)
		return NULL;
	*len = text->len;
	return text->text;
}

/* Some file systems only say at close that the disk is full. */
static int write_checked(int fd, struct pieces *pieces)
{
	const void *bytes;
	int error = 0, copy;
	size_t len;

	while (!error && (bytes = next_piece(pieces, &len)))
		error = pial_write_full(fd, bytes, len);
	if (error)
		return error;
	copy = dup(fd);
	return copy >= 0 && close(copy) && errno != EINTR ? errno : 0;
}

/* A device, a fifo, a socket: written to, never replaced. */
static bool is_special(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

static int write_special(const char *path, struct pieces *pieces)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC), error;

	if (fd < 0)
		return errno;
	error = write_checked(fd, pieces);
	close(fd);
	return error;
}

/*
 * Replaces a FILE, as of -o, whole or not at all. A link stays a link: the file it names is
 * replaced. A missing folder is a slip of the hand, not a wish: only the book makes folders.
 */
static bool write_file(struct pial_cli *cli, const char *name, struct pieces *pieces)
{
	char *target = realpath(name, NULL);
	const char *path = target ? target : name, *slash = strrchr(path, '/');
	char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : NULL;
	struct stat st;
	bool ok;

	if (!target && (!*path || (folder && stat(folder, &st) != 0)))
		ok = pial_diag_add(&cli->diags, NULL, PIAL_E_BOOK_WRITE, path, pial_reason(ENOENT));
	else
		ok = pial_atomic_write_pieces(AT_FDCWD, path, next_piece, pieces, false,
					      &cli->diags);
	free(folder);
	free(target);
	return ok;
}

static bool write_all(struct pial_cli *cli, struct pieces *pieces)
{
	int error;

	if (cli->out.overflow)
		error = EFBIG;
	else if (cli->output && !is_special(cli->output))
		return write_file(cli, cli->output, pieces);
	else if (cli->output)
		error = write_special(cli->output, pieces);
	else
		error = write_checked(STDOUT_FILENO, pieces);
	if (!error)
		return true;
	if (error == EPIPE)
		end_by_sigpipe();
	return pial_diag_add(&cli->diags, NULL, PIAL_E_OUTPUT, pial_reason(error));
}

static bool write_out(struct pial_cli *cli)
{
	struct pieces pieces = { .text = &cli->out };
	bool ok;

	pial_strbuf_init(&pieces.piece, PIAL_STRBUF_OUTPUT);
	if (cli->last.schema)
		pial_table_writer_init(&pieces.writer, &cli->last, &cli->book.model);
	if (cli->source.schema)
		pial_cli_stream_init(&pieces.stream, &cli->source, &cli->book.model);
	ok = write_all(cli, &pieces);
	if (cli->last.schema)
		pial_table_writer_release(&pieces.writer);
	if (cli->source.schema)
		pial_cli_stream_release(&pieces.stream);
	pial_strbuf_release(&pieces.piece);
	return ok;
}

bool pial_cli_file(struct pial_cli *cli, const char *path, const struct pial_strbuf *bytes)
{
	struct pieces pieces = { .text = bytes };
	int error;

	if (!is_special(path))
		return write_file(cli, path, &pieces);
	error = write_special(path, &pieces);
	return !error || pial_diag_add(&cli->diags, NULL, PIAL_E_OUTPUT, pial_reason(error));
}

/* Makes the sheets the output; false when they cannot be written, which the collector says. */
static bool finish_workbook(struct pial_cli *cli)
{
	if (!cli->workbook.sheets)
		return true;
	if (cli->format == PIAL_FORMAT_ODS)
		return pial_ods_write(&cli->out, &cli->workbook, &cli->diags);
	return pial_ods_write_flat(&cli->out, &cli->workbook, &cli->diags);
}

enum pial_exit pial_cli_deliver(struct pial_cli *cli, enum pial_exit code)
{
	bool done = true;

	if (code != PIAL_EXIT_DONE && code != PIAL_EXIT_PERSON)
		return code;
	if (is_workbook(cli) && !cli->help && !cli->version) {
		if (cli->out.len)
			return pial_cli_usage(cli,
					      PIAL_N_("what this writes is a text, not a table: "
						      "--format=%s cannot hold it"),
					      cli->format_name);
		done = finish_workbook(cli);
	}
	if (done && ((!cli->out.len && !cli->last.schema && !cli->source.schema) || write_out(cli)))
		return code;
	pial_cli_say(cli);
	return PIAL_EXIT_SYSTEM;
}
