/*
 * The catalogue of a PDF/A-3b file, through qpdf's C interface.
 *
 * qpdf reads what cairo wrote, is given the objects that are missing, and writes it all anew.
 * Dictionaries are given as PDF text, which says what they are better than a call for each key;
 * streams and what comes from outside are given as values. An error stays with qpdf until it is
 * asked for, so it is asked once, at the end.
 */
#include "markup/pdf/seal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <qpdf/qpdf-c.h>

#include "markup/pdf/object.h"

#include "base/banned.h"

/* A file being sealed. */
struct seal {
	qpdf_data qpdf;				/* the file */
	qpdf_oh root;				/* its catalogue */
	const struct pial_pdf_job *job;		/* what it is to be */
};

static qpdf_oh parse(const struct seal *seal, const char *text)
{
	return qpdf_oh_parse(seal->qpdf, text);
}

/* A stream of our bytes; dictionary is PDF text, its keys are added. */
static qpdf_oh make_stream(const struct seal *seal, const void *bytes, size_t len)
{
	qpdf_oh stream = qpdf_oh_new_stream(seal->qpdf);
	qpdf_oh none = qpdf_oh_new_null(seal->qpdf);

	qpdf_oh_replace_stream_data(seal->qpdf, stream, bytes, len, none, none);
	return stream;
}

static void set_key(const struct seal *seal, qpdf_oh dictionary, const char *key, qpdf_oh value)
{
	qpdf_oh_replace_key(seal->qpdf, dictionary, key, value);
}

static void set_stream_key(const struct seal *seal, qpdf_oh stream, const char *key, qpdf_oh value)
{
	set_key(seal, qpdf_oh_get_dict(seal->qpdf, stream), key, value);
}

/* Metadata are a stream that is not packed: who has no qpdf reads them too. */
static void set_metadata(const struct seal *seal, const struct pial_strbuf *xmp)
{
	qpdf_oh stream = make_stream(seal, xmp->text, xmp->len);

	set_stream_key(seal, stream, "/Type", parse(seal, "/Metadata"));
	set_stream_key(seal, stream, "/Subtype", parse(seal, "/XML"));
	set_key(seal, seal->root, "/Metadata", stream);
}

static void put_metadata(const struct seal *seal)
{
	struct pial_strbuf xmp;

	pial_strbuf_init(&xmp, PIAL_STRBUF_OUTPUT);
	pial_pdf_xmp(&xmp, seal->job);
	set_metadata(seal, &xmp);
	pial_strbuf_release(&xmp);
}

static void put_colours(const struct seal *seal)
{
	qpdf_oh intent = parse(seal, "<< /Type /OutputIntent /S /GTS_PDFA1 "
				     "/OutputConditionIdentifier (sRGB) /Info (sRGB) >>");
	qpdf_oh list = qpdf_oh_new_array(seal->qpdf);
	struct pial_strbuf icc;
	qpdf_oh stream;

	pial_strbuf_init(&icc, PIAL_STRBUF_OUTPUT);
	pial_pdf_icc(&icc);
	stream = make_stream(seal, icc.text, icc.len);
	set_stream_key(seal, stream, "/N", qpdf_oh_new_integer(seal->qpdf, 3));
	set_key(seal, intent, "/DestOutputProfile", stream);
	qpdf_oh_append_item(seal->qpdf, list, intent);
	set_key(seal, seal->root, "/OutputIntents", list);
	pial_strbuf_release(&icc);
}

/* The day as PDF writes it. */
static qpdf_oh day_of(const struct seal *seal)
{
	struct pial_strbuf day, text;
	qpdf_oh value;

	pial_strbuf_init(&day, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_date_format(&day, seal->job->date);
	pial_strbuf_addf(&text, "D:%.4s%.2s%.2s000000Z", day.text, day.text + 5, day.text + 8);
	value = qpdf_oh_new_string(seal->qpdf, text.text);
	pial_strbuf_release(&text);
	pial_strbuf_release(&day);
	return value;
}

/* A name: what is no plain character is written by qpdf with its number sign. */
static qpdf_oh name_of(const struct seal *seal, const char *text)
{
	struct pial_strbuf name;
	qpdf_oh value;

	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&name, "/%s", text);
	value = qpdf_oh_new_name(seal->qpdf, name.text);
	pial_strbuf_release(&name);
	return value;
}

static qpdf_oh embedded(const struct seal *seal, const struct pial_pdf_file *file)
{
	qpdf_oh stream = make_stream(seal, file->bytes, file->len);
	qpdf_oh params = qpdf_oh_new_dictionary(seal->qpdf);

	set_stream_key(seal, stream, "/Type", parse(seal, "/EmbeddedFile"));
	set_stream_key(seal, stream, "/Subtype", name_of(seal, file->type));
	set_key(seal, params, "/ModDate", day_of(seal));
	set_key(seal, params, "/Size", qpdf_oh_new_integer(seal->qpdf, (long long)file->len));
	set_stream_key(seal, stream, "/Params", params);
	return stream;
}

/* The file, by its name and as one that belongs to the document. */
static void put_file(const struct seal *seal, const struct pial_pdf_file *file)
{
	qpdf_data q = seal->qpdf;
	qpdf_oh name = qpdf_oh_new_unicode_string(q, file->name);
	qpdf_oh spec = parse(seal, "<< /Type /Filespec /AFRelationship /Alternative >>");
	qpdf_oh inside = qpdf_oh_new_dictionary(q), names = qpdf_oh_new_dictionary(q);
	qpdf_oh tree = qpdf_oh_new_dictionary(q), leaf = qpdf_oh_new_array(q);
	qpdf_oh list = qpdf_oh_new_array(q), stream = embedded(seal, file);

	set_key(seal, inside, "/F", stream);
	set_key(seal, inside, "/UF", stream);
	set_key(seal, spec, "/F", name);
	set_key(seal, spec, "/UF", name);
	set_key(seal, spec, "/Desc", qpdf_oh_new_unicode_string(q, file->about));
	set_key(seal, spec, "/EF", inside);
	spec = qpdf_make_indirect_object(q, spec);
	qpdf_oh_append_item(q, leaf, name);
	qpdf_oh_append_item(q, leaf, spec);
	set_key(seal, tree, "/Names", leaf);
	set_key(seal, names, "/EmbeddedFiles", tree);
	set_key(seal, seal->root, "/Names", names);
	qpdf_oh_append_item(q, list, spec);
	set_key(seal, seal->root, "/AF", list);
}

/*
 * Fonts of two bytes a letter must say how letters find their shapes, even where it is the default
 * (6.2.11.3.2), which cairo does not.
 */
static void mend_font(const struct seal *seal, qpdf_oh font)
{
	qpdf_data q = seal->qpdf;
	qpdf_oh child;

	if (!qpdf_oh_is_name_and_equals(q, qpdf_oh_get_key(q, font, "/Subtype"), "/Type0"))
		return;
	child = qpdf_oh_get_array_item(q, qpdf_oh_get_key(q, font, "/DescendantFonts"), 0);
	if (!qpdf_oh_has_key(q, child, "/CIDToGIDMap"))
		set_key(seal, child, "/CIDToGIDMap", parse(seal, "/Identity"));
}

/* Adds the keys of a dictionary, each with its NUL: qpdf walks one dictionary at a time. */
static void list_keys(const struct seal *seal, qpdf_oh dictionary, struct pial_strbuf *keys)
{
	if (!qpdf_oh_is_dictionary(seal->qpdf, dictionary))
		return;
	qpdf_oh_begin_dict_key_iter(seal->qpdf, dictionary);
	while (qpdf_oh_dict_more_keys(seal->qpdf)) {
		pial_strbuf_addstr(keys, qpdf_oh_dict_next_key(seal->qpdf));
		pial_strbuf_addch(keys, '\0');
	}
}

/* The fonts of a page, or of a form that a page draws: cairo puts neither deeper. */
static void mend_fonts(const struct seal *seal, qpdf_oh holder, bool forms)
{
	qpdf_data q = seal->qpdf;
	qpdf_oh resources = qpdf_oh_get_key(q, holder, "/Resources");
	qpdf_oh fonts = qpdf_oh_get_key_if_dict(q, resources, "/Font");
	qpdf_oh objects = qpdf_oh_get_key_if_dict(q, resources, "/XObject");
	struct pial_strbuf keys;

	pial_strbuf_init(&keys, PIAL_STRBUF_OUTPUT);
	list_keys(seal, fonts, &keys);
	for (size_t at = 0; at < keys.len; at += strlen(keys.text + at) + 1)
		mend_font(seal, qpdf_oh_get_key(q, fonts, keys.text + at));
	pial_strbuf_clear(&keys);
	if (forms)
		list_keys(seal, objects, &keys);
	for (size_t at = 0; at < keys.len; at += strlen(keys.text + at) + 1)
		mend_fonts(seal, qpdf_oh_get_dict(q, qpdf_oh_get_key(q, objects, keys.text + at)),
			   false);
	pial_strbuf_release(&keys);
}

static void put_catalogue(const struct seal *seal)
{
	bool english = seal->job->paper->lang == PIAL_EN;

	int pages = qpdf_get_num_pages(seal->qpdf);

	for (int i = 0; i < pages; i++)
		mend_fonts(seal, qpdf_get_page_n(seal->qpdf, (size_t)i), true);
	put_metadata(seal);
	put_colours(seal);
	set_key(seal, seal->root, "/Lang", parse(seal, english ? "(en-GB)" : "(fr-FR)"));
	set_key(seal, seal->root, "/ViewerPreferences", parse(seal, "<< /DisplayDocTitle true >>"));
	if (seal->job->file)
		put_file(seal, seal->job->file);
	/* Nothing that could disagree with the metadata; cairo's says when it was made. */
	qpdf_oh_remove_key(seal->qpdf, qpdf_get_trailer(seal->qpdf), "/Info");
}

static void write_file(const struct seal *seal, struct pial_strbuf *out)
{
	qpdf_data q = seal->qpdf;

	if (qpdf_init_write_memory(q) & QPDF_ERRORS)
		return;
	qpdf_set_object_stream_mode(q, qpdf_o_generate);
	qpdf_set_newline_before_endstream(q, QPDF_TRUE);
	qpdf_set_deterministic_ID(q, QPDF_TRUE);
	qpdf_force_pdf_version(q, "1.7");
	if (qpdf_write(q) & QPDF_ERRORS)
		return;
	pial_strbuf_add(out, qpdf_get_buffer(q), qpdf_get_buffer_length(q));
}

/* True when qpdf had nothing to complain of; else why, and false. Gives the file back. */
static bool end(struct seal *seal, char *reason)
{
	bool ok = !qpdf_has_error(seal->qpdf);

	if (!ok)
		snprintf(reason, PIAL_PDF_REASON, "%s",
			 qpdf_get_error_full_text(seal->qpdf, qpdf_get_error(seal->qpdf)));
	qpdf_cleanup(&seal->qpdf);
	return ok;
}

/* Reads a file from memory; name is what complaints call it. */
static bool begin(struct seal *seal, const char *name, const char *bytes, size_t len)
{
	seal->qpdf = qpdf_init();
	qpdf_silence_errors(seal->qpdf);
	qpdf_set_suppress_warnings(seal->qpdf, QPDF_TRUE);
	if (qpdf_read_memory(seal->qpdf, name, bytes, len, NULL) & QPDF_ERRORS)
		return false;
	seal->root = qpdf_get_root(seal->qpdf);
	return true;
}

bool pial_pdf_seal(const struct pial_strbuf *pages, const struct pial_pdf_job *job,
		   struct pial_strbuf *out, char *reason)
{
	struct seal seal = { .job = job };

	if (begin(&seal, "pages", pages->text, pages->len)) {
		put_catalogue(&seal);
		write_file(&seal, out);
	}
	return end(&seal, reason);
}

/* Says of itself what is left; false when the metadata are none of ours. */
static bool plain_metadata(const struct seal *seal)
{
	qpdf_oh stream = qpdf_oh_get_key(seal->qpdf, seal->root, "/Metadata");
	unsigned char *bytes = NULL;
	struct pial_strbuf xmp;
	size_t len = 0;
	bool ok;

	if (!qpdf_oh_is_stream(seal->qpdf, stream) ||
	    qpdf_oh_get_stream_data(seal->qpdf, stream, qpdf_dl_all, NULL, &bytes, &len) &
	    QPDF_ERRORS)
		return false;
	pial_strbuf_init(&xmp, PIAL_STRBUF_OUTPUT);
	ok = pial_pdf_xmp_plain(&xmp, (const char *)bytes, len);
	if (ok)
		set_metadata(seal, &xmp);
	pial_strbuf_release(&xmp);
	free(bytes);
	return ok;
}

bool pial_pdf_unseal(const char *bytes, size_t len, struct pial_strbuf *out, char *reason)
{
	struct seal seal = { .job = NULL };
	bool ours = true;

	if (begin(&seal, "document", bytes, len)) {
		ours = plain_metadata(&seal);
		/* What nothing names is not written. */
		qpdf_oh_remove_key(seal.qpdf, seal.root, "/AF");
		qpdf_oh_remove_key(seal.qpdf, seal.root, "/Names");
		if (ours)
			write_file(&seal, out);
	}
	if (!ours)
		snprintf(reason, PIAL_PDF_REASON, "not PDF/A-3b as written here");
	return end(&seal, reason) && ours;
}
