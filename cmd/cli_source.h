/*
 * A table whose rows are made while it is written.
 *
 * The allocation of a national week is 112 MB of rows that nobody looks at again: they are made
 * some thousands at a time, side by side, and are text before the next ones are made.
 */
#ifndef PIAL_CMD_CLI_SOURCE_H
#define PIAL_CMD_CLI_SOURCE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "load/table_writer.h"

/* Where the rows come from. */
struct pial_cli_source {
	const struct pial_schema *schema;	/* of the rows; NULL: there is no table */
	void *context;				/* given to make and free; owned */
	size_t pieces;				/* how many */
	unsigned jobs;				/* threads to work with, at least 1 */
	/* makes a piece's rows in an arena, says how many; called by several threads at once */
	size_t (*make)(const void *context, size_t piece, struct pial_arena *arena, void **rows);
	void (*free)(void *context);		/* gives the context back */
};

struct pial_cli_maker;

/* A source being written: pieces of text, in order. */
struct pial_cli_stream {
	const struct pial_cli_source *source;	/* of what */
	struct pial_table table;		/* empty, of the schema */
	struct pial_cli_maker *maker;		/* one for each thread; owned */
	struct pial_strbuf *text;		/* of a piece, modulo texts; owned */
	size_t texts;				/* how many are made ahead */
	struct pial_line *line;			/* makes them; NULL: not begun */
	size_t given;				/* pieces of the source handed out */
	bool begun;				/* the header was handed out */
};

/* Begins with a source and the model that has its texts; both must stay until release. */
PIAL_NONNULL_ALL
void pial_cli_stream_init(struct pial_cli_stream *stream, const struct pial_cli_source *source,
			  const struct pial_model *model);

/* The next piece of text, or NULL after the last one; it lives until the next call. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_strbuf *pial_cli_stream_next(struct pial_cli_stream *stream);

/* Gives everything back but the source. */
PIAL_NONNULL_ALL void pial_cli_stream_release(struct pial_cli_stream *stream);

#endif
