/*
 * The two drawings of a week: sums of pairs, who is on the map and who is not.
 *
 * PIAL_PAPERS=FOLDER writes the page there, as week-charts.html.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "market.h"
#include "markup/chart.h"
#include "markup/words.h"
#include "report/week_charts.h"

#define N PIAL_NBSP

static const char rows[] =
	"week,day,kitchen,ordered_product,contract,product,producer,batch,quantity\n"
	"2025-W12,2025-03-17,K-ecole,carotte,,carotte,P-sud,,5\n"
	"2025-W12,2025-03-17,K-ecole,carotte,C-ecole,carotte,P-sud,,10\n"
	"2025-W12,2025-03-17,K-ecole,laitue,,laitue,,,12\n"
	"2025-W12,2025-03-17,K-ehpad,carotte,,carotte,P-sud,,5\n"
	"2025-W12,2025-03-18,K-ehpad,ail,,ail,P-est,A1,1.5\n"
	"2025-W12,2025-03-18,K-ehpad,laitue,,laitue,P-sud,L1,24\n";

static const struct market_texts valley = {
	.policy = "allocation: {hub: {name: La Halle, lat: 42.79, lon: 0.594}}\n",
	.producers = "producer,name,kind,tier,commune,lat,lon\n"
		     "P-est,Ferme de l'Est,grower,1,Moustajon,42.821,0.602\n"
		     "P-gros,Gros Bio (grossiste),partner,2,Saint-Gaudens,43.108,0.723\n"
		     "P-sud,Ferme du Sud,grower,1,Juzet-de-Luchon,42.81,0.617\n",
	.kitchens = "kitchen,name,kind,commune,lat,lon\n"
		    "K-ecole,École du Bourg (maternelle),school,Oô,42.794,0.508\n"
		    "K-ehpad,EHPAD des Cimes,nursing-home,Luchon,,\n"
		    "K-haut,École du Bourg (élémentaire),school,Oô,42.796,0.51\n",
	.products = "product,name,family,unit,pack,priced_per,unit_mass_kg\n"
		    "ail,Ail,legumes,kg,1,unit,\n"
		    "carotte,Carotte,legumes,kg,5,unit,\n"
		    "laitue,Laitue,legumes,piece,12,unit,0.35\n",
	.certificates = "producer,from,until,status,certifier\n",
	.parties = "{}\n",
	.contract = "id: C-ecole\nkitchen: K-ecole\ntitle: Légumes\nfrom: 2025-01-01\n"
		    "until: 2025-12-31\nlines:\n  - {product: carotte, price: 1.85}\n",
};

struct run {
	struct market m;
	struct pial_table allocation;
	struct pial_paper paper;
	struct pial_strbuf out;
};

static void run_init(struct run *r, const struct market_texts *texts, const char *csv)
{
	if (texts)
		market_init_from(&r->m, texts);
	else
		market_init(&r->m, "");
	market_read(&r->m, &r->allocation, &pial_schema_allocation, csv);
	pial_paper_init(&r->paper, PIAL_FR);
	pial_paper_sheet(&r->paper, "Semaine 12", "Essai");
	pial_paper_title(&r->paper, "Semaine 12", "");
	pial_strbuf_init(&r->out, PIAL_STRBUF_OUTPUT);
}

static void run_release(struct run *r)
{
	pial_strbuf_release(&r->out);
	pial_paper_release(&r->paper);
	pial_table_release(&r->allocation);
	market_release(&r->m);
}

static void render(struct run *r)
{
	const char *folder = getenv("PIAL_PAPERS");
	char path[1000];
	FILE *file;

	if (folder) {
		pial_paper_html_write(&r->out, &r->paper);
		snprintf(path, sizeof(path), "%s/week-charts.html", folder);
		file = fopen(path, "w");
		assert_non_null(file);
		assert_int_equal(fwrite(r->out.text, 1, r->out.len, file), r->out.len);
		assert_int_equal(fclose(file), 0);
		pial_strbuf_clear(&r->out);
	}
	pial_paper_md_write(&r->out, &r->paper);
}

static void has(const struct run *r, const char *text)
{
	if (!strstr(r->out.text, text))
		fail_msg("no \"%s\" in:\n%s", text, r->out.text);
}

static void has_not(const struct run *r, const char *text)
{
	if (strstr(r->out.text, text))
		fail_msg("\"%s\" in:\n%s", text, r->out.text);
}

/* 15 kg of carrots to the school; 5 kg and 24 lettuces of 350 g to the home; garlic: 1.5 kg. */
static void test_flow(void **state)
{
	struct run r;

	(void)state;
	run_init(&r, NULL, rows);
	assert_true(pial_week_put_flow(&r.paper, &r.m.model, &r.allocation));
	render(&r);
	has(&r, "| École du Bourg | 15" N "kg |");
	has(&r, "| EHPAD des Cimes | 13,4" N "kg |");
	has(&r, "| EHPAD des Cimes | 1,5" N "kg |");
	has(&r, "28,4" N "kg");
	has(&r, "14,9" N "kg");
	has_not(&r, "12,");
	run_release(&r);
}

/* What could not be served goes nowhere; nothing at all is no drawing. */
static void test_nothing(void **state)
{
	static const char missing[] =
		"week,day,kitchen,ordered_product,contract,product,producer,batch,quantity\n"
		"2025-W12,2025-03-17,K-ecole,laitue,,laitue,,,12\n";
	struct run r;

	(void)state;
	run_init(&r, NULL, missing);
	assert_false(pial_week_put_flow(&r.paper, &r.m.model, &r.allocation));
	assert_false(pial_week_put_map(&r.paper, &r.m.model, &r.allocation, NULL, 0));
	run_release(&r);
	/* The market says of nobody where it is. */
	run_init(&r, NULL, rows);
	assert_false(pial_week_put_map(&r.paper, &r.m.model, &r.allocation, NULL, 0));
	run_release(&r);
}

static void test_map(void **state)
{
	struct run r;
	struct pial_kitchen_id stop[3];
	struct pial_week_round round[2] = { { .stop = stop, .stops = 3 },
					    { .stop = stop, .stops = 1 } };

	(void)state;
	run_init(&r, &valley, rows);
	stop[0].n = market_id(&r.m, "K-haut");
	stop[1].n = market_id(&r.m, "K-ehpad");
	stop[2].n = market_id(&r.m, "K-ecole");
	round[0].producer.n = market_id(&r.m, "P-sud");
	round[0].day = market_day("2025-03-17");
	round[0].distance.m = 23400;
	round[1].producer.n = market_id(&r.m, "P-est");
	round[1].day = market_day("2025-03-18");
	round[1].distance.m = INT32_MIN;
	assert_true(pial_week_put_map(&r.paper, &r.m.model, &r.allocation, round, 2));
	assert_true(pial_week_put_flow(&r.paper, &r.m.model, &r.allocation));
	render(&r);
	has(&r, "## Tournées du lundi 17 mars");
	has(&r, "## Tournées du mardi 18 mars");
	has(&r, "| 1 | La Halle | point de regroupement |");
	has(&r, "| 2 | Ferme de l'Est | ferme |");
	has(&r, "| 2 | Ferme du Sud | ferme |");
	/* Two that are called alike say which they are; the school alone would be shorter. */
	has(&r, "| 3 | École du Bourg (maternelle) (K-ecole) | cuisine |");
	has(&r, "| 4 | École du Bourg (élémentaire) (K-haut) | cuisine |");
	has(&r, "| 3 | École du Bourg | cuisine |");
	/* Who does not take part, and who has no place, is not there. */
	has_not(&r, "Gros Bio");
	has_not(&r, "| EHPAD des Cimes | cuisine");
	has(&r, "faute de latitude et de longitude" N ": EHPAD des Cimes.");
	has(&r, "| Ferme du Sud | Ferme du Sud → École du Bourg (élémentaire) (K-haut) → École "
		"du Bourg (maternelle) (K-ecole) → Ferme du Sud | 23,4" N "km |");
	has(&r, "| Ferme de l'Est | Ferme de l'Est → École du Bourg → Ferme de l'Est |  |");
	run_release(&r);
}

/* Without rounds everybody who takes part is on one map; a partner is drawn as such. */
static void test_valley(void **state)
{
	static const char csv[] =
		"week,day,kitchen,ordered_product,contract,product,producer,batch,quantity\n"
		"2025-W12,2025-03-17,K-ecole,carotte,,carotte,P-gros,,5\n"
		"2025-W12,2025-03-18,K-haut,carotte,,carotte,P-sud,,5\n";
	struct run r;

	(void)state;
	run_init(&r, &valley, csv);
	assert_true(pial_week_put_map(&r.paper, &r.m.model, &r.allocation, NULL, 0));
	render(&r);
	has(&r, "## La vallée");
	has(&r, "| 2 | Gros Bio | partenaire |");
	has(&r, "| 3 | Ferme du Sud | ferme |");
	has_not(&r, "Tournée");
	has_not(&r, "faute de latitude");
	run_release(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_flow),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_map),
		cmocka_unit_test(test_valley),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
