/*
 * Composting by hand: the mix of Cornell's formula, volumes, the limit of a tonne a week.
 */
#include "waste_case.h"
#include "waste/compost.h"

/* A figure; fails when there is none. */
static int64_t figure(const struct pial_table *out, enum pial_compost_figure wanted)
{
	for (size_t i = 0; i < out->count; i++) {
		const struct pial_compost_row *row = pial_table_row(out, i);

		if (row->figure == wanted)
			return row->value.milli;
	}
	fail_msg("no figure %d", wanted);
	return 0;
}

/* 100 kg in five days of five: chips are 2.4 (30 - 15) 31 / (1 (53 - 30) 85) of them, 0.570844. */
static void chips(void **state)
{
	struct pial_compost_input input;
	struct pial_waste_record record;
	struct pial_table out;
	struct waste_case c;

	waste_case_make(&c, *state, "", "h,K-ecole,2025-03-10,,leftovers,,100,0,,\n",
			"h,K-ecole,2025-03-10,,,,1000,\n");
	waste_case_records(&c);
	record = *waste_case_record(&c, "K-ecole");
	input = (struct pial_compost_input){ &record, &c.reference, "chips", "w.csv" };
	assert_true(pial_compost_takes(&input));
	pial_table_init(&out, &pial_schema_view_compost);
	pial_compost_figures(&input, &out, &c.w->diags);
	assert_int_equal(figure(&out, PIAL_COMPOST_WEEK_KG), 100000);
	assert_int_equal(figure(&out, PIAL_COMPOST_DRY_KG), 57084);
	assert_int_equal(figure(&out, PIAL_COMPOST_DRY_LITRES), 224000);
	assert_int_equal(figure(&out, PIAL_COMPOST_MIX_RATIO), 30000);
	/* (69 + 0.57084 x 15) / 1.57084 */
	assert_int_equal(figure(&out, PIAL_COMPOST_MIX_MOISTURE), 49377);
	/* 200 + 224 litres a week, 12 weeks at 50 % and 26 at 30 %: 2544 + 3307.2, rounded up */
	assert_int_equal(figure(&out, PIAL_COMPOST_BIN_M3), 5852);
	assert_int_equal(figure(&out, PIAL_COMPOST_STORE_M3), 2688);
	/* 100 kg / 1000 x 44 800 meals, a third of it */
	assert_int_equal(figure(&out, PIAL_COMPOST_YEAR_KG), 4480000);
	assert_int_equal(figure(&out, PIAL_COMPOST_MADE_KG), 1491840);
	assert_int_equal(figure(&out, PIAL_COMPOST_LIMIT_SHARE), 10000);
	assert_int_equal(waste_case_said(&c, PIAL_N_COMPOST_VOLUME), 1);
	assert_int_equal(waste_case_said(&c, PIAL_A_COMPOST_WEEK), 0);
	pial_table_release(&out);
	waste_case_release(&c);
}

/* A week of a longer campaign, a campaign half weighed, the limit, materials that do not serve. */
static void weeks_and_materials(void **state)
{
	struct pial_waste_record record = { .total = { 1000000 }, .yearly = PIAL_MASS_NONE };
	struct pial_compost_input input;
	struct pial_table out;
	struct waste_case c;

	waste_case_make(&c, *state, "", "h,K-ecole,2025-03-10,,leftovers,,1,0,,\n",
			"h,K-ecole,2025-03-10,,,,10,\n");
	input = (struct pial_compost_input){ &record, &c.reference, "straw", "w.csv" };
	record.until = c.campaign.day[0];
	record.days_in_period = 20;
	record.days = 14;
	assert_int_equal(pial_compost_week(&record), 350000);
	record.days_in_period = 5;
	record.days = 4;
	assert_int_equal(pial_compost_week(&record), 1250000);
	pial_table_init(&out, &pial_schema_view_compost);
	pial_compost_figures(&input, &out, &c.w->diags);
	assert_int_equal(figure(&out, PIAL_COMPOST_LIMIT_SHARE), 125000);
	assert_int_equal(waste_case_said(&c, PIAL_A_COMPOST_WEEK), 1);
	/* Nothing is known of a year. */
	for (size_t i = 0; i < out.count; i++)
		assert_int_not_equal(((struct pial_compost_row *)pial_table_row(&out, i))->figure,
				     PIAL_COMPOST_MADE_KG);
	assert_true(pial_compost_takes(&input));
	input.dry = "biowaste";
	assert_false(pial_compost_takes(&input));
	input.dry = "sand";
	assert_false(pial_compost_takes(&input));
	pial_table_release(&out);
	waste_case_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(chips, world_setup, world_teardown),
		cmocka_unit_test_setup_teardown(weeks_and_materials, world_setup, world_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
