/*
 * XML being read, by libxml2: a stream of elements and texts, nothing kept.
 *
 * Call pial_xml_ready (io/xml.h) first. The files come by mail from anybody, so what XML allows
 * and no spreadsheet program writes is refused before it can do harm: a document type (and with
 * it every entity but the five of the language, in the file or outside), nesting beyond
 * PIAL_XML_DEPTH. Nothing is ever fetched, from disk or network.
 *
 * Names are compared by namespace, whatever prefix a file chose: a caller lists the namespaces it
 * knows with prefixes of its own, and asks for "table:table-row".
 */
#ifndef PIAL_IO_XML_READ_H
#define PIAL_IO_XML_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

/* Deepest nesting of elements that is followed. */
#define PIAL_XML_DEPTH 100

/* A namespace and the prefix that the caller gives it. */
struct pial_xml_space {
	const char *uri;	/* as the file declares it */
	const char *prefix;	/* as names are asked for; NULL closes a list */
};

/* An element while it is told: valid until its function returns. */
struct pial_xml_name {
	const struct pial_xml_space *space;	/* the caller's list */
	const char *prefix;			/* "" when its namespace is not in the list */
	const char *local;			/* name without prefix */
	const unsigned char **attribute;	/* libxml2's, five pointers each */
	int attributes;				/* how many */
	uint32_t at;				/* line of the file, from 1 */
};

/* What a reader is told; each returns false to stop reading. */
struct pial_xml_ops {
	/* An element begins; its attributes are in name. */
	bool (*open)(void *data, const struct pial_xml_name *name);
	/* An element ends. */
	bool (*close)(void *data, const struct pial_xml_name *name);
	/* Some text, in as many pieces as it pleases. */
	bool (*text)(void *data, const char *text, size_t len);
};

/* How reading ended. */
enum pial_xml_end {
	PIAL_XML_DONE,		/* the document is whole */
	PIAL_XML_STOPPED,	/* a function of the caller's returned false */
	PIAL_XML_BROKEN,	/* not well-formed, or cut short */
	PIAL_XML_TYPE,		/* there is a document type: refused */
	PIAL_XML_DEEP,		/* nested deeper than PIAL_XML_DEPTH */
	PIAL_XML_SOURCE,	/* the next piece could not be had */
};

/*
 * Gives the next bytes of a document: *len is 0 at its end. False when they cannot be had. They
 * live until the next call.
 */
typedef bool (*pial_xml_next)(void *data, const char **bytes, size_t *len);

/*
 * Reads a document, piece by piece. *line receives the line where reading ended. source is handed
 * to next, data to the functions of ops.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_xml_end pial_xml_read(pial_xml_next next, void *source,
				const struct pial_xml_space *space,
				const struct pial_xml_ops *ops, void *data, uint32_t *line);

/* True when an element is called so: "table:table-row". */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_xml_is(const struct pial_xml_name *name, const char *called);

/*
 * Finds an attribute ("table:name"; "r" for one without a prefix): returns its value, not
 * NUL-terminated, and its bytes; NULL when there is none.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const char *pial_xml_get(const struct pial_xml_name *name, const char *called, size_t *len);

/* True when an attribute is there and has this value. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_xml_has(const struct pial_xml_name *name, const char *called, const char *value);

/*
 * An attribute that is a whole number from 0 to most; other when it is not there. Where it is none,
 * or above most, it is most.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
uint32_t pial_xml_number(const struct pial_xml_name *name, const char *called, uint32_t other,
			 uint32_t most);

#endif
