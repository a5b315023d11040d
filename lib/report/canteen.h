/*
 * What a canteen bought, line by line, as the State's canteen platform and the EGalim law count it.
 *
 * One row is what was delivered on a line of an invoice, with everything that was credited of it
 * taken off: the platform takes no amount below 0. The rows of a kitchen add up to its invoices
 * without VAT, to the cent. The day is that of the delivery, for all kitchens alike: what was
 * delivered in December and invoiced in January is of the year in which it was eaten.
 *
 * A product is organic when its line says so, and the certificates of the book must cover that day:
 * a line that says so without one is refused, never silently written either way. Other labels are
 * the product's own (products.csv), where its family may have them. Producers of the group sell by
 * a short chain, and are local when they are within the policy's radius of the kitchen by road;
 * of what a partner brings nothing of the kind is known.
 */
#ifndef PIAL_REPORT_CANTEEN_H
#define PIAL_REPORT_CANTEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "diag/diag.h"
#include "load/table.h"
#include "model/canteen.h"
#include "model/model.h"

enum pial_canteen_origin {
	PIAL_ORIGIN_UNSAID,	/* nothing, or elsewhere */
	PIAL_ORIGIN_FRANCE,	/* FRANCE */
	PIAL_ORIGIN_EUROPE,	/* EUROPE: the economic area, without France */
};

/* A purchase. */
struct pial_canteen_line {
	uint32_t line;			/* unused */
	struct pial_kitchen_id kitchen;	/* who bought */
	struct pial_text siret;		/* of the kitchen */
	struct pial_text seller;	/* id of who invoiced */
	struct pial_text supplier;	/* its name in law, else as people say it */
	struct pial_text invoice;	/* number; 0 in a draft */
	struct pial_text note;		/* delivery note; 0: a fee */
	struct pial_product_id product;	/* what; none: a fee */
	struct pial_producer_id producer;	/* who delivered */
	struct pial_text label;		/* as printed on the invoice */
	struct pial_text family;	/* the platform's code */
	struct pial_text labels;	/* codes, joined by commas without blanks; 0: none */
	struct pial_qty quantity;	/* in unit; none: a fee */
	struct pial_mass mass;		/* none: a fee */
	struct pial_money net;		/* without VAT, above 0 */
	int32_t km;			/* of a local product, rounded up; INT32_MIN: not local */
	struct pial_date day;		/* of delivery */
	uint8_t unit;			/* enum pial_unit of the quantity */
	uint8_t class;			/* enum pial_canteen_class */
	uint8_t origin;			/* enum pial_canteen_origin */
	uint8_t shortness;		/* enum pial_yesno: short chain */
	uint8_t local;			/* enum pial_yesno */
};

/*
 * Columns: kitchen date seller invoice note product producer label siret supplier quantity unit
 * mass_kg amount family labels class origin short local km.
 */
extern const struct pial_schema pial_schema_view_canteen;

struct pial_canteen_input {
	struct pial_model *model;			/* indexed; its pool takes texts */
	const struct pial_invoice_line *line;		/* invoices to kitchens, credits, fees */
	size_t lines;					/* how many */
	const struct pial_table *labels, *families;	/* data/labels.csv, families.csv */
	struct pial_date today;				/* no day is later */
	struct pial_kitchen_id only;	/* this kitchen; none: schools, nursing homes, nurseries */
};

/*
 * True when a kitchen counts: the one asked for, else any canteen. The platform is for canteens; a
 * restaurant or shop must be asked for.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_canteen_asked(const struct pial_kitchen *kitchen, struct pial_kitchen_id only);

/*
 * Fills a table of pial_schema_view_canteen, sorted. False, with errors, when a kitchen has no
 * SIRET (E-CANTEEN-SIRET), a family has no code (E-CANTEEN-FAMILY), a line is written organic
 * without a certificate (E-CANTEEN-ORGANIC), more was credited than delivered (E-CANTEEN-CREDIT),
 * or a sum leaves 64 bits. Labels of products that the tables do not know are said once
 * (N-CANTEEN-LABEL).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_canteen_make(struct pial_table *out, const struct pial_canteen_input *input,
		       struct pial_diags *diags);

/* The latest edition that data/purchases.csv has; 0: none. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int32_t pial_canteen_edition(const struct pial_table *columns);

/*
 * Adds the purchases file of an edition, ready to be uploaded: header and columns as
 * data/purchases.csv (columns) says, `;`, UTF-8, LF, two decimals, no empty line. Values are those
 * of the platform's schema (OUI and NON, lists joined by commas without blanks). False when there
 * is no such edition.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_canteen_write(struct pial_strbuf *out, const struct pial_table *rows,
			const struct pial_model *model, const struct pial_table *columns,
			int32_t edition);

#endif
