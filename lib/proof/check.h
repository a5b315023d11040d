/*
 * Is an allocation right? The checker: it believes neither the allocation nor the certificate.
 *
 * A certificate says what the right allocation of a week is and why (engine/certify.h); the checker
 * verifies the why in one pass over the allowed pairs, with integers only, and so knows the one
 * right answer without computing it. Any allocation, whoever wrote it, is then compared with it
 * level by level, and the first level at which it departs is named, with what that costs whom.
 *
 * What is verified, and why that is enough:
 *
 * - Exact shares (levels 2 to 5). Every part of a pack that a row can get has a place in a line of
 *   turns, classes and levels. The claimed flow carries the exact vector, and each row and offer
 *   has a claimed place such that a row's last part does not come after it, its next part not
 *   before it, and along every way on which packs could pass from u to v, v does not stand after
 *   u; what has something left stands after all. So no part can pass to one that comes earlier:
 *   by the exchange property of the bases of a polymatroid the vector is the only best one.
 *   Producers in the same way.
 * - Whole packs (level 6). Within a place, floors first; no candidate that was refused can take the
 *   pack of one that comes after it, nor one left over. The greedy answer of a matroid is the only
 *   one of which that is true.
 * - Levels 7 and 8. Potentials: no reduced cost is below 0 where more could flow, nor above 0 where
 *   something flows; each cost on the ways whose reduced cost was 0 for all before. Partners in the
 *   order of their ids, and the last tie rule, by searching ways that are still open.
 *
 * The checker shares no code with the engine: tables, model and integer types only.
 */
#ifndef PIAL_PROOF_CHECK_H
#define PIAL_PROOF_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "diag/diag.h"
#include "model/history.h"
#include "model/model.h"
#include "model/proof.h"

/* A quantity of a party and a product: what it is owed from before, or what it was promised. */
struct pial_check_amount {
	uint32_t party;			/* number of a producer or kitchen */
	struct pial_product_id product;	/* what */
	int64_t milli;			/* thousandths of the unit */
};

struct pial_check_input {
	const struct pial_model *model;		/* indexed */
	struct pial_week week;			/* the week */
	const struct pial_order *order;		/* the week's orders, any order of rows */
	size_t orders;				/* how many */
	const char *orders_file;		/* name for positions */
	const struct pial_offer *offer;		/* the week's offers */
	size_t offers;				/* how many */
	const char *offers_file;		/* name for positions */
	/* rows fixed by hand that are in force; those without pin = yes do not count */
	const struct pial_allocation *pin;
	size_t pins;				/* how many rows */
	const char *pins_file;			/* name for positions */
	const struct pial_check_amount *account;	/* owed from before */
	size_t accounts;			/* how many */
	const struct pial_check_amount *weight;	/* needs of kitchens, plan of producers */
	size_t weights;				/* how many */
	const struct pial_meeting *meeting;	/* pairs that met */
	size_t meetings;			/* how many */
	const struct pial_contract_delivered *delivered;	/* under contracts, so far */
	size_t delivereds;			/* how many */
	bool published;				/* orders after the cutoff are late */
	const struct pial_proof_line *proof;	/* the certificate, any order of lines */
	size_t proofs;				/* how many lines */
	const char *proof_file;			/* name for positions */
	const struct pial_allocation *row;	/* the allocation checked */
	size_t rows;				/* how many rows */
	const char *row_file;			/* name for positions */
};

/* What was found. */
struct pial_check_figures {
	size_t parts;		/* components proved */
	size_t pins;		/* pins in force */
	size_t departures;	/* findings added as alerts */
	int64_t ordered, served;	/* packs: ordered, and served by the right answer */
	int64_t owed, met;	/* packs owed by contracts, and met by the right answer */
	size_t shared;		/* order rows that are short */
	size_t odd;		/* odd packs given by level 6, both sides */
	int64_t substituted;	/* packs of substitutes in the right answer */
	pial_i128 metre_grams;	/* metres x grams of the right answer */
};

/*
 * Verifies the certificate, then the allocation. False, with located errors, when the tables or the
 * certificate are refused (a line that claims what is not so is named). Else true, and each
 * departure of the allocation is an alert at its row: the first level it departs from in each
 * component, and what that costs.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_allocation(const struct pial_check_input *input,
			   struct pial_check_figures *figures, struct pial_diags *diags);

#endif
