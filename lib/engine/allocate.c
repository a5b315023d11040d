/*
 * The order of the work: packs and pairs, pins, components, both sides, who serves whom, rows.
 *
 * With pins the week is solved twice: without them, to say what the engine would have done
 * (`computed`), then with them. Rows that came late are solved after all others, on what those
 * leave: what was published does not move for them. A published week that is replaced is solved in
 * two turns (replace.h).
 */
#include "engine/allocate.h"

#include "base/banned.h"
#include "engine/instance.h"
#include "engine/near.h"
#include "engine/outcome.h"
#include "engine/parts.h"
#include "engine/pins.h"
#include "engine/prove.h"
#include "engine/replace.h"
#include "engine/sides.h"
#include "engine/weigh.h"

void pial_allocate_result_init(struct pial_allocate_result *result)
{
	*result = (struct pial_allocate_result){ .row = NULL };
	pial_arena_init(&result->arena);
}

void pial_allocate_result_release(struct pial_allocate_result *result)
{
	pial_arena_release(&result->arena);
	pial_proof_free(result->proof);
	*result = (struct pial_allocate_result){ .row = NULL };
}

/* Solves one component. */
static enum pial_step solve_part(struct pial_instance *instance, const struct pial_part *part,
				 const struct pial_memory *memory, struct pial_arena *arena)
{
	struct pial_component component;
	enum pial_step step;

	pial_component_init(&component, instance, part, memory, arena);
	step = pial_component_rows(&component);
	if (step == PIAL_STEP_DONE)
		step = pial_component_producers(&component);
	if (step == PIAL_STEP_DONE)
		step = pial_component_join(&component);
	if (step == PIAL_STEP_DONE && instance->proof)
		step = pial_prove_near(&component);
	return step;
}

/* Solves what is open: the rows that came in time, then those that are late. */
static enum pial_step solve_open(struct pial_instance *instance, const struct pial_memory *memory,
				 size_t *components)
{
	struct pial_arena list, scratch;
	enum pial_step step = PIAL_STEP_DONE;

	pial_arena_init(&list);
	pial_arena_init(&scratch);
	*components = 0;
	for (int late = 0; late < 2; late++) {
		struct pial_part *part;
		size_t parts = pial_instance_parts(instance, late, &list, &part);

		*components += parts;
		for (size_t p = 0; step == PIAL_STEP_DONE && p < parts; p++) {
			step = solve_part(instance, &part[p], memory, &scratch);
			pial_arena_clear(&scratch);
		}
	}
	pial_arena_release(&scratch);
	pial_arena_release(&list);
	return step;
}

/* Solves the week, with pins or without. */
static enum pial_step solve(struct pial_instance *instance, const struct pial_memory *memory,
			    bool with_pins, size_t *components)
{
	pial_instance_reset(instance, with_pins);
	return solve_open(instance, memory, components);
}

/* Solves a published week again: what can stay stays, the rest is shared around it. */
static enum pial_step replace(struct pial_instance *instance, const struct pial_memory *memory,
			      size_t *components)
{
	enum pial_step step;

	pial_instance_reset(instance, true);
	pial_replace_keep(instance);
	step = solve_open(instance, memory, components);
	pial_replace_rest(instance);
	return step == PIAL_STEP_DONE ? solve_open(instance, memory, components) : step;
}

/* Keeps what pinned pairs get without pins. */
static void keep_computed(struct pial_instance *instance)
{
	for (size_t i = 0; i < instance->pins; i++)
		if (instance->pin[i].link != PIAL_LINK_NONE)
			instance->pin[i].computed = instance->link[instance->pin[i].link].packs;
}

static bool refuse(enum pial_step step, struct pial_diags *diags)
{
	return pial_diag_add(diags, NULL, step == PIAL_STEP_RANGE ? PIAL_E_ALLOCATE_RANGE
								  : PIAL_E_ALLOCATE_FAULT);
}

static bool allocate(struct pial_instance *instance, struct pial_allocate_result *result,
		     struct pial_diags *diags)
{
	struct pial_proof *proof = result->proof;
	struct pial_memory memory;
	enum pial_step step = PIAL_STEP_DONE;

	if (!pial_pins_find(instance, diags))
		return false;
	pial_memory_init(&memory, instance->input, instance->arena);
	if (instance->pins) {
		step = solve(instance, &memory, false, &result->summary.components);
		keep_computed(instance);
	}
	if (proof)
		pial_proof_start(proof);
	if (step == PIAL_STEP_DONE && instance->input->replace)
		step = replace(instance, &memory, &result->summary.components);
	else if (step == PIAL_STEP_DONE)
		step = solve(instance, &memory, true, &result->summary.components);
	if (step != PIAL_STEP_DONE)
		return refuse(step, diags);
	if (!pial_outcome_figures(instance, &result->summary))
		return refuse(PIAL_STEP_RANGE, diags);
	pial_outcome_rows(instance, result);
	pial_outcome_notices(instance, diags);
	return true;
}

/* The same with an instance and an input that live as long as the result. */
static bool allocate_proved(const struct pial_allocate_input *input,
			    struct pial_allocate_result *result, struct pial_diags *diags)
{
	struct pial_proof *proof = pial_proof_new(input);
	bool good = pial_instance_init(&proof->instance, &proof->input, &proof->arena, diags);

	result->proof = proof;
	if (good)
		good = allocate(&proof->instance, result, diags);
	if (good)
		return true;
	pial_proof_free(proof);
	result->proof = NULL;
	result->summary = (struct pial_allocate_summary){ .components = 0 };
	return false;
}

bool pial_allocate(const struct pial_allocate_input *input, struct pial_allocate_result *result,
		   struct pial_diags *diags)
{
	struct pial_arena arena;
	struct pial_instance instance;
	bool good;

	if (input->prove && !input->replace)
		return allocate_proved(input, result, diags);
	pial_arena_init(&arena);
	good = pial_instance_init(&instance, input, &arena, diags);
	if (good)
		good = allocate(&instance, result, diags);
	if (!good)
		result->summary = (struct pial_allocate_summary){ .components = 0 };
	pial_instance_release(&instance);
	pial_arena_release(&arena);
	return good;
}
