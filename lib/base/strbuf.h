/*
 * A text being built, with a maximum given at birth.
 *
 * Invariants: text is never NULL and always ends with a NUL (a shared empty
 * string until the first addition), len does not count it. Bytes, not
 * characters; NUL bytes inside are allowed by pial_strbuf_add. An addition that would pass the
 * maximum adds nothing and sets overflow, which stays set until clear: one check at the end is
 * enough (curl's DYNBUF is the model).
 */
#ifndef PIAL_BASE_STRBUF_H
#define PIAL_BASE_STRBUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

struct pial_strbuf {
	char *text;	/* the bytes, always NUL-terminated; owned */
	size_t len;	/* bytes in use, the final NUL not counted */
	size_t cap;	/* bytes allocated; 0: text is the shared empty string */
	size_t max;	/* len never passes this */
	bool overflow;	/* an addition was refused */
};

/* Maximum for a message or a cell: 64 KiB, the largest field of a table. */
#define PIAL_STRBUF_TEXT ((size_t)1 << 16)
/* Maximum for a whole output: 4 GiB. */
#define PIAL_STRBUF_OUTPUT ((size_t)1 << 32)

/* Makes an empty text of at most max bytes; allocates nothing yet. */
PIAL_NONNULL_ALL void pial_strbuf_init(struct pial_strbuf *sb, size_t max);

/* Gives the memory back; the struct must be initialised again before use. */
PIAL_NONNULL_ALL void pial_strbuf_release(struct pial_strbuf *sb);

/* Empties the text and the overflow mark, keeps the memory. */
PIAL_NONNULL_ALL void pial_strbuf_clear(struct pial_strbuf *sb);

/* Adds len bytes. */
PIAL_NONNULL_ALL void pial_strbuf_add(struct pial_strbuf *sb, const void *bytes, size_t len);

/* Adds a NUL-terminated text. */
PIAL_NONNULL_ALL void pial_strbuf_addstr(struct pial_strbuf *sb, const char *text);

/* Adds one byte. */
PIAL_NONNULL_ALL void pial_strbuf_addch(struct pial_strbuf *sb, char byte);

/* Adds count times the same byte. */
PIAL_NONNULL_ALL void pial_strbuf_addchars(struct pial_strbuf *sb, char byte, size_t count);

/* Adds a formatted text (no floating point, no locale-dependent conversion). */
PIAL_NONNULL_ALL PIAL_PRINTF(2, 3)
void pial_strbuf_addf(struct pial_strbuf *sb, const char *format, ...);

/* Adds an integer in decimal, without any grouping. */
PIAL_NONNULL_ALL void pial_strbuf_addint(struct pial_strbuf *sb, int64_t value);

/*
 * Makes room for len more bytes and returns where they go, for a writer that fills them itself and
 * then calls pial_strbuf_setlen; NULL, and the overflow mark, when there may not be so many.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL char *pial_strbuf_room(struct pial_strbuf *sb, size_t len);

/*
 * Makes the text len bytes long: cuts it, or takes in the bytes written where pial_strbuf_room
 * said.
 */
PIAL_NONNULL_ALL void pial_strbuf_setlen(struct pial_strbuf *sb, size_t len);

/* Hands the bytes over to the caller, who frees them with free(); the buffer is empty again. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
char *pial_strbuf_detach(struct pial_strbuf *sb);

#endif
