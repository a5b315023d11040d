/*
 * Documents of the service that statements keep: which, with which nets, and what corrects them.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "invoice/kept.h"
#include "market.h"
#include "num/round.h"

#define HEAD "producer,period,line,kind,label,rate,amount,corrects,part\n"
#define FEES \
	"fees:\n" \
	"  - {name: service, rate: 8%, base: sale, paid_by: kitchen, to: service, vat_rate: 20," \
	" in_price: yes}\n" \
	"  - {name: truck, per_kg: 0.02, paid_by: producer, to: transport, vat_rate: 10}\n" \
	"  - {name: twin, per_kg: 0.02, paid_by: producer, to: service, vat_rate: 20}\n" \
	"  - {name: twin, per_delivery: 2, paid_by: producer, to: service, vat_rate: 20}\n" \
	"  - {name: levy, rate: 1%, base: sale, paid_by: producer, to: fund}\n"

struct run {
	struct market m;
	struct pial_table rows;
	struct pial_party group;
	struct pial_kept kept;
};

/* The documents of some rows, of a group that charges VAT. */
static void keep(struct run *r, const char *mode, const char *rows)
{
	struct pial_kept_input input;

	memset(&r->group, 0, sizeof(r->group));
	market_init(&r->m, mode);
	market_read(&r->m, &r->rows, &pial_schema_statement, rows);
	r->group.id = (struct pial_text){ market_id(&r->m, "self") };
	r->group.vat_regime = PIAL_VAT_LIABLE;
	r->m.model.party = &r->group;
	r->m.model.parties = 1;
	pial_model_index(&r->m.model);
	pial_kept_init(&r->kept);
	input = (struct pial_kept_input){ .model = &r->m.model, .row = (void *)r->rows.row,
					  .rows = r->rows.count };
	assert_true(pial_kept_make(&input, &r->kept));
}

static void release(struct run *r)
{
	pial_kept_release(&r->kept);
	pial_table_release(&r->rows);
	market_release(&r->m);
}

static const struct pial_kept_document *document(const struct run *r, size_t at)
{
	assert_true(at < r->kept.documents);
	return r->kept.document[at];
}

static int64_t nets(const struct pial_kept_document *one)
{
	int64_t sum = 0;

	for (size_t i = 0; i < one->lines; i++)
		sum += one->line[i].net;
	return sum;
}

/*
 * Of every amount the net is the one whose net and VAT, exact, are nearest, half up; what is
 * invoiced is then at most a cent from the amount, and is it wherever some net can be.
 */
static void test_every_amount(void **state)
{
	static const int32_t rates[] = { 200000, 100000, 55000, 21000, 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(rates) / sizeof(*rates); i++) {
		const struct pial_rate rate = { rates[i] };
		const int64_t one = 1000000 + rates[i];

		for (int64_t amount = 1; amount <= 4000; amount++) {
			struct pial_money vat;
			int64_t net, below = 2 * amount * 1000000 - one, all;
			bool some = false;

			assert_true(pial_kept_net(amount, rate, &net));
			/* net - 1/2 <= amount / (1 + rate) < net + 1/2 */
			assert_true(2 * net * one > below && 2 * net * one <= below + 2 * one);
			assert_true(pial_money_rate((struct pial_money){ net }, rate,
						    PIAL_ROUND_HALF_AWAY, &vat));
			all = net + vat.cents;
			assert_true(all - amount >= -1 && all - amount <= 1);
			for (int64_t n = net - 2; n <= net + 2; n++) {
				assert_true(pial_money_rate((struct pial_money){ n }, rate,
							    PIAL_ROUND_HALF_AWAY, &vat));
				some = some || n + vat.cents == amount;
			}
			assert_true(!some || all == amount);
		}
	}
}

/* One invoice a producer and month: services and transport, and nothing that is a settlement. */
static void test_invoices(void **state)
{
	struct run r;

	(void)state;
	keep(&r, "billing: {mode: mandate}\n" FEES,
	     HEAD "P-est,2025-03,1,sale,Carotte,,100,,\n"
		  "P-est,2025-03,2,service,service,8,-5.68,,\n"
		  "P-est,2025-03,3,transport,truck,,-0.03,,\n"
		  "P-est,2025-03,4,levy,levy,1,-1,,\n"
		  "P-est,2025-03,5,shortfall,,,-2,,\n"
		  "P-est,2025-03,6,advance,,,-3,,\n"
		  "P-sud,2025-03,1,sale,Carotte,,1,,\n"
		  "P-sud,2025-03,2,levy,levy,1,-0.01,,\n");
	assert_int_equal(r.kept.documents, 1);
	assert_int_equal(document(&r, 0)->lines, 2);
	assert_int_equal(document(&r, 0)->amount.cents, 571);
	assert_null(document(&r, 0)->corrects);
	/* 5.68 / 1.2 = 4.7333; 0.03 / 1.1 = 0.0272 */
	assert_int_equal(document(&r, 0)->line[0].net, 473);
	assert_int_equal(document(&r, 0)->line[0].rate.e6, 200000);
	assert_int_equal(document(&r, 0)->line[0].category, PIAL_VAT_S);
	assert_int_equal(document(&r, 0)->line[1].net, 3);
	assert_int_equal(document(&r, 0)->line[1].rate.e6, 100000);
	assert_int_equal(r.kept.lacks, 0);
	release(&r);
	/* A group that resells pays less instead; one that only lists issues nothing. */
	keep(&r, "billing: {mode: resale}\n" FEES, HEAD "P-est,2025-03,1,service,service,8,-5,,\n");
	assert_int_equal(r.kept.documents, 0);
	release(&r);
	keep(&r, "billing: {mode: direct}\n" FEES, HEAD "P-est,2025-03,1,service,service,8,-5,,\n");
	assert_int_equal(r.kept.documents, 0);
	release(&r);
}

/* Two lines at a rate share the net of their sum: 0.03 and 0.03 are 0.06, of which 0.05 is net. */
static void test_shared(void **state)
{
	struct run r;

	(void)state;
	keep(&r, "billing: {mode: mandate}\n" FEES,
	     HEAD "P-est,2025-03,1,service,service,8,-0.03,,\n"
		  "P-est,2025-03,2,service,twin,,-0.03,,\n");
	assert_int_equal(nets(document(&r, 0)), 5);
	release(&r);
}

/* March, what is kept more of it, and then nearly all given back: the last invoice first. */
static void test_corrections(void **state)
{
	const struct pial_kept_document *first, *second, *last;
	struct run r;

	(void)state;
	keep(&r, "billing: {mode: mandate}\n" FEES,
	     HEAD "P-est,2025-03,1,service,service,8,-10,,\n"
		  "P-est,2025-04,1,correction,service,8,-2,2025-03,service\n"
		  "P-est,2025-05,1,correction,service,8,11.98,2025-03,service\n"
		  "P-est,2025-06,1,correction,service,8,0.02,2025-03,service\n");
	assert_int_equal(r.kept.documents, 5);
	first = document(&r, 0);
	second = document(&r, 1);
	assert_int_equal(second->period.n, first->period.n);
	assert_int_equal(second->settled.n, first->settled.n + 1);
	assert_ptr_equal(document(&r, 2)->corrects, second);
	assert_int_equal(document(&r, 2)->amount.cents, 200);
	assert_int_equal(document(&r, 2)->line[0].net, second->line[0].net);
	assert_ptr_equal(document(&r, 3)->corrects, first);
	assert_int_equal(document(&r, 3)->amount.cents, 998);
	last = document(&r, 4);
	assert_ptr_equal(last->corrects, first);
	assert_int_equal(last->amount.cents, 2);
	/* Nothing is left of the amount, nor of the net. */
	assert_int_equal(document(&r, 3)->line[0].net + last->line[0].net, first->line[0].net);
	assert_int_equal(first->line[0].amount_left, 0);
	assert_int_equal(first->line[0].net_left, 0);
	assert_string_not_equal(document(&r, 2)->key, document(&r, 3)->key);
	release(&r);
}

/* What nobody kept is not credited; a fee of another rate is another fee. */
static void test_lack(void **state)
{
	struct run r;

	(void)state;
	keep(&r, "billing: {mode: mandate}\n" FEES,
	     HEAD "P-est,2025-03,1,service,service,8,-1,,\n"
		  "P-est,2025-04,1,correction,service,8,3,2025-03,service\n"
		  "P-est,2025-04,2,correction,service,9,1,2025-03,service\n");
	assert_int_equal(r.kept.documents, 2);
	assert_int_equal(document(&r, 1)->amount.cents, 100);
	assert_int_equal(r.kept.lacks, 2);
	assert_int_equal(r.kept.lack[0].amount, 200);
	assert_int_equal(r.kept.lack[1].amount, 100);
	release(&r);
}

/* Fees that only their form tells apart have rows alike: which one it is, is not certain. */
static void test_certain(void **state)
{
	struct run r;

	(void)state;
	keep(&r, "billing: {mode: mandate}\n" FEES,
	     HEAD "P-est,2025-03,1,service,service,8,-1,,\n"
		  "P-est,2025-03,2,service,twin,,-1,,\n"
		  "P-est,2025-03,3,service,gone,,-1,,\n");
	assert_true(document(&r, 0)->line[0].certain);
	assert_non_null(document(&r, 0)->line[1].fee);
	assert_false(document(&r, 0)->line[1].certain);
	assert_null(document(&r, 0)->line[2].fee);
	assert_false(pial_kept_ready(&r.m.model, document(&r, 0), &r.m.diags));
	release(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_amount), cmocka_unit_test(test_invoices),
		cmocka_unit_test(test_shared), cmocka_unit_test(test_corrections),
		cmocka_unit_test(test_lack), cmocka_unit_test(test_certain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
