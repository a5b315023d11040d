/*
 * What the tests of model/ and load/ share: a model with its diagnostics, texts as files,
	a look at what was said.
 */
#ifndef TEST_LOAD_HELP_H
#define TEST_LOAD_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "load/load.h"

/* A model, what was said while filling it, and the standing tables put into it. */
struct world {
	struct pial_model model;	/* filled by the test */
	struct pial_diags diags;	/* what was said */
	struct pial_table table[6];	/* standing tables, for positions */
	size_t tables;			/* how many */
};

static inline int world_setup(void **state)
{
	static struct world world;

	memset(&world, 0, sizeof(world));
	pial_model_init(&world.model);
	pial_diags_init(&world.diags);
	*state = &world;
	return 0;
}

static inline int world_teardown(void **state)
{
	struct world *w = *state;
	size_t i;

	for (i = 0; i < w->tables; i++)
		pial_table_release(&w->table[i]);
	pial_diags_release(&w->diags);
	pial_model_release(&w->model);
	return 0;
}

/* Prints what was said, so that a failing test shows it. */
static inline void world_show(const struct world *w)
{
	size_t i;

	for (i = 0; i < w->diags.count; i++) {
		const struct pial_diag *diag = &w->diags.entry[i];

		print_message("  %s:%u:%u: %s\n", diag->pos.file ? diag->pos.file : "-",
			      diag->pos.line, diag->pos.column, pial_code_info(diag->code)->name);
	}
}

/* The entry of a code at a line and column, or NULL. */
static inline const struct pial_diag *world_find(const struct world *w, enum pial_code code,
						 uint32_t line, uint32_t column)
{
	size_t i;

	for (i = 0; i < w->diags.count; i++) {
		const struct pial_diag *diag = &w->diags.entry[i];

		if (diag->code == code && diag->pos.line == line && diag->pos.column == column)
			return diag;
	}
	return NULL;
}

/* The one thing said is this, there. */
static inline const struct pial_diag *world_only(const struct world *w, enum pial_code code,
						 uint32_t line, uint32_t column)
{
	const struct pial_diag *diag = world_find(w, code, line, column);

	if (!diag || w->diags.count != 1) {
		print_message("wanted %s at %u:%u, only:\n", pial_code_info(code)->name, line,
			      column);
		world_show(w);
		fail();
	}
	return diag;
}

static inline void world_source(struct world *w, struct pial_source *source, const char *name,
				const char *text)
{
	pial_source_init(source);
	assert_true(pial_source_from(source, name, text, strlen(text), &w->diags));
}

static inline bool world_read(struct world *w, struct pial_table *table,
			      const struct pial_schema *schema, const char *text)
{
	struct pial_source source;
	char name[64];
	bool ok;

	snprintf(name, sizeof(name), "%s.csv", schema->name);
	world_source(w, &source, name, text);
	pial_table_init(table, schema);
	ok = pial_table_read(table, &w->model, &source, &w->diags);
	pial_source_release(&source);
	return ok;
}

/* Reads a standing table that must be right and puts its rows into the model. */
static inline void world_stand(struct world *w, const struct pial_schema *schema, const char *text)
{
	struct pial_table *table = &w->table[w->tables++];
	struct pial_model *m = &w->model;

	if (!world_read(w, table, schema, text)) {
		world_show(w);
		fail();
	}
	if (schema == &pial_schema_producers) {
		m->producer = (void *)table->row;
		m->producers = table->count;
	} else if (schema == &pial_schema_kitchens) {
		m->kitchen = (void *)table->row;
		m->kitchens = table->count;
	} else if (schema == &pial_schema_products) {
		m->product = (void *)table->row;
		m->products = table->count;
	} else if (schema == &pial_schema_certificates) {
		m->certificate = (void *)table->row;
		m->certificates = table->count;
	} else if (schema == &pial_schema_distances) {
		m->road = (void *)table->row;
		m->roads = table->count;
	} else {
		m->hazard = (void *)table->row;
		m->hazards = table->count;
	}
}

/* A loader of a YAML file on a text. */
static inline bool world_yaml(struct world *w,
			      bool (*load)(struct pial_model *, const struct pial_source *,
					   struct pial_diags *),
			      const char *name, const char *text)
{
	struct pial_source source;
	bool ok;

	world_source(w, &source, name, text);
	ok = load(&w->model, &source, &w->diags);
	pial_source_release(&source);
	return ok;
}

/* Indexes the model and checks its standing tables. */
static inline bool world_check(struct world *w)
{
	const struct pial_table *table[6];
	size_t i;

	for (i = 0; i < w->tables; i++)
		table[i] = &w->table[i];
	pial_model_index(&w->model);
	return pial_check_standing(table, w->tables, &w->model, &w->diags);
}

static inline const char *world_text(const struct world *w, uint32_t number)
{
	return pial_model_text(&w->model, number);
}

/* The number of a text in the pool. */
static inline uint32_t world_id(struct world *w, const char *text)
{
	return pial_intern_add(&w->model.pool, text, strlen(text));
}

static inline struct pial_date day(int year, int month, int number)
{
	struct pial_date date = { 0 };

	assert_true(pial_date_make(year, month, number, &date));
	return date;
}

static inline struct pial_week week(int year, int number)
{
	struct pial_week out = { 0 };

	assert_true(pial_week_make(year, number, &out));
	return out;
}

/* A text that must be refused, with one fault at one place. */
struct world_bad {
	const char *text;	/* of the file */
	enum pial_code code;	/* what is said */
	uint32_t line, column;	/* where */
};

/* The text is refused, and that fault alone is said. */
static inline void world_refuses(struct world *w, bool (*load)(struct world *w, const char *text),
				 const struct world_bad *bad)
{
	pial_diags_clear(&w->diags);
	if (load(w, bad->text))
		fail_msg("accepted: %s", bad->text);
	if (!world_find(w, bad->code, bad->line, bad->column) || w->diags.count != 1)
		print_message("%s", bad->text);
	world_only(w, bad->code, bad->line, bad->column);
}

#endif
