/*
 * A text buffer holds its invariants after every operation: NUL at the end, never above its
 * maximum, nothing half added.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"

static void assert_sound(const struct pial_strbuf *sb)
{
	assert_non_null(sb->text);
	assert_int_equal(sb->text[sb->len], '\0');
	assert_true(sb->len <= sb->max);
	assert_true(sb->cap == 0 || sb->cap > sb->len);
}

static void test_empty(void **state)
{
	struct pial_strbuf sb;

	(void)state;
	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	assert_string_equal(sb.text, "");
	assert_int_equal(sb.cap, 0);
	pial_strbuf_clear(&sb);
	pial_strbuf_setlen(&sb, 0);
	pial_strbuf_add(&sb, "x", 0);
	pial_strbuf_addstr(&sb, "");
	pial_strbuf_addchars(&sb, 'x', 0);
	assert_sound(&sb);
	assert_int_equal(sb.len, 0);
	pial_strbuf_release(&sb);
}

static void test_additions(void **state)
{
	struct pial_strbuf sb;

	(void)state;
	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	pial_strbuf_addstr(&sb, "carotte");
	pial_strbuf_addch(&sb, ';');
	pial_strbuf_addint(&sb, INT64_MIN);
	pial_strbuf_addch(&sb, ';');
	pial_strbuf_addint(&sb, INT64_MAX);
	pial_strbuf_addf(&sb, ";%s|%d", "W12", -3);
	pial_strbuf_addchars(&sb, '-', 3);
	assert_string_equal(sb.text,
		"carotte;-9223372036854775808;9223372036854775807;W12|-3---");
	assert_int_equal(sb.len, strlen(sb.text));
	assert_sound(&sb);
	pial_strbuf_setlen(&sb, 7);
	assert_string_equal(sb.text, "carotte");
	pial_strbuf_add(&sb, "\0x", 2);
	assert_int_equal(sb.len, 9);
	assert_memory_equal(sb.text, "carotte\0x", 10);
	pial_strbuf_release(&sb);
	assert_string_equal(sb.text, "");
}

/* Any order of additions gives the text that a plain array would hold. */
static void test_growth(void **state)
{
	static char plain[200000];
	struct pial_strbuf sb;
	size_t len = 0;

	(void)state;
	pial_strbuf_init(&sb, PIAL_STRBUF_OUTPUT);
	for (unsigned i = 0; len < 190000; i++) {
		char piece[64];
		size_t n = (i * 7919U) % 60;

		memset(piece, 'a' + (int)(i % 26), n);
		piece[n] = '\0';
		if (i % 2)
			pial_strbuf_add(&sb, piece, n);
		else
			pial_strbuf_addf(&sb, "%s", piece);
		memcpy(plain + len, piece, n);
		len += n;
		assert_int_equal(sb.len, len);
		assert_sound(&sb);
	}
	assert_memory_equal(sb.text, plain, len + 1);
	pial_strbuf_release(&sb);
}

static void test_maximum(void **state)
{
	struct pial_strbuf sb;

	(void)state;
	pial_strbuf_init(&sb, 10);
	pial_strbuf_addstr(&sb, "0123456789");
	assert_false(sb.overflow);
	assert_int_equal(sb.cap, 11);
	pial_strbuf_addch(&sb, 'x');
	assert_true(sb.overflow);
	assert_string_equal(sb.text, "0123456789");

	/* What would pass the maximum adds nothing, what fits is still added. */
	pial_strbuf_clear(&sb);
	assert_false(sb.overflow);
	pial_strbuf_addstr(&sb, "abc");
	pial_strbuf_addf(&sb, "%s", "defghijk");
	assert_true(sb.overflow);
	assert_string_equal(sb.text, "abc");
	pial_strbuf_addchars(&sb, '-', SIZE_MAX);
	assert_string_equal(sb.text, "abc");
	pial_strbuf_addf(&sb, "%s", "defghij");
	assert_string_equal(sb.text, "abcdefghij");
	assert_true(sb.overflow);
	assert_sound(&sb);
	pial_strbuf_release(&sb);

	pial_strbuf_init(&sb, 0);
	pial_strbuf_addch(&sb, 'x');
	assert_true(sb.overflow);
	assert_sound(&sb);
	pial_strbuf_release(&sb);
}

static void test_detach(void **state)
{
	struct pial_strbuf sb;
	char *text;

	(void)state;
	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	text = pial_strbuf_detach(&sb);
	assert_string_equal(text, "");
	free(text);
	pial_strbuf_addstr(&sb, "navet");
	text = pial_strbuf_detach(&sb);
	assert_string_equal(text, "navet");
	assert_string_equal(sb.text, "");
	assert_int_equal(sb.max, PIAL_STRBUF_TEXT);
	pial_strbuf_addstr(&sb, "radis");
	assert_string_equal(text, "navet");
	free(text);
	pial_strbuf_release(&sb);
}

/* Bytes written where there is room are the text's once its length says so. */
static void test_room(void **state)
{
	struct pial_strbuf sb;
	char *at;

	(void)state;
	pial_strbuf_init(&sb, 10);
	pial_strbuf_addstr(&sb, "ail");
	at = pial_strbuf_room(&sb, 7);
	assert_ptr_equal(at, sb.text + 3);
	assert_int_equal(sb.len, 3);
	memcpy(at, "-rosexx", 7);
	pial_strbuf_setlen(&sb, 8);
	assert_string_equal(sb.text, "ail-rose");
	assert_sound(&sb);
	assert_null(pial_strbuf_room(&sb, 3));
	assert_true(sb.overflow);
	assert_string_equal(sb.text, "ail-rose");
	pial_strbuf_release(&sb);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_additions),
		cmocka_unit_test(test_room),
		cmocka_unit_test(test_growth),
		cmocka_unit_test(test_maximum),
		cmocka_unit_test(test_detach),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
