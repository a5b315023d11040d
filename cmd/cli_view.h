/*
 * What the views of pial-report share: options with one meaning, and the choice of the format.
 *
 * To add a view (report/view.h says what one is):
 *
 *	struct own { struct pial_view_own view; ... };	// or pial_view_own alone
 *	static const struct pial_option x_options[] = {
 *		PIAL_VIEW_PERIOD, PIAL_VIEW_DAYS, PIAL_VIEW_FOR, PIAL_VIEW_WIDTH, { 0 } };
 *
 * its run function reads what it needs (pial_cli_book, pial_cli_view_days, pial_cli_lines_of),
 * fills the view's table, and ends with
 *
 *	struct pial_view view = { &table, pial_x_view_write, &data, day };
 *	pial_cli_view(cli, &view);
 *	return pial_cli_result(cli, false);
 *
 * and its struct pial_verb says `.view = true`. Everything else (text, md, html, pdf, csv, sheet,
 * ods, fods, json; the width; -o) is done here.
 */
#ifndef PIAL_CMD_CLI_VIEW_H
#define PIAL_CMD_CLI_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "cmd/cli.h"
#include "report/view.h"

/* Values of the options below; the first member of each view's own values. */
struct pial_view_own {
	const char *width;		/* --width, as typed */
	const char *by;			/* --by, as typed */
	const char *only;		/* --for, as typed */
	struct pial_date from, until;	/* --from, --until */
	struct pial_cli_days period;	/* --period */
};

/* The entries of these options in a verb's table; a view takes those that mean something to it. */
#define PIAL_VIEW_WIDTH \
	{ 'w', "width", PIAL_OPTION_TEXT, offsetof(struct pial_view_own, width), \
	  PIAL_N_("COLUMNS"), \
	  PIAL_N_("width of text, 40 to 1000; else the terminal's, else 100") }
/* What rows are made by; help says the words that the view knows. */
#define PIAL_VIEW_BY(help) \
	{ 'b', "by", PIAL_OPTION_TEXT, offsetof(struct pial_view_own, by), PIAL_N_("WHOM"), help }
#define PIAL_VIEW_FOR \
	{ 'f', "for", PIAL_OPTION_TEXT, offsetof(struct pial_view_own, only), PIAL_N_("ID"), \
	  PIAL_N_("only this producer or kitchen") }
#define PIAL_VIEW_PERIOD \
	{ 'p', "period", PIAL_OPTION_DAYS, offsetof(struct pial_view_own, period), \
	  PIAL_N_("PERIOD"), \
	  PIAL_N_("the days of a month (2025-03, last-month) or a year (2025, last-year)") }
#define PIAL_VIEW_DAYS \
	{ 0, "from", PIAL_OPTION_DATE, offsetof(struct pial_view_own, from), PIAL_N_("DATE"), \
	  PIAL_N_("first day that counts") }, \
	{ 0, "until", PIAL_OPTION_DATE, offsetof(struct pial_view_own, until), PIAL_N_("DATE"), \
	  PIAL_N_("last day that counts") }

/*
 * The width of text output: --width, else that of the terminal when stdout is one, else 100. False,
 * said already, when --width is no number between 40 and 1000.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_cli_view_width(struct pial_cli *cli, size_t *width);

/* True when the layout for people is wanted: --format=text, or nothing said. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_cli_view_is_text(const struct pial_cli *cli);

/*
 * To be called first: looks at --width, and works out the days that a view counts: those of
 * --period, or from --from to --until; without any both are none, and one alone leaves the other
 * open. False, said already, when the width is none, when --period stands beside another, or when
 * the first day is after the last.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_view_days(struct pial_cli *cli, struct pial_cli_days *days);

/*
 * The same in weeks: those whose Thursday is one of the days, as ISO 8601 gives a week to a year.
 * Open days begin with the first week and end with that of today.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_view_weeks(struct pial_cli *cli, struct pial_week *first, struct pial_week *last);

/*
 * What --by says: the place of its word in a list closed by NULL, from 1; 0 when it is not given.
 * False, said already with the words there are, when it is none of them.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_view_by(struct pial_cli *cli, const char *const *word, size_t *by);

/*
 * Puts a view out in the format asked for: its paper as text (no format said), md, html or pdf, in
 * the language of documents; else its table. A run that collects views (cli->shown) gets it
 * instead.
 */
PIAL_NONNULL_ALL void pial_cli_view(struct pial_cli *cli, const struct pial_view *view);

#endif
