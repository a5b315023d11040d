/*
 * The skin over xmlTextWriter.
 *
 * Every call of libxml2 here can fail for one reason only, lack of memory: names are ours, texts
 * are cleaned before. So nobody above has to look at a result.
 */
#include "io/xml_write.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "io/ondemand_priv.h"

#include "base/banned.h"

static void expect(bool done)
{
	if (!done)
		pial_oom(0);
}

/* libxml2's own buffers in memory grow by a few bytes at a time; ours does not. */
static int put(void *data, const char *bytes, int len)
{
	struct pial_xml_writer *xml = data;

	pial_strbuf_add(xml->out, bytes, (size_t)len);
	return len;
}

void pial_xml_begin(struct pial_xml_writer *xml, struct pial_strbuf *out)
{
	xmlOutputBufferPtr output;

	pial_strbuf_init(&xml->clean, PIAL_STRBUF_OUTPUT);
	xml->out = out;
	output = pial_xml2.xmlOutputBufferCreateIO(put, NULL, xml, NULL);
	expect(output != NULL);
	xml->writer = pial_xml2.xmlNewTextWriter(output);
	expect(xml->writer != NULL);
	expect(pial_xml2.xmlTextWriterStartDocument(xml->writer, "1.0", "UTF-8", NULL) >= 0);
}

void pial_xml_finish(struct pial_xml_writer *xml)
{
	expect(pial_xml2.xmlTextWriterEndDocument(xml->writer) >= 0);
	pial_xml2.xmlFreeTextWriter(xml->writer);
	pial_strbuf_release(&xml->clean);
}

void pial_xml_open(struct pial_xml_writer *xml, const char *name)
{
	expect(pial_xml2.xmlTextWriterStartElement(xml->writer, BAD_CAST name) >= 0);
}

void pial_xml_close(struct pial_xml_writer *xml)
{
	expect(pial_xml2.xmlTextWriterEndElement(xml->writer) >= 0);
}

/* True for a character of XML 1.0, 2.2. */
static bool is_char(int32_t code)
{
	if (code < 0x20)
		return code == '\t' || code == '\n' || code == '\r';
	return code != 0xFFFE && code != 0xFFFF;
}

/* The text, NUL-terminated, with U+FFFD for what XML cannot hold; lives until the next call. */
static const xmlChar *clean(struct pial_xml_writer *xml, const char *text, size_t len)
{
	pial_strbuf_clear(&xml->clean);
	for (size_t at = 0, from = 0; at < len; from = at) {
		int32_t code = pial_utf8_next(text, len, &at);

		if (is_char(code))
			pial_strbuf_add(&xml->clean, text + from, at - from);
		else
			pial_utf8_put(&xml->clean, 0xFFFD);
	}
	return BAD_CAST xml->clean.text;
}

void pial_xml_attr(struct pial_xml_writer *xml, const char *name, const char *value)
{
	expect(pial_xml2.xmlTextWriterWriteAttribute(xml->writer, BAD_CAST name,
					   clean(xml, value, strlen(value))) >= 0);
}

void pial_xml_attr_int(struct pial_xml_writer *xml, const char *name, int64_t value)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, 32);
	pial_strbuf_addint(&text, value);
	pial_xml_attr(xml, name, text.text);
	pial_strbuf_release(&text);
}

void pial_xml_text(struct pial_xml_writer *xml, const char *text, size_t len)
{
	if (len)
		expect(pial_xml2.xmlTextWriterWriteString(xml->writer, clean(xml, text, len)) >= 0);
}

void pial_xml_element(struct pial_xml_writer *xml, const char *name, ...)
{
	const char *attr;
	va_list args;

	pial_xml_open(xml, name);
	va_start(args, name);
	while ((attr = va_arg(args, const char *)))
		pial_xml_attr(xml, attr, va_arg(args, const char *));
	va_end(args);
	pial_xml_close(xml);
}
