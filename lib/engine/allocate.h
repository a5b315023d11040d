/*
 * Who delivers what to whom: the ideal plan of a week.
 *
 * A pure function of the model, the week's orders and offers, the lines fixed by hand and what
 * happened before. Orders and offers become whole packs; connected sets of offers and rows
 * (components) are solved apart, level by level, each level exact and each keeping what the
 * levels above decided: pins, owed minima, demand by class, fair between kitchens, fair between
 * producers, whole packs, proximity, ties. Integers only. The answer does not depend on the
 * order of rows.
 */
#ifndef PIAL_ENGINE_ALLOCATE_H
#define PIAL_ENGINE_ALLOCATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "model/history.h"
#include "model/model.h"

/* What a party is owed from earlier weeks for a product (spec of allocation, "Accounts"). */
struct pial_account {
	uint32_t party;			/* number of a producer or kitchen */
	struct pial_product_id product;	/* what */
	struct pial_qty owed;		/* thousandths of the unit; may be negative */
};

/* How much a party's share of a product weighs this week, when the plan or the needs say so. */
struct pial_weight {
	uint32_t party;			/* number of a producer or kitchen */
	struct pial_product_id product;	/* what */
	struct pial_qty quantity;	/* committed (producer) or needed (kitchen) */
};

/* Asks for the practical plan (spec of allocation, "few drops"), and may stop its search. */
struct pial_drops_control {
	/* asked often while searching; true: give the best plan so far. NULL: never */
	bool (*stop)(void *context);
	void *context;				/* given to stop */
	bool figures_only;			/* the rows stay those of the ideal plan */
};

/* The practical plan beside the ideal. */
struct pial_drops_figures {
	bool asked;				/* the rest is filled */
	bool same;				/* the ideal plan is the practical plan */
	bool proved;				/* no plan within the budget is better */
	bool cut;				/* stop said so */
	int64_t drops, ideal_drops;		/* of each plan */
	int64_t least;				/* no plan within the budget has fewer drops */
	/* metres x grams of each plan, and the most allowed; by the hub when there is one */
	pial_i128 way, ideal_way, way_most;
	/* producers' weeks beside the ideal, millionths: the lowest and the highest */
	int64_t lowest, highest;
	struct pial_producer_id loses, gains;	/* whose; none when at 1000000 */
};

struct pial_allocate_input {
	const struct pial_model *model;		/* indexed */
	struct pial_week week;			/* the week */
	const struct pial_order *order;		/* the week's orders, any order of rows */
	size_t orders;				/* how many */
	const char *orders_file;		/* name for positions */
	const struct pial_offer *offer;		/* the week's offers, any order of rows */
	size_t offers;				/* how many */
	const char *offers_file;		/* name for positions */
	/* rows of an earlier allocation; only those with pin = yes count, unless replace */
	const struct pial_allocation *pin;
	size_t pins;				/* how many rows */
	const char *pins_file;			/* name for positions */
	const struct pial_account *account;	/* NULL: none */
	size_t accounts;			/* how many */
	const struct pial_weight *weight;	/* plan's and needs' weights; NULL: none */
	size_t weights;				/* how many */
	const struct pial_meeting *meeting;	/* NULL: none */
	size_t meetings;			/* how many */
	/*
	 * Delivered so far under contracts (in units), for what is left of a minimum: parallel
	 * to nothing, keyed by contract and product.
	 */
	const struct pial_contract_delivered *delivered;	/* NULL: none */
	size_t delivereds;			/* how many */
	/* the week is published: orders received after the cutoff are late */
	bool published;
	/* the rows of pin are published: as few of their packs as possible move (replace.h) */
	bool replace;
	/* replace: days before this one are over, and stay as published; none: no day is */
	struct pial_date done_before;
	/* keep the proof objects in the result (prove.h); nothing is kept of a replaced week */
	bool prove;
	/* threads to work with; 0 counts as 1; the answer is the same for any number */
	unsigned jobs;
	/* NULL: the ideal plan alone, as with replace and prove */
	const struct pial_drops_control *drops;
	/* the result has no rows: they are made piece by piece (pial_allocate_piece) */
	bool later;
};

/* Figures of a plan, shown beside it. */
struct pial_allocate_summary {
	int64_t ordered_packs, served_packs;	/* whole packs of all products */
	/* offered and allowed somewhere; substitutes delivered */
	int64_t offered_packs, substituted_packs;
	pial_i128 metre_grams;			/* sum of metres x grams */
	size_t drops;				/* producer at a kitchen on a day */
	size_t components;			/* solved apart */
	size_t short_rows;			/* order rows not fully served */
	struct pial_drops_figures practical;	/* beside the ideal, when asked for */
};

struct pial_allocate_result {
	struct pial_arena arena;		/* holds row */
	/* sorted by key; a row without producer says what is missing */
	struct pial_allocation *row;
	size_t rows;				/* how many */
	struct pial_allocate_summary summary;	/* figures */
	/* proof objects when asked for, else NULL; the input's tables must live as long */
	struct pial_proof *proof;
	/* later: the solved week that rows are made from, else NULL; the input must live as long */
	struct pial_solved *solved;
};

/* Makes an empty result. */
PIAL_NONNULL_ALL void pial_allocate_result_init(struct pial_allocate_result *result);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_allocate_result_release(struct pial_allocate_result *result);

/*
 * Computes the ideal plan (spec of allocation, levels 1 to 8). Notices: orders rounded to
 * packs, unit masses assumed, distances unknown, weights missing, shortages (one per order row
 * not fully served). Refused, with a located error naming both sides: a pin on a pair that is
 * not allowed or over a capacity, an order for no whole pack under `round: refuse`, sums beyond
 * 64 bits. Prices are filled from order, contract or reference price, buy prices from partners'
 * offers. With drops the rows are those of the practical plan (engine/drops.h), its figures in the
 * summary. Returns false when refused; result is then empty.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_allocate(const struct pial_allocate_input *input, struct pial_allocate_result *result,
		   struct pial_diags *diags);

/*
 * Pieces of a result whose rows are made later; 0 when there are none to make. A national week has
 * more rows than should be in memory beside its plan.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_allocate_pieces(const struct pial_allocate_result *result);

/*
 * Makes the rows of a piece, some thousands, in an arena, and returns how many. One piece after the
 * other they are all rows in key order. Pieces may be made side by side, each in its own arena.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_allocate_piece(const struct pial_allocate_result *result, size_t piece,
			   struct pial_arena *arena, struct pial_allocation **rows);

#endif
