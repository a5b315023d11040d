/*
 * libmd's one-call form: a file of the book is in memory when its digest is needed, so that a
 * running digest over blocks would serve nobody.
 */
#include "io/digest.h"

#include <sys/types.h>

#include <sha2.h>

#include "base/banned.h"

_Static_assert(PIAL_DIGEST_TEXT == SHA256_DIGEST_STRING_LENGTH, "SHA-256 in hexadecimal");

void pial_digest(const void *bytes, size_t len, char out[PIAL_DIGEST_TEXT])
{
	SHA256Data(bytes, len, out);
}
