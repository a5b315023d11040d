/*
 * Tables go through the readers of the project, as they do in a book.
 */
#include "waste_case.h"

#include "load/builtin.h"

static void read_shipped(struct waste_case *c, size_t at, const struct pial_schema *schema)
{
	struct pial_source source;
	const char *bytes;
	size_t len;

	assert_true(pial_builtin(schema, &bytes, &len));
	pial_source_init(&source);
	assert_true(pial_source_from(&source, schema->name, bytes, len, &c->w->diags));
	pial_table_init(&c->shipped[at], schema);
	assert_true(pial_table_read(&c->shipped[at], &c->w->model, &source, &c->w->diags));
	pial_source_release(&source);
}

static void read_rows(struct waste_case *c, struct pial_table *table,
		      const struct pial_schema *schema, const char *head, const char *rows)
{
	static char text[16384];
	int len = snprintf(text, sizeof(text), "%s%s", head, rows);

	assert_true(len > 0 && (size_t)len < sizeof(text));
	if (!world_read(c->w, table, schema, text)) {
		world_show(c->w);
		fail();
	}
}

static void stand(struct world *w)
{
	if (w->tables)
		return;
	world_stand(w, &pial_schema_kitchens,
		    "kitchen,name,kind,sectors,meals_per_year,meal_cost,age_class,central\n"
		    "K-central,C,school,,,,,\n"
		    "K-ecole,E,school,education_primaire,44800,2.35,primary,\n"
		    "K-ehpad,H,nursing-home,social_ehpad,248200,1.3,,\n"
		    "K-sat1,A,school,,10000,2.4,,K-central\n"
		    "K-sat2,B,school,,20000,2.4,,K-central\n");
	pial_model_index(&w->model);
}

void waste_case_make(struct waste_case *c, struct world *w, const char *declared,
		     const char *weighings, const char *meals)
{
	memset(c, 0, sizeof(*c));
	c->w = w;
	stand(w);
	pial_diags_clear(&w->diags);
	pial_arena_init(&c->arena);
	read_shipped(c, 0, &pial_schema_benchmarks);
	read_shipped(c, 1, &pial_schema_emissions);
	read_shipped(c, 2, &pial_schema_waste);
	read_shipped(c, 3, &pial_schema_compost);
	read_rows(c, &c->declared, &pial_schema_campaigns,
		  "campaign,kitchen,from,days,meals,detail,sorted\n", declared);
	read_rows(c, &c->weighings, &pial_schema_weighings, WASTE_WEIGHINGS, weighings);
	read_rows(c, &c->meals, &pial_schema_meals, WASTE_MEALS, meals);
	c->reference = (struct pial_waste_reference){
		&w->model, (void *)c->shipped[0].row, c->shipped[0].count,
		(void *)c->shipped[1].row, c->shipped[1].count, (void *)c->shipped[2].row,
		c->shipped[2].count, (void *)c->shipped[3].row, c->shipped[3].count,
	};
	c->campaign = (struct pial_waste_campaign){
		.model = &w->model, .declared = &c->declared, .weighings = &c->weighings,
		.meals = &c->meals, .campaign = pial_intern_add(&w->model.pool, "h", 1),
	};
	c->input = (struct pial_waste_input){ .campaign = &c->campaign,
					      .reference = &c->reference };
	pial_table_init(&c->out, &pial_schema_view_waste);
	c->begun = pial_waste_begin(&c->campaign, &c->arena, &w->diags);
}

void waste_case_release(struct waste_case *c)
{
	pial_table_release(&c->out);
	pial_table_release(&c->meals);
	pial_table_release(&c->weighings);
	pial_table_release(&c->declared);
	for (size_t i = 0; i < 4; i++)
		pial_table_release(&c->shipped[i]);
	pial_arena_release(&c->arena);
}

void waste_case_records(struct waste_case *c)
{
	pial_table_release(&c->out);
	pial_table_init(&c->out, &pial_schema_view_waste);
	pial_waste_records(&c->input, &c->out, &c->w->diags);
}

void waste_case_rows(struct waste_case *c, enum pial_waste_by by)
{
	pial_table_release(&c->out);
	pial_table_init(&c->out, &pial_schema_view_waste_parts);
	pial_waste_parts(&c->input, by, &c->out);
}

const struct pial_waste_record *waste_case_record(struct waste_case *c, const char *kitchen)
{
	const struct pial_model *model = &c->w->model;

	for (size_t i = 0; i < c->out.count; i++) {
		const struct pial_waste_record *record = pial_table_row(&c->out, i);

		if (kitchen ? record->kitchen.n &&
			      !strcmp(pial_model_text(model, record->kitchen.n), kitchen)
			    : !record->kitchen.n)
			return record;
	}
	fail_msg("no record of %s", kitchen ? kitchen : "all");
	return NULL;
}

size_t waste_case_said(const struct waste_case *c, enum pial_code code)
{
	size_t said = 0;

	for (size_t i = 0; i < c->w->diags.count; i++)
		said += c->w->diags.entry[i].code == code;
	return said;
}
