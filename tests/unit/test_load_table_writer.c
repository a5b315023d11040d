/*
 * The writer against a naive one: every cell by pial_value_write and pial_csv_put, nothing
 * remembered, nothing copied ahead. Rows are random bytes within what each type may hold, so that
 * texts of every length, quotes and repeats meet in every column of every table.
 */
#include "test_load_help.h"

#include <stdlib.h>

#include "base/strbuf.h"
#include "io/csv.h"
#include "load/table_writer.h"

/* Texts that a cell may hold; lengths on both sides of what is copied straight. */
static const char *const words[] = {
	"", "a", "carotte", "12345678", "123456789", "pomme-de-terre", "L1", "=1+1", "été",
	"un;deux", "a, b", "dit \"oui\"", "deux\nlignes", "tab\tici", "'", "\"", ",",
	"0123456789012345678901234567890123456789012345678901234567890123",
	"01234567890123456789012345678901234567890123456789012345678901234",
	"0123456789012345678901234567890123456789012345678901234567890123456789,0123456789",
};

static uint64_t draw(uint64_t *seed, uint64_t below)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (*seed >> 11) % below;
}

static uint32_t draw_word(struct world *w, uint64_t *seed)
{
	return world_id(w, words[draw(seed, PIAL_COUNT(words))]);
}

static int64_t draw_number(uint64_t *seed, int64_t none, int64_t most)
{
	switch (draw(seed, 4)) {
	case 0:
		return none;
	case 1:
		return (int64_t)draw(seed, 20);
	case 2:
		return (int64_t)draw(seed, 20) * 1000;
	default:
		return (int64_t)draw(seed, (uint64_t)most) - most / 2;
	}
}

static uint32_t last_choice(const struct pial_field *field)
{
	const struct pial_choice *choice =
		field->type == PIAL_T_YESNO ? pial_choice_yesno : field->choice;
	uint32_t last = 0;

	for (; choice && choice->name; choice++)
		last = choice->value > last ? choice->value : last;
	return last;
}

/* Sets a member to something that a file may say, or to none. */
static void draw_member(struct world *w, uint64_t *seed, const struct pial_field *field, char *row)
{
	char *member = row + field->offset;
	struct pial_id_list list = { NULL, 0 };
	uint32_t *numbers;

	switch (field->type) {
	case PIAL_T_QTY: case PIAL_T_MASS_KG: case PIAL_T_MONEY: case PIAL_T_AREA:
		*(int64_t *)(void *)member = draw_number(seed, INT64_MIN, INT64_C(1) << 40);
		return;
	case PIAL_T_PRICE: case PIAL_T_RATE: case PIAL_T_RATIO: case PIAL_T_KM: case PIAL_T_ANGLE:
	case PIAL_T_INT: case PIAL_T_SEASON_WEEK:
		*(int32_t *)(void *)member =
			(int32_t)draw_number(seed, INT32_MIN, INT32_C(1) << 30);
		return;
	case PIAL_T_ID: case PIAL_T_TEXT: case PIAL_T_SIRET: case PIAL_T_IBAN: case PIAL_T_VAT:
		*(uint32_t *)(void *)member = draw_word(w, seed);
		return;
	case PIAL_T_DATE: case PIAL_T_MONTHS:
		*(uint16_t *)(void *)member = (uint16_t)draw(seed, 1 << draw(seed, 17));
		return;
	case PIAL_T_WEEK: case PIAL_T_MONTH:
		*(uint16_t *)(void *)member = (uint16_t)draw(seed, 2000);
		return;
	case PIAL_T_IDS:
		list.count = (uint32_t)draw(seed, 9);
		numbers = pial_arena_zalloc(&w->model.arena, 9, sizeof(*numbers));
		for (uint32_t i = 0; i < list.count; i++)
			numbers[i] = draw_word(w, seed);
		list.n = numbers;
		memcpy(member, &list, sizeof(list));
		return;
	case PIAL_T_ENUM: case PIAL_T_YESNO:
		*(uint8_t *)member = (uint8_t)draw(seed, last_choice(field) + 1);
		return;
	case PIAL_T_SMALL: case PIAL_T_WEEKDAYS:
		*(uint8_t *)member = (uint8_t)draw(seed, 128);
		return;
	case PIAL_T_TIERS:
		*(uint8_t *)member = (uint8_t)draw(seed, 4);
		return;
	case PIAL_T_LINE: case PIAL_T_BLOCK: case PIAL_T_LIST:
		return;
	}
}

/* A table of random rows, in which a cell often repeats the one above. */
static void draw_table(struct world *w, uint64_t *seed, struct pial_table *table, size_t rows)
{
	static const char *names[] = { "météo", "a,b", "vu" };
	const struct pial_schema *schema = table->schema;
	char *row = calloc(1, schema->row_size);

	table->model = &w->model;
	table->extras = draw(seed, 4);
	table->extra_name = names;
	for (size_t i = 0; i < rows; i++) {
		for (size_t f = 0; f < schema->fields; f++)
			if (i == 0 || draw(seed, 3) == 0)
				draw_member(w, seed, &schema->field[f], row);
		pial_table_add(table, row);
		for (size_t k = 0; k < table->extras; k++)
			table->extra[i * table->extras + k].n = draw_word(w, seed);
	}
	free(row);
}

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
			draw_table(w, &seed, &table, draw(&seed, 60));
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
	draw_table(w, &seed, &table, ROWS);
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
	draw_table(w, &seed, &table, 9000);
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
