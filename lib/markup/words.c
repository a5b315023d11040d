/*
 * Numbers, cuts, wraps and bars.
 *
 * Thousands are set apart by U+00A0 rather than by the narrower U+202F that French typography
 * prefers: the fonts of terminals and of old printers lack that one, and show a box.
 */
#include "markup/words.h"

#include <string.h>

#include "base/attr.h"
#include "base/utf8.h"
#include "num/decimal.h"

#include "base/banned.h"

#define ELLIPSIS "…"

size_t pial_words_width(const char *text)
{
	return pial_utf8_width(text, strlen(text));
}

void pial_words_number(struct pial_strbuf *out, int64_t value, unsigned scale,
		       unsigned min_decimals, enum pial_lang lang)
{
	struct pial_strbuf plain;
	size_t digits, first;

	pial_strbuf_init(&plain, PIAL_STRBUF_TEXT);
	pial_decimal_format(&plain, value, scale, min_decimals, lang == PIAL_EN ? '.' : ',');
	first = plain.text[0] == '-';
	if (first)
		pial_strbuf_addstr(out, PIAL_MINUS);
	for (digits = first; plain.text[digits] >= '0' && plain.text[digits] <= '9';)
		digits++;
	for (size_t i = first; i < plain.len; i++) {
		if (i > first && i < digits && (digits - i) % 3 == 0)
			pial_strbuf_addstr(out, lang == PIAL_EN ? "," : PIAL_NBSP);
		pial_strbuf_addch(out, plain.text[i]);
	}
	pial_strbuf_release(&plain);
}

void pial_words_euros(struct pial_strbuf *out, int64_t value, unsigned scale, unsigned min_decimals,
		      enum pial_lang lang)
{
	if (lang == PIAL_EN) {
		pial_strbuf_addstr(out, value < 0 ? PIAL_MINUS "€" : "€");
		pial_words_number(out, value < 0 ? -value : value, scale, min_decimals, lang);
		return;
	}
	pial_words_number(out, value, scale, min_decimals, lang);
	pial_strbuf_addstr(out, PIAL_NBSP "€");
}

void pial_words_percent(struct pial_strbuf *out, int64_t value, unsigned scale,
			unsigned min_decimals, enum pial_lang lang)
{
	pial_words_number(out, value, scale, min_decimals, lang);
	pial_strbuf_addstr(out, lang == PIAL_EN ? "%" : PIAL_NBSP "%");
}

void pial_words_money(struct pial_strbuf *out, int64_t cents, enum pial_lang lang)
{
	pial_words_euros(out, cents, 2, 2, lang);
}

/* Bytes of the longest beginning of text that takes at most width columns. */
static size_t beginning(const char *text, size_t len, size_t width)
{
	size_t at = 0, end = 0;

	if (pial_utf8_width(text, len) <= width)
		return len;
	while (at < len) {
		pial_utf8_next(text, len, &at);
		if (pial_utf8_width(text, at) > width)
			break;
		end = at;
	}
	return end;
}

size_t pial_words_fit(struct pial_strbuf *out, const char *text, size_t len, size_t width)
{
	size_t whole = pial_utf8_width(text, len), end;

	if (whole <= width) {
		pial_strbuf_add(out, text, len);
		return whole;
	}
	if (!width)
		return 0;
	end = beginning(text, len, width - 1);
	while (end && text[end - 1] == ' ')
		end--;
	pial_strbuf_add(out, text, end);
	pial_strbuf_addstr(out, ELLIPSIS);
	return pial_utf8_width(text, end) + 1;
}

size_t pial_words_line(const char *text, size_t len, size_t width, size_t *next)
{
	size_t end = beginning(text, len, width), cut;

	if (end < len) {
		for (cut = end; cut > 0 && text[cut] != ' ';)
			cut--;
		if (!cut)
			for (cut = end; cut > 0 && text[cut - 1] != '-';)
				cut--;
		if (cut)
			end = cut;
		if (!end)
			pial_utf8_next(text, len, &end);
	}
	for (*next = end; *next < len && text[*next] == ' ';)
		++*next;
	while (end && text[end - 1] == ' ')
		end--;
	return end;
}

void pial_words_wrap(struct pial_strbuf *out, const char *text, size_t indent, size_t width)
{
	size_t len = strlen(text), next, room = width;
	bool first = true;

	do {
		size_t end = pial_words_line(text, len, room ? room : 1, &next);

		if (!first)
			pial_strbuf_addchars(out, ' ', indent);
		pial_strbuf_add(out, text, end);
		pial_strbuf_addch(out, '\n');
		text += next;
		len -= next;
		first = false;
		room = width > indent ? width - indent : 1;
	} while (len);
}

void pial_words_bar(struct pial_strbuf *out, int64_t value, int64_t whole, size_t width)
{
	static const char *const eighth[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
	pial_i128 length;

	if (value <= 0 || whole <= 0)
		return;
	if (value > whole)
		value = whole;
	length = ((pial_i128)value * (int64_t)width * 8 + whole / 2) / whole;
	for (pial_i128 i = 0; i < length / 8; i++)
		pial_strbuf_addstr(out, "█");
	pial_strbuf_addstr(out, eighth[length % 8]);
}
