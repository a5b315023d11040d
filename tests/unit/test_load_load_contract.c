/*
 * Contract files: what is read, and what is refused at its place.
 */
#include "test_load_help.h"

#define HEAD "id: C-1\nkitchen: K-a\nfrom: 2025-01-01\nuntil: 2025-12-31\n"

static bool load(struct world *w, const char *text)
{
	return world_yaml(w, pial_load_contract, "contracts/c.yaml", text);
}

static void whole_contract(void **state)
{
	struct world *w = *state;
	const struct pial_contract *c;

	assert_true(load(w, HEAD "title: Lot 2, légumes\nreference: 2024-RS-02\n"
			    "framework: à bons de commande\nmin_value: 18000\nmax_value: 54000.50\n"
			    "payment_days: 30\nengagement: EJ-1\n"
			    "lines:\n"
			    "  - {product: carotte, price: 1.85, min: 400, max: 1800, per: year,\n"
			    "     firm: [{from_week: 2025-W10, until_week: 2025-W15, "
			      "quantity: 20},\n"
			    "            {from_week: 2025-W18, until_week: 2025-W18, "
			      "quantity: 15.5}]}\n"
			    "  - {product: ail, price: 9.1234, from: 2025-02-01, "
			      "until: 2025-03-31}\n"
			    "producers:\n"
			    "  - {producer: P-a, share: 2, from: 2025-02-01}\n"
			    "  - {producer: P-b}\n"));
	assert_int_equal(w->model.contracts, 1);
	c = &w->model.contract[0];
	assert_string_equal(c->pos.file, "contracts/c.yaml");
	assert_string_equal(world_text(w, c->id.n), "C-1");
	assert_string_equal(world_text(w, c->kitchen.n), "K-a");
	assert_string_equal(world_text(w, c->framework.n), "à bons de commande");
	assert_int_equal(c->from.n, day(2025, 1, 1).n);
	assert_int_equal(c->min_value.cents, 1800000);
	assert_int_equal(c->max_value.cents, 5400050);
	assert_int_equal(c->payment_days, 30);
	assert_int_equal(c->line_count, 2);
	assert_int_equal(c->line[0].price.e4, 18500);
	assert_int_equal(c->line[0].min.milli, 400000);
	assert_int_equal(c->line[0].per, PIAL_PER_YEAR);
	assert_int_equal(c->line[0].from.n, 0);
	assert_int_equal(c->line[0].firm_count, 2);
	assert_int_equal(c->line[0].firm[1].from_week.n, week(2025, 18).n);
	assert_int_equal(c->line[0].firm[1].quantity.milli, 15500);
	assert_int_equal(c->line[0].firm[1].pos.line, 15);
	assert_int_equal(c->line[1].pos.line, 16);
	assert_int_equal(c->line[1].pos.column, 5);
	assert_int_equal(c->line[1].price.e4, 91234);
	assert_true(pial_qty_is_none(c->line[1].max));
	assert_int_equal(c->line[1].revision.n, 0);
	assert_int_equal(c->producer_count, 2);
	assert_int_equal(c->producer[0].share.milli, 2000);
	assert_int_equal(c->producer[1].share.milli, 1000);
}

static void revisions(void **state)
{
	struct world *w = *state;
	const struct pial_contract_line *line;
	const struct pial_revision *formula;

	assert_true(load(w, HEAD "lines:\n"
			    "  - {product: ail, price: 9, revision: RNM-ail}\n"
			    "  - product: oignon\n    price: 2\n    revision:\n"
			    "      parts:\n"
			    "        - {share: 20%}\n"
			    "        - {share: 80%, index: IPAMPA, base_month: 2024-10}\n"
			    "      ratio_decimals: 4\n      rounding: up\n      cap: 5%\n"
			    "      floor: -5%\n      chained: yes\n"));
	line = w->model.contract[0].line;
	assert_string_equal(world_text(w, line[0].revision.n), "RNM-ail");
	assert_int_equal(line[0].formula->part_count, 0);
	assert_string_equal(world_text(w, line[1].revision.n), "revision");
	assert_int_equal(line[1].formula_count, 1);
	formula = line[1].formula;
	assert_int_equal(formula->part_count, 2);
	assert_int_equal(formula->part[0].share.e6, 200000);
	assert_int_equal(formula->part[0].index.n, 0);
	assert_string_equal(world_text(w, formula->part[1].index.n), "IPAMPA");
	assert_int_equal(formula->part[1].base_month.n, pial_month_of(day(2024, 10, 1)).n);
	assert_int_equal(formula->ratio_decimals, 4);
	assert_int_equal(formula->rounding, PIAL_REVISION_UP);
	assert_int_equal(formula->cap.e6, 50000);
	assert_int_equal(formula->floor.e6, -50000);
	assert_int_equal(formula->chained, PIAL_YES);
}

static void many_contracts(void **state)
{
	struct world *w = *state;
	char text[128];
	int i;

	for (i = 0; i < 40; i++) {
		snprintf(text, sizeof(text), "id: C-%d\nkitchen: K-a\nfrom: 2025-01-01\n"
					     "until: 2025-12-31\n", i);
		assert_true(load(w, text));
	}
	assert_int_equal(w->model.contracts, 40);
	for (i = 0; i < 40; i++) {
		snprintf(text, sizeof(text), "C-%d", i);
		assert_string_equal(world_text(w, w->model.contract[i].id.n), text);
	}
}

static void refusals(void **state)
{
	static const struct world_bad bad[] = {
		{ "kitchen: K-a\nfrom: 2025-01-01\nuntil: 2025-12-31\n", PIAL_E_YAML_MISSING, 1,
		 1 },
		{ "id: C-1\nkitchen: K-a\nfrom: 2025-12-31\nuntil: 2025-01-01\n",
		  PIAL_E_DATES_ORDER, 1, 1 },
		{ HEAD "min_value: 2\nmax_value: 1\n", PIAL_E_MAXIMUM_VALUE, 1, 1 },
		{ HEAD "lines:\n  - {price: 1}\n", PIAL_E_YAML_MISSING, 6, 5 },
		{ HEAD "lines:\n  - {product: ail}\n", PIAL_E_YAML_MISSING, 6, 5 },
		{ HEAD "lines:\n  - {prodcut: ail, price: 1}\n", PIAL_E_YAML_KEY_NEAR, 6, 6 },
		{ HEAD "lines:\n  - {product: ail, price: 1, min: 5, max: 4}\n", PIAL_E_MAXIMUM, 6,
		  5 },
		{ HEAD "lines:\n  - {product: ail, price: 1, from: 2024-12-31}\n",
		  PIAL_E_CONTRACT_DATES, 6, 5 },
		{ HEAD "lines:\n  - {product: ail, price: 1, from: 2025-03-01, "
		  "until: 2025-02-01}\n",
		  PIAL_E_DATES_ORDER, 6, 5 },
		{ HEAD "lines:\n  - {product: ail, price: 1, per: month}\n", PIAL_E_CHOICE, 6, 35 },
		{ HEAD "lines:\n  - {product: ail, price: 1, firm: [{from_week: 2025-W12, "
		  "until_week: 2025-W11, quantity: 1}]}\n", PIAL_E_DATES_ORDER, 6, 37 },
		{ HEAD "lines:\n  - {product: ail, price: 1, revision: {parts: [{share: 99%}]}}\n",
		  PIAL_E_REVISION_SHARES, 6, 40 },
		{ HEAD "lines:\n  - {product: ail, price: 1, revision: [a]}\n", PIAL_E_YAML_KIND, 6,
		  41 },
		{ HEAD "producers:\n  - {producer: P-a, until: 2026-01-01}\n",
		  PIAL_E_CONTRACT_DATES, 6, 5 },
		{ HEAD "lignes: []\n", PIAL_E_YAML_KEY_NEAR, 5, 1 },
		{ "id: 12\nkitchen: K-a\nfrom: 2025-01-01\nuntil: 2025-12-31\n", PIAL_E_ID_LOOKS, 1,
		  5 },
	};
	struct world *w = *state;
	size_t i;

	for (i = 0; i < PIAL_COUNT(bad); i++) {
		world_refuses(w, load, &bad[i]);
		assert_int_equal(w->model.contracts, 0);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(whole_contract), TEST(revisions), TEST(many_contracts), TEST(refusals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
