/*
 * Decimal text against regular expressions that state the rule, over every short text of the
 * letters that matter; then each fault by its examples, and every small number both ways.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <regex.h>
#include <stdio.h>
#include <string.h>

#include "num/decimal.h"

static const int64_t power[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

static regex_t number, exponent, thousand_either, thousand_point;

static int compile_all(void **state)
{
	(void)state;
	return regcomp(&number, "^-?[0-9]+([.,][0-9]+)?$", REG_EXTENDED | REG_NOSUB) ||
	       regcomp(&exponent, "^-?[0-9]+([.,][0-9]+)?[eE][-+]?[0-9]+$",
		       REG_EXTENDED | REG_NOSUB) ||
	       regcomp(&thousand_either, "^-?(0|[1-9][0-9]{0,2})[.,][0-9]{3}$",
		       REG_EXTENDED | REG_NOSUB) ||
	       regcomp(&thousand_point, "^-?[0-9]+,[0-9]{3}$", REG_EXTENDED | REG_NOSUB);
}

static int free_all(void **state)
{
	(void)state;
	regfree(&number);
	regfree(&exponent);
	regfree(&thousand_either);
	regfree(&thousand_point);
	return 0;
}

static bool matches(const regex_t *regex, const char *text)
{
	return regexec(regex, text, 0, NULL, 0) == 0;
}

/* The value of a text that is a number, and how many decimals it has. */
static int64_t naive_value(const char *text, size_t *decimals)
{
	int64_t value = 0;
	const char *mark = strpbrk(text, ".,");

	*decimals = mark ? strlen(mark + 1) : 0;
	for (const char *c = text; *c; c++) {
		if (*c >= '0' && *c <= '9')
			value = value * 10 + (*c - '0');
	}
	return *text == '-' ? -value : value;
}

static void check_text(const char *text, unsigned scale, enum pial_decimal_marks marks)
{
	enum pial_decimal_fault expected = PIAL_DECIMAL_OK, fault;
	int64_t value = 77, wanted = 77;
	size_t decimals;

	if (!*text)
		expected = PIAL_DECIMAL_EMPTY;
	else if (matches(&exponent, text))
		expected = PIAL_DECIMAL_EXPONENT;
	else if (!matches(&number, text))
		expected = PIAL_DECIMAL_SYNTAX;
	else if (matches(marks == PIAL_DECIMAL_EITHER ? &thousand_either : &thousand_point, text))
		expected = PIAL_DECIMAL_AMBIGUOUS;
	else if (naive_value(text, &decimals), decimals > scale)
		expected = PIAL_DECIMAL_PRECISION;
	else
		wanted = naive_value(text, &decimals) * power[scale - decimals];

	fault = pial_decimal_parse(text, strlen(text), scale, marks, &value);
	if (fault != expected || value != wanted)
		fail_msg("\"%s\" scale %u marks %d: fault %d value %lld, not %d and %lld", text,
			 scale, marks, fault, (long long)value, expected, (long long)wanted);
}

/* All texts of up to seven of these letters: 97656 of them. */
static void test_every_short_text(void **state)
{
	static const char letter[] = "01.,-";
	static const char letter_e[] = "0,-+Ee";
	char text[8];

	(void)state;
	for (size_t len = 0; len <= 7; len++) {
		unsigned count = 1;

		for (size_t i = 0; i < len; i++)
			count *= 5;
		for (unsigned n = 0; n < count; n++) {
			unsigned rest = n;

			for (size_t i = 0; i < len; i++, rest /= 5)
				text[i] = letter[rest % 5];
			text[len] = '\0';
			check_text(text, 2 + n % 2, PIAL_DECIMAL_POINT);
			check_text(text, 2 + n % 2, PIAL_DECIMAL_EITHER);
		}
	}
	for (unsigned n = 0; n < 6 * 6 * 6 * 6 * 6; n++) {
		unsigned rest = n;

		for (size_t i = 0; i < 5; i++, rest /= 6)
			text[i] = letter_e[rest % 6];
		text[5] = '\0';
		check_text(text, 3, PIAL_DECIMAL_EITHER);
	}
}

static void naive_format(char *text, size_t size, int64_t value, unsigned scale, unsigned least,
			 char mark)
{
	int64_t magnitude = value < 0 ? -value : value;
	int len = snprintf(text, size, "%s%lld%c%0*lld", value < 0 ? "-" : "",
			   (long long)(magnitude / power[scale]), mark, (int)scale,
			   (long long)(magnitude % power[scale]));
	unsigned decimals = scale;

	if (scale == 0)
		len -= 2;	/* the mark, and the 0 printed for no decimals */
	for (; decimals > least && text[len - 1] == '0'; decimals--)
		len--;
	if (scale && !decimals)
		len--;
	text[len] = '\0';
}

static void test_small_numbers_both_ways(void **state)
{
	struct pial_strbuf sb;
	char expected[64];
	int64_t back;

	(void)state;
	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	for (unsigned scale = 0; scale <= 6; scale++) {
		for (int64_t value = -12000; value <= 12000; value++) {
			unsigned least = (unsigned)(value & 7) % (scale + 1);

			pial_strbuf_clear(&sb);
			pial_decimal_format(&sb, value, scale, least, '.');
			naive_format(expected, sizeof(expected), value, scale, least, '.');
			assert_string_equal(sb.text, expected);
			assert_int_equal(pial_decimal_parse(sb.text, sb.len, scale,
							    PIAL_DECIMAL_POINT, &back),
					 PIAL_DECIMAL_OK);
			assert_int_equal(back, value);
		}
	}
	pial_strbuf_release(&sb);
}

static void test_faults(void **state)
{
	static const struct {
		const char *text;
		unsigned scale;
		enum pial_decimal_marks marks;
		enum pial_decimal_fault fault;
		int64_t value;
	} cases[] = {
		{ "12.5", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_OK, 12500 },
		{ "12,5", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_OK, 12500 },
		{ "12.500", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_OK, 12500 },
		{ "12,500", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_AMBIGUOUS, 0 },
		{ "1234,500", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_AMBIGUOUS, 0 },
		{ "12,5", 3, PIAL_DECIMAL_EITHER, PIAL_DECIMAL_OK, 12500 },
		{ "12.50", 3, PIAL_DECIMAL_EITHER, PIAL_DECIMAL_OK, 12500 },
		{ "12,500", 3, PIAL_DECIMAL_EITHER, PIAL_DECIMAL_AMBIGUOUS, 0 },
		{ "-12.500", 3, PIAL_DECIMAL_EITHER, PIAL_DECIMAL_AMBIGUOUS, 0 },
		{ "0,500", 3, PIAL_DECIMAL_EITHER, PIAL_DECIMAL_AMBIGUOUS, 0 },
		{ "1234,500", 3, PIAL_DECIMAL_EITHER, PIAL_DECIMAL_OK, 1234500 },
		{ "012,500", 3, PIAL_DECIMAL_EITHER, PIAL_DECIMAL_OK, 12500 },
		{ "12,500", 2, PIAL_DECIMAL_EITHER, PIAL_DECIMAL_AMBIGUOUS, 0 },
		{ "12,5000", 4, PIAL_DECIMAL_EITHER, PIAL_DECIMAL_OK, 125000 },
		{ " \t12 ", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_OK, 12000 },
		{ "\xC2\xA0" "12\xE2\x80\xAF", 0, PIAL_DECIMAL_POINT, PIAL_DECIMAL_OK, 12 },
		{ "-0", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_OK, 0 },
		{ "007", 0, PIAL_DECIMAL_POINT, PIAL_DECIMAL_OK, 7 },
		{ "", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_EMPTY, 0 },
		{ " \t\xC2\xA0", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_EMPTY, 0 },
		{ "1.2345", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_PRECISION, 0 },
		{ "1.5000", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_PRECISION, 0 },
		{ "1.0", 0, PIAL_DECIMAL_POINT, PIAL_DECIMAL_PRECISION, 0 },
		{ "1,23E+13", 3, PIAL_DECIMAL_EITHER, PIAL_DECIMAL_EXPONENT, 0 },
		{ "1e5", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_EXPONENT, 0 },
		{ "1E", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_SYNTAX, 0 },
		{ "1E+", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_SYNTAX, 0 },
		{ "\xE2\x88\x92" "5", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_MINUS_SIGN, 0 },
		{ "\xE2\x88\x92" "12,500", 3, PIAL_DECIMAL_EITHER, PIAL_DECIMAL_MINUS_SIGN, 0 },
		{ "\xE2\x88\x92", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_SYNTAX, 0 },
		{ "\xE2\x88\x92x", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_SYNTAX, 0 },
		{ "1 000", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_SYNTAX, 0 },
		{ "1\xE2\x80\xAF" "000", 3, PIAL_DECIMAL_EITHER, PIAL_DECIMAL_SYNTAX, 0 },
		{ "1,000,000", 3, PIAL_DECIMAL_EITHER, PIAL_DECIMAL_SYNTAX, 0 },
		{ "1.000,5", 3, PIAL_DECIMAL_EITHER, PIAL_DECIMAL_SYNTAX, 0 },
		{ "+5", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_SYNTAX, 0 },
		{ "--5", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_SYNTAX, 0 },
		{ "- 5", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_SYNTAX, 0 },
		{ "5-", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_SYNTAX, 0 },
		{ ".5", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_SYNTAX, 0 },
		{ "5.", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_SYNTAX, 0 },
		{ "12 kg", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_SYNTAX, 0 },
		{ "0x10", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_SYNTAX, 0 },
		{ "inf", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_SYNTAX, 0 },
		{ "nan", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_SYNTAX, 0 },
		{ "9223372036854775807", 0, PIAL_DECIMAL_POINT, PIAL_DECIMAL_OK, INT64_MAX },
		{ "-9223372036854775807", 0, PIAL_DECIMAL_POINT, PIAL_DECIMAL_OK, -INT64_MAX },
		{ "9223372036854775808", 0, PIAL_DECIMAL_POINT, PIAL_DECIMAL_RANGE, 0 },
		{ "-9223372036854775808", 0, PIAL_DECIMAL_POINT, PIAL_DECIMAL_RANGE, 0 },
		{ "9223372036854775.807", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_OK, INT64_MAX },
		{ "9223372036854775.808", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_RANGE, 0 },
		{ "9223372036854776", 3, PIAL_DECIMAL_POINT, PIAL_DECIMAL_RANGE, 0 },
		{ "99999999999999999999999999", 6, PIAL_DECIMAL_POINT, PIAL_DECIMAL_RANGE, 0 },
		{ "00000000000000000000000001", 6, PIAL_DECIMAL_POINT, PIAL_DECIMAL_OK, 1000000 },
	};

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(cases); i++) {
		int64_t value = 0;
		enum pial_decimal_fault fault =
			pial_decimal_parse(cases[i].text, strlen(cases[i].text), cases[i].scale,
					   cases[i].marks, &value);

		if (fault != cases[i].fault || value != cases[i].value)
			fail_msg("\"%s\" (case %zu): fault %d, value %lld", cases[i].text, i,
				 fault, (long long)value);
	}
}

/* The length counts, not the NUL. */
static void test_length(void **state)
{
	int64_t value;

	(void)state;
	assert_int_equal(pial_decimal_parse("12.5kg", 4, 3, PIAL_DECIMAL_POINT, &value),
			 PIAL_DECIMAL_OK);
	assert_int_equal(value, 12500);
	assert_int_equal(pial_decimal_parse("12\0", 3, 3, PIAL_DECIMAL_POINT, &value),
			 PIAL_DECIMAL_SYNTAX);
	assert_int_equal(pial_decimal_parse("1,23E+13", 5, 3, PIAL_DECIMAL_POINT, &value),
			 PIAL_DECIMAL_SYNTAX);
}

static void test_format_examples(void **state)
{
	struct pial_strbuf sb;

	(void)state;
	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	pial_decimal_format(&sb, 12500, 3, 0, '.');
	pial_strbuf_addch(&sb, ' ');
	pial_decimal_format(&sb, 12500, 3, 2, ',');
	pial_strbuf_addch(&sb, ' ');
	pial_decimal_format(&sb, -5, 3, 0, '.');
	pial_strbuf_addch(&sb, ' ');
	pial_decimal_format(&sb, 0, 2, 2, ',');
	pial_strbuf_addch(&sb, ' ');
	pial_decimal_format(&sb, 0, 6, 0, ',');
	pial_strbuf_addch(&sb, ' ');
	pial_decimal_format(&sb, INT64_MAX, 6, 0, '.');
	pial_strbuf_addch(&sb, ' ');
	pial_decimal_format(&sb, INT64_MIN, 0, 0, '.');
	assert_string_equal(sb.text, "12.5 12,50 -0.005 0,00 0 9223372036854.775807 "
				     "-9223372036854775808");
	pial_strbuf_release(&sb);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_short_text),
		cmocka_unit_test(test_small_numbers_both_ways),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_length),
		cmocka_unit_test(test_format_examples),
	};

	return cmocka_run_group_tests(tests, compile_all, free_all);
}
