/*
 * Tables as sheets of a workbook: what is read from one is what was written into it, for every
 * table of the example's weeks, in both packings; and what a cell becomes.
 */
#include "test_load_help.h"

#include <fcntl.h>

#include "load/table_workbook.h"
#include "tests/unit/workbook_help.h"

#define WEEKS "examples/luchon/weeks/"

/* Writes a table as a workbook. */
static void write_book(const struct pial_table *table, const struct pial_model *model,
		       enum pial_lang lang, bool flat, struct pial_strbuf *out)
{
	struct pial_workbook book;

	pial_workbook_init(&book, lang);
	pial_table_add_sheet(&book, table, model);
	pial_strbuf_init(out, PIAL_STRBUF_OUTPUT);
	write_office(out, &book, flat);
	pial_workbook_release(&book);
}

static void canonical(const struct pial_table *table, const struct pial_model *model,
		      struct pial_strbuf *out)
{
	pial_strbuf_init(out, PIAL_STRBUF_OUTPUT);
	pial_table_write(out, table, model);
}

/* Reads a workbook's bytes back and compares what the table then is. */
static void assert_back(struct world *w, const struct pial_schema *schema,
			const struct pial_strbuf *bytes, const struct pial_strbuf *expected)
{
	struct pial_source source;
	struct pial_table table;
	struct pial_strbuf out;

	pial_table_init(&table, schema);
	pial_source_init(&source);
	if (!pial_source_from_any(&source, "book.ods", bytes->text, bytes->len, &w->diags) ||
	    !pial_table_read(&table, &w->model, &source, &w->diags)) {
		world_show(w);
		fail();
	}
	canonical(&table, &w->model, &out);
	assert_string_equal(out.text, expected->text);
	pial_strbuf_release(&out);
	pial_source_release(&source);
	pial_table_release(&table);
}

static void round_trip(struct world *w, const struct pial_table *table)
{
	struct pial_strbuf expected, bytes;

	canonical(table, &w->model, &expected);
	for (int i = 0; i < 4; i++) {
		write_book(table, &w->model, i % 2 ? PIAL_EN : PIAL_FR, i / 2, &bytes);
		assert_back(w, table->schema, &bytes, &expected);
		pial_strbuf_release(&bytes);
	}
	pial_strbuf_release(&expected);
}

/* True when the example has the table for the week. */
static bool try_file(struct world *w, const char *week, const struct pial_schema *schema)
{
	struct pial_source source;
	struct pial_table table;
	char path[128];
	bool there;

	snprintf(path, sizeof(path), WEEKS "%s/%s.csv", week, schema->name);
	pial_source_init(&source);
	assert_true(pial_source_read(&source, AT_FDCWD, path, path, PIAL_SOURCE_TABLE, true,
				     &w->diags));
	there = source.exists;
	if (there) {
		pial_table_init(&table, schema);
		assert_true(pial_table_read(&table, &w->model, &source, &w->diags));
		round_trip(w, &table);
		pial_table_release(&table);
	}
	pial_source_release(&source);
	return there;
}

static void example(void **state)
{
	static const char *const week[] = { "2025-W09", "2025-W10", "2025-W11", "2025-W12",
					    "2025-W13", "2025-W14", "2025-W24", "2025-W26",
					    "2025-W27" };
	size_t files = 0;

	for (size_t i = 0; i < PIAL_COUNT(week); i++) {
		assert_true(try_file(*state, week[i], &pial_schema_orders));
		assert_true(try_file(*state, week[i], &pial_schema_offers));
		files += try_file(*state, week[i], &pial_schema_allocation);
		files += try_file(*state, week[i], &pial_schema_receipts);
	}
	assert_true(files >= 2);
}

static void check_round(struct world *w, const struct pial_schema *schema, const char *text)
{
	struct pial_table table;

	if (!world_read(w, &table, schema, text)) {
		world_show(w);
		fail();
	}
	round_trip(w, &table);
	pial_table_release(&table);
}

/* Values that spreadsheets and their texts put in danger. */
static void dangerous(void **state)
{
	check_round(*state, &pial_schema_orders,
		    "week,day,kitchen,product,contract,quantity,unit,minimum,price,source,note,Vu\n"
		    "2025-W12,2025-03-17,K-a,carotte,,12.345,kg,0.125,1.2345,phone,=1+1,1/2\n"
		    "2025-W12,2025-03-17,K-a,navet,,1000,kg,,2.4,,'=1+1,007\n"
		    "2025-W12,2025-03-18,K-a,navet,,0.5,kg,,,,\"a  b\nc; d, \"\"e\"\"\",-3\n"
		    "2025-W12,2025-03-19,K-a,navet,,1234.5,kg,,,,+33 5 56 00 00 00,12.345\n"
		    "2025-W12,2025-03-20,K-a,navet,,0,kg,,,,'t Hof,VRAI\n");
	check_round(*state, &pial_schema_products,
		    "product,name,family,unit,pack,priced_per,unit_mass_kg,reference_price,"
		    "vat_rate,trim_loss,shelf_days,months\n"
		    "carotte,Carotte,racine,kg,5,unit,,1.5,5.5,12.125,7,1 2 3\n"
		    "laitue,Laitue,feuille,piece,1,kg,0.3,0.8,0.9,0.25%,3,5\n");
	check_round(*state, &pial_schema_kitchens,
		    "kitchen,name,kind,lat,lon,delivery_days,meals_per_day\n"
		    "K-a,École,school,42.789123,-0.593,mon thu,120\n");
}

/* Typed cells, and only those that the sheet of text has. */
static void cells(void **state)
{
	struct world *w = *state;
	struct pial_strbuf out;
	struct pial_table table;

	assert_true(world_read(w, &table, &pial_schema_orders,
			       "week,day,kitchen,product,quantity,price,note\n"
			       "2025-W12,2025-03-17,K-a,carotte,12.5,2.4,=1+1\n"));
	write_book(&table, &w->model, PIAL_FR, true, &out);
	assert_non_null(strstr(out.text, "<table:table table:name=\"commandes\""));
	assert_non_null(strstr(out.text, "office:value-type=\"float\" office:value=\"12.5\">"
					 "<text:p>12,5</text:p>"));
	assert_non_null(strstr(out.text, "office:value-type=\"date\" office:date-value="
					 "\"2025-03-17\"><text:p>lun. 17/03/2025</text:p>"));
	assert_non_null(strstr(out.text, "<text:p>'=1+1</text:p>"));
	assert_non_null(strstr(out.text, "<text:p>Quantité</text:p>"));
	assert_null(strstr(out.text, "<text:p>Marché</text:p>"));
	assert_non_null(strstr(out.text, "table:visibility=\"collapse\""));
	pial_strbuf_release(&out);
	pial_table_release(&table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(example, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(dangerous, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(cells, world_setup, world_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
