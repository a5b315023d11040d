/*
 * Diagnostics in words: `file:line:column: error: text [CODE]`.
 *
 * The form is the one compilers use, so that editors jump to the place; a column of a table is the
 * spreadsheet's letter. What comes from an input is escaped (an argument may hold anything,
 * control characters and marks that turn the line around included), what we say is not. A place
 * is replaced by the command's name when there is none: in a pipe one wants to know who speaks.
 */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cmd/cli.h"
#include "cmd/cli_priv.h"
#include "io/atomic.h"
#include "markup/words.h"
#include "num/decimal.h"

#include "base/banned.h"

/* Characters of an argument that are shown; what is longer is cut with an ellipsis. */
#define ARG_CHARS 300

static void escape_byte(struct pial_strbuf *out, unsigned char byte)
{
	pial_strbuf_addf(out, "\\x%02x", byte);
}

static void escape_code(struct pial_strbuf *out, int32_t code)
{
	if (!pial_utf8_forbidden(code))
		pial_utf8_put(out, code);
	else if (code < 0x100)
		escape_byte(out, (unsigned char)code);
	else
		pial_strbuf_addf(out, "\\u%04x", (unsigned)code);
}

void pial_cli_escape(struct pial_strbuf *out, const char *text, size_t len, size_t most)
{
	size_t valid = pial_utf8_invalid(text, len), at = 0;

	for (size_t shown = 0; at < len; shown++) {
		if (shown == most) {
			pial_strbuf_addstr(out, "…");
			return;
		}
		if (at < valid) {
			escape_code(out, pial_utf8_next(text, valid, &at));
			continue;
		}
		escape_byte(out, (unsigned char)text[at++]);
		valid = at + pial_utf8_invalid(text + at, len - at);
	}
}

static void put_text(struct pial_strbuf *out, const char *text)
{
	pial_cli_escape(out, text, strlen(text), ARG_CHARS);
}

/* A, B, … Z, AA: bijective base 26. */
static void put_letters(struct pial_strbuf *out, uint32_t column)
{
	char letters[8];
	size_t at = sizeof(letters);

	for (; column && at; column = (column - 1) / 26)
		letters[--at] = (char)('A' + (column - 1) % 26);
	pial_strbuf_add(out, letters + at, sizeof(letters) - at);
}

static void put_place(struct pial_strbuf *out, const struct pial_pos *pos)
{
	const char *file = pos->file ? pos->file : "";

	pial_cli_escape(out, file, strlen(file), SIZE_MAX);
	if (!pos->line)
		return;
	pial_strbuf_addf(out, ":%lu", (unsigned long)pos->line);
	if (!pos->column)
		return;
	pial_strbuf_addch(out, ':');
	if (pos->kind == PIAL_COLUMN_LETTER)
		put_letters(out, pos->column);
	else
		pial_strbuf_addint(out, pos->column);
}

/* A unit price has up to four decimals; the sign stands where pial_words_money puts it. */
static void put_price(struct pial_strbuf *out, enum pial_lang lang, int64_t e4)
{
	if (lang != PIAL_FR)
		pial_strbuf_addstr(out, e4 < 0 ? PIAL_MINUS "€" : "€");
	pial_words_number(out, lang != PIAL_FR && e4 < 0 ? -e4 : e4, 4, 2, lang);
	if (lang == PIAL_FR)
		pial_strbuf_addstr(out, PIAL_NBSP "€");
}

static void put_arg(struct pial_strbuf *out, enum pial_lang lang, char type,
		    const union pial_arg *arg)
{
	switch (type) {
	case 's':
	case 'c':
		put_text(out, arg->text);
		break;
	case 'n':
		put_text(out, *arg->text ? pial_tr(lang, arg->text) : "");
		break;
	case 'l':
		put_text(out, lang == PIAL_FR ? arg->words.fr : arg->words.en);
		break;
	case 'q':
		pial_decimal_format(out, arg->number, 3, 0, lang == PIAL_FR ? ',' : '.');
		break;
	case 'm':
		pial_words_money(out, arg->number, lang);
		break;
	case 'e':
		put_price(out, lang, arg->number);
		break;
	case 'D':
		pial_date_format(out, (struct pial_date){ (uint16_t)arg->number });
		break;
	case 'W':
		pial_week_format(out, (struct pial_week){ (uint16_t)arg->number });
		break;
	case 'p':
		put_place(out, &arg->pos);
		break;
	default:
		pial_strbuf_addint(out, arg->number);
		break;
	}
}

static void put_sentence(struct pial_strbuf *out, enum pial_lang lang, const struct pial_diag *diag)
{
	const struct pial_code_info *info = pial_code_info(diag->code);
	size_t args = strlen(info->args);

	for (const char *at = pial_tr(lang, info->text); *at; at++) {
		if (at[0] == '%' && at[1] >= '1' && (size_t)(at[1] - '1') < args) {
			at++;
			put_arg(out, lang, info->args[*at - '1'], &diag->arg[*at - '1']);
		} else {
			pial_strbuf_addch(out, *at);
		}
	}
}

/* One diagnostic; the word that says how grave it is in colour, as compilers do it. */
static void put_diag(struct pial_strbuf *out, const char *command, enum pial_lang lang,
		     const struct pial_diag *diag, bool colour)
{
	static const char *const bright[] = {
		[PIAL_NOTICE] = "\033[1;36m", [PIAL_ALERT] = "\033[1;35m",
		[PIAL_ERROR] = "\033[1;31m",
	};
	static const char *const label[] = {
		[PIAL_NOTICE] = PIAL_N_("notice:"),
		[PIAL_ALERT] = PIAL_N_("alert:"),
		[PIAL_ERROR] = PIAL_N_("error:"),
	};
	const struct pial_code_info *info = pial_code_info(diag->code);

	if (diag->pos.file)
		put_place(out, &diag->pos);
	else
		pial_strbuf_addstr(out, command);
	pial_strbuf_addf(out, ": %s%s%s ", colour ? bright[info->severity] : "",
			 pial_tr(lang, label[info->severity]), colour ? "\033[0m" : "");
	put_sentence(out, lang, diag);
	pial_strbuf_addf(out, " [%s]\n", info->name);
}

void pial_cli_text(struct pial_strbuf *out, const char *command, enum pial_lang lang,
		   const struct pial_diag *diag)
{
	put_diag(out, command, lang, diag, false);
}

/* Standard error may be closed or full; then there is nobody left to tell. */
static void print(struct pial_cli *cli, const struct pial_strbuf *text)
{
	pial_progress_clear(cli);
	(void)!pial_write_full(STDERR_FILENO, text->text, text->len);
}

void pial_cli_say(struct pial_cli *cli)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	pial_diags_sort(&cli->diags);
	for (size_t i = 0; i < cli->diags.count; i++)
		put_diag(&text, cli->command->name, cli->lang, &cli->diags.entry[i], cli->colour);
	print(cli, &text);
	pial_strbuf_release(&text);
	pial_diags_clear(&cli->diags);
}

enum pial_exit pial_cli_usage(struct pial_cli *cli, const char *format, ...)
{
	const char *name = cli->command->name, *verb = cli->verb ? cli->verb->name : "";
	struct pial_strbuf text;
	char message[1024];
	va_list ap;

	va_start(ap, format);
	vsnprintf(message, sizeof(message), pial_tr(cli->lang, format), ap);
	va_end(ap);
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&text, "%s: ", name);
	pial_cli_escape(&text, message, strlen(message), SIZE_MAX);
	pial_strbuf_addch(&text, '\n');
	pial_strbuf_addf(&text, pial_tr(cli->lang, PIAL_N_("try “%s%s%s -h”")), name,
			 *verb ? " " : "", verb);
	pial_strbuf_addch(&text, '\n');
	print(cli, &text);
	pial_strbuf_release(&text);
	cli->misused = true;
	return PIAL_EXIT_USAGE;
}
