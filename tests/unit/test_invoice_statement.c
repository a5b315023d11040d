/*
 * Statements: worked out by hand, and adding up to what value sharing says of the same lines.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "invoice/statement.h"
#include "invoice/value.h"
#include "market.h"

#define HEAD "seller,invoice,line,period,buyer,note,day,product,label,producer,quantity,unit," \
	     "price,net,vat_category,vat_rate,kind,to,credits\n"
#define FEES "fees:\n" \
	     "  - {name: service, rate: 8%, base: sale, paid_by: kitchen, to: service, " \
	     "vat_rate: 20, in_price: yes}\n" \
	     "  - {name: levy, rate: 1%, base: sale, paid_by: producer, to: fund}\n"
#define EST(line, note, net) \
	"P-est,," line ",2025-03,K-ehpad," note ",2025-03-17,carotte,Carotte,P-est,10,kg,1.9," \
	net ",E,0,goods,producer,\n"
#define SUD(seller, line, note, net) \
	seller ",," line ",2025-03,K-ehpad," note ",2025-03-18,laitue,Laitue,P-sud,12,piece,1.1," \
	net ",S,5.5,goods,producer,\n"
/* Twenty kilograms of a partner at 2.05 €. */
#define PARTNER "P-gros,,1,2025-03,K-ehpad,N9,2025-03-17,carotte,Carotte,P-gros,20,kg,2.05,41,S," \
		"5.5,goods,producer,\n"

struct run {
	struct market m;
	struct pial_table lines;
	struct pial_purchase purchase;
	struct pial_statement_input input;
	struct pial_statement_result result;
};

/* buy: what the partner was paid for note N9, ten-thousandths; 0: unknown. */
static void run_init(struct run *r, const char *policy, const char *lines, int32_t buy)
{
	market_init(&r->m, policy);
	market_read(&r->m, &r->lines, &pial_schema_lines, lines);
	r->purchase = (struct pial_purchase){
		{ market_id(&r->m, "N9") }, { market_id(&r->m, "carotte") },
		{ market_id(&r->m, "P-gros") }, { 0 }, { buy } };
	r->input = (struct pial_statement_input){
		.model = &r->m.model, .line = (void *)r->lines.row, .lines = r->lines.count,
		.purchase = &r->purchase, .purchases = buy != 0,
		.period = pial_month_of(market_day("2025-03-01")),
	};
	pial_statement_result_init(&r->result);
}

static void run_release(struct run *r)
{
	pial_statement_result_release(&r->result);
	pial_table_release(&r->lines);
	market_release(&r->m);
}

/* The sums of one producer's rows, whose numbers must count from 1. */
static struct pial_statement_sum sum_of(struct run *r, const char *producer)
{
	uint32_t id = market_id(&r->m, producer);
	struct pial_statement_sum sum;
	size_t from = 0, end;

	while (from < r->result.rows && r->result.row[from].producer.n != id)
		from++;
	for (end = from; end < r->result.rows && r->result.row[end].producer.n == id; end++)
		assert_int_equal(r->result.row[end].number, (int32_t)(end - from + 1));
	assert_true(pial_statement_add_up(r->result.row + from, end - from, &sum));
	return sum;
}

/* What value sharing gives to producers and partners of the same lines. */
static int64_t shared(struct run *r)
{
	struct pial_value_input input = {
		.model = r->input.model, .line = r->input.line, .lines = r->input.lines,
		.file = "lines", .purchase = r->input.purchase, .purchases = r->input.purchases,
	};
	struct pial_value value;

	assert_true(pial_value_share(&input, &value, &r->m.diags));
	return value.producers.cents + value.partners.cents;
}

static void test_fees(void **state)
{
	struct pial_statement_sum sum;
	struct run r;

	(void)state;
	run_init(&r, FEES "billing: {mode: mandate}\n",
		 HEAD EST("1", "N1", "19") EST("2", "N2", "19") SUD("P-sud", "1", "N3", "13.2"), 0);
	assert_true(pial_statement(&r.input, &r.result, &r.m.diags));
	sum = sum_of(&r, "P-est");
	/* 38.00: 3.04 and 0.38. No VAT. */
	assert_int_equal(sum.sold.cents, 3800);
	assert_int_equal(sum.service.cents, -304);
	assert_int_equal(sum.levy.cents, -38);
	assert_int_equal(sum.vat.cents, 0);
	assert_int_equal(sum.net.cents, 3458);
	sum = sum_of(&r, "P-sud");
	/* 13.20: 1.056 and 0.132; VAT 0.726. */
	assert_int_equal(sum.service.cents, -106);
	assert_int_equal(sum.levy.cents, -13);
	assert_int_equal(sum.vat.cents, 73);
	assert_int_equal(sum.net.cents, 1320 - 106 - 13 + 73);
	assert_int_equal(shared(&r), 3458 + 1320 - 106 - 13);
	run_release(&r);
}

static void test_resale(void **state)
{
	struct pial_statement_sum sum;
	struct run r;

	(void)state;
	run_init(&r, FEES "billing: {mode: resale}\n", HEAD SUD("self", "1", "N3", "13.2"), 0);
	assert_true(pial_statement(&r.input, &r.result, &r.m.diags));
	sum = sum_of(&r, "P-sud");
	/* The group buys at 13.20 - 1.06: VAT 5.5 % of 12.14 is 0.6677. */
	assert_int_equal(sum.vat.cents, 67);
	assert_int_equal(sum.net.cents, 1320 - 106 - 13 + 67);
	run_release(&r);
}

static void test_partner(void **state)
{
	struct pial_statement_sum sum;
	struct run r;

	(void)state;
	/* Paid 2.50: 50.00 for what kitchens pay 41.00; producers bear the 9.00, by their sales. */
	run_init(&r, FEES "shortfall: producers\n",
		 HEAD EST("1", "N1", "19") SUD("P-sud", "1", "N3", "13.2") PARTNER, 25000);
	assert_true(pial_statement(&r.input, &r.result, &r.m.diags));
	sum = sum_of(&r, "P-gros");
	assert_int_equal(sum.sold.cents, 5000);
	assert_int_equal(sum.service.cents + sum.levy.cents + sum.shortfall.cents, 0);
	/* 900 x 1900 / 3220 = 531.06, 900 x 1320 / 3220 = 368.94: the rest goes to the second. */
	assert_int_equal(sum_of(&r, "P-est").shortfall.cents, -531);
	assert_int_equal(sum_of(&r, "P-sud").shortfall.cents, -369);
	assert_int_equal(shared(&r), 5000 + 1900 - 152 - 19 - 531 + 1320 - 106 - 13 - 369);
	run_release(&r);
	/* The fund bears it. */
	run_init(&r, FEES, HEAD EST("1", "N1", "19") PARTNER, 25000);
	assert_true(pial_statement(&r.input, &r.result, &r.m.diags));
	assert_int_equal(sum_of(&r, "P-est").net.cents, 1900 - 152 - 19);
	run_release(&r);
}

static void test_credit(void **state)
{
	struct pial_statement_sum sum;
	struct run r;

	(void)state;
	/* Half of a delivery is credited, on a note of its own: VAT of each, fees of the rest. */
	run_init(&r, FEES, HEAD SUD("P-sud", "1", "N3", "13.2")
			   "P-sud,A-1,1,2025-03,K-ehpad,N3,2025-03-18,laitue,Laitue,P-sud,6,piece,"
			   "1.1,6.6,S,5.5,credit,producer,LU-1\n", 0);
	assert_true(pial_statement(&r.input, &r.result, &r.m.diags));
	sum = sum_of(&r, "P-sud");
	assert_int_equal(sum.sold.cents, 660);
	assert_int_equal(sum.service.cents, -53);
	assert_int_equal(sum.levy.cents, -7);
	assert_int_equal(sum.vat.cents, 73 - 36);
	assert_int_equal(r.result.row[1].kind, PIAL_STATEMENT_CORRECTION);
	assert_int_equal(r.result.row[1].amount.cents, -660);
	run_release(&r);
}

static void other_month(void **state)
{
	struct run r;

	(void)state;
	run_init(&r, FEES, HEAD EST("1", "N1", "19"), 0);
	r.input.period = pial_month_of(market_day("2025-04-01"));
	assert_true(pial_statement(&r.input, &r.result, &r.m.diags));
	assert_int_equal(r.result.rows, 0);
	run_release(&r);
}

/* What P-est, who sold 400.00 without fees, pays back of up to two advances. */
static int64_t paid_back(const char *policy, struct pial_advance_open *advance, size_t advances)
{
	struct pial_statement_sum sum;
	struct run r;

	run_init(&r, policy, HEAD "P-est,,1,2025-03,K-ehpad,N1,2025-03-17,carotte,Carotte,P-est,"
				  "200,kg,2,400,E,0,goods,producer,\n", 0);
	for (size_t i = 0; i < advances; i++) {
		advance[i].producer.n = market_id(&r.m, "P-est");
		advance[i].advance.n = market_id(&r.m, i ? "AV-2" : "AV-1");
	}
	r.input.advance = advance;
	r.input.advances = advances;
	assert_true(pial_statement(&r.input, &r.result, &r.m.diags));
	sum = sum_of(&r, "P-est");
	assert_int_equal(sum.net.cents, 40000 + sum.advance.cents);
	run_release(&r);
	return -sum.advance.cents;
}

static void advances(void **state)
{
#define OPEN { .balance = { 30000 }, .repay = PIAL_RATE_NONE, .monthly = PIAL_MONEY_NONE }
	struct pial_advance_open one = OPEN, two[] = { OPEN, OPEN };

	(void)state;
	/* 20 % of 400.00; not more than the balance; not below the floor. */
	assert_int_equal(paid_back("advances: {floor: 200}\n", &one, 1), 8000);
	one.balance.cents = 5000;
	assert_int_equal(paid_back("advances: {floor: 200}\n", &one, 1), 5000);
	one.balance.cents = 30000;
	assert_int_equal(paid_back("advances: {floor: 350}\n", &one, 1), 5000);
	assert_int_equal(paid_back("advances: {floor: 500}\n", &one, 1), 0);
	assert_int_equal(paid_back("advances: {repay: 12.5%, floor: 0}\n", &one, 1), 5000);
	/* Its own rate, a sum a month, a month to come, a hazard. */
	one.repay.e6 = 500000;
	assert_int_equal(paid_back("advances: {floor: 0}\n", &one, 1), 20000);
	one.monthly.cents = 12345;
	assert_int_equal(paid_back("advances: {floor: 0}\n", &one, 1), 12345);
	one.first = pial_month_of(market_day("2025-03-31"));
	assert_int_equal(paid_back("advances: {floor: 0}\n", &one, 1), 12345);
	one.first = pial_month_of(market_day("2025-04-01"));
	assert_int_equal(paid_back("advances: {floor: 0}\n", &one, 1), 0);
	one.first.n = 0;
	one.paused = true;
	assert_int_equal(paid_back("advances: {floor: 0}\n", &one, 1), 0);
	/* The first takes its 80.00, the second what the floor leaves. */
	assert_int_equal(paid_back("advances: {floor: 280}\n", two, 2), 12000);
}

static void carried(void **state)
{
	struct pial_carried owed[2];
	struct run r;

	(void)state;
	run_init(&r, FEES, HEAD EST("1", "N1", "19"), 0);
	owed[0] = (struct pial_carried){ { market_id(&r.m, "P-est") }, { -5000 } };
	owed[1] = (struct pial_carried){ { market_id(&r.m, "P-lac") }, { -100 } };
	r.input.carried = owed;
	r.input.carrieds = 2;
	assert_true(pial_statement(&r.input, &r.result, &r.m.diags));
	assert_int_equal(sum_of(&r, "P-est").net.cents, 1900 - 152 - 19 - 5000);
	assert_int_equal(r.result.row[0].kind, PIAL_STATEMENT_CARRIED);
	/* Who sold nothing still has a statement. */
	assert_int_equal(sum_of(&r, "P-lac").net.cents, -100);
	run_release(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fees), cmocka_unit_test(test_resale),
		cmocka_unit_test(test_partner), cmocka_unit_test(test_credit),
		cmocka_unit_test(other_month), cmocka_unit_test(advances),
		cmocka_unit_test(carried),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
