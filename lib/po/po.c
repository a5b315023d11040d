/*
 * Reading a GNU .mo file that is part of the program.
 *
 * The format (gettext manual, "The Format of GNU MO Files"): a magic number in the byte order of
 * the machine that made it, then the number of texts and the places of two tables of (length,
 * offset), the first sorted by original text. One binary search answers; the hash table that the
 * file may also carry is not needed for a few hundred texts.
 *
 * A plural entry is "one NUL many" on both sides; strcmp stops at the NUL, so the singular alone
 * finds it. The plural rule is not read from the header: the house has two languages, and each rule
 * is one comparison. An offset that points outside is taken as "no translation".
 */
#include "po/po.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/banned.h"

extern const unsigned char pial_po_fr_mo[];
extern const size_t pial_po_fr_mo_size;

#define MAGIC 0x950412deU
/* Bytes of the header that are read. */
#define HEADER 20

struct catalogue {
	const unsigned char *bytes;	/* the file */
	size_t size;			/* of it */
	bool swapped;			/* made on a machine of the other byte order */
};

static uint32_t number_at(const struct catalogue *mo, size_t offset)
{
	uint32_t value;

	if (offset > mo->size || mo->size - offset < sizeof(value))
		return UINT32_MAX;
	memcpy(&value, mo->bytes + offset, sizeof(value));
	return mo->swapped ? __builtin_bswap32(value) : value;
}

/* Text of a table's entry, NUL-terminated as the format asks; NULL when it lies outside. */
static const char *text_at(const struct catalogue *mo, uint32_t table, uint32_t index, size_t *len)
{
	size_t entry = (size_t)table + (size_t)index * 8, offset;

	*len = number_at(mo, entry);
	offset = number_at(mo, entry + 4);
	if (offset >= mo->size || *len >= mo->size - offset || mo->bytes[offset + *len])
		return NULL;
	return (const char *)mo->bytes + offset;
}

static bool open_french(struct catalogue *mo)
{
	mo->bytes = pial_po_fr_mo;
	mo->size = pial_po_fr_mo_size;
	mo->swapped = false;
	if (number_at(mo, 0) == MAGIC)
		return mo->size >= HEADER;
	mo->swapped = true;
	return number_at(mo, 0) == MAGIC && mo->size >= HEADER;
}

/* The translation of a message and its length, plural forms included; NULL when there is none. */
static const char *find(enum pial_lang lang, const char *message, size_t *len)
{
	struct catalogue mo;
	uint32_t low = 0, high, originals, translations;

	/* The empty message is the file's header. */
	if (lang != PIAL_FR || !*message || !open_french(&mo))
		return NULL;
	high = number_at(&mo, 8);
	originals = number_at(&mo, 12);
	translations = number_at(&mo, 16);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const char *original = text_at(&mo, originals, middle, len);
		int order = original ? strcmp(message, original) : 0;

		if (!original)
			return NULL;
		if (order == 0)
			return text_at(&mo, translations, middle, len);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const char *pial_tr(enum pial_lang lang, const char *message)
{
	size_t len;
	const char *text = find(lang, message, &len);

	return text && len ? text : message;
}

const char *pial_trn(enum pial_lang lang, const char *one, const char *many, int64_t count)
{
	size_t len, first;
	const char *text = find(lang, one, &len);
	bool plural = lang == PIAL_FR ? count < -1 || count > 1 : count != 1;

	if (!text || !len)
		return plural ? many : one;
	first = strlen(text);
	return plural && first < len ? text + first + 1 : text;
}
