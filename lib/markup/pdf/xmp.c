/*
 * Metadata, as an XMP packet.
 *
 * Written as text: a fixed form with a few texts in it, each escaped. Dates are the day that was
 * given, at midnight UTC: no clock is read, so a document made again is the same.
 */
#include <string.h>

#include "base/attr.h"
#include "markup/pdf/seal.h"

#include "base/banned.h"

/* What Factur-X says of itself: the name of each property, and what it is. */
static const struct {
	const char *name;	/* as the standard spells it */
	const char *about;	/* for PDF/A, which wants every property described */
} property[] = {
	{ "DocumentFileName", "name of the embedded XML invoice" },
	{ "DocumentType", "kind of document, INVOICE" },
	{ "Version", "version of the standard of the XML invoice" },
	{ "ConformanceLevel", "profile of the XML invoice" },
};

static void put_text(struct pial_strbuf *out, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&': pial_strbuf_addstr(out, "&amp;"); break;
		case '<': pial_strbuf_addstr(out, "&lt;"); break;
		case '>': pial_strbuf_addstr(out, "&gt;"); break;
		default: pial_strbuf_addch(out, *text); break;
		}
	}
}

static void put_day(struct pial_strbuf *out, const char *name, struct pial_date date)
{
	pial_strbuf_addf(out, "   <xmp:%s>", name);
	pial_date_format(out, date);
	pial_strbuf_addf(out, "T00:00:00Z</xmp:%s>\n", name);
}

/* Title and author, dates, and what kind of file this is. */
static void put_common(struct pial_strbuf *out, const struct pial_pdf_job *job)
{
	pial_strbuf_addstr(out, "  <rdf:Description rdf:about=\"\" "
				"xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
				"xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
				"xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
				"   <pdfaid:part>3</pdfaid:part>\n"
				"   <pdfaid:conformance>B</pdfaid:conformance>\n"
				"   <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
	put_text(out, job->paper->sheets ? job->paper->sheet[0].name : "");
	pial_strbuf_addstr(out, "</rdf:li></rdf:Alt></dc:title>\n");
	if (*job->author) {
		pial_strbuf_addstr(out, "   <dc:creator><rdf:Seq><rdf:li>");
		put_text(out, job->author);
		pial_strbuf_addstr(out, "</rdf:li></rdf:Seq></dc:creator>\n");
	}
	put_day(out, "CreateDate", job->date);
	put_day(out, "ModifyDate", job->date);
	pial_strbuf_addstr(out, "   <xmp:CreatorTool>PIAL " PIAL_VERSION "</xmp:CreatorTool>\n"
				"  </rdf:Description>\n");
}

static void put_schema(struct pial_strbuf *out)
{
	pial_strbuf_addstr(out, "  <rdf:Description rdf:about=\"\" "
				"xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
				"xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
				"xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
				"   <pdfaExtension:schemas><rdf:Bag>"
				"<rdf:li rdf:parseType=\"Resource\">\n"
				"    <pdfaSchema:schema>Factur-X PDFA Extension Schema"
				"</pdfaSchema:schema>\n"
				"    <pdfaSchema:namespaceURI>urn:factur-x:pdfa:"
				"CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>\n"
				"    <pdfaSchema:prefix>fx</pdfaSchema:prefix>\n"
				"    <pdfaSchema:property><rdf:Seq>\n");
	for (size_t i = 0; i < PIAL_COUNT(property); i++)
		pial_strbuf_addf(out, "     <rdf:li rdf:parseType=\"Resource\">"
				      "<pdfaProperty:name>%s</pdfaProperty:name>"
				      "<pdfaProperty:valueType>Text</pdfaProperty:valueType>"
				      "<pdfaProperty:category>external</pdfaProperty:category>"
				      "<pdfaProperty:description>%s</pdfaProperty:description>"
				      "</rdf:li>\n", property[i].name, property[i].about);
	pial_strbuf_addstr(out, "    </rdf:Seq></pdfaSchema:property>\n"
				"   </rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
				"  </rdf:Description>\n");
}

static void put_invoice(struct pial_strbuf *out, const struct pial_pdf_job *job)
{
	pial_strbuf_addstr(out, "  <rdf:Description rdf:about=\"\" xmlns:fx=\"urn:factur-x:pdfa:"
				"CrossIndustryDocument:invoice:1p0#\">\n"
				"   <fx:DocumentType>INVOICE</fx:DocumentType>\n"
				"   <fx:DocumentFileName>");
	put_text(out, job->file->name);
	pial_strbuf_addstr(out, "</fx:DocumentFileName>\n"
				"   <fx:Version>1.0</fx:Version>\n"
				"   <fx:ConformanceLevel>");
	put_text(out, job->profile);
	pial_strbuf_addstr(out, "</fx:ConformanceLevel>\n"
				"  </rdf:Description>\n");
}

void pial_pdf_xmp(struct pial_strbuf *out, const struct pial_pdf_job *job)
{
	pial_strbuf_addstr(out, "<?xpacket begin=\"\xef\xbb\xbf\" "
				"id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
				"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
				" <rdf:RDF xmlns:rdf="
				"\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
	put_common(out, job);
	if (job->file && job->profile) {
		put_schema(out);
		put_invoice(out, job);
	}
	pial_strbuf_addstr(out, " </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
}

/* Where a text begins in some bytes; NULL: nowhere. */
static const char *find(const char *at, const char *end, const char *text)
{
	size_t len = strlen(text);

	for (; (size_t)(end - at) >= len; at++)
		if (memcmp(at, text, len) == 0)
			return at;
	return NULL;
}

bool pial_pdf_xmp_plain(struct pial_strbuf *out, const char *xmp, size_t len)
{
	static const char part[] = "<pdfaid:part>3</pdfaid:part>";
	static const char open[] = "  <rdf:Description ", close[] = "</rdf:Description>\n";
	const char *end = xmp + len, *at = find(xmp, end, part);

	if (!at)
		return false;
	pial_strbuf_add(out, xmp, (size_t)(at - xmp));
	pial_strbuf_addstr(out, "<pdfaid:part>2</pdfaid:part>");
	for (xmp = at + strlen(part); (at = find(xmp, end, open)) != NULL; xmp = at) {
		const char *stop = find(at, end, close);

		pial_strbuf_add(out, xmp, (size_t)(at - xmp));
		if (!stop)
			return false;
		stop += strlen(close);
		if (!find(at, stop, "urn:factur-x:"))
			pial_strbuf_add(out, at, (size_t)(stop - at));
		at = stop;
	}
	pial_strbuf_add(out, xmp, (size_t)(end - xmp));
	return true;
}
