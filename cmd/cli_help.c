/*
 * What -h prints, made from the tables: usage, verbs, options.
 *
 * The first block, up to the empty line, is the synopsis of the manual page, word for word; a test
 * compares them. Lines are at most 80 columns wide.
 */
#include <string.h>

#include "base/utf8.h"
#include "cmd/cli.h"
#include "cmd/cli_priv.h"
#include "markup/words.h"

#include "base/banned.h"

#define WIDTH 80
/* Where the second column begins, and the longest first column that shares its line. */
#define INDENT 26

/* Adds a text from column indent on, where the line stands already. */
static void wrap(struct pial_strbuf *out, const char *text, size_t indent)
{
	size_t len = strlen(text), next;

	for (bool first = true; len; first = false) {
		size_t end = pial_words_line(text, len, WIDTH - indent, &next);

		pial_strbuf_addchars(out, ' ', first ? 0 : indent);
		pial_strbuf_add(out, text, end);
		pial_strbuf_addch(out, '\n');
		text += next;
		len -= next;
	}
}

/* One line of a list: a name, then its help in the second column. */
static void item(struct pial_strbuf *out, const struct pial_strbuf *name, const char *help)
{
	size_t at = pial_utf8_width(name->text, name->len);

	pial_strbuf_add(out, name->text, name->len);
	if (at + 2 > INDENT) {
		pial_strbuf_addch(out, '\n');
		at = 0;
	}
	pial_strbuf_addchars(out, ' ', INDENT - at);
	wrap(out, help, INDENT);
}

static void usage(struct pial_cli *cli, const struct pial_verb *verb, size_t indent)
{
	const char *operands = *verb->operands ? pial_tr(cli->lang, verb->operands) : "";

	pial_strbuf_addchars(&cli->out, ' ', indent);
	pial_strbuf_addf(&cli->out, "%s%s%s %s%s%s\n", cli->command->name, *verb->name ? " " : "",
			 verb->name, pial_tr(cli->lang, PIAL_N_("[options]")),
			 *operands ? " " : "", operands);
}

static void usages(struct pial_cli *cli)
{
	const char *label = pial_tr(cli->lang, PIAL_N_("usage:"));
	size_t indent = pial_utf8_width(label, strlen(label)) + 1;

	pial_strbuf_addf(&cli->out, "%s ", label);
	if (cli->verb && *cli->verb->name) {
		usage(cli, cli->verb, 0);
		return;
	}
	for (const struct pial_verb *const *at = cli->command->verb; *at; at++)
		usage(cli, *at, at == cli->command->verb ? 0 : indent);
}

static void title(struct pial_strbuf *out, const char *text)
{
	pial_strbuf_addf(out, "\n%s\n", text);
}

static void verbs(struct pial_cli *cli)
{
	struct pial_strbuf name;

	if (!*cli->command->verb || (!cli->command->verb[1] && !*cli->command->verb[0]->name))
		return;
	title(&cli->out, pial_tr(cli->lang, PIAL_N_("Verbs:")));
	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	for (const struct pial_verb *const *at = cli->command->verb; *at; at++) {
		pial_strbuf_clear(&name);
		pial_strbuf_addf(&name, "  %s", *(*at)->name ? (*at)->name
							     : pial_tr(cli->lang, PIAL_N_("(none)")));
		item(&cli->out, &name, pial_tr(cli->lang, (*at)->help));
	}
	pial_strbuf_release(&name);
}

static void options(struct pial_cli *cli, const struct pial_option *option)
{
	struct pial_strbuf name;

	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	for (; option && option->name; option++) {
		pial_strbuf_clear(&name);
		if (option->letter)
			pial_strbuf_addf(&name, "  -%c, ", option->letter);
		else
			pial_strbuf_addstr(&name, "      ");
		pial_strbuf_addf(&name, "--%s", option->name);
		if (option->value)
			pial_strbuf_addf(&name, "=%s", pial_tr(cli->lang, option->value));
		item(&cli->out, &name, pial_tr(cli->lang, option->help));
	}
	pial_strbuf_release(&name);
}

/* What a verb can write beside what every verb can. */
static void formats(struct pial_cli *cli)
{
	const char *more = pial_cli_formats(cli);
	struct pial_strbuf text;

	if (!*more)
		return;
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&text, pial_tr(cli->lang, PIAL_N_("Also with --format: %s.")), more + 2);
	pial_strbuf_addch(&cli->out, '\n');
	wrap(&cli->out, text.text, 0);
	pial_strbuf_release(&text);
}

void pial_cli_help(struct pial_cli *cli)
{
	const struct pial_verb *verb = cli->verb;
	bool whole = !verb || !*verb->name;

	usages(cli);
	pial_strbuf_addch(&cli->out, '\n');
	wrap(&cli->out, pial_tr(cli->lang, whole ? cli->command->help : verb->help), 0);
	if (whole)
		verbs(cli);
	else
		formats(cli);
	if (verb && verb->option) {
		title(&cli->out, pial_tr(cli->lang, PIAL_N_("Options of this verb:")));
		options(cli, verb->option);
	}
	title(&cli->out, pial_tr(cli->lang, PIAL_N_("Options of every command:")));
	options(cli, pial_cli_common_options);
}
