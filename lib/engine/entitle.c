/*
 * Exact shares are read off the proof of a solved week (prove.h), entry by entry; the rest is
 * bringing entries of one party and product together.
 *
 * A producer's entry is all it offers in a component. Its products that meet in a component, of the
 * week as it was or as it would have been, form a group; a group's sum is split once, so that the
 * parts add up whatever the components were.
 */
#include "engine/entitle.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "engine/hazard.h"
#include "engine/promise.h"
#include "engine/prove.h"
#include "num/round.h"

/* The week as it was, and as it would have been. */
enum world { AS_IT_WAS, WITHOUT_LOSS, WORLDS };

/* A product of a producer while its shares are added up. */
struct kind {
	struct pial_entitled *out;		/* what comes of it */
	const struct pial_product *product;	/* what; places in the model are in order of ids */
	struct pial_ratio exact[WORLDS];	/* entries counted here, in packs */
	struct pial_ratio w[WORLDS];		/* promised, thousandths of the unit */
	bool weighed[WORLDS];			/* it is in a component */
	uint32_t group;				/* another of its group; itself: the first */
};

struct work {
	const struct pial_allocate_input *input;	/* what is asked */
	struct pial_arena *arena;		/* room, and the answer */
	struct pial_entitlement *out;		/* the answer */
	struct kind *kind;			/* parallel to out->producer */
	struct pial_offer *lost;		/* confirmed losses */
	size_t losses;				/* how many */
};

static int by_party(const void *left, const void *right)
{
	const struct pial_entitled *a = left, *b = right;

	if (a->party != b->party)
		return a->party < b->party ? -1 : 1;
	return (a->product.n > b->product.n) - (a->product.n < b->product.n);
}

static struct pial_entitled *find(struct pial_entitled *list, size_t count, uint32_t party,
				  struct pial_product_id product)
{
	struct pial_entitled key = { .party = party, .product = product };

	return count ? bsearch(&key, list, count, sizeof(key), by_party) : NULL;
}

static struct kind *kind_of(const struct work *work, uint32_t producer,
			    struct pial_product_id product)
{
	struct pial_entitled *found = find(work->out->producer, work->out->producers, producer,
					   product);

	return found ? &work->kind[found - work->out->producer] : NULL;
}

/* Sorts a list and adds up what is said of one party and product. */
static size_t fold(struct pial_entitled *list, size_t count)
{
	size_t kept = 0;

	if (count)
		qsort(list, count, sizeof(*list), by_party);
	for (size_t i = 0; i < count; i++) {
		struct pial_entitled *last = kept ? &list[kept - 1] : NULL;

		if (!last || by_party(last, &list[i])) {
			list[kept++] = list[i];
			continue;
		}
		last->given.milli += list[i].given.milli;
		last->offered.milli += list[i].offered.milli;
		last->lost.milli += list[i].lost.milli;
	}
	return kept;
}

/* Lists producers and products from offers, losses and what was given. */
static void list_producers(struct work *work, const struct pial_gave *gave, size_t gaves)
{
	const struct pial_allocate_input *input = work->input;
	size_t room = input->offers + work->losses + gaves + 1, count = 0;
	struct pial_entitled *list = pial_arena_zalloc(work->arena, room, sizeof(*list));

	for (size_t i = 0; i < input->offers; i++) {
		const struct pial_offer *row = &input->offer[i];
		const struct pial_producer *producer = pial_model_producer(input->model,
									   row->producer);

		if (producer && producer->tier == 1 && row->quantity.milli > 0)
			list[count++] = (struct pial_entitled){ .party = row->producer.n,
				.product = row->product, .offered = row->quantity };
	}
	for (size_t i = 0; i < work->losses; i++)
		list[count++] = (struct pial_entitled){ .party = work->lost[i].producer.n,
			.product = work->lost[i].product, .lost = work->lost[i].quantity };
	for (size_t i = 0; i < gaves; i++)
		list[count++] = (struct pial_entitled){ .party = gave[i].producer,
			.product = gave[i].product, .given = gave[i].quantity };
	work->out->producer = list;
	work->out->producers = count = fold(list, count);
	work->kind = pial_arena_zalloc(work->arena, count + 1, sizeof(*work->kind));
	for (size_t i = 0; i < count; i++) {
		work->kind[i] = (struct kind){ .out = &list[i], .group = (uint32_t)i,
			.product = pial_model_product(input->model, list[i].product) };
		for (size_t w = 0; w < WORLDS; w++)
			work->kind[i].exact[w].d = work->kind[i].w[w].d = 1;
	}
}

static uint32_t first_of(const struct work *work, uint32_t kind)
{
	while (work->kind[kind].group != kind)
		kind = work->kind[kind].group = work->kind[work->kind[kind].group].group;
	return kind;
}

/* Puts two products into one group. */
static void join(const struct work *work, const struct kind *a, const struct kind *b)
{
	uint32_t x = first_of(work, (uint32_t)(a - work->kind));
	uint32_t y = first_of(work, (uint32_t)(b - work->kind));

	if (x < y)
		work->kind[y].group = x;
	else
		work->kind[x].group = y;
}

/*
 * Counts an offer's part in a component: its producer's share once, and for late rows without what
 * the rows in time had of this offer already.
 */
static bool add_offer(struct work *work, const struct pial_proof *proof, size_t s, bool late,
		      enum world world)
{
	const struct pial_proof_offer *offer = pial_proof_offer(proof, s, late);
	const struct pial_supply *supply = &proof->instance.supply[s], *first;
	struct kind *kind, *head;
	struct pial_ratio before = { 0, 1 };

	if (!offer->proved || supply->producer->tier != 1)
		return true;
	first = &proof->instance.supply[offer->producer];
	kind = kind_of(work, supply->producer->id.n, supply->product->id);
	head = kind_of(work, first->producer->id.n, first->product->id);
	/* An offer of no whole pack at all is in no component. */
	if (!kind || !head)
		return true;
	join(work, kind, head);
	kind->weighed[world] = true;
	if (late && pial_proof_offer(proof, s, false)->proved)
		before.n = offer->left - supply->packs;
	if (!pial_ratio_add(kind->exact[world], before, &kind->exact[world]))
		return false;
	return supply != first ||
	       pial_ratio_add(kind->exact[world],
			      pial_proof_producer(proof, s, late)->share.exact,
			      &kind->exact[world]);
}

/* Adds what was promised in one component. */
static enum pial_step add_promises(struct work *work, const struct pial_proof *proof,
				   const struct pial_memory *memory, const struct pial_part *part,
				   enum world world)
{
	struct pial_promise *promise;
	size_t count;
	enum pial_step step = pial_promises(memory, &proof->instance, part, work->arena, &promise,
					    &count);

	for (size_t i = 0; step == PIAL_STEP_DONE && i < count; i++) {
		struct kind *kind = kind_of(work, promise[i].producer->id.n,
					    promise[i].product->id);

		if (!kind)
			continue;
		if (promise[i].planned)
			kind->w[world] = promise[i].w;
		else if (!pial_ratio_add(kind->w[world], promise[i].w, &kind->w[world]))
			step = PIAL_STEP_RANGE;
	}
	return step;
}

/* Puts the rows' weights, in thousandths of the unit, at their places in weight. */
static enum pial_step weigh_part(const struct work *work, struct pial_instance *instance,
				 const struct pial_memory *memory, const struct pial_part *part,
				 struct pial_ratio *weight)
{
	struct pial_ratio *own = pial_arena_zalloc(work->arena, part->demands + 1, sizeof(*own));
	enum pial_step step = pial_weigh_row_units(memory, instance, part, own);

	for (size_t i = 0; i < part->demands; i++)
		weight[part->demand[i]] = own[i];
	return step;
}

/* Adds one order row to its kitchen and product. */
static bool add_row(struct work *work, const struct pial_proof *proof, size_t d,
		    struct pial_ratio weight, struct pial_ratio *exact)
{
	const struct pial_demand *demand = &proof->instance.demand[d];
	const struct pial_kitchen *kitchen = pial_demand_kitchen(&proof->instance, demand);
	const struct pial_product *product = pial_demand_product(&proof->instance, demand);
	struct pial_entitled *out = find(work->out->kitchen, work->out->kitchens,
					 kitchen->id.n, product->id);
	struct pial_ratio share;

	if (!out || !proof->row[d].proved)
		return true;
	out->weighed = true;
	exact += out - work->out->kitchen;
	return pial_ratio_scale(proof->row[d].share.exact, product->pack.milli, 1,
				&share) &&
	       pial_ratio_add(*exact, share, exact) && pial_ratio_add(out->w, weight, &out->w);
}

/* Lists kitchens and products from the orders. */
static void list_kitchens(struct work *work, const struct pial_instance *instance)
{
	struct pial_entitled *list = pial_arena_zalloc(work->arena, instance->demands + 1,
						       sizeof(*list));

	for (size_t d = 0; d < instance->demands; d++)
		list[d] = (struct pial_entitled){
			.party = pial_demand_kitchen(instance, &instance->demand[d])->id.n,
			.product = pial_demand_product(instance, &instance->demand[d])->id,
			.w = { 0, 1 } };
	work->out->kitchen = list;
	work->out->kitchens = fold(list, instance->demands);
}

/* Adds up the rows of each kitchen and product, rounded at the end. */
static enum pial_step add_kitchens(struct work *work, const struct pial_proof *proof,
				   const struct pial_ratio *weight)
{
	struct pial_ratio *exact;

	list_kitchens(work, &proof->instance);
	exact = pial_arena_zalloc(work->arena, work->out->kitchens + 1, sizeof(*exact));
	for (size_t i = 0; i < work->out->kitchens; i++)
		exact[i].d = 1;
	for (size_t d = 0; d < proof->instance.demands; d++)
		if (!add_row(work, proof, d, weight[d], exact))
			return PIAL_STEP_RANGE;
	for (size_t i = 0; i < work->out->kitchens; i++)
		if (!pial_ratio_round(exact[i], &work->out->kitchen[i].quantity.milli))
			return PIAL_STEP_RANGE;
	return PIAL_STEP_DONE;
}

/* Reads one world's shares off its proof. */
static enum pial_step read_world(struct work *work, struct pial_proof *proof, enum world world)
{
	bool kitchens = world == AS_IT_WAS &&
			work->input->model->policy.rule == PIAL_RULE_LEXIMIN;
	struct pial_ratio *weight = pial_arena_zalloc(
		work->arena, proof->instance.demands + 1, sizeof(*weight));
	enum pial_step step = PIAL_STEP_DONE;
	struct pial_memory memory;

	pial_memory_init(&memory, &proof->input, work->arena);
	for (size_t p = 0; step == PIAL_STEP_DONE && p < proof->instance.parts; p++) {
		const struct pial_part *part = &proof->instance.part[p];

		step = add_promises(work, proof, &memory, part, world);
		if (step == PIAL_STEP_DONE && kitchens)
			step = weigh_part(work, &proof->instance, &memory, part, weight);
	}
	for (size_t s = 0; step == PIAL_STEP_DONE && s < 2 * proof->instance.supplies; s++)
		if (!add_offer(work, proof, s % proof->instance.supplies,
			       s >= proof->instance.supplies, world))
			step = PIAL_STEP_RANGE;
	if (step == PIAL_STEP_DONE && kitchens)
		step = add_kitchens(work, proof, weight);
	return step;
}

/*
 * Solves a world and reads it. What the engine has to say of a week is said when it is allocated,
 * so only refusals are repeated here.
 */
static bool solve_world(struct work *work, const struct pial_allocate_input *input,
			enum world world, struct pial_diags *diags)
{
	struct pial_allocate_result result;
	struct pial_diags quiet;
	enum pial_step step;
	bool ok;

	pial_diags_init(&quiet);
	pial_allocate_result_init(&result);
	ok = pial_allocate(input, &result, &quiet);
	if (ok) {
		step = read_world(work, result.proof, world);
		if (step != PIAL_STEP_DONE)
			ok = pial_diag_add(diags, NULL, step == PIAL_STEP_RANGE
							? PIAL_E_ALLOCATE_RANGE
							: PIAL_E_ALLOCATE_FAULT);
	} else {
		(void)!pial_allocate(input, &result, diags);
	}
	pial_allocate_result_release(&result);
	pial_diags_release(&quiet);
	return ok;
}

/* Splits a whole between products by weights; all to the first when none weighs anything. */
static bool split(int64_t whole, const int64_t *weight, size_t count, int64_t *part)
{
	if (pial_split(whole, weight, count, part))
		return true;
	for (size_t i = 0; i < count; i++)
		if (weight[i])
			return false;
	for (size_t i = 0; i < count; i++)
		part[i] = i ? 0 : whole;
	return true;
}

/* What a group is entitled to in all, and the part of it that is credit for hazards. */
static bool group_sums(const struct work *work, struct kind *const *member, size_t count,
		       int64_t *whole, int64_t *credit)
{
	const struct pial_model *model = work->input->model;
	int64_t pack = member[0]->product->pack.milli;
	struct pial_ratio sum[WORLDS] = { { 0, 1 }, { 0, 1 } }, gain;
	bool lost = false;

	for (size_t i = 0; i < count; i++) {
		lost = lost || member[i]->out->lost.milli > 0;
		for (size_t w = 0; w < WORLDS; w++)
			if (!pial_ratio_add(sum[w], member[i]->exact[w], &sum[w]))
				return false;
	}
	gain = (struct pial_ratio){ -sum[AS_IT_WAS].n, sum[AS_IT_WAS].d };
	if (!pial_ratio_add(sum[WITHOUT_LOSS], gain, &gain))
		return false;
	if (!lost || gain.n < 0)
		gain = (struct pial_ratio){ 0, 1 };
	return pial_ratio_scale(gain, model->policy.hazard_credit.e6, 1000000, &gain) &&
	       pial_ratio_add(sum[AS_IT_WAS], gain, &sum[AS_IT_WAS]) &&
	       pial_ratio_scale(gain, pack, 1, &gain) &&
	       pial_ratio_scale(sum[AS_IT_WAS], pack, 1, &sum[AS_IT_WAS]) &&
	       pial_ratio_round(sum[AS_IT_WAS], whole) && pial_ratio_round(gain, credit);
}

/* Splits what a group is entitled to between its products. */
static bool finish_group(struct work *work, struct kind *const *member, size_t count)
{
	int64_t *weight = pial_arena_zalloc(work->arena, 3 * count, sizeof(*weight));
	int64_t *part = weight + count, *credited = part + count, whole, credit, given = 0;

	if (!group_sums(work, member, count, &whole, &credit))
		return false;
	for (size_t i = 0; i < count; i++)
		weight[i] = member[i]->out->lost.milli;
	if (!split(credit, weight, count, credited))
		return false;
	for (size_t i = 0; i < count; i++)
		given += (weight[i] = member[i]->out->given.milli);
	for (size_t i = 0; !given && i < count; i++)
		weight[i] = member[i]->out->offered.milli;
	if (!split(whole - credit, weight, count, part))
		return false;
	for (size_t i = 0; i < count; i++) {
		enum world world = member[i]->out->lost.milli ? WITHOUT_LOSS : AS_IT_WAS;

		member[i]->out->quantity.milli = part[i] + credited[i];
		member[i]->out->credit.milli = credited[i];
		member[i]->out->weighed = member[i]->weighed[world];
		member[i]->out->w = member[i]->w[world];
	}
	return true;
}

/* By group, then by product's id, which decides who gets an odd thousandth. */
static int by_group(const void *left, const void *right)
{
	const struct kind *a = *(struct kind *const *)left, *b = *(struct kind *const *)right;
	uintptr_t x = (uintptr_t)a->product, y = (uintptr_t)b->product;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	return (x > y) - (x < y);
}

static bool finish_producers(struct work *work)
{
	size_t count = work->out->producers;
	struct kind **member = pial_arena_zalloc(work->arena, count + 1, sizeof(*member));

	for (size_t i = 0; i < count; i++) {
		member[i] = &work->kind[i];
		member[i]->group = first_of(work, (uint32_t)i);
	}
	if (count)
		qsort(member, count, sizeof(*member), by_group);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && member[end]->group == member[i]->group; end++)
			;
		if (!finish_group(work, member + i, end - i))
			return false;
	}
	return true;
}

/* The week with what was lost on offer. */
static struct pial_allocate_input without_loss(struct work *work,
					       const struct pial_allocate_input *input)
{
	struct pial_allocate_input other = *input;
	struct pial_offer *offer = pial_arena_zalloc(
		work->arena, input->offers + work->losses + 1, sizeof(*offer));

	if (input->offers)
		memcpy(offer, input->offer, input->offers * sizeof(*offer));
	memcpy(offer + input->offers, work->lost, work->losses * sizeof(*offer));
	other.offer = offer;
	other.offers += work->losses;
	return other;
}

bool pial_entitle(const struct pial_allocate_input *input, const struct pial_gave *gave,
		  size_t gaves, struct pial_arena *arena, struct pial_entitlement *out,
		  struct pial_diags *diags)
{
	struct work work = { .input = input, .arena = arena, .out = out };
	struct pial_allocate_input plain = *input;
	bool ok;

	*out = (struct pial_entitlement){ .kitchens = 0 };
	plain.account = NULL;
	plain.accounts = 0;
	plain.replace = false;
	plain.prove = true;
	if (input->model->policy.hazard_credit.e6 > 0)
		pial_hazard_offers(input->model, input->week, arena, &work.lost, &work.losses);
	list_producers(&work, gave, gaves);
	ok = solve_world(&work, &plain, AS_IT_WAS, diags);
	if (ok && work.losses) {
		struct pial_allocate_input other = without_loss(&work, &plain);

		ok = solve_world(&work, &other, WITHOUT_LOSS, diags);
	}
	return ok && (finish_producers(&work) ||
		      pial_diag_add(diags, NULL, PIAL_E_ALLOCATE_RANGE));
}
