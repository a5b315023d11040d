/*
 * Memory from the system, and what happens when there is none.
 *
 * Lack of memory cannot be repaired in the middle of a table, so no caller
 * checks for NULL: these functions call a process-wide handler instead, which
 * must not return (GMP asks the same of its allocation functions). The command
 * installs a handler that says so and exits with 4; a program that embeds the
 * library may longjmp. Files are replaced atomically (io/atomic.h), so nothing
 * is half written at that point.
 */
#ifndef PIAL_BASE_ALLOC_H
#define PIAL_BASE_ALLOC_H

#include <stddef.h>

#include "base/attr.h"

/* Called with the number of bytes that could not be had; must not return. */
typedef void (*pial_oom_handler)(size_t bytes);

/*
 * Installs the handler of failed allocations, for the whole process. Until it
 * is called, and if the handler returns, the process is stopped by a trap
 * instruction: going on would corrupt data.
 */
void pial_oom_set_handler(pial_oom_handler handler);

/*
 * Says that bytes bytes could not be had: calls the handler. For code that
 * allocates through another library and sees it fail.
 */
PIAL_NORETURN void pial_oom(size_t bytes);

/* Returns size bytes of undefined content, owned by the caller, never NULL. */
PIAL_MUST_CHECK PIAL_RETURNS_NONNULL void *pial_malloc(size_t size);

/* Returns count * size zero bytes, owned by the caller; overflow is lack of memory. */
PIAL_MUST_CHECK PIAL_RETURNS_NONNULL void *pial_calloc(size_t count, size_t size);

/* Resizes p (NULL allowed) to count * size bytes; overflow is lack of memory. */
PIAL_MUST_CHECK PIAL_RETURNS_NONNULL void *pial_realloc(void *p, size_t count, size_t size);

/*
 * Makes room for one more element in a growing array: when count has reached
 * *cap, resizes array to about one and a half times *cap (16 at first) elements of
 * size bytes, updates *cap and returns the array; else returns it unchanged.
 */
PIAL_MUST_CHECK PIAL_NONNULL(3) PIAL_RETURNS_NONNULL
void *pial_grow(void *array, size_t count, size_t *cap, size_t size);

#endif
