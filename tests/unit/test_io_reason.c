/* Reasons of the system: the known ones are ours, the others the system's, none is empty. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <string.h>

#include "io/reason.h"

static void test_reasons(void **state)
{
	(void)state;
	assert_string_equal(pial_reason(ENOENT), "there is no such file or folder");
	assert_string_equal(pial_reason(ENOSPC), "the disk is full");
	assert_string_equal(pial_reason(EACCES), "this user has no right to it");
	assert_string_equal(pial_reason(EWOULDBLOCK), "another command is using it");
	assert_string_equal(pial_reason(ENOTTY), strerror(ENOTTY));
	for (int error = 1; error < 200; error++)
		assert_true(strlen(pial_reason(error)) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reasons),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
