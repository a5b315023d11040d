/*
 * The season of a book as a program over scenarios (scenario.h): the same bids, sowings, land and
 * needs as the plan has (season_case.h), so that the plan is one of its solutions.
 *
 * Prices of a kilogram become those of a unit by the product's mass. The reserve of a crop is
 * its need times the factor that serves the wanted fill rate, or its need where no factor does:
 * the plan aims at that and not at the least cost, and is to be measured by what it aims at.
 *
 * The program lets every harvest serve every kitchen of its crop that some rule lets it meet; who
 * may meet whom in detail, packs and shares are the plan's alone, and part of the gap.
 *
 * Of a season planned again from a week on it has the weeks from that week on, as the plan does:
 * what stands in the ground brings all that is left of it, promised or not, and keeps its land.
 * Where that alone is more than there is of land (a field was lost since), the program has as much
 * land as stands: else it would have no answer.
 */
#ifndef PIAL_ENGINE_SCENARIO_FILL_H
#define PIAL_ENGINE_SCENARIO_FILL_H

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "engine/scenario.h"
#include "engine/season.h"

/* A season of a book as a program, and the plan's harvests in it. */
struct pial_scenario_filled {
	struct pial_scenario_season season;	/* arrays and names in the arena or the model */
	int64_t *planned;			/* by harvest, need and margin; thousandths */
	size_t unplaced;	/* rows of the weeks planned that belong nowhere: left out */
};

/*
 * Fills a season from what the plan is made from, and from the plan made; result may be NULL: then
 * nothing is planned, and costs alone decide. False, with located errors, where the plan would be
 * refused (season.h). The arrays live in the arena; names are the model's.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 5, 6, 7)
bool pial_scenario_fill(const struct pial_season_input *input,
			const struct pial_season_result *result, uint64_t seed,
			uint32_t scenarios, struct pial_arena *arena,
			struct pial_scenario_filled *filled, struct pial_diags *diags);

#endif
