/*
 * Who may do what on a day: membership, delivery days, closed periods, certificates.
 *
 * All bounds are days included on both sides; a missing bound is open.
 */
#include "model/model.h"

#include "base/banned.h"

bool pial_day_within(struct pial_date day, struct pial_date first, struct pial_date last)
{
	return (pial_date_is_none(first) || first.n <= day.n) &&
	       (pial_date_is_none(last) || day.n <= last.n);
}

bool pial_weekdays_hold(struct pial_weekdays set, struct pial_date day)
{
	return !set.bits || set.bits >> (pial_date_weekday(day) - 1) & 1;
}

const struct pial_closed *pial_model_closed(const struct pial_model *model,
					    const struct pial_kitchen *kitchen,
					    struct pial_date day)
{
	uint32_t i, p;

	for (i = 0; i < kitchen->closures.count; i++) {
		const struct pial_closure *closure =
			pial_model_closure(model, kitchen->closures.n[i]);

		for (p = 0; closure && p < closure->count; p++)
			if (pial_day_within(day, closure->period[p].from, closure->period[p].until))
				return &closure->period[p];
	}
	return NULL;
}

bool pial_kitchen_receives(const struct pial_model *model, const struct pial_kitchen *kitchen,
			   struct pial_date day)
{
	return pial_weekdays_hold(kitchen->delivery_days, day) &&
	       pial_day_within(day, kitchen->joined, kitchen->left) &&
	       !pial_model_closed(model, kitchen, day);
}

bool pial_kitchen_receives_in(const struct pial_model *model, const struct pial_kitchen *kitchen,
			      struct pial_week week)
{
	for (int day = PIAL_MONDAY; day <= PIAL_SUNDAY; day++) {
		struct pial_date date = pial_week_day(week, (enum pial_weekday)day);

		if (!pial_date_is_none(date) && pial_kitchen_receives(model, kitchen, date))
			return true;
	}
	return false;
}

bool pial_producer_delivers(const struct pial_producer *producer, struct pial_date day)
{
	return pial_weekdays_hold(producer->days, day) &&
	       pial_day_within(day, producer->joined, producer->left);
}

static bool covers(const struct pial_certificate *certificate, struct pial_product_id product)
{
	uint32_t i;

	if (!certificate->products.count)
		return true;
	for (i = 0; i < certificate->products.count; i++)
		if (certificate->products.n[i] == product.n)
			return true;
	return false;
}

const struct pial_certificate *pial_model_certificate(const struct pial_model *model,
						      struct pial_producer_id producer,
						      struct pial_product_id product,
						      struct pial_date day)
{
	const struct pial_producer *who = pial_model_producer(model, producer);
	const struct pial_certificate *found = NULL;
	size_t i = who ? model->certificate_from[who - model->producer] : 0;

	if (!i)
		return NULL;
	for (i--; i < model->certificates && model->certificate[i].producer.n == producer.n; i++) {
		const struct pial_certificate *certificate = &model->certificate[i];

		if (!pial_day_within(day, certificate->from, certificate->until) ||
		    !covers(certificate, product))
			continue;
		if (certificate->status == PIAL_CERTIFICATE_ORGANIC)
			return certificate;
		found = certificate;
	}
	return found;
}

bool pial_model_is_organic(const struct pial_model *model, struct pial_producer_id producer,
			   struct pial_product_id product, struct pial_date day)
{
	const struct pial_certificate *certificate =
		pial_model_certificate(model, producer, product, day);

	return certificate && certificate->status == PIAL_CERTIFICATE_ORGANIC;
}

bool pial_producer_belongs_in(const struct pial_producer *producer, struct pial_week week)
{
	struct pial_date first = pial_week_monday(week), last = pial_week_day(week, PIAL_SUNDAY);

	return (pial_date_is_none(producer->joined) || producer->joined.n <= last.n) &&
	       (pial_date_is_none(producer->left) || producer->left.n >= first.n);
}
