/*
 * Which language to speak, and which day it is, before any book is loaded.
 *
 * Messages: --lang, else PIAL_LANG, else `language:` of the book, else the environment. Usage
 * errors and -h come before a verb opens its book, so pial.yaml is looked at here, silently: a
 * book that is refused must not stop -h. Under cron nothing says anything, or the locale C does,
 * which is nobody's language; then French, the language of the house.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/cli_priv.h"

#include "base/banned.h"

static enum pial_lang lang_of(const char *name)
{
	if (!strcmp(name, "fr"))
		return PIAL_FR;
	return strcmp(name, "en") ? PIAL_LANG_NONE : PIAL_EN;
}

/* The locale of programs and of cron: it says nothing of a person's language. */
static bool is_no_language(const char *locale)
{
	return !strcmp(locale, "C") || !strncmp(locale, "C.", 2) || !strcmp(locale, "POSIX");
}

enum pial_lang pial_cli_env_lang(void)
{
	static const char *const name[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < PIAL_COUNT(name); i++) {
		const char *value = getenv(name[i]);

		if (!value || !*value)
			continue;
		return is_no_language(value) || !strncmp(value, "fr", 2) ? PIAL_FR : PIAL_EN;
	}
	return PIAL_FR;
}

const char *pial_cli_where(const struct pial_cli *cli, bool *search)
{
	const char *env = getenv("PIAL_BOOK");

	*search = true;
	if (cli->book_dir)
		return cli->book_dir;
	if (!env || !*env)
		return ".";
	/* As GIT_DIR: the variable names the book itself, or a cron line would find another one. */
	*search = false;
	return env;
}

/* What pial.yaml says of language and day, without a word when it cannot be read. */
static void ask_book(struct pial_cli *cli)
{
	struct pial_diags quiet;
	struct pial_book book;
	bool search, found;
	const char *where = pial_cli_where(cli, &search), *zone;

	pial_diags_init(&quiet);
	pial_book_init(&book);
	zone = pial_model_text(&book.model, book.model.policy.timezone.n);
	found = pial_book_open(&book, where, search, &quiet) &&
		pial_book_load_policy(&book, &quiet);
	if (found && !cli->lang && book.model.policy.language)
		cli->lang = (enum pial_lang)book.model.policy.language;
	if (found)
		zone = pial_model_text(&book.model, book.model.policy.timezone.n);
	if (pial_date_is_none(cli->today))
		cli->today = pial_cli_clock(zone);
	pial_book_release(&book);
	pial_diags_release(&quiet);
}

static bool settle_lang(struct pial_cli *cli)
{
	const char *env = getenv("PIAL_LANG");

	if (cli->lang_name)
		cli->lang = lang_of(cli->lang_name);
	else if (env && *env)
		cli->lang = lang_of(env);
	cli->lang_said = cli->lang != PIAL_LANG_NONE;
	if (cli->lang_said || (!cli->lang_name && !(env && *env)))
		return true;
	return pial_cli_fault(cli, PIAL_N_("unknown language “%s”; choose fr or en"),
			      cli->lang_name ? cli->lang_name : env);
}

static bool settle_today(struct pial_cli *cli)
{
	const char *env = getenv("PIAL_TODAY");

	if (!pial_date_is_none(cli->today) || !env || !*env)
		return true;
	if (pial_date_parse(env, strlen(env), &cli->today) == PIAL_DATE_OK)
		return true;
	return pial_cli_fault(cli, PIAL_N_("PIAL_TODAY: “%s” is not a date; write it as "
					   "2025-03-17"), env);
}

bool pial_cli_settle(struct pial_cli *cli)
{
	bool ok = settle_lang(cli);

	ok = settle_today(cli) && ok;
	if (!cli->lang || pial_date_is_none(cli->today))
		ask_book(cli);
	if (!cli->lang)
		cli->lang = pial_cli_env_lang();
	return ok;
}
