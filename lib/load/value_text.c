/*
 * Identity numbers, ids, and the traces a spreadsheet leaves in a text.
 *
 * The list of what a spreadsheet changes was measured with LibreOffice and Gnumeric, in French and
 * English: leading zeros, digits E digits (even with "special numbers" off), month names followed
 * by digits, d-d and d/d, truth values. A text that would not come back as it went out is refused
 * as an id, because nothing later can tell 30000 from 3E4. W12 and A1 come back whole and are
 * allowed.
 *
 * Everything here is ASCII by nature, so bytes are compared without folding tables.
 */
#include <stdint.h>
#include <string.h>

#include "load/value_text.h"

#include "base/banned.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_letter(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

/* True when c is one of the characters of set; never for NUL, which strchr would find. */
static bool among(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

/* Compares without regard to the case of ASCII letters; word is lower case. */
static bool is_word(const char *text, size_t len, const char *word)
{
	size_t i;

	if (strlen(word) != len)
		return false;
	for (i = 0; i < len; i++)
		if (lower(text[i]) != word[i])
			return false;
	return true;
}

bool pial_text_digits(const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (!is_digit(text[i]))
			return false;
	return len > 0;
}

bool pial_text_is_id(const char *text, size_t len)
{
	size_t i;

	if (len == 0 || len > 64 || !is_letter(text[0]))
		return false;
	for (i = 1; i < len; i++)
		if (!is_letter(text[i]) && !is_digit(text[i]) && !among(text[i], "._-"))
			return false;
	return true;
}

/* Number of digits from at on. */
static size_t digits_at(const char *text, size_t len, size_t at)
{
	size_t n = 0;

	while (at + n < len && is_digit(text[at + n]))
		n++;
	return n;
}

/* digits, [mark digits], E, [sign], digits. With sign: only the form that spreadsheets write. */
static bool exponent(const char *text, size_t len, bool sign)
{
	size_t at = len > 0 && text[0] == '-', n = digits_at(text, len, at);

	if (n == 0)
		return false;
	at += n;
	if (at < len && (text[at] == ',' || text[at] == '.'))
		at += 1 + digits_at(text, len, at + 1);
	if (at >= len || lower(text[at]) != 'e')
		return false;
	at++;
	if (at < len && (text[at] == '+' || text[at] == '-'))
		at++;
	else if (sign)
		return false;
	n = digits_at(text, len, at);
	return n > 0 && at + n == len;
}

bool pial_text_sheet_exponent(const char *text, size_t len)
{
	return exponent(text, len, true);
}

bool pial_text_sheet_boolean(const char *text, size_t len)
{
	return is_word(text, len, "vrai") || is_word(text, len, "faux") ||
	       is_word(text, len, "true") || is_word(text, len, "false");
}

/* How many letters of text, at least three, begin the name of a month; 0: none does. */
static size_t month_at(const char *text, size_t len)
{
	static const char *const name[] = {
		"january", "february", "march", "april", "may", "june", "july", "august",
		"september", "october", "november", "december",
		"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout",
		"septembre", "octobre", "novembre", "decembre",
	};
	size_t i, letters = 0;

	while (letters < len && is_letter(text[letters]))
		letters++;
	if (letters < 3)
		return 0;
	for (i = 0; i < sizeof(name) / sizeof(name[0]); i++) {
		size_t n = 0;

		while (n < letters && name[i][n] && lower(text[n]) == name[i][n])
			n++;
		if (n == letters)
			return letters;
	}
	return 0;
}

/* SEPT1, mars-1, jan.2025. */
static bool month_and_digits(const char *text, size_t len)
{
	size_t at = month_at(text, len), n;

	if (!at)
		return false;
	if (at < len && among(text[at], "-. /"))
		at++;
	n = digits_at(text, len, at);
	return n >= 1 && n <= 4 && at + n == len;
}

/* 1/2, 3-4, 1.2.3, 12:30: digits in groups of at most four with the same mark between. */
static bool groups_of_digits(const char *text, size_t len)
{
	size_t at = digits_at(text, len, 0), groups = 1;
	char mark = at > 0 && at < len ? text[at] : 0;

	if (!among(mark, "/-.:"))
		return false;
	while (at < len && text[at] == mark) {
		size_t n = digits_at(text, len, at + 1);

		if (n == 0 || n > 4)
			return false;
		at += 1 + n;
		groups++;
	}
	return at == len && groups <= 3;
}

bool pial_text_looks(const char *text, size_t len)
{
	if (len == 0)
		return false;
	if (among(text[0], "=+-@") || pial_text_sheet_boolean(text, len))
		return true;
	if (pial_text_digits(text, len) || exponent(text, len, false))
		return true;
	return month_and_digits(text, len) || groups_of_digits(text, len);
}

bool pial_text_sheet_error(const char *text, size_t len)
{
	static const char *const name[] = {
		"#n/a", "#n/d", "#name?", "#nom?", "#nom ?", "#nom\xc2\xa0?", "#nom\xe2\x80\xaf?",
		"#ref!", "#value!", "#valeur!", "#div/0!", "#null!", "#nul!", "#num!", "#nombre!",
		"#spill!", "#propagation!", "#calc!", "#calcul!", "#champ!", "#field!",
	};
	size_t i;

	if (len > 4 && is_word(text, 4, "err:"))
		return pial_text_digits(text + 4, len - 4);
	if (len < 3 || text[0] != '#')
		return false;
	for (i = 0; i < sizeof(name) / sizeof(name[0]); i++)
		if (is_word(text, len, name[i]))
			return true;
	for (i = 0; i < len; i++)
		if (text[i] != '#')
			return false;
	return true;
}

bool pial_text_rate_doubtful(int64_t e6, bool signs)
{
	int64_t limit = signs ? 10000 : 5000;

	return e6 != 0 && e6 > -limit && e6 < limit;
}

bool pial_text_luhn(const char *digits, size_t len)
{
	unsigned sum = 0, plain = 0;
	size_t i;

	if (!pial_text_digits(digits, len))
		return false;
	for (i = 0; i < len; i++) {
		unsigned digit = (unsigned)(digits[len - 1 - i] - '0');

		plain += digit;
		sum += i % 2 ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
	}
	if (sum % 10 == 0)
		return true;
	return len == 14 && memcmp(digits, "356000000", 9) == 0 && plain % 5 == 0;
}

/* Value of a character in a key modulo 97, letters from 10; -1 for any other. */
static int key_value(char c)
{
	if (is_digit(c))
		return c - '0';
	return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : -1;
}

bool pial_text_iban(const char *text, size_t len)
{
	unsigned rest = 0;
	size_t i;

	if (len < 15 || len > 34 || !is_letter(text[0]) || !is_letter(text[1]))
		return false;
	if (!pial_text_digits(text + 2, 2) || (memcmp(text, "FR", 2) == 0 && len != 27))
		return false;
	for (i = 0; i < len; i++) {
		int value = key_value(text[(i + 4) % len]);

		if (value < 0)
			return false;
		rest = (rest * (value > 9 ? 100 : 10) + (unsigned)value) % 97;
	}
	return rest == 1;
}

bool pial_text_vat(const char *text, size_t len)
{
	unsigned siren = 0;
	size_t i;

	if (len < 4 || len > 15 || !is_letter(text[0]) || !is_letter(text[1]))
		return false;
	for (i = 0; i < len; i++)
		if (key_value(text[i]) < 0 && (i < 2 || !among(text[i], "+*")))
			return false;
	if (memcmp(text, "FR", 2) != 0)
		return true;
	if (len != 13 || !pial_text_luhn(text + 4, 9))
		return false;
	if (!pial_text_digits(text + 2, 2))
		return true;
	for (i = 4; i < 13; i++)
		siren = (siren * 10 + (unsigned)(text[i] - '0')) % 97;
	return (12 + 3 * siren) % 97 == (unsigned)(text[2] - '0') * 10 + (unsigned)(text[3] - '0');
}
