/*
 * The facts of the page of a week.
 *
 * Nothing is worked out here but differences: rows come from the table's view, the proof, the
 * deliveries and the rota. A reason is all sentences of its order that bear on its shortage; those
 * that speak of who serves what is served (a nearer farm, a moved round) are left to --explain.
 */
#include "report/week_view.h"

#include <stddef.h>
#include <string.h>

#include "engine/find.h"
#include "load/field.h"
#include "load/row.h"
#include "markup/words.h"
#include "num/round.h"
#include "report/duty_view.h"
#include "report/table_view.h"
#include "report/view.h"

#include "base/banned.h"

#define ROW struct pial_week_fact
#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED

static const struct pial_choice week_part[] = {
	{ PIAL_WEEK_SERVED, "served", "servi", "served" },
	{ PIAL_WEEK_MISSING, "missing", "manque", "missing" },
	{ PIAL_WEEK_SURPLUS, "surplus", "à placer", "surplus" },
	{ PIAL_WEEK_RECEPTION, "reception", "réception", "reception" },
	{ PIAL_WEEK_DUTY, "duty", "permanence", "duty" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice week_status[] = {
	{ PIAL_DELIVERY_AGREED, "agreed", "d'accord", "agreed" },
	{ PIAL_DELIVERY_DISPUTED, "disputed", "contesté", "disputed" },
	{ PIAL_DELIVERY_WAITING, "waiting", "en attente", "waiting" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field view_field[] = {
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week) },
	{ FIELD("part", "Partie", "Part", ENUM, KEY | REQ, part), .choice = week_part,
	  HELP("Servi, manque, à placer, écart à la réception, ou permanence.",
	       "Served, missing, still to place, a difference at reception, or duty.") },
	{ FIELD("day", "Jour", "Day", DATE, KEY, day) },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY, kitchen), .ref = PIAL_REF_KITCHEN },
	{ FIELD("product", "Produit", "Product", ID, KEY, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("delivered", "Produit livré", "Delivered", ID, KEY, delivered),
	  .ref = PIAL_REF_PRODUCT },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("pin", "Figé", "Pin", YESNO, KEY, pin) },
	{ FIELD("confirmed", "Confirmé", "Confirmed", YESNO, KEY, confirmed) },
	{ FIELD("quantity", "Quantité", "Quantity", QTY, 0, quantity) },
	{ FIELD("planned", "Envoyé", "Sent", QTY, 0, planned),
	  HELP("À la réception : ce qui a été envoyé, sinon réparti.",
	       "At reception: what was sent, else allocated.") },
	{ FIELD("kept", "Gardé", "Kept", QTY, 0, kept),
	  HELP("À la réception : ce que la cuisine a gardé.",
	       "At reception: what the kitchen kept.") },
	{ FIELD("difference", "Écart", "Difference", QTY, PIAL_F_SIGNED, difference) },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("status", "État", "Status", ENUM, 0, status), .choice = week_status },
	{ FIELD("reason", "Pourquoi", "Why", TEXT, 0, reason) },
};

const struct pial_schema pial_schema_view_week = {
	"week", NULL, "pial-report week", "La page de la semaine, un fait par ligne.",
	"The week's page, one fact a row.", FIELDS(view_field, struct pial_week_fact), NULL,
};

static bool same_fact(const struct pial_week_fact *a, const struct pial_week_fact *b)
{
	return a->part == b->part && a->week.n == b->week.n && a->day.n == b->day.n &&
	       a->kitchen.n == b->kitchen.n && a->product.n == b->product.n &&
	       a->delivered.n == b->delivered.n && a->producer.n == b->producer.n &&
	       a->pin == b->pin && a->confirmed == b->confirmed;
}

/* Adds a fact, or its quantity to the one it repeats: batches, and orders under two contracts. */
static void add_planned(struct pial_table *out, size_t from, const struct pial_week_fact *fact)
{
	for (size_t i = out->count; i-- > from;) {
		struct pial_week_fact *row = pial_table_row(out, i);

		/* Rows come sorted but for contracts and batches within a product. */
		if (row->day.n != fact->day.n || row->kitchen.n != fact->kitchen.n ||
		    row->product.n != fact->product.n || row->part != fact->part)
			break;
		if (same_fact(row, fact) && pial_add(row->quantity.milli, fact->quantity.milli,
						     &row->quantity.milli))
			return;
	}
	pial_table_add(out, fact);
}

void pial_week_view_planned(struct pial_table *out, const struct pial_table *planned)
{
	static const uint8_t part[] = { [PIAL_PLANNED_SERVED] = PIAL_WEEK_SERVED,
					[PIAL_PLANNED_MISSING] = PIAL_WEEK_MISSING,
					[PIAL_PLANNED_SURPLUS] = PIAL_WEEK_SURPLUS };
	size_t from = out->count;

	for (size_t i = 0; i < planned->count; i++) {
		const struct pial_planned *row = pial_table_row(planned, i);
		const struct pial_week_fact fact = {
			.week = row->week, .day = row->day, .kitchen = row->kitchen,
			.product = row->product, .delivered = row->delivered,
			.producer = row->producer, .quantity = row->quantity, .unit = row->unit,
			.pin = row->pin, .confirmed = row->confirmed, .part = part[row->state],
			.planned = PIAL_QTY_NONE, .kept = PIAL_QTY_NONE,
			.difference = PIAL_QTY_NONE,
		};

		add_planned(out, from, &fact);
	}
}

/* ---- Why something is missing ---- */

static bool bears_on_shortage(enum pial_fact_kind kind)
{
	switch (kind) {
	case PIAL_FACT_LATE:
	case PIAL_FACT_SHORT:
	case PIAL_FACT_NOBODY:
	case PIAL_FACT_BARRED:
	case PIAL_FACT_CLASS:
	case PIAL_FACT_SHARE:
	case PIAL_FACT_HELD:
	case PIAL_FACT_ODD:
	case PIAL_FACT_ACCOUNT:
		return true;
	default:
		return false;
	}
}

static bool is_order_of(const struct pial_explanation *e, uint32_t demand,
			const struct pial_week_fact *row)
{
	const struct pial_order *order =
		pial_demand_order(e->instance, &e->instance->demand[demand]);

	return order->day.n == row->day.n && order->kitchen.n == row->kitchen.n &&
	       order->product.n == row->product.n;
}

/* What the orders of a row lack in the explanation, in thousandths. */
static int64_t lacking(const struct pial_explanation *e, const struct pial_week_fact *row)
{
	int64_t milli = 0;

	for (uint32_t d = 0; d < e->instance->demands; d++) {
		const struct pial_demand *demand = &e->instance->demand[d];

		if (is_order_of(e, d, row))
			milli += (demand->packs - demand->served) *
				 pial_demand_product(e->instance, demand)->pack.milli;
	}
	return milli;
}

/* True when the explanation lacks what the rows do, order by order, and nothing else. */
static bool lacks_the_same(const struct pial_table *rows, const struct pial_explanation *e)
{
	int64_t shown = 0, lacked = 0;

	for (size_t i = 0; i < rows->count; i++) {
		const struct pial_week_fact *row = pial_table_row(rows, i);

		if (row->part != PIAL_WEEK_MISSING)
			continue;
		if (lacking(e, row) != row->quantity.milli)
			return false;
		shown += row->quantity.milli;
	}
	for (uint32_t d = 0; d < e->instance->demands; d++) {
		const struct pial_demand *demand = &e->instance->demand[d];

		lacked += (demand->packs - demand->served) *
			  pial_demand_product(e->instance, demand)->pack.milli;
	}
	return shown == lacked;
}

/* The sentences of a row's orders, each once. */
static void say_reasons(struct pial_strbuf *out, const struct pial_explanation *e,
			const struct pial_week_fact *row, enum pial_lang lang)
{
	struct pial_strbuf sentence;

	pial_strbuf_init(&sentence, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < e->row_facts; i++) {
		const struct pial_fact *fact = &e->fact[i];

		if (!bears_on_shortage(fact->kind) || !is_order_of(e, fact->demand, row))
			continue;
		pial_strbuf_clear(&sentence);
		pial_explain_say(&sentence, e, fact, lang);
		if (!strstr(out->text, sentence.text))
			pial_strbuf_addf(out, "%s%s", !out->len	   ? "" :
						      lang == PIAL_EN ? "; " : PIAL_NBSP "; ",
					 sentence.text);
	}
	pial_strbuf_release(&sentence);
}

void pial_week_view_reasons(struct pial_table *out, struct pial_model *model,
			    const struct pial_explanation *explanation, enum pial_lang lang)
{
	struct pial_strbuf text;

	if (!lacks_the_same(out, explanation))
		return;
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < out->count; i++) {
		struct pial_week_fact *row = pial_table_row(out, i);

		if (row->part != PIAL_WEEK_MISSING)
			continue;
		pial_strbuf_clear(&text);
		say_reasons(&text, explanation, row, lang);
		row->reason.n = pial_intern_add(&model->pool, text.text, text.len);
	}
	pial_strbuf_release(&text);
}

/* ---- Reception ---- */

/* What a kitchen kept; none: nothing was written. */
static struct pial_qty kept(const struct pial_delivery *row)
{
	struct pial_qty quantity = row->received;

	if (!pial_qty_is_none(quantity) && !pial_qty_is_none(row->refused))
		quantity.milli -= row->refused.milli;
	return quantity;
}

void pial_week_view_reception(struct pial_table *out, struct pial_model *model,
			      const struct pial_table *deliveries, struct pial_week week,
			      enum pial_lang lang)
{
	int reason = pial_field_find(&pial_schema_deliveries, "reason");
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < deliveries->count; i++) {
		const struct pial_delivery *row = pial_table_row(deliveries, i);
		struct pial_week_fact fact = {
			.week = week, .day = row->day, .kitchen = row->kitchen,
			.product = row->ordered.n ? row->ordered : row->product,
			.delivered = row->product, .producer = row->producer,
			.planned = pial_qty_is_none(row->sent) ? row->allocated : row->sent,
			.quantity = PIAL_QTY_NONE, .kept = kept(row), .unit = row->unit,
			.status = row->status,
			.difference = PIAL_QTY_NONE, .part = PIAL_WEEK_RECEPTION,
		};

		if (pial_qty_is_none(fact.planned))
			fact.planned.milli = 0;
		if (pial_qty_is_none(fact.kept) ||
		    (fact.kept.milli == fact.planned.milli &&
		     row->status != PIAL_DELIVERY_DISPUTED))
			continue;
		fact.difference.milli = fact.kept.milli - fact.planned.milli;
		pial_strbuf_clear(&text);
		pial_view_value(&text, model, &pial_schema_deliveries, (size_t)reason, row, lang);
		fact.reason.n = pial_intern_add(&model->pool, text.text, text.len);
		pial_table_add(out, &fact);
	}
	pial_strbuf_release(&text);
}

void pial_week_view_duty(struct pial_table *out, const struct pial_table *duty)
{
	for (size_t i = 0; i < duty->count; i++) {
		const struct pial_duty *row = pial_table_row(duty, i);
		const struct pial_week_fact fact = {
			.week = row->week, .producer = row->producer, .reason = row->note,
			.planned = PIAL_QTY_NONE, .quantity = PIAL_QTY_NONE,
			.kept = PIAL_QTY_NONE, .difference = PIAL_QTY_NONE,
			.part = PIAL_WEEK_DUTY };

		pial_table_add(out, &fact);
	}
}
