/*
 * Two turns of the ordinary solver; between them packs given become packs that stay.
 *
 * A kept pack is told to the solver as a pin's are, as used capacity of its offer and as a lower
 * bound of its row, but its pair stays open and may grow.
 */
#include "engine/replace.h"

#include "base/banned.h"
#include "engine/find.h"
#include "engine/parts.h"

/* A published row and the pair it speaks of; members are NULL where there is none. */
struct published {
	const struct pial_allocation *row;	/* as given */
	struct pial_demand *demand;		/* its order */
	struct pial_supply *supply;		/* its offer */
	struct pial_link *link;			/* the pair */
	int64_t packs;				/* whole ones */
};

/* Looks a row up; false when it publishes nothing: a pin, what is missing, nothing. */
static bool find(const struct pial_instance *instance, const struct pial_allocation *row,
		 struct published *found)
{
	*found = (struct published){ .row = row };
	if (row->pin == PIAL_YES || !row->producer.n || row->quantity.milli <= 0)
		return false;
	found->demand = pial_find_demand(instance, row);
	found->supply = pial_find_supply(instance, row);
	if (found->supply)
		found->packs = row->quantity.milli / found->supply->product->pack.milli;
	if (found->demand && found->supply)
		found->link = pial_find_link(instance, found->demand, found->supply);
	return true;
}

static bool is_done(const struct pial_instance *instance, struct pial_date day)
{
	return day.n < instance->input->done_before.n;
}

/* Uses packs of a pair on both sides. */
static void use(struct pial_instance *instance, const struct published *published)
{
	published->supply->left -= published->packs;
	instance->fixed[published->demand - instance->demand] += published->packs;
}

/* Why a row of a day that is over cannot stand; NULL: it can. */
static const char *contradiction(struct pial_instance *instance,
				 const struct published *published)
{
	if (!published->demand)
		return PIAL_N_("its order is gone");
	if (!published->supply)
		return PIAL_N_("its offer is gone");
	if (!published->link)
		return PIAL_N_("this producer may no longer serve this kitchen");
	use(instance, published);
	if (published->supply->left < 0)
		return PIAL_N_("its offer is below what was delivered");
	if (pial_demand_fixed(instance, published->demand) > published->demand->packs)
		return PIAL_N_("its order is below what was delivered");
	return NULL;
}

bool pial_replace_check(struct pial_instance *instance, struct pial_diags *diags)
{
	const struct pial_allocate_input *input = instance->input;
	bool good = true;

	pial_instance_link_all(instance);
	pial_instance_fix(instance);
	for (size_t i = 0; i < input->pins; i++) {
		const struct pial_allocation *row = &input->pin[i];
		struct pial_pos pos = { input->pins_file, row->line, 0, PIAL_COLUMN_LETTER };
		struct published published;
		const char *why;

		if (!is_done(instance, row->day) || !find(instance, row, &published))
			continue;
		why = contradiction(instance, &published);
		if (why)
			good = pial_diag_add(diags, &pos, PIAL_E_REPLACE_DONE,
					     pial_model_text(input->model, row->producer.n),
					     pial_model_text(input->model, row->kitchen.n),
					     (int64_t)row->day.n, why);
	}
	return good;
}

void pial_replace_keep(struct pial_instance *instance)
{
	const struct pial_allocate_input *input = instance->input;

	pial_instance_link_all(instance);
	instance->limit = pial_arena_zalloc(instance->arena, instance->links + 1,
					    sizeof(*instance->limit));
	instance->kept = pial_arena_zalloc(instance->arena, instance->links + 1,
					   sizeof(*instance->kept));
	for (size_t i = 0; i < input->pins; i++) {
		struct published published;

		if (!find(instance, &input->pin[i], &published) || !published.link)
			continue;
		if (!is_done(instance, published.row->day)) {
			instance->limit[published.link - instance->link] += published.packs;
			continue;
		}
		use(instance, &published);
		published.demand->served += published.packs;
		instance->kept[published.link - instance->link] += published.packs;
	}
	for (size_t d = 0; d < instance->demands; d++) {
		instance->demand[d].last = instance->demand[d].late;
		instance->demand[d].late = false;
	}
	pial_parts_find(instance);
}

void pial_replace_rest(struct pial_instance *instance)
{
	for (size_t l = 0; l < instance->links; l++) {
		const struct pial_link *link = &instance->link[l];
		struct pial_date day = instance->demand[link->demand].day;

		instance->limit[l] = is_done(instance, day) ? 0 : PIAL_LINK_FREE;
		instance->kept[l] = link->pinned ? 0 : link->packs;
	}
	for (size_t d = 0; d < instance->demands; d++) {
		struct pial_demand *demand = &instance->demand[d];

		instance->fixed[d] = demand->served;
		demand->late = demand->last;
		demand->last = false;
	}
	pial_parts_find(instance);
}
