/*
 * A row's door with what is known of its day.
 */
#include "engine/wish.h"

#include "base/banned.h"

void pial_wish_make(struct pial_wish *wish, const struct pial_instance *instance,
		    const struct pial_demand *demand)
{
	const struct pial_model *model = instance->input->model;
	const struct pial_kitchen *kitchen = pial_demand_kitchen(instance, demand);

	wish->day = pial_instance_day(instance, demand->day);
	wish->door = (struct pial_door){ model, kitchen, pial_demand_contract(instance, demand),
					 demand->day, true,
					 pial_model_has_rounds(model, demand->day) };
	wish->swaps = kitchen->substitutes == PIAL_YES;
	wish->plain = !kitchen->accepts.bits && kitchen->organic_only != PIAL_YES &&
		      !demand->contract && !wish->door.rounds;
	if (!demand->packs)
		wish->open = false;
	else if (wish->day)
		wish->open = instance->receives[demand->kitchen] & wish->day;
	else
		wish->open = pial_kitchen_receives(model, kitchen, demand->day);
}
