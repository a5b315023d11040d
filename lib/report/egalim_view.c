/*
 * Purchases added up by class, and by product.
 */
#include "report/egalim_view.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "load/row.h"
#include "num/round.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define PARTS (PIAL_EGALIM_ALL + 1)
/* Shares are said to the hundredth of a percent, as the platform rounds them. */
#define WHOLE 10000
#define STEP 100

static const struct pial_choice part_choice[] = {
	{ PIAL_EGALIM_ORGANIC, "organic", "bio", "organic" },
	{ PIAL_EGALIM_SIQO, "siqo", "autres signes officiels de qualité",
	  "other official signs of quality" },
	{ PIAL_EGALIM_OTHER, "other", "autres labels EGalim", "other EGalim labels" },
	{ PIAL_EGALIM_EXTERNALITIES, "externalities", "externalités et performance",
	  "externalities and performance" },
	{ PIAL_EGALIM_QUALITY, "quality", "durable et de qualité", "sustainable and of quality" },
	{ PIAL_EGALIM_REST, "rest", "sans label", "without label" },
	{ PIAL_EGALIM_ALL, "all", "en tout", "in all" },
	{ 0, NULL, NULL, NULL },
};

#define ROW struct pial_egalim_row
static const struct pial_field part_field[] = {
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY | REQ, kitchen), .ref = PIAL_REF_KITCHEN },
	{ FIELD("part", "Part", "Part", ENUM, KEY | REQ, part), .choice = part_choice },
	{ FIELD("amount", "Montant HT (€)", "Amount without VAT (€)", MONEY, REQ, amount) },
	{ FIELD("mass_kg", "Poids (kg)", "Mass (kg)", MASS_KG, 0, mass) },
	{ FIELD("share", "Part de nos livraisons (%)", "Share of what we deliver (%)", RATE, 0,
		share) },
	{ FIELD("lines", "Lignes", "Lines", INT, 0, lines), .max = INT32_MAX },
	{ FIELD("budget", "Budget de l'année (€)", "Budget of the year (€)", MONEY, 0, budget),
	  HELP("Budget alimentaire de la cuisine, pour une année civile.",
	       "Food budget of the kitchen, for a calendar year.") },
	{ FIELD("of_budget", "Part du budget (%)", "Share of the budget (%)", RATE, 0, of_budget) },
	{ FIELD("goal", "Objectif (%)", "Goal (%)", RATE, 0, goal) },
	{ FIELD("missing", "Manque (€)", "Missing (€)", MONEY, 0, missing),
	  HELP("Euros de plus, de nous ou d'autres, jusqu'à l'objectif.",
	       "Euros more, of us or of others, until the goal.") },
};

const struct pial_schema pial_schema_view_egalim = {
	"egalim", NULL, "pial-report egalim", "Part du bio et des produits EGalim, par cuisine.",
	"Organic and EGalim share, by kitchen.", FIELDS(part_field, struct pial_egalim_row), NULL,
};
#undef ROW

#define ROW struct pial_egalim_product
static const struct pial_field product_field[] = {
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY | REQ, kitchen), .ref = PIAL_REF_KITCHEN },
	{ FIELD("seller", "Fournisseur", "Supplier", ID, KEY, seller), .ref = PIAL_REF_PARTY },
	{ FIELD("class", "Classe", "Class", ENUM, KEY, class), .choice = pial_choice_class },
	{ FIELD("product", "Produit", "Product", ID, KEY, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("label", "Désignation", "Description", TEXT, KEY, label) },
	{ FIELD("unit", "Unité", "Unit", ENUM, KEY, unit), .choice = pial_choice_unit },
	{ FIELD("labels", "Labels", "Labels", TEXT, 0, labels) },
	{ FIELD("quantity", "Quantité", "Quantity", QTY, 0, quantity) },
	{ FIELD("mass_kg", "Poids (kg)", "Mass (kg)", MASS_KG, 0, mass) },
	{ FIELD("price", "Prix moyen (€)", "Mean price (€)", PRICE, 0, price),
	  HELP("Montant par unité, hors taxe.", "Amount per unit, without VAT.") },
	{ FIELD("amount", "Montant HT (€)", "Amount without VAT (€)", MONEY, REQ, amount) },
};

const struct pial_schema pial_schema_view_supplies = {
	"supplies", NULL, "pial-report egalim", "Relevé annuel des fournitures, par cuisine.",
	"Yearly statement of what was supplied, by kitchen.",
	FIELDS(product_field, struct pial_egalim_product), NULL,
};
#undef ROW

/* ---- By class ---- */

static enum pial_egalim_part part_of(const struct pial_canteen_line *row)
{
	switch ((enum pial_canteen_class)row->class) {
	case PIAL_CLASS_ORGANIC:
		return PIAL_EGALIM_ORGANIC;
	case PIAL_CLASS_SIQO:
		return PIAL_EGALIM_SIQO;
	case PIAL_CLASS_OTHER:
		return PIAL_EGALIM_OTHER;
	case PIAL_CLASS_EXTERNALITIES:
		return PIAL_EGALIM_EXTERNALITIES;
	case PIAL_CLASS_NONE:
		break;
	}
	return PIAL_EGALIM_REST;
}

static bool add(struct pial_egalim_row *to, const struct pial_canteen_line *row)
{
	to->lines++;
	return pial_add(to->amount.cents, row->net.cents, &to->amount.cents) &&
	       (pial_mass_is_none(row->mass) || pial_add(to->mass.g, row->mass.g, &to->mass.g));
}

/* A ratio; none when whole is not above 0. */
static struct pial_rate rate_of(struct pial_money part, struct pial_money whole)
{
	int64_t share;

	if (pial_money_is_none(whole) || whole.cents <= 0 ||
	    !pial_muldiv(part.cents, WHOLE, whole.cents, PIAL_ROUND_HALF_AWAY, &share) ||
	    share > INT32_MAX / STEP || share < 0)
		return PIAL_RATE_NONE;
	return (struct pial_rate){ (int32_t)share * STEP };
}

/* The law's share on a day; none without one. */
static struct pial_rate goal_on(const struct pial_table *goals, enum pial_goal_kind kind,
				struct pial_date day)
{
	const struct pial_goal *found = NULL;

	for (size_t i = 0; i < goals->count; i++) {
		const struct pial_goal *goal = pial_table_row(goals, i);

		if (goal->goal == kind && pial_day_within(day, goal->from, goal->until) &&
		    (!found || goal->from.n > found->from.n))
			found = goal;
	}
	return found ? found->share : PIAL_RATE_NONE;
}

/* Euros until a goal. False on overflow. */
static bool find_missing(struct pial_egalim_row *row)
{
	if (pial_rate_is_none(row->goal) || pial_money_is_none(row->budget))
		return true;
	if (!pial_money_rate(row->budget, row->goal, PIAL_ROUND_UP, &row->missing) ||
	    !pial_add(row->missing.cents, -row->amount.cents, &row->missing.cents))
		return false;
	if (row->missing.cents < 0)
		row->missing.cents = 0;
	return true;
}

static bool put_kitchen(struct pial_table *out, const struct pial_egalim_input *input,
			struct pial_egalim_row part[PARTS])
{
	const struct pial_kitchen *kitchen =
		pial_model_kitchen(input->model, part[PIAL_EGALIM_ALL].kitchen);

	for (size_t i = 1; i < PARTS; i++) {
		part[i].part = (uint8_t)i;
		part[i].kitchen = kitchen->id;
		part[i].share = rate_of(part[i].amount, part[PIAL_EGALIM_ALL].amount);
		part[i].budget = input->year ? kitchen->food_budget : PIAL_MONEY_NONE;
		part[i].of_budget = rate_of(part[i].amount, part[i].budget);
		part[i].goal = PIAL_RATE_NONE;
		part[i].missing = PIAL_MONEY_NONE;
		if (i == PIAL_EGALIM_ORGANIC)
			part[i].goal = goal_on(input->goals, PIAL_GOAL_ORGANIC, input->last);
		if (i == PIAL_EGALIM_QUALITY)
			part[i].goal = goal_on(input->goals, PIAL_GOAL_QUALITY, input->last);
		if (!find_missing(&part[i]))
			return false;
		pial_table_add(out, &part[i]);
	}
	return true;
}

bool pial_egalim_make(struct pial_table *out, const struct pial_egalim_input *input)
{
	const struct pial_table *rows = input->purchases;
	bool fits = true;

	for (size_t from = 0, end; fits && from < rows->count; from = end) {
		const struct pial_canteen_line *first = pial_table_row(rows, from);
		struct pial_egalim_row part[PARTS] = { 0 };

		part[PIAL_EGALIM_ALL].kitchen = first->kitchen;
		for (end = from; fits && end < rows->count; end++) {
			const struct pial_canteen_line *row = pial_table_row(rows, end);
			enum pial_egalim_part own = part_of(row);

			if (row->kitchen.n != first->kitchen.n)
				break;
			fits = add(&part[own], row) && add(&part[PIAL_EGALIM_ALL], row) &&
			       (own == PIAL_EGALIM_REST || add(&part[PIAL_EGALIM_QUALITY], row));
		}
		fits = fits && put_kitchen(out, input, part);
	}
	return fits;
}

/* ---- By product ---- */

static int by_product(const void *left, const void *right)
{
	const struct pial_egalim_product *a = left, *b = right;
	const uint32_t ka[] = { a->kitchen.n, a->seller.n, a->class, a->product.n, a->label.n,
				a->unit, a->labels.n };
	const uint32_t kb[] = { b->kitchen.n, b->seller.n, b->class, b->product.n, b->label.n,
				b->unit, b->labels.n };

	for (size_t i = 0; i < PIAL_COUNT(ka); i++)
		if (ka[i] != kb[i])
			return ka[i] < kb[i] ? -1 : 1;
	return 0;
}

static bool add_product(struct pial_egalim_product *to, const struct pial_egalim_product *from)
{
	if (!pial_add(to->amount.cents, from->amount.cents, &to->amount.cents))
		return false;
	if (pial_qty_is_none(to->quantity))
		return true;
	return pial_add(to->quantity.milli, from->quantity.milli, &to->quantity.milli) &&
	       pial_add(to->mass.g, from->mass.g, &to->mass.g);
}

/* Cents of thousandths: ten-thousandths of a euro for one unit. */
static bool find_price(struct pial_egalim_product *row)
{
	int64_t price;

	row->price = PIAL_PRICE_NONE;
	if (pial_qty_is_none(row->quantity) || row->quantity.milli <= 0)
		return true;
	if (!pial_muldiv(row->amount.cents, 100000, row->quantity.milli, PIAL_ROUND_HALF_AWAY,
			 &price))
		return false;
	if (price >= 0 && price < INT32_MAX)
		row->price.e4 = (int32_t)price;
	return true;
}

bool pial_egalim_products(struct pial_table *out, const struct pial_egalim_input *input)
{
	size_t count = input->purchases->count, kept = 0;
	struct pial_egalim_product *list = pial_calloc(count + 1, sizeof(*list));
	bool fits = true;

	for (size_t i = 0; i < count; i++) {
		const struct pial_canteen_line *row = pial_table_row(input->purchases, i);

		list[i] = (struct pial_egalim_product){
			.kitchen = row->kitchen, .seller = row->seller, .product = row->product,
			.label = { row->product.n ? 0 : row->label.n }, .labels = row->labels,
			.quantity = row->quantity, .mass = row->mass, .amount = row->net,
			.unit = row->unit, .class = row->class };
	}
	if (count)
		qsort(list, count, sizeof(*list), by_product);
	for (size_t i = 1; fits && i < count; i++) {
		if (by_product(&list[kept], &list[i]))
			list[++kept] = list[i];
		else
			fits = add_product(&list[kept], &list[i]);
	}
	for (size_t i = 0; fits && count && i <= kept; i++) {
		fits = find_price(&list[i]);
		pial_table_add(out, &list[i]);
	}
	pial_table_sort(out, input->model);
	free(list);
	return fits;
}
