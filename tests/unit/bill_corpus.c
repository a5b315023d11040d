/*
 * Cases read, billed, numbered.
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
#include "num/decimal.h"

char *bill_corpus_slurp(const char *path)
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

/* An amount, as written in a case. */
static int64_t cents_of(const char *text)
{
	int64_t cents;

	assert_int_equal(pial_decimal_parse(text, strlen(text), 2, PIAL_DECIMAL_POINT, &cents),
			 PIAL_DECIMAL_OK);
	return cents;
}

/* NUMBER:DATE[:AMOUNT], one after the other. */
static void read_refs(struct bill_asked *asked)
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
		assert_true(asked->count <= BILL_CORPUS_REFS);
		*date++ = '\0';
		ref->number = word;
		ref->amount.cents = 0;
		if (amount) {
			*amount++ = '\0';
			ref->amount.cents = cents_of(amount);
		}
		ref->date = market_day(date);
	}
}

/* A kind with an amount behind it, as in "-=56.79": a statement settles that. */
static void read_settled(const struct bill_asked *asked, struct bill_case *c)
{
	const char *amount = strchr(asked->kind, '=');

	if (!amount)
		return;
	c->input.settled.cents = cents_of(amount + 1);
	c->input.set_off = "mars 2025";
}

/* A mode with a regime behind it, as in "mandate/franchise": the group's, which charges no VAT. */
static char *read_regime(const struct bill_asked *asked)
{
	static const char vat[] = "vat: FR88100000009";
	const char *regime = strchr(asked->mode, '/');
	const char *at = strstr(bill_case_parties, vat);
	struct pial_strbuf text;

	if (!regime)
		return NULL;
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&text, "%.*svat_regime: %s%s", (int)(at - bill_case_parties),
			 bill_case_parties, regime + 1, at + strlen(vat));
	return pial_strbuf_detach(&text);
}

static uint8_t kind_of(const char *word)
{
	static const struct { const char *word; enum pial_invoice_kind kind; } kinds[] = {
		{ "-", PIAL_INVOICE_NONE }, { "credit", PIAL_INVOICE_CREDIT },
		{ "prepayment", PIAL_INVOICE_PREPAYMENT },
		{ "self-credit", PIAL_INVOICE_SELF_CREDIT },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strlen(kinds[i].word) == strcspn(word, "=") &&
		    strncmp(kinds[i].word, word, strcspn(word, "=")) == 0)
			return (uint8_t)kinds[i].kind;
	fail_msg("no kind is called %s", word);
	return 0;
}

void bill_corpus_make(struct bill_asked *asked, struct bill_case *c)
{
	char path[200], policy[100], *lines, *parties = read_regime(asked);

	snprintf(path, sizeof(path), BILL_CORPUS "%s.csv", asked->name);
	snprintf(policy, sizeof(policy), "billing: {mode: %.*s}\n", (int)strcspn(asked->mode, "/"),
		 asked->mode);
	lines = bill_corpus_slurp(path);
	assert_non_null(lines);
	bill_case_start(c, policy, parties, lines);
	read_settled(asked, c);
	c->input.date = market_day(asked->date);
	c->input.kind = kind_of(asked->kind);
	c->input.preceding = asked->ref;
	c->input.precedings = asked->count;
	bill_case_run(c);
	for (size_t i = 0; i < c->m.diags.count; i++)
		print_message("%s: %s\n", asked->name,
			      pial_code_info(c->m.diags.entry[i].code)->name);
	assert_true(c->done);
	assert_int_equal(c->result.invoices, 1);
	pial_bill_number(&c->m.model, &c->result, &c->result.invoice[0], asked->number);
	assert_true(pial_invoice_number_ok(asked->number));
	free(parties);
	free(lines);
}

void bill_corpus_each(void (*one)(struct bill_asked *asked))
{
	FILE *file = fopen(BILL_CORPUS "cases", "r");
	struct bill_asked asked;
	size_t count = 0;

	assert_non_null(file);
	memset(&asked, 0, sizeof(asked));
	while (fscanf(file, "%79s %19s %19s %19s %39s %199s", asked.name, asked.mode, asked.kind,
		      asked.date, asked.number, asked.refs) == 6) {
		read_refs(&asked);
		one(&asked);
		memset(&asked, 0, sizeof(asked));
		count++;
	}
	fclose(file);
	assert_true(count >= 40);
}
