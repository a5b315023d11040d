/*
 * Draft invoices to read: totals from the same lines, VAT on sums, the mention where there is none.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "market.h"
#include "markup/words.h"
#include "report/draft_text.h"

#define N PIAL_NBSP

static const char lines[] =
	"seller,invoice,line,period,buyer,day,product,label,producer,organic,certifier,quantity,"
	"unit,price,net,vat_category,vat_rate,exemption,kind,to\n"
	"P-est,,1,2025-03,K-ehpad,2025-03-17,carotte,Carotte,P-est,no,,10,kg,1.9,19,E,0,"
	"Exonéré,goods,producer\n"
	"P-sud,,1,2025-03,K-ehpad,2025-03-17,carotte,Carotte,P-sud,yes,FR-BIO-09,0.5,kg,0.1825,"
	"0.09,S,5.5,,goods,producer\n"
	"P-sud,,2,2025-03,K-ehpad,2025-03-18,carotte,Carotte,P-sud,yes,FR-BIO-09,0.5,kg,0.1825,"
	"0.09,S,5.5,,goods,producer\n"
	"self,,1,2025-03,K-ehpad,,,service,,,,1,,1234.5,1234.5,S,20,,service,service\n";

static void test_drafts(void **state)
{
	struct pial_table table;
	struct pial_strbuf out;
	struct market m;

	(void)state;
	market_init(&m, "");
	market_read(&m, &table, &pial_schema_lines, lines);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	assert_true(pial_draft_text(&out, &m.model, (void *)table.row, table.count, PIAL_EN));
	assert_string_equal(out.text,
		"Draft invoice – Ferme de l'Est → EHPAD des Cimes, March 2025\n"
		"────────────────────────────────────────────────────────────\n"
		"Day     Label              Quantity  Price (€)  Net (€)\n"
		"───────────────────────────────────────────────────────\n"
		"Mon 17  Carotte               10"N"kg       1.90    19.00\n"
		"───────────────────────────────────────────────────────\n"
		"        Total without VAT                         19.00\n"
		"        Exonéré                                    0.00\n"
		"        Total to pay                              19.00\n"
		"\n"
		"Draft invoice – Ferme du Sud → EHPAD des Cimes, March 2025\n"
		"──────────────────────────────────────────────────────────\n"
		"Day     Label                       Quantity  Price (€)  Net (€)\n"
		"────────────────────────────────────────────────────────────────\n"
		"Mon 17  Carotte, organic"N"FR-BIO-09    0.5"N"kg     0.1825     0.09\n"
		"Tue 18  Carotte, organic"N"FR-BIO-09    0.5"N"kg     0.1825     0.09\n"
		"────────────────────────────────────────────────────────────────\n"
		"        Total without VAT                                   0.18\n"
		"        VAT 5.5%                                            0.01\n"
		"        Total to pay                                        0.19\n"
		"\n"
		"Draft invoice – Les Maraîchers → EHPAD des Cimes, March 2025\n"
		"────────────────────────────────────────────────────────────\n"
		"Day  Label              Quantity  Price (€)   Net (€)\n"
		"─────────────────────────────────────────────────────\n"
		"     service                   1   1,234.50  1,234.50\n"
		"─────────────────────────────────────────────────────\n"
		"     Total without VAT                       1,234.50\n"
		"     VAT 20%                                   246.90\n"
		"     Total to pay                            1,481.40\n");
	pial_strbuf_clear(&out);
	assert_true(pial_draft_text(&out, &m.model, (void *)table.row, 0, PIAL_EN));
	assert_string_equal(out.text, "Nothing.\n");
	((struct pial_invoice_line *)table.row)[1].net.cents = INT64_MAX;
	((struct pial_invoice_line *)table.row)[2].net.cents = INT64_MAX;
	assert_false(pial_draft_text(&out, &m.model, (void *)table.row, table.count, PIAL_EN));
	pial_strbuf_release(&out);
	pial_table_release(&table);
	market_release(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_drafts) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
