/*
 * pial-weigh waste: what a campaign of weighing establishes, alone or beside another.
 *
 * The table is a record a kitchen, with the State's field names first; --by gives what the campaign
 * is made of instead. The paper shows both. --format=macantine is the body of a request to the
 * State's platform, of one kitchen, since it knows one canteen at a time.
 */
#include <stddef.h>
#include <string.h>

#include "cmd/cli_campaign.h"
#include "cmd/cli_view.h"
#include "cmd/weigh.h"
#include "report/waste_macantine.h"
#include "report/waste_paper.h"

#include "base/banned.h"

/* Values of the options. */
struct own {
	struct pial_view_own view;	/* --by, --for, --width */
	const char *with;		/* --with */
	const char *cost;		/* --cost */
};

static const struct pial_option waste_options[] = {
	{ 0, "with", PIAL_OPTION_TEXT, offsetof(struct own, with), PIAL_N_("CAMPAIGN"),
	  PIAL_N_("compare with this campaign, before or after") },
	{ 0, "cost", PIAL_OPTION_TEXT, offsetof(struct own, cost), PIAL_N_("BASIS"),
	  PIAL_N_("what food costs: meal (kitchens.csv), kg (a published mean), delivered (what "
		  "the group delivered in these weeks); else meal, or kg where it is not known") },
	PIAL_VIEW_BY(PIAL_N_("rows of the table by day, meal, stream or component")),
	PIAL_VIEW_FOR,
	PIAL_VIEW_WIDTH,
	{ 0 }
};

struct work {
	struct pial_cli *cli;			/* the run */
	struct pial_cli_waste waste;		/* campaigns, reference data */
	struct pial_cli_campaign one, other;	/* the operand, and --with */
	struct pial_table records;		/* of both */
	struct pial_table parts[PIAL_WASTE_BY_COMPONENT + 1];	/* index enum pial_waste_by */
	uint32_t kitchen;			/* --for; 0: all */
	size_t by;				/* --by; 0: records */
};

static void work_init(struct work *work, struct pial_cli *cli)
{
	work->cli = cli;
	pial_cli_waste_init(&work->waste, cli);
	pial_cli_campaign_init(&work->one);
	pial_cli_campaign_init(&work->other);
	pial_table_init(&work->records, &pial_schema_view_waste);
	for (size_t i = 0; i < PIAL_COUNT(work->parts); i++)
		pial_table_init(&work->parts[i], &pial_schema_view_waste_parts);
}

static void work_release(struct work *work)
{
	for (size_t i = 0; i < PIAL_COUNT(work->parts); i++)
		pial_table_release(&work->parts[i]);
	pial_table_release(&work->records);
	pial_cli_campaign_release(&work->other);
	pial_cli_campaign_release(&work->one);
	pial_cli_waste_release(&work->waste);
}

/* What --cost says. False, said already, when it is no basis. */
static bool basis_of(struct pial_cli *cli, enum pial_waste_basis *basis)
{
	static const char *const word[] = { "", "meal", "kg", "delivered" };
	const struct own *own = cli->own;

	*basis = PIAL_WASTE_BASIS_NONE;
	for (size_t i = 1; own->cost && i < PIAL_COUNT(word); i++)
		if (!strcmp(own->cost, word[i]))
			*basis = (enum pial_waste_basis)i;
	if (!own->cost || *basis)
		return true;
	pial_cli_usage(cli, PIAL_N_("“%s” is no basis of a cost; choose meal, kg or delivered"),
		       own->cost);
	return false;
}

/* Takes the rows of other kitchens than that of --for out. */
static void keep_kitchen(const struct work *work, struct pial_table *table)
{
	size_t kept = 0;

	for (size_t i = 0; work->kitchen && i < table->count; i++) {
		const struct pial_waste_record *record = pial_table_row(table, i);
		const struct pial_waste_row *row = pial_table_row(table, i);
		uint32_t kitchen = table->schema == &pial_schema_view_waste ? record->kitchen.n
									    : row->kitchen.n;

		if (kitchen == work->kitchen && kept++ != i)
			memmove(pial_table_row(table, kept - 1), pial_table_row(table, i),
				table->schema->row_size);
	}
	if (work->kitchen)
		table->count = kept;
}

/* Reads and measures. False when refused, said already. */
static bool measure(struct work *work, enum pial_waste_basis basis)
{
	struct pial_cli *cli = work->cli;
	const struct own *own = cli->own;

	if (!pial_cli_book(cli) || !pial_cli_waste_read(&work->waste) ||
	    !pial_cli_party(cli, own->view.only, &work->kitchen) ||
	    !pial_cli_campaign_read(&work->one, &work->waste, cli->operand[0], basis) ||
	    (own->with &&
	     !pial_cli_campaign_read(&work->other, &work->waste, own->with, basis)))
		return false;
	pial_waste_records(&work->one.input, &work->records, &cli->diags);
	for (size_t i = 1; i < PIAL_COUNT(work->parts); i++)
		pial_waste_parts(&work->one.input, (enum pial_waste_by)i, &work->parts[i]);
	if (own->with) {
		pial_waste_records(&work->other.input, &work->records, &cli->diags);
		pial_waste_changes(&work->one.input, &work->other.input, &work->records);
	}
	(void)pial_table_sort(&work->records, &cli->book.model);
	keep_kitchen(work, &work->records);
	for (size_t i = 1; i < PIAL_COUNT(work->parts); i++)
		keep_kitchen(work, &work->parts[i]);
	return true;
}

/* The one record of the operand's campaign, for the platform. False, said already, when not one. */
static bool put_macantine(struct work *work)
{
	const struct pial_waste_record *found = NULL;
	struct pial_pos pos = { work->one.weighed.weighings.file, 0, 0, PIAL_COLUMN_LETTER };

	for (size_t i = 0; i < work->records.count; i++) {
		const struct pial_waste_record *record = pial_table_row(&work->records, i);

		if (record->campaign.n != work->one.campaign.campaign)
			continue;
		if (found) {
			pial_cli_usage(work->cli, PIAL_N_("the platform takes one canteen at a "
							  "time; say which with --for"));
			return false;
		}
		found = record;
	}
	if (found && found->until.n > work->cli->today.n)
		return pial_diag_add(&work->cli->diags, &pos, PIAL_E_WASTE_FUTURE,
				     pial_model_text(&work->cli->book.model, found->campaign.n),
				     (int64_t)found->until.n);
	if (found)
		pial_waste_macantine(&work->cli->out, found);
	return true;
}

static enum pial_exit put(struct work *work)
{
	struct pial_cli *cli = work->cli;
	struct pial_waste_paper paper = {
		.model = &cli->book.model, .reference = &work->waste.reference,
		.records = &work->records, .parts = work->parts,
		.campaign = work->one.campaign.campaign, .kitchen = work->kitchen,
	};
	struct pial_view view = {
		work->by ? &work->parts[work->by] : &work->records, pial_waste_paper_write, &paper,
		work->one.campaign.day[work->one.campaign.days - 1],
	};

	if (work->kitchen && !work->records.count) {
		const struct own *own = cli->own;

		return pial_cli_usage(cli, PIAL_N_("“%s” weighed nothing in this campaign"),
				      own->view.only);
	}
	if (cli->format == PIAL_FORMAT_OWN) {
		if (!put_macantine(work) && !cli->diags.count)
			return PIAL_EXIT_USAGE;
	} else {
		pial_cli_view(cli, &view);
	}
	return pial_cli_result(cli, false);
}

static enum pial_exit run(struct pial_cli *cli)
{
	static const char *const by[] = { "day", "meal", "stream", "component", NULL };
	enum pial_waste_basis basis;
	enum pial_exit code;
	struct work work;
	size_t width;

	if (cli->operands != 1)
		return pial_cli_usage(cli, PIAL_N_("which campaign? name one of campaigns.csv"));
	if (!basis_of(cli, &basis) || !pial_cli_view_width(cli, &width) ||
	    !pial_cli_view_by(cli, by, &work.by))
		return PIAL_EXIT_USAGE;
	work_init(&work, cli);
	code = measure(&work, basis) ? put(&work) : pial_cli_result(cli, false);
	work_release(&work);
	return code;
}

const struct pial_verb pial_verb_weigh_waste = {
	.name = "waste",
	.operands = PIAL_N_("CAMPAIGN"),
	.help = PIAL_N_("what a weighing of food waste establishes: indicators, comparison, "
			"export"),
	.option = waste_options,
	.own_size = sizeof(struct own),
	.run = run,
	.view = true,
	.own_format = "macantine",
};
