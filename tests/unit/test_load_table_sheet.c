/*
 * Sheets: what a table becomes for people, and that it comes back the same.
 */
#include "test_load_help.h"

#include <stdlib.h>

#define BOM "\xef\xbb\xbf"

static void write_sheet(struct world *w, const struct pial_schema *schema, const char *text,
			enum pial_lang lang, struct pial_strbuf *out)
{
	struct pial_table table;

	if (!world_read(w, &table, schema, text)) {
		world_show(w);
		fail();
	}
	pial_strbuf_init(out, PIAL_STRBUF_OUTPUT);
	pial_table_write_sheet(out, &table, &w->model, lang);
	pial_table_release(&table);
}

/* The sheet without its versions, which the next test looks at. */
static void check_sheet(struct world *w, const struct pial_schema *schema, enum pial_lang lang,
			const char *text, const char *expected)
{
	struct pial_strbuf out, bare;
	size_t i;

	write_sheet(w, schema, text, lang, &out);
	pial_strbuf_init(&bare, PIAL_STRBUF_OUTPUT);
	for (i = 0; i < out.len; i++) {
		if (out.text[i] == ';' && out.text[i + 1] == 'v' && out.len > i + 10 &&
		    out.text[i + 10] == ';' && strspn(out.text + i + 2, "abcdefghijklmnop") == 8)
			i += 9;
		else
			pial_strbuf_addch(&bare, out.text[i]);
	}
	assert_string_equal(bare.text, expected);
	pial_strbuf_release(&bare);
	pial_strbuf_release(&out);
}

static void labels_and_days(void **state)
{
	static const char text[] =
		"week,day,kitchen,product,contract,quantity,unit,source,note\n"
		"2025-W12,2025-03-17,K-ehpad,carotte,C-1,12.5,kg,phone,=1+1\n"
		"2025-W12,2025-03-20,K-ehpad,carotte,,3,piece,,\"a, b\"\n";

	check_sheet(*state, &pial_schema_orders, PIAL_FR, text,
		    BOM "id;version;Semaine;Jour;Cuisine;Produit;Marché;Quantité;Unité;"
		    "Origine de la commande;Remarque\n"
		    "2025-W12_2025-03-17_K-ehpad_carotte_C-1;2025-W12;2025-03-17 lun;K-ehpad;"
		    "carotte;"
		    "C-1;\"12,5\";kg;téléphone;'=1+1\n"
		    "2025-W12_2025-03-20_K-ehpad_carotte_;2025-W12;2025-03-20 jeu;K-ehpad;"
		    "carotte;;3;"
		    "pièce;;\"a, b\"\n");
	check_sheet(*state, &pial_schema_orders, PIAL_EN, text,
		    BOM "id;version;Week;Day;Kitchen;Product;Contract;Quantity;Unit;Source;Note\n"
		    "2025-W12_2025-03-17_K-ehpad_carotte_C-1;2025-W12;2025-03-17 Mon;K-ehpad;"
		    "carotte;"
		    "C-1;12.5;kg;phone;'=1+1\n"
		    "2025-W12_2025-03-20_K-ehpad_carotte_;2025-W12;2025-03-20 Thu;K-ehpad;"
		    "carotte;;3;"
		    "piece;;\"a, b\"\n");
}

/* An empty optional column is left out; one that must be there is not. */
static void empty_columns(void **state)
{
	check_sheet(*state, &pial_schema_allocation, PIAL_FR,
		    "week,day,kitchen,ordered_product,product,producer,quantity\n"
		    "2025-W12,2025-03-17,K-a,carotte,,,5\n",
		    BOM "id;version;Semaine;Jour;Cuisine;Produit commandé;Produit livré;"
		    "Producteur·rice;Quantité\n"
		    "2025-W12_2025-03-17_K-a_carotte____;2025-W12;2025-03-17 lun;K-a;carotte;;;"
		    "5\n");
}

/* 12,345 would be 12345 in another spreadsheet: whole thousandths beside an empty cell. */
static void three_decimals(void **state)
{
	check_sheet(*state, &pial_schema_receipts, PIAL_FR,
		    "note,kitchen,product,producer,received,weight_kg\n"
		    "BL-1,K-a,ail,P-a,1.25,12.345\nBL-1,K-a,oignon,P-a,0.75,3\n",
		    BOM "id;version;Bon de livraison;Cuisine;Produit;Producteur·rice;Reçu;"
		    "Poids (kg);"
		    "Poids (kg) (grammes)\n"
		    "BL-1_K-a_ail_P-a_;BL-1;K-a;ail;P-a;\"1,25\";;12345\n"
		    "BL-1_K-a_oignon_P-a_;BL-1;K-a;oignon;P-a;\"0,75\";3;\n");
}

/* A table with its own column of that name has no second one. */
static void version_column_of_a_table(void **state)
{
	check_sheet(*state, &pial_schema_status, PIAL_FR, "version,state,on\n1,draft,2025-03-07\n",
		    BOM "id;Version;État;Le\n1_draft;1;brouillon;2025-03-07 ven\n");
}

static void versions(void **state)
{
	static const char head[] = "week,producer,product,quantity,note\n2025-W12,P-a,ail,";
	struct world *w = *state;
	struct pial_table a, b, c;
	char first[PIAL_TABLE_VERSION], again[PIAL_TABLE_VERSION], other[PIAL_TABLE_VERSION];
	char text[128];

	snprintf(text, sizeof(text), "%s5,\n", head);
	assert_true(world_read(w, &a, &pial_schema_offers, text));
	snprintf(text, sizeof(text), "%s5.0,\n", head);
	assert_true(world_read(w, &b, &pial_schema_offers, text));
	snprintf(text, sizeof(text), "%s6,\n", head);
	assert_true(world_read(w, &c, &pial_schema_offers, text));
	pial_table_row_version(first, &a, &w->model, pial_table_row(&a, 0));
	pial_table_row_version(again, &b, &w->model, pial_table_row(&b, 0));
	pial_table_row_version(other, &c, &w->model, pial_table_row(&c, 0));
	/* sha256("2025-W12,P-a,ail,,5,,,,,,"), its first eight digits as letters a to p */
	assert_string_equal(first, "vnbfnpijl");
	assert_string_equal(again, first);
	assert_string_not_equal(other, first);
	pial_table_release(&a);
	pial_table_release(&b);
	pial_table_release(&c);
}

/* Every moving table, with every column filled in some row. */
static const struct {
	const struct pial_schema *schema;
	const char *text;
} full[] = {
	{ &pial_schema_orders,
	  "week,day,kitchen,product,contract,quantity,unit,minimum,price,source,received_on,note\n"
	  "2025-W12,2025-03-17,K-a,ail,C-1,12.345,kg,1.5,2.235,phone,2025-03-07,'=x\n"
	  "2025-W12,2025-03-18,K-a,ail,,0,piece,,0.0001,firm,,\"a;b, \"\"c\"\"\"\n" },
	{ &pial_schema_offers,
	  "week,producer,product,batch,quantity,unit,from_day,until_day,price,source,note\n"
	  "2025-W12,P-a,ail,,3,bunch,2025-03-17,2025-03-21,10.2,answer,+33 5 36\n"
	  "2025-W12,P-a,ail,L-1,0.001,litre,,,1.9999,plan,@fin\n" },
	{ &pial_schema_allocation,
	  "week,day,kitchen,ordered_product,contract,product,producer,batch,quantity,unit,computed,"
	  "pin,price,buy_price,note\n"
	  "2025-W12,2025-03-17,K-a,ail,C-1,oignon,P-a,L 2,5,kg,4.125,yes,1.85,1.6,-\n"
	  "2025-W12,2025-03-17,K-a,poireau,,,,,2.5,kg,,no,,,\n" },
	{ &pial_schema_receipts,
	  "note,day,kitchen,product,producer,batch,sent,received,unit,weight_kg,refused,reason,"
	  "status,"
	  "agreed,by\n"
	  "BL-1,2025-03-17,K-a,ail,P-a,L1,3,3,piece,5.585,1,gelé,disputed,2,K-a\n"
	  "BL-2,,K-a,ail,P-a,,,0,,,,,agreed,,\n" },
	{ &pial_schema_deliveries,
	  "note,line,day,kitchen,ordered_product,product,producer,batch,ordered,allocated,sent,"
	  "received,refused,unit,weight_kg,invoiced,priced_unit,price,buy_price,contract,organic,"
	  "certifier,origin,labels,status,reason\n"
	  "BL-1,1,2025-03-17,K-a,ail,oignon,P-a,L1,5,4,4,4,1,piece,5.585,4.585,kg,14.8,9.1,C-1,yes,"
	  "FR-BIO-01,FRANCE,AB LR,agreed,abîmé\n"
	  "BL-1,10,2025-03-17,K-a,,ail,P-a,,,,,,,,,3,bunch,1,,,no,,,,waiting,no-receipt\n" },
	{ &pial_schema_lines,
	  "seller,invoice,line,date,period,buyer,note,note_line,day,contract,engagement,product,"
	  "label,producer,batch,organic,certifier,quantity,unit,price,net,vat_category,vat_rate,"
	  "exemption,kind,to,credits,vat_rounding\n"
	  "P-a,LU-1,1,2025-03-31,2025-03,K-a,BL-1,2,2025-03-17,C-1,EJ-1,ail,Ail sec,P-a,L1,yes,"
	  "FR-BIO-01,-4.585,kg,14.8,-67.86,S,5.5,VATEX-1,credit,producer,LU-0,-0.01\n"
	  "self,,2,,,K-a,,,,,,,Service,,,,,1,,0,0.01,O,0,,service,service,,\n" },
	{ &pial_schema_status, "version,state,on\n1,draft,2025-03-07\n1,published,2025-03-10\n" },
};

static void comes_back_the_same(void **state)
{
	static const enum pial_lang lang[] = { PIAL_FR, PIAL_EN };
	struct world *w = *state;
	size_t i, l;

	for (i = 0; i < PIAL_COUNT(full); i++)
		for (l = 0; l < PIAL_COUNT(lang); l++) {
			struct pial_strbuf sheet, back;
			struct pial_table table;

			write_sheet(w, full[i].schema, full[i].text, lang[l], &sheet);
			if (!world_read(w, &table, full[i].schema, sheet.text)) {
				world_show(w);
				fail_msg("not read back: %s", sheet.text);
			}
			pial_strbuf_init(&back, PIAL_STRBUF_OUTPUT);
			pial_table_write(&back, &table, &w->model);
			assert_string_equal(back.text, full[i].text);
			pial_strbuf_release(&back);
			pial_strbuf_release(&sheet);
			pial_table_release(&table);
		}
	assert_int_equal(w->diags.count, 0);
}

/* Words that the toolkit writes among free text are shown in the language of the sheet. */
static void words_of_a_text_are_labels(void **state)
{
	static const char text[] =
		"note,line,day,kitchen,product,producer,invoiced,priced_unit,price,reason\n"
		"BL-1,1,2025-03-17,K-a,ail,P-a,0,kg,1,no-receipt\n"
		"BL-1,2,2025-03-17,K-a,ail,P-a,0,kg,1,no-receipts\n";
	struct world *w = *state;
	struct pial_strbuf sheet;

	write_sheet(w, &pial_schema_deliveries, text, PIAL_FR, &sheet);
	assert_non_null(strstr(sheet.text, ";réception non saisie"));
	assert_null(strstr(sheet.text, "no-receipt\r"));
	assert_non_null(strstr(sheet.text, ";no-receipts"));
	pial_strbuf_release(&sheet);
	write_sheet(w, &pial_schema_deliveries, text, PIAL_EN, &sheet);
	assert_non_null(strstr(sheet.text, ";no receipt yet"));
	pial_strbuf_release(&sheet);
}

static void returned_sheet(void **state)
{
	struct world *w = *state;
	struct pial_returned *returned;
	const struct pial_offer *row;
	struct pial_source source;
	struct pial_table table;

	world_source(w, &source, "retour.csv",
		     "id;version;Semaine;Producteur·rice;Produit;Quantité;Remarque\n"
		     "2025-W12_P-b_ail_;vabcdefgh;2025-W12;P-b;ail;;\n"
		     "2025-W12_P-a_ail_;vabcdefgi;2025-W12;P-a;ail;0;rien cette semaine\n"
		     ";;2025-W12;P-a;ail;4;\n");
	pial_table_init(&table, &pial_schema_offers);
	assert_true(pial_table_read_returned(&table, &w->model, &source, &returned, &w->diags));
	assert_int_equal(table.count, 3);
	row = pial_table_row(&table, 0);
	/* in the file's order, blank means unchanged, repeated keys are the caller's business */
	assert_string_equal(world_text(w, row[0].producer.n), "P-b");
	assert_string_equal(world_text(w, returned[0].id.n), "2025-W12_P-b_ail_");
	assert_string_equal(world_text(w, returned[0].version.n), "vabcdefgh");
	assert_true(pial_qty_is_none(row[0].quantity));
	assert_true(returned[0].filled == 0x7);	/* week, producer, product */
	assert_true(returned[1].filled == (0x17 | UINT64_C(1) << 10));	/* quantity, note too */
	assert_int_equal(row[1].quantity.milli, 0);
	assert_int_equal(returned[2].id.n, 0);
	pial_table_release(&table);
	pial_source_release(&source);
	free(returned);
	/* an added row must be whole */
	world_source(w, &source, "retour.csv", "id;week;producer;product;quantity\n"
		     ";2025-W12;P-a;ail;\n");
	pial_table_init(&table, &pial_schema_offers);
	assert_false(pial_table_read_returned(&table, &w->model, &source, &returned, &w->diags));
	assert_null(returned);
	world_only(w, PIAL_E_REQUIRED, 2, 5);
	pial_table_release(&table);
	pial_source_release(&source);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(labels_and_days), TEST(empty_columns), TEST(three_decimals),
		TEST(version_column_of_a_table), TEST(versions), TEST(comes_back_the_same),
		TEST(words_of_a_text_are_labels), TEST(returned_sheet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
