/*
 * The verbs of pial-report, and what they share.
 */
#ifndef PIAL_CMD_REPORT_H
#define PIAL_CMD_REPORT_H

#include "cmd/cli.h"

/* What the command is for, in one line; pial help says it too. */
#define PIAL_HELP_REPORT PIAL_N_("what people look at: tables and lists to read and print")

/* pial-report table: the week's planning-and-allocation table. */
extern const struct pial_verb pial_verb_report_table;
/* pial-report lists: harvest and delivery lists. */
extern const struct pial_verb pial_verb_report_lists;
/* pial-report week: the week on one page. */
extern const struct pial_verb pial_verb_report_week;
/* pial-report availability: what there is in the weeks to come. */
extern const struct pial_verb pial_verb_report_availability;
/* pial-report value: of each 100 €, so much to each. */
extern const struct pial_verb pial_verb_report_value;
/* pial-report contract: what contracts had, and will come to. */
extern const struct pial_verb pial_verb_report_contract;
/* pial-report fairness: what each is owed, and why. */
extern const struct pial_verb pial_verb_report_fairness;
/* pial-report activities: what the service does, and what that takes. */
extern const struct pial_verb pial_verb_report_activities;
/* pial-report egalim: what counts for the EGalim law. */
extern const struct pial_verb pial_verb_report_egalim;
/* pial-report macantine: purchases for the canteen platform. */
extern const struct pial_verb pial_verb_report_macantine;
/* pial-report trace: where goods come from, and where they went. */
extern const struct pial_verb pial_verb_report_trace;
/* pial-report statement: a producer's month. */
extern const struct pial_verb pial_verb_report_statement;
/* pial-report certificates: who is certified until when. */
extern const struct pial_verb pial_verb_report_certificates;
/* pial-report hazards: losses declared. */
extern const struct pial_verb pial_verb_report_hazards;
/* pial-report rota: who runs the table. */
extern const struct pial_verb pial_verb_report_rota;
/* pial-report regulation: what the regular meeting has to decide. */
extern const struct pial_verb pial_verb_report_regulation;
/* pial-report waste: campaigns of weighing one after another. */
extern const struct pial_verb pial_verb_report_waste;
/* pial-report season: calendar of products by week. */
extern const struct pial_verb pial_verb_report_season;
/* pial-report impact: useful effects, for partners and funders. */
extern const struct pial_verb pial_verb_report_impact;
/* pial-report site: the book as a small static site. */
extern const struct pial_verb pial_verb_report_site;

#endif
