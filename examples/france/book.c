/*
 * Whole files in memory, cells as pieces of them; ids in one open hash table.
 *
 * Who is near whom is found through the producers sorted by latitude: a band of latitudes holds all
 * that can be near, and it is narrow.
 */
#include "book.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EARTH_KM 6371.0
#define RADIANS (3.14159265358979323846 / 180)

void die(int status, const char *what, const char *which)
{
	if (errno)
		fprintf(stderr, "%s: %s: %s\n", which, what, strerror(errno));
	else
		fprintf(stderr, "%s: %s\n", which, what);
	exit(status);
}

void *room(size_t count, size_t size)
{
	void *bytes = calloc(count + 1, size);

	if (!bytes)
		die(4, "no memory", "book");
	return bytes;
}

int root_of(int *up, int i)
{
	while (up[i] != i)
		i = up[i] = up[up[i]];
	return i;
}

void join(int *up, int a, int b)
{
	a = root_of(up, a);
	b = root_of(up, b);
	if (a < b)
		up[b] = a;
	else
		up[a] = b;
}

/* ---- Tables ------------------------------------------------------------------------- */

void table_open(struct table *table, const char *book, const char *name, bool must)
{
	FILE *file;
	long size;

	memset(table, 0, sizeof(*table));
	(void)snprintf(table->path, sizeof(table->path), "%s/%s", book, name);
	file = fopen(table->path, "rb");
	if (!file && errno == ENOENT && !must)
		return;
	if (!file || fseek(file, 0, SEEK_END) || (size = ftell(file)) < 0 ||
	    fseek(file, 0, SEEK_SET))
		die(4, "cannot be read", table->path);
	table->bytes = room((size_t)size, 1);
	table->len = fread(table->bytes, 1, (size_t)size, file);
	if (table->len != (size_t)size)
		die(4, "cannot be read", table->path);
	fclose(file);
	errno = 0;
	if (table->len && table->bytes[table->len - 1] != '\n')
		die(2, "the last line has no end", table->path);
}

/* The end of a quoted cell: the place after the closing quote. */
static size_t end_of_quoted(const struct table *table, size_t at)
{
	for (;;) {
		const char *quote = memchr(table->bytes + at, '"', table->len - at);

		if (!quote)
			die(2, "a quote is not closed", table->path);
		at = (size_t)(quote - table->bytes) + 1;
		if (at >= table->len || table->bytes[at] != '"')
			return at;
		at++;
	}
}

bool table_next(struct table *table)
{
	size_t at = table->next;

	if (!table->bytes || at >= table->len)
		return false;
	table->row.at = table->bytes + at;
	table->cells = 0;
	for (;;) {
		size_t from = at;
		struct cell *cell = &table->cell[table->cells];

		if (++table->cells == CELLS_MAX)
			die(2, "too many columns", table->path);
		if (table->bytes[at] == '"') {
			at = end_of_quoted(table, at + 1);
			*cell = (struct cell){ table->bytes + from + 1, at - from - 2 };
		} else {
			while (table->bytes[at] != ',' && table->bytes[at] != '\n')
				at++;
			*cell = (struct cell){ table->bytes + from, at - from };
		}
		if (table->bytes[at++] == '\n')
			break;
	}
	table->next = at;
	table->row.len = (size_t)(table->bytes + at - table->row.at);
	return true;
}

int table_column(const struct table *table, const char *name, bool must)
{
	for (int i = 0; i < table->cells; i++)
		if (table->cell[i].len == strlen(name) &&
		    !memcmp(table->cell[i].at, name, table->cell[i].len))
			return i;
	if (must) {
		fprintf(stderr, "%s: no column \"%s\"\n", table->path, name);
		exit(2);
	}
	return -1;
}

void table_close(struct table *table)
{
	free(table->bytes);
	table->bytes = NULL;
}

/* ---- Parties ------------------------------------------------------------------------ */

static uint32_t hash(struct cell id)
{
	uint32_t h = 2166136261U;

	for (size_t i = 0; i < id.len; i++)
		h = (h ^ (unsigned char)id.at[i]) * 16777619U;
	return h;
}

/* The bucket of an id: its own, or the free one where it would go. */
static int bucket_of(const struct parties *parties, struct cell id)
{
	int b = (int)(hash(id) % (uint32_t)parties->buckets);

	while (parties->bucket[b] != NOBODY) {
		struct cell other = parties->party[parties->bucket[b]].id;

		if (other.len == id.len && !memcmp(other.at, id.at, id.len))
			break;
		b = (b + 1) % parties->buckets;
	}
	return b;
}

int parties_find(const struct parties *parties, struct cell id)
{
	return parties->bucket[bucket_of(parties, id)];
}

/* Adds the rows of a table; the columns of id and days have their own names. */
static void add_rows(struct parties *parties, struct table *table, const char *id_name,
		     const char *days_name)
{
	int id, lat, lon, days;

	if (!table_next(table))
		return;
	id = table_column(table, id_name, true);
	lat = table_column(table, "lat", false);
	lon = table_column(table, "lon", false);
	days = table_column(table, days_name, false);
	while (table_next(table)) {
		struct party *party = &parties->party[parties->count];

		party->id = table->cell[id];
		party->placed = lat >= 0 && lon >= 0 && table->cell[lat].len && table->cell[lon].len;
		if (party->placed) {
			party->lat = strtod(table->cell[lat].at, NULL) * RADIANS;
			party->lon = strtod(table->cell[lon].at, NULL) * RADIANS;
		}
		if (days >= 0)
			party->days = table->cell[days];
		parties->bucket[bucket_of(parties, party->id)] = parties->count++;
	}
}

/* At least as many as the file has rows. */
static int lines_of(const struct table *table)
{
	int lines = 0;

	for (size_t i = 0; i < table->len; i++)
		lines += table->bytes[i] == '\n';
	return lines;
}

/* Looks for three keys of the policy, comments aside; YAML is read no further than that. */
static void read_policy(struct parties *parties, const char *book)
{
	struct table policy;
	size_t next;

	table_open(&policy, book, "pial.yaml", true);
	for (size_t at = 0; at < policy.len; at = next) {
		char *line = policy.bytes + at, *end = memchr(line, '\n', policy.len - at), *found;

		next = (size_t)(end - policy.bytes) + 1;
		*end = '\0';
		line[strcspn(line, "#")] = '\0';
		found = strstr(line, "radius_km:");
		if (found)
			parties->radius_km = strtod(found + strlen("radius_km:"), NULL);
		parties->drops |= strstr(line, "drops:") != NULL;
		parties->exclude |= strstr(line, "exclude:") || strstr(line, "hub:");
	}
	table_close(&policy);
}

static const struct party *sorted_party;

static int by_latitude(const void *left, const void *right)
{
	double a = sorted_party[*(const int *)left].lat, b = sorted_party[*(const int *)right].lat;

	return (a > b) - (a < b);
}

void parties_read(struct parties *parties, const char *book)
{
	int lines;

	memset(parties, 0, sizeof(*parties));
	read_policy(parties, book);
	table_open(&parties->producer, book, "producers.csv", true);
	table_open(&parties->kitchen, book, "kitchens.csv", true);
	lines = lines_of(&parties->producer) + lines_of(&parties->kitchen);
	parties->party = room((size_t)lines, sizeof(*parties->party));
	parties->buckets = 2 * lines + 1;
	parties->bucket = room((size_t)parties->buckets, sizeof(int));
	for (int b = 0; b < parties->buckets; b++)
		parties->bucket[b] = NOBODY;
	add_rows(parties, &parties->producer, "producer", "days");
	parties->producers = parties->count;
	add_rows(parties, &parties->kitchen, "kitchen", "delivery_days");
	parties->north = room((size_t)parties->producers, sizeof(int));
	for (int p = 0; p < parties->producers; p++)
		if (parties->party[p].placed)
			parties->north[parties->norths++] = p;
	sorted_party = parties->party;
	qsort(parties->north, (size_t)parties->norths, sizeof(int), by_latitude);
}

double crow_km(const struct party *a, const struct party *b)
{
	double lat = sin((a->lat - b->lat) / 2), lon = sin((a->lon - b->lon) / 2);
	double h = lat * lat + cos(a->lat) * cos(b->lat) * lon * lon;

	return 2 * EARTH_KM * asin(sqrt(h < 1 ? h : 1));
}

void parties_near(const struct parties *parties, int kitchen, double km,
		  void (*near)(void *context, int producer, int kitchen, double km), void *context)
{
	const struct party *party = parties->party, *k = &party[kitchen];
	double band = km / EARTH_KM * 1.000001;
	int low = 0, high = parties->norths;

	if (!k->placed)
		return;
	while (low < high) {
		int middle = low + (high - low) / 2;

		if (party[parties->north[middle]].lat < k->lat - band)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < parties->norths && party[parties->north[low]].lat <= k->lat + band; low++) {
		int p = parties->north[low];
		double far;

		/* A degree of longitude is never longer than one of latitude: a quick no. */
		if (fabs(party[p].lon - k->lon) * cos(k->lat) > 2 * band)
			continue;
		far = crow_km(&party[p], k);
		if (far <= km)
			near(context, p, kitchen, far);
	}
}
