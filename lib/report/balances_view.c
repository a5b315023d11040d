/*
 * The rows of the accounts view: amounts of the ledger, and what they weigh and are worth.
 *
 * Kilograms of the account only: what is owed is what people ask about, and three weights a line
 * would hide it. Where the mass of a unit is not known the cell stays empty; a kilogram a piece,
 * which is good enough to compare distances, would be read as a fact here.
 */
#include "report/balances_view.h"

#include <stddef.h>

#include "load/row.h"
#include "num/round.h"

#include "base/banned.h"

#define ROW struct pial_balance_line
#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED

static const struct pial_choice side[] = {
	{ PIAL_SIDE_PRODUCER, "producer", "producteur", "producer" },
	{ PIAL_SIDE_KITCHEN, "kitchen", "cuisine", "kitchen" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field view_field[] = {
	{ FIELD("side", "Côté", "Side", ENUM, KEY | REQ, side), .choice = side },
	{ FIELD("id", "Qui", "Who", ID, KEY | REQ, id) },
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("week", "Semaine", "Week", WEEK, REQ, week) },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("entitled", "Part exacte", "Entitled", QTY, REQ | PIAL_F_SIGNED, entitled) },
	{ FIELD("given", "Livré", "Given", QTY, REQ | PIAL_F_SIGNED, given) },
	{ FIELD("account", "Compte", "Account", QTY, REQ | PIAL_F_SIGNED, account) },
	{ FIELD("account_kg", "Compte (kg)", "Account (kg)", QTY, PIAL_F_SIGNED, mass) },
	{ FIELD("account_eur", "Compte (€)", "Account (€)", MONEY, PIAL_F_SIGNED, value) },
	{ FIELD("cap", "Borne", "Bound", QTY, REQ, cap) },
	{ FIELD("last_met", "Dernière livraison", "Last delivery", DATE, 0, last_met) },
};

const struct pial_schema pial_schema_view_balances = {
	"balances-view", NULL, "pial-allocate balances",
	"Ce qui est dû à chacun de chaque produit.",
	"What each is owed of each product.", FIELDS(view_field, struct pial_balance_line), NULL,
};

static const struct pial_field owed_field[] = {
	{ FIELD("id", "Qui", "Who", ID, KEY | REQ, id) },
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("entitled", "Part exacte", "Entitled", QTY, REQ | PIAL_F_SIGNED, entitled) },
	{ FIELD("given", "Livré", "Given", QTY, REQ | PIAL_F_SIGNED, given) },
	{ FIELD("account", "Compte", "Account", QTY, REQ | PIAL_F_SIGNED, account) },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("account_kg", "kg", "kg", QTY, PIAL_F_SIGNED, mass) },
	{ FIELD("account_eur", "€", "€", MONEY, PIAL_F_SIGNED, value) },
};

const struct pial_schema pial_schema_view_owed = {
	"owed", NULL, "pial-allocate balances", "Ce qui est dû à chacun d'un côté.",
	"What each of one side is owed.", FIELDS(owed_field, struct pial_balance_line), NULL,
};

/* The price of the first contract that has a product and lets a producer deliver that day. */
static struct pial_price contract_price(const struct pial_model *model,
					struct pial_producer_id producer,
					struct pial_product_id product, struct pial_date day)
{
	for (size_t i = 0; i < model->contracts; i++) {
		const struct pial_contract *contract = &model->contract[i];
		const struct pial_contract_line *line = pial_contract_line_on(contract, product,
									      day);

		if (line && pial_contract_allows(contract, producer, day))
			return line->price;
	}
	return PIAL_PRICE_NONE;
}

static struct pial_price price_of(const struct pial_model *model, const struct pial_balance *row)
{
	struct pial_date day = pial_week_monday(row->week);
	struct pial_contract_id contract = { 0 };
	enum pial_price_source source;
	struct pial_price price;

	if (row->side == PIAL_SIDE_KITCHEN)
		contract = pial_model_contract_for(model, (struct pial_kitchen_id){ row->id },
						   row->product, day);
	price = pial_model_price(model, contract, row->product, day, &source);
	if (pial_price_is_none(price) && row->side == PIAL_SIDE_PRODUCER)
		price = contract_price(model, (struct pial_producer_id){ row->id }, row->product,
				       day);
	return price;
}

static void weigh(const struct pial_model *model, const struct pial_balance *row,
		  struct pial_balance_line *line)
{
	const struct pial_product *product = pial_model_product(model, row->product);
	struct pial_price price = price_of(model, row);
	struct pial_mass mass = PIAL_MASS_NONE;
	struct pial_qty sold = row->account;
	bool assumed;

	line->mass = PIAL_QTY_NONE;
	line->value = PIAL_MONEY_NONE;
	if (!product)
		return;
	line->unit = product->unit;
	if (!pial_mass_of(row->account, pial_product_unit_mass(product, &assumed),
			  PIAL_ROUND_HALF_AWAY, &mass))
		return;
	if (!assumed)
		line->mass.milli = mass.g;
	if (pial_product_priced_unit(product) != product->unit)
		sold.milli = mass.g;
	if (!pial_money_of(sold, price, PIAL_ROUND_HALF_AWAY, &line->value))
		line->value = PIAL_MONEY_NONE;
}

void pial_balances_view_make(struct pial_table *out, const struct pial_model *model,
			     const struct pial_balance *row, size_t rows)
{
	for (size_t i = 0; i < rows; i++) {
		struct pial_balance_line line = {
			.id = row[i].id, .product = row[i].product, .entitled = row[i].entitled,
			.given = row[i].given, .account = row[i].account, .cap = row[i].cap,
			.week = row[i].week, .last_met = row[i].last_met, .side = row[i].side,
		};

		weigh(model, &row[i], &line);
		pial_table_add(out, &line);
	}
	pial_table_sort(out, model);
}
