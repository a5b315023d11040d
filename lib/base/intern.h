/*
 * Texts as 32-bit numbers: the same text always has the same number.
 *
 * Every id, name and note of a book is kept once, here, and rows hold numbers:
 * a row stays small and two ids are compared with ==. Numbers are given in
 * order of first appearance, from 1; 0 means "no text", and is the number of the empty text.
 * Nothing in an output may depend on their order: sort by text (pial_intern_compare).
 */
#ifndef PIAL_BASE_INTERN_H
#define PIAL_BASE_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"

/* Texts are followed by NULs up to a multiple of so many bytes, and may be read that far. */
#define PIAL_INTERN_PADDING 8

struct pial_intern_slot;

struct pial_intern {
	struct pial_arena arena;	/* holds the texts */
	struct pial_intern_slot *slot;	/* text to number; owned */
	size_t slots;			/* how many */
	const char **text;		/* number to text, padded; [0] is "" */
	uint32_t *len;			/* number to length in bytes */
	size_t count;			/* numbers given, 0 included */
	size_t cap;			/* room in both arrays */
	bool *missed;			/* of a copy that only looks: set by unknown texts */
};

/* Makes a pool that knows only the empty text (number 0). */
PIAL_NONNULL_ALL void pial_intern_init(struct pial_intern *pool);

/* Gives everything back; numbers and texts die. */
PIAL_NONNULL_ALL void pial_intern_release(struct pial_intern *pool);

/*
 * Makes a copy that only looks, for readers side by side: pial_intern_add gives the number of a
 * known text; of an unknown one it sets *missed and returns 0. The copy owns nothing, and dies when
 * pool takes in another text. Copies may be used by several threads at once.
 */
PIAL_NONNULL_ALL
void pial_intern_look(struct pial_intern *copy, const struct pial_intern *pool, bool *missed);

/* Returns the number of a text of len bytes, giving it the next one when new. */
PIAL_NONNULL_ALL
uint32_t pial_intern_add(struct pial_intern *pool, const char *text, size_t len);

/* Returns the number of a text, or 0 when the pool does not know it (or it is empty). */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
uint32_t pial_intern_find(const struct pial_intern *pool, const char *text, size_t len);

/* True when a number, given or not, has this text of len bytes. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_intern_is(const struct pial_intern *pool, uint32_t number, const char *text, size_t len);

/* Returns the text of a number ("" for 0), NUL-terminated; lives as long as the pool. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_intern_text(const struct pial_intern *pool, uint32_t number);

/* Compares two numbers by their texts in byte order: below, at or above 0, as strcmp. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int pial_intern_compare(const struct pial_intern *pool, uint32_t a, uint32_t b);

#endif
