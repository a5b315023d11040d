/*
 * Who gets what of what kitchens pay: worked out by hand, and adding up to the cent.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "invoice/value.h"
#include "market.h"

#define HEAD "seller,invoice,line,period,buyer,note,day,product,producer,quantity,unit,price,net," \
	     "vat_category,vat_rate,kind,to\n"
/* A service of 8 % inside the price, a levy of 1 % that producers pay. */
#define FEES "fees:\n" \
	     "  - {name: service, rate: 8%, base: sale, paid_by: kitchen, to: service, " \
	     "vat_rate: 20, in_price: yes}\n" \
	     "  - {name: levy, rate: 1%, base: sale, paid_by: producer, to: fund}\n"
/* Twenty kilograms of a partner at 2.05 €: 41.00, VAT 2.255. */
#define PARTNER "P-gros,,1,2025-03,K-ehpad,N9,2025-03-17,carotte,P-gros,20,kg,2.05,41,S,5.5," \
		"goods,producer\n"

struct run {
	struct market m;
	struct pial_table lines;
	struct pial_value value;
	bool done;
};

/* buy: what the partner was paid for note N9, ten-thousandths; 0: unknown. */
static void run(struct run *r, const char *policy, const char *lines, int32_t buy)
{
	struct pial_purchase purchase = { .price = { buy } };
	struct pial_value_input input;

	market_init(&r->m, policy);
	market_read(&r->m, &r->lines, &pial_schema_lines, lines);
	purchase.note.n = market_id(&r->m, "N9");
	purchase.product.n = market_id(&r->m, "carotte");
	purchase.producer.n = market_id(&r->m, "P-gros");
	input = (struct pial_value_input){
		.model = &r->m.model, .line = (void *)r->lines.row, .lines = r->lines.count,
		.file = "lines", .purchase = &purchase, .purchases = buy != 0,
	};
	r->done = pial_value_share(&input, &r->value, &r->m.diags);
}

static void release(struct run *r)
{
	pial_table_release(&r->lines);
	market_release(&r->m);
}

/* All amounts in cents: producers, partners, service, fund, transport, VAT, shortfall. */
static void expect(const char *policy, const char *lines, int32_t buy, const int64_t want[7])
{
	struct run r;
	const struct pial_value *v = &r.value;

	run(&r, policy, lines, buy);
	assert_true(r.done);
	assert_int_equal(v->producers.cents, want[0]);
	assert_int_equal(v->partners.cents, want[1]);
	assert_int_equal(v->service.cents, want[2]);
	assert_int_equal(v->fund.cents, want[3]);
	assert_int_equal(v->transport.cents, want[4]);
	assert_int_equal(v->vat.cents, want[5]);
	assert_int_equal(v->shortfall.cents, want[6]);
	assert_int_equal(v->total.cents,
			 want[0] + want[1] + want[2] + want[3] + want[4] + want[5]);
	release(&r);
}

static void test_two_producers(void **state)
{
	static const char lines[] =
		HEAD "P-est,,1,2025-03,K-ehpad,N1,2025-03-17,carotte,P-est,10,kg,1.9,19,E,0,goods,"
		     "producer\n"
		     "P-sud,,1,2025-03,K-ehpad,N2,2025-03-17,laitue,P-sud,12,piece,1.1,13.2,S,5.5,"
		     "goods,producer\n";
	struct run r;

	(void)state;
	/* 19.00: 1.52 and 0.19 taken. 13.20: 1.056 and 0.132; VAT 0.726. */
	expect(FEES, lines, 0, (int64_t[]){ 2930, 0, 258, 32, 0, 73, 0 });
	expect("", lines, 0, (int64_t[]){ 3220, 0, 0, 0, 0, 73, 0 });
	run(&r, FEES, lines, 0);
	assert_int_equal(r.value.mass.g, 14200);
	release(&r);
}

static void test_vat_of_sums(void **state)
{
	(void)state;
	/* 0.09 each: no VAT on either, one cent on 0.18. */
	expect("", HEAD "P-sud,,1,2025-03,K-ehpad,N1,2025-03-17,carotte,P-sud,1,kg,0.09,0.09,S,5.5,"
			"goods,producer\n"
			"P-sud,,2,2025-03,K-ehpad,N1,2025-03-17,laitue,P-sud,1,piece,0.09,0.09,S,"
			"5.5,goods,producer\n",
	       0, (int64_t[]){ 18, 0, 0, 0, 0, 1, 0 });
	/* Two buyers are two invoices. */
	expect("", HEAD "P-sud,,1,2025-03,K-ehpad,N1,2025-03-17,carotte,P-sud,1,kg,0.09,0.09,S,5.5,"
			"goods,producer\n"
			"P-sud,,2,2025-03,K-ecole,N2,2025-03-17,carotte,P-sud,1,kg,0.09,0.09,S,5.5,"
			"goods,producer\n",
	       0, (int64_t[]){ 18, 0, 0, 0, 0, 0, 0 });
}

static void test_partner(void **state)
{
	(void)state;
	/* 3.28 of service and 0.41 of levy; 2.255 of VAT is rounded away from zero. */
	expect(FEES, HEAD PARTNER, 0, (int64_t[]){ 0, 3731, 328, 41, 0, 226, 0 });
	/* Paid 31.00: what is left after the service goes to the fund. */
	expect(FEES, HEAD PARTNER, 15500, (int64_t[]){ 0, 3100, 328, 672, 0, 226, 0 });
	/* The same when reception alone named the batch. */
	expect(FEES, "seller,line,period,buyer,note,day,product,producer,batch,quantity,unit,price,"
		     "net,vat_category,vat_rate\n"
		     "P-gros,1,2025-03,K-ehpad,N9,2025-03-17,carotte,P-gros,L7,20,kg,2.05,"
		     "41,S,5.5\n",
	       15500, (int64_t[]){ 0, 3100, 328, 672, 0, 226, 0 });
}

static void test_shortfall(void **state)
{
	(void)state;
	/* Paid 46.00 for what sells at 41.00: 5.00 short. */
	expect("shortfall: fund\n" FEES, HEAD PARTNER, 23000,
	       (int64_t[]){ 0, 4600, 328, -828, 0, 226, 500 });
	/* Borne by producers of whom one sold something: 20.00, of which 1.60 and 0.20 are kept. */
	expect("shortfall: producers\n" FEES, HEAD PARTNER
	       "P-sud,,1,2025-03,K-ehpad,N8,2025-03-17,carotte,P-sud,10,kg,2,20,S,5.5,"
	       "goods,producer\n", 23000,
	       (int64_t[]){ 1320, 4600, 488, -308, 0, 336, 500 });
	expect("shortfall: producers\n" FEES, HEAD PARTNER, 23000,
	       (int64_t[]){ 0, 4600, 328, -828, 0, 226, 500 });
	/* Kitchens pay the partner's price: the line says 46.00 already. */
	expect("shortfall: kitchen\n",
	       HEAD "P-gros,,1,2025-03,K-ehpad,N9,2025-03-17,carotte,P-gros,20,kg,2.3,46,S,5.5,"
		    "goods,producer\n",
	       23000, (int64_t[]){ 0, 4600, 0, 0, 0, 253, 0 });
}

static void test_lines_of_fees(void **state)
{
	(void)state;
	/*
	 * 1.61 at 20 %: 0.322. 3.50 of transport at 20 %: 0.70, another invoice line, same
	 * base: 1.022.
	 */
	expect("", HEAD "self,,1,2025-03,K-ehpad,,,,,1,,1.61,1.61,S,20,service,service\n"
			"self,,2,2025-03,K-ehpad,,,,,1,,3.5,3.5,S,20,transport,transport\n"
			"self,,3,2025-03,K-ehpad,,,,,1,,2,2,O,0,service,fund\n",
	       0, (int64_t[]){ 0, 0, 161, 200, 350, 102, 0 });
}

static void test_credit_takes_back(void **state)
{
	(void)state;
	/* 20.00 sold and 5.00 taken back: fees and VAT on 15.00. */
	expect(FEES,
	       HEAD "P-sud,,1,2025-03,K-ehpad,N1,2025-03-17,carotte,P-sud,10,kg,2,20,S,5.5,goods,"
		    "producer\n"
		    "P-sud,,2,2025-03,K-ehpad,N1,2025-03-17,carotte,P-sud,2.5,kg,2,5,S,5.5,credit,"
		    "producer\n",
	       0, (int64_t[]){ 1365, 0, 120, 15, 0, 83, 0 });
}

static void test_fees_by_month(void **state)
{
	static const char lines[] =
		HEAD "P-sud,,1,2025-03,K-ehpad,N1,2025-03-31,carotte,P-sud,1,kg,0.56,0.56,E,0,"
		     "goods,producer\n"
		     "P-sud,,2,2025-04,K-ehpad,N2,2025-04-01,carotte,P-sud,1,kg,0.56,0.56,E,0,"
		     "goods,producer\n";

	(void)state;
	/* 8 % of 0.56 is 0.0448: 0.04 in each month, where 1.12 in one would give 0.09. */
	expect("fees:\n  - {name: s, rate: 8%, base: sale, paid_by: kitchen, to: service, "
	       "in_price: yes}\n", lines, 0, (int64_t[]){ 104, 0, 8, 0, 0, 0, 0 });
	/* Only from April on. */
	expect("fees:\n  - {name: s, from: 2025-04-01, rate: 8%, base: sale, paid_by: kitchen, "
	       "to: service, in_price: yes}\n", lines, 0, (int64_t[]){ 108, 0, 4, 0, 0, 0, 0 });
}

static void test_per_delivery(void **state)
{
	(void)state;
	/* Two notes at 0.30, three lines. */
	expect("fees:\n  - {name: van, per_delivery: 0.30, paid_by: producer, to: transport}\n",
	       HEAD "P-sud,,1,2025-03,K-ehpad,N1,2025-03-17,carotte,P-sud,1,kg,1,1,E,0,goods,"
		    "producer\n"
		    "P-sud,,2,2025-03,K-ehpad,N1,2025-03-17,laitue,P-sud,1,piece,1,1,E,0,goods,"
		    "producer\n"
		    "P-sud,,3,2025-03,K-ehpad,N2,2025-03-18,carotte,P-sud,1,kg,1,1,E,0,goods,"
		    "producer\n",
	       0, (int64_t[]){ 240, 0, 0, 0, 60, 0, 0 });
}

/* A note on two invoices is one delivery; two invoices are two, a credit note is none. */
static void test_supplement(void **state)
{
	static const char lines[] =
		HEAD "P-sud,A-1,1,2025-03,K-ehpad,N1,2025-03-17,carotte,P-sud,2,kg,1,2,E,0,goods,"
		     "producer\n"
		     "P-sud,A-1,2,2025-03,K-ehpad,N2,2025-03-18,carotte,P-sud,1,kg,1,1,E,0,goods,"
		     "producer\n"
		     "P-sud,A-2,1,2025-03,K-ehpad,N1,2025-03-17,laitue,P-sud,1,piece,1,1,E,0,goods,"
		     "producer\n"
		     "P-sud,A-3,1,2025-03,K-ehpad,N1,2025-03-17,carotte,P-sud,1,kg,1,1,E,0,credit,"
		     "producer\n";

	(void)state;
	expect("fees:\n  - {name: van, per_delivery: 0.30, paid_by: producer, to: transport}\n",
	       lines, 0, (int64_t[]){ 240, 0, 0, 0, 60, 0, 0 });
	expect("fees:\n  - {name: stamp, per_invoice: 0.10, paid_by: producer, to: service}\n",
	       lines, 0, (int64_t[]){ 280, 0, 20, 0, 0, 0, 0 });
}

static void test_overflow(void **state)
{
	struct run r;
	struct pial_invoice_line *line;
	struct pial_value_input input;

	(void)state;
	run(&r, "", HEAD PARTNER
	    "P-gros,,2,2025-03,K-ehpad,N9,2025-03-17,laitue,P-gros,20,piece,2,40,S,5.5,goods,"
	    "producer\n", 0);
	line = (void *)r.lines.row;
	line[0].net.cents = line[1].net.cents = INT64_MAX;
	input = (struct pial_value_input){ .model = &r.m.model, .line = line, .lines = 2,
					   .file = "lines" };
	assert_false(pial_value_share(&input, &r.value, &r.m.diags));
	assert_int_equal(market_said(&r.m, PIAL_E_AMOUNT), 1);
	release(&r);
}

static void test_nothing(void **state)
{
	(void)state;
	expect(FEES, HEAD, 0, (int64_t[]){ 0, 0, 0, 0, 0, 0, 0 });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_producers), cmocka_unit_test(test_vat_of_sums),
		cmocka_unit_test(test_partner),	      cmocka_unit_test(test_shortfall),
		cmocka_unit_test(test_lines_of_fees), cmocka_unit_test(test_credit_takes_back),
		cmocka_unit_test(test_fees_by_month), cmocka_unit_test(test_per_delivery),
		cmocka_unit_test(test_supplement),
		cmocka_unit_test(test_overflow),      cmocka_unit_test(test_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
