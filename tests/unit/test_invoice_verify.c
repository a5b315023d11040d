/*
 * The checker of invoices: what it says and where; more is in tests/data/invoices/broken.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "invoice/verify.h"

#define FOLDER "tests/data/invoices/"

static void slurp(struct pial_strbuf *text, const char *path)
{
	FILE *file = fopen(path, "rb");
	char piece[4096];
	size_t len;

	assert_non_null(file);
	pial_strbuf_init(text, PIAL_STRBUF_OUTPUT);
	while ((len = fread(piece, 1, sizeof(piece), file)) > 0)
		pial_strbuf_add(text, piece, len);
	fclose(file);
}

/* Replaces the first `from` of an invoice by `to`; the result is the caller's. */
static void change(struct pial_strbuf *out, const char *path, const char *from, const char *to)
{
	struct pial_strbuf text;
	const char *at;

	slurp(&text, path);
	at = strstr(text.text, from);
	assert_non_null(at);
	pial_strbuf_init(out, PIAL_STRBUF_OUTPUT);
	pial_strbuf_add(out, text.text, (size_t)(at - text.text));
	pial_strbuf_addstr(out, to);
	pial_strbuf_addstr(out, at + strlen(from));
	pial_strbuf_release(&text);
}

static void right_ones(void **state)
{
	static const char *const names[] = { "flat-service-code", "resale-three-rates-ecole",
					     "credit-outside", "final-two-prepayments",
					     "rounding-half-cents", "large-amounts" };
	struct pial_diags diags;

	(void)state;
	pial_diags_init(&diags);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct pial_strbuf text;
		char path[200];

		snprintf(path, sizeof(path), FOLDER "%s.xml", names[i]);
		slurp(&text, path);
		assert_true(pial_invoice_verify(path, text.text, text.len, &diags));
		assert_int_equal(diags.count, 0);
		pial_strbuf_release(&text);
	}
	pial_diags_release(&diags);
}

/* One change, one fault, at its line. */
static void said_where(void **state)
{
	static const struct {
		const char *from, *to;
		enum pial_code code;
		uint32_t line;
	} of[] = {
		{ "ID>LU-2025-0001", "ID>LU 1", PIAL_E_CII_VALUE, 12 },
		{ "<ram:CityName>Juzet-de-Luchon", "<ram:CityName>", PIAL_E_CII_EMPTY, 165 },
		{ "\"0002\">000020024", "\"0002\">000020025", PIAL_E_CII_KEY, 158 },
		{ "unitCode=\"KGM\"", "", PIAL_E_CII_MISSING, 56 },
		{ ">12.5<", ">1e1<", PIAL_E_CII_NUMBER, 56 },
		{ "DuePayableAmount>94.98", "DuePayableAmount>94.97", PIAL_E_CII_AMOUNT, 244 },
		{ ">AAI<", ">AAB<", PIAL_E_CII_MANY, 29 },
		{ "20250430", "20250301", PIAL_E_CII_DISAGREE, 236 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(of) / sizeof(*of); i++) {
		struct pial_diags diags;
		struct pial_strbuf text;
		size_t found = 0;

		pial_diags_init(&diags);
		change(&text, FOLDER "liable-public.xml", of[i].from, of[i].to);
		assert_false(pial_invoice_verify("x.xml", text.text, text.len, &diags));
		for (size_t n = 0; n < diags.count; n++)
			found += diags.entry[n].code == of[i].code &&
				 diags.entry[n].pos.line == of[i].line;
		if (found != 1)
			fail_msg("%s: %s at line %u", of[i].to,
				 pial_code_info(diags.entry[0].code)->name,
				 (unsigned)diags.entry[0].pos.line);
		pial_strbuf_release(&text);
		pial_diags_release(&diags);
	}
}

static void no_invoice(void **state)
{
	static const struct { const char *text; enum pial_code code; } of[] = {
		{ "", PIAL_E_CII_XML }, { "no XML", PIAL_E_CII_XML }, { "<a>", PIAL_E_CII_XML },
		{ "<!DOCTYPE a><a/>", PIAL_E_CII_XML }, { "<a/>", PIAL_E_CII_ROOT },
		{ "<CrossIndustryInvoice/>", PIAL_E_CII_ROOT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(of) / sizeof(*of); i++) {
		struct pial_diags diags;

		pial_diags_init(&diags);
		assert_false(pial_invoice_verify("x.xml", of[i].text, strlen(of[i].text), &diags));
		assert_int_equal(diags.count, 1);
		assert_int_equal(diags.entry[0].code, of[i].code);
		pial_diags_release(&diags);
	}
}

/* Cut anywhere but in the blanks at its end, it is no invoice any more. */
static void cut_short(void **state)
{
	struct pial_strbuf text;

	(void)state;
	slurp(&text, FOLDER "credit-flat.xml");
	for (size_t len = 0; len + 2 < text.len; len += 13) {
		struct pial_diags diags;

		pial_diags_init(&diags);
		assert_false(pial_invoice_verify("x.xml", text.text, len, &diags));
		pial_diags_release(&diags);
	}
	pial_strbuf_release(&text);
}

/* A file with huge numbers is refused, and nothing overflows. */
static void huge_numbers(void **state)
{
	static const char *const numbers[] = { "9999999999999.99", "-9999999999999.99",
					       "99999999999999999999", "92233720368547758.07" };

	(void)state;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		struct pial_diags diags;
		struct pial_strbuf text;
		char amount[64];

		pial_diags_init(&diags);
		snprintf(amount, sizeof(amount), "ChargeAmount>%s", numbers[i]);
		change(&text, FOLDER "liable-public.xml", "ChargeAmount>1.85", amount);
		assert_false(pial_invoice_verify("x.xml", text.text, text.len, &diags));
		pial_strbuf_release(&text);
		snprintf(amount, sizeof(amount), "GrandTotalAmount>%s", numbers[i]);
		change(&text, FOLDER "liable-public.xml", "GrandTotalAmount>94.98", amount);
		assert_false(pial_invoice_verify("x.xml", text.text, text.len, &diags));
		pial_strbuf_release(&text);
		pial_diags_release(&diags);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(right_ones), cmocka_unit_test(said_where),
		cmocka_unit_test(no_invoice), cmocka_unit_test(cut_short),
		cmocka_unit_test(huge_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
