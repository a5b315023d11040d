/*
 * Which offer may serve which order, and why not.
 *
 * The conditions of the allocation's "Instance", one by one, in the order in which a person
 * would check them: product, days, members, tier, certificate, contract, distance, exclusions.
 */
#ifndef PIAL_ENGINE_ALLOWED_H
#define PIAL_ENGINE_ALLOWED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "model/model.h"

/* What stands between an offer and an order. */
enum pial_barrier {
	PIAL_BARRIER_NONE,	/* nothing: allowed */
	PIAL_BARRIER_PRODUCT,	/* neither the product nor an accepted substitute */
	PIAL_BARRIER_OFFER_DAY,	/* not on the days of the offer */
	PIAL_BARRIER_PRODUCER,	/* the producer does not deliver that day, or is not a member */
	PIAL_BARRIER_KITCHEN,	/* the kitchen does not receive that day, or is not a member */
	PIAL_BARRIER_TIER,	/* the kitchen does not accept the producer's tier */
	PIAL_BARRIER_ORGANIC,	/* organic only, without a certificate that day */
	PIAL_BARRIER_CONTRACT,	/* the contract's list of producers does not hold this one */
	PIAL_BARRIER_ROUNDS,	/* the season's rounds do not bring the producer there that day */
	PIAL_BARRIER_EXCLUDED,	/* the policy keeps the two apart */
	PIAL_BARRIER_RADIUS,	/* farther than the policy's radius, or distance unknown */
};

/* A few words on a barrier, a message of the catalogue. */
PIAL_MUST_CHECK PIAL_RETURNS_NONNULL const char *pial_barrier_text(enum pial_barrier barrier);

/*
 * What keeps an offer from an order, distance aside. All rows must belong to the model.
 * Substitutes count when the kitchen accepts them; they have the product's unit and pack (the
 * book's loader refuses others).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_barrier pial_barrier_of(const struct pial_model *model, const struct pial_offer *offer,
				  const struct pial_order *order);

/* An order row as it meets offers: what is the same for all of them, asked once. */
struct pial_door {
	const struct pial_model *model;		/* certificates */
	const struct pial_kitchen *kitchen;	/* who receives */
	const struct pial_contract *contract;	/* with its list of producers, or NULL */
	struct pial_date day;			/* of delivery */
	bool open;				/* the kitchen receives that day */
	bool rounds;				/* pairs are fixed that week */
};

/* The door of a row of a kitchen, under a contract or none (NULL), on a day. */
PIAL_MUST_CHECK PIAL_NONNULL(1, 2)
struct pial_door pial_door_make(const struct pial_model *model,
				const struct pial_kitchen *kitchen,
				const struct pial_contract *contract, struct pial_date day);

/*
 * What of day, membership, tier, certificate, contract and rounds keeps an offer from a row; the
 * product, exclusions and distance are left aside.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_barrier pial_door_barrier(const struct pial_door *door, const struct pial_offer *offer,
				    const struct pial_producer *producer);

/*
 * True when a product may stand for another where substitutes are accepted: listed, with the same
 * unit and pack. False for the product itself.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_product_replaces(const struct pial_product *given, const struct pial_product *wanted);

/*
 * What distance says of a pair: over the radius, or unknown while there is one. *metres is 0
 * and *unknown set when a place is missing.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_barrier pial_barrier_distance(const struct pial_model *model,
					const struct pial_producer *producer,
					const struct pial_kitchen *kitchen, int32_t *metres,
					bool *unknown);

#endif
