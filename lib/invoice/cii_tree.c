/*
 * libxml2's stream of elements, kept as nodes.
 *
 * A tree, where the readers of spreadsheets keep none: an invoice is small, and its rules compare
 * what stands far apart. Ours rather than libxml2's own, which would bring XPath and a second way
 * to be refused.
 */
#include "invoice/cii_tree.h"

#include <string.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "io/xml.h"
#include "io/xml_read.h"

#include "base/banned.h"

#define UNECE "urn:un:unece:uncefact:data:standard:"

static const struct pial_xml_space spaces[] = {
	{ UNECE "CrossIndustryInvoice:100", "rsm" },
	{ UNECE "ReusableAggregateBusinessInformationEntity:100", "ram" },
	{ UNECE "QualifiedDataType:100", "qdt" },
	{ UNECE "UnqualifiedDataType:100", "udt" },
	{ NULL, NULL },
};

/* An element that is still open. */
struct level {
	struct pial_cii *node;		/* it */
	struct pial_cii **end;		/* where its next child goes */
};

struct reading {
	struct pial_arena *arena;		/* holds the nodes */
	struct level open[PIAL_XML_DEPTH + 1];	/* from the root inwards */
	size_t depth;				/* how many */
	struct pial_cii *root;			/* the outermost */
	struct pial_strbuf text;		/* of the innermost, so far */
	const char *bytes;			/* the file, until it was handed over */
	size_t len;				/* its bytes */
};

static const char *scheme_of(const struct reading *r, const struct pial_xml_name *name)
{
	static const char *const known[] = { "schemeID", "unitCode", "currencyID", "format" };

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		size_t len;
		const char *value = pial_xml_get(name, known[i], &len);

		if (value)
			return pial_arena_strndup(r->arena, value, len);
	}
	return "";
}

static bool on_open(void *data, const struct pial_xml_name *name)
{
	struct reading *r = data;
	struct pial_cii *node = pial_arena_zalloc(r->arena, 1, sizeof(*node));

	node->name = pial_arena_printf(r->arena, "%s%s%s", name->prefix,
				       *name->prefix ? ":" : "", name->local);
	node->text = "";
	node->scheme = scheme_of(r, name);
	node->line = name->at;
	if (r->depth) {
		*r->open[r->depth - 1].end = node;
		r->open[r->depth - 1].end = &node->next;
	} else {
		r->root = node;
	}
	r->open[r->depth++] = (struct level){ node, &node->child };
	pial_strbuf_clear(&r->text);
	return true;
}

/* Blanks around are nobody's text. */
static const char *trimmed(const struct reading *r)
{
	const char *text = r->text.text;
	size_t len = r->text.len;

	while (len && strchr(" \t\r\n", *text)) {
		text++;
		len--;
	}
	while (len && strchr(" \t\r\n", text[len - 1]))
		len--;
	return pial_arena_strndup(r->arena, text, len);
}

static bool on_close(void *data, const struct pial_xml_name *name)
{
	struct reading *r = data;
	struct pial_cii *node = r->open[--r->depth].node;

	(void)name;
	if (!node->child)
		node->text = trimmed(r);
	pial_strbuf_clear(&r->text);
	return true;
}

static bool on_text(void *data, const char *text, size_t len)
{
	struct reading *r = data;

	pial_strbuf_add(&r->text, text, len);
	return true;
}

/* The whole file at once, then nothing. */
static bool next(void *data, const char **bytes, size_t *len)
{
	struct reading *r = data;

	*bytes = r->bytes;
	*len = r->len;
	r->len = 0;
	return true;
}

/* Why a file could not be read. */
static const char *why(enum pial_xml_end end)
{
	if (end == PIAL_XML_TYPE)
		return PIAL_N_("it has a document type, which an invoice never has");
	if (end == PIAL_XML_DEEP)
		return PIAL_N_("its elements are nested too deep");
	return PIAL_N_("it is not well-formed, or cut short");
}

struct pial_cii *pial_cii_read(const char *file, const char *bytes, size_t len,
			       struct pial_arena *arena, struct pial_diags *diags)
{
	static const struct pial_xml_ops ops = { on_open, on_close, on_text };
	struct reading r = { .arena = arena, .bytes = bytes, .len = len };
	struct pial_pos pos = { file, 0, 0, PIAL_COLUMN_NUMBER };
	enum pial_xml_end end;

	if (!pial_xml_ready(&pos, diags))
		return NULL;
	pial_strbuf_init(&r.text, PIAL_STRBUF_OUTPUT);
	end = pial_xml_read(next, &r, spaces, &ops, &r, &pos.line);
	pial_strbuf_release(&r.text);
	if (end != PIAL_XML_DONE || !r.root) {
		pial_diag_add(diags, &pos, PIAL_E_CII_XML, why(end));
		return NULL;
	}
	if (strcmp(r.root->name, "rsm:CrossIndustryInvoice") != 0) {
		pos.line = r.root->line;
		pial_diag_add(diags, &pos, PIAL_E_CII_ROOT, r.root->name);
		return NULL;
	}
	return r.root;
}

/* The first of a list with a name that is len bytes long. */
static const struct pial_cii *named(const struct pial_cii *node, const char *name, size_t len)
{
	while (node && (strncmp(node->name, name, len) != 0 || node->name[len]))
		node = node->next;
	return node;
}

const struct pial_cii *pial_cii_at(const struct pial_cii *at, const char *path)
{
	while (at && *path) {
		size_t len = strcspn(path, "/");

		at = named(at->child, path, len);
		path += len + (path[len] == '/');
	}
	return at;
}

const struct pial_cii *pial_cii_again(const struct pial_cii *node)
{
	return named(node->next, node->name, strlen(node->name));
}

const char *pial_cii_text(const struct pial_cii *at, const char *path)
{
	const struct pial_cii *node = pial_cii_at(at, path);

	return node ? node->text : "";
}
