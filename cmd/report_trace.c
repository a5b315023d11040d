/*
 * pial-report trace: one step back, one step forward.
 *
 * Every week of the book is looked at, unless days are given: an inspector may ask for a batch of
 * last year. Weeks that are not allocated have offers only. A batch that the days do not have is
 * looked for in the other weeks before it is called unknown.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/intern.h"
#include "base/utf8.h"
#include "cmd/cli_deliveries.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "report/trace_view.h"

#include "base/banned.h"

struct own {
	struct pial_view_own view;	/* what views share */
	const char *product;		/* --product, as typed */
};

static const struct pial_option trace_options[] = {
	{ 0, "product", PIAL_OPTION_TEXT, offsetof(struct own, product), PIAL_N_("ID"),
	  PIAL_N_("only this product") },
	PIAL_VIEW_FOR,
	PIAL_VIEW_PERIOD,
	PIAL_VIEW_DAYS,
	PIAL_VIEW_WIDTH,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* A run. */
struct trace {
	struct pial_cli *cli;			/* the run */
	struct pial_trace_filter filter;	/* which goods */
	struct pial_table out;			/* their rows */
	const char **batch;			/* every batch seen, for a slip; owned */
	size_t batches, batch_cap;		/* how many, and room */
};

static void know_batches(struct trace *trace, const struct pial_table *offers)
{
	for (size_t i = 0; i < offers->count; i++) {
		const struct pial_offer *offer = pial_table_row(offers, i);

		if (!offer->batch.n)
			continue;
		trace->batch = pial_grow(trace->batch, trace->batches, &trace->batch_cap,
					 sizeof(*trace->batch));
		trace->batch[trace->batches++] =
			pial_model_text(&trace->cli->book.model, offer->batch.n);
	}
}

static bool add_week(struct trace *trace, struct pial_week week)
{
	struct pial_cli *cli = trace->cli;
	struct pial_table offers, deliveries;
	enum pial_allocated state;
	bool ok;

	pial_table_init(&offers, &pial_schema_offers);
	pial_table_init(&deliveries, &pial_schema_deliveries);
	ok = pial_book_week(&cli->book, week, &offers, NULL, &cli->diags) &&
	     pial_week_deliveries(&cli->book, week, (struct pial_date){ 0 }, &deliveries, &state,
				  &cli->diags);
	if (ok) {
		know_batches(trace, &offers);
		pial_trace_view_offers(&trace->out, &cli->book.model, &offers, &trace->filter);
		pial_trace_view_deliveries(&trace->out, week, &deliveries, &trace->filter);
	}
	pial_table_release(&deliveries);
	pial_table_release(&offers);
	return ok;
}

/* True for a week that has one of the days asked for. */
static bool is_meant(const struct trace *trace, struct pial_week week)
{
	const struct pial_trace_filter *filter = &trace->filter;

	return (!filter->first.n || pial_week_day(week, PIAL_SUNDAY).n >= filter->first.n) &&
	       (!filter->last.n || pial_week_monday(week).n <= filter->last.n);
}

/* Looks at the weeks that have one of the days, or at the others for names only. */
static bool look(struct trace *trace, bool meant)
{
	size_t weeks;
	struct pial_week *week = pial_book_weeks(&trace->cli->book, &weeks);
	bool ok = true;

	for (size_t i = 0; i < weeks; i++)
		if (is_meant(trace, week[i]) == meant)
			ok &= add_week(trace, week[i]);
	free(week);
	return ok;
}

/* True for a batch of a week that was read. */
static bool is_known(const struct trace *trace, const char *batch)
{
	for (size_t i = 0; i < trace->batches; i++)
		if (!strcmp(trace->batch[i], batch))
			return true;
	return false;
}

/* Whether anything was found; says that the batch is unknown, and what is like it. */
static bool found(struct trace *trace, const char *batch)
{
	ptrdiff_t near;

	if (trace->out.count || !batch || is_known(trace, batch))
		return true;
	if (!look(trace, false))
		return false;
	if (is_known(trace, batch))
		return true;
	near = trace->batches ? pial_utf8_nearest(batch, trace->batch, trace->batches) : -1;
	if (near < 0)
		return pial_diag_add(&trace->cli->diags, NULL, PIAL_E_BATCH, batch);
	return pial_diag_add(&trace->cli->diags, NULL, PIAL_E_BATCH_NEAR, batch,
			     trace->batch[near]);
}

static void put(struct trace *trace)
{
	const struct pial_model *model = &trace->cli->book.model;
	const struct pial_trace_paper paper = { model, &trace->out, &trace->filter };
	const struct pial_view view = { &trace->out, pial_trace_view_write, &paper,
					trace->cli->today };

	(void)pial_table_sort(&trace->out, model);
	pial_cli_view(trace->cli, &view);
}

/* What is asked for, from the options; false, said already, when a name is unknown. */
static bool read_filter(struct trace *trace, const char *batch, const struct pial_cli_days *days)
{
	struct pial_cli *cli = trace->cli;
	const struct own *own = cli->own;
	struct pial_model *model = &cli->book.model;

	trace->filter.first = days->first;
	trace->filter.last = days->last;
	if (batch)
		trace->filter.batch.n = pial_intern_add(&model->pool, batch, strlen(batch));
	return pial_cli_product(cli, own->product, &trace->filter.product) &&
	       pial_cli_party(cli, own->view.only, &trace->filter.party);
}

static enum pial_exit run(struct pial_cli *cli)
{
	const struct own *own = cli->own;
	const char *batch = cli->operands ? cli->operand[0] : NULL;
	struct trace trace = { .cli = cli };
	struct pial_cli_days days;

	if (cli->operands > 1)
		return pial_cli_usage(cli, PIAL_N_("one operand too many: “%s”"), cli->operand[1]);
	if (!batch && !own->product && !own->view.only)
		return pial_cli_usage(cli, PIAL_N_("say which goods: a batch, --product or --for"));
	if (!pial_cli_view_days(cli, &days))
		return PIAL_EXIT_USAGE;
	if (!pial_cli_book(cli))
		return pial_cli_result(cli, false);
	pial_table_init(&trace.out, &pial_schema_view_trace);
	if (read_filter(&trace, batch, &days) && look(&trace, true) && found(&trace, batch))
		put(&trace);
	free(trace.batch);
	pial_table_release(&trace.out);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_report_trace = {
	.name = "trace",
	.operands = PIAL_N_("[BATCH]"),
	.help = PIAL_N_("where goods come from and where they went: one step back, one forward"),
	.option = trace_options,
	.own_size = sizeof(struct own),
	.run = run,
	.view = true,
};
