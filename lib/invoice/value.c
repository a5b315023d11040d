/*
 * Shares by addition and subtraction only: each cent starts in one line and is moved, never made.
 *
 * A line's net goes whole to one share; fees and purchases then move parts of it to another. So the
 * shares add up by construction, whatever is rounded. Percentages of the total were rejected: they
 * add up to 99,99 sooner or later.
 */
#include "invoice/value.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "invoice/bought.h"
#include "num/round.h"

#include "base/banned.h"

struct sharing {
	const struct pial_value_input *input;	/* lines and purchases */
	struct pial_sold *line;			/* sorted as each step needs; owned */
	size_t lines;				/* how many */
	struct pial_value *value;		/* being filled */
};

/* Moves cents from one share to another; from NULL: they come in. */
static bool move(struct pial_money *from, struct pial_money *to, int64_t cents)
{
	int64_t less = 0, more;

	if (from == to)
		return true;
	if ((from && !pial_add(from->cents, -cents, &less)) ||
	    !pial_add(to->cents, cents, &more))
		return false;
	if (from)
		from->cents = less;
	to->cents = more;
	return true;
}

static struct pial_money *share_to(struct pial_value *value, uint8_t to)
{
	switch ((enum pial_line_to)to) {
	case PIAL_TO_SERVICE:
		return &value->service;
	case PIAL_TO_FUND:
		return &value->fund;
	case PIAL_TO_TRANSPORT:
		return &value->transport;
	case PIAL_TO_NONE:
	case PIAL_TO_PRODUCER:
		break;
	}
	return &value->producers;
}

/* Who pays the fees of a line of goods: who delivered it, or the fund when it was bought. */
static struct pial_money *payer_of(const struct sharing *s, const struct pial_sold *line)
{
	if (line->bought)
		return &s->value->fund;
	return pial_sold_is_partner(s->input->model, &line->line) ? &s->value->partners
								  : &s->value->producers;
}

static bool add_vat(struct sharing *s)
{
	const struct pial_sold *line = s->line;
	size_t count = s->lines;

	for (size_t from = 0, end; from < count; from = end) {
		struct pial_money vat;

		end = pial_sold_tax_end(line, count, from);
		if (!pial_sold_tax(&line[from], end - from, &vat) ||
		    !move(NULL, &s->value->vat, vat.cents))
			return false;
	}
	return true;
}

/* A partner's goods: its price to the partner, and what is left of the line to the fund. */
static bool add_bought(struct sharing *s, const struct pial_sold *line)
{
	struct pial_value *value = s->value;
	int64_t more, dearer;

	return pial_add(line->line.net.cents, -line->paid.cents, &more) &&
	       move(NULL, &value->partners, line->paid.cents) &&
	       move(NULL, &value->fund, more) && pial_sold_dearer(line, &dearer) &&
	       pial_add(value->shortfall.cents, dearer, &value->shortfall.cents);
}

static bool add_nets(struct sharing *s)
{
	for (size_t i = 0; i < s->lines; i++) {
		const struct pial_sold *line = &s->line[i];
		struct pial_mass mass;

		if (!pial_sold_is_goods(&line->line)) {
			if (!move(NULL, share_to(s->value, line->line.to), line->line.net.cents))
				return false;
			continue;
		}
		if (line->bought ? !add_bought(s, line) :
				   !move(NULL, payer_of(s, line), line->line.net.cents))
			return false;
		if (!pial_invoice_line_mass(s->input->model, &line->line, &mass) ||
		    !pial_add(s->value->mass.g, mass.g, &s->value->mass.g))
			return false;
	}
	return true;
}

static bool take_fees(struct sharing *s)
{
	const struct pial_policy *policy = &s->input->model->policy;
	size_t count = s->lines;

	for (size_t from = 0, end; from < count && pial_sold_is_goods(&s->line[from].line);
	     from = end) {
		end = pial_sold_month_end(s->line, count, from);
		for (uint32_t i = 0; i < policy->fee_count; i++) {
			const struct pial_fee *fee = &policy->fee[i];
			struct pial_fee_due due;

			if (pial_fee_is_line(fee))
				continue;
			if (!pial_sold_fee(s->input->model, fee, &s->line[from], end - from,
					   &due) ||
			    !move(payer_of(s, &s->line[from]), share_to(s->value, fee->to),
				  due.amount.cents))
				return false;
		}
	}
	return true;
}

/* True when somebody who is no partner sold something in a month: who then bears a shortfall. */
static bool has_bearer(const struct sharing *s, struct pial_month month)
{
	size_t count = s->lines;

	for (size_t from = 0, end; from < count && pial_sold_is_goods(&s->line[from].line);
	     from = end) {
		int64_t sold = 0;

		end = pial_sold_month_end(s->line, count, from);
		if (s->line[from].line.period.n != month.n ||
		    pial_sold_is_partner(s->input->model, &s->line[from].line))
			continue;
		for (size_t i = from; i < end; i++)
			if (!pial_add(sold, s->line[i].line.net.cents, &sold))
				return true;
		if (sold > 0)
			return true;
	}
	return false;
}

/* Under `shortfall: producers` what partners cost too much is theirs; the fund has it back. */
static bool bear_shortfall(struct sharing *s)
{
	size_t count = s->lines;

	if (s->input->model->policy.shortfall != PIAL_SHORTFALL_PRODUCERS)
		return true;
	for (size_t from = 0, end; from < count && pial_sold_is_goods(&s->line[from].line);
	     from = end) {
		int64_t sum = 0, dearer;

		end = pial_sold_month_end(s->line, count, from);
		for (size_t i = from; i < end; i++)
			if (!pial_sold_dearer(&s->line[i], &dearer) || !pial_add(sum, dearer, &sum))
				return false;
		if (sum && has_bearer(s, s->line[from].line.period) &&
		    !move(&s->value->producers, &s->value->fund, sum))
			return false;
	}
	return true;
}

static bool add_total(struct pial_value *value)
{
	const struct pial_money part[] = { value->producers, value->partners, value->service,
					   value->fund, value->transport, value->vat };

	for (size_t i = 0; i < PIAL_COUNT(part); i++)
		if (!move(NULL, &value->total, part[i].cents))
			return false;
	return true;
}

/* What kitchens were sold: what the group that resells buys for it is the same goods again. */
static void keep_sales(struct sharing *s)
{
	uint32_t self = pial_intern_find(&s->input->model->pool, "self", strlen("self"));

	for (size_t i = 0; i < s->input->lines; i++)
		if (!pial_bought_is(self, &s->line[i].line))
			s->line[s->lines++] = s->line[i];
}

static bool share_all(struct sharing *s)
{
	const struct pial_sold_input input = {
		s->input->model, s->input->line, s->input->lines, s->input->purchase,
		s->input->purchases };

	if (!pial_sold_take(&input, s->line))
		return false;
	keep_sales(s);
	pial_sold_sort_by_tax(s->line, s->lines);
	if (!add_vat(s) || !add_nets(s))
		return false;
	pial_sold_sort(s->line, s->lines);
	return take_fees(s) && bear_shortfall(s) && add_total(s->value);
}

bool pial_value_share(const struct pial_value_input *input, struct pial_value *value,
		      struct pial_diags *diags)
{
	struct pial_pos pos = { input->file, 0, 0, PIAL_COLUMN_LETTER };
	struct sharing s = { .input = input, .value = value };
	bool done;

	memset(value, 0, sizeof(*value));
	s.line = pial_calloc(input->lines + 1, sizeof(*s.line));
	done = share_all(&s);
	free(s.line);
	return done || pial_diag_add(diags, &pos, PIAL_E_AMOUNT);
}
