/*
 * split [-s] PIECES BOOK WEEK DIRECTORY: cuts a week into pieces that can be allocated apart.
 *
 * The engine solves connected sets of offers and order rows apart, so any cut that leaves every
 * such set whole gives the same lines. Connected are a producer and a kitchen that may deal with
 * each other, whatever the product and the day: within radius_km by road as far as this programme
 * can tell (a little more, so that no rounding matters), or together in a row of distances.csv, in
 * a contract, or as a kitchen and its satellite. Joining too much costs nothing but balance; without
 * a radius everything is connected, and there is one piece. Cutting along territories was rejected:
 * a kitchen near a border would lose the growers across it, and the answer would differ.
 *
 * Connected sets are dealt to the pieces by their order rows, the largest first, each to the piece
 * that has least. Of the week's orders, offers and allocation (pins) a piece gets its own lines as
 * they are; with -s also of producers.csv and kitchens.csv, which is right only when no other file
 * names a producer or a kitchen. DIRECTORY/piece-000, -001, ... are made; the rest of the book is
 * for the caller to put there. Prints how many pieces there are.
 *
 * A policy with a budget for drops holds for the whole book and is refused (status 2).
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "book.h"

#define PIECES_MAX 500
/* By road is 1.35 times as the crow flies; what rounding to 100 m may hide, and more. */
#define ROAD 1.35
#define ROUNDING_KM 0.5

struct split {
	const char *book, *week, *out;	/* from the command line */
	int pieces;			/* wanted, then made */
	bool standing;			/* cut the standing tables too */
	struct parties parties;		/* who */
	int *up;			/* connected sets of parties */
	int *rows;			/* order rows of a set, by its root */
	int *piece;			/* of a set, by its root */
};

static void take_near(void *context, int producer, int kitchen, double km)
{
	struct split *split = context;

	(void)km;
	join(split->up, producer, kitchen);
}

/* Connects who is within the radius, or everybody. */
static void join_places(struct split *split)
{
	const struct parties *parties = &split->parties;
	double crow = (parties->radius_km + ROUNDING_KM) / ROAD;

	for (int i = 0; i < parties->count; i++)
		split->up[i] = i;
	for (int i = 0; !(parties->radius_km > 0) && i < parties->count; i++)
		join(split->up, 0, i);
	for (int k = parties->producers; parties->radius_km > 0 && k < parties->count; k++)
		parties_near(parties, k, crow, take_near, split);
}

/* Connects the parties that two columns of a table name in one row. */
static void join_columns(struct split *split, const char *name, const char *left,
			 const char *right)
{
	struct table table;
	int a, b;

	table_open(&table, split->book, name, false);
	if (table_next(&table)) {
		a = table_column(&table, left, false);
		b = table_column(&table, right, false);
		while (a >= 0 && b >= 0 && table_next(&table)) {
			int x = parties_find(&split->parties, table.cell[a]);
			int y = parties_find(&split->parties, table.cell[b]);

			if (x != NOBODY && y != NOBODY)
				join(split->up, x, y);
		}
	}
	table_close(&table);
}

/* Connects all parties whose ids are words of a file. */
static void join_words(struct split *split, const char *name)
{
	static const char word[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
	struct table text;
	int first = NOBODY;

	table_open(&text, split->book, name, true);
	for (size_t at = 0; at < text.len;) {
		size_t len = strspn(text.bytes + at, word);
		int party = parties_find(&split->parties, (struct cell){ text.bytes + at, len });

		at += len ? len : 1;
		if (!len || party == NOBODY)
			continue;
		if (first != NOBODY)
			join(split->up, first, party);
		first = party;
	}
	table_close(&text);
}

static void join_contracts(struct split *split)
{
	char path[4096];
	DIR *folder;
	const struct dirent *entry;

	(void)snprintf(path, sizeof(path), "%s/contracts", split->book);
	folder = opendir(path);
	if (!folder && errno != ENOENT)
		die(4, "cannot be read", path);
	errno = 0;
	while (folder && (entry = readdir(folder))) {
		if (entry->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof(path), "contracts/%s", entry->d_name);
		join_words(split, path);
	}
	if (folder)
		closedir(folder);
}

/* ---- Pieces ------------------------------------------------------------------------- */

/* Order rows of each set. */
static void count_rows(struct split *split)
{
	struct table orders;
	char name[256];
	int kitchen;

	split->rows = room((size_t)split->parties.count, sizeof(int));
	(void)snprintf(name, sizeof(name), "weeks/%s/orders.csv", split->week);
	table_open(&orders, split->book, name, true);
	if (!table_next(&orders))
		die(2, "is empty", orders.path);
	kitchen = table_column(&orders, "kitchen", true);
	while (table_next(&orders)) {
		int k = parties_find(&split->parties, orders.cell[kitchen]);

		if (k != NOBODY)
			split->rows[root_of(split->up, k)]++;
	}
	table_close(&orders);
}

static const int *sorted_rows;

/* The largest first, then by number. */
static int by_rows(const void *left, const void *right)
{
	int a = *(const int *)left, b = *(const int *)right;

	if (sorted_rows[a] != sorted_rows[b])
		return sorted_rows[a] > sorted_rows[b] ? -1 : 1;
	return (a > b) - (a < b);
}

/* Deals the sets that order something; the others go with piece 0, where nobody asks for them. */
static void deal(struct split *split)
{
	int *set = room((size_t)split->parties.count, sizeof(int)), sets = 0;
	int load[PIECES_MAX] = { 0 };

	split->piece = room((size_t)split->parties.count, sizeof(int));
	for (int i = 0; i < split->parties.count; i++)
		if (split->up[i] == i && split->rows[i])
			set[sets++] = i;
	sorted_rows = split->rows;
	qsort(set, (size_t)sets, sizeof(int), by_rows);
	if (sets < split->pieces)
		split->pieces = sets ? sets : 1;
	for (int i = 0; i < sets; i++) {
		int least = 0;

		for (int p = 1; p < split->pieces; p++)
			if (load[p] < load[least])
				least = p;
		split->piece[set[i]] = least;
		load[least] += split->rows[set[i]];
	}
	free(set);
}

/* The piece of an id; what nobody knows goes to piece 0, which refuses it by name. */
static int piece_of(const struct split *split, struct cell id)
{
	int party = parties_find(&split->parties, id);

	return party == NOBODY ? 0 : split->piece[root_of(split->up, party)];
}

static void make_folder(const char *path)
{
	if (mkdir(path, 0777) && errno != EEXIST)
		die(4, "cannot be made", path);
	errno = 0;
}

static void make_folders(const struct split *split)
{
	char path[4096];

	make_folder(split->out);
	for (int p = 0; p < split->pieces; p++) {
		(void)snprintf(path, sizeof(path), "%s/piece-%03d", split->out, p);
		make_folder(path);
		(void)snprintf(path, sizeof(path), "%s/piece-%03d/weeks", split->out, p);
		make_folder(path);
		(void)snprintf(path, sizeof(path), "%s/piece-%03d/weeks/%s", split->out, p,
			       split->week);
		make_folder(path);
	}
}

/* Cuts a table of the book by a column; each piece gets the header. */
static void cut(const struct split *split, const char *name, const char *column, bool must)
{
	FILE *file[PIECES_MAX];
	struct table table;
	char path[4096];
	int by;

	table_open(&table, split->book, name, must);
	if (!table_next(&table)) {
		table_close(&table);
		return;
	}
	by = table_column(&table, column, true);
	for (int p = 0; p < split->pieces; p++) {
		(void)snprintf(path, sizeof(path), "%s/piece-%03d/%s", split->out, p, name);
		file[p] = fopen(path, "w");
		if (!file[p])
			die(4, "cannot be written", path);
		fwrite(table.row.at, 1, table.row.len, file[p]);
	}
	while (table_next(&table))
		fwrite(table.row.at, 1, table.row.len, file[piece_of(split, table.cell[by])]);
	for (int p = 0; p < split->pieces; p++)
		if (ferror(file[p]) || fclose(file[p]))
			die(4, "cannot be written", split->out);
	table_close(&table);
}

static void cut_week(const struct split *split)
{
	static const char *const tables[][2] = { { "orders", "kitchen" },
						 { "offers", "producer" },
						 { "allocation", "kitchen" } };
	char name[256];

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		(void)snprintf(name, sizeof(name), "weeks/%s/%s.csv", split->week, tables[i][0]);
		cut(split, name, tables[i][1], i == 0);
	}
	if (split->standing) {
		cut(split, "producers.csv", "producer", true);
		cut(split, "kitchens.csv", "kitchen", true);
	}
}

int main(int argc, char **argv)
{
	static struct split split;
	int option;

	while ((option = getopt(argc, argv, "s")) == 's')
		split.standing = true;
	if (option != -1 || argc - optind != 4 || (split.pieces = atoi(argv[optind])) < 1 ||
	    split.pieces > PIECES_MAX) {
		fprintf(stderr, "usage: split [-s] PIECES BOOK WEEK DIRECTORY (1 to %d pieces)\n",
			PIECES_MAX);
		return 3;
	}
	split.book = argv[optind + 1];
	split.week = argv[optind + 2];
	split.out = argv[optind + 3];
	parties_read(&split.parties, split.book);
	if (split.parties.drops)
		die(2, "a budget for drops (drops:) holds for the whole book: it cannot be cut",
		    split.book);
	split.up = room((size_t)split.parties.count, sizeof(int));
	join_places(&split);
	join_columns(&split, "distances.csv", "from", "to");
	join_columns(&split, "kitchens.csv", "kitchen", "central");
	join_contracts(&split);
	count_rows(&split);
	deal(&split);
	make_folders(&split);
	cut_week(&split);
	printf("%d\n", split.pieces);
	return 0;
}
