/*
 * One contract a file: a kitchen's commitment, its prices, its producers.
 *
 * What can be said from the file alone is said here, at the line at fault: dates in order and
 * within the contract, minimum and maximum, shares of a revision. Overlaps and references need the
 * others and are in load/check.c.
 */
#include <string.h>

#include "io/yaml.h"
#include "load/load.h"
#include "load/mapping.h"

#include "base/banned.h"

static bool in_order(const struct pial_pos *pos, struct pial_date from, struct pial_date until,
		     struct pial_diags *diags)
{
	if (pial_date_is_none(from) || pial_date_is_none(until) || from.n <= until.n)
		return true;
	return pial_diag_add(diags, pos, PIAL_E_DATES_ORDER, (int64_t)from.n, (int64_t)until.n);
}

/* Dates of a part: in order, and within those of the contract. */
static bool check_dates(const struct pial_contract *contract, const struct pial_pos *pos,
			struct pial_date from, struct pial_date until, struct pial_diags *diags)
{
	if (!in_order(pos, from, until, diags))
		return false;
	if ((pial_date_is_none(from) || pial_day_within(from, contract->from, contract->until)) &&
	    (pial_date_is_none(until) || pial_day_within(until, contract->from, contract->until)))
		return true;
	return pial_diag_add(diags, pos, PIAL_E_CONTRACT_DATES, (int64_t)contract->from.n,
			     (int64_t)contract->until.n);
}

static bool check_revision(struct pial_model *model, struct pial_contract_line *line,
			   struct pial_diags *diags)
{
	const struct pial_revision *revision = line->formula;
	int64_t sum = 0;
	uint32_t i;

	if (!line->formula_count)
		return true;
	line->revision = revision->name;
	if (!line->revision.n)
		line->revision.n = pial_intern_add(&model->pool, "revision", 8);
	for (i = 0; i < revision->part_count; i++)
		sum += revision->part[i].share.e6;
	if (!revision->part_count || sum == 1000000)
		return true;
	return pial_diag_add(diags, &revision->pos, PIAL_E_REVISION_SHARES);
}

static bool check_line(struct pial_model *model, const struct pial_contract *contract,
		       struct pial_contract_line *line, struct pial_diags *diags)
{
	bool ok = check_dates(contract, &line->pos, line->from, line->until, diags);
	uint32_t i;

	if (!pial_qty_is_none(line->min) && !pial_qty_is_none(line->max) &&
	    line->min.milli > line->max.milli)
		ok = pial_diag_add(diags, &line->pos, PIAL_E_MAXIMUM, line->min.milli,
				   line->max.milli);
	for (i = 0; i < line->firm_count; i++)
		ok &= in_order(&line->firm[i].pos, pial_week_monday(line->firm[i].from_week),
			       pial_week_day(line->firm[i].until_week, PIAL_SUNDAY), diags);
	return check_revision(model, line, diags) && ok;
}

static bool check_contract(struct pial_model *model, const struct pial_contract *contract,
			   struct pial_diags *diags)
{
	/* The lines were made just now in the arena: their revision may still be named. */
	struct pial_contract_line *line = (struct pial_contract_line *)(uintptr_t)contract->line;
	bool ok = in_order(&contract->pos, contract->from, contract->until, diags);
	uint32_t i;

	if (!pial_money_is_none(contract->min_value) && !pial_money_is_none(contract->max_value) &&
	    contract->min_value.cents > contract->max_value.cents)
		ok = pial_diag_add(diags, &contract->pos, PIAL_E_MAXIMUM_VALUE,
				   contract->min_value.cents, contract->max_value.cents);
	for (i = 0; i < contract->line_count; i++)
		ok &= check_line(model, contract, &line[i], diags);
	for (i = 0; i < contract->producer_count; i++)
		ok &= check_dates(contract, &contract->producer[i].pos, contract->producer[i].from,
				  contract->producer[i].until, diags);
	return ok;
}

bool pial_load_contract(struct pial_model *model, const struct pial_source *source,
			struct pial_diags *diags)
{
	struct pial_yaml *map = pial_yaml_read(source, &model->arena, diags);
	struct pial_contract contract;

	if (!map)
		return false;
	memset(&contract, 0, sizeof(contract));
	pial_mapping_clear(model, &pial_schema_contract, &contract);
	contract.pos = map->pos;
	if (!pial_mapping_read(model, &pial_schema_contract, &contract, map, diags) ||
	    !check_contract(model, &contract, diags))
		return false;
	model->contract = pial_mapping_grow(&model->arena, model->contract, model->contracts,
					    sizeof(contract));
	model->contract[model->contracts++] = contract;
	return true;
}
