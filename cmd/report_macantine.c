/*
 * pial-report macantine: the purchases file of the State's canteen platform, ready to be uploaded;
 * with --waste the measurements of waste that it takes.
 *
 * The file is what comes out when no format is asked for; every format shows the same purchases
 * with what the file has no column for. There is no file of measurements: what comes out is the
 * body of a request to the platform's API for each, and the canteen that it is of.
 */
#include <stddef.h>

#include "cmd/cli_canteen.h"
#include "cmd/cli_trend.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "report/canteen.h"
#include "report/egalim_view.h"
#include "report/waste_macantine.h"
#include "report/waste_trend.h"

#include "base/banned.h"

struct own {
	struct pial_view_own view;	/* options of all views */
	const char *edition;		/* --edition, as typed */
	bool waste;			/* --waste */
};

static const struct pial_option macantine_options[] = {
	{ 'e', "edition", PIAL_OPTION_TEXT, offsetof(struct own, edition), PIAL_N_("YEAR"),
	  PIAL_N_("the file as it was in that year: 2025 has 8 columns, 2026 has 12; else the "
		  "latest") },
	{ 0, "waste", PIAL_OPTION_FLAG, offsetof(struct own, waste), NULL,
	  PIAL_N_("measurements of food waste instead of purchases: weigh-ins that ended on one "
		  "of the days") },
	PIAL_VIEW_FOR,
	PIAL_VIEW_PERIOD,
	PIAL_VIEW_DAYS,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* The edition asked for; 0 when it is no number. */
static int32_t edition_of(const char *text)
{
	int32_t edition = 0;

	for (; *text; text++) {
		if (*text < '0' || *text > '9' || edition > 9999)
			return 0;
		edition = edition * 10 + (*text - '0');
	}
	return edition;
}

/* The file itself. False, said already, when there is no such edition. */
static bool put_file(struct pial_cli *cli, const struct pial_cli_canteen *canteen)
{
	const struct own *own = cli->own;
	int32_t edition = own->edition ? edition_of(own->edition)
				       : pial_canteen_edition(&canteen->columns);

	if (pial_canteen_write(&cli->out, &canteen->purchases, &cli->book.model,
			       &canteen->columns, edition))
		return true;
	pial_cli_usage(cli, PIAL_N_("data/purchases.csv has no edition “%s”"),
		       own->edition ? own->edition : "");
	return false;
}

static enum pial_exit put(struct pial_cli *cli, const struct pial_cli_canteen *canteen)
{
	const struct pial_egalim_paper paper = {
		&cli->book.model, &canteen->parts, &canteen->products, &canteen->purchases,
		canteen->days.first, canteen->days.last };
	const struct pial_view view = { &canteen->purchases, pial_canteen_view_write, &paper,
					canteen->days.last };

	if (cli->format != PIAL_FORMAT_DEFAULT)
		pial_cli_view(cli, &view);
	else if (!put_file(cli, canteen))
		return PIAL_EXIT_USAGE;
	return pial_cli_result(cli, false);
}

/* ---- Measurements of waste ---- */

/* Keeps the records of canteens whose last day is over and one of the days. */
static void keep_measured(struct pial_cli *cli, const struct pial_cli_days *days,
			  struct pial_kitchen_id only, struct pial_table *records)
{
	const struct pial_model *model = &cli->book.model;
	size_t kept = 0;

	for (size_t i = 0; i < records->count; i++) {
		struct pial_waste_record *row = pial_table_row(records, i);
		const struct pial_kitchen *kitchen = pial_model_kitchen(model, row->kitchen);

		if (kitchen && pial_canteen_asked(kitchen, only) &&
		    row->until.n <= cli->today.n &&
		    pial_day_within(row->until, days->first, days->last))
			*(struct pial_waste_record *)pial_table_row(records, kept++) = *row;
	}
	records->count = kept;
}

static void put_waste(struct pial_cli *cli, const struct pial_table *records)
{
	const struct pial_waste_trend_paper paper = { &cli->book.model, records, NULL };
	const struct pial_view view = { records, pial_waste_trend_write, &paper, cli->today };

	if (cli->format == PIAL_FORMAT_DEFAULT)
		pial_waste_macantine_list(&cli->out, &cli->book.model, records);
	else
		pial_cli_view(cli, &view);
}

static enum pial_exit run_waste(struct pial_cli *cli)
{
	const struct own *own = cli->own;
	struct pial_cli_days days;
	struct pial_kitchen_id only;
	struct pial_table records;

	if (cli->operands)
		return pial_cli_usage(cli, PIAL_N_("this view reads the book: no operand"));
	if (own->edition)
		return pial_cli_usage(cli, PIAL_N_("measurements of waste have no edition"));
	if (!pial_cli_canteen_days(cli, &days))
		return PIAL_EXIT_USAGE;
	pial_table_init(&records, &pial_schema_view_waste);
	if (pial_cli_book(cli) && pial_cli_party(cli, own->view.only, &only.n) &&
	    pial_cli_trend(cli, NULL, 0, &records, &cli->diags)) {
		keep_measured(cli, &days, only, &records);
		pial_waste_trend_sort(&records, &cli->book.model);
		put_waste(cli, &records);
	}
	pial_table_release(&records);
	return pial_cli_result(cli, false);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct pial_cli_canteen canteen;
	enum pial_exit code;

	if (((const struct own *)cli->own)->waste)
		return run_waste(cli);

	pial_cli_canteen_init(&canteen);
	if (pial_cli_canteen_read(cli, &canteen, &code))
		code = put(cli, &canteen);
	pial_cli_canteen_release(&canteen);
	return code;
}

const struct pial_verb pial_verb_report_macantine = {
	.name = "macantine",
	.operands = PIAL_N_("[FILE | -]"),
	.help = PIAL_N_("the purchases file of the State's canteen platform, or its measurements "
			"of waste"),
	.option = macantine_options,
	.own_size = sizeof(struct own),
	.run = run,
	.view = true,
};
