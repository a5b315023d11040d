/*
 * The small market, loaded from texts.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "io/source.h"
#include "load/builtin.h"
#include "load/load.h"
#include "market.h"

static const char producers[] =
	"producer,name,kind,tier,commune,vat_regime\n"
	"P-est,Ferme de l'Est,grower,1,Moustajon,flat-rate\n"
	"P-gros,Gros Bio (grossiste),partner,2,Saint-Gaudens,liable\n"
	"P-lac,Jardin du Lac,grower,1,Oô,franchise\n"
	"P-mut,La Mutante,grower,1,Garin,\n"
	"P-sud,Ferme du Sud,grower,1,Juzet-de-Luchon,liable\n";

static const char kitchens[] =
	"kitchen,name,kind,commune\n"
	"K-ecole,École du Bourg (maternelle),school,Oô\n"
	"K-ehpad,EHPAD des Cimes,nursing-home,Luchon\n";

static const char products[] =
	"product,name,family,unit,pack,priced_per,unit_mass_kg,reference_price,vat_rate,origin\n"
	"ail,Ail,legumes,kg,1,unit,,,,\n"
	"carotte,Carotte,legumes,kg,5,unit,,1.9,5.5,FRANCE\n"
	"laitue,Laitue,legumes,piece,12,unit,0.35,1.1,5.5,FRANCE\n"
	"roti,Rôti (pièce),viandes,piece,1,kg,1.8,18.9,5.5,FRANCE\n";

static const char certificates[] =
	"producer,from,until,status,certifier\n"
	"P-est,2023-03-21,2025-03-20,organic,FR-BIO-01\n"
	"P-gros,2024-01-01,2026-12-31,organic,FR-BIO-10\n"
	"P-mut,2025-01-01,2026-12-31,conversion,FR-BIO-01\n"
	"P-sud,2024-01-01,2026-12-31,organic,FR-BIO-09\n";

static const char parties[] =
	"K-ecole: {legal_name: Commune d'Oô, engagement_required: yes}\n"
	"P-sud: {legal_name: EARL du Sud, address: \"1 route du Sud, 31110 Juzet\"}\n";

static const char contract[] =
	"id: C-ecole\nkitchen: K-ecole\ntitle: Légumes\nfrom: 2025-01-01\nuntil: 2025-12-31\n"
	"engagement: EJ-1\nlines:\n  - {product: carotte, price: 1.85}\n";

static void open_text(struct market *m, struct pial_source *source, const char *name,
		      const char *text)
{
	pial_source_init(source);
	assert_true(pial_source_from(source, name, text, strlen(text), &m->diags));
}

static void load_yaml(struct market *m, const char *name, const char *text,
		      bool (*load)(struct pial_model *, const struct pial_source *,
				   struct pial_diags *))
{
	struct pial_source source;

	open_text(m, &source, name, text);
	assert_true(load(&m->model, &source, &m->diags));
	pial_source_release(&source);
}

static struct pial_table *load_table(struct market *m, const struct pial_schema *schema,
				     const char *csv)
{
	struct pial_table *table = &m->standing[m->tables++];

	market_read(m, table, schema, csv);
	return table;
}

static void read_shipped(struct market *m, struct pial_table *table,
			 const struct pial_schema *schema)
{
	const char *bytes;
	struct pial_strbuf text;
	size_t len;

	assert_true(pial_builtin(schema, &bytes, &len));
	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	pial_strbuf_add(&text, bytes, len);
	market_read(m, table, schema, text.text);
	pial_strbuf_release(&text);
}

static void load_legal(struct market *m)
{
	read_shipped(m, &m->legal[0], &pial_schema_mentions);
	read_shipped(m, &m->legal[1], &pial_schema_rates);
	read_shipped(m, &m->legal[2], &pial_schema_terms);
	m->law = (struct pial_legal){
		(void *)m->legal[0].row, m->legal[0].count, (void *)m->legal[1].row,
		m->legal[1].count, (void *)m->legal[2].row, m->legal[2].count };
}

void market_init(struct market *m, const char *policy)
{
	const struct market_texts texts = { policy, producers, kitchens, products, certificates,
					    parties, contract };

	market_init_from(m, &texts);
}

void market_init_from(struct market *m, const struct market_texts *texts)
{
	struct pial_table *table;
	struct pial_strbuf yaml;

	memset(m, 0, sizeof(*m));
	pial_model_init(&m->model);
	pial_diags_init(&m->diags);
	pial_strbuf_init(&yaml, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&yaml, "name: Les Maraîchers\nlanguage: fr\n%s", texts->policy);
	load_yaml(m, "pial.yaml", yaml.text, pial_load_policy);
	pial_strbuf_release(&yaml);
	table = load_table(m, &pial_schema_producers, texts->producers);
	m->model.producer = (void *)table->row;
	m->model.producers = table->count;
	table = load_table(m, &pial_schema_kitchens, texts->kitchens);
	m->model.kitchen = (void *)table->row;
	m->model.kitchens = table->count;
	table = load_table(m, &pial_schema_products, texts->products);
	m->model.product = (void *)table->row;
	m->model.products = table->count;
	table = load_table(m, &pial_schema_certificates, texts->certificates);
	m->model.certificate = (void *)table->row;
	m->model.certificates = table->count;
	load_yaml(m, "parties.yaml", texts->parties, pial_load_parties);
	load_yaml(m, "contract.yaml", texts->contract, pial_load_contract);
	load_legal(m);
	pial_model_index(&m->model);
}

void market_release(struct market *m)
{
	for (size_t i = 0; i < m->tables; i++)
		pial_table_release(&m->standing[i]);
	for (size_t i = 0; i < PIAL_COUNT(m->legal); i++)
		pial_table_release(&m->legal[i]);
	pial_model_release(&m->model);
	pial_diags_release(&m->diags);
}

void market_read(struct market *m, struct pial_table *table, const struct pial_schema *schema,
		 const char *csv)
{
	struct pial_source source;

	open_text(m, &source, schema->name, csv);
	pial_table_init(table, schema);
	assert_true(pial_table_read(table, &m->model, &source, &m->diags));
	pial_source_release(&source);
}

uint32_t market_id(struct market *m, const char *text)
{
	return pial_intern_add(&m->model.pool, text, strlen(text));
}

struct pial_date market_day(const char *text)
{
	struct pial_date day;

	assert_int_equal(pial_date_parse(text, strlen(text), &day), PIAL_DATE_OK);
	return day;
}

const char *market_cell(struct market *m, const struct pial_schema *schema, const void *row,
			const char *column)
{
	int field = pial_field_find(schema, column);
	struct pial_strbuf cell;

	assert_true(field >= 0);
	pial_strbuf_init(&cell, sizeof(m->text) - 1);
	pial_value_write(&cell, &m->model, &schema->field[field], row, &pial_value_table);
	memcpy(m->text, cell.text, cell.len + 1);
	pial_strbuf_release(&cell);
	return m->text;
}

size_t market_said(const struct market *m, enum pial_code code)
{
	size_t count = 0;

	for (size_t i = 0; i < m->diags.count; i++)
		count += m->diags.entry[i].code == code;
	return count;
}
