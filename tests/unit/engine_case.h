/*
 * Small weeks for the tests of the engine, written in a few calls.
 *
 * One pack is one kilogram and ids are texts; rows are taken in the order given. A distance is
 * 0 unless a road says otherwise.
 */
#ifndef ENGINE_CASE_H
#define ENGINE_CASE_H

#include "engine/allocate.h"

#define ENGINE_CASE_MAX 96

struct engine_case {
	struct pial_model model;
	struct pial_allocate_input input;
	struct pial_allocate_result result;
	struct pial_diags diags;
	struct pial_order order[ENGINE_CASE_MAX];
	struct pial_offer offer[ENGINE_CASE_MAX];
	struct pial_allocation pin[ENGINE_CASE_MAX];
	struct pial_account account[ENGINE_CASE_MAX];
	struct pial_weight weight[ENGINE_CASE_MAX];
	struct pial_meeting meeting[ENGINE_CASE_MAX];
};

/* An empty week, 2025-W12 (Monday 17 March 2025). */
void engine_case_init(struct engine_case *c);
/* Gives everything back. */
void engine_case_release(struct engine_case *c);

/* The number of a text. */
uint32_t engine_id(struct engine_case *c, const char *text);
/* Adds a producer of tier 1, share 1. */
struct pial_producer *engine_producer(struct engine_case *c, const char *id);
/* Adds a kitchen of priority 1, weight 1. */
struct pial_kitchen *engine_kitchen(struct engine_case *c, const char *id);
/* Adds a product in kg, packs of 1. */
struct pial_product *engine_product(struct engine_case *c, const char *id);
/* Adds a road. */
void engine_road(struct engine_case *c, const char *from, const char *to, int32_t metres);
/* Adds an order for Monday plus days. */
struct pial_order *engine_order(struct engine_case *c, int days, const char *kitchen,
				const char *product, int64_t packs);
/* Adds an offer for the whole week. */
struct pial_offer *engine_offer(struct engine_case *c, const char *producer, const char *product,
				int64_t packs);
/* Adds a pin for Monday, product as ordered. */
struct pial_allocation *engine_pin(struct engine_case *c, const char *kitchen,
				   const char *product, const char *producer, int64_t packs);
/* Adds what a party is owed, in thousandths. */
void engine_account(struct engine_case *c, const char *party, const char *product, int64_t milli);
/* Adds what is planned or needed. */
void engine_weight(struct engine_case *c, const char *party, const char *product, int64_t packs);
/* Adds a contract of a kitchen with one line and room for producers and one firm quantity. */
struct pial_contract *engine_contract(struct engine_case *c, const char *id, const char *kitchen,
				      const char *product);
/* Sets the week's firm quantity of a contract. */
void engine_firm(struct engine_case *c, struct pial_contract *contract, int64_t packs);
/* Adds a producer to a contract's list. */
void engine_member(struct engine_case *c, struct pial_contract *contract, const char *producer,
		   int64_t share);

/* Runs; false when refused. May be called again. */
bool engine_run(struct engine_case *c);
/*
 * Packs that a producer gives a kitchen; NULL stands for all (of a producer: none is what is
 * missing).
 */
int64_t engine_given(struct engine_case *c, const char *producer, const char *kitchen);
/* Packs that a kitchen misses. */
int64_t engine_missing(struct engine_case *c, const char *kitchen);
/* How many diagnostics of a code there are. */
size_t engine_said(const struct engine_case *c, enum pial_code code);

/* A week of three kitchens that order 100, 200, 300 of leek and one grower, A, who has packs. */
void engine_estate(struct engine_case *c, enum pial_rule rule, int64_t packs);
/* Runs, and expects what K1, K2 and K3 get. */
void engine_expect(struct engine_case *c, int64_t first, int64_t second, int64_t third);

#endif
