/*
 * The columns of a table as a list of its fields, then every row by that list.
 *
 * Row for row the form has the ids that its rows will have in the book, so that a file that comes
 * back in the middle of the week, and again at its end, is matched like any other sheet.
 */
#include "sheet/form_weigh.h"

#include <string.h>

#include "load/field.h"
#include "load/table_workbook.h"
#include "load/value.h"
#include "num/decimal.h"
#include "po/po.h"
#include "sheet/version.h"

#include "base/banned.h"

/* Most columns of one of the two tables, id and version aside. */
#define FIELDS_MOST 12

/* One of the two tables. */
struct half {
	const struct pial_form_weigh *page;	/* of which form */
	struct pial_wsheet *sheet;		/* where */
	enum pial_form_kind kind;		/* which table */
	const struct pial_schema *schema;	/* the same */
	int field[FIELDS_MOST];			/* its columns */
	unsigned fields;			/* how many */
	uint32_t first;				/* sheet row of its first line */
};

static void put_text(struct pial_wsheet *sheet, enum pial_wstyle style, const char *text)
{
	pial_wsheet_text(sheet, style, text, strlen(text));
}

static void add_field(struct half *half, const char *name)
{
	half->field[half->fields++] = pial_field_find(half->schema, name);
}

/* True when a field is filled in by hand. */
static bool is_input(const struct half *half, int field)
{
	return pial_form_fields(half->kind) >> field & 1;
}

/* ---- Head ---- */

static void put_above(struct half *half, enum pial_wstyle style, const char *mark, const char *text)
{
	pial_wsheet_row(half->sheet);
	put_text(half->sheet, PIAL_WSTYLE_PLAIN, mark);
	pial_wsheet_empty(half->sheet, PIAL_WSTYLE_PLAIN);
	put_text(half->sheet, style, text);
	pial_wsheet_merge(half->sheet, 7, 1);
}

static void put_mark(struct half *half, enum pial_wstyle style, const char *text)
{
	const struct pial_campaign *campaign = half->page->campaign;
	const struct pial_model *model = half->page->model;
	struct pial_strbuf mark;

	pial_strbuf_init(&mark, PIAL_STRBUF_TEXT);
	pial_form_put_campaign(&mark, half->kind, pial_model_text(model, campaign->id.n),
			       pial_model_text(model, campaign->kitchen.n));
	put_above(half, style, mark.text, text);
	pial_strbuf_release(&mark);
}

static void put_header(struct half *half)
{
	enum pial_lang lang = half->page->lang;

	pial_wsheet_row(half->sheet);
	put_text(half->sheet, PIAL_WSTYLE_HEADER, "id");
	put_text(half->sheet, PIAL_WSTYLE_HEADER, "version");
	for (unsigned i = 0; i < half->fields; i++)
		put_text(half->sheet, PIAL_WSTYLE_HEADER,
			 pial_field_label(&half->schema->field[half->field[i]], lang));
	if (half->kind == PIAL_FORM_WEIGHINGS && half->page->computed)
		put_text(half->sheet, PIAL_WSTYLE_HEADER,
			 lang == PIAL_EN ? pial_form_info[PIAL_FORM_NET].en
					 : pial_form_info[PIAL_FORM_NET].fr);
	half->first = half->sheet->rows;
}

/* ---- A row ---- */

static void put_identity(struct half *half, const struct pial_table *table, const void *row,
			 bool there)
{
	const struct pial_model *model = half->page->model;
	char version[PIAL_TABLE_VERSION];
	struct pial_strbuf id;

	pial_strbuf_init(&id, PIAL_STRBUF_TEXT);
	pial_table_row_id(&id, table, model, row);
	put_text(half->sheet, PIAL_WSTYLE_PLAIN, id.text);
	pial_sheet_version(version, there ? 'v' : 'p', half->schema, model,
			   pial_form_fields(half->kind), &row, there);
	put_text(half->sheet, PIAL_WSTYLE_PLAIN, version);
	pial_strbuf_release(&id);
}

/* Gross less tare, empty while nothing is weighed. */
static void put_net(struct half *half, const struct pial_weighing *row)
{
	uint32_t here = half->sheet->rows;
	struct pial_strbuf cell[2], formula;
	unsigned column[2] = { 0, 0 };

	for (unsigned i = 0; i < half->fields; i++) {
		const char *name = half->schema->field[half->field[i]].name;

		column[0] = !strcmp(name, "gross_kg") ? i + 2 : column[0];
		column[1] = !strcmp(name, "tare_kg") ? i + 2 : column[1];
	}
	pial_strbuf_init(&formula, PIAL_STRBUF_TEXT);
	for (int i = 0; i < 2; i++) {
		pial_strbuf_init(&cell[i], PIAL_STRBUF_TEXT);
		pial_strbuf_addstr(&cell[i], "[.");
		pial_workbook_letters(&cell[i], column[i]);
		pial_strbuf_addint(&cell[i], here);
		pial_strbuf_addch(&cell[i], ']');
	}
	pial_strbuf_addf(&formula, "=IF(COUNT(%s)=0;\"\";%s-SUM(%s))", cell[0].text, cell[0].text,
			 cell[1].text);
	pial_strbuf_clear(&cell[0]);
	if (!pial_mass_is_none(row->gross))
		pial_decimal_format(&cell[0], pial_weighing_net(row), 3, 0, '.');
	pial_wsheet_formula(half->sheet, PIAL_WSTYLE_LOCKED, formula.text,
			    cell[0].len ? PIAL_WKIND_NUMBER : PIAL_WKIND_TEXT, cell[0].text);
	pial_strbuf_release(&formula);
	pial_strbuf_release(&cell[0]);
	pial_strbuf_release(&cell[1]);
}

/* A row of the table, as the book has it or empty. */
static void put_row(struct half *half, const struct pial_table *table, const void *key)
{
	const void *found = pial_table_find(table, half->page->model, key);
	const void *row = found ? found : key;

	pial_wsheet_row(half->sheet);
	put_identity(half, table, row, found != NULL);
	for (unsigned i = 0; i < half->fields; i++)
		pial_value_add_cell(half->sheet, is_input(half, half->field[i]) ? PIAL_WSTYLE_INPUT
										: PIAL_WSTYLE_LOCKED,
				    half->page->model, &half->schema->field[half->field[i]], row,
				    half->page->lang);
	if (half->kind == PIAL_FORM_WEIGHINGS && half->page->computed)
		put_net(half, row);
}

/* Only numbers may be typed. */
static void allow(struct half *half)
{
	for (unsigned i = 0; half->sheet->rows > half->first && i < half->fields; i++)
		if (is_input(half, half->field[i]))
			pial_wsheet_numbers(half->sheet, i + 2, half->first,
					    half->sheet->rows - 1, "", "",
					    pial_tr(half->page->lang,
						    PIAL_N_("Write a number alone: 12,5 or 0.")));
}

/* ---- The two tables ---- */

static bool weighs_meal(const struct pial_campaign *campaign, int meal)
{
	return campaign->meals.bits >> (meal - 1) & 1;
}

static void put_meals(struct half *half)
{
	const struct pial_campaign *campaign = half->page->campaign;

	add_field(half, "day");
	add_field(half, "meal");
	add_field(half, "expected");
	add_field(half, "prepared");
	add_field(half, "served");
	add_field(half, "prepared_kg");
	put_header(half);
	for (int day = 0; day < campaign->days; day++)
		for (int meal = PIAL_MEAL_BREAKFAST; meal < PIAL_MEAL_END; meal++) {
			struct pial_meal_count key = {
				.campaign = campaign->id, .kitchen = campaign->kitchen,
				.expected = INT32_MIN, .prepared = INT32_MIN, .served = INT32_MIN,
				.prepared_mass = PIAL_MASS_NONE,
				.day = pial_date_add(campaign->from, day), .meal = (uint8_t)meal,
			};

			if (weighs_meal(campaign, meal))
				put_row(half, half->page->meals, &key);
		}
	allow(half);
}

/* The rows of one stream: one, or one a component. */
static void put_stream(struct half *half, struct pial_date day, int meal, int stream)
{
	const struct pial_campaign *campaign = half->page->campaign;
	struct pial_weighing key = {
		.campaign = campaign->id, .kitchen = campaign->kitchen, .gross = PIAL_MASS_NONE,
		.tare = PIAL_MASS_NONE, .edible = PIAL_MASS_NONE, .inedible = PIAL_MASS_NONE,
		.day = day, .meal = (uint8_t)meal, .stream = (uint8_t)stream,
	};

	if (campaign->detail != PIAL_WEIGH_COMPONENTS) {
		put_row(half, half->page->weighings, &key);
		return;
	}
	for (const struct pial_choice *c = pial_choice_component; c->name; c++) {
		key.component.n = pial_intern_add(&half->page->model->pool, c->name,
						  strlen(c->name));
		put_row(half, half->page->weighings, &key);
	}
}

/* True when edible and inedible have their columns. */
static bool is_sorted(const struct half *half)
{
	const struct pial_table *table = half->page->weighings;

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_weighing *row = pial_table_row(table, i);

		if (row->kitchen.n == half->page->campaign->kitchen.n &&
		    (!pial_mass_is_none(row->edible) || !pial_mass_is_none(row->inedible)))
			return true;
	}
	return half->page->campaign->sorted == PIAL_YES;
}

static void put_weighings(struct half *half)
{
	const struct pial_campaign *campaign = half->page->campaign;
	const struct pial_kitchen *kitchen = pial_model_kitchen(half->page->model,
								campaign->kitchen);
	int first = kitchen && kitchen->central.n ? PIAL_STREAM_UNSERVED : PIAL_STREAM_PREPARATION;

	add_field(half, "day");
	add_field(half, "meal");
	add_field(half, "stream");
	if (campaign->detail == PIAL_WEIGH_COMPONENTS)
		add_field(half, "component");
	add_field(half, "gross_kg");
	add_field(half, "tare_kg");
	if (is_sorted(half)) {
		add_field(half, "edible_kg");
		add_field(half, "inedible_kg");
	}
	put_header(half);
	for (int day = 0; day < campaign->days; day++)
		for (int meal = PIAL_MEAL_BREAKFAST; meal < PIAL_MEAL_END; meal++)
			for (int stream = first; stream < PIAL_STREAM_END; stream++)
				if (weighs_meal(campaign, meal))
					put_stream(half, pial_date_add(campaign->from, day), meal,
						   stream);
	allow(half);
}

void pial_form_lay_weigh(struct pial_workbook *book, const struct pial_form_weigh *page)
{
	static const unsigned width[] = { 0, 0, 330, 330, 420, 330, 260, 260, 260, 260, 220 };
	struct pial_wsheet *sheet = pial_workbook_sheet(
		book, pial_model_text(page->model, page->campaign->kitchen.n));
	struct half meals = { .page = page, .sheet = sheet, .kind = PIAL_FORM_MEALS,
			      .schema = &pial_schema_meals };
	struct half weighings = { .page = page, .sheet = sheet, .kind = PIAL_FORM_WEIGHINGS,
				  .schema = &pial_schema_weighings };

	for (unsigned i = 0; i < PIAL_COUNT(width); i++)
		pial_wsheet_column(sheet, i, width[i], i < 2);
	put_mark(&meals, PIAL_WSTYLE_TITLE, page->title);
	put_above(&meals, PIAL_WSTYLE_TITLE, "", page->subtitle);
	for (size_t i = 0; i < PIAL_FORM_NOTES && page->note[i]; i++)
		put_above(&meals, PIAL_WSTYLE_NOTE, "", page->note[i]);
	put_above(&meals, PIAL_WSTYLE_PLAIN, "", "");
	put_meals(&meals);
	put_above(&weighings, PIAL_WSTYLE_PLAIN, "", "");
	put_mark(&weighings, PIAL_WSTYLE_TITLE,
		 pial_tr(page->lang, PIAL_N_("What is thrown away, in kilograms")));
	put_weighings(&weighings);
	sheet->locked = true;
	sheet->page = (struct pial_wpage){ .landscape = true, .one_page = sheet->rows <= 45,
					   .head = "", .foot = "" };
}
