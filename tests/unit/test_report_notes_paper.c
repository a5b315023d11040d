/*
 * A printed delivery note: every mention that it must carry, and room for a pen.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "deliver/deliver.h"
#include "market.h"
#include "markup/words.h"
#include "report/notes_paper.h"

#define ROWS "week,day,kitchen,ordered_product,product,producer,batch,quantity\n"
#define N PIAL_NBSP

/* The notes of an allocation, in out. */
static void print(const char *policy, const char *rows, enum pial_lang lang,
		  struct pial_strbuf *out)
{
	struct pial_deliver_input input = { .allocation_file = "a", .receipt_file = "r" };
	struct pial_deliver_result result;
	struct pial_table allocation;
	struct pial_paper paper;
	struct market m;

	market_init(&m, policy);
	market_read(&m, &allocation, &pial_schema_allocation, rows);
	input.model = &m.model;
	input.allocation = (void *)allocation.row;
	input.allocations = allocation.count;
	pial_deliver_result_init(&result);
	assert_true(pial_deliver_notes(&input, &result, &m.diags));
	pial_strbuf_init(out, PIAL_STRBUF_OUTPUT);
	pial_paper_init(&paper, lang);
	pial_notes_paper(&paper, &m.model, result.row, result.rows);
	pial_paper_text_write(out, &paper, PIAL_NOTES_WIDTH);
	pial_paper_release(&paper);
	pial_deliver_result_release(&result);
	pial_table_release(&allocation);
	market_release(&m);
}

static void test_whole_note(void **state)
{
	struct pial_strbuf out;

	(void)state;
	print("", ROWS "2025-W12,2025-03-17,K-ecole,carotte,carotte,P-sud,C7,10\n"
		       "2025-W12,2025-03-17,K-ecole,roti,roti,P-sud,,2\n", PIAL_FR, &out);
	assert_string_equal(
		out.text,
		"Bon de livraison BL-20250317-K-ecole-P-sud\n"
		"══════════════════════════════════════════\n"
		"Livraison"N": lundi 17 mars 2025\n"
		"\n"
		"Vendeur                                      Cuisine\n"
		"Ferme du Sud                                 École du Bourg (maternelle)\n"
		"EARL du Sud                                  Commune d'Oô\n"
		"1 route du Sud                               Oô\n"
		"31110 Juzet\n"
		"\n"
		"N° │ Produit                          │ Quantité │ Colis    │ Reçu        │ "
		"Refusé\n"
		"───┼──────────────────────────────────┼──────────┼──────────┼─────────────┼"
		"────────────\n"
		" 1 │ Carotte                          │    10"N"kg │ 2 × 5"N"kg │ ........... │ "
		"...........\n"
		"   │ lot C7                           │          │          │             │\n"
		"   │ agriculture biologique FR-BIO-09 │          │          │             │\n"
		"   │ origine FRANCE                   │          │          │             │\n"
		"┄┄┄┼┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┄┼┄┄┄┄┄┄┄┄┄┄┄┄┄┼"
		"┄┄┄┄┄┄┄┄┄┄┄┄\n"
		" 2 │ Rôti (pièce)                     │ 2"N"pièces │ –        │ ........... │ "
		"...........\n"
		"   │ agriculture biologique FR-BIO-09 │          │          │ ........ kg │\n"
		"   │ origine FRANCE                   │          │          │             │\n"
		"\n"
		"Livré par                     Reçu par                      Remarques\n"
		"nom et signature              nom, heure et signature       ce qui manque ou est "
		"refusé,\n"
		"                                                            et pourquoi\n"
		"\n"
		"...........................   ...........................   "
		"............................\n");
	pial_strbuf_release(&out);
}

static void test_status_of_produce(void **state)
{
	struct pial_strbuf out;

	(void)state;
	/*
	 * Certificate over, in conversion, none at all: the word organic is only where it is
	 * due.
	 */
	print("", ROWS "2025-W12,2025-03-21,K-ehpad,carotte,carotte,P-est,,5\n", PIAL_EN, &out);
	assert_null(strstr(out.text, "organic"));
	pial_strbuf_release(&out);
	print("", ROWS "2025-W12,2025-03-20,K-ehpad,carotte,carotte,P-est,,5\n", PIAL_EN, &out);
	assert_non_null(strstr(out.text, "organic farming FR-BIO-01"));
	pial_strbuf_release(&out);
	print("", ROWS "2025-W12,2025-03-20,K-ehpad,carotte,carotte,P-mut,,5\n", PIAL_EN, &out);
	assert_non_null(strstr(out.text, "in conversion to organic"));
	assert_null(strstr(out.text, "organic farming"));
	pial_strbuf_release(&out);
}

static void test_resale(void **state)
{
	struct pial_strbuf out;

	(void)state;
	print("billing: {mode: resale}\n",
	      ROWS "2025-W12,2025-03-17,K-ehpad,carotte,carotte,P-est,,5\n"
		   "2025-W12,2025-03-17,K-ehpad,laitue,laitue,P-sud,,12\n", PIAL_EN, &out);
	/* One note of the group's, each line with who grew it. */
	assert_non_null(strstr(out.text, "BL-20250317-K-ehpad-self"));
	assert_non_null(strstr(out.text, "\nLes Maraîchers"));
	assert_non_null(strstr(out.text, "Ferme de l'Est"));
	assert_non_null(strstr(out.text, "Ferme du Sud"));
	assert_null(strstr(strstr(out.text, "BL-") + 1, "BL-"));
	pial_strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole_note),
		cmocka_unit_test(test_status_of_produce),
		cmocka_unit_test(test_resale),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
