/*
 * Statements replayed, row by row: invoices are made, and credit notes take them back.
 *
 * Nothing remembers what was invoiced of a statement but the register's key: who, which statement,
 * which month, which invoice is corrected. A month corrected five times has five documents, each
 * found again by its own.
 */
#include "invoice/kept.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "invoice/fee.h"
#include "invoice/tax.h"
#include "num/round.h"

#include "base/banned.h"

#define WHOLE 1000000	/* a rate of 100 % */

struct keeping {
	const struct pial_kept_input *input;	/* statements and registers */
	struct pial_kept *kept;			/* documents so far */
	size_t document_cap, lack_cap;		/* room */
	const struct pial_issued **issued;	/* documents to producers, by key; owned */
	size_t issueds;				/* how many */
	enum pial_vat_regime regime;		/* of the group */
	bool overflow;				/* an amount left 64 bits */
};

void pial_kept_init(struct pial_kept *kept)
{
	*kept = (struct pial_kept){ .document = NULL };
	pial_arena_init(&kept->arena);
}

void pial_kept_release(struct pial_kept *kept)
{
	pial_arena_release(&kept->arena);
	free(kept->document);
	free(kept->lack);
	pial_kept_init(kept);
}

bool pial_kept_is(const struct pial_statement_row *row)
{
	enum pial_statement_kind part = pial_statement_part(row);

	return part == PIAL_STATEMENT_SERVICE || part == PIAL_STATEMENT_TRANSPORT;
}

bool pial_kept_is_document(const struct pial_model *model,
			   const struct pial_register_entry *entry)
{
	return pial_model_producer(model, (struct pial_producer_id){ entry->buyer.n }) != NULL;
}

bool pial_kept_net(int64_t cents, struct pial_rate rate, int64_t *net)
{
	return pial_muldiv(cents, WHOLE, WHOLE + (int64_t)rate.e6, PIAL_ROUND_HALF_AWAY, net);
}

/* How well a fee that statements take answers to a row's: of that rate, in force in its month. */
static int likeness(const struct pial_fee *fee, const struct pial_statement_row *row)
{
	struct pial_month month = row->corrects.n ? row->corrects : row->period;
	bool begun = pial_date_is_none(fee->from) || fee->from.n <= pial_month_last(month).n;
	bool over = !pial_date_is_none(fee->until) && fee->until.n < pial_month_first(month).n;

	if (fee->name.n != row->label.n || pial_fee_is_line(fee))
		return 0;
	return 1 + (begun && !over) + 2 * (fee->rate.e6 == row->rate.e6);
}

const struct pial_fee *pial_kept_fee(const struct pial_policy *policy,
				     const struct pial_statement_row *row, bool *certain)
{
	const struct pial_fee *found = NULL;
	int best = 0;

	*certain = false;
	for (uint32_t i = 0; i < policy->fee_count; i++) {
		const struct pial_fee *fee = &policy->fee[i];
		int like = likeness(fee, row);

		*certain = like > best || (*certain && like < best);
		if (like > best) {
			best = like;
			found = fee;
		}
	}
	return found;
}

static int by_key(const void *left, const void *right)
{
	const struct pial_issued *const *a = left, *const *b = right;
	uint32_t x = (*a)->entry->key.n, y = (*b)->entry->key.n;

	return (x > y) - (x < y);
}

/* The documents to producers, to be found by their key. */
static void gather(struct keeping *k)
{
	const struct pial_kept_input *in = k->input;

	k->issued = pial_calloc(in->documents + 1, sizeof(*k->issued));
	for (size_t i = 0; i < in->documents; i++)
		if (pial_kept_is_document(in->model, in->document[i].entry))
			k->issued[k->issueds++] = &in->document[i];
	if (k->issueds)
		qsort(k->issued, k->issueds, sizeof(*k->issued), by_key);
}

static void make_key(const struct keeping *k, struct pial_kept_document *document)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&text, "kept\t%s\t",
			 pial_model_text(k->input->model, document->producer.n));
	pial_month_format(&text, document->settled);
	pial_strbuf_addch(&text, '\t');
	pial_month_format(&text, document->period);
	pial_strbuf_addf(&text, "\t%s\n", document->corrects ? document->corrects->key : "");
	pial_digest(text.text, text.len, document->key);
	pial_strbuf_release(&text);
}

/* Looks for the document in the registers. */
static void find_issued(const struct keeping *k, struct pial_kept_document *document)
{
	const struct pial_intern *pool = &k->input->model->pool;
	struct pial_register_entry like = {
		.key = { pial_intern_find(pool, document->key, strlen(document->key)) } };
	const struct pial_issued want = { .entry = &like }, *key = &want;
	const struct pial_issued **found;

	if (!like.key.n)
		return;
	found = bsearch(&key, k->issued, k->issueds, sizeof(*k->issued), by_key);
	document->issued = found ? *found : NULL;
}

static struct pial_kept_document *add_document(struct keeping *k,
					       const struct pial_statement_row *row,
					       struct pial_month period, size_t lines,
					       const struct pial_kept_document *corrects)
{
	struct pial_kept *kept = k->kept;
	struct pial_kept_document *document =
		pial_arena_zalloc(&kept->arena, 1, sizeof(*document));

	kept->document = pial_grow(kept->document, kept->documents, &k->document_cap,
				   sizeof(struct pial_kept_document *));
	kept->document[kept->documents++] = document;
	document->producer = row->producer;
	document->settled = row->period;
	document->period = period;
	document->corrects = corrects;
	document->line = pial_arena_zalloc(&kept->arena, lines, sizeof(*document->line));
	make_key(k, document);
	find_issued(k, document);
	return document;
}

/* Adds a line; its VAT is that of the fee today, or of the line that it corrects. */
static struct pial_kept_line *add_line(struct keeping *k, struct pial_kept_document *document,
				       const struct pial_statement_row *row, int64_t amount)
{
	struct pial_kept_line *line = &document->line[document->lines++];
	struct pial_vat vat = { .category = PIAL_VAT_CATEGORY_NONE };

	line->row = row;
	line->amount = amount;
	line->fee = pial_kept_fee(&k->input->model->policy, row, &line->certain);
	if (line->fee)
		vat = pial_vat_of_fee(k->regime, line->fee);
	line->category = (uint8_t)vat.category;
	line->rate = vat.rate;
	/* The whole of a line is its price. */
	if (amount > INT32_MAX / 100 ||
	    !pial_add(document->amount.cents, amount, &document->amount.cents))
		k->overflow = true;
	return line;
}

/* The nets of an invoice's lines at one rate: together the amount without VAT, rounded once. */
static void share_net(struct keeping *k, struct pial_kept_document *document,
		      struct pial_rate rate, int64_t *weight, int64_t *part)
{
	int64_t sum = 0, net;

	for (size_t i = 0; i < document->lines; i++) {
		bool at = document->line[i].rate.e6 == rate.e6;

		weight[i] = at ? document->line[i].amount : 0;
		sum += weight[i];
	}
	if (!pial_kept_net(sum, rate, &net) ||
	    !pial_split(net, weight, document->lines, part)) {
		k->overflow = true;
		return;
	}
	for (size_t i = 0; i < document->lines; i++)
		if (weight[i])
			document->line[i].net = part[i];
}

static void share_nets(struct keeping *k, struct pial_kept_document *document)
{
	int64_t *weight = pial_calloc(document->lines, sizeof(*weight));
	int64_t *part = pial_calloc(document->lines, sizeof(*part));

	for (size_t i = 0; i < document->lines; i++)
		if (!i || document->line[i].rate.e6 != document->line[i - 1].rate.e6)
			share_net(k, document, document->line[i].rate, weight, part);
	free(part);
	free(weight);
}

/* What was issued is what counts, whatever the policy says by now. */
static void take_issued(const struct pial_kept_document *document)
{
	const struct pial_issued *issued = document->issued;

	for (size_t i = 0; issued && i < document->lines && i < issued->lines; i++) {
		struct pial_kept_line *line = &document->line[i];

		line->net = issued->line[i].net.cents;
		line->rate = issued->line[i].vat_rate;
		line->category = issued->line[i].vat_category;
		line->label = issued->line[i].label;
	}
}

/* Rows of a producer's statement that are of one month's service. */
struct share {
	const struct pial_statement_row *row;	/* of the statement */
	size_t rows;				/* how many */
	struct pial_month period;		/* whose service */
};

static bool is_of(const struct share *share, const struct pial_statement_row *row)
{
	struct pial_month month = row->corrects.n ? row->corrects : row->period;

	return pial_kept_is(row) && month.n == share->period.n && row->amount.cents;
}

/* The invoice of what is kept, or kept more. */
static void add_invoice(struct keeping *k, const struct share *share)
{
	struct pial_kept_document *document = NULL;

	for (size_t i = 0; i < share->rows; i++) {
		const struct pial_statement_row *row = &share->row[i];

		if (!is_of(share, row) || row->amount.cents > 0)
			continue;
		if (!document)
			document = add_document(k, row, share->period, share->rows, NULL);
		add_line(k, document, row, -row->amount.cents);
	}
	if (!document)
		return;
	share_nets(k, document);
	take_issued(document);
	for (size_t i = 0; i < document->lines; i++) {
		document->line[i].amount_left = document->line[i].amount;
		document->line[i].net_left = document->line[i].net;
	}
}

/* The credit note of a statement that corrects an invoice: the last ones made are looked at. */
static struct pial_kept_document *credit_of(struct keeping *k, const struct share *share,
					    const struct pial_statement_row *row,
					    const struct pial_kept_document *invoice)
{
	struct pial_kept *kept = k->kept;

	for (size_t i = kept->documents; i-- > 0;) {
		struct pial_kept_document *document = kept->document[i];

		if (document->producer.n != row->producer.n ||
		    document->settled.n != row->period.n)
			break;
		if (document->corrects == invoice)
			return document;
	}
	return add_document(k, row, share->period, share->rows * invoice->lines, invoice);
}

/* Takes so many cents of a line back: of its net as many as leave it in proportion. */
static void credit_line(struct keeping *k, const struct share *share,
			const struct pial_statement_row *row,
			struct pial_kept_document *invoice, size_t index, int64_t cents)
{
	struct pial_kept_document *document = credit_of(k, share, row, invoice);
	struct pial_kept_line *of = &invoice->line[index];
	struct pial_kept_line *line = add_line(k, document, row, cents);
	int64_t stays = 0;

	of->amount_left -= cents;
	if (of->amount_left && !pial_muldiv(of->net, of->amount_left, of->amount,
					    PIAL_ROUND_HALF_AWAY, &stays))
		k->overflow = true;
	line->of = index;
	line->rate = of->rate;
	line->category = of->category;
	line->label = of->label;
	line->net = of->net_left - stays;
	take_issued(document);
	of->net_left -= line->net;
}

static bool same_fee(const struct pial_statement_row *a, const struct pial_statement_row *b)
{
	return a->label.n == b->label.n && a->rate.e6 == b->rate.e6 &&
	       pial_statement_part(a) == pial_statement_part(b);
}

/* Gives back one row, from the last invoice for its month that has something of its fee. */
static void give_back(struct keeping *k, const struct share *share,
		      const struct pial_statement_row *row)
{
	struct pial_kept *kept = k->kept;
	int64_t left = row->amount.cents;

	for (size_t i = kept->documents; i-- > 0 && left;) {
		struct pial_kept_document *invoice = kept->document[i];

		if (invoice->corrects || invoice->producer.n != row->producer.n ||
		    invoice->period.n != share->period.n || invoice->settled.n == row->period.n)
			continue;
		for (size_t at = 0; at < invoice->lines && left; at++) {
			struct pial_kept_line *line = &invoice->line[at];
			int64_t part = line->amount_left < left ? line->amount_left : left;

			if (!part || !same_fee(line->row, row))
				continue;
			credit_line(k, share, row, invoice, at, part);
			left -= part;
		}
	}
	if (!left)
		return;
	kept->lack = pial_grow(kept->lack, kept->lacks, &k->lack_cap, sizeof(*kept->lack));
	kept->lack[kept->lacks++] = (struct pial_kept_lack){ row->producer, row->period,
							     share->period, left };
}

/* The month after one whose service a statement has rows of; none: there is no later one. */
static struct pial_month next_period(const struct share *share)
{
	struct pial_month found = { 0 };

	for (size_t i = 0; i < share->rows; i++) {
		const struct pial_statement_row *row = &share->row[i];
		struct pial_month month = row->corrects.n ? row->corrects : row->period;

		if (pial_kept_is(row) && month.n > share->period.n &&
		    (!found.n || month.n < found.n))
			found = month;
	}
	return found;
}

/* One producer's statement, month by month. */
static void keep_statement(struct keeping *k, const struct pial_statement_row *row, size_t rows)
{
	struct share share = { row, rows, { 0 } };

	for (share.period = next_period(&share); share.period.n;
	     share.period = next_period(&share)) {
		add_invoice(k, &share);
		for (size_t i = 0; i < rows; i++)
			if (is_of(&share, &row[i]) && row[i].amount.cents > 0)
				give_back(k, &share, &row[i]);
	}
}

static enum pial_vat_regime regime_of(const struct pial_model *model)
{
	struct pial_text self = { pial_intern_find(&model->pool, "self", strlen("self")) };

	return self.n ? pial_vat_regime_of(model, self) : PIAL_VAT_REGIME_NONE;
}

bool pial_kept_make(const struct pial_kept_input *input, struct pial_kept *kept)
{
	const struct pial_model *model = input->model;
	struct keeping k = { .input = input, .kept = kept, .regime = regime_of(model) };

	if (model->policy.billing != PIAL_BILLING_MANDATE)
		return true;
	gather(&k);
	for (size_t from = 0, end; from < input->rows; from = end) {
		const struct pial_statement_row *row = &input->row[from];

		for (end = from + 1; end < input->rows; end++)
			if (input->row[end].producer.n != row->producer.n ||
			    input->row[end].period.n != row->period.n)
				break;
		keep_statement(&k, row, end - from);
	}
	free(k.issued);
	return !k.overflow;
}

bool pial_kept_ready(const struct pial_model *model, const struct pial_kept_document *document,
		     struct pial_diags *diags)
{
	size_t mark = diags->errors;
	struct pial_strbuf month;

	pial_strbuf_init(&month, PIAL_STRBUF_TEXT);
	pial_month_format(&month, document->corrects ? document->corrects->settled :
						       document->period);
	if (document->corrects && !document->corrects->issued)
		pial_diag_add(diags, NULL, PIAL_E_KEPT_PRECEDING, month.text,
			      pial_model_text(model, document->producer.n));
	for (size_t i = 0; !document->corrects && i < document->lines; i++) {
		const struct pial_kept_line *line = &document->line[i];

		if (!line->fee)
			pial_diag_add(diags, NULL, PIAL_E_KEPT_FEE, month.text,
				      pial_model_text(model, line->row->label.n));
		else if (line->category == PIAL_VAT_O && regime_of(model) == PIAL_VAT_LIABLE)
			pial_diag_add(diags, &line->fee->pos, PIAL_E_KEPT_RATE,
				      pial_model_text(model, line->fee->name.n));
	}
	pial_strbuf_release(&month);
	return !pial_diags_since(diags, mark);
}

void pial_kept_lines(struct pial_model *model, const struct pial_kept_document *document,
		     struct pial_invoice_line *line)
{
	uint32_t self = pial_intern_add(&model->pool, "self", strlen("self"));
	const struct pial_kept_document *of = document->corrects;

	for (size_t i = 0; i < document->lines; i++) {
		const struct pial_kept_line *kept = &document->line[i];
		bool transport = pial_statement_part(kept->row) == PIAL_STATEMENT_TRANSPORT;

		line[i] = (struct pial_invoice_line){
			.number = (int32_t)i + 1, .seller = { self },
			.buyer = { document->producer.n }, .period = document->period,
			.note_line = of ? (int32_t)kept->of + 1 : INT32_MIN,
			.label = kept->label, .quantity = { 1000 },
			.price = { (int32_t)(kept->net * 100) }, .net = { kept->net },
			.vat_rounding = PIAL_MONEY_NONE, .vat_rate = kept->rate,
			.vat_category = kept->category,
			.kind = of ? PIAL_LINE_CREDIT :
				     transport ? PIAL_LINE_TRANSPORT : PIAL_LINE_SERVICE,
			.to = transport ? PIAL_TO_TRANSPORT : PIAL_TO_SERVICE,
			.credits = { of && of->issued ? of->issued->entry->number.n : 0 },
		};
	}
}
