/*
 * The same text always has the same number, numbers follow arrival, and order is by bytes.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/intern.h"

static uint32_t add(struct pial_intern *pool, const char *text)
{
	return pial_intern_add(pool, text, strlen(text));
}

static void test_numbers(void **state)
{
	struct pial_intern pool;
	char buffer[] = "courge";

	(void)state;
	pial_intern_init(&pool);
	assert_int_equal(add(&pool, ""), 0);
	assert_string_equal(pial_intern_text(&pool, 0), "");
	assert_int_equal(pial_intern_find(&pool, "", 0), 0);
	assert_int_equal(pial_intern_find(&pool, "courge", 6), 0);
	assert_int_equal(add(&pool, buffer), 1);
	assert_int_equal(add(&pool, "ail"), 2);

	/* The pool keeps a copy: a reader overwrites its buffer. */
	memset(buffer, 'x', 6);
	assert_string_equal(pial_intern_text(&pool, 1), "courge");
	assert_int_equal(add(&pool, "courge"), 1);
	assert_int_equal(pial_intern_find(&pool, "courges", 6), 1);
	assert_int_equal(pial_intern_find(&pool, "courges", 7), 0);
	assert_int_equal(pool.count, 3);
	assert_int_equal(pool.len[1], 6);
	pial_intern_release(&pool);
}

static int sign(int n)
{
	return (n > 0) - (n < 0);
}

static void test_compare(void **state)
{
	static const char *const sorted[] = { "", "Z", "a", "aa", "ab", "b", "\xC3\xA9" };
	struct pial_intern pool;
	uint32_t number[7];

	(void)state;
	pial_intern_init(&pool);
	/* Added backwards: the numbers must not matter. */
	for (int i = 6; i >= 0; i--)
		number[i] = add(&pool, sorted[i]);
	for (int i = 0; i < 7; i++) {
		for (int j = 0; j < 7; j++)
			assert_int_equal(sign(pial_intern_compare(&pool, number[i], number[j])),
					 sign(i - j));
	}
	pial_intern_release(&pool);
}

static void test_many(void **state)
{
	struct pial_intern pool;
	char text[16];

	(void)state;
	pial_intern_init(&pool);
	for (int turn = 0; turn < 2; turn++) {
		for (uint32_t i = 1; i <= 10000; i++) {
			snprintf(text, sizeof(text), "P-%u", (unsigned)i);
			assert_int_equal(add(&pool, text), i);
			assert_string_equal(pial_intern_text(&pool, i), text);
		}
	}
	assert_string_equal(pial_intern_text(&pool, 1), "P-1");
	pial_intern_release(&pool);
}

/* A text may be read in whole steps: what follows it is NULs. */
static void test_padding(void **state)
{
	static const char zeros[PIAL_INTERN_PADDING];
	struct pial_intern pool;
	char text[40];

	(void)state;
	pial_intern_init(&pool);
	memset(text, 'x', sizeof(text));
	for (size_t len = 1; len < sizeof(text); len++) {
		const char *kept = pial_intern_text(&pool, pial_intern_add(&pool, text, len));
		size_t whole = (len / PIAL_INTERN_PADDING + 1) * PIAL_INTERN_PADDING;

		assert_memory_equal(kept + len, zeros, whole - len);
	}
	pial_intern_release(&pool);
}

/* Texts of every length up to 40 that differ in one byte are different texts. */
static void test_lengths(void **state)
{
	struct pial_intern pool;
	uint32_t number = 1;
	char text[40];

	(void)state;
	pial_intern_init(&pool);
	for (size_t len = 1; len < sizeof(text); len++) {
		for (size_t at = 0; at < len; at++) {
			memset(text, 'x', sizeof(text));
			text[at] = 'y';
			assert_int_equal(pial_intern_find(&pool, text, len), 0);
			assert_int_equal(pial_intern_add(&pool, text, len), number);
			number++;
		}
	}
	for (size_t len = 1, n = 1; len < sizeof(text); len++) {
		for (size_t at = 0; at < len; at++, n++) {
			memset(text, 'x', sizeof(text));
			text[at] = 'y';
			assert_int_equal(pial_intern_find(&pool, text, len), n);
			assert_true(pial_intern_is(&pool, (uint32_t)n, text, len));
			assert_false(pial_intern_is(&pool, (uint32_t)n, text, len - 1));
			assert_false(pial_intern_is(&pool, (uint32_t)n + 1, text, len));
		}
	}
	assert_false(pial_intern_is(&pool, number, "y", 1));
	assert_true(pial_intern_is(&pool, 0, "", 0));
	pial_intern_release(&pool);
}

/* A copy that only looks finds what there is and adds nothing. */
static void test_look(void **state)
{
	struct pial_intern pool, copy;
	bool missed = false;

	(void)state;
	pial_intern_init(&pool);
	assert_int_equal(add(&pool, "carotte"), 1);
	pial_intern_look(&copy, &pool, &missed);
	assert_int_equal(add(&copy, "carotte"), 1);
	assert_int_equal(add(&copy, ""), 0);
	assert_false(missed);
	assert_int_equal(add(&copy, "navet"), 0);
	assert_true(missed);
	assert_int_equal(pool.count, 2);
	assert_int_equal(add(&pool, "navet"), 2);
	pial_intern_release(&pool);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_padding),
		cmocka_unit_test(test_lengths),
		cmocka_unit_test(test_look),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
