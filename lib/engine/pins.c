/*
 * Each pin is looked up by the two keys it carries, then summed with the pins before it; the pins
 * of one row are chained.
 *
 * Sums are checked row by row in the order given, so that the line named is the one that
 * passes the capacity.
 */
#include "engine/pins.h"

#include "base/banned.h"
#include "engine/allowed.h"
#include "engine/find.h"

static struct pial_pos pin_pos(const struct pial_instance *instance,
			       const struct pial_allocation *row)
{
	return (struct pial_pos){ instance->input->pins_file, row->line, 0, PIAL_COLUMN_LETTER };
}

static const char *text(const struct pial_instance *instance, uint32_t number)
{
	return pial_model_text(instance->input->model, number);
}

/* True when the pair is one of those allowed that the engine may use. */
static bool has_pair(const struct pial_instance *instance, const struct pial_demand *demand,
		     const struct pial_supply *supply)
{
	const struct pial_model *model = instance->input->model;
	const struct pial_neighbour *near =
		pial_reach_to(&instance->reach, demand->kitchen,
			      (uint32_t)(supply->producer - model->producer));

	if (!demand->packs || !supply->packs || !near ||
	    (near->metres == PIAL_METRES_UNKNOWN &&
	     !pial_distance_is_none(model->policy.radius)))
		return false;
	return pial_barrier_of(model, supply->offer, pial_demand_order(instance, demand)) ==
	       PIAL_BARRIER_NONE;
}

/*
 * Says why a pair without link is not allowed; true when it would be, had both sides a whole
 * pack.
 */
static bool is_allowed(const struct pial_instance *instance, const struct pial_allocation *row,
		       const struct pial_supply *supply, const struct pial_demand *demand,
		       struct pial_diags *diags)
{
	const struct pial_model *model = instance->input->model;
	struct pial_pos pos = pin_pos(instance, row), offer = pial_supply_pos(instance, supply);
	struct pial_pos order = pial_demand_pos(instance, demand);
	enum pial_barrier barrier =
		pial_barrier_of(model, supply->offer, pial_demand_order(instance, demand));
	int32_t metres;
	bool unknown;

	if (barrier == PIAL_BARRIER_NONE)
		barrier = pial_barrier_distance(model, supply->producer,
						pial_demand_kitchen(instance, demand), &metres,
						&unknown);
	return barrier == PIAL_BARRIER_NONE ||
	       pial_diag_add(diags, &pos, PIAL_E_PIN_BARRIER, text(instance, row->producer.n),
			     text(instance, row->kitchen.n), pial_barrier_text(barrier), &offer,
			     &order);
}

/* Adds a pin to what is used of both sides; false when it passes one. */
static bool use(struct pial_instance *instance, const struct pial_allocation *row,
		struct pial_supply *supply, struct pial_demand *demand, int64_t packs,
		struct pial_diags *diags)
{
	struct pial_pos pos = pin_pos(instance, row), offer = pial_supply_pos(instance, supply);
	struct pial_pos order = pial_demand_pos(instance, demand);
	int64_t pack = supply->product->pack.milli;
	int64_t *fixed = &instance->fixed[demand - instance->demand];

	supply->left -= packs;
	*fixed += packs;
	if (supply->left < 0)
		return pial_diag_add(diags, &pos, PIAL_E_PIN_SUPPLY,
				     (supply->packs - supply->left) * pack,
				     supply->offer->quantity.milli, &offer);
	if (*fixed > demand->packs)
		return pial_diag_add(diags, &pos, PIAL_E_PIN_DEMAND, *fixed * pack,
				     pial_demand_order(instance, demand)->quantity.milli, &order);
	return true;
}

/* Two pins on one pair: the second is refused, naming the first. */
static bool is_twice(const struct pial_instance *instance, const struct pial_allocation *row,
		     const struct pial_pin *before, struct pial_diags *diags)
{
	struct pial_pos pos = pin_pos(instance, row), first;

	if (!before || before->idle)
		return false;
	first = pin_pos(instance, before->row);
	(void)pial_diag_add(diags, &pos, PIAL_E_PIN_TWICE, &first);
	return true;
}

/* Puts a pin at the end of the list. */
static void add_pin(struct pial_instance *instance, struct pial_pin pin)
{
	uint32_t *at = &instance->pin_at[pin.demand];

	pin.next = *at;
	instance->pin[instance->pins++] = pin;
	*at = (uint32_t)instance->pins;
}

static bool take_pin(struct pial_instance *instance, const struct pial_allocation *row,
		     struct pial_diags *diags)
{
	struct pial_pos pos = pin_pos(instance, row), order;
	struct pial_demand *demand = pial_find_demand(instance, row);
	struct pial_supply *supply = pial_find_supply(instance, row);
	struct pial_pin pin = { .row = row };
	int64_t pack;

	if (!demand)
		return pial_diag_add(diags, &pos, PIAL_E_PIN_ORDER, text(instance, row->kitchen.n),
				     text(instance, row->ordered.n), (int64_t)row->day.n);
	order = pial_demand_pos(instance, demand);
	if (row->producer.n == 0)
		return pial_diag_add(diags, &pos, PIAL_E_REQUIRED, "producer", "producer");
	if (!supply)
		return pial_diag_add(diags, &pos, PIAL_E_PIN_OFFER,
				     text(instance, row->producer.n),
				     text(instance, row->product.n), &order);
	pack = supply->product->pack.milli;
	if (row->quantity.milli < 0 || row->quantity.milli % pack)
		return pial_diag_add(diags, &pos, PIAL_E_PIN_PACK, row->quantity.milli, pack);
	pin.demand = (uint32_t)(demand - instance->demand);
	pin.supply = (uint32_t)(supply - instance->supply);
	pin.packs = row->quantity.milli / pack;
	pin.idle = !has_pair(instance, demand, supply);
	if ((pin.idle && !is_allowed(instance, row, supply, demand, diags)) ||
	    is_twice(instance, row, pial_instance_pin(instance, pin.demand, pin.supply), diags) ||
	    !use(instance, row, supply, demand, pin.packs, diags))
		return false;
	add_pin(instance, pin);
	return true;
}

/* Makes room for all pins, unless there is. */
static void make_room(struct pial_instance *instance)
{
	if (instance->pin_at)
		return;
	pial_instance_fix(instance);
	instance->pin = pial_arena_zalloc(instance->arena, instance->input->pins + 1,
					  sizeof(*instance->pin));
	instance->pin_at = pial_arena_zalloc(instance->arena, instance->demands + 1,
					     sizeof(*instance->pin_at));
}

bool pial_pins_find(struct pial_instance *instance, struct pial_diags *diags)
{
	const struct pial_allocate_input *input = instance->input;
	bool good = true;

	pial_instance_reset(instance, false);
	for (size_t i = 0; i < input->pins; i++) {
		if (input->pin[i].pin != PIAL_YES)
			continue;
		make_room(instance);
		good &= take_pin(instance, &input->pin[i], diags);
	}
	return good;
}
