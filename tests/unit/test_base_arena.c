/*
 * Pieces of an arena are aligned, apart from each other, and stay where they are.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"

#define PIECES 3000

/* The sanitizer's allocator must say NULL as the system's does. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static jmp_buf back;

static void come_back(size_t bytes)
{
	(void)bytes;
	longjmp(back, 1);
}

static uint64_t seed;

static uint64_t draw(void)
{
	uint64_t z = seed += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static size_t draw_size(void)
{
	switch (draw() % 20) {
	case 0:
		return 0;
	case 1:
		return draw() % 100000;
	default:
		return draw() % 100;
	}
}

/* Fills every piece with its own byte; any overlap changes another one. */
static void fill_and_check(struct pial_arena *arena)
{
	unsigned char *piece[PIECES];
	size_t size[PIECES], sum = 0;

	for (size_t i = 0; i < PIECES; i++) {
		size[i] = draw_size();
		piece[i] = pial_arena_alloc(arena, size[i]);
		assert_int_equal((uintptr_t)piece[i] % alignof(max_align_t), 0);
		memset(piece[i], (int)(i % 251), size[i]);
		sum += size[i];
	}
	for (size_t i = 0; i < PIECES; i++) {
		for (size_t k = 0; k < size[i]; k++)
			assert_int_equal(piece[i][k], i % 251);
	}
	assert_true(arena->total >= sum);
	/* Little is wasted: headers, alignment, ends of blocks. */
	assert_true(arena->total < 2 * sum);
}

static void test_pieces(void **state)
{
	struct pial_arena arena;

	(void)state;
	seed = 1;
	pial_arena_init(&arena);
	assert_int_equal(arena.total, 0);
	for (int round = 0; round < 3; round++) {
		fill_and_check(&arena);
		pial_arena_clear(&arena);
	}
	pial_arena_release(&arena);
	assert_int_equal(arena.total, 0);
	fill_and_check(&arena);
	pial_arena_release(&arena);
}

static void test_sizes_of_nothing_differ(void **state)
{
	struct pial_arena arena = PIAL_ARENA_INIT;
	void *a = pial_arena_alloc(&arena, 0), *b = pial_arena_alloc(&arena, 0);

	(void)state;
	assert_ptr_not_equal(a, b);
	pial_arena_release(&arena);
}

static void test_clear_keeps_one_block(void **state)
{
	struct pial_arena arena = PIAL_ARENA_INIT;
	size_t kept;
	void *first;

	(void)state;
	pial_arena_clear(&arena);
	assert_int_equal(arena.total, 0);
	first = pial_arena_alloc(&arena, 10);
	kept = arena.total;
	pial_arena_clear(&arena);
	assert_int_equal(arena.total, kept);
	assert_ptr_equal(pial_arena_alloc(&arena, 10), first);

	for (int i = 0; i < 1000; i++)
		assert_non_null(pial_arena_alloc(&arena, 1000));
	assert_true(arena.total > 1000000);
	/* The same work again, in one piece or in many, asks nothing of the system. */
	pial_arena_clear(&arena);
	kept = arena.total;
	assert_non_null(pial_arena_alloc(&arena, 1000000));
	pial_arena_clear(&arena);
	for (int i = 0; i < 1000; i++)
		assert_non_null(pial_arena_alloc(&arena, 1000));
	assert_int_equal(arena.total, kept);
	pial_arena_release(&arena);
}

/* A large piece does not end the block being filled. */
static void test_large_between_small(void **state)
{
	struct pial_arena arena = PIAL_ARENA_INIT;
	char *small = pial_arena_alloc(&arena, 16), *large, *next;

	(void)state;
	large = pial_arena_alloc(&arena, 500000);
	next = pial_arena_alloc(&arena, 16);
	assert_ptr_equal(next, small + 16);
	memset(large, 1, 500000);
	pial_arena_release(&arena);

	/* Nor does one that comes first. */
	large = pial_arena_alloc(&arena, 5000000);
	small = pial_arena_alloc(&arena, 16);
	memset(large, 1, 5000000);
	memset(small, 2, 16);
	assert_int_equal(large[4999999], 1);
	pial_arena_release(&arena);
}

static void test_texts(void **state)
{
	struct pial_arena arena = PIAL_ARENA_INIT;
	char *text;
	unsigned char *zeros;

	(void)state;
	assert_string_equal(pial_arena_strdup(&arena, "poireau"), "poireau");
	assert_string_equal(pial_arena_strdup(&arena, ""), "");
	assert_string_equal(pial_arena_strndup(&arena, "poireaux", 7), "poireau");
	assert_memory_equal(pial_arena_strndup(&arena, "a\0b", 3), "a\0b", 4);
	assert_string_equal(pial_arena_printf(&arena, "%s-%03d", "W", 12), "W-012");
	text = pial_arena_printf(&arena, "%10000s", "x");
	assert_int_equal(strlen(text), 10000);

	memset(pial_arena_alloc(&arena, 1000), 0xFF, 1000);
	pial_arena_clear(&arena);
	zeros = pial_arena_zalloc(&arena, 10, 100);
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(zeros[i], 0);
	pial_arena_release(&arena);
}

static void test_overflow_is_lack_of_memory(void **state)
{
	struct pial_arena arena = PIAL_ARENA_INIT;
	volatile size_t huge = SIZE_MAX;
	void *volatile survived = NULL;

	(void)state;
	pial_oom_set_handler(come_back);
	if (!setjmp(back))
		survived = pial_arena_zalloc(&arena, huge / 2, 3);
	if (!setjmp(back))
		survived = pial_arena_alloc(&arena, huge - 3);
	if (!setjmp(back))
		survived = pial_arena_alloc(&arena, huge / 16 * 16 - 16);
	if (!setjmp(back))
		survived = pial_arena_alloc(&arena, huge / 2);
	assert_null(survived);
	pial_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pieces),
		cmocka_unit_test(test_sizes_of_nothing_differ),
		cmocka_unit_test(test_clear_keeps_one_block),
		cmocka_unit_test(test_large_between_small),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_overflow_is_lack_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
