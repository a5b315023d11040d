/*
 * The verbs of pial-plan.
 */
#ifndef PIAL_CMD_PLAN_H
#define PIAL_CMD_PLAN_H

#include "cmd/cli.h"

/* What the command is for, in one line; pial help says it too. */
#define PIAL_HELP_PLAN PIAL_N_("from needs to commitments, and the week's orders")

/* pial-plan season: who grows what, how much, when to sow it. */
extern const struct pial_verb pial_verb_plan_season;
/* pial-plan orders: what kitchens ordered, else what their contracts expect. */
extern const struct pial_verb pial_verb_plan_orders;
/* pial-plan rounds: the pairs of producers and kitchens to use for a season. */
extern const struct pial_verb pial_verb_plan_rounds;
/* pial-plan rota: who runs the table, week by week. */
extern const struct pial_verb pial_verb_plan_rota;

/* pial-plan needs: what kitchens will want in a season, by week. */
extern const struct pial_verb pial_verb_plan_needs;

/* pial-plan cover: is the season covered, product by week. */
extern const struct pial_verb pial_verb_plan_cover;
/* pial-plan price: what each crop must be sold at. */
extern const struct pial_verb pial_verb_plan_price;

/*
 * The YEAR that must be the first operand: that in which a season begins. False, said already, when
 * it is missing or no year.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_plan_year(struct pial_cli *cli, int *year);

/* First and last week of a year's season; the book is loaded. False, said, when out of range. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_plan_season_weeks(struct pial_cli *cli, int year, struct pial_week *first,
			    struct pial_week *last);

/*
 * A percentage as typed, at most so many millionths; otherwise when text is NULL. False, said
 * already, when it is none.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 5)
bool pial_plan_rate(struct pial_cli *cli, const char *text, int32_t otherwise, int32_t most,
		    struct pial_rate *rate);
/* pial-plan offers: what producers answered, else what their plan says. */
extern const struct pial_verb pial_verb_plan_offers;
/* pial-plan forms: sheets for growers and kitchens to fill in. */
extern const struct pial_verb pial_verb_plan_forms;
/* pial-plan collect: sheets that came back go into the book. */
extern const struct pial_verb pial_verb_plan_collect;

#endif
