/*
 * SHA-256 as text: what the toolkit remembers of a file it wrote.
 *
 * A digest answers one question, "is this still what we wrote?"; it is no signature. libmd
 * computes it (FIPS 180-4).
 */
#ifndef PIAL_IO_DIGEST_H
#define PIAL_IO_DIGEST_H

#include <stddef.h>

#include "base/attr.h"

/* Bytes of a digest in hexadecimal, the final NUL included. */
#define PIAL_DIGEST_TEXT 65

/*
 * Writes the SHA-256 of len bytes to out: 64 lower-case hexadecimal digits and a NUL, as sha256sum
 * prints it, so that a person can check by hand what .pial/written says. Cannot fail.
 */
PIAL_NONNULL_ALL void pial_digest(const void *bytes, size_t len, char out[PIAL_DIGEST_TEXT]);

#endif
