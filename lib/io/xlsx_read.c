/*
 * Reading Office Open XML workbooks (ECMA-376, ISO/IEC 29500): what Excel saves as .xlsx.
 *
 * Parts are found as the standard says, by relations, and not by the names that Excel happens to
 * give them: other programs give others. Texts and formats are read before the sheets that name
 * them by number.
 */
#include "io/xlsx_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "io/csv.h"

#include "base/banned.h"

/* Most texts, styles, formats and sheets that are believed; programs stay far below. */
#define SHARED_MAX ((size_t)1 << 24)
#define STYLES_MAX 65536
#define FORMATS_MAX 1000
#define SHEETS_MAX 1000

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define STRICT "http://purl.oclc.org/ooxml/"

const struct pial_xml_space pial_xlsx_spaces[] = {
	{ MAIN, "x" },
	{ STRICT "spreadsheetml/main", "x" },
	{ RELATION, "r" },
	{ STRICT "officeDocument/relationships", "r" },
	{ "http://schemas.openxmlformats.org/package/2006/relationships", "p" },
	{ NULL, NULL },
};

static const char *keep(struct pial_xlsx *x, const char *text, size_t len)
{
	return pial_arena_strndup(&x->grid->book->arena, text, len);
}

static bool no_close(void *data, const struct pial_xml_name *name)
{
	(void)data;
	(void)name;
	return true;
}

static bool no_text(void *data, const char *text, size_t len)
{
	(void)data;
	(void)text;
	(void)len;
	return true;
}

static bool read_part(struct pial_xlsx *x, const char *part, const struct pial_xml_ops *ops)
{
	return pial_wgrid_part(x->grid, x->unpack, part, pial_xlsx_spaces, ops, x);
}

/* ---- Texts ---- */

/* The value of four hexadecimal digits, or -1. */
static int32_t hexadecimal(const char *text)
{
	int32_t value = 0;

	for (int i = 0; i < 4; i++) {
		const char *digit = text[i] ? strchr("0123456789ABCDEF0123456789abcdef", text[i])
					    : NULL;

		if (!digit)
			return -1;
		value = value * 16 +
			(int32_t)((digit - "0123456789ABCDEF0123456789abcdef") % 16);
	}
	return value;
}

void pial_xlsx_add_text(struct pial_strbuf *out, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		const char *mark = memchr(text + at, '_', len - at);
		size_t plain = mark ? (size_t)(mark - text) - at : len - at;
		int32_t code = -1;

		pial_strbuf_add(out, text + at, plain);
		at += plain;
		if (at == len)
			return;
		if (len - at >= 7 && text[at + 1] == 'x' && text[at + 6] == '_')
			code = hexadecimal(text + at + 2);
		if (code > 0) {
			/* Excel's line ends: CR, or CR LF, are one line feed. */
			if (code != '\r')
				pial_utf8_put(out, code);
			else if (at + 7 >= len || text[at + 7] != '\n')
				pial_strbuf_addch(out, '\n');
			at += 7;
		} else {
			pial_strbuf_addch(out, text[at++]);
		}
	}
}

static bool shared_open(void *data, const struct pial_xml_name *name)
{
	struct pial_xlsx *x = data;

	x->depth++;
	if (pial_xml_is(name, "x:si")) {
		x->item = x->depth;
		pial_strbuf_clear(&x->text);
	} else if (x->item && !x->phonetic && pial_xml_is(name, "x:rPh")) {
		x->phonetic = x->depth;
	} else if (x->item && !x->phonetic && pial_xml_is(name, "x:t")) {
		x->plain = x->depth;
		pial_strbuf_clear(&x->scratch);
	}
	return true;
}

static bool shared_close(void *data, const struct pial_xml_name *name)
{
	struct pial_xlsx *x = data;
	unsigned depth = x->depth--;

	(void)name;
	if (depth == x->plain) {
		x->plain = 0;
		pial_xlsx_add_text(&x->text, x->scratch.text, x->scratch.len);
		/* One too long for a field is refused where a cell names it, if one does. */
		if (x->scratch.overflow || x->text.overflow) {
			pial_strbuf_clear(&x->text);
			pial_strbuf_addchars(&x->text, '?', PIAL_CSV_FIELD + 1);
		}
	} else if (depth == x->phonetic) {
		x->phonetic = 0;
	} else if (depth == x->item) {
		x->item = 0;
		if (x->shareds == SHARED_MAX)
			return pial_wgrid_fail(x->grid, PIAL_WGRID_SIZE, 0, 0);
		x->shared = pial_grow(x->shared, x->shareds, &x->shared_cap, sizeof(*x->shared));
		x->shared[x->shareds].text = keep(x, x->text.text, x->text.len);
		x->shared[x->shareds++].len = (uint32_t)x->text.len;
	}
	return true;
}

static bool shared_text(void *data, const char *text, size_t len)
{
	struct pial_xlsx *x = data;

	if (x->plain)
		pial_strbuf_add(&x->scratch, text, len);
	return true;
}

/* ---- Formats ---- */

/* What the formats that have a number and no code show (18.8.30). */
static enum pial_xlsx_format built_in(uint32_t number)
{
	if (number == 9 || number == 10)
		return PIAL_XLSX_PERCENT;
	if ((number >= 14 && number <= 17) || number == 22 || (number >= 27 && number <= 31) ||
	    number == 36 || (number >= 50 && number <= 54) || (number >= 57 && number <= 58))
		return PIAL_XLSX_DATE;
	if ((number >= 18 && number <= 21) || (number >= 32 && number <= 35) ||
	    (number >= 45 && number <= 47) || number == 55 || number == 56)
		return PIAL_XLSX_TIME;
	return PIAL_XLSX_NUMBER;
}

enum pial_xlsx_format pial_xlsx_code(const char *code, size_t len)
{
	bool day = false, month = false, time = false, percent = false;

	for (size_t i = 0; i < len && code[i] != ';'; i++) {
		const char *end = NULL;

		switch (code[i]) {
		case '"':
			end = memchr(code + i + 1, '"', len - i - 1);
			i = end ? (size_t)(end - code) : len - 1;
			break;
		case '[':
			/* [h] counts hours; [Red], [$-40C] and [>1] are no parts of a date. */
			end = memchr(code + i, ']', len - i);
			time = time || (i + 1 < len && strchr("hHmMsS", code[i + 1]) && end &&
					(code[i + 2] == ']' || code[i + 2] == code[i + 1]));
			i = end ? (size_t)(end - code) : len - 1;
			break;
		case '\\':
		case '_':
		case '*':
			i++;
			break;
		case 'y': case 'Y': case 'd': case 'D': case 'j': case 'J':
			day = true;
			break;
		case 'm': case 'M':
			month = true;
			break;
		case 'h': case 'H': case 's': case 'S':
			time = true;
			break;
		case '%':
			percent = true;
			break;
		default:
			break;
		}
	}
	if (day || (month && !time))
		return PIAL_XLSX_DATE;
	return time ? PIAL_XLSX_TIME : percent ? PIAL_XLSX_PERCENT : PIAL_XLSX_NUMBER;
}

static void own_format(struct pial_xlsx *x, const struct pial_xml_name *name)
{
	size_t len;
	const char *code = pial_xml_get(name, "formatCode", &len);

	if (!code || x->specials == FORMATS_MAX || (len == 7 && !memcmp(code, "General", 7)))
		return;
	x->special = pial_grow(x->special, x->specials, &x->special_cap, sizeof(*x->special));
	x->special_as = pial_grow(x->special_as, x->specials, &x->special_as_cap,
				  sizeof(*x->special_as));
	x->special[x->specials] = (uint16_t)pial_xml_number(name, "numFmtId", 0, UINT16_MAX);
	x->special_as[x->specials++] = (uint8_t)pial_xlsx_code(code, len);
}

static bool styles_open(void *data, const struct pial_xml_name *name)
{
	struct pial_xlsx *x = data;
	uint32_t number;

	if (pial_xml_is(name, "x:cellXfs"))
		x->in_styles = true;
	else if (pial_xml_is(name, "x:numFmt"))
		own_format(x, name);
	if (!x->in_styles || !pial_xml_is(name, "x:xf") || x->formats == STYLES_MAX)
		return true;
	number = pial_xml_number(name, "numFmtId", 0, UINT16_MAX);
	x->format = pial_grow(x->format, x->formats, &x->format_cap, sizeof(*x->format));
	x->format[x->formats] = (uint8_t)built_in(number);
	for (size_t i = 0; i < x->specials; i++)
		if (x->special[i] == number)
			x->format[x->formats] = x->special_as[i];
	x->formats++;
	return true;
}

static bool styles_close(void *data, const struct pial_xml_name *name)
{
	struct pial_xlsx *x = data;

	if (pial_xml_is(name, "x:cellXfs"))
		x->in_styles = false;
	return true;
}

/* ---- The workbook and its relations ---- */

static bool book_open(void *data, const struct pial_xml_name *name)
{
	struct pial_xlsx *x = data;
	struct pial_xlsx_sheet *sheet;
	const char *text;
	size_t len;

	if (pial_xml_is(name, "x:workbookPr"))
		x->dates_1904 = pial_xml_has(name, "date1904", "1") ||
				pial_xml_has(name, "date1904", "true");
	if (!pial_xml_is(name, "x:sheet"))
		return true;
	if (x->sheets == SHEETS_MAX)
		return pial_wgrid_fail(x->grid, PIAL_WGRID_SIZE, 0, 0);
	x->sheet = pial_grow(x->sheet, x->sheets, &x->sheet_cap, sizeof(*x->sheet));
	sheet = &x->sheet[x->sheets++];
	memset(sheet, 0, sizeof(*sheet));
	text = pial_xml_get(name, "name", &len);
	sheet->name = keep(x, text ? text : "", len);
	text = pial_xml_get(name, "r:id", &len);
	sheet->relation = keep(x, text ? text : "", len);
	sheet->hidden = pial_xml_has(name, "state", "hidden") ||
			pial_xml_has(name, "state", "veryHidden");
	return true;
}

/* Relations being read: what they are for, and what they led to. */
struct relations {
	struct pial_xlsx *xlsx;		/* the workbook */
	const char *folder;		/* of the part that has them, with its slash */
	const char *book, *shared, *styles;	/* parts found; NULL: none */
};

/* True when a relation's type ends in a word, in either edition of the standard. */
static bool is_type(const struct pial_xml_name *name, const char *word)
{
	size_t len, tail = strlen(word);
	const char *type = pial_xml_get(name, "Type", &len);

	return type && len > tail && type[len - tail - 1] == '/' &&
	       !memcmp(type + len - tail, word, tail);
}

/* The part that a relation names: from the root of the archive, or beside the part that has it. */
static const char *target(struct relations *rel, const struct pial_xml_name *name)
{
	size_t len;
	const char *text = pial_xml_get(name, "Target", &len);
	struct pial_strbuf *path = &rel->xlsx->scratch;

	if (!text || pial_xml_has(name, "TargetMode", "External"))
		return NULL;
	pial_strbuf_clear(path);
	if (len && text[0] == '/') {
		text++;
		len--;
	} else if (len > 3 && !memcmp(text, "../", 3)) {
		text += 3;
		len -= 3;
	} else {
		pial_strbuf_addstr(path, rel->folder);
	}
	pial_strbuf_add(path, text, len);
	return keep(rel->xlsx, path->text, path->len);
}

static bool relation_open(void *data, const struct pial_xml_name *name)
{
	struct relations *rel = data;
	size_t len;
	const char *id, *part;

	if (!pial_xml_is(name, "p:Relationship"))
		return true;
	part = target(rel, name);
	if (is_type(name, "officeDocument"))
		rel->book = part;
	else if (is_type(name, "sharedStrings"))
		rel->shared = part;
	else if (is_type(name, "styles"))
		rel->styles = part;
	if (!is_type(name, "worksheet"))
		return true;
	id = pial_xml_get(name, "Id", &len);
	for (size_t i = 0; id && i < rel->xlsx->sheets; i++)
		if (strlen(rel->xlsx->sheet[i].relation) == len &&
		    !memcmp(rel->xlsx->sheet[i].relation, id, len))
			rel->xlsx->sheet[i].part = part;
	return true;
}

static bool read_relations(struct relations *rel, const char *part)
{
	static const struct pial_xml_ops ops = { relation_open, no_close, no_text };

	return pial_wgrid_part(rel->xlsx->grid, rel->xlsx->unpack, part, pial_xlsx_spaces, &ops,
			      rel);
}

/* The relations of a part stand beside it, in a folder: a/b.xml has a/_rels/b.xml.rels. */
static const char *relations_of(struct pial_xlsx *x, const char *part, const char **folder)
{
	const char *slash = strrchr(part, '/');
	size_t len = slash ? (size_t)(slash - part) + 1 : 0;

	*folder = keep(x, part, len);
	return pial_arena_printf(&x->grid->book->arena, "%s_rels/%s.rels", *folder, part + len);
}

static bool read_sheets(struct pial_xlsx *x)
{
	for (size_t i = 0; i < x->sheets; i++) {
		if (!x->sheet[i].part)
			continue;
		x->grid->sheet = pial_workbook_sheet(x->grid->book, x->sheet[i].name);
		x->grid->sheet->hidden = x->sheet[i].hidden;
		if (!pial_xlsx_cells(x, x->sheet[i].part))
			return false;
	}
	return true;
}

static bool read_book(struct pial_xlsx *x)
{
	static const struct pial_xml_ops book_ops = { book_open, no_close, no_text };
	static const struct pial_xml_ops shared_ops = { shared_open, shared_close, shared_text };
	static const struct pial_xml_ops styles_ops = { styles_open, styles_close, no_text };
	struct relations rel = { .xlsx = x, .folder = "" };
	const char *relations;

	if (!read_relations(&rel, "_rels/.rels"))
		return false;
	if (!rel.book)
		return pial_wgrid_fail(x->grid, PIAL_WGRID_KIND, 0, 0);
	relations = relations_of(x, rel.book, &rel.folder);
	if (!read_part(x, rel.book, &book_ops))
		return false;
	if (!x->sheets)
		return pial_wgrid_fail(x->grid, PIAL_WGRID_KIND, 0, 0);
	if (!read_relations(&rel, relations))
		return false;
	if (rel.shared && !read_part(x, rel.shared, &shared_ops))
		return false;
	if (rel.styles && !read_part(x, rel.styles, &styles_ops))
		return false;
	return read_sheets(x);
}

bool pial_xlsx_read(struct pial_wgrid *grid, struct pial_unpack *unpack)
{
	struct pial_xlsx x = { .grid = grid, .unpack = unpack };
	bool ok;

	pial_strbuf_init(&x.text, 2 * PIAL_CSV_FIELD);
	pial_strbuf_init(&x.scratch, 2 * PIAL_CSV_FIELD);
	ok = read_book(&x);
	pial_strbuf_release(&x.text);
	pial_strbuf_release(&x.scratch);
	free(x.sheet);
	free(x.shared);
	free(x.format);
	free(x.special);
	free(x.special_as);
	return ok;
}
