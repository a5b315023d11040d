/*
 * Week, claims, proofs, judgement: each step needs what the one before has made sure of.
 */
#include "proof/check.h"

#include "base/banned.h"
#include "num/round.h"
#include "proof/claims.h"
#include "proof/costs.h"
#include "proof/judge.h"
#include "proof/parts.h"
#include "proof/shares.h"
#include "proof/week.h"

/* Proves one component: late ones after those whose offers they share. */
static bool prove(struct pial_check_week *week, struct pial_check_part *part,
		  struct pial_check_figures *figures)
{
	pial_check_sellers(week, part);
	if (!pial_check_weigh(week, part))
		return pial_diag_add(week->diags, NULL, PIAL_E_ALLOCATE_RANGE);
	if (!pial_check_packs(week, part) || !pial_check_shares(week, part, &figures->odd) ||
	    !pial_check_costs(week, part))
		return false;
	figures->parts++;
	return true;
}

static void add_figures(const struct pial_check_week *week, struct pial_check_figures *figures)
{
	for (uint32_t r = 0; r < week->rows; r++) {
		const struct pial_check_row *row = &week->row[r];

		figures->ordered += row->packs;
		figures->served += row->right;
		figures->owed += row->owed;
		figures->met += row->right < row->owed ? row->right : row->owed;
		figures->shared += row->right < row->packs;
	}
	for (uint32_t p = 0; p < week->pairs; p++) {
		const struct pial_check_pair *pair = &week->pair[p];
		int64_t value;

		figures->pins += pair->pinned;
		if (pair->substitute)
			figures->substituted += pair->right;
		if (pial_check_cost(week, pair, PIAL_COST_DISTANCE, &value))
			figures->metre_grams += (pial_i128)value * pair->right;
	}
}

static bool check(const struct pial_check_input *input, struct pial_arena *arena,
		  struct pial_check_figures *figures, struct pial_diags *diags)
{
	struct pial_check_week week;
	size_t errors = diags->errors;

	if (!pial_check_week_init(&week, input, arena, diags) || !pial_check_claims(&week))
		return false;
	for (uint32_t p = 0; p < week.parts; p++)
		if (!prove(&week, &week.part[p], figures))
			return false;
	add_figures(&week, figures);
	figures->departures = pial_check_judge(&week);
	return !pial_diags_since(diags, errors);
}

bool pial_check_allocation(const struct pial_check_input *input,
			   struct pial_check_figures *figures, struct pial_diags *diags)
{
	struct pial_arena arena;
	bool good;

	*figures = (struct pial_check_figures){ .parts = 0 };
	pial_arena_init(&arena);
	good = check(input, &arena, figures, diags);
	pial_arena_release(&arena);
	return good;
}
