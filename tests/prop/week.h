/*
 * Small weeks written in plain numbers, and the same weeks as the engine reads them.
 *
 * Everything is an index: ids follow from it, so that indexes stand in the order of ids. Rows
 * stand in the order of their key (day, kitchen, product, contract), offers in that of producer,
 * first day and batch; an offer's batch follows from its index. Days count from Monday, 0; -1 is
 * "not said".
 */
#ifndef PROP_WEEK_H
#define PROP_WEEK_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/allocate.h"

#define PRODUCTS 3
#define PRODUCERS 8
#define KITCHENS 12
#define OFFERS 8
#define ROWS 12

struct week_product {
	int64_t pack;			/* thousandths of the unit */
	int64_t grams;			/* of one unit; 0: counted in kg */
	unsigned substitutes;		/* set of products */
};

struct week_producer {
	int tier;
	int64_t share;			/* thousandths */
	unsigned days;			/* set of days; 0: any */
	int joined, left;
	int32_t lat, lon;		/* millionths of a degree; INT32_MIN: not said */
	int organic;			/* 0 no certificate, 1 organic, 2 in conversion */
	int organic_from, organic_until;
	unsigned organic_products;	/* set of products; 0: all */
	int64_t plan[PRODUCTS];		/* committed, thousandths; -1: none */
	int64_t owed[PRODUCTS];		/* account, thousandths */
};

struct week_kitchen {
	int class;
	int64_t weight;			/* thousandths */
	bool substitutes, organic_only;
	unsigned accepts;		/* set of tiers, bit 0 for tier 1; 0: all */
	unsigned days;			/* set of days; 0: any */
	int joined, left;
	int32_t lat, lon;		/* millionths of a degree; INT32_MIN: not said */
	int closed_from, closed_until;
	int64_t need[PRODUCTS];		/* thousandths; -1: none */
	int64_t owed[PRODUCTS];		/* account, thousandths */
};

struct week_offer {
	int producer, product;
	int64_t packs, extra;		/* extra: thousandths beyond whole packs */
	int from, until;
	int32_t price;			/* of partners */
};

struct week_row {
	int day, kitchen, product;
	int64_t packs, extra;		/* extra: thousandths beyond whole packs, may be below 0 */
	int contract;			/* index; -1: none */
	bool late;
};

struct week_contract {
	int kitchen, product;
	int64_t firm;			/* of the week, thousandths; -1: none */
	int64_t min, max;		/* over the contract, thousandths; 0: none */
	int64_t delivered;		/* in earlier weeks, thousandths */
	int until;			/* last day; 0: the end of the year */
	unsigned members;		/* set of producers; 0: no list */
	int64_t share[PRODUCERS];	/* thousandths */
};

struct week {
	int products, producers, kitchens, offers, rows, contracts;
	struct week_product product[PRODUCTS];
	struct week_producer producer[PRODUCERS];
	struct week_kitchen kitchen[KITCHENS];
	struct week_offer offer[OFFERS];
	struct week_row row[ROWS];
	struct week_contract contract[ROWS];
	int32_t metres[PRODUCERS][KITCHENS];	/* by road; -1: no road */
	int met[PRODUCERS][KITCHENS];	/* weeks ago; 0: never */
	bool apart[PRODUCERS][KITCHENS];
	int64_t pin[OFFERS][ROWS];	/* packs; -1: none */
	enum pial_rule rule;
	enum pial_pack_rounding round;	/* of orders */
	int32_t radius;			/* metres; -1: none */
};

/* A week of one product, without anybody: what is not said, by default. */
void week_init(struct week *w);
/* Contracts begin on 1 January, so many days before Monday. */
#define WEEK_CONTRACT_FROM 75
/* And end on 31 December, so many days after it. */
#define WEEK_CONTRACT_UNTIL 289

/* Adds one; returns its index. */
int week_producer(struct week *w);
int week_kitchen(struct week *w);
int week_offer(struct week *w, int producer, int product, int64_t packs);
int week_row(struct week *w, int day, int kitchen, int product, int64_t packs);
/* Prints a week so that a person can work it out by hand. */
void week_print(const struct week *w);

/* What the engine reads and says. */
struct built {
	struct pial_model model;
	struct pial_allocate_input input;
	struct pial_allocate_result result;
	struct pial_diags diags;
	struct pial_order order[2 * ROWS];
	struct pial_offer offer[2 * OFFERS];
	struct pial_allocation pin[2 * OFFERS * ROWS];
	struct pial_account account[2 * (PRODUCERS + KITCHENS) * PRODUCTS];
	struct pial_weight weight[2 * (PRODUCERS + KITCHENS) * PRODUCTS];
	struct pial_meeting meeting[2 * PRODUCERS * KITCHENS];
	struct pial_contract_delivered delivered[2 * ROWS];
};

/* An empty book of week 2025-W12. */
void built_init(struct built *b);
void built_release(struct built *b);
/*
 * Adds a week whose ids begin with a text: two weeks with two texts live side by side, the
 * first one's policies are both's. Quantities and packs are times as large.
 */
void built_add(struct built *b, const struct week *w, const char *prefix, int64_t times);
/* Runs the engine; false when refused. May be called again. */
bool built_run(struct built *b);

/* Packs of a week as the engine answered. */
struct given {
	int64_t x[OFFERS][ROWS];
	int64_t computed[OFFERS][ROWS];	/* of pinned pairs, without pins */
	int64_t missing[ROWS];
	bool odd;			/* a row that no pair explains */
};

/* Reads the result for the week added with this text and these times. */
void built_read(struct built *b, const struct week *w, const char *prefix, int64_t times,
		struct given *g);

#endif
