/*
 * libxml2's push parser under a few functions.
 *
 * The SAX2 interface is used and no tree is built: a sheet of a million rows costs what its cells
 * cost. Pieces are pushed, so the text of a part of an archive never lies in memory as a whole.
 * Entities: the parser is given no way to declare or load any, since the mere declaration of a
 * document type stops it; the five predefined ones and references by number need none.
 */
#include "io/xml_read.h"

#include <string.h>

#include "base/alloc.h"
#include "io/ondemand_priv.h"

#include "base/banned.h"

/* Bytes pushed at once. */
#define PIECE 65536

struct reader {
	const struct pial_xml_space *space;	/* namespaces known */
	const struct pial_xml_ops *ops;		/* the caller's functions */
	void *data;				/* what they work on */
	xmlParserCtxtPtr parser;		/* libxml2's state */
	enum pial_xml_end end;			/* why it was stopped; DONE: it was not */
	unsigned depth;				/* open elements */
};

static void stop(struct reader *r, enum pial_xml_end end)
{
	if (r->end == PIAL_XML_DONE)
		r->end = end;
	pial_xml2.xmlStopParser(r->parser);
}

/* The line that the parser has come to. */
static uint32_t line_of(const struct reader *r)
{
	return r->parser->input && r->parser->input->line > 0 ?
		(uint32_t)r->parser->input->line : 1;
}

static const char *prefix_of(const struct pial_xml_space *space, const xmlChar *uri)
{
	if (!uri)
		return "";
	for (; space->prefix; space++)
		if (!strcmp(space->uri, (const char *)uri))
			return space->prefix;
	return "?";
}

static void on_open(void *data, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
		    int spaces, const xmlChar **space, int attributes, int defaulted,
		    const xmlChar **attribute)
{
	struct reader *r = data;
	struct pial_xml_name name = { r->space, prefix_of(r->space, uri), (const char *)local,
				      attribute, attributes, line_of(r) };

	(void)prefix;
	(void)spaces;
	(void)space;
	(void)defaulted;
	if (r->end != PIAL_XML_DONE)
		return;
	if (++r->depth > PIAL_XML_DEPTH)
		stop(r, PIAL_XML_DEEP);
	else if (!r->ops->open(r->data, &name))
		stop(r, PIAL_XML_STOPPED);
}

static void on_close(void *data, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	struct reader *r = data;
	struct pial_xml_name name = { r->space, prefix_of(r->space, uri), (const char *)local,
				      NULL, 0, line_of(r) };

	(void)prefix;
	if (r->end != PIAL_XML_DONE)
		return;
	r->depth--;
	if (!r->ops->close(r->data, &name))
		stop(r, PIAL_XML_STOPPED);
}

static void on_text(void *data, const xmlChar *text, int len)
{
	struct reader *r = data;

	if (r->end == PIAL_XML_DONE && !r->ops->text(r->data, (const char *)text, (size_t)len))
		stop(r, PIAL_XML_STOPPED);
}

static void on_type(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	(void)name;
	(void)external;
	(void)system;
	stop(data, PIAL_XML_TYPE);
}

/* What is wrong is said by the reader, in the user's language; nothing goes to stderr. */
static void on_error(void *data, xmlErrorPtr error)
{
	(void)data;
	if (error && error->code == XML_ERR_NO_MEMORY)
		pial_oom(0);
}

static xmlParserCtxtPtr make_parser(struct reader *r)
{
	xmlSAXHandler sax = {
		.internalSubset = on_type,
		.characters = on_text,
		.cdataBlock = on_text,
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_open,
		.endElementNs = on_close,
		.serror = on_error,
	};
	xmlParserCtxtPtr parser = pial_xml2.xmlCreatePushParserCtxt(&sax, r, NULL, 0, NULL);

	if (!parser)
		pial_oom(0);
	pial_xml2.xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOWARNING);
	return parser;
}

/* Pushes bytes; false when reading is over. */
static bool push(struct reader *r, const char *bytes, size_t len)
{
	while (len) {
		size_t piece = len < PIECE ? len : PIECE;

		if (pial_xml2.xmlParseChunk(r->parser, bytes, (int)piece, 0) &&
		    r->end == PIAL_XML_DONE)
			r->end = PIAL_XML_BROKEN;
		if (r->end != PIAL_XML_DONE)
			return false;
		bytes += piece;
		len -= piece;
	}
	return true;
}

enum pial_xml_end pial_xml_read(pial_xml_next next, void *source,
				const struct pial_xml_space *space,
				const struct pial_xml_ops *ops, void *data, uint32_t *line)
{
	struct reader r = { .space = space, .ops = ops, .data = data };
	const char *bytes;
	size_t len;

	r.parser = make_parser(&r);
	for (;;) {
		if (!next(source, &bytes, &len)) {
			r.end = PIAL_XML_SOURCE;
			break;
		}
		if (!len || !push(&r, bytes, len))
			break;
	}
	if (r.end == PIAL_XML_DONE && pial_xml2.xmlParseChunk(r.parser, "", 0, 1) &&
	    r.end == PIAL_XML_DONE)
		r.end = PIAL_XML_BROKEN;
	*line = line_of(&r);
	/* Without a tree libxml2 may still have made a document to hang its version on. */
	pial_xml2.xmlFreeDoc(r.parser->myDoc);
	pial_xml2.xmlFreeParserCtxt(r.parser);
	return r.end;
}

/* ---- Names ---- */

/* True when prefix and local make up called. */
static bool same(const char *called, const char *prefix, const char *local)
{
	size_t len = strlen(prefix);

	if (!len)
		return !strcmp(called, local);
	return !strncmp(called, prefix, len) && called[len] == ':' &&
	       !strcmp(called + len + 1, local);
}

bool pial_xml_is(const struct pial_xml_name *name, const char *called)
{
	return same(called, name->prefix, name->local);
}

const char *pial_xml_get(const struct pial_xml_name *name, const char *called, size_t *len)
{
	for (int i = 0; i < name->attributes; i++) {
		const unsigned char **at = name->attribute + 5 * (ptrdiff_t)i;

		if (!same(called, prefix_of(name->space, at[2]), (const char *)at[0]))
			continue;
		*len = (size_t)(at[4] - at[3]);
		return (const char *)at[3];
	}
	*len = 0;
	return NULL;
}

bool pial_xml_has(const struct pial_xml_name *name, const char *called, const char *value)
{
	size_t len;
	const char *found = pial_xml_get(name, called, &len);

	return found && len == strlen(value) && !memcmp(found, value, len);
}

uint32_t pial_xml_number(const struct pial_xml_name *name, const char *called, uint32_t other,
			 uint32_t most)
{
	uint64_t number = 0;
	size_t len;
	const char *text = pial_xml_get(name, called, &len);

	if (!text)
		return other;
	for (size_t i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return most;
		number = number * 10 + (uint64_t)(text[i] - '0');
		if (number > most)
			return most;
	}
	return len ? (uint32_t)number : most;
}
