/*
 * Any bytes as a file that came back: forms of a week and of a weigh-in, or plain tables, several
 * in one file. No crash; what is refused is said and what is said is refused; and a sheet that was
 * taken in says nothing new the second time.
 *
 * The book is empty but for a few names, those of the example that the seeds are forms of; every
 * row is added, then found as it is.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "load/load.h"
#include "model/weighing.h"
#include "sheet/merge.h"
#include "sheet/returned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct pial_schema *const candidate[] = {
	&pial_schema_orders, &pial_schema_offers, &pial_schema_receipts, &pial_schema_weighings,
	&pial_schema_meals,
};

static void insist(bool promise)
{
	if (!promise)
		abort();
}

static struct pial_text id(struct pial_model *model, const char *text)
{
	return (struct pial_text){ pial_intern_add(&model->pool, text, strlen(text)) };
}

static void make_model(struct pial_model *m)
{
	pial_model_init(m);
	m->producer = pial_arena_zalloc(&m->arena, 1, sizeof(*m->producer));
	m->kitchen = pial_arena_zalloc(&m->arena, 1, sizeof(*m->kitchen));
	m->product = pial_arena_zalloc(&m->arena, 1, sizeof(*m->product));
	m->producer[m->producers++] = (struct pial_producer){
		.id = { id(m, "P-ravin").n }, .name = id(m, "Les Jardins du Ravin"), .tier = 1,
		.share = { 1000 }, .min_drop = PIAL_MONEY_NONE };
	m->kitchen[m->kitchens++] = (struct pial_kitchen){
		.id = { id(m, "K-ecoles").n }, .name = id(m, "Cité scolaire"), .priority = 1,
		.weight = { 1000 }, .cutoff = INT32_MIN };
	m->product[m->products++] = (struct pial_product){
		.id = { id(m, "carotte").n }, .name = id(m, "Carotte"), .unit = PIAL_UNIT_KG,
		.pack = { 1000 }, .unit_mass = PIAL_MASS_NONE,
		.reference_price = PIAL_PRICE_NONE };
	pial_model_index(m);
}

/* What all of it needs. */
struct run {
	struct pial_model model;	/* the few names */
	struct pial_names names;	/* of them */
	struct pial_diags diags;	/* what is said */
};

static bool of_campaign(const struct pial_sheet *sheet)
{
	return sheet->table.schema == &pial_schema_weighings ||
	       sheet->table.schema == &pial_schema_meals;
}

/* The campaign of a form, or of a plain table's first row. */
static uint32_t campaign_of(const struct pial_sheet *sheet)
{
	const struct pial_weighing *weighing;
	const struct pial_meal_count *meals;

	if (sheet->campaign || !sheet->table.count)
		return sheet->campaign;
	weighing = pial_table_row(&sheet->table, 0);
	meals = pial_table_row(&sheet->table, 0);
	return sheet->table.schema == &pial_schema_meals ? meals->campaign.n
							 : weighing->campaign.n;
}

/* Reads one form, or a whole plain table, and looks its names up. */
static bool read_part(struct run *r, const struct pial_source *part, struct pial_sheet *sheet)
{
	size_t mark = r->diags.errors;
	bool ok;

	pial_sheet_init(sheet);
	ok = pial_sheet_read(sheet, &r->model, &r->names, part, candidate, PIAL_COUNT(candidate),
			     &r->diags);
	insist(ok == !pial_diags_since(&r->diags, mark));
	if (ok && of_campaign(sheet))
		ok = pial_check_weighed(&sheet->table, NULL, campaign_of(sheet), &r->model,
					&r->diags);
	else if (ok)
		ok = pial_check_moving(&sheet->table, &r->model, sheet->week, &r->diags);
	insist(ok == !pial_diags_since(&r->diags, mark));
	return ok;
}

/* Merges a part with a table, into another; *changed says whether that differs. False: refused. */
static bool merge_part(struct run *r, const struct pial_source *part, const struct pial_table *book,
		       struct pial_table *result, bool *changed)
{
	struct pial_table none;
	struct pial_merge merge;
	struct pial_sheet sheet;
	bool ok = read_part(r, part, &sheet);

	if (ok) {
		pial_table_init(&none, sheet.table.schema);
		pial_merge_init(&merge, &r->model, sheet.week, book ? book : &none, &none);
		ok = pial_merge_sheet(&merge, &sheet, &r->diags) &&
		     pial_merge_agree(&merge, &r->diags);
		pial_table_init(result, sheet.table.schema);
		if (ok)
			*changed = pial_merge_apply(&merge, result);
		else
			pial_table_release(result);
		pial_merge_release(&merge);
		pial_table_release(&none);
	}
	pial_sheet_release(&sheet);
	return ok;
}

static void try_part(struct run *r, const struct pial_source *part)
{
	struct pial_table first, second;
	bool changed;

	if (!merge_part(r, part, NULL, &first, &changed))
		return;
	insist(changed == (first.count > 0));
	insist(merge_part(r, part, &first, &second, &changed));
	insist(!changed && second.count == first.count);
	pial_table_release(&first);
	pial_table_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pial_source source, rest, part;
	struct run r;

	make_model(&r.model);
	pial_names_init(&r.names, &r.model);
	pial_diags_init(&r.diags);
	pial_source_init(&source);
	if (pial_source_from(&source, "fuzz.csv", size ? (const char *)data : "", size, &r.diags)) {
		rest = source;
		while (pial_sheet_next(&rest, &part))
			try_part(&r, &part);
	}
	pial_source_release(&source);
	pial_diags_release(&r.diags);
	pial_names_release(&r.names);
	pial_model_release(&r.model);
	return 0;
}
