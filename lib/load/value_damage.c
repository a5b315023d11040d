/*
 * What a text that is no number most likely was.
 *
 * The order is that of certainty: what only a spreadsheet writes comes first, then what a person
 * adds to a number. Nothing is repaired: 1-2 may have been 1.2, the second of January or a range.
 */
#include <string.h>

#include "load/value.h"
#include "load/value_text.h"

#include "base/banned.h"

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool has(const char *text, size_t len, const char *piece)
{
	size_t n = strlen(piece);

	for (size_t i = 0; i + n <= len; i++)
		if (!memcmp(text + i, piece, n))
			return true;
	return false;
}

/* Digits with - / : between them, or two points; 17-mars, too. */
static bool is_date(const char *text, size_t len)
{
	size_t marks = 0, points = 0, digits = 0, letters = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text[i];

		digits += is_digit(text[i]);
		marks += i > 0 && memchr("-/:", text[i], 3) != NULL;
		points += text[i] == '.';
		letters += (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
		if (!is_digit(text[i]) && !memchr("-/:. ", text[i], 5) && byte < 0x80 &&
		    !((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'))
			return false;
	}
	return digits && letters <= 10 && (marks || (points >= 2 && !letters));
}

static size_t blank(const char *text)
{
	if (*text == ' ')
		return 1;
	if (!strncmp(text, "\xc2\xa0", 2))
		return 2;
	return !strncmp(text, "\xe2\x80\xaf", 3) || !strncmp(text, "\xe2\x80\x89", 3) ? 3 : 0;
}

/* Digits and marks with blanks among them: thousands, or 3 1/2. */
static bool is_grouped(const char *text, size_t len)
{
	size_t blanks = 0;

	for (size_t i = 0; i < len;) {
		size_t n = blank(text + i);

		blanks += n > 0;
		if (!n && !is_digit(text[i]) && text[i] != '.' && text[i] != ',' &&
		    !(i == 0 && text[i] == '-'))
			return false;
		i += n ? n : 1;
	}
	return blanks > 0;
}

/* A number, then letters: 1,5 kg. */
static bool has_unit(const char *text, size_t len)
{
	size_t i = 0;

	while (i < len && (is_digit(text[i]) || text[i] == ',' || text[i] == '.'))
		i++;
	return i > 0 && i < len && (blank(text + i) || (text[i] | 0x20) >= 'a');
}

enum pial_code pial_text_no_number(const char *text, size_t len)
{
	if (len && text[0] == '=')
		return PIAL_E_SHEET_FORMULA;
	if (pial_text_sheet_boolean(text, len))
		return PIAL_E_SHEET_TRUTH;
	if (has(text, len, "\xe2\x82\xac") || has(text, len, "$") || has(text, len, "%") ||
	    has(text, len, "\xc2\xa3"))
		return PIAL_E_QTY_MARK;
	if (is_date(text, len))
		return PIAL_E_SHEET_DATE;
	if (is_grouped(text, len))
		return PIAL_E_QTY_GROUP;
	return has_unit(text, len) ? PIAL_E_QTY_UNIT : PIAL_E_QTY;
}

bool pial_text_day_count(const char *text, size_t len)
{
	/* 20000 is 1954, 80000 is 2119: what a spreadsheet counts from 1899-12-30. */
	return len == 5 && pial_text_digits(text, len) && text[0] >= '2' && text[0] <= '7';
}

/* ---- A text that is a date ---- */

/* Goes over up to most digits; how many. */
static size_t digits_at(const char *text, size_t len, size_t at, size_t most)
{
	size_t n = 0;

	while (n < most && at + n < len && is_digit(text[at + n]))
		n++;
	return n;
}

/* Goes over the name of a month, which may have accents and end with a point; its bytes. */
static size_t word_at(const char *text, size_t len, size_t at)
{
	size_t n = 0;

	while (at + n < len && ((unsigned char)text[at + n] >= 0x80 ||
				((text[at + n] | 0x20) >= 'a' && (text[at + n] | 0x20) <= 'z')))
		n++;
	return n < 3 ? 0 : n + (at + n < len && text[at + n] == '.');
}

/* Three groups, a mark of marks between them, the same twice; bytes, 0 when there are none. */
static size_t three_at(const char *text, size_t len, size_t at, const char *marks, bool named)
{
	size_t from = at, n = digits_at(text, len, at, 4);
	char mark = at + n < len ? text[at + n] : '\0';

	if (!n || !mark || !strchr(marks, mark))
		return 0;
	at += n + 1;
	n = digits_at(text, len, at, 2);
	if (!n && named)
		n = word_at(text, len, at);
	if (!n || at + n >= len || text[at + n] != mark)
		return 0;
	at += n + 1;
	n = digits_at(text, len, at, 4);
	return n ? at + n - from : 0;
}

bool pial_value_made_date(const char *text, size_t len)
{
	size_t at = three_at(text, len, 0, "/-.", true);

	if (pial_text_day_count(text, len))
		return true;
	if (at == len)
		return len > 0;
	if (at && (text[at] == ' ' || text[at] == 'T'))
		at++;
	return at < len && at + three_at(text, len, at, ":", false) == len;
}
