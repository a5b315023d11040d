/*
 * The tables of fields: what readers, writers, sheets and the manual rely on,
	checked for every table.
 */
#include "test_load_help.h"

#include "base/utf8.h"

/* Columns of the page that fixes the book, in its order. */
static const struct {
	const struct pial_schema *schema;
	const char *columns;
} page[] = {
	{ &pial_schema_producers, "producer name kind tier share commune lat lon days min_drop "
	  "land_m2 vat_regime joined left" },
	{ &pial_schema_kitchens,
	 "kitchen name kind sectors commune lat lon priority weight accepts "
	  "organic_only substitutes delivery_days cutoff closures meals_per_day meals_per_year "
	  "meal_cost food_budget age_class central joined left" },
	{ &pial_schema_certificates, "producer from until status certifier products" },
	{ &pial_schema_products, "product name family unit pack priced_per unit_mass_kg "
	  "reference_price vat_rate trim_loss shelf_days months origin labels substitutes" },
	{ &pial_schema_distances, "from to km minutes" },
	{ &pial_schema_hazards,
	 "date producer product from_week until_week lost cause confirmed_by "
	  "confirmed_on" },
	{ &pial_schema_orders,
	 "week day kitchen product contract quantity unit minimum price source "
	  "received_on note" },
	{ &pial_schema_offers, "week producer product batch quantity unit from_day until_day price "
	  "source note" },
	{ &pial_schema_allocation,
	 "week day kitchen ordered_product contract product producer batch "
	  "quantity unit computed pin price buy_price note" },
	{ &pial_schema_receipts, "note day kitchen product producer batch sent received unit "
	  "weight_kg refused reason status agreed by" },
	{ &pial_schema_deliveries, "note line day kitchen ordered_product product producer batch "
	  "ordered allocated sent received refused unit weight_kg invoiced priced_unit price "
	  "buy_price contract organic certifier origin labels status reason" },
	{ &pial_schema_lines, "seller invoice line date period buyer note note_line day contract "
	  "engagement product label producer batch organic certifier quantity unit price net "
	  "vat_category vat_rate exemption kind to credits vat_rounding" },
	{ &pial_schema_status, "version state on" },
	/* entry and cap: the page has neither (a ledger only grows, and must go on adding up). */
	{ &pial_schema_balances,
	 "week side id product entry entitled given account cap last_met" },
	{ &pial_schema_needs, "from_week until_week kitchen product quantity source" },
	{ &pial_schema_bids, "producer product from_week until_week max_quantity max_area_m2 "
	  "wanted price yield_kg_m2 failure_rate yield_cv loss days_to_harvest succession_weeks" },
	{ &pial_schema_costs,
	  "product producer labour_hours_kg rate inputs_kg equipment_kg startup_cost" },
	{ &pial_schema_plan, "version week producer product quantity area_m2 sow_week for" },
	{ &pial_schema_rounds, "producer kitchen from_week until_week days" },
	{ &pial_schema_thresholds, "rule from until value source" },
	{ &pial_schema_portions, "age_class dish food grams from until source" },
	{ &pial_schema_dishes, "words food share source" },
	{ &pial_schema_mentions, "mention from until text vatex code article source" },
	{ &pial_schema_rates, "rate from until value food amount source" },
	{ &pial_schema_terms, "buyer from until days after points source" },
	{ &pial_schema_quotations, "product day price unit place source" },
	/* The page names these files and not their columns; waste.csv is not on it. */
	{ &pial_schema_benchmarks, "sector stream from until grams low high source" },
	{ &pial_schema_emissions, "food from until g_per_kg source" },
	{ &pial_schema_roads, "vehicle from until g_per_km source" },
	{ &pial_schema_waste, "setting of from until value source" },
	{ &pial_schema_compost, "setting of from until value source" },
	{ &pial_schema_purchases, "edition rank column value source" },
	{ &pial_schema_labels, "label rank class families source" },
	{ &pial_schema_families, "family code source" },
	{ &pial_schema_goals, "goal from until share source" },
	{ &pial_schema_absences, "producer from_week until_week reason" },
	{ &pial_schema_rota,
	  "week producer status instead_of with_week swapped_on note" },
	/* The page names these files and not their columns. */
	{ &pial_schema_activities, "date kind title producer kitchen people cost note" },
	{ &pial_schema_hours, "date who task hours rate note" },
	{ &pial_schema_trips, "date who purpose km rate vehicle note" },
	{ &pial_schema_budget, "line kind label amount actual note" },
	/* The page has no declaration of a campaign; a form needs one. */
	{ &pial_schema_campaigns, "campaign kitchen from days meals detail sorted note" },
	{ &pial_schema_weighings, "campaign kitchen day meal stream component gross_kg tare_kg "
	  "edible_kg inedible_kg" },
	{ &pial_schema_meals,
	  "campaign kitchen day meal expected prepared served prepared_kg" },
	{ &pial_schema_contract,
	 "id kitchen title reference from until framework min_value max_value "
	  "payment_days engagement lines producers" },
	{ &pial_schema_party, "legal_name registration siret vat address delivery_address email "
	  "phone iban service_code service_required engagement_required engagements payment_days "
	  "buyer_class vat_regime prefix mandate" },
};

static void columns_are_those_of_the_page(void **state)
{
	size_t i, f;

	(void)state;
	for (i = 0; i < PIAL_COUNT(page); i++) {
		struct pial_strbuf names;

		pial_strbuf_init(&names, PIAL_STRBUF_TEXT);
		for (f = 0; f < page[i].schema->fields; f++)
			pial_strbuf_addf(&names, "%s%s", f ? " " : "",
					 page[i].schema->field[f].name);
		assert_string_equal(names.text, page[i].columns);
		pial_strbuf_release(&names);
	}
}

/* Key columns and columns whose value is required, as the page marks them. */
static const struct {
	const struct pial_schema *schema;
	const char *keys, *required;
} marked[] = {
	{ &pial_schema_producers, "producer", "producer name" },
	{ &pial_schema_kitchens, "kitchen", "kitchen name" },
	{ &pial_schema_certificates, "producer from", "producer from until" },
	{ &pial_schema_products, "product", "product name family unit" },
	{ &pial_schema_distances, "from to", "from to km" },
	{ &pial_schema_orders, "week day kitchen product contract",
	  "week day kitchen product quantity" },
	{ &pial_schema_offers, "week producer product batch",
	  "week producer product quantity" },
	{ &pial_schema_allocation,
	  "week day kitchen ordered_product contract product producer batch",
	  "week day kitchen ordered_product quantity" },
	{ &pial_schema_receipts, "note kitchen product producer batch",
	  "kitchen product producer received" },
	{ &pial_schema_deliveries, "note line",
	  "day kitchen product producer invoiced priced_unit price" },
	{ &pial_schema_lines, "seller invoice line",
	  "seller buyer quantity price net vat_rate" },
	{ &pial_schema_status, "version state", "version state on" },
	{ &pial_schema_balances, "week side id product entry",
	  "week side id product entry entitled given account cap" },
	{ &pial_schema_needs, "from_week until_week kitchen product",
	  "kitchen product quantity" },
	{ &pial_schema_bids, "producer product from_week until_week", "producer product" },
	/* A line without producer stands for all. */
	{ &pial_schema_costs, "product producer", "product" },
	/* The version is a key too: the highest counts, so lower ones may stay. */
	{ &pial_schema_plan, "version week producer product for",
	  "week producer product quantity" },
	{ &pial_schema_rounds, "producer kitchen from_week until_week",
	  "producer kitchen" },
	{ &pial_schema_thresholds, "rule from", "rule from value" },
	{ &pial_schema_portions, "age_class dish food from", "age_class dish grams" },
	{ &pial_schema_dishes, "words food", "words" },
	{ &pial_schema_quotations, "product day place source", "product day price" },
	{ &pial_schema_benchmarks, "sector stream from", "from grams" },
	{ &pial_schema_emissions, "food from", "g_per_kg" },
	{ &pial_schema_roads, "vehicle from", "g_per_km" },
	{ &pial_schema_waste, "setting of from", "setting value" },
	{ &pial_schema_compost, "setting of from", "setting value" },
	{ &pial_schema_purchases, "edition rank", "edition rank column" },
	{ &pial_schema_labels, "label", "label rank class" },
	{ &pial_schema_families, "family", "family code" },
	{ &pial_schema_goals, "goal from", "goal from share" },
	{ &pial_schema_absences, "producer from_week until_week", "producer" },
	/* A week that nobody can take has no producer. */
	{ &pial_schema_rota, "week", "week" },
	{ &pial_schema_campaigns, "campaign kitchen", "campaign kitchen from days" },
	{ &pial_schema_weighings, "campaign kitchen day meal stream component",
	  "campaign kitchen day stream" },
	{ &pial_schema_meals, "campaign kitchen day meal", "campaign kitchen day served" },
};

static void keys_and_required(void **state)
{
	size_t i, f;

	(void)state;
	for (i = 0; i < PIAL_COUNT(marked); i++) {
		struct pial_strbuf keys, required;

		pial_strbuf_init(&keys, PIAL_STRBUF_TEXT);
		pial_strbuf_init(&required, PIAL_STRBUF_TEXT);
		for (f = 0; f < marked[i].schema->fields; f++) {
			const struct pial_field *field = &marked[i].schema->field[f];

			if (field->flags & PIAL_F_KEY)
				pial_strbuf_addf(&keys, "%s%s", keys.len ? " " : "", field->name);
			if (field->flags & PIAL_F_REQUIRED)
				pial_strbuf_addf(&required, "%s%s", required.len ? " " : "",
						 field->name);
		}
		assert_string_equal(keys.text, marked[i].keys);
		assert_string_equal(required.text, marked[i].required);
		pial_strbuf_release(&keys);
		pial_strbuf_release(&required);
	}
}

/* Remembers a folded text; fails when another field had it. */
static void claim(char seen[][80], size_t *owner, size_t *count, const char *text, size_t field,
		  const char *schema)
{
	struct pial_strbuf folded;
	size_t i;

	assert_non_null(text);
	assert_true(*text != '\0');
	pial_strbuf_init(&folded, PIAL_STRBUF_TEXT);
	pial_utf8_fold(&folded, text, strlen(text));
	for (i = 0; i < *count; i++)
		if (strcmp(seen[i], folded.text) == 0 && owner[i] != field)
			fail_msg("%s: “%s” means two columns", schema, text);
	assert_true(folded.len < 80);
	memcpy(seen[*count], folded.text, folded.len + 1);
	owner[(*count)++] = field;
	pial_strbuf_release(&folded);
}

static void check_labels(const struct pial_schema *schema)
{
	static char seen[3 * PIAL_TABLE_FIELDS][80];
	size_t owner[3 * PIAL_TABLE_FIELDS], count = 0, f, c;

	assert_in_range(schema->fields, 1, PIAL_TABLE_FIELDS);
	for (f = 0; f < schema->fields; f++) {
		const struct pial_field *field = &schema->field[f];

		claim(seen, owner, &count, field->name, f, schema->name);
		claim(seen, owner, &count, field->fr, f, schema->name);
		claim(seen, owner, &count, field->en, f, schema->name);
		assert_true(!field->help_fr == !field->help_en);
		/* A text may have words of the toolkit's own. */
		assert_true((field->type == PIAL_T_ENUM || field->type == PIAL_T_CHOICES) ==
				    (field->choice != NULL) ||
			    field->type == PIAL_T_TEXT);
		assert_true((field->type == PIAL_T_BLOCK || field->type == PIAL_T_LIST) ==
			    (field->nested != NULL));
		for (c = 0; field->choice && field->choice[c].name; c++)
			assert_true(field->choice[c].fr && field->choice[c].en);
		if (field->nested)
			check_labels(field->nested);
	}
}

static void labels_are_complete_and_unique(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; pial_schemas[i]; i++) {
		assert_non_null(pial_schemas[i]->fr);
		assert_non_null(pial_schemas[i]->en);
		check_labels(pial_schemas[i]);
	}
}

/* What the page lists is known to the reader of any table and to the manual. */
static void schemas_are_listed(void **state)
{
	size_t i, k;

	(void)state;
	for (i = 0; i < PIAL_COUNT(page); i++) {
		for (k = 0; pial_schemas[k] && pial_schemas[k] != page[i].schema; k++)
			;
		assert_non_null(pial_schemas[k]);
	}
}

/* No two values of an enumeration share a name or a label of one language. */
static void choices_are_unique(void **state)
{
	size_t i, f, a, b;

	(void)state;
	for (i = 0; pial_schemas[i]; i++)
		for (f = 0; f < pial_schemas[i]->fields; f++) {
			const struct pial_choice *choice = pial_schemas[i]->field[f].choice;

			for (a = 0; choice && choice[a].name; a++)
				for (b = 0; b < a; b++) {
					assert_string_not_equal(choice[a].name, choice[b].name);
					assert_string_not_equal(choice[a].fr, choice[b].fr);
					assert_string_not_equal(choice[a].en, choice[b].en);
					assert_int_not_equal(choice[a].value, choice[b].value);
				}
		}
}

static void absent_texts_are_values(void **state)
{
	struct world *w = *state;
	static char row[1024];
	size_t i, f;

	for (i = 0; pial_schemas[i]; i++)
		for (f = 0; f < pial_schemas[i]->fields; f++) {
			const struct pial_field *field = &pial_schemas[i]->field[f];

			assert_true(pial_schemas[i]->row_size <= sizeof(row));
			if (!field->absent)
				continue;
			assert_true(pial_value_read(&w->model, field, row, field->absent,
						    strlen(field->absent), &pial_value_table,
						    &PIAL_POS_NONE, &w->diags));
		}
	assert_int_equal(w->diags.count, 0);
}

static void finds_names_and_labels(void **state)
{
	const struct pial_field *field = &pial_schema_orders.field[5];

	(void)state;
	assert_int_equal(pial_field_find(&pial_schema_orders, "quantity"), 5);
	assert_int_equal(pial_field_find(&pial_schema_orders, "Quantity"), -1);
	assert_string_equal(pial_field_label(field, PIAL_FR), "Quantité");
	assert_string_equal(pial_field_label(field, PIAL_EN), "Quantity");
	assert_string_equal(pial_field_label(field, PIAL_LANG_NONE), "quantity");
	assert_int_equal(pial_choice_find(pial_choice_unit, "bunch", 5)->value, PIAL_UNIT_BUNCH);
	assert_int_equal(pial_choice_find(pial_choice_unit, "PIÈCE", 6)->value, PIAL_UNIT_PIECE);
	assert_int_equal(pial_choice_find(pial_choice_unit, "piece", 5)->value, PIAL_UNIT_PIECE);
	assert_null(pial_choice_find(pial_choice_unit, "kilo", 4));
	assert_null(pial_choice_find(pial_choice_unit, "\xff", 1));
	assert_string_equal(pial_choice_of(pial_choice_unit, PIAL_UNIT_LITRE)->name, "litre");
	assert_null(pial_choice_of(pial_choice_unit, PIAL_UNIT_NONE));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_those_of_the_page),
		cmocka_unit_test(keys_and_required),
		cmocka_unit_test(labels_are_complete_and_unique),
		cmocka_unit_test(schemas_are_listed),
		cmocka_unit_test(choices_are_unique),
		cmocka_unit_test_setup_teardown(absent_texts_are_values, world_setup,
						world_teardown),
		cmocka_unit_test(finds_names_and_labels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
