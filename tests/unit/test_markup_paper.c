/*
 * A paper as text and as HTML: all it is given is shown, in order, once, and nothing it is given
 * can become anything but text.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/utf8.h"
#include "markup/paper.h"
#include "markup/words.h"

#define N PIAL_NBSP

/* A paper with one of each. */
static void fill(struct pial_paper *paper, enum pial_lang lang)
{
	pial_paper_init(paper, lang);
	pial_paper_sheet(paper, "Facture 7", "Ferme du Sud");
	pial_paper_title(paper, "Facture", "7");
	pial_paper_facts(paper, PIAL_PAPER_FACTS_LIST);
	pial_paper_fact(paper, "Date", "17 mars");
	pial_paper_fact(paper, "Rien", "");
	pial_paper_box(paper, "Vendeur", 1, 0);
	pial_paper_text(paper, PIAL_PAPER_STRONG, "Ferme du Sud");
	pial_paper_text(paper, PIAL_PAPER_DETAIL, "1 route du Sud\n31110 Juzet");
	pial_paper_box(paper, "Cuisine", 1, 0);
	pial_paper_text(paper, PIAL_PAPER_STRONG, "École du Bourg");
	pial_paper_boxes_end(paper);
	pial_paper_table(paper, "Lignes");
	pial_paper_column(paper, "N°", 0, PIAL_PAPER_RIGHT);
	pial_paper_column(paper, "Produit", 1, 0);
	pial_paper_column(paper, "Prix", 0, PIAL_PAPER_RIGHT);
	pial_paper_column(paper, "Reçu", 0, PIAL_PAPER_FILL);
	pial_paper_row(paper, PIAL_PAPER_SECTION);
	pial_paper_cell(paper, "Bon BL-1, livré le lundi 17 mars");
	pial_paper_row(paper, PIAL_PAPER_BODY);
	pial_paper_cell(paper, "1");
	pial_paper_cell(paper, "Carotte\nlot C7");
	pial_paper_cell(paper, "3,00");
	pial_paper_cell(paper, "\nkg");
	pial_paper_row(paper, PIAL_PAPER_TOTAL);
	pial_paper_cell(paper, "Total");
	pial_paper_cell(paper, "");
	pial_paper_cell(paper, "3,00");
	pial_paper_facts(paper, PIAL_PAPER_FACTS_SUM);
	pial_paper_fact(paper, "TVA", "0,17");
	pial_paper_fact_as(paper, "Net à payer", "3,17", PIAL_PAPER_MARKED);
	pial_paper_text(paper, PIAL_PAPER_SMALL, "Pénalités de retard.");
}

static void test_text(void **state)
{
	struct pial_paper paper;
	struct pial_strbuf out;

	(void)state;
	fill(&paper, PIAL_FR);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_paper_text_write(&out, &paper, 60);
	assert_string_equal(out.text,
		"Facture 7\n"
		"═════════\n"
		"Date"N": 17 mars\n"
		"\n"
		"Vendeur                        Cuisine\n"
		"Ferme du Sud                   École du Bourg\n"
		"1 route du Sud\n"
		"31110 Juzet\n"
		"\n"
		"N° │ Produit │ Prix │ Reçu\n"
		"───┼─────────┼──────┼────────────\n"
		"Bon BL-1, livré le lundi 17 mars\n"
		" 1 │ Carotte │ 3,00 │ ...........\n"
		"   │ lot C7  │      │ ........ kg\n"
		"┄┄┄┼┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┄┄┄\n"
		"   │ Total   │ 3,00 │\n"
		"\n"
		"TVA                                         0,17\n"
		"────────────────────────────────────────────────\n"
		"Net à payer                                 3,17\n"
		"\n"
		"Pénalités de retard.\n");
	pial_strbuf_clear(&out);
	/* A telephone: boxes under each other. */
	pial_paper_text_write(&out, &paper, 40);
	assert_non_null(strstr(out.text, "31110 Juzet\n\nCuisine\nÉcole du Bourg\n"));
	pial_strbuf_release(&out);
	pial_paper_release(&paper);
}

static size_t count(const char *text, const char *what)
{
	size_t found = 0;

	for (; (text = strstr(text, what)); text++)
		found++;
	return found;
}

static void test_html(void **state)
{
	static const char *const once[] = {
		"<h1>Facture <small>7</small></h1>", "<dt>Date</dt><dd>17 mars</dd>",
		"<h2 class=\"head\">Vendeur</h2>", "1 route du Sud<br>31110 Juzet",
		"<h2 class=\"head\">Cuisine</h2>",
		"<caption>Lignes</caption>",
		"<th scope=\"rowgroup\" role=\"rowheader\" colspan=\"4\">Bon BL-1, livré le lundi",
		"Carotte<span class=\"d\">lot C7</span>", "<span></span><span>kg</span>",
		"colspan=\"2\">Total</th>", "<div class=\"marked\"><dt>Net à payer</dt>",
		"<p class=\"small\">Pénalités de retard.</p>", "<title>Facture 7</title>",
		"<html lang=\"fr\">", "default-src 'none'",
	};
	struct pial_paper paper;
	struct pial_strbuf out;

	(void)state;
	fill(&paper, PIAL_FR);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_paper_html_write(&out, &paper);
	for (size_t i = 0; i < sizeof(once) / sizeof(*once); i++)
		assert_int_equal(count(out.text, once[i]), 1);
	assert_null(strstr(out.text, "Rien"));
	assert_null(strstr(out.text, "<script"));
	/* The foot of printed pages: letters by their number, so that no style can end early. */
	assert_non_null(strstr(out.text, "content:\"Facture 7 \\2014  Ferme du Sud\""));
	pial_strbuf_release(&out);
	pial_paper_release(&paper);
}

/* Many columns scroll in a region; a table without a caption has the title over it. */
static void test_wide(void **state)
{
	static const char *const once[] = {
		"<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Semaine\">",
		"<table role=\"table\" class=\"cards dense\">\n<caption>Semaine</caption>",
		" class=\"t long first\" data-h=\"0\">anticonstitutionnellement</td>",
		"<td role=\"cell\" class=\"n\" data-h=\"1\">12,5" N "kg</td>",
		" class=\"n long\" data-h=\"2\">de 1 à 2, et encore un peu davantage</td>",
	};
	static const char *const cell[] = { "anticonstitutionnellement", "12,5" N "kg",
					    "de 1 à 2, et encore un peu davantage" };
	struct pial_paper paper;
	struct pial_strbuf out;

	(void)state;
	pial_paper_init(&paper, PIAL_FR);
	pial_paper_sheet(&paper, "", "");
	pial_paper_heading(&paper, "Semaine");
	pial_paper_table(&paper, "");
	for (char head[2] = "0"; head[0] <= '9'; head[0]++)
		pial_paper_column(&paper, head, head[0] == '0',
				  head[0] > '0' ? PIAL_PAPER_RIGHT : 0);
	pial_paper_row(&paper, PIAL_PAPER_BODY);
	for (size_t i = 0; i < sizeof(cell) / sizeof(*cell); i++)
		pial_paper_cell(&paper, cell[i]);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_paper_html_write(&out, &paper);
	for (size_t i = 0; i < sizeof(once) / sizeof(*once); i++)
		assert_int_equal(count(out.text, once[i]), 1);
	pial_strbuf_release(&out);
	pial_paper_release(&paper);
}

/* The same hostile text everywhere that takes one. */
static void fill_hostile(struct pial_paper *paper, const char *text)
{
	pial_paper_init(paper, PIAL_EN);
	pial_paper_sheet(paper, text, text);
	pial_paper_title(paper, text, text);
	pial_paper_heading(paper, text);
	for (int style = PIAL_PAPER_PLAIN; style <= PIAL_PAPER_SMALL; style++)
		pial_paper_text(paper, (enum pial_paper_style)style, text);
	for (int kind = PIAL_PAPER_FACTS_LIST; kind <= PIAL_PAPER_FACTS_GRID; kind++) {
		pial_paper_facts(paper, (enum pial_paper_facts_kind)kind);
		pial_paper_fact(paper, text, text);
	}
	pial_paper_box(paper, text, 1, 0);
	pial_paper_text(paper, PIAL_PAPER_PLAIN, text);
	pial_paper_boxes_end(paper);
	pial_paper_table(paper, text);
	pial_paper_column(paper, text, 1, 0);
	pial_paper_column(paper, text, 0, PIAL_PAPER_FILL);
	for (int kind = PIAL_PAPER_BODY; kind <= PIAL_PAPER_TOTAL; kind++) {
		pial_paper_row(paper, (enum pial_paper_row_kind)kind);
		pial_paper_cell(paper, text);
		pial_paper_cell(paper, text);
	}
}

static void test_hostile(void **state)
{
	static const char hostile[] = "</td></style><script>alert(\"1\")</script>'&amp;\x1b[31m"
				      "\x07\r\xe2\x80\xae\xff\xc3\x80\"}@page{x:y}";
	struct pial_paper paper;
	struct pial_strbuf out;

	(void)state;
	fill_hostile(&paper, hostile);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_paper_html_write(&out, &paper);
	assert_null(strstr(out.text, "<script"));
	assert_int_equal(count(out.text, "</style>"), 1);
	assert_true(strstr(strstr(out.text, "<style>"), "}@page{x") >
		    strstr(out.text, "</style>"));
	assert_null(strstr(out.text, "'&amp;\x1b"));
	/* What is text of the name stays readable as text. */
	assert_non_null(strstr(out.text, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;"
					 "&amp;amp;\xef\xbf\xbd[31m"));
	for (int pass = 0; pass < 3; pass++) {
		assert_int_equal(pial_utf8_invalid(out.text, out.len), out.len);
		for (size_t at = 0; at < out.len;) {
			int32_t code = pial_utf8_next(out.text, out.len, &at);

			assert_true(code == '\n' || !pial_utf8_forbidden(code));
		}
		pial_strbuf_clear(&out);
		if (pass)
			pial_paper_md_write(&out, &paper);
		else
			pial_paper_text_write(&out, &paper, 60);
	}
	pial_strbuf_release(&out);
	pial_paper_release(&paper);
}

static void test_empty(void **state)
{
	struct pial_paper paper;
	struct pial_strbuf out;

	(void)state;
	pial_paper_init(&paper, PIAL_FR);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_paper_text_write(&out, &paper, 60);
	assert_string_equal(out.text, "");
	pial_paper_html_write(&out, &paper);
	assert_non_null(strstr(out.text, "<main>\n</main>"));
	/* A table without rows, a list without facts. */
	pial_paper_sheet(&paper, "", "");
	pial_paper_facts(&paper, PIAL_PAPER_FACTS_SUM);
	pial_paper_table(&paper, "");
	pial_paper_column(&paper, "A", 1, 0);
	pial_strbuf_clear(&out);
	pial_paper_text_write(&out, &paper, 60);
	assert_string_equal(out.text, "A\n─\n");
	pial_paper_html_write(&out, &paper);
	assert_null(strstr(out.text, "<dl"));
	pial_strbuf_release(&out);
	pial_paper_release(&paper);
}

/* Columns that say nothing go, heads too; the first stays, and links stay with their cells. */
static void test_empty_columns(void **state)
{
	struct pial_paper paper;
	struct pial_strbuf out;

	(void)state;
	pial_paper_init(&paper, PIAL_FR);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_paper_sheet(&paper, "", "");
	pial_paper_table(&paper, "");
	for (const char *const *head = (const char *const[]){ "A", "B", "C", "D", NULL }; *head;
	     head++)
		pial_paper_column(&paper, *head, 0, 0);
	for (int row = 0; row < 2; row++) {
		pial_paper_row(&paper, PIAL_PAPER_BODY);
		pial_paper_cell(&paper, "");
		pial_paper_cell(&paper, "");
		pial_paper_cell(&paper, row ? "un" : "");
		if (row)
			pial_paper_link(&paper, "un.html");
	}
	pial_paper_drop_empty(&paper);
	pial_paper_text_write(&out, &paper, 60);
	assert_non_null(strstr(out.text, "A │ C\n"));
	assert_null(strstr(out.text, "D"));
	pial_strbuf_clear(&out);
	pial_paper_html_write(&out, &paper);
	assert_non_null(strstr(out.text, "<a href=\"un.html\">un</a>"));
	assert_null(strstr(out.text, ">B<"));
	pial_strbuf_release(&out);
	pial_paper_release(&paper);
}

/* What the file says comes back; a file cut anywhere, or with what is not ours, does not. */
static void test_read_back(void **state)
{
	struct pial_paper paper, back;
	struct pial_strbuf out, again;

	(void)state;
	fill(&paper, PIAL_EN);
	pial_paper_box(&paper, "", 3, PIAL_PAPER_FRAME | PIAL_PAPER_RIGHT);
	pial_paper_text(&paper, PIAL_PAPER_PLAIN, "</p> & \"'<b> &amp;\nsecond");
	pial_paper_room(&paper, 3);
	pial_paper_box(&paper, "Signature", 1, PIAL_PAPER_MARKED);
	pial_paper_facts(&paper, PIAL_PAPER_FACTS_GRID);
	pial_paper_fact(&paper, "a", "b");
	pial_paper_boxes_end(&paper);
	pial_paper_heading(&paper, "Fin");
	pial_paper_sheet(&paper, "Autre", "");
	pial_paper_title(&paper, "", "seul");
	pial_paper_table(&paper, "");
	pial_paper_column(&paper, "", 0, 0);
	pial_paper_row(&paper, PIAL_PAPER_SUBTOTAL);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&again, PIAL_STRBUF_OUTPUT);
	pial_paper_html_write(&out, &paper);
	pial_paper_init(&back, PIAL_FR);
	assert_true(pial_paper_html_read(&back, out.text, out.len));
	assert_int_equal(back.lang, PIAL_EN);
	assert_int_equal(back.sheets, 2);
	pial_paper_html_write(&again, &back);
	assert_string_equal(again.text, out.text);
	pial_paper_release(&back);
	for (size_t len = 0; len + strlen("/main>\n</body>\n</html>\n") < out.len; len++) {
		pial_paper_init(&back, PIAL_FR);
		assert_false(pial_paper_html_read(&back, out.text, len));
		pial_paper_release(&back);
	}
	pial_strbuf_clear(&again);
	pial_strbuf_addstr(&again, "<main>\n<article id=\"s1\"><svg></svg>"
				   "<footer></footer></main>");
	pial_paper_init(&back, PIAL_FR);
	assert_false(pial_paper_html_read(&back, again.text, again.len));
	pial_paper_release(&back);
	pial_strbuf_release(&again);
	pial_strbuf_release(&out);
	pial_paper_release(&paper);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_html),
		cmocka_unit_test(test_wide),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_read_back),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_empty_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
