/*
 * Words of the command line that several verbs of pial-plan take: a year, a percentage.
 */
#include <stdio.h>
#include <string.h>

#include "book/path.h"
#include "cmd/plan.h"
#include "load/value.h"
#include "model/season.h"

#include "base/banned.h"

/* A season of a year that nobody lives in is a slip of the hand. */
#define YEAR_FIRST 1970
#define YEAR_LAST 2148

bool pial_plan_year(struct pial_cli *cli, int *year)
{
	if (!cli->operands) {
		pial_cli_usage(cli, PIAL_N_("which season? write the year in which it begins, such "
					    "as 2025"));
		return false;
	}
	*year = pial_book_year(cli->operand[0]);
	if (*year >= YEAR_FIRST && *year <= YEAR_LAST)
		return true;
	pial_cli_usage(cli, PIAL_N_("“%s” is not a year; write the one in which the season begins, "
				    "such as 2025"), cli->operand[0]);
	return false;
}

bool pial_plan_season_weeks(struct pial_cli *cli, int year, struct pial_week *first,
			    struct pial_week *last)
{
	char text[16];

	if (pial_season_weeks(year, cli->book.model.policy.season_starts, first, last))
		return true;
	snprintf(text, sizeof(text), "%d", year);
	pial_diag_add(&cli->diags, NULL, PIAL_E_DATE_RANGE, text);
	return false;
}

bool pial_plan_rate(struct pial_cli *cli, const char *text, int32_t otherwise, int32_t most,
		    struct pial_rate *rate)
{
	const struct pial_field field = { .name = "rate", .type = PIAL_T_RATE };
	const struct pial_pos nowhere = PIAL_POS_NONE;
	struct pial_diags diags;
	struct pial_model model;
	bool ok = true;

	rate->e6 = otherwise;
	if (!text)
		return true;
	pial_diags_init(&diags);
	pial_model_init(&model);
	ok = *text && pial_value_read(&model, &field, rate, text, strlen(text), &pial_value_yaml,
				      &nowhere, &diags) && rate->e6 <= most;
	pial_model_release(&model);
	pial_diags_release(&diags);
	if (!ok)
		pial_cli_usage(cli, PIAL_N_("“%s” is no percentage that is allowed here; write it "
					    "as 10%%"), text);
	return ok;
}
