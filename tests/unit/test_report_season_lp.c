/*
 * The scenario program as a file, by hand: every row of a small season, exact numbers, names made
 * different, and the parts that a season may lack.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "report/season_lp.h"

static const struct pial_scenario_grower grower[] = {
	{ "P-pré", { 12550 } }, { "P.pré", { INT64_MIN } } };
static const struct pial_scenario_product product[] = { { "laitue", { 350 } } };
static const struct pial_scenario_bid bid[] = {
	{ 0, 0, { 4000 }, { 2500 }, { 150000 }, { 50000 }, { 300000 } },
	{ 1, 0, { INT64_MIN }, { INT64_MIN }, { INT32_MIN }, { 50000 }, { 300000 } } };
static const struct pial_scenario_sowing sowing[] = {	/* 2025-W20 is 2890 */
	{ 0, { 2882 }, { 2890 }, { 2891 } }, { 1, { 0 }, { 2890 }, { 2890 } } };
static const struct pial_scenario_crop crop[] = {
	{ 0, { 2890 }, { 120500 }, { 150000 }, { 5000 }, { 6001 } },
	{ 0, { 2891 }, { 40000 }, { INT64_MIN }, { 5000 }, { 6001 } } };
static const struct pial_scenario_harvest harvest[] = {
	{ 0, 0, { 60000 }, false }, { 0, 1, { 30000 }, true }, { 1, 0, { INT64_MIN }, false } };

static struct pial_scenario_season season = { grower, 2, product, 1, bid, 2, sowing, 2, crop, 2,
	harvest, 3, { 0 }, 1, 2 };

static const char *const expected =
	"Minimize\n"
	" cost: + 0.5 short.laitue.2025_W20.q1 + 0.6001 extra.laitue.2025_W20.q1"
	" + 0.5 short.laitue.2025_W20.q2 + 0.6001 extra.laitue.2025_W20.q2\n"
	"    + 2.2002 lack.laitue.2025_W20 + 0.5 short.laitue.2025_W21.q1"
	" + 0.6001 extra.laitue.2025_W21.q1 + 0.5 short.laitue.2025_W21.q2\n"
	"    + 0.6001 extra.laitue.2025_W21.q2\n"
	"Subject To\n"
	" need.laitue.2025_W20.q1: + 0.9 take.P_pr__.laitue.2025_W20"
	" + 1.000001 take.P_pr__~2.laitue.2025_W20"
	" + short.laitue.2025_W20.q1 - extra.laitue.2025_W20.q1 = 120.5\n"
	" need.laitue.2025_W20.q2: + take.P_pr__~2.laitue.2025_W20"
	" + short.laitue.2025_W20.q2 - extra.laitue.2025_W20.q2 = 120.5\n"
	" reserve.laitue.2025_W20: + take.P_pr__.laitue.2025_W20 + take.P_pr__~2.laitue.2025_W20"
	" + lack.laitue.2025_W20 >= 150\n"
	" need.laitue.2025_W21.q1: + 0.9 take.P_pr__.laitue.2025_W21"
	" + short.laitue.2025_W21.q1 - extra.laitue.2025_W21.q1 = 40\n"
	" need.laitue.2025_W21.q2: + short.laitue.2025_W21.q2 - extra.laitue.2025_W21.q2 = 40\n"
	" grams.P_pr__.laitue.2025_W20: + 2125 area.P_pr__.laitue.2025_W20"
	" - 350 take.P_pr__.laitue.2025_W20 - 350 take.P_pr__.laitue.2025_W21 = 0\n"
	" most.P_pr__.laitue.b1.2025_W12: + area.P_pr__.laitue.2025_W20 <= 40\n"
	" land.P_pr__.2025_W12: + area.P_pr__.laitue.2025_W20 <= 125.5\n"
	"Bounds\n"
	" take.P_pr__.laitue.2025_W20 <= 60\n"
	" take.P_pr__.laitue.2025_W21 = 30\n"
	"End\n";

static void write(struct pial_strbuf *out, enum pial_lang lang)
{
	static int32_t factor[] = { 900000, 0, 1000001, 1000000 };
	const struct pial_scenario_draws draws = { factor, 2 };

	pial_strbuf_init(out, PIAL_STRBUF_OUTPUT);
	pial_season_lp(out, &season, &draws, lang);
}

static void test_rows(void **state)
{
	struct pial_strbuf out;
	const char *body;

	(void)state;
	write(&out, PIAL_EN);
	body = strstr(out.text, "Minimize");
	assert_non_null(body);
	assert_string_equal(body, expected);
	pial_strbuf_release(&out);
}

/* The head says how many scenarios the cost is a sum of, in the language asked for. */
static void test_head(void **state)
{
	struct pial_strbuf out;

	(void)state;
	write(&out, PIAL_FR);
	assert_true(!strncmp(out.text, "\\ Une saison", 12));
	assert_non_null(strstr(out.text, "\n\\ Scénarios\xC2\xA0: 2\n\n"));
	pial_strbuf_release(&out);
}

static void test_nothing(void **state)
{
	const struct pial_scenario_season all = season;
	struct pial_strbuf out;

	(void)state;
	season.crops = season.harvests = season.sowings = season.bids = 0;
	write(&out, PIAL_EN);
	assert_string_equal(strstr(out.text, "Minimize"),
			    "Minimize\n cost: no.need\nSubject To\n none: no.need = 0\n"
			    "Bounds\nEnd\n");
	pial_strbuf_release(&out);
	season = all;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_head),
		cmocka_unit_test(test_nothing),
	};

	return cmocka_run_group_tests_name("report_season_lp", tests, NULL, NULL);
}
