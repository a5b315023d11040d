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

#include "bill_case.h"
#include "num/decimal.h"
#include "report/invoice_cii.h"

#define FOLDER "tests/data/invoices/"
/* Invoices referred to, at most. */
#define REFS 4

/* A line of the file of cases. */
struct asked {
	char name[80], mode[20], kind[20], date[20], number[40], refs[200];	/* words */
	struct pial_invoice_ref ref[REFS];	/* the last word, read */
	size_t count;				/* how many */
};

/* A whole file; the caller frees it. */
static char *slurp(const char *path)
{
	FILE *file = fopen(path, "rb");
	struct pial_strbuf text;
	char piece[4096];
	size_t len;

	if (!file)
		return NULL;
	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	while ((len = fread(piece, 1, sizeof(piece), file)) > 0)
		pial_strbuf_add(&text, piece, len);
	fclose(file);
	return pial_strbuf_detach(&text);
}

static void spill(const char *path, const struct pial_strbuf *text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text->text, 1, text->len, file), text->len);
	assert_int_equal(fclose(file), 0);
}

/* NUMBER:DATE[:AMOUNT], one after the other. */
static void read_refs(struct asked *asked)
{
	if (strcmp(asked->refs, "-") == 0)
		return;
	for (char *word = asked->refs, *next; word; word = next) {
		struct pial_invoice_ref *ref = &asked->ref[asked->count++];
		char *date = strchr(word, ':'), *amount;

		next = strchr(word, ';');
		if (next)
			*next++ = '\0';
		amount = strchr(date + 1, ':');
		assert_true(asked->count <= REFS);
		*date++ = '\0';
		ref->number = word;
		ref->amount.cents = 0;
		if (amount) {
			*amount++ = '\0';
			assert_int_equal(pial_decimal_parse(amount, strlen(amount), 2,
							    PIAL_DECIMAL_POINT,
							    &ref->amount.cents),
					 PIAL_DECIMAL_OK);
		}
		ref->date = market_day(date);
	}
}

static uint8_t kind_of(const char *word)
{
	static const struct { const char *word; enum pial_invoice_kind kind; } kinds[] = {
		{ "-", PIAL_INVOICE_NONE }, { "credit", PIAL_INVOICE_CREDIT },
		{ "prepayment", PIAL_INVOICE_PREPAYMENT },
		{ "self-credit", PIAL_INVOICE_SELF_CREDIT },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].word, word) == 0)
			return (uint8_t)kinds[i].kind;
	fail_msg("no kind is called %s", word);
	return 0;
}

/* Makes one invoice and its XML. */
static void make(struct asked *asked, struct pial_strbuf *xml)
{
	char path[200], policy[100], *lines;
	struct bill_case c;

	snprintf(path, sizeof(path), FOLDER "%s.csv", asked->name);
	snprintf(policy, sizeof(policy), "billing: {mode: %s}\n", asked->mode);
	lines = slurp(path);
	assert_non_null(lines);
	bill_case_start(&c, policy, NULL, lines);
	c.input.date = market_day(asked->date);
	c.input.kind = kind_of(asked->kind);
	c.input.preceding = asked->ref;
	c.input.precedings = asked->count;
	bill_case_run(&c);
	for (size_t i = 0; i < c.m.diags.count; i++)
		print_message("%s: %s\n", asked->name,
			      pial_code_info(c.m.diags.entry[i].code)->name);
	assert_true(c.done);
	assert_int_equal(c.result.invoices, 1);
	pial_bill_number(&c.m.model, &c.result, &c.result.invoice[0], asked->number);
	assert_true(pial_invoice_number_ok(asked->number));
	assert_true(pial_invoice_cii(xml, &c.m.model, &c.result.invoice[0], &c.m.diags));
	bill_case_release(&c);
	free(lines);
}

static void one(struct asked *asked)
{
	struct pial_strbuf xml, again;
	char path[200], *wanted;

	read_refs(asked);
	pial_strbuf_init(&xml, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&again, PIAL_STRBUF_OUTPUT);
	make(asked, &xml);
	make(asked, &again);
	assert_string_equal(xml.text, again.text);
	snprintf(path, sizeof(path), FOLDER "%s.xml", asked->name);
	if (getenv("PIAL_UPDATE"))
		spill(path, &xml);
	wanted = slurp(path);
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
	FILE *file = fopen(FOLDER "cases", "r");
	struct asked asked;
	size_t count = 0;

	(void)state;
	assert_non_null(file);
	memset(&asked, 0, sizeof(asked));
	while (fscanf(file, "%79s %19s %19s %19s %39s %199s", asked.name, asked.mode, asked.kind,
		      asked.date, asked.number, asked.refs) == 6) {
		one(&asked);
		memset(&asked, 0, sizeof(asked));
		count++;
	}
	fclose(file);
	assert_true(count >= 40);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
