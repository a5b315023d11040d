/*
 * pial.yaml: the block of the page that fixes the book, its defaults, and what is refused.
 */
#include "test_load_help.h"

static const char page[] =
	"format: 1                    # version of the book; a newer one is refused, "
	  "`pial upgrade`\n"
	"name: Groupement des maraîchers du Luchonnais\n"
	"language: fr\n"
	"timezone: Europe/Paris\n"
	"season: {starts: W14}\n"
	"allocation:\n"
	"  round: nearest             # orders that are not whole packs: nearest, up, down, "
	  "refuse\n"
	"  rule: leximin              # leximin, proportional, equal, losses, talmud\n"
	"  radius_km: 60\n"
	"  exclude: [{producer: P-ravin, kitchen: K-ehpad}]\n"
	"  account_cap_weeks: 2\n"
	"  hazard_credit: 50%\n"
	"  hub: {name: Garage de la mairie, lat: 42.79, lon: 0.59}\n"
	"  drops: {km: 10%, producer: 10%, min_drop: 20, max_producers: 4, seconds: 10}\n"
	"silent: {producer: plan, kitchen: firm}          # plan or none; firm or none\n"
	"risk: {fill_rate: 98%, failure: 5%, yield_cv: 30%, shared_weather: 0.2,"
	" cost_missing: 0.50, "
	  ""
	"cost_surplus: 0.60}\n"
	"receipts: {delay_days: 3, tolerance: 5%, too_much: accept}\n"
	"billing: {mode: direct, prefix: \"LU-\", per: month}        # direct, resale, mandate\n"
	"shortfall: fund              # who pays: fund, producers, kitchen\n"
	"fees:\n"
	"  - {name: service, from: 2025-01-01, rate: 8%, base: sale, paid_by: kitchen,"
	" to: service, "
	  ""
	"vat_rate: 20, in_price: yes}\n"
	"  - {name: levy, rate: 1%, base: sale, paid_by: producer, to: fund}\n"
	"advances: {rate: 30%, repay: 20%, floor: 200}\n"
	"rota: {breeders: yes, partners: no, by_share: yes, publish_weeks: 6}\n"
	"publish: {producers: [name, commune], kitchens: [name]}\n";

static bool load(struct world *w, const char *text)
{
	return world_yaml(w, pial_load_policy, "pial.yaml", text);
}

static void allocation_of_the_page(void **state)
{
	struct world *w = *state;
	const struct pial_policy *p = &w->model.policy;

	if (!load(w, page)) {
		world_show(w);
		fail();
	}
	assert_int_equal(p->format, 1);
	assert_string_equal(world_text(w, p->name.n), "Groupement des maraîchers du Luchonnais");
	assert_int_equal(p->language, PIAL_FR);
	assert_string_equal(world_text(w, p->timezone.n), "Europe/Paris");
	assert_int_equal(p->season_starts, 14);
	assert_int_equal(p->round, PIAL_PACK_NEAREST);
	assert_int_equal(p->rule, PIAL_RULE_LEXIMIN);
	assert_int_equal(p->radius.m, 60000);
	assert_int_equal(p->exclude_count, 1);
	assert_string_equal(world_text(w, p->exclude[0].producer.n), "P-ravin");
	assert_string_equal(world_text(w, p->exclude[0].kitchen.n), "K-ehpad");
	assert_int_equal(p->exclude[0].pos.line, 10);
	assert_int_equal(p->exclude[0].pos.column, 13);
	assert_string_equal(p->exclude[0].pos.file, "pial.yaml");
	assert_int_equal(p->account_cap_weeks, 2);
	assert_int_equal(p->hazard_credit.e6, 500000);
	assert_string_equal(world_text(w, p->hub.name.n), "Garage de la mairie");
	assert_int_equal(p->hub.lat.e6, 42790000);
	assert_int_equal(p->hub.lon.e6, 590000);
	assert_true(p->drops.on);
	assert_int_equal(p->drops.km.e6, 100000);
	assert_int_equal(p->drops.producer.e6, 100000);
	assert_int_equal(p->drops.min_drop.cents, 2000);
	assert_int_equal(p->drops.max_producers, 4);
	assert_int_equal(p->drops.seconds, 10);
}

static void money_of_the_page(void **state)
{
	struct world *w = *state;
	const struct pial_policy *p = &w->model.policy;

	assert_true(load(w, page));
	assert_int_equal(p->silent_producer, PIAL_SILENT_PLAN);
	assert_int_equal(p->silent_kitchen, PIAL_SILENT_FIRM);
	assert_int_equal(p->fill_rate.e6, 980000);
	assert_int_equal(p->failure.e6, 50000);
	assert_int_equal(p->yield_cv.e6, 300000);
	assert_int_equal(p->shared_weather.e6, 200000);
	assert_int_equal(p->cost_missing.e4, 5000);
	assert_int_equal(p->cost_surplus.e4, 6000);
	assert_int_equal(p->receipt_delay_days, 3);
	assert_int_equal(p->receipt_tolerance.e6, 50000);
	assert_int_equal(p->too_much, PIAL_TOO_MUCH_ACCEPT);
	assert_int_equal(p->billing, PIAL_BILLING_DIRECT);
	assert_string_equal(world_text(w, p->billing_prefix.n), "LU-");
	assert_int_equal(p->billing_per, PIAL_BILLING_MONTH);
	assert_int_equal(p->shortfall, PIAL_SHORTFALL_FUND);
	assert_int_equal(p->advance_rate.e6, 300000);
	assert_int_equal(p->advance_repay.e6, 200000);
	assert_int_equal(p->advance_floor.cents, 20000);
	assert_int_equal(p->publish_producers.count, 2);
	assert_string_equal(world_text(w, p->publish_producers.n[1]), "commune");
	assert_int_equal(p->publish_kitchens.count, 1);
}

static void rota_of_the_page(void **state)
{
	struct world *w = *state;
	const struct pial_policy *p = &w->model.policy;

	assert_true(load(w, page));
	assert_int_equal(p->rota_breeders, PIAL_YES);
	assert_int_equal(p->rota_partners, PIAL_NO);
	assert_int_equal(p->rota_by_share, PIAL_YES);
	assert_int_equal(p->rota_publish_weeks, 6);
	assert_true(load(w, "name: G\n"));
	assert_int_equal(p->rota_breeders, PIAL_NO);
	assert_int_equal(p->rota_by_share, PIAL_NO);
	assert_int_equal(p->rota_publish_weeks, 4);
}

/* What a book does not say keeps its default, texts and lists included. */
static void what_is_not_said_keeps_its_default(void **state)
{
	struct world *w = *state;
	const struct pial_policy *p = &w->model.policy;

	assert_true(load(w, "name: G\n"));
	assert_string_equal(world_text(w, p->timezone.n), "Europe/Paris");
	/* A farm is somebody's home: nothing of it is for everybody unless the group says so. */
	assert_int_equal(p->publish_producers.count, 0);
	assert_int_equal(p->publish_kitchens.count, 1);
	assert_string_equal(world_text(w, p->publish_kitchens.n[0]), "name");
	assert_int_equal(p->publish_pages.count, 7);
	assert_true(load(w, "name: G\npublish: {kitchens: [], pages: [impact]}\n"));
	assert_int_equal(p->publish_kitchens.count, 0);
	assert_int_equal(p->publish_pages.count, 1);
	assert_string_equal(world_text(w, p->publish_pages.n[0]), "impact");
	assert_true(load(w, "name: G\ntimezone: UTC\n"));
	assert_string_equal(world_text(w, p->timezone.n), "UTC");
	assert_true(load(w, "name: G\n"));
	assert_string_equal(world_text(w, p->timezone.n), "Europe/Paris");
}

static void fees_of_the_page(void **state)
{
	struct world *w = *state;
	const struct pial_policy *p = &w->model.policy;

	assert_true(load(w, page));
	assert_int_equal(p->fee_count, 2);
	assert_string_equal(world_text(w, p->fee[0].name.n), "service");
	assert_int_equal(p->fee[0].from.n, day(2025, 1, 1).n);
	assert_int_equal(p->fee[0].until.n, 0);
	assert_int_equal(p->fee[0].rate.e6, 80000);
	assert_int_equal(p->fee[0].base, PIAL_FEE_SALE);
	assert_int_equal(p->fee[0].paid_by, PIAL_PAYER_KITCHEN);
	assert_int_equal(p->fee[0].to, PIAL_TO_SERVICE);
	assert_int_equal(p->fee[0].vat_rate.e6, 200000);
	assert_int_equal(p->fee[0].in_price, PIAL_YES);
	assert_true(pial_price_is_none(p->fee[0].per_kg));
	assert_int_equal(p->fee[1].rate.e6, 10000);
	assert_true(pial_rate_is_none(p->fee[1].vat_rate));
	assert_int_equal(p->fee[1].in_price, PIAL_NO);
	assert_int_equal(p->fee[1].paid_by, PIAL_PAYER_PRODUCER);
	assert_int_equal(p->fee[1].to, PIAL_TO_FUND);
}

static void other_forms_of_fees(void **state)
{
	struct world *w = *state;
	const struct pial_fee *fee;

	assert_true(load(w, "name: G\nfees:\n"
			    "  - {name: a, per_kg: 0.05, paid_by: kitchen, to: transport}\n"
			    "  - {name: b, per_delivery: 3.50, paid_by: kitchen, to: transport}\n"
			    "  - {name: c, per_invoice: 2, paid_by: kitchen, to: service}\n"
			    "  - {name: d, rate: 1.5, paid_by: kitchen, to: service}\n"));
	fee = w->model.policy.fee;
	assert_int_equal(fee[0].base, PIAL_FEE_MASS);
	assert_int_equal(fee[0].per_kg.e4, 500);
	assert_int_equal(fee[1].base, PIAL_FEE_PER_DELIVERY);
	assert_int_equal(fee[1].per_delivery.cents, 350);
	assert_int_equal(fee[2].base, PIAL_FEE_PER_INVOICE);
	assert_int_equal(fee[2].per_invoice.cents, 200);
	assert_int_equal(fee[3].rate.e6, 15000);
}

/* A name is enough; what is not said keeps its default; presence of a block is seen. */
static void smallest_book(void **state)
{
	struct world *w = *state;
	struct pial_policy policy;

	pial_policy_init(&policy);
	assert_true(load(w, "name: G\n"));
	policy.name = w->model.policy.name;
	/* Texts and lists are elsewhere in each pool: they have the test above. */
	policy.timezone = w->model.policy.timezone;
	policy.publish_producers = w->model.policy.publish_producers;
	policy.publish_kitchens = w->model.policy.publish_kitchens;
	policy.publish_pages = w->model.policy.publish_pages;
	assert_memory_equal(&policy, &w->model.policy, sizeof(policy));
	assert_false(w->model.policy.drops.on);
	assert_true(load(w, "name: G\nallocation:\n  rule:\n  drops: {}\nfees:\nrisk:\n"));
	assert_true(w->model.policy.drops.on);
	assert_int_equal(w->model.policy.hub.name.n, 0);
	assert_int_equal(w->model.policy.fee_count, 0);
	assert_int_equal(w->model.policy.rule, policy.rule);
}

static void refusals(void **state)
{
	static const struct world_bad bad[] = {
		{ "format: 2\nname: G\nnovelty: 1\n", PIAL_E_FORMAT_NEWER, 1, 9 },
		{ "language: fr\n", PIAL_E_YAML_MISSING, 1, 1 },
		{ "name:\n", PIAL_E_REQUIRED, 1, 6 },
		{ "name: G\nlangage: fr\n", PIAL_E_YAML_KEY_NEAR, 2, 1 },
		{ "nam: G\n", PIAL_E_YAML_KEY_NEAR, 1, 1 },
		{ "name: G\nxylophone: 1\n", PIAL_E_YAML_KEY, 2, 1 },
		{ "name: G\nallocation:\n  raduis_km: 60\n", PIAL_E_YAML_KEY_NEAR, 3, 3 },
		{ "name: G\nallocation: leximin\n", PIAL_E_YAML_KIND, 2, 13 },
		{ "name: G\nfees: {name: a}\n", PIAL_E_YAML_KIND, 2, 7 },
		{ "name: G\nfees: [service]\n", PIAL_E_YAML_KIND, 2, 8 },
		{ "name: [G]\n", PIAL_E_YAML_KIND, 1, 7 },
		{ "name: G\nseason: {starts: 14}\n", PIAL_E_WEEK_NUMBER, 2, 18 },
		{ "name: G\nallocation: {rule: leximim}\n", PIAL_E_CHOICE_NEAR, 2, 20 },
		{ "name: G\nallocation: {radius_km: -5}\n", PIAL_E_QTY_SIGN, 2, 25 },
		{ "name: G\nallocation: {hazard_credit: 0.5}\n", PIAL_E_RATE_SHARE, 2, 29 },
		{ "name: G\nallocation: {hub: {name: H, lat: 42.8}}\n", PIAL_E_YAML_MISSING, 2,
		 19 },
		{ "name: G\nrota: {publish_weeks: 54}\n", PIAL_E_RANGE, 2, 23 },
		{ "name: G\nsilent: {kitchen: plan}\n", PIAL_E_CHOICE, 2, 19 },
		{ "name: G\nadvances: {rate: 30 %, repay: 20%, floor: deux cents}\n", PIAL_E_QTY, 2,
		  43 },
		{ "name: G\nfees:\n  - {name: a, paid_by: kitchen, to: fund}\n", PIAL_E_FEE_FORM,
		  3, 5 },
		{ "name: G\nfees:\n  - {name: a, rate: 1%, per_kg: 1, paid_by: kitchen, "
		  "to: fund}\n",
		  PIAL_E_FEE_FORM, 3, 5 },
		{ "name: G\nfees:\n  - {name: a, rate: 1%, to: fund}\n", PIAL_E_YAML_MISSING, 3,
		 5 },
		{ "name: G\nfees:\n  - {name: a, rate: 1%, paid_by: kitchen, to: producer}\n",
		  PIAL_E_CHOICE, 3, 47 },
		{ "name: G\nfees:\n  - {name: a, rate: 1%, paid_by: kitchen, to: fund, from: "
		  "2025-02-01, until: 2025-01-31}\n", PIAL_E_DATES_ORDER, 3, 5 },
		{ "name: G\npublish: {producers: [nome]}\n", PIAL_E_CHOICE_NEAR, 2, 23 },
		{ "name: G\npublish: {kitchens: [telephone]}\n", PIAL_E_CHOICE, 2, 22 },
		{ "name: G\npublish: {producers: name nome}\n", PIAL_E_CHOICE_NEAR, 2, 22 },
		{ "name: G\npublish: {pages: [impacts]}\n", PIAL_E_CHOICE_NEAR, 2, 19 },
		{ "name: G\npublish: {pages: [impact, statement]}\n", PIAL_E_CHOICE, 2, 27 },
		{ "name: G\nname: H\n", PIAL_E_YAML_TWICE, 2, 1 },
	};
	struct world *w = *state;
	size_t i;

	for (i = 0; i < PIAL_COUNT(bad); i++)
		world_refuses(w, load, &bad[i]);
}

/* Every fault is said in one go. */
static void faults_are_collected(void **state)
{
	struct world *w = *state;

	assert_false(load(w, "nam: G\nlanguage: de\nrisk: {failure: x, fill_rate: -1%}\n"));
	assert_int_equal(w->diags.count, 4);
	assert_non_null(world_find(w, PIAL_E_YAML_KEY_NEAR, 1, 1));
	assert_non_null(world_find(w, PIAL_E_QTY, 3, 17));
	assert_non_null(world_find(w, PIAL_E_QTY_SIGN, 3, 31));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(allocation_of_the_page),
		TEST(money_of_the_page),
		TEST(what_is_not_said_keeps_its_default),
		TEST(rota_of_the_page),
		TEST(fees_of_the_page),
		TEST(other_forms_of_fees),
		TEST(smallest_book),
		TEST(refusals),
		TEST(faults_are_collected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
