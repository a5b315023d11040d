/*
 * Each condition is asked of the model, where deliveries and invoices ask the same.
 *
 * Distance is apart: it does not depend on the day, so that the instance asks once a pair.
 */
#include "engine/allowed.h"

#include "base/banned.h"

const char *pial_barrier_text(enum pial_barrier barrier)
{
	static const char *const text[] = {
		[PIAL_BARRIER_NONE] = PIAL_N_("nothing"),
		[PIAL_BARRIER_PRODUCT] =
			PIAL_N_("it is neither the product ordered nor a substitute"),
		[PIAL_BARRIER_OFFER_DAY] = PIAL_N_("the offer is not for that day"),
		[PIAL_BARRIER_PRODUCER] = PIAL_N_("the producer does not deliver that day"),
		[PIAL_BARRIER_KITCHEN] = PIAL_N_("the kitchen does not receive that day"),
		[PIAL_BARRIER_TIER] = PIAL_N_("the kitchen does not accept this tier"),
		[PIAL_BARRIER_ORGANIC] = PIAL_N_("the kitchen takes organic only"),
		[PIAL_BARRIER_CONTRACT] = PIAL_N_("the contract does not name this producer"),
		[PIAL_BARRIER_EXCLUDED] = PIAL_N_("the policy excludes this pair"),
		[PIAL_BARRIER_RADIUS] = PIAL_N_("the distance is unknown or above the radius"),
	};

	return text[barrier];
}

static bool same_goods(const struct pial_product *a, const struct pial_product *b)
{
	return a->unit == b->unit && a->pack.milli == b->pack.milli;
}

static bool replaces(const struct pial_model *model, const struct pial_kitchen *kitchen,
		     struct pial_product_id offered, struct pial_product_id ordered)
{
	const struct pial_product *wanted = pial_model_product(model, ordered);
	const struct pial_product *given = pial_model_product(model, offered);

	if (offered.n == ordered.n)
		return true;
	if (kitchen->substitutes != PIAL_YES || !same_goods(wanted, given))
		return false;
	for (uint32_t i = 0; i < wanted->substitutes.count; i++)
		if (wanted->substitutes.n[i] == offered.n)
			return true;
	return false;
}

static bool excluded(const struct pial_policy *policy, struct pial_producer_id producer,
		     struct pial_kitchen_id kitchen)
{
	for (uint32_t i = 0; i < policy->exclude_count; i++)
		if (policy->exclude[i].producer.n == producer.n &&
		    policy->exclude[i].kitchen.n == kitchen.n)
			return true;
	return false;
}

static bool accepts(const struct pial_kitchen *kitchen, const struct pial_producer *producer)
{
	return !kitchen->accepts.bits || (kitchen->accepts.bits >> (producer->tier - 1) & 1);
}

enum pial_barrier pial_barrier_of(const struct pial_model *model, const struct pial_offer *offer,
				  const struct pial_order *order)
{
	const struct pial_producer *producer = pial_model_producer(model, offer->producer);
	const struct pial_kitchen *kitchen = pial_model_kitchen(model, order->kitchen);
	const struct pial_contract *contract = pial_model_contract(model, order->contract);

	if (!replaces(model, kitchen, offer->product, order->product))
		return PIAL_BARRIER_PRODUCT;
	if (!pial_day_within(order->day, offer->from_day, offer->until_day))
		return PIAL_BARRIER_OFFER_DAY;
	if (!pial_producer_delivers(producer, order->day))
		return PIAL_BARRIER_PRODUCER;
	if (!pial_kitchen_receives(model, kitchen, order->day))
		return PIAL_BARRIER_KITCHEN;
	if (!accepts(kitchen, producer))
		return PIAL_BARRIER_TIER;
	if (kitchen->organic_only == PIAL_YES &&
	    !pial_model_is_organic(model, offer->producer, offer->product, order->day))
		return PIAL_BARRIER_ORGANIC;
	if (contract && !pial_contract_allows(contract, offer->producer, order->day))
		return PIAL_BARRIER_CONTRACT;
	if (excluded(&model->policy, offer->producer, order->kitchen))
		return PIAL_BARRIER_EXCLUDED;
	return PIAL_BARRIER_NONE;
}

enum pial_barrier pial_barrier_distance(const struct pial_model *model,
					const struct pial_producer *producer,
					const struct pial_kitchen *kitchen, int32_t *metres,
					bool *unknown)
{
	enum pial_distance_source source;
	struct pial_distance distance = pial_model_distance(model, producer, kitchen, &source);
	struct pial_distance radius = model->policy.radius;

	*unknown = source == PIAL_DISTANCE_UNKNOWN;
	*metres = *unknown ? 0 : distance.m;
	if (!pial_distance_is_none(radius) && (*unknown || distance.m > radius.m))
		return PIAL_BARRIER_RADIUS;
	return PIAL_BARRIER_NONE;
}
