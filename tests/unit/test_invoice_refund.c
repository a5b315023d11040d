/*
 * What payments to flat-rate farmers pay: base net of commissions, instalments, rates by food.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "bill_case.h"
#include "invoice/refund.h"

#define STATED "producer,period,line,kind,label,note,day,quantity,unit,price,rate,amount\n"

/* Carrots 38.00 and lettuces 22.01 of P-est, of which 8 % (4.80) are kept and 1 % is the fund's. */
#define EST \
	"P-est,2025-03,1,sale,Carotte,N-1,2025-03-10,20,kg,1.9,,38\n" \
	"P-est,2025-03,2,sale,Laitue,N-1,2025-03-10,20,piece,1.1005,,22.01\n" \
	"P-est,2025-03,3,service,service,,,,,,8,-4.8\n" \
	"P-est,2025-03,4,levy,levy,,,,,,1,-0.6\n"

struct run {
	struct bill_case c;			/* the market */
	struct pial_table rows;		/* what is read */
	struct pial_arena arena;		/* holds row */
	struct pial_refund_row *row;		/* what comes */
	size_t count;				/* how many */
};

static void start(struct run *r, const char *statements)
{
	memset(r, 0, sizeof(*r));
	bill_case_start(&r->c, "billing: {mode: resale}\n", NULL, BILL_HEAD
			"self,1,2025-03,K-ehpad,N-1,2025-03-10,,,carotte,Carotte,P-est,,,,1,kg,1.9,"
			"1.9,S,5.5,goods,producer\n");
	market_read(&r->c.m, &r->rows, &pial_schema_statement, statements);
	pial_arena_init(&r->arena);
}

static void refund(struct run *r, const struct pial_payment *payment, size_t payments,
		   const char *first, const char *last)
{
	const struct pial_refund_input input = {
		.model = &r->c.m.model, .legal = &r->c.m.law, .row = (void *)r->rows.row,
		.rows = r->rows.count, .payment = payment, .payments = payments,
		.first = market_day(first), .last = market_day(last) };

	assert_true(pial_refund(&input, &r->arena, &r->row, &r->count));
}

static void stop(struct run *r)
{
	pial_arena_release(&r->arena);
	pial_table_release(&r->rows);
	bill_case_release(&r->c);
}

static struct pial_payment pay(struct run *r, const char *producer, const char *day, int64_t cents)
{
	return (struct pial_payment){
		.party = { market_id(&r->c.m, producer) }, .date = market_day(day),
		.period = pial_month_of(market_day("2025-03-01")), .amount = { cents },
		.kind = PIAL_PAYMENT_STATEMENT };
}

/* Of 54.61 to pay, 20.00 then 34.61: the base is 60.01 - 4.80, whole in the end, by kind. */
static void instalments(void **state)
{
	struct pial_refund_sum sum[4];
	struct pial_payment payment[2];
	int64_t first = 0, all = 0;
	struct run r;
	size_t sums;

	(void)state;
	start(&r, STATED EST);
	payment[1] = pay(&r, "P-est", "2025-04-10", 2000);
	payment[0] = pay(&r, "P-est", "2025-05-02", 3461);
	refund(&r, payment, 2, "2025-01-01", "2025-12-31");
	assert_int_equal(r.count, 4);
	assert_int_equal(r.row[0].date.n, market_day("2025-04-10").n);
	for (size_t i = 0; i < r.count; i++) {
		first += i < 2 ? r.row[i].value.cents : 0;
		all += r.row[i].value.cents;
		assert_int_equal(r.row[i].rate.e6, 44300);
	}
	assert_int_equal(all, 6001 - 480);
	/* 38.00 - 3.04 and 22.01 - 1.76, of each 20.00 / 54.61: 12.80 and 7.42. */
	assert_int_equal(first, 1280 + 742);
	assert_true(pial_refund_add_up(r.row, r.count, sum, &sums));
	assert_int_equal(sums, 1);
	/* 55.21 x 4.43 % = 2.4458. */
	assert_int_equal(sum[0].refund.cents, 245);
	stop(&r);
}

/* Only the days asked for, only flat-rate farmers; unpaid is unpaid. */
static void days_and_regimes(void **state)
{
	struct pial_payment payment[2];
	struct run r;

	(void)state;
	start(&r, STATED EST
	      "P-sud,2025-03,1,sale,Carotte,N-2,2025-03-10,20,kg,1.9,,38\n");
	payment[0] = pay(&r, "P-est", "2026-01-02", 5461);
	payment[1] = pay(&r, "P-sud", "2025-04-10", 3800);
	refund(&r, payment, 2, "2025-01-01", "2025-12-31");
	assert_int_equal(r.count, 0);
	refund(&r, payment, 2, "2026-01-01", "2026-12-31");
	assert_int_equal(r.count, 2);
	assert_int_equal(r.row[0].value.cents + r.row[1].value.cents, 6001 - 480);
	stop(&r);
}

/* An advance took it all: paid all the same, on the last day of its month. */
static void set_against(void **state)
{
	struct run r;

	(void)state;
	start(&r, STATED EST "P-est,2025-03,5,advance,,,,,,,,-54.61\n");
	refund(&r, NULL, 0, "2025-03-01", "2025-03-31");
	assert_int_equal(r.count, 2);
	assert_int_equal(r.row[0].value.cents + r.row[1].value.cents, 6001 - 480);
	stop(&r);
}

/* By product or family, in any case and without accents; else the rate of all others. */
static void rates(void **state)
{
	struct pial_product product;
	const struct pial_legal_rate *rate;
	struct run r;

	(void)state;
	start(&r, STATED EST);
	product = r.c.m.model.product[0];
	rate = pial_legal_refund(&r.c.m.model, &r.c.m.law, &product, market_day("2025-03-31"));
	assert_int_equal(rate->value.e6, 44300);
	product.family.n = market_id(&r.c.m, "Oeufs");
	rate = pial_legal_refund(&r.c.m.model, &r.c.m.law, &product, market_day("2025-03-31"));
	assert_int_equal(rate->value.e6, 55900);
	assert_null(pial_legal_refund(&r.c.m.model, &r.c.m.law, NULL, market_day("2013-12-31")));
	stop(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(instalments), cmocka_unit_test(days_and_regimes),
		cmocka_unit_test(set_against), cmocka_unit_test(rates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
