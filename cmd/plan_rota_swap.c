/*
 * pial-plan rota swap: two people exchange weeks.
 *
 * A has the week and B takes it; A takes in return the next turn of B after that week, else the
 * nearest one before it that is still to come, or the one that --with names. Both lines say so:
 * who stood there, for which week, on which day. A turn that was swapped once can be swapped again;
 * the line then names the one who had it last, and the book's history the rest.
 *
 * Whoever gets a week must be there in it: a swap with somebody on holiday is a slip, and would be
 * found out on that Monday.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd/plan_rota.h"

#include "base/banned.h"

struct swap {
	struct pial_plan_rota rota;		/* the season's tables */
	struct pial_producer_id a, b;		/* who gives the week, who takes it */
	struct pial_turn *given, *returned;	/* their turns; returned NULL: none */
};

/* Reads W12, the next week of that number; or a WEEK in full. */
static bool read_week(struct pial_cli *cli, const char *text, struct pial_week *week)
{
	struct pial_week now = pial_week_of(cli->today);
	int year, number = 0, digits = 0;

	if (pial_cli_week(cli, text, week))
		return true;
	if ((text[0] != 'W' && text[0] != 'w') || !text[1])
		return false;
	for (const char *at = text + 1; *at; at++, digits++) {
		if (*at < '0' || *at > '9' || digits == 2)
			return false;
		number = number * 10 + (*at - '0');
	}
	pial_week_parts(now, &year, &digits);
	return (pial_week_make(year, number, week) && week->n >= now.n) ||
	       pial_week_make(year + 1, number, week);
}

/* The producer that a word names; none, said already, when it is nobody. */
static struct pial_producer_id read_person(struct pial_cli *cli, const char *text)
{
	struct pial_producer_id none = { 0 }, id;

	if (!pial_cli_party(cli, text, &id.n))
		return none;
	if (pial_model_producer(&cli->book.model, id))
		return id;
	pial_cli_usage(cli, PIAL_N_("“%s” is no producer"), text);
	return none;
}

/* The turn that B gives in return, when --with does not say it. */
static struct pial_turn *next_turn(struct swap *swap)
{
	const struct pial_table *turns = &swap->rota.turns;
	struct pial_week now = pial_week_of(swap->rota.cli->today);
	struct pial_turn *before = NULL;

	for (size_t i = 0; i < turns->count; i++) {
		struct pial_turn *turn = pial_table_row(turns, i);

		if (turn->producer.n != swap->b.n || turn->week.n < now.n)
			continue;
		if (turn->week.n > swap->given->week.n)
			return turn;
		before = turn;
	}
	return before;
}

/* The turn of a week must be that of a person. */
static struct pial_turn *own_turn(struct swap *swap, struct pial_week week,
				  struct pial_producer_id person)
{
	struct pial_cli *cli = swap->rota.cli;
	const struct pial_model *model = &cli->book.model;
	struct pial_turn *turn = pial_plan_rota_turn(&swap->rota, week);
	struct pial_pos pos;

	if (!turn) {
		pial_diag_add(&cli->diags, NULL, PIAL_E_ROTA_NO_TURN, (int64_t)week.n,
			      (int64_t)swap->rota.year);
		return NULL;
	}
	if (turn->producer.n == person.n)
		return turn;
	pos = pial_table_pos(&swap->rota.turns, turn, "producer");
	pial_diag_add(&cli->diags, &pos, PIAL_E_ROTA_NOT_ON_DUTY, (int64_t)week.n,
		      pial_model_text(model, turn->producer.n), pial_model_text(model, person.n));
	return NULL;
}

/* Who gets a week must be there. */
static bool is_there(struct swap *swap, struct pial_producer_id person, struct pial_week week)
{
	struct pial_cli *cli = swap->rota.cli;
	const struct pial_model *model = &cli->book.model;
	const struct pial_absence *away = pial_plan_rota_away(&swap->rota, person, week);
	struct pial_pos pos = PIAL_POS_NONE;

	if (!away && pial_plan_rota_belongs(pial_model_producer(model, person), week))
		return true;
	if (away)
		pos = pial_table_pos(&swap->rota.absences, away, "producer");
	return pial_diag_add(&cli->diags, &pos, PIAL_E_ROTA_AWAY, pial_model_text(model, person.n),
			     (int64_t)week.n);
}

static bool find_turns(struct swap *swap, struct pial_week week)
{
	const struct pial_plan_rota_own *own = swap->rota.cli->own;

	swap->given = own_turn(swap, week, swap->a);
	if (!swap->given || !is_there(swap, swap->b, week))
		return false;
	if (!pial_week_is_none(own->with))
		swap->returned = own_turn(swap, own->with, swap->b);
	else if (!own->no_return)
		swap->returned = next_turn(swap);
	if (!pial_week_is_none(own->with) && !swap->returned)
		return false;
	return !swap->returned || is_there(swap, swap->a, swap->returned->week);
}

static void hand_over(struct swap *swap, struct pial_turn *turn, struct pial_producer_id to,
		      const struct pial_turn *against)
{
	turn->instead_of = turn->producer;
	turn->producer = to;
	turn->status = PIAL_TURN_SWAPPED;
	turn->swapped_on = swap->rota.cli->today;
	turn->with_week = against ? against->week : (struct pial_week){ 0 };
}

static enum pial_exit exchange(struct swap *swap)
{
	struct pial_cli *cli = swap->rota.cli;
	const struct pial_model *model = &cli->book.model;
	enum pial_exit code;

	hand_over(swap, swap->given, swap->b, swap->returned);
	if (swap->returned)
		hand_over(swap, swap->returned, swap->a, swap->given);
	code = pial_plan_rota_save(&swap->rota, &swap->rota.turns, true);
	if (code != PIAL_EXIT_DONE)
		return code;
	pial_diag_add(&cli->diags, NULL, PIAL_N_ROTA_SWAPPED, pial_model_text(model, swap->b.n),
		      (int64_t)swap->given->week.n);
	if (swap->returned)
		pial_diag_add(&cli->diags, NULL, PIAL_N_ROTA_SWAPPED,
			      pial_model_text(model, swap->a.n),
			      (int64_t)swap->returned->week.n);
	pial_plan_rota_say_running(&swap->rota, &swap->rota.turns);
	return pial_cli_result(cli, false);
}

static enum pial_exit swap_week(struct swap *swap, struct pial_week week)
{
	struct pial_cli *cli = swap->rota.cli;
	int year = pial_season_of(week, cli->book.model.policy.season_starts);

	swap->a = read_person(cli, cli->operand[2]);
	swap->b = swap->a.n ? read_person(cli, cli->operand[3]) : swap->a;
	if (!swap->b.n)
		return PIAL_EXIT_USAGE;
	if (swap->a.n == swap->b.n)
		return pial_cli_usage(cli, PIAL_N_("a swap needs two people"));
	if (pial_plan_rota_read(&swap->rota, year) && find_turns(swap, week))
		return exchange(swap);
	return pial_cli_result(cli, false);
}

enum pial_exit pial_plan_rota_swap(struct pial_cli *cli)
{
	const struct pial_plan_rota_own *own = cli->own;
	struct swap swap = { .a = { 0 } };
	struct pial_week week;
	enum pial_exit code;

	if (cli->operands != 4)
		return pial_cli_usage(cli, PIAL_N_("swap what? “swap WEEK A B”: A has the week, B "
						   "takes it"));
	if (own->ics || own->only || !pial_week_is_none(own->publish_until))
		return pial_cli_usage(cli, PIAL_N_("“swap” takes no such option"));
	if (!pial_week_is_none(own->with) && own->no_return)
		return pial_cli_usage(cli, PIAL_N_("“--with” and “--no-return” exclude each "
						   "other"));
	if (!read_week(cli, cli->operand[1], &week))
		return pial_cli_usage(cli, PIAL_N_("there is no week “%s”"), cli->operand[1]);
	if (!pial_cli_book(cli))
		return pial_cli_result(cli, false);
	pial_plan_rota_init(&swap.rota, cli);
	code = swap_week(&swap, week);
	pial_plan_rota_release(&swap.rota);
	return code;
}
