/*
 * Room grows by half, up to the maximum given at birth plus the final NUL.
 *
 * The shared empty string lets an untouched buffer be read like any other without
 * allocating; nothing ever writes to it, and a cap of 0 is how it is recognised. A refused
 * addition leaves the text as it was: half a line in an output is worse than none, and the mark
 * tells the caller once, at the end.
 */
#include "base/strbuf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/banned.h"

#define FIRST_CAP ((size_t)64)

static char empty[1];

void pial_strbuf_init(struct pial_strbuf *sb, size_t max)
{
	sb->text = empty;
	sb->len = 0;
	sb->cap = 0;
	sb->max = max;
	sb->overflow = false;
}

void pial_strbuf_release(struct pial_strbuf *sb)
{
	if (sb->cap)
		free(sb->text);
	pial_strbuf_init(sb, sb->max);
}

void pial_strbuf_clear(struct pial_strbuf *sb)
{
	pial_strbuf_setlen(sb, 0);
	sb->overflow = false;
}

/* Makes room for len more bytes and a NUL; false, and the mark, when there may not be. */
static bool make_room(struct pial_strbuf *sb, size_t len)
{
	size_t need, wanted;

	if (len > sb->max - sb->len) {
		sb->overflow = true;
		return false;
	}
	if (__builtin_add_overflow(sb->len + len, 1, &need))
		pial_oom(SIZE_MAX);
	if (need <= sb->cap)
		return true;

	wanted = sb->cap ? sb->cap + sb->cap / 2 : FIRST_CAP;
	if (wanted > sb->max)
		wanted = sb->max + 1;
	if (wanted < need)
		wanted = need;
	sb->text = pial_realloc(sb->cap ? sb->text : NULL, wanted, 1);
	sb->cap = wanted;
	return true;
}

void pial_strbuf_add(struct pial_strbuf *sb, const void *bytes, size_t len)
{
	if (!len || !make_room(sb, len))
		return;
	memcpy(sb->text + sb->len, bytes, len);
	sb->len += len;
	sb->text[sb->len] = '\0';
}

void pial_strbuf_addstr(struct pial_strbuf *sb, const char *text)
{
	pial_strbuf_add(sb, text, strlen(text));
}

void pial_strbuf_addch(struct pial_strbuf *sb, char byte)
{
	pial_strbuf_add(sb, &byte, 1);
}

void pial_strbuf_addchars(struct pial_strbuf *sb, char byte, size_t count)
{
	if (!count || !make_room(sb, count))
		return;
	memset(sb->text + sb->len, byte, count);
	sb->len += count;
	sb->text[sb->len] = '\0';
}

void pial_strbuf_addf(struct pial_strbuf *sb, const char *format, ...)
{
	size_t room = sb->cap ? sb->cap - sb->len : 0;
	va_list ap;
	int len;

	va_start(ap, format);
	len = vsnprintf(room ? sb->text + sb->len : NULL, room, format, ap);
	va_end(ap);

	if (len < 0 || !make_room(sb, (size_t)len)) {
		sb->overflow = true;
		pial_strbuf_setlen(sb, sb->len);
		return;
	}
	if ((size_t)len >= room) {
		va_start(ap, format);
		vsnprintf(sb->text + sb->len, (size_t)len + 1, format, ap);
		va_end(ap);
	}
	sb->len += (size_t)len;
}

void pial_strbuf_addint(struct pial_strbuf *sb, int64_t value)
{
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
	char text[20], *end = text + sizeof(text), *at = end;

	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (value < 0)
		*--at = '-';
	pial_strbuf_add(sb, at, (size_t)(end - at));
}

char *pial_strbuf_room(struct pial_strbuf *sb, size_t len)
{
	return make_room(sb, len) ? sb->text + sb->len : NULL;
}

void pial_strbuf_setlen(struct pial_strbuf *sb, size_t len)
{
	sb->len = len;
	if (sb->cap)
		sb->text[len] = '\0';
}

char *pial_strbuf_detach(struct pial_strbuf *sb)
{
	char *text = sb->text;

	if (!sb->cap) {
		text = pial_malloc(1);
		text[0] = '\0';
	}
	pial_strbuf_init(sb, sb->max);
	return text;
}
