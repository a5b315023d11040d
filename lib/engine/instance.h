/*
 * A week as numbers: whole packs of offers and order rows, what may be served by whom, pins,
 * components, and what each row was given.
 *
 * Everything is sorted by key first, so that no answer can depend on the order of input rows:
 * order rows by day, kitchen, product, contract; offers by producer, first day, batch, product;
 * a row's pairs by offer, which is also the order of the last tie rule (level 8 c).
 */
#ifndef PIAL_ENGINE_INSTANCE_H
#define PIAL_ENGINE_INSTANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "engine/allocate.h"
#include "engine/families.h"
#include "engine/ratio.h"
#include "engine/reach.h"

/* An offer in packs. */
struct pial_supply {
	const struct pial_offer *offer;		/* the row it comes from */
	const struct pial_producer *producer;	/* who */
	const struct pial_product *product;	/* what */
	const char *batch;			/* text of the batch, for sorting */
	int64_t packs;				/* offered, rounded down */
	int64_t left;				/* neither pinned nor given yet */
	uint32_t local;				/* its place in its component */
	/* bit i: on day i of the week, Monday 0, the offer stands and the producer delivers */
	uint8_t days;
	bool reached;				/* allowed to some order row */
};

/*
 * An order row in packs: 48 bytes, for a national week has 1.6 million. Parties are indices in the
 * model's tables, which are sorted by id, so they also stand for ids when sorting. What few weeks
 * have (owed minima, pins, lists of pairs) lies in arrays of its own; pial_demand_kitchen and the
 * like look everything up.
 */
struct pial_demand {
	int64_t packs;		/* ordered, rounded as the policy says */
	int64_t served;		/* packs given, pins included */
	uint32_t order;		/* the row it comes from: index in input->order */
	uint32_t kitchen;	/* who */
	uint32_t product;	/* what */
	uint32_t contract;	/* 1 + under which contract, or 0 */
	uint32_t claim;		/* first place of its claim in claim_row */
	uint32_t part;		/* its component, or PIAL_NOWHERE */
	uint32_t local;		/* its place in its component */
	struct pial_date day;	/* of delivery */
	bool late : 1;		/* served only from what is left */
	bool last : 1;		/* beside others, but after them (replace.h) */
	bool alone : 1;		/* the only row of its claim */
	bool unweighed;		/* its order had to be its weight; components write it */
};

/* In no component; no pair. */
#define PIAL_NOWHERE UINT32_MAX

/* What a row was given by an offer. Whether a pin fixed it the pins say (pial_instance_pin). */
struct pial_award {
	uint32_t supply;	/* which offer */
	int32_t metres;		/* distance */
	int64_t packs;		/* given, 0 only for a pin */
};

/* A component: a connected set of offers and rows, solved apart. */
struct pial_part {
	const uint32_t *supply;		/* its offers, in order */
	size_t supplies;		/* how many */
	const uint32_t *demand;		/* its rows, in order */
	size_t demands;			/* how many */
	size_t pairs;			/* allowed between them */
	uint32_t family;		/* of its products */
	/* the answer: */
	const uint32_t *given_at;	/* row's place to its first in given; one more at the end */
	const struct pial_award *given;	/* by row, then offer */
};

/* An allowed pair, when all are listed (pial_instance_link_all). */
struct pial_link {
	uint32_t supply, demand;	/* which offer, which row */
	int32_t metres;			/* distance */
	bool substitute;		/* not the product ordered */
	bool pinned;			/* fixed by a pin in force */
	int64_t packs;			/* given */
};

/* A pin and where it stands. */
struct pial_pin {
	const struct pial_allocation *row;	/* as given */
	uint32_t demand, supply;		/* row and offer */
	uint32_t next;				/* 1 + the row's pin before this one; 0: none */
	bool idle;				/* 0 on an offer or order of no whole pack */
	int64_t packs;				/* fixed */
	int64_t computed;			/* packs without any pin */
};

/* A pair whose distance nobody knows. */
struct pial_stranger {
	const struct pial_producer *producer;	/* who */
	const struct pial_kitchen *kitchen;	/* to whom */
	bool refused;				/* there is a radius: the pair is not allowed */
};

struct pial_instance {
	const struct pial_allocate_input *input;	/* what was asked */
	struct pial_arena *arena;		/* holds all below */
	struct pial_supply *supply;		/* sorted by key */
	size_t supplies;			/* how many */
	struct pial_demand *demand;		/* sorted by key */
	size_t demands;				/* how many */
	int64_t *owed;				/* packs that contracts owe rows; NULL: none */
	/* packs of rows' pins in force, and kept (replace.h); NULL: none */
	int64_t *fixed;
	int64_t *limit;				/* most packs of each link; NULL: no limit */
	int64_t *kept;				/* packs each link keeps; NULL: none (replace.h) */
	uint32_t *claim_row;			/* rows by kitchen, product, contract */
	/* kitchen's index to its first place in claim_row; one more at the end */
	uint32_t *claim_first;
	struct pial_families families;		/* of products */
	struct pial_reach reach;		/* kitchens to producers */
	uint8_t *receives;			/* kitchen's index to its days; bits as days */
	struct pial_date monday;		/* of the week; none: there is no week */
	struct pial_part *part;			/* those in time, then those late */
	size_t parts, early;			/* how many; of these in time */
	struct pial_pin *pin;			/* in the order given */
	size_t pins;				/* how many */
	uint32_t *pin_at;			/* row to 1 + its last pin; NULL without pins */
	bool pinned;				/* pins are in force */
	bool given;				/* something may have been given */
	/* all allowed pairs, sorted by row, then offer; NULL unless somebody asked */
	struct pial_link *link;
	size_t links;				/* how many */
	uint32_t *link_at;			/* row to its first link; one more at the end */
	struct pial_stranger *stranger;		/* pairs of unknown distance, each once */
	size_t strangers;			/* how many */
	unsigned workers;			/* threads to work with, at least 1 */
	struct pial_arena *keep;		/* one for each worker; lives as long */
	struct pial_proof *proof;		/* where proof objects go, or NULL (prove.h) */
};

/* No limit to the packs of a pair. */
#define PIAL_LINK_FREE INT64_MAX

/* Most packs that a pair may carry now; PIAL_LINK_FREE but while published packs are kept. */
static inline int64_t pial_link_limit(const struct pial_instance *instance, uint32_t link)
{
	return instance->limit ? instance->limit[link] : PIAL_LINK_FREE;
}

/*
 * Order of two rows by key: day, kitchen, product, contract; below, at or above 0. Places in the
 * model's tables are compared, which are sorted by id; a row without contract comes first.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int pial_demand_compare(const struct pial_demand *a, const struct pial_demand *b);

/*
 * The order that a row comes from: the input's, so that its line, price and days can be asked. The
 * row must be one of the instance, here and below.
 */
static inline const struct pial_order *pial_demand_order(const struct pial_instance *instance,
							 const struct pial_demand *demand)
{
	return &instance->input->order[demand->order];
}

/* Who ordered a row: the model's, which outlives the instance. */
static inline const struct pial_kitchen *pial_demand_kitchen(const struct pial_instance *instance,
							     const struct pial_demand *demand)
{
	return &instance->input->model->kitchen[demand->kitchen];
}

/* What a row is for: what was ordered, whatever is delivered instead. */
static inline const struct pial_product *pial_demand_product(const struct pial_instance *instance,
							     const struct pial_demand *demand)
{
	return &instance->input->model->product[demand->product];
}

/* The contract of a row, or NULL. */
static inline const struct pial_contract *
pial_demand_contract(const struct pial_instance *instance, const struct pial_demand *demand)
{
	return demand->contract ? &instance->input->model->contract[demand->contract - 1] : NULL;
}

/*
 * Packs of a row that its contract owes (M_r of the spec of allocation, "Instance"): at most what
 * is ordered, 0 without contract or where it owes nothing.
 */
static inline int64_t pial_demand_owed(const struct pial_instance *instance,
				       const struct pial_demand *demand)
{
	return instance->owed ? instance->owed[demand - instance->demand] : 0;
}

/*
 * Packs of a row that pins in force fix, or that it keeps (replace.h): a lower bound of what it
 * gets; no other pair of the row carries them.
 */
static inline int64_t pial_demand_fixed(const struct pial_instance *instance,
					const struct pial_demand *demand)
{
	return instance->fixed ? instance->fixed[demand - instance->demand] : 0;
}

/* The first link of a row: index in instance->link. All must be listed (pial_instance_link_all). */
static inline uint32_t pial_demand_first(const struct pial_instance *instance,
					 const struct pial_demand *demand)
{
	return instance->link_at[demand - instance->demand];
}

/* The link after a row's last one; a row without pairs has none between its first and this. */
static inline uint32_t pial_demand_end(const struct pial_instance *instance,
				       const struct pial_demand *demand)
{
	return instance->link_at[demand - instance->demand + 1];
}

/* The bit of a day in days of the week (struct pial_supply's); 0: it is not one of them. */
static inline uint8_t pial_instance_day(const struct pial_instance *instance, struct pial_date day)
{
	int place = (int)day.n - (int)instance->monday.n;

	if (!instance->monday.n || place < 0 || place > 6)
		return 0;
	return (uint8_t)(1u << place);
}

/*
 * Builds the instance: rounds to packs (notices), finds allowed pairs, contracts' minima and
 * claims. False, with located errors, when an order is not whole packs under `round: refuse`,
 * an id is unknown, or sums leave 64 bits. Release it in any case.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_instance_init(struct pial_instance *instance, const struct pial_allocate_input *input,
			struct pial_arena *arena, struct pial_diags *diags);

/* Gives back what the arena does not hold. */
PIAL_NONNULL_ALL void pial_instance_release(struct pial_instance *instance);

/*
 * For who goes through the rows in order and asks what each was given: asks memory for what rows
 * some places on lie behind, step by step, so that nobody waits for it. A national week spends more
 * time waiting for memory than counting. Says nothing, changes nothing.
 */
PIAL_NONNULL_ALL
static inline void pial_instance_foresee(const struct pial_instance *instance, size_t d, size_t end)
{
	const struct pial_demand *demand = &instance->demand[d];
	const struct pial_part *part;

	if (d + 28 >= end)
		return;
	if (demand[28].part != PIAL_NOWHERE)
		PIAL_PREFETCH(&instance->part[demand[28].part]);
	if (demand[21].part != PIAL_NOWHERE) {
		part = &instance->part[demand[21].part];
		if (part->given)
			PIAL_PREFETCH(&part->given_at[demand[21].local]);
	}
	if (demand[14].part != PIAL_NOWHERE) {
		part = &instance->part[demand[14].part];
		if (part->given)
			PIAL_PREFETCH(&part->given[part->given_at[demand[14].local]]);
	}
	if (demand[7].part != PIAL_NOWHERE && instance->part[demand[7].part].given) {
		part = &instance->part[demand[7].part];
		for (uint32_t i = part->given_at[demand[7].local];
		     i < part->given_at[demand[7].local + 1]; i++)
			PIAL_PREFETCH(&instance->supply[part->given[i].supply]);
	}
}

/* What a row was given, by offer, pins in force included; *count says how many. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_award *pial_instance_given(const struct pial_instance *instance,
					     const struct pial_demand *demand, size_t *count);

/*
 * Lists all allowed pairs in instance->link, with what each was given so far; link_at says where
 * each row's begin. For who must see also the pairs that got nothing; the ideal plan does not need
 * the list, and a national week has no room for it. Called again it brings packs and pinned up to
 * date.
 */
PIAL_NONNULL_ALL void pial_instance_link_all(struct pial_instance *instance);

/*
 * The other way round: what rows are given becomes what the listed pairs carry; pins must carry
 * theirs. Offers' left and rows' served follow.
 */
PIAL_NONNULL_ALL void pial_instance_give_all(struct pial_instance *instance);

/* Brings the listed pairs of one row up to date. */
PIAL_NONNULL_ALL void pial_instance_link_row(struct pial_instance *instance, uint32_t demand);

/* The pin on a pair, in force or not, or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_pin *pial_instance_pin(const struct pial_instance *instance, uint32_t demand,
					 uint32_t supply);

/*
 * Makes room for what rows have fixed (instance->fixed), nothing yet, unless there is. Weeks
 * without pins do without.
 */
PIAL_NONNULL_ALL void pial_instance_fix(struct pial_instance *instance);

/* Forgets everything given; with pins puts them in force, else leaves them out. */
PIAL_NONNULL_ALL void pial_instance_reset(struct pial_instance *instance, bool with_pins);

/*
 * Whole packs of an ordered quantity (not below 0) as the policy `round` says; under `refuse`, and
 * `down`, those that are in it. The product's pack must be above 0.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int64_t pial_order_packs(const struct pial_model *model, const struct pial_product *product,
			 struct pial_qty quantity);

/* Where an order row was written. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_pos pial_demand_pos(const struct pial_instance *instance,
				const struct pial_demand *demand);

/* Where an offer was written. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_pos pial_supply_pos(const struct pial_instance *instance,
				const struct pial_supply *supply);

#endif
