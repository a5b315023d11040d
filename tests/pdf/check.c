/*
 * check [-p] FILE...: is this PDF what ISO 19005-3 level B asks of the files that we make?
 *
 * With -p it is to be a plain one, ISO 19005-2 level B, which carries no file.
 *
 * A checker of our own, with nothing of the code that writes: qpdf reads the file, and all that
 * hangs on the trailer is walked. Only what our documents hold is known; anything else is a fault
 * too, so that a file is not called good because nobody looked. Clauses are those of ISO 19005-3;
 * the list follows the rules of the profile PDFA-3B published by the veraPDF consortium, read as a
 * specification. Prints one line for each fault, then how many objects were seen; exit 1 when there
 * was a fault.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <qpdf/qpdf-c.h>

static qpdf_data q;
static const char *file;
static unsigned faults, seen;
static bool plain;
/* Objects walked, by number: a file of ours has few. */
static unsigned char walked[100000];

static void fault(const char *clause, const char *format, ...)
{
	va_list values;

	printf("%s: %s: ", file, clause);
	va_start(values, format);
	vprintf(format, values);
	va_end(values);
	putchar('\n');
	faults++;
}

static qpdf_oh key(qpdf_oh dict, const char *name)
{
	return qpdf_oh_get_key(q, dict, name);
}

static bool has(qpdf_oh dict, const char *name)
{
	return qpdf_oh_is_dictionary(q, dict) && qpdf_oh_has_key(q, dict, name);
}

/* True when a key is this name, "/Font". */
static bool is(qpdf_oh dict, const char *name, const char *value)
{
	return has(dict, name) && qpdf_oh_is_name(q, key(dict, name)) &&
	       strcmp(qpdf_oh_get_name(q, key(dict, name)), value) == 0;
}

static bool one_of(const char *word, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(word, *list) == 0)
			return true;
	return false;
}

/* ---- The bytes ---- */

static void check_bytes(const char *bytes, size_t len)
{
	size_t ends = 0, good = 0;

	if (len < 16 || memcmp(bytes, "%PDF-1.7\n%", 10) != 0)
		fault("6.1.2", "the header is not %%PDF-1.7");
	for (int i = 10; i < 14 && len > 14; i++)
		if ((unsigned char)bytes[i] <= 127)
			fault("6.1.2", "the comment after the header is not binary");
	if (len < 6 || memcmp(bytes + len - 6, "%%EOF\n", 6) != 0)
		fault("6.1.3", "something follows the end of the file");
	for (size_t i = 1; i + 9 <= len; i++) {
		if (memcmp(bytes + i, "endstream", 9) != 0)
			continue;
		ends++;
		good += bytes[i - 1] == '\n' || bytes[i - 1] == '\r';
	}
	if (!ends || ends != good)
		fault("6.1.7.1", "%zu of %zu endstream begin no line", ends - good, ends);
}

/* ---- Content ---- */

/*
 * Operators of ISO 32000-1, table 51, without those of CMYK, of inline images and of compatibility.
 */
static const char *const operators[] = {
	"b", "B", "b*", "B*", "BDC", "BMC", "BT", "c", "cm", "CS", "cs", "d", "d0", "d1", "Do",
	"DP", "EMC", "ET", "f", "F", "f*", "G", "g", "gs", "h", "i", "j", "J", "l", "M", "m",
	"MP", "n", "q", "Q", "re", "RG", "rg", "s", "S", "SC", "sc", "SCN", "scn", "sh", "T*",
	"Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts", "Tw", "Tz", "v", "w", "W",
	"W*", "y", "'", "\"", NULL,
};

/* Past a string, a name, a number or a mark; an operator is copied to word. */
static size_t token(const char *text, size_t len, size_t at, char *word, size_t room)
{
	static const char ends[] = " \t\r\n\f()<>[]{}/%";
	size_t depth = 0, n = 0;

	word[0] = '\0';
	if (text[at] == '(') {
		do {
			if (text[at] == '\\')
				at++;
			else if (text[at] == '(')
				depth++;
			else if (text[at] == ')')
				depth--;
			at++;
		} while (depth && at < len);
		return at;
	}
	if (text[at] == '<' && at + 1 < len && text[at + 1] == '<')
		return at + 2;
	if (text[at] == '<') {
		for (; at < len && text[at] != '>'; at++)
			n += text[at] != '<' && !strchr(" \r\n", text[at]);
		if (n % 2)
			fault("6.1.6", "a hexadecimal string of %zu digits", n);
		return at + 1;
	}
	if (strchr("<>[]{}", text[at]))
		return at + 1;
	if (text[at] == '/' || strchr("+-.0123456789", text[at])) {
		for (at++; at < len && !strchr(ends, text[at]);)
			at++;
		return at;
	}
	for (; at < len && !strchr(ends, text[at]); at++)
		if (n + 1 < room)
			word[n++] = text[at];
	word[n] = '\0';
	return at;
}

static void check_content(qpdf_oh stream)
{
	unsigned char *bytes = NULL;
	size_t len = 0;
	int depth = 0;
	char word[20];
	QPDF_BOOL filtered;

	if (qpdf_oh_get_stream_data(q, stream, qpdf_dl_all, &filtered, &bytes, &len) &
	    QPDF_ERRORS) {
		fault("6.2.2", "a content stream cannot be read");
		return;
	}
	for (size_t at = 0; at < len;) {
		if (strchr(" \t\r\n\f", bytes[at])) {
			at++;
			continue;
		}
		at = token((const char *)bytes, len, at, word, sizeof(word));
		if (!*word)
			continue;
		if (!one_of(word, operators))
			fault("6.2.2", "operator %s", word);
		depth += strcmp(word, "q") == 0;
		depth -= strcmp(word, "Q") == 0;
		if (depth > 28)
			fault("6.1.13", "%d states are saved", depth);
	}
	if (depth)
		fault("6.2.2", "%d states are never restored", depth);
	free(bytes);
}

/* ---- Fonts ---- */

static void check_embedded(qpdf_oh descriptor, const char *name)
{
	if (!has(descriptor, "/FontFile2") && !has(descriptor, "/FontFile3"))
		fault("6.2.11.4", "%s is not embedded", name);
	if (!has(descriptor, "/FontName"))
		fault("6.2.11.2", "%s: no name in the descriptor", name);
}

static void check_simple_font(qpdf_oh font, const char *name)
{
	int first, last, widths;

	if (!has(font, "/FirstChar") || !has(font, "/LastChar") || !has(font, "/Widths")) {
		fault("6.2.11.2", "%s: no widths", name);
		return;
	}
	first = qpdf_oh_get_int_value_as_int(q, key(font, "/FirstChar"));
	last = qpdf_oh_get_int_value_as_int(q, key(font, "/LastChar"));
	widths = qpdf_oh_get_array_n_items(q, key(font, "/Widths"));
	if (widths != last - first + 1)
		fault("6.2.11.2", "%s: %d widths for %d to %d", name, widths, first, last);
	if (!is(font, "/Encoding", "/WinAnsiEncoding") &&
	    !is(font, "/Encoding", "/MacRomanEncoding"))
		fault("6.2.11.6", "%s: another encoding", name);
	check_embedded(key(font, "/FontDescriptor"), name);
}

static void check_composite_font(qpdf_oh font, const char *name)
{
	qpdf_oh child = qpdf_oh_get_array_item(q, key(font, "/DescendantFonts"), 0);

	if (!is(font, "/Encoding", "/Identity-H"))
		fault("6.2.11.3", "%s: encoding is not Identity-H", name);
	if (!has(child, "/CIDSystemInfo"))
		fault("6.2.11.3", "%s: no CIDSystemInfo", name);
	if (is(child, "/Subtype", "/CIDFontType2") && !is(child, "/CIDToGIDMap", "/Identity"))
		fault("6.2.11.3", "%s: no CIDToGIDMap", name);
	check_embedded(key(child, "/FontDescriptor"), name);
}

static void check_font(qpdf_oh font)
{
	bool named = has(font, "/BaseFont");
	const char *name = named ? qpdf_oh_get_name(q, key(font, "/BaseFont")) : "";
	char own[200];

	snprintf(own, sizeof(own), "%s", name);
	if (!*own)
		fault("6.2.11.2", "a font without a name");
	if (!has(font, "/ToUnicode"))
		fault("6.2.11.7", "%s: no ToUnicode", own);
	if (is(font, "/Subtype", "/TrueType") || is(font, "/Subtype", "/Type1"))
		check_simple_font(font, own);
	else if (is(font, "/Subtype", "/Type0"))
		check_composite_font(font, own);
	else
		fault("6.2.11.2", "%s: a kind of font that is not known here", own);
}

/* ---- Every object ---- */

static void check_scalar(qpdf_oh oh)
{
	size_t len = 0;

	if (qpdf_oh_is_name(q, oh) && strlen(qpdf_oh_get_name(q, oh)) > 128)
		fault("6.1.13", "a name of more than 127 bytes");
	if (qpdf_oh_is_string(q, oh)) {
		qpdf_oh_get_binary_string_value(q, oh, &len);
		if (len > 32767)
			fault("6.1.13", "a string of %zu bytes", len);
	}
	if (qpdf_oh_is_integer(q, oh)) {
		long long value = qpdf_oh_get_int_value(q, oh);

		if (value > 2147483647LL || value < -2147483648LL)
			fault("6.1.13", "the integer %lld", value);
	}
}

static void check_stream(qpdf_oh dict)
{
	static const char *const filters[] = { "/FlateDecode", "/DCTDecode", NULL };

	if (has(dict, "/F") || has(dict, "/FFilter") || has(dict, "/FDecodeParms"))
		fault("6.1.7.1", "a stream in another file");
	if (has(dict, "/Filter") && (!qpdf_oh_is_name(q, key(dict, "/Filter")) ||
				     !one_of(qpdf_oh_get_name(q, key(dict, "/Filter")), filters)))
		fault("6.1.7.2", "a filter that is not known here");
}

/* What no dictionary of ours may hold, wherever it stands. */
static void check_keys(qpdf_oh dict)
{
	static const struct {
		const char *name, *clause;
	} never[] = {
		{ "/AA", "6.5.2" }, { "/JS", "6.5.1" }, { "/JavaScript", "6.5.1" },
		{ "/OpenAction", "6.5.1" }, { "/AcroForm", "6.4.1" }, { "/XFA", "6.4.2" },
		{ "/NeedsRendering", "6.4.2" }, { "/Requirements", "6.11" }, { "/Perms", "6.1.12" },
		{ "/PresSteps", "6.10" }, { "/AlternatePresentations", "6.10" },
		{ "/OCProperties", "6.9" }, { "/TR", "6.2.5" }, { "/TR2", "6.2.5" },
		{ "/HTP", "6.2.5" }, { "/HT", "6.2.5" }, { "/OPI", "6.2.9" }, { "/Ref", "6.2.9" },
		{ "/PS", "6.2.9" }, { "/Alternates", "6.2.8" }, { "/Annots", "6.3.1" },
		{ "/Encrypt", "6.1.3" },
	};

	for (size_t i = 0; i < sizeof(never) / sizeof(*never); i++)
		if (has(dict, never[i].name))
			fault(never[i].clause, "the key %s", never[i].name);
	if (has(dict, "/BM") && !is(dict, "/BM", "/Normal"))
		fault("6.2.10", "a blend mode");
	if (is(dict, "/Subtype", "/Image") && has(dict, "/Interpolate"))
		fault("6.2.8", "an image is interpolated");
	if (is(dict, "/Type", "/Font") && !has(dict, "/CIDSystemInfo"))
		check_font(dict);
	for (const char *const *cs = (const char *const[]){ "/DeviceCMYK", NULL }; *cs; cs++)
		if (is(dict, "/ColorSpace", *cs) || is(dict, "/CS", *cs))
			fault("6.2.4.3", "colours of print");
}

static void walk(qpdf_oh oh);

static void walk_dictionary(qpdf_oh dict)
{
	char *names[64];
	size_t count = 0;

	check_keys(dict);
	qpdf_oh_begin_dict_key_iter(q, dict);
	while (qpdf_oh_dict_more_keys(q) && count < 64)
		names[count++] = strdup(qpdf_oh_dict_next_key(q));
	if (count == 64)
		fault("-", "a dictionary of 64 keys is not walked whole");
	for (size_t i = 0; i < count; i++) {
		if (strlen(names[i]) > 128)
			fault("6.1.13", "a key of more than 127 bytes");
		walk(key(dict, names[i]));
		free(names[i]);
	}
}

static void walk(qpdf_oh oh)
{
	int number = qpdf_oh_get_object_id(q, oh);

	if (number > 0) {
		if ((size_t)number >= sizeof(walked) || walked[number])
			return;
		walked[number] = 1;
	}
	seen++;
	if (qpdf_oh_is_stream(q, oh)) {
		qpdf_oh dict = qpdf_oh_get_dict(q, oh);

		check_stream(dict);
		walk_dictionary(dict);
		if (is(dict, "/Subtype", "/Form"))
			check_content(oh);
	} else if (qpdf_oh_is_dictionary(q, oh)) {
		walk_dictionary(oh);
	} else if (qpdf_oh_is_array(q, oh)) {
		int count = qpdf_oh_get_array_n_items(q, oh);

		for (int i = 0; i < count; i++)
			walk(qpdf_oh_get_array_item(q, oh, i));
	} else {
		check_scalar(oh);
	}
}

/* ---- Pages ---- */

static void check_page(qpdf_oh page)
{
	qpdf_oh box = key(page, "/MediaBox"), content = key(page, "/Contents");

	for (int i = 2; i < 4; i++) {
		double side = qpdf_oh_get_numeric_value(q, qpdf_oh_get_array_item(q, box, i));

		if (side < 3 || side > 14400)
			fault("6.1.13", "a page %f wide or high", side);
	}
	if (!has(page, "/Resources"))
		fault("6.2.2", "a page without resources");
	if (qpdf_oh_is_array(q, content))
		for (int i = 0; i < qpdf_oh_get_array_n_items(q, content); i++)
			check_content(qpdf_oh_get_array_item(q, content, i));
	else
		check_content(content);
}

/* ---- The catalogue ---- */

static bool contains(const char *text, const char *what)
{
	return strstr(text, what) != NULL;
}

static unsigned char *data_of(qpdf_oh stream, size_t *len)
{
	unsigned char *bytes = NULL;
	QPDF_BOOL filtered;

	*len = 0;
	qpdf_oh_get_stream_data(q, stream, qpdf_dl_all, &filtered, &bytes, len);
	return bytes;
}

static void check_metadata(qpdf_oh root, bool carries)
{
	qpdf_oh stream = key(root, "/Metadata"), dict;
	unsigned char *bytes;
	char *text;
	size_t len;

	if (!qpdf_oh_is_stream(q, stream)) {
		fault("6.6.2.1", "no metadata");
		return;
	}
	dict = qpdf_oh_get_dict(q, stream);
	if (!is(dict, "/Type", "/Metadata") || !is(dict, "/Subtype", "/XML"))
		fault("6.6.2.1", "metadata of another type");
	if (has(dict, "/Filter"))
		fault("6.6.2.1", "metadata that are packed");
	bytes = data_of(stream, &len);
	text = strndup((char *)bytes, len);
	if (strncmp(text, "<?xpacket begin=", 16) != 0 || contains(text, "bytes=") ||
	    contains(text, "encoding=") || !contains(text, "<?xpacket end=\"r\"?>"))
		fault("6.6.2.1", "the packet's header or end");
	if (!contains(text, plain ? "<pdfaid:part>2<" : "<pdfaid:part>3<") ||
	    !contains(text, "<pdfaid:conformance>B</pdfaid:conformance>"))
		fault("6.6.4", "it does not say PDF/A-%db", plain ? 2 : 3);
	if (plain && (carries || contains(text, "factur-x") || contains(text, "<fx:")))
		fault("19005-2, 6.8", "it carries a file, or says that it does");
	if (contains(text, "<fx:") != contains(text, "<pdfaExtension:schemas>"))
		fault("6.6.2.3", "properties without their schema, or the reverse");
	if (contains(text, "<fx:") && (!carries ||
	    !contains(text, "<fx:DocumentType>INVOICE</fx:DocumentType>") ||
	    !contains(text, "<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>") ||
	    !contains(text, "<fx:Version>1.0</fx:Version>") ||
	    !contains(text, "<fx:ConformanceLevel>")))
		fault("Factur-X", "properties of the invoice");
	free(text);
	free(bytes);
}

static unsigned long big_endian(const unsigned char *at)
{
	return (unsigned long)at[0] << 24 | (unsigned long)at[1] << 16 |
	       (unsigned long)at[2] << 8 | at[3];
}

static void check_colours(qpdf_oh root)
{
	qpdf_oh list = key(root, "/OutputIntents"), intent, profile;
	unsigned char *icc;
	size_t len;

	if (!qpdf_oh_is_array(q, list) || qpdf_oh_get_array_n_items(q, list) != 1) {
		fault("6.2.3", "not one output intent");
		return;
	}
	intent = qpdf_oh_get_array_item(q, list, 0);
	if (!is(intent, "/S", "/GTS_PDFA1") || !has(intent, "/OutputConditionIdentifier"))
		fault("6.2.3", "the output intent is another");
	profile = key(intent, "/DestOutputProfile");
	if (!qpdf_oh_is_stream(q, profile)) {
		fault("6.2.3", "no profile of colours");
		return;
	}
	icc = data_of(profile, &len);
	if (qpdf_oh_get_int_value(q, key(qpdf_oh_get_dict(q, profile), "/N")) != 3)
		fault("6.2.3", "a profile of other than three colours");
	if (len < 132 || big_endian(icc) != len || icc[8] > 4 ||
	    memcmp(icc + 12, "mntrRGB XYZ ", 12) != 0 || memcmp(icc + 36, "acsp", 4) != 0)
		fault("6.2.3", "the profile's header");
	for (size_t i = 0; len >= 132 && i < big_endian(icc + 128); i++) {
		const unsigned char *tag = icc + 132 + 12 * i;

		if (big_endian(tag + 4) + big_endian(tag + 8) > len || big_endian(tag + 4) % 4)
			fault("6.2.3", "the profile's tag %.4s", (const char *)tag);
	}
	free(icc);
}

static void check_spec(qpdf_oh spec)
{
	qpdf_oh inside = key(spec, "/EF"), stream = key(inside, "/F"), dict;

	if (!has(spec, "/F") || !has(spec, "/UF") || !has(spec, "/Desc"))
		fault("6.8", "a file without its names");
	if (!is(spec, "/AFRelationship", "/Alternative"))
		fault("6.8", "the file's relationship");
	if (!qpdf_oh_is_stream(q, stream)) {
		fault("6.8", "no embedded file");
		return;
	}
	dict = qpdf_oh_get_dict(q, stream);
	if (!is(dict, "/Type", "/EmbeddedFile") || !is(dict, "/Subtype", "/text/xml"))
		fault("6.8", "the type of the embedded file");
	if (!has(dict, "/Params") || !has(key(dict, "/Params"), "/ModDate"))
		fault("Factur-X", "the embedded file has no date");
}

/* True when a file is carried. */
static bool check_files(qpdf_oh root)
{
	qpdf_oh names = key(root, "/Names"), list = key(root, "/AF"), leaf;

	if (!has(names, "/EmbeddedFiles")) {
		if (has(root, "/AF"))
			fault("6.8", "a file that is associated and not embedded");
		return false;
	}
	leaf = key(key(names, "/EmbeddedFiles"), "/Names");
	if (!qpdf_oh_is_array(q, list) || qpdf_oh_get_array_n_items(q, list) != 1 ||
	    qpdf_oh_get_array_n_items(q, leaf) != 2 ||
	    qpdf_oh_get_object_id(q, qpdf_oh_get_array_item(q, list, 0)) !=
	    qpdf_oh_get_object_id(q, qpdf_oh_get_array_item(q, leaf, 1)))
		fault("6.8", "the embedded file is not the associated one");
	else
		check_spec(qpdf_oh_get_array_item(q, list, 0));
	return true;
}

static void check_trailer(qpdf_oh trailer)
{
	qpdf_oh id = key(trailer, "/ID");
	char *first;

	if (has(trailer, "/Info"))
		fault("6.6.3", "an Info dictionary");
	if (!qpdf_oh_is_array(q, id) || qpdf_oh_get_array_n_items(q, id) != 2) {
		fault("6.1.3", "no identifier");
		return;
	}
	first = strdup(qpdf_oh_unparse_binary(q, qpdf_oh_get_array_item(q, id, 0)));
	/* A plain one is another form of the same document: ISO 32000-1, 14.4. */
	id = qpdf_oh_get_array_item(q, id, 1);
	if ((strcmp(first, qpdf_oh_unparse_binary(q, id)) != 0) != plain)
		fault("6.1.3", plain ? "not known as a form of the hybrid"
				     : "the two identifiers of a new file differ");
	free(first);
}

static void check_file(const char *bytes, size_t len)
{
	qpdf_oh root;
	int pages;

	memset(walked, 0, sizeof(walked));
	seen = 0;
	q = qpdf_init();
	qpdf_set_attempt_recovery(q, QPDF_FALSE);
	check_bytes(bytes, len);
	if (qpdf_read_memory(q, file, bytes, len, NULL) & QPDF_ERRORS) {
		fault("-", "it cannot be read");
		qpdf_cleanup(&q);
		return;
	}
	root = qpdf_get_root(q);
	check_trailer(qpdf_get_trailer(q));
	check_colours(root);
	check_metadata(root, check_files(root));
	if (!has(root, "/Lang"))
		fault("6.7", "no language");
	pages = qpdf_get_num_pages(q);
	for (int i = 0; i < pages; i++)
		check_page(qpdf_get_page_n(q, (size_t)i));
	walk(root);
	if (qpdf_more_warnings(q) || qpdf_has_error(q))
		fault("-", "qpdf has something to say");
	qpdf_cleanup(&q);
}

int main(int argc, char **argv)
{
	plain = argc > 1 && strcmp(argv[1], "-p") == 0;
	for (int i = plain ? 2 : 1; i < argc; i++) {
		FILE *in = fopen(argv[i], "rb");
		char *bytes = malloc(1 << 24);
		size_t len;

		if (!in || !bytes) {
			perror(argv[i]);
			return 2;
		}
		file = argv[i];
		len = fread(bytes, 1, 1 << 24, in);
		fclose(in);
		check_file(bytes, len);
		printf("%s: %u objects\n", file, seen);
		free(bytes);
	}
	return faults ? 1 : 0;
}
