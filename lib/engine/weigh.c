/*
 * Ratios first, integers once all of a side are known.
 *
 * Splitting a weight of 100 between rows of 3 and 4 packs gives sevenths; rounding them was
 * rejected, because two rows that must tie would not. The common denominator is found at the
 * end; where it does not fit 128 bits the week is refused with a message.
 */
#include "engine/weigh.h"

#include <stdlib.h>
#include <string.h>

#include "engine/claims.h"
#include "engine/owed.h"

#include "base/banned.h"

#define NEVER 53

/* Where the weights of a component's rows come from. */
enum source {
	SOURCE_NEEDS,
	SOURCE_FIRM,
	SOURCE_SPREAD,
	SOURCE_ORDER,
};

static int compare(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int by_account(const void *left, const void *right)
{
	const struct pial_account *a = left, *b = right;
	int order = compare(a->product.n, b->product.n);

	return order ? order : compare(a->party, b->party);
}

static int by_weight(const void *left, const void *right)
{
	const struct pial_weight *a = left, *b = right;
	int order = compare(a->product.n, b->product.n);

	return order ? order : compare(a->party, b->party);
}

static int by_meeting(const void *left, const void *right)
{
	const struct pial_meeting *a = left, *b = right;
	int order = compare(a->producer.n, b->producer.n);

	return order ? order : compare(a->kitchen.n, b->kitchen.n);
}

/* The elements themselves when they are in order, else a sorted copy; NULL when there are none. */
static const void *sorted(struct pial_arena *arena, const void *from, size_t count, size_t size,
			  int (*order)(const void *, const void *))
{
	const char *element = from;
	bool good = true;
	void *copy;

	if (!count)
		return NULL;
	for (size_t i = 1; good && i < count; i++)
		good = order(element + (i - 1) * size, element + i * size) <= 0;
	if (good)
		return from;
	copy = pial_arena_zalloc(arena, count, size);
	memcpy(copy, from, count * size);
	qsort(copy, count, size, order);
	return copy;
}

void pial_memory_init(struct pial_memory *memory, const struct pial_allocate_input *input,
		      struct pial_arena *arena)
{
	*memory = (struct pial_memory){ .model = input->model };
	memory->accounts = input->account ? input->accounts : 0;
	memory->weights = input->weight ? input->weights : 0;
	memory->meetings = input->meeting ? input->meetings : 0;
	memory->account = sorted(arena, input->account, memory->accounts,
				 sizeof(*memory->account), by_account);
	memory->weight = sorted(arena, input->weight, memory->weights, sizeof(*memory->weight),
				by_weight);
	memory->meeting = sorted(arena, input->meeting, memory->meetings,
				 sizeof(*memory->meeting), by_meeting);
}

int64_t pial_memory_weeks(const struct pial_memory *memory, struct pial_producer_id producer,
			  struct pial_kitchen_id kitchen, struct pial_week week)
{
	struct pial_meeting key = { .producer = producer, .kitchen = kitchen };
	const struct pial_meeting *found = NULL;

	if (memory->meetings)
		found = bsearch(&key, memory->meeting, memory->meetings, sizeof(key), by_meeting);
	if (!found || found->last.n >= week.n || week.n - found->last.n > NEVER)
		return NEVER;
	return week.n - found->last.n;
}

/* What a party is owed of a product, in thousandths; rows of one key add up. */
static pial_i128 account_of(const struct pial_memory *memory, uint32_t party,
			    struct pial_product_id product)
{
	struct pial_account key = { .party = party, .product = product };
	size_t low = 0, high = memory->accounts;
	pial_i128 sum = 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_account(&memory->account[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < memory->accounts && !by_account(&memory->account[low], &key); low++)
		sum += memory->account[low].owed.milli;
	return sum;
}

/* The first weight of a product at or after a party. */
static size_t find_weight(const struct pial_memory *memory, uint32_t party,
			  struct pial_product_id product)
{
	struct pial_weight key = { .party = party, .product = product };
	size_t low = 0, high = memory->weights;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_weight(&memory->weight[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool pial_memory_weight(const struct pial_memory *memory, uint32_t party,
			struct pial_product_id product, pial_i128 *sum)
{
	bool found = false;

	*sum = 0;
	for (size_t i = find_weight(memory, party, product); i < memory->weights; i++) {
		const struct pial_weight *weight = &memory->weight[i];

		if (weight->product.n != product.n || weight->party != party)
			break;
		*sum += weight->quantity.milli;
		found = true;
	}
	return found;
}

bool pial_memory_planned(const struct pial_memory *memory, struct pial_product_id product)
{
	for (size_t i = find_weight(memory, 0, product); i < memory->weights; i++) {
		const struct pial_weight *weight = &memory->weight[i];

		if (weight->product.n != product.n)
			break;
		if (pial_model_producer(memory->model,
					(struct pial_producer_id){ weight->party }))
			return true;
	}
	return false;
}

/* Integers in the ratio of count fractions, over their least common denominator. */
static bool integers(const struct pial_ratio *ratio, size_t count, pial_i128 *number,
		     pial_i128 *scale)
{
	*scale = 1;
	for (size_t i = 0; i < count; i++)
		if (!pial_i128_lcm(*scale, ratio[i].d, scale))
			return false;
	for (size_t i = 0; i < count; i++)
		if (*scale == ratio[i].d)
			number[i] = ratio[i].n;
		else if (!pial_i128_mul(ratio[i].n, *scale / ratio[i].d, &number[i]))
			return false;
	return true;
}

/* Turns weights and accounts (packs) into integers. */
static enum pial_step finish(const struct pial_ratio *weight, const struct pial_ratio *account,
			     size_t count, struct pial_shares *shares)
{
	pial_i128 scale, common = 0;

	if (!integers(weight, count, shares->w, &scale) ||
	    !integers(account, count, shares->a, &shares->scale))
		return PIAL_STEP_RANGE;
	for (size_t i = 0; i < count; i++) {
		if (shares->w[i] < 0)
			shares->w[i] = 0;
		if (common != 1)
			common = pial_i128_gcd(common, shares->w[i]);
	}
	for (size_t i = 0; common > 1 && i < count; i++)
		shares->w[i] = pial_i128_floor(shares->w[i], common);
	return PIAL_STEP_DONE;
}

void pial_shares_init(struct pial_shares *shares, size_t count, struct pial_arena *arena)
{
	shares->w = pial_arena_zalloc(arena, count + 1, sizeof(*shares->w));
	shares->again = pial_arena_zalloc(arena, count + 1, sizeof(*shares->again));
	shares->a = pial_arena_zalloc(arena, count + 1, sizeof(*shares->a));
	shares->scale = 1;
}

/* The week's part of the maxima or minima of a claim's contracts. */
static bool spread(const struct pial_instance *instance, const struct pial_claim *claim,
		   struct pial_ratio *sum)
{
	const struct pial_contract *last = NULL;
	bool found = false;

	*sum = (struct pial_ratio){ 0, 1 };
	for (uint32_t i = 0; i < claim->rows; i++) {
		const struct pial_demand *demand = &instance->demand[claim->row[i]];
		const struct pial_contract *contract = pial_demand_contract(instance, demand);
		const struct pial_contract_line *line;
		struct pial_ratio part;

		if (!contract || contract == last)
			continue;
		line = pial_contract_line_on(contract, claim->product->id,
					     demand->day);
		if (!line || !pial_line_reference(instance->input, contract, line,
						  demand->day, &part))
			continue;
		last = contract;
		found = pial_ratio_add(*sum, part, sum) || found;
	}
	return found;
}

/* What a source says of a claim, in thousandths of the unit. */
static bool reference(const struct pial_memory *memory, const struct pial_instance *instance,
		      const struct pial_claim *claim, enum source source, struct pial_ratio *ref)
{
	ref->d = 1;
	switch (source) {
	case SOURCE_NEEDS:
		return pial_memory_weight(memory, claim->kitchen->id.n, claim->product->id,
					  &ref->n);
	case SOURCE_FIRM:
		ref->n = pial_claim_firm(instance, claim);
		return ref->n >= 0;
	case SOURCE_SPREAD:
		return spread(instance, claim, ref);
	case SOURCE_ORDER:
		break;
	}
	ref->n = (pial_i128)claim->packs * claim->product->pack.milli;
	return true;
}

/* The first source that any claim of a component has. */
static enum source best_source(const struct pial_memory *memory,
			       const struct pial_instance *instance, const struct pial_part *part)
{
	struct pial_ratio ref;

	for (enum source source = SOURCE_NEEDS; source < SOURCE_ORDER; source++)
		for (size_t i = 0; i < part->demands; i++) {
			struct pial_claim claim = pial_claim_of(
				instance, &instance->demand[part->demand[i]]);

			if (reference(memory, instance, &claim, source, &ref))
				return source;
		}
	return SOURCE_ORDER;
}

/* True when nothing but orders can say what the rows of a component need. */
static bool only_orders(const struct pial_memory *memory, const struct pial_instance *instance,
			const struct pial_part *part)
{
	if (memory->weights)
		return false;
	for (size_t i = 0; i < part->demands; i++) {
		const struct pial_demand *demand = &instance->demand[part->demand[i]];

		if (!demand->alone || demand->contract)
			return false;
	}
	return true;
}

/* The weights of rows that are alone in their claims, by their orders. */
static enum pial_step order_weights(struct pial_instance *instance, const struct pial_part *part,
				    struct pial_ratio *weight)
{
	for (size_t i = 0; i < part->demands; i++) {
		struct pial_demand *demand = &instance->demand[part->demand[i]];
		pial_i128 need = (pial_i128)demand->packs *
				 pial_demand_product(instance, demand)->pack.milli;

		demand->unweighed = false;
		weight[i].d = 1;
		if (!pial_i128_mul(need, pial_demand_kitchen(instance, demand)->weight.milli,
				   &weight[i].n))
			return PIAL_STEP_RANGE;
	}
	return PIAL_STEP_DONE;
}

/* Weights of a component's rows: thousandths of the unit times thousandths of the kitchen's own. */
static enum pial_step row_weights(const struct pial_memory *memory,
				  struct pial_instance *instance, const struct pial_part *part,
				  struct pial_ratio *weight)
{
	enum source source;

	if (only_orders(memory, instance, part))
		return order_weights(instance, part, weight);
	source = best_source(memory, instance, part);
	for (size_t i = 0; i < part->demands; i++) {
		struct pial_demand *demand = &instance->demand[part->demand[i]];
		struct pial_claim claim = pial_claim_of(instance, demand);
		struct pial_ratio ref;

		demand->unweighed = !reference(memory, instance, &claim, source, &ref);
		if (demand->unweighed && !reference(memory, instance, &claim, SOURCE_ORDER, &ref))
			return PIAL_STEP_FAULT;
		ref = pial_ratio_make(ref.n, ref.d);
		if (!pial_ratio_scale(ref, claim.kitchen->weight.milli, 1, &ref) ||
		    !pial_ratio_scale(ref, demand->packs, claim.packs, &weight[i]))
			return PIAL_STEP_RANGE;
	}
	return PIAL_STEP_DONE;
}

enum pial_step pial_weigh_row_units(const struct pial_memory *memory,
				    struct pial_instance *instance, const struct pial_part *part,
				    struct pial_ratio *weight)
{
	enum pial_step step = row_weights(memory, instance, part, weight);

	for (size_t i = 0; step == PIAL_STEP_DONE && i < part->demands; i++)
		if (!pial_ratio_scale(weight[i], 1, 1000, &weight[i]))
			step = PIAL_STEP_RANGE;
	return step;
}

enum pial_step pial_weigh_rows(const struct pial_memory *memory, struct pial_instance *instance,
			       const struct pial_part *part, struct pial_arena *arena,
			       struct pial_shares *shares)
{
	struct pial_ratio *weight = pial_arena_zalloc(arena, part->demands + 1, sizeof(*weight));
	struct pial_ratio *account = pial_arena_zalloc(arena, part->demands + 1, sizeof(*account));
	enum pial_step step = row_weights(memory, instance, part, weight);

	if (step != PIAL_STEP_DONE)
		return step;
	pial_shares_init(shares, part->demands, arena);
	for (size_t i = 0; i < part->demands; i++) {
		const struct pial_demand *demand = &instance->demand[part->demand[i]];
		struct pial_claim claim;
		struct pial_ratio owed = { 0, 1 };
		pial_i128 whole;

		shares->again[i] = demand->packs;
		account[i] = owed;
		if (!memory->accounts)
			continue;
		claim = pial_claim_of(instance, demand);
		whole = (pial_i128)claim.packs * claim.product->pack.milli;
		owed.n = account_of(memory, claim.kitchen->id.n, claim.product->id);
		if (!pial_ratio_scale(owed, demand->packs, whole, &account[i]))
			return PIAL_STEP_RANGE;
	}
	return finish(weight, account, part->demands, shares);
}

/* The place of a producer in a list sorted as the model's table, or count. */
static size_t place_of(const struct pial_producer *const *producer, size_t count,
		       const struct pial_producer *wanted)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (producer[middle] < wanted)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && producer[low] == wanted ? low : count;
}

/* True when a producer offers a product in a component, whose offers are sorted by producer. */
static bool offers(const struct pial_instance *instance, const struct pial_part *part,
		   const struct pial_producer *producer, const struct pial_product *product)
{
	size_t low = 0, high = part->supplies;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (instance->supply[part->supply[middle]].producer < producer)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < part->supplies; low++) {
		const struct pial_supply *supply = &instance->supply[part->supply[low]];

		if (supply->producer != producer)
			return false;
		if (supply->product == product)
			return true;
	}
	return false;
}

/*
 * Adds to each producer its part of one contract row; *found is set when the contract has
 * shares. A share is one of the ordered product: who only grows a substitute was promised nothing
 * of it (weight 0), so that chard is sold as spinach after all the spinach.
 */
static bool add_contract(const struct pial_instance *instance, const struct pial_part *part,
			 const struct pial_demand *demand,
			 const struct pial_producer *const *producer, size_t producers,
			 struct pial_ratio *weight, bool *found)
{
	const struct pial_contract *contract = pial_demand_contract(instance, demand);
	const struct pial_product *product = pial_demand_product(instance, demand);
	struct pial_ratio whole = { (pial_i128)demand->packs * product->pack.milli, 1 };
	pial_i128 all = 0;

	for (uint32_t i = 0; contract && i < contract->producer_count; i++)
		if (pial_day_within(demand->day, contract->producer[i].from,
				    contract->producer[i].until))
			all += contract->producer[i].share.milli;
	for (uint32_t i = 0; all > 0 && i < contract->producer_count; i++) {
		const struct pial_contract_producer *member = &contract->producer[i];
		struct pial_ratio share;
		size_t p;

		if (!pial_day_within(demand->day, member->from, member->until))
			continue;
		*found = true;
		p = place_of(producer, producers,
			     pial_model_producer(instance->input->model, member->producer));
		if (p == producers || !offers(instance, part, producer[p], product))
			continue;
		if (!pial_ratio_scale(whole, member->share.milli, all, &share) ||
		    !pial_ratio_add(weight[p], share, &weight[p]))
			return false;
	}
	return true;
}

/* True when an offer is the first of its producer and product in a component. */
static bool first_of_kind(const struct pial_instance *instance, const struct pial_part *part,
			  size_t i)
{
	const struct pial_supply *supply = &instance->supply[part->supply[i]];

	for (size_t j = i; j > 0; j--) {
		const struct pial_supply *other = &instance->supply[part->supply[j - 1]];

		if (other->producer != supply->producer)
			return true;
		if (other->product == supply->product)
			return false;
	}
	return true;
}

/*
 * Adds up accounts and planned quantities of each producer's products; *plan is set when the
 * plan has any.
 */
static bool add_products(const struct pial_memory *memory, const struct pial_instance *instance,
			 const struct pial_part *part, const struct pial_producer *const *producer,
			 size_t producers, struct pial_ratio *weight, struct pial_ratio *account,
			 bool *plan)
{
	for (size_t i = 0; i < part->supplies; i++) {
		const struct pial_supply *supply = &instance->supply[part->supply[i]];
		size_t p = place_of(producer, producers, supply->producer);
		struct pial_ratio committed = { 0, 1 }, owed;

		if (!first_of_kind(instance, part, i))
			continue;
		*plan |= pial_memory_planned(memory, supply->product->id);
		if (p == producers)
			continue;
		(void)!pial_memory_weight(memory, supply->producer->id.n, supply->product->id,
				&committed.n);
		owed = pial_ratio_make(account_of(memory, supply->producer->id.n,
						  supply->product->id),
				       supply->product->pack.milli);
		if (!pial_ratio_add(weight[p], committed, &weight[p]) ||
		    !pial_ratio_add(account[p], owed, &account[p]))
			return false;
	}
	return true;
}

enum pial_step pial_weigh_producers(const struct pial_memory *memory,
				    const struct pial_instance *instance,
				    const struct pial_part *part,
				    const struct pial_producer *const *producer, size_t producers,
				    struct pial_arena *arena, struct pial_shares *shares)
{
	struct pial_ratio *weight = pial_arena_zalloc(arena, producers + 1, sizeof(*weight));
	struct pial_ratio *account = pial_arena_zalloc(arena, producers + 1, sizeof(*account));
	bool plan = false, contract = false;

	pial_shares_init(shares, producers, arena);
	for (size_t p = 0; p < producers; p++) {
		weight[p] = account[p] = (struct pial_ratio){ 0, 1 };
		shares->again[p] = producer[p]->share.milli;
	}
	if (!add_products(memory, instance, part, producer, producers, weight, account, &plan))
		return PIAL_STEP_RANGE;
	for (size_t i = 0; !plan && i < part->demands; i++)
		if (!add_contract(instance, part, &instance->demand[part->demand[i]], producer,
				  producers, weight, &contract))
			return PIAL_STEP_RANGE;
	for (size_t p = 0; !plan && !contract && p < producers; p++)
		weight[p] = (struct pial_ratio){ shares->again[p], 1 };
	return finish(weight, account, producers, shares);
}
