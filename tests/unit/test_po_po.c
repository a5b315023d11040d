/*
 * Catalogues: the French texts inside the program, whatever the locale.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "diag/diag.h"
#include "po/po.h"

static void french_is_translated(void **state)
{
	(void)state;
	assert_string_equal(pial_tr(PIAL_FR, "error:"), "erreur\u00a0:");
	assert_string_equal(pial_tr(PIAL_FR, "the disk is full"), "le disque est plein");
}

static void english_is_the_message_itself(void **state)
{
	static const char message[] = "error:";

	(void)state;
	assert_ptr_equal(pial_tr(PIAL_EN, message), message);
	assert_ptr_equal(pial_tr(PIAL_LANG_NONE, message), message);
}

static void unknown_text_is_given_back(void **state)
{
	static const char message[] = "no such text in any catalogue";
	/* Before the first and after the last in byte order. */
	static const char low[] = "\x01", high[] = "\xff\xff";

	(void)state;
	assert_ptr_equal(pial_tr(PIAL_FR, message), message);
	assert_ptr_equal(pial_tr(PIAL_FR, low), low);
	assert_ptr_equal(pial_tr(PIAL_FR, high), high);
}

/* The empty text names the header of a catalogue; it must not come out. */
static void empty_text_stays_empty(void **state)
{
	(void)state;
	assert_string_equal(pial_tr(PIAL_FR, ""), "");
}

static void locale_and_environment_change_nothing(void **state)
{
	(void)state;
	setenv("LC_ALL", "C", 1);
	setenv("LANGUAGE", "de", 1);
	assert_string_equal(pial_tr(PIAL_FR, "the disk is full"), "le disque est plein");
}

/* The catalogue is whole: each code has a French text, with the same arguments. */
static void every_code_is_translated(void **state)
{
	(void)state;
	for (int i = 0; i < PIAL_CODE_COUNT; i++) {
		const struct pial_code_info *info = pial_code_info((enum pial_code)i);
		const char *text = pial_tr(PIAL_FR, info->text);

		if (text == info->text)
			print_error("%s has no French text\n", info->name);
		assert_ptr_not_equal(text, info->text);
		for (size_t k = 0; k < strlen(info->args); k++) {
			char mark[] = { '%', (char)('1' + k), '\0' };

			if (!strstr(info->text, mark) != !strstr(text, mark))
				print_error("%s: %s is not in both texts\n", info->name, mark);
			assert_int_equal(!strstr(info->text, mark), !strstr(text, mark));
		}
	}
}

/* Without a translation the rule of the language decides: French 0 is one, English 0 is many. */
static void plural_follows_the_language(void **state)
{
	static const char one[] = "one thing of a test", many[] = "many things of a test";

	(void)state;
	assert_ptr_equal(pial_trn(PIAL_FR, one, many, 0), one);
	assert_ptr_equal(pial_trn(PIAL_FR, one, many, 1), one);
	assert_ptr_equal(pial_trn(PIAL_FR, one, many, -1), one);
	assert_ptr_equal(pial_trn(PIAL_FR, one, many, 2), many);
	assert_ptr_equal(pial_trn(PIAL_EN, one, many, 0), many);
	assert_ptr_equal(pial_trn(PIAL_EN, one, many, 1), one);
	assert_ptr_equal(pial_trn(PIAL_EN, one, many, 2), many);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(french_is_translated),
		cmocka_unit_test(english_is_the_message_itself),
		cmocka_unit_test(unknown_text_is_given_back),
		cmocka_unit_test(empty_text_stays_empty),
		cmocka_unit_test(locale_and_environment_change_nothing),
		cmocka_unit_test(every_code_is_translated),
		cmocka_unit_test(plural_follows_the_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
