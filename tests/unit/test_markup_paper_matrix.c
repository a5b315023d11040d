/*
 * Matrices: bands that fit, cut between groups, with the rows that have something; the same cells
 * in every rendering.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "markup/paper.h"
#include "markup/paper_matrix.h"
#include "markup/words.h"

/* Four kitchens on two days, three products of which one goes nowhere. */
static void fill(struct pial_paper *paper)
{
	static const char *const kitchen[] = { "École", "Crèche", "École", "Auberge" };
	static const char *const cell[][5] = {
		{ "Carotte", "ravin\t5\nestive\t10", "", "", "ravin\t5" },
		{ "Laitue", "", "! manque\t12", "", "" },
		{ "Navet", "", "", "", "" },
		{ "Poireau", "", "", "<b>\t3", "" },
	};

	pial_paper_init(paper, PIAL_FR);
	pial_paper_sheet(paper, "Semaine", "Groupe");
	pial_paper_wide(paper);
	pial_paper_title(paper, "Semaine", "");
	pial_paper_table(paper, "Qui apporte quoi");
	pial_paper_matrix(paper);
	pial_paper_column(paper, "Produit", 1, 0);
	for (size_t c = 0; c < 4; c++) {
		pial_paper_column(paper, kitchen[c], 1, 0);
		pial_paper_group(paper, c < 2 ? "lundi" : "jeudi");
	}
	for (size_t r = 0; r < 4; r++) {
		pial_paper_row(paper, PIAL_PAPER_BODY);
		for (size_t c = 0; c < 5; c++)
			pial_paper_cell(paper, cell[r][c]);
	}
}

static void test_bands(void **state)
{
	struct pial_paper paper;
	struct pial_strbuf out;

	(void)state;
	fill(&paper);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_paper_text_write(&out, &paper, 60);
	assert_string_equal(out.text,
		"Semaine\n"
		"═══════\n"
		"        │ lundi                   │ jeudi\n"
		"Produit │ École     │ Crèche      │ École │ Auberge\n"
		"────────┼───────────┼─────────────┼───────┼────────\n"
		"Carotte │ ravin   5 │             │       │ ravin 5\n"
		"        │ estive 10 │             │       │\n"
		"┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄\n"
		"Laitue  │           │ ! manque 12 │       │\n"
		"┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄\n"
		"Poireau │           │             │ <b> 3 │\n");
	/* Three would fit: a day is not torn apart. */
	pial_strbuf_clear(&out);
	pial_paper_text_write(&out, &paper, 45);
	assert_string_equal(out.text,
		"Semaine\n"
		"═══════\n"
		"        │ lundi\n"
		"Produit │ École     │ Crèche\n"
		"────────┼───────────┼────────────\n"
		"Carotte │ ravin   5 │\n"
		"        │ estive 10 │\n"
		"┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┄┄┄\n"
		"Laitue  │           │ ! manque 12\n"
		"\n"
		"        │ jeudi\n"
		"Produit │ École │ Auberge\n"
		"────────┼───────┼────────\n"
		"Carotte │       │ ravin 5\n"
		"┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄\n"
		"Poireau │ <b> 3 │\n");
	pial_strbuf_release(&out);
	pial_paper_release(&paper);
}

static void holds(const struct pial_strbuf *out, const char *piece)
{
	if (!strstr(out->text, piece))
		fail_msg("not there: %s", piece);
}

/* Such pages are not read back: half of them would be wrong. */
static void read_back(const struct pial_strbuf *out)
{
	struct pial_paper paper;

	pial_paper_init(&paper, PIAL_FR);
	assert_false(pial_paper_html_read(&paper, out->text, out->len));
	pial_paper_release(&paper);
}

static void test_html(void **state)
{
	struct pial_paper paper;
	struct pial_strbuf out;

	(void)state;
	fill(&paper);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_paper_html_write(&out, &paper);
	holds(&out, "size:A4 landscape");
	holds(&out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
		    "aria-label=\"Qui apporte quoi\">");
	holds(&out, "scope=\"colgroup\" class=\"t b\" colspan=\"2\">jeudi</th>");
	holds(&out, "data-h=\"École, lundi\"><div><p><span>ravin</span> <span>5</span></p>"
		    "<p><span>estive</span> <span>10</span></p></div></td>");
	holds(&out, "<p class=\"off\"><span>! manque</span> <span>12</span></p>");
	holds(&out, "<span>&lt;b&gt;</span> <span>3</span>");
	assert_null(strstr(out.text, "Navet"));
	read_back(&out);
	assert_null(strstr(out.text, "<b>"));
	pial_strbuf_release(&out);
	pial_paper_release(&paper);
}

static void test_md(void **state)
{
	struct pial_paper paper;
	struct pial_strbuf out;

	(void)state;
	fill(&paper);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_paper_md_write(&out, &paper);
	assert_string_equal(out.text,
		"# Semaine\n\n"
		"| Produit | lundi<br>École | lundi<br>Crèche | jeudi<br>École "
		"| jeudi<br>Auberge |\n"
		"|:---|:---|:---|:---|:---|\n"
		"| Carotte | ravin" PIAL_NBSP "5<br>estive" PIAL_NBSP "10 |  |  "
		"| ravin" PIAL_NBSP "5 |\n"
		"| Laitue |  | \\! manque" PIAL_NBSP "12 |  |  |\n"
		"| Poireau |  |  | \\<b\\>" PIAL_NBSP "3 |  |\n");
	pial_strbuf_release(&out);
	pial_paper_release(&paper);
}

static bool two(const struct pial_paper_block *band, size_t room)
{
	return band->columns <= room;
}

static void test_cuts(void **state)
{
	/* Of a room, the columns where bands end. */
	static const size_t room[] = { 1, 2, 3, 4, 5, 9 };
	static const size_t ends[][4] = { { 2, 3, 4, 5 }, { 2, 3, 4, 5 }, { 3, 5 }, { 3, 5 },
					  { 5 }, { 5 } };
	struct pial_paper_block band;
	struct pial_paper paper;

	(void)state;
	fill(&paper);
	for (size_t i = 0; i < 6; i++) {
		size_t from = 1;

		for (size_t k = 0; k < 4 && ends[i][k]; k++) {
			assert_true(pial_paper_band(paper.block, &from, two, room[i], &band));
			assert_int_equal(from, ends[i][k]);
			pial_paper_band_release(&band);
		}
		assert_false(pial_paper_band(paper.block, &from, two, room[i], &band));
	}
	pial_paper_release(&paper);
}

/* A value that goes on for rows is shown once, and heads them. */
static void test_runs(void **state)
{
	static const char *const row[][2] = { { "lun 17", "Carotte" }, { "lun 17", "Laitue" },
					      { "mar 18", "Carotte" } };
	struct pial_paper paper;
	struct pial_strbuf out;

	(void)state;
	pial_paper_init(&paper, PIAL_FR);
	pial_paper_sheet(&paper, "Liste", "");
	pial_paper_table(&paper, "Liste");
	pial_paper_column(&paper, "Jour", 0, PIAL_PAPER_RUN);
	pial_paper_column(&paper, "Produit", 1, 0);
	for (size_t i = 0; i < 3; i++) {
		pial_paper_row(&paper, PIAL_PAPER_BODY);
		pial_paper_cell(&paper, row[i][0]);
		pial_paper_cell(&paper, row[i][1]);
	}
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_paper_text_write(&out, &paper, 60);
	assert_string_equal(out.text, "Jour   │ Produit\n"
				      "───────┼────────\n"
				      "lun 17 │ Carotte\n"
				      "       │ Laitue\n"
				      "┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄\n"
				      "mar 18 │ Carotte\n");
	pial_strbuf_clear(&out);
	pial_paper_html_write(&out, &paper);
	holds(&out, "class=\"run\" rowspan=\"2\">lun 17</th>");
	holds(&out, "</tbody>\n<tbody role=\"rowgroup\">\n<tr role=\"row\"><th scope=\"rowgroup\" "
		    "role=\"rowheader\" class=\"run\" rowspan=\"1\">mar 18</th>");
	read_back(&out);
	pial_strbuf_release(&out);
	pial_paper_release(&paper);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bands),
		cmocka_unit_test(test_html),
		cmocka_unit_test(test_md),
		cmocka_unit_test(test_cuts),
		cmocka_unit_test(test_runs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
