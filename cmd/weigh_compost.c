/*
 * pial-weigh compost: what composting on site takes and gives, from a campaign's kilograms.
 */
#include <stddef.h>
#include <string.h>

#include "cmd/cli_campaign.h"
#include "cmd/cli_view.h"
#include "cmd/weigh.h"
#include "report/compost_paper.h"

#include "base/banned.h"

/* Values of the options. */
struct own {
	struct pial_view_own view;	/* --for, --width */
	const char *dry;		/* --dry */
};

static const struct pial_option compost_options[] = {
	{ 0, "dry", PIAL_OPTION_TEXT, offsetof(struct own, dry), PIAL_N_("MATERIAL"),
	  PIAL_N_("dry matter that is added: chips, leaves, straw, or one of data/compost.csv; "
		  "else chips") },
	PIAL_VIEW_FOR,
	PIAL_VIEW_WIDTH,
	{ 0 }
};

/* The record of --for, else of all kitchens together, which comes first; NULL: there is none. */
static const struct pial_waste_record *record_of(const struct pial_table *records,
						 uint32_t kitchen)
{
	for (size_t i = 0; i < records->count; i++) {
		const struct pial_waste_record *record = pial_table_row(records, i);

		if (!kitchen || record->kitchen.n == kitchen)
			return record;
	}
	return NULL;
}

static enum pial_exit put(struct pial_cli *cli, const struct pial_compost_input *input)
{
	struct pial_table figures;
	struct pial_compost_paper paper = { input, &figures };
	const struct pial_view view = { &figures, pial_compost_paper_write, &paper,
					input->record->until };

	if (!pial_compost_takes(input))
		return pial_cli_usage(cli, PIAL_N_("“%s”: data/compost.csv does not say all of it, "
						   "or it has too much nitrogen to be dry matter"),
				      input->dry);
	pial_table_init(&figures, &pial_schema_view_compost);
	pial_compost_figures(input, &figures, &cli->diags);
	pial_cli_view(cli, &view);
	pial_table_release(&figures);
	return pial_cli_result(cli, false);
}

static enum pial_exit compute(struct pial_cli *cli, struct pial_cli_waste *waste,
			      struct pial_cli_campaign *campaign)
{
	const struct own *own = cli->own;
	struct pial_compost_input input = { .reference = &waste->reference,
					    .dry = own->dry ? own->dry : "chips" };
	struct pial_table records;
	enum pial_exit code;
	uint32_t kitchen = 0;

	if (!pial_cli_book(cli) || !pial_cli_waste_read(waste) ||
	    !pial_cli_party(cli, own->view.only, &kitchen) ||
	    !pial_cli_campaign_read(campaign, waste, cli->operand[0], PIAL_WASTE_BASIS_NONE))
		return pial_cli_result(cli, false);
	pial_table_init(&records, &pial_schema_view_waste);
	pial_waste_records(&campaign->input, &records, &cli->diags);
	input.record = record_of(&records, kitchen);
	input.file = campaign->weighed.weighings.file;
	if (input.record)
		code = put(cli, &input);
	else
		code = pial_cli_usage(cli, PIAL_N_("“%s” weighed nothing in this campaign"),
				      own->view.only);
	pial_table_release(&records);
	return code;
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct pial_cli_waste waste;
	struct pial_cli_campaign campaign;
	enum pial_exit code;
	size_t width;

	if (cli->operands != 1)
		return pial_cli_usage(cli, PIAL_N_("which campaign? name one of campaigns.csv"));
	if (!pial_cli_view_width(cli, &width))
		return PIAL_EXIT_USAGE;
	pial_cli_waste_init(&waste, cli);
	pial_cli_campaign_init(&campaign);
	code = compute(cli, &waste, &campaign);
	pial_cli_campaign_release(&campaign);
	pial_cli_waste_release(&waste);
	return code;
}

const struct pial_verb pial_verb_weigh_compost = {
	.name = "compost",
	.operands = PIAL_N_("CAMPAIGN"),
	.help = PIAL_N_("what composting on site takes and gives"),
	.option = compost_options,
	.own_size = sizeof(struct own),
	.run = run,
	.view = true,
};
