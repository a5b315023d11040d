/*
 * A value writes what must stand before it, so that callers never count commas.
 */
#include "markup/json.h"

#include "num/decimal.h"

#include "base/banned.h"

void pial_json_init(struct pial_json *json, struct pial_strbuf *out)
{
	*json = (struct pial_json){ .out = out, .first = true };
}

void pial_json_end(struct pial_json *json)
{
	pial_strbuf_addch(json->out, '\n');
}

static void new_line(struct pial_json *json)
{
	pial_strbuf_addch(json->out, '\n');
	pial_strbuf_addchars(json->out, ' ', 2 * (size_t)json->depth);
}

/* What stands before a value or a key. */
static void begin(struct pial_json *json)
{
	if (json->keyed) {
		json->keyed = false;
		return;
	}
	if (!json->first)
		pial_strbuf_addch(json->out, ',');
	if (json->depth)
		new_line(json);
	json->first = false;
}

void pial_json_open(struct pial_json *json, char bracket)
{
	begin(json);
	pial_strbuf_addch(json->out, bracket);
	json->depth++;
	json->first = true;
}

void pial_json_close(struct pial_json *json, char bracket)
{
	json->depth--;
	if (!json->first)
		new_line(json);
	pial_strbuf_addch(json->out, bracket);
	json->first = false;
}

/* Control characters, the quote and the backslash; all else goes as it is (RFC 8259, 7). */
static void add_escaped(struct pial_json *json, const char *text)
{
	pial_strbuf_addch(json->out, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			pial_strbuf_addf(json->out, "\\%c", *text);
		else if ((unsigned char)*text < 0x20)
			pial_strbuf_addf(json->out, "\\u%04x", (unsigned)(unsigned char)*text);
		else
			pial_strbuf_addch(json->out, *text);
	}
	pial_strbuf_addch(json->out, '"');
}

void pial_json_key(struct pial_json *json, const char *key)
{
	begin(json);
	add_escaped(json, key);
	pial_strbuf_addstr(json->out, ": ");
	json->keyed = true;
}

void pial_json_text(struct pial_json *json, const char *text)
{
	begin(json);
	add_escaped(json, text);
}

void pial_json_number(struct pial_json *json, int64_t value, unsigned scale)
{
	begin(json);
	pial_decimal_format(json->out, value, scale, 0, '.');
}

void pial_json_null(struct pial_json *json)
{
	begin(json);
	pial_strbuf_addstr(json->out, "null");
}

void pial_json_bool(struct pial_json *json, bool value)
{
	begin(json);
	pial_strbuf_addstr(json->out, value ? "true" : "false");
}

void pial_json_text_of(struct pial_json *json, const char *key, const char *text)
{
	pial_json_key(json, key);
	pial_json_text(json, text);
}

void pial_json_number_of(struct pial_json *json, const char *key, int64_t value, unsigned scale)
{
	pial_json_key(json, key);
	pial_json_number(json, value, scale);
}
