/*
 * A weigh-in read from the book, with the reference data it is measured by: for pial-weigh waste
 * and compost, and for any view of campaigns.
 */
#ifndef PIAL_CMD_CLI_CAMPAIGN_H
#define PIAL_CMD_CLI_CAMPAIGN_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/attr.h"
#include "book/weighings.h"
#include "cmd/cli.h"
#include "waste/measure.h"

/* What the book says of campaigns as a whole. */
struct pial_cli_waste {
	struct pial_cli *cli;			/* the run */
	struct pial_campaigns declared;		/* campaigns.csv */
	struct pial_table benchmarks, emissions, settings, compost;	/* data/ */
	struct pial_waste_reference reference;	/* of those four */
};

/* One campaign. */
struct pial_cli_campaign {
	struct pial_weighed weighed;		/* its two tables */
	struct pial_arena arena;		/* of campaign */
	struct pial_waste_campaign campaign;	/* begun */
	struct pial_waste_delivered *delivered;	/* of its kitchens; owned; NULL: not asked */
	struct pial_waste_input input;		/* what is measured */
};

/* Makes it empty. */
PIAL_NONNULL_ALL void pial_cli_waste_init(struct pial_cli_waste *waste, struct pial_cli *cli);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_cli_waste_release(struct pial_cli_waste *waste);

/* Reads it, once the book is loaded. False when refused, said already. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_cli_waste_read(struct pial_cli_waste *waste);

/* Makes an empty campaign. */
PIAL_NONNULL_ALL void pial_cli_campaign_init(struct pial_cli_campaign *campaign);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_cli_campaign_release(struct pial_cli_campaign *campaign);

/*
 * Reads a campaign by its name, as typed: one of campaigns.csv, where there is that file, else one
 * that has files in weighings/ (E-REF-CAMPAIGN). With the basis DELIVERED it reads, too, what its
 * kitchens received in the weeks it touches. False when refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_campaign_read(struct pial_cli_campaign *campaign, struct pial_cli_waste *waste,
			    const char *name, enum pial_waste_basis basis);

#endif
