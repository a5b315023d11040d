/*
 * XML being written, by libxml2: elements opened and closed, attributes, text.
 *
 * Call pial_xml_ready (io/xml.h) first. A thin skin over xmlTextWriter: it escapes, nests and
 * closes; what is added here is that lack of memory goes where it always goes, that integers
 * become attributes without a locale, and that a text holds nothing that XML 1.0 cannot (2.2,
 * Char): such characters become U+FFFD, so that whatever comes, what is written is well-formed.
 */
#ifndef PIAL_IO_XML_WRITE_H
#define PIAL_IO_XML_WRITE_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/strbuf.h"

struct pial_xml_writer {
	struct _xmlTextWriter *writer;	/* libxml2's */
	struct pial_strbuf *out;	/* where to */
	struct pial_strbuf clean;	/* a text without forbidden characters */
};

/* Begins a document, to be added to out: its declaration, UTF-8. */
PIAL_NONNULL_ALL void pial_xml_begin(struct pial_xml_writer *xml, struct pial_strbuf *out);

/* Closes what is open, and gives the memory back; only then is the whole in out. */
PIAL_NONNULL_ALL void pial_xml_finish(struct pial_xml_writer *xml);

/* Opens an element ("table:table-row"). */
PIAL_NONNULL_ALL void pial_xml_open(struct pial_xml_writer *xml, const char *name);

/* Closes the innermost one; without content it is written `<a/>`. */
PIAL_NONNULL_ALL void pial_xml_close(struct pial_xml_writer *xml);

/* Adds an attribute to the element just opened. */
PIAL_NONNULL_ALL
void pial_xml_attr(struct pial_xml_writer *xml, const char *name, const char *value);

/* Adds an attribute that is a whole number. */
PIAL_NONNULL_ALL
void pial_xml_attr_int(struct pial_xml_writer *xml, const char *name, int64_t value);

/* Adds len bytes of text, valid UTF-8. */
PIAL_NONNULL_ALL
void pial_xml_text(struct pial_xml_writer *xml, const char *text, size_t len);

/* An element at once: attributes by pairs of name and value, closed by a NULL name. */
PIAL_NONNULL(1, 2) __attribute__((sentinel))
void pial_xml_element(struct pial_xml_writer *xml, const char *name, ...);

#endif
