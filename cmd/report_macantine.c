/*
 * pial-report macantine: the purchases file of the State's canteen platform, ready to be uploaded.
 *
 * The file is what comes out when no format is asked for; every format shows the same purchases
 * with what the file has no column for.
 */
#include <stddef.h>

#include "cmd/cli_canteen.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "report/canteen.h"
#include "report/egalim_view.h"

#include "base/banned.h"

struct own {
	struct pial_view_own view;	/* options of all views */
	const char *edition;		/* --edition, as typed */
};

static const struct pial_option macantine_options[] = {
	{ 'e', "edition", PIAL_OPTION_TEXT, offsetof(struct own, edition), PIAL_N_("YEAR"),
	  PIAL_N_("the file as it was in that year: 2025 has 8 columns, 2026 has 12; else the "
		  "latest") },
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

static enum pial_exit run(struct pial_cli *cli)
{
	struct pial_cli_canteen canteen;
	enum pial_exit code;

	pial_cli_canteen_init(&canteen);
	if (pial_cli_canteen_read(cli, &canteen, &code))
		code = put(cli, &canteen);
	pial_cli_canteen_release(&canteen);
	return code;
}

const struct pial_verb pial_verb_report_macantine = {
	.name = "macantine",
	.operands = PIAL_N_("[FILE | -]"),
	.help = PIAL_N_("the purchases file of the State's canteen platform"),
	.option = macantine_options,
	.own_size = sizeof(struct own),
	.run = run,
	.view = true,
};
