/*
 * Documents first, then what months settle, then cash; sorted at the end.
 *
 * Postings go through one door that merges what has the same account and party, and an entry is
 * closed only when it adds up: balance is not a property to be tested afterwards but one that an
 * entry cannot lack. Amounts are those of the register's rows; of the group's own documents the
 * lines say which account, and sales take what the other accounts leave of the row's net, so that
 * no entry can differ from the register by a cent.
 */
#include "invoice/entries.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "invoice/entries_priv.h"
#include "invoice/kept.h"
#include "invoice/tax.h"
#include "num/round.h"

#include "base/banned.h"

const struct pial_account_info pial_account_list[PIAL_ACCOUNTS] = {
	[PIAL_ACCOUNT_SUPPLIERS] = { "401000", "Fournisseurs", "Suppliers", true, 'L' },
	[PIAL_ACCOUNT_CUSTOMERS] = { "411000", "Clients", "Customers", true, 'A' },
	[PIAL_ACCOUNT_VAT_PAID] = { "445660", "TVA sur autres biens et services",
				    "VAT on goods bought", false, 'A' },
	[PIAL_ACCOUNT_VAT_CHARGED] = { "445710", "TVA collectée", "VAT charged", false, 'L' },
	[PIAL_ACCOUNT_VAT_AHEAD] = { "445870", "TVA à régulariser sur acomptes reçus",
				     "VAT on prepayments, to be set off", false, 'A' },
	[PIAL_ACCOUNT_PRODUCERS] = { "467100", "Producteurs mandants",
				     "Producers invoiced for", true, 'L' },
	[PIAL_ACCOUNT_ADVANCES] = { "467300", "Avances aux producteurs", "Advances to producers",
				    true, 'A' },
	[PIAL_ACCOUNT_LENDERS] = { "467400", "Prêteurs d'avances", "Lenders of advances", true,
				   'L' },
	[PIAL_ACCOUNT_FUND] = { "467800", "Fonds commun", "Shared fund", false, 'L' },
	[PIAL_ACCOUNT_FUND_WAITING] = { "467810", "Fonds commun, contributions à verser",
					"Shared fund, fees to come", false, 'L' },
	[PIAL_ACCOUNT_FUND_LENT] = { "467850", "Fonds commun engagé en avances",
				     "Shared fund, lent as advances", false, 'L' },
	[PIAL_ACCOUNT_BANK] = { "512000", "Banques", "Bank", false, 'C' },
	[PIAL_ACCOUNT_PURCHASES] = { "607000", "Achats de marchandises", "Goods bought", false,
				     'X' },
	[PIAL_ACCOUNT_CHARGES] = { "658000", "Charges diverses de gestion courante",
				   "Sundry operating charges", false, 'X' },
	[PIAL_ACCOUNT_SERVICES] = { "706000", "Prestations de services", "Services", false, 'R' },
	[PIAL_ACCOUNT_SALES] = { "707000", "Ventes de marchandises", "Goods sold", false, 'R' },
	[PIAL_ACCOUNT_TRANSPORT] = { "708500", "Ports et frais accessoires facturés",
				     "Transport charged", false, 'R' },
	[PIAL_ACCOUNT_INCOME] = { "758000", "Produits divers de gestion courante",
				  "Sundry operating income", false, 'R' },
};

void pial_entries_init(struct pial_entries *entries)
{
	pial_arena_init(&entries->arena);
	entries->entry = NULL;
	entries->count = 0;
}

void pial_entries_release(struct pial_entries *entries)
{
	pial_arena_release(&entries->arena);
	free(entries->entry);
	pial_entries_init(entries);
}

void pial_booking_open(struct pial_booking *b, enum pial_entry_kind kind,
		       enum pial_journal journal, struct pial_date date, const char *piece)
{
	b->open = (struct pial_booked){
		.date = date, .piece = piece, .label = "", .kind = (uint8_t)kind,
		.journal = (uint8_t)journal };
	b->postings = 0;
}

void pial_booking_post(struct pial_booking *b, enum pial_account_code account,
		       struct pial_text party, int64_t cents)
{
	size_t i = 0;

	if (!pial_account_list[account].parties)
		party.n = 0;
	while (i < b->postings && (b->posting[i].account != account ||
				   b->posting[i].party.n != party.n))
		i++;
	if (i == b->postings) {
		b->posting = pial_grow(b->posting, b->postings, &b->posting_cap,
				       sizeof(*b->posting));
		b->posting[b->postings++] = (struct pial_posting){
			.party = party, .account = (uint8_t)account };
	}
	if (!pial_add(b->posting[i].amount.cents, cents, &b->posting[i].amount.cents))
		b->overflow = true;
}

void pial_booking_close(struct pial_booking *b)
{
	struct pial_booked *entry = &b->open;
	size_t kept = 0;
	int64_t sum = 0;

	entry->posting = pial_arena_zalloc(&b->out->arena, b->postings + 1,
					   sizeof(*entry->posting));
	for (size_t i = 0; i < b->postings; i++) {
		if (!b->posting[i].amount.cents)
			continue;
		if (!pial_add(sum, b->posting[i].amount.cents, &sum))
			b->overflow = true;
		entry->posting[kept++] = b->posting[i];
	}
	if (sum)
		b->overflow = true;
	if (!kept || b->overflow)
		return;
	entry->postings = kept;
	entry->place = b->out->count;
	b->out->entry = pial_grow(b->out->entry, b->out->count, &b->cap, sizeof(*entry));
	b->out->entry[b->out->count++] = *entry;
}

enum pial_account_code pial_booking_producers(const struct pial_booking *b)
{
	return b->resale ? PIAL_ACCOUNT_SUPPLIERS : PIAL_ACCOUNT_PRODUCERS;
}

const char *pial_booking_document(struct pial_booking *b, struct pial_text seller,
				  struct pial_text number)
{
	const struct pial_model *model = b->input->model;

	if (seller.n == b->self.n)
		return pial_model_text(model, number.n);
	return pial_arena_printf(&b->out->arena, "%s/%s", pial_model_text(model, seller.n),
				 pial_model_text(model, number.n));
}

const char *pial_booking_month(struct pial_booking *b, struct pial_month period,
			       struct pial_text producer)
{
	struct pial_strbuf month;
	const char *piece;

	pial_strbuf_init(&month, PIAL_STRBUF_TEXT);
	pial_month_format(&month, period);
	piece = pial_arena_printf(&b->out->arena, "%s%s%s", month.text, producer.n ? "/" : "",
				  producer.n ? pial_model_text(b->input->model, producer.n) : "");
	pial_strbuf_release(&month);
	return piece;
}

static int compare_lines(const void *left, const void *right)
{
	const struct pial_invoice_line *const *a = left, *const *b = right;

	return ((*a)->invoice.n > (*b)->invoice.n) - ((*a)->invoice.n < (*b)->invoice.n);
}

/* Lines by document: grouped only, the order of numbers of the pool shows nowhere. */
static const struct pial_invoice_line **lines_by_document(const struct pial_booking *b)
{
	size_t count = b->input->lines;
	const struct pial_invoice_line **line = pial_calloc(count + 1, sizeof(*line));

	for (size_t i = 0; i < count; i++)
		line[i] = &b->input->line[i];
	if (count)
		qsort(line, count, sizeof(*line), compare_lines);
	return line;
}

static enum pial_account_code account_of(const struct pial_invoice_line *line)
{
	switch ((enum pial_line_to)line->to) {
	case PIAL_TO_SERVICE:
		return PIAL_ACCOUNT_SERVICES;
	case PIAL_TO_TRANSPORT:
		return PIAL_ACCOUNT_TRANSPORT;
	case PIAL_TO_FUND:
		return PIAL_ACCOUNT_FUND_WAITING;
	case PIAL_TO_NONE:
	case PIAL_TO_PRODUCER:
		break;
	}
	return PIAL_ACCOUNT_SALES;
}

/* The group's own document: each line to its account, what is left to sales, then VAT. */
static void post_own(struct pial_booking *b, const struct pial_register_entry *doc, int64_t sign,
		     const struct pial_invoice_line *const *line)
{
	size_t from = 0, end = b->input->lines;
	int64_t left = doc->net.cents;

	while (from < end) {
		size_t middle = from + (end - from) / 2;

		if (line[middle]->invoice.n < doc->number.n)
			from = middle + 1;
		else
			end = middle;
	}
	for (; from < b->input->lines && line[from]->invoice.n == doc->number.n; from++) {
		enum pial_account_code account = account_of(line[from]);

		if (account == PIAL_ACCOUNT_SALES)
			continue;
		pial_booking_post(b, account, line[from]->buyer, -sign * line[from]->net.cents);
		if (!pial_add(left, -line[from]->net.cents, &left))
			b->overflow = true;
	}
	pial_booking_post(b, PIAL_ACCOUNT_SALES, doc->buyer, -sign * left);
	pial_booking_post(b, PIAL_ACCOUNT_VAT_CHARGED, doc->buyer, -sign * doc->vat.cents);
}

/*
 * What the group bought: owed to the producer, who is paid by its statements. VAT that the group
 * does not charge itself it cannot deduct: it is part of the price.
 */
static void book_bought(struct pial_booking *b, const struct pial_register_entry *doc)
{
	bool credit = pial_invoice_is_credit(doc->kind);
	int64_t sign = credit ? -1 : 1;

	pial_booking_open(b, credit ? PIAL_ENTRY_BOUGHT_CREDIT : PIAL_ENTRY_BOUGHT,
			  PIAL_JOURNAL_PURCHASES, doc->date,
			  pial_booking_document(b, doc->seller, doc->number));
	b->open.party = doc->seller;
	pial_booking_post(b, PIAL_ACCOUNT_PURCHASES, doc->seller, sign * doc->net.cents);
	pial_booking_post(b, b->liable ? PIAL_ACCOUNT_VAT_PAID : PIAL_ACCOUNT_PURCHASES,
			  doc->seller, sign * doc->vat.cents);
	pial_booking_post(b, PIAL_ACCOUNT_SUPPLIERS, doc->seller, -sign * doc->total.cents);
	pial_booking_close(b);
}

bool pial_booking_is_ahead(const struct pial_booking *b, struct pial_text seller,
			   struct pial_text number)
{
	for (size_t i = 0; i < b->input->documents; i++) {
		const struct pial_register_entry *doc = b->input->document[i];

		if (doc->seller.n != seller.n || doc->number.n != number.n)
			continue;
		if (doc->credits.n)
			return pial_booking_is_ahead(b, seller, doc->credits);
		return doc->kind == PIAL_INVOICE_PREPAYMENT;
	}
	return false;
}

static bool is_ahead(const struct pial_booking *b, const struct pial_register_entry *doc)
{
	return doc->credits.n ? pial_booking_is_ahead(b, doc->seller, doc->credits) :
				doc->kind == PIAL_INVOICE_PREPAYMENT;
}

/* VAT within the first so many cents that a kitchen paid the group ahead, oldest invoice first. */
static int64_t vat_within(struct pial_booking *b, struct pial_text buyer, int64_t cents)
{
	int64_t sum = 0;

	for (size_t i = 0; i < b->input->documents && cents > 0; i++) {
		const struct pial_register_entry *doc = b->input->document[i];
		int64_t part = doc->total.cents < cents ? doc->total.cents : cents, vat = 0;

		if (doc->kind != PIAL_INVOICE_PREPAYMENT || doc->seller.n != b->self.n ||
		    doc->buyer.n != buyer.n || !doc->total.cents)
			continue;
		if (!pial_muldiv(doc->vat.cents, part, doc->total.cents, PIAL_ROUND_HALF_AWAY,
				 &vat) ||
		    !pial_add(sum, vat, &sum))
			b->overflow = true;
		cents -= part;
	}
	return sum;
}

/* VAT of what was paid ahead was charged then: an invoice that deducts it charges it no more. */
static void post_ahead(struct pial_booking *b, const struct pial_register_entry *doc)
{
	int64_t before = 0, vat;

	for (size_t i = 0; i < b->input->documents && b->input->document[i] != doc; i++) {
		const struct pial_register_entry *one = b->input->document[i];

		if (one->seller.n == doc->seller.n && one->buyer.n == doc->buyer.n &&
		    !pial_invoice_is_credit(one->kind) && !is_ahead(b, one))
			before += one->total.cents - one->payable.cents;
	}
	vat = vat_within(b, doc->buyer, before + doc->total.cents - doc->payable.cents) -
	      vat_within(b, doc->buyer, before);
	pial_booking_post(b, PIAL_ACCOUNT_VAT_CHARGED, doc->buyer, vat);
	pial_booking_post(b, PIAL_ACCOUNT_VAT_AHEAD, doc->buyer, -vat);
}

/* What was paid ahead is booked from the ledger of advances: here is the group's VAT on it. */
static void book_ahead(struct pial_booking *b, const struct pial_register_entry *doc)
{
	bool credit = pial_invoice_is_credit(doc->kind);
	int64_t vat = credit ? -doc->vat.cents : doc->vat.cents;

	if (doc->seller.n != b->self.n)
		return;
	pial_booking_open(b, credit ? PIAL_ENTRY_CREDIT : PIAL_ENTRY_INVOICE, PIAL_JOURNAL_SALES,
			  doc->date, pial_booking_document(b, doc->seller, doc->number));
	b->open.party = doc->buyer;
	pial_booking_post(b, PIAL_ACCOUNT_VAT_AHEAD, doc->buyer, vat);
	pial_booking_post(b, PIAL_ACCOUNT_VAT_CHARGED, doc->buyer, -vat);
	pial_booking_close(b);
}

/*
 * The service that a statement keeps: what is set off there, to the cent, against services and VAT;
 * what it is rounded by is a charge or an income.
 */
static void book_kept(struct pial_booking *b, const struct pial_register_entry *doc,
		      const struct pial_invoice_line *const *line)
{
	bool credit = pial_invoice_is_credit(doc->kind);
	int64_t sign = credit ? -1 : 1, rounding;

	if (!pial_add(doc->payable.cents, -doc->total.cents, &rounding))
		b->overflow = true;
	rounding *= sign;
	pial_booking_open(b, credit ? PIAL_ENTRY_CREDIT : PIAL_ENTRY_INVOICE, PIAL_JOURNAL_SALES,
			  doc->date, pial_booking_document(b, doc->seller, doc->number));
	b->open.party = doc->buyer;
	pial_booking_post(b, PIAL_ACCOUNT_CUSTOMERS, doc->buyer, sign * doc->payable.cents);
	post_own(b, doc, sign, line);
	pial_booking_post(b, rounding < 0 ? PIAL_ACCOUNT_CHARGES : PIAL_ACCOUNT_INCOME, doc->buyer,
			  -rounding);
	pial_booking_close(b);
}

/* A document of a register; what an advance of the buyer takes of it is no longer owed. */
static void book_document(struct pial_booking *b, const struct pial_register_entry *doc,
			  const struct pial_invoice_line *const *line)
{
	bool credit = pial_invoice_is_credit(doc->kind);
	int64_t sign = credit ? -1 : 1;

	if (pial_invoice_is_self(doc->kind)) {
		book_bought(b, doc);
		return;
	}
	if (is_ahead(b, doc)) {
		book_ahead(b, doc);
		return;
	}
	if (pial_kept_is_document(b->input->model, doc)) {
		book_kept(b, doc, line);
		return;
	}
	pial_booking_open(b, credit ? PIAL_ENTRY_CREDIT : PIAL_ENTRY_INVOICE,
			  PIAL_JOURNAL_SALES, doc->date,
			  pial_booking_document(b, doc->seller, doc->number));
	b->open.party = doc->buyer;
	pial_booking_post(b, PIAL_ACCOUNT_CUSTOMERS, doc->buyer, sign * doc->payable.cents);
	pial_booking_post(b, PIAL_ACCOUNT_LENDERS, doc->buyer,
			  sign * (doc->total.cents - doc->payable.cents));
	if (doc->seller.n == b->self.n)
		post_own(b, doc, sign, line);
	else
		pial_booking_post(b, PIAL_ACCOUNT_PRODUCERS, doc->seller,
				  -sign * doc->total.cents);
	if (doc->seller.n == b->self.n && doc->total.cents != doc->payable.cents)
		post_ahead(b, doc);
	pial_booking_close(b);
}

static int compare_entries(const void *left, const void *right)
{
	const struct pial_booked *a = left, *b = right;
	int order = (a->date.n > b->date.n) - (a->date.n < b->date.n);

	if (!order)
		order = (a->journal > b->journal) - (a->journal < b->journal);
	if (!order)
		order = (a->kind > b->kind) - (a->kind < b->kind);
	if (!order)
		order = strcmp(a->piece, b->piece);
	if (!order)
		order = strcmp(a->label, b->label);
	/* Rows of one ledger come in the order of its key. */
	return order ? order : (a->place > b->place) - (a->place < b->place);
}

static void number_entries(struct pial_entries *entries)
{
	int year = 0, month, day, before = 0;
	uint32_t number = 0;

	if (entries->count)
		qsort(entries->entry, entries->count, sizeof(*entries->entry), compare_entries);
	for (size_t i = 0; i < entries->count; i++) {
		pial_date_parts(entries->entry[i].date, &year, &month, &day);
		number = year == before ? number + 1 : 1;
		before = year;
		entries->entry[i].number = number;
	}
}

/* The documents of the service: which row of which statement each settles. */
static void make_kept(struct pial_booking *b)
{
	const struct pial_entries_input *in = b->input;
	struct pial_issued *issued = pial_calloc(in->documents + 1, sizeof(*issued));
	const struct pial_kept_input input = { .model = in->model, .row = in->row,
					       .rows = in->rows, .document = issued,
					       .documents = in->documents };

	for (size_t i = 0; i < in->documents; i++)
		issued[i].entry = in->document[i];
	if (!pial_kept_make(&input, &b->kept))
		b->overflow = true;
	/* Which are issued is all that is asked of them. */
	free(issued);
}

bool pial_entries_make(const struct pial_entries_input *input, struct pial_entries *entries,
		       struct pial_diags *diags)
{
	const struct pial_model *model = input->model;
	struct pial_booking b = {
		.input = input, .out = entries, .diags = diags,
		.self = { pial_intern_find(&model->pool, "self", strlen("self")) },
		.resale = model->policy.billing == PIAL_BILLING_RESALE,
	};
	const struct pial_invoice_line **line;
	bool ok;

	if (model->policy.billing == PIAL_BILLING_DIRECT)
		return pial_diag_add(diags, NULL, PIAL_E_EXPORT_DIRECT);
	b.liable = b.self.n && pial_vat_regime_of(model, b.self) == PIAL_VAT_LIABLE;
	pial_kept_init(&b.kept);
	make_kept(&b);
	line = lines_by_document(&b);
	for (size_t i = 0; i < input->documents; i++)
		book_document(&b, input->document[i], line);
	free(line);
	ok = pial_booking_statements(&b);
	pial_booking_cash(&b);
	pial_kept_release(&b.kept);
	free(b.posting);
	if (ok && b.overflow)
		ok = pial_diag_add(diags, NULL, PIAL_E_AMOUNT);
	if (ok)
		number_entries(entries);
	return ok;
}
