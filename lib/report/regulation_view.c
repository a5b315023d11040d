/*
 * What needs a decision: one row a line of another view that waits for somebody.
 *
 * Each source has a function that turns its own rows into rows of this table, and no threshold of
 * its own but those that the header states; so a figure here is the figure there. A command is
 * text: it can be copied from the page, and from the table.
 */
#include "report/regulation_view.h"

#include <stddef.h>

#include "base/intern.h"
#include "load/row.h"
#include "model/cash.h"
#include "num/round.h"
#include "po/po.h"
#include "report/balances_view.h"
#include "report/certificates_view.h"
#include "report/contract_view.h"
#include "report/due_view.h"
#include "report/hazards_view.h"
#include "report/say.h"
#include "report/view.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define ROW struct pial_regulation_row

static const struct pial_choice subject_choice[] = {
	{ PIAL_REGULATION_CONTRACT, "contract", "marché", "contract" },
	{ PIAL_REGULATION_PRICE, "price", "prix", "price" },
	{ PIAL_REGULATION_ACCOUNT, "account", "compte", "account" },
	{ PIAL_REGULATION_HAZARD, "hazard", "aléa", "hazard" },
	{ PIAL_REGULATION_CERTIFICATE, "certificate", "certificat", "certificate" },
	{ PIAL_REGULATION_SHEET, "sheet", "feuille", "sheet" },
	{ PIAL_REGULATION_DELIVERY, "delivery", "livraison", "delivery" },
	{ PIAL_REGULATION_INVOICE, "invoice", "facture", "invoice" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice why_choice[] = {
	{ PIAL_REGULATION_UNDER, "under", "n'atteindra pas son minimum",
	  "will not reach its minimum" },
	{ PIAL_REGULATION_OVER, "over", "dépassera son maximum", "will pass its maximum" },
	{ PIAL_REGULATION_CEILING, "ceiling", "trop pour une attribution directe",
	  "too much for a direct award" },
	{ PIAL_REGULATION_COST, "under-cost", "sous le prix plancher", "under the floor price" },
	{ PIAL_REGULATION_OWED, "owed", "le groupe lui doit trop", "is owed too much" },
	{ PIAL_REGULATION_AHEAD, "ahead", "trop en avance", "too far ahead" },
	{ PIAL_REGULATION_UNCONFIRMED, "unconfirmed", "pas confirmé", "not confirmed" },
	{ PIAL_REGULATION_ENDED, "ended", "n'est plus valable", "no longer valid" },
	{ PIAL_REGULATION_ENDING, "ending", "finit bientôt", "ends soon" },
	{ PIAL_REGULATION_OPEN, "open", "passée et pas fermée", "over and not closed" },
	{ PIAL_REGULATION_ORDERS, "no-orders", "aucune commande reçue", "no order came" },
	{ PIAL_REGULATION_OFFERS, "no-offers", "aucune disponibilité reçue", "no offer came" },
	{ PIAL_REGULATION_DISPUTED, "disputed", "contestée", "disputed" },
	{ PIAL_REGULATION_WAITING, "waiting", "attend un accord", "waits for an agreement" },
	{ PIAL_REGULATION_LATE, "late", "en retard", "late" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field view_field[] = {
	{ FIELD("subject", "Sujet", "Subject", ENUM, KEY | REQ, subject),
	  .choice = subject_choice },
	{ FIELD("of", "De qui, de quoi", "Of", ID, KEY, of),
	  HELP("Un marché, un producteur ou une cuisine ; vide : tout le monde.",
	       "A contract, a producer or a kitchen; empty: everybody.") },
	{ FIELD("product", "Produit", "Product", ID, KEY, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("note", "Précision", "Detail", TEXT, KEY | PIAL_F_PLAIN, note),
	  HELP("Numéro du bon, cause de l'aléa, organisme certificateur ; d'un "
	       "prix, à qui il coûte.",
	       "Number of the note, cause of the hazard, control body; of a price, "
	       "whose cost it is.") },
	{ FIELD("week", "Semaine", "Week", WEEK, KEY, week) },
	{ FIELD("day", "Jour", "Day", DATE, KEY, day),
	  HELP("Fin du marché ou du certificat, déclaration, livraison, échéance.",
	       "End of the contract or certificate, declaration, delivery, due date.") },
	{ FIELD("why", "Pourquoi", "Why", ENUM, KEY | REQ, why), .choice = why_choice },
	{ FIELD("count", "Nombre", "Number", INT, 0, count), .min = 1, .max = INT32_MAX,
	  HELP("Factures en retard.", "Late invoices.") },
	{ FIELD("quantity", "Quantité", "Quantity", QTY, PIAL_F_SIGNED, quantity),
	  HELP("Ce qui manque, dépasse, est dû (sous 0 : d'avance), perdu par semaine ou reçu.",
	       "What is missing, too much, owed (below 0: ahead), lost a week or received.") },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("price", "Payé (€)", "Paid (€)", PRICE, 0, price) },
	{ FIELD("floor", "Prix plancher (€)", "Floor price (€)", PRICE, 0, floor) },
	{ FIELD("amount", "Montant (€)", "Amount (€)", MONEY, PIAL_F_SIGNED, amount),
	  HELP("Ce qui manque, dépasse, est dû ou en retard.",
	       "What is missing, too much, owed or late.") },
	{ FIELD("command", "En voir plus", "See more", TEXT, REQ, command),
	  HELP("La commande à taper.", "The command to type.") },
};

const struct pial_schema pial_schema_view_regulation = {
	"regulation", NULL, "pial-report regulation",
	"Ce qui attend une décision du groupe.", "What waits for a decision of the group.",
	FIELDS(view_field, struct pial_regulation_row), NULL,
};

/* ---- Rows ---- */

static struct pial_regulation_row row_of(enum pial_regulation_subject subject,
					 enum pial_regulation_why why, uint32_t of)
{
	return (struct pial_regulation_row){
		.of = { of }, .quantity = PIAL_QTY_NONE, .amount = PIAL_MONEY_NONE,
		.price = PIAL_PRICE_NONE, .floor = PIAL_PRICE_NONE, .count = INT32_MIN,
		.subject = (uint8_t)subject, .why = (uint8_t)why,
	};
}

static void set_product(struct pial_regulation_row *row, const struct pial_model *model,
			struct pial_product_id id)
{
	const struct pial_product *product = pial_model_product(model, id);

	row->product = id;
	row->unit = product ? product->unit : (uint8_t)PIAL_UNIT_NONE;
}

/* Adds a row with its command, made of words closed by NULL. */
static void add(struct pial_table *out, struct pial_model *model, struct pial_regulation_row *row,
		const char *const *word)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	for (; *word; word++)
		pial_strbuf_addf(&text, "%s%s", text.len ? " " : "", *word);
	row->command.n = pial_intern_add(&model->pool, text.text, text.len);
	pial_strbuf_release(&text);
	pial_table_add(out, row);
}

/* The same with a command that takes a party. */
static void add_for(struct pial_table *out, struct pial_model *model,
		    struct pial_regulation_row *row, const char *command, uint32_t party)
{
	const char *const word[] = { command, "--for", pial_model_text(model, party), NULL };

	add(out, model, row, word);
}

static void set_contract_figures(struct pial_regulation_row *row,
				 const struct pial_contract_row *line)
{
	bool under = row->why == PIAL_REGULATION_UNDER;

	if (line->product.n) {
		row->quantity.milli = under ? line->min.milli - line->end.milli
					    : line->end.milli - line->max.milli;
		row->unit = line->unit;
	} else {
		row->amount.cents = under ? line->min_value.cents - line->end_value.cents
					  : line->end_value.cents - line->max_value.cents;
	}
}

/* By how much the lots of a contract pass what may be awarded directly. */
static void set_ceiling(struct pial_regulation_row *row, const struct pial_contract_result *values)
{
	for (size_t i = 0; i < values->values; i++) {
		const struct pial_contract_value *value = &values->value[i];

		if (value->contract.n == row->of.n && !pial_money_is_none(value->ceiling))
			row->amount.cents = value->lots.cents - value->ceiling.cents;
	}
}

void pial_regulation_contracts(struct pial_table *out, struct pial_model *model,
			       const struct pial_table *lines,
			       const struct pial_contract_result *values)
{
	static const enum pial_regulation_why why[] = {
		[PIAL_CONTRACT_UNDER] = PIAL_REGULATION_UNDER,
		[PIAL_CONTRACT_OVER] = PIAL_REGULATION_OVER,
		[PIAL_CONTRACT_CEILING] = PIAL_REGULATION_CEILING,
	};

	for (size_t i = 0; i < lines->count; i++) {
		const struct pial_contract_row *line = pial_table_row(lines, i);
		struct pial_regulation_row row;

		if (line->alert == PIAL_CONTRACT_FINE)
			continue;
		row = row_of(PIAL_REGULATION_CONTRACT, why[line->alert], line->contract.n);
		row.product = line->product;
		row.day = line->until;
		row.week = line->passed;
		if (row.why == PIAL_REGULATION_CEILING)
			set_ceiling(&row, values);
		else
			set_contract_figures(&row, line);
		add_for(out, model, &row, "pial-report contract", line->kitchen.n);
	}
}

void pial_regulation_prices(struct pial_table *out, struct pial_model *model,
			    const struct pial_price_result *prices, int year)
{
	struct pial_strbuf text;
	const char *word[] = { "pial-plan price", NULL, NULL };

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&text, "%d", year);
	word[1] = text.text;
	for (size_t i = 0; i < prices->unders; i++) {
		const struct pial_price_under *under = &prices->under[i];
		const struct pial_price_line *line = &prices->line[under->cost];
		struct pial_regulation_row row = row_of(
			PIAL_REGULATION_PRICE, PIAL_REGULATION_COST, under->contract->id.n);

		row.product = line->product;
		row.note.n = line->producer.n;
		row.unit = line->unit;
		row.price = under->line->price;
		row.floor = line->floor;
		add(out, model, &row, word);
	}
	pial_strbuf_release(&text);
}

void pial_regulation_accounts(struct pial_table *out, struct pial_model *model,
			      const struct pial_table *balances)
{
	for (size_t i = 0; i < balances->count; i++) {
		const struct pial_balance_line *line = pial_table_row(balances, i);
		int64_t account = line->account.milli;
		struct pial_regulation_row row;

		if (!account || line->cap.milli <= 0 ||
		    (account < line->cap.milli && account > -line->cap.milli))
			continue;
		row = row_of(PIAL_REGULATION_ACCOUNT,
			     account > 0 ? PIAL_REGULATION_OWED : PIAL_REGULATION_AHEAD, line->id);
		row.product = line->product;
		row.week = line->week;
		row.quantity = line->account;
		row.unit = line->unit;
		row.amount = line->value;
		add_for(out, model, &row, "pial-report fairness", line->id);
	}
}

void pial_regulation_hazards(struct pial_table *out, struct pial_model *model,
			     struct pial_date day)
{
	for (size_t i = 0; i < model->hazards; i++) {
		const struct pial_hazard *hazard = &model->hazard[i];
		struct pial_regulation_row row;

		if (!pial_hazard_waits(hazard) || !pial_hazard_counts(model, hazard, day))
			continue;
		row = row_of(PIAL_REGULATION_HAZARD, PIAL_REGULATION_UNCONFIRMED,
			     hazard->producer.n);
		set_product(&row, model, hazard->product);
		row.note = hazard->cause;
		row.week = hazard->from_week;
		row.day = hazard->date;
		row.quantity = hazard->lost;
		add_for(out, model, &row, "pial-report hazards", hazard->producer.n);
	}
}

void pial_regulation_certificates(struct pial_table *out, struct pial_model *model,
				  const struct pial_table *certificates, struct pial_date day)
{
	for (size_t i = 0; i < certificates->count; i++) {
		const struct pial_certificate_row *one = pial_table_row(certificates, i);
		const struct pial_producer *producer = pial_model_producer(model, one->producer);
		bool ended = one->state == PIAL_CERTIFICATE_ENDED;
		struct pial_regulation_row row;

		if ((!ended && one->state != PIAL_CERTIFICATE_ENDING) ||
		    (producer && producer->left.n && producer->left.n < day.n))
			continue;
		row = row_of(PIAL_REGULATION_CERTIFICATE,
			     ended ? PIAL_REGULATION_ENDED : PIAL_REGULATION_ENDING,
			     one->producer.n);
		row.note = one->certifier;
		row.day = one->until;
		add_for(out, model, &row, "pial-report certificates", one->producer.n);
	}
}

/* ---- Weeks ---- */

/* Adds a line on a week, with a command that takes it. */
static void add_week(struct pial_table *out, struct pial_model *model, uint32_t of,
		     struct pial_week week, enum pial_regulation_why why, const char *command)
{
	struct pial_regulation_row row = row_of(PIAL_REGULATION_SHEET, why, of);
	struct pial_strbuf text;
	const char *word[] = { command, NULL, NULL };

	row.week = week;
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_week_format(&text, week);
	word[1] = text.text;
	add(out, model, &row, word);
	pial_strbuf_release(&text);
}

void pial_regulation_open(struct pial_table *out, struct pial_model *model, struct pial_week week)
{
	add_week(out, model, 0, week, PIAL_REGULATION_OPEN, "pial-allocate close --dry-run");
}

static bool is_said(enum pial_order_source source)
{
	return source != PIAL_ORDER_FIRM && source != PIAL_ORDER_PLAN;
}

/* Lines of orders that somebody sent; of one kitchen, or of all for none. */
static size_t count_orders(const struct pial_table *orders, struct pial_kitchen_id kitchen)
{
	size_t count = 0;

	for (size_t i = 0; i < orders->count; i++) {
		const struct pial_order *row = pial_table_row(orders, i);

		count += (!kitchen.n || row->kitchen.n == kitchen.n) &&
			 is_said((enum pial_order_source)row->source);
	}
	return count;
}

/* The same of offers. */
static size_t count_offers(const struct pial_table *offers, struct pial_producer_id producer)
{
	size_t count = 0;

	for (size_t i = 0; i < offers->count; i++) {
		const struct pial_offer *row = pial_table_row(offers, i);

		count += (!producer.n || row->producer.n == producer.n) &&
			 row->source != PIAL_OFFER_PLAN;
	}
	return count;
}

static bool is_counted_on(struct pial_producer_id producer, const struct pial_weight *weight,
			  size_t weights)
{
	for (size_t i = 0; i < weights; i++)
		if (weight[i].party == producer.n && weight[i].quantity.milli > 0)
			return true;
	return false;
}

void pial_regulation_silent(struct pial_table *out, struct pial_model *model,
			    struct pial_week week, const struct pial_table *orders,
			    const struct pial_table *offers, const struct pial_weight *weight,
			    size_t weights)
{
	bool no_orders = !count_orders(orders, (struct pial_kitchen_id){ 0 });
	bool no_offers = !count_offers(offers, (struct pial_producer_id){ 0 });
	bool receives = false, grows = false;

	for (size_t i = 0; i < model->kitchens; i++) {
		const struct pial_kitchen *kitchen = &model->kitchen[i];

		if (!pial_kitchen_receives_in(model, kitchen, week))
			continue;
		receives = true;
		if (!no_orders && !count_orders(orders, kitchen->id))
			add_week(out, model, kitchen->id.n, week, PIAL_REGULATION_ORDERS,
				 "pial-plan orders");
	}
	for (size_t i = 0; i < model->producers; i++) {
		const struct pial_producer *producer = &model->producer[i];

		if (!is_counted_on(producer->id, weight, weights) ||
		    !pial_producer_belongs_in(producer, week))
			continue;
		grows = true;
		if (!no_offers && !count_offers(offers, producer->id))
			add_week(out, model, producer->id.n, week, PIAL_REGULATION_OFFERS,
				 "pial-plan offers");
	}
	if (receives && no_orders)
		add_week(out, model, 0, week, PIAL_REGULATION_ORDERS, "pial-plan orders");
	if (grows && no_offers)
		add_week(out, model, 0, week, PIAL_REGULATION_OFFERS, "pial-plan offers");
}

void pial_regulation_deliveries(struct pial_table *out, struct pial_model *model,
				const struct pial_table *rows, struct pial_date day)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct pial_delivery *delivery = pial_table_row(rows, i);
		bool disputed = delivery->status == PIAL_DELIVERY_DISPUTED;
		const char *const word[] = {
			"pial-report trace --for", pial_model_text(model, delivery->kitchen.n),
			"--product", pial_model_text(model, delivery->product.n), NULL };
		struct pial_regulation_row row;

		if (!disputed && (delivery->status != PIAL_DELIVERY_WAITING ||
				  delivery->day.n > day.n))
			continue;
		row = row_of(PIAL_REGULATION_DELIVERY,
			     disputed ? PIAL_REGULATION_DISPUTED : PIAL_REGULATION_WAITING,
			     delivery->kitchen.n);
		row.product = delivery->product;
		row.note = delivery->note;
		row.day = delivery->day;
		row.quantity = pial_qty_is_none(delivery->received) ? delivery->sent
								    : delivery->received;
		row.unit = delivery->unit;
		add(out, model, &row, word);
	}
}

/* The line of a buyer whose invoices are late; NULL: there is none yet. */
static struct pial_regulation_row *line_of(struct pial_table *out, uint32_t buyer)
{
	for (size_t i = 0; i < out->count; i++) {
		struct pial_regulation_row *row = pial_table_row(out, i);

		if (row->subject == PIAL_REGULATION_INVOICE && row->of.n == buyer)
			return row;
	}
	return NULL;
}

bool pial_regulation_invoices(struct pial_table *out, struct pial_model *model,
			      const struct pial_table *due)
{
	for (size_t i = 0; i < due->count; i++) {
		const struct pial_due_view *one = pial_table_row(due, i);
		struct pial_regulation_row *row, fresh;

		if (one->kind != PIAL_PAYMENT_RECEIVED || one->late == INT32_MIN ||
		    one->left.cents <= 0)
			continue;
		row = line_of(out, one->party.n);
		if (row) {
			row->count++;
			if (one->due.n < row->day.n)
				row->day = one->due;
			if (!pial_add(row->amount.cents, one->left.cents, &row->amount.cents))
				return false;
			continue;
		}
		fresh = row_of(PIAL_REGULATION_INVOICE, PIAL_REGULATION_LATE, one->party.n);
		fresh.count = 1;
		fresh.day = one->due;
		fresh.amount = one->left;
		add_for(out, model, &fresh, "pial-invoice unpaid", one->party.n);
	}
	return true;
}

/* ---- The paper ---- */

/* What a section shows, and under which title. */
struct section {
	const char *title;		/* marked for translation */
	const char *column[8];		/* of the view, closed by NULL */
};

static const struct section section[PIAL_REGULATION_SUBJECTS] = {
	[PIAL_REGULATION_CONTRACT] = { PIAL_N_("Contracts"),
		{ "of", "product", "why", "quantity", "amount", "day", "command", NULL } },
	[PIAL_REGULATION_PRICE] = { PIAL_N_("Prices under cost"),
		{ "of", "product", "note", "price", "floor", "command", NULL } },
	[PIAL_REGULATION_ACCOUNT] = { PIAL_N_("Accounts at their bound"),
		{ "of", "product", "why", "quantity", "amount", "command", NULL } },
	[PIAL_REGULATION_HAZARD] = { PIAL_N_("Hazards to confirm"),
		{ "of", "product", "note", "week", "quantity", "command", NULL } },
	[PIAL_REGULATION_CERTIFICATE] = { PIAL_N_("Certificates"),
		{ "of", "note", "why", "day", "command", NULL } },
	[PIAL_REGULATION_SHEET] = { PIAL_N_("Weeks and answers"),
		{ "week", "of", "why", "command", NULL } },
	[PIAL_REGULATION_DELIVERY] = { PIAL_N_("Deliveries that cannot be invoiced"),
		{ "of", "product", "day", "why", "quantity", "command", NULL } },
	[PIAL_REGULATION_INVOICE] = { PIAL_N_("Late invoices"),
		{ "of", "count", "day", "amount", "command", NULL } },
};

static void put_sections(struct pial_paper *paper, const struct pial_regulation_paper *page)
{
	const struct pial_table *table = page->table;
	size_t first = 0;

	while (first < table->count) {
		const struct pial_regulation_row *row = pial_table_row(table, first);
		size_t end = pial_view_run(table, page->model, "subject", first);
		const struct section *one = &section[row->subject];
		const struct pial_view_layout layout = { .model = page->model,
							 .column = one->column };

		pial_paper_heading(paper, pial_tr(paper->lang, one->title));
		pial_view_put(paper, &layout, "", table, first, end);
		first = end;
	}
}

/* What was looked at: a page that says nothing must say what it would have said. */
static void put_looked_at(struct pial_paper *paper)
{
	pial_paper_text(paper, PIAL_PAPER_SMALL, pial_tr(paper->lang, PIAL_N_(
		"Looked at: contracts that are running; contract prices against the costs of the "
		"season; accounts that have reached the bound where the rest lapses; declared "
		"hazards; certificates up to 60 days before their end; weeks that are over, and "
		"the answers to the next one; disputed deliveries and those without a receipt in "
		"time; invoices after their due date.")));
}

void pial_regulation_view_write(struct pial_paper *paper, const void *data)
{
	const struct pial_regulation_paper *page = data;
	const char *title = pial_tr(paper->lang, PIAL_N_("What needs a decision"));
	struct pial_strbuf day;

	pial_strbuf_init(&day, PIAL_STRBUF_TEXT);
	pial_say_days(&day, page->day, page->day, paper->lang);
	pial_paper_sheet(paper, title,
			 pial_model_text(page->model, page->model->policy.name.n));
	pial_paper_title(paper, title, day.text);
	pial_strbuf_release(&day);
	if (!page->table->count)
		pial_paper_text(paper, PIAL_PAPER_STRONG,
				pial_tr(paper->lang,
					PIAL_N_("Nothing needs a decision today.")));
	put_sections(paper, page);
	put_looked_at(paper);
}
