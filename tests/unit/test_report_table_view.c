/*
 * The facts of the week's table: served, missing, surplus, unconfirmed; and one table looked at
 * whole.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "market.h"
#include "markup/words.h"
#include "report/table_view.h"

#define ROWS "week,day,kitchen,ordered_product,contract,product,producer,batch,quantity,pin\n"

static const char rows[] =
	ROWS "2025-W12,2025-03-17,K-ecole,carotte,C-ecole,carotte,P-est,,10,\n"
	     "2025-W12,2025-03-17,K-ecole,carotte,C-ecole,carotte,P-sud,,5,yes\n"
	     "2025-W12,2025-03-17,K-ecole,carotte,C-ecole,carotte,,,5,\n"
	     "2025-W12,2025-03-17,K-ecole,laitue,,laitue,P-sud,,0,\n"
	     "2025-W12,2025-03-18,K-ehpad,carotte,,laitue,P-sud,L1,12,\n";
static const char offers[] =
	"week,producer,product,batch,quantity,source\n"
	"2025-W12,P-est,carotte,,12,plan\n"
	"2025-W12,P-gros,ail,,3,answer\n"
	"2025-W12,P-sud,carotte,,5,answer\n"
	"2025-W12,P-sud,laitue,L1,24,answer\n"
	"2025-W12,P-sud,laitue,L2,12,answer\n";
static const char orders[] =
	"week,day,kitchen,product,contract,quantity,source\n"
	"2025-W12,2025-03-17,K-ecole,carotte,C-ecole,20,order\n"
	"2025-W12,2025-03-18,K-ehpad,carotte,,12,firm\n";

struct run {
	struct market m;
	struct pial_table allocation, offers, orders, view;
};

static void run(struct run *r, bool alone)
{
	struct pial_table_view_input input = { .model = &r->m.model };

	market_init(&r->m, "");
	market_read(&r->m, &r->allocation, &pial_schema_allocation, rows);
	market_read(&r->m, &r->offers, &pial_schema_offers, offers);
	market_read(&r->m, &r->orders, &pial_schema_orders, orders);
	input.allocation = &r->allocation;
	if (!alone) {
		input.offer = (void *)r->offers.row;
		input.offers = r->offers.count;
		input.order = (void *)r->orders.row;
		input.orders = r->orders.count;
	}
	pial_table_init(&r->view, &pial_schema_view_table);
	pial_table_view_make(&r->view, &input);
}

static void release(struct run *r)
{
	pial_table_release(&r->allocation);
	pial_table_release(&r->offers);
	pial_table_release(&r->orders);
	pial_table_release(&r->view);
	market_release(&r->m);
}

static void expect_csv(struct run *r, const char *want)
{
	struct pial_strbuf out;

	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_table_write(&out, &r->view, &r->m.model);
	assert_string_equal(out.text, want);
	pial_strbuf_release(&out);
}

#define HEAD "week,state,day,kitchen,product,contract,delivered,producer,batch,quantity,unit," \
	     "packs,pin,confirmed\n"

static void test_facts(void **state)
{
	struct run r;

	(void)state;
	run(&r, false);
	expect_csv(&r, HEAD
		"2025-W12,served,2025-03-17,K-ecole,carotte,C-ecole,carotte,P-est,,10,kg,2,no,no\n"
		"2025-W12,served,2025-03-17,K-ecole,carotte,C-ecole,carotte,P-sud,,5,kg,1,yes,yes\n"
		"2025-W12,served,2025-03-18,K-ehpad,carotte,,laitue,P-sud,L1,12,kg,2.4,no,no\n"
		"2025-W12,missing,2025-03-17,K-ecole,carotte,C-ecole,,,,5,kg,1,no,yes\n"
		"2025-W12,surplus,,,ail,,ail,P-gros,,3,kg,3,no,yes\n"
		"2025-W12,surplus,,,carotte,,carotte,P-est,,2,kg,0.4,no,no\n"
		"2025-W12,surplus,,,laitue,,laitue,P-sud,L1,12,piece,1,no,yes\n"
		"2025-W12,surplus,,,laitue,,laitue,P-sud,L2,12,piece,1,no,yes\n");
	release(&r);
}

static void test_alone(void **state)
{
	struct run r;

	(void)state;
	/* Without offers and orders: no surplus, and nothing is known to be unconfirmed. */
	run(&r, true);
	expect_csv(&r, HEAD
		"2025-W12,served,2025-03-17,K-ecole,carotte,C-ecole,carotte,P-est,,10,kg,2,no,yes\n"
		"2025-W12,served,2025-03-17,K-ecole,carotte,C-ecole,carotte,P-sud,,5,kg,1,yes,yes\n"
		"2025-W12,served,2025-03-18,K-ehpad,carotte,,laitue,P-sud,L1,12,kg,2.4,no,yes\n"
		"2025-W12,missing,2025-03-17,K-ecole,carotte,C-ecole,,,,5,kg,1,no,yes\n");
	release(&r);
}

static void expect_text(struct run *r, uint8_t week_state, enum pial_lang lang, size_t width,
			const char *want)
{
	const struct pial_week_status status = { .state = week_state, .version = 2 };
	struct pial_strbuf out;

	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_table_view_text(&out, &r->view, &r->m.model, &status, lang, width);
	assert_string_equal(out.text, want);
	pial_strbuf_release(&out);
}

#define N PIAL_NBSP

static void test_text(void **state)
{
	struct run r;

	(void)state;
	run(&r, false);
	expect_text(&r, PIAL_WEEK_DRAFT, PIAL_FR, 64,
		"Les Maraîchers\n"
		"Répartition, semaine 12, du 17 au 23 mars 2025 (brouillon)\n"
		"══════════════════════════════════════════════════════════\n"
		"\n"
		"             │ lundi 17 mars │ mardi 18 mars\n"
		"Produit      │ École du      │ EHPAD des Cimes\n"
		"             │ Bourg         │\n"
		"─────────────┼───────────────┼─────────────────\n"
		"Carotte (kg) │ est       ?10 │ sud (laitue) ?12\n"
		"             │ sud        =5 │\n"
		"             │ ! manque    5 │\n"
		"\n"
		"La semaine      Commandé  Servi  Manque  À placer  chez\n"
		"─────────────────────────────────────────────────────────\n"
		"Ail (kg)                                        3  gros" PIAL_NBSP "3\n"
		"Carotte (kg)          32     27       5         2  est" PIAL_NBSP "?2\n"
		"Laitue (pièce)                                 24  sud" PIAL_NBSP "24\n"
		"\n"
		"!"N"commandé,"N"non"N"servi"N"· ="N"figé"N"à"N"la"N"main"N"· "
		"?"N"non"N"confirmé"N"·\n"
		"(…)"N"livré"N"à"N"la"N"place\n"
		"est"N"="N"Ferme de l'Est"N"· gros"N"="N"Gros Bio (grossiste)"N"· sud"N"="N"Ferme\n"
		"du Sud\n");
	release(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_facts),
		cmocka_unit_test(test_alone),
		cmocka_unit_test(test_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
