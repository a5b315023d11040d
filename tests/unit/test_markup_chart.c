/*
 * Charts as blocks: what is given stands in their tables, once, and nothing else does.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "markup/chart.h"
#include "markup/words.h"

#define N PIAL_NBSP

static void begin(struct pial_paper *paper)
{
	pial_paper_init(paper, PIAL_FR);
	pial_paper_sheet(paper, "Vue", "");
}

/* The chart's first table as text. */
static void expect(struct pial_paper *paper, const char *text)
{
	struct pial_strbuf out;

	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_paper_text_write(&out, paper, 72);
	assert_string_equal(out.text, text);
	pial_strbuf_release(&out);
	pial_paper_release(paper);
}

static const struct pial_chart *first(const struct pial_paper *paper)
{
	return paper->sheet[0].flow.first->chart;
}

static void test_lines(void **state)
{
	struct pial_paper paper;

	(void)state;
	begin(&paper);
	pial_chart(&paper, PIAL_CHART_LINES, "Avancement", "Semaine");
	pial_chart_note(&paper, "En retard.");
	pial_chart_unit(&paper, "kg", 3, 0);
	pial_chart_column(&paper, "Promis", PIAL_CHART_FULL);
	pial_chart_column(&paper, "Prévu", PIAL_CHART_BAND);
	pial_chart_row(&paper, "S12");
	pial_chart_value(&paper, 12500, "12,5" N "kg");
	pial_chart_range(&paper, 1000, 2000, "1 à 2" N "kg");
	pial_chart_row(&paper, "S13");
	pial_chart_none(&paper);
	/* Upside down, and one value too many: left out. */
	pial_chart_range(&paper, 3, 2, "non");
	pial_chart_value(&paper, 7, "non");
	pial_chart_limit(&paper, "Minimum", 9000, "9" N "kg");
	pial_chart_end(&paper);
	assert_true(first(&paper)->row[0].cell[1].ranged);
	assert_int_equal(first(&paper)->row[0].cell[1].high, 2000);
	assert_false(first(&paper)->row[1].cell[0].given);
	expect(&paper, "Avancement\n"
		       "──────────\n"
		       "En retard.\n"
		       "\n"
		       "Semaine │  Promis │    Prévu\n"
		       "────────┼─────────┼─────────\n"
		       "S12     │ 12,5" N "kg │ 1 à 2" N "kg\n"
		       "S13     │         │\n"
		       "Minimum │    9" N "kg │\n");
}

/* Quarters of 13 steps; those without a value are left out, rows without one in theirs too. */
static void test_heat(void **state)
{
	struct pial_paper paper;
	const struct pial_paper_block *table;

	(void)state;
	begin(&paper);
	pial_chart(&paper, PIAL_CHART_HEAT, "Saison", "Produit");
	for (int week = 1; week <= 40; week++) {
		char name[4] = { (char)('0' + week / 10), (char)('0' + week % 10) };

		pial_chart_column(&paper, name, PIAL_CHART_FULL);
	}
	pial_chart_row(&paper, "Carotte");
	for (int week = 1; week < 40; week++)
		pial_chart_none(&paper);
	pial_chart_value(&paper, 3, "3");
	pial_chart_row(&paper, "Laitue");
	pial_chart_value(&paper, 5, "5");
	pial_chart_mark(&paper);
	pial_chart_end(&paper);
	table = first(&paper)->table.first;
	assert_string_equal(table->text, "Saison (01 – 13)");
	assert_int_equal(table->columns, 14);
	assert_int_equal(table->rows, 1);
	assert_string_equal(table->row[0].cell[0], "Laitue");
	assert_string_equal(table->row[0].cell[1], "!" N "5");
	table = table->next;
	assert_string_equal(table->text, "Saison (40 – 40)");
	assert_int_equal(table->rows, 1);
	assert_string_equal(table->row[0].cell[1], "3");
	assert_null(table->next);
	pial_paper_release(&paper);
}

static void test_flow(void **state)
{
	struct pial_paper paper;

	(void)state;
	begin(&paper);
	pial_chart(&paper, PIAL_CHART_FLOW, "Répartition", "De, à");
	pial_chart_unit(&paper, "kg", 3, 0);
	pial_chart_link(&paper, "Nord", "École", 1500, "1,5" N "kg");
	pial_chart_link(&paper, "Sud", "École", 2000, "2" N "kg");
	pial_chart_link(&paper, "Nord", "Crèche", 500, "0,5" N "kg");
	pial_chart_link(&paper, "Sud", "Crèche", 0, "0" N "kg");
	/* A sum past 64 bits is no harvest. */
	pial_chart_link(&paper, "Sud", "Crèche", INT64_MAX, "trop");
	pial_chart_end(&paper);
	assert_int_equal(first(&paper)->links, 3);
	expect(&paper, "Répartition\n"
		       "───────────\n"
		       "De, à   │ Quantité\n"
		       "────────┼─────────\n"
		       "Nord\n"
		       "École   │   1,5" N "kg\n"
		       "Crèche  │   0,5" N "kg\n"
		       "┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄\n"
		       "En tout │     2" N "kg\n"
		       "┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄\n"
		       "Sud\n"
		       "École   │     2" N "kg\n"
		       "┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄\n"
		       "En tout │     2" N "kg\n"
		       "┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄\n"
		       "Reçu en tout\n"
		       "École   │   3,5" N "kg\n"
		       "┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄\n"
		       "Crèche  │   0,5" N "kg\n");
}

/* On a terminal: bars beside the values they show, where there is room. */
static void test_bars(void **state)
{
	struct pial_paper paper;

	(void)state;
	begin(&paper);
	pial_chart(&paper, PIAL_CHART_STACK, "Sur 100", "Part");
	pial_chart_column(&paper, "sur 100", PIAL_CHART_FULL);
	pial_chart_column(&paper, "en tout", PIAL_CHART_BESIDE);
	pial_chart_row(&paper, "Une");
	pial_chart_value(&paper, 75, "75");
	pial_chart_value(&paper, 750, "750");
	pial_chart_row(&paper, "Deux");
	pial_chart_value(&paper, 25, "25");
	pial_chart_value(&paper, 250, "250");
	pial_chart_total(&paper, "Les deux");
	pial_chart_value(&paper, 100, "100");
	pial_chart_end(&paper);
	expect(&paper, "Sur 100\n"
		       "───────\n"
		       "Part     │ sur 100 │                                  │ en tout\n"
		       "─────────┼─────────┼──────────────────────────────────┼────────\n"
		       "Une      │      75 │ ████████████████████████████████ │     750\n"
		       "Deux     │      25 │ ██████████▋                      │     250\n"
		       "┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄\n"
		       "Les deux │     100 │                                  │\n");
}

static void test_strips(void **state)
{
	static const char *const month[] = { "mars", "mars", "mars", "mars", "mars", "avril" };
	struct pial_paper paper;

	(void)state;
	begin(&paper);
	pial_chart(&paper, PIAL_CHART_HEAT, "Saison", "Produit");
	for (int week = 0; week < 6; week++) {
		pial_chart_column(&paper, "S", PIAL_CHART_FULL);
		pial_chart_group(&paper, month[week]);
	}
	pial_chart_row(&paper, "Ail");
	for (int64_t week = 0; week < 5; week++)
		pial_chart_value(&paper, week * 2, "1");
	pial_chart_none(&paper);
	pial_chart_end(&paper);
	expect(&paper, "Saison\n"
		       "──────\n"
		       "     mars …\n"
		       "Ail  ▁▂▄▆█·\n"
		       "\n"
		       "Produit │ S │ S │ S │ S │ S │ S\n"
		       "────────┼───┼───┼───┼───┼───┼──\n"
		       "Ail     │ 1 │ 1 │ 1 │ 1 │ 1 │\n");
}

static void test_map(void **state)
{
	struct pial_paper paper;
	const struct pial_paper_block *table;
	size_t hub, farm;

	(void)state;
	begin(&paper);
	pial_chart(&paper, PIAL_CHART_MAP, "La vallée", "Lieu");
	hub = pial_chart_point(&paper, "Luchon", "plateforme", PIAL_CHART_SQUARE, 4279000, 59000);
	farm = pial_chart_point(&paper, "Nord", "ferme", PIAL_CHART_CIRCLE, 4281000, 60000);
	pial_chart_stop(&paper, hub);
	pial_chart_route(&paper, "Mardi", "12,4" N "km");
	pial_chart_stop(&paper, farm);
	pial_chart_stop(&paper, hub);
	pial_chart_stop(&paper, 2);
	pial_chart_end(&paper);
	table = first(&paper)->table.first;
	assert_int_equal(table->rows, 2);
	assert_string_equal(table->row[1].cell[0], "2");
	assert_string_equal(table->row[1].cell[2], "ferme");
	table = table->next;
	assert_string_equal(table->row[0].cell[1], "Nord → Luchon");
	assert_string_equal(table->row[0].cell[2], "12,4" N "km");
	pial_paper_release(&paper);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_heat),
		cmocka_unit_test(test_flow),
		cmocka_unit_test(test_map),
		cmocka_unit_test(test_bars),
		cmocka_unit_test(test_strips),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
