/*
 * Reading and writing tables: headers, rows, keys, unknown columns, order.
 */
#include "test_load_help.h"

#include <stdlib.h>

#define OFFERS "week,producer,product,batch,quantity,unit,from_day,until_day,price,source,note\n"

static void reads_rows(void **state)
{
	struct world *w = *state;
	const struct pial_offer *row;
	struct pial_table table;

	assert_true(world_read(w, &table, &pial_schema_offers,
			       "week,producer,product,quantity,unit,from_day,price,source,note\n"
			       "2025-W12,P-ravin,carotte,12.5,kg,2025-03-18,1.6,phone,\"belles, "
			       "longues\"\n"));
	assert_int_equal(w->diags.count, 0);
	assert_int_equal(table.count, 1);
	row = pial_table_row(&table, 0);
	assert_int_equal(row->line, 2);
	assert_int_equal(row->week.n, week(2025, 12).n);
	assert_string_equal(world_text(w, row->producer.n), "P-ravin");
	assert_string_equal(world_text(w, row->product.n), "carotte");
	assert_int_equal(row->batch.n, 0);
	assert_int_equal(row->quantity.milli, 12500);
	assert_int_equal(row->unit, PIAL_UNIT_KG);
	assert_int_equal(row->from_day.n, day(2025, 3, 18).n);
	assert_int_equal(row->until_day.n, 0);
	assert_int_equal(row->price.e4, 16000);
	assert_int_equal(row->source, PIAL_OFFER_PHONE);
	assert_string_equal(world_text(w, row->note.n), "belles, longues");
	pial_table_release(&table);
}

/* The same offer, as people's spreadsheets may write it. */
static void header_in_any_dress(void **state)
{
	static const char *const text[] = {
		"week,producer,product,quantity\n2025-W12,P-ravin,carotte,12.5\n",
		"product,quantity,week,producer\ncarotte,12.5,2025-W12,P-ravin\n",
		"Semaine;Producteur·rice;Produit;Quantité\n2025-W12;P-ravin;carotte;12,5\n",
		"SEMAINE;producteur;PRODUIT;quantite\n2025-W12;P-ravin;carotte;12,5\n",
		" Week \tProducer\tProduct\tQuantity\n2025-W12\tP-ravin\tcarotte\t12.5\n",
		"\xef\xbb\xbfweek;producer;product;quantity\r\n2025-W12;P-ravin;carotte;12,50\r\n",
		"sep=;\nweek;producer;product;quantity\n2025-W12;P-ravin;carotte;12,5\n",
		"week,producer,product,quantity\n\"2025-W12\",\"P-ravin\",\"carotte\",\"12,5\"\n",
		"week;producer;product;quantity;;\n2025-W12;P-ravin;carotte;12,5;;\n;;;;;\n",
		("id;version;week;producer;product;quantity\n"
		 "2025-W12_P-ravin_carotte_;vabcdefgh;2025-W12;P-ravin;carotte;12,5\n"),
	};
	struct world *w = *state;
	size_t i;

	for (i = 0; i < PIAL_COUNT(text); i++) {
		const struct pial_offer *row;
		struct pial_table table;

		if (!world_read(w, &table, &pial_schema_offers, text[i])) {
			world_show(w);
			fail_msg("refused: %s", text[i]);
		}
		assert_int_equal(table.count, 1);
		assert_int_equal(table.extras, 0);
		row = pial_table_row(&table, 0);
		assert_string_equal(world_text(w, row->producer.n), "P-ravin");
		assert_int_equal(row->quantity.milli, 12500);
		pial_table_release(&table);
	}
	assert_int_equal(w->diags.count, 0);
}

static void empty_table(void **state)
{
	struct world *w = *state;
	struct pial_table table;

	assert_true(world_read(w, &table, &pial_schema_offers, OFFERS));
	assert_int_equal(table.count, 0);
	pial_table_release(&table);
}

static void truncated_input(void **state)
{
	struct world *w = *state;
	struct pial_table table;

	assert_false(world_read(w, &table, &pial_schema_offers, ""));
	assert_int_equal(w->diags.entry[0].code, PIAL_E_TRUNCATED);
	pial_table_release(&table);
}

static void missing_column(void **state)
{
	struct world *w = *state;
	const struct pial_diag *diag;
	struct pial_table table;

	assert_false(world_read(w, &table, &pial_schema_offers,
				"week,producer,product\n2025-W12,P-ravin,carotte\n"));
	diag = world_only(w, PIAL_E_CSV_HEADER, 1, 0);
	assert_string_equal(diag->arg[0].text, "quantity");
	assert_string_equal(diag->arg[1].text, "week, producer, product");
	pial_table_release(&table);
}

/* A column whose values may be empty, but which must be there. */
static void missing_column_without_value(void **state)
{
	struct world *w = *state;
	struct pial_table table;

	assert_false(world_read(w, &table, &pial_schema_allocation,
				"week,day,kitchen,ordered_product,product,quantity\n"));
	assert_string_equal(world_only(w, PIAL_E_CSV_HEADER, 1, 0)->arg[0].text, "producer");
	pial_table_release(&table);
}

static void slip_in_a_column(void **state)
{
	struct world *w = *state;
	const struct pial_diag *diag;
	struct pial_table table;

	assert_false(world_read(w, &table, &pial_schema_offers,
				"week,producer,product,quantty\n2025-W12,P-ravin,carotte,5\n"));
	diag = world_only(w, PIAL_E_CSV_HEADER_NEAR, 1, 4);
	assert_string_equal(diag->arg[0].text, "quantty");
	assert_string_equal(diag->arg[1].text, "quantity");
	pial_table_release(&table);
	pial_diags_clear(&w->diags);
	/* of an optional column too: its values would be lost without a word */
	assert_false(world_read(w, &table, &pial_schema_offers,
				"week;producer;product;quantity;Remarques\n"));
	diag = world_only(w, PIAL_E_CSV_HEADER_NEAR, 1, 5);
	assert_string_equal(diag->arg[1].text, "Remarque");
	pial_table_release(&table);
}

static void column_twice(void **state)
{
	struct world *w = *state;
	const struct pial_diag *diag;
	struct pial_table table;

	assert_false(world_read(w, &table, &pial_schema_offers,
				"week,producer,product,quantity,Produit\n"));
	diag = world_only(w, PIAL_E_CSV_HEADER_TWICE, 1, 5);
	assert_string_equal(diag->arg[0].text, "Produit");
	assert_string_equal(diag->arg[1].text, "C");
	pial_table_release(&table);
	pial_diags_clear(&w->diags);
	assert_false(world_read(w, &table, &pial_schema_offers,
				"week,producer,product,quantity,météo,Meteo\n"));
	world_only(w, PIAL_E_CSV_HEADER_TWICE, 1, 6);
	pial_table_release(&table);
}

static void value_in_a_column_without_name(void **state)
{
	struct world *w = *state;
	struct pial_table table;

	assert_false(world_read(w, &table, &pial_schema_offers,
				"week,producer,,product,quantity\n"
				"2025-W12,P-ravin,,carotte,5\n2025-W12,P-ravin,?,poireau,5\n"));
	world_only(w, PIAL_E_CSV_HEADER_BLANK, 3, 3);
	pial_table_release(&table);
}

/* Every fault of a file is said at its cell, then the file is refused. */
static void faults_are_collected(void **state)
{
	struct world *w = *state;
	struct pial_table table;

	assert_false(world_read(w, &table, &pial_schema_offers,
				"week,producer,product,quantity\n"
				"2025-W12,P-ravin,carotte,\"-3,5\"\n"
				"2025-W99,P ravin,carotte,5\n"
				"2025-W12,,carotte,\n"));
	assert_int_equal(w->diags.count, 5);
	assert_non_null(world_find(w, PIAL_E_QTY_SIGN, 2, 4));
	assert_non_null(world_find(w, PIAL_E_WEEK_IMPOSSIBLE, 3, 1));
	assert_non_null(world_find(w, PIAL_E_ID, 3, 2));
	assert_non_null(world_find(w, PIAL_E_REQUIRED, 4, 2));
	assert_non_null(world_find(w, PIAL_E_REQUIRED, 4, 4));
	assert_int_equal(w->diags.entry[0].pos.kind, PIAL_COLUMN_LETTER);
	assert_string_equal(w->diags.entry[0].pos.file, "offers.csv");
	pial_table_release(&table);
}

static void repeated_keys(void **state)
{
	struct world *w = *state;
	const struct pial_diag *diag;
	struct pial_table table;

	assert_false(world_read(w, &table, &pial_schema_offers,
				"week,producer,product,batch,quantity\n"
				"2025-W12,P-ravin,poireau,,5\n"
				"2025-W12,P-ravin,carotte,,5\n"
				"2025-W12,P-ravin,carotte,L1,5\n"
				"2025-W12,P-ravin,carotte,,6\n"
				"2025-W12,P-ravin,carotte,,7\n"));
	assert_int_equal(w->diags.count, 2);
	diag = world_find(w, PIAL_E_KEY_TWICE, 5, 0);
	assert_non_null(diag);
	assert_string_equal(diag->arg[0].text, "2025-W12_P-ravin_carotte_");
	assert_int_equal(diag->arg[1].pos.line, 3);
	assert_int_equal(world_find(w, PIAL_E_KEY_TWICE, 6, 0)->arg[1].pos.line, 3);
	pial_table_release(&table);
}

static void checks_of_a_row(void **state)
{
	static const struct {
		const struct pial_schema *schema;
		const char *text;
		enum pial_code code;
		uint32_t column;
	} bad[] = {
		{ &pial_schema_orders, "week,day,kitchen,product,quantity\n"
		  "2025-W12,2025-03-24,K-a,carotte,5\n", PIAL_E_DAY_WEEK, 2 },
		{ &pial_schema_orders, "week,day,kitchen,product,quantity,minimum\n"
		  "2025-W12,2025-03-17,K-a,carotte,5,6\n", PIAL_E_MINIMUM, 6 },
		{ &pial_schema_offers, "week,producer,product,quantity,from_day,until_day\n"
		  "2025-W12,P-a,carotte,5,2025-03-19,2025-03-18\n", PIAL_E_DATES_ORDER, 6 },
		{ &pial_schema_offers, "week,producer,product,quantity,until_day\n"
		  "2025-W12,P-a,carotte,5,2025-03-30\n", PIAL_E_DAY_WEEK, 5 },
		{ &pial_schema_receipts, "kitchen,product,producer,received,refused\n"
		  "K-a,carotte,P-a,5,6\n", PIAL_E_RECEIVED, 5 },
		{ &pial_schema_producers, "producer,name,kind,tier\nP-a,A,partner,1\n",
		  PIAL_E_TIER_PARTNER, 4 },
		{ &pial_schema_producers, "producer,name,joined,left\n"
		  "P-a,A,2025-01-02,2025-01-01\n", PIAL_E_DATES_ORDER, 4 },
		{ &pial_schema_products, "product,name,family,unit,pack\ncarotte,C,l,kg,0\n",
		  PIAL_E_PACK, 5 },
		{ &pial_schema_products, "product,name,family,unit,priced_per\n"
		  "agneau,A,viandes,piece,kg\n", PIAL_E_PRICED_PER, 5 },
		{ &pial_schema_products, "product,name,family,unit,substitutes\n"
		  "carotte,C,l,kg,carotte\n", PIAL_E_SUBSTITUTE_SELF, 5 },
		{ &pial_schema_kitchens, "kitchen,name,central\nK-a,A,K-a\n",
		  PIAL_E_CENTRAL_SELF, 3 },
		{ &pial_schema_certificates, "producer,from,until\nP-a,2025-02-01,2025-01-01\n",
		  PIAL_E_DATES_ORDER, 3 },
		{ &pial_schema_hazards, "date,producer,product,from_week,until_week,lost\n"
		  "2025-06-21,P-a,courgette,2025-W26,2025-W25,20\n", PIAL_E_DATES_ORDER, 5 },
	};
	struct world *w = *state;
	size_t i;

	for (i = 0; i < PIAL_COUNT(bad); i++) {
		struct pial_table table;

		pial_diags_clear(&w->diags);
		assert_false(world_read(w, &table, bad[i].schema, bad[i].text));
		world_only(w, bad[i].code, 2, bad[i].column);
		pial_table_release(&table);
	}
}

/* What an empty cell means in the standing tables. */
static void defaults(void **state)
{
	struct world *w = *state;
	const struct pial_producer *producer;
	const struct pial_kitchen *kitchen;
	const struct pial_product *product;
	struct pial_table table;

	assert_true(world_read(w, &table, &pial_schema_producers,
			       "producer,name,kind\nP-a,A,\nP-b,B,partner\n"));
	producer = pial_table_row(&table, 0);
	assert_int_equal(producer[0].kind, PIAL_PRODUCER_GROWER);
	assert_int_equal(producer[0].tier, 1);
	assert_int_equal(producer[1].tier, 2);
	assert_int_equal(producer[0].share.milli, 1000);
	pial_table_release(&table);
	assert_true(world_read(w, &table, &pial_schema_kitchens, "kitchen,name\nK-a,A\n"));
	kitchen = pial_table_row(&table, 0);
	assert_int_equal(kitchen->priority, 1);
	assert_int_equal(kitchen->weight.milli, 1000);
	assert_int_equal(kitchen->substitutes, PIAL_NO);
	assert_int_equal(kitchen->accepts.bits, 0);
	assert_int_equal(kitchen->cutoff, INT32_MIN);
	pial_table_release(&table);
	assert_true(world_read(w, &table, &pial_schema_products,
			       "product,name,family,unit\ncarotte,Carotte,legumes,kg\n"));
	product = pial_table_row(&table, 0);
	assert_int_equal(product->pack.milli, 1000);
	assert_true(pial_price_is_none(product->reference_price));
	pial_table_release(&table);
}

static void positions_of_cells(void **state)
{
	struct world *w = *state;
	struct pial_table table;
	struct pial_pos pos;

	assert_true(world_read(w, &table, &pial_schema_offers,
			       "product,week,producer,quantity\n\n"
			       "carotte,2025-W12,P-a,5\n"));
	pos = pial_table_pos(&table, pial_table_row(&table, 0), "product");
	assert_string_equal(pos.file, "offers.csv");
	assert_int_equal(pos.line, 3);
	assert_int_equal(pos.column, 1);
	assert_int_equal(pos.kind, PIAL_COLUMN_LETTER);
	assert_int_equal(pial_table_pos(&table, pial_table_row(&table, 0), "price").column, 0);
	pial_table_release(&table);
}

/* Reads, writes; the text must be what is expected. */
static void check_written(struct world *w, const struct pial_schema *schema, const char *text,
			  const char *expected)
{
	struct pial_strbuf out;
	struct pial_table table;

	if (!world_read(w, &table, schema, text)) {
		world_show(w);
		fail();
	}
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_table_write(&out, &table, &w->model);
	assert_string_equal(out.text, expected);
	pial_strbuf_release(&out);
	pial_table_release(&table);
}

static void canonical_text(void **state)
{
	/* in key order, every column, no trailing zeros, minimal quotes */
	static const char sorted[] = OFFERS
		"2025-W12,P-a,ail,,3,kg,,,10.2,answer,\n"
		"2025-W12,P-a,carotte,,12.345,,2025-03-18,2025-03-20,,plan,\"a, b\"\n"
		"2025-W12,P-a,carotte,L1,1,,,,,,\"il dit \"\"oui\"\"\"\n"
		"2025-W12,P-b,ail,,0,,,,,,=1+1\n"
		"2025-W13,P-a,ail,,2,,,,,,\"un;deux\"\n";

	check_written(*state, &pial_schema_offers, sorted, sorted);
	/* three decimals cannot be said in a sheet but in grams */
	check_written(*state, &pial_schema_offers,
		      "note;grams;quantity;week;producer;product;batch;unit;from_day;until_day;"
		      "price;"
		      "source\n"
		      "\"un;deux\";;2,0;2025-W13;P-a;ail;;;;;;\n"
		      "\"il dit \"\"oui\"\"\";;1;2025-W12;P-a;carotte;L1;;;;;\n"
		      "=1+1;;0;2025-W12;P-b;ail;;;;;;\n"
		      "\"a, b\";12345;;2025-W12;P-a;carotte;;;2025-03-18;2025-03-20;;plan\n"
		      ";;3;2025-W12;P-a;ail;;kg;;;10,2;réponse\n", sorted);
}

static void unknown_columns_are_kept(void **state)
{
	struct world *w = *state;
	struct pial_strbuf out;
	struct pial_table table;

	assert_true(world_read(w, &table, &pial_schema_status,
			       "météo,version,state,on,vu\n"
			       "grêle,2,draft,2025-03-08,\npluie,1,draft,2025-03-07,\"a,b\"\n"));
	assert_int_equal(table.extras, 2);
	assert_string_equal(table.extra_name[0], "météo");
	assert_int_equal(table.extra_column[1], 5);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_table_write(&out, &table, &w->model);
	assert_string_equal(out.text, "version,state,on,météo,vu\n"
				      "1,draft,2025-03-07,pluie,\"a,b\"\n"
				      "2,draft,2025-03-08,grêle,\n");
	pial_strbuf_release(&out);
	pial_table_release(&table);
}

static void grams_that_disagree(void **state)
{
	static const char *const head = "week;producer;product;quantity;grams\n2025-W12;P-a;ail;";
	static const struct {
		const char *cells;
		enum pial_code code;
	} bad[] = {
		{ "12;12345\n", PIAL_E_GRAMS },
		{ ";12,5\n", PIAL_E_QTY_PRECISION },
		{ ";\n", PIAL_E_REQUIRED },
	};
	struct world *w = *state;
	struct pial_table table;
	char text[128];
	size_t i;

	for (i = 0; i < PIAL_COUNT(bad); i++) {
		snprintf(text, sizeof(text), "%s%s", head, bad[i].cells);
		pial_diags_clear(&w->diags);
		assert_false(world_read(w, &table, &pial_schema_offers, text));
		assert_int_equal(w->diags.count, 1);
		assert_int_equal(w->diags.entry[0].code, bad[i].code);
		pial_table_release(&table);
	}
	snprintf(text, sizeof(text), "%s12,5;12500\n", head);
	pial_diags_clear(&w->diags);
	assert_true(world_read(w, &table, &pial_schema_offers, text));
	pial_table_release(&table);
}

/* A small generator, so that the same rows come every time. */
static uint32_t draw(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525U + 1013904223U;
	return (*seed >> 16) % below;
}

/* Thousands of rows, so that ids, dates and numbers need more than one digit to sort. */
static void shuffled_rows_give_the_same_bytes(void **state)
{
	enum { ROWS = 70000 };
	uint32_t *order = calloc(ROWS, sizeof(*order)), seed = 7, i;
	struct pial_strbuf text, first, again;
	struct world *w = *state;
	struct pial_table table;
	int run;

	pial_strbuf_init(&first, PIAL_STRBUF_OUTPUT);
	for (i = 0; i < ROWS; i++)
		order[i] = i;
	for (run = 0; run < 2; run++) {
		pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
		pial_strbuf_init(&again, PIAL_STRBUF_OUTPUT);
		pial_strbuf_addstr(&text,
				   "seller,invoice,line,buyer,quantity,unit,price,net,vat_rate\n");
		for (i = ROWS; i-- > 1;) {
			uint32_t j = draw(&seed, i + 1), swap = order[i];

			order[i] = order[j];
			order[j] = swap;
		}
		for (i = 0; i < ROWS; i++)
			pial_strbuf_addf(&text, "P-%u,LU-%u,%u,K-a,1,kg,1,1,5.5\n", order[i] % 7,
					 order[i] / 7 % 100, order[i] + 1);
		assert_true(world_read(w, &table, &pial_schema_lines, text.text));
		for (i = 1; i < table.count; i++)
			assert_true(pial_table_compare(&table, &w->model,
						       pial_table_row(&table, i - 1),
						       pial_table_row(&table, i)) < 0);
		pial_table_write(run ? &again : &first, &table, &w->model);
		pial_table_release(&table);
		if (run)
			assert_string_equal(again.text, first.text);
		pial_strbuf_release(&again);
		pial_strbuf_release(&text);
	}
	pial_strbuf_release(&first);
	free(order);
}

static void sorting_is_stable_and_says_the_first_repeat(void **state)
{
	struct world *w = *state;
	struct pial_table table;
	struct pial_week_status row = { 0 };
	size_t i;

	pial_table_init(&table, &pial_schema_status);
	for (i = 0; i < 6; i++) {
		row.line = (uint32_t)i + 2;
		row.version = (int32_t)(5 - i) / 2;
		row.state = PIAL_WEEK_DRAFT;
		pial_table_add(&table, &row);
	}
	/* versions 2 2 1 1 0 0 with lines 2 3 4 5 6 7 */
	assert_int_equal(pial_table_sort(&table, &w->model), 1);
	for (i = 0; i < 6; i++) {
		const struct pial_week_status *sorted = pial_table_row(&table, i);
		static const uint32_t line[] = { 6, 7, 4, 5, 2, 3 };

		assert_int_equal(sorted->line, line[i]);
	}
	pial_table_release(&table);
}

/* Rows of somebody else: sorted in place, copied before one is added, never freed. */
static void borrowed_rows(void **state)
{
	struct pial_week_status row[3] = {
		{ .line = 2, .version = 3, .state = PIAL_WEEK_DRAFT },
		{ .line = 3, .version = 1, .state = PIAL_WEEK_DRAFT },
		{ .line = 4, .version = 2, .state = PIAL_WEEK_DRAFT },
	};
	struct world *w = *state;
	struct pial_table table;

	pial_table_init(&table, &pial_schema_status);
	pial_table_borrow(&table, NULL, 0);
	assert_int_equal(table.count, 0);
	table.extras = 2;
	pial_table_borrow(&table, row, 3);
	assert_int_equal(pial_table_sort(&table, &w->model), 0);
	assert_int_equal(row[0].line, 3);
	assert_int_equal(row[2].line, 2);
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(table.extra[i].n, 0);
	pial_table_add(&table, &(struct pial_week_status){ .line = 9, .version = 4 });
	row[0].line = 7;
	assert_int_equal(table.count, 4);
	assert_int_equal(((struct pial_week_status *)pial_table_row(&table, 0))->line, 3);
	assert_int_equal(((struct pial_week_status *)pial_table_row(&table, 3))->line, 9);
	assert_int_equal(table.extra[7].n, 0);
	pial_table_release(&table);
	pial_table_borrow(&table, row, 3);
	pial_table_release(&table);
	assert_int_equal(table.count, 0);
}

static void finds_rows(void **state)
{
	struct world *w = *state;
	struct pial_offer key = { 0 };
	struct pial_offer *found;
	struct pial_table table;

	assert_true(world_read(w, &table, &pial_schema_offers,
			       "week,producer,product,quantity\n2025-W12,P-b,ail,1\n"
			       "2025-W12,P-a,poireau,2\n2025-W12,P-a,ail,3\n"));
	key.week = week(2025, 12);
	key.producer.n = world_id(w, "P-a");
	key.product.n = world_id(w, "poireau");
	found = pial_table_find(&table, &w->model, &key);
	assert_non_null(found);
	assert_int_equal(found->quantity.milli, 2000);
	key.producer.n = world_id(w, "P-b");
	assert_null(pial_table_find(&table, &w->model, &key));
	pial_table_release(&table);
}

/* ---- Which table is it? ---- */

static const struct pial_schema *const moving[] = {
	&pial_schema_orders, &pial_schema_offers, &pial_schema_allocation, &pial_schema_receipts,
	&pial_schema_deliveries, &pial_schema_lines, &pial_schema_status,
};

static const struct pial_schema *recognise(struct world *w, const char *text,
					   const struct pial_schema *const *candidate, size_t count)
{
	const struct pial_schema *schema;
	struct pial_source source;

	pial_diags_clear(&w->diags);
	world_source(w, &source, "t.csv", text);
	schema = pial_table_recognise(&source, candidate, count, &w->diags);
	pial_source_release(&source);
	return schema;
}

static void recognises_each_table_it_writes(void **state)
{
	struct world *w = *state;
	size_t i;

	for (i = 0; i < PIAL_COUNT(moving); i++) {
		struct pial_table table;
		struct pial_strbuf out;
		enum pial_lang lang;

		for (lang = PIAL_LANG_NONE; lang <= PIAL_EN; lang++) {
			pial_table_init(&table, moving[i]);
			pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
			if (lang == PIAL_LANG_NONE)
				pial_table_write(&out, &table, &w->model);
			else
				pial_table_write_sheet(&out, &table, &w->model, lang);
			assert_ptr_equal(recognise(w, out.text, moving, PIAL_COUNT(moving)),
					 moving[i]);
			assert_int_equal(w->diags.count, 0);
			pial_strbuf_release(&out);
		}
	}
}

static void doubt_is_an_error(void **state)
{
	const struct pial_schema *const twins[] = { &pial_schema_orders, &pial_schema_offers,
						    &pial_schema_orders };
	struct world *w = *state;

	assert_null(recognise(w, "week,day,kitchen,product,quantity\n", twins, 3));
	assert_string_equal(world_only(w, PIAL_E_TABLE_KIND, 1, 0)->arg[0].text, "orders, orders");
	assert_null(recognise(w, "un,deux,trois\n", moving, 2));
	assert_string_equal(world_only(w, PIAL_E_TABLE_KIND, 1, 0)->arg[0].text, "orders, offers");
	assert_null(recognise(w, "\"un\n", moving, 2));
	assert_int_equal(w->diags.count, 1);
	assert_int_not_equal(w->diags.entry[0].code, PIAL_E_TABLE_KIND);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_rows), TEST(header_in_any_dress), TEST(empty_table),
		TEST(truncated_input), TEST(missing_column), TEST(missing_column_without_value),
		TEST(slip_in_a_column), TEST(column_twice), TEST(value_in_a_column_without_name),
		TEST(faults_are_collected), TEST(repeated_keys), TEST(checks_of_a_row),
		TEST(defaults), TEST(positions_of_cells), TEST(canonical_text),
		TEST(unknown_columns_are_kept), TEST(grams_that_disagree),
		TEST(shuffled_rows_give_the_same_bytes),
		TEST(sorting_is_stable_and_says_the_first_repeat), TEST(borrowed_rows),
		TEST(finds_rows),
		TEST(recognises_each_table_it_writes), TEST(doubt_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
