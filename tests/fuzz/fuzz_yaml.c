/*
 * Any bytes as a YAML file: no crash, and a tree that is handed over keeps the reader's promises.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "io/source.h"
#include "io/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void insist(bool promise)
{
	if (!promise)
		abort();
}

static void check_text(const char *text, size_t len)
{
	size_t at = 0;

	insist(strlen(text) == len && pial_utf8_invalid(text, len) == len);
	while (at < len) {
		int32_t code = pial_utf8_next(text, len, &at);

		insist(code == '\n' || !pial_utf8_forbidden(code));
	}
}

/* Walks a tree; returns its number of nodes. Depth is bounded, so recursion is. */
static size_t check(const struct pial_yaml *node, const struct pial_yaml *parent, size_t depth)
{
	size_t count = 1;

	insist(node->pos.line > 0 && node->pos.column > 0 && node->pos.file);
	insist((node->key != NULL) == (parent && parent->kind == PIAL_YAML_MAP));
	insist((node->text != NULL) == (node->kind == PIAL_YAML_SCALAR));
	if (node->text) {
		insist(!node->child);
		check_text(node->text, node->len);
		return count;
	}
	insist(depth <= PIAL_YAML_DEPTH);
	for (const struct pial_yaml *child = node->child; child; child = child->next) {
		if (node->kind == PIAL_YAML_MAP) {
			insist(*child->key != '\0' && child->key_pos.line > 0);
			check_text(child->key, strlen(child->key));
			/* The first of its name: no other one before. */
			insist(pial_yaml_get(node, child->key) == child);
		}
		count += check(child, node, depth + 1);
	}
	return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pial_source source;
	struct pial_arena arena;
	struct pial_diags diags;

	pial_arena_init(&arena);
	pial_diags_init(&diags);
	pial_source_init(&source);
	if (pial_source_from(&source, "fuzz", size ? (const char *)data : "", size, &diags)) {
		const struct pial_yaml *root = pial_yaml_read(&source, &arena, &diags);

		insist((root == NULL) == (diags.errors > 0));
		if (root) {
			insist(root->kind == PIAL_YAML_MAP && !root->next);
			insist(check(root, NULL, 1) <= 2 * size + 1);
		}
	}
	pial_source_release(&source);
	pial_diags_release(&diags);
	pial_arena_release(&arena);
	return 0;
}
