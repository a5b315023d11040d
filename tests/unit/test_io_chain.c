/*
 * Chained rows: what a hash covers, and every way to break a chain.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "io/chain.h"


/* Three rows closed one after another. */
static void fill(struct pial_strbuf *out, size_t at[4])
{
	static const char *const row[] = { "1,a,,\n", "2,\"b, c\",,\n", "3,,,\n" };
	char last[PIAL_DIGEST_TEXT] = "";

	for (size_t i = 0; i < 3; i++) {
		at[i] = out->len;
		pial_strbuf_addstr(out, row[i]);
		pial_chain_close(out, at[i], last);
	}
	at[3] = out->len;
}

static enum pial_chain_fault check(const struct pial_strbuf *out, const size_t at[4], size_t i,
				   char last[PIAL_DIGEST_TEXT])
{
	return pial_chain_check(out->text + at[i], out->text + at[i + 1] - 1, last);
}

static void test_whole(void **state)
{
	char last[PIAL_DIGEST_TEXT] = "", digest[PIAL_DIGEST_TEXT];
	struct pial_strbuf out;
	size_t at[4];

	(void)state;
	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	fill(&out, at);
	/* The hash of a row is that of its bytes with the empty hash of the row above. */
	pial_digest("1,a,", 4, digest);
	assert_memory_equal(out.text, "1,a,,", 5);
	assert_memory_equal(out.text + 5, digest, 64);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(check(&out, at, i, last), PIAL_CHAIN_OK);
	pial_strbuf_release(&out);
}

static void test_every_byte(void **state)
{
	struct pial_strbuf out;
	size_t at[4];

	(void)state;
	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	fill(&out, at);
	for (size_t byte = 0; byte < out.len; byte++) {
		char last[PIAL_DIGEST_TEXT] = "";
		bool fault = false;

		if (out.text[byte] == '\n')
			continue;
		out.text[byte] ^= 1;
		for (size_t i = 0; i < 3 && !fault; i++)
			fault = check(&out, at, i, last) != PIAL_CHAIN_OK;
		out.text[byte] ^= 1;
		assert_true(fault);
	}
	pial_strbuf_release(&out);
}

static void test_order(void **state)
{
	static const char short_row[] = "x,y";
	char last[PIAL_DIGEST_TEXT] = "";
	struct pial_strbuf out;
	size_t at[4];

	(void)state;
	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	fill(&out, at);
	/* The second row first: the first was taken out, or they were exchanged. */
	assert_int_equal(check(&out, at, 1, last), PIAL_CHAIN_PREVIOUS);
	assert_string_equal(last, "");
	assert_int_equal(check(&out, at, 0, last), PIAL_CHAIN_OK);
	assert_int_equal(check(&out, at, 2, last), PIAL_CHAIN_PREVIOUS);
	assert_int_equal(pial_chain_check(short_row, &short_row[1], last), PIAL_CHAIN_HASH);
	assert_int_equal(pial_chain_check(short_row, &short_row[3], last), PIAL_CHAIN_HASH);
	pial_strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole), cmocka_unit_test(test_every_byte),
		cmocka_unit_test(test_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
