/*
 * Credit notes taken off, line by line.
 *
 * Amounts are what decides whether a line lives, because they are what is owed; a line that never
 * had an amount lives by its quantity. A credit at another price than the line's is the rest of a
 * line whose parts were rounded (see the verb credit): with it ends the quantity, whatever it says,
 * once nothing is left of the amount. It may stand before other parts of the same credit note.
 */
#include "invoice/left.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "num/decimal.h"

#include "base/banned.h"

bool pial_left_lives(const struct pial_left *left)
{
	if (left->line->net.cents)
		return left->net.cents > 0;
	return left->quantity.milli > 0;
}

static int by_number(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int by_line(const void *a, const void *b)
{
	const struct pial_left *x = a, *y = b;
	int order = by_number(x->entry->seller.n, y->entry->seller.n);

	if (!order)
		order = by_number(x->entry->number.n, y->entry->number.n);
	if (!order)
		order = (x->line->number > y->line->number) - (x->line->number < y->line->number);
	return order;
}

/* First entry of a seller's invoice. */
static size_t first_of(const struct pial_left *left, size_t count, uint32_t seller,
		       uint32_t number)
{
	size_t from = 0, end = count;

	while (from < end) {
		size_t middle = from + (end - from) / 2;
		const struct pial_register_entry *entry = left[middle].entry;
		int order = by_number(entry->seller.n, seller);

		if (!order)
			order = by_number(entry->number.n, number);
		if (order < 0)
			from = middle + 1;
		else
			end = middle;
	}
	return from;
}

static bool is_of(const struct pial_left *left, uint32_t seller, uint32_t number)
{
	return left->entry->seller.n == seller && left->entry->number.n == number;
}

struct pial_left *pial_left_of(struct pial_left *left, size_t count,
			       const struct pial_register_entry *entry, size_t *lines)
{
	size_t from = first_of(left, count, entry->seller.n, entry->number.n), end = from;

	while (end < count && is_of(&left[end], entry->seller.n, entry->number.n))
		end++;
	*lines = end - from;
	return end > from ? left + from : NULL;
}

const char *pial_left_command(const struct pial_model *model, struct pial_arena *arena,
			      const struct pial_left *left, int64_t part)
{
	const char *number = pial_model_text(model, left->entry->number.n);
	const char *seller = pial_model_text(model, left->entry->seller.n);
	struct pial_strbuf text;
	const char *command;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	if (part > 0) {
		pial_strbuf_addch(&text, '=');
		pial_decimal_format(&text, part, 3, 0, '.');
	}
	command = pial_arena_printf(arena, "pial-invoice credit %s %d%s --seller %s", number,
				    (int)left->line->number, text.text, seller);
	pial_strbuf_release(&text);
	return command;
}

/*
 * The same line of a delivery note; of lines without a note (fees), that of the invoice which the
 * credit names: two months on one invoice may each have the same fee.
 */
static bool same_place(const struct pial_invoice_line *credit,
		       const struct pial_invoice_line *line)
{
	if (credit->note.n || line->note.n || credit->note_line == line->note_line)
		return credit->note.n == line->note.n && credit->note_line == line->note_line;
	return credit->note_line == line->number;
}

/* True when a line of a credit note speaks of this one. */
static bool takes(const struct pial_invoice_line *credit, const struct pial_invoice_line *line)
{
	return same_place(credit, line) && credit->product.n == line->product.n &&
	       credit->batch.n == line->batch.n &&
	       credit->label.n == line->label.n && credit->vat_rate.e6 == line->vat_rate.e6 &&
	       (credit->kind == PIAL_LINE_ALLOWANCE) == (line->kind == PIAL_LINE_ALLOWANCE);
}

/* Takes one line off; false when it does not fit. */
static bool take(struct pial_left *left, size_t count, const struct pial_register_entry *entry,
		 const struct pial_invoice_line *credit)
{
	size_t i = first_of(left, count, entry->seller.n, entry->credits.n);

	for (; i < count && is_of(&left[i], entry->seller.n, entry->credits.n); i++) {
		struct pial_left *at = &left[i];
		bool whole = credit->price.e4 != at->line->price.e4;

		if (!takes(credit, at->line) || credit->net.cents > at->net.cents ||
		    (!whole && credit->quantity.milli > at->quantity.milli))
			continue;
		at->net.cents -= credit->net.cents;
		at->quantity.milli -= credit->quantity.milli;
		if (whole && (!at->net.cents || at->quantity.milli < 0))
			at->quantity.milli = 0;
		at->credit = entry->number;
		return true;
	}
	return false;
}

static size_t count_lines(const struct pial_issued *document, size_t documents, bool credits)
{
	size_t lines = 0;

	for (size_t i = 0; i < documents; i++)
		if (pial_invoice_is_credit(document[i].entry->kind) == credits)
			lines += document[i].lines;
	return lines;
}

static void add_lines(struct pial_left *left, size_t *count, const struct pial_issued *document)
{
	for (size_t k = 0; k < document->lines; k++) {
		const struct pial_invoice_line *line = &document->line[k];

		left[(*count)++] = (struct pial_left){ document->entry, line, line->quantity,
						       line->net, { 0 } };
	}
}

bool pial_left_make(const struct pial_model *model, const struct pial_issued *document,
		    size_t documents, struct pial_left **left, size_t *count,
		    struct pial_diags *diags)
{
	bool ok = true;

	*left = pial_calloc(count_lines(document, documents, false) + 1, sizeof(**left));
	*count = 0;
	for (size_t i = 0; i < documents; i++)
		if (!pial_invoice_is_credit(document[i].entry->kind))
			add_lines(*left, count, &document[i]);
	if (*count)
		qsort(*left, *count, sizeof(**left), by_line);
	for (size_t i = 0; i < documents; i++) {
		const struct pial_register_entry *entry = document[i].entry;
		bool fits = true;

		if (!pial_invoice_is_credit(entry->kind))
			continue;
		for (size_t k = 0; k < document[i].lines; k++)
			fits = take(*left, *count, entry, &document[i].line[k]) && fits;
		if (!fits)
			ok = pial_diag_add(diags, NULL, PIAL_E_REGISTER_CREDIT,
					   pial_model_text(model, entry->number.n),
					   pial_model_text(model, entry->credits.n));
	}
	return ok;
}
