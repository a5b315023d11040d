/*
 * libyaml's events into a tree, with a stack of our own depth.
 *
 * Events, and not libyaml's documents: those forget duplicate keys and aliases, have no limit of
 * depth, and take seventeen times the file's size. The tree is built without recursion: the open
 * lists and maps are an array of PIAL_YAML_DEPTH frames, so depth cannot hurt. libyaml looks at
 * most 1,024 characters ahead of its events, so refusing the seventeenth level also stops `[[[[…`
 * before its scanner, quadratic in the depth, costs anything.
 *
 * Forbidden characters are looked for in the raw text before parsing, where their place is known
 * to the character, and again in scalars, where escapes (`"\e"`) put them. libyaml's messages
 * name what its grammar expected; the table below turns each that a slip of the hand can cause
 * into what to do, and moves the place to the opening quote, bracket or key where that is where
 * one must look.
 *
 * What this cannot see: a ` #` that cuts a plain text, since no event tells of comments.
 */
#include "io/yaml.h"

#include <stdio.h>
#include <string.h>

#include <yaml.h>

#include "base/alloc.h"
#include "base/strmap.h"
#include "base/utf8.h"

#include "base/banned.h"

/* Keys of a map compared one by one; above, they go through a map of names. */
#define FEW_KEYS 8
/* Line ends to YAML, nothing to editors: positions would differ. */
#define LINE_SEPARATOR 0x2028
#define PARAGRAPH_SEPARATOR 0x2029

/* A list or map being read. */
struct frame {
	struct pial_yaml *node;		/* the list or map */
	struct pial_yaml **tail;	/* where its next child goes */
	const char *key;		/* map: the key whose value comes next; NULL: a key comes */
	struct pial_pos key_pos;	/* where that key began */
	uint32_t keys;			/* map: keys so far */
	struct pial_strmap names;	/* map: its keys, once there are more than FEW_KEYS */
};

struct builder {
	const struct pial_source *source;	/* the text */
	const char *file;		/* its name, in the arena */
	struct pial_arena *arena;	/* holds the tree */
	struct pial_diags *diags;	/* where faults go */
	size_t errors;			/* errors there before this file */
	struct frame frame[PIAL_YAML_DEPTH];	/* open lists and maps, outermost first */
	size_t depth;			/* how many */
	struct pial_yaml *root;		/* the finished or growing tree */
	bool second;			/* a document was read */
};

/* ---- Positions and syntax messages ---------------------------------------------------------- */

static struct pial_pos mark_pos(const struct builder *b, const yaml_mark_t *mark)
{
	return (struct pial_pos){ b->file, (uint32_t)mark->line + 1, (uint32_t)mark->column + 1,
				  PIAL_COLUMN_NUMBER };
}

/* The place of a byte; what is before it is valid UTF-8. */
static struct pial_pos byte_pos(const struct builder *b, size_t offset)
{
	const char *text = b->source->text, *line = text;
	struct pial_pos pos = { b->file, 1, 0, PIAL_COLUMN_NUMBER };

	if (offset > b->source->len)
		offset = b->source->len;
	for (size_t i = 0; i < offset; i++) {
		if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n')) {
			pos.line++;
			line = text + i + 1;
		}
	}
	pos.column = (uint32_t)pial_utf8_count(line, (size_t)(text + offset - line)) + 1;
	return pos;
}

/* The byte at a mark of libyaml, whose index counts characters; '\0' at the end. */
static char byte_at(const struct builder *b, const yaml_mark_t *mark)
{
	size_t at = 0;

	for (size_t i = 0; i < mark->index && at < b->source->len; i++)
		pial_utf8_next(b->source->text, b->source->len, &at);
	return b->source->text[at];
}

#define TAB_SENTENCE PIAL_N_("a tab cannot indent in YAML; use spaces")
#define OTHER_SENTENCE \
	PIAL_N_("this is not valid YAML; look at the indentation, quotes and brackets")
#define LINES_SENTENCE \
	PIAL_N_("this text runs over several lines; if that is meant, put it between quotes")

/* Sentences for what a slip of the hand makes libyaml say. */
static const struct {
	const char *problem;	/* libyaml's words, or their beginning */
	const char *text;	/* ours: a msgid of the catalogue */
	bool context;		/* the place to look at is where the construct began */
} sentences[] = {
	{ "mapping values are not allowed",
	  PIAL_N_("“: ” inside a text, or a wrong indentation; put the text between quotes"),
	  false },
	{ "could not find expected ':'",
	  PIAL_N_("this is no “key: value”; write a colon and a space after the key"), true },
	{ "did not find expected key",
	  PIAL_N_("wrong indentation: this line is not aligned with the keys above"), false },
	{ "did not find expected '-' indicator",
	  PIAL_N_("wrong indentation: this line is not aligned with the “- ” above"), false },
	{ "block sequence entries are not allowed",
	  PIAL_N_("a list item (“- ”) cannot stand here; begin it on its own line"), false },
	{ "mapping keys are not allowed",
	  PIAL_N_("a key cannot stand here; begin it on its own line"), false },
	{ "found character that cannot start any token",
	  PIAL_N_("a text cannot begin with this character; put it between quotes"), false },
	{ "found a tab character", TAB_SENTENCE, false },
	{ "did not find expected ',' or ']'",
	  PIAL_N_("a comma is missing in this list, or its “]”"), true },
	{ "did not find expected ',' or '}'",
	  PIAL_N_("a comma is missing in these braces, or their “}”"), true },
	{ "did not find expected node content",
	  PIAL_N_("a value is missing, or there is a comma or bracket too many"), false },
	{ "found unexpected end of stream", PIAL_N_("this quote is never closed"), true },
	{ "found unexpected document indicator", PIAL_N_("this quote is never closed"), true },
	{ "found unknown escape character",
	  PIAL_N_("unknown escape after \\ between double quotes; use single quotes, or \\\\"),
	  false },
	{ "did not find expected comment or line break",
	  PIAL_N_("nothing may follow | or > on its line"), false },
	{ "did not find expected <document start>",
	  PIAL_N_("this line belongs to nothing: every line of the file must be “key: value”"),
	  false },
	{ "did not find expected alphabetic or numeric character",
	  PIAL_N_("a text cannot begin with & or *; put it between quotes"), false },
};

/* A syntax fault of libyaml, or lack of memory. */
static bool report_syntax(const struct builder *b, const yaml_parser_t *parser)
{
	const char *problem = parser->problem ? parser->problem : "";
	const char *text = OTHER_SENTENCE;
	struct pial_pos pos = mark_pos(b, &parser->problem_mark);
	size_t bad;

	if (parser->error == YAML_MEMORY_ERROR)
		pial_oom(b->source->len);
	if (parser->error == YAML_READER_ERROR) {
		/* libyaml may name a later byte of the sequence. */
		bad = pial_utf8_invalid(b->source->text, b->source->len);
		pos = byte_pos(b, bad < parser->problem_offset ? bad : parser->problem_offset);
		text = PIAL_N_("these bytes are not UTF-8; save the file again as UTF-8");
	} else if (byte_at(b, &parser->problem_mark) == '\t' &&
		   !strcmp(problem, "found character that cannot start any token")) {
		text = TAB_SENTENCE;
	} else {
		for (size_t i = 0; i < PIAL_COUNT(sentences); i++) {
			const char *known = sentences[i].problem;

			if (strncmp(problem, known, strlen(known)))
				continue;
			text = sentences[i].text;
			if (sentences[i].context)
				pos = mark_pos(b, &parser->context_mark);
			break;
		}
	}
	return pial_diag_add(b->diags, &pos, PIAL_E_YAML_SYNTAX, text);
}

/* ---- Checks ---------------------------------------------------------------------------------- */

static bool forbidden(int32_t code)
{
	return pial_utf8_forbidden(code) || code == LINE_SEPARATOR || code == PARAGRAPH_SEPARATOR;
}

static bool report_control(const struct builder *b, const struct pial_pos *pos, int32_t code)
{
	char name[16];

	snprintf(name, sizeof(name), "U+%04X", (unsigned)code);
	return pial_diag_add(b->diags, pos, PIAL_E_CONTROL, name);
}

static bool too_many(const struct builder *b)
{
	return b->diags->errors - b->errors > PIAL_DIAG_PER_FILE;
}

/* Forbidden characters of the raw text, comments included, up to the first bad UTF-8. */
static bool check_raw(const struct builder *b)
{
	const char *text = b->source->text;
	size_t len = pial_utf8_invalid(text, b->source->len);
	bool ok = true;

	for (size_t at = 0; at < len && !too_many(b);) {
		size_t from = at;
		struct pial_pos pos;
		int32_t code;

		if (text[at] >= 0x20 && text[at] < 0x7F) {
			at++;
			continue;
		}
		code = pial_utf8_next(text, len, &at);
		if (code == '\n' || code == '\r' || code == '\t' || !forbidden(code))
			continue;
		pos = byte_pos(b, from);
		ok = report_control(b, &pos, code);
	}
	return ok;
}

/* Forbidden characters that escapes put into a scalar, tabs included. */
static bool check_scalar(const struct builder *b, const char *text, size_t len,
			 const struct pial_pos *pos)
{
	for (size_t at = 0; at < len;) {
		int32_t code = pial_utf8_next(text, len, &at);

		if (code != '\n' && forbidden(code))
			return report_control(b, pos, code);
	}
	return true;
}

static bool has_no_break_space(const char *key)
{
	/* U+00A0, U+2007, U+202F. */
	return strstr(key, "\xC2\xA0") || strstr(key, "\xE2\x80\x87") ||
	       strstr(key, "\xE2\x80\xAF");
}

/* Anchors, tags and directives, on whichever event has them. */
static bool check_features(const struct builder *b, const yaml_event_t *event)
{
	const yaml_char_t *anchor = NULL, *tag = NULL;
	struct pial_pos pos = mark_pos(b, &event->start_mark);
	const char *what = NULL;

	if (event->type == YAML_SCALAR_EVENT) {
		anchor = event->data.scalar.anchor;
		tag = event->data.scalar.tag;
	} else if (event->type == YAML_SEQUENCE_START_EVENT) {
		anchor = event->data.sequence_start.anchor;
		tag = event->data.sequence_start.tag;
	} else if (event->type == YAML_MAPPING_START_EVENT) {
		anchor = event->data.mapping_start.anchor;
		tag = event->data.mapping_start.tag;
	} else if (event->type == YAML_DOCUMENT_START_EVENT) {
		if (event->data.document_start.version_directive ||
		    event->data.document_start.tag_directives.start !=
			    event->data.document_start.tag_directives.end)
			what = PIAL_N_("directives (%)");
		else if (b->second)
			what = PIAL_N_("second documents (---)");
	} else if (event->type == YAML_ALIAS_EVENT) {
		what = PIAL_N_("aliases (*)");
	}
	if (anchor)
		what = PIAL_N_("anchors (&)");
	else if (tag)
		what = PIAL_N_("tags (!)");
	return !what || pial_diag_add(b->diags, &pos, PIAL_E_YAML_FEATURE, what);
}

/* ---- Building -------------------------------------------------------------------------------- */

/* Remembers a key of the innermost map; says where it came before. Cost: a few comparisons. */
static bool check_twice(struct builder *b, struct frame *f, const char *key, size_t len)
{
	const struct pial_yaml *child;
	bool fresh = true;

	if (f->keys < FEW_KEYS) {
		for (child = f->node->child; child && fresh; child = child->next)
			fresh = strcmp(child->key, key) != 0;
	} else {
		if (f->keys == FEW_KEYS)
			for (child = f->node->child; child; child = child->next)
				pial_strmap_put(&f->names, child->key, strlen(child->key), 0);
		fresh = pial_strmap_put(&f->names, key, len, 0);
	}
	f->keys++;
	if (fresh)
		return true;
	child = pial_yaml_get(f->node, key);
	return pial_diag_add(b->diags, &f->key_pos, PIAL_E_YAML_TWICE, key, &child->key_pos);
}

/* A scalar where a key is expected. */
static bool take_key(struct builder *b, struct frame *f, const yaml_event_t *event)
{
	const char *text = (const char *)event->data.scalar.value;
	size_t len = event->data.scalar.length;
	bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;

	f->key_pos = mark_pos(b, &event->start_mark);
	f->key = pial_arena_strndup(b->arena, text, len);
	if (!len)
		return pial_diag_add(b->diags, &f->key_pos, PIAL_E_YAML_SYNTAX,
				     PIAL_N_("a key is missing before the colon"));
	if (plain && !strcmp(f->key, "<<"))
		return pial_diag_add(b->diags, &f->key_pos, PIAL_E_YAML_FEATURE,
				     PIAL_N_("merge keys (<<)"));
	if (!check_scalar(b, text, len, &f->key_pos))
		return false;
	if (strchr(f->key, '\n'))
		return report_control(b, &f->key_pos, '\n');
	if (has_no_break_space(f->key))
		return pial_diag_add(b->diags, &f->key_pos, PIAL_E_YAML_SPACE);
	return check_twice(b, f, f->key, len);
}

/* Makes a node where the event begins and hangs it into the innermost list or map. */
static struct pial_yaml *add_node(struct builder *b, enum pial_yaml_kind kind,
				  const yaml_event_t *event)
{
	struct pial_yaml *node = pial_arena_zalloc(b->arena, 1, sizeof(*node));
	struct frame *f;

	node->kind = kind;
	node->pos = mark_pos(b, &event->start_mark);
	if (!b->depth) {
		b->root = node;
		return node;
	}
	f = &b->frame[b->depth - 1];
	node->key = f->key;
	node->key_pos = f->key ? f->key_pos : PIAL_POS_NONE;
	f->key = NULL;
	*f->tail = node;
	f->tail = &node->next;
	return node;
}

static bool take_scalar(struct builder *b, const yaml_event_t *event)
{
	struct frame *f = b->depth ? &b->frame[b->depth - 1] : NULL;
	const char *text = (const char *)event->data.scalar.value;
	struct pial_yaml *node;

	if (f && f->node->kind == PIAL_YAML_MAP && !f->key)
		return take_key(b, f, event);

	node = add_node(b, PIAL_YAML_SCALAR, event);
	node->len = event->data.scalar.length;
	node->text = pial_arena_strndup(b->arena, text, node->len);
	node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	if (node->plain && node->len && event->start_mark.line != event->end_mark.line)
		return pial_diag_add(b->diags, &node->pos, PIAL_E_YAML_SYNTAX, LINES_SENTENCE);
	return check_scalar(b, text, node->len, &node->pos);
}

/* Opens a list or map; false stops the file. */
static bool open_node(struct builder *b, enum pial_yaml_kind kind, const yaml_event_t *event)
{
	struct pial_pos pos = mark_pos(b, &event->start_mark);
	struct frame *f = b->depth ? &b->frame[b->depth - 1] : NULL;

	if (b->depth == PIAL_YAML_DEPTH)
		return pial_diag_add(b->diags, &pos, PIAL_E_YAML_DEPTH, (int64_t)PIAL_YAML_DEPTH);
	if (f && f->node->kind == PIAL_YAML_MAP && !f->key)
		return pial_diag_add(b->diags, &pos, PIAL_E_YAML_SYNTAX,
				     PIAL_N_("a key must be a text, not a list or a map"));
	f = &b->frame[b->depth];
	f->node = add_node(b, kind, event);
	f->tail = &f->node->child;
	f->key = NULL;
	f->keys = 0;
	pial_strmap_init(&f->names);
	b->depth++;
	return true;
}

/*
 * Takes one event; false stops the file: at its end, after a fault of syntax, and when nothing
 * that follows could be judged. Other faults are collected.
 */
static bool take_event(struct builder *b, const yaml_event_t *event)
{
	if (!check_features(b, event) &&
	    (event->type == YAML_DOCUMENT_START_EVENT || event->type == YAML_ALIAS_EVENT))
		return false;

	switch (event->type) {
	case YAML_SCALAR_EVENT:
		take_scalar(b, event);
		break;
	case YAML_SEQUENCE_START_EVENT:
		return open_node(b, PIAL_YAML_LIST, event);
	case YAML_MAPPING_START_EVENT:
		return open_node(b, PIAL_YAML_MAP, event);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		b->depth--;
		pial_strmap_release(&b->frame[b->depth].names);
		break;
	case YAML_DOCUMENT_END_EVENT:
		b->second = true;
		break;
	case YAML_STREAM_END_EVENT:
		return false;
	default:
		break;
	}
	return !too_many(b);
}

static void parse(struct builder *b, yaml_parser_t *parser)
{
	const unsigned char *text = (const unsigned char *)b->source->text;
	yaml_event_t event;
	bool more = true;

	yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(parser, text, b->source->len);
	while (more) {
		if (!yaml_parser_parse(parser, &event)) {
			report_syntax(b, parser);
			break;
		}
		more = take_event(b, &event);
		yaml_event_delete(&event);
	}
	while (b->depth)
		pial_strmap_release(&b->frame[--b->depth].names);
}

/* What a file is when nothing is in it: an empty map, at its first line. */
static struct pial_yaml *empty_map(struct builder *b)
{
	struct pial_yaml *map = pial_arena_zalloc(b->arena, 1, sizeof(*map));

	map->kind = PIAL_YAML_MAP;
	map->pos = (struct pial_pos){ b->file, 1, 1, PIAL_COLUMN_NUMBER };
	return map;
}

struct pial_yaml *pial_yaml_read(const struct pial_source *source, struct pial_arena *arena,
				 struct pial_diags *diags)
{
	struct builder b = { .source = source, .arena = arena, .diags = diags,
			     .errors = diags->errors };
	yaml_parser_t parser;

	b.file = pial_arena_strdup(arena, source->name);
	if (!check_raw(&b))
		return NULL;
	if (!yaml_parser_initialize(&parser))
		pial_oom(sizeof(parser));
	parse(&b, &parser);
	yaml_parser_delete(&parser);
	if (pial_diags_since(diags, b.errors))
		return NULL;

	if (!b.root || (b.root->kind == PIAL_YAML_SCALAR && b.root->plain && !b.root->len))
		return empty_map(&b);
	if (b.root->kind != PIAL_YAML_MAP) {
		pial_diag_add(diags, &b.root->pos, PIAL_E_YAML_KIND, b.file,
			      PIAL_N_("a map of keys and values"));
		return NULL;
	}
	return b.root;
}

struct pial_yaml *pial_yaml_get(const struct pial_yaml *map, const char *key)
{
	if (map->kind != PIAL_YAML_MAP)
		return NULL;
	for (struct pial_yaml *child = map->child; child; child = child->next)
		if (!strcmp(child->key, key))
			return child;
	return NULL;
}
