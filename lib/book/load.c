/*
 * Loading a book: which file goes where, in which order.
 *
 * Every file is read even when an earlier one was refused, so that a person sees all faults at
 * once. Cross-checks only run when each file was accepted by itself: a reference into a refused
 * table would be reported as unknown.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/crew.h"
#include "base/strbuf.h"
#include "book/book.h"
#include "book/cash.h"
#include "book/menus.h"
#include "book/path.h"
#include "book/service.h"
#include "book/weighings.h"
#include "load/builtin.h"
#include "load/load.h"
#include "model/revision.h"
#include "base/banned.h"

/* Reads a table's file, rows unchecked; *exists: there is one. */
static bool read_rows(struct pial_book *book, const char *path, bool optional,
		      struct pial_table *table, bool *exists, struct pial_diags *diags)
{
	struct pial_source source;
	bool ok;

	pial_source_init(&source);
	ok = pial_book_read(book, path, PIAL_SOURCE_TABLE, optional, &source, diags);
	*exists = ok && source.exists;
	if (*exists)
		ok = pial_table_read(table, &book->model, &source, diags);
	pial_source_release(&source);
	return ok;
}

/* Reads one standing CSV file into its table. */
static bool load_table(struct pial_book *book, enum pial_standing which, const char *path,
		       bool optional, struct pial_diags *diags)
{
	bool exists;

	return read_rows(book, path, optional, &book->standing[which], &exists, diags);
}

/* Reads one YAML file with its loader. */
static bool load_yaml(struct pial_book *book, const char *path, bool optional,
		      bool (*load)(struct pial_model *, const struct pial_source *,
				   struct pial_diags *),
		      struct pial_diags *diags)
{
	struct pial_source source;
	bool ok;

	pial_source_init(&source);
	ok = pial_book_read(book, path, PIAL_SOURCE_YAML, optional, &source, diags);
	if (ok && source.exists)
		ok = load(&book->model, &source, diags);
	pial_source_release(&source);
	return ok;
}

static bool load_contracts(struct pial_book *book, struct pial_diags *diags)
{
	size_t count;
	const char **name = pial_book_list(book, "contracts", ".yaml", &count);
	bool ok = true;

	for (size_t i = 0; i < count; i++) {
		const char *path = pial_arena_printf(&book->model.arena, "contracts/%s", name[i]);

		ok &= load_yaml(book, path, false, pial_load_contract, diags);
	}
	return ok;
}

/* Hands the rows of the standing tables to the model. */
static void adopt(struct pial_book *book)
{
	struct pial_model *model = &book->model;
	const struct pial_table *table = book->standing;

#define ADOPT(which, rows, counter) \
	model->rows = (void *)table[which].row, model->counter = table[which].count
	ADOPT(PIAL_STANDING_PRODUCERS, producer, producers);
	ADOPT(PIAL_STANDING_KITCHENS, kitchen, kitchens);
	ADOPT(PIAL_STANDING_PRODUCTS, product, products);
	ADOPT(PIAL_STANDING_CERTIFICATES, certificate, certificates);
	ADOPT(PIAL_STANDING_DISTANCES, road, roads);
	ADOPT(PIAL_STANDING_HAZARDS, hazard, hazards);
#undef ADOPT
	pial_model_index(model);
}

bool pial_book_season(struct pial_book *book, int year, struct pial_table *table,
		      struct pial_diags *diags)
{
	const char *path = pial_arena_printf(&book->model.arena, "season/%d/%s.csv", year,
					     table->schema->name);
	bool exists;

	return read_rows(book, path, true, table, &exists, diags) &&
	       (!exists || pial_check_season(table, &book->model, year, diags));
}

/* Puts the rounds of every season into the model. */
static bool load_rounds(struct pial_book *book, struct pial_diags *diags)
{
	size_t names;
	const char **name = pial_book_list(book, "season", "", &names);
	bool ok = true;

	for (size_t i = 0; i < names; i++) {
		int year = pial_book_year(name[i]);
		struct pial_table table;

		if (!year)
			continue;
		pial_table_init(&table, &pial_schema_rounds);
		ok &= pial_book_season(book, year, &table, diags);
		if (table.count)
			pial_model_add_rounds(&book->model, year, (const void *)table.row,
					      table.count);
		pial_table_release(&table);
	}
	return ok;
}

static bool revises(const struct pial_model *model)
{
	for (size_t i = 0; i < model->contracts; i++)
		for (uint32_t k = 0; k < model->contract[i].line_count; k++)
			if (model->contract[i].line[k].formula_count)
				return true;
	return false;
}

/* Puts the values of indices into the model, when some contract follows them. */
static bool load_indices(struct pial_book *book, struct pial_diags *diags)
{
	struct pial_table table;
	bool ok;

	if (!revises(&book->model))
		return true;
	pial_table_init(&table, &pial_schema_indices);
	ok = pial_book_data(book, &table, diags);
	if (ok)
		pial_model_add_indices(&book->model, (const void *)table.row, table.count);
	pial_table_release(&table);
	return ok;
}

bool pial_book_load_policy(struct pial_book *book, struct pial_diags *diags)
{
	return load_yaml(book, "pial.yaml", false, pial_load_policy, diags);
}

/* Reads all files of the book but those of weeks and seasons. */
static bool load_files(struct pial_book *book, struct pial_diags *diags)
{
	bool ok = pial_book_load_policy(book, diags);

	ok &= load_table(book, PIAL_STANDING_PRODUCERS, "producers.csv", false, diags);
	ok &= load_table(book, PIAL_STANDING_KITCHENS, "kitchens.csv", false, diags);
	ok &= load_table(book, PIAL_STANDING_PRODUCTS, "products.csv", false, diags);
	ok &= load_table(book, PIAL_STANDING_CERTIFICATES, "certificates.csv", true, diags);
	ok &= load_table(book, PIAL_STANDING_DISTANCES, "distances.csv", true, diags);
	ok &= load_table(book, PIAL_STANDING_HAZARDS, "ledger/hazards.csv", true, diags);
	ok &= load_yaml(book, "calendar.yaml", true, pial_load_calendar, diags);
	ok &= load_yaml(book, "parties.yaml", true, pial_load_parties, diags);
	return load_contracts(book, diags) && ok;
}

/* The book's files, and one of a week read beside them. */
struct loading {
	struct pial_book *book;		/* which */
	struct pial_diags *diags;	/* of its files */
	bool ok;			/* they were accepted */
	bool ahead;			/* the other one was read */
};

static void load_beside(void *context, unsigned worker, size_t task)
{
	struct loading *loading = context;

	(void)worker;
	if (task == 0)
		loading->ok = load_files(loading->book, loading->diags);
	else
		loading->ahead = pial_book_fetch_ahead(loading->book);
}

bool pial_book_load(struct pial_book *book, struct pial_diags *diags)
{
	const struct pial_table *table[PIAL_STANDING_COUNT];
	struct loading loading = { book, diags, false, false };
	bool ok;

	if (!pial_book_lock(book, book->exclusive, diags))
		return false;
	pial_crew_run(2, pial_book_has_ahead(book) ? 2 : 1, load_beside, &loading);
	book->ahead.good = loading.ahead;
	adopt(book);
	if (!loading.ok)
		return false;
	for (size_t i = 0; i < PIAL_STANDING_COUNT; i++)
		table[i] = &book->standing[i];
	ok = pial_check_standing(table, PIAL_STANDING_COUNT, &book->model, diags);
	ok &= load_indices(book, diags);
	return load_rounds(book, diags) && ok;
}

const char *pial_book_week_path(struct pial_book *book, struct pial_week week,
				const struct pial_schema *schema)
{
	struct pial_strbuf text;
	const char *path;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_week_format(&text, week);
	path = pial_arena_printf(&book->model.arena, "weeks/%s/%s.csv", text.text, schema->name);
	pial_strbuf_release(&text);
	return path;
}

void pial_book_read_ahead(struct pial_book *book, struct pial_week week,
			  const struct pial_schema *schema)
{
	book->ahead.path = pial_book_week_path(book, week, schema);
}

bool pial_book_week(struct pial_book *book, struct pial_week week, struct pial_table *table,
		    bool *exists, struct pial_diags *diags)
{
	const char *path = pial_book_week_path(book, week, table->schema);
	bool there, ok;

	if (book->reading)
		book->reading(book->reading_data, week);
	ok = read_rows(book, path, true, table, &there, diags) &&
	     (!there || pial_check_moving(table, &book->model, week, diags));
	if (exists)
		*exists = there;
	return ok;
}

bool pial_book_data(struct pial_book *book, struct pial_table *table, struct pial_diags *diags)
{
	const char *path = table->schema->path, *bytes;
	struct pial_source source, shipped, *read = &source;
	size_t len;
	bool ok;

	pial_source_init(&source);
	pial_source_init(&shipped);
	ok = pial_book_read(book, path, PIAL_SOURCE_TABLE, true, &source, diags);
	if (ok && !source.exists && pial_builtin(table->schema, &bytes, &len)) {
		read = &shipped;
		ok = pial_source_from(&shipped, path, bytes, len, diags);
	}
	if (ok && read->exists)
		ok = pial_table_read(table, &book->model, read, diags) &&
		     pial_check_data(table, &book->model, diags);
	pial_source_release(&source);
	pial_source_release(&shipped);
	return ok;
}

bool pial_book_file(struct pial_book *book, const char *path, struct pial_table *table,
		    bool *exists, struct pial_diags *diags)
{
	return read_rows(book, path, true, table, exists, diags) &&
	       (!*exists || pial_check_references(table, &book->model, diags));
}

const char *pial_book_statements_path(struct pial_book *book, struct pial_month month)
{
	struct pial_strbuf text;
	const char *path;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_month_format(&text, month);
	path = pial_arena_printf(&book->model.arena, "statements/%s.csv", text.text);
	pial_strbuf_release(&text);
	return path;
}

bool pial_book_statements(struct pial_book *book, struct pial_month month,
			  struct pial_table *table, bool *exists, struct pial_diags *diags)
{
	return pial_book_file(book, pial_book_statements_path(book, month), table, exists, diags);
}

bool pial_book_ledger(struct pial_book *book, struct pial_table *table, struct pial_diags *diags)
{
	bool exists;

	return read_rows(book, table->schema->path, true, table, &exists, diags) &&
	       (!exists || pial_check_ledger(table, &book->model, diags));
}

struct pial_week *pial_book_weeks(struct pial_book *book, size_t *count)
{
	size_t names;
	const char **name = pial_book_list(book, "weeks", "", &names);
	struct pial_week *week = pial_calloc(names + 1, sizeof(*week));

	*count = 0;
	for (size_t i = 0; i < names; i++)
		if (pial_week_parse(name[i], strlen(name[i]), &week[*count]) == PIAL_DATE_OK)
			(*count)++;
	return week;
}

bool pial_book_status(struct pial_book *book, struct pial_week week,
		      struct pial_week_status *status, struct pial_diags *diags)
{
	struct pial_table table;
	bool ok;

	*status = (struct pial_week_status){ .state = PIAL_WEEK_DRAFT };
	pial_table_init(&table, &pial_schema_status);
	ok = pial_book_week(book, week, &table, NULL, diags);
	for (size_t i = 0; ok && i < table.count; i++) {
		const struct pial_week_status *row = pial_table_row(&table, i);

		/* Rows are sorted by key (version, state), states by their order in life. */
		*status = *row;
	}
	pial_table_release(&table);
	return ok;
}

/* Reads and checks every table of one week. */
static bool check_week(struct pial_book *book, struct pial_week week, struct pial_diags *diags)
{
	static const struct pial_schema *const schema[] = {
		&pial_schema_orders, &pial_schema_offers, &pial_schema_allocation,
		&pial_schema_receipts, &pial_schema_deliveries, &pial_schema_status,
	};
	bool ok = true;

	for (size_t i = 0; i < PIAL_COUNT(schema); i++) {
		struct pial_table table;

		pial_table_init(&table, schema[i]);
		ok &= pial_book_week(book, week, &table, NULL, diags);
		pial_table_release(&table);
	}
	return ok;
}

/* Reads and checks the tables of every season. */
static bool check_seasons(struct pial_book *book, struct pial_diags *diags)
{
	static const struct pial_schema *const schema[] = { &pial_schema_needs,
		&pial_schema_bids, &pial_schema_costs, &pial_schema_plan,
		&pial_schema_absences, &pial_schema_rota, &pial_schema_budget };
	size_t names;
	const char **name = pial_book_list(book, "season", "", &names);
	bool ok = true;

	for (size_t i = 0; i < names; i++) {
		int year = pial_book_year(name[i]);

		for (size_t k = 0; year && k < PIAL_COUNT(schema); k++) {
			struct pial_table table;

			pial_table_init(&table, schema[k]);
			ok &= pial_book_season(book, year, &table, diags);
			pial_table_release(&table);
		}
	}
	return ok;
}

/* Reads and checks the menus of every season. */
static bool check_menus(struct pial_book *book, struct pial_diags *diags)
{
	size_t names;
	const char **name = pial_book_list(book, "season", "", &names);
	bool ok = true;

	for (size_t i = 0; i < names; i++) {
		int year = pial_book_year(name[i]);
		struct pial_menus menus;

		if (!year)
			continue;
		pial_menus_init(&menus);
		ok &= pial_book_menus(book, year, &menus, diags) &&
		      pial_menus_join(&menus, &book->model, diags);
		pial_menus_release(&menus);
	}
	return ok;
}

/* Reads and checks the reference data that the book has, and those that are shipped. */
static bool check_data(struct pial_book *book, struct pial_diags *diags)
{
	static const struct pial_schema *const schema[] = { &pial_schema_thresholds,
		&pial_schema_portions, &pial_schema_dishes, &pial_schema_quotations,
		&pial_schema_indices, &pial_schema_mentions, &pial_schema_rates,
		&pial_schema_terms, &pial_schema_benchmarks, &pial_schema_emissions,
		&pial_schema_roads, &pial_schema_waste, &pial_schema_compost,
		&pial_schema_purchases, &pial_schema_labels, &pial_schema_families,
		&pial_schema_goals };
	bool ok = true;

	for (size_t i = 0; i < PIAL_COUNT(schema); i++) {
		struct pial_table table;

		pial_table_init(&table, schema[i]);
		ok &= pial_book_data(book, &table, diags);
		pial_table_release(&table);
	}
	return ok;
}

/* Reads and checks what the service does and costs. */
static bool check_service(struct pial_book *book, struct pial_diags *diags)
{
	struct pial_service service;
	bool ok;

	pial_service_init(&service);
	ok = pial_book_service(book, &service, diags);
	pial_service_release(&service);
	return ok;
}

/* Reads and checks the ledgers of cash. */
static bool check_cash(struct pial_book *book, struct pial_diags *diags)
{
	static const struct pial_schema *const schema[] = { &pial_schema_advances,
		&pial_schema_fund, &pial_schema_payments };
	bool ok = true;

	for (size_t i = 0; i < PIAL_COUNT(schema); i++) {
		struct pial_cash cash;

		pial_cash_init(&cash, schema[i]);
		ok &= pial_cash_read(&cash, book, diags);
		pial_cash_release(&cash);
	}
	return ok;
}

static bool check_balances(struct pial_book *book, struct pial_diags *diags)
{
	struct pial_table table;
	bool ok;

	pial_table_init(&table, &pial_schema_balances);
	ok = pial_book_ledger(book, &table, diags);
	pial_table_release(&table);
	return ok;
}

bool pial_book_check(struct pial_book *book, struct pial_diags *diags)
{
	struct pial_week *week;
	size_t count;
	bool loaded = pial_book_load(book, diags);
	/* Also of a refused book: a misnamed file is often why it is refused. */
	bool ok = pial_book_check_names(book, diags);

	if (!loaded)
		return false;
	week = pial_book_weeks(book, &count);
	for (size_t i = 0; i < count; i++)
		ok &= check_week(book, week[i], diags);
	free(week);
	ok &= check_cash(book, diags);
	ok &= check_service(book, diags);
	ok &= check_seasons(book, diags);
	ok &= check_menus(book, diags);
	ok &= check_data(book, diags);
	ok &= pial_book_check_weighings(book, diags);
	return check_balances(book, diags) && ok;
}
