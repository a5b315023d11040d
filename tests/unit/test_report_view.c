/*
 * Rows of a view as people and as programs read them: every kind of value, sections, escaping.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "market.h"
#include "report/view.h"

static const char deliveries[] =
	"note,line,day,kitchen,product,producer,sent,received,unit,weight_kg,invoiced,priced_unit,"
	"price,organic,status,reason\n"
	"BL-1,1,2025-03-17,K-ecole,carotte,P-est,1250.5,,kg,,1250.5,kg,1.85,yes,agreed,\n"
	"BL-1,2,2025-03-17,K-ecole,laitue,P-est,24,23,piece,8.05,23,piece,1.1,no,agreed,"
	"\"une \"\"abîmée\"\"\"\n"
	"BL-2,1,2025-03-20,K-ehpad,carotte,P-sud,5,,kg,,5,kg,1.855,yes,agreed,\n";

static void value(struct market *m, const struct pial_table *table, size_t row, const char *name,
		  enum pial_lang lang, const char *expected)
{
	int at = pial_field_find(table->schema, name);
	struct pial_strbuf out;

	assert_true(at >= 0);
	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	pial_view_value(&out, &m->model, table->schema, (size_t)at, pial_table_row(table, row),
			lang);
	assert_string_equal(out.text, expected);
	pial_strbuf_release(&out);
}

static void test_values(void **state)
{
	struct pial_table table;
	struct market m;

	(void)state;
	market_init(&m, "");
	market_read(&m, &table, &pial_schema_deliveries, deliveries);
	value(&m, &table, 0, "sent", PIAL_FR, "1\u00a0250,5\u00a0kg");
	value(&m, &table, 0, "sent", PIAL_EN, "1,250.5\u00a0kg");
	value(&m, &table, 0, "received", PIAL_FR, "");
	value(&m, &table, 0, "price", PIAL_FR, "1,85");
	value(&m, &table, 2, "price", PIAL_EN, "1.855");
	value(&m, &table, 0, "day", PIAL_FR, "17 mars 2025");
	value(&m, &table, 1, "weight_kg", PIAL_FR, "8,05");
	value(&m, &table, 1, "organic", PIAL_FR, "non");
	value(&m, &table, 1, "line", PIAL_FR, "2");
	value(&m, &table, 1, "reason", PIAL_FR, "une \"abîmée\"");
	pial_table_release(&table);
	market_release(&m);
}

static void test_names(void **state)
{
	struct pial_table table;
	struct market m;

	(void)state;
	market_init(&m, "");
	market_read(&m, &table, &pial_schema_deliveries, deliveries);
	value(&m, &table, 0, "kitchen", PIAL_FR,
	      pial_model_text(&m.model, pial_model_kitchen(&m.model, (struct pial_kitchen_id){
				      market_id(&m, "K-ecole") })->name.n));
	value(&m, &table, 0, "producer", PIAL_FR,
	      pial_model_text(&m.model, pial_model_producer(&m.model, (struct pial_producer_id){
				      market_id(&m, "P-est") })->name.n));
	pial_table_release(&table);
	market_release(&m);
}

static void test_paper(void **state)
{
	static const char *const column[] = { "product", "sent", "batch", NULL };
	struct pial_view_layout layout = { .column = column, .section = "kitchen" };
	const struct pial_paper_block *block;
	struct pial_paper paper;
	struct pial_table table;
	struct market m;

	(void)state;
	market_init(&m, "");
	layout.model = &m.model;
	market_read(&m, &table, &pial_schema_deliveries, deliveries);
	pial_paper_init(&paper, PIAL_FR);
	pial_paper_sheet(&paper, "x", "y");
	pial_view_put(&paper, &layout, "what", &table, 0, table.count);
	block = paper.sheet[0].flow.first;
	/* Two kitchens: each has a title over its rows. Nobody has a batch: no column. */
	assert_int_equal(block->columns, 2);
	assert_int_equal(block->rows, 5);
	assert_int_equal(block->row[0].kind, PIAL_PAPER_SECTION);
	assert_int_equal(block->row[3].kind, PIAL_PAPER_SECTION);
	assert_string_equal(block->row[4].cell[0], "Carotte (kg)");
	assert_string_equal(block->row[4].cell[1], "5");
	assert_int_equal(block->column[1].flags, PIAL_PAPER_RIGHT);
	pial_paper_release(&paper);
	pial_table_release(&table);
	market_release(&m);
}

static void test_json(void **state)
{
	struct pial_table table;
	struct pial_strbuf out;
	struct market m;

	(void)state;
	market_init(&m, "");
	market_read(&m, &table, &pial_schema_deliveries, deliveries);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_view_json(&out, &table, &m.model);
	assert_non_null(strstr(out.text, "\"view\": \"deliveries\""));
	assert_non_null(strstr(out.text, "\"sent\": 1250.5,"));
	assert_non_null(strstr(out.text, "\"received\": null,"));
	assert_non_null(strstr(out.text, "\"organic\": true,"));
	assert_non_null(strstr(out.text, "\"organic\": false,"));
	assert_non_null(strstr(out.text, "\"day\": \"2025-03-17\","));
	assert_non_null(strstr(out.text, "\"unit\": \"kg\","));
	assert_non_null(strstr(out.text, "\"reason\": \"une \\\"abîmée\\\"\""));
	pial_strbuf_release(&out);
	pial_table_release(&table);
	market_release(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values), cmocka_unit_test(test_names),
		cmocka_unit_test(test_paper), cmocka_unit_test(test_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
