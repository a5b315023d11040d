/*
 * A week's table against the book: week, unit, contract.
 *
 * The tables differ in their columns only, so the checks ask the schema which columns there are:
 * the same lines serve orders, offers, allocation, receipts, deliveries and invoice lines.
 *
 * Nearly always there is nothing to say: several workers find that out side by side, telling
 * nobody; when there is something, all rows are checked again, in order, to say it.
 */
#include <stdatomic.h>
#include <string.h>

#include "base/crew.h"
#include "load/load.h"

#include "base/banned.h"

/* The members that the checks look at; NULL: the table has no such column. */
struct columns {
	const struct pial_field *week, *day;		/* time */
	const struct pial_field *kitchen, *contract;	/* who, under what */
	const struct pial_field *product, *ordered;	/* delivered, else ordered product */
	const struct pial_field *unit, *priced_unit;	/* of the quantity, of the price */
};

static const struct pial_field *column(const struct pial_schema *schema, const char *name)
{
	int index = pial_field_find(schema, name);

	return index < 0 ? NULL : &schema->field[index];
}

static struct columns columns_of(const struct pial_schema *schema)
{
	bool lines = schema == &pial_schema_lines;
	struct columns c;

	c.week = column(schema, "week");
	c.day = column(schema, "day");
	c.kitchen = column(schema, lines ? "buyer" : "kitchen");
	c.contract = column(schema, "contract");
	c.product = column(schema, "product");
	c.ordered = column(schema, "ordered_product");
	/* The unit of an invoice line is that of its price. */
	c.unit = lines ? NULL : column(schema, "unit");
	c.priced_unit = column(schema, lines ? "unit" : "priced_unit");
	return c;
}

static uint32_t number(const struct pial_field *field, const void *row)
{
	uint32_t n = 0;

	if (field)
		memcpy(&n, (const char *)row + field->offset, sizeof(n));
	return n;
}

static uint16_t half(const struct pial_field *field, const void *row)
{
	uint16_t n = 0;

	if (field)
		memcpy(&n, (const char *)row + field->offset, sizeof(n));
	return n;
}

static uint8_t byte(const struct pial_field *field, const void *row)
{
	return field ? *((const uint8_t *)row + field->offset) : 0;
}

/* The row's week must be the file's; without a week column, its day must be in it. */
static bool check_week(const struct pial_table *table, const struct columns *c, const void *row,
		       struct pial_week week, struct pial_diags *diags)
{
	struct pial_date day = { half(c->day, row) };
	struct pial_pos pos;

	if (pial_week_is_none(week))
		return true;
	if (c->week) {
		if (half(c->week, row) == week.n)
			return true;
		pos = pial_table_pos(table, row, "week");
		return pial_diag_add(diags, &pos, PIAL_E_WEEK_FILE, (int64_t)half(c->week, row),
				     (int64_t)week.n);
	}
	if (pial_date_is_none(day) || pial_week_of(day).n == week.n)
		return true;
	pos = pial_table_pos(table, row, "day");
	return pial_diag_add(diags, &pos, PIAL_E_DAY_WEEK, (int64_t)day.n, (int64_t)week.n);
}

static bool check_unit(const struct pial_table *table, const struct pial_model *model,
		       const struct pial_field *field, const void *row, enum pial_unit needed,
		       struct pial_product_id product, struct pial_diags *diags)
{
	const struct pial_choice *written = pial_choice_of(pial_choice_unit, byte(field, row));
	const struct pial_choice *expected = pial_choice_of(pial_choice_unit, (uint8_t)needed);
	struct pial_pos pos;

	if (!written || !expected || written->value == expected->value)
		return true;
	pos = pial_table_pos(table, row, field->name);
	return pial_diag_add(diags, &pos, PIAL_E_UNIT, written->name,
			     pial_model_text(model, product.n), expected->name);
}

static bool check_units(const struct pial_table *table, const struct pial_model *model,
			const struct columns *c, const void *row, struct pial_diags *diags)
{
	struct pial_product_id id = { number(c->product, row) };
	const struct pial_product *product;
	bool ok = true;

	if (!id.n)
		id.n = number(c->ordered, row);
	product = pial_model_product(model, id);
	if (!product)
		return true;
	if (c->unit)
		ok = check_unit(table, model, c->unit, row, (enum pial_unit)product->unit, id,
				diags);
	if (c->priced_unit)
		ok &= check_unit(table, model, c->priced_unit, row,
				 pial_product_priced_unit(product), id, diags);
	return ok;
}

static bool check_contract(const struct pial_table *table, const struct pial_model *model,
			   const struct columns *c, const void *row, struct pial_diags *diags)
{
	struct pial_contract_id id = { number(c->contract, row) };
	const struct pial_contract *contract = pial_model_contract(model, id);
	uint32_t kitchen = number(c->kitchen, row);
	struct pial_pos pos;

	/* `self` buys from producers in resale, under no kitchen's contract. */
	if (!contract || contract->kitchen.n == kitchen ||
	    !pial_model_kitchen(model, (struct pial_kitchen_id){ kitchen }))
		return true;
	pos = pial_table_pos(table, row, "contract");
	return pial_diag_add(diags, &pos, PIAL_E_CONTRACT_KITCHEN, pial_model_text(model, id.n),
			     pial_model_text(model, contract->kitchen.n),
			     pial_model_text(model, kitchen));
}

/* True when a week may go from one line of its status to the next. */
static bool may_follow(const struct pial_week_status *before, const struct pial_week_status *after)
{
	if (!before)
		return after->state <= PIAL_WEEK_PUBLISHED;
	if (after->version == before->version)
		return after->state > before->state &&
		       (after->state == PIAL_WEEK_PUBLISHED ||
			before->state >= PIAL_WEEK_PUBLISHED);
	/* A closed week is reopened by publishing it again, as the next version. */
	return after->state == PIAL_WEEK_PUBLISHED &&
	       (before->state <= PIAL_WEEK_PUBLISHED || before->state == PIAL_WEEK_CLOSED);
}

/*
 * A week is drafted, published (again with each version), delivered, closed, and perhaps reopened
 * by being published again: nothing is undone, and nothing comes before publishing. A line for
 * "delivered" may be left out.
 */
static bool check_states(const struct pial_table *table, struct pial_diags *diags)
{
	const struct pial_week_status *before = NULL;
	int state = pial_field_find(table->schema, "state");
	bool ok = true;

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_week_status *row = pial_table_row(table, i);
		const struct pial_choice *choice = table->schema->field[state].choice;
		struct pial_pos pos = pial_table_pos(table, row, "state");
		uint8_t from = before ? before->state : PIAL_WEEK_DRAFT;

		if (!may_follow(before, row))
			ok = pial_diag_add(diags, &pos, PIAL_E_STATUS_ORDER,
					   pial_choice_of(choice, from)->name,
					   pial_choice_of(choice, row->state)->name);
		before = row;
	}
	return ok;
}

/* Checks rows against the book but for their references. */
static bool check_rows(const struct pial_table *table, const struct pial_model *model,
		       struct pial_week week, struct pial_diags *diags)
{
	struct columns c = columns_of(table->schema);
	bool ok = true;

	for (size_t i = 0; i < table->count; i++) {
		const void *row = pial_table_row(table, i);

		ok &= check_week(table, &c, row, week, diags);
		ok &= check_units(table, model, &c, row, diags);
		if (c.contract)
			ok &= check_contract(table, model, &c, row, diags);
	}
	return ok;
}

/* Rows that a worker takes at once. */
#define BLOCK ((size_t)16384)

/* What the workers share. */
struct checking {
	const struct pial_table *table;	/* whose rows */
	const struct pial_model *model;	/* the book */
	struct pial_week week;		/* of the file */
	atomic_bool odd;		/* there is something to say */
};

/* Looks whether there is something to say of a block. */
static void check_quietly(void *context, unsigned worker, size_t block)
{
	struct checking *checking = context;
	const struct pial_table *table = checking->table;
	struct pial_table part = *table;
	struct pial_diags said;

	(void)worker;
	part.row = pial_table_row(table, block * BLOCK);
	part.count = table->count - block * BLOCK < BLOCK ? table->count - block * BLOCK : BLOCK;
	pial_diags_init(&said);
	if (!pial_check_references(&part, checking->model, &said) ||
	    !check_rows(&part, checking->model, checking->week, &said) ||
	    said.count)
		atomic_store(&checking->odd, true);
	pial_diags_release(&said);
}

/* True when several workers found nothing to say of any row. */
static bool is_quiet(const struct pial_table *table, const struct pial_model *model,
		     struct pial_week week)
{
	struct checking checking = { table, model, week, false };

	if (table->workers < 2)
		return false;
	pial_crew_run(table->workers, (table->count + BLOCK - 1) / BLOCK, check_quietly,
		      &checking);
	return !atomic_load(&checking.odd);
}

bool pial_check_moving(const struct pial_table *table, const struct pial_model *model,
		       struct pial_week week, struct pial_diags *diags)
{
	bool ok = true;

	if (!is_quiet(table, model, week)) {
		ok = pial_check_references(table, model, diags);
		ok &= check_rows(table, model, week, diags);
	}
	if (table->schema == &pial_schema_status)
		ok &= check_states(table, diags);
	return ok;
}
