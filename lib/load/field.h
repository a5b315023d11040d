/*
 * Field tables: one description of a file drives its reader, its writer, its labels, its checks
 * and its page in the manual (libcyaml's idea: a table describes a mapping).
 *
 * A field says where its value lives in the row (offset), what type it has (which fixes text form,
 * checks and C type of the member), and its names: the English column name, which is the API, and
 * a label in each language. Schemas of the moving and standing tables are const data in
 * load/schema_*.c. A YAML mapping uses the same fields, with blocks and lists for what CSV cannot
 * say. To add a column: a member in the row, a line in its schema; reader, writer, sheets and
 * manual follow.
 */
#ifndef PIAL_LOAD_FIELD_H
#define PIAL_LOAD_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/lang.h"
#include "diag/diag.h"
#include "model/ids.h"
#include "model/model.h"
#include "model/proof.h"

struct pial_table;

/* Type of a value: text form, checks, and C type of the member at offset. */
enum pial_type {
	PIAL_T_ID,		/* id; any one-member id struct (uint32_t number) */
	PIAL_T_TEXT,		/* free text; struct pial_text */
	PIAL_T_IDS,		/* ids separated by spaces, in YAML a list; struct pial_id_list */
	/* The wide numbers stop at the limits of num/units.h. */
	PIAL_T_QTY,		/* struct pial_qty, >= 0 unless signed, 3 decimals */
	PIAL_T_MASS_KG,		/* kilograms in text, struct pial_mass, >= 0, 3 decimals */
	PIAL_T_MONEY,		/* struct pial_money, >= 0 unless signed, 2 decimals */
	PIAL_T_PRICE,		/* struct pial_price, >= 0, 4 decimals */
	/* percent, 4 decimals; struct pial_rate; a % sign in YAML, and where doubtful without */
	PIAL_T_RATE,
	PIAL_T_RATIO,		/* a number 0 to 1 ("0.2"), 6 decimals; struct pial_rate */
	PIAL_T_KM,		/* kilometres in text, struct pial_distance, 3 decimals */
	PIAL_T_ANGLE,		/* degrees, struct pial_angle, 6 decimals, -180 to 180 */
	PIAL_T_AREA,		/* square metres, struct pial_area, 2 decimals */
	PIAL_T_INT,		/* whole number, int32_t, between min and max of the field */
	PIAL_T_SMALL,		/* whole number, uint8_t, between min (at least 1) and max */
	PIAL_T_DATE,		/* struct pial_date */
	PIAL_T_WEEK,		/* struct pial_week */
	PIAL_T_MONTH,		/* struct pial_month, YYYY-MM */
	PIAL_T_SEASON_WEEK,	/* "W14"; int32_t, 1 to 53 */
	PIAL_T_ENUM,		/* one of choice; uint8_t */
	PIAL_T_YESNO,		/* yes/no, oui/non; uint8_t enum pial_yesno */
	PIAL_T_WEEKDAYS,	/* mon … sun separated by spaces; struct pial_weekdays */
	/* some of choice, values 1 to 8, labels of one word; struct pial_choices */
	PIAL_T_CHOICES,
	PIAL_T_MONTHS,		/* 1 … 12 separated by spaces; struct pial_months */
	PIAL_T_TIERS,		/* 1, 2 separated by spaces; struct pial_tiers */
	PIAL_T_SIRET,		/* struct pial_text: 14 digits, Luhn key checked */
	PIAL_T_IBAN,		/* struct pial_text, without blanks, key checked */
	PIAL_T_VAT,		/* struct pial_text, without blanks, French key checked */
	PIAL_T_LINE,		/* not in the file: the row's line; unused by readers */
	PIAL_T_BLOCK,		/* YAML only: nested mapping, members at the same base */
	PIAL_T_LIST,		/* YAML only: list of mappings; const pointer at offset */
};

/* What an id must name. */
enum pial_ref {
	PIAL_REF_NONE,		/* nothing */
	PIAL_REF_PRODUCER,	/* a row of producers.csv */
	PIAL_REF_KITCHEN,	/* a row of kitchens.csv */
	PIAL_REF_PRODUCT,	/* a row of products.csv */
	PIAL_REF_CONTRACT,	/* a file of contracts/ */
	PIAL_REF_CLOSURE,	/* an entry of calendar.yaml */
	PIAL_REF_PLACE,		/* a producer, a kitchen, or "hub" when there is one */
	PIAL_REF_PARTY,		/* "self", a producer or a kitchen */
};

enum pial_field_flags {
	PIAL_F_REQUIRED = 1 << 0,	/* column and value must be there */
	PIAL_F_KEY = 1 << 1,		/* part of the key; may be empty unless required too */
	PIAL_F_POSITIVE = 1 << 2,	/* above 0 */
	PIAL_F_SIGNED = 1 << 3,		/* may be negative */
	PIAL_F_COLUMN = 1 << 4,		/* the column must be there, its value may be empty */
	PIAL_F_WORDS = 1 << 5,		/* TEXT in YAML: a list of texts is joined by spaces */
	PIAL_F_ONE = 1 << 6,		/* LIST: one mapping, or one text for its first key */
	PIAL_F_GRAMS = 1 << 7,		/* QTY of a column of grams: its limit is 1000 times up */
	/* TEXT of a key: the table never becomes a sheet, no id that must survive is made of it */
	PIAL_F_PLAIN = 1 << 8,
};

/* One value of an enumeration. */
struct pial_choice {
	uint8_t value;		/* in the row */
	const char *name;	/* English, the API */
	const char *fr, *en;	/* labels */
};

/* One column, or one key of a mapping. */
struct pial_field {
	const char *name;	/* column or key: English, the API */
	const char *fr, *en;	/* labels in sheets, unique within the table */
	enum pial_type type;	/* what it holds */
	unsigned flags;		/* enum pial_field_flags */
	size_t offset;		/* of the member in the row; BLOCK: unused */
	const char *absent;	/* text taken when the cell is empty; NULL: none */
	/*
	 * ENUM, CHOICES: values, closed by a NULL name. TEXT: words that the toolkit itself writes
	 * among free text; sheets and text show their labels, and sheets bring the words back.
	 */
	const struct pial_choice *choice;
	enum pial_ref ref;	/* ID, IDS: what it must name */
	int32_t min, max;	/* INT, SMALL: bounds, both included */
	const struct pial_schema *nested;	/* BLOCK, LIST: the mapping inside */
	/*
	 * LIST: where the number of items goes. BLOCK: where a bool "it is there" goes; 0:
	 * nowhere.
	 */
	size_t count_offset;
	const char *help_fr, *help_en;	/* one sentence for the manual; NULL: the label is enough */
	/*
	 * Sets the member of a row whose cell is empty from its other cells; NULL: absent says it.
	 */
	void (*derive)(void *row);
};

/* A table or a YAML mapping. */
struct pial_schema {
	const char *name;	/* "orders": the table's name, its file without .csv */
	/* where it lives in the book: "weeks/W/orders.csv"; NULL: nowhere */
	const char *path;
	const char *writer;	/* command that writes it; NULL: people */
	const char *fr, *en;	/* what it is, for the manual */
	const struct pial_field *field;	/* columns in canonical order */
	size_t fields;		/* how many */
	size_t row_size;	/* bytes of a row */
	/* Checks of one row of a table that need no other row; adds diagnostics. NULL: none. */
	void (*check)(const struct pial_table *table, const void *row, struct pial_diags *diags);
};

/* The standing tables, one schema each. */
extern const struct pial_schema pial_schema_producers, pial_schema_kitchens, pial_schema_products,
	pial_schema_certificates, pial_schema_distances, pial_schema_hazards;
/* The moving tables. */
extern const struct pial_schema pial_schema_orders, pial_schema_offers, pial_schema_allocation,
	pial_schema_receipts, pial_schema_deliveries, pial_schema_lines, pial_schema_statement,
	pial_schema_status;
/* The tables of a season. */
extern const struct pial_schema pial_schema_needs, pial_schema_bids, pial_schema_costs,
	pial_schema_plan, pial_schema_rounds, pial_schema_absences, pial_schema_rota;
/* Reference data. */
extern const struct pial_schema pial_schema_thresholds, pial_schema_portions,
	pial_schema_dishes, pial_schema_quotations, pial_schema_indices;
/* What the State asks canteens for. */
extern const struct pial_schema pial_schema_purchases, pial_schema_labels, pial_schema_families,
	pial_schema_goals;
/* What the law makes invoices say. */
extern const struct pial_schema pial_schema_mentions, pial_schema_rates, pial_schema_terms;
/* The public schema of menus. */
extern const struct pial_schema pial_schema_menus;
/* Food waste: campaigns, what was weighed, meals counted (model/weighing.h). */
extern const struct pial_schema pial_schema_campaigns, pial_schema_weighings, pial_schema_meals;
/* What is known of food waste in general, and the views of a weigh-in (model/waste.h). */
extern const struct pial_schema pial_schema_benchmarks, pial_schema_emissions, pial_schema_waste,
	pial_schema_compost;
/* What a kilometre emits (model/data.h). */
extern const struct pial_schema pial_schema_roads;
extern const struct pial_schema pial_schema_view_waste, pial_schema_view_waste_parts,
	pial_schema_view_compost;
/* What the service does and costs (model/service.h). */
extern const struct pial_schema pial_schema_activities, pial_schema_hours, pial_schema_trips,
	pial_schema_budget;
/* The ledger of accounts, and the register of issued documents. */
extern const struct pial_schema pial_schema_balances, pial_schema_register;
/* The ledgers of cash. */
extern const struct pial_schema pial_schema_advances, pial_schema_fund, pial_schema_payments;
/* The certificate of an allocation. */
extern const struct pial_schema pial_schema_proof;
/* The YAML files: pial.yaml, a contract, an entry of parties.yaml, a period of calendar.yaml. */
extern const struct pial_schema pial_schema_book, pial_schema_contract, pial_schema_party,
	pial_schema_closed;

/* Every schema, in the order of the manual, closed by NULL. */
extern const struct pial_schema *const pial_schemas[];

/* Index of a field by its name, or -1. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int pial_field_find(const struct pial_schema *schema, const char *name);

/* A field's label in a language; PIAL_LANG_NONE gives its name. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_field_label(const struct pial_field *field, enum pial_lang lang);

/* A choice by its value, or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_choice *pial_choice_of(const struct pial_choice *choice, uint8_t value);

/* A choice's label in a language; PIAL_LANG_NONE gives its name. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_choice_label(const struct pial_choice *choice, enum pial_lang lang);

/*
 * Finds the choice that text names, by English name or by a label of either language, case and
 * accents aside. NULL when there is none.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_choice *pial_choice_find(const struct pial_choice *choice, const char *text,
					   size_t len);

/* Regimes of VAT, as enum pial_vat_regime. */
extern const struct pial_choice pial_choice_vat_regime[];
/* What legal mentions are for, as enum pial_mention_kind. */
extern const struct pial_choice pial_choice_mention[];
/* Kinds of buyers, as enum pial_buyer_class. */
extern const struct pial_choice pial_choice_buyer[];
/* The values of units (kg, piece, bunch, litre), shared by several tables. */
extern const struct pial_choice pial_choice_unit[];
/* yes and no. */
extern const struct pial_choice pial_choice_yesno[];
/* Words for what a need was computed from, as enum pial_need_source. */
extern const struct pial_choice pial_choice_need_source[];
/* Kinds of dishes, as enum pial_dish; the French labels are those of the schema of menus. */
extern const struct pial_choice pial_choice_dish[];
/* Meals of a day, streams of waste, and words for parts of a meal (model/weighing.h). */
extern const struct pial_choice pial_choice_meal[], pial_choice_stream[], pial_choice_component[];
/* Settings of weigh-ins and of composting, and figures of composting (model/waste.h). */
extern const struct pial_choice pial_choice_waste_setting[], pial_choice_compost_setting[],
	pial_choice_compost_of[], pial_choice_compost_figure[];
/* Kinds of kitchens, as enum pial_kitchen_kind. */
extern const struct pial_choice pial_choice_kitchen_kind[];
/* The days of the week, mon to sun, as enum pial_weekday. */
extern const struct pial_choice pial_choice_weekday[];
/* Kinds of activities, tasks, purposes of trips, lines of a budget (model/service.h). */
extern const struct pial_choice pial_choice_activity[], pial_choice_task[], pial_choice_trip[],
	pial_choice_budget[];
/* Classes of the canteens' yearly balance sheet (model/canteen.h). */
extern const struct pial_choice pial_choice_class[];
/* What moves the shared fund. */
extern const struct pial_choice pial_choice_fund[];

#endif
