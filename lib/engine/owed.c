/*
 * Periods are spans of days; what is open is counted day by day, a few hundred at most.
 *
 * Counting weeks times delivery days was rejected: closures and membership dates would be
 * missed.
 */
#include "engine/owed.h"

#include "base/banned.h"

struct pial_qty pial_firm_quantity(const struct pial_contract_line *line, struct pial_week week)
{
	for (uint32_t i = 0; i < line->firm_count; i++) {
		const struct pial_firm *firm = &line->firm[i];

		if ((pial_week_is_none(firm->from_week) || firm->from_week.n <= week.n) &&
		    (pial_week_is_none(firm->until_week) || week.n <= firm->until_week.n))
			return firm->quantity;
	}
	return PIAL_QTY_NONE;
}

struct pial_date pial_line_first_day(const struct pial_model *model,
				     const struct pial_contract *contract,
				     const struct pial_contract_line *line,
				     struct pial_week week)
{
	const struct pial_kitchen *kitchen = pial_model_kitchen(model, contract->kitchen);

	for (int day = PIAL_MONDAY; kitchen && day <= PIAL_SUNDAY; day++) {
		struct pial_date date = pial_week_day(week, (enum pial_weekday)day);

		if (!pial_date_is_none(date) && pial_kitchen_receives(model, kitchen, date) &&
		    pial_contract_line_on(contract, line->product, date) == line)
			return date;
	}
	return (struct pial_date){ 0 };
}

/* The same day of another year; 1 March for 29 February where there is none. */
static struct pial_date in_year(struct pial_date date, int year)
{
	struct pial_date result = { 0 };
	int y, m, d;

	pial_date_parts(date, &y, &m, &d);
	if (!pial_date_make(year, m, d, &result) && !pial_date_make(year, 3, 1, &result))
		return date;
	return result;
}

/* Narrows a span to a year that holds day: from 1 January, or from the day of the year it began. */
static struct pial_span narrow(struct pial_span span, struct pial_date day, bool anniversary)
{
	struct pial_date first = { 0 }, next = { 0 };
	int year, m, d;

	pial_date_parts(day, &year, &m, &d);
	if (anniversary && !pial_date_is_none(span.first)) {
		first = in_year(span.first, year);
		if (first.n > day.n)
			first = in_year(span.first, --year);
		next = in_year(span.first, year + 1);
	} else if (!pial_date_make(year, 1, 1, &first) || !pial_date_make(year + 1, 1, 1, &next)) {
		return span;
	}
	if (first.n > span.first.n)
		span.first = first;
	if (pial_date_is_none(span.last) || next.n <= span.last.n)
		span.last = pial_date_add(next, -1);
	return span;
}

struct pial_span pial_line_period(const struct pial_contract *contract,
				  const struct pial_contract_line *line, struct pial_date day)
{
	struct pial_span span = { line->from, line->until };

	if (pial_date_is_none(span.first))
		span.first = contract->from;
	if (pial_date_is_none(span.last))
		span.last = contract->until;
	if (line->per == PIAL_PER_YEAR || line->per == PIAL_PER_ANNIVERSARY)
		span = narrow(span, day, line->per == PIAL_PER_ANNIVERSARY);
	return span;
}

int64_t pial_open_days(const struct pial_model *model, const struct pial_kitchen *kitchen,
		       struct pial_span span)
{
	int64_t open = 0;

	if (pial_date_is_none(span.first) || pial_date_is_none(span.last))
		return 0;
	for (uint32_t n = span.first.n; n <= span.last.n; n++)
		open += pial_kitchen_receives(model, kitchen, (struct pial_date){ (uint16_t)n });
	return open;
}

/* The part of a span from a week's Monday on, or within the week. */
static struct pial_span meet(struct pial_span span, struct pial_date first, struct pial_date last)
{
	if (first.n > span.first.n)
		span.first = first;
	if (!pial_date_is_none(last) && last.n < span.last.n)
		span.last = last;
	return span;
}

static int64_t delivered_in(const struct pial_allocate_input *input,
			    const struct pial_contract *contract, struct pial_product_id product,
			    struct pial_span span)
{
	int64_t sum = 0;

	for (size_t i = 0; i < input->delivereds; i++) {
		const struct pial_contract_delivered *d = &input->delivered[i];

		if (d->contract.n == contract->id.n && d->product.n == product.n &&
		    d->day.n >= span.first.n && d->day.n <= span.last.n &&
		    __builtin_add_overflow(sum, d->quantity.milli, &sum))
			return INT64_MAX;
	}
	return sum;
}

int64_t pial_minimum_per_day(const struct pial_allocate_input *input,
			     const struct pial_contract *contract,
			     const struct pial_contract_line *line, struct pial_date day)
{
	struct pial_span span = pial_line_period(contract, line, day);
	const struct pial_kitchen *kitchen = pial_model_kitchen(input->model, contract->kitchen);
	struct pial_date monday = pial_week_monday(input->week);
	int64_t done, left, days;

	if (pial_qty_is_none(line->min) || !kitchen)
		return 0;
	done = delivered_in(input, contract, line->product, span);
	if (done >= line->min.milli)
		return 0;
	left = line->min.milli - done;
	days = pial_open_days(input->model, kitchen,
			      meet(span, monday, (struct pial_date){ 0 }));
	return days ? left / days + (left % days != 0) : 0;
}

bool pial_line_reference(const struct pial_allocate_input *input,
			 const struct pial_contract *contract,
			 const struct pial_contract_line *line, struct pial_date day,
			 struct pial_ratio *reference)
{
	struct pial_span span = pial_line_period(contract, line, day);
	const struct pial_kitchen *kitchen = pial_model_kitchen(input->model, contract->kitchen);
	struct pial_date monday = pial_week_monday(input->week);
	struct pial_qty whole = pial_qty_is_none(line->max) ? line->min : line->max;
	int64_t all, here;

	*reference = (struct pial_ratio){ 0, 1 };
	if (pial_qty_is_none(whole) || !kitchen)
		return false;
	all = pial_open_days(input->model, kitchen, span);
	if (!all)
		return false;
	here = pial_open_days(input->model, kitchen,
			      meet(span, monday, pial_date_add(monday, 6)));
	*reference = pial_ratio_make((pial_i128)whole.milli * here, all);
	return true;
}
