/*
 * Small facts of invoices that several rooms ask for: codes and numbers.
 */
#include "model/invoice.h"

#include <string.h>

#include "base/banned.h"

static const int codes[] = {
	[PIAL_INVOICE_NONE] = 0, [PIAL_INVOICE_PLAIN] = 380, [PIAL_INVOICE_CREDIT] = 381,
	[PIAL_INVOICE_PREPAYMENT] = 386, [PIAL_INVOICE_SELF] = 389,
	[PIAL_INVOICE_SELF_CREDIT] = 261,
};

bool pial_invoice_number_ok(const char *number)
{
	size_t len = strspn(number, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				    "0123456789+-_/");

	return len && !number[len] && len <= PIAL_INVOICE_NUMBER_MAX;
}

int pial_invoice_code(enum pial_invoice_kind kind)
{
	return codes[kind];
}

enum pial_invoice_kind pial_invoice_of_code(int64_t code)
{
	for (size_t i = 1; i < sizeof(codes) / sizeof(*codes); i++)
		if (codes[i] == code)
			return (enum pial_invoice_kind)i;
	return PIAL_INVOICE_NONE;
}

bool pial_invoice_is_credit(uint8_t kind)
{
	return kind == PIAL_INVOICE_CREDIT || kind == PIAL_INVOICE_SELF_CREDIT;
}

bool pial_invoice_is_self(uint8_t kind)
{
	return kind == PIAL_INVOICE_SELF || kind == PIAL_INVOICE_SELF_CREDIT;
}

int64_t pial_invoice_line_adds(const struct pial_invoice_line *line)
{
	return line->kind == PIAL_LINE_ALLOWANCE ? -line->net.cents : line->net.cents;
}

bool pial_invoice_line_is_ahead(const struct pial_invoice_line *line)
{
	return line->kind == PIAL_LINE_PREPAYMENT ||
	       (line->kind == PIAL_LINE_CREDIT && line->to == PIAL_TO_NONE && !line->producer.n);
}

int64_t pial_invoice_line_rounding(const struct pial_invoice_line *line)
{
	return pial_money_is_none(line->vat_rounding) ? 0 : line->vat_rounding.cents;
}

int64_t pial_invoice_line_counts(const struct pial_invoice_line *line)
{
	int64_t adds = pial_invoice_line_adds(line);

	return line->kind == PIAL_LINE_CREDIT || line->credits.n ? -adds : adds;
}
