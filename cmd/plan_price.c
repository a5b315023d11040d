/*
 * pial-plan price: what each crop must be sold at, beside what is paid for it.
 *
 * The build-up is the engine's (engine/price.h). The day whose contracts and fees count is today,
 * or the end of the season that is nearer to it: prices of a season to come are looked at in
 * winter.
 */
#include "base/alloc.h"
#include "cmd/cli_deliveries.h"
#include "cmd/cli_prices.h"
#include "cmd/plan.h"
#include "engine/price.h"
#include "model/season.h"
#include "report/price_view.h"

#include "base/banned.h"

/* Margin when nothing says one, and the largest taken, in millionths. */
#define MARGIN 100000
#define MOST 10000000

struct own {
	const char *margin;	/* --margin */
};

struct prices {
	struct pial_cli *cli;				/* the run */
	int year;					/* which season */
	struct pial_table costs, bids, quotations;	/* as read */
	struct pial_table deliveries;			/* of the season before */
	struct pial_price_input input;			/* of the engine */
};

static const struct pial_option price_options[] = {
	{ 0, "margin", PIAL_OPTION_TEXT, offsetof(struct own, margin), PIAL_N_("PERCENT"),
	  PIAL_N_("of the cost; 10% when not said") },
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

static bool find_day(struct prices *prices)
{
	struct pial_cli *cli = prices->cli;
	struct pial_week first, last;
	struct pial_date monday, sunday;

	if (!cli->operands)
		prices->year = pial_season_of(pial_week_of(cli->today),
					      cli->book.model.policy.season_starts);
	if (!pial_plan_season_weeks(cli, prices->year, &first, &last))
		return false;
	monday = pial_week_monday(first);
	sunday = pial_week_day(last, PIAL_SUNDAY);
	prices->input.day = cli->today;
	if (cli->today.n < monday.n)
		prices->input.day = monday;
	else if (cli->today.n > sunday.n)
		prices->input.day = sunday;
	return true;
}

/* Deliveries of the season before. */
static bool read_deliveries(struct prices *prices)
{
	struct pial_cli *cli = prices->cli;
	const struct pial_date any = { 0 };
	struct pial_week week, last;
	bool ok = true;

	if (!pial_season_weeks(prices->year - 1, cli->book.model.policy.season_starts, &week,
			       &last))
		return true;
	for (; week.n <= last.n; week = pial_week_add(week, 1)) {
		enum pial_allocated state;
		struct pial_table table;

		pial_table_init(&table, &pial_schema_deliveries);
		ok &= pial_week_deliveries(&cli->book, week, any, &table, &state, &cli->diags);
		for (size_t i = 0; i < table.count; i++)
			pial_table_add(&prices->deliveries, pial_table_row(&table, i));
		pial_table_release(&table);
	}
	return ok;
}

static bool read_all(struct prices *prices)
{
	struct pial_cli *cli = prices->cli;
	bool ok = find_day(prices);

	if (!ok)
		return false;
	ok &= pial_book_season(&cli->book, prices->year, &prices->costs, &cli->diags);
	ok &= pial_book_season(&cli->book, prices->year, &prices->bids, &cli->diags);
	ok &= pial_book_data(&cli->book, &prices->quotations, &cli->diags);
	return read_deliveries(prices) && ok;
}

static void say_under(struct prices *prices, const struct pial_price_result *result)
{
	const struct pial_model *model = &prices->cli->book.model;

	for (size_t i = 0; i < result->unders; i++) {
		const struct pial_price_under *under = &result->under[i];
		const struct pial_price_line *line = &result->line[under->cost];
		const char *contract = pial_model_text(model, under->contract->id.n);
		const char *product = pial_model_text(model, line->product.n);

		if (line->producer.n)
			pial_diag_add(&prices->cli->diags, &under->line->pos,
				      PIAL_A_PRICE_COST_OF, contract, product,
				      (int64_t)under->line->price.e4, (int64_t)line->floor.e4,
				      pial_model_text(model, line->producer.n));
		else
			pial_diag_add(&prices->cli->diags, &under->line->pos, PIAL_A_PRICE_COST,
				      contract, product, (int64_t)under->line->price.e4,
				      (int64_t)line->floor.e4);
	}
}

static void say_notices(struct prices *prices, const struct pial_price_result *result)
{
	const struct pial_model *model = &prices->cli->book.model;
	struct pial_diags *diags = &prices->cli->diags;

	if (!result->lines)
		pial_diag_add(diags, NULL, PIAL_N_PRICE_NONE, (int64_t)prices->year);
	for (uint32_t i = 0; i < model->policy.fee_count; i++) {
		const struct pial_fee *fee = &model->policy.fee[i];

		if (pial_fee_is_beside(fee, prices->input.day))
			pial_diag_add(diags, &fee->pos, PIAL_N_PRICE_FEE,
				      pial_model_text(model, fee->name.n));
	}
	if (result->assumed)
		pial_diag_add(diags, NULL, PIAL_N_UNIT_MASS,
			      pial_model_text(model,
					      result->line[result->assumed_at].product.n));
}

static void put(struct prices *prices, const struct pial_price_result *result)
{
	struct pial_cli *cli = prices->cli;
	struct pial_table view;

	pial_table_init(&view, &pial_schema_view_price);
	view.model = &cli->book.model;
	pial_price_view_make(&view, &cli->book.model, result->line, result->lines);
	if (cli->format == PIAL_FORMAT_TEXT)
		pial_price_view_text(&cli->out, &view, &cli->book.model, prices->year,
				     prices->input.day, pial_cli_document_lang(cli),
				     pial_cli_width(cli));
	else
		pial_cli_table(cli, &view);
	pial_table_release(&view);
}

static void work(struct prices *prices)
{
	struct pial_price_input *input = &prices->input;
	struct pial_price_result result;

	if (!pial_cli_book(prices->cli) || !read_all(prices))
		return;
	input->model = &prices->cli->book.model;
	input->cost = (const void *)prices->costs.row;
	input->costs = prices->costs.count;
	input->bid = (const void *)prices->bids.row;
	input->bids = prices->bids.count;
	input->quotation = (const void *)prices->quotations.row;
	input->quotations = prices->quotations.count;
	input->delivery = (const void *)prices->deliveries.row;
	input->deliveries = prices->deliveries.count;
	if (pial_prices_build(input, &result)) {
		say_under(prices, &result);
		say_notices(prices, &result);
		put(prices, &result);
	} else {
		pial_cli_price_fault(prices->cli, &prices->costs, &result);
	}
	pial_price_result_release(&result);
}

static enum pial_exit run(struct pial_cli *cli)
{
	const struct own *own = cli->own;
	struct prices prices = { .cli = cli };

	if (cli->operands > 1)
		return pial_cli_usage(cli, PIAL_N_("one operand too many: “%s”"), cli->operand[1]);
	if ((cli->operands && !pial_plan_year(cli, &prices.year)) ||
	    !pial_plan_rate(cli, own->margin, MARGIN, MOST, &prices.input.margin))
		return PIAL_EXIT_USAGE;
	pial_table_init(&prices.costs, &pial_schema_costs);
	pial_table_init(&prices.bids, &pial_schema_bids);
	pial_table_init(&prices.quotations, &pial_schema_quotations);
	pial_table_init(&prices.deliveries, &pial_schema_deliveries);
	work(&prices);
	pial_table_release(&prices.costs);
	pial_table_release(&prices.bids);
	pial_table_release(&prices.quotations);
	pial_table_release(&prices.deliveries);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_plan_price = {
	.name = "price",
	.operands = PIAL_N_("[YEAR]"),
	.help = PIAL_N_("what each crop must be sold at, beside contracts, market and last year"),
	.option = price_options,
	.own_size = sizeof(struct own),
	.run = run,
};
