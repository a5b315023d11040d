/*
 * What is due, for people: what kitchens still owe, kitchen by kitchen, with a sum to say on the
 * telephone; then what the group owes to producers.
 *
 * Rows come in the order of the table: kind, who, due date. Lateness and what it costs have columns
 * only where something is late, so that the page of a good month is narrow.
 */
#include "report/due_view.h"

#include "markup/words.h"
#include "po/po.h"
#include "report/say.h"
#include "report/view.h"

#include "base/banned.h"

/* What is being written. */
struct writing {
	struct pial_paper *paper;		/* being written */
	const struct pial_due_paper *due;	/* of what */
	struct pial_strbuf text;		/* of the cell being made */
};

/* Sums of rows, in cents. */
struct sums {
	int64_t left, late, interest, recovery;
};

static const char *tr(const struct writing *w, const char *message)
{
	return pial_tr(w->paper->lang, message);
}

static const struct pial_due_view *row_at(const struct writing *w, size_t i)
{
	return pial_table_row(w->due->table, i);
}

static bool is_late(const struct pial_due_view *row)
{
	return row->late != INT32_MIN;
}

static const char *euros(struct writing *w, int64_t cents)
{
	pial_strbuf_clear(&w->text);
	pial_words_money(&w->text, cents, w->paper->lang);
	return w->text.text;
}

/* Who it is: a kitchen or a producer by its name, else the id. */
static const char *name_of(const struct writing *w, struct pial_text party)
{
	const struct pial_model *model = w->due->model;
	uint32_t name = pial_say_party(model, party.n);

	return pial_model_text(model, name ? name : party.n);
}

/* Sums are of documents that were issued, each far below what 64 bits hold. */
static struct sums add_up(const struct writing *w, size_t from, size_t end)
{
	struct sums sums = { 0 };

	for (size_t i = from; i < end; i++) {
		const struct pial_due_view *row = row_at(w, i);

		sums.left += row->left.cents;
		if (!is_late(row))
			continue;
		sums.late += row->left.cents;
		sums.interest += pial_money_is_none(row->interest) ? 0 : row->interest.cents;
		sums.recovery += pial_money_is_none(row->recovery) ? 0 : row->recovery.cents;
	}
	return sums;
}

static size_t run_of(const struct writing *w, const char *field, size_t from)
{
	return pial_view_run(w->due->table, w->due->model, field, from);
}

/* ---- Documents, by who owes them ---- */

static void put_heads(struct writing *w, const char *caption, bool late)
{
	pial_paper_table(w->paper, caption);
	pial_paper_dense(w->paper);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Seller")), 1, 0);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Invoice")), 0, 0);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Month")), 0, 0);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Due on")), 0, 0);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Left to pay")), 0, PIAL_PAPER_RIGHT);
	if (!late)
		return;
	pial_paper_column(w->paper, tr(w, PIAL_N_("Days late")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Interest and costs")), 0, PIAL_PAPER_RIGHT);
}

static void put_lateness(struct writing *w, const struct pial_due_view *row)
{
	int64_t interest = pial_money_is_none(row->interest) ? 0 : row->interest.cents;

	if (!is_late(row))
		return;
	pial_strbuf_clear(&w->text);
	pial_words_number(&w->text, row->late, 0, 0, w->paper->lang);
	pial_paper_take(w->paper, &w->text);
	pial_paper_cell(w->paper, euros(w, interest + row->recovery.cents));
}

/* What is left; where something was paid or credited, what the document came to stands under it. */
static void add_left(struct writing *w, const struct pial_due_view *row)
{
	struct pial_strbuf whole;

	pial_words_money(&w->text, row->left.cents, w->paper->lang);
	if (row->left.cents == row->amount.cents)
		return;
	pial_strbuf_init(&whole, PIAL_STRBUF_TEXT);
	pial_words_money(&whole, row->amount.cents, w->paper->lang);
	pial_strbuf_addch(&w->text, '\n');
	pial_say_phrase(&w->text, w->paper->lang, PIAL_N_("out of %1"),
			(const char *[]){ whole.text }, 1);
	pial_strbuf_release(&whole);
}

/* A document in a row. */
static void put_document(struct writing *w, const struct pial_due_view *row, bool late)
{
	pial_paper_row(w->paper, PIAL_PAPER_BODY);
	pial_strbuf_clear(&w->text);
	pial_say_name(&w->text, name_of(w, row->seller));
	pial_paper_take(w->paper, &w->text);
	pial_paper_cell(w->paper, pial_model_text(w->due->model, row->invoice.n));
	pial_say_month(&w->text, row->period, w->paper->lang);
	pial_paper_take(w->paper, &w->text);
	pial_say_date(&w->text, row->due, w->paper->lang);
	pial_paper_take(w->paper, &w->text);
	add_left(w, row);
	pial_paper_take(w->paper, &w->text);
	if (late)
		put_lateness(w, row);
}

static void put_sum(struct writing *w, enum pial_paper_row_kind kind, const char *label,
		    const struct sums *sums, bool late)
{
	pial_paper_row(w->paper, kind);
	pial_paper_cell(w->paper, label);
	for (int i = 0; i < 3; i++)
		pial_paper_cell(w->paper, "");
	pial_paper_cell(w->paper, euros(w, sums->left));
	if (!late)
		return;
	pial_paper_cell(w->paper, "");
	pial_paper_cell(w->paper, sums->late ? euros(w, sums->interest + sums->recovery) : "");
}

static void put_documents(struct writing *w, const char *caption, size_t from, size_t end)
{
	struct sums all = add_up(w, from, end);
	bool late = all.late != 0;
	size_t parties = 0;

	pial_paper_heading(w->paper, caption);
	put_heads(w, caption, late);
	for (size_t next; from < end; from = next, parties++) {
		struct sums sums;

		next = run_of(w, "party", from);
		next = next < end ? next : end;
		sums = add_up(w, from, next);
		pial_paper_row(w->paper, PIAL_PAPER_SECTION);
		pial_paper_cell(w->paper, name_of(w, row_at(w, from)->party));
		for (size_t i = from; i < next; i++)
			put_document(w, row_at(w, i), late);
		if (next - from > 1)
			put_sum(w, PIAL_PAPER_SUBTOTAL, tr(w, PIAL_N_("Together")), &sums, late);
	}
	if (parties > 1)
		put_sum(w, PIAL_PAPER_TOTAL, tr(w, PIAL_N_("In all")), &all, late);
}

/* ---- What the group owes ---- */

static void put_owed(struct writing *w, const char *caption, size_t from, size_t end)
{
	static const char *const column[] = { "party", "seller", "period", "amount", "credited",
					      "paid", "left", NULL };
	const struct pial_view_layout layout = { w->due->model, column, NULL, NULL, NULL };

	pial_paper_heading(w->paper, caption);
	pial_view_put(w->paper, &layout, caption, w->due->table, from, end);
}

/* ---- The page ---- */

/* What a kind is called over its rows, and in the sums at the top. */
static const char *title_of(uint8_t kind)
{
	switch (kind) {
	case PIAL_PAYMENT_RECEIVED:
		return PIAL_N_("To be received");
	case PIAL_PAYMENT_REFUND:
		return PIAL_N_("Credit notes to pay back");
	case PIAL_PAYMENT_STATEMENT:
		return PIAL_N_("To be paid to producers");
	default:
		return PIAL_N_("Paid ahead by kitchens, to deduct");
	}
}

static void put_facts(struct writing *w)
{
	size_t rows = w->due->table->count;

	pial_paper_facts(w->paper, PIAL_PAPER_FACTS_SUM);
	for (size_t from = 0, end; from < rows; from = end) {
		struct sums sums;

		end = run_of(w, "kind", from);
		sums = add_up(w, from, end);
		pial_paper_fact(w->paper, tr(w, title_of(row_at(w, from)->kind)),
				euros(w, sums.left));
		if (!sums.late)
			continue;
		pial_paper_fact(w->paper, tr(w, PIAL_N_("of which late")), euros(w, sums.late));
		if (sums.interest)
			pial_paper_fact(w->paper, tr(w, PIAL_N_("late interest up to this day")),
					euros(w, sums.interest));
		pial_paper_fact(w->paper, tr(w, PIAL_N_("lump sums for recovery")),
				euros(w, sums.recovery));
	}
}

void pial_due_view_write(struct pial_paper *paper, const void *data)
{
	struct writing w = { .paper = paper, .due = data };
	size_t rows = w.due->table->count;

	pial_strbuf_init(&w.text, PIAL_STRBUF_TEXT);
	pial_view_begin_on(paper, w.due->model,
			   tr(&w, PIAL_N_("What is still to be received and paid")), w.due->day);
	put_facts(&w);
	if (!rows)
		pial_paper_text(paper, PIAL_PAPER_PLAIN,
				tr(&w, PIAL_N_("Nothing: all is settled.")));
	for (size_t from = 0, end; from < rows; from = end) {
		uint8_t kind = row_at(&w, from)->kind;

		end = run_of(&w, "kind", from);
		if (kind == PIAL_PAYMENT_RECEIVED)
			put_documents(&w, tr(&w, title_of(kind)), from, end);
		else
			put_owed(&w, tr(&w, title_of(kind)), from, end);
	}
	pial_strbuf_release(&w.text);
}
