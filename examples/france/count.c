/*
 * count BOOK WEEK: how large a week is, found without the toolkit's library.
 *
 * Prints offers, order rows, allowed links, components (connected sets of offers and rows with a link)
 * and regions (connected sets of producers and kitchens within the radius). A link is an offer and an
 * order of one product on a day on which the producer delivers, at most radius_km apart: 1.35 times the
 * great circle, to 100 m. For books like those of generate: no substitutes, contracts, distances.csv.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "book.h"

#define PRODUCTS_MAX 256
#define ROAD 1.35

struct count {
	struct parties parties;			/* who */
	struct cell product[PRODUCTS_MAX];	/* ids met so far */
	int products;				/* how many */
	int *offer;		/* producer x PRODUCTS_MAX: number of the offer, or NOBODY */
	int *up;		/* sets of offers, then rows */
	int *region;		/* sets of parties */
	int offers, rows;	/* how many */
	bool *linked;		/* offers and rows with a link */
	long long links;	/* allowed */
	int *near, nears;	/* producers within reach of the kitchen at hand */
	int kitchen;		/* the kitchen at hand */
};

static int product_of(struct count *count, struct cell id)
{
	for (int p = 0; p < count->products; p++)
		if (count->product[p].len == id.len && !memcmp(count->product[p].at, id.at, id.len))
			return p;
	if (count->products == PRODUCTS_MAX)
		die(2, "too many products", "count");
	count->product[count->products] = id;
	return count->products++;
}

/* Within the radius by road, to 100 m, half up. */
static bool reaches(const struct count *count, double crow)
{
	return !(count->parties.radius_km > 0) ||
	       floor(crow * ROAD * 10 + 0.5) / 10 <= count->parties.radius_km;
}

static void add_near(void *context, int producer, int kitchen, double km)
{
	struct count *count = context;

	if (!reaches(count, km))
		return;
	count->near[count->nears++] = producer;
	join(count->region, producer, kitchen);
}

/* Lists who may serve a kitchen as far as place goes. */
static void find_near(struct count *count, int kitchen)
{
	double km = count->parties.radius_km > 0 ? count->parties.radius_km : 40000;

	if (kitchen == count->kitchen)
		return;
	count->kitchen = kitchen;
	count->nears = 0;
	parties_near(&count->parties, kitchen, km, add_near, count);
}

/* Three letters of a date's day of the week, Zeller's way. */
static const char *day_name(struct cell date)
{
	static const char names[] = "satsunmontuewedthufri";
	int year = atoi(date.at), month = atoi(date.at + 5), day = atoi(date.at + 8);

	if (month < 3) {
		month += 12;
		year--;
	}
	return names + 3 * ((day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 +
			     year / 400) % 7);
}

/* Whether a list of days, as in "mon thu", holds a day; an empty one holds all. */
static bool delivers(struct cell days, const char *day)
{
	for (size_t i = 0; i + 3 <= days.len; i += 4)
		if (!memcmp(days.at + i, day, 3))
			return true;
	return !days.len;
}

static void read_offers(struct count *count, struct table *table)
{
	int producer, product;
	size_t cells = (size_t)count->parties.producers * PRODUCTS_MAX;

	count->offer = room(cells, sizeof(int));
	for (size_t i = 0; i < cells; i++)
		count->offer[i] = NOBODY;
	if (!table_next(table))
		return;
	producer = table_column(table, "producer", true);
	product = table_column(table, "product", true);
	while (table_next(table)) {
		int p = parties_find(&count->parties, table->cell[producer]);

		if (p == NOBODY || p >= count->parties.producers)
			die(2, "an unknown producer", table->path);
		count->offer[p * PRODUCTS_MAX + product_of(count, table->cell[product])] =
			count->offers++;
	}
}

static void read_orders(struct count *count, struct table *table)
{
	int kitchen, product, day;

	if (!table_next(table))
		return;
	kitchen = table_column(table, "kitchen", true);
	product = table_column(table, "product", true);
	day = table_column(table, "day", true);
	while (table_next(table)) {
		int k = parties_find(&count->parties, table->cell[kitchen]);
		int p = product_of(count, table->cell[product]), row = count->offers + count->rows++;
		const char *date;

		if (k < count->parties.producers)
			die(2, "an unknown kitchen", table->path);
		find_near(count, k);
		date = day_name(table->cell[day]);
		for (int i = 0; i < count->nears; i++) {
			int offer = count->offer[count->near[i] * PRODUCTS_MAX + p];

			if (offer == NOBODY || !delivers(count->parties.party[count->near[i]].days,
							 date))
				continue;
			count->links++;
			count->linked[offer] = count->linked[row] = true;
			join(count->up, offer, row);
		}
	}
}

/* Sets of at least one link. */
static int components(const struct count *count)
{
	int found = 0;

	for (int i = 0; i < count->offers + count->rows; i++)
		found += count->linked[i] && count->up[i] == i;
	return found;
}

/* Sets that hold kitchens and producers: joined only in pairs of both, so of more than one. */
static int regions(const struct count *count)
{
	bool *shared = room((size_t)count->parties.count, sizeof(bool));
	int found = 0;

	for (int i = 0; i < count->parties.count; i++) {
		int root = root_of(count->region, i);

		found += root != i && !shared[root];
		shared[root] |= root != i;
	}
	free(shared);
	return found;
}

int main(int argc, char **argv)
{
	static struct count count;
	struct table offers, orders;
	char name[256];
	size_t all;

	if (argc != 3) {
		fputs("usage: count BOOK WEEK\n", stderr);
		return 3;
	}
	parties_read(&count.parties, argv[1]);
	count.kitchen = NOBODY;
	count.near = room((size_t)count.parties.producers, sizeof(int));
	count.region = room((size_t)count.parties.count, sizeof(int));
	for (int i = 0; i < count.parties.count; i++)
		count.region[i] = i;
	(void)snprintf(name, sizeof(name), "weeks/%s/offers.csv", argv[2]);
	table_open(&offers, argv[1], name, true);
	(void)snprintf(name, sizeof(name), "weeks/%s/orders.csv", argv[2]);
	table_open(&orders, argv[1], name, true);
	read_offers(&count, &offers);
	all = (size_t)count.offers;
	for (size_t i = 0; i < orders.len; i++)
		all += orders.bytes[i] == '\n';
	count.up = room(all, sizeof(int));
	count.linked = room(all, sizeof(bool));
	for (size_t i = 0; i < all; i++)
		count.up[i] = (int)i;
	read_orders(&count, &orders);
	printf("%d offers, %d orders, %lld links, %d components, %d regions\n", count.offers,
	       count.rows, count.links, components(&count), regions(&count));
	table_close(&offers);
	table_close(&orders);
	return 0;
}
