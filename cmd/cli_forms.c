/*
 * A form is written whole or not at all, and only over what it would write anyway: people fill in
 * files where they lie. The list of files is written as a table, so that a script knows whom to
 * send what.
 */
#include "cmd/cli_forms.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/csv.h"
#include "io/ods.h"
#include "io/reason.h"
#include "sheet/form_page.h"

#include "base/banned.h"

bool pial_forms_begin(struct pial_forms *forms, struct pial_cli *cli)
{
	*forms = (struct pial_forms){ .cli = cli };
	pial_strbuf_init(&forms->list, PIAL_STRBUF_OUTPUT);
	pial_strbuf_addstr(&forms->list, "for,form,file\n");
	switch (cli->format) {
	case PIAL_FORMAT_DEFAULT:
	case PIAL_FORMAT_ODS:
		forms->file = PIAL_FORMS_ODS;
		break;
	case PIAL_FORMAT_FODS:
		forms->file = PIAL_FORMS_FODS;
		break;
	case PIAL_FORMAT_SHEET:
		forms->file = PIAL_FORMS_CSV;
		break;
	default:
		pial_cli_usage(cli, PIAL_N_("forms are ods, fods or sheet"));
		return false;
	}
	/* It was said of the forms; their list is a table like any other. */
	cli->format = PIAL_FORMAT_DEFAULT;
	return true;
}

bool pial_forms_folder(const struct pial_forms *forms)
{
	struct pial_cli *cli = forms->cli;

	if (!cli->output || cli->dry_run || mkdir(cli->output, 0777) == 0 || errno == EEXIST)
		return true;
	return pial_diag_add(&cli->diags, NULL, PIAL_E_BOOK_WRITE, cli->output, pial_reason(errno));
}

/* Reads what a file holds; false when there is none. */
static bool read_there(const char *path, struct pial_strbuf *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char piece[4096];
	ssize_t n;

	if (fd < 0)
		return false;
	while ((n = read(fd, piece, sizeof(piece))) > 0)
		pial_strbuf_add(out, piece, (size_t)n);
	close(fd);
	return true;
}

/* True when the file is not there, or says what it would say. */
static bool may_write(const struct pial_forms *forms, const char *path,
		      const struct pial_strbuf *bytes, bool *same)
{
	struct pial_strbuf there;
	bool is_there;

	pial_strbuf_init(&there, PIAL_STRBUF_OUTPUT);
	is_there = read_there(path, &there);
	*same = is_there && there.len == bytes->len &&
		!memcmp(there.text, bytes->text, there.len);
	pial_strbuf_release(&there);
	if (!is_there || *same || forms->cli->force)
		return true;
	return pial_diag_add(&forms->cli->diags, NULL, PIAL_E_FORMS_THERE, path);
}

/* The bytes of a form's file; false, and said, when they cannot be made. */
static bool put_form(const struct pial_forms *forms, struct pial_strbuf *bytes,
		     const struct pial_workbook *book)
{
	if (forms->file == PIAL_FORMS_ODS)
		return pial_ods_write(bytes, book, &forms->cli->diags);
	if (forms->file == PIAL_FORMS_FODS)
		return pial_ods_write_flat(bytes, book, &forms->cli->diags);
	pial_form_put_csv(bytes, book);
	return true;
}

static void list_file(struct pial_forms *forms, const char *owner, const char *kind,
		      const char *path)
{
	pial_csv_put(&forms->list, &pial_csv_table, true, true, owner, strlen(owner));
	pial_csv_put(&forms->list, &pial_csv_table, false, true, kind, strlen(kind));
	pial_csv_put(&forms->list, &pial_csv_table, false, true, path, strlen(path));
	pial_csv_end(&forms->list);
}

bool pial_forms_write(struct pial_forms *forms, const struct pial_workbook *book, const char *name,
		      const char *owner, const char *kind)
{
	static const char *const end[] = { ".ods", ".fods", ".csv" };
	struct pial_cli *cli = forms->cli;
	const char *folder = cli->output ? cli->output : "";
	struct pial_strbuf path, bytes;
	bool ok, same;

	pial_strbuf_init(&path, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&bytes, PIAL_STRBUF_OUTPUT);
	pial_strbuf_addstr(&path, folder);
	if (*folder && folder[strlen(folder) - 1] != '/')
		pial_strbuf_addch(&path, '/');
	pial_strbuf_addf(&path, "%s%s", name, end[forms->file]);
	ok = put_form(forms, &bytes, book) && may_write(forms, path.text, &bytes, &same) &&
	     (same || cli->dry_run || pial_cli_file(cli, path.text, &bytes));
	if (ok)
		list_file(forms, owner, kind, path.text);
	pial_strbuf_release(&bytes);
	pial_strbuf_release(&path);
	return ok;
}

enum pial_exit pial_forms_end(struct pial_forms *forms, bool ok)
{
	struct pial_cli *cli = forms->cli;

	/* -o is the folder, already used: what is left goes to standard output. */
	cli->output = NULL;
	if (ok)
		pial_strbuf_add(&cli->out, forms->list.text, forms->list.len);
	return pial_cli_result(cli, false);
}

void pial_forms_release(struct pial_forms *forms)
{
	pial_strbuf_release(&forms->list);
}
