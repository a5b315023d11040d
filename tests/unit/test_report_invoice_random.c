/*
 * Random months: whatever is billed adds up, is written, read back and found right.
 *
 * Nets and VAT are worked out here a second time, by schoolbook division in 128 bits. PIAL_ROUNDS
 * in the environment asks for more months, PIAL_OUT for their XML in a folder, where
 * prop_invoices.sh has them added up by awk too.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bill_case.h"
#include "invoice/verify.h"
#include "num/decimal.h"
#include "report/invoice_cii.h"

/* xorshift64: the same months everywhere. */
static uint64_t state_of_chance = 88172645463325252u;

static uint32_t chance(uint32_t below)
{
	state_of_chance ^= state_of_chance << 13;
	state_of_chance ^= state_of_chance >> 7;
	state_of_chance ^= state_of_chance << 17;
	return (uint32_t)(state_of_chance >> 33) % below;
}

/* A month: who sells to whom, and what it should come to. */
struct month {
	const char *mode, *seller, *buyer, *category;
	int64_t base[3];	/* cents at 5.5, 10 and 20 % */
	int64_t net;		/* cents */
	int lines;		/* so far */
	struct pial_strbuf csv;	/* the lines */
};

static const int64_t rates[] = { 550, 1000, 2000 };	/* hundredths of a percent */

__extension__ typedef __int128 wide;

/* a x b / c to the nearest, halves up; all are positive. */
static int64_t rounded(int64_t a, int64_t b, int64_t c)
{
	wide whole = (wide)a * b, rest = whole % c;

	return (int64_t)(whole / c) + (2 * rest >= c);
}

static void add_number(struct pial_strbuf *csv, int64_t value, unsigned scale)
{
	pial_decimal_format(csv, value, scale, 0, '.');
	pial_strbuf_addch(csv, ',');
}

/* Small, ordinary and huge quantities and prices, many of them at a half cent. */
static void amounts(int64_t *quantity, int64_t *price)
{
	static const uint32_t most[] = { 50, 5000, 200000, 900000000 };

	*quantity = chance(most[chance(4)]) + 1;
	*price = chance(3) ? chance(300000) : (int64_t)chance(2000) * 5000;
	if (chance(4) == 0) {
		*quantity = (int64_t)chance(1000) * 500;
		*price = (int64_t)chance(1000) * 100;
	}
}

static void add_line(struct month *m)
{
	static const char *const product[] = { "carotte", "laitue", "radis", "jus", "" };
	static const char *const unit[] = { "kg", "piece", "bunch", "litre", "" };
	bool resale = strcmp(m->seller, "self") == 0;
	uint32_t what = chance(resale ? 5 : 4), day = chance(31) + 1;
	/* Only who charges VAT has rates: juice at 10, a service at 20. */
	uint32_t rate = what < 3 ? 0 : what - 2;
	bool taxed = *m->category == 'S';
	int64_t quantity, price, net;

	amounts(&quantity, &price);
	net = rounded(quantity, price, 100000);
	m->net += net;
	m->base[rate] += net;
	pial_strbuf_addf(&m->csv, "%s,%d,2025-03,%s,", m->seller, ++m->lines, m->buyer);
	if (what < 4)
		pial_strbuf_addf(&m->csv, "N-%u,2025-03-%02u,,", (unsigned)day, (unsigned)day);
	else
		pial_strbuf_addstr(&m->csv, ",,,");
	pial_strbuf_addf(&m->csv, "%s,%s,Chose,%s,%s,,,", strcmp(m->buyer, "K-ecole") ? "" : "EJ-1",
			 product[what], what < 4 ? "P-sud" : "", chance(2) ? "L1" : "");
	add_number(&m->csv, quantity, 3);
	pial_strbuf_addf(&m->csv, "%s,", unit[what]);
	add_number(&m->csv, price, 4);
	add_number(&m->csv, net, 2);
	pial_strbuf_addf(&m->csv, "%s,%s,%s,producer\n", m->category,
			 !taxed ? "0" : rate == 0 ? "5.5" : rate == 1 ? "10" : "20",
			 what < 4 ? "goods" : "service");
}

static void begin(struct month *m)
{
	static const struct { const char *seller, *category; } sellers[] = {
		{ "P-sud", "S" }, { "P-est", "E" }, { "P-lac", "E" }, { "P-hors", "O" },
		{ "self", "S" },
	};
	static const char *const buyers[] = { "K-ecole", "K-ehpad", "K-hopital", "K-bistrot" };
	uint32_t who = chance(5);

	memset(m, 0, sizeof(*m));
	m->seller = sellers[who].seller;
	m->category = sellers[who].category;
	m->mode = who == 4 ? "billing: {mode: resale}\n" : "billing: {mode: mandate}\n";
	m->buyer = buyers[chance(4)];
	pial_strbuf_init(&m->csv, PIAL_STRBUF_OUTPUT);
	pial_strbuf_addstr(&m->csv, BILL_HEAD);
	for (uint32_t count = chance(40) + 1; count; count--)
		add_line(m);
}

static void check_sums(const struct month *m, const struct pial_invoice *invoice)
{
	int64_t vat = 0;

	for (size_t i = 0; i < 3; i++)
		if (*m->category == 'S')
			vat += rounded(m->base[i], rates[i], 10000);
	assert_int_equal(invoice->net.cents, m->net);
	assert_int_equal(invoice->vat.cents, vat);
	assert_int_equal(invoice->total.cents, m->net + vat);
	assert_int_equal(invoice->payable.cents, m->net + vat);
	assert_int_equal(invoice->lines, (size_t)m->lines);
}

static void keep(const struct pial_strbuf *xml, unsigned round)
{
	const char *folder = getenv("PIAL_OUT");
	char path[300];
	FILE *file;

	if (!folder)
		return;
	snprintf(path, sizeof(path), "%s/%u.xml", folder, round);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(xml->text, 1, xml->len, file), xml->len);
	assert_int_equal(fclose(file), 0);
}

static void one_month(unsigned round)
{
	struct pial_strbuf xml;
	struct bill_case c;
	struct month m;

	begin(&m);
	bill_case_start(&c, m.mode, NULL, m.csv.text);
	bill_case_run(&c);
	assert_true(c.done);
	assert_int_equal(c.result.invoices, 1);
	check_sums(&m, &c.result.invoice[0]);
	pial_bill_number(&c.m.model, &c.result, &c.result.invoice[0], "R-2025-0001");
	pial_strbuf_init(&xml, PIAL_STRBUF_OUTPUT);
	assert_true(pial_invoice_cii(&xml, &c.m.model, &c.result.invoice[0], PIAL_CII_ALONE,
				     &c.m.diags));
	if (!pial_invoice_verify("random.xml", xml.text, xml.len, &c.m.diags))
		fail_msg("month %u: %s at line %u", round,
			 pial_code_info(c.m.diags.entry[0].code)->name,
			 (unsigned)c.m.diags.entry[0].pos.line);
	keep(&xml, round);
	pial_strbuf_release(&xml);
	pial_strbuf_release(&m.csv);
	bill_case_release(&c);
}

static void random_months(void **state)
{
	const char *asked = getenv("PIAL_ROUNDS");
	unsigned rounds = asked ? (unsigned)strtoul(asked, NULL, 10) : 60;

	(void)state;
	for (unsigned i = 0; i < rounds; i++)
		one_month(i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_months),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
