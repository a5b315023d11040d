/*
 * The two packings of an OpenDocument spreadsheet: one flat file, or an archive of five.
 *
 * The archive is made in memory by libzip. Its entries carry the one time that every zip tool
 * reads the same, 1980-01-01 00:00, given in zip's own date words: through time_t they would pass
 * by the time zone of the machine.
 */
#include "io/ods.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "io/ods_priv.h"
#include "io/ondemand_priv.h"

#include "base/banned.h"

#define MIME "application/vnd.oasis.opendocument.spreadsheet"

/* 1980-01-01, midnight, as zip counts. */
#define ZIP_DATE 0x0021
#define ZIP_TIME 0x0000

/* The style of the hidden sheet of lists. */
static void lists_style(struct pial_ods *ods)
{
	pial_xml_open(&ods->xml, "style:style");
	pial_xml_attr(&ods->xml, "style:name", "ta0");
	pial_xml_attr(&ods->xml, "style:family", "table");
	pial_xml_element(&ods->xml, "style:table-properties", "table:display", "false", NULL);
	pial_xml_close(&ods->xml);
}

bool pial_ods_write_flat(struct pial_strbuf *out, const struct pial_workbook *book,
			 struct pial_diags *diags)
{
	struct pial_ods ods;

	if (!pial_ondemand(PIAL_ONDEMAND_XML2, NULL, diags))
		return false;
	pial_ods_begin(&ods, book);
	pial_xml_begin(&ods.xml, out);
	pial_xml_open(&ods.xml, "office:document");
	pial_ods_root(&ods);
	pial_xml_attr(&ods.xml, "office:mimetype", MIME);
	pial_ods_meta(&ods);
	pial_ods_settings(&ods);
	pial_ods_defaults(&ods);
	pial_xml_open(&ods.xml, "office:automatic-styles");
	pial_ods_looks(&ods);
	lists_style(&ods);
	pial_ods_pages(&ods);
	pial_xml_close(&ods.xml);
	pial_ods_masters(&ods);
	pial_ods_body(&ods);
	pial_xml_finish(&ods.xml);
	pial_ods_end(&ods);
	return true;
}

/* ---- The archive ---- */

/* One file of it. */
struct part {
	const char *name;		/* its path in the archive */
	struct pial_strbuf bytes;	/* its content */
};

enum { MIMETYPE, MANIFEST, META, STYLES, SETTINGS, CONTENT, PARTS };

static void part_begin(struct pial_ods *ods, const char *root, struct pial_strbuf *out)
{
	pial_xml_begin(&ods->xml, out);
	pial_xml_open(&ods->xml, root);
	pial_ods_root(ods);
}

static void write_styles(struct pial_ods *ods, struct pial_strbuf *out)
{
	part_begin(ods, "office:document-styles", out);
	pial_ods_defaults(ods);
	pial_xml_open(&ods->xml, "office:automatic-styles");
	pial_ods_pages(ods);
	pial_xml_close(&ods->xml);
	pial_ods_masters(ods);
	pial_xml_finish(&ods->xml);
}

static void write_content(struct pial_ods *ods, struct pial_strbuf *out)
{
	part_begin(ods, "office:document-content", out);
	pial_xml_open(&ods->xml, "office:automatic-styles");
	pial_ods_looks(ods);
	lists_style(ods);
	pial_xml_close(&ods->xml);
	pial_ods_body(ods);
	pial_xml_finish(&ods->xml);
}

static void write_manifest(struct pial_ods *ods, const struct part *part, struct pial_strbuf *out)
{
	pial_xml_begin(&ods->xml, out);
	pial_xml_open(&ods->xml, "manifest:manifest");
	pial_xml_attr(&ods->xml, "xmlns:manifest",
		      "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0");
	pial_xml_attr(&ods->xml, "manifest:version", "1.3");
	pial_xml_element(&ods->xml, "manifest:file-entry", "manifest:full-path", "/",
			 "manifest:version", "1.3", "manifest:media-type", MIME, NULL);
	for (size_t i = META; i < PARTS; i++)
		pial_xml_element(&ods->xml, "manifest:file-entry", "manifest:full-path",
				 part[i].name, "manifest:media-type", "text/xml", NULL);
	pial_xml_finish(&ods->xml);
}

static void expect(bool done)
{
	if (!done)
		pial_oom(0);
}

/* Adds a part to the archive; its bytes must live until the archive is closed. */
static void add_part(zip_t *archive, const struct part *part, bool stored)
{
	zip_source_t *bytes = pial_zip.zip_source_buffer(archive, part->bytes.text,
							 part->bytes.len, 0);
	zip_int64_t index;

	expect(bytes != NULL);
	index = pial_zip.zip_file_add(archive, part->name, bytes, ZIP_FL_ENC_UTF_8);
	expect(index >= 0);
	expect(!pial_zip.zip_set_file_compression(archive, (zip_uint64_t)index,
						  stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 6));
	expect(!pial_zip.zip_file_set_dostime(archive, (zip_uint64_t)index, ZIP_TIME, ZIP_DATE,
					      0));
}

/* Reads the finished archive out of memory. */
static void take_archive(zip_source_t *memory, struct pial_strbuf *out)
{
	zip_stat_t stat;
	char *to;

	expect(!pial_zip.zip_source_open(memory) && !pial_zip.zip_source_stat(memory, &stat));
	to = pial_strbuf_room(out, (size_t)stat.size);
	if (to) {
		expect(pial_zip.zip_source_read(memory, to, stat.size) == (zip_int64_t)stat.size);
		pial_strbuf_setlen(out, out->len + (size_t)stat.size);
	}
	pial_zip.zip_source_close(memory);
}

static void pack(const struct part *part, struct pial_strbuf *out)
{
	zip_source_t *memory = pial_zip.zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *archive;

	expect(memory != NULL);
	archive = pial_zip.zip_open_from_source(memory, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	expect(archive != NULL);
	pial_zip.zip_source_keep(memory);
	for (size_t i = 0; i < PARTS; i++)
		add_part(archive, &part[i], i == MIMETYPE);
	expect(!pial_zip.zip_close(archive));
	take_archive(memory, out);
	pial_zip.zip_source_free(memory);
}

bool pial_ods_write(struct pial_strbuf *out, const struct pial_workbook *book,
		    struct pial_diags *diags)
{
	struct part part[PARTS] = {
		{ .name = "mimetype" }, { .name = "META-INF/manifest.xml" },
		{ .name = "meta.xml" }, { .name = "styles.xml" }, { .name = "settings.xml" },
		{ .name = "content.xml" },
	};
	struct pial_ods ods;

	if (!pial_ondemand(PIAL_ONDEMAND_XML2, NULL, diags) ||
	    !pial_ondemand(PIAL_ONDEMAND_ZIP, NULL, diags))
		return false;
	for (size_t i = 0; i < PARTS; i++)
		pial_strbuf_init(&part[i].bytes, PIAL_STRBUF_OUTPUT);
	pial_ods_begin(&ods, book);
	pial_strbuf_addstr(&part[MIMETYPE].bytes, MIME);
	write_manifest(&ods, part, &part[MANIFEST].bytes);
	part_begin(&ods, "office:document-meta", &part[META].bytes);
	pial_ods_meta(&ods);
	pial_xml_finish(&ods.xml);
	write_styles(&ods, &part[STYLES].bytes);
	part_begin(&ods, "office:document-settings", &part[SETTINGS].bytes);
	pial_ods_settings(&ods);
	pial_xml_finish(&ods.xml);
	write_content(&ods, &part[CONTENT].bytes);
	pial_ods_end(&ods);
	pack(part, out);
	for (size_t i = 0; i < PARTS; i++)
		pial_strbuf_release(&part[i].bytes);
	return true;
}
