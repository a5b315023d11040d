/*
 * Cash: the three ledgers, row by row.
 *
 * A row of the fund that another ledger or a statement says too is booked from there, once: only
 * grants, expenses and what kitchens paid for it are the fund's own. The account of the fund moves
 * all the same with each of its rows, so that its balance is that of `pial-invoice fund` on every
 * day. The fund's money that
 * is out as an advance stands on an account of its own; what is given up of it is the fund's loss.
 */
#include <string.h>

#include "invoice/entries_priv.h"

#include "base/banned.h"

static const struct pial_text nobody = { 0 };

static const char *text_of(const struct pial_booking *b, struct pial_text text)
{
	return pial_model_text(b->input->model, text.n);
}

static void book_payment(struct pial_booking *b, const struct pial_payment *row)
{
	int64_t cents = row->amount.cents;
	bool statement = row->kind == PIAL_PAYMENT_STATEMENT;
	bool received = row->kind == PIAL_PAYMENT_RECEIVED;
	enum pial_account_code account = PIAL_ACCOUNT_CUSTOMERS;
	enum pial_entry_kind kind = statement ? PIAL_ENTRY_PAID :
				    received ? PIAL_ENTRY_RECEIVED : PIAL_ENTRY_REFUND;

	pial_booking_open(b, kind, PIAL_JOURNAL_BANK, row->date,
			  statement ? pial_booking_month(b, row->period, row->party) :
				      pial_booking_document(b, row->seller, row->invoice));
	b->open.label = row->reference.n ? text_of(b, row->reference) : "";
	if (!statement)
		b->open.party = row->party;
	if (received)
		cents = -cents;
	if (statement)
		account = pial_booking_producers(b);
	else if (pial_booking_is_ahead(b, row->seller, row->invoice))
		account = PIAL_ACCOUNT_LENDERS;
	pial_booking_post(b, account, row->party, cents);
	pial_booking_post(b, PIAL_ACCOUNT_BANK, nobody, -cents);
	pial_booking_close(b);
}

/* An event of an advance: the producer's debt, and who is behind it, the fund or a kitchen. */
static void book_advance(struct pial_booking *b, const struct pial_advance_entry *row)
{
	struct pial_text producer = { row->producer.n };
	bool fund = strcmp(text_of(b, row->lender), "fund") == 0;
	bool granted = row->kind == PIAL_ADVANCE_GRANTED, waived = row->kind == PIAL_ADVANCE_WAIVED;
	int64_t cents = granted ? row->amount.cents : -row->amount.cents;
	enum pial_account_code other = PIAL_ACCOUNT_BANK;

	if (row->period.n)
		other = pial_booking_producers(b);
	else if (!fund)
		other = PIAL_ACCOUNT_LENDERS;
	else if (waived)
		other = PIAL_ACCOUNT_FUND_LENT;
	pial_booking_open(b, granted ? PIAL_ENTRY_ADVANCE :
			     waived ? PIAL_ENTRY_WAIVED : PIAL_ENTRY_REPAID,
			  other == PIAL_ACCOUNT_BANK ? PIAL_JOURNAL_BANK : PIAL_JOURNAL_OTHER,
			  row->date, text_of(b, row->advance));
	b->open.label = row->note.n ? text_of(b, row->note) : "";
	b->open.party = producer;
	pial_booking_post(b, PIAL_ACCOUNT_ADVANCES, producer, cents);
	pial_booking_post(b, other, other == PIAL_ACCOUNT_LENDERS ? row->lender : producer, -cents);
	if (fund && !waived) {
		pial_booking_post(b, PIAL_ACCOUNT_FUND, nobody, cents);
		pial_booking_post(b, PIAL_ACCOUNT_FUND_LENT, nobody, -cents);
	}
	pial_booking_close(b);
}

/* What a kitchen paid for the fund beside the price: it was invoiced, and waited. */
static void book_kitchen(struct pial_booking *b, const struct pial_fund_entry *row)
{
	pial_booking_open(b, PIAL_ENTRY_LEVY, PIAL_JOURNAL_OTHER, row->date,
			  pial_booking_month(b, row->period, row->party));
	b->open.label = row->label.n ? text_of(b, row->label) : "";
	b->open.party = row->party;
	pial_booking_post(b, PIAL_ACCOUNT_FUND_WAITING, nobody, row->amount.cents);
	pial_booking_post(b, PIAL_ACCOUNT_FUND, nobody, -row->amount.cents);
	pial_booking_close(b);
}

static void book_fund(struct pial_booking *b, const struct pial_fund_entry *row)
{
	struct pial_strbuf day;

	if (row->kind == PIAL_FUND_LEVY &&
	    pial_model_kitchen(b->input->model, (struct pial_kitchen_id){ row->party.n }))
		book_kitchen(b, row);
	if (row->kind != PIAL_FUND_GRANT && row->kind != PIAL_FUND_EXPENSE)
		return;
	pial_strbuf_init(&day, PIAL_STRBUF_TEXT);
	pial_date_format(&day, row->date);
	pial_booking_open(b, row->kind == PIAL_FUND_GRANT ? PIAL_ENTRY_GRANT : PIAL_ENTRY_EXPENSE,
			  PIAL_JOURNAL_BANK, row->date,
			  pial_arena_printf(&b->out->arena, "fund/%s", day.text));
	pial_strbuf_release(&day);
	b->open.label = row->label.n ? text_of(b, row->label) : "";
	b->open.party = row->party;
	pial_booking_post(b, PIAL_ACCOUNT_BANK, nobody, row->amount.cents);
	pial_booking_post(b, PIAL_ACCOUNT_FUND, nobody, -row->amount.cents);
	pial_booking_close(b);
}

void pial_booking_cash(struct pial_booking *b)
{
	for (size_t i = 0; i < b->input->payments; i++)
		book_payment(b, &b->input->payment[i]);
	for (size_t i = 0; i < b->input->advances; i++)
		book_advance(b, &b->input->advance[i]);
	for (size_t i = 0; i < b->input->funds; i++)
		book_fund(b, &b->input->fund[i]);
}
