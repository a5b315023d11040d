/*
 * From files to the model: each standing file, and the cross-checks between them.
 *
 * Order of work for a book: policy, standing tables (load/table.h, their rows put into the model),
 * contracts, parties, calendar, then pial_model_index, then pial_check_standing; each moving table
 * after that is read and given to pial_check_moving.
 */
#ifndef PIAL_LOAD_LOAD_H
#define PIAL_LOAD_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "diag/diag.h"
#include "io/source.h"
#include "load/field.h"
#include "load/table.h"
#include "model/model.h"
#include "model/weighing.h"

/*
 * Reads pial.yaml into model->policy, over the defaults. A book of a newer format is refused for
 * that alone. A fee has exactly one of rate, per_kg, per_delivery and per_invoice; columns to
 * publish must exist. False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_load_policy(struct pial_model *model, const struct pial_source *source,
		      struct pial_diags *diags);

/*
 * Reads one contract file and adds it to model->contract: dates in order and within the
 * contract's, minimum not above maximum, shares of a revision adding up. False when refused; it is
 * then not added.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_load_contract(struct pial_model *model, const struct pial_source *source,
			struct pial_diags *diags);

/*
 * Reads parties.yaml into model->party. SIRET, IBAN and VAT keys are checked, and that a French
 * VAT number holds the SIREN of the SIRET. False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_load_parties(struct pial_model *model, const struct pial_source *source,
		       struct pial_diags *diags);

/* Reads calendar.yaml into model->closure. False when refused. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_load_calendar(struct pial_model *model, const struct pial_source *source,
			struct pial_diags *diags);

/*
 * Checks every reference of a table against the indexed model (unknown names propose the nearest),
 * at the cell's place. False when an error was added.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_references(const struct pial_table *table, const struct pial_model *model,
			   struct pial_diags *diags);

/*
 * Checks the standing tables against each other: references, substitutes (same unit and pack),
 * certificates of one producer that overlap (same status, a product in common), contracts with one
 * id, contract lines of one kitchen and product that overlap, in one contract or in two, closures
 * named, parties named. The model is indexed; tables are the standing tables as read, for
 * positions. False when an error was added.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_standing(const struct pial_table *const *table, size_t count,
			 const struct pial_model *model, struct pial_diags *diags);

/*
 * Checks a moving table of week (none: any) against the indexed model: references, the week column
 * or else the days, units, contracts of other kitchens. What one row shows alone was checked when
 * it was read. False when an error was added.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_moving(const struct pial_table *table, const struct pial_model *model,
		       struct pial_week week, struct pial_diags *diags);

/*
 * Checks the ledger of accounts against the indexed model: names (a producer's or a kitchen's, as
 * the line says), lines in the order in which they were added (E-BALANCE-SORT, E-BALANCE-ENTRY),
 * reversals that take back what is there (E-BALANCE-REVERSAL). False when an error was added.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_ledger(const struct pial_table *table, const struct pial_model *model,
		       struct pial_diags *diags);

/*
 * Checks a table of the season of a year (needs, plan, rounds, rota …) against the indexed model:
 * references, weeks of that season (E-SEASON-WEEK), no round on an excluded pair
 * (E-ROUND-EXCLUDED), and that a kitchen's needs of a product do not overlap (E-OVERLAP-NEED,
 * naming both lines). False when an error was added.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_season(const struct pial_table *table, const struct pial_model *model, int year,
		       struct pial_diags *diags);

/*
 * Checks a table of reference data against the indexed model: references, and that a quotation is
 * per unit of the product or per kilogram (E-UNIT). False when an error was added.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_data(const struct pial_table *table, const struct pial_model *model,
		     struct pial_diags *diags);

/*
 * Checks menus against the indexed model: each must be one kitchen's (model/menu.h). E-MENU-SIRET
 * when none has a SIRET of it, E-MENU-KITCHEN when several have: once a place, at its first line,
 * or with each at every line, as who takes lines out must know. False when an error was added.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_menus(const struct pial_table *table, const struct pial_model *model, bool each,
		      struct pial_diags *diags);

/*
 * Checks campaigns.csv against the indexed model: kitchens; a name that ends with -meals, as the
 * second file of a campaign does (E-CAMPAIGN-NAME); campaigns of one kitchen that share a day
 * (E-OVERLAP-CAMPAIGN). False when an error was added.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_campaigns(const struct pial_table *table, const struct pial_model *model,
			  struct pial_diags *diags);

/*
 * Says that no line of campaigns.csv has a name, and the nearest that one has (E-REF-CAMPAIGN,
 * E-REF-CAMPAIGN-NEAR). False.
 */
PIAL_NONNULL_ALL
bool pial_say_campaign(const struct pial_table *campaigns, const struct pial_model *model,
		       const char *name, const struct pial_pos *pos, struct pial_diags *diags);

/* A campaign in one kitchen. */
struct pial_campaign_period {
	struct pial_campaign_id campaign;	/* which */
	struct pial_kitchen_id kitchen;		/* where */
	struct pial_date from, until;		/* first and last day */
	struct pial_pos pos;			/* where that is written */
};

/*
 * Looks for periods of one kitchen that share a day (E-OVERLAP-CAMPAIGN, at the later one); brings
 * them in order. False when there are some.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_periods(struct pial_campaign_period *period, size_t count,
			const struct pial_model *model, struct pial_diags *diags);

/*
 * Checks a table of weighings or of meals: its rows are of the campaign that the file is named
 * after (E-CAMPAIGN-FILE); where campaigns are declared (campaigns not NULL, sorted), of one that
 * is (E-REF-CAMPAIGN, E-CAMPAIGN-KITCHEN), on its days (E-CAMPAIGN-DAY), at its meals
 * (E-CAMPAIGN-MEAL). False when an error was added.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 4, 5)
bool pial_check_weighed(const struct pial_table *table, const struct pial_table *campaigns,
			uint32_t campaign, const struct pial_model *model,
			struct pial_diags *diags);

/*
 * Looks for waste where the table of meals says that none was served (E-WEIGH-MEALS, at the
 * weighing, naming the meals): both tables of one campaign. False when there is some.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_check_served(const struct pial_table *weighings, const struct pial_table *meals,
		       const struct pial_model *model, struct pial_diags *diags);

#endif
