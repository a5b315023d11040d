/*
 * Each condition is asked of the model, where deliveries and invoices ask the same.
 *
 * What does not depend on the day (distance, exclusions) is apart: the instance settles it once for
 * a producer and a kitchen (reach.h), and asks of each offer only the rest.
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
		[PIAL_BARRIER_ROUNDS] =
			PIAL_N_("the rounds of the season do not bring this producer there"),
		[PIAL_BARRIER_EXCLUDED] = PIAL_N_("the policy excludes this pair"),
		[PIAL_BARRIER_RADIUS] = PIAL_N_("the distance is unknown or above the radius"),
	};

	return text[barrier];
}

static bool same_goods(const struct pial_product *a, const struct pial_product *b)
{
	return a->unit == b->unit && a->pack.milli == b->pack.milli;
}

bool pial_product_replaces(const struct pial_product *given, const struct pial_product *wanted)
{
	if (given == wanted || !same_goods(wanted, given))
		return false;
	for (uint32_t i = 0; i < wanted->substitutes.count; i++)
		if (wanted->substitutes.n[i] == given->id.n)
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

struct pial_door pial_door_make(const struct pial_model *model,
				const struct pial_kitchen *kitchen,
				const struct pial_contract *contract, struct pial_date day)
{
	return (struct pial_door){ model, kitchen, contract, day,
				   pial_kitchen_receives(model, kitchen, day),
				   pial_model_has_rounds(model, day) };
}

enum pial_barrier pial_door_barrier(const struct pial_door *door, const struct pial_offer *offer,
				    const struct pial_producer *producer)
{
	if (!pial_day_within(door->day, offer->from_day, offer->until_day))
		return PIAL_BARRIER_OFFER_DAY;
	if (!pial_producer_delivers(producer, door->day))
		return PIAL_BARRIER_PRODUCER;
	if (!door->open)
		return PIAL_BARRIER_KITCHEN;
	if (!accepts(door->kitchen, producer))
		return PIAL_BARRIER_TIER;
	if (door->kitchen->organic_only == PIAL_YES &&
	    !pial_model_is_organic(door->model, offer->producer, offer->product, door->day))
		return PIAL_BARRIER_ORGANIC;
	if (door->contract && !pial_contract_allows(door->contract, offer->producer, door->day))
		return PIAL_BARRIER_CONTRACT;
	if (door->rounds && !pial_model_in_rounds(door->model, offer->producer,
						  door->kitchen->id, door->day))
		return PIAL_BARRIER_ROUNDS;
	return PIAL_BARRIER_NONE;
}

enum pial_barrier pial_barrier_of(const struct pial_model *model, const struct pial_offer *offer,
				  const struct pial_order *order)
{
	const struct pial_kitchen *kitchen = pial_model_kitchen(model, order->kitchen);
	struct pial_door door = pial_door_make(
		model, kitchen, pial_model_contract(model, order->contract), order->day);
	enum pial_barrier barrier;

	if (offer->product.n != order->product.n &&
	    (kitchen->substitutes != PIAL_YES ||
	     !pial_product_replaces(pial_model_product(model, offer->product),
				    pial_model_product(model, order->product))))
		return PIAL_BARRIER_PRODUCT;
	barrier = pial_door_barrier(&door, offer, pial_model_producer(model, offer->producer));
	if (barrier == PIAL_BARRIER_NONE &&
	    excluded(&model->policy, offer->producer, order->kitchen))
		return PIAL_BARRIER_EXCLUDED;
	return barrier;
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
