/*
 * Pieces are made ahead by a line of workers and handed out in order; whoever writes one leaves the
 * processor to them while the system copies.
 *
 * Each piece is text of its own, so the bytes are the same however many threads make them.
 */
#include "cmd/cli_source.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/crew.h"

#include "base/banned.h"

/* Pieces that are made ahead, for each thread. */
#define EACH ((size_t)8)

/* What a thread works with. */
struct pial_cli_maker {
	struct pial_arena arena;		/* the rows of a piece */
	struct pial_table_writer writer;	/* makes them text */
};

void pial_cli_stream_init(struct pial_cli_stream *stream, const struct pial_cli_source *source,
			  const struct pial_model *model)
{
	*stream = (struct pial_cli_stream){ .source = source, .texts = EACH * source->jobs };
	pial_table_init(&stream->table, source->schema);
	stream->maker = pial_calloc(source->jobs, sizeof(*stream->maker));
	for (unsigned j = 0; j < source->jobs; j++) {
		pial_arena_init(&stream->maker[j].arena);
		pial_table_writer_init(&stream->maker[j].writer, &stream->table, model);
	}
	stream->text = pial_calloc(stream->texts, sizeof(*stream->text));
	for (size_t i = 0; i < stream->texts; i++)
		pial_strbuf_init(&stream->text[i], PIAL_STRBUF_OUTPUT);
}

void pial_cli_stream_release(struct pial_cli_stream *stream)
{
	if (stream->line)
		pial_line_end(stream->line);
	for (unsigned j = 0; j < stream->source->jobs; j++) {
		pial_arena_release(&stream->maker[j].arena);
		pial_table_writer_release(&stream->maker[j].writer);
	}
	for (size_t i = 0; i < stream->texts; i++)
		pial_strbuf_release(&stream->text[i]);
	free(stream->maker);
	free(stream->text);
	pial_table_release(&stream->table);
}

static void make_piece(void *context, unsigned worker, size_t task)
{
	struct pial_cli_stream *stream = context;
	struct pial_cli_maker *maker = &stream->maker[worker];
	struct pial_strbuf *text = &stream->text[task % stream->texts];
	void *rows;
	size_t count = stream->source->make(stream->source->context, task, &maker->arena, &rows);

	pial_strbuf_clear(text);
	/* What does not fit says so itself. */
	(void)!pial_table_writer_rows(&maker->writer, rows, count, text);
	pial_arena_clear(&maker->arena);
}

const struct pial_strbuf *pial_cli_stream_next(struct pial_cli_stream *stream)
{
	const struct pial_cli_source *source = stream->source;

	if (!stream->begun) {
		stream->begun = true;
		pial_strbuf_clear(&stream->text[0]);
		(void)!pial_table_writer_header(&stream->maker[0].writer, &stream->text[0]);
		return &stream->text[0];
	}
	if (stream->given == source->pieces)
		return NULL;
	if (!stream->line)
		stream->line = pial_line_begin(source->jobs, source->pieces, stream->texts,
					       make_piece, stream);
	pial_line_get(stream->line, stream->given);
	return &stream->text[stream->given++ % stream->texts];
}
