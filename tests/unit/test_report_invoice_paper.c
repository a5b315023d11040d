/*
 * Invoices of every kind as papers: each datum of the XML of tests/data/invoices is on them.
 *
 * The XML is read here by its tags alone, so that what the paper must show does not come from the
 * code that writes it. PIAL_PAPERS=FOLDER writes each document there, as .txt, .html, .xml and .pdf
 * with the XML inside, as .plain, the same without it, and as .words, a text without broken lines,
 * for tests/pdf and for people.
 */
#define _XOPEN_SOURCE 700 /* readlink */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bill_corpus.h"
#include "markup/pdf.h"
#include "markup/words.h"
#include "num/decimal.h"
#include "report/invoice_cii.h"
#include "report/invoice_paper.h"
#include "report/say.h"

/* Wide enough for nothing to be wrapped. */
#define WIDE 600

/* Loaded when documents are to be written. */
static struct pial_pdf pdf;

/* ---- What the XML says ---- */

/* Elements that a person needs no word for, and what the paper says in other words. */
static bool is_silent(const char *tag, const char *parent)
{
	static const char *const silent[] = {
		"ram:SubjectCode",	/* how notes are called */
	};

	for (size_t i = 0; i < sizeof(silent) / sizeof(*silent); i++)
		if (strcmp(tag, silent[i]) == 0)
			return true;
	/* How attributes are called; a seller's legal form is another matter. */
	if (strcmp(tag, "ram:Description") == 0)
		return strcmp(parent, "ram:ApplicableProductCharacteristic") == 0;
	/* What kind of tax, of means, of supporting document: there is one of each. */
	if (strcmp(tag, "ram:TypeCode") == 0)
		return strcmp(parent, "rsm:ExchangedDocument") != 0;
	return strcmp(tag, "ram:Name") == 0 &&
	       strcmp(parent, "ram:AdditionalReferencedDocument") == 0;
}

static void add_number(struct pial_strbuf *wanted, const char *text, unsigned scale,
		       unsigned least, enum pial_lang lang)
{
	int64_t value;

	assert_int_equal(pial_decimal_parse(text, strlen(text), scale, PIAL_DECIMAL_POINT, &value),
			 PIAL_DECIMAL_OK);
	pial_words_number(wanted, value, scale, least, lang);
}

static void add_iban(struct pial_strbuf *wanted, const char *text)
{
	for (size_t i = 0; text[i]; i++)
		pial_strbuf_addf(wanted, "%s%c", i && i % 4 == 0 ? PIAL_NBSP : "", text[i]);
}

/* « 31 mars 2025 », as it stands at the end of a range or behind the day of the week too. */
static void say_short(struct pial_strbuf *wanted, struct pial_date date, enum pial_lang lang)
{
	struct pial_strbuf whole;

	pial_strbuf_init(&whole, PIAL_STRBUF_TEXT);
	pial_say_day(&whole, date, true, lang);
	pial_strbuf_addstr(wanted, strchr(whole.text, ' ') + 1);
	pial_strbuf_release(&whole);
}

/* A text of the XML as the paper says it. */
static void say(struct pial_strbuf *wanted, const char *tag, const char *text, enum pial_lang lang)
{
	struct pial_date date;
	char iso[11];
	size_t len = strlen(tag);

	if (strcmp(tag + 4, "DateTimeString") == 0) {
		snprintf(iso, sizeof(iso), "%.4s-%.2s-%.2s", text, text + 4, text + 6);
		date = market_day(iso);
		say_short(wanted, date, lang);
	} else if (strcmp(tag, "ram:ChargeAmount") == 0) {
		add_number(wanted, text, 4, 2, lang);
	} else if (len > 6 && strcmp(tag + len - 6, "Amount") == 0) {
		/* A rounding may be below 0: with the sign of a sum, not a hyphen. */
		pial_strbuf_addstr(wanted, *text != '-' ? "" : lang == PIAL_EN ? "−€" : "−");
		add_number(wanted, text + (*text == '-'), 2, 2, lang);
	} else if (strcmp(tag, "ram:BilledQuantity") == 0) {
		add_number(wanted, text, 3, 0, lang);
	} else if (strcmp(tag, "ram:RateApplicablePercent") == 0) {
		/* A rate of 0 is said in a word. */
		if (strcmp(text, "0") != 0)
			add_number(wanted, text, 4, 0, lang);
	} else if (strcmp(tag, "ram:CategoryCode") == 0) {
		pial_strbuf_addf(wanted, "(%s)", text);
	} else if (strcmp(tag, "udt:Indicator") == 0) {
		/* An allowance is shown as taken off. */
		pial_strbuf_addstr(wanted, "−");
	} else if (strcmp(tag, "ram:CountryID") == 0) {
		pial_strbuf_addstr(wanted, strcmp(text, "FR") == 0 ? "France" : text);
	} else if (strcmp(tag, "ram:IBANID") == 0) {
		add_iban(wanted, text);
	} else if (strncmp(text, "Bon de livraison ", 17) == 0) {
		/* « Bon de livraison N du D »: its number; its day is in the line's period. */
		pial_strbuf_add(wanted, text + 17, strcspn(text + 17, " "));
	} else if (strncmp(text, "Agriculture biologique ", 23) == 0) {
		pial_strbuf_addstr(wanted, text + 23);
	} else {
		pial_strbuf_addstr(wanted, text);
	}
}

/* Five entities, and no others, are in what libxml2 writes. */
static void unescape(char *text)
{
	static const struct { const char *entity; char is; } entities[] = {
		{ "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' },
		{ "&#13;", '\r' },
	};
	char *out = text;

	while (*text) {
		char is = *text;
		size_t len = 1;

		for (size_t i = 0; i < sizeof(entities) / sizeof(*entities); i++)
			if (strncmp(text, entities[i].entity, strlen(entities[i].entity)) == 0) {
				is = entities[i].is;
				len = strlen(entities[i].entity);
			}
		*out++ = is;
		text += len;
	}
	*out = '\0';
}

static void expect(const char *name, const char *tag, char *text, const char *shown,
		   enum pial_lang lang)
{
	struct pial_strbuf wanted;

	unescape(text);
	pial_strbuf_init(&wanted, PIAL_STRBUF_TEXT);
	say(&wanted, tag, text, lang);
	if (!strstr(shown, wanted.text))
		fail_msg("%s: %s “%s” is not shown (%s)", name, tag, wanted.text, shown);
	pial_strbuf_release(&wanted);
}

/* Looks for each leaf: a tag, a text, the same tag closed. Returns how many there are. */
static size_t check_leaves(const char *name, char *xml, const char *shown, enum pial_lang lang)
{
	char stack[24][80];
	size_t depth = 0, leaves = 0;

	for (char *at = strchr(strchr(xml, '>') + 1, '<'); at; at = strchr(at, '<')) {
		char *end = strchr(at, '>'), *close = strchr(end, '<');
		size_t len = strcspn(at + 1, " >");

		if (at[1] == '/') {
			depth--;
			at = end;
			continue;
		}
		assert_true(depth < 24 && len < sizeof(stack[0]));
		snprintf(stack[depth], sizeof(stack[0]), "%.*s", (int)len, at + 1);
		if (close && close[1] == '/') {
			char *text = end + 1;

			*close = '\0';
			if (!is_silent(stack[depth], depth ? stack[depth - 1] : "")) {
				expect(name, stack[depth], text, shown, lang);
				leaves++;
			}
			at = close + 1;
			continue;
		}
		depth++;
		at = end;
	}
	return leaves;
}

/* ---- Documents to look at ---- */

static void spill(const char *folder, const char *name, const char *ending,
		  const struct pial_strbuf *text)
{
	char path[PATH_MAX];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s.%s", folder, name, ending);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(text->text, 1, text->len, file), text->len);
	assert_int_equal(fclose(file), 0);
}

static void load_pdf(struct pial_diags *diags)
{
	static const char tail[] = "/../lib/pial/pdf.so";
	char object[PATH_MAX + sizeof(tail)];
	ssize_t len = readlink("/proc/self/exe", object, PATH_MAX);

	assert_true(len > 0);
	object[len] = '\0';
	memcpy(strrchr(object, '/'), tail, sizeof(tail));
	assert_true(pial_pdf_open(&pdf, object, diags));
}

static void spill_all(const char *folder, const struct bill_asked *asked, struct bill_case *c,
		      const struct pial_paper *paper)
{
	const struct pial_invoice *invoice = &c->result.invoice[0];
	struct pial_pdf_file file = { "factur-x.xml", "text/xml", "Facture", NULL, 0 };
	struct pial_pdf_job job = { .paper = paper, .author = "", .file = &file,
				    .profile = pial_invoice_level(invoice),
				    .date = invoice->date };
	struct pial_strbuf out, xml;

	pial_strbuf_init(&xml, PIAL_STRBUF_OUTPUT);
	assert_true(pial_invoice_cii(&xml, &c->m.model, invoice, PIAL_CII_HYBRID, &c->m.diags));
	file.bytes = xml.text;
	file.len = xml.len;
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_paper_text_write(&out, paper, PIAL_INVOICE_WIDTH);
	spill(folder, asked->name, "txt", &out);
	pial_strbuf_clear(&out);
	pial_paper_text_write(&out, paper, WIDE);
	spill(folder, asked->name, "words", &out);
	pial_strbuf_clear(&out);
	pial_paper_html_write(&out, paper);
	spill(folder, asked->name, "html", &out);
	pial_strbuf_clear(&out);
	if (!pdf.entry)
		load_pdf(&c->m.diags);
	assert_true(pial_pdf_write(&pdf, &out, &job, &c->m.diags));
	spill(folder, asked->name, "pdf", &out);
	spill(folder, asked->name, "xml", &xml);
	pial_strbuf_clear(&xml);
	assert_true(pial_pdf_plain(&pdf, &xml, out.text, out.len, &c->m.diags));
	spill(folder, asked->name, "plain", &xml);
	pial_strbuf_release(&xml);
	pial_strbuf_release(&out);
}

/* ---- Cases ---- */

/* What is read back from the HTML is what was written: as text, and as HTML again. */
static void check_read_back(const struct pial_paper *paper)
{
	struct pial_strbuf html, text, again;
	struct pial_paper back;

	pial_strbuf_init(&html, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&again, PIAL_STRBUF_OUTPUT);
	pial_paper_html_write(&html, paper);
	pial_paper_text_write(&text, paper, 80);
	pial_paper_init(&back, PIAL_FR);
	assert_true(pial_paper_html_read(&back, html.text, html.len));
	pial_paper_text_write(&again, &back, 80);
	assert_string_equal(again.text, text.text);
	pial_strbuf_clear(&again);
	pial_paper_html_write(&again, &back);
	assert_string_equal(again.text, html.text);
	pial_paper_release(&back);
	pial_strbuf_release(&again);
	pial_strbuf_release(&text);
	pial_strbuf_release(&html);
}

static void one_in(struct bill_asked *asked, enum pial_lang lang)
{
	const char *folder = getenv("PIAL_PAPERS");
	struct pial_paper paper;
	struct pial_strbuf shown;
	struct bill_case c;
	char path[200], *text;

	bill_corpus_make(asked, &c);
	pial_paper_init(&paper, lang);
	pial_invoice_paper(&paper, &c.m.model, &c.result.invoice[0]);
	pial_strbuf_init(&shown, PIAL_STRBUF_OUTPUT);
	pial_paper_text_write(&shown, &paper, WIDE);
	check_read_back(&paper);
	snprintf(path, sizeof(path), BILL_CORPUS "%s.xml", asked->name);
	text = bill_corpus_slurp(path);
	assert_non_null(text);
	if (folder && lang == PIAL_FR)
		spill_all(folder, asked, &c, &paper);
	assert_true(check_leaves(asked->name, text, shown.text, lang) > 30);
	free(text);
	pial_strbuf_release(&shown);
	pial_paper_release(&paper);
	bill_case_release(&c);
}

static void one(struct bill_asked *asked)
{
	one_in(asked, PIAL_FR);
	one_in(asked, PIAL_EN);
}

static void every_datum(void **state)
{
	(void)state;
	bill_corpus_each(one);
	if (pdf.entry)
		pial_pdf_close(&pdf);
}

/* A title, and what a reader of that kind of document looks for. */
static void expect_kind(const char *word, const char *title, const char *sum, const char *never)
{
	struct bill_asked asked = { .mode = "mandate", .date = "2025-03-31", .number = "LU-7" };
	struct pial_invoice_ref ref = { "LU-1", market_day("2025-02-28"), { 0 } };
	struct pial_paper paper;
	struct pial_strbuf shown;
	struct bill_case c;

	snprintf(asked.name, sizeof(asked.name), "liable-public");
	snprintf(asked.kind, sizeof(asked.kind), "%s", word);
	if (strstr(word, "credit")) {
		asked.ref[0] = ref;
		asked.count = 1;
	}
	bill_corpus_make(&asked, &c);
	pial_paper_init(&paper, PIAL_FR);
	pial_invoice_paper(&paper, &c.m.model, &c.result.invoice[0]);
	pial_strbuf_init(&shown, PIAL_STRBUF_OUTPUT);
	pial_paper_text_write(&shown, &paper, PIAL_INVOICE_WIDTH);
	assert_memory_equal(shown.text, title, strlen(title));
	assert_non_null(strstr(shown.text, sum));
	assert_null(strstr(shown.text, never));
	pial_strbuf_release(&shown);
	pial_paper_release(&paper);
	bill_case_release(&c);
}

static void kinds(void **state)
{
	(void)state;
	expect_kind("-", "Facture LU-7\n", "Net à payer", "Net à déduire");
	expect_kind("credit", "Avoir LU-7\n", "Net à déduire", "IBAN");
	expect_kind("prepayment", "Facture d’acompte LU-7\n", "Net à payer", "Avoir");
	expect_kind("self-credit", "Avoir (autofacturation) LU-7\n", "Net à déduire", "IBAN");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_datum),
		cmocka_unit_test(kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
