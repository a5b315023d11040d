/*
 * Lines sorted so that an invoice is a run of them, then each run filled, party by party and sum by
 * sum.
 *
 * An invoice is made in the result's arena from the start: what is refused throws the whole arena
 * away, so that no half of an answer is left. Lines are copied, since they get numbers of their
 * own. Splitting by contract too was rejected: the engagement number is what a public portal takes
 * one of, and a kitchen with two contracts under one engagement expects one invoice.
 */
#include "invoice/bill_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "num/round.h"

#include "base/banned.h"

/* A line, where it will stand. */
struct placed {
	const struct pial_biller *billing;	/* for texts, when sorting */
	const struct pial_invoice_line *line;	/* the input's */
	struct pial_month period;		/* month of its invoice */
	int rank;				/* goods, then services, allowances last */
};

void pial_bill_result_init(struct pial_bill_result *result)
{
	pial_arena_init(&result->arena);
	result->invoice = NULL;
	result->invoices = 0;
}

void pial_bill_result_release(struct pial_bill_result *result)
{
	pial_arena_release(&result->arena);
	pial_bill_result_init(result);
}

static int by_text(const struct placed *a, uint32_t left, uint32_t right)
{
	return pial_intern_compare(&a->billing->input->model->pool, left, right);
}

static int by_number(int64_t left, int64_t right)
{
	return (left > right) - (left < right);
}

/*
 * The note that has an invoice of its own; 0: all notes of the month share one. What the group buys
 * is invoiced by the month: what it keeps of the price is counted over one.
 */
static uint32_t own_note(const struct placed *a)
{
	return a->billing->input->model->policy.billing_per == PIAL_BILLING_DELIVERY &&
	       a->line->buyer.n != a->billing->self ? a->line->note.n : 0;
}

/*
 * A settlement is outside VAT and may stand beside nothing that is inside (BR-O-11 to 14): what
 * kitchens pay for the shared fund beside a service, or beside goods that the group sells, is
 * called for by a document of its own. A seller whose every line is outside still has one.
 */
static bool is_outside(const struct placed *a)
{
	return a->line->vat_category == PIAL_VAT_O;
}

/* The name of what was paid ahead, each of which has an invoice; 0: of all else. */
static uint32_t paid_ahead(const struct placed *a)
{
	return a->line->kind == PIAL_LINE_PREPAYMENT ? a->line->label.n : 0;
}

/* What tells one invoice from another. */
static int compare_invoice(const struct placed *a, const struct placed *b)
{
	int order = by_text(a, a->line->seller.n, b->line->seller.n);

	if (!order)
		order = by_text(a, a->line->buyer.n, b->line->buyer.n);
	if (!order)
		order = by_number(a->period.n, b->period.n);
	if (!order)
		order = by_number(is_outside(a), is_outside(b));
	if (!order)
		order = by_text(a, paid_ahead(a), paid_ahead(b));
	if (!order)
		order = by_text(a, a->line->engagement.n, b->line->engagement.n);
	return order ? order : by_text(a, own_note(a), own_note(b));
}

/* What no two lines that differ in print share: order of rows never shows. */
static int compare_rest(const struct placed *a, const struct placed *b)
{
	int order = by_number(a->line->quantity.milli, b->line->quantity.milli);

	if (!order)
		order = by_number(a->line->price.e4, b->line->price.e4);
	if (!order)
		order = by_text(a, a->line->label.n, b->line->label.n);
	if (!order)
		order = by_number(a->line->vat_rate.e6, b->line->vat_rate.e6);
	return order ? order : by_text(a, a->line->contract.n, b->line->contract.n);
}

static int compare_placed(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	int order = compare_invoice(a, b);

	if (!order)
		order = by_number(a->rank, b->rank);
	if (!order)
		order = by_number(a->line->day.n, b->line->day.n);
	if (!order)
		order = by_text(a, a->line->note.n, b->line->note.n);
	if (!order)
		order = by_number(a->line->number, b->line->number);
	if (!order)
		order = by_text(a, a->line->product.n, b->line->product.n);
	if (!order)
		order = by_text(a, a->line->producer.n, b->line->producer.n);
	if (!order)
		order = by_text(a, a->line->batch.n, b->line->batch.n);
	return order ? order : compare_rest(a, b);
}

/* What one line alone shows to be wrong. */
static void check_line(struct pial_biller *b, const struct pial_invoice_line *line)
{
	struct pial_pos pos = pial_billing_pos(b, line);
	struct pial_money net;

	if (line->net.cents < 0 || line->quantity.milli < 0)
		pial_diag_add(b->diags, &pos, PIAL_E_BILL_SIGN, line->net.cents);
	else if (!pial_money_of(line->quantity, line->price, PIAL_ROUND_HALF_AWAY, &net))
		pial_diag_add(b->diags, &pos, PIAL_E_AMOUNT);
	else if (net.cents != line->net.cents)
		pial_diag_add(b->diags, &pos, PIAL_E_BILL_NET, line->net.cents, net.cents);
	if (line->day.n > b->input->date.n)
		pial_diag_add(b->diags, &pos, PIAL_E_BILL_DAY, (int64_t)line->day.n,
			      (int64_t)b->input->date.n);
}

static enum pial_invoice_kind kind_of(const struct pial_biller *b,
				      const struct pial_invoice_line *line)
{
	if (b->input->kind != PIAL_INVOICE_NONE)
		return (enum pial_invoice_kind)b->input->kind;
	if (line->kind == PIAL_LINE_PREPAYMENT)
		return PIAL_INVOICE_PREPAYMENT;
	return line->buyer.n == b->self ? PIAL_INVOICE_SELF : PIAL_INVOICE_PLAIN;
}

static bool has_goods(const struct pial_invoice *invoice)
{
	for (size_t i = 0; i < invoice->lines; i++)
		if (invoice->line[i].product.n)
			return true;
	return false;
}

/*
 * Goods, services or both; a prepayment is paid, a final invoice says that one is deducted
 * (BR-FR-08).
 */
static const char *frame_of(const struct pial_biller *b, const struct pial_invoice *invoice)
{
	bool goods = has_goods(invoice), services = false;
	bool final = invoice->precedings && !pial_invoice_is_credit(invoice->kind);

	if (pial_billing_is_paid(invoice))
		return "B2";
	for (size_t i = 0; i < invoice->lines; i++)
		services = services || !invoice->line[i].product.n;
	return pial_arena_printf(b->arena, "%c%c", goods ? (services ? 'M' : 'B') : 'S',
				 final ? '4' : '1');
}

static const char *engagement_of(const struct pial_biller *b, const struct pial_invoice *invoice)
{
	return pial_billing_text(b, invoice->line[0].engagement.n);
}

/* The buyer's reference of the contract, when all lines are under one. */
static const char *contract_of(const struct pial_biller *b, const struct pial_invoice *invoice)
{
	struct pial_contract_id id = invoice->line[0].contract;
	const struct pial_contract *contract = pial_model_contract(b->input->model, id);

	for (size_t i = 1; i < invoice->lines; i++)
		if (invoice->line[i].contract.n != id.n)
			return "";
	if (!contract)
		return pial_billing_text(b, id.n);
	return pial_billing_text(b, contract->reference.n ? contract->reference.n : id.n);
}

/*
 * First and last day delivered, and the notes covered: lines are in order of day and note. A
 * service that a statement settles is that of its month.
 */
static void fill_deliveries(const struct pial_biller *b, struct pial_invoice *invoice)
{
	uint32_t note = 0;

	if (b->input->set_off) {
		invoice->first = pial_month_first(invoice->period);
		invoice->last = pial_month_last(invoice->period);
	}
	invoice->delivery = pial_arena_zalloc(b->arena, invoice->lines + 1,
					      sizeof(*invoice->delivery));
	for (size_t i = 0; i < invoice->lines; i++) {
		const struct pial_invoice_line *line = &invoice->line[i];

		if (!line->day.n || line->kind == PIAL_LINE_PREPAYMENT)
			continue;
		if (!invoice->first.n || line->day.n < invoice->first.n)
			invoice->first = line->day;
		if (line->day.n > invoice->last.n)
			invoice->last = line->day;
		if (!line->note.n || line->note.n == note)
			continue;
		note = line->note.n;
		invoice->delivery[invoice->deliveries++] = (struct pial_invoice_delivery){
			pial_billing_text(b, note), line->day };
	}
}

/* The references as given, their texts copied. */
static bool fill_preceding(struct pial_biller *b, struct pial_invoice *invoice)
{
	const struct pial_bill_input *in = b->input;
	struct pial_pos pos = pial_billing_pos(b, &invoice->line[0]);

	if (pial_invoice_is_credit(invoice->kind) && in->precedings != 1)
		return pial_diag_add(b->diags, &pos, PIAL_E_BILL_PRECEDING,
				     pial_billing_text(b, invoice->line[0].seller.n));
	invoice->preceding = pial_arena_zalloc(b->arena, in->precedings + 1,
					       sizeof(*invoice->preceding));
	invoice->precedings = in->precedings;
	for (size_t i = 0; i < in->precedings; i++) {
		invoice->preceding[i] = in->preceding[i];
		invoice->preceding[i].number = pial_arena_strdup(b->arena,
								 in->preceding[i].number);
	}
	return true;
}

/*
 * Copies the lines of a run, numbered; the allowances, which come last, are counted apart. A
 * straggler's month becomes that of its invoice, whose statement it is on.
 */
static void fill_lines(const struct pial_biller *b, const struct placed *run, size_t count,
		       struct pial_invoice *invoice)
{
	invoice->line = pial_arena_zalloc(b->arena, count, sizeof(*invoice->line));
	for (size_t i = 0; i < count; i++) {
		invoice->line[i] = *run[i].line;
		invoice->line[i].number = (int32_t)i + 1;
		invoice->line[i].period = run->period;
		if (run[i].line->kind == PIAL_LINE_ALLOWANCE)
			invoice->allowances++;
	}
	invoice->lines = count - invoice->allowances;
}

/* An invoice of a run of placed lines. */
static bool make(struct pial_biller *b, const struct placed *run, size_t count,
		 struct pial_invoice *invoice)
{
	bool parties;

	/* A refused invoice before may have left its sums in this place. */
	*invoice = (struct pial_invoice){
		.kind = (uint8_t)kind_of(b, run->line), .number = "", .set_off = "",
		.date = b->input->date, .period = run->period,
	};
	fill_lines(b, run, count, invoice);
	invoice->engagement = engagement_of(b, invoice);
	invoice->contract = contract_of(b, invoice);
	fill_deliveries(b, invoice);
	if (!fill_preceding(b, invoice))
		return false;
	parties = pial_billing_parties(b, invoice);
	if (!pial_billing_sums(b, invoice))
		return false;
	invoice->frame = frame_of(b, invoice);
	return parties && pial_billing_legal(b, invoice);
}

static int rank_of(const struct pial_invoice_line *line)
{
	if (line->kind == PIAL_LINE_ALLOWANCE)
		return 2;
	return line->product.n ? 0 : 1;
}

static struct placed *place(const struct pial_biller *b)
{
	const struct pial_bill_input *in = b->input;
	struct placed *placed = pial_calloc(in->lines + 1, sizeof(*placed));

	for (size_t i = 0; i < in->lines; i++)
		placed[i] = (struct placed){
			b, &in->line[i], in->period.n ? in->period : in->line[i].period,
			rank_of(&in->line[i]) };
	if (in->lines)
		qsort(placed, in->lines, sizeof(*placed), compare_placed);
	return placed;
}

static void make_all(struct pial_biller *b, const struct placed *placed,
		     struct pial_bill_result *result)
{
	size_t count = b->input->lines, before = result->invoices;
	struct pial_invoice *invoice =
		pial_arena_zalloc(b->arena, before + count + 1, sizeof(*invoice));

	if (before)
		memcpy(invoice, result->invoice, before * sizeof(*invoice));
	result->invoice = invoice;
	for (size_t from = 0, end; from < count; from = end) {
		for (end = from + 1; end < count; end++)
			if (compare_invoice(&placed[from], &placed[end]))
				break;
		/* What is wrong with one is said, and the others are looked at too. */
		if (!make(b, &placed[from], end - from, &result->invoice[result->invoices]))
			continue;
		result->invoices++;
	}
}

bool pial_bill(const struct pial_bill_input *input, struct pial_bill_result *result,
	       struct pial_diags *diags)
{
	struct pial_biller b = { .input = input, .arena = &result->arena, .diags = diags };
	size_t mark = diags->errors;
	struct placed *placed;

	b.self = pial_intern_add(&input->model->pool, "self", 4);
	for (size_t i = 0; i < input->lines; i++)
		check_line(&b, &input->line[i]);
	if (pial_diags_since(diags, mark))
		return false;
	placed = place(&b);
	b.taken = pial_calloc(input->prepaids + 1, sizeof(*b.taken));
	make_all(&b, placed, result);
	free(b.taken);
	free(placed);
	if (!pial_diags_since(diags, mark))
		return true;
	pial_bill_result_release(result);
	return false;
}

void pial_bill_number(struct pial_model *model, struct pial_bill_result *result,
		      struct pial_invoice *invoice, const char *number)
{
	struct pial_text text = { pial_intern_add(&model->pool, number, strlen(number)) };

	invoice->number = pial_arena_strdup(&result->arena, number);
	for (size_t i = 0; i < invoice->lines + invoice->allowances; i++) {
		invoice->line[i].invoice = text;
		invoice->line[i].date = invoice->date;
	}
}
