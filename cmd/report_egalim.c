/*
 * pial-report egalim: organic and EGalim share of what we deliver, and the supplier's statement.
 */
#include <stddef.h>

#include "cmd/cli_canteen.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "report/egalim_view.h"

#include "base/banned.h"

static const struct pial_option egalim_options[] = {
	PIAL_VIEW_BY(PIAL_N_("class: shares of the law; product: what was supplied, with "
			     "kilograms")),
	PIAL_VIEW_FOR,
	PIAL_VIEW_PERIOD,
	PIAL_VIEW_DAYS,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

static enum pial_exit run(struct pial_cli *cli)
{
	static const char *const word[] = { "class", "product", NULL };
	struct pial_cli_canteen canteen;
	enum pial_exit code;
	size_t by;

	if (!pial_cli_view_by(cli, word, &by))
		return PIAL_EXIT_USAGE;
	pial_cli_canteen_init(&canteen);
	if (pial_cli_canteen_read(cli, &canteen, &code)) {
		const struct pial_egalim_paper paper = {
			&cli->book.model, &canteen.parts, &canteen.products, &canteen.purchases,
			canteen.days.first, canteen.days.last };
		const struct pial_view view = { by == 2 ? &canteen.products : &canteen.parts,
						pial_egalim_view_write, &paper,
						canteen.days.last };

		pial_cli_view(cli, &view);
		code = pial_cli_result(cli, false);
	}
	pial_cli_canteen_release(&canteen);
	return code;
}

const struct pial_verb pial_verb_report_egalim = {
	.name = "egalim",
	.operands = PIAL_N_("[FILE | -]"),
	.help = PIAL_N_("what each kitchen bought that counts for the EGalim law, and what is "
			"missing"),
	.option = egalim_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.view = true,
};
