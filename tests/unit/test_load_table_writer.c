/*
 * The writer against a naive one: every cell by pial_value_write and pial_csv_put, nothing
 * remembered, nothing copied ahead. Rows are random bytes within what each type may hold, so that
 * texts of every length, quotes and repeats meet in every column of every table.
 */
#include "test_load_help.h"

#include "base/strbuf.h"
#include "io/csv.h"
#include "load/table_writer.h"
#include "tests/unit/rows.h"

static void write_naively(struct pial_strbuf *out, const struct pial_table *table,
			  const struct pial_model *model)
{
	const struct pial_schema *schema = table->schema;
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_OUTPUT);
	for (size_t i = 0; i < schema->fields + table->extras; i++) {
		const char *name = i < schema->fields ? schema->field[i].name
						      : table->extra_name[i - schema->fields];

		pial_csv_put(out, &pial_csv_table, i == 0, true, name, strlen(name));
	}
	pial_csv_end(out);
	for (size_t r = 0; r < table->count; r++) {
		for (size_t f = 0; f < schema->fields; f++) {
			pial_strbuf_clear(&cell);
			pial_value_write(&cell, model, &schema->field[f],
					 pial_table_row(table, r), &pial_value_table);
			pial_csv_put(out, &pial_csv_table, f == 0, true, cell.text, cell.len);
		}
		for (size_t k = 0; k < table->extras; k++) {
			const char *text =
				pial_model_text(model, table->extra[r * table->extras + k].n);

			pial_csv_put(out, &pial_csv_table, false, true, text, strlen(text));
		}
		pial_csv_end(out);
	}
	pial_strbuf_release(&cell);
}

static bool is_csv(const struct pial_schema *schema)
{
	for (size_t f = 0; f < schema->fields; f++)
		if (schema->field[f].type == PIAL_T_BLOCK || schema->field[f].type == PIAL_T_LIST)
			return false;
	return true;
}

static void random_tables_are_written_as_cell_by_cell(void **state)
{
	uint64_t seed = 20250317;
	struct world *w = *state;

	for (int run = 0; run < 40; run++) {
		for (size_t s = 0; pial_schemas[s]; s++) {
			struct pial_strbuf naive, out;
			struct pial_table table;

			if (!is_csv(pial_schemas[s]))
				continue;
			pial_table_init(&table, pial_schemas[s]);
			rows_draw_table(&table, &w->model, rows_draw(&seed, 60), &seed);
			pial_strbuf_init(&naive, PIAL_STRBUF_OUTPUT);
			pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
			write_naively(&naive, &table, &w->model);
			pial_table_write(&out, &table, &w->model);
			assert_string_equal(out.text, naive.text);
			pial_strbuf_release(&out);
			pial_strbuf_release(&naive);
			pial_table_release(&table);
		}
	}
}

/* Pieces end between rows, each is bounded, and together they are the whole. */
static void pieces_make_the_whole(void **state)
{
	enum { ROWS = 20000 };
	struct pial_table_writer writer;
	struct pial_strbuf piece, pieces, whole;
	struct pial_table table;
	struct world *w = *state;
	uint64_t seed = 12;
	size_t count = 0;

	pial_table_init(&table, &pial_schema_orders);
	rows_draw_table(&table, &w->model, ROWS, &seed);
	pial_strbuf_init(&piece, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&pieces, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&whole, PIAL_STRBUF_OUTPUT);
	pial_table_writer_init(&writer, &table, &w->model);
	while (pial_table_writer_next(&writer, &piece)) {
		count++;
		assert_int_equal(piece.text[piece.len - 1], '\n');
		pial_strbuf_add(&pieces, piece.text, piece.len);
		pial_strbuf_clear(&piece);
	}
	assert_int_equal(piece.len, 0);
	assert_true(count > 1);
	assert_false(pial_table_writer_next(&writer, &piece));
	pial_table_writer_release(&writer);
	pial_table_write(&whole, &table, &w->model);
	assert_string_equal(pieces.text, whole.text);
	/* Rows that lie elsewhere, some at a time. */
	pial_strbuf_clear(&pieces);
	pial_table_writer_init(&writer, &table, &w->model);
	assert_true(pial_table_writer_header(&writer, &pieces));
	for (size_t i = 0; i < ROWS; i += ROWS / 10)
		assert_true(pial_table_writer_rows(&writer, pial_table_row(&table, i), ROWS / 10,
						   &pieces));
	pial_table_writer_release(&writer);
	assert_string_equal(pieces.text, whole.text);
	pial_strbuf_release(&whole);
	pial_strbuf_release(&pieces);
	pial_strbuf_release(&piece);
	pial_table_release(&table);
}

/* An output that may grow no more ends the writing, and says so. */
static void a_full_output_stops(void **state)
{
	struct pial_table_writer writer;
	struct pial_strbuf out;
	struct pial_table table;
	struct world *w = *state;
	uint64_t seed = 5;

	pial_table_init(&table, &pial_schema_orders);
	rows_draw_table(&table, &w->model, 9000, &seed);
	pial_strbuf_init(&out, 100000);
	pial_table_writer_init(&writer, &table, &w->model);
	while (pial_table_writer_next(&writer, &out))
		;
	assert_true(out.overflow);
	assert_true(out.len <= 100000);
	pial_table_writer_release(&writer);
	pial_strbuf_release(&out);
	pial_table_release(&table);
}

/* No row: the header alone, once. */
static void an_empty_table_has_a_header(void **state)
{
	struct pial_table_writer writer;
	struct pial_strbuf out;
	struct pial_table table;
	struct world *w = *state;

	pial_table_init(&table, &pial_schema_status);
	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	pial_table_writer_init(&writer, &table, &w->model);
	assert_true(pial_table_writer_next(&writer, &out));
	assert_false(pial_table_writer_next(&writer, &out));
	assert_string_equal(out.text, "version,state,on\n");
	pial_table_writer_release(&writer);
	pial_strbuf_release(&out);
	pial_table_release(&table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(random_tables_are_written_as_cell_by_cell,
						world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(pieces_make_the_whole, world_setup,
						world_teardown),
		cmocka_unit_test_setup_teardown(a_full_output_stops, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(an_empty_table_has_a_header, world_setup,
						world_teardown),
	};

	return cmocka_run_group_tests_name("load/table_writer", tests, NULL, NULL);
}
