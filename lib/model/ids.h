/*
 * Identifiers and small sets: one struct a kind, so that a kitchen is never taken for a product.
 *
 * Numbers come from the book's pool of texts (base/intern.h); 0 is "none". They say nothing of
 * order: sort by text.
 */
#ifndef PIAL_MODEL_IDS_H
#define PIAL_MODEL_IDS_H

#include <stdint.h>

#include "num/date.h"

/* A free text: a name, a note, a batch. */
struct pial_text { uint32_t n; };	/* number in the pool; 0: empty */
/* Who grows, raises or completes. */
struct pial_producer_id { uint32_t n; };	/* number in the pool; 0: none */
/* Who orders. */
struct pial_kitchen_id { uint32_t n; };	/* number in the pool; 0: none */
/* What is ordered. */
struct pial_product_id { uint32_t n; };	/* number in the pool; 0: none */
/* A kitchen's commitment. */
struct pial_contract_id { uint32_t n; };	/* number in the pool; 0: none */

/* Several ids of one kind, in the order written. */
struct pial_id_list {
	const uint32_t *n;	/* numbers in the pool; the kind is that of the column */
	uint32_t count;		/* how many */
};

/* Weekdays, as a set. */
struct pial_weekdays { uint8_t bits; };	/* bit 0: Monday … bit 6: Sunday; 0: not said */
/* Months, as a set. */
struct pial_months { uint16_t bits; };	/* bit 0: January …; 0: not said */
/* Tiers, as a set. */
struct pial_tiers { uint8_t bits; };	/* bit 0: tier 1 …; 0: not said */

/* Some of the choices of a column, as a set. */
struct pial_choices { uint8_t bits; };	/* bit 0: the choice of value 1 …; 0: not said */

enum pial_yesno {
	PIAL_UNSAID,	/* an empty cell */
	PIAL_NO,
	PIAL_YES,
};

enum pial_unit {
	PIAL_UNIT_NONE,
	PIAL_UNIT_KG,
	PIAL_UNIT_PIECE,
	PIAL_UNIT_BUNCH,
	PIAL_UNIT_LITRE,
};

enum pial_producer_kind {
	PIAL_PRODUCER_KIND_NONE,	/* not said: a grower */
	PIAL_PRODUCER_GROWER,		/* market gardener */
	PIAL_PRODUCER_BREEDER,		/* livestock farmer */
	PIAL_PRODUCER_PARTNER,		/* wholesaler or shop that completes */
};

enum pial_vat_regime {			/* facts on e-invoicing, 1.4 */
	PIAL_VAT_REGIME_NONE,		/* not said */
	PIAL_VAT_LIABLE,		/* charges VAT */
	PIAL_VAT_FLAT_RATE,		/* agricultural flat-rate refund, art. 298 bis CGI */
	PIAL_VAT_FRANCHISE,		/* base franchise, art. 293 B CGI */
	PIAL_VAT_OUTSIDE,		/* not a taxable person */
};

enum pial_kitchen_kind {
	PIAL_KITCHEN_KIND_NONE,
	PIAL_KITCHEN_SCHOOL,
	PIAL_KITCHEN_NURSING_HOME,
	PIAL_KITCHEN_NURSERY,
	PIAL_KITCHEN_RESTAURANT,
	PIAL_KITCHEN_GROCERY,
	PIAL_KITCHEN_SHOP,
	PIAL_KITCHEN_EVENT,
};

enum pial_certificate_status {
	PIAL_CERTIFICATE_NONE,
	PIAL_CERTIFICATE_ORGANIC,
	PIAL_CERTIFICATE_CONVERSION,	/* in conversion: not yet organic */
};

enum pial_priced_per {
	PIAL_PRICED_UNSAID,	/* as PIAL_PRICED_UNIT */
	PIAL_PRICED_UNIT,	/* the product's own unit */
	PIAL_PRICED_KG,		/* ordered by the piece, paid by weight */
};

#endif
