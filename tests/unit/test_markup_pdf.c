/*
 * PDF through the object that makes it: loaded, refused, the same twice, what it carries carried.
 *
 * That the file is PDF/A-3b, and what its pages show, is looked at by tests/pdf with other
 * programs.
 */
#define _XOPEN_SOURCE 700 /* readlink */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "markup/pdf.h"

/* The object beside the program of this test, as commands find it. */
static char object[PATH_MAX + 32];

static int find_object(void **state)
{
	static const char tail[] = "/../lib/pial/pdf.so";
	ssize_t len = readlink("/proc/self/exe", object, PATH_MAX);

	(void)state;
	assert_true(len > 0);
	object[len] = '\0';
	memcpy(strrchr(object, '/'), tail, sizeof(tail));
	return 0;
}

static void fill(struct pial_paper *paper, enum pial_lang lang, size_t rows)
{
	pial_paper_init(paper, lang);
	pial_paper_sheet(paper, "Facture <7> & suite", "Ferme du Sud");
	pial_paper_title(paper, "Facture", "7");
	pial_paper_table(paper, "Lignes");
	pial_paper_column(paper, "N°", 0, PIAL_PAPER_RIGHT);
	pial_paper_column(paper, "Produit", 1, 0);
	for (size_t i = 0; i < rows; i++) {
		pial_paper_row(paper, PIAL_PAPER_BODY);
		pial_paper_cell(paper, "1");
		pial_paper_cell(paper, "Carotte\nlot C7");
	}
}

static bool contains(const struct pial_strbuf *out, const char *text)
{
	size_t len = strlen(text);

	for (size_t i = 0; i + len <= out->len; i++)
		if (!memcmp(out->text + i, text, len))
			return true;
	return false;
}

static void make(struct pial_pdf *pdf, const struct pial_pdf_job *job, struct pial_strbuf *out)
{
	struct pial_diags diags;

	pial_diags_init(&diags);
	pial_strbuf_init(out, PIAL_STRBUF_OUTPUT);
	assert_true(pial_pdf_write(pdf, out, job, &diags));
	assert_int_equal(diags.count, 0);
	pial_diags_release(&diags);
	assert_memory_equal(out->text, "%PDF-1.7\n%", 10);
	assert_memory_equal(out->text + out->len - 6, "%%EOF\n", 6);
}

static void open_object(struct pial_pdf *pdf)
{
	struct pial_diags diags;

	pial_diags_init(&diags);
	if (!pial_pdf_open(pdf, object, &diags))
		fail_msg("%s", diags.entry[0].arg[0].text);
	pial_diags_release(&diags);
}

static void test_same_twice(void **state)
{
	struct pial_pdf_job job = { .author = "" };
	struct pial_strbuf first, second;
	struct pial_paper paper;
	struct pial_pdf pdf;

	(void)state;
	job.paper = &paper;
	assert_true(pial_date_make(2025, 3, 17, &job.date));
	fill(&paper, PIAL_FR, 200);
	for (int turn = 0; turn < 2; turn++) {
		open_object(&pdf);
		make(&pdf, &job, &first);
		make(&pdf, &job, &second);
		assert_int_equal(first.len, second.len);
		assert_memory_equal(first.text, second.text, first.len);
		pial_strbuf_release(&first);
		pial_strbuf_release(&second);
		pial_pdf_close(&pdf);
	}
	pial_paper_release(&paper);
}

static void test_metadata(void **state)
{
	static const char xml[] = "<a>é</a>";
	static const struct pial_pdf_file file = { "factur-x.xml", "text/xml", "Facture en XML",
						   xml, sizeof(xml) - 1 };
	struct pial_pdf_job job = { .author = "Maraîchers & Cie" };
	struct pial_strbuf out;
	struct pial_paper paper;
	struct pial_pdf pdf;

	(void)state;
	job.paper = &paper;
	assert_true(pial_date_make(2025, 3, 17, &job.date));
	fill(&paper, PIAL_FR, 1);
	open_object(&pdf);
	make(&pdf, &job, &out);
	assert_true(contains(&out, "<pdfaid:part>3</pdfaid:part>"));
	assert_true(contains(&out, ">Facture &lt;7&gt; &amp; suite</rdf:li>"));
	assert_true(contains(&out, "<rdf:li>Maraîchers &amp; Cie</rdf:li>"));
	assert_true(contains(&out, "<xmp:CreateDate>2025-03-17T00:00:00Z<"));
	assert_false(contains(&out, "fx:"));
	assert_false(contains(&out, "EmbeddedFile"));
	pial_strbuf_release(&out);
	job.file = &file;
	job.profile = "EN 16931";
	make(&pdf, &job, &out);
	assert_true(contains(&out, "<fx:ConformanceLevel>EN 16931<"));
	assert_true(contains(&out, "<fx:DocumentFileName>factur-x.xml<"));
	assert_true(contains(&out, "/Type /EmbeddedFile"));
	pial_strbuf_release(&out);
	/* A file that is no invoice has no properties of one. */
	job.profile = NULL;
	make(&pdf, &job, &out);
	assert_false(contains(&out, "fx:"));
	pial_strbuf_release(&out);
	pial_pdf_close(&pdf);
	pial_paper_release(&paper);
}

/* Nothing, one word, texts deeper than a page: pages without end or errors. */
static void test_odd_papers(void **state)
{
	struct pial_pdf_job job = { .author = "" };
	struct pial_strbuf out, text;
	struct pial_paper paper;
	struct pial_pdf pdf;

	(void)state;
	job.paper = &paper;
	assert_true(pial_date_make(2025, 3, 17, &job.date));
	open_object(&pdf);
	pial_paper_init(&paper, PIAL_EN);
	pial_paper_sheet(&paper, "", "");
	make(&pdf, &job, &out);
	pial_strbuf_release(&out);
	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	for (int i = 0; i < 1200; i++)
		pial_strbuf_addstr(&text, i % 7 ? "carotte " : "caaaaaaaaaaaaaaaaaaaaaarotte\n");
	pial_paper_sheet(&paper, text.text, text.text);
	pial_paper_title(&paper, text.text, text.text);
	pial_paper_box(&paper, text.text, 1, PIAL_PAPER_FRAME);
	pial_paper_text(&paper, PIAL_PAPER_PLAIN, text.text);
	pial_paper_box(&paper, "", 1, PIAL_PAPER_RIGHT);
	pial_paper_boxes_end(&paper);
	pial_paper_facts(&paper, PIAL_PAPER_FACTS_SUM);
	pial_paper_fact(&paper, text.text, text.text);
	pial_paper_table(&paper, "");
	pial_paper_column(&paper, text.text, 0, 0);
	pial_paper_column(&paper, text.text, 0, PIAL_PAPER_RIGHT);
	for (int kind = PIAL_PAPER_BODY; kind <= PIAL_PAPER_TOTAL; kind++) {
		pial_paper_row(&paper, (enum pial_paper_row_kind)kind);
		pial_paper_cell(&paper, text.text);
		pial_paper_cell(&paper, text.text);
	}
	make(&pdf, &job, &out);
	assert_true(out.len > 10000);
	pial_strbuf_release(&out);
	pial_strbuf_release(&text);
	pial_paper_release(&paper);
	pial_pdf_close(&pdf);
}

/* No file, a file that is no object, an object that is not ours. */
static void test_refused(void **state)
{
	static const char *const wrong[] = { "/nowhere/pdf.so", "/proc/self/cmdline",
					     "libc.so.6" };
	struct pial_diags diags;
	struct pial_pdf pdf;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		pial_diags_init(&diags);
		assert_false(pial_pdf_open(&pdf, wrong[i], &diags));
		assert_int_equal(diags.count, 1);
		assert_int_equal(diags.entry[0].code, PIAL_E_PDF);
		assert_true(strlen(diags.entry[0].arg[0].text) > 0);
		pial_diags_release(&diags);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_twice),
		cmocka_unit_test(test_metadata),
		cmocka_unit_test(test_odd_papers),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, find_object, NULL);
}
