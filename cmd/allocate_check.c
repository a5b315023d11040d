/*
 * pial-allocate check: is an allocation the right one, and if not, where does it depart?
 *
 * What is checked against is a certificate: one that was kept, or one that the engine makes now.
 * The checker (proof/) believes neither; it verifies the certificate from the tables alone, then
 * compares. Rows fixed by hand are those of the book and, of a table given, those that it adds.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "cmd/allocate.h"
#include "cmd/allocate_certificate.h"
#include "cmd/allocate_input.h"
#include "cmd/cli_deliveries.h"
#include "engine/orders.h"
#include "proof/check.h"

#include "base/banned.h"

struct own {
	const char *certificate;	/* --certificate */
};

static const struct pial_option check_options[] = {
	{ 0, "certificate", PIAL_OPTION_TEXT, offsetof(struct own, certificate), PIAL_N_("FILE"),
	  PIAL_N_("check against this certificate; without it, one is made and verified") },
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* A check at work. */
struct check {
	struct pial_cli *cli;			/* the run */
	struct pial_allocate_week week;		/* orders, offers, pins of the book, history */
	struct pial_table table;		/* the allocation checked */
	struct pial_table proof;		/* the certificate */
	struct pial_orders_result complete;	/* orders as pial-plan completes them */
	struct pial_allocation *pin;		/* rows fixed by hand; owned */
	size_t pins;				/* how many */
	struct pial_check_amount *account, *weight;	/* of the week; owned */
};

static void check_init(struct check *check, struct pial_cli *cli)
{
	*check = (struct check){ .cli = cli };
	pial_allocate_week_init(&check->week, cli);
	pial_table_init(&check->table, &pial_schema_allocation);
	pial_table_init(&check->proof, &pial_schema_proof);
	pial_orders_result_init(&check->complete);
}

static void check_release(struct check *check)
{
	free(check->pin);
	free(check->account);
	free(check->weight);
	pial_orders_result_release(&check->complete);
	pial_table_release(&check->proof);
	pial_table_release(&check->table);
	pial_allocate_week_release(&check->week);
}

/* The pins of the book, and those that the allocation adds. */
static void list_pins(struct check *check)
{
	const struct pial_table *book = &check->week.pins, *table = &check->table;
	const struct pial_model *model = &check->cli->book.model;

	check->pin = pial_calloc(book->count + table->count + 1, sizeof(*check->pin));
	for (size_t i = 0; i < book->count; i++) {
		const struct pial_allocation *row = pial_table_row(book, i);

		if (row->pin == PIAL_YES)
			check->pin[check->pins++] = *row;
	}
	for (size_t i = 0; i < table->count; i++) {
		const struct pial_allocation *row = pial_table_row(table, i), *old;

		old = row->pin == PIAL_YES ? pial_table_find(book, model, row) : NULL;
		if (row->pin == PIAL_YES && (!old || old->pin != PIAL_YES))
			check->pin[check->pins++] = *row;
	}
}

/* True when an order of the book has the key of a row of the allocation. */
static bool is_ordered(const struct check *check, const struct pial_allocation *row)
{
	const struct pial_order key = { .week = row->week, .day = row->day,
					.kitchen = row->kitchen, .product = row->ordered,
					.contract = row->contract };

	return pial_table_find(&check->week.orders, &check->cli->book.model, &key) != NULL;
}

/*
 * The orders that the allocation was made from: those of the book as they stand, unless it names
 * some that only pial-plan completes (contracts filled in, firm quantities of the silent).
 */
static void choose_orders(struct check *check, struct pial_allocate_input *input)
{
	bool known = true;

	for (size_t i = 0; known && i < check->table.count; i++)
		known = is_ordered(check, pial_table_row(&check->table, i));
	if (known)
		return;
	pial_orders_complete(input->model, input->week, input->order, input->orders,
			     &check->complete);
	input->order = check->complete.row;
	input->orders = check->complete.rows;
}

static struct pial_allocate_input input_of(struct check *check)
{
	struct pial_allocate_input input = pial_allocate_week_input(&check->week);

	list_pins(check);
	input.pin = check->pin;
	input.pins = check->pins;
	input.prove = true;
	choose_orders(check, &input);
	return input;
}

/* Makes the certificate when none is given; notices of the engine are not repeated. */
static bool make_proof(struct check *check, const struct pial_allocate_input *input)
{
	struct pial_cli *cli = check->cli;
	const struct own *own = cli->own;
	struct pial_diags quiet;
	bool ok;

	if (own->certificate)
		return pial_allocate_certificate_read(cli, check->week.week, own->certificate,
						      &check->proof);
	pial_diags_init(&quiet);
	ok = pial_allocate(input, &check->week.result, &quiet);
	if (ok && check->week.result.proof)
		pial_allocate_certify(cli, check->week.result.proof, &check->proof);
	pial_diags_release(&quiet);
	/* a refusal is said again, where it can be heard */
	return ok || pial_allocate(input, &check->week.result, &cli->diags);
}

static struct pial_check_input asked(struct check *check, const struct pial_allocate_input *input)
{
	check->account = pial_calloc(input->accounts + 1, sizeof(*check->account));
	check->weight = pial_calloc(input->weights + 1, sizeof(*check->weight));
	for (size_t i = 0; i < input->accounts; i++)
		check->account[i] = (struct pial_check_amount){ input->account[i].party,
								input->account[i].product,
								input->account[i].owed.milli };
	for (size_t i = 0; i < input->weights; i++)
		check->weight[i] = (struct pial_check_amount){ input->weight[i].party,
							       input->weight[i].product,
							       input->weight[i].quantity.milli };
	return (struct pial_check_input){
		.model = input->model, .week = input->week,
		.order = input->order, .orders = input->orders,
		.orders_file = input->orders_file,
		.offer = input->offer, .offers = input->offers,
		.offers_file = input->offers_file,
		.pin = input->pin, .pins = input->pins, .pins_file = input->pins_file,
		.account = check->account, .accounts = input->accounts,
		.weight = check->weight, .weights = input->weights,
		.meeting = input->meeting, .meetings = input->meetings,
		.delivered = input->delivered, .delivereds = input->delivereds,
		.published = input->published,
		.proof = (const void *)check->proof.row, .proofs = check->proof.count,
		.proof_file = check->proof.file,
		.row = (const void *)check->table.row, .rows = check->table.count,
		.row_file = check->table.file,
	};
}

static void put(struct pial_cli *cli, const char *format, ...) PIAL_PRINTF(2, 3);

static void put(struct pial_cli *cli, const char *format, ...)
{
	char line[256];
	va_list list;

	va_start(list, format);
	(void)vsnprintf(line, sizeof(line), pial_tr(pial_cli_document_lang(cli), format), list);
	va_end(list);
	pial_strbuf_addstr(&cli->out, line);
	pial_strbuf_addch(&cli->out, '\n');
}

/* What has been proved, level by level. */
static void put_levels(struct pial_cli *cli, const struct pial_check_figures *f)
{
	int64_t kg_km = (int64_t)((f->metre_grams + 500000) / 1000000);

	put(cli, PIAL_N_("  1  rows fixed by hand, kept: %zu"), f->pins);
	put(cli, PIAL_N_("  2  packs owed by contracts: %lld of %lld, as many as can be"),
	    (long long)f->met, (long long)f->owed);
	put(cli, PIAL_N_("  3  packs ordered: %lld of %lld, as many as can be, the valley first"),
	    (long long)f->served, (long long)f->ordered);
	put(cli, PIAL_N_("  4  fair between kitchens: each short order at its level (%zu)"),
	    f->shared);
	put(cli, PIAL_N_("  5  fair between producers: each sells its share"));
	put(cli, PIAL_N_("  6  whole packs: each odd pack to whom it is due (%zu)"), f->odd);
	put(cli, PIAL_N_("  7  near: substituted packs %lld, kg·km %lld, no less can be"),
	    (long long)f->substituted, (long long)kg_km);
	put(cli, PIAL_N_("  8  ties: no other allocation is as good"));
}

static void report(struct check *check, const struct pial_check_figures *figures)
{
	struct pial_cli *cli = check->cli;
	struct pial_strbuf week;

	pial_strbuf_init(&week, PIAL_STRBUF_TEXT);
	pial_week_format(&week, check->week.week);
	if (figures->departures)
		put(cli, PIAL_N_("%s: the right allocation is proved; departures of this one: %zu"),
		    week.text, figures->departures);
	else
		put(cli, PIAL_N_("%s: the allocation is right, proved level by level"), week.text);
	put_levels(cli, figures);
	pial_strbuf_release(&week);
}

/* Reads everything, checks, says. */
static bool check_week(struct check *check)
{
	struct pial_cli *cli = check->cli;
	struct pial_allocate_week *week = &check->week;
	struct pial_check_figures figures;
	struct pial_allocate_input input;
	struct pial_check_input question;
	bool exists;

	if (!pial_book_week(&cli->book, week->week, &week->orders, &exists, &cli->diags))
		return false;
	if (!exists)
		return pial_cli_no_table(cli, &pial_schema_orders, week->week);
	if (!pial_allocate_week_read(week))
		return false;
	input = input_of(check);
	if (!make_proof(check, &input))
		return false;
	question = asked(check, &input);
	if (!pial_check_allocation(&question, &figures, &cli->diags))
		return false;
	report(check, &figures);
	return true;
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct check check;
	enum pial_exit code;
	enum pial_allocated state;
	bool exists;

	check_init(&check, cli);
	if (!pial_cli_moving(cli, &check.table, &check.week.week, &exists, &code)) {
		check_release(&check);
		return code;
	}
	if (exists && pial_week_is_none(check.week.week))
		pial_diag_add(&cli->diags, NULL, PIAL_E_WEEK_UNSAID);
	else if (pial_week_allocated(&cli->book, check.week.week, &check.table, exists, &state,
				     &cli->diags) &&
		 pial_cli_allocated(cli, check.week.week, state))
		(void)check_week(&check);
	code = pial_cli_result(cli, true);
	check_release(&check);
	return code;
}

const struct pial_verb pial_verb_allocate_check = {
	.name = "check",
	.operands = PIAL_N_("[WEEK | FILE | -]"),
	.help = PIAL_N_("prove that an allocation is right, or say where it departs"),
	.option = check_options,
	.own_size = sizeof(struct own),
	.run = run,
};
