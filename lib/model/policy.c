/*
 * The defaults of the policies: what a group gets that has decided nothing yet.
 */
#include "model/policy.h"

#include <string.h>

#include "model/moving.h"
#include "base/banned.h"

#define PERCENT 10000	/* one per cent in millionths */

const char *const pial_public_pages[] = {
	"week", "availability", "season", "contract", "value", "waste", "impact", NULL,
};

void pial_policy_init(struct pial_policy *policy)
{
	memset(policy, 0, sizeof(*policy));
	policy->format = PIAL_BOOK_FORMAT;
	policy->season_starts = 1;
	policy->round = PIAL_PACK_NEAREST;
	policy->rule = PIAL_RULE_LEXIMIN;
	policy->radius = PIAL_DISTANCE_NONE;
	policy->account_cap_weeks = 2;
	policy->hazard_credit.e6 = 50 * PERCENT;
	policy->hub.lat = policy->hub.lon = PIAL_ANGLE_NONE;
	policy->drops.km.e6 = policy->drops.producer.e6 = 10 * PERCENT;
	policy->drops.min_drop = PIAL_MONEY_NONE;
	policy->drops.max_producers = INT32_MIN;
	policy->drops.seconds = 10;
	policy->silent_producer = PIAL_SILENT_PLAN;
	policy->silent_kitchen = PIAL_SILENT_FIRM;
	policy->fill_rate.e6 = 98 * PERCENT;
	policy->failure.e6 = 5 * PERCENT;
	policy->yield_cv.e6 = 30 * PERCENT;
	policy->shared_weather.e6 = 20 * PERCENT;
	policy->cost_missing.e4 = 5000;
	policy->cost_surplus.e4 = 6000;
	policy->receipt_delay_days = 3;
	policy->receipt_tolerance.e6 = 5 * PERCENT;
	policy->too_much = PIAL_TOO_MUCH_ACCEPT;
	policy->billing = PIAL_BILLING_DIRECT;
	policy->billing_per = PIAL_BILLING_MONTH;
	policy->shortfall = PIAL_SHORTFALL_FUND;
	policy->advance_rate.e6 = 30 * PERCENT;
	policy->advance_repay.e6 = 20 * PERCENT;
	policy->advance_floor.cents = 20000;
	policy->rota_breeders = policy->rota_partners = policy->rota_by_share = PIAL_NO;
	policy->rota_publish_weeks = 4;
}
