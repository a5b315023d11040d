/*
 * What split and count read of a book, without the library: the tables' cells, who is where, the
 * radius. On purpose another reader than the toolkit's: what it says can be held against it.
 */
#ifndef FRANCE_BOOK_H
#define FRANCE_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define CELLS_MAX 200
#define NOBODY (-1)

/* Some bytes of a file. */
struct cell {
	const char *at;		/* first */
	size_t len;		/* how many */
};

/* A CSV file, read row by row. */
struct table {
	char path[4096];		/* for messages */
	char *bytes;			/* the file; NULL when there is none */
	size_t len, next;		/* its bytes; where the next row begins */
	struct cell row;		/* the row at hand, line feed included */
	struct cell cell[CELLS_MAX];	/* its cells, quotes around them taken off */
	int cells;			/* how many */
};

/* Reads BOOK/name; without must, a missing file is an empty table. Ends the program on failure. */
void table_open(struct table *table, const char *book, const char *name, bool must);

/* Takes the next row, the header first; false at the end. */
bool table_next(struct table *table);

/* The column of a name in the header at hand; -1 when there is none, the end of the program with must. */
int table_column(const struct table *table, const char *name, bool must);

/* Gives the bytes back. */
void table_close(struct table *table);

/* A producer or a kitchen. */
struct party {
	struct cell id;		/* in the table it was read from */
	double lat, lon;	/* radians */
	bool placed;		/* both are known */
	struct cell days;	/* on which it delivers or receives; empty: all */
};

/* All of them: producers first. The tables they point into stay open. */
struct parties {
	struct party *party;		/* producers, then kitchens */
	int producers, count;		/* how many; with kitchens */
	int *bucket, buckets;		/* places by hash of the id; NOBODY */
	int *north;			/* places of the producers with a place, by latitude */
	int norths;			/* how many */
	struct table producer, kitchen;	/* what they were read from */
	double radius_km;		/* of the policy; 0: none */
	bool drops;			/* the policy has a budget for drops */
	bool exclude;			/* the policy names parties */
};

/* Reads both tables and the policy of a book. */
void parties_read(struct parties *parties, const char *book);

/* The place of an id, or NOBODY. */
int parties_find(const struct parties *parties, struct cell id);

/* Kilometres as the crow flies on a sphere of 6371 km. */
double crow_km(const struct party *a, const struct party *b);

/*
 * Calls with each producer at most so many kilometres from a kitchen as the crow flies, in the order of
 * latitudes.
 */
void parties_near(const struct parties *parties, int kitchen, double km,
		  void (*near)(void *context, int producer, int kitchen, double km), void *context);

/* Prints what went wrong, with the system's word for it when there is one, and ends with a status. */
_Noreturn void die(int status, const char *what, const char *which);

/* Memory for count elements, zeroed, or the end of the program. */
void *room(size_t count, size_t size);

/* A set of sets over numbers: the root of one. */
int root_of(int *up, int i);

/* Makes two sets one; its root is the smaller number. */
void join(int *up, int a, int b);

#endif
