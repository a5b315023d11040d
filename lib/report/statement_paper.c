/*
 * One producer: who, the sum and how it comes about, advances, then delivery by delivery.
 *
 * What is taken stands with its reason in words and its rate, since « contribution −12,40 » alone
 * is what makes a grower telephone. VAT is listed by invoice at the end: it is not income.
 */
#include "report/statement_paper.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "invoice/kept.h"
#include "markup/words.h"
#include "model/note.h"
#include "num/round.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

/* One statement being written. */
struct statement {
	struct pial_paper *paper;		/* the output */
	const struct pial_model *model;		/* names */
	const struct pial_statement_row *row;	/* of one producer */
	size_t rows;				/* how many */
	const struct pial_advance_open *advance;	/* of all producers */
	size_t advances;			/* how many */
	struct pial_statement_sum sum;		/* of the rows */
	struct pial_strbuf text;		/* being put together */
};

static const char *tr(const struct statement *s, const char *text)
{
	return pial_tr(s->paper->lang, text);
}

static const char *text_of(const struct statement *s, uint32_t n)
{
	return pial_model_text(s->model, n);
}

/* Adds an amount; the sign of the currency stands after it in both languages, as on invoices. */
static void add_euros(const struct statement *s, struct pial_strbuf *out, int64_t cents)
{
	pial_words_number(out, cents, 2, 2, s->paper->lang);
	pial_strbuf_addstr(out, PIAL_NBSP "€");
}

static void fact_euros(struct statement *s, const char *label, int64_t cents, unsigned flags)
{
	pial_strbuf_clear(&s->text);
	add_euros(s, &s->text, cents);
	pial_paper_fact_as(s->paper, label, s->text.text, flags);
}

/* A fact, when there is anything of it. */
static void fact_any(struct statement *s, const char *label, struct pial_money amount)
{
	if (amount.cents)
		fact_euros(s, tr(s, label), amount.cents, 0);
}

static void put_parties(struct statement *s)
{
	const struct pial_producer *producer = pial_model_producer(s->model, s->row->producer);
	const struct pial_party *party = pial_model_party(s->model, s->row->producer.n);

	pial_paper_box(s->paper, tr(s, PIAL_N_("Producer")), 1, 0);
	pial_paper_text(s->paper, PIAL_PAPER_STRONG,
			text_of(s, producer ? producer->name.n : s->row->producer.n));
	if (party && (!producer || !pial_say_alike(text_of(s, producer->name.n),
						   text_of(s, party->legal_name.n))))
		pial_paper_text(s->paper, PIAL_PAPER_DETAIL, text_of(s, party->legal_name.n));
	if (party && party->siret.n) {
		pial_strbuf_clear(&s->text);
		pial_strbuf_addf(&s->text, "SIRET" PIAL_NBSP "%s", text_of(s, party->siret.n));
		pial_paper_text(s->paper, PIAL_PAPER_DETAIL, s->text.text);
	}
	pial_paper_box(s->paper, tr(s, PIAL_N_("Drawn up by")), 1, 0);
	pial_paper_text(s->paper, PIAL_PAPER_STRONG, text_of(s, s->model->policy.name.n));
	pial_paper_boxes_end(s->paper);
}

/* A fee's own name with its rate: « service (8 %) ». */
static void add_fee(const struct statement *s, struct pial_strbuf *out,
		    const struct pial_statement_row *row, const char *kind)
{
	pial_strbuf_addstr(out, tr(s, kind));
	if (!pial_rate_is_none(row->rate)) {
		pial_strbuf_addstr(out, " (");
		pial_words_percent(out, row->rate.e6, 4, 0, s->paper->lang);
		pial_strbuf_addch(out, ')');
	}
}

static void fact_taken(struct statement *s, const struct pial_statement_row *row,
		       const char *kind)
{
	struct pial_strbuf label;

	pial_strbuf_init(&label, PIAL_STRBUF_TEXT);
	add_fee(s, &label, row, kind);
	fact_euros(s, label.text, row->amount.cents, 0);
	pial_strbuf_release(&label);
}

/* What a row takes, in words; NULL: it is no fee. */
static const char *taken_of(enum pial_statement_kind kind)
{
	static const char *const words[] = {
		[PIAL_STATEMENT_NONE] = NULL, [PIAL_STATEMENT_CARRIED] = NULL,
		[PIAL_STATEMENT_SALE] = NULL, [PIAL_STATEMENT_CORRECTION] = NULL,
		[PIAL_STATEMENT_SERVICE] = PIAL_N_("Intermediation service"),
		[PIAL_STATEMENT_TRANSPORT] = PIAL_N_("Transport"),
		[PIAL_STATEMENT_LEVY] = PIAL_N_("Levy to the shared fund"),
		[PIAL_STATEMENT_SHORTFALL] = PIAL_N_("Your part of what partners cost too much"),
		[PIAL_STATEMENT_VAT] = NULL, [PIAL_STATEMENT_ADVANCE] = NULL,
	};

	return words[kind];
}

static void put_taken(struct statement *s)
{
	for (size_t i = 0; i < s->rows; i++) {
		const char *words = taken_of((enum pial_statement_kind)s->row[i].kind);

		if (words)
			fact_taken(s, &s->row[i], words);
	}
}

static void put_sum(struct statement *s)
{
	const struct pial_statement_sum *sum = &s->sum;
	bool carried = sum->net.cents < 0;

	pial_paper_facts(s->paper, PIAL_PAPER_FACTS_SUM);
	fact_any(s, PIAL_N_("Carried over from the month before"), sum->carried);
	fact_euros(s, tr(s, PIAL_N_("Sales without VAT")), sum->sold.cents, 0);
	put_taken(s);
	fact_any(s, PIAL_N_("Corrections of earlier months"), sum->corrected);
	fact_any(s, PIAL_N_("VAT on your sales"), sum->vat);
	fact_any(s, PIAL_N_("Advance paid back"), sum->advance);
	fact_euros(s, carried ? tr(s, PIAL_N_("Carried to the next month")) :
				tr(s, PIAL_N_("Net to be paid to you")),
		   sum->net.cents, PIAL_PAPER_MARKED);
}

/* The invoices and credit notes of what is taken as a service, each named once. */
static void put_invoices(struct statement *s)
{
	const char **number = pial_calloc(s->rows, sizeof(*number));
	struct pial_strbuf list;
	size_t numbers = 0;

	for (size_t i = 0; i < s->rows; i++) {
		const char *one = text_of(s, s->row[i].invoice.n);
		size_t at = 0;

		/* What the group buys names its own document, line by line. */
		if (!pial_kept_is(&s->row[i]) || !*one || s->row[i].buyer.n)
			continue;
		while (at < numbers && strcmp(number[at], one) != 0)
			at++;
		number[at] = one;
		numbers += at == numbers;
	}
	pial_strbuf_init(&list, PIAL_STRBUF_TEXT);
	pial_say_list(&list, s->paper->lang, number, numbers);
	pial_strbuf_clear(&s->text);
	pial_say_phrase(&s->text, s->paper->lang,
			PIAL_N_("The group's service, VAT included: see %1."),
			(const char *[]){ list.text }, 1);
	if (numbers)
		pial_paper_text(s->paper, PIAL_PAPER_PLAIN, s->text.text);
	pial_strbuf_release(&list);
	free(number);
}

/* What was paid back of an advance on this statement. */
static int64_t paid_back(const struct statement *s, struct pial_text advance)
{
	int64_t cents = 0;

	for (size_t i = 0; i < s->rows; i++)
		if (s->row[i].kind == PIAL_STATEMENT_ADVANCE && s->row[i].invoice.n == advance.n)
			cents -= s->row[i].amount.cents;
	return cents;
}

static void put_advances(struct statement *s)
{
	for (size_t i = 0; i < s->advances; i++) {
		const struct pial_advance_open *advance = &s->advance[i];
		struct pial_strbuf before, back, left;
		int64_t cents;

		if (advance->producer.n != s->row->producer.n || !advance->balance.cents)
			continue;
		cents = paid_back(s, advance->advance);
		pial_strbuf_init(&before, PIAL_STRBUF_TEXT);
		pial_strbuf_init(&back, PIAL_STRBUF_TEXT);
		pial_strbuf_init(&left, PIAL_STRBUF_TEXT);
		add_euros(s, &before, advance->balance.cents);
		add_euros(s, &back, cents);
		add_euros(s, &left, advance->balance.cents - cents);
		pial_strbuf_clear(&s->text);
		pial_say_phrase(&s->text, s->paper->lang, advance->paused ?
			PIAL_N_("Advance %1: %2 to pay back; nothing is taken this month, because "
				"of a confirmed hazard.") :
			PIAL_N_("Advance %1: %2 to pay back before this month, %3 taken, %4 left."),
			(const char *[]){ text_of(s, advance->advance.n), before.text, back.text,
					  left.text }, 4);
		pial_paper_text(s->paper, PIAL_PAPER_PLAIN, s->text.text);
		pial_strbuf_release(&left);
		pial_strbuf_release(&back);
		pial_strbuf_release(&before);
	}
}

/* A kitchen's name, or the group's. */
static void add_buyer(struct statement *s, struct pial_text buyer)
{
	const struct pial_kitchen *kitchen =
		pial_model_kitchen(s->model, (struct pial_kitchen_id){ buyer.n });

	if (kitchen)
		pial_say_name(&s->text, text_of(s, kitchen->name.n));
	else
		pial_strbuf_addstr(&s->text, text_of(s, s->model->policy.name.n));
}

/* Where goods went is what the grower knows them by, also when it is the group that bought them. */
static void put_good(struct statement *s, const struct pial_statement_row *row)
{
	struct pial_kitchen_id kitchen = pial_note_kitchen(s->model, text_of(s, row->note.n));
	bool bought = !pial_model_kitchen(s->model, (struct pial_kitchen_id){ row->buyer.n });

	pial_strbuf_clear(&s->text);
	pial_paper_row(s->paper, PIAL_PAPER_BODY);
	if (row->kind == PIAL_STATEMENT_CORRECTION && !row->corrects.n)
		pial_strbuf_addf(&s->text, "%s – ", tr(s, PIAL_N_("Correction")));
	pial_strbuf_addf(&s->text, "%s\n", text_of(s, row->label.n));
	pial_say_day_short(&s->text, row->day, s->paper->lang);
	pial_strbuf_addstr(&s->text, ", ");
	add_buyer(s, bought && kitchen.n ? (struct pial_text){ kitchen.n } : row->buyer);
	if (row->invoice.n)
		pial_strbuf_addf(&s->text, "\n%s %s", tr(s, PIAL_N_("invoice")),
				 text_of(s, row->invoice.n));
	pial_paper_take(s->paper, &s->text);
	pial_say_quantity(&s->text, row->quantity, row->unit, s->paper->lang);
	pial_strbuf_addstr(&s->text, PIAL_NBSP "×" PIAL_NBSP);
	pial_words_number(&s->text, row->price.e4, 4, 2, s->paper->lang);
	pial_paper_take(s->paper, &s->text);
	add_euros(s, &s->text, row->amount.cents);
	pial_paper_take(s->paper, &s->text);
}

static bool is_goods(const struct pial_statement_row *row)
{
	return pial_statement_part(row) == PIAL_STATEMENT_SALE && !row->corrects.n;
}

static bool has_goods(const struct statement *s)
{
	for (size_t i = 0; i < s->rows; i++)
		if (is_goods(&s->row[i]))
			return true;
	return false;
}

/* A table of goods. */
static void begin_table(struct statement *s, const char *title)
{
	pial_paper_heading(s->paper, title);
	pial_paper_table(s->paper, title);
	pial_paper_column(s->paper, tr(s, PIAL_N_("Product")), 1, 0);
	pial_paper_column(s->paper, tr(s, PIAL_N_("Quantity × price")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(s->paper, tr(s, PIAL_N_("Amount")), 0, PIAL_PAPER_RIGHT);
}

static void put_goods(struct statement *s)
{
	begin_table(s, tr(s, PIAL_N_("Deliveries")));
	for (size_t i = 0; i < s->rows; i++)
		if (is_goods(&s->row[i]))
			put_good(s, &s->row[i]);
	pial_strbuf_clear(&s->text);
	pial_paper_row(s->paper, PIAL_PAPER_TOTAL);
	pial_paper_cell(s->paper, tr(s, PIAL_N_("Sales without VAT")));
	pial_paper_cell(s->paper, "");
	add_euros(s, &s->text, s->sum.sold.cents);
	pial_paper_take(s->paper, &s->text);
}

/* A fee of an earlier month. */
static void put_corrected_fee(struct statement *s, const struct pial_statement_row *row)
{
	pial_strbuf_clear(&s->text);
	pial_paper_row(s->paper, PIAL_PAPER_BODY);
	add_fee(s, &s->text, row, taken_of(pial_statement_part(row)));
	pial_paper_take(s->paper, &s->text);
	pial_paper_cell(s->paper, "");
	add_euros(s, &s->text, row->amount.cents);
	pial_paper_take(s->paper, &s->text);
}

/* Month by month: goods as deliveries are shown, then what is taken of them. */
static void put_corrections(struct statement *s)
{
	struct pial_month month = { 0 };

	for (size_t i = 0; i < s->rows; i++) {
		const struct pial_statement_row *row = &s->row[i];
		enum pial_statement_kind part = pial_statement_part(row);

		if (!row->corrects.n || part == PIAL_STATEMENT_VAT)
			continue;
		if (!month.n)
			begin_table(s, tr(s, PIAL_N_("Corrections of earlier months")));
		if (month.n != row->corrects.n) {
			month = row->corrects;
			pial_strbuf_clear(&s->text);
			pial_say_month(&s->text, month, s->paper->lang);
			pial_paper_row(s->paper, PIAL_PAPER_SECTION);
			pial_paper_take(s->paper, &s->text);
		}
		if (part == PIAL_STATEMENT_SALE)
			put_good(s, row);
		else
			put_corrected_fee(s, row);
	}
	if (!month.n)
		return;
	pial_paper_row(s->paper, PIAL_PAPER_TOTAL);
	pial_paper_cell(s->paper, tr(s, PIAL_N_("Corrections of earlier months")));
	pial_paper_cell(s->paper, "");
	add_euros(s, &s->text, s->sum.corrected.cents);
	pial_paper_take(s->paper, &s->text);
	pial_paper_text(s->paper, PIAL_PAPER_SMALL,
			tr(s, PIAL_N_("Invoiced or credited after the statement of its month was "
				      "settled, with the fees that go with it.")));
}

static void put_vat(struct statement *s)
{
	if (!s->sum.vat.cents)
		return;
	pial_paper_heading(s->paper, tr(s, PIAL_N_("VAT on your sales")));
	pial_paper_table(s->paper, tr(s, PIAL_N_("VAT on your sales")));
	pial_paper_column(s->paper, tr(s, PIAL_N_("Invoiced to")), 1, 0);
	pial_paper_column(s->paper, tr(s, PIAL_N_("Rate (%)")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(s->paper, tr(s, PIAL_N_("VAT")), 0, PIAL_PAPER_RIGHT);
	for (size_t i = 0; i < s->rows; i++) {
		const struct pial_statement_row *row = &s->row[i];

		if (pial_statement_part(row) != PIAL_STATEMENT_VAT)
			continue;
		pial_strbuf_clear(&s->text);
		pial_paper_row(s->paper, PIAL_PAPER_BODY);
		add_buyer(s, row->buyer);
		if (row->corrects.n) {
			pial_strbuf_addstr(&s->text, ", ");
			pial_say_month(&s->text, row->corrects, s->paper->lang);
		}
		if (row->invoice.n)
			pial_strbuf_addf(&s->text, "\n%s %s", tr(s, PIAL_N_("invoice")),
					 text_of(s, row->invoice.n));
		pial_paper_take(s->paper, &s->text);
		pial_words_number(&s->text, row->rate.e6, 4, 0, s->paper->lang);
		pial_paper_take(s->paper, &s->text);
		add_euros(s, &s->text, row->amount.cents);
		pial_paper_take(s->paper, &s->text);
	}
	pial_paper_text(s->paper, PIAL_PAPER_SMALL,
			tr(s, PIAL_N_("VAT is paid to you with the rest; you owe it to the "
				      "State.")));
}

static void put_statement(struct statement *s)
{
	const struct pial_producer *producer = pial_model_producer(s->model, s->row->producer);
	struct pial_strbuf month;

	pial_strbuf_init(&month, PIAL_STRBUF_TEXT);
	pial_say_month(&month, s->row->period, s->paper->lang);
	pial_strbuf_clear(&s->text);
	pial_strbuf_addf(&s->text, "%s, %s", tr(s, PIAL_N_("Statement")), month.text);
	if (producer)
		pial_strbuf_addf(&s->text, " – %s", text_of(s, producer->name.n));
	pial_paper_sheet(s->paper, s->text.text, text_of(s, s->model->policy.name.n));
	pial_paper_title(s->paper, tr(s, PIAL_N_("Statement")), month.text);
	pial_strbuf_release(&month);
	put_parties(s);
	put_sum(s);
	put_invoices(s);
	put_advances(s);
	if (has_goods(s))
		put_goods(s);
	put_corrections(s);
	put_vat(s);
}

bool pial_statement_paper(struct pial_paper *paper, const struct pial_model *model,
			  const struct pial_statement_row *row, size_t rows,
			  const struct pial_advance_open *advance, size_t advances)
{
	bool ok = true;

	for (size_t from = 0, end; ok && from < rows; from = end) {
		struct statement s = { .paper = paper, .model = model, .row = row + from,
				       .advance = advance, .advances = advances };

		for (end = from + 1; end < rows; end++)
			if (row[end].producer.n != row[from].producer.n)
				break;
		s.rows = end - from;
		pial_strbuf_init(&s.text, PIAL_STRBUF_TEXT);
		ok = pial_statement_add_up(s.row, s.rows, &s.sum);
		if (ok)
			put_statement(&s);
		pial_strbuf_release(&s.text);
	}
	return ok;
}
