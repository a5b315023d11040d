/*
 * Cross-checks: what one file says against what the others say.
 *
 * They run once everything is loaded and indexed, so the order of files never matters, and each
 * fault is said at the cell where a person will correct it. A row's own contradictions were said
 * when it was read (the schemas' checks).
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "load/load.h"
#include "load/refer.h"

#include "base/banned.h"

/*
 * Faults of one table after which looking for nearest names is a waste: the reader shows no more.
 */
#define ENOUGH PIAL_DIAG_PER_FILE

static bool check_cell(const struct pial_table *table, const struct pial_model *model,
		       const struct pial_field *field, const void *row, struct pial_diags *diags)
{
	const char *member = (const char *)row + field->offset;
	struct pial_id_list list = { NULL, 1 };
	bool ok = true;
	uint32_t n, i;

	if (field->type == PIAL_T_IDS)
		memcpy(&list, member, sizeof(list));
	for (i = 0; i < list.count; i++) {
		struct pial_pos pos;

		if (list.n)
			n = list.n[i];
		else
			memcpy(&n, member, sizeof(n));
		if (!n || pial_refer_known(model, field->ref, n))
			continue;
		pos = pial_table_pos(table, row, field->name);
		ok &= pial_refer_check(model, field->ref, n, &pos, diags);
	}
	return ok;
}

bool pial_check_references(const struct pial_table *table, const struct pial_model *model,
			   struct pial_diags *diags)
{
	size_t before = diags->errors, f, i;

	for (f = 0; f < table->schema->fields; f++) {
		const struct pial_field *field = &table->schema->field[f];

		if (field->ref == PIAL_REF_NONE)
			continue;
		for (i = 0; i < table->count && diags->errors - before < ENOUGH; i++)
			(void)!check_cell(table, model, field, pial_table_row(table, i), diags);
	}
	return !pial_diags_since(diags, before);
}

/* ---- Standing tables ---- */

static bool check_substitutes(const struct pial_table *table, const struct pial_model *model,
			      struct pial_diags *diags)
{
	bool ok = true;
	uint32_t s;
	size_t i;

	for (i = 0; i < table->count; i++) {
		const struct pial_product *row = pial_table_row(table, i);

		for (s = 0; s < row->substitutes.count; s++) {
			struct pial_product_id id = { row->substitutes.n[s] };
			const struct pial_product *other = pial_model_product(model, id);
			struct pial_pos pos, at;

			if (!other || (other->unit == row->unit &&
				       other->pack.milli == row->pack.milli))
				continue;
			pos = pial_table_pos(table, row, "substitutes");
			at = pial_table_pos(table, other, "product");
			ok = pial_diag_add(diags, &pos, PIAL_E_SUBSTITUTE,
					   pial_model_text(model, id.n),
					   pial_model_text(model, row->id.n), &at);
		}
	}
	return ok;
}

/* A product on the way down from another through substitutes. */
struct step {
	const struct pial_product *product;	/* which */
	uint32_t next;				/* place in its list */
};

/*
 * Follows substitutes from one product; *seen is 1 on the way, 2 when done. A list that comes back
 * to a product on the way closes a cycle.
 */
static bool check_cycle(const struct pial_table *table, const struct pial_model *model,
			struct step *way, uint8_t *seen, struct pial_diags *diags)
{
	bool ok = true;
	size_t depth = 1;

	seen[way[0].product - model->product] = 1;
	while (depth) {
		struct step *step = &way[depth - 1];
		const struct pial_product *next;
		struct pial_pos pos, other;

		if (step->next == step->product->substitutes.count) {
			seen[step->product - model->product] = 2;
			depth--;
			continue;
		}
		next = pial_model_product(model, (struct pial_product_id){
			step->product->substitutes.n[step->next++] });
		if (!next || next == step->product || seen[next - model->product] == 2)
			continue;
		if (!seen[next - model->product]) {
			seen[next - model->product] = 1;
			way[depth++] = (struct step){ next, 0 };
			continue;
		}
		pos = pial_table_pos(table, step->product, "substitutes");
		other = pial_table_pos(table, next, "substitutes");
		ok = pial_diag_add(diags, &pos, PIAL_E_SUBSTITUTE_CYCLE,
				   pial_model_text(model, step->product->id.n),
				   pial_model_text(model, next->id.n), &other);
	}
	return ok;
}

/*
 * Two products that replace each other are one product with two names: nothing says any more what
 * was ordered, and counting substituted packs means nothing.
 */
static bool check_cycles(const struct pial_table *table, const struct pial_model *model,
			 struct pial_diags *diags)
{
	uint8_t *seen = pial_calloc(model->products + 1, sizeof(*seen));
	struct step *way = pial_calloc(model->products + 1, sizeof(*way));
	bool ok = true;

	for (size_t i = 0; i < model->products; i++) {
		way[0] = (struct step){ &model->product[i], 0 };
		if (!seen[i])
			ok &= check_cycle(table, model, way, seen, diags);
	}
	free(way);
	free(seen);
	return ok;
}

/* One id, one party: parties.yaml, distances and accounts know them by nothing else. */
static bool check_ids(const struct pial_table *kitchens, const struct pial_table *const *table,
		      size_t count, const struct pial_model *model, struct pial_diags *diags)
{
	bool ok = true;

	for (size_t i = 0; i < kitchens->count; i++) {
		const struct pial_kitchen *row = pial_table_row(kitchens, i);
		const struct pial_producer *same =
			pial_model_producer(model, (struct pial_producer_id){ row->id.n });
		struct pial_pos pos, other = PIAL_POS_NONE;

		if (!same)
			continue;
		pos = pial_table_pos(kitchens, row, "kitchen");
		for (size_t t = 0; t < count; t++)
			if (table[t]->schema == &pial_schema_producers)
				other = pial_table_pos(table[t], same, "producer");
		ok = pial_diag_add(diags, &pos, PIAL_E_ID_BOTH, pial_model_text(model, row->id.n),
				   &other);
	}
	return ok;
}

/* True when both lists have a product in common; an empty list is all products. */
static bool share_product(const struct pial_id_list *a, const struct pial_id_list *b)
{
	uint32_t i, j;

	if (!a->count || !b->count)
		return true;
	for (i = 0; i < a->count; i++)
		for (j = 0; j < b->count; j++)
			if (a->n[i] == b->n[j])
				return true;
	return false;
}

static bool check_certificates(const struct pial_table *table, const struct pial_model *model,
			       struct pial_diags *diags)
{
	bool ok = true;
	size_t i, j;

	for (i = 0; i < table->count; i++) {
		const struct pial_certificate *a = pial_table_row(table, i);

		for (j = i + 1; j < table->count; j++) {
			const struct pial_certificate *b = pial_table_row(table, j);
			struct pial_pos pos, first;

			/* Sorted by producer: its rows are neighbours. */
			if (b->producer.n != a->producer.n)
				break;
			if (a->status != b->status || b->from.n > a->until.n ||
			    a->from.n > b->until.n || !share_product(&a->products, &b->products))
				continue;
			pos = pial_table_pos(table, b, "from");
			first = pial_table_pos(table, a, "from");
			ok = pial_diag_add(diags, &pos, PIAL_E_OVERLAP_CERTIFICATE,
					   pial_model_text(model, b->producer.n), &first);
		}
	}
	return ok;
}

/* First and last day of a line; the contract's own where it says nothing. */
static void line_days(const struct pial_contract *contract, const struct pial_contract_line *line,
		      struct pial_date *from, struct pial_date *until)
{
	*from = pial_date_is_none(line->from) ? contract->from : line->from;
	*until = pial_date_is_none(line->until) ? contract->until : line->until;
}

/* Lines of b from index start on that overlap a line of a. */
static bool check_line_overlap(const struct pial_model *model, const struct pial_contract *a,
			       const struct pial_contract_line *line, const struct pial_contract *b,
			       uint32_t start, struct pial_diags *diags)
{
	struct pial_date from, until, other_from, other_until;
	bool ok = true;
	uint32_t i;

	line_days(a, line, &from, &until);
	for (i = start; i < b->line_count; i++) {
		const struct pial_contract_line *other = &b->line[i];

		line_days(b, other, &other_from, &other_until);
		if (other->product.n != line->product.n || other_from.n > until.n ||
		    from.n > other_until.n)
			continue;
		ok = pial_diag_add(diags, &other->pos, PIAL_E_OVERLAP_CONTRACT,
				   pial_model_text(model, line->product.n), &line->pos);
	}
	return ok;
}

/* A contract and its kitchen, to bring those of one kitchen together. */
struct by_kitchen {
	uint32_t kitchen;	/* number in the pool */
	size_t index;		/* of the contract: by id */
};

static int compare_kitchens(const void *a, const void *b)
{
	const struct by_kitchen *x = a, *y = b;

	if (x->kitchen != y->kitchen)
		return x->kitchen < y->kitchen ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

/*
 * Overlaps of a contract's lines with its own later ones and with those of the next of its
 * kitchen.
 */
static bool check_contract_overlaps(const struct pial_model *model, const struct by_kitchen *at,
				    size_t rest, struct pial_diags *diags)
{
	const struct pial_contract *contract = &model->contract[at->index];
	bool ok = true;
	uint32_t k;
	size_t j;

	for (k = 0; k < contract->line_count; k++) {
		const struct pial_contract_line *line = &contract->line[k];

		ok &= check_line_overlap(model, contract, line, contract, k + 1, diags);
		for (j = 1; j < rest && at[j].kitchen == at->kitchen; j++)
			ok &= check_line_overlap(model, contract, line,
						 &model->contract[at[j].index], 0, diags);
	}
	return ok;
}

static bool check_overlaps(const struct pial_model *model, struct pial_diags *diags)
{
	struct by_kitchen *order;
	bool ok = true;
	size_t i;

	if (!model->contracts)
		return true;
	order = pial_calloc(model->contracts, sizeof(*order));
	for (i = 0; i < model->contracts; i++)
		order[i] = (struct by_kitchen){ model->contract[i].kitchen.n, i };
	/*
	 * Diagnostics are sorted by place: that kitchens follow the order of the pool is not seen.
	 */
	qsort(order, model->contracts, sizeof(*order), compare_kitchens);
	for (i = 0; i < model->contracts; i++)
		ok &= check_contract_overlaps(model, &order[i], model->contracts - i, diags);
	free(order);
	return ok;
}

static bool check_contract_names(const struct pial_model *model,
				 const struct pial_contract *contract,
				 struct pial_diags *diags)
{
	bool ok = pial_refer_check(model, PIAL_REF_KITCHEN, contract->kitchen.n, &contract->pos,
				   diags);
	uint32_t i;

	for (i = 0; i < contract->line_count; i++)
		ok &= pial_refer_check(model, PIAL_REF_PRODUCT, contract->line[i].product.n,
				       &contract->line[i].pos, diags);
	for (i = 0; i < contract->producer_count; i++)
		ok &= pial_refer_check(model, PIAL_REF_PRODUCER, contract->producer[i].producer.n,
				       &contract->producer[i].pos, diags);
	return ok;
}

static bool check_contracts(const struct pial_model *model, struct pial_diags *diags)
{
	bool ok = true;
	size_t i;

	for (i = 0; i < model->contracts; i++) {
		const struct pial_contract *contract = &model->contract[i];

		ok &= check_contract_names(model, contract, diags);
		if (i && contract[-1].id.n == contract->id.n)
			ok = pial_diag_add(diags, &contract->pos, PIAL_E_KEY_TWICE,
					   pial_model_text(model, contract->id.n),
					   &contract[-1].pos);
	}
	/* With an unknown kitchen or a repeated id the overlaps would only repeat the fault. */
	return ok && check_overlaps(model, diags);
}

static bool check_people(const struct pial_model *model, struct pial_diags *diags)
{
	const struct pial_policy *policy = &model->policy;
	bool ok = true;
	uint32_t i;

	for (i = 0; i < model->parties; i++)
		ok &= pial_refer_check(model, PIAL_REF_PARTY, model->party[i].id.n,
				       &model->party[i].pos, diags);
	for (i = 0; i < policy->exclude_count; i++) {
		const struct pial_exclusion *pair = &policy->exclude[i];

		ok &= pial_refer_check(model, PIAL_REF_PRODUCER, pair->producer.n, &pair->pos,
				       diags);
		ok &= pial_refer_check(model, PIAL_REF_KITCHEN, pair->kitchen.n, &pair->pos, diags);
	}
	return ok;
}

bool pial_check_standing(const struct pial_table *const *table, size_t count,
			 const struct pial_model *model, struct pial_diags *diags)
{
	bool ok = true;
	size_t i;

	for (i = 0; i < count; i++) {
		ok &= pial_check_references(table[i], model, diags);
		if (table[i]->schema == &pial_schema_products) {
			ok &= check_substitutes(table[i], model, diags);
			ok &= check_cycles(table[i], model, diags);
		}
		if (table[i]->schema == &pial_schema_kitchens)
			ok &= check_ids(table[i], table, count, model, diags);
		if (table[i]->schema == &pial_schema_certificates)
			ok &= check_certificates(table[i], model, diags);
	}
	ok &= check_contracts(model, diags);
	ok &= check_people(model, diags);
	return ok;
}
