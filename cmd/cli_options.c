/*
 * The command line: a verb, options from tables, operands.
 *
 * getopt_long does the reading, in the mode that hands every word over in order (a leading `-`),
 * with its own messages off: they follow the locale. It accepts abbreviations, so that an option
 * added later breaks somebody's cron line; the word is compared with the full name here.
 *
 * Faults are noted, not printed: --lang may stand after the word that is wrong.
 */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/utf8.h"
#include "cmd/cli.h"
#include "cmd/cli_priv.h"

#include "base/banned.h"

/* More words than any command has verbs. */
#define VERBS 32

/* Value given to getopt_long for the first long option: above every letter. */
#define LONG_BASE 256

/* An option whose value depends on today. */
struct pial_typed {
	const struct pial_option *option;	/* which */
	char *base;				/* struct that holds the member */
	const char *text;			/* as typed */
};

#define COMMON(member) offsetof(struct pial_cli, member)

const struct pial_option pial_cli_common_options[] = {
	{ 'h', "help", PIAL_OPTION_FLAG, COMMON(help), NULL,
	  PIAL_N_("print this help") },
	{ 'V', "version", PIAL_OPTION_FLAG, COMMON(version), NULL,
	  PIAL_N_("print the version") },
	{ 'C', "book", PIAL_OPTION_TEXT, COMMON(book_dir), PIAL_N_("DIR"),
	  PIAL_N_("the book, or a folder in it; else PIAL_BOOK, else this folder or a parent") },
	{ 'o', "output", PIAL_OPTION_TEXT, COMMON(output), PIAL_N_("FILE"),
	  PIAL_N_("write the result to FILE, whole or not at all") },
	{ 0, "format", PIAL_OPTION_TEXT, COMMON(format_name), PIAL_N_("FORMAT"),
	  PIAL_N_("csv (for programs), sheet, ods or fods (for a spreadsheet), text (to read)") },
	{ 0, "save", PIAL_OPTION_FLAG, COMMON(save), NULL,
	  PIAL_N_("put the result into the book too") },
	{ 'n', "dry-run", PIAL_OPTION_FLAG, COMMON(dry_run), NULL,
	  PIAL_N_("say what would change in the book, change nothing") },
	{ 0, "force", PIAL_OPTION_FLAG, COMMON(force), NULL,
	  PIAL_N_("replace a file that a person edited, keeping it as FILE~") },
	{ 0, "exit-code", PIAL_OPTION_FLAG, COMMON(exit_code), NULL,
	  PIAL_N_("end with 1 when something needs a person") },
	{ 0, "today", PIAL_OPTION_DATE, COMMON(today), PIAL_N_("DATE"),
	  PIAL_N_("the day it is, instead of the clock's") },
	{ 0, "lang", PIAL_OPTION_TEXT, COMMON(lang_name), PIAL_N_("LANG"),
	  PIAL_N_("language of messages: fr or en") },
	{ 0 }
};

/* An option, and the struct its value goes into. */
struct known {
	const struct pial_option *option;	/* NULL: end of the list */
	char *base;				/* of option->offset */
};

struct parser {
	struct pial_cli *cli;	/* being filled */
	struct known *known;	/* common options, then the verb's; owned */
	struct option *longs;	/* the same for getopt_long; owned */
	char *shorts;		/* the same; owned */
};

bool pial_cli_fault(struct pial_cli *cli, const char *message, const char *text)
{
	if (!cli->fault) {
		cli->fault = message;
		cli->fault_text = pial_arena_strdup(&cli->diags.arena, text);
	}
	return false;
}

/* ---- Which verb ---- */

static const struct pial_option *by_letter(const struct pial_option *table, char letter)
{
	for (; table && table->name; table++)
		if (table->letter == letter)
			return table;
	return NULL;
}

static const struct pial_option *by_name(const struct pial_option *table, const char *name)
{
	for (; table && table->name; table++)
		if (!strcmp(table->name, name))
			return table;
	return NULL;
}

/* True when the word after this option is its value. */
static bool takes_next(const char *word, const struct pial_option *own)
{
	const struct pial_option *option = NULL;

	if (word[1] == '-') {
		option = by_name(pial_cli_common_options, word + 2);
		if (!option)
			option = by_name(own, word + 2);
		return option && option->value;
	}
	for (const char *at = word + 1; *at; at++) {
		option = by_letter(pial_cli_common_options, *at);
		if (!option)
			option = by_letter(own, *at);
		if (option && option->value)
			return !at[1];
	}
	return false;
}

static const struct pial_verb *verb_named(const struct pial_command *command, const char *name)
{
	for (const struct pial_verb *const *at = command->verb; *at; at++)
		if (!strcmp((*at)->name, name))
			return *at;
	return NULL;
}

const char *pial_cli_near_verb(const struct pial_command *command, const char *word)
{
	const char *name[VERBS];
	size_t count = 0;
	ptrdiff_t near;

	for (size_t i = 0; command->verb[i] && count < VERBS; i++)
		if (command->verb[i]->name[0])
			name[count++] = command->verb[i]->name;
	for (size_t i = 0; command->other && command->other[i] && count < VERBS; i++)
		name[count++] = command->other[i];
	if (pial_utf8_invalid(word, strlen(word)) < strlen(word))
		return NULL;
	near = pial_utf8_nearest(word, name, count);
	return near < 0 ? NULL : name[near];
}

static void refuse_verb(struct pial_cli *cli, const char *word)
{
	const char *near = pial_cli_near_verb(cli->command, word);

	cli->fault_near = near;
	pial_cli_fault(cli, near ? PIAL_N_("unknown verb “%s”; did you mean “%s”?")
				 : PIAL_N_("unknown verb “%s”"), word);
}

/*
 * The verb of a command line, and where it stands (0: not typed). A first word that is no verb
 * belongs to the command's default verb, if there is one.
 */
static const struct pial_verb *find_verb(struct pial_cli *cli, int argc, char **argv, int *at)
{
	const struct pial_verb *otherwise = verb_named(cli->command, ""), *verb;

	*at = 0;
	for (int i = 1; i < argc && strcmp(argv[i], "--"); i++) {
		if (argv[i][0] == '-' && argv[i][1]) {
			if (takes_next(argv[i], otherwise ? otherwise->option : NULL))
				i++;
			continue;
		}
		verb = argv[i][0] ? verb_named(cli->command, argv[i]) : NULL;
		if (verb)
			*at = i;
		else if (!otherwise)
			refuse_verb(cli, argv[i]);
		return verb ? verb : otherwise;
	}
	return otherwise;
}

/* ---- Options ---- */

static size_t count_options(const struct pial_option *table)
{
	size_t count = 0;

	while (table && table[count].name)
		count++;
	return count;
}

static void add_options(struct parser *p, size_t *at, const struct pial_option *table, void *base)
{
	for (; table && table->name; table++, ++*at) {
		size_t len = strlen(p->shorts);

		p->known[*at] = (struct known){ table, base };
		p->longs[*at] = (struct option){ table->name,
						 table->value ? required_argument : no_argument,
						 NULL, LONG_BASE + (int)*at };
		if (table->letter)
			p->shorts[len++] = table->letter;
		if (table->letter && table->value)
			p->shorts[len++] = ':';
	}
}

static void parser_init(struct parser *p, struct pial_cli *cli)
{
	const struct pial_option *own = cli->verb ? cli->verb->option : NULL;
	size_t count = count_options(pial_cli_common_options) + count_options(own), at = 0;

	p->cli = cli;
	p->known = pial_calloc(count + 1, sizeof(*p->known));
	p->longs = pial_calloc(count + 1, sizeof(*p->longs));
	p->shorts = pial_calloc(2 * count + 3, 1);
	/* "-": every word in order; ":": a missing value is told from an unknown option. */
	p->shorts[0] = '-';
	p->shorts[1] = ':';
	add_options(p, &at, pial_cli_common_options, cli);
	add_options(p, &at, own, cli->own);
}

static void parser_release(struct parser *p)
{
	free(p->known);
	free(p->longs);
	free(p->shorts);
}

static bool set_value(struct parser *p, const struct known *known, char *text)
{
	const struct pial_option *option = known->option;
	char *member = known->base + option->offset;
	struct pial_cli *cli = p->cli;

	switch (option->type) {
	case PIAL_OPTION_FLAG:
		*(bool *)member = true;
		return true;
	case PIAL_OPTION_TEXT:
	case PIAL_OPTION_OUTPUT:
		memcpy(member, &text, sizeof(text));
		return true;
	case PIAL_OPTION_DATE:
		if (pial_date_parse(text, strlen(text), (struct pial_date *)(void *)member) ==
		    PIAL_DATE_OK)
			return true;
		return pial_cli_fault(cli, PIAL_N_("“%s” is not a date; write it as 2025-03-17"),
				      text);
	default:
		cli->typed[cli->typeds++] = (struct pial_typed){ option, known->base, text };
		return true;
	}
}

static bool is_full_name(const char *word, const char *name)
{
	size_t len = strlen(name);

	return !strncmp(word, "--", 2) && !strncmp(word + 2, name, len) &&
	       (word[2 + len] == '\0' || word[2 + len] == '=');
}

/* What is wrong with an option that getopt_long refused. */
/* The long option that a word nearly is, "--format"; NULL: none is near. */
static const char *near_option(struct parser *p, const char *word)
{
	size_t count = 0;
	const char **name;
	ptrdiff_t near;

	while (p->longs[count].name)
		count++;
	name = pial_arena_zalloc(&p->cli->diags.arena, count + 1, sizeof(*name));
	for (size_t i = 0; i < count; i++)
		name[i] = p->longs[i].name;
	if (strncmp(word, "--", 2) != 0 || pial_utf8_invalid(word, strlen(word)) < strlen(word))
		return NULL;
	near = pial_utf8_nearest(word + 2, name, count);
	return near < 0 ? NULL : pial_arena_printf(&p->cli->diags.arena, "--%s", name[near]);
}

static bool refuse(struct parser *p, int got, const char *word)
{
	struct pial_arena *arena = &p->cli->diags.arena;
	const char *shown = word;

	if (word[1] != '-')
		shown = pial_arena_printf(arena, "-%c", optopt);
	else if (strchr(word, '='))
		shown = pial_arena_strndup(arena, word, strcspn(word, "="));
	if (got == ':')
		return pial_cli_fault(p->cli, PIAL_N_("option “%s” needs a value"), shown);
	if (word[1] == '-' && optopt >= LONG_BASE &&
	    is_full_name(word, p->known[optopt - LONG_BASE].option->name))
		return pial_cli_fault(p->cli, PIAL_N_("option “%s” takes no value"), shown);
	if (p->cli->fault)
		return false;
	p->cli->fault_near = near_option(p, shown);
	return pial_cli_fault(p->cli, p->cli->fault_near
					      ? PIAL_N_("unknown option “%s”; did you mean “%s”?")
					      : PIAL_N_("unknown option “%s”"), shown);
}

static bool take_option(struct parser *p, int got, const char *word)
{
	const struct known *known = p->known;

	if (got == '?' || got == ':')
		return refuse(p, got, word);
	if (got >= LONG_BASE) {
		known += got - LONG_BASE;
		if (!is_full_name(word, known->option->name))
			return refuse(p, '?', word);
	} else {
		while (known->option->letter != got)
			known++;
	}
	return set_value(p, known, optarg);
}

static bool is_negative(const char *word)
{
	return word && word[0] == '-' && word[1] >= '0' && word[1] <= '9';
}

static bool parse_words(struct parser *p, int argc, char **argv, int verb_at)
{
	struct pial_cli *cli = p->cli;
	const char *word = "";
	bool ok = true;

	optind = 0;
	opterr = 0;
	for (int got, first = 1; ; first = 0) {
		int at = first ? 1 : optind;

		if (!first && cli->verb && cli->verb->any_operand && at < argc &&
		    is_negative(argv[at])) {
			cli->operand[cli->operands++] = argv[optind++];
			continue;
		}
		if (at < argc)
			word = argv[at];
		got = getopt_long(argc, argv, p->shorts, p->longs, NULL);
		if (got == -1)
			break;
		if (got != 1)
			ok = take_option(p, got, word) && ok;
		else if (optind - 1 != verb_at)
			cli->operand[cli->operands++] = optarg;
	}
	while (optind < argc)
		cli->operand[cli->operands++] = argv[optind++];
	return ok;
}

/* The ending that a format's files have; NULL: any that no other program claims. */
static const char *ending_of(enum pial_format format)
{
	switch (format) {
	case PIAL_FORMAT_ODS:
		return ".ods";
	case PIAL_FORMAT_FODS:
		return ".fods";
	case PIAL_FORMAT_JSON:
	case PIAL_FORMAT_OWN:
		return ".json";
	case PIAL_FORMAT_HTML:
		return ".html";
	case PIAL_FORMAT_PDF:
		return ".pdf";
	case PIAL_FORMAT_MD:
		return ".md";
	case PIAL_FORMAT_XML:
		return ".xml";
	default:
		return NULL;
	}
}

/* A file named .ods that holds CSV would deceive the program that opens it, and so would .csv. */
static bool parse_ending(struct pial_cli *cli)
{
	static const char *const claimed[] = { ".ods", ".fods", ".xlsx", ".xls", ".pdf", ".html",
					       ".xml", ".json", ".yaml", ".csv", ".txt" };
	const char *own = ending_of(cli->format);
	size_t len = cli->output ? strlen(cli->output) : 0;

	for (size_t i = 0; i < PIAL_COUNT(claimed); i++) {
		size_t tail = strlen(claimed[i]);
		bool text = i + 2 >= PIAL_COUNT(claimed);

		if (len <= tail || strcmp(cli->output + len - tail, claimed[i]))
			continue;
		if (own ? !strcmp(own, claimed[i]) : text)
			return true;
		if (own)
			return pial_cli_fault(cli, PIAL_N_("“%s”: the ending is not that of the "
							   "format"), cli->output);
		return pial_cli_fault(cli, PIAL_N_("“%s”: CSV and text are written unless --format "
						   "says otherwise; choose an ending such as .csv "
						   "or .txt, or --format=ods"), cli->output);
	}
	return true;
}

/* What only verbs that say so can write. */
static bool verb_writes(const struct pial_cli *cli)
{
	const struct pial_verb *verb = cli->verb;

	if (cli->format == PIAL_FORMAT_JSON)
		return verb && (verb->json || verb->view);
	if (cli->format == PIAL_FORMAT_HTML || cli->format == PIAL_FORMAT_PDF ||
	    cli->format == PIAL_FORMAT_MD)
		return verb && (verb->paper || verb->view);
	if (cli->format == PIAL_FORMAT_XML)
		return verb && verb->xml;
	return true;
}

const char *pial_cli_formats(struct pial_cli *cli)
{
	const struct pial_verb *verb = cli->verb;
	bool view = verb && verb->view;

	if (!verb)
		return "";
	return pial_arena_printf(&cli->diags.arena, "%s%s%s%s%s",
				 verb->paper || view ? ", html, md, pdf" : "",
				 verb->json || view ? ", json" : "", verb->xml ? ", xml" : "",
				 verb->own_format ? ", " : "",
				 verb->own_format ? verb->own_format : "");
}

/* No terminal shows it. */
static bool is_binary(enum pial_format format)
{
	return format == PIAL_FORMAT_ODS || format == PIAL_FORMAT_PDF;
}

static bool parse_format(struct pial_cli *cli)
{
	static const struct {
		const char *name;
		enum pial_format format;
	} format[] = {
		{ "csv", PIAL_FORMAT_CSV },
		{ "text", PIAL_FORMAT_TEXT },
		{ "sheet", PIAL_FORMAT_SHEET },
		{ "json", PIAL_FORMAT_JSON },
		{ "ods", PIAL_FORMAT_ODS },
		{ "fods", PIAL_FORMAT_FODS },
		{ "html", PIAL_FORMAT_HTML },
		{ "pdf", PIAL_FORMAT_PDF },
		{ "md", PIAL_FORMAT_MD },
		{ "xml", PIAL_FORMAT_XML },
	};

	for (size_t i = 0; cli->format_name && i < PIAL_COUNT(format); i++)
		if (!strcmp(cli->format_name, format[i].name))
			cli->format = format[i].format;
	if (cli->format_name && cli->verb && cli->verb->own_format &&
	    !strcmp(cli->format_name, cli->verb->own_format))
		cli->format = PIAL_FORMAT_OWN;
	if (!verb_writes(cli))
		cli->format = PIAL_FORMAT_DEFAULT;
	if (cli->format_name && !cli->format) {
		cli->fault_near = cli->fault ? cli->fault_near : pial_cli_formats(cli);
		return pial_cli_fault(cli, PIAL_N_("unknown format “%s”; choose csv, sheet, ods, "
						   "fods, text%s"),
				      cli->format_name);
	}
	if (!is_binary(cli->format) || cli->output || !cli->terminal)
		return true;
	return pial_cli_fault(cli, PIAL_N_("--format=%s is not for a terminal; add -o FILE"),
			      cli->format_name);
}

bool pial_cli_parse(struct pial_cli *cli, int argc, char **argv)
{
	struct parser p = { 0 };
	int verb_at;
	bool ok;

	cli->operand = pial_calloc((size_t)argc + 1, sizeof(*cli->operand));
	cli->typed = pial_calloc((size_t)argc + 1, sizeof(*cli->typed));
	cli->verb = find_verb(cli, argc, argv, &verb_at);
	ok = !cli->fault;
	if (cli->verb)
		cli->own = pial_calloc(1, cli->verb->own_size + 1);
	parser_init(&p, cli);
	ok = parse_words(&p, argc, argv, verb_at) && ok;
	parser_release(&p);
	ok = parse_format(cli) && ok;
	ok = parse_ending(cli) && ok;
	if (!ok || cli->verb || cli->help || cli->version)
		return ok;
	return pial_cli_fault(cli, PIAL_N_("a verb is needed"), "");
}

/* ---- What depends on today ---- */

static bool month_of(const struct pial_cli *cli, const char *text, struct pial_month *month)
{
	if (!strcmp(text, "this-month") || !strcmp(text, "last-month")) {
		if (pial_date_is_none(cli->today))
			return false;
		*month = pial_month_add(pial_month_of(cli->today), text[0] == 'l' ? -1 : 0);
		return !pial_month_is_none(*month);
	}
	return pial_month_parse(text, strlen(text), month) == PIAL_DATE_OK;
}

/* Reads a year of four digits, or one that is told by today's. */
static bool year_of(const struct pial_cli *cli, const char *text, int *year)
{
	int month, day;

	*year = 0;
	if (!strcmp(text, "this-year") || !strcmp(text, "last-year")) {
		if (pial_date_is_none(cli->today))
			return false;
		pial_date_parts(cli->today, year, &month, &day);
		*year -= text[0] == 'l';
		return true;
	}
	if (strlen(text) != 4)
		return false;
	for (; *text >= '0' && *text <= '9'; text++)
		*year = *year * 10 + (*text - '0');
	return !*text;
}

static bool days_of(const struct pial_cli *cli, const char *text, struct pial_cli_days *days)
{
	struct pial_month month;
	int year;

	if (year_of(cli, text, &year))
		return pial_date_make(year, 1, 1, &days->first) &&
		       pial_date_make(year, 12, 31, &days->last);
	if (!month_of(cli, text, &month))
		return false;
	days->first = pial_month_first(month);
	days->last = pial_month_last(month);
	return !pial_date_is_none(days->last);
}

/* Reads the value of an option; the message says what it should have been. */
static bool convert(struct pial_cli *cli, const struct pial_typed *typed, const char **message)
{
	void *member = typed->base + typed->option->offset;

	switch (typed->option->type) {
	case PIAL_OPTION_WEEK:
		*message = PIAL_N_("“%s” is not a week; write it as 2025-W12");
		return pial_cli_week(cli, typed->text, member);
	case PIAL_OPTION_DAYS:
		*message = PIAL_N_("“%s” is neither a month nor a year; write 2025-03 or 2025");
		return days_of(cli, typed->text, member);
	default:
		*message = PIAL_N_("“%s” is not a month; write it as 2025-03");
		return month_of(cli, typed->text, member);
	}
}

bool pial_cli_convert(struct pial_cli *cli)
{
	bool ok = true;

	for (size_t i = 0; i < cli->typeds; i++) {
		const char *message;

		if (!convert(cli, &cli->typed[i], &message))
			ok = pial_cli_fault(cli, message, cli->typed[i].text);
	}
	return ok;
}
