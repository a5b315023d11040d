/*
 * pial-invoice credit: a credit note for all or part of an issued invoice.
 *
 * An issued invoice is never changed: what was wrong is taken back by a document of its own, in
 * the seller's series, which cites the number and date of the invoice (CGI, annex II, 242 nonies
 * A; type 381, or 261 of a self-billed invoice), at most what is left of each line. Its key in
 * the register is what was asked, not what came of it: the same request made twice, because
 * nobody saw the answer to the first, finds the credit note already there.
 *
 * A part of a line is credited at the line's price, rounded as the line was. Two parts may then
 * round to a cent more or less than the whole; so the last part of such a line is what is left of
 * its quantity, at the price that makes what is left of its amount, for a line must always be its
 * quantity times its price. One unit at that amount was rejected: fees by the kilogram and what a
 * partner was paid are given back for the quantity that a credit note says. VAT likewise: see
 * lib/invoice/bill_credit.c.
 *
 * Of what the group bought (a self-billed invoice) it gives back the part of what it keeps too.
 * The law has the seller correct such an invoice unless its mandate says otherwise (rescrit
 * 2006/10), so nothing is credited unasked: a kitchen's credit note only says which command
 * corrects the other.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/invoice.h"
#include "cmd/invoice_document.h"
#include "cmd/invoice_issued.h"
#include "invoice/buy.h"
#include "invoice/kept.h"
#include "invoice/prepay.h"
#include "io/digest.h"
#include "num/decimal.h"
#include "num/round.h"

#include "base/banned.h"

/*
 * Cents over thousandths of a unit to ten-thousandths of a euro; and the thousandths up to which a
 * price moves the amount by a cent at most, so that each amount has one.
 */
#define PRICED 100000

struct own {
	const char *seller;	/* --seller; NULL: whoever has the number */
	bool again;		/* --again */
	bool no_pdf;		/* --no-pdf */
};

static const struct pial_option credit_options[] = {
	{ 0, "seller", PIAL_OPTION_TEXT, offsetof(struct own, seller), PIAL_N_("ID"),
	  PIAL_N_("whose invoice it is, where two sellers have the number") },
	{ 0, "again", PIAL_OPTION_FLAG, offsetof(struct own, again), NULL,
	  PIAL_N_("one more credit note, equal to one that is there") },
	{ 0, "no-pdf", PIAL_OPTION_FLAG, offsetof(struct own, no_pdf), NULL,
	  PIAL_N_("make no PDF: lines, XML and HTML only") },
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* A run. */
struct run {
	struct pial_issuing g;		/* what there is, and what is new */
	const struct pial_register_entry *entry;	/* the invoice */
	struct pial_left *left;		/* its lines */
	size_t lefts;			/* how many */
	struct pial_invoice_line *line;	/* what is taken back; owned */
	size_t lines;			/* how many */
};

static const char *text_of(const struct run *r, uint32_t n)
{
	return pial_model_text(&r->g.cli->book.model, n);
}

/* Finds the invoice that the first operand names. */
static bool find_invoice(struct run *r)
{
	struct pial_cli *cli = r->g.cli;
	const struct own *own = cli->own;
	const char *number = cli->operand[0];

	r->entry = pial_invoice_document(cli, &r->g.reg, number, own->seller);
	if (!r->entry)
		return false;
	if (pial_invoice_is_credit(r->entry->kind))
		return pial_diag_add(&cli->diags, NULL, PIAL_E_CREDIT_KIND, number);
	if (pial_kept_is_document(&cli->book.model, r->entry))
		return pial_diag_add(&cli->diags, NULL, PIAL_E_CREDIT_KEPT, number);
	r->left = pial_left_of(r->g.left, r->g.lefts, r->entry, &r->lefts);
	return true;
}

/* The numbers of the lines, for who named one that is not there. */
static bool no_line(struct run *r, const char *word)
{
	struct pial_strbuf lines;

	pial_strbuf_init(&lines, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < r->lefts; i++)
		if (r->left[i].line->kind != PIAL_LINE_ALLOWANCE)
			pial_strbuf_addf(&lines, "%s%d", i ? " " : "",
					 (int)r->left[i].line->number);
	pial_diag_add(&r->g.cli->diags, NULL, PIAL_E_CREDIT_LINE, word, r->g.cli->operand[0],
		      lines.text);
	pial_strbuf_release(&lines);
	return false;
}

/* Adds a line of the credit note and takes it off what is left. */
static void add_line(struct run *r, struct pial_left *left, struct pial_invoice_line *line)
{
	left->net.cents -= line->net.cents;
	line->kind = PIAL_LINE_CREDIT;
	line->credits = r->entry->number;
	if (!line->note.n)
		line->note_line = left->line->number;
	r->line[r->lines++] = *line;
}

/* The price at which a line's quantity comes to its net: the nearest one, or the one below. */
static bool find_price(struct pial_invoice_line *line)
{
	struct pial_money net;
	int64_t e4;

	if (line->quantity.milli <= 0 ||
	    !pial_muldiv(line->net.cents, PRICED, line->quantity.milli, PIAL_ROUND_HALF_AWAY, &e4))
		return false;
	for (int step = 0; step < 2 && e4 > 0 && e4 <= INT32_MAX; step++, e4--) {
		line->price.e4 = (int32_t)e4;
		if (pial_money_of(line->quantity, line->price, PIAL_ROUND_HALF_AWAY, &net) &&
		    net.cents == line->net.cents)
			return true;
	}
	return false;
}

/*
 * What is left of a line, whose amount is not its quantity times the line's price. Of more than a
 * hundred units not every amount has a price of four decimals: the units above are a line of their
 * own at the line's price. What was paid ahead has no quantity left, and is one unit.
 */
static bool credit_rest(struct run *r, struct pial_left *left)
{
	struct pial_invoice_line line = *left->line, more = line;

	line.quantity = left->quantity;
	more.quantity.milli = left->quantity.milli - PRICED;
	if (more.quantity.milli > 0 &&
	    pial_money_of(more.quantity, more.price, PIAL_ROUND_HALF_AWAY, &more.net) &&
	    more.net.cents < left->net.cents) {
		add_line(r, left, &more);
		line.quantity.milli = PRICED;
	}
	line.net = left->net;
	if (!find_price(&line)) {
		if (left->net.cents > INT32_MAX / 100)
			return pial_diag_add(&r->g.cli->diags, NULL, PIAL_E_AMOUNT);
		line.quantity.milli = 1000;
		line.price.e4 = (int32_t)(left->net.cents * 100);
	}
	add_line(r, left, &line);
	left->quantity.milli = 0;
	return true;
}

/* Lines that take back so much of another one, of which less is left then. */
static bool credit_line(struct run *r, struct pial_left *left, struct pial_qty quantity)
{
	struct pial_invoice_line line = *left->line;
	bool rest = quantity.milli == left->quantity.milli;

	if (!pial_money_of(quantity, line.price, PIAL_ROUND_HALF_AWAY, &line.net))
		return pial_diag_add(&r->g.cli->diags, NULL, PIAL_E_AMOUNT);
	line.quantity = quantity;
	if (rest ? line.net.cents != left->net.cents : line.net.cents > left->net.cents)
		return credit_rest(r, left);
	add_line(r, left, &line);
	left->quantity.milli -= quantity.milli;
	return true;
}

/*
 * A part of what was paid ahead is an amount, with its VAT, as it is paid back: the line is one
 * unit at what it comes to without.
 */
static bool credit_amount(struct run *r, struct pial_left *left, const char *word,
			  const char *amount)
{
	struct pial_invoice_line line = *left->line;
	struct pial_money total;

	if (pial_decimal_parse(amount, strlen(amount), 2, PIAL_DECIMAL_POINT, &total.cents) !=
		    PIAL_DECIMAL_OK || total.cents <= 0)
		return no_line(r, word);
	if (!pial_prepaid_net(total, line.vat_rate, &line.net) || line.net.cents > INT32_MAX / 100)
		return pial_diag_add(&r->g.cli->diags, NULL, PIAL_E_ADVANCE_VAT,
				     r->g.cli->operand[0], total.cents);
	line.quantity.milli = 1000;
	line.price.e4 = (int32_t)(line.net.cents * 100);
	line.kind = PIAL_LINE_CREDIT;
	line.credits = r->entry->number;
	line.note_line = left->line->number;
	r->line[r->lines++] = line;
	return true;
}

/* One word: a line, or a line and a quantity. */
static bool read_word(struct run *r, const char *word)
{
	const char *equals = strchr(word, '=');
	size_t len = equals ? (size_t)(equals - word) : strlen(word);
	struct pial_left *left = NULL;
	int64_t number, milli;

	if (pial_decimal_parse(word, len, 0, PIAL_DECIMAL_POINT, &number) != PIAL_DECIMAL_OK)
		return no_line(r, word);
	for (size_t i = 0; i < r->lefts; i++)
		if (r->left[i].line->number == number &&
		    r->left[i].line->kind != PIAL_LINE_ALLOWANCE)
			left = &r->left[i];
	if (!left)
		return no_line(r, word);
	if (equals && left->line->kind == PIAL_LINE_PREPAYMENT)
		return credit_amount(r, left, word, equals + 1);
	milli = left->quantity.milli;
	if (equals && (pial_decimal_parse(equals + 1, strlen(equals + 1), 3, PIAL_DECIMAL_POINT,
					  &milli) != PIAL_DECIMAL_OK || milli <= 0))
		return no_line(r, word);
	if (!equals && !pial_left_lives(left))
		milli = left->line->quantity.milli;
	if (milli > left->quantity.milli || !pial_left_lives(left))
		return pial_diag_add(&r->g.cli->diags, NULL, PIAL_E_CREDIT_LEFT, number,
				     r->g.cli->operand[0], milli, left->quantity.milli);
	return credit_line(r, left, (struct pial_qty){ milli });
}

/* The goods to take back, from the other operands. */
static bool read_goods(struct run *r)
{
	struct pial_cli *cli = r->g.cli;
	bool ok = true;

	if (cli->operands == 2 && strcmp(cli->operand[1], "all") == 0) {
		for (size_t i = 0; i < r->lefts; i++)
			if (pial_left_lives(&r->left[i]) &&
			    r->left[i].line->kind != PIAL_LINE_ALLOWANCE)
				ok = credit_line(r, &r->left[i], r->left[i].quantity) && ok;
		return ok;
	}
	for (int i = 1; i < cli->operands; i++)
		ok = read_word(r, cli->operand[i]) && ok;
	return ok;
}

/* What is left of the goods of a self-billed invoice at the rate of an allowance, in cents. */
static int64_t goods_left(const struct run *r, const struct pial_invoice_line *allowance)
{
	int64_t sum = 0;

	for (size_t i = 0; i < r->lefts; i++) {
		const struct pial_invoice_line *line = r->left[i].line;

		/* They are at most what the invoice comes to. */
		if (line->kind != PIAL_LINE_ALLOWANCE &&
		    line->vat_category == allowance->vat_category &&
		    line->vat_rate.e6 == allowance->vat_rate.e6)
			sum += r->left[i].net.cents;
	}
	return sum;
}

/*
 * What the group keeps of goods that are taken back is given back with them: of each allowance the
 * part that leaves it in proportion to the goods that stay, so that nothing is left of it at last.
 * before is what was left of the goods at its rate.
 */
static bool credit_allowance(struct run *r, struct pial_left *left, int64_t before)
{
	int64_t after = goods_left(r, left->line), stays = 0;
	struct pial_invoice_line line = *left->line;

	if (before <= 0 || after == before)
		return true;
	if (!pial_muldiv(left->net.cents, after, before, PIAL_ROUND_HALF_AWAY, &stays))
		return pial_diag_add(&r->g.cli->diags, NULL, PIAL_E_AMOUNT);
	line.net.cents = left->net.cents - stays;
	if (!line.net.cents)
		return true;
	/* An allowance is one unit at its amount (invoice/buy.c), so a part of it fits too. */
	line.quantity.milli = 1000;
	line.price.e4 = (int32_t)(line.net.cents * 100);
	line.credits = r->entry->number;
	r->line[r->lines++] = line;
	return true;
}

/* The lines to take back, and what goes back with them. */
static bool read_lines(struct run *r)
{
	int64_t *before = pial_calloc(r->lefts + 1, sizeof(*before));
	bool ok;

	r->line = pial_calloc(3 * r->lefts + 2 * (size_t)r->g.cli->operands + 1,
			      sizeof(*r->line));
	for (size_t i = 0; i < r->lefts; i++)
		before[i] = goods_left(r, r->left[i].line);
	ok = read_goods(r);
	for (size_t i = 0; i < r->lefts && ok; i++)
		if (r->left[i].line->kind == PIAL_LINE_ALLOWANCE)
			ok = credit_allowance(r, &r->left[i], before[i]);
	free(before);
	return ok;
}

static int by_text(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

/* What was asked, in any order of words, as a key. */
static void ask_key(struct run *r, unsigned again, char key[PIAL_DIGEST_TEXT])
{
	struct pial_cli *cli = r->g.cli;
	size_t words = (size_t)cli->operands - 1;
	char **word = pial_calloc(words + 1, sizeof(*word));
	struct pial_strbuf text;

	memcpy(word, cli->operand + 1, words * sizeof(*word));
	qsort(word, words, sizeof(*word), by_text);
	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	pial_strbuf_addf(&text, "credit\t%s\t%s\t%u\n", text_of(r, r->entry->seller.n),
			 text_of(r, r->entry->number.n), again);
	for (size_t i = 0; i < words; i++)
		pial_strbuf_addf(&text, "%s\n", word[i]);
	pial_digest(text.text, text.len, key);
	pial_strbuf_release(&text);
	free(word);
}

/* The credit note that answers the same request already; NULL: none. key is then a new one. */
static const struct pial_register_entry *find_answer(struct run *r, char key[PIAL_DIGEST_TEXT])
{
	const struct own *own = r->g.cli->own;
	const struct pial_register_entry *entry;
	unsigned again = 0;

	do {
		ask_key(r, again++, key);
		entry = pial_issuing_with_key(&r->g, key);
	} while (entry && own->again);
	return entry;
}

/* In a group that resells: what it bought and has now taken back from a kitchen. */
static void say_bought(struct run *r)
{
	struct pial_model *model = &r->g.cli->book.model;
	const struct pial_buy_input input = { .model = model, .left = r->g.left,
					      .lefts = r->g.lefts, .period = r->entry->period };

	if (strcmp(text_of(r, r->entry->seller.n), "self") == 0)
		pial_buy_compare(&input, &r->g.cli->diags);
}

static bool make_credit(struct run *r)
{
	struct pial_cli *cli = r->g.cli;
	size_t count;
	struct pial_invoice_line *line = pial_issuing_originals(&r->g, r->entry, &count);
	const struct pial_invoice_ref preceding = { text_of(r, r->entry->number.n),
						    r->entry->date, PIAL_MONEY_NONE };
	const struct pial_bill_input input = {
		.model = &cli->book.model, .legal = &r->g.legal.law, .line = r->line,
		.lines = r->lines, .date = cli->today, .period = r->entry->period,
		.kind = r->entry->kind == PIAL_INVOICE_SELF ? PIAL_INVOICE_SELF_CREDIT
							    : PIAL_INVOICE_CREDIT,
		.preceding = &preceding, .precedings = 1, .original = line, .originals = count,
	};
	bool ok = pial_bill(&input, &r->g.bill, &cli->diags);

	free(line);
	return ok;
}

/* What invoices have deducted of what was paid ahead cannot be paid back. */
static bool check_ahead(struct run *r)
{
	struct pial_cli *cli = r->g.cli;
	const struct pial_register_entry **document =
		pial_calloc(r->g.issueds + 1, sizeof(*document));
	struct pial_prepay_input input = { .model = &cli->book.model, .document = document };
	struct pial_money left;
	bool ok;

	for (size_t i = 0; i < r->g.issueds; i++)
		document[input.documents++] = r->g.issued[i].entry;
	ok = pial_prepaid_free(&input, r->entry->seller, r->entry->buyer, &left) ||
	     pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT);
	if (ok && r->g.bill.invoices && r->g.bill.invoice[0].total.cents > left.cents)
		ok = pial_diag_add(&cli->diags, NULL, PIAL_E_CREDIT_DEDUCTED,
				   text_of(r, r->entry->number.n),
				   r->g.bill.invoice[0].total.cents, left.cents);
	free(document);
	return ok;
}

/* The whole work, once the book is loaded. */
static void work(struct run *r)
{
	struct pial_cli *cli = r->g.cli;
	const struct pial_register_entry *there;
	struct pial_issuing_rows rows = { NULL, 0, 0 };
	char key[PIAL_DIGEST_TEXT];
	const char *const asked = key;

	if (!find_invoice(r))
		return;
	there = find_answer(r, key);
	if (there) {
		pial_diag_add(&cli->diags, NULL, PIAL_N_CREDIT_THERE, text_of(r, there->number.n));
		pial_issuing_row(&rows, there);
	} else {
		if (!read_lines(r))
			return;
		if (!r->lines) {
			pial_diag_add(&cli->diags, NULL, PIAL_E_CREDIT_NONE, cli->operand[0]);
			return;
		}
		if (!make_credit(r) ||
		    (r->entry->kind == PIAL_INVOICE_PREPAYMENT && !check_ahead(r)))
			return;
		pial_issuing_items(&r->g, &asked);
		if (!pial_issuing_commit(&r->g))
			return;
		for (size_t i = 0; i < r->g.bill.invoices; i++)
			pial_issuing_row(&rows, &r->g.item[i].entry);
		say_bought(r);
	}
	pial_issuing_put(&r->g, &rows);
}

static enum pial_exit run(struct pial_cli *cli)
{
	const struct own *own = cli->own;
	struct run r = { .entry = NULL };

	if (!cli->operands)
		return pial_cli_usage(cli, PIAL_N_("which invoice? Its number comes first"));
	pial_issuing_init(&r.g, cli);
	r.g.no_pdf = own->no_pdf;
	if (pial_issuing_load(&r.g))
		work(&r);
	/* Not while the answer is written. */
	pial_book_unlock(&cli->book);
	free(r.line);
	pial_issuing_release(&r.g);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_invoice_credit = {
	.name = "credit",
	.operands = PIAL_N_("NUMBER [all | LINE[=QUANTITY]...]"),
	.help = PIAL_N_("make a credit note for all or a part of an issued invoice"),
	.option = credit_options,
	.own_size = sizeof(struct own),
	.paper = true,
	.writes = true,
	.run = run,
};
