/*
 * Months that were settled: what is kept of producers, what is bought, and the partners' margin.
 *
 * Under a mandate a statement moves nothing of the sales, which the invoices already owe to the
 * producers: it takes the fees and the levy. Partners are different: the invoice in their name is
 * at the kitchens' price, the statement at their own. The difference of the documents that a month
 * settles, with what producers bear of it, goes to the fund as its ledger says; the rest are the
 * group's fees on the partners' goods, which their statements do not show.
 *
 * Corrections of earlier months are booked with the month whose statement has them, as what they
 * correct would have been.
 *
 * Advances that a statement keeps are booked from their ledger (entries_cash.c), what is carried
 * over is a balance and moves nothing.
 */
#include "invoice/entries_priv.h"
#include "invoice/fee.h"
#include "invoice/sold.h"
#include "num/round.h"

#include "base/banned.h"

static const struct pial_text nobody = { 0 };

/* The fee inside the price that the group keeps for its service on a day, or NULL. */
static const struct pial_fee *service_on(const struct pial_booking *b, struct pial_date day)
{
	const struct pial_policy *policy = &b->input->model->policy;

	for (uint32_t i = 0; i < policy->fee_count; i++) {
		const struct pial_fee *fee = &policy->fee[i];

		if (fee->in_price == PIAL_YES && fee->to == PIAL_TO_SERVICE &&
		    pial_day_within(day, fee->from, fee->until))
			return fee;
	}
	return NULL;
}

/* Income of so many cents, VAT of the fee's rate inside. */
static void post_income(struct pial_booking *b, enum pial_account_code account, int64_t cents,
			const struct pial_fee *fee)
{
	int64_t net = cents;

	if (b->liable && fee && !pial_rate_is_none(fee->vat_rate) &&
	    !pial_kept_net(cents, fee->vat_rate, &net))
		b->overflow = true;
	pial_booking_post(b, account, nobody, -net);
	pial_booking_post(b, PIAL_ACCOUNT_VAT_CHARGED, nobody, net - cents);
}

/* What the documents of the service have of a row, in cents: above 0 what is given back. */
static int64_t invoiced_of(const struct pial_booking *b, const struct pial_statement_row *row)
{
	int64_t sum = 0;

	for (size_t i = 0; i < b->kept.documents; i++) {
		const struct pial_kept_document *document = b->kept.document[i];

		if (!document->issued || document->settled.n != row->period.n ||
		    document->producer.n != row->producer.n)
			continue;
		for (size_t at = 0; at < document->lines; at++)
			if (document->line[at].row == row)
				sum += document->corrects ? document->line[at].amount :
							    -document->line[at].amount;
	}
	return sum;
}

/*
 * A fee that a statement takes: what its invoice says is set off against that invoice, and booked
 * with it. When the group buys, one inside the price lowers what it pays.
 */
static void post_fee(struct pial_booking *b, const struct pial_statement_row *row)
{
	bool certain;
	const struct pial_fee *fee = pial_kept_fee(&b->input->model->policy, row, &certain);
	bool transport = pial_statement_part(row) == PIAL_STATEMENT_TRANSPORT;
	int64_t invoiced = invoiced_of(b, row);
	struct pial_text producer = { row->producer.n };

	pial_booking_post(b, PIAL_ACCOUNT_CUSTOMERS, producer, invoiced);
	if (b->resale && fee && fee->in_price == PIAL_YES)
		pial_booking_post(b, PIAL_ACCOUNT_PURCHASES, nobody, row->amount.cents);
	else
		post_income(b, transport ? PIAL_ACCOUNT_TRANSPORT : PIAL_ACCOUNT_SERVICES,
			    invoiced - row->amount.cents, fee);
}

/* The account against which a row of a statement stands; false: it moves nothing here. */
static bool post_row(struct pial_booking *b, const struct pial_statement_row *row)
{
	switch (pial_statement_part(row)) {
	case PIAL_STATEMENT_SALE:
		if (!b->resale)
			return false;
		pial_booking_post(b, PIAL_ACCOUNT_PURCHASES, nobody, row->amount.cents);
		return true;
	case PIAL_STATEMENT_VAT:
		if (!b->resale)
			return false;
		pial_booking_post(b, b->liable ? PIAL_ACCOUNT_VAT_PAID : PIAL_ACCOUNT_PURCHASES,
				  nobody, row->amount.cents);
		return true;
	case PIAL_STATEMENT_SERVICE:
	case PIAL_STATEMENT_TRANSPORT:
		post_fee(b, row);
		return true;
	case PIAL_STATEMENT_LEVY:
		pial_booking_post(b, PIAL_ACCOUNT_FUND, nobody, row->amount.cents);
		return true;
	case PIAL_STATEMENT_SHORTFALL:
		pial_booking_post(b, PIAL_ACCOUNT_FUND_WAITING, nobody, row->amount.cents);
		return true;
	case PIAL_STATEMENT_NONE:
	case PIAL_STATEMENT_CORRECTION:
	case PIAL_STATEMENT_CARRIED:
	case PIAL_STATEMENT_ADVANCE:
		break;
	}
	return false;
}

/* True for a row that says what a self-billed invoice says: that one is booked. */
static bool is_invoiced(const struct pial_booking *b, const struct pial_statement_row *row)
{
	return b->resale && row->buyer.n == b->self.n && row->buyer.n && row->invoice.n &&
	       row->kind != PIAL_STATEMENT_ADVANCE;
}

/* One producer's statement. */
static void book_statement(struct pial_booking *b, const struct pial_statement_row *row,
			   size_t rows)
{
	struct pial_text producer = { row->producer.n };

	pial_booking_open(b, PIAL_ENTRY_STATEMENT,
			  b->resale ? PIAL_JOURNAL_PURCHASES : PIAL_JOURNAL_OTHER,
			  pial_month_last(row->period),
			  pial_booking_month(b, row->period, producer));
	for (size_t i = 0; i < rows; i++)
		if (!is_invoiced(b, &row[i]) && post_row(b, &row[i]))
			pial_booking_post(b, pial_booking_producers(b), producer,
					  -row[i].amount.cents);
	pial_booking_close(b);
}

static void add(struct pial_booking *b, int64_t *sum, int64_t cents)
{
	if (!pial_add(*sum, cents, sum))
		b->overflow = true;
}

static bool is_goods(const struct pial_statement_row *row)
{
	return pial_statement_part(row) == PIAL_STATEMENT_SALE;
}

/* The month whose statement settles a document of a partner; none: it is not settled yet. */
static struct pial_month settled_in(const struct pial_booking *b,
				    const struct pial_register_entry *doc)
{
	struct pial_month drafted = { 0 };

	for (size_t i = 0; i < b->input->rows; i++) {
		const struct pial_statement_row *row = &b->input->row[i];

		if (row->producer.n != doc->seller.n || !is_goods(row))
			continue;
		if (row->invoice.n == doc->number.n)
			return row->period;
		/* Saved before it was issued: the month's documents are what it became. */
		if (!row->invoice.n && !row->corrects.n && row->period.n == doc->period.n)
			drafted = row->period;
	}
	return drafted;
}

/* The documents of a partner that a month settles, added up; *found says whether there are any. */
static int64_t documents_of(struct pial_booking *b, const struct pial_statement_row *row,
			    bool *found)
{
	int64_t sum = 0;

	*found = false;
	for (size_t i = 0; i < b->input->documents; i++) {
		const struct pial_register_entry *doc = b->input->document[i];

		if (doc->seller.n != row->producer.n || settled_in(b, doc).n != row->period.n)
			continue;
		*found = true;
		add(b, &sum, pial_invoice_is_credit(doc->kind) ? -doc->total.cents :
								 doc->total.cents);
	}
	return sum;
}

/* Takes from a partner, or gives it, what its statement has less, or more, than its invoices. */
static bool settle_partner(struct pial_booking *b, const struct pial_statement_row *row,
			   size_t rows, int64_t *margin)
{
	struct pial_text partner = { row->producer.n };
	bool stated = false, found;
	int64_t cents = documents_of(b, row, &found);

	for (size_t i = 0; i < rows; i++)
		if (is_goods(&row[i]) || pial_statement_part(&row[i]) == PIAL_STATEMENT_VAT) {
			stated = true;
			add(b, &cents, -row[i].amount.cents);
		}
	if (stated && !found)
		return pial_diag_add(b->diags, NULL, PIAL_E_EXPORT_NOT_ISSUED,
				     pial_model_text(b->input->model, partner.n),
				     pial_booking_month(b, row->period, nobody));
	pial_booking_post(b, PIAL_ACCOUNT_PRODUCERS, partner, cents);
	add(b, margin, cents);
	return true;
}

/* What producers bear of shortfalls: it waits for the fund. */
static int64_t borne_by(struct pial_booking *b, const struct pial_statement_row *row, size_t rows)
{
	int64_t sum = 0;

	for (size_t i = 0; i < rows; i++)
		if (pial_statement_part(&row[i]) == PIAL_STATEMENT_SHORTFALL)
			add(b, &sum, -row[i].amount.cents);
	return sum;
}

/* What the ledger of the fund says, of the day a month was settled, beside levies and advances. */
static int64_t fund_of(struct pial_booking *b, struct pial_month period)
{
	int64_t sum = 0;

	for (size_t i = 0; i < b->input->funds; i++)
		if (b->input->fund[i].kind == PIAL_FUND_SHORTFALL &&
		    pial_month_of(b->input->fund[i].date).n == period.n)
			add(b, &sum, b->input->fund[i].amount.cents);
	return sum;
}

static bool is_partner(const struct pial_booking *b, struct pial_producer_id id)
{
	const struct pial_producer *producer = pial_model_producer(b->input->model, id);

	return producer && (producer->tier == 2 || producer->kind == PIAL_PRODUCER_PARTNER);
}

static size_t end_of_producer(const struct pial_statement_row *row, size_t rows, size_t from)
{
	size_t end = from + 1;

	while (end < rows && row[end].producer.n == row[from].producer.n &&
	       row[end].period.n == row[from].period.n)
		end++;
	return end;
}

/* One month: its statements one by one, then the partners and the fund together. */
static bool book_month(struct pial_booking *b, const struct pial_statement_row *row, size_t rows)
{
	struct pial_date day = pial_month_last(row->period);
	int64_t margin = 0, waiting, fund;
	size_t end;

	for (size_t from = 0; from < rows; from = end) {
		end = end_of_producer(row, rows, from);
		book_statement(b, row + from, end - from);
	}
	pial_booking_open(b, PIAL_ENTRY_PARTNERS, PIAL_JOURNAL_OTHER, day,
			  pial_booking_month(b, row->period, nobody));
	for (size_t from = 0; from < rows; from = end) {
		end = end_of_producer(row, rows, from);
		if (!b->resale && is_partner(b, row[from].producer) &&
		    !settle_partner(b, row + from, end - from, &margin))
			return false;
	}
	waiting = borne_by(b, row, rows);
	fund = fund_of(b, row->period);
	pial_booking_post(b, PIAL_ACCOUNT_FUND_WAITING, nobody, waiting);
	pial_booking_post(b, PIAL_ACCOUNT_FUND, nobody, -fund);
	add(b, &margin, waiting);
	add(b, &margin, -fund);
	if (!b->resale)
		post_income(b, PIAL_ACCOUNT_SERVICES, margin, service_on(b, day));
	else
		pial_booking_post(b, margin < 0 ? PIAL_ACCOUNT_CHARGES : PIAL_ACCOUNT_INCOME,
				  nobody, -margin);
	pial_booking_close(b);
	return true;
}

bool pial_booking_statements(struct pial_booking *b)
{
	const struct pial_statement_row *row = b->input->row;
	size_t rows = b->input->rows;

	for (size_t from = 0, end; from < rows; from = end) {
		for (end = from + 1; end < rows; end++)
			if (row[end].period.n != row[from].period.n)
				break;
		if (!book_month(b, row + from, end - from))
			return false;
	}
	return true;
}
