/*
 * A paper as Markdown, links, and the page of a site: what is written where, and that no name gets
 * out of its place.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "markup/chart.h"
#include "markup/paper.h"
#include "markup/words.h"

#define N PIAL_NBSP

static void expect(struct pial_paper *paper, const char *text)
{
	struct pial_strbuf out;

	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_paper_md_write(&out, paper);
	assert_string_equal(out.text, text);
	pial_strbuf_release(&out);
	pial_paper_release(paper);
}

static void test_blocks(void **state)
{
	struct pial_paper paper;

	(void)state;
	pial_paper_init(&paper, PIAL_FR);
	pial_paper_sheet(&paper, "Décompte", "Pied");
	pial_paper_title(&paper, "Décompte", "mars 2025");
	pial_paper_text(&paper, PIAL_PAPER_STRONG, "Ferme du Sud");
	pial_paper_text(&paper, PIAL_PAPER_DETAIL, "1 route du Sud\n\n31110 Juzet");
	pial_paper_facts(&paper, PIAL_PAPER_FACTS_SUM);
	pial_paper_fact(&paper, "Ventes", "619,70" N "€");
	pial_paper_link(&paper, "ventes.html");
	pial_paper_fact_as(&paper, "Net", "563,92" N "€", PIAL_PAPER_MARKED);
	pial_paper_box(&paper, "Reçu par", 1, PIAL_PAPER_FRAME);
	pial_paper_room(&paper, 4);
	pial_paper_boxes_end(&paper);
	pial_paper_heading(&paper, "Livraisons");
	pial_paper_link(&paper, "#livraisons");
	pial_paper_table(&paper, "Lignes");
	pial_paper_column(&paper, "Produit", 1, 0);
	pial_paper_column(&paper, "Prix", 0, PIAL_PAPER_RIGHT);
	pial_paper_column(&paper, "Reçu", 0, PIAL_PAPER_FILL);
	pial_paper_row(&paper, PIAL_PAPER_SECTION);
	pial_paper_cell(&paper, "Lundi");
	pial_paper_row(&paper, PIAL_PAPER_BODY);
	pial_paper_cell(&paper, "Carotte\nlot C7");
	pial_paper_link(&paper, "../produits/carotte.html");
	pial_paper_cell(&paper, "3,00");
	pial_paper_cell(&paper, "kg");
	pial_paper_row(&paper, PIAL_PAPER_TOTAL);
	pial_paper_cell(&paper, "Total");
	pial_paper_cell(&paper, "3,00");
	pial_paper_sheet(&paper, "Deux", "");
	pial_paper_text(&paper, PIAL_PAPER_SMALL, "Fin.");
	expect(&paper, "# Décompte mars 2025\n"
		       "\n"
		       "**Ferme du Sud**\n"
		       "\n"
		       "1 route du Sud\\\n"
		       "31110 Juzet\n"
		       "\n"
		       "- Ventes" N ": [619,70" N "€](ventes.html)\n"
		       "- Net" N ": **563,92" N "€**\n"
		       "\n"
		       "### Reçu par\n"
		       "\n"
		       "## [Livraisons](#livraisons)\n"
		       "\n"
		       "| Produit | Prix | Reçu |\n"
		       "|:---|---:|:---|\n"
		       "| **Lundi** |  |  |\n"
		       "| [Carotte](../produits/carotte.html)<br>lot C7 | 3,00 | ……… kg |\n"
		       "| **Total** | **3,00** |  |\n"
		       "\n"
		       "---\n"
		       "\n"
		       "Fin.\n");
}

static void test_chart(void **state)
{
	struct pial_paper paper;

	(void)state;
	pial_paper_init(&paper, PIAL_EN);
	pial_paper_sheet(&paper, "Map", "");
	pial_chart(&paper, PIAL_CHART_MAP, "Valley", "Place");
	pial_chart_note(&paper, "Two places.");
	(void)pial_chart_point(&paper, "Hub", "hub", PIAL_CHART_SQUARE, 4279000, 59000);
	(void)pial_chart_point(&paper, "Farm", "farm", PIAL_CHART_CIRCLE, 4280000, 59000);
	pial_chart_route(&paper, "Tuesday", "3" N "km");
	pial_chart_stop(&paper, 0);
	pial_chart_stop(&paper, 1);
	pial_chart_end(&paper);
	expect(&paper, "## Valley\n"
		       "\n"
		       "Two places.\n"
		       "\n"
		       "**Valley**\n"
		       "\n"
		       "| No. | Place | What it is |\n"
		       "|---:|:---|:---|\n"
		       "| 1 | Hub | hub |\n"
		       "| 2 | Farm | farm |\n"
		       "\n"
		       "**Rounds**\n"
		       "\n"
		       "| Round | Stops | Length |\n"
		       "|:---|:---|---:|\n"
		       "| Tuesday | Hub → Farm | 3" N "km |\n");
}

/* Each sign that begins something has its backslash, where it would and where it would not. */
static void test_signs(void **state)
{
	static const struct {
		const char *text, *written;	/* a name, and as it must stand */
	} sign[] = {
		{ "a|b", "a\\|b" },
		{ "<b>&amp;</b>", "\\<b\\>\\&amp;\\</b\\>" },
		{ "[x](http://y)", "\\[x\\](http\\://y)" },
		{ "*_`~~$x$`_*", "\\*\\_\\`\\~\\~\\$x\\$\\`\\_\\*" },
		{ "# titre #", "\\# titre \\#" },
		{ "- un", "\\- un" },
		{ "+ un - deux", "\\+ un - deux" },
		{ "17. mars", "17\\. mars" },
		{ "17) mars 17. a", "17\\) mars 17. a" },
		{ "===", "\\===" },
		{ "   code", "code" },
		{ "fin  ", "fin" },
		{ "![x](y)", "\\!\\[x\\](y)" },
		{ "www.exemple.fr", "www\\.exemple.fr" },
		{ "a\\", "a\\\\" },
		{ "12,5" N "kg", "12,5" N "kg" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(sign) / sizeof(*sign); i++) {
		struct pial_paper paper;
		char want[200];

		pial_paper_init(&paper, PIAL_FR);
		pial_paper_sheet(&paper, "", "");
		pial_paper_text(&paper, PIAL_PAPER_PLAIN, sign[i].text);
		memset(want, 0, sizeof(want));
		memcpy(want, sign[i].written, strlen(sign[i].written));
		want[strlen(want)] = '\n';
		expect(&paper, want);
	}
}

/* ---- Links and sites ---- */

static void test_targets(void **state)
{
	static const struct {
		const char *target, *written;	/* what is asked for; NULL: no link */
	} link[] = {
		{ "a/b-c_d.e~f#g", "a/b-c_d.e~f#g" },
		{ "../semaine/2025-W12.html", "../semaine/2025-W12.html" },
		{ "javascript:alert(1)", "javascript%3Aalert%281%29" },
		{ "a b?c=d&e", "a%20b%3Fc%3Dd%26e" },
		{ "\"><x", "%22%3E%3Cx" },
		{ "é", "%C3%A9" },
		{ "", NULL },
		{ "/etc/passwd", NULL },
		{ "//evil", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(link) / sizeof(*link); i++) {
		struct pial_paper paper;

		pial_paper_init(&paper, PIAL_FR);
		pial_paper_sheet(&paper, "", "");
		pial_paper_text(&paper, PIAL_PAPER_PLAIN, "ici");
		pial_paper_link(&paper, link[i].target);
		if (link[i].written)
			assert_string_equal(paper.sheet[0].flow.first->link, link[i].written);
		else
			assert_null(paper.sheet[0].flow.first->link);
		pial_paper_release(&paper);
	}
}

static void test_site(void **state)
{
	static const char *const once[] = {
		"<title>Semaine 12 – Le groupement</title>", "<p>Le groupement</p>",
		"<nav aria-label=\"Pages\">", "<a href=\"../index.html\">Accueil</a>",
		"<a href=\"2025-W12.html\" aria-current=\"page\">Semaine 12</a>",
		"<a class=\"skip\" href=\"#main\">Aller au contenu</a>", "<main id=\"main\">",
		("<td role=\"cell\" class=\"t first\" data-h=\"Ferme\">"
		 "<a href=\"../fermes/nord.html\">Nord</a><span class=\"d\">bio</span></td>"),
		"<h2><a href=\"#t\">Table</a></h2>", "<dd><a href=\"x\">1</a><br>2</dd>",
	};
	struct pial_paper paper;
	struct pial_strbuf out;

	(void)state;
	pial_paper_init(&paper, PIAL_FR);
	pial_paper_site(&paper, "Le groupement");
	pial_paper_nav(&paper, "Accueil", "../index.html", false);
	pial_paper_nav(&paper, "Dehors", "/index.html", false);
	pial_paper_nav(&paper, "Semaine 12", "2025-W12.html", true);
	pial_paper_sheet(&paper, "Semaine 12", "");
	pial_paper_title(&paper, "Semaine 12", "");
	pial_paper_heading(&paper, "Table");
	pial_paper_link(&paper, "#t");
	pial_paper_facts(&paper, PIAL_PAPER_FACTS_LIST);
	pial_paper_fact(&paper, "Un", "1\n2");
	pial_paper_link(&paper, "x");
	pial_paper_table(&paper, "Fermes");
	pial_paper_column(&paper, "Ferme", 1, 0);
	pial_paper_row(&paper, PIAL_PAPER_BODY);
	/* Nothing to link yet. */
	pial_paper_link(&paper, "rien");
	pial_paper_cell(&paper, "Nord\nbio");
	pial_paper_link(&paper, "../fermes/nord.html");
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_paper_html_write(&out, &paper);
	for (size_t i = 0; i < sizeof(once) / sizeof(*once); i++) {
		const char *found = strstr(out.text, once[i]);

		assert_non_null(found);
		assert_null(strstr(found + 1, once[i]));
	}
	assert_null(strstr(out.text, "Dehors"));
	assert_null(strstr(out.text, "rien"));
	pial_strbuf_release(&out);
	pial_paper_release(&paper);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_chart),
		cmocka_unit_test(test_signs),
		cmocka_unit_test(test_targets),
		cmocka_unit_test(test_site),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
