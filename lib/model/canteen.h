/*
 * What the State asks canteens for, as tables: the columns of the purchases file of its platform,
 * labels, families of food, goals of the law.
 *
 * They are data because they change: the file had eight columns until 2026 and has twelve since. A
 * group that must follow faster than we do puts a file of the same name in its data/.
 */
#ifndef PIAL_MODEL_CANTEEN_H
#define PIAL_MODEL_CANTEEN_H

#include <stdint.h>

#include "model/ids.h"
#include "num/date.h"
#include "num/units.h"

/* What a column of the purchases file holds. */
enum pial_purchases_value {
	PIAL_PURCHASES_NONE,
	PIAL_PURCHASES_SIRET,		/* of the buying canteen */
	PIAL_PURCHASES_DESCRIPTION,	/* what was bought, in words */
	PIAL_PURCHASES_SUPPLIER,	/* its name */
	PIAL_PURCHASES_DATE,		/* of delivery */
	PIAL_PURCHASES_AMOUNT,		/* without VAT */
	PIAL_PURCHASES_FAMILY,		/* code of the family of food */
	PIAL_PURCHASES_LABELS,		/* codes of labels */
	PIAL_PURCHASES_TRAITS,		/* labels, origin, short chain and local in one list */
	PIAL_PURCHASES_ORIGIN,		/* FRANCE, EUROPE */
	PIAL_PURCHASES_SHORT,		/* short chain, OUI or NON */
	PIAL_PURCHASES_LOCAL,		/* local, OUI or NON */
	PIAL_PURCHASES_LOCAL_HOW,	/* how local is meant: KM */
	PIAL_PURCHASES_LOCAL_2025,	/* the same with the codes of 2025 */
	PIAL_PURCHASES_LOCAL_KM,	/* distance, whole kilometres */
};

/* data/purchases.csv: a column of the file; key edition, rank */
struct pial_purchases_column {
	uint32_t line;			/* line in the file, from 1 */
	int32_t edition;		/* year that names the format */
	struct pial_text column;	/* its name in the file */
	struct pial_text source;	/* where that is published */
	uint8_t rank;			/* its place, from 1 */
	uint8_t value;			/* enum pial_purchases_value */
};

/* Class of the yearly balance sheet; a purchase counts in the first that fits. */
enum pial_canteen_class {
	PIAL_CLASS_NONE,		/* no label: outside of all */
	PIAL_CLASS_ORGANIC,		/* bio */
	PIAL_CLASS_SIQO,		/* other official signs of quality and origin */
	PIAL_CLASS_OTHER,		/* other labels that count */
	PIAL_CLASS_EXTERNALITIES,	/* chosen for externalities or performance */
};

/* data/labels.csv: a code of a label; key label */
struct pial_canteen_label {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_text label;		/* the platform's code */
	struct pial_text families;	/* codes it is for, separated by spaces; 0: all */
	struct pial_text source;	/* where that is published */
	uint8_t rank;			/* its place in lists, from 1 */
	uint8_t class;			/* enum pial_canteen_class */
};

/* data/families.csv: what the platform calls a family of products; key family */
struct pial_canteen_family {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_text family;	/* word of products.csv; case and accents do not count */
	struct pial_text code;		/* the platform's */
	struct pial_text source;	/* where that is published */
};

enum pial_goal_kind {
	PIAL_GOAL_NONE,
	PIAL_GOAL_ORGANIC,	/* organic */
	PIAL_GOAL_QUALITY,	/* all four classes together */
};

/* data/goals.csv: a share that the law wants; key goal, from */
struct pial_goal {
	uint32_t line;			/* line in the file, from 1 */
	struct pial_rate share;		/* of the value of a year's food, without VAT */
	struct pial_text source;	/* the text that sets it */
	struct pial_date from, until;	/* first and last day; until none: still in force */
	uint8_t goal;			/* enum pial_goal_kind */
};

#endif
