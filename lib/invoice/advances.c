/*
 * Balances are worked out from the ledger each time: a balance that is stored can be wrong.
 */
#include "invoice/advances.h"

#include <string.h>

#include "num/round.h"

#include "base/banned.h"

/* True when an entry counts before the statements of a month. */
static bool counts(const struct pial_advance_entry *entry, struct pial_month period)
{
	if (entry->period.n)
		return entry->period.n < period.n;
	return entry->date.n <= pial_month_last(period).n;
}

/* A confirmed hazard of the producer has a week with a day in the month. */
static bool paused(const struct pial_model *model, struct pial_producer_id producer,
		   struct pial_month period)
{
	struct pial_date first = pial_month_first(period), last = pial_month_last(period);

	for (size_t i = 0; i < model->hazards; i++) {
		const struct pial_hazard *hazard = &model->hazard[i];
		struct pial_week until =
			hazard->until_week.n ? hazard->until_week : hazard->from_week;

		if (hazard->producer.n == producer.n && !pial_date_is_none(hazard->confirmed_on) &&
		    pial_week_monday(hazard->from_week).n <= last.n &&
		    pial_week_day(until, PIAL_SUNDAY).n >= first.n)
			return true;
	}
	return false;
}

/* Adds one entry to a balance. */
static bool add_entry(const struct pial_advance_entry *entry, struct pial_money *balance)
{
	int64_t cents = entry->amount.cents;

	return pial_add(balance->cents, entry->kind == PIAL_ADVANCE_GRANTED ? cents : -cents,
			&balance->cents);
}

bool pial_advance_left(const struct pial_advance_entry *row, size_t rows, struct pial_money *left)
{
	left->cents = 0;
	for (size_t i = 0; i < rows; i++)
		if (!add_entry(&row[i], left))
			return false;
	return true;
}

bool pial_advances_open(const struct pial_model *model, const struct pial_advance_entry *entry,
			size_t entries, struct pial_arena *arena,
			struct pial_advance_open **open, size_t *count, struct pial_month period)
{
	*open = pial_arena_zalloc(arena, entries + 1, sizeof(**open));
	*count = 0;
	for (size_t i = 0, end; i < entries; i = end) {
		struct pial_advance_open one = {
			.producer = entry[i].producer, .advance = entry[i].advance,
			.repay = entry[i].repay, .monthly = entry[i].monthly,
			.first = entry[i].first,
		};

		for (end = i; end < entries && entry[end].advance.n == entry[i].advance.n; end++)
			if (counts(&entry[end], period) && !add_entry(&entry[end], &one.balance))
				return false;
		if (model->policy.billing != PIAL_BILLING_DIRECT &&
		    pial_model_kitchen(model, (struct pial_kitchen_id){ entry[i].lender.n }))
			one.lender.n = entry[i].lender.n;
		one.paused = paused(model, one.producer, period);
		if (one.balance.cents > 0)
			(*open)[(*count)++] = one;
	}
	return true;
}
