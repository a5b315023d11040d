/*
 * utf8proc's tables under the few functions that the house needs.
 *
 * Nearly every text of a book is ASCII, and nearly every other one is Latin letters already in
 * NFC; both are recognised without a table, since an import of a national week validates and
 * normalises millions of cells. The rest goes through utf8proc_decompose into an array of code
 * points. utf8proc_map, which does it all in one call, was rejected: it allocates by itself and
 * returns its lack of memory as an error among others.
 *
 * Distances are counted in code points after folding, as "Pâtisson" for "patisson" is no slip
 * at all. Swapped neighbours count once (optimal string alignment): it is the commonest slip of
 * a hurried typist. Only the band of cells within bound of the diagonal is computed, as no cell
 * outside it can be at most bound.
 */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/alloc.h"
#include "base/banned.h"

#define REPLACEMENT 0xFFFD
/* No code point below this one ever changes under NFC (Unicode's NFC_Quick_Check). */
#define FIRST_COMBINING 0x300

static int32_t read_code(const char *text, size_t len, size_t *size)
{
	utf8proc_int32_t code;
	utf8proc_ssize_t n;

	/* Four bytes are enough, and keep the length within the signed type. */
	n = utf8proc_iterate((const utf8proc_uint8_t *)text,
			     (utf8proc_ssize_t)(len < 4 ? len : 4), &code);
	*size = n > 0 ? (size_t)n : 0;
	return code;
}

size_t pial_utf8_invalid(const char *text, size_t len)
{
	size_t at = 0, size;
	uint64_t eight;

	while (at < len) {
		if (len - at >= sizeof(eight)) {
			memcpy(&eight, text + at, sizeof(eight));
			if (!(eight & UINT64_C(0x8080808080808080))) {
				at += sizeof(eight);
				continue;
			}
		}
		if (!((unsigned char)text[at] & 0x80)) {
			at++;
			continue;
		}
		read_code(text + at, len - at, &size);
		if (!size)
			return at;
		at += size;
	}
	return len;
}

int32_t pial_utf8_next(const char *text, size_t len, size_t *at)
{
	int32_t code;
	size_t size;

	if (*at >= len)
		return -1;
	code = read_code(text + *at, len - *at, &size);
	if (!size) {
		/* The caller promised valid text; going on is still better than looping. */
		++*at;
		return REPLACEMENT;
	}
	*at += size;
	return code;
}

void pial_utf8_put(struct pial_strbuf *sb, int32_t code)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t n;

	if (code >= 0 && code < 0x80) {
		pial_strbuf_addch(sb, (char)code);
		return;
	}
	n = utf8proc_encode_char(utf8proc_codepoint_valid(code) ? code : REPLACEMENT, bytes);
	pial_strbuf_add(sb, bytes, (size_t)n);
}

size_t pial_utf8_count(const char *text, size_t len)
{
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)text[i] & 0xC0) != 0x80;
	return count;
}

size_t pial_utf8_width(const char *text, size_t len)
{
	size_t at = 0, width = 0;

	while (at < len) {
		int columns = utf8proc_charwidth(pial_utf8_next(text, len, &at));

		width += columns > 0 ? (size_t)columns : 0;
	}
	return width;
}

bool pial_utf8_forbidden(int32_t code)
{
	return (code >= 0 && code < 0x20) || (code >= 0x7F && code < 0xA0) || code == 0x61C ||
	       code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
	       (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF || code == 0xFFFE ||
	       code == 0xFFFF;
}

/*
 * Decomposes text as options say; returns an array that the caller frees, with its length in
 * *count. NULL when utf8proc refuses the text, which happens only when it is not valid.
 */
static utf8proc_int32_t *decompose(const char *text, size_t len, utf8proc_option_t options,
				   size_t *count)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
	utf8proc_int32_t *code;
	utf8proc_ssize_t n;

	n = utf8proc_decompose(bytes, (utf8proc_ssize_t)len, NULL, 0, options);
	if (n < 0)
		return NULL;
	/* One element too many: utf8proc writes a final 0 in some of its functions. */
	code = pial_calloc((size_t)n + 1, sizeof(*code));
	n = utf8proc_decompose(bytes, (utf8proc_ssize_t)len, code, n, options);
	*count = n > 0 ? (size_t)n : 0;
	return code;
}

/* Adds one decomposed, case-folded code point; *gap is a blank not yet written. */
static void fold_one(struct pial_strbuf *sb, int32_t code, bool *gap)
{
	utf8proc_category_t category = utf8proc_category(code);

	if (category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_PD ||
	    code == '_' || (code >= '\t' && code <= '\r')) {
		*gap = sb->len > 0;
		return;
	}
	if (*gap)
		pial_strbuf_addch(sb, ' ');
	*gap = false;
	if (code == 0x153)
		pial_strbuf_addstr(sb, "oe");
	else if (code == 0xE6)
		pial_strbuf_addstr(sb, "ae");
	else if (code == 0x2019)
		pial_strbuf_addch(sb, '\'');
	else
		pial_utf8_put(sb, code);
}

void pial_utf8_fold(struct pial_strbuf *sb, const char *text, size_t len)
{
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
		UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
	utf8proc_int32_t *code;
	size_t count;
	bool gap = false;

	pial_strbuf_clear(sb);
	code = decompose(text, len, options, &count);
	if (!code)
		return;
	for (size_t i = 0; i < count; i++)
		fold_one(sb, code[i], &gap);
	free(code);
}

static bool nfc_already(const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		if (!((unsigned char)text[at] & 0x80))
			at++;
		else if (pial_utf8_next(text, len, &at) >= FIRST_COMBINING)
			return false;
	}
	return true;
}

void pial_utf8_nfc(struct pial_strbuf *sb, const char *text, size_t len)
{
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	utf8proc_int32_t *code = NULL;
	utf8proc_ssize_t n;
	size_t count;

	if (!nfc_already(text, len))
		code = decompose(text, len, options, &count);
	if (!code) {
		pial_strbuf_add(sb, text, len);
		return;
	}
	n = utf8proc_normalize_utf32(code, (utf8proc_ssize_t)count, options);
	for (utf8proc_ssize_t i = 0; i < n; i++)
		pial_utf8_put(sb, code[i]);
	free(code);
}

/* Windows-1252, 0x80 to 0x9F (Microsoft's table); the others are those of Latin-1. */
static const uint16_t cp1252[32] = {
	0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
	0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

void pial_utf8_from_cp1252(struct pial_strbuf *sb, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		pial_utf8_put(sb, byte >= 0x80 && byte < 0xA0 ? cp1252[byte - 0x80] : byte);
	}
}

/* A folded name as code points, for comparing character by character. */
struct folded {
	int32_t *code;	/* code points; owned */
	size_t len;	/* how many */
};

static void folded_init(struct folded *folded, const char *text)
{
	struct pial_strbuf sb;
	size_t at = 0;

	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	pial_utf8_fold(&sb, text, strlen(text));
	folded->code = pial_calloc(sb.len, sizeof(*folded->code));
	folded->len = 0;
	while (at < sb.len)
		folded->code[folded->len++] = pial_utf8_next(sb.text, sb.len, &at);
	pial_strbuf_release(&sb);
}

static void folded_release(struct folded *folded)
{
	free(folded->code);
}

static unsigned min3(unsigned a, unsigned b, unsigned c)
{
	unsigned least = a < b ? a : b;

	return least < c ? least : c;
}

/*
 * Computes row i (from 1) of the alignment table, columns from to until: row[0] is it, row[1]
 * and row[2] are the two above. Returns the least value of the row. The cells just outside
 * the band hold over, which is above any bound.
 */
static unsigned align_row(const struct folded *a, const struct folded *b, unsigned *const row[3],
			  size_t i, size_t from, size_t until, unsigned over)
{
	unsigned least = from == 1 && i < over ? (unsigned)i : over;

	row[0][from - 1] = least;
	for (size_t j = from; j <= until; j++) {
		unsigned differs = a->code[i - 1] != b->code[j - 1];
		unsigned cost = min3(row[1][j] + 1, row[0][j - 1] + 1, row[1][j - 1] + differs);

		if (i > 1 && j > 1 && a->code[i - 1] == b->code[j - 2] &&
		    a->code[i - 2] == b->code[j - 1] && row[2][j - 2] + 1 < cost)
			cost = row[2][j - 2] + 1;
		row[0][j] = cost < over ? cost : over;
		if (row[0][j] < least)
			least = row[0][j];
	}
	if (until < b->len)
		row[0][until + 1] = over;
	return least;
}

static unsigned folded_distance(const struct folded *a, const struct folded *b, unsigned bound)
{
	unsigned over = bound + 1, *cells, *row[3], result;
	size_t width = b->len + 1;

	if ((a->len > b->len ? a->len - b->len : b->len - a->len) > bound)
		return over;
	cells = pial_calloc(3 * width, sizeof(*cells));
	for (size_t k = 0; k < 3; k++)
		row[k] = cells + k * width;
	for (size_t j = 0; j < width; j++)
		row[0][j] = j < over ? (unsigned)j : over;
	result = row[0][b->len];

	for (size_t i = 1; i <= a->len; i++) {
		unsigned *oldest = row[2];

		row[2] = row[1];
		row[1] = row[0];
		row[0] = oldest;
		/* When a whole row is above bound, all below are: a swap reaches over it by 1. */
		if (align_row(a, b, row, i, i > bound ? i - bound : 1,
			      b->len > i && b->len - i > bound ? i + bound : b->len,
			      over) > bound) {
			result = over;
			break;
		}
		result = row[0][b->len];
	}
	free(cells);
	return result;
}

unsigned pial_utf8_distance(const char *a, const char *b, unsigned bound)
{
	struct folded fa, fb;
	unsigned distance;

	folded_init(&fa, a);
	folded_init(&fb, b);
	distance = folded_distance(&fa, &fb, bound);
	folded_release(&fa);
	folded_release(&fb);
	return distance;
}

static unsigned slip_bound(const struct folded *a, const struct folded *b)
{
	size_t third = (a->len > b->len ? a->len : b->len) / 3;

	return third < 1 ? 1 : third > 3 ? 3 : (unsigned)third;
}

ptrdiff_t pial_utf8_nearest(const char *text, const char *const *name, size_t count)
{
	struct folded wanted, other;
	ptrdiff_t nearest = -1;
	unsigned best = 0;

	folded_init(&wanted, text);
	for (size_t i = 0; i < count; i++) {
		unsigned bound, distance;

		folded_init(&other, name[i]);
		bound = slip_bound(&wanted, &other);
		distance = folded_distance(&wanted, &other, bound);
		folded_release(&other);
		if (distance > bound || (nearest >= 0 && distance > best))
			continue;
		if (nearest < 0 || distance < best || strcmp(name[i], name[nearest]) < 0) {
			nearest = (ptrdiff_t)i;
			best = distance;
		}
	}
	folded_release(&wanted);
	return nearest;
}

static bool is_vowel(char letter)
{
	return letter && strchr("aeiou", letter);
}

bool pial_utf8_elides(const char *name)
{
	struct pial_strbuf folded;
	bool elides;

	pial_strbuf_init(&folded, PIAL_STRBUF_TEXT);
	pial_utf8_fold(&folded, name, strlen(name));
	if (folded.text[0] == 'y')
		elides = !is_vowel(folded.text[1]);
	else
		elides = is_vowel(folded.text[0]) && strncmp(folded.text, "onz", 3) != 0 &&
			 strncmp(folded.text, "oui", 3) != 0;
	pial_strbuf_release(&folded);
	return elides;
}
