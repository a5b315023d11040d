/*
 * The map finds what was put, by length and not by NUL, and nothing else.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/strmap.h"

#define MANY 20000

static void test_empty(void **state)
{
	struct pial_strmap map = PIAL_STRMAP_INIT;
	uint32_t value = 7;

	(void)state;
	assert_false(pial_strmap_get(&map, "x", 1, &value));
	assert_int_equal(value, 7);
	pial_strmap_release(&map);
	pial_strmap_init(&map);
	assert_null(map.head);
	pial_strmap_release(&map);
}

static void test_put_twice(void **state)
{
	struct pial_strmap map;
	uint32_t value;

	(void)state;
	pial_strmap_init(&map);
	assert_true(pial_strmap_put(&map, "ail", 3, 1));
	assert_false(pial_strmap_put(&map, "ail", 3, 2));
	assert_true(pial_strmap_get(&map, "ail", 3, &value));
	assert_int_equal(value, 1);
	pial_strmap_release(&map);
}

/* A key is its bytes: a prefix, a longer text, a NUL inside are other keys. */
static void test_keys_are_bytes(void **state)
{
	struct pial_strmap map;
	uint32_t value;

	(void)state;
	pial_strmap_init(&map);
	assert_true(pial_strmap_put(&map, "a\0b", 3, 1));
	assert_true(pial_strmap_put(&map, "a\0c", 3, 2));
	assert_true(pial_strmap_put(&map, "a", 1, 3));
	assert_true(pial_strmap_put(&map, "", 0, 4));
	assert_true(pial_strmap_get(&map, "a\0b", 3, &value));
	assert_int_equal(value, 1);
	assert_true(pial_strmap_get(&map, "a\0c", 3, &value));
	assert_int_equal(value, 2);
	assert_true(pial_strmap_get(&map, "abc", 1, &value));
	assert_int_equal(value, 3);
	assert_true(pial_strmap_get(&map, "x", 0, &value));
	assert_int_equal(value, 4);
	assert_false(pial_strmap_get(&map, "a\0", 2, &value));
	pial_strmap_release(&map);
}

static void test_many(void **state)
{
	static char key[MANY][12];
	struct pial_strmap map;
	uint32_t value;

	(void)state;
	pial_strmap_init(&map);
	for (uint32_t i = 0; i < MANY; i++) {
		int len = snprintf(key[i], sizeof(key[i]), "K%u", (unsigned)i);

		assert_true(pial_strmap_put(&map, key[i], (size_t)len, i));
	}
	for (uint32_t i = 0; i < 2 * MANY; i++) {
		char text[12];
		int len = snprintf(text, sizeof(text), "K%u", (unsigned)i);

		value = UINT32_MAX;
		assert_int_equal(pial_strmap_get(&map, text, (size_t)len, &value), i < MANY);
		assert_int_equal(value, i < MANY ? i : UINT32_MAX);
	}
	pial_strmap_release(&map);
	assert_null(map.head);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_put_twice),
		cmocka_unit_test(test_keys_are_bytes),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
