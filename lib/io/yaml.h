/*
 * YAML files as a tree with positions.
 *
 * Built from libyaml's events. Nothing is resolved: every scalar is a text, as types are ours (so
 * `no`, `012` and `12,5` arrive as written). What is left of YAML is what people type: maps, lists,
 * texts. Refused, with the position:
 *
 * - anchors, aliases, tags, merge keys, directives and a second document (E-YAML-FEATURE);
 * - the same key twice in a map (E-YAML-TWICE, naming the first one);
 * - a no-break space in a key (E-YAML-SPACE): it looks like indentation and is not;
 * - keys that are missing or are no text, and a text without quotes that runs over several lines
 *   (`a:1` above `b:2` is one to YAML), both E-YAML-SYNTAX;
 * - forbidden characters (base/utf8.h; U+2028 and U+2029 too, which YAML counts as line ends and
 *   editors do not), raw or as an escape (E-CONTROL); only line feeds are allowed, in values;
 * - more than PIAL_YAML_DEPTH levels (E-YAML-DEPTH), seen before libyaml's quadratic time matters.
 *
 * Columns count characters from 1. Reader errors of libyaml carry only a byte offset, turned here
 * into a line and a column. libyaml's messages become sentences of the catalogue that say what to
 * do.
 */
#ifndef PIAL_IO_YAML_H
#define PIAL_IO_YAML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "io/source.h"

/* Deepest nesting accepted: the root is level 1, a list or map in it level 2. */
#define PIAL_YAML_DEPTH 16

enum pial_yaml_kind {
	PIAL_YAML_SCALAR,	/* a text, plain or quoted */
	PIAL_YAML_LIST,		/* items in order */
	PIAL_YAML_MAP,		/* keys in the order of the file */
};

struct pial_yaml {
	enum pial_yaml_kind kind;	/* which of the three */
	struct pial_pos pos;		/* where the value begins */
	struct pial_pos key_pos;	/* where its key begins, for a child of a map */
	const char *key;		/* its key, for a child of a map; else NULL */
	const char *text;		/* the scalar, "" for an empty one; else NULL */
	size_t len;			/* bytes of text */
	bool plain;			/* the scalar was written without quotes */
	struct pial_yaml *child;	/* first child of a list or map */
	struct pial_yaml *next;		/* next sibling */
};

/*
 * Reads a whole file. The tree lives in arena, texts and the file name of its positions included,
 * so the source may go. An empty file (or only comments) is an empty map. Returns NULL when the
 * file was refused; what is wrong is in diags. A syntax fault stops the file, the other faults are
 * collected. The root is always a map (else E-YAML-KIND).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_yaml *pial_yaml_read(const struct pial_source *source, struct pial_arena *arena,
				 struct pial_diags *diags);

/* Returns the child of a map by its key, or NULL when there is none (or map is no map). */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_yaml *pial_yaml_get(const struct pial_yaml *map, const char *key);

#endif
