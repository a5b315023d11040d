/*
 * Contracts: what is delivered is told from what is only known by looking twice.
 *
 * The check of contracts is run on all that is known and on what is delivered alone; both list the
 * same lines and periods in the same order, so the difference is what was ordered. A third way to
 * sum quantities by contract, beside the season's and this one, was what had to be avoided.
 */
#include "report/contract_view.h"

#include <stddef.h>

#include "load/row.h"
#include "num/round.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define SIGNED PIAL_F_SIGNED

static const struct pial_choice alert_choice[] = {
	{ PIAL_CONTRACT_UNDER, "under", "sous le minimum", "under the minimum" },
	{ PIAL_CONTRACT_OVER, "over", "au-dessus du maximum", "over the maximum" },
	{ PIAL_CONTRACT_CEILING, "ceiling", "au-dessus du plafond", "above the ceiling" },
	{ 0, NULL, NULL, NULL },
};

#define ROW struct pial_contract_row
static const struct pial_field view_field[] = {
	{ FIELD("contract", "Marché", "Contract", ID, KEY | REQ, contract),
	  .ref = PIAL_REF_CONTRACT },
	{ FIELD("product", "Produit", "Product", ID, KEY, product), .ref = PIAL_REF_PRODUCT,
	  HELP("Vide : le marché entier, en valeur.", "Empty: the whole contract, in value.") },
	{ FIELD("from", "Du", "From", DATE, KEY, from),
	  HELP("Premier jour de la période que comptent le minimum et le maximum.",
	       "First day of the period that minimum and maximum are counted over.") },
	{ FIELD("until", "Au", "Until", DATE, 0, until) },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, 0, kitchen), .ref = PIAL_REF_KITCHEN },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("min", "Minimum", "Minimum", QTY, 0, min) },
	{ FIELD("max", "Maximum", "Maximum", QTY, 0, max) },
	{ FIELD("delivered", "Livré", "Delivered", QTY, SIGNED, delivered),
	  HELP("Gardé par la cuisine, sinon réparti, jusqu'au jour de la vue.",
	       "Kept by the kitchen, else allocated, up to the day of the view.") },
	{ FIELD("ordered", "Commandé", "Ordered", QTY, SIGNED, ordered),
	  HELP("Connu pour plus tard, ou commandé sans avoir été réparti.",
	       "Known for later, or ordered and never allocated.") },
	{ FIELD("expected", "À venir", "To come", QTY, SIGNED, expected),
	  HELP("Ce que les besoins de la saison annoncent.",
	       "What the needs of the season foretell.") },
	{ FIELD("end", "À la fin", "At the end", QTY, SIGNED, end) },
	{ FIELD("to_min", "Reste au minimum", "Left to minimum", QTY, 0, to_min) },
	{ FIELD("to_max", "Reste au maximum", "Left to maximum", QTY, SIGNED, to_max) },
	{ FIELD("min_value", "Minimum (€)", "Minimum (€)", MONEY, 0, min_value) },
	{ FIELD("max_value", "Maximum (€)", "Maximum (€)", MONEY, 0, max_value) },
	{ FIELD("delivered_value", "Livré (€)", "Delivered (€)", MONEY, SIGNED, delivered_value),
	  HELP("Au prix du marché ce jour-là, hors taxe, avant révision.",
	       "At the contract's price that day, without VAT, before revision.") },
	{ FIELD("ordered_value", "Commandé (€)", "Ordered (€)", MONEY, SIGNED, ordered_value) },
	{ FIELD("expected_value", "À venir (€)", "To come (€)", MONEY, SIGNED, expected_value) },
	{ FIELD("end_value", "À la fin (€)", "At the end (€)", MONEY, SIGNED, end_value) },
	{ FIELD("to_min_value", "Reste au minimum (€)", "Left to minimum (€)", MONEY, 0,
		to_min_value) },
	{ FIELD("to_max_value", "Reste au maximum (€)", "Left to maximum (€)", MONEY, SIGNED,
		to_max_value) },
	{ FIELD("passed", "Dépassé en", "Passed in", WEEK, 0, passed) },
	{ FIELD("alert", "Alerte", "Alert", ENUM, 0, alert), .choice = alert_choice },
};

const struct pial_schema pial_schema_view_contract = {
	"contract", NULL, "pial-report contract",
	"Marchés : engagé, livré, restant, à la fin.",
	"Contracts: committed, delivered, left, at the end.",
	FIELDS(view_field, struct pial_contract_row), NULL,
};
#undef ROW

#define ROW struct pial_contract_progress
static const struct pial_field month_field[] = {
	{ FIELD("contract", "Marché", "Contract", ID, KEY | REQ, contract),
	  .ref = PIAL_REF_CONTRACT },
	{ FIELD("month", "Mois", "Month", MONTH, KEY | REQ, month) },
	{ FIELD("delivered", "Livré (€)", "Delivered (€)", MONEY, SIGNED, delivered) },
	{ FIELD("ordered", "Commandé (€)", "Ordered (€)", MONEY, SIGNED, ordered) },
	{ FIELD("expected", "À venir (€)", "To come (€)", MONEY, SIGNED, expected) },
	{ FIELD("so_far", "Connu à ce jour (€)", "So far (€)", MONEY, SIGNED, so_far),
	  HELP("Livré et commandé depuis le début.",
	       "Delivered and ordered since the beginning.") },
	{ FIELD("end", "Avec ce qui vient (€)", "With what is to come (€)", MONEY, SIGNED, end) },
	{ FIELD("min", "Minimum (€)", "Minimum (€)", MONEY, 0, min) },
	{ FIELD("max", "Maximum (€)", "Maximum (€)", MONEY, 0, max) },
};

const struct pial_schema pial_schema_view_progress = {
	"progress", NULL, "pial-report contract", "Marchés, mois par mois, en valeur.",
	"Contracts by month, in value.", FIELDS(month_field, struct pial_contract_progress), NULL,
};

/* True when two spans of days meet; none is open. */
static bool meet(struct pial_date a, struct pial_date b, struct pial_date first,
		 struct pial_date last)
{
	return (!b.n || !first.n || first.n <= b.n) && (!a.n || !last.n || last.n >= a.n);
}

/* True when a period is to be shown. */
static bool is_asked(const struct pial_contract_view_input *input,
		     const struct pial_contract *contract, struct pial_date from,
		     struct pial_date until)
{
	struct pial_date day = input->day;

	if (input->only.n && contract->kitchen.n != input->only.n)
		return false;
	if (input->first.n || input->last.n)
		return meet(from, until, input->first, input->last);
	if (contract->from.n > day.n)
		day = contract->from;
	return meet(from, until, day, day);
}

/* What is left of a bound; a minimum that is reached leaves 0. */
static int64_t left_of(int64_t bound, int64_t had, bool least)
{
	int64_t left;

	if (bound == INT64_MIN || !pial_add(bound, -had, &left))
		return INT64_MIN;
	return least && left < 0 ? 0 : left;
}

/* The parts of a row: delivered, ordered, to come, their sum. False on overflow. */
static bool split(int64_t all, int64_t given, int64_t expected, int64_t *ordered, int64_t *end)
{
	return pial_add(all, -given, ordered) && pial_add(all, expected, end);
}

static bool add_whole(struct pial_table *out, const struct pial_contract *contract,
		      const struct pial_contract_value *all,
		      const struct pial_contract_value *given)
{
	struct pial_contract_row row = {
		.contract = contract->id, .kitchen = contract->kitchen, .from = contract->from,
		.until = contract->until, .min = PIAL_QTY_NONE, .max = PIAL_QTY_NONE,
		.delivered = PIAL_QTY_NONE, .ordered = PIAL_QTY_NONE, .expected = PIAL_QTY_NONE,
		.end = PIAL_QTY_NONE, .to_min = PIAL_QTY_NONE, .to_max = PIAL_QTY_NONE,
		.min_value = all->min, .max_value = all->max, .delivered_value = given->done,
		.expected_value = all->expected,
		.to_min_value = { left_of(all->min.cents, given->done.cents, true) },
		.to_max_value = { left_of(all->max.cents, given->done.cents, false) },
	};

	if (all->passed)
		row.alert = PIAL_CONTRACT_OVER;
	else if (all->short_of)
		row.alert = PIAL_CONTRACT_UNDER;
	else if (all->above)
		row.alert = PIAL_CONTRACT_CEILING;
	if (!split(all->done.cents, given->done.cents, all->expected.cents,
		   &row.ordered_value.cents, &row.end_value.cents))
		return false;
	pial_table_add(out, &row);
	return true;
}

static bool add_line(struct pial_table *out, const struct pial_model *model,
		     const struct pial_contract *contract,
		     const struct pial_contract_outlook *all,
		     const struct pial_contract_outlook *given)
{
	const struct pial_product *product = pial_model_product(model, all->product);
	struct pial_contract_row row = {
		.contract = contract->id, .kitchen = contract->kitchen, .product = all->product,
		.from = all->first, .until = all->last, .min = all->min, .max = all->max,
		.delivered = given->done, .expected = all->expected,
		.to_min = { left_of(all->min.milli, given->done.milli, true) },
		.to_max = { left_of(all->max.milli, given->done.milli, false) },
		.min_value = PIAL_MONEY_NONE, .max_value = PIAL_MONEY_NONE,
		.delivered_value = given->done_value, .expected_value = all->expected_value,
		.to_min_value = PIAL_MONEY_NONE, .to_max_value = PIAL_MONEY_NONE,
		.passed = all->passed, .unit = product ? product->unit : 0,
	};

	if (all->passed.n)
		row.alert = PIAL_CONTRACT_OVER;
	else if (all->short_of)
		row.alert = PIAL_CONTRACT_UNDER;
	if (!split(all->done.milli, given->done.milli, all->expected.milli, &row.ordered.milli,
		   &row.end.milli) ||
	    !split(all->done_value.cents, given->done_value.cents, all->expected_value.cents,
		   &row.ordered_value.cents, &row.end_value.cents))
		return false;
	pial_table_add(out, &row);
	return true;
}

bool pial_contract_view_make(struct pial_table *out, const struct pial_contract_view_input *input)
{
	const struct pial_contract_result *all = input->all, *given = input->given;
	bool fits = true;

	for (size_t i = 0; fits && i < all->values; i++) {
		const struct pial_contract *contract =
			pial_model_contract(input->model, all->value[i].contract);

		if (is_asked(input, contract, contract->from, contract->until))
			fits = add_whole(out, contract, &all->value[i], &given->value[i]);
	}
	for (size_t i = 0; fits && i < all->lines; i++) {
		const struct pial_contract *contract =
			pial_model_contract(input->model, all->line[i].contract);

		if (is_asked(input, contract, all->line[i].first, all->line[i].last))
			fits = add_line(out, input->model, contract, &all->line[i],
					&given->line[i]);
	}
	pial_table_sort(out, input->model);
	return fits;
}

/* Delivered of a contract in a month. */
static int64_t given_in(const struct pial_contract_result *given,
			const struct pial_contract_month *month)
{
	for (size_t i = 0; i < given->months; i++)
		if (given->month[i].contract.n == month->contract.n &&
		    given->month[i].month.n == month->month.n)
			return given->month[i].done.cents;
	return 0;
}

bool pial_contract_view_months(struct pial_table *out,
			       const struct pial_contract_view_input *input)
{
	struct pial_money so_far = { 0 }, end = { 0 };

	for (size_t i = 0; i < input->all->months; i++) {
		const struct pial_contract_month *month = &input->all->month[i];
		const struct pial_contract *contract =
			pial_model_contract(input->model, month->contract);
		struct pial_contract_progress row = {
			.contract = month->contract, .month = month->month,
			.delivered = { given_in(input->given, month) },
			.expected = month->expected, .min = contract->min_value,
			.max = contract->max_value,
		};

		if (!i || month->contract.n != month[-1].contract.n)
			so_far.cents = end.cents = 0;
		if (!pial_add(month->done.cents, -row.delivered.cents, &row.ordered.cents) ||
		    !pial_add(so_far.cents, month->done.cents, &so_far.cents) ||
		    !pial_add(end.cents, month->done.cents, &end.cents) ||
		    !pial_add(end.cents, month->expected.cents, &end.cents))
			return false;
		row.so_far = so_far;
		row.end = end;
		if (is_asked(input, contract, contract->from, contract->until))
			pial_table_add(out, &row);
	}
	pial_table_sort(out, input->model);
	return true;
}
