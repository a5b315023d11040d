/*
 * YAML as the book uses it: a tree with positions, and everything else refused with its place.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/strbuf.h"
#include "io/source.h"
#include "io/yaml.h"

/* Writes a tree in one line: {key@line:col=text@line:col ...}, [..], quoted texts in ' '. */
static void draw(struct pial_strbuf *sb, const struct pial_yaml *node)
{
	if (node->key)
		pial_strbuf_addf(sb, "%s@%u:%u=", node->key, (unsigned)node->key_pos.line,
				 (unsigned)node->key_pos.column);
	else
		assert_null(node->key_pos.file);
	assert_int_equal(node->pos.kind, PIAL_COLUMN_NUMBER);
	assert_string_equal(node->pos.file, "t.yaml");
	if (node->kind == PIAL_YAML_SCALAR) {
		assert_int_equal(node->len, strlen(node->text));
		pial_strbuf_addf(sb, node->plain ? "%s" : "'%s'", node->text);
	} else {
		assert_null(node->text);
		pial_strbuf_addch(sb, node->kind == PIAL_YAML_LIST ? '[' : '{');
		for (const struct pial_yaml *child = node->child; child; child = child->next) {
			draw(sb, child);
			if (child->next)
				pial_strbuf_addch(sb, ' ');
		}
		pial_strbuf_addch(sb, node->kind == PIAL_YAML_LIST ? ']' : '}');
	}
	pial_strbuf_addf(sb, "@%u:%u", (unsigned)node->pos.line, (unsigned)node->pos.column);
}

/* Reads text as it is, without decoding; what is wrong as "CODE@line:column ". */
static struct pial_yaml *read_raw(const char *text, size_t len, struct pial_arena *arena,
				  struct pial_diags *diags, struct pial_strbuf *faults)
{
	struct pial_source source = { .len = len, .exists = true };
	char name[] = "t.yaml";
	struct pial_yaml *root;

	source.name = name;
	source.text = malloc(len + 1);
	assert_non_null(source.text);
	memcpy(source.text, text, len);
	source.text[len] = '\0';
	root = pial_yaml_read(&source, arena, diags);
	/* The tree must not need the source any more. */
	memset(source.text, '#', len);
	memset(name, '#', sizeof(name) - 1);
	free(source.text);
	for (size_t i = 0; i < diags->count; i++)
		pial_strbuf_addf(faults, "%s@%u:%u ", pial_code_info(diags->entry[i].code)->name,
				 (unsigned)diags->entry[i].pos.line,
				 (unsigned)diags->entry[i].pos.column);
	assert_int_equal(root == NULL, diags->errors > 0);
	return root;
}

static void assert_tree(const char *text, const char *tree)
{
	struct pial_strbuf faults, sb;
	struct pial_arena arena;
	struct pial_diags diags;
	struct pial_yaml *root;

	pial_arena_init(&arena);
	pial_diags_init(&diags);
	pial_strbuf_init(&faults, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	root = read_raw(text, strlen(text), &arena, &diags, &faults);
	assert_string_equal(faults.text, "");
	draw(&sb, root);
	assert_string_equal(sb.text, tree);
	pial_strbuf_release(&faults);
	pial_strbuf_release(&sb);
	pial_diags_release(&diags);
	pial_arena_release(&arena);
}

/* Refused with these faults; sentence, unless NULL, is the first one's argument. */
static void assert_bytes_refused(const char *text, size_t len, const char *wanted,
				 const char *sentence)
{
	struct pial_strbuf faults;
	struct pial_arena arena;
	struct pial_diags diags;

	pial_arena_init(&arena);
	pial_diags_init(&diags);
	pial_strbuf_init(&faults, PIAL_STRBUF_TEXT);
	assert_null(read_raw(text, len, &arena, &diags, &faults));
	assert_string_equal(faults.text, wanted);
	if (sentence)
		assert_string_equal(diags.entry[0].arg[0].text, sentence);
	pial_strbuf_release(&faults);
	pial_diags_release(&diags);
	pial_arena_release(&arena);
}

static void assert_refused(const char *text, const char *wanted)
{
	assert_bytes_refused(text, strlen(text), wanted, NULL);
}

static void assert_syntax(const char *text, const char *wanted, const char *sentence)
{
	assert_bytes_refused(text, strlen(text), wanted, sentence);
}

static void test_trees(void **state)
{
	(void)state;
	assert_tree("a: 1\n", "{a@1:1=1@1:4}@1:1");
	assert_tree("a: 1\nb:\n  c: x\n  d:\n    - 1\n    - e: 2\n",
		    "{a@1:1=1@1:4 b@2:1={c@3:3=x@3:6 d@4:3=[1@5:7 {e@6:7=2@6:10}@6:7]@5:5}@3:3}"
		    "@1:1");
	assert_tree("a: {b: [1, 2], c: x}\n",
		    "{a@1:1={b@1:5=[1@1:9 2@1:12]@1:8 c@1:16=x@1:19}@1:4}@1:1");
	assert_tree("a: []\nb: {}\n", "{a@1:1=[]@1:4 b@2:1={}@2:4}@1:1");
	assert_tree("---\na: 1\n...\n", "{a@2:1=1@2:4}@2:1");
	assert_tree("# c\na: 1 # d\n", "{a@2:1=1@2:4}@2:1");
}

/* Types are ours: nothing is resolved. */
static void test_scalars(void **state)
{
	(void)state;
	assert_tree("a: no\nb: 012\nc: 12,5\nd: ~\ne: 8%\nf: 2025-03-17\n",
		    "{a@1:1=no@1:4 b@2:1=012@2:4 c@3:1=12,5@3:4 d@4:1=~@4:4 e@5:1=8%@5:4 "
		    "f@6:1=2025-03-17@6:4}@1:1");
	assert_tree("a: 'no'\nb: \"x \\u00e9\"\n", "{a@1:1='no'@1:4 b@2:1='x é'@2:4}@1:1");
	assert_tree("a:\nb: ''\nc: x\n", "{a@1:1=@1:3 b@2:1=''@2:4 c@3:1=x@3:4}@1:1");
	assert_tree("a: |\n  x\n  y\nb: >\n  x\n  y\n",
		    "{a@1:1='x\ny\n'@1:4 b@4:1='x y\n'@4:4}@1:1");
	assert_tree("a: \"x\n  y\"\n", "{a@1:1='x y'@1:4}@1:1");
	assert_tree("'a b': 1\n\"c: d\": 2\n", "{a b@1:1=1@1:8 c: d@2:1=2@2:9}@1:1");
}

/* Columns count characters, not bytes. */
static void test_accents(void **state)
{
	(void)state;
	assert_tree("été: Forêt Mésange\nb: {œuf: é, c: d}\n",
		    "{été@1:1=Forêt Mésange@1:6 b@2:1={œuf@2:5=é@2:10 c@2:13=d@2:16}@2:4}@1:1");
	assert_refused("é: {ü: ö, ü: ö}\n", "E-YAML-TWICE@1:11 ");
}

static void test_empty(void **state)
{
	(void)state;
	assert_tree("", "{}@1:1");
	assert_tree("# only\n\n# comments\n", "{}@1:1");
	assert_tree("---\n", "{}@1:1");
}

static void test_root(void **state)
{
	(void)state;
	assert_refused("- a\n- b\n", "E-YAML-KIND@1:1 ");
	assert_refused("\n  text\n", "E-YAML-KIND@2:3 ");
	assert_refused("''\n", "E-YAML-KIND@1:1 ");
}

static void test_twice(void **state)
{
	struct pial_strbuf faults, sb;
	struct pial_arena arena;
	struct pial_diags diags;

	(void)state;
	assert_refused("a: 1\nb: 2\n'a': 3\nb: 4\n", "E-YAML-TWICE@3:1 E-YAML-TWICE@4:1 ");
	assert_refused("a: {x: 1, y: 2, x: 3}\n", "E-YAML-TWICE@1:17 ");
	/* The same key in two maps is two keys. */
	assert_tree("a: {x: 1}\nb: {x: 1}\n",
		    "{a@1:1={x@1:5=1@1:8}@1:4 b@2:1={x@2:5=1@2:8}@2:4}@1:1");

	/* Many keys; every one repeated is seen, and the first one is named. */
	for (unsigned twin = 0; twin < 40; twin++) {
		pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
		pial_strbuf_init(&faults, PIAL_STRBUF_TEXT);
		pial_arena_init(&arena);
		pial_diags_init(&diags);
		for (unsigned i = 0; i < 40; i++)
			pial_strbuf_addf(&sb, "k%u: {k0: 1}\n", i);
		pial_strbuf_addf(&sb, "k%u: 2\n", twin);
		assert_null(read_raw(sb.text, sb.len, &arena, &diags, &faults));
		assert_string_equal(faults.text, "E-YAML-TWICE@41:1 ");
		assert_int_equal(diags.entry[0].arg[1].pos.line, twin + 1);
		assert_int_equal(diags.entry[0].arg[1].pos.column, 1);
		pial_strbuf_release(&sb);
		pial_strbuf_release(&faults);
		pial_arena_release(&arena);
		pial_diags_release(&diags);
	}
}

static void test_features(void **state)
{
	(void)state;
	assert_syntax("a: &x 1\nb: 2\n", "E-YAML-FEATURE@1:4 ", "anchors (&)");
	assert_syntax("a: *x\n", "E-YAML-FEATURE@1:4 ", "aliases (*)");
	assert_refused("a: &x [*x]\n", "E-YAML-FEATURE@1:4 E-YAML-FEATURE@1:8 ");
	assert_syntax("a: !!int 3\n", "E-YAML-FEATURE@1:4 ", "tags (!)");
	assert_syntax("a: !x {b: 1}\n", "E-YAML-FEATURE@1:4 ", "tags (!)");
	assert_syntax("a: ! []\n", "E-YAML-FEATURE@1:4 ", "tags (!)");
	assert_syntax("a:\n  <<: b\n", "E-YAML-FEATURE@2:3 ", "merge keys (<<)");
	assert_tree("'<<': b\n", "{<<@1:1=b@1:7}@1:1");
	assert_syntax("%YAML 1.1\n---\na: 1\n", "E-YAML-FEATURE@1:1 ", "directives (%)");
	assert_syntax("%TAG ! tag:x,2000:\n---\na: 1\n", "E-YAML-FEATURE@1:1 ",
		      "directives (%)");
	assert_syntax("a: 1\n---\nb: 2\n", "E-YAML-FEATURE@2:1 ", "second documents (---)");
	/* The first pages of a thousand-fold bomb. */
	assert_refused("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n",
		       "E-YAML-FEATURE@1:4 E-YAML-FEATURE@2:4 E-YAML-FEATURE@2:8 ");
}

static void test_keys(void **state)
{
	(void)state;
	assert_refused("a:\n\xC2\xA0 b: 1\n", "E-YAML-SPACE@2:1 ");
	assert_refused("prix\xE2\x80\xAFkg: 1\n", "E-YAML-SPACE@1:1 ");
	assert_tree("a: prix\xC2\xA0kg\n", "{a@1:1=prix\xC2\xA0kg@1:4}@1:1");
	assert_syntax("?\n: 1\n", "E-YAML-SYNTAX@1:2 ", "a key is missing before the colon");
	assert_syntax("'': 1\n", "E-YAML-SYNTAX@1:1 ", "a key is missing before the colon");
	assert_refused(": 1\n", "E-YAML-SYNTAX@1:1 ");
	assert_syntax("? [a]\n: 1\n", "E-YAML-SYNTAX@1:3 ",
		      "a key must be a text, not a list or a map");
	assert_refused("{a: 1}: 2\n", "E-YAML-SYNTAX@1:1 ");
	assert_refused("? |\n  a\n: 1\n", "E-CONTROL@1:3 ");
}

static void test_depth(void **state)
{
	struct pial_strbuf sb;

	(void)state;
	/* Sixteen levels are read, in either style; seventeen are not. */
	for (unsigned levels = PIAL_YAML_DEPTH; levels <= PIAL_YAML_DEPTH + 1; levels++) {
		struct pial_arena arena;
		struct pial_diags diags;
		struct pial_strbuf faults;

		for (int style = 0; style < 2; style++) {
			pial_arena_init(&arena);
			pial_diags_init(&diags);
			pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
			pial_strbuf_init(&faults, PIAL_STRBUF_TEXT);
			pial_strbuf_addstr(&sb, style ? "a: " : "");
			for (unsigned i = 1; i < levels; i++)
				if (style)
					pial_strbuf_addch(&sb, '[');
				else
					pial_strbuf_addf(&sb, "a:\n%*s", (int)i, "");
			pial_strbuf_addstr(&sb, style ? "" : "a: 1\n");
			for (unsigned i = 1; style && i < levels; i++)
				pial_strbuf_addch(&sb, ']');
			read_raw(sb.text, sb.len, &arena, &diags, &faults);
			assert_string_equal(faults.text, levels == PIAL_YAML_DEPTH ? "" :
					    style ? "E-YAML-DEPTH@1:19 " : "E-YAML-DEPTH@17:17 ");
			pial_strbuf_release(&sb);
			pial_strbuf_release(&faults);
			pial_diags_release(&diags);
			pial_arena_release(&arena);
		}
	}
}

/* A megabyte of openings is refused at once; libyaml alone takes minutes for it. */
static void test_depth_is_cheap(void **state)
{
	static const char *const opening[] = { "[", "{", "- ", "? ", "[\n", "a: {", "{a: [" };

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(opening); i++) {
		struct pial_strbuf sb, faults;
		struct pial_arena arena;
		struct pial_diags diags;
		clock_t begin = clock();

		pial_arena_init(&arena);
		pial_diags_init(&diags);
		pial_strbuf_init(&sb, PIAL_STRBUF_OUTPUT);
		pial_strbuf_init(&faults, PIAL_STRBUF_TEXT);
		while (sb.len < 1 << 20)
			pial_strbuf_addstr(&sb, opening[i]);
		assert_null(read_raw(sb.text, sb.len, &arena, &diags, &faults));
		/* No figure of speed: only that it is not the quadratic one. */
		assert_true((clock() - begin) / CLOCKS_PER_SEC < 20);
		assert_int_equal(diags.count, 1);
		pial_strbuf_release(&sb);
		pial_strbuf_release(&faults);
		pial_diags_release(&diags);
		pial_arena_release(&arena);
	}
}

static void test_controls(void **state)
{
	(void)state;
	/* Raw: at the character, in comments too. */
	assert_refused("a: b\nc: é\x1B[31m\n", "E-CONTROL@2:5 ");
	assert_refused("a: \"x\xE2\x80\xAEy\"\n", "E-CONTROL@1:6 ");
	assert_refused("a: 1 # \xE2\x80\xAE\n# \xE2\x81\xA6\n", "E-CONTROL@1:8 E-CONTROL@2:3 ");
	assert_refused("a: b\xC2\x85\n", "E-CONTROL@1:5 ");
	assert_refused("a: b\xE2\x80\xA8\n", "E-CONTROL@1:5 ");
	assert_refused("a: \x7F\n", "E-CONTROL@1:4 ");
	assert_refused("a: \xEF\xBB\xBF\n", "E-CONTROL@1:4 ");
	/* As an escape: at the text. */
	assert_refused("a: \"\\e[31m\"\n", "E-CONTROL@1:4 ");
	assert_refused("a: \"x\\0y\"\n", "E-CONTROL@1:4 ");
	assert_refused("a: \"\\u202e\"\n", "E-CONTROL@1:4 ");
	assert_refused("a: \"\\P\"\n", "E-CONTROL@1:4 ");
	assert_refused("\"a\\tb\": 1\n", "E-CONTROL@1:1 ");
	assert_refused("a: x\ty\n", "E-CONTROL@1:4 ");
	assert_tree("a: \"x\\ny\"\n", "{a@1:1='x\ny'@1:4}@1:1");
}

/* Where libyaml knows only a byte, the line and column are counted. */
static void test_bad_utf8(void **state)
{
	static const char *const sentence =
		"these bytes are not UTF-8; save the file again as UTF-8";

	(void)state;
	assert_syntax("a: 1\nnom: \xC9lodie\n", "E-YAML-SYNTAX@2:6 ", sentence);
	assert_syntax("a: é\xC3\n", "E-YAML-SYNTAX@1:5 ", sentence);
	assert_syntax("a: 1\r\nb: é\xFFz\r\n", "E-YAML-SYNTAX@2:5 ", sentence);
	assert_syntax("\xFF", "E-YAML-SYNTAX@1:1 ", sentence);
}

/* The slips of the hand and what is said of them. */
static void test_slips(void **state)
{
	static const struct {
		const char *text, *faults, *sentence;
	} slips[] = {
		{ "nom: GAEC: les chênes\n", "E-YAML-SYNTAX@1:10 ",
		  "“: ” inside a text, or a wrong indentation; put the text between quotes" },
		{ "a:\n\tb: 1\n", "E-YAML-SYNTAX@2:1 ",
		  "a tab cannot indent in YAML; use spaces" },
		{ "a:\n  - b\n\t- c\n", "E-YAML-SYNTAX@3:1 ",
		  "a tab cannot indent in YAML; use spaces" },
		{ "a: @b\n", "E-YAML-SYNTAX@1:4 ",
		  "a text cannot begin with this character; put it between quotes" },
		{ "a: %b\n", "E-YAML-SYNTAX@1:4 ",
		  "a text cannot begin with this character; put it between quotes" },
		{ "x: y\na:1\nb: 2\n", "E-YAML-SYNTAX@2:1 ",
		  "this is no “key: value”; write a colon and a space after the key" },
		{ "a: 1\nb: \"c\nd: 2\n", "E-YAML-SYNTAX@2:4 ", "this quote is never closed" },
		{ "a: 1\nb: 'c\nd: 2\n", "E-YAML-SYNTAX@2:4 ", "this quote is never closed" },
		{ "a: [b, 'c'\nd: 2\n", "E-YAML-SYNTAX@1:4 ",
		  "a comma is missing in this list, or its “]”" },
		{ "a: {b: '1'\nc: 2\n", "E-YAML-SYNTAX@1:4 ",
		  "a comma is missing in these braces, or their “}”" },
		{ "a:\n  b: 1\n c: 2\n", "E-YAML-SYNTAX@3:2 ",
		  "wrong indentation: this line is not aligned with the keys above" },
		{ "a:\n  - b\n  c: 1\n", "E-YAML-SYNTAX@3:3 ",
		  "wrong indentation: this line is not aligned with the “- ” above" },
		{ "a: - b\n", "E-YAML-SYNTAX@1:4 ",
		  "a list item (“- ”) cannot stand here; begin it on its own line" },
		{ "a: \"\\q\"\n", "E-YAML-SYNTAX@1:5 ",
		  "unknown escape after \\ between double quotes; use single quotes, or \\\\" },
		{ "a: *\n", "E-YAML-SYNTAX@1:5 ",
		  "a text cannot begin with & or *; put it between quotes" },
		{ "a: | b\n  c\n", "E-YAML-SYNTAX@1:6 ", "nothing may follow | or > on its line" },
		{ "a: [b,,c]\n", "E-YAML-SYNTAX@1:7 ",
		  "a value is missing, or there is a comma or bracket too many" },
		{ "a: ]\n", "E-YAML-SYNTAX@1:4 ",
		  "a value is missing, or there is a comma or bracket too many" },
		{ "a:\n  b:1\n  c:2\n", "E-YAML-SYNTAX@2:3 ",
		  "this text runs over several lines; if that is meant, put it between quotes" },
		{ "a:\n  -b\n  -c\n", "E-YAML-SYNTAX@2:3 ",
		  "this text runs over several lines; if that is meant, put it between quotes" },
		{ "a: [b, c\nd: 2\n", "E-YAML-SYNTAX@1:8 E-YAML-SYNTAX@1:4 ",
		  "this text runs over several lines; if that is meant, put it between quotes" },
		{ "text\na: 1\n", "E-YAML-SYNTAX@1:1 E-YAML-SYNTAX@2:2 ",
		  "this text runs over several lines; if that is meant, put it between quotes" },
		{ "{a: 1}\nb: 2\n", "E-YAML-SYNTAX@2:1 ",
		  "this line belongs to nothing: every line of the file must be “key: value”" },
		{ "a: !<x\n", "E-YAML-SYNTAX@1:7 ",
		  "this is not valid YAML; look at the indentation, quotes and brackets" },
	};

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(slips); i++)
		assert_syntax(slips[i].text, slips[i].faults, slips[i].sentence);
}

static void test_collecting(void **state)
{
	struct pial_strbuf sb, faults;
	struct pial_arena arena;
	struct pial_diags diags;

	(void)state;
	pial_arena_init(&arena);
	pial_diags_init(&diags);
	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&faults, PIAL_STRBUF_TEXT);
	for (int i = 0; i < 3000; i++)
		pial_strbuf_addstr(&sb, "a: 1\n");
	assert_null(read_raw(sb.text, sb.len, &arena, &diags, &faults));
	assert_int_equal(diags.count, PIAL_DIAG_PER_FILE + 1);
	assert_int_equal(diags.entry[diags.count - 1].code, PIAL_E_TOO_MANY);
	pial_strbuf_release(&sb);
	pial_strbuf_release(&faults);
	pial_diags_release(&diags);
	pial_arena_release(&arena);
}

static void test_get(void **state)
{
	const char text[] = "a: 1\nb: {c: 2}\n";
	struct pial_strbuf faults;
	struct pial_arena arena;
	struct pial_diags diags;
	struct pial_yaml *root, *b;

	(void)state;
	pial_arena_init(&arena);
	pial_diags_init(&diags);
	pial_strbuf_init(&faults, PIAL_STRBUF_TEXT);
	root = read_raw(text, strlen(text), &arena, &diags, &faults);
	b = pial_yaml_get(root, "b");
	assert_non_null(b);
	assert_string_equal(pial_yaml_get(root, "a")->text, "1");
	assert_string_equal(pial_yaml_get(b, "c")->text, "2");
	assert_null(pial_yaml_get(root, "c"));
	assert_null(pial_yaml_get(pial_yaml_get(root, "a"), "a"));
	pial_strbuf_release(&faults);
	pial_diags_release(&diags);
	pial_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_trees),
		cmocka_unit_test(test_scalars),
		cmocka_unit_test(test_accents),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_root),
		cmocka_unit_test(test_twice),
		cmocka_unit_test(test_features),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_depth_is_cheap),
		cmocka_unit_test(test_controls),
		cmocka_unit_test(test_bad_utf8),
		cmocka_unit_test(test_slips),
		cmocka_unit_test(test_collecting),
		cmocka_unit_test(test_get),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
