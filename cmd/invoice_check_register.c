/*
 * pial-invoice check, the registers: what was issued, looked at again from the outside in.
 *
 * First the registers as bytes, then the files they name, then the amounts, which are added up
 * from the lines here once more and not asked of whoever billed them, at last what documents say
 * of each other. A register that is not whole ends it: what its rows name would all be called
 * missing.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/invoice_check.h"
#include "cmd/invoice_kept.h"
#include "num/round.h"

#include "base/banned.h"

/* Tax of one category and rate. */
struct rate_sum {
	uint8_t category;	/* enum pial_vat_category */
	int32_t rate;		/* millionths */
	int64_t net;		/* cents */
	int64_t rounding;	/* cents of VAT beside net x rate; of a credit note only */
};

/* Adds a line to the sums, which have room for every line. */
static bool add_up(struct rate_sum *sum, size_t *count, const struct pial_invoice_line *line)
{
	struct pial_money net;
	size_t at = 0;

	if (!pial_money_of(line->quantity, line->price, PIAL_ROUND_HALF_AWAY, &net) ||
	    net.cents != line->net.cents)
		return false;
	while (at < *count && (sum[at].category != line->vat_category ||
			       sum[at].rate != line->vat_rate.e6))
		at++;
	if (at == *count)
		sum[(*count)++] = (struct rate_sum){ line->vat_category, line->vat_rate.e6, 0, 0 };
	sum[at].rounding += pial_invoice_line_rounding(line);
	return pial_add(sum[at].net, pial_invoice_line_adds(line), &sum[at].net);
}

/* A cent at most, on a credit note only: see lib/invoice/bill_credit.c. */
static bool rounding_holds(const struct pial_register_entry *entry, int64_t rounding)
{
	return !rounding || (rounding >= -1 && rounding <= 1 &&
			     pial_invoice_is_credit(entry->kind));
}

/* The amounts of a document's row, from its lines. */
static bool amounts_hold(const struct pial_issued *issued, int64_t *total)
{
	struct rate_sum *sum = pial_calloc(issued->lines + 1, sizeof(*sum));
	const struct pial_register_entry *entry = issued->entry;
	int64_t net = 0, vat = 0;
	size_t count = 0;
	bool ok = true;

	for (size_t k = 0; k < issued->lines && ok; k++)
		ok = add_up(sum, &count, &issued->line[k]) &&
		     issued->line[k].seller.n == entry->seller.n &&
		     issued->line[k].buyer.n == entry->buyer.n &&
		     issued->line[k].invoice.n == entry->number.n &&
		     issued->line[k].date.n == entry->date.n;
	for (size_t i = 0; i < count && ok; i++) {
		struct pial_money tax;

		ok = pial_money_rate((struct pial_money){ sum[i].net },
				     (struct pial_rate){ sum[i].rate }, PIAL_ROUND_HALF_AWAY,
				     &tax) &&
		     rounding_holds(entry, sum[i].rounding) &&
		     pial_add(net, sum[i].net, &net) &&
		     pial_add(vat, tax.cents + sum[i].rounding, &vat);
	}
	free(sum);
	*total = net + vat;
	return ok && issued->lines && net == entry->net.cents && vat == entry->vat.cents;
}

static void check_amounts(struct pial_issuing *g)
{
	struct pial_cli *cli = g->cli;

	for (size_t i = 0; i < g->issueds; i++) {
		const struct pial_register_entry *entry = g->issued[i].entry;
		int64_t total;

		if (!amounts_hold(&g->issued[i], &total))
			pial_diag_add(&cli->diags, NULL, PIAL_E_REGISTER_LINES,
				      pial_model_text(&cli->book.model, entry->number.n), total,
				      entry->total.cents);
	}
}

static int compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

/* By what was delivered; then in the order of issue, so that the earlier one is named first. */
static int by_delivery(const void *left, const void *right)
{
	const struct pial_left *a = left, *b = right;
	int order = compare_numbers(a->line->note.n, b->line->note.n);

	if (!order)
		order = compare_numbers(a->line->product.n, b->line->product.n);
	if (!order)
		order = compare_numbers(a->line->batch.n, b->line->batch.n);
	if (!order)
		order = (a->line->note_line > b->line->note_line) -
			(a->line->note_line < b->line->note_line);
	if (!order)
		order = (a->entry->date.n > b->entry->date.n) -
			(a->entry->date.n < b->entry->date.n);
	return order ? order : compare_numbers(a->entry->line, b->entry->line);
}

static bool same_delivery(const struct pial_left *a, const struct pial_left *b)
{
	return a->line->note.n == b->line->note.n && a->line->product.n == b->line->product.n &&
	       a->line->batch.n == b->line->batch.n && a->line->note_line == b->line->note_line;
}

/* Each delivery on one live invoice to a kitchen, and on one to the group. */
static void check_twice(struct pial_issuing *g, bool to_group)
{
	const struct pial_model *model = &g->cli->book.model;
	uint32_t self = pial_intern_find(&model->pool, "self", strlen("self"));
	struct pial_left *live = pial_calloc(g->lefts + 1, sizeof(*live));
	size_t count = 0;

	for (size_t i = 0; i < g->lefts; i++)
		if (g->left[i].line->note.n && pial_left_lives(&g->left[i]) &&
		    (g->left[i].entry->buyer.n == self) == to_group)
			live[count++] = g->left[i];
	if (count)
		qsort(live, count, sizeof(*live), by_delivery);
	for (size_t i = 1; i < count; i++)
		if (same_delivery(&live[i - 1], &live[i]))
			pial_diag_add(&g->cli->diags, NULL, PIAL_E_REGISTER_TWICE,
				      pial_model_text(model, live[i].line->note.n),
				      pial_model_text(model, live[i].line->product.n),
				      pial_model_text(model, live[i - 1].entry->number.n),
				      pial_model_text(model, live[i].entry->number.n));
	free(live);
}

enum pial_exit pial_invoice_check_registers(struct pial_cli *cli)
{
	struct pial_issuing g;
	enum pial_exit code;

	if (!pial_cli_book(cli))
		return pial_cli_result(cli, true);
	pial_issuing_init(&g, cli);
	if (pial_register_load(&g.reg, &cli->book, &cli->diags) &&
	    pial_register_documents(&g.reg, &cli->book, &cli->diags)) {
		bool ok = pial_issuing_lines(&g);

		if (ok)
			check_amounts(&g);
		if (ok && pial_issuing_left(&g)) {
			check_twice(&g, false);
			check_twice(&g, true);
		}
		ok = ok && pial_keeping_check(&g);
	}
	pial_book_unlock(&cli->book);
	pial_issuing_release(&g);
	code = pial_cli_result(cli, true);
	return code == PIAL_EXIT_DATA ? PIAL_EXIT_PERSON : code;
}
