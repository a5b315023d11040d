/*
 * Text tables: alignment by display width, titles over columns, giving way, no blank at an end.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "markup/text.h"
#include "markup/words.h"

static void expect(struct pial_text_table *table, size_t width, const char *want)
{
	struct pial_strbuf out;

	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_text_table_write(&out, table, width);
	assert_string_equal(out.text, want);
	pial_strbuf_release(&out);
	pial_text_table_release(table);
}

static void cells(struct pial_text_table *table, const char *const *text)
{
	for (; *text; text++)
		pial_text_table_cell(table, *text);
}

static void test_alignment(void **state)
{
	struct pial_text_table table;

	(void)state;
	pial_text_table_init(&table);
	pial_text_table_column(&table, "Produit", "", 0);
	pial_text_table_column(&table, "kg", "", PIAL_TEXT_RIGHT);
	pial_text_table_column(&table, "", "", 0);
	cells(&table, (const char *[]){ "Épinard", "5", "x", "Forêt", "12,5", "", NULL });
	cells(&table, (const char *[]){ "", "0", "", NULL });
	expect(&table, 80,
	       "Produit    kg\n"
	       "────────────────\n"
	       "Épinard     5  x\n"
	       "Forêt    12,5\n"
	       "            0\n");
}

static void test_lines_tabs_groups(void **state)
{
	struct pial_text_table table;

	(void)state;
	pial_text_table_init(&table);
	table.lines = true;
	pial_text_table_column(&table, "P", "", 0);
	pial_text_table_column(&table, "A", "lundi", 0);
	pial_text_table_column(&table, "B", "lundi", 0);
	pial_text_table_column(&table, "A", "mercredi", 0);
	cells(&table, (const char *[]){ "c", "est\t5\nsud\t10", "", "x", NULL });
	pial_text_table_rule(&table);
	cells(&table, (const char *[]){ "d", "", "lac\t1", "", NULL });
	expect(&table, 80,
	       "  │ lundi          │ mercredi\n"
	       "P │ A      │ B     │ A\n"
	       "──┼────────┼───────┼─────────\n"
	       "c │ est  5 │       │ x\n"
	       "  │ sud 10 │       │\n"
	       "┄┄┼┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄\n"
	       "d │        │ lac 1 │\n");
}

static void test_heads_wrap(void **state)
{
	struct pial_text_table table;

	(void)state;
	pial_text_table_init(&table);
	pial_text_table_column(&table, "Cité scolaire de Luchon", "", 0);
	pial_text_table_column(&table, "n", "", 0);
	cells(&table, (const char *[]){ "a", "b", NULL });
	expect(&table, 80,
	       "Cité      n\n"
	       "scolaire\n"
	       "de\n"
	       "Luchon\n"
	       "───────────\n"
	       "a         b\n");
}

static void test_gives_way(void **state)
{
	struct pial_text_table table;

	(void)state;
	pial_text_table_init(&table);
	pial_text_table_column(&table, "", "", PIAL_TEXT_SHRINK);
	pial_text_table_column(&table, "", "", 0);
	cells(&table, (const char *[]){ "un deux trois", "123456", "court", "7", NULL });
	pial_text_table_cell(&table, "interminable\t9");
	pial_text_table_cell(&table, "8");
	assert_int_equal(pial_text_table_natural(&table), 14 + 2 + 6);
	expect(&table, 16,
	       "un deux   123456\n"
	       "trois\n"
	       "court     7\n"
	       "inter… 9  8\n");
}

/* With PIAL_TEXT_WORDS a column gives way down to its longest word, head included, no further. */
static void test_words_stay_whole(void **state)
{
	struct pial_text_table table;

	(void)state;
	pial_text_table_init(&table);
	pial_text_table_column(&table, "Id", "", 0);
	pial_text_table_column(&table, "Remarque", "", PIAL_TEXT_SHRINK | PIAL_TEXT_WORDS);
	pial_text_table_column(&table, "Remarques", "", PIAL_TEXT_SHRINK);
	pial_text_table_cell(&table, "K-foyer");
	pial_text_table_cell(&table, "un mot");
	pial_text_table_cell(&table, "douze caracteres ici");
	assert_int_equal(pial_text_table_natural(&table), 7 + 2 + 8 + 2 + 20);
	assert_int_equal(pial_text_table_least(&table), 7 + 2 + 8 + 2 + 6);
	pial_text_table_cell(&table, "K");
	pial_text_table_cell(&table, "tout anticonstitutionnellement");
	pial_text_table_cell(&table, "");
	assert_int_equal(pial_text_table_least(&table), 7 + 2 + 25 + 2 + 6);
	pial_text_table_release(&table);
}

static void test_never_cuts_numbers(void **state)
{
	struct pial_text_table table;

	(void)state;
	pial_text_table_init(&table);
	pial_text_table_column(&table, "", "", PIAL_TEXT_SHRINK);
	pial_text_table_column(&table, "", "", PIAL_TEXT_RIGHT);
	cells(&table, (const char *[]){ "anticonstitutionnel", "1 234 567,89", NULL });
	/* Six columns at least for words, the number whole: wider than was asked. */
	expect(&table, 10,
	       "antico  1 234 567,89\n"
	       "nstitu\n"
	       "tionne\n"
	       "l\n");
}

static void test_empty(void **state)
{
	struct pial_text_table table;

	(void)state;
	pial_text_table_init(&table);
	expect(&table, 80, "");
	pial_text_table_init(&table);
	pial_text_table_column(&table, "Jour", "", 0);
	expect(&table, 80, "Jour\n────\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_alignment),      cmocka_unit_test(test_lines_tabs_groups),
		cmocka_unit_test(test_heads_wrap),     cmocka_unit_test(test_gives_way),
		cmocka_unit_test(test_words_stay_whole),
		cmocka_unit_test(test_never_cuts_numbers), cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
