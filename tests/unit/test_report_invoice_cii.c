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
#include "report/invoice_cii.h"

static void spill(const char *path, const struct pial_strbuf *text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text->text, 1, text->len, file), text->len);
	assert_int_equal(fclose(file), 0);
}

/* Makes one invoice and its XML. */
static void make(struct bill_asked *asked, struct pial_strbuf *xml)
{
	struct bill_case c;

	bill_corpus_make(asked, &c);
	assert_true(pial_invoice_cii(xml, &c.m.model, &c.result.invoice[0], &c.m.diags));
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
