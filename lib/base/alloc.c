/*
 * One handler for the whole process, called with the number of bytes wanted.
 *
 * A trap stands behind the handler: a handler that returns, or none at all, would otherwise
 * let a NULL travel. exit() was rejected for that place, since a library does not end its
 * program in an orderly way behind the back of the command. A size of 0 asks the system for
 * one byte, because C lets malloc(0) return NULL and callers never look.
 */
#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/banned.h"

#define FIRST_CAP 16

static pial_oom_handler oom_handler;

void pial_oom_set_handler(pial_oom_handler handler)
{
	oom_handler = handler;
}

void pial_oom(size_t bytes)
{
	if (oom_handler)
		oom_handler(bytes);
	__builtin_trap();
}

void *pial_malloc(size_t size)
{
	/* No object is larger than a pointer difference can say; the system need not be asked. */
	void *p = size > PTRDIFF_MAX ? NULL : malloc(size ? size : 1);

	if (!p)
		pial_oom(size);
	return p;
}

void *pial_calloc(size_t count, size_t size)
{
	size_t bytes;
	void *p;

	if (__builtin_mul_overflow(count, size, &bytes))
		pial_oom(SIZE_MAX);
	p = bytes > PTRDIFF_MAX ? NULL : calloc(1, bytes ? bytes : 1);
	if (!p)
		pial_oom(bytes);
	return p;
}

void *pial_realloc(void *p, size_t count, size_t size)
{
	size_t bytes;
	void *q;

	if (__builtin_mul_overflow(count, size, &bytes))
		pial_oom(SIZE_MAX);
	q = bytes > PTRDIFF_MAX ? NULL : realloc(p, bytes ? bytes : 1);
	if (!q)
		pial_oom(bytes);
	return q;
}

void *pial_grow(void *array, size_t count, size_t *cap, size_t size)
{
	size_t wanted;

	if (count < *cap)
		return array;
	if (__builtin_add_overflow(count, count / 2, &wanted))
		pial_oom(SIZE_MAX);
	if (wanted < FIRST_CAP)
		wanted = FIRST_CAP;
	array = pial_realloc(array, wanted, size);
	*cap = wanted;
	return array;
}
