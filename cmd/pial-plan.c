/*
 * pial-plan: the table of its verbs.
 */
#include "cmd/plan.h"

#include "base/banned.h"

static const struct pial_verb *const verbs[] = {
	&pial_verb_plan_needs,
	&pial_verb_plan_season,
	&pial_verb_plan_cover,
	&pial_verb_plan_price,
	&pial_verb_plan_orders,
	&pial_verb_plan_offers,
	&pial_verb_plan_forms,
	&pial_verb_plan_collect,
	&pial_verb_plan_rota,
	&pial_verb_plan_rounds,
	NULL,
};

static const struct pial_command command = { "pial-plan", PIAL_HELP_PLAN, verbs,
					       NULL };

int main(int argc, char **argv)
{
	return pial_cli_main(&command, argc, argv);
}
