/*
 * How a workbook looks: styles, formats, pages, in OpenDocument.
 *
 * One palette, sober enough for a black printer: header cells on grey, cells to be filled in on
 * pale yellow (decided ones in bold, on a stronger tint), what is known on white. Formats carry
 * the document's language, since a format without one follows the reader's; a number format
 * without decimals shows as many as there are.
 */
#include "io/ods_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#include "base/banned.h"

/* Look of a cell; an attribute that is NULL is left out. */
struct look {
	const char *weight;	/* fo:font-weight */
	const char *size;	/* fo:font-size */
	const char *colour;	/* fo:color */
	const char *ground;	/* fo:background-color */
	const char *border;	/* fo:border */
	bool wrap;		/* by words */
	bool open;		/* may be changed in a protected sheet */
};

static const struct look looks[PIAL_WSTYLES] = {
	[PIAL_WSTYLE_PLAIN] = { NULL, NULL, NULL, NULL, NULL, false, false },
	[PIAL_WSTYLE_TITLE] = { "bold", "14pt", NULL, NULL, NULL, false, false },
	[PIAL_WSTYLE_NOTE] = { NULL, NULL, "#444444", NULL, NULL, true, false },
	[PIAL_WSTYLE_HEADER] = { "bold", NULL, NULL, "#dddddd", "0.5pt solid #808080", true,
				 false },
	[PIAL_WSTYLE_INPUT] = { NULL, NULL, NULL, "#fff9d6", "0.5pt solid #808080", true, true },
	[PIAL_WSTYLE_FIXED] = { "bold", NULL, NULL, "#ffe699", "0.5pt solid #808080", true, true },
	[PIAL_WSTYLE_LOCKED] = { NULL, NULL, NULL, NULL, "0.5pt solid #808080", true, false },
};

/* The width of a column that was told none: 22.6 mm, LibreOffice's own. */
#define WIDTH_ELSE 226

/* Decimals that a number is written with. */
static unsigned decimals_of(const struct pial_wcell *cell)
{
	const char *mark = memchr(cell->text, '.', cell->len);
	size_t decimals = mark ? (size_t)(cell->text + cell->len - mark) - 1 : 0;

	return decimals < PIAL_ODS_DECIMALS ? (unsigned)decimals : PIAL_ODS_DECIMALS;
}

enum pial_ods_format pial_ods_format_of(const struct pial_wcell *cell)
{
	enum pial_wkind kind = cell->kind == PIAL_WKIND_EMPTY ? cell->expects : cell->kind;

	switch (kind) {
	case PIAL_WKIND_TEXT:
		return PIAL_ODS_TEXT;
	case PIAL_WKIND_PERCENT:
		return PIAL_ODS_PERCENT + decimals_of(cell);
	case PIAL_WKIND_DATE:
		return cell->day_name ? PIAL_ODS_DAY : PIAL_ODS_DATE;
	case PIAL_WKIND_NUMBER:
		if (cell->decimals != PIAL_WORKBOOK_GENERAL)
			return PIAL_ODS_FIXED + (cell->decimals < PIAL_ODS_DECIMALS ?
						 cell->decimals : PIAL_ODS_DECIMALS);
		return PIAL_ODS_NUMBER;
	case PIAL_WKIND_EMPTY:
	case PIAL_WKIND_BOOLEAN:
	case PIAL_WKIND_ERROR:
		break;
	}
	return PIAL_ODS_GENERAL;
}

unsigned pial_ods_width(const struct pial_ods *ods, unsigned width)
{
	for (size_t i = 0; i < ods->widths; i++)
		if (ods->width[i] == (width ? width : WIDTH_ELSE))
			return (unsigned)i + 1;
	return 0;
}

static void note_width(struct pial_ods *ods, unsigned width)
{
	if (pial_ods_width(ods, width))
		return;
	ods->width = pial_grow(ods->width, ods->widths, &ods->width_cap, sizeof(*ods->width));
	ods->width[ods->widths++] = (uint16_t)(width ? width : WIDTH_ELSE);
}

void pial_ods_begin(struct pial_ods *ods, const struct pial_workbook *book)
{
	memset(ods, 0, sizeof(*ods));
	ods->book = book;
	pial_strbuf_init(&ods->scratch, PIAL_STRBUF_OUTPUT);
	for (size_t s = 0; s < book->sheets; s++) {
		const struct pial_wsheet *sheet = book->sheet[s];

		for (size_t i = 0; i < sheet->columns; i++)
			note_width(ods, sheet->column[i].width);
		for (size_t i = 0; i < sheet->cells; i++) {
			const struct pial_wcell *cell = &sheet->cell[i];
			enum pial_ods_format format = pial_ods_format_of(cell);

			ods->format[format] = true;
			if (!ods->look[cell->style][format])
				ods->look[cell->style][format] = ++ods->looks;
		}
	}
}

void pial_ods_end(struct pial_ods *ods)
{
	free(ods->width);
	pial_strbuf_release(&ods->scratch);
}

/* ---- Namespaces, meta, settings ---- */

void pial_ods_root(struct pial_ods *ods)
{
	static const char *const space[][2] = {
		{ "xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0" },
		{ "xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0" },
		{ "xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0" },
		{ "xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0" },
		{ "xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" },
		{ "xmlns:number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" },
		{ "xmlns:svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" },
		{ "xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0" },
		{ "xmlns:config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0" },
		{ "xmlns:of", "urn:oasis:names:tc:opendocument:xmlns:of:1.2" },
		{ "xmlns:dc", "http://purl.org/dc/elements/1.1/" },
		/* The name of a set of settings has this prefix, and LibreOffice looks it up. */
		{ "xmlns:ooo", "http://openoffice.org/2004/office" },
	};

	for (size_t i = 0; i < PIAL_COUNT(space); i++)
		pial_xml_attr(&ods->xml, space[i][0], space[i][1]);
	pial_xml_attr(&ods->xml, "office:version", "1.3");
}

static const char *language(const struct pial_ods *ods)
{
	return ods->book->lang == PIAL_EN ? "en" : "fr";
}

static const char *country(const struct pial_ods *ods)
{
	return ods->book->lang == PIAL_EN ? "GB" : "FR";
}

static void text_element(struct pial_ods *ods, const char *name, const char *text)
{
	pial_xml_open(&ods->xml, name);
	pial_xml_text(&ods->xml, text, strlen(text));
	pial_xml_close(&ods->xml);
}

void pial_ods_meta(struct pial_ods *ods)
{
	pial_xml_open(&ods->xml, "office:meta");
	if (ods->book->title[0])
		text_element(ods, "dc:title", ods->book->title);
	text_element(ods, "dc:language", ods->book->lang == PIAL_EN ? "en-GB" : "fr-FR");
	pial_xml_close(&ods->xml);
}

static void config_text(struct pial_ods *ods, const char *name, const char *type, const char *text)
{
	pial_xml_open(&ods->xml, "config:config-item");
	pial_xml_attr(&ods->xml, "config:name", name);
	pial_xml_attr(&ods->xml, "config:type", type);
	pial_xml_text(&ods->xml, text, strlen(text));
	pial_xml_close(&ods->xml);
}

static void config_item(struct pial_ods *ods, const char *name, const char *type, int64_t value)
{
	pial_strbuf_clear(&ods->scratch);
	pial_strbuf_addint(&ods->scratch, value);
	config_text(ods, name, type, ods->scratch.text);
}

static void config_open(struct pial_ods *ods, const char *element, const char *name)
{
	pial_xml_open(&ods->xml, element);
	if (*name)
		pial_xml_attr(&ods->xml, "config:name", name);
}

/* Mode 2 is "frozen"; the pane below and to the right begins behind what is frozen. */
static void frozen(struct pial_ods *ods, const struct pial_wsheet *sheet)
{
	config_open(ods, "config:config-item-map-entry", sheet->name);
	config_item(ods, "HorizontalSplitMode", "short", sheet->frozen_columns ? 2 : 0);
	config_item(ods, "VerticalSplitMode", "short", sheet->frozen_rows ? 2 : 0);
	config_item(ods, "HorizontalSplitPosition", "int", sheet->frozen_columns);
	config_item(ods, "VerticalSplitPosition", "int", sheet->frozen_rows);
	config_item(ods, "ActiveSplitRange", "short",
		    sheet->frozen_columns && sheet->frozen_rows ? 3 :
		    sheet->frozen_columns ? 1 : sheet->frozen_rows ? 2 : 0);
	config_item(ods, "PositionLeft", "int", 0);
	config_item(ods, "PositionRight", "int", sheet->frozen_columns);
	config_item(ods, "PositionTop", "int", 0);
	config_item(ods, "PositionBottom", "int", sheet->frozen_rows);
	pial_xml_close(&ods->xml);
}

void pial_ods_settings(struct pial_ods *ods)
{
	pial_xml_open(&ods->xml, "office:settings");
	config_open(ods, "config:config-item-set", "ooo:view-settings");
	config_open(ods, "config:config-item-map-indexed", "Views");
	config_open(ods, "config:config-item-map-entry", "");
	config_text(ods, "ViewId", "string", "view1");
	config_open(ods, "config:config-item-map-named", "Tables");
	for (size_t s = 0; s < ods->book->sheets; s++)
		frozen(ods, ods->book->sheet[s]);
	for (int i = 0; i < 5; i++)
		pial_xml_close(&ods->xml);
}

/* ---- Styles ---- */

static void style_open(struct pial_ods *ods, const char *family, const char *prefix, size_t n)
{
	pial_xml_open(&ods->xml, "style:style");
	pial_strbuf_clear(&ods->scratch);
	pial_strbuf_addf(&ods->scratch, "%s%zu", prefix, n);
	pial_xml_attr(&ods->xml, "style:name", ods->scratch.text);
	pial_xml_attr(&ods->xml, "style:family", family);
}

void pial_ods_defaults(struct pial_ods *ods)
{
	pial_xml_open(&ods->xml, "office:styles");
	pial_xml_open(&ods->xml, "style:default-style");
	pial_xml_attr(&ods->xml, "style:family", "table-cell");
	pial_xml_element(&ods->xml, "style:text-properties", "fo:font-family", "Liberation Sans",
			 "fo:font-size", "10pt", "fo:language", language(ods), "fo:country",
			 country(ods), NULL);
	pial_xml_close(&ods->xml);
	pial_xml_element(&ods->xml, "style:style", "style:name", "Default", "style:family",
			 "table-cell", NULL);
	pial_xml_close(&ods->xml);
}

static void name_format(struct pial_ods *ods, size_t format)
{
	pial_strbuf_clear(&ods->scratch);
	pial_strbuf_addf(&ods->scratch, "N%zu", format);
	pial_xml_attr(&ods->xml, "style:name", ods->scratch.text);
	pial_xml_attr(&ods->xml, "number:language", language(ods));
	pial_xml_attr(&ods->xml, "number:country", country(ods));
}

static void format_text(struct pial_ods *ods, const char *text)
{
	text_element(ods, "number:text", text);
}

static void part(struct pial_ods *ods, const char *name)
{
	pial_xml_element(&ods->xml, name, "number:style", "long", NULL);
}

/* French lun. 17/03/2025, English Mon 2025-03-17: both are read back (load/value.h). */
static void date_format(struct pial_ods *ods, size_t format)
{
	pial_xml_open(&ods->xml, "number:date-style");
	name_format(ods, format);
	if (format == PIAL_ODS_DAY) {
		pial_xml_element(&ods->xml, "number:day-of-week", NULL);
		format_text(ods, " ");
	}
	part(ods, ods->book->lang == PIAL_EN ? "number:year" : "number:day");
	format_text(ods, ods->book->lang == PIAL_EN ? "-" : "/");
	part(ods, "number:month");
	format_text(ods, ods->book->lang == PIAL_EN ? "-" : "/");
	part(ods, ods->book->lang == PIAL_EN ? "number:day" : "number:year");
	pial_xml_close(&ods->xml);
}

static void number_format(struct pial_ods *ods, size_t format)
{
	bool percent = format >= PIAL_ODS_PERCENT;
	int64_t decimals = (int64_t)format - (percent ? PIAL_ODS_PERCENT : PIAL_ODS_FIXED);

	pial_xml_open(&ods->xml, percent ? "number:percentage-style" : "number:number-style");
	name_format(ods, format);
	pial_xml_open(&ods->xml, "number:number");
	if (decimals >= 0) {
		pial_xml_attr_int(&ods->xml, "number:decimal-places", decimals);
		pial_xml_attr_int(&ods->xml, "number:min-decimal-places", decimals);
	}
	pial_xml_attr_int(&ods->xml, "number:min-integer-digits", 1);
	pial_xml_close(&ods->xml);
	if (percent)
		format_text(ods, ods->book->lang == PIAL_EN ? "%" : "\xc2\xa0%");
	pial_xml_close(&ods->xml);
}

static void write_format(struct pial_ods *ods, size_t format)
{
	if (format == PIAL_ODS_DATE || format == PIAL_ODS_DAY) {
		date_format(ods, format);
	} else if (format == PIAL_ODS_TEXT) {
		pial_xml_open(&ods->xml, "number:text-style");
		name_format(ods, format);
		pial_xml_element(&ods->xml, "number:text-content", NULL);
		pial_xml_close(&ods->xml);
	} else if (format != PIAL_ODS_GENERAL) {
		number_format(ods, format);
	}
}

static void attr_if(struct pial_ods *ods, const char *name, const char *value)
{
	if (value)
		pial_xml_attr(&ods->xml, name, value);
}

static void cell_properties(struct pial_ods *ods, const struct look *look)
{
	pial_xml_open(&ods->xml, "style:table-cell-properties");
	attr_if(ods, "fo:background-color", look->ground);
	attr_if(ods, "fo:border", look->border);
	attr_if(ods, "fo:padding", look->border ? "0.7mm" : NULL);
	attr_if(ods, "fo:wrap-option", look->wrap ? "wrap" : NULL);
	pial_xml_attr(&ods->xml, "style:cell-protect", look->open ? "none" : "protected");
	attr_if(ods, "style:vertical-align", look->wrap ? "top" : NULL);
	pial_xml_close(&ods->xml);
	if (!look->weight && !look->size && !look->colour)
		return;
	pial_xml_open(&ods->xml, "style:text-properties");
	attr_if(ods, "fo:color", look->colour);
	attr_if(ods, "fo:font-size", look->size);
	attr_if(ods, "fo:font-weight", look->weight);
	pial_xml_close(&ods->xml);
}

/* The styles of cells in the order of their numbers. */
static void write_cells(struct pial_ods *ods)
{
	for (unsigned n = 1; n <= ods->looks; n++)
		for (size_t i = 0; i < (size_t)PIAL_WSTYLES * PIAL_ODS_FORMATS; i++) {
			size_t style = i / PIAL_ODS_FORMATS, format = i % PIAL_ODS_FORMATS;

			if (ods->look[style][format] != n)
				continue;
			style_open(ods, "table-cell", "ce", n);
			pial_xml_attr(&ods->xml, "style:parent-style-name", "Default");
			pial_strbuf_clear(&ods->scratch);
			pial_strbuf_addf(&ods->scratch, "N%zu", format);
			if (format != PIAL_ODS_GENERAL)
				pial_xml_attr(&ods->xml, "style:data-style-name",
					      ods->scratch.text);
			cell_properties(ods, &looks[style]);
			pial_xml_close(&ods->xml);
		}
}

/* Tenths of a millimetre as a length: 22.6mm. */
static const char *length(struct pial_ods *ods, unsigned tenths)
{
	pial_strbuf_clear(&ods->scratch);
	pial_strbuf_addf(&ods->scratch, "%u.%umm", tenths / 10, tenths % 10);
	return ods->scratch.text;
}

void pial_ods_looks(struct pial_ods *ods)
{
	for (size_t i = 0; i < ods->widths; i++) {
		style_open(ods, "table-column", "co", i + 1);
		pial_xml_element(&ods->xml, "style:table-column-properties", "style:column-width",
				 length(ods, ods->width[i]), NULL);
		pial_xml_close(&ods->xml);
	}
	style_open(ods, "table-row", "ro", 1);
	pial_xml_element(&ods->xml, "style:table-row-properties", "style:use-optimal-row-height",
			 "true", NULL);
	pial_xml_close(&ods->xml);
	for (size_t i = 0; i < ods->book->sheets; i++) {
		style_open(ods, "table", "ta", i + 1);
		pial_strbuf_clear(&ods->scratch);
		pial_strbuf_addf(&ods->scratch, "mp%zu", i + 1);
		pial_xml_attr(&ods->xml, "style:master-page-name", ods->scratch.text);
		pial_xml_element(&ods->xml, "style:table-properties", "table:display",
				 ods->book->sheet[i]->hidden ? "false" : "true", NULL);
		pial_xml_close(&ods->xml);
	}
	for (size_t i = 0; i < PIAL_ODS_FORMATS; i++)
		if (ods->format[i])
			write_format(ods, i);
	write_cells(ods);
}

/* ---- Pages ---- */

/* Head and foot of a page: room for a line above and below. */
static void edge(struct pial_ods *ods, const char *name, const char *margin)
{
	pial_xml_open(&ods->xml, name);
	pial_xml_element(&ods->xml, "style:header-footer-properties", "fo:min-height", "5mm",
			 margin, "3mm", NULL);
	pial_xml_close(&ods->xml);
}

void pial_ods_pages(struct pial_ods *ods)
{
	for (size_t i = 0; i < ods->book->sheets; i++) {
		const struct pial_wpage *page = &ods->book->sheet[i]->page;

		pial_xml_open(&ods->xml, "style:page-layout");
		pial_strbuf_clear(&ods->scratch);
		pial_strbuf_addf(&ods->scratch, "pm%zu", i + 1);
		pial_xml_attr(&ods->xml, "style:name", ods->scratch.text);
		pial_xml_open(&ods->xml, "style:page-layout-properties");
		pial_xml_attr(&ods->xml, "fo:page-width", page->landscape ? "297mm" : "210mm");
		pial_xml_attr(&ods->xml, "fo:page-height", page->landscape ? "210mm" : "297mm");
		pial_xml_attr(&ods->xml, "style:print-orientation",
			      page->landscape ? "landscape" : "portrait");
		pial_xml_attr(&ods->xml, "fo:margin", "12mm");
		pial_xml_attr(&ods->xml, "style:scale-to-X", "1");
		if (page->one_page)
			pial_xml_attr(&ods->xml, "style:scale-to-Y", "1");
		pial_xml_attr(&ods->xml, "style:print-page-order", "ttb");
		pial_xml_close(&ods->xml);
		edge(ods, "style:header-style", "fo:margin-bottom");
		edge(ods, "style:footer-style", "fo:margin-top");
		pial_xml_close(&ods->xml);
	}
}

static void page_field(struct pial_ods *ods, const char *name)
{
	pial_xml_open(&ods->xml, name);
	pial_xml_text(&ods->xml, "1", 1);
	pial_xml_close(&ods->xml);
}

/* What stands above and below each page: a text, and below the number of the page. */
static void write_edge(struct pial_ods *ods, const char *name, const char *text, bool numbered)
{
	pial_xml_open(&ods->xml, name);
	pial_xml_open(&ods->xml, "text:p");
	pial_xml_text(&ods->xml, text, strlen(text));
	if (numbered) {
		if (*text)
			pial_xml_text(&ods->xml, " \xe2\x80\x94 ", 5);
		page_field(ods, "text:page-number");
		pial_xml_text(&ods->xml, "/", 1);
		page_field(ods, "text:page-count");
	}
	pial_xml_close(&ods->xml);
	pial_xml_close(&ods->xml);
}

void pial_ods_masters(struct pial_ods *ods)
{
	pial_xml_open(&ods->xml, "office:master-styles");
	for (size_t i = 0; i < ods->book->sheets; i++) {
		const struct pial_wpage *page = &ods->book->sheet[i]->page;

		pial_xml_open(&ods->xml, "style:master-page");
		pial_strbuf_clear(&ods->scratch);
		pial_strbuf_addf(&ods->scratch, "mp%zu", i + 1);
		pial_xml_attr(&ods->xml, "style:name", ods->scratch.text);
		pial_strbuf_clear(&ods->scratch);
		pial_strbuf_addf(&ods->scratch, "pm%zu", i + 1);
		pial_xml_attr(&ods->xml, "style:page-layout-name", ods->scratch.text);
		write_edge(ods, "style:header", page->head, false);
		write_edge(ods, "style:footer", page->foot, true);
		pial_xml_close(&ods->xml);
	}
	pial_xml_close(&ods->xml);
}
