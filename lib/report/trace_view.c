/*
 * Traceability: the rows of offers and deliveries that are meant, as they are.
 *
 * Nothing is computed but what a kitchen kept: received less refused, and what was sent while it
 * has not said. A batch is matched by its whole text: a part of it would find another harvest.
 */
#include "report/trace_view.h"

#include <stddef.h>

#include "load/row.h"
#include "model/match.h"
#include "num/round.h"
#include "po/po.h"
#include "report/say.h"
#include "report/view.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define ROW struct pial_trace_row

static const struct pial_choice step_choice[] = {
	{ PIAL_TRACE_BACK, "back", "en amont", "back" },
	{ PIAL_TRACE_FORWARD, "forward", "en aval", "forward" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field view_field[] = {
	{ FIELD("step", "Sens", "Step", ENUM, KEY | REQ, step), .choice = step_choice },
	{ FIELD("batch", "Lot", "Batch", TEXT, KEY | PIAL_F_PLAIN, batch) },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY | REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week) },
	{ FIELD("day", "Jour", "Day", DATE, KEY, day) },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY, kitchen), .ref = PIAL_REF_KITCHEN },
	{ FIELD("note", "Bon", "Note", TEXT, KEY | PIAL_F_PLAIN, note) },
	{ FIELD("quantity", "Quantité", "Quantity", QTY, REQ, quantity),
	  HELP("En amont : proposé. En aval : gardé par la cuisine, ou envoyé tant qu'elle n'a "
	       "rien dit.",
	       "Back: offered. Forward: kept by the kitchen, or sent while it has not said.") },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("refused", "Refusé", "Refused", QTY, 0, refused) },
	{ FIELD("organic", "Bio", "Organic", YESNO, 0, organic),
	  HELP("Le certificat valait ce jour-là.", "The certificate was valid that day.") },
};

const struct pial_schema pial_schema_view_trace = {
	"trace", NULL, "pial-report trace",
	"D'où viennent des denrées, et où elles sont allées.",
	"Where goods come from, and where they went.",
	FIELDS(view_field, struct pial_trace_row), NULL,
};

static bool touches(const struct pial_trace_filter *filter, struct pial_date from,
		    struct pial_date until)
{
	return (!filter->first.n || until.n >= filter->first.n) &&
	       (!filter->last.n || from.n <= filter->last.n);
}

static bool is_meant(const struct pial_trace_filter *filter, struct pial_text batch,
		     struct pial_product_id product)
{
	return (!filter->batch.n || filter->batch.n == batch.n) &&
	       (!filter->product.n || filter->product.n == product.n);
}

void pial_trace_view_offers(struct pial_table *out, const struct pial_model *model,
			    const struct pial_table *offers,
			    const struct pial_trace_filter *filter)
{
	for (size_t i = 0; i < offers->count; i++) {
		const struct pial_offer *offer = pial_table_row(offers, i);
		const struct pial_product *product = pial_model_product(model, offer->product);
		struct pial_trace_row row = {
			.batch = offer->batch, .producer = offer->producer,
			.product = offer->product, .quantity = offer->quantity,
			.refused = PIAL_QTY_NONE, .week = offer->week, .day = offer->from_day,
			.step = PIAL_TRACE_BACK, .unit = product ? product->unit : 0,
		};

		if (is_meant(filter, offer->batch, offer->product) &&
		    (!filter->party || filter->party == offer->producer.n) &&
		    touches(filter, pial_week_day(offer->week, PIAL_MONDAY),
			    pial_week_day(offer->week, PIAL_SUNDAY)))
			pial_table_add(out, &row);
	}
}

void pial_trace_view_deliveries(struct pial_table *out, struct pial_week week,
				const struct pial_table *deliveries,
				const struct pial_trace_filter *filter)
{
	for (size_t i = 0; i < deliveries->count; i++) {
		const struct pial_delivery *delivery = pial_table_row(deliveries, i);
		struct pial_trace_row row = {
			.batch = delivery->batch, .producer = delivery->producer,
			.product = delivery->product, .kitchen = delivery->kitchen,
			.note = delivery->note, .quantity = pial_delivery_kept(delivery),
			.refused = delivery->refused, .week = week, .day = delivery->day,
			.step = PIAL_TRACE_FORWARD, .unit = delivery->unit,
			.organic = delivery->organic,
		};

		if (row.refused.milli == 0)
			row.refused = PIAL_QTY_NONE;
		if (is_meant(filter, delivery->batch, delivery->product) &&
		    (!filter->party || filter->party == delivery->producer.n ||
		     filter->party == delivery->kitchen.n) &&
		    touches(filter, delivery->day, delivery->day))
			pial_table_add(out, &row);
	}
}

/* ---- The paper ---- */

static void put_step(struct pial_paper *paper, const struct pial_trace_paper *trace,
		     enum pial_trace_step step)
{
	static const char *const back[] = { "producer", "product", "batch", "week", "day",
					    "quantity", NULL };
	static const char *const forward[] = { "day", "kitchen", "product", "batch", "producer",
					       "quantity", "refused", "organic", "note", NULL };
	/* A batch is one product of one producer: said above, once. */
	static const char *const of_batch[] = { "day", "kitchen", "quantity", "refused", "organic",
						"note", NULL };
	const char *const *ahead = trace->filter->batch.n ? of_batch : forward;
	const struct pial_view_layout layout = {
		.model = trace->model, .column = step == PIAL_TRACE_BACK ? back : ahead };
	size_t first = 0, end;

	while (first < trace->table->count &&
	       ((const struct pial_trace_row *)pial_table_row(trace->table, first))->step != step)
		first++;
	for (end = first; end < trace->table->count; end++)
		if (((const struct pial_trace_row *)pial_table_row(trace->table, end))->step !=
		    step)
			break;
	pial_paper_heading(paper, pial_tr(paper->lang, step == PIAL_TRACE_BACK ?
			   PIAL_N_("One step back: who offered it") :
			   PIAL_N_("One step forward: who received it")));
	if (first < end)
		pial_view_put(paper, &layout, "", trace->table, first, end);
	else
		pial_paper_text(paper, PIAL_PAPER_PLAIN,
				pial_tr(paper->lang, step == PIAL_TRACE_BACK ?
					PIAL_N_("No offer is in the book.") :
					PIAL_N_("Nothing was delivered.")));
}

/* Says how to reach a kitchen; nothing where parties.yaml does not. */
static void put_reach(struct pial_paper *paper, const struct pial_model *model, uint32_t kitchen)
{
	const struct pial_party *party = pial_model_party(model, kitchen);

	pial_paper_cell(paper, party ? pial_model_text(model, party->phone.n) : "");
	pial_paper_cell(paper, party ? pial_model_text(model, party->email.n) : "");
}

static bool came_before(const struct pial_table *table, size_t i)
{
	const struct pial_trace_row *row = pial_table_row(table, i);

	for (size_t k = 0; k < i; k++)
		if (((const struct pial_trace_row *)pial_table_row(table, k))->kitchen.n ==
		    row->kitchen.n)
			return true;
	return false;
}

/* Days on which a kitchen received something, first and last. */
static void put_days(struct pial_paper *paper, const struct pial_table *table, size_t i)
{
	const struct pial_trace_row *row = pial_table_row(table, i);
	struct pial_date first = row->day, last = row->day;
	struct pial_strbuf text;

	for (size_t k = i + 1; k < table->count; k++) {
		const struct pial_trace_row *other = pial_table_row(table, k);

		if (other->kitchen.n != row->kitchen.n)
			continue;
		first = other->day.n < first.n ? other->day : first;
		last = other->day.n > last.n ? other->day : last;
	}
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_say_days(&text, first, last, paper->lang);
	pial_paper_take(paper, &text);
	pial_strbuf_release(&text);
}

static void begin_calls(struct pial_paper *paper)
{
	pial_paper_heading(paper, pial_tr(paper->lang, PIAL_N_("Whom to call")));
	pial_paper_table(paper, "");
	pial_paper_column(paper, pial_tr(paper->lang, PIAL_N_("Kitchen")), 3, 0);
	pial_paper_column(paper, pial_tr(paper->lang, PIAL_N_("Received")), 3, 0);
	pial_paper_column(paper, pial_tr(paper->lang, PIAL_N_("Telephone")), 0, 0);
	pial_paper_column(paper, pial_tr(paper->lang, PIAL_N_("E-mail")), 2, 0);
}

/* The list for a recall: each kitchen once. */
static void put_calls(struct pial_paper *paper, const struct pial_trace_paper *trace)
{
	struct pial_strbuf name;
	bool any = false;

	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < trace->table->count; i++) {
		const struct pial_trace_row *row = pial_table_row(trace->table, i);

		if (row->step != PIAL_TRACE_FORWARD || came_before(trace->table, i))
			continue;
		if (!any)
			begin_calls(paper);
		any = true;
		pial_paper_row(paper, PIAL_PAPER_BODY);
		pial_strbuf_clear(&name);
		pial_say_kitchen(&name, trace->model, row->kitchen);
		pial_paper_take(paper, &name);
		put_days(paper, trace->table, i);
		put_reach(paper, trace->model, row->kitchen.n);
	}
	pial_strbuf_release(&name);
}

/* « carotte, lot FC-carotte-W12 »: what was asked. */
static void say_filter(struct pial_strbuf *out, const struct pial_trace_paper *trace,
		       enum pial_lang lang)
{
	const struct pial_trace_filter *filter = trace->filter;
	const struct pial_product *product = pial_model_product(trace->model, filter->product);
	const uint32_t asked[] = { filter->batch.n, product ? product->name.n : 0,
				   pial_say_party(trace->model, filter->party) };

	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++)
		if (asked[i])
			pial_strbuf_addf(out, "%s%s", out->len ? ", " : "",
					 pial_model_text(trace->model, asked[i]));
	if (!filter->first.n && !filter->last.n)
		return;
	pial_strbuf_addstr(out, ", ");
	pial_say_days(out, filter->first, filter->last, lang);
}

void pial_trace_view_write(struct pial_paper *paper, const void *data)
{
	const struct pial_trace_paper *trace = data;
	const char *title = pial_tr(paper->lang, PIAL_N_("Traceability"));
	struct pial_strbuf asked;

	pial_strbuf_init(&asked, PIAL_STRBUF_TEXT);
	say_filter(&asked, trace, paper->lang);
	pial_paper_sheet(paper, title,
			 pial_model_text(trace->model, trace->model->policy.name.n));
	pial_paper_title(paper, title, asked.text);
	pial_strbuf_release(&asked);
	put_step(paper, trace, PIAL_TRACE_BACK);
	put_step(paper, trace, PIAL_TRACE_FORWARD);
	put_calls(paper, trace);
}
