/*
 * JSON as it is written (RFC 8259): two spaces of indentation, members in the order given.
 *
 * Commas and line feeds are the writer's work. Numbers are integers or exact decimals: nothing
 * passes through floating point. All texts are valid UTF-8.
 */
#ifndef PIAL_MARKUP_JSON_H
#define PIAL_MARKUP_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/strbuf.h"

struct pial_json {
	struct pial_strbuf *out;	/* where to */
	unsigned depth;			/* open objects and arrays */
	bool first;			/* nothing yet in the innermost one */
	bool keyed;			/* a key waits for its value */
};

/* Begins a text; out keeps what it held. */
PIAL_NONNULL_ALL void pial_json_init(struct pial_json *json, struct pial_strbuf *out);

/* Ends it with a line feed; every object and array must be closed. */
PIAL_NONNULL_ALL void pial_json_end(struct pial_json *json);

/* Opens an object or an array: '{' or '['. */
PIAL_NONNULL_ALL void pial_json_open(struct pial_json *json, char bracket);

/* Closes the innermost one: '}' or ']', as it was opened. */
PIAL_NONNULL_ALL void pial_json_close(struct pial_json *json, char bracket);

/* Names the next value of an object. */
PIAL_NONNULL_ALL void pial_json_key(struct pial_json *json, const char *key);

/* Adds a text, escaped. */
PIAL_NONNULL_ALL void pial_json_text(struct pial_json *json, const char *text);

/* Adds value / 10^scale, without trailing zeros. */
PIAL_NONNULL_ALL void pial_json_number(struct pial_json *json, int64_t value, unsigned scale);

/* Adds null: nothing is known. */
PIAL_NONNULL_ALL void pial_json_null(struct pial_json *json);

/* Adds true or false. */
PIAL_NONNULL_ALL void pial_json_bool(struct pial_json *json, bool value);

/* A member of an object at once: a key and a text. */
PIAL_NONNULL_ALL
void pial_json_text_of(struct pial_json *json, const char *key, const char *text);

/* A member of an object at once: a key and value / 10^scale. */
PIAL_NONNULL_ALL
void pial_json_number_of(struct pial_json *json, const char *key, int64_t value, unsigned scale);

#endif
