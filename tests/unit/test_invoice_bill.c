/*
 * Invoices from lines: sums worked out by hand, mentions by day and regime, what is refused.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "bill_case.h"

#define MANDATE "billing: {mode: mandate, prefix: \"LU-\"}\n"
#define RESALE "billing: {mode: resale, prefix: \"LU-\"}\n"
#define PER_NOTE "billing: {mode: resale, per: delivery}\n"

/* A line of 12 kg of carrots of P-sud at 1.85 for K-ehpad: 22.20. */
#define SUD(line, note, day) \
	"P-sud," line ",2025-03,K-ehpad," note "," day ",,,carotte,Carotte,P-sud,,,,12,kg,1.85," \
	"22.2,S,5.5,goods,producer\n"
/* A service of the group for K-ehpad: 10.00 at 20 %. */
#define SERVICE "self,1,2025-03,K-ehpad,,,,,,Service,,,,,1,,10,10,S,20,service,service\n"

static void bill(struct bill_case *c, const char *policy, const char *lines)
{
	bill_case_start(c, policy, NULL, lines);
	bill_case_run(c);
}

/* The only invoice there is. */
static const struct pial_invoice *only(struct bill_case *c)
{
	assert_true(c->done);
	assert_int_equal(c->result.invoices, 1);
	return &c->result.invoice[0];
}

/* The parties of the market with one text in place of another; the caller releases it. */
static void change_parties(struct pial_strbuf *text, const char *from, const char *to)
{
	const char *at = strstr(bill_case_parties, from);

	assert_non_null(at);
	pial_strbuf_init(text, PIAL_STRBUF_TEXT);
	pial_strbuf_add(text, bill_case_parties, (size_t)(at - bill_case_parties));
	pial_strbuf_addstr(text, to);
	pial_strbuf_addstr(text, at + strlen(from));
}

static const char *note_of(const struct pial_invoice *invoice, const char *code)
{
	const char *found = NULL;

	for (size_t i = 0; i < invoice->notes; i++) {
		if (strcmp(invoice->note[i].code, code) != 0)
			continue;
		assert_null(found);
		found = invoice->note[i].text;
	}
	assert_non_null(found);
	return found;
}

static void expect_day(struct pial_date day, const char *text)
{
	assert_int_equal(day.n, market_day(text).n);
}

/* 12 x 1.85 twice: 44.40 net; at 5.5 % 2.442, so 2.44 of VAT; 46.84. */
static void liable_seller(void **state)
{
	struct bill_case c;
	const struct pial_invoice *i;

	(void)state;
	bill(&c, MANDATE, BILL_HEAD SUD("1", "N-2", "2025-03-17") SUD("2", "N-1", "2025-03-10"));
	i = only(&c);
	assert_int_equal(i->kind, PIAL_INVOICE_PLAIN);
	assert_int_equal(i->profile, PIAL_PROFILE_EN16931);
	assert_string_equal(i->frame, "B1");
	assert_string_equal(i->seller.name, "EARL du Sud");
	assert_string_equal(i->seller.siren, "000020024");
	assert_string_equal(i->seller.vat, "FR41000020024");
	assert_string_equal(i->seller.fiscal, "");
	assert_string_equal(i->seller.street[0], "1 route du Sud");
	assert_string_equal(i->seller.street[2], "Bâtiment B, Cour");
	assert_string_equal(i->seller.postcode, "31110");
	assert_string_equal(i->seller.city, "Juzet-de-Luchon");
	assert_string_equal(i->buyer.endpoint, "000021022_00002102200017");
	assert_string_equal(i->place.name, "EHPAD des Cimes");
	expect_day(i->first, "2025-03-10");
	expect_day(i->last, "2025-03-17");
	assert_int_equal(i->deliveries, 2);
	assert_string_equal(i->delivery[0].note, "N-1");
	assert_int_equal(i->line[0].number, 1);
	expect_day(i->line[0].day, "2025-03-10");
	assert_int_equal(i->taxes, 1);
	assert_int_equal(i->tax[0].basis.cents, 4440);
	assert_int_equal(i->tax[0].amount.cents, 244);
	assert_int_equal(i->net.cents, 4440);
	assert_int_equal(i->vat.cents, 244);
	assert_int_equal(i->total.cents, 4684);
	assert_int_equal(i->payable.cents, 4684);
	bill_case_release(&c);
}

/* The order of rows shows nowhere: the same lines, the other way round. */
static void order_of_rows(void **state)
{
	static const struct pial_invoice_line none;
	struct pial_invoice_line turned[2] = { none, none };
	const struct pial_invoice_line *given;
	struct bill_case c;

	(void)state;
	bill_case_start(&c, MANDATE, NULL,
			BILL_HEAD SUD("2", "N-2", "2025-03-17") SUD("1", "N-1", "2025-03-10"));
	given = c.input.line;
	turned[0] = given[1];
	turned[1] = given[0];
	c.input.line = turned;
	bill_case_run(&c);
	expect_day(only(&c)->line[0].day, "2025-03-10");
	expect_day(only(&c)->line[1].day, "2025-03-17");
	bill_case_release(&c);
}

/* Three lines of 0.10 at 5.5 %: 0.0165 in all, so 0.02, where line by line it were 0.03. */
static void vat_once_for_each_rate(void **state)
{
	struct bill_case c;
	const struct pial_invoice *i;

	(void)state;
	bill(&c, RESALE, BILL_HEAD
	     "self,1,2025-03,K-ehpad,N-1,2025-03-10,,,laitue,Laitue,P-sud,,,,1,piece,0.1,0.1,S,5.5,"
	     "goods,producer\n"
	     "self,2,2025-03,K-ehpad,N-1,2025-03-10,,,laitue,Laitue,P-sud,B,,,1,piece,0.1,0.1,S,"
	     "5.5,"
	     "goods,producer\n"
	     "self,3,2025-03,K-ehpad,N-1,2025-03-10,,,laitue,Laitue,P-sud,C,,,1,piece,0.1,0.1,S,"
	     "5.5,"
	     "goods,producer\n"
	     "self,4,2025-03,K-ehpad,N-1,2025-03-10,,,jus,Jus,P-sud,,,,1,litre,3.25,3.25,S,10,"
	     "goods,"
	     "producer\n"
	     "self,5,2025-03,K-ehpad,,,,,,Service,,,,,1,,10,10,S,20,service,service\n");
	i = only(&c);
	assert_string_equal(i->frame, "M1");
	assert_int_equal(i->taxes, 3);
	assert_int_equal(i->tax[0].amount.cents, 2);	/* 0.30 at 5.5 % */
	assert_int_equal(i->tax[1].amount.cents, 33);	/* 3.25 at 10 %: 0.325 */
	assert_int_equal(i->tax[2].amount.cents, 200);	/* 10.00 at 20 % */
	assert_int_equal(i->net.cents, 1355);
	assert_int_equal(i->total.cents, 1355 + 235);
	assert_string_equal(note_of(i, "PMT"), "Indemnité forfaitaire pour frais de "
	"recouvrement en "
					       "cas de retard de paiement : 40 €");
	bill_case_release(&c);
}

static void regimes(void **state)
{
	static const struct {
		const char *seller, *category, *exemption, *vatex, *fiscal;
	} of[] = {
		{ "P-est", "E", "Régime du remboursement forfaitaire agricole, art. 298 bis du CGI",
		  "", "000020016" },
		{ "P-lac", "E", "TVA non applicable, art. 293 B du CGI", "VATEX-FR-FRANCHISE",
		  "000020032" },
		{ "P-hors", "O", "Non assujetti à la TVA", "VATEX-EU-O", "" },
	};

	(void)state;
	for (size_t n = 0; n < sizeof(of) / sizeof(*of); n++) {
		struct bill_case c;
		const struct pial_invoice *i;
		char lines[1024];

		snprintf(lines, sizeof(lines), BILL_HEAD
			 "%s,1,2025-03,K-ehpad,N-1,2025-03-10,,,radis,Radis,%s,,,,10,bunch,1.35,"
			 "13.5,%s,0,goods,producer\n", of[n].seller, of[n].seller, of[n].category);
		bill(&c, MANDATE, lines);
		i = only(&c);
		assert_int_equal(i->taxes, 1);
		assert_string_equal(i->tax[0].exemption, of[n].exemption);
		assert_string_equal(i->tax[0].vatex, of[n].vatex);
		assert_string_equal(i->seller.fiscal, of[n].fiscal);
		assert_string_equal(i->seller.vat, "");
		assert_int_equal(i->vat.cents, 0);
		assert_string_equal(market_cell(&c.m, &pial_schema_lines, &i->line[0], "exemption"),
				    of[n].exemption);
		bill_case_release(&c);
	}
}

/* A public buyer with a service code: the extended profile, engagement, contract, where it goes. */
static void public_buyer(void **state)
{
	struct bill_case c;
	const struct pial_invoice *i;

	(void)state;
	bill(&c, MANDATE, BILL_HEAD
	     "P-est,1,2025-03,K-ecole,N-1,2025-03-10,C-ecole,EJ-2025-7,carotte,Carotte,P-est,L1,"
	     "yes,"
	     "FR-BIO-01,10,kg,1.85,18.5,E,0,goods,producer\n");
	i = only(&c);
	assert_int_equal(i->profile, PIAL_PROFILE_EXTENDED);
	assert_string_equal(i->buyer.endpoint, "000021014_00002101400014_CANTINE");
	assert_string_equal(i->engagement, "EJ-2025-7");
	assert_string_equal(i->contract, "LOT-22");
	assert_string_equal(i->buyer.street[0], "Mairie");
	assert_string_equal(i->place.street[0], "Rue de l'École");
	assert_string_equal(i->place.name, "École du Bourg");
	/* 3.15 % in the first half of 2025, and 8 points. */
	assert_non_null(strstr(note_of(i, "PMD"), "11,15 %"));
	assert_string_equal(note_of(i, "AAI"), "Facture établie par Groupement du Luchonnais "
			    "au nom et pour le compte d'Anne Est EI, mandat MF-1 du "
			    "09/12/2024");
	expect_day(i->due, "2025-04-30");
	bill_case_release(&c);
}

#define ONE(buyer) \
	BILL_HEAD "P-sud,1,2025-03," buyer ",N-1,2025-03-12,,,carotte,Carotte,P-sud,,,,12,kg," \
	"1.85," \
	"22.2,S,5.5,goods,producer\n"

/* R. 2192-10 and 11; L. 441-11: perishables, 30 days after the end of the ten days. */
static void terms_by_buyer(void **state)
{
	static const struct { const char *lines, *due, *rate; } of[] = {
		{ ONE("K-ehpad"), "2025-04-30", "11,15 %" },
		{ ONE("K-hopital"), "2025-05-20", "11,15 %" },
		{ ONE("K-bistrot"), "2025-04-19", "13,15 %" },
	};

	(void)state;
	for (size_t n = 0; n < sizeof(of) / sizeof(*of); n++) {
		struct bill_case c;

		bill(&c, MANDATE, of[n].lines);
		expect_day(only(&c)->due, of[n].due);
		assert_non_null(strstr(note_of(only(&c), "PMD"), of[n].rate));
		bill_case_release(&c);
	}
}

/* The half-year decides: 4.50 % in the first of 2024, 2.15 % in the second of 2025. */
static void late_rate_by_half_year(void **state)
{
	static const struct { const char *date, *text; } of[] = {
		{ "2024-06-30", "12,50 %" }, { "2024-07-01", "12,25 %" }, { "2025-12-31", "10,"
		"15 %" },
		{ "2045-01-01", "en vigueur au premier jour du semestre, majoré de 8 points" },
	};

	(void)state;
	for (size_t n = 0; n < sizeof(of) / sizeof(*of); n++) {
		struct bill_case c;

		bill_case_start(&c, RESALE, NULL, BILL_HEAD SERVICE);
		c.input.date = market_day(of[n].date);
		bill_case_run(&c);
		assert_non_null(strstr(note_of(only(&c), "PMD"), of[n].text));
		bill_case_release(&c);
	}
}

static void self_billed(void **state)
{
	struct bill_case c;
	const struct pial_invoice *i;

	(void)state;
	bill(&c, RESALE, BILL_HEAD
	     "P-sud,1,2025-03,self,N-1,2025-03-12,,,carotte,Carotte,P-sud,,,,12,kg,1.5,18,S,5.5,"
	     "goods,"
	     "producer\n");
	i = only(&c);
	assert_int_equal(i->kind, PIAL_INVOICE_SELF);
	assert_string_equal(i->buyer.id, "self");
	assert_string_equal(i->place.id, "");
	assert_non_null(strstr(note_of(i, "AAI"), "Autofacturation : facture établie par "));
	assert_non_null(strstr(note_of(i, "AAI"), "mandat écrit du 09/12/2024"));
	expect_day(i->due, "2025-04-19");
	bill_case_release(&c);
}

/* What is kept of the price is taken off at its rate; two notes are one invoice all the same. */
static void kept_of_the_price(void **state)
{
	static const char lines[] = BILL_HEAD
		"P-sud,4,2025-03,self,,,,,,service,,,,,1,,3.26,3.26,S,10,allowance,service\n"
		"P-sud,1,2025-03,self,N-2,2025-03-12,,,carotte,Carotte,P-sud,,,,12,kg,1.85,"
		"22.2,S,5.5,goods,producer\n"
		"P-sud,3,2025-03,self,,,,,,service,,,,,1,,1.77,1.77,S,5.5,allowance,service\n"
		"P-sud,2,2025-03,self,N-1,2025-03-09,,,jus,Jus,P-sud,,,,10,litre,3.2,32,S,10,goods,"
		"producer\n";
	struct bill_case c;
	const struct pial_invoice *i;
	struct pial_strbuf late;

	(void)state;
	bill(&c, PER_NOTE, lines);
	i = only(&c);
	assert_int_equal(i->lines, 2);
	assert_int_equal(i->allowances, 2);
	assert_int_equal(i->line[2].kind, PIAL_LINE_ALLOWANCE);
	assert_string_equal(i->frame, "B1");
	assert_int_equal(i->gross.cents, 5420);
	assert_int_equal(i->allowed.cents, 503);
	assert_int_equal(i->net.cents, 4917);
	/* 20.43 x 5.5 % = 1.1237; 28.74 x 10 % = 2.874. */
	assert_int_equal(i->tax[0].amount.cents, 112);
	assert_int_equal(i->tax[1].amount.cents, 287);
	assert_int_equal(i->total.cents, 4917 + 399);
	bill_case_release(&c);
	/* Whatever was agreed, thirty days after the ten days of the delivery. */
	change_parties(&late, "iban: FR7699999000310003111003744}", "payment_days: 90}");
	bill_case_start(&c, RESALE, late.text, lines);
	bill_case_run(&c);
	expect_day(only(&c)->due, "2025-04-09");
	bill_case_release(&c);
	pial_strbuf_release(&late);
}

static void splits(void **state)
{
	struct bill_case c;

	(void)state;
	/* Two engagements, two invoices; the one without first. */
	bill(&c, RESALE, BILL_HEAD
	     "self,1,2025-03,K-ehpad,N-1,2025-03-10,,EJ-1,carotte,Carotte,P-sud,,,,12,kg,1.85,"
	     "22.2,S,5.5,"
	     "goods,producer\n"
	     "self,2,2025-03,K-ehpad,N-1,2025-03-10,,,radis,Radis,P-sud,,,,1,bunch,1.35,1.35,S,5.5,"
	     "goods,producer\n");
	assert_int_equal(c.result.invoices, 2);
	assert_string_equal(c.result.invoice[0].engagement, "");
	assert_int_equal(c.result.invoice[1].net.cents, 2220);
	bill_case_release(&c);
	bill(&c, PER_NOTE, BILL_HEAD
	     "self,1,2025-03,K-ehpad,N-1,2025-03-10,,,carotte,Carotte,P-sud,,,,12,kg,1.85,22.2,"
	     "S,5.5,"
	     "goods,producer\n"
	     "self,2,2025-03,K-ehpad,N-2,2025-03-12,,,radis,Radis,P-sud,,,,1,bunch,1.35,1.35,S,5.5,"
	     "goods,producer\n");
	assert_int_equal(c.result.invoices, 2);
	bill_case_release(&c);
}

/* A straggler of February goes on the invoice of March when that month is asked for. */
static void stragglers(void **state)
{
	struct bill_case c;

	(void)state;
	bill_case_start(&c, MANDATE, NULL, BILL_HEAD SUD("1", "N-2", "2025-03-17")
			"P-sud,2,2025-02,K-ehpad,N-0,2025-02-25,,,carotte,Carotte,P-sud,,,,12,"
			"kg,1.85,"
			"22.2,S,5.5,goods,producer\n");
	c.input.period = pial_month_of(market_day("2025-03-01"));
	bill_case_run(&c);
	assert_int_equal(only(&c)->lines, 2);
	expect_day(only(&c)->first, "2025-02-25");
	assert_int_equal(only(&c)->period.n, c.input.period.n);
	bill_case_release(&c);
}

#define CREDIT(net, quantity) \
	BILL_HEAD "P-sud,1,2025-03,K-ehpad,N-1,2025-03-10,,,carotte,Carotte,P-sud,,,," quantity \
	",kg,1.85," net ",S,5.5,credit,producer\n"

static void credit_note(void **state)
{
	struct pial_invoice_ref ref = { "LU-2025-0001", { 0 }, PIAL_MONEY_NONE };
	struct bill_case c;

	(void)state;
	ref.date = market_day("2025-02-28");
	bill_case_start(&c, MANDATE, NULL, CREDIT("3.7", "2"));
	market_read(&c.m, &c.original, &pial_schema_lines,
		    BILL_HEAD SUD("1", "N-1", "2025-02-10"));
	c.input.kind = PIAL_INVOICE_CREDIT;
	c.input.preceding = &ref;
	c.input.precedings = 1;
	c.input.original = (void *)c.original.row;
	c.input.originals = c.original.count;
	bill_case_run(&c);
	assert_int_equal(only(&c)->total.cents, 390);	/* 3.70 + 0.2035 */
	assert_string_equal(only(&c)->preceding[0].number, "LU-2025-0001");
	assert_int_equal(only(&c)->prepaid.cents, 0);
	expect_day(only(&c)->due, "2025-03-31");
	assert_string_equal(only(&c)->frame, "B1");
	bill_case_release(&c);
}

static void credit_above_its_invoice(void **state)
{
	struct pial_invoice_ref ref = { "LU-2025-0001", { 0 }, PIAL_MONEY_NONE };
	struct bill_case c;

	(void)state;
	ref.date = market_day("2025-02-28");
	bill_case_start(&c, MANDATE, NULL, CREDIT("22.2", "12"));
	/* 22.20 invoiced, 1.85 of it credited before. */
	market_read(&c.m, &c.original, &pial_schema_lines, BILL_HEAD SUD("1", "N-1", "2025-02-10")
		    "P-sud,2,2025-03,K-ehpad,N-1,2025-02-10,,,carotte,Carotte,P-sud,,,,1,kg,"
		    "1.85,1.85,S,"
		    "5.5,credit,producer\n");
	c.input.kind = PIAL_INVOICE_CREDIT;
	c.input.preceding = &ref;
	c.input.precedings = 1;
	c.input.original = (void *)c.original.row;
	c.input.originals = c.original.count;
	bill_case_run(&c);
	assert_false(c.done);
	assert_int_equal(market_said(&c.m, PIAL_E_BILL_CREDIT), 1);
	assert_int_equal(c.m.diags.entry[0].arg[2].number, 2035);
	bill_case_release(&c);
}

/* Credits some of 22.20, with 1.22 of VAT, of which 5.55 with 0.31 is credited. */
static void credit_more(struct bill_case *c, struct pial_invoice_ref *ref, const char *credit)
{
	ref->date = market_day("2025-02-28");
	bill_case_start(c, MANDATE, NULL, credit);
	market_read(&c->m, &c->original, &pial_schema_lines, BILL_HEAD SUD("1", "N-1", "2025-02-10")
		    "P-sud,2,2025-03,K-ehpad,N-1,2025-02-10,,,carotte,Carotte,P-sud,,,,3,kg,"
		    "1.85,5.55,S,5.5,credit,producer\n");
	c->input.kind = PIAL_INVOICE_CREDIT;
	c->input.preceding = ref;
	c->input.precedings = 1;
	c->input.original = (void *)c->original.row;
	c->input.originals = c->original.count;
	bill_case_run(c);
	assert_true(c->done);
}

static void credit_takes_the_vat_that_is_left(void **state)
{
	struct pial_invoice_ref ref = { "LU-2025-0001", { 0 }, PIAL_MONEY_NONE };
	struct bill_case c;

	(void)state;
	/* The rest, whose VAT would be 0.92. */
	credit_more(&c, &ref, CREDIT("16.65", "9"));
	assert_int_equal(only(&c)->vat.cents, 91);
	assert_int_equal(only(&c)->total.cents, 1756);
	assert_int_equal(only(&c)->line[0].vat_rounding.cents, -1);
	bill_case_release(&c);
	/* A part, which leaves 12.95 with 0.71: 0.20, as it is. */
	credit_more(&c, &ref, CREDIT("3.7", "2"));
	assert_int_equal(only(&c)->vat.cents, 20);
	assert_true(pial_money_is_none(only(&c)->line[0].vat_rounding));
	bill_case_release(&c);
}

static void prepayments(void **state)
{
	struct pial_invoice_ref ref[2] = { { "A-1", { 1 }, { 1000 } }, { "A-2", { 2 }, { 500 } } };
	struct bill_case c;

	(void)state;
	bill_case_start(&c, MANDATE, NULL, ONE("K-ehpad"));
	c.input.preceding = ref;
	c.input.precedings = 2;
	bill_case_run(&c);
	assert_string_equal(only(&c)->frame, "B4");
	assert_int_equal(only(&c)->total.cents, 2342);
	assert_int_equal(only(&c)->prepaid.cents, 1500);
	assert_int_equal(only(&c)->payable.cents, 842);
	bill_case_release(&c);
	bill_case_start(&c, MANDATE, NULL, ONE("K-ehpad"));
	ref[1].amount.cents = 1343;
	c.input.preceding = ref;
	c.input.precedings = 2;
	bill_case_run(&c);
	assert_false(c.done);
	assert_int_equal(market_said(&c.m, PIAL_E_BILL_PREPAID), 1);
	bill_case_release(&c);
}

static void numbering(void **state)
{
	struct bill_case c;

	(void)state;
	bill(&c, MANDATE, ONE("K-ehpad"));
	assert_string_equal(only(&c)->number, "");
	pial_bill_number(&c.m.model, &c.result, &c.result.invoice[0], "LU-2025-0042");
	assert_string_equal(only(&c)->number, "LU-2025-0042");
	assert_string_equal(market_cell(&c.m, &pial_schema_lines, &only(&c)->line[0], "invoice"),
			    "LU-2025-0042");
	expect_day(only(&c)->line[0].date, "2025-03-31");
	bill_case_release(&c);
}

#define ECOLE \
	BILL_HEAD "P-sud,1,2025-03,K-ecole,N-1,2025-03-12,,EJ-1,carotte,Carotte,P-sud,,,,12,kg," \
	"1.85,22.2,S,5.5,goods,producer\n"

/* Parties with a piece taken out or changed. */
static void expect_party(const char *from, const char *to, enum pial_code code, const char *lines)
{
	struct pial_strbuf text;
	struct bill_case c;

	change_parties(&text, from, to);
	bill_case_start(&c, MANDATE, text.text, lines);
	bill_case_run(&c);
	assert_false(c.done);
	assert_int_equal(c.result.invoices, 0);
	assert_true(market_said(&c.m, code) >= 1);
	bill_case_release(&c);
	pial_strbuf_release(&text);
}

static void parties_refused(void **state)
{
	(void)state;
	expect_party(" siret: \"00002002400014\", vat: FR41000020024,", "", PIAL_E_BILL_PARTY,
		     ONE("K-ehpad"));
	expect_party(" vat: FR41000020024,", "", PIAL_E_BILL_PARTY, ONE("K-ehpad"));
	expect_party("legal_name: EARL du Sud,", "", PIAL_E_BILL_PARTY, ONE("K-ehpad"));
	expect_party(" siret: \"00002102200017\",", "", PIAL_E_BILL_PARTY, ONE("K-ehpad"));
	expect_party("5 allée des Bains, 31110 Luchon", "5 allée des Bains, Luchon",
		     PIAL_E_BILL_ADDRESS, ONE("K-ehpad"));
	expect_party("K-ehpad: {legal_name", "K-hopital2: {legal_name", PIAL_E_BILL_PARTY,
		     ONE("K-ehpad"));
	expect_party("31110 Luchon\"}\nK-hopital", "31110 Luchon\", service_required: "
	"yes}\nK-hopital",
		     PIAL_E_BILL_PARTY, ONE("K-ehpad"));
	expect_party("service_code: CANTINE", "service_code: \"LA CANTINE\"", PIAL_E_BILL_SERVICE,
		     ECOLE);
	expect_party(" vat: FR88100000009,", "", PIAL_E_BILL_REGIME, BILL_HEAD SERVICE);
	expect_party("mandate: {date: 2024-12-09}}", "mandate: {date: 2025-04-01}}",
		     PIAL_E_BILL_MANDATE, ONE("K-ehpad"));
}

/* What a refused invoice comes to stays out of the next: each is said to be wrong by itself. */
static void refused_one_after_another(void **state)
{
	static const char lines[] =
		BILL_HEAD SUD("1", "N-1", "2025-03-11") SUD("2", "N-2", "2025-03-12")
		"P-sud,3,2025-03,K-hopital,N-3,2025-03-13,,,carotte,Carotte,P-sud,,,,1,kg,1.85,"
		"1.85,S,5.5,goods,producer\n"
		"P-sud,4,2025-03,K-hopital,N-3,2025-03-13,,,radis,Radis,P-sud,,,,1,bunch,1.35,"
		"1.35,S,5.5,goods,producer\n";
	struct pial_invoice_ref ref[2] = { { "A-1", { 1 }, { 9900 } }, { "A-2", { 2 }, { 9900 } } };
	struct pial_bill_prepaid prepaid[2] = { { .ref = &ref[0], .refs = 1 },
						{ .ref = &ref[1], .refs = 1 } };
	struct pial_strbuf parties;
	struct bill_case c;

	(void)state;
	change_parties(&parties, " vat: FR41000020024,", "");
	bill_case_start(&c, MANDATE, parties.text, lines);
	for (size_t i = 0; i < PIAL_COUNT(prepaid); i++) {
		const struct pial_invoice_line *line = &c.input.line[2 * i];

		prepaid[i].seller = line->seller;
		prepaid[i].buyer = line->buyer;
	}
	c.input.prepaid = prepaid;
	c.input.prepaids = PIAL_COUNT(prepaid);
	bill_case_run(&c);
	assert_false(c.done);
	assert_int_equal(market_said(&c.m, PIAL_E_BILL_PARTY), 2);
	assert_int_equal(c.m.diags.errors, 2);
	bill_case_release(&c);
	pial_strbuf_release(&parties);
}

static void expect_refused(const char *policy, const char *lines, enum pial_code code)
{
	struct bill_case c;

	bill(&c, policy, lines);
	assert_false(c.done);
	assert_int_equal(c.result.invoices, 0);
	assert_true(market_said(&c.m, code) >= 1);
	bill_case_release(&c);
}

static void expect_kind(enum pial_invoice_kind kind, const char *lines, enum pial_code code)
{
	struct bill_case c;

	bill_case_start(&c, MANDATE, NULL, lines);
	c.input.kind = (uint8_t)kind;
	bill_case_run(&c);
	assert_false(c.done);
	assert_true(market_said(&c.m, code) >= 1);
	bill_case_release(&c);
}

static void lines_refused(void **state)
{
	(void)state;
	expect_refused(MANDATE, ONE("K-ecole"), PIAL_E_BILL_ENGAGEMENT);
	expect_refused(MANDATE, BILL_HEAD SUD("1", "N-1", "2025-04-01"), PIAL_E_BILL_DAY);
	expect_refused(MANDATE, BILL_HEAD
		       "P-sud,1,2025-03,K-ehpad,N-1,2025-03-10,,,carotte,Carotte,P-sud,,,,12,kg,"
		       "1.85,"
		       "22.21,S,5.5,goods,producer\n", PIAL_E_BILL_NET);
	expect_refused(MANDATE, BILL_HEAD
		       "P-sud,1,2025-03,K-ehpad,N-1,2025-03-10,,,carotte,Carotte,P-sud,,,,-12,"
		       "kg,1.85,"
		       "-22.2,S,5.5,goods,producer\n", PIAL_E_BILL_SIGN);
	/* More is kept than there is, at one rate. */
	expect_refused(RESALE, BILL_HEAD
		       "P-sud,1,2025-03,self,N-1,2025-03-10,,,carotte,Carotte,P-sud,,,,12,kg,"
		       "1.85,22.2,S,5.5,goods,producer\n"
		       "P-sud,2,2025-03,self,,,,,,service,,,,,1,,0.01,0.01,S,10,allowance,"
		       "service\n",
		       PIAL_E_BILL_ALLOWANCE);
	expect_refused(MANDATE, BILL_HEAD
		       "P-sud,1,2025-03,K-ehpad,N-1,2025-03-10,,,carotte,Carotte,P-sud,,,,12,kg,"
		       "1.85,"
		       "22.2,S,6,goods,producer\n", PIAL_E_BILL_VAT_RATE);
	expect_refused(MANDATE, BILL_HEAD
		       "P-est,1,2025-03,K-ehpad,N-1,2025-03-10,,,carotte,Carotte,P-est,,,,12,kg,"
		       "1.85,"
		       "22.2,S,5.5,goods,producer\n", PIAL_E_BILL_NOT_LIABLE);
	/* Two reasons not to charge VAT. */
	expect_refused(MANDATE, "seller,line,period,buyer,note,day,contract,engagement,product,"
		       "label,producer,batch,organic,certifier,quantity,unit,price,net,"
		       "vat_category,vat_rate,kind,to,exemption\n"
		       "P-est,1,2025-03,K-ehpad,N-1,2025-03-10,,,carotte,Carotte,P-est,,,,12,kg,"
		       "1.85,22.2,E,0,goods,producer,Ceci\n"
		       "P-est,2,2025-03,K-ehpad,N-1,2025-03-10,,,carotte,Carotte,P-est,,,,12,kg,"
		       "1.85,22.2,E,0,goods,producer,Cela\n",
		       PIAL_E_BILL_MIXED);
	/* Credit notes cite one invoice. */
	expect_kind(PIAL_INVOICE_CREDIT, ONE("K-ehpad"), PIAL_E_BILL_PRECEDING);
	/* A mandate that was never given. */
	expect_refused(MANDATE, BILL_HEAD
		       "P-sans,1,2025-03,K-ehpad,N-1,2025-03-10,,,carotte,Carotte,P-sans,,,,12,"
		       "kg,1.85,"
		       "22.2,S,5.5,goods,producer\n", PIAL_E_BILL_MANDATE);
}

/* Wording of the old code of law may be cited until the end of 2027, and no other is known. */
static void mentions_end(void **state)
{
	static const char lac[] = BILL_HEAD
		"P-lac,1,2027-12,K-ehpad,N-1,2027-12-01,,,radis,Radis,P-lac,,,,10,bunch,1.35,"
		"13.5,E,0,"
		"goods,producer\n";
	struct bill_case c;

	(void)state;
	bill_case_start(&c, MANDATE, NULL, lac);
	c.input.date = market_day("2027-12-31");
	bill_case_run(&c);
	assert_true(c.done);
	bill_case_release(&c);
	bill_case_start(&c, MANDATE, NULL, lac);
	c.input.date = market_day("2028-01-01");
	bill_case_run(&c);
	assert_false(c.done);
	assert_int_equal(market_said(&c.m, PIAL_E_BILL_MENTION), 1);
	bill_case_release(&c);
}

static void nothing_to_bill(void **state)
{
	struct bill_case c;

	(void)state;
	bill(&c, MANDATE, BILL_HEAD);
	assert_true(c.done);
	assert_int_equal(c.result.invoices, 0);
	bill_case_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(liable_seller), cmocka_unit_test(order_of_rows),
		cmocka_unit_test(vat_once_for_each_rate), cmocka_unit_test(regimes),
		cmocka_unit_test(public_buyer), cmocka_unit_test(terms_by_buyer),
		cmocka_unit_test(late_rate_by_half_year), cmocka_unit_test(self_billed),
		cmocka_unit_test(kept_of_the_price),
		cmocka_unit_test(splits), cmocka_unit_test(stragglers),
		cmocka_unit_test(credit_note), cmocka_unit_test(credit_above_its_invoice),
		cmocka_unit_test(credit_takes_the_vat_that_is_left),
		cmocka_unit_test(prepayments), cmocka_unit_test(numbering),
		cmocka_unit_test(parties_refused),
		cmocka_unit_test(refused_one_after_another), cmocka_unit_test(lines_refused),
		cmocka_unit_test(mentions_end), cmocka_unit_test(nothing_to_bill),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
