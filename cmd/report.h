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
/* pial-report value: of each 100 €, so much to each. */
extern const struct pial_verb pial_verb_report_value;

/* Options of all views; the first member of each verb's own values. */
struct pial_report_own {
	const char *width;	/* --width, as typed */
};

/* The entry of --width in a verb's option table. */
#define PIAL_REPORT_WIDTH \
	{ 'w', "width", PIAL_OPTION_TEXT, offsetof(struct pial_report_own, width), \
	  PIAL_N_("COLUMNS"), \
	  PIAL_N_("width of text, 40 to 1000; else the terminal's, else 100") }

/*
 * The width of text output: --width, else that of the terminal when stdout is one, else 100. False,
 * said already, when --width is no number between 40 and 1000.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_report_width(struct pial_cli *cli, size_t *width);

/* True when the layout for people is wanted: --format=text, or nothing said. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_report_is_text(const struct pial_cli *cli);

#endif
