/*
 * Hazards as they stand: each is a line of the ledger.
 */
#include "report/hazards_view.h"

#include <stddef.h>

#include "load/row.h"
#include "num/round.h"
#include "po/po.h"
#include "report/say.h"
#include "report/view.h"

#include "base/banned.h"

#define ROW struct pial_hazard_row
#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED

static const struct pial_choice state_choice[] = {
	{ PIAL_HAZARD_UNCONFIRMED, "unconfirmed", "à confirmer", "to be confirmed" },
	{ PIAL_HAZARD_CONFIRMED, "confirmed", "confirmé", "confirmed" },
	{ PIAL_HAZARD_NOTHING, "nothing", "retiré", "taken back" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field view_field[] = {
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY | REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("from_week", "De la semaine", "From week", WEEK, KEY | REQ, from_week) },
	{ FIELD("until_week", "À la semaine", "Until week", WEEK, 0, until_week) },
	{ FIELD("state", "État", "State", ENUM, REQ, state), .choice = state_choice },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("lost", "Perdu par semaine", "Lost per week", QTY, REQ, lost) },
	{ FIELD("total", "Perdu en tout", "Lost in all", QTY, 0, total) },
	{ FIELD("cause", "Cause", "Cause", TEXT, 0, cause) },
	{ FIELD("date", "Déclaré le", "Declared on", DATE, REQ, date),
	  HELP("De la ligne qui compte : la dernière.", "Of the line that counts: the latest.") },
	{ FIELD("confirmed_by", "Confirmé par", "Confirmed by", TEXT, 0, confirmed_by) },
	{ FIELD("confirmed_on", "Confirmé le", "Confirmed on", DATE, 0, confirmed_on) },
};

const struct pial_schema pial_schema_view_hazards = {
	"hazards-view", NULL, "pial-report hazards",
	"Pertes déclarées, confirmées ou non.", "Losses declared, confirmed or not.",
	FIELDS(view_field, struct pial_hazard_row), NULL,
};

bool pial_hazard_counts(const struct pial_model *model, const struct pial_hazard *hazard,
			struct pial_date day)
{
	if (hazard->date.n > day.n)
		return false;
	for (size_t i = 0; i < model->hazards; i++) {
		const struct pial_hazard *other = &model->hazard[i];

		if (other->producer.n == hazard->producer.n &&
		    other->product.n == hazard->product.n &&
		    other->from_week.n == hazard->from_week.n && other->date.n > hazard->date.n &&
		    other->date.n <= day.n)
			return false;
	}
	return true;
}

bool pial_hazard_waits(const struct pial_hazard *hazard)
{
	return !hazard->confirmed_on.n && hazard->lost.milli > 0;
}

/* True when a hazard reaches one of the weeks asked for. */
static bool is_asked(const struct pial_hazards_input *input, const struct pial_hazard *hazard)
{
	struct pial_week last = pial_week_is_none(hazard->until_week) ? hazard->from_week
								      : hazard->until_week;

	return (!input->only.n || input->only.n == hazard->producer.n) &&
	       last.n >= input->first.n &&
	       (pial_week_is_none(input->last) || hazard->from_week.n <= input->last.n);
}

static bool add(struct pial_table *out, const struct pial_model *model,
		const struct pial_hazard *hazard)
{
	const struct pial_product *product = pial_model_product(model, hazard->product);
	struct pial_hazard_row row = {
		.producer = hazard->producer, .product = hazard->product,
		.from_week = hazard->from_week, .until_week = hazard->until_week,
		.date = hazard->date, .lost = hazard->lost, .cause = hazard->cause,
		.confirmed_by = hazard->confirmed_by, .confirmed_on = hazard->confirmed_on,
		.unit = product ? product->unit : 0, .state = PIAL_HAZARD_CONFIRMED };
	int64_t weeks;

	if (pial_week_is_none(row.until_week))
		row.until_week = row.from_week;
	weeks = row.until_week.n - row.from_week.n + 1;
	if (pial_hazard_waits(hazard))
		row.state = PIAL_HAZARD_UNCONFIRMED;
	else if (hazard->lost.milli <= 0)
		row.state = PIAL_HAZARD_NOTHING;
	if (!pial_muldiv(row.lost.milli, weeks, 1, PIAL_ROUND_NEVER, &row.total.milli))
		return false;
	pial_table_add(out, &row);
	return true;
}

bool pial_hazards_view_make(struct pial_table *out, const struct pial_hazards_input *input)
{
	const struct pial_model *model = input->model;

	for (size_t i = 0; i < model->hazards; i++)
		if (pial_hazard_counts(model, &model->hazard[i], input->day) &&
		    is_asked(input, &model->hazard[i]) && !add(out, model, &model->hazard[i]))
			return false;
	pial_table_sort(out, model);
	return true;
}

/* ---- The paper ---- */

/* Rows of one state, under a heading; nothing without any. */
static void put_state(struct pial_paper *paper, const struct pial_hazards_paper *view,
		      enum pial_hazard_state state, const char *heading)
{
	static const char *const waits[] = { "producer", "product", "from_week", "until_week",
					     "lost", "total", "cause", "date", NULL };
	static const char *const done[] = { "producer", "product", "from_week", "until_week",
					    "lost", "cause", "confirmed_by", "confirmed_on",
					    NULL };
	const struct pial_view_layout layout = {
		view->model, state == PIAL_HAZARD_UNCONFIRMED ? waits : done, NULL, NULL, NULL };
	struct pial_table own;

	pial_table_init(&own, &pial_schema_view_hazards);
	for (size_t i = 0; i < view->table->count; i++) {
		const struct pial_hazard_row *row = pial_table_row(view->table, i);

		if (row->state == state)
			pial_table_add(&own, row);
	}
	if (own.count)
		pial_paper_heading(paper, heading);
	pial_view_put(paper, &layout, heading, &own, 0, own.count);
	if (own.count && state == PIAL_HAZARD_UNCONFIRMED)
		pial_paper_text(paper, PIAL_PAPER_SMALL,
				pial_tr(paper->lang,
					PIAL_N_("To confirm one, with what its line says:\n"
						"pial set hazard WEEK PRODUCER PRODUCT QUANTITY "
						"--confirmed-by=WHO --confirmed-on=DATE")));
	pial_table_release(&own);
}

void pial_hazards_view_write(struct pial_paper *paper, const void *data)
{
	const struct pial_hazards_paper *view = data;
	const char *title = pial_tr(paper->lang, PIAL_N_("Hazards"));

	pial_view_begin_on(paper, view->model, title, view->day);
	if (!view->table->count)
		pial_paper_text(paper, PIAL_PAPER_PLAIN,
				pial_tr(paper->lang, PIAL_N_("No loss is declared.")));
	put_state(paper, view, PIAL_HAZARD_UNCONFIRMED,
		  pial_tr(paper->lang, PIAL_N_("To be confirmed")));
	put_state(paper, view, PIAL_HAZARD_CONFIRMED, pial_tr(paper->lang, PIAL_N_("Confirmed")));
	put_state(paper, view, PIAL_HAZARD_NOTHING, pial_tr(paper->lang, PIAL_N_("Taken back")));
}
