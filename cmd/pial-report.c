/*
 * pial-report: the table of its verbs.
 */
#include "cmd/report.h"

#include "base/banned.h"

static const struct pial_verb *const verbs[] = {
	&pial_verb_report_table,
	&pial_verb_report_lists,
	&pial_verb_report_week,
	&pial_verb_report_availability,
	&pial_verb_report_value,
	&pial_verb_report_contract,
	&pial_verb_report_season,
	&pial_verb_report_fairness,
	&pial_verb_report_activities,
	&pial_verb_report_egalim,
	&pial_verb_report_macantine,
	&pial_verb_report_trace,
	&pial_verb_report_statement,
	&pial_verb_report_certificates,
	&pial_verb_report_hazards,
	&pial_verb_report_rota,
	&pial_verb_report_regulation,
	&pial_verb_report_waste,
	&pial_verb_report_impact,
	&pial_verb_report_site,
	NULL,
};

static const struct pial_command command = { "pial-report", PIAL_HELP_REPORT, verbs,
					       NULL };

int main(int argc, char **argv)
{
	return pial_cli_main(&command, argc, argv);
}
