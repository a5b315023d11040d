/* Digests against the examples of FIPS 180-4 and of its test vectors. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/strbuf.h"
#include "io/digest.h"

static void assert_digest(const char *bytes, size_t len, const char *wanted)
{
	char out[PIAL_DIGEST_TEXT + 1];

	memset(out, '#', sizeof(out));
	pial_digest(bytes, len, out);
	assert_string_equal(out, wanted);
	assert_int_equal(out[PIAL_DIGEST_TEXT], '#');
}

static void test_vectors(void **state)
{
	struct pial_strbuf million;

	(void)state;
	assert_digest("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_digest("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
		      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	pial_strbuf_init(&million, PIAL_STRBUF_OUTPUT);
	pial_strbuf_addchars(&million, 'a', 1000000);
	assert_digest(million.text, million.len,
		      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	pial_strbuf_release(&million);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_vectors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
