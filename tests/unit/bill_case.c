/*
 * The market of invoices, from texts. People and farms are invented; their SIRETs have a right key
 * and belong to nobody.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "bill_case.h"

static const char producers[] =
	"producer,name,kind,tier,commune,vat_regime\n"
	"P-est,Ferme de l'Est,grower,1,Moustajon,flat-rate\n"
	"P-hors,Jardin partagé,grower,1,Cier,outside\n"
	"P-lac,Jardin du Lac,grower,1,Oô,franchise\n"
	"P-sans,Sans Mandat,grower,1,Garin,liable\n"
	"P-sud,Ferme du Sud,grower,1,Juzet-de-Luchon,liable\n";

static const char kitchens[] =
	"kitchen,name,kind,commune\n"
	"K-bistrot,Bistrot du Port,restaurant,Luchon\n"
	"K-ecole,École du Bourg,school,Oô\n"
	"K-ehpad,EHPAD des Cimes,nursing-home,Luchon\n"
	"K-hopital,Hôpital des Vallées,nursing-home,Luchon\n";

static const char products[] =
	"product,name,family,unit,pack,reference_price,vat_rate,origin\n"
	"carotte,Carotte,legumes,kg,5,1.9,5.5,FRANCE\n"
	"jus,Jus de pomme,boissons,litre,1,3.2,10,FRANCE\n"
	"laitue,Laitue,legumes,piece,12,1.1,5.5,FRANCE\n"
	"radis,Radis,legumes,bunch,1,1.35,5.5,FRANCE\n";

static const char certificates[] =
	"producer,from,until,status,certifier\n"
	"P-est,2023-03-21,2026-03-20,organic,FR-BIO-01\n";

const char bill_case_parties[] =
	"self: {legal_name: \"Groupement du Luchonnais\","
	" registration: \"SCIC SA à capital variable, RCS Toulouse\", siret: \"10000000900017\","
	" vat: FR88100000009, address: \"Garage de la mairie, 31110 Luchon\","
	" iban: FR7699999000310003111003744}\n"
	"P-est: {legal_name: Anne Est EI, siret: \"00002001600010\","
	" address: \"1 chemin de l'Est, 31110 Moustajon\", email: est@est.example,"
	" phone: \"+33 5 36 49 10 11\", iban: FR7699999000310003111007430,"
	" mandate: {date: 2024-12-09, reference: MF-1}}\n"
	"P-sud: {legal_name: EARL du Sud, siret: \"00002002400014\", vat: FR41000020024,"
	" address: \"1 route du Sud, Quartier bas, Bâtiment B, Cour, 31110 Juzet-de-Luchon\","
	" mandate: {date: 2024-12-09}}\n"
	"P-lac: {legal_name: Marc Lac EI, siret: \"00002003200017\","
	" address: \"2 rue du Lac, 31110 Oô\", mandate: {date: 2024-12-09, reference: MF-3}}\n"
	"P-hors: {legal_name: Association du Jardin, siret: \"00002004000010\","
	" address: \"3 rue Basse, 31110 Cier-de-Luchon\","
	" mandate: {date: 2024-12-09, reference: MF-4}}\n"
	"P-sans: {legal_name: SARL Sans, siret: \"20000000800025\", vat: FR37200000008,"
	" address: \"4 rue Haute, 31110 Garin\"}\n"
	"K-ecole: {legal_name: Commune d'Oô, siret: \"00002101400014\","
	" address: \"Mairie, 31110 Oô\", delivery_address: \"Rue de l'École, 31110 Oô\","
	" service_code: CANTINE, engagement_required: yes}\n"
	"K-ehpad: {legal_name: EHPAD des Cimes, siret: \"00002102200017\","
	" address: \"5 allée des Bains, 31110 Luchon\"}\n"
	"K-hopital: {legal_name: Hôpital des Vallées, siret: \"00002103000010\","
	" address: \"6 avenue Haute, 31110 Luchon\", buyer_class: health}\n"
	"K-bistrot: {legal_name: SARL du Port, siret: \"00002104800012\","
	" address: \"7 quai du Port, 31110 Luchon\"}\n";

static const char contract[] =
	"id: C-ecole\nkitchen: K-ecole\ntitle: Légumes\nreference: LOT-22\nfrom: 2025-01-01\n"
	"until: 2025-12-31\nengagement: EJ-2025-7\nlines:\n  - {product: carotte, price: 1.85}\n";

void bill_case_start(struct bill_case *c, const char *policy, const char *parties,
		     const char *lines)
{
	const struct market_texts texts = { policy, producers, kitchens, products, certificates,
					    parties ? parties : bill_case_parties, contract };

	memset(c, 0, sizeof(*c));
	market_init_from(&c->m, &texts);
	market_read(&c->m, &c->lines, &pial_schema_lines, lines);
	pial_bill_result_init(&c->result);
	c->input = (struct pial_bill_input){
		.model = &c->m.model, .legal = &c->m.law, .line = (void *)c->lines.row,
		.lines = c->lines.count, .file = "lines.csv", .date = market_day("2025-03-31"),
	};
}

void bill_case_run(struct bill_case *c)
{
	c->done = pial_bill(&c->input, &c->result, &c->m.diags);
}

void bill_case_release(struct bill_case *c)
{
	pial_bill_result_release(&c->result);
	pial_table_release(&c->lines);
	if (c->original.schema)
		pial_table_release(&c->original);
	market_release(&c->m);
}
