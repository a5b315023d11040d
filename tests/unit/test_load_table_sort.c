/*
 * Sorting against an insertion sort that compares rows by pial_table_compare: same order, equal
 * keys as they came, unknown columns with their rows, the first repeated key.
 */
#include "test_load_help.h"

#include <stdlib.h>

#include "tests/unit/rows.h"

/* Indexes of the rows in key order, equal keys as they came; owned by the caller. */
static size_t *insertion_sort(const struct pial_table *table, const struct pial_model *model)
{
	size_t *order = calloc(table->count + 1, sizeof(*order));

	for (size_t i = 0; i < table->count; i++) {
		size_t at = i;

		for (; at > 0; at--) {
			if (pial_table_compare(table, model, pial_table_row(table, order[at - 1]),
					       pial_table_row(table, i)) <= 0)
				break;
			order[at] = order[at - 1];
		}
		order[at] = i;
	}
	return order;
}

static size_t first_repeat(const struct pial_table *table, const struct pial_model *model,
			   const size_t *order)
{
	for (size_t i = 1; i < table->count; i++)
		if (pial_table_compare(table, model, pial_table_row(table, order[i - 1]),
				       pial_table_row(table, order[i])) == 0)
			return i;
	return 0;
}

/* Sorts both ways; the rows before are in was. */
static void check(struct pial_table *table, const struct pial_model *model)
{
	size_t size = table->schema->row_size, width = table->extras * sizeof(*table->extra);
	size_t *order = insertion_sort(table, model);
	size_t twice = first_repeat(table, model, order);
	char *row = malloc(table->count * size + 1), *extra = malloc(table->count * width + 1);

	for (size_t i = 0; i < table->count; i++)
		memcpy(row + i * size, pial_table_row(table, order[i]), size);
	for (size_t i = 0; width && i < table->count; i++)
		memcpy(extra + i * width, table->extra + order[i] * table->extras, width);
	assert_int_equal(pial_table_sort(table, model), twice);
	if (table->count)
		assert_memory_equal(table->row, row, table->count * size);
	if (table->count && width)
		assert_memory_equal(table->extra, extra, table->count * width);
	/* Sorted already: nothing moves. */
	assert_int_equal(pial_table_sort(table, model), twice);
	if (table->count)
		assert_memory_equal(table->row, row, table->count * size);
	free(extra);
	free(row);
	free(order);
}

static bool has_key(const struct pial_schema *schema)
{
	bool key = false;

	for (size_t f = 0; f < schema->fields; f++) {
		const struct pial_field *field = &schema->field[f];

		if (field->type == PIAL_T_BLOCK || field->type == PIAL_T_LIST)
			return false;
		key = key || (field->flags & PIAL_F_KEY);
	}
	return key;
}

static void random_tables(void **state)
{
	uint64_t seed = 20250317;
	struct world *w = *state;
	size_t tables = 0;

	for (int run = 0; run < 60; run++) {
		for (size_t s = 0; pial_schemas[s]; s++) {
			struct pial_table table;

			if (!has_key(pial_schemas[s]))
				continue;
			pial_table_init(&table, pial_schemas[s]);
			rows_draw_table(&table, &w->model, rows_draw(&seed, 200), &seed);
			/* A line tells equal rows apart. */
			for (size_t i = 0; i < table.count; i++)
				memcpy(pial_table_row(&table, i), &(uint32_t){ (uint32_t)i + 2 },
				       sizeof(uint32_t));
			check(&table, &w->model);
			pial_table_release(&table);
			tables++;
		}
	}
	assert_true(tables > 500);
}

/* Keys of more than 32 bits are sorted in several goes; the last columns must not be forgotten. */
static void wide_keys(void **state)
{
	uint64_t seed = 7;
	struct world *w = *state;
	struct pial_table table;
	char text[16];

	pial_table_init(&table, &pial_schema_allocation);
	for (uint32_t i = 0; i < 3000; i++) {
		struct pial_allocation row = { .line = i + 2 };
		uint32_t *id[] = { &row.kitchen.n, &row.ordered.n, &row.contract.n,
				   &row.product.n, &row.producer.n, &row.batch.n };

		for (size_t k = 0; k < PIAL_COUNT(id); k++) {
			/* Half of the rows differ in their last columns only. */
			snprintf(text, sizeof(text), "%c%u", (char)('a' + k),
				 i % 2 && k < 4 ? 1 : (unsigned)rows_draw(&seed, 900));
			*id[k] = world_id(w, text);
		}
		row.day.n = (uint16_t)(i % 2 ? 1 : rows_draw(&seed, 60000));
		pial_table_add(&table, &row);
	}
	check(&table, &w->model);
	pial_table_release(&table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(random_tables, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(wide_keys, world_setup, world_teardown),
	};

	return cmocka_run_group_tests_name("load/table_sort", tests, NULL, NULL);
}
