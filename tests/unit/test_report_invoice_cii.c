/*
 * Invoices of every kind as CII, byte for byte as the files of tests/data/invoices.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bill_corpus.h"
#include "invoice/verify.h"
#include "report/invoice_cii.h"

static void spill(const char *path, const struct pial_strbuf *text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text->text, 1, text->len, file), text->len);
	assert_int_equal(fclose(file), 0);
}

/* Inside a PDF it is the same, but that EXTENDED-CTC-FR says EXTENDED of Factur-X (BT-24). */
static void check_hybrid(struct bill_case *c, const char *alone)
{
	static const char ctc[] = "#urn.cpro.gouv.fr:1p0:extended-ctc-fr</ram:ID>";
	static const char facturx[] = "#urn:factur-x.eu:1p0:extended</ram:ID>";
	const struct pial_invoice *invoice = &c->result.invoice[0];
	const char *at = strstr(alone, ctc);
	struct pial_strbuf inside, wanted;

	pial_strbuf_init(&inside, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&wanted, PIAL_STRBUF_OUTPUT);
	assert_true(pial_invoice_cii(&inside, &c->m.model, invoice, PIAL_CII_HYBRID, &c->m.diags));
	if (at)
		pial_strbuf_addf(&wanted, "%.*s%s%s", (int)(at - alone), alone, facturx,
				 at + strlen(ctc));
	else
		pial_strbuf_addstr(&wanted, alone);
	assert_string_equal(inside.text, wanted.text);
	assert_string_equal(pial_invoice_level(invoice), at ? "EXTENDED" : "EN 16931");
	assert_true(pial_invoice_verify("inside", inside.text, inside.len, &c->m.diags));
	pial_strbuf_release(&wanted);
	pial_strbuf_release(&inside);
}

/* Makes one invoice and its XML. */
static void make(struct bill_asked *asked, struct pial_strbuf *xml)
{
	struct bill_case c;

	bill_corpus_make(asked, &c);
	assert_true(pial_invoice_cii(xml, &c.m.model, &c.result.invoice[0], PIAL_CII_ALONE,
				     &c.m.diags));
	check_hybrid(&c, xml->text);
	bill_case_release(&c);
}

static void one(struct bill_asked *asked)
{
	struct pial_strbuf xml, again;
	char path[200], *wanted;

	pial_strbuf_init(&xml, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&again, PIAL_STRBUF_OUTPUT);
	make(asked, &xml);
	make(asked, &again);
	assert_string_equal(xml.text, again.text);
	snprintf(path, sizeof(path), BILL_CORPUS "%s.xml", asked->name);
	if (getenv("PIAL_UPDATE"))
		spill(path, &xml);
	wanted = bill_corpus_slurp(path);
	assert_non_null(wanted);
	if (strcmp(xml.text, wanted) != 0)
		fail_msg("%s is not what is made now", path);
	assert_null(strstr(xml.text, "/>"));
	free(wanted);
	pial_strbuf_release(&xml);
	pial_strbuf_release(&again);
}

static void every_case(void **state)
{
	(void)state;
	bill_corpus_each(one);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
