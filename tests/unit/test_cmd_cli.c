/*
 * What all commands share: command line, diagnostics in words, weeks, language, clock.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cmd/cli.h"
#include "cmd/cli_priv.h"

/* ---- A command to try things on ---- */

struct own {
	bool quick;		/* --quick, -q */
	const char *name;	/* --name, -N */
	struct pial_week week;	/* --week */
	struct pial_month month;	/* --month */
};

static const struct pial_option own_options[] = {
	{ 'q', "quick", PIAL_OPTION_FLAG, offsetof(struct own, quick), NULL, "" },
	{ 'N', "name", PIAL_OPTION_TEXT, offsetof(struct own, name), "NAME", "" },
	{ 0, "week", PIAL_OPTION_WEEK, offsetof(struct own, week), "WEEK", "" },
	{ 0, "month", PIAL_OPTION_MONTH, offsetof(struct own, month), "MONTH", "" },
	{ 0 }
};

static enum pial_exit run(struct pial_cli *cli)
{
	(void)cli;
	return PIAL_EXIT_DONE;
}

static const struct pial_verb other = { "",  "",    "",	  own_options, sizeof(struct own),
					run, .saves = false };
static const struct pial_verb put = { "put", "",    "",	 own_options, sizeof(struct own),
				      run, .any_operand = true };
static const struct pial_verb *const both[] = { &put, &other, NULL };
static const struct pial_verb *const one[] = { &put, NULL };
static const struct pial_command with_default = { "pial-try", "", both, NULL };
static const struct pial_command without_default = { "pial-try", "", one, NULL };

struct tried {
	struct pial_cli cli;	/* after parsing */
	struct own *own;	/* values of the verb's options */
	bool ok;		/* parsed */
};

/* What standard output is in the tries to come. */
static bool terminal;

/* Parses words as the command line of a command. */
static void try(struct tried *t, const struct pial_command *command, const char *const *word)
{
	static char *argv[32];
	int argc = 0;

	memset(&t->cli, 0, sizeof(t->cli));
	t->cli.command = command;
	t->cli.terminal = terminal;
	pial_book_init(&t->cli.book);
	pial_diags_init(&t->cli.diags);
	argv[argc++] = (char *)(uintptr_t)command->name;
	while (word[argc - 1]) {
		argv[argc] = (char *)(uintptr_t)word[argc - 1];
		argc++;
	}
	argv[argc] = NULL;
	t->ok = pial_cli_parse(&t->cli, argc, argv);
	t->own = t->cli.own;
}

#define TRY(t, command, ...) try(t, command, (const char *const[]){ __VA_ARGS__, NULL })

static void done(struct tried *t)
{
	free(t->cli.operand);
	free(t->cli.typed);
	free(t->cli.own);
	pial_diags_release(&t->cli.diags);
	pial_book_release(&t->cli.book);
}

/* ---- The command line ---- */

static void verb_options_and_operands_are_told_apart(void **state)
{
	struct tried t;

	(void)state;
	TRY(&t, &with_default, "-C", "put", "put", "a", "--quick", "b", "-o", "out.csv",
	    "--name=x");
	assert_true(t.ok);
	assert_ptr_equal(t.cli.verb, &put);
	assert_string_equal(t.cli.book_dir, "put");
	assert_string_equal(t.cli.output, "out.csv");
	assert_true(t.own->quick);
	assert_string_equal(t.own->name, "x");
	assert_int_equal(t.cli.operands, 2);
	assert_string_equal(t.cli.operand[0], "a");
	assert_string_equal(t.cli.operand[1], "b");
	done(&t);
}

static void a_word_that_is_no_verb_goes_to_the_default(void **state)
{
	struct tried t;

	(void)state;
	TRY(&t, &with_default, "--name", "put", "2025-W12");
	assert_true(t.ok);
	assert_ptr_equal(t.cli.verb, &other);
	assert_string_equal(t.own->name, "put");
	assert_int_equal(t.cli.operands, 1);
	done(&t);

	TRY(&t, &without_default, "2025-W12");
	assert_false(t.ok);
	assert_string_equal(t.cli.fault_text, "2025-W12");
	done(&t);

	TRY(&t, &without_default, "--save");
	assert_false(t.ok);
	done(&t);
}

static void letters_may_stand_together(void **state)
{
	struct tried t;

	(void)state;
	TRY(&t, &with_default, "put", "-nqNx");
	assert_true(t.ok);
	assert_true(t.cli.dry_run);
	assert_true(t.own->quick);
	assert_string_equal(t.own->name, "x");
	done(&t);
}

static void after_two_dashes_all_is_operand(void **state)
{
	struct tried t;

	(void)state;
	TRY(&t, &with_default, "put", "--", "--save", "-");
	assert_true(t.ok);
	assert_false(t.cli.save);
	assert_int_equal(t.cli.operands, 2);
	assert_string_equal(t.cli.operand[0], "--save");
	done(&t);

	TRY(&t, &with_default, "put", "-");
	assert_true(t.ok);
	assert_string_equal(t.cli.operand[0], "-");
	done(&t);
}

static void a_negative_number_is_an_operand_where_the_verb_says_so(void **state)
{
	struct tried t;

	(void)state;
	TRY(&t, &with_default, "put", "carotte", "-3", "--save");
	assert_true(t.ok);
	assert_true(t.cli.save);
	assert_int_equal(t.cli.operands, 2);
	assert_string_equal(t.cli.operand[1], "-3");
	done(&t);

	TRY(&t, &with_default, "carotte", "-3");
	assert_false(t.ok);
	done(&t);
}

static void refused(const char *word, const char *next, const char *said)
{
	struct tried t;

	TRY(&t, &with_default, "put", word, next);
	assert_false(t.ok);
	assert_non_null(t.cli.fault);
	assert_string_equal(t.cli.fault_text, said);
	done(&t);
}

static void wrong_options_are_refused(void **state)
{
	(void)state;
	/* Abbreviations: unique, ambiguous, with a value. */
	refused("--sav", NULL, "--sav");
	refused("--for", NULL, "--for");
	refused("--nam=x", NULL, "--nam");
	/* Unknown, alone and among others. */
	refused("--colour", NULL, "--colour");
	refused("-z", NULL, "-z");
	refused("-nz", NULL, "-z");
	/* Values missing or too many. */
	refused("--name", NULL, "--name");
	refused("-N", NULL, "-N");
	refused("--save=yes", NULL, "--save");
	/* Values that are wrong. */
	refused("--today", "2025-02-30", "2025-02-30");
	refused("--format", "pdf", "pdf");
}

/* Endings tell the truth; an archive is not shown to people. */
static void a_workbook_goes_to_a_file_of_its_name(void **state)
{
	static const struct {
		const char *format, *output;
		bool shown, ok;
	} cases[] = {
		{ "ods", NULL, false, true }, { "ods", NULL, true, false },
		{ "ods", "a.ods", true, true }, { "fods", NULL, true, true },
		{ "ods", "a.csv", false, false }, { "ods", "a.fods", false, false },
		{ "ods", "a", false, true }, { "fods", "a.fods", false, true },
		{ "fods", "a.ods", false, false }, { "csv", "a.ods", false, false },
		{ "sheet", "a.csv", false, true }, { "text", "a.txt", false, true },
		{ "text", "a.xlsx", false, false },
	};

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(cases); i++) {
		struct tried t;

		terminal = cases[i].shown;
		TRY(&t, &with_default, "put", "--format", cases[i].format,
		    cases[i].output ? "-o" : NULL, cases[i].output);
		assert_int_equal(t.ok, cases[i].ok);
		done(&t);
	}
	terminal = false;
}

static void the_value_of_an_option_may_look_like_one(void **state)
{
	struct tried t;

	(void)state;
	TRY(&t, &with_default, "put", "--name", "--save", "-N", "-z");
	assert_true(t.ok);
	assert_false(t.cli.save);
	assert_string_equal(t.own->name, "-z");
	done(&t);
}

static void weeks_and_months_are_relative_to_today(void **state)
{
	struct tried t;
	struct pial_week week;
	int year, number;

	(void)state;
	/* 2024-12-30 is the Monday of 2025-W01. */
	TRY(&t, &with_default, "put", "--today=2024-12-30", "--week=last", "--month=last-month");
	assert_true(t.ok);
	assert_true(pial_cli_convert(&t.cli));
	pial_week_parts(t.own->week, &year, &number);
	assert_int_equal(year, 2024);
	assert_int_equal(number, 52);
	pial_month_parts(t.own->month, &year, &number);
	assert_int_equal(year, 2024);
	assert_int_equal(number, 11);
	assert_true(pial_cli_week(&t.cli, "next", &week));
	pial_week_parts(week, &year, &number);
	assert_int_equal(year, 2025);
	assert_int_equal(number, 2);
	assert_true(pial_cli_week(&t.cli, "2025-W12", &week));
	assert_false(pial_cli_week(&t.cli, "2025-W53", &week));
	assert_false(pial_cli_week(&t.cli, "orders.csv", &week));
	t.cli.today = (struct pial_date){ 0 };
	assert_false(pial_cli_week(&t.cli, "this", &week));
	done(&t);

	TRY(&t, &with_default, "put", "--week=soon", "--today=2024-12-30");
	assert_true(t.ok);
	assert_false(pial_cli_convert(&t.cli));
	assert_string_equal(t.cli.fault_text, "soon");
	done(&t);
}

/* ---- Words ---- */

static void says(const struct pial_diags *diags, enum pial_lang lang, const char *expected)
{
	struct pial_strbuf out;

	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	pial_cli_text(&out, "pial-try", lang, &diags->entry[diags->count - 1]);
	assert_string_equal(out.text, expected);
	pial_strbuf_release(&out);
}

static void a_place_is_written_as_editors_read_it(void **state)
{
	struct pial_diags diags;
	struct pial_pos pos = { "weeks/2025-W12/offers.csv", 14, 4, PIAL_COLUMN_LETTER };

	(void)state;
	pial_diags_init(&diags);
	pial_diag_add(&diags, &pos, PIAL_E_QTY_SIGN, "Quantité", "Quantity", "-3,5");
	says(&diags, PIAL_EN,
	     "weeks/2025-W12/offers.csv:14:D: error: Quantity “-3,5” is negative "
	     "[E-QTY-SIGN]\n");
	says(&diags, PIAL_FR, "weeks/2025-W12/offers.csv:14:D: erreur\u00a0: Quantité\u00a0: "
			      "«\u00a0-3,5\u00a0» est négatif [E-QTY-SIGN]\n");
	pos = (struct pial_pos){ "contracts/lot22.yaml", 31, 7, PIAL_COLUMN_NUMBER };
	pial_diag_add(&diags, &pos, PIAL_E_REF_PRODUCT_NEAR, "poirreau", "poireau");
	says(&diags, PIAL_EN,
	     "contracts/lot22.yaml:31:7: error: unknown product “poirreau”; did "
	     "you mean “poireau”? [E-REF-PRODUCT-NEAR]\n");
	says(&diags, PIAL_FR, "contracts/lot22.yaml:31:7: erreur\u00a0: produit inconnu "
			      "«\u00a0poirreau\u00a0»\u00a0; vouliez-vous dire "
			      "«\u00a0poireau\u00a0»\u00a0? [E-REF-PRODUCT-NEAR]\n");
	pial_diags_release(&diags);
}

static void places_may_lack_a_column_or_a_line(void **state)
{
	struct pial_diags diags;
	struct pial_pos pos = { "a.csv", 2, 0, PIAL_COLUMN_LETTER };

	(void)state;
	pial_diags_init(&diags);
	pial_diag_add(&diags, &pos, PIAL_N_CP1252);
	says(&diags, PIAL_EN, "a.csv:2: notice: not UTF-8: read as Windows-1252 [N-CP1252]\n");
	pos.line = 0;
	pial_diag_add(&diags, &pos, PIAL_N_CP1252);
	says(&diags, PIAL_EN, "a.csv: notice: not UTF-8: read as Windows-1252 [N-CP1252]\n");
	pial_diag_add(&diags, NULL, PIAL_N_CP1252);
	says(&diags, PIAL_EN, "pial-try: notice: not UTF-8: read as Windows-1252 [N-CP1252]\n");
	pial_diags_release(&diags);
}

static void column(uint32_t number, const char *letters)
{
	struct pial_diags diags;
	struct pial_pos pos = { "a", 1, number, PIAL_COLUMN_LETTER };
	char expected[96];

	pial_diags_init(&diags);
	pial_diag_add(&diags, &pos, PIAL_N_CP1252);
	snprintf(expected, sizeof(expected),
		 "a:1:%s: notice: not UTF-8: read as Windows-1252 [N-CP1252]\n", letters);
	says(&diags, PIAL_EN, expected);
	pial_diags_release(&diags);
}

static void columns_are_a_spreadsheet_s_letters(void **state)
{
	(void)state;
	column(1, "A");
	column(26, "Z");
	column(27, "AA");
	column(52, "AZ");
	column(53, "BA");
	column(702, "ZZ");
	column(703, "AAA");
}

static void values_are_written_as_people_write_them(void **state)
{
	struct pial_diags diags;
	struct pial_pos other_place = { "b.csv", 7, 2, PIAL_COLUMN_LETTER };
	struct pial_date day;
	struct pial_week week;

	(void)state;
	assert_true(pial_date_make(2025, 3, 17, &day));
	assert_true(pial_week_make(2025, 12, &week));
	pial_diags_init(&diags);
	pial_diag_add(&diags, NULL, PIAL_E_MINIMUM, (int64_t)12500, (int64_t)12000);
	says(&diags, PIAL_FR, "pial-try: erreur\u00a0: le minimum 12,5 dépasse la quantité 12 "
			      "[E-MINIMUM]\n");
	says(&diags, PIAL_EN, "pial-try: error: minimum 12.5 is above the quantity 12 "
			      "[E-MINIMUM]\n");
	pial_diag_add(&diags, NULL, PIAL_E_DAY_WEEK, (int64_t)day.n, (int64_t)week.n);
	says(&diags, PIAL_EN, "pial-try: error: 2025-03-17 is not a day of week 2025-W12 "
			      "[E-DAY-WEEK]\n");
	pial_diag_add(&diags, NULL, PIAL_E_MAXIMUM_VALUE, (int64_t)1250, (int64_t)900);
	says(&diags, PIAL_FR,
	     "pial-try: erreur\u00a0: le montant minimum 12,50\u00a0€ dépasse le "
	     "montant maximum 9,00\u00a0€ [E-MAXIMUM-VALUE]\n");
	pial_diag_add(&diags, NULL, PIAL_E_KEY_TWICE, "carotte", &other_place);
	says(&diags, PIAL_EN, "pial-try: error: the key carotte comes twice (first at b.csv:7:B) "
			      "[E-KEY-TWICE]\n");
	/* An argument of type n is in the catalogue. */
	pial_diag_add(&diags, NULL, PIAL_E_BOOK_WRITE, "x", "the disk is full");
	says(&diags, PIAL_FR, "pial-try: erreur\u00a0: impossible d'écrire x\u00a0: le disque est "
			      "plein [E-BOOK-WRITE]\n");
	pial_diags_release(&diags);
}

static void escapes(const char *text, const char *expected)
{
	struct pial_strbuf out;

	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	pial_cli_escape(&out, text, strlen(text), 20);
	assert_string_equal(out.text, expected);
	pial_strbuf_release(&out);
}

static void nothing_of_an_input_moves_the_cursor(void **state)
{
	(void)state;
	escapes("pâtisson", "pâtisson");
	escapes("a\033[1mb", "a\\x1b[1mb");
	escapes("a\nb\tc\x7f", "a\\x0ab\\x09c\\x7f");
	escapes("a\xc2\x85" "b", "a\\x85b");
	escapes("\u202etixe", "\\u202etixe");
	escapes("a\xff\xc3", "a\\xff\\xc3");
	escapes("\xc3\x28 é", "\\xc3( é");
	escapes("", "");
	escapes("01234567890123456789", "01234567890123456789");
	escapes("012345678901234567890", "01234567890123456789…");
}

/* ---- Language and day ---- */

static void unset_locale(void)
{
	unsetenv("LC_ALL");
	unsetenv("LC_MESSAGES");
	unsetenv("LANG");
}

static void the_environment_says_the_language(void **state)
{
	(void)state;
	unset_locale();
	assert_int_equal(pial_cli_env_lang(), PIAL_FR);
	setenv("LANG", "en_GB.UTF-8", 1);
	assert_int_equal(pial_cli_env_lang(), PIAL_EN);
	setenv("LC_MESSAGES", "fr_FR.UTF-8", 1);
	assert_int_equal(pial_cli_env_lang(), PIAL_FR);
	setenv("LC_ALL", "de_DE.UTF-8", 1);
	assert_int_equal(pial_cli_env_lang(), PIAL_EN);
	/* The locale of programs is nobody's language. */
	setenv("LC_ALL", "C", 1);
	assert_int_equal(pial_cli_env_lang(), PIAL_FR);
	setenv("LC_ALL", "C.UTF-8", 1);
	assert_int_equal(pial_cli_env_lang(), PIAL_FR);
	unset_locale();
}

static void the_clock_is_that_of_the_zone(void **state)
{
	struct pial_date paris, utc;

	(void)state;
	setenv("TZ", "Pacific/Kiritimati", 1);
	paris = pial_cli_clock("Europe/Paris");
	utc = pial_cli_clock("UTC");
	assert_false(pial_date_is_none(paris));
	assert_false(pial_date_is_none(utc));
	assert_in_range(pial_date_diff(utc, paris), 0, 1);
	/* The process keeps its own zone. */
	assert_string_equal(getenv("TZ"), "Pacific/Kiritimati");
	unsetenv("TZ");
	assert_true(pial_date_is_none(pial_cli_clock("Europe/Lucon")));
	assert_true(pial_date_is_none(pial_cli_clock("../../etc/passwd")));
	assert_true(pial_date_is_none(pial_cli_clock("/etc/localtime")));
	assert_true(pial_date_is_none(pial_cli_clock("")));
	assert_null(getenv("TZ"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(verb_options_and_operands_are_told_apart),
		cmocka_unit_test(a_word_that_is_no_verb_goes_to_the_default),
		cmocka_unit_test(letters_may_stand_together),
		cmocka_unit_test(after_two_dashes_all_is_operand),
		cmocka_unit_test(a_negative_number_is_an_operand_where_the_verb_says_so),
		cmocka_unit_test(wrong_options_are_refused),
		cmocka_unit_test(a_workbook_goes_to_a_file_of_its_name),
		cmocka_unit_test(the_value_of_an_option_may_look_like_one),
		cmocka_unit_test(weeks_and_months_are_relative_to_today),
		cmocka_unit_test(a_place_is_written_as_editors_read_it),
		cmocka_unit_test(places_may_lack_a_column_or_a_line),
		cmocka_unit_test(columns_are_a_spreadsheet_s_letters),
		cmocka_unit_test(values_are_written_as_people_write_them),
		cmocka_unit_test(nothing_of_an_input_moves_the_cursor),
		cmocka_unit_test(the_environment_says_the_language),
		cmocka_unit_test(the_clock_is_that_of_the_zone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
