/*
 * Numbers in two languages, cuts and wraps by display width, bars to the eighth.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "markup/words.h"

static void expect_number(int64_t value, unsigned scale, unsigned least, enum pial_lang lang,
			  const char *want)
{
	struct pial_strbuf out;

	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	pial_words_number(&out, value, scale, least, lang);
	assert_string_equal(out.text, want);
	pial_strbuf_release(&out);
}

static void test_numbers(void **state)
{
	(void)state;
	expect_number(12500, 3, 0, PIAL_FR, "12,5");
	expect_number(12000, 3, 0, PIAL_FR, "12");
	expect_number(0, 3, 0, PIAL_FR, "0");
	expect_number(1234500, 2, 2, PIAL_FR, "12" PIAL_NBSP "345,00");
	expect_number(999, 0, 0, PIAL_FR, "999");
	expect_number(1000, 0, 0, PIAL_FR, "1" PIAL_NBSP "000");
	expect_number(-1234567, 0, 0, PIAL_FR, "−1" PIAL_NBSP "234" PIAL_NBSP "567");
	expect_number(-123, 0, 0, PIAL_FR, "−123");
	expect_number(123450, 2, 2, PIAL_EN, "1,234.50");
}

static void test_money(void **state)
{
	struct pial_strbuf out;

	(void)state;
	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	pial_words_percent(&out, 12500, 3, 0, PIAL_FR);
	pial_strbuf_addch(&out, '|');
	pial_words_percent(&out, -20, 0, 0, PIAL_EN);
	assert_string_equal(out.text, "12,5" PIAL_NBSP "%|−20%");
	pial_strbuf_clear(&out);
	pial_words_money(&out, 123450, PIAL_FR);
	pial_strbuf_addch(&out, '|');
	pial_words_money(&out, -5, PIAL_FR);
	pial_strbuf_addch(&out, '|');
	pial_words_money(&out, 123450, PIAL_EN);
	pial_strbuf_addch(&out, '|');
	pial_words_money(&out, -5, PIAL_EN);
	assert_string_equal(out.text, "1" PIAL_NBSP "234,50" PIAL_NBSP "€|−0,05" PIAL_NBSP
				      "€|€1,234.50|−€0.05");
	pial_strbuf_release(&out);
}

static void expect_fit(const char *text, size_t width, const char *want)
{
	struct pial_strbuf out;

	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	assert_int_equal(pial_words_fit(&out, text, strlen(text), width),
			 pial_words_width(want));
	assert_string_equal(out.text, want);
	pial_strbuf_release(&out);
}

static void test_fit(void **state)
{
	(void)state;
	expect_fit("Épinard", 7, "Épinard");
	expect_fit("Épinard", 6, "Épina…");
	expect_fit("Épinard", 1, "…");
	expect_fit("Épinard", 0, "");
	expect_fit("la Pique", 4, "la…");
	/* A wide character that would stand half outside is left out. */
	expect_fit("日本語", 4, "日…");
	expect_fit("", 3, "");
}

static void expect_wrap(const char *text, size_t indent, size_t width, const char *want)
{
	struct pial_strbuf out;

	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	pial_words_wrap(&out, text, indent, width);
	assert_string_equal(out.text, want);
	pial_strbuf_release(&out);
}

static void test_wrap(void **state)
{
	(void)state;
	expect_wrap("un deux trois", 0, 20, "un deux trois\n");
	expect_wrap("un deux trois", 0, 7, "un deux\ntrois\n");
	expect_wrap("un deux trois", 2, 7, "un deux\n  trois\n");
	expect_wrap("été à Luchon", 0, 5, "été à\nLucho\nn\n");
	expect_wrap("SP-laitue-T1-W12", 0, 13, "SP-laitue-T1-\nW12\n");
	expect_wrap("10" PIAL_NBSP "kg de foin", 0, 6, "10" PIAL_NBSP "kg\nde\nfoin\n");
	expect_wrap("", 0, 5, "\n");
	expect_wrap("deux  blancs", 0, 6, "deux\nblancs\n");
}

static void expect_bar(int64_t value, int64_t whole, size_t width, const char *want)
{
	struct pial_strbuf out;

	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	pial_words_bar(&out, value, whole, width);
	assert_string_equal(out.text, want);
	pial_strbuf_release(&out);
}

static void test_bar(void **state)
{
	(void)state;
	expect_bar(1, 1, 4, "████");
	expect_bar(1, 2, 4, "██");
	expect_bar(1, 8, 1, "▏");
	expect_bar(3, 8, 1, "▍");
	expect_bar(5, 32, 4, "▋");
	expect_bar(0, 10, 4, "");
	expect_bar(-5, 10, 4, "");
	expect_bar(5, 0, 4, "");
	expect_bar(20, 10, 3, "███");
	expect_bar(INT64_MAX, INT64_MAX, 2, "██");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers), cmocka_unit_test(test_money),
		cmocka_unit_test(test_fit),	cmocka_unit_test(test_wrap),
		cmocka_unit_test(test_bar),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
