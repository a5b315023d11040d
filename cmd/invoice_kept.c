/*
 * From saved statements to documents of the register, and their numbers back to the statements.
 */
#include "cmd/invoice_kept.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "invoice/kept.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

/* Loads of the book at most: to issue, then to write the numbers. */
#define ROUNDS 2

struct keeping {
	struct pial_cli *cli;		/* the run */
	struct pial_month period;	/* the month settled; none: all */
	struct pial_issuing g;		/* registers, and what is new */
	struct pial_table rows;		/* every saved statement */
	struct pial_kept kept;		/* the documents there must be */
	const char **key;		/* of each new document; owned */
	size_t keys;			/* how many */
};

static void init(struct keeping *k, struct pial_cli *cli, struct pial_month period)
{
	*k = (struct keeping){ .cli = cli, .period = period };
	pial_issuing_init(&k->g, cli);
	pial_table_init(&k->rows, &pial_schema_statement);
	pial_kept_init(&k->kept);
}

static void release(struct keeping *k)
{
	free(k->key);
	pial_kept_release(&k->kept);
	pial_table_release(&k->rows);
	pial_issuing_release(&k->g);
}

static bool is_mandate(const struct pial_cli *cli)
{
	return cli->book.model.policy.billing == PIAL_BILLING_MANDATE;
}

static bool make(struct keeping *k, const struct pial_issuing *g)
{
	const struct pial_kept_input input = {
		.model = &k->cli->book.model,
		.row = (const void *)k->rows.row, .rows = k->rows.count,
		.document = g->issued, .documents = g->issueds };

	return pial_kept_make(&input, &k->kept) ||
	       pial_diag_add(&k->cli->diags, NULL, PIAL_E_AMOUNT);
}

/* ---- Words ---- */

static enum pial_lang lang_of(const struct keeping *k)
{
	uint8_t lang = k->cli->book.model.policy.language;

	/* Who types the command, in which language, changes no document. */
	return lang ? (enum pial_lang)lang : PIAL_FR;
}

/* How much: the rate, or so much a kilogram, a delivery, an invoice. The phrase says of what. */
static const char *add_basis(struct pial_strbuf *out, const struct pial_kept_line *line,
			     enum pial_lang lang)
{
	const struct pial_fee *fee = line->fee;

	if (!pial_rate_is_none(line->row->rate)) {
		pial_words_percent(out, line->row->rate.e6, 4, 0, lang);
		return PIAL_N_("%1, %2: %3 of the sales invoiced in your name");
	}
	if (!pial_price_is_none(fee->per_kg)) {
		pial_words_euros(out, fee->per_kg.e4, 4, 2, lang);
		return PIAL_N_("%1, %2: %3 a kilogram delivered");
	}
	if (!pial_money_is_none(fee->per_delivery)) {
		pial_words_euros(out, fee->per_delivery.cents, 2, 2, lang);
		return PIAL_N_("%1, %2: %3 a delivery");
	}
	pial_words_euros(out, fee->per_invoice.cents, 2, 2, lang);
	return PIAL_N_("%1, %2: %3 an invoice");
}

/* The month, or its days on which the fee was in force. */
static void add_days(struct pial_strbuf *out, const struct pial_fee *fee, struct pial_month period,
		     enum pial_lang lang)
{
	struct pial_date first = pial_month_first(period), last = pial_month_last(period);
	bool late = !pial_date_is_none(fee->from) && fee->from.n > first.n &&
		    fee->from.n <= last.n;
	bool early = !pial_date_is_none(fee->until) && fee->until.n < last.n &&
		     fee->until.n >= first.n;

	if (late || early)
		pial_say_days(out, late ? fee->from : first, early ? fee->until : last, lang);
	else
		pial_say_month(out, period, lang);
}

/* "service, March 2025: 8% of the sales invoiced in your name, VAT included" */
static struct pial_text label_of(struct keeping *k, const struct pial_kept_line *line,
				 struct pial_month period)
{
	struct pial_model *model = &k->cli->book.model;
	enum pial_lang lang = lang_of(k);
	struct pial_strbuf days, basis, text;
	struct pial_text label;
	const char *phrase;

	pial_strbuf_init(&days, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&basis, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	/* Two fees of one name that no rate tells apart: neither the days nor the basis is sure. */
	if (line->certain)
		add_days(&days, line->fee, period, lang);
	else
		pial_say_month(&days, period, lang);
	phrase = line->certain ? add_basis(&basis, line, lang) : PIAL_N_("%1, %2");
	pial_say_phrase(&text, lang, phrase,
			(const char *[]){ pial_model_text(model, line->row->label.n), days.text,
					  basis.text }, 3);
	if (line->category == PIAL_VAT_S)
		pial_strbuf_addstr(&text, pial_tr(lang, PIAL_N_(", VAT included")));
	label.n = pial_intern_add(&model->pool, text.text, text.len);
	pial_strbuf_release(&text);
	pial_strbuf_release(&basis);
	pial_strbuf_release(&days);
	return label;
}

/* ---- Issuing ---- */

/* What a credit note corrects. */
static void fill_preceding(struct keeping *k, const struct pial_register_entry *entry,
			   struct pial_bill_input *input, struct pial_invoice_ref *ref,
			   struct pial_invoice_line **original)
{
	*ref = (struct pial_invoice_ref){
		pial_model_text(&k->cli->book.model, entry->number.n), entry->date,
		PIAL_MONEY_NONE };
	input->kind = PIAL_INVOICE_CREDIT;
	input->preceding = ref;
	input->precedings = 1;
	input->original = *original =
		pial_issuing_originals(&k->g, entry, &input->originals);
}

static bool bill(struct keeping *k, const struct pial_kept_document *document)
{
	struct pial_model *model = &k->cli->book.model;
	struct pial_invoice_line *line = pial_calloc(document->lines + 1, sizeof(*line));
	struct pial_invoice_line *original = NULL;
	struct pial_invoice_ref preceding;
	struct pial_bill_input input = {
		.model = model, .legal = &k->g.legal.law, .line = line, .lines = document->lines,
		.date = k->cli->today, .settled = document->amount };
	struct pial_strbuf month;
	bool ok;

	pial_strbuf_init(&month, PIAL_STRBUF_TEXT);
	pial_say_month(&month, document->settled, lang_of(k));
	input.set_off = month.text;
	pial_kept_lines(model, document, line);
	for (size_t i = 0; i < document->lines; i++)
		if (!line[i].label.n)
			line[i].label = label_of(k, &document->line[i], document->period);
	if (document->corrects)
		fill_preceding(k, document->corrects->issued->entry, &input, &preceding,
			       &original);
	ok = pial_bill(&input, &k->g.bill, &k->cli->diags);
	pial_strbuf_release(&month);
	free(original);
	free(line);
	return ok;
}

/*
 * The documents of the month that are not issued. The first that cannot be is said and ends it:
 * what stands in the way is most often in the policy or the group's own entry, and the same of all.
 */
static bool bill_month(struct keeping *k)
{
	struct pial_cli *cli = k->cli;

	k->key = pial_calloc(k->kept.documents + 1, sizeof(*k->key));
	for (size_t i = 0; i < k->kept.documents; i++) {
		const struct pial_kept_document *document = k->kept.document[i];

		if (document->settled.n != k->period.n || document->issued)
			continue;
		if (!pial_kept_ready(&cli->book.model, document, &cli->diags) ||
		    !bill(k, document))
			return false;
		k->key[k->keys++] = document->key;
	}
	pial_issuing_items(&k->g, k->key);
	return true;
}

/* Says what was issued, or would be. */
static void say_issued(struct keeping *k, bool would)
{
	const struct pial_model *model = &k->cli->book.model;
	struct pial_diags *diags = &k->cli->diags;
	struct pial_strbuf month;

	if (!k->keys)
		return;
	pial_strbuf_init(&month, PIAL_STRBUF_TEXT);
	pial_month_format(&month, k->period);
	if (would)
		pial_diag_add(diags, NULL, PIAL_N_KEPT_WOULD, month.text, (int64_t)k->keys);
	else
		pial_diag_add(diags, NULL, PIAL_N_KEPT_ISSUED, month.text, (int64_t)k->keys,
			      pial_model_text(model, k->g.item[0].entry.number.n),
			      pial_model_text(model, k->g.item[k->keys - 1].entry.number.n));
	pial_strbuf_release(&month);
}

bool pial_keeping_try(struct pial_settling *s)
{
	struct pial_cli *cli = s->cli;
	struct keeping k;
	bool ok;

	if (!is_mandate(cli))
		return true;
	init(&k, cli, s->period);
	/* Those before, then the month: none is after it. */
	for (size_t i = 0; i < s->rows.count; i++)
		pial_table_add(&k.rows, pial_table_row(&s->rows, i));
	for (size_t i = 0; i < s->table.count; i++)
		pial_table_add(&k.rows, pial_table_row(&s->table, i));
	ok = pial_book_legal(&cli->book, &k.g.legal, &cli->diags) &&
	     pial_register_load(&k.g.reg, &cli->book, &cli->diags) &&
	     pial_issuing_lines(&k.g) && make(&k, &k.g) && bill_month(&k) &&
	     pial_issuing_try(&k.g);
	if (ok && cli->dry_run)
		say_issued(&k, true);
	release(&k);
	return ok;
}

/* ---- Numbers on statements ---- */

/* The number of the document that has a row; of several, the first. */
static struct pial_text number_of(const struct keeping *k, const struct pial_statement_row *row)
{
	for (size_t i = 0; i < k->kept.documents; i++) {
		const struct pial_kept_document *document = k->kept.document[i];

		if (document->producer.n != row->producer.n ||
		    document->settled.n != row->period.n || !document->issued)
			continue;
		for (size_t at = 0; at < document->lines; at++)
			if (document->line[at].row->number == row->number)
				return document->issued->entry->number;
	}
	return (struct pial_text){ 0 };
}

/* Puts the numbers into the statements of the month; true when one was not there. */
static bool cite(struct keeping *k, struct pial_settling *s)
{
	struct pial_statement_row *row = (void *)s->table.row;
	bool changed = false;

	for (size_t i = 0; i < s->table.count; i++) {
		struct pial_text number;

		if (!pial_kept_is(&row[i]))
			continue;
		number = number_of(k, &row[i]);
		changed = changed || row[i].invoice.n != number.n;
		row[i].invoice = number;
	}
	return changed;
}

static bool save(struct pial_settling *s)
{
	struct pial_book_change change = {
		.path = pial_book_statements_path(&s->cli->book, s->period) };
	char *bytes;
	bool ok;

	change.bytes = bytes = pial_cli_bytes(s->cli, &s->table, &change.len);
	ok = pial_cli_commit(s->cli, &change, 1) == PIAL_EXIT_DONE;
	free(bytes);
	return ok;
}

/* ---- The book anew ---- */

/* Reads it under the exclusive lock; what is said of it was said already, but what refuses it. */
static bool load(struct pial_issuing *g)
{
	struct pial_cli *cli = g->cli;
	struct pial_diags said = cli->diags;
	bool ok;

	pial_diags_init(&cli->diags);
	ok = pial_issuing_load(g);
	pial_diags_release(&cli->diags);
	cli->diags = said;
	if (ok)
		return true;
	pial_issuing_release(g);
	pial_issuing_init(g, cli);
	return pial_issuing_load(g);
}

/* The month as it was saved, in a book that is loaded anew. */
static bool reopen(struct keeping *k, struct pial_settling *s)
{
	struct pial_cli *cli = k->cli;

	pial_settling_release(s);
	pial_settling_init(s, cli);
	s->period = k->period;
	pial_book_release(&cli->book);
	pial_book_init(&cli->book);
	return load(&k->g) && pial_settling_saved(s) && pial_settling_read(s) &&
	       pial_settled_rows(cli, &k->rows) && make(k, &k->g);
}

/* One round: issues, or writes numbers; *again: the first was done, the other is to be. */
static bool go(struct keeping *k, struct pial_settling *s, bool *again)
{
	*again = false;
	if (!reopen(k, s) || !bill_month(k))
		return false;
	*again = k->keys > 0;
	if (!k->keys)
		return !cite(k, s) || save(s);
	if (!pial_issuing_commit(&k->g))
		return false;
	say_issued(k, false);
	return true;
}

bool pial_keeping_issue(struct pial_settling *s, bool no_pdf)
{
	struct pial_cli *cli = s->cli;
	struct pial_month period = s->period;
	bool ok = true, again = true;

	if (!is_mandate(cli) || cli->dry_run)
		return true;
	for (int round = 0; ok && again && round < ROUNDS; round++) {
		struct keeping k;

		init(&k, cli, period);
		k.g.no_pdf = no_pdf;
		ok = go(&k, s, &again);
		pial_book_unlock(&cli->book);
		release(&k);
	}
	return ok;
}

/* ---- Checking ---- */

static void check_issued(const struct keeping *k, const struct pial_kept_document *document,
			 const char *month)
{
	const struct pial_register_entry *entry = document->issued->entry;

	if (entry->payable.cents != document->amount.cents)
		pial_diag_add(&k->cli->diags, NULL, PIAL_E_KEPT_AMOUNT,
			      pial_model_text(&k->cli->book.model, entry->number.n), month,
			      entry->payable.cents, document->amount.cents);
}

/* Documents of one statement's month, a run: how many are not issued is said once. */
static void check_month(const struct keeping *k, size_t from, size_t end)
{
	struct pial_strbuf month;
	int64_t missing = 0;

	pial_strbuf_init(&month, PIAL_STRBUF_TEXT);
	pial_month_format(&month, k->kept.document[from]->settled);
	for (size_t i = from; i < end; i++) {
		if (k->kept.document[i]->issued)
			check_issued(k, k->kept.document[i], month.text);
		else
			missing++;
	}
	if (missing)
		pial_diag_add(&k->cli->diags, NULL, PIAL_A_KEPT_MISSING, month.text, missing);
	pial_strbuf_release(&month);
}

static void check_lack(const struct keeping *k, const struct pial_kept_lack *lack)
{
	struct pial_strbuf settled, period;

	pial_strbuf_init(&settled, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&period, PIAL_STRBUF_TEXT);
	pial_month_format(&settled, lack->settled);
	pial_month_format(&period, lack->period);
	pial_diag_add(&k->cli->diags, NULL, PIAL_A_KEPT_LACK, settled.text,
		      pial_model_text(&k->cli->book.model, lack->producer.n), period.text,
		      lack->amount);
	pial_strbuf_release(&period);
	pial_strbuf_release(&settled);
}

bool pial_keeping_check(struct pial_issuing *g)
{
	const struct pial_kept *kept;
	struct keeping k;
	bool ok;

	init(&k, g->cli, (struct pial_month){ 0 });
	kept = &k.kept;
	ok = pial_settled_rows(g->cli, &k.rows) && make(&k, g);
	for (size_t from = 0, end; ok && from < kept->documents; from = end) {
		for (end = from + 1; end < kept->documents; end++)
			if (kept->document[end]->settled.n != kept->document[from]->settled.n)
				break;
		check_month(&k, from, end);
	}
	for (size_t i = 0; ok && i < kept->lacks; i++)
		check_lack(&k, &kept->lack[i]);
	release(&k);
	return ok;
}
