/*
 * Two tables, as in the sheet: meals counted, then what is weighed, day by day.
 */
#include "report/weigh_form_paper.h"

#include "load/field.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

/* A form being written. */
struct writing {
	struct pial_paper *paper;			/* the output */
	const struct pial_weigh_form_paper *form;	/* what it is made of */
	struct pial_strbuf text;			/* being put together */
};

static const char *tr(const struct writing *w, const char *text)
{
	return pial_tr(w->paper->lang, text);
}

/* The label of a choice in the language of the form; "" when there is none. */
static const char *label_of(const struct writing *w, const struct pial_choice *list, int value)
{
	const struct pial_choice *choice = pial_choice_of(list, (uint8_t)value);

	return choice ? pial_choice_label(choice, w->paper->lang) : "";
}

static bool weighs_meal(const struct writing *w, int meal)
{
	return w->form->campaign->meals.bits >> (meal - 1) & 1;
}

/* True when several meals of a day are weighed, so that rows have to say which. */
static bool has_meals(const struct writing *w)
{
	unsigned bits = w->form->campaign->meals.bits;

	return bits & (bits - 1);
}

/* Begins the rows of a day, with its name over them. */
static void put_day(struct writing *w, int day)
{
	pial_say_day(&w->text, pial_date_add(w->form->campaign->from, day), false, w->paper->lang);
	pial_paper_row(w->paper, PIAL_PAPER_SECTION);
	pial_paper_take(w->paper, &w->text);
}

static void fill_column(struct writing *w, const struct pial_schema *schema, const char *field)
{
	int at = pial_field_find(schema, field);

	pial_paper_column(w->paper, pial_field_label(&schema->field[at], w->paper->lang), 1,
			  PIAL_PAPER_FILL);
}

/* Cells to write in, each with its unit. */
static void fill(struct writing *w, size_t cells, const char *unit)
{
	for (size_t i = 0; i < cells; i++)
		pial_paper_cell(w->paper, unit);
}

static void put_meals(struct writing *w)
{
	const char *heading = tr(w, PIAL_N_("Meals counted"));

	pial_paper_heading(w->paper, heading);
	pial_paper_table(w->paper, heading);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Day")), 1, 0);
	if (has_meals(w))
		pial_paper_column(w->paper, tr(w, PIAL_N_("Meal")), 1, 0);
	fill_column(w, &pial_schema_meals, "expected");
	fill_column(w, &pial_schema_meals, "prepared");
	fill_column(w, &pial_schema_meals, "served");
	fill_column(w, &pial_schema_meals, "prepared_kg");
	for (int day = 0; day < w->form->campaign->days; day++)
		for (int meal = PIAL_MEAL_BREAKFAST; meal < PIAL_MEAL_END; meal++) {
			if (!weighs_meal(w, meal))
				continue;
			pial_paper_row(w->paper, PIAL_PAPER_BODY);
			pial_say_day_short(&w->text,
					   pial_date_add(w->form->campaign->from, day),
					   w->paper->lang);
			pial_paper_take(w->paper, &w->text);
			if (has_meals(w))
				pial_paper_cell(w->paper, label_of(w, pial_choice_meal, meal));
			fill(w, 3, "");
			fill(w, 1, "kg");
		}
}

/* A row to weigh in: a stream of a meal, and a component where they are weighed apart. */
static void put_row(struct writing *w, int meal, int stream, const char *component)
{
	bool sorted = w->form->campaign->sorted == PIAL_YES;

	pial_paper_row(w->paper, PIAL_PAPER_BODY);
	if (has_meals(w))
		pial_paper_cell(w->paper, label_of(w, pial_choice_meal, meal));
	pial_paper_cell(w->paper, label_of(w, pial_choice_stream, stream));
	if (w->form->campaign->detail == PIAL_WEIGH_COMPONENTS)
		pial_paper_cell(w->paper, component);
	fill(w, sorted ? 4 : 2, "kg");
}

static void put_stream(struct writing *w, int meal, int stream)
{
	if (w->form->campaign->detail != PIAL_WEIGH_COMPONENTS) {
		put_row(w, meal, stream, "");
		return;
	}
	for (const struct pial_choice *c = pial_choice_component; c->name; c++)
		put_row(w, meal, stream, pial_choice_label(c, w->paper->lang));
}

static void put_columns(struct writing *w)
{
	const struct pial_campaign *campaign = w->form->campaign;

	if (has_meals(w))
		pial_paper_column(w->paper, tr(w, PIAL_N_("Meal")), 1, 0);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Stream")), 1, 0);
	if (campaign->detail == PIAL_WEIGH_COMPONENTS)
		pial_paper_column(w->paper, tr(w, PIAL_N_("Component")), 1, 0);
	fill_column(w, &pial_schema_weighings, "gross_kg");
	fill_column(w, &pial_schema_weighings, "tare_kg");
	if (campaign->sorted != PIAL_YES)
		return;
	fill_column(w, &pial_schema_weighings, "edible_kg");
	fill_column(w, &pial_schema_weighings, "inedible_kg");
}

static void put_weighings(struct writing *w)
{
	const struct pial_campaign *campaign = w->form->campaign;
	const struct pial_kitchen *kitchen = pial_model_kitchen(w->form->model, campaign->kitchen);
	/* A satellite has no preparation of its own. */
	int first = kitchen && kitchen->central.n ? PIAL_STREAM_UNSERVED : PIAL_STREAM_PREPARATION;
	const char *heading = tr(w, PIAL_N_("What is thrown away, in kilograms"));

	pial_paper_heading(w->paper, heading);
	pial_paper_table(w->paper, heading);
	put_columns(w);
	for (int day = 0; day < campaign->days; day++) {
		put_day(w, day);
		for (int meal = PIAL_MEAL_BREAKFAST; meal < PIAL_MEAL_END; meal++)
			for (int stream = first; stream < PIAL_STREAM_END; stream++)
				if (weighs_meal(w, meal))
					put_stream(w, meal, stream);
	}
}

void pial_weigh_form_paper_write(struct pial_paper *paper,
				 const struct pial_weigh_form_paper *form)
{
	struct writing w = { .paper = paper, .form = form };

	pial_strbuf_init(&w.text, PIAL_STRBUF_TEXT);
	pial_say_kitchen(&w.text, form->model, form->campaign->kitchen);
	pial_paper_sheet(paper, form->title, w.text.text);
	pial_paper_title(paper, form->title, "");
	pial_paper_facts(paper, PIAL_PAPER_FACTS_GRID);
	pial_paper_fact(paper, tr(&w, PIAL_N_("Kitchen")), w.text.text);
	pial_paper_fact(paper, tr(&w, PIAL_N_("Campaign")),
			pial_model_text(form->model, form->campaign->id.n));
	pial_strbuf_clear(&w.text);
	for (size_t i = 0; form->note[i]; i++)
		pial_paper_text(paper, PIAL_PAPER_PLAIN, form->note[i]);
	put_meals(&w);
	put_weighings(&w);
	pial_strbuf_release(&w.text);
}
