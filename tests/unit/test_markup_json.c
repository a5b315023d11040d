/*
 * JSON as RFC 8259 has it: escapes, nesting, exact numbers.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "markup/json.h"

static void test_nesting(void **state)
{
	struct pial_strbuf out;
	struct pial_json json;

	(void)state;
	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	pial_json_init(&json, &out);
	pial_json_open(&json, '{');
	pial_json_text_of(&json, "a", "b");
	pial_json_key(&json, "list");
	pial_json_open(&json, '[');
	pial_json_number(&json, 1, 0);
	pial_json_bool(&json, true);
	pial_json_open(&json, '{');
	pial_json_close(&json, '}');
	pial_json_bool(&json, false);
	pial_json_close(&json, ']');
	pial_json_key(&json, "none");
	pial_json_open(&json, '[');
	pial_json_close(&json, ']');
	pial_json_close(&json, '}');
	pial_json_end(&json);
	assert_string_equal(out.text,
			    "{\n  \"a\": \"b\",\n  \"list\": [\n    1,\n    true,\n    {},\n"
			    "    false\n  ],\n  \"none\": []\n}\n");
	pial_strbuf_release(&out);
}

/* The quote, the backslash and control characters are escaped, accents are not (RFC 8259, 7). */
static void test_escapes(void **state)
{
	struct pial_strbuf out;
	struct pial_json json;

	(void)state;
	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	pial_json_init(&json, &out);
	pial_json_text(&json, "a\"b\\c\n\x1f é /");
	assert_string_equal(out.text, "\"a\\\"b\\\\c\\u000a\\u001f é /\"");
	pial_strbuf_release(&out);
}

static void expect_number(int64_t value, unsigned scale, const char *want)
{
	struct pial_strbuf out;
	struct pial_json json;

	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	pial_json_init(&json, &out);
	pial_json_number(&json, value, scale);
	assert_string_equal(out.text, want);
	pial_strbuf_release(&out);
}

static void test_numbers(void **state)
{
	(void)state;
	expect_number(12500, 3, "12.5");
	expect_number(-5, 3, "-0.005");
	expect_number(12000, 3, "12");
	expect_number(0, 0, "0");
	expect_number(INT64_MAX, 0, "9223372036854775807");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nesting),
		cmocka_unit_test(test_escapes),
		cmocka_unit_test(test_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
