/*
 * One field at a time, quoted or guarded where another program would take it for something else.
 *
 * What must be quoted, and what a spreadsheet would take for a formula, is decided by bytes alone,
 * so the same text is written the same way everywhere.
 */
#include <string.h>

#include "io/csv.h"

#include "base/banned.h"

const struct pial_csv_style pial_csv_table = { ',', '.', false, false };
const struct pial_csv_style pial_csv_sheet = { ';', ',', true, true };

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static const char byte_order_mark[] = "\xEF\xBB\xBF";

bool pial_csv_quoted(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		switch (text[i]) {
		case ',':
		case ';':
		case '\t':
		case '"':
		case '\r':
		case '\n':
			return true;
		default:
			break;
		}
	}
	return false;
}

/* True for a text that begins with what some spreadsheet takes for a formula. */
static bool starts_trigger(const char *text, size_t len)
{
	/* U+FF1D ＝, U+FF0B ＋, U+FF0D －, U+FF20 ＠. */
	static const char wide[4][4] = {
		"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0",
	};

	if (len && memchr("=+-@\t\r\n", text[0], 7))
		return true;
	for (size_t i = 0; i < PIAL_COUNT(wide); i++)
		if (len >= 3 && !memcmp(text, wide[i], 3))
			return true;
	return false;
}

/* True for at least min apostrophes followed by a trigger. */
static bool starts_guarded(const char *text, size_t len, size_t min)
{
	size_t i = 0;

	while (i < len && text[i] == '\'')
		i++;
	return i >= min && starts_trigger(text + i, len - i);
}

/* [+-] digits, and perhaps a decimal mark with digits: no formula, whatever reads it. */
static bool is_number(const char *text, size_t len)
{
	size_t i = len && (text[0] == '+' || text[0] == '-');
	size_t from = i;

	while (i < len && is_digit(text[i]))
		i++;
	if (i == from)
		return false;
	if (i < len && (text[i] == '.' || text[i] == ',')) {
		from = ++i;
		while (i < len && is_digit(text[i]))
			i++;
	}
	return i == len && i > from;
}

/* + and 6 to 15 digits, single spaces between groups. Hyphens would make it a sum: refused. */
static bool is_telephone(const char *text, size_t len)
{
	size_t digits = 0;

	if (len < 2 || text[0] != '+' || !is_digit(text[1]) || !is_digit(text[len - 1]))
		return false;
	for (size_t i = 1; i < len; i++) {
		digits += is_digit(text[i]);
		if (!is_digit(text[i]) && (text[i] != ' ' || text[i - 1] == ' '))
			return false;
	}
	return digits >= 6 && digits <= 15;
}

static void put_quoted(struct pial_strbuf *out, bool guard, const char *text, size_t len)
{
	const char *quote;

	pial_strbuf_addch(out, '"');
	if (guard)
		pial_strbuf_addch(out, '\'');
	while ((quote = memchr(text, '"', len))) {
		size_t part = (size_t)(quote - text) + 1;

		pial_strbuf_add(out, text, part);
		pial_strbuf_addch(out, '"');
		text += part;
		len -= part;
	}
	pial_strbuf_add(out, text, len);
	pial_strbuf_addch(out, '"');
}

bool pial_csv_guarded(const char *text, size_t len)
{
	return starts_guarded(text, len, 0) && !is_number(text, len) && !is_telephone(text, len);
}

void pial_csv_put(struct pial_strbuf *out, const struct pial_csv_style *style, bool first,
		  bool is_text, const char *text, size_t len)
{
	bool guard = style->guard && is_text && pial_csv_guarded(text, len);

	if (!first)
		pial_strbuf_addch(out, style->separator);
	else if (style->bom && !out->len)
		pial_strbuf_addstr(out, byte_order_mark);
	if (pial_csv_quoted(text, len)) {
		put_quoted(out, guard, text, len);
		return;
	}
	if (guard)
		pial_strbuf_addch(out, '\'');
	pial_strbuf_add(out, text, len);
}

void pial_csv_end(struct pial_strbuf *out)
{
	if (!out->len || out->text[out->len - 1] == '\n' ||
	    (out->len == 3 && !memcmp(out->text, byte_order_mark, 3)))
		pial_strbuf_addstr(out, "\"\"");
	pial_strbuf_addch(out, '\n');
}

const char *pial_csv_unguard(const char *text, size_t *len)
{
	if (!starts_guarded(text, *len, 1))
		return text;
	--*len;
	return text + 1;
}
