/*
 * pial-plan rota: who runs the table, week by week.
 *
 * The turns of the weeks to come are shared out by the engine (engine/rota.h); those that people
 * were told of stay. Saving is telling: the weeks up to --publish-until, else as many after this
 * one as pial.yaml says, become published, and the next run leaves them where they are. So what a
 * newcomer or an absence changes is far enough away for nobody to have to look twice.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "book/path.h"
#include "cmd/plan.h"
#include "cmd/plan_rota.h"
#include "report/rota_view.h"

#include "base/banned.h"

static const struct pial_option rota_options[] = {
	{ 0, "ics", PIAL_OPTION_FLAG, offsetof(struct pial_plan_rota_own, ics), NULL,
	  PIAL_N_("print a calendar (iCalendar) instead of the table") },
	{ 'f', "for", PIAL_OPTION_TEXT, offsetof(struct pial_plan_rota_own, only), PIAL_N_("ID"),
	  PIAL_N_("print the turns of this producer only") },
	{ 0, "publish-until", PIAL_OPTION_WEEK,
	  offsetof(struct pial_plan_rota_own, publish_until), PIAL_N_("WEEK"),
	  PIAL_N_("turns up to this week are published and no longer move") },
	{ 0, "with", PIAL_OPTION_WEEK, offsetof(struct pial_plan_rota_own, with),
	  PIAL_N_("WEEK"), PIAL_N_("swap: the week that the other gives in exchange") },
	{ 0, "no-return", PIAL_OPTION_FLAG, offsetof(struct pial_plan_rota_own, no_return), NULL,
	  PIAL_N_("swap: the other takes the week and gives none") },
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* The last week whose turn is published by this run. */
static struct pial_week publish_until(const struct pial_cli *cli)
{
	const struct pial_plan_rota_own *own = cli->own;

	if (!pial_week_is_none(own->publish_until))
		return own->publish_until;
	return pial_week_add(pial_week_of(cli->today),
			     cli->book.model.policy.rota_publish_weeks);
}

/* The turn of a week from the answer and from what the table said of it. */
static struct pial_turn make_turn(const struct pial_plan_rota *rota, struct pial_week week,
				  int32_t who)
{
	const struct pial_turn *old = pial_plan_rota_turn(rota, week);
	struct pial_turn turn = { .week = week, .status = PIAL_TURN_PROPOSED };

	if (who >= 0)
		turn.producer = rota->person[who]->id;
	if (old && old->producer.n == turn.producer.n)
		turn = *old;
	if (turn.producer.n && turn.status != PIAL_TURN_SWAPPED &&
	    week.n <= publish_until(rota->cli).n)
		turn.status = PIAL_TURN_PUBLISHED;
	return turn;
}

static void make_table(const struct pial_plan_rota *rota, const struct pial_rota_result *result,
		       struct pial_table *made)
{
	struct pial_week now = pial_week_of(rota->cli->today);

	pial_cli_like(made, &rota->turns);
	for (size_t w = 0; w < rota->input.weeks; w++) {
		struct pial_week week = pial_week_add(rota->first, (int)w);
		struct pial_turn turn = make_turn(rota, week, result->turn[w]);

		if (week.n >= now.n || pial_plan_rota_turn(rota, week))
			pial_table_add(made, &turn);
	}
}

/* True when every turn of the table that was read stands in the new one, too. */
static bool keeps_all(const struct pial_plan_rota *rota, const struct pial_table *made)
{
	for (size_t i = 0; i < made->count; i++) {
		const struct pial_turn *turn = pial_table_row(made, i), *old;

		old = pial_plan_rota_turn(rota, turn->week);
		if (old && old->producer.n != turn->producer.n)
			return false;
	}
	return true;
}

/* ---- What is to be said ---- */

void pial_plan_rota_say_running(struct pial_plan_rota *rota, const struct pial_table *turns)
{
	const struct pial_model *model = &rota->cli->book.model;

	for (size_t i = 1; i < turns->count; i++) {
		const struct pial_turn *before = pial_table_row(turns, i - 1);
		const struct pial_turn *turn = pial_table_row(turns, i);

		if (turn->producer.n && turn->producer.n == before->producer.n &&
		    turn->week.n == before->week.n + 1)
			pial_diag_add(&rota->cli->diags, NULL, PIAL_N_ROTA_RUNNING,
				      pial_model_text(model, turn->producer.n),
				      (int64_t)before->week.n, (int64_t)turn->week.n);
	}
}

static void say_turns(struct pial_plan_rota *rota, const struct pial_table *made)
{
	struct pial_week now = pial_week_of(rota->cli->today);
	struct pial_diags *diags = &rota->cli->diags;

	for (size_t i = 0; i < made->count; i++) {
		const struct pial_turn *turn = pial_table_row(made, i);
		const struct pial_producer *producer =
			pial_model_producer(&rota->cli->book.model, turn->producer);

		if (turn->week.n < now.n)
			continue;
		if (!producer)
			pial_diag_add(diags, NULL, PIAL_A_ROTA_NOBODY, (int64_t)turn->week.n);
		else if (!pial_plan_rota_belongs(producer, turn->week) ||
			 pial_plan_rota_away(rota, turn->producer, turn->week))
			pial_diag_add(diags, NULL, PIAL_A_ROTA_AWAY,
				      pial_model_text(&rota->cli->book.model, turn->producer.n),
				      (int64_t)turn->week.n);
	}
}

/* ---- Output ---- */

static void count_burdens(const struct pial_plan_rota *rota, const struct pial_rota_result *result,
			  uint32_t only, struct pial_rota_burden *burden, size_t *burdens)
{
	*burdens = 0;
	for (size_t p = 0; p < rota->people; p++) {
		struct pial_rota_burden own = { rota->person[p]->id, 0, result->load[p] };

		for (size_t w = 0; w < rota->input.weeks; w++)
			own.turns += result->turn[w] == (int32_t)p;
		if (!only || own.producer.n == only)
			burden[(*burdens)++] = own;
	}
}

static void put(struct pial_plan_rota *rota, const struct pial_rota_result *result,
		const struct pial_table *turns, uint32_t only)
{
	struct pial_cli *cli = rota->cli;
	const struct pial_plan_rota_own *own = cli->own;
	struct pial_rota_burden *burden = pial_calloc(rota->people + 1, sizeof(*burden));
	enum pial_lang lang = pial_cli_document_lang(cli);
	size_t burdens;

	count_burdens(rota, result, only, burden, &burdens);
	if (own->ics)
		pial_rota_calendar(&cli->out, turns, &cli->book.model, cli->today, lang);
	else if (cli->format == PIAL_FORMAT_TEXT)
		pial_rota_text(&cli->out, turns, &cli->book.model, rota->year, burden, burdens,
			       lang, pial_cli_width(cli));
	else
		pial_cli_table(cli, turns);
	free(burden);
}

static void put_turns(struct pial_plan_rota *rota, const struct pial_rota_result *result,
		      const struct pial_table *made, uint32_t only)
{
	struct pial_table some;

	if (!only) {
		put(rota, result, made, only);
		return;
	}
	pial_table_init(&some, &pial_schema_rota);
	for (size_t i = 0; i < made->count; i++) {
		const struct pial_turn *turn = pial_table_row(made, i);

		if (turn->producer.n == only)
			pial_table_add(&some, turn);
	}
	put(rota, result, &some, only);
	pial_table_release(&some);
}

enum pial_exit pial_plan_rota_save(struct pial_plan_rota *rota, const struct pial_table *turns,
				   bool merges)
{
	struct pial_cli *cli = rota->cli;
	struct pial_book_change change = {
		.path = pial_arena_printf(&cli->book.model.arena, "season/%d/rota.csv",
					  rota->year),
		.merges = merges,
	};
	char *bytes = pial_cli_bytes(cli, turns, &change.len);
	enum pial_exit code;

	change.bytes = bytes;
	code = pial_cli_commit(cli, &change, 1);
	free(bytes);
	return code;
}

static enum pial_exit share(struct pial_plan_rota *rota, uint32_t only)
{
	struct pial_cli *cli = rota->cli;
	enum pial_exit code = PIAL_EXIT_DONE;
	struct pial_rota_result result;
	struct pial_table made;

	if (!pial_plan_rota_ask(rota))
		return pial_cli_result(cli, false);
	pial_table_init(&made, &pial_schema_rota);
	pial_rota_share(&rota->input, &result);
	make_table(rota, &result, &made);
	if (!pial_cli_extras_by_key(&made, &rota->turns, &cli->book.model))
		pial_cli_cells_dropped(cli, &rota->turns);
	say_turns(rota, &made);
	pial_plan_rota_say_running(rota, &made);
	if (!result.proved)
		pial_diag_add(&cli->diags, NULL, PIAL_N_ROTA_UNPROVED);
	if (cli->save)
		code = pial_plan_rota_save(rota, &made, keeps_all(rota, &made));
	if (code == PIAL_EXIT_DONE) {
		put_turns(rota, &result, &made, only);
		code = pial_cli_result(cli, false);
	}
	pial_rota_result_release(&result);
	pial_table_release(&made);
	return code;
}

static enum pial_exit run_year(struct pial_cli *cli)
{
	int year = cli->operands == 1 ? pial_book_year(cli->operand[0]) : 0;
	const struct pial_plan_rota_own *own = cli->own;
	struct pial_plan_rota rota;
	enum pial_exit code;
	uint32_t only;

	if (!year)
		return pial_cli_usage(cli, PIAL_N_("name a season by its year, such as 2025, or "
						   "“swap WEEK A B”"));
	if (!pial_week_is_none(own->with) || own->no_return)
		return pial_cli_usage(cli, PIAL_N_("“--with” and “--no-return” are for “swap”"));
	if (!pial_cli_book(cli))
		return pial_cli_result(cli, false);
	if (!pial_cli_party(cli, own->only, &only))
		return PIAL_EXIT_USAGE;
	pial_plan_rota_init(&rota, cli);
	if (pial_plan_rota_read(&rota, year))
		code = share(&rota, only);
	else
		code = rota.first.n && rota.last.n ? pial_cli_result(cli, false) : PIAL_EXIT_USAGE;
	pial_plan_rota_release(&rota);
	return code;
}

static enum pial_exit run(struct pial_cli *cli)
{
	if (cli->operands && !strcmp(cli->operand[0], "swap"))
		return pial_plan_rota_swap(cli);
	return run_year(cli);
}

const struct pial_verb pial_verb_plan_rota = {
	.name = "rota",
	.operands = PIAL_N_("YEAR | swap WEEK A B"),
	.help = PIAL_N_("who runs the table, week by week, evenly; swap two turns"),
	.option = rota_options,
	.own_size = sizeof(struct pial_plan_rota_own),
	.saves = true,
	.writes = true,
	.run = run,
};
