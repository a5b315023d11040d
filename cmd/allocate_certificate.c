/*
 * A certificate is a table like any other: the same reader, the same writer, the same bytes for the
 * same answer.
 *
 * It proves the ideal plan. Where the policy asks for few drops, another plan is given, and the
 * week is solved once more for the certificate: an option that adds a file must not change the
 * table.
 */
#include "cmd/allocate_certificate.h"


#include "engine/certify.h"
#include "io/source.h"
#include "load/load.h"

#include "base/banned.h"

void pial_allocate_certify(struct pial_cli *cli, const struct pial_proof *proof,
			   struct pial_table *table)
{
	struct pial_model *model = &cli->book.model;
	struct pial_proof_line *line;
	struct pial_arena arena;
	size_t lines;

	pial_arena_init(&arena);
	lines = pial_certify(proof, model, &arena, &line);
	for (size_t i = 0; i < lines; i++)
		pial_table_add(table, &line[i]);
	pial_table_sort(table, model);
	pial_arena_release(&arena);
}

bool pial_allocate_certificate_write(struct pial_allocate_week *week, const char *path)
{
	struct pial_allocate_input input = pial_allocate_week_input(week);
	struct pial_allocate_result result;
	struct pial_diags quiet;
	struct pial_table table;
	struct pial_strbuf bytes;
	bool ok;

	pial_allocate_result_init(&result);
	pial_table_init(&table, &pial_schema_proof);
	pial_strbuf_init(&bytes, PIAL_STRBUF_OUTPUT);
	pial_diags_init(&quiet);
	input.prove = true;
	if (pial_allocate(&input, &result, &quiet) && result.proof)
		pial_allocate_certify(week->cli, result.proof, &table);
	pial_diags_release(&quiet);
	pial_table_write(&bytes, &table, &week->cli->book.model);
	ok = pial_cli_file(week->cli, path, &bytes);
	pial_strbuf_release(&bytes);
	pial_table_release(&table);
	pial_allocate_result_release(&result);
	return ok;
}

bool pial_allocate_certificate_read(struct pial_cli *cli, struct pial_week week, const char *path,
				    struct pial_table *table)
{
	struct pial_source source;
	bool ok;

	pial_source_init(&source);
	ok = pial_source_read_any(&source, path, path, PIAL_SOURCE_TABLE, &cli->diags) &&
	     pial_table_read(table, &cli->book.model, &source, &cli->diags) &&
	     pial_check_moving(table, &cli->book.model, week, &cli->diags);
	pial_source_release(&source);
	return ok;
}
