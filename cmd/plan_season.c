/*
 * pial-plan season: who grows what, how much, when to sow it.
 *
 * The plan keeps its versions: what is written is every row that plan.csv has, and below them the
 * new version, unless it is the one that counts already. So the table on standard output is the
 * file as --save would leave it, and a second run changes nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/plan.h"
#include "cmd/plan_season.h"
#include "engine/scenario_fill.h"
#include "report/season_lp.h"
#include "report/season_text.h"
#include "report/season_why.h"

#include "base/banned.h"

struct own {
	const char *from;	/* --from: a week */
	const char *lp;		/* --lp: a file */
	bool learn;		/* --learn */
	bool explain;		/* --explain */
};

/* Scenarios of --lp: as many as the gap to the plan is measured with. */
#define SCENARIOS 40

static const struct pial_option season_options[] = {
	{ 0, "from", PIAL_OPTION_TEXT, offsetof(struct own, from), PIAL_N_("WEEK"),
	  PIAL_N_("plan again from this week on (2025-W27, or W27): weeks before it stay as they "
		  "were") },
	{ 'e', "explain", PIAL_OPTION_FLAG, offsetof(struct own, explain), NULL,
	  PIAL_N_("say who gets how much and why, in words, instead of the table") },
	{ 0, "learn", PIAL_OPTION_FLAG, offsetof(struct own, learn), NULL,
	  PIAL_N_("say what failure, variation and shared weather were, from what was promised and "
		  "what came of it, instead of planning") },
	{ 0, "lp", PIAL_OPTION_OUTPUT, offsetof(struct own, lp), PIAL_N_("FILE"),
	  PIAL_N_("also write the season to FILE as a linear program over scenarios, for glpsol") },
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

static bool parse_number(const char *text, size_t digits, int *number)
{
	*number = 0;
	if (strlen(text) != digits)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		*number = *number * 10 + (*text - '0');
	}
	return true;
}

/* The year of the season; false, said already. */
static bool read_year(struct pial_cli *cli, int *year)
{
	if (cli->operands > 1) {
		pial_cli_usage(cli, PIAL_N_("one operand too many: “%s”"), cli->operand[1]);
		return false;
	}
	return pial_plan_year(cli, year);
}

/* The week of --from: whole, or its number alone, which the season's weeks make whole. */
static bool read_from(struct pial_cli *cli, struct pial_season_work *work)
{
	const char *text = ((const struct own *)cli->own)->from;
	int32_t starts = cli->book.model.policy.season_starts;
	struct pial_week first, last, *from = &work->from;
	int number;

	if (!text)
		return true;
	if (!pial_season_weeks(work->year, starts, &first, &last))
		return false;
	if ((*text == 'W' || *text == 'w') && parse_number(text + 1, 2, &number)) {
		if (!pial_week_make(work->year, number, from) || from->n < first.n)
			if (!pial_week_make(work->year + 1, number, from))
				from->n = 0;
	} else if (!pial_cli_week(cli, text, from)) {
		from->n = 0;
	}
	if (from->n >= first.n && from->n <= last.n)
		return true;
	pial_cli_usage(cli, PIAL_N_("“%s” is not a week of that season; write it as W27"), text);
	return false;
}

static void init(struct pial_season_work *work, struct pial_cli *cli)
{
	memset(work, 0, sizeof(*work));
	work->cli = cli;
	pial_table_init(&work->needs, &pial_schema_needs);
	pial_table_init(&work->bids, &pial_schema_bids);
	pial_table_init(&work->costs, &pial_schema_costs);
	pial_table_init(&work->plan, &pial_schema_plan);
	pial_table_init(&work->thresholds, &pial_schema_thresholds);
	pial_season_result_init(&work->result);
	pial_contract_result_init(&work->contract);
	pial_had_init(&work->had);
}

static void release(struct pial_season_work *work)
{
	pial_table_release(&work->needs);
	pial_table_release(&work->bids);
	pial_table_release(&work->costs);
	pial_table_release(&work->plan);
	pial_table_release(&work->thresholds);
	pial_season_result_release(&work->result);
	pial_contract_result_release(&work->contract);
	free(work->offer);
	pial_had_release(&work->had);
}

static bool read_season(struct pial_season_work *work)
{
	struct pial_book *book = &work->cli->book;
	struct pial_diags *diags = &work->cli->diags;
	/* All are read even when one is refused: all faults are said at once. */
	bool ok = pial_book_season(book, work->year, &work->needs, diags);

	ok &= pial_book_season(book, work->year, &work->bids, diags);
	ok &= pial_book_season(book, work->year, &work->costs, diags);
	ok &= pial_book_season(book, work->year, &work->plan, diags);
	if (ok && !work->needs.count)
		ok = pial_diag_add(diags, NULL, PIAL_E_SEASON_NO_NEEDS, (int64_t)work->year);
	if (ok && !work->plan.count && !pial_week_is_none(work->from))
		ok = pial_diag_add(diags, NULL, PIAL_E_SEASON_NO_PLAN, (int64_t)work->year);
	ok &= pial_book_data(book, &work->thresholds, diags);
	return ok && pial_season_facts(work);
}

/* What the plan is made from. */
static struct pial_season_input input_of(const struct pial_season_work *work)
{
	return (struct pial_season_input){
		.model = &work->cli->book.model, .year = work->year, .from = work->from,
		.need = (const void *)work->needs.row, .needs = work->needs.count,
		.bid = (const void *)work->bids.row, .bids = work->bids.count,
		.bids_file = work->bids.file,
		.before = (const void *)work->plan.row, .befores = work->plan.count,
		.offer = work->offer, .offers = work->offers };
}

static void tell_step(void *data, size_t done, size_t total)
{
	struct pial_cli *cli = data;

	pial_progress_of(cli, PIAL_N_("steps of the plan"), total);
	pial_progress_at(cli, done);
}

static bool make(struct pial_season_work *work)
{
	struct pial_season_input input = input_of(work);

	input.step = tell_step;
	input.step_data = work->cli;
	return pial_season_make(&input, &work->result, &work->cli->diags);
}

/* Says what the plan costs over the program's scenarios: a solver says what the least is. */
static void say_cost(struct pial_season_work *work, const struct pial_scenario_filled *filled,
		     const struct pial_scenario_draws *draws)
{
	struct pial_scenario_cost cost;
	size_t which;

	if (!filled->unplaced &&
	    pial_scenario_fits(&filled->season, filled->planned, &which) == PIAL_SCENARIO_FITS &&
	    pial_scenario_cost(&filled->season, draws, filled->planned, &cost))
		pial_diag_add(&work->cli->diags, NULL, PIAL_N_SEASON_PROGRAM,
			      (int64_t)draws->scenarios,
			      cost.missing_cost.cents + cost.surplus_cost.cents +
				      cost.lack_cost.cents,
			      cost.missing_cost.cents, cost.surplus_cost.cents,
			      cost.lack_cost.cents);
}

/* Writes the program of the same season, with the year as the seed of its scenarios. */
static bool put_lp(struct pial_season_work *work)
{
	struct pial_cli *cli = work->cli;
	const char *path = ((const struct own *)cli->own)->lp;
	struct pial_season_input input = input_of(work);
	struct pial_arena arena = PIAL_ARENA_INIT;
	struct pial_scenario_filled filled;
	struct pial_scenario_draws draws;
	struct pial_strbuf text;
	bool ok;

	if (!path)
		return true;
	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	ok = pial_scenario_fill(&input, &work->result, (uint64_t)work->year, SCENARIOS, &arena,
				&filled, &cli->diags);
	if (ok) {
		pial_scenario_draw(&filled.season, &arena, &draws);
		pial_season_lp(&text, &filled.season, &draws, cli->lang);
		ok = pial_cli_file(cli, path, &text);
		say_cost(work, &filled, &draws);
	}
	pial_strbuf_release(&text);
	pial_arena_release(&arena);
	return ok;
}

/* What the plan means for contracts, and what may be advanced. */
static bool look(struct pial_season_work *work)
{
	const struct pial_model *model = &work->cli->book.model;
	struct pial_contract_input contract = {
		.model = model, .year = work->year, .from = work->from,
		.need = (const void *)work->needs.row, .needs = work->needs.count,
		.done = work->had.done, .dones = work->had.dones, .known = work->had.known,
		.knowns = work->had.knowns, .threshold = (const void *)work->thresholds.row,
		.thresholds = work->thresholds.count };
	struct pial_advance_input advance = {
		.model = model, .row = work->result.row, .rows = work->result.rows,
		.bid = (const void *)work->bids.row, .bids = work->bids.count,
		.cost = (const void *)work->costs.row, .costs = work->costs.count };

	return (pial_contract_check(&contract, &work->contract) &&
		pial_advance_propose(&advance, &work->result.arena, &work->advance,
				     &work->advances)) ||
	       pial_diag_add(&work->cli->diags, NULL, PIAL_E_ALLOCATE_RANGE);
}

/* The page for people. */
static void put_text(struct pial_season_work *work)
{
	struct pial_cli *cli = work->cli;
	struct pial_season_page page = {
		.model = &cli->book.model, .year = work->year, .plan = &work->result,
		.contract = &work->contract, .advance = work->advance,
		.advances = work->advances, .lang = pial_cli_document_lang(cli),
		.width = pial_cli_width(cli) };

	if (((const struct own *)cli->own)->explain)
		pial_season_why(&cli->out, &page, (const void *)work->bids.row, work->bids.count);
	else
		pial_season_text(&cli->out, &page);
}

/* Every row there was, and the new version below them unless it stands already. */
static void fill(struct pial_season_work *work, struct pial_table *table)
{
	const struct pial_model *model = &work->cli->book.model;

	pial_cli_like(table, &work->plan);
	table->model = model;
	for (size_t i = 0; i < work->plan.count; i++) {
		pial_table_add(table, pial_table_row(&work->plan, i));
		pial_cli_extras(table, i, &work->plan, i);
	}
	for (size_t i = 0; !work->result.same && i < work->result.rows; i++)
		pial_table_add(table, &work->result.row[i]);
	pial_table_sort(table, model);
}

static enum pial_exit save(struct pial_season_work *work, const struct pial_table *table)
{
	struct pial_cli *cli = work->cli;
	struct pial_book_change change = { .merges = true };
	struct pial_strbuf path;
	char *bytes = pial_cli_bytes(cli, table, &change.len);
	enum pial_exit code;

	pial_strbuf_init(&path, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&path, "season/%d/%s.csv", work->year, table->schema->name);
	change.path = path.text;
	change.bytes = bytes;
	code = pial_cli_commit(cli, &change, 1);
	pial_strbuf_release(&path);
	free(bytes);
	return code;
}

static enum pial_exit put(struct pial_season_work *work)
{
	struct pial_cli *cli = work->cli;
	enum pial_exit code = PIAL_EXIT_DONE;
	struct pial_table table;

	pial_table_init(&table, &pial_schema_plan);
	fill(work, &table);
	pial_season_say(work);
	if (cli->save)
		code = save(work, &table);
	if (code == PIAL_EXIT_DONE) {
		if (cli->format == PIAL_FORMAT_TEXT || ((const struct own *)cli->own)->explain)
			put_text(work);
		else
			pial_cli_table_last(cli, &table, NULL);
		code = pial_cli_result(cli, false);
	}
	pial_table_release(&table);
	return code;
}

/* --learn: the plan is read, nothing is planned. */
static enum pial_exit learn(struct pial_season_work *work)
{
	struct pial_cli *cli = work->cli;

	if (cli->save)
		return pial_cli_usage(cli, PIAL_N_("--save does not go with --learn: what was "
						   "learned is yours to put into bids.csv and "
						   "pial.yaml"));
	if (pial_book_season(&cli->book, work->year, &work->plan, &cli->diags))
		(void)!pial_season_learn(work);
	return pial_cli_result(cli, false);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct pial_season_work work;
	enum pial_exit code = PIAL_EXIT_USAGE;

	init(&work, cli);
	if (!read_year(cli, &work.year))
		goto done;
	if (!pial_cli_book(cli)) {
		code = pial_cli_result(cli, false);
		goto done;
	}
	if (!read_from(cli, &work))
		goto done;
	if (((const struct own *)cli->own)->learn)
		code = learn(&work);
	else if (read_season(&work) && make(&work) && look(&work) && put_lp(&work))
		code = put(&work);
	else
		code = pial_cli_result(cli, false);
done:
	release(&work);
	return code;
}

const struct pial_verb pial_verb_plan_season = {
	.name = "season",
	.operands = PIAL_N_("YEAR"),
	.help = PIAL_N_("who grows what in a season, how much, and when to sow it"),
	.option = season_options,
	.own_size = sizeof(struct own),
	.saves = true,
	.run = run,
};
