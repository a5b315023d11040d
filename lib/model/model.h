/*
 * What the co-operative is made of, and what follows from it alone.
 *
 * The loaders (load/) fill it once; after pial_model_index nothing changes it. Lookups by id
 * are an array access. The questions answered here (price on a day, certificate on a day, open
 * or closed, distance) are asked by allocation, deliveries, invoices and reports alike: one
 * function each, so that a figure cannot differ.
 */
#ifndef PIAL_MODEL_MODEL_H
#define PIAL_MODEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/intern.h"
#include "model/moving.h"
#include "model/policy.h"
#include "model/season.h"
#include "model/standing.h"

/* Weeks that rounds are fixed for. */
struct pial_round_span {
	struct pial_week first, last;	/* both included */
};

struct pial_index_value;

struct pial_model {
	/* lists, contracts, everything that lives as long as the model */
	struct pial_arena arena;
	struct pial_intern pool;	/* ids and texts */
	struct pial_policy policy;	/* pial.yaml */
	struct pial_producer *producer;	/* sorted by id */
	size_t producers;		/* how many */
	struct pial_kitchen *kitchen;	/* sorted by id */
	size_t kitchens;		/* how many */
	struct pial_product *product;	/* sorted by id */
	size_t products;		/* how many */
	struct pial_certificate *certificate;	/* sorted by producer, from */
	size_t certificates;		/* how many */
	struct pial_road *road;		/* sorted by from, to */
	size_t roads;			/* how many */
	struct pial_contract *contract;	/* sorted by id */
	size_t contracts;		/* how many */
	struct pial_closure *closure;	/* sorted by id */
	size_t closures;		/* how many */
	struct pial_party *party;	/* sorted by id */
	size_t parties;			/* how many */
	/* data/indices.csv, where some contract revises a price */
	const struct pial_index_value *index;	/* sorted by number of index, month, day read */
	size_t indexes;				/* how many */
	struct pial_hazard *hazard;	/* in the ledger's order */
	size_t hazards;			/* how many */
	/* who goes to whom, of all seasons; set by pial_model_add_rounds */
	struct pial_season_round *round;	/* sorted by number of kitchen, of producer, week */
	size_t rounds;			/* how many */
	struct pial_round_span *round_span;	/* weeks of any round, in order, apart */
	size_t round_spans;		/* how many */
	/* set by pial_model_index: number in the pool to 1 + index, 0 when it is no such thing */
	uint32_t *producer_at, *kitchen_at, *product_at, *contract_at, *closure_at, *party_at;
	size_t indexed;			/* numbers covered by these arrays */
	uint32_t *certificate_from;	/* producer's index to 1 + its first certificate; 0: none */
	uint32_t *contract_by_kitchen;	/* indexes of contracts, kitchen by kitchen, then by id */
	/* kitchen's index to its first place there; one more at the end */
	uint32_t *contract_from;
};

/* Makes an empty model with the default policies, texts included (timezone, published columns). */
PIAL_NONNULL_ALL void pial_model_init(struct pial_model *model);

/*
 * Sets every policy to its default, those that are texts or lists included (time zone,
 * published columns): pial_policy_init has no pool to put them in.
 */
PIAL_NONNULL_ALL void pial_model_default_policy(struct pial_model *model);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_model_release(struct pial_model *model);

/*
 * Sorts the standing tables by key, gives producers whose tier is not said theirs (2 for a
 * partner, else 1) and builds the lookups. Call once they are loaded (again after adding).
 */
PIAL_NONNULL_ALL void pial_model_index(struct pial_model *model);

/*
 * Adds the rounds of the season of a year; weeks that are not said become its first and last. The
 * rows are copied.
 */
PIAL_NONNULL_ALL
void pial_model_add_rounds(struct pial_model *model, int year,
			   const struct pial_season_round *round, size_t rounds);

/* True when rounds are fixed for the week of a day: then only their pairs meet. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_model_has_rounds(const struct pial_model *model, struct pial_date day);

/* True when a round brings a producer to a kitchen that day. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_model_in_rounds(const struct pial_model *model, struct pial_producer_id producer,
			  struct pial_kitchen_id kitchen, struct pial_date day);

/* The text of a number of the pool. */
static inline const char *pial_model_text(const struct pial_model *model, uint32_t number)
{
	return pial_intern_text(&model->pool, number);
}

/* The producer of an id, or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_producer *pial_model_producer(const struct pial_model *model,
						struct pial_producer_id id);
/* The kitchen of an id, or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_kitchen *pial_model_kitchen(const struct pial_model *model,
					      struct pial_kitchen_id id);
/* The product of an id, or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_product *pial_model_product(const struct pial_model *model,
					      struct pial_product_id id);
/* The contract of an id, or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_contract *pial_model_contract(const struct pial_model *model,
						struct pial_contract_id id);
/* The party of an id ("self", a producer's or a kitchen's number), or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_party *pial_model_party(const struct pial_model *model, uint32_t id);
/* The closure of a name, or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_closure *pial_model_closure(const struct pial_model *model, uint32_t id);

/* True when a set holds the weekday of a day, or says nothing. */
PIAL_MUST_CHECK bool pial_weekdays_hold(struct pial_weekdays set, struct pial_date day);

/* True when day is from first to last, both included; none on either side is open. */
PIAL_MUST_CHECK bool pial_day_within(struct pial_date day, struct pial_date first,
				     struct pial_date last);

/*
 * The certificate that covers a product of a producer that day (any status), or NULL. Organic
 * wins over conversion.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_certificate *pial_model_certificate(const struct pial_model *model,
						      struct pial_producer_id producer,
						      struct pial_product_id product,
						      struct pial_date day);

/* True when a certificate of status organic covers the product that day. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_model_is_organic(const struct pial_model *model, struct pial_producer_id producer,
			   struct pial_product_id product, struct pial_date day);

/*
 * The closed period that shuts a kitchen that day (its closures in calendar.yaml), or NULL when
 * it is not closed. Delivery days and membership dates are other questions
 * (pial_kitchen_receives).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL const struct pial_closed *
pial_model_closed(const struct pial_model *model, const struct pial_kitchen *kitchen,
		  struct pial_date day);

/*
 * True when a kitchen receives that day: a delivery day of its own, joined and not left, not
 * closed.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_kitchen_receives(const struct pial_model *model, const struct pial_kitchen *kitchen,
			   struct pial_date day);

/* True when a kitchen receives on some day of a week: what it needs then can reach it. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_kitchen_receives_in(const struct pial_model *model, const struct pial_kitchen *kitchen,
			      struct pial_week week);

/* True when a producer delivers that day: a day of its own, joined and not left. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_producer_delivers(const struct pial_producer *producer, struct pial_date day);

/* True when a producer is in the group on some day of a week: joined and not left. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_producer_belongs_in(const struct pial_producer *producer, struct pial_week week);

/* The contract line for a product valid that day, or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_contract_line *pial_contract_line_on(const struct pial_contract *contract,
						       struct pial_product_id product,
						       struct pial_date day);

/* True when a contract's list of producers holds this one that day, or the contract has no list. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_contract_allows(const struct pial_contract *contract, struct pial_producer_id producer,
			  struct pial_date day);

enum pial_price_source {
	PIAL_PRICE_MISSING,	/* nothing says */
	PIAL_PRICE_CONTRACT,	/* a line of the contract */
	PIAL_PRICE_REFERENCE,	/* the product's reference price */
};

/*
 * The price a kitchen pays for a product that day, without VAT, per priced unit: the line of
 * the contract valid that day, revised as its formula says (model/revision.h), else the product's
 * reference price (spec of invoicing, "Price"). contract may be none (0). *source says which.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_price pial_model_price(const struct pial_model *model, struct pial_contract_id contract,
				   struct pial_product_id product, struct pial_date day,
				   enum pial_price_source *source);

/* The contract of a kitchen that has a line for the product that day, or 0: the first by id. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL struct pial_contract_id
pial_model_contract_for(const struct pial_model *model, struct pial_kitchen_id kitchen,
			struct pial_product_id product, struct pial_date day);

enum pial_distance_source {
	PIAL_DISTANCE_UNKNOWN,	/* a place is missing: 0 */
	PIAL_DISTANCE_ROAD,	/* distances.csv */
	PIAL_DISTANCE_CIRCLE,	/* great circle x 1.35 */
};

/*
 * Distance from a producer to a kitchen, rounded to 100 m half up: distances.csv read both ways
 * unless both are given, else haversine (R 6371 km) x 1.35. The only floating point is here,
 * rounded before any decision.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_distance pial_model_distance(const struct pial_model *model,
					 const struct pial_producer *producer,
					 const struct pial_kitchen *kitchen,
					 enum pial_distance_source *source);

/* Where a way begins or ends: at a producer, a kitchen or the hub. */
struct pial_spot {
	uint32_t id;			/* as distances.csv has it; 0: not there */
	struct pial_angle lat, lon;	/* place; none: not known */
};

/*
 * The same between any two places: what distances.csv says from one to the other, else back, else
 * of their latitudes and longitudes.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_distance pial_model_way(const struct pial_model *model, const struct pial_spot *from,
				    const struct pial_spot *to,
				    enum pial_distance_source *source);

/*
 * Mass of one unit of a product: 1 kg for kg, else unit_mass_kg; *assumed is set when neither
 * says (1 kg is taken).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_mass pial_product_unit_mass(const struct pial_product *product, bool *assumed);

/* Unit the price is for: kg when priced per kg, else the product's own. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_unit pial_product_priced_unit(const struct pial_product *product);

#endif
