/*
 * gallery [hostile]: a page with one chart of each kind, in French, on stdout.
 *
 * What the browser checks look at: figures of a year that never was, in invented farms. `hostile`
 * puts one text that tries to get out in the place of every name.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "markup/chart.h"
#include "markup/words.h"

#define N PIAL_NBSP

static const char hostile[] = "\"'><img src=x onerror=alert(1)></svg></title></style><script>"
			      "alert(1)</script>&amp;{}\x1b[31m\xe2\x80\xae];url(#x)";

/* NULL: names are what they are. */
static const char *instead;

/* In the place of a name: the same for the same name; four are kept at a time. */
static const char *name(const char *text)
{
	static char made[4][400];
	static int turn;

	if (!instead)
		return text;
	turn = (turn + 1) % 4;
	snprintf(made[turn], sizeof(made[turn]), "%s%s", instead, text);
	return made[turn];
}

/* A value with its text: of 10^-scale units, written with decimals at least. */
static void value(struct pial_paper *paper, int64_t amount, unsigned scale, unsigned decimals,
		  const char *unit)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_words_number(&text, amount, scale, decimals, PIAL_FR);
	pial_strbuf_addf(&text, "%s%s", *unit ? N : "", unit);
	pial_chart_value(paper, amount, name(text.text));
	pial_strbuf_release(&text);
}

static void range(struct pial_paper *paper, int64_t low, int64_t high, unsigned scale,
		  const char *unit)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_words_number(&text, low, scale, 0, PIAL_FR);
	pial_strbuf_addstr(&text, " à ");
	pial_words_number(&text, high, scale, 0, PIAL_FR);
	pial_strbuf_addf(&text, N "%s", unit);
	pial_chart_range(paper, low, high, name(text.text));
	pial_strbuf_release(&text);
}

/* ---- The seven ---- */

/* A year of weeks: what each product is ordered, by a first week, a last one and a height. */
static void put_season(struct pial_paper *paper)
{
	static const struct {
		const char *name;	/* of the product */
		int from, until;	/* weeks */
		int most;		/* kilograms */
	} product[] = {
		{ "Ail sec", 30, 52, 12 }, { "Blette", 14, 45, 40 }, { "Carotte", 1, 52, 180 },
		{ "Céleri-rave", 36, 52, 70 }, { "Chou rouge", 34, 52, 55 },
		{ "Courgette", 24, 40, 160 }, { "Épinard", 9, 22, 60 }, { "Navet", 36, 50, 45 },
		{ "Oignon jaune", 28, 52, 90 }, { "Poireau", 36, 52, 110 },
		{ "Pomme de terre", 27, 52, 240 }, { "Potimarron", 37, 52, 85 },
		{ "Tomate", 25, 41, 210 },
	};
	static const char *const month[] = { "janv.", "févr.", "mars", "avril", "mai", "juin",
					     "juil.", "août", "sept.", "oct.", "nov.", "déc." };

	pial_chart(paper, PIAL_CHART_HEAT, name("Besoins de la saison 2025"), name("Produit"));
	pial_chart_note(paper, name("En kilogrammes par semaine. Un coin rouge : la semaine où il "
				    "manque de quoi servir toutes les cuisines."));
	pial_chart_unit(paper, name("kg"), 0, 0);
	for (int week = 1; week <= 52; week++) {
		char label[16];

		snprintf(label, sizeof(label), "S%02d", week % 100);
		pial_chart_column(paper, name(label), PIAL_CHART_FULL);
		pial_chart_group(paper, name(month[(week * 7 - 4) * 12 / 366]));
	}
	for (size_t i = 0; i < sizeof(product) / sizeof(*product); i++) {
		int length = product[i].until - product[i].from;

		pial_chart_row(paper, name(product[i].name));
		for (int week = 1; week <= 52; week++) {
			int at = week - product[i].from;
			int amount = product[i].most * (length * length - (2 * at - length) *
							(2 * at - length) / 2) / (length * length);

			if (at < 0 || week > product[i].until ||
			    (week > 27 && week < 35 && i % 3 < 2)) {
				pial_chart_none(paper);
				continue;
			}
			amount -= (week * 7 + (int)i * 5) % 9;
			value(paper, amount > 0 ? amount : 0, 0, 0, "");
			if (i == 6 && week == 12)
				pial_chart_mark(paper);
		}
	}
	pial_chart_end(paper);
}

/* A contract's year in weeks. */
static void put_progress(struct pial_paper *paper)
{
	int64_t promised = 0, delivered = 0;

	pial_chart(paper, PIAL_CHART_LINES, name("Contrat 2025 de la cité scolaire"),
		   name("Semaine"));
	pial_chart_note(paper, name("Au rythme du plan de saison, le minimum sera passé en semaine "
				    "44."));
	pial_chart_unit(paper, name("kg"), 3, 0);
	pial_chart_column(paper, name("Engagé"), PIAL_CHART_BEHIND);
	pial_chart_column(paper, name("Livré"), PIAL_CHART_FULL);
	pial_chart_column(paper, name("Prévu"), PIAL_CHART_DASHED);
	pial_chart_column(paper, name("Prévu, 8 fois sur 10"), PIAL_CHART_BAND);
	for (int week = 2; week <= 50; week += 2) {
		char label[16];

		snprintf(label, sizeof(label), "S%02d", week % 100);
		pial_chart_row(paper, name(label));
		pial_chart_at(paper, week * 7);
		promised += week > 27 && week < 35 ? 40000 : 190000;
		value(paper, promised, 3, 0, "kg");
		if (week <= 24)
			delivered += 150000 + week * 1700;
		if (week <= 24)
			value(paper, delivered, 3, 0, "kg");
		else
			pial_chart_none(paper);
		if (week == 24)
			pial_chart_now(paper);
		if (week < 24) {
			pial_chart_none(paper);
			pial_chart_none(paper);
			continue;
		}
		value(paper, delivered + (week - 24) * 88500, 3, 0, "kg");
		range(paper, delivered + (week - 24) * 72000, delivered + (week - 24) * 103000, 3,
		      "kg");
	}
	pial_chart_limit(paper, name("Minimum du contrat"), 3600000, name("3" N "600" N "kg"));
	pial_chart_end(paper);
}

static void put_fairness(struct pial_paper *paper)
{
	static const struct {
		const char *name;	/* of the farm */
		int promised, sold, account;	/* kilograms */
	} farm[] = {
		{ "Jardin de l’Estive", 1200, 1134, -38 },
		{ "Les Jardins du Ravin", 2100, 2180, 61 },
		{ "Les Serres de la Pique", 1450, 1298, -84 },
		{ "Maraîchage du Castelet", 900, 931, 24 },
		{ "Potager de l’Aubépine", 640, 655, 12 },
		{ "Ferme des Chênes", 1800, 1822, 25 },
	};

	pial_chart(paper, PIAL_CHART_BARS, name("Vendu et promis, à la semaine 24"),
		   name("Ferme"));
	pial_chart_note(paper, name("Le compte dit qui passera devant la prochaine fois : "
				    "au-dessous de 0, la ferme a moins vendu que sa part."));
	pial_chart_unit(paper, name("kg"), 0, 0);
	pial_chart_column(paper, name("Vendu"), PIAL_CHART_FULL);
	pial_chart_column(paper, name("Promis"), PIAL_CHART_BEHIND);
	pial_chart_column(paper, name("Compte"), PIAL_CHART_ACCOUNT);
	for (size_t i = 0; i < sizeof(farm) / sizeof(*farm); i++) {
		char text[32];

		pial_chart_row(paper, name(farm[i].name));
		value(paper, farm[i].sold, 0, 0, "kg");
		value(paper, farm[i].promised, 0, 0, "kg");
		snprintf(text, sizeof(text), "%s%d" N "kg", farm[i].account > 0 ? "+" : "−",
			 farm[i].account < 0 ? -farm[i].account : farm[i].account);
		pial_chart_value(paper, farm[i].account, name(text));
	}
	pial_chart_total(paper, name("Ensemble"));
	value(paper, 8020, 0, 0, "kg");
	value(paper, 8090, 0, 0, "kg");
	value(paper, 0, 0, 0, "kg");
	pial_chart_end(paper);
}

static void put_value(struct pial_paper *paper)
{
	static const struct {
		const char *name;	/* of the part */
		int share, all;		/* cents */
	} part[] = {
		{ "producteurs", 8421, 85034 }, { "partenaires", 406, 4100 },
		{ "service", 773, 7804 }, { "fonds commun", 60, 608 }, { "TVA", 340, 3429 },
	};

	pial_chart(paper, PIAL_CHART_STACK, name("Sur 100 € payés par les cuisines"),
		   name("Part"));
	pial_chart_unit(paper, name("€"), 2, 2);
	pial_chart_column(paper, name("sur 100 €"), PIAL_CHART_FULL);
	pial_chart_column(paper, name("en tout"), PIAL_CHART_BESIDE);
	for (size_t i = 0; i < sizeof(part) / sizeof(*part); i++) {
		pial_chart_row(paper, name(part[i].name));
		value(paper, part[i].share, 2, 2, "€");
		value(paper, part[i].all, 2, 2, "€");
	}
	pial_chart_total(paper, name("payé par les cuisines"));
	value(paper, 10000, 2, 2, "€");
	value(paper, 100975, 2, 2, "€");
	pial_chart_end(paper);
}

static void put_allocation(struct pial_paper *paper)
{
	static const char *const farm[] = {
		"Potager de l’Aubépine", "Maraîchage du Castelet", "Ferme des Chênes",
		"Jardin de l’Estive", "Les Serres de la Pique", "Les Jardins du Ravin",
		"Coume Bio Gros (grossiste bio)",
	};
	static const char *const kitchen[] = {
		"Auberge des Granges", "Cité scolaire de Luchon", "Crèche Les Petits Isards",
		"École du Larboust", "EHPAD Les Trois Cascades", "Épicerie solidaire La Passerelle",
	};
	static const int kg[7][6] = {
		{ 0, 0, 5, 0, 25, 10 }, { 0, 20, 0, 0, 5, 10 }, { 0, 30, 0, 0, 30, 20 },
		{ 0, 20, 0, 15, 0, 0 }, { 8, 22, 0, 4, 21, 0 }, { 14, 38, 5, 0, 0, 0 },
		{ 0, 0, 0, 0, 2, 0 },
	};

	pial_chart(paper, PIAL_CHART_FLOW, name("Qui livre qui, semaine 12"),
		   name("De la ferme à la cuisine"));
	pial_chart_unit(paper, name("kg"), 0, 0);
	for (size_t f = 0; f < 7; f++) {
		for (size_t k = 0; k < 6; k++) {
			char text[32];

			snprintf(text, sizeof(text), "%d" N "kg", kg[f][k]);
			pial_chart_link(paper, name(farm[f]), name(kitchen[k]), kg[f][k],
					name(text));
		}
	}
	pial_chart_end(paper);
}

static void put_valley(struct pial_paper *paper)
{
	static const struct {
		const char *name, *kind;	/* as people read them */
		enum pial_chart_shape shape;	/* drawn as */
		int32_t lat, lon;		/* in 10^-5 degrees */
	} point[] = {
		{ "Plateforme de Luchon", "plateforme", PIAL_CHART_SQUARE, 4279300, 59400 },
		{ "Ferme des Chênes", "ferme", PIAL_CHART_CIRCLE, 4285100, 61300 },
		{ "Jardin de l’Estive", "ferme", PIAL_CHART_CIRCLE, 4281200, 53100 },
		{ "Les Serres de la Pique", "ferme", PIAL_CHART_CIRCLE, 4281900, 60600 },
		{ "Les Jardins du Ravin", "ferme", PIAL_CHART_CIRCLE, 4287600, 58800 },
		{ "Cité scolaire", "cuisine", PIAL_CHART_TRIANGLE, 4278700, 59000 },
		{ "EHPAD Les Trois Cascades", "cuisine", PIAL_CHART_TRIANGLE, 4279900, 59800 },
		{ "École du Larboust", "cuisine", PIAL_CHART_TRIANGLE, 4280300, 51200 },
		{ "Auberge des Granges", "cuisine", PIAL_CHART_TRIANGLE, 4276500, 54800 },
		{ "Coume Bio Gros", "partenaire", PIAL_CHART_DIAMOND, 4290200, 62900 },
		{ "Cierp-Gaud", "commune", PIAL_CHART_DOT, 4291300, 63900 },
		{ "Castillon-de-Larboust", "commune", PIAL_CHART_DOT, 4279900, 54400 },
		{ "Juzet-de-Luchon", "commune", PIAL_CHART_DOT, 4281000, 61700 },
	};
	static const size_t tuesday[] = { 0, 3, 1, 4, 0 }, thursday[] = { 0, 6, 5, 8, 7, 0 };

	pial_chart(paper, PIAL_CHART_MAP, name("La vallée et les tournées de la semaine 12"),
		   name("Lieu"));
	for (size_t i = 0; i < sizeof(point) / sizeof(*point); i++)
		(void)pial_chart_point(paper, name(point[i].name), name(point[i].kind),
				       point[i].shape, point[i].lat, point[i].lon);
	pial_chart_route(paper, name("Mardi, ramassage"), name("27,4" N "km"));
	for (size_t i = 0; i < 5; i++)
		pial_chart_stop(paper, tuesday[i]);
	pial_chart_route(paper, name("Jeudi, livraison"), name("31,8" N "km"));
	for (size_t i = 0; i < 6; i++)
		pial_chart_stop(paper, thursday[i]);
	pial_chart_end(paper);
}

static void put_waste(struct pial_paper *paper)
{
	static const struct {
		const char *name;		/* of the stream */
		int64_t before[3], after[3];	/* grams a meal: mean, low, high */
	} stream[] = {
		{ "Restes d’assiette", { 74, 62, 86 }, { 51, 43, 59 } },
		{ "Préparé, non servi", { 38, 21, 55 }, { 17, 9, 25 } },
		{ "Pain", { 12, 9, 15 }, { 8, 6, 10 } },
		{ "Préparation", { 9, 6, 12 }, { 9, 5, 13 } },
	};

	pial_chart(paper, PIAL_CHART_BARS, name("Gaspillage par convive, avant et après"),
		   name("Flux"));
	pial_chart_note(paper, name("Moyenne de cinq jours ; le trait dit où elle se trouve 19 "
				    "fois sur 20."));
	pial_chart_unit(paper, name("g"), 0, 0);
	pial_chart_column(paper, name("Mars"), PIAL_CHART_FULL);
	pial_chart_column(paper, name("Novembre"), PIAL_CHART_FULL);
	for (size_t i = 0; i < sizeof(stream) / sizeof(*stream); i++) {
		pial_chart_row(paper, name(stream[i].name));
		value(paper, stream[i].before[0], 0, 0, "g");
		range(paper, stream[i].before[1], stream[i].before[2], 0, "g");
		value(paper, stream[i].after[0], 0, 0, "g");
		range(paper, stream[i].after[1], stream[i].after[2], 0, "g");
	}
	pial_chart_limit(paper, name("Repère pour une école"), 65, name("65" N "g"));
	pial_chart_end(paper);
}

int main(int argc, char **argv)
{
	struct pial_paper paper;
	struct pial_strbuf out;

	instead = argc > 1 && !strcmp(argv[1], "hostile") ? hostile : NULL;
	pial_paper_init(&paper, PIAL_FR);
	pial_paper_site(&paper, name("Groupement des maraîchers du Luchonnais"));
	pial_paper_nav(&paper, name("Dessins"), "#s1", true);
	pial_paper_nav(&paper, name("Contenu"), "#main", false);
	pial_paper_sheet(&paper, name("Dessins"), name("Pages d’essai"));
	pial_paper_title(&paper, name("Tous les dessins"), name("2025"));
	pial_paper_text(&paper, PIAL_PAPER_PLAIN, name("Chaque dessin, puis ses chiffres."));
	put_season(&paper);
	put_progress(&paper);
	put_fairness(&paper);
	put_value(&paper);
	put_allocation(&paper);
	put_valley(&paper);
	put_waste(&paper);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_paper_html_write(&out, &paper);
	fwrite(out.text, 1, out.len, stdout);
	pial_strbuf_release(&out);
	pial_paper_release(&paper);
	return ferror(stdout) != 0;
}
