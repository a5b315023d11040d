/*
 * The texts are those of the engine's refusals: a catalogue holds each once.
 */
#include "proof/barrier.h"

#include "base/banned.h"

/* The product ordered, or a substitute of it that the kitchen accepts. */
static bool suits(const struct pial_model *model, const struct pial_offer *offer,
		  const struct pial_order *order, const struct pial_kitchen *kitchen)
{
	const struct pial_product *wanted = pial_model_product(model, order->product);
	const struct pial_product *given = pial_model_product(model, offer->product);

	if (wanted == given)
		return true;
	if (kitchen->substitutes != PIAL_YES || wanted->unit != given->unit ||
	    wanted->pack.milli != given->pack.milli)
		return false;
	for (uint32_t i = 0; i < wanted->substitutes.count; i++)
		if (wanted->substitutes.n[i] == given->id.n)
			return true;
	return false;
}

static bool kept_apart(const struct pial_policy *policy, const struct pial_offer *offer,
		       const struct pial_order *order)
{
	for (uint32_t i = 0; i < policy->exclude_count; i++)
		if (policy->exclude[i].producer.n == offer->producer.n &&
		    policy->exclude[i].kitchen.n == order->kitchen.n)
			return true;
	return false;
}

/* Sets the distance; true when a radius parts the two. */
static bool too_far(const struct pial_model *model, const struct pial_producer *producer,
		    const struct pial_kitchen *kitchen, int32_t *metres)
{
	enum pial_distance_source source;
	struct pial_distance distance = pial_model_distance(model, producer, kitchen, &source);
	bool known = source != PIAL_DISTANCE_UNKNOWN;

	*metres = known ? distance.m : 0;
	if (pial_distance_is_none(model->policy.radius))
		return false;
	return !known || distance.m > model->policy.radius.m;
}

const char *pial_check_barrier(const struct pial_model *model, const struct pial_offer *offer,
			       const struct pial_order *order, int32_t *metres)
{
	const struct pial_producer *producer = pial_model_producer(model, offer->producer);
	const struct pial_kitchen *kitchen = pial_model_kitchen(model, order->kitchen);
	const struct pial_contract *contract = pial_model_contract(model, order->contract);
	unsigned tier = 1U << (producer->tier - 1);

	*metres = 0;
	if (!suits(model, offer, order, kitchen))
		return PIAL_N_("it is neither the product ordered nor a substitute");
	if (!pial_day_within(order->day, offer->from_day, offer->until_day))
		return PIAL_N_("the offer is not for that day");
	if (!pial_producer_delivers(producer, order->day))
		return PIAL_N_("the producer does not deliver that day");
	if (!pial_kitchen_receives(model, kitchen, order->day))
		return PIAL_N_("the kitchen does not receive that day");
	if (kitchen->accepts.bits && !(kitchen->accepts.bits & tier))
		return PIAL_N_("the kitchen does not accept this tier");
	if (kitchen->organic_only == PIAL_YES &&
	    !pial_model_is_organic(model, offer->producer, offer->product, order->day))
		return PIAL_N_("the kitchen takes organic only");
	if (contract && !pial_contract_allows(contract, offer->producer, order->day))
		return PIAL_N_("the contract does not name this producer");
	if (pial_model_has_rounds(model, order->day) &&
	    !pial_model_in_rounds(model, offer->producer, order->kitchen, order->day))
		return PIAL_N_("the rounds of the season do not bring this producer there");
	if (kept_apart(&model->policy, offer, order))
		return PIAL_N_("the policy excludes this pair");
	if (too_far(model, producer, kitchen, metres))
		return PIAL_N_("the distance is unknown or above the radius");
	return NULL;
}
