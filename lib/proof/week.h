/*
 * A week as the checker sees it: packs, allowed pairs, pins, components, what contracts owe, and
 * what the certificate claims of each.
 *
 * Built from the model and the tables, from the definition in spec/allocate.md ("Instance"),
 * without a line of the engine: a fault of the one is not a fault of the other.
 */
#ifndef PIAL_PROOF_WEEK_H
#define PIAL_PROOF_WEEK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "model/history.h"
#include "model/model.h"
#include "model/proof.h"
#include "proof/check.h"
#include "proof/exact.h"

/* Nothing, or nowhere. */
#define PIAL_NOWHERE UINT32_MAX

/* A rung: where a node stands on one side, turn, class, level; turn NONE stands above all. */
struct pial_rung {
	uint8_t turn;			/* enum pial_proof_turn */
	uint8_t class;			/* priority of the kitchens of the turn */
	struct pial_exact level;	/* level */
};

/* Below, at or above 0, as a comes before, with or after b. */
PIAL_MUST_CHECK int pial_rung_compare(const struct pial_rung *a, const struct pial_rung *b);

/* What a certificate claims of an order row, an offer or a producer. */
struct pial_claimed {
	uint32_t line;			/* its line; 0: it has none */
	struct pial_rung share;	/* between kitchens */
	struct pial_rung sale;		/* between producers */
	struct pial_exact exact;	/* exact packs: of a row; of a producer its sale */
	int64_t packs;			/* whole packs: of a row, of a producer */
	int64_t potential[PIAL_COSTS];	/* levels 7 and 8 */
};

/* An order row. */
struct pial_check_row {
	const struct pial_order *order;		/* the row */
	const struct pial_kitchen *kitchen;	/* who */
	const struct pial_product *product;	/* what */
	const struct pial_contract *contract;	/* under which contract, or NULL */
	int64_t packs;			/* ordered, as the policy rounds */
	int64_t owed;			/* of these, owed by the contract */
	int64_t pinned;			/* on pinned pairs */
	bool late;			/* served from what is left */
	uint32_t first, count;		/* its pairs */
	uint32_t part;			/* its component; NOWHERE: no pair */
	uint32_t local;			/* its place there */
	pial_i128 weight;		/* w, in smallest whole numbers of the component */
	struct pial_exact account;	/* A, in packs */
	struct pial_claimed claim;	/* what the certificate says */
	int64_t right, given;		/* packs of the proved answer; of the allocation checked */
	int64_t missing;		/* said to be missing by the allocation checked, packs */
	uint32_t line;			/* of the allocation: the first that speaks of it; or 0 */
};

/* An offer. */
struct pial_check_offer {
	const struct pial_offer *offer;		/* the row */
	const struct pial_producer *producer;	/* who */
	const struct pial_product *product;	/* what */
	const char *batch;		/* harvest */
	int64_t packs;			/* offered, rounded down */
	int64_t pinned;			/* on pinned pairs */
	uint32_t part[2];		/* its component: of rows in time, of late rows */
	uint32_t local[2];		/* its place there */
	struct pial_claimed claim[2];	/* what the certificate says, in time and late */
	int64_t right[2], given;	/* packs proved in each pass; of the allocation checked */
};

/* An allowed pair, or one that a pin makes. */
struct pial_check_pair {
	uint32_t row, offer;		/* which */
	int32_t metres;			/* distance */
	bool substitute;		/* not the product ordered */
	bool pinned;			/* fixed by hand */
	struct pial_exact share, sale;	/* claimed flows of the exact vectors */
	uint32_t line;			/* of the certificate; 0: none */
	int64_t right, given;		/* packs of the proved answer; of the allocation checked */
};

/* A producer or partner in a component. */
struct pial_check_seller {
	const struct pial_producer *producer;	/* who */
	uint32_t first, count;		/* its offers, in the component's list */
	int64_t base;			/* packs of pins, and given in time before late rows */
	int64_t most;			/* packs it could sell, base included */
	pial_i128 weight;		/* w, in smallest whole numbers of the component */
	struct pial_exact account;	/* A, in packs */
	struct pial_claimed claim;	/* what the certificate says */
	int64_t right, given;		/* packs of the proved answer; of the allocation checked */
};

/* A connected set of rows and offers. */
struct pial_check_part {
	bool late;			/* of late rows */
	bool spoiled;			/* the allocation passes a limit here */
	uint32_t *row, *offer;		/* in key order */
	uint32_t rows, offers;		/* how many */
	struct pial_check_seller *seller;	/* in order of ids; partners among them */
	uint32_t sellers;		/* how many */
	uint32_t *seller_of;		/* of an offer: its seller */
	uint32_t *first, *pair;		/* of each offer: its places in pair; one more at the end */
};

/* A row in the list that puts a kitchen's rows of one product side by side. */
struct pial_check_member {
	const struct pial_check_row *row;	/* which */
	uint32_t place;				/* its index */
};

/* Amounts by product, then party. */
struct pial_check_amounts {
	const struct pial_check_amount *amount;	/* sorted */
	size_t count;				/* how many */
};

struct pial_check_week {
	const struct pial_check_input *input;	/* what was asked */
	struct pial_arena *arena;	/* holds all below */
	struct pial_diags *diags;	/* where faults go */
	struct pial_check_row *row;	/* by day, kitchen, product, contract */
	uint32_t rows;			/* how many */
	struct pial_check_offer *offer;	/* by producer, first day, batch, product */
	uint32_t offers;		/* how many */
	uint32_t *offer_by_key;		/* offers by producer, product, batch */
	struct pial_check_pair *pair;	/* by row, then offer */
	uint32_t pairs;			/* how many */
	struct pial_check_part *part;	/* those in time first */
	uint32_t parts;			/* how many */
	struct pial_check_member *member;	/* rows by kitchen, product, contract */
	struct pial_check_amounts account, weight;	/* the input's, sorted */
	struct pial_meeting *meeting;	/* the input's, by pair */
};

/*
 * Builds the week; false, with located errors, when rows, pins or numbers are refused. Memory comes
 * from the arena.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_week_init(struct pial_check_week *week, const struct pial_check_input *input,
			  struct pial_arena *arena, struct pial_diags *diags);

/* The order row of a key, or NOWHERE. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
uint32_t pial_check_find_row(const struct pial_check_week *week, struct pial_date day,
			     struct pial_kitchen_id kitchen, struct pial_product_id product,
			     struct pial_contract_id contract);

/* The offer of a key, or NOWHERE. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
uint32_t pial_check_find_offer(const struct pial_check_week *week,
			       struct pial_producer_id producer, struct pial_product_id product,
			       struct pial_text batch);

/* The pair of a row and an offer, or NOWHERE. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
uint32_t pial_check_find_pair(const struct pial_check_week *week, uint32_t row, uint32_t offer);

/* Compares two meetings by their pair, for sorting and looking up. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL int pial_check_by_pair(const void *left, const void *right);

/* Sorts accounts and weights for looking up (proof/rights.c). */
PIAL_NONNULL_ALL void pial_check_amounts_sort(struct pial_check_week *week);

/* What contracts owe each row (proof/rights.c). */
PIAL_NONNULL_ALL void pial_check_owed(struct pial_check_week *week);

/* Weights and accounts of a component's rows and producers (proof/rights.c); false: too large. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_weigh(struct pial_check_week *week, struct pial_check_part *part);

#endif
