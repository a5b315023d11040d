/*
 * One draft invoice: who, to whom, for which month, the lines, the totals.
 *
 * A draft has no number and is no invoice, and its title says so: what is printed from here must
 * not be taken for a document of account.
 */
#include "report/draft_text.h"

#include <string.h>

#include "markup/text.h"
#include "markup/words.h"
#include "num/round.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

#define WIDTH 88

/* One draft being written. */
struct draft {
	struct pial_strbuf *out;		/* the output */
	const struct pial_model *model;		/* names */
	const struct pial_invoice_line *line;	/* its lines */
	size_t lines;				/* how many */
	enum pial_lang lang;			/* of the reader */
};

static const char *tr(const struct draft *draft, const char *text)
{
	return pial_tr(draft->lang, text);
}

static const char *text_of(const struct draft *draft, uint32_t n)
{
	return pial_model_text(draft->model, n);
}

/* A producer, a kitchen, or the group. */
static void say_party(const struct draft *draft, uint32_t id, struct pial_strbuf *out)
{
	if (pial_model_producer(draft->model, (struct pial_producer_id){ id }))
		pial_say_producer(out, draft->model, (struct pial_producer_id){ id });
	else if (pial_model_kitchen(draft->model, (struct pial_kitchen_id){ id }))
		pial_say_kitchen(out, draft->model, (struct pial_kitchen_id){ id });
	else
		pial_strbuf_addstr(out, text_of(draft, draft->model->policy.name.n));
}

static void put_title(const struct draft *draft)
{
	struct pial_strbuf title;

	pial_strbuf_init(&title, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&title, "%s – ", tr(draft, PIAL_N_("Draft invoice")));
	say_party(draft, draft->line->seller.n, &title);
	pial_strbuf_addstr(&title, " → ");
	say_party(draft, draft->line->buyer.n, &title);
	pial_strbuf_addstr(&title, ", ");
	pial_say_month(&title, draft->line->period, draft->lang);
	pial_say_title(draft->out, title.text, "─", WIDTH);
	pial_strbuf_release(&title);
}

static void put_line(const struct draft *draft, const struct pial_invoice_line *line,
		     struct pial_text_table *table)
{
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_say_day_short(&cell, line->day, draft->lang);
	pial_text_table_take(table, &cell);
	pial_strbuf_addstr(&cell, text_of(draft, line->label.n));
	if (line->organic == PIAL_YES)
		pial_strbuf_addf(&cell, ", %s" PIAL_NBSP "%s", tr(draft, PIAL_N_("organic")),
				 text_of(draft, line->certifier.n));
	pial_text_table_take(table, &cell);
	pial_say_quantity(&cell, line->quantity, line->unit, draft->lang);
	pial_text_table_take(table, &cell);
	pial_words_number(&cell, line->price.e4, 4, 2, draft->lang);
	pial_text_table_take(table, &cell);
	pial_words_number(&cell, line->net.cents, 2, 2, draft->lang);
	pial_text_table_take(table, &cell);
	pial_strbuf_release(&cell);
}

/* A row of totals: a label under the names, an amount under the amounts. */
static void put_total(const struct draft *draft, struct pial_text_table *table, const char *label,
		      int64_t cents)
{
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_text_table_cell(table, "");
	pial_text_table_cell(table, label);
	pial_text_table_cell(table, "");
	pial_text_table_cell(table, "");
	pial_words_number(&cell, cents, 2, 2, draft->lang);
	pial_text_table_take(table, &cell);
	pial_strbuf_release(&cell);
}

static bool same_vat(const struct pial_invoice_line *a, const struct pial_invoice_line *b)
{
	return a->vat_category == b->vat_category && a->vat_rate.e6 == b->vat_rate.e6 &&
	       a->exemption.n == b->exemption.n;
}

/* VAT of the lines that share a category and rate with line first; *vat is added to. */
static bool put_vat(const struct draft *draft, struct pial_text_table *table, size_t first,
		    int64_t *total)
{
	const struct pial_invoice_line *line = draft->line;
	struct pial_money base = { 0 }, vat;
	struct pial_strbuf label;

	for (size_t i = 0; i < first; i++)
		if (same_vat(&line[i], &line[first]))
			return true;
	for (size_t i = first; i < draft->lines; i++)
		if (same_vat(&line[i], &line[first]) &&
		    !pial_add(base.cents, line[i].net.cents, &base.cents))
			return false;
	if (!pial_money_rate(base, line[first].vat_rate, PIAL_ROUND_HALF_AWAY, &vat) ||
	    !pial_add(*total, vat.cents, total))
		return false;
	pial_strbuf_init(&label, PIAL_STRBUF_TEXT);
	if (line[first].vat_category == PIAL_VAT_S) {
		pial_strbuf_addf(&label, "%s ", tr(draft, PIAL_N_("VAT")));
		pial_words_percent(&label, line[first].vat_rate.e6, 4, 0, draft->lang);
	} else {
		pial_strbuf_addstr(&label, line[first].exemption.n ?
						   text_of(draft, line[first].exemption.n) :
						   tr(draft, PIAL_N_("without VAT: regime unknown")));
	}
	put_total(draft, table, label.text, vat.cents);
	pial_strbuf_release(&label);
	return true;
}

static bool put_totals(const struct draft *draft, struct pial_text_table *table)
{
	int64_t net = 0, total;

	for (size_t i = 0; i < draft->lines; i++)
		if (!pial_add(net, draft->line[i].net.cents, &net))
			return false;
	total = net;
	pial_text_table_rule(table);
	put_total(draft, table, tr(draft, PIAL_N_("Total without VAT")), net);
	for (size_t i = 0; i < draft->lines; i++)
		if (!put_vat(draft, table, i, &total))
			return false;
	put_total(draft, table, tr(draft, PIAL_N_("Total to pay")), total);
	return true;
}

static bool put_draft(const struct draft *draft)
{
	struct pial_text_table table;
	bool ok;

	put_title(draft);
	pial_text_table_init(&table);
	pial_text_table_column(&table, tr(draft, PIAL_N_("Day")), "", 0);
	pial_text_table_column(&table, tr(draft, PIAL_N_("Label")), "", PIAL_TEXT_SHRINK);
	pial_text_table_column(&table, tr(draft, PIAL_N_("Quantity")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(&table, tr(draft, PIAL_N_("Price (€)")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(&table, tr(draft, PIAL_N_("Net (€)")), "", PIAL_TEXT_RIGHT);
	for (size_t i = 0; i < draft->lines; i++)
		put_line(draft, &draft->line[i], &table);
	ok = put_totals(draft, &table);
	pial_text_table_write(draft->out, &table, WIDTH);
	pial_text_table_release(&table);
	return ok;
}

bool pial_draft_text(struct pial_strbuf *out, const struct pial_model *model,
		     const struct pial_invoice_line *line, size_t lines, enum pial_lang lang)
{
	bool ok = true;

	for (size_t from = 0, end; from < lines; from = end) {
		struct draft draft = { out, model, line + from, 0, lang };

		for (end = from; end < lines && line[end].seller.n == line[from].seller.n &&
		     line[end].buyer.n == line[from].buyer.n &&
		     line[end].period.n == line[from].period.n;)
			end++;
		draft.lines = end - from;
		if (from)
			pial_strbuf_addch(out, '\n');
		ok = put_draft(&draft) && ok;
	}
	if (!lines)
		pial_strbuf_addf(out, "%s\n", pial_tr(lang, PIAL_N_("Nothing.")));
	return ok;
}
