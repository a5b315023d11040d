/*
 * parties.yaml: who someone is in law.
 */
#include "test_load_help.h"

static bool load(struct world *w, const char *text)
{
	return world_yaml(w, pial_load_parties, "parties.yaml", text);
}

static void entries(void **state)
{
	struct world *w = *state;
	const struct pial_party *p;

	/* numbers of the standard's examples: their keys hold, they belong to nobody */
	assert_true(load(w, "self:\n  legal_name: Groupement\n  siret: \"100 000 009 00017\"\n"
			    "  vat: FR88100000009\n  address: \"Garage, 31110 Luchon\"\n"
			    "  email: a@b.example\n  phone: \"+33 5 36 49 10 01\"\n"
			    "  iban: FR14 2004 1010 0505 0001 3M02 606\n  payment_days: 30\n"
			    "K-a:\n  service_code: SVC-1\n  engagement_required: oui\n"
			    "  engagements: [EJ-1, EJ-2]\n"
			    "P-a:\n  mandate: {date: 2024-12-09, reference: MF-1}\n"));
	assert_int_equal(w->model.parties, 3);
	p = w->model.party;
	assert_string_equal(world_text(w, p[0].id.n), "self");
	assert_int_equal(p[0].pos.line, 1);
	assert_string_equal(world_text(w, p[0].siret.n), "10000000900017");
	assert_string_equal(world_text(w, p[0].iban.n), "FR1420041010050500013M02606");
	assert_string_equal(world_text(w, p[0].address.n), "Garage, 31110 Luchon");
	assert_int_equal(p[0].payment_days, 30);
	assert_int_equal(p[0].mandate.date.n, 0);
	assert_int_equal(p[1].engagement_required, PIAL_YES);
	assert_string_equal(world_text(w, p[1].engagements.n), "EJ-1 EJ-2");
	assert_int_equal(p[1].payment_days, INT32_MIN);
	assert_int_equal(p[2].pos.line, 14);
	assert_int_equal(p[2].mandate.date.n, day(2024, 12, 9).n);
	assert_string_equal(world_text(w, p[2].mandate.reference.n), "MF-1");
}

static void refusals(void **state)
{
	static const struct world_bad bad[] = {
		{ "self:\n  siret: 10000000900018\n", PIAL_E_SIRET, 2, 10 },
		{ "P-a:\n  siret: 1007400011\n", PIAL_E_SIRET_SHORT, 2, 10 },
		{ "P-a:\n  iban: FR1420041010050500013M02607\n", PIAL_E_IBAN, 2, 9 },
		{ "P-a:\n  vat: FR00100000009\n", PIAL_E_VAT_NUMBER, 2, 8 },
		{ "P-a:\n  siret: \"00001007400011\"\n  vat: FR88100000009\n", PIAL_E_VAT_NUMBER, 3,
		  8 },
		{ "P-a:\n  telephone: 1\n", PIAL_E_YAML_KEY, 2, 3 },
		{ "P-a:\n  emial: a@b.example\n", PIAL_E_YAML_KEY_NEAR, 2, 3 },
		{ "P-a: [1]\n", PIAL_E_YAML_KIND, 1, 6 },
		{ "12: {legal_name: A}\n", PIAL_E_ID_LOOKS, 1, 1 },
		{ "P-a:\n  engagement_required: VRAI\n", PIAL_E_SHEET_BOOLEAN, 2, 24 },
		{ "P-a:\n  mandate: {reference: MF-1}\n", PIAL_E_YAML_MISSING, 2, 12 },
	};
	struct world *w = *state;
	size_t i;

	for (i = 0; i < PIAL_COUNT(bad); i++)
		world_refuses(w, load, &bad[i]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = { TEST(entries), TEST(refusals) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
