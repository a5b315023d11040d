/*
 * Accounts explained: entries of weeks folded by party and product.
 *
 * What lapsed is not stored anywhere; it is what is missing in the sum, and so the sum is right by
 * construction and the ledger needs no further column.
 */
#include "report/fairness_view.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "load/row.h"
#include "num/round.h"
#include "report/balances_view.h"

#include "base/banned.h"

#define ROW struct pial_fair_row
#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define SIGNED PIAL_F_SIGNED

static const struct pial_choice side_choice[] = {
	{ PIAL_SIDE_PRODUCER, "producer", "producteur", "producer" },
	{ PIAL_SIDE_KITCHEN, "kitchen", "cuisine", "kitchen" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field view_field[] = {
	{ FIELD("side", "Côté", "Side", ENUM, KEY | REQ, side), .choice = side_choice },
	{ FIELD("id", "Qui", "Who", ID, KEY | REQ, id), .ref = PIAL_REF_PARTY },
	{ FIELD("product", "Produit", "Product", ID, KEY, product), .ref = PIAL_REF_PRODUCT,
	  HELP("Vide : tous, en kilogrammes et en euros.",
	       "Empty: all of them, in kilograms and in euros.") },
	{ FIELD("weeks", "Semaines", "Weeks", INT, 0, weeks), .max = 10000 },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("promised", "Promis", "Promised", QTY, 0, promised),
	  HELP("Selon le plan ; d'une cuisine : commandé.",
	       "By the plan; of a kitchen: ordered.") },
	{ FIELD("kept", "Tenu", "Kept", QTY, SIGNED, kept),
	  HELP("Livré les semaines où il avait promis ou commandé du produit.",
	       "Given in the weeks of which it had promised, or ordered, some.") },
	{ FIELD("before", "Avant", "Before", QTY, SIGNED, before),
	  HELP("Compte avant ces semaines.", "The account before these weeks.") },
	{ FIELD("entitled", "Part exacte", "Entitled", QTY, SIGNED, entitled) },
	{ FIELD("given", "Livré", "Given", QTY, SIGNED, given) },
	{ FIELD("lapsed", "Tombé", "Lapsed", QTY, SIGNED, lapsed),
	  HELP("Ce qui est tombé parce qu'un compte a une borne.",
	       "What lapsed because an account has a bound.") },
	{ FIELD("account", "Compte", "Account", QTY, SIGNED, account),
	  HELP("Avant + part exacte - livré - tombé.", "Before + entitled - given - lapsed.") },
	{ FIELD("lost", "Perdu", "Lost", QTY, 0, lost),
	  HELP("Aléas confirmés.", "Confirmed hazards.") },
	{ FIELD("credit", "Crédit", "Credit", QTY, SIGNED, credit),
	  HELP("Partie de la part exacte qui vient des aléas.",
	       "The part of what it is entitled to that comes from hazards.") },
	{ FIELD("cause", "Cause", "Cause", TEXT, 0, cause) },
	{ FIELD("promised_kg", "Promis (kg)", "Promised (kg)", MASS_KG, 0, promised_mass) },
	{ FIELD("kept_kg", "Tenu (kg)", "Kept (kg)", MASS_KG, SIGNED, kept_mass) },
	{ FIELD("given_kg", "Livré (kg)", "Given (kg)", MASS_KG, SIGNED, given_mass) },
	{ FIELD("account_kg", "Compte (kg)", "Account (kg)", MASS_KG, SIGNED, account_mass) },
	{ FIELD("account_eur", "Compte (€)", "Account (€)", MONEY, SIGNED, account_value) },
	{ FIELD("share", "Tenu (%)", "Kept (%)", RATE, SIGNED, share) },
	{ FIELD("last_met", "Dernière livraison", "Last delivery", DATE, 0, last_met) },
};

const struct pial_schema pial_schema_view_fairness = {
	"fairness", NULL, "pial-report fairness",
	"Équité : promis, livré, compte et pourquoi.",
	"Fairness: promised, given, the account and why.",
	FIELDS(view_field, struct pial_fair_row), NULL,
};

static int compare_keys(uint8_t side, uint32_t id, uint32_t product,
			const struct pial_fair_row *row)
{
	if (side != row->side)
		return side < row->side ? -1 : 1;
	if (id != row->id)
		return id < row->id ? -1 : 1;
	return (product > row->product.n) - (product < row->product.n);
}

static int by_row(const void *left, const void *right)
{
	const struct pial_fair_row *a = left;

	return compare_keys(a->side, a->id, a->product.n, right);
}

/* Rows while they are made: one for each party and product, in order of numbers. */
struct folding {
	const struct pial_fairness_input *input;	/* what is folded */
	struct pial_fair_row *row;			/* owned */
	size_t rows;					/* how many */
};

static struct pial_fair_row *find(const struct folding *f, uint8_t side, uint32_t id,
				  struct pial_product_id product)
{
	const struct pial_fair_row key = { .side = side, .id = id, .product = product };

	return bsearch(&key, f->row, f->rows, sizeof(key), by_row);
}

static void add_key(struct folding *f, uint8_t side, uint32_t id, struct pial_product_id product)
{
	if (f->input->only && id != f->input->only)
		return;
	f->row[f->rows++] = (struct pial_fair_row){
		.side = side, .id = id, .product = product, .promised = PIAL_QTY_NONE,
		.kept = PIAL_QTY_NONE, .lost = PIAL_QTY_NONE, .credit = PIAL_QTY_NONE,
		.promised_mass = PIAL_MASS_NONE,
		.kept_mass = PIAL_MASS_NONE, .given_mass = PIAL_MASS_NONE,
		.account_mass = PIAL_MASS_NONE,
		.account_value = PIAL_MONEY_NONE, .share = PIAL_RATE_NONE };
}

/* One row for each party and product that is spoken of. */
static void list_keys(struct folding *f)
{
	const struct pial_fairness_input *input = f->input;
	size_t kept = 0;

	f->row = pial_calloc(input->entries + input->promises + input->befores + input->losts + 1,
			     sizeof(*f->row));
	for (size_t i = 0; i < input->entries; i++)
		add_key(f, input->entry[i].side, input->entry[i].id, input->entry[i].product);
	for (size_t i = 0; i < input->promises; i++)
		add_key(f, input->promise[i].side, input->promise[i].id,
			input->promise[i].product);
	for (size_t i = 0; i < input->losts; i++)
		add_key(f, input->lost[i].side, input->lost[i].id, input->lost[i].product);
	for (size_t i = 0; i < input->befores; i++)
		if (input->before[i].account.milli)
			add_key(f, input->before[i].side, input->before[i].id,
				input->before[i].product);
	if (f->rows)
		qsort(f->row, f->rows, sizeof(*f->row), by_row);
	for (size_t i = 1; i < f->rows; i++)
		if (by_row(&f->row[kept], &f->row[i]))
			f->row[++kept] = f->row[i];
	f->rows = f->rows ? kept + 1 : 0;
}

/* Adds to a quantity that may be none. */
static bool add_some(struct pial_qty *to, int64_t milli)
{
	if (pial_qty_is_none(*to))
		to->milli = 0;
	return pial_add(to->milli, milli, &to->milli);
}

static bool add_entry(const struct folding *f, const struct pial_balance *entry)
{
	struct pial_fair_row *row = find(f, entry->side, entry->id, entry->product);

	if (!row)
		return true;
	row->weeks++;
	row->account = entry->account;
	if (entry->last_met.n > row->last_met.n)
		row->last_met = entry->last_met;
	if (entry->credit.milli && !add_some(&row->credit, entry->credit.milli))
		return false;
	return pial_add(row->entitled.milli, entry->entitled.milli, &row->entitled.milli) &&
	       pial_add(row->given.milli, entry->given.milli, &row->given.milli);
}

static bool add_all(const struct folding *f)
{
	const struct pial_fairness_input *input = f->input;
	bool fits = true;

	for (size_t i = 0; i < input->befores; i++) {
		const struct pial_balance *before = &input->before[i];
		struct pial_fair_row *row = find(f, before->side, before->id, before->product);

		if (row)
			row->before = row->account = before->account;
		if (row)
			row->last_met = before->last_met;
	}
	for (size_t i = 0; fits && i < input->entries; i++)
		fits = add_entry(f, &input->entry[i]);
	for (size_t i = 0; fits && i < input->losts; i++) {
		const struct pial_fair_promise *lost = &input->lost[i];
		struct pial_fair_row *row = find(f, lost->side, lost->id, lost->product);

		fits = !row || add_some(&row->lost, lost->quantity.milli);
		if (row)
			row->cause = lost->cause;
	}
	return fits;
}

/* ---- What was promised ---- */

static int by_week(const void *left, const void *right)
{
	const struct pial_fair_promise *a = left, *b = right;
	const uint32_t ka[] = { a->side, a->id, a->product.n, a->week.n };
	const uint32_t kb[] = { b->side, b->id, b->product.n, b->week.n };

	for (size_t i = 0; i < PIAL_COUNT(ka); i++)
		if (ka[i] != kb[i])
			return ka[i] < kb[i] ? -1 : 1;
	return 0;
}

/* Promises in order; several of one party, product and week are added up. */
static bool fold_promises(const struct pial_fairness_input *input, struct pial_fair_promise *list,
			  size_t *count)
{
	size_t kept = 0;

	*count = input->promises;
	if (!*count)
		return true;
	memcpy(list, input->promise, *count * sizeof(*list));
	qsort(list, *count, sizeof(*list), by_week);
	for (size_t i = 1; i < *count; i++) {
		if (by_week(&list[kept], &list[i]))
			list[++kept] = list[i];
		else if (!pial_add(list[kept].quantity.milli, list[i].quantity.milli,
				   &list[kept].quantity.milli))
			return false;
	}
	*count = kept + 1;
	return true;
}

/* Adds what was promised, and what was given in the same weeks. */
static bool add_promised(const struct folding *f)
{
	const struct pial_fairness_input *input = f->input;
	struct pial_fair_promise *list = pial_calloc(input->promises + 1, sizeof(*list));
	size_t count;
	bool fits = fold_promises(input, list, &count);

	for (size_t i = 0; fits && i < count; i++) {
		struct pial_fair_row *row = find(f, list[i].side, list[i].id, list[i].product);

		fits = !row || (add_some(&row->promised, list[i].quantity.milli) &&
				add_some(&row->kept, 0));
	}
	for (size_t i = 0; fits && count && i < input->entries; i++) {
		const struct pial_balance *entry = &input->entry[i];
		const struct pial_fair_promise key = { .side = entry->side, .id = entry->id,
						       .product = entry->product,
						       .week = entry->week };
		struct pial_fair_row *row = find(f, entry->side, entry->id, entry->product);

		if (row && bsearch(&key, list, count, sizeof(key), by_week))
			fits = add_some(&row->kept, entry->given.milli);
	}
	free(list);
	return fits;
}

/* ---- Kilograms, euros, shares ---- */

static bool to_mass(struct pial_qty quantity, struct pial_mass unit, struct pial_mass *mass)
{
	if (pial_qty_is_none(quantity))
		return true;
	return pial_mass_of(quantity, unit, PIAL_ROUND_HALF_AWAY, mass);
}

static bool share_of(struct pial_fair_row *row)
{
	int64_t share;

	if (pial_qty_is_none(row->promised) || row->promised.milli <= 0)
		return true;
	if (!pial_muldiv(row->kept.milli, 1000000, row->promised.milli, PIAL_ROUND_HALF_AWAY,
			 &share))
		return false;
	if (share < INT32_MAX && share > INT32_MIN)
		row->share.e6 = (int32_t)share;
	return true;
}

/* What an account is worth, as the view of balances says. */
static struct pial_money value_of(const struct pial_model *model, const struct pial_fair_row *row,
				  struct pial_week week)
{
	const struct pial_balance balance = { .side = row->side, .id = row->id,
					      .product = row->product, .account = row->account,
					      .week = week };
	struct pial_table one;
	struct pial_money value;

	pial_table_init(&one, &pial_schema_view_balances);
	pial_balances_view_make(&one, model, &balance, 1);
	value = ((const struct pial_balance_line *)pial_table_row(&one, 0))->value;
	pial_table_release(&one);
	return value;
}

static bool finish(const struct folding *f, struct pial_fair_row *row, struct pial_week week)
{
	const struct pial_product *product = pial_model_product(f->input->model, row->product);
	struct pial_mass unit = { 0 };
	bool assumed = true;

	if (!pial_add(row->before.milli, row->entitled.milli, &row->lapsed.milli) ||
	    !pial_add(row->lapsed.milli, -row->given.milli, &row->lapsed.milli) ||
	    !pial_add(row->lapsed.milli, -row->account.milli, &row->lapsed.milli) ||
	    !share_of(row))
		return false;
	row->account_value = value_of(f->input->model, row, week);
	if (!product)
		return true;
	row->unit = product->unit;
	unit = pial_product_unit_mass(product, &assumed);
	return assumed || (to_mass(row->promised, unit, &row->promised_mass) &&
			   to_mass(row->kept, unit, &row->kept_mass) &&
			   to_mass(row->given, unit, &row->given_mass) &&
			   to_mass(row->account, unit, &row->account_mass));
}

/* Adds to a mass or an amount that is none once one of its parts is. */
static bool add_known(int64_t *sum, int64_t part)
{
	if (*sum == INT64_MIN || part == INT64_MIN) {
		*sum = INT64_MIN;
		return true;
	}
	return pial_add(*sum, part, sum);
}

/* The row of a party, from its products. */
static bool add_party(struct pial_table *out, const struct pial_fair_row *row, size_t rows)
{
	struct pial_fair_row party = {
		.side = row->side, .id = row->id, .promised = PIAL_QTY_NONE, .kept = PIAL_QTY_NONE,
		.before = PIAL_QTY_NONE, .entitled = PIAL_QTY_NONE, .given = PIAL_QTY_NONE,
		.lapsed = PIAL_QTY_NONE, .account = PIAL_QTY_NONE, .lost = PIAL_QTY_NONE,
		.credit = PIAL_QTY_NONE, .share = PIAL_RATE_NONE };
	bool fits = true, promised = false;

	for (size_t i = 0; fits && i < rows; i++) {
		bool some = !pial_qty_is_none(row[i].promised);

		promised = promised || some;
		if (row[i].weeks > party.weeks)
			party.weeks = row[i].weeks;
		if (row[i].last_met.n > party.last_met.n)
			party.last_met = row[i].last_met;
		fits = add_known(&party.given_mass.g, row[i].given_mass.g) &&
		       add_known(&party.account_mass.g, row[i].account_mass.g) &&
		       add_known(&party.account_value.cents, row[i].account_value.cents) &&
		       (!some || (add_known(&party.promised_mass.g, row[i].promised_mass.g) &&
				  add_known(&party.kept_mass.g, row[i].kept_mass.g)));
	}
	if (!promised)
		party.promised_mass = party.kept_mass = PIAL_MASS_NONE;
	if (party.promised_mass.g > 0 && !pial_mass_is_none(party.kept_mass)) {
		struct pial_fair_row kilograms = {
			.promised = { party.promised_mass.g }, .kept = { party.kept_mass.g },
			.share = PIAL_RATE_NONE };

		fits = fits && share_of(&kilograms);
		party.share = kilograms.share;
	}
	pial_table_add(out, &party);
	return fits;
}

bool pial_fairness_view_make(struct pial_table *out, const struct pial_fairness_input *input)
{
	struct folding f = { .input = input };
	struct pial_week last = { 0 };
	bool fits;

	list_keys(&f);
	for (size_t i = 0; i < input->entries; i++)
		if (input->entry[i].week.n > last.n)
			last = input->entry[i].week;
	fits = add_all(&f) && add_promised(&f);
	for (size_t i = 0; fits && i < f.rows; i++)
		fits = finish(&f, &f.row[i], last);
	for (size_t from = 0, end; fits && from < f.rows; from = end) {
		for (end = from; end < f.rows && f.row[end].side == f.row[from].side &&
				 f.row[end].id == f.row[from].id; end++)
			pial_table_add(out, &f.row[end]);
		fits = add_party(out, &f.row[from], end - from);
	}
	pial_table_sort(out, input->model);
	free(f.row);
	return fits;
}
