/*
 * generate [-s SEED] [-t FROM-TO] SIZE DIRECTORY: a book of invented growers and kitchens, as large
 * as a village or as a country, the same bytes on every machine.
 *
 * Every territory draws from its own streams of numbers (splitmix64, started from seed, territory
 * and subject), so that a part of the country is made without making the rest, and is the same:
 * -t 101-200 writes exactly the lines that the whole has for these territories. One territory is in
 * memory at a time; orders.csv is in the order of its key, which begins with the day, so each
 * territory is made once a day of the week again rather than keeping a country in memory.
 *
 * Integers only. What other programs take from a mathematical library (normal quantiles, square
 * roots, cosines) is a table or an integer loop here, since the last bit of a libm differs between
 * machines, and rand() between systems.
 *
 * What is drawn: a grower offers and a kitchen orders a number of different products, each drawn by
 * its popularity, 1 / sqrt(rank); quantities are log-normal, in crates of 5 kg, times the size of
 * the kitchen; what is offered of a product in a territory is 60 to 150 % of what is ordered of it.
 * Each product has at least one grower in each territory. Territories are market towns on a grid
 * over mainland France, their farms in a wider circle than their kitchens; the grid is so wide that
 * within the radius of the book no kitchen meets a grower of another territory.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WEEK "2025-W12"
#define GROWERS_MAX 300
#define KITCHENS_MAX 500
#define PRODUCTS 60
#define TERRITORIES_MAX 450
/* A degree of latitude in metres, on the sphere of 6371 km that the engine uses. */
#define METRES_PER_DEGREE 111195
#define DEGREE 100000

/* What each size is made of. Distances in metres as the crow flies. */
struct size {
	const char *name;	/* on the command line */
	int territories;	/* how many */
	int growers, kitchens;	/* in all territories together, shared out evenly */
	int products;		/* the most popular ones */
	int offers, orders;	/* different products a grower offers, a kitchen orders */
	int growers_within;	/* growers live in this circle around the town */
	int kitchens_within;	/* kitchens in this one */
	int radius_km;		/* by road, in the book; 0: none */
	int half_week;		/* percent of growers who deliver on two days of four only */
	int digits;		/* of a grower's number in its territory */
	int lat, lon;		/* the town when there is one territory; 1e-5 degrees */
};

static const struct size sizes[] = {
	{ "luchon", 1, 7, 4, 25, 14, 18, 12000, 4000, 60, 0, 2, 4279000, 59300 },
	{ "territory", 1, 44, 178, 60, 12, 20, 20000, 8000, 60, 40, 2, 4310800, 72300 },
	{ "departement", 1, 300, 500, 60, 12, 20, 32000, 32000, 40, 0, 3, 4340000, 120000 },
	{ "departement-full", 1, 300, 500, 60, 60, 60, 32000, 32000, 0, 0, 3, 4340000, 120000 },
	{ "france", 450, 20000, 80000, 60, 12, 20, 8800, 5800, 25, 46, 2, 0, 0 },
	{ "villages", 6, 30, 48, 12, 5, 6, 8800, 5800, 25, 50, 2, 0, 0 },
};
/* Between two towns of the grid: 8.8 + 5.8 km and 25 km by road (18.6 as the crow flies), and air. */
#define GRID_METRES 33500

struct product {
	const char *id, *name;		/* in the book */
	const char *unit, *mass;	/* kg unless said; its kilograms */
	int pack;			/* units in a crate of about 5 kg */
	int cents;			/* reference price of a unit */
	int rank;			/* 1: the most wanted */
	const char *family;		/* legumes, fruits */
};

/* In the order of ids. */
static const struct product products[PRODUCTS] = {
	{ "abricot", "Abricot", "kg", "", 5, 380, 47, "fruits" },
	{ "ail", "Ail sec", "kg", "", 5, 950, 26, "legumes" },
	{ "artichaut", "Artichaut", "kg", "", 5, 360, 43, "legumes" },
	{ "asperge", "Asperge", "kg", "", 5, 890, 44, "legumes" },
	{ "aubergine", "Aubergine", "kg", "", 5, 320, 21, "legumes" },
	{ "basilic", "Basilic (bouquet)", "bunch", "0.05", 100, 130, 53, "legumes" },
	{ "betterave", "Betterave rouge", "kg", "", 5, 210, 11, "legumes" },
	{ "blette", "Blette", "kg", "", 5, 320, 22, "legumes" },
	{ "brocoli", "Brocoli", "kg", "", 5, 390, 19, "legumes" },
	{ "cardon", "Cardon", "kg", "", 5, 310, 58, "legumes" },
	{ "carotte", "Carotte", "kg", "", 5, 190, 2, "legumes" },
	{ "celeri-branche", "Céleri branche", "kg", "", 5, 290, 31, "legumes" },
	{ "celeri-rave", "Céleri-rave", "kg", "", 5, 240, 14, "legumes" },
	{ "cerise", "Cerise", "kg", "", 5, 690, 48, "fruits" },
	{ "chataigne", "Châtaigne", "kg", "", 5, 590, 51, "fruits" },
	{ "chou-blanc", "Chou blanc", "kg", "", 5, 190, 15, "legumes" },
	{ "chou-de-bruxelles", "Chou de Bruxelles", "kg", "", 5, 420, 36, "legumes" },
	{ "chou-fleur", "Chou-fleur", "piece", "1", 5, 270, 13, "legumes" },
	{ "chou-rave", "Chou-rave", "kg", "", 5, 260, 42, "legumes" },
	{ "chou-rouge", "Chou rouge", "kg", "", 5, 220, 23, "legumes" },
	{ "chou-vert", "Chou vert frisé", "kg", "", 5, 220, 24, "legumes" },
	{ "ciboulette", "Ciboulette (bouquet)", "bunch", "0.05", 100, 110, 54, "legumes" },
	{ "concombre", "Concombre", "piece", "0.5", 10, 105, 12, "legumes" },
	{ "coriandre", "Coriandre (bouquet)", "bunch", "0.05", 100, 130, 55, "legumes" },
	{ "courge", "Courge musquée", "kg", "", 5, 210, 18, "legumes" },
	{ "courgette", "Courgette", "kg", "", 5, 230, 6, "legumes" },
	{ "cresson", "Cresson", "kg", "", 5, 790, 56, "legumes" },
	{ "echalote", "Échalote", "kg", "", 5, 390, 29, "legumes" },
	{ "endive", "Endive", "kg", "", 5, 290, 17, "legumes" },
	{ "epinard", "Épinard", "kg", "", 5, 480, 20, "legumes" },
	{ "fenouil", "Fenouil", "kg", "", 5, 310, 30, "legumes" },
	{ "feve", "Fève", "kg", "", 5, 420, 49, "legumes" },
	{ "fraise", "Fraise", "kg", "", 5, 850, 34, "fruits" },
	{ "framboise", "Framboise", "kg", "", 5, 1450, 57, "fruits" },
	{ "haricot-vert", "Haricot vert", "kg", "", 5, 690, 10, "legumes" },
	{ "kiwi", "Kiwi", "kg", "", 5, 340, 35, "fruits" },
	{ "laitue", "Laitue", "piece", "0.42", 12, 110, 5, "legumes" },
	{ "lentille", "Lentille", "kg", "", 5, 450, 27, "legumes" },
	{ "mache", "Mâche", "kg", "", 5, 1100, 32, "legumes" },
	{ "melon", "Melon", "piece", "1", 5, 240, 33, "fruits" },
	{ "navet", "Navet", "kg", "", 5, 240, 16, "legumes" },
	{ "noix", "Noix", "kg", "", 5, 620, 50, "fruits" },
	{ "oignon", "Oignon jaune", "kg", "", 5, 220, 4, "legumes" },
	{ "oignon-botte", "Oignon nouveau (botte)", "bunch", "0.5", 10, 190, 37, "legumes" },
	{ "oseille", "Oseille", "kg", "", 5, 820, 59, "legumes" },
	{ "panais", "Panais", "kg", "", 5, 290, 28, "legumes" },
	{ "peche", "Pêche", "kg", "", 5, 360, 40, "fruits" },
	{ "persil", "Persil (bouquet)", "bunch", "0.05", 100, 100, 38, "legumes" },
	{ "petit-pois", "Petit pois en cosse", "kg", "", 5, 650, 41, "legumes" },
	{ "poire", "Poire", "kg", "", 5, 260, 25, "fruits" },
	{ "poireau", "Poireau", "kg", "", 5, 290, 7, "legumes" },
	{ "poivron", "Poivron", "kg", "", 5, 360, 39, "legumes" },
	{ "pomme", "Pomme", "kg", "", 5, 210, 8, "fruits" },
	{ "pomme-de-terre", "Pomme de terre", "kg", "", 5, 170, 1, "legumes" },
	{ "potimarron", "Potimarron", "kg", "", 5, 230, 9, "legumes" },
	{ "prune", "Prune", "kg", "", 5, 310, 45, "fruits" },
	{ "radis", "Radis (botte)", "bunch", "0.25", 20, 150, 46, "legumes" },
	{ "rhubarbe", "Rhubarbe", "kg", "", 5, 340, 52, "legumes" },
	{ "rutabaga", "Rutabaga", "kg", "", 5, 220, 60, "legumes" },
	{ "tomate", "Tomate", "kg", "", 5, 310, 3, "legumes" },
};

/* Monday, Tuesday, Thursday, Friday of the week; a kitchen receives on the first and third, or the others. */
static const char *const day_date[] = { "2025-03-17", "2025-03-18", "2025-03-20", "2025-03-21" };
static const char *const days_of[] = { "mon thu", "tue fri", "mon tue thu fri" };
#define DAYS 4

/* 1000 times exp(0.9 z) at the 64 middle quantiles of a normal z, and exp(0.5 z) at 32. */
static const int row_sizes[64] = {
	114,  167,  205,  237,	266,  292,  318,  343,	367,  391,  415,  438,	462,  485,  509,  533,
	557,  581,  606,  631,	657,  683,  710,  737,	765,  793,  823,  853,	884,  916,  948,  983,
	1018, 1054, 1092, 1132, 1173, 1216, 1261, 1308, 1357, 1409, 1464, 1522, 1584, 1650, 1720, 1795,
	1876, 1964, 2060, 2165, 2282, 2411, 2557, 2723, 2916, 3144, 3420, 3766, 4225, 4882, 5982, 8809,
};
static const int kitchen_sizes[32] = {
	341,  433,  492,  541,	583,  623,  660,  696,	731,  766,  800,  835,	870,  906,  943,  981,
	1020, 1061, 1104, 1149, 1197, 1249, 1306, 1368, 1437, 1515, 1605, 1714, 1850, 2032, 2312, 2936,
};
#define MEDIAN_CRATES 3

/* 1e5 times the cosine of 41 to 52 degrees; the line between two is right within 1e-4. */
static const int cosines[] = { 75471, 74314, 73135, 71934, 70711, 69466,
			       68200, 66913, 65606, 64279, 62932, 61566 };

/* Mainland France a little inside its coasts and borders, from Dunkirk clockwise; hundredths of a degree. */
static const struct { int lat, lon; } outline[] = {
	{ 5095, 240 },	{ 5060, 310 },	{ 5000, 410 },	{ 4985, 480 },	{ 4945, 580 },
	{ 4925, 640 },	{ 4905, 740 },	{ 4890, 790 },	{ 4800, 750 },	{ 4755, 740 },
	{ 4740, 690 },	{ 4680, 635 },	{ 4625, 600 },	{ 4600, 680 },	{ 4530, 690 },
	{ 4500, 670 },	{ 4460, 685 },	{ 4420, 700 },	{ 4390, 740 },	{ 4355, 685 },
	{ 4325, 635 },	{ 4320, 585 },	{ 4345, 500 },	{ 4360, 420 },	{ 4335, 345 },
	{ 4300, 300 },	{ 4255, 300 },	{ 4250, 210 },	{ 4270, 165 },	{ 4285, 70 },
	{ 4295, -30 },	{ 4315, -130 }, { 4345, -145 }, { 4430, -115 }, { 4530, -100 },
	{ 4590, -95 },	{ 4640, -155 }, { 4700, -190 }, { 4740, -230 }, { 4770, -320 },
	{ 4790, -410 }, { 4840, -445 }, { 4860, -360 }, { 4845, -270 }, { 4850, -165 },
	{ 4920, -145 }, { 4955, -170 }, { 4950, -125 }, { 4920, -105 }, { 4925, 10 },
	{ 4960, 30 },	{ 5000, 130 },	{ 5070, 165 },
};
#define CORNERS ((int)(sizeof(outline) / sizeof(outline[0])))

/* ---- Numbers drawn ------------------------------------------------------------------------------ */

/* What a stream is for; each territory has one of each. */
enum subject { PLACES, ORDERS, OFFERS, GRID };

static uint64_t mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static uint64_t stream(uint64_t seed, int territory, enum subject subject)
{
	return mix(mix(seed) + (uint64_t)territory * 8 + (uint64_t)subject);
}

/* From 0 to below - 1. */
static int draw(uint64_t *state, int below)
{
	*state += UINT64_C(0x9e3779b97f4a7c15);
	return (int)(((mix(*state) >> 32) * (uint64_t)below) >> 32);
}

/* ---- Places ------------------------------------------------------------------------------------- */

struct place {
	int lat, lon;	/* 1e-5 degrees */
};

static int cosine(int lat)
{
	int degree = lat / DEGREE, rest = lat % DEGREE;
	int low = cosines[degree - 41], high = cosines[degree - 40];

	return low + (int)((int64_t)(high - low) * rest / DEGREE);
}

static int lat_of_metres(int metres)
{
	return (int)((int64_t)metres * DEGREE / METRES_PER_DEGREE);
}

static int lon_of_metres(int metres, int lat)
{
	return (int)((int64_t)metres * DEGREE * DEGREE / METRES_PER_DEGREE / cosine(lat));
}

/* Whether a place is in France: how many sides of the outline lie east of it. */
static bool inside(struct place place)
{
	bool in = false;

	for (int i = 0, j = CORNERS - 1; i < CORNERS; j = i++) {
		int64_t alat = outline[i].lat * 1000, alon = outline[i].lon * 1000;
		int64_t blat = outline[j].lat * 1000, blon = outline[j].lon * 1000;
		int64_t side = (place.lon - alon) * (blat - alat) - (blon - alon) * (place.lat - alat);

		if ((alat > place.lat) != (blat > place.lat) && (side < 0) == (blat > alat))
			in = !in;
	}
	return in;
}

/* The towns of the grid, from north to south and west to east; each row starts somewhere else. */
static int find_towns(uint64_t seed, struct place *town, int wanted)
{
	uint64_t state = stream(seed, 0, GRID);
	int found = 0;

	for (int lat = 51 * DEGREE; lat > 42 * DEGREE; lat -= lat_of_metres(GRID_METRES)) {
		int step = lon_of_metres(GRID_METRES, lat);
		int first = -5 * DEGREE + draw(&state, step);

		for (int lon = first; lon < 8 * DEGREE; lon += step)
			if (found < wanted && inside((struct place){ lat, lon }))
				town[found++] = (struct place){ lat, lon };
	}
	return found;
}

/* Somewhere in a circle. */
static struct place draw_place(uint64_t *state, struct place centre, int within)
{
	int64_t x, y;

	do {
		x = draw(state, 2 * within + 1) - within;
		y = draw(state, 2 * within + 1) - within;
	} while (x * x + y * y > (int64_t)within * within);
	return (struct place){ centre.lat + lat_of_metres((int)y),
			       centre.lon + lon_of_metres((int)x, centre.lat) };
}

/* ---- A territory -------------------------------------------------------------------------------- */

struct territory {
	int number;			/* from 1 */
	int growers, kitchens;		/* how many */
	struct place grower[GROWERS_MAX], kitchen[KITCHENS_MAX];	/* where */
	uint8_t grower_days[GROWERS_MAX], kitchen_days[KITCHENS_MAX];	/* see days_of */
	uint8_t day[KITCHENS_MAX][PRODUCTS];	/* of an order */
	int order[KITCHENS_MAX][PRODUCTS];	/* crates; 0: none */
	int offer[GROWERS_MAX][PRODUCTS];	/* crates; 0: none */
};

static int share(int total, int parts, int i)
{
	return (int)((int64_t)total * (i + 1) / parts - (int64_t)total * i / parts);
}

/* 10000 / sqrt(rank), down. */
static int popularity(int rank)
{
	int root = 0;

	while ((int64_t)(root + 1) * (root + 1) * rank <= 100000000)
		root++;
	return root;
}

/* The popularity of the products of a size; 0 for those it has not. */
static void find_popularity(const struct size *size, int *weight)
{
	for (int p = 0; p < PRODUCTS; p++)
		weight[p] = products[p].rank <= size->products ? popularity(products[p].rank) : 0;
}

/* Marks count different products more, by popularity among those not yet marked. */
static void draw_products(uint64_t *state, const int *popular, int count, bool *marked)
{
	int total = 0;

	for (int p = 0; p < PRODUCTS; p++)
		total += marked[p] ? 0 : popular[p];
	for (; count > 0; count--) {
		int p = 0, rest = draw(state, total);

		for (; marked[p] || rest >= popular[p]; p++)
			rest -= marked[p] ? 0 : popular[p];
		marked[p] = true;
		total -= popular[p];
	}
}

static void draw_orders(struct territory *t, const struct size *size, uint64_t *state,
			const int *popular)
{
	for (int k = 0; k < t->kitchens; k++) {
		bool wanted[PRODUCTS] = { false };
		int kitchen_size = kitchen_sizes[draw(state, 32)];

		draw_products(state, popular, size->orders, wanted);
		for (int p = 0; p < PRODUCTS; p++) {
			int64_t crates;

			t->order[k][p] = 0;
			if (!wanted[p])
				continue;
			crates = (int64_t)MEDIAN_CRATES * kitchen_size * row_sizes[draw(state, 64)];
			crates = (crates + 500000) / 1000000;
			t->order[k][p] = crates ? (int)crates : 1;
			t->day[k][p] = (uint8_t)(t->kitchen_days[k] + 2 * draw(state, 2));
		}
	}
}

/* Splits what the territory has of a product over its growers: at least a crate, the rest by weight. */
static void split_supply(struct territory *t, uint64_t *state, int p)
{
	int weight[GROWERS_MAX], total = 0, growers = 0, ordered = 0, supply, given = 0, sum = 0;

	for (int k = 0; k < t->kitchens; k++)
		ordered += t->order[k][p];
	for (int g = 0; g < t->growers; g++) {
		weight[g] = t->offer[g][p] ? 1 + draw(state, 9) : 0;
		total += weight[g];
		growers += t->offer[g][p];
	}
	supply = (int)((int64_t)(ordered ? ordered : 10) * (60 + draw(state, 91)) / 100);
	supply = supply > growers ? supply - growers : 0;
	for (int g = 0; g < t->growers; g++) {
		if (!weight[g])
			continue;
		sum += weight[g];
		t->offer[g][p] = 1 + (int)((int64_t)supply * sum / total) - given;
		given = (int)((int64_t)supply * sum / total);
	}
}

static void draw_offers(struct territory *t, const struct size *size, uint64_t *state,
			const int *popular)
{
	for (int g = 0; g < t->growers; g++) {
		bool grown[PRODUCTS] = { false };
		int dealt = 0;

		for (int p = 0, place = 0; p < PRODUCTS; p++) {
			if (!popular[p] || place++ % t->growers != g)
				continue;
			grown[p] = true;
			dealt++;
		}
		draw_products(state, popular, size->offers - dealt, grown);
		for (int p = 0; p < PRODUCTS; p++)
			t->offer[g][p] = grown[p];
	}
	for (int p = 0; p < PRODUCTS; p++)
		if (popular[p])
			split_supply(t, state, p);
}

static void make_territory(struct territory *t, const struct size *size, uint64_t seed, int number,
			   struct place town)
{
	uint64_t state = stream(seed, number, PLACES);
	int popular[PRODUCTS];

	find_popularity(size, popular);
	t->number = number;
	t->growers = share(size->growers, size->territories, number - 1);
	t->kitchens = share(size->kitchens, size->territories, number - 1);
	for (int g = 0; g < t->growers; g++) {
		t->grower[g] = draw_place(&state, town, size->growers_within);
		t->grower_days[g] = 2;
		if (draw(&state, 100) < size->half_week)
			t->grower_days[g] = (uint8_t)draw(&state, 2);
	}
	for (int k = 0; k < t->kitchens; k++) {
		t->kitchen[k] = draw_place(&state, town, size->kitchens_within);
		t->kitchen_days[k] = (uint8_t)draw(&state, 2);
	}
	state = stream(seed, number, ORDERS);
	draw_orders(t, size, &state, popular);
	state = stream(seed, number, OFFERS);
	draw_offers(t, size, &state, popular);
}

/* ---- Files -------------------------------------------------------------------------------------- */

struct run {
	const struct size *size;	/* which */
	const char *directory;		/* of the book */
	uint64_t seed;			/* which of its books */
	int from, to;			/* territories */
	struct place town[TERRITORIES_MAX];	/* of each */
	struct territory territory;	/* the one at hand */
	int64_t rows, offers, bytes;	/* written */
};

static void fail(const char *what)
{
	fprintf(stderr, "generate: %s: %s\n", what, strerror(errno));
	exit(4);
}

static void make_directory(const char *path)
{
	if (mkdir(path, 0777) && errno != EEXIST)
		fail(path);
}

static FILE *create(const struct run *run, const char *name)
{
	char path[4096];
	FILE *file;

	if (snprintf(path, sizeof(path), "%s/%s", run->directory, name) >= (int)sizeof(path)) {
		errno = ENAMETOOLONG;
		fail(run->directory);
	}
	file = fopen(path, "w");
	if (!file)
		fail(path);
	return file;
}

static void finish(struct run *run, FILE *file)
{
	long long size = (long long)ftello(file);

	if (size < 0 || fflush(file) || ferror(file) || fclose(file))
		fail(run->directory);
	run->bytes += size;
}

static void make_number(struct run *run, int number)
{
	make_territory(&run->territory, run->size, run->seed, number, run->town[number - 1]);
}

static void put_grower(const struct run *run, FILE *file, int g)
{
	fprintf(file, "P-%04d-%0*d", run->territory.number, run->size->digits, g + 1);
}

static void put_kitchen(const struct run *run, FILE *file, int k)
{
	fprintf(file, "K-%04d-%03d", run->territory.number, k + 1);
}

static void put_place(FILE *file, struct place place)
{
	int lon = place.lon < 0 ? -place.lon : place.lon;

	fprintf(file, ",%d.%05d,%s%d.%05d", place.lat / DEGREE, place.lat % DEGREE,
		place.lon < 0 ? "-" : "", lon / DEGREE, lon % DEGREE);
}

static void write_policy(struct run *run)
{
	FILE *file = create(run, "pial.yaml");

	fprintf(file, "# Classeur inventé par examples/france/generate : taille « %s ».\n"
		      "format: 1\nname: %s\nlanguage: fr\n", run->size->name,
		run->size->territories > 1 ? "Fédération des plateformes" : "Plateforme");
	if (run->size->radius_km)
		fprintf(file, "allocation:\n  radius_km: %d\n", run->size->radius_km);
	finish(run, file);
}

static void write_products(struct run *run)
{
	FILE *file = create(run, "products.csv");

	fputs("product,name,family,unit,pack,unit_mass_kg,reference_price\n", file);
	for (int p = 0; p < PRODUCTS; p++) {
		const struct product *product = &products[p];

		if (product->rank <= run->size->products)
			fprintf(file, "%s,%s,%s,%s,%d,%s,%d.%02d\n", product->id, product->name,
				product->family, product->unit, product->pack, product->mass,
				product->cents / 100, product->cents % 100);
	}
	finish(run, file);
}

/* Both sides of the standing tables in one walk over the territories. */
static void write_parties(struct run *run)
{
	static const char *const kinds[] = { "school", "school", "school", "nursery",
					     "nursing-home", "restaurant" };
	FILE *growers = create(run, "producers.csv"), *kitchens = create(run, "kitchens.csv");
	const struct territory *t = &run->territory;

	fputs("producer,name,kind,lat,lon,days\n", growers);
	fputs("kitchen,name,kind,lat,lon,delivery_days\n", kitchens);
	for (int number = run->from; number <= run->to; number++) {
		make_number(run, number);
		for (int g = 0; g < t->growers; g++) {
			put_grower(run, growers, g);
			fprintf(growers, ",Ferme %d-%d,grower", number, g + 1);
			put_place(growers, t->grower[g]);
			fprintf(growers, ",%s\n", days_of[t->grower_days[g]]);
		}
		for (int k = 0; k < t->kitchens; k++) {
			put_kitchen(run, kitchens, k);
			fprintf(kitchens, ",Cuisine %d-%d,%s", number, k + 1, kinds[k % 6]);
			put_place(kitchens, t->kitchen[k]);
			fprintf(kitchens, ",%s\n", days_of[t->kitchen_days[k]]);
		}
	}
	finish(run, growers);
	finish(run, kitchens);
}

static void write_offers(struct run *run)
{
	FILE *file = create(run, "weeks/" WEEK "/offers.csv");
	const struct territory *t = &run->territory;

	fputs("week,producer,product,quantity\n", file);
	for (int number = run->from; number <= run->to; number++) {
		make_number(run, number);
		for (int g = 0; g < t->growers; g++)
			for (int p = 0; p < PRODUCTS; p++) {
				if (!t->offer[g][p])
					continue;
				fputs(WEEK ",", file);
				put_grower(run, file, g);
				fprintf(file, ",%s,%d\n", products[p].id,
					t->offer[g][p] * products[p].pack);
				run->offers++;
			}
	}
	finish(run, file);
}

/* A territory's orders of a day. */
static void put_orders(struct run *run, FILE *file, int day)
{
	const struct territory *t = &run->territory;

	for (int k = 0; k < t->kitchens; k++)
		for (int p = 0; p < PRODUCTS; p++) {
			if (!t->order[k][p] || t->day[k][p] != day)
				continue;
			fprintf(file, WEEK ",%s,", day_date[day]);
			put_kitchen(run, file, k);
			fprintf(file, ",%s,%d\n", products[p].id,
				t->order[k][p] * products[p].pack);
			run->rows++;
		}
}

static void write_orders(struct run *run)
{
	FILE *file = create(run, "weeks/" WEEK "/orders.csv");

	fputs("week,day,kitchen,product,quantity\n", file);
	for (int day = 0; day < DAYS; day++)
		for (int number = run->from; number <= run->to; number++) {
			make_number(run, number);
			put_orders(run, file, day);
		}
	finish(run, file);
}

/* ---- Command line ------------------------------------------------------------------------------- */

static int usage(void)
{
	fputs("usage: generate [-s SEED] [-t FROM-TO] SIZE DIRECTORY\nsizes:", stderr);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		fprintf(stderr, " %s", sizes[i].name);
	fputs("\n", stderr);
	return 3;
}

/* Reads options and operands; false when they are wrong. */
static bool read_arguments(struct run *run, int argc, char **argv)
{
	char after;
	int option;

	while ((option = getopt(argc, argv, "s:t:")) != -1) {
		if (option == 's' && sscanf(optarg, "%" SCNu64 "%c", &run->seed, &after) != 1)
			return false;
		if (option == 't' && sscanf(optarg, "%d-%d%c", &run->from, &run->to, &after) != 2)
			return false;
		if (option == '?')
			return false;
	}
	if (argc - optind != 2)
		return false;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		if (!strcmp(argv[optind], sizes[i].name))
			run->size = &sizes[i];
	run->directory = argv[optind + 1];
	if (run->size && !run->to)
		run->to = run->size->territories;
	return run->size && run->from >= 1 && run->from <= run->to &&
	       run->to <= run->size->territories;
}

/* The book's folders. A book that is there already is left alone. */
static void make_book(const struct run *run)
{
	char path[4096];

	make_directory(run->directory);
	(void)snprintf(path, sizeof(path), "%s/pial.yaml", run->directory);
	if (!access(path, F_OK)) {
		errno = EEXIST;
		fail(path);
	}
	(void)snprintf(path, sizeof(path), "%s/weeks", run->directory);
	make_directory(path);
	(void)snprintf(path, sizeof(path), "%s/weeks/" WEEK, run->directory);
	make_directory(path);
}

int main(int argc, char **argv)
{
	static struct run run = { .seed = 1, .from = 1 };

	if (!read_arguments(&run, argc, argv))
		return usage();
	run.town[0] = (struct place){ run.size->lat, run.size->lon };
	if (run.size->territories > 1 &&
	    find_towns(run.seed, run.town, run.size->territories) < run.size->territories) {
		errno = ERANGE;
		fail("the grid has too few towns");
	}
	make_book(&run);
	write_products(&run);
	write_parties(&run);
	write_offers(&run);
	write_orders(&run);
	write_policy(&run);
	printf("%s %d-%d: %" PRId64 " offers, %" PRId64 " orders, %" PRId64 " bytes\n",
	       run.size->name, run.from, run.to, run.offers, run.rows, run.bytes);
	return 0;
}
